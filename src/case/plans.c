/* Action plans as they now stand, consents, approvals, the order of parties, and the remedy of a record. */
#include "judge.h"

static int is_first_of_party(const asb_case *c, uint32_t index) {
    uint32_t i = c->entries[index].older_of_party;
    while (i != NO_INDEX && c->entries[i].erased) i = c->entries[i].older_of_party;
    return i == NO_INDEX;
}

uint32_t asbi_next_party(const asb_case *c, uint32_t *entry_index) {
    for (; *entry_index < c->count; ++*entry_index) {
        const entry *e = &c->entries[*entry_index];
        if (e->kind != KIND_PARTY || e->party == NO_INDEX || !is_first_of_party(c, *entry_index)) continue;
        ++*entry_index;
        return e->party;
    }
    return NO_INDEX;
}

/* ---- plans: their statuses belong to their record; a new plan starts afresh */

static int is_of_plan(const entry *action, const entry *plan, text id) {
    int64_t seq;
    return asbi_entry_integer(action, WORD_plan, &seq) && seq == plan->seq && asbi_text_equal(asbi_entry_text(action, WORD_action), id);
}

atom asbi_action_status(const asb_case *c, const entry *plan, text action) {
    for (uint32_t i = c->last_of_kind[KIND_ACTION]; i != NO_INDEX; i = c->entries[i].older)
        if (is_of_plan(&c->entries[i], plan, action)) return asbi_entry_atom(&c->entries[i], WORD_status);
    return ATOM_NONE;
}

/* A standing action runs until the case closes, and is left out of account. */
static int is_settled(const asb_case *c, const entry *plan, const json_value *action) {
    const json_value *id = asbi_json_get(action, "id");
    uint32_t known = asbi_policy_plan_action(c->policy, asbi_atom(c->policy, asbi_json_get(action, "action")));
    if (known != NO_INDEX && c->policy->plan_actions.items[known].standing) return 1;
    atom status = id ? asbi_action_status(c, plan, asbi_json_text(id)) : ATOM_NONE;
    return status == WORD_done || status == WORD_cancelled;
}

int asbi_plan_is_complete(const asb_case *c, const entry *plan) {
    const json_value *actions = asbi_entry_tree(plan, WORD_actions);
    for (const json_value *a = actions ? asbi_json_first(actions) : NULL; a; a = a->next)
        if (!is_settled(c, plan, a)) return 0;
    return actions != NULL;
}

uint32_t asbi_latest_plan(const asb_case *c, uint32_t party) {
    uint32_t i = c->last_of_kind[KIND_PLAN];
    while (i != NO_INDEX && c->entries[i].party != party) i = c->entries[i].older;
    return i;
}

int asbi_plans_complete(const asb_case *c) {
    uint32_t plans = 0;
    for (uint32_t i = c->last_of_kind[KIND_PLAN]; i != NO_INDEX; i = c->entries[i].older) {
        const entry *e = &c->entries[i];
        if (e->party == NO_INDEX || asbi_latest_plan(c, e->party) != i) continue;
        if (!asbi_plan_is_complete(c, e)) return 0;
        plans++;
    }
    return plans > 0;
}

/* ---- consents: a party's last of the scope */

int asbi_consents(const judge *j, uint32_t party, atom scope) {
    date until;
    if (party == NO_INDEX) return 0;
    for (uint32_t i = j->c->last_of_kind[KIND_CONSENT]; i != NO_INDEX; i = j->c->entries[i].older) {
        const entry *e = &j->c->entries[i];
        if (e->party != party || asbi_entry_atom(e, WORD_scope) != scope) continue;
        if (!asbi_entry_is(e, WORD_given, ATOM_TRUE)) return 0;
        return !asbi_parse_date(asbi_entry_text(e, WORD_until), &until) || asbi_local_date(j->now) <= until;
    }
    return 0;
}

/* ---- approvals */

static int is_approval_of(const entry *e, const entry *of) {
    int64_t seq;
    return asbi_entry_integer(e, WORD_of, &seq) && seq == of->seq;
}

/* Newest first: the first that has a say decides. A refusal counts from anybody in the roles, an approval from all of them but the author. */
uint32_t asbi_approval(const judge *j, const entry *of, span by) {
    for (uint32_t i = j->c->last_of_kind[KIND_APPROVAL]; i != NO_INDEX; i = j->c->entries[i].older) {
        const entry *e = &j->c->entries[i];
        if (!is_approval_of(e, of) || (by.count && !asbi_span_has(j->p, by, e->role))) continue;
        atom decision = asbi_entry_atom(e, WORD_decision);
        if (decision == WORD_refused) return NO_INDEX;
        if (decision == WORD_approved && !asbi_text_equal(e->by, of->by)) return i;
    }
    return NO_INDEX;
}

/* ---- remedies and dates */

const remedy_def *asbi_entry_remedy(const asb_case *c, const entry *e) {
    if (e->kind != KIND_LEGAL && e->kind != KIND_INTERVENTION) return NULL;
    uint32_t i = asbi_policy_remedy(c->policy, asbi_entry_atom(e, WORD_remedy));
    return i == NO_INDEX ? NULL : &c->policy->remedies.items[i];
}

int asbi_entry_instant(const entry *e, atom field, instant *at, date *day) {
    text t = asbi_entry_text(e, field);
    if (!t.length) return 0;
    if (asbi_parse_date(t, day)) {
        *at = asbi_start_of_day(*day);
        return 1;
    }
    *day = NO_DATE;
    return asbi_parse_instant(t, at);
}
