/* Dates and instants as text: a reader that moves along and remembers whether all was well, and the writers. */
#include "instant.h"

#define SECOND_MS 1000
#define MINUTE_MS 60000
#define HOUR_MS 3600000

enum { LEAST_YEAR = 1900, GREATEST_YEAR = 2999, FIRST_DAY = -25567, DAY_AFTER_LAST = 376200 };

typedef struct reader {
    text text;
    size_t at;
    int good;
} reader;

static int next_is(const reader *r, char c) {
    return r->at < r->text.length && r->text.at[r->at] == c;
}

static int next_is_digit(const reader *r) {
    return r->at < r->text.length && r->text.at[r->at] >= '0' && r->text.at[r->at] <= '9';
}

static int skip(reader *r, char c) {
    if (!next_is(r, c)) return 0;
    r->at++;
    return 1;
}

static void expect(reader *r, char c) {
    if (!skip(r, c)) r->good = 0;
}

static int32_t read_number(reader *r, unsigned digits, int32_t least, int32_t greatest) {
    int32_t number = 0;
    for (; digits > 0 && next_is_digit(r); digits--) number = number * 10 + (r->text.at[r->at++] - '0');
    if (digits > 0 || number < least || number > greatest) r->good = 0;
    return number;
}

static date read_date(reader *r) {
    int32_t year = read_number(r, 4, LEAST_YEAR, GREATEST_YEAR);
    expect(r, '-');
    int32_t month = read_number(r, 2, 1, 12);
    expect(r, '-');
    int32_t day = read_number(r, 2, 1, 31);
    date d = asbi_date_of(year, month, day);
    if (d == NO_DATE) r->good = 0;
    return d;
}

/* Tenths, hundredths and thousandths count; what is finer is read and cut off. */
static int32_t read_fraction(reader *r) {
    int32_t ms = 0, worth = 100;
    if (!next_is_digit(r)) r->good = 0;
    for (; next_is_digit(r); worth /= 10) ms += (r->text.at[r->at++] - '0') * worth;
    return ms;
}

static int32_t read_time(reader *r) {
    int32_t ms = read_number(r, 2, 0, 23) * HOUR_MS;
    expect(r, ':');
    ms += read_number(r, 2, 0, 59) * MINUTE_MS;
    if (!skip(r, ':')) return ms;
    ms += read_number(r, 2, 0, 59) * SECOND_MS;
    return skip(r, '.') ? ms + read_fraction(r) : ms;
}

/* With an offset the time is that of the offset; without one it is local. */
static instant read_zone(reader *r, date d, int32_t ms) {
    instant utc = (int64_t)d * DAY_MS + ms;
    if (skip(r, 'Z')) return utc;
    if (!next_is(r, '+') && !next_is(r, '-')) return asbi_from_local(d, ms);
    int32_t sign = r->text.at[r->at++] == '+' ? 1 : -1;
    int32_t offset = read_number(r, 2, 0, 23) * HOUR_MS;
    expect(r, ':');
    offset += read_number(r, 2, 0, 59) * MINUTE_MS;
    return utc - sign * offset;
}

int asbi_instant_is_in_range(instant i) {
    return i >= FIRST_DAY * DAY_MS && i < DAY_AFTER_LAST * DAY_MS;
}

int asbi_parse_date(text t, date *out) {
    reader r = {t, 0, 1};
    date d = read_date(&r);
    if (!r.good || r.at != t.length) return 0;
    *out = d;
    return 1;
}

int asbi_parse_instant(text t, instant *out) {
    reader r = {t, 0, 1};
    date d = read_date(&r);
    expect(&r, 'T');
    if (!r.good) return 0;
    int32_t ms = read_time(&r);
    instant i = read_zone(&r, d, ms);
    /* an offset must not carry it out of the years that there are */
    if (!r.good || r.at != t.length || !asbi_instant_is_in_range(i)) return 0;
    *out = i;
    return 1;
}

/* Two digits, or more than 99. */
static int32_t two_digits(const char *at) {
    uint32_t tens = (uint32_t)at[0] - '0', ones = (uint32_t)at[1] - '0';
    return tens > 9 || ones > 9 ? 100 : (int32_t)(10 * tens + ones);
}

/* Of `.mmm`; above 999 where it is none. */
static int32_t thousandths(const char *at) {
    uint32_t last = (uint32_t)at[3] - '0';
    return at[0] != '.' || last > 9 ? 1000 : 10 * two_digits(at + 1) + (int32_t)last;
}

int asbi_parse_instant_utc(text t, instant *out) {
    const char *at = t.at;
    if (t.length != 20 && t.length != 24) return 0;
    if (at[4] != '-' || at[7] != '-' || at[10] != 'T' || at[13] != ':' || at[16] != ':' || at[t.length - 1] != 'Z') return 0;
    int32_t century = two_digits(at), year = two_digits(at + 2), hour = two_digits(at + 11), minute = two_digits(at + 14);
    int32_t second = two_digits(at + 17), ms = t.length == 24 ? thousandths(at + 19) : 0;
    if (century < 19 || century > 29 || year > 99 || hour > 23 || minute > 59 || second > 59 || ms > 999) return 0;
    date d = asbi_date_of(100 * century + year, two_digits(at + 5), two_digits(at + 8));
    *out = d * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + ms;
    return d != NO_DATE;
}

int asbi_parse_when(text t, instant *as_instant, date *as_date) {
    instant i;
    date d;
    if (asbi_parse_date(t, &d))
        i = asbi_start_of_day(d);
    else if (asbi_parse_instant(t, &i))
        d = asbi_local_date(i);
    else
        return 0;
    if (as_instant) *as_instant = i;
    if (as_date) *as_date = d;
    return 1;
}

/* Of a number below 100. */
static char *pair(char *at, unsigned number) {
    unsigned tens = number / 10;
    at[0] = (char)('0' + tens);
    at[1] = (char)('0' + (number - 10 * tens));
    return at + 2;
}

static char *two(char *at, char mark, unsigned number) {
    *at = mark;
    return pair(at + 1, number);
}

/* At least four digits. */
static char *put_year(char *at, unsigned year) {
    char digits[12];
    size_t used = 0;
    if (year <= 9999) return pair(pair(at, year / 100), year % 100);
    for (; year; year /= 10) digits[used++] = (char)('0' + year % 10);
    while (used) *at++ = digits[--used];
    return at;
}

/* Composed beside and put in one go: a summary has some thirty of them, a list of cases thousands. */
char *asbi_date_text(char *at, date d) {
    civil c = asbi_civil(d);
    if (c.year < 0) *at++ = '-';
    at = put_year(at, (unsigned)(c.year < 0 ? -c.year : c.year));
    return two(two(at, '-', (unsigned)c.month), '-', (unsigned)c.day);
}

void asbi_put_date(buffer *b, date d) {
    char text[INSTANT_TEXT];
    asbi_put_bytes(b, text, (size_t)(asbi_date_text(text, d) - text));
}

static char *time_text(char *at, uint32_t ms, int always_seconds) {
    uint32_t minutes = ms / MINUTE_MS, of_minute = ms % MINUTE_MS, of_second = of_minute % SECOND_MS;
    at = two(two(at, 'T', minutes / 60), ':', minutes % 60);
    if (always_seconds || of_minute) at = two(at, ':', of_minute / SECOND_MS);
    if (!of_second) return at;
    at = two(at, '.', of_second / 10);
    *at++ = (char)('0' + of_second % 10);
    return at;
}

/* Instants of which no date could speak are cut, so that nothing overflows. */
static instant cut(instant i) {
    const instant most = (INT32_MAX - 1) * DAY_MS;
    return i > most ? most : i < -most ? -most : i;
}

static char *date_and_time(char *text, int64_t ms, int is_utc) {
    int64_t of_day = ms % DAY_MS;
    if (of_day < 0) of_day += DAY_MS;
    char *at = time_text(asbi_date_text(text, (date)((ms - of_day) / DAY_MS)), (uint32_t)of_day, is_utc);
    if (is_utc) *at++ = 'Z';
    return at;
}

char *asbi_instant_text(char *at, instant i) {
    return date_and_time(at, cut(i), 1);
}

void asbi_put_instant_utc(buffer *b, instant i) {
    char text[INSTANT_TEXT];
    asbi_put_bytes(b, text, (size_t)(asbi_instant_text(text, i) - text));
}

void asbi_put_instant_local(buffer *b, instant i) {
    char text[INSTANT_TEXT];
    asbi_put_bytes(b, text, (size_t)(date_and_time(text, cut(i) + asbi_zone_offset(i), 0) - text));
}
