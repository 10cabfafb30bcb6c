/* The policy's duties: what starts, discharges, cancels and shortens them. */
#include "duties.h"

static judge about(const step *s, const duty_slot *slot) {
    judge j = s->j;
    j.party = slot->party;
    return j;
}

/* `while`, and without survives_closure an implied one: not closed. */
static int applies(const step *s, const duty_slot *slot, const duty_rule *r) {
    if (s->c->facts.state == STATE_CLOSED && !r->survives_closure) return 0;
    judge j = about(s, slot);
    return asbi_holds(&j, r->while_);
}

/* ---- periods */

static period of_policy(const step *s, const duty_slot *slot, const duty_rule *r, uint8_t in_row) {
    const asb_policy *p = s->j.p;
    span choices = in_row && r->repeats == REPEAT_LIST ? r->repeat_within : r->within;
    judge j = about(s, slot);
    for (uint32_t i = 0; i < choices.count; i++) {
        const period_choice *choice = &p->choices.items[choices.first + i];
        if (asbi_holds(&j, choice->when)) return choice->period;
    }
    return (period){.unit = PERIOD_NONE};
}

/* Where a period ends; none ends last. */
static due end_of(const step *s, const period *p, instant from) {
    return p->unit == PERIOD_NONE ? NO_DUE : asbi_period_end(p, from, &s->j.days);
}

/* Periods are compared from the instance's own beginning, also where it is counted from an anchor. */
static instant beginning(const step *s, const duty_instance *in) {
    return s->c->entries[in->start_seq - 1].at;
}

/* The last agreement on contact that says how often: with the party, or with anyone where the duty is the case's. */
static const entry *agreement(const step *s, const duty_slot *slot) {
    const asb_case *c = s->c;
    for (uint32_t i = c->last_of_kind[KIND_CONTACT_AGREEMENT]; i != NO_INDEX; i = c->entries[i].older) {
        const entry *e = &c->entries[i];
        if (e->seq <= slot->first_start) break;
        if ((slot->party == NO_INDEX || e->party == slot->party) && asbi_entry_field(e, WORD_every)) return e;
    }
    return NULL;
}

/* The period in force: the policy's, or the agreed one if that ends earlier counted from the instance's beginning. */
static period in_force(const step *s, const duty_slot *slot, const duty_rule *r, const duty_instance *in, uint32_t *agreed) {
    period chosen = of_policy(s, slot, r, in->in_row), other;
    const json_value *wrong;
    const char *code;
    *agreed = 0;
    const entry *e = r->agreed ? agreement(s, slot) : NULL;
    if (!e || asbi_period_read(&other, asbi_entry_value(e, WORD_every), &wrong, &code)) return chosen;
    instant from = beginning(s, in);
    if (asbi_due_compare(end_of(s, &other, from), end_of(s, &chosen, from)) >= 0) return chosen;
    *agreed = e->seq;
    return other;
}

/* ---- anchors */

/* The date field of the start record, optionally that much before it. 0: the record has none. */
static int find_anchor(const asb_case *c, const calendar *days, const duty_slot *slot, const duty_rule *r, instant *base, due *on) {
    date day;
    if (!asbi_entry_instant(&c->entries[slot->start_entry], r->anchor, base, &day)) return 0;
    *on = day == NO_DATE ? (due){NO_DATE, *base} : (due){day, NO_INSTANT};
    if (r->anchor_less.unit == PERIOD_NONE) return 1;
    *on = day == NO_DATE ? asbi_period_before_instant(&r->anchor_less, *base, days) : asbi_period_before(&r->anchor_less, day, days);
    *base = on->day == NO_DATE ? on->at : asbi_start_of_day(on->day);
    return 1;
}

static due anchored_due(const calendar *days, const duty_rule *r, duty_instance *in, due on) {
    in->counted_from = in->base;
    in->counted = in->period;
    if (!r->within.count) return on;
    return in->period.unit == PERIOD_NONE ? NO_DUE : asbi_period_end(&in->period, in->base, days);
}

int asbi_rule_anchor_again(const asb_case *c, duty_instance *in, const calendar *days) {
    const duty_slot *slot = &c->slots[in->slot];
    const duty_rule *r = asbi_slot_rule(c, slot);
    due on = NO_DUE;
    if (!r || r->anchor_less.unit == PERIOD_NONE || !find_anchor(c, days, slot, r, &in->base, &on)) return 0;
    in->due = anchored_due(days, r, in, on);
    return 1;
}

/* ---- beginning */

static void begin(step *s, duty_slot *slot, const duty_rule *r) {
    duty_instance *in = asbi_instance_begin(s, slot, s->e->at);
    due on = NO_DUE;
    if (r->anchor != ATOM_NONE && !slot->in_row) {
        in->anchored = 1;
        in->no_date = (uint8_t)!find_anchor(s->c, &s->j.days, slot, r, &in->base, &on);
    }
    in->period = in_force(s, slot, r, in, &in->agreed_seq);
    if (in->no_date) in->period.unit = PERIOD_NONE;
    if (in->anchored && !in->no_date) {
        in->due = anchored_due(&s->j.days, r, in, on);
    } else {
        in->counted = in->period;
        in->due = end_of(s, &in->period, in->base);
    }
    in->first_due = in->due;
    in->opens = end_of(s, &r->opens, s->e->at); /* a window from the start, also of what is counted from an anchor */
}

/* ---- cancels, done, while */

static int is_cancelled(const step *s, const duty_slot *slot, const duty_rule *r) {
    if ((slot->open == NO_INDEX && !slot->waiting) || !asbi_kind_is_among(r->cancels_kinds, s->e)) return 0;
    if (slot->party != NO_INDEX && s->e->party != NO_INDEX && s->e->party != slot->party) return 0;
    judge j = about(s, slot);
    return asbi_matches_any(&j, r->cancels, s->e);
}

static int is_before(due opens, instant at) {
    return opens.day != NO_DATE ? asbi_local_date(at) < opens.day : opens.at != NO_INSTANT && at < opens.at;
}

static int is_done(const step *s, const duty_slot *slot, const duty_rule *r) {
    if (slot->open == NO_INDEX || !asbi_kind_is_among(r->done_kinds, s->e)) return 0;
    if (slot->party != NO_INDEX && s->e->party != slot->party) return 0;
    if (is_before(s->c->instances[slot->open].opens, s->e->at)) return 0;
    judge j = about(s, slot);
    return asbi_matches_any(&j, r->done, s->e);
}

/* The next in a row waits for `while` like any start: where that holds, it begins with this very record. */
static void discharge(step *s, duty_slot *slot, const duty_rule *r) {
    asbi_instance_discharge(s, slot);
    slot->waiting = slot->in_row = r->repeats != REPEAT_NO;
    slot->over = !slot->waiting;
}

void asbi_rule_step(step *s, duty_slot *slot) {
    const duty_rule *r = asbi_slot_rule(s->c, slot);
    int ended = 0;
    if (!r || (slot->open == NO_INDEX && !slot->waiting) || !asbi_is_touched(r->step_reads, s->touched)) return;
    if (is_cancelled(s, slot, r)) asbi_slot_cancel(s, slot);
    if (is_done(s, slot, r)) {
        discharge(s, slot, r);
        ended = 1;
    }
    if (slot->open == NO_INDEX && !slot->waiting) return;
    if (!ended && !asbi_is_touched(r->while_reads, s->touched)) return;
    int now = applies(s, slot, r);
    if (slot->open != NO_INDEX && !now) {
        asbi_instance_lapse(s, slot);
        slot->waiting = 1;
    } else if (slot->waiting && now) {
        begin(s, slot, r);
    }
}

/* ---- starts */

static duty_slot *find_slot(asb_case *c, uint32_t rule, uint32_t party) {
    for (uint32_t i = 0; i < c->slot_count; i++)
        if (c->slots[i].rule == rule && c->slots[i].party == party) return &c->slots[i];
    return NULL;
}

/* A match while an instance is open or waiting changes nothing; nor does one after the last, unless the rule restarts. */
static void start(step *s, uint32_t rule, uint32_t party) {
    const duty_rule *r = &s->j.p->duties.items[rule];
    duty_slot *slot = find_slot(s->c, rule, party);
    if (slot && (slot->open != NO_INDEX || slot->waiting || !r->restarts)) return;
    judge j = s->j;
    j.party = party;
    j.record = s->e;
    if (!asbi_holds(&j, r->starts_if)) return;
    if (!slot) slot = asbi_slot_new(s->c, rule, party);
    slot->start_entry = s->e->seq - 1;
    slot->in_row = slot->over = 0;
    if (!slot->first_start) slot->first_start = s->e->seq;
    if (applies(s, slot, r))
        begin(s, slot, r);
    else
        slot->waiting = 1;
}

static void start_each(step *s, uint32_t rule, const duty_rule *r) {
    for (uint32_t i = 0; i < s->c->party_count; i++)
        if (asbi_party_has_any_part(s->c, i, r->parts)) start(s, rule, i);
}

void asbi_rule_starts(step *s) {
    rules_of_kind starters = asbi_starters(s->j.p, s->e);
    for (uint32_t i = 0; i < starters.count; i++) {
        uint32_t rule = starters.rules[i];
        const duty_rule *r = &s->j.p->duties.items[rule];
        if (!asbi_matches_any(&s->j, r->starts, s->e)) continue;
        if (r->subject == SUBJECT_CASE)
            start(s, rule, NO_INDEX);
        else if (r->subject == SUBJECT_PARTS)
            start_each(s, rule, r);
        else if (s->e->party != NO_INDEX)
            start(s, rule, s->e->party);
    }
}

/* ---- looking at the period again: shorter brings the date forward, longer leaves it */

void asbi_rule_periods(step *s, duty_slot *slot) {
    const duty_rule *r = asbi_slot_rule(s->c, slot);
    if (!r || !asbi_is_touched(r->period_reads, s->touched)) return;
    duty_instance *in = &s->c->instances[slot->open];
    if (in->no_date || (in->anchored && !r->within.count)) return;
    uint32_t agreed;
    period now = in_force(s, slot, r, in, &agreed), before = in->period;
    in->agreed_seq = agreed;
    in->period = now;
    if (asbi_period_equal(&now, &before)) return;
    instant began = beginning(s, in);
    int change = asbi_due_compare(end_of(s, &now, began), end_of(s, &before, began));
    if (change == 0) return;
    instant from = in->anchored ? in->base : s->e->at;
    due earlier = change < 0 ? end_of(s, &now, from) : in->due;
    if (asbi_due_compare(earlier, in->due) >= 0) {
        asbi_instance_move(s, in, NOTE_NOT_MOVED, in->due);
        return;
    }
    asbi_instance_move(s, in, agreed == s->e->seq ? NOTE_AGREED : NOTE_MOVED, earlier);
    in->counted = now;
    in->counted_from = from;
}

void asbi_rule_corrected(step *s, duty_slot *slot) {
    const duty_rule *r = asbi_slot_rule(s->c, slot);
    duty_instance *in = &s->c->instances[slot->open];
    instant base;
    due on = NO_DUE;
    if (!r || !in->anchored || !find_anchor(s->c, &s->j.days, slot, r, &base, &on) || (base == in->base && !in->no_date)) return;
    in->no_date = 0;
    in->base = base;
    in->period = in_force(s, slot, r, in, &in->agreed_seq);
    asbi_instance_move(s, in, NOTE_CORRECTED, anchored_due(&s->j.days, r, in, on));
}
