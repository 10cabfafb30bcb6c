/* Memory: counting, bounding, growing. */
#include "base_support.h"

#include <asb/error.h>

Suite *asb_suite_base_memory(void);

START_TEST(blocks_are_zero_and_counted)
{
    test_memory t;
    unsigned char *block;

    test_memory_begin(&t);
    block = asbi_alloc(&t.memory, 100);
    for (int i = 0; i < 100; i++) ck_assert_int_eq(block[i], 0);
    ck_assert_uint_eq(t.memory.used, 100);
    block = asbi_resize(&t.memory, block, 100, 300);
    ck_assert_uint_eq(t.memory.used, 300);
    block = asbi_resize(&t.memory, block, 300, 10);
    ck_assert_uint_eq(t.memory.used, 10);
    ck_assert_uint_eq(t.memory.peak, 300);
    asbi_release(&t.memory, block, 10);
    asbi_release(&t.memory, NULL, 10);
    test_memory_end(&t);
}
END_TEST

START_TEST(nothing_is_one_byte)
{
    test_memory t;
    void *block;

    test_memory_begin(&t);
    block = asbi_alloc(&t.memory, 0);
    ck_assert_ptr_nonnull(block);
    ck_assert_uint_eq(t.memory.used, 1);
    block = asbi_resize(&t.memory, block, 0, 8);
    block = asbi_resize(&t.memory, block, 8, 0);
    asbi_release(&t.memory, block, 0);
    block = asbi_alloc_array(&t.memory, 0, 8);
    asbi_release(&t.memory, block, 0);
    block = asbi_alloc_array(&t.memory, 8, 0);
    asbi_release(&t.memory, block, 0);
    test_memory_end(&t);
}
END_TEST

START_TEST(products_do_not_overflow)
{
    test_memory t;

    test_memory_begin(&t);
    ck_assert_ptr_null(asbi_alloc_array(&t.memory, SIZE_MAX / 2, 3));
    ck_assert_ptr_null(asbi_alloc_array(&t.memory, SIZE_MAX, SIZE_MAX));
    ck_assert_ptr_null(asbi_alloc(&t.memory, SIZE_MAX));
    ck_assert_ptr_null(asbi_alloc(&t.memory, (size_t)PTRDIFF_MAX + 1));
    ck_assert_uint_eq(t.calls, 0);
    test_memory_end(&t);
}
END_TEST

START_TEST(limit_is_kept)
{
    test_memory t;
    void *a, *b;

    test_memory_begin(&t);
    t.memory.limit = 100;
    a = asbi_alloc(&t.memory, 60);
    ck_assert_ptr_nonnull(a);
    ck_assert_ptr_null(asbi_alloc(&t.memory, 41));
    b = asbi_alloc(&t.memory, 40);
    ck_assert_ptr_nonnull(b);
    ck_assert_ptr_null(asbi_resize(&t.memory, a, 60, 61));
    ck_assert_uint_eq(t.memory.used, 100);
    t.memory.limit = 10; /* giving back is allowed whatever the limit has become */
    a = asbi_resize(&t.memory, a, 60, 50);
    ck_assert_ptr_nonnull(a);
    asbi_release(&t.memory, a, 50);
    asbi_release(&t.memory, b, 40);
    ck_assert_uint_eq(t.memory.peak, 100);
    test_memory_end(&t);
}
END_TEST

START_TEST(failing_resize_keeps_the_block)
{
    test_memory t;
    char *block;

    test_memory_begin(&t);
    block = asbi_alloc(&t.memory, 4);
    memcpy(block, "abc", 4);
    test_memory_fail(&t, 1, 0);
    ck_assert_ptr_null(asbi_resize(&t.memory, block, 4, 400));
    ck_assert_str_eq(block, "abc");
    ck_assert_uint_eq(t.memory.used, 4);
    asbi_release(&t.memory, block, 4);
    test_memory_end(&t);
}
END_TEST

START_TEST(arrays_grow)
{
    test_memory t;
    uint32_t *array = NULL, capacity = 0;

    test_memory_begin(&t);
    for (uint32_t n = 0; n < 1000; n++) {
        ck_assert_int_eq(asbi_grow(&t.memory, &array, &capacity, n + 1, sizeof *array, 1000), ASB_OK);
        ck_assert_uint_eq(array[n], 0);
        array[n] = n + 1;
    }
    ck_assert_uint_eq(capacity, 1000);
    ck_assert_uint_lt(t.calls, 12);
    for (uint32_t n = 0; n < 1000; n++) ck_assert_uint_eq(array[n], n + 1);
    ck_assert_int_eq(asbi_grow(&t.memory, &array, &capacity, 1001, sizeof *array, 1000), ASB_ELIMIT);
    ck_assert_int_eq(asbi_grow(&t.memory, &array, &capacity, UINT64_MAX, sizeof *array, UINT32_MAX), ASB_ELIMIT);
    test_memory_fail(&t, 1, 0);
    ck_assert_int_eq(asbi_grow(&t.memory, &array, &capacity, 1001, sizeof *array, 2000), ASB_ENOMEM);
    ck_assert_uint_eq(capacity, 1000);
    ck_assert_uint_eq(array[999], 1000);
    asbi_release(&t.memory, array, capacity * sizeof *array);
    test_memory_end(&t);
}
END_TEST

START_TEST(growing_does_not_overflow)
{
    test_memory t;
    char *array = NULL;
    uint32_t capacity = 0;

    test_memory_begin(&t);
    ck_assert_int_eq(asbi_grow(&t.memory, &array, &capacity, 5, SIZE_MAX / 4, UINT32_MAX), ASB_ENOMEM);
    ck_assert_int_eq(asbi_grow(&t.memory, &array, &capacity, 3, 1, 3), ASB_OK);
    ck_assert_uint_eq(capacity, 3);
    asbi_release(&t.memory, array, capacity);
    test_memory_end(&t);
}
END_TEST

START_TEST(c_library_serves)
{
    char *block = asbi_memory_libc(NULL, NULL, 0, 10);

    ck_assert_ptr_nonnull(block);
    block[9] = 'x';
    block = asbi_memory_libc(NULL, block, 10, 10000);
    ck_assert_int_eq(block[9], 'x');
    ck_assert_ptr_null(asbi_memory_libc(NULL, block, 10000, 0));
}
END_TEST

START_TEST(arrays_are_cut_to_what_is_in_them)
{
    test_memory t;
    uint32_t *items = NULL, capacity = 0;

    test_memory_begin(&t);
    ck_assert_int_eq(asbi_grow_room(&t.memory, &items, &capacity, 20, sizeof *items, 100), ASB_OK);
    ck_assert_uint_ge(capacity, 20);
    for (uint32_t i = 0; i < 3; i++) items[i] = i;
    asbi_fit(&t.memory, &items, &capacity, 3, sizeof *items);
    ck_assert_uint_eq(capacity, 3);
    ck_assert_uint_eq(t.memory.used, 3 * sizeof *items);
    ck_assert_uint_eq(items[2], 2);
    ck_assert_int_eq(asbi_grow_room(&t.memory, &items, &capacity, 101, sizeof *items, 100), ASB_ELIMIT);
    asbi_fit(&t.memory, &items, &capacity, 0, sizeof *items);
    ck_assert_ptr_null(items);
    ck_assert_uint_eq(capacity, 0);
    test_memory_end(&t);
}
END_TEST

Suite *asb_suite_base_memory(void) {
    const TTest *const tests[] = {blocks_are_zero_and_counted,      nothing_is_one_byte, products_do_not_overflow,  limit_is_kept,
                                  failing_resize_keeps_the_block,   arrays_grow,         growing_does_not_overflow, c_library_serves,
                                  arrays_are_cut_to_what_is_in_them};

    return test_suite("base memory", tests, COUNT_OF(tests));
}
