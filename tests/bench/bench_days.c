/* Working days: 1 to 20 of them added to dates of ten years, with the bank holidays of England and Wales.
 *
 *     bench_days [SECONDS]
 *
 * Ours is what every due date is worked out with, once with nobody but the bank holidays, and once with a policy that closes between Christmas and
 * New Year. The plain C loop beside it goes from day to day, and looks each up in a bitmap that was filled before. All must come to the same dates. */
#define _POSIX_C_SOURCE 200809L
#include "time/period.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { YEARS = 12, DAYS = 366 * YEARS, DATES = 4096, MOST = 20, CLOSED = 3 * YEARS };

static uint64_t worked[DAYS / 64 + 2]; /* the bitmap: a bit for each day from `first` on */
static date first, dates[DATES], closed[CLOSED];
static int32_t counts[DATES];

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static date by_loop(date d, int32_t count) {
    uint32_t at = (uint32_t)(d - first);

    while (count > 0) {
        at++;
        count -= (int32_t)(worked[at / 64] >> (at % 64) & 1);
    }
    return first + (date)at;
}

static date by_us(const calendar *c, date d, int32_t count) {
    period p = {.unit = PERIOD_WORKING_DAYS, .count = count};

    return asbi_period_end_from_date(&p, d, c).day;
}

static void prepare(void) {
    unsigned random = 1;

    first = asbi_date_of(2020, 1, 1);
    for (date d = 0; d < DAYS; d++)
        if (asbi_is_working_day(NULL, first + d)) worked[d / 64] |= UINT64_C(1) << (d % 64);
    for (int i = 0; i < DATES; i++) {
        random = random * 1664525u + 1013904223u;
        dates[i] = first + (date)(random >> 8) % (366 * 10);
        counts[i] = 1 + (int32_t)(random >> 20) % MOST;
    }
    for (int i = 0; i < CLOSED; i++) closed[i] = asbi_date_of(2020 + i / 3, 12, 29 + i % 3);
}

static void check(void) {
    for (int i = 0; i < DATES; i++) {
        if (by_loop(dates[i], counts[i]) == by_us(NULL, dates[i], counts[i])) continue;
        fprintf(stderr, "bench_days: they differ\n");
        exit(1);
    }
}

/* Additions a second. `c` NULL and is_loop: the loop. */
static double measure(const calendar *c, int is_loop, double least) {
    double begin = seconds(), passed = 0;
    volatile date kept;
    uint64_t rounds = 0;

    for (; passed < least; rounds++, passed = seconds() - begin) {
        date sum = 0;
        if (is_loop)
            for (int i = 0; i < DATES; i++) sum ^= by_loop(dates[i], counts[i]);
        else
            for (int i = 0; i < DATES; i++) sum ^= by_us(c, dates[i], counts[i]);
        kept = sum;
    }
    (void)kept;
    return (double)rounds * DATES / passed;
}

int main(int argc, char **argv) {
    const calendar plain = {.known = NO_INSTANT}, closing = {.closed = closed, .closed_count = CLOSED, .known = NO_INSTANT};
    double least = (argc > 1 ? atof(argv[1]) : 2) / 9, best[3] = {0};

    prepare();
    check();
    for (int round = 0; round < 3; round++) {
        double now[3] = {measure(&plain, 0, least), measure(&closing, 0, least), measure(NULL, 1, least)};
        for (int i = 0; i < 3; i++)
            if (now[i] > best[i]) best[i] = now[i];
    }
    printf("%-44s %8.1f million a second\n", "ours, bank holidays only", best[0] / 1e6);
    printf("%-44s %8.1f\n", "ours, a policy that closes at Christmas", best[1] / 1e6);
    printf("%-44s %8.1f\n", "a loop over a bitmap, by hand", best[2] / 1e6);
    printf("RESULT days.ours %.0f /s\nRESULT days.closing %.0f /s\nRESULT days.loop %.0f /s\n", best[0], best[1], best[2]);
    return 0;
}
