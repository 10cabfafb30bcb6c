/* Reading what is to be rehearsed. Every key is looked at, and one that is not known is an error: what was spelt wrongly must not be passed over. */
#include "rehearsal.h"
#include "../base/container.h"
#include "../policy/nearest.h"
#include "../base/words.h"

static const char request_keys[] = WORDS("added", "cases", "compare", "now", "removed", "try", "verify");
static const char try_keys[] = WORDS("by", "fields", "kind", "role");
static const char compare_words[] = WORDS("decisions", "duties", "may");

int32_t asbi_rehearsal_point(fault *f, const json_value *v) {
    asbi_fault_at(f, v);
    return ASB_EINVALID;
}

int32_t asbi_rehearsal_wrong(fault *f, const json_value *v, const char *key) {
    asbi_fail(f, ASB_EINVALID, "rehearsal-value", "key", key, (char *)NULL);
    return asbi_rehearsal_point(f, v);
}

static int32_t unknown(fault *f, const json_value *v, text said, const char *code, nearest *n) {
    asbi_fail(f, ASB_EINVALID, code, "key", said.at, "hint", asbi_nearest_hint(n), (char *)NULL);
    return asbi_rehearsal_point(f, v);
}

static void offer(nearest *n, const char *words) {
    for (; *words; words = asbi_word_after(words)) asbi_nearest_offer(n, asbi_text(words));
}

static int32_t none_of(fault *f, const json_value *v, text said, const char *code, const char *words) {
    nearest n = asbi_nearest(said);
    offer(&n, words);
    return unknown(f, v, said, code, &n);
}

static int32_t unknown_key(fault *f, const json_value *v) {
    nearest n = asbi_nearest(v->key);
    offer(&n, request_keys);
    for (size_t i = 0; i < DIM_COUNT; i++) asbi_nearest_offer(&n, asbi_text(asbi_dimension_words[i]));
    return unknown(f, v, v->key, "rehearsal-key", &n);
}

/* ---- values */

static int32_t read_verify(request *q, const json_value *v, fault *f) {
    if (v->type != JSON_TRUE && v->type != JSON_FALSE) return asbi_rehearsal_wrong(f, v, "verify");
    q->verify = v->type == JSON_TRUE;
    return ASB_OK;
}

static int32_t read_now(request *q, const json_value *v, fault *f) {
    date day;
    int good = v->type == JSON_TEXT && asbi_parse_when(asbi_json_text(v), &q->now, &day) && asbi_instant_is_in_range(q->now);
    return good ? ASB_OK : asbi_rehearsal_wrong(f, v, "now");
}

static int32_t read_compare(request *q, const json_value *v, fault *f) {
    q->dates = q->decisions = q->may = 0;
    if (v->type != JSON_LIST) return asbi_rehearsal_wrong(f, v, "compare");
    for (const json_value *item = asbi_json_first(v); item; item = item->next) {
        if (item->type != JSON_TEXT) return asbi_rehearsal_wrong(f, item, "compare");
        if (asbi_words_find(compare_words, asbi_json_text(item)) == NO_WORD)
            return none_of(f, item, asbi_json_text(item), "rehearsal-compare", compare_words);
        q->decisions |= (uint8_t)asbi_text_is(asbi_json_text(item), "decisions");
        q->dates |= (uint8_t)asbi_text_is(asbi_json_text(item), "duties");
        q->may |= (uint8_t)asbi_text_is(asbi_json_text(item), "may");
    }
    return ASB_OK;
}

static int32_t read_ids(request *q, const json_value *v, fault *f) {
    if (v->type != JSON_LIST) return asbi_rehearsal_wrong(f, v, "cases");
    for (const json_value *item = asbi_json_first(v); item; item = item->next)
        if (item->type != JSON_TEXT || !asbi_json_text(item).length) return asbi_rehearsal_wrong(f, item, "cases");
    q->ids = v;
    return ASB_OK;
}

static int32_t check_try(const json_value *v, fault *f) {
    const json_value *kind = v->type == JSON_OBJECT ? asbi_json_get(v, "kind") : NULL;
    for (const json_value *m = v->type == JSON_OBJECT ? asbi_json_first(v) : NULL; m; m = m->next) {
        if (asbi_words_find(try_keys, m->key) == NO_WORD) return none_of(f, m, m->key, "rehearsal-key", try_keys);
        if (m->type != (asbi_text_is(m->key, "fields") ? JSON_OBJECT : JSON_TEXT)) return asbi_rehearsal_wrong(f, m, "try");
    }
    return kind && asbi_kind_find(asbi_json_text(kind)) != KIND_UNKNOWN ? ASB_OK : asbi_rehearsal_wrong(f, kind ? kind : v, "try");
}

static int32_t read_tries(request *q, const json_value *v, fault *f) {
    int32_t status = v->type == JSON_LIST ? ASB_OK : asbi_rehearsal_wrong(f, v, "try");
    for (const json_value *item = asbi_json_first(v); item && !status; item = item->next) status = check_try(item, f);
    q->tries = v;
    return status;
}

/* ---- the calendar: what is kept, and then what is added and taken away */

static int32_t read_days(request *q, const json_value *list, int removed, fault *f) {
    int32_t status = asbi_days_more(&q->days, list, removed, f);
    q->other_days = q->days.count > q->kept.count;
    return status;
}

/* ---- all of it */

static int32_t read_member(request *q, const json_value *v, fault *f) {
    if (asbi_text_is(v->key, "added")) return read_days(q, v, 0, f);
    if (asbi_text_is(v->key, "removed")) return read_days(q, v, 1, f);
    if (asbi_text_is(v->key, "compare")) return read_compare(q, v, f);
    if (asbi_text_is(v->key, "now")) return read_now(q, v, f);
    if (asbi_text_is(v->key, "try")) return read_tries(q, v, f);
    if (asbi_text_is(v->key, "verify")) return read_verify(q, v, f);
    if (asbi_text_is(v->key, "cases")) return read_ids(q, v, f);
    q->filtered = 1; /* its value is looked at when the filter is made */
    return asbi_dimension_of(v->key) >= 0 ? ASB_OK : unknown_key(f, v);
}

/* Which days a case must never have asked about, for the other calendar to make no difference. */
static void watch_days(request *q) {
    day_watch *w = &q->watch;
    w->days = q->days.days + q->kept.count;
    w->count = q->days.count - q->kept.count;
    for (uint32_t i = 0; i < w->count; i++) {
        if (!i || w->days[i].day < w->first) w->first = w->days[i].day;
        if (!i || w->days[i].day > w->last) w->last = w->days[i].day;
    }
    if (w->count) q->kept.watch = w;
}

static const day_list *days_kept(const asb_rehearsal *r) {
    return r->store->has_days ? &r->store->days : &r->head.engine->days;
}

/* The watch is a part of the request, which must stay where it is. */
int32_t asbi_rehearsal_request(request *q, const asb_rehearsal *r, const json_value *v, fault *f) {
    *q = (request){.v = v, .dates = 1, .decisions = 1, .may = 1};
    asbi_days_init(&q->kept, &r->head.engine->memory);
    asbi_days_init(&q->days, &r->head.engine->memory);
    if (v->type != JSON_OBJECT) return asbi_rehearsal_wrong(f, v, "request");
    int32_t status = asbi_clock(r->head.engine, &q->now);
    if (!status) status = asbi_days_copy(&q->kept, days_kept(r));
    if (!status) status = asbi_days_copy(&q->days, &q->kept);
    for (const json_value *m = asbi_json_first(v); m && !status; m = m->next) status = read_member(q, m, f);
    if (!status) watch_days(q);
    return status;
}

void asbi_request_end(request *q) {
    asbi_days_free(&q->kept);
    asbi_days_free(&q->days);
}
