/* The built-in guards (policy format, GUARD): remedies in force and for the tenure, the length of orders, agreements on contact. */
#include "guards.h"

static int in_force_on(const remedy_def *r, instant at) {
    date day = asbi_local_date(at);
    return (r->from == NO_DATE || day >= r->from) && (r->until == NO_DATE || day <= r->until);
}

/* ---- remedy-in-force */

/* Steps that begin something; every other carries on with what was begun. */
static int begins_something(const entry *e) {
    switch (asbi_entry_atom(e, WORD_status)) {
    case WORD_considered: return 1;
    case WORD_advice_sought:
    case WORD_warned:
    case WORD_notice_served:
    case WORD_applied: return e->kind == KIND_LEGAL;
    case WORD_offered:
    case WORD_issued: return e->kind == KIND_INTERVENTION;
    default: return 0;
    }
}

static int same_step(const entry *a, const entry *b) {
    return a->kind == b->kind && a->party == b->party && asbi_entry_atom(a, WORD_remedy) == asbi_entry_atom(b, WORD_remedy);
}

static int was_in_force(const judge *j, const remedy_def *r) {
    for (uint32_t i = j->c->last_of_kind[j->record->kind]; i != NO_INDEX; i = j->c->entries[i].older)
        if (same_step(&j->c->entries[i], j->record) && in_force_on(r, j->c->entries[i].at)) return 1;
    return 0;
}

static int may_take(const judge *j, const remedy_def *r) {
    return in_force_on(r, j->record->at) || (!begins_something(j->record) && was_in_force(j, r));
}

/* ---- remedy-tenure */

static int tenure_fits(const judge *j, const remedy_def *r) {
    if (!r->tenures.count || j->record->party == NO_INDEX) return 1;
    const entry_field *f = asbi_party_field(j->c, j->record->party, WORD_tenure);
    if (!f || !f->atom_count || f->atoms[0] == WORD_unknown) return 1;
    return asbi_span_has(j->p, r->tenures, f->atoms[0]);
}

/* ---- order-term, order-ceiling: how long an order lasts, and may last in all */

/* Is `expires` later than the end of the period from `starts`: from the day, or for hours the instant, after it ends. */
static int outlasts(const judge *j, const period *p, instant starts, instant expires) {
    return asbi_due_passed(asbi_period_end(p, starts, &j->days), expires);
}

static int within_term(const judge *j, const remedy_def *r) {
    instant starts, expires;
    date day;
    const entry *e = j->record;
    if (e->kind != KIND_LEGAL || r->term.unit == PERIOD_NONE) return 1;
    if (!asbi_entry_instant(e, WORD_starts, &starts, &day) || !asbi_entry_instant(e, WORD_expires, &expires, &day)) return 1;
    return !outlasts(j, &r->term, starts, expires);
}

static const entry *first_granted(const judge *j) {
    const entry *first = NULL;
    for (uint32_t i = j->c->last_of_kind[KIND_LEGAL]; i != NO_INDEX; i = j->c->entries[i].older) {
        const entry *e = &j->c->entries[i];
        if (same_step(e, j->record) && asbi_entry_atom(e, WORD_status) == WORD_granted) first = e;
    }
    return first;
}

static int below_ceiling(const judge *j, const remedy_def *r) {
    instant starts, expires;
    date day;
    const entry *e = j->record;
    if (e->kind != KIND_LEGAL || r->ceiling.unit == PERIOD_NONE || asbi_entry_atom(e, WORD_status) != WORD_extended) return 1;
    const entry *granted = first_granted(j);
    if (!granted || !asbi_entry_instant(e, WORD_expires, &expires, &day)) return 1;
    if (!asbi_entry_instant(granted, WORD_starts, &starts, &day)) starts = granted->at;
    return !outlasts(j, &r->ceiling, starts, expires);
}

/* ---- agreement-too-long */

/* The period that the policy now gives for the next in the row. */
static period next_period(const judge *j, const duty_rule *r, uint32_t party) {
    judge about = *j;
    about.party = party;
    about.record = NULL;
    about.guard = 0;
    span choices = r->repeats == REPEAT_LIST ? r->repeat_within : r->within;
    for (uint32_t i = 0; i < choices.count; i++) {
        const period_choice *choice = &j->p->choices.items[choices.first + i];
        if (asbi_holds(&about, choice->when)) return choice->period;
    }
    return (period){.unit = PERIOD_NONE};
}

/* The `agreed` duty, open for the party or for the case, that allows less than the agreement says; NULL: none. */
static const duty_rule *shorter_duty(const judge *j, period *allowed) {
    const json_value *every = j->record->kind == KIND_CONTACT_AGREEMENT ? asbi_entry_value(j->record, WORD_every) : NULL, *wrong;
    const char *code;
    period agreed;
    if (!every || asbi_period_read(&agreed, every, &wrong, &code)) return NULL;
    due wanted = asbi_period_end(&agreed, j->record->at, &j->days);
    for (uint32_t i = 0; i < j->c->slot_count; i++) {
        const duty_slot *slot = &j->c->slots[i];
        const duty_rule *r = slot->rule < j->p->duties.count ? &j->p->duties.items[slot->rule] : NULL;
        if (!r || !r->agreed || slot->open == NO_INDEX || (slot->party != NO_INDEX && slot->party != j->record->party)) continue;
        *allowed = next_period(j, r, slot->party);
        if (allowed->unit != PERIOD_NONE && asbi_due_compare(wanted, asbi_period_end(allowed, j->record->at, &j->days)) > 0) return r;
    }
    return NULL;
}

uint32_t asbi_judge_built_in(const judge *j, verdict *out) {
    const remedy_def *r = asbi_entry_remedy(j->c, j->record);
    uint32_t count = 0;
    const verdict refused = {.effect = ASB_EFFECT_REFUSED, .remedy = r, .deviation = NO_INDEX};
    for (atom id = WORD_remedy_in_force; id <= WORD_order_ceiling && r; id++) {
        int met = id == WORD_remedy_in_force ? may_take(j, r)
            : id == WORD_remedy_tenure       ? tenure_fits(j, r)
            : id == WORD_order_term          ? within_term(j, r)
                                             : below_ceiling(j, r);
        if (met) continue;
        out[count] = refused;
        if (id == WORD_remedy_tenure || id == WORD_order_term) out[count].effect = ASB_EFFECT_WARNED;
        out[count++].id = id;
    }
    period allowed;
    const duty_rule *duty = shorter_duty(j, &allowed);
    if (duty) {
        out[count] = refused;
        out[count].allowed = allowed;
        out[count].id = WORD_agreement_too_long;
        out[count++].duty = duty;
    }
    return count;
}
