/* The quick way to read a header. Nearly all that is ever read is what asbi_header_write() wrote, with nothing in it that needs a tree: this goes through it once, in
 * the order in which it was written, and its texts stay where they are.
 *
 * It decides nothing. Whatever is not as expected, by so much as a byte, it leaves to asbi_header_parse(), which knows what is valid and says what is wrong: lists
 * of guards, escapes, characters beyond ASCII, white space, keys of a newer library. What both read, both read alike. */
#include "record_parts.h"

#include "../base/sha256.h"

#include <string.h>

enum { DIGITS = 64 };

typedef struct scan {
    const char *at, *end;
} scan;

static inline int skip(scan *s, const char *expected, size_t length) {
    if ((size_t)(s->end - s->at) < length || memcmp(s->at, expected, length) != 0) return 0;
    s->at += length;
    return 1;
}

#define SKIP(s, literal) skip(s, literal, sizeof(literal) - 1)

/* Up to the quotation mark, and over it. */
static int scan_text(scan *s, text *out) {
    const char *at = s->at;
    int is_filled = 0;

    for (; at < s->end && *at >= ' ' && *at < 0x7F && *at != '"' && *at != '\\'; at++) is_filled |= *at != ' ';
    if (at == s->end || *at != '"') return 0;
    *out = (text){s->at, (size_t)(at - s->at)};
    s->at = at + 1;
    return is_filled;
}

static int scan_digest(scan *s, uint8_t out[32]) {
    if (s->end - s->at <= DIGITS || s->at[DIGITS] != '"' || !asbi_digest_read(s->at, out)) return 0;
    s->at += DIGITS + 1;
    return 1;
}

static int scan_instant(scan *s, instant *out) {
    text t;

    return scan_text(s, &t) && asbi_parse_instant_utc(t, out);
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

int asbi_header_scan(record_header *h, text bytes) {
    scan s = {bytes.at, bytes.at + bytes.length};
    record_header read = {0};

    if (bytes.length == 0 || !scan_all(&s, &read)) return 0;
    *h = read;
    return 1;
}
