/* Writing the index: all of it, from what is in memory, into a file of another name; then the journal is told its digest, and then it takes its name.
 *
 * When. Before a journal is closed by somebody who wrote to it, and when reading what has come since the last index would be felt by those who open it; so that of many short
 * programs that write a record each, one in some thousands writes the index, and costs for each of them are small. Nobody waits for it: the lock is held only while the
 * journal is told. Nothing is synced but the commit that tells it: what power takes away of the index no longer has its digest.
 *
 * Where it fails, at any point, the index that was there is there, or one that is not believed, and the journal has at most a commit more that names an index which is not to be had. Two who write
 * one at a time get in each other's way at worst so. */
#include "journal_index_file.h"

#include "../base/container.h"
#include "../base/sha256.h"
#include <string.h>

enum { BLOCK_PAGES = 16, BLOCK = BLOCK_PAGES * INDEX_PAGE, CASES_TOGETHER = 2 };

/* In records and entries that have come since the last one: a sixteenth of the records, and within these. */
enum { LEAST_WORTH = 8192, MOST_WORTH = 65536, WORTH_PART = 16 };

typedef struct page_digest {
    uint8_t bytes[INDEX_DIGEST];
} page_digest;

typedef struct index_writer {
    journal *j;
    char *path;
    intptr_t file;
    int is_open;
    frame last; /* of the journal, as far as it will be in the index */
    uint8_t first[INDEX_PAGE];
    uint8_t *block; /* of data, not written yet */
    size_t filled;
    uint64_t place; /* where it will begin */
    page_digest *digests;
    uint32_t digest_count, digest_capacity;
    uint32_t *order; /* cases, as they stand in it */
    size_t order_room;
    uint32_t *starts; /* of each bucket in that order */
    uint64_t *directory;
    uint32_t buckets, cases;
    int32_t status;
} index_writer;

/* ---- data, a block at a time */

static void write_at(index_writer *w, uint64_t at, const void *bytes, size_t length) {
    const file_system *files = w->j->files;
    if (!w->status && length) w->status = files->write(files->self, w->file, at, bytes, length);
}

static void flush(index_writer *w) {
    sha256_message messages[BLOCK_PAGES];
    uint32_t pages = (uint32_t)((w->filled + INDEX_PAGE - 1) / INDEX_PAGE);
    size_t length = (size_t)pages * INDEX_PAGE;
    if (!w->status)
        w->status = asbi_grow(w->j->memory, &w->digests, &w->digest_capacity, (uint64_t)w->digest_count + pages, sizeof *w->digests,
                              UINT32_MAX);
    if (w->status) return;
    memset(w->block + w->filled, 0, length - w->filled);
    for (uint32_t i = 0; i < pages; i++)
        messages[i] = (sha256_message){w->block + (size_t)i * INDEX_PAGE, INDEX_PAGE, w->digests[w->digest_count + i].bytes};
    asbi_sha256_many(messages, pages);
    write_at(w, w->place, w->block, length);
    w->digest_count += pages;
    w->place += length;
    w->filled = 0;
}

static void put(index_writer *w, const void *bytes, size_t length) {
    const uint8_t *from = bytes;
    while (length && !w->status) {
        size_t part = MIN_OF(length, BLOCK - w->filled);
        memcpy(w->block + w->filled, from, part);
        w->filled += part;
        from += part;
        length -= part;
        if (w->filled == BLOCK) flush(w);
    }
}

static void put32(index_writer *w, uint32_t number) {
    uint8_t bytes[4];
    asbi_set32(bytes, number);
    put(w, bytes, sizeof bytes);
}

static void put64(index_writer *w, uint64_t number) {
    uint8_t bytes[8];
    asbi_set64(bytes, number);
    put(w, bytes, sizeof bytes);
}

static uint64_t here(const index_writer *w) {
    return w->place + w->filled;
}

/* ---- a case */

static uint32_t put_place(index_writer *w, uint64_t at, int writes) {
    if (writes) put64(w, at);
    return 1;
}

/* The entries that its records are in, and that of its summary, in their order; how many. The route is made. */
static uint32_t put_places(index_writer *w, const catalogued *k, int writes) {
    const journal *j = w->j;
    uint64_t before = 0, summary = k->summary;
    uint32_t count = 0;
    for (uint32_t i = 0; i < k->version; i++) {
        uint64_t at = j->records[j->route[i]].entry & ~RECORD_ERASED;
        if (at == before) continue;
        if (summary && summary < at) count += put_place(w, summary, writes);
        if (summary <= at) summary = 0;
        count += put_place(w, at, writes);
        before = at;
    }
    return summary ? count + put_place(w, summary, writes) : count;
}

static uint32_t put_erased(index_writer *w, const catalogued *k, int writes) {
    const journal *j = w->j;
    uint32_t count = 0;
    for (uint32_t i = 0; i < k->version; i++) {
        if (!(j->records[j->route[i]].entry & RECORD_ERASED)) continue;
        if (writes) put32(w, i + 1);
        count++;
    }
    return count;
}

static void put_case(index_writer *w, const catalogued *k) {
    static const uint8_t zeros[8];
    int32_t status = asbi_route(w->j, k, 1);
    if (status) {
        w->status = status;
        return;
    }
    uint32_t entries = put_places(w, k, 0), erased = put_erased(w, k, 0);
    uint64_t length = INDEX_CASE_FIXED + (uint64_t)entries * 8 + (uint64_t)erased * 4 + k->id_length, fill = (8 - length % 8) % 8;
    if (length > UINT32_MAX - 8) {
        w->status = ASB_ELIMIT;
        return;
    }
    put32(w, (uint32_t)(length + fill));
    put32(w, k->id_length);
    put32(w, entries);
    put32(w, erased);
    put64(w, k->version);
    put64(w, k->summary);
    (void)put_places(w, k, 1);
    (void)put_erased(w, k, 1);
    put(w, k->id, k->id_length);
    put(w, zeros, (size_t)fill);
}

/* ---- all cases, those together whose hashes have the same end */

static uint32_t bucket_of(const index_writer *w, const catalogued *k) {
    return (uint32_t)asbi_jindex_hash(w->j, (asb_bytes){k->id, k->id_length}) & (w->buckets - 1);
}

static int32_t order_cases(index_writer *w) {
    const catalogue *all = &w->j->cases;
    memory *m = w->j->memory;
    for (w->buckets = 1; w->buckets < all->count / CASES_TOGETHER; w->buckets *= 2) {
    }
    w->starts = asbi_alloc_array(m, (size_t)w->buckets + 1, sizeof *w->starts);
    w->directory = asbi_alloc_array(m, (size_t)w->buckets + 1, sizeof *w->directory);
    w->order_room = (size_t)all->count + 1;
    w->order = asbi_alloc_array(m, w->order_room, sizeof *w->order);
    if (!w->starts || !w->directory || !w->order) return ASB_ENOMEM;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->cases[i].version) w->starts[bucket_of(w, &all->cases[i])]++, w->cases++;
    for (uint32_t b = 0, before = 0, n; b <= w->buckets; b++, before += n) n = w->starts[b], w->starts[b] = before;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->cases[i].version) w->order[w->starts[bucket_of(w, &all->cases[i])]++] = i;
    return ASB_OK; /* each start is by now where its bucket ends */
}

static void put_cases(index_writer *w) {
    uint32_t next = 0;
    for (uint32_t b = 0; b < w->buckets && !w->status; b++) {
        w->directory[b] = here(w);
        for (; next < w->starts[b] && !w->status; next++) put_case(w, &w->j->cases.cases[w->order[next]]);
    }
    w->directory[w->buckets] = here(w);
}

static void put_data(index_writer *w) {
    const journal *j = w->j;
    uint8_t *first = w->first;
    put_cases(w);
    asbi_set64(first + INDEX_AT_DIRECTORY, here(w));
    for (uint32_t b = 0; b <= w->buckets; b++) put64(w, w->directory[b]);
    asbi_set64(first + INDEX_AT_POLICY_LIST, here(w));
    for (uint32_t i = 0; i < j->policy_count; i++) put64(w, j->policies[i].entry);
    flush(w);
}

/* ---- the first page */

static int32_t put_samples(index_writer *w) {
    journal *j = w->j;
    for (size_t i = 0; i < INDEX_SAMPLES && j->record_count; i++) {
        uint8_t *to = w->first + INDEX_AT_SAMPLES + i * 16;
        entry_view e;
        frame f;
        const known_record *r = &j->records[(uint64_t)(j->record_count - 1) * i / (INDEX_SAMPLES - 1)];
        int32_t status = asbi_entry_find(j, &e, r->entry & ~RECORD_ERASED);
        if (!status) status = asbi_frame_at(j, &f, e.frame);
        if (status) return status;
        asbi_set64(to, f.at);
        asbi_set64(to + 8, f.check);
    }
    return ASB_OK;
}

static void put_first(index_writer *w) {
    const journal *j = w->j;
    uint8_t *first = w->first;
    memcpy(first, MAGIC_INDEX, 8);
    asbi_set32(first + INDEX_AT_VERSION, INDEX_VERSION);
    asbi_set32(first + INDEX_AT_PAGE, INDEX_PAGE);
    memcpy(first + INDEX_AT_ID, j->id, sizeof j->id);
    asbi_set64(first + INDEX_AT_GENERATION, j->generation);
    asbi_set64(first + INDEX_AT_END, w->last.at + w->last.length);
    asbi_set64(first + INDEX_AT_LAST, w->last.at);
    asbi_set64(first + INDEX_AT_LAST_CHECK, w->last.check);
    asbi_set64(first + INDEX_AT_NUMBER, w->last.number);
    asbi_set64(first + INDEX_AT_CALENDAR, j->calendar);
    asbi_set64(first + INDEX_AT_RECORDS, j->record_count);
    asbi_set32(first + INDEX_AT_CASES, w->cases);
    asbi_set32(first + INDEX_AT_POLICIES, j->policy_count);
    asbi_set32(first + INDEX_AT_BUCKETS, w->buckets);
    asbi_set64(first + INDEX_AT_PAGES, w->digest_count);
    w->status = put_samples(w);
}

/* ---- digests: of pages, and of pages of those */

/* How many pages of digests there are; what is not filled in the last one is zero. */
static uint32_t fill_lists(index_writer *w) {
    uint32_t lists = (w->digest_count + INDEX_DIGESTS - 1) / INDEX_DIGESTS;
    w->status = asbi_grow(w->j->memory, &w->digests, &w->digest_capacity, (uint64_t)lists * INDEX_DIGESTS, sizeof *w->digests, UINT32_MAX);
    return w->status ? 0 : lists;
}

static void put_digests(index_writer *w, uint8_t seal[INDEX_DIGEST]) {
    memory *m = w->j->memory;
    uint32_t lists = fill_lists(w);
    page_digest *roots = w->status ? NULL : asbi_alloc_array(m, lists, sizeof *roots);
    if (!w->status && !roots) w->status = ASB_ENOMEM;
    if (w->status) return;
    for (uint32_t i = 0; i < lists; i++) asbi_sha256(w->digests + (size_t)i * INDEX_DIGESTS, INDEX_PAGE, roots[i].bytes);
    write_at(w, w->place, w->digests, (size_t)lists * INDEX_PAGE);
    write_at(w, w->place + (uint64_t)lists * INDEX_PAGE, roots, lists * sizeof *roots);
    asbi_jindex_seal(w->first, roots->bytes, lists * sizeof *roots, seal);
    asbi_release(m, roots, lists * sizeof *roots);
}

/* ---- the file */

static int32_t begin(index_writer *w) {
    journal *j = w->j;
    const file_system *files = j->files;
    w->place = INDEX_PAGE;
    w->path = asbi_journal_path(j->memory, j->path, ".index.new");
    w->block = asbi_alloc(j->memory, BLOCK);
    if (!w->path || !w->block) return ASB_ENOMEM;
    (void)files->remove(files->self, w->path);
    int32_t status = files->open(files->self, &w->file, w->path, FILE_NEW);
    w->is_open = status == ASB_OK;
    if (!status && files->same_access) status = files->same_access(files->self, w->file, j->file);
    return status ? status : order_cases(w);
}

/* Under the lock it is seen whether the journal still is what the index is of. */
static int32_t tell_journal(index_writer *w, const uint8_t seal[INDEX_DIGEST], uint64_t *at) {
    journal *j = w->j;
    uint64_t rebuilt = j->rebuilt;
    int32_t status = asbi_lock(j);
    if (status) return status;
    status = asbi_refresh(j, 1);
    if (!status && (rebuilt != j->rebuilt || j->lost || j->nonsense)) status = ASB_ESTATE;
    if (!status) status = asbi_commit_index(j, seal, w->last.at + w->last.length, at);
    asbi_unlock_sure(j);
    return status;
}

static void write_all(index_writer *w) {
    uint8_t seal[INDEX_DIGEST];
    uint64_t at = 0;
    w->status = begin(w);
    if (!w->status) put_data(w);
    if (!w->status) put_first(w);
    if (!w->status) put_digests(w, seal);
    if (!w->status) w->status = tell_journal(w, seal, &at);
    asbi_set64(w->first + INDEX_AT_FRAME, at);
    write_at(w, 0, w->first, INDEX_PAGE);
}

static void end(index_writer *w) {
    journal *j = w->j;
    memory *m = j->memory;
    const file_system *files = j->files;
    char *name = asbi_journal_path(m, j->path, ".index");
    if (!name && !w->status) w->status = ASB_ENOMEM;
    if (w->is_open) (void)files->close(files->self, w->file);
    if (!w->status) w->status = files->rename(files->self, w->path, name);
    if (w->status && w->is_open) (void)files->remove(files->self, w->path);
    if (name) asbi_release(m, name, strlen(name) + 1);
    if (w->path) asbi_release(m, w->path, strlen(w->path) + 1);
    asbi_release(m, w->block, w->block ? BLOCK : 0);
    asbi_release(m, w->digests, w->digest_capacity * sizeof *w->digests);
    asbi_release(m, w->order, w->order_room * sizeof *w->order);
    asbi_release(m, w->starts, ((size_t)w->buckets + 1) * sizeof *w->starts);
    asbi_release(m, w->directory, ((size_t)w->buckets + 1) * sizeof *w->directory);
}

/* Of a journal with damage there is none, so that whoever opens it comes upon that. */
int32_t asbi_jindex_write(journal *j) {
    int32_t status = asbi_refresh(j, 0);
    if (!status) status = asbi_whole(j, 0);
    if (status) return status;
    if (j->lost || j->nonsense || !j->last.length || j->last.from_tail || j->last.kind == FRAME_MOVED) return ASB_ESTATE;
    index_writer *w = asbi_alloc(j->memory, sizeof *w);
    if (!w) return ASB_ENOMEM;
    w->j = j;
    w->last = j->last;
    write_all(w);
    end(w);
    status = w->status;
    asbi_release(j->memory, w, sizeof *w);
    return status;
}

/* ---- when */

static int is_worth_it(const journal *j) {
    uint64_t records = j->index.file ? asbi_get64(j->index.file->first + INDEX_AT_RECORDS) : j->record_count;
    return j->index.unindexed >= MIN_OF(MAX_OF(records / WORTH_PART, LEAST_WORTH), MOST_WORTH);
}

/* Nobody is told of it, and nobody can stop it: who closes a store has no more to ask of it. */
void asbi_jindex_keep(journal *j) {
    asb_engine *e = j->engine;
    if (!j->is_open || !j->index.wrote || j->stale || !is_worth_it(j)) return;
    fault before = e->fault;
    int32_t (*told)(void *, const char *, uint64_t, uint64_t) = e->hooks.progress;
    e->hooks.progress = NULL;
    int32_t status = asbi_refresh(j, 0);
    if (!status && is_worth_it(j) && asbi_jindex_end(j) <= j->index.covered) (void)asbi_jindex_write(j);
    e->hooks.progress = told;
    e->fault = before;
}
