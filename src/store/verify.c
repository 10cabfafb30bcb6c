/* Verifying what a store has: each chain by itself (chain.h), so that a host with its own way of showing progress can call this once for each case. What a journal
 * sees of its own file comes on top. */
#include "../engine/progress.h"
#include "chain.h"

#include <string.h>

typedef struct verifier {
    asb_store *store;
    asb_engine *engine;
    buffer damage; /* the list's items */
    uint64_t cases, records, erased, damages;
} verifier;

static int32_t add_damage(void *self, asb_bytes id, uint32_t seq, const char *what) {
    verifier *v = self;
    asbi_damage_put(&v->damage, &v->damages, id, seq, what);
    return v->damage.status;
}

static int32_t check_case(verifier *v, chain *k, asb_bytes id, uint32_t version) {
    asbi_chain_begin(k, v->engine, id, add_damage, v);
    int32_t status = asbi_chain_read(k, v->store, version);
    return status ? status : asbi_chain_end(k, version);
}

/* What the store would check by itself is mostly checked by the chain as well, and need not be twice. */
static int32_t check_lightly(verifier *v, chain *k, asb_bytes id, uint32_t version) {
    const store_extras *own = &v->store->extras;
    own->hold(own->self, 1);
    int32_t status = check_case(v, k, id, version);
    own->hold(own->self, 0);
    return status;
}

/* Of what is not sound, the store is to say what it sees. */
static int32_t verify_case(verifier *v, asb_bytes id, uint32_t version) {
    chain k;
    size_t length = v->damage.length;
    uint64_t damages = v->damages;
    int can_hold = v->store->extras.hold != NULL;
    int32_t status = can_hold ? check_lightly(v, &k, id, version) : check_case(v, &k, id, version);
    if (can_hold && !status && v->damages > damages) {
        v->damage.length = length;
        v->damages = damages;
        status = check_case(v, &k, id, version);
    }
    v->cases++;
    v->records += k.records;
    v->erased += k.erased;
    return status;
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
    progress told;
    asbi_progress_begin(&told, v->engine, "verify", asbi_store_count(v->store));
    do {
        status = next_page(v, p, after);
        for (uint32_t i = 0; !status && i < p->count; i++) {
            status = verify_case(v, id_of(p, i), p->versions[i]);
            if (!status) status = asbi_progress_add(&told, 1);
        }
        if (!status && p->count) status = remember(after, id_of(p, p->count - 1));
    } while (!status && p->count == PAGE);
    return status ? status : asbi_progress_end(&told);
}

static int is_same(asb_bytes a, asb_bytes b) {
    return a.length == b.length && (!a.length || memcmp(a.data, b.data, a.length) == 0);
}

/* How many records the case has. A host's store has only its list to say so, which is begun just before it. */
static int32_t search_list(verifier *v, page *p, buffer *after, asb_bytes id, uint32_t *version) {
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

static int32_t verify_listed(verifier *v, page *p, buffer *after, asb_bytes id) {
    uint32_t version = 0;
    int32_t status = search_list(v, p, after, id, &version);
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

/* Of a built-in store. What is sound is read once; only of what is not is everything asked that the store can see. */
static int32_t verify_one(verifier *v, asb_bytes id) {
    const store_extras *own = &v->store->extras;
    uint32_t version = 0;
    int32_t status = own->version(own->self, id, &version);
    if (!status) status = verify_case(v, id, version);
    if (!status && own->summary) status = own->summary(own->self, id, add_damage, v);
    if (status || !v->damages) return status;
    asbi_buffer_clear(&v->damage);
    v->cases = v->records = v->erased = v->damages = 0;
    status = inspect(v, id);
    return status ? status : verify_case(v, id, version);
}

static int32_t verify(verifier *v, asb_bytes id) {
    buffer after;
    if (id.length && v->store->extras.version) return verify_one(v, id);
    page *p = new_page(v->engine);
    if (!p) return ASB_ENOMEM;
    asbi_buffer_init(&after, &v->engine->memory, SIZE_MAX);
    int32_t status = inspect(v, id);
    if (!status) status = id.length ? verify_listed(v, p, &after, id) : verify_all(v, p, &after);
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
