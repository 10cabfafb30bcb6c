/* What a store does besides single appends and reads (bench_journal.c), beside its peers, in one run, as ratios.
 *
 *     bench_store [folder] [rounds] [records] [parts] [PostgreSQL]       (/tmp, 11, 1000000, uvcet, none)
 *
 * Parts: u  appending without syncs; the library has no such mode, so this is the journal on a file system whose syncs do nothing
 *        v  verifying a whole journal, beside SHA-256 of the same bytes in portable C
 *        c  attaching to a store and reading its first case, without the index beside it and with it, and what that costs who closes the store; reading every record once,
 *           beside SQLite's full select
 *        e  whole commands: open a case, judge one more record, save it (bench_commands.c)
 *        t  eight threads that commit at once (bench_threads.c); PostgreSQL where it is said how to connect
 *
 * Contestants take turns; a ratio is of one round, and the median of the rounds is given with the least and the greatest. */
#define _POSIX_C_SOURCE 200809L
#include "bench_store.h"

#include "base/sha256.h"
#include "store/walk.h"

#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

unsigned rounds = 11;
static unsigned records = 1000000;

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double median(double *values, unsigned count) {
    qsort(values, count, sizeof *values, by_size);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

void compare(const char *name, const char *unit, const double *ours, const char *peer, const double *theirs) {
    double own[ROUNDS_MOST], other[ROUNDS_MOST], ratio[ROUNDS_MOST];
    for (unsigned i = 0; i < rounds; i++) {
        own[i] = ours[i];
        other[i] = theirs[i];
        ratio[i] = ours[i] / theirs[i];
    }
    double middle = median(ratio, rounds);
    printf("%-44s %12.0f %s; %-34s %12.0f; %8.2f (%.2f-%.2f)\n", name, median(own, rounds), unit, peer, median(other, rounds), middle,
           ratio[0], ratio[rounds - 1]);
    fflush(stdout);
}

/* ---- u: without syncs */

static double append_some(contestant *c, uint32_t *next) {
    enum { COMMITS = 2000 };
    static event pool[COMMITS];
    for (unsigned i = 0; i < COMMITS; i++) {
        uint32_t number = *next = (*next + 7919) % CASES;
        make_event(&pool[i], number, ++c->versions[number], c->chains[number]);
    }
    double from = seconds();
    for (unsigned i = 0; i < COMMITS; i++) c->append(c, &pool[i], 1);
    return COMMITS / (seconds() - from);
}

static void unsynced(void) {
    uint32_t next[8] = {0};
    for (unsigned i = 0; i < relaxed_count; i++) {
        contestant *c = &relaxed[i];
        remove_all(c->name);
        c->versions = calloc(CASES, sizeof *c->versions);
        c->chains = calloc(CASES, sizeof *c->chains);
        need(c->versions && c->chains, "memory");
        c->open(c);
    }
    for (unsigned round = 0; round < rounds; round++)
        for (unsigned i = 0; i < relaxed_count; i++) {
            unsigned turn = (i + round) % relaxed_count;
            relaxed[turn].rate[0][round] = append_some(&relaxed[turn], &next[turn]);
        }
    for (unsigned i = 1; i < relaxed_count; i++)
        compare("A7 one record a commit, nothing synced", "/s", relaxed[0].rate[0], relaxed[i].name, relaxed[i].rate[0]);
    for (unsigned i = 0; i < relaxed_count; i++) {
        relaxed[i].close(&relaxed[i]);
        remove_all(relaxed[i].name);
        free(relaxed[i].versions);
        free(relaxed[i].chains);
    }
}

/* ---- a journal of so many records, 20 a case, in commits of a hundred cases */

static void fill(asb_store *s) {
    uint32_t cases = records / PARTS / GROUP * GROUP;
    uint8_t(*chains)[32] = calloc(cases, 32);
    event *events = malloc(sizeof *events * GROUP);
    contestant c = {.handle = s};
    need(chains && events, "memory");
    for (uint32_t seq = 1; seq <= PARTS; seq++)
        for (uint32_t n = 0; n < cases; n += GROUP) {
            for (uint32_t i = 0; i < GROUP; i++) make_event(&events[i], n + i, seq, chains[n + i]);
            ours_append(&c, events, GROUP);
        }
    free(events);
    free(chains);
}

/* ---- v: verifying all of it */

static double verify_all(asb_store *s) {
    asb_text *report;
    double from = seconds();
    need(asb_store_verify(&report, s, NULL) == ASB_OK, "verify");
    double spent = seconds() - from;
    asb_text_free(report);
    return records / spent;
}

static double hash_portably(size_t length) {
    enum { TIMES = 100000 };
    static uint8_t bytes[1024], digest[32];
    double from = seconds();
    for (unsigned i = 0; i < TIMES; i++) {
        sha256 h;
        asbi_sha256_begin_with(&h, asbi_sha256_portable);
        asbi_sha256_add(&h, bytes, length);
        asbi_sha256_end(&h, digest);
        bytes[i % 64] = digest[0];
    }
    return TIMES / (seconds() - from);
}

static void verifying(asb_store *s, const char *state) {
    double ours[ROUNDS_MOST], small[ROUNDS_MOST], same[ROUNDS_MOST];
    char name[64];
    event e;
    uint8_t chain[32] = {0};
    make_event(&e, 1, 2, chain);
    for (unsigned round = 0; round < rounds; round++) {
        ours[round] = verify_all(s);
        small[round] = hash_portably(232);
        double header = hash_portably(e.header_length), body = hash_portably(e.body_length);
        same[round] = 1 / (1 / header + 1 / body);
    }
    snprintf(name, sizeof name, "A8 verifying all records, %s", state);
    compare(name, "/s", ours, "portable SHA-256 of 232 bytes", small);
    compare(name, "/s", ours, "portable SHA-256 of header and body", same);
}

/* ---- c: attaching, and reading all */

static int32_t take(void *sink, const asb_stored_record *r) {
    *(uint64_t *)sink += r->header.length + r->body.length;
    return ASB_OK;
}

static void attaching(const char *state) {
    double spent[ROUNDS_MOST];
    for (unsigned round = 0; round < rounds; round++) {
        asb_engine *e;
        asb_store *s;
        uint64_t bytes = 0;
        double from = seconds();
        need(asb_engine_new(&e, NULL) == ASB_OK && asb_store_journal(&s, e, path_of("store")) == ASB_OK, "journal");
        need(s->table.read(s->table.self, bytes_of("C-00000007", 10), 1, take, &bytes) == ASB_OK && bytes > 0, "read");
        spent[round] = seconds() - from;
        asb_store_free(s);
        asb_engine_free(e);
    }
    double middle = median(spent, rounds);
    printf("%-44s %12.2f ms (%.2f-%.2f)\n", state, middle * 1e3, spent[0] * 1e3, spent[rounds - 1] * 1e3);
}

/* Who wrote the journal closes it, and with that writes its index. */
static asb_store *closed_and_opened(asb_engine *e, asb_store *s) {
    char path[600];
    int64_t now;
    struct stat journal = {0}, beside = {0};
    double from = seconds();
    asb_store_free(s);
    need(asb_engine_now(&now, e) == ASB_OK, "closing");
    double spent = seconds() - from;
    snprintf(path, sizeof path, "%s.index", path_of("store"));
    need(stat(path_of("store"), &journal) == 0 && stat(path, &beside) == 0, "the index");
    printf("%-44s %12.1f ms; %.1f MB beside %.1f MB\n", "closing, with its index written", spent * 1e3, (double)beside.st_size / 1e6,
           (double)journal.st_size / 1e6);
    return unsynced_journal(e, path_of("store"));
}

/* As the library goes through all cases of a store itself, with their summaries. */
static double read_all(asb_store *s) {
    uint64_t bytes = 0;
    uint32_t cases = 0;
    const walked *k;
    walk w;
    double from = seconds();
    asbi_walk_begin(&w, s, "read");
    for (; asbi_walk_next(&k, &w) == ASB_OK; cases++) need(s->table.read(s->table.self, k->id, 1, take, &bytes) == ASB_OK, "read");
    asbi_walk_end(&w);
    need(bytes > 0 && cases == records / PARTS / GROUP * GROUP, "read");
    return (double)cases * PARTS / (seconds() - from);
}

#ifdef BENCH_SQLITE
static sqlite3_stmt *fill_sqlite(sqlite3 **db) {
    sqlite3_stmt *insert, *select;
    uint32_t cases = records / PARTS / GROUP * GROUP;
    uint8_t chain[32];
    event e;
    remove_all("store-sqlite");
    need(sqlite3_open(path_of("store-sqlite"), db) == SQLITE_OK, "SQLite");
    sqlite3_exec(*db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF", 0, 0, 0);
    sqlite3_exec(*db, "CREATE TABLE r (cid INTEGER, seq INTEGER, header TEXT, body TEXT, PRIMARY KEY (cid, seq)) WITHOUT ROWID", 0, 0, 0);
    sqlite3_prepare_v2(*db, "INSERT INTO r VALUES (?,?,?,?)", -1, &insert, NULL);
    sqlite3_exec(*db, "BEGIN", 0, 0, 0);
    for (uint32_t n = 0; n < cases; n++) {
        memset(chain, 0, sizeof chain);
        for (uint32_t seq = 1; seq <= PARTS; seq++) {
            make_event(&e, n, seq, chain);
            sqlite3_bind_int(insert, 1, (int)n);
            sqlite3_bind_int(insert, 2, (int)seq);
            sqlite3_bind_text(insert, 3, e.header, (int)e.header_length, SQLITE_STATIC);
            sqlite3_bind_text(insert, 4, e.body, (int)e.body_length, SQLITE_STATIC);
            sqlite_step(insert);
        }
    }
    sqlite3_exec(*db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", 0, 0, 0);
    sqlite3_finalize(insert);
    need(sqlite3_prepare_v2(*db, "SELECT cid, seq, header, body FROM r", -1, &select, NULL) == SQLITE_OK, "SQLite");
    return select;
}

static double select_all(sqlite3_stmt *select) {
    static char copy[1024];
    uint64_t rows = 0;
    double from = seconds();
    for (; sqlite3_step(select) == SQLITE_ROW; rows++)
        for (int k = 2; k < 4; k++) memcpy(copy, sqlite3_column_text(select, k), (size_t)sqlite3_column_bytes(select, k));
    sqlite3_reset(select);
    return (double)rows / (seconds() - from);
}
#endif

static void reading_all(asb_store *s, const char *name) {
#ifdef BENCH_SQLITE
    double ours[ROUNDS_MOST], theirs[ROUNDS_MOST];
    sqlite3 *db;
    sqlite3_stmt *select = fill_sqlite(&db);
    for (unsigned round = 0; round < rounds; round++) {
        ours[round] = read_all(s);
        theirs[round] = select_all(select);
    }
    compare(name, "/s", ours, "SQLite, full select", theirs);
    sqlite3_finalize(select);
    sqlite3_close(db);
    remove_all("store-sqlite");
#else
    printf("%-44s %12.0f /s\n", name, read_all(s));
#endif
}

static void whole_journal(const char *parts) {
    asb_engine *e;
    asb_text *report;
    remove_all("store");
    need(asb_engine_new(&e, NULL) == ASB_OK, "engine");
    asb_store *s = unsynced_journal(e, path_of("store"));
    fill(s);
    for (int compacted = 0; compacted < 2; compacted++) {
        if (strchr(parts, 'v')) verifying(s, compacted ? "compacted" : "as written");
        if (strchr(parts, 'c')) {
            attaching(compacted ? "attach, first case; compacted, without an index" : "attach, first case; as written, without an index");
            s = closed_and_opened(e, s);
            attaching(compacted ? "L3 attach, first case; compacted" : "L3 attach, first case; as written");
            reading_all(s, compacted ? "L4 every record once; compacted" : "L4 every record once; as written");
        }
        if (compacted) break;
        need(asb_store_compact(&report, s) == ASB_OK, "compact");
        asb_text_free(report);
    }
    asb_store_free(s);
    asb_engine_free(e);
    remove_all("store");
}

int main(int count, char **arguments) {
    const char *parts = count > 4 ? arguments[4] : "uvcet";
    if (count > 1) folder = arguments[1];
    if (count > 2) rounds = (unsigned)strtoul(arguments[2], NULL, 10);
    if (count > 3) records = (unsigned)strtoul(arguments[3], NULL, 10);
    if (rounds < 1 || rounds > ROUNDS_MOST || records < PARTS * GROUP) return 2;
    printf("SHA-256: %s%s; %u rounds; %u records\n", asbi_sha256_fast() ? "the processor's instructions" : "portable",
           asbi_sha256_wide()        ? ", sixteen at once"
               : asbi_sha256_pairs() ? ", two at once"
                                     : "",
           rounds, records);
    if (strchr(parts, 'u')) unsynced();
    if (strpbrk(parts, "vc")) whole_journal(parts);
    if (strchr(parts, 'e')) commands();
    if (strchr(parts, 't')) threads(count > 5 ? arguments[5] : NULL);
    return 0;
}
