/* Patterns: which records match. Chains of one kind are walked newest first; all comparing is of atoms. */
#include "judge.h"

/* Put together in one go: a part that is written, and read in other pieces at once, is a wait. */
static inline judge of_record(const asb_case *c, instant now, const entry *record, uint32_t party, uint8_t guard) {
    const asb_policy *p = c->policy;
    return (judge){.c = c,
                   .p = p,
                   .now = now,
                   .record = record,
                   .party = party,
                   .guard = guard,
                   .days = {.open = p->open_days.items,
                            .open_count = p->open_days.count,
                            .closed = p->closed_days.items,
                            .closed_count = p->closed_days.count,
                            .host = c->days,
                            .known = now}};
}

judge asbi_judge(const asb_case *c, instant now) {
    return of_record(c, now, NULL, NO_INDEX, 0);
}

void asbi_judge_begin(judge *j, const asb_case *c, instant now) {
    *j = of_record(c, now, NULL, NO_INDEX, 0);
}

judge asbi_judge_tried(const asb_case *c, const entry *tried, instant now) {
    return of_record(c, now, tried, tried->party, 1);
}

/* ---- one test */

static int names_match(const judge *j, uint32_t pattern, const json_value *seq) {
    int64_t n;
    return asbi_json_integer(seq, &n) && n >= 1 && n <= j->c->count && asbi_matches(j, pattern, &j->c->entries[n - 1]);
}

/* A field that names a record, or a list of them: one that matches is enough. */
static int test_named(const judge *j, const where_test *t, const json_value *v) {
    if (!v) return 0;
    if (v->type != JSON_LIST) return names_match(j, t->pattern, v);
    for (const json_value *item = asbi_json_first(v); item; item = item->next)
        if (names_match(j, t->pattern, item)) return 1;
    return 0;
}

static int test_derived(const judge *j, const where_test *t, atom value) {
    return asbi_test_atoms(j->p, t, &value, value != ATOM_NONE);
}

static atom flag_atom(int flag) {
    return flag ? ATOM_TRUE : ATOM_FALSE;
}

/* A field that is computed and not written; *known is 0 for all others. An erased record has none. */
static atom derived(const judge *j, const entry *e, atom field, int *known) {
    const remedy_def *remedy;
    int there = e->field_count > 0;
    *known = 1;
    switch (field) {
    case WORD_assessment_score: return there && e->kind == KIND_ASSESSMENT ? asbi_atom_of_number(j->p, e->score) : ATOM_NONE;
    case WORD_assessment_band: return there && e->kind == KIND_ASSESSMENT ? e->band : ATOM_NONE;
    case WORD_assessment_partial: return there && e->kind == KIND_ASSESSMENT ? flag_atom(e->partial) : ATOM_NONE;
    case WORD_triage_score: return there && e->kind == KIND_TRIAGE ? asbi_atom_of_number(j->p, e->score) : ATOM_NONE;
    case WORD_triage_passed: return there && e->kind == KIND_TRIAGE ? flag_atom(e->passed) : ATOM_NONE;
    case WORD_remedy_legal: remedy = asbi_entry_remedy(j->c, e); return remedy ? flag_atom(remedy->legal) : ATOM_NONE;
    case WORD_plan_complete: return there && e->kind == KIND_PLAN ? flag_atom(asbi_plan_is_complete(j->c, e)) : ATOM_NONE;
    default: *known = 0; return ATOM_NONE;
    }
}

static int test_entry(const judge *j, const where_test *t, const entry *e) {
    int known = 0;
    atom value = t->field >= WORD_assessment_score && t->field <= WORD_plan_complete ? derived(j, e, t->field, &known) : ATOM_NONE;
    if (known) return test_derived(j, t, value);
    const entry_field *f = asbi_entry_field(e, t->field);
    if (t->op == WHERE_IS_PATTERN) return test_named(j, t, asbi_field_value(f));
    if (t->op == WHERE_PRESENT) return f != NULL;
    if (t->op == WHERE_ABSENT) return f == NULL;
    return asbi_test_atoms(j->p, t, f ? f->atoms : NULL, f ? f->atom_count : 0);
}

atom asbi_record_value(const judge *j, const entry *e, atom field) {
    int known = 0;
    atom value = field >= WORD_assessment_score && field <= WORD_plan_complete ? derived(j, e, field, &known) : ATOM_NONE;
    if (known) return value;
    const entry_field *f = asbi_entry_field(e, field);
    if (!f) return ATOM_NONE;
    return f->atom_count == 1 ? f->atoms[0] : ATOM_SEVERAL;
}

int asbi_tests_hold(const judge *j, span tests, const entry *e) {
    for (uint32_t i = 0; i < tests.count; i++)
        if (!test_entry(j, &j->p->tests.items[tests.first + i], e)) return 0;
    return 1;
}

/* ---- one record */

/* A finding matches only while it holds: as the last of its `what`, unless it says that it does not. */
static int finding_holds(const judge *j, const entry *e) {
    if (asbi_entry_is(e, WORD_holds, ATOM_FALSE)) return 0;
    const json_value *what = asbi_entry_value(e, WORD_what);
    if (!e->seq || !what) return 1; /* being tried; erased */
    for (uint32_t i = j->c->last_of_kind[KIND_FINDING]; i != NO_INDEX && j->c->entries[i].seq > e->seq; i = j->c->entries[i].older) {
        const json_value *later = asbi_entry_value(&j->c->entries[i], WORD_what);
        if (later && asbi_json_equal(later, what)) return 0;
    }
    return 1;
}

static int kind_matches(const judge *j, const pattern *pt, const entry *e) {
    if (e->kind == KIND_UNKNOWN) return 0;
    if (e->kind == KIND_X) return asbi_span_has(j->p, pt->x_kinds, e->kind_atom);
    return (pt->kinds >> e->kind) & 1;
}

int asbi_matches(const judge *j, uint32_t pattern_index, const entry *e) {
    const pattern *pt = &j->p->patterns.items[pattern_index];
    if (!kind_matches(j, pt, e)) return 0;
    if (pt->roles.count && !asbi_span_has(j->p, pt->roles, e->role)) return 0;
    if (pt->same_party && (e->party == NO_INDEX || e->party != j->party)) return 0;
    if (!asbi_tests_hold(j, pt->tests, e)) return 0;
    if (pt->parts.count && (e->party == NO_INDEX || !asbi_party_has_any_part(j->c, e->party, pt->parts))) return 0;
    return e->kind != KIND_FINDING || finding_holds(j, e);
}

int asbi_matches_any(const judge *j, span patterns, const entry *e) {
    for (uint32_t i = 0; i < patterns.count; i++)
        if (asbi_matches(j, j->p->indices.items[patterns.first + i], e)) return 1;
    return 0;
}

static uint32_t last_of_chain(const judge *j, uint32_t pattern_index, int kind) {
    uint32_t i = j->c->last_of_kind[kind];
    while (i != NO_INDEX && !asbi_matches(j, pattern_index, &j->c->entries[i])) i = j->c->entries[i].older;
    return i;
}

uint32_t asbi_last_match(const judge *j, uint32_t pattern_index) {
    const pattern *pt = &j->p->patterns.items[pattern_index];
    uint32_t best = pt->x_kinds.count ? last_of_chain(j, pattern_index, KIND_X) : NO_INDEX;
    uint64_t kinds = pt->kinds;
    for (int kind = 0; kinds; kind++, kinds >>= 1) {
        if (!(kinds & 1)) continue;
        uint32_t i = last_of_chain(j, pattern_index, kind);
        if (i != NO_INDEX && (best == NO_INDEX || i > best)) best = i;
    }
    return best;
}
