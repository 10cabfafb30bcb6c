/* Actions of a plan with `due` or `every` are duties (readings, "plan-action"). */
#include "duties.h"

typedef struct action_dates {
    int has_due, has_every;
    due due;
    period every;
} action_dates;

static const json_value *find_from(const json_value *action, text id) {
    while (action && !asbi_text_equal(asbi_json_member(action, "id"), id)) action = action->next;
    return action;
}

/* Slots come in the order of the plan's actions, so the one that is wanted is mostly the next: a plan of a hundred thousand is walked once, not each time. */
static const json_value *find_action(step *s, const duty_slot *slot) {
    const json_value *actions = asbi_entry_tree(&s->c->entries[slot->plan], WORD_actions);
    const json_value *action = actions && actions == s->actions ? find_from(s->next_action, slot->action) : NULL;
    if (actions && !action) action = find_from(asbi_json_first(actions), slot->action);
    s->actions = actions;
    s->next_action = action ? action->next : NULL;
    return action;
}

/* The dates of an action, as the plan now reads. */
static action_dates dates_of(step *s, const duty_slot *slot) {
    action_dates d = {.due = NO_DUE};
    const json_value *action = find_action(s, slot), *wrong;
    const json_value *v = action ? asbi_json_get(action, "due") : NULL;
    const char *code;
    instant at;
    date day;
    if (v && v->type == JSON_TEXT && asbi_parse_date(asbi_json_text(v), &day)) {
        d.due.day = day;
        d.has_due = 1;
    } else if (v && v->type == JSON_TEXT && asbi_parse_instant(asbi_json_text(v), &at)) {
        d.due.at = at;
        d.has_due = 1;
    }
    v = action ? asbi_json_get(action, "every") : NULL;
    d.has_every = v && !asbi_period_read(&d.every, v, &wrong, &code);
    return d;
}

/* The first goes by `due`, the others by `every` from where they begin. Nothing begins where a correction has left neither. */
static void begin(step *s, duty_slot *slot) {
    action_dates d = dates_of(s, slot);
    int by_due = slot->by_due && d.has_due;
    if (!by_due && !d.has_every) {
        slot->waiting = 0;
        slot->over = 1;
        return;
    }
    duty_instance *in = asbi_instance_begin(s, slot, s->e->at);
    if (by_due) {
        in->due = d.due;
    } else {
        in->period = in->counted = d.every;
        in->due = asbi_period_end(&d.every, in->base, &s->j.days);
    }
    in->first_due = in->due;
}

static int is_about(const step *s, const duty_slot *slot) {
    int64_t plan;
    return s->e->kind == KIND_ACTION && asbi_entry_integer(s->e, WORD_plan, &plan) && plan == (int64_t)slot->plan + 1 &&
        asbi_text_equal(asbi_entry_text(s->e, WORD_action), slot->action);
}

static void discharge(step *s, duty_slot *slot) {
    asbi_instance_discharge(s, slot);
    slot->by_due = 0;
    slot->waiting = (uint8_t)dates_of(s, slot).has_every; /* and the next one begins at once, unless the case is closed */
    slot->over = !slot->waiting;
}

void asbi_plan_step(step *s, duty_slot *slot) {
    if (slot->open == NO_INDEX && !slot->waiting) return;
    if (s->e->kind != KIND_PLAN && s->e->kind != KIND_ACTION && !(s->touched.facts & READS_STATE)) return;
    int later_plan = s->e->kind == KIND_PLAN && s->e->party == slot->party && s->e->seq > slot->plan + 1;
    atom status = is_about(s, slot) ? asbi_entry_atom(s->e, WORD_status) : ATOM_NONE;
    if (later_plan || status == WORD_cancelled) asbi_slot_cancel(s, slot);
    if (slot->open != NO_INDEX && status == WORD_done) discharge(s, slot);
    int closed = s->c->facts.state == STATE_CLOSED;
    if (slot->open != NO_INDEX && closed) {
        asbi_instance_lapse(s, slot);
        slot->waiting = 1;
    } else if (slot->waiting && !closed) {
        begin(s, slot);
    }
}

static void start(step *s, const json_value *action) {
    duty_slot *slot = asbi_slot_new(s->c, RULE_PLAN_ACTION, s->e->party);
    slot->plan = slot->start_entry = s->e->seq - 1;
    slot->action = asbi_json_member(action, "id");
    slot->catalogue = asbi_json_member(action, "action");
    slot->by = asbi_json_member(action, "by");
    slot->first_start = s->e->seq;
    slot->by_due = 1; /* until something is discharged */
    if (s->c->facts.state == STATE_CLOSED)
        slot->waiting = 1;
    else
        begin(s, slot);
}

void asbi_plan_starts(step *s) {
    const json_value *actions = s->e->kind == KIND_PLAN ? asbi_entry_tree(s->e, WORD_actions) : NULL;
    for (const json_value *a = actions ? asbi_json_first(actions) : NULL; a; a = a->next)
        if (asbi_json_get(a, "due") || asbi_json_get(a, "every")) start(s, a);
}

/* The first date goes by `due`, either way; where that has gone, the date stays. */
void asbi_plan_corrected(step *s, duty_slot *slot) {
    duty_instance *in = &s->c->instances[slot->open];
    if (in->counted.unit != PERIOD_NONE) return;
    action_dates d = dates_of(s, slot);
    if (d.has_due && asbi_due_compare(d.due, in->due)) asbi_instance_move(s, in, NOTE_CORRECTED, d.due);
}

/* Those that go by `every`, like any duty: shorter brings the date forward, longer leaves it. Only a correction of the plan can have changed it. */
void asbi_plan_periods(step *s, duty_slot *slot) {
    if (!asbi_everything_is_touched(s)) return;
    duty_instance *in = &s->c->instances[slot->open];
    action_dates d = dates_of(s, slot);
    if (in->counted.unit == PERIOD_NONE || !d.has_every) return;
    int change = asbi_due_compare(asbi_period_end(&d.every, in->base, &s->j.days), asbi_period_end(&in->period, in->base, &s->j.days));
    in->period = d.every;
    if (change == 0) return;
    due earlier = change < 0 ? asbi_period_end(&d.every, s->e->at, &s->j.days) : in->due;
    int moves = asbi_due_compare(earlier, in->due) < 0;
    asbi_instance_move(s, in, moves ? NOTE_MOVED : NOTE_NOT_MOVED, moves ? earlier : in->due);
    if (!moves) return;
    in->counted = d.every;
    in->counted_from = s->e->at;
}
