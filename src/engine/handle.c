/* The life of handles, and the engine's door. The method is described in engine.h.
 *
 * Nearly every call comes and goes while the host has the engine: then it is one atomic step to come in, one to leave, and one to push a freed handle, and whoever has done the
 * last of these touches the engine no more, as it may be gone. For a call that holds because it takes the door from AT_WORK alone back to nothing, which fails once CLOSED is
 * there; for a push because it takes the queue from a head that does not say QUEUE_CLOSED. Once the engine is closed, everybody goes the long way, and holds the engine until the end of it.
 *
 * Who sees to the queue, once the engine is closed: the one who pushes stores to the queue and then looks whether nobody is at work; the one at work stores
 * that it is idle and then looks at the queue. All of these are sequentially consistent, so one of the two sees the other. What was pushed by the short way is seen to by
 * whoever closes the engine, which looks after the last such push. */
#include "engine.h"
#include <asb/engine.h>
#include <string.h>

/* Of the door: nothing is set while the engine is idle. Somebody is AT_WORK; and what is done there is no call but only DRAINING; the host has CLOSED the engine. */
enum { AT_WORK = 1, DRAINING = 2, CLOSED = 4 };
enum { QUEUE_CLOSED = 1 };

static inline int become(asb_engine *e, unsigned from, unsigned to) {
    return atomic_compare_exchange_strong(&e->door, &from, to);
}

static void hold(asb_engine *e) {
    atomic_fetch_add(&e->holds, 1);
}

static void let_go(asb_engine *e) {
    if (atomic_fetch_sub(&e->holds, 1) == 1) asbi_engine_destroy(e);
}

/* The first in the queue, without the mark. */
static inline handle *first_in(uintptr_t queue) {
    return (handle *)(queue & ~(uintptr_t)QUEUE_CLOSED); /* NOLINT(performance-no-int-to-ptr): it was one */
}

static void drop_all(asb_engine *e) {
    handle *h = first_in(atomic_fetch_and(&e->queue, (uintptr_t)QUEUE_CLOSED));
    while (h) {
        handle *next = h->queued;
        asbi_handle_drop(h);
        h = next;
    }
}

/* Mostly there is nothing; looking is cheaper than taking. */
static inline void drain(asb_engine *e) {
    if (first_in(atomic_load(&e->queue))) drop_all(e);
}

/* Stop being at work in an engine that is closed. Without handles nobody can come any more, and the door stays as it is. */
static void settle(asb_engine *e) {
    hold(e);
    do {
        drain(e);
        if (!e->handles) {
            let_go(e); /* for all that lived in it */
            break;
        }
        atomic_store(&e->door, CLOSED);
    } while (first_in(atomic_load(&e->queue)) && become(e, CLOSED, CLOSED | AT_WORK | DRAINING));
    let_go(e);
}

/* Another thread may be draining for a moment; wait for it, but not for ever: it may be our own callback that asks. */
static int come_in_closed(asb_engine *e) {
    for (uint32_t patience = 10000000; !become(e, CLOSED, CLOSED | AT_WORK); patience--)
        if (!patience || atomic_load(&e->door) == (CLOSED | AT_WORK)) return 0;
    return 1;
}

static inline int open_door(asb_engine *e) {
    if (!become(e, 0, AT_WORK) && (!(atomic_load(&e->door) & CLOSED) || !come_in_closed(e))) return 0;
    drain(e);
    return 1;
}

static inline void close_door(asb_engine *e) {
    drain(e);
    if (!become(e, AT_WORK, 0)) settle(e);
}

static inline void forget(fault *f) {
    f->status = ASB_OK;
    f->line = f->column = 0;
    f->field[0] = f->pointer[0] = f->message.text[0] = f->message.arguments[0] = '\0';
    f->message.code = "";
}

int32_t asbi_enter(asb_engine *e) {
    if (!open_door(e)) return ASB_EBUSY;
    forget(&e->fault);
    return ASB_OK;
}

int32_t asbi_leave(asb_engine *e, int32_t status) {
    if (status < 0 && e->fault.status != status) asbi_fail(&e->fault, status, asb_status_text(status), (char *)NULL);
    close_door(e);
    return status;
}

int32_t asbi_refuse_argument(asb_engine *e, const char *name) {
    return asbi_leave(e, asbi_fail(&e->fault, ASB_EARGUMENT, "argument", "argument", name, (char *)NULL));
}

static void *begin(handle *h, asb_engine *e, void (*destroy)(handle *h)) {
    h->engine = e;
    h->destroy = destroy;
    h->users = 1;
    e->handles++;
    return h;
}

void *asbi_handle_new(asb_engine *e, size_t size, void (*destroy)(handle *h)) {
    handle *h = asbi_alloc(&e->memory, size);
    return h ? begin(h, e, destroy) : NULL;
}

/* Nothing is kept for an engine in which nothing lives. */
static inline void count_out(asb_engine *e) {
    if (--e->handles || !e->spare_size) return;
    asbi_release(&e->memory, e->spare, e->spare_size);
    e->spare_size = 0;
}

void asbi_handle_gone(handle *h, size_t size) {
    asb_engine *e = h->engine;
    asbi_release(&e->memory, h, size);
    count_out(e);
}

void *asbi_handle_again(asb_engine *e, size_t size, void (*destroy)(handle *h)) {
    int is_there = e->spare_size == size;
    handle *h = is_there ? e->spare : asbi_resize(&e->memory, NULL, 0, size);
    if (!h) return NULL;
    if (is_there) e->spare_size = 0;
    memset(h, 0, sizeof *h);
    return begin(h, e, destroy);
}

void asbi_handle_leave(handle *h, size_t size) {
    asb_engine *e = h->engine;
    if (e->spare_size) {
        asbi_handle_gone(h, size);
        return;
    }
    e->spare = h;
    e->spare_size = size;
    count_out(e);
}

void asbi_handle_keep(void *h) {
    ((handle *)h)->users++;
}

void asbi_handle_drop(void *h) {
    handle *hd = h;
    if (hd && --hd->users == 0) hd->destroy(hd);
}

static void see_to_queue(asb_engine *e) {
    if (become(e, CLOSED, CLOSED | AT_WORK | DRAINING)) settle(e);
}

/* Put it before `head`, and keep its mark: 0, and *head what is there now, where that is another. */
static int push(asb_engine *e, handle *h, uintptr_t *head) {
    h->queued = first_in(*head);
    return atomic_compare_exchange_weak(&e->queue, head, (uintptr_t)h | (*head & QUEUE_CLOSED));
}

void asbi_handle_free(void *h) {
    handle *hd = h;
    if (!hd || atomic_exchange(&hd->freed, 1)) return;
    asb_engine *e = hd->engine;
    uintptr_t head = atomic_load(&e->queue);
    while (!(head & QUEUE_CLOSED))
        if (push(e, hd, &head)) return; /* and both may be gone */
    hold(e);
    while (!push(e, hd, &head)) {
    }
    see_to_queue(e);
    let_go(e);
}

void asb_engine_free(asb_engine *engine) {
    if (!engine || atomic_fetch_or(&engine->door, CLOSED) & CLOSED) return;
    atomic_fetch_or(&engine->queue, (uintptr_t)QUEUE_CLOSED);
    see_to_queue(engine);
    let_go(engine);
}
