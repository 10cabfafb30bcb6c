/* Forms: their life, their fields, and the record that they become. The method is described in form.h. */
#include "form.h"
#include "../record/record_parts.h"
#include <string.h>

int32_t asbi_form_enter(const void *any_form) {
    const form *f = any_form;
    return f ? asbi_enter(f->head.engine) : ASB_EARGUMENT;
}

int32_t asbi_form_leave(const form *f, int32_t status) {
    return asbi_leave(f->head.engine, status);
}

int32_t asbi_form_begin(form *f, asb_policy *policy, record_kind kind) {
    asbi_arena_init(&f->arena, &f->head.engine->memory);
    asbi_handle_keep(policy);
    f->policy = policy;
    f->kind = kind;
    f->fields = asbi_json_new(&f->arena, JSON_OBJECT);
    return f->fields ? ASB_OK : ASB_ENOMEM;
}

void asbi_form_end(form *f, size_t size) {
    asbi_arena_free(&f->arena);
    asbi_handle_drop(f->policy);
    asbi_handle_gone(&f->head, size);
}

int32_t asbi_form_read(form *f, const entry *e) {
    const kind_def *kind = asbi_kind(f->kind);
    f->seq = e->seq;
    for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
        text name = asbi_text(asbi_field_name(asbi_field_at(kind, i)));
        const json_value *v = asbi_entry_value(e, asbi_atom_of_text(f->policy, name));
        if (!v || asbi_text_is(name, "note")) continue;
        if (!asbi_json_set(&f->arena, f->fields, name, asbi_json_copy(&f->arena, v))) return ASB_ENOMEM;
    }
    return ASB_OK;
}

/* ---- what comes from the host */

int32_t asbi_form_text(const form *f, const char *field, const char *text) {
    asb_engine *e = f->head.engine;
    if (!text) return asbi_fail(&e->fault, ASB_EARGUMENT, "argument", "argument", field, (char *)NULL);
    return asbi_record_check_text(e, field, asbi_text(text));
}

static void name_field(fault *f, const char *field) {
    size_t length = strlen(field);
    if (length >= sizeof f->field) length = asbi_utf8_cut(field, sizeof f->field - 1);
    memcpy(f->field, field, length);
    f->field[length] = '\0';
}

int32_t asbi_form_parse(json_value **out, form *f, const char *field, const char *json, size_t length, uint32_t levels) {
    asb_engine *e = f->head.engine;
    json_limits limits = asbi_json_limits(e);
    limits.depth = limits.depth > levels ? limits.depth - levels : 0;
    int32_t status = asbi_json_parse(out, &f->arena, json, length, &limits, &e->fault);
    if (!status) return asbi_record_check_lengths(e, field, *out);
    if (status != ASB_ENOMEM) name_field(&e->fault, field);
    return status;
}

/* ---- judging */

void asbi_form_check(form_check *c, const form *f, const field_def *field, const char *name) {
    memset(c, 0, sizeof *c);
    c->nobody.memory = &f->head.engine->memory;
    c->nobody.policy = f->policy;
    c->check = (check){.c = &c->nobody,
                       .policy = f->policy,
                       .kind = f->kind,
                       .kind_name = asbi_kind_name(asbi_kind(f->kind)),
                       .fields = f->fields,
                       .field = field,
                       .field_name = name,
                       .f = &f->head.engine->fault};
}

const field_def *asbi_form_field(const form *f, const char *name) {
    return asbi_field_find(asbi_kind(f->kind), asbi_text(name));
}

int32_t asbi_form_judge(const form *f, const field_def *field, const char *name, json_value *value) {
    json_value place = {.type = JSON_OBJECT}, *next = value->next;
    form_check c;
    asbi_form_check(&c, f, field, name);
    asbi_json_append(&place, value); /* so that a message says where in the field */
    value->key = asbi_text(name);
    int32_t status = field->type == FIELD_PARTY ? asbi_valid_text(&c.check, value) : asbi_valid_type(&c.check, value);
    value->parent = NULL;
    value->next = next;
    return status;
}

static int32_t unknown_field(const form *f, const char *name) {
    const kind_def *kind = asbi_kind(f->kind);
    choices o = asbi_choices(asbi_text(name));
    form_check c;
    for (uint32_t i = 0; i < asbi_field_count(kind); i++) asbi_offer(&o, asbi_text(asbi_field_name(asbi_field_at(kind, i))));
    asbi_form_check(&c, f, NULL, NULL);
    return asbi_wrong_choice(&c.check, name, NULL, "record-field", "record-field-near", &o);
}

static int32_t judge_value(const form *f, const char *name, json_value *value) {
    const field_def *field = asbi_form_field(f, name);
    if (field) return asbi_form_judge(f, field, name, value);
    return asbi_is_x(asbi_text(name)) ? ASB_OK : unknown_field(f, name);
}

int32_t asbi_form_put(form *f, const char *field, json_value *value, arena_mark before) {
    int32_t status = value ? judge_value(f, field, value) : ASB_ENOMEM;
    if (!status && !asbi_json_set(&f->arena, f->fields, asbi_text(field), value)) status = ASB_ENOMEM;
    if (status) asbi_arena_rewind(&f->arena, before);
    return status;
}

int32_t asbi_form_set_text(form *f, const char *field, const char *text) {
    int32_t status = asbi_form_text(f, field, text);
    arena_mark before = asbi_arena_mark(&f->arena);
    return status ? status : asbi_form_put(f, field, asbi_json_new_text(&f->arena, asbi_text(text)), before);
}

/* ---- the record */

int32_t asbi_form_record(asb_record **out, const form *f) {
    asb_record *r;
    int32_t status = asbi_record_new(&r, f->head.engine, asbi_text(asbi_kind_name(asbi_kind(f->kind))));
    if (status) return status;
    json_value *fields = asbi_json_copy(&r->arena, f->fields);
    if (!fields) {
        asbi_handle_drop(r);
        return ASB_ENOMEM;
    }
    r->fields = fields;
    *out = r;
    return ASB_OK;
}

const char *asbi_text_at(const json_value *object, const char *key) {
    const json_value *v = asbi_json_get(object, key);
    if (v && v->type == JSON_LIST) v = asbi_json_first(v);
    return v && v->type == JSON_TEXT ? asbi_json_text(v).at : "";
}
