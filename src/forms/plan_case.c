/* A plan as a case has it: the latest for a person, how each action stands, and how far it has come. */
#include "plan.h"
#include "../case/duties.h"
#include "../case/fold.h"
#include <asb/plan.h>
#include <string.h>

/* ---- reading */

/* Each action to its id. They hang in the list no longer, which goes. */
static int32_t take_actions(asb_plan *p) {
    json_value *list = asbi_json_get(p->form.fields, "actions");
    for (json_value *v = list ? asbi_json_first(list) : NULL, *next; v; v = next) {
        next = v->next;
        if (!asbi_json_set(&p->form.arena, p->actions, asbi_text(asbi_text_at(v, "id")), v)) return ASB_ENOMEM;
    }
    asbi_json_remove(p->form.fields, asbi_text("actions"));
    return ASB_OK;
}

due asbi_plan_next_due(const asb_case *c, const entry *plan, text action, instant now) {
    for (uint32_t i = 0; i < c->slot_count; i++) {
        const duty_slot *s = &c->slots[i];
        if (s->rule == RULE_PLAN_ACTION && s->plan == plan->seq - 1 && s->open != NO_INDEX && asbi_text_equal(s->action, action))
            return asbi_instance_due(c, &c->instances[s->open], now);
    }
    return NO_DUE;
}

static json_value *due_as_text(arena *a, due d) {
    char room[40];
    buffer b = {.data = room, .capacity = sizeof room, .limit = sizeof room - 1};
    if (asbi_due_is_none(d)) return asbi_json_new_text(a, asbi_text(""));
    if (d.day != NO_DATE)
        asbi_put_date(&b, d.day);
    else
        asbi_put_instant_utc(&b, d.at);
    return asbi_json_new_text(a, (text){room, b.length});
}

static int32_t note_how_it_stands(asb_plan *p, const asb_case *c, const entry *plan, text action, instant now) {
    arena *a = &p->form.arena;
    atom status = asbi_action_status(c, plan, action);
    text word = status == ATOM_NONE ? asbi_text("open") : asbi_atom_text(c->policy, status);
    due d = asbi_plan_next_due(c, plan, action, now);
    json_value *stand = asbi_json_new(a, JSON_OBJECT);
    int whole = asbi_json_set(a, stand, asbi_text("status"), asbi_json_new_text(a, word)) != NULL;
    whole = whole && asbi_json_set(a, stand, asbi_text("next_due"), due_as_text(a, d));
    whole = whole && asbi_json_set(a, stand, asbi_text("overdue"), asbi_json_new(a, asbi_due_passed(d, now) ? JSON_TRUE : JSON_FALSE));
    return whole && asbi_json_set(a, p->stands, action, stand) ? ASB_OK : ASB_ENOMEM;
}

static int32_t read_entry(asb_plan *p, const asb_case *c, const entry *e) {
    instant now = asbi_case_clock(c);
    int32_t status = asbi_form_read(&p->form, e);
    if (!status) status = take_actions(p);
    for (const json_value *v = asbi_json_first(p->actions); v && !status; v = v->next) status = note_how_it_stands(p, c, e, v->key, now);
    return status;
}

static int32_t from_case(asb_plan **out, asb_case *c, const char *party) {
    int32_t status = asbi_fold_by_calendar(c);
    if (status) return status;
    uint32_t who = asbi_party_find(c, asbi_text(party)), i = who == NO_INDEX ? NO_INDEX : asbi_latest_plan(c, who);
    if (i == NO_INDEX) {
        *out = NULL;
        return ASB_ABSENT;
    }
    asb_plan *p;
    status = asbi_plan_new(&p, c->policy);
    if (status) return status;
    status = read_entry(p, c, &c->entries[i]);
    if (status)
        asbi_handle_drop(p);
    else
        *out = p;
    return status;
}

int32_t asb_case_plan(asb_plan **out, asb_case *c, const char *party) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, party, "party");
    return asbi_leave(e, from_case(out, c, party));
}

/* ---- how it stood */

static const json_value *stand_at(const asb_plan *p, uint32_t index) {
    const json_value *action = asbi_plan_at(p, index);
    return action ? asbi_json_find(p->stands, action->key) : NULL;
}

const char *asb_plan_status(const asb_plan *plan, uint32_t index) {
    const json_value *stand = stand_at(plan, index);
    return stand ? asbi_text_at(stand, "status") : asbi_plan_at(plan, index) ? "open" : NULL;
}

const char *asb_plan_next_due(const asb_plan *plan, uint32_t index) {
    const json_value *stand = stand_at(plan, index);
    return stand ? asbi_text_at(stand, "next_due") : asbi_plan_at(plan, index) ? "" : NULL;
}

int32_t asb_plan_overdue(const asb_plan *plan, uint32_t index) {
    const json_value *v = asbi_json_get(stand_at(plan, index), "overdue");
    return v && v->type == JSON_TRUE;
}

/* ---- how far it has come */

typedef struct progress {
    uint32_t done, cancelled, standing, open;
} progress;

static progress count(const asb_plan *p) {
    progress n = {0};
    for (uint32_t i = 0; i < asb_plan_count(p); i++) {
        const char *status = asb_plan_status(p, i);
        if (!strcmp(status, "done"))
            n.done++;
        else if (!strcmp(status, "cancelled"))
            n.cancelled++;
        else if (asb_plan_standing(p, i))
            n.standing++;
        else
            n.open++;
    }
    return n;
}

uint32_t asb_plan_count_done(const asb_plan *plan) {
    return count(plan).done;
}

uint32_t asb_plan_count_cancelled(const asb_plan *plan) {
    return count(plan).cancelled;
}

uint32_t asb_plan_count_standing(const asb_plan *plan) {
    return count(plan).standing;
}

uint32_t asb_plan_count_open(const asb_plan *plan) {
    return count(plan).open;
}

int32_t asb_plan_complete(const asb_plan *plan) {
    return asb_plan_count(plan) > 0 && !count(plan).open;
}

/* ---- JSON */

static void add_words(sheet *s, json_value *item, const asb_plan *p, const json_value *action) {
    asb_engine *e = p->form.head.engine;
    buffer b = asbi_output(e);
    asbi_put_action_text(&b, p->form.policy, action);
    asbi_sheet_put(s, item, "text", b.status ? NULL : asbi_json_new_text(&s->arena, (text){b.data ? b.data : "", b.length}));
    asbi_buffer_free(&b);
}

static void add_action(sheet *s, json_value *list, const asb_plan *p, uint32_t index) {
    const json_value *action = asbi_plan_at(p, index);
    json_value *item = asbi_json_copy(&s->arena, action);
    asbi_sheet_append(s, list, item);
    add_words(s, item, p, action);
    asbi_sheet_text_or_null(s, item, "clause", asb_plan_clause(p, index));
    asbi_sheet_flag(s, item, "standing", asb_plan_standing(p, index));
    asbi_sheet_text(s, item, "status", asb_plan_status(p, index));
    asbi_sheet_text_or_null(s, item, "next_due", asb_plan_next_due(p, index));
    asbi_sheet_flag(s, item, "overdue", asb_plan_overdue(p, index));
}

static json_value *progress_object(sheet *s, const asb_plan *p) {
    progress n = count(p);
    json_value *object = asbi_sheet_new(s, JSON_OBJECT);
    asbi_sheet_number(s, object, "done", n.done);
    asbi_sheet_number(s, object, "cancelled", n.cancelled);
    asbi_sheet_number(s, object, "standing", n.standing);
    asbi_sheet_number(s, object, "open", n.open);
    return object;
}

int32_t asb_plan_json(asb_text **out, const asb_plan *plan) {
    int32_t status = asbi_form_enter(plan);
    if (status) return status;
    asb_engine *e = plan->form.head.engine;
    CHECK_ARGUMENT(e, out, "out");
    sheet s;
    asbi_sheet_begin(&s, e);
    json_value *top = asbi_sheet_new(&s, JSON_OBJECT), *list = asbi_sheet_new(&s, JSON_LIST);
    asbi_sheet_text(&s, top, "party", asb_plan_party(plan));
    asbi_sheet_flag(&s, top, "agreed", asb_plan_agreed(plan));
    asbi_sheet_flag(&s, top, "sent", asb_plan_sent(plan));
    asbi_sheet_text_or_null(&s, top, "method", asb_plan_method(plan));
    for (uint32_t i = 0; i < asb_plan_count(plan); i++) add_action(&s, list, plan, i);
    asbi_sheet_put(&s, top, "actions", list);
    asbi_sheet_put(&s, top, "progress", progress_object(&s, plan));
    asbi_sheet_flag(&s, top, "complete", asb_plan_complete(plan));
    asbi_sheet_number(&s, top, "seq", plan->form.seq);
    return asbi_leave(e, asbi_sheet_end(out, &s, e, top));
}
