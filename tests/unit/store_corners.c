/* What only a mistake of the library's or a host's own store does: commits that make no sense, sinks that are called for something else, stores that leave out what is optional,
 * exports with a line too many. What coverage (tests/coverage) showed that no other suite tried. */
#include "store_support.h"

#include <asb/asb.h>
#include <unistd.h>

Suite *asb_suite_store_corners(void);

static test_engine b;
static char path[64];
static asb_store *stores[2]; /* in memory, and a journal */
static char logged[300];
static int64_t no_random;

static void note_log(void *self, int32_t level, const char *message) {
    (void)self, (void)level;
    snprintf(logged, sizeof logged, "%s", message);
}

static void setup(void) {
    static int count;
    snprintf(path, sizeof path, "/tmp/asb-corners-%d-%d", (int)getpid(), count++);
    logged[0] = '\0';
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_memory(&stores[0], b.e), ASB_OK);
    ck_assert_int_eq(asb_store_journal(&stores[1], b.e, path), ASB_OK);
}

static void teardown(void) {
    asb_store_free(stores[0]);
    asb_store_free(stores[1]);
    unlink(path);
    test_engine_end(&b);
}

/* ---- commits */

static const asb_stored_record sound = {1, 0, {"{\"h\":1}", 7}, {"{\"b\":1}", 7}};

static int32_t commit_of(asb_store *s, const asb_case_commit *cases, uint32_t count) {
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = count, .cases = cases};
    return s->table.commit(s->table.self, &data);
}

START_TEST(commits_that_make_no_sense_write_nothing)
{
    static const uint32_t none = 0, far = 9;
    static const asb_stored_record second = {2, 0, {"{}", 2}, {"{}", 2}};
    const asb_case_commit wrong[] = {
        {.id = store_bytes("A")},                                                                           /* nothing */
        {.id = store_bytes("A"), .record_count = 1, .records = &second},                                    /* not the next */
        {.id = store_bytes("A"), .record_count = 1, .records = &sound, .erased = &none, .erased_count = 1}, /* of no record */
        {.id = store_bytes("A"), .record_count = 1, .records = &sound, .erased = &far, .erased_count = 1},  /* none yet */
    };
    for (size_t k = 0; k < 2; k++) {
        static store_dump now, before;
        ck_assert_int_eq(store_dump_all(&stores[k]->table, &before), ASB_OK);
        for (size_t i = 0; i < COUNT_OF(wrong); i++) ck_assert_int_eq(commit_of(stores[k], &wrong[i], 1), ASB_EARGUMENT);
        ck_assert_int_eq(store_dump_all(&stores[k]->table, &now), ASB_OK);
        ck_assert_str_eq(now.at, before.at);
    }
}
END_TEST

START_TEST(a_case_twice_in_one_commit_is_a_conflict)
{
    const asb_case_commit twice[] = {{.id = store_bytes("A"), .record_count = 1, .records = &sound},
                                     {.id = store_bytes("A"), .record_count = 1, .records = &sound}};
    for (size_t k = 0; k < 2; k++) {
        ck_assert_int_eq(commit_of(stores[k], twice, 2), ASB_CONFLICT);
        ck_assert_int_eq(commit_of(stores[k], twice, 1), ASB_OK);
    }
}
END_TEST

/* What was recorded and erased before it was ever written is written without its body. */
START_TEST(a_record_that_comes_erased)
{
    static const uint32_t one = 1;
    const asb_stored_record two[] = {sound, {2, 0, {"{\"h\":2}", 7}, {"{\"b\":2}", 7}}};
    const asb_case_commit erasing = {.id = store_bytes("A"), .record_count = 2, .records = two, .erased = &one, .erased_count = 1};
    for (size_t k = 0; k < 2; k++) {
        static store_dump read;
        ck_assert_int_eq(commit_of(stores[k], &erasing, 1), ASB_OK);
        for (uint32_t from = 0; from < 2; from++) { /* from the first, however that is said */
            read.length = 0;
            ck_assert_int_eq(stores[k]->table.read(stores[k]->table.self, store_bytes("A"), from, store_put_record, &read), ASB_OK);
            ck_assert_str_eq(read.at, " 1:{\"h\":1}| 2:{\"h\":2}|{\"b\":2}");
        }
    }
}
END_TEST

static int32_t no_bytes(void *sink, asb_bytes bytes) {
    (void)sink, (void)bytes;
    ck_abort_msg("nothing is there");
    return ASB_OK;
}

START_TEST(digests_of_another_length)
{
    const asb_policy_document documents[] = {
        {store_bytes("0123"), store_bytes("p"), store_bytes("1"), store_bytes("{}")},
        {store_bytes("0123456789abcdef0123456789abcdef"), store_bytes("p"), store_bytes("1"), store_bytes("{\"policy\":1}")}};
    const asb_policy_document twice[] = {documents[1], documents[1]};
    const asb_case_commit a = {.id = store_bytes("A"), .record_count = 1, .records = &sound};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &a, .policies = documents, .policy_count = 1};
    for (size_t k = 0; k < 2; k++) {
        const asb_store_callbacks *t = &stores[k]->table;
        data.policies = documents, data.policy_count = 1;
        ck_assert_int_eq(t->commit(t->self, &data), ASB_EARGUMENT);
        ck_assert_int_eq(t->policy(t->self, store_bytes("0123"), no_bytes, NULL), ASB_ABSENT);
        data.policies = twice, data.policy_count = 2; /* kept once */
        ck_assert_int_eq(t->commit(t->self, &data), ASB_OK);
        static store_dump d;
        ck_assert_int_eq(store_dump_all(t, &d), ASB_OK);
        ck_assert_ptr_nonnull(strstr(d.at, "policy {\"policy\":1}"));
    }
}
END_TEST

/* Of as long a token as there are, but with other letters. */
START_TEST(tokens_that_are_none)
{
    for (size_t k = 0; k < 2; k++) {
        asb_list *l = NULL;
        ck_assert_int_eq(store_step(&stores[k]->table, 5), ASB_OK);
        ck_assert_int_eq(asb_store_changes(&l, stores[k], "", 0), ASB_OK);
        char *token = strdup(asb_list_token(l));
        asb_list_free(l);
        size_t length = strlen(token);
        for (size_t i = 0; i < length; i++) {
            char was = token[i];
            l = NULL;
            token[i] = 'z';
            ck_assert_msg(asb_store_changes(&l, stores[k], token, 0) == ASB_EINVALID, "%s", token);
            ck_assert_ptr_null(l);
            token[i] = was;
        }
        token[length - 1] = '\0';
        ck_assert_int_eq(asb_store_changes(&l, stores[k], token, 0), ASB_EINVALID);
        free(token);
    }
}
END_TEST

/* ---- a host's own store */

typedef struct odd_store {
    asb_store_callbacks inner;
    asb_case_sink found;
    asb_bytes_sink bytes;
    const char *calendar;
    int calls_others;
} odd_store;

static int32_t odd_commit(void *self, const asb_commit_data *data) {
    const odd_store *o = self;
    return o->inner.commit(o->inner.self, data);
}

static int32_t odd_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    const odd_store *o = self;
    if (o->calls_others == 1 && o->found) return o->found(sink_self, store_bytes("A"), 1, store_bytes("{}"));
    if (o->calls_others == 2 && o->bytes) return o->bytes(sink_self, store_bytes("{}"));
    return o->inner.read(o->inner.self, id, from, sink, sink_self);
}

static int32_t odd_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    odd_store *o = self;
    o->found = sink;
    return o->inner.list(o->inner.self, after, limit, sink, sink_self);
}

static int32_t odd_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    odd_store *o = self;
    o->bytes = sink;
    return o->inner.policy(o->inner.self, digest, sink, sink_self);
}

static int32_t odd_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    const odd_store *o = self;
    return o->calendar ? sink(sink_self, store_bytes(o->calendar)) : ASB_ABSENT;
}

static asb_store *odd(odd_store *o, int with_calendar) {
    asb_store *s = NULL;
    o->inner = stores[0]->table;
    asb_store_callbacks table = {
        .struct_size = sizeof table, .self = o, .commit = odd_commit, .read = odd_read, .list = odd_list, .policy = odd_policy};
    if (with_calendar) table.calendar = odd_calendar;
    ck_assert_int_eq(asb_store_custom(&s, b.e, &table), ASB_OK);
    return s;
}

START_TEST(what_a_store_need_not_have)
{
    odd_store o = {0};
    asb_store *s = odd(&o, 0);
    asb_list *l = NULL;
    asb_calendar *days = NULL;
    ck_assert_int_eq(asb_store_changes(&l, s, "", 0), ASB_ESTATE);
    ck_assert_str_eq(asb_error_code(b.e), "store-no-changes");
    ck_assert_int_eq(asb_calendar_new(&days, b.e), ASB_OK);
    ck_assert_int_eq(asb_store_set_calendar(s, days), ASB_ESTATE);
    ck_assert_str_eq(asb_error_code(b.e), "store-no-calendar");
    asb_calendar_free(days);
    asb_store_free(s); /* it has nothing to close */
}
END_TEST

/* A sink that was handed out for one thing, called for another. */
START_TEST(sinks_that_are_called_for_something_else)
{
    for (int other = 1; other <= 2; other++) {
        odd_store o = {0};
        asb_list *l = NULL;
        asb_case *c = NULL;
        asb_policy *p = NULL;
        asb_store *s = odd(&o, 0);
        ck_assert_int_eq(asb_policy_builtin(&p, b.e, "west-kent"), ASB_OK);
        ck_assert_int_eq(asb_store_list(&l, s, NULL, 0), ASB_OK);
        asb_list_free(l);
        (void)asb_case_new(&c, b.e, p, s, "N");
        asb_case_free(c);
        c = NULL;
        ck_assert_ptr_nonnull(o.found);
        const uint8_t digest[32] = {1};
        asb_policy *absent = NULL;
        (void)asbi_store_policy(&absent, s, digest);
        ck_assert_ptr_nonnull(o.bytes);
        o.calls_others = other;
        ck_assert_int_eq(asb_case_open(&c, s, "A"), ASB_EUSER);
        ck_assert_ptr_null(c);
        asb_store_free(s);
        asb_policy_free(p);
    }
}
END_TEST

/* The cases are worked all the same, by the days that are known; whoever reads the log is told. */
START_TEST(a_calendar_that_is_damaged)
{
    static const char *const damaged[] = {"{", "7", "{\"added\":[\"soon\"]}"};
    for (size_t i = 0; i < COUNT_OF(damaged); i++)
        for (int logs = 0; logs < 2; logs++) {
            odd_store o = {.calendar = damaged[i]};
            logged[0] = '\0';
            b.e->hooks.log = logs ? note_log : NULL;
            asb_store *s = odd(&o, 1);
            ck_assert_int_eq(strstr(logged, "calendar") != NULL, logs);
            asb_store_free(s);
        }
    b.e->hooks.log = NULL;
}
END_TEST

static int32_t failing_random(void *self, void *to, size_t length) {
    (void)self, (void)to, (void)length;
    no_random++;
    return 1;
}

START_TEST(no_store_without_random_numbers)
{
    asb_store *s = NULL;
    int32_t (*before)(void *, void *, size_t) = b.e->hooks.random;
    b.e->hooks.random = failing_random;
    ck_assert_int_eq(asb_store_memory(&s, b.e), ASB_EUSER);
    ck_assert_ptr_null(s);
    b.e->hooks.random = before;
    ck_assert_int_gt(no_random, 0);
}
END_TEST

/* What is no file is not written to, and not waited for. */
START_TEST(a_journal_that_is_no_file)
{
    static const char *const paths[] = {"/dev/null", "/dev/zero", "/tmp"};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        asb_store *s = NULL;
        ck_assert_int_eq(asb_store_journal(&s, b.e, paths[i]), ASB_EIO);
        ck_assert_ptr_null(s);
    }
}
END_TEST

/* ---- exports */

static void saved_case(asb_store *s, const char *id, const char *policy, const char *role) {
    asb_policy *p = NULL;
    asb_case *c = NULL;
    char json[300];
    asb_record *r = NULL;
    ck_assert_int_eq(asb_policy_builtin(&p, b.e, policy), ASB_OK);
    ck_assert_int_eq(asb_case_new(&c, b.e, p, s, id), ASB_OK);
    snprintf(json, sizeof json,
             "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"%s\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music\"}}", role);
    ck_assert_int_eq(asb_record_parse(&r, b.e, json, strlen(json)), ASB_OK);
    ck_assert_msg(asb_case_add(NULL, c, r) == ASB_OK, "%s", asb_error_message(b.e));
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_record_free(r);
    asb_case_free(c);
    asb_policy_free(p);
}

/* Several policies, each line of cases with its own; each policy once. */
START_TEST(an_export_of_cases_under_several_policies)
{
    asb_text *lines = NULL, *again = NULL, *told = NULL;
    saved_case(stores[0], "A", "west-kent", "housing-officer");
    saved_case(stores[0], "B", "hart", "community-safety-officer");
    saved_case(stores[0], "C", "west-kent", "housing-officer");
    saved_case(stores[0], "D", "hart", "community-safety-officer");
    ck_assert_int_eq(asb_store_export(&lines, stores[0]), ASB_OK);
    ck_assert_msg(asb_store_import(&told, stores[1], asb_text_data(lines), asb_text_length(lines)) == ASB_OK, "%s", asb_error_message(b.e));
    ck_assert_int_eq(asb_store_export(&again, stores[1]), ASB_OK);
    ck_assert_str_eq(asb_text_data(again), asb_text_data(lines));
    asb_text_free(told);
    told = NULL;
    /* a line after the last one, and a last one whose digest is none */
    size_t length = asb_text_length(lines);
    char *longer = malloc(length + 100);
    memcpy(longer, asb_text_data(lines), length);
    strcpy(longer + length, "{\"case\":\"E\"}\n");
    ck_assert_int_eq(asb_store_import(&told, stores[1], longer, strlen(longer)), ASB_EINVALID);
    ck_assert_str_eq(asb_error_code(b.e), "store-import-line");
    longer[length] = '\0';
    char *digest = NULL;
    for (char *at = longer; (at = strstr(at, "\"digest\":\"")) != NULL; at++) digest = at;
    ck_assert_ptr_nonnull(digest);
    digest[strlen("\"digest\":\"")] = 'z';
    ck_assert_int_eq(asb_store_import(&told, stores[1], longer, strlen(longer)), ASB_EINVALID);
    ck_assert_str_eq(asb_error_code(b.e), "store-import-line");
    ck_assert_ptr_null(told);
    free(longer);
    asb_text_free(lines);
    asb_text_free(again);
}
END_TEST

Suite *asb_suite_store_corners(void) {
    Suite *s = suite_create("store corners");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, commits_that_make_no_sense_write_nothing);
    tcase_add_test(t, a_case_twice_in_one_commit_is_a_conflict);
    tcase_add_test(t, a_record_that_comes_erased);
    tcase_add_test(t, digests_of_another_length);
    tcase_add_test(t, tokens_that_are_none);
    tcase_add_test(t, what_a_store_need_not_have);
    tcase_add_test(t, sinks_that_are_called_for_something_else);
    tcase_add_test(t, a_calendar_that_is_damaged);
    tcase_add_test(t, no_store_without_random_numbers);
    tcase_add_test(t, a_journal_that_is_no_file);
    tcase_add_test(t, an_export_of_cases_under_several_policies);
    suite_add_tcase(s, t);
    return s;
}
