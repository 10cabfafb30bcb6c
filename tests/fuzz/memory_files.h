/* A disk in memory with a few files, for the journal's table of files: nothing on it ever fails, and it is as fast as copying. */
#ifndef FUZZ_MEMORY_FILES_H
#define FUZZ_MEMORY_FILES_H

#include "store/file.h"

#include <asb/error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY_FILES = 4, MEMORY_FILE_ROOM = 1 << 18 };

typedef struct memory_file {
    char name[64]; /* "": none */
    uint8_t *bytes;
    uint64_t size;
} memory_file;

typedef struct memory_files {
    file_system table;
    memory_file files[MEMORY_FILES];
} memory_files;

static memory_file *file_named(memory_files *m, const char *name) {
    for (int i = 0; i < MEMORY_FILES; i++)
        if (!strcmp(m->files[i].name, name)) return &m->files[i];
    return NULL;
}

/* A handle is the file's number and 1; a file that lost its name stays until its place is wanted. */
static memory_file *file_of(memory_files *m, intptr_t file) {
    return &m->files[file - 1];
}

static int32_t files_open(void *self, intptr_t *out, const char *path, file_opening how) {
    memory_files *m = self;
    memory_file *f = file_named(m, path);
    if (f && how == FILE_NEW) return ASB_EEXISTS;
    if (!f && how == FILE_EXISTING) return ASB_ABSENT;
    if (!f) {
        f = file_named(m, "");
        if (!f || strlen(path) >= sizeof f->name) return ASB_EIO;
        snprintf(f->name, sizeof f->name, "%s", path);
        f->size = 0;
    }
    *out = f - m->files + 1;
    return 0;
}

static int32_t files_none(void *self, intptr_t file) {
    (void)self, (void)file;
    return 0;
}

static int32_t files_size(void *self, uint64_t *out, intptr_t file) {
    *out = file_of(self, file)->size;
    return 0;
}

static int32_t files_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    const memory_file *f = file_of(self, file);
    size_t there = at < f->size ? (size_t)(f->size - at) : 0;
    *got = length < there ? length : there;
    if (*got) memcpy(bytes, f->bytes + at, *got);
    return 0;
}

static int32_t files_truncate(void *self, intptr_t file, uint64_t length) {
    memory_file *f = file_of(self, file);
    if (length > MEMORY_FILE_ROOM) return ASB_EIO;
    if (length > f->size) memset(f->bytes + f->size, 0, (size_t)(length - f->size));
    f->size = length;
    return 0;
}

static int32_t files_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    memory_file *f = file_of(self, file);
    if (at > MEMORY_FILE_ROOM || length > MEMORY_FILE_ROOM - at) return ASB_EIO;
    if (at + length > f->size && files_truncate(self, file, at + length)) return ASB_EIO;
    memcpy(f->bytes + at, bytes, length);
    return 0;
}

static int32_t files_sync_directory(void *self, const char *path) {
    (void)self, (void)path;
    return 0;
}

/* Reading goes by files_read: what is mapped would have to stay when the file is written. */
static int32_t files_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    (void)self, (void)file, (void)length, (void)bytes;
    return ASB_EIO;
}

static int32_t files_unmap(void *self, const void *bytes, uint64_t length) {
    (void)self, (void)bytes, (void)length;
    return 0;
}

static int32_t files_remove(void *self, const char *path) {
    memory_file *f = file_named(self, path);
    if (f) f->name[0] = '\0';
    return f ? 0 : ASB_ABSENT;
}

static int32_t files_rename(void *self, const char *from, const char *to) {
    memory_file *f = file_named(self, from);
    if (!f) return ASB_EIO;
    files_remove(self, to);
    snprintf(f->name, sizeof f->name, "%s", to);
    return 0;
}

static int32_t files_same_access(void *self, intptr_t file, intptr_t as) {
    (void)self, (void)file, (void)as;
    return 0;
}

static void memory_files_init(memory_files *m) {
    memset(m, 0, sizeof *m);
    for (int i = 0; i < MEMORY_FILES; i++)
        if (!(m->files[i].bytes = calloc(1, MEMORY_FILE_ROOM))) abort();
    m->table = (file_system){m,           files_open,           files_none,     files_size,        files_read, files_write,
                             files_none,  files_sync_directory, files_truncate, files_none,        files_none, files_map,
                             files_unmap, files_rename,         files_remove,   files_same_access, 0, NULL};
}

/* One file of that name, and no other. */
static void memory_files_put(memory_files *m, const char *name, const void *bytes, uint64_t size) {
    for (int i = 0; i < MEMORY_FILES; i++) m->files[i].name[0] = '\0';
    memory_file *f = &m->files[0];
    snprintf(f->name, sizeof f->name, "%s", name);
    memcpy(f->bytes, bytes, (size_t)size);
    f->size = size;
}

#endif
