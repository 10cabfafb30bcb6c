/* What the adapter costs beside hand-written SQLite: the same commits, of one record and a summary each, to a hundred cases in turn.
 *
 * The peer is what somebody would write who needs nothing else: a table of cases, one of records with (case, number) as its key, prepared statements, one
 * transaction for each commit, the same journal mode and the same syncs. It gives no change numbers, wipes nothing and guards against nothing. Runs alternate, each on a new
 * file; the figure is the median of the ratios, which a machine that is slower at times does not move much. */
#define _POSIX_C_SOURCE 200809L
#include "store_sqlite.h"

#include <asb/error.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CASES = 100, RUNS = 11 };
static char path[256], header[401], body[351], summary[301];

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
}

static void new_file(void) {
    static const char *const ends[] = {"", "-wal", "-shm"};
    char whole[300];
    for (int i = 0; i < 3; i++) {
        snprintf(whole, sizeof whole, "%s%s", path, ends[i]);
        unlink(whole);
    }
}

static asb_bytes case_id(char out[16], int i) {
    snprintf(out, 16, "CASE-%05d", i * 37 % CASES);
    return (asb_bytes){out, 10};
}

/* ---- the adapter */

static double with_adapter(int commits, int relaxed) {
    asb_store_callbacks t;
    char id[16];
    new_file();
    need(asb_sqlite_table(&t, path, &(asb_sqlite_options){.relaxed = (uint32_t)relaxed}) == ASB_OK, "the adapter cannot open");
    double began = seconds();
    for (int i = 0; i < commits; i++) {
        uint32_t before = (uint32_t)(i / CASES);
        asb_stored_record r = {before + 1, 0, {header, sizeof header - 1}, {body, sizeof body - 1}};
        asb_case_commit k = {.id = case_id(id, i), .expected = before, .record_count = 1, .records = &r};
        k.summary = (asb_bytes){summary, sizeof summary - 1};
        asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &k};
        need(t.commit(t.self, &data) == ASB_OK, "the adapter cannot commit");
    }
    double took = seconds() - began;
    t.close(t.self);
    return commits / took;
}

/* ---- by hand */

typedef struct peer {
    sqlite3 *db;
    sqlite3_stmt *begin, *commit, *new_case, *next, *add;
} peer;

static sqlite3_stmt *prepare(peer *p, const char *text) {
    sqlite3_stmt *s;
    need(sqlite3_prepare_v3(p->db, text, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) == SQLITE_OK, text);
    return s;
}

static void open_peer(peer *p, int relaxed) {
    need(sqlite3_open_v2(path, &p->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK, "open");
    need(sqlite3_exec(p->db,
                      relaxed ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"
                              : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
                      NULL, NULL, NULL) == SQLITE_OK,
         "pragma");
    need(sqlite3_exec(p->db,
                      "CREATE TABLE cases (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, summary TEXT NOT NULL);"
                      "CREATE TABLE records (case_id TEXT NOT NULL, seq INTEGER NOT NULL, header BLOB NOT NULL, body BLOB NOT NULL,"
                      " PRIMARY KEY (case_id, seq))",
                      NULL, NULL, NULL) == SQLITE_OK,
         "tables");
    p->begin = prepare(p, "BEGIN IMMEDIATE");
    p->commit = prepare(p, "COMMIT");
    p->new_case = prepare(p, "INSERT INTO cases VALUES (?1, ?2, ?3)");
    p->next = prepare(p, "UPDATE cases SET version = ?2, summary = ?3 WHERE id = ?1 AND version = ?4");
    p->add = prepare(p, "INSERT INTO records VALUES (?1, ?2, ?3, ?4)");
}

static void step(sqlite3_stmt *s) {
    need(sqlite3_step(s) == SQLITE_DONE, "step");
    sqlite3_reset(s);
}

static void commit_by_hand(peer *p, asb_bytes id, int before) {
    sqlite3_stmt *move = before ? p->next : p->new_case;
    step(p->begin);
    sqlite3_bind_text(move, 1, id.data, (int)id.length, SQLITE_STATIC);
    sqlite3_bind_int(move, 2, before + 1);
    sqlite3_bind_text(move, 3, summary, sizeof summary - 1, SQLITE_STATIC);
    if (before) sqlite3_bind_int(move, 4, before);
    step(move);
    need(sqlite3_changes(p->db) == 1, "conflict");
    sqlite3_bind_text(p->add, 1, id.data, (int)id.length, SQLITE_STATIC);
    sqlite3_bind_int(p->add, 2, before + 1);
    sqlite3_bind_blob(p->add, 3, header, sizeof header - 1, SQLITE_STATIC);
    sqlite3_bind_blob(p->add, 4, body, sizeof body - 1, SQLITE_STATIC);
    step(p->add);
    step(p->commit);
}

static double by_hand(int commits, int relaxed) {
    peer p;
    char id[16];
    new_file();
    open_peer(&p, relaxed);
    double began = seconds();
    for (int i = 0; i < commits; i++) commit_by_hand(&p, case_id(id, i), i / CASES);
    double took = seconds() - began;
    sqlite3_stmt *const all[] = {p.begin, p.commit, p.new_case, p.next, p.add};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
    sqlite3_close(p.db);
    return commits / took;
}

/* ---- one after the other */

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void compare(const char *what, int commits, int relaxed) {
    double ratios[RUNS], ours[RUNS], theirs[RUNS];
    for (int i = 0; i < RUNS; i++) {
        if (i % 2) theirs[i] = by_hand(commits, relaxed);
        ours[i] = with_adapter(commits, relaxed);
        if (!(i % 2)) theirs[i] = by_hand(commits, relaxed);
        ratios[i] = ours[i] / theirs[i];
    }
    qsort(ratios, RUNS, sizeof *ratios, by_size);
    qsort(ours, RUNS, sizeof *ours, by_size);
    qsort(theirs, RUNS, sizeof *theirs, by_size);
    printf("%-8s  adapter %8.0f/s  by hand %8.0f/s  ratio %.2f (%.2f to %.2f)\n", what, ours[RUNS / 2], theirs[RUNS / 2], ratios[RUNS / 2],
           ratios[0], ratios[RUNS - 1]);
}

int main(int count, char **arguments) { /* where the file is to be; and so which disk is measured */
    snprintf(path, sizeof path, "%s/bench-sqlite-%d.db", count > 1 ? arguments[1] : ".", (int)getpid());
    memset(header, 'h', sizeof header - 1);
    memset(body, 'b', sizeof body - 1);
    memset(summary, 's', sizeof summary - 1);
    printf("commits of one record, SQLite %s\n", sqlite3_libversion());
    compare("durable", 300, 0);
    compare("relaxed", 10000, 1);
    new_file();
    return EXIT_SUCCESS;
}
