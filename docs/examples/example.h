/* What the examples share: an engine whose clock stands still until an example moves it, and short ways to what an example is not about.
 *
 * check() ends the program where a call failed. A host would show, log or hand on what the engine says instead: docs/integrating.md. */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#undef NDEBUG
#include <asb/asb.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static asb_engine *engine;
static int64_t clock_now;

static inline void check(int32_t status) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(EXIT_FAILURE);
}

static inline int64_t clock_of_examples(void *self) {
    (void)self;
    return clock_now;
}

/* Never the same twice is what a host needs; always the same is what an example needs that prints digests. */
static inline int32_t no_chance(void *self, void *bytes, size_t size) {
    (void)self;
    memset(bytes, 7, size);
    return ASB_OK;
}

static inline void move_clock(const char *instant) {
    check(asb_instant_parse(&clock_now, engine, instant));
}

static inline void begin(const char *instant) {
    asb_hooks hooks = {0};

    hooks.struct_size = sizeof hooks;
    hooks.now = clock_of_examples;
    hooks.random = no_chance;
    check(asb_engine_new(&engine, &hooks));
    move_clock(instant);
}

/* A record from JSON with ' in the place of ", as nobody but an example may write it. */
static inline asb_record *record(const char *like_json) {
    asb_record *r;
    char json[2000];
    size_t length = strlen(like_json);

    if (length >= sizeof json) check(ASB_ELIMIT);
    for (size_t i = 0; i <= length; i++) json[i] = like_json[i] == '\'' ? '"' : like_json[i];
    check(asb_record_parse(&r, engine, json, length));
    return r;
}

static inline void add(asb_case *c, const char *like_json) {
    asb_record *r = record(like_json);

    check(asb_case_add(NULL, c, r));
    asb_record_free(r);
}

#endif
