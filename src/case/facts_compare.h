/* Two folds of the same records, side by side: which of the facts that a policy decides are others. */
#ifndef ASBI_FACTS_COMPARE_H
#define ASBI_FACTS_COMPARE_H

#include "case.h"

/* In order of their names. */
typedef enum compared_fact {
    FACT_BAND,
    FACT_HATE,
    FACT_OWNER,
    FACT_OWNER_ROLE,
    FACT_POLICY,
    FACT_PRIORITY,
    FACT_SCORE,
    FACT_STAGE,
    FACT_STATE,
    FACT_COUNT
} compared_fact;

extern const char asbi_compared_facts[FACT_COUNT][11];

/* Bit n: fact n is another. */
uint32_t asbi_facts_differ(const asb_case *before, const asb_case *after);

#endif
