/* Stores: their life, and what is kept in them beside cases: policies and the calendar. */
#include "store.h"

#include "../base/sha256.h"
#include <string.h>

/* ---- life */

static void destroy_store(handle *h) {
    asb_store *s = (asb_store *)h;
    memory *m = &h->engine->memory;
    if (s->kept) s->let_go(s);
    for (uint32_t i = 0; i < s->policy_count; i++) asbi_handle_drop(s->policies[i]);
    asbi_release(m, s->policies, s->policy_capacity * sizeof *s->policies);
    asbi_days_free(&s->days);
    if (s->table.close) s->table.close(s->table.self);
    asbi_handle_gone(h, sizeof *s);
}

static int32_t load_days(asb_store *s);

/* A damaged calendar must not keep anybody from the cases; asb_store_calendar() and asb_store_verify() tell. */
static int32_t first_days(asb_store *s) {
    asb_engine *e = s->head.engine;
    int32_t status = load_days(s);
    if (status != ASB_ECORRUPT) return status;
    e->fault.status = ASB_OK;
    if (e->hooks.log) e->hooks.log(e->hooks.self, 1, "The calendar that the store keeps is damaged; its days are not known.");
    return ASB_OK;
}

int32_t asbi_store_wrap(asb_store **out, asb_engine *e, const asb_store_callbacks *table) {
    asb_store *s = asbi_handle_new(e, sizeof *s, destroy_store);
    if (!s) {
        if (table->close) table->close(table->self);
        return ASB_ENOMEM;
    }
    s->table = *table;
    asbi_days_init(&s->days, &e->memory);
    int32_t status = first_days(s);
    if (status < 0) {
        asbi_handle_drop(s);
        return status;
    }
    *out = s;
    return ASB_OK;
}

void asb_store_free(asb_store *store) {
    asbi_handle_free(store);
}

/* ---- what a sink copies */

int32_t asbi_keep_bytes(void *sink, asb_bytes bytes) {
    buffer *b = sink;
    asbi_buffer_clear(b);
    asbi_put_bytes(b, bytes.data, bytes.length);
    return b->status;
}

/* ---- policies */

static asb_policy *kept_policy(const asb_store *s, const uint8_t digest[32]) {
    for (uint32_t i = 0; i < s->policy_count; i++)
        if (memcmp(s->policies[i]->digest, digest, 32) == 0) return s->policies[i];
    return NULL;
}

static int32_t keep_policy(asb_store *s, asb_policy *p) {
    int32_t status = asbi_grow(&s->head.engine->memory, &s->policies, &s->policy_capacity, (uint64_t)s->policy_count + 1,
                               sizeof *s->policies, UINT32_MAX);
    if (status) return status;
    asbi_handle_keep(p);
    s->policies[s->policy_count++] = p;
    return ASB_OK;
}

/* What a policy pinned by a case says is part of the case: another document in its place would change what was due. */
static int32_t check_document(asb_store *s, const buffer *document, const uint8_t digest[32]) {
    uint8_t own[32];
    char hex[65];
    asbi_sha256(document->data, document->length, own);
    if (memcmp(own, digest, 32) == 0) return ASB_OK;
    asbi_hex(digest, 32, hex);
    return asbi_fail(&s->head.engine->fault, ASB_ECORRUPT, "store-policy-digest", "policy", hex, (char *)NULL);
}

static int32_t missing_policy(asb_store *s, const uint8_t digest[32]) {
    char hex[65];
    asbi_hex(digest, 32, hex);
    return asbi_fail(&s->head.engine->fault, ASB_ECORRUPT, "store-policy-absent", "policy", hex, (char *)NULL);
}

static int32_t read_policy(asb_policy **out, asb_store *s, const uint8_t digest[32]) {
    asb_engine *e = s->head.engine;
    buffer document;
    asbi_buffer_init(&document, &e->memory, (size_t)e->limits[LIMIT_DOCUMENT_BYTES]);
    int32_t status = s->table.policy(s->table.self, (asb_bytes){digest, 32}, asbi_keep_bytes, &document);
    if (status == ASB_ABSENT) status = missing_policy(s, digest);
    if (!status) status = check_document(s, &document, digest);
    if (!status) status = asbi_policy_read(out, NULL, e, document.data ? document.data : "", document.length);
    asbi_buffer_free(&document);
    return status;
}

uint64_t asbi_store_count(const asb_store *store) {
    return store->extras.count ? store->extras.count(store->extras.self) : 0;
}

int32_t asbi_store_policy(asb_policy **out, asb_store *store, const uint8_t digest[32]) {
    asb_policy *p = kept_policy(store, digest), *read = NULL;
    int32_t status = ASB_OK;
    if (!p) {
        p = asbi_policy_alive(store->head.engine, digest);
        if (!p) status = read_policy(&read, store, digest);
        if (read) p = read;
        if (!status) status = keep_policy(store, p);
    }
    asbi_handle_drop(read); /* from now on the store keeps it, or nobody */
    if (status) return status;
    *out = p;
    return ASB_OK;
}

/* ---- the calendar */

static int32_t parse_days(asb_store *s, day_list *days, const buffer *json) {
    asb_engine *e = s->head.engine;
    arena a;
    json_value *v;
    json_limits limits = asbi_json_limits(e);
    asbi_arena_init(&a, &e->memory);
    int32_t status = asbi_json_parse(&v, &a, json->data ? json->data : "", json->length, &limits, &e->fault);
    if (!status) status = asbi_days_read(days, v, &e->fault);
    asbi_arena_free(&a);
    return status == ASB_EJSON || status == ASB_EINVALID ? ASB_ECORRUPT : status;
}

/* The calendar that is kept; ASB_ABSENT where there is none. */
static int32_t read_days(asb_store *s, day_list *days) {
    asb_engine *e = s->head.engine;
    buffer json;
    if (!s->table.calendar) return ASB_ABSENT;
    asbi_buffer_init(&json, &e->memory, (size_t)e->limits[LIMIT_DOCUMENT_BYTES]);
    int32_t status = s->table.calendar(s->table.self, asbi_keep_bytes, &json);
    if (!status) status = parse_days(s, days, &json);
    asbi_buffer_free(&json);
    return status;
}

/* The new list takes the place of the old one, and its revision goes on from there. */
void asbi_store_take_days(asb_store *s, day_list *days) {
    uint32_t revision = s->days.revision;
    asbi_days_free(&s->days);
    s->days = *days;
    s->days.revision = revision + 1;
    s->has_days = 1;
    asbi_days_init(days, &s->head.engine->memory);
}

static int32_t load_days(asb_store *s) {
    day_list days;
    asbi_days_init(&days, &s->head.engine->memory);
    int32_t status = read_days(s, &days);
    if (status == ASB_OK)
        asbi_store_take_days(s, &days);
    else
        asbi_days_free(&days);
    return status;
}

static int32_t copy_days(day_list *to, const day_list *from) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; !status && i < from->count; i++) status = asbi_days_add(to, &from->days[i]);
    if (status) asbi_days_free(to);
    return status;
}

static int32_t set_days(asb_store *s, const day_list *from) {
    asb_engine *e = s->head.engine;
    buffer json;
    day_list days;
    if (!s->table.calendar) return asbi_fail(&e->fault, ASB_ESTATE, "store-no-calendar", (char *)NULL);
    asbi_days_init(&days, &e->memory);
    asbi_buffer_init(&json, &e->memory, (size_t)e->limits[LIMIT_DOCUMENT_BYTES]);
    asbi_days_write(&json, from);
    int32_t status = json.status ? json.status : copy_days(&days, from);
    if (!status) {
        asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .calendar = {json.data, json.length}};
        status = s->table.commit(s->table.self, &data);
    }
    if (!status)
        asbi_store_take_days(s, &days);
    else
        asbi_days_free(&days);
    asbi_buffer_free(&json);
    return status == ASB_CONFLICT ? ASB_EUSER : status; /* there is no case in it that could be in conflict */
}

int32_t asb_store_set_calendar(asb_store *store, const asb_calendar *days) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, days && days->head.engine == e, "calendar");
    return asbi_leave(e, set_days(store, &days->days));
}

static void destroy_calendar(handle *h) {
    asbi_days_free(&((asb_calendar *)h)->days);
    asbi_handle_gone(h, sizeof(asb_calendar));
}

static int32_t give_calendar(asb_calendar **out, asb_store *s) {
    int32_t status = load_days(s);
    if (status) return status;
    asb_calendar *c = asbi_handle_new(s->head.engine, sizeof *c, destroy_calendar);
    if (!c) return ASB_ENOMEM;
    asbi_days_init(&c->days, &s->head.engine->memory);
    status = copy_days(&c->days, &s->days);
    if (status)
        asbi_handle_drop(c);
    else
        *out = c;
    return status;
}

int32_t asb_store_calendar(asb_calendar **out, asb_store *store) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    asb_calendar *found = NULL;
    status = give_calendar(&found, store);
    if (status >= 0) *out = found; /* NULL where it is absent */
    return asbi_leave(e, status);
}
