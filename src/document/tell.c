/* Records in words. The method is described in tell.h; values are in tell_value.c. */
#include "tell.h"
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
    for (const json_value *v = value->type == JSON_LIST ? value->first : value; v; v = value->type == JSON_LIST ? v->next : NULL)
        if (!asbi_view_is_nowhere(t->v, asbi_party_find(t->c, v->text))) return SEEN;
    return value->type == JSON_LIST && !value->first ? SEEN : WITHHELD_ANONYMOUS;
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

enum { LEADS = 5, TEXTS = 2 };
static const struct {
    const char *lead[LEADS], *text[TEXTS];
} ways[KIND_BUILT_IN_COUNT] = {
    [KIND_REPORT] = {{"reporter", "channel", "category"}, {"summary"}},
    [KIND_INCIDENT] = {{"category", "violence"}, {"description"}},
    [KIND_OPENING] = {{"reference", "categories"}, {0}},
    [KIND_CATEGORISATION] = {{"categories"}, {"reason"}},
    [KIND_ALLOCATION] = {{"officer", "to_role"}, {"reason"}},
    [KIND_PARTY] = {{"party", "as"}, {0}},
    [KIND_CONSENT] = {{"party", "scope", "given", "until", "method"}, {0}},
    [KIND_CONTACT] = {{"party", "method", "direction", "outcome", "purpose"}, {"summary"}},
    [KIND_CONTACT_AGREEMENT] = {{"party", "method", "every"}, {0}},
    [KIND_INTERVIEW] = {{"party", "method", "outcome", "place"}, {"summary"}},
    [KIND_EVIDENCE] = {{"type", "party"}, {"description"}},
    [KIND_NOTE] = {{0}, {"text"}},
    [KIND_TRIAGE] = {{"party"}, {0}},
    [KIND_ASSESSMENT] = {{"party", "matrix"}, {0}},
    [KIND_PLAN] = {{"party"}, {0}},
    [KIND_ACTION] = {{"plan", "action", "status"}, {0}},
    [KIND_REFERRAL] = {{"party", "agency", "purpose", "outcome"}, {0}},
    [KIND_SAFEGUARDING] = {{"party", "concern", "discussed_with"}, {0}},
    [KIND_PARTNER] = {{"agency", "what", "reference"}, {"summary"}},
    [KIND_CONFERENCE] = {{"of", "name", "agencies", "decision"}, {"summary", "rationale"}},
    [KIND_INTERVENTION] = {{"remedy", "party", "status", "expires"}, {0}},
    [KIND_LEGAL] = {{"remedy", "party", "status", "court"}, {0}},
    [KIND_PROPORTIONALITY] = {{"party", "remedy", "outcome"}, {0}},
    [KIND_FINDING] = {{"what", "holds"}, {"rationale"}},
    [KIND_DECISION] = {{"what"}, {"rationale"}},
    [KIND_ADVICE] = {{"from", "about", "view"}, {"content"}},
    [KIND_TENANCY] = {{"what", "tenure"}, {"outcome"}},
    [KIND_APPROVAL] = {{"of", "decision"}, {"reasons"}},
    [KIND_REVIEW] = {{"of", "next"}, {"outcome"}},
    [KIND_DEVIATION] = {{"rule", "agreed_with"}, {"reasons"}},
    [KIND_LETTER] = {{"template", "party", "method"}, {0}},
    [KIND_CLOSURE] = {{"reason"}, {"rationale"}},
    [KIND_REOPENING] = {{0}, {"reason"}},
    [KIND_FEEDBACK] = {{"status", "party"}, {"comment"}},
    [KIND_LINK] = {{"to", "relation"}, {0}},
    [KIND_CASE_REVIEW] = {{"status", "party", "area"}, {0}},
    [KIND_PUBLICITY] = {{"status", "party", "channel"}, {0}},
    [KIND_CORRECTION] = {{"of", "field", "value"}, {"reason"}},
    [KIND_ERASURE] = {{"of", "party", "basis"}, {"reason"}},
};

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
    for (unsigned i = 0; i < LEADS && ways[e->kind].lead[i]; i++) add(&k, ways[e->kind].lead[i], ", ");
    add_score(&k);
    if (k.before != before) k.before = "\n";
    for (unsigned i = 0; i < TEXTS && ways[e->kind].text[i]; i++) add(&k, ways[e->kind].text[i], "\n");
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

static int is_told(uint8_t kind, const char *name, const char *const *but) {
    for (; but && *but; but++)
        if (!strcmp(*but, name)) return 1;
    for (unsigned i = 0; i < LEADS && ways[kind].lead[i]; i++)
        if (!strcmp(ways[kind].lead[i], name)) return 1;
    for (unsigned i = 0; i < TEXTS && ways[kind].text[i]; i++)
        if (!strcmp(ways[kind].text[i], name)) return 1;
    return 0;
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
    asbi_tell_details_but(t, e, NULL);
}

void asbi_tell_details_but(teller *t, const entry *e, const char *const *but) {
    const kind_def *k = asbi_kind(e->kind);
    parts judged = {.t = t, .e = e};
    asbi_tell_by_matrix(t, e);
    for (uint32_t i = 0; k && !e->erased && i < asbi_field_count(k); i++) {
        const entry_field *field = field_at(t, e, i);
        if (field && !is_told(e->kind, asbi_field_name(asbi_field_at(k, i)), but) && is_shown(&judged, asbi_field_at(k, i), field))
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
