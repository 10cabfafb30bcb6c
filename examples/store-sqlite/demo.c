/* A case in the host's own SQLite file, and a report in plain SQL over the columns that are made of its records. */
#include "store_sqlite.h"

#include <asb/asb.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static asb_engine *engine;

static void check(int32_t status) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(EXIT_FAILURE);
}

static int64_t one_thursday(void *self) { /* 2 April 2026, 16:00 in England, so that this prints the same every day */
    return (void)self, INT64_C(1775142000000);
}

static void add(asb_case *c, const char *kind, const char *const *fields) { /* name, text, name, text, NULL */
    asb_record *record;
    check(asb_record_new(&record, engine, kind));
    check(asb_record_set_actor(record, "kim", "housing-officer"));
    for (; *fields; fields += 2) check(asb_record_set_text(record, fields[0], fields[1]));
    check(asb_case_add(NULL, c, record));
    asb_record_free(record);
}

static void work_a_case(asb_store *store) {
    asb_policy *policy;
    asb_case *c;
    check(asb_policy_builtin(&policy, engine, "west-kent"));
    check(asb_case_new(&c, engine, policy, store, "CASE-0001"));
    add(c, "report", (const char *const[]){"channel", "phone", "summary", "Music until three in the morning", NULL});
    add(c, "party", (const char *const[]){"party", "c1", "as", "complainant", "vulnerable", "yes", NULL});
    check(asb_case_save(c)); /* one transaction */
    add(c, "note", (const char *const[]){"text", "Asked the night team to listen from the landing", NULL});
    check(asb_case_save(c));
    asb_case_free(c);
    asb_policy_free(policy);
}

static int print_row(void *self, int columns, char **values, char **names) {
    (void)self, (void)names;
    for (int i = 0; i < columns; i++) printf("%s%s", i ? "  " : "", values[i] ? values[i] : "-");
    puts("");
    return 0;
}

/* The host's own connection, which knows nothing of the library. */
static void report(const char *path, const char *query) {
    sqlite3 *db;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) || sqlite3_exec(db, query, print_row, NULL, NULL)) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        exit(EXIT_FAILURE);
    }
    sqlite3_close(db);
}

int main(int count, char **arguments) {
    const char *path = count > 1 ? arguments[1] : "cases.db";
    asb_hooks hooks = {sizeof hooks, 0, NULL, NULL, one_thursday, NULL, NULL, 0, NULL};
    asb_store *store;
    asb_text *found;
    check(asb_engine_new(&engine, &hooks));
    check(asb_sqlite_open(&store, engine, path, NULL));
    work_a_case(store);

    report(path, "SELECT id, version, state, stage, json_extract(summary, '$.next_due') FROM asb_case ORDER BY id");
    report(path,
           "SELECT seq, at, kind, actor, coalesce(json_extract(body_json, '$.summary'), json_extract(body_json, '$.text'))"
           " FROM asb_record WHERE case_id = 'CASE-0001' ORDER BY seq");
    check(asb_store_verify(&found, store, NULL));
    puts(asb_text_data(found));

    asb_text_free(found);
    asb_store_free(store);
    asb_engine_free(engine);
    return EXIT_SUCCESS;
}
