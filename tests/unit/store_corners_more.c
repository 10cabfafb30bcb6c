/* What mutation testing (tests/mutation) asked for, since no other suite would have noticed that it is not so: what a store leaves as it was, and what it does not do in vain. */
#include "fake_files.h"
#include "store_disk.h"
#include "store_support.h"

#include "store/journal.h"

#include <asb/asb.h>
#include <stdlib.h>
#include <unistd.h>

Suite *asb_suite_store_corners_more(void);

static char path[64], index_path[80];

static void setup(void) {
    static int count;
    snprintf(path, sizeof path, "/tmp/asb-corners-more-%d-%d", (int)getpid(), count++);
    snprintf(index_path, sizeof index_path, "%s.index", path);
}

static void teardown(void) {
    unlink(path);
    unlink(index_path);
}

/* A commit of so many records, each with a body of its own, to one case. */
static int32_t commit_many(asb_store *s, const char *id, uint32_t expected, uint32_t count) {
    asb_stored_record *records = calloc(count, sizeof *records);
    char(*bodies)[16] = calloc(count, sizeof *bodies);
    ck_assert(records && bodies);
    for (uint32_t i = 0; i < count; i++) {
        snprintf(bodies[i], sizeof bodies[i], "{\"b\":%u}", (unsigned)(expected + i + 1));
        records[i] = (asb_stored_record){expected + i + 1, 0, store_bytes("{\"h\":1}"), store_bytes(bodies[i])};
    }
    asb_case_commit one = {
        .id = store_bytes(id), .expected = expected, .record_count = count, .records = records, .summary = store_bytes("{}")};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    int32_t status = s->table.commit(s->table.self, &data);
    free(bodies);
    free(records);
    return status;
}

/* ---- who closes a store has its index written without being told; of what comes after it the host is told as before */

static int32_t count_told(void *self, const char *work, uint64_t done, uint64_t total) {
    (void)work, (void)done, (void)total;
    ++*(uint32_t *)self;
    return 0;
}

static uint32_t told_of_verifying(asb_engine *e, uint32_t *told) {
    asb_store *s;
    asb_text *report = NULL;
    ck_assert_int_eq(asb_store_journal(&s, e, path), ASB_OK);
    *told = 0;
    ck_assert_int_eq(asb_store_verify(&report, s, NULL), ASB_ECORRUPT); /* these headers say nothing */
    uint32_t count = *told;
    asb_text_free(report);
    asb_store_free(s);
    return count;
}

START_TEST(progress_is_told_after_an_index_was_written)
{
    uint32_t told = 0;
    int64_t now;
    asb_engine *e;
    asb_store *s;
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = &told, .progress = count_told};
    ck_assert_int_eq(asb_engine_new(&e, &hooks), ASB_OK);
    ck_assert_int_eq(asb_store_journal(&s, e, path), ASB_OK);
    ck_assert_int_eq(commit_many(s, "A", 0, 20000), ASB_OK);
    told = 0;
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
    ck_assert_int_eq(access(index_path, F_OK), 0);
    ck_assert_uint_eq(told, 0);
    ck_assert_uint_gt(told_of_verifying(e, &told), 0);
    asb_engine_free(e);
}
END_TEST

/* ---- an index is written when there is as much to read as is worth it; that it was read twice is nothing more */

START_TEST(what_is_read_again_is_not_more)
{
    test_engine b;
    asb_store *s;
    int64_t now;
    uint32_t version;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    ck_assert_int_eq(commit_many(s, "A", 0, 5000), ASB_OK);
    ((journal *)s->extras.self)->stale = 1; /* as after a call that failed */
    ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("A"), &version), ASB_OK);
    ck_assert_uint_eq(version, 5000);
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, b.e), ASB_OK);
    ck_assert_int_ne(access(index_path, F_OK), 0);
    test_engine_end(&b);
}
END_TEST

/* ---- a commit costs what it costs: one sync, and where the file is not mapped a page to be read, however much room the file has, or none */

enum { COMMITS = 20 };

typedef struct counting {
    fake_files files;
    test_engine b;
    asb_store *s;
    uint32_t seq;
} counting;

static void open_on_fake(counting *c) {
    c->s = NULL;
    ck_assert_int_eq(asbi_store_journal_on(&c->s, c->b.e, "/somewhere/journal", &c->files.table), ASB_OK);
}

static counting *new_counting(void) {
    counting *c = calloc(1, sizeof *c);
    ck_assert_ptr_nonnull(c);
    fake_init(&c->files);
    test_engine_begin(&c->b);
    open_on_fake(c);
    return c;
}

static void close_fake(counting *c) {
    int64_t now;
    asb_store_free(c->s);
    ck_assert_int_eq(asb_engine_now(&now, c->b.e), ASB_OK);
}

static void free_counting(counting *c) {
    asb_store_free(c->s);
    test_engine_end(&c->b);
    fake_free(&c->files);
    free(c);
}

static uint32_t version_now(counting *c) {
    uint32_t version = 0;
    int32_t status = c->s->extras.version(c->s->extras.self, store_bytes("A"), &version);
    ck_assert(status == ASB_OK || status == ASB_ABSENT);
    return version;
}

/* How many such calls so many commits take. */
static uint64_t calls_of(counting *c, uint32_t commits, uint32_t calls) {
    fake_reset(&c->files);
    c->files.which = calls;
    for (uint32_t i = 0; i < commits; i++) ck_assert_int_eq(commit_many(c->s, "A", c->seq++, 1), ASB_OK);
    return c->files.calls;
}

START_TEST(a_commit_reads_a_page_at_most)
{
    counting *c = new_counting();
    (void)calls_of(c, 4, FAKE_READ);
    ck_assert_uint_le(calls_of(c, COMMITS, FAKE_READ), COMMITS);
    free_counting(c);
}
END_TEST

START_TEST(a_commit_syncs_once)
{
    counting *c = new_counting();
    (void)calls_of(c, 4, FAKE_SYNC);
    ck_assert_uint_eq(calls_of(c, COMMITS, FAKE_SYNC), COMMITS);
    static uint8_t copy[1 << 16];
    uint64_t end = ((journal *)c->s->extras.self)->end; /* as a backup has it: without the room ahead */
    ck_assert_uint_le(end, sizeof copy);
    memcpy(copy, c->files.cache, (size_t)end);
    close_fake(c);
    fake_put(&c->files, copy, end);
    open_on_fake(c);
    ck_assert_uint_eq(calls_of(c, 1, FAKE_SYNC), 1);
    ck_assert_uint_eq(calls_of(c, COMMITS, FAKE_SYNC), COMMITS);
    free_counting(c);
}
END_TEST

/* ---- who writes alone asks for no turn, and wakes nobody: after a few commits, and again after somebody came between */

static uint32_t turn_calls;

static int32_t give_turn(void *self, intptr_t file) {
    (void)self, (void)file;
    turn_calls++;
    return ASB_OK;
}

static void end_turn(void *self, intptr_t file) {
    (void)self, (void)file;
}

static void not_waited(void *self, const uint8_t *word, uint32_t value) {
    (void)self, (void)word, (void)value;
    ck_abort_msg("nobody has the turn");
}

static void wake_nobody(void *self, const uint8_t *word) {
    (void)self, (void)word;
    turn_calls++;
}

static void give_way(void *self) {
    (void)self;
}

static int32_t join(void *self, intptr_t file) {
    (void)self, (void)file;
    return ASB_OK;
}

static void part(void *self, intptr_t file) {
    (void)self, (void)file;
}

static int is_company(void *self, intptr_t file) {
    (void)self, (void)file;
    return 0;
}

static uint32_t turns_of(counting *c, uint32_t commits) {
    turn_calls = 0;
    (void)calls_of(c, commits, FAKE_ANY);
    return turn_calls;
}

START_TEST(who_is_alone_takes_no_turn)
{
    enum { UNTIL_ALONE = 5 };
    static const file_turns turns = {give_turn, give_turn, end_turn, not_waited, wake_nobody, give_way, join, part, is_company};
    counting *c = new_counting();
    asb_store *other = NULL;
    close_fake(c);
    c->files.table.turns = &turns;
    open_on_fake(c);
    ck_assert_uint_gt(turns_of(c, UNTIL_ALONE), 0);
    ck_assert_uint_eq(turns_of(c, COMMITS), 0);
    ck_assert_int_eq(asbi_store_journal_on(&other, c->b.e, "/somewhere/journal", &c->files.table), ASB_OK);
    ck_assert_int_eq(commit_many(other, "B", 0, 1), ASB_OK);
    asb_store_free(other);
    ck_assert_uint_gt(turns_of(c, UNTIL_ALONE), 0);
    ck_assert_uint_eq(turns_of(c, COMMITS), 0);
    free_counting(c);
}
END_TEST

/* ---- where the file is not mapped there is nothing to watch: who finds the turn taken waits for it */

static int32_t turn_is_taken(void *self, intptr_t file) {
    (void)self, (void)file;
    return ASB_EBUSY;
}

START_TEST(who_cannot_watch_waits_for_the_turn)
{
    static file_turns turns = {give_turn, give_turn, end_turn, not_waited, wake_nobody, give_way, join, part, is_company};
    counting *c = new_counting();
    close_fake(c);
    c->files.table.turns = &turns;
    open_on_fake(c);
    (void)turns_of(c, 1); /* what was there is settled */
    turns.ask = turn_is_taken;
    ck_assert_uint_eq(turns_of(c, 1), 1);
    turns.ask = give_turn;
    ck_assert_uint_eq(c->seq, version_now(c));
    free_counting(c);
}
END_TEST

/* ---- a frame of several sectors of which any one did not reach the disk is not there; the second copy of its table is wanted as well, for it may be the only one some day */

static int is_nothing(const fake_piece *p) {
    for (uint32_t i = 0; i < p->length; i++)
        if (p->bytes[i]) return 0;
    return 1;
}

/* Power is cut at the sync of a commit, and all is written but that piece. 0: there is no such piece. */
static int drop_piece(uint32_t dropped) {
    static uint8_t fates[FAKE_QUEUE + 1];
    counting *c = new_counting();
    (void)calls_of(c, 1, FAKE_SYNC);
    uint64_t end = ((journal *)c->s->extras.self)->end;
    fake_reset(&c->files);
    c->files.which = FAKE_SYNC;
    c->files.cut_at = 1;
    ck_assert_int_eq(commit_many(c->s, "A", 1, 100), ASB_EIO);
    close_fake(c);
    uint32_t pieces = c->files.queued;
    int matters = dropped < pieces && c->files.queue[dropped].at >= end && !is_nothing(&c->files.queue[dropped]);
    memset(fates, 1, sizeof fates);
    if (dropped < pieces) fates[dropped] = 0;
    fake_power(&c->files, fates);
    open_on_fake(c);
    ck_assert_msg(version_now(c) == (matters ? 1 : 101), "piece %u of %u: version %u", (unsigned)dropped, (unsigned)pieces,
                  (unsigned)version_now(c));
    c->seq = version_now(c);
    (void)calls_of(c, 1, FAKE_SYNC);
    free_counting(c);
    return dropped < pieces;
}

START_TEST(any_sector_of_a_commit_may_be_missing)
{
    uint32_t pieces = 0;
    while (drop_piece(pieces)) pieces++;
    ck_assert_uint_gt(pieces, 15);
}
END_TEST

/* ---- a journal with a hole is not opened by its index, though the index is its own and the hole is far from its end */

START_TEST(a_hole_in_the_journal_is_seen_at_once)
{
    store_disk *d = calloc(1, sizeof *d);
    test_engine b;
    asb_store *s = NULL;
    int64_t now;
    ck_assert_ptr_nonnull(d);
    disk_init(d);
    test_engine_begin(&b);
    ck_assert_int_eq(asbi_store_journal_on(&s, b.e, "journal", &d->table), ASB_OK);
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(asbi_jindex_write(s->extras.self), ASB_OK);
    for (int hole = 0; hole < 2; hole++) {
        asb_store_free(s);
        ck_assert_int_eq(asb_engine_now(&now, b.e), ASB_OK);
        if (hole) memset((uint8_t *)disk_file(d, "journal")->cache + FIRST_FRAME, 0, HEAD_SIZE);
        s = NULL;
        ck_assert_int_eq(asbi_store_journal_on(&s, b.e, "journal", &d->table), ASB_OK);
        ck_assert_int_eq(((journal *)s->extras.self)->index.file != NULL, !hole);
    }
    asb_store_free(s);
    test_engine_end(&b);
    free(d);
}
END_TEST

/* ---- what is erased stays so by an index, wherever in its case it is, and where the commit that erased it brought nothing else */

static int32_t erase(asb_store *s, uint32_t expected, uint32_t erased) {
    asb_case_commit one = {.id = store_bytes("A"), .expected = expected, .erased = &erased, .erased_count = 1};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    return s->table.commit(s->table.self, &data);
}

START_TEST(an_index_knows_what_is_erased)
{
    test_engine b;
    asb_store *s;
    int64_t now;
    static store_dump read;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    ck_assert_int_eq(commit_many(s, "A", 0, 5), ASB_OK);
    ck_assert_int_eq(erase(s, 5, 2), ASB_OK);
    ck_assert_int_eq(erase(s, 5, 4), ASB_OK);
    ck_assert_int_eq(asbi_jindex_write(s->extras.self), ASB_OK);
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, b.e), ASB_OK);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    read.length = 0;
    ck_assert_int_eq(s->table.read(s->table.self, store_bytes("A"), 1, store_put_record, &read), ASB_OK);
    ck_assert_ptr_nonnull(((journal *)s->extras.self)->index.file);
    ck_assert_str_eq(read.at, " 1:{\"h\":1}|{\"b\":1} 2:{\"h\":1}| 3:{\"h\":1}|{\"b\":3} 4:{\"h\":1}| 5:{\"h\":1}|{\"b\":5}");
    asb_store_free(s);
    test_engine_end(&b);
}
END_TEST

/* ---- somebody commits while an index is being written: the journal is told of the index after that commit, and not in its place */

static asb_store *meanwhile;
static int32_t (*open_file)(void *self, intptr_t *out, const char *path, file_opening how);

static int32_t open_and_commit(void *self, intptr_t *out, const char *name, file_opening how) {
    if (strstr(name, ".index.new") && meanwhile) ck_assert_int_eq(commit_many(meanwhile, "B", 0, 1), ASB_OK);
    return open_file(self, out, name, how);
}

START_TEST(a_commit_comes_while_an_index_is_written)
{
    store_disk *d = calloc(1, sizeof *d);
    test_engine b;
    asb_store *s = NULL;
    uint32_t version = 0;
    ck_assert_ptr_nonnull(d);
    disk_init(d);
    test_engine_begin(&b);
    ck_assert_int_eq(asbi_store_journal_on(&s, b.e, "journal", &d->table), ASB_OK);
    ck_assert_int_eq(asbi_store_journal_on(&meanwhile, b.e, "journal", &d->table), ASB_OK);
    ck_assert_int_eq(commit_many(s, "A", 0, 3), ASB_OK);
    open_file = d->table.open;
    d->table.open = open_and_commit;
    ck_assert_int_eq(asbi_jindex_write(s->extras.self), ASB_OK);
    d->table.open = open_file;
    ck_assert_int_eq(commit_many(s, "A", 3, 1), ASB_OK);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("A"), &version), ASB_OK);
        ck_assert_uint_eq(version, 4);
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("B"), &version), ASB_OK);
        ck_assert_uint_eq(version, 1);
        asb_store_free(i ? meanwhile : s);
        s = meanwhile;
    }
    meanwhile = s = NULL;
    ck_assert_int_eq(asbi_store_journal_on(&s, b.e, "journal", &d->table), ASB_OK);
    ck_assert_int_eq(((journal *)s->extras.self)->index.file != NULL, 1);
    ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("B"), &version), ASB_OK);
    asb_store_free(s);
    test_engine_end(&b);
    free(d);
}
END_TEST

/* ---- ids of every length, so that what the index says of a case ends at every place of a word */

START_TEST(an_index_finds_ids_of_every_length)
{
    enum { LONGEST = 40 };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
    test_engine b;
    asb_store *s;
    int64_t now;
    char id[LONGEST + 1];
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    for (int length = 1; length <= LONGEST; length++) {
        snprintf(id, sizeof id, "%.*s", length, letters);
        ck_assert_int_eq(commit_many(s, id, 0, (uint32_t)length % 3 + 1), ASB_OK);
    }
    ck_assert_int_eq(asbi_jindex_write(s->extras.self), ASB_OK);
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, b.e), ASB_OK);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    for (int length = 1; length <= LONGEST; length++) {
        uint32_t version;
        snprintf(id, sizeof id, "%.*s", length, letters);
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes(id), &version), ASB_OK);
        ck_assert_uint_eq(version, (uint32_t)length % 3 + 1);
        ck_assert_msg(((journal *)s->extras.self)->index.file != NULL, "the index was given up at %s", id);
    }
    asb_store_free(s);
    test_engine_end(&b);
}
END_TEST

Suite *asb_suite_store_corners_more(void) {
    Suite *suite = suite_create("store: corners, more");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, progress_is_told_after_an_index_was_written);
    tcase_add_test(all, what_is_read_again_is_not_more);
    tcase_add_test(all, a_commit_reads_a_page_at_most);
    tcase_add_test(all, a_commit_syncs_once);
    tcase_add_test(all, who_is_alone_takes_no_turn);
    tcase_add_test(all, who_cannot_watch_waits_for_the_turn);
    tcase_add_test(all, any_sector_of_a_commit_may_be_missing);
    tcase_add_test(all, a_hole_in_the_journal_is_seen_at_once);
    tcase_add_test(all, an_index_finds_ids_of_every_length);
    tcase_add_test(all, an_index_knows_what_is_erased);
    tcase_add_test(all, a_commit_comes_while_an_index_is_written);
    suite_add_tcase(suite, all);
    return suite;
}
