/* Guards: may a record be added now (model section 7). */
#ifndef ASBI_GUARDS_H
#define ASBI_GUARDS_H

#include "judge.h"
#include <asb/decision.h>

/* A guard that had something to say about the tried record. */
typedef struct verdict {
    atom id;
    uint8_t effect;           /* ASB_EFFECT_… */
    const guard_rule *rule;   /* NULL: built in */
    const remedy_def *remedy; /* built in: the remedy concerned, or NULL */
    const duty_rule *duty;    /* agreement-too-long: the duty concerned */
    period allowed;           /* agreement-too-long: the longest period that it allows */
    uint32_t deviation;       /* ASB_EFFECT_DEVIATION: the entry that allows it */
} verdict;

/* Room for every guard there is. */
uint32_t asbi_verdicts_most(const asb_policy *p);
/* Room for those that can be on it. */
uint32_t asbi_verdicts_of(const asb_policy *p, const entry *tried);
/* Judge every guard on the tried record (asbi_judge_tried()): how many verdicts, built-in ones first. Cannot fail; the policy keeps the index that is made for it.
 * `left`: what the record alone leaves, where that is known already; NULL: it is not. */
uint32_t asbi_judge_guards(const judge *j, const guards_left *left, verdict *out);
/* That: one for each block of the index. */
void asbi_guards_by_record(const judge *j, const guard_index *index, guards_left *out);
/* The same for the built-in ones alone (guard_built_in.c). */
uint32_t asbi_judge_built_in(const judge *j, verdict *out);

/* A decision that people can read. `breach`: what would be refused was admitted. ASB_OK, ASB_ENOMEM, ASB_ELIMIT. */
int32_t asbi_decision_new(asb_decision **out, const judge *j, const verdict *verdicts, uint32_t count);

#endif
