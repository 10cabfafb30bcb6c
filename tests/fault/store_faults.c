/* Callbacks that stand before those of a store, built in or not, and fail when told to. */
#include "fault.h"
#include "store/store.h"

/* The status to fail with, or ASB_OK. */
static int32_t fails(fault_world *w) {
    w->store_calls++;
    if (!w->store_fail_at || w->store_calls < w->store_fail_at || (w->store_calls > w->store_fail_at && !w->for_ever)) return ASB_OK;
    w->hits++;
    return w->store_status;
}

static int32_t commit(void *self, const asb_commit_data *data) {
    fault_world *w = self;
    int32_t status = fails(w);
    return status ? status : w->inner.commit(w->inner.self, data);
}

static int32_t read_records(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    fault_world *w = self;
    int32_t status = fails(w);
    return status ? status : w->inner.read(w->inner.self, id, from, sink, sink_self);
}

static int32_t list_cases(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    fault_world *w = self;
    int32_t status = fails(w);
    return status ? status : w->inner.list(w->inner.self, after, limit, sink, sink_self);
}

static int32_t list_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                            void *next_self) {
    fault_world *w = self;
    int32_t status = fails(w);
    return status ? status : w->inner.changes(w->inner.self, token, limit, sink, sink_self, next, next_self);
}

static int32_t kept_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    fault_world *w = self;
    int32_t status = fails(w);
    return status ? status : w->inner.policy(w->inner.self, digest, sink, sink_self);
}

static int32_t kept_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    fault_world *w = self;
    int32_t status = fails(w);
    return status ? status : w->inner.calendar(w->inner.self, sink, sink_self);
}

static void close_store(void *self) {
    fault_world *w = self;
    if (w->inner.close) w->inner.close(w->inner.self);
}

typedef int32_t (*inspector)(void *self, asb_bytes id, damage_sink sink, void *sink_self);

static int32_t inspect(void *self, asb_bytes id, damage_sink sink, void *sink_self) {
    fault_world *w = self;
    return ((inspector)w->inner_inspect)(w->inner.self, id, sink, sink_self);
}

void fault_wrap_store(fault_world *w) {
    asb_store_callbacks *table = &w->store->table;
    w->inner = *table;
    table->self = w;
    w->inner_inspect = (void (*)(void))w->store->inspect;
    if (w->store->inspect) w->store->inspect = inspect;
    table->commit = commit;
    table->read = read_records;
    table->list = list_cases;
    table->policy = kept_policy;
    table->close = close_store;
    if (table->changes) table->changes = list_changes;
    if (table->calendar) table->calendar = kept_calendar;
}
