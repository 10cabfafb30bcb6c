/* The case file: which interventions were tried before legal ones, the legal steps, and proportionality. */
#include "../base/container.h"
#include "../forms/proportionality.h"
#include "case_file.h"
#include <string.h>

/* Thinking of a legal step, or asking for advice about one, is not yet taking it. */
static int is_step(const entry *e) {
    return e->kind == KIND_LEGAL && !e->erased && !asbi_entry_is(e, WORD_status, WORD_considered) &&
        !asbi_entry_is(e, WORD_status, WORD_advice_sought);
}

/* For each party the record of the first legal step against it, or 0. */
static uint32_t *first_steps(teller *t) {
    uint32_t *first = asbi_arena_array(&t->arena, t->c->party_count, sizeof *first);
    if (!first) t->status = ASB_ENOMEM;
    for (uint32_t i = t->c->last_of_kind[KIND_LEGAL]; first && i != NO_INDEX; i = t->c->entries[i].older)
        if (is_step(&t->c->entries[i]) && t->c->entries[i].party != NO_INDEX) first[t->c->entries[i].party] = i + 1;
    return first;
}

static void put_step(teller *t, const entry *e) {
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    asbi_page_when(t->p, e->at);
    asbi_page_cell(t->p);
    asbi_tell_lead(t, e);
    asbi_tell_details(t, e);
    asbi_page_cell(t->p);
    const remedy_def *remedy = asbi_entry_remedy(t->c, e);
    if (remedy) asbi_page_text(t->p, remedy->clause);
    asbi_page_cell(t->p);
    asbi_page_record(t->p, e->seq);
}

static const char columns[] = WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_LONG, "What"), HEAD(LOOK_TEXT, "Clause"), HEAD(LOOK_TEXT, "Record"));

static void put_interventions(teller *t, const uint32_t *first, int before, const char *caption, const char *empty) {
    asbi_page_table(t->p, caption, columns, empty);
    for (uint32_t i = 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (e->kind != KIND_INTERVENTION || !t->seen[i]) continue;
        uint32_t step = e->party == NO_INDEX ? 0 : first[e->party];
        if ((!step || e->seq < step) == before) put_step(t, e);
    }
    asbi_page_done(t->p);
}

void asbi_section_steps(teller *t) {
    uint32_t *first = first_steps(t);
    if (!first) return;
    put_interventions(t, first, 1, "Interventions before any legal step against the person",
                      "None is recorded that this reader may know of.");
    put_interventions(t, first, 0, "Interventions since", NULL);
    asbi_page_table(t->p, "Legal steps", columns, "No legal step is recorded that this reader may know of.");
    for (uint32_t i = 0; i < t->c->count; i++)
        if (t->c->entries[i].kind == KIND_LEGAL && t->seen[i]) put_step(t, &t->c->entries[i]);
    asbi_page_done(t->p);
}

/* ---- proportionality: the latest for each person and remedy */

static int is_replaced(const asb_case *c, uint32_t index) {
    const entry *e = &c->entries[index];
    for (uint32_t i = c->last_of_kind[KIND_PROPORTIONALITY]; i != NO_INDEX && i > index; i = c->entries[i].older) {
        const entry *later = &c->entries[i];
        if (!later->erased && later->party == e->party &&
            asbi_text_equal(asbi_entry_text(later, WORD_remedy), asbi_entry_text(e, WORD_remedy)))
            return 1;
    }
    return 0;
}

static void put_earlier(teller *t) {
    int some = 0;
    for (uint32_t i = 0; i < t->c->count; i++) {
        if (t->c->entries[i].kind != KIND_PROPORTIONALITY || !t->seen[i] || !is_replaced(t->c, i)) continue;
        if (!some) asbi_page_paragraph(t->p);
        asbi_page_put(t->p, some ? ", " : "Earlier assessments, since replaced: ");
        asbi_page_record(t->p, i + 1);
        some = 1;
    }
    if (some) asbi_page_done(t->p);
}

void asbi_section_proportionality(teller *t) {
    uint32_t told = 0;
    for (uint32_t i = 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (e->kind != KIND_PROPORTIONALITY || !t->seen[i] || e->erased || is_replaced(t->c, i)) continue;
        asbi_tell_stages(t, e);
        told++;
    }
    put_earlier(t);
    if (!told) asbi_page_say(t->p, "No proportionality assessment is recorded that this reader may know of.");
}
