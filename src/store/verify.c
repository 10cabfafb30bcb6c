/* Verifying the audit chain: what anyone can do with a JSON parser and SHA-256, as docs/file-format.md describes, and nothing more. Each case is verified by itself, so that a
 * host with its own way of showing progress can call this once for each. What a journal sees of its own file comes on top.
 *
 * A store may find that it cannot read a record; the ones after it are then asked for one by one up to the case's version, so that all that is
 * damaged is named and nothing else. */
#include "store.h"

#include "../base/sha256.h"
#include "../record/record.h"
#include <string.h>

typedef struct verifier {
    asb_store *store;
    asb_engine *engine;
    buffer damage; /* the list's items */
    uint64_t cases, records, erased, damages;
    /* the case at hand */
    asb_bytes id;
    uint32_t next;     /* the number that comes next */
    uint8_t chain[32]; /* digest of the header before */
    uint8_t has_chain; /* it is known */
    uint32_t bare;     /* the first record without a body that no erasure has explained yet; 0: none */
} verifier;

static int32_t add_damage(void *self, asb_bytes id, uint32_t seq, const char *what) {
    verifier *v = self;
    asbi_put(&v->damage, v->damages++ ? ",{\"case\":" : "{\"case\":");
    asbi_json_write_text(&v->damage, (text){id.length ? id.data : "", id.length});
    asbi_put_format(&v->damage, ",\"seq\":%u,\"what\":", (uint64_t)seq);
    asbi_json_write_text(&v->damage, asbi_text(what));
    asbi_put_char(&v->damage, '}');
    return v->damage.status;
}

static void bad(verifier *v, uint32_t seq, const char *what) {
    (void)add_damage(v, v->id, seq, what); /* its status sticks in the buffer */
}

/* ---- one record */

static int is_digest_of(const uint8_t digest[32], asb_bytes bytes) {
    uint8_t own[32];
    asbi_sha256(bytes.length ? bytes.data : "", bytes.length, own);
    return memcmp(own, digest, 32) == 0;
}

static void check_place(verifier *v, const asb_stored_record *r, const record_header *h) {
    if (h->seq != r->seq) bad(v, r->seq, "the header says another number");
    if (r->seq == 1 && h->has_previous) bad(v, 1, "the first header follows from one before it");
    if (r->seq == 1 && !asbi_text_equal(h->case_id, (text){v->id.data, v->id.length})) bad(v, 1, "the header is of another case");
    if (r->seq > 1 && !h->has_previous) bad(v, r->seq, "the header follows from none");
    if (r->seq > 1 && h->has_previous && v->has_chain && memcmp(h->previous, v->chain, 32) != 0)
        bad(v, r->seq, "the header does not follow from the one before");
}

/* An erased body leaves its digest, and an erasure that says why. */
static void check_body(verifier *v, const asb_stored_record *r, const record_header *h) {
    if (r->body.length) {
        if (!is_digest_of(h->body, r->body)) bad(v, r->seq, "the body does not match its digest");
        return;
    }
    v->erased++;
    if (!v->bare) v->bare = r->seq;
}

static int32_t check_record(verifier *v, const asb_stored_record *r) {
    asb_engine *e = v->engine;
    arena a;
    record_header h;
    json_limits limits = asbi_json_limits(e);
    fault f = {.status = ASB_OK};
    asbi_arena_init(&a, &e->memory);
    int32_t status = asbi_header_read(&h, &a, (text){r->header.length ? r->header.data : "", r->header.length}, &limits, &f);
    if (status == ASB_OK) {
        check_place(v, r, &h);
        check_body(v, r, &h);
        if (asbi_text_is(h.kind, "erasure")) v->bare = 0;
    } else if (status != ASB_ENOMEM) {
        bad(v, r->seq, "the header cannot be read");
        status = ASB_OK;
    }
    asbi_arena_free(&a);
    return status;
}

static int32_t take_record(void *sink, const asb_stored_record *r) {
    verifier *v = sink;
    if (r->seq < v->next) {
        bad(v, r->seq, "the number is there twice");
        return v->damage.status;
    }
    for (; v->next < r->seq; v->next++) {
        bad(v, v->next, "the number is missing");
        v->has_chain = 0;
        if (v->damage.status) return v->damage.status;
    }
    int32_t status = check_record(v, r);
    if (status) return status;
    asbi_sha256(r->header.length ? r->header.data : "", r->header.length, v->chain);
    v->has_chain = 1;
    v->records++;
    v->next++;
    return v->damage.status;
}

/* ---- one case */

/* The store cannot read the next record: it is damaged. Whether the store has named it already is not asked, for a chain with a gap is worth a line. */
static void pass_over(verifier *v) {
    bad(v, v->next++, "the record cannot be read");
    v->has_chain = 0;
}

static int32_t verify_case(verifier *v, asb_bytes id, uint32_t version) {
    v->id = id;
    v->next = 1;
    v->has_chain = 0;
    v->bare = 0;
    int32_t status;
    while ((status = v->store->table.read(v->store->table.self, id, v->next, take_record, v)) == ASB_ECORRUPT && v->next <= version) {
        pass_over(v);
        if (v->next > version || v->damage.status) break;
    }
    if (v->damage.status) return v->damage.status;
    if (status && status != ASB_ECORRUPT) return status;
    for (; v->next <= version; v->next++) bad(v, v->next, "the number is missing");
    if (v->bare) bad(v, v->bare, "the body is missing, and no erasure says why");
    v->cases++;
    return v->damage.status;
}

/* ---- which cases */

typedef struct page {
    enum { PAGE = 64 } size;
    memory *memory;
    buffer ids[PAGE];
    uint32_t versions[PAGE], count;
} page;

static int32_t take_case(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    page *p = sink;
    (void)summary;
    if (p->count == PAGE) return ASB_EUSER; /* more than were asked for */
    asbi_buffer_clear(&p->ids[p->count]);
    asbi_put_bytes(&p->ids[p->count], id.data, id.length);
    p->versions[p->count] = version;
    return p->ids[p->count++].status;
}

static page *new_page(asb_engine *e) {
    page *p = asbi_alloc(&e->memory, sizeof *p);
    if (!p) return NULL;
    p->memory = &e->memory;
    for (uint32_t i = 0; i < PAGE; i++) asbi_buffer_init(&p->ids[i], &e->memory, SIZE_MAX);
    return p;
}

static void free_page(page *p) {
    if (!p) return;
    for (uint32_t i = 0; i < PAGE; i++) asbi_buffer_free(&p->ids[i]);
    asbi_release(p->memory, p, sizeof *p);
}

static asb_bytes id_of(const page *p, uint32_t index) {
    return (asb_bytes){p->ids[index].data, p->ids[index].length};
}

static int32_t next_page(verifier *v, page *p, const buffer *after) {
    p->count = 0;
    return v->store->table.list(v->store->table.self, (asb_bytes){after->data, after->length}, PAGE, take_case, p);
}

static int32_t remember(buffer *after, asb_bytes id) {
    asbi_buffer_clear(after);
    asbi_put_bytes(after, id.data, id.length);
    return after->status;
}

static int32_t verify_all(verifier *v, page *p, buffer *after) {
    int32_t status;
    do {
        status = next_page(v, p, after);
        for (uint32_t i = 0; !status && i < p->count; i++) status = verify_case(v, id_of(p, i), p->versions[i]);
        if (!status && p->count) status = remember(after, id_of(p, p->count - 1));
    } while (!status && p->count == PAGE);
    return status;
}

static int is_same(asb_bytes a, asb_bytes b) {
    return a.length == b.length && (!a.length || memcmp(a.data, b.data, a.length) == 0);
}

/* How many records the case has, as the list says: listing begins just before it. */
static int32_t find_version(verifier *v, page *p, buffer *after, asb_bytes id, uint32_t *version) {
    int32_t status = remember(after, (asb_bytes){id.data, id.length - 1});
    uint8_t last = ((const uint8_t *)id.data)[id.length - 1];
    if (last) asbi_put_char(after, (char)(last - 1)), asbi_put(after, "\xFF\xFF\xFF\xFF");
    if (!status) status = after->status;
    while (!status) {
        status = next_page(v, p, after);
        for (uint32_t i = 0; !status && i < p->count; i++)
            if (is_same(id_of(p, i), id)) {
                *version = p->versions[i];
                return ASB_OK;
            }
        if (status || !p->count ||
            asbi_text_compare((text){id_of(p, p->count - 1).data, id_of(p, p->count - 1).length}, (text){id.data, id.length}) > 0)
            break;
        status = remember(after, id_of(p, p->count - 1));
    }
    return status ? status : ASB_ABSENT;
}

static int32_t verify_one(verifier *v, page *p, buffer *after, asb_bytes id) {
    uint32_t version = 0;
    int32_t status = find_version(v, p, after, id, &version);
    return status ? status : verify_case(v, id, version);
}

/* ---- all of it */

/* Another process may erase a body while it is looked at; what is still wrong the second time is damage. */
static int32_t inspect(verifier *v, asb_bytes id) {
    asb_store *s = v->store;
    int32_t status = s->inspect ? s->inspect(s->table.self, id, add_damage, v) : ASB_OK;
    if (status || !v->damages) return status;
    asbi_buffer_clear(&v->damage);
    v->damages = 0;
    return s->inspect(s->table.self, id, add_damage, v);
}

static int32_t verify(verifier *v, asb_bytes id) {
    buffer after;
    page *p = new_page(v->engine);
    if (!p) return ASB_ENOMEM;
    asbi_buffer_init(&after, &v->engine->memory, SIZE_MAX);
    int32_t status = inspect(v, id);
    if (!status) status = id.length ? verify_one(v, p, &after, id) : verify_all(v, p, &after);
    asbi_buffer_free(&after);
    free_page(p);
    return status;
}

static int32_t report(asb_text **out, verifier *v) {
    buffer b;
    asbi_buffer_init(&b, &v->engine->memory, SIZE_MAX);
    asbi_put_format(&b, "{\"cases\":%u,\"records\":%u,\"erased\":%u,\"damage\":[", v->cases, v->records, v->erased);
    asbi_put_bytes(&b, v->damage.data, v->damage.length);
    asbi_put(&b, "]}");
    int32_t status = asbi_text_new(out, v->engine, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_store_verify(asb_text **out, asb_store *store, const char *id) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, !id || *id, "id");
    verifier v = {.store = store, .engine = e};
    asbi_buffer_init(&v.damage, &e->memory, SIZE_MAX);
    status = verify(&v, (asb_bytes){id, id ? strlen(id) : 0});
    if (status == ASB_OK) {
        status = report(out, &v);
        e->fault.status = ASB_OK; /* damage that was passed over has left its fault */
        if (!status && v.damages) status = ASB_ECORRUPT;
    }
    asbi_buffer_free(&v.damage);
    if (status == ASB_ABSENT) *out = NULL;
    return asbi_leave(e, status);
}
