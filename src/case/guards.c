/* Guards: every one on a record is judged, and those that are not met are listed. Which can be unmet at all is asked of the index first (policy/guard_index.h). */
#include "guards.h"

uint32_t asbi_verdicts_most(const asb_policy *p) {
    return p->guards.count + (WORD_agreement_too_long - WORD_remedy_in_force + 1);
}

static rules_of_kind guards_on(const asb_policy *p, const entry *tried) {
    return tried->kind < KIND_UNKNOWN ? p->guards_of_kind[tried->kind] : (rules_of_kind){NULL, 0};
}

uint32_t asbi_verdicts_of(const asb_policy *p, const entry *tried) {
    return asbi_verdicts_most(p) - p->guards.count + guards_on(p, tried).count;
}

/* A deviation that names the guard and was agreed with one of the roles that may. */
static uint32_t find_deviation(const judge *j, const guard_rule *g) {
    uint32_t i = g->override_by.count ? j->c->last_of_kind[KIND_DEVIATION] : NO_INDEX;
    for (; i != NO_INDEX; i = j->c->entries[i].older) {
        const entry *e = &j->c->entries[i];
        if (asbi_entry_atom(e, WORD_rule) == g->id && asbi_span_has(j->p, g->override_by, asbi_entry_atom(e, WORD_agreed_with))) return i;
    }
    return NO_INDEX;
}

static verdict of_guard(const judge *j, const guard_rule *g) {
    verdict v = {.id = g->id, .rule = g, .effect = g->warn ? ASB_EFFECT_WARNED : ASB_EFFECT_REFUSED, .deviation = NO_INDEX};
    if (g->warn) return v;
    v.deviation = find_deviation(j, g);
    if (v.deviation != NO_INDEX) v.effect = ASB_EFFECT_DEVIATION;
    return v;
}

static int is_unmet(const judge *j, const guard_rule *g) {
    return asbi_matches(j, g->on, j->record) && !asbi_holds(j, g->require);
}

/* ---- by the index */

static atom value_of(const judge *j, const guard_fact *f) {
    switch ((fact_of)f->of) {
    case FACT_OF_CASE: return asbi_case_value(j, f->name);
    case FACT_OF_RECORD: return asbi_record_value(j, j->record, f->name);
    default: return j->record->role;
    }
}

/* The guards that the facts leave; those of which that is not all there is to judge are taken out of *sure. */
static uint64_t guards_left(const judge *j, const guard_block *b, uint64_t *sure) {
    uint64_t left = b->guards;
    *sure = b->sure;
    for (uint32_t i = 0; i < b->fact_count && left; i++) {
        atom value = value_of(j, &b->facts[i]);
        if (value == ATOM_SEVERAL)
            *sure &= ~b->facts[i].asked_by;
        else
            left &= asbi_guards_left(&b->facts[i], value);
    }
    return left;
}

/* The place of the lowest bit that is set. */
static uint32_t lowest(uint64_t bits) {
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctzll(bits);
#else
    uint32_t place = 0;
    while (!(bits >> place & 1)) place++;
    return place;
#endif
}

static uint32_t judge_block(const judge *j, const guard_block *b, const uint32_t *rules, verdict *out) {
    uint64_t sure, left = guards_left(j, b, &sure);
    uint32_t count = 0;
    for (; left; left &= left - 1) {
        uint32_t i = lowest(left);
        const guard_rule *g = &j->p->guards.items[rules[i]];
        if ((sure >> i & 1) || is_unmet(j, g)) out[count++] = of_guard(j, g);
    }
    return count;
}

uint32_t asbi_judge_guards(const asb_case *c, const entry *tried, instant now, verdict *out) {
    judge j = asbi_judge(c, now);
    j.record = tried;
    j.party = tried->party;
    j.guard = 1;
    uint32_t count = asbi_judge_built_in(&j, out), at = 0;
    rules_of_kind guards = guards_on(j.p, tried);
    const guard_index *index = guards.count ? asbi_guard_index(c->policy, tried->kind) : NULL;
    for (uint32_t i = 0; index && i < index->count; i++, at += GUARDS_OF_BLOCK)
        count += judge_block(&j, &index->blocks[i], guards.rules + at, out + count);
    for (; at < guards.count; at++) {
        const guard_rule *g = &j.p->guards.items[guards.rules[at]];
        if (is_unmet(&j, g)) out[count++] = of_guard(&j, g);
    }
    return count;
}
