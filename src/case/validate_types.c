/* The checkers of simple types, and the table of all of them. */
#include "validate_parts.h"

#include "../base/sha256.h"

#include <string.h>

/* ---- looking */

text asbi_field_text(const check *k, const char *field) {
    return asbi_json_member(k->fields, field);
}

const entry *asbi_earlier_entry(const check *k, const char *field) {
    const json_value *v = asbi_json_get(k->fields, field);
    int64_t seq;

    if (v == NULL || !asbi_json_integer(v, &seq) || seq < 1 || seq > k->earlier) return NULL;
    return &k->c->entries[seq - 1];
}

/* ---- helpers of checkers */

static int32_t wrong(const check *k, const json_value *v) {
    return asbi_wrong_type(k, v, asbi_field_type_description((field_type)k->field->type));
}

static int is_text(const json_value *v) {
    return v->type == JSON_TEXT && asbi_text_is_filled(asbi_json_text(v));
}

static int is_flag(const json_value *v) {
    return v->type == JSON_TRUE || v->type == JSON_FALSE;
}

int32_t asbi_valid_each(const check *k, const json_value *list, type_check *item) {
    for (const json_value *v = asbi_json_first(list); v != NULL; v = v->next) {
        int32_t status = item(k, v);
        if (status != ASB_OK) return status;
    }
    return ASB_OK;
}

/* ---- texts, flags, numbers */

int32_t asbi_valid_text(const check *k, const json_value *v) {
    return is_text(v) ? ASB_OK : asbi_wrong_type(k, v, asbi_field_type_description(FIELD_TEXT));
}

static int32_t check_texts(const check *k, const json_value *v) {
    if (v->type == JSON_LIST) return asbi_valid_each(k, v, asbi_valid_text);
    return is_text(v) ? ASB_OK : wrong(k, v);
}

static int32_t check_flag(const check *k, const json_value *v) {
    return is_flag(v) ? ASB_OK : wrong(k, v);
}

static int32_t check_flag_text(const check *k, const json_value *v) {
    return is_flag(v) || is_text(v) ? ASB_OK : wrong(k, v);
}

static int32_t check_number(const check *k, const json_value *v) {
    int64_t number;

    return asbi_json_integer(v, &number) && number >= 0 ? ASB_OK : wrong(k, v);
}

static int32_t check_sha256(const check *k, const json_value *v) {
    uint8_t digest[32];

    if (v->type == JSON_TEXT && asbi_json_text(v).length == 2 * sizeof digest && asbi_unhex(asbi_json_text(v).at, sizeof digest, digest))
        return ASB_OK;
    return wrong(k, v);
}

/* ---- time */

static int32_t check_date(const check *k, const json_value *v) {
    date day;

    return v->type == JSON_TEXT && asbi_parse_date(asbi_json_text(v), &day) ? ASB_OK : wrong(k, v);
}

int32_t asbi_valid_when(const check *k, const json_value *v) {
    instant at;
    date day;

    if (v->type == JSON_TEXT && asbi_parse_when(asbi_json_text(v), &at, &day)) return ASB_OK;
    return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_WHEN));
}

int32_t asbi_valid_period(const check *k, const json_value *v) {
    char least_digits[DECIMAL], greatest_digits[DECIMAL];
    int32_t least = 0, greatest = 0;
    const json_value *at = v;
    const char *code;
    period p;

    if (asbi_period_read(&p, v, &at, &code) == ASB_OK) return ASB_OK;
    if (strcmp(code, "period-number") != 0) return asbi_wrong(k, k->field_name, at, code, NULL, NULL, NULL, NULL);
    asbi_period_limits(at, &least, &greatest);
    return asbi_wrong(k, k->field_name, at, code, "least", asbi_decimal(least_digits, least), "greatest",
                      asbi_decimal(greatest_digits, greatest));
}

/* ---- earlier records */

static int is_seq(const check *k, const json_value *v) {
    int64_t seq;

    return asbi_json_integer(v, &seq) && seq >= 1 && seq <= k->earlier;
}

int32_t asbi_valid_seq(const check *k, const json_value *v) {
    if (v->type != JSON_NUMBER) return asbi_wrong_type(k, v, asbi_field_type_description(FIELD_SEQ));
    return is_seq(k, v) ? ASB_OK : asbi_wrong(k, k->field_name, v, "record-seq", "found", asbi_json_text(v).at, NULL, NULL);
}

static int32_t check_seqs(const check *k, const json_value *v) {
    if (v->type != JSON_LIST || v->count == 0) return wrong(k, v);
    return asbi_valid_each(k, v, asbi_valid_seq);
}

static int32_t check_flag_seqs(const check *k, const json_value *v) {
    int32_t status;

    if (is_flag(v)) return ASB_OK;
    if (v->type == JSON_NUMBER) return asbi_valid_seq(k, v);
    if (v->type != JSON_LIST) return wrong(k, v);
    status = asbi_valid_each(k, v, asbi_valid_seq);
    return status == ASB_OK ? asbi_valid_distinct(k, v, NULL) : status;
}

/* Whatever the corrected field could have: judged with the rules, when the record and the field are known to be right. */
static int32_t check_value(const check *k, const json_value *v) {
    (void)k;
    (void)v;
    return ASB_OK;
}

static type_check *const checkers[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = asbi_valid_text,
    [FIELD_TEXTS] = check_texts,
    [FIELD_FLAG] = check_flag,
    [FIELD_FLAG_TEXT] = check_flag_text,
    [FIELD_FLAG_SEQS] = check_flag_seqs,
    [FIELD_NUMBER] = check_number,
    [FIELD_SHA256] = check_sha256,
    [FIELD_ONE] = asbi_valid_one,
    [FIELD_MANY] = asbi_valid_many,
    [FIELD_DATE] = check_date,
    [FIELD_WHEN] = asbi_valid_when,
    [FIELD_PERIOD] = asbi_valid_period,
    [FIELD_PARTY] = asbi_valid_party,
    [FIELD_PARTIES] = asbi_valid_parties,
    [FIELD_PERSON] = asbi_valid_text,
    [FIELD_NEW_PARTY] = asbi_valid_text,
    [FIELD_ROLE] = asbi_valid_id,
    [FIELD_REMEDY] = asbi_valid_id,
    [FIELD_MATRIX] = asbi_valid_id,
    [FIELD_LETTER] = asbi_valid_id,
    [FIELD_CLOSURE_REASON] = asbi_valid_id,
    [FIELD_GUARD] = asbi_valid_id,
    [FIELD_AREA] = asbi_valid_text,
    [FIELD_CATEGORY] = asbi_valid_id,
    [FIELD_CATEGORIES] = asbi_valid_categories,
    [FIELD_SEQ] = asbi_valid_seq,
    [FIELD_SEQS] = check_seqs,
    [FIELD_TRIAGE_ANSWERS] = asbi_valid_triage,
    [FIELD_ANSWERS] = asbi_valid_answers,
    [FIELD_DETAILS] = asbi_valid_details,
    [FIELD_ACTIONS] = asbi_valid_actions,
    [FIELD_ALTERNATIVES] = asbi_valid_alternatives,
    [FIELD_SCORES] = asbi_valid_scores,
    [FIELD_VALUE] = check_value,
};

int32_t asbi_valid_type(const check *k, const json_value *v) {
    return checkers[k->field->type](k, v);
}
