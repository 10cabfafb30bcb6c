/* A disk in memory with several files and their names, for what puts one file in the place of another. Like fake_files.h it can fail at any call and lose its power: what
 * was written and not synced then stands in a queue, cut at sector boundaries, and each piece has its fate. So has each change of a name that was not synced with
 * its directory: made, renamed, removed; in any combination, which is worse than any file system does. */
#ifndef TEST_STORE_DISK_H
#define TEST_STORE_DISK_H

#include "store/file.h"

enum { DISK_NODES = 24, DISK_NAMES = 8, DISK_ROOM = 1 << 18, DISK_QUEUE = 1 << 12, DISK_HANDLES = 4096, DISK_SECTOR = 512 };

typedef enum disk_call {
    DISK_OPEN = 1,
    DISK_WRITE = 2,
    DISK_SYNC = 4,
    DISK_SYNC_DIRECTORY = 8,
    DISK_RENAME = 16,
    DISK_REMOVE = 32,
    DISK_TRUNCATE = 64,
    DISK_LOCK = 128,
    DISK_READ = 256, /* size and map too */
    DISK_CHANGES = DISK_OPEN | DISK_WRITE | DISK_SYNC | DISK_SYNC_DIRECTORY | DISK_RENAME | DISK_REMOVE | DISK_TRUNCATE,
    DISK_ANY = 511
} disk_call;

typedef struct disk_node {
    uint8_t cache[DISK_ROOM], disk[DISK_ROOM];
    uint32_t cache_size, disk_size;
    int locked; /* the handle that has the lock, or 0 */
} disk_node;

typedef struct disk_name {
    char name[40];
    int node; /* -1: no such name */
} disk_name;

/* A piece of data where `name` is empty; else a change of a name: to that node, or to none (-1). A rename is one change of two names. */
typedef struct disk_change {
    int node;
    uint32_t at, length;
    uint8_t bytes[DISK_SECTOR];
    char name[40], from[40];
} disk_change;

typedef struct store_disk {
    file_system table;
    disk_node nodes[DISK_NODES];
    int node_count;
    disk_name cache[DISK_NAMES], disk[DISK_NAMES];
    disk_change queue[DISK_QUEUE];
    uint32_t queued;
    int handles[DISK_HANDLES], handle_count; /* the nodes that they are of */
    int can_map, forgets;                    /* as in fake_files.h */
    uint32_t which;
    uint64_t calls, fail_at, cut_at;
    int for_ever, is_off;
} store_disk;

void disk_init(store_disk *d); /* empty, with everything as it is at first; also for one that was used */
void disk_reset(store_disk *d);
void disk_copy(store_disk *to, const store_disk *from);
void disk_power(store_disk *d, const uint8_t *fates); /* of each change in the queue */
const disk_node *disk_file(const store_disk *d, const char *name);

#endif
