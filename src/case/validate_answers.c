/* Answers: to the policy's triage, and to a risk matrix with its details. Every question is answered, nothing else is. */
#include "validate_parts.h"

static int32_t wrong_type(const check *k, const json_value *v) {
    return asbi_wrong_type(k, v, asbi_field_type_description((field_type)k->field->type));
}

static int32_t missing(const check *k, const char *code, text question) {
    return asbi_wrong(k, k->field_name, NULL, code, "question", question.at, NULL, NULL);
}

static int32_t wrong_question(const check *k, const json_value *answer, choices *questions) {
    return asbi_wrong_choice(k, k->field_name, answer, "record-question", "record-question-near", questions);
}

/* ---- triage */

static int is_triage_question(const check *k, text id) {
    return asbi_span_has(k->policy, k->policy->triage.questions, asbi_atom_of_text(k->policy, id));
}

static int32_t unknown_triage_question(const check *k, const json_value *v) {
    span questions = k->policy->triage.questions;
    choices o = asbi_choices(v->key);

    for (uint32_t i = 0; i < questions.count; i++) asbi_offer(&o, asbi_atom_text(k->policy, k->policy->atoms.items[questions.first + i]));
    return wrong_question(k, v, &o);
}

static int32_t check_triage_answer(const check *k, const json_value *v) {
    if (!is_triage_question(k, v->key)) return unknown_triage_question(k, v);
    if (v->type == JSON_TEXT && (asbi_text_is(asbi_json_text(v), "yes") || asbi_text_is(asbi_json_text(v), "no"))) return ASB_OK;
    return asbi_wrong_type(k, v, "yes or no");
}

int32_t asbi_valid_triage(const check *k, const json_value *v) {
    const asb_policy *p = k->policy;

    if (!p->triage.present) return asbi_wrong(k, k->field_name, NULL, "record-triage", NULL, NULL, NULL, NULL);
    if (v->type != JSON_OBJECT) return wrong_type(k, v);
    for (uint32_t i = 0; i < p->triage.questions.count; i++) {
        text question = asbi_atom_text(p, p->atoms.items[p->triage.questions.first + i]);
        if (asbi_json_find(v, question) == NULL) return missing(k, "record-unanswered-triage", question);
    }
    return asbi_valid_each(k, v, check_triage_answer);
}

/* ---- a matrix */

static const matrix_def *matrix_of(const check *k) {
    uint32_t index = asbi_policy_matrix(k->policy, asbi_atom_of_text(k->policy, asbi_field_text(k, "matrix")));

    return index == NO_INDEX ? NULL : &k->policy->matrices.items[index];
}

static const question_def *question_at(const check *k, const matrix_def *m, uint32_t index) {
    return &k->policy->questions.items[m->questions.first + index];
}

static const question_def *find_question(const check *k, const matrix_def *m, text id) {
    atom a = asbi_atom_of_text(k->policy, id);

    for (uint32_t i = 0; i < m->questions.count; i++)
        if (question_at(k, m, i)->id == a) return question_at(k, m, i);
    return NULL;
}

static const option_def *find_option(const check *k, const question_def *q, text id) {
    atom a = asbi_atom_of_text(k->policy, id);

    for (uint32_t i = 0; i < q->options.count; i++)
        if (k->policy->options.items[q->options.first + i].id == a) return &k->policy->options.items[q->options.first + i];
    return NULL;
}

static int32_t unknown_question(const check *k, const matrix_def *m, const json_value *v) {
    choices o = asbi_choices(v->key);

    for (uint32_t i = 0; i < m->questions.count; i++) asbi_offer(&o, asbi_atom_text(k->policy, question_at(k, m, i)->id));
    return wrong_question(k, v, &o);
}

static int32_t check_option(const check *k, const question_def *q, const json_value *v) {
    choices o;

    if (v->type != JSON_TEXT) return asbi_wrong_type(k, v, "the id of an option");
    if (find_option(k, q, asbi_json_text(v)) != NULL) return ASB_OK;
    o = asbi_choices(asbi_json_text(v));
    for (uint32_t i = 0; i < q->options.count; i++)
        asbi_offer(&o, asbi_atom_text(k->policy, k->policy->options.items[q->options.first + i].id));
    if (v->parent->type == JSON_OBJECT) /* not with others */
        asbi_offer(&o, asbi_text("declined"));
    return asbi_wrong_choice(k, k->field_name, v, "record-choice", "record-choice-near", &o);
}

/* An exclusive option is chosen alone. */
static int32_t check_together(const check *k, const question_def *q, const json_value *list) {
    for (const json_value *v = asbi_json_first(list); list->count > 1 && v != NULL; v = v->next)
        if (find_option(k, q, asbi_json_text(v))->exclusive)
            return asbi_wrong(k, k->field_name, v, "record-exclusive", "found", asbi_json_text(v).at, NULL, NULL);
    return ASB_OK;
}

static int32_t check_answer(const check *k, const question_def *q, const json_value *v) {
    int32_t status = ASB_OK;

    if (v->type == JSON_TEXT && asbi_text_is(asbi_json_text(v), "declined")) return ASB_OK;
    if (v->type != JSON_LIST) return check_option(k, q, v);
    if (!q->many && v->count != 1) /* a list of one says the same as the one */
        return asbi_wrong_type(k, v, "one option, or declined");
    for (const json_value *item = asbi_json_first(v); item != NULL && status == ASB_OK; item = item->next)
        status = check_option(k, q, item);
    if (status == ASB_OK) status = asbi_valid_distinct(k, v, NULL);
    return status == ASB_OK ? check_together(k, q, v) : status;
}

int32_t asbi_valid_answers(const check *k, const json_value *v) {
    const matrix_def *m = matrix_of(k);

    if (m == NULL || v->type != JSON_OBJECT) return wrong_type(k, v);
    for (uint32_t i = 0; i < m->questions.count; i++) {
        const question_def *q = question_at(k, m, i);
        const json_value *answer = asbi_json_find(v, asbi_atom_text(k->policy, q->id));
        int32_t status = answer == NULL ? missing(k, "record-unanswered", asbi_atom_text(k->policy, q->id)) : check_answer(k, q, answer);
        if (status != ASB_OK) return status;
    }
    for (const json_value *answer = asbi_json_first(v); answer != NULL; answer = answer->next)
        if (find_question(k, m, answer->key) == NULL) return unknown_question(k, m, answer);
    return ASB_OK;
}

int32_t asbi_valid_details(const check *k, const json_value *v) {
    const matrix_def *m = matrix_of(k);

    if (m == NULL || v->type != JSON_OBJECT) return wrong_type(k, v);
    for (const json_value *detail = asbi_json_first(v); detail != NULL; detail = detail->next)
        if (find_question(k, m, detail->key) == NULL) return unknown_question(k, m, detail);
    return asbi_valid_each(k, v, asbi_valid_text);
}
