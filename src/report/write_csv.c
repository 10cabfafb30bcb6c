/* Reports as CSV: RFC 4180. Lines end in CR LF, texts with a comma, a quotation mark or a line end are quoted. A spreadsheet takes a text for a formula that begins with = + - @, a
 * tab, a carriage return or a line feed, or with one of the full-width forms of the four; such a text gets an apostrophe in front, as OWASP has it, and is quoted. Numbers are
 * numbers. */
#include "report.h"

static int is_formula(text t) {
    static const char *const full_width[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}; /* = + - @ */
    if (!t.length) return 0;
    for (const char *c = "=+-@\t\r\n"; *c; c++)
        if (t.at[0] == *c) return 1;
    for (size_t i = 0; i < sizeof full_width / sizeof *full_width && t.length >= 3; i++)
        if (asbi_text_equal((text){t.at, 3}, asbi_text(full_width[i]))) return 1;
    return 0;
}

static int is_quoted(text t) {
    for (size_t i = 0; i < t.length; i++)
        if (t.at[i] == ',' || t.at[i] == '"' || t.at[i] == '\r' || t.at[i] == '\n') return 1;
    return 0;
}

static void put_csv_text(buffer *b, text t) {
    int formula = is_formula(t), quoted = formula || is_quoted(t);
    if (quoted) asbi_put_char(b, '"');
    if (formula) asbi_put_char(b, '\'');
    for (size_t i = 0; i < t.length; i++) {
        if (t.at[i] == '"') asbi_put_char(b, '"');
        asbi_put_char(b, t.at[i]);
    }
    if (quoted) asbi_put_char(b, '"');
}

static void put_csv_value(buffer *b, const report *r, const report_column *c, const value *v) {
    if (v->number == NO_VALUE) return;
    if (c->type == VALUE_TEXT)
        put_csv_text(b, v->as.text);
    else if (c->type == VALUE_CASE)
        put_csv_text(b, asbi_case_name(r->l, (uint32_t)v->number));
    else
        asbi_put_value(b, r, c, v);
}

/* Which cases are behind a figure is said in the JSON alone: a cell holds one value. */
void asbi_write_csv(buffer *b, const table *t, const report *r) {
    for (uint32_t i = 0, some = 0; i < t->column_count; i++) {
        if (t->columns[i].type == VALUE_CASES) continue;
        if (some++) asbi_put_char(b, ',');
        asbi_put(b, t->columns[i].key);
    }
    asbi_put(b, "\r\n");
    for (uint32_t row = 0; row < t->count && !b->status; row++) {
        for (uint32_t i = 0, some = 0; i < t->column_count; i++) {
            if (t->columns[i].type == VALUE_CASES) continue;
            if (some++) asbi_put_char(b, ',');
            put_csv_value(b, r, &t->columns[i], &t->values[(size_t)row * t->column_count + i]);
        }
        asbi_put(b, "\r\n");
    }
}
