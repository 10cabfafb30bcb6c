/* A memory for tests: it counts blocks, checks that the sizes given back are those asked for, and fails when told to. */
#ifndef BASE_SUPPORT_H
#define BASE_SUPPORT_H

#include "base/container.h"
#include "base/memory.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

typedef struct test_memory {
    memory memory;
    uint64_t blocks;  /* alive */
    uint64_t calls;   /* that asked for more */
    uint64_t fail_at; /* the call that fails; 0: none */
    int32_t for_ever; /* and all after it */
    int32_t failures;
} test_memory;

enum { TEST_HEAD = 16 };

static inline void *test_resize(void *self, void *block, size_t old_size, size_t new_size) {
    test_memory *t = self;
    char *head = block == NULL ? NULL : (char *)block - TEST_HEAD;
    size_t size = 0;

    if (head != NULL) memcpy(&size, head, sizeof size);
    ck_assert_uint_eq(size, old_size);
    if (new_size == 0) {
        t->blocks -= head != NULL;
        free(head);
        return NULL;
    }
    t->calls++;
    if (t->fail_at != 0 && (t->calls == t->fail_at || (t->for_ever && t->calls > t->fail_at))) {
        t->failures++;
        return NULL;
    }
    t->blocks += head == NULL;
    head = realloc(head, TEST_HEAD + new_size);
    ck_assert_ptr_nonnull(head);
    memcpy(head, &new_size, sizeof new_size);
    return head + TEST_HEAD;
}

static inline void test_memory_begin(test_memory *t) {
    memset(t, 0, sizeof *t);
    t->memory.resize = test_resize;
    t->memory.self = t;
}

/* From now on the n-th call fails. */
static inline void test_memory_fail(test_memory *t, uint64_t n, int32_t for_ever) {
    t->calls = 0;
    t->failures = 0;
    t->fail_at = n;
    t->for_ever = for_ever;
}

static inline void test_memory_end(test_memory *t) {
    ck_assert_uint_eq(t->blocks, 0);
    ck_assert_uint_eq(t->memory.used, 0);
}

static inline Suite *test_suite(const char *name, const TTest *const *tests, size_t count) {
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);

    for (size_t i = 0; i < count; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}

#endif
