/* A place for JSON in tests: memory that is counted, an arena for the tree, a buffer for what is written. */
#ifndef BASE_JSON_SUPPORT_H
#define BASE_JSON_SUPPORT_H

#include "base/json.h"
#include "base_support.h"

#include <asb/error.h>

typedef struct bench {
    test_memory t;
    arena a;
    buffer out;
} bench;

static inline void begin(bench *b) {
    test_memory_begin(&b->t);
    asbi_arena_init(&b->a, &b->t.memory);
    asbi_buffer_init(&b->out, &b->t.memory, 1 << 22);
}

static inline void finish(bench *b) {
    asbi_buffer_free(&b->out);
    asbi_arena_free(&b->a);
    test_memory_end(&b->t);
}

static inline json_value *read(bench *b, const char *json) {
    json_value *v = NULL;

    ck_assert_int_eq(asbi_json_parse(&v, &b->a, json, strlen(json), NULL, NULL), ASB_OK);
    return v;
}

#endif
