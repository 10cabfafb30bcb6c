/* Buffer: growing, limits, formats. */
#include "base/buffer.h"
#include "base_support.h"

#include <asb/error.h>

Suite *asb_suite_base_buffer(void);

START_TEST(it_grows)
{
    test_memory t;
    buffer b;

    test_memory_begin(&t);
    asbi_buffer_init(&b, &t.memory, SIZE_MAX);
    asbi_put(&b, NULL);
    asbi_put_bytes(&b, NULL, 0);
    for (int i = 0; i < 10000; i++) asbi_put_char(&b, (char)('a' + i % 26));
    ck_assert_int_eq(b.status, ASB_OK);
    ck_assert_uint_eq(b.length, 10000);
    ck_assert_uint_lt(t.calls, 10);
    ck_assert_int_eq(b.data[10000], '\0');
    for (int i = 0; i < 10000; i++) ck_assert_int_eq(b.data[i], 'a' + i % 26);
    asbi_buffer_clear(&b);
    ck_assert_str_eq(b.data, "");
    asbi_buffer_free(&b);
    asbi_buffer_free(&b);
    test_memory_end(&t);
}
END_TEST

START_TEST(room_is_taken_at_once)
{
    test_memory t;
    buffer b;

    test_memory_begin(&t);
    asbi_buffer_init(&b, &t.memory, 1000);
    asbi_buffer_reserve(&b, 900);
    ck_assert_str_eq(b.data, "");
    for (int i = 0; i < 900; i++) asbi_put_char(&b, 'x');
    ck_assert_uint_eq(t.calls, 1);
    asbi_buffer_reserve(&b, 101);
    ck_assert_int_eq(b.status, ASB_OK);
    ck_assert_uint_eq(t.calls, 1);
    asbi_buffer_free(&b);
    test_memory_fail(&t, 1, 0);
    asbi_buffer_reserve(&b, 10);
    ck_assert_int_eq(b.status, ASB_ENOMEM);
    test_memory_end(&t);
}
END_TEST

START_TEST(limit_is_exact)
{
    for (size_t limit = 0; limit < 400; limit++) {
        test_memory t;
        buffer b;

        test_memory_begin(&t);
        asbi_buffer_init(&b, &t.memory, limit);
        for (size_t i = 0; i < limit; i++) asbi_put_char(&b, 'x');
        ck_assert_int_eq(b.status, ASB_OK);
        asbi_put_char(&b, 'x');
        ck_assert_int_eq(b.status, ASB_ELIMIT);
        asbi_put_bytes(&b, "", 0);
        ck_assert_int_eq(b.status, ASB_ELIMIT); /* it sticks */
        ck_assert_uint_eq(b.length, limit);
        ck_assert_uint_le(b.capacity, limit + 1);
        asbi_buffer_clear(&b);
        ck_assert_int_eq(b.status, ASB_OK);
        asbi_put_bytes(&b, "xy", 2);
        ck_assert_int_eq(b.status, limit < 2 ? ASB_ELIMIT : ASB_OK);
        asbi_buffer_free(&b);
        test_memory_end(&t);
    }
}
END_TEST

START_TEST(no_memory_sticks)
{
    test_memory t;
    buffer b;

    test_memory_begin(&t);
    asbi_buffer_init(&b, &t.memory, 1000);
    asbi_put(&b, "kept");
    test_memory_fail(&t, 1, 0);
    for (int i = 0; i < 200; i++) asbi_put_char(&b, 'x');
    ck_assert_int_eq(t.failures, 1);
    ck_assert_int_eq(b.status, ASB_ENOMEM);
    ck_assert_int_eq(strncmp(b.data, "keptx", 5), 0);
    ck_assert_int_eq(b.data[b.length], '\0');
    asbi_buffer_free(&b);
    test_memory_end(&t);
}
END_TEST

START_TEST(numbers_and_formats)
{
    test_memory t;
    buffer b;

    test_memory_begin(&t);
    asbi_buffer_init(&b, &t.memory, 1000);
    asbi_put_int(&b, 0);
    asbi_put_char(&b, ' ');
    asbi_put_int(&b, INT64_MIN);
    asbi_put_char(&b, ' ');
    asbi_put_int(&b, INT64_MAX);
    asbi_put_char(&b, ' ');
    asbi_put_padded(&b, 7, 3);
    asbi_put_char(&b, ' ');
    asbi_put_padded(&b, 12345, 3);
    asbi_put_char(&b, ' ');
    asbi_put_padded(&b, 0, 0);
    asbi_put_char(&b, ' ');
    asbi_put_padded(&b, UINT64_MAX, 25);
    ck_assert_str_eq(b.data, "0 -9223372036854775808 9223372036854775807 007 12345 0 0000018446744073709551615");
    asbi_buffer_clear(&b);
    asbi_put_format(&b, "%s is %i of %u (100%%)%s.", "it", INT64_C(-5), UINT64_MAX, (const char *)NULL);
    ck_assert_str_eq(b.data, "it is -5 of 18446744073709551615 (100%).");
    asbi_buffer_clear(&b);
    asbi_put_format(&b, "%x%");
    ck_assert_str_eq(b.data, "%x%"); /* not a format: as it is */
    asbi_buffer_free(&b);
    test_memory_end(&t);
}
END_TEST

Suite *asb_suite_base_buffer(void) {
    const TTest *const tests[] = {it_grows, room_is_taken_at_once, limit_is_exact, no_memory_sticks, numbers_and_formats};

    return test_suite("base buffer", tests, COUNT_OF(tests));
}
