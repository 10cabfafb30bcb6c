/* Interning. */
#include "base/intern.h"
#include "base_support.h"

Suite *asb_suite_base_intern(void);

enum { MANY = 5000 };

/* "word0", "word1" and so on. */
static text word(char out[16], uint32_t number) {
    size_t length = 4, at = 16;
    char digits[16];

    memcpy(out, "word", 4);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    memcpy(out + length, digits + at, 16 - at);
    return (text){out, length + 16 - at};
}

START_TEST(equal_texts_get_equal_numbers)
{
    test_memory t;
    arena a;
    intern in;
    char space[16];

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    asbi_intern_init(&in, &a);
    ck_assert_uint_eq(asbi_intern_find(&in, asbi_text("x")), 0);
    for (uint32_t i = 0; i < MANY; i++) ck_assert_uint_eq(asbi_intern_add(&in, word(space, i)), i + 1);
    for (uint32_t i = 0; i < MANY; i++) {
        ck_assert_uint_eq(asbi_intern_add(&in, word(space, i)), i + 1);
        ck_assert_uint_eq(asbi_intern_find(&in, word(space, i)), i + 1);
        ck_assert(asbi_text_equal(asbi_intern_text(&in, i + 1), word(space, i)));
    }
    ck_assert_uint_eq(in.count, MANY);
    ck_assert_uint_eq(asbi_intern_find(&in, word(space, MANY)), 0);
    ck_assert_uint_eq(asbi_intern_find(&in, asbi_text("longer than any of them")), 0);
    ck_assert_ptr_null(asbi_intern_text(&in, 0).at);
    ck_assert_ptr_null(asbi_intern_text(&in, MANY + 1).at);
    asbi_intern_free(&in);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(odd_texts)
{
    test_memory t;
    arena a;
    intern in;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    asbi_intern_init(&in, &a);
    ck_assert_uint_eq(asbi_intern_add(&in, asbi_text("")), 1);
    ck_assert_uint_eq(asbi_intern_find(&in, asbi_text(NULL)), 1);
    ck_assert_uint_eq(asbi_intern_add(&in, (text){"\0", 1}), 2);
    ck_assert_uint_eq(asbi_intern_add(&in, (text){"\0\0", 2}), 3);
    ck_assert_uint_eq(asbi_intern_add(&in, asbi_text("eight at")), 4);
    ck_assert_uint_eq(asbi_intern_add(&in, (text){"eight at\0", 9}), 5);
    ck_assert_str_eq(asbi_intern_text(&in, 4).at, "eight at");
    asbi_intern_free(&in);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

/* A lasting text is not copied, and takes nothing of the arena. */
START_TEST(lasting_texts_stay_where_they_are)
{
    static const char here[] = "where it is";
    test_memory t;
    arena a;
    intern in;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    asbi_intern_init(&in, &a);
    ck_assert_uint_eq(asbi_intern_add_lasting(&in, (text){here, sizeof here - 1}), 1);
    ck_assert_ptr_eq(asbi_intern_text(&in, 1).at, here);
    ck_assert_ptr_null(a.last);
    ck_assert_uint_eq(asbi_intern_add(&in, asbi_text("where it is")), 1);
    ck_assert_ptr_eq(asbi_intern_text(&in, 1).at, here);
    asbi_intern_free(&in);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

static void fail_once(uint64_t n, int32_t *failures) {
    test_memory t;
    arena a;
    intern in;
    char space[16];
    uint32_t next = 0;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    asbi_intern_init(&in, &a);
    test_memory_fail(&t, n, 0);
    while (next < 200) {
        uint32_t number = asbi_intern_add(&in, word(space, next));
        if (number == 0) { /* as before, and it can be tried again */
            ck_assert_uint_eq(in.count, next);
            ck_assert_uint_eq(asbi_intern_find(&in, word(space, next)), 0);
            continue;
        }
        ck_assert_uint_eq(number, ++next);
    }
    for (uint32_t i = 0; i < next; i++) ck_assert_uint_eq(asbi_intern_find(&in, word(space, i)), i + 1);
    *failures = t.failures;
    asbi_intern_free(&in);
    asbi_arena_free(&a);
    test_memory_end(&t);
}

START_TEST(every_failure_is_survived)
{
    int32_t failures = 1;
    uint64_t n;

    for (n = 1; failures > 0; n++) fail_once(n, &failures);
    ck_assert_uint_gt(n, 8); /* it did bite */
}
END_TEST

/* A text that lasts is not copied, and all is as before where there is no memory for its place. */
START_TEST(lasting_texts_without_memory)
{
    test_memory t;
    arena a;
    intern in;
    uint64_t n = 0;
    uint32_t number;

    do {
        test_memory_begin(&t);
        asbi_arena_init(&a, &t.memory);
        asbi_intern_init(&in, &a);
        test_memory_fail(&t, ++n, 0);
        number = asbi_intern_add_lasting(&in, asbi_text("report"));
        ck_assert_uint_eq(number, t.failures ? 0 : 1);
        ck_assert_uint_eq(asbi_intern_add_lasting(&in, asbi_text("report")), 1);
        ck_assert_uint_eq(in.count, 1);
        asbi_intern_free(&in);
        asbi_arena_free(&a);
        test_memory_end(&t);
    } while (!number);
    ck_assert_uint_gt(n, 2);
}
END_TEST

Suite *asb_suite_base_intern(void) {
    const TTest *const tests[] = {equal_texts_get_equal_numbers, odd_texts, lasting_texts_stay_where_they_are, every_failure_is_survived,
                                  lasting_texts_without_memory};

    return test_suite("base intern", tests, COUNT_OF(tests));
}
