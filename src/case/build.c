/* Building entries: the fields of a body as the policy reads them, and what follows from them. */
#include "fields.h"
#include "fold.h"
#include "judge.h"

/* ---- what follows from the fields */

static uint32_t find_or_make_party(asb_case *c, text id, int make) {
    uint32_t i = asbi_party_find(c, id);
    if (i != NO_INDEX || !make || !id.length) return i;
    c->parties[c->party_count] = (party_entry){.id = id, .newest = NO_INDEX, .assessment = NO_INDEX, .first_assessment = NO_INDEX};
    return c->party_count++;
}

/* A report names its reporter, every other record its party. */
static void derive_party(asb_case *c, entry *e, int make) {
    text id = asbi_entry_text(e, e->kind == KIND_REPORT ? WORD_reporter : WORD_party);
    e->party = id.length && e->kind < KIND_BUILT_IN_COUNT ? find_or_make_party(c, id, make) : NO_INDEX;
}

static void derive_assessment(const asb_case *c, entry *e) {
    const json_value *answers = asbi_entry_tree(e, WORD_answers);
    uint32_t m = asbi_policy_matrix(c->policy, asbi_entry_atom(e, WORD_matrix));
    e->score = 0;
    e->band = ATOM_NONE;
    e->partial = e->no_band = 0;
    if (m == NO_INDEX || !answers) return;
    assessment_score s = asbi_score(c->policy, &c->policy->matrices.items[m], answers);
    atom judged = asbi_entry_atom(e, WORD_override_band);
    e->score = s.score;
    e->partial = s.partial;
    e->no_band = s.all_declined;
    e->band = judged != ATOM_NONE ? judged : s.band;
}

static void derive_triage(const asb_case *c, entry *e) {
    const json_value *answers = asbi_entry_tree(e, WORD_answers);
    uint32_t yes = answers ? asbi_triage_score(c->policy, answers) : 0;
    e->score = (int32_t)yes;
    e->passed = answers && c->policy->triage.present && yes >= c->policy->triage.threshold;
}

void asbi_entry_score(const asb_case *c, entry *e) {
    if (e->kind == KIND_ASSESSMENT) derive_assessment(c, e);
    if (e->kind == KIND_TRIAGE) derive_triage(c, e);
}

void asbi_entry_derive(asb_case *c, entry *e, int make) {
    derive_party(c, e, make);
    asbi_entry_score(c, e);
}

void asbi_entry_settle(asb_case *c, entry *e) {
    if (e->party == NO_INDEX) derive_party(c, e, 1);
}

/* The next record is often by somebody of the same role. */
static atom role_of(const asb_case *c, text role) {
    const entry *last = c->count ? &c->entries[c->count - 1] : NULL;
    return last && asbi_text_same(last->role_text, role) ? last->role : asbi_atom_of_text(c->policy, role);
}

void asbi_entry_name(const asb_case *c, entry *e) {
    e->kind_atom = e->kind < KIND_BUILT_IN_COUNT ? c->policy->kind_atoms[e->kind] : asbi_atom_of_text(c->policy, e->kind_text);
    e->role = role_of(c, e->role_text);
}

int32_t asbi_entry_understand(asb_case *c, entry *e) {
    asbi_entry_name(c, e);
    int32_t status = asbi_fields_anew(c, c->policy, e, &e->fields, &e->field_count);
    if (!status) asbi_entry_derive(c, e, 0);
    return status;
}
