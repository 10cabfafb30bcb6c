/* Risk matrices and assessments. */
#include "example.h"

static void about(asb_policy *policy) {
    /* [asb_matrix_open asb_matrix_id asb_matrix_title asb_matrix_clause asb_matrix_provenance asb_matrix_least asb_matrix_greatest] */
    asb_matrix *matrix;
    check(asb_matrix_open(&matrix, policy, NULL)); /* or by its id, "ram" */
    printf("%s: %s, clause %s\n", asb_matrix_id(matrix), asb_matrix_title(matrix), asb_matrix_clause(matrix));
    printf("scores from %d to %d\n", (int)asb_matrix_least(matrix), (int)asb_matrix_greatest(matrix));
    printf("%.40s…\n", asb_matrix_provenance(matrix));
    /* prints:
     * ram: Risk Assessment Matrix, clause Appendix 1
     * scores from 0 to 47
     * Questions and weights as printed in Appe…
     */
    /* [end] */

    /* [asb_matrix_question_count asb_matrix_question_id asb_matrix_question_text asb_matrix_question_many asb_matrix_question_detail] */
    for (uint32_t q = 0; q < asb_matrix_question_count(matrix) && q < 3; q++) /* the first three */
        printf("%s (%s%s): %.40s…\n", asb_matrix_question_id(matrix, q), asb_matrix_question_many(matrix, q) ? "any of them" : "one",
               asb_matrix_question_detail(matrix, q) ? ", room for words" : "", asb_matrix_question_text(matrix, q));
    /* prints:
     * q1 (one): Apart from this occasion, how frequently…
     * q2 (one, room for words): Does this seem connected with earlier tr…
     * q3 (one): Is the trouble coming more frequently or…
     */
    /* [end] */

    /* [asb_matrix_question_section asb_matrix_question_section_title] */
    const char *section = "";
    for (uint32_t q = 0; q < asb_matrix_question_count(matrix); q++) {
        if (strcmp(section, asb_matrix_question_section(matrix, q)) != 0)
            printf("%s, from %s on\n", asb_matrix_question_section_title(matrix, q), asb_matrix_question_id(matrix, q));
        section = asb_matrix_question_section(matrix, q);
    }
    /* prints:
     * History, from q1 on
     * Vulnerability, from q7 on
     * Support, from q11 on
     */
    /* [end] */

    /* [asb_matrix_option_count asb_matrix_option_id asb_matrix_option_label asb_matrix_option_weight asb_matrix_option_exclusive] */
    for (uint32_t o = 0; o < asb_matrix_option_count(matrix, 0); o++)
        printf("%s: %s, %d%s\n", asb_matrix_option_id(matrix, 0, o), asb_matrix_option_label(matrix, 0, o),
               (int)asb_matrix_option_weight(matrix, 0, o), asb_matrix_option_exclusive(matrix, 0, o) ? ", alone only" : "");
    /* prints:
     * daily: Every day, 5
     * most-days: Most days, 3
     * most-weeks: Most weeks, 2
     * most-months: Most months, 1
     * only-occasionally: Now and then, 0
     */
    /* [end] */

    /* [asb_matrix_band_count asb_matrix_band_id asb_matrix_band_label asb_matrix_band_from] */
    for (uint32_t b = 0; b < asb_matrix_band_count(matrix); b++)
        printf("from %d: %s, %s\n", (int)asb_matrix_band_from(matrix, b), asb_matrix_band_id(matrix, b), asb_matrix_band_label(matrix, b));
    /* prints:
     * from 26: high, High
     * from 18: medium, Medium
     * from 0: low, Low
     */
    /* [end] */

    /* [asb_matrix_contested_count asb_matrix_contested_from asb_matrix_contested_to] */
    for (uint32_t i = 0; i < asb_matrix_contested_count(matrix); i++)
        printf("from %d to %d the source is unclear\n", (int)asb_matrix_contested_from(matrix, i), (int)asb_matrix_contested_to(matrix, i));
    /* prints:
     * from 16 to 17 the source is unclear
     * from 26 to 31 the source is unclear
     */
    /* [end] */

    /* [asb_matrix_json asb_matrix_free] */
    asb_text *json;
    asb_json *form;
    check(asb_matrix_json(&json, matrix)); /* to draw the form from: everything in one call */
    check(asb_json_parse(&form, engine, asb_text_data(json), asb_text_length(json)));
    printf("%u sections\n", (unsigned)asb_json_count(asb_json_get(form, "sections")));
    asb_json_free(form), asb_text_free(json);
    asb_matrix_free(matrix);
    /* prints: 3 sections */
    /* [end] */
}

static asb_record *assessed(asb_policy *policy) {
    asb_matrix *matrix;
    asb_record *r;

    check(asb_matrix_open(&matrix, policy, "ram"));
    /* [asb_assessment_new asb_assessment_answer asb_assessment_answer_none asb_assessment_decline asb_assessment_detail] */
    asb_assessment *a;
    check(asb_assessment_new(&a, matrix, "p1"));
    check(asb_assessment_answer(a, "q1", "most-days")); /* takes one: replaces what was chosen */
    check(asb_assessment_answer(a, "q10", "extremely"));
    check(asb_assessment_answer_none(a, "q11")); /* takes many: asked, and none is true */
    check(asb_assessment_decline(a, "q9"));      /* asked, and no answer given */
    check(asb_assessment_detail(a, "q1", "Worse at weekends"));
    assert(asb_assessment_answer(a, "q4", "neighbour") == ASB_EINVALID); /* no option of that question */
    puts(asb_error_message(engine));
    /* prints: neighbour is no option of the question; it can be: know-well, known-to-each-other, do-not-know, declined. */
    /* [end] */

    /* [asb_assessment_missing_count asb_assessment_missing asb_assessment_score asb_assessment_contested asb_assessment_partial] */
    printf("score so far %d, %u still to ask, first %s\n", (int)asb_assessment_score(a), (unsigned)asb_assessment_missing_count(a),
           asb_assessment_missing(a, 0));
    assert(asb_assessment_partial(a));    /* q9 was declined */
    assert(!asb_assessment_contested(a)); /* the policy's source is clear about this score */
    /* prints: score so far 8, 10 still to ask, first q2 */
    /* [end] */

    /* [asb_assessment_state asb_assessment_chosen asb_assessment_get_detail] */
    assert(asb_assessment_state(a, "q1") == ASB_ANSWER_GIVEN && asb_assessment_chosen(a, "q1", "most-days"));
    assert(asb_assessment_state(a, "q9") == ASB_ANSWER_DECLINED);
    assert(asb_assessment_state(a, "q11") == ASB_ANSWER_NONE);
    assert(asb_assessment_state(a, "q4") == ASB_ANSWER_MISSING);
    puts(asb_assessment_get_detail(a, "q1"));
    /* prints: Worse at weekends */
    /* [end] */

    /* [asb_assessment_unanswer asb_assessment_clear] */
    check(asb_assessment_unanswer(a, "q10", "extremely")); /* that option alone; it was the only one */
    check(asb_assessment_clear(a, "q11"));                 /* the whole answer */
    assert(asb_assessment_state(a, "q10") == ASB_ANSWER_MISSING && asb_assessment_state(a, "q11") == ASB_ANSWER_MISSING);
    /* [end] */

    /* [asb_assessment_set_answers] */
    static const char *const asked[] = {"q1", "q9", "q10", "q11"}, *const chosen[] = {"most-days", "declined", "extremely", NULL};
    check(asb_assessment_set_answers(a, asked, chosen, 4)); /* the form as it stands: NULL, as none of q11's is true */
    printf("score so far %d, %u still to ask\n", (int)asb_assessment_score(a), (unsigned)asb_assessment_missing_count(a));
    /* prints: score so far 8, 10 still to ask */
    /* [end] */

    /* [asb_assessment_to_record] */
    asb_record *not_yet;
    assert(asb_assessment_to_record(&not_yet, a) == ASB_ESTATE); /* not every question was asked; the engine names the first */
    while (asb_assessment_missing_count(a) > 0) check(asb_assessment_decline(a, asb_assessment_missing(a, 0)));
    check(asb_assessment_to_record(&r, a)); /* then an actor, and asb_case_add() */
    puts(asb_record_kind(r));
    /* prints: assessment */
    /* [end] */
    asb_record_free(r);

    /* [asb_assessment_override asb_assessment_band asb_assessment_scored_band asb_assessment_override_band asb_assessment_override_reason] */
    check(asb_assessment_override(a, "medium", "She is afraid to leave the flat"));
    printf("%s; by the score %s\n", asb_assessment_band(a), asb_assessment_scored_band(a)); /* both are kept */
    printf("%s, because: %s\n", asb_assessment_override_band(a), asb_assessment_override_reason(a));
    /* prints:
     * medium; by the score low
     * medium, because: She is afraid to leave the flat
     */
    /* [end] */

    check(asb_assessment_to_record(&r, a));
    asb_assessment_free(a);
    asb_matrix_free(matrix);
    return r;
}

static void of_case(asb_policy *policy) {
    asb_record *r = assessed(policy);
    asb_case *c;

    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Noise'}}");
    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p1','as':'complainant'}}");
    check(asb_record_set_actor(r, "ben", "CHM"));
    check(asb_case_add(NULL, c, r));
    /* [asb_case_assessment asb_assessment_party asb_assessment_seq asb_assessment_matrix] */
    asb_assessment *last;
    asb_matrix *matrix;
    check(asb_case_assessment(&last, c, "p1")); /* to look at; or to begin the next from: changing it changes nothing here */
    check(asb_assessment_matrix(&matrix, last));
    printf("%s was assessed with %s in record %u\n", asb_assessment_party(last), asb_matrix_id(matrix), (unsigned)asb_assessment_seq(last));
    asb_matrix_free(matrix);
    asb_assessment *none;
    assert(asb_case_assessment(&none, c, "p9") == ASB_ABSENT && none == NULL);
    /* prints: p1 was assessed with ram in record 3 */
    /* [end] */

    /* [asb_assessment_json asb_assessment_free] */
    asb_text *json;
    asb_json *whole;
    check(asb_assessment_json(&json, last));
    check(asb_json_parse(&whole, engine, asb_text_data(json), asb_text_length(json)));
    printf("score %s, band %s\n", asb_json_text(asb_json_get(whole, "score"), NULL), asb_json_text(asb_json_get(whole, "band"), NULL));
    asb_json_free(whole), asb_text_free(json);
    asb_assessment_free(last);
    /* prints: score 8, band medium */
    /* [end] */
    asb_case_free(c);
    asb_record_free(r);
}

int main(void) {
    asb_policy *policy;

    begin("2026-04-02T10:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    about(policy);
    of_case(policy);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}
