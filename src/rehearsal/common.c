/* What two policies have in common, so that it is folded once for both.
 *
 * Method. Two versions of a policy are mostly the same but for some periods, duties, guards or categories. Documents are compared, and not what was compiled from them:
 * whatever a fold reads came from there, so nothing can be forgotten. Both are read anew with one list of names, the first's and then the second's, so that every text has
 * the same number in both; then what records and facts come to under the one can be read by the rules of the other. Where entries and facts depend on nothing that differs,
 * but for some records (alike.c), a case that has none of these is folded under the first policy, and what is left under the second upon the entries and facts of the first
 * (lent.c): the duties that are not word for word in both, wherever they stand, since a duty reads nothing of the others. Guards are judged only on kinds of record on which
 * they differ.
 *
 * A name that only one of the two has gets a number in the other too, where it was ATOM_OTHER. No rule there names it, so it passes no test that it did not pass; only
 * remedies are compared with one another, and records that name one that is not the same in both are folded apart anyway. */
#include "rehearsal.h"
#include "../base/container.h"
#include <string.h>

/* ---- names */

static int same_names(const intern *a, const intern *b) {
    if (a->count != b->count) return 0;
    for (uint32_t i = 0; i < a->count; i++)
        if (!asbi_text_equal(a->texts[i], b->texts[i])) return 0;
    return 1;
}

static int take_names(intern *all, const intern *of) {
    for (uint32_t i = 0; i < of->count; i++)
        if (!asbi_intern_add(all, of->texts[i])) return 0;
    return 1;
}

/* What was once accepted may be more than a limit that was set since: then they are left as they are. */
static int32_t read_anew(asb_policy **p, const intern *names) {
    asb_engine *e = (*p)->head.engine;
    const fault before = e->fault;
    asb_policy *anew = NULL;
    int32_t status = asbi_policy_read_named(&anew, e, (*p)->bytes, (*p)->length, names);
    if (status == ASB_ENOMEM) return status;
    e->fault = before;
    if (status) return ASB_OK;
    asbi_handle_drop(*p);
    *p = anew;
    return ASB_OK;
}

static int32_t number_alike(run *r, common *k) {
    intern all;
    if (same_names(&k->first->names, &k->second->names)) return ASB_OK;
    asbi_intern_init(&all, &r->commons_in);
    int taken = take_names(&all, &k->first->names) && take_names(&all, &k->second->names);
    int32_t status = taken ? read_anew(&k->first, &all) : ASB_ENOMEM;
    if (!status) status = read_anew(&k->second, &all);
    asbi_intern_free(&all);
    return status;
}

/* ---- guards: the kinds of record on which they are not the same */

static uint64_t guarded_by(const asb_policy *p, uint32_t guard) {
    return asbi_pattern_kinds(&p->patterns.items[p->guards.items[guard].on]);
}

/* Those of `a` that `b` does not have. Where all are in both, their order decides nothing. */
static uint64_t decided_otherwise(const asb_policy *a, const asb_policy *b) {
    uint64_t kinds = 0;
    for (uint32_t i = 0; i < a->guards.count; i++) {
        uint32_t other = asbi_policy_guard(b, a->guards.items[i].id);
        if (other == NO_INDEX || !asbi_same_item(a->guards.items[i].source, b->guards.items[other].source)) kinds |= guarded_by(a, i);
    }
    return kinds;
}

/* ---- duties */

static int mark_others(run *r, uint8_t **others, const asb_policy *a, const asb_policy *b) {
    *others = asbi_arena_array(&r->commons_in, a->duties.count + 1u, 1);
    if (!*others) return 0;
    for (uint32_t i = 0; i < a->duties.count; i++) {
        uint32_t other = asbi_policy_duty(b, a->duties.items[i].id);
        (*others)[i] = other == NO_INDEX || !asbi_same_item(a->duties.items[i].source, b->duties.items[other].source);
    }
    return 1;
}

static int has_agreed_among(const asb_policy *p, const uint8_t *others) {
    for (uint32_t i = 0; i < p->duties.count; i++)
        if (others[i] && p->duties.items[i].agreed) return 1;
    return 0;
}

static void mark_agreed(const asb_policy *p, uint8_t *others) {
    for (uint32_t i = 0; i < p->duties.count; i++) others[i] |= p->duties.items[i].agreed;
}

/* One built-in guard reads duties: an agreement on contact must not be longer than they allow that can be shortened by one. Where one of these is another, or agreements are
 * judged anyhow, the second side has all of them. */
static void look_at_agreements(common *k) {
    const uint64_t agreement = UINT64_C(1) << KIND_CONTACT_AGREEMENT;
    if (has_agreed_among(k->first, k->ends) || has_agreed_among(k->second, k->begins)) k->decided |= agreement;
    if (!(k->decided & agreement)) return;
    mark_agreed(k->first, k->ends);
    mark_agreed(k->second, k->begins);
}

/* The second policy, as if it began only those of its duties that are others. */
static int make_view(run *r, common *k) {
    asb_policy *view = asbi_arena_alloc(&r->commons_in, sizeof *view);
    if (!view) return 0;
    memcpy(view, k->second, sizeof *view);
    for (int kind = 0; kind < KIND_UNKNOWN; kind++) {
        rules_of_kind all = k->second->starts_of_kind[kind];
        uint32_t *some = asbi_arena_array(&r->commons_in, all.count + 1u, sizeof *some), count = 0;
        if (!some) return 0;
        for (uint32_t i = 0; i < all.count; i++)
            if (k->begins[all.rules[i]]) some[count++] = all.rules[i];
        view->starts_of_kind[kind] = (rules_of_kind){some, count};
    }
    k->view = view;
    return 1;
}

static int32_t compare_rules(run *r, common *k) {
    if (!mark_others(r, &k->ends, k->first, k->second) || !mark_others(r, &k->begins, k->second, k->first)) return ASB_ENOMEM;
    k->decided = decided_otherwise(k->first, k->second) | decided_otherwise(k->second, k->first);
    look_at_agreements(k);
    for (uint32_t i = 0; i < k->second->duties.count; i++) k->begin_count += k->begins[i];
    return make_view(r, k) ? ASB_OK : ASB_ENOMEM;
}

/* ---- pairs */

static common *look_up(const run *r, const asb_policy *before, const asb_policy *after) {
    common *k = r->commons;
    while (k && (k->before != before || k->after != after)) k = k->next;
    return k;
}

static int32_t compare_policies(run *r, common *k) {
    if (!asbi_may_share(k->before, k->after)) return ASB_OK;
    int32_t status = number_alike(r, k);
    if (status || !same_names(&k->first->names, &k->second->names)) return status;
    status = asbi_compare_facts(r, k);
    if (!status) status = compare_rules(r, k);
    k->shared = status == ASB_OK;
    return status;
}

int32_t asbi_common(common **out, run *r, asb_policy *before, asb_policy *after) {
    common *k = look_up(r, before, after);
    *out = k;
    if (k) return ASB_OK;
    k = asbi_arena_alloc(&r->commons_in, sizeof *k);
    if (!k) return ASB_ENOMEM;
    *k = (common){.next = r->commons, .before = before, .after = after, .first = before, .second = after};
    asbi_handle_keep(before);
    asbi_handle_keep(after);
    *out = r->commons = k;
    return compare_policies(r, k);
}

void asbi_commons_end(run *r) {
    for (common *k = r->commons; k; k = k->next) {
        asbi_handle_drop(k->first);
        asbi_handle_drop(k->second);
    }
    asbi_arena_free(&r->commons_in);
}
