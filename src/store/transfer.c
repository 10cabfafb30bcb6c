/* Bringing cases into a store just as they are. The method is described in transfer.h. */
#include "transfer.h"

#include <string.h>

void asbi_transfer_begin(transfer *t, asb_store *to, document_source documents, void *self) {
    memory *m = &to->head.engine->memory;
    memset(t, 0, sizeof *t);
    t->to = to;
    t->engine = to->head.engine;
    t->documents = documents;
    t->documents_self = self;
    asbi_arena_init(&t->arena, m);
    asbi_buffer_init(&t->left, m, SIZE_MAX);
    asbi_days_init(&t->days, m);
}

void asbi_transfer_end(transfer *t) {
    asbi_arena_free(&t->arena);
    asbi_buffer_free(&t->left);
    asbi_days_free(&t->days);
    asbi_release(&t->engine->memory, t->policies, t->policy_capacity * sizeof *t->policies);
}

int32_t asbi_transfer_leave(transfer *t, asb_bytes id, uint32_t seq, const char *what, int damaged) {
    if (damaged) t->damaged = 1;
    asbi_damage_put(&t->left, &t->left_count, id, seq, what);
    return t->left.status;
}

/* ---- whole cases */

static int copy(arena *a, asb_bytes *out, asb_bytes from) {
    *out = (asb_bytes){asbi_arena_text(a, from.length ? from.data : "", from.length), from.length};
    return out->data != NULL;
}

typedef struct taking {
    whole *w;
    arena *a;
} taking;

static int32_t take_record(void *self, const asb_stored_record *r) {
    taking *t = self;
    whole *w = t->w;
    asb_stored_record *more = asbi_arena_more(t->a, w->records, w->count, &w->capacity, 8, sizeof *more);
    if (!more) return ASB_ENOMEM;
    w->records = more;
    asb_stored_record *to = &w->records[w->count];
    *to = (asb_stored_record){.seq = r->seq};
    if (!copy(t->a, &to->header, r->header) || !copy(t->a, &to->body, r->body)) return ASB_ENOMEM;
    w->count++;
    return ASB_OK;
}

int32_t asbi_whole_read(whole *w, arena *a, asb_store *from, asb_bytes id) {
    *w = (whole){.id = id};
    taking t = {w, a};
    return from->table.read(from->table.self, id, 1, take_record, &t);
}

/* ---- is it as it should be? */

typedef struct pin {
    uint8_t digest[32];
    asb_bytes id, version;
    struct pin *next;
} pin;

typedef struct check {
    transfer *t;
    pin *pins;
} check;

static int32_t add_left(void *self, asb_bytes id, uint32_t seq, const char *what) {
    return asbi_transfer_leave(((check *)self)->t, id, seq, what, 1);
}

static int32_t take_pin(void *self, const record_header *h) {
    check *c = self;
    if (!h->policy_id.length) return ASB_OK;
    pin *p = asbi_arena_alloc(&c->t->arena, sizeof *p);
    if (!p) return ASB_ENOMEM;
    memcpy(p->digest, h->policy_digest, 32);
    p->next = c->pins;
    c->pins = p;
    asb_bytes id = {h->policy_id.at, h->policy_id.length}, version = {h->policy_version.at, h->policy_version.length};
    return copy(&c->t->arena, &p->id, id) && copy(&c->t->arena, &p->version, version) ? ASB_OK : ASB_ENOMEM;
}

/* ASB_ECORRUPT where it is not, and it has been said. */
static int32_t check_chain(check *c, const whole *w) {
    chain k;
    asbi_chain_begin(&k, c->t->engine, w->id, add_left, c);
    k.header = take_pin;
    k.header_self = c;
    int32_t status = asbi_chain_records(&k, w->records, w->count);
    if (!status) status = asbi_chain_end(&k, 1); /* one at least */
    memcpy(c->t->digest, k.digest, 32);
    return status ? status : k.damages ? ASB_ECORRUPT : ASB_OK;
}

/* ---- what has the store of it? */

typedef struct comparison {
    const whole *w;
    uint32_t *erased, erased_count;
    uint32_t there; /* records of it in the store */
    uint32_t seq;
    const char *differs;
} comparison;

static int is_same(asb_bytes a, asb_bytes b) {
    return a.length == b.length && (!a.length || memcmp(a.data, b.data, a.length) == 0);
}

static int32_t compare_record(void *self, const asb_stored_record *r) {
    comparison *c = self;
    const asb_stored_record *own = c->there < c->w->count ? &c->w->records[c->there] : NULL;
    const char *differs = NULL;
    if (r->seq != ++c->there) /* a host's store may say anything */
        differs = "what the store has of the case is damaged";
    else if (!own)
        differs = "the store has later records of the case";
    else if (!is_same(own->header, r->header))
        differs = "the store has another case of this id";
    else if (!own->body.length && r->body.length)
        c->erased[c->erased_count++] = r->seq;
    else if (!is_same(own->body, r->body))
        differs = "the store has another body, or has erased it";
    if (!differs || c->differs) return ASB_OK;
    c->seq = r->seq;
    c->differs = differs;
    return ASB_OK;
}

static int32_t compare(comparison *c, transfer *t, const whole *w) {
    *c = (comparison){.w = w, .erased = asbi_arena_array(&t->arena, w->count, sizeof *c->erased)};
    if (!c->erased) return ASB_ENOMEM;
    int32_t status = t->to->table.read(t->to->table.self, w->id, 1, compare_record, c);
    if (status == ASB_ECORRUPT) c->differs = "what the store has of the case is damaged";
    return status == ASB_ABSENT || status == ASB_ECORRUPT ? ASB_OK : status;
}

/* ---- policies */

static int32_t take_document(void *self, asb_bytes bytes) {
    buffer *b = self;
    asbi_buffer_clear(b);
    asbi_put_bytes(b, bytes.data, bytes.length);
    return b->status;
}

static int has_policy(const transfer *t, const uint8_t digest[32]) {
    for (uint32_t i = 0; i < t->policy_count; i++)
        if (memcmp(t->policies[i].digest.data, digest, 32) == 0) return 1;
    return 0;
}

/* ASB_ECORRUPT where the document is missing, or another. */
static int32_t find_document(transfer *t, const pin *p, asb_bytes *out) {
    uint8_t own[32];
    buffer b;
    asbi_buffer_init(&b, &t->engine->memory, SIZE_MAX);
    int32_t status = t->documents(t->documents_self, (asb_bytes){p->digest, 32}, take_document, &b);
    if (!status) {
        asbi_sha256(b.data ? b.data : "", b.length, own);
        if (memcmp(own, p->digest, 32) != 0) status = ASB_ECORRUPT;
    }
    if (!status && !copy(&t->arena, out, (asb_bytes){b.data, b.length})) status = ASB_ENOMEM;
    asbi_buffer_free(&b);
    return status == ASB_ABSENT ? ASB_ECORRUPT : status;
}

static int32_t add_policy(transfer *t, const pin *p) {
    asb_policy_document d = {.digest = {p->digest, 32}, .id = p->id, .version = p->version};
    if (has_policy(t, p->digest)) return ASB_OK;
    int32_t status = find_document(t, p, &d.document);
    if (!status)
        status = asbi_grow(&t->engine->memory, &t->policies, &t->policy_capacity, (uint64_t)t->policy_count + 1, sizeof *t->policies,
                           UINT32_MAX);
    if (status) return status;
    t->policies[t->policy_count++] = d;
    t->bytes += d.document.length;
    return ASB_OK;
}

/* ---- one case */

static void add_case(transfer *t, const whole *w, const comparison *c) {
    t->cases[t->count++] = (asb_case_commit){.id = w->id,
                                             .expected = c->there,
                                             .record_count = w->count - c->there,
                                             .records = w->records + c->there,
                                             .erased = c->erased,
                                             .erased_count = c->erased_count,
                                             .summary = w->summary};
    t->written += c->there == 0;
    t->grown += c->there != 0;
}

static int32_t bring(transfer *t, const whole *w, check *ch) {
    comparison c;
    int32_t status = check_chain(ch, w);
    if (!status) status = compare(&c, t, w);
    if (status) return status;
    if (c.differs) return asbi_transfer_leave(t, w->id, c.seq, c.differs, 0);
    if (c.there == w->count && !c.erased_count) {
        t->same++;
        return ASB_OK;
    }
    for (const pin *p = ch->pins; p && !status; p = p->next)
        if ((status = add_policy(t, p)) == ASB_ECORRUPT)
            return asbi_transfer_leave(t, w->id, 1, "a policy document of it is missing, or another", 1);
    if (!status) add_case(t, w, &c);
    return status;
}

/* ---- the calendar */

static int32_t read_days(transfer *t, asb_bytes calendar) {
    json_limits limits = asbi_json_limits(t->engine);
    json_value *v;
    arena a;
    asbi_arena_init(&a, &t->engine->memory);
    int32_t status = asbi_json_parse(&v, &a, calendar.data, calendar.length, &limits, &t->engine->fault);
    if (!status) status = asbi_days_read(&t->days, v, &t->engine->fault);
    asbi_arena_free(&a);
    return status == ASB_EJSON || status == ASB_EINVALID ? ASB_ECORRUPT : status;
}

int32_t asbi_transfer_calendar(transfer *t, asb_bytes calendar) {
    asb_bytes none = {NULL, 0};
    buffer b;
    if (!t->to->table.calendar) return asbi_transfer_leave(t, none, 0, "the store keeps no calendar", 0);
    asbi_buffer_init(&b, &t->engine->memory, SIZE_MAX);
    int32_t status = t->to->table.calendar(t->to->table.self, take_document, &b);
    int same = !status && is_same((asb_bytes){b.data, b.length}, calendar);
    asbi_buffer_free(&b);
    if (!status) return same ? ASB_OK : asbi_transfer_leave(t, none, 0, "the store has another calendar", 0);
    if (status == ASB_ABSENT) status = read_days(t, calendar);
    if (status == ASB_ECORRUPT) return asbi_transfer_leave(t, none, 0, "the calendar is damaged", 1);
    if (!status && !copy(&t->arena, &t->calendar, calendar)) status = ASB_ENOMEM;
    return status;
}

/* ---- writing */

/* Somebody else has written to one of them since it was compared: none is written now, and all can be tried again. */
static int32_t leave_all(transfer *t) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < t->count && !status; i++)
        status = asbi_transfer_leave(t, t->cases[i].id, t->cases[i].expected, "others were writing to the store: do it again", 0);
    for (uint32_t i = 0; i < t->count; i++) t->cases[i].expected ? t->grown-- : t->written--;
    return status;
}

static int32_t commit(transfer *t) {
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data,
                            .case_count = t->count,
                            .cases = t->cases,
                            .policies = t->policies,
                            .policy_count = t->policy_count,
                            .calendar = t->calendar};
    if (!t->count && !t->calendar.length) return ASB_OK;
    int32_t status = t->to->table.commit(t->to->table.self, &data);
    if (!status && t->calendar.length) asbi_store_take_days(t->to, &t->days);
    return status;
}

/* What is in the arena stays there. */
static int32_t write_batch(transfer *t) {
    int32_t status = commit(t);
    if (status == ASB_CONFLICT) status = leave_all(t);
    if (status) return status;
    t->count = t->policy_count = 0;
    t->calendar.length = 0;
    return ASB_OK;
}

int32_t asbi_transfer_step(transfer *t) {
    if (t->count < TRANSFER_CASES && t->bytes < TRANSFER_BYTES) return ASB_OK;
    int32_t status = write_batch(t);
    if (status) return status;
    t->bytes = 0;
    asbi_arena_free(&t->arena);
    return ASB_OK;
}

static int is_in_batch(const transfer *t, asb_bytes id) {
    for (uint32_t i = 0; i < t->count; i++)
        if (is_same(t->cases[i].id, id)) return 1;
    return 0;
}

int32_t asbi_transfer_case(transfer *t, const whole *w) {
    check ch = {.t = t};
    int32_t status = is_in_batch(t, w->id) ? write_batch(t) : ASB_OK;
    uint64_t said = t->left_count;
    for (uint32_t i = 0; i < w->count; i++) t->bytes += w->records[i].header.length + w->records[i].body.length;
    t->looked++;
    if (!status) status = bring(t, w, &ch);
    return status == ASB_ECORRUPT && t->left_count > said ? ASB_OK : status;
}

static int32_t report(asb_text **out, const transfer *t) {
    buffer b;
    asbi_buffer_init(&b, &t->engine->memory, SIZE_MAX);
    asbi_put_format(&b, "{\"cases\":%u,\"written\":%u,\"grown\":%u,\"same\":%u,\"left\":[", t->looked, t->written, t->grown, t->same);
    asbi_put_bytes(&b, t->left.data, t->left.length);
    asbi_put(&b, "]}");
    int32_t status = asbi_text_new(out, t->engine, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asbi_transfer_finish(asb_text **out, transfer *t) {
    asb_text *said = NULL;
    int32_t status = report(&said, t);
    if (!status) status = commit(t);
    if (status == ASB_CONFLICT) {
        asbi_handle_drop(said);
        said = NULL;
        status = leave_all(t);
        if (!status) status = report(&said, t);
    }
    if (status) {
        asbi_handle_drop(said);
        return status;
    }
    *out = said;
    t->engine->fault.status = ASB_OK; /* what was passed over has left its fault */
    return t->damaged ? ASB_ECORRUPT : t->left_count ? ASB_CONFLICT : ASB_OK;
}
