/* Is a record well formed? Its kind, its header, then its fields: in this order, and the first thing wrong is what is said. */
#include "validate_parts.h"

#include <string.h>

/* ---- the first thing wrong, or all */

static void put_member(buffer *b, const char *name, const char *value) {
    asbi_put_format(b, ",\"%s\":", name);
    asbi_json_write_text(b, asbi_text(value));
}

/* Where all is asked for, it is written down, and the next is looked at. */
static int32_t go_on(check *k, int32_t status) {
    if (status != ASB_EINVALID || k->all == NULL) return status;
    asbi_put_format(k->all, "%s{\"arguments\":%s", k->found++ ? "," : "", k->f->message.arguments);
    put_member(k->all, "code", k->f->message.code);
    put_member(k->all, "field", k->f->field);
    put_member(k->all, "message", k->f->message.text);
    put_member(k->all, "pointer", k->f->pointer);
    asbi_put(k->all, "}");
    *k->f = (fault){0};
    return ASB_OK;
}

/* ---- the kind */

static int32_t refuse_kind(const check *k, const char *code) {
    return asbi_wrong(k, "kind", NULL, code, "kind", k->kind_name, NULL, NULL);
}

static int32_t unknown_kind(const check *k, text kind) {
    choices o = asbi_choices(kind);

    for (int i = 0; i < KIND_BUILT_IN_COUNT; i++) asbi_offer(&o, asbi_text(asbi_kind_name(asbi_kind((record_kind)i))));
    return asbi_wrong_choice(k, "kind", NULL, "record-kind", "record-kind-near", &o);
}

/* What hangs on the case. */
static int32_t check_place(const check *k) {
    const asb_case *c = k->c;

    if (c->count == 0 && k->kind != KIND_REPORT && k->kind != KIND_TENANCY) return refuse_kind(k, "record-kind-first");
    if (k->kind == KIND_OPENING && c->entries[0].kind == KIND_TENANCY) return refuse_kind(k, "record-kind-prevention");
    return ASB_OK;
}

static int32_t check_kind(const check *k, text kind) {
    if (k->kind == KIND_UNKNOWN || !asbi_text_is_filled(kind)) return unknown_kind(k, kind);
    return check_place(k);
}

/* ---- at, by, role */

static int32_t check_role(const check *k, text role) {
    const asb_policy *p = k->policy;
    choices o;

    if (role.length == 0) return asbi_wrong(k, "role", NULL, "record-header-missing", NULL, NULL, NULL, NULL);
    if (asbi_text_is(role, "system") || asbi_policy_role(p, asbi_atom_of_text(p, role)) != NO_INDEX) return ASB_OK;
    o = asbi_choices(role);
    for (uint32_t i = 0; i < p->roles.count; i++) asbi_offer(&o, asbi_atom_text(p, p->roles.items[i].id));
    asbi_offer(&o, asbi_text("system"));
    return asbi_wrong_choice(k, "role", NULL, "record-role", "record-role-near", &o);
}

static int32_t check_at(const check *k, const asb_record *r, instant recorded) {
    if (r->at != NO_INSTANT && r->at > recorded) return asbi_wrong(k, "at", NULL, "record-at-later", NULL, NULL, NULL, NULL);
    return ASB_OK;
}

static int32_t check_by(const check *k, text by) {
    if (by.length == 0) return asbi_wrong(k, "by", NULL, "record-header-missing", NULL, NULL, NULL, NULL);
    if (!asbi_text_is_filled(by)) return asbi_wrong(k, "by", NULL, "record-header-text", NULL, NULL, NULL, NULL);
    return ASB_OK;
}

static int32_t check_header(check *k, const asb_record *r, instant recorded) {
    int32_t status = go_on(k, check_at(k, r, recorded));

    if (status == ASB_OK) status = go_on(k, check_by(k, r->by));
    return status == ASB_OK ? go_on(k, check_role(k, r->role)) : status;
}

/* ---- the fields */

/* Not required as such, but wanted here: the part of a person who is new. */
static int is_wanted(const check *k, const field_def *field) {
    text id = asbi_field_text(k, "party");

    if (k->kind != KIND_PARTY || strcmp(asbi_field_name(field), "as") != 0) return 0;
    for (uint32_t i = k->c->last_of_kind[KIND_PARTY]; i != NO_INDEX; i = k->c->entries[i].older) {
        const entry *e = &k->c->entries[i];
        if (e->seq <= k->earlier && !e->erased && e->party != NO_INDEX && asbi_text_equal(k->c->parties[e->party].id, id)) return 0;
    }
    return 1;
}

static int32_t check_field(check *k, const field_def *field) {
    const char *name = asbi_field_name(field);
    const json_value *v = asbi_json_get(k->fields, name);

    k->field = field;
    k->field_name = name;
    if (v != NULL) return asbi_valid_type(k, v);
    if (field->required) return asbi_wrong(k, name, NULL, "record-missing", "kind", k->kind_name, NULL, NULL);
    if (is_wanted(k, field)) return asbi_wrong(k, name, NULL, "record-part", "party", asbi_field_text(k, "party").at, NULL, NULL);
    return ASB_OK;
}

/* A host's own field may be called as it likes, and holds anything. */
static int is_field_of(const check *k, text name) {
    if (asbi_is_x(name)) return 1;
    return asbi_field_find(asbi_kind(k->kind), name) != NULL;
}

static int32_t unknown_field(const check *k, const json_value *v) {
    const kind_def *kind = asbi_kind(k->kind);
    choices o = asbi_choices(v->key);

    if (!asbi_text_is_filled(v->key)) return asbi_wrong(k, v->key.at, NULL, "record-field-name", NULL, NULL, NULL, NULL);
    for (uint32_t i = 0; i < asbi_field_count(kind); i++) asbi_offer(&o, asbi_text(asbi_field_name(asbi_field_at(kind, i))));
    return asbi_wrong_choice(k, v->key.at, NULL, "record-field", "record-field-near", &o);
}

/* The field that the kind has not whose name comes next after `last`, by bytes. */
static const json_value *next_other(const check *k, const json_value *last) {
    const json_value *next = NULL;

    for (const json_value *v = asbi_json_first(k->fields); v != NULL; v = v->next)
        if (!is_field_of(k, v->key) && (last == NULL || asbi_text_compare(v->key, last->key) > 0) &&
            (next == NULL || asbi_text_compare(v->key, next->key) < 0))
            next = v;
    return next;
}

static int32_t check_others(check *k) {
    const json_value *v = NULL;
    int32_t status = ASB_OK;

    while (status == ASB_OK && (v = next_other(k, v)) != NULL) status = go_on(k, unknown_field(k, v));
    return status;
}

/* A kind of the host's: its fields are not judged. But one called `salt` could not be told from the body's own. */
static int32_t check_free_fields(const check *k) {
    if (asbi_json_get(k->fields, "salt") == NULL) return ASB_OK;
    return asbi_wrong(k, "salt", NULL, "record-salt", NULL, NULL, NULL, NULL);
}

int32_t asbi_valid_fields(check *k) {
    const kind_def *kind = asbi_kind(k->kind);
    int32_t status;

    if (kind == NULL) return check_free_fields(k);
    for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
        status = go_on(k, check_field(k, asbi_field_at(kind, i)));
        if (status != ASB_OK) return status;
    }
    status = check_others(k);
    return status == ASB_OK && k->found == 0 ? go_on(k, asbi_valid_rules(k)) : status;
}

static int32_t judge_record(check *k, const asb_record *r, instant recorded) {
    int32_t status;

    k->kind = asbi_kind_find(r->kind);
    status = check_kind(k, r->kind); /* nothing else is looked at where that is wrong */
    if (status != ASB_OK) return go_on(k, status);
    status = check_header(k, r, recorded);
    return status == ASB_OK ? asbi_valid_fields(k) : status;
}

/* ---- once more: a record that was found well formed and has not changed. What hangs on the case is looked at again. */

static int hangs_on_case(const field_def *field) {
    switch ((field_type)field->type) {
    case FIELD_PARTY:
    case FIELD_PARTIES:
    case FIELD_SEQ:
    case FIELD_SEQS:
    case FIELD_FLAG_SEQS:
    case FIELD_VALUE: return 1;
    default: return 0;
    }
}

/* Kinds with rules that hang on it: whether a person is new, what a plan has, what a record could be corrected to. */
static int kind_hangs_on_case(record_kind kind) {
    return kind == KIND_PARTY || kind == KIND_ACTION || kind == KIND_CORRECTION;
}

static int names_others(const json_value *fields, const kind_def *kind) {
    for (uint32_t i = 0; kind != NULL && i < asbi_field_count(kind); i++)
        if (hangs_on_case(asbi_field_at(kind, i)) && asbi_json_get(fields, asbi_field_name(asbi_field_at(kind, i))) != NULL) return 1;
    return 0;
}

static void note_sound(asb_record *r, record_kind kind, const asb_policy *p) {
    r->sound_under = p->serial;
    r->sound_kind = (uint8_t)kind;
    r->names_others = (uint8_t)names_others(r->fields, asbi_kind(kind));
}

static int32_t judge_again(check *k, const asb_record *r, instant recorded) {
    const kind_def *kind;
    int32_t status;

    k->kind = (record_kind)r->sound_kind;
    status = check_place(k);
    if (status == ASB_OK) status = check_at(k, r, recorded);
    kind = r->names_others ? asbi_kind(k->kind) : NULL;
    for (uint32_t i = 0; kind != NULL && i < asbi_field_count(kind) && status == ASB_OK; i++)
        if (hangs_on_case(asbi_field_at(kind, i))) status = check_field(k, asbi_field_at(kind, i));
    return status;
}

int32_t asbi_validate(const asb_case *c, const asb_record *r, instant recorded, fault *f) {
    check k = {.c = c, .policy = c->policy, .kind_name = r->kind.at, .fields = r->fields, .earlier = c->count, .f = f};
    int32_t status;

    if (r->sound_under && r->sound_under == c->policy->serial) return judge_again(&k, r, recorded);
    status = judge_record(&k, r, recorded);
    if (status == ASB_OK && !kind_hangs_on_case(k.kind)) note_sound(asbi_record_notes(r), k.kind, c->policy);
    return status;
}

int32_t asbi_validate_all(const asb_case *c, const asb_record *r, instant recorded, fault *f, buffer *all) {
    check k = {.c = c, .policy = c->policy, .kind_name = r->kind.at, .fields = r->fields, .earlier = c->count, .f = f, .all = all};
    int32_t status;

    asbi_put(all, "[");
    status = judge_record(&k, r, recorded);
    asbi_put(all, "]");
    return status == ASB_OK ? all->status : status;
}
