/* Risk matrices: the policy's questionnaires, to be read one question at a time. */
#include "form.h"
#include <asb/matrix.h>

static void destroy(handle *h) {
    asb_matrix *m = (asb_matrix *)h;
    asbi_handle_drop(m->policy);
    asbi_handle_gone(h, sizeof *m);
}

int32_t asbi_matrix_new(asb_matrix **out, asb_policy *policy, uint32_t index) {
    asb_matrix *m = asbi_handle_new(policy->head.engine, sizeof *m, destroy);
    if (!m) return ASB_ENOMEM;
    asbi_handle_keep(policy);
    m->policy = policy;
    m->def = &policy->matrices.items[index];
    *out = m;
    return ASB_OK;
}

int32_t asb_matrix_open(asb_matrix **out, asb_policy *policy, const char *id) {
    if (!policy) return ASB_EARGUMENT;
    asb_engine *e = policy->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    uint32_t first = policy->matrices.count ? 0 : NO_INDEX;
    uint32_t index = id ? asbi_policy_matrix(policy, asbi_atom_of_text(policy, asbi_text(id))) : first;
    if (index != NO_INDEX) return asbi_leave(e, asbi_matrix_new(out, policy, index));
    *out = NULL;
    return asbi_leave(e, ASB_ABSENT);
}

void asb_matrix_free(asb_matrix *matrix) {
    asbi_handle_free(matrix);
}

/* ---- the whole */

const char *asb_matrix_id(const asb_matrix *matrix) {
    return matrix ? asbi_atom_text(matrix->policy, matrix->def->id).at : NULL;
}

const char *asb_matrix_title(const asb_matrix *matrix) {
    return matrix ? matrix->def->title.at : NULL;
}

const char *asb_matrix_clause(const asb_matrix *matrix) {
    return matrix ? matrix->def->clause.at : NULL;
}

const char *asb_matrix_provenance(const asb_matrix *matrix) {
    return matrix ? asbi_text_at(matrix->def->source, "provenance") : NULL;
}

int32_t asb_matrix_least(const asb_matrix *matrix) {
    return matrix ? matrix->def->least : 0;
}

int32_t asb_matrix_greatest(const asb_matrix *matrix) {
    return matrix ? matrix->def->greatest : 0;
}

int32_t asb_matrix_json(asb_text **out, const asb_matrix *matrix) {
    if (!matrix) return ASB_EARGUMENT;
    asb_engine *e = matrix->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    sheet s;
    asbi_sheet_begin(&s, e);
    json_value *top = asbi_json_copy(&s.arena, matrix->def->source);
    asbi_sheet_number(&s, top, "least", matrix->def->least);
    asbi_sheet_number(&s, top, "greatest", matrix->def->greatest);
    return asbi_leave(e, asbi_sheet_end(out, &s, e, top));
}

/* ---- questions */

static const question_def *question_at(const asb_matrix *m, uint32_t index) {
    return m && index < m->def->questions.count ? &m->policy->questions.items[m->def->questions.first + index] : NULL;
}

uint32_t asb_matrix_question_count(const asb_matrix *matrix) {
    return matrix ? matrix->def->questions.count : 0;
}

const char *asb_matrix_question_id(const asb_matrix *matrix, uint32_t question) {
    const question_def *q = question_at(matrix, question);
    return q ? asbi_atom_text(matrix->policy, q->id).at : NULL;
}

const char *asb_matrix_question_text(const asb_matrix *matrix, uint32_t question) {
    const question_def *q = question_at(matrix, question);
    return q ? q->text.at : NULL;
}

const char *asb_matrix_question_section(const asb_matrix *matrix, uint32_t question) {
    const question_def *q = question_at(matrix, question);
    return q ? q->section.at : NULL;
}

const char *asb_matrix_question_section_title(const asb_matrix *matrix, uint32_t question) {
    const question_def *q = question_at(matrix, question);
    const json_value *sections = q ? asbi_json_get(matrix->def->source, "sections") : NULL;
    for (const json_value *s = sections ? asbi_json_first(sections) : NULL; s; s = s->next)
        if (asbi_text_is(q->section, asbi_text_at(s, "id"))) return asbi_text_at(s, "title");
    return NULL;
}

int32_t asb_matrix_question_many(const asb_matrix *matrix, uint32_t question) {
    const question_def *q = question_at(matrix, question);
    return q && q->many;
}

int32_t asb_matrix_question_detail(const asb_matrix *matrix, uint32_t question) {
    const question_def *q = question_at(matrix, question);
    return q && q->detail;
}

/* ---- options */

static const option_def *option_at(const asb_matrix *m, uint32_t question, uint32_t index) {
    const question_def *q = question_at(m, question);
    return q && index < q->options.count ? &m->policy->options.items[q->options.first + index] : NULL;
}

uint32_t asb_matrix_option_count(const asb_matrix *matrix, uint32_t question) {
    const question_def *q = question_at(matrix, question);
    return q ? q->options.count : 0;
}

const char *asb_matrix_option_id(const asb_matrix *matrix, uint32_t question, uint32_t option) {
    const option_def *o = option_at(matrix, question, option);
    return o ? asbi_atom_text(matrix->policy, o->id).at : NULL;
}

const char *asb_matrix_option_label(const asb_matrix *matrix, uint32_t question, uint32_t option) {
    const option_def *o = option_at(matrix, question, option);
    return o ? o->label.at : NULL;
}

int32_t asb_matrix_option_weight(const asb_matrix *matrix, uint32_t question, uint32_t option) {
    const option_def *o = option_at(matrix, question, option);
    return o ? o->weight : 0;
}

int32_t asb_matrix_option_exclusive(const asb_matrix *matrix, uint32_t question, uint32_t option) {
    const option_def *o = option_at(matrix, question, option);
    return o && o->exclusive;
}

/* ---- bands, and scores that are contested */

static const band_def *band_at(const asb_matrix *m, uint32_t index) {
    return m && index < m->def->bands.count ? &m->policy->bands.items[m->def->bands.first + index] : NULL;
}

uint32_t asb_matrix_band_count(const asb_matrix *matrix) {
    return matrix ? matrix->def->bands.count : 0;
}

const char *asb_matrix_band_id(const asb_matrix *matrix, uint32_t band) {
    const band_def *b = band_at(matrix, band);
    return b ? asbi_atom_text(matrix->policy, b->id).at : NULL;
}

const char *asb_matrix_band_label(const asb_matrix *matrix, uint32_t band) {
    const band_def *b = band_at(matrix, band);
    return b ? b->label.at : NULL;
}

int32_t asb_matrix_band_from(const asb_matrix *matrix, uint32_t band) {
    const band_def *b = band_at(matrix, band);
    return b ? b->from : 0;
}

static const score_range *range_at(const asb_matrix *m, uint32_t index) {
    return m && index < m->def->contested.count ? &m->policy->ranges.items[m->def->contested.first + index] : NULL;
}

uint32_t asb_matrix_contested_count(const asb_matrix *matrix) {
    return matrix ? matrix->def->contested.count : 0;
}

int32_t asb_matrix_contested_from(const asb_matrix *matrix, uint32_t range) {
    const score_range *r = range_at(matrix, range);
    return r ? r->from : 0;
}

int32_t asb_matrix_contested_to(const asb_matrix *matrix, uint32_t range) {
    const score_range *r = range_at(matrix, range);
    return r ? r->to : 0;
}
