/* Saying what is wrong with a record: where it stands, what was found there, what would be right. */
#include "validate_parts.h"

#include <string.h>

const char *asbi_what_stands(const json_value *v) {
    switch (v->type) {
    case JSON_NULL: return "null";
    case JSON_FALSE: return "false";
    case JSON_TRUE: return "true";
    case JSON_LIST: return v->count == 0 ? "an empty list" : "a list";
    case JSON_OBJECT: return "an object";
    default: break;
    }
    if (v->type == JSON_TEXT && !asbi_text_is_clean(asbi_json_text(v))) return "a text with U+0000 or a lone surrogate";
    return v->type == JSON_TEXT && !asbi_text_is_filled(asbi_json_text(v)) ? "a blank text" : asbi_json_text(v).at;
}

/* Where it stands: the place in the field, or the field itself. The fault's own pointer is set by what follows. */
typedef struct place {
    char pointer[MESSAGE_POINTER];
    const char *where;
} place;

static void find_place(place *p, const char *field, const json_value *at) {
    p->pointer[0] = '\0';
    if (at != NULL) asbi_json_pointer(at, p->pointer, sizeof p->pointer);
    p->where = p->pointer[0] == '\0' ? field : p->pointer + 1;
}

static int32_t keep_place(fault *f, const place *p) {
    if (f != NULL) memcpy(f->pointer, p->pointer, sizeof p->pointer);
    return ASB_EINVALID;
}

int32_t asbi_wrong(const check *k, const char *field, const json_value *at, const char *code, const char *name1, const char *value1,
                   const char *name2, const char *value2) {
    place p;

    find_place(&p, field, at);
    if (name1 == NULL) name2 = NULL;
    asbi_fail_field(k->f, ASB_EINVALID, field, code, "where", p.where, name1, value1, name2, value2, (char *)NULL);
    return keep_place(k->f, &p);
}

int32_t asbi_wrong_type(const check *k, const json_value *at, const char *wanted) {
    return asbi_wrong(k, k->field_name, at, "record-type", "wanted", wanted, "found", asbi_what_stands(at));
}

/* ---- choices */

choices asbi_choices(text wanted) {
    choices o;

    memset(&o, 0, sizeof o);
    o.near = asbi_nearest(wanted);
    return o;
}

static void add(choices *o, const char *bytes, size_t length) {
    memcpy(o->list + o->length, bytes, length);
    o->length += length;
}

void asbi_offer(choices *o, text candidate) {
    static const char more[] = ", \xE2\x80\xA6";

    asbi_nearest_offer(&o->near, candidate);
    if (o->is_full) return;
    if (o->length + candidate.length + sizeof more + 2 > sizeof o->list) {
        add(o, more, sizeof more - 1);
        o->is_full = 1;
        return;
    }
    if (o->length > 0) add(o, ", ", 2);
    add(o, candidate.at, candidate.length);
}

const char *asbi_best(choices *o) {
    return o->near.best_length == 0 ? NULL : o->near.best;
}

int32_t asbi_wrong_choice(const check *k, const char *field, const json_value *at, const char *code, const char *code_near,
                          choices *offered) {
    const char *best = asbi_best(offered);
    const char *found = at == NULL ? offered->near.wanted.at : asbi_what_stands(at);
    place p;

    find_place(&p, field, at);
    asbi_fail_field(k->f, ASB_EINVALID, field, best == NULL ? code : code_near, "where", p.where, "found", found, "choices",
                    offered->length == 0 ? "nothing" : offered->list, "kind", k->kind_name, best == NULL ? NULL : "nearest", best,
                    (char *)NULL);
    return keep_place(k->f, &p);
}
