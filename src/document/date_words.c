/* Dates and labels in words. */
#include "date_words.h"

enum { MOST_DATES = 6, MINUTE_MS = 60000 };

static void put_day_and_month(buffer *b, civil c) {
    static const char months[][10] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
    asbi_put_int(b, c.day);
    asbi_put_char(b, ' ');
    asbi_put(b, months[c.month - 1]);
}

static void put_year(buffer *b, civil c) {
    asbi_put_char(b, ' ');
    asbi_put_int(b, c.year);
}

void asbi_put_date_words(buffer *b, date d) {
    civil c = asbi_civil(d);
    put_day_and_month(b, c);
    put_year(b, c);
}

static void put_instant_words(buffer *b, instant i) {
    date day = asbi_local_date(i);
    int64_t minutes = (i + asbi_zone_offset(i) - (int64_t)day * DAY_MS) / MINUTE_MS;
    asbi_put_date_words(b, day);
    asbi_put(b, " at ");
    asbi_put_padded(b, (uint64_t)(minutes / 60), 2);
    asbi_put_char(b, ':');
    asbi_put_padded(b, (uint64_t)(minutes % 60), 2);
}

void asbi_put_due_words(buffer *b, due d) {
    if (d.day != NO_DATE)
        asbi_put_date_words(b, d.day);
    else if (d.at != NO_INSTANT)
        put_instant_words(b, d.at);
}

/* The year is said once for all days of it. */
static void put_one_of(buffer *b, const date *days, uint32_t count, uint32_t i) {
    civil c = asbi_civil(days[i]);
    put_day_and_month(b, c);
    if (i + 1 == count || asbi_civil(days[i + 1]).year != c.year) put_year(b, c);
}

void asbi_put_dates_words(buffer *b, const date *days, uint32_t count) {
    if (count > MOST_DATES) {
        asbi_put_format(b, "%u times between ", (uint64_t)count);
        put_one_of(b, (const date[]){days[0], days[count - 1]}, 2, 0);
        asbi_put(b, " and ");
        asbi_put_date_words(b, days[count - 1]);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        asbi_put(b, i == 0 ? "on " : i + 1 == count ? " and " : ", ");
        put_one_of(b, days, count, i);
    }
}

static int is_small(char c) {
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

void asbi_put_label_words(buffer *b, text label) {
    char first = label.length ? label.at[0] : '\0';
    int is_word = first >= 'A' && first <= 'Z' && label.length > 1 && (is_small(label.at[1]) || (first == 'A' && label.at[1] == ' '));
    if (is_word) asbi_put_char(b, (char)(first - 'A' + 'a'));
    asbi_put_bytes(b, label.at + is_word, label.length - (size_t)is_word);
}
