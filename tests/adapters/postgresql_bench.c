/* The PostgreSQL store beside libpq code written by hand for the same job, on the same server.
 *
 *   postgresql_bench <folder of the socket> <port>
 *
 * The job of writing: one record added to a case whose version must be the expected one, with a new summary; durable. The job of reading: a case of 100 records. By hand it is done
 * in three ways: on the store's own tables with a statement for each step (BEGIN, UPDATE, INSERT, COMMIT), as most would write it; the same in libpq's pipeline mode; and in
 * pipeline mode on plain tables, without jsonb and partitions, and so without what they are good for. Everybody uses prepared statements and binary values.
 *
 * Rounds alternate, so that a busy machine is busy for all. The figure is the median of the ratios of rounds: above 1, the store is faster. */
#define _POSIX_C_SOURCE 200809L
#include "store_postgresql.h"

#include <asb/asb.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 101, COMMITS = 20, READS = 20, RECORDS = 100, WAYS = 4 };

#define NEED(condition) \
    do { \
        if (condition) break; \
        fprintf(stderr, "line %d: %s\n", __LINE__, #condition); \
        exit(1); \
    } while (0)

static const char header[] =
    "{\"at\":\"2026-05-05T22:30:00Z\",\"body\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\","
    "\"by\":\"amy\",\"kind\":\"incident\",\"previous\":\"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752\","
    "\"recorded\":\"2026-05-06T08:01:00Z\",\"role\":\"CCC\",\"seq\":17}";
static const char body[] = "{\"description\":\"Loud music and shouting until two in the morning; third time this week\",\"occurred\":"
                           "\"2026-05-05T23:30\",\"salt\":\"00112233445566778899aabbccddeeff\",\"violence\":\"none\"}";
static const char summary[] =
    "{\"band\":\"medium\",\"next_due\":\"2026-05-12\",\"owner\":\"kim\",\"priority\":\"standard\",\"records\":17,\"stage\":"
    "\"case-management\",\"state\":\"open\"}";

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- by hand */

typedef struct hand {
    PGconn *connection;
    uint32_t version;
    int pipelined;
} hand;

static void done(PGresult *r) {
    ExecStatusType kind = PQresultStatus(r);
    if (kind != PGRES_COMMAND_OK && kind != PGRES_TUPLES_OK) fprintf(stderr, "%s", PQresultErrorMessage(r));
    NEED(kind == PGRES_COMMAND_OK || kind == PGRES_TUPLES_OK);
    PQclear(r);
}

static void sql(PGconn *c, const char *text) {
    done(PQexec(c, text));
}

static void by_hand(hand *h, const char *conninfo, const char *tables, int pipelined) {
    char text[256];
    h->connection = PQconnectdb(conninfo);
    h->pipelined = pipelined;
    h->version = 1;
    NEED(PQstatus(h->connection) == CONNECTION_OK);
    done(PQprepare(h->connection, "begin", "BEGIN", 0, NULL));
    snprintf(text, sizeof text,
             "UPDATE %s_case SET version = version + 1, changed = changed + 1, summary = $3 WHERE id = $1 AND version = $2::int8", tables);
    done(PQprepare(h->connection, "case", text, 0, NULL));
    snprintf(text, sizeof text, "INSERT INTO %s_record (case_id, seq, header, body) VALUES ($1, $2::int8, $3, $4)", tables);
    done(PQprepare(h->connection, "record", text, 0, NULL));
    done(PQprepare(h->connection, "commit", "COMMIT", 0, NULL));
    snprintf(text, sizeof text, "SELECT seq, header, body FROM %s_record WHERE case_id = $1 AND seq >= $2::int8 ORDER BY seq", tables);
    done(PQprepare(h->connection, "read", text, 0, NULL));
}

static void number(char out[8], uint64_t n) {
    for (int i = 0; i < 8; i++) out[i] = (char)(n >> (56 - 8 * i));
}

static void step(const hand *h, const char *name, int count, const char *const *values, const int *lengths) {
    static const int binary[] = {1, 1, 1, 1};
    if (h->pipelined)
        NEED(PQsendQueryPrepared(h->connection, name, count, values, lengths, binary, 1));
    else
        done(PQexecPrepared(h->connection, name, count, values, lengths, binary, 1));
}

static void finish(PGconn *c, int steps) {
    NEED(PQpipelineSync(c));
    for (int i = 0; i < steps; i++) {
        done(PQgetResult(c));
        NEED(!PQgetResult(c));
    }
    PGresult *r = PQgetResult(c);
    NEED(PQresultStatus(r) == PGRES_PIPELINE_SYNC);
    PQclear(r);
}

static void hand_commit(hand *h, const char *id) {
    char expected[8], seq[8];
    int length = (int)strlen(id);
    const char *of_case[] = {id, expected, summary}, *of_record[] = {id, seq, header, body};
    const int case_lengths[] = {length, 8, sizeof summary - 1}, record_lengths[] = {length, 8, sizeof header - 1, sizeof body - 1};
    number(expected, h->version);
    number(seq, ++h->version);
    if (h->pipelined) NEED(PQenterPipelineMode(h->connection));
    step(h, "begin", 0, NULL, NULL);
    step(h, "case", 3, of_case, case_lengths);
    step(h, "record", 4, of_record, record_lengths);
    step(h, "commit", 0, NULL, NULL);
    if (!h->pipelined) return;
    finish(h->connection, 4);
    NEED(PQexitPipelineMode(h->connection));
}

static void hand_read(const hand *h, const char *id) {
    char from[8];
    const char *values[] = {id, from};
    const int lengths[] = {(int)strlen(id), 8}, binary[] = {1, 1};
    number(from, 1);
    PGresult *r = PQexecPrepared(h->connection, "read", 2, values, lengths, binary, 1);
    NEED(PQntuples(r) == RECORDS);
    PQclear(r);
}

/* ---- the store */

static asb_bytes bytes(const char *text) {
    return (asb_bytes){text, strlen(text)};
}

static void store_commit(const asb_store_callbacks *t, const char *id, uint32_t expected, uint32_t count) {
    static asb_stored_record records[RECORDS];
    for (uint32_t i = 0; i < count; i++) records[i] = (asb_stored_record){expected + 1 + i, 0, bytes(header), bytes(body)};
    asb_case_commit k = {.id = bytes(id), .expected = expected, .record_count = count, .records = records, .summary = bytes(summary)};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &k};
    NEED(t->commit(t->self, &data) == ASB_OK);
}

static int32_t count_record(void *sink, const asb_stored_record *record) {
    (void)record;
    return ++*(uint32_t *)sink, ASB_OK;
}

static void store_read(const asb_store_callbacks *t, const char *id) {
    uint32_t count = 0;
    NEED(t->read(t->self, bytes(id), 1, count_record, &count) == ASB_OK && count == RECORDS);
}

/* ---- rounds */

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *of) {
    qsort(of, ROUNDS, sizeof *of, by_size);
    return of[ROUNDS / 2];
}

typedef struct all {
    asb_store_callbacks store;
    uint32_t version;
    hand hands[WAYS]; /* the first is the store's place */
} all;

/* Each way has a case of its own, so that nobody's work makes another's harder. */
static const char *const own_case[WAYS] = {"BENCH-0", "BENCH-1", "BENCH-2", "BENCH-3"};
static const char *const names[WAYS] = {"", "by hand, a statement a step", "by hand, pipelined", "by hand, pipelined, plain tables"};

static double time_commits(all *a, int way) {
    double from = seconds();
    for (int i = 0; i < COMMITS; i++) {
        if (way)
            hand_commit(&a->hands[way], own_case[way]);
        else
            store_commit(&a->store, own_case[0], a->version++, 1);
    }
    return (seconds() - from) / COMMITS;
}

static double time_reads(all *a, int way) {
    double from = seconds();
    for (int i = 0; i < READS; i++) {
        if (way)
            hand_read(&a->hands[way], "READ");
        else
            store_read(&a->store, "READ");
    }
    return (seconds() - from) / READS;
}

static void compare(all *a, const char *what, double (*time_one)(all *a, int way)) {
    static double times[WAYS][ROUNDS], ratios[WAYS][ROUNDS];
    for (int way = 0; way < WAYS; way++) time_one(a, way); /* to warm up */
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < WAYS; i++) times[(i + round) % WAYS][round] = time_one(a, (i + round) % WAYS);
        for (int way = 1; way < WAYS; way++) ratios[way][round] = times[way][round] / times[0][round];
    }
    for (int way = 1; way < WAYS; way++)
        printf("%-34s %-34s %8.0f us %8.0f us %8.2fx\n", what, names[way], median(times[way]) * 1e6, median(times[0]) * 1e6,
               median(ratios[way]));
}

/* So that the planner sees tables with something in them. */
#define SOME_RECORDS(table) \
    "INSERT INTO " table \
    " (case_id, seq, header, body) SELECT convert_to('CASE-' || c, 'UTF8'), s, '{\"seq\":1}', '{\"text\":\"Some text\"}' " \
    "FROM generate_series(1, 2000) c, generate_series(1, 10) s;"

static void prepare_tables(all *a, const char *conninfo) {
    PGconn *c = PQconnectdb(conninfo);
    NEED(PQstatus(c) == CONNECTION_OK);
    sql(c, "SET client_min_messages = warning; DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench");
    NEED(asb_postgresql_table(&a->store, conninfo, NULL) == ASB_OK);
    sql(c, "SET search_path = bench; " SOME_RECORDS("asb_record"));
    for (int way = 0; way < WAYS - 1; way++) store_commit(&a->store, own_case[way], 0, 1);
    store_commit(&a->store, "READ", 0, RECORDS);
    a->version = 1;
    sql(c,
        "CREATE TABLE plain_case (id bytea PRIMARY KEY, version bigint NOT NULL, changed bigint NOT NULL, summary bytea);"
        "CREATE INDEX ON plain_case (changed);"
        "CREATE TABLE plain_record (case_id bytea, seq bigint, header bytea NOT NULL, body bytea NOT NULL, PRIMARY KEY (case_id, "
        "seq));" SOME_RECORDS(
            "plain_record") "INSERT INTO plain_case VALUES ('BENCH-3', 1, 0, NULL);"
                            "INSERT INTO plain_record SELECT case_id, seq, header, body FROM asb_record WHERE case_id = 'READ'; ANALYZE");
    PQfinish(c);
    by_hand(&a->hands[1], conninfo, "asb", 0);
    by_hand(&a->hands[2], conninfo, "asb", 1);
    by_hand(&a->hands[3], conninfo, "plain", 1);
}

static void set_synchronous(all *a, const char *folder, const char *port, const char *value) {
    char conninfo[512];
    snprintf(conninfo, sizeof conninfo,
             "host=%s port=%s dbname=postgres user=postgres options='-csearch_path=bench -csynchronous_commit=%s'", folder, port, value);
    prepare_tables(a, conninfo);
}

static void end(all *a) {
    a->store.close(a->store.self);
    for (int way = 1; way < WAYS; way++) PQfinish(a->hands[way].connection);
}

int main(int argc, char **argv) {
    static all a;
    if (argc != 3) return fprintf(stderr, "postgresql_bench <folder of the socket> <port>\n"), 2;
    printf("%-34s %-34s %11s %11s %9s\n", "what", "beside", "they take", "we take", "ratio");
    set_synchronous(&a, argv[1], argv[2], "on");
    compare(&a, "commit of a record", time_commits);
    compare(&a, "reading 100 records", time_reads);
    end(&a);
    set_synchronous(&a, argv[1], argv[2], "off"); /* without the disk, to see the rest */
    compare(&a, "commit, without waiting for the disk", time_commits);
    end(&a);
    return 0;
}
