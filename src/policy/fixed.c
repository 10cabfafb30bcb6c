#include "fixed.h"

#include "../base/container.h"
#include "../record/vocabulary.h"
#include "policy.h"

/* clang-format off */
static const char words[] =
#define WORD(name, text) text "\0"
#include "words.inc"
#undef WORD
    ;

#define FIXED(at, length) at,
static const uint16_t places[] = {
#include "fixed_words.inc"
};
#undef FIXED
#define FIXED(at, length) length,
static const uint8_t lengths[] = {
#include "fixed_words.inc"
};
#undef FIXED
#define FIXED_TABLE
static const uint16_t slots[FIXED_SLOTS] = {
#include "fixed_words.inc"
};
#undef FIXED_TABLE
/* clang-format on */

_Static_assert(COUNT_OF(places) == FIXED_WORDS && FIXED_WORDS <= FIXED_NUMBER && (int)WORD_END <= (int)FIXED_WORDS,
               "each word has its number");
_Static_assert(sizeof words <= UINT16_MAX, "where a word begins is told in 16 bits");

/* Those of the code come first. */
text asbi_fixed_text(uint32_t number) {
    uint16_t at = places[number - 1];

    return (text){number < WORD_END ? words + at : asbi_vocabulary_text(at), lengths[number - 1]};
}

uint32_t asbi_fixed_find(text t) {
    uint32_t hash = asbi_fixed_hash(t), mark = asbi_fixed_mark(hash), at = asbi_fixed_slot(hash);

    for (; slots[at] != 0; at = (at + 1) & (FIXED_SLOTS - 1)) {
        uint32_t number = slots[at] & FIXED_NUMBER;
        if (slots[at] >> FIXED_NUMBER_BITS == mark && lengths[number - 1] == t.length && asbi_text_same(asbi_fixed_text(number), t))
            return number;
    }
    return 0;
}
