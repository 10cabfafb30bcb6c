/* What the parts of bench_caseload share: the caseload that is asked, and what each contender answered. */
#ifndef CASELOAD_BENCH_H
#define CASELOAD_BENCH_H

#include "caseload/caseload.h"
#include "caseloads.h"

typedef struct bench {
    caseloads g;
    asb_caseload *l;
    uint64_t sum;     /* of the last answer: equal for equal answers */
    int checking;     /* the sum is to be of everything in the answer; while the time is taken, of little */
    char officer[64]; /* the one whose list is asked for */
    uint32_t officer_code;
    struct answer {
        const char *name;
        uint64_t sum;
        double ours, hand; /* microseconds */
    } answers[8];
    unsigned answer_count;
} bench;

typedef void work_function(bench *b);

/* A row of an answer, for its sum: the numbers that stand for its names, and its figures. In no order: sums are added up. */
static inline uint64_t bench_row(const uint64_t *values, unsigned count) {
    uint64_t hash = 0;
    for (unsigned i = 0; i < count; i++) hash = (hash ^ values[i]) * UINT64_C(0x9E3779B97F4A7C15), hash ^= hash >> 32;
    return hash & UINT32_MAX;
}

/* caseload_hand.c: the same columns, one loop for one question, as one would write it who has nothing else to do. */
void hand_begin(const asb_caseload *l);
void hand_end(void);
work_function hand_counts, hand_counts_rows, hand_overdue, hand_performance, hand_closing;

/* caseload_sqlite.c; nothing there without SQLite. */
void sqlite_begin(const asb_caseload *l);
void sqlite_end(void);
work_function sqlite_counts, sqlite_overdue, sqlite_performance, sqlite_worklist, sqlite_closing;

/* caseload_csv.c: the rows for another engine, and what is to come out. */
int csv_write(const bench *b, const char *folder); /* 0: it failed */

enum { CLOSING_DAYS = 90 };
date closing_from(void);
date closing_to(void);

#endif
