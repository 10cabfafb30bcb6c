/* Questions over many cases: the caseload, beside SQLite in memory with the same rows, and beside scans of the same columns written by hand; for DuckDB the rows are
 * written out, and tests/bench/duckdb_peer.js asks it the same.
 *
 * Answers are compared before anything is timed, row by row (as sums of rows). Contenders take turns, so that what else the machine does falls on all of them; what is
 * counted is the processor's time, and the figures are the median and the best. A ratio is the median of the rounds' ratios, and that of the bests, which on a busy machine
 * tells more: what others do can only make a round longer.
 *
 *     bench_caseload [CASES [SEED [SUMMARIES [FOLDER]]]]
 *
 * SUMMARIES: a file in which the summaries are kept, or are read from where it is there: making a million cases takes minutes. FOLDER: where the rows are written for
 * another engine. "-": none. */
#define _POSIX_C_SOURCE 200809L
#include "bench_places.h"
#include "caseload_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int32_t status, const asb_engine *e, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", what, e ? asb_error_message(e) : asb_status_text(status));
    exit(EXIT_FAILURE);
}

date closing_to(void) {
    return asbi_local_date(CASELOADS_END);
}

date closing_from(void) {
    return closing_to() - 365;
}

/* ---- ours: through the public functions */

static asb_rows *rows_of(bench *b, const char *query) {
    asb_rows *rows;
    need(asb_caseload_rows(&rows, b->l, query, strlen(query)), b->g.engine, query);
    return rows;
}

/* The number that a name or a month has in the columns, and so in SQLite. */
static uint64_t code_of(const dictionary *names, const char *text) {
    if (!*text) return 0;
    if (names) return asbi_dictionary_find(names, asbi_text(text));
    return (strtoull(text, NULL, 10) - 1900) * 12 + strtoull(text + 5, NULL, 10);
}

/* `names`: of the first columns; the others are numbers. */
static void sum_rows(bench *b, const asb_rows *rows, const dictionary *const *names, unsigned named, unsigned columns) {
    uint64_t values[8];
    for (uint32_t row = 0; row < asb_rows_count(rows); row++) {
        for (unsigned i = 0; i < columns; i++) {
            int64_t n = 0;
            const char *column = asb_rows_column(rows, i);
            if (i >= named) asb_rows_number(&n, rows, row, column);
            values[i] = i < named ? code_of(names[i], asb_rows_text(rows, row, column)) : (uint64_t)n;
        }
        b->sum += bench_row(values, columns);
    }
}

static void ask(bench *b, const char *query, const dictionary *const *names, unsigned named, unsigned columns) {
    asb_rows *rows = rows_of(b, query);
    b->sum = b->checking ? 0 : asb_rows_count(rows);
    if (b->checking) sum_rows(b, rows, names, named, columns);
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
    const dictionary *names[] = {&b->l->names[DIM_CATEGORY], &b->l->names[DIM_WARD], NULL};
    ask(b, BY_THREE, names, 3, 4);
}
static void ours_counts_read(bench *b) {
    asb_rows *rows = rows_of(b, BY_THREE);
    int64_t n;
    b->sum = 0;
    for (uint32_t i = 0; i < asb_rows_count(rows); i++)
        if (asb_rows_number(&n, rows, i, "count") == ASB_OK) b->sum += (uint64_t)n;
    asb_rows_free(rows);
}
static void ours_counts_text(bench *b) {
    ask_text(b, BY_THREE);
}
static void ours_overdue(bench *b) {
    const dictionary *names[] = {&b->l->names[DIM_OFFICER]};
    ask(b, "{\"query\":\"overdue\"}", names, 1, 2);
}
static void ours_performance(bench *b) {
    const dictionary *names[] = {&b->l->rules};
    ask(b, "{\"query\":\"performance\"}", names, 1, 6);
}
static void ours_closing(bench *b) {
    const dictionary *names[] = {&b->l->names[DIM_CATEGORY]};
    ask(b, "{\"query\":\"closing\",\"from\":\"2025-06-01\",\"to\":\"2026-06-01\"}", names, 1, 4);
}
static void worklist_query(const bench *b, char *query, size_t size) {
    snprintf(query, size, "{\"query\":\"due\",\"officer\":\"%s\",\"limit\":50}", b->officer);
}
static void ours_worklist(bench *b) {
    char query[200];
    worklist_query(b, query, sizeof query);
    asb_rows *rows = rows_of(b, query);
    b->sum = asb_rows_count(rows);
    asb_rows_free(rows);
}
static void ours_worklist_text(bench *b) {
    char query[200];
    worklist_query(b, query, sizeof query);
    ask_text(b, query);
}

/* ---- taking turns */

enum { ROUNDS = 15, MOST_CONTENDERS = 6 };

typedef struct contender {
    const char *name;
    work_function *work;
    int same;      /* has the same answer as the first */
    unsigned many; /* at once, of what is quick */
    double times[ROUNDS], ratios[ROUNDS];
} contender;

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, unsigned count) {
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

static double time_of(bench *b, const contender *c) {
    double from = seconds();
    for (unsigned k = 0; k < c->many; k++) c->work(b);
    return (seconds() - from) / c->many * 1e6;
}

static uint64_t compare(bench *b, contender *all, unsigned count) {
    uint64_t sum = 0;
    for (unsigned i = 0; i < count; i++) {
        b->checking = 1;
        all[i].work(b);
        if (!i) sum = b->sum;
        if (all[i].same && b->sum != sum) printf("  %s HAS ANOTHER ANSWER\n", all[i].name);
        b->checking = 0;
        all[i].many = 1;
        double once = time_of(b, &all[i]);
        if (once < 1e4) all[i].many = (unsigned)(1e4 / (once + 1)) + 1;
    }
    return sum;
}

/* Sorts the times: the best stands first afterwards. */
static void show(contender *c, const contender *ours, unsigned rounds) {
    double middle = median(c->times, rounds), ratio = median(c->ratios, rounds);
    printf("  %-34s %12.1f us, best %12.1f", c->name, middle, c->times[0]);
    if (c != ours)
        printf("   ours is %.3f of it (%.3f of the bests): %.1f times as fast", ratio, ours->times[0] / c->times[0],
               c->times[0] / ours->times[0]);
    puts("");
}

static void question(bench *b, const char *name, const char *title, contender *all) {
    unsigned count = 0, rounds = ROUNDS;
    while (all[count].name) count++;
    struct answer *answer = &b->answers[b->answer_count++];
    *answer = (struct answer){.name = name, .sum = compare(b, all, count)};
    for (unsigned r = 0; r < rounds; r++)
        for (unsigned i = 0; i < count; i++) {
            all[i].times[r] = time_of(b, &all[i]);
            all[i].ratios[r] = all[0].times[r] / all[i].times[r];
            if (all[i].times[r] > 5e5) rounds = 3;
        }
    printf("%s\n", title);
    for (unsigned i = 0; i < count; i++) show(&all[i], &all[0], rounds);
    answer->ours = all[0].times[rounds / 2];
    for (unsigned i = 1; i < count; i++)
        if (!strncmp(all[i].name, "scan", 4) && !answer->hand) answer->hand = all[i].times[rounds / 2];
}

#define IS(title, function, equal) \
    { .name = title, .work = function, .same = equal }
#ifdef BENCH_SQLITE
#define PEER(function, same) IS("SQLite, indexed", sqlite_##function, same)
#else
#define PEER(function, same) IS(NULL, NULL, 0)
#endif

static void ask_all(bench *b) {
    contender overdue[] = {IS("caseload, rows", ours_overdue, 0), IS("scan by hand", hand_overdue, 1), PEER(overdue, 1), IS(NULL, NULL, 0)};
    contender worklist[] = {IS("caseload, rows", ours_worklist, 0), IS("caseload, JSON", ours_worklist_text, 0), PEER(worklist, 0),
                            IS(NULL, NULL, 0)};
    contender counts[] = {IS("caseload, rows", ours_counts, 0),
                          IS("caseload, every count read", ours_counts_read, 0),
                          IS("caseload, JSON", ours_counts_text, 0),
                          IS("scan by hand: the table", hand_counts, 0),
                          IS("scan by hand: rows in order", hand_counts_rows, 1),
                          PEER(counts, 1),
                          IS(NULL, NULL, 0)};
    contender closing[] = {IS("caseload, rows", ours_closing, 0), IS("scan by hand", hand_closing, 1), PEER(closing, 1), IS(NULL, NULL, 0)};
    contender performance[] = {IS("caseload, rows", ours_performance, 0), IS("scan by hand", hand_performance, 1), PEER(performance, 1),
                               IS(NULL, NULL, 0)};
    question(b, "overdue", "Q1 overdue by officer", overdue);
    question(b, "worklist", "Q1b one officer's list, the first 50", worklist);
    question(b, "counts", "Q2 counts by category, ward and month", counts);
    question(b, "closing", "Q3 closed in a year by category: how many, within 90 days, mean", closing);
    question(b, "performance", "performance of each duty, with medians (SQLite without)", performance);
}

/* ---- the cases */

typedef struct source {
    FILE *file;
    int reads;
} source;

static source open_source(const char *path) {
    source s = {.file = NULL};
    if (!path || !strcmp(path, "-")) return s;
    s.file = fopen(path, "rb");
    s.reads = s.file != NULL;
    if (!s.file) s.file = fopen(path, "wb");
    if (!s.file) exit((fprintf(stderr, "%s cannot be opened\n", path), EXIT_FAILURE));
    return s;
}

typedef struct summary {
    char id[64];
    uint32_t version, length, records;
    char *text;
} summary;

static void make_summary(bench *b, uint32_t number, summary *s) {
    asb_text *text;
    asb_case *c = caseloads_case(&b->g, NULL, number);
    need(asb_case_summary(&text, c), b->g.engine, "summary");
    snprintf(s->id, sizeof s->id, "%s", asb_case_id(c));
    s->version = asb_case_count(c);
    s->length = (uint32_t)asb_text_length(text);
    s->text = malloc(s->length);
    memcpy(s->text, asb_text_data(text), s->length);
    asb_text_free(text);
    asb_case_free(c);
}

static void next_summary(bench *b, source *from, uint32_t number, summary *s) {
    if (from->reads) {
        if (fread(s, sizeof *s, 1, from->file) != 1) exit((fprintf(stderr, "the file of summaries has too few\n"), EXIT_FAILURE));
        s->text = malloc(s->length);
        if (fread(s->text, s->length, 1, from->file) != 1) exit(EXIT_FAILURE);
        return;
    }
    *s = (summary){.text = NULL};
    make_summary(b, number, s);
    if (from->file && (fwrite(s, sizeof *s, 1, from->file) != 1 || fwrite(s->text, s->length, 1, from->file) != 1)) exit(EXIT_FAILURE);
}

static void fill(bench *b, uint32_t cases, source *from) {
    double putting = 0, bytes = 0, records = 0;
    uint64_t before = asb_engine_memory(b->g.engine);
    for (uint32_t i = 0; i < cases; i++) {
        summary s;
        next_summary(b, from, i, &s);
        double put_from = seconds();
        need(asb_caseload_put(b->l, s.id, s.version, s.text, s.length), b->g.engine, "put");
        putting += seconds() - put_from;
        bytes += s.length;
        records += s.version;
        free(s.text);
    }
    double used = (double)(asb_engine_memory(b->g.engine) - before);
    printf("%u cases, %.0f records, %u rows of duties; put in at %.1f us a case (%.0f bytes of summary); %.0f MiB of memory, %.0f bytes a "
           "case\n",
           (unsigned)cases, records, (unsigned)b->l->duties.count, putting / cases * 1e6, bytes / cases, used / 1048576, used / cases);
}

/* What an update costs: one case again. */
static void update(bench *b) {
    summary s;
    make_summary(b, 7, &s);
    double from = seconds();
    for (int i = 0; i < 2000; i++) need(asb_caseload_put(b->l, s.id, 1, s.text, s.length), b->g.engine, "put");
    printf("a case that changed, put in again: %.1f us\n", (seconds() - from) / 2000 * 1e6);
    free(s.text);
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
    source from = open_source(argc > 3 ? argv[3] : NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    caseloads_begin(&b.g, argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    need(asb_caseload_new(&b.l, b.g.engine), b.g.engine, "caseload");
    fill(&b, cases, &from);
    if (from.file) fclose(from.file);
    update(&b);
    busiest_officer(&b);
    hand_begin(b.l);
#ifdef BENCH_SQLITE
    sqlite_begin(b.l);
#else
    puts("SQLite is not on this machine");
#endif
    ask_all(&b);
    bench_places(b.g.engine, b.l, argc > 4 && strcmp(argv[4], "-") ? argv[4] : NULL);
#ifdef BENCH_SQLITE
    sqlite_end();
#endif
    if (argc > 4 && strcmp(argv[4], "-") && !csv_write(&b, argv[4]))
        exit((fprintf(stderr, "%s cannot be written to\n", argv[4]), EXIT_FAILURE));
    hand_end();
    asb_caseload_free(b.l);
    caseloads_end(&b.g);
    return 0;
}
