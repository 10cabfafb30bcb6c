/* Documents: their life, what is said about them, and how they are made. The method is described in document.h. */
#include "document.h"
#include "shared.h"
#include "../base/container.h"
#include "../base/sha256.h"
#include "../case/fold.h"
#include "../forms/form.h"
#include "../policy/nearest.h"
#include "../record/record_parts.h"
#include <string.h>

static void destroy(handle *h) {
    asb_document *d = (asb_document *)h;
    for (uint32_t i = 0; i < MOST_OPTIONS; i++)
        if (d->values[i].at) asbi_release(&h->engine->memory, d->values[i].at, d->values[i].length + 1);
    asbi_buffer_free(&d->basis);
    asbi_handle_drop(d->c);
    asbi_handle_gone(h, sizeof *d);
}

void asb_document_free(asb_document *document) {
    asbi_handle_free(document);
}

int32_t asbi_option_fail(fault *f, const char *option, const char *code, text found, const char *hint) {
    char room[MESSAGE_FIELD];
    size_t length = found.length < sizeof room ? found.length : asbi_utf8_cut(found.at, sizeof room - 1);
    if (length) memcpy(room, found.at, length);
    room[length] = '\0';
    return asbi_fail_field(f, ASB_EINVALID, option, code, "option", option, "found", room, "hint", hint, (char *)NULL);
}

/* ---- beginning */

static int32_t no_kind(asb_engine *e, const char *name) {
    nearest n = asbi_nearest(asbi_text(name));
    for (uint32_t i = 0; asbi_document_kind(i); i++) asbi_nearest_offer(&n, asbi_text(asbi_document_kind(i)->name));
    return asbi_option_fail(&e->fault, "kind", "document-kind", asbi_text(name), asbi_nearest_hint(&n));
}

static int32_t begin(asb_document **out, asb_case *c, const char *name) {
    const document_kind *k = NULL;
    for (uint32_t i = 0; (k = asbi_document_kind(i)) != NULL && strcmp(k->name, name) != 0;) i++;
    if (!k) return no_kind(c->head.engine, name);
    asb_document *d = asbi_handle_new(c->head.engine, sizeof *d, destroy);
    if (!d) return ASB_ENOMEM;
    asbi_handle_keep(c);
    d->c = c;
    d->kind = k;
    asbi_buffer_init(&d->basis, &c->head.engine->memory, asbi_output_limit(c->head.engine));
    *out = d;
    return ASB_OK;
}

int32_t asb_document_new(asb_document **out, asb_case *c, const char *kind) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, kind, "kind");
    return asbi_leave(e, begin(out, c, kind));
}

/* ---- saying what it shall be */

static int32_t no_option(const asb_document *d, const char *name) {
    nearest n = asbi_nearest(asbi_text(name));
    for (uint32_t i = 0; asbi_option_at(d->kind, i).name; i++) asbi_nearest_offer(&n, asbi_text(asbi_option_at(d->kind, i).name));
    return asbi_option_fail(&d->head.engine->fault, name, "document-option", asbi_text(d->kind->name), asbi_nearest_hint(&n));
}

static int32_t judge_audience(const asb_policy *p, text id, fault *f) {
    nearest n = asbi_nearest(id);
    for (uint32_t i = 0; i < p->audiences.count; i++) {
        text one = asbi_atom_text(p, p->audiences.items[i].id);
        if (asbi_text_equal(one, id)) return ASB_OK;
        asbi_nearest_offer(&n, one);
    }
    return asbi_option_fail(f, "audience", "document-option-audience", id, asbi_nearest_hint(&n));
}

static int32_t judge_party(uint32_t *out, const asb_case *c, text id, fault *f) {
    uint32_t party = asbi_party_find(c, id);
    if (party != NO_INDEX && c->parties[party].recorded) {
        *out = party;
        return ASB_OK;
    }
    nearest n = asbi_nearest(id);
    for (uint32_t i = 0; i < c->party_count; i++)
        if (c->parties[i].recorded) asbi_nearest_offer(&n, c->parties[i].id);
    return asbi_option_fail(f, "party", "document-party", id, asbi_nearest_hint(&n));
}

static int32_t judge_value(const asb_document *d, const char *name, text value) {
    fault *f = &d->head.engine->fault;
    uint32_t party;
    if (!strcmp(name, "audience")) return judge_audience(d->c->policy, value, f);
    if (!strcmp(name, "party")) return judge_party(&party, d->c, value, f);
    return d->kind->judge ? d->kind->judge(d, name, value, f) : ASB_OK;
}

static int32_t put_value(asb_document *d, uint32_t index, text value) {
    memory *m = &d->head.engine->memory;
    char *copy = value.at ? asbi_alloc(m, value.length + 1) : NULL;
    if (value.at && !copy) return ASB_ENOMEM;
    if (copy) memcpy(copy, value.at, value.length);
    if (d->values[index].at) asbi_release(m, d->values[index].at, d->values[index].length + 1);
    d->values[index].at = copy;
    d->values[index].length = value.length;
    return ASB_OK;
}

static int32_t set(asb_document *d, const char *name, const char *value) {
    uint32_t index = asbi_option_find(d->kind, name);
    if (index == NO_INDEX) return no_option(d, name);
    int may_be_empty = asbi_option_at(d->kind, index).may_be_empty;
    int32_t status = ASB_OK;
    if (value && (*value || !may_be_empty)) status = asbi_record_check_text(d->head.engine, name, asbi_text(value));
    if (!status && value && *value) status = judge_value(d, name, asbi_text(value));
    return status ? status : put_value(d, index, asbi_text(value));
}

int32_t asb_document_set(asb_document *document, const char *name, const char *value) {
    if (!document) return ASB_EARGUMENT;
    asb_engine *e = document->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, name, "name");
    return asbi_leave(e, set(document, name, value));
}

/* ---- making it */

int32_t asbi_document_audience(text *out, const making *m, text otherwise) {
    text said = asbi_option(m->d, "audience");
    *out = said.at ? said : otherwise;
    return judge_audience(m->c->policy, *out, m->f);
}

/* What the options say may have ceased to be: a person erased, a policy changed. */
static int32_t settle(making *m, asb_document *d, view *v) {
    text party = asbi_option(d, "party"), audience;
    *m = (making){.d = d, .c = d->c, .reader = NO_INDEX, .now = asbi_case_clock(d->c), .f = &d->head.engine->fault};
    int32_t status = asbi_fold_by_calendar(d->c);
    if (!status && party.at) status = judge_party(&m->reader, d->c, party, m->f);
    if (!status) status = d->kind->audience ? d->kind->audience(&audience, m) : asbi_document_audience(&audience, m, asbi_text("officer"));
    if (!status) status = asbi_view_begin(v, d->c, audience, m->reader, m->now, m->f);
    if (!status) m->v = v;
    return status;
}

/* What is remembered of it changes only when it is handed out. */
static int32_t made(asb_text **out, asb_document *d, const making *m, buffer *b) {
    uint8_t digest[32];
    buffer basis = asbi_output(d->head.engine);
    if (asbi_text_is(asbi_atom_text(m->c->policy, m->v->audience->id), "partner")) asbi_put_basis(&basis, m);
    if (!b->status) asbi_sha256(b->data ? b->data : "", b->length, digest);
    int32_t status = basis.status ? basis.status : asbi_text_new(out, d->head.engine, b);
    if (!status) {
        buffer before = d->basis;
        memcpy(d->digest, digest, sizeof digest);
        d->made = 1;
        d->basis = basis;
        basis = before;
    }
    asbi_buffer_free(&basis);
    return status;
}

/* Somebody may be called like a word of the style. */
static int32_t look(const making *m, text done) {
    const document_kind *k = m->d->kind;
    int32_t status = asbi_view_check(m->v, done, m->f);
    if (status != ASB_EDISCLOSURE || !k->own_words) return status;
    for (uint32_t i = 0; k->own_words(i).length; i++) asbi_view_allow(m->v, k->own_words(i));
    m->f->status = ASB_OK;
    return asbi_view_check(m->v, done, m->f);
}

static int32_t write(asb_text **out, asb_document *d, const making *m) {
    buffer b = asbi_output(d->head.engine);
    int32_t status = d->kind->render(&b, m);
    if (!status) status = b.status;
    if (!status) status = look(m, (text){b.data ? b.data : "", b.length});
    if (!status) status = made(out, d, m, &b);
    asbi_buffer_free(&b);
    return status;
}

static int32_t render(asb_text **out, asb_document *d, int32_t format) {
    making m;
    view v;
    int32_t status = settle(&m, d, &v);
    if (status) return status;
    m.format = format;
    status = write(out, d, &m);
    asbi_view_end(&v);
    return status;
}

static int has_format(const document_kind *k, int32_t format) {
    return format > 0 && format < 32 && (k->formats >> format & 1);
}

int32_t asb_document_render(asb_text **out, asb_document *document, int32_t format) {
    if (!document) return ASB_EARGUMENT;
    asb_engine *e = document->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, has_format(document->kind, format), "format");
    return asbi_leave(e, render(out, document, format));
}

/* ---- looking at a text of the host's */

static int32_t check_text(asb_document *d, text t) {
    making m;
    view v;
    if (asbi_utf8_check(t.at, t.length) < t.length)
        return asbi_fail_field(&d->head.engine->fault, ASB_EINVALID, "text", "record-utf8", "field", "text", (char *)NULL);
    int32_t status = settle(&m, d, &v);
    if (status) return status;
    status = asbi_view_check(&v, t, m.f);
    asbi_view_end(&v);
    return status;
}

int32_t asb_document_check(asb_document *document, const char *text_, size_t length) {
    if (!document) return ASB_EARGUMENT;
    asb_engine *e = document->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, text_, "text");
    return asbi_leave(e, check_text(document, (text){text_, length}));
}

/* ---- what was left out */

static int32_t put_withheld(asb_text **out, asb_document *d) {
    making m;
    view v;
    int32_t status = settle(&m, d, &v);
    if (status) return status;
    buffer b = asbi_output(d->head.engine);
    asbi_put_withheld(&b, &v);
    status = asbi_text_new(out, d->head.engine, &b);
    asbi_buffer_free(&b);
    asbi_view_end(&v);
    return status;
}

int32_t asb_document_withheld(asb_text **out, asb_document *document) {
    if (!document) return ASB_EARGUMENT;
    asb_engine *e = document->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, put_withheld(out, document));
}

/* ---- the record that it was sent */

static int32_t record(asb_record **out, const asb_document *d) {
    fault *f = &d->head.engine->fault;
    if (!d->made) return asbi_fail(f, ASB_ESTATE, "document-not-made", (char *)NULL);
    if (d->kind->record) return d->kind->record(out, d);
    if (d->basis.length) return asbi_shared_record(out, d);
    return asbi_fail(f, ASB_ESTATE, "document-no-record", "kind", d->kind->label, (char *)NULL);
}

int32_t asb_document_record(asb_record **out, asb_document *document) {
    if (!document) return ASB_EARGUMENT;
    asb_engine *e = document->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, record(out, document));
}

/* ---- the kinds */

static void add_formats(sheet *s, json_value *kind, const document_kind *k) {
    static const char names[][5] = {[ASB_FORMAT_TEXT] = "text", [ASB_FORMAT_HTML] = "html", [ASB_FORMAT_JSON] = "json"};
    json_value *list = asbi_sheet_new(s, JSON_LIST);
    for (int32_t i = ASB_FORMAT_TEXT; i <= ASB_FORMAT_JSON; i++)
        if (has_format(k, i)) asbi_sheet_append(s, list, asbi_json_new_text(&s->arena, asbi_text(names[i])));
    asbi_sheet_put(s, kind, "formats", list);
}

static void add_options(sheet *s, json_value *kind, const document_kind *k) {
    json_value *list = asbi_sheet_new(s, JSON_LIST);
    for (uint32_t i = 0; asbi_option_at(k, i).name; i++) {
        document_option o = asbi_option_at(k, i);
        json_value *item = asbi_sheet_new(s, JSON_OBJECT);
        asbi_sheet_text(s, item, "name", o.name);
        asbi_sheet_text(s, item, "label", o.label);
        asbi_sheet_flag(s, item, "required", o.required);
        asbi_sheet_append(s, list, item);
    }
    asbi_sheet_put(s, kind, "options", list);
}

static int32_t list_kinds(asb_text **out, asb_engine *e) {
    sheet s;
    asbi_sheet_begin(&s, e);
    json_value *list = asbi_sheet_new(&s, JSON_LIST);
    for (uint32_t i = 0; asbi_document_kind(i); i++) {
        const document_kind *k = asbi_document_kind(i);
        json_value *item = asbi_sheet_new(&s, JSON_OBJECT);
        asbi_sheet_text(&s, item, "kind", k->name);
        asbi_sheet_text(&s, item, "label", k->label);
        add_formats(&s, item, k);
        add_options(&s, item, k);
        asbi_sheet_append(&s, list, item);
    }
    return asbi_sheet_end(out, &s, e, list);
}

int32_t asb_document_kinds(asb_text **out, asb_engine *engine) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    return asbi_leave(engine, list_kinds(out, engine));
}
