/* Conditions about records and people. The others, and what conditions are put together by, are in holds.c. */
#include "judge.h"

/* ---- walking all matches of a pattern */

typedef struct tally {
    const period *within; /* only records whose period has not ended; NULL: all */
    uint32_t after;       /* only records later than this number */
    uint32_t enough;      /* no more need be counted */
    uint32_t count;
    instant latest; /* greatest `at` */
} tally;

static void tally_chain(const judge *j, uint32_t pattern, int kind, tally *t) {
    for (uint32_t i = j->c->last_of_kind[kind]; i != NO_INDEX && t->count < t->enough; i = j->c->entries[i].older) {
        const entry *e = &j->c->entries[i];
        if (e->seq <= t->after) return;
        if (!asbi_matches(j, pattern, e)) continue;
        if (t->within && asbi_period_ended(t->within, e->at, j->now, &j->days)) continue;
        t->count++;
        if (e->at > t->latest) t->latest = e->at;
    }
}

static void tally_all(const judge *j, uint32_t pattern_index, tally *t) {
    const pattern *pt = &j->p->patterns.items[pattern_index];
    if (pt->x_kinds.count) tally_chain(j, pattern_index, KIND_X, t);
    uint64_t kinds = pt->kinds;
    for (int kind = 0; kinds; kind++, kinds >>= 1)
        if (kinds & 1) tally_chain(j, pattern_index, kind, t);
}

/* ---- has, latest, after, elapsed */

static int in_range(uint32_t count, const condition *c) {
    return (int64_t)count >= c->at_least && (c->at_most < 0 || (int64_t)count <= c->at_most);
}

/* So many decide it: one more than are allowed, or as many as are wanted. */
static uint32_t enough_for(const condition *c) {
    if (c->at_most >= 0) return (uint32_t)c->at_most + 1;
    return c->at_least > 0 ? (uint32_t)c->at_least : 0;
}

static int has(const judge *j, const condition *c) {
    tally t = {.within = c->within.unit ? &c->within : NULL, .enough = enough_for(c), .latest = NO_INSTANT};
    if (c->other != NO_INDEX) {
        uint32_t since = asbi_last_match(j, c->other);
        if (since != NO_INDEX) t.after = j->c->entries[since].seq;
    }
    tally_all(j, c->pattern, &t);
    return in_range(t.count, c);
}

static int latest(const judge *j, const condition *c) {
    uint32_t i = asbi_last_match(j, c->pattern);
    return i != NO_INDEX && asbi_tests_hold(j, c->tests, &j->c->entries[i]);
}

static int after(const judge *j, const condition *c) {
    uint32_t first = asbi_last_match(j, c->pattern);
    uint32_t second = asbi_last_match(j, c->other);
    return first != NO_INDEX && (second == NO_INDEX || first > second);
}

static int elapsed(const judge *j, const condition *c) {
    tally t = {.enough = UINT32_MAX, .latest = NO_INSTANT};
    for (uint32_t i = 0; i < c->patterns.count; i++) tally_all(j, j->p->indices.items[c->patterns.first + i], &t);
    if (!t.count && c->or_start && j->c->count) t.latest = j->c->entries[0].at;
    return t.latest != NO_INSTANT && asbi_period_ended(&c->within, t.latest, j->now, &j->days);
}

/* ---- parties */

static int party_has_match(const judge *j, uint32_t pattern_index, uint32_t party) {
    judge about = *j;
    about.party = party;
    const pattern *pt = &j->p->patterns.items[pattern_index];
    for (int kind = 0; kind <= KIND_X; kind++) {
        if (kind < KIND_X ? !((pt->kinds >> kind) & 1) : !pt->x_kinds.count) continue;
        for (uint32_t i = j->c->last_of_kind[kind]; i != NO_INDEX; i = j->c->entries[i].older)
            if (j->c->entries[i].party == party && asbi_matches(&about, pattern_index, &j->c->entries[i])) return 1;
    }
    return 0;
}

static int test_one_party(const judge *j, const condition *c, uint32_t party) {
    if (party == NO_INDEX || !j->c->parties[party].recorded) return 0;
    for (uint32_t i = 0; i < c->tests.count; i++)
        if (!asbi_party_test(j, party, &j->p->tests.items[c->tests.first + i])) return 0;
    return 1;
}

static int ask_party(const judge *j, const condition *c, uint32_t party) {
    switch (c->op) {
    case COND_EVERY_PARTY: return party_has_match(j, c->pattern, party);
    case COND_CONSENT: return asbi_consents(j, party, c->scope);
    default: return test_one_party(j, c, party);
    }
}

/* All of a part (at least one must be there), or some. */
static int ask_parts(const judge *j, const condition *c, int every) {
    uint32_t asked = 0;
    for (uint32_t i = 0; i < j->c->party_count; i++) {
        if (!asbi_party_has_any_part(j->c, i, c->parts)) continue;
        int yes = ask_party(j, c, i);
        if (yes && !every) return 1;
        if (!yes && every) return 0;
        asked++;
    }
    return every && asked > 0;
}

static int count_parties(const judge *j, const condition *c) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < j->c->party_count; i++) count += asbi_party_has_any_part(j->c, i, c->parts) ? 1 : 0;
    return in_range(count, c);
}

/* ---- approvals, proportionality, case reviews */

static int approved(const judge *j, const condition *c) {
    uint32_t i = asbi_last_match(j, c->pattern);
    return i != NO_INDEX && asbi_approval(j, &j->c->entries[i], c->roles) != NO_INDEX;
}

static int proportionality(const judge *j, const condition *c) {
    uint32_t party = j->guard && j->record ? j->record->party : NO_INDEX;
    atom remedy = j->guard && j->record ? asbi_entry_atom(j->record, WORD_remedy) : ATOM_NONE;
    uint32_t i = asbi_last_proportionality(j->c, party, remedy);
    if (i == NO_INDEX) return 0;
    proportionality_state s = asbi_proportionality(j, i, c->roles);
    switch (c->what) {
    case PROPORTIONALITY_RECORDED: return 1;
    case PROPORTIONALITY_COMPLETE: return s.complete;
    case PROPORTIONALITY_APPROVED: return s.approved;
    default: return s.complete && s.proportionate && s.approved && !s.stale;
    }
}

static int qualifying(const judge *j, const condition *c) {
    for (uint32_t i = 0; i < j->c->party_count; i++)
        if ((int64_t)asbi_qualifying_reports(j, i) >= c->at_least) return 1;
    return c->at_least <= 0;
}

/* ---- which of them */

int asbi_holds_of_records(const judge *j, const condition *c) {
    switch ((condition_op)c->op) {
    case COND_HAS: return has(j, c);
    case COND_LATEST: return latest(j, c);
    case COND_AFTER: return after(j, c);
    case COND_ELAPSED: return elapsed(j, c);
    case COND_EVERY_PARTY: return ask_parts(j, c, 1);
    case COND_PARTIES: return count_parties(j, c);
    case COND_CONSENT: return c->same ? asbi_consents(j, j->party, c->scope) : ask_parts(j, c, 1);
    case COND_PARTY: return c->same ? test_one_party(j, c, j->party) : ask_parts(j, c, c->every);
    case COND_APPROVED: return approved(j, c);
    case COND_PLAN: return c->what == PLAN_EXISTS ? j->c->last_of_kind[KIND_PLAN] != NO_INDEX : asbi_plans_complete(j->c);
    case COND_PROPORTIONALITY: return proportionality(j, c);
    case COND_QUALIFYING: return qualifying(j, c);
    default: return 0;
    }
}
