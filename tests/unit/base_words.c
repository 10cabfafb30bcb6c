/* Rows of words: each is found by its place, by what it is, and by the value of an enum that it belongs to. */
#include "base_support.h"
#include "base/words.h"

Suite *asb_suite_base_words(void);

typedef enum size { SMALL, MIDDLING, LARGE, SIZES } size;

#define LABELS(ROW) \
    ROW(SMALL, "a", "small thing") \
    ROW(MIDDLING, "bc", "") \
    ROW(LARGE, "d", "large thing")
WORDS_BY(labels, LABELS, SIZES);

#define OTHERS(ROW) \
    ROW(LEAST, "tiny", "wee") \
    ROW(MOST, "huge")
enum { LEAST, MOST, OTHER_COUNT };
ROWS_BY(others, OTHERS, OTHER_COUNT);

START_TEST(by_place)
{
    static const char row[] = WORDS("one", "three", "two");

    ck_assert_str_eq(asbi_words_at(row, 0), "one");
    ck_assert_str_eq(asbi_words_at(row, 2), "two");
    ck_assert_str_eq(asbi_words_at(row, 3), "");
    ck_assert_ptr_eq(asbi_row_after(row), row + sizeof row);
}
END_TEST

START_TEST(by_word)
{
    static const char row[] = WORDS("one", "three", "two");

    ck_assert_int_eq(asbi_words_find(row, asbi_text("one")), 0);
    ck_assert_int_eq(asbi_words_find(row, asbi_text("two")), 2);
    ck_assert_int_eq(asbi_words_find(row, asbi_text("tw")), NO_WORD);
    ck_assert_int_eq(asbi_words_find(row, asbi_text("twos")), NO_WORD);
    ck_assert_int_eq(asbi_words_find(row, asbi_text("")), NO_WORD);
    ck_assert_int_eq(asbi_words_find("", asbi_text("one")), NO_WORD);
}
END_TEST

START_TEST(by_value)
{
    ck_assert_str_eq(WORDS_OF(labels, SMALL), "a");
    ck_assert_str_eq(asbi_word_after(WORDS_OF(labels, SMALL)), "small thing");
    ck_assert_str_eq(asbi_word_after(WORDS_OF(labels, MIDDLING)), "");
    ck_assert_str_eq(WORDS_OF(labels, LARGE), "d");
    ck_assert_str_eq(asbi_word_after(WORDS_OF(labels, LARGE)), "large thing");
    ck_assert_int_eq(asbi_words_find(WORDS_OF(others, LEAST), asbi_text("wee")), 1);
    ck_assert_int_eq(asbi_words_find(WORDS_OF(others, LEAST), asbi_text("huge")), NO_WORD);
    ck_assert_int_eq(asbi_words_find(WORDS_OF(others, MOST), asbi_text("huge")), 0);
}
END_TEST

Suite *asb_suite_base_words(void) {
    const TTest *const tests[] = {by_place, by_word, by_value};

    return test_suite("base_words", tests, COUNT_OF(tests));
}
