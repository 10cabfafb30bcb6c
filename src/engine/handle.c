/* The life of handles, and the engine's door. The method is described in engine.h.
 *
 * Who sees to the queue, once the engine is closed: the one who pushes stores to the queue and then looks whether nobody is at work; the one at work stores
 * that it is idle and then looks at the queue. All of these are sequentially consistent, so one of the two sees the other. */
#include "engine.h"
#include <asb/engine.h>

enum { ENGINE_IDLE, ENGINE_AT_WORK, ENGINE_DRAINING };

static int become(asb_engine *e, int state) {
    int idle = ENGINE_IDLE;
    return atomic_compare_exchange_strong(&e->state, &idle, state);
}

static void hold(asb_engine *e) {
    atomic_fetch_add(&e->holds, 1);
}

static void let_go(asb_engine *e) {
    if (atomic_fetch_sub(&e->holds, 1) == 1) asbi_engine_destroy(e);
}

/* Mostly there is nothing; looking is cheaper than taking. */
static void drain(asb_engine *e) {
    handle *h = atomic_load(&e->queue) ? atomic_exchange(&e->queue, NULL) : NULL;
    while (h) {
        handle *next = h->queued;
        asbi_handle_drop(h);
        h = next;
    }
}

/* Stop being at work. */
static void settle(asb_engine *e) {
    do {
        drain(e);
        atomic_store(&e->state, ENGINE_IDLE);
    } while (atomic_load(&e->closed) && atomic_load(&e->queue) && become(e, ENGINE_DRAINING));
}

/* Another thread may be draining for a moment (only once the engine is closed); wait for it, but not for ever: it may be our own
 * callback that asks. */
int asbi_door_open(asb_engine *e) {
    for (uint32_t patience = 10000000; !become(e, ENGINE_AT_WORK); patience--)
        if (!patience || atomic_load(&e->state) == ENGINE_AT_WORK) return 0;
    hold(e);
    drain(e);
    return 1;
}

void asbi_door_close(asb_engine *e) {
    settle(e);
    let_go(e);
}

void *asbi_handle_new(asb_engine *e, size_t size, void (*destroy)(handle *h)) {
    handle *h = asbi_alloc(&e->memory, size);
    if (!h) return NULL;
    h->engine = e;
    h->destroy = destroy;
    h->users = 1;
    hold(e);
    return h;
}

void asbi_handle_gone(handle *h, size_t size) {
    asb_engine *e = h->engine;
    asbi_release(&e->memory, h, size);
    let_go(e); /* never the last one: whoever drops is in here, and holds too */
}

void asbi_handle_keep(void *h) {
    ((handle *)h)->users++;
}

void asbi_handle_drop(void *h) {
    handle *hd = h;
    if (hd && --hd->users == 0) hd->destroy(hd);
}

static void see_to_queue(asb_engine *e) {
    if (atomic_load(&e->closed) && become(e, ENGINE_DRAINING)) settle(e);
}

void asbi_handle_free(void *h) {
    handle *hd = h;
    if (!hd || atomic_exchange(&hd->freed, 1)) return;
    asb_engine *e = hd->engine;
    hold(e); /* from the push on, the handle may go at any moment */
    hd->queued = atomic_load(&e->queue);
    while (!atomic_compare_exchange_weak(&e->queue, &hd->queued, hd)) {
    }
    see_to_queue(e);
    let_go(e);
}

void asb_engine_free(asb_engine *engine) {
    if (!engine || atomic_exchange(&engine->closed, 1)) return;
    see_to_queue(engine);
    let_go(engine);
}
