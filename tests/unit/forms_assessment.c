/* Assessments: answering, how they stand, and from and to a case. Scores are worked by hand from Appendix 1. */
#include "base/container.h"
#include "forms/assessment.h"
#include "forms_support.h"

Suite *asb_suite_forms_assessment(void);

static asb_assessment *begin(bench *b) {
    asb_matrix *m = NULL;
    asb_assessment *a = NULL;
    bench_begin(b);
    ck_assert_int_eq(asb_matrix_open(&m, b->policy, "ram"), ASB_OK);
    ck_assert_int_eq(asb_assessment_new(&a, m, "p1"), ASB_OK);
    asb_matrix_free(m); /* the assessment keeps it */
    return a;
}

START_TEST(a_new_one_is_empty)
{
    bench b;
    asb_assessment *a = begin(&b);
    asb_matrix *m = NULL;
    ck_assert_str_eq(asb_assessment_party(a), "p1");
    ck_assert_uint_eq(asb_assessment_seq(a), 0);
    ck_assert_uint_eq(asb_assessment_missing_count(a), 14);
    ck_assert_str_eq(asb_assessment_missing(a, 13), "q14");
    ck_assert_ptr_null(asb_assessment_missing(a, 14));
    ck_assert_int_eq(asb_assessment_score(a), 0);
    ck_assert_str_eq(asb_assessment_band(a), "");
    ck_assert_str_eq(asb_assessment_scored_band(a), "");
    ck_assert_str_eq(asb_assessment_override_band(a), "");
    ck_assert_str_eq(asb_assessment_override_reason(a), "");
    ck_assert_int_eq(asb_assessment_partial(a) + asb_assessment_contested(a), 0);
    ck_assert_int_eq(asb_assessment_state(a, "q1"), ASB_ANSWER_MISSING);
    ck_assert_int_eq(asb_assessment_matrix(&m, a), ASB_OK);
    ck_assert_str_eq(asb_matrix_id(m), "ram");
    asb_matrix_free(m);
    asb_assessment_free(a);
    asb_assessment_free(NULL);
    bench_end(&b);
}
END_TEST

START_TEST(who_is_assessed_is_said)
{
    bench b;
    asb_assessment *a = begin(&b), *other = NULL;
    asb_matrix *m = NULL;
    ck_assert_int_eq(asb_assessment_matrix(&m, a), ASB_OK);
    ck_assert_int_eq(asb_assessment_new(&other, m, " "), ASB_EINVALID);
    failed(&b, "record-blank", "party");
    ck_assert_int_eq(asb_assessment_new(&other, m, "\xFF"), ASB_EINVALID);
    failed(&b, "record-utf8", "party");
    ck_assert_int_eq(asb_assessment_new(&other, m, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_assessment_new(NULL, m, "p1"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_assessment_new(&other, NULL, "p1"), ASB_EARGUMENT);
    ck_assert_ptr_null(other);
    asb_matrix_free(m);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

static const struct {
    const char *answers[15];
    int32_t score, contested, partial;
    const char *band;
} worked[] = {
    {{RAM_0}, 0, 0, 0, "low"},      {{RAM_4}, 4, 0, 0, "low"},    {{RAM_16}, 16, 1, 0, "low"},
    {{RAM_19}, 19, 0, 0, "medium"}, {{RAM_26}, 26, 1, 1, "high"}, {{RAM_47}, 47, 0, 0, "high"},
};

START_TEST(scores_worked_by_hand)
{
    for (size_t i = 0; i < COUNT_OF(worked); i++) {
        bench b;
        asb_assessment *a = begin(&b);
        answer_all(a, worked[i].answers);
        ck_assert_uint_eq(asb_assessment_missing_count(a), 0);
        ck_assert_int_eq(asb_assessment_score(a), worked[i].score);
        ck_assert_str_eq(asb_assessment_band(a), worked[i].band);
        ck_assert_int_eq(asb_assessment_contested(a), worked[i].contested);
        ck_assert_int_eq(asb_assessment_partial(a), worked[i].partial);
        asb_assessment_free(a);
        bench_end(&b);
    }
}
END_TEST

START_TEST(the_score_so_far)
{
    bench b;
    asb_assessment *a = begin(&b);
    ck_assert_int_eq(asb_assessment_answer(a, "q5", "currently-harassing-complainant"), ASB_OK);
    ck_assert_int_eq(asb_assessment_score(a), 6);
    ck_assert_str_eq(asb_assessment_band(a), "low");
    ck_assert_int_eq(asb_assessment_partial(a), 0);
    ck_assert_uint_eq(asb_assessment_missing_count(a), 13);
    ck_assert_str_eq(asb_assessment_missing(a, 4), "q6");
    ck_assert_int_eq(asb_assessment_answer(a, "q5", "harassed-complainant-before"), ASB_OK); /* replaced */
    ck_assert_int_eq(asb_assessment_score(a), 4);
    ck_assert_int_eq(asb_assessment_chosen(a, "q5", "currently-harassing-complainant"), 0);
    ck_assert_int_eq(asb_assessment_chosen(a, "q5", "harassed-complainant-before"), 1);
    ck_assert_int_eq(asb_assessment_decline(a, "q5"), ASB_OK);
    ck_assert_int_eq(asb_assessment_state(a, "q5"), ASB_ANSWER_DECLINED);
    ck_assert_int_eq(asb_assessment_chosen(a, "q5", "declined"), 0);
    ck_assert_str_eq(asb_assessment_band(a), ""); /* all that was asked was declined */
    ck_assert_int_eq(asb_assessment_partial(a), 1);
    ck_assert_int_eq(asb_assessment_clear(a, "q5"), ASB_OK);
    ck_assert_int_eq(asb_assessment_clear(a, "q5"), ASB_ABSENT);
    ck_assert_uint_eq(asb_assessment_missing_count(a), 14);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

/* Another answer takes the place of the one before, in whatever order, and the score is that of now. */
START_TEST(answering_again_takes_no_memory)
{
    bench b;
    asb_assessment *a = begin(&b);
    ck_assert_int_eq(asb_assessment_answer(a, "q1", "daily"), ASB_OK);
    int32_t daily = asb_assessment_score(a);
    ck_assert_int_eq(asb_assessment_answer(a, "q1", "most-days"), ASB_OK);
    int32_t most_days = asb_assessment_score(a);
    ck_assert_int_ne(daily, most_days);
    ck_assert_int_eq(asb_assessment_answer(a, "q2", "yes"), ASB_OK);
    int32_t both = asb_assessment_score(a);
    uint64_t used = asb_engine_memory(b.e);
    for (int i = 0; i < 5000; i++) {
        ck_assert_int_eq(asb_assessment_answer(a, "q2", "yes"), ASB_OK);
        ck_assert_int_eq(asb_assessment_answer(a, "q1", i % 2 ? "most-days" : "daily"), ASB_OK);
        ck_assert_int_eq(asb_assessment_score(a), both + (i % 2 ? 0 : daily - most_days));
    }
    ck_assert_uint_eq(asb_engine_memory(b.e), used);
    ck_assert_int_eq(asb_assessment_clear(a, "q2"), ASB_OK);
    ck_assert_int_eq(asb_assessment_score(a), most_days);
    ck_assert_int_eq(asb_assessment_answer(a, "q2", "yes"), ASB_OK);
    ck_assert_int_eq(asb_assessment_decline(a, "q1"), ASB_OK);
    ck_assert_int_eq(asb_assessment_score(a), both - most_days);
    ck_assert_int_eq(asb_assessment_answer(a, "q1", "daily"), ASB_OK);
    ck_assert_int_eq(asb_assessment_score(a), both + daily - most_days);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(many_options)
{
    bench b;
    asb_assessment *a = begin(&b);
    ck_assert_int_eq(asb_assessment_answer_none(a, "q14"), ASB_OK);
    ck_assert_int_eq(asb_assessment_state(a, "q14"), ASB_ANSWER_NONE);
    ck_assert_int_eq(asb_assessment_answer(a, "q14", "local-community"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "q14", "your-family"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "q14", "your-family"), ASB_OK); /* once is enough */
    ck_assert_int_eq(asb_assessment_score(a), 4);
    ck_assert_int_eq(asb_assessment_state(a, "q14"), ASB_ANSWER_GIVEN);
    ck_assert_int_eq(asb_assessment_unanswer(a, "q14", "other"), ASB_ABSENT);
    ck_assert_int_eq(asb_assessment_unanswer(a, "q14", "your-family"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "q14", "other"), ASB_OK); /* still appended at its end */
    ck_assert_int_eq(asb_assessment_unanswer(a, "q14", "local-community"), ASB_OK);
    ck_assert_int_eq(asb_assessment_chosen(a, "q14", "other"), 1);
    ck_assert_int_eq(asb_assessment_chosen(a, "q14", "local-community"), 0);
    ck_assert_int_eq(asb_assessment_unanswer(a, "q14", "other"), ASB_OK);
    ck_assert_int_eq(asb_assessment_state(a, "q14"), ASB_ANSWER_MISSING);
    ck_assert_int_eq(asb_assessment_answer(a, "q14", "declined"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "q14", "other"), ASB_OK);
    ck_assert_int_eq(asb_assessment_state(a, "q14"), ASB_ANSWER_GIVEN);
    ck_assert_int_eq(asb_assessment_unanswer(a, "q14", NULL), ASB_ABSENT);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(what_is_not_asked_cannot_be_answered)
{
    bench b;
    asb_assessment *a = begin(&b);
    ck_assert_int_eq(asb_assessment_answer(a, "q15", "yes"), ASB_EINVALID);
    failed(&b, "form-question-near", "answers");
    ck_assert_int_eq(asb_assessment_answer(a, "weather", "yes"), ASB_EINVALID);
    failed(&b, "form-question", "answers");
    ck_assert_int_eq(asb_assessment_answer(a, "q1", "dayly"), ASB_EINVALID);
    failed(&b, "form-option-near", "answers");
    ck_assert_str_eq(asb_error_message(b.e), "dayly is no option of the question; did you mean daily?");
    ck_assert_int_eq(asb_assessment_answer(a, "q2", "perhaps"), ASB_EINVALID);
    ck_assert_str_eq(asb_error_message(b.e), "perhaps is no option of the question; it can be: yes, no, declined.");
    ck_assert_int_eq(asb_assessment_answer_none(a, "q1"), ASB_EINVALID);
    failed(&b, "form-none-of-one", "answers");
    ck_assert_int_eq(asb_assessment_decline(a, "q15"), ASB_EINVALID);
    ck_assert_int_eq(asb_assessment_clear(a, "q15"), ASB_EINVALID);
    ck_assert_int_eq(asb_assessment_unanswer(a, "q15", "yes"), ASB_EINVALID);
    ck_assert_int_eq(asb_assessment_answer_none(a, "q15"), ASB_EINVALID);
    ck_assert_int_eq(asb_assessment_detail(a, "q15", "x"), ASB_EINVALID);
    ck_assert_int_eq(asb_assessment_answer(a, NULL, "yes"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_assessment_answer(a, "q1", NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_assessment_answer(NULL, "q1", "yes"), ASB_EARGUMENT);
    ck_assert_uint_eq(asb_assessment_missing_count(a), 14);
    ck_assert_int_eq(asb_assessment_state(a, "q15"), ASB_ANSWER_MISSING);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

/* None of the built-in matrices has an exclusive option among many: one of our own. */
static const char exclusive_policy[] =
    "{'asb_policy':1,'id':'own','version':'1','title':'T','source':'S','roles':[{'id':'R','label':'R'}],'priorities':[{'id':'p',"
    "'label':'P'}],"
    "'matrices':[{'id':'m','title':'M','clause':'1','sections':[{'id':'s','title':'S','questions':[{'id':'who','text':'Who?',"
    "'select':'many','options':["
    "{'id':'you','label':'You','weight':2},{'id':'family','label':'Family','weight':3},{'id':'nobody','label':'Nobody','weight':-1,"
    "'exclusive':true}]}]}],"
    "'bands':[{'id':'high','label':'High','from':3},{'id':'low','label':'Low','from':-1}]}]}";

START_TEST(exclusive_options_stand_alone)
{
    bench b;
    asb_policy *own = NULL;
    asb_matrix *m = NULL;
    asb_assessment *a = NULL;
    char json[sizeof exclusive_policy];
    bench_begin(&b);
    strcpy(json, exclusive_policy);
    bench_quotes(json);
    ck_assert_msg(asb_policy_parse(&own, b.e, json, strlen(json)) == ASB_OK, "%s", asb_error_message(b.e));
    ck_assert_int_eq(asb_matrix_open(&m, own, "m"), ASB_OK);
    ck_assert_int_eq(asb_matrix_least(m), -1);
    ck_assert_int_eq(asb_matrix_greatest(m), 5);
    ck_assert_str_eq(asb_matrix_provenance(m), "");
    ck_assert_int_eq(asb_assessment_new(&a, m, "p1"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "who", "you"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "who", "nobody"), ASB_EINVALID);
    failed(&b, "form-exclusive", "answers");
    ck_assert_str_eq(asb_error_message(b.e),
                     "nobody and you cannot both be the answer to the question who: nobody stands alone. Take the one back first.");
    ck_assert_int_eq(asb_assessment_unanswer(a, "who", "you"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "who", "nobody"), ASB_OK);
    ck_assert_int_eq(asb_assessment_score(a), -1);
    ck_assert_int_eq(asb_assessment_answer(a, "who", "family"), ASB_EINVALID);
    failed(&b, "form-exclusive", "answers");
    ck_assert_int_eq(asb_assessment_score(a), -1);
    asb_assessment_free(a);
    asb_matrix_free(m);
    asb_policy_free(own);
    bench_end(&b);
}
END_TEST

START_TEST(judging_otherwise)
{
    bench b;
    asb_assessment *a = begin(&b);
    answer_all(a, ANSWERS(RAM_16));
    ck_assert_int_eq(asb_assessment_override(a, "severe", "Worse than it looks"), ASB_EINVALID);
    failed(&b, "record-choice", "override_band");
    ck_assert_int_eq(asb_assessment_override(a, "high", NULL), ASB_EINVALID);
    failed(&b, "record-override", "override_reason");
    ck_assert_int_eq(asb_assessment_override(a, "high", " "), ASB_EINVALID);
    failed(&b, "record-blank", "override_reason");
    ck_assert_str_eq(asb_assessment_band(a), "low");
    ck_assert_int_eq(asb_assessment_override(a, "high", "She is frightened"), ASB_OK);
    ck_assert_str_eq(asb_assessment_band(a), "high");
    ck_assert_str_eq(asb_assessment_scored_band(a), "low");
    ck_assert_str_eq(asb_assessment_override_band(a), "high");
    ck_assert_str_eq(asb_assessment_override_reason(a), "She is frightened");
    ck_assert_int_eq(asb_assessment_score(a), 16);
    ck_assert_int_eq(asb_assessment_override(a, NULL, NULL), ASB_OK);
    ck_assert_str_eq(asb_assessment_band(a), "low");
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(details)
{
    bench b;
    asb_assessment *a = begin(&b);
    ck_assert_str_eq(asb_assessment_get_detail(a, "q2"), "");
    ck_assert_int_eq(asb_assessment_detail(a, "q2", "The same van"), ASB_OK);
    ck_assert_int_eq(asb_assessment_detail(a, "q6", "The police"), ASB_OK);
    ck_assert_int_eq(asb_assessment_detail(a, "q2", "A van"), ASB_OK);
    ck_assert_str_eq(asb_assessment_get_detail(a, "q2"), "A van");
    ck_assert_int_eq(asb_assessment_detail(a, "q2", ""), ASB_EINVALID);
    failed(&b, "record-blank", "details");
    ck_assert_int_eq(asb_assessment_detail(a, "q2", NULL), ASB_OK);
    ck_assert_int_eq(asb_assessment_detail(a, "q6", NULL), ASB_OK);
    ck_assert_int_eq(asb_assessment_detail(a, "q6", NULL), ASB_OK);
    ck_assert_str_eq(asb_assessment_get_detail(a, "q6"), "");
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(a_record_when_nothing_is_missing)
{
    bench b;
    asb_assessment *a = begin(&b);
    asb_record *r = NULL;
    answer_all(a, ANSWERS(RAM_19));
    ck_assert_int_eq(asb_assessment_clear(a, "q7"), ASB_OK);
    ck_assert_int_eq(asb_assessment_clear(a, "q9"), ASB_OK);
    ck_assert_int_eq(asb_assessment_to_record(&r, a), ASB_ESTATE);
    failed(&b, "form-unanswered", "answers");
    ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "The question q7 (Whom, in your view"));
    ck_assert_ptr_null(r);
    ck_assert_int_eq(asb_assessment_decline(a, "q7"), ASB_OK);
    ck_assert_int_eq(asb_assessment_answer(a, "q9", "no"), ASB_OK);
    ck_assert_int_eq(asb_assessment_detail(a, "q2", "A van"), ASB_OK);
    ck_assert_int_eq(asb_assessment_override(a, "high", "Frightened"), ASB_OK);
    ck_assert_int_eq(asb_assessment_to_record(&r, a), ASB_OK);
    is_json(record_json(r),
            "{'fields':{'answers':{'q1':'most-days','q10':'extremely','q11':['mental'],'q12':'no','q13':'few-people','q14':['your-family'],"
            "'q2':'yes','q3':'yes','q4':'known-to-each-other','q5':'no-history','q6':'no','q7':'declined','q8':'no','q9':'no'},"
            "'details':{'q2':'A van'},'matrix':'ram','override_band':'high','override_reason':'Frightened','party':'p1'},"
            "'kind':'assessment'}");
    ck_assert_int_eq(asb_assessment_to_record(NULL, a), ASB_EARGUMENT);
    ck_assert_int_eq(asb_assessment_to_record(&r, NULL), ASB_EARGUMENT);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(as_json)
{
    bench b;
    asb_assessment *a = begin(&b);
    asb_text *t = NULL;
    answer_all(a, ANSWERS(RAM_16));
    ck_assert_int_eq(asb_assessment_clear(a, "q14"), ASB_OK);
    ck_assert_int_eq(asb_assessment_override(a, "medium", "Frightened"), ASB_OK);
    ck_assert_int_eq(asb_assessment_json(&t, a), ASB_OK);
    is_json(bench_taken(t),
            "{'answers':{'q1':'most-days','q10':'a-lot','q11':['mental'],'q12':'no','q13':'few-people','q2':'yes','q3':'yes',"
            "'q4':'known-to-each-other','q5':'no-history','q6':'no','q7':'none','q8':'no','q9':'no'},'band':'medium','contested':true,"
            "'details':null,'greatest':47,'least':0,'matrix':'ram','missing':['q14'],'override':{'band':'medium','reason':'Frightened'},"
            "'partial':false,'party':'p1','score':16,'scored_band':'low','seq':0}");
    ck_assert_int_eq(asb_assessment_json(NULL, a), ASB_EARGUMENT);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(a_new_one_as_json_misses_every_answer)
{
    bench b;
    asb_assessment *a = begin(&b);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_assessment_json(&t, a), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"missing\":[\"q1\",\"q2\",\"q3\","));
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"q13\",\"q14\"],"));
    asb_text_free(t);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

/* ---- with a case */

static void record_answers(bench *b, const char *when, const char *const *answers) {
    asb_matrix *m = NULL;
    asb_assessment *a = NULL;
    asb_record *r = NULL;
    ck_assert_int_eq(asb_matrix_open(&m, b->policy, "ram"), ASB_OK);
    ck_assert_int_eq(asb_assessment_new(&a, m, "p1"), ASB_OK);
    answer_all(a, answers);
    ck_assert_int_eq(asb_assessment_detail(a, "q2", "A van"), ASB_OK);
    ck_assert_int_eq(asb_assessment_to_record(&r, a), ASB_OK);
    ck_assert_msg(bench_record(b, when, r, "ben", "CHM") == ASB_OK, "%s", asb_error_message(b->e));
    asb_assessment_free(a);
    asb_matrix_free(m);
}

START_TEST(the_latest_of_a_case)
{
    bench b;
    asb_assessment *a = (asb_assessment *)&b;
    int32_t score = -1;
    bench_begin(&b);
    bench_case(&b);
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p1"), ASB_ABSENT);
    ck_assert_ptr_null(a);
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p9"), ASB_ABSENT);
    record_answers(&b, "2026-04-08T14:20", ANSWERS(RAM_47));
    record_answers(&b, "2026-04-09T14:20", ANSWERS(RAM_19));
    ck_assert_int_eq(asb_case_score(&score, b.c), ASB_OK);
    ck_assert_int_eq(score, 19);
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p1"), ASB_OK);
    ck_assert_uint_eq(asb_assessment_seq(a), 5);
    ck_assert_int_eq(asb_assessment_score(a), 19);
    ck_assert_str_eq(asb_assessment_get_detail(a, "q2"), "A van");
    ck_assert_uint_eq(asb_assessment_missing_count(a), 0);
    ck_assert_int_eq(asb_assessment_answer(a, "q11", "physical"), ASB_OK); /* changes nothing in the case */
    ck_assert_int_eq(asb_assessment_score(a), 22);
    ck_assert_int_eq(asb_case_score(&score, b.c), ASB_OK);
    ck_assert_int_eq(score, 19);
    ck_assert_int_eq(asb_case_assessment(&a, NULL, "p1"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_assessment(&a, b.c, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_assessment(NULL, b.c, "p1"), ASB_EARGUMENT);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(an_override_and_a_correction_are_read)
{
    bench b;
    asb_assessment *a = NULL;
    bench_begin(&b);
    bench_case(&b);
    record_answers(&b, "2026-04-08T14:20", ANSWERS(RAM_19));
    bench_add(&b, "2026-04-08T15:00", "ben", "CHM", "correction", "{'of':4,'field':'override_reason','value':'Frightened','reason':'x'}");
    bench_add(&b, "2026-04-08T15:01", "ben", "CHM", "correction", "{'of':4,'field':'override_band','value':'high','reason':'x'}");
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p1"), ASB_OK);
    ck_assert_str_eq(asb_assessment_override_band(a), "high");
    ck_assert_str_eq(asb_assessment_override_reason(a), "Frightened");
    ck_assert_str_eq(asb_assessment_scored_band(a), "medium");
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

/* A single option in the place of a list is one, too; and a declined question stays one. */
START_TEST(single_answers_to_many)
{
    bench b;
    asb_assessment *a = NULL;
    bench_begin(&b);
    bench_case(&b);
    bench_add(&b, "2026-04-08T14:20", "ben", "CHM", "assessment",
              "{'matrix':'ram','party':'p1','answers':{'q1':'most-days','q2':'yes','q3':'yes','q4':'known-to-each-other',"
              "'q5':'no-history','q6':'no',"
              "'q7':'none','q8':'no','q9':'no','q10':'extremely','q11':'mental','q12':'no','q13':'few-people','q14':'declined'}}");
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p1"), ASB_OK);
    ck_assert_int_eq(asb_assessment_score(a), 18);
    ck_assert_int_eq(asb_assessment_state(a, "q14"), ASB_ANSWER_DECLINED);
    ck_assert_int_eq(asb_assessment_answer(a, "q11", "physical"), ASB_OK);
    ck_assert_int_eq(asb_assessment_score(a), 21);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

/* The same matrix under another version of the policy: what it no longer has is missing. */
START_TEST(what_the_matrix_has_no_more_is_missing)
{
    bench b;
    asb_policy *own = NULL;
    asb_assessment *a = NULL;
    static const char base[] =
        "{'asb_policy':1,'id':'own','version':'2','title':'T','source':'S','extends':'places-for-people','matrices':[{'id':'ram',"
        "'title':'M',"
        "'clause':'1','sections':[{'id':'s','title':'S','questions':[{'id':'q1','text':'?','select':'one','options':["
        "{'id':'often','label':'Often','weight':1},{'id':'never','label':'Never','weight':0}]},{'id':'q2','text':'?','select':'one',"
        "'options':["
        "{'id':'yes','label':'Yes','weight':7},{'id':'no','label':'No','weight':0}]}]}],'bands':[{'id':'high','label':'High','from':7},"
        "{'id':'medium','label':'Medium','from':3},{'id':'low','label':'Low','from':0}]}]}";
    char json[sizeof base];
    bench_begin(&b);
    bench_case(&b);
    record_answers(&b, "2026-04-08T14:20", ANSWERS(RAM_19));
    strcpy(json, base);
    bench_quotes(json);
    ck_assert_msg(asb_policy_parse(&own, b.e, json, strlen(json)) == ASB_OK, "%s %s", asb_error_pointer(b.e), asb_error_message(b.e));
    ck_assert_int_eq(asb_case_move(b.c, own, "ben", "CHM", "New version"), ASB_OK);
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p1"), ASB_OK);
    ck_assert_uint_eq(asb_assessment_missing_count(a), 1);
    ck_assert_str_eq(asb_assessment_missing(a, 0), "q1");
    ck_assert_int_eq(asb_assessment_score(a), 7);
    ck_assert_str_eq(asb_assessment_band(a), "high");
    asb_assessment_free(a);
    asb_policy_free(own);
    bench_end(&b);
}
END_TEST

START_TEST(a_matrix_that_is_gone)
{
    bench b;
    asb_policy *hart = NULL;
    asb_assessment *a = NULL;
    bench_begin(&b);
    bench_case(&b);
    record_answers(&b, "2026-04-08T14:20", ANSWERS(RAM_19));
    ck_assert_int_eq(asb_policy_builtin(&hart, b.e, "hart"), ASB_OK);
    ck_assert_int_eq(asb_case_move(b.c, hart, "ben", "system", "Moved"), ASB_OK);
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p1"), ASB_ESTATE);
    failed(&b, "form-matrix-gone", "matrix");
    ck_assert_ptr_null(a);
    asb_policy_free(hart);
    bench_end(&b);
}
END_TEST

START_TEST(an_erased_one_is_not_there)
{
    bench b;
    asb_assessment *a = NULL;
    bench_begin(&b);
    bench_case(&b);
    record_answers(&b, "2026-04-08T14:20", ANSWERS(RAM_4));
    record_answers(&b, "2026-04-09T14:20", ANSWERS(RAM_19));
    bench_add(&b, "2026-04-10T10:00", "ben", "CHM", "erasure", "{'of':[5],'basis':'mistake','reason':'x'}");
    ck_assert_int_eq(asb_case_assessment(&a, b.c, "p1"), ASB_OK);
    ck_assert_uint_eq(asb_assessment_seq(a), 4);
    ck_assert_int_eq(asb_assessment_score(a), 4);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(nothing_is_known_of_none)
{
    ck_assert_ptr_null(asb_assessment_party(NULL));
    ck_assert_ptr_null(asb_assessment_missing(NULL, 0));
    ck_assert_str_eq(asb_assessment_band(NULL), "");
    ck_assert_str_eq(asb_assessment_get_detail(NULL, "q1"), "");
    ck_assert_int_eq(asb_assessment_score(NULL) + asb_assessment_partial(NULL) + asb_assessment_contested(NULL), 0);
    ck_assert_int_eq(asb_assessment_state(NULL, "q1"), ASB_ANSWER_MISSING);
    ck_assert_int_eq(asb_assessment_chosen(NULL, "q1", "yes"), 0);
    ck_assert_uint_eq(asb_assessment_missing_count(NULL) + asb_assessment_seq(NULL), 0);
    ck_assert_int_eq(asb_assessment_decline(NULL, "q1"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_assessment_override(NULL, "high", "x"), ASB_EARGUMENT);
}
END_TEST

/* ---- what is noted beside each question, and what the answers come to when they are all looked at */

static uint64_t chance;

static uint32_t below(uint32_t n) {
    chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(chance >> 33) % n;
}

static void change_something(asb_assessment *a, asb_matrix *m) {
    uint32_t q = below(asb_matrix_question_count(m));
    const char *question = asb_matrix_question_id(m, q), *option = asb_matrix_option_id(m, q, below(asb_matrix_option_count(m, q)));
    switch (below(12)) {
    case 0: asb_assessment_clear(a, question); break;
    case 1: asb_assessment_decline(a, question); break;
    case 2: asb_assessment_answer_none(a, question); break; /* of one that takes one: refused */
    case 3:
    case 4: asb_assessment_unanswer(a, question, option); break;
    case 5: asb_assessment_answer(a, question, "nonsense"); break;
    case 6: asb_assessment_answer(a, question, "declined"); break;
    default: asb_assessment_answer(a, question, option); break; /* or refused, as an exclusive one stands alone */
    }
}

static void is_as_looked_at_anew(const asb_assessment *a) {
    const form *f = &a->form;
    uint32_t missing = 0;
    assessment_score anew = asbi_score(f->policy, a->matrix->def, asbi_json_get(f->fields, "answers"));
    ck_assert_int_eq(asb_assessment_score(a), anew.score);
    ck_assert_str_eq(asb_assessment_scored_band(a), anew.band == ATOM_NONE ? "" : asbi_atom_text(f->policy, anew.band).at);
    ck_assert_int_eq(asb_assessment_contested(a), anew.contested && asbi_json_get(f->fields, "answers")->count > 0);
    for (uint32_t i = 0; i < a->matrix->def->questions.count; i++) {
        const char *id = asbi_atom_text(f->policy, asbi_assessment_question(a, i)->id).at;
        ck_assert_ptr_eq(a->now.notes[i].answer, asbi_json_get(asbi_json_get(f->fields, "answers"), id));
        missing += a->now.notes[i].answer == NULL;
    }
    ck_assert_uint_eq(asb_assessment_missing_count(a), missing);
}

START_TEST(the_score_is_that_of_the_answers_whatever_was_changed)
{
    static const char *const policies[] = {"places-for-people", "connexus", "mount-green", "england"};
    for (size_t i = 0; i < COUNT_OF(policies); i++) {
        bench b;
        asb_policy *p = NULL;
        asb_matrix *m = NULL;
        asb_assessment *a = NULL;
        bench_begin(&b);
        chance = 20260401 + i;
        ck_assert_int_eq(asb_policy_builtin(&p, b.e, policies[i]), ASB_OK);
        if (asb_matrix_open(&m, p, NULL) == ASB_OK) {
            ck_assert_int_eq(asb_assessment_new(&a, m, "p1"), ASB_OK);
            for (int n = 0; n < 3000; n++) {
                change_something(a, m);
                is_as_looked_at_anew(a);
            }
        }
        asb_assessment_free(a);
        asb_matrix_free(m);
        asb_policy_free(p);
        bench_end(&b);
    }
}
END_TEST

/* ---- all answers at once */

#define SET(a, questions, options) asb_assessment_set_answers(a, questions, options, COUNT_OF(questions))

START_TEST(all_answers_at_once_are_all_there_are)
{
    bench b;
    asb_assessment *a = begin(&b);
    static const char *const first[] = {"q1", "q14", "q14", "q11", "q9"},
                             *const chosen[] = {"daily", "your-family", "other", NULL, "declined"};
    ck_assert_int_eq(asb_assessment_answer(a, "q2", "yes"), ASB_OK);
    ck_assert_int_eq(asb_assessment_detail(a, "q2", "Twice"), ASB_OK);
    ck_assert_int_eq(asb_assessment_override(a, "high", "x"), ASB_OK);
    ck_assert_int_eq(SET(a, first, chosen), ASB_OK);
    ck_assert_int_eq(asb_assessment_state(a, "q2"), ASB_ANSWER_MISSING);
    ck_assert_int_eq(asb_assessment_state(a, "q11"), ASB_ANSWER_NONE);
    ck_assert_int_eq(asb_assessment_state(a, "q9"), ASB_ANSWER_DECLINED);
    ck_assert(asb_assessment_chosen(a, "q1", "daily") && asb_assessment_chosen(a, "q14", "your-family") &&
              asb_assessment_chosen(a, "q14", "other"));
    ck_assert_uint_eq(asb_assessment_missing_count(a), 10);
    ck_assert_str_eq(asb_assessment_get_detail(a, "q2"), "Twice");
    ck_assert_str_eq(asb_assessment_override_reason(a), "x");
    is_as_looked_at_anew(a);
    ck_assert_int_eq(asb_assessment_set_answers(a, first, chosen, 0), ASB_OK);
    ck_assert_uint_eq(asb_assessment_missing_count(a), 14);
    ck_assert_str_eq(asb_assessment_scored_band(a), "");
    is_as_looked_at_anew(a);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

/* Whether the answers are put in the place of others (q1, q2) or made anew. */
START_TEST(all_answers_or_none)
{
    bench b;
    asb_assessment *a = begin(&b);
    static const char *const asked[] = {"q1", "q2"}, *const chosen[] = {"daily", "yes"}, *const others[] = {"most-days", "no"};
    static const char *const wrong[] = {"most-days", "perhaps"}, *const no_question[] = {"q1", "weather"}, *const missing[] = {"q1", NULL},
                             *const none[] = {"daily", NULL};
    static const char *const twice[] = {"q1", "q1"}, *const both[] = {"most-days", "daily"};
    for (int round = 0; round < 2; round++) {
        ck_assert_int_eq(SET(a, asked, round ? chosen : wrong), round ? ASB_OK : ASB_EINVALID);
        int32_t score = asb_assessment_score(a);
        ck_assert_int_eq(SET(a, asked, wrong), ASB_EINVALID);
        failed(&b, "form-option", "answers");
        ck_assert_int_eq(SET(a, no_question, others), ASB_EINVALID);
        failed(&b, "form-question", "answers");
        ck_assert_int_eq(SET(a, asked, none), ASB_EINVALID); /* q2 takes one: none of its options cannot be true */
        failed(&b, "form-none-of-one", "answers");
        ck_assert_int_eq(SET(a, missing, others), ASB_EARGUMENT);
        ck_assert_int_eq(asb_assessment_set_answers(a, NULL, others, 1), ASB_EARGUMENT);
        ck_assert_int_eq(asb_assessment_set_answers(a, asked, NULL, 1), ASB_EARGUMENT);
        ck_assert_int_eq(asb_assessment_set_answers(NULL, asked, others, 1), ASB_EARGUMENT);
        ck_assert_int_eq(asb_assessment_score(a), score);
        ck_assert_uint_eq(asb_assessment_missing_count(a), round ? 12 : 14);
        is_as_looked_at_anew(a);
    }
    ck_assert_int_eq(SET(a, twice, others), ASB_EINVALID); /* "no" is none of q1's */
    ck_assert_int_eq(SET(a, twice, both), ASB_OK);
    ck_assert(asb_assessment_chosen(a, "q1", "daily")); /* the last */
    ck_assert_int_eq(asb_assessment_state(a, "q2"), ASB_ANSWER_MISSING);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

START_TEST(all_answers_again_take_no_more_memory)
{
    bench b;
    asb_assessment *a = begin(&b);
    static const char *const asked[] = {"q1", "q14", "q14", "q11"};
    static const char *const chosen[2][4] = {{"daily", "your-family", "other", NULL}, {"most-days", "other", "your-family", NULL}};
    ck_assert_int_eq(SET(a, asked, chosen[0]), ASB_OK);
    uint64_t before = asb_engine_memory(b.e);
    for (int i = 0; i < 1000; i++) ck_assert_int_eq(SET(a, asked, chosen[i % 2]), ASB_OK);
    ck_assert_uint_eq(asb_engine_memory(b.e), before);
    asb_assessment_free(a);
    bench_end(&b);
}
END_TEST

enum { MOST_PAIRS = 24 };

/* A form filled in by chance: mostly every question in its order, sometimes one left out, declined, wrong, twice, or none of its options. */
static uint32_t fill_in(asb_matrix *m, const char **questions, const char **options) {
    uint32_t count = 0, clean = below(3);
    for (uint32_t n = 0; n < asb_matrix_question_count(m) && count < MOST_PAIRS; n++) {
        uint32_t q = clean || below(20) ? n : below(asb_matrix_question_count(m)), what = clean ? 9 : below(60);
        if (what == 0) continue;
        questions[count] = what == 1 ? "nothing" : asb_matrix_question_id(m, q);
        options[count++] = what == 2 ? "nonsense"
            : what == 3              ? NULL
            : what == 4              ? "declined"
                                     : asb_matrix_option_id(m, q, below(asb_matrix_option_count(m, q)));
    }
    return count;
}

static int32_t one_by_one(asb_assessment *a, asb_matrix *m, const char *const *questions, const char *const *options, uint32_t count) {
    int32_t status = ASB_OK;
    for (uint32_t q = 0; q < asb_matrix_question_count(m); q++) asb_assessment_clear(a, asb_matrix_question_id(m, q));
    for (uint32_t i = 0; i < count && !status; i++)
        status = options[i] ? asb_assessment_answer(a, questions[i], options[i]) : asb_assessment_answer_none(a, questions[i]);
    return status;
}

static void same_json(const asb_assessment *a, const asb_assessment *b) {
    asb_text *x = NULL, *y = NULL;
    ck_assert_int_eq(asb_assessment_json(&x, a), ASB_OK);
    ck_assert_int_eq(asb_assessment_json(&y, b), ASB_OK);
    ck_assert_str_eq(asb_text_data(x), asb_text_data(y));
    asb_text_free(x);
    asb_text_free(y);
}

static unsigned set_ok, set_refused;

/* Filled in anew now and then; in between one answer is another one, and all the others are as they were. */
typedef struct filled {
    const char *questions[MOST_PAIRS], *options[MOST_PAIRS];
    uint32_t count;
} filled;

static void change_form(filled *f, asb_matrix *m) {
    uint32_t i = f->count ? below(f->count) : 0, q = 0;
    if (!f->count || !below(5)) {
        f->count = fill_in(m, f->questions, f->options);
        return;
    }
    while (q < asb_matrix_question_count(m) && strcmp(asb_matrix_question_id(m, q), f->questions[i]) != 0) q++;
    if (q < asb_matrix_question_count(m))
        f->options[i] = below(9) ? asb_matrix_option_id(m, q, below(asb_matrix_option_count(m, q))) : "declined";
}

static void set_at_random(asb_assessment *a, asb_assessment *other, asb_matrix *m, filled *f) {
    change_form(f, m);
    int32_t status = asb_assessment_set_answers(a, f->questions, f->options, f->count);
    ck_assert_int_eq(status, one_by_one(other, m, f->questions, f->options, f->count));
    status ? set_refused++ : set_ok++;
    is_as_looked_at_anew(a);
    if (!status) same_json(a, other);
}

START_TEST(all_at_once_is_as_one_by_one)
{
    static const char *const policies[] = {"places-for-people", "mount-green", "hart"};
    for (size_t i = 0; i < COUNT_OF(policies); i++) {
        bench b;
        asb_policy *p = NULL;
        asb_matrix *m = NULL;
        asb_assessment *a = NULL, *other = NULL;
        filled f = {.count = 0};
        bench_begin(&b);
        chance = 20261120 + i;
        ck_assert_int_eq(asb_policy_builtin(&p, b.e, policies[i]), ASB_OK);
        ck_assert_int_eq(asb_matrix_open(&m, p, NULL), ASB_OK);
        ck_assert_int_eq(asb_assessment_new(&a, m, "p1"), ASB_OK);
        ck_assert_int_eq(asb_assessment_new(&other, m, "p1"), ASB_OK);
        for (int n = 0; n < 1000; n++) {
            set_at_random(a, other, m, &f);
            if (n % 7 == 0) change_something(a, m); /* whatever was there before */
        }
        asb_assessment_free(a);
        asb_assessment_free(other);
        asb_matrix_free(m);
        asb_policy_free(p);
        bench_end(&b);
    }
    ck_assert_uint_gt(set_ok, 1000);
    ck_assert_uint_gt(set_refused, 100);
}
END_TEST

Suite *asb_suite_forms_assessment(void) {
    const TTest *const tests[] = {a_new_one_is_empty,
                                  who_is_assessed_is_said,
                                  scores_worked_by_hand,
                                  the_score_so_far,
                                  answering_again_takes_no_memory,
                                  many_options,
                                  what_is_not_asked_cannot_be_answered,
                                  exclusive_options_stand_alone,
                                  judging_otherwise,
                                  details,
                                  a_record_when_nothing_is_missing,
                                  as_json,
                                  a_new_one_as_json_misses_every_answer,
                                  the_latest_of_a_case,
                                  an_override_and_a_correction_are_read,
                                  single_answers_to_many,
                                  what_the_matrix_has_no_more_is_missing,
                                  a_matrix_that_is_gone,
                                  an_erased_one_is_not_there,
                                  the_score_is_that_of_the_answers_whatever_was_changed,
                                  all_answers_at_once_are_all_there_are,
                                  all_answers_or_none,
                                  all_answers_again_take_no_more_memory,
                                  all_at_once_is_as_one_by_one,
                                  nothing_is_known_of_none};
    return test_suite("forms assessment", tests, COUNT_OF(tests));
}
