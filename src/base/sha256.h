/* SHA-256 (FIPS 180-4), portable. */
#ifndef ASBI_SHA256_H
#define ASBI_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct sha256 {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[64];
} sha256;

void asbi_sha256_begin(sha256 *s);
void asbi_sha256_add(sha256 *s, const void *bytes, size_t length);
void asbi_sha256_end(sha256 *s, uint8_t digest[32]);
void asbi_sha256(const void *bytes, size_t length, uint8_t digest[32]);
void asbi_hex(const uint8_t *bytes, size_t length, char *out); /* 2 * length lower-case digits and '\0' */
int asbi_unhex(const char *hex, size_t bytes, uint8_t *out);   /* 1 where all 2 * bytes digits are hexadecimal */

#endif
