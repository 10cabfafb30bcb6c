/* The bytes of entries, made again. */
#include "stored.h"

#include "../base/sha256.h"
#include <string.h>

/* ---- headers */

record_header asbi_header_of(const asb_case *c, const entry *e) {
    record_header h = {.seq = e->seq,
                       .kind = e->kind_text,
                       .at = e->at,
                       .recorded = e->recorded,
                       .by = e->by,
                       .role = e->role_text,
                       .imported = e->imported,
                       .breaches = e->breaches,
                       .deviations = e->deviations,
                       .warnings = e->warnings,
                       .duties = e->snapshot,
                       .has_previous = e->seq > 1};
    if (e->seq > 1)
        memcpy(h.previous, c->entries[e->seq - 2].digest, sizeof h.previous);
    else
        h.case_id = c->id;
    if (!e->moves_to) return h;
    h.policy_id = e->moves_to->id;
    h.policy_version = e->moves_to->version;
    memcpy(h.policy_digest, e->moves_to->digest, sizeof h.policy_digest);
    return h;
}

#define LENGTH(literal) (sizeof(literal) - 1)

/* Thousandths are written where there are any. */
static size_t instant_length(instant i) {
    return i % 1000 ? LENGTH("2026-05-05T23:30:00.000Z") : LENGTH("2026-05-05T23:30:00Z");
}

static size_t digits_of(uint32_t number) {
    size_t digits = 1;
    while (number /= 10) digits++;
    return digits;
}

/* The scan takes no other text for anything than the writer writes, but for an instant with thousandths that are none: which is longer. */
int asbi_header_is_plain(const record_header *h, size_t length) {
    size_t made = LENGTH("{\"at\":\"\",\"body\":\"\",\"by\":\"\",\"kind\":\"\",\"recorded\":\"\",\"role\":\"\",\"seq\":}") + 64;
    made += instant_length(h->at) + instant_length(h->recorded) + h->by.length + h->kind.length + h->role.length + digits_of(h->seq);
    if (h->imported) made += LENGTH(",\"imported\":true");
    if (h->policy_id.length)
        made += LENGTH(",\"policy\":{\"digest\":\"\",\"id\":\"\",\"version\":\"\"}") + 64 + h->policy_id.length + h->policy_version.length;
    made += h->has_previous ? LENGTH(",\"previous\":\"\"") + 64 : LENGTH(",\"case\":\"\"") + h->case_id.length;
    return made == length && !h->unknown;
}

static int32_t make_header(text *out, arena *a, const asb_case *c, const entry *e, text body) {
    record_header h = asbi_header_of(c, e);
    buffer b;
    asbi_buffer_init(&b, c->memory, SIZE_MAX);
    asbi_sha256(body.at, body.length, h.body);
    asbi_header_write(&b, &h);
    out->length = b.length;
    out->at = b.status ? NULL : asbi_arena_text(a, b.data, b.length);
    asbi_buffer_free(&b);
    return out->at ? ASB_OK : ASB_ENOMEM;
}

/* ---- bodies, and both together */

static int32_t make_body(text *out, arena *a, const entry *e) {
    *out = e->erased ? (text){"", 0} : e->bytes;
    if (!out->length || !e->lent) return ASB_OK;
    char *copy = asbi_arena_text(a, e->bytes.at, e->bytes.length);
    if (!copy) return ASB_ENOMEM;
    asbi_json_put_quotes(copy, e->bytes.length);
    out->at = copy;
    return ASB_OK;
}

static int32_t make_both(text *header, text *body, arena *a, const asb_case *c, const entry *e) {
    int32_t status = make_body(body, a, e);
    *header = e->header;
    return status || header->length ? status : make_header(header, a, c, e, *body);
}

int32_t asbi_stored_header(text *out, arena *a, const asb_case *c, const entry *e) {
    text body;
    *out = e->header;
    return out->length ? ASB_OK : make_both(out, &body, a, c, e);
}

int32_t asbi_stored_record(asb_stored_record *out, arena *a, const asb_case *c, const entry *e) {
    text header, body;
    int32_t status = make_both(&header, &body, a, c, e);
    if (!status) *out = (asb_stored_record){.seq = e->seq, .header = {header.at, header.length}, .body = {body.at, body.length}};
    return status;
}
