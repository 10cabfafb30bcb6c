/* Records: building them, reading them back, and as JSON. */
#include "record/record.h"
#include "record_support.h"

Suite *asb_suite_record_build(void);

static const char *text_of(const asb_record *r, const char *field) {
    const char *value = "?";
    size_t length = 99;
    int32_t status = asb_record_get_text(&value, &length, r, field);

    ck_assert_int_eq(status, value == NULL ? ASB_ABSENT : ASB_OK);
    ck_assert_uint_eq(length, value == NULL ? 0 : strlen(value));
    return value;
}

static const char *json_of(asb_record *r, const char *field) {
    const char *json = "?";
    size_t length = 99;
    int32_t status = asb_record_get_json(&json, &length, r, field);

    ck_assert_int_eq(status, json == NULL ? ASB_ABSENT : ASB_OK);
    ck_assert_uint_eq(length, json == NULL ? 0 : strlen(json));
    return json;
}

static void set_json(asb_record *r, const char *field, const char *json) {
    ck_assert_int_eq(asb_record_set_json(r, field, json, strlen(json)), ASB_OK);
}

static void is_json(const asb_record *r, const char *expected) {
    char *json = test_json(r);

    ck_assert_str_eq(json, expected);
    free(json);
}

START_TEST(a_new_record_is_empty)
{
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_record_new(&r, b.e, "report"), ASB_OK);
    ck_assert_str_eq(asb_record_kind(r), "report");
    ck_assert_str_eq(asb_record_by(r), "");
    ck_assert_str_eq(asb_record_role(r), "");
    ck_assert_uint_eq(asb_record_seq(r), 0);
    ck_assert(asb_record_at(r) == INT64_MIN && asb_record_recorded(r) == INT64_MIN);
    ck_assert_int_eq(asb_record_erased(r), 0);
    ck_assert_uint_eq(asb_record_field_count(r), 0);
    ck_assert_ptr_null(asb_record_field_name(r, 0));
    is_json(r, "{\"fields\":{},\"kind\":\"report\"}");
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(getters_mirror_setters)
{
    test_engine b;
    asb_record *r = NULL;
    int32_t flag = 7;
    int64_t number = 7;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_record_new(&r, b.e, "evidence"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "type", "photo"), ASB_OK);
    ck_assert_int_eq(asb_record_set_flag(r, "shows_asb", 17), ASB_OK);
    ck_assert_int_eq(asb_record_set_flag(r, "read_and_agreed", 0), ASB_OK);
    ck_assert_int_eq(asb_record_set_number(r, "size", INT64_C(9007199254740991)), ASB_OK);
    ck_assert_int_eq(asb_record_set_number(r, "x-below", -3), ASB_OK);
    set_json(r, "corroborates", " [ 2, 1 ] ");
    ck_assert_str_eq(text_of(r, "type"), "photo");
    ck_assert_int_eq(asb_record_get_flag(&flag, r, "shows_asb"), ASB_OK);
    ck_assert_int_eq(flag, 1);
    ck_assert_int_eq(asb_record_get_flag(&flag, r, "read_and_agreed"), ASB_OK);
    ck_assert_int_eq(flag, 0);
    ck_assert_int_eq(asb_record_get_number(&number, r, "size"), ASB_OK);
    ck_assert(number == INT64_C(9007199254740991));
    ck_assert_int_eq(asb_record_get_number(&number, r, "x-below"), ASB_OK);
    ck_assert(number == -3);
    ck_assert_str_eq(json_of(r, "corroborates"), "[2,1]");
    ck_assert_str_eq(json_of(r, "type"), "\"photo\"");
    ck_assert_uint_eq(asb_record_field_count(r), 6);
    ck_assert_str_eq(asb_record_field_name(r, 5), "corroborates");
    ck_assert_ptr_null(asb_record_field_name(r, 6));
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(what_is_not_there_is_absent)
{
    test_engine b;
    asb_record *r;
    int32_t flag = 7;
    int64_t number = 7;

    test_engine_begin(&b);
    r = test_record(&b, "{\"kind\":\"note\",\"fields\":{\"text\":\"t\",\"x-n\":null,\"x-f\":1.5,\"x-l\":[1,2],\"x-m\":[1,\"two\"]}}");
    ck_assert_ptr_null(text_of(r, "note"));
    ck_assert_ptr_null(text_of(r, "x-n"));
    ck_assert_ptr_null(text_of(r, "x-l"));
    ck_assert_str_eq(text_of(r, "x-m"), "two");
    ck_assert_ptr_null(json_of(r, "note"));
    ck_assert_str_eq(json_of(r, "x-n"), "null");
    ck_assert_int_eq(asb_record_get_flag(&flag, r, "text"), ASB_ABSENT);
    ck_assert_int_eq(flag, 0);
    ck_assert_int_eq(asb_record_get_number(&number, r, "x-f"), ASB_ABSENT);
    ck_assert(number == 0);
    ck_assert_int_eq(asb_record_unset(r, "text"), ASB_OK);
    ck_assert_int_eq(asb_record_unset(r, "text"), ASB_ABSENT);
    ck_assert_uint_eq(asb_record_field_count(r), 4);
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(setting_replaces)
{
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_record_new(&r, b.e, "note"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "text", "one"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "x-a", "a"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "text", "two"), ASB_OK);
    ck_assert_uint_eq(asb_record_field_count(r), 2);
    ck_assert_str_eq(asb_record_field_name(r, 0), "text");
    ck_assert_str_eq(text_of(r, "text"), "two");
    ck_assert_int_eq(asb_record_set_actor(r, "amy", "CCC"), ASB_OK);
    ck_assert_int_eq(asb_record_set_actor(r, "ben", "CHM"), ASB_OK);
    ck_assert_str_eq(asb_record_by(r), "ben");
    ck_assert_str_eq(asb_record_role(r), "CHM");
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(texts_are_added_to_lists)
{
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_record_new(&r, b.e, "party"), ASB_OK);
    ck_assert_int_eq(asb_record_add_text(r, "as", "complainant"), ASB_OK);
    ck_assert_str_eq(json_of(r, "as"), "[\"complainant\"]");
    ck_assert_int_eq(asb_record_add_text(r, "as", "victim"), ASB_OK);
    ck_assert_str_eq(json_of(r, "as"), "[\"complainant\",\"victim\"]");
    ck_assert_str_eq(text_of(r, "as"), "complainant");
    ck_assert_int_eq(asb_record_set_text(r, "adjustments", "large print"), ASB_OK);
    ck_assert_int_eq(asb_record_add_text(r, "adjustments", "calls after ten"), ASB_OK);
    ck_assert_str_eq(json_of(r, "adjustments"), "[\"large print\",\"calls after ten\"]");
    ck_assert_int_eq(asb_record_set_flag(r, "known", 1), ASB_OK);
    ck_assert_int_eq(asb_record_add_text(r, "known", "yes"), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "known");
    ck_assert_str_eq(asb_error_code(b.e), "record-add-text");
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(lists_are_read_item_by_item)
{
    test_engine b;
    asb_record *r;
    const char *t;
    size_t length;

    test_engine_begin(&b);
    r = test_record(
        &b,
        "{\"kind\":\"opening\",\"fields\":{\"categories\":[\"noise\",\"pets\"],\"hate\":true,\"x-n\":[1,\"two\"],\"location\":\"Here\"}}");
    ck_assert_uint_eq(asb_record_count(r, "categories"), 2);
    ck_assert_uint_eq(asb_record_count(r, "hate"), 1);
    ck_assert_uint_eq(asb_record_count(r, "reference"), 0);
    ck_assert_uint_eq(asb_record_count(NULL, "hate"), 0);
    ck_assert_int_eq(asb_record_get_text_at(&t, &length, r, "categories", 1), ASB_OK);
    ck_assert_str_eq(t, "pets");
    ck_assert_uint_eq(length, 4);
    ck_assert_int_eq(asb_record_get_text_at(&t, NULL, r, "location", 0), ASB_OK);
    ck_assert_str_eq(t, "Here");
    ck_assert_int_eq(asb_record_get_text_at(&t, &length, r, "categories", 2), ASB_ABSENT);
    ck_assert_ptr_null(t);
    ck_assert_uint_eq(length, 0);
    ck_assert_int_eq(asb_record_get_text_at(&t, NULL, r, "location", 1), ASB_ABSENT);
    ck_assert_int_eq(asb_record_get_text_at(&t, NULL, r, "x-n", 0), ASB_ABSENT); /* no text */
    ck_assert_int_eq(asb_record_get_text_at(&t, NULL, r, "x-n", 1), ASB_OK);
    ck_assert_int_eq(asb_record_get_text_at(&t, NULL, r, "reference", 0), ASB_ABSENT);
    ck_assert_int_eq(asb_record_get_text_at(NULL, NULL, r, "location", 0), ASB_EARGUMENT);
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(times)
{
    static const struct {
        const char *at;
        int64_t instant;
    } good[] = {{"2026-03-02T09:00:00Z", TEST_NOW},
                {"2026-03-02T09:00", TEST_NOW},
                {"2026-03-02T10:00+01:00", TEST_NOW},
                {"2026-03-02", TEST_NOW - INT64_C(32400000)},
                {"2026-07-01", INT64_C(1782860400000)}};
    static const char *const bad[] = {"", " ", "yesterday", "2026-02-29", "2026-3-2", "2026-03-02T24:00", "2026-03-02T09:00:60Z"};
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_record_new(&r, b.e, "note"), ASB_OK);
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        ck_assert_int_eq(asb_record_set_at(r, good[i].at), ASB_OK);
        ck_assert_msg(asb_record_at(r) == good[i].instant, "%s", good[i].at);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        ck_assert_int_eq(asb_record_set_at(r, bad[i]), ASB_EINVALID);
        ck_assert_str_eq(asb_error_field(b.e), "at");
        ck_assert(asb_record_at(r) == good[COUNT_OF(good) - 1].instant);
    }
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

/* Each is refused, named, and leaves the record as it was. */
START_TEST(texts_are_judged_at_the_door)
{
    static const char *const bad[] = {"", " \t\r\n", "\xFF", "a\xED\xA0\x80", "\xC0\xAF"};
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        ck_assert_int_eq(asb_record_new(&r, b.e, bad[i]), ASB_EINVALID);
        ck_assert_str_eq(asb_error_field(b.e), "kind");
        ck_assert_ptr_null(r);
    }
    r = test_record(&b, "{\"kind\":\"note\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":{\"text\":\"t\"}}");
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        ck_assert_int_eq(asb_record_set_text(r, "text", bad[i]), ASB_EINVALID);
        ck_assert_str_eq(asb_error_field(b.e), "text");
        ck_assert_int_eq(asb_record_add_text(r, "text", bad[i]), ASB_EINVALID);
        ck_assert_int_eq(asb_record_set_text(r, bad[i], "x"), ASB_EINVALID);
        ck_assert_int_eq(asb_record_set_actor(r, bad[i], "CCC"), ASB_EINVALID);
        ck_assert_str_eq(asb_error_field(b.e), "by");
        ck_assert_int_eq(asb_record_set_actor(r, "ben", bad[i]), ASB_EINVALID);
        ck_assert_str_eq(asb_error_field(b.e), "role");
    }
    ck_assert_int_eq(asb_record_set_number(r, "x-n", INT64_C(9007199254740992)), ASB_EINVALID);
    ck_assert_int_eq(asb_record_set_number(r, "x-n", INT64_C(-9007199254740992)), ASB_EINVALID);
    is_json(r, "{\"by\":\"amy\",\"fields\":{\"text\":\"t\"},\"kind\":\"note\",\"role\":\"CCC\"}");
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(long_texts)
{
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "text-bytes", 8), ASB_OK);
    ck_assert_int_eq(asb_record_new(&r, b.e, "note"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "text", "12345678"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "text", "123456789"), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_field(b.e), "text");
    ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "limit of 8 bytes"));
    ck_assert_int_eq(asb_record_add_text(r, "text", "123456789"), ASB_ELIMIT);
    ck_assert_int_eq(asb_record_set_text(r, "123456789", "x"), ASB_ELIMIT);
    ck_assert_int_eq(asb_record_set_actor(r, "123456789", "CCC"), ASB_ELIMIT);
    ck_assert_int_eq(asb_record_set_json(r, "x-l", "[1,{\"a\":[\"123456789\"]}]", 23), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_field(b.e), "x-l");
    ck_assert_int_eq(asb_record_set_json(r, "x-l", "{\"123456789\":1}", 15), ASB_ELIMIT);
    ck_assert_int_eq(asb_record_set_json(r, "x-l", "[\"12345678\",2]", 14), ASB_OK);
    asb_record_free(r);
    ck_assert_int_eq(asb_record_parse(&r, b.e, "{\"kind\":\"note\",\"fields\":{\"x-b\":\"1\",\"x-a\":\"123456789\"}}", 54), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_field(b.e), "x-a");
    test_engine_end(&b);
}
END_TEST

START_TEST(json_values)
{
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "document-depth", 4), ASB_OK);
    ck_assert_int_eq(asb_record_new(&r, b.e, "note"), ASB_OK);
    set_json(r, "x-a", "[[1]]"); /* with the record and its fields around it as deep as can be read */
    ck_assert_int_eq(asb_record_set_json(r, "x-a", "[[[1]]]", 7), ASB_ELIMIT);
    ck_assert_int_eq(asb_record_set_json(r, "x-a", "[1,", 3), ASB_EJSON);
    ck_assert_str_eq(asb_error_field(b.e), "x-a");
    ck_assert_uint_eq(asb_error_line(b.e), 1);
    ck_assert_str_eq(json_of(r, "x-a"), "[[1]]");
    set_json(r, "x-b", "null");
    set_json(r, "x-c", "1e2");
    is_json(r, "{\"fields\":{\"x-a\":[[1]],\"x-b\":null,\"x-c\":100},\"kind\":\"note\"}");
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(a_record_as_json_goes_round)
{
    static const char canonical[] = "{\"at\":\"2026-03-02T09:00:00Z\",\"by\":\"amy\",\"fields\":{\"summary\":\"Loud "
                                    "\\\"music\\\"\",\"x-z\":[1,{\"a\":null}]},\"kind\":\"report\",\"role\":\"CCC\"}";
    test_engine b;
    asb_record *r;

    test_engine_begin(&b);
    r = test_record(&b, canonical);
    is_json(r, canonical);
    asb_record_free(r);
    r = test_record(&b, " {\"seq\":3,\"recorded\":\"2026-03-03T09:00:00.5Z\",\"kind\":\"x-visit\",\"at\":\"2026-03-02\"} ");
    ck_assert_uint_eq(asb_record_seq(r), 0);
    is_json(r, "{\"at\":\"2026-03-02T00:00:00Z\",\"fields\":{},\"kind\":\"x-visit\"}");
    r->seq = 3; /* as one read from a case */
    r->recorded = TEST_NOW + 500;
    is_json(r, "{\"at\":\"2026-03-02T00:00:00Z\",\"fields\":{},\"kind\":\"x-visit\",\"recorded\":\"2026-03-02T09:00:00.500Z\",\"seq\":3}");
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

START_TEST(json_that_is_no_record)
{
    static const struct {
        const char *json, *field;
        int32_t status;
    } bad[] = {
        {"", "", ASB_EJSON},
        {"{\"kind\":\"note\"", "", ASB_EJSON},
        {"{\"kind\":\"note\",\"kind\":\"note\"}", "", ASB_EJSON},
        {"[]", "", ASB_EINVALID},
        {"{}", "kind", ASB_EINVALID},
        {"{\"kind\":1}", "kind", ASB_EINVALID},
        {"{\"kind\":\" \"}", "kind", ASB_EINVALID},
        {"{\"kind\":\"a\\u0000\"}", "kind", ASB_EINVALID},
        {"{\"kind\":\"a\\ud800\"}", "kind", ASB_EINVALID},
        {"{\"kind\":\"note\",\"at\":5}", "at", ASB_EINVALID},
        {"{\"kind\":\"note\",\"at\":\"2026-02-30\"}", "at", ASB_EINVALID},
        {"{\"kind\":\"note\",\"by\":null}", "by", ASB_EINVALID},
        {"{\"kind\":\"note\",\"by\":\"\"}", "by", ASB_EINVALID},
        {"{\"kind\":\"note\",\"role\":[]}", "role", ASB_EINVALID},
        {"{\"kind\":\"note\",\"fields\":[]}", "fields", ASB_EINVALID},
        {"{\"kind\":\"note\",\"seq\":0}", "seq", ASB_EINVALID},
        {"{\"kind\":\"note\",\"seq\":1.5}", "seq", ASB_EINVALID},
        {"{\"kind\":\"note\",\"recorded\":1}", "recorded", ASB_EINVALID},
        {"{\"kind\":\"note\",\"recorded\":\"now\"}", "recorded", ASB_EINVALID},
        {"{\"kind\":\"note\",\"text\":\"t\"}", "text", ASB_EINVALID},
    };
    test_engine b;
    asb_record *r = NULL;

    test_engine_begin(&b);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        ck_assert_msg(asb_record_parse(&r, b.e, bad[i].json, strlen(bad[i].json)) == bad[i].status, "%s", bad[i].json);
        ck_assert_str_eq(asb_error_field(b.e), bad[i].field);
        ck_assert_msg(asb_error_message(b.e)[0] != '\0' && asb_error_code(b.e)[0] != '\0', "%s", bad[i].json);
        ck_assert_ptr_null(r);
    }
    test_engine_end(&b);
}
END_TEST

START_TEST(arguments)
{
    test_engine b;
    asb_record *r = NULL;
    asb_text *t = NULL;
    const char *value = NULL;
    int32_t flag;
    int64_t number;

    test_engine_begin(&b);
    ck_assert_int_eq(asb_record_new(&r, NULL, "note"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_new(NULL, b.e, "note"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_new(&r, b.e, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_parse(&r, NULL, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_parse(NULL, b.e, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_parse(&r, b.e, NULL, 0), ASB_EARGUMENT);
    ck_assert_ptr_null(r);
    ck_assert_int_eq(asb_record_new(&r, b.e, "note"), ASB_OK);
    ck_assert_int_eq(asb_record_set_actor(NULL, "amy", "CCC"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_actor(r, NULL, "CCC"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_actor(r, "amy", NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_at(NULL, "2026-01-01"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_at(r, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_text(NULL, "text", "t"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_text(r, NULL, "t"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_text(r, "text", NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_add_text(r, "text", NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_flag(r, NULL, 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_number(NULL, "x-n", 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_set_json(r, "x-n", NULL, 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_unset(r, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_get_text(NULL, NULL, r, "text"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_get_text(&value, NULL, NULL, "text"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_get_text(&value, NULL, r, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_get_flag(NULL, r, "text"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_get_flag(&flag, NULL, "text"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_get_number(&number, r, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_get_json(NULL, NULL, r, "text"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_json(NULL, r), ASB_EARGUMENT);
    ck_assert_int_eq(asb_record_json(&t, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_vocabulary_json(NULL, b.e, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_vocabulary_json(&t, NULL, NULL), ASB_EARGUMENT);
    ck_assert_uint_eq(asb_record_field_count(NULL), 0);
    ck_assert_uint_eq(asb_record_seq(NULL), 0);
    ck_assert_ptr_null(asb_record_kind(NULL));
    ck_assert_ptr_null(asb_record_by(NULL));
    ck_assert_ptr_null(asb_record_role(NULL));
    ck_assert_ptr_null(asb_record_field_name(NULL, 0));
    ck_assert_int_eq(asb_record_erased(NULL), 0);
    ck_assert(asb_record_at(NULL) == INT64_MIN && asb_record_recorded(NULL) == INT64_MIN);
    asb_record_free(NULL);
    asb_record_free(r);
    test_engine_end(&b);
}
END_TEST

Suite *asb_suite_record_build(void) {
    const TTest *const tests[] = {a_new_record_is_empty,
                                  getters_mirror_setters,
                                  what_is_not_there_is_absent,
                                  setting_replaces,
                                  texts_are_added_to_lists,
                                  lists_are_read_item_by_item,
                                  times,
                                  texts_are_judged_at_the_door,
                                  long_texts,
                                  json_values,
                                  a_record_as_json_goes_round,
                                  json_that_is_no_record,
                                  arguments};

    return test_suite("record build", tests, COUNT_OF(tests));
}
