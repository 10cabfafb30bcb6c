/* Risk matrices: what can be read of one. */
#include "forms_support.h"

Suite *asb_suite_forms_matrix(void);

START_TEST(a_matrix_is_opened_by_id)
{
    bench b;
    asb_matrix *m = NULL, *first = NULL, *none = (asb_matrix *)&b;
    bench_begin(&b);
    ck_assert_int_eq(asb_matrix_open(&m, b.policy, "ram"), ASB_OK);
    ck_assert_int_eq(asb_matrix_open(&first, b.policy, NULL), ASB_OK);
    ck_assert_str_eq(asb_matrix_id(first), asb_matrix_id(m));
    ck_assert_int_eq(asb_matrix_open(&none, b.policy, "hazard"), ASB_ABSENT);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(asb_matrix_open(&none, NULL, "ram"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_matrix_open(NULL, b.policy, "ram"), ASB_EARGUMENT);
    failed(&b, "argument", "");
    asb_policy_free(b.policy); /* the matrix keeps it */
    b.policy = NULL;
    ck_assert_str_eq(asb_matrix_id(m), "ram");
    ck_assert_str_eq(asb_matrix_title(m), "Risk Assessment Matrix");
    ck_assert_str_eq(asb_matrix_clause(m), "Appendix 1");
    ck_assert_int_eq(strncmp(asb_matrix_provenance(m), "Questions and weights as printed", 32), 0);
    ck_assert_int_eq(asb_matrix_least(m), 0);
    ck_assert_int_eq(asb_matrix_greatest(m), 47);
    asb_matrix_free(first);
    asb_matrix_free(m);
    asb_matrix_free(NULL);
    bench_end(&b);
}
END_TEST

START_TEST(a_policy_without_matrices_has_none)
{
    bench b;
    asb_policy *england = NULL;
    asb_matrix *m = (asb_matrix *)&b;
    bench_begin(&b);
    ck_assert_int_eq(asb_policy_builtin(&england, b.e, "england"), ASB_OK);
    ck_assert_int_eq(asb_matrix_open(&m, england, NULL), ASB_ABSENT);
    ck_assert_ptr_null(m);
    asb_policy_free(england);
    bench_end(&b);
}
END_TEST

START_TEST(questions_stand_in_order)
{
    bench b;
    asb_matrix *m = NULL;
    char id[8];
    bench_begin(&b);
    ck_assert_int_eq(asb_matrix_open(&m, b.policy, "ram"), ASB_OK);
    ck_assert_uint_eq(asb_matrix_question_count(m), 14);
    for (unsigned i = 0; i < 14; i++) {
        snprintf(id, sizeof id, "q%u", i + 1);
        ck_assert_str_eq(asb_matrix_question_id(m, i), id);
        ck_assert_int_eq(asb_matrix_question_many(m, i), i == 10 || i == 13);
    }
    ck_assert_str_eq(asb_matrix_question_text(m, 0), "Apart from this occasion, how frequently is there trouble?");
    ck_assert_str_eq(asb_matrix_question_section(m, 6), "vulnerability");
    ck_assert_str_eq(asb_matrix_question_section_title(m, 6), "Vulnerability");
    ck_assert_int_eq(asb_matrix_question_detail(m, 0), 0);
    ck_assert_int_eq(asb_matrix_question_detail(m, 1), 1);
    ck_assert_ptr_null(asb_matrix_question_id(m, 14));
    ck_assert_ptr_null(asb_matrix_question_text(m, 14));
    ck_assert_ptr_null(asb_matrix_question_section(m, 14));
    ck_assert_ptr_null(asb_matrix_question_section_title(m, 14));
    ck_assert_int_eq(asb_matrix_question_many(m, 14) + asb_matrix_question_detail(m, 14), 0);
    asb_matrix_free(m);
    bench_end(&b);
}
END_TEST

START_TEST(options_and_bands)
{
    bench b;
    asb_matrix *m = NULL;
    bench_begin(&b);
    ck_assert_int_eq(asb_matrix_open(&m, b.policy, "ram"), ASB_OK);
    ck_assert_uint_eq(asb_matrix_option_count(m, 6), 4);
    ck_assert_str_eq(asb_matrix_option_id(m, 6, 3), "none");
    ck_assert_str_eq(asb_matrix_option_label(m, 6, 3), "Nobody");
    ck_assert_int_eq(asb_matrix_option_weight(m, 6, 0), 4);
    ck_assert_int_eq(asb_matrix_option_exclusive(m, 6, 3), 1);
    ck_assert_int_eq(asb_matrix_option_exclusive(m, 6, 0), 0);
    ck_assert_ptr_null(asb_matrix_option_id(m, 6, 4));
    ck_assert_ptr_null(asb_matrix_option_label(m, 14, 0));
    ck_assert_int_eq(asb_matrix_option_weight(m, 6, 4) + asb_matrix_option_exclusive(m, 6, 4), 0);
    ck_assert_uint_eq(asb_matrix_option_count(m, 14), 0);
    ck_assert_uint_eq(asb_matrix_band_count(m), 3);
    ck_assert_str_eq(asb_matrix_band_id(m, 0), "high");
    ck_assert_str_eq(asb_matrix_band_label(m, 1), "Medium");
    ck_assert_int_eq(asb_matrix_band_from(m, 1), 18);
    ck_assert_ptr_null(asb_matrix_band_id(m, 3));
    ck_assert_ptr_null(asb_matrix_band_label(m, 3));
    ck_assert_int_eq(asb_matrix_band_from(m, 3), 0);
    ck_assert_uint_eq(asb_matrix_contested_count(m), 2);
    ck_assert_int_eq(asb_matrix_contested_from(m, 1), 26);
    ck_assert_int_eq(asb_matrix_contested_to(m, 1), 31);
    ck_assert_int_eq(asb_matrix_contested_from(m, 2) + asb_matrix_contested_to(m, 2), 0);
    asb_matrix_free(m);
    bench_end(&b);
}
END_TEST

START_TEST(a_matrix_as_json)
{
    bench b;
    asb_matrix *m = NULL;
    asb_text *t = NULL;
    bench_begin(&b);
    ck_assert_int_eq(asb_matrix_open(&m, b.policy, "ram"), ASB_OK);
    ck_assert_int_eq(asb_matrix_json(&t, m), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"greatest\":47,\"id\":\"ram\",\"least\":0,"));
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "\"sections\":[{\"id\":\"history\",\"questions\":[{\"id\":\"q1\""));
    ck_assert_int_eq(asb_matrix_json(NULL, m), ASB_EARGUMENT);
    ck_assert_int_eq(asb_matrix_json(&t, NULL), ASB_EARGUMENT);
    asb_text_free(t);
    asb_matrix_free(m);
    bench_end(&b);
}
END_TEST

START_TEST(nothing_is_known_of_no_matrix)
{
    ck_assert_ptr_null(asb_matrix_id(NULL));
    ck_assert_ptr_null(asb_matrix_title(NULL));
    ck_assert_ptr_null(asb_matrix_clause(NULL));
    ck_assert_ptr_null(asb_matrix_provenance(NULL));
    ck_assert_int_eq(asb_matrix_least(NULL) + asb_matrix_greatest(NULL), 0);
    ck_assert_uint_eq(asb_matrix_question_count(NULL) + asb_matrix_option_count(NULL, 0) + asb_matrix_band_count(NULL), 0);
    ck_assert_uint_eq(asb_matrix_contested_count(NULL), 0);
    ck_assert_ptr_null(asb_matrix_option_id(NULL, 0, 0));
    ck_assert_ptr_null(asb_matrix_band_id(NULL, 0));
}
END_TEST

Suite *asb_suite_forms_matrix(void) {
    const TTest *const tests[] = {a_matrix_is_opened_by_id, a_policy_without_matrices_has_none, questions_stand_in_order, options_and_bands,
                                  a_matrix_as_json,         nothing_is_known_of_no_matrix};
    return test_suite("forms matrix", tests, COUNT_OF(tests));
}
