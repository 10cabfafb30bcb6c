/* The callbacks of asb/sys/store.h over SQLite. A commit is one transaction that begins with the writer's lock; what a case must be is the condition of the statement that
 * moves it on, so no two writers can both find it so. */
#include "connection.h"

#include <asb/error.h>
#include <stdlib.h>
#include <string.h>

/* ---- short forms. What is bound is lent for the call, and so are the caller's bytes. */

static const char *start_of(asb_bytes bytes) {
    return bytes.length ? bytes.data : ""; /* NULL would be bound as NULL */
}

static void bind_blob(sqlite3_stmt *s, int place, asb_bytes bytes) {
    sqlite3_bind_blob64(s, place, start_of(bytes), bytes.length, SQLITE_STATIC);
}

static void bind_text(sqlite3_stmt *s, int place, asb_bytes bytes) {
    sqlite3_bind_text64(s, place, start_of(bytes), bytes.length, SQLITE_STATIC, SQLITE_UTF8);
}

static asb_bytes column(sqlite3_stmt *s, int place) {
    const void *data = sqlite3_column_blob(s, place); /* of a text, its bytes as they are */
    return (asb_bytes){data, data ? (size_t)sqlite3_column_bytes(s, place) : 0};
}

/* What is bound to a statement is checked here: a binding that failed (no memory) leaves a NULL, which the tables do not take. */
static int32_t run(connection *c, sqlite3_stmt *s) {
    int result = connection_run(s);
    return result ? connection_failed(c, result) : ASB_OK;
}

static int32_t run_bare(connection *c, statement which) {
    int32_t status = ASB_OK;
    sqlite3_stmt *s = connection_statement(c, which, &status);
    return s ? run(c, s) : status;
}

/* After the last row, or where a sink wanted no more. */
static int32_t finish(connection *c, sqlite3_stmt *s, int result, int32_t of_sink) {
    int32_t status = of_sink;
    if (!status && result != SQLITE_ROW && result != SQLITE_DONE) status = connection_failed(c, result);
    if (c->db) sqlite3_reset(s); /* a lost connection has none */
    return status;
}

/* ---- commit */

/* The library numbers records itself; this guards against a mistake, not against its users. */
static int makes_sense(const asb_case_commit *k) {
    uint64_t version = (uint64_t)k->expected + k->record_count;
    if (version == 0 || version > UINT32_MAX) return 0;
    for (uint32_t i = 0; i < k->record_count; i++)
        if (k->records[i].seq != k->expected + i + 1) return 0;
    for (uint32_t i = 0; i < k->erased_count; i++)
        if (k->erased[i] == 0 || k->erased[i] > version) return 0;
    return 1;
}

/* The heart of it: the version is taken from `expected` on, or the case is not there as it should be. */
static int32_t move_case(connection *c, const asb_case_commit *k) {
    int32_t status = ASB_OK;
    sqlite3_stmt *s = connection_statement(c, k->expected ? GO_ON_WITH_CASE : NEW_CASE, &status);
    if (!s) return status;
    bind_text(s, 1, k->id);
    sqlite3_bind_int64(s, 2, (int64_t)k->expected + k->record_count);
    if (k->summary.length)
        bind_text(s, 3, k->summary);
    else
        sqlite3_bind_null(s, 3);
    if (k->expected) sqlite3_bind_int64(s, 4, k->expected);
    int result = connection_run(s);
    if (result == SQLITE_CONSTRAINT_PRIMARYKEY || result == SQLITE_CONSTRAINT_UNIQUE) return ASB_CONFLICT;
    if (result) return connection_failed(c, result);
    return sqlite3_changes(c->db) ? ASB_OK : ASB_CONFLICT;
}

static int is_erased(const asb_case_commit *k, uint32_t seq) {
    for (uint32_t i = 0; i < k->erased_count; i++)
        if (k->erased[i] == seq) return 1;
    return 0;
}

/* A body that comes and is erased in the same commit is never written. */
static int32_t add_records(connection *c, const asb_case_commit *k) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < k->record_count; i++) {
        const asb_stored_record *r = &k->records[i];
        sqlite3_stmt *s = connection_statement(c, ADD_RECORD, &status);
        if (!s) break;
        bind_text(s, 1, k->id);
        sqlite3_bind_int64(s, 2, r->seq);
        bind_blob(s, 3, r->header);
        bind_blob(s, 4, is_erased(k, r->seq) ? (asb_bytes){NULL, 0} : r->body);
        status = run(c, s);
    }
    return status;
}

static int32_t erase_bodies(connection *c, const asb_case_commit *k) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < k->erased_count; i++) {
        if (k->erased[i] > k->expected) continue;
        sqlite3_stmt *s = connection_statement(c, ERASE_BODY, &status);
        if (!s) break;
        bind_text(s, 1, k->id);
        sqlite3_bind_int64(s, 2, k->erased[i]);
        status = run(c, s);
    }
    return status;
}

/* Summaries change their size, so their rows are moved about, and moving leaves copies where secure_delete does not look. The few times that something is erased, all
 * pages of the table are given back, which wipes them, and are filled anew, in order, which moves nothing. */
static int32_t renew_cases(connection *c) {
    static const char renew[] = "CREATE TEMP TABLE asb_renewed AS SELECT id, version, summary, change FROM asb_case;"
                                "DELETE FROM asb_case;"
                                "INSERT INTO asb_case (id, version, summary, change)"
                                "    SELECT id, version, summary, change FROM temp.asb_renewed ORDER BY rowid;"
                                "DROP TABLE temp.asb_renewed;";
    int result = sqlite3_exec(c->db, renew, NULL, NULL, NULL);
    return result ? connection_failed(c, result) : ASB_OK;
}

static int32_t write_case(connection *c, const asb_case_commit *k) {
    int32_t status = move_case(c, k);
    if (!status && !makes_sense(k)) status = ASB_EARGUMENT;
    if (!status) status = add_records(c, k);
    return status ? status : erase_bodies(c, k);
}

static int32_t keep_policy(connection *c, const asb_policy_document *p) {
    int32_t status = ASB_OK;
    sqlite3_stmt *s = connection_statement(c, KEEP_POLICY, &status);
    if (!s) return status;
    bind_blob(s, 1, p->digest);
    bind_text(s, 2, p->id);
    bind_text(s, 3, p->version);
    bind_blob(s, 4, p->document);
    return run(c, s);
}

static int32_t keep_calendar(connection *c, asb_bytes calendar) {
    int32_t status = ASB_OK;
    sqlite3_stmt *s = connection_statement(c, KEEP_CALENDAR, &status);
    if (!s) return status;
    bind_blob(s, 1, calendar);
    return run(c, s);
}

static int erases(const asb_commit_data *data) {
    for (uint32_t i = 0; i < data->case_count; i++)
        if (data->cases[i].erased_count) return 1;
    return 0;
}

static int32_t write_all(connection *c, const asb_commit_data *data) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < data->case_count; i++) status = write_case(c, &data->cases[i]);
    for (uint32_t i = 0; !status && i < data->policy_count; i++) status = keep_policy(c, &data->policies[i]);
    if (!status && data->calendar.length) status = keep_calendar(c, data->calendar);
    return status || !erases(data) ? status : renew_cases(c);
}

/* Where a transaction is still open it must not stay so; where it cannot be closed, the connection is closed, which does the same. */
static void take_back(connection *c) {
    c->deadline = 0;
    if (c->db && !sqlite3_get_autocommit(c->db) && run_bare(c, ROLLBACK)) connection_close(c);
}

static int32_t store_commit(void *self, const asb_commit_data *data) {
    connection *c = self;
    int32_t status = connection_ready(c);
    if (!status) status = run_bare(c, BEGIN);
    if (status) return status;
    status = write_all(c, data);
    if (!status) status = run_bare(c, COMMIT);
    if (status) {
        take_back(c);
        return status;
    }
    c->unscrubbed |= erases(data);
    if (c->unscrubbed) connection_scrub(c);
    return ASB_OK;
}

/* ---- reading */

/* An erased body is zeros; JSON never begins with one. */
static asb_bytes body_of(sqlite3_stmt *s) {
    asb_bytes body = column(s, 2);
    if (body.length && *(const char *)body.data == '\0') body.length = 0;
    return body;
}

static int32_t give_record(sqlite3_stmt *s, asb_record_sink sink, void *sink_self) {
    if (sqlite3_column_type(s, 0) == SQLITE_NULL) return ASB_OK; /* the case is there, and no record from that number on */
    asb_stored_record r = {(uint32_t)sqlite3_column_int64(s, 0), 0, column(s, 1), body_of(s)};
    return sink(sink_self, &r);
}

static int32_t store_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    connection *c = self;
    int32_t status = connection_ready(c);
    sqlite3_stmt *s = status ? NULL : connection_statement(c, READ_RECORDS, &status);
    if (!s) return status;
    bind_text(s, 1, id);
    sqlite3_bind_int64(s, 2, from);
    int result = sqlite3_step(s), found = result == SQLITE_ROW;
    for (; !status && result == SQLITE_ROW; result = status ? result : sqlite3_step(s)) status = give_record(s, sink, sink_self);
    status = finish(c, s, result, status);
    return status || found ? status : ASB_ABSENT;
}

static int32_t give_case(sqlite3_stmt *s, asb_case_sink sink, void *sink_self) {
    return sink(sink_self, column(s, 0), (uint32_t)sqlite3_column_int64(s, 1), column(s, 2));
}

static int32_t store_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    connection *c = self;
    int32_t status = connection_ready(c);
    sqlite3_stmt *s = status ? NULL : connection_statement(c, LIST_CASES, &status);
    if (!s) return status;
    bind_text(s, 1, after);
    sqlite3_bind_int64(s, 2, limit);
    int result = sqlite3_step(s);
    for (; !status && result == SQLITE_ROW; result = status ? result : sqlite3_step(s)) status = give_case(s, sink, sink_self);
    return finish(c, s, result, status);
}

/* A token is the store's id, a point, and the number of the last change that was seen, in 16 digits. */
enum { ID = 32, DIGITS = 16, TOKEN = ID + 1 + DIGITS };

static int read_token(const connection *c, asb_bytes token, int64_t *change) {
    const char *at = token.data;
    *change = 0;
    if (!token.length) return 1;
    if (token.length != TOKEN || memcmp(at, c->id, ID) != 0 || at[ID] != '.') return 0;
    for (at += ID + 1; at < (const char *)token.data + TOKEN; at++) {
        if (*at < '0' || *at > '9') return 0;
        *change = *change * 10 + (*at - '0');
    }
    return 1;
}

static int32_t give_token(const connection *c, int64_t change, asb_bytes_sink sink, void *sink_self) {
    char token[TOKEN];
    memcpy(token, c->id, ID);
    token[ID] = '.';
    for (int i = TOKEN - 1; i > ID; i--, change /= 10) token[i] = (char)('0' + change % 10);
    return sink(sink_self, (asb_bytes){token, TOKEN});
}

/* Numbers are given under the writer's lock: what is seen later has a greater one. */
static int32_t store_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                             void *next_self) {
    connection *c = self;
    int64_t change = 0;
    int32_t status = connection_ready(c);
    if (!status && !read_token(c, token, &change)) return ASB_EINVALID;
    sqlite3_stmt *s = status ? NULL : connection_statement(c, LIST_CHANGES, &status);
    if (!s) return status;
    sqlite3_bind_int64(s, 1, change);
    sqlite3_bind_int64(s, 2, limit);
    int result = sqlite3_step(s);
    for (; !status && result == SQLITE_ROW; result = status ? result : sqlite3_step(s)) {
        status = give_case(s, sink, sink_self);
        change = sqlite3_column_int64(s, 3);
    }
    status = finish(c, s, result, status);
    return status ? status : give_token(c, change, next, next_self);
}

/* One document, of a statement that was bound. */
static int32_t give_document(connection *c, sqlite3_stmt *s, asb_bytes_sink sink, void *sink_self) {
    int result = sqlite3_step(s);
    int32_t status = result == SQLITE_DONE ? ASB_ABSENT : ASB_OK;
    if (result == SQLITE_ROW) status = sink(sink_self, column(s, 0));
    return finish(c, s, result, status);
}

static int32_t store_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    connection *c = self;
    int32_t status = connection_ready(c);
    sqlite3_stmt *s = status ? NULL : connection_statement(c, READ_POLICY, &status);
    if (!s) return status;
    bind_blob(s, 1, digest);
    return give_document(c, s, sink, sink_self);
}

static int32_t store_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    connection *c = self;
    int32_t status = connection_ready(c);
    sqlite3_stmt *s = status ? NULL : connection_statement(c, READ_CALENDAR, &status);
    return s ? give_document(c, s, sink, sink_self) : status;
}

/* ---- life */

static void store_close(void *self) {
    connection *c = self;
    if (c->closed) *c->closed = 1;
    if (c->db && c->unscrubbed) connection_scrub(c);
    connection_close(c);
    free(c->path);
    free(c);
}

static connection *new_connection(const char *path, const asb_sqlite_options *options) {
    size_t size = strlen(path) + 1;
    connection *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    c->path = malloc(size);
    if (!c->path) {
        free(c);
        return NULL;
    }
    memcpy(c->path, path, size);
    if (options) c->options = *options;
    return c;
}

int32_t asb_sqlite_table(asb_store_callbacks *out, const char *path, const asb_sqlite_options *options) {
    if (!out || !path || (options && options->reserved)) return ASB_EARGUMENT;
    connection *c = new_connection(path, options);
    if (!c) return ASB_ENOMEM;
    int32_t status = connection_open(c, 1);
    if (status) {
        store_close(c);
        return status;
    }
    *out = (asb_store_callbacks){(uint32_t)sizeof *out, 0,          c, store_commit, store_read, store_list, store_changes, store_policy,
                                 store_calendar,        store_close};
    return ASB_OK;
}

int32_t asb_sqlite_open(asb_store **out, asb_engine *engine, const char *path, const asb_sqlite_options *options) {
    asb_store_callbacks table;
    int closed = 0;
    if (!out || !engine) return ASB_EARGUMENT;
    int32_t status = asb_sqlite_table(&table, path, options);
    if (status) return status;
    connection *c = table.self;
    c->closed = &closed;
    status = asb_store_custom(out, engine, &table); /* where it fails, it may have closed the table, or not */
    if (!closed) c->closed = NULL;
    if (status && !closed) store_close(c);
    return status;
}
