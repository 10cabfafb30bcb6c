/* The journal when power is cut, and when the disk fails.
 *
 * Power: the history is run on a fake disk that dies before its n-th call, for every n. What was queued then has every combination of fates, as far as it can be
 * counted out: sectors of zeros that only lengthen the file share one fate; the others have each their own, all combinations up to a bound and chance ones
 * beyond it. After each the journal is opened again: it must hold what it held after a number of commits, the acknowledged ones at least and one more at most;
 * it must find no damage; it must go on; and what an acknowledged erasure took away must not be on the disk.
 *
 * Faults: the same, with the n-th call failing once or for ever, with a disk that remembers and with one that forgets what it could not sync. */
#include "fake_files.h"
#include "store_support.h"

#include <stdlib.h>

Suite *asb_suite_store_crash(void);

enum { MOST_COUNTED = 9, CHANCES = 48, SECOND_CUTS = 40 };

typedef struct world {
    fake_files disk, after;
    test_engine engine;
    store_dump expected[STORE_STEPS + 1];
    uint64_t seed;
    uint64_t crashes, recovered;
} world;

static world *new_world(void) {
    world *w = calloc(1, sizeof *w);
    ck_assert_ptr_nonnull(w);
    fake_init(&w->disk);
    fake_init(&w->after);
    test_engine_begin(&w->engine);
    for (int i = 0; i <= STORE_STEPS; i++) store_expected(w->engine.e, i, &w->expected[i]);
    w->seed = 88172645463325252u;
    return w;
}

static void free_world(world *w, const char *what, uint64_t faults) {
    if (getenv("ASB_COUNTS"))
        printf("%s: %llu faults, %llu outcomes of power cuts, opened again %llu times\n", what, (unsigned long long)faults,
               (unsigned long long)w->crashes, (unsigned long long)w->recovered);
    test_engine_end(&w->engine);
    fake_free(&w->disk);
    fake_free(&w->after);
    free(w);
}

static uint32_t chance(world *w) {
    w->seed ^= w->seed << 13;
    w->seed ^= w->seed >> 7;
    w->seed ^= w->seed << 17;
    return (uint32_t)(w->seed >> 24);
}

static int32_t open_on(world *w, fake_files *f, asb_store **s) {
    *s = NULL;
    return asbi_store_journal_on(s, w->engine.e, "/somewhere/journal", &f->table);
}

/* A freed handle goes at the engine's next call. */
static void close_store(world *w, asb_store *s) {
    int64_t now;
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, w->engine.e), ASB_OK);
}

static int has_secret(const fake_files *f) {
    size_t length = strlen(STORE_SECRET);
    for (uint64_t i = 0; i + length <= f->disk_size; i++)
        if (f->disk[i] == STORE_SECRET[0] && memcmp(f->disk + i, STORE_SECRET, length) == 0) return 1;
    return 0;
}

/* Steps until one fails; how many were acknowledged. */
static int run_history(const asb_store_callbacks *t, int from) {
    while (from < STORE_STEPS && store_step(t, from) == ASB_OK) from++;
    return from;
}

/* ---- after the crash */

static int which_state(world *w, const asb_store_callbacks *t) {
    for (int i = STORE_STEPS; i >= 0; i--)
        if (store_is(t, &w->expected[i])) return i;
    return -1;
}

static void check_recovered(world *w, fake_files *f, int acknowledged, const char *when, uint64_t n) {
    asb_store *s;
    store_damage damage;
    w->recovered++;
    int32_t status = open_on(w, f, &s);
    ck_assert_msg(status == ASB_OK, "%s %u: cannot be opened: %d %s", when, (unsigned)n, status, asb_error_message(w->engine.e));
    int state = which_state(w, &s->table);
    ck_assert_msg(state >= acknowledged && state <= acknowledged + 1, "%s %u: %d commits acknowledged, %d found", when, (unsigned)n,
                  acknowledged, state);
    ck_assert_msg(store_damages(s, &damage) == 0, "%s %u: damage: %s", when, (unsigned)n, damage.last);
    int done = run_history(&s->table, state);
    ck_assert_msg(done == STORE_STEPS, "%s %u: step %d cannot be done afterwards: %s", when, (unsigned)n, done,
                  asb_error_message(w->engine.e));
    ck_assert_msg(store_is(&s->table, &w->expected[STORE_STEPS]), "%s %u: not what it should be in the end", when, (unsigned)n);
    close_store(w, s);
    ck_assert_msg(!has_secret(f), "%s %u: what was erased is on the disk", when, (unsigned)n);
    ck_assert_uint_eq(f->queued > 1, 0); /* no more than the last state may be on its way */
    ck_assert_int_eq(open_on(w, f, &s), ASB_OK);
    ck_assert_msg(store_is(&s->table, &w->expected[STORE_STEPS]), "%s %u: not what it should be when opened again", when, (unsigned)n);
    ck_assert_msg(store_damages(s, &damage) == 0, "%s %u: damage in the end: %s", when, (unsigned)n, damage.last);
    close_store(w, s);
}

/* ---- fates */

static int only_lengthens(const fake_files *f, const fake_piece *p) {
    for (uint32_t i = 0; i < p->length; i++)
        if (p->bytes[i]) return 0;
    for (uint32_t i = 0; i < p->length && p->at + i < f->disk_size; i++)
        if (f->disk[p->at + i]) return 0;
    return 1;
}

typedef struct fates {
    uint8_t of[FAKE_QUEUE + 1];
    uint32_t own[FAKE_QUEUE + 1], count; /* those with a fate of their own */
} fates;

static void sort_fates(const fake_files *f, fates *t) {
    t->count = 0;
    for (uint32_t i = 0; i < fake_fates(f); i++)
        if (i >= f->queued || !only_lengthens(f, &f->queue[i])) t->own[t->count++] = i;
}

static void set_fates(const fake_files *f, fates *t, uint64_t bits, int lengthened) {
    memset(t->of, lengthened, fake_fates(f));
    for (uint32_t i = 0; i < t->count; i++) t->of[t->own[i]] = i < 64 ? bits >> i & 1 : 1;
}

typedef void (*afterwards)(world *w, int acknowledged, uint64_t n);

static void each_fate(world *w, const fake_files *from, int acknowledged, uint64_t n, afterwards then) {
    static fates t;
    sort_fates(from, &t);
    uint64_t all = t.count <= MOST_COUNTED ? UINT64_C(1) << t.count : CHANCES;
    for (uint64_t bits = 0; bits < all; bits++)
        for (int lengthened = 0; lengthened < 2; lengthened++) {
            uint64_t which = t.count <= MOST_COUNTED ? bits : (uint64_t)chance(w) << 32 | chance(w);
            set_fates(from, &t, which, lengthened);
            fake_copy(&w->after, from);
            fake_power(&w->after, t.of);
            w->crashes++;
            then(w, acknowledged, n);
        }
}

/* ---- one power cut */

static void recovered(world *w, int acknowledged, uint64_t n) {
    check_recovered(w, &w->after, acknowledged, "cut", n);
}

/* Runs until power is cut before call n; what was acknowledged, or -1 where all was done before. */
static int run_until_cut(world *w, fake_files *f, uint64_t n) {
    asb_store *s;
    f->which = FAKE_WRITE | FAKE_SYNC | FAKE_SYNC_DIRECTORY;
    f->cut_at = n;
    int acknowledged = 0;
    if (open_on(w, f, &s) == ASB_OK) acknowledged = run_history(&s->table, 0);
    close_store(w, s);
    return f->is_off ? acknowledged : -1;
}

static void new_disk(fake_files *f) {
    fake_put(f, "", 0);
    f->exists = f->name_is_synced = 0;
}

START_TEST(power_is_cut_anywhere)
{
    world *w = new_world();
    w->disk.can_map = w->after.can_map = _i;
    uint64_t n = 1;
    for (;; n++) {
        new_disk(&w->disk);
        int acknowledged = run_until_cut(w, &w->disk, n);
        if (acknowledged < 0) break;
        each_fate(w, &w->disk, acknowledged, n, recovered);
    }
    ck_assert_uint_gt(n, 15);
    ck_assert_uint_gt(w->crashes, 250);
    free_world(w, "power cut", n - 1);
}
END_TEST

/* ---- a second one, while the first is being mended */

static fake_files third;

static void cut_again(world *w, int acknowledged, uint64_t n) {
    static fates t;
    fake_files *f = &w->after;
    asb_store *s;
    f->which = FAKE_WRITE | FAKE_SYNC | FAKE_SYNC_DIRECTORY;
    f->cut_at = 1 + chance(w) % 8;
    if (open_on(w, f, &s) == ASB_OK) {
        int state = which_state(w, &s->table), more = state < 0 ? state : run_history(&s->table, state);
        ck_assert_msg(f->is_off || state >= acknowledged, "cut %u: %d acknowledged, %d found", (unsigned)n, acknowledged, state);
        if (more > acknowledged) acknowledged = more; /* what was found is on the disk, and stays */
    }
    close_store(w, s);
    for (int i = 0; i < 4; i++) {
        sort_fates(f, &t);
        set_fates(f, &t, (uint64_t)chance(w) << 32 | chance(w), (int)(chance(w) & 1));
        fake_copy(&third, f);
        fake_power(&third, t.of);
        check_recovered(w, &third, acknowledged, "cut twice", n);
    }
}

START_TEST(power_is_cut_twice)
{
    world *w = new_world();
    fake_init(&third);
    for (uint64_t n = 1; n < SECOND_CUTS; n++) {
        new_disk(&w->disk);
        int acknowledged = run_until_cut(w, &w->disk, n);
        if (acknowledged < 0) break;
        each_fate(w, &w->disk, acknowledged, n, cut_again);
    }
    fake_free(&third);
    free_world(w, "power cut twice", SECOND_CUTS - 1);
}
END_TEST

/* ---- calls that fail */

/* The disk failed and the process ended; or power was cut as well. */
static void check_fault(world *w, int acknowledged, uint64_t n) {
    fake_files *f = &w->disk;
    fake_copy(&w->after, f); /* the cache lives on, with what a forgetting sync did not write */
    check_recovered(w, &w->after, acknowledged, "fault", n);
    each_fate(w, f, acknowledged, n, recovered);
}

static int met(const fake_files *f, uint64_t n) {
    return f->calls >= n;
}

START_TEST(any_call_fails)
{
    static const uint32_t kinds[] = {FAKE_ANY, FAKE_WRITE, FAKE_SYNC, FAKE_SYNC | FAKE_WRITE, FAKE_READ | FAKE_SIZE | FAKE_LOCK};
    world *w = new_world();
    uint64_t n = 1, bites = 0;
    w->disk.can_map = _i & 1;
    w->disk.forgets = _i >> 1 & 1;
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (n = 1;; n++) {
            asb_store *s;
            new_disk(&w->disk);
            w->disk.which = kinds[k];
            w->disk.fail_at = n;
            w->disk.for_ever = _i >> 2;
            int acknowledged = 0;
            if (open_on(w, &w->disk, &s) == ASB_OK) acknowledged = run_history(&s->table, 0);
            close_store(w, s);
            if (!met(&w->disk, n)) break;
            bites++;
            check_fault(w, acknowledged, n);
        }
    ck_assert_uint_gt(bites, 100);
    free_world(w, "calls that fail", bites);
}
END_TEST

/* The same, but the process goes on with the same handle: a step that fails is tried again. */
START_TEST(a_call_fails_and_work_goes_on)
{
    world *w = new_world();
    uint64_t n = 1;
    w->disk.can_map = _i & 1;
    w->disk.forgets = _i >> 1;
    for (;; n++) {
        asb_store *s;
        new_disk(&w->disk);
        w->disk.fail_at = n;
        if (open_on(w, &w->disk, &s) != ASB_OK) ck_assert_int_eq(open_on(w, &w->disk, &s), ASB_OK);
        for (int step = 0, tries = 0; step < STORE_STEPS; step++) {
            int32_t status = store_step(&s->table, step);
            if (status == ASB_OK) continue;
            ck_assert_int_eq(tries++, 0);
            int state = which_state(w, &s->table);
            ck_assert_msg(state == step || state == step + 1, "call %u: step %d failed and left %d", (unsigned)n, step, state);
            step = state - 1;
        }
        int bit = met(&w->disk, n);
        fake_reset(&w->disk);
        ck_assert(store_is(&s->table, &w->expected[STORE_STEPS]));
        close_store(w, s);
        if (!bit) break;
        fake_copy(&w->after, &w->disk);
        check_recovered(w, &w->after, STORE_STEPS, "going on", n);
        each_fate(w, &w->disk, STORE_STEPS, n, recovered);
    }
    ck_assert_uint_gt(n, 40);
    free_world(w, "a call fails, work goes on", n - 1);
}
END_TEST

/* What a sync forgot is in the cache, and a second handle sees it there: it must be written again before anything is built on it. */
START_TEST(a_commit_that_only_the_cache_has)
{
    world *w = new_world();
    asb_store *a, *b;
    uint8_t none[2] = {0};
    new_disk(&w->disk);
    w->disk.forgets = 1;
    ck_assert_int_eq(open_on(w, &w->disk, &a), ASB_OK);
    ck_assert_int_eq(store_step(&a->table, 0), ASB_OK);
    w->disk.which = FAKE_SYNC;
    w->disk.calls = 0;
    w->disk.fail_at = 1;
    w->disk.for_ever = 1;
    ck_assert_int_eq(store_step(&a->table, 1), ASB_EIO);
    close_store(w, a); /* has marked what it wrote as aborted; undo that, as if it had been killed first */
    for (uint64_t i = 1024; i + 8 <= w->disk.cache_size; i += 8)
        if (memcmp(w->disk.cache + i,
                   "\xA7"
                   "frame>\n",
                   8) == 0)
            w->disk.cache[i] = 0xF5;
    w->disk.queued = 0;
    fake_reset(&w->disk);
    ck_assert_int_eq(open_on(w, &w->disk, &b), ASB_OK);
    ck_assert(store_is(&b->table, &w->expected[2]));
    ck_assert_int_eq(store_step(&b->table, 2), ASB_OK);
    close_store(w, b);
    w->disk.queued = 0;
    fake_power(&w->disk, none);
    check_recovered(w, &w->disk, 3, "forgotten", 0);
    free_world(w, "only in the cache", 1);
}
END_TEST

Suite *asb_suite_store_crash(void) {
    Suite *s = suite_create("store: power cuts and faults");
    TCase *t = tcase_create("crash");
    tcase_set_timeout(t, 600);
    tcase_add_loop_test(t, power_is_cut_anywhere, 0, 2);
    tcase_add_test(t, power_is_cut_twice);
    tcase_add_loop_test(t, any_call_fails, 0, 8);
    tcase_add_loop_test(t, a_call_fails_and_work_goes_on, 0, 4);
    tcase_add_test(t, a_commit_that_only_the_cache_has);
    suite_add_tcase(s, t);
    return s;
}
