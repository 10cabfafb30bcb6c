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

int32_t asbi_stored_header(text *out, arena *a, const asb_case *c, const entry *e) {
    text body;
    *out = e->header;
    if (out->length) return ASB_OK;
    int32_t status = asbi_stored_body(&body, a, e);
    return status ? status : make_header(out, a, c, e, body);
}

/* ---- bodies */

int32_t asbi_stored_body(text *out, arena *a, const entry *e) {
    *out = e->erased ? (text){"", 0} : e->bytes;
    if (!out->length || !e->lent) return ASB_OK;
    char *copy = asbi_arena_text(a, e->bytes.at, e->bytes.length);
    if (!copy) return ASB_ENOMEM;
    asbi_json_put_quotes(copy, e->bytes.length);
    out->at = copy;
    return ASB_OK;
}
