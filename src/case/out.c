/* Writing objects of facts as JSON. */
#include "out.h"

#include <string.h>

/* A comma where something stands already, and the name, in one go. Names are ours: short, and without need of escapes. */
static void before(out_json *o, const char *name) {
    enum { SHORT = 60 };
    uint64_t bit = UINT64_C(1) << o->depth;
    size_t length = name ? strlen(name) : 0, some = (o->some & bit) != 0;
    char text[SHORT + 4] = ",\"";
    o->some |= bit;
    if (length > SHORT) {
        asbi_put_format(o->b, some ? ",\"%s\":" : "\"%s\":", name);
    } else if (name) {
        memcpy(text + 2, name, length);
        memcpy(text + 2 + length, "\":", 2);
        asbi_put_bytes(o->b, text + 1 - some, length + 3 + some);
    } else if (some) {
        asbi_put_char(o->b, ',');
    }
}

static void open(out_json *o, const char *name, int list) {
    before(o, name);
    asbi_put_char(o->b, list ? '[' : '{');
    o->depth++;
    uint64_t bit = UINT64_C(1) << o->depth;
    o->some &= ~bit;
    o->lists = list ? o->lists | bit : o->lists & ~bit;
}

out_json asbi_out_begin(buffer *b) {
    out_json o = {.b = b};
    open(&o, NULL, 0);
    return o;
}

void asbi_out_list(out_json *o, const char *name) {
    open(o, name, 1);
}

void asbi_out_object(out_json *o, const char *name) {
    open(o, name, 0);
}

void asbi_out_end(out_json *o) {
    asbi_put_char(o->b, (o->lists >> o->depth) & 1 ? ']' : '}');
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
    asbi_put_char(o->b, '"');
    asbi_put_instant_utc(o->b, i);
    asbi_put_char(o->b, '"');
}

void asbi_out_date(out_json *o, const char *name, date d) {
    if (d == NO_DATE) return;
    before(o, name);
    asbi_put_char(o->b, '"');
    asbi_put_date(o->b, d);
    asbi_put_char(o->b, '"');
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
