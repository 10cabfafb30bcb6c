/* Calendars of the host, bank holidays, due dates and instants, through the public functions. Dates were worked out by hand. */
#include "record_support.h"
#include <asb/asb.h>
#include <stdio.h>

Suite *asb_suite_engine_calendar(void);

static void is_text(asb_text *t, const char *expected) {
    ck_assert_str_eq(asb_text_data(t), expected);
    ck_assert_uint_eq(asb_text_length(t), strlen(expected));
    asb_text_free(t);
}

static void has_part(asb_text *t, const char *part) {
    ck_assert_msg(strstr(asb_text_data(t), part), "%s is not in %s", part, asb_text_data(t));
    asb_text_free(t);
}

static asb_calendar *new_calendar(test_engine *b) {
    asb_calendar *c = NULL;
    ck_assert_int_eq(asb_calendar_new(&c, b->e), ASB_OK);
    return c;
}

static void is_calendar(const asb_calendar *c, const char *expected) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_calendar_json(&t, c), ASB_OK);
    is_text(t, expected);
}

static asb_text *due_by(test_engine *b, const char *from, const char *period, const asb_policy *p, const asb_calendar *c) {
    asb_text *t = NULL;
    int32_t status = asb_due(&t, b->e, from, period, strlen(period), p, c);
    ck_assert_msg(status == ASB_OK, "%d %s", (int)status, asb_error_message(b->e));
    return t;
}

static int32_t worked(test_engine *b, const char *date, const asb_calendar *c) {
    int32_t flag = 77;
    ck_assert_int_eq(asb_is_working_day(&flag, b->e, date, NULL, c), ASB_OK);
    return flag;
}

START_TEST(a_new_calendar_is_empty)
{
    test_engine b;
    test_engine_begin(&b);
    asb_calendar *c = new_calendar(&b);
    is_calendar(c, "{\"added\":[],\"removed\":[]}");
    asb_calendar_free(c);
    asb_calendar_free(NULL);
    test_engine_end(&b);
}
END_TEST

START_TEST(days_are_kept_in_the_order_said)
{
    test_engine b;
    test_engine_begin(&b);
    asb_calendar *c = new_calendar(&b);
    ck_assert_int_eq(asb_calendar_add(c, "2026-03-04", NULL, "Flood"), ASB_OK);
    ck_assert_int_eq(asb_calendar_remove(c, "2026-12-25", "2026-01-05T08:00:00Z", NULL), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(c, "2026-03-03", "2026-07-01", NULL), ASB_OK);
    is_calendar(c,
                "{\"added\":[{\"date\":\"2026-03-04\",\"name\":\"Flood\"},{\"date\":\"2026-03-03\",\"known\":\"2026-06-30T23:00:00Z\"}],"
                "\"removed\":[{\"date\":\"2026-12-25\",\"known\":\"2026-01-05T08:00:00Z\"}]}");
    asb_calendar_free(c);
    test_engine_end(&b);
}
END_TEST

START_TEST(what_it_writes_it_reads)
{
    static const char json[] = "{\"added\":[{\"date\":\"2026-03-04\",\"known\":\"2026-01-01T00:00:00Z\",\"name\":\"Fl\xc3\xb6ot\"}],"
                               "\"removed\":[{\"date\":\"2026-12-25\"}]}";
    test_engine b;
    asb_calendar *c = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_calendar_parse(&c, b.e, json, sizeof json - 1), ASB_OK);
    is_calendar(c, json);
    asb_calendar_free(c);
    test_engine_end(&b);
}
END_TEST

START_TEST(plain_dates_are_entries_too)
{
    static const char json[] = "{\"removed\":[\"2026-12-25\"]}";
    test_engine b;
    asb_calendar *c = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_calendar_parse(&c, b.e, json, sizeof json - 1), ASB_OK);
    is_calendar(c, "{\"added\":[],\"removed\":[{\"date\":\"2026-12-25\"}]}");
    asb_calendar_free(c);
    test_engine_end(&b);
}
END_TEST

typedef struct wrong_calendar {
    const char *json, *pointer;
    int32_t status;
} wrong_calendar;

START_TEST(what_is_no_calendar_is_refused_with_its_place)
{
    static const wrong_calendar all[] = {
        {"[]", "", ASB_EINVALID},
        {"{\"added\":{}}", "/added", ASB_EINVALID},
        {"{\"added\":[\"2026-02-30\"]}", "/added/0", ASB_EINVALID},
        {"{\"colour\":[]}", "/colour", ASB_EINVALID},
        {"{\"added\":[{\"date\":\"2026-01-02\",\"why\":\"x\"}]}", "/added/0/why", ASB_EINVALID},
        {"{\"removed\":[{\"name\":\"x\"}]}", "/removed/0", ASB_EINVALID},
        {"{\"added\":[{\"date\":\"2026-01-02\",\"known\":\"soon\"}]}", "/added/0/known", ASB_EINVALID},
        {"{\"added\":[{\"date\":\"2026-01-02\",\"name\":\" \"}]}", "/added/0/name", ASB_EINVALID},
        {"{\"added\":[7]}", "/added/0", ASB_EINVALID},
        {"{\"added\":", "", ASB_EJSON},
        {"", "", ASB_EJSON},
    };
    test_engine b;
    test_engine_begin(&b);
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        asb_calendar *c = NULL;
        ck_assert_msg(asb_calendar_parse(&c, b.e, all[i].json, strlen(all[i].json)) == all[i].status, "%s", all[i].json);
        ck_assert_ptr_null(c);
        if (all[i].status == ASB_EINVALID) ck_assert_str_eq(asb_error_pointer(b.e), all[i].pointer);
        ck_assert_str_ne(asb_error_message(b.e), "");
    }
    test_engine_end(&b);
}
END_TEST

START_TEST(a_day_that_is_wrong_changes_nothing)
{
    test_engine b;
    test_engine_begin(&b);
    asb_calendar *c = new_calendar(&b);
    ck_assert_int_eq(asb_calendar_add(c, "2026-03-04", NULL, NULL), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(c, "04/03/2026", NULL, NULL), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "date");
    ck_assert_int_eq(asb_calendar_remove(c, "2026-03-05", "yesterday", NULL), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "known");
    ck_assert_int_eq(asb_calendar_add(c, "2026-03-05", NULL, "\xff"), ASB_EINVALID);
    ck_assert_int_eq(asb_calendar_add(c, NULL, NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_calendar_remove(NULL, "2026-03-05", NULL, NULL), ASB_EARGUMENT);
    is_calendar(c, "{\"added\":[{\"date\":\"2026-03-04\"}],\"removed\":[]}");
    asb_calendar_free(c);
    test_engine_end(&b);
}
END_TEST

START_TEST(the_limit_of_days_holds)
{
    static const char three[] = "{\"added\":[\"2026-03-04\",\"2026-03-05\"],\"removed\":[\"2026-12-25\"]}";
    test_engine b;
    asb_calendar *parsed = NULL;
    test_engine_begin(&b);
    asb_calendar *c = new_calendar(&b);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "calendar-days", 2), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(c, "2026-03-04", NULL, NULL), ASB_OK);
    ck_assert_int_eq(asb_calendar_remove(c, "2026-12-25", NULL, NULL), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(c, "2026-03-05", NULL, NULL), ASB_ELIMIT);
    ck_assert_int_eq(asb_calendar_parse(&parsed, b.e, three, sizeof three - 1), ASB_ELIMIT);
    ck_assert_ptr_null(parsed);
    asb_calendar_free(c);
    test_engine_end(&b);
}
END_TEST

START_TEST(bank_holidays_are_listed)
{
    test_engine b;
    asb_text *t = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_holidays(&t, b.e, 2026, 2026), ASB_OK);
    static const char *const days[] = {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04",
                                       "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"};
    const char *at = asb_text_data(t);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        at = strstr(at, days[i]); /* in order of their dates */
        ck_assert_msg(at != NULL, "%s is not in %s", days[i], asb_text_data(t));
    }
    asb_json *list = NULL;
    ck_assert_int_eq(asb_json_parse(&list, b.e, asb_text_data(t), asb_text_length(t)), ASB_OK);
    ck_assert_uint_eq(asb_json_count(list), COUNT_OF(days));
    ck_assert_ptr_nonnull(asb_json_get(asb_json_at(list, 0), "name"));
    asb_json_free(list);
    asb_text_free(t);
    test_engine_end(&b);
}
END_TEST

START_TEST(years_must_be_years)
{
    test_engine b;
    asb_text *t = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_holidays(&t, b.e, 1899, 2000), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "from");
    ck_assert_int_eq(asb_holidays(&t, b.e, 2000, 3000), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "to");
    ck_assert_int_eq(asb_holidays(&t, b.e, 2001, 2000), ASB_EINVALID);
    ck_assert_int_eq(asb_holidays(NULL, b.e, 2000, 2000), ASB_EARGUMENT);
    ck_assert_int_eq(asb_holidays(&t, NULL, 2000, 2000), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
    test_engine_end(&b);
}
END_TEST

START_TEST(due_dates_say_what_was_left_out)
{
    test_engine b;
    test_engine_begin(&b);
    /* Thursday 2 April 2026: Good Friday, the weekend, Easter Monday; then 7, 8, 9 April. */
    asb_text *t = due_by(&b, "2026-04-02", "{\"working_days\":3}", NULL, NULL);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"due\":\"2026-04-09\""));
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"date\":\"2026-04-03\""));
    has_part(t, "\"date\":\"2026-04-06\"");
    has_part(due_by(&b, "2026-01-31", "{\"months\":1}", NULL, NULL), "\"due\":\"2026-02-28\"");
    has_part(due_by(&b, "2026-11-17", "{\"months\":3,\"beginning_with\":true}", NULL, NULL), "\"due\":\"2027-02-16\"");
    has_part(due_by(&b, "2026-03-02", "{\"days\":0}", NULL, NULL), "\"due\":\"2026-03-02\"");
    has_part(due_by(&b, "2026-12-24T18:00:00Z", "{\"hours\":48,\"skipping\":[\"christmas-day\"]}", NULL, NULL),
             "\"due\":\"2026-12-27T18:00:00Z\"");
    /* A week from a Saturday ends on a Saturday: to be acted on by the Friday. */
    has_part(due_by(&b, "2026-03-07", "{\"weeks\":1}", NULL, NULL), "\"act_by\":\"2026-03-13\"");
    test_engine_end(&b);
}
END_TEST

START_TEST(the_hosts_days_count)
{
    static const char five[] = "{\"working_days\":5}";
    test_engine b;
    test_engine_begin(&b);
    asb_calendar *c = new_calendar(&b);
    ck_assert_int_eq(asb_calendar_add(c, "2026-03-04", NULL, "Flood"), ASB_OK);
    ck_assert_int_eq(asb_calendar_remove(c, "2026-12-25", NULL, NULL), ASB_OK);
    has_part(due_by(&b, "2026-03-02", five, NULL, NULL), "\"due\":\"2026-03-09\"");
    has_part(due_by(&b, "2026-03-02", five, NULL, c), "\"due\":\"2026-03-10\"");
    has_part(due_by(&b, "2026-03-02", five, NULL, c), "Flood");
    ck_assert_int_eq(worked(&b, "2026-03-04", NULL), 1);
    ck_assert_int_eq(worked(&b, "2026-03-04", c), 0);
    ck_assert_int_eq(worked(&b, "2026-12-25", NULL), 0);
    ck_assert_int_eq(worked(&b, "2026-12-25", c), 1);
    ck_assert_int_eq(worked(&b, "2026-03-07", c), 0);
    ck_assert_int_eq(asb_engine_set_calendar(b.e, c), ASB_OK);
    asb_calendar_free(c); /* copied */
    ck_assert_int_eq(worked(&b, "2026-03-04", NULL), 0);
    has_part(due_by(&b, "2026-03-02", five, NULL, NULL), "\"due\":\"2026-03-10\"");
    ck_assert_int_eq(asb_engine_set_calendar(b.e, NULL), ASB_OK);
    ck_assert_int_eq(worked(&b, "2026-03-04", NULL), 1);
    test_engine_end(&b);
}
END_TEST

START_TEST(a_policys_days_count)
{
    static const char json[] = "{\"asb_policy\":1,\"id\":\"closed\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\","
                               "\"calendar\":{\"region\":\"england-and-wales\",\"closed\":[\"2026-03-03\"],\"open\":[\"2026-04-03\"]}}";
    test_engine b;
    asb_policy *p = NULL;
    int32_t flag = 77;
    test_engine_begin(&b);
    ck_assert_msg(asb_policy_parse(&p, b.e, json, sizeof json - 1) == ASB_OK, "%s %s", asb_error_pointer(b.e), asb_error_message(b.e));
    has_part(due_by(&b, "2026-03-02", "{\"working_days\":1}", p, NULL), "\"due\":\"2026-03-04\"");
    ck_assert_int_eq(asb_is_working_day(&flag, b.e, "2026-03-03", p, NULL), ASB_OK);
    ck_assert_int_eq(flag, 0);
    ck_assert_int_eq(asb_is_working_day(&flag, b.e, "2026-04-03", p, NULL), ASB_OK);
    ck_assert_int_eq(flag, 1);
    asb_policy_free(p);
    test_engine_end(&b);
}
END_TEST

START_TEST(due_says_which_argument_is_wrong)
{
    static const char five[] = "{\"working_days\":5}", odd[] = "{\"fortnights\":5}", broken[] = "{\"days\":";
    test_engine b;
    asb_text *t = NULL;
    int32_t flag = 77;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_due(&t, b.e, "tomorrow", five, sizeof five - 1, NULL, NULL), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "from");
    ck_assert_int_eq(asb_due(&t, b.e, "2026-03-02", odd, sizeof odd - 1, NULL, NULL), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "period");
    ck_assert_int_eq(asb_due(&t, b.e, "2026-03-02", broken, sizeof broken - 1, NULL, NULL), ASB_EJSON);
    ck_assert_int_eq(asb_due(&t, b.e, NULL, five, sizeof five - 1, NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_due(NULL, b.e, "2026-03-02", five, sizeof five - 1, NULL, NULL), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
    ck_assert_int_eq(asb_is_working_day(&flag, b.e, "2026-13-01", NULL, NULL), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "date");
    ck_assert_int_eq(asb_is_working_day(NULL, b.e, "2026-03-01", NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(flag, 77);
    test_engine_end(&b);
}
END_TEST

START_TEST(instants_are_read_and_written)
{
    test_engine b;
    asb_text *t = NULL;
    int64_t ms = 77;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_instant_parse(&ms, b.e, "2026-07-01T10:00:00"), ASB_OK); /* summer time in London */
    ck_assert(ms == INT64_C(1782896400000));
    ck_assert_int_eq(asb_instant_text(&t, b.e, ms, 0), ASB_OK);
    is_text(t, "2026-07-01T09:00:00Z");
    ck_assert_int_eq(asb_instant_text(&t, b.e, ms, 1), ASB_OK);
    is_text(t, "2026-07-01T10:00");
    ck_assert_int_eq(asb_instant_parse(&ms, b.e, "2026-07-01"), ASB_OK); /* a day begins at its local midnight */
    ck_assert(ms == INT64_C(1782860400000));
    ck_assert_int_eq(asb_instant_parse(&ms, b.e, "2026-03-02T09:00:00+05:30"), ASB_OK);
    ck_assert_int_eq(asb_instant_text(&t, b.e, ms, 0), ASB_OK);
    is_text(t, "2026-03-02T03:30:00Z");
    test_engine_end(&b);
}
END_TEST

START_TEST(what_is_no_instant_is_refused)
{
    static const char *const all[] = {"",           "now",       "2026-02-30", "2026-03-02T25:00:00Z", "2026-03-02T09:00:00Zulu",
                                      "1899-12-31", "3000-01-01"};
    test_engine b;
    asb_text *t = NULL;
    int64_t ms = 77;
    test_engine_begin(&b);
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        ck_assert_msg(asb_instant_parse(&ms, b.e, all[i]) == ASB_EINVALID, "%s", all[i]);
        ck_assert_str_eq(asb_error_field(b.e), "text");
    }
    ck_assert(ms == 77);
    ck_assert_int_eq(asb_instant_text(&t, b.e, INT64_MAX, 0), ASB_EINVALID);
    ck_assert_int_eq(asb_instant_text(&t, b.e, INT64_MIN, 1), ASB_EINVALID);
    ck_assert_ptr_null(t);
    test_engine_end(&b);
}
END_TEST

Suite *asb_suite_engine_calendar(void) {
    const TTest *const tests[] = {a_new_calendar_is_empty,
                                  days_are_kept_in_the_order_said,
                                  what_it_writes_it_reads,
                                  plain_dates_are_entries_too,
                                  what_is_no_calendar_is_refused_with_its_place,
                                  a_day_that_is_wrong_changes_nothing,
                                  the_limit_of_days_holds,
                                  bank_holidays_are_listed,
                                  years_must_be_years,
                                  due_dates_say_what_was_left_out,
                                  the_hosts_days_count,
                                  a_policys_days_count,
                                  due_says_which_argument_is_wrong,
                                  instants_are_read_and_written,
                                  what_is_no_instant_is_refused};
    return test_suite("engine_calendar", tests, COUNT_OF(tests));
}
