/* Hot spots beside SQLite (a covering index made for the question) and a scan by hand; matching of one case with all others; repeat people. SQLite has one row for each
 * report and incident, with its day, the postcode and the case, as the caseload has them. Answers are compared first. */
#define _POSIX_C_SOURCE 200809L
#include "bench_places.h"

#include "caseloads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef BENCH_SQLITE
#include <sqlite3.h>
#endif

enum { HOT = 20, LAST_DAYS = 90, DAY = 86400 };

typedef struct bench {
    asb_engine *engine;
    asb_caseload *l;
    uint64_t sum; /* of the last answer */
    date from, to;
    char query[200];
    uint32_t asked; /* cases whose matches were asked for */
} bench;

/* Of the processor, so that others on the machine are not counted in. */
static double busy(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of nine, in microseconds. */
static double timed(bench *b, void (*work)(bench *b)) {
    double times[9];
    for (size_t i = 0; i < 9; i++) {
        double from = busy();
        for (int k = 0; k < 10; k++) work(b);
        times[i] = (busy() - from) / 10 * 1e6;
    }
    qsort(times, 9, sizeof *times, by_size);
    return times[4];
}

static void need(const bench *b, int32_t status) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", b->query, asb_error_message(b->engine));
    exit(EXIT_FAILURE);
}

/* The sum of the counts of the first twenty. */
static void ours(bench *b) {
    asb_rows *rows;
    int64_t n;
    need(b, asb_caseload_rows(&rows, b->l, b->query, strlen(b->query)));
    b->sum = 0;
    for (uint32_t i = 0; i < asb_rows_count(rows); i++)
        if (asb_rows_number(&n, rows, i, "count") == ASB_OK) b->sum += (uint64_t)n;
    asb_rows_free(rows);
}

/* ---- by hand: all events of all days, as a caseload without an order by day has to be walked */

typedef struct flat {
    date day;
    uint32_t postcode;
} flat;
static flat *events;
static uint32_t event_count, postcodes;

static void flatten(const asb_caseload *l) {
    const match_keys *k = &l->keys;
    uint32_t all = 0;
    for (uint32_t i = 0; i < k->day_count; i++) all += k->days[i].count;
    events = malloc(all * sizeof *events);
    postcodes = k->postcodes.count + 1;
    for (uint32_t i = 0; i < k->day_count; i++)
        for (uint32_t n = 0; n < k->days[i].count; n++)
            if (!(k->days[i].events[n].of & OF_INCIDENT_CASE))
                events[event_count++] = (flat){k->first_day + (date)i, k->days[i].events[n].postcode};
}

static int downward(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x < y) - (x > y);
}

static void by_hand(bench *b) {
    uint32_t *counts = calloc(postcodes, sizeof *counts), best[HOT + 1] = {0};
    for (uint32_t i = 0; i < event_count; i++) counts[events[i].postcode] += events[i].day >= b->from && events[i].day <= b->to;
    for (uint32_t i = 1; i < postcodes; i++) {
        if (counts[i] <= best[HOT - 1]) continue;
        best[HOT - 1] = counts[i];
        qsort(best, HOT, sizeof *best, downward);
    }
    b->sum = 0;
    for (int i = 0; i < HOT; i++) b->sum += best[i];
    free(counts);
}

/* ---- SQLite */

#ifdef BENCH_SQLITE
static sqlite3 *db;
static sqlite3_stmt *hot;

static sqlite3_stmt *prepared(const char *text) {
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, text, -1, &s, NULL) == SQLITE_OK) return s;
    fprintf(stderr, "%s: %s\n", text, sqlite3_errmsg(db));
    exit(EXIT_FAILURE);
}

static void sqlite_fill(void) {
    sqlite3_open(":memory:", &db);
    sqlite3_exec(db, "CREATE TABLE e (n INTEGER PRIMARY KEY, day INTEGER, postcode INTEGER) WITHOUT ROWID; BEGIN", NULL, NULL, NULL);
    sqlite3_stmt *s = prepared("INSERT INTO e VALUES (?,?,?)");
    for (uint32_t i = 0; i < event_count; i++) {
        sqlite3_bind_int64(s, 1, i);
        sqlite3_bind_int(s, 2, events[i].day);
        sqlite3_bind_int64(s, 3, events[i].postcode);
        sqlite3_step(s);
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    sqlite3_exec(db, "COMMIT; CREATE INDEX hot ON e (day, postcode); ANALYZE", NULL, NULL, NULL);
    hot = prepared("SELECT postcode, count(*) FROM e WHERE day BETWEEN ?1 AND ?2 AND postcode > 0 GROUP BY 1 ORDER BY 2 DESC LIMIT 20");
}

static void in_sqlite(bench *b) {
    b->sum = 0;
    sqlite3_bind_int(hot, 1, b->from);
    sqlite3_bind_int(hot, 2, b->to);
    while (sqlite3_step(hot) == SQLITE_ROW) b->sum += (uint64_t)sqlite3_column_int64(hot, 1);
    sqlite3_reset(hot);
}
#endif

/* ---- the table */

static void compare(bench *b, const char *what, void (*work)(bench *b), double t, uint64_t sum) {
    work(b);
    if (b->sum != sum) printf("  %s has another answer: %llu, not %llu\n", what, (unsigned long long)b->sum, (unsigned long long)sum);
    double theirs = timed(b, work);
    printf("  %-28s %12.1f us   ours is %.2f of it, %.1f times as fast\n", what, theirs, t / theirs, theirs / t);
}

static double asked(bench *b, const char *what, const char *query) {
    char from[11], to[11];
    struct tm day;
    time_t at = (time_t)b->from * DAY;
    strftime(from, sizeof from, "%Y-%m-%d", gmtime_r(&at, &day));
    at = (time_t)b->to * DAY;
    strftime(to, sizeof to, "%Y-%m-%d", gmtime_r(&at, &day));
    snprintf(b->query, sizeof b->query, query, from, to);
    ours(b);
    double t = timed(b, ours);
    printf("  %-28s %12.1f us\n", what, t);
    return t;
}

/* What another engine needs to answer the same, and what we answered. */
static void write_events(const bench *b, const char *folder, double t, uint64_t sum) {
    char path[1000];
    snprintf(path, sizeof path, "%s/events.csv", folder);
    FILE *rows = fopen(path, "w");
    snprintf(path, sizeof path, "%s/places.json", folder);
    FILE *answer = fopen(path, "w");
    for (uint32_t i = 0; rows && i < event_count; i++) fprintf(rows, "%d,%u\n", (int)events[i].day, (unsigned)events[i].postcode);
    if (answer) fprintf(answer, "{\"from\":%d,\"to\":%d,\"sum\":%llu,\"us\":%.1f}\n", (int)b->from, (int)b->to, (unsigned long long)sum, t);
    if (!rows || !answer || fclose(rows) || fclose(answer)) fprintf(stderr, "%s cannot be written to\n", folder);
}

static void hot_spots(bench *b, const char *folder) {
    puts("hot spots: the twenty postcodes with most reports in 90 days");
    double t = asked(b, "caseload, rows", "{\"query\":\"places\",\"by\":\"postcode\",\"from\":\"%s\",\"to\":\"%s\",\"limit\":20}");
    ours(b);
    uint64_t sum = b->sum;
    compare(b, "scan by hand, all days", by_hand, t, sum);
#ifdef BENCH_SQLITE
    compare(b, "SQLite, indexed", in_sqlite, t, sum);
#endif
    if (folder) write_events(b, folder, t, sum);
    asked(b, "caseload, of addresses", "{\"query\":\"places\",\"by\":\"address\",\"from\":\"%s\",\"to\":\"%s\",\"limit\":20}");
    asked(b, "caseload, of UPRNs", "{\"query\":\"places\",\"by\":\"uprn\",\"from\":\"%s\",\"to\":\"%s\",\"limit\":20}");
    asked(b, "caseload, cases, months",
          "{\"query\":\"places\",\"of\":\"cases\",\"months\":true,\"from\":\"%s\",\"to\":\"%s\",\"limit\":20}");
    asked(b, "caseload, homes of accused",
          "{\"query\":\"places\",\"as\":\"alleged-perpetrator\",\"from\":\"%s\",\"to\":\"%s\",\"limit\":20}");
}

/* Each for another case. */
static void match_one(bench *b) {
    asb_rows *rows;
    uint32_t number = (b->asked++ * 2654435761u) % b->l->count;
    snprintf(b->query, sizeof b->query, "{\"query\":\"matches\",\"case\":\"%s\"}", b->l->ids.texts[number].at);
    need(b, asb_caseload_rows(&rows, b->l, b->query, strlen(b->query)));
    b->sum += asb_rows_total(rows);
    asb_rows_free(rows);
}

static void matching(bench *b) {
    enum { MANY = 2000 };
    double times[MANY];
    for (int i = 0; i < MANY; i++) {
        double from = busy();
        match_one(b);
        times[i] = (busy() - from) * 1e6;
    }
    qsort(times, MANY, sizeof *times, by_size);
    printf("matches of one case among all: median %.0f us, 99 of 100 within %.0f us, the longest %.0f us\n", times[MANY / 2],
           times[MANY - MANY / 100], times[MANY - 1]);
}

static void people(bench *b) {
    double from = busy();
    asb_rows *rows;
    snprintf(b->query, sizeof b->query, "{\"query\":\"people\",\"limit\":20}");
    need(b, asb_caseload_rows(&rows, b->l, b->query, strlen(b->query)));
    printf("people in several cases: %.1f ms, %llu of them\n", (busy() - from) * 1e3, (unsigned long long)asb_rows_total(rows));
    asb_rows_free(rows);
}

void bench_places(asb_engine *engine, asb_caseload *l, const char *folder) {
    date end = (date)(CASELOADS_END / 1000 / DAY);
    bench b = {.engine = engine, .l = l, .from = end - LAST_DAYS + 1, .to = end};
    flatten(l);
#ifdef BENCH_SQLITE
    sqlite_fill();
#endif
    hot_spots(&b, folder);
    matching(&b);
    people(&b);
    free(events);
}
