/* A host's own store, behind a guard.
 *
 * The guard stands between the library and the host's table, with the same shape. It remembers what our own sinks said, so that an error of
 * theirs comes back as it was whatever the host makes of it; it refuses to go on with a sink after that; and it turns statuses that a callback may not give
 * into ASB_EUSER. What is handed over is looked at before anybody works on it: bytes that are nowhere or more than there can be, ids and texts that are none,
 * lists out of order or longer than was asked for (which would never come to an end) are ASB_ECORRUPT. A sink is the guard's own and not the call's, so that a
 * host that kept it and calls it later is told so. What the records say is judged where they are read (chain.c, case_load.c). So the rest of the library can
 * trust what comes out of any table. */
#include "store.h"

#include "../base/container.h"
#include <string.h>

enum { MOST_ID = 1000, MOST_PIECE = 1 << 30 };

/* What a callback may hand over now, and to whom. */
typedef struct guarded_sink {
    asb_record_sink record;
    asb_case_sink found;
    asb_bytes_sink bytes;
    void *self, *bytes_self;
    int is_text, is_ordered; /* what comes as bytes is UTF-8; cases come by their ids */
    uint32_t room;           /* so many cases may still come */
    asb_bytes after;         /* the id that the next must be after: of the call, and then in `last` */
    int32_t status;          /* the first error */
} guarded_sink;

typedef struct guard {
    asb_engine *engine;
    asb_store_callbacks host; /* complete */
    guarded_sink sink;
    buffer last;
} guard;

/* ---- what is handed over */

static int is_there(asb_bytes b) {
    return b.length == 0 || (b.data != NULL && b.length <= MOST_PIECE);
}

static int is_text(asb_bytes b) {
    return is_there(b) && (b.length == 0 || asbi_utf8_check(b.data, b.length) == b.length);
}

static int is_id(asb_bytes id) {
    return id.length > 0 && id.length <= MOST_ID && is_text(id) && memchr(id.data, '\0', id.length) == NULL;
}

static int32_t pass_record(void *sink, const asb_stored_record *record) {
    guarded_sink *s = &((guard *)sink)->sink;
    if (s->status) return s->status;
    if (!s->record || !record)
        s->status = ASB_EUSER;
    else if (!is_there(record->header) || !is_there(record->body))
        s->status = ASB_ECORRUPT;
    else
        s->status = s->record(s->self, record);
    return s->status;
}

/* A list goes on from its last id: one that does not move on would be read for ever. */
static int32_t keep_order(guard *g, asb_bytes id) {
    guarded_sink *s = &g->sink;
    if (s->room-- == 0) return ASB_ECORRUPT;
    if (!s->is_ordered) return ASB_OK;
    if (s->after.length && asbi_text_compare((text){s->after.data, s->after.length}, (text){id.data, id.length}) >= 0) return ASB_ECORRUPT;
    asbi_buffer_clear(&g->last);
    asbi_put_bytes(&g->last, id.data, id.length);
    s->after = (asb_bytes){g->last.data, g->last.length};
    return g->last.status;
}

static int32_t pass_case(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    guard *g = sink;
    guarded_sink *s = &g->sink;
    if (s->status) return s->status;
    if (!s->found)
        s->status = ASB_EUSER;
    else if (!is_id(id) || !is_text(summary) || version == 0)
        s->status = ASB_ECORRUPT;
    else
        s->status = keep_order(g, id);
    if (!s->status) s->status = s->found(s->self, id, version, summary);
    return s->status;
}

static int32_t pass_bytes(void *sink, asb_bytes bytes) {
    guarded_sink *s = &((guard *)sink)->sink;
    if (s->status) return s->status;
    if (!s->bytes)
        s->status = ASB_EUSER;
    else if (!is_there(bytes) || (s->is_text && !is_text(bytes)))
        s->status = ASB_ECORRUPT;
    else
        s->status = s->bytes(s->bytes_self, bytes);
    return s->status;
}

/* ---- the callbacks */

/* `also`: the one positive or unusual status that this callback may give. */
static int32_t judge(int32_t status, int32_t also, int32_t of_sink) {
    static const int32_t known[] = {ASB_OK, ASB_EIO, ASB_ENOMEM, ASB_ECORRUPT, ASB_EUSER};
    if (of_sink) return of_sink;
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (status == known[i]) return status;
    return status == also ? status : ASB_EUSER;
}

/* The callback is over: what it still hands over goes nowhere. */
static int32_t close_sink(guard *g, int32_t status, int32_t also) {
    int32_t of_sink = g->sink.status;
    g->sink = (guarded_sink){.status = ASB_EUSER};
    return judge(status, also, of_sink);
}

static int32_t guarded_commit(void *self, const asb_commit_data *commit) {
    guard *g = self;
    return judge(g->host.commit(g->host.self, commit), ASB_CONFLICT, ASB_OK);
}

static int32_t guarded_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    guard *g = self;
    g->sink = (guarded_sink){.record = sink, .self = sink_self};
    return close_sink(g, g->host.read(g->host.self, id, from, pass_record, g), ASB_ABSENT);
}

static int32_t guarded_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    guard *g = self;
    g->sink = (guarded_sink){.found = sink, .self = sink_self, .is_ordered = 1, .room = limit, .after = after};
    return close_sink(g, g->host.list(g->host.self, after, limit, pass_case, g), ASB_OK);
}

static int32_t guarded_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                               void *next_self) {
    guard *g = self;
    g->sink = (guarded_sink){.found = sink, .self = sink_self, .room = limit, .bytes = next, .bytes_self = next_self};
    return close_sink(g, g->host.changes(g->host.self, token, limit, pass_case, g, pass_bytes, g), ASB_EINVALID);
}

static int32_t guarded_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    guard *g = self;
    g->sink = (guarded_sink){.bytes = sink, .bytes_self = sink_self};
    return close_sink(g, g->host.policy(g->host.self, digest, pass_bytes, g), ASB_ABSENT);
}

static int32_t guarded_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    guard *g = self;
    g->sink = (guarded_sink){.bytes = sink, .bytes_self = sink_self, .is_text = 1};
    return close_sink(g, g->host.calendar(g->host.self, pass_bytes, g), ASB_ABSENT);
}

static void guarded_close(void *self) {
    guard *g = self;
    if (g->host.close) g->host.close(g->host.self);
    asbi_buffer_free(&g->last);
    asbi_release(&g->engine->memory, g, sizeof *g);
}

/* Slots that the host was compiled with and this library does not know must be empty. */
static int32_t copy_table(asb_store_callbacks *to, const asb_store_callbacks *from) {
    const uint8_t *bytes = (const uint8_t *)from;
    memset(to, 0, sizeof *to);
    for (size_t i = sizeof *to; i < from->struct_size; i++)
        if (bytes[i]) return ASB_EVERSION;
    memcpy(to, from, MIN_OF(from->struct_size, sizeof *to));
    to->struct_size = (uint32_t)sizeof *to;
    return to->reserved ? ASB_EVERSION : ASB_OK;
}

static int32_t stand_before(asb_store **out, asb_engine *e, const asb_store_callbacks *host) {
    guard *g = asbi_alloc(&e->memory, sizeof *g);
    if (!g) return ASB_ENOMEM;
    *g = (guard){.engine = e, .host = *host, .sink = {.status = ASB_EUSER}};
    asbi_buffer_init(&g->last, &e->memory, MOST_ID);
    g->host.close = NULL; /* until it is a store, `self` is the host's to close */
    asb_store_callbacks table = {(uint32_t)sizeof table,
                                 0,
                                 g,
                                 guarded_commit,
                                 guarded_read,
                                 guarded_list,
                                 host->changes ? guarded_changes : NULL,
                                 guarded_policy,
                                 host->calendar ? guarded_calendar : NULL,
                                 guarded_close};
    int32_t status = asbi_store_wrap(out, e, &table);
    if (!status) g->host.close = host->close;
    return status;
}

int32_t asb_store_custom(asb_store **out, asb_engine *engine, const asb_store_callbacks *callbacks) {
    asb_store_callbacks host;
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    CHECK_ARGUMENT(engine, callbacks && callbacks->struct_size >= offsetof(asb_store_callbacks, self), "callbacks");
    status = copy_table(&host, callbacks);
    if (status) return asbi_leave(engine, status);
    CHECK_ARGUMENT(engine, host.commit, "commit");
    CHECK_ARGUMENT(engine, host.read, "read");
    CHECK_ARGUMENT(engine, host.list, "list");
    CHECK_ARGUMENT(engine, host.policy, "policy");
    return asbi_leave(engine, stand_before(out, engine, &host));
}
