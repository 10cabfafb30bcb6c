/* Letters as a page of HTML: one file with its style in it, for the screen and for A4 paper; no script, nothing fetched. */
#include "escape.h"
#include "letter.h"
#include <string.h>

static const char style[] =
    "html{color-scheme:light dark;-webkit-text-size-adjust:100%}"
    "body{margin:0 auto;padding:2rem 1.25rem 3rem;max-width:40rem;font:1.0625rem/1.55 sans-serif;overflow-wrap:break-word}"
    "p,ul,address{margin:0 0 1.1em}address{font-style:normal}ul{padding-left:1.4em}li{margin:0 0 .3em}"
    "@media print{@page{size:A4;margin:25mm 22mm}html{color-scheme:light}"
    "body{max-width:none;padding:0;font-size:11pt;line-height:1.45}p,li,address{orphans:3;widows:3;break-inside:avoid}}";

static int is_item(text line) {
    return line.length > 2 && line.at[0] == '-' && line.at[1] == ' ';
}

/* The line that begins at `at`, without its end. */
static text line_at(text t, size_t at) {
    const char *end = memchr(t.at + at, '\n', t.length - at);
    return (text){t.at + at, end ? (size_t)(end - t.at) - at : t.length - at};
}

/* What is open in a block of lines. */
typedef enum open_element { OPEN_NOTHING, OPEN_PARAGRAPH, OPEN_LIST } open_element;

static open_element put_end(buffer *out, open_element open) {
    if (open == OPEN_PARAGRAPH) asbi_put(out, "</p>\n");
    if (open == OPEN_LIST) asbi_put(out, "</ul>\n");
    return OPEN_NOTHING;
}

static open_element put_item(buffer *out, text line, open_element open) {
    if (open != OPEN_LIST) {
        put_end(out, open);
        asbi_put(out, "<ul>\n");
    }
    asbi_put(out, "<li>");
    asbi_put_html(out, (text){line.at + 2, line.length - 2});
    asbi_put(out, "</li>\n");
    return OPEN_LIST;
}

static open_element put_line(buffer *out, text line, open_element open) {
    if (open == OPEN_LIST) open = put_end(out, open);
    asbi_put(out, open == OPEN_PARAGRAPH ? "<br>\n" : "<p>");
    asbi_put_html(out, line);
    return OPEN_PARAGRAPH;
}

/* The lines of an address that begin here, or 0. */
static size_t address_at(text letter, size_t at, text address) {
    if (!address.length || address.length > letter.length - at || memcmp(letter.at + at, address.at, address.length) != 0) return 0;
    return letter.at[at + address.length] == '\n' ? address.length : 0;
}

static void put_address(buffer *out, text address) {
    asbi_put(out, "<address>");
    for (size_t at = 0; at <= address.length;) {
        text line = line_at(address, at);
        if (at) asbi_put(out, "<br>\n");
        asbi_put_html(out, line);
        at += line.length + 1;
    }
    asbi_put(out, "</address>\n");
}

/* `letter` ends with a line feed. */
static void put_body(buffer *out, text letter, text address) {
    open_element open = OPEN_NOTHING;
    for (size_t at = 0; at < letter.length;) {
        size_t length = address_at(letter, at, address);
        text line = line_at(letter, at);
        if (length) {
            open = put_end(out, open);
            put_address(out, address);
        } else if (!line.length) {
            open = put_end(out, open);
        } else {
            open = is_item(line) ? put_item(out, line, open) : put_line(out, line, open);
        }
        at += (length ? length : line.length) + 1;
    }
    put_end(out, open);
}

void asbi_letter_put_html(buffer *out, text title, text letter, text address) {
    asbi_put(out,
             "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
             "form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    asbi_put_html(out, title);
    asbi_put(out, "</title>\n<style>");
    asbi_put(out, style);
    asbi_put(out, "</style>\n</head>\n<body>\n<main>\n");
    put_body(out, letter, address);
    asbi_put(out, "</main>\n</body>\n</html>\n");
}

text asbi_letter_style(uint32_t index) {
    return index ? (text){"", 0} : (text){style, sizeof style - 1};
}
