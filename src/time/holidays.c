/* The bank holidays of England and Wales.
 *
 * A day is asked for itself: its weekday, month and day of the month tell in a few comparisons whether it is one, so no table
 * of years is needed and the rule holds for every year. What was proclaimed for one year only is in a table. All of them are
 * on weekdays, since one that falls on a weekend is kept on a later day; that sorts out two days of seven before any work. */
#include "../base/container.h"
#include "calendar.h"

enum { MONDAY = 0, FRIDAY = 4, FIRST_NEW_YEAR = 1974, FIRST_EARLY_MAY = 1978 };

/* Days proclaimed for one year: extra ones, and those to which the spring and early May holidays were moved. In order. */
static const struct {
    civil day;
    const char *name;
} one_off[] = {
    {{1977, 6, 7}, "Silver Jubilee"},
    {{1981, 7, 29}, "Royal wedding"},
    {{1995, 5, 8}, "Early May bank holiday (VE day)"},
    {{1999, 12, 31}, "Millennium Eve"},
    {{2002, 6, 3}, "Golden Jubilee bank holiday"},
    {{2002, 6, 4}, "Spring bank holiday"},
    {{2011, 4, 29}, "Royal wedding"},
    {{2012, 6, 4}, "Spring bank holiday"},
    {{2012, 6, 5}, "Queen's Diamond Jubilee"},
    {{2020, 5, 8}, "Early May bank holiday (VE day)"},
    {{2022, 6, 2}, "Spring bank holiday"},
    {{2022, 6, 3}, "Platinum Jubilee bank holiday"},
    {{2022, 9, 19}, "Bank Holiday for the State Funeral of Queen Elizabeth II"},
    {{2023, 5, 8}, "Bank holiday for the coronation of King Charles III"},
};

static const char *one_off_on(const civil *c) {
    if (c->year < one_off[0].day.year || c->year > one_off[COUNT_OF(one_off) - 1].day.year) return NULL;
    for (size_t i = 0; i < COUNT_OF(one_off); i++) {
        const civil *day = &one_off[i].day;
        if (day->year == c->year && day->month == c->month && day->day == c->day) return one_off[i].name;
    }
    return NULL;
}

/* The Gregorian computus (Butcher 1876): the golden number and the century's corrections give the full moon, the Sunday
 * after it is Easter. */
date asbi_easter_sunday(int32_t year) {
    if (year < 1) return NO_DATE;
    int32_t golden = year % 19, century = year / 100, of_century = year % 100;
    int32_t moon_correction = (century - (century + 8) / 25 + 1) / 3;
    int32_t full_moon = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    int32_t to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - full_moon - of_century % 4) % 7;
    int32_t late = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    int32_t days = full_moon + to_sunday - 7 * late + 114;
    return asbi_date_of(year, days / 31, days % 31 + 1);
}

static const char *new_year(const civil *c, int32_t weekday) {
    int32_t last = weekday == MONDAY ? 3 : 1; /* Monday is kept for a Saturday and a Sunday too */
    return c->year >= FIRST_NEW_YEAR && c->day <= last ? "New Year's Day" : NULL;
}

static const char *easter(date d, const civil *c, int32_t weekday) {
    if (weekday == FRIDAY && asbi_easter_sunday(c->year) == d + 2) return "Good Friday";
    if (weekday == MONDAY && asbi_easter_sunday(c->year) == d - 1) return "Easter Monday";
    return NULL;
}

static const char *may(const civil *c, int32_t weekday) {
    if (weekday != MONDAY) return NULL;
    if (c->day <= 7) {
        int moved = c->year == 1995 || c->year == 2020;
        return c->year >= FIRST_EARLY_MAY && !moved ? "Early May bank holiday" : NULL;
    }
    int moved = c->year == 2002 || c->year == 2012 || c->year == 2022;
    return c->day > 24 && !moved ? "Spring bank holiday" : NULL;
}

/* On which days of December the two are kept, by the weekday of the 25th. */
static const char *christmas(const civil *c, int32_t weekday) {
    static const struct { int32_t christmas, boxing; } kept[] = {{25, 26}, {25, 26}, {25, 26}, {25, 26}, {25, 28}, {27, 28}, {27, 26}};

    if (c->day < 25 || c->day > 28) return NULL;
    int32_t weekday_of_25 = (weekday + 7 - (c->day - 25)) % 7;
    if (c->day == kept[weekday_of_25].christmas) return "Christmas Day";
    return c->day == kept[weekday_of_25].boxing ? "Boxing Day" : NULL;
}

const char *asbi_bank_holiday_on(date d, const civil *c, int32_t weekday) {
    if (weekday > FRIDAY) return NULL;
    const char *name = one_off_on(c);
    if (name) return name;
    switch (c->month) {
    case 1: return new_year(c, weekday);
    case 3:
    case 4: return easter(d, c, weekday);
    case 5: return may(c, weekday);
    case 8: return weekday == MONDAY && c->day > 24 ? "Summer bank holiday" : NULL;
    case 12: return christmas(c, weekday);
    default: return NULL;
    }
}

const char *asbi_bank_holiday(date d) {
    int32_t weekday = asbi_weekday(d);
    if (weekday > FRIDAY) return NULL;
    civil c = asbi_civil(d);
    return asbi_bank_holiday_on(d, &c, weekday);
}
