/* The vocabulary as JSON: it agrees with the table, and has what a policy adds. */
#include "case_support.h"

Suite *asb_suite_record_vocabulary(void);

static json_value *vocabulary(test_case *t, const asb_policy *policy) {
    json_value *v = NULL;
    asb_text *json = NULL;
    fault f;

    ck_assert_int_eq(asb_vocabulary_json(&json, t->engine.e, policy), ASB_OK);
    ck_assert_int_eq(asbi_json_parse(&v, &t->a, asb_text_data(json), asb_text_length(json), NULL, &f), ASB_OK);
    asb_text_free(json);
    return v;
}

static void is_text(const json_value *object, const char *key, const char *expected) {
    const json_value *v = asbi_json_get(object, key);

    ck_assert((v == NULL) == (expected == NULL));
    if (v != NULL) ck_assert_str_eq(asbi_json_text(v).at, expected);
}

static void is_field(const json_value *v, const field_def *f) {
    const json_value *choices = asbi_json_get(v, "choices");

    is_text(v, "name", asbi_field_name(f));
    is_text(v, "type", asbi_field_type_name((field_type)f->type));
    is_text(v, "class", asbi_class_name((field_class)f->class_));
    is_text(v, "label", asbi_field_label(f));
    is_text(v, "list", asbi_field_list(f));
    is_text(v, "required_when", asbi_field_required_when(f));
    ck_assert_int_eq(asbi_json_get(v, "required")->type, f->required ? JSON_TRUE : JSON_FALSE);
    ck_assert_ptr_null(asbi_json_get(v, "labels"));
    ck_assert((choices != NULL) == asbi_has_choices(f));
    for (uint32_t i = 0; choices != NULL && i < choices->count; i++)
        ck_assert_str_eq(asbi_json_text(asbi_json_at(choices, i)).at, asbi_words_at(asbi_field_choices(f), i));
}

START_TEST(as_the_table_has_it)
{
    test_case t;
    const json_value *v, *kinds;

    test_case_begin(&t);
    v = vocabulary(&t, NULL);
    kinds = asbi_json_get(v, "kinds");
    ck_assert_uint_eq(kinds->count, KIND_BUILT_IN_COUNT);
    for (uint32_t i = 0; i < kinds->count; i++) {
        const kind_def *kind = asbi_kind((record_kind)i);
        const json_value *fields = asbi_json_get(asbi_json_at(kinds, i), "fields");
        is_text(asbi_json_at(kinds, i), "kind", asbi_kind_name(kind));
        is_text(asbi_json_at(kinds, i), "label", asbi_kind_label(kind));
        ck_assert_uint_eq(fields->count, asbi_field_count(kind));
        for (uint32_t f = 0; f < fields->count; f++) is_field(asbi_json_at(fields, f), asbi_field_at(kind, f));
    }
    ck_assert_uint_eq(asbi_json_get(v, "types")->count, FIELD_TYPE_COUNT);
    ck_assert_uint_eq(asbi_json_get(v, "classes")->count, CLASS_COUNT);
    is_text(asbi_json_at(asbi_json_get(v, "derived"), 0), "name", "assessment.score");
    test_case_end(&t);
}
END_TEST

static const json_value *field_of(const json_value *v, record_kind kind, const char *name) {
    for (const json_value *f = asbi_json_first(asbi_json_get(asbi_json_at(asbi_json_get(v, "kinds"), kind), "fields")); f != NULL;
         f = f->next)
        if (asbi_text_is(asbi_json_text(asbi_json_get(f, "name")), name)) return f;
    ck_abort_msg("no field %s", name);
    return NULL;
}

START_TEST(what_a_policy_adds)
{
    test_case t;
    const json_value *v, *purpose;

    test_case_begin(&t);
    v = vocabulary(&t, t.policy);
    purpose = field_of(v, KIND_CONTACT, "purpose");
    ck_assert_str_eq(asbi_json_text(asbi_json_last(asbi_json_get(purpose, "choices"))).at, "police-advice");
    ck_assert_uint_eq(asbi_json_get(purpose, "choices")->count, 8);
    is_text(asbi_json_get(purpose, "labels"), "police-advice", "Advice to go to the police");
    ck_assert_str_eq(asbi_json_text(asbi_json_last(asbi_json_get(field_of(v, KIND_FINDING, "what"), "choices"))).at, "tit-for-tat");
    ck_assert_ptr_null(asbi_json_get(field_of(v, KIND_PARTNER, "what"), "labels")); /* added to that field only */
    ck_assert_ptr_null(asbi_json_get(field_of(v, KIND_REFERRAL, "purpose"), "labels"));
    test_case_end(&t);
}
END_TEST

START_TEST(a_policy_of_another_engine)
{
    test_engine other;
    asb_text *json = NULL;
    test_case t;

    test_case_begin(&t);
    test_engine_begin(&other);
    ck_assert_int_eq(asb_vocabulary_json(&json, other.e, t.policy), ASB_EARGUMENT);
    ck_assert_ptr_null(json);
    test_engine_end(&other);
    test_case_end(&t);
}
END_TEST

START_TEST(failures)
{
    test_case t;
    uint64_t n = 0;
    int32_t failed;

    test_case_begin(&t);
    do {
        asb_text *json = NULL;
        int32_t status;
        n++;
        test_memory_fail(&t.engine.t, n, (int32_t)(n % 2));
        status = asb_vocabulary_json(&json, t.engine.e, t.policy);
        failed = t.engine.t.failures;
        test_memory_fail(&t.engine.t, 0, 0);
        ck_assert_int_eq(status, failed > 0 ? ASB_ENOMEM : ASB_OK);
        ck_assert((json != NULL) == (status == ASB_OK));
        asb_text_free(json);
    } while (failed > 0);
    ck_assert_uint_gt(n, 4);
    test_case_end(&t);
}
END_TEST

Suite *asb_suite_record_vocabulary(void) {
    const TTest *const tests[] = {as_the_table_has_it, what_a_policy_adds, a_policy_of_another_engine, failures};

    return test_suite("record vocabulary", tests, COUNT_OF(tests));
}
