/* The caseload over summaries made by hand, where every answer can be seen with the eye; random ones are compared by tests/caseload. */
#include "caseload_support.h"
#include "store/store.h"

Suite *asb_suite_caseload(void);

#define DUTY(rule, due, state, more) \
    "{'due':'" due "','record':1,'rule':'" rule "','start':'2026-05-01T09:00:00Z','state':'" state "'" more "}"

static void begin(load *t) {
    case_world_begin(&t->w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t->l, t->w.engine), ASB_OK); /* now: 1 June 2026, a Monday */
    put(t, "A",
        "{'area':'North','categories':['noise','pets'],'groups':['home'],'channel':'phone','hate':true,'owner':'amy','owner_role':'CCC','"
        "policy':'p',"
        "'priority':'high','reported':'2026-05-01T09:00:00Z','opened':'2026-05-02T09:00:00Z','silent_since':'2026-05-04T09:00:00Z','state':"
        "'open',"
        "'risk':'level','proportionality':{'stale':false,'review_by':'2026-06-01'},'evidence':{'linked':1,'orphaned':0},'duties':[" DUTY(
            "contact", "2026-05-08", "met",
            ",'end':'2026-05-06T09:00:00Z','taken':2,'officer':'ben'") "," DUTY("contact", "2026-05-29", "open",
                                                                                "") "," DUTY("visit", "2026-06-03", "open",
                                                                                             ",'owner':['CHM','LPC'],'party'"
                                                                                             ":'p1'") "," DUTY("order-"
                                                                                                               "expiry",
                                                                                                               "2026-06-20", "open",
                                                                                                               ",'watch':"
                                                                                                               "true,'"
                                                                                                               "subject':'"
                                                                                                               "abc'") "]}");
    put(t, "B",
        "{'area':'South','categories':['noise'],'groups':['home'],'channel':'app','hate':false,'owner':'ben','owner_role':'CHM','policy':'"
        "p','priority':'low',"
        "'reported':'2026-04-10T09:00:00Z','opened':'2026-05-20T09:00:00Z','silent_since':'2026-05-30T09:00:00Z','state':'open','risk':'"
        "falling',"
        "'evidence':{'linked':0,'orphaned':0},'duties':[" DUTY(
            "contact", "2026-05-08", "met-late",
            ",'end':'2026-05-13T09:00:00Z','taken':7,'officer':'ben'") "," DUTY("contact", "2026-05-29", "met",
                                                                                ",'end':'2026-05-29T09:00:00Z','taken':4,'"
                                                                                "officer':'ben'") "," DUTY("contact",
                                                                                                           "2026-06-01T07:00:"
                                                                                                           "00Z",
                                                                                                           "open", "") "]}");
    put(t, "C",
        "{'categories':[],'groups':[],'channel':'app','hate':false,'policy':'p','priority':'low','reported':'2026-05-28T09:00:00Z','silent_"
        "since':"
        "'2026-05-28T09:00:00Z','waiting_since':'2026-05-28T09:00:00Z','state':'enquiry','evidence':{'linked':0,'orphaned':3,'since':'2026-"
        "05-29T09:00:00Z'},"
        "'duties':[{'record':1,'rule':'visit','start':'2026-05-28T09:00:00Z','state':'open'}]}");
    put(t, "D",
        "{'area':'North','categories':['pets'],'groups':['animals'],'channel':'phone','hate':false,'owner':'amy','owner_role':'CCC','"
        "policy':'p',"
        "'closed':'2026-05-30T09:00:00Z','closure_reason':'reduced','reported':'2026-03-10T09:00:00Z','opened':'2026-03-11T09:00:00Z','"
        "state':'closed',"
        "'evidence':{'linked':0,'orphaned':0},'proportionality':{'stale':true},'duties':[" DUTY(
            "contact", "2026-05-08", "lapsed", ",'end':'2026-05-30T09:00:00Z','officer':'amy'") "]}");
}

static void end(load *t) {
    asb_caseload_free(t->l);
    case_world_end(&t->w);
}

static char *answer(load *t, const char *query) {
    asb_text *text;
    query = quoted(query);
    ck_assert_msg(asb_caseload_query(&text, t->l, query, strlen(query)) == ASB_OK, "%s: %s", query, asb_error_message(t->w.engine));
    char *copy = strdup(asb_text_data(text));
    asb_text_free(text);
    return copy;
}

static void expect(load *t, const char *query, const char *rows) {
    char *found = answer(t, query), *from = strstr(found, "\"rows\":");
    ck_assert_ptr_nonnull(from);
    ck_assert_str_eq(from + 7, quoted(rows));
    free(found);
}

/* The cases of a list in their order, joined. */
static void expect_cases(load *t, const char *query, const char *wanted) {
    asb_rows *rows;
    char ids[200] = "";
    query = quoted(query);
    ck_assert_msg(asb_caseload_rows(&rows, t->l, query, strlen(query)) == ASB_OK, "%s: %s", query, asb_error_message(t->w.engine));
    for (uint32_t i = 0; i < asb_rows_count(rows); i++) strcat(ids, asb_rows_text(rows, i, "case"));
    ck_assert_msg(!strcmp(ids, wanted), "%s gives %s and not %s", query, ids, wanted);
    asb_rows_free(rows);
}

START_TEST(duties)
{
    load t;
    begin(&t);
    expect_cases(&t, "{'query':'due'}", "ABAC");
    expect_cases(&t, "{'query':'due','duty_state':'overdue'}", "AB");
    expect_cases(&t, "{'query':'due','officer':'amy'}", "AA");
    expect_cases(&t, "{'query':'due','officer':'amy','priority':['low']}", "");
    expect_cases(&t, "{'query':'due','officer':['amy','ben']}", "ABA");
    expect_cases(&t, "{'query':'due','officer':null}", "C");
    expect_cases(&t, "{'query':'due','owner':'CHM'}", "BA");
    expect_cases(&t, "{'query':'due','owner':'case-owner'}", "ABC");
    expect_cases(&t, "{'query':'due','duty':'visit'}", "AC");
    expect_cases(&t, "{'query':'due','party':'p1'}", "A");
    expect_cases(&t, "{'query':'due','party':'nobody'}", "");
    expect_cases(&t, "{'query':'due','from':'2026-06-01','to':'2026-06-03'}", "BA");
    expect_cases(&t, "{'query':'due','officer':'amy','from':'2026-05-30','to':'2026-06-03'}", "A");
    expect_cases(&t, "{'query':'duties'}", "ABDABBAC");
    expect_cases(&t, "{'query':'duties','watch':true,'duty_state':'open'}", "AAC");
    expect_cases(&t, "{'query':'duties','date':'end','from':'2026-05-06','to':'2026-05-13'}", "AB");
    expect_cases(&t, "{'query':'duties','date':'start','from':'2026-05-28'}", "C");
    expect_cases(&t, "{'query':'breach','working_days':1}", "");
    expect_cases(&t, "{'query':'breach','working_days':2}", "A");
    expect_cases(&t, "{'query':'expiring'}", "A");
    expect_cases(&t, "{'query':'expiring','days':18}", "");
    expect_cases(&t, "{'query':'due','now':'2026-05-29','duty_state':'overdue'}", "");
    expect(&t, "{'query':'due','owner':'CHM'}",
           "[{'case':'B','due':'2026-06-01T07:00:00Z','duty':'contact','officer':'ben','priority':'low','record':1,'role':'CHM','start':'"
           "2026-05-01',"
           "'state':'overdue'},{'case':'A','due':'2026-06-03','duty':'visit','officer':'amy','owner':['CHM','LPC'],'party':'p1','priority':"
           "'high','record':1,"
           "'role':'CCC','start':'2026-05-01','state':'open'}],'total':2}");
    end(&t);
}
END_TEST

START_TEST(cases)
{
    load t;
    begin(&t);
    expect_cases(&t, "{'query':'cases'}", "DBAC");
    expect_cases(&t, "{'query':'cases','category':'pets'}", "DA");
    expect_cases(&t, "{'query':'cases','group':['animals',null]}", "DC");
    expect_cases(&t, "{'query':'cases','hate':true}", "A");
    expect_cases(&t, "{'query':'cases','cases':['C','A','Z']}", "AC");
    expect_cases(&t, "{'query':'cases','opened_month':['2026-05']}", "BA");
    expect_cases(&t, "{'query':'cases','date':'opened','from':'2026-05-02'}", "AB");
    expect_cases(&t, "{'query':'cases','date':'closed','to':'2026-12-31'}", "D");
    expect_cases(&t, "{'query':'silent'}", "ACB");
    expect_cases(&t, "{'query':'silent','days':28}", "A");
    expect_cases(&t, "{'query':'waiting'}", "C");
    expect_cases(&t, "{'query':'waiting','days':5}", "");
    expect_cases(&t, "{'query':'orphaned'}", "C");
    expect_cases(&t, "{'query':'stale'}", "A"); /* a closed case needs no step */
    expect_cases(&t, "{'query':'stale','now':'2026-05-31'}", "");
    expect_cases(&t, "{'query':'risk'}", "A");
    expect(&t, "{'query':'orphaned'}",
           "[{'case':'C','categories':[],'hate':false,'priority':'low','reported':'2026-05-28','state':'enquiry','since':'2026-05-29','"
           "evidence':3}],'total':1}");
    end(&t);
}
END_TEST

START_TEST(figures)
{
    load t;
    begin(&t);
    expect(&t, "{'query':'counts'}", "[{'count':4}],'total':1}");
    expect(&t, "{'query':'counts','by':'category'}",
           "[{'count':1},{'category':'noise','count':2},{'category':'pets','count':2}],'total':3}");
    expect(&t, "{'query':'counts','by':['area','opened_month'],'state':['open','closed']}",
           "[{'area':'North','opened_month':'2026-03','count':1},{'area':'North','opened_month':'2026-05','count':1},{'area':'South','"
           "opened_month':'2026-05',"
           "'count':1}],'total':3}");
    expect(&t, "{'query':'counts','by':['hate'],'date':'reported','from':'2026-05-01'}",
           "[{'hate':false,'count':1},{'hate':true,'count':1}],'total':2}");
    expect(&t, "{'query':'counts','by':['category','group'],'cases':['A']}",
           "[{'category':'noise','group':'home','count':1},{'category':'pets','group':'home','count':1}],'total':2}");
    expect(&t, "{'query':'performance'}",
           "[{'duty':'contact','met':2,'met_late':1,'lapsed':1,'open':0,'overdue':2,'median_working_days':4},{'duty':'visit','met':0,'met_"
           "late':0,'lapsed':0,"
           "'open':2,'overdue':0}],'total':2}");
    expect(&t, "{'query':'performance','by':['officer'],'from':'2026-05-01','to':'2026-05-29'}",
           "[{'officer':'amy','met':0,'met_late':0,'lapsed':1,'open':0,'overdue':1},{'officer':'ben','met':2,'met_late':1,'lapsed':0,'open'"
           ":0,'overdue':0,"
           "'median_working_days':4}],'total':2}");
    expect(&t, "{'query':'performance','by':[],'date':'end','from':'2026-05-06','to':'2026-05-13'}",
           "[{'met':1,'met_late':1,'lapsed':0,'open':0,'overdue':0,'median_working_days':4.5}],'total':1}");
    expect(&t, "{'query':'load'}",
           "[{'open':0,'enquiries':1,'prevention':0,'duties':1,'overdue':0},{'officer':'amy','open':1,'enquiries':0,'prevention':0,'duties'"
           ":2,'overdue':1},"
           "{'officer':'ben','open':1,'enquiries':0,'prevention':0,'duties':1,'overdue':1}],'total':3}");
    expect(&t, "{'query':'load','by':'role','state':'open'}",
           "[{'role':'CCC','open':1,'enquiries':0,'prevention':0,'duties':2,'overdue':1},{'role':'CHM','open':1,'enquiries':0,'prevention':"
           "0,'duties':1,"
           "'overdue':1}],'total':2}");
    expect(&t, "{'query':'overdue'}", "[{'officer':'amy','overdue':1},{'officer':'ben','overdue':1}],'total':2}");
    expect(&t, "{'query':'overdue','by':['duty','owner'],'now':'2026-06-10'}",
           "[{'duty':'contact','overdue':2},{'duty':'visit','owner':'CHM','overdue':1},{'duty':'visit','owner':'LPC','overdue':1}],'total':"
           "3}");
    end(&t);
}
END_TEST

/* A case with very many categories and groups is counted at each of them; where one thing would count at too many places at once, there is no answer rather than a wrong one. */
START_TEST(too_many_places)
{
    load t;
    asb_text *text;
    char summary[4000] = "{'categories':[", name[32];
    begin(&t);
    for (int i = 0; i < 40; i++) strcat(summary, (snprintf(name, sizeof name, "%s'c%d'", i ? "," : "", i), name));
    strcat(summary, "],'groups':[");
    for (int i = 0; i < 40; i++) strcat(summary, (snprintf(name, sizeof name, "%s'g%d'", i ? "," : "", i), name));
    strcat(summary, "],'state':'open','duties':[]}");
    put(&t, "M", summary);
    const char *query = quoted("{'query':'load','by':['category','group']}");
    ck_assert_int_eq(asb_caseload_query(&text, t.l, query, strlen(query)), ASB_ELIMIT);
    query = quoted("{'query':'counts','by':['category','group'],'cases':['M']}");
    ck_assert_int_eq(asb_caseload_query(&text, t.l, query, strlen(query)), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(text), "\"total\":1600}"));
    asb_text_free(text);
    query = quoted("{'query':'counts','by':'category','category':'c7'}");
    ck_assert_int_eq(asb_caseload_query(&text, t.l, query, strlen(query)), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(text), "\"total\":40"));
    asb_text_free(text);
    end(&t);
}
END_TEST

/* From the day a case was opened to the day it was closed; what was never opened, or is open, has no such time. */
START_TEST(closing)
{
    load t;
    begin(&t);
    put(&t, "K1",
        "{'categories':['noise','pets'],'opened':'2026-01-01T09:00:00Z','closed':'2026-01-31T09:00:00Z','state':'closed','duties':[]}");
    put(&t, "K2", "{'categories':['noise'],'opened':'2026-01-01T09:00:00Z','closed':'2026-04-02T09:00:00Z','state':'closed','duties':[]}");
    put(&t, "K3",
        "{'categories':['noise'],'opened':'2026-01-01T09:00:00Z','closed':'2026-04-03T09:00:00Z','state':'closed','ward':'Judd','duties':[]"
        "}");
    put(&t, "K4", "{'categories':['noise'],'closed':'2026-02-02T09:00:00Z','state':'closed','duties':[]}");
    expect(
        &t, "{'query':'closing','cases':['K1','K2','K3','K4']}",
        "[{'category':'noise','closed':3,'within':1,'mean_days':71},{'category':'pets','closed':1,'within':1,'mean_days':30}],'total':2}");
    expect(&t, "{'query':'closing','cases':['K2','K3'],'by':[],'days':91}", "[{'closed':2,'within':1,'mean_days':91.5}],'total':1}");
    expect(&t, "{'query':'closing','cases':['K2','K3'],'by':'ward','from':'2026-04-03','to':'2026-04-03'}",
           "[{'ward':'Judd','closed':1,'within':0,'mean_days':92}],'total':1}");
    expect(&t, "{'query':'closing','cases':['K4']}", "[],'total':0}");
    end(&t);
}
END_TEST

/* A case that changes is there once, as it now is. */
START_TEST(changes)
{
    load t;
    begin(&t);
    char many[8192] = "{'categories':[],'groups':[],'hate':false,'owner':'amy','state':'open','reported':'2026-05-01T09:00:00Z','duties':[";
    for (int i = 0; i < 40; i++)
        strcat(many,
               DUTY("contact", "2026-05-29", "open",
                    ","
                    "'party':'p9'") ",");
    strcat(many, DUTY("visit", "2026-05-20", "open", "") "]}");
    for (int round = 0; round < 200; round++) {
        put(&t, "A", many);
        put(&t, "A",
            "{'categories':[],'groups':[],'hate':false,'owner':'ben','state':'open','reported':'2026-05-01T09:00:00Z','duties':[" DUTY(
                "visit", "2026-05-21", "open", "") "]}");
        put(&t, round % 2 ? "X" : "Y", many);
    }
    ck_assert_uint_eq(asb_caseload_count(t.l), 6);
    expect_cases(&t, "{'query':'due','officer':'ben'}", "AB");
    expect_cases(&t, "{'query':'due','officer':'amy','duty':'visit'}", "XY");
    expect(&t, "{'query':'overdue'}", "[{'officer':'amy','overdue':82},{'officer':'ben','overdue':2}],'total':2}");
    expect(&t, "{'query':'counts','by':'area','cases':['A']}", "[{'count':1}],'total':1}");
    end(&t);
}
END_TEST

START_TEST(pages)
{
    load t;
    begin(&t);
    static const char *const queries[] = {"duties','watch':true",
                                          "due','officer':['amy'],'owner':['CCC','CHM']",
                                          "due','officer':['amy']",
                                          "due",
                                          "cases",
                                          "cases','date':'opened",
                                          "silent"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        char whole[400] = "", paged[400] = "", query[900], after[300] = "";
        asb_rows *rows;
        int closes = queries[i][strlen(queries[i]) - 1] == ']' || strstr(queries[i], "true") != NULL;
        snprintf(query, sizeof query, "{'query':'%s%s}", queries[i], closes ? "" : "'");
        const char *json = quoted(query);
        ck_assert_msg(asb_caseload_rows(&rows, t.l, json, strlen(json)) == ASB_OK, "%s", json);
        uint32_t count = asb_rows_count(rows);
        ck_assert_str_eq(asb_rows_next(rows), "");
        for (uint32_t k = 0; k < count; k++) strcat(whole, asb_rows_text(rows, k, "case"));
        asb_rows_free(rows);
        for (uint32_t page = 0; page < count; page++) {
            snprintf(query, sizeof query, "{'query':'%s%s,'limit':1,'after':'%s'}", queries[i], closes ? "" : "'", after);
            json = quoted(query);
            ck_assert_msg(asb_caseload_rows(&rows, t.l, json, strlen(json)) == ASB_OK, "%s: %s", json, asb_error_message(t.w.engine));
            ck_assert_uint_eq(asb_rows_count(rows), 1);
            ck_assert_uint_eq(asb_rows_total(rows), count);
            strcat(paged, asb_rows_text(rows, 0, "case"));
            snprintf(after, sizeof after, "%s", asb_rows_next(rows));
            asb_rows_free(rows);
        }
        ck_assert_str_eq(after, "");
        ck_assert_str_eq(whole, paged);
    }
    end(&t);
}
END_TEST

/* Nothing of a case that is not allowed is listed or counted, also when it changes, or comes in later. */
START_TEST(allowed)
{
    load t;
    begin(&t);
    const char *filter = quoted("{'area':['North','West']}");
    ck_assert_int_eq(asb_caseload_allow(t.l, filter, strlen(filter)), ASB_OK);
    expect_cases(&t, "{'query':'cases'}", "DA");
    expect_cases(&t, "{'query':'due'}", "AA");
    expect_cases(&t, "{'query':'due','officer':'ben'}", "");
    expect(&t, "{'query':'counts'}", "[{'count':2}],'total':1}");
    expect(&t, "{'query':'overdue'}", "[{'officer':'amy','overdue':1}],'total':1}");
    expect(&t, "{'query':'load'}", "[{'officer':'amy','open':1,'enquiries':0,'prevention':0,'duties':2,'overdue':1}],'total':1}");
    expect(&t, "{'query':'performance','by':[]}",
           "[{'met':1,'met_late':0,'lapsed':1,'open':1,'overdue':1,'median_working_days':2}],'total':1}");
    put(&t, "E", "{'area':'West','categories':[],'groups':[],'hate':false,'state':'open','duties':[]}");
    put(&t, "F", "{'area':'East','categories':[],'groups':[],'hate':false,'state':'open','duties':[]}");
    put(&t, "A", "{'area':'South','categories':[],'groups':[],'hate':false,'state':'open','duties':[]}");
    expect_cases(&t, "{'query':'cases'}", "ED");
    ck_assert_int_eq(asb_caseload_allow(t.l, "{\"areas\":1}", 11), ASB_EINVALID);
    ck_assert_str_eq(asb_error_pointer(t.w.engine), "/areas");
    expect_cases(&t, "{'query':'cases'}", "ED");
    ck_assert_int_eq(asb_caseload_allow(t.l, NULL, 0), ASB_OK);
    expect(&t, "{'query':'counts'}", "[{'count':6}],'total':1}");
    end(&t);
}
END_TEST

START_TEST(wrong)
{
    load t;
    begin(&t);
    static const wrong_query cases[] = {{"[]", ""},
                                        {"{'query':'everything'}", "/query"},
                                        {"{'query':'due','officr':'amy'}", "/officr"},
                                        {"{'query':'silent','working_days':3}", "/working_days"},
                                        {"{'query':'silent','days':-1}", "/days"},
                                        {"{'query':'due','from':'June'}", "/from"},
                                        {"{'query':'due','officer':7}", "/officer"},
                                        {"{'query':'cases','hate':'yes'}", "/hate"},
                                        {"{'query':'cases','opened_month':'2026-13'}", "/opened_month"},
                                        {"{'query':'cases','date':'due'}", "/date"},
                                        {"{'query':'counts','by':'duty'}", "/by"},
                                        {"{'query':'counts','by':['area','area']}", "/by/1"},
                                        {"{'query':'due','duty_state':'late'}", "/duty_state"},
                                        {"{'query':'due','after':'x'}", "/after"},
                                        {"{'query':'cases','after':'x'}", "/after"},
                                        {"{'query':'due','limit':1000001}", "/limit"},
                                        {"{'query':'due','now':'now'}", "/now"}};
    asb_text *text = (asb_text *)&t;
    asb_rows *rows = (asb_rows *)&t;
    expect_wrong(&t, cases, sizeof cases / sizeof *cases);
    ck_assert_int_eq(asb_caseload_query(&text, t.l, "{", 1), ASB_EJSON);
    ck_assert_int_eq(asb_caseload_query(NULL, t.l, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_query(&text, NULL, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_query(&text, t.l, NULL, 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_rows(NULL, t.l, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_rows(&rows, NULL, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_new(NULL, t.w.engine), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_new(&t.l, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_follow(t.l, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_follow(NULL, t.w.store), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_allow(NULL, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_put(NULL, "A", 1, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_put(t.l, "", 1, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(try_put(&t, "A", "{}"), ASB_EINVALID);
    ck_assert_int_eq(try_put(&t, "A", "[]"), ASB_EINVALID);
    ck_assert_int_eq(try_put(&t, "A", "nothing"), ASB_EJSON);
    expect_cases(&t, "{'query':'cases'}", "DBAC");
    asb_caseload_free(NULL);
    end(&t);
}
END_TEST

START_TEST(cells)
{
    load t;
    asb_rows *rows;
    int64_t n = 7;
    begin(&t);
    const char *query = quoted("{'query':'due','officer':'amy','owner':'CHM'}");
    ck_assert_int_eq(asb_caseload_rows(&rows, t.l, query, strlen(query)), ASB_OK);
    asb_caseload_free(t.l); /* any order of freeing */
    t.l = NULL;
    ck_assert_uint_eq(asb_rows_count(rows), 1);
    ck_assert_str_eq(asb_rows_column(rows, 0), "act_by");
    ck_assert_ptr_null(asb_rows_column(rows, asb_rows_column_count(rows)));
    ck_assert_str_eq(asb_rows_text(rows, 0, "act_by"), "");
    ck_assert_str_eq(asb_rows_text(rows, 0, "due"), "2026-06-03");
    ck_assert_str_eq(asb_rows_text(rows, 0, "owner"), "[\"CHM\",\"LPC\"]");
    ck_assert_str_eq(asb_rows_text(rows, 0, "state"), "open");
    ck_assert_str_eq(asb_rows_text(rows, 0, "record"), "");
    ck_assert_ptr_null(asb_rows_text(rows, 0, "nothing"));
    ck_assert_ptr_null(asb_rows_text(rows, 1, "due"));
    ck_assert_int_eq(asb_rows_number(&n, rows, 0, "case"), ASB_ABSENT);
    ck_assert_int_eq(asb_rows_number(&n, rows, 0, "act_by"), ASB_ABSENT);
    ck_assert_int_eq(asb_rows_number(&n, rows, 1, "record"), ASB_ABSENT);
    ck_assert_int_eq(n, 7);
    ck_assert_int_eq(asb_rows_number(&n, rows, 0, "record"), ASB_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(asb_rows_number(&n, rows, 0, "due"), ASB_OK);
    ck_assert_int_eq(n, INT64_C(1780527599999)); /* the last millisecond of 3 June, in England */
    asb_rows_free(rows);
    ck_assert_uint_eq(asb_rows_count(NULL), 0);
    ck_assert_uint_eq(asb_rows_total(NULL), 0);
    ck_assert_str_eq(asb_rows_next(NULL), "");
    ck_assert_uint_eq(asb_rows_column_count(NULL), 0);
    ck_assert_uint_eq(asb_caseload_count(NULL), 0);
    end(&t);
}
END_TEST

/* ---- a store, followed */

static void write_case(case_world *w, const char *id) {
    asb_case *c = case_world_case(w, id);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

START_TEST(followed)
{
    load t;
    asb_case *c;
    case_world_begin(&t.w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t.l, t.w.engine), ASB_OK);
    write_case(&t.w, "A");
    write_case(&t.w, "B");
    ck_assert_int_eq(asb_caseload_follow(t.l, t.w.store), ASB_OK);
    expect_cases(&t, "{'query':'cases'}", "AB");
    ck_assert_int_eq(asb_case_open(&c, t.w.store, "B"), ASB_OK);
    ck_assert_int_eq(case_world_add(&t.w, c, "allocation", "{\"officer\":\"zoe\",\"to_role\":\"CCC\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    write_case(&t.w, "C");
    expect_cases(&t, "{'query':'cases','officer':'zoe'}", "");
    ck_assert_int_eq(asb_caseload_follow(t.l, t.w.store), ASB_OK);
    expect_cases(&t, "{'query':'cases','officer':'zoe'}", "B");
    expect_cases(&t, "{'query':'cases'}", "ABC");
    asb_store *other;
    ck_assert_int_eq(asb_store_memory(&other, t.w.engine), ASB_OK);
    ck_assert_int_eq(asb_caseload_follow(t.l, other), ASB_ESTATE);
    asb_store_free(other);
    end(&t);
}
END_TEST

/* A store of a host's that keeps no summaries and cannot say what has changed: its cases are opened, and known by the number of their records. */
typedef struct plain_store {
    asb_store_callbacks inner;
    uint32_t reads;
} plain_store;

static int32_t plain_commit(void *self, const asb_commit_data *data) {
    const asb_store_callbacks *t = &((plain_store *)self)->inner;
    asb_case_commit one = data->cases[0];
    asb_commit_data without = *data;
    one.summary = (asb_bytes){NULL, 0};
    without.cases = &one;
    return t->commit(t->self, &without);
}

static int32_t plain_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    const asb_store_callbacks *t = &((plain_store *)self)->inner;
    ((plain_store *)self)->reads++;
    return t->read(t->self, id, from, sink, sink_self);
}

static int32_t plain_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    const asb_store_callbacks *t = &((plain_store *)self)->inner;
    return t->list(t->self, after, limit, sink, sink_self);
}

static int32_t plain_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    const asb_store_callbacks *t = &((plain_store *)self)->inner;
    return t->policy(t->self, digest, sink, sink_self);
}

START_TEST(followed_without_summaries)
{
    load t;
    plain_store p = {0};
    asb_store *memory;
    case_world_begin(&t.w, "places-for-people");
    memory = t.w.store;
    p.inner = memory->table;
    asb_store_callbacks table = {
        .struct_size = sizeof table, .self = &p, .commit = plain_commit, .read = plain_read, .list = plain_list, .policy = plain_policy};
    ck_assert_int_eq(asb_store_custom(&t.w.store, t.w.engine, &table), ASB_OK);
    ck_assert_int_eq(asb_caseload_new(&t.l, t.w.engine), ASB_OK);
    for (int i = 0; i < 30; i++) {
        char id[8];
        snprintf(id, sizeof id, "K%02d", i);
        write_case(&t.w, id);
    }
    p.reads = 0;
    ck_assert_int_eq(asb_caseload_follow(t.l, t.w.store), ASB_OK);
    ck_assert_uint_eq(p.reads, 30);
    ck_assert_uint_eq(asb_caseload_count(t.l), 30);
    ck_assert_int_eq(asb_caseload_follow(t.l, t.w.store), ASB_OK);
    ck_assert_uint_eq(p.reads, 30);
    write_case(&t.w, "K99");
    p.reads = 0;
    ck_assert_int_eq(asb_caseload_follow(t.l, t.w.store), ASB_OK);
    ck_assert_uint_eq(p.reads, 1);
    expect(&t, "{'query':'counts','by':'state'}", "[{'state':'open','count':31}],'total':1}");
    asb_store_free(memory);
    end(&t);
}
END_TEST

Suite *asb_suite_caseload(void) {
    Suite *s = suite_create("caseload");
    TCase *t = tcase_create("caseload");
    tcase_add_test(t, duties);
    tcase_add_test(t, cases);
    tcase_add_test(t, figures);
    tcase_add_test(t, too_many_places);
    tcase_add_test(t, closing);
    tcase_add_test(t, changes);
    tcase_add_test(t, pages);
    tcase_add_test(t, allowed);
    tcase_add_test(t, wrong);
    tcase_add_test(t, cells);
    tcase_add_test(t, followed);
    tcase_add_test(t, followed_without_summaries);
    suite_add_tcase(s, t);
    return s;
}
