/* Pages as canonical JSON: {"audience", "blocks": [SECTION…], "kind", "reference", "title"}. A section is {"blocks": […], "heading"}; in it stand
 * {"subheading"}, {"paragraph"}, {"note"}, {"items": […]}, {"fields": [{"label", "value"}…]} and {"caption", "columns": […], "rows": [[…]…]}. Dates are
 * as RFC 3339 writes them, in local time. */
#include "page.h"

/* The inside of a JSON text. */
static void escape(buffer *out, text t) {
    size_t from = 0;
    for (size_t i = 0; i < t.length; i++) {
        unsigned char c = (unsigned char)t.at[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        asbi_put_bytes(out, t.at + from, i - from);
        from = i + 1;
        switch (c) {
        case '\b': asbi_put(out, "\\b"); break;
        case '\t': asbi_put(out, "\\t"); break;
        case '\n': asbi_put(out, "\\n"); break;
        case '\f': asbi_put(out, "\\f"); break;
        case '\r': asbi_put(out, "\\r"); break;
        case '"': asbi_put(out, "\\\""); break;
        case '\\': asbi_put(out, "\\\\"); break;
        default:
            asbi_put(out, c < 0x10 ? "\\u000" : "\\u001");
            asbi_put_char(out, "0123456789abcdef"[c % 16]);
            break;
        }
    }
    asbi_put_bytes(out, t.at + from, t.length - from);
}

static void put_words(buffer *out, const char *words) {
    asbi_put_char(out, '"');
    escape(out, asbi_text(words));
    asbi_put_char(out, '"');
}

static void begin(page *p, const page_front *front) {
    asbi_put(p->out, "{\"audience\":\"");
    escape(p->out, front->audience);
    asbi_put(p->out, "\",\"blocks\":[");
}

static void end(page *p) {
    asbi_put(p->out, "],\"kind\":");
    put_words(p->out, p->front.kind);
    asbi_put(p->out, ",\"reference\":\"");
    asbi_view_put_text(p->out, p->v, p->front.reference, escape);
    asbi_put(p->out, "\",\"title\":");
    put_words(p->out, p->front.title);
    asbi_put(p->out, "}");
}

static void put_columns(page *p) {
    for (uint32_t i = 0; i < p->column_count; i++) {
        if (i) asbi_put(p->out, ",");
        put_words(p->out, p->columns[i].label);
    }
}

static void open_table(page *p, const char *caption) {
    asbi_put(p->out, "{\"caption\":");
    put_words(p->out, caption);
    asbi_put(p->out, ",\"columns\":[");
    put_columns(p);
    asbi_put(p->out, "],\"rows\":[");
}

static void open(page *p, page_part part, const char *label) {
    uint8_t bit = (uint8_t)(1u << p->depth);
    if (p->some & bit) asbi_put(p->out, ",");
    p->some |= bit;
    p->some &= (uint8_t)(2u * bit - 1); /* nothing stands deeper yet */
    switch (part) {
    case PART_SECTION: asbi_put(p->out, "{\"blocks\":["); break;
    case PART_HEADING: asbi_put(p->out, "{\"subheading\":\""); break;
    case PART_PARAGRAPH: asbi_put(p->out, "{\"paragraph\":\""); break;
    case PART_NOTE: asbi_put(p->out, "{\"note\":\""); break;
    case PART_LIST: asbi_put(p->out, "{\"items\":["); break;
    case PART_FIELDS: asbi_put(p->out, "{\"fields\":["); break;
    case PART_TABLE: open_table(p, label); break;
    case PART_ROW: asbi_put(p->out, "["); break;
    case PART_FIELD:
        asbi_put(p->out, "{\"label\":");
        put_words(p->out, label);
        asbi_put(p->out, ",\"value\":\"");
        break;
    default: asbi_put(p->out, "\""); break;
    }
}

static void close(page *p, page_part part, const char *label) {
    switch (part) {
    case PART_SECTION:
        asbi_put(p->out, "],\"heading\":");
        put_words(p->out, label);
        asbi_put(p->out, "}");
        break;
    case PART_ITEM:
    case PART_CELL: asbi_put(p->out, "\""); break;
    case PART_ROW: asbi_put(p->out, "]"); break;
    case PART_LIST:
    case PART_FIELDS:
    case PART_TABLE: asbi_put(p->out, "]}"); break;
    default: asbi_put(p->out, "\"}"); break;
    }
}

const page_format asbi_page_json = {begin, end, open, close, escape};
