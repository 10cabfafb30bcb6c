/* What each condition reads, and which rules a record can concern: worked out once, when the policy is compiled.
 *
 * A condition looks at records of certain kinds and at certain attributes of the case. A record of another kind that changes none of these attributes leaves it as
 * it was, so it need not be judged again. `reads` names both as bits: what is not sure to be left as it was has its bit set, and what depends upon the time, or
 * upon the record that is being tried, is READS_ALWAYS. Whatever changes records that were there before (a correction, an erasure, another policy) touches
 * everything; that is up to the fold (case/facts.c). Rules are also listed by the kinds of record that they can be about. */
#include "compile.h"

/* ---- what is read */

static reads of_kind(record_kind kind) {
    return (reads){UINT64_C(1) << kind, 0};
}

static const reads always = {0, READS_ALWAYS};
static const reads of_policy = {0, READS_POLICY};

static reads of_pattern(const asb_policy *p, uint32_t index);

/* Whether a plan is complete depends upon what became of its actions. */
static reads of_record_test(const asb_policy *p, const where_test *t) {
    if (t->op == WHERE_IS_PATTERN) return of_pattern(p, t->pattern);
    return t->field == WORD_plan_complete ? asbi_reads_join(of_kind(KIND_PLAN), of_kind(KIND_ACTION)) : (reads){0, 0};
}

static reads of_record_tests(const asb_policy *p, span tests) {
    reads r = {0, 0};
    for (uint32_t i = 0; i < tests.count; i++) r = asbi_reads_join(r, of_record_test(p, &p->tests.items[tests.first + i]));
    return r;
}

static reads of_pattern(const asb_policy *p, uint32_t index) {
    if (index == NO_INDEX) return (reads){0, 0};
    const pattern *pt = &p->patterns.items[index];
    reads r = of_record_tests(p, pt->tests);
    r.kinds |= asbi_pattern_kinds(pt);
    return pt->parts.count ? asbi_reads_join(r, of_kind(KIND_PARTY)) : r;
}

/* An attribute that is nothing but a field of the last record of a kind is that kind. */
static reads of_attribute(atom name) {
    switch (name) {
    case WORD_state: return (reads){0, READS_STATE};
    case WORD_stage: return (reads){0, READS_STAGE};
    case WORD_priority: return (reads){0, READS_PRIORITY};
    case WORD_category:
    case WORD_group: return (reads){0, READS_CATEGORY};
    case WORD_band:
    case WORD_risk_reduced: return (reads){0, READS_RISK};
    case WORD_hate: return (reads){0, READS_HATE};
    case WORD_scheme: return of_kind(KIND_OPENING);
    case WORD_owner_role: return of_kind(KIND_ALLOCATION);
    case WORD_counter_allegation_: return of_kind(KIND_LINK);
    case WORD_perpetrator_known:
    case WORD_complainant_anonymous:
    case WORD_any_under_18:
    case WORD_any_vulnerable:
    case WORD_perpetrator_disabled: return (reads){0, READS_PEOPLE};
    default: return always;
    }
}

static reads of_attributes(const asb_policy *p, span tests) {
    reads r = {0, 0};
    for (uint32_t i = 0; i < tests.count; i++) r = asbi_reads_join(r, of_attribute(p->tests.items[tests.first + i].field));
    return r;
}

static reads of_children(const asb_policy *p, span children) {
    reads r = {0, 0};
    for (uint32_t i = 0; i < children.count; i++) r = asbi_reads_join(r, asbi_reads_of(p, p->indices.items[children.first + i]));
    return r;
}

static reads of_condition(const asb_policy *p, const condition *c) {
    const reads patterns = asbi_reads_join(of_pattern(p, c->pattern), of_pattern(p, c->other));
    switch ((condition_op)c->op) {
    case COND_ALL:
    case COND_ANY:
    case COND_NOT: return of_children(p, c->children);
    case COND_HAS: return c->within.unit == PERIOD_NONE ? patterns : always;
    case COND_LATEST: return asbi_reads_join(patterns, of_record_tests(p, c->tests));
    case COND_AFTER: return patterns;
    case COND_EVERY_PARTY: return asbi_reads_join(patterns, of_kind(KIND_PARTY));
    case COND_PARTIES:
    case COND_PARTY: return of_kind(KIND_PARTY);
    case COND_CASE: return of_attributes(p, c->tests);
    case COND_APPROVED: return asbi_reads_join(patterns, of_kind(KIND_APPROVAL));
    case COND_PLAN: return asbi_reads_join(of_kind(KIND_PLAN), of_kind(KIND_ACTION));
    case COND_ELAPSED:
    case COND_CONSENT:
    case COND_RECORD:
    case COND_ACTOR:
    case COND_PROPORTIONALITY:
    case COND_QUALIFYING: break;
    }
    return always;
}

/* A condition's number is smaller than those of its parts. One that reads nothing, such as {"all":[]}, would never be judged at all. */
static void find_conditions(asb_policy *p) {
    for (uint32_t i = p->conditions.count; i-- > 0;)
        p->conditions.items[i].reads = asbi_reads_join(of_condition(p, &p->conditions.items[i]), of_policy);
}

/* ---- rules */

static reads of_choices(const asb_policy *p, span choices) {
    reads r = {0, 0};
    for (uint32_t i = 0; i < choices.count; i++) r = asbi_reads_join(r, asbi_reads_of(p, p->choices.items[choices.first + i].when));
    return r;
}

/* A duty without `while`, or with a period that no condition chooses, can have had others under the policy that the case was moved from. */
static void find_rules(asb_policy *p) {
    for (uint32_t i = 0; i < p->duties.count; i++) {
        duty_rule *d = &p->duties.items[i];
        d->while_reads = asbi_reads_join(asbi_reads_of(p, d->while_), of_policy);
        d->while_reads.facts |= d->survives_closure ? 0 : READS_STATE;
        d->step_reads = asbi_reads_join(d->while_reads, (reads){d->done_kinds | d->cancels_kinds, 0});
        d->period_reads = asbi_reads_join(asbi_reads_join(of_choices(p, d->within), of_choices(p, d->repeat_within)), of_policy);
        if (d->agreed) d->period_reads.kinds |= of_kind(KIND_CONTACT_AGREEMENT).kinds;
    }
    for (uint32_t i = 0; i < p->raises.count; i++)
        p->raise_reads = asbi_reads_join(p->raise_reads, asbi_reads_of(p, p->raises.items[i].when));
    for (uint32_t i = 0; i < p->stages.count; i++)
        p->stage_reads = asbi_reads_join(p->stage_reads, asbi_reads_of(p, p->stages.items[i].when));
}

/* ---- by kind of record */

static uint64_t duty_kinds(const asb_policy *p, uint32_t rule) {
    return p->duties.items[rule].starts_kinds;
}

static uint64_t guard_kinds(const asb_policy *p, uint32_t rule) {
    return asbi_pattern_kinds(&p->patterns.items[p->guards.items[rule].on]);
}

typedef uint64_t kinds_of_rule(const asb_policy *p, uint32_t rule);

static size_t count_by_kind(const asb_policy *p, rules_of_kind lists[KIND_UNKNOWN], uint32_t rules, kinds_of_rule *kinds_of) {
    size_t total = 0;
    for (uint32_t i = 0; i < rules; i++) {
        uint64_t kinds = kinds_of(p, i);
        for (int kind = 0; kind < KIND_UNKNOWN; kind++) lists[kind].count += (uint32_t)(kinds >> kind & 1);
    }
    for (int kind = 0; kind < KIND_UNKNOWN; kind++) total += lists[kind].count;
    return total;
}

/* For each kind the numbers of the rules that can be about it, in their order, in one array. */
static int list_by_kind(asb_policy *p, rules_of_kind lists[KIND_UNKNOWN], uint32_t rules, kinds_of_rule *kinds_of) {
    uint32_t *numbers = asbi_arena_array(&p->arena, count_by_kind(p, lists, rules, kinds_of), sizeof *numbers), *at[KIND_UNKNOWN];
    if (!numbers) return 0;
    for (int kind = 0; kind < KIND_UNKNOWN; kind++) {
        lists[kind].rules = at[kind] = numbers;
        numbers += lists[kind].count;
    }
    for (uint32_t i = 0; i < rules; i++) {
        uint64_t kinds = kinds_of(p, i);
        for (int kind = 0; kind < KIND_UNKNOWN; kind++)
            if (kinds >> kind & 1) *at[kind]++ = i;
    }
    return 1;
}

void asbi_compile_reads(compiler *c) {
    asb_policy *p = c->p;
    if (c->status != ASB_OK) return;
    find_conditions(p);
    find_rules(p);
    if (!list_by_kind(p, p->starts_of_kind, p->duties.count, duty_kinds) ||
        !list_by_kind(p, p->guards_of_kind, p->guards.count, guard_kinds))
        c->status = ASB_ENOMEM;
}
