/* See journal_peers.h. */
#define _GNU_SOURCE 1
#include "journal_peers.h"

#include "base/sha256.h"
#include "store/file.h"

#include <asb/asb.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#ifdef BENCH_LMDB
#include <lmdb.h>
#endif

const char *folder = "/tmp";
uint64_t flushes, pages;

/* ---- counting, in the place of the C library's functions */

enum { FILES = 1024, SLOTS = 1 << 16, PAGE = 4096 };
static uint32_t generation[FILES];
static struct {
    uint64_t page;
    uint32_t file, generation;
} written[SLOTS];

static void count_pages(int file, off_t at, size_t length) {
    if (file < 0 || file >= FILES || at < 0 || !length) return;
    for (uint64_t page = (uint64_t)at / PAGE; page <= ((uint64_t)at + length - 1) / PAGE; page++) {
        size_t slot = (size_t)((page * 0x9E3779B97F4A7C15u ^ (uint64_t)file << 20) >> 7) % SLOTS;
        if (written[slot].page == page && written[slot].file == (uint32_t)file && written[slot].generation == generation[file] + 1)
            continue;
        written[slot].page = page;
        written[slot].file = (uint32_t)file;
        written[slot].generation = generation[file] + 1;
        pages++;
    }
}

static void count_flush(int file) {
    __atomic_fetch_add(&flushes, 1, __ATOMIC_RELAXED);
    if (file >= 0 && file < FILES) generation[file]++;
}

int fdatasync(int file) {
    count_flush(file);
    return (int)syscall(SYS_fdatasync, file);
}

int fsync(int file) {
    count_flush(file);
    return (int)syscall(SYS_fsync, file);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    count_pages(file, at, length);
    return syscall(SYS_pwrite64, file, bytes, length, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    count_pages(file, at, length);
    return syscall(SYS_pwrite64, file, bytes, length, at);
}

ssize_t write(int file, const void *bytes, size_t length) {
    if (file > 2) count_pages(file, lseek(file, 0, SEEK_CUR), length);
    return syscall(SYS_write, file, bytes, length);
}

static size_t length_of(const struct iovec *parts, int count) {
    size_t length = 0;
    for (int i = 0; i < count; i++) length += parts[i].iov_len;
    return length;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    if (file > 2) count_pages(file, lseek(file, 0, SEEK_CUR), length_of(parts, count));
    return syscall(SYS_writev, file, parts, count);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at) {
    count_pages(file, at, length_of(parts, count));
    return syscall(SYS_pwritev, file, parts, count, at, 0L);
}

double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void need(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "bench_journal: %s failed\n", what);
    exit(1);
}

const char *path_of(const char *name) {
    static char path[512];
    snprintf(path, sizeof path, "%s/asb-bench-%d-%s", folder, (int)getpid(), name);
    return path;
}

void remove_all(const char *name) {
    static const char *const endings[] = {"", "-wal", "-shm", "-lock", ".index"};
    char path[600];
    for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", path_of(name), endings[i]);
        unlink(path);
    }
}

/* ---- records: header and body as the library makes them, with a chain */

static uint64_t chance_state = 88172645463325252u;

uint32_t chance(uint32_t below) {
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (uint32_t)(chance_state >> 33) % below;
}

void make_event(event *e, uint32_t number, uint32_t seq, uint8_t chain[32]) {
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
                                        "{\"at\":\"2026-05-06T09:00:00.125Z\",\"body\":\"%s\",\"by\":\"amy\"%s,\"kind\":\"incident\"%s,"
                                        "\"recorded\":\"2026-05-06T09:00:00.125Z\",\"role\":\"caseworker\",\"seq\":%u}",
                                        body, first, link, seq);
    asbi_sha256(e->header, e->header_length, chain);
}

/* ---- contestants */

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

void ours_open(contestant *c) {
    asb_engine *e;
    asb_store *s;
    need(asb_engine_new(&e, NULL) == ASB_OK && asb_store_journal(&s, e, path_of(c->name)) == ASB_OK, "journal");
    c->handle = s;
    c->more[0] = e;
}

asb_bytes bytes_of(const char *at, size_t length) {
    return (asb_bytes){at, length};
}

void ours_append(contestant *c, const event *events, unsigned count) {
    asb_store *s = c->handle;
    asb_stored_record records[GROUP];
    asb_case_commit cases[GROUP];
    for (unsigned i = 0; i < count; i++) {
        const event *e = &events[i];
        records[i] = (asb_stored_record){e->seq, 0, bytes_of(e->header, e->header_length), bytes_of(e->body, e->body_length)};
        cases[i] = (asb_case_commit){
            .id = bytes_of(e->id, strlen(e->id)), .expected = e->seq - 1, .record_count = 1, .records = &records[i]};
    }
    asb_commit_data data = {.struct_size = sizeof data, .case_count = count, .cases = cases};
    need(s->table.commit(s->table.self, &data) == ASB_OK, "journal commit");
}

static int32_t no_sync(void *self, intptr_t file) {
    (void)self, (void)file;
    return ASB_OK;
}

asb_store *unsynced_journal(asb_engine *e, const char *path) {
    static file_system files;
    asb_store *s;
    files = *asbi_file_system();
    files.sync = no_sync;
    need(asbi_store_journal_on(&s, e, path, &files) == ASB_OK, "journal");
    return s;
}

static void unsynced_open(contestant *c) {
    asb_engine *e;
    need(asb_engine_new(&e, NULL) == ASB_OK, "engine");
    c->handle = unsynced_journal(e, path_of(c->name));
    c->more[0] = e;
}

void ours_close(contestant *c) {
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

void sqlite_step(sqlite3_stmt *s) {
    need(sqlite3_step(s) == SQLITE_DONE, "SQLite step");
    sqlite3_reset(s);
}

static void sqlite_append(contestant *c, const event *events, unsigned count) {
    sqlite3_stmt *insert = c->more[1];
    sqlite_step(c->more[0]);
    for (unsigned i = 0; i < count; i++) {
        const event *e = &events[i];
        sqlite3_bind_int(insert, 1, (int)e->number);
        sqlite3_bind_int(insert, 2, (int)e->seq);
        sqlite3_bind_text(insert, 3, e->header, (int)e->header_length, SQLITE_STATIC);
        sqlite3_bind_text(insert, 4, e->body, (int)e->body_length, SQLITE_STATIC);
        sqlite_step(insert);
    }
    sqlite_step(c->more[2]);
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
    unsigned how = MDB_NOSUBDIR | (strstr(c->name, "nosync") ? MDB_NOSYNC : 0);
    need(!mdb_env_create(&env) && !mdb_env_set_mapsize(env, (size_t)4 << 30) && !mdb_env_open(env, path_of(c->name), how, 0600) &&
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

contestant contestants[] = {
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
const unsigned contestant_count = sizeof contestants / sizeof contestants[0];

contestant relaxed[] = {
    {.name = "journal-unsynced", .open = unsynced_open, .append = ours_append, .close = ours_close},
#ifdef BENCH_SQLITE
    {.name = "sqlite-normal", .open = sqlite_open, .append = sqlite_append, .close = sqlite_close},
#endif
#ifdef BENCH_LMDB
    {.name = "lmdb-nosync", .open = lmdb_open, .append = lmdb_append, .close = lmdb_close},
#endif
};
const unsigned relaxed_count = sizeof relaxed / sizeof relaxed[0];
