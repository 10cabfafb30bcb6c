/* What the files that check a policy share. check.c collects the names and walks; check_value.c knows the shapes of the grammar;
 * the others know one subject each. */
#ifndef ASBI_POLICY_CHECK_H
#define ASBI_POLICY_CHECK_H

#include "grammar.h"
#include "reading.h"

/* Kinds of record that something is about. */
typedef struct kind_set {
    uint64_t built_in; /* bit n: record_kind n */
    uint8_t x;         /* also kinds that begin with x- */
    uint8_t unclear;   /* one could not be read: say nothing more about it */
} kind_set;

typedef struct check {
    reading *r;
    key_rules grammar[THING_COUNT];
    intern names[NAME_SPACE_COUNT]; /* what can be referred to */
    intern seen[NAME_SPACE_COUNT];  /* ids met so far, for finding those that are there twice */
    uint8_t stands;                 /* where the condition or pattern at hand stands */
    uint8_t has_party;              /* the duty or guard at hand has a party in question */
    uint8_t has_record;             /* `record` is known to be of kinds `tried` */
    kind_set tried;                 /* kinds of what starts the duty or is guarded */
    const char *list;               /* the list at hand of `lists` */
} check;

/* check.c */
void asbi_check_problem(check *c, const json_value *at, const char *code, const note *notes);
int asbi_has_name(const check *c, name_space n, text id);
void asbi_offer_names(const check *c, name_space n, nearest *to);
int asbi_has_addition(const check *c, const char *kind, const char *field, text value);
void asbi_offer_additions(const check *c, const char *kind, const char *field, nearest *to);
int asbi_is_full(const check *c);              /* enough problems: look no further */
void asbi_begin_names(check *c, name_space n); /* a new object with such ids begins */

/* check_value.c */
void asbi_check_object(check *c, const json_value *v, thing t);
void asbi_check_value(check *c, const json_value *v, const key_rule *rule);
int asbi_check_type(check *c, const json_value *v, json_type type); /* 0, and a problem, where it is of another */
void asbi_check_text(check *c, const json_value *v);
void asbi_check_choice(check *c, const json_value *v, choice_of of);
void asbi_check_period(check *c, const json_value *v);
void asbi_check_unknown_key(check *c, const json_value *v, const char *in, nearest *n);

/* check_condition.c */
void asbi_check_condition(check *c, const json_value *v);
void asbi_check_pattern(check *c, const json_value *v);
void asbi_check_kind(check *c, const json_value *v);
void asbi_check_same(check *c, const json_value *v);
kind_set asbi_kinds_of(const json_value *v); /* of a pattern, or of a kind or list of kinds */
kind_set asbi_kinds_of_all(const json_value *patterns);
int asbi_may_name_party(kind_set k);
int asbi_must_name_party(kind_set k);                            /* whichever of the kinds it is */
void asbi_check_form(check *c, const json_value *v, thing form); /* what a form asks beyond its keys */

/* check_facts.c */
void asbi_check_facts(check *c, const json_value *v, facts_of of);
void asbi_check_proposed_fields(check *c, const json_value *v);
void asbi_check_date_field(check *c, const json_value *v);

/* check_domain.c: what values a field can have. */
typedef struct domain {
    record_kind kind;
    const field_def *field;     /* or */
    const derived_def *derived; /* or */
    const char *attribute;      /* of the case */
} domain;
int asbi_domain_of_field(domain *out, record_kind kind, text field);
int asbi_domain_of_attribute(domain *out, text attribute);
int asbi_domain_has(const check *c, const domain *d, const json_value *scalar);
void asbi_domain_offer(const check *c, const domain *d, nearest *to);
int asbi_domain_names_record(const domain *d);
void asbi_offer_fields(kind_set kinds, nearest *to);
void asbi_offer_attributes(nearest *to);

/* check_rules.c, check_matrix.c, check_letter.c: what the grammar cannot say. */
void asbi_enter_thing(check *c, const json_value *v, thing t);
void asbi_check_thing(check *c, const json_value *v, thing t);
void asbi_check_matrix(check *c, const json_value *v);
void asbi_check_contested(check *c, const json_value *v);
void asbi_check_letter(check *c, const json_value *v);
void asbi_check_added_lists(check *c, const json_value *v);

/* The smallest and greatest score that the answers to a matrix can have (also for compiling). */
typedef struct score_limits {
    int32_t least, greatest;
} score_limits;
score_limits asbi_score_limits(const json_value *matrix);

#endif
