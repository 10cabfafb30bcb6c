/* The words that every policy knows: the constant table beside what numbering them anew comes to. */
#include "policy/fixed.h"
#include "base/intern.h"
#include "policy/policy.h"
#include "policy_support.h"

Suite *asb_suite_policy_fixed(void);

static void add_row(intern *in, const char *row) {
    for (; *row != '\0'; row = asbi_word_after(row)) ck_assert_uint_ne(asbi_intern_add(in, asbi_text(row)), 0);
}

static void number_anew(intern *in) {
    static const char words[] =
#define WORD(name, text) text "\0"
#include "policy/words.inc"
#undef WORD
        ;

    add_row(in, words);
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        asbi_intern_add(in, asbi_text(asbi_kind_name(kind)));
        for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
            asbi_intern_add(in, asbi_field_name_text(asbi_field_at(kind, i)));
            add_row(in, asbi_field_choices(asbi_field_at(kind, i)));
        }
    }
}

/* With an end of its own, so that a sanitizer sees who reads past it. */
static void is_numbered(const intern *in, const char *at, size_t length) {
    char *alone = malloc(length == 0 ? 1 : length);

    ck_assert_ptr_nonnull(alone);
    memcpy(alone, at, length);
    ck_assert_uint_eq(asbi_fixed_find((text){alone, length}), asbi_intern_find(in, (text){alone, length}));
    free(alone);
}

/* The word and what is near it: shorter, longer, each byte another. */
static void near_ones_are_told_apart(const intern *in, text word) {
    char other[64];

    ck_assert_uint_lt(word.length, sizeof other - 1);
    for (size_t length = 0; length <= word.length; length++) is_numbered(in, word.at, length);
    memcpy(other, word.at, word.length);
    for (size_t i = 0; i <= word.length; i++) {
        other[word.length] = 's';
        other[i] ^= 1;
        is_numbered(in, other, word.length);
        is_numbered(in, other, word.length + 1);
        other[i] ^= 1;
    }
}

START_TEST(every_word_has_its_number)
{
    test_memory t;
    arena a;
    intern in;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    asbi_intern_init(&in, &a);
    number_anew(&in);
    ck_assert_msg(in.count == FIXED_WORDS, "the words have changed: python3 tests/abi/fixed_words.py --write");
    for (uint32_t i = 1; i <= in.count; i++) {
        ck_assert_str_eq(asbi_fixed_text(i).at, asbi_intern_text(&in, i).at);
        ck_assert_uint_eq(asbi_fixed_text(i).length, asbi_intern_text(&in, i).length);
        near_ones_are_told_apart(&in, asbi_intern_text(&in, i));
    }
    asbi_intern_free(&in);
    asbi_arena_free(&a);
    test_memory_end(&t);
}
END_TEST

START_TEST(nothing_else_has_one)
{
    char t[300];
    uint32_t seed = 1;

    ck_assert_uint_eq(asbi_fixed_find((text){NULL, 0}), 0);
    for (size_t i = 0; i < 200000; i++) {
        size_t length = i % sizeof t;
        for (size_t at = 0; at < length; at++) {
            seed = seed * 1664525u + 1013904223u;
            t[at] = (char)(0x80 | seed >> 24);
        }
        ck_assert_uint_eq(asbi_fixed_find((text){t, length}), 0);
    }
}
END_TEST

START_TEST(names_of_a_policy_begin_behind_them)
{
    test_policies t;
    asb_policy *p;

    test_policies_begin(&t);
    p = test_built_in(&t, "england");
    ck_assert_uint_gt(p->names.count, 0);
    for (atom i = 1; i <= asbi_name_count(p); i++) {
        text name = asbi_id_text(p, i);
        if (i > FIXED_WORDS) ck_assert_uint_eq(asbi_fixed_find(name), 0);
        if (name.at[0] != '\xFF') ck_assert_uint_eq(asbi_atom_of_text(p, name), i);
        ck_assert(asbi_text_is(asbi_atom_text(p, i), name.at + (name.at[0] == '\xFF')));
    }
    ck_assert_str_eq(asbi_atom_text(p, ATOM_NONE).at, "");
    ck_assert_str_eq(asbi_atom_text(p, asbi_name_count(p) + 1).at, "");
    ck_assert_str_eq(asbi_atom_text(p, ATOM_TRUE).at, "");
    ck_assert_str_eq(asbi_atom_text(p, UINT32_MAX).at, "");
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

Suite *asb_suite_policy_fixed(void) {
    const TTest *const tests[] = {every_word_has_its_number, nothing_else_has_one, names_of_a_policy_begin_behind_them};

    return test_suite("policy: words that all have", tests, COUNT_OF(tests));
}
