/* Compaction, when power is cut and when the disk fails.
 *
 * The history of store_support.h is run with two compactions in it, while a second handle stands beside and reads after every step. As in store_crash.c: the disk dies before
 * its n-th change, or the n-th call fails, once or for ever, for every n; what is queued has every combination of fates up to a bound, and chance ones beyond.
 * After each, the journal is opened again, a second fault is put in while it is being mended, and then it must hold all or nothing of each commit and
 * all that was acknowledged, without damage, and go on; and be compacted. */
#include "store_disk.h"
#include "store_support.h"

#include <stdlib.h>

Suite *asb_suite_store_compact(void);

enum { MOST_COUNTED = 8, CHANCES = 40, BOTH = STORE_STEPS + 2, NAME_LENGTH = 7 };
static const char name[] = "journal";

typedef struct world {
    store_disk disk, after;
    test_engine engine, other;
    store_dump expected[STORE_STEPS + 1];
    uint64_t seed, faults, outcomes, second;
    int seen; /* while it was mended; not acknowledged, and so it may go again */
} world;

static uint32_t chance(world *w) {
    w->seed ^= w->seed << 13;
    w->seed ^= w->seed >> 7;
    w->seed ^= w->seed << 17;
    return (uint32_t)(w->seed >> 24);
}

static world *new_world(void) {
    world *w = calloc(1, sizeof *w);
    ck_assert_ptr_nonnull(w);
    disk_init(&w->disk);
    disk_init(&w->after);
    test_engine_begin(&w->engine);
    test_engine_begin(&w->other);
    for (int i = 0; i <= STORE_STEPS; i++) store_expected(w->engine.e, i, &w->expected[i]);
    w->seed = 88172645463325252u;
    return w;
}

static void free_world(world *w, const char *what) {
    if (getenv("ASB_COUNTS"))
        printf("%s: %llu faults, %llu outcomes of them, %llu second faults\n", what, (unsigned long long)w->faults,
               (unsigned long long)w->outcomes, (unsigned long long)w->second);
    test_engine_end(&w->engine);
    test_engine_end(&w->other);
    free(w);
}

static int32_t open_on(asb_engine *e, store_disk *d, asb_store **s) {
    *s = NULL;
    return asbi_store_journal_on(s, e, name, &d->table);
}

static void close_store(asb_engine *e, asb_store *s) {
    int64_t now;
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
}

static int32_t compact(asb_store *s) {
    compaction done = {0, 0, 0, 0};
    return s->extras.compact(s->extras.self, &done);
}

static int has_secret(const store_disk *d) {
    const disk_node *n = disk_file(d, name);
    size_t length = strlen(STORE_SECRET);
    for (uint32_t i = 0; n && i + length <= n->disk_size; i++)
        if (memcmp(n->disk + i, STORE_SECRET, length) == 0) return 1;
    return 0;
}

static int which_state(world *w, const asb_store_callbacks *t) {
    for (int i = STORE_STEPS; i >= 0; i--)
        if (store_is(t, &w->expected[i])) return i;
    return -1;
}

/* The history: a compaction comes after the 3rd and after the 5th step. */
static int32_t act(asb_store *s, int action) {
    if (action == 3 || action == 6) return compact(s);
    return store_step(&s->table, action < 3 ? action : action < 6 ? action - 1 : action - 2);
}

static int steps_of(int actions) {
    return actions <= 3 ? actions : actions <= 6 ? actions - 1 : actions - 2;
}

/* ---- afterwards */

static void check_recovered(world *w, store_disk *d, int acknowledged, const char *when, uint64_t n) {
    asb_store *s, *b;
    store_damage damage;
    asb_engine *e = w->engine.e;
    ck_assert_msg(open_on(e, d, &s) == ASB_OK, "%s %u: cannot be opened: %s", when, (unsigned)n, asb_error_message(e));
    int state = which_state(w, &s->table);
    int most = (w->seen > acknowledged ? w->seen : acknowledged) + 1;
    w->seen = 0;
    ck_assert_msg(state >= acknowledged && state <= most, "%s %u: %d acknowledged, %d found", when, (unsigned)n, acknowledged, state);
    ck_assert_msg(store_damages(s, &damage) == 0, "%s %u: damage: %s", when, (unsigned)n, damage.last);
    ck_assert_int_eq(open_on(w->other.e, d, &b), ASB_OK);
    for (int i = state; i < STORE_STEPS; i++)
        ck_assert_msg(store_step(&s->table, i) == ASB_OK, "%s %u: step %d: %s", when, (unsigned)n, i, asb_error_message(e));
    ck_assert_msg(compact(s) == ASB_OK, "%s %u: cannot be compacted: %s", when, (unsigned)n, asb_error_message(e));
    ck_assert_msg(store_is(&s->table, &w->expected[STORE_STEPS]), "%s %u: other in the end", when, (unsigned)n);
    ck_assert_msg(store_is(&b->table, &w->expected[STORE_STEPS]), "%s %u: other for the second handle", when, (unsigned)n);
    close_store(e, s);
    close_store(w->other.e, b);
    ck_assert_msg(!has_secret(d), "%s %u: what was erased is on the disk", when, (unsigned)n);
    ck_assert_int_eq(open_on(e, d, &s), ASB_OK);
    ck_assert_msg(store_is(&s->table, &w->expected[STORE_STEPS]), "%s %u: other when opened again", when, (unsigned)n);
    ck_assert_msg(store_damages(s, &damage) == 0, "%s %u: damage in the end: %s", when, (unsigned)n, damage.last);
    close_store(e, s);
}

/* Opening, a step and a compaction while another call fails; what is acknowledged from now on. */
static int mend_with_fault(world *w, store_disk *d, int acknowledged, uint64_t n) {
    asb_store *s;
    d->fail_at = 1 + chance(w) % 40;
    d->for_ever = (int)(chance(w) & 1);
    w->second++;
    if (open_on(w->engine.e, d, &s) == ASB_OK) {
        int state = which_state(w, &s->table);
        ck_assert_msg(state < 0 || state >= acknowledged, "twice %u: %d acknowledged, %d found", (unsigned)n, acknowledged, state);
        w->seen = state;
        if (state >= 0 && state < STORE_STEPS && store_step(&s->table, state) == ASB_OK && state >= acknowledged) acknowledged = state + 1;
        (void)compact(s);
    }
    close_store(w->engine.e, s);
    disk_reset(d);
    return acknowledged;
}

static int only_lengthens(const store_disk *d, const disk_change *c) {
    if (c->name[0]) return 0;
    const disk_node *n = &d->nodes[c->node];
    for (uint32_t i = 0; i < c->length; i++)
        if (c->bytes[i] || (c->at + i < n->disk_size && n->disk[c->at + i])) return 0;
    return 1;
}

static void each_fate(world *w, const store_disk *from, int acknowledged, const char *when, uint64_t n) {
    static uint8_t fates[DISK_QUEUE];
    static uint32_t own[DISK_QUEUE];
    uint32_t count = 0;
    for (uint32_t i = 0; i < from->queued; i++)
        if (!only_lengthens(from, &from->queue[i])) own[count++] = i;
    uint64_t all = count <= MOST_COUNTED ? UINT64_C(1) << count : CHANCES;
    for (uint64_t bits = 0; bits < all; bits++) {
        memset(fates, (int)(chance(w) & 1), sizeof fates);
        for (uint32_t i = 0; i < count; i++) fates[own[i]] = (uint8_t)((count <= MOST_COUNTED ? bits >> i : chance(w)) & 1);
        for (int twice = 0; twice < 2; twice++) {
            disk_copy(&w->after, from);
            disk_power(&w->after, fates);
            w->outcomes++;
            check_recovered(w, &w->after, twice ? mend_with_fault(w, &w->after, acknowledged, n) : acknowledged, when, n);
        }
    }
}

/* ---- power */

/* As far as it comes: the steps that were acknowledged. */
static int run(world *w, store_disk *d) {
    asb_store *s;
    int done = 0;
    if (open_on(w->engine.e, d, &s) == ASB_OK)
        while (done < BOTH && act(s, done) == ASB_OK) done++;
    close_store(w->engine.e, s);
    return steps_of(done);
}

START_TEST(power_is_cut_anywhere)
{
    world *w = new_world();
    w->disk.can_map = _i;
    for (uint64_t n = 1;; n++) {
        disk_init(&w->disk);
        w->disk.which = DISK_CHANGES;
        w->disk.cut_at = n;
        int acknowledged = run(w, &w->disk);
        if (!w->disk.is_off) break;
        w->faults++;
        each_fate(w, &w->disk, acknowledged, "cut", n);
    }
    ck_assert_uint_gt(w->faults, 40);
    free_world(w, "compaction, power cuts");
}
END_TEST

/* ---- calls that fail; the same handles go on */

static void check_other(world *w, asb_store *b, int least) {
    int state = which_state(w, &b->table);
    ck_assert_msg(state == least || state == least + 1, "the second handle sees %d of %d", state, least);
}

/* One step more; so that all of them are acknowledged, in actions. */
static int go_on(world *w, asb_store *b) {
    int state = which_state(w, &b->table);
    if (state < STORE_STEPS) ck_assert_int_eq(store_step(&b->table, state++), ASB_OK);
    return state <= 3 ? state : state <= 5 ? state + 1 : state + 2;
}

START_TEST(any_call_fails)
{
    world *w = new_world();
    for (uint64_t n = 1;; n++) {
        asb_store *s, *b;
        disk_init(&w->disk);
        w->disk.can_map = _i & 1;
        w->disk.forgets = _i >> 1 & 1;
        w->disk.for_ever = _i >> 2;
        w->disk.fail_at = n;
        int done = 0, failed = 0;
        if (open_on(w->engine.e, &w->disk, &s) == ASB_OK) {
            for (; done < BOTH && !failed; done += !failed) failed = act(s, done) != ASB_OK;
        } else
            failed = 1;
        int met = w->disk.calls >= n;
        close_store(w->engine.e, s);
        disk_reset(&w->disk);
        if (!met) break;
        w->faults++;
        ck_assert_int_eq(open_on(w->other.e, &w->disk, &b), ASB_OK);
        check_other(w, b, steps_of(done));
        if ((n + (uint64_t)(_i >> 1)) % 2) done = go_on(w, b); /* on what the fault has left, before power goes */
        close_store(w->other.e, b);
        disk_copy(&w->after, &w->disk);
        check_recovered(w, &w->after, steps_of(done), "fault", n);
        disk_copy(&w->after, &w->disk);
        check_recovered(w, &w->after, mend_with_fault(w, &w->after, steps_of(done), n), "fault, then another", n);
        if ((n + (uint64_t)(_i >> 1)) % 2) each_fate(w, &w->disk, steps_of(done), "fault, then power", n);
    }
    ck_assert_uint_gt(w->faults, 100);
    free_world(w, "compaction, calls that fail");
}
END_TEST

/* The n-th call fails once, and both handles go on: the second one writes every other step. */
START_TEST(two_handles_go_on)
{
    world *w = new_world();
    for (uint64_t n = 1;; n++) {
        asb_store *s[2];
        asb_engine *e[2] = {w->engine.e, w->other.e};
        disk_init(&w->disk);
        w->disk.can_map = _i & 1;
        w->disk.forgets = _i >> 1;
        for (int i = 0; i < 2; i++) ck_assert_int_eq(open_on(e[i], &w->disk, &s[i]), ASB_OK);
        w->disk.calls = 0;
        w->disk.fail_at = n;
        for (int action = 0, failed = 0; action < BOTH; action++) {
            int32_t status = act(s[action & 1], action);
            if (status) {
                ck_assert_int_eq(failed++, 0);
                w->disk.fail_at = 0;
                int state = which_state(w, &s[action & 1]->table);
                ck_assert(state == steps_of(action) || state == steps_of(action) + 1);
                if (state == steps_of(action)) action--;
            }
            for (int i = 0; i < 2; i++) {
                if (which_state(w, &s[i]->table) == steps_of(action + 1)) continue;
                ck_assert_int_eq(failed++, 0); /* its reading was what failed */
                ck_assert_int_eq(which_state(w, &s[i]->table), steps_of(action + 1));
            }
        }
        int met = w->disk.calls >= n;
        disk_reset(&w->disk);
        for (int i = 0; i < 2; i++) close_store(e[i], s[i]);
        check_recovered(w, &w->disk, STORE_STEPS, "going on", n);
        if (!met) break;
        w->faults++;
    }
    free_world(w, "compaction, two handles");
}
END_TEST

/* ---- backup */

static int32_t open_backup(world *w, store_disk *d, asb_store **s) {
    *s = NULL;
    return asbi_store_journal_on(s, w->other.e, "copy", &d->table);
}

/* A backup is whole, or not there; and the journal is as it was. */
START_TEST(backups_fail)
{
    world *w = new_world();
    for (uint64_t n = 1;; n++) {
        asb_store *s, *b;
        store_damage damage;
        disk_init(&w->disk);
        w->disk.can_map = _i & 1;
        ck_assert_int_eq(open_on(w->engine.e, &w->disk, &s), ASB_OK);
        for (int i = 0; i < 4; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
        w->disk.calls = 0;
        w->disk.fail_at = n;
        w->disk.for_ever = _i >> 1;
        int32_t status = s->extras.backup(s->extras.self, "copy");
        int met = w->disk.calls >= n;
        disk_reset(&w->disk);
        ck_assert(status == ASB_OK || met);
        ck_assert(store_is(&s->table, &w->expected[4]));
        if (status && s->extras.backup(s->extras.self, "copy") != ASB_OK) ck_assert_ptr_nonnull(disk_file(&w->disk, "journal"));
        ck_assert_int_eq(open_backup(w, &w->disk, &b), ASB_OK);
        ck_assert(store_is(&b->table, &w->expected[4]));
        ck_assert_uint_eq(store_damages(b, &damage), 0);
        ck_assert_int_eq(s->extras.backup(s->extras.self, "copy"), ASB_EEXISTS);
        for (int i = 4; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&b->table, i), ASB_OK);
        ck_assert(store_is(&b->table, &w->expected[STORE_STEPS]));
        ck_assert(store_is(&s->table, &w->expected[4]));
        close_store(w->other.e, b);
        close_store(w->engine.e, s);
        if (!met) break;
        w->faults++;
    }
    ck_assert_uint_gt(w->faults, 10);
    free_world(w, "backup, calls that fail");
}
END_TEST

/* Power is cut while a backup is made: under the name there is a whole one, or none. */
START_TEST(backups_are_cut)
{
    static uint8_t fates[DISK_QUEUE];
    world *w = new_world();
    for (uint64_t n = 1;; n++) {
        asb_store *s, *b;
        disk_init(&w->disk);
        ck_assert_int_eq(open_on(w->engine.e, &w->disk, &s), ASB_OK);
        for (int i = 0; i < 4; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
        w->disk.which = DISK_CHANGES;
        w->disk.calls = 0;
        w->disk.cut_at = n;
        (void)s->extras.backup(s->extras.self, "copy");
        int off = w->disk.is_off;
        close_store(w->engine.e, s);
        for (int i = 0; i < 32; i++) {
            for (uint32_t k = 0; k < DISK_QUEUE; k++) fates[k] = (uint8_t)(chance(w) & 1);
            disk_copy(&w->after, &w->disk);
            disk_power(&w->after, fates);
            w->outcomes++;
            if (disk_file(&w->after, "copy")) {
                ck_assert_int_eq(open_backup(w, &w->after, &b), ASB_OK);
                ck_assert(store_is(&b->table, &w->expected[4]));
                close_store(w->other.e, b);
            }
            check_recovered(w, &w->after, 4, "backup cut", n);
        }
        if (!off) break;
        w->faults++;
    }
    free_world(w, "backup, power cuts");
}
END_TEST

/* ---- the public functions, and what a compacted journal is like */

START_TEST(stores_that_cannot)
{
    test_engine b;
    asb_store *s = NULL;
    asb_text *t = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_memory(&s, b.e), ASB_OK);
    ck_assert_int_eq(asb_store_compact(&t, s), ASB_ESTATE);
    ck_assert_int_eq(asb_store_backup(s, "/tmp/none"), ASB_ESTATE);
    ck_assert_int_eq(asb_store_compact(NULL, s), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_compact(&t, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_backup(s, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_backup(s, ""), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_backup(NULL, "/tmp/none"), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
    asb_store_free(s);
    test_engine_end(&b);
}
END_TEST

/* Smaller, in the order in which cases were last written, with tokens of before still good; and an empty one, or one that was just compacted, can be. */
START_TEST(what_is_left)
{
    world *w = new_world();
    asb_store *s;
    asb_list *changes = NULL, *again = NULL;
    asb_text *t = NULL;
    ck_assert_int_eq(open_on(w->engine.e, &w->disk, &s), ASB_OK);
    ck_assert_int_eq(asb_store_compact(&t, s), ASB_OK);
    asb_text_free(t);
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(asb_store_changes(&changes, s, NULL, 0), ASB_OK);
    for (int times = 0; times < 3; times++) {
        ck_assert_int_eq(asb_store_compact(&t, s), ASB_OK);
        ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"cases\":3,\"records\":7}"));
        asb_text_free(t);
        ck_assert_int_eq(asb_store_changes(&again, s, asb_list_token(changes), 0), ASB_OK);
        ck_assert_uint_eq(asb_list_count(again), 3);
        for (uint32_t i = 0; i < 3; i++) ck_assert_str_eq(asb_list_id(again, i), asb_list_id(changes, i));
        asb_list_free(changes);
        changes = again;
    }
    ck_assert(store_is(&s->table, &w->expected[STORE_STEPS]));
    const disk_node *n = disk_file(&w->disk, name);
    ck_assert_uint_lt(n->disk_size, 8 * 1024);
    asb_list_free(changes);
    close_store(w->engine.e, s);
    free_world(w, "what is left");
}
END_TEST

/* Damage is never compacted away: a bit flipped anywhere, and either it is refused and all is as it was, or nothing is lost. */
START_TEST(damage_is_not_left_out)
{
    world *w = new_world();
    asb_store *s;
    static store_dump before, after;
    uint32_t refused = 0;
    ck_assert_int_eq(open_on(w->engine.e, &w->disk, &s), ASB_OK);
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    close_store(w->engine.e, s);
    disk_copy(&w->after, &w->disk);
    uint32_t used = w->after.nodes[0].cache_size;
    while (!w->after.nodes[0].cache[used - 1]) used--;
    for (uint32_t at = 0; at < used; at += 5) {
        disk_copy(&w->disk, &w->after);
        w->disk.nodes[0].cache[at] ^= 0x10;
        memcpy(w->disk.nodes[0].disk, w->disk.nodes[0].cache, w->disk.nodes[0].cache_size);
        ck_assert_int_eq(open_on(w->engine.e, &w->disk, &s), ASB_OK);
        int32_t sound = store_dump_all(&s->table, &before), status = compact(s);
        ck_assert(status == ASB_OK || status == ASB_ECORRUPT);
        refused += status != ASB_OK;
        if (status == ASB_OK) ck_assert_int_eq(sound, ASB_OK);
        ck_assert_int_eq(store_dump_all(&s->table, &after), sound);
        ck_assert_str_eq(before.at, after.at);
        close_store(w->engine.e, s);
    }
    ck_assert_uint_gt(refused, 500);
    free_world(w, "damage");
}
END_TEST

Suite *asb_suite_store_compact(void) {
    Suite *s = suite_create("store: compaction and backup");
    TCase *t = tcase_create("compact");
    tcase_set_timeout(t, 600);
    tcase_add_loop_test(t, power_is_cut_anywhere, 0, 2);
    tcase_add_loop_test(t, any_call_fails, 0, 8);
    tcase_add_loop_test(t, two_handles_go_on, 0, 4);
    tcase_add_loop_test(t, backups_fail, 0, 4);
    tcase_add_test(t, backups_are_cut);
    tcase_add_test(t, stores_that_cannot);
    tcase_add_test(t, what_is_left);
    tcase_add_test(t, damage_is_not_left_out);
    suite_add_tcase(s, t);
    return s;
}
