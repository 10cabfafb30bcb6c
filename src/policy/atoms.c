/* Atoms: numbers for ids and values, so that comparing is comparing integers.
 *
 * Texts are interned as they are. A number is interned by its canonical text behind the byte 0xFF, which no UTF-8 has, so that 3 and
 * "3" are different and 3 and 3.0 the same. Looking up never allocates: a number whose canonical text is longer than the room for
 * it is equal to nothing, in a policy too. */
#include "compile.h"

#include "../base/container.h"

#include <string.h>

/* A document has a name of its own for each so many bytes. */
enum { NUMBER_KEY = 512, BYTES_A_NAME = 160 };

/* The canonical text behind its mark; empty where it is too long. */
static text number_key(char out[NUMBER_KEY], text number) {
    buffer b = {.data = out, .capacity = NUMBER_KEY, .limit = NUMBER_KEY - 1};

    asbi_put_char(&b, '\xFF');
    asbi_json_write_number(&b, number);
    return b.status == ASB_OK ? (text){out, b.length} : (text){NULL, 0};
}

/* Of the policy's own. */
static atom find_own(const asb_policy *p, text key) {
    atom found = asbi_intern_find(&p->names, key);

    return found == 0 ? ATOM_OTHER : FIXED_WORDS + found;
}

static atom find_number(const asb_policy *p, text key) {
    return key.length == 0 ? ATOM_OTHER : find_own(p, key);
}

atom asbi_atom_of_text(const asb_policy *p, text t) {
    atom fixed = asbi_fixed_find(t);

    return fixed != 0 ? fixed : find_own(p, t);
}

atom asbi_atom_of_number(const asb_policy *p, int64_t number) {
    char out[32];
    buffer b = {.data = out, .capacity = sizeof out, .limit = sizeof out - 1};

    asbi_put_char(&b, '\xFF');
    asbi_put_int(&b, number);
    return find_own(p, (text){out, b.length});
}

atom asbi_atom(const asb_policy *p, const json_value *v) {
    char room[NUMBER_KEY];

    if (v == NULL) return ATOM_NONE;
    switch (v->type) {
    case JSON_NULL: return ATOM_NULL;
    case JSON_FALSE: return ATOM_FALSE;
    case JSON_TRUE: return ATOM_TRUE;
    case JSON_NUMBER: return find_number(p, number_key(room, asbi_json_text(v)));
    case JSON_TEXT: return asbi_atom_of_text(p, asbi_json_text(v));
    default: return ATOM_OTHER;
    }
}

text asbi_atom_text(const asb_policy *p, atom a) {
    text t = a == ATOM_NONE || a > asbi_name_count(p) ? (text){NULL, 0} : asbi_id_text(p, a);

    if (t.length > 0 && t.at[0] == '\xFF') return (text){t.at + 1, t.length - 1};
    return t.at == NULL ? asbi_text("") : t;
}

/* ---- Interning ---- */

static atom added(compiler *c, uint32_t number) {
    if (number == 0) c->status = ASB_ENOMEM;
    return number == 0 ? ATOM_NONE : FIXED_WORDS + number;
}

atom asbi_compile_text(compiler *c, text t) {
    atom fixed = asbi_fixed_find(t);

    return fixed != 0 ? fixed : added(c, asbi_intern_add_lasting(&c->p->names, t));
}

atom asbi_compile_name(compiler *c, text t) {
    return added(c, asbi_intern_add(&c->p->names, t));
}

atom asbi_compile_atom(compiler *c, const json_value *v) {
    char room[NUMBER_KEY];
    text key;

    if (v == NULL) return ATOM_NONE;
    if (v->type == JSON_TEXT) return asbi_compile_text(c, asbi_json_text(v));
    if (v->type != JSON_NUMBER) return asbi_atom(c->p, v);
    key = number_key(room, asbi_json_text(v));
    return key.length == 0 ? ATOM_OTHER : asbi_compile_name(c, key);
}

span asbi_compile_atoms(compiler *c, const json_value *v) {
    span s = {0, 0};
    const json_value *item = v;

    if (v == NULL) return s;
    s.count = v->type == JSON_LIST ? v->count : 1;
    s.first = asbi_reserve(c, &c->atoms, s.count);
    if (v->type == JSON_LIST) item = asbi_json_first(v);
    for (uint32_t i = 0; i < s.count; i++, item = item->next) {
        atom a = asbi_compile_atom(c, item);
        asbi_fill(c, &c->atoms, s.first + i, &a);
    }
    return s;
}

/* Room for the document's names; those that every policy has are constants. */
int32_t asbi_number_words(asb_policy *p) {
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) p->kind_atoms[k] = asbi_fixed_find(asbi_text(asbi_kind_name(asbi_kind((record_kind)k))));
    return asbi_intern_reserve(&p->names, (uint32_t)(p->length / BYTES_A_NAME)) ? ASB_OK : ASB_ENOMEM;
}
