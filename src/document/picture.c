/* What pictures share: time across. */
#include "picture.h"
#include "../base/container.h"

enum { MARGIN = 300 }; /* on either side */

axis asbi_axis(instant from, instant to) {
    if (to - from < DAY_MS) to = from + DAY_MS;
    return (axis){from, to};
}

int32_t asbi_place(const axis *a, instant at) {
    if (at <= a->from) return MARGIN;
    if (at >= a->to) return PLACES - MARGIN;
    /* In minutes, so that no product of 1100 years overflows. */
    int64_t span = (a->to - a->from) / 60000, past = (at - a->from) / 60000;
    return (int32_t)(MARGIN + past * (PLACES - 2 * MARGIN) / span);
}

void asbi_put_place(buffer *b, int32_t place) {
    asbi_put_int(b, place / 100);
    asbi_put_char(b, '.');
    asbi_put_padded(b, (uint64_t)(place % 100), 2);
    asbi_put_char(b, '%');
}

void asbi_put_line(buffer *b, const char *look, int32_t from, int32_t y1, int32_t to, int32_t y2) {
    asbi_put_format(b, "<line class=\"%s\" x1=\"", look);
    asbi_put_place(b, from);
    asbi_put_format(b, "\" y1=\"%i\" x2=\"", (int64_t)y1);
    asbi_put_place(b, to);
    asbi_put_format(b, "\" y2=\"%i\"/>", (int64_t)y2);
}

/* ---- round dates */

static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* Of each unit, up to how many days it is used, and by how many days or months it goes. */
static const struct {
    int32_t most_days, days, months;
} steps[] = {{9, 1, 0}, {75, 7, 0}, {270, 0, 1}, {820, 0, 3}, {3400, 0, 12}, {17000, 0, 60}, {INT32_MAX, 0, 600}};

static date first_tick(date from, int32_t days, int32_t count) {
    civil c = asbi_civil(from);
    if (days == 7) return from + (7 - asbi_weekday(from)) % 7;
    if (days) return from;
    int32_t month = (c.year * 12 + c.month - 1 + count - 1) / count * count;
    date d = asbi_date_of(month / 12, month % 12 + 1, 1);
    return d < from ? asbi_date_clamped(month / 12, month % 12 + 1 + count, 1) : d;
}

static date next_tick(date d, int32_t days, int32_t count) {
    civil c = asbi_civil(d);
    return days ? d + days : asbi_date_clamped(c.year, c.month + count, 1);
}

static void put_tick(buffer *b, int32_t place, date d, int32_t count, int32_t top, int32_t bottom) {
    civil c = asbi_civil(d);
    asbi_put_line(b, "grid", place, top, place, bottom);
    if (place < 450 || place > PLACES - 450) return; /* it would be cut */
    asbi_put(b, "<text class=\"soft\" text-anchor=\"middle\" x=\"");
    asbi_put_place(b, place);
    asbi_put_format(b, "\" y=\"%i\">", (int64_t)bottom + 16);
    if (!count) asbi_put_format(b, "%i ", (int64_t)c.day);
    if (count < 12) asbi_put(b, months[c.month - 1]);
    if (count) asbi_put_format(b, count < 12 ? " %i" : "%i", (int64_t)c.year);
    asbi_put(b, "</text>");
}

void asbi_put_ticks(buffer *b, const axis *a, int32_t top, int32_t bottom, int narrow) {
    date from = asbi_local_date(a->from), to = asbi_local_date(a->to);
    size_t i = 0;
    while (i + 1 < COUNT_OF(steps) && to - from > (narrow ? steps[i].most_days / 2 : steps[i].most_days)) i++;
    for (date d = first_tick(from, steps[i].days, steps[i].months); d <= to; d = next_tick(d, steps[i].days, steps[i].months)) {
        instant at = asbi_start_of_day(d);
        if (at >= a->from && at <= a->to) put_tick(b, asbi_place(a, at), d, steps[i].months, top, bottom);
    }
}
