/* What a fold needs of a header, and no more: digests and what guards said are passed over. It takes headers as asbi_header_write() writes them, keys in order and texts without
 * escapes; whatever else it comes upon it leaves to asbi_header_read(), which knows what is valid. */
#include "../base/sha256.h"
#include "rehearsal.h"
#include <string.h>

typedef struct skim {
    const char *at, *end;
    text last; /* the instant that was taken last, and what it came to */
    instant last_instant;
} skim;

/* A key is a few bytes: to call memcmp() for them would cost more than they do. */
static inline int pass(skim *s, const char *expected, size_t length) {
    if ((size_t)(s->end - s->at) < length) return 0;
    for (size_t i = 0; i < length; i++)
        if (s->at[i] != expected[i]) return 0;
    s->at += length;
    return 1;
}

static int take_text(skim *s, text *out) {
    if (!pass(s, "\"", 1)) return 0;
    const char *close = memchr(s->at, '"', (size_t)(s->end - s->at));
    if (!close) return 0;
    *out = (text){s->at, (size_t)(close - s->at)};
    s->at = close + 1;
    return 1;
}

/* Most records are made when they happen, so that both of their instants are the same. */
static int take_instant(skim *s, instant *out) {
    text t;
    if (!take_text(s, &t)) return 0;
    if (!s->last.length || !asbi_text_same(t, s->last)) {
        if (!asbi_parse_instant_utc(t, &s->last_instant)) return 0;
        s->last = t;
    }
    *out = s->last_instant;
    return 1;
}

/* ---- the values, in order of their keys */

static int take_at(skim *s, record_header *h) {
    return take_instant(s, &h->at);
}

static int pass_text(skim *s, record_header *h) {
    text t;
    (void)h;
    return take_text(s, &t);
}

static int pass_digest(skim *s, record_header *h) {
    (void)h;
    if (s->end - s->at < 66 || s->at[0] != '"' || s->at[65] != '"') return 0;
    s->at += 66;
    return 1;
}

static int pass_list(skim *s, record_header *h) {
    if (!pass(s, "[", 1)) return 0;
    while (pass_text(s, h))
        if (!pass(s, ",", 1)) return pass(s, "]", 1);
    return 0;
}

static int take_by(skim *s, record_header *h) {
    return take_text(s, &h->by);
}

static int take_imported(skim *s, record_header *h) {
    h->imported = 1;
    return pass(s, "true", 4);
}

static int take_kind(skim *s, record_header *h) {
    return take_text(s, &h->kind);
}

static int take_policy(skim *s, record_header *h) {
    text digest;
    if (!pass(s, "{\"digest\":", 10) || !take_text(s, &digest) || digest.length != 64 || !asbi_unhex(digest.at, 32, h->policy_digest))
        return 0;
    return pass(s, ",\"id\":", 6) && take_text(s, &h->policy_id) && pass(s, ",\"version\":", 11) && take_text(s, &h->policy_version) &&
        pass(s, "}", 1);
}

static int take_recorded(skim *s, record_header *h) {
    return take_instant(s, &h->recorded);
}

static int take_role(skim *s, record_header *h) {
    return take_text(s, &h->role);
}

static int take_seq(skim *s, record_header *h) {
    uint64_t seq = 0;
    const char *from = s->at;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9' && s->at - from < 10) seq = 10 * seq + (uint64_t)(*s->at++ - '0');
    h->seq = (uint32_t)seq;
    return s->at > from && seq <= UINT32_MAX;
}

/* An erasure's `duties` are not among them: its header is read whole. */
#define KEY(name, take, needed) \
    { "\"" name "\":", sizeof(name) + 2, take, needed }
static const struct {
    const char *key;
    size_t length;
    int (*take)(skim *s, record_header *h);
    uint8_t needed;
} keys[] = {
    KEY("at", take_at, 1),         KEY("body", pass_digest, 1),     KEY("breaches", pass_list, 0),     KEY("by", take_by, 1),
    KEY("case", pass_text, 0),     KEY("deviations", pass_list, 0), KEY("imported", take_imported, 0), KEY("kind", take_kind, 1),
    KEY("policy", take_policy, 0), KEY("previous", pass_digest, 0), KEY("recorded", take_recorded, 1), KEY("role", take_role, 1),
    KEY("seq", take_seq, 1),       KEY("warnings", pass_list, 0),
};
enum { KEYS = sizeof keys / sizeof keys[0] };

/* Keys that are not there are passed over, as long as they need not be. */
static int take_member(skim *s, record_header *h, size_t *next) {
    for (; *next < KEYS; ++*next) {
        if (pass(s, keys[*next].key, keys[*next].length)) return keys[(*next)++].take(s, h);
        if (keys[*next].needed) return 0;
    }
    return 0;
}

int asbi_header_skim(record_header *h, text bytes) {
    skim s = {.at = bytes.at, .end = bytes.at + bytes.length};
    size_t next = 0;
    *h = (record_header){0};
    if (!bytes.length || memchr(bytes.at, '\\', bytes.length) || !pass(&s, "{", 1)) return 0;
    do {
        if (!take_member(&s, h, &next)) return 0;
    } while (pass(&s, ",", 1));
    for (; next < KEYS; next++)
        if (keys[next].needed) return 0;
    return pass(&s, "}", 1) && s.at == s.end;
}
