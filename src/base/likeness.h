/* How names, addresses and postcodes are written where they are compared: equal keys are alike. Keys hold letters in lower case, digits and
 * single spaces, so that they can stand in JSON as they are. Nothing here allocates but the buffer. */
#ifndef ASBI_LIKENESS_H
#define ASBI_LIKENESS_H

#include "buffer.h"
#include "text.h"

/* Words without accents, apostrophes and titles, in the order of their bytes: "Dr. O'Brien, Siân" and "sian obrien" are "obrien sian". */
void asbi_put_name_key(buffer *b, text name);

/* Words in the order written, those that have a short form in it: "Flat 2, 14 High Street" and "flat 2 14 high st" are "flat 2 14 high st". */
void asbi_put_address_key(buffer *b, text address);

/* Letters and digits in capitals, a space before the last three: "tn91aa" is "TN9 1AA". */
void asbi_put_postcode_key(buffer *b, text postcode);

#endif
