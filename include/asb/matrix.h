/** @file matrix.h
 *  A risk matrix is a questionnaire of the policy; an assessment is its answers about one person.
 *  Work on the assessment for as long as it takes: answer in any order, ask what is still missing
 *  and what the score is so far, and make a record of it when every question is answered or
 *  declined. The score is a guide beside judgement: the band may be overridden with a reason, and
 *  both are kept.
 *
 *  @snippet serious_incident.c assessment
 */
#ifndef ASB_MATRIX_H
#define ASB_MATRIX_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASB_ANSWER_MISSING 0  /**< The question is still to be asked. */
#define ASB_ANSWER_GIVEN 1    /**< One option or more is chosen. */
#define ASB_ANSWER_NONE 2     /**< Asked, and none of the options is true (a question that takes many). */
#define ASB_ANSWER_DECLINED 3 /**< Asked, and no answer given: scores 0, and the assessment is partial. */

/* ---- the questionnaire */

/** Open a matrix of a policy.
 *  @param[out] out the matrix, yours to free with asb_matrix_free(); untouched on failure.
 *  @param policy kept alive by it.
 *  @param id for example "ram"; NULL: the policy's first.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where there is none of that id; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_matrix_open(asb_matrix **out, asb_policy *policy, const char *id);

/** Its id. @return lent until the matrix is freed. @since 1.0 */
ASB_API const char *asb_matrix_id(const asb_matrix *matrix);
/** Its title. @return lent until the matrix is freed. @since 1.0 */
ASB_API const char *asb_matrix_title(const asb_matrix *matrix);
/** The clause it comes from. @return lent until the matrix is freed. @since 1.0 */
ASB_API const char *asb_matrix_clause(const asb_matrix *matrix);

/** Where its questions and weights come from.
 *  @return lent until the matrix is freed; "" where the policy does not say.
 *  @since 1.0 */
ASB_API const char *asb_matrix_provenance(const asb_matrix *matrix);

/** The smallest score that answers can add up to. @return 0 for NULL. @since 1.0 */
ASB_API int32_t asb_matrix_least(const asb_matrix *matrix);
/** The greatest score that answers can add up to. @return 0 for NULL. @since 1.0 */
ASB_API int32_t asb_matrix_greatest(const asb_matrix *matrix);

/** How many questions, of all sections. @since 1.0 */
ASB_API uint32_t asb_matrix_question_count(const asb_matrix *matrix);

/** A question's id.
 *  @param question from 0, in the order in which they are asked.
 *  @return lent until the matrix is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_matrix_question_id(const asb_matrix *matrix, uint32_t question);

/** Its wording. @return lent until the matrix is freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_matrix_question_text(const asb_matrix *matrix, uint32_t question);
/** The id of its section. @return lent until the matrix is freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_matrix_question_section(const asb_matrix *matrix, uint32_t question);

/** The title of its section.
 *  @return lent until the matrix is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_matrix_question_section_title(const asb_matrix *matrix, uint32_t question);

/** May several options be chosen? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_matrix_question_many(const asb_matrix *matrix, uint32_t question);
/** Is there room for details in words? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_matrix_question_detail(const asb_matrix *matrix, uint32_t question);

/** How many options a question has. @return 0 past the end. @since 1.0 */
ASB_API uint32_t asb_matrix_option_count(const asb_matrix *matrix, uint32_t question);

/** An option's id.
 *  @param option from 0.
 *  @return lent until the matrix is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_matrix_option_id(const asb_matrix *matrix, uint32_t question, uint32_t option);

/** Its label. @return lent until the matrix is freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_matrix_option_label(const asb_matrix *matrix, uint32_t question, uint32_t option);
/** What it adds to the score. @return 0 past the end. @since 1.0 */
ASB_API int32_t asb_matrix_option_weight(const asb_matrix *matrix, uint32_t question, uint32_t option);
/** Can it be chosen alone only? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_matrix_option_exclusive(const asb_matrix *matrix, uint32_t question, uint32_t option);

/** How many bands. @since 1.0 */
ASB_API uint32_t asb_matrix_band_count(const asb_matrix *matrix);

/** A band's id.
 *  @param band from 0, highest first.
 *  @return lent until the matrix is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_matrix_band_id(const asb_matrix *matrix, uint32_t band);

/** Its label. @return lent until the matrix is freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_matrix_band_label(const asb_matrix *matrix, uint32_t band);
/** The score from which on it holds. @return 0 past the end. @since 1.0 */
ASB_API int32_t asb_matrix_band_from(const asb_matrix *matrix, uint32_t band);

/** How many ranges of scores are contested, because the policy's source is unclear about them.
 *  @since 1.0 */
ASB_API uint32_t asb_matrix_contested_count(const asb_matrix *matrix);

/** The first score of a contested range. @param range from 0. @return 0 past the end. @since 1.0 */
ASB_API int32_t asb_matrix_contested_from(const asb_matrix *matrix, uint32_t range);
/** The last score of a contested range. @return 0 past the end. @since 1.0 */
ASB_API int32_t asb_matrix_contested_to(const asb_matrix *matrix, uint32_t range);

/** The matrix as the policy has it, with `least` and `greatest`, as JSON.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_matrix_json(asb_text **out, const asb_matrix *matrix);

/** Give a matrix back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_matrix_free(asb_matrix *matrix);

/* ---- the answers */

/** Begin an assessment, with nothing answered.
 *  @param[out] out the assessment, yours to free with asb_assessment_free(); untouched on failure.
 *  @param matrix kept alive by it.
 *  @param party the id of the person assessed.
 *  @return ASB_OK; ASB_EINVALID with "party" where that is blank or not UTF-8; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_new(asb_assessment **out, asb_matrix *matrix, const char *party);

/** The latest assessment of a person in a case, for looking at it and for assessing anew: its
 *  answers, details and override are there, as far as the policy's matrix still has them; to a
 *  question that it has not, the answer is missing. Changing it changes nothing in the case.
 *  @param[out] out yours to free; untouched on failure.
 *  @param party the id of the person.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where the person was not assessed; ASB_ESTATE where
 *      the policy no longer has that matrix; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_assessment(asb_assessment **out, asb_case *c, const char *party);

/** Choose an option. Of a question that takes one, it replaces what was chosen; of one that takes
 *  many, it is added.
 *  @param question, option their ids; the option "declined" is as asb_assessment_decline().
 *  @return ASB_OK; ASB_EINVALID where there is no such question or option, or one of those chosen
 *      can stand alone only; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_answer(asb_assessment *assessment, const char *question, const char *option);

/** Answer all questions at once, as a form on a screen does when something in it has changed. A
 *  question that is not among them is missing from then on; details and the override stay.
 *  @param questions ids, `count` of them.
 *  @param options as many: what is chosen of each, as asb_assessment_answer(). Of a question that
 *      takes many, it stands there once for each that is chosen, and its option is NULL where none
 *      is true.
 *  @param count 0: nothing is answered any more.
 *  @return as asb_assessment_answer(); all answers are as they were then.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_set_answers(asb_assessment *assessment, const char *const *questions,
                                           const char *const *options, uint32_t count);

/** Take a chosen option back. Where it was the only one, the question is missing again.
 *  @return ASB_OK; ASB_ABSENT where it was not chosen; ASB_EINVALID where there is no such
 *      question.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_unanswer(asb_assessment *assessment, const char *question, const char *option);

/** Asked, and none of the options is true.
 *  @return ASB_OK; ASB_EINVALID where there is no such question, or it takes one option;
 *      ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_answer_none(asb_assessment *assessment, const char *question);

/** Asked, and no answer given.
 *  @return ASB_OK; ASB_EINVALID where there is no such question; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_decline(asb_assessment *assessment, const char *question);

/** Forget the answer to a question; its detail stays.
 *  @return ASB_OK; ASB_ABSENT where there was none; ASB_EINVALID where there is no such question.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_clear(asb_assessment *assessment, const char *question);

/** Say more about a question.
 *  @param text UTF-8, copied; NULL takes it away.
 *  @return ASB_OK; ASB_EINVALID where there is no such question, or the text is blank or not UTF-8;
 *      ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_detail(asb_assessment *assessment, const char *question, const char *text);

/** Judge otherwise than the score.
 *  @param band the id of one of the matrix's bands; NULL takes the override away.
 *  @param reason why; wanted unless band is NULL.
 *  @return ASB_OK; ASB_EINVALID with "override_band" or "override_reason"; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_override(asb_assessment *assessment, const char *band, const char *reason);

/** How a question stands.
 *  @return one of ASB_ANSWER_…; ASB_ANSWER_MISSING where there is no such question.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_state(const asb_assessment *assessment, const char *question);

/** Is the option chosen? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_assessment_chosen(const asb_assessment *assessment, const char *question,
                                      const char *option);

/** The detail of a question.
 *  @return lent until the assessment is changed or freed; "" where there is none.
 *  @since 1.0 */
ASB_API const char *asb_assessment_get_detail(const asb_assessment *assessment, const char *question);

/** How many questions are still to be asked. @since 1.0 */
ASB_API uint32_t asb_assessment_missing_count(const asb_assessment *assessment);

/** The id of one of them.
 *  @param index from 0, in the order of the matrix.
 *  @return lent until the assessment is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_assessment_missing(const asb_assessment *assessment, uint32_t index);

/** The score of the answers so far. @return 0 for NULL. @since 1.0 */
ASB_API int32_t asb_assessment_score(const asb_assessment *assessment);

/** The band: the override, else that of the score so far.
 *  @return its id, lent until the assessment is changed or freed; "" where nothing is answered, or
 *      all was declined.
 *  @since 1.0 */
ASB_API const char *asb_assessment_band(const asb_assessment *assessment);

/** The band of the score so far, whatever was judged.
 *  @return its id, lent until the assessment is freed; "" as asb_assessment_band().
 *  @since 1.0 */
ASB_API const char *asb_assessment_scored_band(const asb_assessment *assessment);

/** Is the score so far one that the policy's source is unclear about? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_assessment_contested(const asb_assessment *assessment);
/** Was a question declined? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_assessment_partial(const asb_assessment *assessment);

/** The band that was judged.
 *  @return its id, lent until the assessment is changed or freed; "" where there is no override.
 *  @since 1.0 */
ASB_API const char *asb_assessment_override_band(const asb_assessment *assessment);

/** Why it was judged so.
 *  @return lent until the assessment is changed or freed; "" where there is no override.
 *  @since 1.0 */
ASB_API const char *asb_assessment_override_reason(const asb_assessment *assessment);

/** The person assessed. @return lent until the assessment is freed. @since 1.0 */
ASB_API const char *asb_assessment_party(const asb_assessment *assessment);
/** The number of the record that it was read from; 0 for a new one. @since 1.0 */
ASB_API uint32_t asb_assessment_seq(const asb_assessment *assessment);
/** The questionnaire. @param[out] out yours to free. @return ASB_OK; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_assessment_matrix(asb_matrix **out, const asb_assessment *assessment);

/** Make a record of it, ready for an actor and for asb_case_add().
 *  @param[out] out an `assessment` record, yours to free; untouched on failure.
 *  @return ASB_OK; ASB_ESTATE where a question is missing, the first of which the engine names;
 *      ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_to_record(asb_record **out, const asb_assessment *assessment);

/** The whole assessment as JSON: matrix, party, answers, details, missing, score, band,
 *  scored_band, contested, partial, override, least, greatest, seq.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_assessment_json(asb_text **out, const asb_assessment *assessment);

/** Give an assessment back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_assessment_free(asb_assessment *assessment);

#ifdef __cplusplus
}
#endif
#endif
