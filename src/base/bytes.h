/* Numbers in bytes: all little-endian, wherever they stand and whatever the machine is. */
#ifndef ASBI_BYTES_H
#define ASBI_BYTES_H

#include <stdint.h>
#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* As they stand in memory: one instruction, which compilers do not always see in the other way to say it. */
static inline uint32_t asbi_get32(const void *bytes) {
    uint32_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

static inline uint64_t asbi_get64(const void *bytes) {
    uint64_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

static inline void asbi_set32(void *bytes, uint32_t number) {
    memcpy(bytes, &number, sizeof number);
}

static inline void asbi_set64(void *bytes, uint64_t number) {
    memcpy(bytes, &number, sizeof number);
}
#else
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

/* The other way round: as numbers, they are in the order of their bytes. */
static inline uint32_t asbi_get32_big(const void *bytes) {
    const uint8_t *b = bytes;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | (uint32_t)b[3];
}

#endif
