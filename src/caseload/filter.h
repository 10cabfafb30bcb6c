/* What the questions share: their keys, their cases, and how they are wrong. */
#ifndef ASBI_FILTER_H
#define ASBI_FILTER_H

#include "caseload.h"

extern const char asbi_dimension_words[DIM_COUNT][15];
int asbi_dimension_of(text key); /* -1: none */
int asbi_is_month(int dimension);
/* of_duties: but for the officer, who is the duty's. */
void asbi_filter_mask(const asb_caseload *l, const filter *f, int of_duties, uint32_t first, uint32_t count, uint8_t *lets);
int32_t asbi_query_wrong(fault *f, const json_value *v, const char *code, const char *argument);

#endif
