/* The vocabulary, looked up: every kind, field, choice and type is found by its name, and nothing else is. */
#include "base_support.h"
#include "record/vocabulary.h"

Suite *asb_suite_policy_vocabulary(void);

START_TEST(kinds)
{
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) ck_assert_int_eq(asbi_kind_find(asbi_text(asbi_kind_name(asbi_kind((record_kind)k)))), k);
    ck_assert_int_eq(asbi_kind_find(asbi_text("report")), KIND_REPORT);
    ck_assert_int_eq(asbi_kind_find(asbi_text("erasure")), KIND_ERASURE);
    ck_assert_int_eq(asbi_kind_find(asbi_text("case-review")), KIND_CASE_REVIEW);
    ck_assert_int_eq(asbi_kind_find(asbi_text("x-visit")), KIND_X);
    ck_assert_int_eq(asbi_kind_find(asbi_text("x")), KIND_UNKNOWN);
    ck_assert_int_eq(asbi_kind_find(asbi_text("Report")), KIND_UNKNOWN);
    ck_assert_int_eq(asbi_kind_find(asbi_text("")), KIND_UNKNOWN);
    ck_assert_ptr_null(asbi_kind(KIND_X));
    ck_assert_ptr_null(asbi_kind(KIND_UNKNOWN));
}
END_TEST

/* `note` is the last of each; names are there once; lists and choices exclude each other. */
START_TEST(fields)
{
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        ck_assert_str_eq(asbi_field_name(asbi_field_at(kind, asbi_field_count(kind) - 1)), "note");
        for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
            const field_def *f = asbi_field_at(kind, i);
            ck_assert_ptr_eq(asbi_field_find(kind, asbi_text(asbi_field_name(f))), f);
            ck_assert_int_eq(asbi_has_choices(f), f->type == FIELD_ONE || f->type == FIELD_MANY);
            ck_assert(!asbi_has_choices(f) || asbi_field_list(f) == NULL);
            ck_assert(!f->required || asbi_field_required_when(f) == NULL);
            ck_assert_ptr_nonnull(asbi_class_name((field_class)f->class_));
            for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice))
                ck_assert(asbi_choice_is(f, asbi_text(choice)));
            ck_assert(!asbi_choice_is(f, asbi_text("no-such-choice")));
        }
    }
    ck_assert_ptr_null(asbi_field_find(asbi_kind(KIND_REPORT), asbi_text("outcome")));
    ck_assert_ptr_null(asbi_field_find(NULL, asbi_text("outcome")));
}
END_TEST

START_TEST(names)
{
    ck_assert_str_eq(asbi_field_type_name(FIELD_FLAG_TEXT), "flag/text");
    ck_assert_str_eq(asbi_field_type_name(FIELD_TRIAGE_ANSWERS), "triage-answers");
    ck_assert_str_eq(asbi_field_type_description(FIELD_WHEN), "a date or an instant");
    ck_assert_ptr_null(asbi_field_type_name(FIELD_TYPE_COUNT));
    ck_assert_ptr_null(asbi_field_type_description(FIELD_TYPE_COUNT));
    ck_assert_str_eq(asbi_class_name(CLASS_OUTCOME), "outcome");
    ck_assert_ptr_null(asbi_class_name(CLASS_COUNT));
    ck_assert_str_eq(asbi_derived(5)->name, "remedy.legal");
    ck_assert_str_eq(asbi_derived(5)->kinds[1], "legal");
    ck_assert_ptr_null(asbi_derived(7));
}
END_TEST

Suite *asb_suite_policy_vocabulary(void) {
    const TTest *const tests[] = {kinds, fields, names};

    return test_suite("policy_vocabulary", tests, COUNT_OF(tests));
}
