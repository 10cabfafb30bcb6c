/* The quick reader of canonical JSON beside the reader: what both read is the same tree; what is anything but plain canonical is left to the reader. */
#include "base_json_support.h"
#include <stdio.h>

Suite *asb_suite_base_json_canonical(void);

static void same(const json_value *a, const json_value *b) {
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
        ck_assert_uint_eq(a->type, b->type);
        ck_assert_uint_eq(a->count, b->count);
        ck_assert_uint_eq(a->line, b->line);
        ck_assert_uint_eq(a->column, b->column);
        ck_assert(asbi_text_equal(a->key, b->key) && asbi_text_equal(asbi_json_text(a), asbi_json_text(b)));
        if (a->key.at != NULL) ck_assert_int_eq(a->key.at[a->key.length], '\0');
        if (asbi_json_text(a).at != NULL) ck_assert_int_eq(asbi_json_text(a).at[asbi_json_text(a).length], '\0');
        ck_assert((a->parent == NULL) == (b->parent == NULL));
        ck_assert((asbi_json_last(a) == NULL) == (asbi_json_last(b) == NULL));
        same(asbi_json_first(a), asbi_json_first(b));
    }
    ck_assert(a == NULL && b == NULL);
}

START_TEST(what_both_read_is_the_same)
{
    static const char *const documents[] = {
        "{}",
        "{\"a\":[]}",
        "{\"a\":{},\"b\":[[],{}]}",
        "{\"a\":\"x\",\"b\":true,\"c\":false,\"d\":null,\"e\":0,\"f\":999999999999999}",
        "{\"actions\":[{\"action\":\"AP-1\",\"every\":{\"weeks\":2},\"id\":\"a1\"},{\"action\":\"AP-9\",\"id\":\"a2\"}],\"party\":\"p1\"}",
        "{\"description\":\"a longer text than eight bytes, with nothing in it\",\"z\":[1,2,3,\"vier\"]}",
        "{\"name\":\"Si\xC3\xA2n \xE2\x80\x99 \xF0\x9F\x8F\xA0\",\"other\":1}",
        "{\"salt\":\"00112233445566778899aabbccddeeff\",\"text\":\"seven77\",\"u\":\"eight888\",\"v\":\"nine99999\"}",
    };
    bench b;
    begin(&b);
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        json_value *quick = NULL;
        ck_assert_int_eq(asbi_json_read_canonical(&quick, &b.a, asbi_text(documents[i])), ASB_OK);
        same(quick, read(&b, documents[i]));
    }
    finish(&b);
}
END_TEST

/* What neither way of reading takes. */
static const char *const unusual[] = {
    "",
    "[]",
    "1",
    "{",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1}x",
    " {}",
    "{ }",
    "{\"a\" :1}",
    "{\"a\": 1}",
    "{\"a\":1,}",
    "{\"a\":01}",
    "{\"a\":-1}",
    "{\"a\":1.0}",
    "{\"a\":1e3}",
    "{\"a\":+1}",
    "{\"b\":1,\"a\":2}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":tru}",
    "{\"a\":nul}",
    "{\"a\":\"x}",
    "{\"a\":\"\x01\"}",
    "{\"a\":\"\xFF\"}",
    "{\"a\":1000000000000000}",
    "{\"a\":[1,]}",
    "{\"a\":[1}",
    "{\"a\":}",
    "{a:1}",
    "{\"a\":\"\xC3\"}",
    "{\"a\":\"\\x\"}",
    "{\"a\":{\"c\":1,\"b\":2}}",
    "{\"a\":\"\\ud8\"}",
};

static void leaves(bench *b, const char *document) {
    json_value *quick = NULL;
    uint64_t before = b->t.memory.used;
    ck_assert_msg(asbi_json_read_canonical(&quick, &b->a, asbi_text(document)) == ASB_ABSENT, "%s", document);
    ck_assert_ptr_null(quick);
    ck_assert_uint_eq(b->t.memory.used, before);
}

START_TEST(the_rest_is_left_to_the_reader)
{
    bench b;
    begin(&b);
    for (size_t i = 0; i < sizeof unusual / sizeof unusual[0]; i++) leaves(&b, unusual[i]);
    leaves(&b, "{\"a\":\"\\n\"}"); /* its escape would have to be replaced in the copy */
    finish(&b);
}
END_TEST

START_TEST(depth_is_bounded)
{
    char deep[400];
    json_value *quick = NULL;
    bench b;
    begin(&b);
    for (unsigned levels = 31; levels <= 32; levels++) { /* lists, in one object */
        size_t at = (size_t)sprintf(deep, "{\"a\":");
        memset(deep + at, '[', levels);
        memset(deep + at + levels, ']', levels);
        memcpy(deep + at + 2 * levels, "}", 2);
        ck_assert_int_eq(asbi_json_read_canonical(&quick, &b.a, asbi_text(deep)), levels == 31 ? ASB_OK : ASB_ABSENT);
    }
    finish(&b);
}
END_TEST

/* ---- member by member, in the bytes themselves */

static int is_same(const json_members *m, const json_value *v) {
    if (v == NULL || m->type != v->type || !asbi_text_equal(v->key, m->key)) return 0;
    if (m->type == JSON_LIST || m->type == JSON_OBJECT) return asbi_json_equal(m->scan.top, v);
    return (m->type != JSON_TEXT && m->type != JSON_NUMBER) || asbi_text_equal(asbi_json_text(v), m->text);
}

START_TEST(members_are_those_that_the_reader_finds)
{
    static const char *const documents[] = {
        "{}",
        "{\"a\":\"x\",\"b\":true,\"c\":false,\"d\":null,\"e\":0,\"f\":999999999999999}",
        "{\"actions\":[{\"action\":\"AP-1\",\"every\":{\"weeks\":2},\"id\":\"a1\"},{\"id\":\"a\\\"2\"}],\"of\":[1,2,30],\"party\":\"p1\"}",
        "{\"\":\"\",\"name\":\"Si\xC3\xA2n \xE2\x80\x99 \xF0\x9F\x8F\xA0\",\"other\":{}}",
        "{\"k\\\\ey\":1,\"text\":\"said \\\"no\\\"\\nand \\u00e9 went \\ud83c\\udfe0, which is longer than a few bytes\",\"u\":\"\\t\"}",
    };
    bench b;
    begin(&b);
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        char bytes[300];
        json_members m;
        size_t length = strlen(documents[i]);
        const json_value *whole = read(&b, documents[i]), *v = asbi_json_first(whole);
        memcpy(bytes, documents[i], length);
        asbi_json_members_begin(&m, &b.a, bytes, length);
        for (; asbi_json_members_next(&m); v = v->next) {
            ck_assert_msg(is_same(&m, v), "%s", documents[i]);
            if (m.type == JSON_TEXT) ck_assert_int_eq(m.text.at[m.text.length], '\0');
        }
        ck_assert_msg(m.scan.status == ASB_OK && v == NULL, "%s", documents[i]);
        asbi_json_put_quotes(bytes, length);
        ck_assert_msg(memcmp(bytes, documents[i], length) == 0, "%s", documents[i]);
    }
    finish(&b);
}
END_TEST

START_TEST(other_members_are_left_to_the_reader)
{
    bench b;
    begin(&b);
    for (size_t i = 0; i < sizeof unusual / sizeof unusual[0]; i++) {
        char bytes[40];
        json_members m;
        memcpy(bytes, unusual[i], strlen(unusual[i]) + 1);
        asbi_json_members_begin(&m, &b.a, bytes, strlen(unusual[i]));
        while (asbi_json_members_next(&m)) continue;
        ck_assert_msg(m.scan.status == ASB_ABSENT, "%s", unusual[i]);
        ck_assert(!asbi_json_members_next(&m));
    }
    finish(&b);
}
END_TEST

Suite *asb_suite_base_json_canonical(void) {
    const TTest *const tests[] = {what_both_read_is_the_same, the_rest_is_left_to_the_reader, depth_is_bounded,
                                  members_are_those_that_the_reader_finds, other_members_are_left_to_the_reader};
    return test_suite("base json canonical", tests, sizeof tests / sizeof tests[0]);
}
