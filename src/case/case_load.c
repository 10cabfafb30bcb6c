/* Loading: the records that a store has, checked and folded. Each header must follow from the one before, each body have the digest that
 * its header says: a case that does not agree with itself is not opened. */
#include "../base/container.h"
#include "../base/sha256.h"
#include "case_parts.h"
#include <string.h>

/* ---- one record */

static int32_t damaged(fault *f, const char *code, uint32_t seq) {
    char number[DECIMAL];
    return asbi_fail(f, ASB_ECORRUPT, code, "record", asbi_decimal(number, seq), (char *)NULL);
}

static int32_t find_document(asb_policy **out, asb_case *c, const policy_source *from, const uint8_t digest[32]) {
    asb_policy *alive = asbi_policy_alive(c->head.engine, digest);
    for (const json_value *item = from->documents ? from->documents->first : NULL; item && !alive; item = item->next) {
        uint8_t own[32];
        const json_value *v = item->type == JSON_OBJECT ? asbi_json_get(item, "document") : item; /* as asb_case_pending() gives it, too */
        if (!v || v->type != JSON_TEXT) continue;
        asbi_sha256(v->text.at, v->text.length, own);
        if (memcmp(own, digest, 32) == 0) return asbi_policy_read(out, NULL, c->head.engine, v->text.at, v->text.length);
    }
    if (!alive) return ASB_ABSENT;
    asbi_handle_keep(alive);
    *out = alive;
    return ASB_OK;
}

/* The policy that a header pins the case to, kept for the entry. */
static int32_t find_policy(asb_policy **out, asb_case *c, const policy_source *from, const record_header *h, fault *f) {
    char hex[65];
    int32_t status = from->store ? asbi_store_policy(out, from->store, h->policy_digest) : find_document(out, c, from, h->policy_digest);
    if (status == ASB_OK && from->store) asbi_handle_keep(*out);
    if (status != ASB_ABSENT) return status;
    const char *id = asbi_arena_text(&c->arena, h->policy_id.at, h->policy_id.length);
    const char *version = asbi_arena_text(&c->arena, h->policy_version.at, h->policy_version.length);
    if (!id || !version) return ASB_ENOMEM;
    asbi_hex(h->policy_digest, 32, hex);
    return asbi_fail(f, ASB_ECORRUPT, "case-policy-absent", "policy", id, "version", version, "digest", hex, (char *)NULL);
}

/* The document says of itself what the header says of it. */
static int32_t check_pin(const asb_policy *pinned, const record_header *h, fault *f) {
    if (!pinned || (asbi_text_equal(pinned->id, h->policy_id) && asbi_text_equal(pinned->version, h->policy_version))) return ASB_OK;
    return damaged(f, "case-policy-other", h->seq);
}

/* The bytes of a record, in the case's arena, and their digests. */
typedef struct hashed {
    text header, body;
    uint8_t header_digest[32], body_digest[32];
} hashed;

static int32_t check_chain(const asb_case *c, const record_header *h, const hashed *r, fault *f) {
    if (h->seq != c->count + 1) return damaged(f, "case-number", c->count + 1);
    if (c->count ? !h->has_previous || memcmp(h->previous, c->entries[c->count - 1].digest, 32) : h->has_previous)
        return damaged(f, "case-chain", h->seq);
    if (!c->count && !asbi_text_equal(h->case_id, c->id)) return damaged(f, "case-other", h->seq);
    return r->body.length && memcmp(r->body_digest, h->body, 32) ? damaged(f, "case-body", h->seq) : ASB_OK;
}

static int32_t copy(asb_case *c, text *out, text t) {
    out->length = t.length;
    out->at = asbi_arena_text(&c->arena, t.at ? t.at : "", t.length);
    return out->at ? ASB_OK : ASB_ENOMEM;
}

/* The texts of a header are lent from its bytes, with no '\0' after them. Kinds have their names in the vocabulary, and mostly the same few people write in a case. */
static int32_t keep_kind(asb_case *c, entry *e, text kind) {
    e->kind = (uint8_t)asbi_kind_find(kind);
    if (e->kind >= KIND_BUILT_IN_COUNT) return copy(c, &e->kind_text, kind);
    e->kind_text = (text){asbi_kind((record_kind)e->kind)->name, kind.length};
    return ASB_OK;
}

static int32_t keep_same(asb_case *c, text *out, text t, const text *of_last) {
    if (!of_last || !asbi_text_equal(*of_last, t)) return copy(c, out, t);
    *out = *of_last;
    return ASB_OK;
}

static int32_t keep_texts(asb_case *c, entry *e, const record_header *h) {
    const entry *last = c->count ? &c->entries[c->count - 1] : NULL;
    int32_t status = keep_kind(c, e, h->kind);
    if (!status) status = keep_same(c, &e->by, h->by, last ? &last->by : NULL);
    return status ? status : keep_same(c, &e->role_text, h->role, last ? &last->role_text : NULL);
}

static int32_t build(asb_case *c, entry *e, const record_header *h, text body, fault *f) {
    json_limits limits = {.size = SIZE_MAX, .depth = 1000}; /* what was once accepted is read, whatever the limits are now */
    *e = (entry){.seq = h->seq,
                 .party = NO_INDEX,
                 .older = NO_INDEX,
                 .older_of_party = NO_INDEX,
                 .at = h->at,
                 .recorded = h->recorded,
                 .imported = h->imported,
                 .breaches = h->breaches,
                 .deviations = h->deviations,
                 .warnings = h->warnings,
                 .snapshot = h->duties,
                 .erased = body.length == 0,
                 .bytes = body};
    int32_t status = keep_texts(c, e, h);
    if (!status && body.length) status = asbi_body_read(&e->body, &c->arena, e->bytes, &limits, f);
    if (status) return status;
    return asbi_entry_understand(c, e);
}

static int32_t fold_stored(asb_case *c, const policy_source *from, const record_header *h, const hashed *r, fault *f) {
    prepared p = {0};
    asb_policy *pinned = NULL;
    int32_t status = h->policy_id.length ? find_policy(&pinned, c, from, h, f) : ASB_OK;
    if (!status) status = check_pin(pinned, h, f);
    if (!status && !pinned && !c->policy) status = damaged(f, "case-pin", h->seq);
    if (!status && !c->count && pinned) {
        asbi_handle_keep(pinned);
        asbi_handle_drop(c->policy);
        c->policy = pinned;
    }
    if (!status) status = build(c, &p.e, h, r->body, f);
    p.e.header = r->header;
    p.e.moves_to = pinned;
    memcpy(p.e.digest, r->header_digest, sizeof p.e.digest);
    if (!status) status = asbi_fold_prepare(c, &p);
    if (status)
        asbi_handle_drop(pinned);
    else
        asbi_fold(c, &p);
    return status;
}

static int32_t add_hashed(asb_case *c, const policy_source *from, const hashed *r, fault *f) {
    record_header h;
    json_limits limits = {.size = SIZE_MAX, .depth = 1000};
    int32_t status = asbi_header_scan(&h, r->header) ? ASB_OK : asbi_header_read(&h, &c->arena, r->header, &limits, f);
    if (!status) status = check_chain(c, &h, r, f);
    if (!status) status = fold_stored(c, from, &h, r, f);
    return status;
}

static sha256_message to_hash(text t, uint8_t digest[32]) {
    return (sha256_message){t.at, t.length, digest};
}

/* An erased body has no digest to be compared with. */
int32_t asbi_case_add_stored(asb_case *c, const policy_source *from, text header, text body, fault *f) {
    hashed r;
    int32_t status = copy(c, &r.header, header);
    if (!status) status = copy(c, &r.body, body);
    if (status) return status;
    const sha256_message both[2] = {to_hash(r.header, r.header_digest), to_hash(r.body, r.body_digest)};
    asbi_sha256_many(both, body.length ? 2 : 1);
    return add_hashed(c, from, &r, f);
}

/* ---- from a store. The records are taken into the case's arena first: folding may want a policy, and so the store again. */

typedef struct reading {
    asb_store *store;
    text id;
    asb_case *c; /* made for the first record: what is absent takes no memory */
    hashed *records;
    uint32_t count, capacity;
} reading;

static int32_t take_record(void *sink, const asb_stored_record *record) {
    enum { MOSTLY = 24 };
    reading *r = sink;
    uint64_t wanted = r->capacity ? (uint64_t)r->count + 1 : MOSTLY;
    int32_t status = r->c ? ASB_OK : asbi_case_make(&r->c, r->store->head.engine, NULL, r->store, r->id);
    if (!status) status = asbi_grow(r->c->memory, &r->records, &r->capacity, wanted, sizeof *r->records, UINT32_MAX);
    if (status) return status;
    hashed *to = &r->records[r->count];
    status = copy(r->c, &to->header, (text){record->header.data, record->header.length});
    if (!status) status = copy(r->c, &to->body, (text){record->body.data, record->body.length});
    if (!status) r->count++;
    return status;
}

/* Room for all of them at once. */
static int32_t reserve_entries(asb_case *c, uint32_t count) {
    return asbi_grow(c->memory, &c->entries, &c->capacity, count, sizeof *c->entries, (uint32_t)c->head.engine->limits[LIMIT_RECORDS]);
}

/* Some at once, headers first: digests do not wait for each other. Gives how many were made. */
static uint32_t make_digests(hashed *records, uint32_t count) {
    enum { TOGETHER = 32 };
    sha256_message messages[2 * TOGETHER];
    uint32_t some = MIN_OF(count, TOGETHER);
    size_t used = 0;
    for (uint32_t i = 0; i < some; i++) messages[used++] = to_hash(records[i].header, records[i].header_digest);
    for (uint32_t i = 0; i < some; i++)
        if (records[i].body.length) messages[used++] = to_hash(records[i].body, records[i].body_digest);
    asbi_sha256_many(messages, used);
    return some;
}

static int32_t fold_all(const reading *r, fault *f) {
    policy_source from = {.store = r->store};
    if (!r->c) return ASB_ABSENT;
    int32_t status = reserve_entries(r->c, r->count);
    for (uint32_t i = 0, made = 0; i < r->count && !status; i++) {
        if (i == made) made += make_digests(r->records + i, r->count - i);
        status = add_hashed(r->c, &from, &r->records[i], f);
    }
    r->c->stored = r->c->count;
    return status;
}

int32_t asbi_case_read(asb_case **out, asb_store *store, text id, fault *f) {
    asb_engine *e = store->head.engine;
    reading r = {.store = store, .id = id};
    int32_t status = store->table.read(store->table.self, (asb_bytes){id.at, id.length}, 1, take_record, &r);
    if (!status) status = fold_all(&r, f);
    asbi_release(&e->memory, r.records, r.capacity * sizeof *r.records);
    if (status)
        asbi_handle_drop(r.c);
    else
        *out = r.c;
    return status;
}

int32_t asb_case_open(asb_case **out, asb_store *store, const char *id) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, id, "id");
    status = asbi_case_read(out, store, asbi_text(id), &e->fault);
    if (status == ASB_ABSENT) *out = NULL;
    return asbi_leave(e, status);
}

/* ---- from JSON */

static int32_t malformed(fault *f, const json_value *v, const char *code) {
    asbi_fail(f, ASB_EINVALID, code, (char *)NULL);
    asbi_fault_at(f, v);
    return ASB_EINVALID;
}

static int32_t fold_list(asb_case *c, const policy_source *from, const json_value *records, fault *f) {
    int32_t status = ASB_OK;
    for (const json_value *v = records ? records->first : NULL; v && !status; v = v->next) {
        const json_value *header = asbi_json_get(v, "header"), *body = asbi_json_get(v, "body");
        if (!header || header->type != JSON_TEXT || (body && body->type != JSON_TEXT)) return malformed(f, v, "case-load-record");
        status = asbi_case_add_stored(c, from, header->text, body ? body->text : asbi_text(""), f);
    }
    c->stored = c->count;
    return status;
}

static int32_t read_calendar(asb_case *c, const json_value *v, fault *f) {
    asb_calendar *calendar;
    if (!v || v->type == JSON_NULL) return ASB_OK;
    int32_t status = asbi_calendar_copy(&calendar, c->head.engine, NULL);
    if (!status && (status = asbi_days_read(&calendar->days, v, f))) asbi_handle_drop(calendar);
    if (status) return status;
    c->calendar = calendar;
    c->days = &calendar->days;
    c->days_revision = calendar->days.revision;
    return ASB_OK;
}

static int32_t from_tree(asb_case **out, asb_engine *e, asb_policy *policy, const json_value *v, fault *f) {
    const json_value *id = asbi_json_get(v, "case"), *records = asbi_json_get(v, "records");
    policy_source from = {.documents = asbi_json_get(v, "policies")};
    asb_case *c;
    if (!id || id->type != JSON_TEXT || !asbi_text_is_filled(id->text)) return malformed(f, v, "case-load-id");
    if (records && records->type != JSON_LIST) return malformed(f, records, "case-load-records");
    if (from.documents && from.documents->type != JSON_LIST) return malformed(f, from.documents, "case-load-policies");
    if ((!records || !records->count) && !policy) return malformed(f, v, "case-load-empty");
    int32_t status = asbi_case_make(&c, e, records && records->count ? NULL : policy, NULL, id->text);
    if (status) return status;
    status = read_calendar(c, asbi_json_get(v, "calendar"), f);
    if (!status) status = fold_list(c, &from, records, f);
    if (status)
        asbi_handle_drop(c);
    else
        *out = c;
    return status;
}

int32_t asbi_case_parse(asb_case **out, asb_engine *e, asb_policy *policy, const char *json, size_t length, fault *f) {
    arena a;
    json_value *v;
    json_limits limits = asbi_json_limits_of_output(e);
    asbi_arena_init(&a, &e->memory);
    int32_t status = asbi_json_parse(&v, &a, json, length, &limits, f);
    if (!status) status = from_tree(out, e, policy, v, f);
    asbi_arena_free(&a);
    return status;
}

int32_t asb_case_load(asb_case **out, asb_engine *engine, asb_policy *policy, const char *json, size_t length) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    CHECK_ARGUMENT(engine, json, "json");
    CHECK_ARGUMENT(engine, !policy || policy->head.engine == engine, "policy");
    return asbi_leave(engine, asbi_case_parse(out, engine, policy, json, length, &engine->fault));
}
