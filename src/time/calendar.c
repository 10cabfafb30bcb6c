/* What the host says about days, and the order in which everybody is asked whether a day is worked. */
#include "calendar.h"
#include <asb/error.h>
#include <string.h>

enum {
    MOST_HOST_DAYS = 1000000, /* the engine's own limit is lower; this one holds without an engine */
    SATURDAY = 5
};

void asbi_days_init(day_list *l, memory *m) {
    *l = (day_list){.memory = m};
}

void asbi_days_free(day_list *l) {
    for (uint32_t i = 0; i < l->count; i++) {
        char *name = (char *)l->days[i].name; /* only lent as const */
        if (name) asbi_release(l->memory, name, strlen(name) + 1);
    }
    asbi_release(l->memory, l->days, l->capacity * sizeof *l->days);
    asbi_days_init(l, l->memory);
}

int32_t asbi_days_add(day_list *l, const calendar_day *day) {
    char *name = NULL;
    int32_t status = asbi_grow(l->memory, &l->days, &l->capacity, (uint64_t)l->count + 1, sizeof *l->days, MOST_HOST_DAYS);
    if (status) return status;
    if (day->name) {
        size_t size = strlen(day->name) + 1;
        name = asbi_alloc(l->memory, size);
        if (!name) return ASB_ENOMEM;
        memcpy(name, day->name, size);
    }
    l->days[l->count++] = (calendar_day){day->day, day->removed != 0, day->known, name};
    l->revision++;
    return ASB_OK;
}

static int is_known(const calendar_day *day, instant at) {
    return at == NO_INSTANT || day->known == NO_INSTANT || day->known <= at;
}

uint32_t asbi_days_known(const day_list *l, instant at) {
    uint32_t known = 0;
    for (uint32_t i = 0; l && i < l->count; i++) known += (uint32_t)is_known(&l->days[i], at);
    return known;
}

static void note_asked(day_watch *w, date d) {
    if (d < w->first || d > w->last) return;
    for (uint32_t i = 0; i < w->count && !w->asked; i++) w->asked = w->days[i].day == d;
}

const calendar_day *asbi_host_day(const calendar *c, date d) {
    if (!c || !c->host) return NULL;
    if (c->host->watch) note_asked(c->host->watch, d);
    for (uint32_t i = c->host->count; i > 0; i--) {
        const calendar_day *day = &c->host->days[i - 1];
        if (day->day == d && is_known(day, c->known)) return day;
    }
    return NULL;
}

static int is_among(const date *days, uint32_t count, date d) {
    uint32_t low = 0, high = days ? count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (days[middle] == d) return 1;
        if (days[middle] < d)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

const char *asbi_why_not_worked(const calendar *c, date d) {
    const calendar_day *host = asbi_host_day(c, d);
    if (host && host->removed) return NULL;
    if (host) return host->name ? host->name : "added to the calendar";
    if (c && is_among(c->open, c->open_count, d)) return NULL;
    if (c && is_among(c->closed, c->closed_count, d)) return "closed";
    int32_t weekday = asbi_weekday(d);
    if (weekday >= SATURDAY) return weekday == SATURDAY ? "Saturday" : "Sunday";
    return asbi_bank_holiday(d);
}

int asbi_is_working_day(const calendar *c, date d) {
    return asbi_why_not_worked(c, d) == NULL;
}

int asbi_is_skipped_holiday(const calendar *c, date d) {
    const calendar_day *host = asbi_host_day(c, d);
    if (host) return !host->removed;
    return asbi_bank_holiday(d) != NULL;
}

date asbi_working_day_before(const calendar *c, date d) {
    while (d > NO_DATE)
        if (asbi_is_working_day(c, --d)) return d;
    return NO_DATE;
}
