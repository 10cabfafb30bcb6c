/* All answers at once (asb_assessment_set_answers) for matrices that no landlord has yet: of very many questions, and of questions that take many options beside names that are not there. */
#include "base/container.h"
#include "forms_support.h"

Suite *asb_suite_forms_choose(void);

enum { MOST = 130 };

static struct {
    bench b;
    asb_policy *policy;
    asb_matrix *matrix;
    asb_assessment *a, *other;
    char ids[MOST][12];
    const char *questions[MOST], *options[MOST];
} w;

/* A matrix of so many questions, each of which is worth its number; the last takes many. */
static void ask(uint32_t count) {
    static char json[64 * 1024];
    size_t at = 0;
    memset(&w, 0, sizeof w);
    bench_begin(&w.b);
#define PUT(...) at += (size_t)snprintf(json + at, sizeof json - at, __VA_ARGS__)
    PUT("{'asb_policy':1,'id':'own','version':'1','title':'T','source':'S','roles':[{'id':'R','label':'R'}],'priorities':[{'id':'p','label'"
        ":'P'}],"
        "'matrices':[{'id':'m','title':'M','clause':'1','sections':[{'id':'s','title':'S','questions':[");
    for (uint32_t i = 0; i < count; i++) {
        snprintf(w.ids[i], sizeof w.ids[i], "q%u", (unsigned)i);
        w.questions[i] = w.ids[i];
        PUT("%s{'id':'%s','text':'?','select':'%s','options':[{'id':'yes','label':'Yes','weight':%u},{'id':'yet','label':'Yet','weight':1},"
            "{'id':'no','label':'No','weight':0}]}",
            i ? "," : "", w.ids[i], i + 1 == count ? "many" : "one", (unsigned)i + 1);
    }
    PUT("]}],'bands':[{'id':'high','label':'High','from':1},{'id':'low','label':'Low','from':0}]}]}");
#undef PUT
    bench_quotes(json);
    ck_assert_msg(asb_policy_parse(&w.policy, w.b.e, json, at) == ASB_OK, "%s: %s", asb_error_pointer(w.b.e), asb_error_message(w.b.e));
    ck_assert_int_eq(asb_matrix_open(&w.matrix, w.policy, "m"), ASB_OK);
    ck_assert_int_eq(asb_assessment_new(&w.a, w.matrix, "p1"), ASB_OK);
    ck_assert_int_eq(asb_assessment_new(&w.other, w.matrix, "p1"), ASB_OK);
}

static void done(void) {
    asb_assessment_free(w.a);
    asb_assessment_free(w.other);
    asb_matrix_free(w.matrix);
    asb_policy_free(w.policy);
    bench_end(&w.b);
}

/* The same as by so many calls. */
static void set(uint32_t count) {
    asb_text *at_once, *one_by_one;
    ck_assert_int_eq(asb_assessment_set_answers(w.a, w.questions, w.options, count), ASB_OK);
    for (uint32_t i = 0; i < count; i++) ck_assert_int_eq(asb_assessment_answer(w.other, w.questions[i], w.options[i]), ASB_OK);
    ck_assert_int_eq(asb_assessment_json(&at_once, w.a), ASB_OK);
    ck_assert_int_eq(asb_assessment_json(&one_by_one, w.other), ASB_OK);
    ck_assert_str_eq(asb_text_data(at_once), asb_text_data(one_by_one));
    asb_text_free(at_once);
    asb_text_free(one_by_one);
}

/* Sixty-four are answered in place; of more, all are answered anew. What is said of them is the same. */
START_TEST(as_many_questions_as_there_are)
{
    static const uint32_t counts[] = {1, 2, 63, 64, 65, 66, 130};
    for (size_t n = 0; n < COUNT_OF(counts); n++) {
        uint32_t count = counts[n];
        int32_t all = (int32_t)(count * (count + 1) / 2);
        ask(count);
        for (uint32_t i = 0; i < count; i++) w.options[i] = "yes";
        set(count);
        ck_assert_int_eq(asb_assessment_score(w.a), all);
        w.options[0] = count > 1 ? "no" : "yes";
        set(count);
        ck_assert_int_eq(asb_assessment_score(w.a), count > 1 ? all - 1 : all);
        if (count > 2) {
            w.options[count - 2] = "yet"; /* the last but one of sixty-five is the first that has no bit of its own in 64 */
            set(count);
            ck_assert_int_eq(asb_assessment_score(w.a), all - 1 - ((int32_t)count - 1) + 1);
            w.options[count - 2] = "perhaps";
            ck_assert_int_eq(asb_assessment_set_answers(w.a, w.questions, w.options, count), ASB_EINVALID);
            ck_assert_int_eq(asb_assessment_score(w.a), all - 1 - ((int32_t)count - 1) + 1);
        }
        done();
    }
}
END_TEST

/* A name that is NULL behind the first option of a question that takes many: told, and all is as it was. */
START_TEST(a_question_that_is_not_there)
{
    ask(3);
    static const char *const questions[] = {"q2", "q2"}, *const options[] = {"yes", "no"}, *const gone[] = {"q2", NULL},
                             *const none[] = {"yes", NULL};
    ck_assert_int_eq(asb_assessment_set_answers(w.a, questions, options, 2), ASB_OK);
    ck_assert_int_eq(asb_assessment_set_answers(w.a, gone, options, 2), ASB_EARGUMENT);
    ck_assert(asb_assessment_chosen(w.a, "q2", "yes") && asb_assessment_chosen(w.a, "q2", "no"));
    ck_assert_int_eq(asb_assessment_set_answers(w.a, questions, none, 2), ASB_OK); /* none of its options is true, as was said last */
    ck_assert_int_eq(asb_assessment_state(w.a, "q2"), ASB_ANSWER_NONE);
    done();
}
END_TEST

Suite *asb_suite_forms_choose(void) {
    const TTest *const tests[] = {as_many_questions_as_there_are, a_question_that_is_not_there};
    return test_suite("forms choose", tests, COUNT_OF(tests));
}
