/* Growing texts, and JSON written by hand. */
#include "words.h"

#include "app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *more_room(void *block, size_t size) {
    void *p = realloc(block, size > 0 ? size : 1);

    if (p == NULL) {
        fputs("asb: there is no memory left\n", stderr);
        exit(EXIT_TROUBLE);
    }
    return p;
}

char *copy_text(const char *text) {
    size_t size = strlen(text) + 1;

    return memcpy(more_room(NULL, size), text, size);
}

static void make_room(words *w, size_t length) {
    if (length < w->size - w->length) return;
    w->size = (w->length + length + 1) * 2;
    w->data = more_room(w->data, w->size);
}

void words_bytes(words *w, const char *bytes, size_t length) {
    make_room(w, length);
    if (length > 0) memcpy(w->data + w->length, bytes, length);
    w->length += length;
    w->data[w->length] = '\0';
}

void words_add(words *w, const char *text) {
    words_bytes(w, text, strlen(text));
}

void words_format(words *w, const char *format, ...) {
    va_list list;
    int length;

    va_start(list, format);
    length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length < 0) return;
    make_room(w, (size_t)length);
    va_start(list, format);
    vsnprintf(w->data + w->length, (size_t)length + 1, format, list);
    va_end(list);
    w->length += (size_t)length;
}

const char *words_text(const words *w) {
    return w->data == NULL ? "" : w->data;
}

void words_clear(words *w) {
    w->length = 0;
    if (w->data != NULL) w->data[0] = '\0';
}

void words_free(words *w) {
    free(w->data);
    memset(w, 0, sizeof *w);
}

/* ---- JSON */

/* A lone surrogate: three bytes that UTF-8 has not, and that only an escape can bring back. */
static int is_surrogate(const unsigned char *at, size_t left) {
    return left >= 3 && at[0] == 0xED && at[1] >= 0xA0;
}

/* The next character in a JSON text; gives how many bytes it took. */
static size_t put_character(words *w, const unsigned char *at, size_t left) {
    static const char from[] = "\"\\\b\t\n\f\r", to[] = "\"\\btnfr";
    const char *special = at[0] == 0 ? NULL : strchr(from, at[0]);

    if (special != NULL) {
        char escape[2] = {'\\', to[special - from]};
        words_bytes(w, escape, 2);
    } else if (at[0] < 0x20) {
        words_format(w, "\\u%04x", (unsigned)at[0]);
    } else if (is_surrogate(at, left)) {
        words_format(w, "\\u%04x", 0xD000u | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu));
        return 3;
    } else {
        words_bytes(w, (const char *)at, 1);
    }
    return 1;
}

void words_json_bytes(words *w, const char *bytes, size_t length) {
    const unsigned char *at = (const unsigned char *)bytes;

    words_bytes(w, "\"", 1);
    for (size_t i = 0; i < length;) i += put_character(w, at + i, length - i);
    words_bytes(w, "\"", 1);
}

void words_json_text(words *w, const char *text) {
    if (text == NULL || text[0] == '\0')
        words_add(w, "null");
    else
        words_json_bytes(w, text, strlen(text));
}

static void put_parts(words *w, const asb_json *value, const char *brackets) {
    size_t length;

    words_bytes(w, brackets, 1);
    for (const asb_json *v = asb_json_at(value, 0); v != NULL; v = asb_json_next(v)) {
        const char *key = asb_json_key(v, &length);
        if (key != NULL) {
            words_json_bytes(w, key, length);
            words_add(w, ":");
        }
        words_json_value(w, v);
        if (asb_json_next(v) != NULL) words_add(w, ",");
    }
    words_bytes(w, brackets + 1, 1);
}

void words_json_value(words *w, const asb_json *value) {
    size_t length;
    const char *text = asb_json_text(value, &length);

    switch (asb_json_type(value)) {
    case ASB_JSON_FALSE: words_add(w, "false"); break;
    case ASB_JSON_TRUE: words_add(w, "true"); break;
    case ASB_JSON_NUMBER: words_bytes(w, text, length); break;
    case ASB_JSON_TEXT: words_json_bytes(w, text, length); break;
    case ASB_JSON_LIST: put_parts(w, value, "[]"); break;
    case ASB_JSON_OBJECT: put_parts(w, value, "{}"); break;
    default: words_add(w, "null"); break;
    }
}
