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

START_TEST(the_page_tells_when_a_case_review_may_be_asked_for)
{
    asb_engine *e = NULL;
    asb_policy *p = NULL;
    asb_text *page = NULL;
    ck_assert_int_eq(asb_engine_new(&e, NULL), ASB_OK);
    ck_assert_int_eq(asb_policy_builtin(&p, e, "hart"), ASB_OK);
    ck_assert_int_eq(asb_policy_page(&page, p), ASB_OK);
    has(asb_text_data(page),
        "| default | 3 | 3 | 1 month beginning with the day | 6 months beginning with the day | 2 reports within 6 months | ASBCPA 2014 "
        "s.104 |");
    asb_text_free(page);
    asb_policy_free(p);
    asb_engine_free(e);
}
END_TEST

/* What a rule may ask for of fields of each type, and what could never be. */
START_TEST(a_rule_asks_only_for_what_a_field_can_be)
{
    static const char policy[] =
        "{\"asb_policy\":1,\"id\":\"z\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"roles\":[{\"id\":\"o\",\"label\":\"O\"}],"
        "\"priorities\":[{\"id\":\"p\",\"label\":\"P\"}],\"categories\":[{\"id\":\"n\",\"label\":\"N\",\"priority\":\"p\",\"clause\":\"1\"}"
        "],"
        "\"guards\":[{\"id\":\"g\",\"clause\":\"3\",\"on\":{\"kind\":\"%s\",\"where\":{\"%s\":%s}},"
        "\"require\":{\"has\":\"contact\"},\"message\":\"No.\"}]}";
    static const struct {
        const char *kind, *field, *value, *hint; /* NULL: it is taken */
    } all[] = {
        {"erasure", "of", "1", NULL},
        {"erasure", "of", "0", "numbers of earlier records"},
        {"action", "plan", "1", NULL},
        {"action", "plan", "0", "the number of an earlier record"},
        {"evidence", "size", "0", NULL},
        {"evidence", "size", "-1", "a whole number, 0 or more"},
        {"evidence", "size", "\"x\"", "a whole number, 0 or more"},
        {"evidence", "sha256", "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"", NULL},
        {"evidence", "sha256", "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\"", "64 hexadecimal digits"},
        {"evidence", "sha256", "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg\"", "64 hexadecimal digits"},
        {"evidence", "captured", "\"2026-01-01T10:00\"", NULL},
        {"evidence", "captured", "\"2026-01-01\"", NULL},
        {"evidence", "captured", "\"soon\"", "a date or an instant"},
        {"party", "date_of_birth", "\"2000-02-29\"", NULL},
        {"party", "date_of_birth", "\"2001-02-29\"", "a date, YYYY-MM-DD"},
        {"party", "date_of_birth", "\"2000-02-29T10:00\"", "a date, YYYY-MM-DD"},
        {"party", "party", "\"p1\"", NULL},
        {"party", "adjustments", "\"large print\"", NULL},
        {"party", "adjustments", "\"\"", "a text"},
        {"report", "hate", "true", NULL},
        {"report", "hate", "\"maybe\"", "true, false"},
        {"report", "hate", "[[true]]", "no form of value"},
        {"report", "hate", "{\"a\":1}", "no form of value"},
        {"report", "x-own", "null", NULL},
    };
    asb_engine *e = NULL;
    ck_assert_int_eq(asb_engine_new(&e, NULL), ASB_OK);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char json[sizeof policy + 200];
        asb_policy *p = NULL;
        int length = snprintf(json, sizeof json, policy, all[i].kind, all[i].field, all[i].value);
        int32_t status = asb_policy_parse(&p, e, json, (size_t)length);
        const char *said = asb_error_message(e);
        ck_assert_msg(status == (all[i].hint ? ASB_EPOLICY : ASB_OK) && (!all[i].hint || strstr(said, all[i].hint)), "%s, %s of %s: %d %s",
                      all[i].field, all[i].value, all[i].kind, (int)status, said);
        asb_policy_free(p);
    }
    asb_engine_free(e);
}
END_TEST

Suite *asb_suite_policy_whole(void) {
    Suite *s = suite_create("policy_whole");
    TCase *t = tcase_create("whole");
    tcase_add_test(t, anchors_and_escalations_are_told);
    tcase_add_test(t, every_policy_of_the_scenarios_can_be_explained);
    tcase_add_test(t, the_page_tells_when_a_case_review_may_be_asked_for);
    tcase_add_test(t, a_rule_asks_only_for_what_a_field_can_be);
    suite_add_tcase(s, t);
    return s;
}
