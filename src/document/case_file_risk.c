/* The case file: risk of each person who was assessed, as a picture and as a table. */
#include "case_file.h"
#include "../base/container.h"
#include "picture.h"

static text band_label(const asb_policy *p, const matrix_def *m, atom band) {
    for (uint32_t i = 0; m && i < m->bands.count; i++)
        if (p->bands.items[m->bands.first + i].id == band) return p->bands.items[m->bands.first + i].label;
    return asbi_atom_text(p, band);
}

static const matrix_def *matrix_of(const asb_case *c, const entry *e) {
    uint32_t i = asbi_policy_matrix(c->policy, asbi_entry_atom(e, WORD_matrix));
    return i == NO_INDEX ? NULL : &c->policy->matrices.items[i];
}

/* The score says what the answers say. */
static withheld may_know(teller *t, const entry *e) {
    const field_def *f;
    const entry_field *answers = asbi_tell_find(t, e, "answers", &f);
    withheld why = !t->seen[e->seq - 1] ? WITHHELD_AUDIENCE
        : e->erased                     ? WITHHELD_ERASED
        : answers                       ? asbi_view_field(t->v, e, f, asbi_field_value(answers))
                                        : SEEN;
    return why == MASKED ? SEEN : why;
}

static void put_result(teller *t, const entry *e, const matrix_def *m) {
    if (e->band == ATOM_NONE)
        asbi_page_put(t->p, "none: no question was answered");
    else
        asbi_page_text(t->p, band_label(t->c->policy, m, e->band));
    if (asbi_entry_field(e, WORD_override_band)) asbi_page_put(t->p, ", by judgement");
    if (e->partial) asbi_page_put(t->p, "\nSome questions were declined");
    const json_value *answers = asbi_entry_tree(e, WORD_answers);
    if (m && answers && asbi_score(t->c->policy, m, answers).contested)
        asbi_page_put(t->p, "\nThe policy's source is unclear about this score");
    if (!asbi_entry_field(e, WORD_override_reason)) return;
    asbi_page_put(t->p, "\nWhy: ");
    asbi_tell_field(t, e, "override_reason");
}

static void put_row(teller *t, const entry *e) {
    const matrix_def *m = matrix_of(t->c, e);
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    asbi_page_when(t->p, e->at);
    asbi_page_cell(t->p);
    asbi_page_number(t->p, e->score);
    asbi_page_cell(t->p);
    put_result(t, e, m);
    asbi_page_cell(t->p);
    asbi_tell_field(t, e, "matrix");
    asbi_page_cell(t->p);
    asbi_tell_who(t, e);
    asbi_page_cell(t->p);
    asbi_page_record(t->p, e->seq);
}

static void put_table(teller *t, const uint32_t *entries, uint32_t count) {
    static const char columns[] = WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_NUMBER, "Score"), HEAD(LOOK_TEXT, "Band"),
                                        HEAD(LOOK_TEXT, "Matrix"), HEAD(LOOK_WHEN, "By"), HEAD(LOOK_TEXT, "Record"));
    asbi_page_table(t->p, "Assessments", columns, NULL);
    for (uint32_t i = 0; i < count; i++) put_row(t, &t->c->entries[entries[i]]);
    asbi_page_done(t->p);
}

/* Those by the matrix of the last one make the picture. */
static void put_picture(teller *t, uint32_t party, const uint32_t *entries, uint32_t count) {
    const matrix_def *m = count ? matrix_of(t->c, &t->c->entries[entries[count - 1]]) : NULL;
    uint32_t *alike = m ? asbi_arena_array(&t->arena, count, sizeof *alike) : NULL, found = 0;
    if (m && !alike) t->status = ASB_ENOMEM;
    for (uint32_t i = 0; alike && i < count; i++)
        if (matrix_of(t->c, &t->c->entries[entries[i]]) == m) alike[found++] = entries[i];
    if (found) asbi_picture_risk(t, party, m, alike, found);
}

static void put_withheld(teller *t, uint32_t reasons) {
    for (unsigned why = WITHHELD_AUDIENCE; why <= WITHHELD_ERASED; why++) {
        if (!(reasons >> why & 1)) continue;
        asbi_page_paragraph(t->p);
        asbi_page_withheld(t->p, (withheld)why);
        asbi_page_done(t->p);
    }
}

static void put_party(teller *t, uint32_t party, uint32_t first, const uint32_t *next) {
    uint32_t count = 0, reasons = 0, *entries;
    for (uint32_t i = first; i != NO_INDEX; i = next[i]) count++;
    entries = asbi_arena_array(&t->arena, count, sizeof *entries);
    if (!entries) {
        t->status = ASB_ENOMEM;
        return;
    }
    count = 0;
    for (uint32_t i = first; i != NO_INDEX; i = next[i]) {
        withheld why = may_know(t, &t->c->entries[i]);
        if (why == SEEN)
            entries[count++] = i;
        else
            reasons |= UINT32_C(1) << why;
    }
    asbi_page_heading(t->p);
    asbi_page_party(t->p, party);
    asbi_page_done(t->p);
    put_picture(t, party, entries, count);
    put_table(t, entries, count);
    put_withheld(t, reasons);
}

static int has_seen(const teller *t, uint32_t first, const uint32_t *next) {
    for (uint32_t i = first; i != NO_INDEX; i = next[i])
        if (t->seen[i]) return 1;
    return 0;
}

void asbi_section_risk(teller *t) {
    by_party assessments;
    uint32_t told = 0;
    if (!asbi_by_party(&assessments, t, KIND_ASSESSMENT)) return;
    for (uint32_t i = 0; i < t->c->party_count; i++) {
        if (asbi_view_is_nowhere(t->v, i) || !has_seen(t, assessments.first[i], assessments.next)) continue;
        put_party(t, i, assessments.first[i], assessments.next);
        told++;
    }
    if (!told) asbi_page_say(t->p, "No risk assessment is recorded that this reader may know of.");
}
