/* An exported case, brought into a store: its records and policies are written byte by byte as they were, once everything in it has been verified. The summary is
 * made anew, by the store's calendar, for that is what the case is worked by from now on. */
#include "case_parts.h"
#include <asb/engine.h>

/* A body that is not there needs an erasure after it that says why; loading alone takes it as it is. */
static int32_t check_bodies(const asb_case *c) {
    char number[DECIMAL];
    uint32_t bare = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        if (c->entries[i].kind == KIND_ERASURE) bare = 0;
        if (!c->entries[i].bytes.length && !bare) bare = i + 1;
    }
    if (!bare) return ASB_OK;
    return asbi_fail(&c->head.engine->fault, ASB_ECORRUPT, "case-body-gone", "record", asbi_decimal(number, bare), (char *)NULL);
}

static int32_t check_id(const asb_case *c) {
    return c->id.length <= 1000 ? ASB_OK : asbi_fail_field(&c->head.engine->fault, ASB_EINVALID, "id", "case-id", (char *)NULL);
}

/* It is the store's: worked by its calendar, and with nothing of it written yet. */
static int32_t adopt(asb_case *c, asb_store *store) {
    c->store = store;
    asbi_handle_keep(store);
    asbi_handle_drop(c->calendar);
    c->calendar = NULL;
    c->stored = 0;
    return asbi_fold_by_calendar(c);
}

static int32_t write_new(asb_case *c) {
    commit_form form;
    int32_t status = asbi_commit_make(&form, &c, 1);
    if (status) return status;
    status = c->store->table.commit(c->store->table.self, &form.data);
    asbi_commit_free(&form);
    if (status == ASB_CONFLICT) return asbi_fail(&c->head.engine->fault, ASB_EEXISTS, "case-exists", "case", c->id.at, (char *)NULL);
    if (!status) asbi_case_mark_saved(c, c->count);
    return status;
}

static int32_t import(asb_case **out, asb_store *store, const char *json, size_t length) {
    asb_engine *e = store->head.engine;
    asb_case *c;
    int32_t status = asbi_case_parse(&c, e, NULL, json, length, &e->fault);
    if (status) return status;
    status = check_id(c);
    if (!status) status = check_bodies(c);
    if (!status) status = adopt(c, store);
    if (!status) status = write_new(c);
    if (status)
        asbi_handle_drop(c);
    else
        *out = c;
    return status;
}

int32_t asb_case_import(asb_case **out, asb_store *store, const char *json, size_t length) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, json, "json");
    return asbi_leave(e, import(out, store, json, length));
}
