/* What entries and facts depend on, in the documents of two policies.
 *
 * Method. A fold reads the document through its members. Those that it never reads are passed over, and in an item whatever is only said to people; a member that is not
 * known here must be the same. Where a member may differ without all cases being others for it, it is noted which records show the difference: those that name a category or
 * remedy that is not the same in both, assessments where matrices differ, triages, any where priority or stage have other rules. Whether a case has such a record is seen
 * when it is folded (lent.c). */
#include "rehearsal.h"
#include "../base/words.h"

/* ---- documents */

static int has_all_of(const json_value *a, const json_value *b, const char *but) {
    for (const json_value *v = asbi_json_first(b); v; v = v->next) {
        const json_value *other = asbi_words_find(but, v->key) != NO_WORD ? v : asbi_json_find(a, v->key);
        if (!other || !asbi_json_equal(other, v)) return 0;
    }
    return 1;
}

static int same_but(const json_value *a, const json_value *b, const char *but) {
    return has_all_of(a, b, but) && has_all_of(b, a, but);
}

/* No fold reads the first of these; the others are looked at one by one. */
static int same_document(const asb_policy *a, const asb_policy *b) {
    static const char but[] = WORDS("audiences", "closure_reasons", "landlord", "letters", "lists", "not_asb", "notes", "roles", "source",
                                    "title", "version", "categories", "duties", "guards", "matrices", "plan_actions", "priorities",
                                    "raises", "remedies", "stages", "triage");
    return same_but(a->document, b->document, but);
}

int asbi_same_item(const json_value *a, const json_value *b) {
    static const char words[] = WORDS("ambiguity", "applicant", "clause", "escalates", "handled_by", "label", "message", "owner",
                                      "proposes");
    return same_but(a, b, words);
}

/* NULL: the document has none. */
static int same_items(const json_value *a, const json_value *b) {
    const json_value *v = a ? asbi_json_first(a) : NULL, *w = b ? asbi_json_first(b) : NULL;
    for (; v && w; v = v->next, w = w->next)
        if (!asbi_same_item(v, w)) return 0;
    return !v && !w;
}

static int same_list(const asb_policy *a, const asb_policy *b, const char *key) {
    return same_items(asbi_json_get(a->document, key), asbi_json_get(b->document, key));
}

/* Of an action of a plan only this is read. */
static int stands_in(const asb_policy *a, const asb_policy *b) {
    for (uint32_t i = 0; i < a->plan_actions.count; i++) {
        text id = asbi_id_text(a, a->plan_actions.items[i].id);
        uint32_t other = asbi_policy_plan_action(b, asbi_atom_of_text(b, id));
        if (a->plan_actions.items[i].standing && (other == NO_INDEX || !b->plan_actions.items[other].standing)) return 0;
    }
    return 1;
}

int asbi_may_share(const asb_policy *a, const asb_policy *b) {
    return same_document(a, b) && same_list(a, b, "priorities") && stands_in(a, b) && stands_in(b, a);
}

/* ---- names that stand for something else. Every text has the same number in both policies by now */

static void mark_categories(uint8_t *names, const asb_policy *a, const asb_policy *b) {
    for (uint32_t i = 0; i < a->categories.count; i++) {
        const category_def *d = &a->categories.items[i];
        uint32_t other = asbi_policy_category(b, d->id);
        if (other == NO_INDEX || !asbi_same_item(d->source, b->categories.items[other].source)) names[d->id] |= NAME_OTHER_CATEGORY;
    }
}

static void mark_remedies(common *k) {
    for (uint32_t i = 0; i < k->first->remedies.count; i++) {
        const remedy_def *d = &k->first->remedies.items[i];
        uint32_t other = asbi_policy_remedy(k->second, d->id);
        if (other != NO_INDEX && asbi_same_item(d->source, k->second->remedies.items[other].source)) k->names[d->id] |= NAME_SAME_REMEDY;
    }
}

/* ---- scores */

/* Beside the band, and whether a triage is passed. */
static int reads_scores(const asb_policy *p) {
    for (uint32_t i = 0; i < p->tests.count; i++) {
        atom field = p->tests.items[i].field;
        if (field == WORD_assessment_score || field == WORD_assessment_partial || field == WORD_triage_score) return 1;
    }
    return 0;
}

static int same_scores(const asb_policy *a, const asb_policy *b) {
    static const char keys[][9] = {"matrices", "triage"};
    for (size_t i = 0; i < 2; i++) {
        const json_value *v = asbi_json_get(a->document, keys[i]), *w = asbi_json_get(b->document, keys[i]);
        if (v && w ? !asbi_json_equal(v, w) : v != w) return 0;
    }
    return 1;
}

int32_t asbi_compare_facts(run *r, common *k) {
    const asb_policy *a = k->first, *b = k->second;
    k->names = asbi_arena_array(&r->commons_in, asbi_name_count(a) + 1u, 1);
    if (!k->names) return ASB_ENOMEM;
    mark_categories(k->names, a, b);
    mark_categories(k->names, b, a);
    mark_remedies(k);
    k->rescores = (uint8_t)!same_scores(a, b);
    k->scores_are_read = reads_scores(a) || reads_scores(b);
    k->ranks = !same_list(a, b, "raises") || !same_list(a, b, "stages");
    if (k->rescores) k->tries |= UINT64_C(1) << KIND_ASSESSMENT | UINT64_C(1) << KIND_TRIAGE;
    if (!same_list(a, b, "remedies")) k->tries |= UINT64_C(1) << KIND_LEGAL | UINT64_C(1) << KIND_INTERVENTION;
    return ASB_OK;
}
