/* Frames: finding them, and judging whether they are whole, torn or damaged. */
#include "journal.h"

#include "../base/container.h"
#include "checksum.h"
#include <string.h>

enum {
    AT_PLACE = 8,
    AT_LENGTH = 16,
    AT_NUMBER = 24,
    AT_PREVIOUS = 32,
    AT_TABLE = 40,
    AT_ENTRIES = 44,
    AT_KIND = 48,
    AT_UNSYNCED = 52,
    AT_CHECK = 56
};

uint64_t asbi_sum(const journal *j, uint64_t at, const void *bytes, size_t length) {
    return asbi_checksum(j->seed ^ at, bytes, length);
}

static void encode(const journal *j, const frame *f, const char *magic, uint64_t at, uint8_t out[HEAD_SIZE]) {
    memcpy(out, magic, 8);
    asbi_set64(out + AT_PLACE, f->at);
    asbi_set64(out + AT_LENGTH, f->length);
    asbi_set64(out + AT_NUMBER, f->number);
    asbi_set64(out + AT_PREVIOUS, f->previous);
    asbi_set32(out + AT_TABLE, f->table);
    asbi_set32(out + AT_ENTRIES, f->entries);
    asbi_set32(out + AT_KIND, f->kind);
    asbi_set32(out + AT_UNSYNCED, f->unsynced);
    asbi_set64(out + AT_CHECK, asbi_sum(j, at, out, AT_CHECK));
}

void asbi_frame_encode(const journal *j, const frame *f, uint8_t head[HEAD_SIZE], uint8_t tail[TAIL_SIZE]) {
    encode(j, f, MAGIC_HEAD, f->at, head);
    encode(j, f, MAGIC_TAIL, f->at + f->length - TAIL_SIZE, tail);
    memcpy(tail + HEAD_SIZE, STATE_PENDING, 8);
}

static int makes_sense(const frame *f) {
    uint64_t fixed = HEAD_SIZE + TAIL_SIZE + 2 * (uint64_t)f->table;
    return f->at % 8 == 0 && f->length % 8 == 0 && f->table % 8 == 0 && f->length >= fixed && f->at <= UINT64_MAX / 4 &&
        f->length <= UINT64_MAX / 4;
}

/* `bytes` stand at `at` in the file. */
static int decode(const journal *j, frame *f, const uint8_t *bytes, uint64_t at, const char *magic) {
    if (memcmp(bytes, magic, 8) != 0 || asbi_get64(bytes + AT_CHECK) != asbi_sum(j, at, bytes, AT_CHECK)) return 0;
    *f = (frame){asbi_get64(bytes + AT_PLACE),
                 asbi_get64(bytes + AT_LENGTH),
                 asbi_get64(bytes + AT_NUMBER),
                 asbi_get64(bytes + AT_PREVIOUS),
                 asbi_get64(bytes + AT_CHECK),
                 asbi_get32(bytes + AT_TABLE),
                 asbi_get32(bytes + AT_ENTRIES),
                 asbi_get32(bytes + AT_KIND),
                 asbi_get32(bytes + AT_UNSYNCED),
                 0,
                 0};
    return makes_sense(f);
}

int32_t asbi_frame_at(journal *j, frame *f, uint64_t at) {
    const uint8_t *bytes;
    frame found;
    int32_t status = asbi_view(j, &bytes, at, HEAD_SIZE);
    if (status) return status;
    if (!decode(j, &found, bytes, at, MAGIC_HEAD) || found.at != at) return ASB_ABSENT;
    *f = found;
    return ASB_OK;
}

int32_t asbi_frame_tail(journal *j, frame *f, uint64_t tail_at) {
    const uint8_t *bytes;
    uint8_t head[HEAD_SIZE], tail[TAIL_SIZE];
    frame found;
    int32_t status = asbi_view(j, &bytes, tail_at, HEAD_SIZE);
    if (status) return status;
    if (!decode(j, &found, bytes, tail_at, MAGIC_TAIL) || found.at + found.length != tail_at + TAIL_SIZE) return ASB_ABSENT;
    asbi_frame_encode(j, &found, head, tail);
    found.check = asbi_get64(head + AT_CHECK);
    found.from_tail = 1;
    *f = found;
    return ASB_OK;
}

static int is_zero(const uint8_t *bytes, size_t length) {
    return bytes[0] == 0 && memcmp(bytes, bytes + 1, length - 1) == 0;
}

/* Most of what is searched is the zeros after the end: they are passed over in steps. */
static int32_t skip_zeros(journal *j, uint64_t *at) {
    enum { STEP = 4096 };
    const uint8_t *bytes;
    int32_t status = ASB_OK;
    while (*at % STEP == 0 && (status = asbi_view(j, &bytes, *at, STEP)) == ASB_OK && is_zero(bytes, STEP)) *at += STEP;
    return status < 0 ? status : ASB_OK;
}

/* Frames begin, and tails stand, at multiples of 8. */
int32_t asbi_frame_search(journal *j, frame *f, uint64_t from) {
    const uint8_t *bytes;
    for (uint64_t at = from;; at += 8) {
        int32_t status = skip_zeros(j, &at);
        if (!status) status = asbi_view(j, &bytes, at, HEAD_SIZE);
        if (status) return status; /* ASB_ABSENT: there is no room for another */
        if (bytes[0] != (uint8_t)MAGIC_HEAD[0]) continue;
        status = asbi_frame_at(j, f, at);
        if (status == ASB_ABSENT) status = asbi_frame_tail(j, f, at);
        if (status < 0 || (status == ASB_OK && f->at >= from)) return status;
    }
}

int32_t asbi_frame_state(journal *j, const frame *f, const char *state, size_t length) {
    const uint8_t *bytes;
    int32_t status = asbi_view(j, &bytes, f->at + f->length - 8, 8);
    if (status) return status == ASB_ABSENT ? 0 : status;
    return memcmp(bytes, state, length) == 0;
}

int32_t asbi_frame_is_durable(journal *j, const frame *f) {
    return asbi_frame_state(j, f, STATE_DURABLE, STATE_HALF);
}

/* ---- whole? */

static int32_t records_are_whole(journal *j, const entry_view *e, const case_entry *c) {
    int32_t good = 1;
    for (uint32_t i = 0; good == 1 && i < c->records; i++) {
        descriptor d = asbi_descriptor(e, c, i);
        piece header = {d.at, d.header, d.header_check}, body = {d.at + d.header, d.body, d.body_check};
        good = asbi_piece_check(j, &header);
        if (good == 1) good = asbi_piece_check(j, &body);
    }
    return good;
}

static int32_t entry_is_whole(journal *j, const entry_view *e) {
    uint32_t document;
    case_entry c;
    piece p = {0, 0, 0};
    if (e->kind == ENTRY_POLICY)
        p = asbi_policy_piece(e, &document);
    else if (e->kind == ENTRY_CALENDAR)
        p = asbi_calendar_piece(e);
    else if (e->kind == ENTRY_CASE) {
        if (!asbi_case_entry(&c, e)) return 0;
        p = (piece){c.summary_at, c.summary_length, c.summary_check};
        int32_t good = records_are_whole(j, e, &c);
        if (good != 1) return good;
    }
    return p.length ? asbi_piece_check(j, &p) : 1;
}

/* The table's second copy must be there too: it may be the only thing that a power cut dropped. */
static int32_t entries_are_whole(journal *j, const frame *f) {
    uint64_t offset = HEAD_SIZE, end = HEAD_SIZE + (uint64_t)f->table;
    for (uint32_t i = 0; i < f->entries; i++) {
        entry_view e;
        int32_t status = asbi_entry_copy(j, &e, f, offset, 1);
        if (!status) status = asbi_entry_copy(j, &e, f, offset, 0);
        if (status) return status == ASB_ABSENT ? 0 : status;
        offset += e.length;
        status = entry_is_whole(j, &e);
        if (status != 1) return status;
    }
    return offset == end;
}

int32_t asbi_frame_whole(journal *j, const frame *f) {
    frame tail;
    int32_t status;
    if (f->from_tail || f->at + f->length > j->size) return 0;
    status = asbi_frame_tail(j, &tail, f->at + f->length - TAIL_SIZE);
    if (status || tail.at != f->at || tail.check != f->check) return status < 0 ? status : 0;
    status = asbi_frame_state(j, f, STATE_NONE, 8); /* any other word will do: writing the second may have failed half-way */
    return status == 0 ? entries_are_whole(j, f) : status == 1 ? 0 : status;
}

/* ---- torn? */

/* Rule 2 in journal.h: of the parts that sector boundaries cut a frame into, an interrupted commit has left one as it was; or it has not come to the end. */
int32_t asbi_frame_torn(journal *j, const frame *f) {
    uint64_t end = f->at + f->length;
    int32_t status = asbi_frame_state(j, f, STATE_NONE, 8);
    for (uint64_t at = f->at, next; status == 0 && at < end; at = next) {
        const uint8_t *bytes;
        next = MIN_OF(end, (at / SECTOR + 1) * SECTOR);
        status = asbi_view(j, &bytes, at, next - at);
        if (!status) status = is_zero(bytes, (size_t)(next - at)) || (at == f->at && bytes[0] == (uint8_t)MARK_ABORTED[0]);
    }
    return status == ASB_ABSENT ? 1 : status; /* the file ends before the frame does */
}
