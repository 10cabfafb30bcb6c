/* SHA-256, by FIPS 180-4 section 6.2. The sixteen words of the schedule are kept in a ring, and the rounds are written out
 * by eight, so that the eight working variables change their roles and not their places.
 *
 * Where the processor has instructions for it, blocks are added by sha256_x86.c or sha256_arm.c, with the same results. What it has is asked once in the life of the
 * program and kept in one atomic number: whoever asks finds the same, so that it does not matter who was first. */
#include "sha256.h"

#include "bytes.h"

#include <stdatomic.h>
#include <string.h>

const uint32_t asbi_sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

const uint32_t asbi_sha256_first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

#define ROTATE(x, n) ((x) >> (n) | (x) << (32 - (n)))
#define SUM_A(x) (ROTATE(x, 2) ^ ROTATE(x, 13) ^ ROTATE(x, 22))
#define SUM_E(x) (ROTATE(x, 6) ^ ROTATE(x, 11) ^ ROTATE(x, 25))
#define SIGMA_0(x) (ROTATE(x, 7) ^ ROTATE(x, 18) ^ (x) >> 3)
#define SIGMA_1(x) (ROTATE(x, 17) ^ ROTATE(x, 19) ^ (x) >> 10)
#define CHOOSE(x, y, z) ((z) ^ ((x) & ((y) ^ (z))))
#define MAJORITY(x, y, z) (((x) & (y)) | ((z) & ((x) | (y))))

/* In the first sixteen rounds a word is the message's, later it is made from earlier ones. */
#define GIVEN(i) w[i]
#define MADE(i) (w[(i)&15] += SIGMA_1(w[((i)-2) & 15]) + w[((i)-7) & 15] + SIGMA_0(w[((i)-15) & 15]))

#define ROUND(a, b, c, d, e, f, g, h, word, i) \
    do { \
        uint32_t t = (h) + SUM_E(e) + CHOOSE(e, f, g) + asbi_sha256_constants[i] + (word); \
        (d) += t; \
        (h) = t + SUM_A(a) + MAJORITY(a, b, c); \
    } while (0)

#define EIGHT_ROUNDS(WORD, i) \
    do { \
        ROUND(a, b, c, d, e, f, g, h, WORD((i) + 0), (i) + 0); \
        ROUND(h, a, b, c, d, e, f, g, WORD((i) + 1), (i) + 1); \
        ROUND(g, h, a, b, c, d, e, f, WORD((i) + 2), (i) + 2); \
        ROUND(f, g, h, a, b, c, d, e, WORD((i) + 3), (i) + 3); \
        ROUND(e, f, g, h, a, b, c, d, WORD((i) + 4), (i) + 4); \
        ROUND(d, e, f, g, h, a, b, c, WORD((i) + 5), (i) + 5); \
        ROUND(c, d, e, f, g, h, a, b, WORD((i) + 6), (i) + 6); \
        ROUND(b, c, d, e, f, g, h, a, WORD((i) + 7), (i) + 7); \
    } while (0)

static uint32_t read_word(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void write_word(uint8_t *out, uint32_t word) {
    for (int i = 0; i < 4; i++) out[i] = (uint8_t)(word >> (24 - 8 * i));
}

static void add_block(uint32_t s[8], const uint8_t *block) {
    uint32_t a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7], w[16];

    for (size_t i = 0; i < 16; i++) w[i] = read_word(block + 4 * i);
    EIGHT_ROUNDS(GIVEN, 0);
    EIGHT_ROUNDS(GIVEN, 8);
    for (size_t i = 16; i < 64; i += 16) {
        EIGHT_ROUNDS(MADE, i);
        EIGHT_ROUNDS(MADE, i + 8);
    }
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
}

void asbi_sha256_portable(uint32_t state[8], const uint8_t *blocks, size_t count) {
    for (; count; count--, blocks += 64) add_block(state, blocks);
}

enum { IS_KNOWN = 1, HAS_MACHINE = 2, HAS_WIDE = 4 };

static int machine(void) {
    static atomic_int kept;
    int known = atomic_load_explicit(&kept, memory_order_relaxed);
    if (!known) {
        known = IS_KNOWN | (asbi_sha256_has_machine() ? HAS_MACHINE : 0) | (asbi_sha256_has_wide() ? HAS_WIDE : 0);
        atomic_store_explicit(&kept, known, memory_order_relaxed);
    }
    return known;
}

sha256_blocks asbi_sha256_fast(void) {
    return machine() & HAS_MACHINE ? asbi_sha256_machine : NULL;
}

const sha256_lanes *asbi_sha256_pairs(void) {
#if defined(ASBI_SHA256_X86) || defined(ASBI_SHA256_ARM)
    static const sha256_lanes pairs = {2, 2, asbi_sha256_machine_pair};
    return machine() & HAS_MACHINE ? &pairs : NULL;
#else
    return NULL;
#endif
}

/* Sixteen take as long as five or six that go in pairs, or as three or four in portable C. */
const sha256_lanes *asbi_sha256_wide(void) {
#if defined(ASBI_SHA256_WIDE)
    static const sha256_lanes wide = {16, 6, asbi_sha256_machine_wide};
    return machine() & HAS_WIDE ? &wide : NULL;
#else
    return NULL;
#endif
}

void asbi_sha256_begin(sha256 *s) {
    sha256_blocks fast = asbi_sha256_fast();
    asbi_sha256_begin_with(s, fast ? fast : asbi_sha256_portable);
}

void asbi_sha256_begin_with(sha256 *s, sha256_blocks add) {
    memcpy(s->state, asbi_sha256_first, sizeof s->state);
    s->length = 0;
    s->add = add;
}

void asbi_sha256_add(sha256 *s, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    size_t held = (size_t)(s->length % sizeof s->block);

    s->length += length;
    if (held > 0) {
        size_t part = sizeof s->block - held < length ? sizeof s->block - held : length;
        if (part > 0) memcpy(s->block + held, at, part);
        if (held + part < sizeof s->block) return;
        s->add(s->state, s->block, 1);
        at += part;
        length -= part;
    }
    size_t whole = length / sizeof s->block;
    if (whole > 0) {
        s->add(s->state, at, whole);
        at += whole * sizeof s->block;
        length -= whole * sizeof s->block;
    }
    if (length > 0) memcpy(s->block, at, length);
}

/* The rest of a message, below a block, with its end and its length behind it: one block or two, and how many. */
static size_t pad(uint8_t last[128], const void *rest, size_t held, uint64_t length) {
    size_t size = held < 56 ? 64 : 128;
    uint64_t bits = length * 8;

    if (held > 0) memcpy(last, rest, held);
    memset(last + held, 0, size - held);
    last[held] = 0x80;
    write_word(last + size - 8, (uint32_t)(bits >> 32));
    write_word(last + size - 4, (uint32_t)bits);
    return size / 64;
}

static void end_with(sha256 *s, const uint8_t *last, size_t blocks, uint8_t digest[32]) {
    s->add(s->state, last, blocks);
    for (size_t i = 0; i < 8; i++) write_word(digest + 4 * i, s->state[i]);
}

void asbi_sha256_end(sha256 *s, uint8_t digest[32]) {
    uint8_t last[128];

    end_with(s, last, pad(last, s->block, (size_t)(s->length % sizeof s->block), s->length), digest);
}

/* The end is put together first: what was just written in small pieces is read in large ones only when it has arrived. */
void asbi_sha256(const void *bytes, size_t length, uint8_t digest[32]) {
    const uint8_t *at = bytes;
    size_t whole = length / 64;
    uint8_t last[128];
    size_t blocks = pad(last, whole > 0 ? at + 64 * whole : at, length % 64, length);
    sha256 s;

    asbi_sha256_begin(&s);
    if (whole > 0) s.add(s.state, at, whole);
    end_with(&s, last, blocks, digest);
}

/* Four bytes are eight digits: each half of a byte in a byte of its own, and what is above 9 so much more as letters stand after digits. */
static void hex_of_four(const uint8_t *bytes, char *out) {
    uint64_t x = asbi_get32(bytes);

    x = (x | x << 16) & 0x0000FFFF0000FFFFu;
    x = (x | x << 8) & 0x00FF00FF00FF00FFu;
    x = (x >> 4 | x << 8) & 0x0F0F0F0F0F0F0F0Fu;
    x += 0x3030303030303030u + ((x + 0x0606060606060606u) >> 4 & 0x0101010101010101u) * ('a' - '0' - 10);
    asbi_set64(out, x);
}

void asbi_hex(const uint8_t *bytes, size_t length, char *out) {
    for (; length >= 4; length -= 4, bytes += 4, out += 8) hex_of_four(bytes, out);
    *out = '\0';
}

/* By a table: the digits of a digest are chance, and branches on them would be mispredicted. */
int asbi_unhex(const char *hex, size_t bytes, uint8_t *out) {
    enum { NONE = 16 };
    static const uint8_t less_than_16[10 + 7 + 26 + 6 + 6] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  16, 16, 16, 16, 16, 16, 16, 10, 11,
                                                              12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
                                                              16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 10, 11, 12, 13, 14, 15};

    for (size_t i = 0; i < bytes; i++) {
        unsigned high = (unsigned char)hex[2 * i] - (unsigned)'0';
        if (high >= sizeof less_than_16 || less_than_16[high] == NONE) return 0; /* a '\0' may be the last that can be read */
        unsigned low = (unsigned char)hex[2 * i + 1] - (unsigned)'0';
        if (low >= sizeof less_than_16 || less_than_16[low] == NONE) return 0;
        out[i] = (uint8_t)(less_than_16[high] << 4 | less_than_16[low]);
    }
    return 1;
}

/* Eight digits at once, each in its byte. A letter has bit 6; its value is its lower half plus 9. What is neither digit nor letter from a to f gives another byte
 * when it is made again from its value, or a value that does not go with being a letter. */
static int read_digits(const char *hex, uint8_t out[4]) {
    const uint64_t ones = 0x0101010101010101u;
    uint64_t x = asbi_get64(hex), is_letter = x >> 6 & ones, value = (x & 15 * ones) + 9 * is_letter;
    uint64_t again = value + 0x30 * ones + 0x27 * is_letter, is_ten = (value + 6 * ones) >> 4 & ones;
    if (again != x || is_ten != is_letter || (value & 0x10 * ones)) return 0;
    uint64_t pairs = (value << 4 | value >> 8) & 0x00ff00ff00ff00ffu;
    pairs = (pairs | pairs >> 8) & 0x0000ffff0000ffffu;
    asbi_set32(out, (uint32_t)(pairs | pairs >> 16));
    return 1;
}

int asbi_digest_read(const char hex[64], uint8_t digest[32]) {
    int good = 1;
    for (size_t i = 0; i < 8; i++) good &= read_digits(hex + 8 * i, digest + 4 * i);
    return good;
}
