/* SHA-256 with the cryptographic instructions of ARMv8. One of them does four rounds for one half of the state, with four words of the schedule plus their
 * constants; two others make four further words of the schedule from the sixteen before. */
#include "sha256.h"

#ifdef ASBI_SHA256_ARM
#if defined(__ARM_FEATURE_SHA2) || defined(__ARM_FEATURE_CRYPTO)
#define WITH_SHA
#else
#if defined(__clang__)
#define WITH_SHA __attribute__((target("sha2")))
#else
#define WITH_SHA __attribute__((target("+crypto")))
#endif
#include <sys/auxv.h>
#endif
#include <arm_neon.h>

int asbi_sha256_has_machine(void) {
#if defined(__ARM_FEATURE_SHA2) || defined(__ARM_FEATURE_CRYPTO)
    return 1;
#else
    enum { HAS_SHA2 = 1 << 6 }; /* HWCAP_SHA2 of Linux */
    return (getauxval(AT_HWCAP) & HAS_SHA2) != 0;
#endif
}

int asbi_sha256_has_wide(void) {
    return 0;
}

WITH_SHA static inline void four_rounds(uint32x4_t *abcd, uint32x4_t *efgh, uint32x4_t w, unsigned i) {
    uint32x4_t sum = vaddq_u32(w, vld1q_u32(asbi_sha256_constants + i)), before = *abcd;
    *abcd = vsha256hq_u32(*abcd, *efgh, sum);
    *efgh = vsha256h2q_u32(*efgh, before, sum);
}

/* The four words after a, b, c, d: in the place of a. */
WITH_SHA static inline uint32x4_t next_words(uint32x4_t a, uint32x4_t b, uint32x4_t c, uint32x4_t d) {
    return vsha256su1q_u32(vsha256su0q_u32(a, b), c, d);
}

WITH_SHA static inline uint32x4_t load_words(const uint8_t *at) {
    return vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(at)));
}

WITH_SHA static inline void add_block(uint32x4_t *abcd, uint32x4_t *efgh, const uint8_t *block) {
    uint32x4_t first = *abcd, second = *efgh;
    uint32x4_t a = load_words(block), b = load_words(block + 16), c = load_words(block + 32), d = load_words(block + 48);
    for (unsigned i = 0;; i += 16) {
        four_rounds(abcd, efgh, a, i);
        four_rounds(abcd, efgh, b, i + 4);
        four_rounds(abcd, efgh, c, i + 8);
        four_rounds(abcd, efgh, d, i + 12);
        if (i == 48) break;
        a = next_words(a, b, c, d);
        b = next_words(b, c, d, a);
        c = next_words(c, d, a, b);
        d = next_words(d, a, b, c);
    }
    *abcd = vaddq_u32(*abcd, first);
    *efgh = vaddq_u32(*efgh, second);
}

WITH_SHA void asbi_sha256_machine(uint32_t state[8], const uint8_t *blocks, size_t count) {
    uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);
    for (; count; count--, blocks += 64) add_block(&abcd, &efgh, blocks);
    vst1q_u32(state, abcd);
    vst1q_u32(state + 4, efgh);
}

/* ---- two messages at once: the instructions of one are begun while those of the other are under way */

typedef struct lane {
    uint32x4_t abcd, efgh, a, b, c, d; /* a to d: words of the schedule */
} lane;

WITH_SHA static inline void load_block(lane *l, const uint8_t *block) {
    l->a = load_words(block);
    l->b = load_words(block + 16);
    l->c = load_words(block + 32);
    l->d = load_words(block + 48);
}

WITH_SHA static inline void four_rounds_of_both(lane *x, lane *y, uint32x4_t w, uint32x4_t v, unsigned i) {
    four_rounds(&x->abcd, &x->efgh, w, i);
    four_rounds(&y->abcd, &y->efgh, v, i);
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
    x->abcd = vaddq_u32(x->abcd, before_x.abcd);
    x->efgh = vaddq_u32(x->efgh, before_x.efgh);
    y->abcd = vaddq_u32(y->abcd, before_y.abcd);
    y->efgh = vaddq_u32(y->efgh, before_y.efgh);
}

/* Word i of lane n is state[2 * i + n], which is what these instructions take apart and put together. */
WITH_SHA void asbi_sha256_machine_pair(uint32_t state[16], const uint8_t *const blocks[2], size_t count) {
    const uint8_t *first = blocks[0], *second = blocks[1];
    uint32x4x2_t low = vld2q_u32(state), high = vld2q_u32(state + 8);
    lane x = {.abcd = low.val[0], .efgh = high.val[0]}, y = {.abcd = low.val[1], .efgh = high.val[1]};
    for (; count; count--, first += 64, second += 64) {
        load_block(&x, first);
        load_block(&y, second);
        add_pair(&x, &y);
    }
    low = (uint32x4x2_t){{x.abcd, y.abcd}};
    high = (uint32x4x2_t){{x.efgh, y.efgh}};
    vst2q_u32(state, low);
    vst2q_u32(state + 8, high);
}

#else
typedef int asbi_sha256_arm_is_empty; /* ISO C wants at least one declaration */
#endif
