/* SHA-256 of sixteen messages at once, with the vectors of AVX-512: sixteen words of 32 bits, one of each message. All that FIPS 180-4 does to a word is done to sixteen,
 * with rotations and functions of three words that are one instruction each, which makes this several times as fast as instructions for SHA-256 that do one message.
 *
 * The blocks come as sixteen rows and are wanted as columns: they are turned by exchanging ever larger parts, as a matrix is. */
#include "sha256.h"

#ifdef ASBI_SHA256_WIDE
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512bw")))

#define SUM_A(x) _mm512_ternarylogic_epi32(_mm512_ror_epi32(x, 2), _mm512_ror_epi32(x, 13), _mm512_ror_epi32(x, 22), 0x96)
#define SUM_E(x) _mm512_ternarylogic_epi32(_mm512_ror_epi32(x, 6), _mm512_ror_epi32(x, 11), _mm512_ror_epi32(x, 25), 0x96)
#define SIGMA_0(x) _mm512_ternarylogic_epi32(_mm512_ror_epi32(x, 7), _mm512_ror_epi32(x, 18), _mm512_srli_epi32(x, 3), 0x96)
#define SIGMA_1(x) _mm512_ternarylogic_epi32(_mm512_ror_epi32(x, 17), _mm512_ror_epi32(x, 19), _mm512_srli_epi32(x, 10), 0x96)
#define CHOOSE(x, y, z) _mm512_ternarylogic_epi32(x, y, z, 0xCA)
#define MAJORITY(x, y, z) _mm512_ternarylogic_epi32(x, y, z, 0xE8)
#define ADD(x, y) _mm512_add_epi32(x, y)

#define GIVEN(i) w[i]
#define MADE(i) (w[(i)&15] = ADD(ADD(w[(i)&15], SIGMA_1(w[((i)-2) & 15])), ADD(w[((i)-7) & 15], SIGMA_0(w[((i)-15) & 15]))))

#define ROUND(a, b, c, d, e, f, g, h, word, k) \
    do { \
        __m512i given = ADD(ADD(h, _mm512_set1_epi32((int)(k))), word), chosen = CHOOSE(e, f, g), sum = SUM_E(e); \
        (d) = ADD(ADD(ADD(d, given), chosen), sum); \
        (h) = ADD(ADD(ADD(given, chosen), MAJORITY(a, b, c)), ADD(sum, SUM_A(a))); \
    } while (0)

#define EIGHT_ROUNDS(WORD, i, k) \
    do { \
        ROUND(a, b, c, d, e, f, g, h, WORD((i) + 0), (k)[(i) + 0]); \
        ROUND(h, a, b, c, d, e, f, g, WORD((i) + 1), (k)[(i) + 1]); \
        ROUND(g, h, a, b, c, d, e, f, WORD((i) + 2), (k)[(i) + 2]); \
        ROUND(f, g, h, a, b, c, d, e, WORD((i) + 3), (k)[(i) + 3]); \
        ROUND(e, f, g, h, a, b, c, d, WORD((i) + 4), (k)[(i) + 4]); \
        ROUND(d, e, f, g, h, a, b, c, WORD((i) + 5), (k)[(i) + 5]); \
        ROUND(c, d, e, f, g, h, a, b, WORD((i) + 6), (k)[(i) + 6]); \
        ROUND(b, c, d, e, f, g, h, a, WORD((i) + 7), (k)[(i) + 7]); \
    } while (0)

/* The words of four rows, each with its own part of 128 bits: from rows to columns of these parts. */
WIDE static inline void turn_four(__m512i *a, __m512i *b, __m512i *c, __m512i *d) {
    __m512i ab_low = _mm512_unpacklo_epi32(*a, *b), ab_high = _mm512_unpackhi_epi32(*a, *b);
    __m512i cd_low = _mm512_unpacklo_epi32(*c, *d), cd_high = _mm512_unpackhi_epi32(*c, *d);
    *a = _mm512_unpacklo_epi64(ab_low, cd_low);
    *b = _mm512_unpackhi_epi64(ab_low, cd_low);
    *c = _mm512_unpacklo_epi64(ab_high, cd_high);
    *d = _mm512_unpackhi_epi64(ab_high, cd_high);
}

/* The parts of four vectors: from rows to columns. */
WIDE static inline void turn_parts(__m512i *a, __m512i *b, __m512i *c, __m512i *d) {
    __m512i ab_even = _mm512_shuffle_i32x4(*a, *b, 0x88), ab_odd = _mm512_shuffle_i32x4(*a, *b, 0xDD);
    __m512i cd_even = _mm512_shuffle_i32x4(*c, *d, 0x88), cd_odd = _mm512_shuffle_i32x4(*c, *d, 0xDD);
    *a = _mm512_shuffle_i32x4(ab_even, cd_even, 0x88);
    *b = _mm512_shuffle_i32x4(ab_odd, cd_odd, 0x88);
    *c = _mm512_shuffle_i32x4(ab_even, cd_even, 0xDD);
    *d = _mm512_shuffle_i32x4(ab_odd, cd_odd, 0xDD);
}

/* The next block of each message; w[i] becomes word i of all of them. */
WIDE static inline void load_words(__m512i w[16], const uint8_t *const blocks[16], size_t offset) {
    const __m512i order = _mm512_broadcast_i32x4(_mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203));
    for (size_t i = 0; i < 16; i++) w[i] = _mm512_shuffle_epi8(_mm512_loadu_si512(blocks[i] + offset), order);
    for (size_t i = 0; i < 16; i += 4) turn_four(&w[i], &w[i + 1], &w[i + 2], &w[i + 3]);
    __m512i parts[16];
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 4; k++) parts[4 * i + k] = w[4 * k + i];
        turn_parts(&parts[4 * i], &parts[4 * i + 1], &parts[4 * i + 2], &parts[4 * i + 3]);
    }
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 4; k++) w[4 * k + i] = parts[4 * i + k];
}

WIDE static void add_blocks(__m512i s[8], __m512i w[16]) {
    const uint32_t *k = asbi_sha256_constants;
    __m512i a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    EIGHT_ROUNDS(GIVEN, 0, k);
    EIGHT_ROUNDS(GIVEN, 8, k);
    for (size_t i = 16; i < 64; i += 16) {
        k += 16;
        EIGHT_ROUNDS(MADE, 0, k);
        EIGHT_ROUNDS(MADE, 8, k);
    }
    const __m512i after[8] = {a, b, c, d, e, f, g, h};
    for (size_t i = 0; i < 8; i++) s[i] = ADD(s[i], after[i]);
}

WIDE void asbi_sha256_machine_wide(uint32_t state[128], const uint8_t *const blocks[16], size_t count) {
    __m512i s[8], w[16];
    for (size_t i = 0; i < 8; i++) s[i] = _mm512_loadu_si512(state + 16 * i);
    for (size_t n = 0; n < count; n++) {
        load_words(w, blocks, n * 64);
        add_blocks(s, w);
    }
    for (size_t i = 0; i < 8; i++) _mm512_storeu_si512(state + 16 * i, s[i]);
}

#else
typedef int asbi_sha256_wide_is_empty; /* ISO C wants at least one declaration */
#endif
