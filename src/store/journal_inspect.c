/* What the journal itself can see that is wrong with its file: every frame is read from the beginning, both copies of what is there twice, and every piece against
 * its checksum. Of one case only the entries that its records and its summary are in are looked at, wherever they are: it costs what the case costs. What a case
 * says is not judged here; that is the audit chain (verify.c). */
#include "journal.h"

#include "../base/container.h"
#include "../engine/progress.h"
#include <string.h>

typedef struct inspection {
    journal *j;
    asb_bytes only; /* this case; length 0: all */
    damage_sink sink;
    void *sink_self;
    uint64_t payload_end; /* of the pieces of this frame */
} inspection;

static const asb_bytes no_case = {NULL, 0};

static int32_t say(inspection *n, const char *what) {
    return n->only.length ? ASB_OK : n->sink(n->sink_self, no_case, 0, what);
}

/* 1 where a piece is what it was; 0; or an error. */
static int32_t is_good(inspection *n, piece p) {
    if (p.length) n->payload_end = MAX_OF(n->payload_end, p.at + p.length);
    return asbi_piece_check(n->j, &p);
}

/* ---- a case in a frame */

static int is_erased(const journal *j, asb_bytes id, uint32_t seq) {
    uint32_t number = asbi_catalogue_find(&j->cases, id);
    if (number == NO_CASE || seq > j->cases.cases[number].version) return 0;
    uint32_t at = j->cases.cases[number].last;
    for (uint32_t n = j->cases.cases[number].version; n > seq; n--) at = j->earlier[at];
    return (j->records[at].entry & RECORD_ERASED) != 0;
}

static int32_t check_record(inspection *n, const case_entry *c, const descriptor *d, uint32_t seq) {
    journal *j = n->j;
    piece header = {d->at, d->header, d->header_check}, body = {d->at + d->header, d->body, d->body_check};
    int32_t good = is_good(n, header);
    if (good < 0) return good;
    int32_t status = good ? ASB_OK : n->sink(n->sink_self, c->id, seq, "the header does not match its checksum");
    if (status) return status;
    good = is_good(n, body);
    if (good < 0) return good;
    return good || is_erased(j, c->id, seq) ? ASB_OK : n->sink(n->sink_self, c->id, seq, "the body does not match its checksum");
}

static int32_t check_case(inspection *n, const entry_view *e) {
    case_entry c;
    if (!asbi_case_entry(&c, e)) return say(n, "an entry of a case makes no sense");
    for (uint32_t i = 0; i < c.records; i++) {
        descriptor d = asbi_descriptor(e, &c, i);
        int32_t status = check_record(n, &c, &d, c.expected + i + 1);
        if (status) return status;
    }
    piece summary = {c.summary_at, c.summary_length, c.summary_check};
    int32_t good = summary.length ? is_good(n, summary) : 1;
    return good == 0 ? n->sink(n->sink_self, c.id, 0, "a summary does not match its checksum") : good < 0 ? good : ASB_OK;
}

/* ---- other entries */

static int32_t check_piece(inspection *n, piece p, const char *what) {
    int32_t good = is_good(n, p);
    return good == 0 ? say(n, what) : good < 0 ? good : ASB_OK;
}

static int32_t check_entry(inspection *n, const entry_view *e) {
    uint32_t document;
    if (e->kind == ENTRY_CASE) return check_case(n, e);
    if (e->kind == ENTRY_POLICY) return check_piece(n, asbi_policy_piece(e, &document), "a policy document does not match its checksum");
    if (e->kind == ENTRY_CALENDAR) return check_piece(n, asbi_calendar_piece(e), "a calendar does not match its checksum");
    return ASB_OK;
}

/* What entry this is: for a damaged copy, the other one says which case it is about. */
static int32_t say_copy(inspection *n, const entry_view *e) {
    case_entry c;
    if (e->kind == ENTRY_CASE && asbi_case_entry(&c, e)) {
        return n->sink(n->sink_self, c.id, c.records ? c.expected + 1 : 0, "one of the two copies of the entry is damaged");
    }
    return say(n, "one of the two copies of an entry is damaged");
}

/* Between the last piece and the second table there are at most 7 zero bytes. A piece of a case that is not asked for has not been looked at. */
static int32_t check_padding(inspection *n, const frame *f) {
    uint64_t table = f->at + f->length - TAIL_SIZE - f->table;
    const uint8_t *bytes;
    if (n->payload_end > table || table - n->payload_end > 7) return ASB_OK;
    int32_t status = asbi_view(n->j, &bytes, n->payload_end, table - n->payload_end);
    for (uint64_t i = 0; !status && i < table - n->payload_end; i++)
        if (bytes[i]) return say(n, "the padding of a commit is damaged");
    return status < 0 ? status : ASB_OK;
}

/* ASB_ABSENT where both copies are damaged. */
static int32_t check_copies(inspection *n, entry_view *e, const frame *f, uint64_t offset) {
    int32_t second = asbi_entry_copy(n->j, e, f, offset, 1), first = asbi_entry_copy(n->j, e, f, offset, 0);
    if (first < 0 || second < 0) return first < 0 ? first : second;
    if (first == second) return first;
    if (first == ASB_ABSENT) second = asbi_entry_copy(n->j, e, f, offset, 1);
    return second < 0 ? second : say_copy(n, e);
}

static int32_t check_entries(inspection *n, const frame *f) {
    uint64_t offset = HEAD_SIZE;
    n->payload_end = f->at + HEAD_SIZE + f->table;
    for (uint32_t i = 0; i < f->entries; i++) {
        entry_view e;
        int32_t status = check_copies(n, &e, f, offset);
        if (status == ASB_ABSENT)
            return say(n, "both copies of an entry are damaged; what it and those after it in its commit say is lost");
        if (!status) status = check_entry(n, &e);
        if (status) return status;
        offset += e.length;
    }
    return check_padding(n, f);
}

/* ---- one case */

/* An entry by where it is. That its bytes cannot be had is seen again, and named, when the record is read. */
static int32_t check_place(inspection *n, uint64_t at) {
    journal *j = n->j;
    entry_view e;
    frame f;
    int32_t status = asbi_entry_find(j, &e, at);
    if (!status) status = asbi_frame_at(j, &f, e.frame);
    if (!status) {
        status = check_copies(n, &e, &f, at - f.at);
    } else if (status == ASB_ABSENT) /* the frame's head is damaged, which is no matter of this case */
        status = asbi_entry_find(j, &e, at);
    if (!status) status = check_entry(n, &e);
    return status == ASB_ECORRUPT || status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t check_one(inspection *n) {
    journal *j = n->j;
    uint32_t number = asbi_catalogue_find(&j->cases, n->only);
    if (number == NO_CASE) return ASB_OK;
    const catalogued *k = &j->cases.cases[number];
    uint64_t before = k->summary; /* mostly in the entry of the last record */
    int32_t status = asbi_route(j, k, 1);
    if (!status && before) status = check_place(n, before);
    for (uint32_t i = 0; !status && i < k->version; i++) {
        uint64_t place = j->records[j->route[i]].entry & ~RECORD_ERASED;
        if (place != RECORD_LOST && place != before && place != k->summary) status = check_place(n, place);
        before = place;
    }
    return status;
}

/* ---- frames */

/* The state is one of the two words, or, where writing the second failed half-way, something of both. */
static int32_t state_is_good(journal *j, const frame *f) {
    const uint8_t *state;
    int32_t status = asbi_view(j, &state, f->at + f->length - 8, 8), good = 1;
    if (status) return status == ASB_ABSENT ? 0 : status;
    for (int i = 0; i < 8; i++) good = good && (state[i] == (uint8_t)STATE_PENDING[i] || state[i] == (uint8_t)STATE_DURABLE[i]);
    return good;
}

static int32_t check_ends(inspection *n, const frame *f) {
    frame tail;
    int32_t status = f->from_tail ? say(n, "the head of a commit is damaged") : ASB_OK;
    if (status) return status;
    status = asbi_frame_tail(n->j, &tail, f->at + f->length - TAIL_SIZE);
    if (status < 0) return status;
    if (status == ASB_ABSENT || tail.at != f->at) return say(n, "the tail of a commit is damaged");
    int32_t good = state_is_good(n->j, f);
    return good < 0 ? good : good ? ASB_OK : say(n, "the state of a commit is damaged");
}

static int32_t check_header(inspection *n) {
    int32_t status = ASB_OK;
    for (unsigned copy = 0; !status && copy < 2; copy++) {
        int32_t good = asbi_header_is_good(n->j, copy);
        status = good < 0 ? good : good ? ASB_OK : say(n, "one of the two copies of the file's header is damaged");
    }
    return status;
}

static int32_t check_frames(inspection *n) {
    journal *j = n->j;
    progress p;
    uint64_t check = j->header_check, number = j->before;
    asbi_progress_begin(&p, j->engine, "inspect", j->end - FIRST_FRAME);
    for (uint64_t at = FIRST_FRAME; at < j->end;) {
        frame f;
        int32_t status = asbi_frame_at(j, &f, at);
        if (status == ASB_ABSENT) status = asbi_frame_search(j, &f, at);
        if (status < 0) return status;
        if (status == ASB_ABSENT || f.at > at)
            status = say(n, "commits cannot be read");
        else if (f.previous != check || f.number != number + 1)
            status = say(n, "a commit does not follow from the one before");
        if (status == ASB_OK) status = check_ends(n, &f);
        if (status == ASB_OK && f.kind == FRAME_COMMIT) status = check_entries(n, &f);
        if (!status) status = asbi_progress_add(&p, f.at + f.length - at);
        if (status) return status;
        at = f.at + f.length;
        check = f.check;
        number = f.number;
    }
    return asbi_progress_end(&p);
}

int32_t asbi_journal_summary(void *self, asb_bytes id, damage_sink sink, void *sink_self) {
    journal *j = self;
    entry_view e;
    case_entry c;
    int32_t status = asbi_bring(j, id, 0);
    if (status) return status;
    uint32_t number = asbi_catalogue_find(&j->cases, id);
    if (number == NO_CASE || !j->cases.cases[number].summary) return ASB_OK;
    status = asbi_entry_find(j, &e, j->cases.cases[number].summary);
    if (status) return status == ASB_ECORRUPT ? ASB_OK : status;
    if (!asbi_case_entry(&c, &e)) return ASB_OK;
    piece summary = {c.summary_at, c.summary_length, c.summary_check};
    int32_t good = asbi_piece_check(j, &summary);
    return good == 0 ? sink(sink_self, id, 0, "a summary does not match its checksum") : good < 0 ? good : ASB_OK;
}

int32_t asbi_journal_inspect(void *self, asb_bytes id, damage_sink sink, void *sink_self) {
    journal *j = self;
    inspection n = {j, id, sink, sink_self, 0};
    int32_t status = asbi_refresh(j, 0);
    if (!status) status = asbi_whole(j, 0);
    if (!status && !id.length) asbi_journal_view_all(j);
    if (!status && j->last.length) status = check_header(&n); /* the first commit writes both once more */
    if (!status && j->nonsense) status = say(&n, "an entry does not follow from what came before it in its case");
    if (status) return status;
    return id.length ? check_one(&n) : check_frames(&n);
}
