/* The engine and the life of handles.
 *
 * Method. Every public handle begins with a `handle`. It counts its users: one for the host (given back by the public _free),
 * one for each child. `_free` may come from any thread at any moment, so it only pushes the handle on the engine's queue (an atomic
 * stack); whoever is at work in the engine drops what is queued, at the beginning and the end of each call. `door` says whether somebody
 * is. Once the engine itself is freed there may be no next call, so then whoever frees a handle while nobody is at work sees to
 * the queue. `holds` keeps the engine's own memory: one for the host, one for all handles together (given back by the one at work that finds the engine closed and
 * `handles` at 0), one for each thread that is in here once it is closed. So any order of freeing is safe, and `users` and `handles` need no atomics: only the
 * one at work touches them.
 *
 * Why a freed handle waits for the next call, even where nobody is at work: whoever let go of it at once would be at work himself, so that the host's own call in another thread found the
 * engine busy, or waited as long as a store takes that writes its index; and the host's callbacks would be called by a thread that only frees. */
#ifndef ASBI_ENGINE_H
#define ASBI_ENGINE_H

#include "../base/arena.h"
#include "../base/buffer.h"
#include "../base/json.h"
#include "../base/memory.h"
#include "../base/message.h"
#include "../time/calendar.h"
#include <asb/error.h>
#include <asb/sys/hooks.h>
#include <asb/types.h>
#include <stdatomic.h>

typedef struct handle handle;
struct handle {
    asb_engine *engine;
    void (*destroy)(handle *h); /* gives back its memory and its parents */
    handle *queued;             /* the next one in the queue of freed handles */
    atomic_int freed;           /* the host has freed it */
    uint32_t users;
};

/* Named limits, settable for each engine (asb_engine_set_limit). */
typedef enum limit_id {
    LIMIT_DOCUMENT_BYTES, /* a policy or a record as JSON */
    LIMIT_DOCUMENT_DEPTH,
    LIMIT_TEXT_BYTES, /* one text of a record */
    LIMIT_RECORDS,    /* of a case */
    LIMIT_PARTIES,
    LIMIT_DUTIES,         /* instances of a case */
    LIMIT_CALENDAR_DAYS,  /* added or removed by the host */
    LIMIT_OUTPUT_BYTES,   /* a rendering */
    LIMIT_REHEARSAL_ROWS, /* what a rehearsal has to tell, all its lists together */
    LIMIT_KEPT_BYTES,     /* of cases that each store keeps once they were freed; 1: none is as small */
    LIMIT_COUNT
} limit_id;

typedef struct policy_document {
    char *bytes;
    size_t length;
    char *id;
    struct policy_document *next;
} policy_document;

struct asb_engine {
    memory memory;
    asb_hooks hooks;         /* complete: defaults filled in */
    _Atomic(uintptr_t) door; /* who is in, whether the host has freed the engine, and the queue: freed handles, to be dropped (handle.c) */
    atomic_uint holds;       /* of the engine's memory */
    uint32_t handles;        /* that are alive */
    void *spare;             /* the block that a handle has left (asbi_handle_again) */
    size_t spare_size;       /* 0: none */
    fault fault;             /* of the last call */
    uint64_t limits[LIMIT_COUNT];
    day_list days;              /* the engine's calendar */
    policy_document *documents; /* registered by the host, for `extends` */
    asb_policy *policies;       /* those alive now, for finding one by its digest; not counted as users */
    uint64_t policies_read;     /* so many were read: the serial of the last */
};

/* Begin a call: ASB_OK, or ASB_EBUSY where the engine is at work already. Forgets the last error. */
int32_t asbi_enter(asb_engine *e);
/* End it; gives back `status`, with a general message where an error left none. */
int32_t asbi_leave(asb_engine *e, int32_t status);
/* Leaves, because of an argument; one call, for it stands at every door. */
int32_t asbi_refuse_argument(asb_engine *e, const char *name);

/* A new handle of `size` bytes, all zero but for its head; NULL without memory. */
void *asbi_handle_new(asb_engine *e, size_t size, void (*destroy)(handle *h));
/* The same for what comes and goes with every call: the block of the last that left, where it is as large. Not zero but for its head. */
void *asbi_handle_again(asb_engine *e, size_t size, void (*destroy)(handle *h));
void asbi_handle_keep(void *h); /* one user more */
void asbi_handle_drop(void *h); /* one user less; only from within a call. NULL does nothing */
void asbi_handle_free(void *h); /* the body of every public _free: any thread, any moment. NULL does nothing */
/* The same of what has no children and no other users, so that nothing keeps it for somebody who frees it once more at the same moment: an atomic step less. */
void asbi_handle_free_childless(void *h);
void asbi_handle_gone(handle *h, size_t size);  /* the end of every destroy: gives back the block */
void asbi_handle_leave(handle *h, size_t size); /* of what was made by asbi_handle_again(): leaves the block for the next */

void asbi_engine_destroy(asb_engine *e);

/* The clock, in ms. NO_INSTANT where it says none of the years that there are; as a status: ASB_EUSER. */
instant asbi_now(asb_engine *e);
int32_t asbi_clock(asb_engine *e, instant *out);
int32_t asbi_random(asb_engine *e, void *bytes, size_t size);
json_limits asbi_json_limits(const asb_engine *e);
/* The same of what a library has written, which may be as large as it can write. */
json_limits asbi_json_limits_of_output(const asb_engine *e);

/* The most bytes of a text that is given to the host, and an empty buffer that takes as many. */
size_t asbi_output_limit(const asb_engine *e);
buffer asbi_output(asb_engine *e);

/* The platform's clock and random bytes (platform.c, with the store's file table the only ones that leave ISO C). */
int64_t asbi_platform_now(void *self);
int32_t asbi_platform_random(void *self, void *bytes, size_t size);

/* A text that the library made. `b` is emptied into it; ASB_OK, or b's error. */
struct asb_text {
    handle head;
    char *data;
    size_t length, capacity;
};
int32_t asbi_text_new(asb_text **out, asb_engine *e, buffer *b);

struct asb_calendar {
    handle head;
    day_list days;
};

/* The host's days as JSON: {"added":[{"date","known","name"}…],"removed":[…]}, in the order they were said within each list;
 * `known` and `name` only where there are any. */
void asbi_days_write(buffer *out, const day_list *days);
/* The list is replaced on success only. ASB_EINVALID with the pointer in `f`, ASB_ENOMEM, ASB_ELIMIT. */
int32_t asbi_days_read(day_list *days, const json_value *v, fault *f);

/* One of these lists, behind what is there already. */
int32_t asbi_days_more(day_list *days, const json_value *list, int removed, fault *f);

/* Copies. `from` NULL: empty. The list's revision goes up. */
int32_t asbi_days_copy(day_list *to, const day_list *from);
int32_t asbi_calendar_copy(asb_calendar **out, asb_engine *e, const day_list *from);

/* Guards at the door of every public function. */
#define CHECK_ARGUMENT(e, condition, name) \
    do { \
        if (!(condition)) return asbi_refuse_argument((e), (name)); \
    } while (0)

#endif
