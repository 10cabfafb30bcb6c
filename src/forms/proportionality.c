/* Proportionality assessments: filling them in, what is missing, and the record that they become. What a case knows of one is in
 * proportionality_case.c. */
#include "proportionality.h"
#include "../record/record_parts.h"
#include <asb/proportionality.h>
#include <string.h>

static void destroy(handle *h) {
    asb_proportionality *p = (asb_proportionality *)h;
    asbi_form_end(&p->form, sizeof *p);
}

int32_t asbi_proportionality_new(asb_proportionality **out, asb_policy *policy) {
    asb_proportionality *p = asbi_handle_new(policy->head.engine, sizeof *p, destroy);
    if (!p) return ASB_ENOMEM;
    p->approved_by = p->approved_role = p->review_by = p->why = p->why_code = "";
    p->why_arguments = "{}";
    int32_t status = asbi_form_begin(&p->form, policy, KIND_PROPORTIONALITY);
    if (status)
        asbi_handle_drop(p);
    else
        *out = p;
    return status;
}

static int32_t new_against(asb_proportionality **out, asb_policy *policy, const char *party, const char *remedy) {
    asb_proportionality *p;
    int32_t status = asbi_proportionality_new(&p, policy);
    if (status) return status;
    status = asbi_form_set_text(&p->form, "party", party);
    if (!status) status = asbi_form_set_text(&p->form, "remedy", remedy);
    if (status)
        asbi_handle_drop(p);
    else
        *out = p;
    return status;
}

int32_t asb_proportionality_new(asb_proportionality **out, asb_policy *policy, const char *party, const char *remedy) {
    if (!policy) return ASB_EARGUMENT;
    asb_engine *e = policy->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, new_against(out, policy, party, remedy));
}

void asb_proportionality_free(asb_proportionality *proportionality) {
    asbi_handle_free(proportionality);
}

/* ---- filling it in */

/* The door of every setter: with a name that a field can have. */
static int32_t begin(const asb_proportionality *p, const char *field) {
    int32_t status = asbi_form_enter(p);
    if (status) return status;
    asb_engine *e = p->form.head.engine;
    CHECK_ARGUMENT(e, field, "field");
    status = asbi_record_check_text(e, field, asbi_text(field));
    return status ? asbi_leave(e, status) : ASB_OK;
}

int32_t asb_proportionality_set_text(asb_proportionality *proportionality, const char *field, const char *text) {
    int32_t status = begin(proportionality, field);
    return status ? status : asbi_form_leave(&proportionality->form, asbi_form_set_text(&proportionality->form, field, text));
}

int32_t asb_proportionality_set_flag(asb_proportionality *proportionality, const char *field, int32_t flag) {
    int32_t status = begin(proportionality, field);
    if (status) return status;
    form *f = &proportionality->form;
    arena_mark before = asbi_arena_mark(&f->arena);
    return asbi_form_leave(f, asbi_form_put(f, field, asbi_json_new(&f->arena, flag ? JSON_TRUE : JSON_FALSE), before));
}

/* Levels of JSON that a record puts around a field: the record, and `fields`. */
enum { AROUND_FIELD = 2 };

static int32_t set_json(form *f, const char *field, const char *json, size_t length) {
    arena_mark before = asbi_arena_mark(&f->arena);
    json_value *value;
    int32_t status = asbi_form_parse(&value, f, field, json, length, AROUND_FIELD);
    if (!status) return asbi_form_put(f, field, value, before);
    asbi_arena_rewind(&f->arena, before);
    return status;
}

int32_t asb_proportionality_set_json(asb_proportionality *proportionality, const char *field, const char *json, size_t length) {
    int32_t status = begin(proportionality, field);
    if (status) return status;
    CHECK_ARGUMENT(proportionality->form.head.engine, json, "json");
    return asbi_form_leave(&proportionality->form, set_json(&proportionality->form, field, json, length));
}

/* The field's value with one more at its end, made beside it; NULL without memory. */
static json_value *longer(form *f, const json_value *old, json_value *item) {
    json_value *list = old && old->type == JSON_LIST ? asbi_json_copy(&f->arena, old) : asbi_json_new(&f->arena, JSON_LIST);
    if (old && old->type != JSON_LIST && !asbi_json_append(list, asbi_json_copy(&f->arena, old))) return NULL;
    return asbi_json_append(list, item) ? list : NULL;
}

static int32_t add_text(form *f, const char *field, const char *text) {
    const json_value *old = asbi_json_get(f->fields, field);
    int32_t status = asbi_form_text(f, field, text);
    if (status) return status;
    if (old && old->type != JSON_TEXT && old->type != JSON_LIST)
        return asbi_fail_field(&f->head.engine->fault, ASB_EINVALID, field, "record-add-text", "field", field, (char *)NULL);
    arena_mark before = asbi_arena_mark(&f->arena);
    return asbi_form_put(f, field, longer(f, old, asbi_json_new_text(&f->arena, asbi_text(text))), before);
}

int32_t asb_proportionality_add_text(asb_proportionality *proportionality, const char *field, const char *text) {
    int32_t status = begin(proportionality, field);
    return status ? status : asbi_form_leave(&proportionality->form, add_text(&proportionality->form, field, text));
}

static json_value *new_alternative(arena *a, const char *remedy, const char *outcome, const char *why) {
    json_value *v = asbi_json_new(a, JSON_OBJECT);
    int whole = asbi_json_set(a, v, asbi_text("remedy"), asbi_json_new_text(a, asbi_text(remedy))) != NULL;
    if (whole && outcome) whole = asbi_json_set(a, v, asbi_text("outcome"), asbi_json_new_text(a, asbi_text(outcome))) != NULL;
    if (whole && why) whole = asbi_json_set(a, v, asbi_text("why"), asbi_json_new_text(a, asbi_text(why))) != NULL;
    return whole ? v : NULL;
}

static int32_t add_alternative(form *f, const char *remedy, const char *outcome, const char *why) {
    int32_t status = asbi_form_text(f, "alternatives", remedy);
    if (!status && outcome) status = asbi_form_text(f, "alternatives", outcome);
    if (!status && why) status = asbi_form_text(f, "alternatives", why);
    if (status) return status;
    arena_mark before = asbi_arena_mark(&f->arena);
    json_value *item = new_alternative(&f->arena, remedy, outcome, why);
    return asbi_form_put(f, "alternatives", longer(f, asbi_json_get(f->fields, "alternatives"), item), before);
}

int32_t asb_proportionality_add_alternative(asb_proportionality *proportionality, const char *remedy, const char *outcome,
                                            const char *why) {
    int32_t status = asbi_form_enter(proportionality);
    if (status) return status;
    CHECK_ARGUMENT(proportionality->form.head.engine, remedy, "remedy");
    return asbi_form_leave(&proportionality->form, add_alternative(&proportionality->form, remedy, outcome, why));
}

static int32_t unset(form *f, const char *field) {
    const field_def *def = asbi_form_field(f, field);
    uint32_t before = f->fields->count;
    if (def && def->required)
        return asbi_fail_field(&f->head.engine->fault, ASB_EINVALID, field, "form-required", "field", field, (char *)NULL);
    asbi_json_remove(f->fields, asbi_text(field));
    return f->fields->count < before ? ASB_OK : ASB_ABSENT;
}

int32_t asb_proportionality_unset(asb_proportionality *proportionality, const char *field) {
    int32_t status = begin(proportionality, field);
    return status ? status : asbi_form_leave(&proportionality->form, unset(&proportionality->form, field));
}

/* ---- reading it */

const char *asb_proportionality_get_text(const asb_proportionality *proportionality, const char *field) {
    return proportionality && field ? asbi_text_at(proportionality->form.fields, field) : "";
}

static int32_t get_json(asb_text **out, asb_engine *e, const json_value *v) {
    buffer b;
    if (!v) {
        *out = NULL;
        return ASB_ABSENT;
    }
    b = asbi_output(e);
    asbi_json_write(&b, v);
    int32_t status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_proportionality_get_json(asb_text **out, const asb_proportionality *proportionality, const char *field) {
    int32_t status = begin(proportionality, field);
    if (status) return status;
    asb_engine *e = proportionality->form.head.engine;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, get_json(out, e, asbi_json_get(proportionality->form.fields, field)));
}

const char *asb_proportionality_party(const asb_proportionality *proportionality) {
    return proportionality ? asbi_text_at(proportionality->form.fields, "party") : NULL;
}

const char *asb_proportionality_remedy(const asb_proportionality *proportionality) {
    return proportionality ? asbi_text_at(proportionality->form.fields, "remedy") : NULL;
}

/* ---- what is missing */

uint32_t asb_proportionality_missing_count(const asb_proportionality *proportionality) {
    uint32_t count = 0, at = 0;
    while (proportionality && asbi_proportionality_missing(proportionality->form.fields, &at)) count++;
    return count;
}

const char *asb_proportionality_missing(const asb_proportionality *proportionality, uint32_t index) {
    uint32_t at = 0;
    const char *field = proportionality ? asbi_proportionality_missing(proportionality->form.fields, &at) : NULL;
    for (; field && index > 0; index--) field = asbi_proportionality_missing(proportionality->form.fields, &at);
    return field;
}

const char *asb_proportionality_missing_label(const asb_proportionality *proportionality, uint32_t index) {
    const char *field = asb_proportionality_missing(proportionality, index);
    return field ? asbi_field_label(asbi_form_field(&proportionality->form, field)) : NULL;
}

int32_t asb_proportionality_complete(const asb_proportionality *proportionality) {
    return proportionality && !asb_proportionality_missing(proportionality, 0);
}

/* ---- the record */

int32_t asb_proportionality_to_record(asb_record **out, const asb_proportionality *proportionality) {
    int32_t status = asbi_form_enter(proportionality);
    if (status) return status;
    CHECK_ARGUMENT(proportionality->form.head.engine, out, "out");
    return asbi_form_leave(&proportionality->form, asbi_form_record(out, &proportionality->form));
}
