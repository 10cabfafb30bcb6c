/* What the files of the JSON module share with each other, and with nobody else. */
#ifndef ASBI_JSON_PARTS_H
#define ASBI_JSON_PARTS_H

#include "bytes.h"
#include "json.h"

/* The deepest nesting a reader without limits accepts. */
enum { JSON_DEFAULT_DEPTH = 1000 };

/* A number, taken apart: 0.DIGITS times ten to the `point`. The digits may have the decimal point among them. */
typedef struct json_number {
    text digits;  /* from the first to the last that is not 0; empty for 0 */
    size_t count; /* of digits, without a decimal point */
    int64_t point;
    int is_negative; /* never for 0 */
} json_number;

json_number asbi_json_number(text as_written);
int asbi_json_number_equal(text a, text b);
int asbi_json_number_in_range(text as_written); /* the exponent of its canonical form has at most 9 digits */

/* Sort members by key, and those with equal keys as they stand in the document. In place, never quadratic, no recursion. */
void asbi_json_sort(const json_value **members, size_t count);
/* The first member whose key an earlier one has, or NULL, in *out; ASB_OK or ASB_ENOMEM. Leaves nothing in the arena. */
int32_t asbi_json_find_twice(const json_value **out, arena *a, const json_value *object);

/* Reading a text: its end, its form, and what its escapes mean. `at` is after the opening quotation mark. */
typedef struct json_raw {
    const char *at;
    size_t length;  /* up to the closing quotation mark */
    int is_escaped; /* there is a backslash */
    int is_ascii;
} json_raw;

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* Which of eight bytes is a quotation mark, a backslash, a control character, or one that is not ASCII: its highest bit. Subtracting borrows into a byte's high bit
 * where the byte was too small; a borrow that runs on only ever follows a true find, so that the first is always right. */
static inline uint64_t asbi_json_find_special(uint64_t w) {
    uint64_t found = w | (w - EACH_BYTE(0x20)) | ((w ^ EACH_BYTE('"')) - EACH_BYTE(1)) | ((w ^ EACH_BYTE('\\')) - EACH_BYTE(1));

    return found & EACH_BYTE(0x80);
}

/* The number of the first byte that was found, the lowest being 0. */
static inline unsigned asbi_json_first_of(uint64_t found) {
#if defined(__GNUC__) || defined(__clang__)
    return (unsigned)__builtin_ctzll(found) / 8;
#else
    unsigned n = 0;
    for (; !(found & 0x80); found >>= 8) n++;
    return n;
#endif
}

/* Over what is nothing but itself in a text: to a quotation mark, a backslash, a control character, what is not ASCII, or the end. */
static inline const char *asbi_json_skip_plain(const char *at, const char *end) {
    for (; end - at >= 8; at += 8) {
        uint64_t found = asbi_json_find_special(asbi_get64(at));
        if (found != 0) return at + asbi_json_first_of(found);
    }
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80) at++;
    return at;
}

/* 1, or 0 with *bad the first byte that cannot be (`end` where the text is not closed). */
int asbi_json_scan_text(json_raw *out, const char *at, const char *end, const char **bad);
/* Replaces escapes in place; gives the new length. SIZE_MAX with *bad the offset of a backslash that begins no escape. */
size_t asbi_json_unescape(char *bytes, size_t length, size_t *bad);

/* What stands there, in words, for a message: `"x"`, `the control character U+0001`, `the end of the document`. */
enum { JSON_FOUND = 64 };
void asbi_json_describe(char out[JSON_FOUND], const char *at, const char *end);
/* Which line and column (from 1, in characters) a place of the document is. Counts from the beginning: for failures only. */
void asbi_json_locate(const char *bytes, const char *place, uint32_t *line, uint32_t *column);
/* Where the key begins whose member's value begins at that line and column, in a document that has been read well that far. */
const char *asbi_json_key_before(const char *bytes, const char *end, uint32_t line, uint32_t column);

#endif
