/* Verifying one case of a journal: of what the journal would check by itself, most is left to the chain. So a byte is changed in every header and every body, where the
 * chain shows it and where (in the last header) it does not, and the record must be named; and the other case must be none the worse. */
#include "fake_files.h"
#include "store_support.h"

#include "base/sha256.h"
#include "record/record.h"

#include <asb/store.h>
#include <stdlib.h>

Suite *asb_suite_store_verify_journal(void);

enum { RECORDS = 40, LARGE = 17, LARGE_SIZE = 50000, HEADER_ROOM = 600 };

typedef struct made {
    char header[HEADER_ROOM], *body;
    size_t header_length, body_length;
} made;

typedef struct world {
    fake_files files;
    test_engine engine;
    asb_store *store;
    made records[RECORDS];
} world;

/* One body is larger than all the room in which records are gathered. */
static void make_record(world *w, uint32_t seq, uint8_t previous[32]) {
    made *m = &w->records[seq - 1];
    record_header h = {.seq = seq,
                       .kind = asbi_text(seq > 1 ? "note" : "report"),
                       .at = TEST_NOW,
                       .recorded = TEST_NOW,
                       .by = asbi_text("amy"),
                       .role = asbi_text("CCC"),
                       .has_previous = seq > 1};
    buffer header;
    size_t room = seq == LARGE ? LARGE_SIZE : 100 + seq * 13;
    m->body = malloc(room + 1);
    ck_assert_ptr_nonnull(m->body);
    int n = snprintf(m->body, room, "{\"salt\":\"00112233445566778899aabbccddeeff\",\"text\":\"%u ", (unsigned)seq);
    memset(m->body + n, 'x', room - (size_t)n);
    memcpy(m->body + room - 2, "\"}", 2);
    m->body_length = room;
    asbi_sha256(m->body, room, h.body);
    if (seq == 1) {
        h.case_id = asbi_text("A");
        h.policy_id = asbi_text("p");
        h.policy_version = asbi_text("1");
    } else
        memcpy(h.previous, previous, 32);
    asbi_buffer_init(&header, &w->engine.e->memory, HEADER_ROOM);
    asbi_header_write(&header, &h);
    ck_assert_int_eq(header.status, ASB_OK);
    memcpy(m->header, header.data, header.length);
    m->header_length = header.length;
    asbi_sha256(m->header, m->header_length, previous);
    asbi_buffer_free(&header);
}

static void commit(world *w, const char *id, uint32_t from, uint32_t count) {
    asb_stored_record records[RECORDS];
    for (uint32_t i = 0; i < count; i++) {
        const made *m = &w->records[from + i];
        records[i] = (asb_stored_record){from + i + 1, 0, {m->header, m->header_length}, {m->body, m->body_length}};
    }
    asb_case_commit k = {.id = store_bytes(id), .expected = from, .record_count = count, .records = records, .summary = store_bytes("{}")};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    ck_assert_int_eq(w->store->table.commit(w->store->table.self, &data), ASB_OK);
}

static world *new_world(void) {
    world *w = calloc(1, sizeof *w);
    uint8_t previous[32];
    ck_assert_ptr_nonnull(w);
    fake_init(&w->files);
    w->files.can_map = 1;
    test_engine_begin(&w->engine);
    ck_assert_int_eq(asbi_store_journal_on(&w->store, w->engine.e, "journal", &w->files.table), ASB_OK);
    for (uint32_t seq = 1; seq <= RECORDS; seq++) make_record(w, seq, previous);
    for (uint32_t from = 0, count = 1; from < RECORDS; from += count, count = 1 + (count + 2) % 5) {
        if (count > RECORDS - from) count = RECORDS - from;
        commit(w, "A", from, count);
    }
    return w;
}

static void free_world(world *w) {
    asb_store_free(w->store);
    test_engine_end(&w->engine);
    fake_free(&w->files);
    for (uint32_t i = 0; i < RECORDS; i++) free(w->records[i].body);
    free(w);
}

static uint8_t *find(world *w, const char *bytes, size_t length) {
    for (uint64_t at = 0; at + length <= w->files.cache_size; at++)
        if (w->files.cache[at] == (uint8_t)bytes[0] && memcmp(w->files.cache + at, bytes, length) == 0) return w->files.cache + at;
    ck_abort_msg("the record is not in the file");
    return NULL;
}

static void is_sound(world *w) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_verify(&t, w->store, "A"), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), "{\"cases\":1,\"records\":40,\"erased\":0,\"damage\":[]}");
    asb_text_free(t);
}

static void is_named(world *w, uint32_t seq) {
    char name[64];
    asb_text *t = NULL;
    snprintf(name, sizeof name, "{\"case\":\"A\",\"seq\":%u,", (unsigned)seq);
    ck_assert_msg(asb_store_verify(&t, w->store, "A") == ASB_ECORRUPT, "record %u: not found", (unsigned)seq);
    ck_assert_msg(strstr(asb_text_data(t), name) != NULL, "record %u: %s", (unsigned)seq, asb_text_data(t));
    asb_text_free(t);
}

static void spoil(world *w, uint32_t seq, uint8_t *at, size_t length) {
    static const size_t parts[] = {0, 3, 7, 9};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        uint8_t *byte = at + (length - 1) * parts[i] / 9;
        *byte ^= 0x04;
        is_named(w, seq);
        *byte ^= 0x04;
    }
}

START_TEST(every_record_is_spoiled)
{
    world *w = new_world();
    is_sound(w);
    for (uint32_t seq = 1; seq <= RECORDS; seq++) {
        const made *m = &w->records[seq - 1];
        spoil(w, seq, find(w, m->header, m->header_length), m->header_length);
        spoil(w, seq, find(w, m->body, m->body_length), m->body_length);
    }
    is_sound(w);
    free_world(w);
}
END_TEST

/* Nothing says what the digest of the last header is to be: every byte of it, those that leave it a header as well. */
START_TEST(the_last_header_is_spoiled)
{
    world *w = new_world();
    for (uint32_t seq = RECORDS - 1; seq <= RECORDS; seq++) {
        const made *m = &w->records[seq - 1];
        uint8_t *at = find(w, m->header, m->header_length);
        for (size_t i = 0; i < m->header_length; i++) {
            at[i] ^= 1;
            is_named(w, seq);
            at[i] ^= 1;
        }
    }
    is_sound(w);
    free_world(w);
}
END_TEST

/* What the case is not is not looked at; of the whole journal, it is. */
START_TEST(another_case_is_spoiled)
{
    world *w = new_world();
    asb_text *t = NULL;
    static const char body[] = "{\"salt\":\"ffeeddccbbaa99887766554433221100\",\"text\":\"another\"}";
    asb_stored_record record = {1, 0, store_bytes("{}"), store_bytes(body)};
    asb_case_commit k = {.id = store_bytes("B"), .record_count = 1, .records = &record};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    ck_assert_int_eq(w->store->table.commit(w->store->table.self, &data), ASB_OK);
    find(w, body, sizeof body - 1)[20] ^= 1;
    is_sound(w);
    ck_assert_int_eq(asb_store_verify(&t, w->store, NULL), ASB_ECORRUPT);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "{\"case\":\"B\",\"seq\":1,"));
    ck_assert_ptr_null(strstr(asb_text_data(t), "{\"case\":\"A\""));
    asb_text_free(t);
    free_world(w);
}
END_TEST

Suite *asb_suite_store_verify_journal(void) {
    const TTest *const tests[] = {every_record_is_spoiled, the_last_header_is_spoiled, another_case_is_spoiled};

    return test_suite("store: verifying a case of a journal", tests, COUNT_OF(tests));
}
