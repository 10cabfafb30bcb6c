/* What the files of the validation share with each other, and with the forms, which judge an answer as it is given.
 *
 * Method. A `check` is the fields of one record, to be judged as those of one kind at one place in the case. Fields are judged in
 * the order of the vocabulary, each by the checker of its type (a table in validate_types.c); the first thing wrong ends it (unless all
 * are asked for) and is said once, with its place, what was found there and what would be right. A correction is judged by a second check: of the
 * record as it would then read. */
#ifndef ASBI_VALIDATE_PARTS_H
#define ASBI_VALIDATE_PARTS_H

#include "case.h"
#include "../policy/nearest.h"

typedef struct check {
    const asb_case *c;
    const asb_policy *policy;
    record_kind kind;
    const char *kind_name;
    const json_value *fields; /* an object */
    uint32_t earlier;         /* records 1 to this are earlier ones */
    const field_def *field;   /* the one being looked at, */
    const char *field_name;   /* and what it is called: a parameter of a plan's action is none of the vocabulary */
    fault *f;
    buffer *all;    /* everything wrong is listed in here; NULL: the first ends it */
    uint32_t found; /* so many are listed */
} check;

/* ---- the steps: ASB_OK, or the fault is filled in */
int32_t asbi_valid_fields(check *k);                          /* all of them, and the rules between them */
int32_t asbi_valid_type(const check *k, const json_value *v); /* by the type of k->field */
int32_t asbi_valid_rules(check *k);
int32_t asbi_valid_correction(check *k);

/* ---- checkers of a type; k->field is the field, v its value or a part of it */
typedef int32_t type_check(const check *k, const json_value *v);
type_check asbi_valid_text, asbi_valid_when, asbi_valid_period, asbi_valid_seq, asbi_valid_one, asbi_valid_many, asbi_valid_party,
    asbi_valid_parties, asbi_valid_id, asbi_valid_remedy, asbi_valid_categories, asbi_valid_triage, asbi_valid_answers, asbi_valid_details,
    asbi_valid_actions, asbi_valid_alternatives, asbi_valid_scores;

/* Each item of a list, in order. */
int32_t asbi_valid_each(const check *k, const json_value *list, type_check *item);
/* No item has the text (or number) of one before it; of a list of objects, that in their member `key`. ASB_ENOMEM for long lists. */
int32_t asbi_valid_distinct(const check *k, const json_value *list, const char *key);

/* ---- looking */
text asbi_field_text(const check *k, const char *field);            /* empty where absent or no text */
int asbi_party_is_known(const asb_case *c, text id);                /* by a record that is not erased */
const entry *asbi_earlier_entry(const check *k, const char *field); /* that the number in this field names; NULL: none */

/* ---- saying what is wrong */

/* About the value `at` (NULL: the field as such): "where" is its place, then up to two arguments more (NULL: none). */
int32_t asbi_wrong(const check *k, const char *field, const json_value *at, const char *code, const char *name1, const char *value1,
                   const char *name2, const char *value2);
/* It is of another type than is wanted. */
int32_t asbi_wrong_type(const check *k, const json_value *at, const char *wanted);

/* What it could have been: all of them as one text (as many as there is room for), and the nearest. */
typedef struct choices {
    nearest near;
    char list[480];
    size_t length;
    int is_full;
} choices;
choices asbi_choices(text wanted);
void asbi_offer(choices *o, text candidate);
const char *asbi_best(choices *o); /* the nearest; NULL where none is near */

/* It is none of those offered: code_near where one of them is near ({nearest}), else code. The place is `at`, or the field itself. */
int32_t asbi_wrong_choice(const check *k, const char *field, const json_value *at, const char *code, const char *code_near,
                          choices *offered);
/* What stands there, for a message. */
const char *asbi_what_stands(const json_value *v);

#endif
