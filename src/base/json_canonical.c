/* The quick way to read JSON that asbi_json_write() wrote: the bodies of stored records, which is nearly all that is ever read.
 *
 * It goes through the bytes once, with a copy of them beside it in which its texts stay where they are: the quotation mark at the end of each becomes the '\0'. It decides
 * nothing. Whatever is not in the plainest canonical form, by so much as a byte, it leaves to asbi_json_parse(), which knows what is valid and says what is
 * wrong: white space, escapes, numbers that are no short integers, keys out of order (and so keys that stand there twice), deep nesting. What both read, both
 * read to the same tree. */
#include "json_parts.h"

#include "json_scan.h"

#include <asb/error.h>
#include <string.h>

enum { MOST_DEPTH = 32, MOST_DIGITS = 15 };

typedef struct scan {
    const char *begin, *at, *end;
    const char *origin; /* as in json_read.c: at - origin is the column, less 1 */
    char *copy;
    arena *arena;
    json_value *top, *open;
    uint32_t depth;
    int32_t status; /* why it stopped: ASB_ABSENT, it is for the parser; ASB_ENOMEM */
} scan;

static int stop(scan *s, int32_t status) {
    s->status = status;
    return 0;
}

static int is_at(const scan *s, char c) {
    return s->at < s->end && *s->at == c;
}

static int skip(scan *s, char c) {
    if (!is_at(s, c)) return stop(s, ASB_ABSENT);
    s->at++;
    return 1;
}

/* What begins at `from` and ends before `at`, in the copy. */
static text take(scan *s, const char *from, const char *at) {
    char *copy = s->copy + (from - s->begin);
    copy[at - from] = '\0';
    return (text){copy, (size_t)(at - from)};
}

static int scan_unusual(scan *s, text *out) {
    json_raw raw = {s->at + 1, 0, SIZE_MAX, 0};
    const char *bad;
    if (!is_at(s, '"') || !asbi_json_scan_text(&raw, s->at + 1, s->end, &bad) || raw.escape != SIZE_MAX) return stop(s, ASB_ABSENT);
    s->origin += raw.continuations;
    s->at = raw.at + raw.length + 1;
    *out = take(s, raw.at, raw.at + raw.length);
    return 1;
}

/* Mostly ASCII, with nothing in it that means something. */
static inline int scan_text(scan *s, text *out) {
    const char *from = s->at + 1, *at;
    if (!is_at(s, '"')) return stop(s, ASB_ABSENT);
    at = json_skip_plain(from, s->end);
    if (at == s->end || *at != '"') return scan_unusual(s, out);
    s->at = at + 1;
    *out = take(s, from, at);
    return 1;
}

/* Behind a number there is always something: the end of what it stands in. */
static int scan_number(scan *s, json_value *v) {
    const char *from = s->at;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9') s->at++;
    if (s->at == from || s->at - from > MOST_DIGITS || (*from == '0' && s->at - from > 1)) return stop(s, ASB_ABSENT);
    if (!is_at(s, ',') && !is_at(s, '}') && !is_at(s, ']')) return stop(s, ASB_ABSENT);
    v->type = JSON_NUMBER;
    v->text = take(s, from, s->at);
    return 1;
}

static int scan_word(scan *s, json_value *v, const char *word, size_t length, json_type type) {
    if ((size_t)(s->end - s->at) < length || memcmp(s->at, word, length) != 0) return stop(s, ASB_ABSENT);
    s->at += length;
    v->type = (uint8_t)type;
    return 1;
}

static int open_container(scan *s, json_value *v, json_type type) {
    if (s->depth++ == MOST_DEPTH) return stop(s, ASB_ABSENT);
    v->type = (uint8_t)type;
    s->open = v;
    s->at++;
    return 1;
}

static int scan_value(scan *s, text key) {
    json_value *v = asbi_arena_quick(s->arena, sizeof *v);
    if (v == NULL) return stop(s, ASB_ENOMEM);
    *v = (json_value){.type = JSON_NULL};
    if (s->at == s->end) return stop(s, ASB_ABSENT);
    v->key = key;
    v->line = 1;
    v->column = (uint32_t)(s->at - s->origin) + 1;
    if (s->open == NULL)
        s->top = v;
    else
        asbi_json_append(s->open, v);
    switch (*s->at) {
    case '"': v->type = JSON_TEXT; return scan_text(s, &v->text);
    case '{': return open_container(s, v, JSON_OBJECT);
    case '[': return open_container(s, v, JSON_LIST);
    case 't': return scan_word(s, v, "true", 4, JSON_TRUE);
    case 'f': return scan_word(s, v, "false", 5, JSON_FALSE);
    case 'n': return scan_word(s, v, "null", 4, JSON_NULL);
    default: return scan_number(s, v);
    }
}

static int scan_member(scan *s) {
    text key;
    const json_value *before = s->open->last;
    if (!scan_text(s, &key)) return 0;
    /* the first bytes mostly tell; behind an empty key is its '\0' */
    if (before != NULL && (unsigned char)before->key.at[0] >= (unsigned char)key.at[0] && asbi_text_compare(before->key, key) >= 0)
        return stop(s, ASB_ABSENT);
    return skip(s, ':') && scan_value(s, key);
}

/* One more thing in the innermost list or object: its end, or the next item. */
static int scan_next(scan *s) {
    static const text no_key = {NULL, 0};
    int is_object = s->open->type == JSON_OBJECT;
    if (is_at(s, is_object ? '}' : ']')) {
        s->open = s->open->parent;
        s->depth--;
        s->at++;
        return 1;
    }
    if (s->open->count > 0 && !skip(s, ',')) return 0;
    return is_object ? scan_member(s) : scan_value(s, no_key);
}

static int scan_all(scan *s) {
    if (!is_at(s, '{') || !scan_value(s, (text){NULL, 0})) return stop(s, s->status == ASB_OK ? ASB_ABSENT : s->status);
    while (s->open != NULL)
        if (!scan_next(s)) return 0;
    return s->at == s->end || stop(s, ASB_ABSENT);
}

int32_t asbi_json_read_canonical(json_value **out, arena *a, text bytes) {
    arena_mark mark = asbi_arena_mark(a);
    scan s = {.begin = bytes.at, .at = bytes.at, .end = bytes.at + bytes.length, .origin = bytes.at, .arena = a};
    if (bytes.length == 0 || bytes.length >= UINT32_MAX) return ASB_ABSENT;
    s.copy = asbi_arena_text(a, bytes.at, bytes.length);
    if (s.copy == NULL) return ASB_ENOMEM;
    if (scan_all(&s)) {
        *out = s.top;
        return ASB_OK;
    }
    asbi_arena_rewind(a, mark);
    return s.status;
}
