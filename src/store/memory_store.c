/* The store in memory.
 *
 * Method. Everything that a commit needs is copied first, into the room after what is there (records beyond `record_count`, policies beyond
 * `policy_count`) or beside it (summaries, calendar); this can fail, and is then given back. Taking it over moves pointers and cannot fail.
 * So a commit is all or nothing. What is erased is overwritten before its memory is given back. */
#include "../base/container.h"
#include "catalogue.h"
#include "store.h"

#include <string.h>

typedef struct blob {
    uint8_t *bytes; /* NULL: none */
    size_t length;
} blob;

typedef struct kept_record {
    blob header, body;
    uint32_t before; /* number of the record before it in its case; of no meaning in the first */
} kept_record;

typedef struct kept_policy {
    uint8_t digest[32];
    blob document;
} kept_policy;

typedef struct memory_store {
    memory *memory;
    uint8_t id[16];
    uint64_t commit; /* the last one's number */
    catalogue cases;
    kept_record *records;
    uint32_t record_count, record_capacity;
    kept_policy *policies;
    uint32_t policy_count, policy_capacity;
    blob *summaries; /* of each case in the catalogue */
    uint32_t summary_capacity;
    blob calendar;
    uint32_t *path; /* room to walk a case's records in order */
    uint32_t path_capacity;
} memory_store;

/* What a commit has copied and not yet taken over. */
typedef struct staged {
    uint32_t records, policies; /* beyond the counts of the store */
    blob *summaries;            /* for each case of the commit: in `few`, or by themselves */
    uint32_t summary_count;
    blob few[4];
    blob calendar;
} staged;

static asb_bytes bytes_of(const blob *b) {
    return (asb_bytes){b->bytes, b->length};
}

static int32_t copy(memory_store *m, blob *out, asb_bytes from) {
    if (!from.length) return ASB_OK;
    uint8_t *bytes = asbi_resize(m->memory, NULL, 0, from.length);
    if (!bytes) return ASB_ENOMEM;
    memcpy(bytes, from.data, from.length);
    *out = (blob){bytes, from.length};
    return ASB_OK;
}

/* By a function that the compiler cannot know, so that the overwriting is not optimised away. */
static void drop(memory_store *m, blob *b) {
    void *(*volatile clear)(void *, int, size_t) = memset;
    if (b->length) (void)clear(b->bytes, 0, b->length);
    asbi_release(m->memory, b->bytes, b->length);
    *b = (blob){NULL, 0};
}

/* ---- copying */

static int32_t stage_records(memory_store *m, staged *s, const asb_case_commit *k) {
    uint64_t need = (uint64_t)m->record_count + s->records + k->record_count;
    int32_t status = asbi_grow(m->memory, &m->records, &m->record_capacity, need, sizeof *m->records, UINT32_MAX - 1);
    for (uint32_t i = 0; !status && i < k->record_count; i++) {
        kept_record *r = &m->records[m->record_count + s->records++];
        *r = (kept_record){{NULL, 0}, {NULL, 0}, 0};
        status = copy(m, &r->header, k->records[i].header);
        if (!status) status = copy(m, &r->body, k->records[i].body);
    }
    return status;
}

static int has_policy(const memory_store *m, uint32_t count, const void *digest) {
    for (uint32_t i = 0; i < count; i++)
        if (memcmp(m->policies[i].digest, digest, 32) == 0) return 1;
    return 0;
}

static int32_t stage_policy(memory_store *m, staged *s, const asb_policy_document *d) {
    uint32_t count = m->policy_count + s->policies;
    if (d->digest.length != 32) return ASB_EARGUMENT;
    if (has_policy(m, count, d->digest.data)) return ASB_OK;
    int32_t status = asbi_grow(m->memory, &m->policies, &m->policy_capacity, (uint64_t)count + 1, sizeof *m->policies, UINT32_MAX);
    if (status) return status;
    kept_policy *p = &m->policies[count];
    *p = (kept_policy){.document = {NULL, 0}};
    memcpy(p->digest, d->digest.data, 32);
    s->policies++;
    return copy(m, &p->document, d->document);
}

static int32_t stage_summaries(memory_store *m, staged *s, const asb_commit_data *data) {
    int32_t status = asbi_grow(m->memory, &m->summaries, &m->summary_capacity, m->cases.count, sizeof *m->summaries, UINT32_MAX);
    if (status) return status;
    s->summaries = data->case_count <= COUNT_OF(s->few) ? s->few : asbi_alloc_array(m->memory, data->case_count, sizeof *s->summaries);
    if (!s->summaries) return ASB_ENOMEM;
    s->summary_count = data->case_count;
    for (uint32_t i = 0; !status && i < data->case_count; i++) status = copy(m, &s->summaries[i], data->cases[i].summary);
    return status;
}

static int32_t stage(memory_store *m, staged *s, const asb_commit_data *data) {
    int32_t status = stage_summaries(m, s, data);
    for (uint32_t i = 0; !status && i < data->case_count; i++) status = stage_records(m, s, &data->cases[i]);
    for (uint32_t i = 0; !status && i < data->policy_count; i++) status = stage_policy(m, s, &data->policies[i]);
    return status ? status : copy(m, &s->calendar, data->calendar);
}

static void unstage(memory_store *m, staged *s) {
    for (uint32_t i = 0; i < s->records; i++) {
        drop(m, &m->records[m->record_count + i].header);
        drop(m, &m->records[m->record_count + i].body);
    }
    for (uint32_t i = 0; i < s->policies; i++) drop(m, &m->policies[m->policy_count + i].document);
    for (uint32_t i = 0; i < s->summary_count; i++) drop(m, &s->summaries[i]);
    if (s->summaries != s->few) asbi_release(m->memory, s->summaries, s->summary_count * sizeof *s->summaries);
    drop(m, &s->calendar);
}

/* ---- taking over */

static void replace(memory_store *m, blob *old, blob *with) {
    if (!with->bytes) return;
    drop(m, old);
    *old = *with;
    *with = (blob){NULL, 0};
}

static void erase(memory_store *m, const catalogued *k, uint32_t seq) {
    uint32_t at = k->last;
    for (uint32_t n = k->version; n > seq; n--) at = m->records[at].before;
    drop(m, &m->records[at].body);
}

static void take_case(memory_store *m, const asb_case_commit *from, uint32_t number) {
    catalogued *k = &m->cases.cases[number];
    for (uint32_t i = 0; i < from->record_count; i++) {
        m->records[m->record_count].before = k->last;
        k->last = m->record_count++;
        k->version++;
    }
    for (uint32_t i = 0; i < from->erased_count; i++) erase(m, k, from->erased[i]);
}

static void take(memory_store *m, staged *s, const asb_commit_data *data) {
    m->commit++;
    for (uint32_t i = 0; i < data->case_count; i++) {
        uint32_t number = 0;
        (void)asbi_catalogue_intern(&m->cases, data->cases[i].id, &number); /* is interned already */
        take_case(m, &data->cases[i], number);
        replace(m, &m->summaries[number], &s->summaries[i]);
        asbi_catalogue_touch(&m->cases, number, (moment){m->commit, i + 1});
    }
    s->records = 0;
    m->policy_count += s->policies;
    s->policies = 0;
    replace(m, &m->calendar, &s->calendar);
}

static int32_t store_commit(void *self, const asb_commit_data *data) {
    memory_store *m = self;
    staged s = {.summaries = NULL};
    int32_t status = asbi_catalogue_admit(&m->cases, data);
    if (status) return status;
    status = stage(m, &s, data);
    if (!status) take(m, &s, data);
    unstage(m, &s);
    return status;
}

/* ---- reading */

static int32_t store_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    memory_store *m = self;
    uint32_t number = asbi_catalogue_find(&m->cases, id), first = from ? from : 1;
    if (number == NO_CASE) return ASB_ABSENT;
    const catalogued *k = &m->cases.cases[number];
    int32_t status = asbi_grow(m->memory, &m->path, &m->path_capacity, k->version, sizeof *m->path, UINT32_MAX);
    if (status) return status;
    for (uint32_t n = k->version, at = k->last; n >= first; n--, at = m->records[at].before) m->path[n - 1] = at;
    for (uint32_t n = first; !status && n <= k->version; n++) {
        const kept_record *r = &m->records[m->path[n - 1]];
        asb_stored_record record = {n, 0, bytes_of(&r->header), bytes_of(&r->body)};
        status = sink(sink_self, &record);
    }
    return status;
}

static int32_t give(memory_store *m, uint32_t number, asb_case_sink sink, void *sink_self) {
    const catalogued *k = &m->cases.cases[number];
    return sink(sink_self, (asb_bytes){k->id, k->id_length}, k->version, bytes_of(&m->summaries[number]));
}

static int32_t store_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    memory_store *m = self;
    int32_t status = asbi_catalogue_sort(&m->cases);
    if (status) return status;
    for (uint32_t i = asbi_catalogue_after(&m->cases, after); !status && limit && i < m->cases.order_count; i++) {
        uint32_t number = m->cases.order[i];
        if (!m->cases.cases[number].version) continue;
        status = give(m, number, sink, sink_self);
        limit--;
    }
    return status;
}

static int32_t store_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                             void *next_self) {
    memory_store *m = self;
    moment when = {0, 0};
    char following[TOKEN_LENGTH + 1];
    int32_t status = ASB_OK;
    if (token.length && !asbi_token_read(&when, m->id, token)) return ASB_EINVALID;
    uint32_t i = asbi_catalogue_since(&m->cases, when);
    for (; !status && limit && i != NO_CASE; i = m->cases.cases[i].newer, limit--) {
        status = give(m, i, sink, sink_self);
        when = m->cases.cases[i].written;
    }
    if (status) return status;
    asbi_token_write(following, m->id, when);
    return next(next_self, (asb_bytes){following, TOKEN_LENGTH});
}

static int32_t store_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    memory_store *m = self;
    for (uint32_t i = 0; digest.length == 32 && i < m->policy_count; i++)
        if (memcmp(m->policies[i].digest, digest.data, 32) == 0) return sink(sink_self, bytes_of(&m->policies[i].document));
    return ASB_ABSENT;
}

static int32_t store_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    memory_store *m = self;
    return m->calendar.bytes ? sink(sink_self, bytes_of(&m->calendar)) : ASB_ABSENT;
}

static int32_t store_version(void *self, asb_bytes id, uint32_t *out) {
    memory_store *m = self;
    uint32_t number = asbi_catalogue_find(&m->cases, id);
    if (number == NO_CASE) return ASB_ABSENT;
    *out = m->cases.cases[number].version;
    return ASB_OK;
}

static uint64_t store_count(void *self) {
    const memory_store *m = self;
    return m->cases.count;
}

/* ---- life */

static void store_close(void *self) {
    memory_store *m = self;
    for (uint32_t i = 0; i < m->record_count; i++) {
        drop(m, &m->records[i].header);
        drop(m, &m->records[i].body);
    }
    for (uint32_t i = 0; i < m->policy_count; i++) drop(m, &m->policies[i].document);
    for (uint32_t i = 0; i < m->cases.count && i < m->summary_capacity; i++) drop(m, &m->summaries[i]);
    drop(m, &m->calendar);
    asbi_release(m->memory, m->records, m->record_capacity * sizeof *m->records);
    asbi_release(m->memory, m->policies, m->policy_capacity * sizeof *m->policies);
    asbi_release(m->memory, m->summaries, m->summary_capacity * sizeof *m->summaries);
    asbi_release(m->memory, m->path, m->path_capacity * sizeof *m->path);
    asbi_catalogue_free(&m->cases);
    asbi_release(m->memory, m, sizeof *m);
}

static int32_t open_store(asb_store **out, asb_engine *e) {
    memory_store *m = asbi_alloc(&e->memory, sizeof *m);
    if (!m) return ASB_ENOMEM;
    m->memory = &e->memory;
    asbi_catalogue_init(&m->cases, &e->memory);
    int32_t status = asbi_random(e, m->id, sizeof m->id);
    if (status) {
        store_close(m);
        return status;
    }
    asb_store_callbacks table = {(uint32_t)sizeof table, 0,          m, store_commit, store_read, store_list, store_changes, store_policy,
                                 store_calendar,         store_close};
    status = asbi_store_wrap(out, e, &table);
    if (!status) (*out)->extras = (store_extras){.self = m, .version = store_version, .count = store_count};
    return status;
}

int32_t asb_store_memory(asb_store **out, asb_engine *engine) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    return asbi_leave(engine, open_store(out, engine));
}
