/* A correction is well formed if the record it corrects would be. So that record's fields are put together as they would then
 * read (as recorded, with the corrections there have been, and this one), in an arena of their own, and judged as any other's. */
#include "fields.h"
#include "validate_parts.h"

#include <string.h>

/* ---- may that field of that record be corrected? */

static int is_in_header(text name) {
    static const char header[][9] = {"at", "by", "kind", "recorded", "role", "seq"};

    for (size_t i = 0; i < sizeof header / sizeof header[0]; i++)
        if (asbi_text_is(name, header[i])) return 1;
    return 0;
}

static int32_t unknown_name(const check *k, const kind_def *kind, const json_value *name) {
    choices o = asbi_choices(asbi_json_text(name));

    for (uint32_t i = 0; kind != NULL && i < asbi_field_count(kind); i++)
        asbi_offer(&o, asbi_text(asbi_field_name(asbi_field_at(kind, i))));
    return asbi_wrong_choice(k, "field", name, "record-correction-field", "record-correction-field-near", &o);
}

static int32_t check_name(const check *k, const entry *target) {
    const kind_def *kind = asbi_kind((record_kind)target->kind);
    const json_value *name = asbi_json_get(k->fields, "field");

    if (asbi_is_x(asbi_json_text(name)) || asbi_text_is(asbi_json_text(name), "note") ||
        asbi_field_find(kind, asbi_json_text(name)) != NULL)
        return ASB_OK;
    if (is_in_header(asbi_json_text(name)))
        return asbi_wrong(k, "field", name, "record-correction-header", "found", asbi_json_text(name).at, NULL, NULL);
    return unknown_name(k, kind, name);
}

static int32_t check_target(const check *k, const entry *target) {
    const json_value *of = asbi_json_get(k->fields, "of");

    if (target->erased) return asbi_wrong(k, "of", of, "record-correction-erased", "found", asbi_json_text(of).at, NULL, NULL);
    if (target->kind != KIND_CORRECTION && target->kind != KIND_ERASURE) return ASB_OK;
    return asbi_wrong(k, "of", of, "record-correction-of", "found", asbi_json_text(of).at, "kind", target->kind_text.at);
}

/* ---- how the record would then read */

/* 0 without memory. */
static int apply(arena *a, json_value *fields, text name, const json_value *value) {
    json_value *copy = asbi_json_copy(a, value);

    return copy != NULL && asbi_json_set(a, fields, name, copy) != NULL;
}

static int apply_entry(arena *a, json_value *fields, const entry *correction) {
    return apply(a, fields, asbi_entry_text(correction, WORD_field), asbi_entry_value(correction, WORD_value));
}

static int corrects(const entry *e, const entry *target) {
    int64_t seq;

    return e->kind == KIND_CORRECTION && !e->erased && asbi_entry_integer(e, WORD_of, &seq) && seq == target->seq;
}

static json_value *read_with(arena *a, const check *k, const entry *target) {
    json_value *fields = asbi_fields_tree(a, target->written, target->written_count);

    for (uint32_t i = target->seq; fields != NULL && i < k->c->count; i++)
        if (corrects(&k->c->entries[i], target) && !apply_entry(a, fields, &k->c->entries[i])) return NULL;
    return fields != NULL && apply(a, fields, asbi_json_member(k->fields, "field"), asbi_json_get(k->fields, "value")) ? fields : NULL;
}

/* What is wrong with the record is what is wrong with the value. */
static int32_t wrong_value(const check *k, const fault *then) {
    const json_value *of = asbi_json_get(k->fields, "of"), *value = asbi_json_get(k->fields, "value");

    asbi_fail_field(k->f, ASB_EINVALID, "value", "record-correction-value", "of", asbi_json_text(of).at, "field", then->field, "why",
                    then->message.text, (char *)NULL);
    if (k->f != NULL) asbi_json_pointer(value, k->f->pointer, sizeof k->f->pointer);
    return ASB_EINVALID;
}

static int32_t check_value(const check *k, const entry *target) {
    fault then = {0};
    check corrected = {.c = k->c,
                       .policy = k->policy,
                       .kind = (record_kind)target->kind,
                       .kind_name = target->kind_text.at,
                       .earlier = target->seq - 1,
                       .f = &then};
    int32_t status = ASB_ENOMEM;
    arena a;

    asbi_arena_init(&a, k->c->memory);
    corrected.fields = read_with(&a, k, target);
    if (corrected.fields != NULL) status = asbi_valid_fields(&corrected);
    if (status == ASB_EINVALID)
        status = wrong_value(k, &then);
    else if (status == ASB_ENOMEM)
        asbi_fail(k->f, ASB_ENOMEM, "no-memory", (char *)NULL);
    asbi_arena_free(&a);
    return status;
}

int32_t asbi_valid_correction(check *k) {
    const entry *target = asbi_earlier_entry(k, "of");
    int32_t status = check_target(k, target); /* what is not corrected at all has no field to be corrected */

    if (status == ASB_OK) status = check_name(k, target);
    return status == ASB_OK ? check_value(k, target) : status;
}
