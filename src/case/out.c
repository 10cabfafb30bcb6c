/* Writing objects of facts as JSON. */
#include "out.h"

#include <string.h>

/* Mostly there is room for it; else it is made, or the buffer has failed and takes nothing. */
static char *room_for(buffer *b, size_t most) {
    if (b->status || b->length + most >= b->capacity) asbi_buffer_reserve(b, most);
    return b->status || b->length + most >= b->capacity ? NULL : b->data + b->length;
}

/* A comma where something stands already, and the name, in one go. Names are ours: without need of escapes. */
static void before(out_json *o, const char *name) {
    uint64_t bit = UINT64_C(1) << o->depth;
    size_t length = name ? strlen(name) : 0;
    char *at = room_for(o->b, length + 4), *from = at;
    int some = (o->some & bit) != 0;
    o->some |= bit;
    if (!at) {
        asbi_put_format(o->b, !some ? "" : ",");
        if (name) asbi_put_format(o->b, "\"%s\":", name);
        return;
    }
    if (some) *at++ = ',';
    if (name) {
        *at++ = '"';
        memcpy(at, name, length);
        at += length;
        *at++ = '"';
        *at++ = ':';
    }
    *at = '\0';
    o->b->length += (size_t)(at - from);
}

static void open(out_json *o, const char *name, int list) {
    before(o, name);
    asbi_put_quick(o->b, list ? '[' : '{');
    o->depth++;
    uint64_t bit = UINT64_C(1) << o->depth;
    o->some &= ~bit;
    o->lists = list ? o->lists | bit : o->lists & ~bit;
}

out_json asbi_out_begin(buffer *b) {
    asbi_put_quick(b, '{');
    return (out_json){.b = b, .some = 1, .depth = 1};
}

void asbi_out_list(out_json *o, const char *name) {
    open(o, name, 1);
}

void asbi_out_object(out_json *o, const char *name) {
    open(o, name, 0);
}

void asbi_out_end(out_json *o) {
    asbi_put_quick(o->b, (o->lists >> o->depth) & 1 ? ']' : '}');
    o->depth--;
}

void asbi_out_follows(out_json *o) {
    o->some |= UINT64_C(1) << o->depth;
}

void asbi_out_nothing_yet(out_json *o) {
    o->some &= ~(UINT64_C(1) << o->depth);
}

void asbi_out_text(out_json *o, const char *name, text t) {
    if (!t.length) return;
    before(o, name);
    asbi_json_write_text(o->b, t);
}

void asbi_out_words(out_json *o, const char *name, const char *words) {
    asbi_out_text(o, name, asbi_text(words));
}

void asbi_out_atom(out_json *o, const char *name, const asb_case *c, atom a) {
    if (a != ATOM_NONE) asbi_out_text(o, name, asbi_atom_text(c->policy, a));
}

void asbi_out_flag(out_json *o, const char *name, int flag) {
    before(o, name);
    asbi_put(o->b, flag ? "true" : "false");
}

void asbi_out_number(out_json *o, const char *name, int64_t number) {
    before(o, name);
    asbi_put_int(o->b, number);
}

void asbi_out_instant(out_json *o, const char *name, instant i) {
    if (i == NO_INSTANT) return;
    before(o, name);
    char text[INSTANT_TEXT + 2], *end = asbi_instant_text(text + 1, i);
    text[0] = '"';
    *end++ = '"';
    asbi_put_bytes(o->b, text, (size_t)(end - text));
}

void asbi_out_date(out_json *o, const char *name, date d) {
    if (d == NO_DATE) return;
    before(o, name);
    char text[INSTANT_TEXT + 2], *end = asbi_date_text(text + 1, d);
    text[0] = '"';
    *end++ = '"';
    asbi_put_bytes(o->b, text, (size_t)(end - text));
}

void asbi_out_due(out_json *o, const char *name, due d) {
    if (d.day != NO_DATE)
        asbi_out_date(o, name, d.day);
    else
        asbi_out_instant(o, name, d.at);
}

void asbi_out_json(out_json *o, const char *name, const json_value *v) {
    if (!v) return;
    before(o, name);
    asbi_json_write(o->b, v);
}
