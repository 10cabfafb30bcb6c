/* Instants and dates.
 *
 * An instant is UTC milliseconds since 1970-01-01; a date is a number of days since then. Years run from 1900 to 2999.
 * The zone is Europe/London by rule, for every year: summer time from the last Sunday of March 01:00 UTC to the last Sunday
 * of October 01:00 UTC. No time-zone database, no clock and no locale is read. */
#ifndef ASBI_INSTANT_H
#define ASBI_INSTANT_H

#include "../base/buffer.h"
#include "../base/text.h"
#include <stdint.h>

typedef int64_t instant; /* ms since the epoch, UTC */
typedef int32_t date;    /* days since the epoch */

#define NO_INSTANT INT64_MIN
#define NO_DATE INT32_MIN
#define DAY_MS INT64_C(86400000)

typedef struct civil {
    int32_t year;
    int16_t month; /* 1 to 12 */
    int16_t day;   /* 1 to 31; together as large as a register, in which it is handed back */
} civil;

date asbi_date_of(int32_t year, int32_t month, int32_t day); /* NO_DATE where there is no such day */
civil asbi_civil(date d);
int32_t asbi_days_in_month(int32_t year, int32_t month);
int32_t asbi_weekday(date d);                                     /* 0 Monday to 6 Sunday */
date asbi_date_clamped(int32_t year, int32_t month, int32_t day); /* month may be any number; a day past the end is the last */

uint32_t asbi_dates_sort(date *days, uint32_t count); /* earliest first, each once; how many are left */

/* Offset of local time from UTC at an instant, in milliseconds (0 or 3600000). */
int64_t asbi_zone_offset(instant i);
date asbi_local_date(instant i);
instant asbi_start_of_day(date d); /* local midnight */
/* Local wall-clock to instant: a time left out in March is read with the offset before it, one brought twice in October is the first. */
instant asbi_from_local(date d, int64_t ms_of_day);

/* From 1900 to 2999, in UTC: others could not be read again once they are written. */
int asbi_instant_is_in_range(instant i);

/* Reading. 1 where the whole text is one, else 0. */
int asbi_parse_date(text t, date *out);                          /* YYYY-MM-DD */
int asbi_parse_instant(text t, instant *out);                    /* YYYY-MM-DDThh:mm[:ss[.f…]][Z|±hh:mm]; not a date */
int asbi_parse_instant_utc(text t, instant *out);                /* as asbi_put_instant_utc() writes it, and no other way */
int asbi_parse_when(text t, instant *as_instant, date *as_date); /* either; the other form by rule: a date begins that local day */

/* Writing. */
void asbi_put_date(buffer *b, date d);  /* 2026-04-03 */
enum { INSTANT_TEXT = 40 };             /* room that any of the two takes */
char *asbi_date_text(char *at, date d); /* the same in place, without a '\0'; gives its end */
char *asbi_instant_text(char *at, instant i);
void asbi_put_instant_utc(buffer *b, instant i);   /* 2026-04-03T16:30:00Z, with .mmm where there are milliseconds */
void asbi_put_instant_local(buffer *b, instant i); /* 2026-04-03T17:30, with seconds and milliseconds only where there are */

#endif
