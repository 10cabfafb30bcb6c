/* A journal whose bytes are not what they were: flipped, cut off, not a journal at all, of a later version. What is damaged is named, the rest is read, and
 * nothing is ever silently other than it was. */
#include "fake_files.h"
#include "store_support.h"

#include <stdlib.h>

Suite *asb_suite_store_damage(void);

typedef struct world {
    fake_files files;
    test_engine engine;
    uint8_t *bytes; /* the sound journal */
    uint64_t size, used;
    store_dump expected[STORE_STEPS + 1];
} world;

static void close_store(world *w, asb_store *s) {
    int64_t now;
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, w->engine.e), ASB_OK);
}

static int32_t open_on(world *w, asb_store **s) {
    *s = NULL;
    return asbi_store_journal_on(s, w->engine.e, "journal", &w->files.table);
}

static world *new_world(void) {
    world *w = calloc(1, sizeof *w);
    asb_store *s;
    fake_init(&w->files);
    w->files.can_map = 1;
    test_engine_begin(&w->engine);
    for (int i = 0; i <= STORE_STEPS; i++) store_expected(w->engine.e, i, &w->expected[i]);
    ck_assert_int_eq(open_on(w, &s), ASB_OK);
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    close_store(w, s);
    w->size = w->files.cache_size;
    w->bytes = malloc((size_t)w->size);
    memcpy(w->bytes, w->files.cache, (size_t)w->size);
    for (w->used = w->size; w->bytes[w->used - 1] == 0;) w->used--;
    return w;
}

static void free_world(world *w) {
    test_engine_end(&w->engine);
    fake_free(&w->files);
    free(w->bytes);
    free(w);
}

/* How many records of these cases cannot be read; the others must be as they were. */
static uint32_t unreadable(const asb_store_callbacks *t, const store_dump *expected) {
    static const char *const ids[] = {"A", "B", "C"};
    static const uint32_t versions[] = {3, 3, 1};
    static store_dump one;
    uint32_t count = 0;
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        for (uint32_t seq = 1; seq <= versions[i];) {
            one.length = 0;
            int32_t status = t->read(t->self, store_bytes(ids[i]), seq, store_put_record, &one);
            uint32_t given = 0;
            for (size_t c = 0; c + 1 < one.length; c++) given += one.at[c] == ':' && one.at[c + 1] == '{' && c > 1 && one.at[c - 2] == ' ';
            ck_assert_msg(!one.length || strstr(expected->at, one.at), "not what it was: %s", one.at);
            seq += given;
            if (status == ASB_OK) break;
            ck_assert_int_eq(status, ASB_ECORRUPT);
            count++;
            seq++;
        }
    return count;
}

static void flip_one(world *w, uint64_t at, uint8_t with, int pending) {
    asb_store *s;
    store_damage damage;
    fake_put(&w->files, w->bytes, w->size);
    if (pending) memcpy(w->files.cache + w->used - 8, "pending.", 8);
    w->files.cache[at] ^= with;
    memcpy(w->files.disk, w->files.cache, (size_t)w->size);
    int32_t status = open_on(w, &s);
    ck_assert_msg(status == ASB_OK, "byte %u: not opened: %s", (unsigned)at, asb_error_message(w->engine.e));
    int same = store_is(&s->table, &w->expected[STORE_STEPS]);
    uint32_t named = store_damages(s, &damage), lost = unreadable(&s->table, &w->expected[STORE_STEPS]);
    int harmless = at >= w->used || w->bytes[at] == '#' || (pending && at >= w->used - 8);
    ck_assert_msg(named || same, "byte %u ^ %02x: other than it was, and nothing is named", (unsigned)at, with);
    ck_assert_msg(named || harmless || at >= w->used - 8, "byte %u ^ %02x: not found", (unsigned)at, with);
    ck_assert_msg(lost <= 1, "byte %u ^ %02x: %u records lost", (unsigned)at, with, (unsigned)lost);
    ck_assert_msg(!lost || (damage.id[0] && named), "byte %u ^ %02x: lost, but not named", (unsigned)at, with);
    static const char body[] = "{}";
    asb_stored_record record = {1, 0, store_bytes("{}"), store_bytes(body)};
    asb_case_commit k = {.id = store_bytes("Z"), .record_count = 1, .records = &record};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    ck_assert_msg(s->table.commit(s->table.self, &data) == ASB_OK, "byte %u: cannot be written any more", (unsigned)at);
    close_store(w, s);
    ck_assert_int_eq(open_on(w, &s), ASB_OK);
    ck_assert_uint_eq(unreadable(&s->table, &w->expected[STORE_STEPS]), lost);
    static store_dump one;
    one.length = 0;
    ck_assert_int_eq(s->table.read(s->table.self, store_bytes("Z"), 1, store_put_record, &one), ASB_OK);
    close_store(w, s);
}

START_TEST(every_byte_is_flipped)
{
    world *w = new_world();
    static const uint8_t with[] = {0x01, 0x80, 0xFF, 0x0F};
    for (uint64_t at = 0; at < w->used + 16; at++) flip_one(w, at, with[_i & 3], _i >> 2);
    if (getenv("ASB_COUNTS")) printf("bytes changed: %llu\n", (unsigned long long)w->used + 16);
    free_world(w);
}
END_TEST

/* A record that is damaged is named with its case and number, in a commit of its own as in one of many. */
START_TEST(the_record_is_named)
{
    world *w = new_world();
    asb_store *s;
    store_damage damage;
    static const char text[] = "xxxxxxxxxxxxxxxx";
    uint64_t at = 0;
    while (memcmp(w->bytes + at, text, 16) != 0) at++;
    fake_put(&w->files, w->bytes, w->size);
    w->files.cache[at + 5] ^= 4;
    ck_assert_int_eq(open_on(w, &s), ASB_OK);
    ck_assert_uint_eq(store_damages(s, &damage), 1);
    ck_assert_str_eq(damage.id, "B");
    ck_assert_uint_eq(damage.seq, 1);
    ck_assert_str_eq(damage.last, "the body does not match its checksum");
    close_store(w, s);
    free_world(w);
}
END_TEST

static uint32_t damages_of(asb_store *s, const char *id, store_damage *d) {
    *d = (store_damage){0};
    ck_assert_int_eq(s->inspect(s->table.self, store_bytes(id), store_take_damage, d), ASB_OK);
    return d->count;
}

static int32_t refuse_summary(void *sink, asb_bytes id, uint32_t seq, const char *what) {
    (void)id, (void)seq, (void)what;
    ++*(int *)sink;
    return ASB_OK;
}

/* Asked for one case, only what belongs to it is named; whatever byte it is, and either copy. */
START_TEST(one_case_is_asked_for)
{
    static const char *const ids[] = {"A", "B", "C"};
    world *w = new_world();
    asb_store *s;
    store_damage damage, own[3];
    uint32_t of_cases = 0, of_others = 0;
    for (uint64_t at = 1024; at < w->used; at += 3) {
        int summaries = 0;
        fake_put(&w->files, w->bytes, w->size);
        w->files.cache[at] ^= 0x21;
        ck_assert_int_eq(open_on(w, &s), ASB_OK);
        (void)store_damages(s, &damage);
        uint32_t named = 0;
        for (int i = 0; i < 3; i++) named += damages_of(s, ids[i], &own[i]) > 0;
        for (int i = 0; i < 3; i++) ck_assert(!own[i].count || strcmp(own[i].id, ids[i]) == 0);
        for (int i = 0; i < 3; i++)
            ck_assert_int_eq(s->extras.summary(s->extras.self, store_bytes(ids[i]), refuse_summary, &summaries), ASB_OK);
        ck_assert_uint_le(named, 1);
        ck_assert(!summaries || named);
        if (damage.id[0] && strstr(damage.last, "body")) ck_assert_uint_eq(named, 1);
        of_cases += named;
        of_others += !named;
        close_store(w, s);
    }
    ck_assert_uint_gt(of_cases, 500);
    ck_assert_uint_gt(of_others, 100);
    free_world(w);
}
END_TEST

/* Whole sectors are zeroed: what was in them is lost, and said to be; what comes after is read. */
START_TEST(every_sector_is_zeroed)
{
    world *w = new_world();
    asb_store *s;
    store_damage damage;
    for (uint64_t at = 0; at + 512 < w->used - 512; at += 512) {
        fake_put(&w->files, w->bytes, w->size);
        memset(w->files.cache + at, 0, 512);
        ck_assert_int_eq(open_on(w, &s), ASB_OK);
        ck_assert_msg(store_is(&s->table, &w->expected[STORE_STEPS]) || store_damages(s, &damage) > 0, "sector %u", (unsigned)at);
        ck_assert_msg(store_damages(s, &damage) > 0, "sector %u: not found", (unsigned)at);
        static store_dump c;
        c.length = 0;
        ck_assert_int_eq(s->table.read(s->table.self, store_bytes("C"), 1, store_put_record, &c), ASB_OK);
        close_store(w, s);
    }
    free_world(w);
}
END_TEST

/* A file that was cut off before the erasure has no use for a body that was overwritten by it: as if it had not been yet. */
static void bring_back_secret(world *w) {
    static const char body[] = "{\"b\":\"" STORE_SECRET "\"}";
    uint8_t *at = w->bytes + 1024;
    while (memcmp(at, "########", 8) != 0) at++;
    memcpy(at, body, sizeof body - 1);
}

/* The file ends early: what is whole before counts, and work goes on. */
START_TEST(it_is_cut_at_every_length)
{
    world *w = new_world();
    asb_store *s;
    store_damage damage;
    int before = 0;
    bring_back_secret(w);
    for (uint64_t length = 0; length < w->used; length++) {
        fake_put(&w->files, w->bytes, length);
        int32_t status = open_on(w, &s);
        ck_assert_msg(status == ASB_OK, "length %u: %s", (unsigned)length, asb_error_message(w->engine.e));
        int state = STORE_STEPS;
        while (state >= 0 && !store_is(&s->table, &w->expected[state])) state--;
        ck_assert_msg(state == before || state == before + 1, "length %u: %d after %d", (unsigned)length, state, before);
        before = state;
        for (int i = state; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
        ck_assert(store_is(&s->table, &w->expected[STORE_STEPS]));
        ck_assert_uint_eq(store_damages(s, &damage), 0);
        close_store(w, s);
    }
    ck_assert_int_eq(before, STORE_STEPS - 1);
    free_world(w);
}
END_TEST

static void check_open(world *w, const void *bytes, uint64_t size, int32_t expected) {
    asb_store *s;
    fake_put(&w->files, bytes, size);
    ck_assert_int_eq(open_on(w, &s), expected);
    if (expected) ck_assert_mem_eq(w->files.cache, bytes, (size_t)size);
    if (s) close_store(w, s);
}

START_TEST(it_is_no_journal)
{
    world *w = new_world();
    static const char zeros[2048];
    check_open(w, "Dear Sir or Madam", 17, ASB_ECORRUPT);
    check_open(w, "{", 1, ASB_ECORRUPT);
    check_open(w, zeros, 1024, ASB_OK);
    check_open(w, zeros, 2048, ASB_ECORRUPT);
    check_open(w,
               "\x89"
               "asb",
               4, ASB_OK);
    free_world(w);
}
END_TEST

Suite *asb_suite_store_damage(void) {
    Suite *s = suite_create("store: damage");
    TCase *t = tcase_create("damage");
    tcase_set_timeout(t, 600);
    tcase_add_loop_test(t, every_byte_is_flipped, 0, 8);
    tcase_add_test(t, the_record_is_named);
    tcase_add_test(t, one_case_is_asked_for);
    tcase_add_test(t, every_sector_is_zeroed);
    tcase_add_test(t, it_is_cut_at_every_length);
    tcase_add_test(t, it_is_no_journal);
    suite_add_tcase(s, t);
    return s;
}
