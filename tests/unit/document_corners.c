/* The case file and the exhibits of what coverage (tests/coverage) showed that no other suite had: the host's own records and fields, what a policy adds, what is withdrawn,
 * cancelled, erased, replaced, brought in. */
#include "document_papers_support.h"
#include <string.h>

Suite *asb_suite_document_corners(void);

static papers p;

static void begin(void) {
    papers_begin(&p);
}

static void end(void) {
    bench_end(&p.b);
}

static char *file_for(const char *audience) {
    return made(&p, "case-file", audience, NULL, ASB_FORMAT_TEXT);
}

START_TEST(what_the_host_records_is_told_whatever_it_is)
{
    paper_add(&p.b, "2026-04-16T10:00", "x-visit",
              "{'text':'A visit','x-list':[1,'two',true],'x-data':{'deep':[1,null]},'x-none':null,'x-many':12.5}");
    paper_add(&p.b, "2026-04-16T10:01", "note", "{'text':'Seen','x-ref':'R \\\\ 7'}");
    char *text = file_for("officer"), *json = made(&p, "case-file", "officer", NULL, ASB_FORMAT_JSON);
    IN_ORDER(text, "A visit");
    IN_ORDER(text, "x-data", "{\"deep\":[1,null]}");
    IN_ORDER(text, "x-list", "[1,\"two\",true]");
    IN_ORDER(text, "x-none", "nothing");
    IN_ORDER(text, "x-ref", "R \\ 7");
    IN_ORDER(json, "R \\\\ 7");
    free(text);
    free(json);
}
END_TEST

START_TEST(scores_given_as_feedback)
{
    paper_add(&p.b, "2026-04-16T10:00", "feedback",
              "{'party':'c1','status':'received','scores':{'manner':4,'speed':2},'comment':'Thank you'}");
    char *text = file_for("officer");
    IN_ORDER(text, "manner 4", "speed 2");
    free(text);
}
END_TEST

START_TEST(consent_until_a_day_and_withdrawn)
{
    paper_add(&p.b, "2026-04-16T10:00", "consent", "{'party':'c1','scope':'publicity','given':true,'until':'2026-12-31'}");
    paper_add(&p.b, "2026-04-16T10:01", "consent", "{'party':'c1','scope':'mediation','given':false}");
    char *text = file_for("officer");
    IN_ORDER(text, "given ", ", until 31 December 2026");
    IN_ORDER(text, "refused or withdrawn ");
    free(text);
}
END_TEST

START_TEST(a_finding_of_the_contrary)
{
    paper_add(&p.b, "2026-04-16T10:00", "finding", "{'what':'serious','holds':false,'rationale':'It was one evening'}");
    char *text = file_for("officer"), *days = made(&p, "chronology", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(days, "found not to be so");
    IN_ORDER(text, "It was one evening");
    free(text);
    free(days);
}
END_TEST

START_TEST(an_action_that_was_cancelled)
{
    bench_add(&p.b, "2026-04-16T10:00", "ben", "CHM", "action", "{'plan':15,'action':'c','status':'cancelled'}");
    bench_add(&p.b, "2026-04-16T10:01", "ben", "CHM", "action", "{'plan':15,'action':'a','status':'not-done'}");
    char *text = form_of(&p, "plan", p.plan, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Not done");
    IN_ORDER(text, "Cancelled");
    free(text);
}
END_TEST

static const char again[] =
    "{'party':'p1','remedy':'civil-injunction','aim':'Quiet days','conduct':['The night of 4 March'],'harm':'Lost "
    "sleep','protected':'none-known',"
    "'disability':'no','support_offered':'Twice','alternatives':[{'remedy':'written-warning','outcome':'Ignored','why':'It went on'}],"
    "'rational_connection':'An order forbids it','less_intrusive':'All else failed','balance':'He keeps his "
    "home','equality_duty':'Considered',"
    "'outcome':'proportionate','review_by':'2026-09-01'}";

START_TEST(a_proportionality_assessment_that_was_made_again)
{
    uint32_t newer = bench_add(&p.b, "2026-04-16T10:00", "ben", "CHM", "proportionality", again);
    char wanted[100], *text = file_for("officer"), *form = form_of(&p, "proportionality", newer, ASB_FORMAT_TEXT);
    snprintf(wanted, sizeof wanted, "Earlier assessments, since replaced: record %u", p.proportionality);
    IN_ORDER(text, "Quiet days");
    IN_ORDER(text, wanted);
    IN_ORDER(text, "To be looked at again by: 1 September 2026");
    IN_ORDER(form, "Quiet days");
    free(text);
    free(form);
}
END_TEST

START_TEST(an_exhibit_that_was_erased_says_so_and_nothing_else)
{
    char erasure[100];
    snprintf(erasure, sizeof erasure, "{'of':[%u],'basis':'Article 17','reason':'Asked for'}", p.diary);
    bench_add(&p.b, "2026-04-16T10:00", "carol", "CSAM", "erasure", erasure);
    asb_document *d = paper(&p, "chronology", "officer", NULL);
    ck_assert_int_eq(asb_document_set(d, "exhibits", "BB/"), ASB_OK);
    char *text = rendered(&p, d, ASB_FORMAT_TEXT), *file = file_for("officer");
    IN_ORDER(text, "* Exhibit: BB/1\n");
    HAS_NONE(text, "Nine nights", "9f86d081");
    HAS_NONE(file, "Nine nights");
    IN_ORDER(file, "[the record was erased]");
    free(text);
    free(file);
}
END_TEST

/* A correction of what this reader may not have tells neither what it was nor what it is. */
START_TEST(a_correction_of_what_is_withheld)
{
    paper_add(&p.b, "2026-04-16T10:00", "correction", "{'of':2,'field':'phone','value':'07700 900999','reason':'A slip'}");
    static const char *const audiences[] = {"perpetrator", "third-party", "public", "partner", "court", "complainant"};
    for (size_t i = 0; i < COUNT_OF(audiences); i++) {
        asb_document *d = NULL;
        asb_text *t = NULL;
        ck_assert_int_eq(asb_document_new(&d, p.b.c, "case-file"), ASB_OK);
        if (asb_document_set(d, "audience", audiences[i]) == ASB_OK && asb_document_render(&t, d, ASB_FORMAT_TEXT) == ASB_OK) {
            if (i < 3) HAS_NONE(asb_text_data(t), "900999", "900123");
            asb_text_free(t);
        }
        asb_document_free(d);
    }
    char *text = file_for("officer");
    IN_ORDER(text, "07700 900999");
    IN_ORDER(text, "As first written: 07700 900123", "Corrected to: 07700 900999");
    free(text);
}
END_TEST

/* Without anything before, and to nothing. */
START_TEST(a_correction_that_adds_and_one_that_takes_away)
{
    paper_add(&p.b, "2026-04-16T10:00", "correction", "{'of':3,'field':'phone','value':'07700 900555','reason':'Found'}");
    char *text = file_for("officer");
    IN_ORDER(text, "As first written: nothing", "Corrected to: 07700 900555");
    free(text);
}
END_TEST

/* A field of the host's has no label, and can be corrected like any other. */
START_TEST(a_correction_of_what_is_the_hosts)
{
    char correction[200];
    uint32_t note = paper_add(&p.b, "2026-04-16T10:00", "note", "{'text':'Seen','x-ref':'R 7'}");
    snprintf(correction, sizeof correction, "{'of':%u,'field':'x-ref','value':'R 8','reason':'Slip'}", note);
    paper_add(&p.b, "2026-04-16T10:01", "correction", correction);
    char *text = file_for("officer");
    IN_ORDER(text, "x-ref", "As first written: R 7", "Corrected to: R 8");
    free(text);
}
END_TEST

/* Old files: what was brought in says so. */
START_TEST(a_record_that_was_brought_in)
{
    asb_record *r = NULL;
    static const char json[] =
        "{\"kind\":\"incident\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":{\"occurred\":\"2026-04-16\",\"description\":\"From the old "
        "file\"}}";
    ck_assert_int_eq(asb_record_parse(&r, p.b.e, json, strlen(json)), ASB_OK);
    bench_at(&p.b, "2026-04-16T10:00");
    ck_assert_int_ge(asb_case_admit(NULL, p.b.c, r, INT64_MIN, 1), ASB_OK);
    char *text = file_for("officer");
    IN_ORDER(text, "Incident (brought in)", "From the old file");
    asb_record_free(r);
    free(text);
}
END_TEST

/* A part that the landlord has words for. */
START_TEST(a_part_that_the_policy_adds)
{
    static const char json[] =
        "{\"asb_policy\":1,\"id\":\"own\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"extends\":\"places-for-people\",\"lists\":"
        "{\"party.as\":[{\"id\":\"keyholder\",\"label\":\"Keyholder\"}]}}";
    asb_policy *own = NULL;
    ck_assert_msg(asb_policy_parse(&own, p.b.e, json, strlen(json)) == ASB_OK, "%s", asb_error_message(p.b.e));
    ck_assert_int_eq(asb_case_move(p.b.c, own, "ben", "CHM", "Own words"), ASB_OK);
    paper_add(&p.b, "2026-04-16T10:00", "party", "{'party':'k1','as':['resident','keyholder'],'name':'Kay Keen'}");
    paper_add(&p.b, "2026-04-16T10:01", "party", "{'party':'k2','as':'keyholder'}");
    char *text = file_for("officer");
    IN_ORDER(text, "Kay Keen\n", "Part in the case: ", ", Keyholder\n");
    free(text);
    asb_policy_free(own);
}
END_TEST

Suite *asb_suite_document_corners(void) {
    const TTest *const tests[] = {what_the_host_records_is_told_whatever_it_is,
                                  scores_given_as_feedback,
                                  consent_until_a_day_and_withdrawn,
                                  a_finding_of_the_contrary,
                                  an_action_that_was_cancelled,
                                  a_proportionality_assessment_that_was_made_again,
                                  an_exhibit_that_was_erased_says_so_and_nothing_else,
                                  a_correction_of_what_is_withheld,
                                  a_correction_that_adds_and_one_that_takes_away,
                                  a_correction_of_what_is_the_hosts,
                                  a_record_that_was_brought_in,
                                  a_part_that_the_policy_adds};
    Suite *s = suite_create("document_corners");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, begin, end);
    for (size_t i = 0; i < COUNT_OF(tests); i++) tcase_add_test(t, tests[i]);
    suite_add_tcase(s, t);
    return s;
}
