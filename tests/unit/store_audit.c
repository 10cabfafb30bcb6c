/* Heads: what the chain alone does not show, a head noted before does. The store is changed by somebody who may write it, in ways that leave every chain
 * sound: a tail is cut off, a case is dropped, a whole chain is made anew. */
#include "case_world.h"
#include "compacting.h"
#include "base/sha256.h"
#include "store/store.h"

#include <unistd.h>

Suite *asb_suite_store_audit(void);

static case_world w;

static void setup(void) {
    case_world_begin(&w, "places-for-people");
}
static void teardown(void) {
    case_world_end(&w);
}

static const char note[] = "{\"text\":\"x\"}";

/* The text is given back; the copy stays until the next but three. */
static const char *taken(asb_text *t) {
    static char kept[4][60000];
    static int next;
    char *to = kept[next++ % 4];
    ck_assert_ptr_nonnull(t);
    ck_assert_uint_lt(asb_text_length(t), sizeof kept[0]);
    memcpy(to, asb_text_data(t), asb_text_length(t) + 1);
    asb_text_free(t);
    return to;
}

static const char *case_head(asb_case *c) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_case_head(&t, c), ASB_OK);
    return taken(t);
}
static const char *store_head(asb_store *s) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_head(&t, s), ASB_OK);
    return taken(t);
}
static const char *store_heads(asb_store *s) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_heads(&t, s), ASB_OK);
    return taken(t);
}

static void saved(const char *id, int notes) {
    asb_case *c = case_world_case(&w, id);
    for (int i = 0; i < notes; i++) ck_assert_int_eq(case_world_add(&w, c, "note", note), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

static void grow(const char *id) {
    asb_case *c;
    ck_assert_int_eq(asb_case_open(&c, w.store, id), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "note", note), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

static void head_is(asb_store *s, const char *head, int32_t status, const char *report) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_verify_head(&t, s, head, strlen(head)), status);
    if (report)
        ck_assert_str_eq(taken(t), report);
    else
        ck_assert_ptr_null(t);
}

static void is_sound(asb_store *s) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_verify(&t, s, NULL), ASB_OK);
    asb_text_free(t);
}

START_TEST(heads_of_cases_and_stores)
{
    asb_case *c = case_world_case(&w, "A");
    asb_text *t = (asb_text *)&w;
    uint8_t digest[32];
    char hex[65], wanted[200];
    ck_assert_int_eq(asb_case_head(&t, c), ASB_ABSENT); /* nothing is stored yet */
    ck_assert_ptr_null(t);
    ck_assert_str_eq(store_heads(w.store), "[]");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "note", note), ASB_OK);
    const char *head = case_head(c); /* what is pending does not count */
    ck_assert_ptr_nonnull(strstr(head, "{\"case\":\"A\",\"digest\":\""));
    ck_assert_ptr_nonnull(strstr(head, "\",\"seq\":4}"));
    saved("B", 0);
    const char *list = store_heads(w.store);
    ck_assert_mem_eq(list + 1, head, strlen(head));
    asbi_sha256(list, strlen(list), digest);
    asbi_hex(digest, 32, hex);
    snprintf(wanted, sizeof wanted, "{\"cases\":2,\"digest\":\"%s\"}", hex);
    ck_assert_str_eq(store_head(w.store), wanted);
    asb_case_free(c);
}
END_TEST

START_TEST(a_head_holds_while_the_case_grows)
{
    saved("A", 0);
    saved("B", 0);
    char list[2000], head[300], both[2500];
    strcpy(list, store_heads(w.store));
    strcpy(head, store_head(w.store));
    head_is(w.store, list, ASB_OK, "{\"heads\":2,\"grown\":0,\"damage\":[]}");
    head_is(w.store, head, ASB_OK, "{\"heads\":2,\"grown\":0,\"damage\":[]}");
    grow("A");
    saved("C", 0);
    head_is(w.store, list, ASB_OK, "{\"heads\":2,\"grown\":1,\"damage\":[]}");
    head_is(w.store, head, ASB_ESTATE, NULL); /* nothing can be said of it alone */
    ck_assert_str_eq(asb_error_code(w.engine), "store-head-moved");
    head[strlen(head) - 1] = '\0';
    snprintf(both, sizeof both, "%s,\"heads\":%s}", head, list);
    head_is(w.store, both, ASB_OK, "{\"heads\":2,\"grown\":1,\"damage\":[]}");
    snprintf(both, sizeof both, "%s,\"heads\":[]}", head);
    head_is(
        w.store, both, ASB_ECORRUPT,
        "{\"heads\":0,\"grown\":0,\"damage\":[{\"case\":\"\",\"seq\":0,\"what\":\"the list of heads is not the one that the store head is "
        "over\"}]}");
}
END_TEST

/* ---- changed by somebody who may write */

typedef struct forging {
    asb_store *to;
    uint32_t keep;
    const char *id;
} forging;

static int32_t forge_record(void *self, const asb_stored_record *r) {
    const forging *f = self;
    asb_case_commit k = {.id = {f->id, strlen(f->id)}, .expected = r->seq - 1, .record_count = 1, .records = r, .summary = {"{}", 2}};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    return r->seq > f->keep ? ASB_OK : f->to->table.commit(f->to->table.self, &data);
}

/* A store like ours, but of that case only the first `keep` records are there. */
static asb_store *forged(const char *id, uint32_t keep) {
    asb_store *s;
    asb_list *all;
    ck_assert_int_eq(asb_store_memory(&s, w.engine), ASB_OK);
    ck_assert_int_eq(asb_store_list(&all, w.store, NULL, 0), ASB_OK);
    for (uint32_t i = 0; i < asb_list_count(all); i++) {
        forging f = {s, strcmp(asb_list_id(all, i), id) == 0 ? keep : UINT32_MAX, asb_list_id(all, i)};
        asb_bytes name = {f.id, strlen(f.id)};
        ck_assert_int_eq(w.store->table.read(w.store->table.self, name, 1, forge_record, &f), ASB_OK);
    }
    asb_list_free(all);
    is_sound(s);
    return s;
}

START_TEST(a_cut_tail_is_found)
{
    saved("A", 0);
    saved("B", 2);
    char head[300], list[2000], store[300];
    asb_case *c;
    ck_assert_int_eq(asb_case_open(&c, w.store, "B"), ASB_OK);
    strcpy(head, case_head(c));
    asb_case_free(c);
    strcpy(list, store_heads(w.store));
    strcpy(store, store_head(w.store));
    asb_store *s = forged("B", 5);
    head_is(s, head, ASB_ECORRUPT,
            "{\"heads\":1,\"grown\":0,\"damage\":[{\"case\":\"B\",\"seq\":6,\"what\":\"the case ends before this record: its tail was cut "
            "off\"}]}");
    head_is(s, list, ASB_ECORRUPT,
            "{\"heads\":2,\"grown\":0,\"damage\":[{\"case\":\"B\",\"seq\":6,\"what\":\"the case ends before this record: its tail was cut "
            "off\"}]}");
    head_is(s, store, ASB_ESTATE, NULL);
    asb_store_free(s);
}
END_TEST

START_TEST(a_dropped_case_is_found)
{
    saved("A", 0);
    saved("B", 0);
    char list[2000], store[300];
    strcpy(list, store_heads(w.store));
    strcpy(store, store_head(w.store));
    asb_store *s = forged("B", 0);
    head_is(s, list, ASB_ECORRUPT, "{\"heads\":2,\"grown\":0,\"damage\":[{\"case\":\"B\",\"seq\":4,\"what\":\"the case is missing\"}]}");
    head_is(s, store, ASB_ECORRUPT,
            "{\"heads\":1,\"grown\":0,\"damage\":[{\"case\":\"\",\"seq\":0,\"what\":\"there are fewer cases than were noted\"}]}");
    asb_store_free(s);
}
END_TEST

/* The same words, kept anew: other salts, and so other digests all the way. */
START_TEST(a_rewritten_chain_is_found)
{
    asb_store *first = w.store;
    char list[2000];
    saved("A", 1);
    strcpy(list, store_heads(first));
    ck_assert_int_eq(asb_store_memory(&w.store, w.engine), ASB_OK);
    saved("A", 1);
    is_sound(w.store);
    head_is(
        w.store, list, ASB_ECORRUPT,
        "{\"heads\":1,\"grown\":0,\"damage\":[{\"case\":\"A\",\"seq\":5,\"what\":\"this is another record than the one noted: the case was "
        "rewritten\"}]}");
    asb_store_free(w.store);
    w.store = first;
}
END_TEST

START_TEST(malformed_heads_are_refused)
{
    static const char *const wrong[] = {
        "3",
        "{}",
        "{\"case\":\"A\"}",
        "{\"case\":\"A\",\"digest\":\"00\",\"seq\":1}",
        "[{\"case\":\"A\",\"digest\":1,\"seq\":1}]",
        "{\"cases\":1}",
        "{\"cases\":-1,\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\"}",
        "{\"cases\":0,\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"heads\":1}",
        "[{\"case\":\"A\",\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"seq\":0}]"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        head_is(w.store, wrong[i], ASB_EINVALID, NULL);
        ck_assert_str_eq(asb_error_code(w.engine), "store-head-form");
    }
    head_is(w.store, "[", ASB_EJSON, NULL);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_verify_head(&t, w.store, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_verify_head(&t, NULL, "[]", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_head(NULL, w.store), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_heads(&t, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_head(&t, NULL), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
}
END_TEST

/* ---- a journal's file, put back to what it was; and erasure */

static size_t read_file(const char *path, char *into, size_t size) {
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    size_t length = fread(into, 1, size, f);
    fclose(f);
    ck_assert_uint_lt(length, size);
    return length;
}

static void write_file(const char *path, const char *bytes, size_t length) {
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes, 1, length, f), length);
    fclose(f);
}

static void open_journal(char path[100]) {
    const char *folder = getenv("TMPDIR");
    snprintf(path, 100, "%.60s/asb-audit-XXXXXX", folder ? folder : "/tmp");
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    remove(path);
    asb_store_free(w.store);
    ck_assert_int_eq(asb_store_journal(&w.store, w.engine, path), ASB_OK);
}

static void reopen(const char *path) {
    asb_store_free(w.store);
    ck_assert_int_eq(asb_store_journal(&w.store, w.engine, path), ASB_OK);
}

START_TEST(yesterdays_file_is_found)
{
    static char yesterday[1 << 20];
    char path[100], list[2000];
    open_journal(path);
    saved("A", 0);
    size_t length = read_file(path, yesterday, sizeof yesterday);
    grow("A");
    saved("B", 0);
    strcpy(list, store_heads(w.store));
    asb_store_free(w.store); /* Windows lets nobody cut a file that is mapped; what was freed goes with the next call of the engine */
    ck_assert_int_eq(asb_store_memory(&w.store, w.engine), ASB_OK);
    write_file(path, yesterday, length);
    reopen(path);
    is_sound(w.store);
    head_is(w.store, list, ASB_ECORRUPT,
            "{\"heads\":2,\"grown\":0,\"damage\":[{\"case\":\"A\",\"seq\":5,\"what\":\"the case ends before this record: its tail was cut "
            "off\"},"
            "{\"case\":\"B\",\"seq\":4,\"what\":\"the case is missing\"}]}");
    remove(path);
}
END_TEST

static int occurs(const char *path, const char *text) {
    static char bytes[1 << 20];
    size_t length = read_file(path, bytes, sizeof bytes), size = strlen(text);
    for (size_t i = 0; i + size <= length; i++)
        if (memcmp(bytes + i, text, size) == 0) return 1;
    return 0;
}

START_TEST(what_is_erased_is_gone_and_its_head_holds)
{
    char path[100], list[2000];
    asb_case *c;
    open_journal(path);
    c = case_world_case(&w, "A");
    ck_assert_int_eq(case_world_add(&w, c, "note", "{\"text\":\"a very secret word\"}"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "party", "{\"party\":\"p2\",\"as\":\"alleged-perpetrator\",\"postcode\":\"ZZ9 9ZZ\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    strcpy(list, store_heads(w.store));
    ck_assert(occurs(path, "a very secret word") && occurs(path, "Bob Brook") && occurs(path, "ZZ9 9ZZ"));
    ck_assert_int_eq(case_world_add_as(&w, c, "meg", "CHM", "erasure",
                                       "{\"of\":[5],\"party\":\"p2\",\"basis\":\"UK GDPR, Article 17\",\"reason\":\"asked for\"}"),
                     ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    ck_assert(!occurs(path, "a very secret word") && !occurs(path, "Bob Brook"));
    asb_text *t = NULL;
    ck_assert(!compacted(w.store) || !occurs(path, "ZZ9 9ZZ")); /* the summaries before the erasure had it too */
    is_sound(w.store);
    head_is(w.store, list, ASB_OK, "{\"heads\":1,\"grown\":1,\"damage\":[]}");
    reopen(path);
    ck_assert_int_eq(asb_case_open(&c, w.store, "A"), ASB_OK);
    ck_assert_int_eq(asb_case_history(&t, c), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "Article 17")); /* it is on record */
    asb_text_free(t);
    asb_case_free(c);
    remove(path);
}
END_TEST

/* ---- a callback that calls back */

typedef struct caller {
    asb_store_callbacks truth;
    asb_engine *engine;
    asb_store *store;
    int32_t answers[4]; /* of the calls from within */
    int calls;
} caller;

static void call_back(caller *k) {
    asb_text *t = NULL;
    asb_list *l = NULL;
    k->calls++;
    k->answers[0] = asb_store_heads(&t, k->store);
    k->answers[1] = asb_store_list(&l, k->store, NULL, 0);
    k->answers[2] = asb_store_export(&t, k->store);
    k->answers[3] = asb_engine_set_calendar(k->engine, NULL);
    ck_assert_ptr_null(t);
    ck_assert_ptr_null(l);
}

static int32_t calling_commit(void *self, const asb_commit_data *data) {
    caller *k = self;
    call_back(k);
    return k->truth.commit(k->truth.self, data);
}
static int32_t calling_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    caller *k = self;
    call_back(k);
    return k->truth.read(k->truth.self, id, from, sink, sink_self);
}
static int32_t calling_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    caller *k = self;
    call_back(k);
    return k->truth.list(k->truth.self, after, limit, sink, sink_self);
}
static int32_t calling_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    caller *k = self;
    call_back(k);
    return k->truth.policy(k->truth.self, digest, sink, sink_self);
}

static void all_were_busy(caller *k) {
    ck_assert_int_gt(k->calls, 0);
    for (int i = 0; i < 4; i++) ck_assert_int_eq(k->answers[i], ASB_EBUSY);
    memset(k->answers, 0, sizeof k->answers);
    k->calls = 0;
}

static int32_t calling_sink(void *self, asb_bytes line) {
    (void)line;
    call_back(self);
    return ASB_OK;
}

START_TEST(calls_from_within_a_callback_are_detected)
{
    asb_store *inner = w.store;
    caller k = {.truth = inner->table, .engine = w.engine};
    asb_store_callbacks table = {.struct_size = sizeof table,
                                 .self = &k,
                                 .commit = calling_commit,
                                 .read = calling_read,
                                 .list = calling_list,
                                 .policy = calling_policy};
    asb_case *c;
    ck_assert_int_eq(asb_store_custom(&w.store, w.engine, &table), ASB_OK);
    k.store = w.store;
    c = case_world_case(&w, "A");
    all_were_busy(&k);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    all_were_busy(&k);
    asb_case_free(c);
    asb_policy_free(w.policy); /* so that the store is asked for the document */
    w.policy = NULL;
    ck_assert_int_eq(asb_case_open(&c, w.store, "A"), ASB_OK);
    all_were_busy(&k);
    asb_case_free(c);
    store_heads(w.store);
    all_were_busy(&k);
    ck_assert_int_eq(asb_store_export_to(w.store, calling_sink, &k), ASB_OK);
    all_were_busy(&k);
    asb_store_free(w.store);
    w.store = inner;
}
END_TEST

Suite *asb_suite_store_audit(void) {
    Suite *s = suite_create("store: heads");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, heads_of_cases_and_stores);
    tcase_add_test(t, a_head_holds_while_the_case_grows);
    tcase_add_test(t, a_cut_tail_is_found);
    tcase_add_test(t, a_dropped_case_is_found);
    tcase_add_test(t, a_rewritten_chain_is_found);
    tcase_add_test(t, malformed_heads_are_refused);
    tcase_add_test(t, yesterdays_file_is_found);
    tcase_add_test(t, what_is_erased_is_gone_and_its_head_holds);
    tcase_add_test(t, calls_from_within_a_callback_are_detected);
    suite_add_tcase(s, t);
    return s;
}
