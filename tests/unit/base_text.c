/* Text and UTF-8: the boundaries of RFC 3629, and the cases of Markus Kuhn's decoder test. */
#include "base/text.h"
#include "base_support.h"

Suite *asb_suite_base_text(void);

typedef struct bytes {
    const char *at;
    size_t length;
} bytes;

#define BYTES(literal) \
    { literal, sizeof(literal) - 1 }

START_TEST(well_formed)
{
    static const bytes cases[] = {BYTES(""),
                                  BYTES("\0"),
                                  BYTES("\x7F"),
                                  BYTES("\xC2\x80"),
                                  BYTES("\xDF\xBF"), /* U+0080 U+07FF */
                                  BYTES("\xE0\xA0\x80"),
                                  BYTES("\xE0\xBF\xBF"),
                                  BYTES("\xE1\x80\x80"), /* U+0800 U+0FFF U+1000 */
                                  BYTES("\xEC\xBF\xBF"),
                                  BYTES("\xED\x80\x80"),
                                  BYTES("\xED\x9F\xBF"), /* U+CFFF U+D000 U+D7FF */
                                  BYTES("\xEE\x80\x80"),
                                  BYTES("\xEF\xBB\xBF"),
                                  BYTES("\xEF\xBF\xBD"), /* U+E000 U+FEFF U+FFFD */
                                  BYTES("\xEF\xBF\xBE"),
                                  BYTES("\xEF\xBF\xBF"),
                                  BYTES("\xEF\xB7\x90"), /* noncharacters are well-formed */
                                  BYTES("\xF0\x90\x80\x80"),
                                  BYTES("\xF0\xBF\xBF\xBF"),
                                  BYTES("\xF1\x80\x80\x80"), /* U+10000 U+3FFFF U+40000 */
                                  BYTES("\xF3\xBF\xBF\xBF"),
                                  BYTES("\xF4\x80\x80\x80"),
                                  BYTES("\xF4\x8F\xBF\xBF"),                             /* U+FFFFF U+100000 U+10FFFF */
                                  BYTES("\xCE\xBA\xE1\xBD\xB9\xCF\x83\xCE\xBC\xCE\xB5"), /* Kuhn 1 */
                                  BYTES("plain text of more than eight bytes, then \xE2\x80\x94 and \xC2\xA3"
                                        "5")};

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        ck_assert_msg(asbi_utf8_check(cases[i].at, cases[i].length) == cases[i].length, "case %u", (unsigned)i);
}
END_TEST

START_TEST(ill_formed)
{
    static const bytes cases[] = {/* Kuhn 3.1, 3.2: continuations and first bytes alone */
                                  BYTES("\x80"), BYTES("\xBF"), BYTES("\x80\xBF"), BYTES("\xC2 "), BYTES("\xDF "), BYTES("\xE0 "),
                                  BYTES("\xEF "), BYTES("\xF0 "), BYTES("\xF4 "), BYTES("\xF8 "), BYTES("\xFC "),
                                  /* 3.3: the last byte missing */
                                  BYTES("\xC2"), BYTES("\xE0\xA0"), BYTES("\xF0\x90\x80"), BYTES("\xDF"), BYTES("\xEF\xBF"),
                                  BYTES("\xF4\x8F\xBF"), BYTES("\xE0\xA0 "), BYTES("\xF0\x90\x80 "), BYTES("\xF0\x90 \x80"),
                                  BYTES("\xE2\x82\xC2\xA3"),
                                  /* 3.5: impossible bytes */
                                  BYTES("\xFE"), BYTES("\xFF"), BYTES("\xFE\xFE\xFF\xFF"), BYTES("\xF5\x80\x80\x80"),
                                  BYTES("\xF8\x88\x80\x80\x80"), BYTES("\xFC\x84\x80\x80\x80\x80"),
                                  /* 4: overlong */
                                  BYTES("\xC0\xAF"), BYTES("\xC0\x80"), BYTES("\xC1\xBF"), BYTES("\xE0\x80\xAF"), BYTES("\xE0\x80\x80"),
                                  BYTES("\xE0\x9F\xBF"), BYTES("\xF0\x80\x80\xAF"), BYTES("\xF0\x8F\xBF\xBF"), BYTES("\xF0\x80\x80\x80"),
                                  /* 5: surrogates, alone and in pairs */
                                  BYTES("\xED\xA0\x80"), BYTES("\xED\xAD\xBF"), BYTES("\xED\xAE\x80"), BYTES("\xED\xAF\xBF"),
                                  BYTES("\xED\xB0\x80"), BYTES("\xED\xBE\x80"), BYTES("\xED\xBF\xBF"), BYTES("\xED\xA0\x80\xED\xB0\x80"),
                                  /* above U+10FFFF */
                                  BYTES("\xF4\x90\x80\x80"), BYTES("\xF7\xBF\xBF\xBF")};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char behind[64] = "\xC2\xA3 behind text ";
        size_t before = strlen(behind);
        ck_assert_msg(asbi_utf8_check(cases[i].at, cases[i].length) == 0, "case %u", (unsigned)i);
        memcpy(behind + before, cases[i].at, cases[i].length);
        ck_assert_msg(asbi_utf8_check(behind, before + cases[i].length) == before, "case %u", (unsigned)i);
    }
}
END_TEST

START_TEST(every_code_point_goes_round)
{
    for (uint32_t c = 0; c < 0x110000; c++) {
        char out[4];
        size_t at = 0;
        unsigned width = asbi_utf8_put(out, c);
        int is_surrogate = c >= 0xD800 && c < 0xE000;

        if (asbi_utf8_next(out, width, &at) != c || at != width || (asbi_utf8_check(out, width) == width) == is_surrogate)
            ck_abort_msg("U+%04X", (unsigned)c);
    }
}
END_TEST

START_TEST(next_never_reads_too_far)
{
    static const bytes cases[] = {BYTES("\xF0\x90\x80"), BYTES("\xE2"), BYTES("\x80"), BYTES("\xFF\xFF")};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t at = 0;
        ck_assert_uint_eq(asbi_utf8_next(cases[i].at, cases[i].length, &at), 0xFFFD);
        ck_assert_uint_eq(at, 1);
        at = cases[i].length;
        ck_assert_uint_eq(asbi_utf8_next(cases[i].at, cases[i].length, &at), 0xFFFD);
        ck_assert_uint_eq(at, cases[i].length);
    }
}
END_TEST

START_TEST(cutting)
{
    static const char all[] = "a\xC2\xA3\xE2\x82\xAC\xF0\x9F\x98\x80z"; /* 1 + 2 + 3 + 4 + 1 */
    static const size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};

    for (size_t i = 0; i < COUNT_OF(cuts); i++) ck_assert_uint_eq(asbi_utf8_cut(all, i), cuts[i]);
}
END_TEST

START_TEST(comparing)
{
    ck_assert(asbi_text_is(asbi_text("abc"), "abc"));
    ck_assert(!asbi_text_is(asbi_text("abc"), "ab"));
    ck_assert(!asbi_text_is(asbi_text("abc"), "abd"));
    ck_assert(asbi_text_equal(asbi_text(NULL), asbi_text("")));
    ck_assert_ptr_null(asbi_text(NULL).at);
    ck_assert_int_lt(asbi_text_compare(asbi_text("a"), asbi_text("b")), 0);
    ck_assert_int_lt(asbi_text_compare(asbi_text("a"), asbi_text("aa")), 0);
    ck_assert_int_gt(asbi_text_compare(asbi_text("b"), asbi_text("aa")), 0);
    ck_assert_int_lt(asbi_text_compare(asbi_text("z"), asbi_text("\xC2\xA3")), 0); /* bytes are unsigned */
    ck_assert_int_eq(asbi_text_compare(asbi_text(""), asbi_text(NULL)), 0);
    ck_assert_int_eq(asbi_text_compare(asbi_text("same"), asbi_text("same")), 0);
}
END_TEST

START_TEST(clean_and_filled)
{
    static const bytes empty[] = {BYTES(""), BYTES(" "), BYTES("\t \r\n")};
    static const bytes filled[] = {
        BYTES("x"), BYTES(" x "), BYTES("\xC2\xA0"), BYTES("\xED\x9F\xBF"), BYTES("\x01"), BYTES("\xED\x95\x9C\xEA\xB5\xAD")};
    static const bytes unclean[] = {BYTES("\0"),           BYTES("a\0b"),          BYTES(" \0"),
                                    BYTES("\xED\xA0\x80"), BYTES("x\xED\xBF\xBF"), BYTES("\xED\x9F\xBF\xED\xA0\x80")};

    for (size_t i = 0; i < COUNT_OF(empty); i++) {
        ck_assert(!asbi_text_is_filled((text){empty[i].at, empty[i].length}));
        ck_assert(asbi_text_is_clean((text){empty[i].at, empty[i].length}));
    }
    for (size_t i = 0; i < COUNT_OF(filled); i++) {
        ck_assert(asbi_text_is_filled((text){filled[i].at, filled[i].length}));
        ck_assert(asbi_text_is_clean((text){filled[i].at, filled[i].length}));
    }
    for (size_t i = 0; i < COUNT_OF(unclean); i++) {
        ck_assert(!asbi_text_is_filled((text){unclean[i].at, unclean[i].length}));
        ck_assert(!asbi_text_is_clean((text){unclean[i].at, unclean[i].length}));
    }
    ck_assert(asbi_text_is_clean(asbi_text(NULL)));
    ck_assert(!asbi_text_is_filled(asbi_text(NULL)));
}
END_TEST

START_TEST(ids)
{
    static const char *const good[] = {"a", "ab", "a-b", "case-0001", "0", "1-2-3", "nm01"};
    static const char *const upper[] = {"CASE-0001", "aB", "Z"};
    static const char *const bad[] = {"", "-", "-a", "a-", "a--b", "a_b", "a b", "a.b", "\xC3\xA9", " a", "a\n", "a/b"};

    for (size_t i = 0; i < COUNT_OF(good); i++) ck_assert(asbi_is_id(asbi_text(good[i]), 0) && asbi_is_id(asbi_text(good[i]), 1));
    for (size_t i = 0; i < COUNT_OF(upper); i++) ck_assert(!asbi_is_id(asbi_text(upper[i]), 0) && asbi_is_id(asbi_text(upper[i]), 1));
    for (size_t i = 0; i < COUNT_OF(bad); i++) ck_assert(!asbi_is_id(asbi_text(bad[i]), 0) && !asbi_is_id(asbi_text(bad[i]), 1));
    ck_assert(!asbi_is_id((text){"a\0b", 3}, 1));
}
END_TEST

START_TEST(numbers_in_digits)
{
    static const struct {
        int64_t number;
        const char *digits;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {-1, "-1"},
                 {4294967295, "4294967295"},
                 {INT64_MAX, "9223372036854775807"},
                 {INT64_MIN, "-9223372036854775808"}};
    char out[DECIMAL];

    for (size_t i = 0; i < COUNT_OF(cases); i++) ck_assert_str_eq(asbi_decimal(out, cases[i].number), cases[i].digits);
}
END_TEST

Suite *asb_suite_base_text(void) {
    const TTest *const tests[] = {
        well_formed, ill_formed,       every_code_point_goes_round, next_never_reads_too_far, cutting, comparing, clean_and_filled,
        ids,         numbers_in_digits};

    return test_suite("base text", tests, COUNT_OF(tests));
}
