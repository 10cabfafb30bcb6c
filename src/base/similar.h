/* How like two words are: by their letters and by their sound. Words are as likeness.h writes them: small letters without accents, and digits. Nothing here allocates. */
#ifndef ASBI_SIMILAR_H
#define ASBI_SIMILAR_H

#include "text.h"

/* How many letters must be put in, left out, exchanged, or swapped with their neighbour (each stretch of letters at most once) to make one of the other; `most` + 1 where
 * it is more than that. Words of more than 40 bytes are either equal or far apart. */
unsigned asbi_word_distance(text a, text b, unsigned most);

/* How a word sounds, as far as English spelling tells: equal for Catherine and Kathryn, Mohammed and Muhamad, Smith and Smyth. Words with letters that are not a to z sound
 * like themselves alone. 0: nothing that sounds. */
uint32_t asbi_word_sound(text word);

/* What it begins with, as it sounds: the same for Catherine and k. Of a single letter too. */
uint32_t asbi_word_initial(text word);

/* Well-mixed bits of bytes, the same on every machine. */
uint64_t asbi_mix_bytes(uint64_t seed, const void *bytes, size_t length);

/* The next word of a key, from `*at`, which moves on; empty: there is none left. */
text asbi_next_word(text key, size_t *at);

#endif
