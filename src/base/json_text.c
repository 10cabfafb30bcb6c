/* Texts in JSON, as they are read: where one ends, and what its escapes stand for. */
#include "json_parts.h"

#include "json_scan.h"

#include <string.h>

size_t asbi_json_width(const char *at, const char *end) {
    unsigned char first = (unsigned char)*at;
    size_t rest = (size_t)(end - at), width = rest < 3 ? 0 : json_letter(at);

    if (width != 0) return width;
    width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return rest >= width && asbi_utf8_check(at, width) == width ? width : 0;
}

/* The escape is refused later if it is none. What is escaped may be a character that is not ASCII; where several bytes follow that are none,
 * that is the first thing wrong. */
static const char *skip_escape(json_raw *raw, const char *at, const char *end) {
    const char *escaped = at + 1;
    size_t width;

    if (raw->escape == SIZE_MAX) raw->escape = (size_t)(at - raw->at);
    if ((unsigned char)*escaped < 0x80) return escaped + 1;
    width = asbi_json_width(escaped, end);
    if (width == 0) return end - escaped > 1 && (unsigned char)escaped[1] >= 0x80 ? escaped : escaped + 1;
    raw->continuations += width - 1;
    return escaped + width;
}

int asbi_json_scan_text(json_raw *raw, const char *at, const char *end, const char **bad) {
    while ((at = json_skip_plain(at, end)) < end && *at != '"') {
        size_t width;
        if (*at == '\\' && end - at > 1) {
            at = skip_escape(raw, at, end);
            continue;
        }
        width = (unsigned char)*at >= 0x80 ? asbi_json_width(at, end) : 0;
        if (width == 0) break;
        raw->continuations += width - 1;
        at += width;
    }
    raw->length = (size_t)(at - raw->at);
    if (at < end && *at == '"') return 1;
    *bad = at < end && *at == '\\' ? end : at;
    return 0;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \uXXXX at `at`: its value, or -1. */
static int32_t read_unit(const char *at, const char *end) {
    int32_t unit = 0;

    if (end - at < 6 || at[0] != '\\' || at[1] != 'u') return -1;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0) return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

/* One or two units: a high surrogate and a low one are one character; either alone is kept as it is. */
static const char *read_unicode(const char *at, const char *end, char **out) {
    int32_t unit = read_unit(at, end), low;

    if (unit < 0) return NULL;
    at += 6;
    if (unit >= 0xD800 && unit < 0xDC00) {
        low = read_unit(at, end);
        if (low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            at += 6;
        }
    }
    *out += asbi_utf8_put(*out, (uint32_t)unit);
    return at;
}

static const char *read_escape(const char *at, const char *end, char **out) {
    char c = end - at > 1 ? json_escaped(at[1]) : '\0';

    if (c == '\0') return end - at > 1 && at[1] == 'u' ? read_unicode(at, end, out) : NULL;
    *(*out)++ = c;
    return at + 2;
}

char *asbi_json_escape(char *to, char **at, const char *end) {
    const char *behind = read_escape(*at, end, &to);

    if (behind == NULL) return NULL;
    *at += behind - *at;
    return to;
}

/* An escape is never shorter than what it stands for. */
size_t asbi_json_unescape(char *bytes, size_t first, size_t length, size_t *bad) {
    const char *at = bytes + first, *end = bytes + length;
    char *out = bytes + first;

    while (at < end) {
        const char *next = memchr(at, '\\', (size_t)(end - at));
        size_t plain = (size_t)((next == NULL ? end : next) - at);
        if (out != at) memmove(out, at, plain);
        out += plain;
        if (next == NULL) break;
        at = read_escape(next, end, &out);
        if (at == NULL) {
            *bad = (size_t)(next - bytes);
            return SIZE_MAX;
        }
    }
    return (size_t)(out - bytes);
}
