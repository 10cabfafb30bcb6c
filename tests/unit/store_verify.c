/* Verifying, listing, the guard before a host's table, and what stores keep beside cases. */
#include "store_support.h"

#include "base/sha256.h"
#include "record/record.h"

#include <asb/calendar.h>
#include <asb/policy.h>
#include <asb/store.h>

Suite *asb_suite_store_verify(void);

/* ---- a host's store that can be told to lie: before each answer it may change what it gives */

typedef struct liar {
    asb_store_callbacks truth;
    asb_store *store;
    int32_t give;        /* instead of the true status, where it is not 12345 */
    uint32_t skip;       /* this record is not handed over */
    uint32_t spoil;      /* of this one a byte is changed: */
    int spoil_body;      /* of the body, else of the header */
    uint32_t unreadable; /* at this one the store says that it is damaged */
    int ignore_sink;     /* goes on after the sink has failed, and says that all is well */
    int closed;
    asb_record_sink sink;
    void *sink_self;
} liar;

static int32_t answer(const liar *l, int32_t status) {
    return l->give == 12345 ? status : l->give;
}

static int32_t pass(void *self, const asb_stored_record *r) {
    liar *l = self;
    char copy[512];
    asb_stored_record other = *r;
    if (r->seq == l->skip) return ASB_OK;
    if (r->seq == l->unreadable) return ASB_ECORRUPT;
    if (r->seq == l->spoil) {
        asb_bytes *b = l->spoil_body ? &other.body : &other.header;
        memcpy(copy, b->data, b->length);
        char *digit = strpbrk(copy + b->length / 2, "0123456789");
        *digit = *digit == '0' ? '1' : '0';
        b->data = copy;
    }
    int32_t status = l->sink(l->sink_self, &other);
    return l->ignore_sink ? ASB_OK : status;
}

static int32_t liar_commit(void *self, const asb_commit_data *data) {
    liar *l = self;
    return answer(l, l->truth.commit(l->truth.self, data));
}
static int32_t liar_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    liar *l = self;
    l->sink = sink;
    l->sink_self = sink_self;
    return answer(l, l->truth.read(l->truth.self, id, from, pass, l));
}
static int32_t liar_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    liar *l = self;
    return answer(l, l->truth.list(l->truth.self, after, limit, sink, sink_self));
}
static int32_t liar_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    liar *l = self;
    return answer(l, l->truth.policy(l->truth.self, digest, sink, sink_self));
}
static void liar_close(void *self) {
    liar *l = self;
    l->closed++;
}

static asb_store *new_liar(asb_engine *e, liar *l) {
    asb_store *s = NULL;
    *l = (liar){.give = 12345};
    ck_assert_int_eq(asb_store_memory(&l->store, e), ASB_OK);
    l->truth = l->store->table;
    asb_store_callbacks table = {.struct_size = sizeof table,
                                 .self = l,
                                 .commit = liar_commit,
                                 .read = liar_read,
                                 .list = liar_list,
                                 .policy = liar_policy,
                                 .close = liar_close};
    ck_assert_int_eq(asb_store_custom(&s, e, &table), ASB_OK);
    return s;
}

/* ---- true chains */

typedef struct chain {
    test_engine b;
    liar l;
    asb_store *store;
} chain;

static void add_record(chain *c, const char *id, uint32_t seq, const char *kind, uint8_t previous[32], uint32_t erased) {
    char body[96];
    buffer header;
    record_header h = {.seq = seq,
                       .kind = asbi_text(kind),
                       .at = TEST_NOW,
                       .recorded = TEST_NOW,
                       .by = asbi_text("amy"),
                       .role = asbi_text("CCC"),
                       .has_previous = seq > 1};
    snprintf(body, sizeof body, "{\"salt\":\"00112233445566778899aabbccddeeff\",\"text\":\"%s %u\"}", id, (unsigned)seq);
    asbi_sha256(body, strlen(body), h.body);
    if (seq == 1) {
        h.case_id = asbi_text(id);
        h.policy_id = asbi_text("p");
        h.policy_version = asbi_text("1");
    } else
        memcpy(h.previous, previous, 32);
    asbi_buffer_init(&header, &c->b.e->memory, 4096);
    asbi_header_write(&header, &h);
    ck_assert_int_eq(header.status, ASB_OK);
    asbi_sha256(header.data, header.length, previous);
    asb_stored_record r = {seq, 0, {header.data, header.length}, store_bytes(body)};
    asb_case_commit k = {.id = store_bytes(id),
                         .expected = seq - 1,
                         .record_count = 1,
                         .records = &r,
                         .erased = &erased,
                         .erased_count = erased != 0,
                         .summary = store_bytes("{}")};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    ck_assert_int_eq(c->l.truth.commit(c->l.truth.self, &data), ASB_OK);
    asbi_buffer_free(&header);
}

static void begin(chain *c) {
    static const char *const ids[] = {"A", "B", "B1", "C\xC3\xA9"};
    test_engine_begin(&c->b);
    c->store = new_liar(c->b.e, &c->l);
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        uint8_t previous[32];
        add_record(c, ids[i], 1, "report", previous, 0);
        add_record(c, ids[i], 2, "note", previous, 0);
        add_record(c, ids[i], 3, "note", previous, 0);
        add_record(c, ids[i], 4, i == 1 ? "erasure" : "note", previous, i == 1 ? 2 : 0);
    }
}

static void end(chain *c) {
    asb_store_free(c->store);
    asb_store_free(c->l.store);
    test_engine_end(&c->b);
    ck_assert_int_eq(c->l.closed, 1);
}

static void check(chain *c, const char *id, int32_t status, const char *json) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_verify(&t, c->store, id), status);
    ck_assert_str_eq(asb_text_data(t), json);
    asb_text_free(t);
}

START_TEST(sound_chains)
{
    chain c;
    asb_text *t = NULL;
    begin(&c);
    check(&c, NULL, ASB_OK, "{\"cases\":4,\"records\":16,\"erased\":1,\"damage\":[]}");
    check(&c, "B", ASB_OK, "{\"cases\":1,\"records\":4,\"erased\":1,\"damage\":[]}");
    check(&c, "C\xC3\xA9", ASB_OK, "{\"cases\":1,\"records\":4,\"erased\":0,\"damage\":[]}");
    ck_assert_int_eq(asb_store_verify(&t, c.store, "B0"), ASB_ABSENT);
    ck_assert_int_eq(asb_store_verify(&t, c.store, ""), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
    end(&c);
}
END_TEST

START_TEST(chains_that_are_not)
{
    chain c;
    begin(&c);
    c.l.skip = 2;
    check(&c, "A", ASB_ECORRUPT,
          "{\"cases\":1,\"records\":3,\"erased\":0,\"damage\":[{\"case\":\"A\",\"seq\":2,\"what\":\"the number is missing\"}]}");
    c.l.skip = 4;
    check(&c, "A", ASB_ECORRUPT,
          "{\"cases\":1,\"records\":3,\"erased\":0,\"damage\":[{\"case\":\"A\",\"seq\":4,\"what\":\"the number is missing\"}]}");
    check(&c, "B", ASB_ECORRUPT,
          "{\"cases\":1,\"records\":3,\"erased\":1,\"damage\":[{\"case\":\"B\",\"seq\":4,\"what\":\"the number is missing\"},"
          "{\"case\":\"B\",\"seq\":2,\"what\":\"the body is missing, and no erasure says why\"}]}");
    c.l.skip = 0;
    c.l.spoil = 3;
    c.l.spoil_body = 1;
    check(
        &c, "A", ASB_ECORRUPT,
        "{\"cases\":1,\"records\":4,\"erased\":0,\"damage\":[{\"case\":\"A\",\"seq\":3,\"what\":\"the body does not match its digest\"}]}");
    c.l.spoil = 0;
    c.l.unreadable = 3;
    check(&c, "B1", ASB_ECORRUPT,
          "{\"cases\":1,\"records\":3,\"erased\":0,\"damage\":[{\"case\":\"B1\",\"seq\":3,\"what\":\"the record cannot be read\"}]}");
    end(&c);
}
END_TEST

/* A header is changed, but is a header still: the next one gives it away. */
START_TEST(a_header_is_changed)
{
    chain c;
    asb_text *t = NULL;
    begin(&c);
    c.l.spoil = 2;
    ck_assert_int_eq(asb_store_verify(&t, c.store, "A"), ASB_ECORRUPT);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"case\":\"A\",\"seq\":"));
    asb_text_free(t);
    end(&c);
}
END_TEST

/* Digests are made for some records at once; what is wrong is the same wherever in these it stands. */
static void check_long(chain *c, const char *what, uint32_t seq, uint32_t records) {
    char expected[256];
    snprintf(expected, sizeof expected,
             "{\"cases\":1,\"records\":%u,\"erased\":0,\"damage\":[{\"case\":\"L\",\"seq\":%u,\"what\":\"%s\"}]}", (unsigned)records,
             (unsigned)seq, what);
    check(c, "L", ASB_ECORRUPT, expected);
}

START_TEST(long_chains)
{
    enum { LONG = 70 };
    static const uint32_t places[] = {1, 2, 31, 32, 33, 34, 63, 64, 65, 66, LONG - 1, LONG};
    chain c;
    uint8_t previous[32];
    begin(&c);
    for (uint32_t seq = 1; seq <= LONG; seq++) add_record(&c, "L", seq, seq > 1 ? "note" : "report", previous, 0);
    check(&c, "L", ASB_OK, "{\"cases\":1,\"records\":70,\"erased\":0,\"damage\":[]}");
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        uint32_t at = places[i];
        c.l.skip = at;
        check_long(&c, "the number is missing", at, LONG - 1);
        c.l.skip = 0;
        c.l.unreadable = at;
        check_long(&c, "the record cannot be read", at, LONG - 1);
        c.l.unreadable = 0;
        c.l.spoil = at;
        c.l.spoil_body = 1;
        check_long(&c, "the body does not match its digest", at, LONG);
        c.l.spoil = 0;
        c.l.spoil_body = 0;
    }
    end(&c);
}
END_TEST

START_TEST(verifying_without_memory)
{
    for (uint64_t n = 1;; n++) {
        chain c;
        asb_text *t = NULL;
        begin(&c);
        test_memory_fail(&c.b.t, n, 0);
        int32_t status = asb_store_verify(&t, c.store, NULL);
        int32_t bit = c.b.t.failures;
        test_memory_fail(&c.b.t, 0, 0);
        ck_assert_int_eq(status, bit ? ASB_ENOMEM : ASB_OK);
        ck_assert_int_eq(t == NULL, bit);
        asb_text_free(t);
        end(&c);
        if (!bit) break;
    }
}
END_TEST

/* ---- the guard */

static int32_t refuse(void *sink, const asb_stored_record *r) {
    (void)r;
    ++*(int *)sink;
    return ASB_ELIMIT;
}

START_TEST(statuses_are_translated)
{
    static const int32_t gives[] = {ASB_OK,  ASB_REFUSED,  ASB_CONFLICT, ASB_ABSENT, ASB_ENOMEM, ASB_EARGUMENT,
                                    ASB_EIO, ASB_ECORRUPT, ASB_EBUSY,    ASB_EUSER,  -99,        99};
    static const int32_t from_read[] = {ASB_OK,  ASB_EUSER,    ASB_EUSER, ASB_ABSENT, ASB_ENOMEM, ASB_EUSER,
                                        ASB_EIO, ASB_ECORRUPT, ASB_EUSER, ASB_EUSER,  ASB_EUSER,  ASB_EUSER};
    static store_dump d;
    chain c;
    begin(&c);
    for (size_t i = 0; i < COUNT_OF(gives); i++) {
        c.l.give = gives[i];
        d.length = 0;
        ck_assert_int_eq(c.store->table.read(c.store->table.self, store_bytes("A"), 1, store_put_record, &d), from_read[i]);
        asb_commit_data none = {.struct_size = sizeof none};
        int32_t from_commit = from_read[i] == ASB_ABSENT ? ASB_EUSER : gives[i] == ASB_CONFLICT ? ASB_CONFLICT : from_read[i];
        ck_assert_int_eq(c.store->table.commit(c.store->table.self, &none), from_commit);
    }
    c.l.give = 12345;
    c.l.ignore_sink = 1;
    int calls = 0;
    ck_assert_int_eq(c.store->table.read(c.store->table.self, store_bytes("A"), 1, refuse, &calls), ASB_ELIMIT);
    ck_assert_int_eq(calls, 1);
    end(&c);
}
END_TEST

START_TEST(tables_that_will_not_do)
{
    test_engine b;
    asb_store *s = NULL;
    test_engine_begin(&b);
    struct {
        asb_store_callbacks known;
        void *more;
    } later = {{.struct_size = sizeof later, .commit = liar_commit, .read = liar_read, .list = liar_list, .policy = liar_policy}, NULL};
    asb_store_callbacks t = later.known;
    t.struct_size = sizeof t;
    ck_assert_int_eq(asb_store_custom(&s, b.e, &later.known), ASB_OK);
    asb_store_free(s);
    s = NULL;
    later.more = &t;
    ck_assert_int_eq(asb_store_custom(&s, b.e, &later.known), ASB_EVERSION);
    t.read = NULL;
    ck_assert_int_eq(asb_store_custom(&s, b.e, &t), ASB_EARGUMENT);
    t.struct_size = 4;
    ck_assert_int_eq(asb_store_custom(&s, b.e, &t), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_custom(&s, b.e, NULL), ASB_EARGUMENT);
    ck_assert_ptr_null(s);
    test_engine_end(&b);
}
END_TEST

/* ---- lists, changes, the calendar */

START_TEST(lists_and_changes)
{
    test_engine b;
    asb_store *s = NULL, *other = NULL;
    asb_list *l = NULL, *more = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_memory(&s, b.e), ASB_OK);
    ck_assert_int_eq(asb_store_memory(&other, b.e), ASB_OK);
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(asb_store_list(&l, s, "A", 1), ASB_OK);
    ck_assert_uint_eq(asb_list_count(l), 1);
    ck_assert_str_eq(asb_list_id(l, 0), "B");
    ck_assert_uint_eq(asb_list_version(l, 0), 3);
    ck_assert_str_eq(asb_list_summary(l, 0), "");
    ck_assert_str_eq(asb_list_token(l), "");
    ck_assert_ptr_null(asb_list_id(l, 1));
    asb_text *t = NULL;
    ck_assert_int_eq(asb_list_json(&t, l), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), "{\"cases\":[{\"case\":\"B\",\"version\":3}]}");
    asb_text_free(t);
    ck_assert_int_eq(asb_list_json(&t, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_list_json(NULL, l), ASB_EARGUMENT);
    asb_list_free(l);
    ck_assert_int_eq(asb_store_changes(&l, s, NULL, 0), ASB_OK);
    ck_assert_uint_eq(asb_list_count(l), 3);
    ck_assert_int_eq(asb_list_json(&t, l), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "],\"token\":\""));
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), asb_list_token(l)));
    asb_text_free(t);
    ck_assert_int_eq(asb_store_changes(&more, s, asb_list_token(l), 0), ASB_OK);
    ck_assert_uint_eq(asb_list_count(more), 0);
    asb_list_free(more);
    more = NULL;
    ck_assert_int_eq(asb_store_changes(&more, other, asb_list_token(l), 0), ASB_EINVALID);
    ck_assert_int_eq(asb_store_changes(&more, s, "nonsense", 0), ASB_EINVALID);
    ck_assert_ptr_null(more);
    asb_list_free(l);
    asb_store_free(s);
    asb_store_free(other);
    test_engine_end(&b);
}
END_TEST

START_TEST(the_calendar_is_kept)
{
    test_engine b;
    asb_store *s = NULL;
    asb_calendar *c = NULL, *kept = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_memory(&s, b.e), ASB_OK);
    ck_assert_int_eq(asb_store_calendar(&kept, s), ASB_ABSENT);
    ck_assert_ptr_null(kept);
    ck_assert_int_eq(asb_calendar_new(&c, b.e), ASB_OK);
    ck_assert_int_eq(asb_store_set_calendar(s, c), ASB_OK);
    ck_assert_int_eq(s->has_days, 1);
    ck_assert_int_eq(asb_store_calendar(&kept, s), ASB_OK);
    ck_assert_ptr_nonnull(kept);
    ck_assert_int_eq(asb_store_set_calendar(s, NULL), ASB_EARGUMENT);
    asb_calendar_free(c);
    asb_calendar_free(kept);
    asb_store_free(s);
    test_engine_end(&b);
}
END_TEST

START_TEST(policies_of_the_store)
{
    chain c;
    asb_policy *p = NULL;
    uint8_t digest[32] = "0123456789abcdef0123456789abcde";
    begin(&c);
    ck_assert_int_eq(asbi_enter(c.b.e), ASB_OK);
    ck_assert_int_eq(asbi_store_policy(&p, c.store, digest), ASB_ECORRUPT); /* absent */
    asb_policy_document wrong = {{digest, 32}, store_bytes("p"), store_bytes("1"), store_bytes("{}")};
    asb_commit_data data = {.struct_size = sizeof data, .policies = &wrong, .policy_count = 1};
    ck_assert_int_eq(c.l.truth.commit(c.l.truth.self, &data), ASB_OK);
    ck_assert_int_eq(asbi_store_policy(&p, c.store, digest), ASB_ECORRUPT); /* another document */
    asbi_leave(c.b.e, ASB_OK);
    asb_policy *first = NULL, *again = NULL;
    ck_assert_int_eq(asb_policy_builtin(&first, c.b.e, asb_policy_builtin_id(0)), ASB_OK);
    memcpy(digest, first->digest, 32);
    wrong = (asb_policy_document){{digest, 32}, store_bytes("p"), store_bytes("1"), {first->bytes, first->length}};
    ck_assert_int_eq(c.l.truth.commit(c.l.truth.self, &data), ASB_OK);
    asb_policy_free(first);
    ck_assert_int_eq(asbi_enter(c.b.e), ASB_OK);
    ck_assert_int_eq(asbi_store_policy(&p, c.store, digest), ASB_OK);
    ck_assert_mem_eq(p->digest, digest, 32);
    ck_assert_int_eq(asbi_store_policy(&again, c.store, digest), ASB_OK);
    ck_assert_ptr_eq(again, p);
    ck_assert_uint_eq(c.store->policy_count, 1);
    asbi_leave(c.b.e, ASB_OK);
    end(&c);
}
END_TEST

Suite *asb_suite_store_verify(void) {
    const TTest *const tests[] = {sound_chains,
                                  chains_that_are_not,
                                  a_header_is_changed,
                                  long_chains,
                                  verifying_without_memory,
                                  statuses_are_translated,
                                  tables_that_will_not_do,
                                  lists_and_changes,
                                  the_calendar_is_kept,
                                  policies_of_the_store};
    return test_suite("store: verifying, the guard, lists", tests, COUNT_OF(tests));
}
