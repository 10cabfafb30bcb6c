/* The fields of a record: setting and getting them.
 *
 * A setter builds the new value beside the old one and puts it in its place as the last step; what it had built when memory ran
 * out goes back to the arena. So a failure leaves the record as it was. */
#include "record_parts.h"

#include <asb/record.h>
#include <string.h>

#define GREATEST_NUMBER INT64_C(9007199254740991)

/* Levels that a record as JSON puts around a field's value: the record, and its `fields`. */
enum { LEVELS_AROUND = 2 };

int32_t asbi_record_too_long(asb_engine *e, const char *field) {
    char digits[24];
    size_t at = sizeof digits - 1;
    uint64_t rest = e->limits[LIMIT_TEXT_BYTES];

    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    return asbi_fail_field(&e->fault, ASB_ELIMIT, field, "record-text-limit", "field", field, "limit", digits + at, (char *)NULL);
}

/* The next value of a tree in the order of the document; NULL after the last. */
static const json_value *next_value(const json_value *v, const json_value *top) {
    if (asbi_json_first(v) != NULL) return asbi_json_first(v);
    while (v != top && v->next == NULL) v = v->parent;
    return v == top ? NULL : v->next;
}

int32_t asbi_record_check_lengths(asb_engine *e, const char *field, const json_value *v) {
    uint64_t limit = e->limits[LIMIT_TEXT_BYTES];

    for (const json_value *at = v; at != NULL; at = next_value(at, v))
        if (asbi_json_text(at).length > limit || at->key.length > limit) return asbi_record_too_long(e, field);
    return ASB_OK;
}

/* ---- setters */

/* The door of every setter: within the engine, with a field name that a record can have. */
static int32_t begin(asb_record *r, const char *field) {
    asb_engine *e = r == NULL ? NULL : r->head.engine;
    int32_t status = e == NULL ? ASB_EARGUMENT : asbi_enter(e);

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, field != NULL, "field");
    asbi_record_changes(r);
    status = asbi_record_check_text(e, field, asbi_text(field));
    return status == ASB_OK ? ASB_OK : asbi_leave(e, status);
}

/* Its end: a value that could not be made leaves nothing behind. */
static int32_t put(asb_record *r, const char *field, json_value *value, arena_mark before) {
    if (asbi_json_set(&r->arena, r->fields, asbi_text(field), value) != NULL) return asbi_leave(r->head.engine, ASB_OK);
    asbi_arena_rewind(&r->arena, before);
    return asbi_leave(r->head.engine, ASB_ENOMEM);
}

int32_t asb_record_set_text(asb_record *record, const char *field, const char *value) {
    int32_t status = begin(record, field);
    arena_mark mark;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(record->head.engine, value != NULL, "text");
    status = asbi_record_check_text(record->head.engine, field, asbi_text(value));
    if (status != ASB_OK) return asbi_leave(record->head.engine, status);
    mark = asbi_arena_mark(&record->arena);
    return put(record, field, asbi_json_new_text(&record->arena, asbi_text(value)), mark);
}

int32_t asb_record_set_flag(asb_record *record, const char *field, int32_t flag) {
    int32_t status = begin(record, field);
    arena_mark mark;

    if (status != ASB_OK) return status;
    mark = asbi_arena_mark(&record->arena);
    return put(record, field, asbi_json_new(&record->arena, flag != 0 ? JSON_TRUE : JSON_FALSE), mark);
}

int32_t asb_record_set_number(asb_record *record, const char *field, int64_t number) {
    int32_t status = begin(record, field);
    asb_engine *e;
    arena_mark mark;

    if (status != ASB_OK) return status;
    e = record->head.engine;
    if (number > GREATEST_NUMBER || number < -GREATEST_NUMBER)
        return asbi_leave(e, asbi_fail_field(&e->fault, ASB_EINVALID, field, "record-number-range", "field", field, (char *)NULL));
    mark = asbi_arena_mark(&record->arena);
    return put(record, field, asbi_json_new_integer(&record->arena, number), mark);
}

/* What is wrong in the document is in this field. */
static int32_t name_field(asb_engine *e, const char *field, int32_t status) {
    size_t length = 0;

    if (status != ASB_EJSON && status != ASB_ELIMIT) return status;
    while (length < sizeof e->fault.field - 1 && field[length] != '\0') length++;
    length = asbi_utf8_cut(field, length);
    memcpy(e->fault.field, field, length);
    e->fault.field[length] = '\0';
    return status;
}

static int32_t read_value(json_value **out, asb_record *r, const char *field, const char *json, size_t length) {
    asb_engine *e = r->head.engine;
    json_limits limits = asbi_json_limits(e);
    int32_t status;

    limits.depth = limits.depth > LEVELS_AROUND ? limits.depth - LEVELS_AROUND : 0;
    status = asbi_json_parse(out, &r->arena, json, length, &limits, &e->fault);
    if (status != ASB_OK) return name_field(e, field, status);
    return asbi_record_check_lengths(e, field, *out);
}

int32_t asb_record_set_json(asb_record *record, const char *field, const char *json, size_t length) {
    int32_t status = begin(record, field);
    json_value *value = NULL;
    arena_mark mark;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(record->head.engine, json != NULL, "json");
    mark = asbi_arena_mark(&record->arena);
    status = read_value(&value, record, field, json, length);
    if (status == ASB_OK) return put(record, field, value, mark);
    asbi_arena_rewind(&record->arena, mark);
    return asbi_leave(record->head.engine, status);
}

/* A list with a text that was alone, if there was one, and the new text. */
static json_value *begin_list(arena *a, const json_value *alone, text t) {
    json_value *list = asbi_json_new(a, JSON_LIST);

    if (alone != NULL && asbi_json_append(list, asbi_json_new_text(a, asbi_json_text(alone))) == NULL) return NULL;
    return asbi_json_append(list, asbi_json_new_text(a, t)) == NULL ? NULL : list;
}

static int32_t add_text(asb_record *r, const char *field, text t) {
    json_value *old = asbi_json_get(r->fields, field);
    arena_mark mark = asbi_arena_mark(&r->arena);
    asb_engine *e = r->head.engine;
    int32_t status = ASB_OK;

    if (old != NULL && old->type != JSON_TEXT && old->type != JSON_LIST)
        status = asbi_fail_field(&e->fault, ASB_EINVALID, field, "record-add-text", "field", field, (char *)NULL);
    else if (old == NULL || old->type == JSON_TEXT)
        return put(r, field, begin_list(&r->arena, old, t), mark);
    else if (asbi_json_append(old, asbi_json_new_text(&r->arena, t)) == NULL)
        status = ASB_ENOMEM;
    return asbi_leave(e, status);
}

int32_t asb_record_add_text(asb_record *record, const char *field, const char *value) {
    int32_t status = begin(record, field);

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(record->head.engine, value != NULL, "text");
    status = asbi_record_check_text(record->head.engine, field, asbi_text(value));
    if (status != ASB_OK) return asbi_leave(record->head.engine, status);
    return add_text(record, field, asbi_text(value));
}

int32_t asb_record_unset(asb_record *record, const char *field) {
    int32_t status = begin(record, field);
    uint32_t before;

    if (status != ASB_OK) return status;
    before = record->fields->count;
    asbi_json_remove(record->fields, asbi_text(field));
    return asbi_leave(record->head.engine, record->fields->count < before ? ASB_OK : ASB_ABSENT);
}

/* ---- getters */

static int32_t begin_reading(const asb_record *r, const void *out, const char *field) {
    asb_engine *e = r == NULL ? NULL : r->head.engine;
    int32_t status = e == NULL ? ASB_EARGUMENT : asbi_enter(e);

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, out != NULL, "out");
    CHECK_ARGUMENT(e, field != NULL, "field");
    return ASB_OK;
}

static const json_value *first_text(const json_value *v) {
    if (v != NULL && v->type == JSON_LIST) v = asbi_json_first(v);
    while (v != NULL && v->type != JSON_TEXT) v = v->parent != NULL && v->parent->type == JSON_LIST ? v->next : NULL;
    return v;
}

int32_t asb_record_get_text(const char **out, size_t *length, const asb_record *record, const char *field) {
    int32_t status = begin_reading(record, out, field);
    const json_value *v;

    if (status != ASB_OK) return status;
    v = first_text(asbi_json_get(record->fields, field));
    *out = v == NULL ? NULL : asbi_json_text(v).at;
    if (length != NULL) *length = v == NULL ? 0 : asbi_json_text(v).length;
    return asbi_leave(record->head.engine, v == NULL ? ASB_ABSENT : ASB_OK);
}

uint32_t asb_record_count(const asb_record *record, const char *field) {
    const json_value *v = record == NULL || field == NULL ? NULL : asbi_json_get(record->fields, field);

    return v == NULL ? 0 : v->type == JSON_LIST ? v->count : 1;
}

int32_t asb_record_get_text_at(const char **out, size_t *length, const asb_record *record, const char *field, uint32_t index) {
    int32_t status = begin_reading(record, out, field);
    const json_value *v;

    if (status != ASB_OK) return status;
    v = asbi_json_get(record->fields, field);
    if (v != NULL && v->type == JSON_LIST)
        v = asbi_json_at(v, index);
    else if (index > 0)
        v = NULL;
    if (v != NULL && v->type != JSON_TEXT) v = NULL;
    *out = v == NULL ? NULL : asbi_json_text(v).at;
    if (length != NULL) *length = v == NULL ? 0 : asbi_json_text(v).length;
    return asbi_leave(record->head.engine, v == NULL ? ASB_ABSENT : ASB_OK);
}

int32_t asb_record_get_flag(int32_t *flag, const asb_record *record, const char *field) {
    int32_t status = begin_reading(record, flag, field);
    const json_value *v;
    int is_flag;

    if (status != ASB_OK) return status;
    v = asbi_json_get(record->fields, field);
    is_flag = v != NULL && (v->type == JSON_TRUE || v->type == JSON_FALSE);
    *flag = is_flag && v->type == JSON_TRUE;
    return asbi_leave(record->head.engine, is_flag ? ASB_OK : ASB_ABSENT);
}

int32_t asb_record_get_number(int64_t *number, const asb_record *record, const char *field) {
    int32_t status = begin_reading(record, number, field);
    const json_value *v;
    int64_t n = 0;

    if (status != ASB_OK) return status;
    v = asbi_json_get(record->fields, field);
    status = v != NULL && asbi_json_integer(v, &n) ? ASB_OK : ASB_ABSENT;
    *number = status == ASB_OK ? n : 0;
    return asbi_leave(record->head.engine, status);
}

/* Written into the record's own buffer, which is what is lent. */
static int32_t get_json(const char **json, size_t *length, asb_record *r, const json_value *v) {
    if (v != NULL) {
        asbi_buffer_clear(&r->text);
        asbi_json_write(&r->text, v);
        if (r->text.status != ASB_OK) return r->text.status;
    }
    *json = v == NULL ? NULL : r->text.data;
    if (length != NULL) *length = v == NULL ? 0 : r->text.length;
    return v == NULL ? ASB_ABSENT : ASB_OK;
}

int32_t asb_record_get_json(const char **json, size_t *length, asb_record *record, const char *field) {
    int32_t status = begin_reading(record, json, field);

    if (status != ASB_OK) return status;
    return asbi_leave(record->head.engine, get_json(json, length, record, asbi_json_get(record->fields, field)));
}

uint32_t asb_record_field_count(const asb_record *record) {
    return record == NULL ? 0 : record->fields->count;
}

const char *asb_record_field_name(const asb_record *record, uint32_t index) {
    const json_value *v = record == NULL ? NULL : asbi_json_at(record->fields, index);

    return v == NULL ? NULL : v->key.at;
}
