/* A host's own store, behind a guard.
 *
 * The guard stands between the library and the host's table, with the same shape. It remembers what our own sinks said, so that an error of
 * theirs comes back as it was whatever the host makes of it; it refuses to go on with a sink after that; and it turns statuses that a callback may not give
 * into ASB_EUSER. So the rest of the library can trust what comes out of any table. */
#include "store.h"

#include "../base/container.h"
#include <string.h>

typedef struct guard {
    asb_engine *engine;
    asb_store_callbacks host; /* complete */
} guard;

/* A sink of the library's, on its way to the host. */
typedef struct guarded_sink {
    asb_record_sink record;
    asb_case_sink found;
    asb_bytes_sink bytes;
    void *self, *bytes_self;
    int32_t status; /* the first error */
} guarded_sink;

static int32_t pass_record(void *sink, const asb_stored_record *record) {
    guarded_sink *s = sink;
    if (!s->status) s->status = record ? s->record(s->self, record) : ASB_EUSER;
    return s->status;
}

static int32_t pass_case(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    guarded_sink *s = sink;
    if (!s->status) s->status = s->found(s->self, id, version, summary);
    return s->status;
}

static int32_t pass_bytes(void *sink, asb_bytes bytes) {
    guarded_sink *s = sink;
    if (!s->status) s->status = s->bytes(s->bytes_self, bytes);
    return s->status;
}

/* `also`: the one positive or unusual status that this callback may give. */
static int32_t judge(int32_t status, int32_t also, int32_t of_sink) {
    static const int32_t known[] = {ASB_OK, ASB_EIO, ASB_ENOMEM, ASB_ECORRUPT, ASB_EUSER};
    if (of_sink) return of_sink;
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (status == known[i]) return status;
    return status == also ? status : ASB_EUSER;
}

static int32_t guarded_commit(void *self, const asb_commit_data *commit) {
    guard *g = self;
    return judge(g->host.commit(g->host.self, commit), ASB_CONFLICT, ASB_OK);
}

static int32_t guarded_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    guard *g = self;
    guarded_sink s = {.record = sink, .self = sink_self};
    int32_t status = g->host.read(g->host.self, id, from, pass_record, &s);
    return judge(status, ASB_ABSENT, s.status);
}

static int32_t guarded_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    guard *g = self;
    guarded_sink s = {.found = sink, .self = sink_self};
    int32_t status = g->host.list(g->host.self, after, limit, pass_case, &s);
    return judge(status, ASB_OK, s.status);
}

static int32_t guarded_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                               void *next_self) {
    guard *g = self;
    guarded_sink s = {.found = sink, .self = sink_self, .bytes = next, .bytes_self = next_self};
    int32_t status = g->host.changes(g->host.self, token, limit, pass_case, &s, pass_bytes, &s);
    return judge(status, ASB_EINVALID, s.status);
}

static int32_t guarded_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    guard *g = self;
    guarded_sink s = {.bytes = sink, .bytes_self = sink_self};
    int32_t status = g->host.policy(g->host.self, digest, pass_bytes, &s);
    return judge(status, ASB_ABSENT, s.status);
}

static int32_t guarded_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    guard *g = self;
    guarded_sink s = {.bytes = sink, .bytes_self = sink_self};
    int32_t status = g->host.calendar(g->host.self, pass_bytes, &s);
    return judge(status, ASB_ABSENT, s.status);
}

static void guarded_close(void *self) {
    guard *g = self;
    if (g->host.close) g->host.close(g->host.self);
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
    *g = (guard){e, *host};
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
