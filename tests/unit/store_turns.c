/* Writers that commit at once and share syncs, on the fake disk, in an order that is drawn by lot and can be drawn again.
 *
 * Each writer is a thread with an engine and a handle of its own, but one of them runs at a time: at every call to the file system the next one is drawn among those that could run. So
 * every way in which their calls can come between one another happens sooner or later, locks, turns and waiting included, and a seed brings it back. The disk fails or loses its power
 * at any call, as in store_crash.c.
 *
 * Each commit adds a record to the writer's own case; in some runs one to a case that all share, so that they conflict; in some it erases the writer's record before. What was acknowledged must be there, in order, after
 * whatever happened, on the disk and in whole commits; what failed must not be there while power lasts; a reader sees nothing that is not on the disk. */
#define _GNU_SOURCE 1
#include "fake_files.h"
#include "store_support.h"

#include <pthread.h>
#include <stdlib.h>

Suite *asb_suite_store_turns(void);

enum { WRITERS = 4, ACTORS = WRITERS + 1, EACH = 5, MOST_TRIES = 200, LONGEST_BODY = 700 };

typedef enum doing { RUNS, WANTS_LOCK, WANTS_TURN, SLEEPS, IS_DONE } doing;

typedef struct stage stage;

typedef struct actor {
    stage *on;
    pthread_t thread;
    int number;
    doing does;
    const uint8_t *word;
    uint32_t acknowledged, failed, tries;
    asb_engine *engine;
    asb_store *store;
} actor;

struct stage {
    fake_files disk;
    file_system table;
    actor actors[ACTORS];
    int shares, erases;
    int current, locked, turn; /* -1: the test itself; else who has them, from 1 */
    uint64_t seed, syncs, stuck, conflicts, commits;
    char wrong[200];
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

static uint32_t draw(stage *s, uint32_t below) {
    s->seed ^= s->seed << 13;
    s->seed ^= s->seed >> 7;
    s->seed ^= s->seed << 17;
    return (uint32_t)(s->seed >> 24) % below;
}

static void note(stage *s, const char *what, long is) {
    if (!s->wrong[0]) snprintf(s->wrong, sizeof s->wrong, "%s: %ld", what, is);
}

/* ---- one at a time */

static int could_run(const stage *s, const actor *a) {
    return a->does == RUNS || (a->does == WANTS_LOCK && !s->locked) || (a->does == WANTS_TURN && !s->turn);
}

/* Where nobody could run somebody's waiting ends by itself; that is counted. */
static int next_of(stage *s) {
    int able[ACTORS], count = 0;
    for (int i = 0; i < ACTORS; i++)
        if (could_run(s, &s->actors[i])) able[count++] = i;
    for (int i = 0; !count && i < ACTORS; i++)
        if (s->actors[i].does == SLEEPS) s->stuck++, able[count++] = i;
    return count ? able[draw(s, (uint32_t)count)] : -1;
}

static void step_aside(stage *s, actor *a, doing does) {
    if (a) a->does = does;
    pthread_mutex_lock(&s->mutex);
    s->current = next_of(s);
    pthread_cond_broadcast(&s->changed);
    while (s->current != (a ? a->number : -1) && does != IS_DONE) pthread_cond_wait(&s->changed, &s->mutex);
    pthread_mutex_unlock(&s->mutex);
    if (a && does != IS_DONE) a->does = RUNS;
}

static actor *me(stage *s) {
    return s->current < 0 ? NULL : &s->actors[s->current];
}

static void point(stage *s) {
    actor *a = me(s);
    if (a) step_aside(s, a, RUNS);
}

/* ---- the files */

static int32_t stage_open(void *self, intptr_t *out, const char *path, file_opening how) {
    stage *s = self;
    return s->disk.table.open(&s->disk, out, path, how);
}

static int32_t stage_close(void *self, intptr_t file) {
    stage *s = self;
    if (s->locked == file) s->locked = 0;
    if (s->turn == file) s->turn = 0;
    return s->disk.table.close(&s->disk, file);
}

static int32_t stage_size(void *self, uint64_t *out, intptr_t file) {
    stage *s = self;
    point(s);
    return s->disk.table.size(&s->disk, out, file);
}

static int32_t stage_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    stage *s = self;
    return s->disk.table.read(&s->disk, file, at, bytes, length, got);
}

/* In two parts, so that others see a frame that is half there; of whole sectors, as a disk has them. */
static int32_t stage_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    stage *s = self;
    size_t to_sector = FAKE_SECTOR - (size_t)(at % FAKE_SECTOR), half = to_sector < length && draw(s, 2) ? to_sector : length;
    point(s);
    int32_t status = s->disk.table.write(&s->disk, file, at, bytes, half);
    if (half == length || status) return status;
    point(s);
    return s->disk.table.write(&s->disk, file, at + half, (const char *)bytes + half, length - half);
}

static int32_t stage_sync(void *self, intptr_t file) {
    stage *s = self;
    point(s);
    s->syncs++;
    int32_t status = s->disk.table.sync(&s->disk, file);
    point(s);
    return status;
}

static int32_t stage_sync_directory(void *self, const char *path) {
    stage *s = self;
    return s->disk.table.sync_directory(&s->disk, path);
}

static int32_t stage_lock(void *self, intptr_t file) {
    stage *s = self;
    point(s);
    while (s->locked && me(s)) step_aside(s, me(s), WANTS_LOCK);
    s->locked = (int)file;
    return ASB_OK;
}

static int32_t stage_unlock(void *self, intptr_t file) {
    stage *s = self;
    (void)file;
    s->locked = 0;
    point(s);
    return ASB_OK;
}

static int32_t stage_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    stage *s = self;
    return s->disk.table.map(&s->disk, file, length, bytes);
}

static int32_t stage_unmap(void *self, const void *bytes, uint64_t length) {
    (void)self, (void)bytes, (void)length;
    return ASB_OK;
}

/* ---- turns */

static int32_t take(void *self, intptr_t file) {
    stage *s = self;
    point(s);
    while (s->turn && me(s)) step_aside(s, me(s), WANTS_TURN);
    s->turn = (int)file;
    return ASB_OK;
}

static int32_t ask(void *self, intptr_t file) {
    stage *s = self;
    point(s);
    if (s->turn) return ASB_EBUSY;
    s->turn = (int)file;
    return ASB_OK;
}

static void end_turn(void *self, intptr_t file) {
    stage *s = self;
    if (s->turn == file) s->turn = 0;
    point(s);
}

static void sleep_at(void *self, const uint8_t *word, uint32_t while_it_is) {
    stage *s = self;
    point(s);
    if (memcmp(word, &while_it_is, sizeof while_it_is) != 0) return;
    me(s)->word = word;
    step_aside(s, me(s), SLEEPS);
}

static void wake_at(void *self, const uint8_t *word) {
    stage *s = self;
    point(s);
    for (int i = 0; i < ACTORS; i++)
        if (s->actors[i].does == SLEEPS && s->actors[i].word == word) s->actors[i].does = RUNS;
}

static void give_way(void *self) {
    point(self);
}

/* ---- what is in the store */

typedef struct found {
    stage *on;
    uint32_t records, of[WRITERS];
} found;

static int32_t look(void *sink, const asb_stored_record *r) {
    found *f = sink;
    int who;
    unsigned n;
    if (sscanf(r->header.data, "{\"who\":%d,\"n\":%u}", &who, &n) != 2 || who < 0 || who >= WRITERS)
        note(f->on, "a header", (long)r->seq);
    else if (n != ++f->of[who])
        note(f->on, "the order of a writer's records", (long)n);
    f->records++;
    return ASB_OK;
}

static const char *const ids[] = {"A", "B", "C", "D", "shared"};

static uint32_t count(stage *on, asb_store *s, int which, uint32_t of[WRITERS]) {
    found f = {.on = on};
    int32_t status = s->table.read(s->table.self, store_bytes(ids[which]), 1, look, &f);
    if (status != ASB_OK && status != ASB_ABSENT && !on->disk.is_off) note(on, "reading", status);
    if (of) memcpy(of, f.of, sizeof f.of);
    return f.records;
}

/* ---- writers */

static int erases(const stage *s, int who, uint32_t n) {
    return s->erases && n > 1 && (n + (uint32_t)who) % 3 == 0;
}

static int32_t add(const stage *on, asb_store *s, int who, uint32_t n, uint32_t shared) {
    char header[40], body[LONGEST_BODY];
    uint32_t before = n - 1;
    snprintf(header, sizeof header, "{\"who\":%d,\"n\":%u}", who, (unsigned)n);
    memset(body, 'a' + who, sizeof body);
    snprintf(body, sizeof body, "secret of %d, %03u", who, (unsigned)n);
    body[strlen(body)] = ' ';
    size_t length = 30 + (n * 2654435761u + (uint32_t)who * 97) % (LONGEST_BODY - 30);
    asb_stored_record own = {n, 0, store_bytes(header), {body, length}}, all = {shared + 1, 0, store_bytes(header), {"{}", 2}};
    asb_case_commit both[] = {{.id = store_bytes(ids[who]), .expected = n - 1, .record_count = 1, .records = &own},
                              {.id = store_bytes("shared"), .expected = shared, .record_count = 1, .records = &all}};
    if (erases(on, who, n)) both[0].erased = &before, both[0].erased_count = 1;
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = on->shares ? 2 : 1, .cases = both};
    return s->table.commit(s->table.self, &data);
}

/* Until one fails. */
static void write_all(stage *s, actor *a) {
    for (uint32_t n = 1; n <= EACH; n++) {
        int32_t status = ASB_CONFLICT;
        while (status == ASB_CONFLICT && a->tries++ < MOST_TRIES)
            status = add(s, a->store, a->number, n, count(s, a->store, WRITERS, NULL));
        if (status == ASB_CONFLICT) note(s, "a conflict without end", (long)n);
        a->failed = status != ASB_OK;
        if (status) return;
        a->acknowledged = n;
    }
}

/* What is seen is on the disk, whatever becomes of the rest. */
static void check_disk(stage *s, int which, uint32_t seen) {
    static fake_files copy;
    static uint8_t none[FAKE_QUEUE + 1];
    asb_engine *e = NULL;
    asb_store *b = NULL;
    fake_init(&copy);
    fake_copy(&copy, &s->disk);
    fake_power(&copy, none);
    if (copy.exists && asb_engine_new(&e, NULL) == ASB_OK && asbi_store_journal_on(&b, e, "/journal", &copy.table) == ASB_OK) {
        uint32_t is = count(s, b, which, NULL);
        if (is < seen) note(s, "seen, and not on the disk", (long)seen - (long)is);
    } else if (seen)
        note(s, "what is on the disk cannot be read", (long)seen);
    asb_store_free(b);
    asb_engine_free(e);
    fake_free(&copy);
}

static void read_all(stage *s, actor *a) {
    uint32_t last[WRITERS + 1] = {0};
    for (int i = 0; i < 3 * EACH; i++) {
        int which = s->shares ? WRITERS : i % WRITERS;
        uint32_t now = count(s, a->store, which, NULL);
        if (s->disk.is_off) return;
        if (now < last[which]) note(s, "a record that was seen is gone", (long)now);
        if (now > last[which]) check_disk(s, which, now);
        last[which] = now;
    }
}

static void *act(void *self) {
    actor *a = self;
    stage *s = a->on;
    pthread_mutex_lock(&s->mutex);
    while (s->current != a->number) pthread_cond_wait(&s->changed, &s->mutex);
    pthread_mutex_unlock(&s->mutex);
    if (a->store) (a->number < WRITERS ? write_all : read_all)(s, a);
    step_aside(s, a, IS_DONE);
    return NULL;
}

/* ---- all of them at once */

static void begin(stage *s, uint64_t seed) {
    static const file_turns turns = {take, ask, end_turn, sleep_at, wake_at, give_way};
    memset(s, 0, sizeof *s);
    fake_init(&s->disk);
    fake_reset(&s->disk);
    s->disk.can_map = s->disk.table.maps_ahead = 1;
    s->table = (file_system){s,    stage_open, stage_close,  stage_size, stage_read,  stage_write, stage_sync, stage_sync_directory,
                             NULL, stage_lock, stage_unlock, stage_map,  stage_unmap, NULL,        NULL,       NULL,
                             1,    &turns};
    s->current = -1;
    s->shares = seed % 3 == 0;
    s->erases = seed % 3 != 2;
    s->seed = seed * 0x9E3779B97F4A7C15u + 88172645463325252u;
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->changed, NULL);
}

static void end(stage *s) {
    fake_free(&s->disk);
    pthread_mutex_destroy(&s->mutex);
    pthread_cond_destroy(&s->changed);
}

static void run(stage *s, uint32_t which, uint64_t fail_at, uint64_t cut_at, int for_ever) {
    for (int i = 0; i < ACTORS; i++) {
        actor *a = &s->actors[i];
        *a = (actor){.on = s, .number = i};
        ck_assert_int_eq(asb_engine_new(&a->engine, NULL), ASB_OK);
        ck_assert_int_eq(asbi_store_journal_on(&a->store, a->engine, "/journal", &s->table), ASB_OK);
    }
    s->disk.which = which;
    s->disk.calls = 0;
    s->disk.fail_at = fail_at;
    s->disk.cut_at = cut_at;
    s->disk.for_ever = for_ever;
    for (int i = 0; i < ACTORS; i++) ck_assert_int_eq(pthread_create(&s->actors[i].thread, NULL, act, &s->actors[i]), 0);
    step_aside(s, NULL, RUNS);
    for (int i = 0; i < ACTORS; i++) {
        actor *a = &s->actors[i];
        pthread_join(a->thread, NULL);
        s->commits += a->acknowledged;
        s->conflicts += a->tries;
        asb_store_free(a->store);
        asb_engine_free(a->engine);
    }
}

static int has(const fake_files *f, const char *text) {
    size_t length = strlen(text);
    for (uint64_t i = 0; i + length <= f->disk_size; i++)
        if (f->disk[i] == (uint8_t)text[0] && memcmp(f->disk + i, text, length) == 0) return 1;
    return 0;
}

/* Everybody ended. What is there is what was acknowledged, and at most `more` for each writer; whole commits; no damage; it goes on; what was erased is gone. */
static void check(stage *s, fake_files *f, uint32_t more, const char *when, uint64_t n) {
    test_engine b;
    asb_store *store = NULL;
    store_damage damage;
    char secret[40];
    uint32_t of[WRITERS], sum = 0;
    test_engine_begin(&b);
    ck_assert_msg(asbi_store_journal_on(&store, b.e, "/journal", &f->table) == ASB_OK, "%s %u: %s", when, (unsigned)n,
                  asb_error_message(b.e));
    uint32_t shared = count(s, store, WRITERS, of);
    for (int i = 0; i < WRITERS; i++) {
        uint32_t own = count(s, store, i, NULL), told = s->actors[i].acknowledged;
        uint32_t most = told +
            (more || erases(s, i, told + 1)); /* one that erases is there, and failed, where the body could not be overwritten */
        ck_assert_msg(own >= told && own <= most, "%s %u: writer %d was told %u, found %u", when, (unsigned)n, i, told, own);
        if (!s->shares) of[i] = own;
        ck_assert_msg(own == of[i], "%s %u: writer %d has %u, and %u in the shared case", when, (unsigned)n, i, own, of[i]);
        sum += own;
    }
    ck_assert_uint_eq(s->shares ? sum : 0, shared);
    ck_assert_msg(store_damages(store, &damage) == 0, "%s %u: damage: %s", when, (unsigned)n, damage.last);
    for (int i = 0; i < WRITERS; i++) ck_assert_int_eq(add(s, store, i, of[i] + 1, shared++), ASB_OK);
    for (int i = 0; i < WRITERS; i++)
        for (uint32_t k = 2; k <= of[i] + 1; k++) {
            snprintf(secret, sizeof secret, "secret of %d, %03u", i, (unsigned)k - 1);
            ck_assert_msg(!erases(s, i, k) || !has(f, secret), "%s %u: %s is still on the disk", when, (unsigned)n, secret);
        }
    asb_store_free(store);
    test_engine_end(&b);
    ck_assert_msg(!s->wrong[0], "%s %u: %s", when, (unsigned)n, s->wrong);
}

/* ---- nothing fails */

START_TEST(they_share)
{
    static stage s;
    uint64_t syncs = 0, commits = 0, stuck = 0, conflicts = 0; /* syncs of those that neither erase nor conflict */
    for (uint64_t seed = 1; seed <= 150; seed++) {
        begin(&s, seed);
        run(&s, 0, 0, 0, 0);
        ck_assert_msg(s.commits == WRITERS * EACH, "seed %u: %u commits", (unsigned)seed, (unsigned)s.commits);
        if (!s.shares && !s.erases) syncs += s.syncs, commits += s.commits;
        stuck += s.stuck, conflicts += s.conflicts - s.commits;
        check(&s, &s.disk, 0, "seed", seed);
        end(&s);
    }
    if (getenv("ASB_COUNTS"))
        printf("%u commits, %u syncs, %u conflicts, %u ends of waiting by themselves\n", (unsigned)commits, (unsigned)syncs,
               (unsigned)conflicts, (unsigned)stuck);
    ck_assert_uint_gt(conflicts, 0);
    ck_assert_uint_lt(syncs * 4, commits * 3);
    ck_assert_uint_le(stuck, 20);
}
END_TEST

/* ---- syncs, or writes, that fail */

static void fault_at(uint64_t n, uint32_t which, int for_ever, int forgets, uint64_t *bites) {
    static stage s;
    static fake_files after;
    static uint8_t none[FAKE_QUEUE + 1];
    begin(&s, n * 31 + which);
    fake_init(&after);
    s.disk.forgets = forgets;
    run(&s, which, n, 0, for_ever);
    int bit = s.disk.calls >= n;
    *bites += bit;
    fake_reset(&s.disk);
    fake_copy(&after, &s.disk);
    fake_power(&after, none); /* what was acknowledged is on the disk, though nothing else that was written is */
    check(&s, &after, 1, "fault and power cut", n);
    check(&s, &s.disk, which == FAKE_SYNC && !for_ever ? 0 : 1, "fault", n);
    fake_free(&after);
    end(&s);
}

START_TEST(a_call_fails)
{
    static const uint32_t kinds[] = {FAKE_SYNC, FAKE_SYNC, FAKE_WRITE, FAKE_SYNC | FAKE_WRITE};
    uint64_t bites = 0, n;
    for (n = 1; n <= 60; n++) fault_at(n, kinds[_i >> 1], _i == 2 || _i == 3 || _i == 7, _i & 1, &bites);
    ck_assert_uint_gt(bites, 5);
    if (getenv("ASB_COUNTS")) printf("faults: %u\n", (unsigned)bites);
}
END_TEST

/* ---- power */

START_TEST(power_is_cut)
{
    static stage s;
    static fake_files after;
    static uint8_t fates[FAKE_QUEUE + 1];
    uint64_t outcomes = 0;
    for (uint64_t n = 1; n <= 120; n++) {
        begin(&s, n + 1000 * (uint64_t)_i);
        fake_init(&after);
        run(&s, FAKE_WRITE | FAKE_SYNC, 0, n + (n * 7 + (uint64_t)_i) % 3, 0);
        for (int k = 0; k < 12; k++, outcomes++) {
            for (uint32_t i = 0; i < fake_fates(&s.disk); i++)
                fates[i] = k == 0 ? 0 : k == 1 ? 1 : (uint8_t)(draw(&s, 4) != (uint32_t)k % 3);
            fake_copy(&after, &s.disk);
            fake_power(&after, fates);
            check(&s, &after, 1, "cut", n);
        }
        fake_free(&after);
        end(&s);
    }
    if (getenv("ASB_COUNTS")) printf("outcomes of power cuts: %u\n", (unsigned)outcomes);
}
END_TEST

Suite *asb_suite_store_turns(void) {
    Suite *s = suite_create("store: writers that share syncs");
    TCase *t = tcase_create("turns");
    tcase_set_timeout(t, 600);
    tcase_add_test(t, they_share);
    tcase_add_loop_test(t, a_call_fails, 0, 8);
    tcase_add_loop_test(t, power_is_cut, 0, 3);
    suite_add_tcase(s, t);
    return s;
}
