/* Ids: of the vocabulary's choices, of the policy's lists, and of the people in the case. */
#include "validate_parts.h"

/* ---- choices of the vocabulary, and what the policy adds to them */

static int is_added_to(const asb_policy *p, const list_value *added, const char *kind, const char *field) {
    text list = asbi_atom_text(p, added->list), name = asbi_text(kind), rest;

    if (list.length <= name.length || list.at[name.length] != '.') return 0;
    rest = (text){list.at + name.length + 1, list.length - name.length - 1};
    return asbi_text_equal((text){list.at, name.length}, name) && asbi_text_is(rest, field);
}

static int32_t wrong_choice(const check *k, const json_value *v) {
    const asb_policy *p = k->policy;
    choices o = asbi_choices(asbi_json_text(v));

    for (const char *choice = asbi_field_choices(k->field); *choice != '\0'; choice = asbi_word_after(choice))
        asbi_offer(&o, asbi_text(choice));
    for (uint32_t i = 0; i < p->list_values.count; i++)
        if (is_added_to(p, &p->list_values.items[i], k->kind_name, k->field_name))
            asbi_offer(&o, asbi_atom_text(p, p->list_values.items[i].id));
    return asbi_wrong_choice(k, k->field_name, v, "record-choice", "record-choice-near", &o);
}

int32_t asbi_valid_one(const check *k, const json_value *v) {
    if (v->type != JSON_TEXT) return asbi_wrong_type(k, v, asbi_field_type_description((field_type)k->field->type));
    if (asbi_choice_is(k->field, asbi_json_text(v))) return ASB_OK;
    if (asbi_policy_has_list_value(k->policy, asbi_text(k->kind_name), asbi_text(k->field_name), asbi_json_text(v))) return ASB_OK;
    return wrong_choice(k, v);
}

int32_t asbi_valid_many(const check *k, const json_value *v) {
    int32_t status;

    if (v->type != JSON_LIST) return asbi_valid_one(k, v);
    status = asbi_valid_each(k, v, asbi_valid_one);
    return status == ASB_OK ? asbi_valid_distinct(k, v, NULL) : status;
}

/* ---- people */

int asbi_party_is_known(const asb_case *c, text id) {
    uint32_t party = asbi_party_find(c, id);

    return party != NO_INDEX && c->parties[party].recorded;
}

int32_t asbi_valid_party(const check *k, const json_value *v) {
    choices o;

    if (v->type != JSON_TEXT || !asbi_text_is_filled(asbi_json_text(v)))
        return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_PARTY));
    if (asbi_party_is_known(k->c, asbi_json_text(v))) return ASB_OK;
    o = asbi_choices(asbi_json_text(v));
    for (uint32_t i = 0; i < k->c->party_count; i++)
        if (k->c->parties[i].recorded) asbi_offer(&o, k->c->parties[i].id);
    return asbi_wrong_choice(k, k->field_name, v, "record-party", "record-party-near", &o);
}

int32_t asbi_valid_parties(const check *k, const json_value *v) {
    int32_t status;

    if (v->type != JSON_LIST) return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_PARTIES));
    status = asbi_valid_each(k, v, asbi_valid_party);
    return status == ASB_OK ? asbi_valid_distinct(k, v, NULL) : status;
}

/* ---- ids of the policy: for each type where they are looked up, and what there is */

#define OFFER_ALL(name, array) \
    static void offer_##name(choices *o, const asb_policy *p) { \
        for (uint32_t i = 0; i < p->array.count; i++) asbi_offer(o, asbi_atom_text(p, p->array.items[i].id)); \
    }
OFFER_ALL(roles, roles)
OFFER_ALL(remedies, remedies)
OFFER_ALL(matrices, matrices)
OFFER_ALL(letters, letters)
OFFER_ALL(closure_reasons, closure_reasons)
OFFER_ALL(categories, categories)
OFFER_ALL(not_asb, not_asb)
OFFER_ALL(own_guards, guards)

static void offer_guards(choices *o, const asb_policy *p) {
    offer_own_guards(o, p);
    for (atom a = WORD_remedy_in_force; a <= WORD_agreement_too_long; a++) asbi_offer(o, asbi_atom_text(p, a));
}

static uint32_t find_guard(const asb_policy *p, atom id) {
    return asbi_is_built_in_guard(id) ? 0 : asbi_policy_guard(p, id);
}

static void offer_both(choices *o, const asb_policy *p) {
    offer_categories(o, p);
    offer_not_asb(o, p);
}

static uint32_t find_either(const asb_policy *p, atom id) {
    uint32_t category = asbi_policy_category(p, id);

    return category != NO_INDEX ? category : asbi_policy_not_asb(p, id);
}

typedef struct id_list {
    uint32_t (*find)(const asb_policy *p, atom id);
    void (*offer)(choices *o, const asb_policy *p);
} id_list;

static const id_list lists[FIELD_TYPE_COUNT] = {
    [FIELD_ROLE] = {asbi_policy_role, offer_roles},
    [FIELD_REMEDY] = {asbi_policy_remedy, offer_remedies},
    [FIELD_MATRIX] = {asbi_policy_matrix, offer_matrices},
    [FIELD_LETTER] = {asbi_policy_letter, offer_letters},
    [FIELD_CLOSURE_REASON] = {asbi_policy_closure_reason, offer_closure_reasons},
    [FIELD_GUARD] = {find_guard, offer_guards},
    [FIELD_CATEGORY] = {find_either, offer_both},
    [FIELD_CATEGORIES] = {asbi_policy_category, offer_categories},
};

static int32_t check_id_of(const check *k, const json_value *v, field_type type) {
    const id_list *list = &lists[type];
    choices o;

    if (v->type != JSON_TEXT || !asbi_text_is_filled(asbi_json_text(v))) return asbi_wrong_type(k, v, asbi_field_type_description(type));
    if (list->find(k->policy, asbi_atom_of_text(k->policy, asbi_json_text(v))) != NO_INDEX) return ASB_OK;
    o = asbi_choices(asbi_json_text(v));
    list->offer(&o, k->policy);
    return asbi_wrong_choice(k, k->field_name, v, "record-choice", "record-choice-near", &o);
}

int32_t asbi_valid_id(const check *k, const json_value *v) {
    return check_id_of(k, v, (field_type)k->field->type);
}

int32_t asbi_valid_remedy(const check *k, const json_value *v) {
    return check_id_of(k, v, FIELD_REMEDY);
}

int32_t asbi_valid_categories(const check *k, const json_value *v) {
    int32_t status;

    if (v->type != JSON_LIST || v->count == 0) return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_CATEGORIES));
    status = asbi_valid_each(k, v, asbi_valid_id);
    return status == ASB_OK ? asbi_valid_distinct(k, v, NULL) : status;
}
