/* Heads of a store: verified. A case may have grown since its head was noted, but the record that the head names must be there still, at its number and
 * with its digest, and the chain must be whole. Of a store head nothing can be said once something was added, unless the list that it is over comes with it: the
 * digest then vouches for the list, and the list for each case. */
#include "heads.h"
#include "walk.h"

#include <string.h>

typedef struct checker {
    asb_store *store;
    asb_engine *engine;
    buffer damage; /* the list's items */
    uint64_t damages, looked, grown;
} checker;

static int32_t add_damage(void *self, asb_bytes id, uint32_t seq, const char *what) {
    checker *c = self;
    asbi_damage_put(&c->damage, &c->damages, id, seq, what);
    return c->damage.status;
}

/* ---- reading what was noted */

static int32_t malformed(fault *f, const json_value *v) {
    asbi_fail(f, ASB_EINVALID, "store-head-form", (char *)NULL);
    asbi_fault_at(f, v);
    return ASB_EINVALID;
}

static int read_digest(uint8_t out[32], const json_value *v) {
    return v && v->type == JSON_TEXT && asbi_json_text(v).length == 64 && asbi_unhex(asbi_json_text(v).at, 32, out);
}

static int read_count(uint32_t *out, const json_value *v, int64_t least) {
    int64_t n;
    if (!v || !asbi_json_integer(v, &n) || n < least || n > UINT32_MAX) return 0;
    *out = (uint32_t)n;
    return 1;
}

int32_t asbi_head_read(noted *n, const json_value *v, fault *f) {
    const json_value *id = asbi_json_get(v, "case");
    if (!id || id->type != JSON_TEXT || !asbi_text_is_filled(asbi_json_text(id))) return malformed(f, v);
    n->id = asbi_json_text(id);
    return read_count(&n->seq, asbi_json_get(v, "seq"), 1) && read_digest(n->digest, asbi_json_get(v, "digest")) ? ASB_OK : malformed(f, v);
}

/* ---- one head of a case */

static int32_t check_noted(checker *c, const noted *n) {
    asb_bytes id = {n->id.at, n->id.length};
    chain k;
    asbi_chain_begin(&k, c->engine, id, add_damage, c);
    k.watch = n->seq;
    int32_t status = asbi_chain_read(&k, c->store, n->seq);
    c->looked++;
    if (status == ASB_ABSENT) return add_damage(c, id, n->seq, "the case is missing");
    if (status) return status;
    c->grown += k.next - 1 > n->seq;
    if (k.next <= n->seq) return add_damage(c, id, n->seq, "the case ends before this record: its tail was cut off");
    status = asbi_chain_end(&k, 0);
    if (status || !k.has_watched || memcmp(k.watched, n->digest, 32) == 0) return status; /* not there: that was said already */
    return add_damage(c, id, n->seq, "this is another record than the one noted: the case was rewritten");
}

static int32_t check_value(checker *c, const json_value *v) {
    noted n;
    int32_t status = asbi_head_read(&n, v, &c->engine->fault);
    return status ? status : check_noted(c, &n);
}

/* All of it is read before the first is looked up, so that a malformed list is not half an answer. */
static int32_t check_list(checker *c, const json_value *list) {
    noted n;
    int32_t status = list->type == JSON_LIST ? ASB_OK : malformed(&c->engine->fault, list);
    for (const json_value *v = asbi_json_first(list); v && !status; v = v->next) status = asbi_head_read(&n, v, &c->engine->fault);
    progress p;
    asbi_progress_begin(&p, c->engine, "verify", list->count);
    for (const json_value *v = asbi_json_first(list); v && !status; v = v->next) {
        status = check_value(c, v);
        if (!status) status = asbi_progress_add(&p, 1);
    }
    return status ? status : asbi_progress_end(&p);
}

/* ---- a head of the store */

/* Every chain of the store, and the head that it has now. */
static int32_t add_now(checker *c, heads *now) {
    const walked *k;
    walk w;
    int32_t status;
    asbi_walk_begin(&w, c->store, "verify");
    while ((status = asbi_walk_next(&k, &w)) == ASB_OK) {
        chain one;
        asbi_chain_begin(&one, c->engine, k->id, add_damage, c);
        status = asbi_chain_read(&one, c->store, k->version);
        if (status == ASB_ABSENT) status = add_damage(c, k->id, k->version, "the case is missing");
        if (!status) status = asbi_chain_end(&one, k->version);
        if (!status) status = asbi_heads_add(now, k->id, one.next - 1, one.digest);
        if (status) break;
    }
    asbi_walk_end(&w);
    return status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t judge_now(checker *c, const heads *now, uint32_t cases, const uint8_t noted[32], const uint8_t digest[32]) {
    c->looked = now->cases;
    if (now->cases < cases) return add_damage(c, (asb_bytes){NULL, 0}, 0, "there are fewer cases than were noted");
    if (c->damages || memcmp(noted, digest, 32) == 0) return ASB_OK;
    return asbi_fail(&c->engine->fault, ASB_ESTATE, "store-head-moved", (char *)NULL);
}

static int32_t check_store(checker *c, uint32_t cases, const uint8_t noted[32]) {
    uint8_t digest[32];
    heads now;
    asbi_heads_begin(&now, c->engine, 0);
    int32_t status = add_now(c, &now);
    if (!status) status = asbi_heads_close(&now, digest);
    if (!status) status = judge_now(c, &now, cases, noted, digest);
    asbi_heads_end(&now);
    return status;
}

/* Is the list the one that the store head is over? */
static int32_t vouch(checker *c, const json_value *list, uint32_t cases, const uint8_t noted[32]) {
    uint8_t digest[32];
    buffer b;
    asbi_buffer_init(&b, &c->engine->memory, SIZE_MAX);
    asbi_json_write(&b, list);
    int32_t status = b.status;
    if (!status) asbi_sha256(b.data, b.length, digest);
    asbi_buffer_free(&b);
    if (status || (list->count == cases && memcmp(digest, noted, 32) == 0)) return status;
    return add_damage(c, (asb_bytes){NULL, 0}, 0, "the list of heads is not the one that the store head is over");
}

static int32_t check_store_head(checker *c, const json_value *v) {
    const json_value *list = asbi_json_get(v, "heads");
    uint8_t digest[32];
    uint32_t cases;
    if (!read_count(&cases, asbi_json_get(v, "cases"), 0) || !read_digest(digest, asbi_json_get(v, "digest")))
        return malformed(&c->engine->fault, v);
    if (!list) return check_store(c, cases, digest);
    int32_t status = list->type == JSON_LIST ? vouch(c, list, cases, digest) : ASB_OK;
    return status ? status : check_list(c, list);
}

/* ---- all of it */

static int32_t check(checker *c, const json_value *v) {
    if (v->type == JSON_LIST) return check_list(c, v);
    if (v->type != JSON_OBJECT) return malformed(&c->engine->fault, v);
    return asbi_json_get(v, "case") ? check_value(c, v) : check_store_head(c, v);
}

static int32_t report(asb_text **out, checker *c) {
    buffer b;
    asbi_buffer_init(&b, &c->engine->memory, SIZE_MAX);
    asbi_put_format(&b, "{\"heads\":%u,\"grown\":%u,\"damage\":[", c->looked, c->grown);
    asbi_put_bytes(&b, c->damage.data, c->damage.length);
    asbi_put(&b, "]}");
    int32_t status = asbi_text_new(out, c->engine, &b);
    asbi_buffer_free(&b);
    return status;
}

static int32_t verify(asb_text **out, asb_store *s, const char *json, size_t length) {
    asb_engine *e = s->head.engine;
    checker c = {.store = s, .engine = e};
    json_limits limits = asbi_json_limits_of_output(e);
    json_value *v;
    arena a;
    asbi_arena_init(&a, &e->memory);
    asbi_buffer_init(&c.damage, &e->memory, SIZE_MAX);
    int32_t status = asbi_json_parse(&v, &a, json, length, &limits, &e->fault);
    if (!status) status = check(&c, v);
    if (!status) {
        status = report(out, &c);
        e->fault.status = ASB_OK; /* damage that was passed over has left its fault */
        if (!status && c.damages) status = ASB_ECORRUPT;
    }
    asbi_buffer_free(&c.damage);
    asbi_arena_free(&a);
    return status;
}

int32_t asb_store_verify_head(asb_text **out, asb_store *store, const char *head_json, size_t length) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, head_json, "head_json");
    return asbi_leave(e, verify(out, store, head_json, length));
}
