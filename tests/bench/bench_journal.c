/* The journal beside its peers, in one run, as ratios.
 *
 *     bench_journal [folder] [pairs] [events before]       (/tmp, 9, 200000)
 *
 * Appending: one record a commit, and a hundred; the peers are a bare write and fdatasync into space that is there already (the limit), SQLite with a write-ahead log
 * (rowid with a unique index, its fastest layout for this; synchronous FULL, and NORMAL, which is not durable), and LMDB. Each has the same records of the
 * same cases, of a real size (a header of about 270 bytes, a body of about 200), and the same number of them before. They take turns, each round
 * beginning with another; a ratio is of two neighbours in one round, and the median over the rounds is given with the least and the greatest.
 *
 * Reading: a case of 20 records that lie scattered, read, and read and verified; the peer is SQLite's select of these rows (WITHOUT ROWID, its fastest layout
 * for that). Then asb_case_open() under each built-in policy, beside reading and verifying the same bytes, which is what the fold adds.
 *
 * Flushes are counted in this program, in the place of the C library's functions; bytes are those that the kernel counts for it (/proc/self/io). */
#define _GNU_SOURCE 1
#include "base/sha256.h"
#include "store/store.h"

#include <asb/asb.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#ifdef BENCH_SQLITE
#include <sqlite3.h>
#endif
#ifdef BENCH_LMDB
#include <lmdb.h>
#endif

enum { CASES = 50000, SINGLE = 800, GROUPS = 60, GROUP = 100, ROUNDS_MOST = 99, RAW_SPACE = 64 << 20, PARTS = 20, READ_CASES = 20000, READS = 4000 };

static const char *folder = "/tmp";
static unsigned rounds = 9, before = 200000;
static uint64_t flushes;

int fdatasync(int file) {
    flushes++;
    return (int)syscall(SYS_fdatasync, file);
}

int fsync(int file) {
    flushes++;
    return (int)syscall(SYS_fsync, file);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "bench_journal: %s failed\n", what);
    exit(1);
}

static uint64_t bytes_written(void) {
    char line[128];
    unsigned long long n = 0;
    FILE *f = fopen("/proc/self/io", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "write_bytes: %llu", &n) == 1) break;
    if (f) fclose(f);
    return n;
}

static const char *path_of(const char *name) {
    static char path[512];
    snprintf(path, sizeof path, "%s/asb-bench-%d-%s", folder, (int)getpid(), name);
    return path;
}

static void remove_all(const char *name) {
    static const char *const endings[] = {"", "-wal", "-shm", "-lock"};
    char path[600];
    for (unsigned i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s%s", path_of(name), endings[i]);
        unlink(path);
    }
}

/* ---- records: header and body as the library makes them, with a chain */

typedef struct event {
    char id[16];
    uint32_t number, seq; /* of the case, of the record in it */
    char header[512], body[512];
    size_t header_length, body_length;
} event;

static uint64_t chance_state = 88172645463325252u;

static uint32_t chance(uint32_t below) {
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (uint32_t)(chance_state >> 33) % below;
}

static void make_event(event *e, uint32_t number, uint32_t seq, uint8_t chain[32]) {
    char body[65], previous[65] = "";
    uint8_t digest[32];
    snprintf(e->id, sizeof e->id, "C-%08u", number);
    e->number = number;
    e->seq = seq;
    e->body_length = (size_t)snprintf(e->body, sizeof e->body,
                                      "{\"description\":\"Loud music and shouting until two in the morning; third time this week, and the "
                                      "night team has been\",\"occurred\":\"2026-05-05T23:30\",\"salt\":\"%016llx%016llx\"}",
                                      (unsigned long long)number * 0x9E3779B97F4A7C15u, (unsigned long long)seq * 0xC2B2AE3D27D4EB4Fu);
    asbi_sha256(e->body, e->body_length, digest);
    asbi_hex(digest, 32, body);
    asbi_hex(chain, 32, previous);
    char link[96] = "", first[32] = "";
    if (seq > 1) snprintf(link, sizeof link, ",\"previous\":\"%s\"", previous);
    if (seq == 1) snprintf(first, sizeof first, ",\"case\":\"%s\"", e->id);
    e->header_length = (size_t)snprintf(e->header, sizeof e->header,
                                        "{\"at\":\"2026-05-06T09:00Z\",\"body\":\"%s\",\"by\":\"amy\"%s,\"kind\":\"incident\"%s,"
                                        "\"recorded\":\"2026-05-06T09:00Z\",\"role\":\"caseworker\",\"seq\":%u}",
                                        body, first, link, seq);
    asbi_sha256(e->header, e->header_length, chain);
}

/* ---- contestants */

typedef struct contestant contestant;
struct contestant {
    const char *name;
    void (*open)(contestant *c);
    void (*append)(contestant *c, const event *events, unsigned count); /* one commit */
    void (*close)(contestant *c);
    void *handle, *more[4];
    uint64_t at;
    /* kept while it runs */
    double rate[2][ROUNDS_MOST], *times;
    uint32_t time_count;
    uint64_t commits[2], flushes[2], bytes[2];
    uint32_t *versions;
    uint8_t (*chains)[32];
};

static void raw_open(contestant *c) {
    static const char zeros[1 << 16];
    int file = open(path_of(c->name), O_RDWR | O_CREAT | O_TRUNC, 0600);
    need(file >= 0, "raw file");
    for (int i = 0; i < RAW_SPACE; i += (int)sizeof zeros) need(write(file, zeros, sizeof zeros) == (ssize_t)sizeof zeros, "raw file");
    fsync(file);
    c->handle = (void *)(intptr_t)file;
}

static void raw_append(contestant *c, const event *events, unsigned count) {
    static char bytes[GROUP * 1024];
    size_t length = 0;
    for (unsigned i = 0; i < count; i++) {
        memcpy(bytes + length, events[i].header, events[i].header_length);
        length += events[i].header_length;
        memcpy(bytes + length, events[i].body, events[i].body_length);
        length += events[i].body_length;
    }
    if (c->at + length > RAW_SPACE) c->at = 0;
    need(pwrite((int)(intptr_t)c->handle, bytes, length, (off_t)c->at) == (ssize_t)length, "raw write");
    need(fdatasync((int)(intptr_t)c->handle) == 0, "raw sync");
    c->at += length;
}

static void raw_close(contestant *c) {
    close((int)(intptr_t)c->handle);
}

static void ours_open(contestant *c) {
    asb_engine *e;
    asb_store *s;
    need(asb_engine_new(&e, NULL) == ASB_OK && asb_store_journal(&s, e, path_of(c->name)) == ASB_OK, "journal");
    c->handle = s;
    c->more[0] = e;
}

static asb_bytes bytes_of(const char *at, size_t length) {
    return (asb_bytes){at, length};
}

static void ours_append(contestant *c, const event *events, unsigned count) {
    asb_store *s = c->handle;
    asb_stored_record records[GROUP];
    asb_case_commit cases[GROUP];
    for (unsigned i = 0; i < count; i++) {
        const event *e = &events[i];
        records[i] = (asb_stored_record){e->seq, 0, bytes_of(e->header, e->header_length), bytes_of(e->body, e->body_length)};
        cases[i] = (asb_case_commit){.id = bytes_of(e->id, strlen(e->id)), .expected = e->seq - 1, .record_count = 1, .records = &records[i]};
    }
    asb_commit_data data = {.struct_size = sizeof data, .case_count = count, .cases = cases};
    need(s->table.commit(s->table.self, &data) == ASB_OK, "journal commit");
}

static void ours_close(contestant *c) {
    asb_store_free(c->handle);
    asb_engine_free(c->more[0]);
}

#ifdef BENCH_SQLITE
static void sqlite_open(contestant *c) {
    sqlite3 *db;
    need(sqlite3_open(path_of(c->name), &db) == SQLITE_OK, "SQLite");
    sqlite3_exec(db, "PRAGMA journal_mode=WAL", 0, 0, 0);
    sqlite3_exec(db, strstr(c->name, "full") ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL", 0, 0, 0);
    sqlite3_exec(db, "CREATE TABLE r (cid INTEGER, seq INTEGER, header TEXT, body TEXT); CREATE UNIQUE INDEX i ON r (cid, seq)", 0, 0, 0);
    sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, (sqlite3_stmt **)&c->more[0], NULL);
    sqlite3_prepare_v2(db, "INSERT INTO r VALUES (?,?,?,?)", -1, (sqlite3_stmt **)&c->more[1], NULL);
    sqlite3_prepare_v2(db, "COMMIT", -1, (sqlite3_stmt **)&c->more[2], NULL);
    c->handle = db;
}

static void step(sqlite3_stmt *s) {
    need(sqlite3_step(s) == SQLITE_DONE, "SQLite step");
    sqlite3_reset(s);
}

static void sqlite_append(contestant *c, const event *events, unsigned count) {
    sqlite3_stmt *insert = c->more[1];
    step(c->more[0]);
    for (unsigned i = 0; i < count; i++) {
        const event *e = &events[i];
        sqlite3_bind_int(insert, 1, (int)e->number);
        sqlite3_bind_int(insert, 2, (int)e->seq);
        sqlite3_bind_text(insert, 3, e->header, (int)e->header_length, SQLITE_STATIC);
        sqlite3_bind_text(insert, 4, e->body, (int)e->body_length, SQLITE_STATIC);
        step(insert);
    }
    step(c->more[2]);
}

static void sqlite_close(contestant *c) {
    for (int i = 0; i < 3; i++) sqlite3_finalize(c->more[i]);
    sqlite3_close(c->handle);
}
#endif

#ifdef BENCH_LMDB
static void lmdb_open(contestant *c) {
    MDB_env *env;
    MDB_txn *t;
    MDB_dbi table;
    need(!mdb_env_create(&env) && !mdb_env_set_mapsize(env, (size_t)4 << 30) && !mdb_env_open(env, path_of(c->name), MDB_NOSUBDIR, 0600) &&
             !mdb_txn_begin(env, NULL, 0, &t) && !mdb_dbi_open(t, NULL, MDB_CREATE, &table) && !mdb_txn_commit(t),
         "LMDB");
    c->handle = env;
    c->at = table;
}

static void lmdb_append(contestant *c, const event *events, unsigned count) {
    MDB_txn *t;
    need(!mdb_txn_begin(c->handle, NULL, 0, &t), "LMDB begin");
    for (unsigned i = 0; i < count; i++) {
        const event *e = &events[i];
        char value[1024], name[24];
        snprintf(name, sizeof name, "%08u%08u", e->number, e->seq);
        memcpy(value, e->header, e->header_length);
        memcpy(value + e->header_length, e->body, e->body_length);
        MDB_val key = {16, name}, v = {e->header_length + e->body_length, value};
        need(!mdb_put(t, (MDB_dbi)c->at, &key, &v, 0), "LMDB put");
    }
    need(!mdb_txn_commit(t), "LMDB commit");
}

static void lmdb_close(contestant *c) {
    mdb_env_close(c->handle);
}
#endif

static contestant contestants[] = {
    {.name = "journal", .open = ours_open, .append = ours_append, .close = ours_close},
    {.name = "raw", .open = raw_open, .append = raw_append, .close = raw_close},
#ifdef BENCH_SQLITE
    {.name = "sqlite-full", .open = sqlite_open, .append = sqlite_append, .close = sqlite_close},
    {.name = "sqlite-normal", .open = sqlite_open, .append = sqlite_append, .close = sqlite_close},
#endif
#ifdef BENCH_LMDB
    {.name = "lmdb", .open = lmdb_open, .append = lmdb_append, .close = lmdb_close},
#endif
};
enum { COUNT = sizeof contestants / sizeof contestants[0] };

/* ---- appending */

static event *pool;

/* Distinct cases in a commit: a stride through all of them. Made before the clock runs. */
static void make_events(contestant *c, unsigned count) {
    uint32_t number = chance(CASES);
    for (unsigned i = 0; i < count; i++) {
        number = (number + 7919) % CASES;
        make_event(&pool[i], number, ++c->versions[number], c->chains[number]);
    }
}

static void preload(contestant *c) {
    remove_all(c->name);
    c->versions = calloc(CASES, sizeof *c->versions);
    c->chains = calloc(CASES, sizeof *c->chains);
    c->times = malloc(sizeof *c->times * rounds * SINGLE);
    need(c->versions && c->chains && c->times, "memory");
    c->open(c);
    for (unsigned i = 0; i < before; i += GROUP) {
        make_events(c, GROUP);
        c->append(c, pool, GROUP);
    }
}

static void run_round(contestant *c, unsigned round, int grouped) {
    unsigned size = grouped ? GROUP : 1, commits = grouped ? GROUPS : SINGLE;
    make_events(c, size * commits);
    uint64_t written = bytes_written(), flushed = flushes;
    double spent = 0;
    for (unsigned i = 0; i < commits; i++) {
        double from = seconds();
        c->append(c, pool + i * size, size);
        double took = seconds() - from;
        spent += took;
        if (!grouped) c->times[c->time_count++] = took;
    }
    c->rate[grouped][round] = commits * size / spent;
    c->commits[grouped] += commits;
    c->flushes[grouped] += flushes - flushed;
    c->bytes[grouped] += bytes_written() - written;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, unsigned count) {
    qsort(values, count, sizeof *values, by_size);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* Of ours to theirs, round by round. */
static void print_ratio(const double *ours, const double *theirs) {
    double ratio[ROUNDS_MOST];
    for (unsigned i = 0; i < rounds; i++) ratio[i] = ours[i] / theirs[i];
    double middle = median(ratio, rounds);
    printf("%8.2f (%.2f-%.2f)", middle, ratio[0], ratio[rounds - 1]);
}

static void print_appending(int grouped) {
    const contestant *ours = &contestants[0];
    printf("\n%s\n%-14s %10s %8s %8s %8s %8s %9s   %s\n", grouped ? "appending, 100 records of 100 cases a commit" : "appending, one record a commit",
           "", "records/s", "p50 us", "p99 us", "p99.9 us", "flushes", "bytes", "journal is so many times as fast");
    for (unsigned i = 0; i < COUNT; i++) {
        contestant *c = &contestants[i];
        double rates[ROUNDS_MOST];
        memcpy(rates, c->rate[grouped], sizeof rates);
        printf("%-14s %10.0f ", c->name, median(rates, rounds));
        if (!grouped) {
            (void)median(c->times, c->time_count);
            printf("%8.0f %8.0f %8.0f ", c->times[c->time_count / 2] * 1e6, c->times[c->time_count * 99 / 100] * 1e6,
                   c->times[(uint64_t)c->time_count * 999 / 1000] * 1e6);
        } else
            printf("%8s %8s %8s ", "", "", "");
        printf("%8.2f %9.0f ", (double)c->flushes[grouped] / (double)c->commits[grouped],
               (double)c->bytes[grouped] / (double)(c->commits[grouped] * (grouped ? GROUP : 1)));
        if (i) print_ratio(ours->rate[grouped], c->rate[grouped]);
        printf("\n");
    }
    printf("flushes a commit, bytes a record\n");
}

static void appending(void) {
    pool = malloc(sizeof *pool * GROUP * GROUPS);
    need(pool != NULL, "memory");
    for (unsigned i = 0; i < COUNT; i++) preload(&contestants[i]);
    for (unsigned round = 0; round < rounds; round++)
        for (int grouped = 0; grouped < 2; grouped++)
            for (unsigned i = 0; i < COUNT; i++) run_round(&contestants[(i + round) % COUNT], round, grouped);
    print_appending(0);
    print_appending(1);
    for (unsigned i = 0; i < COUNT; i++) {
        contestants[i].close(&contestants[i]);
        remove_all(contestants[i].name);
        free(contestants[i].versions);
        free(contestants[i].chains);
    }
    free(pool);
}

/* ---- reading */

static int32_t take(void *sink, const asb_stored_record *r) {
    *(size_t *)sink += r->header.length + r->body.length;
    return ASB_OK;
}

static double read_ours(asb_store *s, const uint32_t *numbers, int verify) {
    size_t total = 0;
    char id[16];
    double from = seconds();
    for (unsigned i = 0; i < READS; i++) {
        int length = snprintf(id, sizeof id, "C-%08u", numbers[i]);
        asb_text *report;
        if (verify) {
            need(asb_store_verify(&report, s, id) == ASB_OK, "verify");
            asb_text_free(report);
        } else
            need(s->table.read(s->table.self, bytes_of(id, (size_t)length), 1, take, &total) == ASB_OK, "read");
    }
    return READS / (seconds() - from);
}

#ifdef BENCH_SQLITE
static sqlite3_stmt *fill_sqlite(sqlite3 **db, const char *name) {
    sqlite3_stmt *insert, *select;
    remove_all(name);
    need(sqlite3_open(path_of(name), db) == SQLITE_OK, "SQLite");
    sqlite3_exec(*db, "PRAGMA journal_mode=WAL", 0, 0, 0);
    sqlite3_exec(*db, "PRAGMA synchronous=OFF", 0, 0, 0);
    sqlite3_exec(*db, "CREATE TABLE r (cid INTEGER, seq INTEGER, header TEXT, body TEXT, PRIMARY KEY (cid, seq)) WITHOUT ROWID", 0, 0, 0);
    sqlite3_prepare_v2(*db, "INSERT INTO r VALUES (?,?,?,?)", -1, &insert, NULL);
    sqlite3_exec(*db, "BEGIN", 0, 0, 0);
    uint8_t(*chains)[32] = calloc(READ_CASES, 32);
    event e;
    for (uint32_t seq = 1; seq <= PARTS; seq++)
        for (uint32_t n = 0; n < READ_CASES; n++) {
            uint32_t number = (n * 7919u) % READ_CASES;
            make_event(&e, number, seq, chains[number]);
            sqlite3_bind_int(insert, 1, (int)number);
            sqlite3_bind_int(insert, 2, (int)seq);
            sqlite3_bind_text(insert, 3, e.header, (int)e.header_length, SQLITE_STATIC);
            sqlite3_bind_text(insert, 4, e.body, (int)e.body_length, SQLITE_STATIC);
            step(insert);
        }
    free(chains);
    sqlite3_exec(*db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", 0, 0, 0);
    sqlite3_finalize(insert);
    sqlite3_prepare_v2(*db, "SELECT seq, header, body FROM r WHERE cid = ? ORDER BY seq", -1, &select, NULL);
    return select;
}

static double read_sqlite(sqlite3_stmt *select, const uint32_t *numbers) {
    static char copy[1024];
    double from = seconds();
    for (unsigned i = 0; i < READS; i++) {
        unsigned rows = 0;
        sqlite3_bind_int(select, 1, (int)numbers[i]);
        for (; sqlite3_step(select) == SQLITE_ROW; rows++)
            for (int k = 1; k < 3; k++) memcpy(copy, sqlite3_column_text(select, k), (size_t)sqlite3_column_bytes(select, k));
        sqlite3_reset(select);
        need(rows == PARTS, "SQLite select");
    }
    return READS / (seconds() - from);
}
#endif

static void fill_ours(contestant *c) {
    uint8_t(*chains)[32] = calloc(READ_CASES, 32);
    event *events = malloc(sizeof *events * GROUP);
    remove_all(c->name);
    c->open(c);
    for (uint32_t seq = 1; seq <= PARTS; seq++)
        for (uint32_t n = 0; n < READ_CASES; n += GROUP) {
            for (uint32_t i = 0; i < GROUP; i++) {
                uint32_t number = ((n + i) * 7919u) % READ_CASES;
                make_event(&events[i], number, seq, chains[number]);
            }
            c->append(c, events, GROUP);
        }
    free(events);
    free(chains);
}

static void print_reading(const char *what, double *rates, const double *theirs) {
    double sorted[ROUNDS_MOST];
    memcpy(sorted, rates, sizeof sorted);
    printf("%-46s %9.0f cases/s %8.1f us ", what, median(sorted, rounds), 1e6 / median(sorted, rounds));
    if (theirs) print_ratio(rates, theirs);
    printf("\n");
}

static void time_opening(const char *what) {
    asb_engine *e;
    asb_store *s;
    double spent[ROUNDS_MOST];
    for (unsigned i = 0; i < rounds; i++) {
        need(asb_engine_new(&e, NULL) == ASB_OK, "engine");
        double from = seconds();
        need(asb_store_journal(&s, e, path_of("reading")) == ASB_OK, "journal");
        spent[i] = seconds() - from;
        asb_store_free(s);
        asb_engine_free(e);
    }
    printf("opening the journal of %u records, %-14s %9.1f ms\n", PARTS * READ_CASES, what, median(spent, rounds) * 1e3);
}

static void reading(void) {
    static const char *const ways[] = {"journal, read", "journal, read and verified (asb_store_verify)"};
    static double ours[4][ROUNDS_MOST], theirs[ROUNDS_MOST];
    contestant c = {.name = "reading", .open = ours_open, .append = ours_append, .close = ours_close};
    uint32_t *numbers = malloc(sizeof *numbers * READS);
    fill_ours(&c);
    printf("\nreading a case of %u records out of %u\n", PARTS, READ_CASES);
#ifdef BENCH_SQLITE
    sqlite3 *db;
    sqlite3_stmt *select = fill_sqlite(&db, "reading-sqlite");
#endif
    for (int compacted = 0; compacted < 2; compacted++) {
        for (unsigned round = 0; round < rounds; round++) {
            for (unsigned i = 0; i < READS; i++) numbers[i] = chance(READ_CASES);
            for (int way = 0; way < 2; way++) ours[2 * compacted + way][round] = read_ours(c.handle, numbers, way);
#ifdef BENCH_SQLITE
            theirs[round] = read_sqlite(select, numbers);
#endif
        }
        time_opening(compacted ? "compacted" : "as written");
        for (int way = 0; way < 2; way++) print_reading(ways[way], ours[2 * compacted + way], theirs[0] > 0 ? theirs : NULL);
        if (theirs[0] > 0) print_reading("SQLite, select", theirs, NULL);
        asb_text *report;
        double from = seconds();
        need(compacted || asb_store_compact(&report, c.handle) == ASB_OK, "compact");
        if (!compacted) printf("compacted in %.2f s: %s\n", seconds() - from, asb_text_data(report)), asb_text_free(report);
    }
#ifdef BENCH_SQLITE
    sqlite3_finalize(select);
    sqlite3_close(db);
    remove_all("reading-sqlite");
#endif
    ours_close(&c);
    remove_all("reading");
    free(numbers);
}

/* ---- the fold on top */

#define BY "\"by\":\"amy\",\"role\":\"system\","
static const char *const worked[] = {
    "{\"kind\":\"report\"," BY "\"fields\":{\"channel\":\"phone\",\"summary\":\"Music through the wall most evenings until one in the morning\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Archer\",\"vulnerable\":\"no\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p2\",\"as\":\"alleged-perpetrator\",\"name\":\"Bob Brook\",\"vulnerable\":\"no\"}}",
    "{\"kind\":\"incident\"," BY "\"fields\":{\"occurred\":\"2026-05-05T23:30\",\"description\":\"Loud music and shouting until two in the "
    "morning; third time this week\",\"violence\":\"none\"}}",
    "{\"kind\":\"note\"," BY "\"fields\":{\"text\":\"Asked the night team to listen from the landing\"}}",
};

static asb_case *work_case(asb_engine *e, asb_policy *p, asb_store *s, const char *id) {
    asb_case *c;
    need(asb_case_new(&c, e, p, s, id) == ASB_OK, "case");
    for (unsigned i = 0; i < PARTS; i++) {
        asb_record *r;
        const char *json = worked[i < 3 ? i : 3 + i % 2];
        need(asb_record_parse(&r, e, json, strlen(json)) == ASB_OK, "record");
        need(asb_case_admit(NULL, c, r, INT64_MIN, 0) >= 0, "admit");
        asb_record_free(r);
    }
    return c;
}

static void fold_under(asb_engine *e, asb_policy *p) {
    enum { SOME = 200 };
    asb_store *s;
    double opened[ROUNDS_MOST], verified[ROUNDS_MOST];
    char id[16];
    remove_all("fold");
    need(asb_store_journal(&s, e, path_of("fold")) == ASB_OK, "journal");
    for (unsigned i = 0; i < SOME; i++) {
        snprintf(id, sizeof id, "F-%04u", i);
        asb_case *c = work_case(e, p, s, id);
        need(asb_case_save(c) == ASB_OK, "save");
        asb_case_free(c);
    }
    for (unsigned round = 0; round < rounds; round++)
        for (int open = 0; open < 2; open++) {
            double from = seconds();
            for (unsigned i = 0; i < SOME; i++) {
                asb_case *c;
                asb_text *t;
                snprintf(id, sizeof id, "F-%04u", i);
                if (open)
                    need(asb_case_open(&c, s, id) == ASB_OK, "open"), asb_case_free(c);
                else
                    need(asb_store_verify(&t, s, id) == ASB_OK, "verify"), asb_text_free(t);
            }
            (open ? opened : verified)[round] = SOME / (seconds() - from);
        }
    print_reading(asb_policy_id(p), opened, verified);
    asb_store_free(s);
    remove_all("fold");
}

static void folding(void) {
    asb_engine *e;
    need(asb_engine_new(&e, NULL) == ASB_OK, "engine");
    printf("\nasb_case_open() of %u records: read, verified and folded; and its rate as a part of asb_store_verify()'s alone\n", PARTS);
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        asb_policy *p;
        need(asb_policy_builtin(&p, e, asb_policy_builtin_id(i)) == ASB_OK, "policy");
        if (strcmp(asb_policy_id(p), "england") != 0) fold_under(e, p);
        asb_policy_free(p);
    }
    asb_engine_free(e);
}

int main(int count, char **arguments) {
    if (count > 1) folder = arguments[1];
    if (count > 2) rounds = (unsigned)strtoul(arguments[2], NULL, 10);
    if (count > 3) before = (unsigned)strtoul(arguments[3], NULL, 10);
    if (rounds < 1 || rounds > ROUNDS_MOST) return 2;
    printf("SHA-256: %s; %u rounds; %u records of %u cases before\n", asbi_sha256_fast() ? "the processor's instructions" : "portable", rounds, before,
           (unsigned)CASES);
    appending();
    reading();
    folding();
    return 0;
}
