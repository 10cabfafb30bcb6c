/* Building the frame of a commit in memory: head, table, payload, table again, tail. The table says where each piece of the payload will stand, so that
 * it is made in one pass, with the places counted up, and the pieces are appended in the same order in a second. */
#include "journal.h"

#include "checksum.h"
#include <string.h>

typedef struct building {
    journal *journal;
    const asb_commit_data *data;
    uint64_t begin;   /* of the frame, in the file */
    uint64_t payload; /* where the next piece goes, from the frame's beginning */
    uint32_t entries;
} building;

/* `size` zero bytes more; where they begin, or NULL without memory. */
static uint8_t *extend(buffer *b, size_t size) {
    static const char zeros[64];
    size_t from = b->length;
    for (size_t left = size, part; left && !b->status; left -= part) {
        part = left < sizeof zeros ? left : sizeof zeros;
        asbi_put_bytes(b, zeros, part);
    }
    return b->status ? NULL : (uint8_t *)b->data + from;
}

static size_t round_up(size_t n) {
    return (n + 7) / 8 * 8;
}

/* ---- sizes */

static int is_known(const journal *j, const asb_commit_data *data, uint32_t index) {
    const void *digest = data->policies[index].digest.data;
    for (uint32_t i = 0; i < j->policy_count; i++)
        if (memcmp(j->policies[i].digest, digest, 32) == 0) return 1;
    for (uint32_t i = 0; i < index; i++)
        if (memcmp(data->policies[i].digest.data, digest, 32) == 0) return 1;
    return 0;
}

static uint64_t case_size(const asb_case_commit *k) {
    return CASE_FIXED + (uint64_t)k->record_count * DESCRIPTOR + (uint64_t)k->erased_count * 4 + k->id.length;
}

/* Of the table; 0 where there is nothing to write. Above 32 bits it is too long. */
static uint64_t table_size(const journal *j, const asb_commit_data *data) {
    uint64_t size = data->calendar.length ? CALENDAR_ENTRY : 0;
    for (uint32_t i = 0; i < data->policy_count; i++)
        if (!is_known(j, data, i)) size += POLICY_ENTRY;
    for (uint32_t i = 0; i < data->case_count; i++) size += (case_size(&data->cases[i]) + 7) / 8 * 8;
    return size;
}

/* ---- the table */

/* Place and checksum of a piece of the payload; gives where it is, from the frame's beginning. */
static uint64_t place(building *b, asb_bytes bytes, uint64_t *check) {
    uint64_t at = b->payload;
    *check = asbi_sum(b->journal, b->begin + at, bytes.data, bytes.length);
    b->payload += bytes.length;
    return at;
}

static uint8_t *begin_entry(building *b, uint32_t kind, size_t size) {
    buffer *t = &b->journal->table;
    uint64_t offset = HEAD_SIZE + (uint64_t)t->length;
    uint8_t *e = extend(t, round_up(size));
    if (!e) return NULL;
    asbi_set32(e + 8, kind);
    asbi_set32(e + 12, (uint32_t)round_up(size));
    asbi_set64(e + 16, offset);
    b->entries++;
    return e;
}

static void end_entry(building *b, uint8_t *e) {
    uint64_t at = b->begin + asbi_get64(e + 16);
    asbi_set64(e, asbi_sum(b->journal, at, e + 8, asbi_get32(e + 12) - 8));
}

static int is_erased(const asb_case_commit *k, uint32_t seq) {
    for (uint32_t i = 0; i < k->erased_count; i++)
        if (k->erased[i] == seq) return 1;
    return 0;
}

/* What is erased by the commit that brings it is never written. */
static asb_bytes body_of(const asb_case_commit *k, const asb_stored_record *r) {
    return is_erased(k, r->seq) ? (asb_bytes){NULL, 0} : r->body;
}

static void put_records(building *b, uint8_t *to, const asb_case_commit *k) {
    for (uint32_t i = 0; i < k->record_count; i++, to += DESCRIPTOR) {
        asb_bytes header = k->records[i].header, body = body_of(k, &k->records[i]);
        uint64_t check;
        asbi_set64(to, place(b, header, &check));
        asbi_set32(to + 8, (uint32_t)header.length);
        asbi_set32(to + 12, (uint32_t)body.length);
        asbi_set64(to + 16, check);
        (void)place(b, body, &check);
        asbi_set64(to + 24, check);
    }
}

static void put_case(building *b, const asb_case_commit *k) {
    uint8_t *e = begin_entry(b, ENTRY_CASE, (size_t)case_size(k));
    uint64_t check;
    if (!e) return;
    asbi_set32(e + 24, k->expected);
    asbi_set32(e + 28, k->record_count);
    asbi_set32(e + 32, k->erased_count);
    asbi_set32(e + 36, (uint32_t)k->id.length);
    uint8_t *to = e + CASE_FIXED;
    put_records(b, to, k);
    to += (size_t)k->record_count * DESCRIPTOR;
    for (uint32_t i = 0; i < k->erased_count; i++, to += 4) asbi_set32(to, k->erased[i]);
    if (k->id.length) memcpy(to, k->id.data, k->id.length);
    asbi_set64(e + 40, place(b, k->summary, &check));
    asbi_set32(e + 48, (uint32_t)k->summary.length);
    asbi_set64(e + 56, check);
    end_entry(b, e);
}

/* Document, id and version are one piece; it must be put together for its checksum, so that it goes where the frame will be. */
static void put_policy(building *b, const asb_policy_document *p) {
    uint8_t *e = begin_entry(b, ENTRY_POLICY, POLICY_ENTRY);
    buffer *scratch = &b->journal->out;
    uint64_t check;
    if (!e) return;
    asbi_buffer_clear(scratch);
    asbi_put_bytes(scratch, p->document.data, p->document.length);
    asbi_put_bytes(scratch, p->id.data, p->id.length);
    asbi_put_bytes(scratch, p->version.data, p->version.length);
    if (scratch->status) return;
    memcpy(e + 24, p->digest.data, 32);
    asbi_set64(e + 56, place(b, (asb_bytes){scratch->data, scratch->length}, &check));
    asbi_set32(e + 64, (uint32_t)p->document.length);
    asbi_set32(e + 68, (uint32_t)p->id.length);
    asbi_set32(e + 72, (uint32_t)p->version.length);
    asbi_set64(e + 80, check);
    end_entry(b, e);
}

static void put_calendar(building *b, asb_bytes days) {
    uint8_t *e = begin_entry(b, ENTRY_CALENDAR, CALENDAR_ENTRY);
    uint64_t check;
    if (!e) return;
    asbi_set64(e + 24, place(b, days, &check));
    asbi_set32(e + 32, (uint32_t)days.length);
    asbi_set64(e + 40, check);
    end_entry(b, e);
}

static int32_t build_table(building *b) {
    const asb_commit_data *data = b->data;
    journal *j = b->journal;
    int32_t status = ASB_OK;
    asbi_buffer_clear(&j->table);
    for (uint32_t i = 0; !status && i < data->policy_count; i++) {
        if (!is_known(j, data, i)) put_policy(b, &data->policies[i]);
        status = j->out.status;
    }
    if (data->calendar.length) put_calendar(b, data->calendar);
    for (uint32_t i = 0; i < data->case_count; i++) put_case(b, &data->cases[i]);
    return status ? status : j->table.status;
}

/* ---- the payload, in the table's order */

static void put_piece(buffer *out, asb_bytes bytes) {
    if (bytes.length) asbi_put_bytes(out, bytes.data, bytes.length);
}

static void append_payload(building *b, buffer *out) {
    const asb_commit_data *data = b->data;
    for (uint32_t i = 0; i < data->policy_count; i++) {
        if (is_known(b->journal, data, i)) continue;
        put_piece(out, data->policies[i].document);
        put_piece(out, data->policies[i].id);
        put_piece(out, data->policies[i].version);
    }
    put_piece(out, data->calendar);
    for (uint32_t i = 0; i < data->case_count; i++) {
        const asb_case_commit *k = &data->cases[i];
        for (uint32_t r = 0; r < k->record_count; r++) {
            put_piece(out, k->records[r].header);
            put_piece(out, body_of(k, &k->records[r]));
        }
        put_piece(out, k->summary);
    }
}

/* ---- all of it */

static int32_t assemble(building *b, frame *f) {
    journal *j = b->journal;
    buffer *out = &j->out;
    asbi_buffer_clear(out);
    (void)extend(out, HEAD_SIZE);
    asbi_put_bytes(out, j->table.data, j->table.length);
    append_payload(b, out);
    (void)extend(out, round_up(out->length) - out->length);
    asbi_put_bytes(out, j->table.data, j->table.length);
    uint8_t *tail = extend(out, TAIL_SIZE);
    if (!tail) return out->status;
    *f = (frame){.at = b->begin,
                 .length = out->length,
                 .number = j->number + 1,
                 .previous = j->last.length ? j->last.check : j->header_check,
                 .table = (uint32_t)j->table.length,
                 .entries = b->entries,
                 .kind = FRAME_COMMIT,
                 .unsynced = (uint32_t)(j->number - j->sure.number)};
    asbi_frame_encode(j, f, (uint8_t *)out->data, tail);
    f->check = asbi_get64((uint8_t *)out->data + HEAD_SIZE - 8);
    return ASB_OK;
}

int32_t asbi_build(journal *j, const asb_commit_data *data, frame *f) {
    for (uint32_t i = 0; i < data->policy_count; i++)
        if (data->policies[i].digest.length != 32) return ASB_EARGUMENT;
    uint64_t size = table_size(j, data);
    building b = {j, data, j->end, HEAD_SIZE + size, 0};
    if (size > UINT32_MAX / 2) return ASB_ELIMIT;
    asbi_buffer_clear(&j->out);
    int32_t status = build_table(&b);
    return status ? status : assemble(&b, f);
}
