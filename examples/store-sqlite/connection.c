/* The connection: how it is set up, what goes wrong with it, and how it comes back. */
#include "connection.h"

#include <asb/error.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OLDEST_SQLITE = 3031000, BUSY_MS = 5000, STEPS_BETWEEN_LOOKS = 4096 };

/* clang-format off */
static const char *const texts[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE", /* the writer's lock, before anything is read */
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [NEW_CASE] =
        "INSERT INTO asb_case (id, version, summary, change)"
        " VALUES (?1, ?2, coalesce(?3, ''), (SELECT coalesce(max(change), 0) + 1 FROM asb_case))",
    [GO_ON_WITH_CASE] =
        "UPDATE asb_case SET version = ?2, summary = coalesce(?3, summary), change = (SELECT max(change) + 1 FROM asb_case)"
        " WHERE id = ?1 AND version = ?4",
    [ADD_RECORD] = "INSERT INTO asb_record (case_id, seq, header, body) VALUES (?1, ?2, ?3, ?4)",
    /* zeros in place, so that no row moves and leaves a copy */
    [ERASE_BODY] = "UPDATE asb_record SET body = zeroblob(length(CAST(body AS BLOB))) WHERE case_id = ?1 AND seq = ?2",
    [KEEP_POLICY] = "INSERT OR IGNORE INTO asb_policy (digest, id, version, document) VALUES (?1, ?2, ?3, ?4)",
    [KEEP_CALENDAR] = "INSERT OR REPLACE INTO asb_calendar (one, document) VALUES (1, ?1)",
    /* a case without records from there on gives one row of NULL, no case gives none: one statement, one moment */
    [READ_RECORDS] =
        "SELECT r.seq, r.header, r.body FROM asb_case AS c LEFT JOIN asb_record AS r ON r.case_id = c.id AND r.seq >= ?2"
        " WHERE c.id = ?1 ORDER BY r.seq",
    [LIST_CASES] = "SELECT id, version, summary FROM asb_case WHERE id > ?1 ORDER BY id LIMIT ?2",
    [LIST_CHANGES] = "SELECT id, version, summary, change FROM asb_case WHERE change > ?1 ORDER BY change LIMIT ?2",
    [READ_POLICY] = "SELECT document FROM asb_policy WHERE digest = ?1",
    [READ_CALENDAR] = "SELECT document FROM asb_calendar",
};
/* clang-format on */

/* ---- what goes wrong */

static int32_t status_of(int result) {
    switch (result & 0xFF) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW: return ASB_OK;
    case SQLITE_NOMEM: return ASB_ENOMEM;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_CONSTRAINT: /* what a case says and its records do not agree; a conflict is found before */ return ASB_ECORRUPT;
    default: /* busy, locked, full, read-only, interrupted, input and output */ return ASB_EIO;
    }
}

/* After these, nothing that the connection remembers can be relied on. */
static int is_lost(int result) {
    int kind = result & 0xFF;
    return kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN || kind == SQLITE_NOTADB || result == SQLITE_READONLY_DBMOVED;
}

int32_t connection_failed(connection *c, int result) {
    if (c->options.log) c->options.log(c->options.log_self, c->db ? sqlite3_errmsg(c->db) : sqlite3_errstr(result));
    if (is_lost(result)) connection_close(c);
    return status_of(result);
}

/* ---- how long it may take */

static int64_t now_ms(void) {
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int is_too_late(void *self) {
    const connection *c = self;
    return c->deadline && now_ms() > c->deadline;
}

/* ---- statements */

sqlite3_stmt *connection_statement(connection *c, statement which, int32_t *status) {
    sqlite3_stmt **s = &c->statements[which];
    if (*s) return *s;
    int result = sqlite3_prepare_v3(c->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, s, NULL);
    if (result) *status = connection_failed(c, result);
    return c->db ? *s : NULL;
}

int connection_run(sqlite3_stmt *s) {
    int result = sqlite3_step(s);
    sqlite3_reset(s);
    return result == SQLITE_DONE || result == SQLITE_ROW ? SQLITE_OK : result;
}

/* ---- life */

/* Several that open a new file at once all want to change its mode, and SQLite does not wait for that by itself. */
static int write_ahead(connection *c) {
    int64_t until = now_ms() + c->options.busy_ms;
    int result;
    while ((result = sqlite3_exec(c->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) != SQLITE_OK && (result & 0xFF) == SQLITE_BUSY &&
           now_ms() < until)
        sqlite3_sleep(5);
    return result;
}

static int set_up(connection *c) {
    static const char pragmas[] = "PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                                  "PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;"; /* on a Mac, a sync is none without these */
    int result = sqlite3_extended_result_codes(c->db, 1);
    if (!result) result = sqlite3_busy_timeout(c->db, (int)c->options.busy_ms);
    if (!result) result = write_ahead(c);
    if (!result) result = sqlite3_exec(c->db, pragmas, NULL, NULL, NULL);
    if (!result)
        result = sqlite3_exec(c->db, c->options.relaxed ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL", NULL, NULL, NULL);
    if (!result && c->options.statement_ms) sqlite3_progress_handler(c->db, STEPS_BETWEEN_LOOKS, is_too_late, c);
    return result;
}

/* A process that was killed between an erasure and its scrubbing left that to whoever comes next. Nobody is waited for. */
static void scrub_what_was_left(connection *c) {
    sqlite3_busy_timeout(c->db, 0);
    connection_scrub(c);
    sqlite3_busy_timeout(c->db, (int)c->options.busy_ms);
}

int32_t connection_open(connection *c, int create) {
    if (sqlite3_libversion_number() < OLDEST_SQLITE) return ASB_EVERSION;
    if (!c->options.busy_ms || c->options.busy_ms > INT32_MAX) c->options.busy_ms = BUSY_MS;
    c->deadline = 0;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    int result = sqlite3_open_v2(c->path, &c->db, flags, NULL);
    if (!result) result = set_up(c);
    int32_t status = result ? connection_failed(c, result) : schema_migrate(c);
    if (!status) scrub_what_was_left(c);
    if (status) connection_close(c);
    return status;
}

void connection_close(connection *c) {
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(c->statements[i]);
        c->statements[i] = NULL;
    }
    sqlite3_close(c->db);
    c->db = NULL;
}

/* A file that was replaced, by a backup that was put back for instance, is opened anew; one that is gone is not made, for it would be empty. */
static int has_moved(connection *c) {
    int moved = 0;
    return sqlite3_file_control(c->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved;
}

int32_t connection_ready(connection *c) {
    if (c->db && has_moved(c)) connection_close(c);
    int32_t status = c->db ? ASB_OK : connection_open(c, 0);
    c->deadline = c->options.statement_ms ? now_ms() + c->options.statement_ms : 0;
    return status == ASB_EVERSION ? ASB_EUSER : status; /* a callback may not say that */
}

void connection_scrub(connection *c) {
    c->unscrubbed = sqlite3_wal_checkpoint_v2(c->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK;
}
