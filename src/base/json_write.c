/* Writing. The canonical form takes members in another order than that of the tree; what is still to be written waits on a
 * heap of pointers, the next one on top. A NULL on it says: close the list or object beneath. */
#include "json_parts.h"

#include "container.h"
#include "json_scan.h"

#include <asb/error.h>
#include <string.h>

enum { AT_HAND = 64, AHEAD = 6 };

typedef struct waiting {
    memory *memory;
    const json_value **items; /* those at hand, until there are too many */
    uint32_t count, capacity;
    const json_value *at_hand[AT_HAND];
} waiting;

/* Escapes the character at `at`, or puts it as it is; how many bytes it took. */
static size_t put_with_care(buffer *out, const char *at, size_t length) {
    static const char from[] = "\"\\\b\t\n\f\r", to[] = "\"\\btnfr", digits[] = "0123456789abcdef";
    unsigned char c = (unsigned char)*at;
    char escape[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
    const char *special = memchr(from, *at, sizeof from - 1);
    size_t next = 0;

    if (special != NULL) {
        escape[1] = to[special - from];
        asbi_put_bytes(out, escape, 2);
        return 1;
    }
    if (c < 0x20) {
        asbi_put_bytes(out, escape, sizeof escape);
        return 1;
    }
    if (length < 3 || (unsigned char)at[1] < 0xA0) { /* an ordinary character that begins with 0xED */
        asbi_put_char(out, *at);
        return 1;
    }
    for (uint32_t unit = asbi_utf8_next(at, length, &next), i = 0; i < 4; i++) escape[2 + i] = digits[unit >> (12 - 4 * i) & 15];
    asbi_put_bytes(out, escape, sizeof escape);
    return next;
}

/* What follows the first character that needs care, or does not fit into the room that there is. */
static void put_rest(buffer *out, const char *at, const char *end) {
    while (at < end) {
        const char *next = json_skip_careless(at, end);
        asbi_put_bytes(out, at, (size_t)(next - at));
        at = next;
        if (at < end) at += put_with_care(out, at, (size_t)(end - at));
    }
}

/* Copies what is shorter than a block and needs no care, by its two halves, which overlap. 0 where it may need care. */
static inline int copy_halves(char *to, const char *at, size_t length) {
    uint64_t begin, end;

    if (length >= 8) {
        begin = asbi_get64(at);
        end = asbi_get64(at + length - 8);
        if ((json_find_special(begin) | json_find_special(end)) != 0) return 0;
        asbi_set64(to, begin);
        asbi_set64(to + length - 8, end);
        return 1;
    }
    begin = asbi_get32(at);
    end = asbi_get32(at + length - 4);
    if (json_find_special(begin | end << 32) != 0) return 0;
    asbi_set32(to, (uint32_t)begin);
    asbi_set32(to + length - 4, (uint32_t)end);
    return 1;
}

/* Most texts need no care: their bytes are copied while they are looked at, up to the first that does. */
static inline size_t copy_careless(char *to, text t) {
    size_t n = 0;

    if (t.length >= JSON_BLOCK) return json_copy_careless(to, t.at, t.length);
    if (t.length >= 4 && copy_halves(to, t.at, t.length)) return t.length;
    for (; n < t.length && !json_needs_care((unsigned char)t.at[n]); n++) to[n] = t.at[n];
    return n;
}

/* With its quotation marks it mostly fits into the room that there is. */
void asbi_json_write_text(buffer *out, text t) {
    size_t room = out->capacity - out->length, copied = 0;

    if (out->status == ASB_OK && room > 3 && t.length < room - 3) {
        char *to = out->data + out->length;
        *to++ = '"';
        copied = copy_careless(to, t);
        if (copied == t.length) to[copied++] = '"';
        to[copied] = '\0';
        out->length += copied + 1;
        if (copied > t.length) return;
    } else {
        asbi_put_char(out, '"');
    }
    put_rest(out, t.at + copied, t.at + t.length);
    asbi_put_char(out, '"');
}

static void put_scalar(buffer *out, const json_value *v) {
    switch (v->type) {
    case JSON_FALSE: asbi_put_bytes(out, "false", 5); break;
    case JSON_TRUE: asbi_put_bytes(out, "true", 4); break;
    case JSON_NUMBER: asbi_json_write_number(out, v->held.text); break;
    case JSON_TEXT: asbi_json_write_text(out, v->held.text); break;
    default: asbi_put_bytes(out, "null", 4); break;
    }
}

static int32_t make_room(waiting *w, uint64_t need) {
    const json_value **items = NULL;
    uint32_t capacity = 0;
    int32_t status;

    if (need <= w->capacity) return ASB_OK;
    if (w->items != w->at_hand) return asbi_grow(w->memory, &w->items, &w->capacity, need, sizeof *w->items, UINT32_MAX);
    status = asbi_grow(w->memory, &items, &capacity, need * 2, sizeof *items, UINT32_MAX);
    if (status != ASB_OK) return status;
    memcpy(items, w->at_hand, w->count * sizeof *items);
    w->items = items;
    w->capacity = capacity;
    return ASB_OK;
}

/* The container, the NULL, and what is in it, the first on top. */
static int32_t open_container(waiting *w, const json_value *v) {
    int32_t status = make_room(w, (uint64_t)w->count + 2 + v->count);
    const json_value **items;
    uint32_t count = 0;

    if (status != ASB_OK) return status;
    w->items[w->count++] = v;
    w->items[w->count++] = NULL;
    items = w->items + w->count;
    for (const json_value *item = v->held.first; item != NULL; item = item->next) {
        FETCH(item + AHEAD);
        items[count++] = item;
    }
    if (v->type == JSON_OBJECT) asbi_json_sort(items, count);
    for (uint32_t i = 0; i < count / 2; i++) {
        const json_value *other = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = other;
    }
    w->count += count;
    return ASB_OK;
}

static int is_first(const buffer *out) {
    char before = out->data[out->length - 1]; /* the bracket at least is there */

    return before == '[' || before == '{';
}

static int32_t put_next(buffer *out, waiting *w) {
    const json_value *v = w->items[--w->count];

    if (v == NULL) {
        v = w->items[--w->count];
        asbi_put_quick(out, v->type == JSON_OBJECT ? '}' : ']');
        return ASB_OK;
    }
    if (!is_first(out)) asbi_put_quick(out, ',');
    if (v->parent->type == JSON_OBJECT) {
        asbi_json_write_text(out, v->key);
        asbi_put_quick(out, ':');
    }
    if (!asbi_json_is_container(v)) {
        put_scalar(out, v);
        return ASB_OK;
    }
    asbi_put_quick(out, v->type == JSON_OBJECT ? '{' : '[');
    return open_container(w, v);
}

void asbi_json_write(buffer *out, const json_value *v) {
    waiting w;

    if (v == NULL || !asbi_json_is_container(v)) {
        if (v != NULL) put_scalar(out, v);
        return;
    }
    w.memory = out->memory;
    w.items = w.at_hand;
    w.count = 0;
    w.capacity = AT_HAND;
    asbi_put_char(out, v->type == JSON_OBJECT ? '{' : '[');
    if (out->status == ASB_OK) out->status = open_container(&w, v);
    while (out->status == ASB_OK && w.count > 0) {
        int32_t status = put_next(out, &w);
        if (out->status == ASB_OK) out->status = status;
    }
    if (w.items != w.at_hand) asbi_release(w.memory, w.items, w.capacity * sizeof *w.items);
}

static void put_line(buffer *out, uint32_t depth) {
    asbi_put_char(out, '\n');
    for (; depth > 0; depth--) asbi_put_bytes(out, "  ", 2);
}

static void put_pretty_one(buffer *out, const json_value *v) {
    if (v->type == JSON_NUMBER)
        asbi_put_bytes(out, v->held.text.at, v->held.text.length);
    else if (!asbi_json_is_container(v))
        put_scalar(out, v);
    else if (v->held.first == NULL)
        asbi_put(out, v->type == JSON_OBJECT ? "{}" : "[]");
    else
        asbi_put_char(out, v->type == JSON_OBJECT ? '{' : '[');
}

static void put_pretty_key(buffer *out, const json_value *v) {
    if (v->parent->type != JSON_OBJECT) return;
    asbi_json_write_text(out, v->key);
    asbi_put_bytes(out, ": ", 2);
}

void asbi_json_write_pretty(buffer *out, const json_value *v) {
    const json_value *at = v;
    uint32_t depth = 0;

    while (at != NULL && out->status == ASB_OK) {
        if (at != v) {
            put_line(out, depth);
            put_pretty_key(out, at);
        }
        put_pretty_one(out, at);
        if (asbi_json_first(at) != NULL) {
            depth++;
            at = at->held.first;
            continue;
        }
        for (; at != v && at->next == NULL; at = at->parent) {
            put_line(out, --depth);
            asbi_put_char(out, at->parent->type == JSON_OBJECT ? '}' : ']');
        }
        if (at == v) return;
        asbi_put_char(out, ',');
        at = at->next;
    }
}
