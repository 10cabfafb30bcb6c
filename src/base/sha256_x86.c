/* SHA-256 with the SHA extensions of x86.
 *
 * Method. The instructions want the state as two vectors, {f,e,b,a} and {h,g,d,c}. One of them does two rounds, with two words of the schedule plus their constants in its
 * lower half; two others make four further words of the schedule from the sixteen before. The sixteen are kept in four vectors, which change their roles and not
 * their places. */
#include "sha256.h"

#ifdef ASBI_SHA256_X86
#include <cpuid.h>
#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

int asbi_sha256_has_machine(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & 1u << 29);
}

/* The vectors of AVX-512, and a system that keeps them when it changes threads. */
__attribute__((target("xsave"))) static int are_kept(void) {
    enum { KEPT = 0xE6 };
    return (_xgetbv(0) & KEPT) == KEPT;
}

int asbi_sha256_has_wide(void) {
    enum { USES_XSAVE = 1 << 27, AVX512F = 1 << 16, AVX512BW = 1 << 30 };
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & USES_XSAVE) || !are_kept()) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & AVX512F) && (b & AVX512BW);
}

/* Four rounds with words w, the first of them number i. */
WITH_SHA static inline void four_rounds(__m128i *abef, __m128i *cdgh, __m128i w, unsigned i) {
    __m128i sum = _mm_add_epi32(w, _mm_loadu_si128((const __m128i *)(const void *)(asbi_sha256_constants + i)));
    *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, sum);
    *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

/* The four words after a, b, c, d: in the place of a. */
WITH_SHA static inline __m128i next_words(__m128i a, __m128i b, __m128i c, __m128i d) {
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));
    return _mm_sha256msg2_epu32(sum, d);
}

WITH_SHA static inline __m128i load_words(const uint8_t *at) {
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)at), order);
}

WITH_SHA static inline void add_block(__m128i *abef, __m128i *cdgh, const uint8_t *block) {
    __m128i first = *abef, second = *cdgh;
    __m128i a = load_words(block), b = load_words(block + 16), c = load_words(block + 32), d = load_words(block + 48);
    for (unsigned i = 0;; i += 16) {
        four_rounds(abef, cdgh, a, i);
        four_rounds(abef, cdgh, b, i + 4);
        four_rounds(abef, cdgh, c, i + 8);
        four_rounds(abef, cdgh, d, i + 12);
        if (i == 48) break;
        a = next_words(a, b, c, d);
        b = next_words(b, c, d, a);
        c = next_words(c, d, a, b);
        d = next_words(d, a, b, c);
    }
    *abef = _mm_add_epi32(*abef, first);
    *cdgh = _mm_add_epi32(*cdgh, second);
}

WITH_SHA void asbi_sha256_machine(uint32_t state[8], const uint8_t *blocks, size_t count) {
    __m128i *low = (__m128i *)(void *)state, *high = (__m128i *)(void *)(state + 4);
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(low), 0xB1), efgh = _mm_shuffle_epi32(_mm_loadu_si128(high), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; count; count--, blocks += 64) add_block(&abef, &cdgh, blocks);
    __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(low, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(high, _mm_alignr_epi8(dchg, feba, 8));
}

/* ---- two messages at once: the instructions of one are begun while those of the other are under way */

typedef struct lane {
    __m128i abef, cdgh, a, b, c, d; /* a to d: words of the schedule */
} lane;

WITH_SHA static inline void load_block(lane *l, const uint8_t *block) {
    l->a = load_words(block);
    l->b = load_words(block + 16);
    l->c = load_words(block + 32);
    l->d = load_words(block + 48);
}

WITH_SHA static inline void four_rounds_of_both(lane *x, lane *y, __m128i w, __m128i v, unsigned i) {
    four_rounds(&x->abef, &x->cdgh, w, i);
    four_rounds(&y->abef, &y->cdgh, v, i);
}

WITH_SHA static inline void next_sixteen(lane *l) {
    l->a = next_words(l->a, l->b, l->c, l->d);
    l->b = next_words(l->b, l->c, l->d, l->a);
    l->c = next_words(l->c, l->d, l->a, l->b);
    l->d = next_words(l->d, l->a, l->b, l->c);
}

WITH_SHA static inline void sixteen_rounds(lane *x, lane *y, unsigned i) {
    four_rounds_of_both(x, y, x->a, y->a, i);
    four_rounds_of_both(x, y, x->b, y->b, i + 4);
    four_rounds_of_both(x, y, x->c, y->c, i + 8);
    four_rounds_of_both(x, y, x->d, y->d, i + 12);
}

WITH_SHA static inline void add_pair(lane *x, lane *y) {
    const lane before_x = *x, before_y = *y;
    sixteen_rounds(x, y, 0);
    for (unsigned i = 16; i < 64; i += 16) {
        next_sixteen(x);
        next_sixteen(y);
        sixteen_rounds(x, y, i);
    }
    x->abef = _mm_add_epi32(x->abef, before_x.abef);
    x->cdgh = _mm_add_epi32(x->cdgh, before_x.cdgh);
    y->abef = _mm_add_epi32(y->abef, before_y.abef);
    y->cdgh = _mm_add_epi32(y->cdgh, before_y.cdgh);
}

WITH_SHA static inline __m128i load_state(const uint32_t *at) {
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

#define PICK(low, high, which) _mm_castps_si128(_mm_shuffle_ps(_mm_castsi128_ps(low), _mm_castsi128_ps(high), which))

/* Two words of both lanes after each other are a vector in memory. */
WITH_SHA static inline void load_lanes(lane *x, lane *y, const uint32_t state[16]) {
    __m128i ab = load_state(state), cd = load_state(state + 4), ef = load_state(state + 8), gh = load_state(state + 12);
    x->abef = PICK(ef, ab, 0x22);
    y->abef = PICK(ef, ab, 0x77);
    x->cdgh = PICK(gh, cd, 0x22);
    y->cdgh = PICK(gh, cd, 0x77);
}

WITH_SHA static inline void store_state(uint32_t *at, __m128i swapped) {
    _mm_storeu_si128((__m128i *)(void *)at, _mm_shuffle_epi32(swapped, 0x4E));
}

WITH_SHA static inline void store_lanes(uint32_t state[16], const lane *x, const lane *y) {
    store_state(state, _mm_unpackhi_epi32(x->abef, y->abef));
    store_state(state + 4, _mm_unpackhi_epi32(x->cdgh, y->cdgh));
    store_state(state + 8, _mm_unpacklo_epi32(x->abef, y->abef));
    store_state(state + 12, _mm_unpacklo_epi32(x->cdgh, y->cdgh));
}

WITH_SHA void asbi_sha256_machine_pair(uint32_t state[16], const uint8_t *const blocks[2], size_t count) {
    const uint8_t *first = blocks[0], *second = blocks[1];
    lane x, y;
    load_lanes(&x, &y, state);
    for (; count; count--, first += 64, second += 64) {
        load_block(&x, first);
        load_block(&y, second);
        add_pair(&x, &y);
    }
    store_lanes(state, &x, &y);
}

#else
typedef int asbi_sha256_x86_is_empty; /* ISO C wants at least one declaration */
#endif
