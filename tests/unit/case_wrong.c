/* Everything that is wrong with a record, in the order in which it is judged. */
#include "case_world.h"

static case_world w;

static void setup(void) {
    case_world_begin(&w, "places-for-people");
}
static void teardown(void) {
    case_world_end(&w);
}

/* The fields named, joined by spaces. */
static void wrong_fields(asb_case *c, const char *role, const char *kind, const char *fields, char *out) {
    asb_record *r = case_world_record(&w, "amy", role, kind, fields);
    asb_text *t;
    out[0] = '\0';
    ck_assert_int_eq(asb_case_wrong(&t, c, r), ASB_OK);
    for (const char *at = asb_text_data(t); (at = strstr(at, "\"field\":\""));) {
        at += strlen("\"field\":\"");
        strncat(out, at, strcspn(at, "\""));
        strcat(out, " ");
    }
    asb_text_free(t);
    asb_record_free(r);
}

START_TEST(all_of_it_in_order)
{
    char found[512];
    asb_case *c = case_world_case(&w, "A");
    char *before = case_world_picture(c, 1);
    wrong_fields(c, "wizard", "contact", "{\"party\":\"p9\",\"method\":\"pigeon\",\"zebra\":1,\"apple\":2,\"x-mine\":null}", found);
    ck_assert_str_eq(found, "role party method outcome apple zebra ");
    wrong_fields(c, "wizard", "jousting", "{\"party\":\"p9\"}", found); /* nothing else is looked at */
    ck_assert_str_eq(found, "kind ");
    wrong_fields(c, "CCC", "contact", "{\"party\":\"p1\",\"method\":\"phone\",\"direction\":\"in\",\"outcome\":\"no-answer\"}", found);
    ck_assert_str_eq(found, "outcome "); /* a rule between fields is judged, since each field is right */
    char *after = case_world_picture(c, 1);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    asb_case_free(c);
}
END_TEST

START_TEST(nothing_wrong_is_an_empty_list)
{
    asb_case *c = case_world_case(&w, "A");
    asb_record *r = case_world_record(&w, "amy", "CCC", "note", "{\"text\":\"x\"}");
    asb_text *t;
    ck_assert_int_eq(asb_case_wrong(&t, c, r), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), "[]");
    asb_text_free(t);
    asb_record_free(r);
    asb_case_free(c);
}
END_TEST

Suite *asb_suite_case_wrong(void) {
    Suite *s = suite_create("case wrong");
    TCase *t = tcase_create("wrong");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, all_of_it_in_order);
    tcase_add_test(t, nothing_wrong_is_an_empty_list);
    suite_add_tcase(s, t);
    return s;
}
