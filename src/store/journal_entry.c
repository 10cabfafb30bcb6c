/* Entries: what a frame says about one case, policy document or calendar. Each stands twice in its frame. */
#include "journal.h"

#include "../base/container.h"
#include "checksum.h"
#include <string.h>

enum { AT_KIND = 8, AT_LENGTH = 12, AT_OFFSET = 16, LONGEST_FETCH = 1024 };
enum {
    CASE_EXPECTED = 24,
    CASE_RECORDS = 28,
    CASE_ERASED = 32,
    CASE_ID = 36,
    CASE_SUMMARY = 40,
    CASE_SUMMARY_LENGTH = 48,
    CASE_SUMMARY_CHECK = 56
};
enum { POLICY_AT = 56, POLICY_DOCUMENT = 64, POLICY_ID = 68, POLICY_VERSION = 72, POLICY_CHECK = 80 };
enum { CALENDAR_AT = 24, CALENDAR_LENGTH = 32, CALENDAR_CHECK = 40 };
enum { RECORD_HEADER = 8, RECORD_BODY = 12, RECORD_HEADER_CHECK = 16, RECORD_BODY_CHECK = 24 };

static uint64_t fixed_size(uint32_t kind) {
    return kind == ENTRY_CASE ? CASE_FIXED : kind == ENTRY_POLICY ? POLICY_ENTRY : kind == ENTRY_CALENDAR ? CALENDAR_ENTRY : ENTRY_FIXED;
}

/* From `from`, where one of its copies stands; `nominal` is where the first one does. */
static int32_t load(journal *j, entry_view *e, uint64_t from, uint64_t nominal, uint64_t room) {
    const uint8_t *bytes;
    int32_t status = room < ENTRY_FIXED ? ASB_ABSENT : asbi_view(j, &bytes, from, ENTRY_FIXED);
    if (status) return status;
    uint32_t kind = asbi_get32(bytes + AT_KIND), length = asbi_get32(bytes + AT_LENGTH);
    uint64_t offset = asbi_get64(bytes + AT_OFFSET);
    if (length > room || length % 8 || length < fixed_size(kind) || offset > nominal) return ASB_ABSENT;
    status = asbi_room(j, &j->entry_bytes, &j->entry_room, length);
    if (!status) status = asbi_view(j, &bytes, from, length);
    if (status) return status;
    memcpy(j->entry_bytes, bytes, length);
    if (!j->own && asbi_get64(j->entry_bytes) != asbi_sum(j, nominal, j->entry_bytes + 8, length - 8)) return ASB_ABSENT;
    *e = (entry_view){nominal, nominal - offset, kind, length, j->entry_bytes};
    return ASB_OK;
}

int32_t asbi_entry_copy(journal *j, entry_view *e, const frame *f, uint64_t offset, int second) {
    uint64_t nominal = f->at + offset, end = HEAD_SIZE + (uint64_t)f->table, between = f->length - TAIL_SIZE - end;
    if (offset > end) return ASB_ABSENT;
    int32_t status = load(j, e, second ? nominal + between : nominal, nominal, end - offset);
    return status == ASB_OK && e->frame != f->at ? ASB_ABSENT : status;
}

int32_t asbi_entry_load(journal *j, entry_view *e, const frame *f, uint64_t offset) {
    int32_t status = asbi_entry_copy(j, e, f, offset, 0);
    if (status == ASB_ABSENT) status = asbi_entry_copy(j, e, f, offset, 1);
    return status == ASB_ABSENT ? ASB_ECORRUPT : status;
}

/* An entry whose first copy has been damaged since its frame was read: look for the frame, which takes its time. */
static int32_t find_second(journal *j, entry_view *e, uint64_t at) {
    frame f = {.length = 0};
    uint64_t next = FIRST_FRAME;
    do {
        int32_t status = asbi_frame_at(j, &f, next);
        if (status == ASB_ABSENT) status = asbi_frame_search(j, &f, next);
        if (status) return status;
        next = f.at + f.length;
    } while (next <= at);
    return f.at > at ? ASB_ABSENT : asbi_entry_copy(j, e, &f, at - f.at, 1);
}

int32_t asbi_entry_find(journal *j, entry_view *e, uint64_t at) {
    int32_t status = load(j, e, at, at, j->end > at ? j->end - at : 0);
    if (status == ASB_ABSENT) status = find_second(j, e, at);
    return status == ASB_ABSENT ? ASB_ECORRUPT : status;
}

/* ---- ahead of reading
 *
 * Records of one case lie scattered over a file that is larger than any cache, and each would be waited for by itself. Here the processor is told about some
 * of them at once. */

/* Inline, for to a compiler a function that only fetches does nothing, and a call of it can be left out. */
static inline void fetch(const journal *j, uint64_t at, uint64_t length) {
    enum { LINE = 64 };
    if (at > j->mapped || length > j->mapped - at) return;
    for (uint64_t i = 0; i < length; i += LINE) FETCH(j->map + at + i);
}

void asbi_fetch(const journal *j, uint64_t at, uint64_t length) {
    fetch(j, at, length);
}

void asbi_fetch_known(const journal *j, uint32_t record) {
    FETCH(&j->records[record]);
    FETCH(&j->records[record].body); /* it may be in two lines */
}

void asbi_fetch_record(const journal *j, uint32_t record) {
    const known_record *r = &j->records[record];
    uint64_t length = (uint64_t)r->header + r->body;
    if (r->apart) fetch(j, (r->entry & ~RECORD_ERASED) + r->apart, MIN_OF(length, LONGEST_FETCH));
}

/* ---- cases */

int asbi_case_entry(case_entry *c, const entry_view *e) {
    const uint8_t *b = e->bytes;
    *c = (case_entry){
        .expected = asbi_get32(b + CASE_EXPECTED), .records = asbi_get32(b + CASE_RECORDS), .erased = asbi_get32(b + CASE_ERASED)};
    c->summary_at = e->frame + asbi_get64(b + CASE_SUMMARY);
    c->summary_length = asbi_get32(b + CASE_SUMMARY_LENGTH);
    c->summary_check = asbi_get64(b + CASE_SUMMARY_CHECK);
    uint64_t records = (uint64_t)c->records * DESCRIPTOR, erasures = (uint64_t)c->erased * 4, id = asbi_get32(b + CASE_ID);
    if (CASE_FIXED + records + erasures + id > e->length || (uint64_t)c->expected + c->records > UINT32_MAX ||
        c->expected + c->records == 0)
        return 0;
    c->descriptors = b + CASE_FIXED;
    c->erasures = c->descriptors + records;
    c->id = (asb_bytes){c->erasures + erasures, (size_t)id};
    return 1;
}

descriptor asbi_descriptor(const entry_view *e, const case_entry *c, uint32_t index) {
    const uint8_t *b = c->descriptors + (size_t)index * DESCRIPTOR;
    return (descriptor){e->frame + asbi_get64(b), asbi_get32(b + RECORD_HEADER), asbi_get32(b + RECORD_BODY),
                        asbi_get64(b + RECORD_HEADER_CHECK), asbi_get64(b + RECORD_BODY_CHECK)};
}

/* What is known of a record stands for what its entry says: where the two checksums are right, this is; and it is wrong where one of them is. */
uint64_t asbi_known_check(uint64_t header_check, uint64_t body_check) {
    return header_check ^ (body_check << 1 | body_check >> 63);
}

/* A record that is too far from its entry, or before it, is left to that. */
known_record asbi_known_record(const entry_view *e, const case_entry *c, uint32_t index) {
    descriptor d = asbi_descriptor(e, c, index);
    uint64_t apart = d.at - e->at;
    known_record r = {.entry = e->at, .check = asbi_known_check(d.header_check, d.body_check), .header = d.header, .body = d.body};
    if (d.at > e->at && apart <= UINT32_MAX) r.apart = (uint32_t)apart;
    return r;
}

/* ---- other pieces */

piece asbi_policy_piece(const entry_view *e, uint32_t *document) {
    const uint8_t *b = e->bytes;
    uint64_t length = (uint64_t)asbi_get32(b + POLICY_DOCUMENT) + asbi_get32(b + POLICY_ID) + asbi_get32(b + POLICY_VERSION);
    *document = asbi_get32(b + POLICY_DOCUMENT);
    return (piece){e->frame + asbi_get64(b + POLICY_AT), length > UINT32_MAX ? UINT32_MAX : (uint32_t)length, asbi_get64(b + POLICY_CHECK)};
}

/* `bytes` are those of its piece. */
asb_policy_document asbi_policy_of(const entry_view *e, const uint8_t *bytes) {
    const uint8_t *b = e->bytes;
    size_t document = asbi_get32(b + POLICY_DOCUMENT), id = asbi_get32(b + POLICY_ID), version = asbi_get32(b + POLICY_VERSION);
    return (asb_policy_document){{b + ENTRY_FIXED, 32}, {bytes + document, id}, {bytes + document + id, version}, {bytes, document}};
}

piece asbi_calendar_piece(const entry_view *e) {
    const uint8_t *b = e->bytes;
    return (piece){e->frame + asbi_get64(b + CALENDAR_AT), asbi_get32(b + CALENDAR_LENGTH), asbi_get64(b + CALENDAR_CHECK)};
}

int32_t asbi_piece_check(journal *j, const piece *p) {
    const uint8_t *bytes;
    int32_t status = asbi_view(j, &bytes, p->at, p->length);
    if (status) return status == ASB_ABSENT ? 0 : status;
    return asbi_sum(j, p->at, bytes, p->length) == p->check;
}

/* Copied first and checked then: another process may be erasing it this moment. */
int32_t asbi_piece_load(journal *j, const piece *p) {
    const uint8_t *bytes;
    int32_t status = asbi_room(j, &j->payload, &j->payload_room, (size_t)p->length + 1);
    if (!status) status = asbi_view(j, &bytes, p->at, p->length);
    if (status) return status;
    if (p->length) memcpy(j->payload, bytes, p->length);
    return asbi_sum(j, p->at, j->payload, p->length) == p->check ? ASB_OK : ASB_ABSENT;
}
