/* Looking for the next byte of a text that is not simply what it is: in reading and in writing, the step that most time goes into.
 *
 * There are three ways of it, for the processors of most servers, for others, and for the last few bytes; each stops at the same byte. */
#ifndef ASBI_JSON_SCAN_H
#define ASBI_JSON_SCAN_H

#include "bytes.h"

#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* When a text is read: a quotation mark, a backslash, a control character, or a byte that is not ASCII. */
static inline int json_is_special(unsigned char c) {
    return c == '"' || c == '\\' || c < 0x20 || c >= 0x80;
}

/* When it is written: a quotation mark, a backslash, a control character, or 0xED, with which a lone surrogate begins. */
static inline int json_needs_care(unsigned char c) {
    return c == '"' || c == '\\' || c < 0x20 || c == 0xED;
}

/* With this bit turned in all of them, the quotation mark is next to the control characters, and the space and the exclamation mark are not: one comparison for both. */
#define QUOTE_TURNED 0x02
#define BELOW_TURNED 0x21

/* Which of eight bytes is special to a reader: its highest bit. Subtracting borrows into a byte's high bit where the byte was too small; a borrow that
 * runs on only ever follows a true find, so that the first is always right. To a writer that is too much where bytes are not ASCII: they are then
 * looked at one by one. */
static inline uint64_t json_find_special(uint64_t w) {
    uint64_t found = w | ((w ^ EACH_BYTE(QUOTE_TURNED)) - EACH_BYTE(BELOW_TURNED)) | ((w ^ EACH_BYTE('\\')) - EACH_BYTE(1));

    return found & EACH_BYTE(0x80);
}

/* The number of the first byte that was found, the lowest being 0. */
static inline unsigned json_first_of(uint64_t found) {
#if defined(__GNUC__) || defined(__clang__)
    return (unsigned)__builtin_ctzll(found) / 8;
#else
    unsigned n = 0;
    for (; !(found & 0x80); found >>= 8) n++;
    return n;
#endif
}

/* So many zeros stand behind a text that is looked at without regard to its end. The first stops it. */
enum { JSON_PADDING = 16 };

/* The shortest that json_copy_careless() takes. */
enum { JSON_BLOCK = 16 };

/* The width of a character of two or three bytes that is well-formed: of most that are not ASCII. 0: another, or none. Three bytes are looked at. */
static inline unsigned json_letter(const char *at) {
    unsigned first = (unsigned char)at[0], second = (unsigned char)at[1], third = (unsigned char)at[2];

    if (first < 0xC2 || (second & 0xC0) != 0x80) return 0;
    if (first < 0xE0) return 2;
    return first > 0xE0 && first < 0xF0 && first != 0xED && (third & 0xC0) == 0x80 ? 3 : 0;
}

/* What a letter after a backslash stands for; '\0': nothing, or what more than one letter tells. */
static inline char json_escaped(char letter) {
    switch (letter) {
    case '"':
    case '\\':
    case '/': return letter;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return '\0';
    }
}

#if defined(__SSE2__) && (defined(__GNUC__) || defined(__clang__))

/* Which of sixteen bytes is special. Signed, a byte that is not ASCII is below the space as the control characters are. */
static inline unsigned json_special_places(const char *at) {
    const __m128i turned = _mm_set1_epi8(QUOTE_TURNED), below = _mm_set1_epi8(BELOW_TURNED), backslash = _mm_set1_epi8('\\');
    __m128i w = _mm_loadu_si128((const __m128i *)(const void *)at);

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_cmplt_epi8(_mm_xor_si128(w, turned), below), _mm_cmpeq_epi8(w, backslash)));
}

/* Most texts are short, and numbers answer sooner than vectors: a processor that waits for the end of one text before it looks for the next waits less. */
static inline char *json_skip_plain_padded(char *at) {
    uint64_t found = json_find_special(asbi_get64(at));
    unsigned places;

    if (found != 0) return at + json_first_of(found);
    for (at += 8; (places = json_special_places(at)) == 0; at += 16) {
    }
    return at + __builtin_ctz(places);
}

static inline const char *json_skip_plain(const char *at, const char *end) {
    for (; end - at >= 16; at += 16) {
        unsigned places = json_special_places(at);
        if (places != 0) return at + __builtin_ctz(places);
    }
    while (at < end && !json_is_special((unsigned char)*at)) at++;
    return at;
}

/* A control character is one that a minimum with the greatest of them leaves as it is. */
static inline unsigned json_care_places(__m128i w) {
    const __m128i control = _mm_set1_epi8(0x1F), quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'),
                  high = _mm_set1_epi8((char)0xED);
    __m128i signs = _mm_or_si128(_mm_cmpeq_epi8(w, quote), _mm_cmpeq_epi8(w, backslash));

    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(signs, _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(w, control), w), _mm_cmpeq_epi8(w, high))));
}

static inline const char *json_skip_careless(const char *at, const char *end) {
    for (; end - at >= 16; at += 16) {
        unsigned places = json_care_places(_mm_loadu_si128((const __m128i *)(const void *)at));
        if (places != 0) return at + __builtin_ctz(places);
    }
    while (at < end && !json_needs_care((unsigned char)*at)) at++;
    return at;
}

/* Copies up to the first byte that needs care; how many those are. What is behind them may be copied as well. The last block overlaps the one before. */
static inline size_t json_copy_careless(char *to, const char *at, size_t length) {
    for (size_t n = 0;; n = length - n < 2 * JSON_BLOCK ? length - JSON_BLOCK : n + JSON_BLOCK) {
        __m128i w = _mm_loadu_si128((const __m128i *)(const void *)(at + n));
        unsigned places = json_care_places(w);
        _mm_storeu_si128((__m128i *)(void *)(to + n), w);
        if (places != 0) return n + (unsigned)__builtin_ctz(places);
        if (n == length - JSON_BLOCK) return length;
    }
}

#else

static inline char *json_skip_plain_padded(char *at) {
    uint64_t found;

    for (; (found = json_find_special(asbi_get64(at))) == 0; at += 8) {
    }
    return at + json_first_of(found);
}

static inline const char *json_skip_plain(const char *at, const char *end) {
    for (; end - at >= 8; at += 8) {
        uint64_t found = json_find_special(asbi_get64(at));
        if (found != 0) return at + json_first_of(found);
    }
    while (at < end && !json_is_special((unsigned char)*at)) at++;
    return at;
}

static inline const char *json_skip_careless(const char *at, const char *end) {
    while (at < end) {
        if (end - at >= 8 && json_find_special(asbi_get64(at)) == 0) {
            at += 8;
        } else if (!json_needs_care((unsigned char)*at)) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

static inline size_t json_copy_careless(char *to, const char *at, size_t length) {
    size_t careless = (size_t)(json_skip_careless(at, at + length) - at);

    memcpy(to, at, careless);
    return careless;
}

#endif
#endif
