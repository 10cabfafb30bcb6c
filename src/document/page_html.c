/* Pages as HTML: one file, with its style in it, that fetches nothing and runs nothing.
 *
 * Tables are tables on paper and on wide screens; on a narrow one each row becomes a card, and every cell shows its column's name. As that takes their
 * meaning from the elements in some browsers, roles give it back. */
#include "escape.h"
#include "page.h"
#include <string.h>

/* ---- escaping */

/* Within a string of a style: letters and digits as they are, all others by their number. */
static void put_css(buffer *out, text t) {
    for (size_t at = 0; at < t.length;) {
        uint32_t c = asbi_utf8_next(t.at, t.length, &at);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ') {
            asbi_put_char(out, (char)c);
            continue;
        }
        asbi_put_char(out, '\\');
        for (int shift = 20; shift >= 0; shift -= 4) asbi_put_char(out, "0123456789abcdef"[c >> shift & 15]);
        asbi_put_char(out, ' ');
    }
}

/* ---- the whole */

static void put_words(page *p, const char *words) {
    asbi_put_html(p->out, asbi_text(words));
}

static void put_reference(page *p, put_escaped escape) {
    if (p->v)
        asbi_view_put_text(p->out, p->v, p->front.reference, escape);
    else
        escape(p->out, p->front.reference);
}

/* The foot of each printed page says of which case it is. */
static void put_style(page *p) {
    asbi_put(p->out, "<style>");
    asbi_put(p->out, asbi_page_style());
    if (p->front.style) asbi_put(p->out, p->front.style);
    asbi_put(p->out, "@page{@bottom-left{content:\"");
    put_css(p->out, asbi_text(p->front.title));
    put_css(p->out, asbi_text(" "));
    put_reference(p, put_css);
    asbi_put(p->out, "\"}}</style>\n");
}

static void put_head(page *p) {
    asbi_put(
        p->out,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<title>");
    put_words(p, p->front.title);
    asbi_put(p->out, " ");
    put_reference(p, asbi_put_html);
    asbi_put(p->out, "</title>\n");
    put_style(p);
    asbi_put(p->out, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the contents</a>\n");
}

static void put_contents(page *p) {
    uint32_t number = 0;
    if (!p->front.sections) return;
    asbi_put(p->out, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
    for (const char *const *s = p->front.sections; *s; s++) {
        asbi_put_format(p->out, "<li><a href=\"#section-%u\">", (uint64_t)++number);
        put_words(p, *s);
        asbi_put(p->out, "</a></li>\n");
    }
    asbi_put(p->out, "</ol>\n</nav>\n");
}

static void begin(page *p, const page_front *front) {
    put_head(p);
    asbi_put(p->out, "<header>\n<h1>");
    put_words(p, front->title);
    asbi_put(p->out, " <span class=\"ref\">");
    put_reference(p, asbi_put_html);
    asbi_put(p->out, "</span></h1>\n<p>");
    if (front->audience.length) {
        asbi_put(p->out, "For: ");
        asbi_put_html(p->out, front->audience);
        asbi_put(p->out, ". ");
    }
    asbi_put(p->out, "Made on ");
    asbi_put_human_when(p->out, p->now);
    asbi_put(p->out, ".</p>\n</header>\n");
    put_contents(p);
    asbi_put(p->out, "<main id=\"main\">\n");
}

static void end(page *p) {
    asbi_put(p->out, "</main>\n</body>\n</html>\n");
}

/* ---- parts */

static void open_section(page *p, const char *title) {
    asbi_put_format(p->out, "<section aria-labelledby=\"section-%u\">\n<h2 id=\"section-%u\">", (uint64_t)p->sections,
                    (uint64_t)p->sections);
    put_words(p, title);
    asbi_put(p->out, "</h2>\n");
}

static const char looks[][14] = {"", " class=\"long\"", " class=\"when\"", " class=\"sum\"", " class=\"code\""}; /* by page_look */

static void open_table(page *p, const char *caption) {
    asbi_put_format(p->out, "<table role=\"table\"%s>\n<caption>", p->compact ? " class=\"compact\"" : "");
    put_words(p, caption);
    asbi_put(p->out, "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for (uint32_t i = 0; i < p->column_count; i++) {
        asbi_put(p->out, "<th role=\"columnheader\" scope=\"col\"");
        asbi_put(p->out, looks[p->columns[i].look]);
        asbi_put(p->out, ">");
        put_words(p, p->columns[i].label);
        asbi_put(p->out, "</th>");
    }
    asbi_put(p->out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void open_row(page *p) {
    asbi_put(p->out, "<tr role=\"row\"");
    if (p->row_of) asbi_put_format(p->out, " id=\"record-%u\"", (uint64_t)p->row_of);
    asbi_put(p->out, ">");
}

static void open_cell(page *p, const char *label) {
    asbi_put(p->out, p->column ? "<td role=\"cell\" data-label=\"" : "<th role=\"rowheader\" scope=\"row\" data-label=\"");
    put_words(p, label);
    asbi_put(p->out, "\"");
    asbi_put(p->out, looks[p->columns[p->column].look]);
    asbi_put(p->out, ">");
}

static void open_field(page *p, const char *label) {
    asbi_put(p->out, "<div><dt>");
    put_words(p, label);
    asbi_put(p->out, "</dt><dd>");
}

static void open(page *p, page_part part, const char *label) {
    switch (part) {
    case PART_SECTION: open_section(p, label); break;
    case PART_HEADING: asbi_put(p->out, "<h3>"); break;
    case PART_PARAGRAPH: asbi_put(p->out, "<p>"); break;
    case PART_NOTE: asbi_put(p->out, "<p class=\"note\">"); break;
    case PART_LIST: asbi_put(p->out, label ? "<ul class=\"boxes\">\n" : "<ul>\n"); break;
    case PART_ITEM: asbi_put(p->out, "<li>"); break;
    case PART_FIELDS: asbi_put(p->out, "<dl>\n"); break;
    case PART_FIELD: open_field(p, label); break;
    case PART_TABLE: open_table(p, label); break;
    case PART_ROW: open_row(p); break;
    case PART_CELL: open_cell(p, label); break;
    }
}

static void close(page *p, page_part part, const char *label) {
    (void)label;
    switch (part) {
    case PART_SECTION: asbi_put(p->out, "</section>\n"); break;
    case PART_HEADING: asbi_put(p->out, "</h3>\n"); break;
    case PART_PARAGRAPH:
    case PART_NOTE: asbi_put(p->out, "</p>\n"); break;
    case PART_LIST: asbi_put(p->out, "</ul>\n"); break;
    case PART_ITEM: asbi_put(p->out, "</li>\n"); break;
    case PART_FIELDS: asbi_put(p->out, "</dl>\n"); break;
    case PART_FIELD: asbi_put(p->out, "</dd></div>\n"); break;
    case PART_TABLE: asbi_put(p->out, "</tbody>\n</table>\n"); break;
    case PART_ROW: asbi_put(p->out, "</tr>\n"); break;
    case PART_CELL: asbi_put(p->out, p->column ? "</td>" : "</th>"); break;
    }
}

const page_format asbi_page_html = {begin, end, open, close, asbi_put_html};
