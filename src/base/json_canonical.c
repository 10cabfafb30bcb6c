/* The quick way to read JSON that asbi_json_write() wrote: the bodies of stored records, which is nearly all that is ever read.
 *
 * It goes through the bytes once, with a copy of them beside it in which its texts stay where they are: the quotation mark at the end of each becomes the '\0'. It decides
 * nothing. Whatever is not in the plainest canonical form, by so much as a byte, it leaves to asbi_json_parse(), which knows what is valid and says what is
 * wrong: white space, escapes, numbers that are no short integers, keys out of order (and so keys that stand there twice), deep nesting. What both read, both
 * read to the same tree.
 *
 * An object can also be gone through member by member, in its own bytes (asbi_json_members_begin): then the bytes themselves are the copy, only lists and objects within it become
 * trees, and texts with escapes are copied. A '\0' cannot stand in JSON, so that the bytes can be had as they were at any time: each '\0' was a quotation mark (asbi_json_put_quotes).
 * Numbers have none behind them, and so no '\0'. */
#include "json_parts.h"

#include "json_scan.h"

#include <asb/error.h>
#include <string.h>

enum { MOST_DEPTH = 32, MOST_DIGITS = 15 };

typedef json_scan scan;

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

/* What escapes stand for goes elsewhere: the bytes stay as they are. */
static int unescape(scan *s, const json_raw *raw, text *out) {
    size_t length, bad;
    char *copy = asbi_arena_text(s->arena, raw->at, raw->length);
    if (copy == NULL) return stop(s, ASB_ENOMEM);
    length = asbi_json_unescape(copy, raw->escape, raw->length, &bad);
    if (length == SIZE_MAX) return stop(s, ASB_ABSENT);
    copy[length] = '\0';
    *out = (text){copy, length};
    return 1;
}

static int scan_unusual(scan *s, text *out) {
    json_raw raw = {s->at + 1, 0, SIZE_MAX, 0};
    const char *bad;
    if (!is_at(s, '"') || !asbi_json_scan_text(&raw, s->at + 1, s->end, &bad)) return stop(s, ASB_ABSENT);
    s->origin += raw.continuations;
    s->at = raw.at + raw.length + 1;
    if (raw.escape != SIZE_MAX) return s->in_place ? unescape(s, &raw, out) : stop(s, ASB_ABSENT);
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
static int scan_digits(scan *s, text *out) {
    const char *from = s->at;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9') s->at++;
    if (s->at == from || s->at - from > MOST_DIGITS || (*from == '0' && s->at - from > 1)) return stop(s, ASB_ABSENT);
    if (!is_at(s, ',') && !is_at(s, '}') && !is_at(s, ']')) return stop(s, ASB_ABSENT);
    *out = s->in_place ? (text){from, (size_t)(s->at - from)} : take(s, from, s->at);
    return 1;
}

static int skip_word(scan *s, const char *word, size_t length) {
    if ((size_t)(s->end - s->at) < length || memcmp(s->at, word, length) != 0) return stop(s, ASB_ABSENT);
    s->at += length;
    return 1;
}

/* What is no list and no object. */
static int scan_scalar(scan *s, uint8_t *type, text *out) {
    switch (*s->at) {
    case '"': *type = JSON_TEXT; return scan_text(s, out);
    case 't': *type = JSON_TRUE; return skip_word(s, "true", 4);
    case 'f': *type = JSON_FALSE; return skip_word(s, "false", 5);
    case 'n': *type = JSON_NULL; return skip_word(s, "null", 4);
    default: *type = JSON_NUMBER; return scan_digits(s, out);
    }
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
    if (*s->at == '{') return open_container(s, v, JSON_OBJECT);
    if (*s->at == '[') return open_container(s, v, JSON_LIST);
    return scan_scalar(s, &v->type, &v->held.text);
}

/* The first bytes mostly tell; behind an empty key is its '\0'. */
static int scan_key(scan *s, const text *before, text *out) {
    if (!scan_text(s, out)) return 0;
    if (before != NULL && (unsigned char)before->at[0] >= (unsigned char)out->at[0] && asbi_text_compare(*before, *out) >= 0)
        return stop(s, ASB_ABSENT);
    return skip(s, ':');
}

static int scan_member(scan *s) {
    text key;
    const json_value *before = s->open->held.last;
    return scan_key(s, before == NULL ? NULL : &before->key, &key) && scan_value(s, key);
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

/* A list or an object, with all that is in it. */
static int scan_container(scan *s, text key) {
    if (!scan_value(s, key)) return 0;
    while (s->open != NULL)
        if (!scan_next(s)) return 0;
    return 1;
}

static int scan_all(scan *s) {
    if (!is_at(s, '{')) return stop(s, ASB_ABSENT);
    return scan_container(s, (text){NULL, 0}) && (s->at == s->end || stop(s, ASB_ABSENT));
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

/* ---- member by member */

void asbi_json_members_begin(json_members *m, arena *a, char *bytes, size_t length) {
    *m = (json_members){
        .scan = {.begin = bytes, .at = bytes, .end = bytes + length, .origin = bytes, .copy = bytes, .in_place = 1, .arena = a}};
    if (length == 0 || length >= UINT32_MAX)
        m->scan.status = ASB_ABSENT;
    else
        (void)skip(&m->scan, '{');
}

static int end_members(json_members *m) {
    m->scan.at++;
    if (m->scan.at < m->scan.end) (void)stop(&m->scan, ASB_ABSENT);
    return 0;
}

int asbi_json_members_next(json_members *m) {
    scan *s = &m->scan;
    const text before = m->key;
    if (s->status != ASB_OK) return 0;
    if (is_at(s, '}')) return end_members(m);
    if (m->some && !skip(s, ',')) return 0;
    if (!scan_key(s, m->some ? &before : NULL, &m->key)) return 0;
    if (s->at == s->end) return stop(s, ASB_ABSENT);
    m->some = 1;
    if (*s->at != '{' && *s->at != '[') return scan_scalar(s, &m->type, &m->text);
    m->type = *s->at == '{' ? JSON_OBJECT : JSON_LIST;
    return scan_container(s, m->key);
}

void asbi_json_put_quotes(char *bytes, size_t length) {
    for (char *at = bytes, *end = bytes + length; at < end && (at = memchr(at, '\0', (size_t)(end - at))) != NULL; at++) *at = '"';
}
