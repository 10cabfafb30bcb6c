/* Reading a policy: parse, join, check, write, compile. Either there is a policy in the end, or there are problems. */
#include "reading.h"

#include "../base/container.h"
#include "../base/sha256.h"

#include <string.h>

/* ---- The handle ---- */

static void forget(asb_policy *p) {
    asb_policy **link = &p->head.engine->policies;

    while (*link != NULL && *link != p) link = &(*link)->next_alive;
    if (*link == p) *link = p->next_alive;
}

static void destroy(handle *h) {
    asb_policy *p = (asb_policy *)h;

    forget(p);
    asbi_intern_free(&p->names);
    asbi_compiled_free(p);
    asbi_release(&h->engine->memory, p->bytes, p->length + 1);
    asbi_arena_free(&p->arena);
    asbi_handle_gone(h, sizeof *p);
}

static asb_policy *new_policy(asb_engine *e) {
    asb_policy *p = asbi_handle_new(e, sizeof *p, destroy);

    if (p == NULL) return NULL;
    asbi_arena_init(&p->arena, &e->memory);
    asbi_intern_init(&p->names, &p->arena);
    p->serial = ++e->policies_read;
    p->of = p;
    return p;
}

asb_policy *asbi_policy_alive(asb_engine *e, const uint8_t digest[32]) {
    asb_policy *p = e->policies;

    while (p != NULL && memcmp(p->digest, digest, sizeof p->digest) != 0) p = p->next_alive;
    return p;
}

/* ---- The joined document ---- */

/* No document becomes longer by being written canonically than this, but for numbers such as 1e20; those may take up the rest. */
enum { GROWTH = 8, SLACK = 4096 };

/* The bytes stay where they were written, in just the room they take. */
static int32_t keep_bytes(asb_policy *p, buffer *b) {
    char *bytes = b->status == ASB_OK ? asbi_resize(b->memory, b->data, b->capacity, b->length + 1) : NULL;

    if (bytes == NULL) return b->status == ASB_OK ? ASB_ENOMEM : b->status;
    p->bytes = bytes;
    p->length = b->length;
    b->data = NULL;
    return ASB_OK;
}

/* `expected`: bytes that it will hardly be longer than; 0: nobody knows. */
static int32_t write_document(asb_policy *p, uint64_t size, size_t expected) {
    buffer b;
    int32_t status;

    asbi_buffer_init(&b, &p->head.engine->memory, size < (SIZE_MAX - SLACK) / GROWTH ? (size_t)size * GROWTH + SLACK : SIZE_MAX);
    asbi_buffer_reserve(&b, expected);
    asbi_json_write(&b, p->document);
    status = keep_bytes(p, &b);
    asbi_buffer_free(&b);
    if (status != ASB_OK) return status;
    asbi_sha256(p->bytes, p->length, p->digest);
    asbi_hex(p->digest, sizeof p->digest, p->digest_hex);
    return ASB_OK;
}

/* ---- Reading ---- */

static int has_problems(const reading *r) {
    return r->own->count > 0 || r->bases != NULL;
}

json_limits asbi_policy_limits(const asb_engine *e) {
    json_limits limits = asbi_json_limits(e);

    limits.depth = MIN_OF(limits.depth, MOST_DEPTH);
    return limits;
}

/* A document that cannot be read as JSON has that one problem. */
static void parse(reading *r, const char *bytes, size_t length) {
    json_limits limits = asbi_policy_limits(r->engine);
    fault f;

    memset(&f, 0, sizeof f);
    r->status = asbi_json_parse(&r->top, &r->policy->arena, bytes, length, &limits, &f);
    if (r->status == ASB_ELIMIT) r->engine->fault = f;
    if (r->status != ASB_EJSON) return;
    r->status = ASB_OK;
    asbi_problem_of_json(r, &f, NULL);
}

static void make(reading *r, size_t length) {
    if (r->top->type == JSON_OBJECT) asbi_join(r);
    if (r->status == ASB_OK) asbi_check(r);
    if (r->status != ASB_OK || has_problems(r)) return;
    r->policy->document = r->top;
    r->status = r->origin_count == 0 ? write_document(r->policy, length, length)
                                     : write_document(r->policy, asbi_json_limits(r->engine).size, 0);
    if (r->status == ASB_OK) r->status = asbi_compile(r->policy, r->names);
}

static void read_all(reading *r, const char *bytes, size_t length) {
    parse(r, bytes, length);
    if (r->top != NULL && r->status == ASB_OK) make(r, length);
    if (r->status == ASB_OK && has_problems(r)) asbi_problems_sort(r);
}

/* The policy, or the problems, to the caller; what is left over is dropped. */
static int32_t hand_out(reading *r, asb_policy **out, asb_problems **problems) {
    asb_engine *e = r->engine;

    if (r->status != ASB_OK) return r->status;
    if (r->own->count == 0) {
        r->policy->next_alive = e->policies;
        e->policies = r->policy;
        *out = r->policy;
        r->policy = NULL;
        return ASB_OK;
    }
    e->fault = r->own->items[0].fault;
    r->status = e->fault.status;
    if (problems != NULL) {
        *problems = r->own;
        r->own = NULL;
    }
    return r->status;
}

static int32_t read_named(asb_policy **out, asb_problems **problems, asb_engine *e, const char *bytes, size_t length, const intern *names) {
    reading r;
    int32_t status;

    memset(&r, 0, sizeof r);
    r.engine = e;
    r.names = names;
    asbi_arena_init(&r.scratch, &e->memory);
    r.policy = new_policy(e);
    r.status = r.policy == NULL ? ASB_ENOMEM : asbi_problems_new(&r.own, e);
    if (r.status == ASB_OK) read_all(&r, bytes, length);
    status = hand_out(&r, out, problems);
    asbi_handle_drop(r.policy);
    asbi_handle_drop(r.own);
    asbi_handle_drop(r.bases);
    asbi_release(&e->memory, r.origins, r.origin_capacity * sizeof *r.origins);
    asbi_arena_free(&r.scratch);
    return status;
}

int32_t asbi_policy_read(asb_policy **out, asb_problems **problems, asb_engine *e, const char *bytes, size_t length) {
    return read_named(out, problems, e, bytes, length, NULL);
}

int32_t asbi_policy_read_named(asb_policy **out, asb_engine *e, const char *bytes, size_t length, const intern *names) {
    return read_named(out, NULL, e, bytes, length, names);
}
