/* What opening a case is made of, on a store in memory: reading and verifying it (asb_store_verify), opening it (asb_case_open: the same, and folded), and the fold
 * alone, again and again over the records of an open case (asbi_refold, as a rehearsal or a new bank holiday does). Under each built-in policy: a case of 20 records worked as in
 * bench_journal; and a caseload of the generator's. Processor time; the best of nine takes.
 *
 *   bench_fold [CASES [SEED [verify|open|fold]]]              RESULT lines: microseconds a case, and records a second that the fold does */
#define _POSIX_C_SOURCE 200809L
#include "case/case_parts.h"
#include "caseloads.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TAKES = 9, RECORDS = 20, COPIES = 200 };

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(const asb_engine *e, int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s (%s)\n", what, asb_status_text(status), e ? asb_error_message(e) : "");
    exit(EXIT_FAILURE);
}

typedef struct cases {
    asb_engine *engine;
    asb_store *store;
    asb_case **open;
    uint32_t count;
    uint64_t records;
} cases;

static double take_verify(cases *s) {
    double from = seconds();
    for (uint32_t i = 0; i < s->count; i++) {
        asb_text *report;
        need(s->engine, asb_store_verify(&report, s->store, s->open[i]->id.at), "verify");
        asb_text_free(report);
    }
    return seconds() - from;
}

static double take_open(cases *s) {
    double from = seconds();
    for (uint32_t i = 0; i < s->count; i++) {
        asb_case *c;
        need(s->engine, asb_case_open(&c, s->store, s->open[i]->id.at), "open");
        asb_case_free(c);
    }
    return seconds() - from;
}

/* The memory that it takes goes back, so that the case is as before. */
static double take_fold(cases *s) {
    double from = seconds();
    for (uint32_t i = 0; i < s->count; i++) {
        arena_mark mark = asbi_arena_mark(&s->open[i]->arena);
        need(s->engine, asbi_refold(s->open[i]), "fold");
        asbi_arena_rewind(&s->open[i]->arena, mark);
    }
    return seconds() - from;
}

static double best(cases *s, double (*take)(cases *s)) {
    double least = 1e9;
    for (int k = 0; k < TAKES; k++) {
        double t = take(s);
        if (t < least) least = t;
    }
    return least;
}

/* For a profiler: nothing but one of the three. */
static const char *only;

static int runs(const char *name) {
    return !only || strcmp(only, name) == 0;
}

static void measure(cases *s, const char *name) {
    if (only) {
        for (int k = 0; k < 2; k++) (runs("fold") ? take_fold : runs("open") ? take_open : take_verify)(s);
        return;
    }
    double verify = best(s, take_verify), open = best(s, take_open), fold = best(s, take_fold);
    printf("RESULT %-28s verify %6.2f us  open %6.2f us (%.2f times)  fold %6.2f us, %9.0f records/s\n", name, verify / s->count * 1e6,
           open / s->count * 1e6, open / verify, fold / s->count * 1e6, (double)s->records / fold);
    fflush(stdout);
}

static void keep(cases *s, asb_case *c) {
    need(s->engine, asb_case_save(c), "save");
    s->records += c->count;
    s->open[s->count++] = c;
}

static void begin(cases *s, asb_engine *e, uint32_t count) {
    *s = (cases){.engine = e, .open = calloc(count, sizeof *s->open)};
    need(e, asb_store_memory(&s->store, e), "store");
}

static void end(cases *s) {
    for (uint32_t i = 0; i < s->count; i++) asb_case_free(s->open[i]);
    asb_store_free(s->store);
    free(s->open);
}

/* ---- the case of bench_journal */

#define BY "\"by\":\"amy\",\"role\":\"system\","
static const char *const worked[] = {
    "{\"kind\":\"report\"," BY
    "\"fields\":{\"channel\":\"phone\",\"summary\":\"Music through the wall most evenings until one in the morning\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Archer\",\"vulnerable\":\"no\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p2\",\"as\":\"alleged-perpetrator\",\"name\":\"Bob Brook\",\"vulnerable\":\"no\"}}",
    "{\"kind\":\"incident\"," BY "\"fields\":{\"occurred\":\"2026-05-05T23:30\",\"description\":\"Loud music and shouting until two in the "
    "morning; third time this week\",\"violence\":\"none\"}}",
    "{\"kind\":\"note\"," BY "\"fields\":{\"text\":\"Asked the night team to listen from the landing\"}}",
};

static asb_case *work_case(cases *s, asb_policy *p, uint32_t number) {
    asb_case *c;
    char id[16];
    snprintf(id, sizeof id, "F-%04u", (unsigned)number);
    need(s->engine, asb_case_new(&c, s->engine, p, s->store, id), "case");
    for (unsigned i = 0; i < RECORDS; i++) {
        asb_record *r;
        const char *json = worked[i < 3 ? i : 3 + i % 2];
        need(s->engine, asb_record_parse(&r, s->engine, json, strlen(json)), "record");
        need(s->engine, asb_case_admit(NULL, c, r, INT64_MIN, 0), "admit");
        asb_record_free(r);
    }
    return c;
}

static void under(asb_engine *e, const char *id) {
    cases s;
    asb_policy *p;
    need(e, asb_policy_builtin(&p, e, id), id);
    begin(&s, e, COPIES);
    for (uint32_t i = 0; i < COPIES; i++) keep(&s, work_case(&s, p, i));
    measure(&s, id);
    end(&s);
    asb_policy_free(p);
}

static void under_each(void) {
    asb_engine *e;
    need(NULL, asb_engine_new(&e, NULL), "engine");
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++)
        if (strcmp(asb_policy_builtin_id(i), "england") != 0) under(e, asb_policy_builtin_id(i));
    asb_engine_free(e);
}

/* ---- the generator's */

static void caseload(uint32_t count, uint64_t seed) {
    caseloads g;
    cases s;
    char name[40];
    caseloads_begin(&g, seed);
    begin(&s, g.engine, count);
    for (uint32_t i = 0; i < count; i++) keep(&s, caseloads_case(&g, s.store, i));
    snprintf(name, sizeof name, "caseload, %.1f records", (double)s.records / count);
    measure(&s, name);
    end(&s);
    caseloads_end(&g);
}

int main(int argc, char **argv) {
    only = argc > 3 ? argv[3] : NULL;
    if (argc < 5) under_each(); /* one argument more: the caseload alone */
    caseload(argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 2000, argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    return 0;
}
