/* Numbers: their canonical text, their value, whole numbers, and the range of exponents. */
#include "base/json.h"
#include "base_support.h"

#include <asb/error.h>

Suite *asb_suite_base_json_number(void);

typedef struct canonical {
    const char *written, *canonical;
} canonical;

static const canonical numbers[] = {{"0", "0"},
                                    {"-0", "0"},
                                    {"0.0", "0"},
                                    {"-0.000e-5", "0"},
                                    {"0e999999999999999999999999", "0"},
                                    {"1", "1"},
                                    {"-1", "-1"},
                                    {"1.0", "1"},
                                    {"1.50", "1.5"},
                                    {"10", "10"},
                                    {"1e2", "100"},
                                    {"1E2", "100"},
                                    {"1e+2", "100"},
                                    {"100e-2", "1"},
                                    {"120e-2", "1.2"},
                                    {"0.1e1", "1"},
                                    {"0.001e3", "1"},
                                    {"12.34e1", "123.4"},
                                    {"12.34e2", "1234"},
                                    {"12.34e3", "12340"},
                                    {"12.34e-1", "1.234"},
                                    {"12.34e-2", "0.1234"},
                                    {"12.34e-3", "0.01234"},
                                    {"-12.340", "-12.34"},
                                    {"1.05", "1.05"},
                                    {"100.001", "100.001"},
                                    {"100.00", "100"},
                                    {"0.10", "0.1"},
                                    {"1e00002", "100"},
                                    {"1e-00002", "0.01"},
                                    {"1e-6", "0.000001"},
                                    {"0.000001", "0.000001"},
                                    {"1e-7", "1e-7"},
                                    {"0.0000001", "1e-7"},
                                    {"1.5e-7", "1.5e-7"},
                                    {"0.00000123", "0.00000123"},
                                    {"0.000000123", "1.23e-7"},
                                    {"123e-9", "1.23e-7"},
                                    {"10e-8", "1e-7"},
                                    {"1e20", "100000000000000000000"},
                                    {"1e21", "1e+21"},
                                    {"100000000000000000000", "100000000000000000000"},
                                    {"999999999999999999999", "999999999999999999999"},
                                    {"1000000000000000000000", "1e+21"},
                                    {"1234567890123456789012", "1.234567890123456789012e+21"},
                                    {"-1234567890123456789012.5", "-1.2345678901234567890125e+21"},
                                    {"123456789012345678901.5", "123456789012345678901.5"},
                                    {"9007199254740993", "9007199254740993"},
                                    {"3.141592653589793238462643383279", "3.141592653589793238462643383279"},
                                    {"1e400", "1e+400"},
                                    {"1e-400", "1e-400"},
                                    {"1e999999999", "1e+999999999"},
                                    {"1e-999999999", "1e-999999999"},
                                    {"10e999999998", "1e+999999999"},
                                    {"0.01e1000000001", "1e+999999999"},
                                    {"1000e-1000000002", "1e-999999999"}};

static const char *const out_of_range[] = {"1e1000000000",
                                           "1e-1000000000",
                                           "10e999999999",
                                           "0.1e-999999999",
                                           "1e99999999999999999999",
                                           "-1e-99999999999999999999",
                                           "1E+18446744073709551616",
                                           "9.9E1000000000"};

START_TEST(canonical_forms)
{
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    buffer b;

    asbi_buffer_init(&b, &plain, 1000);
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        asbi_buffer_clear(&b);
        asbi_json_write_number(&b, asbi_text(numbers[i].written));
        ck_assert_str_eq(b.data, numbers[i].canonical);
        asbi_buffer_clear(&b);
        asbi_json_write_number(&b, asbi_text(numbers[i].canonical)); /* of itself it is itself */
        ck_assert_str_eq(b.data, numbers[i].canonical);
    }
    asbi_buffer_free(&b);
}
END_TEST

START_TEST(equal_by_value)
{
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        for (size_t j = 0; j < COUNT_OF(numbers); j++) {
            json_value a = asbi_json_of_text(JSON_NUMBER, asbi_text(numbers[i].written));
            json_value b = asbi_json_of_text(JSON_NUMBER, asbi_text(numbers[j].written));
            ck_assert_int_eq(asbi_json_equal(&a, &b), strcmp(numbers[i].canonical, numbers[j].canonical) == 0);
        }
}
END_TEST

START_TEST(range_of_exponents)
{
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    json_value *v;
    fault f;
    arena a;

    asbi_arena_init(&a, &plain);
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const char *written = numbers[i].written;
        ck_assert_int_eq(asbi_json_parse(&v, &a, written, strlen(written), NULL, &f), ASB_OK);
        ck_assert_int_eq(v->type, JSON_NUMBER);
        ck_assert_str_eq(asbi_json_text(v).at, written);
    }
    for (size_t i = 0; i < COUNT_OF(out_of_range); i++) {
        ck_assert_int_eq(asbi_json_parse(&v, &a, out_of_range[i], strlen(out_of_range[i]), NULL, &f), ASB_EJSON);
        ck_assert_str_eq(f.message.code, "number-range");
    }
    asbi_arena_free(&a);
}
END_TEST

START_TEST(whole_numbers)
{
    static const struct {
        const char *written;
        int is_whole;
        int64_t number;
    } cases[] = {{"0", 1, 0},
                 {"-0", 1, 0},
                 {"42", 1, 42},
                 {"-42", 1, -42},
                 {"9007199254740991", 1, INT64_C(9007199254740991)},
                 {"-9007199254740991", 1, -INT64_C(9007199254740991)},
                 {"9007199254740992", 0, 0},
                 {"-9007199254740992", 0, 0},
                 {"10000000000000000", 0, 0},
                 {"99999999999999999999999999", 0, 0},
                 {"1.0", 0, 0},
                 {"1e2", 0, 0},
                 {"1E2", 0, 0}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        json_value v = asbi_json_of_text(JSON_NUMBER, asbi_text(cases[i].written));
        int64_t number = 77;
        ck_assert_int_eq(asbi_json_integer(&v, &number), cases[i].is_whole);
        ck_assert_int_eq(number, cases[i].is_whole ? cases[i].number : 77);
        v.type = JSON_TEXT;
        ck_assert(!asbi_json_integer(&v, &number));
    }
    ck_assert(!asbi_json_integer(NULL, &(int64_t){0}));
}
END_TEST

Suite *asb_suite_base_json_number(void) {
    const TTest *const tests[] = {canonical_forms, equal_by_value, range_of_exponents, whole_numbers};

    return test_suite("base json number", tests, COUNT_OF(tests));
}
