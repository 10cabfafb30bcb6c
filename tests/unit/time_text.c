/* Periods as JSON and in words, and the days that they left out. */
#include "base/container.h"
#include "time/period.h"
#include "time_support.h"

#include <asb/error.h>
#include <check.h>
#include <string.h>

Suite *asb_suite_time_text(void);

static memory libc_memory = {.resize = asbi_memory_libc};
static const calendar plain = {.known = NO_INSTANT};

static json_value *parse(arena *a, const char *json) {
    static const json_limits limits = {100000, 100};
    static fault f;
    json_value *v = NULL;
    asbi_arena_init(a, &libc_memory);
    ck_assert_msg(asbi_json_parse(&v, a, json, strlen(json), &limits, &f) == ASB_OK, "no JSON: %s", json);
    return v;
}

static period read(const char *json) {
    arena a;
    period p = {0};
    const json_value *wrong = NULL;
    const char *code = NULL;
    ck_assert_msg(asbi_period_read(&p, parse(&a, json), &wrong, &code) == ASB_OK, "%s: %s", json, code ? code : "");
    asbi_arena_free(&a);
    return p;
}

/* ---- Reading ---- */

START_TEST(good_periods)
{
    static const struct {
        const char *json;
        period period;
        const char *words;
    } known[] = {
        {"{\"working_days\":5}", {PERIOD_WORKING_DAYS, 0, 0, 5}, "5 working days"},
        {"{\"working_days\":1}", {PERIOD_WORKING_DAYS, 0, 0, 1}, "1 working day"},
        {"{\"working_days\":0}", {PERIOD_WORKING_DAYS, 0, 0, 0}, "0 working days"},
        {"{\"working_days\":2600}", {PERIOD_WORKING_DAYS, 0, 0, 2600}, "2600 working days"},
        {"{\"days\":36600}", {PERIOD_DAYS, 0, 0, 36600}, "36600 days"},
        {"{\"weeks\":5200}", {PERIOD_WEEKS, 0, 0, 5200}, "5200 weeks"},
        {"{\"months\":1200}", {PERIOD_MONTHS, 0, 0, 1200}, "1200 months"},
        {"{\"hours\":87600}", {PERIOD_HOURS, 0, 0, 87600}, "87600 hours"},
        {"{\"beginning_with\":true,\"months\":1}", {PERIOD_MONTHS, 1, 0, 1}, "1 month beginning with the day"},
        {"{\"months\":0,\"beginning_with\":false}", {PERIOD_MONTHS, 0, 0, 0}, "0 months"},
        {"{\"weeks\":2,\"beginning_with\":true}", {PERIOD_WEEKS, 1, 0, 2}, "2 weeks beginning with the day"},
        {"{\"days\":1,\"ambiguity\":\"unclear\",\"x-y\":[{}],\"x-\":null}", {PERIOD_DAYS, 0, 0, 1}, "1 day"},
        {"{\"hours\":48,\"skipping\":[\"christmas-day\"]}", {PERIOD_HOURS, 0, SKIP_CHRISTMAS_DAY, 48}, "48 hours skipping christmas-day"},
        {"{\"skipping\":[\"sunday\",\"christmas-day\",\"good-friday\"],\"hours\":24}",
         {PERIOD_HOURS, 0, SKIP_CHRISTMAS_DAY | SKIP_GOOD_FRIDAY | SKIP_SUNDAY, 24},
         "24 hours skipping christmas-day, good-friday and sunday"},
        {"{\"hours\":1,\"skipping\":[\"saturday\",\"bank-holiday\"]}",
         {PERIOD_HOURS, 0, SKIP_SATURDAY | SKIP_BANK_HOLIDAY, 1},
         "1 hour skipping bank-holiday and saturday"},
    };
    buffer b;
    asbi_buffer_init(&b, &libc_memory, 1000);
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        period p = read(known[i].json);
        ck_assert_msg(p.unit == known[i].period.unit && p.count == known[i].period.count && p.skipping == known[i].period.skipping &&
                          p.beginning_with == known[i].period.beginning_with,
                      "%s", known[i].json);
        asbi_buffer_clear(&b);
        asbi_put_period(&b, &p);
        ck_assert_str_eq(b.data, known[i].words);
    }
    asbi_buffer_free(&b);
}
END_TEST

START_TEST(bad_periods)
{
    static const struct {
        const char *json, *code, *pointer;
    } known[] = {
        {"5", "period-type", ""},
        {"\"5 days\"", "period-type", ""},
        {"[]", "period-type", ""},
        {"null", "period-type", ""},
        {"{}", "period-unit", ""},
        {"{\"x-a\":1}", "period-unit", ""},
        {"{\"skipping\":[\"sunday\"]}", "period-unit", ""},
        {"{\"days\":1,\"weeks\":1}", "period-unit", ""},
        {"{\"days\":-1}", "period-number", "/days"},
        {"{\"days\":1.5}", "period-number", "/days"},
        {"{\"days\":1.0}", "period-number", "/days"},
        {"{\"days\":1e1}", "period-number", "/days"},
        {"{\"days\":\"1\"}", "period-number", "/days"},
        {"{\"days\":true}", "period-number", "/days"},
        {"{\"days\":null}", "period-number", "/days"},
        {"{\"days\":99999999999999999999}", "period-number", "/days"},
        {"{\"working_days\":2601}", "period-number", "/working_days"},
        {"{\"days\":36601}", "period-number", "/days"},
        {"{\"weeks\":5201}", "period-number", "/weeks"},
        {"{\"months\":1201}", "period-number", "/months"},
        {"{\"hours\":87601}", "period-number", "/hours"},
        {"{\"months\":0,\"beginning_with\":true}", "period-number", "/months"},
        {"{\"working_days\":3,\"beginning_with\":true}", "period-beginning", "/beginning_with"},
        {"{\"hours\":3,\"beginning_with\":true}", "period-beginning", "/beginning_with"},
        {"{\"days\":3,\"beginning_with\":1}", "period-beginning", "/beginning_with"},
        {"{\"days\":3,\"beginning_with\":null}", "period-beginning", "/beginning_with"},
        {"{\"days\":3,\"Weeks\":1}", "period-key", "/Weeks"},
        {"{\"days\":3,\"x\":1}", "period-key", "/x"},
        {"{\"days\":3,\"\":1}", "period-key", "/"},
        {"{\"days\":3,\"ambiguity\":1}", "period-key", "/ambiguity"},
        {"{\"days\":3,\"skipping\":[\"sunday\"]}", "period-skipping", "/skipping"},
        {"{\"hours\":3,\"skipping\":[]}", "period-skipping", "/skipping"},
        {"{\"hours\":3,\"skipping\":\"sunday\"}", "period-skipping", "/skipping"},
        {"{\"hours\":3,\"skipping\":{\"a\":\"sunday\"}}", "period-skipping", "/skipping"},
        {"{\"hours\":3,\"skipping\":[\"sunday\",\"sunday\"]}", "period-skipping", "/skipping/1"},
        {"{\"hours\":3,\"skipping\":[\"sunday\",\"monday\"]}", "period-skipping", "/skipping/1"},
        {"{\"hours\":3,\"skipping\":[1]}", "period-skipping", "/skipping/0"},
    };
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        arena a;
        period p = {PERIOD_DAYS, 1, 2, 12345};
        const json_value *wrong = NULL;
        const char *code = NULL;
        char pointer[100];
        ck_assert_msg(asbi_period_read(&p, parse(&a, known[i].json), &wrong, &code) == ASB_EINVALID, "good: %s", known[i].json);
        asbi_json_pointer(wrong, pointer, sizeof pointer);
        ck_assert_msg(strcmp(code, known[i].code) == 0 && strcmp(pointer, known[i].pointer) == 0, "%s: %s at '%s'", known[i].json, code,
                      pointer);
        ck_assert(p.unit == PERIOD_DAYS && p.beginning_with == 1 && p.skipping == 2 && p.count == 12345);
        asbi_arena_free(&a);
    }
}
END_TEST

START_TEST(limits_of_a_number)
{
    arena a;
    int32_t least, greatest;
    asbi_period_limits(asbi_json_first(parse(&a, "{\"months\":0,\"beginning_with\":true}")), &least, &greatest);
    ck_assert(least == 1 && greatest == 1200);
    asbi_arena_free(&a);
    asbi_period_limits(asbi_json_first(parse(&a, "{\"hours\":-1}")), &least, &greatest);
    ck_assert(least == 0 && greatest == 87600);
    asbi_arena_free(&a);
}
END_TEST

/* ---- Writing ---- */

START_TEST(no_period_in_words)
{
    buffer b;
    period none = {0};
    asbi_buffer_init(&b, &libc_memory, 100);
    asbi_put_period(&b, &none);
    ck_assert_str_eq(b.data, "no period");
    asbi_buffer_free(&b);
}
END_TEST

static void assert_left_out(const char *json, const char *from, const calendar *c, const char *expected) {
    buffer b;
    period p = read(json);
    asbi_buffer_init(&b, &libc_memory, 10000);
    asbi_put_skipped_days(&b, &p, at(from), c);
    asbi_put(&b, "");
    ck_assert_msg(strcmp(b.data ? b.data : "", expected) == 0, "%s from %s: %s", json, from, b.data);
    asbi_buffer_free(&b);
}

START_TEST(working_days_left_out)
{
    const char *easter = "2026-04-03 Good Friday, 2026-04-04 Saturday, 2026-04-05 Sunday, 2026-04-06 Easter Monday";
    assert_left_out("{\"working_days\":1}", "2026-04-02T16:00", &plain, easter);
    assert_left_out("{\"working_days\":1}", "2026-04-02T16:00", NULL, easter);
    assert_left_out("{\"working_days\":2}", "2026-04-04", &plain,
                    "2026-04-05 Sunday, 2026-04-06 Easter Monday"); /* the day itself is day 0 */
    assert_left_out("{\"working_days\":4}", "2026-04-06", &plain, "");
    assert_left_out("{\"working_days\":0}", "2026-04-04", &plain, "");
    assert_left_out("{\"days\":14}", "2026-04-02", &plain, "");
    assert_left_out("{\"months\":1}", "2026-04-02", &plain, "");
}
END_TEST

START_TEST(named_days_left_out)
{
    day_list host;
    asbi_days_init(&host, &libc_memory);
    const calendar_day days[] = {
        {day("2026-06-03"), 0, NO_INSTANT, "Flood"}, {day("2026-06-04"), 0, NO_INSTANT, NULL}, {day("2026-06-06"), 1, NO_INSTANT, NULL}};
    for (size_t i = 0; i < COUNT_OF(days); i++) ck_assert_int_eq(asbi_days_add(&host, &days[i]), ASB_OK);
    date closed[] = {day("2026-06-02")};
    calendar c = {NULL, closed, 0, 1, &host, NO_INSTANT};
    assert_left_out("{\"working_days\":3}", "2026-06-01", &c,
                    "2026-06-02 closed, 2026-06-03 added to the calendar (Flood), 2026-06-04 added to the calendar, 2026-06-07 Sunday");
    assert_left_out("{\"hours\":48,\"skipping\":[\"bank-holiday\"]}", "2026-06-01T12:00", &c,
                    "2026-06-03 added to the calendar (Flood), 2026-06-04 added to the calendar");
    asbi_days_free(&host);
}
END_TEST

START_TEST(hours_left_out)
{
    const char *english = "{\"hours\":24,\"skipping\":[\"christmas-day\",\"good-friday\",\"sunday\"]}";
    assert_left_out("{\"hours\":48,\"skipping\":[\"christmas-day\"]}", "2026-12-24T10:00", &plain, "2026-12-25 Christmas Day");
    assert_left_out(english, "2026-04-02T18:00", &plain, "2026-04-03 Good Friday");
    assert_left_out(english, "2026-04-04T18:00", &plain, "2026-04-05 Sunday");
    assert_left_out(english, "2026-04-03T18:00", &plain, "2026-04-03 Good Friday"); /* begun within it; ends at midnight before Sunday */
    assert_left_out(english, "2026-04-07T18:00", &plain, "");
    assert_left_out("{\"hours\":24}", "2026-04-02T18:00", &plain, "");
    assert_left_out("{\"hours\":72,\"skipping\":[\"bank-holiday\",\"saturday\"]}", "2026-12-24T18:00", &plain,
                    "2026-12-25 Christmas Day, 2026-12-26 Saturday, 2026-12-28 Boxing Day");
}
END_TEST

Suite *asb_suite_time_text(void) {
    Suite *s = suite_create("time_text");
    TCase *reading = tcase_create("reading");
    tcase_add_test(reading, good_periods);
    tcase_add_test(reading, bad_periods);
    tcase_add_test(reading, limits_of_a_number);
    suite_add_tcase(s, reading);
    TCase *writing = tcase_create("writing");
    tcase_add_test(writing, no_period_in_words);
    tcase_add_test(writing, working_days_left_out);
    tcase_add_test(writing, named_days_left_out);
    tcase_add_test(writing, hours_left_out);
    suite_add_tcase(s, writing);
    return s;
}
