/* Looking an id up. Lists are short, and ids are numbers: a walk is as fast as anything. */
#include "policy.h"

#include <string.h>

/* `id` is the first member of every definition. */
#define LOOK_UP(name, array) \
    uint32_t name(const asb_policy *p, atom id) { \
        for (uint32_t i = 0; i < p->array.count; i++) \
            if (p->array.items[i].id == id && id != ATOM_OTHER) return i; \
        return NO_INDEX; \
    }

LOOK_UP(asbi_policy_role, roles)
LOOK_UP(asbi_policy_category, categories)
LOOK_UP(asbi_policy_not_asb, not_asb)
LOOK_UP(asbi_policy_matrix, matrices)
LOOK_UP(asbi_policy_plan_action, plan_actions)
LOOK_UP(asbi_policy_remedy, remedies)
LOOK_UP(asbi_policy_duty, duties)
LOOK_UP(asbi_policy_guard, guards)
LOOK_UP(asbi_policy_letter, letters)
LOOK_UP(asbi_policy_closure_reason, closure_reasons)

/* Is `list` "kind.field"? */
static int is_list_of(text list, text kind, text field) {
    return list.length == kind.length + 1 + field.length && memcmp(list.at, kind.at, kind.length) == 0 && list.at[kind.length] == '.' &&
        memcmp(list.at + kind.length + 1, field.at, field.length) == 0;
}

int asbi_policy_has_list_value(const asb_policy *p, text kind, text field, text value) {
    atom id = asbi_atom_of_text(p, value);

    for (uint32_t i = 0; i < p->list_values.count; i++) {
        const list_value *v = &p->list_values.items[i];
        if (v->id == id && is_list_of(asbi_atom_text(p, v->list), kind, field)) return 1;
    }
    return 0;
}

int asbi_is_built_in_guard(atom id) {
    return id >= WORD_remedy_in_force && id <= WORD_agreement_too_long;
}
