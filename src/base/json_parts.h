/* What the files of the JSON module share with each other, and with nobody else. */
#ifndef ASBI_JSON_PARTS_H
#define ASBI_JSON_PARTS_H

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

/* The marks of an object's keys when after so many one more is read whose mark is there already: the same, or JSON_TWICE where that key, or one of many, may be there
 * twice: asbi_json_find_twice() tells. */
#define JSON_TWICE UINTPTR_MAX
uintptr_t asbi_json_marked_again(uintptr_t marks, const json_value *object, uint32_t count, text key);

/* Reading a text: its end, its form, and what its escapes mean. `at` is after the opening quotation mark. */
typedef struct json_raw {
    const char *at;
    size_t length;        /* up to the closing quotation mark */
    size_t escape;        /* where the first backslash is; SIZE_MAX: there is none */
    size_t continuations; /* bytes that begin no character */
} json_raw;

/* 1, or 0 with *bad the first byte that cannot be (`end` where the text is not closed). Goes on from `at`, before which nothing is escaped; `raw` knows
 * where the text begins, and the continuations up to there. */
int asbi_json_scan_text(json_raw *raw, const char *at, const char *end, const char **bad);
/* How many bytes the character has that begins at `at` and is not ASCII; 0 where it is not well-formed. */
size_t asbi_json_width(const char *at, const char *end);
/* What the escape at *at stands for, to `to`; the place behind it there, and *at is behind the escape. NULL: it is none. */
char *asbi_json_escape(char *to, char **at, const char *end);
/* Replaces escapes in place, from the `first` on; gives the new length. SIZE_MAX with *bad the offset of a backslash that begins no escape. */
size_t asbi_json_unescape(char *bytes, size_t first, size_t length, size_t *bad);

/* What stands there, in words, for a message: `"x"`, `the control character U+0001`, `the end of the document`. */
enum { JSON_FOUND = 64 };
void asbi_json_describe(char out[JSON_FOUND], const char *at, const char *end);
/* Which line and column (from 1, in characters) a place of the document is. Counts from the beginning: for failures only. */
void asbi_json_locate(const char *bytes, const char *place, uint32_t *line, uint32_t *column);
/* Where the key begins whose member's value begins at that line and column, in a document that has been read well that far. */
const char *asbi_json_key_before(const char *bytes, const char *end, uint32_t line, uint32_t column);

#endif
