/* Writers that die at a given call, with the lock, with the turn, with an erasure that is promised and not done, while another one waits for its sync: on a disk in memory, in one
 * thread, call by call. (store_kills.c has processes and a drawn moment.) */
#include "store_disk.h"
#include "store_support.h"

#include "store/journal.h"

Suite *asb_suite_store_dead(void);

static const char name[] = "/journal";
static const char secret[] = "the body that is to be erased";

/* Whoever is dead does nothing more; its locks go, as a system lets them go. */
typedef enum dying { LIVES, AFTER_ITS_FRAME, BEFORE_OVERWRITING, AMID_ITS_FRAME } dying;

typedef struct hand {
    file_system files;
    store_disk *disk;
    dying at;
    int is_dead, asked, frames; /* that it still writes: what pends, once more, and its own */
    void (*meanwhile)(void);    /* at its second question for the turn; the first is answered with no */
    int in_company, cannot_sync, cannot_write;
    int reads; /* before others come between */
    void (*between)(void);
    asb_engine *engine;
    asb_store *store;
} hand;

static store_disk disk;
static const hand *turn;
static hand waiting, cut_short, eraser, reader;

/* ---- files */

static int32_t hand_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    hand *h = self;
    if (h->at == BEFORE_OVERWRITING && length > 1 && ((const char *)bytes)[0] == FILLER) h->is_dead = 1;
    if (h->is_dead || h->cannot_write) return ASB_EIO;
    if (h->at == AMID_ITS_FRAME && length >= HEAD_SIZE && memcmp(bytes, MAGIC_HEAD, 8) == 0) h->is_dead = 1, length /= 2;
    int32_t status = disk.table.write(&disk, file, at, bytes, length);
    if (h->at == AFTER_ITS_FRAME && length >= HEAD_SIZE && memcmp(bytes, MAGIC_HEAD, 8) == 0) h->is_dead = --h->frames == 0;
    return h->is_dead ? ASB_EIO : status;
}

static int32_t hand_sync(void *self, intptr_t file) {
    hand *h = self;
    return h->is_dead || h->cannot_sync ? ASB_EIO : disk.table.sync(&disk, file);
}

static int32_t hand_open(void *self, intptr_t *out, const char *path, file_opening how) {
    (void)self;
    return disk.table.open(&disk, out, path, how);
}

static int32_t hand_close(void *self, intptr_t file) {
    (void)self;
    return disk.table.close(&disk, file);
}

static int32_t hand_size(void *self, uint64_t *out, intptr_t file) {
    (void)self;
    return disk.table.size(&disk, out, file);
}

static int32_t hand_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    hand *h = self;
    if (h->between && h->reads-- == 0) h->between();
    return disk.table.read(&disk, file, at, bytes, length, got);
}

static int32_t hand_sync_directory(void *self, const char *path) {
    (void)self;
    return disk.table.sync_directory(&disk, path);
}

static int32_t hand_lock(void *self, intptr_t file) {
    (void)self;
    return disk.table.lock(&disk, file);
}

static int32_t hand_unlock(void *self, intptr_t file) {
    (void)self;
    return disk.table.unlock(&disk, file);
}

/* A lock of this kind is for whoever may write. */
static int32_t hand_take(void *self, intptr_t file) {
    const hand *h = self;
    (void)file;
    if (h->cannot_write) return ASB_EIO;
    ck_assert_ptr_null(turn); /* would wait for ever */
    turn = self;
    return ASB_OK;
}

static int32_t hand_ask(void *self, intptr_t file) {
    hand *h = self;
    (void)file;
    h->asked++;
    if (h->meanwhile && h->asked == 1) return ASB_EBUSY;
    if (h->meanwhile && h->asked == 2) h->meanwhile();
    if (turn) return ASB_EBUSY;
    turn = h;
    return ASB_OK;
}

static void hand_end(void *self, intptr_t file) {
    (void)file;
    if (turn == self) turn = NULL;
}

static void hand_wait(void *self, const uint8_t *word, uint32_t while_it_is) {
    (void)self, (void)word, (void)while_it_is;
    ck_abort_msg("nobody would wake it");
}

static void hand_wake(void *self, const uint8_t *word) {
    (void)self, (void)word;
}

static void hand_give_way(void *self) {
    (void)self;
}

static int32_t hand_join(void *self, intptr_t file) {
    hand *h = self;
    (void)file;
    h->in_company = 1;
    return ASB_OK;
}

static void hand_part(void *self, intptr_t file) {
    hand *h = self;
    (void)file;
    h->in_company = 0;
}

static int hand_is_company(void *self, intptr_t file) {
    const hand *others[] = {&waiting, &cut_short, &eraser, &reader};
    (void)file;
    for (int i = 0; i < 4; i++)
        if (others[i] != self && others[i]->in_company && !others[i]->is_dead) return 1;
    return 0;
}

static void hand_begin_as(hand *h, int cannot_sync, int cannot_write) {
    static const file_turns turns = {hand_take,     hand_ask,  hand_end,  hand_wait,      hand_wake,
                                     hand_give_way, hand_join, hand_part, hand_is_company};
    *h = (hand){.disk = &disk, .cannot_sync = cannot_sync, .cannot_write = cannot_write};
    h->files = (file_system){.self = h,
                             .open = hand_open,
                             .close = hand_close,
                             .size = hand_size,
                             .read = hand_read,
                             .write = hand_write,
                             .sync = hand_sync,
                             .sync_directory = hand_sync_directory,
                             .lock = hand_lock,
                             .unlock = hand_unlock,
                             .turns = &turns};
    ck_assert_int_eq(asb_engine_new(&h->engine, NULL), ASB_OK);
    ck_assert_int_eq(asbi_store_journal_on(&h->store, h->engine, name, &h->files), ASB_OK);
}

static void hand_begin(hand *h) {
    hand_begin_as(h, 0, 0);
}

static void hand_end_all(hand *h) {
    asb_store_free(h->store);
    asb_engine_free(h->engine);
}

/* ---- what they write */

static int32_t add(const hand *h, const char *id, uint32_t n, const char *body, int erases) {
    uint32_t before = n - 1;
    asb_stored_record own = {n, 0, store_bytes("{}"), store_bytes(body)};
    asb_case_commit one = {.id = store_bytes(id), .expected = before, .record_count = 1, .records = &own};
    if (erases) one.erased = &before, one.erased_count = 1;
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    return h->store->table.commit(h->store->table.self, &data);
}

static int32_t count_one(void *sink, const asb_stored_record *r) {
    (void)r;
    ++*(uint32_t *)sink;
    return ASB_OK;
}

static uint32_t count(const asb_store *s, const char *id) {
    uint32_t n = 0;
    ck_assert_int_ge(s->table.read(s->table.self, store_bytes(id), 1, count_one, &n), ASB_OK);
    return n;
}

static int is_in_file(const char *text) {
    const disk_node *f = disk_file(&disk, name);
    size_t length = strlen(text);
    for (uint32_t at = 0; at + length <= f->cache_size; at++)
        if (memcmp(f->cache + at, text, length) == 0) return 1;
    return 0;
}

/* ---- a last frame that erases, found by whoever syncs for all */

/* One that nobody knows of but who settles it, and then the erasure. */
static void others_die(void) {
    (void)add(&cut_short, "b", 2, "{}", 0);
    (void)add(&eraser, "c", 2, "{}", 1);
}

static void all_begin(dying how) {
    disk_init(&disk);
    turn = NULL;
    hand_begin(&waiting);
    hand_begin(&cut_short);
    hand_begin(&eraser);
    ck_assert_int_eq(add(&waiting, "a", 1, "{}", 0), ASB_OK);
    ck_assert_int_eq(add(&cut_short, "b", 1, "{}", 0), ASB_OK);
    ck_assert_int_eq(add(&eraser, "c", 1, secret, 0), ASB_OK);
    cut_short.at = AFTER_ITS_FRAME, cut_short.frames = 1;
    eraser.at = how, eraser.frames = 2;
    waiting.asked = 0;
    waiting.meanwhile = others_die;
}

START_TEST(an_erasure_outlives_its_writer)
{
    asb_engine *e = NULL;
    asb_store *s = NULL;
    dying how = (dying)_i;
    all_begin(how);
    ck_assert_int_eq(add(&waiting, "a", 2, "{}", 0), ASB_OK);
    ck_assert_int_ge(waiting.asked, 2);
    ck_assert_int_eq(cut_short.is_dead, 1);
    ck_assert_int_eq(eraser.is_dead, how != LIVES);
    ck_assert_int_eq(is_in_file(secret), how != LIVES);
    ck_assert_int_eq(asb_engine_new(&e, NULL), ASB_OK);
    ck_assert_int_eq(asbi_store_journal_on(&s, e, name, &disk.table), ASB_OK);
    ck_assert_int_eq(is_in_file(secret), 0);
    ck_assert_uint_eq(count(s, "a"), 2);
    ck_assert_uint_eq(count(s, "b"), 2);
    ck_assert_uint_eq(count(s, "c"), 2);
    asb_store_free(s);
    asb_engine_free(e);
    hand_end_all(&waiting), hand_end_all(&cut_short), hand_end_all(&eraser);
}
END_TEST

/* The same by the handle that synced: its next commit does it first. */
START_TEST(whoever_synced_it_does_it_next)
{
    dying how = (dying)_i;
    all_begin(how);
    ck_assert_int_eq(add(&waiting, "a", 2, "{}", 0), ASB_OK);
    waiting.meanwhile = NULL;
    ck_assert_int_eq(add(&waiting, "a", 3, "{}", 0), ASB_OK);
    ck_assert_int_eq(is_in_file(secret), 0);
    ck_assert_uint_eq(count(waiting.store, "a"), 3);
    ck_assert_uint_eq(count(waiting.store, "c"), 2);
    hand_end_all(&waiting), hand_end_all(&cut_short), hand_end_all(&eraser);
}
END_TEST

/* ---- what a killed writer left, wiped and written over while somebody reads there without a lock */

enum { LONG_BODY = 30000, SHORT_BODY = 5000, COMMITS_BETWEEN = 12 };

static char long_body[LONG_BODY + 1], short_body[SHORT_BODY + 1];

static void others_write(void) {
    for (uint32_t n = 2; n < 2 + COMMITS_BETWEEN; n++) ck_assert_int_eq(add(&waiting, "a", n, short_body, 0), ASB_OK);
}

/* The reader looks after so many of its reads; whether they came between. */
static int read_while(int reads) {
    disk_init(&disk);
    turn = NULL;
    hand_begin(&waiting), hand_begin(&cut_short), hand_begin(&reader);
    ck_assert_int_eq(add(&waiting, "a", 1, "{}", 0), ASB_OK);
    ck_assert_int_eq(add(&cut_short, "b", 1, "{}", 0), ASB_OK);
    ck_assert_uint_eq(count(reader.store, "b"), 1);
    cut_short.at = AMID_ITS_FRAME;
    ck_assert_int_eq(add(&cut_short, "b", 2, long_body, 0), ASB_EIO);
    reader.reads = reads, reader.between = others_write;
    uint32_t n = count(reader.store, "a");
    ck_assert_uint_le(n, 1 + COMMITS_BETWEEN);
    int came = reader.reads < 0;
    reader.between = NULL;
    if (!came) others_write();
    ck_assert_msg(count(reader.store, "a") == 1 + COMMITS_BETWEEN, "after %d reads: %u are there", reads,
                  (unsigned)count(reader.store, "a"));
    ck_assert_uint_eq(count(reader.store, "b"), 1);
    hand_end_all(&waiting), hand_end_all(&cut_short), hand_end_all(&reader);
    return came;
}

START_TEST(remains_are_written_over)
{
    int reads = 0;
    memset(long_body, 'l', LONG_BODY), memset(short_body, 's', SHORT_BODY);
    while (read_while(reads)) reads++;
    ck_assert_int_gt(reads, 5);
}
END_TEST

/* ---- opening on a disk that cannot sync, or a file that may only be read */

static int is_shown, reader_cannot_write;

static void open_without_sync(void) {
    hand_begin_as(&reader, !reader_cannot_write, reader_cannot_write);
    is_shown = count(reader.store, "a") == 2;
}

/* Somebody waits for it, and may yet be told that it failed; then it is there. */
START_TEST(what_is_waited_for_is_hidden)
{
    all_begin(LIVES);
    reader_cannot_write = _i;
    waiting.meanwhile = open_without_sync;
    ck_assert_int_eq(add(&waiting, "a", 2, "{}", 0), ASB_OK);
    ck_assert_int_eq(is_shown, 0);
    ck_assert_int_eq(waiting.in_company, 0);
    ck_assert_uint_eq(count(reader.store, "a"), 2);
    hand_end_all(&waiting), hand_end_all(&cut_short), hand_end_all(&eraser), hand_end_all(&reader);
}
END_TEST

/* And where the one who waits cannot sync it, either, nobody has seen it. */
START_TEST(what_failed_was_never_seen)
{
    all_begin(LIVES);
    reader_cannot_write = _i;
    waiting.meanwhile = open_without_sync;
    waiting.cannot_sync = 1;
    ck_assert_int_eq(add(&waiting, "a", 2, "{}", 0), ASB_EIO);
    ck_assert_int_eq(is_shown, 0);
    ck_assert_uint_eq(count(reader.store, "a"), 1);
    hand_end_all(&waiting), hand_end_all(&cut_short), hand_end_all(&eraser), hand_end_all(&reader);
}
END_TEST

/* Nobody waits: the word may be all that power took from what was acknowledged. */
START_TEST(what_nobody_waits_for_is_shown)
{
    all_begin(LIVES);
    (void)add(&cut_short, "b", 2, "{}", 0);
    ck_assert_int_eq(cut_short.is_dead, 1);
    hand_begin_as(&reader, !_i, _i);
    ck_assert_uint_eq(count(reader.store, "b"), 2);
    hand_end_all(&waiting), hand_end_all(&cut_short), hand_end_all(&eraser), hand_end_all(&reader);
}
END_TEST

Suite *asb_suite_store_dead(void) {
    Suite *s = suite_create("store: writers that died");
    TCase *t = tcase_create("all");
    tcase_add_loop_test(t, an_erasure_outlives_its_writer, LIVES, BEFORE_OVERWRITING + 1);
    tcase_add_loop_test(t, whoever_synced_it_does_it_next, LIVES, BEFORE_OVERWRITING + 1);
    tcase_add_test(t, remains_are_written_over);
    tcase_add_loop_test(t, what_is_waited_for_is_hidden, 0, 2);
    tcase_add_loop_test(t, what_failed_was_never_seen, 0, 2);
    tcase_add_loop_test(t, what_nobody_waits_for_is_shown, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
