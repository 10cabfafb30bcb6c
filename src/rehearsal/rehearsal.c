/* The rehearsal as a handle: set up, run, asked. */
#include "rehearsal.h"
#include "../engine/progress.h"
#include "../store/walk.h"

/* ---- life */

static void destroy_rehearsal(handle *h) {
    asb_rehearsal *r = (asb_rehearsal *)h;
    for (uint32_t i = 0; i < r->count; i++) asbi_handle_drop(r->replacements[i].policy);
    asbi_release(&h->engine->memory, r->replacements, r->capacity * sizeof *r->replacements);
    asbi_handle_drop(r->found);
    asbi_handle_drop(r->store);
    asbi_arena_free(&r->texts);
    asbi_handle_gone(h, sizeof *r);
}

int32_t asb_rehearsal_new(asb_rehearsal **out, asb_engine *engine, asb_store *store) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    CHECK_ARGUMENT(engine, store && store->head.engine == engine, "store");
    asb_rehearsal *r = asbi_handle_new(engine, sizeof *r, destroy_rehearsal);
    if (!r) return asbi_leave(engine, ASB_ENOMEM);
    asbi_arena_init(&r->texts, &engine->memory);
    asbi_handle_keep(store);
    r->store = store;
    *out = r;
    return asbi_leave(engine, ASB_OK);
}

void asb_rehearsal_free(asb_rehearsal *rehearsal) {
    asbi_handle_free(rehearsal);
}

/* ---- policies */

static int32_t put_in_place(asb_rehearsal *r, asb_policy *policy, text instead_of) {
    memory *m = &r->head.engine->memory;
    int32_t status = asbi_grow(m, &r->replacements, &r->capacity, (uint64_t)r->count + 1, sizeof *r->replacements, UINT32_MAX);
    const char *copy = status ? NULL : asbi_arena_text(&r->texts, instead_of.at, instead_of.length);
    if (!copy) return status ? status : ASB_ENOMEM;
    asbi_handle_keep(policy);
    r->replacements[r->count++] = (replacement){policy, {copy, instead_of.length}};
    return ASB_OK;
}

int32_t asb_rehearsal_policy(asb_rehearsal *rehearsal, asb_policy *policy, const char *instead_of) {
    if (!rehearsal) return ASB_EARGUMENT;
    asb_engine *e = rehearsal->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, policy && policy->head.engine == e, "policy");
    return asbi_leave(e, put_in_place(rehearsal, policy, instead_of ? asbi_text(instead_of) : policy->id));
}

/* ---- which cases */

static int32_t look_at(run *r, text id, asb_bytes summary, fault *f) {
    int asked;
    int32_t status = asbi_run_asks_for(r, id, summary, &asked, f);
    if (asbi_run_is_damage(status) && f->pointer[0] == '\0') return asbi_run_failed(r, id, status, f);
    return status || !asked ? status : asbi_run_case(r, id, f);
}

static int32_t run_all(run *r, fault *f) {
    const walked *k;
    walk w;
    int32_t status;
    asbi_walk_begin(&w, r->of->store, "rehearse");
    while ((status = asbi_walk_next(&k, &w)) == ASB_OK) {
        status = look_at(r, (text){k->id.data, k->id.length}, k->summary, f);
        if (status) break;
    }
    asbi_walk_end(&w);
    return status == ASB_ABSENT ? ASB_OK : status;
}

/* Each once. */
static int32_t run_named(run *r, fault *f) {
    progress p;
    arena texts;
    intern seen;
    int32_t status = ASB_OK;
    asbi_arena_init(&texts, &r->engine->memory);
    asbi_intern_init(&seen, &texts);
    asbi_progress_begin(&p, r->engine, "rehearse", r->q->ids->count);
    for (const json_value *v = asbi_json_first(r->q->ids); v && !status; v = v->next) {
        if (!asbi_intern_find(&seen, asbi_json_text(v))) status = look_at(r, asbi_json_text(v), (asb_bytes){NULL, 0}, f);
        if (!status && !asbi_intern_add(&seen, asbi_json_text(v))) status = ASB_ENOMEM;
        if (!status) status = asbi_progress_add(&p, 1);
    }
    asbi_intern_free(&seen);
    asbi_arena_free(&texts);
    return status ? status : asbi_progress_end(&p);
}

static int32_t run_with(asb_rehearsal *r, const request *q, outcome *out, fault *f) {
    run it;
    const store_extras *own = &r->store->extras;
    int32_t status = asbi_run_begin(&it, r, q, out);
    if (own->hold) own->hold(own->self, 1);
    if (!status && q->filtered) status = asbi_run_check_filter(&it, f);
    if (!status) status = q->ids ? run_named(&it, f) : run_all(&it, f);
    if (own->hold) own->hold(own->self, 0);
    asbi_run_end(&it);
    return status ? status : asbi_outcome_close(out);
}

static int32_t run_request(asb_rehearsal *r, const json_value *v, fault *f) {
    request q;
    outcome *out = NULL;
    int32_t status = asbi_rehearsal_request(&q, r, v, f);
    if (!status) status = asbi_outcome_new(&out, r->head.engine, q.now);
    if (!status) status = run_with(r, &q, out, f);
    asbi_request_end(&q);
    if (status) {
        asbi_handle_drop(out);
        return status;
    }
    asbi_handle_drop(r->found);
    r->found = out;
    return ASB_OK;
}

static int32_t parse(asb_engine *e, arena *a, const char *json, size_t length, json_value **v) {
    json_limits limits = asbi_json_limits(e);
    asbi_arena_init(a, &e->memory);
    return asbi_json_parse(v, a, json, length, &limits, &e->fault);
}

int32_t asb_rehearsal_run(asb_rehearsal *rehearsal, const char *request, size_t length) {
    if (!rehearsal) return ASB_EARGUMENT;
    asb_engine *e = rehearsal->head.engine;
    arena a;
    json_value *v;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, request, "request");
    status = parse(e, &a, request, length, &v);
    if (!status) status = run_request(rehearsal, v, &e->fault);
    asbi_arena_free(&a);
    return asbi_leave(e, status);
}

/* ---- what was found */

static int32_t answer(asb_rows **out, asb_rehearsal *r, const char *query, size_t length) {
    asb_engine *e = r->head.engine;
    arena a;
    json_value *v;
    if (!r->found) return asbi_fail(&e->fault, ASB_ESTATE, "rehearsal-not-run", (char *)NULL);
    int32_t status = parse(e, &a, query, length, &v);
    if (!status) status = asbi_rehearsal_answer(out, r->found, v, &e->fault);
    asbi_arena_free(&a);
    return status;
}

int32_t asb_rehearsal_rows(asb_rows **out, asb_rehearsal *rehearsal, const char *query, size_t length) {
    if (!rehearsal) return ASB_EARGUMENT;
    asb_engine *e = rehearsal->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, query, "query");
    return asbi_leave(e, answer(out, rehearsal, query, length));
}

int32_t asb_rehearsal_query(asb_text **out, asb_rehearsal *rehearsal, const char *query, size_t length) {
    if (!rehearsal) return ASB_EARGUMENT;
    asb_engine *e = rehearsal->head.engine;
    asb_rows *rows = NULL;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, query, "query");
    status = answer(&rows, rehearsal, query, length);
    if (status) return asbi_leave(e, status);
    buffer b = asbi_output(e);
    asbi_rows_write(&b, rows);
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    asbi_handle_drop(rows);
    return asbi_leave(e, status);
}
