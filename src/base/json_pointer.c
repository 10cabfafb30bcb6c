/* JSON pointers (RFC 6901). The way from a value to the top is the pointer backwards; so it is written from its end, once
 * without room to learn its length, and then into its place. */
#include "json_parts.h"

#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"

typedef struct backwards {
    char *out;
    size_t size;
    size_t left; /* what is still to come in front */
} backwards;

static void put(backwards *b, char c) {
    b->left--;
    if (b->left < b->size) b->out[b->left] = c;
}

/* A C string cannot hold U+0000: U+FFFD stands for it. */
static void put_key_byte(backwards *b, char c) {
    if (c == '\0') {
        put(b, '\xBD');
        put(b, '\xBF');
        put(b, '\xEF');
    } else if (c == '~' || c == '/') {
        put(b, c == '~' ? '0' : '1');
        put(b, '~');
    } else {
        put(b, c);
    }
}

static void put_index(backwards *b, const json_value *v) {
    uint32_t index = 0;

    for (const json_value *item = asbi_json_first(v->parent); item != NULL && item != v; item = item->next) index++;
    do {
        put(b, (char)('0' + index % 10));
        index /= 10;
    } while (index != 0);
}

/* How much is left after everything has been put. */
static size_t put_way(char *out, size_t size, size_t left, const json_value *v) {
    backwards b = {out, size, left};

    for (; v != NULL && v->parent != NULL; v = v->parent) {
        if (v->parent->type == JSON_OBJECT)
            for (size_t i = v->key.length; i > 0; i--) put_key_byte(&b, v->key.at[i - 1]);
        else
            put_index(&b, v);
        put(&b, '/');
    }
    return b.left;
}

/* A lone surrogate is as long as the U+FFFD that takes its place. */
static void replace_surrogates(char *out, size_t length) {
    for (size_t i = 0; i + 2 < length; i++)
        if ((unsigned char)out[i] == 0xED && (unsigned char)out[i + 1] >= 0xA0) memcpy(out + i, "\xEF\xBF\xBD", 3);
}

void asbi_json_pointer(const json_value *v, char *out, size_t size) {
    const size_t mark = sizeof ELLIPSIS - 1;
    size_t length;

    if (size == 0) return;
    length = SIZE_MAX - put_way(NULL, 0, SIZE_MAX, v);
    put_way(out, size, length, v);
    if (length >= size) {
        length = size > mark ? asbi_utf8_cut(out, size - 1 - mark) : 0;
        memcpy(out + length, ELLIPSIS, size > mark ? mark : 0);
        length += size > mark ? mark : 0;
    }
    out[length] = '\0';
    replace_surrogates(out, length);
}

void asbi_fault_at(fault *f, const json_value *v) {
    if (f == NULL) return;
    asbi_json_pointer(v, f->pointer, sizeof f->pointer);
    f->line = v->line;
    f->column = v->column;
}
