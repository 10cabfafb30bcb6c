/* The audit chain of one case. The method is described in chain.h. */
#include "chain.h"

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

static int is_digest_of(const uint8_t digest[32], asb_bytes bytes) {
    uint8_t own[32];
    asbi_sha256(bytes.length ? bytes.data : "", bytes.length, own);
    return memcmp(own, digest, 32) == 0;
}

static const char *wrong_place(const chain *k, const asb_stored_record *r, const record_header *h) {
    if (h->seq != r->seq) return "the header says another number";
    if (r->seq == 1 && h->has_previous) return "the first header follows from one before it";
    if (r->seq == 1 && !asbi_text_equal(h->case_id, (text){k->id.data, k->id.length})) return "the header is of another case";
    if (r->seq > 1 && !h->has_previous) return "the header follows from none";
    if (r->seq > 1 && k->has_digest && memcmp(h->previous, k->digest, 32) != 0) return "the header does not follow from the one before";
    return NULL;
}

/* An erased body leaves its digest, and an erasure that says why. */
static int32_t check_body(chain *k, const asb_stored_record *r, const record_header *h) {
    if (r->body.length) return is_digest_of(h->body, r->body) ? ASB_OK : bad(k, r->seq, "the body does not match its digest");
    k->erased++;
    if (!k->bare) k->bare = r->seq;
    return ASB_OK;
}

static int32_t check_header(chain *k, const asb_stored_record *r, const record_header *h) {
    const char *wrong = wrong_place(k, r, h);
    int32_t status = wrong ? bad(k, r->seq, wrong) : ASB_OK;
    if (!status) status = check_body(k, r, h);
    if (asbi_text_is(h->kind, "erasure")) k->bare = 0;
    return status || !k->header ? status : k->header(k->header_self, h);
}

static int32_t check_unusual(chain *k, const asb_stored_record *r, text header) {
    arena a;
    record_header h;
    json_limits limits = {.size = SIZE_MAX, .depth = 1000}; /* what was once accepted is read, whatever the limits are now */
    fault f = {.status = ASB_OK};
    asbi_arena_init(&a, &k->engine->memory);
    int32_t status = asbi_header_read(&h, &a, header, &limits, &f);
    if (status == ASB_OK)
        status = check_header(k, r, &h);
    else if (status != ASB_ENOMEM)
        status = bad(k, r->seq, "the header cannot be read");
    asbi_arena_free(&a);
    return status;
}

static int32_t check_record(chain *k, const asb_stored_record *r) {
    text header = {r->header.length ? r->header.data : "", r->header.length};
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

int32_t asbi_chain_record(void *self, const asb_stored_record *r) {
    chain *k = self;
    int32_t status = ASB_OK;
    if (r->seq == UINT32_MAX) return bad(k, r->seq, "no record can have this number");
    if (r->seq < k->next) return bad(k, r->seq, "the number is there twice");
    status = miss(k, r->seq);
    if (!status) status = check_record(k, r);
    if (status) return status;
    asbi_sha256(r->header.length ? r->header.data : "", r->header.length, k->digest);
    k->has_digest = 1;
    k->records++;
    k->next++;
    watch(k, r->seq);
    return ASB_OK;
}

/* ---- all of it */

int32_t asbi_chain_end(chain *k, uint32_t version) {
    int32_t status = miss(k, version == UINT32_MAX ? version : (uint64_t)version + 1);
    if (!status && k->bare) status = bad(k, k->bare, "the body is missing, and no erasure says why");
    return status;
}

int32_t asbi_chain_read(chain *k, asb_store *store, uint32_t version) {
    for (uint32_t unread = 0;; unread++) {
        int32_t status = store->table.read(store->table.self, k->id, k->next, asbi_chain_record, k);
        if (status != ASB_ECORRUPT) return status;
        status = bad(k, k->next++, "the record cannot be read");
        k->has_digest = 0;
        if (status || k->next > version || unread == MOST_NAMED) return status;
    }
}
