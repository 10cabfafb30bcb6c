/* Orders and signed agreements that end are watched (readings, "order-expiry"). */
#include "duties.h"

/* When a step ends: `expires`, else `starts` and the remedy's term. 0: it does not say. */
static int end_of(const step *s, const entry *e, duty_instance *in, due *to) {
    instant at;
    date day;
    const remedy_def *remedy = asbi_entry_remedy(s->c, e);
    in->period.unit = in->counted.unit = PERIOD_NONE;
    if (asbi_entry_instant(e, WORD_expires, &at, &day)) {
        *to = day == NO_DATE ? (due){NO_DATE, at} : (due){day, NO_INSTANT};
        return 1;
    }
    if (!remedy || remedy->term.unit == PERIOD_NONE || !asbi_entry_instant(e, WORD_starts, &at, &day)) return 0;
    in->period = in->counted = remedy->term;
    in->counted_from = at;
    *to = asbi_period_end(&remedy->term, at, &s->j.days);
    return 1;
}

static int is_of(const duty_slot *slot, const entry *e) {
    return e->kind == slot->order_kind && e->party == slot->party && slot->remedy != ATOM_OTHER &&
        asbi_entry_atom(e, WORD_remedy) == slot->remedy;
}

static int ends(const entry *e) {
    atom status = asbi_entry_atom(e, WORD_status);
    if (status == WORD_withdrawn) return 1;
    if (e->kind == KIND_INTERVENTION) return status == WORD_completed;
    return status == WORD_expired || status == WORD_discharged || status == WORD_refused;
}

static int begins(const entry *e) {
    return asbi_entry_atom(e, WORD_status) == (e->kind == KIND_LEGAL ? WORD_granted : WORD_signed_);
}

static int moves(const entry *e) {
    return begins(e) || (e->kind == KIND_LEGAL && asbi_entry_atom(e, WORD_status) == WORD_extended);
}

void asbi_order_step(step *s, duty_slot *slot) {
    if (slot->open == NO_INDEX || !is_of(slot, s->e)) return;
    if (ends(s->e)) {
        asbi_instance_discharge(s, slot);
        slot->in_row = 0;
        return;
    }
    duty_instance *in = &s->c->instances[slot->open], found = *in;
    due to;
    if (!moves(s->e) || !end_of(s, s->e, &found, &to)) return;
    slot->start_entry = s->e->seq - 1;
    in->period = found.period;
    in->counted = found.counted;
    in->counted_from = found.counted_from;
    if (asbi_due_compare(to, in->due)) asbi_instance_move(s, in, NOTE_MOVED, to);
}

static duty_slot *find_slot(asb_case *c, const entry *e) {
    for (uint32_t i = 0; i < c->slot_count; i++)
        if (c->slots[i].rule == RULE_ORDER_EXPIRY && is_of(&c->slots[i], e)) return &c->slots[i];
    return NULL;
}

void asbi_order_starts(step *s) {
    const entry *e = s->e;
    duty_instance found = {0};
    due to;
    if ((e->kind != KIND_LEGAL && e->kind != KIND_INTERVENTION) || !begins(e) || !end_of(s, e, &found, &to)) return;
    duty_slot *slot = find_slot(s->c, e);
    if (slot && slot->open != NO_INDEX) return;
    if (!slot) slot = asbi_slot_new(s->c, RULE_ORDER_EXPIRY, e->party);
    slot->order_kind = e->kind;
    slot->remedy = asbi_entry_atom(e, WORD_remedy);
    slot->start_entry = e->seq - 1;
    duty_instance *in = asbi_instance_begin(s, slot, e->at);
    in->period = found.period;
    in->counted = found.counted;
    in->counted_from = found.counted.unit ? found.counted_from : in->base;
    in->due = in->first_due = to;
}

/* The date goes by the record that last gave it. */
void asbi_order_corrected(step *s, duty_slot *slot) {
    duty_instance *in = &s->c->instances[slot->open], found = *in;
    due to;
    if (!end_of(s, &s->c->entries[slot->start_entry], &found, &to) || asbi_due_compare(to, in->due) == 0) return;
    in->period = found.period;
    in->counted = found.counted;
    in->counted_from = found.counted_from;
    asbi_instance_move(s, in, NOTE_CORRECTED, to);
}
