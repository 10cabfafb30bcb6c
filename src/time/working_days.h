/* Adding working days where nobody but the bank holidays has a say. */
#ifndef ASBI_WORKING_DAYS_H
#define ASBI_WORKING_DAYS_H

#include "instant.h"

/* The count-th working day after d, from 1 on; NO_DATE where that is not in the table (1990 to 2069). */
date asbi_add_plain_working_days(date d, int32_t count);

#endif
