/* Committing: settle, wipe, write, sync, erase, acknowledge. The rules that this keeps are in journal.h.
 *
 * A frame is first written with the state "pending."; it says "durable." when all that its commit promised is on the disk, the overwriting of erased bodies
 * included. That last word is written without a sync of its own: if power cuts it off, the next writer finds "pending." and does the same again, which
 * changes nothing. */
#include "journal.h"

#include "../base/container.h"
#include "checksum.h"
#include <string.h>

enum { SMALLEST_STEP = 64 * 1024, USUAL_STEP = 256 * 1024, BIGGEST_STEP = 1024 * 1024, FRAMES_IN_STEP = 16, KEPT_BUFFER = 1024 * 1024 };

int32_t asbi_lock(journal *j) {
    int32_t status = j->files->lock(j->files->self, j->file);
    return status ? asbi_io_failed(j, status, "lock") : ASB_OK;
}

/* A lock that cannot be given back goes with the file. */
void asbi_unlock(journal *j) {
    (void)j->files->unlock(j->files->self, j->file);
}

/* ---- where erased bodies are */

int32_t asbi_route(journal *j, const catalogued *k, uint32_t from) {
    int32_t status = asbi_grow(j->memory, &j->route, &j->route_capacity, k->version, sizeof *j->route, UINT32_MAX);
    if (status) return status;
    for (uint32_t n = k->version, at = k->last; n >= from; n--, at = j->earlier[at]) {
        j->route[n - 1] = at;
        if (n - from < FETCH_AHEAD)
            asbi_fetch_known(j, at); /* each step waits for the one before: what is asked for here comes meanwhile */
    }
    return ASB_OK;
}

static uint64_t entry_of(const journal *j, const catalogued *k, uint32_t seq) {
    uint32_t at = k->last;
    for (uint32_t n = k->version; n > seq; n--) at = j->earlier[at];
    return j->records[at].entry & ~RECORD_ERASED;
}

/* The body of a record, in the file. Length 0 where there is none, or its whereabouts are lost; ASB_ECORRUPT where it is there but cannot be found. */
static int32_t find_body(journal *j, const catalogued *k, uint32_t seq, piece *body) {
    uint64_t at = entry_of(j, k, seq);
    entry_view e;
    case_entry c;
    *body = (piece){0, 0, 0};
    if (at == RECORD_LOST) return ASB_OK;
    int32_t status = asbi_entry_find(j, &e, at);
    if (status) return status;
    if (!asbi_case_entry(&c, &e) || seq <= c.expected || seq > c.expected + c.records) return ASB_ECORRUPT;
    descriptor d = asbi_descriptor(&e, &c, seq - c.expected - 1);
    *body = (piece){d.at + d.header, d.body, d.body_check};
    return ASB_OK;
}

/* Before a commit promises that bodies will go, it must know where they are. */
static int32_t check_erasures(journal *j, const asb_case_commit *k) {
    if (!k->erased_count) return ASB_OK;
    uint32_t number = asbi_catalogue_find(&j->cases, k->id);
    int32_t status = ASB_OK;
    piece body;
    for (uint32_t i = 0; !status && number != NO_CASE && i < k->erased_count; i++) {
        if (k->erased[i] > k->expected) continue;
        status = find_body(j, &j->cases.cases[number], k->erased[i], &body);
        if (status == ASB_ECORRUPT) status = asbi_damaged(j, k->id, k->erased[i], "the entry cannot be read");
    }
    return status;
}

/* ---- overwriting them */

static int32_t overwrite_body(journal *j, uint32_t number, uint32_t seq) {
    piece body;
    if (number == NO_CASE || seq == 0 || seq > j->cases.cases[number].version) return ASB_OK;
    int32_t status = find_body(j, &j->cases.cases[number], seq, &body);
    if (status == ASB_ECORRUPT) return ASB_OK; /* damaged since; whoever erases again is told */
    return status ? status : asbi_fill_at(j, body.at, body.length, FILLER);
}

/* What one entry erases. Finding a body loads other entries, so that this one is loaded again for each. */
static int32_t overwrite_entry(journal *j, const frame *f, uint64_t offset, uint32_t *length, uint32_t *count) {
    for (uint32_t i = 0;; i++) {
        entry_view e;
        case_entry c;
        int32_t status = asbi_entry_load(j, &e, f, offset);
        if (status) return status;
        *length = e.length;
        if (e.kind != ENTRY_CASE || !asbi_case_entry(&c, &e) || i == c.erased) return ASB_OK;
        status = overwrite_body(j, asbi_catalogue_find(&j->cases, c.id), asbi_get32(c.erasures + (size_t)i * 4));
        if (status) return status;
        ++*count;
    }
}

static int32_t overwrite(journal *j, const frame *f) {
    uint64_t offset = HEAD_SIZE;
    uint32_t length = 0, count = 0;
    for (uint32_t i = 0; i < f->entries; i++, offset += length) {
        int32_t status = overwrite_entry(j, f, offset, &length, &count);
        if (status == ASB_ECORRUPT) break; /* of a damaged frame that is settled */
        if (status) return status;
    }
    return count ? asbi_sync_file(j) : ASB_OK;
}

/* The frame is on the disk and in memory: keep what else it promises, and say so. */
static int32_t fulfil(journal *j, const frame *f, int may_erase) {
    int32_t status = may_erase ? overwrite(j, f) : ASB_OK;
    if (status) return status;
    j->settled = j->index.wrote = 1;
    (void)j->files->write(j->files->self, j->file, f->at + f->length - 8, STATE_DURABLE, 8);
    return ASB_OK;
}

/* ---- rule 1: nothing is written before all that is there is on the disk */

static int32_t write_again(journal *j, const frame *f) {
    const uint8_t *bytes;
    int32_t status = asbi_view(j, &bytes, f->at, f->length);
    if (status) return status == ASB_ABSENT ? ASB_EIO : status;
    asbi_buffer_clear(&j->out);
    asbi_put_bytes(&j->out, bytes, (size_t)f->length);
    if (j->out.status) return j->out.status;
    memcpy(j->out.data + f->length - 8, STATE_PENDING, 8);
    status = asbi_write_at(j, f->at, j->out.data, f->length);
    return status ? status : asbi_sync_file(j);
}

int32_t asbi_settle(journal *j) {
    if (j->settled) return ASB_OK;
    if (!j->last.length) {
        int32_t status = asbi_header_settle(j);
        j->settled = status == ASB_OK;
        return status;
    }
    int32_t durable = asbi_frame_state(j, &j->last, STATE_DURABLE);
    if (durable < 0) return durable;
    j->settled = durable == 1;
    if (durable) return ASB_OK;
    int32_t status = asbi_whole(j, 1);                              /* it may erase in cases that were not asked for */
    if (!status && j->generation > 1) status = asbi_name_settle(j); /* it may be all that a compaction did not come to */
    if (!status) status = write_again(j, &j->last);
    return status ? status : fulfil(j, &j->last, 1);
}

/* ---- rule 2: a frame is written only over zeros */

static int32_t wipe(journal *j) {
    uint64_t last = j->end;
    if (j->clean) return ASB_OK;
    int32_t status = asbi_is_zero(j, j->end, &last);
    if (status < 0) return status;
    j->clean = status == 1;
    if (j->clean) return ASB_OK;
    status = asbi_write_at(j, j->end, MARK_ABORTED, 1); /* first, for whoever comes while the rest is not yet on the disk */
    if (!status && last > j->end + 1) status = asbi_fill_at(j, j->end + 1, last - j->end - 1, 0);
    if (!status) status = asbi_sync_file(j);
    j->clean = status == ASB_OK;
    return status;
}

/* ---- writing */

/* Ahead, in zeroed steps, so that a sync need not write the file's size each time: larger for larger frames, since the commit that a step falls to waits for it.
 * Where the disk has no room for a step it may still have room for the frame. */
static void grow(journal *j, const frame *f) {
    uint64_t most = MIN_OF(BIGGEST_STEP, MAX_OF(USUAL_STEP, f->length * FRAMES_IN_STEP / SMALLEST_STEP * SMALLEST_STEP));
    uint64_t step = MIN_OF(most, MAX_OF(SMALLEST_STEP, j->size / SMALLEST_STEP * SMALLEST_STEP)), from = j->size, end = f->at + f->length;
    if (end <= from) return;
    (void)asbi_fill_at(j, from, (end + step - 1) / step * step - from, 0);
}

/* The commit failed, and nobody may take what was written for a frame. If not even this can be written, the commit may turn out to be there: the next
 * writer then settles it. */
static void take_back(journal *j, const frame *f) {
    j->clean = 0;
    (void)j->files->write(j->files->self, j->file, f->at, MARK_ABORTED, 1);
}

static int32_t write_frame(journal *j, const frame *f) {
    grow(j, f);
    int32_t status = asbi_write_at(j, f->at, j->out.data, f->length);
    if (!status) status = asbi_sync_file(j);
    if (status) take_back(j, f);
    return status;
}

/* Room in memory, so that what is on the disk can be taken over. */
static int32_t reserve(journal *j, const asb_commit_data *data) {
    uint64_t records = j->record_count, policies = (uint64_t)j->policy_count + data->policy_count;
    for (uint32_t i = 0; i < data->case_count; i++) records += data->cases[i].record_count;
    int32_t status = asbi_records_reserve(j, records);
    if (!status) status = asbi_grow(j->memory, &j->policies, &j->policy_capacity, policies, sizeof *j->policies, UINT32_MAX);
    return status ? status : asbi_room(j, &j->entry_bytes, &j->entry_room, j->table.length);
}

static int has_erasures(const asb_commit_data *data) {
    for (uint32_t i = 0; i < data->case_count; i++)
        if (data->cases[i].erased_count) return 1;
    return 0;
}

/* What was written is still in memory, and need not be read. */
static int32_t take_over(journal *j, const frame *f) {
    j->own = (const uint8_t *)j->out.data;
    j->own_at = f->at;
    j->own_length = f->length;
    int32_t status = asbi_apply(j, f);
    j->own = NULL;
    return status;
}

/* From the sync on, the commit is made. If it cannot be read back now, it is read at the next call; only a promise to erase is then not kept yet, and
 * the caller must know. */
static int32_t commit_frame(journal *j, const asb_commit_data *data, const frame *f) {
    j->settled = 0;
    int32_t status = write_frame(j, f);
    if (status) return status;
    status = take_over(j, f);
    if (!status) return fulfil(j, f, has_erasures(data));
    j->stale = 1;
    if (has_erasures(data)) return status;
    j->engine->fault.status = ASB_OK;
    return ASB_OK;
}

static void put_frame(journal *j, frame *f, const uint8_t *table) {
    uint8_t head[HEAD_SIZE], tail[TAIL_SIZE];
    f->previous = j->last.length ? j->last.check : j->header_check;
    asbi_frame_encode(j, f, head, tail);
    f->check = asbi_get64(head + HEAD_SIZE - 8);
    asbi_buffer_clear(&j->out);
    asbi_put_bytes(&j->out, head, sizeof head);
    for (unsigned copy = 0; copy < 2; copy++)
        if (f->table) asbi_put_bytes(&j->out, table, f->table);
    asbi_put_bytes(&j->out, tail, sizeof tail);
}

/* A frame that is about no case: a kind, and a table of one entry at most. Everything before it is on the disk. */
static int32_t commit_plain(journal *j, frame *f, const uint8_t *table) {
    put_frame(j, f, table);
    if (j->out.status) return j->out.status;
    j->settled = 0;
    int32_t status = write_frame(j, f);
    if (!status) status = take_over(j, f);
    return status ? status : fulfil(j, f, 0);
}

/* Under the lock. It has no entries: nothing but that it is there. */
int32_t asbi_commit_moved(journal *j) {
    int32_t status = asbi_settle(j);
    if (!status) status = wipe(j);
    if (status) return status;
    frame f = {.at = j->end, .length = HEAD_SIZE + TAIL_SIZE, .number = j->number + 1, .kind = FRAME_MOVED};
    return commit_plain(j, &f, NULL);
}

int32_t asbi_commit_index(journal *j, const uint8_t digest[32], uint64_t covered, uint64_t *at) {
    int32_t status = asbi_settle(j);
    if (!status) status = wipe(j);
    if (!status) status = asbi_room(j, &j->entry_bytes, &j->entry_room, INDEX_ENTRY);
    if (status) return status;
    uint8_t entry[INDEX_ENTRY];
    frame f = {.at = j->end, .number = j->number + 1, .table = INDEX_ENTRY, .entries = 1, .kind = FRAME_COMMIT};
    f.length = HEAD_SIZE + 2 * INDEX_ENTRY + TAIL_SIZE;
    *at = f.at;
    asbi_set32(entry + 8, ENTRY_INDEX);
    asbi_set32(entry + 12, INDEX_ENTRY);
    asbi_set64(entry + 16, HEAD_SIZE);
    memcpy(entry + ENTRY_FIXED, digest, 32);
    asbi_set64(entry + ENTRY_FIXED + 32, covered);
    asbi_set64(entry, asbi_sum(j, f.at + HEAD_SIZE, entry + 8, sizeof entry - 8));
    return commit_plain(j, &f, entry);
}

static int32_t bring_cases(journal *j, const asb_commit_data *data) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < data->case_count; i++) status = asbi_bring(j, data->cases[i].id, 1);
    return status;
}

static int32_t locked_commit(journal *j, const asb_commit_data *data) {
    frame f = {0};
    int32_t status = asbi_refresh(j, 1);
    if (!status && asbi_has_index(j)) status = bring_cases(j, data);
    if (!status) status = asbi_catalogue_admit(&j->cases, data);
    for (uint32_t i = 0; !status && i < data->case_count; i++) status = check_erasures(j, &data->cases[i]);
    if (!status) status = asbi_settle(j);
    if (!status) status = wipe(j);
    if (!status) status = asbi_build(j, data, &f);
    if (!status) status = reserve(j, data);
    if (!status && f.table) status = commit_frame(j, data, &f);
    if (j->out.capacity > KEPT_BUFFER) asbi_buffer_free(&j->out);
    return status;
}

int32_t asbi_journal_commit(void *self, const asb_commit_data *data) {
    journal *j = self;
    int32_t status = asbi_lock(j);
    if (status) return status;
    status = locked_commit(j, data);
    asbi_unlock(j);
    return status;
}
