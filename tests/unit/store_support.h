/* For tests of stores: everything that a store holds as one text, and a little history of commits, step by step. */
#ifndef STORE_SUPPORT_H
#define STORE_SUPPORT_H

#include "record_support.h"
#include "store/file.h"
#include "store/store.h"

#include <stdio.h>

#define STORE_SECRET "the secret that is erased"
enum { STORE_STEPS = 6 };

static inline asb_bytes store_bytes(const char *t) {
    return (asb_bytes){t, strlen(t)};
}

/* ---- everything as one text */

typedef struct store_dump {
    char at[1 << 16];
    size_t length;
} store_dump;

static inline void store_put(store_dump *d, const void *bytes, size_t length) {
    ck_assert_uint_lt(d->length + length, sizeof d->at);
    if (length) memcpy(d->at + d->length, bytes, length);
    d->length += length;
    d->at[d->length] = '\0';
}

static inline int32_t store_put_record(void *sink, const asb_stored_record *r) {
    char number[16];
    snprintf(number, sizeof number, " %u:", (unsigned)r->seq);
    store_put(sink, number, strlen(number));
    store_put(sink, r->header.data, r->header.length);
    store_put(sink, "|", 1);
    store_put(sink, r->body.data, r->body.length);
    return ASB_OK;
}

typedef struct store_ids {
    char ids[64][64];
    uint32_t count;
    store_dump *dump;
} store_ids;

static inline int32_t store_put_case(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    store_ids *s = sink;
    ck_assert_uint_lt(s->count, 64);
    ck_assert_uint_lt(id.length, 64);
    memcpy(s->ids[s->count], id.data, id.length);
    s->ids[s->count++][id.length] = '\0';
    char number[32];
    snprintf(number, sizeof number, "\n%.*s v%u ", (int)id.length, (const char *)id.data, (unsigned)version);
    store_put(s->dump, number, strlen(number));
    store_put(s->dump, summary.data, summary.length);
    return ASB_OK;
}

static inline int32_t store_put_bytes(void *sink, asb_bytes bytes) {
    store_put(sink, bytes.data, bytes.length);
    return ASB_OK;
}

/* The first error, or ASB_OK. */
static inline int32_t store_dump_all(const asb_store_callbacks *t, store_dump *d) {
    store_ids ids = {.dump = d};
    d->length = 0;
    store_put(d, "", 0);
    int32_t status = t->list(t->self, store_bytes(""), UINT32_MAX, store_put_case, &ids);
    for (uint32_t i = 0; !status && i < ids.count; i++) {
        store_put(d, "\n", 1);
        store_put(d, ids.ids[i], strlen(ids.ids[i]));
        status = t->read(t->self, store_bytes(ids.ids[i]), 1, store_put_record, d);
    }
    if (status) return status;
    store_put(d, "\ncalendar ", 10);
    status = t->calendar(t->self, store_put_bytes, d);
    store_put(d, "\npolicy ", 8);
    if (status >= 0) status = t->policy(t->self, store_bytes("0123456789abcdef0123456789abcdef"), store_put_bytes, d);
    return status < 0 ? status : ASB_OK;
}

/* ---- a history */

static inline int32_t store_step(const asb_store_callbacks *t, int step) {
    static const uint32_t one = 1;
    static char long_text[3001]; /* so that frames have several sectors */
    memset(long_text, 'x', sizeof long_text - 1);
    asb_stored_record first = {1, 0, store_bytes("{\"h\":1}"), store_bytes("{\"b\":\"" STORE_SECRET "\"}")};
    asb_stored_record second = {2, 0, store_bytes("{\"h\":2}"), store_bytes("{\"b\":2}")},
                      third = {3, 0, store_bytes("{\"h\":3}"), store_bytes("{\"b\":3}")};
    asb_stored_record two[] = {{1, 0, store_bytes("{\"h\":1}"), store_bytes(long_text)}, second};
    asb_policy_document policy = {store_bytes("0123456789abcdef0123456789abcdef"), store_bytes("p"), store_bytes("1"),
                                  store_bytes("{\"policy\":1}")};
    asb_case_commit a = {.id = store_bytes("A"), .record_count = 1, .records = &first, .summary = store_bytes("{\"s\":1}")};
    asb_case_commit both[] = {
        {.id = store_bytes("A"), .expected = 1, .record_count = 1, .records = &second, .summary = store_bytes("{\"s\":2}")},
        {.id = store_bytes("B"), .record_count = 2, .records = two}};
    asb_case_commit erasing = {.id = store_bytes("A"),
                               .expected = 2,
                               .record_count = 1,
                               .records = &third,
                               .erased = &one,
                               .erased_count = 1,
                               .summary = store_bytes("{\"s\":3}")};
    asb_case_commit b = {.id = store_bytes("B"), .expected = 2, .record_count = 1, .records = &third};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &a};
    switch (step) {
    case 0:
        data.policies = &policy;
        data.policy_count = 1;
        break;
    case 1:
        data.cases = both;
        data.case_count = 2;
        break;
    case 2: data.cases = &erasing; break;
    case 3:
        data.case_count = 0;
        data.calendar = store_bytes("{\"added\":[]}");
        break;
    case 4: data.cases = &b; break;
    default:
        a.id = store_bytes("C");
        first.body = store_bytes("{}");
        break;
    }
    return t->commit(t->self, &data);
}

/* What the store holds after so many steps, as the memory store says. */
static inline void store_expected(asb_engine *e, int steps, store_dump *d) {
    asb_store *s = NULL;
    ck_assert_int_eq(asb_store_memory(&s, e), ASB_OK);
    for (int i = 0; i < steps; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(store_dump_all(&s->table, d), ASB_OK);
    asb_store_free(s);
}

static inline int store_is(const asb_store_callbacks *t, const store_dump *expected) {
    static store_dump now;
    int32_t status = store_dump_all(t, &now);
    return status == ASB_OK && now.length == expected->length && memcmp(now.at, expected->at, now.length) == 0;
}

/* ---- damage that a journal sees in itself */

typedef struct store_damage {
    uint32_t count;
    char last[128], id[64];
    uint32_t seq;
} store_damage;

static inline int32_t store_take_damage(void *sink, asb_bytes id, uint32_t seq, const char *what) {
    store_damage *d = sink;
    d->count++;
    d->seq = seq;
    snprintf(d->last, sizeof d->last, "%s", what);
    snprintf(d->id, sizeof d->id, "%.*s", (int)id.length, id.length ? (const char *)id.data : "");
    return ASB_OK;
}

static inline uint32_t store_damages(asb_store *s, store_damage *d) {
    *d = (store_damage){0};
    ck_assert_int_eq(s->inspect(s->table.self, (asb_bytes){NULL, 0}, store_take_damage, d), ASB_OK);
    return d->count;
}

#endif
