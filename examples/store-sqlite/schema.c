/* The tables, as steps from nothing to now. A step that was ever delivered is never changed; what is new is a new step at the end.
 *
 * The version stands in a table of ours, and not in PRAGMA user_version: that one belongs to the host, whose file it may be.
 *
 * Why asb_record has a rowid. With WITHOUT ROWID, a case's records lie together and are read about a third faster. But they are then put in between others, pages
 * are split, and a split leaves copies of the bytes that it moved, which secure_delete does not reach: measured, one erased body in a thousand could still be found in
 * the file. Rows that are only ever appended, and erased without changing their size, are never moved. It is also the faster and smaller one when writing. */
#include "connection.h"

#include <asb/error.h>
#include <string.h>

/* clang-format off */
static const char version_1[] =
    "CREATE TABLE asb_store (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, id TEXT NOT NULL);"
    "INSERT INTO asb_store VALUES (1, 1, lower(hex(randomblob(16))));"
    "CREATE TABLE asb_case (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, summary TEXT NOT NULL);"
    "CREATE TABLE asb_record (number INTEGER PRIMARY KEY, case_id TEXT NOT NULL, seq INTEGER NOT NULL,"
    "    header BLOB NOT NULL, body BLOB NOT NULL, UNIQUE (case_id, seq));"
    "CREATE TABLE asb_policy (digest BLOB PRIMARY KEY NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, document BLOB NOT NULL);"
    "CREATE TABLE asb_calendar (one INTEGER PRIMARY KEY CHECK (one = 1), document BLOB NOT NULL);";

/* Change numbers, so that others can follow; and columns for reports. Those are computed when read: they cost nothing when writing, and cannot disagree with the
 * bytes. Cases that were there before are counted as changed in the order in which they came. */
#define JSON_OF(bytes) "CASE WHEN json_valid(CAST(" bytes " AS TEXT)) THEN json(CAST(" bytes " AS TEXT)) END"
#define COLUMN(table, name, expression) "ALTER TABLE " table " ADD COLUMN " name " GENERATED ALWAYS AS (" expression ") VIRTUAL;"
#define OF_SUMMARY(name) COLUMN("asb_case", name " TEXT", "CASE WHEN json_valid(summary) THEN json_extract(summary, '$." name "') END")
#define OF_HEADER(name, key) COLUMN("asb_record", name " TEXT", "json_extract(header_json, '$." key "')")
static const char version_2[] =
    "ALTER TABLE asb_case ADD COLUMN change INTEGER NOT NULL DEFAULT 0;"
    "UPDATE asb_case SET change = rowid;"
    "CREATE UNIQUE INDEX asb_case_change ON asb_case (change);"
    OF_SUMMARY("state") OF_SUMMARY("stage") OF_SUMMARY("priority") OF_SUMMARY("owner")
    COLUMN("asb_record", "header_json TEXT", JSON_OF("header"))
    COLUMN("asb_record", "body_json TEXT", JSON_OF("body"))
    COLUMN("asb_record", "erased INTEGER", "length(body) = 0 OR substr(body, 1, 1) = x'00'")
    OF_HEADER("kind", "kind") OF_HEADER("at", "at") OF_HEADER("recorded", "recorded") OF_HEADER("actor", "by") OF_HEADER("role", "role")
    "UPDATE asb_store SET version = 2;";

/* More of the summary for the host's lists, its duties as rows, and an index for work lists: open files of an officer, the first that is due first. */
#define SUMMARY_OF(table) "CASE WHEN json_valid(" table ".summary) THEN " table ".summary ELSE '{}' END"
#define OF_DUTY(name) "json_extract(d.value, '$." name "') AS "
static const char version_3[] =
    OF_SUMMARY("policy") OF_SUMMARY("band") OF_SUMMARY("hate") OF_SUMMARY("owner_role") OF_SUMMARY("area") OF_SUMMARY("ward")
    OF_SUMMARY("reported") OF_SUMMARY("opened") OF_SUMMARY("closed") OF_SUMMARY("next_due") OF_SUMMARY("open_duties")
    "CREATE INDEX asb_case_work ON asb_case (owner, next_due) WHERE state <> 'closed';"
    "CREATE VIEW asb_duty AS SELECT c.id AS case_id, d.key AS number, " OF_DUTY("rule") "rule, " OF_DUTY("state") "state, " OF_DUTY("due") "due, "
    OF_DUTY("act_by") "act_by, " OF_DUTY("start") "start, " OF_DUTY("end") "\"end\", " OF_DUTY("owner") "owner,"
    " CASE json_extract(d.value, '$.state') WHEN 'open' THEN c.owner ELSE json_extract(d.value, '$.officer') END AS officer, "
    OF_DUTY("party") "party, " OF_DUTY("subject") "subject, " OF_DUTY("record") "record, " OF_DUTY("taken") "taken,"
    " coalesce(json_extract(d.value, '$.watch'), 0) AS watch"
    " FROM asb_case c, json_each(" SUMMARY_OF("c") ", '$.duties') d;"
    "CREATE VIEW asb_case_category AS SELECT c.id AS case_id, k.value AS category FROM asb_case c, json_each(" SUMMARY_OF("c") ", '$.categories') k;"
    "UPDATE asb_store SET version = 3;";
/* clang-format on */

static const char *const steps[] = {version_1, version_2, version_3};
enum { NEWEST = sizeof steps / sizeof *steps };

/* A number that a query gives; `none` where it gives no row. */
static int number(connection *c, const char *query, int *out, int none) {
    sqlite3_stmt *s;
    int result = sqlite3_prepare_v2(c->db, query, -1, &s, NULL);
    if (result) return result;
    result = sqlite3_step(s);
    *out = result == SQLITE_ROW ? sqlite3_column_int(s, 0) : none;
    sqlite3_finalize(s);
    return result == SQLITE_ROW || result == SQLITE_DONE ? SQLITE_OK : result;
}

static int32_t version_of(connection *c, int *version) {
    int there = 0, result = number(c, "SELECT count(*) FROM sqlite_master WHERE name = 'asb_store'", &there, 0);
    *version = 0;
    if (!result && there) result = number(c, "SELECT version FROM asb_store", version, -1);
    if (result) return connection_failed(c, result);
    if (*version < 0) return ASB_ECORRUPT; /* the table is there, and empty */
    return *version > NEWEST ? ASB_EVERSION : ASB_OK;
}

/* Under the lock: another process may have done it in the meantime. */
static int32_t move_on(connection *c) {
    int version, result = SQLITE_OK;
    int32_t status = version_of(c, &version);
    if (status) return status;
    while (!result && version < NEWEST) result = sqlite3_exec(c->db, steps[version++], NULL, NULL, NULL);
    if (!result) result = sqlite3_exec(c->db, "COMMIT", NULL, NULL, NULL);
    return result ? connection_failed(c, result) : ASB_OK;
}

static int32_t bring_up_to_date(connection *c) {
    int result = sqlite3_exec(c->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (result) return connection_failed(c, result);
    int32_t status = move_on(c);
    if (c->db && !sqlite3_get_autocommit(c->db)) sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static int32_t read_id(connection *c) {
    sqlite3_stmt *s;
    int result = sqlite3_prepare_v2(c->db, "SELECT id FROM asb_store", -1, &s, NULL);
    if (result) return connection_failed(c, result);
    result = sqlite3_step(s);
    const unsigned char *id = result == SQLITE_ROW ? sqlite3_column_text(s, 0) : NULL;
    int whole = id && sqlite3_column_bytes(s, 0) == 32;
    if (whole) memcpy(c->id, id, 33);
    sqlite3_finalize(s);
    if (result != SQLITE_ROW && result != SQLITE_DONE) return connection_failed(c, result);
    return whole ? ASB_OK : ASB_ECORRUPT;
}

/* Ids are compared by their bytes, which in UTF-16 are others. */
static int32_t check_encoding(connection *c) {
    int other = 0, result = number(c, "SELECT count(*) FROM pragma_encoding WHERE encoding <> 'UTF-8'", &other, 0);
    if (result) return connection_failed(c, result);
    return other ? ASB_EVERSION : ASB_OK;
}

int32_t schema_migrate(connection *c) {
    int version = 0;
    int32_t status = check_encoding(c);
    if (!status) status = version_of(c, &version);
    if (!status && version < NEWEST) status = bring_up_to_date(c);
    return status ? status : read_id(c);
}
