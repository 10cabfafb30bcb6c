/* Facts: what the case has come to, kept up with each record; nothing can fail. The method is described in facts.c. */
#ifndef ASBI_FACTS_H
#define ASBI_FACTS_H

#include "judge.h"

/* After `newest` was added; with `again`, from all records (something earlier was corrected or erased, or the policy is another). Gives what may have changed:
 * a condition that reads nothing of it has stayed as it was. */
reads asbi_facts_update(asb_case *c, const entry *newest, int again);
/* Two parts of that by themselves, for whoever has the rest from another fold: the risk, by the scores of the entries; priority and stage, where that may have changed. */
void asbi_facts_weigh(asb_case *c);
void asbi_facts_rank(asb_case *c, instant now, reads touched);
atom asbi_state_word(uint8_t state); /* WORD_open …, ATOM_NONE */

#endif
