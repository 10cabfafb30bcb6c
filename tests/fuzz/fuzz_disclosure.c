/* What identifies people, and texts in which it is looked for. Each line up to an empty one is an identifier, its first byte the kind; what
 * follows is a text. Mentions are in order, within the text, and do not overlap; a text from which they are taken holds none, nor does a
 * page that it is put in; and a name as it was given is never left. */
#include "document/identifiers.h"

#include "base/memory.h"

#include <asb/error.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { IDENTIFIERS_MOST = 8 };

typedef struct identity {
    identifier_kind kind;
    text t;
} identity;

static void fail(const char *what, text in) {
    fprintf(stderr, "%s: %.*s\n", what, (int)in.length, in.at);
    abort();
}

static void put_mark(buffer *out, text t) {
    (void)t;
    asbi_put(out, "[qjqjqjqj]"); /* as in a document, it is a word, which keeps apart what is on both sides */
}

static void put_html(buffer *out, text t) {
    for (size_t i = 0; i < t.length; i++) {
        switch (t.at[i]) {
        case '<': asbi_put(out, "&lt;"); break;
        case '>': asbi_put(out, "&gt;"); break;
        case '&': asbi_put(out, "&amp;"); break;
        case '"': asbi_put(out, "&quot;"); break;
        case '\'': asbi_put(out, "&#39;"); break;
        default: asbi_put_char(out, t.at[i]); break;
        }
    }
}

/* The text with a mark in the place of each mention. */
static void take_out(buffer *out, const identifiers *ids, text in) {
    size_t from = 0;
    mention m;

    asbi_mentions_begin(ids, in, 0, IN_TEXT);
    while (asbi_next_mention(&m, ids)) {
        if (m.from < from || m.to <= m.from || m.to > in.length || m.kind >= ID_KINDS) fail("out of place", in);
        asbi_put_bytes(out, in.at + from, m.from - from);
        put_mark(out, in);
        from = m.to;
    }
    asbi_put_bytes(out, in.at + from, in.length - from);
}

static int is_word_byte(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Two words of three to twenty small letters each, with a capital: nothing about it is in doubt. */
static int is_plain_name(text t) {
    size_t words = 0, run = 0;

    for (size_t i = 0; i <= t.length; i++) {
        char c = i < t.length ? t.at[i] : ' ';
        if (c == ' ') {
            if (run < 3 || run > 20) return 0;
            words++;
            run = 0;
        } else if (run++ == 0 ? c < 'A' || c > 'Z' : c < 'a' || c > 'z') {
            return 0;
        }
    }
    return words == 2;
}

/* Titles and the like are not the name's. */
static int is_worth(const identifiers *ids, text t) {
    mention m;

    return asbi_identifiers_find(&m, ids, t, 0) && m.from == 0 && m.to == t.length;
}

static void look_for_name(const identifiers *ids, text name, text left) {
    if (!is_plain_name(name) || !is_worth(ids, name)) return;
    for (size_t i = 0; i + name.length <= left.length; i++) {
        int begins = i == 0 || strchr(" \n.,;:!?()", left.at[i - 1]) != NULL;
        int ends = i + name.length == left.length || !is_word_byte((unsigned char)left.at[i + name.length]);
        if (begins && ends && !memcmp(left.at + i, name.at, name.length)) fail("a name is left", left);
    }
}

static void look(const identifiers *ids, text in) {
    mention m;

    asbi_mentions_begin(ids, in, 0, IN_DOCUMENT);
    if (asbi_next_mention(&m, ids)) fail("found again", (text){in.at + m.from, m.to - m.from});
}

static text next_line(text *rest) {
    const char *end = rest->length == 0 ? NULL : memchr(rest->at, '\n', rest->length);
    text line = {rest->at, end == NULL ? rest->length : (size_t)(end - rest->at)};

    rest->at += line.length + (end != NULL);
    rest->length -= line.length + (end != NULL);
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    memory m = {.resize = asbi_memory_libc};
    identity given[IDENTIFIERS_MOST];
    text rest = {(const char *)data, size};
    size_t count = 0;
    identifiers ids;
    buffer left, page;
    arena a;

    if (memchr(data, 0, size) != NULL || memchr(data, 'q', size) != NULL || memchr(data, 'Q', size) != NULL)
        return 0; /* the mark's letter is kept for it */
    asbi_arena_init(&a, &m);
    asbi_identifiers_init(&ids, &a);
    for (text line; (line = next_line(&rest)).length > 0;) {
        identity one = {(identifier_kind)((unsigned char)line.at[0] % ID_KINDS), {line.at + 1, line.length - 1}};
        if (asbi_identifiers_add(&ids, one.kind, one.t, (uint32_t)count) != ASB_OK) abort();
        if (count < IDENTIFIERS_MOST) given[count++] = one;
    }
    asbi_buffer_init(&left, &m, SIZE_MAX);
    asbi_buffer_init(&page, &m, SIZE_MAX);
    take_out(&left, &ids, rest);
    asbi_put(&page, "<!DOCTYPE html>\n<p>");
    put_html(&page, (text){left.data == NULL ? "" : left.data, left.length});
    asbi_put(&page, "</p>\n");
    look(&ids, (text){page.data, page.length});
    for (size_t i = 0; i < count; i++)
        if (given[i].kind == ID_NAME && left.data != NULL) look_for_name(&ids, given[i].t, (text){left.data, left.length});
    asbi_buffer_free(&left);
    asbi_buffer_free(&page);
    asbi_arena_free(&a);
    if (m.used != 0) abort();
    return 0;
}
