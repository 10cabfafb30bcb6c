/* Where periods end: cases worked out by hand, and a slow count beside the quick one over calendars made up at random. */
#include "time/period.h"
#include "base/container.h"
#include "time_support.h"

#include <asb/error.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *asb_suite_time_period(void);

#define HOUR INT64_C(3600000)

enum { ENGLISH = SKIP_CHRISTMAS_DAY | SKIP_GOOD_FRIDAY | SKIP_SUNDAY };

static memory libc_memory = {.resize = asbi_memory_libc};
static const calendar plain = {.known = NO_INSTANT};

static period days_of(period_unit unit, int32_t count) {
    return (period){.unit = (uint8_t)unit, .count = count};
}

static period beginning_with(period_unit unit, int32_t count) {
    return (period){.unit = (uint8_t)unit, .count = count, .beginning_with = 1};
}

static period hours(int32_t count, int skipping) {
    return (period){.unit = PERIOD_HOURS, .count = count, .skipping = (uint8_t)skipping};
}

static void assert_end(period p, const char *from, const calendar *c, const char *expected) {
    buffer b;
    asbi_buffer_init(&b, &libc_memory, 100);
    asbi_put_due_local(&b, asbi_period_end(&p, at(from), c));
    ck_assert_msg(strcmp(b.data, expected) == 0, "%d of unit %d from %s: %s, and not %s", p.count, p.unit, from, b.data, expected);
    asbi_buffer_free(&b);
}

/* ---- By hand ---- */

START_TEST(working_days)
{
    static const struct {
        const char *from;
        int32_t count;
        const char *end;
    } known[] = {
        {"2026-12-24", 1, "2026-12-29"},       {"2026-12-24", 3, "2026-12-31"},        {"2026-12-24", 5, "2027-01-05"},
        {"2026-12-24", 10, "2027-01-12"},      {"2026-12-23", 1, "2026-12-24"},        {"2026-12-23", 3, "2026-12-30"},
        {"2026-12-23", 5, "2027-01-04"},       {"2026-12-26", 1, "2026-12-29"},        {"2026-12-26", 3, "2026-12-31"},
        {"2026-12-26", 5, "2027-01-05"},       {"2026-12-25", 1, "2026-12-29"},        {"2026-12-25", 10, "2027-01-12"},
        {"2026-12-16", 10, "2027-01-04"},      {"2022-09-12", 5, "2022-09-20"},        {"2026-03-02T09:15", 5, "2026-03-09"},
        {"2026-04-02T23:59", 1, "2026-04-07"}, {"2026-04-02T23:30Z", 1, "2026-04-07"}, /* 3 April already */
        {"2026-04-04", 0, "2026-04-04"},       {"2026-04-03", 0, "2026-04-03"},        {"2026-05-01T17:20", 1, "2026-05-05"},
    };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        assert_end(days_of(PERIOD_WORKING_DAYS, known[i].count), known[i].from, &plain, known[i].end);
    assert_end(days_of(PERIOD_WORKING_DAYS, 5), "2026-12-24", NULL, "2027-01-05");
}
END_TEST

START_TEST(calendar_days)
{
    assert_end(days_of(PERIOD_DAYS, 0), "2026-04-05", &plain, "2026-04-05");
    assert_end(days_of(PERIOD_DAYS, 14), "2026-12-14T23:59", &plain, "2026-12-28");
    assert_end(days_of(PERIOD_WEEKS, 4), "2026-11-30", &plain, "2026-12-28");
    assert_end(days_of(PERIOD_WEEKS, 6), "2026-11-23", &plain, "2027-01-04");
    assert_end(days_of(PERIOD_WEEKS, 0), "2026-11-23", &plain, "2026-11-23");
    assert_end(days_of(PERIOD_MONTHS, 3), "2026-11-30", &plain, "2027-02-28");
    assert_end(days_of(PERIOD_MONTHS, 1), "2028-01-31", &plain, "2028-02-29");
    assert_end(days_of(PERIOD_MONTHS, 1), "2026-02-28", &plain, "2026-03-28");
    assert_end(days_of(PERIOD_MONTHS, 12), "2028-02-29", &plain, "2029-02-28");
    assert_end(days_of(PERIOD_MONTHS, 0), "2026-01-31", &plain, "2026-01-31");
    assert_end(days_of(PERIOD_MONTHS, 3), "2026-06-19T12:00", &plain, "2026-09-19");
}
END_TEST

START_TEST(the_first_day_counts)
{
    assert_end(beginning_with(PERIOD_MONTHS, 3), "2015-11-17", &plain, "2016-02-16");
    assert_end(beginning_with(PERIOD_MONTHS, 1), "2026-03-15", &plain, "2026-04-14");
    assert_end(beginning_with(PERIOD_MONTHS, 1), "2026-01-31", &plain, "2026-02-28");
    assert_end(beginning_with(PERIOD_MONTHS, 1), "2026-01-29", &plain, "2026-02-28");
    assert_end(beginning_with(PERIOD_MONTHS, 1), "2026-01-28", &plain, "2026-02-27");
    assert_end(beginning_with(PERIOD_MONTHS, 1), "2028-01-30", &plain, "2028-02-29");
    assert_end(beginning_with(PERIOD_MONTHS, 1), "2028-01-29", &plain, "2028-02-28");
    assert_end(beginning_with(PERIOD_MONTHS, 2), "2026-01-31", &plain, "2026-03-30");
    assert_end(beginning_with(PERIOD_MONTHS, 1), "2026-01-01", &plain, "2026-01-31");
    assert_end(beginning_with(PERIOD_MONTHS, 6), "2026-08-31", &plain, "2027-02-28");
    assert_end(beginning_with(PERIOD_MONTHS, 12), "2028-02-29", &plain, "2029-02-28");
    assert_end(beginning_with(PERIOD_DAYS, 1), "2026-01-31", &plain, "2026-01-31");
    assert_end(beginning_with(PERIOD_DAYS, 28), "2026-01-31", &plain, "2026-02-27");
    assert_end(beginning_with(PERIOD_WEEKS, 1), "2026-01-31", &plain, "2026-02-06");
}
END_TEST

START_TEST(running_hours)
{
    assert_end(hours(24, 0), "2026-12-24T16:45", &plain, "2026-12-25T16:45");
    assert_end(hours(24, 0), "2026-10-24T12:00", &plain, "2026-10-25T11:00");
    assert_end(hours(24, 0), "2026-03-28T12:00", &plain, "2026-03-29T13:00");
    assert_end(hours(48, 0), "2026-06-19T12:00", &plain, "2026-06-21T12:00");
    assert_end(hours(0, 0), "2026-06-19T12:00:01.5", &plain, "2026-06-19T12:00:01.500");
}
END_TEST

START_TEST(hours_that_stand_still)
{
    assert_end(hours(48, SKIP_CHRISTMAS_DAY), "2026-12-24T10:00", &plain, "2026-12-27T10:00");
    assert_end(hours(24, ENGLISH), "2026-12-24T18:00", &plain, "2026-12-26T18:00");
    assert_end(hours(24, ENGLISH), "2026-04-02T18:00", &plain, "2026-04-04T18:00");
    assert_end(hours(24, ENGLISH), "2026-04-04T18:00", &plain, "2026-04-06T18:00");
    /* begun within a skipped day, from its first instant on: from its end */
    assert_end(hours(1, ENGLISH), "2026-04-03T15:00", &plain, "2026-04-04T01:00");
    assert_end(hours(1, ENGLISH), "2026-04-03", &plain, "2026-04-04T01:00");
    assert_end(hours(0, ENGLISH), "2026-04-03T15:00", &plain, "2026-04-04T00:00");
    assert_end(hours(1, SKIP_SATURDAY | ENGLISH), "2026-04-03T15:00", &plain, "2026-04-06T01:00");
    assert_end(hours(0, SKIP_SATURDAY | ENGLISH), "2026-04-03T15:00", &plain, "2026-04-06T00:00");
    /* used up at midnight: that midnight, though the next day is skipped */
    assert_end(hours(6, ENGLISH), "2026-04-02T18:00", &plain, "2026-04-03T00:00");
    assert_end(hours(7, ENGLISH), "2026-04-02T18:00", &plain, "2026-04-04T01:00");
    /* skipped Sundays of 23 and of 25 hours */
    assert_end(hours(24, SKIP_SUNDAY), "2026-03-28T12:00", &plain, "2026-03-30T12:00");
    assert_end(hours(24, SKIP_SUNDAY), "2026-10-24T12:00", &plain, "2026-10-26T12:00");
    /* and ones of 23 and 25 hours that run */
    assert_end(hours(24, SKIP_SATURDAY), "2026-03-28T12:00", &plain, "2026-03-30T01:00");
    assert_end(hours(25, SKIP_SATURDAY), "2026-10-24T12:00", &plain, "2026-10-26T00:00");
    /* Christmas Day and Boxing Day 2026: Friday and, kept for Saturday, Monday 28 */
    assert_end(hours(24, SKIP_BANK_HOLIDAY), "2026-12-24T12:00", &plain, "2026-12-26T12:00");
    assert_end(hours(24, SKIP_BANK_HOLIDAY), "2026-12-27T12:00", &plain, "2026-12-29T12:00");
    assert_end(hours(24, SKIP_CHRISTMAS_DAY), "2027-12-24T12:00", &plain, "2027-12-26T12:00"); /* a Saturday: 25 December all the same */
}
END_TEST

START_TEST(hours_and_the_calendar)
{
    day_list host;
    asbi_days_init(&host, &libc_memory);
    calendar_day removed = {day("2026-12-25"), 1, NO_INSTANT, NULL}, good = {day("2026-04-03"), 1, NO_INSTANT, NULL};
    calendar_day added = {day("2026-06-03"), 0, NO_INSTANT, NULL};
    ck_assert_int_eq(asbi_days_add(&host, &removed), ASB_OK);
    ck_assert_int_eq(asbi_days_add(&host, &good), ASB_OK);
    ck_assert_int_eq(asbi_days_add(&host, &added), ASB_OK);
    date closed[] = {day("2026-06-02")}, open[] = {day("2026-05-25")};
    calendar c = {open, closed, 1, 1, &host, NO_INSTANT};
    assert_end(hours(24, SKIP_CHRISTMAS_DAY), "2026-12-24T12:00", &c, "2026-12-26T12:00");
    assert_end(hours(24, SKIP_GOOD_FRIDAY), "2026-04-02T12:00", &c, "2026-04-04T12:00");
    assert_end(hours(24, SKIP_BANK_HOLIDAY), "2026-12-24T12:00", &c, "2026-12-25T12:00");
    assert_end(hours(24, SKIP_BANK_HOLIDAY), "2026-06-02T12:00", &c, "2026-06-04T12:00"); /* added */
    assert_end(hours(24, SKIP_BANK_HOLIDAY), "2026-06-01T12:00", &c, "2026-06-02T12:00"); /* closed does not count */
    assert_end(hours(24, SKIP_BANK_HOLIDAY), "2026-05-24T12:00", &c, "2026-05-26T12:00"); /* nor open */
    asbi_days_free(&host);
}
END_TEST

START_TEST(no_period)
{
    period none = {0};
    assert_end(none, "2026-04-02", &plain, "no date");
    ck_assert(asbi_due_is_none(asbi_period_end_from_date(&none, day("2026-04-02"), &plain)));
    ck_assert(asbi_due_is_none(asbi_period_before(&none, day("2026-04-02"), &plain)));
    ck_assert(!asbi_period_ended(&none, 0, INT64_MAX, &plain));
    period five = days_of(PERIOD_WORKING_DAYS, 5);
    ck_assert(asbi_due_is_none(asbi_period_end(&five, NO_INSTANT, &plain)));
    ck_assert(asbi_due_is_none(asbi_period_end_from_date(&five, NO_DATE, &plain)));
    ck_assert(asbi_due_is_none(asbi_period_before(&five, NO_DATE, &plain)));
}
END_TEST

START_TEST(from_a_date)
{
    period p = hours(24, 0), q = days_of(PERIOD_WORKING_DAYS, 1), month = beginning_with(PERIOD_MONTHS, 1);
    ck_assert_int_eq(asbi_period_end_from_date(&p, day("2026-03-29"), &plain).at, at("2026-03-30T01:00"));
    ck_assert_int_eq(asbi_period_end_from_date(&q, day("2026-04-02"), &plain).day, day("2026-04-07"));
    ck_assert_int_eq(asbi_period_end_from_date(&month, day("2026-01-31"), &plain).day, day("2026-02-28"));
}
END_TEST

START_TEST(before_an_anchor)
{
    period p = days_of(PERIOD_WORKING_DAYS, 2);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-04-07"), &plain).day, day("2026-04-01"));
    p = days_of(PERIOD_WORKING_DAYS, 0);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-04-05"), &plain).day, day("2026-04-05"));
    p = days_of(PERIOD_DAYS, 28);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-03-28"), &plain).day, day("2026-02-28"));
    p = days_of(PERIOD_WEEKS, 2);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-03-28"), &plain).day, day("2026-03-14"));
    p = days_of(PERIOD_MONTHS, 1);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-03-31"), &plain).day, day("2026-02-28"));
    p = days_of(PERIOD_MONTHS, 14);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-01-31"), &plain).day, day("2024-11-30"));
    p = beginning_with(PERIOD_MONTHS, 3);
    ck_assert_int_eq(asbi_period_before(&p, day("2016-02-16"), &plain).day, day("2015-11-17"));
    /* of an instant, hours count back from it, and everything else from its day */
    ck_assert_int_eq(asbi_period_before_instant(&p, asbi_from_local(day("2016-02-16"), DAY_MS / 2), &plain).day, day("2015-11-17"));
    const period two_days = {.unit = PERIOD_HOURS, .count = 48}, skipping = {.unit = PERIOD_HOURS, .count = 48, .skipping = SKIP_SUNDAY};
    ck_assert_int_eq(asbi_period_before_instant(&two_days, asbi_from_local(day("2026-07-31"), DAY_MS / 2), &plain).at,
                     asbi_from_local(day("2026-07-29"), DAY_MS / 2));
    ck_assert_int_eq(asbi_period_before_instant(&skipping, asbi_from_local(day("2026-06-29"), DAY_MS / 2), &plain).at,
                     asbi_from_local(day("2026-06-26"), DAY_MS / 2)); /* Monday to Friday, without the Sunday */
    ck_assert(asbi_due_is_none(asbi_period_before_instant(&two_days, NO_INSTANT, &plain)));
    p = beginning_with(PERIOD_DAYS, 3);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-03-03"), &plain).day, day("2026-03-01"));
    p = hours(24, 0);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-03-30"), &plain).at, at("2026-03-28T23:00"));
    p = hours(24, SKIP_SUNDAY);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-03-30"), &plain).at, at("2026-03-28"));
    p = hours(30, ENGLISH);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-04-05"), &plain).at, at("2026-04-02T18:00"));
    p = hours(0, ENGLISH);
    ck_assert_int_eq(asbi_period_before(&p, day("2026-04-05"), &plain).at, at("2026-04-05"));
}
END_TEST

START_TEST(acting_by)
{
    static const struct {
        const char *due, *act_by;
    } known[] = {{"2026-12-25", "2026-12-24"}, {"2026-12-28", "2026-12-24"}, {"2027-01-01", "2026-12-31"}, {"2027-02-28", "2027-02-26"}};
    for (size_t i = 0; i < COUNT_OF(known); i++)
        ck_assert_int_eq(asbi_act_by((due){day(known[i].due), NO_INSTANT}, &plain), day(known[i].act_by));
    ck_assert_int_eq(asbi_act_by((due){day("2026-12-24"), NO_INSTANT}, &plain), NO_DATE);
    ck_assert_int_eq(asbi_act_by((due){NO_DATE, at("2026-12-25T12:00")}, &plain), NO_DATE);
    ck_assert_int_eq(asbi_act_by(NO_DUE, &plain), NO_DATE);
}
END_TEST

/* ---- What is due ---- */

START_TEST(passed)
{
    due d = {day("2026-07-01"), NO_INSTANT}, i = {NO_DATE, at("2026-07-01T12:00")};
    ck_assert(!asbi_due_passed(d, at("2026-07-01T23:59:59.999")));
    ck_assert(asbi_due_passed(d, at("2026-07-02")));
    ck_assert(!asbi_due_passed(i, at("2026-07-01T12:00")));
    ck_assert(asbi_due_passed(i, at("2026-07-01T12:00:00.001")));
    ck_assert(!asbi_due_passed(NO_DUE, INT64_MAX));
    ck_assert(asbi_due_is_none(NO_DUE) && !asbi_due_is_none(d) && !asbi_due_is_none(i));
    period p = days_of(PERIOD_DAYS, 1), q = hours(24, 0);
    ck_assert(!asbi_period_ended(&p, at("2026-07-01T09:00"), at("2026-07-02T23:59"), &plain));
    ck_assert(asbi_period_ended(&p, at("2026-07-01T09:00"), at("2026-07-03T00:00"), &plain));
    ck_assert(!asbi_period_ended(&q, at("2026-07-01T09:00"), at("2026-07-02T09:00"), &plain));
    ck_assert(asbi_period_ended(&q, at("2026-07-01T09:00"), at("2026-07-02T09:00:00.001"), &plain));
}
END_TEST

START_TEST(comparing)
{
    due in_order[] = {{NO_DATE, at("2026-07-01T12:00")},
                      {day("2026-07-01"), NO_INSTANT},
                      {NO_DATE, at("2026-07-02")},
                      {day("2026-07-02"), NO_INSTANT},
                      NO_DUE};
    for (size_t i = 0; i < COUNT_OF(in_order); i++)
        for (size_t j = 0; j < COUNT_OF(in_order); j++) ck_assert_int_eq(asbi_due_compare(in_order[i], in_order[j]), (i > j) - (i < j));
    ck_assert_int_eq(asbi_due_last_instant(in_order[1]), at("2026-07-01T23:59:59.999"));
    ck_assert_int_eq(asbi_due_last_instant(in_order[0]), in_order[0].at);
    ck_assert_int_eq(asbi_due_last_instant(NO_DUE), INT64_MAX);
}
END_TEST

/* ---- Slowly, and at random ---- */

static uint64_t random_state;

static uint32_t random_below(uint32_t most) {
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(random_state >> 33) % most;
}

static int by_date(const void *a, const void *b) {
    date x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

typedef struct made_up {
    date open[20], closed[40];
    day_list host;
    calendar calendar;
} made_up;

/* Around `first`: some days open, some closed, some of the host's, not all of them known. */
static void make_up(made_up *m, date first) {
    calendar *c = &m->calendar;
    *c = (calendar){
        .open = m->open, .closed = m->closed, .host = &m->host, .known = random_below(4) == 0 ? NO_INSTANT : (instant)random_below(10)};
    c->open_count = random_below(COUNT_OF(m->open));
    c->closed_count = random_below(COUNT_OF(m->closed));
    for (size_t i = 0; i < COUNT_OF(m->open); i++) m->open[i] = first + (date)random_below(120) - 20;
    for (size_t i = 0; i < COUNT_OF(m->closed); i++) m->closed[i] = first + (date)random_below(120) - 20;
    qsort(m->open, c->open_count, sizeof m->open[0], by_date);
    qsort(m->closed, c->closed_count, sizeof m->closed[0], by_date);
    asbi_days_init(&m->host, &libc_memory);
    for (uint32_t left = random_below(20); left > 0; left--) {
        calendar_day named = {first + (date)random_below(60) - 10, (int32_t)random_below(2),
                              random_below(3) ? (instant)random_below(10) : NO_INSTANT, NULL};
        ck_assert_int_eq(asbi_days_add(&m->host, &named), ASB_OK);
    }
}

START_TEST(working_days_one_by_one)
{
    random_state = 1;
    for (int n = 0; n < 20000; n++) {
        made_up m;
        date first = asbi_date_of(1900, 1, 1) + (date)random_below(400000), forward = first, back = first;
        make_up(&m, first);
        period p = days_of(PERIOD_WORKING_DAYS, (int32_t)random_below(n % 100 == 0 ? 2601 : 30));
        for (int32_t left = p.count; left > 0;) left -= asbi_is_working_day(&m.calendar, ++forward);
        for (int32_t left = p.count; left > 0;) left -= asbi_is_working_day(&m.calendar, --back);
        ck_assert_int_eq(asbi_period_end_from_date(&p, first, &m.calendar).day, forward);
        ck_assert_int_eq(asbi_period_end(&p, asbi_start_of_day(first) + DAY_MS - HOUR - 1, &m.calendar).day, forward);
        ck_assert_int_eq(asbi_period_before(&p, first, &m.calendar).day, back);
        asbi_days_free(&m.host);
    }
}
END_TEST

/* A day that was not asked about may be anything: the period ends where it did. So it is not folded again for it. */
START_TEST(days_that_are_watched)
{
    int asked = 0, moved = 0;
    random_state = 3;
    for (int n = 0; n < 20000; n++) {
        made_up m;
        date first = asbi_date_of(2020, 1, 1) + (date)random_below(4000);
        make_up(&m, first);
        instant from = asbi_start_of_day(first) + 10 * HOUR;
        period p = random_below(2) ? days_of(PERIOD_WORKING_DAYS, (int32_t)random_below(12))
                                   : hours((int32_t)random_below(200), ENGLISH | SKIP_BANK_HOLIDAY);
        calendar_day other[] = {{first + (date)random_below(30) - 5, (int32_t)random_below(2), NO_INSTANT, NULL},
                                {first + (date)random_below(30) - 5, (int32_t)random_below(2), NO_INSTANT, NULL}};
        date a = other[0].day, b = other[1].day;
        day_watch watch = {.days = other, .count = 2, .first = a < b ? a : b, .last = a < b ? b : a};
        due plainly = asbi_period_end(&p, from, &m.calendar);
        m.host.watch = &watch;
        due was = asbi_period_end(&p, from, &m.calendar), back = asbi_period_before_instant(&p, from, &m.calendar);
        m.host.watch = NULL;
        ck_assert_int_eq(asbi_due_compare(plainly, was), 0);
        ck_assert_int_eq(asbi_days_add(&m.host, &other[0]), ASB_OK);
        ck_assert_int_eq(asbi_days_add(&m.host, &other[1]), ASB_OK);
        int differs = asbi_due_compare(was, asbi_period_end(&p, from, &m.calendar)) != 0 ||
            asbi_due_compare(back, asbi_period_before_instant(&p, from, &m.calendar)) != 0;
        ck_assert(watch.asked || !differs);
        asked += watch.asked;
        moved += differs;
        asbi_days_free(&m.host);
    }
    ck_assert_int_gt(moved, 2000);
    ck_assert_int_lt(asked, 16000); /* and so it is of use */
}
END_TEST

static int stands_still(int skipping, date d, const calendar *c) {
    civil day_of = asbi_civil(d);
    return ((skipping & SKIP_SUNDAY) && asbi_weekday(d) == 6) || ((skipping & SKIP_SATURDAY) && asbi_weekday(d) == 5) ||
        ((skipping & SKIP_CHRISTMAS_DAY) && day_of.month == 12 && day_of.day == 25) ||
        ((skipping & SKIP_GOOD_FRIDAY) && asbi_easter_sunday(day_of.year) - 2 == d) ||
        ((skipping & SKIP_BANK_HOLIDAY) && asbi_is_skipped_holiday(c, d));
}

/* Quarter of an hour by quarter: one counts if the local day it is in runs. */
START_TEST(hours_quarter_by_quarter)
{
    static const char *const around[] = {"2026-03-26", "2026-04-01", "2026-10-22", "2026-12-22", "2027-12-22", "2024-03-27"};
    random_state = 2;
    for (int n = 0; n < 4000; n++) {
        made_up m;
        date first = day(around[random_below(COUNT_OF(around))]);
        make_up(&m, first);
        instant from = asbi_start_of_day(first) + (instant)random_below(96 * 5) * HOUR / 4, i = from;
        period p = hours((int32_t)random_below(100), (int)random_below(32));
        while (stands_still(p.skipping, asbi_local_date(i), &m.calendar)) i += HOUR / 4;
        for (int32_t left = 4 * p.count; left > 0; i += HOUR / 4) left -= !stands_still(p.skipping, asbi_local_date(i), &m.calendar);
        ck_assert_int_eq(asbi_period_end(&p, from, &m.calendar).at, i);

        date anchor = asbi_local_date(from);
        i = asbi_start_of_day(anchor);
        for (int32_t left = 4 * p.count; left > 0; i -= HOUR / 4) left -= !stands_still(p.skipping, asbi_local_date(i - 1), &m.calendar);
        ck_assert_int_eq(asbi_period_before(&p, anchor, &m.calendar).at, i);
        asbi_days_free(&m.host);
    }
}
END_TEST

/* From the ends of all there is, with the greatest numbers and with all skipped that can be. */
START_TEST(the_greatest_numbers)
{
    static const instant far[] = {INT64_MIN + 1, INT64_MAX, 0, INT64_MIN / 2, INT64_MAX / 2};
    static const date days[] = {INT32_MIN + 1, INT32_MAX, 0};
    const period greatest[] = {days_of(PERIOD_WORKING_DAYS, 2600),
                               days_of(PERIOD_DAYS, 36600),
                               days_of(PERIOD_WEEKS, 5200),
                               days_of(PERIOD_MONTHS, 1200),
                               beginning_with(PERIOD_MONTHS, 1200),
                               beginning_with(PERIOD_DAYS, 36600),
                               hours(87600, 0),
                               hours(87600, 31)};
    for (size_t p = 0; p < COUNT_OF(greatest); p++) {
        for (size_t i = 0; i < COUNT_OF(far); i++) {
            due d = asbi_period_end(&greatest[p], far[i], &plain);
            ck_assert(!asbi_due_is_none(d));
            asbi_due_passed(d, far[COUNT_OF(far) - 1 - i]);
            asbi_act_by(d, &plain);
            asbi_due_compare(d, (due){days[i % 3], NO_INSTANT});
        }
        for (size_t i = 0; i < COUNT_OF(days); i++) {
            ck_assert(!asbi_due_is_none(asbi_period_end_from_date(&greatest[p], days[i], &plain)));
            ck_assert(!asbi_due_is_none(asbi_period_before(&greatest[p], days[i], &plain)));
        }
    }
    assert_end(days_of(PERIOD_DAYS, 36600), "2999-12-31", &plain, "3100-03-17");
    assert_end(days_of(PERIOD_MONTHS, 1200), "2999-12-31", &plain, "3099-12-31");
}
END_TEST

Suite *asb_suite_time_period(void) {
    Suite *s = suite_create("time_period");
    TCase *hand = tcase_create("by hand");
    tcase_add_test(hand, working_days);
    tcase_add_test(hand, calendar_days);
    tcase_add_test(hand, the_first_day_counts);
    tcase_add_test(hand, running_hours);
    tcase_add_test(hand, hours_that_stand_still);
    tcase_add_test(hand, hours_and_the_calendar);
    tcase_add_test(hand, no_period);
    tcase_add_test(hand, from_a_date);
    tcase_add_test(hand, before_an_anchor);
    tcase_add_test(hand, acting_by);
    tcase_add_test(hand, passed);
    tcase_add_test(hand, comparing);
    suite_add_tcase(s, hand);
    TCase *slowly = tcase_create("slowly");
    tcase_set_timeout(slowly, 120);
    tcase_add_test(slowly, working_days_one_by_one);
    tcase_add_test(slowly, days_that_are_watched);
    tcase_add_test(slowly, hours_quarter_by_quarter);
    tcase_add_test(slowly, the_greatest_numbers);
    suite_add_tcase(s, slowly);
    return s;
}
