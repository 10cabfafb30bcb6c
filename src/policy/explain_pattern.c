/* Patterns in plain words: "a legal step whose remedy is civil-injunction or demotion and whose status is applied". */
#include "explain.h"

/* How a list of values is negated. */
static void put_excluded(buffer *b, const asb_policy *p, span values) {
    asbi_put(b, values.count > 1 ? " is neither " : " is not ");
    asbi_put_atoms(b, p, values, "nor");
}

void asbi_put_values(buffer *b, const asb_policy *p, const where_test *t) {
    switch ((where_op)t->op) {
    case WHERE_ANY_OF:
        asbi_put(b, " is ");
        asbi_put_atoms(b, p, t->values, "or");
        break;
    case WHERE_NONE_OF: put_excluded(b, p, t->values); break;
    case WHERE_PRESENT: asbi_put(b, " is given"); break;
    case WHERE_ABSENT: asbi_put(b, " is not given"); break;
    case WHERE_IS_PATTERN:
        asbi_put(b, " is ");
        asbi_put_pattern(b, p, t->pattern);
        break;
    }
}

/* What the vocabulary calls the field: in one of those kinds, or, if they are not known, in the first that has it. */
static const char *label_of(text field, uint64_t kinds) {
    const char *label = NULL;

    for (int k = 0; k < KIND_BUILT_IN_COUNT && label == NULL; k++) {
        const field_def *f = kinds == 0 || (kinds >> k & 1) ? asbi_field_find(asbi_kind((record_kind)k), field) : NULL;
        label = f == NULL ? NULL : asbi_field_label(f);
    }
    return label;
}

static int is_flag(const asb_policy *p, const where_test *t) {
    atom value = t->values.count == 1 ? p->atoms.items[t->values.first] : ATOM_NONE;

    return (t->op == WHERE_ANY_OF || t->op == WHERE_NONE_OF) && (value == ATOM_TRUE || value == ATOM_FALSE);
}

/* A flag is a mark with the label that people see on their screens. */
static void put_flag(buffer *b, const asb_policy *p, const where_test *t, uint64_t kinds) {
    text field = asbi_atom_text(p, t->field);
    const char *label = t->field == WORD_given ? "Given" : label_of(field, kinds); /* its label asks, "given or withdrawn" */

    asbi_put(b, t->op == WHERE_ANY_OF ? "marked " : "not marked ");
    asbi_put(b, p->atoms.items[t->values.first] == ATOM_TRUE ? "\"" : "as not \"");
    if (label != NULL)
        asbi_put(b, label);
    else
        asbi_put_field(b, field);
    asbi_put(b, "\"");
}

void asbi_put_tests(buffer *b, const asb_policy *p, span tests, uint64_t kinds) {
    for (uint32_t i = 0; i < tests.count; i++) {
        const where_test *t = &p->tests.items[tests.first + i];
        asbi_put(b, i == 0 ? " " : i + 1 < tests.count ? ", " : " and ");
        if (is_flag(p, t)) {
            put_flag(b, p, t, kinds);
            continue;
        }
        asbi_put(b, "whose ");
        asbi_put_field(b, asbi_atom_text(p, t->field));
        asbi_put_values(b, p, t);
    }
}

static uint32_t count_kinds(const pattern *q) {
    uint32_t count = q->x_kinds.count;

    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) count += (uint32_t)(q->kinds >> k & 1);
    return count;
}

static void put_kinds(buffer *b, const asb_policy *p, const pattern *q, number n) {
    uint32_t count = count_kinds(q), at = 0;

    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        if (!(q->kinds >> k & 1)) continue;
        asbi_put_between(b, at++, count, "or");
        asbi_put_kind(b, (record_kind)k, n);
    }
    for (uint32_t i = 0; i < q->x_kinds.count; i++) {
        asbi_put_between(b, at++, count, "or");
        asbi_put(b, n == A_ONE ? "a record of kind " : n == THE_ONE ? "record of kind " : "records of kind ");
        asbi_put_atom(b, p, p->atoms.items[q->x_kinds.first + i]);
    }
}

void asbi_put_pattern_as(buffer *b, const asb_policy *p, uint32_t pattern_index, number n) {
    const pattern *q = &p->patterns.items[pattern_index];

    put_kinds(b, p, q, n);
    if (q->same_party) asbi_put(b, " about the person in question");
    if (q->parts.count > 0) {
        asbi_put(b, " about somebody who is ");
        asbi_put_atoms(b, p, q->parts, "or");
    }
    if (q->roles.count > 0) {
        asbi_put(b, " made by ");
        asbi_put_roles(b, p, q->roles);
    }
    asbi_put_tests(b, p, q->tests, q->kinds);
}

void asbi_put_pattern(buffer *b, const asb_policy *p, uint32_t pattern_index) {
    asbi_put_pattern_as(b, p, pattern_index, A_ONE);
}

void asbi_put_patterns(buffer *b, const asb_policy *p, span indices, number n, const char *last) {
    for (uint32_t i = 0; i < indices.count; i++) {
        if (i > 0) asbi_put_format(b, "; %s ", last);
        asbi_put_pattern_as(b, p, p->indices.items[indices.first + i], n);
    }
}
