/* The duties of a case as they stand at one moment, for people and hosts. All texts are made at once and belong to the handle, so that
 * nothing that happens to the case afterwards (records, erasures, another calendar) changes what was handed out. */
#include "../base/container.h"
#include "case_parts.h"
#include "snapshot.h"
#include <asb/duty.h>

typedef struct line {
    const char *rule, *label, *clause, *party, *subject, *owner, *due, *act_by, *opens, *proposes, *explanation;
    size_t explanation_length;
    uint32_t place, started_by, ended_by; /* place: among the instances, so that the order is total */
    int32_t state;
    uint8_t watch;
    const char *due_local;
    const char *const *owners;
    uint32_t owner_count;
    int64_t started_at, ended_at;
} line;

struct asb_duties {
    handle head;
    arena arena;
    line **lines; /* sorted */
    uint32_t count;
};

static const char state_words[][9] = {"", "open", "overdue", "met", "met-late", "lapsed"}; /* by ASB_DUTY_… */

/* ---- names */

/* Searched in the policy in force, and then in the earlier ones, the last first. */
static const asb_policy *next_policy(const asb_case *c, uint32_t *entries_left, const asb_policy *after) {
    if (!after) return c->policy;
    while (*entries_left > 0)
        if (c->entries[--*entries_left].moves_to) return c->entries[*entries_left].moves_to;
    return NULL;
}

static const remedy_def *find_remedy(const asb_case *c, text id) {
    uint32_t left = c->count;
    for (const asb_policy *p = next_policy(c, &left, NULL); p; p = next_policy(c, &left, p)) {
        uint32_t i = asbi_policy_remedy(p, asbi_atom_of_text(p, id));
        if (i != NO_INDEX) return &p->remedies.items[i];
    }
    return NULL;
}

static const plan_action_def *find_plan_action(const asb_case *c, text id) {
    uint32_t left = c->count;
    for (const asb_policy *p = next_policy(c, &left, NULL); p; p = next_policy(c, &left, p)) {
        uint32_t i = asbi_policy_plan_action(p, asbi_atom_of_text(p, id));
        if (i != NO_INDEX) return &p->plan_actions.items[i];
    }
    return NULL;
}

static void name_rule(duty_name *n, const asb_policy *p, uint32_t rule) {
    if (!p || rule >= p->duties.count) return;
    n->policy = p;
    n->rule = &p->duties.items[rule];
    n->id = asbi_atom_text(p, n->rule->id);
    n->clause = n->rule->clause;
    n->label = n->rule->label;
    n->subject = n->party;
}

/* What the catalogue says stays when the plan is erased. What is not in the catalogue is told by its detail, and then there is nothing left to tell. */
static void name_action(duty_name *n, const asb_case *c, const duty_slot *slot) {
    const plan_action_def *known = find_plan_action(c, slot->catalogue);
    n->id = asbi_text("plan-action");
    n->subject = slot->action;
    n->clause = known ? known->clause : asbi_text("");
    n->label = known ? known->text : asbi_json_member(asbi_plan_find_action(&c->entries[slot->plan], slot->action), "detail");
    if (!n->label.length) n->label = asbi_text("An action of the plan");
    n->owner = !slot->by.length || asbi_text_is(slot->by, "landlord") ? asbi_text("case-owner") : slot->by;
}

text asbi_slot_remedy(const asb_case *c, const duty_slot *slot) {
    return slot->remedy == ATOM_OTHER ? slot->action : asbi_atom_text(c->policy, slot->remedy);
}

static void name_order(duty_name *n, const asb_case *c, const duty_slot *slot) {
    n->id = asbi_text("order-expiry");
    n->subject = asbi_slot_remedy(c, slot);
    const remedy_def *remedy = find_remedy(c, n->subject);
    n->clause = remedy ? remedy->clause : asbi_text("");
    n->label = remedy ? remedy->label : n->subject;
    n->label_end = " ends";
    n->owner = asbi_text("case-owner");
}

duty_name asbi_duty_name(const asb_case *c, const duty_slot *slot) {
    text none = asbi_text("");
    duty_name n = {
        .policy = c->policy, .id = none, .clause = none, .label = none, .party = none, .subject = none, .label_end = "", .owner = none};
    if (slot->party != NO_INDEX) n.party = c->parties[slot->party].id;
    switch (slot->rule) {
    case RULE_PLAN_ACTION: name_action(&n, c, slot); break;
    case RULE_ORDER_EXPIRY: name_order(&n, c, slot); break;
    case RULE_GONE: name_rule(&n, c->entries[slot->plan].moves_to, slot->start_entry); break;
    default: name_rule(&n, c->policy, slot->rule); break;
    }
    return n;
}

/* The policy that was in force at a record; most cases have had but one. */
static const asb_policy *policy_at(const asb_case *c, uint32_t seq) {
    if (c->policy == c->entries[0].moves_to) return c->policy;
    while (seq-- > 0)
        if (c->entries[seq].moves_to) return c->entries[seq].moves_to;
    return c->policy;
}

calendar asbi_instance_days(const asb_case *c, const duty_instance *in, instant now) {
    if (in->state == INSTANCE_OPEN) return asbi_judge(c, now).days;
    calendar days = asbi_judge(c, c->entries[in->end_seq - 1].recorded).days;
    const asb_policy *p = policy_at(c, in->end_seq);
    days.open = p->open_days.items;
    days.open_count = p->open_days.count;
    days.closed = p->closed_days.items;
    days.closed_count = p->closed_days.count;
    return days;
}

/* ---- taking it down */

typedef struct taking {
    asb_duties *d;
    const asb_case *c;
    instant now;
    buffer b; /* the text being made */
} taking;

static const char *keep(taking *t) {
    if (t->b.status) return NULL;
    if (!t->b.length) return "";
    const char *kept = asbi_arena_text(&t->d->arena, t->b.data, t->b.length);
    if (!kept) t->b.status = ASB_ENOMEM;
    t->b.length = 0;
    return kept;
}

static const char *keep_text(taking *t, text value) {
    if (value.length) asbi_put_bytes(&t->b, value.at, value.length);
    return keep(t);
}

static const char *keep_due(taking *t, due d) {
    if (d.day != NO_DATE)
        asbi_put_date(&t->b, d.day);
    else if (d.at != NO_INSTANT)
        asbi_put_instant_utc(&t->b, d.at);
    return keep(t);
}

static text owner_at(const duty_name *n, uint32_t index) {
    if (n->rule && n->rule->owners.count) return asbi_atom_text(n->policy, n->policy->atoms.items[n->rule->owners.first + index]);
    return n->rule ? asbi_text("case-owner") : n->owner;
}

static void take_owners(taking *t, line *l, const duty_name *n) {
    l->owner_count = n->rule && n->rule->owners.count ? n->rule->owners.count : 1;
    const char **owners = asbi_arena_array(&t->d->arena, l->owner_count, sizeof *owners);
    if (!owners) t->b.status = ASB_ENOMEM;
    for (uint32_t i = 0; i < l->owner_count && !t->b.status; i++) owners[i] = keep_text(t, owner_at(n, i));
    l->owners = owners;
    asbi_put_char(&t->b, '[');
    for (uint32_t i = 0; i < l->owner_count; i++) {
        if (i) asbi_put_char(&t->b, ',');
        asbi_json_write_text(&t->b, owner_at(n, i));
    }
    asbi_put_char(&t->b, ']');
    l->owner = keep(t);
}

static int32_t state_of(const duty_instance *in, due due, instant now) {
    switch (in->state) {
    case INSTANCE_MET: return ASB_DUTY_MET;
    case INSTANCE_MET_LATE: return ASB_DUTY_MET_LATE;
    case INSTANCE_LAPSED: return ASB_DUTY_LAPSED;
    default: return asbi_due_passed(due, now) ? ASB_DUTY_OVERDUE : ASB_DUTY_OPEN;
    }
}

static void take_names(taking *t, line *l, const duty_name *n) {
    l->rule = keep_text(t, n->id);
    l->clause = keep_text(t, n->clause);
    l->party = keep_text(t, n->party);
    l->subject = keep_text(t, n->subject);
    take_owners(t, l, n);
    if (n->label.length) asbi_put_bytes(&t->b, n->label.at, n->label.length);
    asbi_put(&t->b, n->label_end);
    l->label = keep(t);
    l->watch = n->rule ? n->rule->watch : (uint8_t)asbi_text_is(n->id, "order-expiry");
    if (n->rule && n->rule->proposes) asbi_json_write(&t->b, n->rule->proposes);
    l->proposes = keep(t);
}

static void take_dates(taking *t, line *l, const duty_instance *in) {
    calendar days = asbi_instance_days(t->c, in, t->now);
    due due = asbi_instance_due(t->c, in, t->now);
    l->state = state_of(in, due, t->now);
    l->due = keep_due(t, due);
    if (!asbi_due_is_none(due)) asbi_put_due_local(&t->b, due);
    l->due_local = keep(t);
    l->act_by = keep_due(t, (struct due){asbi_act_by(due, &days), NO_INSTANT});
    l->opens = keep_due(t, in->opens);
    l->started_by = in->start_seq;
    l->ended_by = in->end_seq;
    l->started_at = t->c->entries[in->start_seq - 1].at;
    l->ended_at = in->end_seq ? t->c->entries[in->end_seq - 1].at : NO_INSTANT;
}

static line *take(taking *t, uint32_t place) {
    const duty_instance *in = &t->c->instances[place];
    duty_name name = asbi_duty_name(t->c, &t->c->slots[in->slot]);
    line *l = asbi_arena_alloc(&t->d->arena, sizeof *l);
    if (!l) return NULL;
    l->place = place;
    take_names(t, l, &name);
    take_dates(t, l, in);
    asbi_put_explanation(&t->b, t->c, in, t->now);
    l->explanation_length = t->b.length;
    l->explanation = keep(t);
    return t->b.status ? NULL : l;
}

/* ---- sorting: in place, and the order is total, so that every machine has the same. What is not there ("") comes first */

static int by_text(const char *a, const char *b) {
    return asbi_text_compare(asbi_text(a), asbi_text(b));
}

static int compare(const line *a, const line *b) {
    int order = by_text(a->rule, b->rule);
    if (!order) order = by_text(a->party, b->party);
    if (!order) order = (a->started_by > b->started_by) - (a->started_by < b->started_by);
    if (!order) order = by_text(a->due, b->due);
    if (!order) order = by_text(state_words[a->state], state_words[b->state]);
    if (!order) order = by_text(a->clause, b->clause);
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static void sift(line **lines, uint32_t count, uint32_t root) {
    line *moving = lines[root];
    for (uint32_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && compare(lines[child], lines[child + 1]) < 0) child++;
        if (compare(moving, lines[child]) >= 0) break;
        lines[root] = lines[child];
    }
    lines[root] = moving;
}

static void sort(line **lines, uint32_t count) {
    for (uint32_t i = count / 2; i-- > 0;) sift(lines, count, i);
    for (uint32_t i = count; i-- > 1;) {
        line *last = lines[0];
        lines[0] = lines[i];
        lines[i] = last;
        sift(lines, i, 0);
    }
}

/* ---- the handle */

static void destroy_duties(handle *h) {
    asb_duties *d = (asb_duties *)h;
    asbi_arena_free(&d->arena);
    asbi_handle_gone(h, sizeof *d);
}

static int32_t take_all(asb_duties *d, asb_case *c) {
    asb_engine *e = c->head.engine;
    taking t = {.d = d, .c = c, .now = asbi_case_clock(c)};
    int32_t status = ASB_OK;
    t.b = asbi_output(e);
    d->lines = asbi_arena_array(&d->arena, c->instance_count, sizeof *d->lines);
    if (!d->lines) status = ASB_ENOMEM;
    for (uint32_t i = 0; i < c->instance_count && !status; i++) {
        line *l = take(&t, i);
        if (!l)
            status = t.b.status ? t.b.status : ASB_ENOMEM;
        else
            d->lines[d->count++] = l;
    }
    asbi_buffer_free(&t.b);
    return status;
}

static int32_t make(asb_duties **out, asb_case *c) {
    int32_t status = asbi_fold_by_calendar(c);
    if (status) return status;
    asb_duties *d = asbi_handle_new(c->head.engine, sizeof *d, destroy_duties);
    if (!d) return ASB_ENOMEM;
    asbi_arena_init(&d->arena, &c->head.engine->memory);
    status = take_all(d, c);
    if (status) {
        asbi_handle_drop(d);
        return status;
    }
    sort(d->lines, d->count);
    *out = d;
    return ASB_OK;
}

int32_t asb_case_duties(asb_duties **out, asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, make(out, c));
}

void asb_duties_free(asb_duties *duties) {
    asbi_handle_free(duties);
}

/* ---- asking */

static const line *line_at(const asb_duties *d, uint32_t index) {
    return d && index < d->count ? d->lines[index] : NULL;
}

uint32_t asb_duties_count(const asb_duties *duties) {
    return duties ? duties->count : 0;
}

#define GETTER(type, name, member, past) \
    type name(const asb_duties *duties, uint32_t index) { \
        const line *l = line_at(duties, index); \
        return l ? l->member : past; \
    }

GETTER(const char *, asb_duties_rule, rule, NULL)
GETTER(const char *, asb_duties_label, label, NULL)
GETTER(const char *, asb_duties_clause, clause, NULL)
GETTER(const char *, asb_duties_party, party, NULL)
GETTER(const char *, asb_duties_subject, subject, NULL)
GETTER(const char *, asb_duties_owner, owner, NULL)
GETTER(const char *, asb_duties_due, due, NULL)
GETTER(const char *, asb_duties_due_local, due_local, NULL)
GETTER(int64_t, asb_duties_started_at, started_at, INT64_MIN)
GETTER(int64_t, asb_duties_ended_at, ended_at, INT64_MIN)
GETTER(uint32_t, asb_duties_owner_count, owner_count, 0)
GETTER(const char *, asb_duties_act_by, act_by, NULL)
GETTER(const char *, asb_duties_opens, opens, NULL)
GETTER(const char *, asb_duties_proposes, proposes, NULL)
GETTER(int32_t, asb_duties_state, state, 0)
GETTER(uint32_t, asb_duties_started_by, started_by, 0)
GETTER(uint32_t, asb_duties_ended_by, ended_by, 0)
GETTER(int32_t, asb_duties_watch, watch, 0)

static int32_t give(asb_text **out, asb_engine *e, buffer *b) {
    int32_t status = asbi_text_new(out, e, b);
    asbi_buffer_free(b);
    return status;
}

const char *asb_duties_owner_at(const asb_duties *duties, uint32_t index, uint32_t owner) {
    const line *l = line_at(duties, index);
    return l && owner < l->owner_count ? l->owners[owner] : NULL;
}

int32_t asb_duties_explain(asb_text **out, const asb_duties *duties, uint32_t index) {
    if (!duties) return ASB_EARGUMENT;
    asb_engine *e = duties->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    const line *l = line_at(duties, index);
    if (!l) {
        *out = NULL;
        return asbi_leave(e, ASB_ABSENT);
    }
    buffer b = asbi_output(e);
    asbi_put_bytes(&b, l->explanation, l->explanation_length);
    return asbi_leave(e, give(out, e, &b));
}

/* ---- all of them as JSON: written as it stands, the keys in canonical order */

static void put_key(buffer *b, const char *key) {
    if (b->length && b->data[b->length - 1] != '{') asbi_put_char(b, ',');
    asbi_put_format(b, "\"%s\":", key);
}

/* Left out where there is nothing to say. */
static void put_text(buffer *b, const char *key, const char *value) {
    if (!*value) return;
    put_key(b, key);
    asbi_json_write_text(b, asbi_text(value));
}

static void put_json(buffer *b, const char *key, const char *json) {
    if (!*json) return;
    put_key(b, key);
    asbi_put(b, json);
}

static void put_number(buffer *b, const char *key, uint32_t number) {
    if (!number) return;
    put_key(b, key);
    asbi_put_int(b, number);
}

static void put_instant(buffer *b, const char *key, int64_t at) {
    if (at == INT64_MIN) return;
    put_key(b, key);
    asbi_put_char(b, '"');
    asbi_put_instant_utc(b, at);
    asbi_put_char(b, '"');
}

static void put_line(buffer *b, const line *l) {
    asbi_put_char(b, '{');
    put_text(b, "act_by", l->act_by);
    put_text(b, "clause", l->clause);
    put_text(b, "due", l->due);
    put_text(b, "duty", l->rule);
    put_instant(b, "ended_at", l->ended_at);
    put_number(b, "ended_by", l->ended_by);
    put_text(b, "explanation", l->explanation);
    put_text(b, "label", l->label);
    put_text(b, "opens", l->opens);
    put_json(b, "owner", l->owner);
    put_text(b, "party", l->party);
    put_json(b, "proposes", l->proposes);
    put_instant(b, "started_at", l->started_at);
    put_number(b, "started_by", l->started_by);
    put_text(b, "state", state_words[l->state]);
    put_text(b, "subject", l->subject);
    put_json(b, "watch", l->watch ? "true" : "false");
    asbi_put_char(b, '}');
}

int32_t asb_duties_json(asb_text **out, const asb_duties *duties) {
    if (!duties) return ASB_EARGUMENT;
    asb_engine *e = duties->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    buffer b = asbi_output(e);
    asbi_put_char(&b, '[');
    for (uint32_t i = 0; i < duties->count; i++) {
        if (i) asbi_put_char(&b, ',');
        put_line(&b, duties->lines[i]);
    }
    asbi_put_char(&b, ']');
    return asbi_leave(e, give(out, e, &b));
}
