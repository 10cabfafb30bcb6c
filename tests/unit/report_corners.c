/* Reports: what coverage (tests/coverage) showed that no other suite asked: cases that lack what reports count by, months of winter, periods that are still to come, scores below
 * nothing, the year before. */
#include "caseload_support.h"

Suite *asb_suite_report_corners(void);

static load t;

static void setup(void) {
    case_world_begin(&t.w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t.l, t.w.engine), ASB_OK); /* now: 1 June 2026, 09:00 */
}

static void teardown(void) {
    asb_caseload_free(t.l);
    case_world_end(&t.w);
}

/* Freed by the caller. */
static char *made(const char *request) {
    asb_text *text = NULL;
    request = quoted(request);
    int32_t status = asb_caseload_report(&text, t.l, request, strlen(request));
    ck_assert_msg(status == ASB_OK, "%s: %s", request, asb_error_message(t.w.engine));
    char *copy = strdup(asb_text_data(text));
    asb_text_free(text);
    return copy;
}

static void same(const char *request, const char *csv) {
    char *text = made(request);
    ck_assert_str_eq(text, csv);
    free(text);
}

static void has(const char *request, const char *part) {
    char *text = made(request);
    ck_assert_msg(strstr(text, quoted(part)) != NULL, "%s is not in %s", part, text);
    free(text);
}

#define REPORTED(at) "'reported':'" at "','reports':[{'at':'" at "'}]"
#define OPENED(at) "'opened':'" at "','openings':[{'at':'" at "','new':true}]"

/* Before April it is the year that ended the spring before. */
START_TEST(the_last_whole_year_in_winter_and_in_summer)
{
    put(&t, "A", "{'state':'open','duties':[]," REPORTED("2024-05-01T09:00:00Z") "," OPENED("2024-05-01T10:00:00Z") "}");
    put(&t, "B", "{'state':'open','duties':[]," REPORTED("2025-05-01T09:00:00Z") "," OPENED("2025-05-01T10:00:00Z") "}");
    has("{'report':'nm01','homes':1000,'now':'2026-03-31T12:00:00Z','ids':9}", "'A'");
    has("{'report':'nm01','homes':1000,'now':'2026-04-02T12:00:00Z','ids':9}", "'B'");
}
END_TEST

/* A link that does not say to which case leads to none. */
START_TEST(a_link_to_nowhere)
{
    put(&t, "A",
        "{'state':'open','duties':[]," REPORTED("2025-05-01T09:00:00Z") "," OPENED(
            "2025-05-01T10:00:00Z") ",'links':[{'relation':'duplicate'}]}");
    put(&t, "B",
        "{'state':'open','duties':[]," REPORTED("2025-05-01T09:00:00Z") "," OPENED(
            "2025-05-01T10:00:00Z") ",'links':[{'relation':'merged-into','to':'gone'}]}");
    char *text = made("{'report':'nm01','homes':1000,'ids':9}");
    ck_assert_msg(strstr(text, "\"A\"") != NULL, "%s", text);
    free(text);
}
END_TEST

/* What was closed without a reason is counted as that, and so is the year before. */
START_TEST(closed_without_a_reason_and_a_year_before)
{
    put(&t, "A", "{'state':'closed','duties':[],'closed':'2026-05-20T09:00:00Z'," REPORTED("2026-04-01T09:00:00Z") "}");
    put(&t, "B",
        "{'state':'closed','duties':[],'closed':'2025-05-20T09:00:00Z','closure_reason':'reduced'," REPORTED("2025-04-01T09:00:00Z") "}");
    same("{'report':'monitoring','format':'csv','table':'outcomes','from':'2026-05-01','to':'2026-05-31'}",
         "reason,label,closed,year_before,change\r\n,No reason given,1,0,1\r\nreduced,Reduced,0,1,-1\r\n");
    has("{'report':'monitoring','table':'outcomes','from':'2026-05-01','to':'2026-05-31'}", "'change':-1");
}
END_TEST

START_TEST(scores_below_nothing)
{
    put(&t, "A",
        "{'state':'closed','duties':[],'owner':'amy','closed':'2026-05-20T09:00:00Z'," REPORTED(
            "2026-04-01T09:00:00Z") ",'feedback':[{'at':'2026-05-21T09:00:00Z','status':'received','scores':{'all':-2}},"
                                    "{'at':'2026-05-22T09:00:00Z','status':'received','scores':{'all':-1.5}}]}");
    same("{'report':'monitoring','format':'csv','table':'scores','from':'2026-05-01','to':'2026-05-31'}",
         "question,officer,answers,mean,lowest,highest\r\nall,,2,-1.75,-2,-1.5\r\nall,amy,2,-1.75,-2,-1.5\r\n");
    has("{'report':'monitoring','table':'scores','from':'2026-05-01','to':'2026-05-31'}", "'mean':-1.75");
}
END_TEST

/* A tenancy's file that was closed without ever being opened is no case of the month. */
START_TEST(files_of_prevention_stay_out)
{
    put(&t, "A", "{'state':'closed','duties':[],'reported':'2026-05-20T09:00:00Z','reports':[],'closed':'2026-05-25T09:00:00Z'}");
    put(&t, "B", "{'state':'enquiry','duties':[]," REPORTED("2026-06-01T07:00:00Z") "}");
    put(&t, "C", "{'state':'open','duties':[]}");                                    /* nobody knows since when */
    put(&t, "D", "{'state':'open','duties':[]," OPENED("2026-06-01T07:00:00Z") "}"); /* nor what was reported */
    same("{'report':'monitoring','format':'csv'}",
         "case,reported,state,categories,ward,channel,officer,hate\r\nB,2026-06-01T07:00:00Z,enquiry,,,,,false\r\n");
}
END_TEST

/* Met, but nobody can say in how many days; and a period of which nothing has come yet. */
START_TEST(duties_without_days)
{
    put(&t, "A",
        "{'state':'open','policy':'places-for-people','owner':'ben','duties':[{'due':'2026-05-08','end':'2026-05-07T09:00:00Z','officer':'"
        "amy',"
        "'record':1,'rule':'acknowledge','start':'2026-05-01T09:00:00Z','state':'met'}]}");
    same("{'report':'performance','format':'csv'}",
         "policy,duty,label,clause,met,met_late,overdue,open,lapsed,on_time,median_working_days\r\n"
         "places-for-people,acknowledge,Acknowledge the report,P13,1,0,0,0,0,100,\r\n");
    same("{'report':'performance','format':'csv','from':'2027-01-01','to':'2027-03-31'}",
         "policy,duty,label,clause,met,met_late,overdue,open,lapsed,on_time,median_working_days\r\n");
    char *text = made("{'report':'performance','to':'2026-05-31'}"); /* from a year before */
    ck_assert_msg(strstr(text, "\"met\":1") != NULL, "%s", text);
    free(text);
    text = made("{'report':'performance','format':'html','to':'2026-05-31'}");
    ck_assert_ptr_nonnull(strstr(text, "Acknowledge"));
    free(text);
}
END_TEST

/* Of a policy that nobody knows a duty is called by its id, in words. */
START_TEST(duties_of_an_unknown_policy)
{
    put(&t, "A",
        "{'state':'open','policy':'long-gone','owner':'ben','duties':[{'due':'2026-05-08','end':'2026-05-07T09:00:00Z','officer':'amy',"
        "'record':1,'rule':'ring-back','start':'2026-05-01T09:00:00Z','state':'met','taken':3}]}");
    same("{'report':'performance','format':'csv'}",
         "policy,duty,label,clause,met,met_late,overdue,open,lapsed,on_time,median_working_days\r\nlong-gone,ring-back,Ring "
         "back,,1,0,0,0,0,100,3\r\n");
}
END_TEST

/* A threshold without a council area. */
START_TEST(a_warning_without_an_area)
{
    put(&t, "A",
        "{'state':'open','duties':[],'reported':'2026-05-01T09:00:00Z','reports':[{'at':'2026-05-01T09:00:00Z','counts_for':'p1','until':'"
        "2026-11-01'},"
        "{'at':'2026-05-02T09:00:00Z','counts_for':'p1','until':'2026-11-02'}],'review':{'tell_at':2,'threshold':3}}");
    same("{'report':'case-reviews','format':'csv'}",
         "case,party,warning,label,reports,threshold,wanted,until,area,hate,state,applied\r\n"
         "A,p1,one-short,One report short of the threshold,2,3,1,2026-11-01,,false,open,\r\n");
}
END_TEST

Suite *asb_suite_report_corners(void) {
    Suite *s = suite_create("report_corners");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_last_whole_year_in_winter_and_in_summer);
    tcase_add_test(c, a_link_to_nowhere);
    tcase_add_test(c, closed_without_a_reason_and_a_year_before);
    tcase_add_test(c, scores_below_nothing);
    tcase_add_test(c, files_of_prevention_stay_out);
    tcase_add_test(c, duties_without_days);
    tcase_add_test(c, duties_of_an_unknown_policy);
    tcase_add_test(c, a_warning_without_an_area);
    suite_add_tcase(s, c);
    return s;
}
