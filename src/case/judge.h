/* Judging: patterns and conditions over a folded case. Nothing here can fail, allocate, or change anything. */
#ifndef ASBI_JUDGE_H
#define ASBI_JUDGE_H

#include "../policy/guard_index.h"
#include "case.h"

/* What a condition is asked about. */
typedef struct judge {
    const asb_case *c;
    const asb_policy *p;
    instant now;
    calendar days;
    const entry *record; /* being tried; in starts_if the one that matched `starts`; NULL: none */
    uint32_t party;      /* the party in question, or NO_INDEX */
    uint8_t guard;       /* a guard asks: proportionality is about the tried record's party and remedy */
} judge;

/* Now, by the engine's clock, but never before the last record. */
instant asbi_case_clock(const asb_case *c);

/* For conditions judged at `now`, by the days known then. */
judge asbi_judge(const asb_case *c, instant now);
void asbi_judge_begin(judge *j, const asb_case *c,
                      instant now); /* the same, put together where it stays: for what happens with each record */
/* The same of a record that is tried, for guards. */
judge asbi_judge_tried(const asb_case *c, const entry *tried, instant now);

/* Before patterns are looked at one by one: is the record of a kind that any of them can match? */
static inline int asbi_kind_is_among(uint64_t kinds, const entry *e) {
    return e->kind != KIND_UNKNOWN && (kinds >> e->kind & 1);
}

/* The duties that such a record can start. */
static inline rules_of_kind asbi_starters(const asb_policy *p, const entry *e) {
    return e->kind < KIND_UNKNOWN ? p->starts_of_kind[e->kind] : (rules_of_kind){NULL, 0};
}

int asbi_matches(const judge *j, uint32_t pattern, const entry *e);
int asbi_matches_any(const judge *j, span patterns, const entry *e); /* pattern indices in `indices` */
uint32_t asbi_last_match(const judge *j, uint32_t pattern);          /* entry index, or NO_INDEX */
int asbi_holds(const judge *j, uint32_t condition);                  /* NO_INDEX: holds */
int asbi_holds_of_records(const judge *j, const condition *c);       /* of those that walk through records and people */
int asbi_tests_hold(const judge *j, span tests, const entry *e);

static inline int asbi_span_has_any(const asb_policy *p, span values, const atom *atoms, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (asbi_span_has(p, values, atoms[i])) return 1;
    return 0;
}

/* Does a value with these atoms pass a test? Count 0: absent. */
static inline int asbi_test_atoms(const asb_policy *p, const where_test *t, const atom *atoms, uint32_t count) {
    switch (t->op) {
    case WHERE_ANY_OF: return asbi_span_has_any(p, t->values, atoms, count);
    case WHERE_NONE_OF: return !asbi_span_has_any(p, t->values, atoms, count);
    case WHERE_PRESENT: return count > 0;
    default: return count == 0;
    }
}
/* By its number (asbi_case_flag()): 0 or 1, which are read and not asked for, as nobody can foresee them. */
static inline uint32_t asbi_case_has_flag(const case_facts *f, uint32_t flag) {
    static const uint8_t places[CASE_FLAGS] = {offsetof(case_facts, perpetrator_known),    offsetof(case_facts, complainant_anonymous),
                                               offsetof(case_facts, any_under_18),         offsetof(case_facts, any_vulnerable),
                                               offsetof(case_facts, perpetrator_disabled), offsetof(case_facts, counter_allegation),
                                               offsetof(case_facts, risk_reduced),         offsetof(case_facts, hate)};
    return ((const uint8_t *)f)[places[flag]] & 1u;
}

int asbi_case_test(const judge *j, const where_test *t);
/* What such a test looks at, where it is one value: else ATOM_NONE for none, ATOM_SEVERAL. */
atom asbi_case_value(const judge *j, atom name);
atom asbi_record_value(const judge *j, const entry *e, atom field);
int asbi_party_test(const judge *j, uint32_t party, const where_test *t);

/* Approval (readings, "An approver is …"): the entry that approves `of` in the end, or NO_INDEX. `by` empty: anyone. */
uint32_t asbi_approval(const judge *j, const entry *of, span by);

/* The parties in order of their first record that can be read: the same however the case was come by. Begin with *entry 0; NO_INDEX at the end. */
uint32_t asbi_next_party(const asb_case *c, uint32_t *entry_index);

/* ---- plans */
int asbi_plan_is_complete(const asb_case *c, const entry *plan);
int asbi_plans_complete(const asb_case *c);
atom asbi_action_status(const asb_case *c, const entry *plan, text action); /* last status, or ATOM_NONE */
uint32_t asbi_latest_plan(const asb_case *c, uint32_t party);               /* entry, or NO_INDEX */

/* ---- consents */
int asbi_consents(const judge *j, uint32_t party, atom scope);

/* ---- proportionality (model section 10) */
typedef struct proportionality_state {
    uint32_t entry;    /* the assessment, or NO_INDEX */
    uint32_t approval; /* the approval that counts, or NO_INDEX */
    uint32_t cause;    /* what made it stale: an entry; NO_INDEX where a date did, or nothing */
    uint8_t complete, approved, stale, proportionate;
    date review_by; /* NO_DATE: none */
} proportionality_state;
proportionality_state asbi_proportionality(const judge *j, uint32_t entry_index, span by);
uint32_t asbi_last_proportionality(const asb_case *c, uint32_t party, atom remedy); /* NO_INDEX, ATOM_NONE: any */
/* The first answer that is wanted and missing from these fields, counting from `index`; NULL when there are no more. */
const char *asbi_proportionality_missing(const json_value *fields, uint32_t *index);
/* The first that an assessment of the case lacks; NULL where it is complete. */
const char *asbi_proportionality_missing_of(const asb_case *c, const entry *e);

/* ---- case review (model section 11) */
uint32_t asbi_review_area(const asb_case *c);                       /* index in policy.review_areas */
uint32_t asbi_report_party(const asb_case *c, const entry *report); /* for whom it counts, or NO_INDEX */
/* Does it qualify at j->now; and until when (the last instant), in *until. */
int asbi_report_qualifies(const judge *j, uint32_t report, const review_area *area, due *until);
/* What of it hangs on incidents. `incident`: the latest there is after the report and before the next, NO_INSTANT for none. */
instant asbi_latest_incident(const asb_case *c, uint32_t from, instant best);
int asbi_report_in_time(const judge *j, const entry *report, const review_area *area, instant incident);
uint32_t asbi_qualifying_reports(const judge *j, uint32_t party);

/* ---- the remedy of an entry */
const remedy_def *asbi_entry_remedy(const asb_case *c, const entry *e);     /* NULL: none */
int asbi_entry_instant(const entry *e, atom field, instant *at, date *day); /* a date or instant field; *day NO_DATE for an instant */

#endif
