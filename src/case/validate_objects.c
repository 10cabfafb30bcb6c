/* Lists of objects: the actions of a plan, the alternatives of a proportionality assessment; and an object of scores. */
#include "validate_parts.h"

#include "../base/container.h"

/* What a member of such an object is. */
typedef struct member_def {
    const char *name;
    type_check *check;
    int is_required;
} member_def;

static const member_def *find_member(const member_def *members, size_t count, text name) {
    for (size_t i = 0; i < count; i++)
        if (asbi_text_is(name, members[i].name)) return &members[i];
    return NULL;
}

static int32_t unknown_key(const check *k, const member_def *members, size_t count, const json_value *v) {
    choices o = asbi_choices(v->key);

    for (size_t i = 0; i < count; i++) asbi_offer(&o, asbi_text(members[i].name));
    return asbi_wrong_choice(k, k->field_name, v, "record-key", "record-key-near", &o);
}

static int32_t check_members(const check *k, const json_value *object, const member_def *members, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const json_value *v = asbi_json_get(object, members[i].name);
        int32_t status = v == NULL ? ASB_OK : members[i].check(k, v);
        if (v == NULL && members[i].is_required)
            status = asbi_wrong(k, k->field_name, object, "record-key-missing", "key", members[i].name, NULL, NULL);
        if (status != ASB_OK) return status;
    }
    return ASB_OK;
}

/* What it must and may have, and nothing else; but the host's own names where it may have those. */
static int32_t check_object(const check *k, const json_value *v, const member_def *members, size_t count, int may_have_x) {
    int32_t status = check_members(k, v, members, count);

    if (status != ASB_OK) return status;
    for (const json_value *member = asbi_json_first(v); member != NULL; member = member->next)
        if (!(may_have_x && asbi_is_x(member->key)) && find_member(members, count, member->key) == NULL)
            return unknown_key(k, members, count, member);
    return ASB_OK;
}

/* ---- actions of a plan */

static int32_t check_by(const check *k, const json_value *v) {
    static const char by[][12] = {"landlord", "complainant", "perpetrator", "agency"};
    choices o;

    if (v->type != JSON_TEXT) return asbi_wrong_type(k, v, "landlord, complainant, perpetrator or agency");
    for (size_t i = 0; i < COUNT_OF(by); i++)
        if (asbi_text_is(asbi_json_text(v), by[i])) return ASB_OK;
    o = asbi_choices(asbi_json_text(v));
    for (size_t i = 0; i < COUNT_OF(by); i++) asbi_offer(&o, asbi_text(by[i]));
    return asbi_wrong_choice(k, k->field_name, v, "record-choice", "record-choice-near", &o);
}

static int32_t check_catalogue(const check *k, const json_value *v) {
    const asb_policy *p = k->policy;
    choices o;

    if (v->type != JSON_TEXT) return asbi_wrong_type(k, v, "an id of the policy's plan_actions, or other");
    if (asbi_text_is(asbi_json_text(v), "other") || asbi_policy_plan_action(p, asbi_atom_of_text(p, asbi_json_text(v))) != NO_INDEX)
        return ASB_OK;
    o = asbi_choices(asbi_json_text(v));
    for (uint32_t i = 0; i < p->plan_actions.count; i++) asbi_offer(&o, asbi_atom_text(p, p->plan_actions.items[i].id));
    asbi_offer(&o, asbi_text("other"));
    return asbi_wrong_choice(k, k->field_name, v, "record-choice", "record-choice-near", &o);
}

/* Any object, but of texts that can be shown in a letter. */
static int32_t check_params(const check *k, const json_value *v) {
    const json_value *at = v;

    if (v->type != JSON_OBJECT) return asbi_wrong_type(k, v, "an object");
    for (;;) {
        if (!asbi_text_is_clean(asbi_json_text(at)) || !asbi_text_is_clean(at->key))
            return asbi_wrong_type(k, at, "without U+0000 and lone surrogates");
        if (asbi_json_first(at) != NULL) {
            at = asbi_json_first(at);
            continue;
        }
        while (at != v && at->next == NULL) at = at->parent;
        if (at == v) return ASB_OK;
        at = at->next;
    }
}

static const member_def action_members[] = {
    {"id", asbi_valid_text, 1},     {"by", check_by, 1},         {"action", check_catalogue, 1},
    {"detail", asbi_valid_text, 0}, {"due", asbi_valid_when, 0}, {"every", asbi_valid_period, 0},
    {"params", check_params, 0},
};

static int32_t check_action(const check *k, const json_value *v) {
    if (v->type != JSON_OBJECT) return asbi_wrong_type(k, v, "an action, which is an object");
    return check_object(k, v, action_members, COUNT_OF(action_members), 1);
}

int32_t asbi_valid_actions(const check *k, const json_value *v) {
    int32_t status;

    if (v->type != JSON_LIST || v->count == 0) return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_ACTIONS));
    status = asbi_valid_each(k, v, check_action);
    return status == ASB_OK ? asbi_valid_distinct(k, v, "id") : status;
}

/* ---- alternatives */

static const member_def alternative_members[] = {
    {"remedy", asbi_valid_remedy, 1},
    {"outcome", asbi_valid_text, 0},
    {"why", asbi_valid_text, 0},
};

static int32_t check_alternative(const check *k, const json_value *v) {
    if (v->type != JSON_OBJECT) return asbi_wrong_type(k, v, "an object with remedy, and texts outcome and why");
    return check_object(k, v, alternative_members, COUNT_OF(alternative_members), 0);
}

int32_t asbi_valid_alternatives(const check *k, const json_value *v) {
    if (v->type != JSON_LIST) return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_ALTERNATIVES));
    return asbi_valid_each(k, v, check_alternative);
}

/* ---- scores */

static int32_t check_score(const check *k, const json_value *v) {
    if (!asbi_text_is_clean(v->key)) return asbi_wrong(k, k->field_name, v, "record-key-unclean", NULL, NULL, NULL, NULL);
    int64_t n;
    return v->type == JSON_NUMBER && asbi_json_integer(v, &n) && n >= 0 ? ASB_OK
                                                                        : asbi_wrong_type(k, v, asbi_field_type_description(FIELD_NUMBER));
}

int32_t asbi_valid_scores(const check *k, const json_value *v) {
    if (v->type != JSON_OBJECT) return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_SCORES));
    return asbi_valid_each(k, v, check_score);
}
