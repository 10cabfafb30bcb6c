/* The quick way to read a header. Nearly all that is ever read is what asbi_header_write() wrote, with nothing in it that needs a tree: this goes through it once, in
 * the order in which it was written, and its texts stay where they are.
 *
 * It decides nothing. Whatever is not as expected, by so much as a byte, it leaves to asbi_header_parse(), which knows what is valid and says what is wrong: lists
 * of guards, escapes, characters beyond ASCII, white space, keys of a newer library. What both read, both read alike. */
#include "record_parts.h"

#include "../base/bytes.h"
#include "../base/sha256.h"

#include <string.h>

enum { DIGITS = 64, INSTANT = 24 };

typedef struct scan {
    const char *at, *end;
} scan;

/* By eights, the last of which may overlap: with a length that is known, this is a few instructions, where memcmp() is a call. */
static inline int is_same(const char *a, const char *b, size_t length) {
    if (length < 8) return memcmp(a, b, length) == 0;
    for (size_t at = 0; at + 8 < length; at += 8)
        if (asbi_get64(a + at) != asbi_get64(b + at)) return 0;
    return asbi_get64(a + length - 8) == asbi_get64(b + length - 8);
}

#define SKIP(s, literal) \
    ((size_t)((s)->end - (s)->at) >= sizeof(literal) - 1 && is_same((s)->at, literal, sizeof(literal) - 1) && \
     ((s)->at += sizeof(literal) - 1, 1))

/* 1 where none of eight bytes ends a text or is more than the usual: below the space, a quotation mark, a backslash, or above '~'. Taking 1 from each byte borrows into its highest
 * bit where it was 0; a borrow from the byte below can only come where that one is such a byte itself. */
static inline int are_usual(uint64_t x) {
    const uint64_t ones = UINT64_C(0x0101010101010101), highest = 0x80 * ones;
    uint64_t quote = x ^ '"' * ones, backslash = x ^ '\\' * ones, rubout = x ^ 0x7F * ones;
    uint64_t zeros = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((rubout - ones) & ~rubout);
    return ((zeros | (x - ' ' * ones) | x) & highest) == 0;
}

/* Up to the quotation mark, and over it. */
static inline int scan_text(scan *s, text *out) {
    const uint64_t spaces = UINT64_C(0x2020202020202020);
    const char *at = s->at, *end = s->end;
    uint64_t is_filled = 0;

    for (uint64_t x; end - at >= 8 && are_usual(x = asbi_get64(at)); at += 8) is_filled |= x ^ spaces;
    for (; at < end && *at >= ' ' && *at < 0x7F && *at != '"' && *at != '\\'; at++) is_filled |= *at != ' ';
    if (at == end || *at != '"') return 0;
    *out = (text){s->at, (size_t)(at - s->at)};
    s->at = at + 1;
    return is_filled != 0;
}

static int scan_digest(scan *s, uint8_t out[32]) {
    if (s->end - s->at <= DIGITS || s->at[DIGITS] != '"' || !asbi_digest_read(s->at, out)) return 0;
    s->at += DIGITS + 1;
    return 1;
}

/* Mostly with thousandths of a second. */
static int scan_instant(scan *s, instant *out) {
    text t = {s->at, INSTANT};

    if (s->end - s->at <= INSTANT || s->at[INSTANT] != '"') return scan_text(s, &t) && asbi_parse_instant_utc(t, out);
    s->at += INSTANT + 1;
    return asbi_parse_instant_utc(t, out);
}

static int scan_seq(scan *s, uint32_t *out) {
    const char *from = s->at;
    uint64_t seq = 0;

    while (s->at < s->end && *s->at >= '0' && *s->at <= '9' && s->at - from < 10) seq = 10 * seq + (uint64_t)(*s->at++ - '0');
    *out = (uint32_t)seq;
    return s->at > from && *from != '0' && seq <= UINT32_MAX;
}

static int scan_policy(scan *s, record_header *h) {
    return scan_digest(s, h->policy_digest) && SKIP(s, ",\"id\":\"") && scan_text(s, &h->policy_id) && SKIP(s, ",\"version\":\"") &&
        scan_text(s, &h->policy_version) && SKIP(s, "}");
}

static int scan_previous(scan *s, record_header *h) {
    h->has_previous = 1;
    return scan_digest(s, h->previous);
}

static int scan_all(scan *s, record_header *h) {
    if (!SKIP(s, "{\"at\":\"") || !scan_instant(s, &h->at)) return 0;
    if (!SKIP(s, ",\"body\":\"") || !scan_digest(s, h->body)) return 0;
    if (!SKIP(s, ",\"by\":\"") || !scan_text(s, &h->by)) return 0;
    if (SKIP(s, ",\"case\":\"") && !scan_text(s, &h->case_id)) return 0;
    if (SKIP(s, ",\"imported\":true")) h->imported = 1;
    if (!SKIP(s, ",\"kind\":\"") || !scan_text(s, &h->kind)) return 0;
    if (SKIP(s, ",\"policy\":{\"digest\":\"") && !scan_policy(s, h)) return 0;
    if (SKIP(s, ",\"previous\":\"") && !scan_previous(s, h)) return 0;
    if (!SKIP(s, ",\"recorded\":\"") || !scan_instant(s, &h->recorded)) return 0;
    if (!SKIP(s, ",\"role\":\"") || !scan_text(s, &h->role)) return 0;
    if (!SKIP(s, ",\"seq\":") || !scan_seq(s, &h->seq)) return 0;
    return SKIP(s, "}") && s->at == s->end && h->has_previous == (h->seq > 1);
}

/* Field by field: the whole of it is larger than most headers are. */
static void begin(record_header *h) {
    static const text none = {NULL, 0};

    h->has_previous = h->imported = 0;
    h->case_id = h->policy_id = h->policy_version = none;
    memset(h->previous, 0, sizeof h->previous);
    memset(h->policy_digest, 0, sizeof h->policy_digest);
    h->breaches = h->deviations = h->warnings = h->duties = h->unknown = NULL;
}

int asbi_header_scan(record_header *h, text bytes) {
    scan s = {bytes.at, bytes.at + bytes.length};

    if (bytes.length == 0) return 0;
    begin(h);
    return scan_all(&s, h);
}
