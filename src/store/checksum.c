/* XXH64 as its author specifies it: four lanes of 64 bits over stripes of 32 bytes, then the rest, then an avalanche. It runs at
 * memory speed in plain C, so that every byte that is read can be checked. */
#include "checksum.h"

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

static uint64_t stripes(uint64_t seed, const uint8_t **at, const uint8_t *end) {
    uint64_t a = seed + prime_1 + prime_2, b = seed + prime_2, c = seed, d = seed - prime_1;
    for (; end - *at >= 32; *at += 32) {
        a = stir(a, asbi_get64(*at));
        b = stir(b, asbi_get64(*at + 8));
        c = stir(c, asbi_get64(*at + 16));
        d = stir(d, asbi_get64(*at + 24));
    }
    return merge(merge(merge(merge(rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18), a), b), c), d);
}

uint64_t asbi_checksum(uint64_t seed, const void *bytes, size_t length) {
    const uint8_t *at = bytes, *end = length ? at + length : at;
    uint64_t sum = (length >= 32 ? stripes(seed, &at, end) : seed + prime_5) + length;
    for (; end - at >= 8; at += 8) sum = rotate(sum ^ stir(0, asbi_get64(at)), 27) * prime_1 + prime_4;
    if (end - at >= 4) {
        sum = rotate(sum ^ asbi_get32(at) * prime_1, 23) * prime_2 + prime_3;
        at += 4;
    }
    for (; at < end; at++) sum = rotate(sum ^ *at * prime_5, 11) * prime_1;
    sum = (sum ^ sum >> 33) * prime_2;
    sum = (sum ^ sum >> 29) * prime_3;
    return sum ^ sum >> 32;
}
