/* The caseload: what is due, what goes wrong, how many of what, over all cases. */
#include "example.h"

static asb_policy *policy;

static void new_case(asb_store *store, const char *id, const char *opened) {
    asb_case *c;

    check(asb_case_new(&c, engine, policy, store, id));
    move_clock(opened);
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Noise'}}");
    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p1','as':'complainant','name':'Ann Ash','vulnerable':'no'}}");
    add(c, "{'kind':'opening','by':'amy','role':'CCC','fields':{'categories':['noise']}}");
    add(c, "{'kind':'allocation','by':'amy','role':'CCC','fields':{'officer':'ben','to_role':'TEM'}}");
    check(asb_case_save(c));
    asb_case_free(c);
}

static void questions(asb_caseload *caseload) {
    /* [asb_caseload_query] */
    asb_text *answer;
    const char *question = "{\"query\":\"due\",\"officer\":\"ben\",\"duty\":\"first-contact\",\"limit\":2}";
    check(asb_caseload_query(&answer, caseload, question, strlen(question)));
    puts(asb_text_data(answer));
    asb_text_free(answer);
    /* prints:
     * {"next":"1773273599999.2.13.2.0:first-contactp1CASE-0002","now":"2026-03-16T09:00:00Z","rows":[{"case":"CASE-0001","due":"2026-03-03","duty":"first-contact","officer":"ben","party":"p1","priority":"standard","record":2,"role":"TEM","start":"2026-03-02","state":"overdue"},{"case":"CASE-0002","due":"2026-03-11","duty":"first-contact","officer":"ben","party":"p1","priority":"standard","record":2,"role":"TEM","start":"2026-03-10","state":"overdue"}],"total":3}
     */
    /* [end] */

    /* [asb_caseload_report] */
    const char *request = "{\"report\":\"nm01\",\"year\":\"2025-26\",\"homes\":1250,\"format\":\"csv\"}";
    check(asb_caseload_report(&answer, caseload, request, strlen(request)));
    fputs(asb_text_data(answer), stdout);
    asb_text_free(answer);
    request = "{\"report\":\"nm01\",\"year\":\"2025-26\",\"homes\":1250,\"format\":\"html\"}";
    check(asb_caseload_report(&answer, caseload, request, strlen(request))); /* the same as a page: a file to open in a browser */
    asb_text_free(answer);
    /* prints:
     * measure,label,cases,homes,per_thousand_homes,from,to,definition
     * cases,Anti-social behaviour cases opened,3,1250,2.4,2025-04-01,2026-03-31,"NM01 of the Tenant Satisfaction Measures: Technical Requirements, Regulator of Social Housing, September 2022, as updated on 2 April 2024"
     * hate,"Of those, cases with hate incidents",0,1250,0,2025-04-01,2026-03-31,"NM01 of the Tenant Satisfaction Measures: Technical Requirements, Regulator of Social Housing, September 2022, as updated on 2 April 2024"
     */
    /* [end] */

    /* [asb_caseload_rows asb_rows_count asb_rows_total asb_rows_next asb_rows_text asb_rows_number asb_rows_free] */
    asb_rows *rows;
    question = "{\"query\":\"performance\",\"duty\":[\"first-contact\",\"acknowledge\"]}";
    check(asb_caseload_rows(&rows, caseload, question, strlen(question)));
    for (uint32_t i = 0; i < asb_rows_count(rows); i++) {
        int64_t overdue = 0;
        check(asb_rows_number(&overdue, rows, i, "overdue"));
        printf("%s: %d overdue\n", asb_rows_text(rows, i, "duty"), (int)overdue);
    }
    printf("%d rows in all; the next page begins after \"%s\"\n", (int)asb_rows_total(rows), asb_rows_next(rows));
    asb_rows_free(rows);
    /* prints:
     * acknowledge: 2 overdue
     * first-contact: 2 overdue
     * 2 rows in all; the next page begins after ""
     */
    /* [end] */

    /* [asb_rows_column_count asb_rows_column] */
    check(asb_caseload_rows(&rows, caseload, question, strlen(question)));
    for (uint32_t i = 0; i < asb_rows_column_count(rows); i++) printf("%s ", asb_rows_column(rows, i));
    puts("");
    /* prints: duty met met_late lapsed open overdue median_working_days  */
    /* [end] */
    asb_rows_free(rows);

    /* [asb_caseload_allow] */
    const char *mine = "{\"officer\":\"ben\",\"cases\":[\"CASE-0002\"]}"; /* nothing else is counted or named from now on */
    check(asb_caseload_allow(caseload, mine, strlen(mine)));
    question = "{\"query\":\"counts\",\"by\":\"state\"}";
    check(asb_caseload_query(&answer, caseload, question, strlen(question)));
    puts(asb_text_data(answer));
    check(asb_caseload_allow(caseload, NULL, 0)); /* all again */
    /* prints: {"now":"2026-03-16T09:00:00Z","rows":[{"state":"open","count":1}],"total":1} */
    /* [end] */
    asb_text_free(answer);
}

static void feeding(asb_store *store) {
    /* [asb_caseload_new asb_caseload_follow asb_caseload_count] */
    asb_caseload *caseload;
    check(asb_caseload_new(&caseload, engine));
    check(asb_caseload_follow(caseload, store)); /* all of it; */
    new_case(store, "CASE-0003", "2026-03-16T09:00");
    check(asb_caseload_follow(caseload, store)); /* then only what has changed */
    printf("%u cases\n", (unsigned)asb_caseload_count(caseload));
    /* prints: 3 cases */
    /* [end] */

    questions(caseload);

    /* [asb_caseload_put asb_caseload_free] */
    asb_case *c;
    asb_text *summary;
    check(asb_case_open(&c, store, "CASE-0001")); /* or kept by you: asb_case_load() */
    add(c, "{'kind':'contact','by':'ben','role':'TEM','fields':{'party':'p1','method':'phone','outcome':'reached'}}");
    check(asb_case_summary(&summary, c));
    check(asb_caseload_put(caseload, "CASE-0001", asb_case_count(c), asb_text_data(summary), asb_text_length(summary)));
    assert(asb_caseload_count(caseload) == 3);
    asb_text_free(summary);
    asb_case_free(c);
    asb_caseload_free(caseload);
    /* [end] */
}

int main(void) {
    asb_store *store;

    begin("2026-03-02T09:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_store_memory(&store, engine));
    new_case(store, "CASE-0001", "2026-03-02T09:00");
    new_case(store, "CASE-0002", "2026-03-10T09:00");
    feeding(store);
    asb_store_free(store);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}
