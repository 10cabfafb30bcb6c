/* XXH64 as its author specifies it: four lanes of 64 bits over stripes of 32 bytes, then the rest, then an avalanche. It runs at
 * memory speed in plain C, so that every byte that is read can be checked.
 *
 * The four lanes together, by the vectors of AVX-512, are for processors that multiply four numbers of 64 bits about as fast as one. AMD's do, in three cycles; Intel's take fifteen, and a
 * lane waits for each: there plain C is as fast. */
#include "checksum.h"

#include "../base/sha256.h"
#include <stdatomic.h>
#include <string.h>
#if defined(ASBI_SHA256_WIDE) && defined(__x86_64__)
#define HAS_LANES
#include <cpuid.h>
#include <immintrin.h>
#endif

enum { STRIPE = 32 };
static const uint64_t prime_1 = 0x9E3779B185EBCA87u, prime_2 = 0xC2B2AE3D27D4EB4Fu, prime_3 = 0x165667B19E3779F9u,
                      prime_4 = 0x85EBCA77C2B2AE63u, prime_5 = 0x27D4EB2F165667C5u;

static uint64_t rotate(uint64_t x, unsigned by) {
    return x << by | x >> (64 - by);
}

static uint64_t stir(uint64_t lane, uint64_t word) {
    return rotate(lane + word * prime_2, 31) * prime_1;
}

static uint64_t merge(uint64_t sum, uint64_t lane) {
    return (sum ^ stir(0, lane)) * prime_1 + prime_4;
}

/* The next few bytes. Where they are copied it is the copy that is looked at: others may write to them meanwhile, and what is summed must be what was copied. The fence keeps a compiler from
 * reading them twice. */
static inline const uint8_t *look(uint8_t *to, const uint8_t *from, size_t at, size_t few) {
    if (!to) return from + at;
    memcpy(to + at, from + at, few);
    atomic_signal_fence(memory_order_seq_cst);
    return to + at;
}

static uint64_t finish(uint64_t sum, uint8_t *to, const uint8_t *from, size_t at, size_t length) {
    sum += length;
    for (; length - at >= 8; at += 8) sum = rotate(sum ^ stir(0, asbi_get64(look(to, from, at, 8))), 27) * prime_1 + prime_4;
    if (length - at >= 4) {
        sum = rotate(sum ^ asbi_get32(look(to, from, at, 4)) * prime_1, 23) * prime_2 + prime_3;
        at += 4;
    }
    for (; at < length; at++) sum = rotate(sum ^ *look(to, from, at, 1) * prime_5, 11) * prime_1;
    sum = (sum ^ sum >> 33) * prime_2;
    sum = (sum ^ sum >> 29) * prime_3;
    return sum ^ sum >> 32;
}

uint64_t asbi_checksum_portable(uint64_t seed, void *copy, const void *bytes, size_t length) {
    const uint8_t *from = bytes;
    uint8_t *to = copy;
    size_t at = 0;
    if (length < STRIPE) return finish(seed + prime_5, to, from, 0, length);
    uint64_t a = seed + prime_1 + prime_2, b = seed + prime_2, c = seed, d = seed - prime_1;
    for (; length - at >= STRIPE; at += STRIPE) {
        const uint8_t *words = look(to, from, at, STRIPE);
        a = stir(a, asbi_get64(words));
        b = stir(b, asbi_get64(words + 8));
        c = stir(c, asbi_get64(words + 16));
        d = stir(d, asbi_get64(words + 24));
    }
    uint64_t sum = merge(merge(merge(merge(rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18), a), b), c), d);
    return finish(sum, to, from, at, length);
}

/* ---- four lanes together */

#ifdef HAS_LANES
#define WITH_LANES __attribute__((target("avx512dq,avx512vl")))

WITH_LANES static inline __m256i four(uint64_t a, uint64_t b, uint64_t c, uint64_t d) {
    return _mm256_setr_epi64x((long long)a, (long long)b, (long long)c, (long long)d);
}

WITH_LANES static inline __m256i stir_four(__m256i lanes, __m256i words, __m256i first, __m256i second) {
    return _mm256_mullo_epi64(_mm256_rol_epi64(_mm256_add_epi64(lanes, _mm256_mullo_epi64(words, second)), 31), first);
}

WITH_LANES static uint64_t by_lanes(uint64_t seed, void *copy, const void *bytes, size_t length) {
    const uint8_t *from = bytes;
    uint8_t *to = copy;
    size_t at = 0;
    __m256i first = four(prime_1, prime_1, prime_1, prime_1), second = four(prime_2, prime_2, prime_2, prime_2);
    __m256i lanes = four(seed + prime_1 + prime_2, seed + prime_2, seed, seed - prime_1);
    uint64_t turned[4], stirred[4];
    for (; length - at >= STRIPE; at += STRIPE)
        lanes = stir_four(lanes, _mm256_loadu_si256((const void *)look(to, from, at, STRIPE)), first, second);
    _mm256_storeu_si256((void *)turned, _mm256_rolv_epi64(lanes, four(1, 7, 12, 18)));
    _mm256_storeu_si256((void *)stirred, stir_four(_mm256_setzero_si256(), lanes, first, second));
    uint64_t sum = turned[0] + turned[1] + turned[2] + turned[3];
    for (unsigned i = 0; i < 4; i++) sum = (sum ^ stirred[i]) * prime_1 + prime_4;
    return finish(sum, to, from, at, length);
}

/* The other look at the processor has seen that the system keeps such vectors. */
static int multiplies_four(void) {
    enum { AUTH = 0x68747541, AVX512DQ = 1 << 17 };
    const unsigned avx512vl = 1u << 31;
    unsigned a, b, c, d;
    if (!asbi_sha256_has_wide() || !__get_cpuid(0, &a, &b, &c, &d) || b != AUTH) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & AVX512DQ) && (b & avx512vl);
}

static inline int has_lanes(void) {
    enum { IS_KNOWN = 1, IS_FAST = 2 };
    static atomic_int kept;
    int known = atomic_load_explicit(&kept, memory_order_relaxed);
    if (!known) {
        known = IS_KNOWN | (multiplies_four() ? IS_FAST : 0);
        atomic_store_explicit(&kept, known, memory_order_relaxed);
    }
    return known & IS_FAST;
}
#else
#define by_lanes asbi_checksum_portable
static inline int has_lanes(void) {
    return 0;
}
#endif

checksum_way asbi_checksum_fast(void) {
    return has_lanes() ? by_lanes : NULL;
}

/* ---- whichever way is faster */

uint64_t asbi_checksum_copy(uint64_t seed, void *copy, const void *bytes, size_t length) {
    return length >= STRIPE && has_lanes() ? by_lanes(seed, copy, bytes, length) : asbi_checksum_portable(seed, copy, bytes, length);
}

uint64_t asbi_checksum(uint64_t seed, const void *bytes, size_t length) {
    return asbi_checksum_copy(seed, NULL, bytes, length);
}
