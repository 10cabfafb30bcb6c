/* Writing JSON: the canonical form, the form for people, and going round. */
#include "base_json_support.h"

Suite *asb_suite_base_json_write(void);

static const struct {
    const char *json, *canonical;
} cases[] = {{"null", "null"},
             {" true ", "true"},
             {"false", "false"},
             {"1.0", "1"},
             {"\"\"", "\"\""},
             {"[ ]", "[]"},
             {"{ }", "{}"},
             {"[ 1 , [ ] , { } , [ [ 2 ] ] ]", "[1,[],{},[[2]]]"},
             {"{\"b\":1,\"a\":{\"d\":[],\"c\":{}},\"aa\":2,\"\":3,\"B\":4}", "{\"\":3,\"B\":4,\"a\":{\"c\":{},\"d\":[]},\"aa\":2,\"b\":1}"},
             /* by bytes, which is by code point: not by UTF-16 units */
             {"{\"\\ud83d\\ude00\":1,\"\\ufb33\":2,\"\\u20ac\":3,\"1\":4,\"\\r\":5,\"\\u00f6\":6,\"\\u0080\":7}",
              "{\"\\r\":5,\"1\":4,\"\xC2\x80\":7,\"\xC3\xB6\":6,\"\xE2\x82\xAC\":3,\"\xEF\xAC\xB3\":2,\"\xF0\x9F\x98\x80\":1}"},
             {"\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\\\/\\u007f\\u00e9\"",
              "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\x7F\xC3\xA9\""},
             {"\"\\ud7ff\\ud800\\uDBFFx\\uDC00\\udfff\\ue000\"", "\"\xED\x9F\xBF\\ud800\\udbffx\\udc00\\udfff\xEE\x80\x80\""},
             {"{\"\\ud800\":\"\\u2028\"}", "{\"\\ud800\":\"\xE2\x80\xA8\"}"},
             {"{\"a\":[{\"z\":[1e2,-0,0.10]},\"x\"]}", "{\"a\":[{\"z\":[100,0,0.1]},\"x\"]}"}};

static const char *canonical(bench *b, const json_value *v) {
    asbi_buffer_clear(&b->out);
    asbi_json_write(&b->out, v);
    ck_assert_int_eq(b->out.status, ASB_OK);
    return b->out.data;
}

START_TEST(canonical_form)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bench b;
        json_value *v, *pretty;

        begin(&b);
        v = read(&b, cases[i].json);
        ck_assert_str_eq(canonical(&b, v), cases[i].canonical);
        ck_assert_str_eq(canonical(&b, read(&b, cases[i].canonical)), cases[i].canonical);
        ck_assert(asbi_json_equal(v, read(&b, cases[i].canonical)));
        asbi_buffer_clear(&b.out);
        asbi_json_write_pretty(&b.out, v);
        pretty = read(&b, b.out.data);
        ck_assert(asbi_json_equal(v, pretty));
        finish(&b);
    }
}
END_TEST

START_TEST(form_for_people)
{
    bench b;

    begin(&b);
    asbi_json_write_pretty(&b.out, read(&b, "{\"b\":[1.0,[],{}, \"\\n\"],\"a\":{\"x\":null,\"y\":[[true]]}}"));
    ck_assert_str_eq(b.out.data,
                     "{\n"
                     "  \"b\": [\n"
                     "    1.0,\n"
                     "    [],\n"
                     "    {},\n"
                     "    \"\\n\"\n"
                     "  ],\n"
                     "  \"a\": {\n"
                     "    \"x\": null,\n"
                     "    \"y\": [\n"
                     "      [\n"
                     "        true\n"
                     "      ]\n"
                     "    ]\n"
                     "  }\n"
                     "}");
    finish(&b);
}
END_TEST

START_TEST(a_part_is_written_alone)
{
    bench b;
    json_value *v;

    begin(&b);
    v = read(&b, "{\"a\":[{\"b\":[1,2]},3],\"c\":4}");
    asbi_put(&b.out, "before [");
    asbi_json_write(&b.out, asbi_json_first(asbi_json_first(v)));
    asbi_json_write(&b.out, asbi_json_last(v));
    asbi_json_write(&b.out, NULL);
    asbi_json_write_pretty(&b.out, asbi_json_first(asbi_json_first(asbi_json_first(asbi_json_first(v)))));
    asbi_json_write_pretty(&b.out, NULL);
    ck_assert_str_eq(b.out.data, "before [{\"b\":[1,2]}41");
    asbi_buffer_clear(&b.out);
    asbi_json_write_pretty(&b.out, asbi_json_first(asbi_json_first(v)));
    ck_assert_str_eq(b.out.data, "{\n  \"b\": [\n    1,\n    2\n  ]\n}");
    finish(&b);
}
END_TEST

START_TEST(every_byte_goes_round)
{
    bench b;
    char json[16], text_bytes[1];

    begin(&b);
    for (int c = 0; c < 0x80; c++) {
        json_value *v;
        text_bytes[0] = (char)c;
        asbi_buffer_clear(&b.out);
        asbi_json_write_text(&b.out, (text){text_bytes, 1});
        memcpy(json, b.out.data, b.out.length + 1);
        v = read(&b, json);
        ck_assert_uint_eq(asbi_json_text(v).length, 1);
        ck_assert_int_eq(asbi_json_text(v).at[0], c);
    }
    finish(&b);
}
END_TEST

/* More members than wait at hand, in an unfriendly order, and deep. */
static json_value *big_tree(bench *b) {
    json_value *top = asbi_json_new(&b->a, JSON_OBJECT), *deep = top;

    for (uint32_t i = 0; i < 500; i++) {
        char key[4] = {(char)('a' + i * 7 % 26), (char)('a' + i * 11 / 26 % 26), (char)('a' + i / 20), '\0'};
        ck_assert_ptr_nonnull(asbi_json_set(&b->a, top, asbi_text(key), asbi_json_new_integer(&b->a, i)));
    }
    for (int i = 0; i < 3000; i++) {
        json_value *list = asbi_json_new(&b->a, JSON_LIST);
        if (i == 0)
            asbi_json_set(&b->a, top, asbi_text("0"), list);
        else
            asbi_json_append(deep, list);
        deep = list;
    }
    return top;
}

START_TEST(wide_and_deep)
{
    bench b;
    json_value *v, *again = NULL;
    json_limits limits = {1 << 22, 4000};
    char *json;

    begin(&b);
    v = big_tree(&b);
    json = malloc(strlen(canonical(&b, v)) + 1);
    memcpy(json, b.out.data, b.out.length + 1);
    ck_assert_int_eq(asbi_json_parse(&again, &b.a, json, strlen(json), &limits, NULL), ASB_OK);
    ck_assert(asbi_json_equal(v, again));
    ck_assert_str_eq(canonical(&b, again), json);
    for (json_value *m = asbi_json_first(again); m->next != NULL; m = m->next) ck_assert_int_lt(asbi_text_compare(m->key, m->next->key), 0);
    asbi_buffer_clear(&b.out);
    free(json);
    b.out.limit = 1 << 25;
    asbi_json_write_pretty(&b.out, v);
    ck_assert_int_eq(b.out.status, ASB_OK);
    ck_assert_int_eq(asbi_json_parse(&again, &b.a, b.out.data, b.out.length, &(json_limits){1 << 25, 4000}, NULL), ASB_OK);
    ck_assert(asbi_json_equal(v, again));
    finish(&b);
}
END_TEST

START_TEST(limit_and_failures)
{
    uint64_t n = 0;
    int32_t failures;
    bench b;

    do {
        json_value *v;
        begin(&b);
        v = big_tree(&b);
        test_memory_fail(&b.t, ++n, 0);
        asbi_json_write(&b.out, v);
        failures = b.t.failures;
        ck_assert_int_eq(b.out.status, failures > 0 ? ASB_ENOMEM : ASB_OK);
        finish(&b);
    } while (failures > 0);
    ck_assert_uint_gt(n, 3);
    begin(&b);
    for (b.out.limit = 0; b.out.limit < 20; b.out.limit++) {
        asbi_buffer_clear(&b.out);
        asbi_json_write(&b.out, read(&b, "{\"a\":[1,2,3,\"four\"]}"));
        ck_assert_int_eq(b.out.status, b.out.limit < 20 ? ASB_ELIMIT : ASB_OK);
        asbi_buffer_clear(&b.out);
        asbi_json_write_pretty(&b.out, read(&b, "{\"a\":[1,2,3,\"four\"]}"));
        ck_assert_int_eq(b.out.status, ASB_ELIMIT);
    }
    finish(&b);
}
END_TEST

Suite *asb_suite_base_json_write(void) {
    const TTest *const tests[] = {canonical_form,        form_for_people, a_part_is_written_alone,
                                  every_byte_goes_round, wide_and_deep,   limit_and_failures};

    return test_suite("base json write", tests, COUNT_OF(tests));
}
