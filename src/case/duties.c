/* Duties: slots, instances, and the order in which a record is counted in. The method is described in duties.h. */
#include "duties.h"
#include "../base/container.h"

/* ---- room */

/* How many slots a record may begin: one for each rule that it might start, or one for each party. */
static uint64_t slots_wanted(const asb_case *c, const entry *e) {
    uint64_t wanted = 2; /* an order, and one to spare */
    const json_value *actions = e->kind == KIND_PLAN ? asbi_entry_tree(e, WORD_actions) : NULL;
    const asb_policy *p = e->moves_to ? e->moves_to : c->policy; /* a note that moves the case is counted in under the new one */
    if (actions) wanted += actions->count;
    rules_of_kind starters = asbi_starters(p, e);
    for (uint32_t i = 0; i < starters.count; i++)
        wanted += p->duties.items[starters.rules[i]].subject == SUBJECT_PARTS ? c->party_count + 1u : 1u;
    return wanted;
}

static uint64_t slots_at_work(const asb_case *c) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < c->slot_count; i++) count += c->slots[i].open != NO_INDEX || c->slots[i].waiting;
    return count;
}

static int has_room(const asb_case *c, uint64_t slots, uint64_t instances, uint64_t notes) {
    return c->slot_count + slots <= c->slot_capacity && c->instance_count + instances <= c->instance_capacity &&
        c->note_count + notes <= c->note_capacity;
}

/* A record begins at most one instance for each slot that is at work or that it starts. It notes at most four things about what was open; nothing about what it begins,
 * for which there is one to spare. */
int32_t asbi_duties_reserve(asb_case *c, const entry *e) {
    uint64_t wanted = slots_wanted(c, e), working, begun;
    if (c->instance_count >= c->head.engine->limits[LIMIT_DUTIES])
        return asbi_fail(&c->head.engine->fault, ASB_ELIMIT, "limit-duties", (char *)NULL);
    if (has_room(c, wanted, wanted + c->slot_count, 4 * (uint64_t)c->slot_count + wanted)) return ASB_OK;
    working = slots_at_work(c);
    begun = wanted + working;
    int32_t status = asbi_grow_room(c->memory, &c->slots, &c->slot_capacity, c->slot_count + wanted, sizeof *c->slots, UINT32_MAX);
    if (!status)
        status = asbi_grow_room(c->memory, &c->instances, &c->instance_capacity, c->instance_count + begun, sizeof *c->instances,
                                UINT32_MAX);
    if (!status)
        status = asbi_grow_room(c->memory, &c->notes, &c->note_capacity, c->note_count + 4 * working + wanted, sizeof *c->notes,
                                UINT32_MAX);
    return status;
}

duty_slot *asbi_slot_new(asb_case *c, uint32_t rule, uint32_t party) {
    PROVEN(c->slot_count < c->slot_capacity);
    duty_slot *slot = &c->slots[c->slot_count++];
    *slot = (duty_slot){.rule = rule, .party = party, .open = NO_INDEX, .plan = NO_INDEX, .start_entry = NO_INDEX};
    return slot;
}

/* ---- the life of an instance */

duty_instance *asbi_instance_begin(step *s, duty_slot *slot, instant base) {
    asb_case *c = s->c;
    PROVEN(c->instance_count < c->instance_capacity);
    duty_instance *in = &c->instances[c->instance_count];
    *in = (duty_instance){.slot = (uint32_t)(slot - c->slots),
                          .start_seq = s->e->seq,
                          .base = base,
                          .counted_from = base,
                          .in_row = slot->in_row,
                          .due = NO_DUE,
                          .first_due = NO_DUE,
                          .opens = NO_DUE,
                          .first_note = NO_INDEX,
                          .last_note = NO_INDEX};
    slot->open = c->instance_count++;
    slot->waiting = 0;
    if (!slot->first_start) slot->first_start = s->e->seq;
    return in;
}

static void end_instance(step *s, duty_slot *slot, uint8_t state) {
    duty_instance *in = &s->c->instances[slot->open];
    in->state = state;
    in->end_seq = s->e->seq;
    slot->open = NO_INDEX;
}

void asbi_instance_lapse(step *s, duty_slot *slot) {
    if (slot->open != NO_INDEX) end_instance(s, slot, INSTANCE_LAPSED);
}

void asbi_instance_discharge(step *s, duty_slot *slot) {
    const duty_instance *in = &s->c->instances[slot->open];
    end_instance(s, slot, asbi_due_passed(in->due, s->e->at) ? INSTANCE_MET_LATE : INSTANCE_MET);
    slot->in_row = 1;
}

void asbi_slot_cancel(step *s, duty_slot *slot) {
    asbi_instance_lapse(s, slot);
    slot->waiting = slot->in_row = 0;
    slot->over = 1;
}

static void note(asb_case *c, duty_instance *in, duty_note n) {
    PROVEN(c->note_count < c->note_capacity);
    uint32_t index = c->note_count++;
    n.next = NO_INDEX;
    c->notes[index] = n;
    if (in->last_note == NO_INDEX)
        in->first_note = index;
    else
        c->notes[in->last_note].next = index;
    in->last_note = index;
}

void asbi_instance_move(step *s, duty_instance *in, uint8_t kind, due to) {
    note(s->c, in, (duty_note){.kind = kind, .seq = s->e->seq, .from = in->due, .to = to, .period = in->period});
    in->due = to;
}

/* ---- another calendar */

static calendar days_at(const asb_case *c, instant now) {
    return asbi_judge(c, now).days;
}

/* An open instance by other days: where it is counted from may be so many working days before an anchor, and so move as well. */
static duty_instance by_days(const asb_case *c, const duty_instance *in, const calendar *days) {
    duty_instance other = *in;
    if (in->anchored && !in->no_date && asbi_rule_anchor_again(c, &other, days)) return other;
    if (in->counted.unit != PERIOD_NONE) other.due = asbi_period_end(&in->counted, in->counted_from, days);
    return other;
}

due asbi_instance_due(const asb_case *c, const duty_instance *in, instant now) {
    if (in->state != INSTANCE_OPEN || !c->days || asbi_days_known(c->days, now) == c->days_known) return in->due;
    calendar days = days_at(c, now);
    return by_days(c, in, &days).due;
}

void asbi_duties_recount(asb_case *c, instant now, uint32_t seq) {
    calendar days = days_at(c, now);
    for (uint32_t i = 0; i < c->slot_count; i++) {
        if (c->slots[i].open == NO_INDEX) continue;
        duty_instance *in = &c->instances[c->slots[i].open], other = by_days(c, in, &days);
        due was = in->due;
        *in = other;
        if (asbi_due_compare(other.due, was) == 0) continue;
        note(c, in, (duty_note){.kind = NOTE_CALENDAR, .seq = seq, .from = was, .to = other.due, .period = in->counted});
    }
}

/* ---- counting a record in */

static void step_slot(step *s, duty_slot *slot) {
    switch (slot->rule) {
    case RULE_PLAN_ACTION: asbi_plan_step(s, slot); break;
    case RULE_ORDER_EXPIRY: asbi_order_step(s, slot); break;
    default: asbi_rule_step(s, slot); break;
    }
}

static void corrected(step *s, duty_slot *slot) {
    switch (slot->rule) {
    case RULE_PLAN_ACTION: asbi_plan_corrected(s, slot); break;
    case RULE_ORDER_EXPIRY: asbi_order_corrected(s, slot); break;
    default: asbi_rule_corrected(s, slot); break;
    }
}

static void look_at_correction(step *s) {
    if (s->e->kind != KIND_CORRECTION && s->e->kind != KIND_ERASURE) return;
    for (uint32_t i = 0; i < s->c->slot_count; i++)
        if (s->c->slots[i].open != NO_INDEX) corrected(s, &s->c->slots[i]);
}

static void look_at_period(step *s, duty_slot *slot) {
    if (slot->rule == RULE_PLAN_ACTION)
        asbi_plan_periods(s, slot);
    else
        asbi_rule_periods(s, slot);
}

int asbi_everything_is_touched(const step *s) {
    return s->touched.kinds == UINT64_MAX;
}

static void count_in(asb_case *c, const entry *e, reads touched, int rules_alone) {
    step s = {.c = c, .e = e, .touched = touched};
    asbi_judge_begin(&s.j, c, e->recorded);
    uint32_t there = c->slot_count; /* those that this record begins are not ended by it */
    look_at_correction(&s);
    for (uint32_t i = 0; i < there; i++) step_slot(&s, &c->slots[i]);
    asbi_rule_starts(&s);
    if (!rules_alone) {
        asbi_plan_starts(&s);
        asbi_order_starts(&s);
    }
    for (uint32_t i = 0; i < c->slot_count; i++)
        if (c->slots[i].open != NO_INDEX) look_at_period(&s, &c->slots[i]);
}

void asbi_duties_step(asb_case *c, const entry *e, reads touched) {
    count_in(c, e, touched, 0);
}

void asbi_rules_step(asb_case *c, const entry *e, reads touched) {
    count_in(c, e, touched, 1);
}
