/* What a case knows of a proportionality assessment: who approved it, what has changed since, and whether it supports the step now. */
#include "proportionality.h"
#include <asb/proportionality.h>
#include <string.h>

/* ---- why it does not support the step */

static const char *digits(char out[12], uint32_t number) {
    buffer b = {.data = out, .capacity = 12, .limit = 11};
    asbi_put_int(&b, number);
    return out;
}

static void explain_stale(message *m, const asb_case *c, const proportionality_state *s) {
    char number[12], day[16];
    buffer b = {.data = day, .capacity = sizeof day, .limit = sizeof day - 1};
    if (s->cause == NO_INDEX) {
        asbi_put_date(&b, s->review_by);
        asbi_message(m, "form-stale-date", "date", day, (char *)NULL);
        return;
    }
    const entry *cause = &c->entries[s->cause];
    const char *code = cause->kind == KIND_INCIDENT ? "form-stale-incident"
        : cause->kind == KIND_ASSESSMENT            ? "form-stale-assessment"
        : cause->kind == KIND_PARTY                 ? "form-stale-party"
                                                    : "form-stale-correction";
    asbi_message(m, code, "record", digits(number, cause->seq), (char *)NULL);
}

static const char *missing_label(const asb_case *c, const entry *e) {
    const char *name = asbi_proportionality_missing_of(c, e);
    const field_def *f = name ? asbi_field_find(asbi_kind(KIND_PROPORTIONALITY), asbi_text(name)) : NULL;
    return f ? asbi_field_label(f) : "";
}

void asbi_proportionality_why(message *m, const asb_case *c, const entry *e, const proportionality_state *s) {
    if (s->stale)
        explain_stale(m, c, s);
    else if (!s->complete)
        asbi_message(m, "form-not-complete", "field", missing_label(c, e), (char *)NULL);
    else if (!s->proportionate)
        asbi_message(m, "form-not-proportionate", (char *)NULL);
    else
        asbi_message(m, "form-not-approved", (char *)NULL);
}

/* ---- reading */

static const char *keep(form *f, const char *bytes, size_t length) {
    return asbi_arena_text(&f->arena, bytes, length);
}

static int32_t keep_why(asb_proportionality *p, const asb_case *c, const proportionality_state *s) {
    message m;
    if (p->current) return ASB_OK;
    asbi_proportionality_why(&m, c, &c->entries[s->entry], s);
    p->why_code = m.code;
    p->why = keep(&p->form, m.text, strlen(m.text));
    p->why_arguments = keep(&p->form, m.arguments, strlen(m.arguments));
    return p->why && p->why_arguments ? ASB_OK : ASB_ENOMEM;
}

static int32_t keep_approval(asb_proportionality *p, const entry *e) {
    p->approval = e->seq;
    p->approved_by = keep(&p->form, e->by.at, e->by.length);
    p->approved_role = keep(&p->form, e->role_text.at, e->role_text.length);
    return p->approved_by && p->approved_role ? ASB_OK : ASB_ENOMEM;
}

static int32_t keep_review(asb_proportionality *p, date day) {
    char room[16];
    buffer b = {.data = room, .capacity = sizeof room, .limit = sizeof room - 1};
    if (day == NO_DATE) return ASB_OK;
    asbi_put_date(&b, day);
    p->review_by = keep(&p->form, room, b.length);
    return p->review_by ? ASB_OK : ASB_ENOMEM;
}

static int32_t read_state(asb_proportionality *p, const asb_case *c, uint32_t index) {
    judge j = asbi_judge(c, asbi_case_clock(c));
    proportionality_state s = asbi_proportionality(&j, index, (span){0, 0});
    p->approved = s.approved;
    p->stale = s.stale;
    p->current = s.complete && s.proportionate && s.approved && !s.stale;
    p->cause = s.cause == NO_INDEX ? 0 : c->entries[s.cause].seq;
    int32_t status = s.approved ? keep_approval(p, &c->entries[s.approval]) : ASB_OK;
    if (!status) status = keep_review(p, s.review_by);
    return status ? status : keep_why(p, c, &s);
}

static int is_about(const entry *e, atom field, const char *id) {
    return !id || asbi_text_is(asbi_entry_text(e, field), id);
}

static uint32_t find(const asb_case *c, const char *party, const char *remedy) {
    uint32_t i = c->last_of_kind[KIND_PROPORTIONALITY];
    for (; i != NO_INDEX; i = c->entries[i].older) {
        const entry *e = &c->entries[i];
        if (!e->erased && is_about(e, WORD_party, party) && is_about(e, WORD_remedy, remedy)) break;
    }
    return i;
}

static int32_t from_case(asb_proportionality **out, asb_case *c, const char *party, const char *remedy) {
    uint32_t i = find(c, party, remedy);
    asb_proportionality *p;
    if (i == NO_INDEX) {
        *out = NULL;
        return ASB_ABSENT;
    }
    int32_t status = asbi_proportionality_new(&p, c->policy);
    if (status) return status;
    status = asbi_form_read(&p->form, &c->entries[i]);
    if (!status) status = read_state(p, c, i);
    if (status)
        asbi_handle_drop(p);
    else
        *out = p;
    return status;
}

int32_t asb_case_proportionality(asb_proportionality **out, asb_case *c, const char *party, const char *remedy) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, from_case(out, c, party, remedy));
}

/* ---- asking */

uint32_t asb_proportionality_seq(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->form.seq : 0;
}

int32_t asb_proportionality_approved(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->approved : 0;
}

const char *asb_proportionality_approved_by(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->approved_by : "";
}

const char *asb_proportionality_approved_role(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->approved_role : "";
}

uint32_t asb_proportionality_approval(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->approval : 0;
}

int32_t asb_proportionality_stale(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->stale : 0;
}

uint32_t asb_proportionality_stale_record(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->cause : 0;
}

const char *asb_proportionality_review_by(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->review_by : "";
}

int32_t asb_proportionality_current(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->current : 0;
}

const char *asb_proportionality_why(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->why : "";
}

const char *asb_proportionality_why_code(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->why_code : "";
}

const char *asb_proportionality_why_arguments(const asb_proportionality *proportionality) {
    return proportionality ? proportionality->why_arguments : "{}";
}

/* ---- JSON */

static json_value *missing_list(sheet *s, const asb_proportionality *p) {
    json_value *list = asbi_sheet_new(s, JSON_LIST);
    const char *field;
    for (uint32_t i = 0; (field = asb_proportionality_missing(p, i)) != NULL; i++) {
        json_value *item = asbi_sheet_new(s, JSON_OBJECT);
        asbi_sheet_text(s, item, "field", field);
        asbi_sheet_text(s, item, "label", asb_proportionality_missing_label(p, i));
        asbi_sheet_append(s, list, item);
    }
    return list;
}

static json_value *approval_object(sheet *s, const asb_proportionality *p) {
    json_value *object = asbi_sheet_new(s, p->approved ? JSON_OBJECT : JSON_NULL);
    if (!p->approved) return object;
    asbi_sheet_text(s, object, "by", p->approved_by);
    asbi_sheet_text(s, object, "role", p->approved_role);
    asbi_sheet_number(s, object, "record", p->approval);
    return object;
}

static json_value *why_object(sheet *s, const asb_proportionality *p) {
    json_value *object = asbi_sheet_new(s, *p->why_code ? JSON_OBJECT : JSON_NULL), *arguments = NULL;
    json_limits limits = asbi_json_limits(p->form.head.engine);
    if (!*p->why_code) return object;
    asbi_sheet_text(s, object, "code", p->why_code);
    asbi_sheet_text(s, object, "message", p->why);
    asbi_json_parse(&arguments, &s->arena, p->why_arguments, strlen(p->why_arguments), &limits, NULL);
    asbi_sheet_put(s, object, "arguments", arguments);
    return object;
}

int32_t asb_proportionality_json(asb_text **out, const asb_proportionality *proportionality) {
    int32_t status = asbi_form_enter(proportionality);
    if (status) return status;
    const asb_proportionality *p = proportionality;
    asb_engine *e = p->form.head.engine;
    CHECK_ARGUMENT(e, out, "out");
    sheet s;
    asbi_sheet_begin(&s, e);
    json_value *top = asbi_sheet_new(&s, JSON_OBJECT);
    asbi_sheet_copy(&s, top, "fields", p->form.fields);
    asbi_sheet_put(&s, top, "missing", missing_list(&s, p));
    asbi_sheet_flag(&s, top, "complete", asb_proportionality_complete(p));
    asbi_sheet_number(&s, top, "seq", p->form.seq);
    asbi_sheet_flag(&s, top, "approved", p->approved);
    asbi_sheet_put(&s, top, "approval", approval_object(&s, p));
    asbi_sheet_flag(&s, top, "stale", p->stale);
    asbi_sheet_number(&s, top, "stale_record", p->cause);
    asbi_sheet_text_or_null(&s, top, "review_by", p->review_by);
    asbi_sheet_flag(&s, top, "current", p->current);
    asbi_sheet_put(&s, top, "why", why_object(&s, p));
    return asbi_leave(e, asbi_sheet_end(out, &s, e, top));
}
