/* The caseload as a handle: made, fed, asked. */
#include "caseload.h"
#include "../base/container.h"
#include "../case/case_parts.h"
#include "query.h"
#include <string.h>

/* ---- life */

static void destroy_caseload(handle *h) {
    asb_caseload *l = (asb_caseload *)h;
    asbi_keys_free(&l->keys, l->count);
    asbi_columns_free(l);
    asbi_filter_free(l->allowed);
    asbi_buffer_free(&l->token);
    asbi_arena_free(&l->texts);
    asbi_handle_drop(l->store);
    asbi_handle_gone(h, sizeof *l);
}

static void begin_dictionary(asb_caseload *l, dictionary *d) {
    asbi_intern_init(&d->names, &l->texts);
    asbi_intern_init(&d->lists, &l->texts);
}

static int32_t know(asb_caseload *l, dictionary *d, const char *const *words, uint32_t count) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < count && !status; i++) {
        text t = asbi_text(words[i]);
        uint16_t code;
        status = asbi_dictionary_code(l, d, &t, 1, &code);
    }
    return status;
}

/* The words that have numbers of their own. */
static int32_t know_words(asb_caseload *l) {
    static const char *const states[] = {"enquiry", "prevention", "open", "closed"},
                             *const risks[] = {"falling", "rising", "level", "mixed"}, *const flags[] = {"false", "true"},
                             *const rules[] = {"order-expiry"};
    int32_t status = know(l, &l->names[DIM_STATE], states, COUNT_OF(states));
    if (!status) status = know(l, &l->names[DIM_RISK], risks, COUNT_OF(risks));
    if (!status) status = know(l, &l->names[DIM_HATE], flags, COUNT_OF(flags));
    return status ? status : know(l, &l->rules, rules, COUNT_OF(rules));
}

int32_t asbi_caseload_make(asb_caseload **out, asb_engine *e) {
    asb_caseload *l = asbi_handle_new(e, sizeof *l, destroy_caseload);
    if (!l) return ASB_ENOMEM;
    l->memory = &e->memory;
    asbi_arena_init(&l->texts, l->memory);
    asbi_buffer_init(&l->token, l->memory, SIZE_MAX / 2);
    asbi_intern_init(&l->ids, &l->texts);
    asbi_intern_init(&l->words, &l->texts);
    for (size_t i = 0; i < DIM_COUNT; i++) begin_dictionary(l, &l->names[i]);
    asbi_keys_init(&l->keys, l->memory);
    begin_dictionary(l, &l->rules);
    begin_dictionary(l, &l->owners);
    begin_dictionary(l, &l->remedies);
    begin_dictionary(l, &l->scores);
    begin_dictionary(l, &l->review_areas);
    int32_t status = know_words(l);
    if (status)
        asbi_handle_drop(l);
    else
        *out = l;
    return status;
}

int32_t asb_caseload_new(asb_caseload **out, asb_engine *engine) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    return asbi_leave(engine, asbi_caseload_make(out, engine));
}

uint32_t asb_caseload_count(const asb_caseload *caseload) {
    return caseload ? caseload->count : 0;
}

void asb_caseload_free(asb_caseload *caseload) {
    asbi_handle_free(caseload);
}

/* ---- feeding */

int32_t asb_caseload_put(asb_caseload *caseload, const char *id, uint32_t version, const char *summary, size_t length) {
    if (!caseload) return ASB_EARGUMENT;
    asb_engine *e = caseload->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, id && *id, "id");
    CHECK_ARGUMENT(e, summary, "summary");
    return asbi_leave(e, asbi_caseload_put(caseload, asbi_text(id), version, summary, length, &e->fault));
}

/* ---- which cases may be seen */

static int32_t parse(arena *a, const json_value **out, asb_engine *e, const char *json, size_t length) {
    json_value *v;
    json_limits limits = asbi_json_limits_of_output(e); /* a set of ids may be long */
    int32_t status = asbi_json_parse(&v, a, json, length, &limits, &e->fault);
    if (!status) *out = v;
    return status;
}

static int32_t only_filters(const json_value *v, fault *f) {
    if (v->type != JSON_OBJECT) return asbi_query_wrong(f, v, "caseload-filter", "filter");
    for (const json_value *m = asbi_json_first(v); m; m = m->next)
        if (!asbi_filter_is_key(m->key)) return asbi_query_wrong(f, m, "caseload-key", "filter");
    return ASB_OK;
}

static void look_again(asb_caseload *l) {
    l->hidden = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        l->flags[i] &= (uint8_t)~FLAG_HIDDEN;
        if (l->allowed && !asbi_filter_lets(l, l->allowed, i)) l->flags[i] |= FLAG_HIDDEN;
        l->hidden += l->flags[i] & FLAG_HIDDEN;
    }
}

static int32_t allow(asb_caseload *l, const char *json, size_t length) {
    arena a;
    const json_value *v = NULL;
    filter *f = NULL;
    asb_engine *e = l->head.engine;
    asbi_arena_init(&a, l->memory);
    int32_t status = json ? parse(&a, &v, e, json, length) : ASB_OK;
    if (!status && json) status = only_filters(v, &e->fault);
    if (!status && json) status = asbi_filter_read(&f, l, v, &e->fault);
    asbi_arena_free(&a);
    if (status) return status;
    asbi_filter_free(l->allowed);
    l->allowed = f;
    look_again(l);
    return ASB_OK;
}

int32_t asb_caseload_allow(asb_caseload *caseload, const char *filter, size_t length) {
    if (!caseload) return ASB_EARGUMENT;
    asb_engine *e = caseload->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    return asbi_leave(e, allow(caseload, filter, length));
}

/* ---- asking */

static int32_t answer(asb_rows *r, query *q) {
    switch (q->ask) {
    case ASK_DUE:
    case ASK_DUTIES:
    case ASK_BREACH:
    case ASK_EXPIRING: return asbi_ask_duties(r, q);
    case ASK_COUNTS: return asbi_ask_counts(r, q);
    case ASK_LOAD: return asbi_ask_load(r, q);
    case ASK_OVERDUE: return asbi_ask_overdue(r, q);
    case ASK_PERFORMANCE: return asbi_ask_performance(r, q);
    case ASK_CLOSING: return asbi_ask_closing(r, q);
    case ASK_MATCHES: return asbi_ask_matches(r, q);
    case ASK_PLACES: return asbi_ask_places(r, q);
    case ASK_PEOPLE: return asbi_ask_people(r, q);
    default: return asbi_ask_cases(r, q);
    }
}

static int32_t ask_tree(asb_rows **out, asb_caseload *l, arena *a, const json_value *v) {
    query q = {0};
    asb_rows *r = NULL;
    int32_t status = asbi_query_read(&q, l, a, v, &l->head.engine->fault);
    if (!status) status = asbi_rows_new(&r, l, q.now);
    if (!status) status = answer(r, &q);
    asbi_query_end(&q);
    if (status)
        asbi_handle_drop(r);
    else
        *out = r;
    return status;
}

static int32_t ask(asb_rows **out, asb_caseload *l, const char *json, size_t length) {
    arena a;
    const json_value *v = NULL;
    asbi_arena_init(&a, l->memory);
    int32_t status = parse(&a, &v, l->head.engine, json, length);
    if (!status) status = ask_tree(out, l, &a, v);
    asbi_arena_free(&a);
    return status;
}

int32_t asb_caseload_rows(asb_rows **out, asb_caseload *caseload, const char *query, size_t length) {
    if (!caseload) return ASB_EARGUMENT;
    asb_engine *e = caseload->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, query, "query");
    return asbi_leave(e, ask(out, caseload, query, length));
}

static int32_t write(asb_text **out, asb_rows *r) {
    buffer b = asbi_output(r->head.engine);
    asbi_rows_write(&b, r);
    int32_t status = asbi_text_new(out, r->head.engine, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_caseload_query(asb_text **out, asb_caseload *caseload, const char *query, size_t length) {
    if (!caseload) return ASB_EARGUMENT;
    asb_engine *e = caseload->head.engine;
    asb_rows *r = NULL;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, query, "query");
    status = ask(&r, caseload, query, length);
    if (!status) status = write(out, r);
    asbi_handle_drop(r);
    return asbi_leave(e, status);
}
