/* Instants and dates: against naive counting, and against transitions and texts worked out by hand. */
#include "time/instant.h"
#include "base/container.h"

#include <asb/error.h>
#include <check.h>
#include <string.h>

Suite *asb_suite_time_instant(void);

#define HOUR INT64_C(3600000)

static memory libc_memory = {.resize = asbi_memory_libc};

static date day(const char *t) {
    date d = NO_DATE;
    ck_assert_msg(asbi_parse_date(asbi_text(t), &d), "no date: %s", t);
    return d;
}

static instant at(const char *t) {
    instant i = NO_INSTANT;
    ck_assert_msg(asbi_parse_instant(asbi_text(t), &i), "no instant: %s", t);
    return i;
}

/* ---- Dates ---- */

START_TEST(every_day_of_two_thousand_years)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    date d = asbi_date_of(1600, 1, 1);
    int32_t weekday = 5; /* 1 January 1600 was a Saturday */
    for (int32_t year = 1600; year < 3600; year++)
        for (int32_t month = 1; month <= 12; month++) {
            int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            int length = lengths[month - 1] + (leap && month == 2);
            ck_assert_int_eq(asbi_days_in_month(year, month), length);
            for (int32_t of_month = 1; of_month <= length; of_month++, d++, weekday = (weekday + 1) % 7) {
                civil c = asbi_civil(d);
                if (c.year != year || c.month != month || c.day != of_month || asbi_weekday(d) != weekday ||
                    asbi_date_of(year, month, of_month) != d)
                    ck_abort_msg("%d-%d-%d", year, month, of_month);
            }
        }
}
END_TEST

START_TEST(known_days)
{
    ck_assert_int_eq(asbi_date_of(1970, 1, 1), 0);
    ck_assert_int_eq(asbi_date_of(2000, 2, 29), 11016);
    ck_assert_int_eq(asbi_date_of(1969, 12, 31), -1);
    ck_assert_int_eq(asbi_weekday(day("2026-04-03")), 4);
    ck_assert_int_eq(asbi_weekday(day("1900-01-01")), 0);
}
END_TEST

START_TEST(days_that_are_none)
{
    static const civil none[] = {{2026, 2, 29}, {1900, 2, 29}, {2026, 4, 31}, {2026, 0, 1},      {2026, 13, 1},
                                 {2026, 1, 0},  {2026, 1, 32}, {2026, 1, -1}, {INT32_MAX, 1, 1}, {INT32_MIN, 1, 1}};
    for (size_t i = 0; i < COUNT_OF(none); i++) ck_assert_int_eq(asbi_date_of(none[i].year, none[i].month, none[i].day), NO_DATE);
    ck_assert_int_eq(asbi_days_in_month(2026, 0), 0);
    ck_assert_int_eq(asbi_days_in_month(2026, 13), 0);
}
END_TEST

START_TEST(clamping)
{
    ck_assert_int_eq(asbi_date_clamped(2026, 2, 31), day("2026-02-28"));
    ck_assert_int_eq(asbi_date_clamped(2028, 2, 31), day("2028-02-29"));
    ck_assert_int_eq(asbi_date_clamped(2026, 13, 31), day("2027-01-31"));
    ck_assert_int_eq(asbi_date_clamped(2026, 0, 31), day("2025-12-31"));
    ck_assert_int_eq(asbi_date_clamped(2026, -11, 15), day("2025-01-15"));
    ck_assert_int_eq(asbi_date_clamped(2026, 14 + 12 * 50, 30), day("2077-02-28"));
    ck_assert_int_eq(asbi_date_clamped(2026, 5, 0), day("2026-05-01"));
    ck_assert_int_eq(asbi_date_clamped(INT32_MAX, INT32_MAX, INT32_MAX), asbi_date_of(9999, 12, 31));
    ck_assert_int_eq(asbi_date_clamped(INT32_MIN, INT32_MIN, INT32_MIN), asbi_date_of(1, 1, 1));
}
END_TEST

START_TEST(nothing_overflows)
{
    static const instant far[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, 0, -1};
    static const date days[] = {INT32_MIN, INT32_MIN + 1, INT32_MAX, INT32_MAX - 1};
    buffer b;
    asbi_buffer_init(&b, &libc_memory, 1000);
    for (size_t i = 0; i < COUNT_OF(far); i++) {
        int64_t offset = asbi_zone_offset(far[i]);
        ck_assert(offset == 0 || offset == HOUR);
        date d = asbi_local_date(far[i]);
        ck_assert(d != NO_DATE);
        asbi_put_instant_utc(&b, far[i]);
        asbi_put_instant_local(&b, far[i]);
    }
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        civil c = asbi_civil(days[i]);
        ck_assert(c.month >= 1 && c.month <= 12 && c.day >= 1 && c.day <= 31);
        ck_assert(asbi_weekday(days[i]) >= 0 && asbi_weekday(days[i]) <= 6);
        ck_assert(asbi_local_date(asbi_start_of_day(days[i])) != NO_DATE);
        asbi_put_date(&b, days[i]);
    }
    ck_assert_int_eq(b.status, ASB_OK);
    asbi_buffer_free(&b);
}
END_TEST

/* ---- The zone ---- */

START_TEST(known_changes)
{
    static const char *const march[] = {"1900-03-25", "1999-03-28", "2020-03-29", "2024-03-31", "2026-03-29", "2027-03-28", "2999-03-31"};
    static const char *const october[] = {"1900-10-28", "1999-10-31", "2020-10-25", "2024-10-27", "2026-10-25", "2027-10-31", "2999-10-27"};
    for (size_t i = 0; i < COUNT_OF(march); i++) {
        instant begins = day(march[i]) * DAY_MS + HOUR, ends = day(october[i]) * DAY_MS + HOUR;
        ck_assert_int_eq(asbi_zone_offset(begins - 1), 0);
        ck_assert_int_eq(asbi_zone_offset(begins), HOUR);
        ck_assert_int_eq(asbi_zone_offset(ends - 1), HOUR);
        ck_assert_int_eq(asbi_zone_offset(ends), 0);
    }
}
END_TEST

/* Every half hour of every year: two changes a year, on Sundays at 01:00 UTC, in the last seven days of March and October. */
START_TEST(two_changes_a_year)
{
    for (int32_t year = 1900; year < 3000; year++) {
        int changes = 0;
        instant first = asbi_date_of(year, 1, 1) * DAY_MS, last = asbi_date_of(year + 1, 1, 1) * DAY_MS;
        for (instant i = first; i < last; i += HOUR) {
            if (asbi_zone_offset(i) == asbi_zone_offset(i - 1)) continue;
            civil c = asbi_civil(asbi_local_date(i));
            ck_assert(i % DAY_MS == HOUR || i % DAY_MS == HOUR - DAY_MS);
            ck_assert_int_eq(asbi_weekday(asbi_local_date(i)), 6);
            ck_assert_int_eq(c.month, changes == 0 ? 3 : 10);
            ck_assert_int_gt(c.day, 24);
            changes++;
        }
        ck_assert_int_eq(changes, 2);
    }
}
END_TEST

START_TEST(local_days)
{
    for (date d = day("1900-01-01"); d <= day("2999-12-31"); d++) {
        instant start = asbi_start_of_day(d);
        if (asbi_local_date(start) != d || asbi_local_date(start - 1) != d - 1) ck_abort_msg("day %d", d);
    }
    ck_assert_int_eq(asbi_start_of_day(day("2026-03-30")) - asbi_start_of_day(day("2026-03-29")), 23 * HOUR);
    ck_assert_int_eq(asbi_start_of_day(day("2026-10-26")) - asbi_start_of_day(day("2026-10-25")), 25 * HOUR);
    ck_assert_int_eq(asbi_local_date(at("2026-06-30T23:30Z")), day("2026-07-01"));
    ck_assert_int_eq(asbi_local_date(at("2026-12-31T23:30Z")), day("2026-12-31"));
}
END_TEST

/* Local to UTC and back: the same, but for the hour left out, which goes on by one; the hour brought twice is the first. */
START_TEST(local_times)
{
    for (date d = day("2026-01-01"); d < day("2028-01-01"); d++)
        for (int64_t ms = 0; ms < DAY_MS; ms += HOUR / 4) {
            instant i = asbi_from_local(d, ms);
            int64_t local = i + asbi_zone_offset(i) - d * DAY_MS;
            int left_out = (d == day("2026-03-29") || d == day("2027-03-28")) && ms >= HOUR && ms < 2 * HOUR;
            ck_assert_int_eq(local, left_out ? ms + HOUR : ms);
            int twice = (d == day("2026-10-25") || d == day("2027-10-31")) && ms >= HOUR && ms < 2 * HOUR;
            if (twice) ck_assert_int_eq(asbi_zone_offset(i), HOUR);
        }
}
END_TEST

/* ---- Reading ---- */

START_TEST(read_dates)
{
    static const char *const bad[] = {
        "",           "2026",       "2026-4-03",   "2026-04-3",        "2026-04-031", "2026-04-03 ", " 2026-04-03",
        "2026/04/03", "2026-02-29", "1899-12-31",  "3000-01-01",       "2026-00-10",  "2026-13-01",  "2026-01-00",
        "2026-01-32", "20260403",   "+2026-04-03", "2026-04-03T00:00", "-026-04-03",  "2026-04-0x",  "２026-04-03"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        date d = 12345;
        ck_assert_msg(!asbi_parse_date(asbi_text(bad[i]), &d), "a date: %s", bad[i]);
        ck_assert_int_eq(d, 12345);
    }
    ck_assert_int_eq(day("1900-01-01"), asbi_date_of(1900, 1, 1));
    ck_assert_int_eq(day("2999-12-31"), asbi_date_of(2999, 12, 31));
    ck_assert_int_eq(day("2028-02-29"), asbi_date_of(2028, 2, 29));
    date d;
    ck_assert_int_eq(asbi_parse_date((text){"2026-04-03T10", 10}, &d), 1); /* the length ends it, and no zero byte */
    ck_assert_int_eq(asbi_parse_date((text){"2026-04-03\0", 11}, &d), 0);
    ck_assert_int_eq(asbi_parse_date((text){NULL, 0}, &d), 0);
}
END_TEST

START_TEST(read_instants)
{
    static const struct {
        const char *local, *utc;
    } same[] = {
        {"2026-01-05T09:15", "2026-01-05T09:15:00Z"},
        {"2026-07-05T09:15", "2026-07-05T08:15:00Z"},
        {"2026-07-05T09:15:30", "2026-07-05T08:15:30Z"},
        {"2026-07-05T09:15:30.5", "2026-07-05T08:15:30.500Z"},
        {"2026-07-05T09:15:30.1239999999", "2026-07-05T08:15:30.123Z"},
        {"2026-07-05T09:15:30.007", "2026-07-05T08:15:30.007Z"},
        {"2026-07-05T09:15Z", "2026-07-05T09:15:00Z"},
        {"2026-07-05T00:15+01:00", "2026-07-04T23:15:00Z"},
        {"2026-07-05T09:15:00.25-05:30", "2026-07-05T14:45:00.250Z"},
        {"2026-07-05T09:15-00:00", "2026-07-05T09:15:00Z"},
        {"2026-07-05T09:15+23:59", "2026-07-04T09:16:00Z"},
        {"2026-03-29T01:30", "2026-03-29T01:30:00Z"}, /* left out: 02:30 BST */
        {"2026-03-29T00:59", "2026-03-29T00:59:00Z"},
        {"2026-03-29T02:00", "2026-03-29T01:00:00Z"},
        {"2026-10-25T01:30", "2026-10-25T00:30:00Z"}, /* twice: the first */
        {"2026-10-25T02:00", "2026-10-25T02:00:00Z"},
        {"1900-01-01T00:00", "1900-01-01T00:00:00Z"},
        {"2999-12-31T23:59:59.999", "2999-12-31T23:59:59.999Z"},
    };
    buffer b;
    asbi_buffer_init(&b, &libc_memory, 100);
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        asbi_buffer_clear(&b);
        asbi_put_instant_utc(&b, at(same[i].local));
        ck_assert_str_eq(b.data, same[i].utc);
        ck_assert_int_eq(at(same[i].utc), at(same[i].local));
    }
    asbi_buffer_free(&b);
}
END_TEST

START_TEST(read_no_instants)
{
    static const char *const bad[] = {
        "",
        "2026-04-03",
        "2026-04-03T",
        "2026-04-03T1",
        "2026-04-03T10",
        "2026-04-03T10:3",
        "2026-04-03T10:30:",
        "2026-04-03T10:30:0",
        "2026-04-03T10:30:00.",
        "2026-04-03T10:30.5",
        "2026-04-03T24:00",
        "2026-04-03T10:60",
        "2026-04-03T10:30:60",
        "2026-04-03 10:30",
        "2026-04-03t10:30",
        "2026-04-03T10:30z",
        "2026-04-03T10:30ZZ",
        "2026-04-03T10:30+1:00",
        "2026-04-03T10:30+01",
        "2026-04-03T10:30+0100",
        "2026-04-03T10:30+24:00",
        "2026-04-03T10:30+01:60",
        "2026-04-03T10:30+01:00Z",
        "2026-04-03T10:30 ",
        "2026-02-30T10:30",
        "1899-12-31T10:30",
        "3000-01-01T00:00",
        "2026-04-03T10:30:00,5",
        "2026-04-03T1030",
        "2026-04-03T-1:30",
        "1900-01-01T00:00+01:00",
        "2999-12-31T23:59-00:01",
        "2026-04-03T10:30:00.5.5",
        "2026-04-03T10:30:00.x",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        instant out = 12345;
        ck_assert_msg(!asbi_parse_instant(asbi_text(bad[i]), &out), "an instant: %s", bad[i]);
        ck_assert_int_eq(out, 12345);
    }
}
END_TEST

START_TEST(read_either)
{
    instant i;
    date d;
    ck_assert(asbi_parse_when(asbi_text("2026-07-05"), &i, &d));
    ck_assert_int_eq(i, at("2026-07-04T23:00Z"));
    ck_assert_int_eq(d, day("2026-07-05"));
    ck_assert(asbi_parse_when(asbi_text("2026-07-05T23:30Z"), &i, &d));
    ck_assert_int_eq(i, at("2026-07-06T00:30"));
    ck_assert_int_eq(d, day("2026-07-06"));
    i = 1;
    d = 2;
    ck_assert(!asbi_parse_when(asbi_text("tomorrow"), &i, &d));
    ck_assert(i == 1 && d == 2);
    ck_assert(asbi_parse_when(asbi_text("2026-07-05"), NULL, &d));
    ck_assert(asbi_parse_when(asbi_text("2026-07-05"), &i, NULL));
}
END_TEST

/* ---- Writing ---- */

START_TEST(write_local)
{
    static const struct {
        const char *given, *local;
    } same[] = {
        {"2026-04-03T16:30Z", "2026-04-03T17:30"},
        {"2026-01-03T16:30Z", "2026-01-03T16:30"},
        {"2026-04-03T23:30:05Z", "2026-04-04T00:30:05"},
        {"2026-04-03T16:30:00.040Z", "2026-04-03T17:30:00.040"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999"},
        {"1960-06-30T23:59:59.999Z", "1960-07-01T00:59:59.999"},
    };
    buffer b;
    asbi_buffer_init(&b, &libc_memory, 100);
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        asbi_buffer_clear(&b);
        asbi_put_instant_local(&b, at(same[i].given));
        ck_assert_str_eq(b.data, same[i].local);
    }
    asbi_buffer_free(&b);
}
END_TEST

/* What is written in UTC is read back as it was, for instants anywhere in the years. */
START_TEST(write_and_read_back)
{
    uint64_t random = 1;
    instant first = at("1900-01-01T00:00"), length = at("2999-12-31T23:59:59.999") - first + 1;
    buffer b;
    asbi_buffer_init(&b, &libc_memory, 100);
    for (int n = 0; n < 20000; n++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        instant i = first + (instant)((random >> 11) % (uint64_t)length);
        asbi_buffer_clear(&b);
        asbi_put_instant_utc(&b, i);
        ck_assert_int_eq(at(b.data), i);
        instant again;
        ck_assert(asbi_parse_instant_utc((text){b.data, b.length}, &again));
        ck_assert_int_eq(again, i);
    }
    asbi_buffer_free(&b);
}
END_TEST

/* With any byte replaced by any other, the one that reads UTC alone takes nothing that the other does not take, and takes it alike. */
START_TEST(utc_is_read_as_any_instant)
{
    static const char *const texts[] = {"2026-02-28T23:59:58Z", "2024-02-29T00:00:00.001Z", "1900-01-01T00:00:00Z",
                                        "2999-12-31T23:59:59.999Z"};
    char other[32];
    for (size_t n = 0; n < COUNT_OF(texts); n++)
        for (size_t i = 0, length = strlen(texts[n]); i < length; i++) {
            memcpy(other, texts[n], length);
            for (unsigned byte = 0; byte < 256; byte++) {
                instant quick, slow;
                other[i] = (char)byte;
                if (!asbi_parse_instant_utc((text){other, length}, &quick)) continue;
                ck_assert_msg(asbi_parse_instant((text){other, length}, &slow) && quick == slow, "%.*s", (int)length, other);
            }
        }
    instant none;
    ck_assert(!asbi_parse_instant_utc(asbi_text("2026-04-03T10:30Z"), &none));
    ck_assert(!asbi_parse_instant_utc(asbi_text("2026-04-03T10:30:001"), &none));
    ck_assert(!asbi_parse_instant_utc(asbi_text("2026-04-03T10:30:00.1234Z"), &none));
}
END_TEST

Suite *asb_suite_time_instant(void) {
    Suite *s = suite_create("time_instant");
    TCase *dates = tcase_create("dates");
    tcase_set_timeout(dates, 60);
    tcase_add_test(dates, every_day_of_two_thousand_years);
    tcase_add_test(dates, known_days);
    tcase_add_test(dates, days_that_are_none);
    tcase_add_test(dates, clamping);
    tcase_add_test(dates, nothing_overflows);
    suite_add_tcase(s, dates);
    TCase *zone = tcase_create("zone");
    tcase_set_timeout(zone, 120);
    tcase_add_test(zone, known_changes);
    tcase_add_test(zone, two_changes_a_year);
    tcase_add_test(zone, local_days);
    tcase_add_test(zone, local_times);
    suite_add_tcase(s, zone);
    TCase *texts = tcase_create("texts");
    tcase_add_test(texts, read_dates);
    tcase_add_test(texts, read_instants);
    tcase_add_test(texts, read_no_instants);
    tcase_add_test(texts, read_either);
    tcase_add_test(texts, write_local);
    tcase_add_test(texts, write_and_read_back);
    tcase_add_test(texts, utc_is_read_as_any_instant);
    suite_add_tcase(s, texts);
    return s;
}
