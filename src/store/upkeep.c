/* The public side of compaction and backup: for stores that can. */
#include "store.h"

static int32_t give_report(asb_text **out, asb_engine *e, const compaction *done) {
    buffer b;
    asbi_buffer_init(&b, &e->memory, SIZE_MAX);
    asbi_put_format(&b, "{\"after\":%u,\"before\":%u,\"cases\":%u,\"records\":%u}", done->after, done->before, done->cases, done->records);
    int32_t status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_store_compact(asb_text **out, asb_store *store) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    compaction done = {0, 0, 0, 0};
    if (!store->extras.compact) return asbi_leave(e, ASB_ESTATE);
    status = store->extras.compact(store->extras.self, &done);
    return asbi_leave(e, status ? status : give_report(out, e, &done));
}

int32_t asb_store_backup(asb_store *store, const char *path) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, path && *path, "path");
    return asbi_leave(e, store->extras.backup ? store->extras.backup(store->extras.self, path) : ASB_ESTATE);
}
