/* Dates that are counted back from another, and holidays that become known; agreements that another record makes too long; what waits under two policies; thresholds of a council
 * area. What coverage (tests/coverage) showed that no other suite asked. */
#include "case_scene.h"

Suite *asb_suite_case_corners_rest(void);

/* `visit` is due a month after a hearing, `prepare` two working days before a hearing, `tell` within a day counted from two working days before it (only where the case is one of hate), `update` as was agreed. */
static const char policy_json[] =
    "{'asb_policy':1,'id':'own','version':'7','title':'T','source':'S',"
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Manager'}],"
    "'priorities':[{'id':'normal','label':'Normal'}],"
    "'categories':[{'id':'noise','label':'Noise','priority':'normal','clause':'1'}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}],"
    "'case_review':[{'area':'Hart','clause':'9','threshold':4,'hate_threshold':2}],"
    "'duties':[{'id':'prepare','clause':'2','label':'Prepare','owner':['officer'],'starts':['x-court'],"
    "'anchor':{'field':'x-hearing','less':{'working_days':2}},'done':['review']},"
    "{'id':'tell','clause':'3','label':'Tell them','owner':['officer'],'starts':['x-court'],"
    "'anchor':{'field':'x-hearing','less':{'working_days':2}},'within':[{'when':{'case':{'hate':true}},'period':{'days':1}}],'done':['"
    "letter']},"
    "{'id':'visit','clause':'5','label':'Visit','owner':['officer'],'starts':['x-meeting'],'anchor':{'field':'x-hearing'},"
    "'within':[{'when':{'case':{'hate':true}},'period':{'weeks':4}},{'period':{'days':28}}],'repeats':true,'agreed':true,'done':['"
    "interview']},"
    "{'id':'update','clause':'4','label':'Update','owner':['officer'],'starts':['opening'],"
    "'within':[{'when':{'has':'incident'},'period':{'days':7}},{'period':{'days':30}}],'repeats':true,'agreed':true,'done':['contact']}]}";

static scene s;

static void setup(void) {
    scene_begin(&s, policy_json);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
}

static void teardown(void) {
    scene_end(&s);
}

static const char *due_of(asb_case *c, const char *rule, char out[40]) {
    asb_duties *d = NULL;
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    strcpy(out, "none");
    for (uint32_t i = 0; i < asb_duties_count(d); i++)
        if (strcmp(asb_duties_rule(d, i), rule) == 0) snprintf(out, 40, "%s", asb_duties_due(d, i));
    asb_duties_free(d);
    return out;
}

/* Wednesday 13 May is off, which is known from the 8th. */
static void flood(void) {
    asb_calendar *days = NULL;
    ck_assert_int_eq(asb_calendar_new(&days, s.b.e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-05-13", "2026-05-08", "Flood"), ASB_OK);
    ck_assert_int_eq(asb_engine_set_calendar(s.b.e, days), ASB_OK);
    asb_calendar_free(days);
}

static char *words_on(asb_case *c, const char *rule) {
    asb_duties *d = NULL;
    asb_text *t = NULL;
    char *copy = NULL;
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    for (uint32_t i = 0; i < asb_duties_count(d) && !copy; i++) {
        if (strcmp(asb_duties_rule(d, i), rule) != 0) continue;
        ck_assert_int_eq(asb_duties_explain(&t, d, i), ASB_OK);
        copy = strdup(asb_text_data(t));
        asb_text_free(t);
    }
    asb_duties_free(d);
    ck_assert_ptr_nonnull(copy);
    return copy;
}

/* What is due so many working days before a day is due earlier where one of them is lost. */
START_TEST(a_holiday_that_becomes_known_before_a_hearing)
{
    char due[40];
    flood();
    add(&s, "2026-05-06T10:00", "x-court", "{'x-hearing':'2026-05-15'}");
    ck_assert_str_eq(due_of(s.c, "prepare", due), "2026-05-13");
    ck_assert_str_eq(due_of(s.c, "tell", due), "");
    add(&s, "2026-05-07T10:00", "finding", "{'what':'persistent','rationale':'R'}");
    ck_assert_str_eq(due_of(s.c, "prepare", due), "2026-05-13");
    add(&s, "2026-05-08T10:00", "finding", "{'what':'persistent','rationale':'R'}");
    ck_assert_str_eq(due_of(s.c, "prepare", due), "2026-05-12");
    ck_assert_str_eq(due_of(s.c, "tell", due), "");
}
END_TEST

START_TEST(a_period_from_what_is_counted_back)
{
    char due[40];
    flood();
    add(&s, "2026-05-06T09:00", "incident", "{'occurred':'2026-05-05','description':'Names','hate':true}");
    add(&s, "2026-05-06T10:00", "x-court", "{'x-hearing':'2026-05-15'}");
    ck_assert_str_eq(due_of(s.c, "tell", due), "2026-05-14");
    add(&s, "2026-05-08T10:00", "finding", "{'what':'persistent','rationale':'R'}");
    ck_assert_str_eq(due_of(s.c, "tell", due), "2026-05-13");
    char *words = words_on(s.c, "tell");
    ck_assert_msg(strstr(words, "x-hearing") != NULL, "%s", words);
    free(words);
}
END_TEST

/* To be called as often as the policy says anyway, or less often: it stays, and why is told. */
START_TEST(an_agreement_that_moves_nothing)
{
    char due[40];
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    add(&s, "2026-05-05T10:02", "opening", "{'categories':['noise']}");
    ck_assert_str_eq(due_of(s.c, "update", due), "2026-06-04");
    add(&s, "2026-05-05T10:03", "contact-agreement", "{'party':'p1','every':{'days':30}}");
    ck_assert_str_eq(due_of(s.c, "update", due), "2026-06-04");
    char *words = words_on(s.c, "update");
    ck_assert_msg(strstr(words, "30 days") != NULL, "%s", words);
    free(words);
}
END_TEST

/* Where the dates are counted from a hearing, another period is, too, and an agreement. */
START_TEST(periods_counted_from_a_hearing)
{
    char due[40];
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    add(&s, "2026-05-06T10:00", "x-meeting", "{'x-hearing':'2026-05-15'}");
    ck_assert_str_eq(due_of(s.c, "visit", due), "2026-06-12");
    add(&s, "2026-05-06T10:01", "incident", "{'occurred':'2026-05-05','description':'Names','hate':true}");
    ck_assert_str_eq(due_of(s.c, "visit", due), "2026-06-12");
    add(&s, "2026-05-06T10:02", "contact-agreement", "{'party':'p1','every':{'days':10}}");
    ck_assert_str_eq(due_of(s.c, "visit", due), "2026-05-25");
}
END_TEST

/* ---- what is stored */

/* More fields than are kept at hand. */
START_TEST(a_record_of_very_many_fields)
{
    char *fields = malloc(4000), when[] = "2026-05-05T10:01";
    strcpy(fields, "{'text':'T'");
    for (int i = 0; i < 60; i++) sprintf(fields + strlen(fields), ",'x-%d':'v%d'", i, i);
    strcat(fields, "}");
    add(&s, when, "note", fields);
    free(fields);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_case_saved(s.c, asb_case_count(s.c)), ASB_OK);
    ck_assert_int_eq(asb_case_export(&t, s.c), ASB_OK);
    asb_case *again = NULL;
    ck_assert_int_eq(asb_case_load(&again, s.b.e, NULL, asb_text_data(t), asb_text_length(t)), ASB_OK);
    asb_record *r = NULL;
    ck_assert_int_eq(asb_case_record(&r, again, 2), ASB_OK);
    asb_text *json = NULL;
    ck_assert_int_eq(asb_record_json(&json, r), ASB_OK);
    for (int i = 0; i < 60; i++) {
        char wanted[40];
        snprintf(wanted, sizeof wanted, "\"x-%d\":\"v%d\"", i, i);
        ck_assert_msg(strstr(asb_text_data(json), wanted) != NULL, "%s", wanted);
    }
    asb_text_free(json);
    asb_record_free(r);
    asb_text_free(t);
    asb_case_free(again);
}
END_TEST

static int32_t load_status(const char *json) {
    asb_case *c = NULL;
    char *quoted = quotes(json);
    int32_t status = asb_case_load(&c, s.b.e, s.policy, quoted, strlen(quoted));
    free(quoted);
    asb_case_free(c);
    return status;
}

/* A case without records is new; what is no list of records, or a record without its policy, is no case. */
START_TEST(cases_without_records_or_a_policy)
{
    ck_assert_int_eq(load_status("{'case':'E','records':[],'policies':[]}"), ASB_OK);
    asb_text *t = NULL;
    asb_case *c = NULL;
    ck_assert_int_eq(asb_case_saved(s.c, asb_case_count(s.c)), ASB_OK);
    ck_assert_int_eq(asb_case_export(&t, s.c), ASB_OK);
    char *json = strdup(asb_text_data(t)), *pin = strstr(json, "\\\"policy\\\":{");
    asb_text_free(t);
    ck_assert_ptr_nonnull(pin);
    memcpy(pin, "\\\"polisy", 8);
    ck_assert_int_eq(asb_case_load(&c, s.b.e, NULL, json, strlen(json)), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_code(s.b.e), "case-pin");
    ck_assert_ptr_null(c);
    free(json);
}
END_TEST

/* ---- somebody else wrote first */

/* No guard of the policy refuses it, but one that the library has: it is named, too. */
START_TEST(a_guard_of_the_librarys_own_refuses_after_a_conflict)
{
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    add(&s, "2026-05-05T10:02", "opening", "{'categories':['noise']}");
    char *json = scene_kept(s.c);
    asb_case *theirs = scene_loaded(&s, json);
    add(&s, "2026-05-05T10:03", "contact-agreement", "{'party':'p1','every':{'days':20}}");
    add_to(&s, theirs, "2026-05-05T10:04", "incident", "{'occurred':'2026-05-05','description':'Shouting'}");
    asb_conflicts *k = scene_conflict(&s, s.c, theirs);
    ck_assert_uint_eq(asb_conflicts_count(k), 1);
    ck_assert_int_eq(asb_conflicts_status(k, 0), ASB_REFUSED);
    ck_assert_str_eq(asb_conflicts_reasons(k, 0), "[\"agreement-too-long\"]");
    ck_assert_str_ne(asb_conflicts_message(k, 0), "");
    asb_conflicts_free(k);
    asb_case_free(theirs);
    free(json);
}
END_TEST

/* Both have a calendar: each keeps its own. */
START_TEST(two_calendars_in_a_conflict)
{
    asb_calendar *days = NULL;
    asb_text *t = NULL;
    char *json = scene_kept(s.c);
    asb_case *theirs = scene_loaded(&s, json);
    ck_assert_int_eq(asb_calendar_new(&days, s.b.e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-05-07", NULL, "Theirs"), ASB_OK);
    ck_assert_int_eq(asb_case_set_calendar(theirs, days), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-05-06", NULL, "Ours"), ASB_OK);
    ck_assert_int_eq(asb_case_set_calendar(s.c, days), ASB_OK);
    asb_calendar_free(days);
    add(&s, "2026-05-05T10:01", "finding", "{'what':'persistent','rationale':'R'}");
    add_to(&s, theirs, "2026-05-05T10:03", "finding", "{'what':'persistent','rationale':'Theirs'}");
    asb_conflicts_free(scene_conflict(&s, s.c, theirs));
    ck_assert_int_eq(asb_case_export(&t, s.c), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "Ours") != NULL, "%s", asb_text_data(t));
    asb_text_free(t);
    asb_case_free(theirs);
    free(json);
}
END_TEST

/* ---- what a host is handed */

static unsigned occurrences(const char *in, const char *of) {
    unsigned n = 0;
    for (; (in = strstr(in, of)) != NULL; in += strlen(of)) n++;
    return n;
}

START_TEST(what_waits_under_two_policies)
{
    char *json = strdup(policy_json);
    asb_text *t = NULL;
    memcpy(strstr(json, "'version':'7'"), "'version':'8'", 13);
    asb_policy *next = scene_policy(&s, json);
    ck_assert_int_eq(asb_case_move(s.c, next, "meg", "manager", "A new year"), ASB_OK);
    ck_assert_int_eq(asb_case_pending(&t, s.c), ASB_OK);
    asb_json *whole = NULL;
    ck_assert_msg(asb_json_parse(&whole, s.b.e, asb_text_data(t), asb_text_length(t)) == ASB_OK, "%s", asb_text_data(t));
    ck_assert_uint_eq(occurrences(asb_text_data(t), "\\\"asb_policy\\\":1"), 2);
    asb_json_free(whole);
    asb_text_free(t);
    asb_policy_free(next);
    free(json);
}
END_TEST

START_TEST(the_summary_says_when_a_review_can_be_asked_for)
{
    asb_text *t = NULL;
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    ck_assert_int_eq(asb_case_summary(&t, s.c), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "\"review\":{\"area\":\"Hart\",\"hate_threshold\":2,\"tell_at\":2,\"threshold\":4}"), "%s",
                  asb_text_data(t));
    asb_text_free(t);
}
END_TEST

Suite *asb_suite_case_corners_rest(void) {
    Suite *suite = suite_create("case_corners_rest");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, a_holiday_that_becomes_known_before_a_hearing);
    tcase_add_test(t, a_period_from_what_is_counted_back);
    tcase_add_test(t, an_agreement_that_moves_nothing);
    tcase_add_test(t, periods_counted_from_a_hearing);
    tcase_add_test(t, a_record_of_very_many_fields);
    tcase_add_test(t, cases_without_records_or_a_policy);
    tcase_add_test(t, a_guard_of_the_librarys_own_refuses_after_a_conflict);
    tcase_add_test(t, two_calendars_in_a_conflict);
    tcase_add_test(t, what_waits_under_two_policies);
    tcase_add_test(t, the_summary_says_when_a_review_can_be_asked_for);
    suite_add_tcase(suite, t);
    return suite;
}
