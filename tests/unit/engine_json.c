/* JSON for hosts: documents, cursors, canonical form. */
#include "record_support.h"

#include <asb/json.h>

Suite *asb_suite_engine_json(void);

static const char whole[] =
    "{\"a\": [1, 2.50, \"x\\u00e9\"], \n \"b\": {\"c\": null, \"d\": true, \"e\": false}, \"\": \"\", \"n\\u0000l\": -0}";

static asb_json *parsed(test_engine *b, const char *json) {
    asb_json *document = NULL;

    ck_assert_msg(asb_json_parse(&document, b->e, json, strlen(json)) == ASB_OK, "%s: %s", json, asb_error_message(b->e));
    return document;
}

static void writes(const asb_json *value, const char *expected) {
    asb_text *t = NULL;

    ck_assert_int_eq(asb_json_write(&t, value), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), expected);
    ck_assert_uint_eq(asb_text_length(t), strlen(expected));
    asb_text_free(t);
}

START_TEST(types_are_told)
{
    static const int32_t types[] = {ASB_JSON_NULL, ASB_JSON_FALSE, ASB_JSON_TRUE,  ASB_JSON_NUMBER,
                                    ASB_JSON_TEXT, ASB_JSON_LIST,  ASB_JSON_OBJECT};
    test_engine b;
    asb_json *document;
    const asb_json *v;
    uint32_t i = 0;

    test_engine_begin(&b);
    document = parsed(&b, "[null,false,true,1,\"\",[],{}]");
    ck_assert_int_eq(asb_json_type(document), ASB_JSON_LIST);
    ck_assert_uint_eq(asb_json_count(document), COUNT_OF(types));
    for (v = asb_json_at(document, 0); v != NULL; v = asb_json_next(v)) {
        ck_assert_int_eq(asb_json_type(v), types[i]);
        ck_assert_ptr_eq(asb_json_at(document, i), v);
        ck_assert_uint_eq(asb_json_count(v), 0);
        ck_assert_ptr_null(asb_json_key(v, NULL));
        i++;
    }
    ck_assert_uint_eq(i, COUNT_OF(types));
    ck_assert_ptr_null(asb_json_at(document, i));
    asb_json_free(document);
    test_engine_end(&b);
}
END_TEST

START_TEST(members_are_found)
{
    test_engine b;
    asb_json *document;
    const asb_json *a;
    size_t length = 9;

    test_engine_begin(&b);
    document = parsed(&b, whole);
    ck_assert_uint_eq(asb_json_count(document), 4);
    a = asb_json_get(document, "a");
    ck_assert_str_eq(asb_json_key(a, &length), "a");
    ck_assert_uint_eq(length, 1);
    ck_assert_str_eq(asb_json_text(asb_json_at(a, 1), &length), "2.50");
    ck_assert_uint_eq(length, 4);
    ck_assert_str_eq(asb_json_text(asb_json_at(a, 2), NULL), "x\xC3\xA9");
    ck_assert_int_eq(asb_json_type(asb_json_get(asb_json_get(document, "b"), "c")), ASB_JSON_NULL);
    ck_assert_str_eq(asb_json_text(asb_json_get(document, ""), &length), "");
    ck_assert_uint_eq(length, 0);
    ck_assert_ptr_nonnull(asb_json_key(asb_json_at(document, 3), &length));
    ck_assert_uint_eq(length, 3);
    ck_assert_ptr_null(asb_json_get(document, "z"));
    ck_assert_ptr_null(asb_json_get(a, "a"));
    ck_assert_ptr_null(asb_json_get(document, NULL));
    asb_json_free(document);
    test_engine_end(&b);
}
END_TEST

START_TEST(nothing_is_asked_of_nothing)
{
    size_t length = 9;
    int64_t number = 9;

    ck_assert_int_eq(asb_json_type(NULL), 0);
    ck_assert_uint_eq(asb_json_count(NULL), 0);
    ck_assert_ptr_null(asb_json_get(NULL, "a"));
    ck_assert_ptr_null(asb_json_at(NULL, 0));
    ck_assert_ptr_null(asb_json_next(NULL));
    ck_assert_ptr_null(asb_json_text(NULL, &length));
    ck_assert_uint_eq(length, 0);
    length = 9;
    ck_assert_ptr_null(asb_json_key(NULL, &length));
    ck_assert_uint_eq(length, 0);
    ck_assert_int_eq(asb_json_integer(&number, NULL), ASB_ABSENT);
    ck_assert_int_eq(number, 0);
    ck_assert_uint_eq(asb_json_line(NULL), 0);
    ck_assert_uint_eq(asb_json_column(NULL), 0);
    ck_assert_int_eq(asb_json_write(NULL, NULL), ASB_EARGUMENT);
    asb_json_free(NULL);
}
END_TEST

START_TEST(whole_numbers_are_read)
{
    static const struct {
        const char *json;
        int32_t status;
        int64_t number;
    } rows[] = {{"0", ASB_OK, 0},
                {"-17", ASB_OK, -17},
                {"9007199254740991", ASB_OK, 9007199254740991},
                {"9007199254740992", ASB_ABSENT, 0},
                {"1.0", ASB_ABSENT, 0},
                {"1e2", ASB_ABSENT, 0},
                {"\"1\"", ASB_ABSENT, 0},
                {"true", ASB_ABSENT, 0}};
    test_engine b;

    test_engine_begin(&b);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        asb_json *document = parsed(&b, rows[i].json);
        int64_t number = 5;
        ck_assert_int_eq(asb_json_integer(&number, document), rows[i].status);
        ck_assert_int_eq(number, rows[i].number);
        ck_assert_int_eq(asb_json_integer(NULL, document), ASB_EARGUMENT);
        asb_json_free(document);
    }
    test_engine_end(&b);
}
END_TEST

START_TEST(places_are_told)
{
    test_engine b;
    asb_json *document;

    test_engine_begin(&b);
    document = parsed(&b, whole);
    ck_assert_uint_eq(asb_json_line(document), 1);
    ck_assert_uint_eq(asb_json_column(document), 1);
    ck_assert_uint_eq(asb_json_line(asb_json_get(document, "b")), 2);
    ck_assert_uint_eq(asb_json_column(asb_json_get(document, "b")), 7);
    asb_json_free(document);
    test_engine_end(&b);
}
END_TEST

START_TEST(values_are_written_canonically)
{
    test_engine b;
    asb_json *document;
    asb_text *t = NULL;

    test_engine_begin(&b);
    document = parsed(&b, whole);
    writes(asb_json_get(document, "a"), "[1,2.5,\"x\xC3\xA9\"]");
    writes(asb_json_get(asb_json_get(document, "b"), "c"), "null");
    writes(document, "{\"\":\"\",\"a\":[1,2.5,\"x\xC3\xA9\"],\"b\":{\"c\":null,\"d\":true,\"e\":false},\"n\\u0000l\":0}");
    ck_assert_int_eq(asb_json_write(NULL, document), ASB_EARGUMENT);
    ck_assert_int_eq(asb_json_canonical(&t, b.e, " [ 1.0 ] ", 9), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), "[1]");
    asb_text_free(t);
    asb_json_free(document);
    test_engine_end(&b);
}
END_TEST

START_TEST(what_is_no_json_is_refused)
{
    test_engine b;
    asb_json *document = NULL;
    asb_text *t = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_json_parse(&document, b.e, "{\"a\":1,\n\"a\":2}", 14), ASB_EJSON);
    ck_assert_uint_eq(asb_error_line(b.e), 2);
    ck_assert_int_eq(asb_json_canonical(&t, b.e, "[1,]", 4), ASB_EJSON);
    ck_assert_uint_eq(asb_error_line(b.e), 1);
    ck_assert_int_eq(asb_json_parse(&document, b.e, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_json_parse(NULL, b.e, "1", 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_json_parse(&document, NULL, "1", 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_json_canonical(NULL, b.e, "1", 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_json_canonical(&t, b.e, NULL, 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_json_canonical(&t, NULL, "1", 1), ASB_EARGUMENT);
    ck_assert_ptr_null(document);
    ck_assert_ptr_null(t);
    test_engine_end(&b);
}
END_TEST

/* A document that is open `depth` times at once. */
static int32_t parse_deep(test_engine *b, size_t depth) {
    char json[512];
    asb_json *document = NULL;
    int32_t status;

    memset(json, '[', depth);
    memset(json + depth, ']', depth);
    status = asb_json_parse(&document, b->e, json, 2 * depth);
    asb_json_free(document);
    return status;
}

START_TEST(limits_hold)
{
    test_engine b;
    asb_json *document = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(parse_deep(&b, 100), ASB_OK);
    ck_assert_int_ne(parse_deep(&b, 101), ASB_OK);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "document-depth", 3), ASB_OK);
    ck_assert_int_eq(parse_deep(&b, 3), ASB_OK);
    ck_assert_int_ne(parse_deep(&b, 4), ASB_OK);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "document-bytes", 4), ASB_OK);
    ck_assert_int_eq(asb_json_parse(&document, b.e, "12345", 5), ASB_ELIMIT);
    test_engine_end(&b);
}
END_TEST

START_TEST(documents_are_freed_in_any_order)
{
    test_engine b;
    asb_json *document, *inner;

    test_engine_begin(&b);
    document = parsed(&b, whole);
    inner = (asb_json *)(uintptr_t)asb_json_get(document, "a");
    asb_json_free(inner); /* a value within does nothing */
    ck_assert_uint_eq(asb_json_count(asb_json_get(document, "a")), 3);
    asb_engine_free(b.e);
    ck_assert_uint_eq(asb_json_count(document), 4);
    asb_json_free(document);
    ck_assert_uint_eq(b.t.blocks, 0);
}
END_TEST

/* ---- without memory */

static int32_t make_document(asb_engine *e) {
    asb_json *document = NULL;
    int32_t status = asb_json_parse(&document, e, whole, sizeof whole - 1);

    ck_assert((document != NULL) == (status == ASB_OK));
    asb_json_free(document);
    return status;
}

static int32_t make_canonical(asb_engine *e) {
    asb_text *t = NULL;
    int32_t status = asb_json_canonical(&t, e, whole, sizeof whole - 1);

    ck_assert((t != NULL) == (status == ASB_OK));
    asb_text_free(t);
    return status;
}

START_TEST(failures_make_nothing)
{
    static int32_t (*const makers[])(asb_engine * e) = {make_document, make_canonical};

    for (size_t i = 0; i < 2 * COUNT_OF(makers); i++) {
        uint64_t n = 0;
        int32_t failures;
        do {
            test_engine b;
            test_engine_begin(&b);
            test_memory_fail(&b.t, ++n, i % 2);
            ck_assert_int_eq(makers[i / 2](b.e), b.t.failures > 0 ? ASB_ENOMEM : ASB_OK);
            failures = b.t.failures;
            test_memory_fail(&b.t, 0, 0);
            test_engine_end(&b);
        } while (failures > 0);
        ck_assert_uint_gt(n, 2);
    }
}
END_TEST

START_TEST(a_failed_write_changes_nothing)
{
    uint64_t n = 0;
    int32_t failures;

    do {
        test_engine b;
        asb_json *document;
        asb_text *t = NULL;
        test_engine_begin(&b);
        document = parsed(&b, whole);
        test_memory_fail(&b.t, ++n, 0);
        ck_assert_int_eq(asb_json_write(&t, document), b.t.failures > 0 ? ASB_ENOMEM : ASB_OK);
        failures = b.t.failures;
        test_memory_fail(&b.t, 0, 0);
        ck_assert_int_eq(t != NULL, failures == 0);
        asb_text_free(t);
        asb_json_free(document);
        test_engine_end(&b);
    } while (failures > 0);
    ck_assert_uint_gt(n, 1);
}
END_TEST

Suite *asb_suite_engine_json(void) {
    const TTest *const tests[] = {types_are_told,
                                  members_are_found,
                                  nothing_is_asked_of_nothing,
                                  whole_numbers_are_read,
                                  places_are_told,
                                  values_are_written_canonically,
                                  what_is_no_json_is_refused,
                                  limits_hold,
                                  documents_are_freed_in_any_order,
                                  failures_make_nothing,
                                  a_failed_write_changes_nothing};

    return test_suite("engine json", tests, COUNT_OF(tests));
}
