/* Messages: the table, the sentence, the arguments, and how long ones are cut. */
#include "base/json.h"
#include "base/message.h"
#include "base/sentences.h"
#include "base_support.h"

#include <asb/error.h>

Suite *asb_suite_base_message(void);

static int is_code(const char *code) {
    return asbi_is_id(asbi_text(code), 0);
}

START_TEST(table_is_sound)
{
    for (size_t i = 0; i < asbi_sentence_count(); i++) {
        const char *sentence = asbi_sentence(i).words, *at = sentence;

        ck_assert(is_code(asbi_sentence(i).code));
        for (size_t j = 0; j < i; j++) ck_assert_str_ne(asbi_sentence(i).code, asbi_sentence(j).code);
        ck_assert_uint_gt(strlen(sentence), 0);
        ck_assert_uint_lt(strlen(sentence), MESSAGE_TEXT / 2);
        ck_assert_uint_eq(asbi_utf8_check(sentence, strlen(sentence)), strlen(sentence));
        while ((at = strchr(at, '{')) != NULL && at[1] >= 'a' && at[1] <= 'z') {
            size_t name = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_0123456789");
            ck_assert_msg(name > 0 && at[1 + name] == '}', "%s", sentence);
            at += name;
        }
    }
    ck_assert_ptr_null(asbi_sentence(asbi_sentence_count()).code);
    ck_assert_ptr_null(asbi_sentence(asbi_sentence_count()).words);
}
END_TEST

START_TEST(every_code_of_the_readers_is_there)
{
    static const char *const codes[] = {"period-type",      "period-unit",  "period-number",      "period-key", "period-skipping",
                                        "period-beginning", "number-range", "json-duplicate-key", "no-memory"};

    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        size_t at = 0;
        while (at < asbi_sentence_count() && strcmp(asbi_sentence(at).code, codes[i]) != 0) at++;
        ck_assert_msg(at < asbi_sentence_count(), "%s", codes[i]);
    }
}
END_TEST

START_TEST(sentence_and_arguments)
{
    message m;

    asbi_message(&m, "json-unexpected", "found", "\"x\"", "expected", "a value", (char *)NULL);
    ck_assert_str_eq(m.code, "json-unexpected");
    ck_assert_str_eq(m.text, "Found \"x\" where a value was expected.");
    ck_assert_str_eq(m.arguments, "{\"expected\":\"a value\",\"found\":\"\\\"x\\\"\"}");
    asbi_message(&m, "no-memory", (char *)NULL);
    ck_assert_str_eq(m.arguments, "{}");
    asbi_message(&m, "json-duplicate-key", "key", "{key}", (char *)NULL); /* what is put in is not looked at again */
    ck_assert_str_eq(m.text, "The key {key} occurs twice in this object.");
    asbi_message(&m, "json-duplicate-key", "other", "x", (char *)NULL);
    ck_assert_str_eq(m.text, "The key {key} occurs twice in this object.");
    asbi_message(&m, "json-duplicate-key", "key", (char *)NULL, (char *)NULL);
    ck_assert_str_eq(m.text, "The key  occurs twice in this object.");
}
END_TEST

START_TEST(unknown_code_says_all_it_knows)
{
    message m;

    asbi_message(&m, "not-in-the-table", "b", "2", "a", "1", (char *)NULL);
    ck_assert_str_eq(m.code, "not-in-the-table");
    ck_assert_str_eq(m.text, "not-in-the-table: {\"a\":\"1\",\"b\":\"2\"}");
}
END_TEST

START_TEST(arguments_are_escaped)
{
    message m;

    asbi_message(&m, "json-duplicate-key", "key", "\x01\b\t\n\f\r\"\\/\x1f\x7f\xC2\xA3", (char *)NULL);
    ck_assert_str_eq(m.arguments, "{\"key\":\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\\u001f\x7f\xC2\xA3\"}");
    /* what is not UTF-8, and a lone surrogate, cannot be told further */
    asbi_message(&m, "json-duplicate-key", "key",
                 "a\xFF"
                 "b\xED\xA0\x80"
                 "c\xE2\x82",
                 (char *)NULL);
    ck_assert_str_eq(m.arguments,
                     "{\"key\":\"a\xEF\xBF\xBD"
                     "b\xEF\xBF\xBD"
                     "c\xEF\xBF\xBD\"}");
}
END_TEST

/* Whatever is put in, both texts are whole, and the arguments are canonical JSON. */
static void assert_whole(const message *m, uint32_t arguments) {
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    buffer again;
    json_value *v = NULL;
    arena a;

    asbi_arena_init(&a, &plain);
    asbi_buffer_init(&again, &plain, 10000);
    ck_assert_uint_lt(strlen(m->text), MESSAGE_TEXT);
    ck_assert_uint_lt(strlen(m->arguments), MESSAGE_ARGUMENTS);
    ck_assert_uint_eq(asbi_utf8_check(m->text, strlen(m->text)), strlen(m->text));
    ck_assert_int_eq(asbi_json_parse(&v, &a, m->arguments, strlen(m->arguments), NULL, NULL), ASB_OK);
    ck_assert_uint_eq(v->count, arguments);
    asbi_json_write(&again, v);
    ck_assert_str_eq(again.data, m->arguments);
    asbi_buffer_free(&again);
    asbi_arena_free(&a);
}

START_TEST(long_arguments_are_cut)
{
    static const char *const units[] = {"x", "\xC2\xA3", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\"", "\x01", "\xFF"};
    char value[1001];
    message m;

    for (size_t u = 0; u < COUNT_OF(units); u++) {
        size_t width = strlen(units[u]);
        for (size_t length = 0; length + width <= 1000; length += width) {
            memcpy(value + length, units[u], width);
            value[length + width] = '\0';
            asbi_message(&m, "json-unexpected", "found", value, "expected", "short", (char *)NULL);
            assert_whole(&m, 2);
            ck_assert_ptr_nonnull(strstr(m.text, " where short was expected."));
        }
        ck_assert_ptr_nonnull(strstr(m.text, "\xE2\x80\xA6 where short"));
        ck_assert_ptr_nonnull(strstr(m.arguments, "\xE2\x80\xA6\""));
        asbi_message(&m, "json-unexpected", "found", value, "expected", value, (char *)NULL);
        assert_whole(&m, 2);
        asbi_message(&m, "nobody-knows", "a", value, "b", value, "c", "short", "d", value, (char *)NULL);
        assert_whole(&m, 4);
        ck_assert_ptr_nonnull(strstr(m.arguments, "\"c\":\"short\""));
    }
}
END_TEST

START_TEST(too_many_arguments_are_left_out)
{
    message m;

    asbi_message(&m, "x", "a", "", "b", "", "c", "", "d", "", "e", "", "f", "", "g", "", "h", "", "i", "", "j", "", "k", "", "l", "", "m",
                 "", "n", "", "o", "", "p", "", "q", "", (char *)NULL);
    assert_whole(&m, 16);
    asbi_message(&m, "x", "a-name-that-nobody-would-give-to-an-argument", "", "a", "", (char *)NULL);
    assert_whole(&m, 1);
}
END_TEST

START_TEST(faults)
{
    fault f;
    char field[301];

    memset(&f, 0xFF, sizeof f);
    ck_assert_int_eq(asbi_fail_field(&f, ASB_EINVALID, "channel", "json-empty", (char *)NULL), ASB_EINVALID);
    ck_assert_str_eq(f.field, "channel");
    ck_assert_str_eq(f.pointer, "");
    ck_assert_uint_eq(f.line, 0);
    ck_assert_int_eq(asbi_fail(&f, ASB_EIO, "no-memory", (char *)NULL), ASB_EIO);
    ck_assert_int_eq(f.status, ASB_EIO);
    ck_assert_str_eq(f.field, "");
    ck_assert_str_eq(f.message.code, "no-memory");
    memset(field, 'x', 300);
    field[300] = '\0';
    asbi_fail_field(&f, ASB_EINVALID, field, "no-memory", (char *)NULL);
    ck_assert_uint_eq(strlen(f.field), MESSAGE_FIELD - 1);
    ck_assert_str_eq(f.field + MESSAGE_FIELD - 4, "\xE2\x80\xA6");
    ck_assert_int_eq(asbi_fail(NULL, ASB_EIO, "no-memory", (char *)NULL), ASB_EIO);
    ck_assert_int_eq(asbi_fail_field(NULL, ASB_EIO, "x", "no-memory", (char *)NULL), ASB_EIO);
}
END_TEST

Suite *asb_suite_base_message(void) {
    const TTest *const tests[] = {table_is_sound,
                                  every_code_of_the_readers_is_there,
                                  sentence_and_arguments,
                                  unknown_code_says_all_it_knows,
                                  arguments_are_escaped,
                                  long_arguments_are_cut,
                                  too_many_arguments_are_left_out,
                                  faults};

    return test_suite("base message", tests, COUNT_OF(tests));
}
