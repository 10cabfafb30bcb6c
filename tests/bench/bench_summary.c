/* What the summary costs in a commit: one record more for a case, saved, with the summary that goes with it and without. The two take turns over the same cases in two files, so that what
 * else the machine does falls on both. Time is what the processor spent, and wall time beside it; bytes are those handed to the system. Making the summary is timed by itself
 * and counted with those that have one.
 *
 *     bench_summary [ROUNDS [FOLDER]] */
#define _POSIX_C_SOURCE 200809L
#include "caseloads.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef BENCH_SQLITE
#include <store_sqlite.h>
#endif

enum { CASES = 64, MOST_ROUNDS = 10000 };

static void need(int32_t status, const asb_engine *e, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", what, e ? asb_error_message(e) : asb_status_text(status));
    exit(EXIT_FAILURE);
}

static double now_of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

/* Bytes that this process has handed to write calls; 0 where the system does not say. */
static uint64_t written(void) {
    char line[100];
    unsigned long long bytes = 0;
    FILE *f = fopen("/proc/self/io", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "wchar: %llu", &bytes) == 1) break;
    if (f) fclose(f);
    return bytes;
}

/* ---- a store that leaves the summaries out */

typedef struct without {
    asb_store_callbacks inner;
    int strip;
} without;

static int32_t commit(void *self, const asb_commit_data *data) {
    const without *w = self;
    asb_case_commit cases[CASES];
    asb_commit_data copy = *data;
    if (!w->strip) return w->inner.commit(w->inner.self, data);
    for (uint32_t i = 0; i < data->case_count && i < CASES; i++) {
        cases[i] = data->cases[i];
        if (cases[i].expected) cases[i].summary.length = 0; /* the first one is there in both */
    }
    copy.cases = cases;
    return w->inner.commit(w->inner.self, &copy);
}
static int32_t read_case(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    const without *w = self;
    return w->inner.read(w->inner.self, id, from, sink, sink_self);
}
static int32_t list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    const without *w = self;
    return w->inner.list(w->inner.self, after, limit, sink, sink_self);
}
static int32_t policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    const without *w = self;
    return w->inner.policy(w->inner.self, digest, sink, sink_self);
}

/* ---- one of the two */

typedef struct side {
    without w;
    asb_store *store;
    asb_case *cases[CASES];
    double cpu[MOST_ROUNDS], wall[MOST_ROUNDS];
    uint64_t bytes;
} side;

static void fill(caseloads *g, side *s, const asb_store_callbacks *inner, int strip) {
    s->w = (without){*inner, strip};
    asb_store_callbacks table = {
        .struct_size = sizeof table, .self = &s->w, .commit = commit, .read = read_case, .list = list, .policy = policy};
    need(asb_store_custom(&s->store, g->engine, &table), g->engine, "store");
    for (uint32_t i = 0; i < CASES; i++) {
        s->cases[i] = caseloads_case(g, s->store, i);
        need(asb_case_save(s->cases[i]), g->engine, "save");
    }
}

/* Each policy has roles of its own; caseloads_case() has cases of all five. */
static void add_note(caseloads *g, asb_case *c) {
    static const char *const roles[] = {"CCC", "housing-officer", "officer", "community-safety-officer", "neighbourhood-officer"};
    int32_t status = ASB_EINVALID;
    for (unsigned i = 0; i < sizeof roles / sizeof *roles && status; i++) {
        asb_record *r;
        need(asb_record_new(&r, g->engine, "note"), g->engine, "note");
        need(asb_record_set_actor(r, "amy", roles[i]), g->engine, "actor");
        need(
            asb_record_set_text(
                r, "text",
                "She rang again: music from eleven until three, and shouting on the stairs. She has kept the diary, and will send what her "
                "telephone recorded. I said that I would write by Friday."),
            g->engine, "text");
        status = asb_case_admit(NULL, c, r, INT64_MIN, 0);
        asb_record_free(r);
    }
    need(status, g->engine, "add");
}

static void save_one(caseloads *g, side *s, unsigned round) {
    asb_case *c = s->cases[round % CASES];
    add_note(g, c);
    uint64_t bytes = written();
    double cpu = now_of(CLOCK_PROCESS_CPUTIME_ID), wall = now_of(CLOCK_MONOTONIC);
    need(asb_case_save(c), g->engine, "save");
    s->cpu[round] = now_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    s->wall[round] = now_of(CLOCK_MONOTONIC) - wall;
    s->bytes += written() - bytes;
}

/* ---- the table */

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, unsigned count) {
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

/* At best of many passes, a summary. */
static double making(caseloads *g, side *s, double *length) {
    double best = 1e9;
    for (int pass = 0; pass < 50; pass++) {
        double from = now_of(CLOCK_PROCESS_CPUTIME_ID);
        *length = 0;
        for (uint32_t i = 0; i < CASES; i++) {
            asb_text *t;
            need(asb_case_summary(&t, s->cases[i]), g->engine, "summary");
            *length += (double)asb_text_length(t) / CASES;
            asb_text_free(t);
        }
        double took = (now_of(CLOCK_PROCESS_CPUTIME_ID) - from) / CASES;
        if (took < best) best = took;
    }
    return best;
}

static void compare(caseloads *g, const char *name, const asb_store_callbacks *with, const asb_store_callbacks *bare, unsigned rounds) {
    static side sides[2];
    double length, records = 0;
    memset(sides, 0, sizeof sides);
    fill(g, &sides[0], with, 0);
    fill(g, &sides[1], bare, 1);
    for (unsigned i = 0; i < rounds; i++)
        for (unsigned k = 0; k < 2; k++) save_one(g, &sides[(i + k) % 2], i);
    for (uint32_t i = 0; i < CASES; i++) records += (double)asb_case_count(sides[0].cases[i]) / CASES;
    double made = making(g, &sides[0], &length);
    double cpu[2], wall[2], more[MOST_ROUNDS];
    for (unsigned i = 0; i < rounds; i++) more[i] = sides[0].cpu[i] - sides[1].cpu[i]; /* of the same case */
    for (unsigned k = 0; k < 2; k++) cpu[k] = median(sides[k].cpu, rounds), wall[k] = median(sides[k].wall, rounds);
    double costs = median(more, rounds) + made; /* it was made for both, and one threw it away */
    printf("%s: %u commits each, cases of %.0f records by the end, a summary of %.0f bytes, made in %.1f us\n"
           "  with it     %8.1f us of the processor, %8.1f us in all, %7.0f bytes written a commit\n"
           "  without     %8.1f us of the processor, %8.1f us in all, %7.0f bytes\n"
           "  the summary %8.1f us of the processor: %.1f %% of what a commit takes of it, %.1f %% of its time in all; %.0f bytes\n",
           name, rounds, records, length, made, cpu[0], wall[0], (double)sides[0].bytes / rounds, cpu[1] - made, wall[1] - made,
           (double)sides[1].bytes / rounds, costs, costs / cpu[0] * 100, costs / wall[0] * 100,
           (double)(sides[0].bytes - sides[1].bytes) / rounds);
    for (unsigned k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < CASES; i++) asb_case_free(sides[k].cases[i]);
        asb_store_free(sides[k].store);
    }
}

static const char *path_of(char *out, size_t size, const char *folder, const char *name) {
    snprintf(out, size, "%s/asb-bench-%d-%s", folder, (int)getpid(), name);
    unlink(out);
    return out;
}

static void of_journals(caseloads *g, const char *folder, unsigned rounds) {
    char paths[2][300];
    asb_store *stores[2];
    for (int k = 0; k < 2; k++)
        need(asb_store_journal(&stores[k], g->engine, path_of(paths[k], sizeof paths[k], folder, k ? "bare" : "with")), g->engine,
             "journal");
    compare(g, "journal", &stores[0]->table, &stores[1]->table, rounds);
    for (int k = 0; k < 2; k++) {
        asb_store_free(stores[k]);
        unlink(paths[k]);
    }
}

#ifdef BENCH_SQLITE
static void of_sqlite(caseloads *g, const char *folder, unsigned rounds) {
    char paths[2][300], beside[700];
    asb_store_callbacks tables[2];
    for (int k = 0; k < 2; k++)
        need(asb_sqlite_table(&tables[k], path_of(paths[k], sizeof paths[k], folder, k ? "bare.db" : "with.db"), NULL), NULL, "sqlite");
    compare(g, "SQLite (examples/store-sqlite)", &tables[0], &tables[1], rounds);
    for (int k = 0; k < 2; k++) {
        tables[k].close(tables[k].self);
        unlink(paths[k]);
        unlink((snprintf(beside, sizeof beside, "%s-wal", paths[k]), beside));
        unlink((snprintf(beside, sizeof beside, "%s-shm", paths[k]), beside));
    }
}
#endif

int main(int argc, char **argv) {
    caseloads g;
    unsigned rounds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1000;
    const char *folder = argc > 2 ? argv[2] : "/tmp";
    if (rounds > MOST_ROUNDS) rounds = MOST_ROUNDS;
    caseloads_begin(&g, 1);
    of_journals(&g, folder, rounds);
#ifdef BENCH_SQLITE
    of_sqlite(&g, folder, rounds);
#endif
    caseloads_end(&g);
    return 0;
}
