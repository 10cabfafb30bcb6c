/* An engine for tests: it counts blocks, fails when told to, and its clock stands still. */
#ifndef RECORD_SUPPORT_H
#define RECORD_SUPPORT_H

#include "base_support.h"
#include "engine/engine.h"

#include <asb/engine.h>
#include <asb/error.h>
#include <asb/record.h>

#define TEST_NOW INT64_C(1772442000000) /* 2026-03-02T09:00:00Z */

typedef struct test_engine {
    test_memory t;
    asb_engine *e;
} test_engine;

static inline int64_t test_now(void *self) {
    (void)self;
    return TEST_NOW;
}

static inline void test_engine_begin(test_engine *b) {
    asb_hooks hooks = {0};

    test_memory_begin(&b->t);
    hooks.struct_size = sizeof hooks;
    hooks.self = &b->t;
    hooks.resize = test_resize;
    hooks.now = test_now;
    ck_assert_int_eq(asb_engine_new(&b->e, &hooks), ASB_OK);
}

static inline void test_engine_end(test_engine *b) {
    asb_engine_free(b->e);
    ck_assert_uint_eq(b->t.blocks, 0);
}

static inline asb_record *test_record(test_engine *b, const char *json) {
    asb_record *r = NULL;

    ck_assert_msg(asb_record_parse(&r, b->e, json, strlen(json)) == ASB_OK, "%s: %s", json, asb_error_message(b->e));
    return r;
}

/* A copy of the record's JSON, to be given back with free(). */
static inline char *test_json(const asb_record *r) {
    asb_text *t = NULL;
    char *copy;

    ck_assert_int_eq(asb_record_json(&t, r), ASB_OK);
    copy = malloc(asb_text_length(t) + 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, asb_text_data(t), asb_text_length(t) + 1);
    asb_text_free(t);
    return copy;
}

#endif
