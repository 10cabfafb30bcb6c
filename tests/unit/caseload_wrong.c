/* What is asked of a caseload, of its reports and of rehearsals in a form that they do not take, and pages that are asked on from nowhere: each is told its place. What coverage
 * (tests/coverage) showed that no other suite asked. */
#include "caseload_support.h"

Suite *asb_suite_caseload_wrong(void);

static load t;

#define PARTY(name, home) "{'id':'p1','as':['complainant'],'name':'" name "','address':'" home "','postcode':'TN9 1AA','uprn':'100'}"
#define SUMMARY(party) \
    "{'state':'open','policy':'p','area':'North','ward':'East','owner':'amy','reported':'2026-05-01T09:00:00Z','opened':'2026-05-02T09:" \
    "00:00Z','duties':[]," \
    "'parties':[" party "],'reports':[{'at':'2026-05-01T09:00:00Z','reporter':'p1','place':'" \
    "12 high st'}]}"

static void setup(void) {
    case_world_begin(&t.w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t.l, t.w.engine), ASB_OK);
    put(&t, "A", SUMMARY(PARTY("ann ash", "12 high st")));
    put(&t, "B", SUMMARY(PARTY("ann ash", "12 high st")));
    put(&t, "C", SUMMARY(PARTY("bob brook", "3 mill ln")));
}

static void teardown(void) {
    asb_caseload_free(t.l);
    case_world_end(&t.w);
}

START_TEST(values_of_another_kind)
{
    static const wrong_query wrong[] = {{"{'query':'cases','cases':'A'}", "/cases"},
                                        {"{'query':'cases','cases':['A',1]}", "/cases/1"},
                                        {"{'query':'cases','opened_month':'2026'}", "/opened_month"},
                                        {"{'query':'cases','opened_month':['2026-05','May']}", "/opened_month/1"},
                                        {"{'query':'cases','after':7}", "/after"},
                                        {"{'query':'duties','party':7}", "/party"},
                                        {"{'query':'duties','duty':{}}", "/duty"},
                                        {"{'query':'duties','duty':['a',1]}", "/duty/1"},
                                        {"{'query':'due','now':7}", "/now"},
                                        {"{'query':'due','from':7}", "/from"},
                                        {"{'query':'duties','watch':'yes'}", "/watch"},
                                        {"{'query':'duties','duty_state':7}", "/duty_state"},
                                        {"{'query':7}", "/query"},
                                        {"{'query':'counts','by':['area','ward','state','policy','officer']}", "/by/4"},
                                        {"{'query':'matches'}", ""},
                                        {"{'query':'matches','case':'A','summary':{}}", ""},
                                        {"{'query':'matches','case':'Z'}", "/case"},
                                        {"{'query':'places','as':'complainant','by':'ward'}", ""}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        asb_text *text = NULL;
        const char *query = quoted(wrong[i].query);
        int32_t status = asb_caseload_query(&text, t.l, query, strlen(query));
        ck_assert_msg(status == ASB_EINVALID && !text, "%s: %d", query, (int)status);
        ck_assert_msg(!wrong[i].pointer[0] || !strcmp(asb_error_pointer(t.w.engine), wrong[i].pointer), "%s: %s", query,
                      asb_error_pointer(t.w.engine));
        ck_assert_str_ne(asb_error_message(t.w.engine), "");
    }
}
END_TEST

/* A page is asked on from where an answer says, and from nowhere else. */
START_TEST(pages_from_nowhere)
{
    static const struct {
        const char *query, *after[8];
    } all[] = {{"{'query':'cases','after':'%s'}", {"x", "June:A", NULL}},
               {"{'query':'duties','after':'%s'}", {"x", "1", "1.2", "1.2.3", "1.2.3.4", "a.2.3.4.5:", "1.1.90.1.1:abc", NULL}},
               {"{'query':'matches','case':'A','after':'%s'}", {"x", "9", "9:same-home", "x:same-address:B", "9:nonsense:B", NULL}},
               {"{'query':'people','after':'%s'}", {"x", "2:", "2:100:", "2:100:ann", "x:100:ann|12|", "2:1x0:ann|12|", NULL}},
               {"{'query':'places','by':'address','after':'%s'}", {"x", "two:12 high st|TN9", "2:12 high st", NULL}}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        for (size_t k = 0; all[i].after[k]; k++) {
            char query[200];
            asb_text *text = NULL;
            snprintf(query, sizeof query, all[i].query, all[i].after[k]);
            const char *json = quoted(query);
            int32_t status = asb_caseload_query(&text, t.l, json, strlen(json));
            ck_assert_msg(status == ASB_EINVALID, "%s: %d %s", query, (int)status, text ? asb_text_data(text) : "");
            ck_assert_msg(!strcmp(asb_error_pointer(t.w.engine), "/after"), "%s: %s", query, asb_error_pointer(t.w.engine));
        }
    }
}
END_TEST

/* Each page in turn, one row at a time, is the whole. */
START_TEST(pages_are_the_whole)
{
    static const char *const all[] = {"{'query':'places','by':'uprn'",     "{'query':'places','by':'address'",
                                      "{'query':'places','by':'postcode'", "{'query':'places','by':'ward'",
                                      "{'query':'places','by':'area'",     "{'query':'people'",
                                      "{'query':'people','by':'name'"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char after[300] = "", query[600];
        uint32_t rows = 0, pages = 0;
        asb_rows *whole = NULL, *page = NULL;
        snprintf(query, sizeof query, "%s,'count':'cases','at_least':1}", all[i]);
        const char *json = quoted(query);
        if (asb_caseload_rows(&whole, t.l, json, strlen(json)) != ASB_OK) {
            snprintf(query, sizeof query, "%s}", all[i]);
            json = quoted(query);
            ck_assert_msg(asb_caseload_rows(&whole, t.l, json, strlen(json)) == ASB_OK, "%s: %s %s", query, asb_error_pointer(t.w.engine),
                          asb_error_message(t.w.engine));
        }
        query[strlen(query) - 1] = '\0';
        do {
            char next[1200];
            snprintf(next, sizeof next, "%s,'limit':1%s%s%s}", query, after[0] ? ",'after':'" : "", after, after[0] ? "'" : "");
            json = quoted(next);
            ck_assert_msg(asb_caseload_rows(&page, t.l, json, strlen(json)) == ASB_OK, "%s: %s", next, asb_error_message(t.w.engine));
            rows += asb_rows_count(page);
            snprintf(after, sizeof after, "%s", asb_rows_next(page) ? asb_rows_next(page) : "");
            asb_rows_free(page);
        } while (after[0] && ++pages < 20);
        ck_assert_msg(rows == asb_rows_count(whole) && rows > 0, "%s: %u of %u", all[i], rows, asb_rows_count(whole));
        asb_rows_free(whole);
    }
}
END_TEST

/* What another version wrote, or a host made itself: what has another type is left out, and the case is counted. */
START_TEST(summaries_of_other_types)
{
    static const char *const taken[] = {
        "{'state':'open','duties':[7,{'rule':'contact','state':'of-old','due':'2026-05-08'}]}",
        "{'state':'open','duties':[],'closed':7,'opened':'2026-02-30','reported':''}",
        "{'state':'open','duties':[],'openings':[7,{'at':7}]}",
        "{'state':'open','duties':[],'feedback':[{'at':'2026-05-01','scores':{'a':'x','b':-1.25,'c':99999999999}},{'at':'2026-05-01','"
        "scores':7}]}",
        "{'state':'open','duties':[],'evidence':7,'proportionality':[],'categories':[7,'','noise'],'groups':'x','owner':7}",
        "{'state':'open','duties':[],'parties':[{'id':'p1','uprn':'12345678901234567890'},{'id':'p2','uprn':'12a'}],'reports':[{'at':'2026-"
        "05-01'}]}",
        "{'state':'open','duties':[{'rule':'contact','record':-1,'taken':'many','state':'open','owner':[7]}]}"};
    static const char *const refused[] = {"{'state':7,'duties':[]}",
                                          "{'state':'open','duties':{}}",
                                          "{'state':'open'}",
                                          "{'state':'open','duties':[],'parties':[7]}",
                                          "{'state':'open','duties':[],'parties':[{'id':'p1','as':[7]}]}",
                                          "{'state':'open','duties':[],'reports':7}",
                                          "{'state':'open','duties':[],'reports':[7]}",
                                          "{'state':'open','duties':[],'reports':[{'at':'x'}]}"};
    char id[8];
    asb_rows *rows = NULL;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        snprintf(id, sizeof id, "T%u", (unsigned)i);
        ck_assert_msg(try_put(&t, id, taken[i]) == ASB_OK, "%s: %s %s", taken[i], asb_error_pointer(t.w.engine),
                      asb_error_message(t.w.engine));
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        ck_assert_msg(try_put(&t, "R", refused[i]) == ASB_EINVALID, "%s", refused[i]);
        ck_assert_str_ne(asb_error_message(t.w.engine), "");
    }
    ck_assert_int_eq(asb_caseload_rows(&rows, t.l, "{\"query\":\"cases\"}", 17), ASB_OK);
    ck_assert_uint_eq(asb_rows_count(rows), 3 + sizeof taken / sizeof *taken);
    asb_rows_free(rows);
}
END_TEST

Suite *asb_suite_caseload_wrong(void) {
    Suite *s = suite_create("caseload_wrong");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, values_of_another_kind);
    tcase_add_test(c, pages_from_nowhere);
    tcase_add_test(c, pages_are_the_whole);
    tcase_add_test(c, summaries_of_other_types);
    suite_add_tcase(s, c);
    return s;
}
