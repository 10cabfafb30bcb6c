/* The case file: decisions with the clauses that they go by, where the policy was departed from and who agreed, what was corrected, and what was erased. */
#include "../base/container.h"
#include "case_file.h"

/* ---- clauses that a decision goes by: of duties that it met, of guards that asked something of it, of its reason */

/* For each record the duties that it ended, hung together. */
typedef struct ended {
    uint32_t *first, *next; /* instances, or NO_INDEX */
} ended;

static int take_ended(ended *d, teller *t) {
    const asb_case *c = t->c;
    d->first = asbi_arena_array(&t->arena, c->count, sizeof *d->first);
    d->next = asbi_arena_array(&t->arena, c->instance_count, sizeof *d->next);
    if (!d->first || !d->next) {
        t->status = ASB_ENOMEM;
        return 0;
    }
    for (uint32_t i = 0; i < c->count; i++) d->first[i] = NO_INDEX;
    for (uint32_t i = c->instance_count; i-- > 0;) {
        uint32_t seq = c->instances[i].end_seq;
        if (!seq || c->instances[i].state == INSTANCE_LAPSED) continue;
        d->next[i] = d->first[seq - 1];
        d->first[seq - 1] = i;
    }
    return 1;
}

enum { MOST_CLAUSES = 12 };
typedef struct clauses {
    text at[MOST_CLAUSES];
    unsigned count;
} clauses;

static void add_clause(clauses *k, text clause) {
    for (unsigned i = 0; i < k->count; i++)
        if (asbi_text_equal(k->at[i], clause)) return;
    if (clause.length && k->count < MOST_CLAUSES) k->at[k->count++] = clause;
}

static void take_clauses(clauses *k, const teller *t, const ended *d, const entry *e) {
    const asb_policy *p = t->c->policy;
    judge j = asbi_judge(t->c, t->p->now);
    j.record = e;
    j.party = e->party;
    k->count = 0;
    for (uint32_t i = d->first[e->seq - 1]; i != NO_INDEX; i = d->next[i]) {
        uint32_t rule = t->c->slots[t->c->instances[i].slot].rule;
        if (rule < p->duties.count) add_clause(k, p->duties.items[rule].clause);
    }
    for (uint32_t i = 0; i < p->guards.count; i++)
        if (asbi_matches(&j, p->guards.items[i].on, e)) add_clause(k, p->guards.items[i].clause);
    uint32_t reason = e->kind == KIND_CLOSURE ? asbi_policy_closure_reason(p, asbi_entry_atom(e, WORD_reason)) : NO_INDEX;
    if (reason != NO_INDEX) add_clause(k, p->closure_reasons.items[reason].clause);
}

static int is_decision(const entry *e) {
    switch (e->kind) {
    case KIND_OPENING:
    case KIND_FINDING:
    case KIND_DECISION:
    case KIND_APPROVAL:
    case KIND_CONFERENCE:
    case KIND_ADVICE:
    case KIND_REVIEW:
    case KIND_CLOSURE:
    case KIND_REOPENING:
    case KIND_CASE_REVIEW:
    case KIND_PUBLICITY: return 1;
    default: return 0;
    }
}

static void put_when(teller *t, const entry *e) {
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    asbi_page_when(t->p, e->at);
    asbi_page_cell(t->p);
}

static void put_end(teller *t, const entry *e) {
    asbi_page_cell(t->p);
    asbi_tell_who(t, e);
    asbi_page_cell(t->p);
    asbi_page_record(t->p, e->seq);
}

static void put_decision(teller *t, const ended *d, const entry *e) {
    clauses k;
    put_when(t, e);
    asbi_tell_record(t, e);
    asbi_page_cell(t->p);
    take_clauses(&k, t, d, e);
    for (unsigned i = 0; i < k.count; i++) {
        if (i) asbi_page_put(t->p, ", ");
        asbi_page_text(t->p, k.at[i]);
    }
    put_end(t, e);
}

static void put_decisions(teller *t) {
    static const char columns[] = WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_LONG, "Decision"), HEAD(LOOK_TEXT, "Clauses"),
                                        HEAD(LOOK_WHEN, "By"), HEAD(LOOK_TEXT, "Record"));
    ended d;
    if (!take_ended(&d, t)) return;
    asbi_page_table(t->p, "Decisions", columns, "No decision is recorded that this reader may know of.");
    for (uint32_t i = 0; i < t->c->count; i++)
        if (t->seen[i] && is_decision(&t->c->entries[i])) put_decision(t, &d, &t->c->entries[i]);
    asbi_page_done(t->p);
}

/* ---- where the policy was departed from */

static void put_deviations(teller *t) {
    static const char columns[] = WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_LONG, "Rule"), HEAD(LOOK_LONG, "Why"),
                                        HEAD(LOOK_TEXT, "Agreed with"), HEAD(LOOK_WHEN, "By"), HEAD(LOOK_TEXT, "Record"));
    asbi_page_table(t->p, "Deviations, and who agreed", columns, "No deviation from the policy is recorded.");
    for (uint32_t i = 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (e->kind != KIND_DEVIATION || !t->seen[i]) continue;
        put_when(t, e);
        if (!asbi_tell_field(t, e, "rule")) asbi_page_withheld(t->p, WITHHELD_ERASED);
        asbi_page_cell(t->p);
        asbi_tell_field(t, e, "reasons");
        asbi_page_cell(t->p);
        asbi_tell_field(t, e, "agreed_with");
        put_end(t, e);
    }
    asbi_page_done(t->p);
}

typedef enum effect { BREACH, DEVIATION, WARNING } effect;

static void put_guard(teller *t, const asb_policy *p, const entry *e, text id, const char *effect) {
    uint32_t g = asbi_policy_guard(p, asbi_atom_of_text(p, id));
    put_when(t, e);
    asbi_page_put(t->p, effect);
    asbi_page_cell(t->p);
    if (g != NO_INDEX)
        asbi_page_text(t->p, p->guards.items[g].message);
    else
        asbi_page_word(t->p, id, 1);
    asbi_page_cell(t->p);
    if (g != NO_INDEX) asbi_page_text(t->p, p->guards.items[g].clause);
    put_end(t, e);
}

static void put_guards(teller *t, const asb_policy *p, const entry *e, const json_value *ids, const char *effect) {
    for (const json_value *id = ids ? asbi_json_first(ids) : NULL; id; id = id->next) put_guard(t, p, e, asbi_json_text(id), effect);
}

/* A guard is named in the policy under which it was judged: the one before the record that moves the case. */
static void put_effects(teller *t) {
    static const char columns[] = WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_LONG, "What"), HEAD(LOOK_LONG, "Rule"),
                                        HEAD(LOOK_TEXT, "Clause"), HEAD(LOOK_WHEN, "By"), HEAD(LOOK_TEXT, "Record"));
    const asb_policy *p = t->c->policy;
    asbi_page_table(t->p, "Rules that were not met when a record was added", columns, "Every rule was met, or only warned of nothing.");
    for (uint32_t i = 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (i == 0 && e->moves_to) p = e->moves_to;
        if (t->seen[i] && asbi_view_header(t->v, e) == SEEN) {
            put_guards(t, p, e, e->breaches, "Breach");
            put_guards(t, p, e, e->deviations, "Agreed deviation");
            put_guards(t, p, e, e->warnings, "Warning");
        }
        if (e->moves_to) p = e->moves_to;
    }
    asbi_page_done(t->p);
}

/* ---- corrections and erasures */

static const entry *corrected(const teller *t, const entry *e) {
    int64_t seq;
    return asbi_entry_integer(e, WORD_of, &seq) && seq >= 1 && seq <= t->c->count ? &t->c->entries[seq - 1] : NULL;
}

/* `f` NULL: a field of the host's. */
static void put_value(teller *t, const entry *of, const field_def *f, const json_value *value) {
    static const field_def any = {.type = FIELD_VALUE};
    withheld why = of->erased ? WITHHELD_ERASED : value ? asbi_view_field(t->v, of, f, value) : SEEN;
    if (why != SEEN && why != MASKED)
        asbi_page_withheld(t->p, why);
    else if (value)
        asbi_tell_value(t, f ? f : &any, value);
    else
        asbi_page_put(t->p, "nothing");
}

static void put_correction(teller *t, const entry *e, const entry *of) {
    text name = asbi_entry_text(e, WORD_field);
    const kind_def *k = asbi_kind(of->kind);
    const field_def *f = k ? asbi_field_find(k, name) : NULL;
    put_when(t, e);
    asbi_page_record(t->p, of->seq);
    asbi_page_put(t->p, ", ");
    if (f)
        asbi_page_put(t->p, asbi_field_label(f));
    else
        asbi_page_told(t->p, name);
    asbi_page_cell(t->p);
    asbi_tell_by_matrix(t, of);
    put_value(t, of, f, asbi_field_value(asbi_entry_written(of, name)));
    asbi_page_cell(t->p);
    put_value(t, of, f, asbi_entry_value(e, WORD_value));
    asbi_page_cell(t->p);
    asbi_tell_field(t, e, "reason");
    put_end(t, e);
}

static void put_corrections(teller *t) {
    static const char columns[] = WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_LONG, "What"), HEAD(LOOK_LONG, "As first written"),
                                        HEAD(LOOK_LONG, "Corrected to"), HEAD(LOOK_LONG, "Why"), HEAD(LOOK_WHEN, "By"),
                                        HEAD(LOOK_TEXT, "Record"));
    asbi_page_table(t->p, "Corrections", columns, "Nothing was corrected.");
    for (uint32_t i = t->c->last_of_kind[KIND_CORRECTION] == NO_INDEX ? t->c->count : 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i], *of = e->kind == KIND_CORRECTION && t->seen[i] && !e->erased ? corrected(t, e) : NULL;
        if (of && t->seen[of->seq - 1]) put_correction(t, e, of);
    }
    asbi_page_done(t->p);
}

static void put_erasures(teller *t) {
    static const char columns[] = WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_TEXT, "Records"), HEAD(LOOK_LONG, "Legal basis"),
                                        HEAD(LOOK_LONG, "Why"), HEAD(LOOK_WHEN, "By"), HEAD(LOOK_TEXT, "Record"));
    asbi_page_table(t->p, "Erasures", columns, NULL);
    for (uint32_t i = t->c->last_of_kind[KIND_ERASURE] == NO_INDEX ? t->c->count : 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (e->kind != KIND_ERASURE || !t->seen[i]) continue;
        put_when(t, e);
        if (!asbi_tell_field(t, e, "of")) asbi_tell_field(t, e, "party");
        asbi_page_cell(t->p);
        asbi_tell_field(t, e, "basis");
        asbi_page_cell(t->p);
        asbi_tell_field(t, e, "reason");
        put_end(t, e);
    }
    asbi_page_done(t->p);
}

void asbi_section_decisions(teller *t) {
    put_decisions(t);
    put_deviations(t);
    put_effects(t);
    put_corrections(t);
    put_erasures(t);
}
