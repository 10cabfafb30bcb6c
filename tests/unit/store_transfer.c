/* Copying, exporting and verifying heads where a store fails, lies, or is written to by others meanwhile. */
#include "case_world.h"
#include "store/store.h"

Suite *asb_suite_store_transfer(void);

/* A host's store that does as it is told. */
typedef struct liar {
    asb_store_callbacks truth;
    int conflicts;       /* so many commits find that somebody else was first */
    uint32_t unreadable; /* at this record it says that it is damaged */
    uint32_t spoil;      /* of this one a letter of the body is another */
    int no_policy;       /* it has lost the documents */
    asb_record_sink sink;
    void *sink_self;
} liar;

static case_world w;
static asb_store *inner;
static liar l;

static int32_t liar_commit(void *self, const asb_commit_data *data) {
    liar *k = self;
    return k->conflicts && k->conflicts-- ? ASB_CONFLICT : k->truth.commit(k->truth.self, data);
}

static int32_t pass(void *self, const asb_stored_record *r) {
    const liar *k = self;
    static char body[2000];
    asb_stored_record other = *r;
    if (r->seq == k->unreadable) return ASB_ECORRUPT;
    if (r->seq == k->spoil) {
        ck_assert_uint_lt(r->body.length, sizeof body);
        memcpy(body, r->body.data, r->body.length);
        body[r->body.length - 3] ^= 1;
        other.body.data = body;
    }
    return k->sink(k->sink_self, &other);
}

static int32_t liar_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    liar *k = self;
    k->sink = sink;
    k->sink_self = sink_self;
    return k->truth.read(k->truth.self, id, from, pass, k);
}

static int32_t liar_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    liar *k = self;
    return k->truth.list(k->truth.self, after, limit, sink, sink_self);
}

static int32_t liar_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    liar *k = self;
    return k->no_policy ? ASB_ABSENT : k->truth.policy(k->truth.self, digest, sink, sink_self);
}

/* w.store is in memory and holds A and B; the liar's is another, `inner` behind it. */
static asb_store *lies;

static void saved(asb_store *into, const char *id) {
    asb_store *kept = w.store;
    w.store = into;
    asb_case *c = case_world_case(&w, id);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    w.store = kept;
}

static void setup(void) {
    case_world_begin(&w, "places-for-people");
    ck_assert_int_eq(asb_store_memory(&inner, w.engine), ASB_OK);
    l = (liar){.truth = inner->table};
    asb_store_callbacks table = {
        .struct_size = sizeof table, .self = &l, .commit = liar_commit, .read = liar_read, .list = liar_list, .policy = liar_policy};
    ck_assert_int_eq(asb_store_custom(&lies, w.engine, &table), ASB_OK);
    saved(w.store, "A");
    saved(w.store, "B");
}

static void teardown(void) {
    asb_store_free(lies);
    asb_store_free(inner);
    case_world_end(&w);
}

static void copied(asb_store *to, asb_store *from, int32_t status, const char *report) {
    asb_text *t = NULL;
    int32_t is = asb_store_copy(&t, to, from);
    ck_assert_msg(is == status, "%d %s", (int)is, asb_error_message(w.engine));
    ck_assert_str_eq(asb_text_data(t), report);
    asb_text_free(t);
}

START_TEST(others_write_meanwhile)
{
    l.conflicts = 1;
    copied(lies, w.store, ASB_CONFLICT,
           "{\"cases\":2,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"A\",\"seq\":0,\"what\":\"others were writing to the "
           "store: do it "
           "again\"},{\"case\":\"B\",\"seq\":0,\"what\":\"others were writing to the store: do it again\"}]}");
    copied(lies, w.store, ASB_OK, "{\"cases\":2,\"written\":2,\"grown\":0,\"same\":0,\"left\":[]}");
}
END_TEST

START_TEST(a_store_without_a_calendar)
{
    asb_calendar *days;
    ck_assert_int_eq(asb_calendar_new(&days, w.engine), ASB_OK);
    ck_assert_int_eq(asb_store_set_calendar(w.store, days), ASB_OK);
    asb_calendar_free(days);
    copied(
        lies, w.store, ASB_CONFLICT,
        "{\"cases\":2,\"written\":2,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"\",\"seq\":0,\"what\":\"the store keeps no calendar\"}]}");
    copied(w.store, lies, ASB_OK, "{\"cases\":2,\"written\":0,\"grown\":0,\"same\":2,\"left\":[]}");
}
END_TEST

/* What is damaged is named, and all else is copied. */
START_TEST(damage_stays_where_it_is)
{
    asb_store *to = NULL;
    asb_text *t = NULL;
    saved(lies, "X");
    saved(lies, "Y");
    ck_assert_int_eq(asb_store_memory(&to, w.engine), ASB_OK);
    l.spoil = 2;
    copied(to, lies, ASB_ECORRUPT,
           "{\"cases\":2,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"X\",\"seq\":2,\"what\":\"the body does not match its "
           "digest\"},"
           "{\"case\":\"Y\",\"seq\":2,\"what\":\"the body does not match its digest\"}]}");
    ck_assert_int_eq(asb_store_export(&t, lies), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_message(w.engine), "The case X is damaged at record 2: the body does not match its digest.");
    l.spoil = 0;
    l.unreadable = 3;
    copied(to, lies, ASB_ECORRUPT,
           "{\"cases\":2,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"X\",\"seq\":3,\"what\":\"the record cannot be read\"},"
           "{\"case\":\"Y\",\"seq\":3,\"what\":\"the record cannot be read\"}]}");
    ck_assert_int_eq(asb_store_export(&t, lies), ASB_ECORRUPT);
    l.unreadable = 0;
    l.no_policy = 1;
    copied(to, lies, ASB_ECORRUPT,
           "{\"cases\":2,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"X\",\"seq\":1,\"what\":\"a policy document of it is "
           "missing, or "
           "another\"},{\"case\":\"Y\",\"seq\":1,\"what\":\"a policy document of it is missing, or another\"}]}");
    ck_assert_int_eq(asb_store_export(&t, lies), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_code(w.engine), "store-policy-absent");
    l.no_policy = 0;
    copied(to, lies, ASB_OK, "{\"cases\":2,\"written\":2,\"grown\":0,\"same\":0,\"left\":[]}");
    l.unreadable = 2; /* of the store that is copied into */
    copied(lies, to, ASB_CONFLICT,
           "{\"cases\":2,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"X\",\"seq\":0,\"what\":\"what the store has of the "
           "case is damaged\"},"
           "{\"case\":\"Y\",\"seq\":0,\"what\":\"what the store has of the case is damaged\"}]}");
    ck_assert_ptr_null(t);
    asb_store_free(to);
}
END_TEST

static void head_is(const char *head, int32_t status, const char *report) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_verify_head(&t, lies, head, strlen(head)), status);
    ck_assert_str_eq(asb_text_data(t), report);
    asb_text_free(t);
}

START_TEST(heads_of_a_damaged_store)
{
    asb_text *list = NULL, *head = NULL, *none = NULL;
    saved(lies, "X");
    ck_assert_int_eq(asb_store_heads(&list, lies), ASB_OK);
    ck_assert_int_eq(asb_store_head(&head, lies), ASB_OK);
    l.spoil = 2;
    head_is(asb_text_data(list), ASB_ECORRUPT,
            "{\"heads\":1,\"grown\":0,\"damage\":[{\"case\":\"X\",\"seq\":2,\"what\":\"the body does not match its digest\"}]}");
    head_is(asb_text_data(head), ASB_ECORRUPT,
            "{\"heads\":1,\"grown\":0,\"damage\":[{\"case\":\"X\",\"seq\":2,\"what\":\"the body does not match its digest\"}]}");
    l.spoil = 0;
    l.unreadable = 3;
    head_is(asb_text_data(list), ASB_ECORRUPT,
            "{\"heads\":1,\"grown\":0,\"damage\":[{\"case\":\"X\",\"seq\":3,\"what\":\"the record cannot be read\"}]}");
    l.unreadable = 4; /* the last one, which the head is of */
    head_is(asb_text_data(list), ASB_ECORRUPT,
            "{\"heads\":1,\"grown\":0,\"damage\":[{\"case\":\"X\",\"seq\":4,\"what\":\"the record cannot be read\"}]}");
    ck_assert_int_eq(asb_store_heads(&none, lies), ASB_ECORRUPT);
    ck_assert_ptr_null(none);
    asb_text_free(list);
    asb_text_free(head);
}
END_TEST

Suite *asb_suite_store_transfer(void) {
    Suite *s = suite_create("store: copying from and to stores that fail");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, others_write_meanwhile);
    tcase_add_test(t, a_store_without_a_calendar);
    tcase_add_test(t, damage_stays_where_it_is);
    tcase_add_test(t, heads_of_a_damaged_store);
    suite_add_tcase(s, t);
    return s;
}
