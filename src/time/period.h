/* The five kinds of period (model section 2), where they end, and why. */
#ifndef ASBI_PERIOD_H
#define ASBI_PERIOD_H

#include "../base/json.h"
#include "calendar.h"

typedef enum period_unit { PERIOD_NONE, PERIOD_WORKING_DAYS, PERIOD_DAYS, PERIOD_WEEKS, PERIOD_MONTHS, PERIOD_HOURS } period_unit;

enum { SKIP_CHRISTMAS_DAY = 1, SKIP_GOOD_FRIDAY = 2, SKIP_SUNDAY = 4, SKIP_BANK_HOLIDAY = 8, SKIP_SATURDAY = 16 };

typedef struct period {
    uint8_t unit;           /* a period_unit; PERIOD_NONE: no period */
    uint8_t beginning_with; /* the first day counts */
    uint8_t skipping;       /* SKIP_… */
    int32_t count;
} period;

/* A moment something is due: a date (end of that local day), an instant, or nothing. */
typedef struct due {
    date day;   /* NO_DATE where it is an instant or nothing */
    instant at; /* NO_INSTANT where it is a date or nothing */
} due;

#define NO_DUE ((due){NO_DATE, NO_INSTANT})

int asbi_period_equal(const period *a, const period *b); /* written alike: others may end alike as well */

int asbi_due_is_none(due d);
int asbi_due_passed(due d, instant now);   /* now is past it: the local date later, or the instant later. None: never */
instant asbi_due_last_instant(due d);      /* the last millisecond in time; INT64_MAX for none. For comparing */
int asbi_due_compare(due a, due b);        /* by that; none is the latest */
void asbi_put_due_local(buffer *b, due d); /* 2026-04-03, or the instant in local time; "no date" */

/* A PERIOD of the policy format. ASB_OK, or ASB_EINVALID with *wrong the value that is wrong and *code the message code:
 * "period-type" (not an object), "period-unit" (not exactly one unit), "period-number" (no whole number in range; {least}, {greatest}),
 * "period-key" (unknown key), "period-skipping" (an unknown or repeated day, or empty list), "period-beginning" (beginning_with on another unit, or not a flag). */
int32_t asbi_period_read(period *out, const json_value *v, const json_value **wrong, const char **code);

/* {least} and {greatest} of a number that "period-number" is about. */
void asbi_period_limits(const json_value *number, int32_t *least, int32_t *greatest);

/* Where it ends, counted from `from`. Working days, days, weeks and months count from the local date; hours from the instant. */
due asbi_period_end(const period *p, instant from, const calendar *c);
/* Counted from a date (anchors, orders): for hours, from the start of that day. */
due asbi_period_end_from_date(const period *p, date from, const calendar *c);

/* Has the period from `from` ended at `now` (model: the day after its last day has come; hours: later than the instant)? */
int asbi_period_ended(const period *p, instant from, instant now, const calendar *c);

/* "5 working days", "1 month beginning with the day", "48 hours skipping christmas-day", "24 hours skipping christmas-day, good-friday and sunday". */
void asbi_put_period(buffer *b, const period *p);

/* Each day left out between start and due: "2026-04-03 Good Friday, 2026-04-04 Saturday"; nothing where none is. */
void asbi_put_skipped_days(buffer *b, const period *p, instant from, const calendar *c);

/* An anchor `less` a period: the date that much before (working days back over days not worked; months clamp; hours and minus: whole local arithmetic back). */
due asbi_period_before(const period *p, date anchor, const calendar *c);

/* The same of an instant: hours count back from it, all others from its local date. */
due asbi_period_before_instant(const period *p, instant anchor, const calendar *c);

/* The last working day before a due date that is no working day; NO_DATE where there is none to give (worked, an instant, nothing). */
date asbi_act_by(due d, const calendar *c);

#endif
