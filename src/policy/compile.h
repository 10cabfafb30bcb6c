/* What the files that compile a policy share. Compiling begins when the document has no problems, so that nothing here can go wrong
 * but memory: `status` sticks, and what is put after a failure goes nowhere.
 *
 * Lists of a rule stand together in a pool. As compiling what is in them adds to the same pools, their room is reserved first and
 * filled one by one. */
#ifndef ASBI_POLICY_COMPILE_H
#define ASBI_POLICY_COMPILE_H

#include "check.h"
#include "reading.h"

typedef struct pool {
    void *items;
    uint32_t count, capacity;
    size_t size; /* of an item */
} pool;

typedef struct compiler {
    asb_policy *p;
    int32_t status;
    pool atoms, indices, tests, patterns, conditions, choices, questions, options, bands, ranges, audience_lines;
} compiler;

/* compile.c */
uint32_t asbi_reserve(compiler *c, pool *p, uint32_t count); /* the first of them */
void asbi_fill(compiler *c, pool *p, uint32_t index, const void *item);
uint32_t asbi_add(compiler *c, pool *p, const void *item);
uint32_t asbi_list_count(const json_value *list); /* 0 for what is no list */
int asbi_flag_of(const json_value *object, const char *key);
int32_t asbi_number_of(const json_value *object, const char *key, int32_t otherwise);
text asbi_member_text(const json_value *object, const char *key);
period asbi_member_period(const json_value *object, const char *key);
void *asbi_items(compiler *c, const json_value *list, size_t size, uint32_t *count); /* room for the items of a list of the top */

/* atoms.c */
atom asbi_compile_atom(compiler *c, const json_value *v);
atom asbi_compile_text(compiler *c, text t);               /* of the document, or of the program */
atom asbi_compile_name(compiler *c, text t);               /* none of the words that every policy has, and of somebody else: it is copied */
span asbi_compile_atoms(compiler *c, const json_value *v); /* of one value or a list of them */
int32_t asbi_number_words(asb_policy *p);

/* compile_pattern.c */
uint32_t asbi_compile_pattern(compiler *c, const json_value *v); /* NO_INDEX for NULL */
span asbi_compile_patterns(compiler *c, const json_value *list);
span asbi_compile_tests(compiler *c, const json_value *facts);
uint64_t asbi_kind_bits(const json_value *v);

/* compile_condition.c */
uint32_t asbi_compile_condition(compiler *c, const json_value *v); /* NO_INDEX for NULL */

/* reads.c: when all else is there */
void asbi_compile_reads(compiler *c);

/* compile_duty.c, compile_matrix.c, compile_items.c: the lists of the top */
void asbi_compile_duties(compiler *c);
void asbi_compile_guards(compiler *c);
void asbi_compile_matrices(compiler *c);
void asbi_compile_triage(compiler *c);
void asbi_compile_items(compiler *c);
void asbi_compile_audiences(compiler *c);
void asbi_compile_review_areas(compiler *c);

#endif
