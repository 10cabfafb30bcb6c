/* Running tests without Check. See check.h. */
#include "check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct entry {
    const TTest *test;
    int from, to;
} entry;

struct TCase {
    entry *entries;
    size_t count;
    void (*setup)(void), (*teardown)(void);
    TCase *next;
};
struct Suite {
    const char *name;
    TCase *first, **last;
    Suite *next;
};
struct SRunner {
    Suite *first, **last;
    int run, failed;
};

static jmp_buf out_of_test;

static void *zeroed(size_t size) {
    void *p = calloc(1, size);
    if (!p) exit(3);
    return p;
}

Suite *suite_create(const char *name) {
    Suite *s = zeroed(sizeof *s);
    s->name = name;
    s->last = &s->first;
    return s;
}

TCase *tcase_create(const char *name) {
    (void)name;
    return zeroed(sizeof(TCase));
}

void suite_add_tcase(Suite *s, TCase *t) {
    *s->last = t;
    s->last = &t->next;
}

void tcase_set_timeout(TCase *t, double seconds) {
    (void)t;
    (void)seconds;
}

void tcase_add_checked_fixture(TCase *t, void (*setup)(void), void (*teardown)(void)) {
    t->setup = setup;
    t->teardown = teardown;
}

void tcase_add_loop_test(TCase *t, const TTest *test, int from, int to) {
    t->entries = realloc(t->entries, (t->count + 1) * sizeof *t->entries);
    if (!t->entries) exit(3);
    t->entries[t->count++] = (entry){test, from, to};
}

SRunner *srunner_create(Suite *s) {
    SRunner *r = zeroed(sizeof *r);
    r->last = &r->first;
    srunner_add_suite(r, s);
    return r;
}

void srunner_add_suite(SRunner *r, Suite *s) {
    *r->last = s;
    r->last = &s->next;
}

void plain_failed(const char *file, int line, const char *format, ...) {
    va_list list;
    printf("%s:%d: ", file, line);
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
    putchar('\n');
    longjmp(out_of_test, 1);
}

/* 1 where it failed. */
static int run_one(const TCase *t, const TTest *test, int i) {
    if (setjmp(out_of_test)) {
        printf("FAILED %s (%d)\n", test->name, i);
        return 1;
    }
    if (t->setup) t->setup();
    test->run(i);
    if (t->teardown) t->teardown();
    return 0;
}

static void run_case(SRunner *r, const TCase *t) {
    for (size_t k = 0; k < t->count; k++)
        for (int i = t->entries[k].from; i < t->entries[k].to; i++) {
            r->run++;
            r->failed += run_one(t, t->entries[k].test, i);
        }
}

void srunner_run_all(SRunner *r, int how) {
    (void)how;
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    for (const Suite *s = r->first; s; s = s->next) {
        int run = r->run, failed = r->failed;
        for (const TCase *t = s->first; t; t = t->next) run_case(r, t);
        printf("%s: %d run, %d failed\n", s->name, r->run - run, r->failed - failed);
    }
}

int srunner_ntests_run(const SRunner *r) {
    return r->run;
}

int srunner_ntests_failed(const SRunner *r) {
    return r->failed;
}

static void free_case(TCase *t) {
    free(t->entries);
    free(t);
}

void srunner_free(SRunner *r) {
    for (Suite *s = r->first, *next; s; s = next) {
        next = s->next;
        for (TCase *t = s->first, *after; t; t = after) {
            after = t->next;
            free_case(t);
        }
        free(s);
    }
    free(r);
}
