/* The contestants of bench_journal.c: each keeps the same records in its own way. And what is counted of them. */
#ifndef JOURNAL_PEERS_H
#define JOURNAL_PEERS_H

#include "store/store.h"

#include <stdint.h>
#ifdef BENCH_SQLITE
#include <sqlite3.h>
#endif

enum {
    CASES = 50000,
    SINGLE = 100,
    GROUPS = 20,
    GROUP = 100,
    ROUNDS_MOST = 99,
    RAW_SPACE = 64 << 20,
    PARTS = 20,
    READ_CASES = 20000,
    READS = 4000
};

extern const char *folder;      /* where the files are */
extern uint64_t flushes, pages; /* of all files of this program */

double seconds(void);
void need(int good, const char *what); /* or the program ends */
const char *path_of(const char *name);
void remove_all(const char *name);
uint32_t chance(uint32_t below);

typedef struct event {
    char id[16];
    uint32_t number, seq; /* of the case, of the record in it */
    char header[512], body[512];
    size_t header_length, body_length;
} event;

/* Header and body as the library makes them, with a chain. */
void make_event(event *e, uint32_t number, uint32_t seq, uint8_t chain[32]);

typedef struct contestant contestant;
struct contestant {
    const char *name;
    void (*open)(contestant *c);
    void (*append)(contestant *c, const event *events, unsigned count); /* one commit */
    void (*close)(contestant *c);
    void *handle, *more[4];
    uint64_t at;
    /* kept while it runs */
    double rate[2][ROUNDS_MOST], *times[2];
    uint64_t commits[2], flushes[2], bytes[2];
    uint32_t *versions;
    uint8_t (*chains)[32];
};

extern contestant contestants[]; /* the journal first */
extern const unsigned contestant_count;

extern contestant relaxed[]; /* nothing is synced: the journal first */
extern const unsigned relaxed_count;

asb_store *unsynced_journal(asb_engine *e, const char *path); /* a journal on a file system whose syncs do nothing; one at a time */
void ours_open(contestant *c);
void ours_append(contestant *c, const event *events, unsigned count);
void ours_close(contestant *c);
asb_bytes bytes_of(const char *at, size_t length);
#ifdef BENCH_SQLITE
void sqlite_step(sqlite3_stmt *s);
#endif

#endif
