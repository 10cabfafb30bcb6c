/* A record that is asked about again: what was made of it the first time never answers for what has changed since, in the record, in the case, or in the policy. */
#include "case_world.h"

static case_world w;

static void setup(void) {
    case_world_begin(&w, "places-for-people");
}
static void teardown(void) {
    case_world_end(&w);
}

Suite *asb_suite_case_tried(void);

static const char closure[] = "{\"reason\":\"reduced\",\"rationale\":\"It is quiet\"}";

/* The same as of a record that was never asked about. */
static void as_fresh(asb_case *c, asb_record *r, int32_t expected) {
    asb_text *json, *told, *fresh_told;
    asb_record *fresh;
    asb_decision *d = NULL, *other = NULL;
    ck_assert_int_eq(asb_record_json(&json, r), ASB_OK);
    ck_assert_int_eq(asb_record_parse(&fresh, w.engine, asb_text_data(json), asb_text_length(json)), ASB_OK);
    for (int again = 0; again < 2; again++) {
        ck_assert_int_eq(asb_case_may(&other, c, fresh), expected);
        ck_assert_int_eq(asb_case_may(&d, c, r), expected);
        if (expected < 0) continue;
        ck_assert_int_eq(asb_decision_json(&told, d), ASB_OK);
        ck_assert_int_eq(asb_decision_json(&fresh_told, other), ASB_OK);
        ck_assert_str_eq(asb_text_data(told), asb_text_data(fresh_told));
        asb_text_free(told);
        asb_text_free(fresh_told);
        asb_decision_free(d);
        asb_decision_free(other);
    }
    asb_record_free(fresh);
    asb_text_free(json);
}

START_TEST(another_actor_is_another_question)
{
    asb_case *c = case_world_case(&w, "A");
    asb_record *r = case_world_record(&w, "amy", "CCC", "closure", closure);
    as_fresh(c, r, ASB_REFUSED);
    ck_assert_int_eq(asb_record_set_actor(r, "amy", "wizard"), ASB_OK);
    as_fresh(c, r, ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "role");
    ck_assert_int_eq(asb_record_set_actor(r, "carol", "CHM"), ASB_OK);
    as_fresh(c, r, ASB_REFUSED);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(another_field_is_another_question)
{
    asb_case *c = case_world_case(&w, "A");
    asb_record *r = case_world_record(&w, "amy", "CCC", "closure", closure);
    as_fresh(c, r, ASB_REFUSED);
    ck_assert_int_eq(asb_record_set_text(r, "reason", "bored"), ASB_OK);
    as_fresh(c, r, ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "reason");
    ck_assert_int_eq(asb_record_set_text(r, "reason", "exhausted"), ASB_OK);
    as_fresh(c, r, ASB_REFUSED);
    ck_assert_int_eq(asb_record_set_flag(r, "complainant_informed", 1), ASB_OK);
    as_fresh(c, r, ASB_REFUSED);
    ck_assert_int_eq(asb_record_unset(r, "rationale"), ASB_OK);
    as_fresh(c, r, ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "rationale");
    ck_assert_int_eq(asb_record_add_text(r, "rationale", "It is"), ASB_OK);
    ck_assert_int_eq(asb_record_set_json(r, "rationale", "7", 1), ASB_OK);
    as_fresh(c, r, ASB_EINVALID);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(the_moment_and_the_people_are_looked_at_each_time)
{
    asb_case *c = case_world_case(&w, "A");
    asb_record *r = case_world_record(&w, "amy", "CCC", "contact", "{\"party\":\"p1\",\"method\":\"phone\",\"outcome\":\"reached\"}");
    as_fresh(c, r, ASB_OK);
    ck_assert_int_eq(asb_record_set_at(r, "2026-06-01T09:01"), ASB_OK);
    as_fresh(c, r, ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "at");
    case_world_clock(&w, "2026-06-01T09:02");
    as_fresh(c, r, ASB_OK);
    ck_assert_int_eq(
        case_world_add_as(&w, c, "carol", "CHM", "erasure", "{\"party\":\"p1\",\"basis\":\"right to erasure\",\"reason\":\"asked\"}"),
        ASB_OK);
    as_fresh(c, r, ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "party");
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

/* Nothing in the record hangs on the case, but its moment does, and that there is a case at all. */
START_TEST(the_clock_may_be_set_back)
{
    asb_case *c = case_world_case(&w, "A"), *empty;
    asb_record *r = case_world_record(&w, "amy", "CCC", "note", "{\"text\":\"Rang back\"}");
    ck_assert_int_eq(asb_record_set_at(r, "2026-06-01T09:01"), ASB_OK);
    as_fresh(c, r, ASB_EINVALID);
    case_world_clock(&w, "2026-06-01T09:02");
    as_fresh(c, r, ASB_OK);
    case_world_clock(&w, "2026-06-01T09:00:30");
    as_fresh(c, r, ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(w.engine), "at");
    case_world_clock(&w, "2026-06-01T09:01");
    as_fresh(c, r, ASB_OK);
    ck_assert_int_eq(asb_case_new(&empty, w.engine, w.policy, NULL, "B"), ASB_OK);
    as_fresh(empty, r, ASB_EINVALID); /* a case does not begin with a note */
    asb_case_free(empty);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

START_TEST(no_case_is_opened_in_a_file_of_prevention)
{
    asb_case *c = case_world_case(&w, "A"), *prevention;
    asb_record *r = case_world_record(&w, "amy", "CCC", "opening", "{\"categories\":[\"noise\"]}");
    ck_assert_int_eq(asb_case_new(&prevention, w.engine, w.policy, NULL, "T"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, prevention, "tenancy", "{\"what\":\"offer\"}"), ASB_OK);
    as_fresh(c, r, ASB_OK);
    as_fresh(prevention, r, ASB_EINVALID);
    asb_record_free(r);
    asb_case_free(prevention);
    asb_case_free(c);
}
END_TEST

START_TEST(another_policy_is_another_question)
{
    asb_case *c = case_world_case(&w, "A"), *other;
    asb_policy *hart;
    asb_record *r = case_world_record(&w, "amy", "CCC", "closure", closure);
    ck_assert_int_eq(asb_policy_builtin(&hart, w.engine, "hart"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&other, w.engine, hart, NULL, "H"), ASB_OK);
    ck_assert_int_eq(case_world_add_as(&w, other, "amy", "community-safety-officer", "report", "{\"channel\":\"phone\",\"summary\":\"x\"}"),
                     ASB_OK);
    for (int again = 0; again < 2; again++) {
        as_fresh(c, r, ASB_REFUSED);
        as_fresh(other, r, ASB_EINVALID); /* its roles are others */
    }
    asb_policy_free(hart);
    asb_case_free(other);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

/* What a decision says is lent from the policy, which it keeps. */
START_TEST(a_decision_outlives_all_that_it_was_about)
{
    asb_case *c = case_world_case(&w, "A");
    asb_record *r = case_world_record(&w, "amy", "CCC", "closure", closure);
    asb_decision *d, *same;
    ck_assert_int_eq(asb_case_may(&d, c, r), ASB_REFUSED);
    ck_assert_int_eq(asb_case_may(&same, c, r), ASB_REFUSED);
    uint32_t count = asb_decision_count(d);
    ck_assert_uint_gt(count, 0);
    ck_assert_ptr_eq(asb_decision_explanation(d, 0), asb_decision_explanation(same, 0));
    asb_decision_free(same);
    asb_record_free(r);
    asb_case_free(c);
    asb_policy_free(w.policy);
    w.policy = NULL;
    ck_assert_uint_gt(asb_engine_memory(w.engine), 0);
    ck_assert(strlen(asb_decision_guard(d, count - 1)) && strlen(asb_decision_clause(d, count - 1)));
    ck_assert_ptr_nonnull(strstr(asb_decision_explanation(d, count - 1), asb_decision_message(d, count - 1)));
    ck_assert_ptr_null(asb_decision_explanation(d, count));
    asb_decision_free(d);
}
END_TEST

/* Guards that only warn, and the last one refuses: with few guards, and with more than are judged at once. */
static asb_policy *last_one(unsigned guards, const char *severity) {
    char *json = malloc(20000);
    asb_policy *p = NULL;
    int length = sprintf(json, "%s",
                         "{\"asb_policy\":1,\"id\":\"t\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\","
                         "\"roles\":[{\"id\":\"officer\",\"label\":\"Officer\"}],\"guards\":[");
    for (unsigned i = 0; i < guards; i++)
        length += sprintf(
            json + length,
            "%s{\"id\":\"g%u\",\"clause\":\"1\",\"on\":\"note\",\"require\":{\"has\":\"incident\"},\"message\":\"M\",\"severity\":\"%s\"}",
            i ? "," : "", i, i + 1 < guards ? "warn" : severity);
    length += sprintf(json + length, "]}");
    ck_assert_int_lt(length, 20000);
    ck_assert_msg(asb_policy_parse(&p, w.engine, json, (size_t)length) == ASB_OK, "%s", asb_error_message(w.engine));
    free(json);
    return p;
}

static void the_last_of(unsigned guards, const char *severity, int32_t expected) {
    asb_policy *p = last_one(guards, severity);
    asb_case *c;
    asb_decision *d = NULL;
    asb_record *first = case_world_record(&w, "amy", "officer", "report", "{\"channel\":\"phone\",\"summary\":\"Music\"}");
    asb_record *note = case_world_record(&w, "amy", "officer", "note", "{\"text\":\"T\"}");
    ck_assert_int_eq(asb_case_new(&c, w.engine, p, NULL, "A"), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, c, first), ASB_OK);
    ck_assert_int_eq(asb_case_may(NULL, c, note), expected);
    ck_assert_int_eq(asb_case_may(&d, c, note), expected);
    ck_assert_uint_eq(asb_decision_count(d), guards);
    asb_decision_free(d);
    asb_record_free(first);
    asb_record_free(note);
    asb_case_free(c);
    asb_policy_free(p);
}

START_TEST(one_that_refuses_behind_those_that_warn)
{
    static const unsigned numbers[] = {1, 2, 3, 30, 39, 40, 41, 60};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        the_last_of(numbers[i], "refuse", ASB_REFUSED);
        the_last_of(numbers[i], "warn", ASB_OK);
    }
}
END_TEST

Suite *asb_suite_case_tried(void) {
    Suite *s = suite_create("case tried");
    TCase *t = tcase_create("asking again");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, another_actor_is_another_question);
    tcase_add_test(t, another_field_is_another_question);
    tcase_add_test(t, the_moment_and_the_people_are_looked_at_each_time);
    tcase_add_test(t, the_clock_may_be_set_back);
    tcase_add_test(t, no_case_is_opened_in_a_file_of_prevention);
    tcase_add_test(t, another_policy_is_another_question);
    tcase_add_test(t, a_decision_outlives_all_that_it_was_about);
    tcase_add_test(t, one_that_refuses_behind_those_that_warn);
    suite_add_tcase(s, t);
    return s;
}
