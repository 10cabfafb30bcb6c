/* Copying a store into another, whatever kinds they are. */
#include "transfer.h"
#include "walk.h"

static int32_t from_store(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    const asb_store *from = self;
    return from->table.policy(from->table.self, digest, sink, sink_self);
}

static int32_t copy_calendar(transfer *t, asb_store *from) {
    buffer b;
    if (!from->table.calendar) return ASB_OK;
    asbi_buffer_init(&b, &t->engine->memory, SIZE_MAX);
    int32_t status = from->table.calendar(from->table.self, asbi_keep_bytes, &b);
    if (!status && b.length) status = asbi_transfer_calendar(t, (asb_bytes){b.data, b.length});
    asbi_buffer_free(&b);
    return status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t copy_case(transfer *t, asb_store *from, const walked *k) {
    whole w;
    asb_bytes id = {asbi_arena_text(&t->arena, k->id.data, k->id.length), k->id.length};
    asb_bytes summary = {asbi_arena_text(&t->arena, k->summary.length ? k->summary.data : "", k->summary.length), k->summary.length};
    if (!id.data || !summary.data) return ASB_ENOMEM;
    int32_t status = asbi_whole_read(&w, &t->arena, from, id);
    w.summary = summary;
    if (status == ASB_ECORRUPT || status == ASB_ABSENT) {
        t->looked++;
        return asbi_transfer_leave(t, id, w.count + 1, "the record cannot be read", 1);
    }
    if (!status) status = asbi_transfer_case(t, &w);
    return status ? status : asbi_transfer_step(t);
}

static int32_t copy_all(transfer *t, asb_store *from) {
    const walked *k;
    walk w;
    int32_t status;
    asbi_walk_begin(&w, from, "copy");
    while ((status = asbi_walk_next(&k, &w)) == ASB_OK) {
        status = copy_case(t, from, k);
        if (status) break;
    }
    asbi_walk_end(&w);
    return status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t copy(asb_text **out, asb_store *to, asb_store *from) {
    transfer t;
    asbi_transfer_begin(&t, to, from_store, from);
    int32_t status = copy_calendar(&t, from);
    if (!status) status = copy_all(&t, from);
    if (!status) status = asbi_transfer_finish(out, &t);
    asbi_transfer_end(&t);
    return status;
}

int32_t asb_store_copy(asb_text **out, asb_store *to, asb_store *from) {
    if (!to) return ASB_EARGUMENT;
    asb_engine *e = to->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, from && from != to && from->head.engine == e, "from");
    return asbi_leave(e, copy(out, to, from));
}
