/* A disk in memory for tests of the journal: it can fail at any call, lose its power, and forget what was not synced.
 *
 * What is written goes to the `cache` at once, which is what everybody reads, and to the `disk` at the next sync. In between it stands in a queue, cut at sector
 * boundaries. When power is cut, each piece of the queue has its fate: applied or dropped, in any combination, so that every torn write and every order is
 * among them. One file at a time. */
#ifndef TEST_FAKE_FILES_H
#define TEST_FAKE_FILES_H

#include "store/file.h"

enum { FAKE_ROOM = 1 << 24, FAKE_QUEUE = 1 << 15, FAKE_SECTOR = 512 };

typedef enum fake_call {
    FAKE_OPEN = 1,
    FAKE_CLOSE = 2,
    FAKE_SIZE = 4,
    FAKE_READ = 8,
    FAKE_WRITE = 16,
    FAKE_SYNC = 32,
    FAKE_SYNC_DIRECTORY = 64,
    FAKE_TRUNCATE = 128,
    FAKE_LOCK = 256,
    FAKE_UNLOCK = 512,
    FAKE_MAP = 1024,
    FAKE_ANY = 2047
} fake_call;

typedef struct fake_piece {
    uint32_t at, length;
    uint8_t bytes[FAKE_SECTOR];
} fake_piece;

typedef struct fake_files {
    file_system table;
    uint8_t *cache, *disk;
    uint64_t cache_size, disk_size;
    int exists, name_is_synced;
    fake_piece *queue;
    uint32_t queued, lost; /* lost: pieces that a failed sync forgot; they are in the cache only */
    int locked, opened;
    int can_map;
    /* faults */
    uint32_t which;   /* fake_calls that count */
    uint64_t calls;   /* so many have been made */
    uint64_t fail_at; /* the first that fails, from 1; 0: none */
    int for_ever;     /* and all after it */
    int forgets;      /* a sync that fails forgets what it should have written, as Linux does */
    uint64_t cut_at;  /* power is cut before this call, from 1; 0: never */
    int is_off;
} fake_files;

void fake_init(fake_files *f);
void fake_free(fake_files *f);

/* Power comes back. `fates` has a bit for each piece in the queue, and one more, the last, for the name of the file where it is not synced. */
void fake_power(fake_files *f, const uint8_t *fates);
uint32_t fake_fates(const fake_files *f); /* how many bits */

/* Another disk with the same contents. */
void fake_copy(fake_files *to, const fake_files *from);
/* No faults, and call 1 comes next. */
void fake_reset(fake_files *f);
/* The whole file, as it is on the disk and in the cache. */
void fake_put(fake_files *f, const void *bytes, uint64_t size);

#endif
