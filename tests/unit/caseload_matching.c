/* Matches, places and people over summaries made by hand; and that what a summary no longer says is nowhere any more. */
#include "caseload/caseload.h"
#include "caseload_support.h"

Suite *asb_suite_caseload_matching(void);

#define OF(parties, reports) \
    "{'area':'North','duties':[],'parties':[" parties "],'reported':'2026-05-01T09:00:00Z','reports':[" reports "],'state':'open'}"
#define PARTY(id, as, more) "{'party':'" id "','as':['" as "']" more "}"
#define REPORT(at, more) "{'at':'" at "'" more "}"

#define ANN "'name':'ann ash','address':'12 high st','postcode':'TN9 1AA','uprn':'0100'"
#define PRZEMYSLAW "'name':'kowalski przemyslaw','address':'14 high st','postcode':'TN9 1AA'"

static void begin(load *t) {
    case_world_begin(&t->w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t->l, t->w.engine), ASB_OK);
    put(t, "A",
        OF(PARTY("p1", "complainant", "," ANN) "," PARTY("p2", "alleged-perpetrator", "," PRZEMYSLAW),
           REPORT("2026-05-01T09:00:00Z", ",'occurred':'2026-04-30T21:00:00Z','place':'14 high st','reporter':'p1'")));
    put(t, "B", /* the parts swapped, Ann's address unknown, his name and street misspelt */
        OF(PARTY("c", "complainant", ",'name':'kowlaski przemyslaw','address':'14 hihg st','postcode':'TN9 1AA'") "," PARTY(
               "d", "alleged-perpetrator", ",'name':'ash ann'"),
           REPORT("2026-05-20T09:00:00Z", ",'reporter':'c'")));
    put(t, "C", /* a neighbour in 12A tells of the same evening */
        OF(PARTY("n", "complainant", ",'name':'bob hall','address':'12a high st','postcode':'TN9 1AA'"),
           REPORT("2026-05-01T10:00:00Z", ",'occurred':'2026-04-30T22:30:00Z','reporter':'n'")));
    put(t, "D", /* her namesake in another town */
        OF(PARTY("p1", "complainant", ",'name':'ann ash','address':'12 high st','postcode':'M1 1AE'"),
           REPORT("2026-05-01T09:00:00Z", ",'reporter':'p1'")));
    put(t, "E", /* her, by her property reference, in another street by mistake */
        OF(PARTY("x", "complainant", ",'name':'ash','address':'1 mill ln','uprn':'100'"),
           REPORT("2025-01-01T09:00:00Z", ",'reporter':'x'")));
    put(t, "F", /* nobody */
        OF(PARTY("p1", "complainant", ",'name':'unknown'") "," PARTY("w", "witness", ",'name':'ann ash','uprn':'100'"),
           REPORT("2025-01-01T09:00:00Z", "")));
}

static void end(load *t) {
    asb_caseload_free(t->l);
    case_world_end(&t->w);
}

static asb_rows *ask(load *t, const char *query) {
    asb_rows *rows;
    query = quoted(query);
    ck_assert_msg(asb_caseload_rows(&rows, t->l, query, strlen(query)) == ASB_OK, "%s: %s", query, asb_error_message(t->w.engine));
    return rows;
}

/* Each row as CASE:REASON:STRENGTH. */
static void expect(load *t, const char *query, const char *wanted) {
    asb_rows *rows = ask(t, query);
    char found[2000] = "";
    for (uint32_t i = 0; i < asb_rows_count(rows); i++) {
        int64_t strength;
        ck_assert_int_eq(asb_rows_number(&strength, rows, i, "strength"), ASB_OK);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s:%s:%d", i ? " " : "", asb_rows_text(rows, i, "case"),
                 asb_rows_text(rows, i, "reason"), (int)strength);
    }
    ck_assert_msg(!strcmp(found, wanted), "%s gives\n%s\nand not\n%s", query, found, wanted);
    asb_rows_free(rows);
}

static void expect_json(load *t, const char *query, const char *wanted) {
    asb_text *text;
    query = quoted(query);
    ck_assert_msg(asb_caseload_query(&text, t->l, query, strlen(query)) == ASB_OK, "%s: %s", query, asb_error_message(t->w.engine));
    ck_assert_msg(strstr(asb_text_data(text), quoted(wanted)) != NULL, "%s gives %s", query, asb_text_data(text));
    asb_text_free(text);
}

START_TEST(reasons)
{
    load t;
    begin(&t);
    expect(&t, "{'query':'matches','case':'A'}",
           "B:counter-allegation:100 E:same-address:96 C:same-incident:80 B:same-address:72 D:same-complainant:44 E:same-complainant:40");
    expect(&t, "{'query':'matches','case':'A','strength':90}", "B:counter-allegation:100 E:same-address:96");
    expect(&t, "{'query':'matches','case':'A','reason':'same-incident'}", "C:same-incident:80");
    expect(&t, "{'query':'matches','case':'A','reason':['same-incident','same-complainant'],'limit':1}", "C:same-incident:80");
    expect(&t, "{'query':'matches','case':'F','strength':0}", "");
    expect(&t, "{'query':'matches','case':'A','area':'South'}", "");
    expect_json(
        &t, "{'query':'matches','case':'A','reason':'counter-allegation'}",
        "'agreed':['name','name-spelling','address-spelling','postcode'],'differs':[],'parties':['p1','p2'],'there':['d','c'],'why':"
        "'Complainant and alleged perpetrator are swapped: p1 may be d, the alleged perpetrator there, and p2 may be c, the "
        "complainant there: ");
    expect_json(&t, "{'query':'matches','case':'A','reason':'same-complainant'}",
                "'agreed':['name'],'differs':['address'],'parties':['p1'],'there':['p1'],'why':'p1 may be p1, who complained there: the "
                "same name; but the addresses differ.'");
    end(&t);
}
END_TEST

/* The same for a report that is no case yet: the text that asb_case_summary() gives. */
START_TEST(a_new_report)
{
    load t;
    asb_case *c;
    asb_text *summary, *text;
    char query[8192];
    begin(&t);
    ck_assert_int_eq(asb_case_new(&c, t.w.engine, t.w.policy, NULL, "new"), ASB_OK);
    ck_assert_int_eq(
        case_world_add(&t.w, c, "report", "{\"channel\":\"phone\",\"summary\":\"Again\",\"reporter\":\"p1\",\"occurred\":\"2026-05-30\"}"),
        ASB_OK);
    ck_assert_int_eq(case_world_add(&t.w, c, "party",
                                    "{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Mrs. ASH, Anne\",\"address\":\"12, High Street, "
                                    "Tonbridge\",\"postcode\":\"tn91aa\"}"),
                     ASB_OK);
    ck_assert_int_eq(asb_case_summary(&summary, c), ASB_OK);
    snprintf(query, sizeof query, "{\"query\":\"matches\",\"strength\":80,\"summary\":%s}", asb_text_data(summary));
    ck_assert_msg(asb_caseload_query(&text, t.l, query, strlen(query)) == ASB_OK, "%s", asb_error_message(t.w.engine));
    ck_assert_ptr_nonnull(strstr(asb_text_data(text), "{\"case\":\"A\",\"reason\":\"same-address\",\"strength\":92,"));
    asb_text_free(text);
    snprintf(query, sizeof query, "{\"query\":\"matches\",\"strength\":60,\"summary\":%s,\"reason\":\"same-complainant\"}",
             asb_text_data(summary));
    ck_assert_int_eq(asb_caseload_query(&text, t.l, query, strlen(query)), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(text), "{\"case\":\"A\",\"reason\":\"same-complainant\",\"strength\":64,"));
    ck_assert_uint_eq(asb_caseload_count(t.l), 6);
    asb_text_free(text);
    asb_text_free(summary);
    asb_case_free(c);
    end(&t);
}
END_TEST

START_TEST(pages)
{
    load t;
    char query[200], after[100] = "", found[500] = "";
    begin(&t);
    for (int i = 0; i < 6; i++) {
        snprintf(query, sizeof query, "{'query':'matches','case':'A','limit':1%s%s%s}", *after ? ",'after':'" : "", after,
                 *after ? "'" : "");
        asb_rows *rows = ask(&t, query);
        ck_assert_uint_eq(asb_rows_total(rows), 6);
        ck_assert_uint_eq(asb_rows_count(rows), 1);
        strcat(found, asb_rows_text(rows, 0, "case"));
        snprintf(after, sizeof after, "%s", asb_rows_next(rows));
        asb_rows_free(rows);
    }
    ck_assert_str_eq(found, "BECBDE");
    ck_assert_str_eq(after, "");
    end(&t);
}
END_TEST

/* A case that is not allowed is no match, and cannot be asked about. */
START_TEST(allowed)
{
    load t;
    asb_text *text;
    begin(&t);
    const char *filter = quoted("{'cases':['A','C','D']}"), *query;
    ck_assert_int_eq(asb_caseload_allow(t.l, filter, strlen(filter)), ASB_OK);
    expect(&t, "{'query':'matches','case':'A'}", "C:same-incident:80 D:same-complainant:44");
    expect_json(&t, "{'query':'places','by':'uprn'}", "'place':'100','count':1,'reports':1,'incidents':0,'cases':1");
    expect_json(&t, "{'query':'people','by':'name','behind':true}",
                "[{'name':'ann ash','cases':2,'first':'2026-05-01','last':'2026-05-01','behind':['A','D']}]");
    query = quoted("{'query':'matches','case':'B'}");
    ck_assert_int_eq(asb_caseload_query(&text, t.l, query, strlen(query)), ASB_EINVALID);
    ck_assert_str_eq(asb_error_pointer(t.w.engine), "/case");
    end(&t);
}
END_TEST

START_TEST(places)
{
    load t;
    begin(&t);
    expect_json(
        &t, "{'query':'places','behind':true,'months':true}",
        "'rows':[{'place':'TN9 1AA','count':3,'reports':3,'incidents':0,'cases':3,'first':'2026-04-30','last':'2026-05-20','behind':['A',"
        "'B','C'],'months':[{'count':2,'month':'2026-04'},{'count':1,'month':'2026-05'}]},{'place':'M1 1AE','count':1,");
    expect_json(&t, "{'query':'places','from':'2026-05-01'}",
                "'rows':[{'place':'M1 1AE','count':1,'reports':1,'incidents':0,'cases':1,'first':'2026-05-01',"
                "'last':'2026-05-01'},{'place':'TN9 1AA','count':1,");
    expect_json(
        &t, "{'query':'places','by':'address','limit':1}",
        "{'next':'1:1 mill ln|','now':'2026-06-01T08:00:00Z','rows':[{'place':'1 mill ln','count':1,'reports':1,'incidents':0,'cases':1,");
    expect_json(&t, "{'query':'places','by':'address','limit':1,'after':'1:1 mill ln|'}",
                "'rows':[{'place':'12 high st','postcode':'M1 1AE','count':1,");
    expect_json(&t, "{'query':'places','by':'uprn','least':3}", "'rows':[],'total':0}");
    expect_json(&t, "{'query':'places','by':'uprn'}", "'rows':[{'place':'100','count':2,");
    expect_json(&t, "{'query':'places','by':'area','of':'cases'}", "'rows':[{'place':'North','count':6,'reports':6,");
    expect_json(&t, "{'query':'places','as':'alleged-perpetrator'}", "'rows':[{'place':'TN9 1AA','count':1,");
    put(&t, "G",
        "{'duties':[],'state':'open','parties':[" PARTY(
            "p", "victim", ",'postcode':'TN9 1AA'") "],'incidents':[{'occurred':'2026-05-03'},{'occurred':'2026-05-04'}]}");
    expect_json(&t, "{'query':'places','of':'incidents'}", "'rows':[{'place':'TN9 1AA','count':2,'reports':3,'incidents':2,'cases':4,");
    expect_json(&t, "{'query':'places','of':'events'}", "'rows':[{'place':'TN9 1AA','count':5,");
    expect_json(&t, "{'query':'places','of':'cases','months':true,'cases':['G']}",
                "'rows':[{'place':'TN9 "
                "1AA','count':1,'reports':0,'incidents':2,'cases':1,'first':'2026-05-03','last':'2026-05-04','months':[{'count':1,'month':'"
                "2026-05'}]}]");
    end(&t);
}
END_TEST

START_TEST(people)
{
    load t;
    begin(&t);
    expect_json(&t, "{'query':'people'}", "'rows':[],'total':0}");
    put(&t, "G", OF(PARTY("q", "victim", "," ANN) "," PARTY("r", "victim", "," ANN), REPORT("2026-05-01T09:00:00Z", "")));
    expect_json(&t, "{'query':'people','behind':true}",
                "'rows':[{'name':'ann ash','address':'12 high st','postcode':'TN9 "
                "1AA','uprn':'100','cases':2,'first':'2026-05-01','last':'2026-05-01','behind':['A','G']}],'total':1}");
    expect_json(&t, "{'query':'people','as':'complainant'}", "'rows':[],'total':0}");
    expect_json(&t, "{'query':'people','by':'name'}", "'rows':[{'name':'ann ash','cases':3,");
    expect_json(&t, "{'query':'people','to':'2026-04-30'}", "'rows':[],'total':0}");
    expect_json(&t, "{'query':'people','least':1,'limit':1}", "{'next':'2:100:ann ash||',");
    expect_json(&t, "{'query':'people','least':1,'limit':1,'after':'2:100:ann ash||'}",
                "'rows':[{'name':'ann ash','address':'12 high st','postcode':'M1 1AE','cases':1,");
    end(&t);
}
END_TEST

/* ---- nothing stays behind */

static int is_in_memory(const load *t, const char *word) {
    const text_heap *h = &t->l->keys.heap;
    size_t length = strlen(word);
    for (uint32_t c = 0; c < h->count; c++)
        for (size_t i = 0; i + length <= HEAP_CHUNK; i++)
            if (!memcmp(h->chunks[c] + i, word, length)) return 1;
    return 0;
}

START_TEST(nothing_stays)
{
    load t;
    begin(&t);
    ck_assert(is_in_memory(&t, "kowalski"));
    uint32_t used = t.l->keys.index.used;
    put(&t, "A", "{'duties':[],'state':'open'}");
    ck_assert(!is_in_memory(&t, "kowalski"));
    ck_assert(t.l->keys.index.used < used);
    expect(&t, "{'query':'matches','case':'B','strength':0}", "");
    for (const char *id = "BCDEF"; *id; id++) put(&t, (char[]){*id, '\0'}, "{'duties':[],'state':'open'}");
    const match_keys *k = &t.l->keys;
    ck_assert_uint_eq(k->index.used, 0);
    ck_assert_uint_eq(k->names.live + k->places.live + k->postcodes.live + k->ids.live, 0);
    ck_assert_uint_eq(k->names_used, 0);
    for (uint32_t i = 0; i < k->day_count; i++) ck_assert_uint_eq(k->days[i].count, 0);
    ck_assert(!is_in_memory(&t, "high") && !is_in_memory(&t, "TN9"));
    end(&t);
}
END_TEST

/* A person is erased in a store that is followed: their keys are gone as soon as the caseload has followed. */
START_TEST(erased)
{
    load t;
    asb_case *c;
    case_world_begin(&t.w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t.l, t.w.engine), ASB_OK);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(asb_case_new(&c, t.w.engine, t.w.policy, t.w.store, i ? "B" : "A"), ASB_OK);
        ck_assert_int_eq(case_world_add(&t.w, c, "report", "{\"channel\":\"phone\",\"summary\":\"Noise\",\"reporter\":\"p1\"}"), ASB_OK);
        ck_assert_int_eq(case_world_add(&t.w, c, "party",
                                        "{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Wilhelmina Quux\",\"postcode\":\"ZE1 0AA\"}"),
                         ASB_OK);
        ck_assert_int_eq(asb_case_save(c), ASB_OK);
        if (!i) asb_case_free(c);
    }
    ck_assert_int_eq(asb_caseload_follow(t.l, t.w.store), ASB_OK);
    expect(&t, "{'query':'matches','case':'A'}", "B:same-complainant:84");
    ck_assert_int_eq(case_world_add(&t.w, c, "erasure", "{\"party\":\"p1\",\"basis\":\"Art. 17\",\"reason\":\"Asked for\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    ck_assert_int_eq(asb_caseload_follow(t.l, t.w.store), ASB_OK);
    expect(&t, "{'query':'matches','case':'A','strength':0}", "");
    ck_assert_uint_eq(asbi_book_uses(&t.l->keys.names, asbi_book_find(&t.l->keys.names, asbi_text("quux wilhelmina"))), 1);
    end(&t);
}
END_TEST

START_TEST(wrong)
{
    load t;
    begin(&t);
    static const wrong_query cases[] = {{"{'query':'matches'}", ""},
                                        {"{'query':'matches','case':'A','summary':{}}", ""},
                                        {"{'query':'matches','case':'nobody'}", "/case"},
                                        {"{'query':'matches','case':7}", "/case"},
                                        {"{'query':'matches','summary':[]}", "/summary"},
                                        {"{'query':'matches','summary':{'parties':{}}}", "/summary/parties"},
                                        {"{'query':'matches','summary':{'parties':[{},7]}}", "/summary/parties/1"},
                                        {"{'query':'matches','summary':{'parties':[{'name':7}]}}", "/summary/parties/0/name"},
                                        {"{'query':'matches','summary':{'parties':[{'as':'victim'}]}}", "/summary/parties/0/as"},
                                        {"{'query':'matches','summary':{'parties':[{'uprn':1}]}}", "/summary/parties/0/uprn"},
                                        {"{'query':'matches','summary':{'reports':[{'at':'June'}]}}", "/summary/reports/0/at"},
                                        {"{'query':'matches','summary':{'incidents':[{'place':[]}]}}", "/summary/incidents/0/place"},
                                        {"{'query':'matches','summary':{'incidents':{}}}", "/summary/incidents"},
                                        {"{'query':'matches','case':'A','strength':101}", "/strength"},
                                        {"{'query':'matches','case':'A','reason':'same'}", "/reason"},
                                        {"{'query':'matches','case':'A','reason':[]}", "/reason"},
                                        {"{'query':'matches','case':'A','after':'7:x:A'}", "/after"},
                                        {"{'query':'matches','case':'A','by':'name'}", "/by"},
                                        {"{'query':'places','by':'street'}", "/by"},
                                        {"{'query':'places','of':'everything'}", "/of"},
                                        {"{'query':'places','months':1}", "/months"},
                                        {"{'query':'places','by':'area','as':'victim'}", "/as"},
                                        {"{'query':'places','as':['witness']}", "/as/0"},
                                        {"{'query':'places','after':'x'}", "/after"},
                                        {"{'query':'places','by':'address','after':'1:x'}", "/after"},
                                        {"{'query':'people','least':-1}", "/least"},
                                        {"{'query':'people','by':'address'}", "/by"},
                                        {"{'query':'people','after':'1:x:a|b|c'}", "/after"},
                                        {"{'query':'people','case':'A'}", "/case"},
                                        {"{'query':'cases','behind':true}", "/behind"}};
    expect_wrong(&t, cases, sizeof cases / sizeof *cases);
    ck_assert_int_eq(try_put(&t, "A", "{'duties':[],'state':'open','parties':[{'name':7}]}"), ASB_EINVALID);
    ck_assert_str_eq(asb_error_pointer(t.w.engine), "/parties/0/name");
    expect(&t, "{'query':'matches','case':'A','strength':90}", "B:counter-allegation:100 E:same-address:96");
    end(&t);
}
END_TEST

Suite *asb_suite_caseload_matching(void) {
    Suite *s = suite_create("caseload_matching");
    TCase *t = tcase_create("matching");
    tcase_add_test(t, reasons);
    tcase_add_test(t, a_new_report);
    tcase_add_test(t, pages);
    tcase_add_test(t, allowed);
    tcase_add_test(t, places);
    tcase_add_test(t, people);
    tcase_add_test(t, nothing_stays);
    tcase_add_test(t, erased);
    tcase_add_test(t, wrong);
    suite_add_tcase(s, t);
    return s;
}
