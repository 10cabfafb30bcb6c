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
    uint32_t i = j->c->last_of_kind[KIND_DEVIATION];
    for (; i != NO_INDEX; i = j->c->entries[i].older) {
        const entry *e = &j->c->entries[i];
        if (asbi_entry_atom(e, WORD_rule) == g->id && asbi_span_has(j->p, g->override_by, asbi_entry_atom(e, WORD_agreed_with))) return i;
    }
    return NO_INDEX;
}

static void say_of_guard(verdict *v, const judge *j, const guard_rule *g) {
    *v = (verdict){.id = g->id, .rule = g, .effect = g->warn ? ASB_EFFECT_WARNED : ASB_EFFECT_REFUSED, .deviation = NO_INDEX};
    if (g->warn || !g->override_by.count) return;
    v->deviation = find_deviation(j, g);
    if (v->deviation != NO_INDEX) v->effect = ASB_EFFECT_DEVIATION;
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

/* By the facts from one to before the other. Where that is not all there is to judge, it is not sure. */
static guards_left narrow(const judge *j, const guard_block *b, uint32_t from, uint32_t to, guards_left g) {
    for (const guard_fact *f = b->facts + from, *end = b->facts + to; f < end; f++) {
        if (f->flag) {
            g.left &= f->by_flag[asbi_case_has_flag(&j->c->facts, f->flag - 1u)];
            continue;
        }
        atom value = value_of(j, f);
        if (value == ATOM_SEVERAL)
            g.sure &= ~f->asked_by;
        else
            g.left &= asbi_guards_left(f, value);
    }
    return g;
}

static inline guards_left by_record(const judge *j, const guard_block *b) {
    return narrow(j, b, 0, b->record_facts, (guards_left){b->ways, b->sure});
}

void asbi_guards_by_record(const judge *j, const guard_index *index, guards_left *out) {
    for (uint32_t i = 0; i < index->count; i++) out[i] = by_record(j, &index->blocks[i]);
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

static uint32_t judge_block(const judge *j, const guard_block *b, guards_left g, const uint32_t *rules, verdict *out) {
    uint32_t count = 0, last = UINT32_MAX;
    g = narrow(j, b, b->record_facts, b->fact_count, g);
    for (; g.left; g.left &= g.left - 1) {
        uint32_t bit = lowest(g.left), i = b->guard[bit];
        const guard_rule *rule = &j->p->guards.items[rules[i]];
        if (i == last) continue; /* another way of the same */
        if ((g.sure >> bit & 1) || is_unmet(j, rule)) say_of_guard(&out[count++], j, rule);
        last = i;
    }
    return count;
}

/* The built-in guards are about steps with a remedy, and agreements on contact. */
static int has_built_in(const entry *e) {
    return e->kind == KIND_LEGAL || e->kind == KIND_INTERVENTION || e->kind == KIND_CONTACT_AGREEMENT;
}

uint32_t asbi_judge_guards(const judge *j, const guards_left *left, verdict *out) {
    uint32_t count = has_built_in(j->record) ? asbi_judge_built_in(j, out) : 0, at = 0;
    rules_of_kind guards = guards_on(j->p, j->record);
    const guard_index *index = guards.count ? asbi_guard_index(j->c->policy, j->record->kind) : NULL;
    for (uint32_t i = 0; index && i < index->count; i++) {
        const guard_block *b = &index->blocks[i];
        count += judge_block(j, b, left ? left[i] : by_record(j, b), guards.rules + b->first, out + count);
        at = b->first + b->count;
    }
    for (; at < guards.count; at++) {
        const guard_rule *g = &j->p->guards.items[guards.rules[at]];
        if (is_unmet(j, g)) say_of_guard(&out[count++], j, g);
    }
    return count;
}
