/* The rehearsal: the same cases under another version of their policy, and with a new bank holiday. */
#include "example.h"

static asb_policy *policy;

static void new_case(asb_store *store, const char *id, const char *officer, const char *reported, const char *answered) {
    char record[200];
    asb_case *c;

    check(asb_case_new(&c, engine, policy, store, id));
    move_clock(reported);
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Noise'}}");
    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p1','as':'complainant','name':'Ann Ash','vulnerable':'no'}}");
    snprintf(record, sizeof record, "{'kind':'allocation','by':'amy','role':'CCC','fields':{'officer':'%s','to_role':'CHM'}}", officer);
    add(c, record);
    move_clock(answered);
    add(c,
        "{'kind':'contact','by':'amy','role':'CCC','fields':{'party':'p1','method':'letter','outcome':'sent','purpose':'acknowledgement'}"
        "}");
    check(asb_case_save(c));
    asb_case_free(c);
}

/* The policy, but with three working days to acknowledge a report instead of five. */
static asb_policy *stricter(void) {
    size_t length;
    const char *document = asb_policy_json(policy, &length);
    char *json = malloc(length + 1);
    memcpy(json, document, length + 1);
    char *rule = strstr(json, "\"id\":\"acknowledge\"");
    char *days = strstr(rule, "\"working_days\":5"), *version = strstr(json, "\"version\":\"");
    days[15] = '3';
    version[11] = '3';
    asb_policy *p;
    check(asb_policy_parse(&p, engine, json, length));
    free(json);
    return p;
}

static void rehearse(asb_store *store, asb_policy *proposed) {
    /* [asb_rehearsal_new asb_rehearsal_policy asb_rehearsal_run asb_rehearsal_query asb_rehearsal_free] */
    asb_rehearsal *rehearsal;
    asb_text *answer;
    check(asb_rehearsal_new(&rehearsal, engine, store));
    check(asb_rehearsal_policy(rehearsal, proposed, NULL)); /* instead of any version of the same policy */
    check(asb_rehearsal_run(rehearsal, "{}", 2));
    const char *query = "{\"query\":\"missed\",\"duty\":\"acknowledge\"}";
    check(asb_rehearsal_query(&answer, rehearsal, query, strlen(query)));
    puts(asb_text_data(answer));
    asb_text_free(answer);
    asb_rehearsal_free(rehearsal);
    /* prints:
     * {"now":"2026-03-16T10:00:00Z","rows":[{"officer":"ben","duty":"acknowledge","before":0,"after":1,"difference":1},{"officer":"carol","duty":"acknowledge","before":0,"after":1,"difference":1}],"total":2}
     */
    /* [end] */
}

static void new_holiday(asb_store *store) {
    asb_rehearsal *rehearsal;
    check(asb_rehearsal_new(&rehearsal, engine, store));
    /* [asb_rehearsal_rows] */
    asb_rows *rows;
    const char *request = "{\"added\":[\"2026-03-10\"]}", *query = "{\"query\":\"moved\"}";
    check(asb_rehearsal_run(rehearsal, request, strlen(request)));
    check(asb_rehearsal_rows(&rows, rehearsal, query, strlen(query)));
    for (uint32_t i = 0; i < asb_rows_count(rows); i++)
        printf("%s %s: %s instead of %s\n", asb_rows_text(rows, i, "case"), asb_rows_text(rows, i, "duty"), asb_rows_text(rows, i, "due"),
               asb_rows_text(rows, i, "due_before"));
    asb_rows_free(rows);
    /* prints:
     * CASE-0002 acknowledge: 2026-03-12 instead of 2026-03-11
     * CASE-0002 risk-assessment: 2026-03-12 instead of 2026-03-11
     * CASE-0002 first-contact: 2026-03-12 instead of 2026-03-11
     * CASE-0002 action-plan: 2026-03-12 instead of 2026-03-11
     * CASE-0003 acknowledge: 2026-03-17 instead of 2026-03-16
     * CASE-0003 risk-assessment: 2026-03-17 instead of 2026-03-16
     * CASE-0003 first-contact: 2026-03-17 instead of 2026-03-16
     * CASE-0003 action-plan: 2026-03-17 instead of 2026-03-16
     */
    /* [end] */
    asb_rehearsal_free(rehearsal);
}

int main(void) {
    asb_store *store;
    begin("2026-03-02T09:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_store_memory(&store, engine));
    new_case(store, "CASE-0001", "ben", "2026-03-02T09:00", "2026-03-05T16:00");
    new_case(store, "CASE-0002", "ben", "2026-03-04T11:00", "2026-03-10T09:30");
    new_case(store, "CASE-0003", "carol", "2026-03-09T14:00", "2026-03-16T10:00");
    asb_policy *proposed = stricter();
    rehearse(store, proposed);
    new_holiday(store);
    asb_policy_free(proposed);
    asb_store_free(store);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}
