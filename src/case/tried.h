/* Records that are asked about and not added. */
#ifndef ASBI_TRIED_H
#define ASBI_TRIED_H

#include "case_parts.h"

/* The entry that a valid record would be, for judging: without a number, and lent from the record. ASB_OK, ASB_ENOMEM. */
int32_t asbi_tried_read(entry *out, asb_case *c, const asb_record *r, instant recorded);
/* The whole of asb_case_may(), within a call. */
int32_t asbi_case_ask(asb_decision **out, asb_case *c, const asb_record *r);

#endif
