/* What fuzzers of the journal start from: an engine whose clock stands and whose chance is always the same, a small policy, a disk in memory, a journal on it. */
#ifndef FUZZ_JOURNAL_WORLD_H
#define FUZZ_JOURNAL_WORLD_H

#include "memory_files.h"
#include "store/journal.h"

#include <asb/asb.h>

static asb_engine *e;
static asb_policy *policy;
static memory_files disk;

static int64_t now(void *self) {
    (void)self;
    return INT64_C(1780300800000);
}

static int32_t no_chance(void *self, void *bytes, size_t size) {
    (void)self;
    memset(bytes, 0x5a, size);
    return 0;
}

static void must(int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %d %s\n", what, (int)status, asb_error_message(e));
    abort();
}

static void must_be(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "%s: %s\n", what, asb_error_message(e));
    abort();
}

static void world_begin(void) {
    static const char small[] =
        "{\"asb_policy\":1,\"id\":\"small\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"roles\":[{\"id\":\"o\",\"label\":\"O\"}]}";
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now, .random = no_chance};
    memory_files_init(&disk);
    must(asb_engine_new(&e, &hooks), "an engine");
    must(asb_policy_parse(&policy, e, small, sizeof small - 1), "a policy");
}

static asb_store *journal_of(void) {
    asb_store *s = NULL;
    must(asbi_store_journal_on(&s, e, "j", &disk.table), "the journal");
    return s;
}

static void add(asb_case *c, const char *kind, const char *fields) {
    char json[512];
    asb_record *r;
    snprintf(json, sizeof json, "{\"kind\":\"%s\",\"by\":\"amy\",\"role\":\"o\",\"fields\":%s}", kind, fields);
    must(asb_record_parse(&r, e, json, strlen(json)), "a record");
    must(asb_case_add(NULL, c, r), "adding");
    asb_record_free(r);
}

/* Freed by the caller. */
static char *heads_of(asb_store *s) {
    asb_text *t;
    must(asb_store_heads(&t, s), "heads");
    char *copy = malloc(asb_text_length(t) + 1);
    strcpy(copy, asb_text_data(t));
    asb_text_free(t);
    return copy;
}

/* A number of so many bytes, the highest first. */
static uint32_t number(const uint8_t *at, int bytes) {
    uint32_t n = 0;
    while (bytes-- > 0) n = n << 8 | *at++;
    return n;
}

#endif
