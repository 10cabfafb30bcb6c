/* The journal beside its peers, in one run, as ratios.
 *
 *     bench_journal [folder] [pairs] [events before] [parts]       (/tmp, 25, 200000, arof: appending, reading, opening, folding)
 *
 * Appending: one record a commit, and a hundred; the peers are a bare write and fdatasync into space that is there already (the limit), SQLite with a write-ahead log
 * (rowid with a unique index, its fastest layout for this; synchronous FULL, and NORMAL, which is not durable), and LMDB. Each has the same records of the
 * same cases, of a real size (a header of about 270 bytes, a body of about 200), and the same number of them before. They take turns,
 * round by round; a ratio is of what each got through in one round, with whatever a commit had to wait for (more space, a checkpoint), and the median over the rounds is given with the least
 * and the greatest. (Commit by commit in turn would hide what each leaves the system to do behind its back: it falls to the next one's commit then.)
 *
 * Reading: a case of 20 records that lie scattered, read, and read and verified; the peer is SQLite's select of these rows (WITHOUT ROWID, its fastest layout
 * for that). Then asb_case_open() under each built-in policy, beside reading and verifying the same bytes, which is what the fold adds.
 *
 * Flushes are counted in the place of the C library's functions; bytes are pages of 4096 that are written at least once between two flushes, which is what a device is given. */
#define _POSIX_C_SOURCE 200809L
#include "journal_peers.h"

#include "base/sha256.h"
#include "store/file.h"

#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned rounds = 25, before = 200000;

/* ---- appending */

static event pool[GROUP];

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
    for (int grouped = 0; grouped < 2; grouped++) c->times[grouped] = malloc(sizeof(double) * rounds * (grouped ? GROUPS : SINGLE));
    need(c->versions && c->chains && c->times[0] && c->times[1], "memory");
    c->open(c);
    for (unsigned i = 0; i < before; i += GROUP) {
        make_events(c, GROUP);
        c->append(c, pool, GROUP);
    }
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, unsigned count) {
    qsort(values, count, sizeof *values, by_size);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void run_commit(contestant *c, int grouped) {
    unsigned size = grouped ? GROUP : 1;
    make_events(c, size);
    uint64_t written = pages, flushed = flushes;
    double from = seconds();
    c->append(c, pool, size);
    c->times[grouped][c->commits[grouped]++] = seconds() - from;
    c->flushes[grouped] += flushes - flushed;
    c->bytes[grouped] += (pages - written) * 4096;
}

/* One after the other, and another one first in each round: a disk that others use as well is then the same for all. */
static void run_round(unsigned round, int grouped) {
    unsigned commits = grouped ? GROUPS : SINGLE;
    for (unsigned i = 0; i < contestant_count; i++) {
        contestant *c = &contestants[(i + round) % contestant_count];
        double *times = c->times[grouped] + round * commits, sum = 0;
        for (unsigned n = 0; n < commits; n++) run_commit(c, grouped);
        for (unsigned n = 0; n < commits; n++) sum += times[n];
        c->rate[grouped][round] = commits * (grouped ? GROUP : 1) / sum;
    }
}

/* Of ours to theirs, round by round. */
static void print_ratio(const double *ours, const double *theirs) {
    double ratio[ROUNDS_MOST];
    for (unsigned i = 0; i < rounds; i++) ratio[i] = ours[i] / theirs[i];
    double middle = median(ratio, rounds);
    printf("%8.2f (%.2f-%.2f)", middle, ratio[0], ratio[rounds - 1]);
}

static void print_contestant(contestant *c, int grouped) {
    double rates[ROUNDS_MOST], sum = 0, *times = c->times[grouped];
    uint64_t count = c->commits[grouped];
    memcpy(rates, c->rate[grouped], sizeof rates);
    for (uint64_t i = 0; i < count; i++) sum += times[i];
    (void)median(times, (unsigned)count);
    printf("%-14s %10.0f %8.0f %8.0f %8.0f %8.0f %8.2f %8.0f ", c->name, median(rates, rounds), sum / (double)count * 1e6,
           times[count / 2] * 1e6, times[count * 99 / 100] * 1e6, times[count * 999 / 1000] * 1e6,
           (double)c->flushes[grouped] / (double)count, (double)c->bytes[grouped] / (double)(count * (grouped ? GROUP : 1)));
    if (c != contestants) print_ratio(contestants[0].rate[grouped], c->rate[grouped]);
    printf("\n");
}

static void print_appending(int grouped) {
    printf("\n%s\n%-14s %10s %8s %8s %8s %8s %8s %8s   %s\n",
           grouped ? "appending, 100 records of 100 cases a commit" : "appending, one record a commit", "", "records/s", "mean us",
           "p50 us", "p99 us", "p99.9 us", "flushes", "bytes", "journal is so many times as fast");
    for (unsigned i = 0; i < contestant_count; i++) print_contestant(&contestants[i], grouped);
    printf("records/s: the median round's, all of its commits; flushes a commit, bytes a record\n");
}

static void appending(void) {
    for (unsigned i = 0; i < contestant_count; i++) preload(&contestants[i]);
    for (unsigned round = 0; round < rounds; round++)
        for (int grouped = 0; grouped < 2; grouped++) run_round(round, grouped);
    print_appending(0);
    print_appending(1);
    for (unsigned i = 0; i < contestant_count; i++) {
        contestants[i].close(&contestants[i]);
        remove_all(contestants[i].name);
        free(contestants[i].versions);
        free(contestants[i].chains);
        for (int grouped = 0; grouped < 2; grouped++) free(contestants[i].times[grouped]);
    }
}

/* ---- reading */

static int32_t take(void *sink, const asb_stored_record *r) {
    *(size_t *)sink += r->header.length + r->body.length;
    return ASB_OK;
}

/* Whoever reads a case has its id, as SQLite has its number here: the ids are made before the clock runs. */
static char ids[READS][16];

static double read_ours(asb_store *s, const uint32_t *numbers, int verify) {
    size_t total = 0;
    for (unsigned i = 0; i < READS; i++) snprintf(ids[i], sizeof ids[i], "C-%08u", numbers[i]);
    double from = seconds();
    for (unsigned i = 0; i < READS; i++) {
        asb_text *report;
        if (verify) {
            need(asb_store_verify(&report, s, ids[i]) == ASB_OK, "verify");
            asb_text_free(report);
        } else
            need(s->table.read(s->table.self, bytes_of(ids[i], strlen(ids[i])), 1, take, &total) == ASB_OK, "read");
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
            sqlite_step(insert);
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
    "{\"kind\":\"report\"," BY
    "\"fields\":{\"channel\":\"phone\",\"summary\":\"Music through the wall most evenings until one in the morning\"}}",
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

/* ---- opening a large journal: each record a commit of its own, which is the most that there is to read */

static int32_t no_sync(void *self, intptr_t file) {
    (void)self, (void)file;
    return ASB_OK;
}

static double read_through(const file_system *files, const char *path) {
    static char bytes[1 << 20];
    intptr_t file;
    size_t got = 1;
    uint64_t sum = 0;
    need(files->open(files->self, &file, path, FILE_EXISTING) == ASB_OK, "open");
    double from = seconds();
    for (uint64_t at = 0; got; at += got) {
        need(files->read(files->self, file, at, bytes, sizeof bytes, &got) == ASB_OK, "read");
        for (size_t i = 0; i < got; i += 64) sum += (uint8_t)bytes[i];
    }
    double spent = seconds() - from;
    need(sum > 0 && files->close(files->self, file) == ASB_OK, "read");
    return spent;
}

static void opening(unsigned records) {
    file_system files = *asbi_file_system();
    double spent[ROUNDS_MOST], through[ROUNDS_MOST], ratio[ROUNDS_MOST];
    asb_engine *e;
    asb_store *s;
    contestant c = {.name = "opening"};
    uint8_t(*chains)[32] = calloc(CASES, 32);
    event one;
    files.sync = no_sync;
    remove_all(c.name);
    need(chains && asb_engine_new(&e, NULL) == ASB_OK && asbi_store_journal_on(&s, e, path_of(c.name), &files) == ASB_OK, "journal");
    c.handle = s;
    for (unsigned i = 0; i < records; i++) {
        uint32_t number = (uint32_t)(i * UINT64_C(7919) % CASES);
        make_event(&one, number, i / CASES + 1, chains[number]);
        ours_append(&c, &one, 1);
    }
    asb_store_free(s);
    asb_engine_free(e);
    for (unsigned i = 0; i < rounds; i++) {
        through[i] = read_through(&files, path_of(c.name));
        need(asb_engine_new(&e, NULL) == ASB_OK, "engine");
        double from = seconds();
        need(asb_store_journal(&s, e, path_of(c.name)) == ASB_OK, "journal");
        spent[i] = seconds() - from;
        ratio[i] = spent[i] / through[i];
        asb_store_free(s);
        asb_engine_free(e);
    }
    printf("\nopening a journal of %u commits of one record: %.0f ms; reading its file through: %.0f ms; ", records,
           median(spent, rounds) * 1e3, median(through, rounds) * 1e3);
    double middle = median(ratio, rounds);
    printf("%.2f (%.2f-%.2f)\n", middle, ratio[0], ratio[rounds - 1]);
    free(chains);
    remove_all(c.name);
}

int main(int count, char **arguments) {
    if (count > 1) folder = arguments[1];
    if (count > 2) rounds = (unsigned)strtoul(arguments[2], NULL, 10);
    if (count > 3) before = (unsigned)strtoul(arguments[3], NULL, 10);
    const char *parts = count > 4 ? arguments[4] : "arof";
    if (rounds < 1 || rounds > ROUNDS_MOST) return 2;
    printf("SHA-256: %s; %u rounds; %u records of %u cases before\n", asbi_sha256_fast() ? "the processor's instructions" : "portable",
           rounds, before, (unsigned)CASES);
    if (strchr(parts, 'a')) appending();
    if (strchr(parts, 'r')) reading();
    if (strchr(parts, 'o')) opening(1000000);
    if (strchr(parts, 'f')) folding();
    return 0;
}
