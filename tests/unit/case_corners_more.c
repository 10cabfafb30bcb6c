/* What coverage (tests/coverage) showed that no other suite reached: conflicts of every kind, limits, words that a policy adds, duties that escalate. */
#include "case_scene.h"
#include <asb/sys/store.h>

Suite *asb_suite_case_corners_more(void);

static const char policy_json[] =
    "{'asb_policy':1,'id':'own','version':'7','title':'T','source':'S',"
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Manager'}],"
    "'priorities':[{'id':'normal','label':'Normal'}],"
    "'categories':[{'id':'noise','label':'Noise','priority':'normal','clause':'1'},"
    "{'id':'hatred','label':'Hatred','hate':true,'priority':'normal','clause':'1'}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}],"
    "'lists':{'party.as':[{'id':'carer','label':'Carer'},{'id':'keyholder','label':'Keyholder'}]},"
    "'duties':[{'id':'look','clause':'2','label':'Look at it','owner':['officer'],'starts':['report'],'done':['review'],"
    "'escalates':{'to':'manager','after':{'days':2}}},"
    "{'id':'call','clause':'3','label':'Call','owner':['officer'],'starts':['report'],'within':[{'period':{'working_days':2}}],"
    "'done':['contact']}],"
    "'guards':[{'id':'warned','clause':'4','on':'note','require':{'not':{'has':'incident'}},'severity':'warn','message':'There is more.'},"
    "{'id':'quiet','clause':'5','on':'note','require':{'not':{'has':'incident'}},'message':'No notes now.'},"
    "{'id':'still','clause':'6','on':'note','require':{'not':{'has':'incident'}},'message':'None at all.'}]}";

static scene s;

static void setup(void) {
    scene_begin(&s, policy_json);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
}

static void teardown(void) {
    scene_end(&s);
}

START_TEST(every_guard_that_refuses_is_named_and_no_warning)
{
    char *json = scene_kept(s.c);
    asb_case *theirs = scene_loaded(&s, json);
    add(&s, "2026-05-05T10:01", "note", "{'text':'mine'}");
    add_to(&s, theirs, "2026-05-05T10:02", "incident", "{'occurred':'2026-05-05','description':'Shouting'}");
    asb_conflicts *k = scene_conflict(&s, s.c, theirs);
    ck_assert_uint_eq(asb_conflicts_count(k), 1);
    ck_assert_int_eq(asb_conflicts_status(k, 0), ASB_REFUSED);
    ck_assert_str_eq(asb_conflicts_reasons(k, 0), "[\"quiet\",\"still\"]");
    ck_assert_str_eq(asb_conflicts_message(k, 0), "No notes now. None at all.");
    asb_conflicts_free(k);
    asb_case_free(theirs);
    free(json);
}
END_TEST

/* A list of numbers follows, number by number. */
START_TEST(evidence_goes_on_supporting_what_it_supported)
{
    char *json = scene_kept(s.c);
    asb_case *theirs = scene_loaded(&s, json);
    asb_record *r = NULL;
    asb_text *t = NULL;
    add(&s, "2026-05-05T10:01", "incident", "{'occurred':'2026-05-05','description':'Shouting'}");
    add(&s, "2026-05-05T10:02", "evidence", "{'type':'audio','description':'Loud','corroborates':[1,2]}");
    add_to(&s, theirs, "2026-05-05T10:03", "finding", "{'what':'persistent','rationale':'R'}");
    asb_conflicts *k = scene_conflict(&s, s.c, theirs);
    ck_assert_uint_eq(asb_conflicts_count(k), 0);
    ck_assert_int_eq(asb_case_record(&r, s.c, 4), ASB_OK);
    ck_assert_int_eq(asb_record_json(&t, r), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "\"corroborates\":[1,3]"), "%s", asb_text_data(t));
    asb_text_free(t);
    asb_record_free(r);
    asb_conflicts_free(k);
    asb_case_free(theirs);
    free(json);
}
END_TEST

/* Of what was erased before it was ever written, nothing is left to be tried again; and no word of it comes back. */
START_TEST(what_was_erased_unwritten_stays_gone)
{
    char *json = scene_kept(s.c);
    asb_case *theirs = scene_loaded(&s, json);
    asb_text *t = NULL;
    add(&s, "2026-05-05T10:01", "finding", "{'what':'persistent','rationale':'A secret'}");
    add(&s, "2026-05-05T10:02", "erasure", "{'of':[2],'basis':'mistake','reason':'R'}");
    add_to(&s, theirs, "2026-05-05T10:03", "finding", "{'what':'persistent','rationale':'Theirs'}");
    asb_conflicts *k = scene_conflict(&s, s.c, theirs);
    ck_assert_int_eq(asb_case_history(&t, s.c), ASB_OK);
    ck_assert_ptr_null(strstr(asb_text_data(t), "A secret"));
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "Theirs"));
    for (uint32_t i = 0; i < asb_conflicts_count(k); i++) ck_assert_ptr_null(strstr(asb_conflicts_message(k, i), "A secret"));
    asb_text_free(t);
    asb_conflicts_free(k);
    asb_case_free(theirs);
    free(json);
}
END_TEST

static const char *due_of(const asb_case *c, const char *rule, char out[40]) {
    asb_duties *d = NULL;
    ck_assert_int_eq(asb_case_duties(&d, (asb_case *)c), ASB_OK);
    out[0] = '\0';
    for (uint32_t i = 0; i < asb_duties_count(d); i++)
        if (strcmp(asb_duties_rule(d, i), rule) == 0) snprintf(out, 40, "%s", asb_duties_due(d, i));
    asb_duties_free(d);
    return out;
}

/* The days on which this landlord does not work are the host's, and stay. */
START_TEST(the_hosts_calendar_outlasts_a_conflict)
{
    char *json = scene_kept(s.c), before[40], after[40];
    asb_case *theirs = scene_loaded(&s, json);
    asb_calendar *days = NULL;
    ck_assert_str_eq(due_of(s.c, "call", before), "2026-05-07");
    ck_assert_int_eq(asb_calendar_new(&days, s.b.e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-05-06", NULL, "Flood"), ASB_OK);
    ck_assert_int_eq(asb_case_set_calendar(s.c, days), ASB_OK);
    ck_assert_str_eq(due_of(s.c, "call", before), "2026-05-08");
    ck_assert_str_eq(due_of(theirs, "call", after), "2026-05-07");
    add(&s, "2026-05-05T10:01", "finding", "{'what':'persistent','rationale':'R'}");
    add_to(&s, theirs, "2026-05-05T10:03", "finding", "{'what':'persistent','rationale':'Theirs'}");
    asb_conflicts_free(scene_conflict(&s, s.c, theirs));
    ck_assert_str_eq(due_of(s.c, "call", after), "2026-05-08");
    asb_calendar_free(days);
    asb_case_free(theirs);
    free(json);
}
END_TEST

START_TEST(another_case_is_no_news_of_this_one)
{
    asb_case *other = NULL;
    asb_conflicts *k = NULL;
    ck_assert_int_eq(asb_case_new(&other, s.b.e, s.policy, NULL, "B"), ASB_OK);
    add_to(&s, other, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    char *json = scene_kept(other);
    ck_assert_int_eq(asb_case_conflicted(&k, s.c, json, strlen(json)), ASB_EINVALID);
    ck_assert_str_eq(asb_error_code(s.b.e), "case-load-other");
    ck_assert_ptr_null(k);
    ck_assert_str_eq(asb_case_id(s.c), "A");
    ck_assert_uint_eq(asb_case_count(s.c), 1);
    free(json);
    asb_case_free(other);
}
END_TEST

/* A case that lost what we have written is not believed. */
START_TEST(an_older_copy_is_no_news_either)
{
    asb_conflicts *k = NULL;
    char *older = scene_kept(s.c);
    add(&s, "2026-05-05T10:01", "finding", "{'what':'persistent','rationale':'R'}");
    free(scene_kept(s.c));
    ck_assert_int_eq(asb_case_conflicted(&k, s.c, older, strlen(older)), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_code(s.b.e), "case-store-behind");
    ck_assert_uint_eq(asb_case_count(s.c), 2);
    free(older);
}
END_TEST

START_TEST(a_case_at_the_limit_of_duties_takes_no_more)
{
    char *json = quotes("{'kind':'finding','by':'amy','role':'officer','fields':{'what':'persistent','rationale':'R'}}");
    asb_record *r = test_record(&s.b, json);
    ck_assert_int_eq(asb_engine_set_limit(s.b.e, "duties", 2), ASB_OK); /* it has two */
    ck_assert_int_eq(asb_case_add(NULL, s.c, r), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_code(s.b.e), "limit-duties");
    ck_assert_uint_eq(asb_case_count(s.c), 1);
    ck_assert_int_eq(asb_engine_set_limit(s.b.e, "duties", 3), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, s.c, r), ASB_OK);
    asb_record_free(r);
    free(json);
}
END_TEST

START_TEST(parts_that_a_policy_adds_are_told_after_the_others)
{
    asb_text *t = NULL;
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':['carer','witness']}");
    ck_assert_int_eq(asb_case_facts(&t, s.c), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "\"as\":[\"witness\",\"carer\"]"), "%s", asb_text_data(t));
    asb_text_free(t);
}
END_TEST

START_TEST(a_duty_without_a_date_is_never_escalated)
{
    asb_duties *d = NULL;
    ck_assert_int_eq(asb_case_duties(&d, s.c), ASB_OK);
    ck_assert_str_eq(asb_duties_rule(d, 1), "look");
    asb_text *t = NULL;
    ck_assert_int_eq(asb_duties_explain(&t, d, 1), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "Escalates to Manager (manager) if it is overdue, which without a date it never is\n"), "%s",
                  asb_text_data(t));
    asb_text_free(t);
    asb_duties_free(d);
}
END_TEST

START_TEST(a_preview_tells_that_it_becomes_hate)
{
    char *json = strdup(policy_json), *at = strstr(json, "'label':'Noise'");
    char *other = malloc(strlen(json) + 40);
    asb_text *t = NULL;
    sprintf(other, "%.*s'hate':true,%s", (int)(at - json), json, at);
    asb_policy *p = scene_policy(&s, other);
    add(&s, "2026-05-05T10:01", "opening", "{'categories':['noise']}");
    ck_assert_int_eq(asb_case_preview_move(&t, s.c, p), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "\"changed\":[\"hate\",\"policy\"]"), "%s", asb_text_data(t));
    asb_text_free(t);
    asb_policy_free(p);
    free(other);
    free(json);
}
END_TEST

/* Judged by the days of the host, as the case itself is. */
START_TEST(a_preview_counts_by_the_cases_calendar)
{
    asb_calendar *days = NULL;
    asb_text *t = NULL;
    char *json = strdup(policy_json);
    memcpy(strstr(json, "'version':'7'"), "'version':'8'", 13);
    asb_policy *p = scene_policy(&s, json);
    ck_assert_int_eq(asb_calendar_new(&days, s.b.e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-05-06", NULL, "Flood"), ASB_OK);
    ck_assert_int_eq(asb_case_set_calendar(s.c, days), ASB_OK);
    ck_assert_int_eq(asb_case_preview_move(&t, s.c, p), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "\"2026-05-08\"") && !strstr(asb_text_data(t), "\"2026-05-07\""), "%s", asb_text_data(t));
    asb_text_free(t);
    asb_calendar_free(days);
    asb_policy_free(p);
    free(json);
}
END_TEST

START_TEST(a_field_without_a_name_is_told_so)
{
    char *json = quotes("{'kind':'finding','by':'amy','role':'officer','fields':{'what':'persistent','rationale':'R',' ':1}}");
    asb_record *r = NULL;
    if (asb_record_parse(&r, s.b.e, json, strlen(json)) == ASB_OK) ck_assert_int_eq(asb_case_may(NULL, s.c, r), ASB_EINVALID);
    ck_assert_str_eq(asb_error_code(s.b.e), "record-field-name");
    asb_record_free(r);
    free(json);
}
END_TEST

/* One header says that it follows another record than the one before it. */
START_TEST(a_header_that_follows_another_record)
{
    add(&s, "2026-05-05T10:01", "finding", "{'what':'persistent','rationale':'R'}");
    char *json = scene_kept(s.c), *at = strstr(json, "\\\"previous\\\":\\\"");
    asb_case *c = NULL;
    ck_assert_ptr_nonnull(at);
    at += strlen("\\\"previous\\\":\\\"");
    *at = *at == '0' ? '1' : '0';
    ck_assert_int_eq(asb_case_load(&c, s.b.e, NULL, json, strlen(json)), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_code(s.b.e), "case-chain");
    free(json);
}
END_TEST

/* A host lists its cases by what is due next. */
START_TEST(the_summary_says_what_is_due_next)
{
    asb_text *t = NULL;
    ck_assert_int_eq(asb_case_pending(&t, s.c), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "\\\"next_due\\\":\\\"2026-05-07\\\""), "%s", asb_text_data(t));
    asb_text_free(t);
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    add(&s, "2026-05-05T10:02", "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
    ck_assert_int_eq(asb_case_pending(&t, s.c), ASB_OK);
    ck_assert_msg(!strstr(asb_text_data(t), "next_due"), "%s", asb_text_data(t));
    asb_text_free(t);
}
END_TEST

/* A host without a store is handed each record that waits, in order. */
START_TEST(all_that_waits_is_handed_over)
{
    asb_text *t = NULL;
    add(&s, "2026-05-05T10:01", "finding", "{'what':'persistent','rationale':'Second'}");
    add(&s, "2026-05-05T10:02", "finding", "{'what':'serious','rationale':'Third'}");
    ck_assert_int_eq(asb_case_pending(&t, s.c), ASB_OK);
    const char *one = strstr(asb_text_data(t), "Music"), *two = strstr(asb_text_data(t), "Second"),
               *three = strstr(asb_text_data(t), "Third");
    ck_assert_msg(one && two && three && one < two && two < three, "%s", asb_text_data(t));
    asb_text_free(t);
}
END_TEST

/* Together are saved cases of one store, each once. */
START_TEST(cases_that_cannot_be_saved_together)
{
    asb_store *store = NULL, *other = NULL;
    asb_case *all[3] = {NULL, NULL, NULL}, *elsewhere = NULL;
    ck_assert_int_eq(asb_store_memory(&store, s.b.e), ASB_OK);
    ck_assert_int_eq(asb_store_memory(&other, s.b.e), ASB_OK);
    ck_assert_int_eq(asb_case_new(&all[0], s.b.e, s.policy, store, "S1"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&elsewhere, s.b.e, s.policy, other, "S2"), ASB_OK);
    add_to(&s, all[0], "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add_to(&s, elsewhere, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    ck_assert_int_eq(asb_case_save_all(&s.c, 1), ASB_ESTATE); /* it has no store */
    ck_assert_str_eq(asb_error_code(s.b.e), "case-no-store");
    ck_assert_int_eq(asb_case_save_all(all, 2), ASB_EARGUMENT); /* one is none */
    all[1] = all[0];
    ck_assert_int_eq(asb_case_save_all(all, 2), ASB_EARGUMENT);
    all[1] = elsewhere;
    ck_assert_int_eq(asb_case_save_all(all, 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_save_all(all, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_save_all(all + 2, 1), ASB_EARGUMENT);
    ck_assert_uint_eq(asb_case_stored(all[0]) + asb_case_stored(elsewhere), 0);
    ck_assert_int_eq(asb_case_save_all(all, 1), ASB_OK);
    ck_assert_uint_eq(asb_case_stored(all[0]), 1);
    asb_case_free(all[0]);
    asb_case_free(elsewhere);
    asb_store_free(store);
    asb_store_free(other);
}
END_TEST

Suite *asb_suite_case_corners_more(void) {
    Suite *suite = suite_create("case_corners_more");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, every_guard_that_refuses_is_named_and_no_warning);
    tcase_add_test(t, evidence_goes_on_supporting_what_it_supported);
    tcase_add_test(t, what_was_erased_unwritten_stays_gone);
    tcase_add_test(t, the_hosts_calendar_outlasts_a_conflict);
    tcase_add_test(t, another_case_is_no_news_of_this_one);
    tcase_add_test(t, an_older_copy_is_no_news_either);
    tcase_add_test(t, a_case_at_the_limit_of_duties_takes_no_more);
    tcase_add_test(t, parts_that_a_policy_adds_are_told_after_the_others);
    tcase_add_test(t, a_duty_without_a_date_is_never_escalated);
    tcase_add_test(t, a_preview_tells_that_it_becomes_hate);
    tcase_add_test(t, a_preview_counts_by_the_cases_calendar);
    tcase_add_test(t, a_field_without_a_name_is_told_so);
    tcase_add_test(t, a_header_that_follows_another_record);
    tcase_add_test(t, the_summary_says_what_is_due_next);
    tcase_add_test(t, all_that_waits_is_handed_over);
    tcase_add_test(t, cases_that_cannot_be_saved_together);
    suite_add_tcase(suite, t);
    return suite;
}
