/* Pages: the order of parts, and text. The formats have files of their own. */
#include "page.h"
#include "date_words.h"
#include "../base/container.h"
#include "../base/words.h"
#include <asb/document.h>
#include <string.h>

/* ---- the whole */

void asbi_page_begin(page *p, buffer *out, const view *v, int32_t format, const page_front *front) {
    memset(p, 0, sizeof *p);
    p->out = out;
    p->v = v;
    p->now = v ? v->j.now : front->now;
    p->format = format == ASB_FORMAT_HTML ? &asbi_page_html : format == ASB_FORMAT_JSON ? &asbi_page_json : &asbi_page_plain;
    p->waiting = PART_CELL;
    p->front = *front;
    asbi_buffer_init(&p->line, out->memory, out->limit);
    p->format->begin(p, front);
}

int asbi_page_is_html(const page *p) {
    return p->format == &asbi_page_html;
}

/* ---- opening and closing */

static void open_part(page *p, page_part part, const char *label) {
    p->open[p->depth].part = part;
    p->open[p->depth].label = label;
    p->depth++;
    p->format->open(p, part, label);
}

static void close_part(page *p) {
    p->depth--;
    p->format->close(p, p->open[p->depth].part, p->open[p->depth].label);
}

static int is_open(const page *p, page_part part) {
    for (unsigned i = 0; i < p->depth; i++)
        if (p->open[i].part == part) return 1;
    return 0;
}

/* Until that part is the innermost. */
static void close_within(page *p, page_part part) {
    while (p->depth && p->open[p->depth - 1].part != part) close_part(p);
}

void asbi_page_done(page *p) {
    close_within(p, PART_SECTION);
    if (p->waiting == PART_CELL) return;
    p->waiting = PART_CELL;
    if (p->empty) asbi_page_say(p, p->empty);
}

/* What waited to be begun has something in it now. */
static void begin_waiting(page *p, page_part part) {
    if (p->waiting != part) return;
    p->waiting = PART_CELL;
    open_part(p, part, p->caption);
}

void asbi_page_section(page *p, const char *title) {
    asbi_page_done(p);
    while (p->depth) close_part(p);
    p->sections++;
    open_part(p, PART_SECTION, title);
}

static void open_block(page *p, page_part part) {
    asbi_page_done(p);
    open_part(p, part, NULL);
}

void asbi_page_heading(page *p) {
    open_block(p, PART_HEADING);
}

void asbi_page_paragraph(page *p) {
    open_block(p, PART_PARAGRAPH);
}

void asbi_page_note(page *p) {
    open_block(p, PART_NOTE);
}

void asbi_page_say(page *p, const char *words) {
    asbi_page_paragraph(p);
    asbi_page_put(p, words);
    asbi_page_done(p);
}

static void wait_for(page *p, page_part part, const char *caption, const char *empty) {
    asbi_page_done(p);
    p->waiting = part;
    p->caption = caption;
    p->empty = empty;
}

void asbi_page_list(page *p, const char *empty) {
    wait_for(p, PART_LIST, NULL, empty);
}

void asbi_page_boxes(page *p) {
    wait_for(p, PART_LIST, "boxes", NULL);
}

void asbi_page_item(page *p) {
    begin_waiting(p, PART_LIST);
    close_within(p, PART_LIST);
    open_part(p, PART_ITEM, NULL);
}

void asbi_page_fields(page *p) {
    wait_for(p, PART_FIELDS, NULL, NULL);
}

void asbi_page_field(page *p, const char *label) {
    if (!is_open(p, PART_FIELDS) && p->waiting != PART_FIELDS) asbi_page_fields(p);
    begin_waiting(p, PART_FIELDS);
    close_within(p, PART_FIELDS);
    open_part(p, PART_FIELD, label);
}

void asbi_page_table(page *p, const char *caption, const char *columns, const char *empty) {
    wait_for(p, PART_TABLE, caption, empty);
    p->column_count = 0;
    for (; *columns; columns = asbi_word_after(columns)) asbi_page_column(p, columns + 1, (page_look)(columns[0] - '0'));
}

void asbi_page_column(page *p, const char *label, page_look look) {
    PROVEN(p->column_count < MOST_PAGE_COLUMNS);
    p->columns[p->column_count++] = (page_column){label, (uint8_t)look};
}

void asbi_page_row(page *p, uint32_t seq) {
    begin_waiting(p, PART_TABLE);
    close_within(p, PART_TABLE);
    p->row_of = seq;
    p->column = UINT32_MAX;
    open_part(p, PART_ROW, NULL);
}

void asbi_page_cell(page *p) {
    close_within(p, PART_ROW);
    p->column++;
    open_part(p, PART_CELL, p->columns[p->column].label);
}

int32_t asbi_page_end(page *p) {
    asbi_page_done(p);
    while (p->depth) close_part(p);
    p->format->end(p);
    if (!p->out->status) p->out->status = p->line.status;
    asbi_buffer_free(&p->line);
    return p->out->status;
}

/* ---- text */

/* Plain text is put together line by line before it is wrapped; the others are written as they come. */
static buffer *into(page *p) {
    return p->format == &asbi_page_plain ? &p->line : p->out;
}

void asbi_page_text(page *p, text t) {
    if (t.length) p->format->escape(into(p), t);
}

void asbi_page_put(page *p, const char *words) {
    asbi_page_text(p, asbi_text(words));
}

void asbi_page_told(page *p, text t) {
    if (t.length) asbi_view_put_text(into(p), p->v, t, p->format->escape);
}

void asbi_page_party(page *p, uint32_t party) {
    asbi_view_put_party(into(p), p->v, party, p->format->escape);
}

void asbi_page_number(page *p, int64_t number) {
    asbi_put_int(into(p), number);
}

/* Words that are written in capitals. */
static int is_initials(text t) {
    static const char initials[][5] = {"asb", "cctv", "nhs", "gp", "id"};
    for (size_t i = 0; i < COUNT_OF(initials); i++)
        if (asbi_text_is(t, initials[i])) return 1;
    return 0;
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

void asbi_page_word(page *p, text id, int capital) {
    char room[64];
    if (!id.length || id.length > sizeof room) {
        asbi_page_told(p, id);
        return;
    }
    int all = is_initials(id);
    for (size_t i = 0; i < id.length; i++) {
        char c = id.at[i] == '-' ? ' ' : id.at[i];
        room[i] = all || (capital && i == 0) ? upper(c) : c;
    }
    asbi_page_told(p, (text){room, id.length});
}

/* ---- dates */

void asbi_put_human_when(buffer *b, instant i) {
    date d = asbi_local_date(i);
    int64_t local = i + asbi_zone_offset(i) - (int64_t)d * DAY_MS;
    asbi_put_date_words(b, d);
    asbi_put(b, ", ");
    asbi_put_padded(b, (uint64_t)(local / 3600000), 2);
    asbi_put_char(b, ':');
    asbi_put_padded(b, (uint64_t)(local / 60000 % 60), 2);
}

void asbi_page_date(page *p, date d) {
    if (p->format == &asbi_page_json)
        asbi_put_date(p->out, d);
    else
        asbi_put_date_words(into(p), d);
}

void asbi_page_when(page *p, instant i) {
    if (p->format == &asbi_page_json)
        asbi_put_instant_local(p->out, i);
    else
        asbi_put_human_when(into(p), i);
}

void asbi_page_due(page *p, due d) {
    if (d.day != NO_DATE)
        asbi_page_date(p, d.day);
    else if (d.at != NO_INSTANT)
        asbi_page_when(p, d.at);
    else
        asbi_page_put(p, "no date");
}

/* ---- links and marks: in HTML only they are more than their words */

void asbi_page_record(page *p, uint32_t seq) {
    int linked = asbi_page_is_html(p) && p->linked && p->linked[seq - 1];
    if (linked) {
        asbi_put(p->out, "<a href=\"#record-");
        asbi_put_int(p->out, seq);
        asbi_put(p->out, "\">");
    }
    asbi_page_put(p, "record ");
    asbi_page_number(p, seq);
    if (linked) asbi_put(p->out, "</a>");
}

void asbi_page_mark(page *p, const char *look, const char *words) {
    if (asbi_page_is_html(p)) {
        asbi_put(p->out, "<span class=\"");
        asbi_put(p->out, look);
        asbi_put(p->out, "\">");
    }
    asbi_page_put(p, words);
    if (asbi_page_is_html(p)) asbi_put(p->out, "</span>");
}

void asbi_page_strong(page *p, text t) {
    int html = asbi_page_is_html(p);
    if (html) asbi_put(p->out, "<strong>");
    asbi_page_text(p, t);
    if (html) asbi_put(p->out, "</strong>");
}

void asbi_page_box(page *p, int ticked) {
    if (!asbi_page_is_html(p)) {
        asbi_page_put(p, ticked ? "[x] " : "[_] ");
        return;
    }
    asbi_put_format(p->out, "<span class=\"box%s\" role=\"img\" aria-label=\"%s\"></span>", ticked ? " ticked" : "",
                    ticked ? "ticked" : "not ticked");
}

void asbi_page_blank(page *p, unsigned lines) {
    for (unsigned i = 0; i < lines; i++) {
        if (asbi_page_is_html(p))
            asbi_put(p->out, "<span class=\"blank\"></span>");
        else if (p->format == &asbi_page_plain)
            asbi_put(&p->line, i ? "\n______________________________" : " ______________________________");
    }
}

void asbi_page_withheld(page *p, withheld why) {
    if (asbi_page_is_html(p)) asbi_put(p->out, "<span class=\"withheld\">");
    asbi_page_put(p, why == WITHHELD_ERASED ? "[" : "[withheld: ");
    asbi_page_put(p, asbi_withheld_words(why));
    asbi_page_put(p, "]");
    if (asbi_page_is_html(p)) asbi_put(p->out, "</span>");
}
