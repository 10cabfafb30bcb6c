/* Reading frames into memory: from the beginning when the journal is opened, from the last known one afterwards.
 *
 * Judging what stands after the last known frame. Without the lock, what is not known to be on the disk may be a commit that is just being written or synced, so that it is the
 * end, for now. Under the lock nobody is writing: what is whole counts, for the next commit must follow from it. What is not whole is an interrupted commit, and the end; or it is
 * damage, because a frame is there or after it that knows of it that it was on the disk; then what can be had of it is taken, and reading goes on. `doubt` says that the lock would
 * tell more. */
#include "journal.h"

#include "../base/container.h"
#include "../engine/progress.h"
#include "checksum.h"
#include <string.h>

void asbi_forget(journal *j) {
    asbi_jindex_drop(j);
    asbi_catalogue_free(&j->cases);
    j->record_count = j->policy_count = 0;
    j->calendar = j->lost = 0;
    j->end = FIRST_FRAME;
    j->number = j->before;
    j->last = (frame){.length = 0};
    j->sure = (position){FIRST_FRAME, j->before, j->header_check};
    j->made = 0;
    j->nonsense = 0;
    j->stale = j->settled = j->owes = j->clean = 0;
    j->rebuilt++;
}

/* ---- applying a frame */

static int32_t make_room(journal *j, uint64_t count) {
    int32_t status = asbi_grow(j->memory, &j->records, &j->record_capacity, count, sizeof *j->records, UINT32_MAX - 1);
    return status ? status : asbi_grow(j->memory, &j->earlier, &j->earlier_capacity, count, sizeof *j->earlier, UINT32_MAX - 1);
}

/* While a file is read, for as many as there will be if it goes on as it began, but not many times what there are: moving them to more room again and again costs more than they do. */
int32_t asbi_records_reserve(journal *j, uint64_t count) {
    enum { TIMES = 16 };
    uint64_t times = MIN_OF(j->size / j->end, TIMES);
    if (count <= j->record_capacity && count <= j->earlier_capacity) return ASB_OK;
    if (times > 1 && count <= (UINT32_MAX - 1) / TIMES && make_room(j, count * times) == ASB_OK) return ASB_OK;
    return make_room(j, count);
}

static int32_t add_record(journal *j, catalogued *k, known_record r) {
    int32_t status = asbi_records_reserve(j, (uint64_t)j->record_count + 1);
    if (status) return status;
    j->records[j->record_count] = r;
    j->earlier[j->record_count] = k->last;
    k->last = j->record_count++;
    k->version++;
    return ASB_OK;
}

/* Records whose numbers are known because others follow them. There cannot be more than there was room for in what could not be read. */
static int32_t add_lost(journal *j, catalogued *k, uint32_t count) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < count; i++) status = add_record(j, k, (known_record){.entry = RECORD_LOST});
    return status;
}

static void mark_erased(journal *j, const catalogued *k, uint32_t seq) {
    uint32_t at = k->last;
    if (seq == 0 || seq > k->version) return;
    for (uint32_t n = k->version; n > seq; n--) at = j->earlier[at];
    j->records[at].entry |= RECORD_ERASED;
    j->erasures++;
}

static inline int32_t put_case(journal *j, const entry_view *e, const case_entry *c, moment when) {
    uint32_t number;
    int32_t status = asbi_catalogue_intern(&j->cases, c->id, &number);
    if (status) return status;
    catalogued *k = &j->cases.cases[number];
    if (c->expected < k->version || (uint64_t)(c->expected - k->version) * DESCRIPTOR > j->lost) {
        j->nonsense++;
        return ASB_OK;
    }
    status = add_lost(j, k, c->expected - k->version);
    for (uint32_t i = 0; !status && i < c->records; i++) status = add_record(j, k, asbi_known_record(e, c, i));
    if (status) return status;
    for (uint32_t i = 0; i < c->erased; i++) mark_erased(j, k, asbi_get32(c->erasures + (size_t)i * 4));
    if (c->summary_length) k->summary = e->at;
    asbi_catalogue_touch(&j->cases, number, when);
    return ASB_OK;
}

int32_t asbi_apply_case(journal *j, const entry_view *e, const case_entry *c, moment when) {
    return put_case(j, e, c, when);
}

static int32_t apply_case(journal *j, const entry_view *e, moment when) {
    case_entry c;
    if (!asbi_case_entry(&c, e)) {
        j->nonsense++;
        return ASB_OK;
    }
    j->owes |= c.erased > 0;
    if (e->at >= j->index.covered) j->index.unindexed += (uint64_t)c.records + 1;
    if (j->index.file && !asbi_catalogue_knows(&j->cases, c.id)) return asbi_jindex_later(j, e, &c);
    return put_case(j, e, &c, when);
}

int32_t asbi_apply_policy(journal *j, const entry_view *e) {
    int32_t status = asbi_grow(j->memory, &j->policies, &j->policy_capacity, (uint64_t)j->policy_count + 1, sizeof *j->policies,
                               UINT32_MAX);
    if (status) return status;
    known_policy *p = &j->policies[j->policy_count++];
    memcpy(p->digest, e->bytes + ENTRY_FIXED, sizeof p->digest);
    p->entry = e->at;
    return ASB_OK;
}

static int32_t apply_entry(journal *j, const entry_view *e, moment when) {
    if (e->kind == ENTRY_CASE) return apply_case(j, e, when);
    if (e->kind == ENTRY_POLICY) return asbi_apply_policy(j, e);
    if (e->kind == ENTRY_CALENDAR)
        j->calendar = e->at;
    else if (!(e->kind & MAY_BE_PASSED_OVER))
        return asbi_fail(&j->engine->fault, ASB_EVERSION, "journal-version", "path", j->path, (char *)NULL);
    return ASB_OK;
}

static int32_t apply_entries(journal *j, const frame *f) {
    uint64_t offset = HEAD_SIZE, end = HEAD_SIZE + (uint64_t)f->table;
    for (uint32_t i = 0; i < f->entries; i++) {
        entry_view e;
        int32_t status = asbi_entry_load(j, &e, f, offset);
        if (status == ASB_ECORRUPT) { /* where the next one begins is not known */
            j->lost += end - offset;
            return ASB_OK;
        }
        if (!status) status = apply_entry(j, &e, (moment){f->number, i + 1});
        if (status) return status;
        offset += e.length;
    }
    return ASB_OK;
}

int32_t asbi_remember_last(journal *j, const frame *f) {
    const uint8_t *head;
    int32_t status = asbi_view(j, &head, f->at, HEAD_SIZE);
    if (status) return status == ASB_ABSENT ? ASB_EIO : status;
    memcpy(j->last_head, head, HEAD_SIZE);
    j->last = *f;
    j->end = f->at + f->length;
    j->number = f->number;
    if (!f->sure) return ASB_OK;
    j->sure = (position){j->end, j->number, f->check};
    return ASB_OK;
}

/* Whoever erases settles before and is alone, so that only the last frame can have something left to do. */
static int32_t apply_commit(journal *j, const frame *f) {
    j->owes = 0;
    int32_t status = apply_entries(j, f);
    if (status || !j->owes) return status;
    int32_t done = asbi_frame_state(j, f, STATE_DURABLE, 8);
    j->owes = done != 1;
    return done < 0 ? done : ASB_OK;
}

int32_t asbi_apply(journal *j, const frame *f) {
    int32_t status = ASB_OK;
    if (f->kind == FRAME_COMMIT)
        status = apply_commit(j, f);
    else if (f->kind != FRAME_MOVED && !(f->kind & MAY_BE_PASSED_OVER))
        status = asbi_fail(&j->engine->fault, ASB_EVERSION, "journal-version", "path", j->path, (char *)NULL);
    if (!status) status = asbi_remember_last(j, f);
    if (status) j->stale = 1;
    return status;
}

/* ---- finding the next one */

/* 1 where all from there to the end of the file is zero; else 0, and *last is after the last byte that is not. Or an error. */
int32_t asbi_is_zero(journal *j, uint64_t from, uint64_t *last) {
    enum { STEP = 4096 };
    int32_t zero = 1;
    for (uint64_t at = from, next; at < j->size; at = next) {
        const uint8_t *bytes;
        next = MIN_OF(j->size, (at / STEP + 1) * STEP);
        size_t n = (size_t)(next - at);
        int32_t status = asbi_view(j, &bytes, at, n);
        if (status < 0) return status;
        if (status == ASB_ABSENT) break; /* the file became shorter: there is no more */
        if (bytes[0] == 0 && memcmp(bytes, bytes + 1, n - 1) == 0) continue;
        while (bytes[n - 1] == 0) n--;
        *last = at + n;
        zero = 0;
    }
    return zero;
}

/* What counts: what is known to be on the disk; or all that is whole, under the lock; or that, as long as there is no doubt, by whoever has the turn. */
typedef enum counting { ON_THE_DISK, UNDER_THE_LOCK, WHOLE } counting;

/* 1 where that frame proves that the commit of that number was on the disk: it says so itself, or it knew of it when it was written. */
static int32_t proves(journal *j, const frame *f, uint64_t number) {
    if (f->number < number) return 0;
    return f->unsynced < f->number - number ? 1 : asbi_frame_is_durable(j, f);
}

/* It says that it is on the disk, or one of those that follow does. */
static int32_t is_sure(journal *j, const frame *f) {
    frame next = *f;
    int32_t answer = proves(j, f, f->number);
    for (uint32_t i = 0; answer == 0 && i <= MOST_PENDING; i++) {
        int32_t status = asbi_frame_at(j, &next, next.at + next.length);
        if (status) return status == ASB_ABSENT ? 0 : status;
        answer = proves(j, &next, f->number);
    }
    return answer;
}

/* The first frame from there on that proves it; ASB_ABSENT. */
static int32_t find_proof(journal *j, frame *f, uint64_t from, uint64_t number) {
    int32_t status, proof = 0;
    while ((status = asbi_frame_search(j, f, from)) == ASB_OK && (proof = proves(j, f, number)) == 0) from = f->at + f->length;
    return status ? status : proof < 0 ? proof : ASB_OK;
}

/* A frame stands at the end, whole or not. ASB_ABSENT: it does not count (yet). */
static int32_t judge(journal *j, frame *f, counting what) {
    frame beyond;
    int32_t answer = is_sure(j, f);
    f->sure = answer == 1;
    if (answer == 0) answer = asbi_frame_whole(j, f);
    if (answer < 0) return answer;
    if (f->sure || (answer && what != ON_THE_DISK)) return ASB_OK;
    j->doubt = 1;
    if (answer || what == WHOLE) return ASB_ABSENT;
    j->clean = 0; /* whatever was there when this was looked at last */
    int32_t status = find_proof(j, &beyond, f->at + f->length, f->number);
    f->sure = status == ASB_OK;
    if (status != ASB_ABSENT || what == ON_THE_DISK) return status;
    answer = asbi_frame_torn(j, f);
    return answer < 0 ? answer : answer ? ASB_ABSENT : ASB_OK;
}

/* No head stands at the end, but something does there or after it. A frame further on may prove that something is lost between, for nobody writes
 * there while the end is here, but who knows of more. What proves nothing is of commits that were interrupted together. */
static int32_t look_beyond(journal *j, frame *f, counting what) {
    frame proof;
    j->doubt = 1;
    int32_t status = asbi_frame_search(j, f, j->end);
    if (status) return status;
    if (f->at == j->end) return judge(j, f, what);
    status = find_proof(j, &proof, f->at, j->number + 1);
    if (status) return status;
    int32_t answer = is_sure(j, f);
    if (answer < 0) return answer;
    f->sure = answer == 1;
    j->lost += f->at - j->end;
    return ASB_OK;
}

enum { FETCH_NEXT = 256 }; /* this frame's state, and the next one's head and first entry */

static int32_t look_at_next(journal *j, frame *f, counting what) {
    const uint8_t *bytes;
    uint64_t last;
    int32_t status = asbi_frame_at(j, f, j->end);
    if (status == ASB_OK) asbi_fetch(j, f->at + f->length - 8, FETCH_NEXT);
    if (status == ASB_OK) return judge(j, f, what);
    if (status < 0 || what == WHOLE) return status;
    status = asbi_view(j, &bytes, j->end, 8);
    if (status < 0) return status;
    if (status == ASB_OK && j->clean && asbi_get64(bytes) == 0) return ASB_ABSENT;
    status = asbi_is_zero(j, j->end, &last);
    if (status < 0) return status;
    j->clean = status == 1;
    return j->clean ? ASB_ABSENT : look_beyond(j, f, what);
}

/* Without the lock, what looked damaged when it was read may have been written, or wiped and written over, before the proof came that something must be there. Nothing before a proof changes any
 * more; so what it is shows when it is looked at once more. */
static int32_t next_frame(journal *j, frame *f, counting what) {
    j->doubt = 0;
    int32_t status = look_at_next(j, f, what);
    if (status || !j->doubt || what != ON_THE_DISK) return status;
    j->window_length = 0;
    j->doubt = 0;
    return look_at_next(j, f, what);
}

/* What is less than this is read in a moment, and nobody is told of it. */
enum { MUCH = 1 << 20 };

/* The host may stop it: what was read by then is a journal that ends there, and the next time it goes on. */
static int32_t read_on(journal *j, counting what) {
    frame f;
    progress p;
    int32_t status;
    uint64_t left = j->size > j->end ? j->size - j->end : 0;
    asbi_progress_begin(&p, j->engine, "open", left);
    while ((status = next_frame(j, &f, what)) == ASB_OK) {
        status = asbi_apply(j, &f);
        if (!status && left >= MUCH) status = asbi_progress_add(&p, f.length);
        if (status) return status;
    }
    return status == ASB_ABSENT ? asbi_progress_end(&p) : status;
}

int32_t asbi_see_written(journal *j) {
    frame f;
    int32_t status = j->end + HEAD_SIZE > j->size ? asbi_journal_view_begin(j) : ASB_OK;
    j->window_length = 0;
    while (!status && j->number - j->sure.number < MOST_PENDING && (status = next_frame(j, &f, WHOLE)) == ASB_OK)
        status = asbi_apply(j, &f);
    return status == ASB_ABSENT ? ASB_OK : status;
}

/* Is the last frame still what it was? Its writer may have taken it back, when it could not be synced; or whoever synced it, with those that pended before it. */
static int32_t is_last_there(journal *j) {
    const uint8_t *head;
    if (!j->last.length) return 1;
    if (j->size < j->end) return 0;
    if (j->sure.at < j->last.at) {
        int32_t status = asbi_view(j, &head, j->sure.at, 1);
        if (status) return status;
        if (head[0] == (uint8_t)MARK_ABORTED[0]) return 0;
    }
    int32_t status = asbi_view(j, &head, j->last.at, HEAD_SIZE);
    return status ? status : memcmp(head, j->last_head, HEAD_SIZE) == 0;
}

static int32_t refresh_file(journal *j, int locked) {
    int32_t status = asbi_journal_view_begin(j);
    if (status) return status;
    if (!j->stale) {
        status = is_last_there(j);
        if (status < 0) return status;
        j->stale = status != 1;
    }
    if (j->stale) asbi_forget(j);
    status = j->last.length ? ASB_OK : asbi_jindex_attach(j);
    return status ? status : read_on(j, locked ? UNDER_THE_LOCK : ON_THE_DISK);
}

int32_t asbi_refresh(journal *j, int locked) {
    for (;;) {
        int32_t status = refresh_file(j, locked);
        if (j->index.file && asbi_jindex_gives_up(j)) continue;
        if (status || !j->last.length || j->last.kind != FRAME_MOVED) return status;
        status = asbi_follow(j, locked);
        if (status != 1) return status;
    }
}
