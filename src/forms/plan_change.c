/* Changing a plan. An action is changed by making another one beside it, which is judged and then takes its place. */
#include "plan.h"
#include "../record/record_parts.h"
#include <asb/plan.h>
#include <string.h>

/* The checkers judge a list of actions; this is one of one. */
static int32_t judge_action(const asb_plan *p, json_value *action) {
    json_value list = {.type = JSON_LIST};
    json_value *next = action->next;
    asbi_json_append(&list, action);
    int32_t status = asbi_form_judge(&p->form, asbi_form_field(&p->form, "actions"), "actions", &list);
    action->parent = NULL;
    action->next = next;
    return status;
}

/* `action` is NULL where there was no memory for it. */
static int32_t put_action(asb_plan *p, const char *id, json_value *action, arena_mark before) {
    int32_t status = action ? judge_action(p, action) : ASB_ENOMEM;
    if (!status && !asbi_json_set(&p->form.arena, p->actions, asbi_text(id), action)) status = ASB_ENOMEM;
    if (status) asbi_arena_rewind(&p->form.arena, before);
    return status;
}

/* ---- adding and taking away */

/* Who does it, by the catalogue. An action that is not in there is the greater mistake, and is what the checkers are to find. */
static int32_t find_by(const char **by, const asb_plan *p, const char *action) {
    const asb_policy *policy = p->form.policy;
    uint32_t i = asbi_policy_plan_action(policy, asbi_atom_of_text(policy, asbi_text(action)));
    if (*by) return ASB_OK;
    *by = i == NO_INDEX ? "landlord" : asbi_atom_text(policy, policy->plan_actions.items[i].by).at;
    if (strcmp(action, "other")) return ASB_OK;
    return asbi_fail_field(&p->form.head.engine->fault, ASB_EINVALID, "actions", "form-action-by", (char *)NULL);
}

static json_value *new_action(arena *a, const char *id, const char *by, const char *action) {
    json_value *v = asbi_json_new(a, JSON_OBJECT);
    if (!asbi_json_set(a, v, asbi_text("id"), asbi_json_new_text(a, asbi_text(id)))) return NULL;
    if (!asbi_json_set(a, v, asbi_text("by"), asbi_json_new_text(a, asbi_text(by)))) return NULL;
    return asbi_json_set(a, v, asbi_text("action"), asbi_json_new_text(a, asbi_text(action))) ? v : NULL;
}

static int32_t add(asb_plan *p, const char *id, const char *by, const char *action) {
    int32_t status = asbi_form_text(&p->form, "actions", id);
    if (!status) status = asbi_form_text(&p->form, "actions", action);
    if (!status && by) status = asbi_form_text(&p->form, "actions", by);
    if (status) return status;
    if (asbi_json_get(p->actions, id))
        return asbi_fail_field(&p->form.head.engine->fault, ASB_EEXISTS, "actions", "form-action-twice", "action", id, (char *)NULL);
    status = find_by(&by, p, action);
    if (status) return status;
    arena_mark before = asbi_arena_mark(&p->form.arena);
    return put_action(p, id, new_action(&p->form.arena, id, by, action), before);
}

int32_t asb_plan_add(asb_plan *plan, const char *id, const char *by, const char *action) {
    int32_t status = asbi_form_enter(plan);
    if (status) return status;
    CHECK_ARGUMENT(plan->form.head.engine, id, "id");
    CHECK_ARGUMENT(plan->form.head.engine, action, "action");
    return asbi_form_leave(&plan->form, add(plan, id, by, action));
}

int32_t asb_plan_remove(asb_plan *plan, const char *id) {
    int32_t status = asbi_form_enter(plan);
    if (status) return status;
    CHECK_ARGUMENT(plan->form.head.engine, id, "id");
    uint32_t before = plan->actions->count;
    asbi_json_remove(plan->actions, asbi_text(id));
    return asbi_form_leave(&plan->form, plan->actions->count < before ? ASB_OK : ASB_ABSENT);
}

/* ---- one member of an action */

/* The door of every change of an action: there is one of that id. */
static int32_t begin(asb_plan *p, const char *id) {
    int32_t status = asbi_form_enter(p);
    if (status) return status;
    CHECK_ARGUMENT(p->form.head.engine, id, "id");
    return asbi_json_get(p->actions, id) ? ASB_OK : asbi_form_leave(&p->form, ASB_ABSENT);
}

static int32_t set_member(asb_plan *p, const char *id, const char *key, json_value *value, arena_mark before) {
    arena *a = &p->form.arena;
    json_value *action = asbi_json_copy(a, asbi_json_get(p->actions, id));
    if (action && !asbi_json_set(a, action, asbi_text(key), value)) action = NULL;
    return put_action(p, id, action, before);
}

static int32_t unset_member(asb_plan *p, const char *id, const char *key) {
    asbi_json_remove(asbi_json_get(p->actions, id), asbi_text(key));
    return ASB_OK;
}

static int32_t set_text(asb_plan *p, const char *id, const char *key, const char *text) {
    if (!text) return unset_member(p, id, key);
    int32_t status = asbi_form_text(&p->form, "actions", text);
    if (status) return status;
    arena_mark before = asbi_arena_mark(&p->form.arena);
    return set_member(p, id, key, asbi_json_new_text(&p->form.arena, asbi_text(text)), before);
}

int32_t asb_plan_set_detail(asb_plan *plan, const char *id, const char *text) {
    int32_t status = begin(plan, id);
    return status ? status : asbi_form_leave(&plan->form, set_text(plan, id, "detail", text));
}

int32_t asb_plan_set_due(asb_plan *plan, const char *id, const char *due) {
    int32_t status = begin(plan, id);
    return status ? status : asbi_form_leave(&plan->form, set_text(plan, id, "due", due));
}

/* Levels of JSON that a record puts around a member of an action: record, fields, actions, action; and around a parameter: params. */
enum { AROUND_MEMBER = 4, AROUND_PARAM = 5 };

static int32_t set_every(asb_plan *p, const char *id, const char *period, size_t length) {
    if (!period) return unset_member(p, id, "every");
    arena_mark before = asbi_arena_mark(&p->form.arena);
    json_value *value;
    int32_t status = asbi_form_parse(&value, &p->form, "actions", period, length, AROUND_MEMBER);
    if (!status) return set_member(p, id, "every", value, before);
    asbi_arena_rewind(&p->form.arena, before);
    return status;
}

int32_t asb_plan_set_every(asb_plan *plan, const char *id, const char *period, size_t length) {
    int32_t status = begin(plan, id);
    return status ? status : asbi_form_leave(&plan->form, set_every(plan, id, period, length));
}

/* ---- parameters: the catalogue says which an action has, and of what type each is */

static const json_value *find_param(const json_value *list, const char *param) {
    const json_value *v = list ? asbi_json_first(list) : NULL;
    while (v && strcmp(asbi_text_at(v, "id"), param)) v = v->next;
    return v;
}

static int32_t unknown_param(const asb_plan *p, const json_value *list, const char *param) {
    choices o = asbi_choices(asbi_text(param));
    form_check c;
    for (const json_value *v = list ? asbi_json_first(list) : NULL; v; v = v->next) asbi_offer(&o, asbi_text(asbi_text_at(v, "id")));
    asbi_form_check(&c, &p->form, asbi_form_field(&p->form, "actions"), "actions");
    return asbi_wrong_choice(&c.check, "actions", NULL, "form-param", "form-param-near", &o);
}

/* What can be judged without a case and without choices; the rest is as the host says. */
static int is_judged(field_type type) {
    switch (type) {
    case FIELD_TEXT:
    case FIELD_TEXTS:
    case FIELD_FLAG:
    case FIELD_FLAG_TEXT:
    case FIELD_NUMBER:
    case FIELD_DATE:
    case FIELD_WHEN:
    case FIELD_PERIOD:
    case FIELD_PARTY:
    case FIELD_ROLE:
    case FIELD_REMEDY: return 1;
    default: return 0;
    }
}

static int32_t judge_param(const asb_plan *p, const json_value *def, json_value *value) {
    field_def field = {.type = FIELD_TYPE_COUNT};
    for (int type = 0; type < FIELD_TYPE_COUNT; type++)
        if (!strcmp(asbi_field_type_name((field_type)type), asbi_text_at(def, "type"))) field.type = (uint8_t)type;
    int32_t status = is_judged((field_type)field.type) ? asbi_form_judge(&p->form, &field, asbi_text_at(def, "id"), value) : ASB_OK;
    if (status == ASB_EINVALID) memcpy(p->form.head.engine->fault.field, "actions", sizeof "actions");
    return status;
}

static int32_t check_param(const asb_plan *p, const json_value *action, const char *param, json_value *value) {
    const plan_action_def *def = asbi_action_def(p->form.policy, action);
    const json_value *list = def ? asbi_json_get(def->source, "params") : NULL, *known = find_param(list, param);
    if (!def) return asbi_form_text(&p->form, "actions", param);
    return known ? judge_param(p, known, value) : unknown_param(p, list, param);
}

static json_value *with_param(asb_plan *p, const json_value *action, const char *param, json_value *value) {
    arena *a = &p->form.arena;
    const json_value *old = asbi_json_get(action, "params");
    json_value *params = old ? asbi_json_copy(a, old) : asbi_json_new(a, JSON_OBJECT);
    return asbi_json_set(a, params, asbi_text(param), value) ? params : NULL;
}

static int32_t unset_param(asb_plan *p, const char *id, const char *param) {
    json_value *params = asbi_json_get(asbi_json_get(p->actions, id), "params");
    asbi_json_remove(params, asbi_text(param));
    return params && !params->count ? unset_member(p, id, "params") : ASB_OK;
}

static int32_t set_param(asb_plan *p, const char *id, const char *param, const char *json, size_t length) {
    if (!json) return unset_param(p, id, param);
    arena_mark before = asbi_arena_mark(&p->form.arena);
    const json_value *action = asbi_json_get(p->actions, id);
    json_value *value;
    int32_t status = asbi_form_parse(&value, &p->form, "actions", json, length, AROUND_PARAM);
    if (!status) status = check_param(p, action, param, value);
    if (!status) return set_member(p, id, "params", with_param(p, action, param, value), before);
    asbi_arena_rewind(&p->form.arena, before);
    return status;
}

int32_t asb_plan_set_param(asb_plan *plan, const char *id, const char *param, const char *json, size_t length) {
    int32_t status = begin(plan, id);
    if (status) return status;
    CHECK_ARGUMENT(plan->form.head.engine, param, "param");
    return asbi_form_leave(&plan->form, set_param(plan, id, param, json, length));
}

/* ---- the plan as a whole */

static int32_t set_flag(asb_plan *p, const char *field, int32_t flag) {
    int32_t status = asbi_form_enter(p);
    if (status) return status;
    arena_mark before = asbi_arena_mark(&p->form.arena);
    json_value *v = asbi_json_new(&p->form.arena, flag ? JSON_TRUE : JSON_FALSE);
    return asbi_form_leave(&p->form, asbi_form_put(&p->form, field, v, before));
}

int32_t asb_plan_set_agreed(asb_plan *plan, int32_t agreed) {
    return set_flag(plan, "agreed", agreed);
}

int32_t asb_plan_set_sent(asb_plan *plan, int32_t sent) {
    return set_flag(plan, "sent", sent);
}

static int32_t set_method(asb_plan *p, const char *method) {
    if (!method) {
        asbi_json_remove(p->form.fields, asbi_text("method"));
        return ASB_OK;
    }
    int32_t status = asbi_form_text(&p->form, "method", method);
    if (status) return status;
    arena_mark before = asbi_arena_mark(&p->form.arena);
    return asbi_form_put(&p->form, "method", asbi_json_new_text(&p->form.arena, asbi_text(method)), before);
}

int32_t asb_plan_set_method(asb_plan *plan, const char *method) {
    int32_t status = asbi_form_enter(plan);
    return status ? status : asbi_form_leave(&plan->form, set_method(plan, method));
}
