/* Open structs of other headers than the library's: an older one is shorter, and what it has not takes the default; a later one is longer, and what
 * the library does not know must be zero. Each is in a block of just its size, so that the address sanitizer sees whoever looks further. */
#include "record_support.h"
#include <asb/asb.h>
#include <asb/sys/store.h>

Suite *asb_suite_engine_structs(void);

enum { MOST_MORE = 40 };

/* The first `size` bytes of a struct, and zeros where it is longer than `known`. */
static void *sized(const void *struct_, size_t known, uint32_t size) {
    uint8_t *block = malloc(size);
    ck_assert_ptr_nonnull(block);
    memset(block, 0, size);
    memcpy(block, struct_, MIN_OF(known, (size_t)size));
    memcpy(block, &size, MIN_OF(sizeof size, (size_t)size));
    return block;
}

/* ---- hooks */

static int32_t calls;

static void *a_resize(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self, (void)old_size;
    calls++;
    if (new_size) return realloc(block, new_size);
    free(block);
    return NULL;
}

static int64_t a_now(void *self) {
    (void)self;
    return 12345;
}

static int32_t a_random(void *self, void *bytes, size_t size) {
    (void)self;
    memset(bytes, 7, size);
    return 0;
}

static void a_log(void *self, int32_t level, const char *message) {
    (void)self, (void)level, (void)message;
}

static const asb_hooks all_hooks = {.resize = a_resize, .now = a_now, .random = a_random, .log = a_log, .memory_limit = 20000};

static int32_t engine_of(asb_engine **e, uint32_t size) {
    asb_hooks *hooks = sized(&all_hooks, sizeof all_hooks, size);
    *e = NULL;
    calls = 0;
    int32_t status = asb_engine_new(e, hooks);
    free(hooks);
    return status;
}

START_TEST(hooks_end_after_any_of_their_fields)
{
    static const size_t ends[] = {offsetof(asb_hooks, self), offsetof(asb_hooks, resize), offsetof(asb_hooks, now),
                                  offsetof(asb_hooks, random), offsetof(asb_hooks, log),  offsetof(asb_hooks, memory_limit), sizeof(asb_hooks)};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        asb_engine *e;
        asb_policy *p = NULL;
        int64_t now = 0;
        ck_assert_int_eq(engine_of(&e, (uint32_t)ends[i]), ASB_OK);
        ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
        ck_assert_int_eq(now == 12345, ends[i] > offsetof(asb_hooks, now));
        ck_assert_int_eq(calls > 0, ends[i] > offsetof(asb_hooks, resize));
        int32_t is_limited = ends[i] > offsetof(asb_hooks, memory_limit);
        ck_assert_int_eq(asb_policy_builtin(&p, e, "places-for-people"), is_limited ? ASB_ENOMEM : ASB_OK);
        asb_policy_free(p);
        asb_engine_free(e);
    }
}
END_TEST

START_TEST(hooks_may_be_longer_by_zeros)
{
    for (uint32_t more = 1; more <= MOST_MORE; more++) {
        asb_engine *e;
        int64_t now = 0;
        ck_assert_int_eq(engine_of(&e, (uint32_t)sizeof(asb_hooks) + more), ASB_OK);
        ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
        ck_assert(now == 12345);
        asb_engine_free(e);
    }
}
END_TEST

START_TEST(hooks_may_not_ask_for_what_is_unknown)
{
    for (uint32_t at = 0; at < MOST_MORE; at++) {
        uint8_t *hooks = sized(&all_hooks, sizeof all_hooks, (uint32_t)sizeof(asb_hooks) + MOST_MORE);
        asb_engine *e = NULL;
        hooks[sizeof(asb_hooks) + at] = 1;
        ck_assert_int_eq(asb_engine_new(&e, (const asb_hooks *)(const void *)hooks), ASB_EVERSION);
        ck_assert_ptr_null(e);
        free(hooks);
    }
}
END_TEST

/* ---- the callbacks of a store */

typedef struct keeper {
    int32_t commits, closed, size_seen;
} keeper;

static int32_t a_commit(void *self, const asb_commit_data *commit) {
    keeper *k = self;
    k->commits++;
    k->size_seen = (int32_t)commit->struct_size;
    return ASB_OK;
}
static int32_t a_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    (void)self, (void)id, (void)from, (void)sink, (void)sink_self;
    return ASB_ABSENT;
}
static int32_t a_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    (void)self, (void)after, (void)limit, (void)sink, (void)sink_self;
    return ASB_OK;
}
static int32_t a_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next, void *next_self) {
    (void)self, (void)token, (void)limit, (void)sink, (void)sink_self;
    return next(next_self, (asb_bytes){"t", 1});
}
static int32_t a_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    (void)self, (void)digest, (void)sink, (void)sink_self;
    return ASB_ABSENT;
}
static int32_t a_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    (void)self, (void)sink, (void)sink_self;
    return ASB_ABSENT;
}
static void a_close(void *self) {
    ((keeper *)self)->closed++;
}

static asb_store_callbacks table_of(keeper *k) {
    return (asb_store_callbacks){.self = k,
                                 .commit = a_commit,
                                 .read = a_read,
                                 .list = a_list,
                                 .changes = a_changes,
                                 .policy = a_policy,
                                 .calendar = a_calendar,
                                 .close = a_close};
}

static int32_t store_of(asb_store **s, asb_engine *e, keeper *k, uint32_t size) {
    asb_store_callbacks table = table_of(k), *given = sized(&table, sizeof table, size);
    *s = NULL;
    int32_t status = asb_store_custom(s, e, given);
    free(given);
    return status;
}

/* One case, saved: the store works, with what it has. */
static void use(asb_engine *e, asb_store *s) {
    static const char report[] =
        "{\"kind\":\"report\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"t\"}}";
    asb_policy *p = NULL;
    asb_case *c = NULL;
    asb_record *r = NULL;
    ck_assert_int_eq(asb_policy_builtin(&p, e, "england"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&c, e, p, s, "C"), ASB_OK);
    ck_assert_int_eq(asb_record_parse(&r, e, report, sizeof report - 1), ASB_OK);
    ck_assert_int_eq(asb_case_admit(NULL, c, r, INT64_MIN, 0), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_record_free(r);
    asb_case_free(c);
    asb_policy_free(p);
}

START_TEST(a_table_ends_after_its_required_callbacks_or_later)
{
    static const size_t ends[] = {offsetof(asb_store_callbacks, calendar), offsetof(asb_store_callbacks, close), sizeof(asb_store_callbacks)};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        test_engine b;
        keeper k = {0, 0, 0};
        asb_store *s;
        asb_list *l = NULL;
        test_engine_begin(&b);
        ck_assert_int_eq(store_of(&s, b.e, &k, (uint32_t)ends[i]), ASB_OK);
        use(b.e, s);
        ck_assert_int_eq(asb_store_changes(&l, s, NULL, 0), ASB_OK);
        asb_list_free(l);
        asb_store_free(s);
        ck_assert_int_eq(k.commits, 1);
        ck_assert_int_eq(k.size_seen, (int32_t)sizeof(asb_commit_data));
        test_engine_end(&b);
        ck_assert_int_eq(k.closed, ends[i] > offsetof(asb_store_callbacks, close));
    }
}
END_TEST

START_TEST(a_table_that_ends_before_them_is_refused)
{
    static const size_t ends[] = {0,
                                  4,
                                  offsetof(asb_store_callbacks, self),
                                  offsetof(asb_store_callbacks, commit),
                                  offsetof(asb_store_callbacks, read),
                                  offsetof(asb_store_callbacks, list),
                                  offsetof(asb_store_callbacks, changes),
                                  offsetof(asb_store_callbacks, policy)};
    test_engine b;
    test_engine_begin(&b);
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        keeper k = {0, 0, 0};
        asb_store_callbacks table = table_of(&k);
        asb_store *s = NULL;
        table.struct_size = (uint32_t)ends[i];
        ck_assert_int_eq(asb_store_custom(&s, b.e, &table), ASB_EARGUMENT);
        ck_assert_ptr_null(s);
        ck_assert_int_eq(k.closed, 0);
    }
    test_engine_end(&b);
}
END_TEST

START_TEST(a_table_may_be_longer_by_zeros)
{
    for (uint32_t more = 8; more <= MOST_MORE; more += 8) {
        test_engine b;
        keeper k = {0, 0, 0};
        asb_store *s;
        test_engine_begin(&b);
        ck_assert_int_eq(store_of(&s, b.e, &k, (uint32_t)sizeof(asb_store_callbacks) + more), ASB_OK);
        use(b.e, s);
        asb_store_free(s);
        test_engine_end(&b);
        ck_assert_int_eq(k.closed, 1);
    }
}
END_TEST

START_TEST(a_table_may_not_have_callbacks_that_are_unknown)
{
    test_engine b;
    test_engine_begin(&b);
    for (uint32_t at = 0; at < MOST_MORE; at++) {
        keeper k = {0, 0, 0};
        asb_store_callbacks table = table_of(&k);
        uint8_t *given = sized(&table, sizeof table, (uint32_t)sizeof table + MOST_MORE);
        asb_store *s = NULL;
        given[sizeof table + at] = 0x80;
        ck_assert_int_eq(asb_store_custom(&s, b.e, (const asb_store_callbacks *)(const void *)given), ASB_EVERSION);
        ck_assert_ptr_null(s);
        ck_assert_int_eq(k.closed, 0);
        free(given);
    }
    test_engine_end(&b);
}
END_TEST

START_TEST(what_a_table_has_reserved_is_zero)
{
    test_engine b;
    keeper k = {0, 0, 0};
    asb_store_callbacks table = table_of(&k);
    asb_store *s = NULL;
    table.struct_size = sizeof table;
    table.reserved = 1;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_custom(&s, b.e, &table), ASB_EVERSION);
    ck_assert_ptr_null(s);
    test_engine_end(&b);
}
END_TEST

Suite *asb_suite_engine_structs(void) {
    const TTest *const tests[] = {hooks_end_after_any_of_their_fields,
                                  hooks_may_be_longer_by_zeros,
                                  hooks_may_not_ask_for_what_is_unknown,
                                  a_table_ends_after_its_required_callbacks_or_later,
                                  a_table_that_ends_before_them_is_refused,
                                  a_table_may_be_longer_by_zeros,
                                  a_table_may_not_have_callbacks_that_are_unknown,
                                  what_a_table_has_reserved_is_zero};
    return test_suite("engine_structs", tests, COUNT_OF(tests));
}
