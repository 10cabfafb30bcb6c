/* Writers that commit at once and share syncs, on the fake disk, in an order that is drawn by lot and can be drawn again.
 *
 * Each writer is a thread with an engine and a handle of its own, but one of them runs at a time: at every call to the file system the next one is drawn among those that could run. So
 * every way in which their calls can come between one another happens sooner or later, locks, turns and waiting included, and a seed brings it back. The disk fails or loses its power
 * at any call, as in store_crash.c.
 *
 * Each commit adds a record to the writer's own case; in some runs one to a case that all share, so that they conflict; in some it erases the writer's record before. What was acknowledged must be there, in order, after
 * whatever happened, on the disk and in whole commits; what failed must not be there while power lasts; a reader sees nothing that is not on the disk.
 *
 * In some runs all of them opened the journal with an index beside it, so that cases are brought one by one, and entries of others wait; a keeper writes that index anew meanwhile. In some one of
 * them is favoured by the lot for a while, so that it is alone often enough to commit without the turn, until others come. */
#define _GNU_SOURCE 1
#include "store_disk.h"
#include "store_support.h"

#include "store/journal.h"

#include <pthread.h>
#include <stdlib.h>

Suite *asb_suite_store_turns(void);

enum { WRITERS = 4, READER = WRITERS, KEEPER, ACTORS, EACH = 5, MANY = 12, EARLIER = 4, MOST_TRIES = 200, LONGEST_BODY = 700 };

/* What a run has more than writers and a reader. */
enum { INDEXED = 1, KEPT = 2, FAVOURS = 4, WAYS = 5 };
static const int ways[WAYS] = {0, INDEXED, INDEXED | KEPT, FAVOURS, INDEXED | KEPT | FAVOURS};

static const char name[] = "/journal";

typedef enum doing { RUNS, WANTS_LOCK, WANTS_TURN, SLEEPS, IS_DONE } doing;

typedef struct stage stage;

typedef struct actor {
    stage *on;
    pthread_t thread;
    int number;
    doing does;
    const uint8_t *word;
    uint32_t earlier, acknowledged, failed, tries;
    uint64_t turns; /* taken or asked for */
    asb_engine *engine;
    asb_store *store;
} actor;

struct stage {
    store_disk *disk;
    file_system table;
    actor actors[ACTORS];
    int shares, erases, way, favourite;
    int current, locked, turn; /* -1: the test itself; else who has them, from 1 */
    uint8_t company[DISK_HANDLES];
    uint64_t hidden; /* openings that could not sync what others waited for */
    uint64_t seed, syncs, stuck, conflicts, commits, undisturbed, kept, through_index;
    char wrong[200];
    pthread_mutex_t mutex;
    pthread_cond_t changed[ACTORS + 1]; /* of each actor, and of the test */
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
    if ((s->way & FAVOURS) && draw(s, 300) == 0) s->favourite = (int)draw(s, WRITERS);
    if ((s->way & FAVOURS) && could_run(s, &s->actors[s->favourite]) && draw(s, 16)) return s->favourite;
    for (int i = 0; !count && i < ACTORS; i++)
        if (s->actors[i].does == SLEEPS) s->stuck++, able[count++] = i;
    return count ? able[draw(s, (uint32_t)count)] : -1;
}

static void step_aside(stage *s, actor *a, doing does) {
    if (a) a->does = does;
    pthread_mutex_lock(&s->mutex);
    s->current = next_of(s);
    pthread_cond_signal(&s->changed[s->current < 0 ? ACTORS : s->current]);
    while (s->current != (a ? a->number : -1) && does != IS_DONE) pthread_cond_wait(&s->changed[a ? a->number : ACTORS], &s->mutex);
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
    return s->disk->table.open(s->disk, out, path, how);
}

static int32_t stage_close(void *self, intptr_t file) {
    stage *s = self;
    if (s->locked == file + 1) s->locked = 0;
    if (s->turn == file + 1) s->turn = 0;
    s->company[file] = 0;
    return s->disk->table.close(s->disk, file);
}

static int32_t stage_size(void *self, uint64_t *out, intptr_t file) {
    stage *s = self;
    point(s);
    return s->disk->table.size(s->disk, out, file);
}

static int32_t stage_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    stage *s = self;
    return s->disk->table.read(s->disk, file, at, bytes, length, got);
}

/* In two parts, so that others see a frame that is half there; of whole sectors, as a disk has them. */
static int32_t stage_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    stage *s = self;
    size_t to_sector = DISK_SECTOR - (size_t)(at % DISK_SECTOR), half = to_sector < length && draw(s, 2) ? to_sector : length;
    point(s);
    int32_t status = s->disk->table.write(s->disk, file, at, bytes, half);
    if (half == length || status) return status;
    point(s);
    return s->disk->table.write(s->disk, file, at + half, (const char *)bytes + half, length - half);
}

static int32_t stage_sync(void *self, intptr_t file) {
    stage *s = self;
    point(s);
    s->syncs++;
    int32_t status = s->disk->table.sync(s->disk, file);
    point(s);
    return status;
}

static int32_t stage_sync_directory(void *self, const char *path) {
    stage *s = self;
    return s->disk->table.sync_directory(s->disk, path);
}

static int32_t stage_lock(void *self, intptr_t file) {
    stage *s = self;
    point(s);
    while (s->locked && me(s)) step_aside(s, me(s), WANTS_LOCK);
    s->locked = (int)file + 1;
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
    return s->disk->table.map(s->disk, file, length, bytes);
}

static int32_t stage_unmap(void *self, const void *bytes, uint64_t length) {
    (void)self, (void)bytes, (void)length;
    return ASB_OK;
}

static int32_t stage_rename(void *self, const char *from, const char *to) {
    stage *s = self;
    point(s);
    return s->disk->table.rename(s->disk, from, to);
}

static int32_t stage_remove(void *self, const char *path) {
    stage *s = self;
    point(s);
    return s->disk->table.remove(s->disk, path);
}

static int32_t stage_truncate(void *self, intptr_t file, uint64_t length) {
    stage *s = self;
    point(s);
    return s->disk->table.truncate(s->disk, file, length);
}

/* ---- turns */

static int32_t take(void *self, intptr_t file) {
    stage *s = self;
    if (me(s)) me(s)->turns++;
    point(s);
    while (s->turn && me(s)) step_aside(s, me(s), WANTS_TURN);
    s->turn = (int)file + 1;
    return ASB_OK;
}

static int32_t ask(void *self, intptr_t file) {
    stage *s = self;
    if (me(s)) me(s)->turns++;
    point(s);
    if (s->turn) return ASB_EBUSY;
    s->turn = (int)file + 1;
    return ASB_OK;
}

static void end_turn(void *self, intptr_t file) {
    stage *s = self;
    if (s->turn == file + 1) s->turn = 0;
    point(s);
}

static int32_t join(void *self, intptr_t file) {
    stage *s = self;
    s->company[file] = 1;
    return ASB_OK;
}

static void part(void *self, intptr_t file) {
    stage *s = self;
    s->company[file] = 0;
}

static int is_company(void *self, intptr_t file) {
    stage *s = self;
    for (intptr_t i = 0; i < DISK_HANDLES; i++)
        if (i != file && s->company[i]) return ++s->hidden > 0;
    return 0;
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
    char header[100] = ""; /* with an end: what is handed over has none */
    memcpy(header, r->header.data, r->header.length < sizeof header ? r->header.length : sizeof header - 1);
    if (sscanf(header, "{\"who\":%d,\"n\":%u}", &who, &n) != 2 || who < 0 || who >= WRITERS)
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
    if (status != ASB_OK && status != ASB_ABSENT && !on->disk->is_off) note(on, "reading", status);
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

static uint32_t each(const stage *s) {
    return s->way & FAVOURS ? MANY : EACH;
}

static int uses_index(const asb_store *store) {
    return ((const journal *)store->extras.self)->index.file != NULL;
}

/* Until one fails. */
static void write_all(stage *s, actor *a) {
    for (uint32_t n = a->earlier + 1; n <= a->earlier + each(s); n++) {
        int32_t status = ASB_CONFLICT;
        uint64_t turns = 0;
        while (status == ASB_CONFLICT && a->tries++ < MOST_TRIES) {
            uint32_t shared = count(s, a->store, WRITERS, NULL);
            turns = a->turns;
            status = add(s, a->store, a->number, n, shared);
        }
        s->undisturbed += status == ASB_OK && turns == a->turns;
        if (status == ASB_CONFLICT) note(s, "a conflict without end", (long)n);
        a->failed = status != ASB_OK;
        if (status) return;
        a->acknowledged = n;
    }
}

/* What is seen is on the disk, whatever becomes of the rest. */
static void check_disk(stage *s, int which, uint32_t seen) {
    static store_disk copy;
    static uint8_t none[DISK_QUEUE];
    asb_engine *e = NULL;
    asb_store *b = NULL;
    disk_copy(&copy, s->disk);
    disk_power(&copy, none);
    if (disk_file(&copy, name) && asb_engine_new(&e, NULL) == ASB_OK && asbi_store_journal_on(&b, e, name, &copy.table) == ASB_OK) {
        uint32_t is = count(s, b, which, NULL);
        if (is < seen) note(s, "seen, and not on the disk", (long)seen - (long)is);
    } else if (seen)
        note(s, "what is on the disk cannot be read", (long)seen);
    asb_store_free(b);
    asb_engine_free(e);
}

static void read_one(stage *s, actor *a, int which, uint32_t last[WRITERS + 1]) {
    uint32_t now = count(s, a->store, which, NULL);
    if (s->disk->is_off) return;
    if (now < last[which]) note(s, "a record that was seen is gone", (long)now);
    if (now > last[which]) check_disk(s, which, now);
    last[which] = now;
}

/* Opens it once more in the middle, while others write; often on a disk that cannot sync. Not on one that cannot write: what failed and could not be taken back either may be there. */
static int opens_again(const stage *s, uint32_t i) {
    return s->disk->fail_at ? s->disk->which == DISK_SYNC && i % 2 : s->way & INDEXED && i == each(s);
}

static void read_all(stage *s, actor *a) {
    uint32_t last[WRITERS + 1] = {0};
    for (uint32_t i = 0; i < 3 * each(s) && !s->disk->is_off; i++) {
        read_one(s, a, s->shares ? WRITERS : (int)(i % WRITERS), last);
        if (!opens_again(s, i)) continue;
        asb_store_free(a->store);
        a->store = NULL;
        int32_t status = asbi_store_journal_on(&a->store, a->engine, name, &s->table);
        if (status && !s->disk->is_off) note(s, "opening it again", status);
        if (status) return;
    }
}

/* Writes the index anew, or a copy, and goes on reading with the same handle, whether it could or not. */
static void keep_index(stage *s, actor *a) {
    uint32_t last[WRITERS + 1] = {0};
    for (uint32_t i = 0; i < each(s) && !s->disk->is_off; i++) {
        if (i % 3 == 1) {
            int32_t status = asbi_jindex_write(a->store->extras.self);
            s->kept += status == ASB_OK;
            if (status && !s->disk->fail_at && !s->disk->is_off) note(s, "an index could not be written", status);
        }
        if (i % 6 == 5) (void)asbi_journal_backup(a->store->extras.self, "/copy");
        read_one(s, a, s->shares ? WRITERS : (int)(i % WRITERS), last);
    }
}

static void *act(void *self) {
    actor *a = self;
    stage *s = a->on;
    pthread_mutex_lock(&s->mutex);
    while (s->current != a->number) pthread_cond_wait(&s->changed[a->number], &s->mutex);
    pthread_mutex_unlock(&s->mutex);
    if (a->number < WRITERS)
        write_all(s, a);
    else if (a->number == READER)
        read_all(s, a);
    else if (s->way & KEPT)
        keep_index(s, a);
    step_aside(s, a, IS_DONE);
    return NULL;
}

/* ---- all of them at once */

/* All that was written is on the disk. */
static void settle(store_disk *d) {
    for (int i = 0; i < d->node_count; i++) {
        memcpy(d->nodes[i].disk, d->nodes[i].cache, d->nodes[i].cache_size);
        d->nodes[i].disk_size = d->nodes[i].cache_size;
    }
    memcpy(d->disk, d->cache, sizeof d->disk);
    d->queued = 0;
}

/* A journal with an index of all but the last commits. */
static void prepare(stage *s) {
    test_engine b;
    asb_store *store = NULL;
    uint32_t shared = 0;
    test_engine_begin(&b);
    ck_assert_int_eq(asbi_store_journal_on(&store, b.e, name, &s->table), ASB_OK);
    for (uint32_t n = 1; n <= EARLIER; n++) {
        for (int i = 0; i < WRITERS; i++) ck_assert_int_eq(add(s, store, i, n, shared++), ASB_OK);
        if (n + 1 == EARLIER) ck_assert_int_eq(asbi_jindex_write(store->extras.self), ASB_OK);
    }
    asb_store_free(store);
    test_engine_end(&b);
    settle(s->disk);
}

static void begin(stage *s, uint64_t seed, int way) {
    static const file_turns turns = {take, ask, end_turn, sleep_at, wake_at, give_way, join, part, is_company};
    static store_disk disk;
    memset(s, 0, sizeof *s);
    disk_init(&disk);
    disk.can_map = disk.table.maps_ahead = 1;
    s->disk = &disk;
    s->table = (file_system){s,
                             stage_open,
                             stage_close,
                             stage_size,
                             stage_read,
                             stage_write,
                             stage_sync,
                             stage_sync_directory,
                             stage_truncate,
                             stage_lock,
                             stage_unlock,
                             stage_map,
                             stage_unmap,
                             stage_rename,
                             stage_remove,
                             NULL,
                             1,
                             &turns};
    s->current = -1;
    s->way = way;
    s->shares = seed % 3 == 0;
    s->erases = seed % 3 != 2;
    s->seed = seed * 0x9E3779B97F4A7C15u + 88172645463325252u;
    pthread_mutex_init(&s->mutex, NULL);
    for (int i = 0; i <= ACTORS; i++) pthread_cond_init(&s->changed[i], NULL);
    if (way & INDEXED) prepare(s);
}

static void end(stage *s) {
    pthread_mutex_destroy(&s->mutex);
    for (int i = 0; i <= ACTORS; i++) pthread_cond_destroy(&s->changed[i]);
}

static void open_all(stage *s) {
    for (int i = 0; i < ACTORS; i++) {
        actor *a = &s->actors[i];
        *a = (actor){.on = s, .number = i};
        a->earlier = a->acknowledged = i < WRITERS && s->way & INDEXED ? EARLIER : 0;
        ck_assert_int_eq(asb_engine_new(&a->engine, NULL), ASB_OK);
        ck_assert_int_eq(asbi_store_journal_on(&a->store, a->engine, name, &s->table), ASB_OK);
        ck_assert_int_eq(uses_index(a->store), s->way & INDEXED);
    }
}

static void run(stage *s, uint32_t which, uint64_t fail_at, uint64_t cut_at, int for_ever) {
    open_all(s);
    s->disk->which = which;
    s->disk->calls = 0;
    s->disk->fail_at = fail_at;
    s->disk->cut_at = cut_at;
    s->disk->for_ever = for_ever;
    s->syncs = 0;
    for (int i = 0; i < ACTORS; i++) ck_assert_int_eq(pthread_create(&s->actors[i].thread, NULL, act, &s->actors[i]), 0);
    step_aside(s, NULL, RUNS);
    for (int i = 0; i < ACTORS; i++) {
        actor *a = &s->actors[i];
        pthread_join(a->thread, NULL);
        s->commits += a->acknowledged - a->earlier;
        s->conflicts += a->tries;
        s->through_index += i < WRITERS && uses_index(a->store);
        asb_store_free(a->store);
        asb_engine_free(a->engine);
    }
}

static int has(const store_disk *d, const char *text) {
    size_t length = strlen(text);
    const disk_node *f = disk_file(d, name);
    for (uint64_t i = 0; i + length <= f->disk_size; i++)
        if (f->disk[i] == (uint8_t)text[0] && memcmp(f->disk + i, text, length) == 0) return 1;
    return 0;
}

/* Everybody ended. What is there is what was acknowledged, and at most `more` for each writer; whole commits; no damage; it goes on; what was erased is gone. */
static void check(stage *s, store_disk *f, uint32_t more, const char *when, uint64_t n) {
    test_engine b;
    asb_store *store = NULL;
    store_damage damage;
    char secret[40];
    uint32_t of[WRITERS], sum = 0;
    test_engine_begin(&b);
    ck_assert_msg(asbi_store_journal_on(&store, b.e, name, &f->table) == ASB_OK, "%s %u: %s", when, (unsigned)n, asb_error_message(b.e));
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

typedef struct sums {
    uint64_t syncs, commits, stuck, conflicts, undisturbed, kept, through_index;
} sums;

static void share(sums *all, uint64_t seed, int way) {
    static stage s;
    begin(&s, seed, way);
    run(&s, 0, 0, 0, 0);
    ck_assert_msg(s.commits == WRITERS * each(&s), "seed %u: %u commits", (unsigned)seed, (unsigned)s.commits);
    if (!s.shares && !s.erases) all->syncs += s.syncs, all->commits += s.commits; /* of those that neither erase nor conflict */
    all->stuck += s.stuck, all->conflicts += s.conflicts - s.commits;
    all->undisturbed += s.undisturbed, all->kept += s.kept, all->through_index += s.through_index;
    if (way & INDEXED && !s.erases) ck_assert_msg(s.through_index == WRITERS, "seed %u: the index is not in use any more", (unsigned)seed);
    check(&s, s.disk, 0, "seed", seed);
    end(&s);
}

START_TEST(they_share)
{
    sums a = {0};
    int way = ways[_i];
    for (uint64_t seed = 1; seed <= 100; seed++) share(&a, seed, way);
    if (getenv("ASB_COUNTS"))
        printf("way %d: %u commits, %u syncs, %u conflicts, %u ends of waiting by themselves; undisturbed %u, indexes %u, used to the end "
               "by %u\n",
               _i, (unsigned)a.commits, (unsigned)a.syncs, (unsigned)a.conflicts, (unsigned)a.stuck, (unsigned)a.undisturbed,
               (unsigned)a.kept, (unsigned)a.through_index);
    ck_assert_uint_gt(a.conflicts, 0);
    if (!(way & (KEPT | FAVOURS))) ck_assert_uint_lt(a.syncs * 4, a.commits * 3);
    ck_assert_uint_le(a.stuck, way & FAVOURS ? 50 : 10); /* who is not favoured may have the turn for long */
    if (way & FAVOURS) ck_assert_uint_gt(a.undisturbed, 100);
    if (way & KEPT) ck_assert_uint_gt(a.kept, 100);
}
END_TEST

/* ---- syncs, or writes, that fail */

static void fault_at(uint64_t n, uint32_t which, int for_ever, int forgets, int way, uint64_t bites[2]) {
    static stage s;
    static store_disk after;
    static uint8_t none[DISK_QUEUE];
    begin(&s, n * 31 + which, way);
    s.disk->forgets = forgets;
    run(&s, which, n, 0, for_ever);
    int bit = s.disk->calls >= n;
    bites[0] += bit, bites[1] += s.hidden;
    disk_reset(s.disk);
    disk_copy(&after, s.disk);
    disk_power(&after, none); /* what was acknowledged is on the disk, though nothing else that was written is */
    check(&s, &after, 1, "fault and power cut", n);
    check(&s, s.disk, which == DISK_SYNC && !for_ever ? 0 : 1, "fault", n);
    end(&s);
}

START_TEST(a_call_fails)
{
    static const uint32_t kinds[] = {DISK_SYNC, DISK_SYNC, DISK_WRITE, DISK_SYNC | DISK_WRITE};
    uint64_t bites[2] = {0}, n;
    int kind = _i & 7, way = ways[_i >> 3];
    for (n = 1; n <= 40; n++) fault_at(n, kinds[kind >> 1], kind == 2 || kind == 3 || kind == 7, kind & 1, way, bites);
    ck_assert_uint_gt(bites[0], 5);
    if (getenv("ASB_COUNTS")) printf("faults: %u; openings that hid what was waited for: %u\n", (unsigned)bites[0], (unsigned)bites[1]);
}
END_TEST

/* ---- power */

START_TEST(power_is_cut)
{
    static stage s;
    static store_disk after;
    static uint8_t fates[DISK_QUEUE];
    uint64_t outcomes = 0;
    for (uint64_t n = 1; n <= 50; n++) {
        begin(&s, n + 1000 * (uint64_t)_i, ways[_i]);
        run(&s, DISK_WRITE | DISK_SYNC | DISK_RENAME, 0, n * 2 + (n * 7 + (uint64_t)_i) % 3, 0);
        for (int k = 0; k < 12; k++, outcomes++) {
            for (uint32_t i = 0; i < s.disk->queued; i++) fates[i] = k == 0 ? 0 : k == 1 ? 1 : (uint8_t)(draw(&s, 4) != (uint32_t)k % 3);
            disk_copy(&after, s.disk);
            disk_power(&after, fates);
            check(&s, &after, 1, "cut", n);
        }
        end(&s);
    }
    if (getenv("ASB_COUNTS")) printf("outcomes of power cuts: %u\n", (unsigned)outcomes);
}
END_TEST

Suite *asb_suite_store_turns(void) {
    Suite *s = suite_create("store: writers that share syncs");
    TCase *t = tcase_create("turns");
    tcase_set_timeout(t, 600);
    tcase_add_loop_test(t, they_share, 0, WAYS);
    tcase_add_loop_test(t, a_call_fails, 0, 8 * WAYS);
    tcase_add_loop_test(t, power_is_cut, 0, WAYS);
    suite_add_tcase(s, t);
    return s;
}
