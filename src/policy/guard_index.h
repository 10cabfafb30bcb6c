/* Which guards can be unmet at all, found out for all of a kind of record at once (guard_index.c). */
#ifndef ASBI_POLICY_GUARD_INDEX_H
#define ASBI_POLICY_GUARD_INDEX_H

#include "policy.h"

/* No atom: more than one value, or none that is one. */
#define ATOM_SEVERAL UINT32_C(0xFFFFFFF4)

enum {
    WAYS_OF_BLOCK = 64,
    MOST_WAYS = 8,         /* of a guard; one that can be unmet in more ways is judged when it is come to */
    MOST_BLOCKS = 16,      /* of a kind; guards beyond are judged one by one */
    MOST_FACTS = 16,       /* of a block, and */
    MOST_FACT_VALUES = 64, /* of a fact: what guards ask beyond is left to judging */
    MOST_APART = 256       /* atoms from the first value to the last, where they are looked up and not looked for */
};

typedef enum fact_of { FACT_OF_CASE, FACT_OF_RECORD, FACT_OF_ACTOR } fact_of;

/* Attributes of a case that are yes or no have numbers, for which nothing need be looked up; -1: it is another. */
enum { CASE_FLAG_HATE = WORD_risk_reduced - WORD_perpetrator_known + 1, CASE_FLAGS };
static inline int asbi_case_flag(atom name) {
    return name == WORD_hate ? CASE_FLAG_HATE : name - WORD_perpetrator_known < CASE_FLAG_HATE ? (int)(name - WORD_perpetrator_known) : -1;
}

/* With that value of the fact, guards can be unmet in these ways (bits). */
typedef struct fact_value {
    atom value;
    uint64_t ways;
} fact_value;

typedef struct guard_fact {
    atom name;    /* of an attribute or a field */
    uint8_t of;   /* a fact_of */
    uint8_t flag; /* of the case, one that is yes or no: which (asbi_case_flag), counted from 1 */
    uint32_t count;
    uint64_t none, other; /* the same where there is no value, and where it is none of these */
    uint64_t asked_by;    /* ways that it is asked for in */
    fact_value *values;
    const uint8_t *places; /* the place of each atom from `first` on among the values, `count` for none; NULL: they are too far apart */
    atom first;
    uint32_t apart;      /* so many atoms have a place */
    uint64_t by_flag[2]; /* the ways where it is not so, and where it is */
} guard_fact;

/* Guards on a kind, in their order, that can be unmet in up to 64 ways together; those of each guard stand together. */
typedef struct guard_block {
    uint32_t first, count;        /* of the guards */
    uint8_t guard[WAYS_OF_BLOCK]; /* whose way it is, counted from the first */
    uint64_t ways;                /* a bit for each that there is */
    uint64_t sure;                /* what the facts leave of these is so: there is nothing more to judge */
    uint32_t fact_count;
    uint32_t record_facts; /* so many, the first, hang on the record alone */
    guard_fact *facts;
} guard_block;

/* What some of its facts leave of a block. */
typedef struct guards_left {
    uint64_t left; /* ways in which guards can be unmet */
    uint64_t sure; /* in which they are, where they are left */
} guards_left;

struct guard_index {
    uint32_t count;
    guard_block blocks[];
};

/* The index of the guards on a kind; it is made when it is first asked for, and kept with the policy. NULL without memory: then they are judged one by one. */
const guard_index *asbi_guard_index_make(asb_policy *p, uint8_t kind);
static inline const guard_index *asbi_guard_index(asb_policy *p, uint8_t kind) {
    return p->guard_indexes[kind] ? p->guard_indexes[kind] : asbi_guard_index_make(p, kind);
}

/* Which value it is cannot be foreseen: so that the processor need not, it is looked up. */
static inline uint64_t asbi_guards_left(const guard_fact *f, atom value) {
    uint64_t left = value == ATOM_NONE ? f->none : f->other;
    if (f->places)
        return value - f->first < f->apart && f->places[value - f->first] < f->count ? f->values[f->places[value - f->first]].ways : left;
    for (uint32_t i = 0; i < f->count; i++) left = f->values[i].value == value ? f->values[i].ways : left;
    return left;
}

#endif
