/* Loading: the records that a store has, checked and folded. Each header must follow from the one before, each body have the digest that
 * its header says: a case that does not agree with itself is not opened.
 *
 * Method. All records are there before the first is looked at. They are gone through three times: what their headers say becomes entries, and with that it is known how much room everything
 * takes; then bodies and texts go into one block of just that size, the bodies are read to fields where they stand, and the fields go into another; and then one after the other is folded.
 * So a case that is open has nothing twice, and next to nothing that is empty: headers that can be made again (stored.h) are not kept at all, and lists are cut to what is in them. */
#include "../base/container.h"
#include "../base/sha256.h"
#include "case_parts.h"
#include "fields.h"
#include "kept.h"
#include "stored.h"
#include <string.h>

typedef struct taken {
    text header, body;
} taken;

typedef struct loading {
    asb_case *c;
    const policy_source *from;
    const taken *records;
    uint32_t count;
    uint32_t made; /* so many entries have been made; folded are those of the case */
    size_t room;   /* that bodies and texts take */
    fields_read fields;
    fault *f;
} loading;

static const json_limits no_limits = {.size = SIZE_MAX, .depth = 1000}; /* what was once accepted is read, whatever the limits are now */

/* ---- policies */

static int32_t damaged(fault *f, const char *code, uint32_t seq) {
    char number[DECIMAL];
    return asbi_fail(f, ASB_ECORRUPT, code, "record", asbi_decimal(number, seq), (char *)NULL);
}

static int32_t find_document(asb_policy **out, asb_case *c, const policy_source *from, const uint8_t digest[32]) {
    asb_policy *alive = asbi_policy_alive(c->head.engine, digest);
    for (const json_value *item = from->documents ? asbi_json_first(from->documents) : NULL; item && !alive; item = item->next) {
        uint8_t own[32];
        const json_value *v = item->type == JSON_OBJECT ? asbi_json_get(item, "document") : item; /* as asb_case_pending() gives it, too */
        if (!v || v->type != JSON_TEXT) continue;
        text document = asbi_json_text(v);
        asbi_sha256(document.at, document.length, own);
        if (memcmp(own, digest, 32) == 0) return asbi_policy_read(out, NULL, c->head.engine, document.at, document.length);
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

/* ---- headers become entries */

static int32_t check_chain(const loading *l, const record_header *h, const uint8_t body_digest[32]) {
    const entry *last = l->made ? &l->c->entries[l->made - 1] : NULL;
    if (h->seq != l->made + 1) return damaged(l->f, "case-number", l->made + 1);
    if (last ? !h->has_previous || memcmp(h->previous, last->digest, 32) : h->has_previous) return damaged(l->f, "case-chain", h->seq);
    if (!last && !asbi_text_equal(h->case_id, l->c->id)) return damaged(l->f, "case-other", h->seq);
    return l->records[l->made].body.length && memcmp(body_digest, h->body, 32) ? damaged(l->f, "case-body", h->seq) : ASB_OK;
}

static int32_t pin(loading *l, entry *e, const record_header *h) {
    int32_t status = h->policy_id.length ? find_policy(&e->moves_to, l->c, l->from, h, l->f) : ASB_OK;
    if (!status) status = check_pin(e->moves_to, h, l->f);
    return !status && e->seq == 1 && !e->moves_to ? damaged(l->f, "case-pin", h->seq) : status;
}

/* Kinds have their names in the vocabulary. */
static void name_kind(loading *l, entry *e, text kind) {
    e->kind = (uint8_t)asbi_kind_find(kind);
    e->kind_text = e->kind < KIND_BUILT_IN_COUNT ? (text){asbi_kind_name(asbi_kind((record_kind)e->kind)), kind.length} : kind;
    if (e->kind >= KIND_BUILT_IN_COUNT) l->room += kind.length + 1;
}

/* Mostly the same few people write in a case: what is the same as before is the same text, and takes no room. */
static void name_same(loading *l, text *out, text t, const text *before) {
    *out = before && asbi_text_equal(*before, t) ? *before : t;
    if (!before || out->at != before->at) l->room += t.length + 1;
}

/* The texts are lent for now. */
static void make_entry(loading *l, entry *e, const record_header *h) {
    const taken *r = &l->records[l->made];
    const entry *last = l->made ? e - 1 : NULL;
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
                 .erased = r->body.length == 0,
                 .bytes = r->body};
    if (e->erased || !asbi_header_is_plain(h, r->header.length)) e->header = r->header;
    name_kind(l, e, h->kind);
    name_same(l, &e->by, h->by, last ? &last->by : NULL);
    name_same(l, &e->role_text, h->role, last ? &last->role_text : NULL);
    l->room += r->body.length + e->header.length + 1;
}

static int32_t add_entry(loading *l, const uint8_t header_digest[32], const uint8_t body_digest[32]) {
    record_header h;
    text header = l->records[l->made].header;
    int32_t status = asbi_header_scan(&h, header) ? ASB_OK : asbi_header_read(&h, &l->c->arena, header, &no_limits, l->f);
    if (!status) status = check_chain(l, &h, body_digest);
    if (status) return status;
    entry *e = &l->c->entries[l->made];
    make_entry(l, e, &h);
    memcpy(e->digest, header_digest, sizeof e->digest);
    l->made++;
    return pin(l, e, &h);
}

static sha256_message to_hash(text t, uint8_t digest[32]) {
    return (sha256_message){t.at, t.length, digest};
}

/* Some at once, headers first: digests do not wait for each other. */
static int32_t add_some(loading *l) {
    enum { TOGETHER = 32 };
    sha256_message messages[2 * TOGETHER];
    uint8_t headers[TOGETHER][32], bodies[TOGETHER][32];
    const taken *records = l->records + l->made;
    uint32_t some = MIN_OF(l->count - l->made, TOGETHER);
    int32_t status = ASB_OK;
    size_t used = 0;
    for (uint32_t i = 0; i < some; i++) messages[used++] = to_hash(records[i].header, headers[i]);
    for (uint32_t i = 0; i < some; i++)
        if (records[i].body.length) messages[used++] = to_hash(records[i].body, bodies[i]);
    if (used) asbi_sha256_many(messages, used);
    for (uint32_t i = 0; i < some && !status; i++) status = add_entry(l, headers[i], bodies[i]);
    return status;
}

static int32_t make_entries(loading *l) {
    asb_case *c = l->c;
    int32_t status = asbi_grow_room(c->memory, &c->entries, &c->capacity, l->count, sizeof *c->entries,
                                    (uint32_t)c->head.engine->limits[LIMIT_RECORDS]);
    while (!status && l->made < l->count) status = add_some(l);
    return status;
}

/* ---- bodies become fields */

static text put_text(char **room, text t) {
    text put = {*room, t.length};
    if (t.length) memcpy(*room, t.at, t.length);
    (*room)[t.length] = '\0';
    *room += t.length + 1;
    return put;
}

/* What was the same text as before still is. */
static void put_same(char **room, text *t, text *before, text *put) {
    if (t->at != before->at) {
        *before = *t;
        *put = put_text(room, *t);
    }
    *t = *put;
}

static int32_t put_body(loading *l, entry *e, char **room) {
    text stored = e->bytes;
    uint32_t before = l->fields.count;
    char *bytes = *room;
    if (e->erased) return ASB_OK;
    memcpy(bytes, stored.at, stored.length);
    *room += stored.length;
    e->bytes.at = bytes;
    int32_t status = asbi_fields_read_body(&l->fields, &l->c->arena, bytes, stored, &e->lent, l->f);
    e->written_count = l->fields.count - before;
    return status;
}

static int32_t put_texts(loading *l) {
    text by = {NULL, 0}, role = by, put_by = by, put_role = by;
    char *room = asbi_arena_expect(&l->c->arena, l->room) ? asbi_arena_room(&l->c->arena, l->room, 1) : NULL;
    int32_t status = room ? ASB_OK : ASB_ENOMEM;
    for (entry *e = l->c->entries; e < l->c->entries + l->count && !status; e++) {
        put_same(&room, &e->by, &by, &put_by);
        put_same(&room, &e->role_text, &role, &put_role);
        if (e->kind >= KIND_BUILT_IN_COUNT) e->kind_text = put_text(&room, e->kind_text);
        if (e->header.length) e->header = put_text(&room, e->header);
        status = put_body(l, e, &room);
    }
    return status;
}

/* Their own, and the atoms behind them, named by the policy in force when each came. */
static int32_t put_fields(loading *l) {
    asb_case *c = l->c;
    size_t of_fields = l->fields.count * sizeof *l->fields.items;
    size_t size = of_fields + asbi_fields_atoms(l->fields.items, l->fields.count) * sizeof(atom);
    char *room = asbi_arena_expect(&c->arena, size) ? asbi_arena_room(&c->arena, size, 1) : NULL;
    if (!room) return ASB_ENOMEM;
    entry_field *fields = (entry_field *)(void *)room;
    atom *atoms = (atom *)(void *)(room + of_fields);
    const asb_policy *p = c->entries[0].moves_to;
    const entry *alike[KIND_UNKNOWN + 1] = {NULL};
    if (of_fields) memcpy(fields, l->fields.items, of_fields);
    for (entry *e = c->entries; e < c->entries + l->count; e++) {
        atoms = asbi_fields_name_alike(p, fields, e->written_count, atoms, alike[e->kind]);
        e->field_count = e->written_count;
        if (!e->erased) e->fields = e->written = fields;
        fields += e->written_count;
        alike[e->kind] = e;
        if (e->seq == 1 || !e->moves_to) continue;
        p = e->moves_to;
        memset(alike, 0, sizeof alike);
    }
    return ASB_OK;
}

/* ---- folding */

static int32_t fold_entry(asb_case *c, const entry *made) {
    prepared p = {.e = *made};
    asbi_entry_name(c, &p.e);
    asbi_entry_derive(c, &p.e, 0);
    int32_t status = asbi_fold_prepare(c, &p);
    if (!status) asbi_fold(c, &p);
    return status;
}

static int32_t fold_all(loading *l) {
    asb_case *c = l->c;
    int32_t status = ASB_OK;
    c->policy = c->entries[0].moves_to;
    asbi_handle_keep(c->policy);
    status = asbi_folded_expect(c);
    for (uint32_t i = 0; i < l->count && !status; i++) status = fold_entry(c, &c->entries[i]);
    if (!status) asbi_folded_fit(c);
    return status;
}

/* Into a case that has none. */
static int32_t load(asb_case *c, const policy_source *from, const taken *records, uint32_t count, fault *f) {
    loading l = {.c = c, .from = from, .records = records, .count = count, .fields = {.memory = c->memory}, .f = f};
    int32_t status = make_entries(&l);
    if (!status) status = put_texts(&l);
    if (!status) status = put_fields(&l);
    asbi_fields_read_end(&l.fields);
    if (!status) status = fold_all(&l);
    for (uint32_t i = c->count; i < l.made; i++) asbi_handle_drop(c->entries[i].moves_to);
    c->stored = c->count;
    return status;
}

/* ---- from a store, which lends each record for a moment */

typedef struct reading {
    memory *memory;
    buffer bytes;
    taken *records; /* of texts in `bytes`, one behind the other: placed when all are there, for it moves as it grows */
    uint32_t count, capacity;
} reading;

/* What is absent takes no memory. */
static int32_t take_record(void *sink, const asb_stored_record *record) {
    enum { MOSTLY = 24, MOSTLY_BYTES = 12 * 1024 };
    reading *r = sink;
    if (!r->capacity) asbi_buffer_reserve(&r->bytes, MOSTLY_BYTES);
    uint64_t wanted = r->capacity ? (uint64_t)r->count + 1 : MOSTLY;
    int32_t status = asbi_grow_room(r->memory, &r->records, &r->capacity, wanted, sizeof *r->records, UINT32_MAX);
    if (status) return status;
    r->records[r->count++] = (taken){{NULL, record->header.length}, {NULL, record->body.length}};
    if (record->header.length) asbi_put_bytes(&r->bytes, record->header.data, record->header.length);
    if (record->body.length) asbi_put_bytes(&r->bytes, record->body.data, record->body.length);
    return r->bytes.status;
}

static void place(const reading *r) {
    const char *at = r->bytes.length ? r->bytes.data : "";
    for (taken *t = r->records; t < r->records + r->count; t++) {
        t->header.at = at;
        t->body.at = at += t->header.length;
        at += t->body.length;
    }
}

static int32_t open_read(asb_case **out, asb_store *store, text id, const reading *r, fault *f) {
    policy_source from = {.store = store};
    asb_case *c;
    if (!r->count) return ASB_ABSENT;
    int32_t status = asbi_case_make(&c, store->head.engine, NULL, store, id);
    if (status) return status;
    place(r);
    status = load(c, &from, r->records, r->count, f);
    if (status)
        asbi_handle_drop(c);
    else
        *out = c;
    return status;
}

int32_t asbi_case_read(asb_case **out, asb_store *store, text id, fault *f) {
    reading r = {.memory = &store->head.engine->memory};
    asbi_buffer_init(&r.bytes, r.memory, SIZE_MAX);
    int32_t status = store->table.read(store->table.self, (asb_bytes){id.at, id.length}, 1, take_record, &r);
    if (!status) status = open_read(out, store, id, &r, f);
    asbi_buffer_free(&r.bytes);
    asbi_release(r.memory, r.records, r.capacity * sizeof *r.records);
    return status;
}

int32_t asb_case_open(asb_case **out, asb_store *store, const char *id) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, id, "id");
    asb_case *kept = asbi_case_kept(store, asbi_text(id));
    status = kept ? ASB_OK : asbi_case_read(out, store, asbi_text(id), &e->fault);
    if (kept) *out = kept;
    if (status == ASB_ABSENT) *out = NULL;
    return asbi_leave(e, status);
}

/* ---- from JSON */

static int32_t malformed(fault *f, const json_value *v, const char *code) {
    asbi_fail(f, ASB_EINVALID, code, (char *)NULL);
    asbi_fault_at(f, v);
    return ASB_EINVALID;
}

static int32_t take_list(taken *to, const json_value *records, fault *f) {
    for (const json_value *v = asbi_json_first(records); v; v = v->next, to++) {
        const json_value *header = asbi_json_get(v, "header"), *body = asbi_json_get(v, "body");
        if (!header || header->type != JSON_TEXT || (body && body->type != JSON_TEXT)) return malformed(f, v, "case-load-record");
        *to = (taken){asbi_json_text(header), body ? asbi_json_text(body) : asbi_text("")};
    }
    return ASB_OK;
}

static int32_t load_list(asb_case *c, const policy_source *from, const json_value *records, fault *f) {
    if (!records || !records->count) return ASB_OK;
    taken *all = asbi_alloc_array(c->memory, records->count, sizeof *all);
    int32_t status = all ? take_list(all, records, f) : ASB_ENOMEM;
    if (!status) status = load(c, from, all, records->count, f);
    asbi_release(c->memory, all, records->count * sizeof *all);
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
    if (!id || id->type != JSON_TEXT || !asbi_text_is_filled(asbi_json_text(id))) return malformed(f, v, "case-load-id");
    if (records && records->type != JSON_LIST) return malformed(f, records, "case-load-records");
    if (from.documents && from.documents->type != JSON_LIST) return malformed(f, from.documents, "case-load-policies");
    if ((!records || !records->count) && !policy) return malformed(f, v, "case-load-empty");
    int32_t status = asbi_case_make(&c, e, records && records->count ? NULL : policy, NULL, asbi_json_text(id));
    if (status) return status;
    status = read_calendar(c, asbi_json_get(v, "calendar"), f);
    if (!status) status = load_list(c, &from, records, f);
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
