/* The index beside the journal: so that a journal of millions of records is open at once, and a case is read for what the case costs.
 *
 * Method. Beside `cases.asb` stands `cases.asb.index`. It says for each case where its entries are in the journal, as far as the journal went when it was written, and
 * nothing that the journal does not say itself. Opening takes that for read, and reads only what comes after. A case is brought into memory when it is asked for: its entries are
 * loaded from the journal, one by one, and applied just as if the journal were read from the beginning and had no other cases (asbi_apply_case). So a record is what its entry says, with its
 * checksums; an entry that is not whole, or of another case, or does not follow from the one before, is noticed. Whoever needs all cases, or their order, has the journal read
 * as without an index (asbi_whole); so does who asks for so many of them that it is the cheaper way.
 *
 * Why it can be believed. A list that may be old, cut short, of another journal, or made up by somebody must not hide a record. So the journal says itself which index is its own: when one was
 * written, a commit with one entry gets the digest of the index (SHA-256, over pages, over their digests, over the list of those). The index says where that
 * commit is. If that says another digest, or is not there, the index is not this journal's, and is not used. Each page is compared with its digest when it is first needed. Whoever could
 * make an index that passes could as well write the journal.
 *
 * That the journal still is what it was is seen from its last frame at that time, and some frames spread over it; of the others, when they are needed. What stood in memory
 * when an index was written had no damage in it.
 *
 * Whatever does not agree, at any time: the index is dropped, all is read from the beginning, and that is the answer. It is never mended, only replaced
 * (journal_index_write.c). */
#include "journal_index_file.h"

#include "../base/container.h"
#include <string.h>

enum {
    BROUGHT_MOST = 64,
    BROUGHT_PART = 8
}; /* so many, or that part of all cases: bringing one costs as much as reading the entries of some */

void asbi_jindex_drop(journal *j) {
    asbi_jindex_free(j->index.file);
    j->index.file = NULL;
    j->index.covered = j->index.unindexed = 0;
    j->index.looked = j->index.broken = 0;
}

/* ---- is it the journal's? */

static int32_t agree(int yes) {
    return yes ? ASB_OK : ASB_ABSENT;
}

/* The commit that says so. */
static int32_t check_frame(journal *j, const index_file *x) {
    uint8_t digest[INDEX_DIGEST];
    frame f;
    entry_view e;
    const uint8_t *first = x->first;
    int32_t status = asbi_frame_at(j, &f, asbi_get64(first + INDEX_AT_FRAME));
    if (!status) status = agree(f.kind == FRAME_COMMIT && f.entries == 1 && f.table == INDEX_ENTRY);
    if (!status) status = asbi_entry_load(j, &e, &f, HEAD_SIZE);
    if (!status) status = agree(e.kind == ENTRY_INDEX && e.length == INDEX_ENTRY);
    if (status) return status;
    asbi_jindex_seal(first, x->roots, x->roots_length, digest);
    uint64_t end = asbi_get64(first + INDEX_AT_END);
    return agree(memcmp(e.bytes + ENTRY_FIXED, digest, INDEX_DIGEST) == 0 && asbi_get64(e.bytes + ENTRY_FIXED + INDEX_DIGEST) == end &&
                 end >= FIRST_FRAME && f.at >= end && f.number > asbi_get64(first + INDEX_AT_NUMBER));
}

static int32_t check_last(journal *j, frame *f, const uint8_t *first) {
    int32_t status = asbi_frame_at(j, f, asbi_get64(first + INDEX_AT_LAST));
    if (status) return status;
    return agree(f->check == asbi_get64(first + INDEX_AT_LAST_CHECK) && f->at + f->length == asbi_get64(first + INDEX_AT_END) &&
                 f->number == asbi_get64(first + INDEX_AT_NUMBER) && f->kind != FRAME_MOVED);
}

/* Spread over the journal, so that one of which a large part is missing is seen at once. */
static int32_t check_samples(journal *j, const uint8_t *first) {
    for (size_t i = 0; i < INDEX_SAMPLES; i++) {
        const uint8_t *sample = first + INDEX_AT_SAMPLES + i * 16;
        uint64_t at = asbi_get64(sample);
        frame f;
        if (!at) continue;
        int32_t status = asbi_frame_at(j, &f, at);
        if (!status) status = agree(f.check == asbi_get64(sample + 8));
        if (status) return status;
    }
    return ASB_OK;
}

/* ---- taking it for read */

static int32_t take_policies(journal *j, index_file *x) {
    for (uint32_t i = 0; i < x->policies; i++) {
        uint8_t place[8];
        entry_view e;
        int32_t status = asbi_jindex_read(x, x->policy_list + (uint64_t)i * 8, place, sizeof place);
        if (!status) status = asbi_entry_find(j, &e, asbi_get64(place));
        if (!status) status = agree(e.kind == ENTRY_POLICY);
        if (!status) status = asbi_apply_policy(j, &e);
        if (status) return status;
    }
    return ASB_OK;
}

static int32_t take_calendar(journal *j, const uint8_t *first) {
    uint64_t place = asbi_get64(first + INDEX_AT_CALENDAR);
    entry_view e;
    int32_t status = place ? asbi_entry_find(j, &e, place) : ASB_OK;
    if (!status && place) status = agree(e.kind == ENTRY_CALENDAR);
    j->calendar = place;
    return status;
}

static int32_t take(journal *j, index_file *x) {
    frame last = {.at = 0};
    int32_t status = check_frame(j, x);
    if (!status) status = check_last(j, &last, x->first);
    if (!status) status = check_samples(j, x->first);
    last.sure = 1; /* as is all that an index is of */
    if (!status) status = asbi_remember_last(j, &last);
    if (!status) status = take_policies(j, x);
    if (!status) status = take_calendar(j, x->first);
    j->index.covered = j->end;
    return status;
}

/* Nothing is known yet. */
int32_t asbi_jindex_attach(journal *j) {
    if (j->index.looked || j->index.off || j->size <= FIRST_FRAME) return ASB_OK;
    int32_t status = asbi_jindex_open(&j->index.file, j);
    if (!status) {
        status = take(j, j->index.file);
        if (!status) return ASB_OK;
        asbi_forget(j);
        j->engine->fault.status = ASB_OK;
    }
    j->index.looked = status != ASB_ENOMEM;
    return status == ASB_ENOMEM ? status : ASB_OK;
}

uint64_t asbi_jindex_end(journal *j) {
    index_file *x = NULL;
    if (asbi_jindex_open(&x, j) != ASB_OK) return 0;
    uint64_t end = check_frame(j, x) == ASB_OK ? asbi_get64(x->first + INDEX_AT_END) : 0;
    asbi_jindex_free(x);
    return end;
}

/* ---- going on without it */

/* Where there is damage, all that can be known of it is in the frames. */
int asbi_jindex_gives_up(journal *j) {
    if (!j->lost && !j->nonsense) return 0;
    j->index.off = 1;
    asbi_forget(j);
    return 1;
}

/* It still stands there, and is good for the next who opens the journal. */
int32_t asbi_whole(journal *j, int locked) {
    if (!j->index.file) return ASB_OK;
    uint64_t covered = j->index.covered;
    j->index.off = 1;
    asbi_forget(j);
    j->index.covered = covered;
    return asbi_refresh(j, locked);
}

static int32_t do_without(journal *j, int locked) {
    j->engine->fault.status = ASB_OK;
    j->index.covered = 0;
    return asbi_whole(j, locked);
}

/* ---- bringing a case */

static int is_same(asb_bytes a, asb_bytes b) {
    return a.length == b.length && (!a.length || memcmp(a.data, b.data, a.length) == 0);
}

/* Is that entry where its frame says that its table is? */
static int32_t check_place(journal *j, const entry_view *e) {
    frame f;
    int32_t status = asbi_frame_at(j, &f, e->frame);
    if (status) return status;
    uint64_t offset = e->at - f.at, end = HEAD_SIZE + (uint64_t)f.table;
    return agree(f.kind == FRAME_COMMIT && offset >= HEAD_SIZE && offset <= end && e->length <= end - offset && f.at + f.length <= j->end);
}

/* The moment is not the one of the commit: while an index is in use nobody asks for the order of writing. */
static int32_t bring_entry(journal *j, asb_bytes id, uint64_t at) {
    entry_view e;
    case_entry c;
    uint32_t nonsense = j->nonsense;
    int32_t status = at >= FIRST_FRAME ? asbi_entry_find(j, &e, at) : ASB_ABSENT;
    if (!status) status = agree(e.kind == ENTRY_CASE && asbi_case_entry(&c, &e) && is_same(c.id, id));
    if (!status) status = check_place(j, &e);
    if (!status) status = asbi_apply_case(j, &e, &c, (moment){j->number, 1});
    return status ? status : agree(j->nonsense == nonsense);
}

typedef struct indexed {
    uint64_t at; /* in the index */
    uint32_t length, id, entries, erased, version;
    uint64_t summary;
} indexed;

static int32_t read_indexed(index_file *x, indexed *k, uint64_t at, uint64_t end) {
    uint8_t fixed[INDEX_CASE_FIXED];
    int32_t status = asbi_jindex_read(x, at, fixed, sizeof fixed);
    if (status) return status;
    *k = (indexed){at,
                   asbi_get32(fixed + INDEX_CASE_LENGTH),
                   asbi_get32(fixed + INDEX_CASE_ID),
                   asbi_get32(fixed + INDEX_CASE_ENTRIES),
                   asbi_get32(fixed + INDEX_CASE_ERASED),
                   asbi_get32(fixed + INDEX_CASE_VERSION),
                   asbi_get64(fixed + INDEX_CASE_SUMMARY)};
    uint64_t needs = INDEX_CASE_FIXED + (uint64_t)k->entries * 8 + (uint64_t)k->erased * 4 + k->id;
    return agree(needs <= k->length && k->length % 8 == 0 && k->length <= end - at);
}

/* ASB_ABSENT where the index cannot be read; *same is 0 where the case is another. */
static int32_t compare_id(index_file *x, const indexed *k, asb_bytes id, int *same) {
    uint8_t part[256];
    uint64_t at = k->at + INDEX_CASE_FIXED + (uint64_t)k->entries * 8 + (uint64_t)k->erased * 4;
    int32_t status = ASB_OK;
    *same = k->id == id.length;
    for (size_t done = 0, n; *same && done < id.length; done += n) {
        n = MIN_OF(sizeof part, id.length - done);
        status = asbi_jindex_read(x, at + done, part, n);
        *same = !status && memcmp(part, (const uint8_t *)id.data + done, n) == 0;
    }
    return status;
}

/* Cases whose ids have the same end of the hash stand together. `k->length` is 0 where there is no such case. */
static int32_t find_indexed(index_file *x, indexed *k, asb_bytes id, uint64_t hash) {
    uint8_t ends[16];
    int same = 0;
    int32_t status = asbi_jindex_read(x, x->directory + (hash & (x->buckets - 1)) * 8, ends, sizeof ends);
    uint64_t at = asbi_get64(ends), end = asbi_get64(ends + 8);
    while (!status && at < end) {
        status = read_indexed(x, k, at, end);
        if (!status) status = compare_id(x, k, id, &same);
        if (same) return status;
        at += k->length;
    }
    k->length = 0;
    return status;
}

static int32_t bring_entries(journal *j, index_file *x, const indexed *k, asb_bytes id) {
    uint8_t places[64 * 8];
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < k->entries; i++) {
        uint32_t n = i % 64;
        if (!n) status = asbi_jindex_read(x, k->at + INDEX_CASE_FIXED + (uint64_t)i * 8, places, MIN_OF(64, k->entries - i) * (size_t)8);
        if (!status) status = bring_entry(j, id, asbi_get64(places + (size_t)n * 8));
    }
    return status;
}

/* An entry that only erases is not in the index; what it erased is. */
static int32_t bring_erasures(journal *j, index_file *x, const indexed *k, uint32_t number) {
    uint64_t at = k->at + INDEX_CASE_FIXED + (uint64_t)k->entries * 8;
    int32_t status = k->erased ? asbi_route(j, &j->cases.cases[number], 1) : ASB_OK;
    for (uint32_t i = 0; !status && i < k->erased; i++) {
        uint8_t bytes[4];
        status = asbi_jindex_read(x, at + (uint64_t)i * 4, bytes, sizeof bytes);
        uint32_t seq = asbi_get32(bytes);
        if (!status) status = agree(seq >= 1 && seq <= k->version);
        if (!status) j->records[j->route[seq - 1]].entry |= RECORD_ERASED;
    }
    return status;
}

static int32_t bring_indexed(journal *j, index_file *x, const indexed *k, asb_bytes id) {
    int32_t status = bring_entries(j, x, k, id);
    uint32_t number = asbi_catalogue_find(&j->cases, id);
    if (status || number == NO_CASE) return status ? status : ASB_ABSENT;
    const catalogued *now = &j->cases.cases[number];
    status = agree(now->version == k->version && now->summary == k->summary);
    return status ? status : bring_erasures(j, x, k, number);
}

/* An entry with the same hash may be of another case. */
static int32_t bring_waiting(journal *j, index_file *x, asb_bytes id, uint32_t hash) {
    int32_t status = ASB_OK;
    for (uint32_t i = asbi_jindex_next(x, hash, 0); !status && i; i = asbi_jindex_next(x, hash, i)) {
        entry_view e;
        case_entry c;
        status = asbi_entry_find(j, &e, x->tail[i - 1].at);
        if (!status) status = agree(asbi_case_entry(&c, &e));
        if (!status && is_same(c.id, id)) status = bring_entry(j, id, x->tail[i - 1].at);
    }
    return status;
}

static int32_t bring(journal *j, asb_bytes id) {
    index_file *x = j->index.file;
    indexed k = {.length = 0};
    uint64_t hash = asbi_jindex_hash(j, id);
    int32_t status = find_indexed(x, &k, id, hash);
    if (!status && k.length) status = bring_indexed(j, x, &k, id);
    if (!status) status = bring_waiting(j, x, id, (uint32_t)hash);
    x->brought++;
    return status;
}

/* A case that came by half, for want of memory or because the journal could not be read, must not be taken for a case. */
int32_t asbi_bring(journal *j, asb_bytes id, int locked) {
    int32_t status = j->index.broken ? asbi_refresh(j, locked) : ASB_OK;
    if (status || !j->index.file || asbi_catalogue_knows(&j->cases, id)) return status;
    if (j->index.file->brought >= MAX_OF(BROUGHT_MOST, j->index.file->cases / BROUGHT_PART)) return asbi_whole(j, locked);
    status = bring(j, id);
    if (!status) return ASB_OK;
    if (status == ASB_ABSENT || status == ASB_ECORRUPT) return do_without(j, locked);
    j->stale = j->index.broken = 1;
    return status;
}

uint64_t asbi_jindex_cases(const journal *j) {
    return j->index.file->cases;
}
