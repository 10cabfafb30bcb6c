/* Dates, instants, working days and periods beside a second implementation, which knows days by walking through a table of all days from 1900 to 2999
 * and holidays by the words of docs/concepts.md. The first byte chooses: a text that may be a date or an instant (the same verdict, the same instant, and
 * written again the same); or a period from a moment, with days of the host's (the same end, the same last working day before it). */
#include <asb/asb.h>
#include <asb/json.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DAYS = 401768, EPOCH = 25567, FIRST_YEAR = 1900, LAST_YEAR = 2999, MOST_HOST = 12, MOST_TEXT = 60 };
#define DAY INT64_C(86400000)
#define HOUR INT64_C(3600000)

typedef struct day {
    int16_t year;
    int8_t month, day, weekday; /* 0 Monday */
    int8_t holiday;
} day;

typedef struct host_day {
    int32_t index; /* of days */
    int32_t removed;
} host_day;

typedef struct period {
    const char *unit;
    int32_t count, beginning_with;
    uint32_t skipping;
} period;

static day days[DAYS];
static int32_t year_begins[LAST_YEAR - FIRST_YEAR + 2];
static host_day host[MOST_HOST];
static int32_t host_count;
static asb_engine *e;

static void fail(const char *what, const char *about) {
    fprintf(stderr, "%s: %s\n", what, about);
    abort();
}

/* ---- the table */

static int days_in(int year, int month) {
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : length[month - 1];
}

static int32_t index_of(int year, int month, int mday) {
    int32_t at = year_begins[year - FIRST_YEAR];
    for (int m = 1; m < month; m++) at += days_in(year, m);
    return at + mday - 1;
}

static void walk_through_days(void) {
    int year = FIRST_YEAR, month = 1, mday = 1, weekday = 0; /* a Monday */
    for (int32_t i = 0; i < DAYS; i++) {
        if (month == 1 && mday == 1) year_begins[year - FIRST_YEAR] = i;
        days[i] = (day){(int16_t)year, (int8_t)month, (int8_t)mday, (int8_t)weekday, 0};
        weekday = (weekday + 1) % 7;
        if (mday++ < days_in(year, month)) continue;
        mday = 1;
        if (month++ < 12) continue;
        month = 1;
        year++;
    }
    year_begins[LAST_YEAR - FIRST_YEAR + 1] = DAYS;
}

/* Knuth, The Art of Computer Programming, 1.3.2, exercise 14 (after Clavius). */
static int32_t easter(int year) {
    int golden = year % 19 + 1, century = year / 100 + 1, dropped = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
    int sunday = 5 * year / 4 - dropped - 10, epact = ((11 * golden + 20 + moon - dropped) % 30 + 30) % 30;
    if ((epact == 25 && golden > 11) || epact == 24) epact++;
    int n = 44 - epact;
    if (n < 21) n += 30;
    n += 7 - (sunday + n) % 7;
    return n > 31 ? index_of(year, 4, n - 31) : index_of(year, 3, n);
}

static int32_t first_monday(int year, int month) {
    int32_t at = index_of(year, month, 1);
    while (days[at].weekday) at++;
    return at;
}

static int32_t last_of(int year, int month, int weekday) {
    int32_t at = index_of(year, month, days_in(year, month));
    while (days[at].weekday != weekday) at--;
    return at;
}

/* Kept on the next day that is neither weekend nor holiday. */
static void keep(int32_t at) {
    while (days[at].weekday > 4 || days[at].holiday) at++;
    days[at].holiday = 1;
}

/* Where Christmas Day is a Sunday, Boxing Day stays on the Monday; so it goes first. */
static void keep_christmas(int year) {
    int32_t christmas = index_of(year, 12, 25);
    if (days[christmas].weekday == 6) {
        days[christmas + 1].holiday = 1;
        keep(christmas);
    } else {
        keep(christmas);
        keep(christmas + 1);
    }
}

static void keep_year(int year) {
    if (year >= 1974) keep(index_of(year, 1, 1));
    days[easter(year) - 2].holiday = days[easter(year) + 1].holiday = 1;
    if (year >= 1978) days[year == 1995 || year == 2020 ? index_of(year, 5, 8) : first_monday(year, 5)].holiday = 1;
    int32_t spring = last_of(year, 5, 0);
    if (year == 2002 || year == 2012) spring = index_of(year, 6, 4);
    if (year == 2022) spring = index_of(year, 6, 2);
    days[spring].holiday = 1;
    days[last_of(year, 8, 0)].holiday = 1;
    keep_christmas(year);
}

static void keep_days_of_their_own(void) {
    static const int own[][3] = {{1977, 6, 7}, {1981, 7, 29}, {1999, 12, 31}, {2002, 6, 3}, {2011, 4, 29},
                                 {2012, 6, 5}, {2022, 6, 3},  {2022, 9, 19},  {2023, 5, 8}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) days[index_of(own[i][0], own[i][1], own[i][2])].holiday = 1;
}

static void begin(void) {
    walk_through_days();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) keep_year(year);
    keep_days_of_their_own();
    if (asb_engine_new(&e, NULL)) abort();
}

/* ---- local time */

static int64_t change(int year, int month) {
    return (last_of(year, month, 6) - EPOCH) * DAY + HOUR;
}

static int64_t offset(int64_t utc) {
    int64_t at = utc >= 0 ? utc / DAY : -((-utc + DAY - 1) / DAY);
    int year = days[at + EPOCH < 0 ? 0 : at + EPOCH >= DAYS ? DAYS - 1 : at + EPOCH].year;
    return utc >= change(year, 3) && utc < change(year, 10) ? HOUR : 0;
}

static int32_t local_day(int64_t utc) {
    int64_t local = utc + offset(utc) + EPOCH * DAY;
    return local < 0 ? -1 : (int32_t)(local / DAY);
}

/* The earliest instant that the clock on the wall shows so; of what it never shows, what it would without the change. */
static int64_t from_local(int32_t index, int64_t ms) {
    int64_t plain = (index - EPOCH) * DAY + ms;
    return offset(plain - HOUR) == HOUR ? plain - HOUR : plain;
}

/* ---- working days and periods */

static int host_says(int32_t index, int removed) {
    for (int32_t i = host_count - 1; i >= 0; i--)
        if (host[i].index == index) return host[i].removed == removed;
    return 0;
}

static int is_worked(int32_t index) {
    if (host_says(index, 1)) return 1;
    return !host_says(index, 0) && days[index].weekday < 5 && !days[index].holiday;
}

static int is_skipped(int32_t index, uint32_t skipping) {
    const day *d = &days[index];
    if ((skipping & 1) && d->month == 12 && d->day == 25) return 1;
    if ((skipping & 2) && index == easter(d->year) - 2) return 1;
    if ((skipping & 4) && d->weekday == 6) return 1;
    if ((skipping & 8) && !host_says(index, 1) && (d->holiday || host_says(index, 0))) return 1;
    return (skipping & 16) && d->weekday == 5;
}

static int64_t end_of_hours(const period *p, int64_t at) {
    int64_t left = p->count * HOUR;
    while (p->skipping) {
        int32_t today = local_day(at);
        int64_t midnight = from_local(today + 1, 0);
        if (!is_skipped(today, p->skipping)) {
            if (left <= midnight - at) break;
            left -= midnight - at;
        }
        at = midnight;
    }
    return at + left;
}

static int32_t months_on(const period *p, int32_t from) {
    int month = days[from].month - 1 + p->count, year = days[from].year + month / 12, mday = days[from].day;
    month = month % 12 + 1;
    int last = days_in(year, month);
    return mday > last ? index_of(year, month, last) : index_of(year, month, mday) - p->beginning_with;
}

/* Of all but hours. */
static int32_t last_day(const period *p, int32_t from) {
    switch (p->unit[0]) {
    case 'd': return from + p->count - p->beginning_with;
    case 'm': return months_on(p, from);
    default: break;
    }
    if (!strcmp(p->unit, "weeks")) return from + 7 * p->count - p->beginning_with;
    for (int32_t left = p->count; left > 0;) left -= is_worked(++from);
    return from;
}

/* ---- texts */

static void put_day(char *out, size_t size, int32_t index) {
    snprintf(out, size, "%04d-%02d-%02d", days[index].year, days[index].month, days[index].day);
}

static void put_utc(char *out, size_t size, int64_t utc) {
    int64_t ms = utc + EPOCH * DAY, rest = ms % DAY;
    char date[40];
    put_day(date, sizeof date, (int32_t)(ms / DAY));
    int n = snprintf(out, size, "%sT%02d:%02d:%02d", date, (int)(rest / HOUR), (int)(rest / 60000 % 60), (int)(rest / 1000 % 60));
    if (rest % 1000) n += snprintf(out + n, size - (size_t)n, ".%03d", (int)(rest % 1000));
    snprintf(out + n, size - (size_t)n, "Z");
}

typedef struct text {
    const char *at;
    int good;
} text;

static int digits(text *t, int count, int least, int most) {
    int n = 0;
    for (; count > 0 && *t->at >= '0' && *t->at <= '9'; count--) n = n * 10 + *t->at++ - '0';
    if (count || n < least || n > most) t->good = 0;
    return n;
}

static void sign(text *t, char c) {
    if (*t->at == c)
        t->at++;
    else
        t->good = 0;
}

static int32_t read_day(text *t) {
    int year = digits(t, 4, FIRST_YEAR, LAST_YEAR);
    sign(t, '-');
    int month = digits(t, 2, 1, 12);
    sign(t, '-');
    int mday = digits(t, 2, 1, 31);
    if (!t->good || mday > days_in(year, month)) return t->good = 0;
    return index_of(year, month, mday);
}

static int64_t read_seconds(text *t) {
    int64_t ms = digits(t, 2, 0, 59) * INT64_C(1000);
    if (!t->good || *t->at != '.') return ms;
    t->at++;
    if (*t->at < '0' || *t->at > '9') t->good = 0;
    for (int worth = 100; *t->at >= '0' && *t->at <= '9'; worth /= 10) ms += (*t->at++ - '0') * worth;
    return ms;
}

/* 1 where it is a date or an instant. */
static int read_moment(const char *words, int64_t *out) {
    text t = {words, 1};
    int32_t index = read_day(&t);
    if (t.good && !*t.at) return *out = from_local(index, 0), 1;
    sign(&t, 'T');
    int64_t ms = digits(&t, 2, 0, 23) * HOUR;
    sign(&t, ':');
    ms += digits(&t, 2, 0, 59) * INT64_C(60000);
    if (t.good && *t.at == ':') t.at++, ms += read_seconds(&t);
    if (!t.good) return 0;
    *out = from_local(index, ms);
    if (t.good && *t.at == 'Z') {
        t.at++;
        *out = (index - EPOCH) * DAY + ms;
    } else if (t.good && (*t.at == '+' || *t.at == '-')) {
        int64_t behind = *t.at++ == '+' ? -1 : 1, hours = digits(&t, 2, 0, 23);
        sign(&t, ':');
        *out = (index - EPOCH) * DAY + ms + behind * (hours * HOUR + digits(&t, 2, 0, 59) * INT64_C(60000));
    }
    return t.good && !*t.at && *out >= -EPOCH * DAY && *out < (DAYS - EPOCH) * DAY;
}

static void written_again(int64_t ms) {
    char wanted[64];
    asb_text *t;
    int64_t back;
    put_utc(wanted, sizeof wanted, ms);
    if (asb_instant_text(&t, e, ms, 0)) fail("not written", wanted);
    if (strcmp(asb_text_data(t), wanted)) fail(wanted, asb_text_data(t));
    if (asb_instant_parse(&back, e, asb_text_data(t)) || back != ms) fail("not read again", wanted);
    asb_text_free(t);
}

static void try_text(const uint8_t *data, size_t size) {
    char words[MOST_TEXT + 1];
    int64_t is = 0, wanted = 0;
    if (size > MOST_TEXT || memchr(data, 0, size)) return;
    memcpy(words, data, size);
    words[size] = '\0';
    int good = read_moment(words, &wanted);
    int32_t status = asb_instant_parse(&is, e, words);
    if (status != (good ? ASB_OK : ASB_EINVALID)) fail(good ? "not taken" : "taken", words);
    if (good && is != wanted) fail("another instant", words);
    if (good) written_again(is);
}

/* ---- a period */

static uint32_t number(const uint8_t *at, int bytes) {
    uint32_t n = 0;
    while (bytes-- > 0) n = n << 8 | *at++;
    return n;
}

static asb_calendar *add_host_days(const uint8_t *at, size_t size, int32_t around) {
    asb_calendar *c;
    char date[40];
    if (asb_calendar_new(&c, e)) abort();
    for (host_count = 0; host_count < MOST_HOST && size >= 2; at += 2, size -= 2) {
        host_day *h = &host[host_count++];
        *h = (host_day){around + (int32_t)(number(at, 2) >> 1) % 800 - 100, at[1] & 1};
        if (h->index < 0) h->index = 0;
        put_day(date, sizeof date, h->index);
        if (h->removed ? asb_calendar_remove(c, date, NULL, NULL) : asb_calendar_add(c, date, NULL, NULL)) abort();
    }
    return c;
}

static period read_period(const uint8_t *at) {
    static const char *const units[] = {"working_days", "days", "weeks", "months", "hours"};
    static const int32_t most[] = {2600, 36600, 5200, 1200, 87600};
    int unit = at[0] % 5;
    period p = {units[unit], (int32_t)number(at + 1, 2) % (at[3] & 64 ? 60 : most[unit]), 0, 0};
    if (unit >= 1 && unit <= 3 && (at[3] & 128) && p.count) p.beginning_with = 1;
    if (unit == 4) p.skipping = at[3] & 31;
    return p;
}

static void put_period(char *out, size_t size, const period *p) {
    static const char *const names[] = {"christmas-day", "good-friday", "sunday", "bank-holiday", "saturday"};
    int n = snprintf(out, size, "{\"%s\":%d%s", p->unit, (int)p->count, p->beginning_with ? ",\"beginning_with\":true" : "");
    for (int i = 0, first = 1; i < 5; i++)
        if (p->skipping & 1u << i) {
            n += snprintf(out + n, size - (size_t)n, "%s\"%s\"", first ? ",\"skipping\":[" : ",", names[i]);
            first = 0;
        }
    snprintf(out + n, size - (size_t)n, "%s}", p->skipping ? "]" : "");
}

static void must_say(const asb_json *answer, const char *key, const char *wanted, const char *about) {
    const asb_json *v = asb_json_get(answer, key);
    const char *is = asb_json_type(v) == ASB_JSON_NULL ? "" : asb_json_text(v, NULL);
    if (strcmp(is, wanted)) fprintf(stderr, "%s is %s, and not %s\n", key, is, wanted), fail("period", about);
}

static void look(const asb_json *answer, const period *p, int64_t from, const char *about) {
    char due[64], before[40] = "";
    if (p->unit[0] == 'h') {
        put_utc(due, sizeof due, end_of_hours(p, from));
    } else {
        int32_t day = last_day(p, local_day(from));
        put_day(due, sizeof due, day);
        if (!is_worked(day)) {
            while (day > 0 && !is_worked(day)) day--;
            put_day(before, sizeof before, day);
        }
    }
    must_say(answer, "due", due, about);
    must_say(answer, "act_by", before, about);
}

static void try_period(const uint8_t *data, size_t size) {
    char from[64], json[200], about[280];
    asb_text *t;
    asb_json *answer;
    int32_t worked;
    if (size < 9) return;
    int32_t index = (int32_t)(number(data, 3) % (DAYS - 40000 - EPOCH / 4)) + 800;
    uint32_t minutes = number(data + 3, 2) % 1440;
    period p = read_period(data + 5);
    asb_calendar *c = add_host_days(data + 9, size - 9, index);
    put_day(from, sizeof from, index);
    if (asb_is_working_day(&worked, e, from, NULL, c) || worked != is_worked(index)) fail("worked?", from);
    if (data[4] & 3) snprintf(from + 10, sizeof from - 10, "T%02u:%02u", (unsigned)minutes / 60, (unsigned)minutes % 60);
    put_period(json, sizeof json, &p);
    snprintf(about, sizeof about, "%s from %s", json, from);
    if (asb_due(&t, e, from, json, strlen(json), NULL, c)) fail(asb_error_message(e), about);
    if (asb_json_parse(&answer, e, asb_text_data(t), asb_text_length(t))) abort();
    look(answer, &p, from_local(index, from[10] ? minutes * INT64_C(60000) : 0), about);
    asb_json_free(answer);
    asb_text_free(t);
    asb_calendar_free(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!e) begin();
    if (size < 2) return 0;
    if (data[0] & 1)
        try_text(data + 1, size - 1);
    else
        try_period(data + 1, size - 1);
    return 0;
}
