/* Whole commands: read what is known of a case, fold it, judge one more record by the rules, append it. Twenty to each case, one after the other, so that there are ten records
 * before on average.
 *
 * Ours is asb_case_open(), asb_case_admit() and asb_case_save(), under a built-in policy: the chain is verified, all duties are counted, the record is judged by every guard that
 * concerns it, hashed, and saved with a summary for the caseload. As a service does that has the memory, the engine is told to keep some cases once they are freed (kept-bytes): what is opened again is then
 * not read again, but for its last record; the rows "read each time" are without that. The peer is the least that somebody would write by hand for the same file: a table, prepared statements, a fold
 * that counts by kind, five rules, an insert. It hashes nothing, keeps no summary and knows no deadlines. */
#define _POSIX_C_SOURCE 200809L
#include "bench_store.h"

#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IN_CASE = 20, MOST_COMMANDS = 4000, KEPT = 2 << 20 };

#define BY "\"by\":\"amy\",\"role\":\"system\","
static const char *const jsons[] = {
    "{\"kind\":\"report\"," BY
    "\"fields\":{\"channel\":\"phone\",\"summary\":\"Music through the wall most evenings until one in the morning\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Archer\",\"vulnerable\":\"no\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p2\",\"as\":\"alleged-perpetrator\",\"name\":\"Bob Brook\",\"vulnerable\":\"no\"}}",
    "{\"kind\":\"incident\"," BY "\"fields\":{\"occurred\":\"2026-05-05T23:30\",\"description\":\"Loud music and shouting until two in the "
    "morning; third time this week\",\"violence\":\"none\"}}",
    "{\"kind\":\"note\"," BY "\"fields\":{\"text\":\"Asked the night team to listen from the landing\"}}",
};
static const char *const kinds[] = {"report", "party", "party", "incident", "note"};
enum { JSONS = sizeof jsons / sizeof jsons[0] };

static unsigned which(unsigned in_case) {
    return in_case < 3 ? in_case : 3 + in_case % 2;
}

/* ---- ours */

typedef struct ours {
    asb_engine *engine;
    asb_policy *policy;
    asb_store *store;
    asb_record *records[JSONS];
    unsigned done;
} ours;

static void ours_begin(ours *o, int way, int keeps) {
    need(asb_engine_new(&o->engine, NULL) == ASB_OK, "engine");
    need(asb_engine_set_limit(o->engine, "kept-bytes", keeps ? KEPT : 1) == ASB_OK, "limit");
    need(asb_policy_builtin(&o->policy, o->engine, "connexus") == ASB_OK, "policy");
    for (unsigned i = 0; i < JSONS; i++) need(asb_record_parse(&o->records[i], o->engine, jsons[i], strlen(jsons[i])) == ASB_OK, "record");
    remove_all("commands");
    o->done = 0;
    if (way == 0)
        need(asb_store_memory(&o->store, o->engine) == ASB_OK, "store");
    else if (way == 1)
        need(asb_store_journal(&o->store, o->engine, path_of("commands")) == ASB_OK, "journal");
    else
        o->store = unsynced_journal(o->engine, path_of("commands"));
}

static void ours_end(ours *o) {
    for (unsigned i = 0; i < JSONS; i++) asb_record_free(o->records[i]);
    asb_store_free(o->store);
    asb_policy_free(o->policy);
    asb_engine_free(o->engine);
    remove_all("commands");
}

static void ours_command(ours *o) {
    unsigned in_case = o->done % IN_CASE;
    char id[24];
    asb_case *c;
    snprintf(id, sizeof id, "E-%08u", o->done++ / IN_CASE);
    if (in_case)
        need(asb_case_open(&c, o->store, id) == ASB_OK, "open");
    else
        need(asb_case_new(&c, o->engine, o->policy, o->store, id) == ASB_OK, "case");
    need(asb_case_admit(NULL, c, o->records[which(in_case)], INT64_MIN, 0) >= 0 && asb_case_save(c) == ASB_OK, "command");
    asb_case_free(c);
}

/* ---- by hand */

#ifdef BENCH_SQLITE
typedef struct by_hand {
    sqlite3 *db;
    sqlite3_stmt *select, *begin, *insert, *commit;
    unsigned done;
} by_hand;

typedef struct known {
    unsigned records, kinds[JSONS], closed;
} known;

static void hand_begin(by_hand *h, int way) {
    remove_all("by-hand");
    need(sqlite3_open(way == 0 ? ":memory:" : path_of("by-hand"), &h->db) == SQLITE_OK, "SQLite");
    if (way) sqlite3_exec(h->db, "PRAGMA journal_mode=WAL", 0, 0, 0);
    if (way) sqlite3_exec(h->db, way == 1 ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL", 0, 0, 0);
    sqlite3_exec(h->db, "CREATE TABLE r (cid INTEGER, seq INTEGER, kind TEXT, body TEXT, PRIMARY KEY (cid, seq)) WITHOUT ROWID", 0, 0, 0);
    sqlite3_prepare_v2(h->db, "SELECT kind, body FROM r WHERE cid = ? ORDER BY seq", -1, &h->select, NULL);
    sqlite3_prepare_v2(h->db, "BEGIN IMMEDIATE", -1, &h->begin, NULL);
    sqlite3_prepare_v2(h->db, "INSERT INTO r VALUES (?,?,?,?)", -1, &h->insert, NULL);
    sqlite3_prepare_v2(h->db, "COMMIT", -1, &h->commit, NULL);
    h->done = 0;
}

static void hand_end(by_hand *h) {
    sqlite3_stmt *const all[] = {h->select, h->begin, h->insert, h->commit};
    for (unsigned i = 0; i < 4; i++) sqlite3_finalize(all[i]);
    sqlite3_close(h->db);
    remove_all("by-hand");
}

static void hand_fold(by_hand *h, known *k, unsigned number) {
    static char copy[1024];
    sqlite3_bind_int(h->select, 1, (int)number);
    for (; sqlite3_step(h->select) == SQLITE_ROW; k->records++) {
        const char *kind = (const char *)sqlite3_column_text(h->select, 0);
        memcpy(copy, sqlite3_column_text(h->select, 1), (size_t)sqlite3_column_bytes(h->select, 1));
        for (unsigned i = 0; i < JSONS; i++) k->kinds[i] += strcmp(kind, kinds[i]) == 0;
        k->closed = strcmp(kind, "closure") == 0;
    }
    sqlite3_reset(h->select);
}

static int hand_allows(const known *k, const char *kind) {
    if (k->closed) return 0;
    if (k->records == 0) return strcmp(kind, "report") == 0;
    if (strcmp(kind, "report") == 0) return 0;
    if (strcmp(kind, "legal") == 0 && k->kinds[1] < 2) return 0;
    return strcmp(kind, "closure") != 0 || k->kinds[3] > 0;
}

static void hand_command(by_hand *h) {
    unsigned in_case = h->done % IN_CASE, number = h->done++ / IN_CASE, i = which(in_case);
    known k = {0};
    hand_fold(h, &k, number);
    need(k.records == in_case && hand_allows(&k, kinds[i]), "by hand");
    sqlite_step(h->begin);
    sqlite3_bind_int(h->insert, 1, (int)number);
    sqlite3_bind_int(h->insert, 2, (int)in_case + 1);
    sqlite3_bind_text(h->insert, 3, kinds[i], -1, SQLITE_STATIC);
    sqlite3_bind_text(h->insert, 4, jsons[i], -1, SQLITE_STATIC);
    sqlite_step(h->insert);
    sqlite_step(h->commit);
}

/* Both take turns, a case each. */
static void race(const char *name, int way, int keeps, unsigned count) {
    double own[ROUNDS_MOST], other[ROUNDS_MOST];
    ours o;
    by_hand h;
    ours_begin(&o, way, keeps);
    hand_begin(&h, way);
    for (unsigned round = 0; round < rounds; round++) {
        double spent[2] = {0, 0};
        for (unsigned n = 0; n < count; n += IN_CASE)
            for (unsigned turn = 0; turn < 2; turn++) {
                unsigned who = (turn + n / IN_CASE) % 2;
                double from = seconds();
                for (unsigned i = 0; i < IN_CASE; i++) who ? hand_command(&h) : ours_command(&o);
                spent[who] += seconds() - from;
            }
        own[round] = count / spent[0];
        other[round] = count / spent[1];
    }
    compare(name, "/s", own, way == 0 ? "by hand, SQLite :memory:" : way == 1 ? "by hand, SQLite FULL" : "by hand, SQLite NORMAL", other);
    ours_end(&o);
    hand_end(&h);
}
#else
static void race(const char *name, int way, int keeps, unsigned count) {
    ours o;
    ours_begin(&o, way, keeps);
    double from = seconds();
    for (unsigned n = 0; n < count; n++) ours_command(&o);
    printf("%-44s %12.0f /s; SQLite is not here\n", name, count / (seconds() - from));
    ours_end(&o);
}
#endif

void commands(void) {
    race("E1 command, in memory", 0, 1, MOST_COMMANDS);
    race("E2 command, journal, durable", 1, 1, 200);
    race("E3 command, journal, nothing synced", 2, 1, MOST_COMMANDS);
    race("in memory, read each time", 0, 0, MOST_COMMANDS);
    race("journal, durable, read each time", 1, 0, 200);
    race("journal, nothing synced, read each time", 2, 0, MOST_COMMANDS);
}
