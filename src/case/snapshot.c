/* How the duties stand: saved as JSON and restored, and taken along to another policy. The format is in snapshot.h.
 *
 * Method of restoring. What is read goes into the free room behind what is there. Only when all of it has proven well formed is it moved
 * to the front; otherwise nothing was done. So trying it, before the record is added, and restoring are the same walk, and the second
 * cannot fail. */
#include "snapshot.h"
#include "../base/container.h"
#include "../base/words.h"
#include <string.h>

enum { TEXT_ROOM = 64 }; /* the longest date, instant or number */

static const char unit_keys[][13] = {"", "working_days", "days", "weeks", "months", "hours"};                /* by period_unit */
static const char skip_names[][14] = {"christmas-day", "good-friday", "sunday", "bank-holiday", "saturday"}; /* by bit */
static const char state_words[] = WORDS("open", "met", "met-late", "lapsed");                                /* by instance_state */
static const char note_words[] = WORDS("moved", "not-moved", "agreed", "corrected", "calendar");             /* by note_kind */

/* ---- saving */

typedef struct saving {
    const asb_case *c;
    arena *a;
    int failed;
} saving;

static void set(saving *s, json_value *object, const char *key, json_value *value) {
    if (!asbi_json_set(s->a, object, asbi_text(key), value)) s->failed = 1;
}

static json_value *add(saving *s, json_value *list, json_value *item) {
    if (!asbi_json_append(list, item)) s->failed = 1;
    return item;
}

static void set_number(saving *s, json_value *object, const char *key, int64_t number) {
    if (number) set(s, object, key, asbi_json_new_integer(s->a, number));
}

static void set_flag(saving *s, json_value *object, const char *key, int flag) {
    if (flag) set(s, object, key, asbi_json_new(s->a, JSON_TRUE));
}

static void set_text(saving *s, json_value *object, const char *key, text value) {
    set(s, object, key, asbi_json_new_text(s->a, value));
}

static json_value *new_number_for(saving *s, due d) {
    if (d.day == NO_DATE) return asbi_json_new_integer(s->a, d.at);
    json_value *list = asbi_json_new(s->a, JSON_LIST);
    add(s, list, asbi_json_new_integer(s->a, d.day));
    return list;
}

static json_value *new_due(saving *s, due d) {
    char room[TEXT_ROOM];
    buffer b = {.data = room, .capacity = sizeof room, .limit = sizeof room - 1};
    date day = d.day != NO_DATE ? d.day : asbi_local_date(d.at);
    if (day < asbi_date_of(1900, 1, 1) || day >= asbi_date_of(3000, 1, 1)) return new_number_for(s, d);
    if (d.day != NO_DATE)
        asbi_put_date(&b, d.day);
    else
        asbi_put_instant_utc(&b, d.at);
    return asbi_json_new_text(s->a, (text){room, b.length});
}

static void set_due(saving *s, json_value *object, const char *key, due d) {
    if (!asbi_due_is_none(d)) set(s, object, key, new_due(s, d));
}

static void set_instant(saving *s, json_value *object, const char *key, instant at) {
    set_due(s, object, key, (due){NO_DATE, at});
}

static void set_period(saving *s, json_value *object, const char *key, const period *p) {
    if (p->unit == PERIOD_NONE) return;
    json_value *v = asbi_json_new(s->a, JSON_OBJECT), *skipping = asbi_json_new(s->a, JSON_LIST);
    set(s, v, unit_keys[p->unit], asbi_json_new_integer(s->a, p->count));
    set_flag(s, v, "beginning_with", p->beginning_with);
    for (uint32_t i = 0; i < COUNT_OF(skip_names); i++)
        if (p->skipping & (1u << i)) add(s, skipping, asbi_json_new_text(s->a, asbi_text(skip_names[i])));
    if (p->skipping) set(s, v, "skipping", skipping);
    set(s, object, key, v);
}

static json_value *save_slot(saving *s, const duty_slot *slot) {
    const duty_name name = asbi_duty_name(s->c, slot);
    json_value *v = asbi_json_new(s->a, JSON_OBJECT);
    set_text(s, v, "rule", name.id);
    if (slot->party != NO_INDEX) set_text(s, v, "party", name.party);
    set_number(s, v, "first", slot->first_start);
    set_flag(s, v, "waiting", slot->waiting);
    set_flag(s, v, "row", slot->in_row);
    set_flag(s, v, "over", slot->over);
    if (slot->rule == RULE_GONE) {
        set_number(s, v, "pin", (int64_t)slot->plan + 1);
        return v;
    }
    if (slot->start_entry != NO_INDEX) set_number(s, v, "start", (int64_t)slot->start_entry + 1);
    if (slot->rule == RULE_PLAN_ACTION) {
        set_number(s, v, "plan", (int64_t)slot->plan + 1);
        set_text(s, v, "action", slot->action);
        set_text(s, v, "by", slot->by);
        set_text(s, v, "catalogue", slot->catalogue);
        set_flag(s, v, "by_due", slot->by_due);
    } else if (slot->rule == RULE_ORDER_EXPIRY) {
        set_text(s, v, "kind", asbi_text(asbi_kind_name(asbi_kind((record_kind)slot->order_kind))));
        set_text(s, v, "remedy", asbi_slot_remedy(s->c, slot));
    }
    return v;
}

static json_value *save_instance(saving *s, const duty_instance *in) {
    json_value *v = asbi_json_new(s->a, JSON_OBJECT);
    set_number(s, v, "slot", in->slot);
    set_number(s, v, "from", in->start_seq);
    set_instant(s, v, "base", in->base);
    set_flag(s, v, "anchored", in->anchored);
    set_flag(s, v, "no_date", in->no_date);
    set_flag(s, v, "row", in->in_row);
    set_text(s, v, "state", asbi_text(asbi_words_at(state_words, in->state)));
    set_period(s, v, "period", &in->period);
    set_instant(s, v, "counted_from", in->counted_from);
    set_period(s, v, "counted", &in->counted);
    set_due(s, v, "due", in->due);
    set_due(s, v, "first_due", in->first_due);
    set_due(s, v, "opens", in->opens);
    set_number(s, v, "agreed", in->agreed_seq);
    set_number(s, v, "ended", in->end_seq);
    if (in->first_note != NO_INDEX) set(s, v, "note", asbi_json_new_integer(s->a, in->first_note));
    return v;
}

static json_value *save_note(saving *s, const duty_note *n) {
    json_value *v = asbi_json_new(s->a, JSON_OBJECT);
    set_text(s, v, "kind", asbi_text(asbi_words_at(note_words, n->kind)));
    set_number(s, v, "record", n->seq);
    set_due(s, v, "from", n->from);
    set_due(s, v, "to", n->to);
    set_period(s, v, "period", &n->period);
    if (n->next != NO_INDEX) set_number(s, v, "next", n->next);
    return v;
}

static int has_duty(const asb_case *c, uint32_t party) {
    for (uint32_t i = 0; i < c->slot_count; i++)
        if (c->slots[i].party == party) return 1;
    return 0;
}

/* Only those that a duty is about: nobody else's id is kept. */
static json_value *save_parties(saving *s) {
    json_value *list = asbi_json_new(s->a, JSON_LIST);
    for (uint32_t i = 0; i < s->c->party_count; i++)
        if (has_duty(s->c, i)) add(s, list, asbi_json_new_text(s->a, s->c->parties[i].id));
    return list;
}

json_value *asbi_duties_save(asb_case *c, arena *a) {
    arena_mark mark = asbi_arena_mark(a);
    saving s = {.c = c, .a = a};
    json_value *top = asbi_json_new(a, JSON_OBJECT), *slots = asbi_json_new(a, JSON_LIST);
    json_value *instances = asbi_json_new(a, JSON_LIST), *notes = asbi_json_new(a, JSON_LIST);
    for (uint32_t i = 0; i < c->slot_count && !s.failed; i++) add(&s, slots, save_slot(&s, &c->slots[i]));
    for (uint32_t i = 0; i < c->instance_count && !s.failed; i++) add(&s, instances, save_instance(&s, &c->instances[i]));
    for (uint32_t i = 0; i < c->note_count && !s.failed; i++) add(&s, notes, save_note(&s, &c->notes[i]));
    set_number(&s, top, "known", c->days_known);
    set(&s, top, "parties", save_parties(&s));
    set(&s, top, "slots", slots);
    set(&s, top, "instances", instances);
    set(&s, top, "notes", notes);
    if (!s.failed) return top;
    asbi_arena_rewind(a, mark);
    return NULL;
}

/* ---- restoring: one value */

typedef struct restoring {
    asb_case *c;
    duty_slot *slots; /* the free room behind what is there */
    duty_instance *instances;
    duty_note *notes;
    uint32_t slot_count, instance_count, note_count;
    int32_t status;
} restoring;

static void wrong(restoring *r) {
    if (!r->status) r->status = ASB_ECORRUPT;
}

/* A whole number from `least` to `most`; `absent` where there is none. */
static uint32_t number(restoring *r, const json_value *v, const char *key, uint32_t least, uint32_t most, uint32_t absent) {
    int64_t n;
    const json_value *found = asbi_json_get(v, key);
    if (!found) return absent;
    if (asbi_json_integer(found, &n) && n >= least && n <= most) return (uint32_t)n;
    wrong(r);
    return absent;
}

/* The number of a record that there is; `absent` NO_INDEX where it must be given. */
static uint32_t record(restoring *r, const json_value *v, const char *key, uint32_t absent) {
    uint32_t seq = number(r, v, key, 1, r->c->count, absent);
    if (seq == NO_INDEX) wrong(r);
    return seq == NO_INDEX ? 1 : seq;
}

static uint8_t flag(restoring *r, const json_value *v, const char *key) {
    const json_value *found = asbi_json_get(v, key);
    if (found && found->type != JSON_TRUE && found->type != JSON_FALSE) wrong(r);
    return found && found->type == JSON_TRUE;
}

static text word_of(restoring *r, const json_value *v, const char *key) {
    const json_value *found = asbi_json_get(v, key);
    if (found && found->type == JSON_TEXT) return asbi_json_text(found);
    wrong(r);
    return asbi_text("");
}

static uint8_t one_of(restoring *r, const json_value *v, const char *words, const char *key) {
    int found = asbi_words_find(words, word_of(r, v, key));
    if (found == NO_WORD) wrong(r);
    return found == NO_WORD ? 0 : (uint8_t)found;
}

static due when(restoring *r, const json_value *v, const char *key) {
    due d = NO_DUE;
    int64_t n;
    const json_value *found = asbi_json_get(v, key);
    if (!found) return d;
    if (found->type == JSON_TEXT && (asbi_parse_date(asbi_json_text(found), &d.day) || asbi_parse_instant(asbi_json_text(found), &d.at)))
        return d;
    if (asbi_json_integer(found, &d.at)) return d;
    if (found->type != JSON_LIST || found->count != 1 || !asbi_json_integer(asbi_json_first(found), &n))
        wrong(r);
    else if (n < asbi_date_of(1, 1, 1) || n > asbi_date_of(9999, 12, 31))
        wrong(r);
    else
        d.day = (date)n;
    return d;
}

static instant moment(restoring *r, const json_value *v, const char *key) {
    due d = when(r, v, key);
    if (d.at == NO_INSTANT) wrong(r);
    return d.at;
}

static period a_period(restoring *r, const json_value *v, const char *key) {
    period p = {.unit = PERIOD_NONE};
    const json_value *found = asbi_json_get(v, key), *bad;
    const char *code;
    if (found && asbi_period_read(&p, found, &bad, &code)) wrong(r);
    return p;
}

/* ---- restoring: slots */

/* The parties have room: for those that the list names there is some, and no slot may name another. */
static uint32_t find_or_make_party(restoring *r, const json_value *v) {
    asb_case *c = r->c;
    if (!asbi_json_get(v, "party")) return NO_INDEX;
    text id = word_of(r, v, "party");
    uint32_t i = asbi_party_find(c, id);
    if (i != NO_INDEX) return i;
    if (!id.length || c->party_count >= c->party_capacity) wrong(r);
    if (r->status) return NO_INDEX;
    c->parties[c->party_count] = (party_entry){.id = id, .newest = NO_INDEX, .assessment = NO_INDEX, .first_assessment = NO_INDEX};
    return c->party_count++;
}

static void restore_gone(restoring *r, const json_value *v, duty_slot *slot, text rule) {
    slot->plan = record(r, v, "pin", NO_INDEX) - 1;
    slot->start_entry = NO_INDEX;
    if (r->status) return;
    const asb_policy *p = r->c->entries[slot->plan].moves_to;
    if (p) slot->start_entry = asbi_policy_duty(p, asbi_atom_of_text(p, rule));
}

static void restore_order(restoring *r, const json_value *v, duty_slot *slot) {
    text kind = word_of(r, v, "kind"), remedy = word_of(r, v, "remedy");
    if (!asbi_text_is(kind, "legal") && !asbi_text_is(kind, "intervention")) wrong(r);
    slot->order_kind = asbi_text_is(kind, "legal") ? KIND_LEGAL : KIND_INTERVENTION;
    slot->remedy = asbi_atom_of_text(r->c->policy, remedy);
    if (slot->remedy == ATOM_OTHER) slot->action = remedy;
}

static void restore_action(restoring *r, const json_value *v, duty_slot *slot) {
    slot->plan = record(r, v, "plan", NO_INDEX) - 1;
    slot->action = word_of(r, v, "action");
    slot->by = word_of(r, v, "by");
    slot->catalogue = word_of(r, v, "catalogue");
    slot->by_due = flag(r, v, "by_due");
}

/* A rule that neither the policy has, nor one before it, leaves the slot without a name (start_entry NO_INDEX). */
static void restore_slot(restoring *r, const json_value *v, duty_slot *slot) {
    const text id = word_of(r, v, "rule");
    *slot = (duty_slot){.party = find_or_make_party(r, v), .open = NO_INDEX, .plan = NO_INDEX, .start_entry = NO_INDEX};
    slot->first_start = record(r, v, "first", 0);
    slot->waiting = flag(r, v, "waiting");
    slot->in_row = flag(r, v, "row");
    slot->over = flag(r, v, "over");
    slot->rule = asbi_text_is(id, "plan-action") ? RULE_PLAN_ACTION
        : asbi_text_is(id, "order-expiry")       ? RULE_ORDER_EXPIRY
        : asbi_json_get(v, "pin")                ? RULE_GONE
                                                 : asbi_policy_duty(r->c->policy, asbi_atom_of_text(r->c->policy, id));
    if (slot->rule != RULE_GONE) slot->start_entry = record(r, v, "start", NO_INDEX) - 1;
    if (slot->rule == RULE_GONE)
        restore_gone(r, v, slot, id);
    else if (slot->rule == RULE_PLAN_ACTION)
        restore_action(r, v, slot);
    else if (slot->rule == RULE_ORDER_EXPIRY)
        restore_order(r, v, slot);
    else if (slot->rule == NO_INDEX)
        *slot = (duty_slot){.rule = RULE_GONE, .start_entry = NO_INDEX};
}

/* ---- restoring: instances and notes */

static void restore_instance(restoring *r, const json_value *v, duty_instance *in) {
    *in = (duty_instance){.slot = number(r, v, "slot", 0, NO_INDEX - 1, 0),
                          .start_seq = record(r, v, "from", NO_INDEX),
                          .base = moment(r, v, "base"),
                          .anchored = flag(r, v, "anchored"),
                          .no_date = flag(r, v, "no_date"),
                          .in_row = flag(r, v, "row"),
                          .state = one_of(r, v, state_words, "state"),
                          .period = a_period(r, v, "period"),
                          .counted_from = moment(r, v, "counted_from"),
                          .counted = a_period(r, v, "counted"),
                          .due = when(r, v, "due"),
                          .first_due = when(r, v, "first_due"),
                          .opens = when(r, v, "opens"),
                          .agreed_seq = record(r, v, "agreed", 0),
                          .end_seq = record(r, v, "ended", 0)};
    in->first_note = in->last_note = number(r, v, "note", 0, NO_INDEX - 1, NO_INDEX);
    if (in->slot >= r->slot_count || (in->state == INSTANCE_OPEN) != (in->end_seq == 0)) wrong(r);
    if (in->first_note != NO_INDEX && in->first_note >= r->note_count) wrong(r);
    if (r->status || in->first_note == NO_INDEX) return;
    while (r->notes[in->last_note].next != NO_INDEX) in->last_note = r->notes[in->last_note].next;
}

/* Each leads to a later one, so that no chain is a circle. */
static void restore_note(restoring *r, const json_value *v, uint32_t place) {
    r->notes[place] = (duty_note){.next = number(r, v, "next", place + 1, NO_INDEX - 1, NO_INDEX),
                                  .seq = record(r, v, "record", NO_INDEX),
                                  .kind = one_of(r, v, note_words, "kind"),
                                  .from = when(r, v, "from"),
                                  .to = when(r, v, "to"),
                                  .period = a_period(r, v, "period")};
    if (r->notes[place].next != NO_INDEX && r->notes[place].next >= r->note_count) wrong(r);
}

static int is_nameless(const duty_slot *slot) {
    return slot->rule == RULE_GONE && slot->start_entry == NO_INDEX;
}

/* What has no rule any more is left out, with its instances. `open` serves as the new place of each slot. */
static void leave_out(restoring *r) {
    uint32_t slots = 0, instances = 0;
    for (uint32_t i = 0; i < r->slot_count; i++) r->slots[i].open = is_nameless(&r->slots[i]) ? NO_INDEX : slots++;
    for (uint32_t i = 0; i < r->instance_count; i++) {
        duty_instance in = r->instances[i];
        if (r->slots[in.slot].open == NO_INDEX) continue;
        in.slot = r->slots[in.slot].open;
        r->instances[instances++] = in;
    }
    for (uint32_t i = 0; i < r->slot_count; i++)
        if (r->slots[i].open != NO_INDEX) r->slots[r->slots[i].open] = r->slots[i];
    r->slot_count = slots;
    r->instance_count = instances;
}

/* One at most for each slot; none where the rule has gone. */
static void find_open(restoring *r) {
    for (uint32_t i = 0; i < r->slot_count; i++) r->slots[i].open = NO_INDEX;
    for (uint32_t i = 0; i < r->instance_count; i++) {
        duty_slot *slot = &r->slots[r->instances[i].slot];
        if (r->instances[i].state != INSTANCE_OPEN) continue;
        if (slot->open != NO_INDEX || slot->rule == RULE_GONE) wrong(r);
        slot->open = i;
    }
}

/* ---- restoring: the whole */

static const json_value *list_of(const json_value *snapshot, const char *key) {
    const json_value *v = snapshot ? asbi_json_get(snapshot, key) : NULL;
    return v && v->type == JSON_LIST ? v : NULL;
}

static uint32_t count_of(const json_value *snapshot, const char *key) {
    const json_value *v = list_of(snapshot, key);
    return v ? v->count : 0;
}

/* Room for what is there, the snapshot behind it, and `more` slots that the erasure itself may begin (as asbi_duties_reserve has it). */
static int32_t grow(asb_case *c, const json_value *snapshot, uint64_t more) {
    uint64_t most = c->head.engine->limits[LIMIT_DUTIES], slots = count_of(snapshot, "slots") + more;
    uint64_t instances = count_of(snapshot, "instances") + (more ? slots : 0), notes = count_of(snapshot, "notes") + (more ? 4 * slots : 0);
    uint64_t parties = (uint64_t)c->party_count + count_of(snapshot, "parties");
    if (slots > most || instances > most) return ASB_ELIMIT;
    slots += c->slot_count + 1u;
    instances += c->instance_count + 1u;
    notes += c->note_count + 1u;
    int32_t status = asbi_grow_room(c->memory, &c->slots, &c->slot_capacity, slots, sizeof *c->slots, UINT32_MAX);
    if (!status) status = asbi_grow_room(c->memory, &c->instances, &c->instance_capacity, instances, sizeof *c->instances, UINT32_MAX);
    if (!status) status = asbi_grow_room(c->memory, &c->notes, &c->note_capacity, notes, sizeof *c->notes, UINT32_MAX);
    if (!status) status = asbi_grow_room(c->memory, &c->parties, &c->party_capacity, parties, sizeof *c->parties, UINT32_MAX);
    return status;
}

static uint64_t slots_wanted(const asb_case *c, const json_value *snapshot) {
    uint64_t wanted = 2;
    for (uint32_t i = 0; i < c->policy->duties.count; i++)
        wanted += c->policy->duties.items[i].subject == SUBJECT_PARTS ? (uint64_t)c->party_count + count_of(snapshot, "parties") + 2 : 1;
    return wanted;
}

static void read_all(restoring *r, const json_value *snapshot) {
    const json_value *slots = list_of(snapshot, "slots"), *instances = list_of(snapshot, "instances"), *notes = list_of(snapshot, "notes");
    uint32_t place = 0;
    if (!slots || !instances || !notes || !list_of(snapshot, "parties")) {
        wrong(r);
        return;
    }
    r->slot_count = slots->count;
    r->instance_count = instances->count;
    r->note_count = notes->count;
    for (const json_value *v = asbi_json_first(slots); v && !r->status; v = v->next) restore_slot(r, v, &r->slots[place++]);
    place = 0;
    for (const json_value *v = asbi_json_first(notes); v && !r->status; v = v->next) restore_note(r, v, place++);
    place = 0;
    for (const json_value *v = asbi_json_first(instances); v && !r->status; v = v->next) restore_instance(r, v, &r->instances[place++]);
    if (r->status) return;
    leave_out(r);
    find_open(r);
}

static restoring begin(asb_case *c) {
    return (restoring){
        .c = c, .slots = c->slots + c->slot_count, .instances = c->instances + c->instance_count, .notes = c->notes + c->note_count};
}

int32_t asbi_duties_restore_reserve(asb_case *c, const json_value *snapshot) {
    if (!snapshot) return ASB_OK;
    uint32_t parties = c->party_count;
    int32_t status = grow(c, snapshot, slots_wanted(c, snapshot));
    if (status) return status;
    restoring r = begin(c);
    read_all(&r, snapshot);
    c->party_count = parties;
    return r.status;
}

int32_t asbi_duties_restore(asb_case *c, const json_value *snapshot) {
    uint32_t parties = c->party_count;
    int32_t status = grow(c, snapshot, 0);
    if (status) return status;
    restoring r = begin(c);
    uint32_t known = number(&r, snapshot, "known", 0, NO_INDEX, 0);
    read_all(&r, snapshot);
    if (r.status) {
        c->party_count = parties;
        return r.status;
    }
    if (r.slot_count) memmove(c->slots, r.slots, r.slot_count * sizeof *c->slots);
    if (r.instance_count) memmove(c->instances, r.instances, r.instance_count * sizeof *c->instances);
    if (r.note_count) memmove(c->notes, r.notes, r.note_count * sizeof *c->notes);
    c->slot_count = r.slot_count;
    c->instance_count = r.instance_count;
    c->note_count = r.note_count;
    c->days_known = known;
    return ASB_OK;
}

/* ---- to another policy */

/* The last entry before `e` that pinned a policy: the one that is left. */
static uint32_t last_pin(const asb_case *c, const entry *e) {
    uint32_t i = e->seq - 1;
    while (i > 0 && !c->entries[--i].moves_to) {
    }
    return i;
}

static void lapse(asb_case *c, duty_slot *slot, uint32_t seq) {
    if (slot->open != NO_INDEX) {
        c->instances[slot->open].state = INSTANCE_LAPSED;
        c->instances[slot->open].end_seq = seq;
    }
    slot->open = NO_INDEX;
    slot->waiting = slot->in_row = 0;
    slot->over = 1;
}

static void move_rule(asb_case *c, const asb_policy *from, const entry *e, duty_slot *slot) {
    text id = asbi_atom_text(from, from->duties.items[slot->rule].id);
    uint32_t rule = asbi_policy_duty(c->policy, asbi_atom_of_text(c->policy, id));
    if (rule != NO_INDEX) {
        slot->rule = rule;
        return;
    }
    lapse(c, slot, e->seq);
    slot->start_entry = slot->rule;
    slot->plan = last_pin(c, e);
    slot->rule = RULE_GONE;
}

static void move_order(const asb_case *c, const asb_policy *from, duty_slot *slot) {
    text id = slot->remedy == ATOM_OTHER ? slot->action : asbi_atom_text(from, slot->remedy);
    slot->remedy = asbi_atom_of_text(c->policy, id);
    slot->action = slot->remedy == ATOM_OTHER ? id : (text){NULL, 0};
}

void asbi_duties_move(asb_case *c, const asb_policy *from, const entry *e) {
    for (uint32_t i = 0; i < c->slot_count; i++) {
        duty_slot *slot = &c->slots[i];
        if (slot->rule == RULE_ORDER_EXPIRY)
            move_order(c, from, slot);
        else if (slot->rule < from->duties.count)
            move_rule(c, from, e, slot);
    }
}
