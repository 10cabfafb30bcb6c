/* See store_disk.h. */
#include "store_disk.h"

#include <asb/error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fails(store_disk *d, uint32_t call) {
    if (d->is_off) return 1;
    if (!(d->which & call)) return 0;
    d->calls++;
    if (d->cut_at && d->calls >= d->cut_at) d->is_off = 1;
    if (d->is_off) return 1;
    return d->fail_at && (d->for_ever ? d->calls >= d->fail_at : d->calls == d->fail_at);
}

/* ---- names */

static int find(const disk_name names[DISK_NAMES], const char *name) {
    for (int i = 0; i < DISK_NAMES; i++)
        if (names[i].node >= 0 && strcmp(names[i].name, name) == 0) return names[i].node;
    return -1;
}

static void set(disk_name names[DISK_NAMES], const char *name, int node) {
    int free_one = -1;
    for (int i = 0; i < DISK_NAMES; i++) {
        if (names[i].node < 0) free_one = i;
        if (names[i].node >= 0 && strcmp(names[i].name, name) == 0) {
            names[i].node = node;
            return;
        }
    }
    if (node < 0) return;
    if (free_one < 0) abort();
    snprintf(names[free_one].name, sizeof names[free_one].name, "%s", name);
    names[free_one].node = node;
}

static disk_change *next_change(store_disk *d) {
    if (d->queued == DISK_QUEUE) abort();
    disk_change *c = &d->queue[d->queued++];
    memset(c, 0, offsetof(disk_change, bytes));
    c->name[0] = c->from[0] = '\0';
    return c;
}

static void change_name(store_disk *d, const char *name, int node, const char *from) {
    disk_change *c = next_change(d);
    c->node = node;
    snprintf(c->name, sizeof c->name, "%s", name);
    snprintf(c->from, sizeof c->from, "%s", from);
    set(d->cache, name, node);
    if (*from) set(d->cache, from, -1);
}

static void apply(store_disk *d, const disk_change *c) {
    if (c->name[0]) {
        set(d->disk, c->name, c->node);
        if (c->from[0]) set(d->disk, c->from, -1);
        return;
    }
    disk_node *n = &d->nodes[c->node];
    memcpy(n->disk + c->at, c->bytes, c->length);
    if (c->at + c->length > n->disk_size) n->disk_size = c->at + c->length;
}

/* Changes of one file's data (node), or of names (node -1), reach the disk, or are forgotten. */
static void drain(store_disk *d, int node, int forget) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < d->queued; i++) {
        const disk_change *c = &d->queue[i];
        if (node < 0 ? c->name[0] != '\0' : !c->name[0] && c->node == node) {
            if (!forget) apply(d, c);
        } else if (left++ != i)
            d->queue[left - 1] = *c;
    }
    d->queued = left;
}

/* ---- calls */

static disk_node *node_of(store_disk *d, intptr_t file) {
    return &d->nodes[d->handles[file]];
}

static int32_t disk_open(void *self, intptr_t *out, const char *path, file_opening how) {
    store_disk *d = self;
    if (fails(d, DISK_OPEN)) return ASB_EIO;
    int node = find(d->cache, path);
    if (node < 0 && how == FILE_EXISTING) return ASB_ABSENT;
    if (node >= 0 && how == FILE_NEW) return ASB_EIO;
    if (d->handle_count == DISK_HANDLES || d->node_count == DISK_NODES) abort();
    if (node < 0) {
        node = d->node_count++;
        change_name(d, path, node, "");
    }
    d->handles[d->handle_count] = node;
    *out = d->handle_count++;
    return ASB_OK;
}

static int32_t disk_close(void *self, intptr_t file) {
    store_disk *d = self;
    if (node_of(d, file)->locked == (int)file + 1) node_of(d, file)->locked = 0;
    return ASB_OK;
}

static int32_t disk_size(void *self, uint64_t *out, intptr_t file) {
    store_disk *d = self;
    if (fails(d, DISK_READ)) return ASB_EIO;
    *out = node_of(d, file)->cache_size;
    return ASB_OK;
}

static int32_t disk_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    store_disk *d = self;
    const disk_node *n = node_of(d, file);
    if (fails(d, DISK_READ)) return ASB_EIO;
    size_t left = at >= n->cache_size ? 0 : (size_t)(n->cache_size - at);
    *got = length < left ? length : left;
    if (*got) memcpy(bytes, n->cache + at, *got);
    return ASB_OK;
}

static void enqueue(store_disk *d, int node, uint64_t at, const uint8_t *bytes, size_t length) {
    while (length) {
        size_t part = DISK_SECTOR - (size_t)(at % DISK_SECTOR);
        if (part > length) part = length;
        disk_change *c = next_change(d);
        c->node = node;
        c->at = (uint32_t)at;
        c->length = (uint32_t)part;
        memcpy(c->bytes, bytes, part);
        at += part;
        bytes += part;
        length -= part;
    }
}

/* A write that fails has written half: a short write, or a disk that is full. */
static int32_t disk_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    store_disk *d = self;
    disk_node *n = node_of(d, file);
    int failed = fails(d, DISK_WRITE);
    if (failed) length /= 2;
    if (d->is_off) return ASB_EIO;
    if (at + length > DISK_ROOM) abort();
    memcpy(n->cache + at, bytes, length);
    if (at + length > n->cache_size) n->cache_size = (uint32_t)(at + length);
    enqueue(d, d->handles[file], at, bytes, length);
    return failed ? ASB_EIO : ASB_OK;
}

static int32_t disk_sync(void *self, intptr_t file) {
    store_disk *d = self;
    int failed = fails(d, DISK_SYNC);
    if (d->is_off) return ASB_EIO;
    if (!failed || d->forgets) drain(d, d->handles[file], failed);
    return failed ? ASB_EIO : ASB_OK;
}

static int32_t disk_sync_directory(void *self, const char *path) {
    store_disk *d = self;
    (void)path;
    if (fails(d, DISK_SYNC_DIRECTORY)) return ASB_EIO;
    drain(d, -1, 0);
    return ASB_OK;
}

/* Only a file that has just been made is ever cut: on the disk at once is as good as later. */
static int32_t disk_truncate(void *self, intptr_t file, uint64_t length) {
    store_disk *d = self;
    disk_node *n = node_of(d, file);
    if (fails(d, DISK_TRUNCATE)) return ASB_EIO;
    drain(d, d->handles[file], 0);
    if (length < n->cache_size) memset(n->cache + length, 0, n->cache_size - (size_t)length);
    if (length < n->disk_size) memset(n->disk + length, 0, n->disk_size - (size_t)length);
    n->cache_size = n->disk_size = (uint32_t)length;
    return ASB_OK;
}

static int32_t disk_lock(void *self, intptr_t file) {
    store_disk *d = self;
    if (fails(d, DISK_LOCK)) return ASB_EIO;
    if (node_of(d, file)->locked) abort(); /* would wait for ever */
    node_of(d, file)->locked = (int)file + 1;
    return ASB_OK;
}

static int32_t disk_unlock(void *self, intptr_t file) {
    return disk_close(self, file);
}

static int32_t disk_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    store_disk *d = self;
    if (fails(d, DISK_READ) || !d->can_map || length > (d->table.maps_ahead ? DISK_ROOM : node_of(d, file)->cache_size)) return ASB_EIO;
    *bytes = node_of(d, file)->cache;
    return ASB_OK;
}

static int32_t disk_unmap(void *self, const void *bytes, uint64_t length) {
    (void)self;
    (void)bytes;
    (void)length;
    return ASB_OK;
}

static int32_t disk_rename(void *self, const char *from, const char *to) {
    store_disk *d = self;
    int node = find(d->cache, from);
    if (fails(d, DISK_RENAME) || node < 0) return ASB_EIO;
    change_name(d, to, node, from);
    return ASB_OK;
}

static int32_t disk_remove(void *self, const char *path) {
    store_disk *d = self;
    if (fails(d, DISK_REMOVE) || find(d->cache, path) < 0) return ASB_EIO;
    change_name(d, path, -1, "");
    return ASB_OK;
}

/* ---- the disk as a whole */

void disk_reset(store_disk *d) {
    d->which = DISK_ANY;
    d->calls = d->fail_at = d->cut_at = 0;
    d->for_ever = d->is_off = 0;
}

void disk_init(store_disk *d) {
    for (int i = 0; i < d->node_count; i++) memset(&d->nodes[i], 0, sizeof d->nodes[i]);
    d->table = (file_system){d,          disk_open,           disk_close,    disk_size, disk_read,   disk_write,
                             disk_sync,  disk_sync_directory, disk_truncate, disk_lock, disk_unlock, disk_map,
                             disk_unmap, disk_rename,         disk_remove,   NULL,      0,           NULL};
    for (int i = 0; i < DISK_NAMES; i++) d->cache[i].node = d->disk[i].node = -1;
    d->node_count = d->handle_count = 0;
    d->queued = 0;
    disk_reset(d);
}

void disk_copy(store_disk *to, const store_disk *from) {
    disk_init(to);
    for (int i = 0; i < from->node_count; i++) {
        disk_node *n = &to->nodes[i];
        const disk_node *o = &from->nodes[i];
        memcpy(n->cache, o->cache, o->cache_size);
        memcpy(n->disk, o->disk, o->disk_size);
        n->cache_size = o->cache_size;
        n->disk_size = o->disk_size;
    }
    to->node_count = from->node_count;
    memcpy(to->cache, from->cache, sizeof to->cache);
    memcpy(to->disk, from->disk, sizeof to->disk);
    memcpy(to->queue, from->queue, from->queued * sizeof *from->queue);
    to->queued = from->queued;
    to->can_map = from->can_map;
    to->forgets = from->forgets;
}

void disk_power(store_disk *d, const uint8_t *fates) {
    for (uint32_t i = 0; i < d->queued; i++)
        if (fates[i]) apply(d, &d->queue[i]);
    d->queued = 0;
    memcpy(d->cache, d->disk, sizeof d->cache);
    for (int i = 0; i < d->node_count; i++) {
        disk_node *n = &d->nodes[i];
        memset(n->cache, 0, n->cache_size);
        memcpy(n->cache, n->disk, n->disk_size);
        n->cache_size = n->disk_size;
        n->locked = 0;
    }
    d->handle_count = 0;
    disk_reset(d);
}

const disk_node *disk_file(const store_disk *d, const char *name) {
    int node = find(d->disk, name);
    return node < 0 ? NULL : &d->nodes[node];
}
