/* How like two words are: by letters, and by sound. */
#include "base/similar.h"
#include "base/container.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *asb_suite_base_similar(void);

START_TEST(distances)
{
    static const struct {
        const char *a, *b;
        unsigned most, distance;
    } cases[] = {
        {"kowalski", "kowalski", 2, 0},
        {"kowalski", "kowlaski", 2, 1},
        {"smith", "smyth", 2, 1},
        {"brown", "browne", 2, 1},
        {"brown", "rown", 2, 1},
        {"michael", "michelle", 3, 3},
        {"ann", "bob", 2, 3},
        {"abcd", "badc", 2, 2},
        {"", "ab", 2, 2},
        {"", "abc", 2, 3},
        {"ca", "abc", 3, 3},
        {"smith", "jones", 9, 5},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        text a = asbi_text(cases[i].a), b = asbi_text(cases[i].b);
        ck_assert_msg(asbi_word_distance(a, b, cases[i].most) == cases[i].distance, "%s %s: %u", a.at, b.at,
                      asbi_word_distance(a, b, cases[i].most));
        ck_assert_uint_eq(asbi_word_distance(b, a, cases[i].most), cases[i].distance);
    }
    char longest[42];
    memset(longest, 'a', 41);
    longest[41] = '\0';
    ck_assert_uint_eq(asbi_word_distance(asbi_text(longest), asbi_text(longest), 2), 0);
    ck_assert_uint_eq(asbi_word_distance(asbi_text(longest), (text){longest, 40}, 2), 3);
}
END_TEST

/* The recursion that the distance is defined by. */
static unsigned plainly(const char *a, size_t m, const char *b, size_t n) {
    if (!m || !n) return (unsigned)(m + n);
    unsigned best = plainly(a, m - 1, b, n) + 1, other = plainly(a, m, b, n - 1) + 1;
    if (other < best) best = other;
    other = plainly(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
    if (other < best) best = other;
    if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1]) {
        other = plainly(a, m - 2, b, n - 2) + 1;
        if (other < best) best = other;
    }
    return best;
}

START_TEST(as_defined)
{
    unsigned seed = 7;
    for (int i = 0; i < 4000; i++) {
        char words[2][7] = {"", ""};
        for (int w = 0; w < 2; w++)
            for (unsigned k = 0, length = (seed = seed * 1103515245u + 12345u) >> 16 & 7; k < length && k < 6; k++)
                words[w][k] = (char)('a' + ((seed = seed * 1103515245u + 12345u) >> 16) % 3);
        unsigned whole = plainly(words[0], strlen(words[0]), words[1], strlen(words[1]));
        for (unsigned most = 0; most < 4; most++)
            ck_assert_uint_eq(asbi_word_distance(asbi_text(words[0]), asbi_text(words[1]), most), whole > most ? most + 1 : whole);
    }
}
END_TEST

START_TEST(sounds)
{
    static const char *const same[][2] = {{"catherine", "kathryn"}, {"mohammed", "muhamad"}, {"smith", "smyth"},  {"stephen", "stefan"},
                                          {"wright", "rite"},       {"knight", "nite"},      {"philip", "filip"}, {"claire", "klare"},
                                          {"geoffrey", "geofrey"},  {"macleod", "mcleod"}};
    static const char *const other[][2] = {{"ann", "bob"}, {"smith", "jones"}, {"brown", "green"}, {"\xD0\xB8\xD0\xB2", "iv"}};
    for (size_t i = 0; i < COUNT_OF(same); i++)
        ck_assert_msg(asbi_word_sound(asbi_text(same[i][0])) == asbi_word_sound(asbi_text(same[i][1])), "%s", same[i][0]);
    for (size_t i = 0; i < COUNT_OF(other); i++)
        ck_assert_msg(asbi_word_sound(asbi_text(other[i][0])) != asbi_word_sound(asbi_text(other[i][1])), "%s", other[i][0]);
    ck_assert_uint_eq(asbi_word_sound(asbi_text("")), 0);
    ck_assert_uint_ne(asbi_word_sound(asbi_text("\xD0\xB8\xD0\xB2")), 0);
    ck_assert_uint_eq(asbi_word_initial(asbi_text("catherine")), asbi_word_initial(asbi_text("k")));
    ck_assert_uint_eq(asbi_word_initial(asbi_text("philip")), asbi_word_initial(asbi_text("f")));
    ck_assert_uint_ne(asbi_word_initial(asbi_text("ann")), asbi_word_initial(asbi_text("bob")));
    ck_assert_uint_eq(asbi_word_initial(asbi_text("")), 0);
}
END_TEST

Suite *asb_suite_base_similar(void) {
    Suite *s = suite_create("base_similar");
    TCase *t = tcase_create("words");
    tcase_add_test(t, distances);
    tcase_add_test(t, as_defined);
    tcase_add_test(t, sounds);
    suite_add_tcase(s, t);
    return s;
}
