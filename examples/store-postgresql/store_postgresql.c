/* The PostgreSQL store.
 *
 * Method. Every callback is one prepared statement, its parameters and its results binary: one round trip. A commit is a call of the function asb_commit() of
 * schema.sql with everything in it as arrays; the server makes a transaction of it, and looks at the expected versions under the locks of its rows.
 *
 * A lost connection is made anew, and what was under way is asked again. For reading that is harmless: nothing has been handed over before its answer is whole. A commit whose
 * answer was lost may have been done or not, or may still be under way. Because it names the versions it expects, it cannot be done twice: if the first was
 * done, the second finds another version and is in conflict (and if it is still under way, the second waits for its locks). So such a conflict is looked into: where the
 * very headers of this commit stand at their numbers (each has the digest of a body with 128 random bits in it), it was our own, and is done. Where
 * no connection can be had in time the answer is ASB_EIO, nobody knows, and the doubt is remembered: the host's next attempt is looked into the same way.
 *
 * A commit is numbered by its transaction. Transactions become visible in another order than they are numbered in, so a reader of changes goes no
 * further than the oldest one that is still running (the snapshot's xmin): all before it are there to be seen or never will be. A change may thus be told
 * of late, as long as some transaction in the cluster goes on writing, but none is passed over. Nobody waits for it: commits share their syncs. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime, nanosleep, poll */
#include "store_postgresql.h"

#include <asb/error.h>
#include <libpq-fe.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const unsigned char schema_sql[] = {
#include "schema_sql.inc"
};

/* Statuses of our own, beside those of asb/error.h. None leaves this file. */
enum {
    LOST = 1000, /* the connection is gone, and with it the answer */
    AGAIN,       /* the server has rolled it back, to break a tie */
    STALE        /* the server has forgotten a statement, and done nothing */
};

typedef enum statement { COMMIT, IS_OURS, READ, LIST, CHANGES, POLICY, CALENDAR, STATEMENTS } statement;

static const struct {
    const char *name, *sql;
} statements[STATEMENTS] = {
    [COMMIT] = {"asb_commit",
                "SELECT asb_commit($1::bytea[], $2::int8[], $3::int8[], $4::bytea[], $5::bytea[], $6::int8[], $7::bytea[], $8::bytea[], "
                "$9::bytea[], $10::int8[], $11::bytea[], $12::bytea[], $13::bytea[], $14::bytea[], $15::bytea)"},
    [IS_OURS] = {"asb_is_ours",
                 "SELECT 1 WHERE (SELECT bool_and(EXISTS (SELECT 1 FROM asb_record r WHERE r.case_id = n.id AND r.seq = n.seq AND "
                 "r.header = n.header)) FROM unnest($1::bytea[], $2::int8[], $3::bytea[]) n (id, seq, header))"},
    [READ] = {"asb_read",
              "SELECT r.seq, r.header, r.body FROM asb_case c LEFT JOIN asb_record r ON r.case_id = $1 AND r.seq >= $2::int8 "
              "WHERE c.id = $1::bytea ORDER BY r.seq"},
    [LIST] = {"asb_list", "SELECT id, version, summary FROM asb_case WHERE id > $1::bytea ORDER BY id LIMIT $2::int8"},
    [CHANGES] = {"asb_changes",
                 "SELECT s.id, pg_snapshot_xmin(pg_current_snapshot())::text::int8, c.* FROM asb_store s LEFT JOIN LATERAL ("
                 "SELECT id, version, summary, changed, place::int8 AS place_8 FROM asb_case WHERE (changed, place) > ($1::int8, $2::int8) "
                 "AND changed < least($3::int8, pg_snapshot_xmin(pg_current_snapshot())::text::int8) ORDER BY changed, place LIMIT $4::int8"
                 ") c ON true ORDER BY c.changed, c.place_8"},
    [POLICY] = {"asb_policy", "SELECT document FROM asb_policy WHERE digest = $1::bytea"},
    [CALENDAR] = {"asb_calendar", "SELECT days FROM asb_calendar"},
};

enum { MOST_PARAMETERS = 16, MOST_DIGESTS = 32, PAGE = 4096, MOST_ATTEMPTS = 8, MIGRATIONS = 3 };
enum { BYTEA = 17, INT8 = 20 }; /* the types' numbers, which are the same in every PostgreSQL */

/* Parameters, one after the other, as they go over the wire. */
typedef struct message {
    uint8_t *bytes;
    size_t length, capacity;
    size_t begin[MOST_PARAMETERS];
    uint8_t is_null[MOST_PARAMETERS];
    int count;
    int32_t status;
} message;

typedef struct postgresql {
    asb_postgresql_options options;
    char *conninfo;
    PGconn *connection; /* NULL: there is none now */
    uint8_t prepared[STATEMENTS];
    uint8_t in_doubt;                  /* the answer to a commit was lost once: conflicts are looked into */
    uint8_t opening, closed;           /* see asb_store_postgresql */
    uint8_t digests[MOST_DIGESTS][32]; /* policies that this connection knows are there, and need not be sent */
    unsigned digest_count;
    message message;
} postgresql;

/* ---- bytes of the wire: big-endian, lengths before what they are of */

static void put(message *m, const void *bytes, size_t length) {
    if (m->status) return;
    if (length > (size_t)INT_MAX - m->length) {
        m->status = ASB_EIO; /* PostgreSQL takes no message of 2 GiB */
        return;
    }
    if (m->length + length > m->capacity) {
        size_t capacity = (m->length + length) * 2;
        uint8_t *grown = realloc(m->bytes, capacity);
        if (!grown) {
            m->status = ASB_ENOMEM;
            return;
        }
        m->bytes = grown;
        m->capacity = capacity;
    }
    if (length) memcpy(m->bytes + m->length, bytes, length);
    m->length += length;
}

static void put_32(message *m, uint32_t n) {
    uint8_t bytes[] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
    put(m, bytes, sizeof bytes);
}

static void put_64(message *m, uint64_t n) {
    put_32(m, (uint32_t)(n >> 32));
    put_32(m, (uint32_t)n);
}

static uint64_t get_64(const char *from) {
    uint64_t n = 0;
    for (int i = 0; i < 8; i++) n = n << 8 | (uint8_t)from[i];
    return n;
}

static message *begin(postgresql *p) {
    message *m = &p->message;
    m->length = 0;
    m->count = 0;
    m->status = ASB_OK;
    return m;
}

static void parameter(message *m) {
    m->is_null[m->count] = 0;
    m->begin[m->count++] = m->length;
}

static void bytes_parameter(message *m, asb_bytes b) {
    parameter(m);
    put(m, b.data, b.length);
}

static void number_parameter(message *m, uint64_t n) {
    parameter(m);
    put_64(m, n);
}

/* The items follow. */
static void array_parameter(message *m, uint32_t type, uint64_t count) {
    parameter(m);
    put_32(m, count ? 1 : 0); /* dimensions */
    put_32(m, 1);             /* there may be NULLs */
    put_32(m, type);
    if (!count) return;
    put_32(m, (uint32_t)count);
    put_32(m, 1); /* numbered from 1 */
}

static void bytes_item(message *m, asb_bytes b) {
    put_32(m, (uint32_t)b.length);
    put(m, b.data, b.length);
}

static void number_item(message *m, uint64_t n) {
    put_32(m, 8);
    put_64(m, n);
}

static void null_item(message *m) {
    put_32(m, UINT32_MAX);
}

/* ---- what came back */

static asb_bytes column(const PGresult *r, int row, int number) {
    return (asb_bytes){PQgetvalue(r, row, number), (size_t)PQgetlength(r, row, number)};
}

static uint64_t number_in(const PGresult *r, int row, int number) {
    return get_64(PQgetvalue(r, row, number));
}

/* ---- what went wrong */

static void tell(const postgresql *p, const char *sqlstate, const char *message) {
    if (p->options.log) p->options.log(p->options.log_self, sqlstate ? sqlstate : "", message ? message : "");
}

static int is_of(const char *state, const char *class) {
    return strncmp(state, class, strlen(class)) == 0;
}

/* The server's answer as a status. No answer, or a farewell, is LOST. */
static int32_t judge(const postgresql *p, const PGresult *r) {
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL, *table = r ? PQresultErrorField(r, PG_DIAG_TABLE_NAME) : NULL;
    ExecStatusType kind = PQresultStatus(r);
    if (kind == PGRES_TUPLES_OK || kind == PGRES_COMMAND_OK) return ASB_OK;
    if (state && strcmp(state, "ASB01") == 0) return ASB_CONFLICT;
    if (state && strcmp(state, "23505") == 0 && table && is_of(table, "asb_case")) return ASB_CONFLICT;
    const char *message = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    int is_gone = PQstatus(p->connection) == CONNECTION_BAD;
    tell(p, state ? state : is_gone ? "08006" : "", message ? message : PQerrorMessage(p->connection));
    if (is_gone) return LOST;
    if (!state) return r ? ASB_EIO : ASB_ENOMEM;                                  /* libpq itself had no memory */
    if (is_of(state, "08") || is_of(state, "57P")) return LOST;                   /* connection; shutdown */
    if (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0) return AGAIN; /* serialization, deadlock */
    if (strcmp(state, "26000") == 0 || strcmp(state, "0A000") == 0) return STALE; /* DISCARD ALL; a table was altered */
    if (is_of(state, "XX00") || strcmp(state, "23505") == 0) return ASB_ECORRUPT; /* pages; records beyond the case's version */
    return ASB_EIO;                                                               /* 57014, the timeout, among them */
}

/* ---- connection */

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void pause_for(int64_t ms) {
    struct timespec t = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000};
    nanosleep(&t, NULL);
}

static void disconnect(postgresql *p) {
    PQfinish(p->connection);
    p->connection = NULL;
    memset(p->prepared, 0, sizeof p->prepared);
    p->digest_count = 0; /* a database that was restored may have lost them */
}

static int32_t simple(postgresql *p, const char *sql) {
    PGresult *r = PQexec(p->connection, sql);
    int32_t status = judge(p, r);
    PQclear(r);
    return status;
}

/* What a query of one row and column says, as a number. */
static int32_t ask(postgresql *p, long *out, const char *sql) {
    PGresult *r = PQexec(p->connection, sql);
    int32_t status = judge(p, r);
    if (!status && PQntuples(r) == 1) *out = strtol(PQgetvalue(r, 0, 0), NULL, 10);
    PQclear(r);
    return status;
}

/* Commits are on the disk before they are acknowledged, whatever the server's default, unless the conninfo itself says otherwise; what is stronger
 * (remote_apply) stays. Plans are made once, by the indexes: each of the statements has but one good one, however many rows there were when it was made. */
static int32_t settle(postgresql *p) {
    char sql[768];
    snprintf(sql, sizeof sql,
             "SET statement_timeout = %u; SET client_min_messages = warning; SET default_transaction_isolation = 'read committed';"
             "SET default_transaction_read_only = %s; SET plan_cache_mode = force_generic_plan;"
             "SET enable_seqscan = off; SET enable_bitmapscan = off; SET jit = off;"
             "SELECT set_config(name, 'on', false) FROM pg_settings WHERE name = 'synchronous_commit' AND source <> 'client' "
             "AND setting IN ('off', 'local', 'remote_write')",
             (unsigned)p->options.statement_timeout, p->options.read_only ? "on" : "off");
    return simple(p, sql);
}

/* Once. What comes before `dbname` are defaults, which the conninfo may override. */
static int32_t connect_once(postgresql *p) {
    char network[16], seconds[16];
    snprintf(network, sizeof network, "%u", (unsigned)p->options.network_timeout);
    snprintf(seconds, sizeof seconds, "%u", (unsigned)(p->options.network_timeout / 1000 + 2));
    const char *names[] = {
        "connect_timeout", "tcp_user_timeout", "keepalives_idle", "fallback_application_name", "dbname", "client_encoding", NULL};
    const char *values[] = {seconds, network, seconds, "asb", p->conninfo, "UTF8", NULL};
    disconnect(p);
    p->connection = PQconnectdbParams(names, values, 1);
    if (!p->connection) return ASB_ENOMEM;
    int32_t status = LOST;
    if (PQstatus(p->connection) == CONNECTION_OK)
        status = settle(p);
    else
        tell(p, "08001", PQerrorMessage(p->connection));
    if (status) disconnect(p);
    return status;
}

/* A server that restarts takes a moment. */
static int32_t connected(postgresql *p) {
    int64_t deadline = now() + p->options.reconnect_timeout, wait = 20;
    if (p->connection && PQstatus(p->connection) == CONNECTION_OK) return ASB_OK;
    int32_t status = connect_once(p);
    for (; status == LOST && now() + wait < deadline; wait = wait < 500 ? wait * 2 : wait) {
        pause_for(wait);
        status = connect_once(p);
    }
    return status == LOST ? ASB_EIO : status;
}

/* ---- statements */

static int32_t prepare(postgresql *p, statement s) {
    if (p->prepared[s]) return ASB_OK;
    PGresult *r = PQprepare(p->connection, statements[s].name, statements[s].sql, 0, NULL);
    int32_t status = judge(p, r);
    PQclear(r);
    p->prepared[s] = status == ASB_OK;
    return status;
}

/* The server ends a statement in its time, but a server that has stopped altogether does not; so our patience has an end too. 0 where it has come. */
static int wait_for_answer(postgresql *p) {
    int64_t deadline = now() + p->options.statement_timeout + (int64_t)p->options.network_timeout;
    struct pollfd socket = {PQsocket(p->connection), POLLIN, 0};
    while (PQisBusy(p->connection)) {
        int64_t left = deadline - now();
        if (left <= 0) return 0;
        if (poll(&socket, 1, left < INT_MAX ? (int)left : INT_MAX) > 0 && !PQconsumeInput(p->connection))
            return 1; /* PQgetResult tells why */
    }
    return 1;
}

static int32_t no_answer(postgresql *p) {
    tell(p, "08006", "no answer came in time");
    disconnect(p);
    return LOST;
}

/* One attempt, which takes one round trip. */
static int32_t attempt(postgresql *p, PGresult **out, statement s) {
    const message *m = &p->message;
    const char *values[MOST_PARAMETERS];
    int lengths[MOST_PARAMETERS], formats[MOST_PARAMETERS];
    for (int i = 0; i < m->count; i++) {
        values[i] = m->is_null[i] ? NULL : (const char *)m->bytes + m->begin[i];
        lengths[i] = (int)((i + 1 < m->count ? m->begin[i + 1] : m->length) - m->begin[i]);
        formats[i] = 1;
    }
    if (!PQsendQueryPrepared(p->connection, statements[s].name, m->count, values, lengths, formats, 1)) return judge(p, NULL);
    if (!wait_for_answer(p)) return no_answer(p);
    PGresult *r = PQgetResult(p->connection), *end;
    int32_t status = judge(p, r);
    while (p->connection && (end = PQgetResult(p->connection))) PQclear(end); /* there is none, but libpq must be asked */
    if (status)
        PQclear(r);
    else
        *out = r;
    return status;
}

/* Once, on a connection that is there: ours to ask again where that is LOST, AGAIN or STALE. */
static int32_t run_once(postgresql *p, PGresult **out, statement s, uint8_t *lost) {
    int32_t status = p->message.status;
    if (!status) status = prepare(p, s);
    if (status) return status;
    status = attempt(p, out, s);
    if (status == LOST) *lost = 1;
    return status;
}

/* What is left to do before the next attempt. Gives ASB_EIO after the last one. */
static int32_t recover(postgresql *p, int32_t status, int attempts) {
    if (status != AGAIN) disconnect(p);
    return attempts < MOST_ATTEMPTS ? ASB_OK : ASB_EIO;
}

/* A query, with as many attempts as it takes. */
static int32_t run(postgresql *p, PGresult **out, statement s) {
    uint8_t lost;
    int32_t status = ASB_OK;
    for (int attempts = 1; !status; attempts++) {
        status = connected(p);
        if (!status) status = run_once(p, out, s, &lost);
        if (status < LOST) return status;
        status = recover(p, status, attempts);
    }
    return status;
}

/* ---- commit */

static int compare(asb_bytes a, asb_bytes b) {
    size_t least = a.length < b.length ? a.length : b.length;
    int order = least ? memcmp(a.data, b.data, least) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static int by_id(const void *a, const void *b) {
    return compare((*(asb_case_commit *const *)a)->id, (*(asb_case_commit *const *)b)->id);
}

/* What comes and is erased in the same commit is never written. */
static asb_bytes body_of(const asb_case_commit *k, const asb_stored_record *r) {
    for (uint32_t i = 0; i < k->erased_count; i++)
        if (k->erased[i] == r->seq) return (asb_bytes){"", 0};
    return r->body;
}

static void put_cases(message *m, const asb_case_commit *const *cases, uint32_t count) {
    array_parameter(m, BYTEA, count);
    for (uint32_t i = 0; i < count; i++) bytes_item(m, cases[i]->id);
    array_parameter(m, INT8, count);
    for (uint32_t i = 0; i < count; i++) number_item(m, cases[i]->expected);
    array_parameter(m, INT8, count);
    for (uint32_t i = 0; i < count; i++) number_item(m, cases[i]->record_count);
    array_parameter(m, BYTEA, count);
    for (uint32_t i = 0; i < count; i++) {
        if (cases[i]->summary.length)
            bytes_item(m, cases[i]->summary);
        else
            null_item(m);
    }
}

#define EACH_RECORD(k, r) \
    for (uint32_t k = 0; k < count; k++) \
        for (const asb_stored_record *r = cases[k]->records; r && r < cases[k]->records + cases[k]->record_count; r++)

/* Which records they are: what asb_commit() begins its records with, and all that IS_OURS wants. */
static uint64_t put_headers(message *m, const asb_case_commit *const *cases, uint32_t count) {
    uint64_t records = 0;
    for (uint32_t i = 0; i < count; i++) records += cases[i]->record_count;
    array_parameter(m, BYTEA, records);
    EACH_RECORD(k, r) bytes_item(m, cases[k]->id);
    array_parameter(m, INT8, records);
    EACH_RECORD(k, r) number_item(m, r->seq);
    array_parameter(m, BYTEA, records);
    EACH_RECORD(k, r) bytes_item(m, r->header);
    return records;
}

static void put_records(message *m, const asb_case_commit *const *cases, uint32_t count) {
    uint64_t erased = 0, records = put_headers(m, cases, count);
    array_parameter(m, BYTEA, records);
    EACH_RECORD(k, r) bytes_item(m, body_of(cases[k], r));
    for (uint32_t i = 0; i < count; i++) erased += cases[i]->erased_count;
    array_parameter(m, BYTEA, erased);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t n = 0; n < cases[i]->erased_count; n++) bytes_item(m, cases[i]->id);
    array_parameter(m, INT8, erased);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t n = 0; n < cases[i]->erased_count; n++) number_item(m, cases[i]->erased[n]);
}

static int is_known(const postgresql *p, const asb_policy_document *d) {
    for (unsigned i = 0; d->digest.length == 32 && i < p->digest_count; i++)
        if (memcmp(p->digests[i], d->digest.data, 32) == 0) return 1;
    return 0;
}

/* Policy documents are long and seldom new: those that are known to be there stay at home. */
static void put_policies(message *m, const postgresql *p, const asb_commit_data *data) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < data->policy_count; i++) count += !is_known(p, &data->policies[i]);
    for (int part = 0; part < 4; part++) {
        array_parameter(m, BYTEA, count);
        for (uint32_t i = 0; i < data->policy_count; i++) {
            const asb_policy_document *d = &data->policies[i];
            const asb_bytes parts[] = {d->digest, d->id, d->version, d->document};
            if (!is_known(p, d)) bytes_item(m, parts[part]);
        }
    }
}

static void remember_policies(postgresql *p, const asb_commit_data *data) {
    for (uint32_t i = 0; i < data->policy_count; i++) {
        const asb_policy_document *d = &data->policies[i];
        if (d->digest.length != 32 || is_known(p, d) || p->digest_count == MOST_DIGESTS) continue;
        memcpy(p->digests[p->digest_count++], d->digest.data, 32);
    }
}

static void put_commit(postgresql *p, const asb_commit_data *data, const asb_case_commit *const *cases) {
    message *m = begin(p);
    put_cases(m, cases, data->case_count);
    put_records(m, cases, data->case_count);
    put_policies(m, p, data);
    bytes_parameter(m, data->calendar);
    m->is_null[m->count - 1] = !data->calendar.length;
}

/* Is the conflict one with ourselves? A commit without records needs no such question: it leaves the version as it was, so that to do it again is to do it once. */
static int32_t look_into(postgresql *p, const asb_case_commit *const *cases, uint32_t count) {
    PGresult *r = NULL;
    if (!put_headers(begin(p), cases, count)) return ASB_CONFLICT;
    int32_t status = run(p, &r, IS_OURS);
    if (!status) status = PQntuples(r) == 1 ? ASB_OK : ASB_CONFLICT;
    PQclear(r);
    return status;
}

/* Each attempt is put together anew: a new connection may be to another server, which was a replica and may lack a policy that the first one had. */
static int32_t commit_sorted(postgresql *p, const asb_commit_data *data, const asb_case_commit *const *cases) {
    PGresult *r = NULL;
    int32_t status = ASB_OK;
    for (int attempts = 1; !status; attempts++) {
        status = connected(p);
        if (status) return status;
        put_commit(p, data, cases);
        status = run_once(p, &r, COMMIT, &p->in_doubt);
        if (status < LOST) break;
        status = recover(p, status, attempts);
    }
    PQclear(r);
    if (status == ASB_OK) remember_policies(p, data);
    return status == ASB_CONFLICT && p->in_doubt ? look_into(p, cases, data->case_count) : status;
}

static int32_t store_commit(void *self, const asb_commit_data *data) {
    const asb_case_commit *one[1], **cases = one;
    if (data->case_count > 1) cases = malloc(data->case_count * sizeof(asb_case_commit *));
    if (!cases) return ASB_ENOMEM;
    for (uint32_t i = 0; i < data->case_count; i++) cases[i] = &data->cases[i];
    if (data->case_count > 1) qsort(cases, data->case_count, sizeof(asb_case_commit *), by_id);
    int32_t status = commit_sorted(self, data, cases);
    if (cases != one) free(cases);
    return status;
}

/* ---- reading */

static int32_t store_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    postgresql *p = self;
    PGresult *r = NULL;
    message *m = begin(p);
    bytes_parameter(m, id);
    number_parameter(m, from);
    int32_t status = run(p, &r, READ);
    if (status) return status;
    if (PQntuples(r) == 0) status = ASB_ABSENT;
    for (int i = 0; !status && i < PQntuples(r); i++) {
        if (PQgetisnull(r, i, 0)) break; /* the case, and no record from there on */
        asb_stored_record record = {(uint32_t)number_in(r, i, 0), 0, column(r, i, 1), column(r, i, 2)};
        status = sink(sink_self, &record);
    }
    PQclear(r);
    return status;
}

/* A page from after `*last` on. `*last` is then lent from the result, which is the caller's to clear. */
static int32_t list_page(postgresql *p, PGresult **out, asb_bytes *last, uint32_t limit, asb_case_sink sink, void *sink_self) {
    message *m = begin(p);
    bytes_parameter(m, *last);
    number_parameter(m, limit);
    int32_t status = run(p, out, LIST);
    for (int i = 0; !status && i < PQntuples(*out); i++) {
        *last = column(*out, i, 0);
        status = sink(sink_self, *last, (uint32_t)number_in(*out, i, 1), column(*out, i, 2));
    }
    return status;
}

/* In pages, so that a caseload of any size needs little memory here, and no statement takes long. */
static int32_t store_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    PGresult *page = NULL;
    int32_t status = ASB_OK;
    while (!status && limit) {
        PGresult *before = page;
        uint32_t want = limit < PAGE ? limit : PAGE;
        page = NULL;
        status = list_page(self, &page, &after, want, sink, sink_self);
        PQclear(before);
        limit = !status && (uint32_t)PQntuples(page) == want ? limit - want : 0;
    }
    PQclear(page);
    return status;
}

/* ---- changes. A token is `store.commit.place`, in hexadecimal digits. */

enum { TOKEN_LENGTH = 32 + 1 + 16 + 1 + 8 };

typedef struct position {
    uint64_t commit, place, horizon; /* horizon: no further than before this commit */
    char store[33];                  /* "": not known yet */
} position;

static int hex(uint64_t *number, const char *at, unsigned digits) {
    *number = 0;
    for (unsigned i = 0; i < digits; i++) {
        const char *set = "0123456789abcdef", *digit = at[i] ? strchr(set, at[i]) : NULL;
        if (!digit) return 0;
        *number = *number << 4 | (uint64_t)(digit - set);
    }
    return 1;
}

static int read_token(position *at, asb_bytes token) {
    const char *text = token.data;
    if (token.length != TOKEN_LENGTH || text[32] != '.' || text[49] != '.') return 0;
    memcpy(at->store, text, 32);
    return hex(&at->commit, text + 33, 16) && at->commit <= INT64_MAX && hex(&at->place, text + 50, 8);
}

/* There is always a row, since there is always a store; without a case, where nothing has changed. */
static int32_t changes_page(postgresql *p, PGresult **out, position *at, uint32_t limit) {
    char store[33];
    message *m = begin(p);
    number_parameter(m, at->commit);
    number_parameter(m, at->place);
    number_parameter(m, at->horizon);
    number_parameter(m, limit);
    int32_t status = run(p, out, CHANGES);
    if (status) return status;
    if (PQntuples(*out) < 1 || PQgetlength(*out, 0, 0) != 16) return ASB_ECORRUPT;
    for (unsigned i = 0; i < 16; i++) snprintf(store + 2 * i, 3, "%02x", (unsigned)(uint8_t)PQgetvalue(*out, 0, 0)[i]);
    if (*at->store && strcmp(at->store, store) != 0) return ASB_EINVALID;
    memcpy(at->store, store, sizeof store);
    if (at->horizon == INT64_MAX) at->horizon = number_in(*out, 0, 1);
    return ASB_OK;
}

/* How many there were, in `*count`. */
static int32_t give_changes(const PGresult *r, position *at, uint32_t *count, asb_case_sink sink, void *sink_self) {
    int32_t status = ASB_OK;
    *count = 0;
    for (int i = 0; !status && i < PQntuples(r) && !PQgetisnull(r, i, 2); i++) {
        status = sink(sink_self, column(r, i, 2), (uint32_t)number_in(r, i, 3), column(r, i, 4));
        at->commit = number_in(r, i, 5);
        at->place = number_in(r, i, 6);
        ++*count;
    }
    return status;
}

/* All pages go no further than the first one could see, so that no case comes twice. */
static int32_t store_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                             void *next_self) {
    position at = {.horizon = INT64_MAX};
    char following[TOKEN_LENGTH + 1];
    uint32_t want, found;
    int32_t status;
    if (token.length && !read_token(&at, token)) return ASB_EINVALID;
    do {
        PGresult *r = NULL;
        want = limit < PAGE ? limit : PAGE;
        found = 0;
        status = changes_page(self, &r, &at, want);
        if (!status) status = give_changes(r, &at, &found, sink, sink_self);
        PQclear(r);
        limit -= found;
    } while (!status && limit && found == want);
    if (status) return status;
    snprintf(following, sizeof following, "%s.%016llx.%08lx", at.store, (unsigned long long)at.commit, (unsigned long)at.place);
    return next(next_self, (asb_bytes){following, TOKEN_LENGTH});
}

/* ---- policies, calendar */

/* The only column of the only row. */
static int32_t give_one(postgresql *p, statement s, asb_bytes_sink sink, void *sink_self) {
    PGresult *r = NULL;
    int32_t status = run(p, &r, s);
    if (!status) status = PQntuples(r) == 1 ? sink(sink_self, column(r, 0, 0)) : ASB_ABSENT;
    PQclear(r);
    return status;
}

static int32_t store_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    bytes_parameter(begin(self), digest);
    return give_one(self, POLICY, sink, sink_self);
}

static int32_t store_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    begin(self);
    return give_one(self, CALENDAR, sink, sink_self);
}

/* ---- migrations: the parts of schema.sql */

static int32_t schema_version(postgresql *p, long *version) {
    long is_there = 0;
    *version = 0;
    int32_t status = ask(p, &is_there, "SELECT (to_regclass('asb_schema') IS NOT NULL)::int");
    return status || !is_there ? status : ask(p, version, "SELECT coalesce(max(version), 0) FROM asb_schema");
}

/* From the line `-- migration N` to the next of its kind. Yours to free. */
static char *migration(long number) {
    char mark[48];
    snprintf(mark, sizeof mark, "\n-- migration %ld\n", number);
    const char *from = strstr((const char *)schema_sql, mark);
    if (!from) return NULL;
    const char *end = strstr(from + 1, "\n-- migration ");
    size_t length = end ? (size_t)(end - from) : strlen(from);
    char *sql = malloc(length + 1);
    if (!sql) return NULL;
    memcpy(sql, from, length);
    sql[length] = '\0';
    return sql;
}

static int32_t apply(postgresql *p, long number) {
    char *sql = migration(number);
    if (!sql) return ASB_ENOMEM;
    int32_t status = simple(p, sql);
    free(sql);
    return status;
}

/* One opener migrates, under a lock, in one transaction; the others wait, and find it done. */
static int32_t migrate(postgresql *p) {
    long version = 0;
    int32_t status = simple(p, "BEGIN; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(6386530)"); /* "asb" */
    if (!status) status = schema_version(p, &version);
    while (!status && version < MIGRATIONS) status = apply(p, ++version);
    int32_t ended = simple(p, status ? "ROLLBACK" : "COMMIT");
    return status ? status : ended;
}

static int32_t check_schema(postgresql *p) {
    long version, is_here = 1;
    int may = !p->options.read_only && !p->options.no_migration;
    int32_t status = schema_version(p, &version);
    if (!status && version < MIGRATIONS && may) {
        status = migrate(p);
        version = MIGRATIONS;
    }
    if (!status && version != MIGRATIONS) status = ASB_EVERSION;
    if (status || p->options.read_only) return status;
    status = ask(p, &is_here, "SELECT (s.cluster = c.system_identifier)::int FROM asb_store s, pg_control_system() c");
    return status || is_here
        ? status
        : simple(p, "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on; SELECT asb_adopt(); COMMIT");
}

/* ---- life */

static void destroy(postgresql *p) {
    disconnect(p);
    free(p->message.bytes);
    free(p->conninfo);
    free(p);
}

static void store_close(void *self) {
    postgresql *p = self;
    p->closed = 1;
    if (!p->opening) destroy(p);
}

static void take_options(asb_postgresql_options *to, const asb_postgresql_options *from) {
    if (from) memcpy(to, from, from->struct_size < sizeof *to ? from->struct_size : sizeof *to);
    if (!to->statement_timeout) to->statement_timeout = 10000;
    if (!to->network_timeout) to->network_timeout = 15000;
    if (!to->reconnect_timeout) to->reconnect_timeout = 5000;
}

static int32_t open_connection(postgresql **out, const char *conninfo, const asb_postgresql_options *options) {
    size_t length = strlen(conninfo) + 1;
    postgresql *p = calloc(1, sizeof *p);
    if (!p) return ASB_ENOMEM;
    take_options(&p->options, options);
    p->conninfo = malloc(length);
    int32_t status = p->conninfo ? ASB_OK : ASB_ENOMEM;
    if (!status) {
        memcpy(p->conninfo, conninfo, length);
        status = connect_once(p);
    }
    if (!status) status = check_schema(p);
    if (status)
        destroy(p);
    else
        *out = p;
    return status >= LOST ? ASB_EIO : status;
}

static asb_store_callbacks table_of(postgresql *p) {
    return (asb_store_callbacks){(uint32_t)sizeof(asb_store_callbacks),
                                 0,
                                 p,
                                 store_commit,
                                 store_read,
                                 store_list,
                                 store_changes,
                                 store_policy,
                                 store_calendar,
                                 store_close};
}

int32_t asb_postgresql_table(asb_store_callbacks *out, const char *conninfo, const asb_postgresql_options *options) {
    postgresql *p;
    if (!out || !conninfo) return ASB_EARGUMENT;
    int32_t status = open_connection(&p, conninfo, options);
    if (!status) *out = table_of(p);
    return status;
}

/* Where the engine cannot make a store of the table it may have closed it already, or not; so closing only takes note until it is known. */
int32_t asb_store_postgresql(asb_store **out, asb_engine *engine, const char *conninfo, const asb_postgresql_options *options) {
    postgresql *p;
    if (!out || !engine || !conninfo) return ASB_EARGUMENT;
    int32_t status = open_connection(&p, conninfo, options);
    if (status) return status;
    asb_store_callbacks table = table_of(p);
    p->opening = 1;
    status = asb_store_custom(out, engine, &table);
    p->opening = 0;
    if (status || p->closed) destroy(p);
    return status;
}
