/* Days are counted from 1 January 1970. For taking a day number apart the year is thought to begin in March, so that the
 * leap day is the last of the year and 400 years have always the same number of days. */
#include "instant.h"

#define HOUR_MS INT64_C(3600000)

enum {
    FIRST_YEAR = 1,            /* Wider than what is ever read (1900 to 2999), so that no sum of a read date and a period */
    LAST_YEAR = 9999,          /* leaves it, and narrow enough that nothing overflows. */
    DAYS_BEFORE_1970 = 719468, /* from 1 March of the year 0 */
    DAYS_IN_400_YEARS = 146097,
    FEW_DAYS = 1 << 28, /* so few that four times as many are a number without sign */
    SUNDAY = 6,
    MARCH_1900 = -25508, /* 1 March 1900: from there on every fourth year has a leap day, its last day if it begins in March, */
    UNTIL_2100 = 73049,  /* for so many days */
    DAYS_IN_4_YEARS = 1461,
    APRIL = 31, /* the 1st, in days from 1 March */
    OCTOBER = 214,
    NOVEMBER = 245
};

static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

static int is_leap(int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t asbi_days_in_month(int32_t year, int32_t month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

date asbi_date_of(int32_t year, int32_t month, int32_t day) {
    if (year < FIRST_YEAR || year > LAST_YEAR) return NO_DATE;
    if (day < 1 || day > asbi_days_in_month(year, month)) return NO_DATE;
    int32_t y = month > 2 ? year : year - 1;
    int32_t m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - DAYS_BEFORE_1970;
}

/* Of the years that are ever asked, in numbers without signs: the remainder of a division by multiplying tells the next one. After C. Neri and L. Schneider, Euclidean affine
 * functions and their application to calendar algorithms (2022). `days` are from 1 March of the year 0. */
static civil civil_of_few(uint32_t days) {
    uint32_t quarters = 4 * days + 3, century = quarters / DAYS_IN_400_YEARS;
    uint64_t of_century = UINT64_C(2939745) * (4 * (quarters % DAYS_IN_400_YEARS / 4) + 3);
    uint32_t of_year = (uint32_t)of_century / 2939745 / 4, of_month = 2141 * of_year + 197913, next = of_year >= 306;
    int32_t year = (int32_t)(100 * century + (uint32_t)(of_century >> 32) + next);
    return (civil){year, (int16_t)((of_month >> 16) - 12 * next), (int16_t)(of_month % 65536 / 2141 + 1)};
}

civil asbi_civil(date d) {
    if ((uint32_t)d + DAYS_BEFORE_1970 < FEW_DAYS) return civil_of_few((uint32_t)d + DAYS_BEFORE_1970);
    int64_t days = (int64_t)d + DAYS_BEFORE_1970;
    int64_t era = floor_divide(days, DAYS_IN_400_YEARS);
    int32_t rest = (int32_t)(days - era * DAYS_IN_400_YEARS);
    int32_t year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int32_t of_year = rest - (365 * year + year / 4 - year / 100);
    int32_t m = (5 * of_year + 2) / 153; /* 0 March to 11 February */
    int32_t month = m < 10 ? m + 3 : m - 9;
    return (civil){(int32_t)(era * 400) + year + (month <= 2), (int16_t)month, (int16_t)(of_year - (153 * m + 2) / 5 + 1)};
}

int32_t asbi_weekday(date d) {
    int32_t rest = (int32_t)(((int64_t)d + 3) % 7); /* the first day of all was a Thursday */
    return rest < 0 ? rest + 7 : rest;
}

date asbi_date_clamped(int32_t year, int32_t month, int32_t day) {
    int64_t months = (int64_t)year * 12 + month - 1;
    int64_t y = floor_divide(months, 12);
    int32_t m = (int32_t)(months - y * 12) + 1;
    if (y < FIRST_YEAR) return asbi_date_of(FIRST_YEAR, 1, 1);
    if (y > LAST_YEAR) return asbi_date_of(LAST_YEAR, 12, 31);
    int32_t last = asbi_days_in_month((int32_t)y, m);
    return asbi_date_of((int32_t)y, m, day < 1 ? 1 : day > last ? last : day);
}

/* The UTC day of an instant, and the milliseconds into it. Instants of which no date could speak are cut. */
static date split(instant i, int64_t *ms) {
    int64_t day = floor_divide(i, DAY_MS);
    *ms = i % DAY_MS;
    if (*ms < 0) *ms += DAY_MS;
    if (day > INT32_MAX - 1) return INT32_MAX - 1;
    return day <= NO_DATE ? NO_DATE + 1 : (date)day;
}

/* Is the day in months that have but one time: 1, summer; 0, winter; else -1. Of nearly all that are ever asked it is told without taking them apart. */
static int season_of(date day) {
    uint32_t since = (uint32_t)day - (uint32_t)MARCH_1900, of_year = since % DAYS_IN_4_YEARS % 365; /* 29 February: 0 */
    if (since >= UNTIL_2100 || of_year < APRIL || (of_year >= OCTOBER && of_year < NOVEMBER)) return -1;
    return of_year < OCTOBER;
}

/* Only in March and October must be asked on which side of the last Sunday, 01:00 UTC, the instant is. */
static int64_t offset_at(date day, int64_t ms) {
    int season = season_of(day);
    if (season >= 0) return season ? HOUR_MS : 0;
    civil c = asbi_civil(day);
    if (c.month < 3 || c.month > 10) return 0;
    if (c.month > 3 && c.month < 10) return HOUR_MS;
    int32_t weekday_of_31 = (asbi_weekday(day) + 31 - c.day) % 7;
    int32_t last_sunday = 31 - (weekday_of_31 + 7 - SUNDAY) % 7;
    int changed = c.day > last_sunday || (c.day == last_sunday && ms >= HOUR_MS);
    return changed == (c.month == 3) ? HOUR_MS : 0;
}

int64_t asbi_zone_offset(instant i) {
    int64_t ms;
    date day = split(i, &ms);
    return offset_at(day, ms);
}

date asbi_local_date(instant i) {
    int64_t ms;
    date day = split(i, &ms);
    return ms + offset_at(day, ms) < DAY_MS ? day : day + 1;
}

/* An hour earlier is right where it is summer then. So a time that October brings twice is the first; one that March leaves
 * out is not yet summer an hour earlier, and so is read as winter time. */
instant asbi_from_local(date d, int64_t ms_of_day) {
    instant winter = (int64_t)d * DAY_MS + ms_of_day;
    instant summer = winter - HOUR_MS;
    return asbi_zone_offset(summer) == HOUR_MS ? summer : winter;
}

instant asbi_start_of_day(date d) {
    return asbi_from_local(d, 0);
}

/* ---- sorting */

static void sink(date *heap, uint32_t at, uint32_t count) {
    date moving = heap[at];
    for (uint32_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && heap[child + 1] > heap[child]) child++;
        if (heap[child] <= moving) break;
        heap[at] = heap[child];
    }
    heap[at] = moving;
}

static uint32_t drop_repeated(date *days, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || days[kept - 1] != days[i]) days[kept++] = days[i];
    return kept;
}

uint32_t asbi_dates_sort(date *days, uint32_t count) {
    for (uint32_t i = count / 2; i > 0; i--) sink(days, i - 1, count);
    for (uint32_t last = count; last-- > 1;) {
        date latest = days[0];
        days[0] = days[last];
        days[last] = latest;
        sink(days, 0, last);
    }
    return drop_repeated(days, count);
}
