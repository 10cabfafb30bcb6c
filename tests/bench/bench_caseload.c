/* Questions over many cases: the caseload, beside SQLite in memory with the same rows (integers and text as a good schema has them, WITHOUT ROWID, covering and partial
 * indexes made for each question), and beside a scan of the columns written by hand. Answers are compared before anything is timed. Each figure is the median of several
 * runs. Absolute figures mean little on a shared machine; the ratios are of one run.
 *
 *     bench_caseload [CASES [SEED]] */
#define _POSIX_C_SOURCE 200809L
#include "bench_places.h"
#include "caseload/caseload.h"
#include "caseloads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef BENCH_SQLITE
#include <sqlite3.h>
#endif

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int32_t status, const asb_engine *e, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", what, e ? asb_error_message(e) : asb_status_text(status));
    exit(EXIT_FAILURE);
}

typedef struct bench {
    caseloads g;
    asb_caseload *l;
    uint64_t sum;     /* of the last answer */
    char officer[64]; /* the one whose list is asked for */
    uint32_t officer_code;
} bench;

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of nine, in microseconds, or of three of what takes long; quick ones are done many times over. */
static double timed(bench *b, void (*work)(bench *b)) {
    double times[9], from = seconds();
    work(b);
    double once = seconds() - from;
    unsigned many = (unsigned)(0.02 / (once + 1e-9)) + 1;
    size_t runs = once > 0.3 ? 3 : 9;
    if (many > 2000) many = 2000;
    for (size_t i = 0; i < runs; i++) {
        from = seconds();
        for (unsigned k = 0; k < many; k++) work(b);
        times[i] = (seconds() - from) / many * 1e6;
    }
    qsort(times, runs, sizeof *times, by_size);
    return times[runs / 2];
}

/* ---- ours: through the public functions */

static void ask(bench *b, const char *query, const char *column) {
    asb_rows *rows;
    int64_t n;
    need(asb_caseload_rows(&rows, b->l, query, strlen(query)), b->g.engine, query);
    b->sum = asb_rows_count(rows);
    if (column)
        for (uint32_t i = 0; i < asb_rows_count(rows); i++)
            if (asb_rows_number(&n, rows, i, column) == ASB_OK) b->sum += (uint64_t)n;
    asb_rows_free(rows);
}

static void ask_text(bench *b, const char *query) {
    asb_text *text;
    need(asb_caseload_query(&text, b->l, query, strlen(query)), b->g.engine, query);
    b->sum = asb_text_length(text);
    asb_text_free(text);
}

#define BY_THREE "{\"query\":\"counts\",\"by\":[\"category\",\"ward\",\"reported_month\"]}"
static void ours_counts(bench *b) {
    ask(b, BY_THREE, NULL);
}
static void ours_counts_text(bench *b) {
    ask_text(b, BY_THREE);
}
static void ours_overdue(bench *b) {
    ask(b, "{\"query\":\"overdue\"}", "overdue");
}
static void ours_performance(bench *b) {
    ask(b, "{\"query\":\"performance\"}", "met");
}
static void worklist_query(const bench *b, char *query, size_t size) {
    snprintf(query, size, "{\"query\":\"due\",\"officer\":\"%s\",\"limit\":50}", b->officer);
}
static void ours_worklist(bench *b) {
    char query[200];
    worklist_query(b, query, sizeof query);
    ask(b, query, "record");
}
static void ours_worklist_text(bench *b) {
    char query[200];
    worklist_query(b, query, sizeof query);
    ask_text(b, query);
}

/* ---- by hand: the same columns, one loop for one question */

static void hand_counts(bench *b) {
    const asb_caseload *l = b->l;
    uint32_t wards = l->names[DIM_WARD].lists.count + 1, first = l->month_first[DIM_REPORTED_MONTH],
             months = (uint32_t)l->month_last[DIM_REPORTED_MONTH] - first + 1;
    size_t places = (l->names[DIM_CATEGORY].lists.count + 1) * (size_t)wards * months;
    uint32_t *counts = calloc(places, sizeof *counts);
    const uint16_t *category = l->code[DIM_CATEGORY], *ward = l->code[DIM_WARD], *month = l->code[DIM_REPORTED_MONTH];
    for (uint32_t i = 0; i < l->count; i++) counts[((size_t)category[i] * wards + ward[i]) * months + month[i] - first]++;
    b->sum = 0;
    for (size_t i = 0; i < places; i++) b->sum += counts[i] != 0;
    free(counts);
}

static void hand_overdue(bench *b) {
    const duty_columns *d = &b->l->duties;
    uint32_t *counts = calloc(UINT16_MAX + 1, sizeof *counts);
    for (uint32_t i = 0; i < d->count; i++)
        counts[d->officer[i]] += (d->state[i] & (DUTY_STATES | DUTY_WATCH)) == DUTY_OPEN && d->due[i] < CASELOADS_END;
    b->sum = 0;
    for (uint32_t i = 0; i <= UINT16_MAX; i++) b->sum += counts[i] + (counts[i] != 0);
    free(counts);
}

static void hand_performance(bench *b) {
    const duty_columns *d = &b->l->duties;
    uint32_t rules = b->l->rules.lists.count + 1, width = b->l->most_taken + 1u;
    uint32_t *counts = calloc(rules * 8, sizeof *counts), *taken = calloc((size_t)rules * width, sizeof *taken);
    for (uint32_t i = 0; i < d->count; i++) {
        uint8_t state = d->state[i] & (DUTY_STATES | DUTY_WATCH);
        if (state >= DUTY_FREE) continue;
        if (state == DUTY_OPEN && d->due[i] < CASELOADS_END) state = 5;
        counts[d->rule[i] * 8 + state]++;
        if (state <= DUTY_MET_LATE && d->taken[i] != NOT_TAKEN) taken[(size_t)d->rule[i] * width + d->taken[i]]++;
    }
    b->sum = 0;
    for (uint32_t i = 0; i < rules; i++) {
        uint32_t all = 0;
        for (uint32_t k = 0; k < 8; k++) all += counts[i * 8 + k];
        b->sum += counts[i * 8 + DUTY_MET] + (all != 0);
    }
    free(counts);
    free(taken);
}

/* ---- SQLite */

#ifdef BENCH_SQLITE
static sqlite3 *db;
static sqlite3_stmt *counts_statement, *overdue_statement, *performance_statement, *worklist_statement;

static void sql(const char *text) {
    char *error = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &error) == SQLITE_OK) return;
    fprintf(stderr, "%s: %s\n", text, error);
    exit(EXIT_FAILURE);
}

static sqlite3_stmt *prepared(const char *text) {
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, text, -1, &s, NULL) == SQLITE_OK) return s;
    fprintf(stderr, "%s: %s\n", text, sqlite3_errmsg(db));
    exit(EXIT_FAILURE);
}

static void step(sqlite3_stmt *s) {
    if (sqlite3_step(s) != SQLITE_DONE) exit(EXIT_FAILURE);
    sqlite3_reset(s);
}

static void fill_cases(const asb_caseload *l) {
    sqlite3_stmt *s = prepared("INSERT INTO c VALUES (?,?,?,?,?)");
    for (uint32_t i = 0; i < l->count; i++) {
        sqlite3_bind_int64(s, 1, i);
        sqlite3_bind_text(s, 2, l->ids.texts[i].at, (int)l->ids.texts[i].length, SQLITE_STATIC);
        sqlite3_bind_int(s, 3, l->code[DIM_CATEGORY][i]);
        sqlite3_bind_int(s, 4, l->code[DIM_WARD][i]);
        sqlite3_bind_int(s, 5, l->code[DIM_REPORTED_MONTH][i]);
        step(s);
    }
    sqlite3_finalize(s);
}

static void fill_duties(const asb_caseload *l) {
    const duty_columns *d = &l->duties;
    sqlite3_stmt *s = prepared("INSERT INTO d VALUES (?,?,?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < d->count; i++) {
        if ((d->state[i] & DUTY_STATES) == DUTY_FREE) continue;
        sqlite3_bind_int64(s, 1, d->of[i]);
        sqlite3_bind_int64(s, 2, i - l->first_duty[d->of[i]]);
        sqlite3_bind_int(s, 3, d->rule[i]);
        sqlite3_bind_int(s, 4, d->officer[i]);
        sqlite3_bind_int(s, 5, d->state[i] & DUTY_STATES);
        sqlite3_bind_int(s, 6, (d->state[i] & DUTY_WATCH) != 0);
        sqlite3_bind_int64(s, 7, d->due[i]);
        if (d->taken[i] == NOT_TAKEN)
            sqlite3_bind_null(s, 8);
        else
            sqlite3_bind_int(s, 8, d->taken[i]);
        sqlite3_bind_int64(s, 9, d->record[i]);
        sqlite3_bind_text(s, 10, l->words.count && d->party[i] ? asbi_intern_text(&l->words, d->party[i]).at : NULL, -1, SQLITE_STATIC);
        step(s);
    }
    sqlite3_finalize(s);
}

static void sqlite_begin(const asb_caseload *l) {
    sqlite3_open(":memory:", &db);
    sql("CREATE TABLE c (n INTEGER PRIMARY KEY, id TEXT, category INTEGER, ward INTEGER, month INTEGER) WITHOUT ROWID;"
        "CREATE TABLE d (c INTEGER, k INTEGER, rule INTEGER, officer INTEGER, state INTEGER, watch INTEGER, due INTEGER, taken INTEGER, "
        "record INTEGER, party TEXT,"
        " PRIMARY KEY (c, k)) WITHOUT ROWID; BEGIN");
    fill_cases(l);
    fill_duties(l);
    sql("COMMIT; CREATE INDEX c3 ON c (category, ward, month);"
        "CREATE INDEX work ON d (officer, due, c, k, rule, record, party) WHERE state = 0 AND watch = 0;"
        "CREATE INDEX performance ON d (rule, state, taken, due) WHERE watch = 0; ANALYZE");
    counts_statement = prepared("SELECT category, ward, month, count(*) FROM c GROUP BY 1, 2, 3");
    overdue_statement = prepared("SELECT officer, count(*) FROM d WHERE state = 0 AND watch = 0 AND due < ?1 GROUP BY officer");
    performance_statement = prepared(
        "SELECT rule, sum(state = 1), sum(state = 2), sum(state = 3), sum(state = 0 AND due >= ?1), sum(state = 0 AND due < ?1)"
        " FROM d WHERE watch = 0 GROUP BY rule");
    worklist_statement = prepared("SELECT c.id, d.due, d.rule, d.party, d.record FROM d JOIN c ON c.n = d.c"
                                  " WHERE state = 0 AND watch = 0 AND officer = ?1 ORDER BY due LIMIT 50");
    sqlite3_bind_int64(overdue_statement, 1, CASELOADS_END);
    sqlite3_bind_int64(performance_statement, 1, CASELOADS_END);
}

static void run(bench *b, sqlite3_stmt *s, int column) {
    uint64_t sum = 0;
    while (sqlite3_step(s) == SQLITE_ROW) sum += 1 + (column >= 0 ? (uint64_t)sqlite3_column_int64(s, column) : 0);
    sqlite3_reset(s);
    b->sum = sum;
}

static void sqlite_counts(bench *b) {
    run(b, counts_statement, -1);
}
static void sqlite_overdue(bench *b) {
    run(b, overdue_statement, 1);
}
static void sqlite_performance(bench *b) {
    run(b, performance_statement, 1);
}
static void sqlite_worklist(bench *b) {
    sqlite3_bind_int64(worklist_statement, 1, b->officer_code);
    run(b, worklist_statement, 4);
}
#endif

/* ---- the table */

static double measure(bench *b, const char *what, void (*work)(bench *b), double ours, uint64_t sum) {
    if (!work) return 0;
    work(b);
    if (sum && b->sum != sum)
        printf("  %s has another answer: %llu, not %llu\n", what, (unsigned long long)b->sum, (unsigned long long)sum);
    double t = timed(b, work);
    printf("  %-28s %12.1f us", what, t);
    if (ours > 0) printf("   ours is %.2f of it, %.1f times as fast", ours / t, t / ours);
    puts("");
    return t;
}

static void question(bench *b, const char *title, void (*ours)(bench *), void (*text)(bench *), void (*hand)(bench *),
                     void (*sqlite)(bench *), int same) {
    printf("%s\n", title);
    double t = measure(b, "caseload, rows", ours, 0, 0);
    ours(b);
    uint64_t sum = same ? b->sum : 0;
    measure(b, "caseload, JSON", text, 0, 0);
    measure(b, "scan by hand", hand, t, sum);
    measure(b, "SQLite, indexed", sqlite, t, sum);
}

static void fill(bench *b, uint32_t cases) {
    double making = 0, putting = 0, bytes = 0, from = seconds();
    uint64_t used = asb_engine_memory(b->g.engine), before = used;
    for (uint32_t i = 0; i < cases; i++) {
        asb_text *summary;
        asb_case *c = caseloads_case(&b->g, NULL, i);
        need(asb_case_summary(&summary, c), b->g.engine, "summary");
        double put_from = seconds();
        making += put_from - from;
        need(asb_caseload_put(b->l, asb_case_id(c), asb_case_count(c), asb_text_data(summary), asb_text_length(summary)), b->g.engine,
             "put");
        bytes += (double)asb_text_length(summary);
        asb_text_free(summary);
        asb_case_free(c);
        from = seconds();
        putting += from - put_from;
    }
    used = asb_engine_memory(b->g.engine);
    printf("%u cases, %llu records, %u duties; made in %.1f s; put in at %.1f us a case (%.0f bytes of summary); %.0f MiB of memory, %.0f "
           "bytes a case\n",
           (unsigned)cases, (unsigned long long)b->g.records, (unsigned)b->l->duties.count, making, putting / cases * 1e6, bytes / cases,
           (double)(used - before) / 1048576, (double)(used - before) / cases);
}

/* What an update costs: one case again. */
static void update(bench *b) {
    asb_text *summary;
    asb_case *c = caseloads_case(&b->g, NULL, 7);
    need(asb_case_summary(&summary, c), b->g.engine, "summary");
    double from = seconds();
    for (int i = 0; i < 2000; i++)
        need(asb_caseload_put(b->l, "C-00000007", 1, asb_text_data(summary), asb_text_length(summary)), b->g.engine, "put");
    printf("a case that changed, put in again: %.1f us\n", (seconds() - from) / 2000 * 1e6);
    asb_text_free(summary);
    asb_case_free(c);
}

static void busiest_officer(bench *b) {
    uint32_t most = 0;
    for (uint32_t i = 1; i < b->l->list_count; i++)
        if (b->l->lists[i].count - b->l->lists[i].stale > most) {
            most = b->l->lists[i].count - b->l->lists[i].stale;
            b->officer_code = i;
        }
    text name = asbi_code_text(&b->l->names[DIM_OFFICER], b->officer_code);
    snprintf(b->officer, sizeof b->officer, "%.*s", (int)name.length, name.at);
    printf("the longest list: %s, %u open duties\n", b->officer, (unsigned)most);
}

int main(int argc, char **argv) {
    bench b = {.sum = 0};
    uint32_t cases = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 10000;
    setvbuf(stdout, NULL, _IOLBF, 0);
    caseloads_begin(&b.g, argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    need(asb_caseload_new(&b.l, b.g.engine), b.g.engine, "caseload");
    fill(&b, cases);
    update(&b);
    busiest_officer(&b);
#ifdef BENCH_SQLITE
    double from = seconds();
    sqlite_begin(b.l);
    printf("SQLite %s filled and indexed in %.1f s, %.0f MiB\n", sqlite3_libversion(), seconds() - from,
           (double)sqlite3_memory_used() / 1048576);
#define PEER(name) sqlite_##name
#else
    puts("SQLite is not on this machine");
#define PEER(name) NULL
#endif
    question(&b, "counts by category, ward and month", ours_counts, ours_counts_text, hand_counts, PEER(counts), 0);
    question(&b, "overdue by officer", ours_overdue, NULL, hand_overdue, PEER(overdue), 1);
    question(&b, "one officer's list, the first 50", ours_worklist, ours_worklist_text, NULL, PEER(worklist), 0);
    question(&b, "performance of each duty, with medians (SQLite without)", ours_performance, NULL, hand_performance, PEER(performance), 1);
    bench_places(b.g.engine, b.l);
    asb_caseload_free(b.l);
    caseloads_end(&b.g);
    return 0;
}
