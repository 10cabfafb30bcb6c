/* Policies that use what no landlord's does, explained whole: every rule in words, and the page. */
#include <check.h>
#include <string.h>
#include <asb/asb.h>
#include <asb/json.h>
#include <stdio.h>
#include <stdlib.h>

Suite *asb_suite_policy_whole(void);

static char *read_whole(const char *path, size_t *length) {
    FILE *f = fopen(path, "rb");
    char *bytes = malloc(1 << 20);
    ck_assert_msg(f != NULL, "%s is not there", path);
    *length = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

/* All duties and guards of a document in words, one after the other, for the C library's free(). Each must say its clause. */
static char *explained(asb_engine *e, const char *path) {
    static const char *const lists[] = {"duties", "guards"};
    size_t length, used = 0;
    char *json = read_whole(path, &length), *all = calloc(1, 1 << 20);
    asb_policy *p = NULL;
    asb_text *page = NULL;
    asb_json *document = NULL;
    int32_t status = asb_policy_parse(&p, e, json, length);
    ck_assert_msg(status == ASB_OK, "%s: %s", path, asb_error_message(e));
    ck_assert_int_eq(asb_json_parse(&document, e, json, length), ASB_OK);
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const asb_json *list = asb_json_get(document, lists[k]);
        for (uint32_t i = 0; list && i < asb_json_count(list); i++) {
            asb_text *words = NULL;
            const char *id = asb_json_text(asb_json_get(asb_json_at(list, i), "id"), NULL);
            ck_assert_int_eq(asb_policy_explain(&words, p, id), ASB_OK);
            ck_assert_msg(strstr(asb_text_data(words), "clause") != NULL, "%s, %s: %s", path, id, asb_text_data(words));
            used += (size_t)snprintf(all + used, (1 << 20) - used, "%s\n", asb_text_data(words));
            asb_text_free(words);
        }
    }
    ck_assert_int_eq(asb_policy_page(&page, p), ASB_OK);
    ck_assert_uint_gt(asb_text_length(page), 100);
    asb_text_free(page);
    asb_json_free(document);
    asb_policy_free(p);
    free(json);
    return all;
}

/* Says what there is, where a sentence is missing. */
static void has(const char *words, const char *sentence) {
    ck_assert_msg(strstr(words, sentence) != NULL, "no \"%s\"", sentence);
}

START_TEST(anchors_and_escalations_are_told)
{
    static const char path[] = ASB_TEST_SCENARIOS "/../model/policies/laboratory.json";
    asb_engine *e = NULL;
    ck_assert_int_eq(asb_engine_new(&e, NULL), ASB_OK);
    char *words = explained(e, path);
    has(words, "the record's end less 10 working days");
    has(words, "to Manager, 3 working days after it was due");
    free(words);
    asb_engine_free(e);
}
END_TEST

START_TEST(every_policy_of_the_scenarios_can_be_explained)
{
    static const char *const names[] = {"fine-points",      "rules-agreed",   "rules-approval", "rules-case",      "rules-changes",
                                        "rules-conditions", "rules-duties",   "rules-edges",    "rules-explained", "rules-guards",
                                        "rules-joined",     "rules-orders",   "rules-patterns", "rules-periods",   "rules-plans",
                                        "rules-remedies",   "rules-subjects", "rules-while"};
    asb_engine *e = NULL;
    ck_assert_int_eq(asb_engine_new(&e, NULL), ASB_OK);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[400];
        snprintf(path, sizeof path, "%s/policies/%s.json", ASB_TEST_SCENARIOS, names[i]);
        free(explained(e, path));
    }
    asb_engine_free(e);
}
END_TEST

Suite *asb_suite_policy_whole(void) {
    Suite *s = suite_create("policy_whole");
    TCase *t = tcase_create("whole");
    tcase_add_test(t, anchors_and_escalations_are_told);
    tcase_add_test(t, every_policy_of_the_scenarios_can_be_explained);
    suite_add_tcase(s, t);
    return s;
}
