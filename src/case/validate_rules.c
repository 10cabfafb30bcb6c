/* Rules between the fields of a record: judged when each field as such is right. */
#include "validate_parts.h"

static const json_value *field(const check *k, const char *name) {
    return asbi_json_get(k->fields, name);
}

static int32_t wrong_band(const check *k, const matrix_def *m, const json_value *band) {
    choices o = asbi_choices(asbi_json_text(band));

    for (uint32_t i = 0; i < m->bands.count; i++) asbi_offer(&o, asbi_atom_text(k->policy, k->policy->bands.items[m->bands.first + i].id));
    return asbi_wrong_choice(k, "override_band", band, "record-choice", "record-choice-near", &o);
}

static int has_band(const check *k, const matrix_def *m, atom id) {
    for (uint32_t i = 0; i < m->bands.count; i++)
        if (k->policy->bands.items[m->bands.first + i].id == id) return 1;
    return 0;
}

static int32_t check_assessment(check *k) {
    const json_value *band = field(k, "override_band");
    const asb_policy *p = k->policy;
    const matrix_def *m;

    if (band == NULL) return ASB_OK;
    m = &p->matrices.items[asbi_policy_matrix(p, asbi_atom_of_text(p, asbi_field_text(k, "matrix")))];
    if (!has_band(k, m, asbi_atom_of_text(p, asbi_json_text(band)))) return wrong_band(k, m, band);
    if (field(k, "override_reason") == NULL) return asbi_wrong(k, "override_reason", NULL, "record-override", NULL, NULL, NULL, NULL);
    return ASB_OK;
}

static int32_t check_legal(check *k) {
    const asb_policy *p = k->policy;
    text remedy = asbi_field_text(k, "remedy");
    uint32_t index = asbi_policy_remedy(p, asbi_atom_of_text(p, remedy));

    if (field(k, "party") != NULL || p->remedies.items[index].area) return ASB_OK;
    return asbi_wrong(k, "party", NULL, "record-legal-party", "remedy", remedy.at, NULL, NULL);
}

static int32_t check_contact(check *k) {
    const json_value *outcome = field(k, "outcome");

    if (!asbi_text_is(asbi_field_text(k, "direction"), "in") || asbi_text_is(asbi_json_text(outcome), "reached")) return ASB_OK;
    return asbi_wrong(k, "outcome", outcome, "record-contact-in", "found", asbi_json_text(outcome).at, NULL, NULL);
}

static int32_t wrong_action(const check *k, const entry *plan, const json_value *action) {
    const json_value *actions = asbi_entry_tree(plan, WORD_actions);
    choices o = asbi_choices(asbi_json_text(action));

    for (const json_value *v = actions == NULL ? NULL : asbi_json_first(actions); v != NULL; v = v->next) {
        const json_value *id = asbi_json_get(v, "id");
        if (id != NULL) asbi_offer(&o, asbi_json_text(id));
    }
    return asbi_wrong_choice(k, "action", action, "record-plan-action", "record-plan-action-near", &o);
}

static int32_t check_action(check *k) {
    const entry *plan = asbi_earlier_entry(k, "plan");
    const json_value *action = field(k, "action");

    if (plan->kind != KIND_PLAN)
        return asbi_wrong(k, "plan", field(k, "plan"), "record-plan", "found", asbi_json_text(field(k, "plan")).at, NULL, NULL);
    return asbi_plan_find_action(plan, asbi_json_text(action)) != NULL ? ASB_OK : wrong_action(k, plan, action);
}

static int32_t check_erasure(check *k) {
    if (field(k, "of") != NULL || field(k, "party") != NULL) return ASB_OK;
    return asbi_wrong(k, "of", NULL, "record-erasure", NULL, NULL, NULL, NULL);
}

static const struct {
    record_kind kind;
    int32_t (*check)(check *k);
} rules[] = {
    {KIND_ASSESSMENT, check_assessment}, {KIND_LEGAL, check_legal},     {KIND_CONTACT, check_contact},
    {KIND_ACTION, check_action},         {KIND_ERASURE, check_erasure}, {KIND_CORRECTION, asbi_valid_correction},
};

int32_t asbi_valid_rules(check *k) {
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (rules[i].kind == k->kind) return rules[i].check(k);
    return ASB_OK;
}
