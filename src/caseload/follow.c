/* Following a store: what was written since the token comes in, batch by batch. A batch is copied first, then put in, and last the token is moved on, which cannot fail: whatever
 * happens, what was put in twice is the same as once. A summary that is missing or cannot be read is made again, from the case. */
#include "../case/case_parts.h"
#include "../engine/progress.h"
#include "caseload.h"

#include <string.h>

enum { BATCH = 1024 };

typedef struct found {
    text id, summary;
    uint32_t version;
    struct found *next;
} found;

typedef struct following {
    asb_caseload *l;
    arena a; /* of a batch */
    found *first, **last;
    uint32_t count;
    buffer token;    /* to go on from; the last id, where a store only lists */
    int32_t damaged; /* cases could not be read */
    progress progress;
} following;

static int32_t copy(following *w, text *to, asb_bytes from) {
    to->length = from.length;
    to->at = asbi_arena_text(&w->a, from.length ? from.data : "", from.length);
    return to->at ? ASB_OK : ASB_ENOMEM;
}

static int32_t take_case(void *self, asb_bytes id, uint32_t version, asb_bytes summary) {
    following *w = self;
    found *one = asbi_arena_alloc(&w->a, sizeof *one);
    if (!one) return ASB_ENOMEM;
    one->version = version;
    int32_t status = copy(w, &one->id, id);
    if (!status) status = copy(w, &one->summary, summary);
    *w->last = one;
    w->last = &one->next;
    w->count++;
    return status;
}

static int32_t open_case(following *w, text id) {
    asb_case *c = NULL;
    fault *f = &w->l->head.engine->fault;
    buffer b = asbi_output(w->l->head.engine);
    int32_t status = asbi_case_read(&c, w->l->store, id, f);
    if (!status) asbi_put_summary(&b, c);
    if (!status) status = b.status;
    if (!status) status = asbi_caseload_put(w->l, id, c->count, b.data, b.length, f);
    asbi_buffer_free(&b);
    asbi_handle_drop(c);
    return status;
}

static int is_damage(int32_t status) {
    return status == ASB_ECORRUPT || status == ASB_EJSON || status == ASB_EINVALID;
}

static int32_t put_one(following *w, const found *one) {
    asb_caseload *l = w->l;
    fault unread = {0};
    uint32_t known = asbi_intern_find(&l->ids, one->id);
    if (!l->store->table.changes && known && l->version[known - 1] == one->version)
        return ASB_OK; /* as many records as before: unchanged */
    int32_t status = ASB_EINVALID;
    if (one->summary.length) status = asbi_caseload_put(l, one->id, one->version, one->summary.at, one->summary.length, &unread);
    if (!is_damage(status)) return status;
    status = open_case(w, one->id);
    if (!is_damage(status)) return status == ASB_ABSENT ? ASB_OK : status;
    w->damaged = 1;
    return ASB_OK;
}

/* ---- one batch */

/* A full batch that does not move on would be read for ever. */
static int32_t read_changes(following *w, const asb_store_callbacks *t, asb_bytes from) {
    int32_t status = t->changes(t->self, from, BATCH, take_case, w, asbi_keep_bytes, &w->token);
    int stays = w->token.length == from.length && (!from.length || memcmp(w->token.data, from.data, from.length) == 0);
    return !status && w->count == BATCH && stays ? ASB_EUSER : status;
}

static int32_t read_batch(following *w) {
    asb_caseload *l = w->l;
    const asb_store_callbacks *t = &l->store->table;
    asb_bytes from = {l->token.data, l->token.length};
    if (t->changes) return read_changes(w, t, from);
    from = (asb_bytes){w->token.data, w->token.length};
    int32_t status = t->list(t->self, from, BATCH, take_case, w);
    asbi_buffer_clear(&w->token);
    for (const found *one = w->first; one && !status; one = one->next)
        if (!one->next) asbi_put_bytes(&w->token, one->id.at, one->id.length);
    return status ? status : w->token.status;
}

static void move_on(following *w) {
    buffer was = w->l->token;
    if (!w->l->store->table.changes) return;
    w->l->token = w->token;
    w->token = was;
}

static int32_t follow_batch(following *w) {
    w->count = 0;
    w->first = NULL;
    w->last = &w->first;
    int32_t status = read_batch(w);
    for (const found *one = w->first; one && !status; one = one->next) {
        status = put_one(w, one);
        if (!status) status = asbi_progress_add(&w->progress, 1);
    }
    if (!status) move_on(w);
    return status;
}

static int32_t follow_all(following *w) {
    int32_t status;
    const asb_caseload *l = w->l;
    asbi_progress_begin(&w->progress, l->head.engine, "follow",
                        l->count ? 0 : asbi_store_count(l->store)); /* how many changed is not known */
    do {
        asbi_arena_init(&w->a, w->l->memory);
        status = follow_batch(w);
        asbi_arena_free(&w->a);
    } while (!status && w->count == BATCH);
    return status ? status : asbi_progress_end(&w->progress);
}

static int32_t follow(asb_caseload *l, asb_store *store) {
    following w = {.l = l};
    if (l->store && l->store != store) return asbi_fail(&l->head.engine->fault, ASB_ESTATE, "caseload-store", (char *)NULL);
    if (!l->store) {
        asbi_handle_keep(store);
        l->store = store;
    }
    asbi_buffer_init(&w.token, l->memory, SIZE_MAX / 2);
    int32_t status = follow_all(&w);
    asbi_buffer_free(&w.token);
    return status ? status : w.damaged ? ASB_ECORRUPT : ASB_OK;
}

int32_t asb_caseload_follow(asb_caseload *caseload, asb_store *store) {
    if (!caseload) return ASB_EARGUMENT;
    asb_engine *e = caseload->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, store && store->head.engine == e, "store");
    return asbi_leave(e, follow(caseload, store));
}
