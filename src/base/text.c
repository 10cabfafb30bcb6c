/* Text and UTF-8. Checking follows table 3-7 of the Unicode standard: only the second byte ever has a narrower range. */
#include "text.h"

#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define REPLACEMENT 0xFFFD

text asbi_text(const char *terminated) {
    text t = {terminated, terminated == NULL ? 0 : strlen(terminated)};

    return t;
}

/* Nearly always no, by the first byte. */
int asbi_text_is(text a, const char *terminated) {
    if (a.length == 0 || terminated == NULL) return a.length == 0 && (terminated == NULL || *terminated == '\0');
    return a.at[0] == terminated[0] && strlen(terminated) == a.length && memcmp(a.at, terminated, a.length) == 0;
}

int asbi_text_compare(text a, text b) {
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.at, b.at, common);

    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* Eight bytes at a time, as most text is ASCII. */
static size_t skip_ascii(const char *bytes, size_t at, size_t length) {
    uint64_t eight;

    while (length - at >= sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if ((eight & HIGH_BITS) != 0) break;
        at += sizeof eight;
    }
    while (at < length && (unsigned char)bytes[at] < 0x80) at++;
    return at;
}

static int is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How many bytes a character with that first byte has; 0 where none begins so. */
static size_t width_of(unsigned char first) {
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* No overlong form, nothing above U+10FFFF, no surrogate (unless allowed). */
static int second_is_good(unsigned char first, unsigned char second, int surrogates) {
    switch (first) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return surrogates || second < 0xA0;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second < 0x90;
    default: return 1;
    }
}

/* The width of the character at `bytes`, or 0 where it is not well-formed. */
static size_t character(const char *bytes, size_t length, int surrogates) {
    size_t width = width_of((unsigned char)bytes[0]);

    if (width == 0 || width > length) return 0;
    for (size_t i = 1; i < width; i++)
        if (!is_continuation(bytes[i])) return 0;
    if (width > 2 && !second_is_good((unsigned char)bytes[0], (unsigned char)bytes[1], surrogates)) return 0;
    return width;
}

size_t asbi_utf8_check(const char *bytes, size_t length) {
    size_t at = 0;

    while ((at = skip_ascii(bytes, at, length)) < length) {
        size_t width = character(bytes + at, length - at, 0);
        if (width == 0) return at;
        at += width;
    }
    return length;
}

uint32_t asbi_utf8_next(const char *bytes, size_t length, size_t *at) {
    static const unsigned char first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const char *c = bytes + *at;
    size_t width = *at < length ? character(c, length - *at, 1) : 0;
    uint32_t code_point;

    if (width == 0) { /* not what was promised, but it must not loop or read too far */
        *at += *at < length;
        return REPLACEMENT;
    }
    code_point = (unsigned char)c[0] & first_bits[width];
    for (size_t i = 1; i < width; i++) code_point = code_point << 6 | ((unsigned char)c[i] & 0x3F);
    *at += width;
    return code_point;
}

unsigned asbi_utf8_put(char out[4], uint32_t code_point) {
    static const unsigned char first_mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    unsigned width = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

    for (unsigned i = width - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(first_mark[width] | code_point);
    return width;
}

size_t asbi_utf8_cut(const char *bytes, size_t length) {
    size_t first = length;

    while (first > 0 && length - first < 3 && is_continuation(bytes[first - 1])) first--;
    if (first == 0) return length;
    first--;
    return width_of((unsigned char)bytes[first]) > length - first ? first : length;
}

int asbi_text_is_clean(text t) {
    const char *at = t.at, *end;

    if (t.length == 0) return 1;
    if (memchr(t.at, '\0', t.length) != NULL) return 0;
    for (end = t.at + t.length; (at = memchr(at, 0xED, (size_t)(end - at))) != NULL; at++)
        if (end - at > 1 && (unsigned char)at[1] >= 0xA0) return 0;
    return 1;
}

int asbi_text_is_filled(text t) {
    for (size_t i = 0; i < t.length; i++)
        if (t.at[i] == '\0' || strchr(" \t\r\n", t.at[i]) == NULL) return asbi_text_is_clean(t);
    return 0;
}

static int is_word_character(char c, int upper) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (upper && c >= 'A' && c <= 'Z');
}

int asbi_is_id(text t, int upper) {
    int in_word = 0;

    for (size_t i = 0; i < t.length; i++) {
        if (!is_word_character(t.at[i], upper) && (t.at[i] != '-' || !in_word)) return 0;
        in_word = t.at[i] != '-';
    }
    return in_word;
}

const char *asbi_decimal(char out[DECIMAL], int64_t number) {
    char *at = out + (DECIMAL - 1);
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    *at = '\0';
    do *--at = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (number < 0) *--at = '-';
    return at;
}
