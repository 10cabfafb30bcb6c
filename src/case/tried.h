/* Records that are asked about and not added. */
#ifndef ASBI_TRIED_H
#define ASBI_TRIED_H

#include "case_parts.h"

/* What a valid record would be, for judging: without a number, and lent from the record until that is read again. */
typedef struct tried_record {
    const entry *e;
    const guards_left *left; /* of the guards on its kind, by itself; NULL: that is not known */
} tried_record;
/* ASB_OK, ASB_ENOMEM. */
int32_t asbi_tried_read(tried_record *out, asb_case *c, const asb_record *r, instant recorded);

#endif
