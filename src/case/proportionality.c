/* Proportionality (model section 10): is the assessment complete, approved, stale. */
#include "judge.h"
#include <string.h>

uint32_t asbi_last_proportionality(const asb_case *c, uint32_t party, atom remedy) {
    for (uint32_t i = c->last_of_kind[KIND_PROPORTIONALITY]; i != NO_INDEX; i = c->entries[i].older) {
        const entry *e = &c->entries[i];
        if (party != NO_INDEX && e->party != party) continue;
        if (remedy != ATOM_NONE && asbi_entry_atom(e, WORD_remedy) != remedy) continue;
        return i;
    }
    return NO_INDEX;
}

/* ---- complete: every answer that the vocabulary wants is there, and neither blank nor an empty list */

static int is_answer(const json_value *v) {
    if (!v) return 0;
    return v->type == JSON_LIST || v->type == JSON_OBJECT ? v->count > 0
        : v->type == JSON_TEXT                            ? asbi_text_is_filled(asbi_json_text(v))
                                                          : 1;
}

static int may_be_disabled(const json_value *disability) {
    return disability && disability->type == JSON_TEXT &&
        (asbi_text_is(asbi_json_text(disability), "yes") || asbi_text_is(asbi_json_text(disability), "suspected"));
}

/* Whether the link to a disability is wanted depends upon the answer before it. */
static int is_wanted(const field_def *f, const json_value *disability) {
    if (!asbi_field_required_when(f)) return 0;
    return strcmp(asbi_field_name(f), "disability_linked") != 0 || may_be_disabled(disability);
}

const char *asbi_proportionality_missing(const json_value *fields, uint32_t *index) {
    const kind_def *kind = asbi_kind(KIND_PROPORTIONALITY);
    for (; *index < asbi_field_count(kind); (*index)++) {
        const field_def *f = asbi_field_at(kind, *index);
        if (!f->required && !is_wanted(f, asbi_json_get(fields, "disability"))) continue;
        if (!is_answer(asbi_json_get(fields, asbi_field_name(f)))) {
            (*index)++;
            return asbi_field_name(f);
        }
    }
    return NULL;
}

static const entry_field *answer(const asb_case *c, const entry *e, const char *name) {
    return asbi_entry_field(e, asbi_atom_of_text(c->policy, asbi_text(name)));
}

const char *asbi_proportionality_missing_of(const asb_case *c, const entry *e) {
    const kind_def *kind = asbi_kind(KIND_PROPORTIONALITY);
    const json_value *disability = asbi_entry_value(e, WORD_disability);
    for (uint32_t i = 0; i < asbi_field_count(kind); i++)
        if (is_wanted(asbi_field_at(kind, i), disability) &&
            !is_answer(asbi_field_value(answer(c, e, asbi_field_name(asbi_field_at(kind, i))))))
            return asbi_field_name(asbi_field_at(kind, i));
    return NULL;
}

/* ---- stale */

static int names_need(const entry *e) {
    return asbi_entry_field(e, WORD_disability) || asbi_entry_field(e, WORD_vulnerable) || asbi_entry_field(e, WORD_vulnerabilities);
}

static int corrects_need(const asb_case *c, const entry *e, uint32_t party) {
    int64_t seq;
    text field = asbi_entry_text(e, WORD_field);
    if (!asbi_entry_integer(e, WORD_of, &seq) || seq < 1 || seq > c->count) return 0;
    const entry *target = &c->entries[seq - 1];
    return target->kind == KIND_PARTY && target->party == party &&
        (asbi_text_is(field, "disability") || asbi_text_is(field, "vulnerable") || asbi_text_is(field, "vulnerabilities"));
}

static int unsettles(const asb_case *c, const entry *e, uint32_t party) {
    switch (e->kind) {
    case KIND_INCIDENT:
    case KIND_ASSESSMENT: return 1;
    case KIND_PARTY: return e->party == party && names_need(e);
    case KIND_CORRECTION: return corrects_need(c, e, party);
    default: return 0;
    }
}

/* The last review of proportionality after the assessment: it makes that current again, and its next date takes the place of `review_by`. */
static uint32_t last_review(const asb_case *c, uint32_t after) {
    uint32_t i = c->last_of_kind[KIND_REVIEW];
    while (i != NO_INDEX && i > after && !asbi_entry_is(&c->entries[i], WORD_of, WORD_proportionality)) i = c->entries[i].older;
    return i != NO_INDEX && i > after ? i : NO_INDEX;
}

/* The date counts whether or not the assessment was approved; what happens in the case unsettles only one that was. */
static void judge_stale(const judge *j, const entry *e, proportionality_state *s) {
    uint32_t review = last_review(j->c, s->entry), since = s->approval;
    const entry *dated = review == NO_INDEX ? e : &j->c->entries[review];
    if (!asbi_parse_date(asbi_entry_text(dated, dated == e ? WORD_review_by : WORD_next), &s->review_by)) s->review_by = NO_DATE;
    if (s->approved && review != NO_INDEX && review > since) since = review;
    for (uint32_t i = j->c->count; s->approved && i-- > since + 1 && s->cause == NO_INDEX;)
        if (unsettles(j->c, &j->c->entries[i], e->party)) s->cause = i;
    s->stale = s->cause != NO_INDEX || (s->review_by != NO_DATE && asbi_local_date(j->now) >= s->review_by);
}

proportionality_state asbi_proportionality(const judge *j, uint32_t entry_index, span by) {
    const entry *e = &j->c->entries[entry_index];
    proportionality_state s = {.entry = entry_index, .cause = NO_INDEX, .review_by = NO_DATE};
    s.complete = !asbi_proportionality_missing_of(j->c, e);
    s.proportionate = (uint8_t)asbi_entry_is(e, WORD_outcome, WORD_proportionate);
    s.approval = asbi_approval(j, e, by);
    s.approved = s.approval != NO_INDEX;
    judge_stale(j, e, &s);
    return s;
}
