/* Faults in rehearsal.h. */
#include "fault.h"
#include <stdlib.h>
#include <string.h>

Suite *asb_suite_fault_rehearsal(void);

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

#define FREE(w, function, handle) (function((w)->handle), (w)->handle = NULL, drop(w))

/* ---- worlds: other_policy is shorter and stricter than the case's */

static void other_policy(fault_world *w) {
    size_t length;
    const char *document = asb_policy_json(w->policy, &length);
    char *json = malloc(length + 1);
    memcpy(json, document, length + 1);
    char *version = strstr(json, "\"version\":\""), *days = strstr(json, "\"working_days\":5");
    ck_assert_ptr_nonnull(version);
    ck_assert_ptr_nonnull(days);
    version[11] = '7';
    days[15] = '2';
    fault_must(w, asb_policy_parse(&w->other_policy, w->engine, json, length));
    free(json);
}

static void with_stored(fault_world *w) {
    with_stored_case(w);
    other_policy(w);
}

static void insert(char *json, const char *before, const char *what) {
    char *at = strstr(json, before);
    ck_assert_ptr_nonnull(at);
    memmove(at + strlen(what), at, strlen(at) + 1);
    memcpy(at, what, strlen(what));
}

/* A duty more, every weight of the matrix one more, and noise is hate: the sides of a case part. */
static void parting_policy(fault_world *w) {
    size_t length;
    const char *document = asb_policy_json(w->policy, &length);
    char *json = malloc(length + 500);
    memcpy(json, document, length + 1);
    strstr(json, "\"version\":\"")[11] = '7';
    insert(json, "{\"clause\":\"5\",\"done\"",
           "{\"clause\":\"Z\",\"done\":[\"contact\"],\"id\":\"new\",\"label\":\"New\",\"owner\":\"case-owner\",\"starts\":[\"opening\"],"
           "\"within\":[{\"period\":{\"days\":3}}]},");
    insert(json, "\"id\":\"noise\",\"label\"", "\"hate\":true,");
    for (char *at = strstr(json, "\"weight\":"); at; at = strstr(at + 1, "\"weight\":")) at[9]++;
    fault_must(w, asb_policy_parse(&w->other_policy, w->engine, json, strlen(json)));
    free(json);
}

static void with_rehearsal(fault_world *w) {
    with_stored(w);
    fault_must(w, asb_rehearsal_new(&w->rehearsal, w->engine, w->store));
}

static void with_policy_instead(fault_world *w) {
    with_rehearsal(w);
    fault_must(w, asb_rehearsal_policy(w->rehearsal, w->other_policy, NULL));
}

static void with_parting_policy(fault_world *w) {
    with_stored_case(w);
    parting_policy(w);
    fault_must(w, asb_rehearsal_new(&w->rehearsal, w->engine, w->store));
    fault_must(w, asb_rehearsal_policy(w->rehearsal, w->other_policy, NULL));
}

static void with_found(fault_world *w) {
    with_policy_instead(w);
    fault_must(w, asb_rehearsal_run(w->rehearsal, "{}", 2));
}

/* ---- acts */

static int32_t run(fault_world *w, const char *request) {
    return asb_rehearsal_run(w->rehearsal, request, strlen(request));
}

static int32_t query(fault_world *w, const char *json) {
    return asb_rehearsal_query(&w->text, w->rehearsal, json, strlen(json));
}

static int32_t rows(fault_world *w, const char *json) {
    return asb_rehearsal_rows(&w->rows, w->rehearsal, json, strlen(json));
}

#define DAYS "{\"added\":[{\"date\":\"2026-03-04\",\"name\":\"Jubilee\"}],\"removed\":[\"2026-03-07\"],\"compare\":[\"duties\"]}"
#define NAMED "{\"cases\":[\"C-1\",\"C-0\"],\"try\":[{\"kind\":\"closure\",\"role\":\"CCC\",\"fields\":{\"reason\":\"resolved\"}}]}"

#define LOUD(X) \
    X(asb_rehearsal_new, one, with_stored, asb_rehearsal_new(&w->rehearsal, w->engine, w->store)) \
    X(asb_rehearsal_policy, own_id, with_rehearsal, asb_rehearsal_policy(w->rehearsal, w->other_policy, NULL)) \
    X(asb_rehearsal_policy, all, with_rehearsal, asb_rehearsal_policy(w->rehearsal, w->other_policy, "")) \
    X(asb_rehearsal_run, policy, with_policy_instead, run(w, "{}")) \
    X(asb_rehearsal_run, again, with_found, run(w, DAYS)) \
    X(asb_rehearsal_run, days, with_rehearsal, run(w, DAYS)) \
    X(asb_rehearsal_run, filtered, with_policy_instead, run(w, "{\"verify\":true,\"officer\":[\"amy\",null]}")) \
    X(asb_rehearsal_run, named, with_policy_instead, run(w, NAMED)) \
    X(asb_rehearsal_run, parting, with_parting_policy, run(w, NAMED)) \
    X(asb_rehearsal_query, moved, with_found, query(w, "{\"query\":\"moved\",\"limit\":1}")) \
    X(asb_rehearsal_query, missed, with_found, query(w, "{\"query\":\"missed\"}")) \
    X(asb_rehearsal_rows, cases, with_found, rows(w, "{\"query\":\"cases\",\"cases\":[\"C-1\"]}")) \
    X(asb_rehearsal_rows, totals, with_found, rows(w, "{\"query\":\"totals\"}"))

/* Those that call the store, which may fail as well as memory. */
#define STORED(X) \
    X(asb_rehearsal_run, all_cases, with_policy_instead, run(w, "{}")) \
    X(asb_rehearsal_run, one_case, with_policy_instead, run(w, "{\"cases\":[\"C-1\"]}"))

#define QUIET(X) X(asb_rehearsal_free, rehearsal, with_found, FREE(w, asb_rehearsal_free, rehearsal))

LOUD(FAULT_ACT)
STORED(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario stored[] = {STORED(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_rehearsal(void) {
    Suite *s = fault_suite("fault_rehearsal", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
    fault_add_stored(s, stored, FAULT_COUNT(stored));
    return s;
}
