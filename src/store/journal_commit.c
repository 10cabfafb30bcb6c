/* Committing: settle, wipe, write, sync, erase, acknowledge. The rules that this keeps are in journal.h.
 *
 * A frame is first written with the state "pending."; its first half becomes "dura" when it is on the disk, its second "ble." when all that its commit promised is, the overwriting of
 * erased bodies included. That word is written without a sync of its own: if power cuts it off, who comes next does the same again, which changes nothing.
 *
 * Where others commit as well, a commit is only written here, under the lock, and synced after it was given back, together with theirs (journal_turn.c). One that erases, the first one of a
 * handle, and one that finds more before it than may pend, has the turn to sync while it has the lock, and does all by itself; so do all where there are no turns. Who has seen nobody
 * else since his last commit does all under the lock, and needs no turn. */
#include "journal.h"

#include "../base/container.h"
#include "checksum.h"
#include <string.h>

enum {
    SMALLEST_STEP = 64 * 1024,
    USUAL_STEP = 256 * 1024,
    BIGGEST_STEP = 1024 * 1024,
    FRAMES_IN_STEP = 16,
    KEPT_BUFFER = 1024 * 1024,
    A_WHILE = 4
};

int32_t asbi_lock(journal *j) {
    int32_t status = j->files->lock(j->files->self, j->file);
    return status ? asbi_io_failed(j, status, "lock") : ASB_OK;
}

/* A lock that cannot be given back goes with the file. */
void asbi_unlock(journal *j) {
    (void)j->files->unlock(j->files->self, j->file);
}

void asbi_unlock_sure(journal *j) {
    asbi_unlock(j);
    if (j->sure.at < j->end) j->stale = 1;
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

/* That the last frame is on the disk, and all before it. Where that cannot be said, not even when it is tried again, the commit failed, though it may turn out to be there: others must
 * be able to rely on the word, for they take back what does not have it when they cannot sync. */
static int32_t say_durable(journal *j, uint64_t length) {
    int32_t status = asbi_write_at(j, j->end - 8, STATE_DURABLE, length);
    if (status && asbi_sync_file(j) == ASB_OK) status = asbi_write_at(j, j->end - 8, STATE_DURABLE, length);
    if (!status) j->sure = (position){j->end, j->number, j->last.check};
    return status;
}

/* The last frame is on the disk: say so, keep what else it promises, and say that. Readers must know of an erasure before the body goes. */
static int32_t fulfil(journal *j, int may_erase) {
    int32_t status = say_durable(j, may_erase ? STATE_HALF : 8);
    if (!status && may_erase) status = overwrite(j, &j->last);
    if (status) return status;
    if (may_erase) (void)j->files->write(j->files->self, j->file, j->end - STATE_HALF, &STATE_DURABLE[STATE_HALF], STATE_HALF);
    j->owes = 0;
    return ASB_OK;
}

/* ---- rule 1: what may be nobody's is on the disk before anything is written after it */

int32_t asbi_write_again(journal *j) {
    uint8_t copy[16384];
    int32_t status = ASB_OK;
    for (uint64_t at = j->sure.at, part; !status && at < j->end; at += part) {
        const uint8_t *bytes;
        part = MIN_OF(j->end - at, sizeof copy);
        status = asbi_view(j, &bytes, at, part);
        if (status == ASB_ABSENT) status = asbi_io_failed(j, ASB_EIO, "read");
        if (status) break;
        memcpy(copy, bytes, (size_t)part);
        status = asbi_write_at(j, at, copy, part);
    }
    return status ? status : asbi_sync_file(j);
}

/* What those that pend erase is overwritten again, in order; the last one then speaks for all. */
static int32_t fulfil_all(journal *j) {
    int32_t status = ASB_OK;
    for (uint64_t at = j->sure.at; !status && at < j->last.at;) {
        frame f;
        status = asbi_frame_at(j, &f, at);
        if (status) break; /* damaged */
        status = overwrite(j, &f);
        at += f.length;
    }
    return status < 0 ? status : fulfil(j, j->owes);
}

/* The file's name may be all that a compaction did not come to: then the second half of its last word is missing. */
static int32_t settle_name(journal *j) {
    int32_t whole = j->generation > 1 ? asbi_frame_state(j, &j->last, STATE_DURABLE, 8) : 1;
    if (whole) return whole < 0 ? whole : ASB_OK;
    int32_t status = asbi_name_settle(j);
    if (!status && j->sure.at == j->end) status = asbi_write_at(j, j->end - STATE_HALF, &STATE_DURABLE[STATE_HALF], STATE_HALF);
    return status;
}

/* ASB_ABSENT: whoever had the turn could not sync what pended, and took it back. */
static int32_t was_taken_back(journal *j) {
    const uint8_t *head;
    int32_t status = asbi_view(j, &head, j->sure.at, 1);
    if (status) return status == ASB_ABSENT ? ASB_OK : status;
    return head[0] == (uint8_t)MARK_ABORTED[0] ? ASB_ABSENT : ASB_OK;
}

/* Others may have had the turn before; where frames are damaged their marks say nothing. */
static int32_t settle_frames(journal *j) {
    int32_t status = asbi_see_marks(j);
    if (status == ASB_ABSENT) status = was_taken_back(j);
    if (!status) status = settle_name(j);
    if (status) return status;
    if (j->sure.at == j->end) return j->owes ? fulfil(j, 1) : ASB_OK;
    status = asbi_write_again(j);
    return status ? status : fulfil_all(j);
}

/* What is owed may be an erasure in a case that nobody has asked for yet; and whoever has asked for one must still find it afterwards: so no index is in use any more, if anything is owed, or
 * read again. Of what merely pends, nothing but the last frame can have an erasure to do: nobody writes after one that is owed. */
int32_t asbi_settle(journal *j) {
    if (j->settled && !j->owes && j->sure.at == j->end) return ASB_OK;
    uint8_t had = j->has_turn;
    int32_t status = j->owes ? asbi_whole(j, 1) : ASB_OK;
    while (!status) {
        status = asbi_turn_take(j);
        if (!status) status = j->last.length ? settle_frames(j) : asbi_header_settle(j);
        if (status != ASB_ABSENT) break;
        j->stale = 1;
        status = asbi_refresh(j, 1);
        if (!status) status = asbi_whole(j, 1);
    }
    if (!had) asbi_turn_end(j);
    j->settled = status == ASB_OK;
    return status;
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
    j->index.wrote = 1;
    return asbi_write_at(j, f->at, j->out.data, f->length);
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
static int32_t commit_alone(journal *j, const frame *f, int erases) {
    int32_t status = write_frame(j, f);
    if (!status) status = asbi_sync_file(j);
    if (status) {
        take_back(j, f);
        return status;
    }
    status = take_over(j, f);
    j->made = f->number;
    if (!status) return fulfil(j, erases);
    j->stale = 1;
    if (erases) return status;
    j->engine->fault.status = ASB_OK;
    return ASB_OK;
}

/* Written, and known here, but not yet on the disk: asbi_await() comes next, without the lock. */
static int32_t commit_pending(journal *j, const frame *f) {
    int32_t status = write_frame(j, f);
    if (!status) {
        status = take_over(j, f);
        if (!status || asbi_turn_take(j) != ASB_OK || asbi_frame_is_durable(j, f) != 0) return status;
    }
    take_back(j, f);
    return status;
}

/* ---- frames that are about no case: a kind, and a table of one entry at most. Under the lock, and with the turn. */

static int32_t make_ready(journal *j) {
    int32_t status = asbi_settle(j);
    return status ? status : wipe(j);
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

static int32_t commit_plain(journal *j, frame *f, const uint8_t *table) {
    put_frame(j, f, table);
    return j->out.status ? j->out.status : commit_alone(j, f, 0);
}

/* It has no entries: nothing but that it is there. */
static int32_t commit_moved(journal *j) {
    int32_t status = make_ready(j);
    if (status) return status;
    frame f = {.at = j->end, .length = HEAD_SIZE + TAIL_SIZE, .number = j->number + 1, .kind = FRAME_MOVED};
    return commit_plain(j, &f, NULL);
}

int32_t asbi_commit_moved(journal *j) {
    int32_t status = asbi_turn_take(j);
    if (!status) status = commit_moved(j);
    asbi_turn_end(j);
    return status;
}

static int32_t commit_index(journal *j, const uint8_t digest[32], uint64_t covered, uint64_t *at) {
    uint8_t entry[INDEX_ENTRY];
    int32_t status = make_ready(j);
    if (!status) status = asbi_room(j, &j->entry_bytes, &j->entry_room, INDEX_ENTRY);
    if (status) return status;
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

int32_t asbi_commit_index(journal *j, const uint8_t digest[32], uint64_t covered, uint64_t *at) {
    int32_t status = asbi_turn_take(j);
    if (!status) status = commit_index(j, digest, covered, at);
    asbi_turn_end(j);
    return status;
}

/* ---- commits */

static int32_t bring_cases(journal *j, const asb_commit_data *data) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < data->case_count; i++) status = asbi_bring(j, data->cases[i].id, 1);
    return status;
}

/* Nothing pends, and nobody else has committed for a while: then whoever has the turn has it for nothing that is still to come, and who comes now waits for the lock. So neither the turn
 * is needed nor anybody to be woken. For a while: of writers that share their syncs one may come twice before the others do. */
static int is_undisturbed(journal *j, int erases) {
    j->alone_for = j->made == j->number ? MIN_OF(j->alone_for + 1, A_WHILE) : 0;
    return j->alone_for == A_WHILE && j->settled && !j->owes && j->sure.at == j->end && !erases;
}

/* Nobody else's sync can keep what it promises, or too many wait for one, or nothing is known yet of what is there; or there are no turns. */
static int is_alone(journal *j, int erases) {
    if (erases || j->owes || !j->settled || j->number - j->sure.number >= MOST_PENDING) return 1;
    int32_t status = asbi_turn_ask(j);
    if (status == ASB_EBUSY) status = asbi_company_join(j);
    return status != ASB_OK;
}

static int32_t write_commit(journal *j, const asb_commit_data *data, frame *f, int alone) {
    int32_t status = wipe(j);
    if (!status) status = asbi_build(j, data, f);
    if (!status) status = reserve(j, data);
    if (status || !f->table) return status;
    return alone ? commit_alone(j, f, has_erasures(data)) : commit_pending(j, f);
}

static int32_t locked_commit(journal *j, const asb_commit_data *data, frame *f) {
    int32_t status = asbi_refresh(j, 1);
    if (!status && asbi_has_index(j)) status = bring_cases(j, data);
    if (status) return status;
    int erases = has_erasures(data), undisturbed = is_undisturbed(j, erases), alone = undisturbed || is_alone(j, erases);
    if (alone && !undisturbed) status = asbi_turn_take(j);
    if (!status && alone) status = asbi_settle(j);
    if (!status) status = asbi_catalogue_admit(&j->cases, data);
    for (uint32_t i = 0; !status && i < data->case_count; i++) status = check_erasures(j, &data->cases[i]);
    return status ? status : write_commit(j, data, f, alone);
}

/* Nothing is answered that rests on what is not on the disk yet: neither that a commit is made, nor that another was first. */
static int32_t answer(journal *j, int32_t status, const frame *own) {
    if (j->stale || j->sure.at == j->end) {
        asbi_turn_end(j);
        return status;
    }
    if (status == ASB_OK) return asbi_await(j, own->table ? own : NULL); /* else there was nothing to write */
    if (status != ASB_CONFLICT) {
        asbi_turn_end(j);
        j->stale = 1;
        return status;
    }
    int32_t awaited = asbi_await(j, NULL);
    return awaited ? awaited : status;
}

int32_t asbi_journal_commit(void *self, const asb_commit_data *data) {
    journal *j = self;
    frame own = {.length = 0};
    int32_t status = asbi_lock(j);
    if (status) return status;
    status = locked_commit(j, data, &own);
    asbi_unlock(j);
    status = answer(j, status, &own);
    asbi_company_part(j);
    if (j->out.capacity > KEPT_BUFFER) asbi_buffer_free(&j->out);
    return status;
}
