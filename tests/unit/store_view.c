/* What a journal sees of its file while that grows, however it sees it: mapped for more than there is yet, mapped as far as there is, or not mapped at all. And what
 * it does when the file is no longer what it was when it was read. */
#include "fake_files.h"
#include "store_support.h"

#include "base/bytes.h"

#include <stdlib.h>
#include <unistd.h>

Suite *asb_suite_store_view(void);

/* ---- a file that grows under a reader */

enum { ROUNDS = 24, BODY = 700 * 1024 };

typedef enum way { AHEAD, EXACTLY, REFUSED_AHEAD, NOT_AT_ALL, WAYS } way;

static uint64_t most_mapped; /* what may be mapped */

static int32_t map_some(void *self, intptr_t file, uint64_t length, const void **bytes) {
    const file_system *own = asbi_file_system();
    uint64_t size;
    if (own->size(own->self, &size, file) != ASB_OK || length > size) return ASB_EIO;
    most_mapped = length > most_mapped ? length : most_mapped;
    return own->map(self, file, length, bytes);
}

static file_system files_of(way w) {
    file_system files = *asbi_file_system();
    if (w == EXACTLY) files.maps_ahead = 0;
    if (w == REFUSED_AHEAD) {
        files.maps_ahead = 1;
        files.map = map_some;
    }
    if (w == NOT_AT_ALL) files.map = NULL;
    return files;
}

static char body_of_round(char *out, unsigned round) {
    char fill = (char)('a' + round % 26);
    memset(out, fill, BODY);
    memcpy(out, "{\"b\":\"", 6);
    memcpy(out + BODY - 2, "\"}", 2);
    return fill;
}

static void append(asb_store *s, unsigned round) {
    static char body[BODY], header[32];
    (void)body_of_round(body, round);
    snprintf(header, sizeof header, "{\"seq\":%u}", round + 1);
    asb_stored_record r = {round + 1, 0, store_bytes(header), {body, BODY}};
    asb_case_commit k = {.id = store_bytes("A"), .expected = round, .record_count = 1, .records = &r};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    ck_assert_int_eq(s->table.commit(s->table.self, &data), ASB_OK);
}

static int32_t take_large(void *sink, const asb_stored_record *r) {
    static char expected[BODY];
    ck_assert_uint_eq(r->seq, *(unsigned *)sink + 1);
    (void)body_of_round(expected, (*(unsigned *)sink)++);
    ck_assert_uint_eq(r->body.length, BODY);
    ck_assert_mem_eq(r->body.data, expected, BODY);
    return ASB_OK;
}

/* One handle has it open from the beginning on, another writes; both read all of it again and again. */
START_TEST(it_grows_under_a_reader)
{
    char path[64];
    test_engine a, b;
    asb_store *reader = NULL, *writer = NULL;
    file_system files = files_of((way)_i);
    most_mapped = 0;
    snprintf(path, sizeof path, "/tmp/asb-view-%d-%d", (int)getpid(), _i);
    unlink(path);
    test_engine_begin(&a);
    test_engine_begin(&b);
    ck_assert_int_eq(asbi_store_journal_on(&reader, a.e, path, &files), ASB_OK);
    ck_assert_int_eq(asbi_store_journal_on(&writer, b.e, path, &files), ASB_OK);
    for (unsigned round = 0; round < ROUNDS; round++) {
        unsigned read = 0, again = 0;
        append(round % 5 == 4 ? reader : writer, round);
        ck_assert_int_eq(reader->table.read(reader->table.self, store_bytes("A"), 1, take_large, &read), ASB_OK);
        ck_assert_int_eq(writer->table.read(writer->table.self, store_bytes("A"), 1, take_large, &again), ASB_OK);
        ck_assert_uint_eq(read, round + 1);
        ck_assert_uint_eq(again, round + 1);
    }
    ck_assert(_i != REFUSED_AHEAD || most_mapped > (uint64_t)ROUNDS / 2 * BODY);
    asb_store_free(reader);
    asb_store_free(writer);
    test_engine_end(&a);
    test_engine_end(&b);
    unlink(path);
}
END_TEST

/* ---- a file that is damaged while it is open */

typedef struct world {
    fake_files files;
    test_engine engine;
    store_dump expected;
    asb_store *s;
} world;

static world *new_world(int ahead) {
    world *w = calloc(1, sizeof *w);
    fake_init(&w->files);
    w->files.can_map = 1;
    w->files.table.maps_ahead = ahead;
    test_engine_begin(&w->engine);
    store_expected(w->engine.e, STORE_STEPS, &w->expected);
    ck_assert_int_eq(asbi_store_journal_on(&w->s, w->engine.e, "journal", &w->files.table), ASB_OK);
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&w->s->table, i), ASB_OK);
    return w;
}

static void free_world(world *w) {
    asb_store_free(w->s);
    test_engine_end(&w->engine);
    fake_free(&w->files);
    free(w);
}

/* Both copies of the table of every frame. */
static uint32_t spoil_tables(fake_files *f) {
    uint32_t spoilt = 0;
    for (uint64_t at = 1024; memcmp(f->cache + at,
                                    "\xF5"
                                    "frame>\n",
                                    8) == 0;
         spoilt++) {
        uint64_t length = asbi_get64(f->cache + at + 16);
        uint32_t table = asbi_get32(f->cache + at + 40);
        f->cache[at + 64 + 30] ^= 1;
        f->cache[at + length - 72 - table + 30] ^= 1;
        at += length;
    }
    memcpy(f->disk, f->cache, (size_t)f->cache_size);
    return spoilt;
}

/* What was read of it is still known, and every record is where it was: it can be read, all of it, and saved elsewhere. Whoever looks at the whole file is told. */
START_TEST(entries_are_damaged_while_it_is_open)
{
    world *w = new_world(_i);
    store_damage damage;
    static store_dump one;
    one.length = 0;
    ck_assert_uint_gt(spoil_tables(&w->files), 3);
    ck_assert_int_eq(w->s->table.read(w->s->table.self, store_bytes("C"), 1, store_put_record, &one), ASB_OK);
    ck_assert(strstr(w->expected.at, one.at));
    ck_assert_uint_gt(store_damages(w->s, &damage), 3);
    free_world(w);
}
END_TEST

/* A record that is damaged is named, and those before and after it are given: by its number, with the words for what of it is wrong. */
START_TEST(a_record_is_damaged_while_it_is_open)
{
    static const char *const parts[] = {"{\"h\":", "{\"b\":"}, *const words[] = {"header", "body"};
    static const uint32_t there[] = {7, 4}; /* the body of one is erased, of two it is something else */
    int part = _i & 1;
    world *w = new_world(_i >> 1);
    uint32_t found = 0;
    for (uint64_t at = 1024; at + 8 < w->files.cache_size; at++) {
        static store_dump one;
        one.length = 0;
        if (memcmp(w->files.cache + at, parts[part], 5) != 0) continue;
        w->files.cache[at + 2] ^= 4;
        int32_t status = ASB_OK;
        for (const char *id = "A"; id && !status; id = *id == 'A' ? "B" : *id == 'B' ? "C" : NULL)
            status = w->s->table.read(w->s->table.self, store_bytes(id), 1, store_put_record, &one);
        found += status == ASB_ECORRUPT && strstr(asb_error_message(w->engine.e), words[part]) != NULL;
        w->files.cache[at + 2] ^= 4;
    }
    ck_assert_uint_eq(found, there[part]);
    ck_assert(store_is(&w->s->table, &w->expected));
    free_world(w);
}
END_TEST

Suite *asb_suite_store_view(void) {
    Suite *s = suite_create("store: what a journal sees of its file");
    TCase *t = tcase_create("view");
    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, it_grows_under_a_reader, 0, WAYS);
    tcase_add_loop_test(t, entries_are_damaged_while_it_is_open, 0, 2);
    tcase_add_loop_test(t, a_record_is_damaged_while_it_is_open, 0, 4);
    suite_add_tcase(s, t);
    return s;
}
