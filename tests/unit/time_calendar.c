/* Bank holidays against the list of GOV.UK (2012 to 2028) and known years before, and who is asked about a day, in which order. */
#include "time/calendar.h"
#include "base/container.h"
#include "time_support.h"

#include <asb/error.h>
#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *asb_suite_time_calendar(void);

static memory libc_memory = {.resize = asbi_memory_libc};

static void assert_reason(const calendar *c, const char *d, const char *why) {
    const char *is = asbi_why_not_worked(c, day(d));
    ck_assert_msg(is ? why && strcmp(is, why) == 0 : !why, "%s: %s", d, is ? is : "worked");
    ck_assert_int_eq(asbi_is_working_day(c, day(d)), why == NULL);
}

static void assert_holiday(const char *d, const char *name) {
    const char *is = asbi_bank_holiday(day(d));
    ck_assert_msg(is ? name && strcmp(is, name) == 0 : !name, "%s: %s", d, is ? is : "none");
}

/* ---- Bank holidays ---- */

START_TEST(easter)
{
    static const char *const sundays[] = {"1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18", "1981-04-19", "1999-04-04",
                                          "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20",
                                          "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18", "2285-03-22", "2299-04-16"};
    for (size_t i = 0; i < COUNT_OF(sundays); i++) {
        date d = day(sundays[i]);
        ck_assert_int_eq(asbi_easter_sunday(asbi_civil(d).year), d);
    }
    for (int32_t year = 1; year < 10000; year++) {
        date d = asbi_easter_sunday(year);
        ck_assert_int_eq(asbi_weekday(d), 6);
        ck_assert(d >= asbi_date_of(year, 3, 22) && d <= asbi_date_of(year, 4, 25));
    }
    ck_assert_int_eq(asbi_easter_sunday(0), NO_DATE);
    ck_assert_int_eq(asbi_easter_sunday(INT32_MAX), NO_DATE);
    ck_assert_int_eq(asbi_easter_sunday(INT32_MIN), NO_DATE);
}
END_TEST

/* "2012-01-02,New Year’s Day,Substitute day": the date, and the title with a plain apostrophe. */
static int next_row(FILE *file, date *d, char *title) {
    char line[200], *to = title;
    if (!fgets(line, sizeof line, file)) return 0;
    line[10] = '\0';
    *d = day(line);
    for (const char *from = line + 11; *from && *from != ',' && *from != '\n' && *from != '\r';) {
        int is_curly = strncmp(from, "\xe2\x80\x99", 3) == 0;
        *to++ = is_curly ? '\'' : *from;
        from += is_curly ? 3 : 1;
    }
    *to = '\0';
    return 1;
}

START_TEST(as_gov_uk_has_them)
{
    FILE *file = fopen(ASB_TEST_DATA "/bank-holidays.csv", "r");
    ck_assert_ptr_nonnull(file);
    char title[200];
    int rows = 0;
    date d = day("2012-01-01"), row;
    ck_assert_ptr_nonnull(fgets(title, sizeof title, file)); /* the heading */
    for (; next_row(file, &row, title); rows++, d++) {
        for (; d < row; d++) ck_assert_ptr_null(asbi_bank_holiday(d));
        ck_assert_ptr_nonnull(asbi_bank_holiday(row));
        ck_assert_str_eq(asbi_bank_holiday(row), title);
    }
    for (; d < day("2029-01-01"); d++) ck_assert_ptr_null(asbi_bank_holiday(d));
    ck_assert_int_eq(rows, 140);
    fclose(file);
}
END_TEST

START_TEST(years_before_and_after)
{
    static const struct {
        const char *day, *name;
    } known[] = {
        {"1973-01-01", NULL},
        {"1974-01-01", "New Year's Day"},
        {"1977-01-03", "New Year's Day"},
        {"1977-05-02", NULL},
        {"1977-06-07", "Silver Jubilee"},
        {"1978-05-01", "Early May bank holiday"},
        {"1981-07-29", "Royal wedding"},
        {"1995-05-01", NULL},
        {"1995-05-08", "Early May bank holiday (VE day)"},
        {"1999-12-27", "Christmas Day"},
        {"1999-12-28", "Boxing Day"},
        {"1999-12-31", "Millennium Eve"},
        {"2000-01-03", "New Year's Day"},
        {"2002-05-27", NULL},
        {"2002-06-03", "Golden Jubilee bank holiday"},
        {"2002-06-04", "Spring bank holiday"},
        {"2011-04-25", "Easter Monday"},
        {"2011-04-29", "Royal wedding"},
        {"2011-12-26", "Boxing Day"},
        {"2011-12-27", "Christmas Day"},
        {"2012-05-28", NULL},
        {"2020-05-04", NULL},
        {"2022-05-30", NULL},
        {"2050-04-08", "Good Friday"},
        {"2999-12-25", "Christmas Day"},
    };
    for (size_t i = 0; i < COUNT_OF(known); i++) assert_holiday(known[i].day, known[i].name);
}
END_TEST

/* Eight in each year from 1978 but for the extra ones, none at a weekend. */
START_TEST(so_many_a_year)
{
    for (int32_t year = 1900; year < 3000; year++) {
        int extra = year == 1977 || year == 1981 || year == 1999 || year == 2002 || year == 2011 || year == 2012 || year == 2023;
        int expected = 6 + (year >= 1974) + (year >= 1978) + extra + 2 * (year == 2022), found = 0;
        for (date d = asbi_date_of(year, 1, 1); d < asbi_date_of(year + 1, 1, 1); d++) {
            if (!asbi_bank_holiday(d)) continue;
            ck_assert_int_lt(asbi_weekday(d), 5);
            found++;
        }
        ck_assert_int_eq(found, expected);
    }
}
END_TEST

START_TEST(holidays_do_not_overflow)
{
    for (int32_t n = 0; n < 4000; n++) {
        asbi_bank_holiday(INT32_MIN + n);
        asbi_bank_holiday(INT32_MAX - n);
    }
    ck_assert_int_eq(asbi_working_day_before(NULL, NO_DATE), NO_DATE);
}
END_TEST

/* ---- Who is asked ---- */

START_TEST(the_plain_calendar)
{
    calendar c = {.known = NO_INSTANT};
    assert_reason(&c, "2026-04-02", NULL);
    assert_reason(&c, "2026-04-03", "Good Friday");
    assert_reason(&c, "2026-04-04", "Saturday");
    assert_reason(&c, "2026-04-05", "Sunday");
    assert_reason(&c, "2026-04-06", "Easter Monday");
    assert_reason(&c, "2026-04-07", NULL);
    assert_reason(NULL, "2026-04-06", "Easter Monday");
    ck_assert_int_eq(asbi_working_day_before(&c, day("2026-04-07")), day("2026-04-02"));
    ck_assert_int_eq(asbi_working_day_before(&c, day("2026-04-09")), day("2026-04-08"));
}
END_TEST

START_TEST(the_policy)
{
    date open[] = {day("2026-04-03"), day("2026-04-04"), day("2026-12-29")};
    date closed[] = {day("2026-04-04"), day("2026-04-07"), day("2026-12-28"), day("2026-12-29"), day("2026-12-30")};
    calendar c = {.open = open, .open_count = 3, .closed = closed, .closed_count = 5, .known = NO_INSTANT};
    assert_reason(&c, "2026-04-03", NULL); /* a bank holiday opened */
    assert_reason(&c, "2026-04-04", NULL); /* a Saturday opened, and closed after that in the order */
    assert_reason(&c, "2026-04-06", "Easter Monday");
    assert_reason(&c, "2026-04-07", "closed");
    assert_reason(&c, "2026-12-28", "closed"); /* asked before the bank holiday */
    assert_reason(&c, "2026-12-29", NULL);
    assert_reason(&c, "2026-12-30", "closed");
    ck_assert(asbi_is_skipped_holiday(&c, day("2026-04-03"))); /* takes no account of the policy */
    ck_assert(!asbi_is_skipped_holiday(&c, day("2026-04-07")));
}
END_TEST

START_TEST(the_host)
{
    date open[] = {day("2026-06-01")}, closed[] = {day("2026-06-02")};
    day_list host;
    asbi_days_init(&host, &libc_memory);
    char name[] = "Flood";
    const calendar_day days[] = {
        {day("2026-06-01"), 0, NO_INSTANT, NULL},   {day("2026-06-02"), 1, NO_INSTANT, NULL}, {day("2026-06-03"), 0, NO_INSTANT, name},
        {day("2026-06-06"), 7, NO_INSTANT, NULL},   {day("2026-12-25"), 1, NO_INSTANT, NULL}, {day("2026-06-04"), 0, NO_INSTANT, NULL},
        {day("2026-06-04"), 1, NO_INSTANT, "back"},
    };
    for (size_t i = 0; i < COUNT_OF(days); i++) ck_assert_int_eq(asbi_days_add(&host, &days[i]), ASB_OK);
    name[0] = 'X'; /* the list has its own copy */
    calendar c = {open, closed, 1, 1, &host, NO_INSTANT};
    assert_reason(&c, "2026-06-01", "added to the calendar"); /* before `open` */
    assert_reason(&c, "2026-06-02", NULL);                    /* before `closed` */
    assert_reason(&c, "2026-06-03", "Flood");
    assert_reason(&c, "2026-06-04", NULL); /* the later of two */
    assert_reason(&c, "2026-06-06", NULL); /* a Saturday removed */
    assert_reason(&c, "2026-12-25", NULL);
    ck_assert(asbi_is_skipped_holiday(&c, day("2026-06-01")));
    ck_assert(!asbi_is_skipped_holiday(&c, day("2026-12-25")));
    ck_assert(!asbi_is_skipped_holiday(&c, day("2026-06-06")));
    ck_assert(asbi_is_skipped_holiday(&c, day("2026-12-28")));
    ck_assert_ptr_eq(asbi_host_day(&c, day("2026-06-04")), &host.days[6]);
    ck_assert_ptr_null(asbi_host_day(&c, day("2026-06-05")));
    ck_assert_uint_eq(host.revision, COUNT_OF(days));
    asbi_days_free(&host);
    asbi_days_free(&host);
    ck_assert_uint_eq(libc_memory.used, 0);
}
END_TEST

/* Added, known from 1000 on; removed again, known from 2000 on; said in this order. */
START_TEST(what_is_known)
{
    date d = day("2026-06-01");
    day_list host;
    asbi_days_init(&host, &libc_memory);
    const calendar_day days[] = {{d, 0, 1000, NULL}, {d, 1, 2000, NULL}, {d + 1, 0, NO_INSTANT, NULL}};
    for (size_t i = 0; i < COUNT_OF(days); i++) ck_assert_int_eq(asbi_days_add(&host, &days[i]), ASB_OK);
    static const struct {
        instant known;
        int worked;
        uint32_t count;
    } expected[] = {{999, 1, 1}, {1000, 0, 2}, {1999, 0, 2}, {2000, 1, 3}, {INT64_MAX, 1, 3}, {NO_INSTANT, 1, 3}, {INT64_MIN + 1, 1, 1}};
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        calendar c = {.host = &host, .known = expected[i].known};
        ck_assert_int_eq(asbi_is_working_day(&c, d), expected[i].worked);
        ck_assert_int_eq(asbi_is_working_day(&c, d + 1), 0);
        ck_assert_uint_eq(asbi_days_known(&host, expected[i].known), expected[i].count);
    }
    ck_assert_uint_eq(asbi_days_known(NULL, 0), 0);
    asbi_days_free(&host);
}
END_TEST

/* A memory that gives so many blocks and no more. */
static void *few(void *self, void *block, size_t old_size, size_t new_size) {
    int *left = self;
    if (new_size > 0 && (*left)-- <= 0) return NULL;
    return asbi_memory_libc(NULL, block, old_size, new_size);
}

START_TEST(no_memory)
{
    int failed = 0;
    for (int n = 0, done = 0; !done; n++) {
        int left = n;
        memory m = {.resize = few, .self = &left};
        day_list host;
        asbi_days_init(&host, &m);
        for (uint32_t i = 0; i < 40 && !done; i++) {
            calendar_day added = {(date)i, 0, NO_INSTANT, "a day"};
            int32_t status = asbi_days_add(&host, &added);
            if (status) {
                ck_assert_int_eq(status, ASB_ENOMEM);
                ck_assert_uint_eq(host.count, i);
                ck_assert_uint_eq(host.revision, i);
                failed++;
                break;
            }
            done = i == 39;
        }
        asbi_days_free(&host);
        ck_assert_uint_eq(m.used, 0);
    }
    ck_assert_int_gt(failed, 40);
}
END_TEST

Suite *asb_suite_time_calendar(void) {
    Suite *s = suite_create("time_calendar");
    TCase *holidays = tcase_create("holidays");
    tcase_set_timeout(holidays, 60);
    tcase_add_test(holidays, easter);
    tcase_add_test(holidays, as_gov_uk_has_them);
    tcase_add_test(holidays, years_before_and_after);
    tcase_add_test(holidays, so_many_a_year);
    tcase_add_test(holidays, holidays_do_not_overflow);
    suite_add_tcase(s, holidays);
    TCase *asked = tcase_create("asked");
    tcase_add_test(asked, the_plain_calendar);
    tcase_add_test(asked, the_policy);
    tcase_add_test(asked, the_host);
    tcase_add_test(asked, what_is_known);
    tcase_add_test(asked, no_memory);
    suite_add_tcase(s, asked);
    return s;
}
