/* The keys of the questions about people and places. */
#include "compare.h"
#include "filter.h"
#include "match.h"
#include "query.h"
#include "../base/container.h"
#include "../base/words.h"

static int32_t read_flag(const query *q, const json_value *v, const char *key, uint8_t *out) {
    if (v->type != JSON_TRUE && v->type != JSON_FALSE) return asbi_query_value_wrong(q, v, key);
    *out = v->type == JSON_TRUE;
    return ASB_OK;
}

static int word_of(const json_value *v, const char *words) {
    return v->type == JSON_TEXT ? asbi_words_find(words, asbi_json_text(v)) : NO_WORD;
}

static int32_t read_word(const query *q, const json_value *v, const char *key, const char *words, uint8_t *out) {
    int found = word_of(v, words);
    if (found == NO_WORD) return asbi_query_value_wrong(q, v, key);
    *out = (uint8_t)found;
    return ASB_OK;
}

/* A word or several, each a bit. */
static int32_t read_bits(const query *q, const json_value *v, const char *key, const char *words, uint8_t *out) {
    const json_value *item = v->type == JSON_LIST ? asbi_json_first(v) : v;
    *out = 0;
    if (!item) return asbi_query_value_wrong(q, v, key);
    for (; item; item = v->type == JSON_LIST ? item->next : NULL) {
        int found = word_of(item, words);
        if (found == NO_WORD) return asbi_query_value_wrong(q, item, key);
        *out |= (uint8_t)(1u << found);
    }
    return ASB_OK;
}

/* ---- matches */

static int32_t read_case(query *q, const json_value *v) {
    if (v->type != JSON_TEXT) return asbi_query_value_wrong(q, v, "case");
    q->of_case = v;
    return ASB_OK;
}

static int32_t read_summary(query *q, const json_value *v) {
    if (v->type != JSON_OBJECT) return asbi_query_value_wrong(q, v, "summary");
    q->summary = v;
    return ASB_OK;
}

static int32_t read_strength(query *q, const json_value *v) {
    return asbi_query_number(q, v, "strength", 100, &q->strength);
}

static int32_t read_reasons(query *q, const json_value *v) {
    return read_bits(q, v, "reason", asbi_reason_words, &q->reasons);
}

/* ---- places and people */

static int32_t read_place_by(query *q, const json_value *v) {
    static const char words[] = WORDS("address", "postcode", "uprn", "area", "ward");
    return read_word(q, v, "by", words, &q->place_by);
}

static int32_t read_counted(query *q, const json_value *v) {
    static const char words[] = WORDS("reports", "incidents", "events", "cases");
    return read_word(q, v, "of", words, &q->counted);
}

static int32_t read_people_by(query *q, const json_value *v) {
    static const char words[] = WORDS("person", "name");
    return read_word(q, v, "by", words, &q->by_name);
}

/* The bits of keys.h, in this order. */
static int32_t read_as(query *q, const json_value *v) {
    static const char words[] = WORDS("complainant", "victim", "alleged-perpetrator");
    return read_bits(q, v, "as", words, &q->as);
}

static int32_t read_least(query *q, const json_value *v) {
    return asbi_query_number(q, v, "least", INT32_MAX, &q->least);
}

static int32_t read_months(query *q, const json_value *v) {
    return read_flag(q, v, "months", &q->months);
}

static int32_t read_behind(query *q, const json_value *v) {
    return read_flag(q, v, "behind", &q->behind);
}

enum { MATCHES = 1, PLACES = 2, PEOPLE = 4 };
static const struct {
    const char *word;
    uint8_t asks;
    int32_t (*read)(query *q, const json_value *v);
} keys_of_matching[] = {
    {"case", MATCHES, read_case},
    {"summary", MATCHES, read_summary},
    {"strength", MATCHES, read_strength},
    {"reason", MATCHES, read_reasons},
    {"by", PLACES, read_place_by},
    {"of", PLACES, read_counted},
    {"by", PEOPLE, read_people_by},
    {"as", PLACES | PEOPLE, read_as},
    {"least", PLACES | PEOPLE, read_least},
    {"months", PLACES, read_months},
    {"behind", PLACES | PEOPLE, read_behind},
};

int asbi_query_matching(query *q, const json_value *v, int32_t *status) {
    uint8_t ask = q->ask == ASK_MATCHES ? MATCHES : q->ask == ASK_PLACES ? PLACES : q->ask == ASK_PEOPLE ? PEOPLE : 0;
    for (size_t i = 0; i < COUNT_OF(keys_of_matching); i++) {
        if (!(keys_of_matching[i].asks & ask) || !asbi_text_is(v->key, keys_of_matching[i].word)) continue;
        *status = keys_of_matching[i].read(q, v);
        return 1;
    }
    return 0;
}

void asbi_query_matching_defaults(query *q) {
    q->strength = LEAST_STRENGTH;
    q->reasons = UINT8_MAX;
    q->least = q->ask == ASK_PEOPLE ? 2 : 1;
    q->place_by = PLACE_POSTCODE;
}
