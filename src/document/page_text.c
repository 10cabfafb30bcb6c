/* Pages as plain text: wrapped at 76 columns, headings underlined, tables as lists.
 *
 * A part's text is put together in `line`, and wrapped when the part is closed. Columns are characters; a word that is longer than a line stands alone. */
#include "page.h"
#include "../base/container.h"
#include <string.h>

enum { WIDTH = 76 };

/* Characters that would steer a terminal are shown to be there; line ends stay. */
static void escape(buffer *out, text t) {
    size_t from = 0;
    for (size_t i = 0; i < t.length; i++) {
        unsigned char c = (unsigned char)t.at[i];
        if ((c >= 0x20 && c != 0x7F) || c == '\n') continue;
        asbi_put_bytes(out, t.at + from, i - from);
        from = i + 1;
        if (c == '\t')
            asbi_put(out, " ");
        else if (c != '\r')
            asbi_put(out, "\xEF\xBF\xBD");
    }
    asbi_put_bytes(out, t.at + from, t.length - from);
}

/* ---- wrapping */

static size_t columns_of(const char *bytes, size_t length) {
    size_t columns = 0;
    for (size_t i = 0; i < length; i++) columns += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return columns;
}

static void put_spaces(buffer *out, size_t count) {
    while (count-- > 0) asbi_put_char(out, ' ');
}

/* A word from `at`: its end, a space or a line end. */
static size_t word_end(const buffer *line, size_t at) {
    while (at < line->length && line->data[at] != ' ' && line->data[at] != '\n') at++;
    return at;
}

/* What is in `line`, after `column` columns that stand already, the next lines indented. Empties it. */
static void put_wrapped(page *p, size_t column, size_t indent) {
    buffer *line = &p->line;
    int begun = 0; /* a word stands in this line */
    for (size_t at = 0; at < line->length;) {
        size_t to = word_end(line, at), width = columns_of(line->data + at, to - at);
        if (to > at && column + (size_t)begun + width > WIDTH && (begun || column > indent)) {
            while (p->out->length && p->out->data[p->out->length - 1] == ' ') p->out->length--;
            asbi_put_char(p->out, '\n');
            put_spaces(p->out, column = indent);
            begun = 0;
        }
        if (to > at) {
            if (begun) asbi_put_char(p->out, ' ');
            asbi_put_bytes(p->out, line->data + at, to - at);
            column += width + (size_t)begun;
            begun = 1;
        }
        if (to < line->length && line->data[to] == '\n') {
            asbi_put_char(p->out, '\n');
            put_spaces(p->out, column = indent);
            begun = 0;
        }
        at = to + 1;
    }
    asbi_put_char(p->out, '\n');
    line->length = 0;
}

/* What is in `line`, wrapped, and a line below as long as its longest. */
static void put_heading(page *p, const char *below) {
    size_t from = p->out->length, longest = 0, bytes;
    put_wrapped(p, 0, 0);
    for (size_t at = from; at < p->out->length; at += bytes + 1) {
        const char *end = memchr(p->out->data + at, '\n', p->out->length - at);
        bytes = end ? (size_t)(end - p->out->data) - at : p->out->length - at;
        longest = MAX_OF(longest, columns_of(p->out->data + at, bytes));
    }
    while (longest-- > 0) asbi_put(p->out, below);
    asbi_put_char(p->out, '\n');
}

/* ---- parts */

static void begin(page *p, const page_front *front) {
    asbi_put(&p->line, front->title);
    asbi_put(&p->line, " ");
    asbi_view_put_text(&p->line, p->v, front->reference, escape);
    put_heading(p, "=");
    asbi_put(p->out, "\nFor: ");
    escape(p->out, front->audience);
    asbi_put(p->out, "\nMade: ");
    asbi_put_human_when(p->out, p->now);
    asbi_put_char(p->out, '\n');
}

static void end(page *p) {
    (void)p;
}

static void open(page *p, page_part part, const char *label) {
    p->line.length = 0;
    switch (part) {
    case PART_SECTION:
        asbi_put(p->out, "\n\n");
        escape(&p->line, asbi_text(label));
        put_heading(p, "-");
        break;
    case PART_LIST:
    case PART_FIELDS:
    case PART_HEADING:
    case PART_PARAGRAPH:
    case PART_NOTE: asbi_put_char(p->out, '\n'); break;
    case PART_TABLE:
        asbi_put_char(p->out, '\n');
        asbi_put(p->out, label);
        asbi_put(p->out, ":\n");
        break;
    case PART_ROW: asbi_put_char(p->out, '\n'); break;
    default: break;
    }
}

/* "Label: text", indented; nothing where there is no text. */
static void put_labelled(page *p, const char *before, const char *label) {
    size_t column = asbi_text(before).length + asbi_text(label).length + 2;
    if (!p->line.length) return;
    asbi_put(p->out, before);
    asbi_put(p->out, label);
    asbi_put(p->out, ": ");
    put_wrapped(p, column, 4);
}

static void close(page *p, page_part part, const char *label) {
    switch (part) {
    case PART_HEADING: put_heading(p, "~"); break;
    case PART_PARAGRAPH: put_wrapped(p, 0, 0); break;
    case PART_NOTE:
        asbi_put(p->out, "Note: ");
        put_wrapped(p, 6, 0);
        break;
    case PART_ITEM:
        asbi_put(p->out, "* ");
        put_wrapped(p, 2, 2);
        break;
    case PART_FIELD: put_labelled(p, "", label); break;
    case PART_CELL: put_labelled(p, p->column ? "  " : "* ", label); break;
    default: break;
    }
}

const page_format asbi_page_plain = {begin, end, open, close, escape};
