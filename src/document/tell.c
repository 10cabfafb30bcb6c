/* Records in words. The method is described in tell.h; values are in tell_value.c. */
#include "tell.h"
#include "../base/words.h"
#include <string.h>

/* ---- beginning */

int32_t asbi_teller_begin(teller *t, page *p, const making *m) {
    memset(t, 0, sizeof *t);
    t->p = p;
    t->c = m->c;
    t->v = m->v;
    asbi_arena_init(&t->arena, &m->c->head.engine->memory);
    t->scratch = asbi_output(m->c->head.engine);
    t->seen = asbi_arena_alloc(&t->arena, m->c->count);
    if (!t->seen) return t->status = ASB_ENOMEM;
    for (uint32_t i = 0; i < m->c->count; i++) {
        withheld why = asbi_view_record(m->v, &m->c->entries[i]);
        t->seen[i] = why == SEEN || why == WITHHELD_ERASED;
    }
    return ASB_OK;
}

int32_t asbi_teller_status(const teller *t, int32_t status) {
    return t->status ? t->status : t->scratch.status ? t->scratch.status : status;
}

void asbi_teller_end(teller *t) {
    asbi_buffer_free(&t->scratch);
    asbi_arena_free(&t->arena);
}

/* ---- finding a field */

static const atom *make_names(teller *t, uint8_t kind) {
    const kind_def *k = asbi_kind(kind);
    atom *names = asbi_arena_array(&t->arena, asbi_field_count(k), sizeof *names);
    if (!names) {
        t->status = ASB_ENOMEM;
        return NULL;
    }
    for (uint32_t i = 0; i < asbi_field_count(k); i++)
        names[i] = asbi_atom_of_text(t->c->policy, asbi_text(asbi_field_name(asbi_field_at(k, i))));
    return names;
}

/* The index-th field of its kind. */
static const entry_field *field_at(teller *t, const entry *e, uint32_t index) {
    if (!t->names[e->kind]) t->names[e->kind] = make_names(t, e->kind);
    atom name = t->names[e->kind] ? t->names[e->kind][index] : ATOM_NONE;
    return name == ATOM_NONE || name == ATOM_OTHER ? NULL : asbi_entry_field(e, name);
}

const entry_field *asbi_tell_find(teller *t, const entry *e, const char *name, const field_def **f) {
    const kind_def *k = asbi_kind(e->kind);
    for (uint32_t i = 0; k && i < asbi_field_count(k); i++) {
        if (strcmp(asbi_field_name(asbi_field_at(k, i)), name) != 0) continue;
        *f = asbi_field_at(k, i);
        return field_at(t, e, i);
    }
    return NULL;
}

/* ---- one field */

/* What is masked in it is masked as it is put. */
static withheld judge_field(const teller *t, const entry *e, const field_def *f, const json_value *value) {
    withheld why = asbi_view_field(t->v, e, f, value);
    if (!asbi_names_people(f, value, t->c)) return why == MASKED ? SEEN : why;
    /* whoever is protected has a pseudonym, but for those who may be nowhere */
    for (const json_value *v = value->type == JSON_LIST ? asbi_json_first(value) : value; v; v = value->type == JSON_LIST ? v->next : NULL)
        if (!asbi_view_is_nowhere(t->v, asbi_party_find(t->c, asbi_json_text(v)))) return SEEN;
    return value->type == JSON_LIST && !asbi_json_first(value) ? SEEN : WITHHELD_ANONYMOUS;
}

int asbi_tell_field(teller *t, const entry *e, const char *name) {
    const field_def *f;
    const entry_field *field = asbi_tell_find(t, e, name, &f);
    if (!field) return 0;
    withheld why = judge_field(t, e, f, asbi_field_value(field));
    if (why == SEEN)
        asbi_tell_value(t, f, asbi_field_value(field));
    else
        asbi_page_withheld(t->p, why);
    return 1;
}

void asbi_tell_labelled(teller *t, const entry *e, const char *name, const char *label) {
    const field_def *f;
    const entry_field *field = asbi_tell_find(t, e, name, &f);
    if (!field) return;
    asbi_page_field(t->p, label ? label : asbi_field_label(f));
    asbi_tell_field(t, e, name);
}

/* ---- a record */

/* What is told of a record: the fields that lead, in one line, and those that are texts. */
#define WAYS(ROW) \
    ROW(KIND_REPORT, WORDS("reporter", "channel", "category"), WORDS("summary")) \
    ROW(KIND_INCIDENT, WORDS("category", "violence"), WORDS("description")) \
    ROW(KIND_OPENING, WORDS("reference", "categories"), "") \
    ROW(KIND_CATEGORISATION, WORDS("categories"), WORDS("reason")) \
    ROW(KIND_ALLOCATION, WORDS("officer", "to_role"), WORDS("reason")) \
    ROW(KIND_PARTY, WORDS("party", "as"), "") \
    ROW(KIND_CONSENT, WORDS("party", "scope", "given", "until", "method"), "") \
    ROW(KIND_CONTACT, WORDS("party", "method", "direction", "outcome", "purpose"), WORDS("summary")) \
    ROW(KIND_CONTACT_AGREEMENT, WORDS("party", "method", "every"), "") \
    ROW(KIND_INTERVIEW, WORDS("party", "method", "outcome", "place"), WORDS("summary")) \
    ROW(KIND_EVIDENCE, WORDS("type", "party"), WORDS("description")) \
    ROW(KIND_NOTE, "", WORDS("text")) \
    ROW(KIND_TRIAGE, WORDS("party"), "") \
    ROW(KIND_ASSESSMENT, WORDS("party", "matrix"), "") \
    ROW(KIND_PLAN, WORDS("party"), "") \
    ROW(KIND_ACTION, WORDS("plan", "action", "status"), "") \
    ROW(KIND_REFERRAL, WORDS("party", "agency", "purpose", "outcome"), "") \
    ROW(KIND_SAFEGUARDING, WORDS("party", "concern", "discussed_with"), "") \
    ROW(KIND_PARTNER, WORDS("agency", "what", "reference"), WORDS("summary")) \
    ROW(KIND_CONFERENCE, WORDS("of", "name", "agencies", "decision"), WORDS("summary", "rationale")) \
    ROW(KIND_INTERVENTION, WORDS("remedy", "party", "status", "expires"), "") \
    ROW(KIND_LEGAL, WORDS("remedy", "party", "status", "court"), "") \
    ROW(KIND_PROPORTIONALITY, WORDS("party", "remedy", "outcome"), "") \
    ROW(KIND_FINDING, WORDS("what", "holds"), WORDS("rationale")) \
    ROW(KIND_DECISION, WORDS("what"), WORDS("rationale")) \
    ROW(KIND_ADVICE, WORDS("from", "about", "view"), WORDS("content")) \
    ROW(KIND_TENANCY, WORDS("what", "tenure"), WORDS("outcome")) \
    ROW(KIND_APPROVAL, WORDS("of", "decision"), WORDS("reasons")) \
    ROW(KIND_REVIEW, WORDS("of", "next"), WORDS("outcome")) \
    ROW(KIND_DEVIATION, WORDS("rule", "agreed_with"), WORDS("reasons")) \
    ROW(KIND_LETTER, WORDS("template", "party", "method"), "") \
    ROW(KIND_CLOSURE, WORDS("reason"), WORDS("rationale")) \
    ROW(KIND_REOPENING, "", WORDS("reason")) \
    ROW(KIND_FEEDBACK, WORDS("status", "party"), WORDS("comment")) \
    ROW(KIND_LINK, WORDS("to", "relation"), "") \
    ROW(KIND_CASE_REVIEW, WORDS("status", "party", "area"), "") \
    ROW(KIND_PUBLICITY, WORDS("status", "party", "channel"), "") \
    ROW(KIND_CORRECTION, WORDS("of", "field", "value"), WORDS("reason")) \
    ROW(KIND_ERASURE, WORDS("of", "party", "basis"), WORDS("reason"))

WORDS_BY(ways, WAYS, KIND_BUILT_IN_COUNT);

static const char *leads_of(uint8_t kind) {
    return WORDS_OF(ways, kind);
}

static const char *texts_of(uint8_t kind) {
    return asbi_row_after(leads_of(kind));
}

/* Parts of one record, with what stands between them and what was withheld on the way. */
typedef struct parts {
    teller *t;
    const entry *e;
    uint32_t reasons; /* bit n: withheld n */
    const char *before;
} parts;

static int is_shown(parts *k, const field_def *f, const entry_field *field) {
    withheld why = judge_field(k->t, k->e, f, asbi_field_value(field));
    if (why == SEEN) return 1;
    k->reasons |= UINT32_C(1) << why;
    return 0;
}

static void add(parts *k, const char *name, const char *between) {
    const field_def *f;
    const entry_field *field = asbi_tell_find(k->t, k->e, name, &f);
    if (!field || !is_shown(k, f, field)) return;
    asbi_page_put(k->t->p, k->before);
    k->t->begins = !*k->before;
    k->before = between;
    if (f->type == FIELD_FLAG && !strcmp(name, "given"))
        asbi_page_put(k->t->p, field->type == JSON_TRUE ? "given" : "refused or withdrawn");
    else if (f->type == FIELD_FLAG && !strcmp(name, "holds"))
        asbi_page_put(k->t->p, field->type == JSON_TRUE ? "so found" : "found not to be so");
    else
        asbi_tell_value(k->t, f, asbi_field_value(field));
    k->t->begins = 0;
}

static void put_reasons(parts *k) {
    for (unsigned why = WITHHELD_AUDIENCE; why <= WITHHELD_ERASED; why++) {
        if (!(k->reasons >> why & 1)) continue;
        asbi_page_put(k->t->p, k->before);
        k->before = " ";
        asbi_page_withheld(k->t->p, (withheld)why);
    }
}

/* What an assessment came to is known to whoever may know its answers. */
static void add_score(parts *k) {
    const field_def *f;
    const entry_field *answers = asbi_tell_find(k->t, k->e, "answers", &f);
    if (k->e->kind != KIND_ASSESSMENT || !answers || !is_shown(k, f, answers)) return;
    asbi_page_put(k->t->p, k->before);
    asbi_page_put(k->t->p, "score ");
    asbi_page_number(k->t->p, k->e->score);
    if (k->e->band == ATOM_NONE) return;
    asbi_page_put(k->t->p, ", ");
    asbi_page_word(k->t->p, asbi_atom_text(k->t->c->policy, k->e->band), 0);
}

static void put_parts(teller *t, const entry *e, const char *before) {
    parts k = {.t = t, .e = e, .before = before};
    if (e->erased) {
        asbi_page_put(t->p, before);
        asbi_page_withheld(t->p, WITHHELD_ERASED);
        return;
    }
    if (e->kind >= KIND_BUILT_IN_COUNT) return;
    for (const char *name = leads_of(e->kind); *name; name = asbi_word_after(name)) add(&k, name, ", ");
    add_score(&k);
    if (k.before != before) k.before = "\n";
    for (const char *name = texts_of(e->kind); *name; name = asbi_word_after(name)) add(&k, name, "\n");
    put_reasons(&k);
}

void asbi_tell_lead(teller *t, const entry *e) {
    put_parts(t, e, "");
}

void asbi_tell_kind(teller *t, const entry *e) {
    const kind_def *k = asbi_kind(e->kind);
    if (k)
        asbi_page_put(t->p, asbi_kind_label(k));
    else
        asbi_page_told(t->p, e->kind_text);
}

void asbi_tell_record(teller *t, const entry *e) {
    asbi_tell_kind(t, e);
    put_parts(t, e, ": ");
}

/* ---- the rest of it */

static int is_told(uint8_t kind, text name, const char *but) {
    return asbi_words_find(but, name) != NO_WORD || asbi_words_find(leads_of(kind), name) != NO_WORD ||
        asbi_words_find(texts_of(kind), name) != NO_WORD;
}

static void put_detail(teller *t, const char *label, const field_def *f, const json_value *value) {
    asbi_page_put(t->p, "\n");
    asbi_page_put(t->p, label);
    asbi_page_put(t->p, ": ");
    asbi_tell_value(t, f, value);
}

/* Fields that begin with x- are the host's, and have no label but their name. */
static void put_foreign(teller *t, const entry *e) {
    static const field_def any = {.type = FIELD_VALUE};
    reading r;
    for (uint32_t at = 0; asbi_next_reading(&r, t->c, e, &at);) {
        if (r.def || asbi_view_field(t->v, e, NULL, r.value) != SEEN) continue;
        asbi_page_put(t->p, "\n");
        asbi_page_told(t->p, r.name);
        asbi_page_put(t->p, ": ");
        asbi_tell_value(t, &any, r.value);
    }
}

void asbi_tell_details(teller *t, const entry *e) {
    asbi_tell_details_but(t, e, "");
}

void asbi_tell_details_but(teller *t, const entry *e, const char *but) {
    const kind_def *k = asbi_kind(e->kind);
    parts judged = {.t = t, .e = e};
    asbi_tell_by_matrix(t, e);
    for (uint32_t i = 0; k && !e->erased && i < asbi_field_count(k); i++) {
        const entry_field *field = field_at(t, e, i);
        if (field && !is_told(e->kind, asbi_text(asbi_field_name(asbi_field_at(k, i))), but) &&
            is_shown(&judged, asbi_field_at(k, i), field))
            put_detail(t, asbi_field_label(asbi_field_at(k, i)), asbi_field_at(k, i), asbi_field_value(field));
    }
    if (!e->erased) put_foreign(t, e);
}

/* ---- by whom, and when */

int asbi_tells_how(const teller *t, uint32_t party) {
    return asbi_view_class(t->v, CLASS_OPERATIONAL, party) == SEEN;
}

text asbi_role_label(const asb_policy *p, text id) {
    uint32_t i = asbi_policy_role(p, asbi_atom_of_text(p, id));
    return i == NO_INDEX ? id : p->roles.items[i].label;
}

int asbi_tell_who(teller *t, const entry *e) {
    if (asbi_view_header(t->v, e) != SEEN) return 0;
    asbi_page_told(t->p, e->by);
    asbi_page_put(t->p, ", ");
    asbi_page_text(t->p, asbi_role_label(t->c->policy, e->role_text));
    return 1;
}

instant asbi_happened(teller *t, const entry *e, date *day) {
    const field_def *f;
    instant at;
    const entry_field *occurred = asbi_tell_find(t, e, "occurred", &f);
    *day = NO_DATE;
    if (occurred && judge_field(t, e, f, asbi_field_value(occurred)) == SEEN && asbi_entry_instant(e, WORD_occurred, &at, day)) return at;
    *day = NO_DATE;
    return e->at;
}

void asbi_tell_happened(teller *t, const entry *e) {
    date day;
    instant at = asbi_happened(t, e, &day);
    if (day != NO_DATE)
        asbi_page_date(t->p, day);
    else
        asbi_page_when(t->p, at);
}

void asbi_tell_by_matrix(teller *t, const entry *e) {
    uint32_t i = e->kind == KIND_ASSESSMENT ? asbi_policy_matrix(t->c->policy, asbi_entry_atom(e, WORD_matrix)) : NO_INDEX;
    t->matrix = i == NO_INDEX ? NULL : &t->c->policy->matrices.items[i];
}

text asbi_remedy_label(const asb_case *c, text id) {
    const asb_policy *p = c->policy;
    uint32_t left = c->count;
    for (;;) {
        uint32_t i = asbi_policy_remedy(p, asbi_atom_of_text(p, id));
        if (i != NO_INDEX) return p->remedies.items[i].label;
        while (left > 0 && !c->entries[left - 1].moves_to) left--;
        if (!left) return id;
        p = c->entries[--left].moves_to;
    }
}
