/* Records as they are stored: headers and bodies, byte by byte, there and back. */
#include "record/record_parts.h"
#include "record_support.h"

Suite *asb_suite_record_bytes(void);

typedef struct bench {
    test_memory t;
    arena a;
    buffer out;
    fault f;
} bench;

static void begin(bench *b) {
    memset(b, 0, sizeof *b);
    test_memory_begin(&b->t);
    asbi_arena_init(&b->a, &b->t.memory);
    asbi_buffer_init(&b->out, &b->t.memory, 1 << 20);
}

static void finish(bench *b) {
    asbi_buffer_free(&b->out);
    asbi_arena_free(&b->a);
    test_memory_end(&b->t);
}

static json_value *read_json(bench *b, const char *json) {
    json_value *v = NULL;

    ck_assert_int_eq(asbi_json_parse(&v, &b->a, json, strlen(json), NULL, NULL), ASB_OK);
    return v;
}

#define ZEROS "00000000000000000000000000000000000000000000000000000000000000"
#define HEX_1 "01" ZEROS
#define HEX_2 "ab" ZEROS

static const char plain[] = "{\"at\":\"2026-03-02T09:00:00Z\",\"body\":\"" HEX_1 "\",\"by\":\"amy\",\"kind\":\"note\",\"previous\":\"" HEX_2
                            "\",\"recorded\":\"2026-03-02T09:00:00.001Z\",\"role\":\"CCC\",\"seq\":2}";
static const char full[] = "{\"at\":\"2026-03-02T09:00:00Z\",\"body\":\"" HEX_1
                           "\",\"breaches\":[\"closure-by-manager\",\"order-term\"],\"by\":\"a \\\"b\\\"\",\"case\":\"CASE/1\","
                           "\"duties\":[{\"duty\":\"d\"}],\"imported\":true,\"kind\":\"report\",\"policy\":{\"digest\":\"" HEX_2
                           "\",\"id\":\"p\",\"version\":\"1\"},\"recorded\":\"2026-03-02T09:00:00Z\",\"role\":\"CCC\",\"seq\":1}";

static record_header plain_header(void) {
    record_header h = {.seq = 2,
                       .kind = asbi_text("note"),
                       .at = TEST_NOW,
                       .recorded = TEST_NOW + 1,
                       .by = asbi_text("amy"),
                       .role = asbi_text("CCC"),
                       .body = {1},
                       .previous = {0xAB},
                       .has_previous = 1};

    return h;
}

static record_header full_header(bench *b) {
    record_header h = {.seq = 1,
                       .kind = asbi_text("report"),
                       .at = TEST_NOW,
                       .recorded = TEST_NOW,
                       .by = asbi_text("a \"b\""),
                       .role = asbi_text("CCC"),
                       .body = {1},
                       .imported = 1,
                       .case_id = asbi_text("CASE/1"),
                       .policy_id = asbi_text("p"),
                       .policy_version = asbi_text("1"),
                       .policy_digest = {0xAB}};

    h.breaches = read_json(b, "[\"closure-by-manager\",\"order-term\"]");
    h.duties = read_json(b, "[{\"duty\":\"d\"}]");
    return h;
}

static const char *write_header(bench *b, const record_header *h) {
    asbi_buffer_clear(&b->out);
    asbi_header_write(&b->out, h);
    ck_assert_int_eq(b->out.status, ASB_OK);
    return b->out.data;
}

START_TEST(header_bytes)
{
    bench b;
    record_header h;

    begin(&b);
    h = plain_header();
    ck_assert_str_eq(write_header(&b, &h), plain);
    h = full_header(&b);
    ck_assert_str_eq(write_header(&b, &h), full);
    asbi_buffer_clear(&b.out); /* they are canonical */
    asbi_json_write(&b.out, read_json(&b, full));
    ck_assert_str_eq(b.out.data, full);
    finish(&b);
}
END_TEST

START_TEST(headers_go_round)
{
    static const char *const headers[] = {plain, full};
    record_header h;
    bench b;

    begin(&b);
    for (size_t i = 0; i < COUNT_OF(headers); i++) {
        ck_assert_int_eq(asbi_header_read(&h, &b.a, asbi_text(headers[i]), NULL, &b.f), ASB_OK);
        ck_assert_str_eq(write_header(&b, &h), headers[i]);
    }
    finish(&b);
}
END_TEST

START_TEST(what_a_newer_library_wrote_is_kept)
{
    static const char newer[] = "{\"at\":\"2026-03-02T09:00:00Z\",\"body\":\"" HEX_1
                                "\",\"by\":\"amy\",\"kind\":\"weather\",\"mood\":{\"fair\":1},"
                                "\"recorded\":\"2026-03-02T09:00:00Z\",\"role\":\"CCC\",\"seq\":1}";
    record_header h;
    bench b;

    begin(&b);
    ck_assert_int_eq(asbi_header_read(&h, &b.a, asbi_text(newer), NULL, &b.f), ASB_OK);
    ck_assert(asbi_text_is(h.kind, "weather"));
    asbi_json_write(&b.out, h.unknown);
    ck_assert_str_eq(b.out.data, newer);
    finish(&b);
}
END_TEST

/* The plain header with one member put in another way, or left out. */
START_TEST(damaged_headers)
{
    static const struct {
        const char *key, *value; /* NULL: left out */
    } damages[] = {
        {"at", NULL},
        {"at", "5"},
        {"at", "\"2026-03-02\""},
        {"at", "\"2026-03-02T09:00\""},
        {"at", "\"2026-03-02T09:00+00:00\""},
        {"at", "\"2026-02-30T09:00Z\""},
        {"recorded", NULL},
        {"recorded", "null"},
        {"by", NULL},
        {"by", "\"\""},
        {"by", "\"\\ud800\""},
        {"role", NULL},
        {"role", "{}"},
        {"kind", NULL},
        {"kind", "\" \""},
        {"seq", NULL},
        {"seq", "0"},
        {"seq", "-1"},
        {"seq", "2.0"},
        {"seq", "4294967296"},
        {"seq", "\"2\""},
        {"body", NULL},
        {"body", "\"01\""},
        {"body", "\"0g" ZEROS "\""},
        {"body", "\"AB" ZEROS "\""},
        {"previous", NULL},
        {"previous", "\"\""},
        {"previous", "null"},
        {"imported", "false"},
        {"breaches", "{}"},
        {"breaches", "[1]"},
        {"duties", "\"x\""},
        {"case", "1"},
        {"policy", "{}"},
        {"policy", "\"p\""},
        {"policy", "{\"digest\":\"" HEX_1 "\",\"id\":\"p\"}"},
        {"policy", "{\"digest\":\"" HEX_1 "\",\"id\":1,\"version\":\"1\"}"},
    };

    for (size_t i = 0; i < COUNT_OF(damages); i++) {
        record_header h = {.seq = 77};
        json_value *header;
        bench b;
        begin(&b);
        header = read_json(&b, plain);
        asbi_json_remove(header, asbi_text(damages[i].key));
        if (damages[i].value != NULL) asbi_json_set(&b.a, header, asbi_text(damages[i].key), read_json(&b, damages[i].value));
        asbi_json_write(&b.out, header);
        if (damages[i].value != NULL && strcmp(damages[i].value, "2.0") == 0) /* which the canonical form would mend */
            ck_assert_int_eq(asbi_header_read(&h, &b.a, asbi_text(b.out.data), NULL, &b.f), ASB_OK);
        else
            ck_assert_msg(asbi_header_read(&h, &b.a, asbi_text(b.out.data), NULL, &b.f) == ASB_ECORRUPT && h.seq == 77 &&
                              strcmp(b.f.field, damages[i].key) == 0 && strcmp(b.f.message.code, "record-header") == 0,
                          "%zu %s", i, damages[i].key);
        finish(&b);
    }
}
END_TEST

START_TEST(bytes_that_are_no_json_are_damaged)
{
    static const char *const bad[] = {"", "{", "[]", "1", "{\"seq\":2,\"seq\":2}", "{}", "\xFF"};
    json_value *fields = NULL;
    record_header h;
    bench b;

    begin(&b);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        ck_assert_int_eq(asbi_header_read(&h, &b.a, asbi_text(bad[i]), NULL, &b.f), ASB_ECORRUPT);
        ck_assert_int_eq(b.f.status, ASB_ECORRUPT);
        ck_assert_int_eq(asbi_body_read(&fields, &b.a, asbi_text(bad[i]), NULL, &b.f), ASB_ECORRUPT);
        ck_assert_int_eq(b.f.status, ASB_ECORRUPT);
        ck_assert_ptr_null(fields);
    }
    finish(&b);
}
END_TEST

START_TEST(first_record_follows_nothing)
{
    record_header h = plain_header();
    bench b;

    begin(&b);
    h.seq = 1;
    ck_assert_int_eq(asbi_header_read(&h, &b.a, asbi_text(write_header(&b, &h)), NULL, &b.f), ASB_ECORRUPT);
    ck_assert_str_eq(b.f.field, "previous");
    h.has_previous = 0;
    ck_assert_int_eq(asbi_header_read(&h, &b.a, asbi_text(write_header(&b, &h)), NULL, &b.f), ASB_OK);
    finish(&b);
}
END_TEST

static int same_text(text a, text b) {
    return a.length == b.length && memcmp(a.length ? a.at : "", b.length ? b.at : "", a.length) == 0;
}

static int same_header(const record_header *a, const record_header *b) {
    return a->seq == b->seq && a->at == b->at && a->recorded == b->recorded && a->imported == b->imported &&
        a->has_previous == b->has_previous && same_text(a->kind, b->kind) && same_text(a->by, b->by) && same_text(a->role, b->role) &&
        same_text(a->case_id, b->case_id) && same_text(a->policy_id, b->policy_id) && same_text(a->policy_version, b->policy_version) &&
        memcmp(a->body, b->body, 32) == 0 && memcmp(a->previous, b->previous, 32) == 0 &&
        memcmp(a->policy_digest, b->policy_digest, 32) == 0;
}

/* What the quick reader takes, the general one takes as well, and alike. 1 where it was taken. */
static int compare_readers(bench *b, text bytes) {
    record_header quick, general;

    if (!asbi_header_scan(&quick, bytes)) return 0;
    ck_assert_msg(asbi_header_parse(&general, &b->a, bytes, NULL, &b->f) == ASB_OK && same_header(&quick, &general), "%.*s",
                  (int)bytes.length, bytes.at);
    ck_assert_int_eq(asbi_header_read(&quick, &b->a, bytes, NULL, &b->f), ASB_OK);
    ck_assert(same_header(&quick, &general));
    return 1;
}

static record_header first_header(void) {
    record_header h = plain_header();

    h.seq = 1;
    h.has_previous = 0;
    h.imported = 1;
    h.case_id = asbi_text("CASE/1");
    h.policy_id = asbi_text("p");
    h.policy_version = asbi_text("1");
    return h;
}

/* Each byte of it replaced by each other, left out, and put twice; each beginning of it. */
static uint32_t damage_all(bench *b, const char *header) {
    size_t length = strlen(header);
    uint32_t taken = 0;
    char *copy = malloc(length + 1);

    for (size_t i = 0; i < length; i++) {
        arena_mark mark = asbi_arena_mark(&b->a);
        memcpy(copy, header, length);
        for (unsigned byte = 0; byte < 256; byte++) {
            copy[i] = (char)byte;
            taken += (uint32_t)compare_readers(b, (text){copy, length});
        }
        memcpy(copy + i, header + i + 1, length - i - 1);
        taken += (uint32_t)compare_readers(b, (text){copy, length - 1});
        memcpy(copy + i, header + i, 1);
        memcpy(copy + i + 1, header + i, length - i);
        taken += (uint32_t)compare_readers(b, (text){copy, length + 1});
        memcpy(copy, header, length);
        ck_assert(!asbi_header_scan(&(record_header){0}, (text){copy, i}));
        asbi_arena_rewind(&b->a, mark);
    }
    free(copy);
    return taken;
}

START_TEST(both_readers_agree)
{
    record_header headers[] = {plain_header(), first_header()};
    bench b;

    begin(&b);
    for (size_t i = 0; i < COUNT_OF(headers); i++) {
        char *header = strdup(write_header(&b, &headers[i]));
        ck_assert_int_eq(compare_readers(&b, asbi_text(header)), 1);
        ck_assert_uint_gt(damage_all(&b, header), 1000); /* digits and names that are others, and well formed */
        free(header);
    }
    ck_assert(!asbi_header_scan(&headers[0], asbi_text(full)));
    finish(&b);
}
END_TEST

static const uint8_t salt[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xFF};
#define SALT_HEX "000102030405060708090a0b0c0d0eff"

START_TEST(bodies_go_round)
{
    static const struct {
        const char *fields, *body;
    } cases[] = {
        {"{}", "{\"salt\":\"" SALT_HEX "\"}"},
        {"{\"text\":\"t\",\"note\":\"n\",\"x-a\":{\"z\":[1,2.50],\"b\":null}}",
         "{\"note\":\"n\",\"salt\":\"" SALT_HEX "\",\"text\":\"t\",\"x-a\":{\"b\":null,\"z\":[1,2.5]}}"},
        {"{\"sal\":1,\"salty\":2,\"Salt\":3}", "{\"Salt\":3,\"sal\":1,\"salt\":\"" SALT_HEX "\",\"salty\":2}"},
    };
    json_value *fields, *read;
    bench b;

    begin(&b);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        fields = read_json(&b, cases[i].fields);
        asbi_buffer_clear(&b.out);
        asbi_body_write(&b.out, fields, salt);
        ck_assert_str_eq(b.out.data, cases[i].body);
        ck_assert_int_eq(asbi_body_read(&read, &b.a, asbi_text(b.out.data), NULL, &b.f), ASB_OK);
        ck_assert(asbi_json_equal(read, fields));
        ck_assert_ptr_null(asbi_json_get(read, "salt"));
    }
    asbi_buffer_clear(&b.out);
    asbi_body_write(&b.out, NULL, salt);
    ck_assert_str_eq(b.out.data, cases[0].body);
    finish(&b);
}
END_TEST

START_TEST(damaged_bodies)
{
    static const char *const bad[] = {"{\"text\":\"t\"}", "{\"salt\":1}", "{\"salt\":\"00\"}",
                                      "{\"salt\":\"zz0102030405060708090a0b0c0d0eff\"}"};
    json_value *fields = NULL;
    bench b;

    begin(&b);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        ck_assert_int_eq(asbi_body_read(&fields, &b.a, asbi_text(bad[i]), NULL, &b.f), ASB_ECORRUPT);
        ck_assert_str_eq(b.f.message.code, "record-body");
        ck_assert_ptr_null(fields);
    }
    finish(&b);
}
END_TEST

START_TEST(failures)
{
    uint64_t n = 0;
    int32_t failed;

    do {
        json_value *fields = NULL;
        record_header h;
        int32_t status;
        bench b;
        begin(&b);
        test_memory_fail(&b.t, ++n, 0);
        status = asbi_header_read(&h, &b.a, asbi_text(full), NULL, &b.f);
        if (status == ASB_OK) {
            asbi_header_write(&b.out, &h);
            asbi_body_write(&b.out, h.unknown, salt);
            status = b.out.status;
        }
        if (status == ASB_OK) status = asbi_body_read(&fields, &b.a, asbi_text("{\"a\":[1,2],\"salt\":\"" SALT_HEX "\"}"), NULL, &b.f);
        failed = b.t.failures;
        ck_assert_int_eq(status, failed > 0 ? ASB_ENOMEM : ASB_OK);
        finish(&b);
    } while (failed > 0);
    ck_assert_uint_gt(n, 4);
}
END_TEST

Suite *asb_suite_record_bytes(void) {
    const TTest *const tests[] = {header_bytes,
                                  headers_go_round,
                                  what_a_newer_library_wrote_is_kept,
                                  damaged_headers,
                                  bytes_that_are_no_json_are_damaged,
                                  first_record_follows_nothing,
                                  both_readers_agree,
                                  bodies_go_round,
                                  damaged_bodies,
                                  failures};

    return test_suite("record bytes", tests, COUNT_OF(tests));
}
