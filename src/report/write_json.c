/* Reports as JSON, and what stands in a cell of either JSON or CSV: dates and instants as elsewhere in the library, nothing where there is nothing. */
#include "report.h"

static void put_decimal(buffer *b, int64_t number, int64_t scale) {
    uint64_t whole = number < 0 ? (uint64_t)-number : (uint64_t)number;
    if (number < 0) asbi_put_char(b, '-');
    asbi_put_int(b, (int64_t)(whole / (uint64_t)scale));
    uint64_t rest = whole % (uint64_t)scale;
    unsigned digits = scale == 10 ? 1 : 3;
    while (rest && rest % 10 == 0) {
        rest /= 10;
        digits--;
    }
    if (!rest) return;
    asbi_put_char(b, '.');
    asbi_put_padded(b, rest, digits);
}

void asbi_put_value(buffer *b, const report *r, const report_column *c, const value *v) {
    switch (c->type) {
    case VALUE_TEXT: asbi_put_bytes(b, v->as.text.at, v->as.text.length); break;
    case VALUE_CASE: {
        text id = asbi_case_name(r->l, (uint32_t)v->number);
        asbi_put_bytes(b, id.at, id.length);
        break;
    }
    case VALUE_TENTHS: put_decimal(b, v->number, 10); break;
    case VALUE_THOUSANDTHS: put_decimal(b, v->number, 1000); break;
    case VALUE_FLAG: asbi_put(b, v->number ? "true" : "false"); break;
    case VALUE_DAY: asbi_put_date(b, (date)v->number); break;
    case VALUE_WHEN: asbi_put_instant_utc(b, v->number); break;
    case VALUE_MONTH:
        asbi_put_padded(b, (uint64_t)(1900 + (v->number - 1) / 12), 4);
        asbi_put_char(b, '-');
        asbi_put_padded(b, (uint64_t)((v->number - 1) % 12 + 1), 2);
        break;
    default: asbi_put_int(b, v->number);
    }
}

/* ---- JSON */

static void put_key(buffer *b, const char *key) {
    asbi_put_char(b, '"');
    asbi_put(b, key);
    asbi_put(b, "\":");
}

static void put_cases(buffer *b, const report *r, const case_set *s) {
    asbi_put_char(b, '[');
    for (uint32_t i = 0; i < s->count && i < r->most_ids; i++) {
        if (i) asbi_put_char(b, ',');
        asbi_json_write_text(b, asbi_case_name(r->l, s->numbers[i]));
    }
    asbi_put_char(b, ']');
}

static void put_json_value(buffer *b, const report *r, const report_column *c, const value *v) {
    int quoted = c->type == VALUE_DAY || c->type == VALUE_WHEN || c->type == VALUE_MONTH;
    if (c->type == VALUE_TEXT || c->type == VALUE_CASE) {
        asbi_json_write_text(b, c->type == VALUE_TEXT ? v->as.text : asbi_case_name(r->l, (uint32_t)v->number));
    } else if (c->type == VALUE_CASES) {
        put_cases(b, r, v->as.cases);
    } else {
        if (quoted) asbi_put_char(b, '"');
        asbi_put_value(b, r, c, v);
        if (quoted) asbi_put_char(b, '"');
    }
}

static void put_json_row(buffer *b, const report *r, const table *t, uint32_t row) {
    int some = 0;
    asbi_put_char(b, '{');
    for (uint32_t i = 0; i < t->column_count; i++) {
        const value *v = &t->values[(size_t)row * t->column_count + i];
        if (v->number == NO_VALUE) continue;
        if (some++) asbi_put_char(b, ',');
        put_key(b, t->columns[i].key);
        put_json_value(b, r, &t->columns[i], v);
    }
    asbi_put_char(b, '}');
}

static void put_json_table(buffer *b, const report *r, const table *t) {
    put_key(b, t->name);
    asbi_put_char(b, '[');
    for (uint32_t i = 0; i < t->count && !b->status; i++) {
        if (i) asbi_put_char(b, ',');
        put_json_row(b, r, t, i);
    }
    asbi_put_char(b, ']');
}

/* The filter keys of the request, as they were written. */
static void put_filter(buffer *b, const report *r) {
    int some = 0;
    put_key(b, "filter");
    asbi_put_char(b, '{');
    for (const json_value *v = asbi_json_first(r->request); v; v = v->next) {
        if (!asbi_filter_is_key(v->key)) continue;
        if (some++) asbi_put_char(b, ',');
        asbi_json_write_text(b, v->key);
        asbi_put_char(b, ':');
        asbi_json_write(b, v);
    }
    asbi_put(b, "},");
}

static void put_day_member(buffer *b, const char *key, date d) {
    if (d == NO_DATE) return;
    put_key(b, key);
    asbi_put_char(b, '"');
    asbi_put_date(b, d);
    asbi_put(b, "\",");
}

void asbi_write_json(buffer *b, const report *r) {
    asbi_put_char(b, '{');
    if (r->definition) {
        put_key(b, "definition");
        asbi_json_write_text(b, asbi_text(r->definition));
        asbi_put_char(b, ',');
    }
    put_filter(b, r);
    put_day_member(b, "from", r->from);
    if (r->homes) asbi_put_format(b, "\"homes\":%u,", (uint64_t)r->homes);
    put_key(b, "notes");
    asbi_put_char(b, '[');
    for (uint32_t i = 0; i < r->note_count; i++) {
        if (i) asbi_put_char(b, ',');
        asbi_json_write_text(b, asbi_text(r->notes[i]));
    }
    asbi_put(b, "],\"now\":\"");
    asbi_put_instant_utc(b, r->now);
    asbi_put_format(b, "\",\"only_allowed\":%s,\"report\":\"%s\",\"tables\":{", r->l->allowed ? "true" : "false", r->kind->name);
    for (uint32_t i = 0, some = 0; i < r->table_count; i++) {
        if (r->table_name.length && !asbi_text_is(r->table_name, r->tables[i].name)) continue;
        if (some++) asbi_put_char(b, ',');
        put_json_table(b, r, &r->tables[i]);
    }
    asbi_put(b, "}");
    if (r->to != NO_DATE) {
        asbi_put(b, ",\"to\":\"");
        asbi_put_date(b, r->to);
        asbi_put(b, "\"");
    }
    asbi_put(b, "}");
}
