/* Which cases: names of a dimension that will do, and ids. */
#include "filter.h"
#include "../base/container.h"
#include <string.h>

const char asbi_dimension_words[DIM_COUNT][15] = {"policy", "state", "stage", "priority",       "band",         "category",
                                                  "group",  "area",  "ward",  "channel",        "outcome",      "officer",
                                                  "role",   "risk",  "hate",  "reported_month", "opened_month", "closed_month"};

struct filter {
    memory *memory;
    arena texts;
    uint8_t some[DIM_COUNT];     /* the dimension is asked for */
    uint8_t nameless[DIM_COUNT]; /* cases that have none will do */
    intern names[DIM_COUNT];
    uint8_t *verdict[DIM_COUNT]; /* by code */
    uint32_t judged[DIM_COUNT];  /* so many codes */
    uint8_t by_id, any;
    intern ids;
};

int asbi_dimension_of(text key) {
    for (int i = 0; i < DIM_COUNT; i++)
        if (asbi_text_is(key, asbi_dimension_words[i])) return i;
    return -1;
}

int asbi_is_month(int dimension) {
    return dimension == DIM_REPORTED_MONTH || dimension == DIM_OPENED_MONTH || dimension == DIM_CLOSED_MONTH;
}

int asbi_filter_is_key(text key) {
    return asbi_text_is(key, "cases") || asbi_dimension_of(key) >= 0;
}

void asbi_filter_free(filter *f) {
    if (!f) return;
    for (size_t i = 0; i < DIM_COUNT; i++) {
        asbi_intern_free(&f->names[i]);
        asbi_release(f->memory, f->verdict[i], f->judged[i]);
    }
    asbi_intern_free(&f->ids);
    asbi_arena_free(&f->texts);
    asbi_release(f->memory, f, sizeof *f);
}

int32_t asbi_query_wrong(fault *f, const json_value *v, const char *code, const char *argument) {
    asbi_fail(f, ASB_EINVALID, code, "key", argument, (char *)NULL);
    asbi_fault_at(f, v);
    return ASB_EINVALID;
}

/* ---- reading */

/* A month is written as 2026-03, and kept as it is. */
static int is_month_text(text t) {
    char day[11];
    date d;
    if (t.length != 7) return 0;
    memcpy(day, t.at, 7);
    memcpy(day + 7, "-01", 4);
    return asbi_parse_date(asbi_text(day), &d);
}

static int32_t read_one(filter *f, int dimension, const json_value *v, fault *wrong) {
    if (v->type == JSON_NULL) {
        f->nameless[dimension] = 1;
        return ASB_OK;
    }
    text t = asbi_json_text(v);
    if (dimension == DIM_HATE && (v->type == JSON_TRUE || v->type == JSON_FALSE))
        t = asbi_text(v->type == JSON_TRUE ? "true" : "false");
    else if (v->type != JSON_TEXT || dimension == DIM_HATE || (asbi_is_month(dimension) && !is_month_text(t)))
        return asbi_query_wrong(wrong, v, "caseload-value", asbi_dimension_words[dimension]);
    return asbi_intern_add(&f->names[dimension], t) ? ASB_OK : ASB_ENOMEM;
}

static int32_t read_dimension(filter *f, int dimension, const json_value *v, fault *wrong) {
    int32_t status = ASB_OK;
    f->some[dimension] = f->any = 1;
    if (v->type != JSON_LIST) return read_one(f, dimension, v, wrong);
    for (const json_value *item = asbi_json_first(v); item && !status; item = item->next) status = read_one(f, dimension, item, wrong);
    return status;
}

static int32_t read_ids(filter *f, const json_value *v, fault *wrong) {
    f->by_id = f->any = 1;
    if (v->type != JSON_LIST) return asbi_query_wrong(wrong, v, "caseload-value", "cases");
    for (const json_value *item = asbi_json_first(v); item; item = item->next) {
        if (item->type != JSON_TEXT) return asbi_query_wrong(wrong, item, "caseload-value", "cases");
        if (!asbi_intern_add(&f->ids, asbi_json_text(item))) return ASB_ENOMEM;
    }
    return ASB_OK;
}

static int32_t read_all(filter *f, const json_value *object, fault *wrong) {
    int32_t status = ASB_OK;
    for (const json_value *v = asbi_json_first(object); v && !status; v = v->next) {
        int dimension = asbi_dimension_of(v->key);
        if (dimension >= 0) status = read_dimension(f, dimension, v, wrong);
        if (asbi_text_is(v->key, "cases")) status = read_ids(f, v, wrong);
    }
    return status;
}

int32_t asbi_filter_read(filter **out, asb_caseload *l, const json_value *object, fault *wrong) {
    filter *f = asbi_alloc(l->memory, sizeof *f);
    if (!f) return ASB_ENOMEM;
    f->memory = l->memory;
    asbi_arena_init(&f->texts, l->memory);
    for (size_t i = 0; i < DIM_COUNT; i++) asbi_intern_init(&f->names[i], &f->texts);
    asbi_intern_init(&f->ids, &f->texts);
    int32_t status = read_all(f, object, wrong);
    if (!status) status = asbi_filter_resolve(l, f);
    if (status)
        asbi_filter_free(f);
    else
        *out = f;
    return status;
}

/* ---- judging */

static int has_name(const filter *f, const dictionary *d, dimension i, uint32_t code) {
    for (uint32_t k = 0; k < d->members[code].count; k++)
        if (asbi_intern_find(&f->names[i], asbi_dictionary_name(d, d->members[code].names[k]))) return 1;
    return 0;
}

enum { MONTH_CODES = 1100 * 12 + 1 };

static void judge_months(filter *f, int i) {
    memset(f->verdict[i], 0, MONTH_CODES);
    f->verdict[i][NO_CODE] = f->nameless[i];
    for (uint32_t k = 0; k < f->names[i].count; k++) {
        char day[11];
        date d;
        memcpy(day, f->names[i].texts[k].at, 7);
        memcpy(day + 7, "-01", 4);
        if (asbi_parse_date(asbi_text(day), &d)) f->verdict[i][asbi_month_of(d)] = 1;
    }
}

/* Mostly each name has a code of its own, with its number: then the few names that are asked for are looked up, and not the many that there are. */
static void judge_names(const asb_caseload *l, filter *f, int i, uint32_t codes) {
    const dictionary *d = &l->names[i];
    uint8_t *verdict = f->verdict[i];
    uint32_t from = f->judged[i];
    memset(verdict + from, 0, codes - from);
    if (!from) verdict[NO_CODE] = f->nameless[i];
    for (uint32_t k = 0; k < f->names[i].count && !d->lists_differ; k++) {
        uint32_t code = asbi_dictionary_find(d, f->names[i].texts[k]);
        if (code >= from && code < codes && code != NO_CODE) verdict[code] = 1;
    }
    for (uint32_t code = MAX_OF(from, 1u); code < codes && d->lists_differ; code++)
        verdict[code] = (uint8_t)has_name(f, d, (dimension)i, code);
}

int32_t asbi_filter_resolve(const asb_caseload *l, filter *f) {
    for (int i = 0; i < DIM_COUNT; i++) {
        uint32_t codes = asbi_is_month(i) ? MONTH_CODES : l->names[i].lists.count + 1;
        if (!f->some[i] || f->judged[i] >= codes) continue;
        uint8_t *verdict = asbi_resize(f->memory, f->verdict[i], f->judged[i], codes);
        if (!verdict) return ASB_ENOMEM;
        f->verdict[i] = verdict;
        if (asbi_is_month(i))
            judge_months(f, i);
        else
            judge_names(l, f, i, codes);
        f->judged[i] = codes;
    }
    return ASB_OK;
}

int asbi_filter_is_open(const filter *f) {
    return !f->any;
}

int asbi_filter_is_only(const filter *f, dimension d) {
    for (size_t i = 0; i < DIM_COUNT; i++)
        if (f->some[i] != (i == d)) return 0;
    return !f->by_id;
}

const uint8_t *asbi_filter_codes(const filter *f, dimension d) {
    return f->some[d] ? f->verdict[d] : NULL;
}

int asbi_filter_lets_as(const asb_caseload *l, const filter *f, uint32_t number, uint16_t officer) {
    for (size_t i = 0; i < DIM_COUNT; i++)
        if (f->some[i] && !f->verdict[i][i == DIM_OFFICER ? officer : l->code[i][number]]) return 0;
    return !f->by_id || asbi_intern_find(&f->ids, l->ids.texts[number]) != 0;
}

int asbi_filter_lets(const asb_caseload *l, const filter *f, uint32_t number) {
    return asbi_filter_lets_as(l, f, number, l->code[DIM_OFFICER][number]);
}

/* All of a stretch at once, a dimension at a time: 1 in `lets` where the case will do and is allowed. */
void asbi_filter_mask(const asb_caseload *l, const filter *f, int of_duties, uint32_t first, uint32_t count, uint8_t *lets) {
    for (uint32_t k = 0; k < count; k++) lets[k] = !(l->flags[first + k] & FLAG_HIDDEN);
    for (size_t i = 0; i < DIM_COUNT; i++) {
        if (!f->some[i] || (of_duties && i == DIM_OFFICER)) continue;
        const uint16_t *codes = l->code[i] + first;
        const uint8_t *verdict = f->verdict[i];
        for (uint32_t k = 0; k < count; k++) lets[k] &= verdict[codes[k]];
    }
    for (uint32_t k = 0; f->by_id && k < count; k++) lets[k] = lets[k] && asbi_intern_find(&f->ids, l->ids.texts[first + k]);
}
