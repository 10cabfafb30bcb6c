/* Reports as pages: the figures that matter most, then each table with its chart, what it counts, and at the end what all of it rests on. Parts and style are those of documents. */
#include "../base/container.h"
#include "../document/date_words.h"
#include "../document/escape.h"
#include "../document/page.h"
#include "report.h"
#include <asb/document.h>

/* ---- values for people */

void asbi_put_thousands(buffer *b, int64_t number) {
    uint64_t n = number < 0 ? (uint64_t)-number : (uint64_t)number;
    uint64_t unit = 1;
    if (number < 0) asbi_put(b, "\xE2\x88\x92"); /* a minus sign */
    while (n / unit >= 1000) unit *= 1000;
    asbi_put_int(b, (int64_t)(n / unit));
    while (unit > 1) {
        unit /= 1000;
        asbi_put_char(b, ',');
        asbi_put_padded(b, n / unit % 1000, 3);
    }
}

static void put_month(buffer *b, int64_t month) {
    static const char names[][10] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
    asbi_put(b, names[(month - 1) % 12]);
    asbi_put_format(b, " %i", 1900 + (month - 1) / 12);
}

void asbi_put_human(buffer *b, const report *r, const report_column *c, const value *v) {
    if (v->number == NO_VALUE) return;
    switch (c->type) {
    case VALUE_NUMBER: asbi_put_thousands(b, v->number); break;
    case VALUE_CHANGE:
        if (v->number > 0) asbi_put_char(b, '+');
        asbi_put_thousands(b, v->number);
        break;
    case VALUE_TENTHS:
        asbi_put_thousands(b, v->number / 10);
        asbi_put_char(b, '.');
        asbi_put_int(b, v->number % 10);
        break;
    case VALUE_FLAG: asbi_put(b, v->number ? "yes" : "no"); break;
    case VALUE_DAY: asbi_put_date_words(b, (date)v->number); break;
    case VALUE_WHEN: asbi_put_human_when(b, v->number); break;
    case VALUE_MONTH: put_month(b, v->number); break;
    default: asbi_put_value(b, r, c, v);
    }
}

/* ---- the page */

typedef struct writer {
    report *r;
    page p;
    buffer scratch;
} writer;

static void put_cell(writer *w, const report_column *c, const value *v) {
    asbi_page_cell(&w->p);
    w->scratch.length = 0;
    asbi_put_human(&w->scratch, w->r, c, v);
    asbi_page_text(&w->p, (text){w->scratch.data ? w->scratch.data : "", w->scratch.length});
}

static uint8_t look_of(uint8_t type) {
    switch (type) {
    case VALUE_NUMBER:
    case VALUE_CHANGE:
    case VALUE_TENTHS:
    case VALUE_THOUSANDTHS: return LOOK_NUMBER;
    case VALUE_DAY:
    case VALUE_WHEN:
    case VALUE_MONTH: return LOOK_WHEN;
    case VALUE_CASE: return LOOK_LONG;
    default: return LOOK_TEXT;
    }
}

/* Four columns at most, and nothing but a label and figures. */
static int is_compact(const table *t) {
    uint32_t shown = 0, words = 0;
    for (uint32_t i = 0; i < t->column_count; i++) {
        uint8_t look = look_of(t->columns[i].type);
        if (t->columns[i].off_page) continue;
        words += shown++ && look != LOOK_NUMBER;
    }
    return shown <= 4 && !words;
}

static void put_rows(writer *w, const table *t) {
    uint32_t rows = MIN_OF(t->count, w->r->most_rows);
    asbi_page_table(&w->p, t->title, "", t->empty);
    for (uint32_t i = 0; i < t->column_count; i++)
        if (!t->columns[i].off_page) asbi_page_column(&w->p, t->columns[i].label, look_of(t->columns[i].type));
    w->p.compact = (uint8_t)is_compact(t);
    for (uint32_t row = 0; row < rows; row++) {
        asbi_page_row(&w->p, 0);
        for (uint32_t i = 0; i < t->column_count; i++)
            if (!t->columns[i].off_page) put_cell(w, &t->columns[i], &t->values[(size_t)row * t->column_count + i]);
    }
    asbi_page_done(&w->p);
    if (rows == t->count) return;
    asbi_page_note(&w->p);
    asbi_page_put(&w->p, "These are the first ");
    asbi_put_thousands(w->p.out, rows);
    asbi_page_put(&w->p, " of ");
    asbi_put_thousands(w->p.out, t->count);
    asbi_page_put(&w->p, "; as CSV or JSON the report has them all.");
    asbi_page_done(&w->p);
}

static void put_table(writer *w, const table *t, uint32_t number) {
    asbi_page_section(&w->p, t->title);
    asbi_page_say(&w->p, t->lead);
    asbi_put_chart(w->p.out, w->r, t, number);
    put_rows(w, t);
}

static void put_tiles(writer *w) {
    buffer *b = w->p.out;
    asbi_put(b, "<dl class=\"tiles\">\n");
    for (uint32_t i = 0; i < w->r->tile_count; i++) {
        const tile *t = &w->r->tiles[i];
        report_column c = {"", "", t->type, 0};
        asbi_put(b, "<div><dt>");
        asbi_put_html(b, asbi_text(t->label));
        asbi_put(b, "</dt><dd>");
        if (t->value.number == NO_VALUE) asbi_put(b, "\xE2\x80\x93");
        asbi_put_human(b, w->r, &c, &t->value);
        if (*t->note) asbi_put(b, " <small>"), asbi_put_html(b, asbi_text(t->note)), asbi_put(b, "</small>");
        asbi_put(b, "</dd></div>\n");
    }
    asbi_put(b, "</dl>\n");
}

static void put_period(writer *w) {
    const report *r = w->r;
    if (r->from == NO_DATE) return;
    asbi_page_field(&w->p, "Period");
    asbi_page_date(&w->p, r->from);
    asbi_page_put(&w->p, r->to == NO_DATE ? " and since" : " to ");
    if (r->to != NO_DATE) asbi_page_date(&w->p, r->to);
}

/* What a filter asks for, as it was written: "ward: Castle, Trench". */
static void put_filter(writer *w, const json_value *v) {
    const json_value *first = v->type == JSON_LIST ? asbi_json_first(v) : v;
    asbi_page_text(&w->p, v->key);
    asbi_page_put(&w->p, ": ");
    if (asbi_text_is(v->key, "cases")) {
        asbi_put_thousands(w->p.out, v->count);
        asbi_page_put(&w->p, " named");
        return;
    }
    for (const json_value *one = first; one; one = v->type == JSON_LIST ? one->next : NULL) {
        if (one != first) asbi_page_put(&w->p, ", ");
        asbi_page_text(&w->p,
                       one->type == JSON_TEXT ? asbi_json_text(one)
                                              : asbi_text(one->type == JSON_TRUE        ? "yes"
                                                              : one->type == JSON_FALSE ? "no"
                                                                                        : "none"));
    }
}

static void put_whose(writer *w) {
    const report *r = w->r;
    int some = 0;
    asbi_page_field(&w->p, "Cases");
    asbi_page_put(&w->p, r->l->allowed ? "those that the reader may see, and no others" : "all");
    for (const json_value *v = asbi_json_first(r->request); v; v = v->next) {
        if (!asbi_filter_is_key(v->key)) continue;
        asbi_page_put(&w->p, some++ ? "; " : ", of which only these are counted: ");
        put_filter(w, v);
    }
}

static void put_overview(writer *w, const char *title) {
    asbi_page_section(&w->p, title);
    put_tiles(w);
    put_period(w);
    put_whose(w);
    asbi_page_done(&w->p);
}

static void put_notes(writer *w, const char *title) {
    asbi_page_section(&w->p, title);
    if (w->r->definition) {
        asbi_page_field(&w->p, "Definition");
        asbi_page_put(&w->p, w->r->definition);
        asbi_page_done(&w->p);
    }
    asbi_page_list(&w->p, NULL);
    for (uint32_t i = 0; i < w->r->note_count; i++) {
        asbi_page_item(&w->p);
        asbi_page_put(&w->p, w->r->notes[i]);
    }
    asbi_page_done(&w->p);
}

int32_t asbi_write_page(buffer *b, report *r) {
    static const char overview[] = "At a glance", basis[] = "What is counted";
    const char *sections[MOST_TABLES + 3] = {overview};
    writer w = {.r = r};
    uint32_t count = 1;
    for (uint32_t i = 0; i < r->table_count; i++) sections[count++] = r->tables[i].title;
    sections[count] = basis;
    page_front front = {.kind = r->kind->name, .title = r->kind->title, .sections = sections, .style = asbi_report_style(), .now = r->now};
    front.reference = r->landlord.length ? r->landlord : asbi_label_landlord(r);
    asbi_buffer_init(&w.scratch, r->l->memory, SIZE_MAX / 2);
    asbi_page_begin(&w.p, b, NULL, ASB_FORMAT_HTML, &front);
    put_overview(&w, overview);
    for (uint32_t i = 0; i < r->table_count && !b->status; i++) put_table(&w, &r->tables[i], i + 1);
    put_notes(&w, basis);
    int32_t status = asbi_page_end(&w.p);
    if (!status) status = w.scratch.status;
    asbi_buffer_free(&w.scratch);
    return status;
}
