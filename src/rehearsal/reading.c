/* The records of a case, read once for both sides. Bodies are read only where they are going to be folded. */
#include "rehearsal.h"
#include "../store/chain.h"
#include <string.h>

static const json_limits no_limits = {.size = SIZE_MAX, .depth = 1000}; /* what was once accepted is read, whatever the limits are now */

/* ---- bytes */

static int32_t copy(run *r, text *to, asb_bytes from) {
    to->length = from.length;
    to->at = asbi_arena_text(&r->script, from.length ? from.data : "", from.length);
    return to->at ? ASB_OK : ASB_ENOMEM;
}

static int32_t take_record(void *self, const asb_stored_record *record) {
    run *r = self;
    int32_t status = asbi_grow(&r->engine->memory, &r->stored, &r->stored_capacity, (uint64_t)r->stored_count + 1, sizeof *r->stored,
                               UINT32_MAX);
    stored *to = &r->stored[r->stored_count];
    if (!status) status = copy(r, &to->header, record->header);
    if (!status) status = copy(r, &to->body, record->body);
    if (!status) r->stored_count++;
    return status;
}

/* ---- verifying, where it is asked for */

typedef struct first_damage {
    uint32_t seq;
    const char *what; /* NULL: none */
} first_damage;

static int32_t note_damage(void *self, asb_bytes id, uint32_t seq, const char *what) {
    first_damage *d = self;
    (void)id;
    if (!d->what) *d = (first_damage){seq, what};
    return ASB_OK;
}

static int32_t verify(run *r) {
    chain k;
    first_damage d = {0, NULL};
    char number[DECIMAL];
    asbi_chain_begin(&k, r->engine, (asb_bytes){r->id.at, r->id.length}, note_damage, &d);
    int32_t status = asbi_chain_read(&k, r->of->store, r->stored_count);
    if (!status) status = asbi_chain_end(&k, r->stored_count);
    if (status || !d.what) return status;
    return asbi_fail(&r->engine->fault, ASB_ECORRUPT, "store-damaged", "case", r->id.at, "seq", asbi_decimal(number, d.seq), "what", d.what,
                     (char *)NULL);
}

int32_t asbi_script_read(run *r, text id) {
    const asb_store_callbacks *t = &r->of->store->table;
    r->stored_count = 0;
    int32_t status = t->read(t->self, (asb_bytes){id.at, id.length}, 1, take_record, r);
    if (!status && !r->stored_count) status = ASB_ABSENT;
    return !status && r->q->verify ? verify(r) : status;
}

/* ---- headers */

static int32_t damaged(fault *f, const char *code, uint32_t seq) {
    char number[DECIMAL];
    return asbi_fail(f, ASB_ECORRUPT, code, "record", asbi_decimal(number, seq), (char *)NULL);
}

static int32_t find_policy(run *r, entry *e, const record_header *h, fault *f) {
    if (!h->policy_id.length) return e->seq == 1 ? damaged(f, "case-pin", 1) : ASB_OK;
    return asbi_store_policy(&e->moves_to, r->of->store, h->policy_digest);
}

static int32_t read_header(run *r, uint32_t index, fault *f) {
    record_header h;
    text bytes = r->stored[index].header;
    int32_t status = asbi_header_skim(&h, bytes) ? ASB_OK : asbi_header_read(&h, &r->script, bytes, &no_limits, f);
    if (!status && h.seq != index + 1) status = damaged(f, "case-number", index + 1);
    if (status) return status;
    entry *e = &r->entries[index];
    *e = (entry){.seq = h.seq,
                 .kind = (uint8_t)asbi_kind_find(h.kind),
                 .party = NO_INDEX,
                 .older = NO_INDEX,
                 .older_of_party = NO_INDEX,
                 .at = h.at,
                 .recorded = h.recorded,
                 .by = h.by,
                 .role_text = h.role,
                 .kind_text = h.kind,
                 .imported = h.imported,
                 .breaches = h.breaches,
                 .deviations = h.deviations,
                 .warnings = h.warnings,
                 .snapshot = h.duties,
                 .erased = r->stored[index].body.length == 0};
    return find_policy(r, e, &h, f);
}

int32_t asbi_script_headers(run *r, fault *f) {
    int32_t status = asbi_grow(&r->engine->memory, &r->entries, &r->entry_capacity, r->stored_count, sizeof *r->entries, UINT32_MAX);
    for (uint32_t i = 0; i < r->stored_count && !status; i++) status = read_header(r, i, f);
    return status;
}

int32_t asbi_script_bodies(run *r, fault *f) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < r->stored_count && !status; i++)
        if (r->stored[i].body.length) status = asbi_body_read(&r->entries[i].body, &r->script, r->stored[i].body, &no_limits, f);
    return status;
}
