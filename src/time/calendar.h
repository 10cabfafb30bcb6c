/* Which days are worked: the bank holidays of England and Wales by rule with their one-off exceptions, what a policy opens and
 * closes, and what the host adds and removes at run time. */
#ifndef ASBI_CALENDAR_H
#define ASBI_CALENDAR_H

#include "instant.h"

/* The bank holiday on that day, as GOV.UK names it (plain apostrophe; substitute days have the same name), or NULL. */
const char *asbi_bank_holiday(date d);
const char *asbi_bank_holiday_on(date d, const civil *c, int32_t weekday); /* the same, of a day taken apart already */
date asbi_easter_sunday(int32_t year);

/* A day that the host added (not worked) or removed (worked). */
typedef struct calendar_day {
    date day;
    int32_t removed;  /* 0 added, 1 removed */
    instant known;    /* from when on it was known; NO_INSTANT: always */
    const char *name; /* may be NULL */
} calendar_day;

/* Has any of these days been asked about? For whoever wants to know whether another word about them can make a difference. */
typedef struct day_watch {
    const calendar_day *days;
    uint32_t count;
    date first, last; /* of them */
    uint8_t asked;
} day_watch;

/* What the host says, in the order it said it; of two entries for a day, the later one known by then counts. */
typedef struct day_list {
    memory *memory;
    calendar_day *days; /* names are owned */
    uint32_t count, capacity;
    uint32_t revision; /* goes up with every change */
    day_watch *watch;  /* NULL: nobody wants to know; never copied */
} day_list;

void asbi_days_init(day_list *l, memory *m);
void asbi_days_free(day_list *l);
int32_t asbi_days_add(day_list *l, const calendar_day *day); /* copies the name; ASB_ENOMEM, ASB_ELIMIT */

/* Everything that says whether a day is worked. Any pointer may be NULL. */
typedef struct calendar {
    const date *open, *closed; /* the policy's, sorted */
    uint32_t open_count, closed_count;
    const day_list *host;
    instant known; /* host days known by then count; NO_INSTANT: all of them */
} calendar;

/* The host's entry that counts for that day, or NULL. */
const calendar_day *asbi_host_day(const calendar *c, date d);

int asbi_is_working_day(const calendar *c, date d);
/* Why it is not worked: "Good Friday", "Saturday", "closed", "added to the calendar" (or the host's name for it); NULL if worked. */
const char *asbi_why_not_worked(const calendar *c, date d);
/* Does it count as `bank-holiday` for hours that skip: the region's and the host's added, less its removed. */
int asbi_is_skipped_holiday(const calendar *c, date d);
date asbi_working_day_before(const calendar *c, date d); /* the last working day before d */

/* How many host days are known at `at`: equal numbers mean the same calendar. */
uint32_t asbi_days_known(const day_list *l, instant at);

#endif
