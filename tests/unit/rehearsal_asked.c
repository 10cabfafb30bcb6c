/* Rehearsals: what is asked wrongly, pages, limits, cancelling, and that nothing is written. */
#include "rehearsal_support.h"

Suite *asb_suite_rehearsal_asked(void);

/* ---- wrong requests and questions */

START_TEST(wrong_requests)
{
    static const struct {
        const char *request, *pointer, *code;
    } wrong[] = {{"{'holidays':[]}", "/holidays", "rehearsal-key"},
                 {"{'oficer':'amy'}", "/oficer", "rehearsal-key"},
                 {"[]", "", "rehearsal-value"},
                 {"{'now':'soon'}", "/now", "rehearsal-value"},
                 {"{'verify':1}", "/verify", "rehearsal-value"},
                 {"{'cases':'A'}", "/cases", "rehearsal-value"},
                 {"{'cases':['A',1]}", "/cases/1", "rehearsal-value"},
                 {"{'compare':'duties'}", "/compare", "rehearsal-value"},
                 {"{'compare':['dutys']}", "/compare/0", "rehearsal-compare"},
                 {"{'added':['2026-02-30']}", "/added/0", "calendar-date"},
                 {"{'removed':[{'date':'2026-05-04','know':1}]}", "/removed/0/know", "calendar-key"},
                 {"{'officer':7}", "/officer", "caseload-value"},
                 {"{'hate':'yes'}", "/hate", "caseload-value"},
                 {"{'try':{}}", "/try", "rehearsal-value"},
                 {"{'try':[{'role':'officer'}]}", "/try/0", "rehearsal-value"},
                 {"{'try':[{'kind':'nonsense'}]}", "/try/0/kind", "rehearsal-value"},
                 {"{'try':[{'kind':'closure','fields':[]}]}", "/try/0/fields", "rehearsal-value"},
                 {"{'try':[{'kind':'closure','rol':'officer'}]}", "/try/0/rol", "rehearsal-key"},
                 {"{'try':['closure']}", "/try/0", "rehearsal-value"},
                 {"{'cases':['']}", "/cases/0", "rehearsal-value"},
                 {"{'compare':[7]}", "/compare/0", "rehearsal-value"},
                 {"{'now':7}", "/now", "rehearsal-value"},
                 {"{'now':'1899-12-31T00:00:00Z'}", "/now", "rehearsal-value"}};
    world *t = begin();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *request = quotes(wrong[i].request);
        ck_assert_msg(asb_rehearsal_run(t->r, request, strlen(request)) == ASB_EINVALID, "%s", request);
        ck_assert_msg(!strcmp(asb_error_code(t->w.engine), wrong[i].code), "%s: %s", request, asb_error_code(t->w.engine));
        ck_assert_msg(!strcmp(asb_error_pointer(t->w.engine), wrong[i].pointer), "%s: %s", request, asb_error_pointer(t->w.engine));
    }
    ck_assert_int_eq(asb_rehearsal_run(t->r, "{\"oficer\":\"amy\"}", 16), ASB_EINVALID);
    ck_assert_ptr_nonnull(strstr(asb_error_message(t->w.engine), "officer")); /* what was meant */
    ck_assert_int_eq(asb_rehearsal_run(t->r, "{", 1), ASB_EJSON);
    end(t);
}
END_TEST

START_TEST(wrong_questions)
{
    static const struct {
        const char *query, *pointer, *code;
    } wrong[] = {{"{}", "", "rehearsal-query"},
                 {"[]", "", "rehearsal-query"},
                 {"{'query':'move'}", "/query", "rehearsal-query"},
                 {"{'query':'moved','kind':'x'}", "/kind", "rehearsal-key"},
                 {"{'query':'missed','cases':['A']}", "/cases", "rehearsal-key"},
                 {"{'query':'moved','differs':true}", "/differs", "rehearsal-key"},
                 {"{'query':'missed','differs':1}", "/differs", "rehearsal-value"},
                 {"{'query':'moved','limit':-1}", "/limit", "rehearsal-value"},
                 {"{'query':'moved','after':'x'}", "/after", "rehearsal-value"},
                 {"{'query':'moved','after':3}", "/after", "rehearsal-value"},
                 {"{'query':'moved','after':'99999999999'}", "/after", "rehearsal-value"},
                 {"{'query':'moved','duty':['a',1]}", "/duty/1", "rehearsal-value"}};
    world *t = begin();
    asb_text *text = NULL;
    asb_rows *rows = NULL;
    ck_assert_int_eq(asb_rehearsal_query(&text, t->r, "{\"query\":\"totals\"}", 18), ASB_ESTATE);
    ck_assert_str_eq(asb_error_code(t->w.engine), "rehearsal-not-run");
    run(t, "{}");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *query = quotes(wrong[i].query);
        ck_assert_msg(asb_rehearsal_rows(&rows, t->r, query, strlen(query)) == ASB_EINVALID, "%s", query);
        ck_assert_msg(!strcmp(asb_error_code(t->w.engine), wrong[i].code), "%s: %s", query, asb_error_code(t->w.engine));
        ck_assert_msg(!strcmp(asb_error_pointer(t->w.engine), wrong[i].pointer), "%s: %s", query, asb_error_pointer(t->w.engine));
    }
    ck_assert_int_eq(asb_rehearsal_rows(&rows, t->r, "nothing", 7), ASB_EJSON);
    ck_assert_ptr_null(rows);
    ck_assert_ptr_null(text);
    end(t);
}
END_TEST

/* ---- pages, and what stays */

START_TEST(page_by_page)
{
    static const char *const ids[] = {"A", "B", "C"};
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{}");
    char query[100] = "{\"query\":\"moved\",\"limit\":1}";
    asb_rows *kept = NULL;
    for (int i = 0; i < 3; i++) {
        asb_rows *rows;
        ck_assert_msg(asb_rehearsal_rows(&rows, t->r, query, strlen(query)) == ASB_OK, "%s: %s", query, asb_error_message(t->w.engine));
        ck_assert_uint_eq(asb_rows_count(rows), 1);
        ck_assert_uint_eq(asb_rows_total(rows), 3);
        ck_assert_str_eq(asb_rows_text(rows, 0, "case"), ids[i]);
        ck_assert_int_eq(asb_rows_next(rows)[0] == '\0', i == 2);
        snprintf(query, sizeof query, "{\"query\":\"moved\",\"limit\":1,\"after\":\"%s\"}", asb_rows_next(rows));
        asb_rows_free(kept);
        kept = rows;
    }
    run(t, "{'cases':[]}"); /* rows that were given out stay what they are */
    ck_assert_str_eq(asb_rows_text(kept, 0, "case"), "C");
    ck_assert_str_eq(asb_rows_text(kept, 0, "due"), "2026-05-08");
    ck_assert_str_eq(asb_rows_text(kept, 0, "state_before"), "met");
    asb_rehearsal_free(t->r);
    t->r = NULL;
    ck_assert_str_eq(asb_rows_text(kept, 0, "owner"), "officer, manager");
    asb_rows_free(kept);
    end(t);
}
END_TEST

START_TEST(more_than_the_limit)
{
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{'cases':['A']}");
    ck_assert_int_eq(asb_engine_set_limit(t->w.engine, "rehearsal-rows", 5), ASB_OK);
    ck_assert_int_eq(asb_rehearsal_run(t->r, "{}", 2), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_code(t->w.engine), "limit-rehearsal-rows");
    ck_assert_ptr_nonnull(strstr(asb_error_message(t->w.engine), "more than 5 lines"));
    ck_assert_int_eq(total(t, "cases"), 1); /* what was found before is still there */
    ck_assert_int_eq(asb_engine_set_limit(t->w.engine, "rehearsal-rows", 6), ASB_OK);
    run(t, "{}");
    ck_assert_int_eq(total(t, "cases"), 3);
    end(t);
}
END_TEST

START_TEST(cancelled)
{
    static const char *const requests[] = {"{}", "{\"cases\":[\"A\",\"B\",\"C\"]}"};
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{'cases':['A']}");
    for (int i = 0; i < 2; i++)
        for (uint64_t n = 1; n <= 3; n++) {
            t->calls = 0;
            t->cancel_at = n;
            ck_assert_int_eq(asb_rehearsal_run(t->r, requests[i], strlen(requests[i])), ASB_EUSER);
            ck_assert_str_eq(asb_error_code(t->w.engine), "cancelled");
            t->cancel_at = 0;
            ck_assert_int_eq(total(t, "cases"), 1);
        }
    t->calls = 0;
    run(t, "{}");
    ck_assert_uint_eq(t->calls, 3);
    ck_assert_int_eq(total(t, "cases"), 3);
    end(t);
}
END_TEST

/* Nothing is written: every byte of the store is as it was. */
START_TEST(nothing_is_written)
{
    world *t = begin();
    asb_text *before, *after;
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    shorter.guards = CLOSE;
    instead(t, shorter, NULL);
    ck_assert_int_eq(asb_store_export(&before, t->w.store), ASB_OK);
    t->calls = 0;
    lie(t, NULL); /* whose commit fails */
    instead(t, shorter, NULL);
    run(t, "{'added':['2026-05-11'],'verify':true}");
    ck_assert_int_eq(total(t, "changed"), 3);
    t->cancel_at = 0;
    ck_assert_int_eq(asb_store_export(&after, t->w.store), ASB_OK);
    ck_assert_str_eq(asb_text_data(before), asb_text_data(after));
    asb_text_free(before);
    asb_text_free(after);
    end(t);
}
END_TEST

Suite *asb_suite_rehearsal_asked(void) {
    const TTest *const tests[] = {wrong_requests, wrong_questions, page_by_page, more_than_the_limit, cancelled, nothing_is_written};
    Suite *suite = suite_create("rehearsal_asked");
    TCase *all = tcase_create("rehearsal_asked");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}
