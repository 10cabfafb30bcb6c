/* Text: UTF-8, comparing, searching. A `text` is bytes and a length; most are also '\0'-terminated. */
#ifndef ASBI_TEXT_H
#define ASBI_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct text {
    const char *at;
    size_t length;
} text;

text asbi_text(const char *terminated); /* NULL gives an empty one with at == NULL */
int asbi_text_is(text a, const char *terminated);
static inline int asbi_text_equal(text a, text b) {
    return a.length == b.length && (a.length == 0 || a.at == b.at || memcmp(a.at, b.at, a.length) == 0);
}
/* The same, for where it is asked very often: up to 16 bytes without a call. What begins and what ends such a text may overlap. */
static inline int asbi_text_same(text a, text b) {
    uint64_t begin[2], end[2];
    uint32_t first[2], last[2];
    if (a.length != b.length) return 0;
    if (a.length > 16) return memcmp(a.at, b.at, a.length) == 0;
    if (a.length < 4) {
        size_t i = 0;
        while (i < a.length && a.at[i] == b.at[i]) i++;
        return i == a.length;
    }
    if (a.length < 8) {
        memcpy(&first[0], a.at, sizeof *first);
        memcpy(&first[1], b.at, sizeof *first);
        memcpy(&last[0], a.at + a.length - sizeof *last, sizeof *last);
        memcpy(&last[1], b.at + b.length - sizeof *last, sizeof *last);
        return first[0] == first[1] && last[0] == last[1];
    }
    memcpy(&begin[0], a.at, sizeof *begin);
    memcpy(&begin[1], b.at, sizeof *begin);
    memcpy(&end[0], a.at + a.length - sizeof *end, sizeof *end);
    memcpy(&end[1], b.at + b.length - sizeof *end, sizeof *end);
    return begin[0] == begin[1] && end[0] == end[1];
}
int asbi_text_compare(text a, text b); /* by bytes: below, at or above 0 */

/* Where the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms) stands; `length` if none. */
size_t asbi_utf8_check(const char *bytes, size_t length);

/* The code point at `*at`, which moves on; text must have been checked, lone surrogates are let through (see json.h). */
uint32_t asbi_utf8_next(const char *bytes, size_t length, size_t *at);
unsigned asbi_utf8_put(char out[4], uint32_t code_point); /* how many bytes; surrogates are written as three */

/* The greatest cut at or below `length` that does not split a character. */
size_t asbi_utf8_cut(const char *bytes, size_t length);

/* A text as records want it: a character other than space, tab and line end; no U+0000; no lone surrogate. */
int asbi_text_is_filled(text t);
/* No U+0000 and no lone surrogate. */
int asbi_text_is_clean(text t);

/* A number in digits, for messages: without allocating, as it may be memory that is short. Gives the beginning, which is in `out`. */
enum { DECIMAL = 24 };
const char *asbi_decimal(char out[DECIMAL], int64_t number);

/* An id of a policy: words of letters and digits joined by single hyphens. Lower case unless `upper` is allowed. */
int asbi_is_id(text t, int upper);

#endif
