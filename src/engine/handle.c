/* The life of handles, and the engine's door. The method is described in engine.h.
 *
 * The door and the queue are one word: the first handle in the queue, and in its lowest bits who is in. So whoever comes in takes the queue with the same step, and leaving is one step
 * that fails where something was queued meanwhile. Nearly every call comes and goes while the host has the engine: then it is one atomic step to come in, one to leave, and one to push a
 * freed handle, and whoever has done the last of these touches the engine no more, as it may be gone. For each of them holds because it begins with a word that does not say CLOSED. Once
 * the engine is closed, everybody goes the long way, and holds the engine until the end of it.
 *
 * Who sees to the queue, once the engine is closed: the one who pushes, if nobody was at work; else the one at work, for whom the door does not close while there is a queue. What was pushed by
 * the short way is seen to by whoever closes the engine, which looks after the last such push. */
#include "engine.h"
#include <asb/engine.h>
#include <string.h>

/* Of the door: nothing is set while the engine is idle. Somebody is AT_WORK; and what is done there is no call but only DRAINING; the host has CLOSED the engine. The bits are free, for
 * blocks of memory begin at a multiple of 8 at least. */
enum { AT_WORK = 1, DRAINING = 2, CLOSED = 4, MARKS = 7 };

/* From some marks to others, whatever is queued; 0: the marks are not these. */
static int become(asb_engine *e, uintptr_t from, uintptr_t to) {
    uintptr_t door = atomic_load(&e->door);
    while ((door & MARKS) == from)
        if (atomic_compare_exchange_weak(&e->door, &door, (door & ~(uintptr_t)MARKS) | to)) return 1;
    return 0;
}

static void hold(asb_engine *e) {
    atomic_fetch_add(&e->holds, 1);
}

static void let_go(asb_engine *e) {
    if (atomic_fetch_sub(&e->holds, 1) == 1) asbi_engine_destroy(e);
}

/* The first in the queue, without the marks. */
static inline handle *first_in(uintptr_t door) {
    return (handle *)(door & ~(uintptr_t)MARKS); /* NOLINT(performance-no-int-to-ptr): it was one */
}

/* A queue that was taken. */
static inline void drop_all(handle *h) {
    while (h) {
        handle *next = h->queued;
        asbi_handle_drop(h);
        h = next;
    }
}

/* Only while at work. */
static void drain(asb_engine *e) {
    drop_all(first_in(atomic_fetch_and(&e->door, (uintptr_t)MARKS)));
}

/* Stop being at work in an engine that is closed. Without handles nobody can come any more, and the door stays as it is. */
static void settle(asb_engine *e) {
    uintptr_t door;
    hold(e);
    do {
        drain(e);
        if (!e->handles) {
            let_go(e); /* for all that lived in it */
            break;
        }
        door = atomic_load(&e->door) & MARKS;
    } while (!atomic_compare_exchange_strong(&e->door, &door, (uintptr_t)CLOSED));
    let_go(e);
}

/* Another thread may be draining for a moment; wait for it, but not for ever: it may be our own callback that asks. */
static int come_in_closed(asb_engine *e) {
    for (uint32_t patience = 10000000; !become(e, CLOSED, CLOSED | AT_WORK); patience--)
        if (!patience || (atomic_load(&e->door) & MARKS) == (CLOSED | AT_WORK)) return 0;
    drain(e);
    return 1;
}

static inline int open_door(asb_engine *e) {
    uintptr_t door = atomic_load(&e->door);
    while (!(door & MARKS)) {
        if (!atomic_compare_exchange_weak(&e->door, &door, (uintptr_t)AT_WORK)) continue;
        drop_all(first_in(door));
        return 1;
    }
    return door & CLOSED && come_in_closed(e);
}

/* Something was queued while we were at work, or the engine was closed. What is queued from now on is for the next call. */
static void close_door_at_last(asb_engine *e) {
    drain(e);
    if (!become(e, AT_WORK, 0)) settle(e);
}

static inline void close_door(asb_engine *e) {
    uintptr_t door = AT_WORK;
    if (!atomic_compare_exchange_strong(&e->door, &door, (uintptr_t)0)) close_door_at_last(e);
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

/* Put it before all others, and keep the marks: 0, and *door what is there now, where that is another. */
static int push(asb_engine *e, handle *h, uintptr_t *door) {
    h->queued = first_in(*door);
    return atomic_compare_exchange_weak(&e->door, door, (uintptr_t)h | (*door & MARKS));
}

static void put_in_queue(handle *h) {
    asb_engine *e = h->engine;
    uintptr_t door = atomic_load(&e->door);
    while (!(door & CLOSED))
        if (push(e, h, &door)) return; /* and both may be gone */
    hold(e);
    while (!push(e, h, &door)) {
    }
    see_to_queue(e);
    let_go(e);
}

void asbi_handle_free(void *h) {
    handle *hd = h;
    if (hd && !atomic_exchange(&hd->freed, 1)) put_in_queue(hd);
}

void asbi_handle_free_childless(void *h) {
    handle *hd = h;
    if (!hd || atomic_load_explicit(&hd->freed, memory_order_relaxed)) return;
    atomic_store_explicit(&hd->freed, 1, memory_order_relaxed);
    put_in_queue(hd);
}

void asb_engine_free(asb_engine *engine) {
    if (!engine || atomic_fetch_or(&engine->door, (uintptr_t)CLOSED) & CLOSED) return;
    see_to_queue(engine);
    let_go(engine);
}
