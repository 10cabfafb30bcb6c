/* The file's header: two copies, in a sector each.
 *
 * Making a file: under the lock, so that of two creators one finds the other's header. A file in which neither copy is good is one that is just being made, or whose making
 * was interrupted, if it is no longer than the header and begins like one or with zeros; nobody can have written a commit to it. Anything else is no
 * journal, and is left alone. */
#include "journal.h"

#include "../base/container.h"
#include "checksum.h"
#include <string.h>

enum { AT_VERSION = 8, AT_SIZE = 12, AT_ID = 16, AT_GENERATION = 32, AT_BEFORE = 40, AT_COPY = 48, AT_CHECK = HEADER_COPY - 8 };

static int is_sound(const uint8_t *copy, unsigned number) {
    return memcmp(copy, MAGIC_HEADER, 8) == 0 && asbi_get32(copy + AT_COPY) == number &&
        asbi_get64(copy + AT_CHECK) == asbi_checksum(0, copy, AT_CHECK);
}

static void make_copy(uint8_t copy[HEADER_COPY], const journal *j, unsigned number) {
    memset(copy, 0, HEADER_COPY);
    memcpy(copy, MAGIC_HEADER, 8);
    asbi_set32(copy + AT_VERSION, FORMAT_VERSION);
    asbi_set32(copy + AT_SIZE, HEADER_COPY);
    memcpy(copy + AT_ID, j->id, sizeof j->id);
    asbi_set64(copy + AT_GENERATION, j->generation);
    asbi_set64(copy + AT_BEFORE, j->before);
    asbi_set32(copy + AT_COPY, number);
    asbi_set64(copy + AT_CHECK, asbi_checksum(0, copy, AT_CHECK));
}

int32_t asbi_header_take(journal *j, const uint8_t *copy) {
    uint8_t first[HEADER_COPY];
    if (asbi_get32(copy + AT_VERSION) != FORMAT_VERSION)
        return asbi_fail(&j->engine->fault, ASB_EVERSION, "journal-version", "path", j->path, (char *)NULL);
    memcpy(j->id, copy + AT_ID, sizeof j->id);
    j->seed = asbi_get64(j->id) ^ asbi_get64(j->id + 8);
    j->generation = asbi_get64(copy + AT_GENERATION);
    j->before = asbi_get64(copy + AT_BEFORE);
    memcpy(first, copy, sizeof first); /* what the first copy says, be it this one or not */
    asbi_set32(first + AT_COPY, 0);
    j->header_check = asbi_checksum(0, first, AT_CHECK);
    return ASB_OK;
}

/* 1 where that copy is sound, and *out is it; 0; or an error. */
static int32_t look(journal *j, const uint8_t **out, unsigned number) {
    int32_t status = asbi_view(j, out, (uint64_t)number * HEADER_COPY, HEADER_COPY);
    if (status) return status == ASB_ABSENT ? 0 : status;
    return is_sound(*out, number);
}

int32_t asbi_header_is_good(journal *j, unsigned copy) {
    const uint8_t *bytes;
    return look(j, &bytes, copy);
}

/* ASB_ABSENT where neither copy is sound. */
static int32_t read_header(journal *j) {
    const uint8_t *copy;
    int32_t found = 0;
    for (unsigned number = 0; number < 2 && found == 0; number++) found = look(j, &copy, number);
    if (found < 0) return found;
    return found ? asbi_header_take(j, copy) : ASB_ABSENT;
}

/* Is this what an interrupted creation can have left? */
static int32_t may_be_made(journal *j) {
    const uint8_t *bytes;
    if (j->size == 0) return 1;
    if (j->size > FIRST_FRAME) return 0;
    int32_t status = asbi_view(j, &bytes, 0, j->size);
    if (status) return status;
    size_t most = (size_t)MIN_OF(j->size, 8);
    return memcmp(bytes, MAGIC_HEADER, most) == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, (size_t)j->size - 1) == 0) ||
        (j->size > HEADER_COPY && bytes[0] == 0 &&
         memcmp(bytes + HEADER_COPY, MAGIC_HEADER, (size_t)MIN_OF(j->size - HEADER_COPY, 8)) == 0);
}

static int32_t write_header(journal *j) {
    uint8_t both[FIRST_FRAME];
    make_copy(both, j, 0);
    make_copy(both + HEADER_COPY, j, 1);
    return asbi_write_at(j, 0, both, sizeof both);
}

int32_t asbi_name_settle(journal *j) {
    int32_t status = j->files->sync_directory(j->files->self, j->path);
    return status ? asbi_io_failed(j, status, "sync-directory") : ASB_OK;
}

int32_t asbi_header_settle(journal *j) {
    int32_t status = write_header(j);
    if (!status) status = asbi_sync_file(j);
    return status ? status : asbi_name_settle(j);
}

/* Under the lock. */
static int32_t make(journal *j) {
    int32_t status = asbi_journal_view_begin(j);
    if (!status) status = read_header(j); /* another has made it in the meantime */
    if (status != ASB_ABSENT) return status;
    status = may_be_made(j);
    if (status == 0) return asbi_fail(&j->engine->fault, ASB_ECORRUPT, "journal-foreign", "path", j->path, (char *)NULL);
    if (status < 0) return status;
    j->generation = 1;
    status = asbi_random(j->engine, j->id, sizeof j->id);
    if (!status) status = asbi_header_settle(j);
    if (!status) status = asbi_journal_view_begin(j);
    return status ? status : read_header(j);
}

int32_t asbi_header_open(journal *j) {
    int32_t status = asbi_journal_view_begin(j);
    if (!status) status = read_header(j);
    if (status != ASB_ABSENT) return status;
    status = asbi_lock(j);
    if (status) return status;
    status = make(j);
    asbi_unlock(j);
    return status == ASB_ABSENT ? asbi_io_failed(j, ASB_EIO, "read") : status;
}

/* ---- compaction */

/* Same id, so that tokens of before are still the journal's; and the frame that says "moved" counts among those that are not in here. */
int32_t asbi_header_renew(journal *j, const journal *old) {
    uint8_t first[HEADER_COPY];
    memcpy(j->id, old->id, sizeof j->id);
    j->generation = old->generation + 1;
    j->before = old->number + 1;
    make_copy(first, j, 0);
    int32_t status = asbi_header_take(j, first);
    return status ? status : write_header(j);
}

int32_t asbi_header_later(journal *j, intptr_t file, uint8_t copy[HEADER_COPY]) {
    for (unsigned number = 0; number < 2; number++) {
        size_t got = 0;
        int32_t status = j->files->read(j->files->self, file, (uint64_t)number * HEADER_COPY, copy, HEADER_COPY, &got);
        if (status) return asbi_io_failed(j, status, "read");
        if (got < HEADER_COPY || !is_sound(copy, number)) continue;
        if (asbi_get32(copy + AT_VERSION) != FORMAT_VERSION)
            return asbi_fail(&j->engine->fault, ASB_EVERSION, "journal-version", "path", j->path, (char *)NULL);
        if (memcmp(copy + AT_ID, j->id, sizeof j->id) == 0) return asbi_get64(copy + AT_GENERATION) > j->generation;
    }
    return asbi_fail(&j->engine->fault, ASB_EIO, "journal-foreign", "path", j->path, (char *)NULL); /* somebody put another file there */
}
