/* Where periods end.
 *
 * Nearly all days are plain: nobody has named them, so weekday and bank holiday decide. If there are no others on the way, working days are a sum
 * (working_days.c); else they are counted day by day. The next day that the policy or the host names is looked up once, and only on it is everybody
 * asked. Months and days are sums. Hours run in UTC, so that changes of summer time need no care; with skipped days they run from local day to local day.
 * Whatever is given is first cut to years 1 to 9999, so that no sum overflows. */
#include "period.h"
#include "working_days.h"

#define HOUR_MS INT64_C(3600000)

enum { FRIDAY = 4, SATURDAY = 5, SUNDAY = 6, FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* 0001-01-01, 9999-12-31 */

static const char added[] = "added to the calendar";

static date cut(int64_t d) {
    return d < FIRST_DAY ? FIRST_DAY : d > LAST_DAY ? LAST_DAY : (date)d;
}

/* ---- What is due ---- */

static due due_on(int64_t d) {
    return (due){cut(d), NO_INSTANT};
}

static due due_at(instant i) {
    return (due){NO_DATE, i};
}

int asbi_period_equal(const period *a, const period *b) {
    return a->unit == b->unit && a->count == b->count && a->beginning_with == b->beginning_with && a->skipping == b->skipping;
}

int asbi_due_is_none(due d) {
    return d.day == NO_DATE && d.at == NO_INSTANT;
}

int asbi_due_passed(due d, instant now) {
    if (d.day != NO_DATE) return asbi_local_date(now) > d.day;
    return d.at != NO_INSTANT && now > d.at;
}

instant asbi_due_last_instant(due d) {
    if (d.day != NO_DATE) return asbi_start_of_day(cut((int64_t)d.day + 1)) - 1;
    return d.at != NO_INSTANT ? d.at : INT64_MAX;
}

/* Two days are as far apart as their ends are: mostly nothing is made of them. */
int asbi_due_compare(due a, due b) {
    int days = a.day != NO_DATE && b.day != NO_DATE;
    instant x = days ? a.day : asbi_due_last_instant(a), y = days ? b.day : asbi_due_last_instant(b);
    return (x > y) - (x < y);
}

void asbi_put_due_local(buffer *b, due d) {
    if (d.day != NO_DATE)
        asbi_put_date(b, d.day);
    else if (d.at != NO_INSTANT)
        asbi_put_instant_local(b, d.at);
    else
        asbi_put(b, "no date");
}

date asbi_act_by(due d, const calendar *c) {
    if (d.day == NO_DATE || asbi_is_working_day(c, d.day)) return NO_DATE;
    return asbi_working_day_before(c, d.day);
}

/* ---- Working days ---- */

/* The first of the sorted days that is not before d, if that is nearer than `nearest`. Each step halves what is left, whatever it finds. */
static date nearer_listed(const date *days, uint32_t count, date d, date nearest) {
    const date *first = days;
    if (!days || count == 0) return nearest;
    for (uint32_t left = count; left > 1; left -= left / 2) first += left / 2 * (first[left / 2 - 1] < d);
    first += *first < d;
    return first < days + count && *first < nearest ? *first : nearest;
}

static date nearer_said(const calendar_day *days, uint32_t count, date d, date nearest) {
    for (uint32_t i = 0; i < count; i++)
        if (days[i].day >= d && days[i].day < nearest) nearest = days[i].day;
    return nearest;
}

/* The first day, not before d, about which the policy or the host says anything, or about which somebody wants to know whether it is asked. */
static date next_named(const calendar *c, date d) {
    date nearest = INT32_MAX;
    if (!c) return nearest;
    nearest = nearer_listed(c->open, c->open_count, d, nearest);
    nearest = nearer_listed(c->closed, c->closed_count, d, nearest);
    if (!c->host) return nearest;
    if (c->host->watch) nearest = nearer_said(c->host->watch->days, c->host->watch->count, d, nearest);
    return nearer_said(c->host->days, c->host->count, d, nearest);
}

/* A day taken apart; the next one is had more cheaply from it than from its number. */
typedef struct walk {
    date day;
    int32_t weekday;
    civil civil;
} walk;

static void step(walk *w) {
    w->day++;
    w->weekday = w->weekday == SUNDAY ? 0 : w->weekday + 1;
    w->civil.day++;
    if (w->civil.day > 28 && w->civil.day > asbi_days_in_month(w->civil.year, w->civil.month)) w->civil = asbi_civil(w->day);
}

static date walk_working_days(const calendar *c, date d, int32_t count, date named) {
    walk w = {d, asbi_weekday(d), asbi_civil(d)};
    while (count > 0) {
        step(&w);
        if (w.day < named) {
            count -= w.weekday < SATURDAY && !asbi_bank_holiday_on(w.day, &w.civil, w.weekday);
        } else {
            count -= asbi_is_working_day(c, w.day);
            named = next_named(c, w.day + 1);
        }
    }
    return w.day;
}

static date working_days_after(const calendar *c, date d, int32_t count) {
    if (count <= 0) return d;
    date plain = asbi_add_plain_working_days(d, count), named = next_named(c, d + 1);
    return plain != NO_DATE && plain < named ? plain : walk_working_days(c, d, count, named);
}

static date working_days_before(const calendar *c, date d, int32_t count) {
    for (; count > 0; count--) d = asbi_working_day_before(c, d);
    return d;
}

/* ---- Months ---- */

/* `months` on (or back, below 0) from that day of the month; the last one of a month that has no such day. */
static date months_from(date d, int32_t months) {
    civil c = asbi_civil(d);
    return asbi_date_clamped(c.year, c.month + months, c.day);
}

/* Counted with the first day, the end is the day before; but a month that has no such day is used up to its last one. */
static date months_end(date d, int32_t months, int beginning_with) {
    date end = months_from(d, months);
    int has_day = asbi_civil(end).day == asbi_civil(d).day;
    return beginning_with && has_day ? end - 1 : end;
}

/* ---- Hours ---- */

/* Why the clock stands still on that day; NULL if it runs. By rule for the two days that are named, whatever the calendar;
 * only `bank-holiday` goes by it. */
static const char *why_skipped(uint8_t skipping, date d, const calendar *c) {
    int32_t weekday = asbi_weekday(d);
    if (skipping & (SKIP_CHRISTMAS_DAY | SKIP_GOOD_FRIDAY)) {
        civil day = asbi_civil(d);
        if ((skipping & SKIP_CHRISTMAS_DAY) && day.month == 12 && day.day == 25) return "Christmas Day";
        if ((skipping & SKIP_GOOD_FRIDAY) && weekday == FRIDAY && asbi_easter_sunday(day.year) == d + 2) return "Good Friday";
    }
    if ((skipping & SKIP_BANK_HOLIDAY) && asbi_is_skipped_holiday(c, d)) {
        const char *name = asbi_bank_holiday(d);
        return name ? name : added;
    }
    if ((skipping & SKIP_SATURDAY) && weekday == SATURDAY) return "Saturday";
    return (skipping & SKIP_SUNDAY) && weekday == SUNDAY ? "Sunday" : NULL;
}

/* Hours that are used up at midnight end there: whether the next day is skipped is asked only of those that are left. */
static instant hours_after(const period *p, instant from, const calendar *c) {
    int64_t left = p->count * HOUR_MS;
    if (!p->skipping) return from + left;
    date day = asbi_local_date(from);
    for (;; day++) {
        instant day_end = asbi_start_of_day(day + 1);
        if (!why_skipped(p->skipping, day, c)) {
            if (left <= day_end - from) return from + left;
            left -= day_end - from;
        }
        from = day_end;
    }
}

static instant hours_before(const period *p, instant end, const calendar *c) {
    int64_t left = p->count * HOUR_MS;
    if (!p->skipping) return end - left;
    for (date day = asbi_local_date(end - 1); left > 0; day--) {
        instant start = asbi_start_of_day(day);
        if (!why_skipped(p->skipping, day, c)) {
            if (left <= end - start) return end - left;
            left -= end - start;
        }
        end = start;
    }
    return end;
}

/* ---- Periods ---- */

static due end_of_days(const period *p, date d, const calendar *c) {
    int32_t first = p->beginning_with ? 1 : 0;
    switch (p->unit) {
    case PERIOD_WORKING_DAYS: return due_on(working_days_after(c, d, p->count));
    case PERIOD_DAYS: return due_on((int64_t)d + p->count - first);
    case PERIOD_WEEKS: return due_on((int64_t)d + 7 * (int64_t)p->count - first);
    case PERIOD_MONTHS: return due_on(months_end(d, p->count, p->beginning_with));
    default: return NO_DUE;
    }
}

due asbi_period_end(const period *p, instant from, const calendar *c) {
    if (p->unit == PERIOD_NONE || from == NO_INSTANT) return NO_DUE;
    date d = asbi_local_date(from);
    if (d != cut(d)) from = asbi_start_of_day(cut(d));
    if (p->unit == PERIOD_HOURS) return due_at(hours_after(p, from, c));
    return end_of_days(p, cut(d), c);
}

due asbi_period_end_from_date(const period *p, date from, const calendar *c) {
    if (p->unit == PERIOD_NONE || from == NO_DATE) return NO_DUE;
    if (p->unit == PERIOD_HOURS) return due_at(hours_after(p, asbi_start_of_day(cut(from)), c));
    return end_of_days(p, cut(from), c);
}

int asbi_period_ended(const period *p, instant from, instant now, const calendar *c) {
    return asbi_due_passed(asbi_period_end(p, from, c), now);
}

/* With the first day counted, the anchor is the last day of the period: so it is the day after it that the plain period ends on. */
due asbi_period_before(const period *p, date anchor, const calendar *c) {
    if (p->unit == PERIOD_NONE || anchor == NO_DATE) return NO_DUE;
    date d = cut((int64_t)anchor + (p->beginning_with ? 1 : 0));
    switch (p->unit) {
    case PERIOD_WORKING_DAYS: return due_on(working_days_before(c, d, p->count));
    case PERIOD_DAYS: return due_on((int64_t)d - p->count);
    case PERIOD_WEEKS: return due_on((int64_t)d - 7 * (int64_t)p->count);
    case PERIOD_MONTHS: return due_on(months_from(d, -p->count));
    default: return due_at(hours_before(p, asbi_start_of_day(d), c));
    }
}

due asbi_period_before_instant(const period *p, instant anchor, const calendar *c) {
    if (anchor == NO_INSTANT || asbi_local_date(anchor) != cut(asbi_local_date(anchor))) return NO_DUE;
    return p->unit == PERIOD_HOURS ? due_at(hours_before(p, anchor, c)) : asbi_period_before(p, asbi_local_date(anchor), c);
}

/* ---- Days left out ---- */

static void put_left_out(buffer *b, int is_first, date d, const char *why, const calendar *c) {
    if (!is_first) asbi_put(b, ", ");
    asbi_put_date(b, d);
    asbi_put_char(b, ' ');
    asbi_put(b, why);
    const calendar_day *host = why == added ? asbi_host_day(c, d) : NULL;
    if (!host || !host->name) return;
    asbi_put(b, " (");
    asbi_put(b, host->name);
    asbi_put_char(b, ')');
}

/* Like asbi_why_not_worked, but for what the host added: its own name for the day does not say that it did. */
static const char *why_not_counted(const calendar *c, date d) {
    const calendar_day *host = asbi_host_day(c, d);
    return host && !host->removed ? added : asbi_why_not_worked(c, d);
}

/* The day it starts on is left out too where hours skip it; one that begins when they are used up is not. */
void asbi_put_skipped_days(buffer *b, const period *p, instant from, const calendar *c) {
    int hours = p->unit == PERIOD_HOURS && p->skipping;
    due end = asbi_period_end(p, from, c);
    if ((!hours && p->unit != PERIOD_WORKING_DAYS) || asbi_due_is_none(end)) return;
    date d = cut(asbi_local_date(from)), last = hours ? asbi_local_date(end.at - 1) : end.day;
    int is_first = 1;
    for (d += hours ? 0 : 1; d <= last; d++) {
        const char *why = hours ? why_skipped(p->skipping, d, c) : why_not_counted(c, d);
        if (!why) continue;
        put_left_out(b, is_first, d, why, c);
        is_first = 0;
    }
}
