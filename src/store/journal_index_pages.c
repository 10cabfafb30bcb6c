/* Bytes of the index, read a page at a time and compared with the page's digest before anything is made of them. They are read and not mapped: whoever shortens a file
 * that is mapped makes a crash of it, and pages that are copied first cannot change between being checked and being used. */
#include "journal_index_file.h"

#include "../base/container.h"
#include "../base/sha256.h"
#include <string.h>

uint64_t asbi_jindex_hash(const journal *j, asb_bytes id) {
    return asbi_sum(j, 0, id.data, id.length);
}

/* The place of the journal's frame is in neither: it is known only when the digest is. */
void asbi_jindex_seal(const uint8_t first[INDEX_PAGE], const uint8_t *roots, size_t length, uint8_t digest[INDEX_DIGEST]) {
    sha256 s;
    asbi_sha256_begin(&s);
    asbi_sha256_add(&s, first, INDEX_AT_FRAME);
    asbi_sha256_add(&s, roots, length);
    asbi_sha256_end(&s, digest);
}

/* ---- opening */

static int32_t read_whole(const index_file *x, uint64_t at, void *to, size_t length) {
    size_t got = 0;
    int32_t status = x->files->read(x->files->self, x->handle, at, to, length, &got);
    return status || got < length ? ASB_ABSENT : ASB_OK;
}

static int is_within(const index_file *x, uint64_t at, uint64_t count) {
    uint64_t end = (x->pages + 1) * INDEX_PAGE;
    return at >= INDEX_PAGE && at <= end && count <= (end - at) / 8;
}

static int is_ours(const journal *j, const uint8_t *first) {
    return memcmp(first, MAGIC_INDEX, 8) == 0 && asbi_get32(first + INDEX_AT_VERSION) == INDEX_VERSION &&
        asbi_get32(first + INDEX_AT_PAGE) == INDEX_PAGE && memcmp(first + INDEX_AT_ID, j->id, sizeof j->id) == 0 &&
        asbi_get64(first + INDEX_AT_GENERATION) == j->generation;
}

static int has_sizes(index_file *x, uint64_t size) {
    const uint8_t *first = x->first;
    x->cases = asbi_get32(first + INDEX_AT_CASES);
    x->policies = asbi_get32(first + INDEX_AT_POLICIES);
    x->buckets = asbi_get32(first + INDEX_AT_BUCKETS);
    x->directory = asbi_get64(first + INDEX_AT_DIRECTORY);
    x->policy_list = asbi_get64(first + INDEX_AT_POLICY_LIST);
    x->pages = asbi_get64(first + INDEX_AT_PAGES);
    if (!x->pages || x->pages > size / INDEX_PAGE || !x->buckets || (x->buckets & (x->buckets - 1))) return 0;
    uint64_t lists = (x->pages + INDEX_DIGESTS - 1) / INDEX_DIGESTS;
    if (lists * INDEX_DIGEST > INDEX_LONGEST_ROOTS) return 0;
    x->roots_length = (size_t)lists * INDEX_DIGEST;
    return size == (1 + x->pages + lists) * INDEX_PAGE + x->roots_length && is_within(x, x->directory, (uint64_t)x->buckets + 1) &&
        is_within(x, x->policy_list, x->policies);
}

static int32_t read_roots(index_file *x, uint64_t size) {
    x->roots = asbi_alloc(x->memory, x->roots_length);
    x->cache = asbi_alloc(x->memory, (size_t)INDEX_CACHE * INDEX_PAGE);
    return x->roots && x->cache ? read_whole(x, size - x->roots_length, x->roots, x->roots_length) : ASB_ENOMEM;
}

static int32_t open_index(journal *j, index_file *x) {
    uint64_t size;
    int32_t status = x->files->size(x->files->self, &size, x->handle) ? ASB_ABSENT : ASB_OK;
    if (!status) status = read_whole(x, 0, x->first, sizeof x->first);
    if (!status) status = is_ours(j, x->first) && has_sizes(x, size) ? ASB_OK : ASB_ABSENT;
    return status ? status : read_roots(x, size);
}

static int32_t open_beside(journal *j, intptr_t *handle) {
    char *path = asbi_journal_path(j->memory, j->path, ".index");
    if (!path) return ASB_ENOMEM;
    int32_t status = j->files->open(j->files->self, handle, path, FILE_EXISTING);
    asbi_release(j->memory, path, strlen(path) + 1);
    return status ? ASB_ABSENT : ASB_OK;
}

int32_t asbi_jindex_open(index_file **out, journal *j) {
    intptr_t handle;
    int32_t status = open_beside(j, &handle);
    if (status) return status;
    index_file *x = asbi_alloc(j->memory, sizeof *x);
    if (!x) {
        (void)j->files->close(j->files->self, handle);
        return ASB_ENOMEM;
    }
    x->files = j->files;
    x->memory = j->memory;
    x->handle = handle;
    status = open_index(j, x);
    if (status)
        asbi_jindex_free(x);
    else
        *out = x;
    return status;
}

void asbi_jindex_free(index_file *x) {
    if (!x) return;
    memory *m = x->memory;
    (void)x->files->close(x->files->self, x->handle);
    asbi_release(m, x->roots, x->roots_length);
    asbi_release(m, x->cache, (size_t)INDEX_CACHE * INDEX_PAGE);
    asbi_release(m, x->tail, x->tail_capacity * sizeof *x->tail);
    asbi_release(m, x->chains, x->chain_count * sizeof *x->chains);
    asbi_release(m, x, sizeof *x);
}

/* ---- reading */

/* In its place in the cache, whatever it is; NULL where it cannot be read, or is not what it was. */
static const uint8_t *load_page(index_file *x, uint64_t number, const uint8_t expected[INDEX_DIGEST]) {
    size_t slot = (size_t)(number % INDEX_CACHE);
    uint8_t *page = x->cache + slot * INDEX_PAGE, digest[INDEX_DIGEST];
    x->cached[slot] = 0;
    if (read_whole(x, number * INDEX_PAGE, page, INDEX_PAGE) != ASB_OK) return NULL;
    asbi_sha256(page, INDEX_PAGE, digest);
    if (memcmp(digest, expected, INDEX_DIGEST) != 0) return NULL;
    x->cached[slot] = number;
    return page;
}

static const uint8_t *cached_page(const index_file *x, uint64_t number) {
    size_t slot = (size_t)(number % INDEX_CACHE);
    return x->cached[slot] == number ? x->cache + slot * INDEX_PAGE : NULL;
}

static const uint8_t *digest_page(index_file *x, uint64_t list) {
    const uint8_t *page = cached_page(x, x->pages + 1 + list);
    return page ? page : load_page(x, x->pages + 1 + list, x->roots + list * INDEX_DIGEST);
}

static const uint8_t *data_page(index_file *x, uint64_t number) {
    const uint8_t *page = cached_page(x, number);
    uint8_t expected[INDEX_DIGEST]; /* the page may come to stand where its digest does */
    if (page) return page;
    page = digest_page(x, (number - 1) / INDEX_DIGESTS);
    if (!page) return NULL;
    memcpy(expected, page + (number - 1) % INDEX_DIGESTS * INDEX_DIGEST, INDEX_DIGEST);
    return load_page(x, number, expected);
}

int32_t asbi_jindex_read(index_file *x, uint64_t at, void *to, size_t length) {
    uint8_t *out = to;
    uint64_t end = (x->pages + 1) * INDEX_PAGE;
    if (at < INDEX_PAGE || at > end || length > end - at) return ASB_ABSENT;
    while (length) {
        size_t from = (size_t)(at % INDEX_PAGE), part = MIN_OF(length, INDEX_PAGE - from);
        const uint8_t *page = data_page(x, at / INDEX_PAGE);
        if (!page) return ASB_ABSENT;
        memcpy(out, page + from, part);
        out += part;
        at += part;
        length -= part;
    }
    return ASB_OK;
}
