/* Guards: every one on a record is judged, and those that are not met are listed. */
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

uint32_t asbi_judge_guards(const asb_case *c, const entry *tried, instant now, verdict *out) {
    judge j = asbi_judge(c, now);
    j.record = tried;
    j.party = tried->party;
    j.guard = 1;
    uint32_t count = asbi_judge_built_in(&j, out);
    rules_of_kind guards = guards_on(j.p, tried);
    for (uint32_t i = 0; i < guards.count; i++) {
        const guard_rule *g = &j.p->guards.items[guards.rules[i]];
        if (asbi_matches(&j, g->on, tried) && !asbi_holds(&j, g->require)) out[count++] = of_guard(&j, g);
    }
    return count;
}
