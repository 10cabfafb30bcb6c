/* The life of a record, and its header: kind, actor, time. */
#include "record_parts.h"

#include <asb/record.h>

static void destroy(handle *h) {
    asb_record *r = (asb_record *)h;

    asbi_arena_free(&r->arena);
    asbi_buffer_free(&r->text);
    asbi_release(&h->engine->memory, r->reading, r->reading_size);
    asbi_handle_gone(h, sizeof *r);
}

int asbi_record_copy_text(arena *a, text *out, text t) {
    char *copy = asbi_arena_text(a, t.at, t.length);

    if (copy == NULL) return 0;
    *out = (text){copy, t.length};
    return 1;
}

int32_t asbi_record_new(asb_record **out, asb_engine *e, text kind) {
    asb_record *r = asbi_handle_new(e, sizeof *r, destroy);

    if (r == NULL) return ASB_ENOMEM;
    asbi_arena_init(&r->arena, &e->memory);
    r->text = asbi_output(e);
    r->at = r->recorded = NO_INSTANT;
    r->by = r->role = asbi_text("");
    r->fields = asbi_json_new(&r->arena, JSON_OBJECT);
    if (r->fields == NULL || !asbi_record_copy_text(&r->arena, &r->kind, kind)) {
        asbi_handle_drop(r);
        return ASB_ENOMEM;
    }
    *out = r;
    return ASB_OK;
}

int32_t asbi_record_check_text(asb_engine *e, const char *field, text t) {
    if (t.length > e->limits[LIMIT_TEXT_BYTES]) return asbi_record_too_long(e, field);
    if (asbi_utf8_check(t.at, t.length) < t.length)
        return asbi_fail_field(&e->fault, ASB_EINVALID, field, "record-utf8", "field", field, (char *)NULL);
    if (!asbi_text_is_filled(t)) return asbi_fail_field(&e->fault, ASB_EINVALID, field, "record-blank", "field", field, (char *)NULL);
    return ASB_OK;
}

int32_t asb_record_new(asb_record **out, asb_engine *engine, const char *kind) {
    int32_t status = engine == NULL ? ASB_EARGUMENT : asbi_enter(engine);

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, kind != NULL, "kind");
    status = asbi_record_check_text(engine, "kind", asbi_text(kind));
    if (status == ASB_OK) status = asbi_record_new(out, engine, asbi_text(kind));
    return asbi_leave(engine, status);
}

/* Both or neither: the record takes them once nothing can fail any more. */
static int32_t set_actor(asb_record *r, text by, text role) {
    asb_engine *e = r->head.engine;
    arena_mark mark = asbi_arena_mark(&r->arena);
    int32_t status = asbi_record_check_text(e, "by", by);

    if (status == ASB_OK) status = asbi_record_check_text(e, "role", role);
    if (status != ASB_OK) return status;
    if (!asbi_record_copy_text(&r->arena, &by, by) || !asbi_record_copy_text(&r->arena, &role, role)) {
        asbi_arena_rewind(&r->arena, mark);
        return ASB_ENOMEM;
    }
    r->by = by;
    r->role = role;
    asbi_record_changes(r);
    return ASB_OK;
}

int32_t asb_record_set_actor(asb_record *record, const char *by, const char *role) {
    asb_engine *e = record == NULL ? NULL : record->head.engine;
    int32_t status = e == NULL ? ASB_EARGUMENT : asbi_enter(e);

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, by != NULL, "by");
    CHECK_ARGUMENT(e, role != NULL, "role");
    return asbi_leave(e, set_actor(record, asbi_text(by), asbi_text(role)));
}

int32_t asbi_record_read_when(asb_engine *e, instant *out, const char *field, text t) {
    instant at;
    date day;

    if (!asbi_parse_when(t, &at, &day)) return asbi_fail_field(&e->fault, ASB_EINVALID, field, "record-time", "field", field, (char *)NULL);
    *out = at;
    return ASB_OK;
}

int32_t asb_record_set_at(asb_record *record, const char *at) {
    asb_engine *e = record == NULL ? NULL : record->head.engine;
    int32_t status = e == NULL ? ASB_EARGUMENT : asbi_enter(e);

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, at != NULL, "at");
    return asbi_leave(e, asbi_record_read_when(e, &record->at, "at", asbi_text(at)));
}

const char *asb_record_kind(const asb_record *record) {
    return record == NULL ? NULL : record->kind.at;
}

uint32_t asb_record_seq(const asb_record *record) {
    return record == NULL ? 0 : record->seq;
}

int64_t asb_record_at(const asb_record *record) {
    return record == NULL ? NO_INSTANT : record->at;
}

int64_t asb_record_recorded(const asb_record *record) {
    return record == NULL ? NO_INSTANT : record->recorded;
}

const char *asb_record_by(const asb_record *record) {
    return record == NULL ? NULL : record->by.at;
}

const char *asb_record_role(const asb_record *record) {
    return record == NULL ? NULL : record->role.at;
}

int32_t asb_record_erased(const asb_record *record) {
    return record != NULL && record->erased;
}

void asb_record_free(asb_record *record) {
    asbi_handle_free(record);
}
