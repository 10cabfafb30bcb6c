/* The last look at a finished document.
 *
 * Everything from the case has been masked, so that nothing should be found. What is found may still be a word of the document itself: a
 * heading, a label of the policy, the text of a letter. So where something is found, the document's own words are read once, what stands in
 * them is put off, and it is looked again. */
#include "view.h"

#include "identifier_parts.h"

static const char *what_of(identifier_kind kind) {
    static const char words[ID_KINDS][17] = {
        [ID_NAME] = "name",    [ID_ADDRESS] = "address",      [ID_POSTCODE] = "postcode",  [ID_PHONE] = "telephone number",
        [ID_EMAIL] = "e-mail", [ID_UPRN] = "property number", [ID_BORN] = "date of birth", [ID_PARTY] = "id"};

    return words[kind];
}

/* ---- the document's own words */

static void allow_texts(view *v, const json_value *value) {
    if (value->type == JSON_TEXT) asbi_view_allow(v, asbi_json_text(value));
    for (const json_value *item = value->type >= JSON_LIST ? asbi_json_first(value) : NULL; item != NULL; item = item->next)
        allow_texts(v, item);
}

static void allow_vocabulary(view *v) {
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        asbi_view_allow(v, asbi_text(asbi_kind_label(kind)));
        asbi_view_allow(v, asbi_text(asbi_kind_name(kind)));
        for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
            const field_def *f = asbi_field_at(kind, i);
            asbi_view_allow(v, asbi_text(asbi_field_label(f)));
            asbi_view_allow(v, asbi_text(asbi_field_name(f)));
            for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice))
                asbi_view_allow(v, asbi_text(choice));
        }
    }
}

/* Whoever works the case signs its letters, also one who is a protected party of it. Where more is said than one name, it is not the officer's.
 * */
static void allow_owner(view *v) {
    text officer = v->c->facts.owner == NO_INDEX ? asbi_text("") : asbi_entry_text(&v->c->entries[v->c->facts.owner], WORD_officer);
    mention m;

    asbi_mentions_begin(&v->protected_, officer, 0, IN_DOCUMENT);
    if (asbi_next_mention(&m, &v->protected_) && m.from == 0 && m.to == officer.length) asbi_view_allow(v, officer);
}

static void allow_all(view *v) {
    asbi_view_allow(v, asbi_text(asbi_document_words));
    allow_vocabulary(v);
    allow_texts(v, v->c->policy->document);
    allow_owner(v);
    asbi_view_allow(v, v->c->id);
}

void asbi_view_allow(view *v, text t) {
    if (t.length > 0) asbi_identifiers_allow(&v->protected_, t);
}

/* ---- looking */

static int find_leak(const view *v, text document, mention *m) {
    asbi_mentions_begin(&v->protected_, document, 0, IN_DOCUMENT);
    return asbi_next_mention(m, &v->protected_);
}

static void find_place(fault *f, text document, size_t at) {
    size_t line_start = 0;

    f->line = f->column = 1;
    for (size_t i = 0; i < at; i++)
        if (document.at[i] == '\n') f->line++, line_start = i + 1;
    for (size_t i = line_start; i < at;) {
        asbi_utf8_next(document.at, document.length, &i);
        f->column++;
    }
}

static int32_t leaked(const view *v, text document, const mention *m, fault *f) {
    const char *party = m->party == NO_INDEX ? "on_behalf_of" : v->c->parties[m->party].id.at;
    fault place = {0};
    char line[DECIMAL];

    find_place(&place, document, m->from);
    asbi_fail_field(f, ASB_EDISCLOSURE, party, "disclosure-leak", "line", asbi_decimal(line, place.line), "what", what_of(m->kind), "party",
                    party, (char *)NULL);
    f->line = place.line;
    f->column = place.column;
    return ASB_EDISCLOSURE;
}

int32_t asbi_view_check(view *v, text document, fault *f) {
    size_t bad = document.length == 0 ? 0 : asbi_utf8_check(document.at, document.length);
    char byte[DECIMAL];
    mention m;

    if (bad < document.length)
        return asbi_fail_field(f, ASB_EINVALID, "text", "document-utf8", "byte", asbi_decimal(byte, (int64_t)bad), (char *)NULL);
    if (!find_leak(v, document, &m)) return ASB_OK;
    allow_all(v);
    return find_leak(v, document, &m) ? leaked(v, document, &m, f) : ASB_OK;
}
