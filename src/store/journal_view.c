/* Seeing and changing the bytes of the file. Reading goes through a mapping where there is one, else through a window that is read in.
 *
 * The file grows in steps, and mapping it anew costs page faults. So it is mapped for more than it has yet, where the system shows in such a mapping what the file grows to; elsewhere
 * it is mapped anew when it has grown by an eighth, and until then the window does for what is new. A mapping is never touched beyond the end that the file has at the beginning
 * of an operation, or has been written to since. */
#include "journal.h"

#include "../base/container.h"
#include <string.h>

enum { WINDOW = 64 * 1024, NEAR_WINDOW = 4096, FILL = 16384, AHEAD = 4 * 1024 * 1024 };

int32_t asbi_io_failed(journal *j, int32_t status, const char *operation) {
    if (status == ASB_ENOMEM) return status;
    return asbi_fail(&j->engine->fault, ASB_EIO, "journal-io", "operation", operation, "path", j->path, (char *)NULL);
}

int32_t asbi_room(journal *j, uint8_t **block, size_t *room, size_t need) {
    if (need <= *room) return ASB_OK;
    size_t size = MAX_OF(need, *room > SIZE_MAX / 2 ? need : *room * 2);
    uint8_t *bigger = asbi_resize(j->memory, *block, *room, size);
    if (!bigger) return ASB_ENOMEM;
    *block = bigger;
    *room = size;
    return ASB_OK;
}

static void unmap(journal *j) {
    if (j->map) (void)j->files->unmap(j->files->self, j->map, j->mapped);
    j->map = NULL;
    j->mapped = 0;
}

void asbi_journal_view_free(journal *j) {
    unmap(j);
    asbi_release(j->memory, j->window, j->window_capacity);
    j->window = NULL;
    j->window_capacity = j->window_length = 0;
}

static int map_as_far_as(journal *j, uint64_t length) {
    const void *bytes;
    if (j->files->map(j->files->self, j->file, length, &bytes) != ASB_OK) return 0;
    j->map = bytes;
    j->mapped = length;
    return 1;
}

static void map(journal *j) {
    if (j->cannot_map || !j->files->map || !j->files->unmap) return;
    unmap(j);
    j->cannot_map_ahead = !j->files->maps_ahead || !map_as_far_as(j, j->size + j->size / 2 + AHEAD);
    if (j->cannot_map_ahead) j->cannot_map = !map_as_far_as(j, j->size);
}

/* What is beyond the mapping is worth another. */
static int is_much(const journal *j) {
    return !j->cannot_map_ahead || j->size - j->mapped > j->mapped / 8;
}

int32_t asbi_journal_view_begin(journal *j) {
    j->window_length = 0;
    int32_t status = j->files->size(j->files->self, &j->size, j->file);
    if (status) return asbi_io_failed(j, status, "size");
    if (j->mapped > j->size && j->cannot_map_ahead) unmap(j);
    return ASB_OK;
}

/* How far a window goes depends on what is at hand: scanning goes on after it, one record does not. */
static int32_t fill_window(journal *j, uint64_t at, uint64_t length) {
    size_t got, wanted = j->window_length && at == j->window_at + j->window_length ? WINDOW : NEAR_WINDOW;
    if (length > SIZE_MAX / 2) return ASB_ENOMEM;
    wanted = MAX_OF(wanted, (size_t)length);
    j->window_length = 0;
    int32_t status = asbi_room(j, &j->window, &j->window_capacity, wanted);
    if (!status) status = j->files->read(j->files->self, j->file, at, j->window, wanted, &got);
    if (status) return asbi_io_failed(j, status, "read");
    j->window_at = at;
    j->window_length = got;
    return got < length ? ASB_ABSENT : ASB_OK;
}

void asbi_journal_view_all(journal *j) {
    if (j->mapped < j->size) map(j);
}

int32_t asbi_view(journal *j, const uint8_t **out, uint64_t at, uint64_t length) {
    uint64_t end = at + length;
    if (end < at || end > j->size) return ASB_ABSENT;
    if (j->own && at >= j->own_at && end <= j->own_at + j->own_length) {
        *out = j->own + (at - j->own_at);
        return ASB_OK;
    }
    if (end > j->mapped && is_much(j)) map(j);
    if (end <= j->mapped) {
        *out = j->map + at;
        return ASB_OK;
    }
    if (at < j->window_at || end > j->window_at + j->window_length) {
        int32_t status = fill_window(j, at, length);
        if (status) return status;
    }
    *out = j->window + (at - j->window_at);
    return ASB_OK;
}

/* ---- changing */

int32_t asbi_write_at(journal *j, uint64_t at, const void *bytes, uint64_t length) {
    j->window_length = 0;
    int32_t status = length > SIZE_MAX ? ASB_ENOMEM : j->files->write(j->files->self, j->file, at, bytes, (size_t)length);
    if (status) return asbi_io_failed(j, status, "write");
    j->size = MAX_OF(j->size, at + length);
    return ASB_OK;
}

int32_t asbi_fill_at(journal *j, uint64_t at, uint64_t length, int fill) {
    uint8_t block[FILL];
    int32_t status = ASB_OK;
    memset(block, fill, sizeof block);
    while (!status && length) {
        uint64_t part = MIN_OF(length, FILL);
        status = asbi_write_at(j, at, block, part);
        at += part;
        length -= part;
    }
    return status;
}

int32_t asbi_sync_file(journal *j) {
    int32_t status = j->files->sync(j->files->self, j->file);
    return status ? asbi_io_failed(j, status, "sync") : ASB_OK;
}
