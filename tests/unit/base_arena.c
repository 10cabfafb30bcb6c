/* Arena: alignment, zeroes, rewinding. */
#include "base/arena.h"
#include "base_support.h"

#include <stdalign.h>

Suite *asb_suite_base_arena(void);

START_TEST(blocks_are_zero_and_aligned)
{
    test_memory t;
    arena a;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    for (size_t size = 0; size < 700; size++) {
        unsigned char *block = asbi_arena_alloc(&a, size);
        ck_assert_ptr_nonnull(block);
        ck_assert_uint_eq((uintptr_t)block % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) ck_assert_int_eq(block[i], 0);
        memset(block, 0xFF, size);
    }
    asbi_arena_free(&a);
    test_memory_end(&t);
    ck_assert_ptr_nonnull(asbi_arena_alloc(&a, 10)); /* it may be used again */
    asbi_arena_free(&a);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(what_is_expected_takes_just_that)
{
    test_memory t;
    arena a;
    uint64_t used;
    char *block;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    ck_assert(asbi_arena_expect(&a, 5000));
    used = t.memory.used;
    ck_assert_uint_lt(used, 5100);
    block = asbi_arena_room(&a, 2500, 1);
    ck_assert_ptr_nonnull(block);
    ck_assert_ptr_nonnull(asbi_arena_room(&a, 2480, 1));
    ck_assert_uint_eq(t.memory.used, used);
    ck_assert(asbi_arena_expect(&a, 8)); /* there is as much left */
    ck_assert_uint_eq(t.memory.used, used);
    ck_assert_ptr_nonnull(asbi_arena_alloc(&a, 100)); /* and then it grows as it would have */
    ck_assert_uint_lt(t.memory.used, used + 1100);
    ck_assert(!asbi_arena_expect(&a, SIZE_MAX));
    t.memory.limit = t.memory.used + 1000;
    ck_assert(!asbi_arena_expect(&a, 5000));
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(many_are_all_there_is_room_for)
{
    enum { SIZE = 80 };
    test_memory t;
    arena a;
    size_t count = 0, more = 0;
    uint64_t used;
    char *block, *behind;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    ck_assert(asbi_arena_expect(&a, 10 * SIZE + 40));
    used = t.memory.used;
    block = asbi_arena_many(&a, SIZE, &count);
    ck_assert_ptr_nonnull(block);
    ck_assert_uint_eq(count, 10);
    memset(block, 1, count * SIZE);
    asbi_arena_give_back(&a, block + 3 * SIZE);
    behind = asbi_arena_alloc(&a, SIZE);
    ck_assert_ptr_eq(behind, block + 3 * SIZE);
    asbi_arena_give_back(&a, behind + SIZE);
    ck_assert_uint_eq(t.memory.used, used);
    ck_assert_ptr_nonnull(asbi_arena_many(&a, 7 * SIZE, &more)); /* in another chunk */
    ck_assert_uint_ge(more, 1);
    ck_assert_uint_gt(t.memory.used, used);
    t.memory.limit = t.memory.used;
    ck_assert_ptr_null(asbi_arena_many(&a, SIZE_MAX / 2, &more));
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(big_blocks_and_few_chunks)
{
    test_memory t;
    arena a;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    memset(asbi_arena_alloc(&a, 3000000), 1, 3000000);
    for (int i = 0; i < 100000; i++) ck_assert_ptr_nonnull(asbi_arena_alloc(&a, 16));
    ck_assert_uint_lt(t.calls, 12);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(rewinding_gives_back)
{
    test_memory t;
    arena a;
    arena_mark empty, mark;
    uint64_t used;
    char *kept, *again;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    empty = asbi_arena_mark(&a);
    kept = asbi_arena_text(&a, "kept", 4);
    mark = asbi_arena_mark(&a);
    used = t.memory.used;
    again = asbi_arena_text(&a, "gone", 4);
    for (int i = 0; i < 1000; i++) memset(asbi_arena_alloc(&a, 100), 0xFF, 100);
    asbi_arena_rewind(&a, mark);
    ck_assert_uint_eq(t.memory.used, used);
    ck_assert_str_eq(kept, "kept");
    ck_assert_ptr_eq(asbi_arena_alloc(&a, 5), again);
    ck_assert_int_eq(again[0], 0); /* zero again, though it was used */
    asbi_arena_rewind(&a, empty);
    test_memory_end(&t);
}
END_TEST

START_TEST(texts_are_copied)
{
    test_memory t;
    arena a;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    ck_assert_str_eq(asbi_arena_text(&a, "abcdef", 3), "abc");
    ck_assert_str_eq(asbi_arena_text(&a, NULL, 0), "");
    ck_assert_mem_eq(asbi_arena_text(&a, "a\0b", 3), "a\0b\0", 4);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(arrays_grow)
{
    test_memory t;
    arena a;
    uint32_t *items = NULL, *more, count = 0, capacity = 0;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    for (; count < 1000; count++) {
        more = asbi_arena_more(&a, items, count, &capacity, 3, sizeof *items);
        ck_assert_ptr_nonnull(more);
        items = more;
        items[count] = count;
        ck_assert_uint_eq(capacity % 3, 0);
    }
    for (uint32_t i = 0; i < count; i++) ck_assert_uint_eq(items[i], i);
    ck_assert_uint_eq(capacity, 1536);
    ck_assert_ptr_eq(asbi_arena_more(&a, items, count, &capacity, 3, sizeof *items), items); /* there is room */
    count = capacity = UINT32_MAX;
    ck_assert_ptr_null(asbi_arena_more(&a, items, count, &capacity, 3, sizeof *items));
    ck_assert_uint_eq(capacity, UINT32_MAX);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(failing_changes_nothing)
{
    test_memory t;
    arena a;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    ck_assert_ptr_null(asbi_arena_alloc(&a, SIZE_MAX));
    ck_assert_ptr_null(asbi_arena_array(&a, SIZE_MAX / 2, 4));
    ck_assert_ptr_null(asbi_arena_text(&a, "", SIZE_MAX));
    test_memory_fail(&t, 1, 1);
    ck_assert_ptr_null(asbi_arena_alloc(&a, 8));
    ck_assert_int_eq(t.failures, 1);
    test_memory_end(&t);
    test_memory_fail(&t, 0, 0);
    ck_assert_ptr_nonnull(asbi_arena_array(&a, 3, 4));
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

Suite *asb_suite_base_arena(void) {
    const TTest *const tests[] = {blocks_are_zero_and_aligned,
                                  what_is_expected_takes_just_that,
                                  many_are_all_there_is_room_for,
                                  big_blocks_and_few_chunks,
                                  rewinding_gives_back,
                                  texts_are_copied,
                                  arrays_grow,
                                  failing_changes_nothing};

    return test_suite("base arena", tests, COUNT_OF(tests));
}
