/* Packed texts: what the built-in documents are kept as, for they are half of the library otherwise.
 *
 * A packed text is a row of steps. A step copies some bytes from the packed text, and then some that were written before:
 *
 *     one byte        how many to copy: three bits for those from here, five bits for those from before, less LEAST_MATCH
 *     more bytes      if the three bits are 7: to be added, as long as they are 255, and the first that is not
 *     the bytes       that come from here
 *     two bytes       how far back the others begin, 1 to 65535, low byte first
 *     more bytes      if the five bits are 31: as above
 *
 * The last step ends with its bytes from here. What is further back than the beginning is at the end of another text, `before`.
 * The packer is src/policies/pack/pack.c. */
#ifndef ASBI_UNPACK_H
#define ASBI_UNPACK_H

#include <stddef.h>
#include <stdint.h>

enum { LEAST_MATCH = 4, MOST_HERE = 7, MOST_BEFORE = 31, MOST_BACK = 65535 };

typedef struct packed_text {
    const uint8_t *bytes;
    uint32_t size;   /* packed */
    uint32_t length; /* of the text */
} packed_text;

/* 1 where `packed` was a text of just its length, written to `out`, which has room for it; nothing is ever written or read elsewhere. */
int asbi_unpack(char *out, const packed_text *packed, const char *before, size_t before_length);

#endif
