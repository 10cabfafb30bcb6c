/* Journals that a later library wrote, or somebody who can reckon checksums: everything fits but what it says. Kinds that may be passed over are, all others are refused as a
 * later version's; an entry that makes no sense is damage that is told and takes nothing else with it; a file that was put in the place of ours is not written to. */
#include "compacting.h"
#include "store/checksum.h"
#include "store/journal.h"
#include "store_support.h"

#include <asb/json.h>
#include <asb/store.h>
#include <unistd.h>

Suite *asb_suite_store_later(void);

enum { MOST = 1 << 20, PLACE = 8, LENGTH = 16, NUMBER = 24, TABLE = 40, ENTRIES = 44, KIND = 48, CHECK = 56 };

static test_engine b;
static char path[64];
static uint8_t bytes[MOST];
static size_t size;

static void setup(void) {
    static int count;
    snprintf(path, sizeof path, "/tmp/asb-later-%d-%d", (int)getpid(), count++);
    test_engine_begin(&b);
}

static void teardown(void) {
    unlink(path);
    test_engine_end(&b);
}

static asb_store *opened(void) {
    asb_store *s = NULL;
    ck_assert_msg(asb_store_journal(&s, b.e, path) == ASB_OK, "%s", asb_error_message(b.e));
    return s;
}

/* A freed handle is let go of by the next call of its engine, at the latest. Until then its file is open, and some systems do not let it be replaced. */
static void closed(asb_store *s) {
    int64_t now;
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, b.e), ASB_OK);
}

static void read_file(void) {
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    size = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
}

/* Over what is there, as long as that is: some systems do not cut off a file that is mapped. */
static void write_file(void) {
    FILE *f = fopen(path, "r+b");
    if (!f) f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes, 1, size, f), size);
    fclose(f);
}

/* The first steps of the history, as they stand in the file. */
static void written(int steps) {
    unlink(path);
    asb_store *s = opened();
    for (int i = 0; i < steps; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    closed(s);
    read_file();
}

static uint64_t sum(uint64_t place, const void *at, size_t length) {
    return asbi_checksum(asbi_get64(bytes + 16) ^ asbi_get64(bytes + 24) ^ place, at, length);
}

/* Where the last frame begins. */
static size_t last_frame(void) {
    size_t at = FIRST_FRAME, last = 0;
    while (at + HEAD_SIZE < size && bytes[at] == 0xF5) last = at, at += (size_t)asbi_get64(bytes + at + LENGTH);
    ck_assert_uint_gt(last, 0);
    return last;
}

static void change_frame_kind(uint32_t kind) {
    size_t head = last_frame(), tail = head + (size_t)asbi_get64(bytes + head + LENGTH) - TAIL_SIZE;
    asbi_set32(bytes + head + KIND, kind);
    asbi_set32(bytes + tail + KIND, kind);
    asbi_set64(bytes + head + CHECK, sum(head, bytes + head, CHECK));
    asbi_set64(bytes + tail + CHECK, sum(tail, bytes + tail, CHECK));
    write_file();
}

/* A number in the first entry of the last frame, in both of its copies. */
static void change_entry(size_t at, uint32_t number) {
    size_t frame = last_frame(), entry = frame + HEAD_SIZE, length = asbi_get32(bytes + entry + 12);
    size_t second = frame + (size_t)asbi_get64(bytes + frame + LENGTH) - TAIL_SIZE - asbi_get32(bytes + frame + TABLE);
    asbi_set32(bytes + entry + at, number);
    asbi_set64(bytes + entry, sum(entry, bytes + entry + 8, length - 8));
    memcpy(bytes + second, bytes + entry, length);
    write_file();
}

static void is_a_later_version(void) {
    asb_store *s = NULL;
    uint8_t *before = malloc(size);
    memcpy(before, bytes, size);
    size_t length = size;
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_EVERSION);
    ck_assert_str_eq(asb_error_code(b.e), "journal-version");
    ck_assert_ptr_null(s);
    read_file(); /* and nothing is written */
    ck_assert(size == length && memcmp(bytes, before, size) == 0);
    free(before);
}

/* What is left is what there was after so many steps; and the store goes on. */
static void is_passed_over(int steps) {
    static store_dump expected;
    store_damage damage;
    asb_store *s = opened();
    store_expected(b.e, steps, &expected);
    ck_assert(store_is(&s->table, &expected));
    ck_assert_uint_eq(store_damages(s, &damage), 0);
    ck_assert_int_eq(store_step(&s->table, 4), ASB_OK);
    closed(s);
    s = opened();
    ck_assert(!store_is(&s->table, &expected));
    ck_assert_uint_eq(store_damages(s, &damage), 0);
    closed(s);
}

START_TEST(a_frame_of_a_later_kind)
{
    written(4);
    change_frame_kind(77);
    is_a_later_version();
    change_frame_kind(MAY_BE_PASSED_OVER | 77);
    is_passed_over(3);
}
END_TEST

START_TEST(an_entry_of_a_later_kind)
{
    written(4);
    change_entry(8, 77);
    is_a_later_version();
    change_entry(8, MAY_BE_PASSED_OVER | 77);
    is_passed_over(3);
}
END_TEST

/* While the journal is open, another process of a later version writes to it. */
START_TEST(a_later_kind_that_comes_while_it_is_open)
{
    store_dump *d = malloc(sizeof *d);
    written(4);
    asb_store *s = opened(), *other = opened();
    ck_assert_int_eq(store_step(&other->table, 4), ASB_OK);
    closed(other);
    read_file();
    change_frame_kind(77);
    ck_assert_int_eq(store_dump_all(&s->table, d), ASB_EVERSION);
    ck_assert_int_eq(store_step(&s->table, 5), ASB_EVERSION);
    closed(s);
    free(d);
}
END_TEST

/* Of the case it says what cannot be; the cases before it are all there. */
static void makes_no_sense(size_t at, uint32_t number) {
    static store_dump expected;
    store_damage damage;
    written(6); /* the last step begins case C */
    store_expected(b.e, 5, &expected);
    change_entry(at, number);
    asb_store *s = opened();
    ck_assert_uint_gt(store_damages(s, &damage), 0);
    ck_assert(store_is(&s->table, &expected));
    closed(s);
}

START_TEST(entries_that_make_no_sense)
{
    makes_no_sense(24, 7);          /* it follows records that there never were */
    makes_no_sense(24, UINT32_MAX); /* more records than there are numbers */
    makes_no_sense(28, 0);          /* neither records before nor new ones */
    makes_no_sense(28, 1000);       /* more than the entry has room for */
    makes_no_sense(36, 100000);     /* an id that is longer than the entry */
    makes_no_sense(32, UINT32_MAX); /* as many erasures */
}
END_TEST

/* ---- another file in its place, after a compaction whose "moved" sends everybody to the name */

static void put_another(uint32_t version) {
    char own[64];
    strcpy(own, path);
    strcat(path, "-other");
    written(1);
    for (unsigned copy = 0; copy < 2; copy++) {
        asbi_set32(bytes + copy * 512 + 8, version);
        asbi_set64(bytes + copy * 512 + 504, asbi_checksum(0, bytes + copy * 512, 504));
    }
    unlink(path);
    strcpy(path, own);
    unlink(path);
    write_file();
}

START_TEST(another_journal_under_the_same_name)
{
    static const int32_t expected[] = {ASB_EIO, ASB_EVERSION};
    static const char *const codes[] = {"journal-foreign", "journal-version"};
    if (!replaces_open_files()) {
        puts("left out: 1: another file under the journal's name (this Windows, or Wine, cannot replace a file that is open)");
        return;
    }
    for (uint32_t i = 0; i < 2; i++) {
        written(3);
        asb_store *s = opened(), *other = opened();
        asb_text *told = NULL;
        ck_assert_int_eq(asb_store_compact(&told, other), ASB_OK);
        asb_text_free(told);
        closed(other);
        put_another(i + 1);
        size_t length = size;
        uint8_t *before = malloc(size);
        memcpy(before, bytes, size);
        ck_assert_int_eq(store_step(&s->table, 4), expected[i]);
        ck_assert_str_eq(asb_error_code(b.e), codes[i]);
        closed(s);
        read_file();
        ck_assert(size == length && memcmp(bytes, before, size) == 0);
        free(before);
        unlink(path);
    }
}
END_TEST

Suite *asb_suite_store_later(void) {
    Suite *s = suite_create("store later");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, a_frame_of_a_later_kind);
    tcase_add_test(t, an_entry_of_a_later_kind);
    tcase_add_test(t, a_later_kind_that_comes_while_it_is_open);
    tcase_add_test(t, entries_that_make_no_sense);
    tcase_add_test(t, another_journal_under_the_same_name);
    suite_add_tcase(s, t);
    return s;
}
