/* Sharing syncs. Writers that commit at once, in threads and processes that know nothing of each other, have nothing in common but the file, and that is enough.
 *
 * A commit is written under the lock, behind others that may still pend, and the lock is given back before anything is synced. Then whoever gets the turn, a second lock, syncs for
 * all: he takes in what others have written meanwhile, as far as it is whole, writes all that pends once more, so that it does not matter what an earlier sync may have dropped, syncs,
 * and writes into the state of each that it is on the disk. The others find it there. Nobody waits for company that has not come lately: a writer who has seen three commits of others
 * since his last one gives way to threads that can run, a few times, until as many pend again. Who is alone does not come here: he syncs under the lock (journal_commit.c).
 *
 * Waiting. The word "durable." is written in two halves: "dura" with the turn, which is what counts; "ble." when the turn has been given back, and then whoever waits at that half is woken.
 * A writer waits at the second half of the frame before his. If that frame and his are synced together, it changes when both are done; if his came too late for that sync, it
 * changes when the turn is free, and he is the one to take it. So each sync wakes those whom it served, and one more. What is read there before the turn is asked for is what
 * one waits to change, so that no change is missed. (Who was alone writes the word at once, and whoever came meanwhile asks a few times.) Where the frame before is on the disk already, whoever has the turn serves this one as well, and its own second half tells. Where a holder
 * of the turn was killed, the waiting ends by itself after a moment.
 *
 * Failing. If it cannot be synced, nobody knows what is on the disk. Whoever has the turn takes back all that pends, by the mark of aborted commits at the first; each of the others finds
 * that what his own commit follows from is not there, and fails. Nothing that was acknowledged is among them: what has the word on this machine never pends, and what lost it when
 * power failed was settled when the journal was opened.
 *
 * So whoever opens the journal, and cannot sync what pends, or may not write, must not show what its writer may yet be told has failed; but must show what its writer was told is there, before power
 * failed. The file says the same of both. What is of now has somebody who waits: he is in company, by a lock for reading of a third byte, from before he writes until he has his answer. While
 * anybody is, all that pends is of now, for each of them has settled what was before.
 *
 * What erases, moves the journal or settles it takes the turn while it has the lock, and syncs for itself. In that order alone, so that nobody waits in a circle. */
#include "journal.h"

#include "../base/container.h"
#include <string.h>

enum { MOST_COMPANY = 16, TIMES_TO_GIVE_WAY = 20, TIMES_TO_ASK = 4 };

/* ---- the turn */

int32_t asbi_turn_take(journal *j) {
    const file_turns *turns = j->files->turns;
    if (!turns || j->cannot_turn || j->has_turn) return ASB_OK;
    int32_t status = turns->take(j->files->self, j->file);
    if (status && j->had_turns) return asbi_io_failed(j, status, "lock");
    j->has_turn = j->had_turns = status == ASB_OK;
    j->cannot_turn = status != ASB_OK; /* not here; then nobody has one */
    return ASB_OK;
}

/* By who settled before, and so knows whether there are turns. */
int32_t asbi_turn_ask(journal *j) {
    const file_turns *turns = j->files->turns;
    if (!turns || j->cannot_turn) return ASB_EIO;
    int32_t status = turns->ask(j->files->self, j->file);
    j->has_turn = status == ASB_OK;
    return status;
}

void asbi_turn_end(journal *j) {
    if (j->has_turn) j->files->turns->end(j->files->self, j->file);
    j->has_turn = 0;
}

int32_t asbi_company_join(journal *j) {
    int32_t status = j->files->turns->join(j->files->self, j->file);
    j->in_company = status == ASB_OK;
    return status;
}

void asbi_company_part(journal *j) {
    if (j->in_company) j->files->turns->part(j->files->self, j->file);
    j->in_company = 0;
}

int asbi_is_company(journal *j) {
    return j->files->turns && j->files->turns->is_company(j->files->self, j->file);
}

/* ---- what is on the disk by now */

static int follows(const frame *f, const position *p) {
    return f->number == p->number + 1 && f->previous == p->check;
}

int32_t asbi_see_marks(journal *j) {
    position p = j->sure;
    j->window_length = 0; /* what others write is wanted */
    while (p.at < j->end) {
        frame f;
        int32_t status = asbi_frame_at(j, &f, p.at);
        if (status) return status;
        if (!follows(&f, &p)) return ASB_ABSENT;
        p = (position){f.at + f.length, f.number, f.check};
        status = asbi_frame_is_durable(j, &f);
        if (status < 0) return status;
        if (status) j->sure = p;
    }
    return p.at == j->end && p.check == j->last.check ? ASB_OK : ASB_ABSENT;
}

/* A frame of the same shape could stand in the place of one's own; but not with the same checksums of what is in it. */
static int32_t is_there(journal *j, const frame *own) {
    const uint8_t *table;
    int32_t status = asbi_view(j, &table, own->at + HEAD_SIZE, own->table);
    if (status) return status == ASB_ABSENT ? 0 : status;
    return memcmp(table, j->table.data, own->table) == 0;
}

/* 1 where all that is known here is on the disk, 0 where not yet; ASB_EIO where it was taken back. */
static int32_t look(journal *j, const frame *own) {
    int32_t status = asbi_see_marks(j), there = own ? is_there(j, own) : 1;
    if (status < 0 || there < 0) return status < 0 ? status : there;
    if (status == ASB_ABSENT || !there) return asbi_io_failed(j, ASB_EIO, "sync");
    return j->sure.at == j->end;
}

/* ---- with the turn */

/* What cannot be read now is read at the next call, and synced by whoever wrote it. */
static void gather(journal *j, const frame *own) {
    uint64_t company = own && j->made ? MIN_OF(own->number - j->made, MOST_COMPANY) : 1;
    for (unsigned times = 0; times <= TIMES_TO_GIVE_WAY; times++) {
        if (times) j->files->turns->give_way(j->files->self);
        if (asbi_see_written(j) != ASB_OK) {
            j->engine->fault.status = ASB_OK;
            return;
        }
        if (j->number - j->sure.number >= company) return;
    }
}

/* The word, or half of it, in the state of each frame from there to that place. */
static int32_t mark(journal *j, uint64_t from, uint64_t to, uint64_t half, uint64_t length) {
    int32_t status = ASB_OK;
    for (uint64_t at = from; !status && at < to;) {
        frame f;
        status = asbi_frame_at(j, &f, at);
        at += f.length;
        if (!status) status = asbi_write_at(j, at - 8 + half, &STATE_DURABLE[half], length);
    }
    return status;
}

static int32_t lead(journal *j, int only_own) {
    int32_t status = only_own ? asbi_sync_file(j) : asbi_write_again(j);
    if (status) {
        (void)j->files->write(j->files->self, j->file, j->sure.at, MARK_ABORTED, 1);
        return status;
    }
    status = mark(j, j->sure.at, j->end, 0, only_own ? 8 : STATE_HALF);
    if (!status) j->sure = (position){j->end, j->number, j->last.check};
    return status;
}

/* ---- without it */

typedef struct watch {
    const uint8_t *word; /* NULL: nothing can be watched */
    uint32_t value;
    uint8_t is_own; /* the frame before is done */
} watch;

static void see(journal *j, watch *w, uint64_t at) {
    const uint8_t *bytes;
    w->word = NULL;
    if (asbi_view(j, &bytes, at, STATE_HALF) != ASB_OK || !j->map || bytes != j->map + at) return;
    w->word = bytes;
    memcpy(&w->value, bytes, STATE_HALF);
}

static void choose(journal *j, watch *w) {
    w->is_own = j->last.at == FIRST_FRAME;
    if (!w->is_own) {
        see(j, w, j->last.at - STATE_HALF);
        w->is_own = w->word && memcmp(w->word, &STATE_DURABLE[STATE_HALF], STATE_HALF) == 0;
    }
    if (w->is_own) see(j, w, j->end - STATE_HALF);
}

static int32_t wait(journal *j, const watch *w, unsigned times) {
    const file_turns *turns = j->files->turns;
    if (!w->word) return asbi_turn_take(j);
    if (w->is_own && times < TIMES_TO_ASK) /* most likely somebody only looks */
        turns->give_way(j->files->self);
    else
        turns->wait(j->files->self, w->word, w->value);
    return ASB_OK;
}

static void wake(journal *j, uint64_t from) {
    watch w = {NULL, 0, 0};
    for (uint64_t at = from; at < j->end;) {
        frame f;
        if (asbi_frame_at(j, &f, at) != ASB_OK) return;
        at += f.length;
        see(j, &w, at - STATE_HALF);
        if (w.word) j->files->turns->wake(j->files->self, w.word);
    }
}

/* ---- all of it */

/* Whoever was killed may have left a last frame that erases: that it is on the disk is all that can be said of it here; its other half is for whoever overwrites the bodies. And what did not pend
 * any more has its word from others. */
static int32_t lead_and_tell(journal *j, const frame *own) {
    uint64_t from = j->sure.at;
    gather(j, own);
    uint64_t served = j->sure.at;
    int only_own = own && own->at == from && own->at + own->length == j->end; /* by its writer, so that no other sync has seen it */
    int32_t status = lead(j, only_own);
    asbi_turn_end(j);
    if (!status && !only_own) (void)mark(j, served, j->owes ? j->last.at : j->end, STATE_HALF, STATE_HALF);
    wake(j, from);
    return status;
}

static int32_t await(journal *j, const frame *own) {
    for (unsigned times = 0;; times++) {
        watch w = {NULL, 0, 0};
        choose(j, &w);
        int32_t status = look(j, own);
        if (status) return status < 0 ? status : ASB_OK;
        if (j->has_turn) return lead_and_tell(j, own);
        status = asbi_turn_ask(j);
        if (status == ASB_EBUSY) status = wait(j, &w, times);
        if (status) return status;
    }
}

int32_t asbi_await(journal *j, const frame *own) {
    int32_t status = await(j, own);
    asbi_turn_end(j);
    if (status) j->stale = 1;
    if (!status && own) j->made = own->number;
    return status;
}
