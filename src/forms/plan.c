/* Action plans: their life, what they say, and the record that they become. Changing them is in plan_change.c, reading them from a case
 * in plan_case.c. */
#include "plan.h"
#include <asb/plan.h>

static void destroy(handle *h) {
    asb_plan *p = (asb_plan *)h;
    asbi_form_end(&p->form, sizeof *p);
}

int32_t asbi_plan_new(asb_plan **out, asb_policy *policy) {
    asb_plan *p = asbi_handle_new(policy->head.engine, sizeof *p, destroy);
    if (!p) return ASB_ENOMEM;
    int32_t status = asbi_form_begin(&p->form, policy, KIND_PLAN);
    p->actions = asbi_json_new(&p->form.arena, JSON_OBJECT);
    p->stands = asbi_json_new(&p->form.arena, JSON_OBJECT);
    if (!status && (!p->actions || !p->stands)) status = ASB_ENOMEM;
    if (status)
        asbi_handle_drop(p);
    else
        *out = p;
    return status;
}

static int32_t new_with(asb_plan **out, asb_policy *policy, const char *party) {
    asb_plan *p;
    int32_t status = asbi_plan_new(&p, policy);
    if (status) return status;
    status = asbi_form_set_text(&p->form, "party", party);
    if (status)
        asbi_handle_drop(p);
    else
        *out = p;
    return status;
}

int32_t asb_plan_new(asb_plan **out, asb_policy *policy, const char *party) {
    if (!policy) return ASB_EARGUMENT;
    asb_engine *e = policy->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, new_with(out, policy, party));
}

void asb_plan_free(asb_plan *plan) {
    asbi_handle_free(plan);
}

/* ---- the catalogue */

static void add_to_catalogue(sheet *s, json_value *list, const plan_action_def *def) {
    static const char keys[][10] = {"id", "by", "text", "clause", "ambiguity"};
    json_value *item = asbi_sheet_new(s, JSON_OBJECT);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (asbi_json_get(def->source, keys[i])) asbi_sheet_copy(s, item, keys[i], asbi_json_get(def->source, keys[i]));
    const json_value *params = asbi_json_get(def->source, "params");
    asbi_sheet_put(s, item, "params", params ? asbi_json_copy(&s->arena, params) : asbi_sheet_new(s, JSON_LIST));
    asbi_sheet_flag(s, item, "standing", def->standing);
    asbi_sheet_append(s, list, item);
}

int32_t asb_plan_catalogue_json(asb_text **out, const asb_policy *policy) {
    if (!policy) return ASB_EARGUMENT;
    asb_engine *e = policy->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    sheet s;
    asbi_sheet_begin(&s, e);
    json_value *list = asbi_sheet_new(&s, JSON_LIST);
    for (uint32_t i = 0; i < policy->plan_actions.count; i++) add_to_catalogue(&s, list, &policy->plan_actions.items[i]);
    return asbi_leave(e, asbi_sheet_end(out, &s, e, list));
}

/* ---- the plan */

static int is_true(const asb_plan *p, const char *field) {
    const json_value *v = p ? asbi_json_get(p->form.fields, field) : NULL;
    return v && v->type == JSON_TRUE;
}

const char *asb_plan_party(const asb_plan *plan) {
    return plan ? asbi_text_at(plan->form.fields, "party") : NULL;
}

int32_t asb_plan_agreed(const asb_plan *plan) {
    return is_true(plan, "agreed");
}

int32_t asb_plan_sent(const asb_plan *plan) {
    return is_true(plan, "sent");
}

const char *asb_plan_method(const asb_plan *plan) {
    return plan ? asbi_text_at(plan->form.fields, "method") : "";
}

uint32_t asb_plan_seq(const asb_plan *plan) {
    return plan ? plan->form.seq : 0;
}

/* ---- its actions */

const json_value *asbi_plan_at(const asb_plan *p, uint32_t index) {
    return p ? asbi_json_at(p->actions, index) : NULL;
}

uint32_t asb_plan_count(const asb_plan *plan) {
    return plan ? plan->actions->count : 0;
}

static const char *member(const asb_plan *p, uint32_t index, const char *key) {
    const json_value *action = asbi_plan_at(p, index);
    return action ? asbi_text_at(action, key) : NULL;
}

const char *asb_plan_id(const asb_plan *plan, uint32_t index) {
    return member(plan, index, "id");
}

const char *asb_plan_by(const asb_plan *plan, uint32_t index) {
    return member(plan, index, "by");
}

const char *asb_plan_action(const asb_plan *plan, uint32_t index) {
    return member(plan, index, "action");
}

const char *asb_plan_detail(const asb_plan *plan, uint32_t index) {
    return member(plan, index, "detail");
}

const char *asb_plan_due(const asb_plan *plan, uint32_t index) {
    return member(plan, index, "due");
}

static const plan_action_def *def_at(const asb_plan *p, uint32_t index) {
    const json_value *action = asbi_plan_at(p, index);
    return action ? asbi_action_def(p->form.policy, action) : NULL;
}

const char *asb_plan_clause(const asb_plan *plan, uint32_t index) {
    const plan_action_def *def = def_at(plan, index);
    return def ? def->clause.at : asbi_plan_at(plan, index) ? "" : NULL;
}

int32_t asb_plan_standing(const asb_plan *plan, uint32_t index) {
    const plan_action_def *def = def_at(plan, index);
    return def && def->standing;
}

static int32_t put_in_words(asb_text **out, const asb_plan *p, const json_value *action) {
    asb_engine *e = p->form.head.engine;
    buffer b;
    if (!action) {
        *out = NULL;
        return ASB_ABSENT;
    }
    b = asbi_output(e);
    asbi_put_action_text(&b, p->form.policy, action);
    int32_t status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_plan_text(asb_text **out, const asb_plan *plan, uint32_t index) {
    int32_t status = asbi_form_enter(plan);
    if (status) return status;
    CHECK_ARGUMENT(plan->form.head.engine, out, "out");
    return asbi_form_leave(&plan->form, put_in_words(out, plan, asbi_plan_at(plan, index)));
}

/* ---- the record */

static int32_t no_actions(const asb_plan *p) {
    return asbi_fail_field(&p->form.head.engine->fault, ASB_ESTATE, "actions", "form-plan-empty", (char *)NULL);
}

static json_value *action_list(arena *a, const asb_plan *p) {
    json_value *list = asbi_json_new(a, JSON_LIST);
    for (const json_value *v = asbi_json_first(p->actions); v && list; v = v->next)
        if (!asbi_json_append(list, asbi_json_copy(a, v))) list = NULL;
    return list;
}

static int32_t to_record(asb_record **out, const asb_plan *p) {
    asb_record *r;
    int32_t status = p->actions->count ? asbi_form_record(&r, &p->form) : no_actions(p);
    if (status) return status;
    if (asbi_json_set(&r->arena, r->fields, asbi_text("actions"), action_list(&r->arena, p))) {
        *out = r;
        return ASB_OK;
    }
    asbi_handle_drop(r);
    return ASB_ENOMEM;
}

int32_t asb_plan_to_record(asb_record **out, const asb_plan *plan) {
    int32_t status = asbi_form_enter(plan);
    if (status) return status;
    CHECK_ARGUMENT(plan->form.head.engine, out, "out");
    return asbi_form_leave(&plan->form, to_record(out, plan));
}
