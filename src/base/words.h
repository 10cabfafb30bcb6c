/* Tables of texts without pointers. A pointer in a table must be set right wherever the library is loaded: its page becomes memory that each process has for
 * itself, before anything else runs, and it takes eight bytes of the file.
 *
 *     static const char words[] = WORDS("a", "b");    a row of words: each has its '\0' behind it, and an empty one ends the row
 *
 *     #define LABELS(ROW)                             words for each value of an enum, in its order, which the compiler checks;
 *         ROW(SMALL, "a", "small thing")              WORDS_OF(labels, SMALL) is "a", and asbi_word_after() of that "small thing"
 *         ROW(LARGE, "b", "large thing")
 *     WORDS_BY(labels, LABELS, SIZES);                SIZES of them
 *
 *     ROWS_BY(forms, FORMS, SIZES);                   the same where each has as many as it likes: WORDS_OF(forms, SMALL) is a row
 *
 * Where the texts of a table are about as long as each other, arrays within its lines do. */
#ifndef ASBI_WORDS_H
#define ASBI_WORDS_H

#include "text.h"

/* for (const char *word = row; *word != '\0'; word = asbi_word_after(word)) */
static inline const char *asbi_word_after(const char *word) {
    return word + strlen(word) + 1;
}

/* Rows stand one behind the other. */
static inline const char *asbi_row_after(const char *row) {
    while (*row != '\0') row = asbi_word_after(row);
    return row + 1;
}

enum { NO_WORD = -1 };

const char *asbi_words_at(const char *row, size_t index); /* there must be so many */
int asbi_words_find(const char *row, text t);             /* which of them it is; NO_WORD: none */

/* clang-format off */
#define WORDS(...) ASBI_WORDS_PICK(__VA_ARGS__, ASBI_WORDS_24, ASBI_WORDS_23, ASBI_WORDS_22, ASBI_WORDS_21, ASBI_WORDS_20, ASBI_WORDS_19, \
    ASBI_WORDS_18, ASBI_WORDS_17, ASBI_WORDS_16, ASBI_WORDS_15, ASBI_WORDS_14, ASBI_WORDS_13, ASBI_WORDS_12, ASBI_WORDS_11, ASBI_WORDS_10, \
    ASBI_WORDS_9, ASBI_WORDS_8, ASBI_WORDS_7, ASBI_WORDS_6, ASBI_WORDS_5, ASBI_WORDS_4, ASBI_WORDS_3, ASBI_WORDS_2, ASBI_WORDS_1, \
    0)(__VA_ARGS__)
#define ASBI_WORDS_PICK(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, _17, _18, _19, _20, _21, _22, _23, _24, name, ...) name
#define ASBI_WORDS_1(a) a "\0"
#define ASBI_WORDS_2(a, ...) a "\0" ASBI_WORDS_1(__VA_ARGS__)
#define ASBI_WORDS_3(a, ...) a "\0" ASBI_WORDS_2(__VA_ARGS__)
#define ASBI_WORDS_4(a, ...) a "\0" ASBI_WORDS_3(__VA_ARGS__)
#define ASBI_WORDS_5(a, ...) a "\0" ASBI_WORDS_4(__VA_ARGS__)
#define ASBI_WORDS_6(a, ...) a "\0" ASBI_WORDS_5(__VA_ARGS__)
#define ASBI_WORDS_7(a, ...) a "\0" ASBI_WORDS_6(__VA_ARGS__)
#define ASBI_WORDS_8(a, ...) a "\0" ASBI_WORDS_7(__VA_ARGS__)
#define ASBI_WORDS_9(a, ...) a "\0" ASBI_WORDS_8(__VA_ARGS__)
#define ASBI_WORDS_10(a, ...) a "\0" ASBI_WORDS_9(__VA_ARGS__)
#define ASBI_WORDS_11(a, ...) a "\0" ASBI_WORDS_10(__VA_ARGS__)
#define ASBI_WORDS_12(a, ...) a "\0" ASBI_WORDS_11(__VA_ARGS__)
#define ASBI_WORDS_13(a, ...) a "\0" ASBI_WORDS_12(__VA_ARGS__)
#define ASBI_WORDS_14(a, ...) a "\0" ASBI_WORDS_13(__VA_ARGS__)
#define ASBI_WORDS_15(a, ...) a "\0" ASBI_WORDS_14(__VA_ARGS__)
#define ASBI_WORDS_16(a, ...) a "\0" ASBI_WORDS_15(__VA_ARGS__)
#define ASBI_WORDS_17(a, ...) a "\0" ASBI_WORDS_16(__VA_ARGS__)
#define ASBI_WORDS_18(a, ...) a "\0" ASBI_WORDS_17(__VA_ARGS__)
#define ASBI_WORDS_19(a, ...) a "\0" ASBI_WORDS_18(__VA_ARGS__)
#define ASBI_WORDS_20(a, ...) a "\0" ASBI_WORDS_19(__VA_ARGS__)
#define ASBI_WORDS_21(a, ...) a "\0" ASBI_WORDS_20(__VA_ARGS__)
#define ASBI_WORDS_22(a, ...) a "\0" ASBI_WORDS_21(__VA_ARGS__)
#define ASBI_WORDS_23(a, ...) a "\0" ASBI_WORDS_22(__VA_ARGS__)
#define ASBI_WORDS_24(a, ...) a "\0" ASBI_WORDS_23(__VA_ARGS__)
/* clang-format on */

#define WORDS_BY(name, ROWS, count) ASBI_TABLE(name, ROWS, ASBI_ROW_WORDS, ASBI_ROW_PLACE, count)
#define ROWS_BY(name, ROWS, count) ASBI_TABLE(name, ROWS, ASBI_ROW_ENDED, ASBI_ROW_ENDED_PLACE, count)
#define WORDS_OF(name, id) ((name) + name##_at[id])

/* Where each begins is told by enumerators, of which each is one more than the one before: a row has the places of its first byte and of its last. */
#define ASBI_TABLE(name, ROWS, WORDS_OF_ROW, PLACE_OF_ROW, count) \
    static const char name[] = ROWS(WORDS_OF_ROW); \
    enum { ROWS(ASBI_ROW_NUMBER) ASBI_END_OF_##name }; \
    enum { ROWS(PLACE_OF_ROW) }; \
    static const uint16_t name##_at[] = {ROWS(ASBI_ROW_AT)}; \
    ROWS(ASBI_ROW_CHECK) \
    _Static_assert((int)ASBI_END_OF_##name == (int)(count) && sizeof(name) <= UINT16_MAX, "there is a row for each")
#define ASBI_ROW_WORDS(id, ...) WORDS(__VA_ARGS__)
#define ASBI_ROW_ENDED(id, ...) WORDS(__VA_ARGS__) "\0"
#define ASBI_ROW_PLACE(id, ...) ASBI_FIRST_##id, ASBI_LAST_##id = ASBI_FIRST_##id + (int)sizeof(WORDS(__VA_ARGS__)) - 2,
#define ASBI_ROW_ENDED_PLACE(id, ...) ASBI_FIRST_##id, ASBI_LAST_##id = ASBI_FIRST_##id + (int)sizeof(WORDS(__VA_ARGS__)) - 1,
#define ASBI_ROW_NUMBER(id, ...) ASBI_ROW_##id,
#define ASBI_ROW_AT(id, ...) ASBI_FIRST_##id,
#define ASBI_ROW_CHECK(id, ...) _Static_assert((int)ASBI_ROW_##id == (int)(id), "rows stand in the order of their constants");

#endif
