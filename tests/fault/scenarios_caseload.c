/* Faults in caseload.h. */
#include "fault.h"
#include <stdio.h>
#include <string.h>

Suite *asb_suite_fault_caseload(void);

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

#define FREE(w, function, handle) (function((w)->handle), (w)->handle = NULL, drop(w))

/* ---- worlds */

static void with_stored(fault_world *w) {
    with_stored_case(w);
    fault_must(w, asb_caseload_new(&w->caseload, w->engine));
}

static void with_caseload(fault_world *w) {
    with_stored(w);
    fault_must(w, asb_caseload_follow(w->caseload, w->store));
}

/* What the case has become since: the summary is in json_text. */
static void with_summary(fault_world *w) {
    with_caseload(w);
    fault_must(w, asb_case_open(&w->c, w->store, "C-1"));
    fault_add(w, w->c, "party", "CCC", "{'party':'p7','as':'witness','name':'Wendy'}");
    fault_add(w, w->c, "report", "CCC", "{'channel':'email','summary':'Again','x-ward':'Judd'}");
    fault_must(w, asb_case_summary(&w->json_text, w->c));
    asb_case_free(w->c);
    w->c = NULL;
}

/* One case of the store, whose policy is read from it, and one that was put in. */
static void with_reported(fault_world *w) {
    static const char summary[] =
        "{\"state\":\"closed\",\"closed\":\"2026-03-02T09:00:00Z\",\"closure_reason\":\"reduced\",\"hate\":true,\"policy\":\"west-kent\","
        "\"reported\":\"2026-02-01T09:00:00Z\","
        "\"categories\":[\"noise\",\"pets\"],\"openings\":[{\"at\":\"2026-02-02T09:00:00Z\",\"new\":true}],\"steps\":[{\"at\":\"2026-02-"
        "03T09:00:00Z\",\"kind\":\"legal\","
        "\"remedy\":\"mediation\",\"status\":\"granted\"}],\"feedback\":[{\"at\":\"2026-02-09T09:00:00Z\",\"scores\":{\"Outcome\":4.5},"
        "\"status\":\"received\"}],"
        "\"case_reviews\":[{\"area\":\"Hart\",\"at\":\"2026-02-10T09:00:00Z\",\"status\":\"requested\"}],\"links\":[{\"relation\":"
        "\"duplicate\",\"to\":\"C-1\"}],"
        "\"reports\":[{\"at\":\"2026-02-01T09:00:00Z\",\"counts_for\":\"p1\",\"until\":\"2026-09-30\"},{\"at\":\"2026-02-04T09:00:00Z\","
        "\"counts_for\":\"p1\",\"until\":\"2026-09-30\"}],"
        "\"review\":{\"area\":\"Hart\",\"tell_at\":2,\"threshold\":3},\"duties\":[{\"due\":\"2026-02-08\",\"end\":\"2026-02-09T09:00:00Z\","
        "\"record\":1,"
        "\"rule\":\"contact-complainant\",\"start\":\"2026-02-01T09:00:00Z\",\"state\":\"met-late\",\"taken\":6}]}";
    with_caseload(w);
    fault_must(w, asb_caseload_put(w->caseload, "C-8", 1, summary, strlen(summary)));
}

static void with_rows(fault_world *w) {
    const char *query = "{\"query\":\"duties\",\"limit\":2}";
    with_caseload(w);
    fault_must(w, asb_caseload_rows(&w->rows, w->caseload, query, strlen(query)));
}

/* ---- acts */

static int32_t query(fault_world *w, const char *json) {
    return asb_caseload_query(&w->text, w->caseload, json, strlen(json));
}

static int32_t report(fault_world *w, const char *json) {
    return asb_caseload_report(&w->text, w->caseload, json, strlen(json));
}

static int32_t rows(fault_world *w, const char *json) {
    return asb_caseload_rows(&w->rows, w->caseload, json, strlen(json));
}

static int32_t put(fault_world *w, const char *id) {
    return asb_caseload_put(w->caseload, id, 9, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t allow(fault_world *w, const char *json) {
    return asb_caseload_allow(w->caseload, json, strlen(json));
}

static int32_t number(fault_world *w) {
    return asb_rows_number(&w->number, w->rows, 0, "record");
}

/* Of the summary of what the case has become, with a party more. */
static int32_t matches(fault_world *w) {
    char json[8192];
    snprintf(json, sizeof json, "{\"query\":\"matches\",\"strength\":0,\"summary\":%s}", asb_text_data(w->json_text));
    return query(w, json);
}

/* A summary with keys of every sort, for a case that was there without them. */
static int32_t put_keys(fault_world *w) {
    const char *json =
        "{\"duties\":[],\"state\":\"open\",\"parties\":[{\"party\":\"p1\",\"as\":[\"victim\"],\"name\":\"ann ash\",\"address\":"
        "\"1 high st\",\"postcode\":\"TN9 1AA\",\"uprn\":\"7\"}],\"reports\":[{\"at\":\"2026-03-01T09:00:00Z\",\"place\":\"2 high "
        "st\",\"reporter\":\"p1\"}]}";
    return asb_caseload_put(w->caseload, "C-1", 9, json, strlen(json));
}

static void with_keys(fault_world *w) {
    with_caseload(w);
    for (char id[] = "K0"; id[1] < '4'; id[1]++) {
        char json[400];
        snprintf(
            json, sizeof json,
            "{\"duties\":[],\"state\":\"open\",\"reported\":\"2026-03-0%cT09:00:00Z\",\"parties\":[{\"party\":\"p1\",\"as\":["
            "\"complainant\"],"
            "\"name\":\"ann ash\",\"address\":\"1 high st\",\"postcode\":\"TN9 1AA\"}],\"reports\":[{\"at\":\"2026-03-0%cT09:00:00Z\"}]}",
            id[1] + 1, id[1] + 1);
        fault_must(w, asb_caseload_put(w->caseload, id, 1, json, strlen(json)));
    }
}

#define LOUD(X) \
    X(asb_caseload_follow, loud, with_stored, asb_caseload_follow(w->caseload, w->store)) \
    X(asb_caseload_new, empty, with_engine, asb_caseload_new(&w->caseload, w->engine)) \
    X(asb_caseload_put, new_case, with_summary, put(w, "C-9")) \
    X(asb_caseload_put, known_case, with_summary, put(w, "C-1")) \
    X(asb_caseload_allow, filter, with_caseload, \
      allow(w, "{\"officer\":[\"amy\",null],\"cases\":[\"C-2\"],\"opened_month\":\"2026-03\"}")) \
    X(asb_caseload_query, due, with_caseload, query(w, "{\"query\":\"due\",\"limit\":1,\"owner\":\"CCC\",\"duty\":\"acknowledge\"}")) \
    X(asb_caseload_query, of_officer, with_caseload, query(w, "{\"query\":\"due\",\"officer\":null}")) \
    X(asb_caseload_query, cases, with_caseload, query(w, "{\"query\":\"silent\",\"category\":\"noise\"}")) \
    X(asb_caseload_query, counts, with_caseload, query(w, "{\"query\":\"counts\",\"by\":[\"category\",\"reported_month\"]}")) \
    X(asb_caseload_query, performance, with_caseload, query(w, "{\"query\":\"performance\",\"by\":[\"duty\",\"owner\"]}")) \
    X(asb_caseload_query, closing, with_caseload, query(w, "{\"query\":\"closing\",\"by\":[\"category\",\"state\"],\"hate\":false}")) \
    X(asb_caseload_query, counts_of_some, with_caseload, query(w, "{\"query\":\"counts\",\"by\":\"group\",\"from\":\"2026-01-01\",\"category\":\"noise\"}")) \
    X(asb_caseload_query, load, with_caseload, query(w, "{\"query\":\"load\"}")) \
    X(asb_caseload_put, keys, with_caseload, put_keys(w)) \
    X(asb_caseload_query, matches, with_keys, query(w, "{\"query\":\"matches\",\"case\":\"K1\",\"limit\":3}")) \
    X(asb_caseload_query, matches_of_summary, with_summary, matches(w)) \
    X(asb_caseload_query, places, with_keys, \
      query(w, "{\"query\":\"places\",\"by\":\"address\",\"of\":\"cases\",\"months\":true,\"behind\":true}")) \
    X(asb_caseload_query, places_of_homes, with_keys, query(w, "{\"query\":\"places\",\"as\":\"complainant\",\"limit\":1}")) \
    X(asb_caseload_query, people, with_keys, query(w, "{\"query\":\"people\",\"behind\":true}")) \
    X(asb_caseload_query, overdue, with_caseload, query(w, "{\"query\":\"overdue\",\"now\":\"2027-01-01\"}")) \
    X(asb_caseload_report, nm01, with_reported, report(w, "{\"report\":\"nm01\",\"homes\":1200,\"year\":\"2026-27\"}")) \
    X(asb_caseload_report, nm01_page, with_reported, \
      report(w, "{\"report\":\"nm01\",\"homes\":1200,\"year\":\"2025-26\",\"format\":\"html\"}")) \
    X(asb_caseload_report, monitoring, with_reported, report(w, "{\"report\":\"monitoring\",\"format\":\"html\",\"officer\":null}")) \
    X(asb_caseload_report, performance, with_reported, report(w, "{\"report\":\"performance\",\"format\":\"html\"}")) \
    X(asb_caseload_report, performance_cases, with_reported, report(w, "{\"report\":\"performance\"}")) \
    X(asb_caseload_report, case_reviews, with_reported, \
      report(w, "{\"report\":\"case-reviews\",\"format\":\"csv\",\"table\":\"reports\"}")) \
    X(asb_caseload_rows, duties, with_caseload, rows(w, "{\"query\":\"duties\",\"limit\":1}"))

/* Those that call the store, which may fail as well as memory. */
#define STORED(X) \
    X(asb_caseload_follow, first, with_stored, asb_caseload_follow(w->caseload, w->store)) \
    X(asb_caseload_follow, nothing_new, with_caseload, asb_caseload_follow(w->caseload, w->store))

#define QUIET(X) \
    X(asb_caseload_count, one, with_caseload, asb_caseload_count(w->caseload)) \
    X(asb_caseload_free, caseload, with_caseload, FREE(w, asb_caseload_free, caseload)) \
    X(asb_rows_count, some, with_rows, asb_rows_count(w->rows)) \
    X(asb_rows_total, some, with_rows, asb_rows_total(w->rows)) \
    X(asb_rows_next, some, with_rows, fault_hash(asb_rows_next(w->rows))) \
    X(asb_rows_column_count, some, with_rows, asb_rows_column_count(w->rows)) \
    X(asb_rows_column, first, with_rows, fault_hash(asb_rows_column(w->rows, 0))) \
    X(asb_rows_text, due, with_rows, fault_hash(asb_rows_text(w->rows, 0, "due"))) \
    X(asb_rows_number, record, with_rows, number(w)) \
    X(asb_rows_free, rows, with_rows, FREE(w, asb_rows_free, rows))

LOUD(FAULT_ACT)
STORED(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario stored[] = {STORED(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_caseload(void) {
    Suite *s = fault_suite("fault_caseload", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
    fault_add_stored(s, stored, FAULT_COUNT(stored));
    return s;
}
