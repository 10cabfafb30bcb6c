/* What two policies have in common, so that it is folded once for both.
 *
 * Method. Two versions of a policy are mostly the same but for some periods, duties or guards. Documents are compared, member by member, and not what was compiled from
 * them: whatever a fold reads came from there, so nothing can be forgotten. Where all is the same but duties and guards, and every text has the same number, the entries,
 * the people and the facts of a case are the same under both. Each duty, too, that both have in the same place and word for word: it reads nothing of the other
 * duties. (Texts are numbered as the documents come, and members may come in any order: then both are read anew from their canonical bytes.) What is left is folded under the second policy upon the entries and facts of the first (lent.c); guards are judged only on kinds of record on which they differ. */
#include "rehearsal.h"
#include "../base/container.h"
#include <string.h>

/* No fold reads these, or they are looked at one by one. */
static int is_passed_over(text key) {
    static const char *const keys[] = {"duties", "guards", "notes", "source", "title", "version"};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (asbi_text_is(key, keys[i])) return 1;
    return 0;
}

static int has_all_of(const json_value *a, const json_value *b) {
    for (const json_value *v = b->first; v; v = v->next) {
        char key[64];
        if (is_passed_over(v->key)) continue;
        if (v->key.length >= sizeof key) return 0;
        memcpy(key, v->key.at, v->key.length);
        key[v->key.length] = 0;
        if (!asbi_json_equal(asbi_json_get(a, key), v)) return 0;
    }
    return 1;
}

static int same_names(const intern *a, const intern *b) {
    if (a->count != b->count) return 0;
    for (uint32_t i = 0; i < a->count; i++)
        if (!asbi_text_equal(a->texts[i], b->texts[i])) return 0;
    return 1;
}

static int is_alike(const asb_policy *a, const asb_policy *b) {
    return a->duties.count == b->duties.count && has_all_of(a->document, b->document) && has_all_of(b->document, a->document);
}

/* What was once accepted may be more than a limit that was set since: then they are left as they are. */
static int32_t read_anew(asb_policy **p) {
    asb_engine *e = (*p)->head.engine;
    const fault before = e->fault;
    asb_policy *anew = NULL;
    int32_t status = asbi_policy_read(&anew, NULL, e, (*p)->bytes, (*p)->length);
    if (status == ASB_ENOMEM) return status;
    e->fault = before;
    if (status) return ASB_OK;
    asbi_handle_drop(*p);
    *p = anew;
    return ASB_OK;
}

static int32_t number_alike(common *k) {
    if (same_names(&k->first->names, &k->second->names)) return ASB_OK;
    int32_t status = read_anew(&k->first);
    return status ? status : read_anew(&k->second);
}

static uint64_t guarded_by(const asb_policy *p, uint32_t guard) {
    return guard < p->guards.count ? asbi_pattern_kinds(&p->patterns.items[p->guards.items[guard].on]) : 0;
}

/* The kinds of record on which their guards are not the same. */
static uint64_t decided_otherwise(const asb_policy *a, const asb_policy *b) {
    uint64_t kinds = 0;
    for (uint32_t i = 0; i < MAX_OF(a->guards.count, b->guards.count); i++) {
        int both = i < a->guards.count && i < b->guards.count;
        if (!both || !asbi_json_equal(a->guards.items[i].source, b->guards.items[i].source)) kinds |= guarded_by(a, i) | guarded_by(b, i);
    }
    return kinds;
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
            if (k->others[all.rules[i]]) some[count++] = all.rules[i];
        view->starts_of_kind[kind] = (rules_of_kind){some, count};
    }
    k->view = view;
    return 1;
}

/* One built-in guard reads duties: an agreement on contact must not be longer than they allow that can be shortened by one. Where one of these is another, or agreements are
 * judged anyhow, the second side has all of them. */
static void look_at_agreements(common *k) {
    const uint64_t agreement = UINT64_C(1) << KIND_CONTACT_AGREEMENT;
    const duty_rule *a = k->first->duties.items, *b = k->second->duties.items;
    for (uint32_t i = 0; i < k->second->duties.count; i++)
        if (k->others[i] && (a[i].agreed || b[i].agreed)) k->decided |= agreement;
    for (uint32_t i = 0; i < k->second->duties.count; i++)
        if (k->decided & agreement) k->others[i] |= a[i].agreed || b[i].agreed;
}

static int compare_rules(run *r, common *k) {
    const asb_policy *a = k->first, *b = k->second;
    k->others = asbi_arena_array(&r->commons_in, b->duties.count + 1u, 1);
    if (!k->others) return 0;
    for (uint32_t i = 0; i < b->duties.count; i++)
        k->others[i] = (uint8_t)!asbi_json_equal(a->duties.items[i].source, b->duties.items[i].source);
    k->decided = decided_otherwise(a, b);
    look_at_agreements(k);
    for (uint32_t i = 0; i < b->duties.count; i++) k->other_count += k->others[i];
    return make_view(r, k);
}

static common *look_up(const run *r, const asb_policy *before, const asb_policy *after) {
    common *k = r->commons;
    while (k && (k->before != before || k->after != after)) k = k->next;
    return k;
}

static int32_t compare_policies(run *r, common *k) {
    if (!is_alike(k->before, k->after)) return ASB_OK;
    int32_t status = number_alike(k);
    if (status || !same_names(&k->first->names, &k->second->names)) return status;
    k->shared = 1;
    return compare_rules(r, k) ? ASB_OK : ASB_ENOMEM;
}

int32_t asbi_common(const common **out, run *r, asb_policy *before, asb_policy *after) {
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
