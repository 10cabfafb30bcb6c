/* Assessments: their life, how they stand, and the record that they become. Answering is in answers.c. */
#include "assessment.h"
#include <asb/matrix.h>
#include <string.h>

static void destroy(handle *h) {
    asb_assessment *a = (asb_assessment *)h;
    asbi_handle_drop(a->matrix);
    asbi_arena_free(&a->now.room);
    asbi_form_end(&a->form, sizeof *a);
}

static int set(form *f, const char *field, json_value *v) {
    return asbi_json_set(&f->arena, f->fields, asbi_text(field), v) != NULL;
}

int32_t asbi_assessment_new(asb_assessment **out, asb_matrix *matrix) {
    asb_assessment *a = asbi_handle_new(matrix->head.engine, sizeof *a, destroy);
    if (!a) return ASB_ENOMEM;
    asbi_handle_keep(matrix);
    a->matrix = matrix;
    form *f = &a->form;
    asbi_arena_init(&a->now.room, &matrix->head.engine->memory);
    int32_t status = asbi_form_begin(f, matrix->policy, KIND_ASSESSMENT);
    if (!status && !set(f, "matrix", asbi_json_new_text(&f->arena, asbi_atom_text(f->policy, matrix->def->id)))) status = ASB_ENOMEM;
    a->now.answers = asbi_json_new(&f->arena, JSON_OBJECT);
    a->now.notes = asbi_arena_array(&a->now.room, matrix->def->questions.count, sizeof *a->now.notes);
    if (!a->now.notes) status = ASB_ENOMEM;
    if (!status && !set(f, "answers", a->now.answers)) status = ASB_ENOMEM;
    if (status)
        asbi_handle_drop(a);
    else
        *out = a;
    return status;
}

static int32_t new_about(asb_assessment **out, asb_matrix *matrix, const char *party) {
    asb_assessment *a;
    int32_t status = asbi_assessment_new(&a, matrix);
    if (status) return status;
    status = asbi_form_set_text(&a->form, "party", party);
    if (status)
        asbi_handle_drop(a);
    else
        *out = a;
    return status;
}

int32_t asb_assessment_new(asb_assessment **out, asb_matrix *matrix, const char *party) {
    if (!matrix) return ASB_EARGUMENT;
    asb_engine *e = matrix->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, new_about(out, matrix, party));
}

void asb_assessment_free(asb_assessment *assessment) {
    asbi_handle_free(assessment);
}

/* ---- looking */

json_value *asbi_assessment_answers(const asb_assessment *a) {
    return a->now.answers;
}

const json_value *asbi_assessment_answer(const asb_assessment *a, text question) {
    return asbi_json_find(asbi_assessment_answers(a), question);
}

const question_def *asbi_assessment_question(const asb_assessment *a, uint32_t index) {
    return index < a->matrix->def->questions.count ? asbi_assessment_questions(a) + index : NULL;
}

static text id_of(const asb_assessment *a, const question_def *q) {
    return asbi_atom_text(a->form.policy, q->id);
}

const option_def *asbi_assessment_option(const asb_assessment *a, const question_def *q, text option) {
    return asbi_question_option(a->form.policy, q, option);
}

int asbi_is_declined(const json_value *answer) {
    return answer && answer->type == JSON_TEXT && asbi_text_is(asbi_json_text(answer), "declined");
}

void asbi_assessment_note(asb_assessment *a, const question_def *q, json_value *answer) {
    uint8_t counts = answer && !asbi_is_declined(answer);
    int32_t weight = counts ? asbi_weight_of_answer(a->form.policy, q, answer) : 0;
    asbi_set_note(a, &a->now.notes[q - asbi_assessment_questions(a)], (answer_note){answer, weight, counts});
}

/* ---- how it stands */

/* The question of the index-th missing answer; *count how many there are up to it. */
static const question_def *find_missing(const asb_assessment *a, uint32_t index, uint32_t *count) {
    const question_def *q;
    *count = 0;
    for (uint32_t i = 0; (q = asbi_assessment_question(a, i)) != NULL; i++)
        if (!asbi_assessment_answer(a, id_of(a, q)) && (*count)++ == index) return q;
    return NULL;
}

uint32_t asb_assessment_missing_count(const asb_assessment *assessment) {
    uint32_t count = 0;
    if (assessment) find_missing(assessment, UINT32_MAX, &count);
    return count;
}

const char *asb_assessment_missing(const asb_assessment *assessment, uint32_t index) {
    uint32_t count;
    const question_def *q = assessment ? find_missing(assessment, index, &count) : NULL;
    return q ? id_of(assessment, q).at : NULL;
}

/* Score and band are mostly asked for together. Asking leaves the assessment as it is, but for this note. */
static assessment_score score(const asb_assessment *a) {
    asb_assessment *notes = (asb_assessment *)(uintptr_t)a;
    if (!a->now.is_scored) notes->now.score = asbi_score_of_sum(a->form.policy, a->matrix->def, a->now.sum, a->now.answered);
    notes->now.is_scored = 1;
    return a->now.score;
}

int32_t asb_assessment_score(const asb_assessment *assessment) {
    return assessment ? score(assessment).score : 0;
}

const char *asb_assessment_scored_band(const asb_assessment *assessment) {
    atom band = assessment ? score(assessment).band : ATOM_NONE;
    return band == ATOM_NONE ? "" : asbi_atom_text(assessment->form.policy, band).at;
}

const char *asb_assessment_band(const asb_assessment *assessment) {
    const char *judged = asb_assessment_override_band(assessment);
    return *judged ? judged : asb_assessment_scored_band(assessment);
}

/* Before anything is answered there is no score that could be unclear. */
int32_t asb_assessment_contested(const asb_assessment *assessment) {
    return assessment && asbi_assessment_answers(assessment)->count > 0 && score(assessment).contested;
}

int32_t asb_assessment_partial(const asb_assessment *assessment) {
    const json_value *v = assessment ? asbi_json_first(asbi_assessment_answers(assessment)) : NULL;
    while (v && !asbi_is_declined(v)) v = v->next;
    return v != NULL;
}

const char *asb_assessment_override_band(const asb_assessment *assessment) {
    return assessment ? asbi_text_at(assessment->override, "override_band") : "";
}

const char *asb_assessment_override_reason(const asb_assessment *assessment) {
    return assessment ? asbi_text_at(assessment->override, "override_reason") : "";
}

const char *asb_assessment_party(const asb_assessment *assessment) {
    return assessment ? asbi_text_at(assessment->form.fields, "party") : NULL;
}

uint32_t asb_assessment_seq(const asb_assessment *assessment) {
    return assessment ? assessment->form.seq : 0;
}

int32_t asb_assessment_matrix(asb_matrix **out, const asb_assessment *assessment) {
    int32_t status = asbi_form_enter(assessment);
    if (status) return status;
    CHECK_ARGUMENT(assessment->form.head.engine, out, "out");
    const asb_matrix *m = assessment->matrix;
    return asbi_form_leave(&assessment->form, asbi_matrix_new(out, m->policy, (uint32_t)(m->def - m->policy->matrices.items)));
}

/* ---- the record */

static int32_t unanswered(const asb_assessment *a, const question_def *q) {
    return asbi_fail_field(&a->form.head.engine->fault, ASB_ESTATE, "answers", "form-unanswered", "question", id_of(a, q).at, "text",
                           q->text.at, (char *)NULL);
}

static int32_t add_override(asb_record *r, const json_value *override) {
    for (const json_value *v = override ? asbi_json_first(override) : NULL; v; v = v->next)
        if (!asbi_json_set(&r->arena, r->fields, v->key, asbi_json_copy(&r->arena, v))) return ASB_ENOMEM;
    return ASB_OK;
}

static int32_t to_record(asb_record **out, const asb_assessment *a) {
    uint32_t count;
    asb_record *r;
    const question_def *missing = find_missing(a, 0, &count);
    int32_t status = missing ? unanswered(a, missing) : asbi_form_record(&r, &a->form);
    if (status) return status;
    status = add_override(r, a->override);
    if (status)
        asbi_handle_drop(r);
    else
        *out = r;
    return status;
}

int32_t asb_assessment_to_record(asb_record **out, const asb_assessment *assessment) {
    int32_t status = asbi_form_enter(assessment);
    if (status) return status;
    CHECK_ARGUMENT(assessment->form.head.engine, out, "out");
    return asbi_form_leave(&assessment->form, to_record(out, assessment));
}

/* ---- JSON */

static json_value *missing_list(sheet *s, const asb_assessment *a) {
    json_value *list = asbi_sheet_new(s, JSON_LIST);
    const question_def *q;
    for (uint32_t i = 0; (q = asbi_assessment_question(a, i)) != NULL; i++)
        if (!asbi_assessment_answer(a, id_of(a, q))) asbi_sheet_append(s, list, asbi_json_new_text(&s->arena, id_of(a, q)));
    return list;
}

static json_value *override_object(sheet *s, const asb_assessment *a) {
    json_value *object = asbi_sheet_new(s, a->override ? JSON_OBJECT : JSON_NULL);
    if (!a->override) return object;
    asbi_sheet_text(s, object, "band", asb_assessment_override_band(a));
    asbi_sheet_text(s, object, "reason", asb_assessment_override_reason(a));
    return object;
}

int32_t asb_assessment_json(asb_text **out, const asb_assessment *assessment) {
    int32_t status = asbi_form_enter(assessment);
    if (status) return status;
    const form *f = &assessment->form;
    CHECK_ARGUMENT(f->head.engine, out, "out");
    sheet s;
    asbi_sheet_begin(&s, f->head.engine);
    json_value *top = asbi_sheet_new(&s, JSON_OBJECT);
    static const char own[][8] = {"matrix", "party", "answers", "details"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) asbi_sheet_copy(&s, top, own[i], asbi_json_get(f->fields, own[i]));
    asbi_sheet_put(&s, top, "missing", missing_list(&s, assessment));
    asbi_sheet_put(&s, top, "override", override_object(&s, assessment));
    asbi_sheet_number(&s, top, "score", asb_assessment_score(assessment));
    asbi_sheet_text_or_null(&s, top, "band", asb_assessment_band(assessment));
    asbi_sheet_text_or_null(&s, top, "scored_band", asb_assessment_scored_band(assessment));
    asbi_sheet_flag(&s, top, "contested", asb_assessment_contested(assessment));
    asbi_sheet_flag(&s, top, "partial", asb_assessment_partial(assessment));
    asbi_sheet_number(&s, top, "least", assessment->matrix->def->least);
    asbi_sheet_number(&s, top, "greatest", assessment->matrix->def->greatest);
    asbi_sheet_number(&s, top, "seq", f->seq);
    return asbi_form_leave(f, asbi_sheet_end(out, &s, f->head.engine, top));
}
