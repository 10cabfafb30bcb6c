/* Facts: what the case has come to, kept up with each record; nothing can fail. The method is described in facts.c. */
#ifndef ASBI_FACTS_H
#define ASBI_FACTS_H

#include "judge.h"

/* After `newest` was added; with `again`, from all records (something earlier was corrected or erased, or the policy is another). Gives what may have changed:
 * a condition that reads nothing of it has stayed as it was. */
reads asbi_facts_update(asb_case *c, const entry *newest, int again);
/* The same for a case that borrows its entries and people, and `lent` are the facts of the case that it borrows them from: what does not hang on the policy is taken from there,
 * the rest worked out. `touched` is what the record may have changed there. */
reads asbi_facts_borrow(asb_case *c, const case_facts *lent, const entry *newest, int again, reads touched);
void asbi_facts_weigh(asb_case *c);  /* the risk alone, by the scores of the entries */
atom asbi_state_word(uint8_t state); /* WORD_open …, ATOM_NONE */

#endif
