/* What a report is asked, and asking for it. A key that a report has not is an error, as with questions: a filter that was spelt wrongly must not let everything through. */
#include "../base/container.h"
#include "../policy/nearest.h"
#include "report.h"
#include <string.h>

enum { ASKS_HOMES = 1, ASKS_YEAR = 2, ASKS_PERIOD = 4 };

static const report_kind kinds[] = {
    {"nm01", "Anti-social behaviour cases opened (NM01)", asbi_report_nm01, ASKS_HOMES | ASKS_YEAR},
    {"monitoring", "Monitoring anti-social behaviour", asbi_report_monitoring, ASKS_PERIOD},
    {"performance", "How duties were met", asbi_report_performance, ASKS_YEAR | ASKS_PERIOD},
    {"case-reviews", "Case reviews, and early warning", asbi_report_case_reviews, ASKS_YEAR | ASKS_PERIOD},
};

static const char formats[][5] = {"json", "csv", "html"}; /* by report_format */

/* ---- what is wrong */

static int32_t wrong(const report *r, const json_value *v, const char *code, const char *key, const char *hint) {
    asbi_fail(r->f, ASB_EINVALID, code, "hint", hint, "key", key, "report", r->kind ? r->kind->name : "", (char *)NULL);
    asbi_fault_at(r->f, v);
    return ASB_EINVALID;
}

static int32_t wrong_value(const report *r, const json_value *v, const char *key, const char *hint) {
    return wrong(r, v, "report-value", key, hint);
}

/* ---- values */

static int32_t read_format(report *r, const json_value *v) {
    nearest n = asbi_nearest(v->type == JSON_TEXT ? asbi_json_text(v) : asbi_text(""));
    for (uint8_t i = 0; i < COUNT_OF(formats); i++) {
        asbi_nearest_offer(&n, asbi_text(formats[i]));
        r->format = i;
        if (v->type == JSON_TEXT && asbi_text_is(asbi_json_text(v), formats[i])) return ASB_OK;
    }
    return wrong_value(r, v, "format", asbi_nearest_hint(&n));
}

static int32_t read_now(report *r, const json_value *v) {
    date day;
    if (v->type == JSON_TEXT && asbi_parse_when(asbi_json_text(v), &r->now, &day)) return ASB_OK;
    return wrong_value(r, v, "now", "it is a date or an instant, such as 2026-06-10T09:00.");
}

static int32_t read_day(report *r, const json_value *v, const char *key, date *out) {
    if (v->type == JSON_TEXT && asbi_parse_date(asbi_json_text(v), out)) return ASB_OK;
    return wrong_value(r, v, key, "it is a date, such as 2026-03-31.");
}

static int32_t read_from(report *r, const json_value *v) {
    return read_day(r, v, "from", &r->from);
}

static int32_t read_to(report *r, const json_value *v) {
    return read_day(r, v, "to", &r->to);
}

/* 2025-26, 2025/26 or 2025-2026. */
static int read_digits(text t, size_t at, size_t count, int32_t *out) {
    *out = 0;
    for (size_t i = at; i < at + count; i++) {
        if (i >= t.length || t.at[i] < '0' || t.at[i] > '9') return 0;
        *out = *out * 10 + (t.at[i] - '0');
    }
    return 1;
}

static int32_t read_year(report *r, const json_value *v) {
    int32_t first = 0, second = 0;
    text t = v->type == JSON_TEXT ? asbi_json_text(v) : asbi_text("");
    size_t more = t.length >= 5 ? t.length - 5 : 0;
    int is = read_digits(t, 0, 4, &first) && (more == 2 || more == 4) && (t.at[4] == '-' || t.at[4] == '/') &&
        read_digits(t, 5, more, &second);
    if (!is || first < 1900 || first > 2998 || second != (more == 2 ? (first + 1) % 100 : first + 1))
        return wrong_value(r, v, "year", "it is a reporting year from April to March, such as 2025-26.");
    r->year = first;
    return ASB_OK;
}

static int32_t read_number(report *r, const json_value *v, const char *key, int64_t least, int64_t most, uint32_t *out) {
    int64_t n;
    if (!asbi_json_integer(v, &n) || n < least || n > most) return wrong_value(r, v, key, "it is a whole number, not too great.");
    *out = (uint32_t)n;
    return ASB_OK;
}

static int32_t read_homes(report *r, const json_value *v) {
    return read_number(r, v, "homes", 1, 100000000, &r->homes);
}

static int32_t read_ids(report *r, const json_value *v) {
    return read_number(r, v, "ids", 0, 100000000, &r->most_ids);
}

static int32_t read_rows(report *r, const json_value *v) {
    return read_number(r, v, "rows", 1, 100000000, &r->most_rows);
}

static int32_t read_text(report *r, const json_value *v, const char *key, text *out) {
    if (v->type != JSON_TEXT || !asbi_json_text(v).length) return wrong_value(r, v, key, "a text is wanted.");
    *out = asbi_json_text(v);
    return ASB_OK;
}

static int32_t read_landlord(report *r, const json_value *v) {
    return read_text(r, v, "landlord", &r->landlord);
}

static int32_t read_table(report *r, const json_value *v) {
    return read_text(r, v, "table", &r->table_name);
}

/* ---- keys */

static const struct {
    const char *word;
    uint32_t asks; /* of which the report needs one; 0: all have it */
    int32_t (*read)(report *r, const json_value *v);
} keys[] = {{"format", 0, read_format},   {"now", 0, read_now},           {"from", ASKS_PERIOD, read_from},
            {"to", ASKS_PERIOD, read_to}, {"year", ASKS_YEAR, read_year}, {"homes", ASKS_HOMES, read_homes},
            {"ids", 0, read_ids},         {"rows", 0, read_rows},         {"landlord", 0, read_landlord},
            {"table", 0, read_table}};

static int32_t wrong_key(const report *r, const json_value *v) {
    nearest n = asbi_nearest(v->key);
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (!keys[i].asks || (keys[i].asks & r->kind->keys)) asbi_nearest_offer(&n, asbi_text(keys[i].word));
    for (int i = 0; i < DIM_COUNT; i++) asbi_nearest_offer(&n, asbi_text(asbi_dimension_words[i]));
    asbi_nearest_offer(&n, asbi_text("cases"));
    return wrong(r, v, "report-key", v->key.at, asbi_nearest_hint(&n));
}

static int32_t read_member(report *r, const json_value *v) {
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (asbi_text_is(v->key, keys[i].word) && (!keys[i].asks || (keys[i].asks & r->kind->keys))) return keys[i].read(r, v);
    return asbi_text_is(v->key, "report") || asbi_filter_is_key(v->key) ? ASB_OK : wrong_key(r, v);
}

static int32_t read_kind(report *r, const json_value *v) {
    const json_value *name = v->type == JSON_OBJECT ? asbi_json_get(v, "report") : NULL;
    nearest n = asbi_nearest(name && name->type == JSON_TEXT ? asbi_json_text(name) : asbi_text(""));
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        asbi_nearest_offer(&n, asbi_text(kinds[i].name));
        if (!name || name->type != JSON_TEXT || !asbi_text_is(asbi_json_text(name), kinds[i].name)) continue;
        r->kind = &kinds[i];
        return ASB_OK;
    }
    return wrong(r, name ? name : v, "report-name", "report", asbi_nearest_hint(&n));
}

/* Keys that do not go together. */
static int32_t check(const report *r, const json_value *v) {
    if ((r->kind->keys & ASKS_HOMES) && !r->homes) return wrong(r, v, "report-homes", "homes", "");
    if (r->year && (r->from != NO_DATE || r->to != NO_DATE))
        return wrong_value(r, asbi_json_get(v, "year"), "year", "give either the year, or from and to.");
    if (r->from != NO_DATE && r->to != NO_DATE && r->from > r->to)
        return wrong_value(r, asbi_json_get(v, "to"), "to", "it is a day that is not before from.");
    if ((r->from != NO_DATE && asbi_civil(r->from).year < 1902) || (r->to != NO_DATE && asbi_civil(r->to).year < 1902))
        return wrong_value(r, v, "from and to", "it is a day from 1902 on.");
    if (!asbi_instant_is_in_range(r->now)) return wrong_value(r, v, "now", "it is a time from 1900 to 2999.");
    return ASB_OK;
}

int32_t asbi_request_read(report *r, const json_value *v) {
    r->from = r->to = NO_DATE;
    r->most_ids = 1000;
    r->most_rows = 500;
    int32_t status = read_kind(r, v);
    if (!status) status = asbi_clock(r->l->head.engine, &r->now);
    for (const json_value *m = asbi_json_first(v); m && !status; m = m->next) status = read_member(r, m);
    if (!status) status = check(r, v);
    if (status) return status;
    r->request = v;
    r->today = asbi_local_date(r->now);
    if (r->year) {
        r->from = asbi_date_of(r->year, 4, 1);
        r->to = asbi_date_of(r->year + 1, 3, 31);
    }
    return asbi_filter_read(&r->cases, r->l, v, r->f);
}

/* ---- the whole */

static const table *find_table(const report *r) {
    for (uint32_t i = 0; i < r->table_count; i++)
        if (asbi_text_is(r->table_name, r->tables[i].name)) return &r->tables[i];
    return NULL;
}

static int32_t check_table(const report *r) {
    nearest n = asbi_nearest(r->table_name);
    if (!r->table_name.length || find_table(r)) return ASB_OK;
    for (uint32_t i = 0; i < r->table_count; i++) asbi_nearest_offer(&n, asbi_text(r->tables[i].name));
    return wrong_value(r, asbi_json_get(r->request, "table"), "table", asbi_nearest_hint(&n));
}

static int32_t write(asb_text **out, report *r) {
    buffer b = asbi_output(r->l->head.engine);
    int32_t status = ASB_OK;
    if (r->format == REPORT_HTML)
        status = asbi_write_page(&b, r);
    else if (r->format == REPORT_CSV)
        asbi_write_csv(&b, r->table_name.length ? find_table(r) : &r->tables[0], r);
    else
        asbi_write_json(&b, r);
    if (!status) status = r->status;
    if (!status) status = asbi_text_new(out, r->l->head.engine, &b);
    asbi_buffer_free(&b);
    return status;
}

static int32_t make(asb_text **out, report *r, const json_value *v) {
    int32_t status = asbi_request_read(r, v);
    if (!status) asbi_labels_begin(r);
    if (!status && !r->status) r->kind->build(r);
    if (!status && !r->status) status = check_table(r);
    if (!status) status = r->status;
    if (!status) status = write(out, r);
    asbi_labels_end(r);
    asbi_filter_free(r->cases);
    return status;
}

static int32_t read_and_make(asb_text **out, asb_caseload *l, const char *json, size_t length) {
    arena a;
    json_value *v;
    asb_engine *e = l->head.engine;
    json_limits limits = asbi_json_limits_of_output(e); /* a set of ids may be long */
    asbi_arena_init(&a, l->memory);
    report *r = asbi_arena_alloc(&a, sizeof *r);
    int32_t status = r ? asbi_json_parse(&v, &a, json, length, &limits, &e->fault) : ASB_ENOMEM;
    if (!status) {
        *r = (report){.l = l, .a = &a, .f = &e->fault};
        status = make(out, r, v);
    }
    asbi_arena_free(&a);
    return status;
}

int32_t asb_caseload_report(asb_text **out, asb_caseload *caseload, const char *request, size_t length) {
    if (!caseload) return ASB_EARGUMENT;
    asb_engine *e = caseload->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, request, "request");
    return asbi_leave(e, read_and_make(out, caseload, request, length));
}
