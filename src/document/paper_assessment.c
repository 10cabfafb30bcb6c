/* The form of a risk assessment: the questions of a matrix, blank or with what was answered. */
#include "../base/container.h"
#include "../forms/form.h"
#include "paper_form.h"
#include <asb/document.h>
#include <string.h>

/* ---- questions */

static const char *section_title(const matrix_def *m, text id) {
    const json_value *list = asbi_json_get(m->source, "sections");
    for (const json_value *s = list ? asbi_json_first(list) : NULL; s; s = s->next)
        if (asbi_text_is(id, asbi_text_at(s, "id"))) return asbi_text_at(s, "title");
    return "Questions";
}

static int is_chosen(const asb_policy *p, const json_value *answer, const option_def *o) {
    if (!answer) return 0;
    if (answer->type != JSON_LIST) return asbi_atom(p, answer) == o->id;
    for (const json_value *v = asbi_json_first(answer); v; v = v->next)
        if (asbi_atom(p, v) == o->id) return 1;
    return 0;
}

static void put_points(teller *t, int32_t points) {
    asbi_page_put(t->p, " (");
    asbi_page_number(t->p, points);
    asbi_page_put(t->p, points == 1 ? " point)" : " points)");
}

static void put_option(teller *t, const option_def *o, int chosen) {
    asbi_page_item(t->p);
    asbi_page_box(t->p, chosen);
    if (chosen)
        asbi_page_strong(t->p, o->label);
    else
        asbi_page_text(t->p, o->label);
    put_points(t, o->weight);
    if (o->exclusive) asbi_page_put(t->p, ", and no other answer with it");
}

static void put_declined(teller *t, int chosen) {
    asbi_page_item(t->p);
    asbi_page_box(t->p, chosen);
    if (chosen)
        asbi_page_strong(t->p, asbi_text("Asked, and not answered"));
    else
        asbi_page_put(t->p, "Asked, and not answered");
    put_points(t, 0);
}

static void put_none(teller *t, const json_value *answer) {
    int chosen = answer && answer->type == JSON_LIST && !asbi_json_first(answer);
    asbi_page_item(t->p);
    asbi_page_box(t->p, chosen);
    if (chosen)
        asbi_page_strong(t->p, asbi_text("None of these"));
    else
        asbi_page_put(t->p, "None of these");
    put_points(t, 0);
}

static int has_exclusive(const asb_policy *p, const question_def *q) {
    for (uint32_t i = 0; i < q->options.count; i++)
        if (p->options.items[q->options.first + i].exclusive) return 1;
    return 0;
}

static void put_options(teller *t, const question_def *q, const json_value *answer) {
    const asb_policy *p = t->c->policy;
    asbi_page_boxes(t->p);
    for (uint32_t i = 0; i < q->options.count; i++) {
        const option_def *o = &p->options.items[q->options.first + i];
        put_option(t, o, is_chosen(p, answer, o));
    }
    if (q->many && !has_exclusive(p, q)) put_none(t, answer);
    put_declined(t, answer && answer->type == JSON_TEXT && asbi_text_is(asbi_json_text(answer), "declined"));
}

/* What else is said: in words, or room to say it. */
static void put_detail(teller *t, const entry *e, const question_def *q) {
    const field_def *f;
    const entry_field *details = e ? asbi_tell_find(t, e, "details", &f) : NULL;
    const json_value *said = details ? asbi_json_get(asbi_field_value(details), asbi_atom_text(t->c->policy, q->id).at) : NULL;
    if (!said && (e || !q->detail)) return;
    asbi_page_paragraph(t->p);
    asbi_page_put(t->p, "Details: ");
    if (said && asbi_view_field(t->v, e, f, asbi_field_value(details)) == SEEN)
        asbi_page_told(t->p, asbi_json_text(said));
    else if (said)
        asbi_page_withheld(t->p, asbi_view_field(t->v, e, f, asbi_field_value(details)));
    else
        asbi_page_blank(t->p, 2);
}

static const json_value *answer_of(const asb_policy *p, const entry *e, const question_def *q) {
    const json_value *answers = e ? asbi_entry_tree(e, WORD_answers) : NULL;
    return answers ? asbi_json_get(answers, asbi_atom_text(p, q->id).at) : NULL;
}

static void put_question(teller *t, const entry *e, const question_def *q, uint32_t number) {
    asbi_page_heading(t->p);
    asbi_page_number(t->p, number);
    asbi_page_put(t->p, ". ");
    asbi_page_text(t->p, q->text);
    asbi_page_note(t->p);
    asbi_page_put(t->p, q->many ? "Tick all that are true." : "Tick one.");
    put_options(t, q, answer_of(t->c->policy, e, q));
    put_detail(t, e, q);
}

static void put_questions(teller *t, const entry *e, const matrix_def *m) {
    text section = {NULL, 0};
    for (uint32_t i = 0; i < m->questions.count; i++) {
        const question_def *q = &t->c->policy->questions.items[m->questions.first + i];
        if (!section.at || !asbi_text_equal(section, q->section)) asbi_page_section(t->p, section_title(m, q->section));
        section = q->section;
        put_question(t, e, q, i + 1);
    }
}

/* ---- the result */

static text band_label(const asb_policy *p, const matrix_def *m, atom id) {
    for (uint32_t i = 0; i < m->bands.count; i++)
        if (p->bands.items[m->bands.first + i].id == id) return p->bands.items[m->bands.first + i].label;
    return asbi_atom_text(p, id);
}

static void put_bands(teller *t, const matrix_def *m) {
    static const char columns[] = WORDS(HEAD(LOOK_TEXT, "Band"), HEAD(LOOK_NUMBER, "From a score of"));
    asbi_page_table(t->p, "Bands", columns, NULL);
    for (uint32_t i = 0; i < m->bands.count; i++) {
        const band_def *band = &t->c->policy->bands.items[m->bands.first + i];
        asbi_page_row(t->p, 0);
        asbi_page_cell(t->p);
        asbi_page_text(t->p, band->label);
        asbi_page_cell(t->p);
        asbi_page_number(t->p, band->from);
    }
    asbi_page_done(t->p);
}

static void put_range(teller *t, const matrix_def *m) {
    asbi_page_put(t->p, " (scores go from ");
    asbi_page_number(t->p, m->least);
    asbi_page_put(t->p, " to ");
    asbi_page_number(t->p, m->greatest);
    asbi_page_put(t->p, ")");
}

static void put_score(teller *t, const entry *e, const matrix_def *m) {
    assessment_score s = asbi_score(t->c->policy, m, asbi_entry_tree(e, WORD_answers));
    asbi_page_field(t->p, "Score");
    asbi_page_number(t->p, e->score);
    put_range(t, m);
    asbi_page_field(t->p, "Band by the score");
    if (s.band == ATOM_NONE)
        asbi_page_put(t->p, "none: no question was answered");
    else
        asbi_page_text(t->p, band_label(t->c->policy, m, s.band));
    if (s.contested) asbi_page_put(t->p, "\nThe policy's source is unclear about this score.");
    if (s.partial) asbi_page_put(t->p, "\nSome questions were not answered.");
    if (!asbi_entry_field(e, WORD_override_band)) return;
    asbi_page_field(t->p, "Band by judgement");
    asbi_page_text(t->p, band_label(t->c->policy, m, asbi_entry_atom(e, WORD_override_band)));
    asbi_tell_labelled(t, e, "override_reason", NULL);
}

static void put_blank_score(teller *t, const matrix_def *m) {
    asbi_page_field(t->p, "Score");
    asbi_page_blank(t->p, 1);
    put_range(t, m);
    asbi_page_field(t->p, "Band by the score");
    asbi_page_blank(t->p, 1);
    asbi_page_field(t->p, "Band by judgement, and why");
    asbi_page_blank(t->p, 2);
}

/* ---- the whole */

static void put_head(teller *t, const entry *e, const matrix_def *m) {
    asbi_page_section(t->p, "About this assessment");
    asbi_page_field(t->p, "Matrix");
    asbi_page_text(t->p, m->title);
    asbi_page_put(t->p, " (clause ");
    asbi_page_text(t->p, m->clause);
    asbi_page_put(t->p, ")");
    asbi_page_field(t->p, "Person at risk");
    if (e)
        asbi_tell_field(t, e, "party");
    else
        asbi_page_blank(t->p, 1);
    asbi_tell_completed(t, e);
}

static void write(teller *t, const entry *e, const void *more) {
    const matrix_def *m = more;
    const field_def *f;
    const entry_field *answers = e ? asbi_tell_find(t, e, "answers", &f) : NULL;
    withheld why = answers ? asbi_view_field(t->v, e, f, asbi_field_value(answers)) : SEEN;
    put_head(t, e, m);
    if (why != SEEN) {
        asbi_page_field(t->p, "Answers");
        asbi_page_withheld(t->p, why);
        return;
    }
    put_questions(t, e, m);
    asbi_page_section(t->p, "Result");
    if (answers)
        put_score(t, e, m);
    else
        put_blank_score(t, m);
    put_bands(t, m);
}

/* The matrix of the record, else the one that is named, else the policy's first. */
static int32_t find_matrix(const matrix_def **m, const asb_case *c, const entry *e, text named, fault *f) {
    const asb_policy *p = c->policy;
    text id = e ? asbi_entry_text(e, WORD_matrix) : named;
    uint32_t i = id.length ? asbi_policy_matrix(p, asbi_atom_of_text(p, id)) : p->matrices.count ? 0 : NO_INDEX;
    if (i == NO_INDEX) return asbi_option_fail(f, e ? "seq" : "matrix", "document-matrix", id.length ? id : asbi_text(""), "");
    *m = &p->matrices.items[i];
    return ASB_OK;
}

static int32_t render(buffer *out, const making *m) {
    const entry *e;
    const matrix_def *matrix = NULL;
    int32_t status = asbi_form_of(&e, m->d, KIND_ASSESSMENT, m->f);
    if (!status && !(e && e->erased)) status = find_matrix(&matrix, m->c, e, asbi_option(m->d, "matrix"), m->f);
    paper_form form = {"assessment", "Risk assessment", write, matrix};
    return status ? status : asbi_form_render(out, m, &form, e);
}

static int32_t judge_option(const asb_document *d, const char *option, text value, fault *f) {
    const entry *e;
    const matrix_def *m;
    if (!strcmp(option, "seq")) return asbi_form_judge_seq(&e, d->c, value, KIND_ASSESSMENT, f);
    return strcmp(option, "matrix") ? ASB_OK : find_matrix(&m, d->c, NULL, value, f);
}

static const document_option options[] = {
    {"audience", "For whom it is (an audience of the policy)", 0, 0},
    {"party", "The person who reads it, where they are a party of the case", 0, 0},
    {"seq", "The record that it shows; without it, the form is blank", 0, 0},
    {"matrix", "Which matrix, for a blank form (the policy's first)", 0, 0},
    {NULL, NULL, 0, 0},
};

const document_kind asbi_assessment_form_kind = {
    .name = "assessment",
    .label = "Risk assessment, blank or filled",
    .formats = 1u << ASB_FORMAT_TEXT | 1u << ASB_FORMAT_HTML | 1u << ASB_FORMAT_JSON,
    .options = options,
    .judge = judge_option,
    .render = render,
    .own_words = asbi_page_words,
};
