/* A store as JSON Lines (docs/audit.md): its calendar; then each case, and before the first that needs it each policy; then the store's head, so that a
 * document that was cut off shows it. */
#include "heads.h"
#include "transfer.h"
#include "walk.h"

#include <string.h>

typedef struct exporter {
    asb_store *store;
    asb_engine *engine;
    asb_bytes_sink sink;
    void *sink_self;
    buffer line, document;
    arena arena;      /* of the case at hand */
    uint8_t *digests; /* of the policies that are out, 32 bytes each */
    uint32_t policies, capacity;
    heads heads;
} exporter;

static int32_t end_line(exporter *x) {
    asbi_put_char(&x->line, '\n');
    int32_t status = x->line.status ? x->line.status : x->sink(x->sink_self, (asb_bytes){x->line.data, x->line.length});
    asbi_buffer_clear(&x->line);
    return status > 0 ? ASB_EUSER : status;
}

static void put_text(buffer *b, const char *name, asb_bytes bytes) {
    asbi_put(b, name);
    asbi_json_write_text(b, (text){bytes.length ? bytes.data : "", bytes.length});
}

static int32_t put_first(exporter *x) {
    const asb_store_callbacks *t = &x->store->table;
    int32_t status = t->calendar ? t->calendar(t->self, asbi_keep_bytes, &x->document) : ASB_ABSENT;
    if (status < 0) return status;
    asbi_put(&x->line, "{\"asb_store\":1");
    if (status == ASB_OK) put_text(&x->line, ",\"calendar\":", (asb_bytes){x->document.data, x->document.length});
    asbi_put_char(&x->line, '}');
    return end_line(x);
}

/* ---- policies */

static int is_out(const exporter *x, const uint8_t digest[32]) {
    for (uint32_t i = 0; i < x->policies; i++)
        if (memcmp(x->digests + (size_t)32 * i, digest, 32) == 0) return 1;
    return 0;
}

static int32_t is_other(exporter *x, const uint8_t digest[32]) {
    uint8_t own[32];
    char hex[65];
    asbi_sha256(x->document.data ? x->document.data : "", x->document.length, own);
    if (memcmp(own, digest, 32) == 0) return ASB_OK;
    asbi_hex(digest, 32, hex);
    return asbi_fail(&x->engine->fault, ASB_ECORRUPT, "store-policy-digest", "policy", hex, (char *)NULL);
}

static int32_t put_policy(exporter *x, const record_header *h) {
    char hex[65];
    const asb_store_callbacks *t = &x->store->table;
    int32_t status = asbi_grow(&x->engine->memory, &x->digests, &x->capacity, 32 * ((uint64_t)x->policies + 1), 1, UINT32_MAX);
    if (!status) status = t->policy(t->self, (asb_bytes){h->policy_digest, 32}, asbi_keep_bytes, &x->document);
    asbi_hex(h->policy_digest, 32, hex);
    if (status == ASB_ABSENT) return asbi_fail(&x->engine->fault, ASB_ECORRUPT, "store-policy-absent", "policy", hex, (char *)NULL);
    if (!status) status = is_other(x, h->policy_digest);
    if (status) return status;
    memcpy(x->digests + (size_t)32 * x->policies++, h->policy_digest, 32);
    asbi_put_format(&x->line, "{\"policy\":{\"digest\":\"%s\"", hex);
    put_text(&x->line, ",\"document\":", (asb_bytes){x->document.data, x->document.length});
    put_text(&x->line, ",\"id\":", (asb_bytes){h->policy_id.at, h->policy_id.length});
    put_text(&x->line, ",\"version\":", (asb_bytes){h->policy_version.at, h->policy_version.length});
    asbi_put(&x->line, "}}");
    return end_line(x);
}

static int32_t take_header(void *self, const record_header *h) {
    exporter *x = self;
    return h->policy_id.length && !is_out(x, h->policy_digest) ? put_policy(x, h) : ASB_OK;
}

/* ---- cases */

static int32_t refuse(void *self, asb_bytes id, uint32_t seq, const char *what) {
    exporter *x = self;
    char number[DECIMAL], *name = asbi_arena_text(&x->arena, id.data, id.length);
    if (!name) return ASB_ENOMEM;
    return asbi_fail(&x->engine->fault, ASB_ECORRUPT, "store-damaged", "case", name, "seq", asbi_decimal(number, seq), "what", what,
                     (char *)NULL);
}

static void put_case(buffer *b, const whole *w, asb_bytes summary) {
    put_text(b, "{\"case\":", w->id);
    asbi_put(b, ",\"records\":[");
    for (uint32_t i = 0; i < w->count; i++) {
        put_text(b, i ? ",{\"body\":" : "{\"body\":", w->records[i].body);
        put_text(b, ",\"header\":", w->records[i].header);
        asbi_put_char(b, '}');
    }
    put_text(b, "],\"summary\":", summary);
    asbi_put_char(b, '}');
}

/* What is not sound is not handed on as if it were. */
static int32_t export_case(exporter *x, const walked *k) {
    whole w;
    chain c;
    int32_t status = asbi_whole_read(&w, &x->arena, x->store, k->id);
    asbi_chain_begin(&c, x->engine, k->id, refuse, x);
    c.header = take_header;
    c.header_self = x;
    if (status == ASB_ECORRUPT || status == ASB_ABSENT) status = refuse(x, k->id, w.count + 1, "the record cannot be read");
    if (!status) status = asbi_chain_records(&c, w.records, w.count);
    if (!status) status = asbi_chain_end(&c, k->version);
    if (!status) status = asbi_heads_add(&x->heads, k->id, w.count, c.digest);
    if (!status) {
        put_case(&x->line, &w, k->summary);
        status = end_line(x);
    }
    asbi_arena_free(&x->arena);
    return status;
}

static int32_t export_cases(exporter *x) {
    const walked *k;
    walk w;
    int32_t status;
    asbi_walk_begin(&w, x->store, "export");
    while ((status = asbi_walk_next(&k, &w)) == ASB_OK) {
        status = export_case(x, k);
        if (status) break;
    }
    asbi_walk_end(&w);
    return status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t put_last(exporter *x) {
    uint8_t digest[32];
    int32_t status = asbi_heads_close(&x->heads, digest);
    if (status) return status;
    asbi_store_head_put(&x->line, x->heads.cases, digest);
    return end_line(x);
}

static int32_t export_all(asb_store *s, asb_bytes_sink sink, void *sink_self) {
    asb_engine *e = s->head.engine;
    exporter x = {.store = s, .engine = e, .sink = sink, .sink_self = sink_self};
    asbi_arena_init(&x.arena, &e->memory);
    x.line = asbi_output(e);
    asbi_buffer_init(&x.document, &e->memory, SIZE_MAX);
    asbi_heads_begin(&x.heads, e, 0);
    int32_t status = put_first(&x);
    if (!status) status = export_cases(&x);
    if (!status) status = put_last(&x);
    asbi_heads_end(&x.heads);
    asbi_buffer_free(&x.line);
    asbi_buffer_free(&x.document);
    asbi_arena_free(&x.arena);
    asbi_release(&e->memory, x.digests, x.capacity);
    return status;
}

int32_t asb_store_export_to(asb_store *store, asb_bytes_sink sink, void *sink_self) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, sink, "sink");
    return asbi_leave(e, export_all(store, sink, sink_self));
}

static int32_t append(void *sink, asb_bytes bytes) {
    buffer *b = sink;
    asbi_put_bytes(b, bytes.data, bytes.length);
    return b->status;
}

int32_t asb_store_export(asb_text **out, asb_store *store) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    buffer b = asbi_output(e);
    status = export_all(store, append, &b);
    if (!status) status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}
