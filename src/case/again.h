/* For whoever folds many cases, one after the other, and keeps none of them (src/rehearsal). */
#ifndef ASBI_AGAIN_H
#define ASBI_AGAIN_H

#include "fold.h"

/* As asbi_folded_begin(), in the room of what was folded before. Whatever it holds must not be kept by its entries. */
void asbi_folded_again(asb_case *c, asb_policy *policy);

#endif
