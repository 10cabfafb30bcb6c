/* The vocabulary: kinds of record, their fields, types, choices, labels and classes of disclosure, in one table (vocabulary.inc).
 * Validation, JSON, documentation, bindings and forms all come from it; a new field is a new line there. */
#ifndef ASBI_VOCABULARY_H
#define ASBI_VOCABULARY_H

#include "../base/words.h"
#include <stdint.h>

typedef enum field_type {
    FIELD_TEXT,
    FIELD_TEXTS,
    FIELD_FLAG,
    FIELD_FLAG_TEXT,
    FIELD_FLAG_SEQS,
    FIELD_NUMBER,
    FIELD_SHA256,
    FIELD_ONE,
    FIELD_MANY,
    FIELD_DATE,
    FIELD_WHEN,
    FIELD_PERIOD,
    FIELD_PARTY,
    FIELD_PARTIES,
    FIELD_PERSON,
    FIELD_NEW_PARTY,
    FIELD_ROLE,
    FIELD_REMEDY,
    FIELD_MATRIX,
    FIELD_LETTER,
    FIELD_CLOSURE_REASON,
    FIELD_GUARD,
    FIELD_AREA,
    FIELD_CATEGORY,
    FIELD_CATEGORIES,
    FIELD_SEQ,
    FIELD_SEQS,
    FIELD_TRIAGE_ANSWERS,
    FIELD_ANSWERS,
    FIELD_DETAILS,
    FIELD_ACTIONS,
    FIELD_ALTERNATIVES,
    FIELD_SCORES,
    FIELD_VALUE,
    FIELD_TYPE_COUNT
} field_type;

typedef enum field_class {
    CLASS_IDENTITY,
    CLASS_CONTACT,
    CLASS_SPECIAL,
    CLASS_ACCOUNT,
    CLASS_OPERATIONAL,
    CLASS_OUTCOME,
    CLASS_COUNT
} field_class;

/* No pointers, and so no memory of a process's own: texts are told by where they begin among all of the vocabulary. */
typedef struct field_def {
    uint16_t at;     /* of the name; 0: a field of no kind */
    uint8_t label;   /* where what stands behind the name begins, from there on: the label, the policy's list, and when it is wanted; */
    uint8_t choices; /* and behind these a row of words (base/words.h) */
    uint8_t type;    /* a field_type */
    uint8_t class_;  /* a field_class */
    uint8_t required;
} field_def;

typedef struct kind_def {
    uint16_t at;    /* of the name */
    uint8_t label;  /* where the label begins, from there on */
    uint16_t first; /* of its fields, in the order of validation; `note` is the last of each. The next kind's begin behind them */
} kind_def;

/* In the order of the model. KIND_X stands for every kind that begins with x-, KIND_UNKNOWN for what a newer library wrote. */
typedef enum record_kind {
    KIND_REPORT,
    KIND_INCIDENT,
    KIND_OPENING,
    KIND_CATEGORISATION,
    KIND_ALLOCATION,
    KIND_PARTY,
    KIND_CONSENT,
    KIND_CONTACT,
    KIND_CONTACT_AGREEMENT,
    KIND_INTERVIEW,
    KIND_EVIDENCE,
    KIND_NOTE,
    KIND_TRIAGE,
    KIND_ASSESSMENT,
    KIND_PLAN,
    KIND_ACTION,
    KIND_REFERRAL,
    KIND_SAFEGUARDING,
    KIND_PARTNER,
    KIND_CONFERENCE,
    KIND_INTERVENTION,
    KIND_LEGAL,
    KIND_PROPORTIONALITY,
    KIND_FINDING,
    KIND_DECISION,
    KIND_ADVICE,
    KIND_TENANCY,
    KIND_APPROVAL,
    KIND_REVIEW,
    KIND_DEVIATION,
    KIND_LETTER,
    KIND_CLOSURE,
    KIND_REOPENING,
    KIND_FEEDBACK,
    KIND_LINK,
    KIND_CASE_REVIEW,
    KIND_PUBLICITY,
    KIND_CORRECTION,
    KIND_ERASURE,
    KIND_BUILT_IN_COUNT,
    KIND_X = KIND_BUILT_IN_COUNT,
    KIND_UNKNOWN
} record_kind;

const char *asbi_vocabulary_text(uint32_t at); /* what begins there among all texts of the vocabulary; for tables that are made of it */
const kind_def *asbi_kind(record_kind kind);   /* NULL for KIND_X and KIND_UNKNOWN */
record_kind asbi_kind_find(text name);
const char *asbi_kind_name(const kind_def *kind);
const char *asbi_kind_label(const kind_def *kind);
static inline uint32_t asbi_field_count(const kind_def *kind) {
    return (uint32_t)(kind[1].first - kind->first);
}
const field_def *asbi_field_at(const kind_def *kind, uint32_t index);
const field_def *asbi_field_find(const kind_def *kind, text name); /* NULL if the kind has none of that name */
const char *asbi_field_name(const field_def *f);
text asbi_field_name_text(const field_def *f);
const char *asbi_field_label(const field_def *f);
const char *asbi_field_list(const field_def *f);          /* the policy's list that its values come from, or NULL */
const char *asbi_field_required_when(const field_def *f); /* a sentence, or NULL */
const char *asbi_field_choices(const field_def *f);       /* a row of words, empty where there are none */
int asbi_has_choices(const field_def *f);
int asbi_choice_is(const field_def *f, text value); /* one of the built-in choices */
const char *asbi_field_type_name(field_type t);     /* as in vocabulary.json: "flag/text" */
const char *asbi_field_type_description(field_type t);
const char *asbi_class_name(field_class c);

/* Derived fields, readable in patterns: "assessment.score" is read as field "score" of an assessment. */
typedef struct derived_def {
    char name[19];     /* "assessment.score" */
    char kinds[2][13]; /* of which the second may be empty */
    char type[7];      /* number, band, flag */
} derived_def;
const derived_def *asbi_derived(uint32_t index); /* NULL past the end */

#endif
