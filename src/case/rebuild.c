/* Summaries made again from the records. They are a function of them: where what is kept has other bytes, it was written by another version of the library, by the host, or
 * by nobody, and is replaced, by a commit that has no records. So many cases at a time are one commit; where somebody was writing to one of them, each is a commit of its own,
 * and who was first has written the summary as well. */
#include "../store/chain.h"
#include "../store/walk.h"
#include "case_parts.h"

enum { BATCH = 64 };

typedef struct rebuilding {
    asb_store *store;
    asb_engine *engine;
    arena texts; /* of the batch */
    asb_case_commit batch[BATCH];
    uint32_t waiting;
    uint64_t cases, same, written, damages;
    buffer damage; /* the list's items */
} rebuilding;

/* ---- writing */

static int32_t commit(rebuilding *r, const asb_case_commit *cases, uint32_t count) {
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = count, .cases = cases};
    int32_t status = r->store->table.commit(r->store->table.self, &data);
    if (!status) r->written += count;
    return status;
}

static int32_t commit_each(rebuilding *r) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < r->waiting && !status; i++) {
        status = commit(r, &r->batch[i], 1);
        if (status != ASB_CONFLICT) continue;
        r->same++;
        status = ASB_OK;
    }
    return status;
}

static int32_t commit_batch(rebuilding *r) {
    int32_t status = r->waiting ? commit(r, r->batch, r->waiting) : ASB_OK;
    if (status == ASB_CONFLICT) status = commit_each(r);
    r->waiting = 0;
    asbi_arena_free(&r->texts);
    return status;
}

static int32_t wait_for_commit(rebuilding *r, const walked *k, const buffer *summary, uint32_t version) {
    asb_case_commit *to = &r->batch[r->waiting];
    const char *id = asbi_arena_text(&r->texts, k->id.data, k->id.length),
               *made = asbi_arena_text(&r->texts, summary->data, summary->length);
    if (!id || !made) return ASB_ENOMEM;
    *to = (asb_case_commit){.id = {id, k->id.length}, .expected = version, .summary = {made, summary->length}};
    return ++r->waiting == BATCH ? commit_batch(r) : ASB_OK;
}

/* ---- reading */

static int is_damage(int32_t status) {
    return status == ASB_ECORRUPT || status == ASB_EJSON || status == ASB_EINVALID;
}

/* What is kept may be of fewer records than are there by now: then whoever wrote them wrote the summary too, or will be found by the next look. */
static int32_t compare(rebuilding *r, const walked *k, const asb_case *c, const buffer *made) {
    r->cases++;
    if (asbi_text_equal((text){k->summary.data, k->summary.length}, (text){made->data, made->length}) || c->count != k->version) {
        r->same++;
        return ASB_OK;
    }
    return wait_for_commit(r, k, made, c->count);
}

static int32_t rebuild_case(rebuilding *r, const walked *k) {
    asb_case *c = NULL;
    fault unread = {0};
    buffer made = asbi_output(r->engine);
    int32_t status = asbi_case_read(&c, r->store, (text){k->id.data, k->id.length}, &unread);
    if (!status) asbi_put_summary(&made, c);
    if (!status) status = made.status;
    if (is_damage(status)) {
        r->cases++;
        asbi_damage_put(&r->damage, &r->damages, k->id, k->version, "the case cannot be read");
        status = r->damage.status;
    } else if (!status) {
        status = compare(r, k, c, &made);
    }
    asbi_buffer_free(&made);
    asbi_handle_drop(c);
    return status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t rebuild_all(rebuilding *r) {
    const walked *k;
    walk w;
    int32_t status;
    asbi_walk_begin(&w, r->store, "rebuild");
    while ((status = asbi_walk_next(&k, &w)) == ASB_OK) {
        status = rebuild_case(r, k);
        if (status) break;
    }
    asbi_walk_end(&w);
    return status == ASB_ABSENT ? ASB_OK : status;
}

/* ---- the report */

static int32_t report(asb_text **out, rebuilding *r) {
    buffer b = asbi_output(r->engine);
    asbi_put_format(&b, "{\"cases\":%u,\"damage\":[", r->cases);
    if (r->damage.length) asbi_put_bytes(&b, r->damage.data, r->damage.length);
    asbi_put_format(&b, "],\"same\":%u,\"written\":%u}", r->same, r->written);
    int32_t status = asbi_text_new(out, r->engine, &b);
    asbi_buffer_free(&b);
    return status ? status : r->damages ? ASB_ECORRUPT : ASB_OK;
}

static int32_t rebuild(asb_text **out, asb_store *store) {
    rebuilding r = {.store = store, .engine = store->head.engine};
    asbi_arena_init(&r.texts, &r.engine->memory);
    asbi_buffer_init(&r.damage, &r.engine->memory, SIZE_MAX / 2);
    int32_t status = rebuild_all(&r);
    if (!status) status = commit_batch(&r);
    if (!status) status = report(out, &r);
    asbi_buffer_free(&r.damage);
    asbi_arena_free(&r.texts);
    return status;
}

int32_t asb_store_rebuild(asb_text **out, asb_store *store) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    return asbi_leave(e, rebuild(out, store));
}
