/* The checksum of the journal, and the numbers it is made of: all little-endian. */
#ifndef ASBI_CHECKSUM_H
#define ASBI_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* XXH64 (the public xxHash algorithm). It finds damage, not tampering: that is what the audit chain's SHA-256 is for. */
uint64_t asbi_checksum(uint64_t seed, const void *bytes, size_t length);

static inline uint32_t asbi_get32(const void *bytes) {
    const uint8_t *b = bytes;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static inline uint64_t asbi_get64(const void *bytes) {
    const uint8_t *b = bytes;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
        (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static inline void asbi_set32(void *bytes, uint32_t number) {
    uint8_t *b = bytes;
    for (unsigned i = 0; i < 4; i++) b[i] = (uint8_t)(number >> 8 * i);
}

static inline void asbi_set64(void *bytes, uint64_t number) {
    uint8_t *b = bytes;
    for (unsigned i = 0; i < 8; i++) b[i] = (uint8_t)(number >> 8 * i);
}

#endif
