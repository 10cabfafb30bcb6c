/* Eight threads that commit at once, each with its own connection: an engine and a handle of one journal, a connection to one SQLite database (WAL, FULL), one to PostgreSQL where
 * it is said how to connect. One record a commit, to cases of the thread's own. */
#define _POSIX_C_SOURCE 200809L
#include "bench_store.h"

#include <asb/asb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef BENCH_LIBPQ
#include <libpq-fe.h>
#endif

enum { THREADS = 8, EACH = 100 };

typedef struct worker {
    pthread_t thread;
    unsigned number;
    void *handle, *more;
    event events[EACH];
    const struct kind *kind;
} worker;

typedef struct kind {
    const char *name;
    void (*open)(worker *w);
    void (*append)(worker *w, const event *e);
    void (*close)(worker *w);
} kind;

static const char *connect_to;
static double flushes_each; /* of the journal, a commit; summed over rounds */
static unsigned used;       /* cases so far, so that each round has new ones */

/* ---- ours */

static void journal_open(worker *w) {
    asb_engine *e;
    asb_store *s;
    need(asb_engine_new(&e, NULL) == ASB_OK && asb_store_journal(&s, e, path_of("threads")) == ASB_OK, "journal");
    w->handle = s;
    w->more = e;
}

static void journal_append(worker *w, const event *e) {
    contestant c = {.handle = w->handle};
    ours_append(&c, e, 1);
}

static void journal_close(worker *w) {
    asb_store_free(w->handle);
    asb_engine_free(w->more);
}

/* ---- SQLite */

#ifdef BENCH_SQLITE
static void sqlite_open(worker *w) {
    sqlite3 *db;
    sqlite3_stmt *insert;
    need(sqlite3_open(path_of("threads-sqlite"), &db) == SQLITE_OK, "SQLite");
    sqlite3_busy_timeout(db, 60000);
    sqlite3_exec(db, "PRAGMA journal_mode=WAL", 0, 0, 0);
    sqlite3_exec(db, "PRAGMA synchronous=FULL", 0, 0, 0);
    sqlite3_exec(db, "CREATE TABLE IF NOT EXISTS r (cid INTEGER, seq INTEGER, header TEXT, body TEXT)", 0, 0, 0);
    sqlite3_exec(db, "CREATE UNIQUE INDEX IF NOT EXISTS i ON r (cid, seq)", 0, 0, 0);
    need(sqlite3_prepare_v2(db, "INSERT INTO r VALUES (?,?,?,?)", -1, &insert, NULL) == SQLITE_OK, "SQLite");
    w->handle = db;
    w->more = insert;
}

static void sqlite_append(worker *w, const event *e) {
    sqlite3_bind_int(w->more, 1, (int)e->number);
    sqlite3_bind_int(w->more, 2, (int)e->seq);
    sqlite3_bind_text(w->more, 3, e->header, (int)e->header_length, SQLITE_STATIC);
    sqlite3_bind_text(w->more, 4, e->body, (int)e->body_length, SQLITE_STATIC);
    sqlite_step(w->more);
}

static void sqlite_close(worker *w) {
    sqlite3_finalize(w->more);
    sqlite3_close(w->handle);
}
#endif

/* ---- PostgreSQL */

#ifdef BENCH_LIBPQ
static void run_sql(PGconn *c, const char *sql) {
    PGresult *r = PQexec(c, sql);
    need(PQresultStatus(r) == PGRES_COMMAND_OK, sql);
    PQclear(r);
}

static void no_notice(void *self, const char *text) {
    (void)self, (void)text;
}

static void postgresql_open(worker *w) {
    PGconn *c = PQconnectdb(connect_to);
    need(PQstatus(c) == CONNECTION_OK, "PostgreSQL");
    PQsetNoticeProcessor(c, no_notice, NULL);
    if (w->number == 0) run_sql(c, "DROP TABLE IF EXISTS asb_bench");
    if (w->number == 0) run_sql(c, "CREATE TABLE asb_bench (cid integer, seq integer, header text, body text, PRIMARY KEY (cid, seq))");
    PGresult *r = PQprepare(c, "i", "INSERT INTO asb_bench VALUES ($1,$2,$3,$4)", 4, NULL);
    need(PQresultStatus(r) == PGRES_COMMAND_OK, "PostgreSQL prepare");
    PQclear(r);
    w->handle = c;
}

static void postgresql_append(worker *w, const event *e) {
    char number[16], seq[16];
    const char *const values[] = {number, seq, e->header, e->body};
    snprintf(number, sizeof number, "%u", e->number);
    snprintf(seq, sizeof seq, "%u", e->seq);
    PGresult *r = PQexecPrepared(w->handle, "i", 4, values, NULL, NULL, 0);
    need(PQresultStatus(r) == PGRES_COMMAND_OK, "PostgreSQL insert");
    PQclear(r);
}

static void postgresql_close(worker *w) {
    if (w->number == 0) run_sql(w->handle, "DROP TABLE asb_bench");
    PQfinish(w->handle);
}
#endif

/* ---- all at once */

static void *work(void *self) {
    worker *w = self;
    for (unsigned i = 0; i < EACH; i++) w->kind->append(w, &w->events[i]);
    return NULL;
}

static void prepare(worker *w) {
    uint8_t chain[32] = {0};
    for (unsigned i = 0; i < EACH; i++) make_event(&w->events[i], used, i + 1, chain);
    used++;
}

static double run(worker *workers) {
    for (unsigned i = 0; i < THREADS; i++) prepare(&workers[i]);
    uint64_t before = flushes;
    double from = seconds();
    for (unsigned i = 0; i < THREADS; i++) need(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0, "thread");
    for (unsigned i = 0; i < THREADS; i++) pthread_join(workers[i].thread, NULL);
    double rate = THREADS * EACH / (seconds() - from);
    if (workers->kind->append == journal_append) flushes_each += (double)(flushes - before) / (THREADS * EACH);
    return rate;
}

void threads(const char *postgresql) {
    static const kind kinds[] = {
        {"journal", journal_open, journal_append, journal_close},
#ifdef BENCH_SQLITE
        {"SQLite FULL, 8 connections", sqlite_open, sqlite_append, sqlite_close},
#endif
#ifdef BENCH_LIBPQ
        {"PostgreSQL, 8 connections", postgresql_open, postgresql_append, postgresql_close},
#endif
    };
    enum { KINDS = sizeof kinds / sizeof kinds[0] };
    static worker workers[KINDS][THREADS];
    static double rates[KINDS][ROUNDS_MOST];
    unsigned count = KINDS;
    connect_to = postgresql;
#ifdef BENCH_LIBPQ
    if (!postgresql) count--;
#endif
    remove_all("threads");
    remove_all("threads-sqlite");
    for (unsigned k = 0; k < count; k++)
        for (unsigned i = 0; i < THREADS; i++) {
            workers[k][i].number = i;
            workers[k][i].kind = &kinds[k];
            kinds[k].open(&workers[k][i]);
        }
    for (unsigned round = 0; round < rounds; round++)
        for (unsigned k = 0; k < count; k++) rates[(k + round) % count][round] = run(workers[(k + round) % count]);
    for (unsigned k = 1; k < count; k++) compare("A9 eight threads, one record a commit", "/s", rates[0], kinds[k].name, rates[k]);
    printf("flushes a commit, eight threads at one journal: %.3f\n", flushes_each / rounds);
    if (count < KINDS || KINDS < 3) printf("PostgreSQL was not asked: give a connection string, as of libpq, as the last argument\n");
    for (unsigned k = 0; k < count; k++)
        for (unsigned i = 0; i < THREADS; i++) kinds[k].close(&workers[k][THREADS - 1 - i]);
    remove_all("threads");
    remove_all("threads-sqlite");
}
