/* Trying and adding records: what is refused or invalid leaves the case as it was; what has happened can be admitted; the clock. */
#include "case_world.h"
#include <stdio.h>
#include <stdlib.h>

static case_world w;

static void setup(void) {
    case_world_begin(&w, "places-for-people");
}
static void teardown(void) {
    case_world_end(&w);
}

static const char legal[] = "{\"remedy\":\"civil-injunction\",\"party\":\"p2\",\"status\":\"applied\"}";

START_TEST(a_refused_record_leaves_the_case_as_it_was)
{
    asb_case *c = case_world_case(&w, "A");
    char *before = case_world_picture(c, 1);
    asb_record *r = case_world_record(&w, "tess", "TEM", "legal", legal);
    asb_decision *d;
    ck_assert_int_eq(asb_case_add(&d, c, r), ASB_REFUSED);
    ck_assert_int_eq(asb_decision_allowed(d), 0);
    ck_assert_uint_eq(asb_case_count(c), 4);
    char *after = case_world_picture(c, 1);
    ck_assert_str_eq(before, after);
    /* every reason has an id, a clause, a sentence, and says what is not so */
    int found = 0;
    for (uint32_t i = 0; i < asb_decision_count(d); i++) {
        found += !strcmp(asb_decision_guard(d, i), "legal-persistent") && asb_decision_effect(d, i) == ASB_EFFECT_REFUSED;
        ck_assert(asb_decision_clause(d, i)[0] && asb_decision_message(d, i)[0]);
        ck_assert_ptr_nonnull(strstr(asb_decision_explanation(d, i), asb_decision_guard(d, i)));
        ck_assert_ptr_nonnull(strstr(asb_decision_explanation(d, i), asb_decision_clause(d, i)));
        ck_assert_ptr_nonnull(strstr(asb_decision_explanation(d, i), asb_decision_message(d, i)));
    }
    ck_assert_int_eq(found, 1);
    ck_assert_ptr_null(asb_decision_guard(d, 999));
    ck_assert_ptr_null(asb_decision_clause(d, 999));
    ck_assert_ptr_null(asb_decision_message(d, 999));
    ck_assert_ptr_null(asb_decision_explanation(d, 999));
    ck_assert_int_eq(asb_decision_effect(d, 999), 0);
    asb_text *json;
    ck_assert_int_eq(asb_decision_json(&json, d), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(json), "\"allowed\":false"));
    asb_text_free(json);
    free(before);
    free(after);
    asb_decision_free(d);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(an_invalid_record_names_its_field_and_changes_nothing)
{
    static const struct {
        const char *kind, *fields, *field;
    } wrong[] = {
        {"contact", "{\"party\":\"p1\",\"method\":\"pigeon\",\"outcome\":\"reached\"}", "method"},
        {"contact", "{\"party\":\"p9\",\"method\":\"phone\",\"outcome\":\"reached\"}", "party"},
        {"contact", "{\"party\":\"p1\",\"method\":\"phone\"}", "outcome"},
        {"incident", "{\"occurred\":\"2026-02-30\",\"description\":\"x\"}", "occurred"},
        {"incident", "{\"occurred\":\"2026-02-03\",\"description\":true}", "description"},
        {"incident", "{\"occurred\":\"2026-02-03\",\"description\":\"x\",\"colour\":\"red\"}", "colour"},
        {"jousting", "{}", "kind"},
        {"approval", "{\"of\":99,\"decision\":\"approved\",\"reasons\":\"x\"}", "of"},
        {"note", "{\"text\":null}", "text"},
    };
    asb_case *c = case_world_case(&w, "A");
    char *before = case_world_picture(c, 1);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        asb_decision *d = NULL;
        asb_record *r = case_world_record(&w, "amy", "CCC", wrong[i].kind, wrong[i].fields);
        ck_assert_int_eq(asb_case_add(&d, c, r), ASB_EINVALID);
        ck_assert_str_eq(asb_error_field(w.engine), wrong[i].field);
        ck_assert_ptr_null(d);
        ck_assert(asb_error_code(w.engine)[0] && asb_error_message(w.engine)[0]);
        asb_record_free(r);
    }
    char *after = case_world_picture(c, 1);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    asb_case_free(c);
}
END_TEST

START_TEST(a_role_that_the_policy_lacks_and_a_time_to_come_are_invalid)
{
    asb_case *c = case_world_case(&w, "A");
    ck_assert_int_eq(case_world_add_as(&w, c, "amy", "wizard", "note", "{\"text\":\"x\"}"), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "role");
    ck_assert_int_eq(case_world_add_as(&w, c, "job", "system", "note", "{\"text\":\"x\"}"), ASB_OK);
    asb_record *r = case_world_record(&w, "amy", "CCC", "note", "{\"text\":\"x\"}");
    ck_assert_int_eq(asb_record_set_at(r, "2026-06-01T09:01"), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, c, r), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "at");
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(asking_adds_nothing)
{
    asb_case *c = case_world_case(&w, "A");
    char *before = case_world_picture(c, 1);
    asb_record *r = case_world_record(&w, "amy", "CCC", "allocation", "{\"officer\":\"ben\",\"to_role\":\"CHM\"}");
    asb_decision *d;
    ck_assert_int_eq(asb_case_may(&d, c, r), ASB_OK);
    ck_assert_int_eq(asb_decision_allowed(d), 1);
    ck_assert_int_eq(asb_case_may(NULL, c, r), ASB_OK);
    char *after = case_world_picture(c, 1);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    asb_decision_free(d);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(what_did_happen_is_admitted_with_its_breaches)
{
    asb_case *c = case_world_case(&w, "A");
    asb_record *r = case_world_record(&w, "tess", "TEM", "legal", legal);
    asb_decision *d;
    ck_assert_int_eq(asb_case_admit(&d, c, r, INT64_MIN, 0), ASB_OK);
    ck_assert_int_eq(asb_decision_allowed(d), 1);
    ck_assert_uint_gt(asb_decision_count(d), 0);
    ck_assert_int_eq(asb_decision_effect(d, 0), ASB_EFFECT_BREACH);
    ck_assert_uint_eq(asb_case_count(c), 5);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    /* the breaches are in the header, and so in the chain: seen again when the case is opened */
    asb_case *again;
    asb_text *history;
    ck_assert_int_eq(asb_case_open(&again, w.store, "A"), ASB_OK);
    ck_assert_int_eq(asb_case_history(&history, again), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(history), "\"effect\":\"breach\",\"guard\":\"legal-"));
    /* malformed is malformed, whatever has happened */
    asb_record *bad = case_world_record(&w, "tess", "TEM", "legal", "{\"remedy\":\"curfew\",\"party\":\"p2\",\"status\":\"applied\"}");
    ck_assert_int_eq(asb_case_admit(NULL, c, bad, INT64_MIN, 0), ASB_EINVALID);
    asb_record_free(bad);
    asb_text_free(history);
    asb_case_free(again);
    asb_decision_free(d);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(old_files_are_brought_in_with_their_own_dates)
{
    asb_case *c;
    int64_t then, before;
    ck_assert_int_eq(asb_instant_parse(&then, w.engine, "2024-03-01T10:00"), ASB_OK);
    ck_assert_int_eq(asb_instant_parse(&before, w.engine, "2024-02-01T10:00"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&c, w.engine, w.policy, w.store, "OLD"), ASB_OK);
    asb_record *r = case_world_record(&w, "amy", "CCC", "report", "{\"channel\":\"phone\",\"summary\":\"x\"}");
    ck_assert_int_eq(asb_case_admit(NULL, c, r, then, 1), ASB_OK);
    asb_record *got;
    ck_assert_int_eq(asb_case_record(&got, c, 1), ASB_OK);
    ck_assert_int_eq(asb_record_recorded(got), then);
    ck_assert_int_eq(asb_record_at(got), then);
    asb_record_free(got);
    ck_assert_int_eq(asb_case_admit(NULL, c, r, before, 1), ASB_EINVALID); /* before the record before */
    ck_assert_str_eq(asb_error_field(w.engine), "recorded");
    ck_assert_int_eq(asb_case_admit(NULL, c, r, w.now + 1, 1), ASB_EINVALID); /* after the clock */
    ck_assert_uint_eq(asb_case_count(c), 1);
    asb_text *history;
    ck_assert_int_eq(asb_case_history(&history, c), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(history), "\"imported\":true"));
    asb_text_free(history);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(a_clock_that_is_behind_takes_the_time_of_the_record_before)
{
    asb_case *c = case_world_case(&w, "A");
    int64_t last = w.now;
    w.now -= 3600000;
    ck_assert_int_eq(case_world_add(&w, c, "note", "{\"text\":\"x\"}"), ASB_OK);
    asb_record *r;
    ck_assert_int_eq(asb_case_record(&r, c, 5), ASB_OK);
    ck_assert_int_eq(asb_record_recorded(r), last);
    ck_assert_int_eq(asb_record_at(r), last);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(a_text_of_ten_megabytes_is_refused_with_its_field)
{
    asb_case *c = case_world_case(&w, "A");
    size_t size = 10u << 20;
    char *big = malloc(size + 1);
    memset(big, 'a', size);
    big[size] = '\0';
    asb_record *r;
    ck_assert_int_eq(asb_record_new(&r, w.engine, "note"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "text", big), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_field(w.engine), "text");
    ck_assert_uint_eq(asb_record_field_count(r), 0);
    free(big);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(what_a_case_says_of_itself)
{
    asb_case *c = case_world_case(&w, "A");
    int32_t score;
    ck_assert_str_eq(asb_case_id(c), "A");
    ck_assert_str_eq(asb_case_state(c), "open");
    ck_assert_str_eq(asb_case_stage(c), "case-management");
    ck_assert_str_eq(asb_case_priority(c), "standard");
    ck_assert_str_eq(asb_case_owner(c), "");
    ck_assert_str_eq(asb_case_band(c), "");
    ck_assert_int_eq(asb_case_hate(c), 0);
    ck_assert_int_eq(asb_case_score(&score, c), ASB_ABSENT);
    ck_assert_int_eq(case_world_add(&w, c, "allocation", "{\"officer\":\"ben\",\"to_role\":\"CHM\"}"), ASB_OK);
    ck_assert_str_eq(asb_case_owner(c), "ben");
    ck_assert_str_eq(asb_case_owner_role(c), "CHM");
    ck_assert_int_eq(case_world_add(&w, c, "incident", "{\"occurred\":\"2026-05-31\",\"description\":\"x\",\"hate\":true}"), ASB_OK);
    ck_assert_int_eq(asb_case_hate(c), 1);
    ck_assert_str_eq(asb_case_priority(c), "high");
    asb_policy *p;
    ck_assert_int_eq(asb_case_policy(&p, c), ASB_OK);
    ck_assert_str_eq(asb_policy_digest(p), asb_policy_digest(w.policy));
    asb_policy_free(p);
    asb_case_free(c);
}
END_TEST

START_TEST(a_record_reads_corrected_and_as_it_was_written)
{
    asb_case *c = case_world_case(&w, "A");
    asb_record *now, *then;
    const char *t;
    ck_assert_int_eq(case_world_add(&w, c, "correction", "{\"of\":1,\"field\":\"summary\",\"value\":\"Drums\",\"reason\":\"misheard\"}"),
                     ASB_OK);
    ck_assert_int_eq(asb_case_record(&now, c, 1), ASB_OK);
    ck_assert_int_eq(asb_case_record_written(&then, c, 1), ASB_OK);
    ck_assert_int_eq(asb_record_get_text(&t, NULL, now, "summary"), ASB_OK);
    ck_assert_str_eq(t, "Drums");
    ck_assert_int_eq(asb_record_get_text(&t, NULL, then, "summary"), ASB_OK);
    ck_assert_str_eq(t, "Music at night");
    asb_record_free(now);
    asb_record_free(then);
    ck_assert_int_eq(asb_case_record(&now, c, 99), ASB_ABSENT);
    ck_assert_ptr_null(now);
    /* erasing the correction undoes it; erasing the report leaves its header */
    ck_assert_int_eq(case_world_add(&w, c, "erasure", "{\"of\":[5],\"basis\":\"UK GDPR art. 17\",\"reason\":\"asked for\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_record(&now, c, 1), ASB_OK);
    ck_assert_int_eq(asb_record_get_text(&t, NULL, now, "summary"), ASB_OK);
    ck_assert_str_eq(t, "Music at night");
    asb_record_free(now);
    ck_assert_int_eq(case_world_add(&w, c, "erasure", "{\"of\":[1],\"basis\":\"UK GDPR art. 17\",\"reason\":\"asked for\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_record_written(&now, c, 1), ASB_OK);
    ck_assert_int_eq(asb_record_erased(now), 1);
    ck_assert_uint_eq(asb_record_field_count(now), 0);
    ck_assert_str_eq(asb_record_by(now), "amy");
    asb_record_free(now);
    asb_case_free(c);
}
END_TEST

START_TEST(a_calendar_of_its_own_moves_what_is_open)
{
    asb_case *c = case_world_case(&w, "A"); /* acknowledged within 5 working days of Monday 1 June 2026 */
    asb_duties *d;
    asb_calendar *days;
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    ck_assert_str_eq(asb_duties_rule(d, 0), "acknowledge");
    ck_assert_str_eq(asb_duties_due(d, 0), "2026-06-08");
    asb_duties_free(d);
    ck_assert_int_eq(asb_calendar_new(&days, w.engine), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-06-03", NULL, "Office move"), ASB_OK);
    ck_assert_int_eq(asb_case_set_calendar(c, days), ASB_OK);
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    ck_assert_str_eq(asb_duties_due(d, 0), "2026-06-09");
    asb_duties_free(d);
    ck_assert_int_eq(asb_case_set_calendar(c, NULL), ASB_OK);
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    ck_assert_str_eq(asb_duties_due(d, 0), "2026-06-08");
    asb_duties_free(d);
    asb_calendar_free(days);
    asb_case_free(c);
}
END_TEST

START_TEST(a_day_that_becomes_known_later_moves_only_what_is_open_then)
{
    asb_case *c = case_world_case(&w, "A");
    asb_calendar *days;
    asb_duties *d;
    ck_assert_int_eq(asb_calendar_new(&days, w.engine), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-06-03", "2026-06-02T12:00", NULL), ASB_OK);
    ck_assert_int_eq(asb_engine_set_calendar(w.engine, days), ASB_OK);
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    ck_assert_str_eq(asb_duties_due(d, 0), "2026-06-08");
    asb_duties_free(d);
    case_world_clock(&w, "2026-06-02T12:00");
    asb_text *why;
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    ck_assert_str_eq(asb_duties_due(d, 0), "2026-06-09");
    ck_assert_int_eq(asb_duties_explain(&why, d, 0), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(why), "moved from 2026-06-08 to 2026-06-09"));
    asb_text_free(why);
    asb_duties_free(d);
    asb_calendar_free(days);
    asb_case_free(c);
}
END_TEST

Suite *asb_suite_case_add(void) {
    Suite *s = suite_create("case add");
    TCase *t = tcase_create("adding");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, a_refused_record_leaves_the_case_as_it_was);
    tcase_add_test(t, an_invalid_record_names_its_field_and_changes_nothing);
    tcase_add_test(t, a_role_that_the_policy_lacks_and_a_time_to_come_are_invalid);
    tcase_add_test(t, asking_adds_nothing);
    tcase_add_test(t, what_did_happen_is_admitted_with_its_breaches);
    tcase_add_test(t, old_files_are_brought_in_with_their_own_dates);
    tcase_add_test(t, a_clock_that_is_behind_takes_the_time_of_the_record_before);
    tcase_add_test(t, a_text_of_ten_megabytes_is_refused_with_its_field);
    tcase_add_test(t, what_a_case_says_of_itself);
    tcase_add_test(t, a_record_reads_corrected_and_as_it_was_written);
    tcase_add_test(t, a_calendar_of_its_own_moves_what_is_open);
    tcase_add_test(t, a_day_that_becomes_known_later_moves_only_what_is_open_then);
    suite_add_tcase(s, t);
    return s;
}
