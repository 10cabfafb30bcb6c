/* The loop itself, and the hooks. The method is described in fault.h. */
#include "fault.h"
#include "base/arena.h"
#include "engine/engine.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SCENARIOS = 1000, MOST_FAULTS = 100000, MOST_BUDGETS = 150 };

typedef enum way { LOUD, QUIET, STORED } way;

typedef struct registered {
    const fault_scenario *scenario;
    way way;
} registered;

/* Filled while suites are made, before any test runs. */
static registered scenarios[MOST_SCENARIOS];
static int scenario_count;

/* ---- hooks: memory that fails when told to, a clock that stands still, and no chance */

static void note_level(fault_levels *l, uint64_t bytes) {
    if (bytes <= l->most) return;
    if (l->count == l->capacity) {
        l->capacity = l->capacity * 2 + 64;
        l->at = realloc(l->at, l->capacity * sizeof *l->at);
        ck_assert_ptr_nonnull(l->at);
    }
    l->at[l->count++] = l->most = bytes;
}

/* ---- the ways to an allocation, for measuring coverage
 *
 * With a chunk for each block of an arena a function asks thousands of times, mostly from the same places by the same calls. Built with ASB_FAULT_PATHS
 * (tests/coverage/run.sh), only the first allocation on each way from the exported function to the allocator fails, over all scenarios of the process: every branch that a
 * failing allocation can take is taken, in a hundredth of the time. Needs frame pointers, which -O0 has. */

#ifdef ASB_FAULT_PATHS

enum { FAULT_PATHS = 1 };
enum { MOST_WAYS = 1 << 18, MOST_FRAMES = 400 };

static uint64_t ways[MOST_WAYS]; /* hashed, 0: free */

static int is_new_way(uint64_t hash) {
    size_t at = hash % MOST_WAYS;
    for (; ways[at]; at = (at + 1) % MOST_WAYS)
        if (ways[at] == hash) return 0;
    ways[at] = hash;
    return 1;
}

/* The return addresses up to the function of the scenario, which is not among them: it calls the same functions as others do. */
static uint64_t way_hash(const fault_world *w) {
    void *const *frame = __builtin_frame_address(0);
    uint64_t hash = 1469598103934665603u;
    for (int depth = 0; depth < MOST_FRAMES; depth++) {
        void *const *next = frame[0];
        if (next <= frame || (const void *)next >= w->bottom || *next >= w->bottom) break; /* called by the scenario */
        hash = (hash ^ (uint64_t)(uintptr_t)frame[1]) * 1099511628211u;
        frame = next;
    }
    return hash ? hash : 1;
}

static void note_way(fault_world *w) {
    if (!w->bottom || !is_new_way(way_hash(w))) return;
    if (w->way_count == w->way_room) {
        w->way_room = w->way_room * 2 + 64;
        w->first_on_way = realloc(w->first_on_way, w->way_room * sizeof *w->first_on_way);
        ck_assert_ptr_nonnull(w->first_on_way);
    }
    w->first_on_way[w->way_count++] = w->calls;
}

#else
enum { FAULT_PATHS = 0 };
#define note_way(w) ((void)(w))
#endif

/* Shrinking and growing may fail as well; giving back may not. */
static void *resize(void *self, void *block, size_t old_size, size_t new_size) {
    fault_world *w = self;
    ck_assert_msg(block || !old_size, "an old size without a block");
    if (new_size == 0) {
        w->blocks -= block != NULL;
        w->bytes -= old_size;
        free(block);
        return NULL;
    }
    w->calls++;
    note_way(w);
    if (w->fail_at && (w->calls == w->fail_at || (w->for_ever && w->calls > w->fail_at))) {
        w->hits++;
        return NULL;
    }
    void *moved = realloc(block, new_size);
    ck_assert_ptr_nonnull(moved);
    w->blocks += block == NULL;
    w->bytes = w->bytes - old_size + new_size; /* in this order: of 32 bits the difference of the two would wrap */
    ck_assert_msg(!w->ceiling || w->bytes <= w->ceiling || new_size <= old_size, "more is held than may be");
    if (w->levels) note_level(w->levels, w->bytes);
    return moved;
}

static int64_t now(void *self) {
    return ((fault_world *)self)->time;
}

static int32_t no_chance(void *self, void *bytes, size_t size) {
    (void)self;
    memset(bytes, 0x5a, size);
    return 0;
}

/* What fails, and what the function then says. */
typedef struct kind {
    const char *words;
    int32_t for_ever, status, is_budget;
} kind;

static const kind memory_faults[] = {{"allocation failing once", 0, ASB_ENOMEM, 0}, {"allocation failing for ever", 1, ASB_ENOMEM, 0}};
static const kind store_faults[] = {{"callback of the store failing once", 0, ASB_EIO, 0},
                                    {"callback of the store failing for ever", 1, ASB_EUSER, 0}};
static const kind byte_budget = {"bytes of a budget", 0, ASB_ENOMEM, 1};

/* Of an engine that is still to be made, the hooks say it; one that there is has it from them. 0: no limit. */
static void limit_memory(fault_world *w, uint64_t limit) {
    w->hooks.memory_limit = w->ceiling = limit;
    if (w->engine) w->engine->memory.limit = limit;
}

static void arm(fault_world *w, uint64_t n, const kind *k) {
    w->calls = w->store_calls = w->hits = 0;
    if (k->is_budget) {
        limit_memory(w, n);
        return;
    }
    w->for_ever = k->for_ever;
    w->store_status = k->status;
    if (k->status == ASB_ENOMEM)
        w->fail_at = n;
    else
        w->store_fail_at = n;
}

/* How many faults there were. */
static uint64_t disarm(fault_world *w) {
    w->fail_at = w->store_fail_at = 0;
    limit_memory(w, 0);
    return w->hits;
}

void fault_fill(fault_world *w, void *a) {
    arm(w, 1, &memory_faults[1]);
    while (asbi_arena_alloc(a, 1)) {
    }
    disarm(w);
}

static void begin(fault_world *w, const fault_scenario *s) {
    memset(w, 0, sizeof *w);
    w->time = INT64_C(1772442000000); /* 2026-03-02T09:00:00Z, a Monday */
    w->hooks = (asb_hooks){.struct_size = sizeof w->hooks, .self = w, .resize = resize, .now = now, .random = no_chance};
    if (s->setup) s->setup(w);
}

/* Parents go before their children: any order is allowed, and this one is the hardest. */
static void end(fault_world *w) {
    asb_engine_free(w->engine);
    asb_store_free(w->store);
    asb_store_free(w->other_store);
    asb_policy_free(w->policy);
    asb_policy_free(w->other_policy);
    asb_matrix_free(w->matrix);
    asb_matrix_free(w->other_matrix);
    asb_case_free(w->c);
    asb_case_free(w->other);
    asb_problems_free(w->problems);
    asb_record_free(w->record);
    asb_record_free(w->other_record);
    asb_decision_free(w->decision);
    asb_duties_free(w->duties);
    asb_text_free(w->text);
    asb_text_free(w->json_text);
    asb_calendar_free(w->calendar);
    asb_calendar_free(w->other_calendar);
    asb_json_free(w->json);
    asb_list_free(w->list);
    asb_conflicts_free(w->conflicts);
    asb_caseload_free(w->caseload);
    asb_rehearsal_free(w->rehearsal);
    asb_rows_free(w->rows);
    asb_assessment_free(w->assessment);
    asb_plan_free(w->plan);
    asb_proportionality_free(w->proportionality);
    asb_document_free(w->document);
    if (w->path[0]) remove(w->path);
    if (w->other_path[0]) remove(w->other_path);
}

/* ---- one scenario */

typedef struct trial {
    const fault_scenario *scenario;
    int32_t status;         /* without faults */
    char *before, *after;   /* fingerprints */
    fault_levels levels;    /* of the act without faults */
    uint64_t *first_on_way; /* the allocations that are the first on their way; with ASB_FAULT_PATHS */
    size_t way_count;
    const kind *kind;
    unsigned long long n;
} trial;

#define SAY(t, condition, ...) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s (%s), %s, number %llu: ", (t)->scenario->function, (t)->scenario->variant, (t)->kind->words, (t)->n); \
            fprintf(stderr, __VA_ARGS__); \
            ck_abort_msg("%s (%s), %s, number %llu", (t)->scenario->function, (t)->scenario->variant, (t)->kind->words, (t)->n); \
        } \
    } while (0)

static void end_clean(fault_world *w, const trial *t) {
    end(w);
    SAY(t, w->blocks == 0 && w->bytes == 0, "%llu blocks, %llu bytes were not given back\n", (unsigned long long)w->blocks,
        (unsigned long long)w->bytes);
}

static void must_be(fault_world *w, const trial *t, const char *wanted, const char *what) {
    char *is = fault_fingerprint(w);
    SAY(t, !strcmp(is, wanted), "the world is not as %s\n--- wanted\n%s\n--- is\n%s\n", what, wanted, is);
    free(is);
}

/* Of functions that enter the engine: its error is that of the call. */
static void is_no_error(fault_world *w, const trial *t) {
    if (!w->engine || t->status < 0) return;
    SAY(t, asb_error_status(w->engine) == ASB_OK, "status %d, but the engine's error is %d\n", (int)t->status,
        (int)asb_error_status(w->engine));
}

/* As it is looked at before the act: what reading alone brings about (a cache) is there, and what was freed has gone. */
static char *looked_at(fault_world *w) {
    int64_t time;
    free(fault_fingerprint(w));
    char *is = fault_fingerprint(w);
    if (w->engine) asb_engine_now(&time, w->engine);
    return is;
}

static void reference(trial *t, int32_t quiet) {
    fault_world w;
    begin(&w, t->scenario);
    t->before = looked_at(&w);
    t->levels.most = w.bytes;
    w.levels = &t->levels;
    w.calls = 0;
    w.bottom = __builtin_frame_address(0);
    t->status = t->scenario->act(&w);
    w.bottom = NULL;
    w.levels = NULL;
    t->first_on_way = w.first_on_way;
    t->way_count = w.way_count;
    if (!quiet) is_no_error(&w, t);
    t->after = fault_fingerprint(&w);
    SAY(t, t->status != ASB_ENOMEM, "no memory, without a fault\n");
    end_clean(&w, t);
}

/* What went wrong is known to the engine, without having allocated for it. */
static void is_reported(fault_world *w, const trial *t) {
    if (!w->engine) return;
    SAY(t, asb_error_status(w->engine) == t->kind->status, "the engine's error is %d\n", (int)asb_error_status(w->engine));
    SAY(t, asb_error_message(w->engine)[0], "the engine's error has no message\n");
}

static int32_t one_fault(const trial *t) {
    fault_world w;
    begin(&w, t->scenario);
    if (t->kind->status != ASB_ENOMEM) fault_wrap_store(&w);
    free(looked_at(&w));
    arm(&w, t->n, t->kind);
    int32_t status = t->scenario->act(&w);
    int32_t hit = disarm(&w) != 0 || (t->kind->is_budget && t->n < t->levels.most);
    SAY(t, status == t->status || (hit && status == t->kind->status), "status %d, %s\n", (int)status,
        w.engine ? asb_error_message(w.engine) : "");
    if (status == t->status) {
        must_be(&w, t, t->after, "after");
    } else {
        is_reported(&w, t);
        must_be(&w, t, t->before, "before");
        status = t->scenario->act(&w);
        SAY(t, status == t->status, "done again, status %d\n", (int)status);
        must_be(&w, t, t->after, "after, once done again");
    }
    end_clean(&w, t);
    return hit;
}

/* Coverage: once, and for ever, at the first allocation on each way. */
static void run_ways(trial *t) {
    for (t->kind = memory_faults; t->kind < memory_faults + 2; t->kind++) {
        for (size_t i = 0; i < t->way_count; i++) {
            t->n = t->first_on_way[i];
            SAY(t, one_fault(t), "it did not bite\n");
        }
    }
}

static void run_loud(trial *t, const kind *kinds) {
    for (t->kind = kinds; t->kind < kinds + 2; t->kind++) {
        for (t->n = 1; one_fault(t); t->n++) SAY(t, t->n < MOST_FAULTS, "there is no end of it\n");
        SAY(t, t->n > 1, "no fault was met: does it ask for anything?\n");
    }
}

/* What is refused by the library itself comes to no hook: that something was refused is known from how much the act needs. */
static void run_budgets(trial *t) {
    size_t step = 1 + t->levels.count / MOST_BUDGETS;
    t->kind = &byte_budget;
    t->n = 0;
    SAY(t, t->levels.count > 0, "it never held more than before: does it ask for anything?\n");
    for (size_t i = 0; i < t->levels.count; i += step) {
        t->n = t->levels.at[i] - 1;
        SAY(t, t->n > 0 && one_fault(t), "it did not bite\n");
    }
    t->n = t->levels.most - 1;
    one_fault(t);
    t->n = t->levels.most;
    SAY(t, !one_fault(t), "refused what it needs\n");
}

static void run_quiet(trial *t) {
    fault_world w;
    t->kind = &memory_faults[1];
    t->n = 1;
    begin(&w, t->scenario);
    free(looked_at(&w));
    arm(&w, 1, t->kind);
    int32_t status = t->scenario->act(&w);
    SAY(t, !disarm(&w), "it asked for memory\n");
    SAY(t, status == t->status, "status %d, and %d without faults\n", (int)status, (int)t->status);
    must_be(&w, t, t->after, "after");
    end_clean(&w, t);
}

START_TEST(survives_every_fault)
{
    static const kind none = {"nothing failing", 0, ASB_OK, 0};
    const registered *r = &scenarios[_i];
    trial t = {.scenario = r->scenario, .kind = &none};
    reference(&t, r->way == QUIET);
    if (FAULT_PATHS && r->way == LOUD)
        run_ways(&t);
    else if (r->way == QUIET)
        run_quiet(&t);
    else
        run_loud(&t, r->way == LOUD ? memory_faults : store_faults);
    if (r->way == LOUD && !FAULT_PATHS) run_budgets(&t);
    free(t.before);
    free(t.after);
    free(t.levels.at);
    free(t.first_on_way);
}
END_TEST

static void add_all(Suite *s, const char *name, const fault_scenario *rows, size_t count, way how) {
    TCase *all = tcase_create(name);
    int first = scenario_count;
    for (size_t i = 0; i < count && scenario_count < MOST_SCENARIOS; i++) scenarios[scenario_count++] = (registered){&rows[i], how};
    tcase_set_timeout(all, 600);
    tcase_add_loop_test(all, survives_every_fault, first, scenario_count);
    suite_add_tcase(s, all);
}

Suite *fault_suite(const char *name, const fault_scenario *loud, size_t loud_count, const fault_scenario *quiet, size_t quiet_count) {
    Suite *s = suite_create(name);
    add_all(s, "functions that allocate", loud, loud_count, LOUD);
    add_all(s, "functions that never do", quiet, quiet_count, QUIET);
    return s;
}

void fault_add_stored(Suite *s, const fault_scenario *rows, size_t count) {
    add_all(s, "functions that use a store", rows, count, STORED);
}
