/* Answering the questions of a matrix, and reading the answers that a case has.
 *
 * Ids of questions and options are the policy's own texts, which the assessment keeps alive: they are not copied. */
#include "assessment.h"
#include "../record/record_parts.h"
#include <asb/matrix.h>
#include <string.h>

/* ---- what there is no such thing of */

static int32_t unknown(const asb_assessment *a, const char *field, choices *o, const char *code, const char *code_near) {
    form_check c;
    asbi_form_check(&c, &a->form, asbi_form_field(&a->form, field), field);
    return asbi_wrong_choice(&c.check, field, NULL, code, code_near, o);
}

static int32_t unknown_question(const asb_assessment *a, const char *name) {
    choices o = asbi_choices(asbi_text(name));
    const question_def *q;
    for (uint32_t i = 0; (q = asbi_assessment_question(a, i)) != NULL; i++) asbi_offer(&o, asbi_atom_text(a->form.policy, q->id));
    return unknown(a, "answers", &o, "form-question", "form-question-near");
}

static int32_t find_question(const question_def **out, asb_assessment *a, const char *question) {
    if (!question) return asbi_fail(&a->form.head.engine->fault, ASB_EARGUMENT, "argument", "argument", "question", (char *)NULL);
    *out = asbi_assessment_search(a, question);
    return *out ? ASB_OK : unknown_question(a, question);
}

static int32_t unknown_option(const asb_assessment *a, const question_def *q, const char *option) {
    choices o = asbi_choices(asbi_text(option));
    for (uint32_t i = 0; i < q->options.count; i++)
        asbi_offer(&o, asbi_atom_text(a->form.policy, a->form.policy->options.items[q->options.first + i].id));
    asbi_offer(&o, asbi_text("declined"));
    return unknown(a, "answers", &o, "form-option", "form-option-near");
}

static int32_t find_option(const option_def **out, const asb_assessment *a, const question_def *q, const char *option) {
    *out = asbi_assessment_option(a, q, asbi_text(option));
    return *out ? ASB_OK : unknown_option(a, q, option);
}

/* ---- putting answers in their place */

static json_value *new_option(asb_assessment *a, const option_def *o) {
    json_value *v = asbi_json_new(&a->now.room, JSON_TEXT);
    if (v) asbi_json_hold(v, JSON_TEXT, asbi_atom_text(a->form.policy, o->id));
    return v;
}

static json_value *new_list_of(asb_assessment *a, const option_def *o) {
    json_value *list = asbi_json_new(&a->now.room, JSON_LIST);
    return asbi_json_append(list, new_option(a, o)) ? list : NULL;
}

static inline answer_note *note_of(const asb_assessment *a, const question_def *q) {
    return &a->now.notes[q - asbi_assessment_questions(a)];
}

static int32_t put(asb_assessment *a, const question_def *q, json_value *answer, arena_mark before) {
    if (asbi_json_set(&a->now.room, asbi_assessment_answers(a), q->name, answer)) {
        asbi_assessment_note(a, q, answer);
        return ASB_OK;
    }
    asbi_arena_rewind(&a->now.room, before);
    return ASB_ENOMEM;
}

static const json_value *find_chosen(const json_value *answer, text option) {
    const json_value *v = answer && answer->type == JSON_LIST ? asbi_json_first(answer) : answer;
    while (v && !asbi_text_equal(asbi_json_text(v), option)) v = answer->type == JSON_LIST ? v->next : NULL;
    return v;
}

/* An exclusive option is chosen alone: the one of the two that stands in the way is named. */
static int32_t alone(const asb_assessment *a, const question_def *q, const option_def *o, const json_value *list) {
    const char *added = asbi_atom_text(a->form.policy, o->id).at, *there = NULL;
    for (const json_value *v = asbi_json_first(list); v && !there; v = v->next)
        if (o->exclusive || asbi_assessment_option(a, q, asbi_json_text(v))->exclusive) there = asbi_json_text(v).at;
    if (!there) return ASB_OK;
    return asbi_fail_field(&a->form.head.engine->fault, ASB_EINVALID, "answers", "form-exclusive", "question", q->name.at, "option", added,
                           "chosen", there, "alone", o->exclusive ? added : there, (char *)NULL);
}

static int32_t choose_another(asb_assessment *a, const question_def *q, const option_def *o, json_value *list) {
    int32_t status = alone(a, q, o, list);
    if (status) return status;
    if (!asbi_json_append(list, new_option(a, o))) return ASB_ENOMEM;
    asbi_assessment_note(a, q, list);
    return ASB_OK;
}

static int32_t choose(asb_assessment *a, const question_def *q, const option_def *o) {
    answer_note *note = note_of(a, q);
    json_value *answer = note->answer;
    if (!q->many && answer && answer->type == JSON_TEXT) {
        asbi_choose_instead(a, note, o);
        return ASB_OK;
    }
    arena_mark before = asbi_arena_mark(&a->now.room);
    if (!q->many) return put(a, q, new_option(a, o), before);
    if (!answer || answer->type != JSON_LIST) return put(a, q, new_list_of(a, o), before);
    if (find_chosen(answer, asbi_atom_text(a->form.policy, o->id))) return ASB_OK;
    return choose_another(a, q, o, answer);
}

static int32_t decline(asb_assessment *a, const question_def *q) {
    arena_mark before = asbi_arena_mark(&a->now.room);
    return put(a, q, asbi_json_new_text(&a->now.room, asbi_text("declined")), before);
}

static int32_t answer_none(asb_assessment *a, const question_def *q) {
    arena_mark before = asbi_arena_mark(&a->now.room);
    if (q->many) return put(a, q, asbi_json_new(&a->now.room, JSON_LIST), before);
    return asbi_fail_field(&a->form.head.engine->fault, ASB_EINVALID, "answers", "form-none-of-one", "question", q->name.at, (char *)NULL);
}

int32_t asbi_assessment_put(asb_assessment *a, const char *question, const char *option) {
    const question_def *q;
    const option_def *o;
    int32_t status = find_question(&q, a, question);
    if (status) return status;
    if (!option) return answer_none(a, q);
    if (!strcmp(option, "declined")) return decline(a, q);
    status = find_option(&o, a, q, option);
    return status ? status : choose(a, q, o);
}

/* ---- all at once */

static int32_t begin_anew(asb_assessment *a) {
    asbi_arena_init(&a->now.room, a->form.arena.memory);
    a->now = (answers_now){.room = a->now.room};
    a->now.answers = asbi_json_new(&a->now.room, JSON_OBJECT);
    a->now.notes = asbi_arena_array(&a->now.room, a->matrix->def->questions.count, sizeof *a->now.notes);
    return a->now.answers && a->now.notes ? ASB_OK : ASB_ENOMEM;
}

int32_t asbi_assessment_put_all(asb_assessment *a, const char *const *questions, const char *const *options, uint32_t count) {
    answers_now before = a->now;
    int32_t status = begin_anew(a);
    for (uint32_t i = 0; i < count && !status; i++) status = asbi_assessment_put(a, questions[i], options[i]);
    if (status) {
        asbi_arena_free(&a->now.room);
        a->now = before;
        return status;
    }
    asbi_json_move(before.answers, a->now.answers); /* the field stays where it is, and has the new answers in it */
    a->now.answers = before.answers;
    asbi_arena_free(&before.room);
    return ASB_OK;
}

/* ---- one by one */

static int32_t with_question(asb_assessment *a, const char *question, int32_t (*then)(asb_assessment *a, const question_def *q)) {
    const question_def *q;
    int32_t status = asbi_form_enter(a);
    if (status) return status;
    status = find_question(&q, a, question);
    return asbi_form_leave(&a->form, status ? status : then(a, q));
}

int32_t asb_assessment_decline(asb_assessment *assessment, const char *question) {
    return with_question(assessment, question, decline);
}

int32_t asb_assessment_answer_none(asb_assessment *assessment, const char *question) {
    return with_question(assessment, question, answer_none);
}

/* ---- taking answers back */

static int32_t clear(asb_assessment *a, const question_def *q) {
    if (!note_of(a, q)->answer) return ASB_ABSENT;
    asbi_json_remove(asbi_assessment_answers(a), q->name);
    asbi_assessment_note(a, q, NULL);
    return ASB_OK;
}

int32_t asb_assessment_clear(asb_assessment *assessment, const char *question) {
    return with_question(assessment, question, clear);
}

/* "None of these" is something that is said; so a list is not left empty. */
static int32_t unanswer(asb_assessment *a, const question_def *q, const char *option) {
    json_value *there = note_of(a, q)->answer;
    const json_value *chosen = option ? find_chosen(there, asbi_text(option)) : NULL;
    if (!chosen) return ASB_ABSENT;
    if (there->type != JSON_LIST || there->count == 1) return clear(a, q);
    asbi_json_take_out(there, chosen);
    asbi_assessment_note(a, q, there);
    return ASB_OK;
}

int32_t asb_assessment_unanswer(asb_assessment *assessment, const char *question, const char *option) {
    const question_def *q;
    int32_t status = asbi_form_enter(assessment);
    if (status) return status;
    status = find_question(&q, assessment, question);
    return asbi_form_leave(&assessment->form, status ? status : unanswer(assessment, q, option));
}

/* ---- details */

static json_value *details_of(const asb_assessment *a) {
    return asbi_json_get(a->form.fields, "details");
}

static int32_t forget_detail(asb_assessment *a, text question) {
    json_value *details = details_of(a);
    asbi_json_remove(details, question);
    if (details && !details->count) asbi_json_remove(a->form.fields, asbi_text("details"));
    return ASB_OK;
}

static int32_t put_detail(asb_assessment *a, text question, text said) {
    arena *room = &a->form.arena;
    arena_mark before = asbi_arena_mark(room);
    json_value *details = details_of(a), *fresh = details ? details : asbi_json_new(room, JSON_OBJECT);
    json_value *done = asbi_json_set(room, fresh, question, asbi_json_new_text(room, said));
    if (done && !details) done = asbi_json_set(room, a->form.fields, asbi_text("details"), fresh);
    if (done) return ASB_OK;
    asbi_arena_rewind(room, before);
    return ASB_ENOMEM;
}

int32_t asb_assessment_detail(asb_assessment *assessment, const char *question, const char *text) {
    const question_def *q;
    int32_t status = asbi_form_enter(assessment);
    if (status) return status;
    status = find_question(&q, assessment, question);
    if (!status && !text)
        status = forget_detail(assessment, q->name);
    else if (!status && !(status = asbi_form_text(&assessment->form, "details", text)))
        status = put_detail(assessment, q->name, asbi_text(text));
    return asbi_form_leave(&assessment->form, status);
}

/* ---- judging otherwise */

static int has_band(const asb_assessment *a, text band) {
    span bands = a->matrix->def->bands;
    atom id = asbi_atom_of_text(a->form.policy, band);
    for (uint32_t i = 0; i < bands.count; i++)
        if (a->form.policy->bands.items[bands.first + i].id == id) return 1;
    return 0;
}

static int32_t unknown_band(const asb_assessment *a, const char *band) {
    span bands = a->matrix->def->bands;
    choices o = asbi_choices(asbi_text(band));
    for (uint32_t i = 0; i < bands.count; i++)
        asbi_offer(&o, asbi_atom_text(a->form.policy, a->form.policy->bands.items[bands.first + i].id));
    return unknown(a, "override_band", &o, "record-choice", "record-choice-near");
}

static int32_t put_override(asb_assessment *a, text band, text reason) {
    arena *room = &a->form.arena;
    arena_mark before = asbi_arena_mark(room);
    json_value *fresh = asbi_json_new(room, JSON_OBJECT);
    if (asbi_json_set(room, fresh, asbi_text("override_band"), asbi_json_new_text(room, band)) &&
        asbi_json_set(room, fresh, asbi_text("override_reason"), asbi_json_new_text(room, reason))) {
        a->override = fresh;
        return ASB_OK;
    }
    asbi_arena_rewind(room, before);
    return ASB_ENOMEM;
}

static int32_t override(asb_assessment *a, const char *band, const char *reason) {
    asb_engine *e = a->form.head.engine;
    if (!band) {
        a->override = NULL;
        return ASB_OK;
    }
    if (!has_band(a, asbi_text(band))) return unknown_band(a, band);
    if (!reason) return asbi_fail_field(&e->fault, ASB_EINVALID, "override_reason", "record-override", (char *)NULL);
    int32_t status = asbi_record_check_text(e, "override_reason", asbi_text(reason));
    return status ? status : put_override(a, asbi_text(band), asbi_text(reason));
}

int32_t asb_assessment_override(asb_assessment *assessment, const char *band, const char *reason) {
    int32_t status = asbi_form_enter(assessment);
    return status ? status : asbi_form_leave(&assessment->form, override(assessment, band, reason));
}

/* ---- asking */

static const json_value *answer_to(const asb_assessment *a, const char *question) {
    return a && question ? asbi_assessment_answer(a, asbi_text(question)) : NULL;
}

int32_t asb_assessment_state(const asb_assessment *assessment, const char *question) {
    const json_value *v = answer_to(assessment, question);
    if (!v) return ASB_ANSWER_MISSING;
    if (asbi_is_declined(v)) return ASB_ANSWER_DECLINED;
    return v->type == JSON_LIST && !v->count ? ASB_ANSWER_NONE : ASB_ANSWER_GIVEN;
}

int32_t asb_assessment_chosen(const asb_assessment *assessment, const char *question, const char *option) {
    const json_value *v = answer_to(assessment, question);
    return v && option && !asbi_is_declined(v) && find_chosen(v, asbi_text(option)) != NULL;
}

const char *asb_assessment_get_detail(const asb_assessment *assessment, const char *question) {
    return assessment && question ? asbi_text_at(details_of(assessment), question) : "";
}

/* ---- from a case: as far as the matrix still has the question and all its options */

static int is_known(const asb_assessment *a, const question_def *q, const json_value *v) {
    if (asbi_is_declined(v)) return 1;
    if (v->type == JSON_LIST && !q->many) return 0;
    for (const json_value *o = v->type == JSON_LIST ? asbi_json_first(v) : v; o; o = v->type == JSON_LIST ? o->next : NULL)
        if (o->type != JSON_TEXT || !asbi_assessment_option(a, q, asbi_json_text(o))) return 0;
    return 1;
}

static json_value *copy_answer(asb_assessment *a, const question_def *q, const json_value *v) {
    json_value *copy = asbi_json_copy(&a->now.room, v);
    if (!copy || !q->many || v->type == JSON_LIST || asbi_is_declined(v)) return copy;
    json_value *list = asbi_json_new(&a->now.room, JSON_LIST);
    return asbi_json_append(list, copy) ? list : NULL;
}

static int32_t copy_answers(asb_assessment *a, const json_value *answers, const json_value *details) {
    const question_def *q;
    for (uint32_t i = 0; (q = asbi_assessment_question(a, i)) != NULL; i++) {
        text id = q->name;
        const json_value *v = answers ? asbi_json_find(answers, id) : NULL, *detail = details ? asbi_json_find(details, id) : NULL;
        arena_mark before = asbi_arena_mark(&a->now.room);
        int32_t status = v && is_known(a, q, v) ? put(a, q, copy_answer(a, q, v), before) : ASB_OK;
        if (!status && detail && detail->type == JSON_TEXT) status = put_detail(a, id, asbi_json_text(detail));
        if (status) return status;
    }
    return ASB_OK;
}

static int32_t read_entry(asb_assessment *a, const entry *e) {
    text band = asbi_entry_text(e, WORD_override_band), reason = asbi_entry_text(e, WORD_override_reason);
    json_value *party = asbi_json_new_text(&a->form.arena, asbi_entry_text(e, WORD_party));
    if (!asbi_json_set(&a->form.arena, a->form.fields, asbi_text("party"), party)) return ASB_ENOMEM;
    a->form.seq = e->seq;
    const json_value *details = asbi_entry_value(e, asbi_atom_of_text(a->form.policy, asbi_text("details")));
    int32_t status = copy_answers(a, asbi_entry_value(e, WORD_answers), details);
    return !status && band.length && has_band(a, band) ? put_override(a, band, reason) : status;
}

static int32_t from_entry(asb_assessment **out, asb_policy *policy, uint32_t matrix, const entry *e) {
    asb_matrix *m;
    asb_assessment *a;
    int32_t status = asbi_matrix_new(&m, policy, matrix);
    if (status) return status;
    status = asbi_assessment_new(&a, m);
    asbi_handle_drop(m);
    if (status) return status;
    status = read_entry(a, e);
    if (status)
        asbi_handle_drop(a);
    else
        *out = a;
    return status;
}

static int32_t from_case(asb_assessment **out, asb_case *c, const char *party) {
    uint32_t who = asbi_party_find(c, asbi_text(party)), i = who == NO_INDEX ? NO_INDEX : c->parties[who].assessment;
    if (i == NO_INDEX) {
        *out = NULL;
        return ASB_ABSENT;
    }
    uint32_t matrix = asbi_policy_matrix(c->policy, asbi_entry_atom(&c->entries[i], WORD_matrix));
    if (matrix != NO_INDEX) return from_entry(out, c->policy, matrix, &c->entries[i]);
    return asbi_fail_field(&c->head.engine->fault, ASB_ESTATE, "matrix", "form-matrix-gone", "matrix",
                           asbi_entry_text(&c->entries[i], WORD_matrix).at, (char *)NULL);
}

int32_t asb_case_assessment(asb_assessment **out, asb_case *c, const char *party) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, party, "party");
    return asbi_leave(e, from_case(out, c, party));
}
