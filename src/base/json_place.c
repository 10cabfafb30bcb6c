/* Saying what stands where in a document that is refused. */
#include "json_parts.h"

#include <string.h>

enum { LONGEST_WORD = 40 };

static int is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

void asbi_json_locate(const char *bytes, const char *place, uint32_t *line, uint32_t *column) {
    uint32_t in_line = 1, in_column = 1;

    for (; bytes < place; bytes++) {
        if (*bytes == '\n') {
            in_line++;
            in_column = 1;
        } else if (!is_continuation(*bytes)) {
            in_column++;
        }
    }
    *line = in_line;
    *column = in_column;
}

static const char *find_place(const char *at, const char *end, uint32_t line, uint32_t column) {
    for (; at < end && line > 1; at++)
        if (*at == '\n') line--;
    for (; at < end && column > 1; column--)
        for (at++; at < end && is_continuation(*at);) at++;
    return at;
}

/* Backwards over the colon to the closing quotation mark, and on to one that no backslash precedes: that is the opening one,
 * as it follows a brace, a comma or white space. */
const char *asbi_json_key_before(const char *bytes, const char *end, uint32_t line, uint32_t column) {
    const char *at = find_place(bytes, end, line, column);

    while (at > bytes && *--at != '"')
        ;
    while (at > bytes && (*--at != '"' || (at > bytes && at[-1] == '\\')))
        ;
    return at;
}

static int is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* "before" and the number in as many hexadecimal digits. */
static void put_code(char *out, const char *before, uint32_t number, int digits) {
    size_t length = strlen(before);

    memcpy(out, before, length);
    for (int i = 0; i < digits; i++) out[length + (size_t)i] = "0123456789ABCDEF"[number >> (4 * (digits - 1 - i)) & 15];
    out[length + (size_t)digits] = '\0';
}

static void put_quoted(char *out, const char *at, const char *end) {
    size_t length = 1;

    if (is_word_character(*at))
        while (length < LONGEST_WORD && at + length < end && is_word_character(at[length])) length++;
    out[0] = out[length + 1] = '"';
    memcpy(out + 1, at, length);
    out[length + 2] = '\0';
}

static const char *name_of(char c) {
    switch (c) {
    case '\n': return "the end of a line";
    case '\r': return "a carriage return";
    case '\t': return "a tab";
    case '"': return "a quotation mark";
    case '\'': return "a single quotation mark";
    default: return NULL;
    }
}

void asbi_json_describe(char out[JSON_FOUND], const char *at, const char *end) {
    const char *name = at == end ? "the end of the document" : name_of(*at);
    size_t rest = (size_t)(end - at), width = rest < 4 ? rest : 4, next = 0;
    uint32_t code_point;

    if (name != NULL) {
        memcpy(out, name, strlen(name) + 1);
        return;
    }
    while (width > 1 && asbi_utf8_check(at, width) != width) width--;
    if (asbi_utf8_check(at, width) != width) {
        put_code(out, "the byte 0x", (unsigned char)*at, 2);
        return;
    }
    code_point = asbi_utf8_next(at, width, &next);
    if (code_point < 0x20)
        put_code(out, "the control character U+", code_point, 4);
    else if (code_point < 0x7F)
        put_quoted(out, at, end);
    else
        put_code(out, "the character U+", code_point, code_point > 0xFFFF ? 6 : 4);
}
