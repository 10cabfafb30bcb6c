/* Faults in matrix.h, plan.h and proportionality.h. */
#include "fault.h"
#include "forms/assessment.h"
#include "forms/plan.h"
#include "forms/proportionality.h"
#include <string.h>

Suite *asb_suite_fault_forms(void);

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

#define FREE(w, function, handle) (function((w)->handle), (w)->handle = NULL, drop(w))
#define LONG fault_long_text()

static const char two_weeks[] = "{\"weeks\":2}";
static const char a_list[] = "[\"age\",\"race\"]";

static void with_matrix(fault_world *w) {
    with_policy(w);
    fault_must(w, asb_matrix_open(&w->matrix, w->policy, "ram"));
}

static void with_assessment(fault_world *w) {
    with_matrix(w);
    fault_must(w, asb_assessment_new(&w->assessment, w->matrix, "c1"));
    fault_must(w, asb_assessment_answer(w->assessment, "often", "daily"));
}

static void with_answers(fault_world *w) {
    with_assessment(w);
    fault_must(w, asb_assessment_answer(w->assessment, "who", "you"));
    fault_must(w, asb_assessment_detail(w->assessment, "who", "And the cat"));
    fault_must(w, asb_assessment_override(w->assessment, "low", "Known to us"));
}

static int32_t set_answers(fault_world *w, uint32_t count) {
    static const char *const questions[] = {"often", "who"}, *const options[] = {"never", NULL};
    return asb_assessment_set_answers(w->assessment, questions, options, count);
}

static void with_plan(fault_world *w) {
    with_policy(w);
    fault_must(w, asb_plan_new(&w->plan, w->policy, "c1"));
    fault_must(w, asb_plan_add(w->plan, "1", NULL, "AP-1"));
    fault_must(w, asb_plan_set_due(w->plan, "1", "2026-03-20"));
    fault_must(w, asb_plan_set_detail(w->plan, "1", "In the blue book"));
    fault_must(w, asb_plan_set_method(w->plan, "email"));
    fault_must(w, asb_plan_add(w->plan, "2", "agency", "other"));
}

static void with_proportionality(fault_world *w) {
    with_policy(w);
    fault_must(w, asb_proportionality_new(&w->proportionality, w->policy, "p1", "injunction"));
    fault_must(w, asb_proportionality_set_text(w->proportionality, "aim", "Peace"));
}

/* The same with nothing in reserve. */
static void with_full_assessment(fault_world *w) {
    with_assessment(w);
    fault_fill(w, &w->assessment->form.arena);
    fault_fill(w, &w->assessment->now.room);
}

static void with_full_plan(fault_world *w) {
    with_plan(w);
    fault_fill(w, &((form *)w->plan)->arena);
}

static void with_full_proportionality(fault_world *w) {
    with_proportionality(w);
    fault_fill(w, &((form *)w->proportionality)->arena);
}

static int32_t set_list(fault_world *w) {
    return asb_proportionality_set_json(w->proportionality, "protected", a_list, sizeof a_list - 1);
}

/* The parameters of an action in words are the host's own. */
static int32_t set_long_param(fault_world *w) {
    static char json[200000];
    memset(json, 'y', sizeof json - 1);
    json[0] = json[sizeof json - 2] = '"';
    return asb_plan_set_param(w->plan, "2", "what", json, sizeof json - 1);
}

#define LOUD(X) \
    X(asb_assessment_matrix, same, with_answers, asb_assessment_matrix(&w->other_matrix, w->assessment)) \
    X(asb_matrix_open, first, with_policy, asb_matrix_open(&w->matrix, w->policy, NULL)) \
    X(asb_matrix_json, whole, with_matrix, asb_matrix_json(&w->text, w->matrix)) \
    X(asb_assessment_new, empty, with_matrix, asb_assessment_new(&w->assessment, w->matrix, "c1")) \
    X(asb_case_assessment, latest, with_case, asb_case_assessment(&w->assessment, w->c, "c1")) \
    X(asb_assessment_detail, long_text, with_assessment, asb_assessment_detail(w->assessment, "who", LONG)) \
    X(asb_assessment_override, long_reason, with_assessment, asb_assessment_override(w->assessment, "low", LONG)) \
    X(asb_assessment_to_record, answered, with_answers, asb_assessment_to_record(&w->record, w->assessment)) \
    X(asb_assessment_json, answered, with_answers, asb_assessment_json(&w->text, w->assessment)) \
    X(asb_plan_catalogue_json, whole, with_policy, asb_plan_catalogue_json(&w->text, w->policy)) \
    X(asb_plan_new, empty, with_policy, asb_plan_new(&w->plan, w->policy, "c1")) \
    X(asb_case_plan, latest, with_case, asb_case_plan(&w->plan, w->c, "c1")) \
    X(asb_plan_add, long_id, with_plan, asb_plan_add(w->plan, LONG, NULL, "AP-2")) \
    X(asb_plan_set_detail, long_text, with_plan, asb_plan_set_detail(w->plan, "1", LONG)) \
    X(asb_plan_text, first, with_plan, asb_plan_text(&w->text, w->plan, 0)) \
    X(asb_plan_to_record, plan, with_plan, asb_plan_to_record(&w->record, w->plan)) \
    X(asb_plan_json, plan, with_plan, asb_plan_json(&w->text, w->plan)) \
    X(asb_proportionality_new, empty, with_policy, asb_proportionality_new(&w->proportionality, w->policy, "p1", "injunction")) \
    X(asb_case_proportionality, latest, with_case, asb_case_proportionality(&w->proportionality, w->c, "p1", NULL)) \
    X(asb_proportionality_set_text, long_text, with_proportionality, asb_proportionality_set_text(w->proportionality, "harm", LONG)) \
    X(asb_proportionality_add_text, long_text, with_proportionality, asb_proportionality_add_text(w->proportionality, "conduct", LONG)) \
    X(asb_proportionality_add_alternative, long_why, with_proportionality, \
      asb_proportionality_add_alternative(w->proportionality, "warning", "None", LONG)) \
    X(asb_proportionality_get_json, aim, with_proportionality, asb_proportionality_get_json(&w->text, w->proportionality, "aim")) \
    X(asb_proportionality_to_record, incomplete, with_proportionality, asb_proportionality_to_record(&w->record, w->proportionality)) \
    X(asb_proportionality_json, incomplete, with_proportionality, asb_proportionality_json(&w->text, w->proportionality)) \
    X(asb_assessment_answer, one, with_full_assessment, asb_assessment_answer(w->assessment, "who", "you")) \
    X(asb_assessment_set_answers, anew, with_answers, set_answers(w, 2)) \
    X(asb_assessment_answer_none, many, with_full_assessment, asb_assessment_answer_none(w->assessment, "who")) \
    X(asb_assessment_decline, many, with_full_assessment, asb_assessment_decline(w->assessment, "who")) \
    X(asb_plan_set_due, day, with_full_plan, asb_plan_set_due(w->plan, "1", "2026-04-01")) \
    X(asb_plan_set_every, weeks, with_full_plan, asb_plan_set_every(w->plan, "1", two_weeks, sizeof two_weeks - 1)) \
    X(asb_plan_set_param, long_text, with_plan, set_long_param(w)) \
    X(asb_plan_set_agreed, yes, with_full_plan, asb_plan_set_agreed(w->plan, 1)) \
    X(asb_plan_set_sent, yes, with_full_plan, asb_plan_set_sent(w->plan, 1)) \
    X(asb_plan_set_method, letter, with_full_plan, asb_plan_set_method(w->plan, "letter")) \
    X(asb_proportionality_set_flag, flag, with_full_proportionality, \
      asb_proportionality_set_flag(w->proportionality, "evidence_sought", 1)) \
    X(asb_proportionality_set_json, list, with_full_proportionality, set_list(w))

#define QUIET(X) \
    X(asb_matrix_id, id, with_matrix, fault_hash(asb_matrix_id(w->matrix))) \
    X(asb_matrix_title, title, with_matrix, fault_hash(asb_matrix_title(w->matrix))) \
    X(asb_matrix_clause, clause, with_matrix, fault_hash(asb_matrix_clause(w->matrix))) \
    X(asb_matrix_provenance, words, with_matrix, fault_hash(asb_matrix_provenance(w->matrix))) \
    X(asb_matrix_least, zero, with_matrix, asb_matrix_least(w->matrix)) \
    X(asb_matrix_greatest, seven, with_matrix, asb_matrix_greatest(w->matrix)) \
    X(asb_matrix_question_count, two, with_matrix, asb_matrix_question_count(w->matrix)) \
    X(asb_matrix_question_id, second, with_matrix, fault_hash(asb_matrix_question_id(w->matrix, 1))) \
    X(asb_matrix_question_text, second, with_matrix, fault_hash(asb_matrix_question_text(w->matrix, 1))) \
    X(asb_matrix_question_section, second, with_matrix, fault_hash(asb_matrix_question_section(w->matrix, 1))) \
    X(asb_matrix_question_section_title, second, with_matrix, fault_hash(asb_matrix_question_section_title(w->matrix, 1))) \
    X(asb_matrix_question_many, second, with_matrix, asb_matrix_question_many(w->matrix, 1)) \
    X(asb_matrix_question_detail, second, with_matrix, asb_matrix_question_detail(w->matrix, 1)) \
    X(asb_matrix_option_count, second, with_matrix, asb_matrix_option_count(w->matrix, 1)) \
    X(asb_matrix_option_id, second, with_matrix, fault_hash(asb_matrix_option_id(w->matrix, 1, 1))) \
    X(asb_matrix_option_label, second, with_matrix, fault_hash(asb_matrix_option_label(w->matrix, 1, 1))) \
    X(asb_matrix_option_weight, second, with_matrix, asb_matrix_option_weight(w->matrix, 0, 1)) \
    X(asb_matrix_option_exclusive, second, with_matrix, asb_matrix_option_exclusive(w->matrix, 1, 1)) \
    X(asb_matrix_band_count, two, with_matrix, asb_matrix_band_count(w->matrix)) \
    X(asb_matrix_band_id, high, with_matrix, fault_hash(asb_matrix_band_id(w->matrix, 0))) \
    X(asb_matrix_band_label, high, with_matrix, fault_hash(asb_matrix_band_label(w->matrix, 0))) \
    X(asb_matrix_band_from, high, with_matrix, asb_matrix_band_from(w->matrix, 0)) \
    X(asb_matrix_contested_count, one, with_matrix, asb_matrix_contested_count(w->matrix)) \
    X(asb_matrix_contested_from, first, with_matrix, asb_matrix_contested_from(w->matrix, 0)) \
    X(asb_matrix_contested_to, first, with_matrix, asb_matrix_contested_to(w->matrix, 0)) \
    X(asb_matrix_free, matrix, with_matrix, FREE(w, asb_matrix_free, matrix)) \
    X(asb_assessment_unanswer, option, with_answers, asb_assessment_unanswer(w->assessment, "who", "you")) \
    X(asb_assessment_set_answers, in_place, with_assessment, set_answers(w, 1)) \
    X(asb_assessment_clear, question, with_answers, asb_assessment_clear(w->assessment, "often")) \
    X(asb_assessment_state, given, with_answers, asb_assessment_state(w->assessment, "often")) \
    X(asb_assessment_chosen, yes, with_answers, asb_assessment_chosen(w->assessment, "who", "you")) \
    X(asb_assessment_get_detail, who, with_answers, fault_hash(asb_assessment_get_detail(w->assessment, "who"))) \
    X(asb_assessment_missing_count, one, with_assessment, asb_assessment_missing_count(w->assessment)) \
    X(asb_assessment_missing, first, with_assessment, fault_hash(asb_assessment_missing(w->assessment, 0))) \
    X(asb_assessment_score, seven, with_answers, asb_assessment_score(w->assessment)) \
    X(asb_assessment_band, low, with_answers, fault_hash(asb_assessment_band(w->assessment))) \
    X(asb_assessment_scored_band, high, with_answers, fault_hash(asb_assessment_scored_band(w->assessment))) \
    X(asb_assessment_contested, no, with_answers, asb_assessment_contested(w->assessment)) \
    X(asb_assessment_partial, no, with_answers, asb_assessment_partial(w->assessment)) \
    X(asb_assessment_override_band, low, with_answers, fault_hash(asb_assessment_override_band(w->assessment))) \
    X(asb_assessment_override_reason, words, with_answers, fault_hash(asb_assessment_override_reason(w->assessment))) \
    X(asb_assessment_party, c1, with_answers, fault_hash(asb_assessment_party(w->assessment))) \
    X(asb_assessment_seq, none, with_answers, asb_assessment_seq(w->assessment)) \
    X(asb_assessment_free, assessment, with_answers, FREE(w, asb_assessment_free, assessment)) \
    X(asb_plan_remove, first, with_plan, asb_plan_remove(w->plan, "1")) \
    X(asb_plan_party, c1, with_plan, fault_hash(asb_plan_party(w->plan))) \
    X(asb_plan_agreed, no, with_plan, asb_plan_agreed(w->plan)) \
    X(asb_plan_sent, no, with_plan, asb_plan_sent(w->plan)) \
    X(asb_plan_method, email, with_plan, fault_hash(asb_plan_method(w->plan))) \
    X(asb_plan_seq, none, with_plan, asb_plan_seq(w->plan)) \
    X(asb_plan_count, one, with_plan, asb_plan_count(w->plan)) \
    X(asb_plan_id, first, with_plan, fault_hash(asb_plan_id(w->plan, 0))) \
    X(asb_plan_by, first, with_plan, fault_hash(asb_plan_by(w->plan, 0))) \
    X(asb_plan_action, first, with_plan, fault_hash(asb_plan_action(w->plan, 0))) \
    X(asb_plan_clause, first, with_plan, fault_hash(asb_plan_clause(w->plan, 0))) \
    X(asb_plan_detail, first, with_plan, fault_hash(asb_plan_detail(w->plan, 0))) \
    X(asb_plan_due, first, with_plan, fault_hash(asb_plan_due(w->plan, 0))) \
    X(asb_plan_standing, first, with_plan, asb_plan_standing(w->plan, 0)) \
    X(asb_plan_status, first, with_plan, fault_hash(asb_plan_status(w->plan, 0))) \
    X(asb_plan_next_due, first, with_plan, fault_hash(asb_plan_next_due(w->plan, 0))) \
    X(asb_plan_overdue, first, with_plan, asb_plan_overdue(w->plan, 0)) \
    X(asb_plan_count_done, none, with_plan, asb_plan_count_done(w->plan)) \
    X(asb_plan_count_cancelled, none, with_plan, asb_plan_count_cancelled(w->plan)) \
    X(asb_plan_count_standing, none, with_plan, asb_plan_count_standing(w->plan)) \
    X(asb_plan_count_open, one, with_plan, asb_plan_count_open(w->plan)) \
    X(asb_plan_complete, no, with_plan, asb_plan_complete(w->plan)) \
    X(asb_plan_free, plan, with_plan, FREE(w, asb_plan_free, plan)) \
    X(asb_proportionality_unset, aim, with_proportionality, asb_proportionality_unset(w->proportionality, "aim")) \
    X(asb_proportionality_get_text, aim, with_proportionality, fault_hash(asb_proportionality_get_text(w->proportionality, "aim"))) \
    X(asb_proportionality_party, p1, with_proportionality, fault_hash(asb_proportionality_party(w->proportionality))) \
    X(asb_proportionality_remedy, injunction, with_proportionality, fault_hash(asb_proportionality_remedy(w->proportionality))) \
    X(asb_proportionality_missing_count, many, with_proportionality, asb_proportionality_missing_count(w->proportionality)) \
    X(asb_proportionality_missing, first, with_proportionality, fault_hash(asb_proportionality_missing(w->proportionality, 0))) \
    X(asb_proportionality_missing_label, first, with_proportionality, \
      fault_hash(asb_proportionality_missing_label(w->proportionality, 0))) \
    X(asb_proportionality_complete, no, with_proportionality, asb_proportionality_complete(w->proportionality)) \
    X(asb_proportionality_seq, none, with_proportionality, asb_proportionality_seq(w->proportionality)) \
    X(asb_proportionality_approved, no, with_proportionality, asb_proportionality_approved(w->proportionality)) \
    X(asb_proportionality_approved_by, nobody, with_proportionality, fault_hash(asb_proportionality_approved_by(w->proportionality))) \
    X(asb_proportionality_approved_role, nobody, with_proportionality, fault_hash(asb_proportionality_approved_role(w->proportionality))) \
    X(asb_proportionality_approval, none, with_proportionality, asb_proportionality_approval(w->proportionality)) \
    X(asb_proportionality_stale, no, with_proportionality, asb_proportionality_stale(w->proportionality)) \
    X(asb_proportionality_stale_record, none, with_proportionality, asb_proportionality_stale_record(w->proportionality)) \
    X(asb_proportionality_review_by, none, with_proportionality, fault_hash(asb_proportionality_review_by(w->proportionality))) \
    X(asb_proportionality_current, no, with_proportionality, asb_proportionality_current(w->proportionality)) \
    X(asb_proportionality_why, words, with_proportionality, fault_hash(asb_proportionality_why(w->proportionality))) \
    X(asb_proportionality_why_code, code, with_proportionality, fault_hash(asb_proportionality_why_code(w->proportionality))) \
    X(asb_proportionality_why_arguments, json, with_proportionality, fault_hash(asb_proportionality_why_arguments(w->proportionality))) \
    X(asb_proportionality_free, proportionality, with_proportionality, FREE(w, asb_proportionality_free, proportionality))

LOUD(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_forms(void) {
    return fault_suite("fault_forms", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
}
