/* SHA-256 (FIPS 180-4), with the processor's instructions where it has them, portable where not. */
#ifndef ASBI_SHA256_H
#define ASBI_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* Adds whole blocks of 64 bytes. */
typedef void (*sha256_blocks)(uint32_t state[8], const uint8_t *blocks, size_t count);

typedef struct sha256 {
    uint32_t state[8];
    uint64_t length;
    sha256_blocks add;
    uint8_t block[64];
} sha256;

void asbi_sha256_begin(sha256 *s);
void asbi_sha256_add(sha256 *s, const void *bytes, size_t length);
void asbi_sha256_end(sha256 *s, uint8_t digest[32]);
void asbi_sha256(const void *bytes, size_t length, uint8_t digest[32]);
void asbi_hex(const uint8_t *bytes, size_t length, char *out); /* 2 * length lower-case digits and '\0'; of whole fours of bytes */
int asbi_unhex(const char *hex, size_t bytes, uint8_t *out);   /* 1 where all 2 * bytes digits are hexadecimal */
int asbi_digest_read(const char hex[64], uint8_t digest[32]);  /* 1 where all are, and lower-case: what asbi_hex() wrote */

/* Many messages that do not wait for each other: their digests, several at once where the processor can. */
typedef struct sha256_message {
    const void *bytes;
    size_t length;
    uint8_t *digest; /* 32 bytes */
} sha256_message;
void asbi_sha256_many(const sha256_message *messages, size_t count);

/* The ways to add blocks. Results are the same; begin_with is for tests and measurements. */
void asbi_sha256_begin_with(sha256 *s, sha256_blocks add);
void asbi_sha256_portable(uint32_t state[8], const uint8_t *blocks, size_t count);
sha256_blocks asbi_sha256_fast(void); /* NULL where the processor, or the compiler, has no instructions for it */

/* The ways to add blocks to several messages at once: `count` blocks to each. Word i of lane n is state[i * lanes + n]. */
enum { SHA256_LANES_MOST = 16 };
typedef struct sha256_lanes {
    unsigned lanes;
    unsigned least; /* with fewer lanes in use, another way is faster */
    void (*add)(uint32_t *state, const uint8_t *const *blocks, size_t count);
} sha256_lanes;
const sha256_lanes *asbi_sha256_pairs(void); /* NULL where there is no such way */
const sha256_lanes *asbi_sha256_wide(void);  /* likewise */
void asbi_sha256_many_with(const sha256_message *messages, size_t count,
                           const sha256_lanes *const ways[2]); /* the wider first; NULL: none */

/* For sha256_x86.c, sha256_arm.c and sha256_none.c, of which one has these. */
extern const uint32_t asbi_sha256_constants[64];
extern const uint32_t asbi_sha256_first[8];
int asbi_sha256_has_machine(void);
int asbi_sha256_has_wide(void);
void asbi_sha256_machine(uint32_t state[8], const uint8_t *blocks, size_t count);
void asbi_sha256_machine_pair(uint32_t state[16], const uint8_t *const blocks[2], size_t count);
void asbi_sha256_machine_wide(uint32_t state[128], const uint8_t *const blocks[16], size_t count); /* sha256_wide.c */

#if !defined(ASBI_SHA256_PORTABLE) && (defined(__GNUC__) || defined(__clang__)) && (defined(__x86_64__) || defined(__i386__))
#define ASBI_SHA256_X86 1
#if !defined(_WIN32) || defined(__clang__) /* GCC does not align the stack for such vectors on Windows */
#define ASBI_SHA256_WIDE 1
#endif
#elif !defined(ASBI_SHA256_PORTABLE) && defined(__aarch64__) && !defined(__AARCH64EB__) && \
    (defined(__ARM_FEATURE_SHA2) || defined(__ARM_FEATURE_CRYPTO) || \
     (defined(__linux__) && (!defined(__clang__) || __clang_major__ >= 16)))
#define ASBI_SHA256_ARM 1
#endif

#endif
