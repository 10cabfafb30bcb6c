/* Letters: whom they go to, what they may be told, and the record that one was sent. */
#include "letter.h"
#include "../base/container.h"
#include "../base/sha256.h"
#include "../forms/form.h"
#include "../policy/nearest.h"
#include "merge.h"
#include <string.h>

static const document_option options[] = {
    {"party", "Whom it goes to", 1, 0},
    {"template", "Which letter of the policy", 0, 0},
    {"text", "Text in place of the policy's", 0, 0},
    {"audience", "For whom it is, where that is to be stricter than the person's part", 0, 0},
    {NULL, NULL, 0, 0},
};
enum { OPTIONS = COUNT_OF(options) - 1 };

/* After its own options a letter has the merge fields, but for those of the entries of lists. */
static document_option merge_option(uint32_t index) {
    const merge_field *f = asbi_merge_field(index);
    return f && f->type != MERGE_ENTRY ? (document_option){f->name, f->label, 0, 1} : (document_option){NULL, NULL, 0, 0};
}

static text said(const asb_document *d, uint32_t field) {
    return (text){d->values[OPTIONS + field].at, d->values[OPTIONS + field].length};
}

/* ---- options */

static const letter_def *letter_of(const asb_document *d) {
    text id = asbi_option(d, "template");
    uint32_t i = id.at ? asbi_policy_letter(d->c->policy, asbi_atom_of_text(d->c->policy, id)) : NO_INDEX;
    return i == NO_INDEX ? NULL : &d->c->policy->letters.items[i];
}

static int32_t judge_template(const asb_policy *p, text id, fault *f) {
    nearest n = asbi_nearest(id);
    if (asbi_policy_letter(p, asbi_atom_of_text(p, id)) != NO_INDEX) return ASB_OK;
    for (uint32_t i = 0; i < p->letters.count; i++) asbi_nearest_offer(&n, asbi_atom_text(p, p->letters.items[i].id));
    return asbi_option_fail(f, "template", "letter-template", id, asbi_nearest_hint(&n));
}

/* The first thing wrong with a host's text. */
static void note_problem(void *self, const char *code, text name, const char *hint) {
    fault *f = self;
    char room[MESSAGE_FIELD];
    size_t length = name.length < sizeof room ? name.length : asbi_utf8_cut(name.at, sizeof room - 1);
    if (f->status) return;
    memcpy(room, name.at, length);
    room[length] = '\0';
    asbi_fail_field(f, ASB_EINVALID, "text", code, "name", room, "hint", hint, (char *)NULL);
}

static int32_t judge_option(const asb_document *d, const char *option, text value, fault *f) {
    if (!strcmp(option, "template")) return judge_template(d->c->policy, value, f);
    if (!strcmp(option, "text")) asbi_letter_check(value, note_problem, f);
    return f->status;
}

/* ---- whom it goes to, and so what it may tell */

/* The parts that count: those that the letter is for, or, where it does not say, all; the one that may know least first. */
static text audience_of(const asb_case *c, uint32_t party, const letter_def *l) {
    static const struct {
        const char *part, *audience;
    } parts[] = {
        {"alleged-perpetrator", "perpetrator"}, {"complainant", "complainant"}, {"victim", "complainant"},
        {"third-party", "third-party"},         {"advocate", "third-party"},
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        atom part = asbi_atom_of_text(c->policy, asbi_text(parts[i].part));
        if (!asbi_party_has_part(c, party, part) || (l && !asbi_span_has(c->policy, l->to, part))) continue;
        return asbi_text(parts[i].audience);
    }
    return (text){NULL, 0};
}

static uint32_t count_bits(uint8_t bits) {
    uint32_t count = 0;
    for (; bits; bits &= (uint8_t)(bits - 1)) count++;
    return count;
}

static uint32_t amount_seen(const view *v) {
    uint32_t amount = count_bits(v->nobody.classes);
    for (uint32_t i = 0; i < v->c->party_count; i++) amount += i == v->reader ? 0 : count_bits(v->parties[i].classes);
    return amount;
}

/* The audience that sees least of the others, now. */
static int32_t least_audience(text *out, const making *m) {
    const asb_policy *p = m->c->policy;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < p->audiences.count; i++) {
        view v;
        text id = asbi_atom_text(p, p->audiences.items[i].id);
        int32_t status = asbi_view_begin(&v, m->c, id, m->reader, m->now, m->f);
        if (status) return status;
        uint32_t amount = amount_seen(&v);
        asbi_view_end(&v);
        if (amount >= least) continue;
        least = amount;
        *out = id;
    }
    return least < UINT32_MAX ? ASB_OK : asbi_option_fail(m->f, "audience", "letter-no-audience", (text){"", 0}, "");
}

static int has_audience(const asb_policy *p, text id) {
    for (uint32_t i = 0; i < p->audiences.count; i++)
        if (asbi_text_equal(asbi_atom_text(p, p->audiences.items[i].id), id)) return 1;
    return 0;
}

static int sees_more(const view *a, const view *b) {
    unsigned more = (unsigned)a->nobody.classes & ~(unsigned)b->nobody.classes;
    for (uint32_t i = 0; i < a->c->party_count; i++) more |= (unsigned)a->parties[i].classes & ~(unsigned)b->parties[i].classes;
    return more != 0;
}

/* The host may say less than the reader's part allows, and never more. */
static int32_t check_stricter(const making *m, text wanted, text own) {
    view a, b;
    int32_t status = asbi_view_begin(&a, m->c, wanted, m->reader, m->now, m->f);
    if (status) return status;
    status = asbi_view_begin(&b, m->c, own, m->reader, m->now, m->f);
    if (!status) {
        if (sees_more(&a, &b)) status = asbi_option_fail(m->f, "audience", "letter-audience", wanted, own.at);
        asbi_view_end(&b);
    }
    asbi_view_end(&a);
    return status;
}

static int32_t wrong_party(const making *m, const letter_def *l) {
    char to[MESSAGE_FIELD];
    buffer b = {.data = to, .capacity = sizeof to, .limit = sizeof to - 1};
    to[0] = '\0';
    for (uint32_t i = 0; i < l->to.count; i++) {
        text part = asbi_atom_text(m->c->policy, m->c->policy->atoms.items[l->to.first + i]);
        if (b.length + part.length + 2 >= sizeof to) break;
        if (i) asbi_put(&b, ", ");
        asbi_put_bytes(&b, part.at, part.length);
    }
    return asbi_fail_field(m->f, ASB_EINVALID, "party", "letter-to", "letter", asbi_atom_text(m->c->policy, l->id).at, "party",
                           m->c->parties[m->reader].id.at, "parts", to, (char *)NULL);
}

static int32_t check_recipient(const making *m, const letter_def *l) {
    if (m->reader == NO_INDEX) return asbi_fail_field(m->f, ASB_EINVALID, "party", "letter-party", (char *)NULL);
    if (!l && !asbi_option(m->d, "text").at) return asbi_fail_field(m->f, ASB_EINVALID, "template", "letter-none", (char *)NULL);
    if (l && !asbi_party_has_any_part(m->c, m->reader, l->to)) return wrong_party(m, l);
    return ASB_OK;
}

static int32_t audience(text *out, const making *m) {
    const letter_def *l = letter_of(m->d);
    int32_t status = check_recipient(m, l);
    if (status) return status;
    text own = audience_of(m->c, m->reader, l), wanted = asbi_option(m->d, "audience");
    if (!has_audience(m->c->policy, own)) status = least_audience(&own, m);
    if (status) return status;
    *out = own;
    if (!wanted.at || asbi_text_equal(wanted, own)) return ASB_OK;
    status = asbi_document_audience(out, m, own);
    return status ? status : check_stricter(m, wanted, own);
}

/* ---- the text */

/* Lines end with a line feed, however the host's values end theirs, and the last one too. */
static void straighten(buffer *b) {
    size_t to = 0;
    if (b->status) return;
    for (size_t i = 0; i < b->length; i++) {
        if (b->data[i] == '\r' && i + 1 < b->length && b->data[i + 1] == '\n') continue;
        b->data[to++] = b->data[i] == '\r' ? '\n' : b->data[i];
    }
    while (to > 0 && (b->data[to - 1] == '\n' || b->data[to - 1] == ' ')) to--;
    b->length = to;
    asbi_put_char(b, '\n');
}

static int32_t missing(const making *m, const merge_values *v, uint32_t field) {
    const char *name = asbi_merge_field(field)->name;
    return asbi_fail_field(m->f, ASB_EINVALID, name, "letter-field-empty", "name", name, "why", v->why[field], (char *)NULL);
}

static void finish(buffer *out, const making *m, const letter_def *l, buffer *letter, const merge_values *v) {
    straighten(letter);
    text t = {letter->data, letter->length};
    if (letter->status)
        out->status = letter->status;
    else if (m->format == ASB_FORMAT_TEXT)
        asbi_put_bytes(out, t.at, t.length);
    else
        asbi_letter_put_html(out, l ? l->title : asbi_text("Letter"), t, asbi_merge_text(v, v->texts[MERGE_recipient_address]));
}

static int32_t write(buffer *out, const making *m, const letter_def *l, const letter_code *code) {
    merge_values v;
    buffer letter;
    asbi_merge_begin(&v, out->memory, out->limit);
    asbi_buffer_init(&letter, out->memory, out->limit);
    asbi_merge(&v, m, code->fields, said);
    int32_t status = v.words.status;
    uint32_t empty = status ? MERGE_COUNT : asbi_template_put(&letter, code, &v);
    if (empty < MERGE_COUNT) status = missing(m, &v, empty);
    if (!status) finish(out, m, l, &letter, &v);
    asbi_buffer_free(&letter);
    asbi_merge_end(&v);
    return status;
}

static int32_t render(buffer *out, const making *m) {
    const letter_def *l = letter_of(m->d);
    text own = asbi_option(m->d, "text");
    if (!own.at) return write(out, m, l, &l->code);
    letter_code code;
    arena a;
    asbi_arena_init(&a, out->memory);
    int32_t status = asbi_letter_compile(&code, &a, own);
    if (!status) status = write(out, m, l, &code);
    asbi_arena_free(&a);
    return status;
}

/* ---- the record */

static int put(asb_record *r, const char *field, text value) {
    return asbi_json_set(&r->arena, r->fields, asbi_text(field), asbi_json_new_text(&r->arena, value)) != NULL;
}

static int32_t record(asb_record **out, const asb_document *d) {
    asb_engine *e = d->head.engine;
    char hex[65];
    asb_record *r;
    if (!letter_of(d)) return asbi_fail(&e->fault, ASB_ESTATE, "letter-no-template", (char *)NULL);
    int32_t status = asbi_record_new(&r, e, asbi_text("letter"));
    if (status) return status;
    asbi_hex(d->digest, sizeof d->digest, hex);
    if (put(r, "template", asbi_option(d, "template")) && put(r, "party", asbi_option(d, "party")) &&
        put(r, "version", d->c->policy->version) && put(r, "sha256", asbi_text(hex))) {
        *out = r;
        return ASB_OK;
    }
    asbi_handle_drop(r);
    return ASB_ENOMEM;
}

const document_kind asbi_letter_kind = {
    .name = "letter",
    .label = "Letter",
    .formats = 1u << ASB_FORMAT_TEXT | 1u << ASB_FORMAT_HTML,
    .options = options,
    .more_options = merge_option,
    .judge = judge_option,
    .audience = audience,
    .render = render,
    .own_words = asbi_letter_style,
    .record = record,
};
