/* Summaries are made again from the records at will, and are then the same, whoever had written what instead; in memory and in a journal. SQLite and PostgreSQL: tests/adapters. */
#include "case_world.h"
#include "store/store.h"

#include <unistd.h>

Suite *asb_suite_store_rebuild(void);

static case_world w;

static void setup(void) {
    case_world_begin(&w, "places-for-people");
}
static void teardown(void) {
    case_world_end(&w);
}

static void saved(const char *id) {
    asb_case *c = case_world_case(&w, id);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

static void saved_many(int count) {
    char id[16];
    for (int i = 0; i < count; i++) saved((snprintf(id, sizeof id, "K%03d", i), id));
}

static asb_bytes bytes(const char *text) {
    return (asb_bytes){text, strlen(text)};
}

/* As a host might that does not know better, or an earlier library did. */
static void spoil(asb_store *s, const char *id, const char *summary) {
    asb_case_commit k = {.id = bytes(id), .expected = 4, .summary = bytes(summary)};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    ck_assert_int_eq(s->table.commit(s->table.self, &data), ASB_OK);
}

static void rebuilt(asb_store *s, int32_t status, const char *report) {
    asb_text *t = NULL;
    int32_t is = asb_store_rebuild(&t, s);
    ck_assert_msg(is == status, "%d %s", (int)is, asb_error_message(w.engine));
    ck_assert_str_eq(asb_text_data(t), report);
    asb_text_free(t);
}

/* What is listed is what the case says of itself. */
static void all_as_they_should_be(asb_store *s) {
    asb_list *list;
    ck_assert_int_eq(asb_store_list(&list, s, "", 1000), ASB_OK);
    for (uint32_t i = 0; i < asb_list_count(list); i++) {
        asb_case *c;
        asb_text *own;
        ck_assert_int_eq(asb_case_open(&c, s, asb_list_id(list, i)), ASB_OK);
        ck_assert_int_eq(asb_case_summary(&own, c), ASB_OK);
        ck_assert_str_eq(asb_list_summary(list, i), asb_text_data(own));
        asb_text_free(own);
        asb_case_free(c);
    }
    asb_list_free(list);
}

static void spoilt_and_rebuilt(asb_store *s) {
    asb_text *before, *after;
    char id[16];
    ck_assert_int_eq(asb_store_head(&before, s), ASB_OK);
    rebuilt(s, ASB_OK, "{\"cases\":150,\"damage\":[],\"same\":150,\"written\":0}");
    for (int i = 0; i < 150; i += 2) spoil(s, (snprintf(id, sizeof id, "K%03d", i), id), i % 4 ? "{}" : "no summary");
    rebuilt(s, ASB_OK, "{\"cases\":150,\"damage\":[],\"same\":75,\"written\":75}");
    all_as_they_should_be(s);
    rebuilt(s, ASB_OK, "{\"cases\":150,\"damage\":[],\"same\":150,\"written\":0}");
    ck_assert_int_eq(asb_store_head(&after, s), ASB_OK);
    ck_assert_str_eq(asb_text_data(before), asb_text_data(after));
    asb_text_free(before);
    asb_text_free(after);
}

START_TEST(in_memory)
{
    saved_many(150);
    spoilt_and_rebuilt(w.store);
}
END_TEST

START_TEST(in_a_journal)
{
    char path[] = "/tmp/asb-rebuild-XXXXXX";
    int file = mkstemp(path);
    close(file);
    unlink(path);
    asb_store_free(w.store);
    ck_assert_int_eq(asb_store_journal(&w.store, w.engine, path), ASB_OK);
    saved_many(150);
    spoilt_and_rebuilt(w.store);
    asb_store_free(w.store);
    ck_assert_int_eq(asb_store_journal(&w.store, w.engine, path), ASB_OK);
    all_as_they_should_be(w.store);
    unlink(path);
}
END_TEST

/* An erasure has written its summary in its own commit: nothing is left to make again, and nothing of the person is in it. */
START_TEST(after_an_erasure)
{
    asb_case *c;
    asb_list *list;
    saved("K000");
    ck_assert_int_eq(asb_case_open(&c, w.store, "K000"), ASB_OK);
    ck_assert_int_eq(
        case_world_add_as(&w, c, "meg", "CHM", "erasure", "{\"party\":\"p2\",\"basis\":\"UK GDPR, Article 17\",\"reason\":\"asked for\"}"),
        ASB_OK);
    ck_assert_int_eq(asb_store_list(&list, w.store, "", 1), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_list_summary(list, 0), "bob"));
    asb_list_free(list);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    ck_assert_int_eq(asb_store_list(&list, w.store, "", 1), ASB_OK);
    ck_assert_ptr_null(strstr(asb_list_summary(list, 0), "bob"));
    asb_list_free(list);
    rebuilt(w.store, ASB_OK, "{\"cases\":1,\"damage\":[],\"same\":1,\"written\":0}");
}
END_TEST

/* A caseload that follows the store hears of what was made again. */
START_TEST(is_followed)
{
    asb_caseload *l;
    asb_text *t;
    const char query[] = "{\"query\":\"counts\",\"by\":\"category\"}";
    saved("K000");
    spoil(w.store, "K000", "{\"categories\":[\"pets\"],\"duties\":[],\"state\":\"open\"}");
    ck_assert_int_eq(asb_caseload_new(&l, w.engine), ASB_OK);
    ck_assert_int_eq(asb_caseload_follow(l, w.store), ASB_OK);
    rebuilt(w.store, ASB_OK, "{\"cases\":1,\"damage\":[],\"same\":0,\"written\":1}");
    ck_assert_int_eq(asb_caseload_follow(l, w.store), ASB_OK);
    ck_assert_int_eq(asb_caseload_query(&t, l, query, strlen(query)), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "[{\"category\":\"noise\",\"count\":1}]"));
    asb_text_free(t);
    asb_caseload_free(l);
}
END_TEST

/* ---- a store in which others write, and one with a damaged case */

typedef struct other_store {
    asb_store_callbacks inner;
    uint32_t commits, conflicts; /* so many commits conflict */
    int damaged;                 /* K001 cannot be read */
} other_store;

static int32_t other_commit(void *self, const asb_commit_data *data) {
    other_store *o = self;
    o->commits++;
    if (o->conflicts && o->conflicts--) return ASB_CONFLICT;
    return o->inner.commit(o->inner.self, data);
}

static int32_t other_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    other_store *o = self;
    asb_stored_record none = {.seq = 1, .header = bytes("{}"), .body = bytes("{}")};
    if (o->damaged && !strncmp(id.data, "K001", id.length)) return sink(sink_self, &none);
    return o->inner.read(o->inner.self, id, from, sink, sink_self);
}

static int32_t other_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    other_store *o = self;
    return o->inner.list(o->inner.self, after, limit, sink, sink_self);
}

static int32_t other_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    other_store *o = self;
    return o->inner.policy(o->inner.self, digest, sink, sink_self);
}

static asb_store *around(other_store *o) {
    asb_store *s;
    o->inner = w.store->table;
    asb_store_callbacks table = {
        .struct_size = sizeof table, .self = o, .commit = other_commit, .read = other_read, .list = other_list, .policy = other_policy};
    ck_assert_int_eq(asb_store_custom(&s, w.engine, &table), ASB_OK);
    return s;
}

START_TEST(others_write)
{
    other_store o = {.conflicts = 2};
    char id[16];
    saved_many(3);
    for (int i = 0; i < 3; i++) spoil(w.store, (snprintf(id, sizeof id, "K%03d", i), id), "{}");
    asb_store *s = around(&o);
    rebuilt(s, ASB_OK, "{\"cases\":3,\"damage\":[],\"same\":1,\"written\":2}"); /* all at once, then the first: in conflict */
    ck_assert_uint_eq(o.commits, 4);
    rebuilt(s, ASB_OK, "{\"cases\":3,\"damage\":[],\"same\":2,\"written\":1}");
    all_as_they_should_be(s);
    asb_store_free(s);
}
END_TEST

START_TEST(damaged)
{
    other_store o = {.damaged = 1};
    saved_many(3);
    spoil(w.store, "K001", "{}");
    spoil(w.store, "K002", "{}");
    asb_store *s = around(&o);
    rebuilt(s, ASB_ECORRUPT,
            "{\"cases\":3,\"damage\":[{\"case\":\"K001\",\"seq\":4,\"what\":\"the case cannot be read\"}],\"same\":1,\"written\":1}");
    o.damaged = 0;
    rebuilt(s, ASB_OK, "{\"cases\":3,\"damage\":[],\"same\":2,\"written\":1}");
    all_as_they_should_be(s);
    asb_store_free(s);
}
END_TEST

START_TEST(wrong)
{
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_rebuild(&t, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_rebuild(NULL, w.store), ASB_EARGUMENT);
    rebuilt(w.store, ASB_OK, "{\"cases\":0,\"damage\":[],\"same\":0,\"written\":0}");
}
END_TEST

Suite *asb_suite_store_rebuild(void) {
    Suite *s = suite_create("store_rebuild");
    TCase *t = tcase_create("store_rebuild");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, in_memory);
    tcase_add_test(t, in_a_journal);
    tcase_add_test(t, after_an_erasure);
    tcase_add_test(t, is_followed);
    tcase_add_test(t, others_write);
    tcase_add_test(t, damaged);
    tcase_add_test(t, wrong);
    suite_add_tcase(s, t);
    return s;
}
