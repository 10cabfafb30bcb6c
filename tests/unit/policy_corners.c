/* What coverage (tests/coverage) showed that no other suite asked of a policy: mistakes in facts, proposals, anchors and lists, and rules in words. */
#include "policy_support.h"

#include <stdio.h>
#include <stdlib.h>

Suite *asb_suite_policy_corners(void);

#define HEAD "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S','roles':[{'id':'officer','label':'Officer'}]"
#define GUARD(require) HEAD ",'guards':[{'id':'g','clause':'1','on':'note','message':'M','require':" require "}]}"
#define DUTY(more) HEAD ",'duties':[{'id':'d','clause':'1','label':'L','owner':['officer'],'starts':['report']" more "}]}"
#define MATRIX \
    ",'matrices':[{'id':'m','title':'M','clause':'1','sections':[{'id':'s','title':'S','questions':[{'id':'q','text':'?','select':'one'," \
    "'options':[{'id':'a','label':'A','weight':0}]}]}],'bands':[{'id':'low','label':'L','from':0}]}]"
#define TRIAGE ",'triage':{'clause':'1','questions':[{'id':'danger','text':'?'}],'threshold':1}"

/* The place and the code of the first problem; "" for a document without one. */
static const struct {
    const char *json, *pointer, *code;
} asked[] = {
    {GUARD("{'has':{'kind':'note','where':{'ambiguity':7}}}"), "/guards/0/require/has/where/ambiguity", "policy-type"},
    {GUARD("{'has':{'kind':'note','where':{'ambiguity':'Either','x-do':'it'}}}"), "", ""},
    {HEAD TRIAGE
     ",'guards':[{'id':'g','clause':'1','on':'note','message':'M','require':{'has':{'kind':'triage','where':{'triage.passed':'maybe'}}}}]}",
     "/guards/0/require/has/where/triage.passed", "policy-value-never"},
    {HEAD TRIAGE
     ",'guards':[{'id':'g','clause':'1','on':'note','message':'M','require':{'has':{'kind':'triage','where':{'triage.score':'few'}}}}]}",
     "/guards/0/require/has/where/triage.score", "policy-value-never"},
    {HEAD MATRIX ",'guards':[{'id':'g','clause':'1','on':'note','message':'M','require':{'has':{'kind':'assessment','where':{'assessment."
                 "partial':'half'}}}}]}",
     "/guards/0/require/has/where/assessment.partial", "policy-value-never"},
    {GUARD("{'case':{'ambiguity':7}}"), "/guards/0/require/case/ambiguity", "policy-type"},
    {GUARD("{'after':['note']}"), "/guards/0/require/after", "policy-after-two"},
    {GUARD("{'after':['note','report','note']}"), "/guards/0/require/after", "policy-after-two"},
    {DUTY(",'done':['note'],'proposes':{'kind':'closure','with':7}"), "/duties/0/proposes/with", "policy-type"},
    {DUTY(",'done':['note'],'proposes':{'kind':'note','with':{'ambiguity':7}}"), "/duties/0/proposes/with/ambiguity", "policy-type"},
    {DUTY(",'done':['note'],'proposes':{'kind':'note','with':{'ambiguity':'So read','text':'T'}}"), "", ""},
    {DUTY(",'done':['note'],'proposes':{'kind':'note','with':{'wrong':1}}"), "/duties/0/proposes/with/wrong", "policy-field-unknown"},
    {DUTY(",'done':['note'],'anchor':{'field':7}"), "/duties/0/anchor/field", "policy-type"},
    {DUTY(",'done':['note'],'anchor':{'field':'x-when'}"), "", ""},
    {GUARD("{'has':{'kind':'finding','where':{'holds':{'not':false,'ambiguity':7}}}}"), "/guards/0/require/has/where/holds/ambiguity",
     "policy-type"},
    {GUARD("{'has':{'kind':'finding','where':{'holds':{'not':false,'ambiguity':'Either','x-why':1}}}}"), "", ""},
    {GUARD("{'case':{'x-mine':1,'hate':true}}"), "", ""},
    {DUTY(",'done':['note'],'proposes':{'kind':'contact-agreement','with':{'every':{'days':-1}}}"), "/duties/0/proposes/with/every/days",
     "period-number"},
    {DUTY(",'done':['note'],'proposes':{'kind':'contact-agreement','with':{'every':{'days':7}}}"), "", ""},
    {HEAD MATRIX ",'duties':[{'id':'d','clause':'1','label':'L','owner':['officer'],'starts':['report'],'done':['note'],"
                 "'proposes':{'kind':'assessment','with':{'assessment.score':3}}}]}",
     "/duties/0/proposes/with/assessment.score", "policy-field-unknown"},
    {HEAD ",'zone':7}", "/zone", "policy-type"},
    {HEAD ",'plan_actions':[{'id':'a','by':7,'text':'T','clause':'1','params':[{'id':'n','type':7}]}]}", "/plan_actions/0/by",
     "policy-type"},
    {HEAD ",'plan_actions':[{'id':'a','by':'landlord','text':'T','clause':'1','params':[{'id':'n','type':7}]}]}",
     "/plan_actions/0/params/0/type", "policy-type"},
    {HEAD ",'lists':7}", "/lists", "policy-type"},
    {HEAD ",'lists':{'contact':[]}}", "/lists/contact", "policy-list-unknown"},
    {HEAD ",'lists':{'ambiguity':'As the leaflet has it'}}", "", ""},
};

START_TEST(mistakes_in_small_parts_are_told_where_they_are)
{
    test_policies t;
    int wrong = 0;
    test_policies_begin(&t);
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        char *json = test_with_quotes(asked[i].json);
        asb_problems *found = NULL;
        ck_assert_int_eq(asb_policy_check(&found, t.e, json, strlen(json)), ASB_OK);
        int is_none = asb_problems_count(found) == 0;
        const char *pointer = is_none ? "" : asb_problems_pointer(found, 0), *code = is_none ? "" : asb_problems_code(found, 0);
        if (strcmp(pointer, asked[i].pointer) || strcmp(code, asked[i].code)) {
            fprintf(stderr, "%s: %s at %s\n", asked[i].json, code, pointer);
            wrong++;
        }
        asb_problems_free(found);
        free(json);
    }
    ck_assert_int_eq(wrong, 0);
    test_policies_end(&t);
}
END_TEST

/* However many there are, there is an end of the list. */
START_TEST(a_document_of_mistakes_is_told_some_hundreds_of_them)
{
    test_policies t;
    asb_problems *found = NULL;
    char *json = malloc(200000), *at = json;
    test_policies_begin(&t);
    at += sprintf(at, "{\"asb_policy\":1,\"id\":\"test\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\"");
    for (int i = 0; i < 9000; i++) at += sprintf(at, ",\"wrong%d\":1", i);
    sprintf(at, "}");
    ck_assert_int_eq(asb_policy_check(&found, t.e, json, strlen(json)), ASB_OK);
    ck_assert_uint_ge(asb_problems_count(found), 100);
    ck_assert_uint_lt(asb_problems_count(found), 9000);
    asb_problems_free(found);
    free(json);
    test_policies_end(&t);
}
END_TEST

/* Sections in sections: so deep that nobody could read the letter. The code of the first problem; "" where there is none. Freed by the caller. */
static char *problem_of_sections(test_policies *t, int depth) {
    asb_problems *found = NULL;
    char json[8000];
    size_t length = (size_t)sprintf(json, HEAD ",'letters':[{'id':'l','title':'L','to':['complainant'],'clause':'1','text':'");
    for (int i = 0; i < depth; i++) length += (size_t)sprintf(json + length, "{{#expires}}");
    length += (size_t)sprintf(json + length, "x");
    for (int i = 0; i < depth; i++) length += (size_t)sprintf(json + length, "{{/expires}}");
    sprintf(json + length, "'}]}");
    char *quoted = test_with_quotes(json), *code;
    ck_assert_int_eq(asb_policy_check(&found, t->e, quoted, strlen(quoted)), ASB_OK);
    if (asb_problems_count(found)) ck_assert_str_eq(asb_problems_pointer(found, 0), "/letters/0/text");
    code = strdup(asb_problems_count(found) ? asb_problems_code(found, 0) : "");
    asb_problems_free(found);
    free(quoted);
    return code;
}

START_TEST(a_letter_of_sections_in_sections_is_refused)
{
    static const struct {
        int depth;
        const char *code;
    } tried[] = {{1, ""}, {64, ""}, {65, "policy-letter-deep"}, {100, "policy-letter-deep"}};
    test_policies t;
    test_policies_begin(&t);
    for (size_t i = 0; i < COUNT_OF(tried); i++) {
        char *code = problem_of_sections(&t, tried[i].depth);
        ck_assert_msg(!strcmp(code, tried[i].code), "%d: %s", tried[i].depth, code);
        free(code);
    }
    test_policies_end(&t);
}
END_TEST

/* A threshold for hate that is its own stands on the page; without one it is that of every report. */
START_TEST(how_many_reports_for_hate)
{
    test_policies t;
    asb_text *out = NULL;
    test_policies_begin(&t);
    asb_policy *p = test_policy(&t,
                                HEAD ",'case_review':[{'area':'Hart','clause':'1','threshold':5,'hate_threshold':2},"
                                     "{'area':'Dale','clause':'1','threshold':4}]}");
    ck_assert_int_eq(asb_policy_page(&out, p), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(out), "| Hart | 5 | 2 | "), "%s", asb_text_data(out));
    ck_assert_ptr_nonnull(strstr(asb_text_data(out), "| Dale | 4 | 4 | "));
    asb_text_free(out);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

/* The kinds that are the host's own are named as they are, one or all of them; and so is what a duty proposes. */
START_TEST(kinds_of_the_hosts_own_in_words)
{
    static const struct {
        const char *rule, *words;
    } told[] = {{"g", "Looks at**: a record of kind x-visit"}, {"h", "last record of kind x-call"}, {"d", "Proposes**: x-visit"}};
    test_policies t;
    asb_text *out = NULL;
    test_policies_begin(&t);
    asb_policy *p = test_policy(&t,
                                HEAD
                                ",'duties':[{'id':'d','clause':'1','label':'L','owner':['officer'],'starts':['report'],'done':['note'],"
                                "'proposes':{'kind':'x-visit','with':{'x-why':'due'}}}],"
                                "'guards':[{'id':'g','clause':'1','on':'x-visit','message':'M','require':{'has':'x-call'}},"
                                "{'id':'h','clause':'1','on':'note','message':'M','require':{'latest':'x-call','is':{'x-was':'good'}}}]}");
    for (size_t i = 0; i < COUNT_OF(told); i++) {
        ck_assert_int_eq(asb_policy_explain(&out, p, told[i].rule), ASB_OK);
        ck_assert_msg(strstr(asb_text_data(out), told[i].words), "%s: %s", told[i].words, asb_text_data(out));
        asb_text_free(out);
    }
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

START_TEST(rules_with_flags_and_nothing_in_words)
{
    test_policies t;
    asb_text *out = NULL;
    test_policies_begin(&t);
    asb_policy *p = test_policy(
        &t,
        HEAD ",'guards':[{'id':'g','clause':'1','on':{'kind':'incident','where':{'x-flag':[true,false],'x-old':null}},'message':'M',"
             "'require':{'case':{'complainant_anonymous':[true,false]}}},"
             "{'id':'h','clause':'1','on':'x-visit','message':'M','require':{'has':'x-call'}}]}");
    ck_assert_int_eq(asb_policy_explain(&out, p, "g"), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(out), "yes"), "%s", asb_text_data(out));
    asb_text_free(out);
    ck_assert_int_eq(asb_policy_explain(&out, p, "h"), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(out), "x-visit"));
    ck_assert_ptr_nonnull(strstr(asb_text_data(out), "x-call"));
    asb_text_free(out);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

/* Where it says so, and nothing where it does not. */
START_TEST(a_matrix_says_where_it_comes_from)
{
    static const char matrix[] = HEAD
        ",'matrices':[{'id':'m','title':'M','clause':'1',%s'sections':[{'id':'s','title':'S','questions':[{'id':'q','text':'?',"
        "'select':'one','options':[{'id':'a','label':'A','weight':0}]}]}],'bands':[{'id':'low','label':'L','from':0}]}]}";
    for (int says = 0; says < 2; says++) {
        test_policies t;
        asb_text *out = NULL;
        char json[1000];
        test_policies_begin(&t);
        snprintf(json, sizeof json, matrix, says ? "'provenance':'A leaflet of 2019'," : "");
        asb_policy *p = test_policy(&t, json);
        ck_assert_int_eq(asb_policy_explain(&out, p, "m"), ASB_OK);
        ck_assert_int_eq(strstr(asb_text_data(out), "- **Where it comes from**: A leaflet of 2019\n") != NULL, says);
        ck_assert_int_eq(strstr(asb_text_data(out), "Where it comes from") != NULL, says);
        asb_text_free(out);
        asb_policy_free(p);
        test_policies_end(&t);
    }
}
END_TEST

/* What stands alone is not added to the others. */
START_TEST(scores_with_an_answer_that_stands_alone)
{
    static const char matrix[] = HEAD
        ",'matrices':[{'id':'m','title':'M','clause':'1','sections':[{'id':'s','title':'S','questions':[{'id':'q','text':'?',"
        "'select':'many','options':[{'id':'a','label':'A','weight':2,'exclusive':false},{'id':'b','label':'B','weight':1},"
        "{'id':'c','label':'C','weight':7,'exclusive':true}]}]}],'bands':[{'id':'low','label':'L','from':0}]}]}";
    test_policies t;
    asb_text *out = NULL;
    test_policies_begin(&t);
    asb_policy *p = test_policy(&t, matrix);
    ck_assert_int_eq(asb_policy_explain(&out, p, "m"), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(out), "- **Scores that can be reached**: 0 to 7\n"), "%s", asb_text_data(out));
    asb_text_free(out);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

/* Rules of one id, each under a heading of its own with an empty line before it. */
START_TEST(rules_of_one_id_stand_apart)
{
    test_policies t;
    asb_text *out = NULL;
    unsigned headings = 0;
    test_policies_begin(&t);
    asb_policy *p = test_policy(
        &t,
        HEAD ",'duties':[{'id':'court','clause':'1','label':'L','owner':['officer'],'starts':['report'],'done':['note']}],"
             "'stages':[{'id':'court','label':'S','clause':'1','when':{'has':'note'}}],"
             "'audiences':[{'id':'court','clause':'1','sees':[{'class':['outcome'],'of':['self']}]}],"
             "'closure_reasons':[{'id':'court','label':'R','clause':'1'}],'matrices':[{'id':'court','title':'M','clause':'1','sections':[{'"
             "id':'s','title':'S','questions':[{'id':'q','text':'?','"
             "select':'one',"
             "'options':[{'id':'a','label':'A','weight':0}]}]}],'bands':[{'id':'low','label':'L','from':0}]}]}");
    ck_assert_int_eq(asb_policy_explain(&out, p, "court"), ASB_OK);
    for (const char *at = asb_text_data(out); (at = strstr(at, "## ")) != NULL; at += 3, headings++)
        if (headings) ck_assert_msg(at - asb_text_data(out) > 2 && at[-1] == '\n' && at[-2] == '\n', "%s", asb_text_data(out));
    ck_assert_msg(headings == 5, "%s", asb_text_data(out));
    asb_text_free(out);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

/* What a host fills into messages of its own: the bounds where a number is beyond them, and nothing where it is not about a number. */
START_TEST(a_wrong_period_has_bounds_where_it_is_about_a_number)
{
    static const struct {
        const char *period, *code, *arguments;
    } told[] = {
        {"{'days':-1}", "period-number", "{\"greatest\":\"36600\",\"least\":\"0\"}"}, {"{'fortnights':2}", "", "{}"}, {"7", "", "{}"}};
    test_policies t;
    test_policies_begin(&t);
    for (size_t i = 0; i < COUNT_OF(told); i++) {
        asb_problems *found = NULL;
        char json[1000];
        snprintf(json, sizeof json, GUARD("{'elapsed':%s,'since':['note']}"), told[i].period);
        char *quoted = test_with_quotes(json);
        ck_assert_int_eq(asb_policy_check(&found, t.e, quoted, strlen(quoted)), ASB_OK);
        ck_assert_uint_ge(asb_problems_count(found), 1);
        if (*told[i].code) ck_assert_str_eq(asb_problems_code(found, 0), told[i].code);
        ck_assert_str_eq(asb_problems_arguments(found, 0), told[i].arguments);
        asb_problems_free(found);
        free(quoted);
    }
    test_policies_end(&t);
}
END_TEST

Suite *asb_suite_policy_corners(void) {
    const TTest *const tests[] = {mistakes_in_small_parts_are_told_where_they_are,
                                  a_document_of_mistakes_is_told_some_hundreds_of_them,
                                  a_letter_of_sections_in_sections_is_refused,
                                  how_many_reports_for_hate,
                                  kinds_of_the_hosts_own_in_words,
                                  rules_with_flags_and_nothing_in_words,
                                  a_matrix_says_where_it_comes_from,
                                  scores_with_an_answer_that_stands_alone,
                                  rules_of_one_id_stand_apart,
                                  a_wrong_period_has_bounds_where_it_is_about_a_number};

    return test_suite("policy_corners", tests, COUNT_OF(tests));
}
