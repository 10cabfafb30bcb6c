/* What somebody may have meant who wrote a name that does not exist. */
#ifndef ASBI_POLICY_NEAREST_H
#define ASBI_POLICY_NEAREST_H

#include "../base/text.h"

/* "did you mean …", or what there is to choose from. */
typedef struct nearest {
    text wanted;
    char best[96]; /* a copy: what is offered may be made for the moment */
    size_t best_length;
    unsigned distance;
    char known[192]; /* the first few that were offered */
    size_t known_length;
    uint32_t offered;
    char hint[320];
} nearest;

nearest asbi_nearest(text wanted);
void asbi_nearest_offer(nearest *n, text candidate);
const char *asbi_nearest_hint(nearest *n);

#endif
