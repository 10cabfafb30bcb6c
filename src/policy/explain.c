/* Explaining one rule: whatever has that id. */
#include "explain.h"

#include "../base/container.h"

#include <asb/policy.h>

/* What the library itself knows by an id. */
static const struct {
    enum word id;
    const char *words;
} built_in[] = {
    {WORD_plan_action,
     "Built-in duty: an action of a plan that has a date (`due`) or an interval (`every`) is to be done by then; its clause is that of the "
     "catalogue."},
    {WORD_order_expiry,
     "Built-in duty, a watch: an order that was granted, or an agreement that was signed, ends on `expires`, or with the term of its "
     "remedy."},
    {WORD_remedy_in_force, "Built-in guard: a step cannot be begun before its remedy is in force or after it has ended."},
    {WORD_remedy_tenure, "Built-in guard, which warns: the remedy is not meant for the person's tenure."},
    {WORD_order_term, "Built-in guard, which warns: the order is to run for longer than the term of its remedy."},
    {WORD_order_ceiling, "Built-in guard: an extension cannot let the order run for longer, in all, than the ceiling of its remedy."},
    {WORD_agreement_too_long, "Built-in guard: an agreement on contact cannot set a longer interval than the policy allows."},
};

/* Lists whose items explain themselves. */
static const struct {
    const char *list, *key, *what;
} plain[] = {
    {"roles", "id", "Role"},
    {"priorities", "id", "Priority"},
    {"categories", "id", "Category"},
    {"not_asb", "id", "Not ASB"},
    {"plan_actions", "id", "Plan action"},
    {"remedies", "id", "Remedy"},
    {"closure_reasons", "id", "Closure reason"},
    {"letters", "id", "Letter"},
    {"case_review", "area", "Area of the case review"},
};

static void begin_next(explanation *x) {
    if (x->b->length > 0) asbi_put(x->b, "\n");
}

static void explain_plain(explanation *x, text id) {
    for (size_t i = 0; i < COUNT_OF(plain); i++) {
        const json_value *list = asbi_json_get(x->p->document, plain[i].list);
        for (const json_value *item = list == NULL ? NULL : asbi_json_first(list); item != NULL; item = item->next) {
            if (!asbi_text_equal(asbi_text_of(asbi_json_get(item, plain[i].key)), id)) continue;
            begin_next(x);
            asbi_explain_plain(x, plain[i].what, item);
        }
    }
}

static void explain_rules(explanation *x, atom id) {
    const asb_policy *p = x->p;
    uint32_t duty = asbi_policy_duty(p, id), guard = asbi_policy_guard(p, id), matrix = asbi_policy_matrix(p, id);

    if (duty != NO_INDEX) asbi_explain_duty(x, &p->duties.items[duty]);
    if (guard != NO_INDEX) asbi_explain_guard(x, &p->guards.items[guard]);
    for (uint32_t i = 0; i < p->raises.count; i++)
        if (p->raises.items[i].id == id) asbi_explain_raise(x, &p->raises.items[i]);
    for (uint32_t i = 0; i < p->stages.count; i++) {
        if (p->stages.items[i].id != id) continue;
        begin_next(x);
        asbi_explain_stage(x, &p->stages.items[i]);
    }
    if (matrix != NO_INDEX) {
        begin_next(x);
        asbi_explain_matrix(x, &p->matrices.items[matrix]);
    }
    for (uint32_t i = 0; i < p->audiences.count; i++) {
        if (p->audiences.items[i].id != id) continue;
        begin_next(x);
        asbi_explain_audience(x, &p->audiences.items[i]);
    }
}

static void explain_built_in(explanation *x, atom id) {
    for (size_t i = 0; i < COUNT_OF(built_in); i++)
        if ((atom)built_in[i].id == id) asbi_put_format(x->b, "## %s\n\n%s\n", asbi_atom_text(x->p, id).at, built_in[i].words);
}

static int32_t explain(asb_text **out, const asb_policy *policy, const char *rule) {
    asb_engine *e = policy->head.engine;
    atom id = asbi_atom_of_text(policy, asbi_text(rule));
    buffer b;
    explanation x = {&b, policy, 2};
    int32_t status = ASB_OK;

    b = asbi_output(e);
    if (id != ATOM_OTHER) {
        explain_rules(&x, id);
        explain_plain(&x, asbi_text(rule));
        explain_built_in(&x, id);
        status = b.status;
    }
    if (status == ASB_OK && b.length == 0) {
        *out = NULL;
        status = ASB_ABSENT;
    } else if (status == ASB_OK) {
        status = asbi_text_new(out, e, &b);
    }
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_policy_explain(asb_text **out, const asb_policy *policy, const char *rule) {
    asb_engine *e;
    int32_t status;

    if (policy == NULL) return ASB_EARGUMENT;
    e = policy->head.engine;
    status = asbi_enter(e);
    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, out != NULL, "out");
    CHECK_ARGUMENT(e, rule != NULL, "rule");
    return asbi_leave(e, explain(out, policy, rule));
}

int32_t asb_policy_page(asb_text **out, const asb_policy *policy) {
    asb_engine *e;
    buffer b;
    int32_t status;

    if (policy == NULL) return ASB_EARGUMENT;
    e = policy->head.engine;
    status = asbi_enter(e);
    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, out != NULL, "out");
    b = asbi_output(e);
    asbi_put_page(&b, policy);
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}
