/* The audit chain of one case. The method is described in chain.h. */
#include "chain.h"

#include "../base/bytes.h"
#include "../base/sha256.h"
#include <string.h>

void asbi_damage_put(buffer *list, uint64_t *count, asb_bytes id, uint32_t seq, const char *what) {
    asbi_put(list, (*count)++ ? ",{\"case\":" : "{\"case\":");
    asbi_json_write_text(list, (text){id.length ? id.data : "", id.length});
    asbi_put_format(list, ",\"seq\":%u,\"what\":", (uint64_t)seq);
    asbi_json_write_text(list, asbi_text(what));
    asbi_put_char(list, '}');
}

void asbi_chain_begin(chain *k, asb_engine *e, asb_bytes id, damage_sink damage, void *sink) {
    *k = (chain){.engine = e, .id = id, .damage = damage, .sink = sink, .next = 1};
}

static int32_t bad(chain *k, uint32_t seq, const char *what) {
    k->damages++;
    return k->damage(k->sink, k->id, seq, what);
}

/* ---- one record */

/* A record, and the digests of what there is of it. */
typedef struct hashed {
    asb_stored_record record;
    uint8_t header[32], body[32];
} hashed;

/* Without a call of memcmp(), which would cost more than the comparison. */
static int is_same(const uint8_t a[32], const uint8_t b[32]) {
    uint64_t differs = 0;
    for (size_t i = 0; i < 32; i += 8) differs |= asbi_get64(a + i) ^ asbi_get64(b + i);
    return differs == 0;
}

static const char *wrong_place(const chain *k, const asb_stored_record *r, const record_header *h) {
    if (h->seq != r->seq) return "the header says another number";
    if (r->seq == 1 && h->has_previous) return "the first header follows from one before it";
    if (r->seq == 1 && !asbi_text_equal(h->case_id, (text){k->id.data, k->id.length})) return "the header is of another case";
    if (r->seq > 1 && !h->has_previous) return "the header follows from none";
    if (r->seq > 1 && k->has_digest && !is_same(h->previous, k->digest)) return "the header does not follow from the one before";
    return NULL;
}

/* An erased body leaves its digest, and an erasure that says why. */
static int32_t check_body(chain *k, const hashed *r, const record_header *h) {
    uint32_t seq = r->record.seq;
    if (r->record.body.length) return is_same(r->body, h->body) ? ASB_OK : bad(k, seq, "the body does not match its digest");
    k->erased++;
    if (!k->bare) k->bare = seq;
    return ASB_OK;
}

static int32_t check_header(chain *k, const hashed *r, const record_header *h) {
    const char *wrong = wrong_place(k, &r->record, h);
    int32_t status = wrong ? bad(k, r->record.seq, wrong) : ASB_OK;
    if (!status) status = check_body(k, r, h);
    if (asbi_text_is(h->kind, "erasure")) k->bare = 0;
    return status || !k->header ? status : k->header(k->header_self, h);
}

static int32_t check_unusual(chain *k, const hashed *r, text header) {
    arena a;
    record_header h;
    json_limits limits = {.size = SIZE_MAX, .depth = 1000}; /* what was once accepted is read, whatever the limits are now */
    fault f = {.status = ASB_OK};
    asbi_arena_init(&a, &k->engine->memory);
    int32_t status = asbi_header_read(&h, &a, header, &limits, &f);
    if (status == ASB_OK)
        status = check_header(k, r, &h);
    else if (status != ASB_ENOMEM)
        status = bad(k, r->record.seq, "the header cannot be read");
    asbi_arena_free(&a);
    return status;
}

static int32_t check_what_it_says(chain *k, const hashed *r) {
    const asb_bytes *bytes = &r->record.header;
    text header = {bytes->length ? bytes->data : "", bytes->length};
    record_header h;
    return asbi_header_scan(&h, header) ? check_header(k, r, &h) : check_unusual(k, r, header);
}

/* A store that says that a case has four thousand million records does not make as many lines. */
enum { MOST_NAMED = 1000 };

/* The numbers before `to` that have not come. */
static int32_t miss(chain *k, uint64_t to) {
    int32_t status = ASB_OK;
    for (uint32_t named = 0; !status && k->next < to; k->next++) {
        k->has_digest = 0;
        if (named++ < MOST_NAMED) {
            status = bad(k, k->next, "the number is missing");
            continue;
        }
        status = bad(k, k->next, "this number is missing, and many after it");
        k->next = (uint32_t)(to - 1);
    }
    return status;
}

static void watch(chain *k, uint32_t seq) {
    if (seq != k->watch) return;
    memcpy(k->watched, k->digest, 32);
    k->has_watched = 1;
}

static int32_t check_record(chain *k, const hashed *r) {
    uint32_t seq = r->record.seq;
    int32_t status = ASB_OK;
    if (seq == UINT32_MAX) return bad(k, seq, "no record can have this number");
    if (seq < k->next) return bad(k, seq, "the number is there twice");
    status = miss(k, seq);
    if (!status) status = check_what_it_says(k, r);
    if (status) return status;
    memcpy(k->digest, r->header, 32);
    k->has_digest = 1;
    k->records++;
    k->next++;
    watch(k, seq);
    return ASB_OK;
}

/* ---- some records at once */

enum { TOGETHER = 32, GATHERED = 32 * 1024 };

static sha256_message to_hash(asb_bytes bytes, uint8_t digest[32]) {
    return (sha256_message){bytes.length ? bytes.data : "", bytes.length, digest};
}

/* Headers first, then bodies: those of one kind are of one size, more or less, and are best done side by side. */
static void make_digests(hashed *all, uint32_t count) {
    sha256_message messages[2 * TOGETHER];
    size_t used = 0;
    for (uint32_t i = 0; i < count; i++) messages[used++] = to_hash(all[i].record.header, all[i].header);
    for (uint32_t i = 0; i < count; i++)
        if (all[i].record.body.length) messages[used++] = to_hash(all[i].record.body, all[i].body);
    asbi_sha256_many(messages, used);
}

static int32_t check_together(chain *k, const asb_stored_record *r, uint32_t count) {
    hashed all[TOGETHER];
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < count; i++) all[i].record = r[i];
    make_digests(all, count);
    for (uint32_t i = 0; i < count && !status; i++) status = check_record(k, &all[i]);
    return status;
}

int32_t asbi_chain_records(chain *k, const asb_stored_record *r, uint32_t count) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0, part; i < count && !status; i += part) {
        part = count - i < TOGETHER ? count - i : TOGETHER;
        status = check_together(k, r + i, part);
    }
    return status;
}

/* ---- from a store, which lends each record for a moment */

typedef struct gathering {
    chain *chain;
    asb_stored_record records[TOGETHER];
    uint32_t count;
    uint8_t *bytes;
    size_t used;
    int32_t status; /* of the chain: what a store says of itself may be the same number */
} gathering;

static int32_t check_gathered(gathering *g) {
    g->status = asbi_chain_records(g->chain, g->records, g->count);
    g->count = 0;
    g->used = 0;
    return g->status;
}

static asb_bytes keep(gathering *g, asb_bytes bytes) {
    uint8_t *at = g->bytes + g->used;
    if (bytes.length) memcpy(at, bytes.data, bytes.length);
    g->used += bytes.length;
    return (asb_bytes){at, bytes.length};
}

/* One that is larger than all the room goes through by itself. */
static int32_t gather(void *self, const asb_stored_record *r) {
    gathering *g = self;
    int is_large = r->header.length > GATHERED || r->body.length > GATHERED - r->header.length;
    int is_full = g->count == TOGETHER || is_large || r->header.length + r->body.length > GATHERED - g->used;
    int32_t status = is_full ? check_gathered(g) : ASB_OK;
    if (status) return status;
    if (is_large) return g->status = asbi_chain_records(g->chain, r, 1);
    asb_stored_record *kept = &g->records[g->count++];
    *kept = *r;
    kept->header = keep(g, r->header);
    kept->body = keep(g, r->body);
    return ASB_OK;
}

/* ---- all of it */

int32_t asbi_chain_end(chain *k, uint32_t version) {
    int32_t status = miss(k, version == UINT32_MAX ? version : (uint64_t)version + 1);
    if (!status && k->bare) status = bad(k, k->bare, "the body is missing, and no erasure says why");
    return status;
}

static int32_t read_all(gathering *g, asb_store *store, uint32_t version) {
    chain *k = g->chain;
    for (uint32_t unread = 0;; unread++) {
        int32_t read = store->table.read(store->table.self, k->id, k->next, gather, g);
        if (g->status) return g->status;
        int32_t status = check_gathered(g);
        if (status || read != ASB_ECORRUPT) return status ? status : read;
        status = bad(k, k->next++, "the record cannot be read");
        k->has_digest = 0;
        if (status || k->next > version || unread == MOST_NAMED) return status;
    }
}

int32_t asbi_chain_read(chain *k, asb_store *store, uint32_t version) {
    memory *m = &k->engine->memory;
    gathering g;
    g.chain = k;
    g.count = 0;
    g.used = 0;
    g.status = ASB_OK;
    g.bytes = asbi_resize(m, NULL, 0, GATHERED); /* need not be zero */
    if (!g.bytes) return ASB_ENOMEM;
    int32_t status = read_all(&g, store, version);
    asbi_release(m, g.bytes, GATHERED);
    return status;
}
