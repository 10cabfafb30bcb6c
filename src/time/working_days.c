/* Working days by number, for the years that cases are from.
 *
 * Weekdays are numbered from a Monday on, five a week, so that adding some and going back to a date are sums. What is left is how many of those between
 * are bank holidays: their numbers are in a table, and another tells where in it to begin, so that only the few between are looked at.
 * Both are made by the rule of a second implementation (tests/model); that it is the rule of holidays.c is held by tests of both. */
#include "working_days.h"

#include "working_days.inc"

enum { WEEK = 7, WEEKDAYS = 5 };

enum { AT_ONCE = 4 };

/* How many of four holidays are up to that weekday. Without a branch, which would be guessed wrongly as often as not. */
static uint32_t count_until(const uint16_t *four, uint32_t number) {
    uint32_t count = 0;

    for (uint32_t i = 0; i < AT_ONCE; i++) count += four[i] <= number;
    return count;
}

/* The same where each of them puts the weekday itself off by one. */
static uint32_t count_putting_off(const uint16_t *four, uint32_t number) {
    uint32_t count = 0;

    for (uint32_t i = 0; i < AT_ONCE; i++) count += four[i] <= number + i;
    return count;
}

date asbi_add_plain_working_days(date d, int32_t count) {
    uint32_t passed = (uint32_t)d - FIRST_MONDAY, week = passed / WEEK, weekday = passed % WEEK, number, more;
    const uint16_t *holiday;

    if (d < FIRST_MONDAY || count < 0 || count > LAST_WEEKDAY) return NO_DATE;
    number = WEEKDAYS * week + (weekday < WEEKDAYS ? weekday + 1 : WEEKDAYS);
    if (number + (uint32_t)count > LAST_WEEKDAY) return NO_DATE;
    holiday = holiday_numbers + holidays_before[number / BUCKET];
    for (more = AT_ONCE; more == AT_ONCE; holiday += more) more = count_until(holiday, number);
    number += (uint32_t)count;
    for (more = AT_ONCE; more == AT_ONCE; holiday += more, number += more) more = count_putting_off(holiday, number);
    if (number > LAST_WEEKDAY) return NO_DATE;
    return FIRST_MONDAY + (date)((number - 1) / WEEKDAYS * WEEK + (number - 1) % WEEKDAYS);
}
