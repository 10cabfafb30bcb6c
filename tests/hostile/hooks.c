/* A host's hooks that misbehave: memory that is refused by chance, a clock that goes back, stands still or tells no time, random bytes that are refused or always
 * the same. By seeds, so that each run can be had again. Whatever the hooks do, a call goes well or changes nothing; what was saved is there, and its
 * chain holds; `recorded` never goes back; and every byte is given back, with the size that it was asked with.
 *
 *   hostile_hooks [SEEDS]     prints `N passed, N failed` */
#include <asb/asb.h>
#include <asb/json.h>
#include <asb/sys/hooks.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 60 };

typedef struct host {
    uint64_t seed;
    int is_bad;
    uint64_t blocks, bytes;
    int wrong_size;
} host;

static uint32_t chance(host *h, uint32_t of) {
    h->seed = h->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(h->seed >> 33) % of;
}

/* The size of each block stands before it. */
static void *resize(void *self, void *block, size_t old_size, size_t new_size) {
    host *h = self;
    char *whole = block ? (char *)block - 32 : NULL;
    size_t was = 0;
    if (whole) memcpy(&was, whole, sizeof was);
    if (was != old_size) h->wrong_size = 1;
    if (new_size == 0) {
        h->blocks -= whole != NULL;
        h->bytes -= was;
        free(whole);
        return NULL;
    }
    if (h->is_bad && chance(h, 200) == 0) return NULL;
    char *moved = realloc(whole, new_size + 32);
    if (!moved) return NULL;
    memcpy(moved, &new_size, sizeof new_size);
    h->blocks += whole == NULL;
    h->bytes = h->bytes - was + new_size; /* in this order: of 32 bits the difference of the two would wrap */
    return moved + 32;
}

static int64_t now(void *self) {
    host *h = self;
    const int64_t monday = INT64_C(1780300800000), day = 86400000;
    if (!h->is_bad) return monday + 400 * day;
    switch (chance(h, 8)) {
    case 0: return INT64_MIN;
    case 1: return INT64_MAX;
    case 2: return -1000 * 365 * day;
    default: return monday + (int64_t)chance(h, 300) * day;
    }
}

static int32_t random_bytes(void *self, void *bytes, size_t size) {
    host *h = self;
    memset(bytes, 7, size);
    return h->is_bad && chance(h, 10) == 0 ? -99 : 0;
}

typedef struct world {
    host h;
    asb_engine *e;
    asb_policy *p;
    asb_store *s;
    asb_case *c;
    uint32_t saved; /* records that were acknowledged */
    char wrong[300];
} world;

static void must(world *w, int good, const char *what) {
    if (!good && !w->wrong[0]) snprintf(w->wrong, sizeof w->wrong, "%s (%s)", what, asb_error_message(w->e));
}

static void begin(world *w, uint64_t seed) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = &w->h, .resize = resize, .now = now, .random = random_bytes};
    memset(w, 0, sizeof *w);
    w->h.seed = seed * 2654435761u + 1;
    if (asb_engine_new(&w->e, &hooks)) exit(3);
    if (asb_policy_builtin(&w->p, w->e, asb_policy_builtin_id((uint32_t)(seed % asb_policy_builtin_count())))) exit(3);
    if (asb_store_memory(&w->s, w->e) || asb_case_new(&w->c, w->e, w->p, w->s, "H")) exit(3);
}

static void step(world *w, uint32_t i) {
    static const char *const records[] = {
        "{\"kind\":\"report\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"x\",\"reporter\":\"c1\"}}",
        "{\"kind\":\"party\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"party\":\"c1\",\"as\":[\"complainant\"],\"name\":\"Ann Ash\"}}",
        "{\"kind\":\"incident\",\"by\":\"b\",\"role\":\"system\",\"fields\":{\"occurred\":\"2026-01-01\",\"description\":\"x\"}}",
        "{\"kind\":\"contact\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"party\":\"c1\",\"method\":\"phone\",\"outcome\":\"reached\"}"
        "}",
        "{\"kind\":\"note\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"text\":\"n\"}}",
        "{\"kind\":\"correction\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"of\":1,\"field\":\"summary\",\"value\":\"y\",\"reason\":"
        "\"z\"}}",
    };
    asb_record *r = NULL;
    uint32_t count = asb_case_count(w->c), which = i ? chance(&w->h, sizeof records / sizeof *records) : 0;
    int32_t status = asb_record_parse(&r, w->e, records[which], strlen(records[which]));
    if (!status) status = asb_case_admit(NULL, w->c, r, INT64_MIN, 0);
    must(w, status == ASB_OK || status == ASB_ENOMEM || status == ASB_EUSER || status == ASB_EINVALID, "adding gives another status");
    must(w, asb_case_count(w->c) == count + (status == ASB_OK), "added by half");
    asb_record_free(r);
    if (chance(&w->h, 4)) return;
    status = asb_case_save(w->c);
    must(w, status == ASB_OK || status == ASB_ENOMEM, "saving gives another status");
    if (status == ASB_OK) w->saved = asb_case_count(w->c);
}

/* Asked for whatever it is: it is given, or it is not. */
static void ask(world *w) {
    asb_text *t = NULL;
    asb_duties *d = NULL;
    asb_case *other = NULL;
    if (!asb_case_facts(&t, w->c)) asb_text_free(t), t = NULL;
    if (!asb_case_history(&t, w->c)) asb_text_free(t), t = NULL;
    if (!asb_case_duties(&d, w->c)) asb_duties_free(d);
    if (asb_case_reload(NULL, w->c) == ASB_OK) must(w, asb_case_stored(w->c) == w->saved, "reloading has lost records");
    if (asb_case_open(&other, w->s, "H") == ASB_OK) asb_case_free(other);
}

static void goes_on_in_time(world *w, const asb_text *history) {
    asb_json *v = NULL;
    const asb_json *records;
    const char *before = "";
    if (asb_json_parse(&v, w->e, asb_text_data(history), asb_text_length(history))) exit(3);
    records = asb_json_get(v, "records");
    must(w, asb_json_count(records) == w->saved, "the history is short");
    for (uint32_t i = 0; i < asb_json_count(records); i++) {
        const char *recorded = asb_json_text(asb_json_get(asb_json_at(records, i), "recorded"), NULL);
        must(w, recorded && strcmp(before, recorded) <= 0, "recorded goes back");
        if (recorded) before = recorded;
    }
    asb_json_free(v);
}

static void is_all_there(world *w) {
    asb_text *t = NULL;
    asb_case *again = NULL;
    w->h.is_bad = 0;
    if (w->saved) {
        must(w, asb_store_verify(&t, w->s, NULL) == ASB_OK, "the chain does not hold");
        asb_text_free(t);
        must(w, asb_case_open(&again, w->s, "H") == ASB_OK && asb_case_count(again) == w->saved, "what was saved is not there");
        t = NULL;
        if (again && asb_case_history(&t, again) == ASB_OK) goes_on_in_time(w, t);
        asb_text_free(t);
        asb_case_free(again);
    }
    must(w, asb_case_save(w->c) == ASB_OK, "it cannot be saved, with good hooks");
}

static int try_seed(uint64_t seed) {
    static world w;
    begin(&w, seed);
    w.h.is_bad = 1;
    for (uint32_t i = 0; i < STEPS; i++) {
        step(&w, i);
        if (chance(&w.h, 8) == 0) ask(&w);
    }
    is_all_there(&w);
    asb_case_free(w.c);
    asb_store_free(w.s);
    asb_policy_free(w.p);
    asb_engine_free(w.e);
    if (!w.wrong[0] && (w.h.blocks || w.h.bytes)) snprintf(w.wrong, sizeof w.wrong, "not everything is given back");
    if (!w.wrong[0] && w.h.wrong_size) snprintf(w.wrong, sizeof w.wrong, "a block is given back with another size");
    if (w.wrong[0]) printf("FAILED seed %u: %s\n", (unsigned)seed, w.wrong);
    return !w.wrong[0];
}

int main(int argc, char **argv) {
    unsigned seeds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 100, passed = 0, failed = 0;
    for (unsigned i = 1; i <= seeds; i++) try_seed(i) ? passed++ : failed++;
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
