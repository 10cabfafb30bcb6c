/* Patterns and tests of fields. */
#include "compile.h"

#include <string.h>

/* ---- {FIELD: VALUE} ---- */

static void compile_value_object(compiler *c, where_test *t, const json_value *v) {
    const json_value *excluded = asbi_json_get(v, "not"), *present = asbi_json_get(v, "present"), *is = asbi_json_get(v, "is");

    if (excluded != NULL) {
        t->op = WHERE_NONE_OF;
        t->values = asbi_compile_atoms(c, excluded);
    } else if (present != NULL) {
        t->op = present->type == JSON_TRUE ? WHERE_PRESENT : WHERE_ABSENT;
    } else {
        t->op = WHERE_IS_PATTERN;
        t->pattern = asbi_compile_pattern(c, is);
    }
}

static where_test compile_test(compiler *c, const json_value *v) {
    where_test t;

    memset(&t, 0, sizeof t);
    t.pattern = NO_INDEX;
    t.field = asbi_compile_text(c, v->key);
    if (v->type == JSON_OBJECT) {
        compile_value_object(c, &t, v);
    } else {
        t.op = WHERE_ANY_OF;
        t.values = asbi_compile_atoms(c, v);
    }
    return t;
}

/* In `case`, a key that begins with x- is nobody's attribute and only a remark. */
static int is_test(const json_value *facts, const json_value *member) {
    return !asbi_text_is(member->key, "ambiguity") && !(asbi_text_is(facts->key, "case") && asbi_is_x(member->key));
}

span asbi_compile_tests(compiler *c, const json_value *facts) {
    span s = {0, 0};
    uint32_t at = 0;

    if (facts == NULL) return s;
    for (const json_value *member = asbi_json_first(facts); member != NULL; member = member->next)
        s.count += (uint32_t)is_test(facts, member);
    s.first = asbi_reserve(c, &c->tests, s.count);
    for (const json_value *member = asbi_json_first(facts); member != NULL; member = member->next) {
        where_test t;
        if (!is_test(facts, member)) continue;
        t = compile_test(c, member);
        asbi_fill(c, &c->tests, s.first + at++, &t);
    }
    return s;
}

/* ---- Patterns ---- */

uint64_t asbi_kind_bits(const json_value *v) {
    return asbi_kinds_of(v).built_in;
}

/* Atoms of the kinds that begin with x-. */
static span compile_x_kinds(compiler *c, const json_value *kind) {
    span s = {c->atoms.count, 0};
    const json_value *item = kind->type == JSON_LIST ? asbi_json_first(kind) : kind;

    for (; item != NULL; item = kind->type == JSON_LIST ? item->next : NULL) {
        atom a;
        if (!asbi_is_x(asbi_json_text(item))) continue;
        a = asbi_compile_atom(c, item);
        asbi_add(c, &c->atoms, &a);
        s.count++;
    }
    return s;
}

uint32_t asbi_compile_pattern(compiler *c, const json_value *v) {
    pattern p;
    uint32_t index;

    if (v == NULL) return NO_INDEX;
    memset(&p, 0, sizeof p);
    index = asbi_reserve(c, &c->patterns, 1);
    p.kinds = asbi_kind_bits(v);
    p.x_kinds = compile_x_kinds(c, v->type == JSON_TEXT ? v : asbi_json_get(v, "kind"));
    p.parts = asbi_compile_atoms(c, asbi_json_get(v, "party_as"));
    p.roles = asbi_compile_atoms(c, asbi_json_get(v, "role"));
    p.same_party = asbi_json_get(v, "party") != NULL;
    p.tests = asbi_compile_tests(c, asbi_json_get(v, "where"));
    asbi_fill(c, &c->patterns, index, &p);
    return index;
}

span asbi_compile_patterns(compiler *c, const json_value *list) {
    span s = {0, asbi_list_count(list)};
    uint32_t at = 0;

    s.first = asbi_reserve(c, &c->indices, s.count);
    for (const json_value *v = s.count > 0 ? asbi_json_first(list) : NULL; v != NULL; v = v->next) {
        uint32_t index = asbi_compile_pattern(c, v);
        asbi_fill(c, &c->indices, s.first + at++, &index);
    }
    return s;
}
