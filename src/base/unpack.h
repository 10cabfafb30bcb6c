/* Packed texts: what the built-in documents, the sentences of messages and the style of pages are kept as, for they would be a third of the library otherwise.
 *
 * The first byte is 0, and the text follows as it is; or it is 1, and the text is told by choices between two things, each of which takes the less room
 * the likelier it was. How likely is learned on the way, by both sides alike: a `chance` is that of the first of two, in parts of CHANCE_WHOLE, and
 * moves by a part of what it was wrong at each choice. The choices are coded as in LZMA: a range is divided between the two, and what is
 * left of it in the end names the text.
 *
 * A text is a row of steps:
 *
 *     a letter      one byte, its bits from the highest, learned apart by the three highest bits of the byte before
 *     a match       how many bytes, less LEAST_MATCH - 1, and how far back they begin; may overlap what it writes
 *     once more     a match that is as far back as the one before
 *
 * A number from 1 on is told by how many bits it has behind the first, those bits from the highest, of which the first three are learned together.
 * What is further back than the beginning is at the end of another text, `before`. The packer is src/policies/pack/pack.c. */
#ifndef ASBI_UNPACK_H
#define ASBI_UNPACK_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

enum { LEAST_MATCH = 3, CHANCE_BITS = 11, CHANCE_WHOLE = 1 << CHANCE_BITS, CHANCE_STEP = 5, NUMBER_SIZES = 32, LEARNED_TOGETHER = 8 };
#define RANGE_LEAST (UINT32_C(1) << 24)

typedef uint16_t chance;

typedef struct number_chances {
    chance size[NUMBER_SIZES];                    /* a tree of five choices */
    chance first[NUMBER_SIZES][LEARNED_TOGETHER]; /* by size: a tree of three */
    chance rest[NUMBER_SIZES];                    /* by place */
} number_chances;

/* What is learned. As chances in a row it is set up by one loop. */
typedef struct pack_chances {
    chance is_match[2]; /* after a letter, after a match */
    chance is_once_more[2];
    chance letters[8][256];
    number_chances count, back[4]; /* how far back: by how many, up to three and above */
} pack_chances;

typedef struct packed_text {
    const uint8_t *bytes;
    uint32_t size;   /* packed */
    uint32_t length; /* of the text */
} packed_text;

/* 1 where `packed` was a text of just its length, written to `out`, which has room for it; nothing is ever written or read elsewhere. */
int asbi_unpack(char *out, const packed_text *packed, const char *before, size_t before_length);

/* The same, for the first who wants it: `state` is 0 before. Any others wait for the moment that it takes; in the end it gives `out`. What is unpacked is what
 * was packed when the library was built, and fits. */
const char *asbi_unpack_once(char *out, const packed_text *packed, atomic_int *state, const char *before, size_t before_length);

#endif
