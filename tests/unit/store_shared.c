/* A commit that shares its sync with others, while any call fails: reading, writing, syncing, locks and turns, once or from then on.
 *
 * Others have written and were killed before they synced, so that their commits pend; then one writer, whose calls fail, does something: commits and syncs for all, waits for one who
 * syncs, finds that its own was taken back, erases, reads, opens. All in one thread; what others do meanwhile is done when the writer would wait. What was acknowledged is there
 * afterwards, in order and on the disk; what failed is there whole or not at all; there is no damage, and everybody goes on. */
#include "store_disk.h"
#include "store_support.h"

#include "store/journal.h"

Suite *asb_suite_store_shared(void);

enum { OTHERS = 2, LONG_BODY = 6000 };

static const char name[] = "/journal";

typedef struct scene scene;

/* Who calls the files: a handle each. */
typedef struct caller {
    scene *on;
    file_system table;
    test_engine engine;
    asb_store *store;
    uint64_t calls, fail_at;
    int for_ever;
    unsigned busy; /* so often another has the turn */
    int is_killed; /* instead of waiting for the turn */
    int has_no_turns;
    int has_lock;
    int cannot_write;
} caller;

struct scene {
    store_disk disk, after;
    caller writer, helper, others[OTHERS];
    uint32_t told, most; /* records of the case: acknowledged, and with those that may be there */
    size_t body;
    unsigned longer;             /* so much is another's commit longer */
    void (*meanwhile)(scene *s); /* when the writer would wait */
};

static scene stage;

/* ---- the files of one caller */

static int fails(caller *c) {
    c->calls++;
    return c->fail_at && (c->for_ever ? c->calls >= c->fail_at : c->calls == c->fail_at);
}

static int32_t on_open(void *self, intptr_t *out, const char *path, file_opening how) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.open(&c->on->disk, out, path, how);
}

static int32_t on_close(void *self, intptr_t file) {
    caller *c = self;
    return c->on->disk.table.close(&c->on->disk, file);
}

static int32_t on_size(void *self, uint64_t *out, intptr_t file) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.size(&c->on->disk, out, file);
}

static int32_t on_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.read(&c->on->disk, file, at, bytes, length, got);
}

/* Half of it is written where it fails. */
static int32_t on_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    caller *c = self;
    int failed = fails(c) || c->cannot_write;
    int32_t status = c->on->disk.table.write(&c->on->disk, file, at, bytes, failed ? length / 2 : length);
    return failed ? ASB_EIO : status;
}

static int32_t on_sync(void *self, intptr_t file) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.sync(&c->on->disk, file);
}

static int32_t on_sync_directory(void *self, const char *path) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.sync_directory(&c->on->disk, path);
}

static int32_t on_truncate(void *self, intptr_t file, uint64_t length) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.truncate(&c->on->disk, file, length);
}

static int32_t on_lock(void *self, intptr_t file) {
    caller *c = self;
    if (fails(c)) return ASB_EIO;
    c->has_lock = 1;
    return c->on->disk.table.lock(&c->on->disk, file);
}

static int32_t on_unlock(void *self, intptr_t file) {
    caller *c = self;
    c->has_lock = 0;
    return c->on->disk.table.unlock(&c->on->disk, file);
}

static int32_t on_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.map(&c->on->disk, file, length, bytes);
}

static int32_t on_unmap(void *self, const void *bytes, uint64_t length) {
    caller *c = self;
    return c->on->disk.table.unmap(&c->on->disk, bytes, length);
}

static int32_t on_rename(void *self, const char *from, const char *to) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.rename(&c->on->disk, from, to);
}

static int32_t on_remove(void *self, const char *path) {
    caller *c = self;
    return fails(c) ? ASB_EIO : c->on->disk.table.remove(&c->on->disk, path);
}

/* ---- turns */

static void take_back(scene *s);

static void something_happens(caller *c) {
    void (*what)(scene *) = c->on->meanwhile;
    if (!what || c != &c->on->writer || (c->has_lock && what != take_back)) return; /* or they would have to wait for him */
    c->on->meanwhile = NULL;
    what(c->on);
}

static int32_t on_take(void *self, intptr_t file) {
    caller *c = self;
    (void)file;
    if (c->has_no_turns || fails(c)) return ASB_EIO;
    something_happens(c);
    return ASB_OK;
}

static int32_t on_ask(void *self, intptr_t file) {
    caller *c = self;
    (void)file;
    if (c->has_no_turns || fails(c)) return ASB_EIO;
    if (!c->busy) return ASB_OK;
    c->busy--;
    return c->busy == 0 && c->is_killed ? ASB_EIO : ASB_EBUSY;
}

static void on_end(void *self, intptr_t file) {
    (void)self, (void)file;
}

static void on_wait(void *self, const uint8_t *word, uint32_t while_it_is) {
    (void)word, (void)while_it_is;
    something_happens(self);
}

static void on_wake(void *self, const uint8_t *word) {
    (void)self, (void)word;
}

static void on_give_way(void *self) {
    something_happens(self);
}

static int32_t on_join(void *self, intptr_t file) {
    (void)file;
    return fails(self) ? ASB_EIO : ASB_OK;
}

static void on_part(void *self, intptr_t file) {
    (void)self, (void)file;
}

static int is_company(void *self, intptr_t file) {
    (void)self, (void)file;
    return 0;
}

static void begin_caller(caller *c, scene *s) {
    static const file_turns turns = {on_take, on_ask, on_end, on_wait, on_wake, on_give_way, on_join, on_part, is_company};
    *c = (caller){.on = s};
    c->table = (file_system){c,        on_open,           on_close,    on_size, on_read,   on_write,
                             on_sync,  on_sync_directory, on_truncate, on_lock, on_unlock, on_map,
                             on_unmap, on_rename,         on_remove,   NULL,    1,         &turns};
    test_engine_begin(&c->engine);
}

static int32_t open_store(caller *c) {
    return asbi_store_journal_on(&c->store, c->engine.e, name, &c->table);
}

static void begin_open(caller *c, scene *s) {
    begin_caller(c, s);
    ck_assert_int_eq(open_store(c), ASB_OK);
}

static void end_caller(caller *c) {
    asb_store_free(c->store);
    test_engine_end(&c->engine);
}

/* ---- commits */

static journal *journal_of(const caller *c) {
    return c->store->extras.self;
}

static int32_t add(caller *c, uint32_t seq, char fill, const uint32_t *erased) {
    static char body[LONG_BODY];
    memset(body, fill, sizeof body);
    asb_stored_record r = {seq, 0, store_bytes("{\"h\":1}"), {body, c->on->body}};
    asb_case_commit one = {
        .id = store_bytes("A"), .expected = seq - 1, .record_count = 1, .records = &r, .erased = erased, .erased_count = erased != NULL};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    return c->store->table.commit(c->store->table.self, &data);
}

/* One more record, by who knows how many there are. */
static int32_t add_next(caller *c, char fill) {
    uint32_t version = 0;
    int32_t status = c->store->extras.version(c->store->extras.self, store_bytes("A"), &version);
    return status == ASB_OK || status == ASB_ABSENT ? add(c, version + 1, fill, NULL) : status;
}

/* Everybody has committed, so that what comes next can pend; and the others' next commits do. */
static void begin(scene *s, int way) {
    disk_init(&s->disk);
    s->disk.can_map = way & 1;
    s->disk.table.maps_ahead = 1;
    s->told = s->most = 0;
    s->body = way & 2 ? LONG_BODY : 40;
    s->longer = 0;
    s->meanwhile = NULL;
    begin_open(&s->writer, s);
    begin_open(&s->helper, s);
    for (int i = 0; i < OTHERS; i++) begin_open(&s->others[i], s);
    for (int i = 0; i < OTHERS; i++) ck_assert_int_eq(add_next(&s->others[i], 'o'), ASB_OK);
    ck_assert_int_eq(add_next(&s->helper, 'h'), ASB_OK);
    ck_assert_int_eq(add_next(&s->writer, 'w'), ASB_OK);
    s->told = s->most = OTHERS + 2;
}

static void leave_pending(scene *s) {
    for (int i = 0; i < OTHERS; i++) {
        s->others[i].busy = 2;
        s->others[i].is_killed = 1;
        ck_assert_int_eq(add(&s->others[i], ++s->most, 'p', NULL), ASB_EIO);
        s->others[i].busy = 0;
    }
}

static void end(scene *s) {
    end_caller(&s->writer);
    end_caller(&s->helper);
    for (int i = 0; i < OTHERS; i++) end_caller(&s->others[i]);
}

/* ---- what is there */

typedef struct seen {
    uint32_t count, erased;
    int wrong;
} seen;

static int32_t take_record(void *sink, const asb_stored_record *r) {
    seen *f = sink;
    const char *b = r->body.data;
    f->wrong |= r->seq != ++f->count || (r->body.length && (r->body.length < 40 || memcmp(b, b + 1, r->body.length - 1) != 0));
    f->erased += r->body.length == 0;
    return ASB_OK;
}

static uint32_t count(asb_store *s, const char *what, uint64_t n) {
    seen f = {0};
    int32_t status = s->table.read(s->table.self, store_bytes("A"), 1, take_record, &f);
    ck_assert_msg(status == ASB_OK && !f.wrong, "%s %u: %d, wrong %d", what, (unsigned)n, (int)status, f.wrong);
    return f.count;
}

static void is_within(const scene *s, uint32_t found, const char *what, const char *where, uint64_t n) {
    ck_assert_msg(found >= s->told && found <= s->most, "%s, %s, fault %u: %u of %u to %u", what, where, (unsigned)n, (unsigned)found,
                  (unsigned)s->told, (unsigned)s->most);
}

static void check_on(scene *s, const file_system *files, const char *what, const char *where, uint64_t n) {
    test_engine b;
    asb_store *store = NULL;
    store_damage damage;
    test_engine_begin(&b);
    ck_assert_msg(asbi_store_journal_on(&store, b.e, name, files) == ASB_OK, "%s, %s, fault %u: %s", what, where, (unsigned)n,
                  asb_error_message(b.e));
    is_within(s, count(store, where, n), what, where, n);
    ck_assert_msg(store_damages(store, &damage) == 0, "%s, %s, fault %u: %s", what, where, (unsigned)n, damage.last);
    asb_store_free(store);
    test_engine_end(&b);
}

/* Nothing fails any more. With the power gone there is what is on the disk; else what was written; and both who failed and who did not go on. */
static void check(scene *s, const char *what, uint64_t n) {
    static uint8_t none[DISK_QUEUE];
    caller *w = &s->writer;
    w->fail_at = w->busy = 0;
    w->for_ever = w->has_no_turns = w->cannot_write = 0;
    s->meanwhile = NULL;
    disk_copy(&s->after, &s->disk);
    disk_power(&s->after, none);
    check_on(s, &s->after.table, what, "power", n);
    if (!w->store) ck_assert_int_eq(open_store(w), ASB_OK);
    is_within(s, count(w->store, what, n), what, "the writer", n);
    is_within(s, count(s->helper.store, what, n), what, "another", n);
    check_on(s, &s->disk.table, what, "opened", n);
    uint32_t now = count(s->helper.store, what, n);
    ck_assert_msg(add_next(w, 'n') == ASB_OK && add_next(&s->helper, 'n') == ASB_OK && add_next(w, 'n') == ASB_OK, "%s, fault %u: going on",
                  what, (unsigned)n);
    s->told = s->most = now + 3;
    check_on(s, &s->disk.table, what, "gone on", n);
}

/* ---- what the writer does */

static int32_t does_commit(scene *s) {
    int32_t status = add(&s->writer, ++s->most, 'w', NULL);
    if (status == ASB_OK) s->told = s->most;
    return status;
}

static int32_t waits_and_commits(scene *s) {
    s->writer.busy = 3;
    return does_commit(s);
}

/* Somebody who could not sync has taken back all that pends. */
static void take_back(scene *s) {
    intptr_t file = journal_of(&s->helper)->file;
    uint64_t first = journal_of(&s->others[0])->sure.at;
    if (!s->told || s->most == s->told) return;
    (void)s->disk.table.write(&s->disk, file, first, MARK_ABORTED, 1);
    s->most = s->told;
}

/* Another has the turn, and syncs for all; he may first find that more is there than he has read. */
static void settle_all(scene *s) {
    int32_t status = ASB_CONFLICT;
    for (int i = 0; i < 3 && status == ASB_CONFLICT; i++) status = add_next(&s->helper, 'h');
    ck_assert_int_eq(status, ASB_OK);
    s->told = s->most = count(s->helper.store, "settled", 0);
}

static int32_t is_served(scene *s) {
    s->meanwhile = settle_all;
    return waits_and_commits(s);
}

static int32_t erases(scene *s) {
    static const uint32_t first = 1;
    int32_t status = add(&s->writer, ++s->most, 'w', &first);
    if (status == ASB_OK) s->told = s->most;
    return status;
}

/* What pends is taken back while he waits for the turn to settle it. */
static int32_t erases_after_all(scene *s) {
    static const uint32_t first = 1;
    s->meanwhile = take_back;
    int32_t status = add(&s->writer, s->told + 1, 'w', &first);
    if (!s->meanwhile) s->most = s->told + 1;
    if (status == ASB_OK) s->told = s->most;
    return status;
}

static int32_t conflicts(scene *s) {
    int32_t status = add(&s->writer, 1, 'c', NULL);
    if (status == ASB_CONFLICT) s->told = s->most; /* what it rests on is on the disk */
    return status == ASB_CONFLICT ? ASB_OK : status;
}

static int32_t does_read(scene *s) {
    seen f = {0};
    store_damage damage = {0};
    const asb_store *a = s->writer.store;
    int32_t status = a->table.read(a->table.self, store_bytes("A"), 1, take_record, &f);
    ck_assert(!f.wrong);
    if (!status) ck_assert_uint_ge(f.count, s->told);
    if (!status) status = a->inspect(a->table.self, store_bytes("A"), store_take_damage, &damage);
    if (!status) status = a->inspect(a->table.self, (asb_bytes){NULL, 0}, store_take_damage, &damage);
    ck_assert_msg(damage.count == 0, "%s", damage.last);
    return status;
}

static int32_t opens(scene *s) {
    asb_store_free(s->writer.store);
    s->writer.store = NULL;
    s->writer.calls = 0;
    return open_store(&s->writer);
}

static int32_t has_no_turns(scene *s) {
    s->writer.has_no_turns = 1;
    int32_t status = opens(s);
    return status ? status : does_commit(s);
}

static int32_t writes_an_index(scene *s) {
    return asbi_jindex_write(journal_of(&s->writer));
}

static int32_t compacts(scene *s) {
    compaction done;
    return s->writer.store->extras.compact(s->writer.store->extras.self, &done);
}

static int32_t commits_nothing(scene *s) {
    asb_commit_data none = {.struct_size = (uint32_t)sizeof none};
    int32_t status = s->writer.store->table.commit(s->writer.store->table.self, &none);
    return status;
}

static int32_t ignore_case(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    (void)sink, (void)id, (void)version, (void)summary;
    return ASB_OK;
}

static int32_t ignore_bytes(void *sink, asb_bytes bytes) {
    (void)sink, (void)bytes;
    return ASB_OK;
}

static int32_t asks(scene *s) {
    const asb_store *a = s->writer.store;
    uint32_t version = 0;
    store_damage damage = {0};
    int32_t status = a->extras.version(a->extras.self, store_bytes("A"), &version);
    if (!status) ck_assert_uint_ge(version, s->told);
    if (!status) status = a->extras.version(a->extras.self, store_bytes("nobody"), &version);
    if (status == ASB_ABSENT) status = a->extras.summary(a->extras.self, store_bytes("A"), store_take_damage, &damage);
    if (!status) status = a->table.changes(a->table.self, store_bytes(""), 10, ignore_case, NULL, ignore_bytes, NULL);
    if (!status) status = a->table.list(a->table.self, store_bytes(""), 10, ignore_case, NULL);
    ck_assert_uint_eq(damage.count, 0);
    return status;
}

/* Each begins with what may be in the index. */
static int32_t opens_and_asks(scene *s) {
    int32_t status = opens(s);
    return status ? status : asks(s);
}

static int32_t opens_and_sums(scene *s) {
    store_damage damage = {0};
    int32_t status = opens(s);
    if (status) return status;
    const store_extras *x = &s->writer.store->extras;
    status = x->summary(x->self, store_bytes("A"), store_take_damage, &damage);
    if (status) { /* what came by half is not taken for the case */
        int32_t again = x->summary(x->self, store_bytes("A"), store_take_damage, &damage);
        ck_assert(again == ASB_OK || s->writer.for_ever);
    }
    ck_assert_uint_eq(damage.count, 0);
    return status;
}

static int32_t opens_and_reads(scene *s) {
    int32_t status = opens(s);
    return status ? status : does_read(s);
}

static int32_t opens_and_commits(scene *s) {
    int32_t status = opens(s);
    return status ? status : does_commit(s);
}

enum { PENDING = 1, INDEXED };

typedef struct deed {
    const char *what;
    int32_t (*act)(scene *s);
    int before; /* others' commits pend; or an index stands beside the journal, which the others do not know */
} deed;

static const deed deeds[] = {{"commits, and syncs for all", does_commit, PENDING},
                             {"waits, and commits", waits_and_commits, PENDING},
                             {"is served by another", is_served, PENDING},
                             {"erases", erases, PENDING},
                             {"conflicts", conflicts, PENDING},
                             {"erases after what was taken back", erases_after_all, PENDING},
                             {"reads", does_read, PENDING},
                             {"opens", opens, PENDING},
                             {"has no turns", has_no_turns, PENDING},
                             {"writes an index", writes_an_index, PENDING},
                             {"compacts", compacts, PENDING},
                             {"commits alone", does_commit, 0},
                             {"waits, and is alone", waits_and_commits, 0},
                             {"erases alone", erases, 0},
                             {"commits nothing", commits_nothing, PENDING},
                             {"asks", asks, PENDING},
                             {"opens with an index, and asks", opens_and_asks, INDEXED},
                             {"opens with an index, and looks at a summary", opens_and_sums, INDEXED},
                             {"opens with an index, and reads", opens_and_reads, INDEXED},
                             {"opens with an index, and commits", opens_and_commits, INDEXED}};
enum { DEEDS = sizeof deeds / sizeof *deeds };

/* The n-th call fails, for each n. */
static void fail_each(const deed *d, int way, int for_ever, uint64_t *faults) {
    scene *s = &stage;
    for (uint64_t n = 1;; n++) {
        begin(s, way);
        if (d->before == PENDING) leave_pending(s);
        if (d->before == INDEXED) ck_assert_int_eq(asbi_jindex_write(journal_of(&s->helper)), ASB_OK);
        s->writer.calls = 0;
        s->writer.fail_at = n;
        s->writer.for_ever = for_ever;
        int32_t status = d->act(s);
        int met = s->writer.calls >= n;
        ck_assert_msg(met || status == ASB_OK, "%s: %d", d->what, (int)status);
        ck_assert_msg(status == ASB_OK || status == ASB_EIO, "%s, fault %u: %d", d->what, (unsigned)n, (int)status);
        check(s, d->what, n);
        end(s);
        if (!met) break;
        ++*faults;
    }
}

START_TEST(any_call_fails)
{
    uint64_t faults = 0;
    for (int way = 0; way < 4; way++)
        for (int for_ever = 0; for_ever < 2; for_ever++) fail_each(&deeds[_i], way, for_ever, &faults);
    ck_assert_uint_gt(faults, 40);
}
END_TEST

/* ---- what others do to what pends */

START_TEST(it_was_taken_back)
{
    for (int way = 0; way < 4; way++) {
        scene *s = &stage;
        begin(s, way);
        leave_pending(s);
        s->meanwhile = take_back;
        ck_assert_int_eq(waits_and_commits(s), ASB_EIO);
        ck_assert_uint_eq(s->most, s->told);
        check(s, "taken back", 0);
        end(s);
    }
}
END_TEST

/* Its commit was taken back, and somebody else's, of the same shape, is in its place and on the disk: that one is not its own. */
static void take_its_place(scene *s) {
    intptr_t file = journal_of(&s->helper)->file;
    ck_assert_int_eq(s->disk.table.write(&s->disk, file, journal_of(&s->writer)->last.at, MARK_ABORTED, 1), ASB_OK);
    ck_assert_int_eq(add(&s->helper, s->told + 1, 'h', NULL), ASB_OK);
    s->told = s->most;
}

START_TEST(another_stands_in_its_place)
{
    for (int way = 0; way < 4; way++) {
        scene *s = &stage;
        begin(s, way);
        s->meanwhile = take_its_place;
        s->writer.busy = 3;
        ck_assert_int_eq(add(&s->writer, ++s->most, 'w', NULL), ASB_EIO);
        ck_assert_uint_eq(s->told, s->most);
        check(s, "in its place", 0);
        end(s);
    }
}
END_TEST

/* One of another shape, or two after what was taken back before its own. */
static int32_t add_other(caller *c, size_t body) {
    static char bytes[LONG_BODY + 64];
    memset(bytes, 'x', sizeof bytes);
    asb_stored_record r = {1, 0, store_bytes("{\"h\":1}"), {bytes, body}};
    asb_case_commit one = {.id = store_bytes("nine long"), .record_count = 1, .records = &r};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    return c->store->table.commit(c->store->table.self, &data);
}

static void put_another_shape(scene *s) {
    const journal *j = journal_of(&s->writer);
    ck_assert_int_eq(s->disk.table.write(&s->disk, journal_of(&s->helper)->file, j->sure.at, MARK_ABORTED, 1), ASB_OK);
    ck_assert_int_eq(add_other(&s->helper, s->body - 16 + s->longer), ASB_OK); /* its table is 8 bytes longer, twice */
    if (j->sure.at == j->last.at && !s->longer) ck_assert_uint_eq(journal_of(&s->helper)->end, j->end);
    s->most = s->told;
    if (j->sure.at == j->last.at) return;
    ck_assert_uint_eq(journal_of(&s->helper)->end, j->sure.at + (j->last.at - j->sure.at) / OTHERS);
    for (int i = 0; i < OTHERS; i++) ck_assert_int_eq(add(&s->helper, ++s->told, 'h', NULL), ASB_OK);
    ck_assert_uint_eq(journal_of(&s->helper)->end, j->end);
    s->most = s->told;
}

START_TEST(others_stand_in_its_place)
{
    for (int way = 0; way < 12; way++) {
        scene *s = &stage;
        begin(s, way & 3);
        s->longer = way & 8 ? 48 : 0;
        if (way & 4) leave_pending(s);
        s->meanwhile = put_another_shape;
        s->writer.busy = 3;
        ck_assert_int_eq(add(&s->writer, ++s->most, 'w', NULL), ASB_EIO);
        ck_assert_uint_eq(s->told, s->most);
        check(s, "others in its place", 0);
        end(s);
    }
}
END_TEST

/* Who may only read gives what pends as it stands when he opens the journal; taken back, it is gone for him as well. */
START_TEST(what_was_read_is_taken_back)
{
    for (int way = 0; way < 4; way++) {
        scene *s = &stage;
        begin(s, way);
        leave_pending(s);
        s->writer.cannot_write = 1;
        ck_assert_int_eq(opens(s), ASB_OK);
        ck_assert_uint_eq(count(s->writer.store, "as it stands", 0), s->most);
        take_back(s);
        ck_assert_uint_eq(s->most, s->told);
        ck_assert_uint_eq(count(s->writer.store, "taken back", 0), s->told);
        check(s, "taken back", 0);
        end(s);
    }
}
END_TEST

/* As many pend as may, or one less, so that one more is synced with them, or waits until they are on the disk. */
START_TEST(many_pend)
{
    static caller many[MOST_PENDING];
    for (uint32_t n = MOST_PENDING - 1; n <= MOST_PENDING; n++) {
        scene *s = &stage;
        begin(s, 1);
        for (uint32_t i = 0; i < n; i++) {
            begin_open(&many[i], s);
            ck_assert_int_eq(add_next(&many[i], 'o'), ASB_OK);
            s->told = ++s->most;
        }
        for (uint32_t i = 0; i < n; i++) {
            many[i].busy = 2;
            many[i].is_killed = 1;
            ck_assert_int_eq(add(&many[i], ++s->most, 'p', NULL), ASB_EIO);
        }
        uint64_t pending = s->most - s->told;
        ck_assert_uint_eq(pending, n);
        ck_assert_int_eq(does_commit(s), ASB_OK);
        ck_assert_uint_eq(s->told, s->most);
        check(s, "many", n);
        for (uint32_t i = 0; i < n; i++) end_caller(&many[i]);
        end(s);
    }
}
END_TEST

/* A record that is damaged is never given for sound, nor taken for one that cannot be read just now by a disk that works. */
START_TEST(a_damaged_record_on_a_failing_disk)
{
    for (int way = 0; way < 4; way++)
        for (uint64_t n = 1, met = 1; met; n++) {
            scene *s = &stage;
            seen f = {0};
            begin(s, way);
            const caller *w = &s->writer;
            s->disk.nodes[0].cache[journal_of(w)->end - TAIL_SIZE - journal_of(w)->last.table - 10] ^= 1;
            s->writer.calls = 0;
            s->writer.fail_at = n;
            int32_t status = w->store->table.read(w->store->table.self, store_bytes("A"), 1, take_record, &f);
            met = w->calls >= n;
            ck_assert_msg(status == ASB_ECORRUPT || (status == ASB_EIO && met), "fault %u: %d", (unsigned)n, (int)status);
            end(s);
        }
}
END_TEST

Suite *asb_suite_store_shared(void) {
    Suite *suite = suite_create("store: a shared sync that fails");
    TCase *all = tcase_create("shared");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, any_call_fails, 0, DEEDS);
    tcase_add_test(all, it_was_taken_back);
    tcase_add_test(all, another_stands_in_its_place);
    tcase_add_test(all, others_stand_in_its_place);
    tcase_add_test(all, what_was_read_is_taken_back);
    tcase_add_test(all, many_pend);
    tcase_add_test(all, a_damaged_record_on_a_failing_disk);
    suite_add_tcase(suite, all);
    return suite;
}
