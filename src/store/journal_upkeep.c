/* Compaction, following it, and backup.
 *
 * Compaction. Under the lock everything that counts is written into another file: cases put together, the last one written last, erased bodies and summaries that were
 * replaced left out. That file is locked and synced; the old one gets a frame that says "moved", and syncs it; then the new one takes the name, and
 * the directory is synced. Only after that does its last frame say that it is durable, and only then do others get its lock: so nobody adds a commit to a file whose name
 * power could still take away. Whoever has the old file open comes upon the frame, looks what has the name now, and goes over to it. Where it is still
 * the old file, because the compaction was cut short, the frame means nothing, and the next commit goes after it.
 *
 * Backup. What is known is copied without the lock, and then, under it, what has come since; where an erasure was among that, or a compaction, all of it once more. */
#include "journal.h"

#include "../base/container.h"
#include "../engine/progress.h"
#include <string.h>

enum { FRAME_FULL = 1024 * 1024 };

/* ---- following */

int32_t asbi_follow(journal *j, int locked) {
    const file_system *files = j->files;
    uint8_t copy[HEADER_COPY];
    intptr_t file;
    int32_t status = files->open(files->self, &file, j->path, FILE_EXISTING);
    if (status) return asbi_io_failed(j, ASB_EIO, "open");
    status = asbi_header_later(j, file, copy);
    if (status == 1 && locked && files->lock(files->self, file) != ASB_OK) status = asbi_io_failed(j, ASB_EIO, "lock");
    if (status != 1) {
        (void)files->close(files->self, file);
        return status;
    }
    asbi_journal_view_free(j);
    (void)files->close(files->self, j->file); /* and with it, its lock and the turn */
    j->has_turn = j->in_company = 0;
    j->file = file;
    j->cannot_map = 0;
    (void)asbi_header_take(j, copy); /* its version is known to be ours */
    asbi_forget(j);
    return 1;
}

/* ---- a file that will take a name, when it is whole */

static int32_t begin_file(journal *to) {
    const file_system *files = to->files;
    (void)files->remove(files->self, to->path); /* what one that was cut short has left */
    int32_t status = files->open(files->self, &to->file, to->path, FILE_NEW);
    to->is_open = status == ASB_OK;
    return status ? asbi_io_failed(to, ASB_EIO, "open") : ASB_OK;
}

static int32_t give_name(journal *to, const char *name) {
    int32_t status = to->files->rename(to->files->self, to->path, name);
    return status ? asbi_io_failed(to, status, "rename") : asbi_name_settle(to);
}

/* Closed first: some systems do not remove a file that is open. */
static void end_file(journal *to, int32_t status) {
    if (to->is_open) {
        (void)to->files->close(to->files->self, to->file);
        to->is_open = 0;
        if (status) (void)to->files->remove(to->files->self, to->path);
    }
    asbi_journal_close(to);
}

/* ---- compaction: the next frame */

typedef struct compacting {
    journal *from, *to;
    arena texts; /* of the next frame */
    asb_case_commit *cases;
    asb_policy_document *policies;
    asb_bytes calendar;
    uint32_t case_count, case_capacity, policy_count, policy_capacity;
    uint64_t held;              /* bytes of texts */
    asb_stored_record *records; /* of the case at hand */
    uint32_t record_count, record_room;
    compaction *result;
} compacting;

static int32_t keep(compacting *c, asb_bytes *out, asb_bytes bytes) {
    *out = (asb_bytes){NULL, 0};
    if (!bytes.length) return ASB_OK;
    const char *copy = asbi_arena_text(&c->texts, bytes.data, bytes.length);
    if (!copy) return ASB_ENOMEM;
    *out = (asb_bytes){copy, bytes.length};
    c->held += bytes.length;
    return ASB_OK;
}

static int32_t write_out(compacting *c) {
    journal *to = c->to;
    frame f = {.length = 0};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data,
                            .case_count = c->case_count,
                            .cases = c->cases,
                            .policies = c->policies,
                            .policy_count = c->policy_count,
                            .calendar = c->calendar};
    int32_t status = asbi_build(to, &data, &f);
    if (!status && f.table) {
        status = asbi_write_at(to, f.at, to->out.data, f.length);
        to->last = f;
        to->end = f.at + f.length;
        to->number = f.number;
        to->sure = (position){to->end, to->number, f.check};
    }
    asbi_arena_free(&c->texts);
    c->case_count = c->policy_count = 0;
    c->calendar = (asb_bytes){NULL, 0};
    c->held = 0;
    return status;
}

/* ---- compaction: what goes into it */

static int32_t keep_record(void *sink, const asb_stored_record *r) {
    compacting *c = sink;
    if (c->record_count == c->record_room) return asbi_io_failed(c->from, ASB_EIO, "read");
    asb_stored_record *own = &c->records[c->record_count++];
    *own = (asb_stored_record){.seq = r->seq};
    int32_t status = keep(c, &own->header, r->header);
    return status ? status : keep(c, &own->body, r->body);
}

/* A summary that is damaged must not be lost for good by the way. */
static int32_t keep_summary(compacting *c, asb_bytes *out, const catalogued *k) {
    journal *j = c->from;
    entry_view e;
    case_entry of_case;
    if (!k->summary) return ASB_OK;
    int32_t status = asbi_entry_find(j, &e, k->summary);
    if (!status) {
        int sense = asbi_case_entry(&of_case, &e);
        piece p = {of_case.summary_at, of_case.summary_length, of_case.summary_check};
        status = sense ? asbi_piece_load(j, &p) : ASB_ABSENT;
        if (!status) status = keep(c, out, (asb_bytes){j->payload, p.length});
    }
    if (status != ASB_ABSENT && status != ASB_ECORRUPT) return status;
    return asbi_damaged(j, (asb_bytes){k->id, k->id_length}, 0, "a summary does not match its checksum");
}

static int32_t keep_case(compacting *c, const catalogued *k) {
    journal *j = c->from;
    asb_case_commit one = {.expected = 0};
    uint64_t rebuilt = j->rebuilt;
    int32_t status = asbi_grow(j->memory, &c->cases, &c->case_capacity, (uint64_t)c->case_count + 1, sizeof *c->cases, UINT32_MAX);
    if (!status) status = keep(c, &one.id, (asb_bytes){k->id, k->id_length});
    if (status) return status;
    c->records = asbi_arena_array(&c->texts, k->version, sizeof *c->records);
    c->record_count = 0;
    c->record_room = k->version;
    if (!c->records) return ASB_ENOMEM;
    c->held += (uint64_t)k->version * sizeof *c->records;
    status = asbi_journal_read(j, one.id, 1, keep_record, c);
    if (rebuilt != j->rebuilt) return asbi_io_failed(j, ASB_EIO, "read"); /* under the lock nobody can have changed it; `k` is gone */
    if (!status) status = keep_summary(c, &one.summary, k);
    one.records = c->records;
    one.record_count = c->record_count;
    c->cases[c->case_count++] = one;
    c->result->cases++;
    c->result->records += one.record_count;
    return status;
}

/* The oldest first: so that asb_store_changes() gives them in the same order. */
static int32_t keep_cases(compacting *c) {
    const catalogue *all = &c->from->cases;
    int32_t status = ASB_OK;
    progress p;
    asbi_progress_begin(&p, c->from->engine, "compact", all->count);
    for (uint32_t i = all->oldest; !status && i != NO_CASE; i = all->cases[i].newer) {
        if (all->cases[i].version) status = keep_case(c, &all->cases[i]);
        if (!status && c->held >= FRAME_FULL) status = write_out(c);
        if (!status) status = asbi_progress_add(&p, 1);
    }
    return status ? status : asbi_progress_end(&p);
}

static int32_t keep_policy(compacting *c, const known_policy *known) {
    journal *j = c->from;
    entry_view e;
    uint32_t document;
    int32_t status = asbi_grow(j->memory, &c->policies, &c->policy_capacity, (uint64_t)c->policy_count + 1, sizeof *c->policies,
                               UINT32_MAX);
    if (!status) status = asbi_entry_find(j, &e, known->entry);
    if (status) return status;
    piece p = asbi_policy_piece(&e, &document);
    status = asbi_piece_load(j, &p);
    if (status) return status == ASB_ABSENT ? ASB_ECORRUPT : status;
    asb_policy_document from = asbi_policy_of(&e, j->payload), *own = &c->policies[c->policy_count++];
    status = keep(c, &own->digest, (asb_bytes){known->digest, sizeof known->digest});
    if (!status) status = keep(c, &own->id, from.id);
    if (!status) status = keep(c, &own->version, from.version);
    return status ? status : keep(c, &own->document, from.document);
}

static int32_t keep_calendar(void *sink, asb_bytes json) {
    compacting *c = sink;
    return keep(c, &c->calendar, json);
}

static int32_t keep_others(compacting *c) {
    journal *j = c->from;
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < j->policy_count; i++) status = keep_policy(c, &j->policies[i]);
    if (status == ASB_ECORRUPT) return asbi_damaged(j, (asb_bytes){NULL, 0}, 0, "a policy document does not match its checksum");
    if (!status) status = asbi_journal_calendar(j, keep_calendar, c);
    return status == ASB_ABSENT ? ASB_OK : status;
}

/* ---- compaction: all of it */

static int32_t write_all(compacting *c) {
    const file_system *files = c->to->files;
    int32_t status = files->same_access ? files->same_access(files->self, c->to->file, c->from->file) : ASB_OK;
    if (status) return asbi_io_failed(c->to, status, "access");
    status = asbi_lock(c->to);
    if (!status) status = asbi_header_renew(c->to, c->from);
    c->to->number = c->to->sure.number = c->to->before;
    if (!status) status = keep_others(c);
    if (!status) status = keep_cases(c);
    if (!status) status = write_out(c);
    if (!status)
        status = asbi_write_at(c->to, c->to->end - 8, STATE_DURABLE, STATE_HALF); /* who comes upon the file by its name may read it */
    return status ? status : asbi_sync_file(c->to);
}

/* From the renaming on the new file is the journal, whatever is said about it. */
static int32_t put_in_place(compacting *c) {
    journal *to = c->to;
    int32_t status = asbi_commit_moved(c->from);
    if (!status) status = give_name(to, c->from->path);
    if (status) return status;
    c->result->after = to->size;
    (void)to->files->write(to->files->self, to->file, to->end - 8, STATE_DURABLE, 8);
    return ASB_OK;
}

static int32_t compact_into(journal *from, journal *to, compaction *result) {
    compacting c = {.from = from, .to = to, .result = result};
    asbi_arena_init(&c.texts, from->memory);
    int32_t status = begin_file(to);
    if (!status) status = write_all(&c);
    if (!status) status = put_in_place(&c);
    asbi_arena_free(&c.texts);
    asbi_release(from->memory, c.cases, c.case_capacity * sizeof *c.cases);
    asbi_release(from->memory, c.policies, c.policy_capacity * sizeof *c.policies);
    return status;
}

static int32_t compact(journal *j, compaction *result) {
    int32_t status = asbi_refresh(j, 1);
    if (!status && j->last.length) status = asbi_settle(j); /* what pends might be taken back */
    if (!status) status = asbi_whole(j, 1);
    if (status) return status;
    result->before = result->after = j->size;
    if (j->lost || j->nonsense) return asbi_damaged(j, (asb_bytes){NULL, 0}, 0, "commits cannot be read");
    if (!j->last.length) return ASB_OK;
    journal *to = asbi_journal_new(j->engine, j->files, j->path, ".compact");
    if (!to) return ASB_ENOMEM;
    status = compact_into(j, to, result);
    end_file(to, status);
    j->index.unindexed += j->record_count; /* all of the new file */
    return status;
}

int32_t asbi_journal_compact(void *self, compaction *out) {
    journal *j = self;
    int32_t status = asbi_lock(j);
    if (status) return status;
    status = compact(j, out);
    asbi_unlock_sure(j);
    return status;
}

/* ---- backup */

static int32_t copy_bytes(journal *from, journal *to, uint64_t at, uint64_t end, progress *p) {
    enum { STEP = 64 * 1024 };
    int32_t status = ASB_OK;
    while (!status && at < end) {
        const uint8_t *bytes;
        uint64_t part = MIN_OF(STEP, end - at);
        status = asbi_view(from, &bytes, at, part);
        if (status == ASB_ABSENT) status = asbi_io_failed(from, ASB_EIO, "read");
        if (!status) status = asbi_write_at(to, at, bytes, part);
        if (!status) status = asbi_progress_add(p, part);
        at += part;
    }
    return status;
}

/* What has been promised is done, so that only what comes from now on changes bytes that are there already. */
static int32_t settle_first(journal *j) {
    int32_t status = asbi_lock(j);
    if (status) return status;
    status = asbi_refresh(j, 1);
    if (!status) status = asbi_settle(j);
    asbi_unlock_sure(j);
    return status;
}

static int32_t copy_rest(journal *from, journal *to, uint64_t copied, uint64_t rebuilt, uint64_t erasures, progress *p) {
    int32_t status = asbi_lock(from);
    if (status) return status;
    status = asbi_refresh(from, 1);
    if (!status) status = asbi_settle(from);
    if (from->rebuilt != rebuilt || from->erasures != erasures || from->end < copied) copied = 0;
    if (!status) status = copy_bytes(from, to, copied, from->end, p);
    if (!status && to->size > from->end) status = to->files->truncate(to->files->self, to->file, from->end);
    asbi_unlock_sure(from);
    return status;
}

static int32_t backup_into(journal *from, journal *to, const char *path) {
    int32_t status = begin_file(to);
    if (!status) status = settle_first(from);
    if (!status) status = asbi_journal_view_begin(from);
    uint64_t rebuilt = from->rebuilt, erasures = from->erasures, end = from->end;
    progress p;
    asbi_progress_begin(&p, from->engine, "backup", end);
    if (!status) status = copy_bytes(from, to, 0, end, &p);
    if (!status) status = copy_rest(from, to, end, rebuilt, erasures, &p);
    if (!status) status = asbi_progress_end(&p);
    if (!status) status = asbi_sync_file(to);
    return status ? status : give_name(to, path);
}

int32_t asbi_journal_backup(void *self, const char *path) {
    journal *j = self, *to;
    intptr_t file;
    int32_t status = j->files->open(j->files->self, &file, path, FILE_EXISTING);
    if (status == ASB_OK) (void)j->files->close(j->files->self, file);
    if (status != ASB_ABSENT) return status ? asbi_io_failed(j, status, "open") : ASB_EEXISTS;
    to = asbi_journal_new(j->engine, j->files, path, ".partial");
    if (!to) return ASB_ENOMEM;
    status = backup_into(j, to, path);
    end_file(to, status);
    return status;
}
