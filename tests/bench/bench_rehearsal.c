/* A rehearsal of many cases: under new versions of every policy, and with a new bank holiday; beside a plain loop that opens each case, and a version where each side is folded
 * by itself, to which the ratios are. Records are counted once, though both sides are told. Absolute figures mean little on a shared machine; the ratios are of one run.
 *
 *     bench_rehearsal [CASES [SEED [JOURNAL]]]      JOURNAL: kept there, and taken from there where it is; else the cases are in memory */
#define _POSIX_C_SOURCE 200809L
#include "assessments.h"
#include "caseloads.h"
#include "versions.h"

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
    double opening, apart; /* records a second: opened; each side folded by itself */
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

/* `twice`: each has two assessments besides. */
static void make_cases(bench *b, assessments *twice) {
    asb_case *cases[AT_ONCE];
    b->g.clock = CASELOADS_END;
    for (uint32_t from = 0; from < b->cases; from += AT_ONCE) {
        uint32_t some = b->cases - from < AT_ONCE ? b->cases - from : AT_ONCE;
        for (uint32_t i = 0; i < some; i++) {
            cases[i] = caseloads_case(&b->g, b->store, from + i);
            b->g.clock = CASELOADS_END;
            for (int n = 0; n < 2 && twice; n++) assess(twice, cases[i]);
        }
        need(asb_case_save_all(cases, some), b->g.engine, "save");
        for (uint32_t i = 0; i < some; i++) asb_case_free(cases[i]);
    }
    b->g.clock = CASELOADS_END;
}

static void other_policies(bench *b, version v) {
    for (size_t i = 0; i < 5; i++) {
        size_t length;
        char *json = version_of(asb_policy_json(b->g.policies[i], &length), v);
        asb_policy_free(b->others[i]);
        need(asb_policy_parse(&b->others[i], b->g.engine, json, strlen(json)), b->g.engine, json);
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
    if (b->apart == 0) b->apart = rate;
    printf("%-44s %10.0f records/s %6.2fx   %lld moved, %lld missed before and %lld after, %lld now refused and %lld allowed, %lld "
           "changed, %lld "
           "failed\n",
           what, rate, rate / b->apart, (long long)total(e, r, "moved"), (long long)total(e, r, "missed_before"),
           (long long)total(e, r, "missed_after"), (long long)total(e, r, "refused"), (long long)total(e, r, "allowed"),
           (long long)total(e, r, "changed"), (long long)total(e, r, "failed"));
    asb_rehearsal_free(r);
}

static void rehearse_versions(bench *b, const version *versions, size_t count) {
    static const char *const what[] = {
        [VERSION_SAME] = "the same policies, another version",
        [VERSION_APART] = "each side folded by itself",
        [VERSION_SHORTER] = "every period a working day shorter",
        [VERSION_DUTY] = "a duty more",
        [VERSION_NO_DUTY] = "a duty fewer",
        [VERSION_CONDITION] = "a condition of a duty turned round",
        [VERSION_GUARD] = "a guard more",
        [VERSION_CATEGORY] = "a category more",
        [VERSION_RAISE] = "one more reason to raise the priority",
        [VERSION_QUESTION] = "a question more in the matrix",
        [VERSION_WEIGHT] = "an option of the matrix weighs more",
        [VERSION_BAND] = "the highest band begins lower",
    };
    for (size_t i = 0; i < count; i++) {
        other_policies(b, versions[i]);
        rehearse(b, what[versions[i]], 1, "{}");
    }
}

static const version usual[] = {VERSION_APART,     VERSION_SAME,  VERSION_DUTY,     VERSION_NO_DUTY, VERSION_SHORTER,
                                VERSION_CONDITION, VERSION_GUARD, VERSION_CATEGORY, VERSION_RAISE};
static const version of_matrices[] = {VERSION_APART, VERSION_SAME, VERSION_QUESTION, VERSION_WEIGHT, VERSION_BAND, VERSION_DUTY};

static void rehearse_matrices(bench *b) {
    assessments twice;
    asb_store_free(b->store);
    need(asb_store_memory(&b->store, b->g.engine), b->g.engine, "store");
    assessments_begin(&twice, &b->g);
    make_cases(b, &twice);
    assessments_end(&twice);
    puts("the same cases with two assessments each");
    b->apart = 0;
    rehearse_versions(b, of_matrices, sizeof of_matrices / sizeof *of_matrices);
}

int main(int argc, char **argv) {
    bench b = {.cases = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 10000};
    asb_list *list;
    caseloads_begin(&b.g, argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    need(argc > 3 ? asb_store_journal(&b.store, b.g.engine, argv[3]) : asb_store_memory(&b.store, b.g.engine), b.g.engine, "store");
    need(asb_store_list(&list, b.store, NULL, 1), b.g.engine, "list");
    if (asb_list_count(list) == 0) make_cases(&b, NULL);
    asb_list_free(list);
    need(asb_engine_set_limit(b.g.engine, "rehearsal-rows", UINT32_MAX), b.g.engine, "limit");
    open_each(&b);
    rehearse_versions(&b, usual, sizeof usual / sizeof *usual);
    other_policies(&b, VERSION_SAME);
    rehearse(&b, "another version, duties alone", 1, "{\"compare\":[\"duties\"]}");
    rehearse(&b, "a new bank holiday", 0, "{\"added\":[\"2026-05-20\"]}");
    rehearse(&b, "nothing is another", 0, "{}");
    rehearse_matrices(&b);
    printf("memory at its most: %.1f MiB\n", (double)asb_engine_memory_peak(b.g.engine) / (1 << 20));
    for (size_t i = 0; i < 5; i++) asb_policy_free(b.others[i]);
    asb_store_free(b.store);
    caseloads_end(&b.g);
    return 0;
}
