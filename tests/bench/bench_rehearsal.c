/* A rehearsal of many cases: under a new version of every policy, and with a new bank holiday; beside a plain loop that opens each case. Records are counted once, though
 * each is folded on both sides. Absolute figures mean little on a shared machine; the ratios are of one run.
 *
 *     bench_rehearsal [CASES [SEED [JOURNAL]]]      JOURNAL: kept there, and taken from there where it is; else the cases are in memory */
#define _POSIX_C_SOURCE 200809L
#include "caseloads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AT_ONCE = 200 };

typedef struct bench {
    caseloads g;
    asb_store *store;
    asb_policy *others[5];
    uint32_t cases;
    double opening; /* records a second */
} bench;

/* The processor's time, of this process alone. */
static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int32_t status, asb_engine *e, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", what, e ? asb_error_message(e) : asb_status_text(status));
    exit(EXIT_FAILURE);
}

static void make_cases(bench *b) {
    asb_case *cases[AT_ONCE];
    b->g.clock = CASELOADS_END;
    for (uint32_t from = 0; from < b->cases; from += AT_ONCE) {
        uint32_t some = b->cases - from < AT_ONCE ? b->cases - from : AT_ONCE;
        for (uint32_t i = 0; i < some; i++) cases[i] = caseloads_case(&b->g, b->store, from + i);
        need(asb_case_save_all(cases, some), b->g.engine, "save");
        for (uint32_t i = 0; i < some; i++) asb_case_free(cases[i]);
    }
    b->g.clock = CASELOADS_END;
}

enum {
    VERSION, /* the document as it is, but for its version: the two sides come to the same */
    FACTS,   /* a priority is called something else: the same, but nothing can be folded once for both */
    SHORTER  /* every period of working days a day shorter: they do not come to the same */
};

static void other_policies(bench *b, int what) {
    for (size_t i = 0; i < 5; i++) {
        size_t length;
        const char *document = asb_policy_json(b->g.policies[i], &length);
        char *json = malloc(length + 1);
        memcpy(json, document, length + 1);
        char *version = strstr(json, "\"version\":\"");
        version[11] = version[11] == '9' ? '8' : '9';
        static const char days[] = "{\"working_days\":";
        char *label = strstr(json, "\"priorities\":["), *name = label ? strstr(label, "\"label\":\"") : NULL;
        if (name && what == FACTS) name[9] = name[9] == 'X' ? 'Y' : 'X';
        for (char *at = strstr(json, days); at && what == SHORTER; at = strstr(at + 1, days))
            if (at[sizeof days] == '}' && at[sizeof days - 1] > '1') at[sizeof days - 1]--;
        asb_policy_free(b->others[i]);
        need(asb_policy_parse(&b->others[i], b->g.engine, json, length), b->g.engine, "policy");
        free(json);
    }
}

static void open_each(bench *b) {
    asb_list *list;
    uint64_t records = 0;
    need(asb_store_list(&list, b->store, NULL, 0), b->g.engine, "list");
    double from = seconds();
    for (uint32_t i = 0; i < asb_list_count(list); i++) {
        asb_case *c;
        need(asb_case_open(&c, b->store, asb_list_id(list, i)), b->g.engine, "open");
        records += asb_case_count(c);
        asb_case_free(c);
    }
    double taken = seconds() - from;
    b->opening = (double)records / taken;
    printf("%-44s %10.0f records/s\n", "asb_case_open, one after the other", b->opening);
    asb_list_free(list);
}

static int64_t total(asb_engine *e, asb_rehearsal *r, const char *column) {
    static const char query[] = "{\"query\":\"totals\"}";
    asb_rows *rows;
    int64_t n = 0;
    need(asb_rehearsal_rows(&rows, r, query, sizeof query - 1), e, query);
    need(asb_rows_number(&n, rows, 0, column), e, column);
    asb_rows_free(rows);
    return n;
}

static void rehearse(bench *b, const char *what, int policies, const char *request) {
    asb_rehearsal *r;
    asb_engine *e = b->g.engine;
    need(asb_rehearsal_new(&r, e, b->store), e, "rehearsal");
    for (size_t i = 0; i < 5 && policies; i++) need(asb_rehearsal_policy(r, b->others[i], NULL), e, "policy");
    double from = seconds();
    need(asb_rehearsal_run(r, request, strlen(request)), e, what);
    double taken = seconds() - from, rate = (double)total(e, r, "records") / taken;
    printf(
        "%-44s %10.0f records/s %6.2fx   %lld moved, %lld missed before and %lld after, %lld now refused and %lld allowed, %lld failed\n",
        what, rate, rate / b->opening, (long long)total(e, r, "moved"), (long long)total(e, r, "missed_before"),
        (long long)total(e, r, "missed_after"), (long long)total(e, r, "refused"), (long long)total(e, r, "allowed"),
        (long long)total(e, r, "failed"));
    asb_rehearsal_free(r);
}

int main(int argc, char **argv) {
    bench b = {.cases = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 10000};
    asb_list *list;
    caseloads_begin(&b.g, argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    need(argc > 3 ? asb_store_journal(&b.store, b.g.engine, argv[3]) : asb_store_memory(&b.store, b.g.engine), b.g.engine, "store");
    need(asb_store_list(&list, b.store, NULL, 1), b.g.engine, "list");
    if (asb_list_count(list) == 0) make_cases(&b);
    asb_list_free(list);
    open_each(&b);
    other_policies(&b, FACTS);
    rehearse(&b, "each side folded by itself", 1, "{}");
    other_policies(&b, VERSION);
    rehearse(&b, "the same policies, another version", 1, "{}");
    rehearse(&b, "the same, duties alone", 1, "{\"compare\":[\"duties\"]}");
    rehearse(&b, "a new bank holiday", 0, "{\"added\":[\"2026-05-20\"]}");
    other_policies(&b, SHORTER);
    need(asb_engine_set_limit(b.g.engine, "rehearsal-rows", UINT32_MAX), b.g.engine, "limit");
    rehearse(&b, "every period a working day shorter", 1, "{}");
    rehearse(&b, "nothing is another", 0, "{}");
    printf("memory at its most: %.1f MiB\n", (double)asb_engine_memory_peak(b.g.engine) / (1 << 20));
    for (size_t i = 0; i < 5; i++) asb_policy_free(b.others[i]);
    asb_store_free(b.store);
    caseloads_end(&b.g);
    return 0;
}
