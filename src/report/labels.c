/* What policies call things. The caseload has ids alone; labels and clauses are those of the policy that the case reported last is worked under, read from the store; without a
 * store, those of the document that the host has registered, or that is built in. Whatever cannot be had is called by its id, in words. */
#include "../case/case_parts.h"
#include "../policy/built_in.h"
#include "report.h"
#include <string.h>

/* ---- finding policies */

/* Of the cases that count, the one of each policy that was reported last. */
static void find_latest(const report *r, uint32_t *latest) {
    const asb_caseload *l = r->l;
    const date *reported = l->day[DAY_REPORTED];
    for (uint32_t i = 0; i < l->count; i++) {
        uint32_t *best = &latest[l->code[DIM_POLICY][i]];
        if (!asbi_report_lets(r, i)) continue;
        if (*best &&
            (reported[i] < reported[*best - 1] ||
             (reported[i] == reported[*best - 1] && asbi_text_compare(l->ids.texts[i], l->ids.texts[*best - 1]) < 0)))
            continue;
        *best = i + 1;
    }
}

/* Damage is no concern of a report: then the next source is asked. */
static asb_policy *of_case(report *r, uint32_t number) {
    asb_case *c = NULL;
    asb_policy *p = NULL;
    fault unread = {0};
    int32_t status = asbi_case_read(&c, r->l->store, r->l->ids.texts[number], &unread);
    if (status == ASB_ENOMEM) r->status = status;
    if (status) return NULL;
    p = c->policy;
    asbi_handle_keep(p);
    asbi_handle_drop(c);
    return p;
}

static asb_policy *of_document(report *r, text id) {
    asb_engine *e = r->l->head.engine;
    const built_in_policy *b = asbi_built_in_find(id);
    text built_in = b ? asbi_built_in_document(b) : (text){NULL, 0};
    const char *bytes = built_in.at;
    size_t length = built_in.length;
    asb_policy *p = NULL;
    fault was = e->fault;
    for (const policy_document *d = e->documents; d; d = d->next) {
        if (!asbi_text_is(id, d->id)) continue;
        bytes = d->bytes;
        length = d->length;
    }
    int32_t status = bytes ? asbi_policy_read(&p, NULL, e, bytes, length) : ASB_ABSENT;
    e->fault = was;
    if (status == ASB_ENOMEM) r->status = status;
    return status ? NULL : p;
}

void asbi_labels_begin(report *r) {
    const dictionary *d = &r->l->names[DIM_POLICY];
    uint32_t *latest = asbi_report_room(r, d->lists.count + 1u, sizeof *latest);
    r->policies = asbi_report_room(r, d->lists.count + 1u, sizeof *r->policies);
    if (!latest || !r->policies) return;
    find_latest(r, latest);
    for (uint32_t i = 1; i <= d->lists.count && !r->status; i++) {
        if (latest[i] && r->l->store) r->policies[i] = of_case(r, latest[i] - 1);
        if (latest[i] && !r->policies[i] && !r->status) r->policies[i] = of_document(r, asbi_code_text(d, i));
    }
}

void asbi_labels_end(report *r) {
    for (uint32_t i = 0; r->policies && i <= r->l->names[DIM_POLICY].lists.count; i++) asbi_handle_drop(r->policies[i]);
}

/* ---- labels */

/* "first-contact": "First contact". */
static text in_words(report *r, text id) {
    char *at = asbi_arena_text(r->a, id.at ? id.at : "", id.length);
    if (!at) {
        r->status = ASB_ENOMEM;
        return asbi_text("");
    }
    for (size_t i = 0; i < id.length; i++)
        if (at[i] == '-' || at[i] == '_') at[i] = ' ';
    if (id.length && at[0] >= 'a' && at[0] <= 'z') at[0] = (char)(at[0] - 'a' + 'A');
    return (text){at, id.length};
}

static const asb_policy *next_policy(const report *r, uint32_t *code) {
    while (r->policies && ++*code <= r->l->names[DIM_POLICY].lists.count)
        if (r->policies[*code]) return r->policies[*code];
    return NULL;
}

text asbi_label_category(report *r, text id) {
    uint32_t code = 0, i;
    for (const asb_policy *p; (p = next_policy(r, &code));)
        if ((i = asbi_policy_category(p, asbi_atom_of_text(p, id))) != NO_INDEX) return p->categories.items[i].label;
    return in_words(r, id);
}

text asbi_label_remedy(report *r, text id) {
    uint32_t code = 0, i;
    for (const asb_policy *p; (p = next_policy(r, &code));)
        if ((i = asbi_policy_remedy(p, asbi_atom_of_text(p, id))) != NO_INDEX) return p->remedies.items[i].label;
    return in_words(r, id);
}

text asbi_label_reason(report *r, text id) {
    uint32_t code = 0, i;
    for (const asb_policy *p; (p = next_policy(r, &code));)
        if ((i = asbi_policy_closure_reason(p, asbi_atom_of_text(p, id))) != NO_INDEX) return p->closure_reasons.items[i].label;
    return in_words(r, id);
}

text asbi_label_duty(report *r, uint16_t policy, text rule, text *clause) {
    const asb_policy *p = r->policies ? r->policies[policy] : NULL;
    uint32_t i = p ? asbi_policy_duty(p, asbi_atom_of_text(p, rule)) : NO_INDEX;
    *clause = asbi_text("");
    if (asbi_text_is(rule, "plan-action")) return asbi_text("An action of an action plan");
    if (i == NO_INDEX) return in_words(r, rule);
    *clause = p->duties.items[i].clause;
    return p->duties.items[i].label;
}

text asbi_label_landlord(report *r) {
    text found = asbi_text("");
    uint32_t code = 0;
    for (const asb_policy *p; (p = next_policy(r, &code));) {
        if (found.length && !asbi_text_equal(found, p->landlord)) return asbi_text("");
        found = p->landlord;
    }
    return found;
}

/* All in one, as the case has them. */
text asbi_label_categories(report *r, uint32_t number) {
    const dictionary *d = &r->l->names[DIM_CATEGORY];
    uint16_t code = r->l->code[DIM_CATEGORY][number];
    text all = asbi_text("");
    for (uint32_t i = 0; code && i < d->members[code].count; i++) {
        text one = asbi_label_category(r, asbi_dictionary_name(d, d->members[code].names[i]));
        all = i ? asbi_report_words(r, "%s; %s", all.at, one.at) : one;
    }
    return all;
}
