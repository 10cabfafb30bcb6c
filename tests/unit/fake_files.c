/* See fake_files.h. */
#include "fake_files.h"

#include <asb/error.h>
#include <stdlib.h>
#include <string.h>

static void *room(size_t size) {
    void *block = calloc(1, size);
    if (!block) abort();
    return block;
}

/* 1 where this call fails. */
static int fails(fake_files *f, uint32_t call) {
    if (f->is_off) return 1;
    if (!(f->which & call)) return 0;
    f->calls++;
    if (f->cut_at && f->calls >= f->cut_at) f->is_off = 1;
    if (f->is_off) return 1;
    return f->fail_at && (f->for_ever ? f->calls >= f->fail_at : f->calls == f->fail_at);
}

static int32_t fake_open(void *self, intptr_t *out, const char *path, file_opening how) {
    fake_files *f = self;
    (void)path;
    if (fails(f, FAKE_OPEN)) return ASB_EIO;
    if (!f->exists && how == FILE_EXISTING) return ASB_ABSENT;
    f->exists = 1;
    *out = ++f->opened;
    return ASB_OK;
}

static int32_t fake_close(void *self, intptr_t file) {
    fake_files *f = self;
    if (f->locked == file) f->locked = 0;
    return fails(f, FAKE_CLOSE) ? ASB_EIO : ASB_OK;
}

static int32_t fake_size(void *self, uint64_t *out, intptr_t file) {
    fake_files *f = self;
    (void)file;
    if (fails(f, FAKE_SIZE)) return ASB_EIO;
    *out = f->cache_size;
    return ASB_OK;
}

static int32_t fake_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    fake_files *f = self;
    (void)file;
    if (fails(f, FAKE_READ)) return ASB_EIO;
    size_t left = at >= f->cache_size ? 0 : (size_t)(f->cache_size - at);
    *got = length < left ? length : left;
    memcpy(bytes, f->cache + (at < f->cache_size ? at : 0), *got);
    return ASB_OK;
}

static void enqueue(fake_files *f, uint64_t at, const uint8_t *bytes, size_t length) {
    while (length) {
        size_t part = FAKE_SECTOR - (size_t)(at % FAKE_SECTOR);
        if (part > length) part = length;
        if (f->queued == FAKE_QUEUE) abort();
        fake_piece *p = &f->queue[f->queued++];
        p->at = (uint32_t)at;
        p->length = (uint32_t)part;
        memcpy(p->bytes, bytes, part);
        at += part;
        bytes += part;
        length -= part;
    }
}

/* A write that fails has written half. */
static int32_t fake_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    fake_files *f = self;
    (void)file;
    int failed = fails(f, FAKE_WRITE);
    if (failed) length /= 2;
    if (f->is_off || at + length > FAKE_ROOM) return ASB_EIO;
    memcpy(f->cache + at, bytes, length);
    if (at + length > f->cache_size) f->cache_size = at + length;
    enqueue(f, at, bytes, length);
    return failed ? ASB_EIO : ASB_OK;
}

static void apply(fake_files *f, const fake_piece *p) {
    memcpy(f->disk + p->at, p->bytes, p->length);
    if (p->at + p->length > f->disk_size) f->disk_size = p->at + p->length;
}

static int32_t fake_sync(void *self, intptr_t file) {
    fake_files *f = self;
    (void)file;
    if (fails(f, FAKE_SYNC)) {
        if (!f->is_off && f->forgets) f->lost += f->queued, f->queued = 0;
        return ASB_EIO;
    }
    for (uint32_t i = 0; i < f->queued; i++) apply(f, &f->queue[i]);
    f->queued = 0;
    return ASB_OK;
}

static int32_t fake_sync_directory(void *self, const char *path) {
    fake_files *f = self;
    (void)path;
    if (fails(f, FAKE_SYNC_DIRECTORY)) return ASB_EIO;
    f->name_is_synced = 1;
    return ASB_OK;
}

static int32_t fake_truncate(void *self, intptr_t file, uint64_t length) {
    fake_files *f = self;
    (void)file;
    (void)length;
    (void)fails(f, FAKE_TRUNCATE);
    return ASB_EIO; /* the journal never cuts its file */
}

static int32_t fake_lock(void *self, intptr_t file) {
    fake_files *f = self;
    if (fails(f, FAKE_LOCK)) return ASB_EIO;
    if (f->locked) abort(); /* would wait for ever */
    f->locked = (int)file;
    return ASB_OK;
}

static int32_t fake_unlock(void *self, intptr_t file) {
    fake_files *f = self;
    if (f->locked == file) f->locked = 0;
    return fails(f, FAKE_UNLOCK) ? ASB_EIO : ASB_OK;
}

static int32_t fake_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    fake_files *f = self;
    (void)file;
    if (fails(f, FAKE_MAP) || !f->can_map || length > (f->table.maps_ahead ? FAKE_ROOM : f->cache_size)) return ASB_EIO;
    *bytes = f->cache;
    return ASB_OK;
}

static int32_t fake_unmap(void *self, const void *bytes, uint64_t length) {
    (void)self;
    (void)bytes;
    (void)length;
    return ASB_OK;
}

static int32_t fake_rename(void *self, const char *from, const char *to) {
    (void)self;
    (void)from;
    (void)to;
    return ASB_EIO;
}

static int32_t fake_remove(void *self, const char *path) {
    (void)self;
    (void)path;
    return ASB_EIO;
}

void fake_init(fake_files *f) {
    memset(f, 0, sizeof *f);
    f->table = (file_system){
        f,           fake_open, fake_close, fake_size,   fake_read,   fake_write, fake_sync, fake_sync_directory, fake_truncate, fake_lock,
        fake_unlock, fake_map,  fake_unmap, fake_rename, fake_remove, NULL,       0,
        NULL};
    f->cache = room(FAKE_ROOM);
    f->disk = room(FAKE_ROOM);
    f->queue = room(FAKE_QUEUE * sizeof *f->queue);
}

void fake_free(fake_files *f) {
    free(f->cache);
    free(f->disk);
    free(f->queue);
}

uint32_t fake_fates(const fake_files *f) {
    return f->queued + (f->exists && !f->name_is_synced);
}

void fake_power(fake_files *f, const uint8_t *fates) {
    for (uint32_t i = 0; i < f->queued; i++)
        if (fates[i]) apply(f, &f->queue[i]);
    if (f->exists && !f->name_is_synced && !fates[f->queued]) {
        memset(f->disk, 0, (size_t)f->disk_size);
        f->exists = 0;
        f->disk_size = 0;
    }
    uint64_t most = f->cache_size > f->disk_size ? f->cache_size : f->disk_size;
    memset(f->cache, 0, (size_t)most);
    memcpy(f->cache, f->disk, (size_t)f->disk_size);
    f->cache_size = f->disk_size;
    f->name_is_synced = f->exists;
    f->queued = f->lost = 0;
    f->locked = 0;
    fake_reset(f);
}

void fake_reset(fake_files *f) {
    f->which = FAKE_ANY;
    f->calls = f->fail_at = f->cut_at = 0;
    f->for_ever = f->is_off = 0;
}

void fake_copy(fake_files *to, const fake_files *from) {
    memset(to->cache, 0, (size_t)to->cache_size);
    memset(to->disk, 0, (size_t)to->disk_size);
    memcpy(to->cache, from->cache, (size_t)from->cache_size);
    memcpy(to->disk, from->disk, (size_t)from->disk_size);
    memcpy(to->queue, from->queue, from->queued * sizeof *from->queue);
    to->cache_size = from->cache_size;
    to->disk_size = from->disk_size;
    to->exists = from->exists;
    to->name_is_synced = from->name_is_synced;
    to->queued = from->queued;
    to->lost = from->lost;
    to->locked = 0;
    to->can_map = from->can_map;
    to->forgets = from->forgets;
    fake_reset(to);
}

void fake_put(fake_files *f, const void *bytes, uint64_t size) {
    memset(f->cache, 0, (size_t)f->cache_size);
    memset(f->disk, 0, (size_t)f->disk_size);
    memcpy(f->cache, bytes, (size_t)size);
    memcpy(f->disk, bytes, (size_t)size);
    f->cache_size = f->disk_size = size;
    f->exists = f->name_is_synced = 1;
    f->queued = 0;
    fake_reset(f);
}
