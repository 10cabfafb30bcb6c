/* The words that every policy knows: those of the code (words.inc), then the vocabulary's kinds, fields and choices. They are the first names of every policy, in this order, so that each
 * has the same number everywhere.
 *
 * They never change while the library runs, and so they are not interned when a policy is read: their hash table is a constant (fixed_words.inc), without pointers, and no process has it for
 * itself. It is written by tests/abi/fixed_words.py, which fails when words.inc or the vocabulary say something else. Its hash needs no seed: nobody can put a word in. */
#ifndef ASBI_POLICY_FIXED_H
#define ASBI_POLICY_FIXED_H

#include "../base/bytes.h"
#include "../base/text.h"

/* A slot is 0, or the number of a word with a few bits of its hash above it. */
enum { FIXED_WORDS = 425, FIXED_SLOTS = 1024, FIXED_NUMBER_BITS = 9, FIXED_NUMBER = (1 << FIXED_NUMBER_BITS) - 1 };

/* What begins and what ends a text, by eight bytes each at the most; what is between is compared. The upper bits are for the slot, those below for its mark. */
static inline uint32_t asbi_fixed_hash(text t) {
    const unsigned char *c = (const unsigned char *)t.at;
    uint64_t hash = (uint64_t)t.length << 56;

    if (t.length >= 8)
        hash ^= asbi_get64(c) + asbi_get64(c + t.length - 8) * 31;
    else if (t.length >= 4)
        hash ^= asbi_get32(c) | (uint64_t)asbi_get32(c + t.length - 4) << 20;
    else if (t.length > 0)
        hash ^= (uint64_t)c[0] << 16 | (uint64_t)c[t.length / 2] << 8 | c[t.length - 1];
    hash = (hash ^ hash >> 31) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash >> 40);
}
static inline uint32_t asbi_fixed_slot(uint32_t hash) {
    return hash >> 14 & (FIXED_SLOTS - 1);
}
static inline uint32_t asbi_fixed_mark(uint32_t hash) {
    return hash & ((1u << (16 - FIXED_NUMBER_BITS)) - 1);
}

uint32_t asbi_fixed_find(text t); /* its number, from 1; 0: it is none of them */
text asbi_fixed_text(uint32_t number);

#endif
