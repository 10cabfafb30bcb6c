/* Papers of cases that have been through more: a case that moved to a policy without its words, records that were erased one by one, a matrix of four bands beside another, actions
 * that come again, texts with control characters. What coverage (tests/coverage) showed that no other suite had. */
#include "document_papers_support.h"
#include <string.h>

Suite *asb_suite_document_papers_more(void);

static papers p;

static void begin(void) {
    papers_begin(&p);
}

static void end(void) {
    bench_end(&p.b);
}

static const char *const all_kinds[] = {"case-file", "chronology", "assessment", "plan", "proportionality"};

static uint32_t seq_of(const char *kind) {
    return !strcmp(kind, "assessment")     ? p.assessment
        : !strcmp(kind, "plan")            ? p.plan
        : !strcmp(kind, "proportionality") ? p.proportionality
                                           : 0;
}

/* Freed by the caller. */
static char *paper_of(const char *kind, const char *audience, const char *party, int32_t format) {
    asb_document *d = paper(&p, kind, audience, party);
    char number[12];
    snprintf(number, sizeof number, "%u", seq_of(kind));
    if (seq_of(kind)) ck_assert_int_eq(asb_document_set(d, "seq", number), ASB_OK);
    return rendered(&p, d, format);
}

static void erase(uint32_t seq) {
    char fields[100];
    snprintf(fields, sizeof fields, "{'of':[%u],'basis':'Article 17','reason':'Asked for'}", seq);
    bench_add(&p.b, "2026-04-16T10:00", "carol", "CSAM", "erasure", fields);
}

/* Roles, remedies, guards, actions, matrices and categories that the policy of now does not have are called by what they were, or by their ids; never is a paper not to be had. */
START_TEST(a_case_that_moved_to_a_policy_without_its_words)
{
    asb_policy *next = NULL;
    ck_assert_int_eq(asb_policy_builtin(&next, p.b.e, "hart"), ASB_OK);
    ck_assert_msg(asb_case_move(p.b.c, next, "ben", "CHM", "A merger") == ASB_OK, "%s", asb_error_message(p.b.e));
    asb_policy_free(next);
    for (size_t i = 0; i < COUNT_OF(all_kinds); i++) /* but for the form of a matrix that is not there, which has no questions */
        for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON && strcmp(all_kinds[i], "assessment"); format++)
            free(paper_of(all_kinds[i], "officer", NULL, format));
    char *file = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(file, "Written warning, Bob Birch, issued", "Civil injunction, Bob Birch, applied", "egal persistent");
    free(file);
    file = paper_of("plan", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(file, "Ring the solicitor");
    free(file);
}
END_TEST

/* One record after the other: no paper fails, and of what is gone no word is told. */
START_TEST(records_erased_one_by_one)
{
    uint32_t again = bench_add(&p.b, "2026-04-15T12:10", "amy", "CCC", "party",
                               "{'party':'p1','as':'alleged-perpetrator','phone':'07700 900777'}");
    char *file = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(file, "07700 900777");
    free(file);
    erase(again);
    file = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(file, "Bob Birch\n", "Address: 14 High Street, Bristol");
    HAS_NONE(file, "900777");
    free(file);
    uint32_t count = asb_case_count(p.b.c);
    for (uint32_t seq = 1; seq <= count; seq++) {
        asb_record *r = NULL;
        ck_assert_int_eq(asb_case_record(&r, p.b.c, seq), ASB_OK);
        int goes = strcmp(asb_record_kind(r), "erasure") != 0 && seq != again;
        asb_record_free(r);
        if (!goes) continue;
        char fields[100];
        snprintf(fields, sizeof fields, "{'of':[%u],'basis':'Article 17','reason':'Asked for'}", seq);
        char *json = malloc(300);
        snprintf(json, 300, "{\"kind\":\"erasure\",\"by\":\"carol\",\"role\":\"CSAM\",\"fields\":%s}", fields);
        for (char *c = json; *c; c++)
            if (*c == '\'') *c = '"';
        ck_assert_int_eq(asb_record_parse(&r, p.b.e, json, strlen(json)), ASB_OK);
        free(json);
        int32_t status = asb_case_admit(NULL, p.b.c, r, INT64_MIN, 0);
        asb_record_free(r);
        if (status != ASB_OK) continue; /* an erasure and what is erased with another are told so */
        free(paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT));
        free(paper_of("chronology", "officer", NULL, ASB_FORMAT_HTML));
        free(paper_of("case-file", "court", NULL, ASB_FORMAT_JSON));
    }
    file = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(file, "[the record was erased]");
    HAS_NONE(file, "Ashworth", "Birch", "900123", "Lost sleep", "Nine nights", "A threat is enough", "I agree", "Ring the solicitor");
    free(file);
}
END_TEST

static const char four_bands[] = "{\"asb_policy\":1,\"id\":\"own\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"extends\":\"places-"
                                 "for-people\",\"matrices\":[{\"id\":\"four\","
                                 "\"title\":\"Four\",\"clause\":\"1\",\"sections\":[{\"id\":\"s\",\"title\":\"Only\",\"questions\":[{"
                                 "\"id\":\"q\",\"text\":\"How bad?\",\"select\":\"one\",\"options\":["
                                 "{\"id\":\"a\",\"label\":\"Worst\",\"weight\":9},{\"id\":\"b\",\"label\":\"Bad\",\"weight\":6},{\"id\":"
                                 "\"c\",\"label\":\"So so\",\"weight\":3},"
                                 "{\"id\":\"d\",\"label\":\"Good\",\"weight\":0}]}]}],\"bands\":[{\"id\":\"severe\",\"label\":\"Severe\","
                                 "\"from\":9},{\"id\":\"high\",\"label\":\"High\",\"from\":6},"
                                 "{\"id\":\"mid\",\"label\":\"Middling\",\"from\":3},{\"id\":\"low\",\"label\":\"Low\",\"from\":0}]}]}";

/* Each matrix has a picture and a form of its own. */
START_TEST(a_matrix_of_four_bands_beside_another)
{
    asb_policy *own = NULL;
    ck_assert_msg(asb_policy_parse(&own, p.b.e, four_bands, strlen(four_bands)) == ASB_OK, "%s %s", asb_error_pointer(p.b.e),
                  asb_error_message(p.b.e));
    ck_assert_msg(asb_case_move(p.b.c, own, "ben", "CHM", "Four bands") == ASB_OK, "%s", asb_error_message(p.b.e));
    asb_policy_free(own);
    paper_add(&p.b, "2026-04-16T10:00", "assessment", "{'matrix':'four','party':'c1','answers':{'q':'b'}}");
    p.assessment = paper_add(&p.b, "2026-04-16T10:01", "assessment", "{'matrix':'four','party':'c1','answers':{'q':'c'}}");
    char *file = paper_of("case-file", "officer", NULL, ASB_FORMAT_HTML), *form = paper_of("assessment", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(file, ">Severe<", ">High<", ">Middling<", ">Low<");
    IN_ORDER(form, "How bad?");
    free(file);
    free(form);
}
END_TEST

/* With a day, without one, and until the case closes. */
START_TEST(actions_that_come_again)
{
    p.plan = paper_add(
        &p.b, "2026-04-16T10:00", "plan",
        "{'party':'c1','actions':[{'id':'a','by':'landlord','action':'other','detail':'Ring her','due':'2026-04-20','every':{'weeks':1}},"
        "{'id':'b','by':'landlord','action':'other','detail':'Look by','every':{'days':3}}]}");
    char *text = paper_of("plan", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Ring her", "20 April 2026, then every 1 week", "Look by", "every 3 days");
    free(text);
    /* and somebody who may not know of it is told that there is something */
    asb_document *d = paper(&p, "plan", "third-party", NULL);
    asb_text *t = NULL;
    char number[12];
    snprintf(number, sizeof number, "%u", p.plan);
    if (asb_document_set(d, "seq", number) == ASB_OK && asb_document_render(&t, d, ASB_FORMAT_TEXT) == ASB_OK) {
        HAS_NONE(asb_text_data(t), "Ring her", "Look by");
        asb_text_free(t);
    }
    asb_document_free(d);
}
END_TEST

/* However a text was typed or pasted, the page of it is sound: JSON is read again, and text has no control characters. */
START_TEST(texts_with_control_characters)
{
    asb_json *whole = NULL;
    paper_add(&p.b, "2026-04-16T10:00", "note", "{'text':'One\\r\\nTwo\\bThree\\fFour\\u0001Five\\tSix\\u007fSeven'}");
    char *json = paper_of("case-file", "officer", NULL, ASB_FORMAT_JSON), *text = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT);
    ck_assert_msg(asb_json_parse(&whole, p.b.e, json, strlen(json)) == ASB_OK, "%s", asb_error_message(p.b.e));
    ck_assert_ptr_nonnull(strstr(json, "Seven"));
    ck_assert_ptr_nonnull(strstr(text, "Seven"));
    for (const char *c = text; *c; c++) ck_assert_msg((unsigned char)*c >= 0x20 || *c == '\n', "%d", *c);
    asb_json_free(whole);
    free(json);
    free(text);
}
END_TEST

/* Two that were replaced stand in one sentence. */
START_TEST(proportionality_made_three_times)
{
    static const char again[] = "{'party':'p1','remedy':'civil-injunction','aim':'Quiet days','conduct':['The night of 4 "
                                "March'],'harm':'Lost sleep','protected':'none-known',"
                                "'disability':'no','support_offered':'Twice','alternatives':[{'remedy':'written-warning','outcome':'"
                                "Ignored'},{'remedy':'mediation','why':'He would not'}],"
                                "'rational_connection':'An order forbids it','less_intrusive':'All else failed','balance':'He keeps his "
                                "home','equality_duty':'Considered',"
                                "'outcome':'proportionate'}";
    char wanted[100];
    uint32_t second = bench_add(&p.b, "2026-04-16T10:00", "ben", "CHM", "proportionality", again);
    bench_add(&p.b, "2026-04-17T10:00", "ben", "CHM", "proportionality", again);
    char *text = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT);
    snprintf(wanted, sizeof wanted, "Earlier assessments, since replaced: record %u, record %u", p.proportionality, second);
    IN_ORDER(text, wanted);
    free(text);
}
END_TEST

/* A guard of the library's own that was broken, and a correction of a record of the host's own kind. */
START_TEST(what_no_policy_has_words_for)
{
    char correction[200];
    uint32_t visit = paper_add(&p.b, "2026-04-16T10:00", "x-visit", "{'text':'A visit','x-ref':'R 7'}");
    snprintf(correction, sizeof correction, "{'of':%u,'field':'x-ref','value':'R 8','reason':'Slip'}", visit);
    paper_add(&p.b, "2026-04-16T10:01", "correction", correction);
    paper_add(&p.b, "2026-04-16T10:02", "contact-agreement", "{'party':'c1','every':{'days':365}}");
    char *text = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "x-ref", "As first written: R 7", "Corrected to: R 8");
    free(text);
}
END_TEST

/* A court sees that whoever is complained of was assessed, and by whom, and neither what was answered nor what was said besides. */
START_TEST(an_assessment_whose_answers_are_not_for_the_reader)
{
    p.assessment = paper_add(
        &p.b, "2026-04-16T10:00", "assessment",
        "{'matrix':'ram','party':'p1','answers':" RAM("daily", "yes") ",'details':{'q2':'A private matter'},'override_band':'high',"
                                                                      "'override_reason':'Known to us'}");
    p.plan = paper_add(
        &p.b, "2026-04-16T10:01", "plan",
        "{'party':'p1','actions':[{'id':'a','by':'landlord','action':'other','detail':'A private step','due':'2026-04-20'}]}");
    for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON; format++) {
        char *form = paper_of("assessment", "court", NULL, format), *file = paper_of("case-file", "court", NULL, format);
        HAS_NONE(form, "A private matter", "Known to us");
        HAS_NONE(file, "A private matter");
        ck_assert_ptr_nonnull(strstr(form, "withheld"));
        free(form);
        free(file);
        free(paper_of("plan", "court", NULL, format));
    }
}
END_TEST

/* A landlord's own audience that sees how a case is worked, and no more: that there is a plan and an assessment, and not what is in them. */
START_TEST(readers_of_how_it_is_worked_alone)
{
    static const char document[] = "{\"asb_policy\":1,\"id\":\"own\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"extends\":"
                                   "\"places-for-people\",\"audiences\":[{\"id\":\"court\","
                                   "\"clause\":\"1\",\"sees\":[{\"class\":[\"operational\"],\"of\":[\"any\"]}]}]}";
    asb_policy *own = NULL;
    ck_assert_msg(asb_policy_parse(&own, p.b.e, document, strlen(document)) == ASB_OK, "%s %s", asb_error_pointer(p.b.e),
                  asb_error_message(p.b.e));
    ck_assert_msg(asb_case_move(p.b.c, own, "ben", "CHM", "Another audience") == ASB_OK, "%s", asb_error_message(p.b.e));
    asb_policy_free(own);
    for (size_t i = 0; i < COUNT_OF(all_kinds); i++)
        for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON; format++) {
            char *text = paper_of(all_kinds[i], "court", NULL, format);
            HAS_NONE(text, "Ashworth", "Birch", "dog barked", "Ring the solicitor", "cannot sleep", "Lost sleep");
            free(text);
        }
    char *plan = paper_of("plan", "court", NULL, ASB_FORMAT_TEXT);
    ck_assert_msg(strstr(plan, "withheld") != NULL, "%s", plan);
    free(plan);
}
END_TEST

/* Several answers to one question, in one sentence. */
START_TEST(several_answers_to_one_question)
{
    static const char answers[] =
        "{'matrix':'ram','party':'c1','answers':{'q1':'daily','q2':'yes','q3':'yes','q4':'known-to-each-other','q5':'no-history','q6':'no',"
        "'q7':'none','q8':'no','q9':'no','q10':'a-lot','q11':['mental','physical'],'q12':'no','q13':'declined','q14':[]}}";
    p.assessment = paper_add(&p.b, "2026-04-16T10:00", "assessment", answers);
    char *text = paper_of("case-file", "officer", NULL, ASB_FORMAT_TEXT), *form = paper_of("assessment", "officer", NULL, ASB_FORMAT_TEXT);
    ck_assert_ptr_nonnull(strstr(text, ", "));
    ck_assert_ptr_nonnull(strstr(form, "[x]"));
    free(text);
    free(form);
}
END_TEST

/* One that runs, one that the court ended, one that says neither when it began nor, for its term is the policy's, when it ends. */
START_TEST(orders_in_the_picture)
{
    bench_add(&p.b, "2026-04-01T10:00", "ben", "CHM", "legal",
              "{'remedy':'civil-injunction','party':'p1','status':'granted','starts':'2026-04-01','expires':'2026-10-01'}");
    bench_add(&p.b, "2026-04-02T10:00", "ben", "CHM", "intervention",
              "{'remedy':'acceptable-behaviour-agreement','party':'p1','status':'signed','expires':'2026-04-10'}");
    bench_at(&p.b, "2026-04-15T12:00");
    char *html = paper_of("case-file", "officer", NULL, ASB_FORMAT_HTML);
    IN_ORDER(html, ">In force<", "Civil injunction", ", until ", "1 October 2026");
    free(html);
    bench_add(&p.b, "2026-04-16T10:00", "ben", "CHM", "legal", "{'remedy':'civil-injunction','party':'p1','status':'discharged'}");
    html = paper_of("case-file", "officer", NULL, ASB_FORMAT_HTML);
    IN_ORDER(html, ">In force<", "Civil injunction", ", ended ", "16 April 2026");
    free(html);
    html = paper_of("case-file", "third-party", NULL, ASB_FORMAT_HTML);
    HAS_NONE(html, "Birch", "Ashworth");
    free(html);
}
END_TEST

/* What was answered at triage is told with its questions; under a policy that has other questions, by their ids. */
START_TEST(answers_at_triage)
{
    asb_policy *connexus = NULL, *next = NULL;
    static const char document[] = "{\"asb_policy\":1,\"id\":\"own\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"roles\":[{\"id\":"
                                   "\"officer\",\"label\":\"Officer\"}],"
                                   "\"priorities\":[{\"id\":\"low\",\"label\":\"Low\"}],\"categories\":[{\"id\":\"noise\",\"label\":"
                                   "\"noise of all sorts\",\"priority\":\"low\",\"clause\":\"1\"}],"
                                   "\"closure_reasons\":[{\"id\":\"done\",\"label\":\"Done\",\"clause\":\"1\"}],\"extends\":\"england\","
                                   "\"triage\":{\"clause\":\"1\",\"threshold\":1,\"questions\":[{\"id\":\"danger\",\"text\":\"Is anybody "
                                   "in danger?\"},{\"id\":\"often\",\"text\":\"Has it happened often?\"}]}}";
    ck_assert_msg(asb_policy_parse(&connexus, p.b.e, document, strlen(document)) == ASB_OK, "%s %s", asb_error_pointer(p.b.e),
                  asb_error_message(p.b.e));
    asb_case_free(p.b.c);
    ck_assert_int_eq(asb_case_new(&p.b.c, p.b.e, connexus, NULL, "TRIAGE"), ASB_OK);
    bench_add(&p.b, "2026-04-16T09:00", "amy", "officer", "report",
              "{'channel':'phone','summary':'Music','reporter':'c1','category':'noise'}");
    bench_add(&p.b, "2026-04-16T09:01", "amy", "officer", "party",
              "{'party':'c1','as':'complainant','name':'Ann Ashworth','address':'12 High Street'}");
    bench_add(&p.b, "2026-04-16T10:00", "amy", "officer", "triage", "{'answers':{'danger':'yes','often':'no'}}");
    bench_add(&p.b, "2026-04-16T10:01", "amy", "officer", "opening", "{'categories':['noise']}");
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Is anybody in danger? – yes", "Has it happened often? – no");
    free(text);
    ck_assert_int_eq(asb_policy_builtin(&next, p.b.e, "west-kent"), ASB_OK);
    ck_assert_msg(asb_case_move(p.b.c, next, "amy", "officer", "A merger") == ASB_OK, "%s", asb_error_message(p.b.e));
    text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Danger – yes", "Often – no");
    free(text);
    asb_policy_free(next);
    asb_policy_free(connexus);
}
END_TEST

Suite *asb_suite_document_papers_more(void) {
    const TTest *const tests[] = {a_case_that_moved_to_a_policy_without_its_words,
                                  records_erased_one_by_one,
                                  a_matrix_of_four_bands_beside_another,
                                  actions_that_come_again,
                                  texts_with_control_characters,
                                  proportionality_made_three_times,
                                  what_no_policy_has_words_for,
                                  an_assessment_whose_answers_are_not_for_the_reader,
                                  readers_of_how_it_is_worked_alone,
                                  several_answers_to_one_question,
                                  orders_in_the_picture,
                                  answers_at_triage};
    Suite *s = suite_create("document_papers_more");
    TCase *t = tcase_create("all");
    tcase_set_timeout(t, 120);
    tcase_add_checked_fixture(t, begin, end);
    for (size_t i = 0; i < COUNT_OF(tests); i++) tcase_add_test(t, tests[i]);
    suite_add_tcase(s, t);
    return s;
}
