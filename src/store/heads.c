/* Heads of a store: made. The digest of a store head is SHA-256 over the bytes of the list of heads, just as asb_store_heads() gives it, so that the short one
 * can be given away and the list be kept anywhere. */
#include "heads.h"

#include "walk.h"

void asbi_head_put(buffer *b, asb_bytes id, uint32_t seq, const uint8_t digest[32]) {
    char hex[65];
    asbi_hex(digest, 32, hex);
    asbi_put(b, "{\"case\":");
    asbi_json_write_text(b, (text){id.data, id.length});
    asbi_put_format(b, ",\"digest\":\"%s\",\"seq\":%u}", hex, (uint64_t)seq);
}

void asbi_store_head_put(buffer *b, uint64_t cases, const uint8_t digest[32]) {
    char hex[65];
    asbi_hex(digest, 32, hex);
    asbi_put_format(b, "{\"cases\":%u,\"digest\":\"%s\"}", cases, hex);
}

/* ---- the list */

void asbi_heads_begin(heads *h, asb_engine *e, int keeps) {
    *h = (heads){.keeps = keeps};
    asbi_sha256_begin(&h->sum);
    asbi_buffer_init(&h->text, &e->memory, keeps ? asbi_output_limit(e) : SIZE_MAX);
}

void asbi_heads_end(heads *h) {
    asbi_buffer_free(&h->text);
}

int32_t asbi_heads_add(heads *h, asb_bytes id, uint32_t seq, const uint8_t digest[32]) {
    if (!h->keeps) asbi_buffer_clear(&h->text);
    size_t from = h->text.length;
    asbi_put_char(&h->text, h->cases++ ? ',' : '[');
    asbi_head_put(&h->text, id, seq, digest);
    if (!h->text.status) asbi_sha256_add(&h->sum, h->text.data + from, h->text.length - from);
    return h->text.status;
}

int32_t asbi_heads_close(heads *h, uint8_t digest[32]) {
    const char *rest = h->cases ? "]" : "[]";
    asbi_put(&h->text, rest);
    asbi_sha256_add(&h->sum, rest, h->cases ? 1 : 2);
    asbi_sha256_end(&h->sum, digest);
    return h->text.status;
}

/* ---- from a store */

typedef struct last_record {
    uint32_t seq;
    uint8_t digest[32];
} last_record;

static int32_t take_last(void *self, const asb_stored_record *r) {
    last_record *last = self;
    last->seq = r->seq;
    asbi_sha256(r->header.length ? r->header.data : "", r->header.length, last->digest);
    return ASB_OK;
}

static int32_t add_case(heads *h, asb_store *s, const walked *k) {
    last_record last = {0};
    int32_t status = s->table.read(s->table.self, k->id, k->version, take_last, &last);
    if (status == ASB_ABSENT || (!status && last.seq < k->version)) status = ASB_ECORRUPT;
    return status ? status : asbi_heads_add(h, k->id, last.seq, last.digest);
}

static int32_t add_all(heads *h, asb_store *s) {
    const walked *k;
    walk w;
    asbi_walk_begin(&w, s, "heads");
    int32_t status;
    while ((status = asbi_walk_next(&k, &w)) == ASB_OK) {
        status = add_case(h, s, k);
        if (status) break;
    }
    asbi_walk_end(&w);
    return status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t give(asb_text **out, asb_store *s, int keeps) {
    uint8_t digest[32];
    heads h;
    asbi_heads_begin(&h, s->head.engine, keeps);
    int32_t status = add_all(&h, s);
    if (!status) status = asbi_heads_close(&h, digest);
    if (!status && !keeps) {
        asbi_buffer_clear(&h.text);
        asbi_store_head_put(&h.text, h.cases, digest);
    }
    if (!status) status = asbi_text_new(out, s->head.engine, &h.text);
    asbi_heads_end(&h);
    return status;
}

static int32_t enter_and_give(asb_text **out, asb_store *store, int keeps) {
    if (!store) return ASB_EARGUMENT;
    int32_t status = asbi_enter(store->head.engine);
    if (status) return status;
    CHECK_ARGUMENT(store->head.engine, out, "out");
    return asbi_leave(store->head.engine, give(out, store, keeps));
}

int32_t asb_store_head(asb_text **out, asb_store *store) {
    return enter_and_give(out, store, 0);
}

int32_t asb_store_heads(asb_text **out, asb_store *store) {
    return enter_and_give(out, store, 1);
}
