/* Atoms: numbers for ids and values, so that comparing is comparing integers.
 *
 * Texts are interned as they are. A number is interned by its canonical text behind the byte 0xFF, which no UTF-8 has, so that 3 and
 * "3" are different and 3 and 3.0 the same. Looking up never allocates: a number whose canonical text is longer than the room for
 * it is equal to nothing, in a policy too. */
#include "compile.h"

#include "../base/container.h"

#include <string.h>

/* The words here and in the vocabulary are 410 names; a document has one of its own for each so many bytes. */
enum { NUMBER_KEY = 512, USUAL_WORDS = 410, BYTES_A_NAME = 120 };

/* clang-format off */
static const char words[] =
#define WORD(name, text) text "\0"
#include "words.inc"
#undef WORD
    ;
/* clang-format on */

/* The canonical text behind its mark; empty where it is too long. */
static text number_key(char out[NUMBER_KEY], text number) {
    buffer b = {.data = out, .capacity = NUMBER_KEY, .limit = NUMBER_KEY - 1};

    asbi_put_char(&b, '\xFF');
    asbi_json_write_number(&b, number);
    return b.status == ASB_OK ? (text){out, b.length} : (text){NULL, 0};
}

static atom find(const asb_policy *p, text key) {
    atom found = key.length == 0 ? 0 : asbi_intern_find(&p->names, key);

    return found == 0 ? ATOM_OTHER : found;
}

atom asbi_atom_of_text(const asb_policy *p, text t) {
    atom found = asbi_intern_find(&p->names, t);

    return found == 0 ? ATOM_OTHER : found;
}

atom asbi_atom_of_number(const asb_policy *p, int64_t number) {
    char out[32];
    buffer b = {.data = out, .capacity = sizeof out, .limit = sizeof out - 1};

    asbi_put_char(&b, '\xFF');
    asbi_put_int(&b, number);
    return find(p, (text){out, b.length});
}

atom asbi_atom(const asb_policy *p, const json_value *v) {
    char room[NUMBER_KEY];

    if (v == NULL) return ATOM_NONE;
    switch (v->type) {
    case JSON_NULL: return ATOM_NULL;
    case JSON_FALSE: return ATOM_FALSE;
    case JSON_TRUE: return ATOM_TRUE;
    case JSON_NUMBER: return find(p, number_key(room, asbi_json_text(v)));
    case JSON_TEXT: return asbi_atom_of_text(p, asbi_json_text(v));
    default: return ATOM_OTHER;
    }
}

text asbi_atom_text(const asb_policy *p, atom a) {
    text t = asbi_intern_text(&p->names, a);

    if (t.length > 0 && t.at[0] == '\xFF') return (text){t.at + 1, t.length - 1};
    return t.at == NULL ? asbi_text("") : t;
}

/* ---- Interning ---- */

static atom added(compiler *c, atom a) {
    if (a == 0) c->status = ASB_ENOMEM;
    return a;
}

atom asbi_compile_text(compiler *c, text t) {
    return added(c, asbi_intern_add_lasting(&c->p->names, t));
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

/* Each of a row. */
static int add_words(asb_policy *p, const char *row) {
    for (text word = asbi_text(row); word.length > 0; word = asbi_text(word.at + word.length + 1))
        if (asbi_intern_add_lasting(&p->names, word) == 0) return 0;
    return 1;
}

static int add_field(asb_policy *p, const field_def *f) {
    return asbi_intern_add_lasting(&p->names, asbi_field_name_text(f)) != 0 && add_words(p, asbi_field_choices(f));
}

/* The words of the code first, as their numbers are constants; then the vocabulary. */
int32_t asbi_intern_words(asb_policy *p) {
    int is_added = asbi_intern_reserve(&p->names, USUAL_WORDS + (uint32_t)(p->length / BYTES_A_NAME)) && add_words(p, words);

    PROVEN(!is_added || p->names.count == WORD_END - 1);
    for (int k = 0; k < KIND_BUILT_IN_COUNT && is_added; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        p->kind_atoms[k] = asbi_intern_add_lasting(&p->names, asbi_text(asbi_kind_name(kind)));
        is_added = p->kind_atoms[k] != 0;
        for (uint32_t i = 0; i < asbi_field_count(kind) && is_added; i++) is_added = add_field(p, asbi_field_at(kind, i));
    }
    return is_added ? ASB_OK : ASB_ENOMEM;
}
