/* The reader. It goes through the document once, from left to right. Lists and objects that are open hang together by their
 * parents, so that no stack is needed, and each step reads one more thing in the innermost of them. A value is put in the
 * tree before it is read: when something is wrong with it, the tree already knows its pointer. Where a failure stands is
 * counted again from the beginning, so that success pays for the places of values only. */
#include "json_parts.h"

#include "container.h"

#include <asb/error.h>
#include <string.h>

typedef struct reader {
    const char *begin, *at, *end;
    const char *origin; /* where the line begins, moved on by each byte that is no character: at - origin is the column */
    uint32_t line;
    uint32_t depth, most_depth;
    arena *arena;
    json_value *top;
    json_value *open;    /* the innermost list or object that is not closed */
    json_value *subject; /* what a failure is about */
    fault *fault;
} reader;

static const text no_key = {NULL, 0};

/* Failing. */

static int32_t at_place(reader *r, const char *place, int32_t status) {
    fault *f = r->fault;

    if (f == NULL) return status;
    asbi_json_locate(r->begin, place, &f->line, &f->column);
    asbi_json_pointer(r->subject, f->pointer, sizeof f->pointer);
    return status;
}

static int32_t no_memory(reader *r) {
    return asbi_fail(r->fault, ASB_ENOMEM, "no-memory", (char *)NULL);
}

/* The document has a value, so it can only end too early within a list or an object. */
static int32_t refuse_end(reader *r, const char *expected) {
    const char *what = r->open->type == JSON_LIST ? "list" : "object";
    char line[DECIMAL], column[DECIMAL];
    int32_t status = asbi_fail(r->fault, ASB_EJSON, "json-unclosed", "what", what, "line", asbi_decimal(line, r->open->line), "column",
                               asbi_decimal(column, r->open->column), "expected", expected, (char *)NULL);

    return at_place(r, r->end, status);
}

static int32_t refuse_at(reader *r, const char *place, const char *code) {
    char found[JSON_FOUND];

    asbi_json_describe(found, place, r->end);
    return at_place(r, place, asbi_fail(r->fault, ASB_EJSON, code, "found", found, (char *)NULL));
}

static int32_t refuse_for(reader *r, const char *place, const char *code, const char *expected) {
    char found[JSON_FOUND];

    asbi_json_describe(found, place, r->end);
    return at_place(r, place, asbi_fail(r->fault, ASB_EJSON, code, "found", found, "expected", expected, (char *)NULL));
}

static int32_t refuse(reader *r, const char *expected) {
    if (r->at == r->end) return refuse_end(r, expected);
    if (*r->at == '/') return refuse_at(r, r->at, "json-comment");
    return refuse_for(r, r->at, "json-unexpected", expected);
}

/* Texts. */

static int32_t refuse_control(reader *r, const char *place) {
    static const char from[] = "\b\t\n\f\r", to[] = "btnfr", digits[] = "0123456789abcdef";
    const char *special = memchr(from, *place, sizeof from - 1);
    char found[JSON_FOUND], escape[8] = {'\\', 'u', '0', '0', digits[*place >> 4 & 1], digits[*place & 15], '\0'};

    if (special != NULL) memcpy(escape, (char[]){'\\', to[special - from], '\0'}, 3);
    asbi_json_describe(found, place, r->end);
    return at_place(r, place, asbi_fail(r->fault, ASB_EJSON, "json-control", "found", found, "escape", escape, (char *)NULL));
}

static int32_t refuse_text(reader *r, const char *place) {
    if (place == r->end) return at_place(r, r->at, asbi_fail(r->fault, ASB_EJSON, "json-text-open", (char *)NULL));
    if ((unsigned char)*place >= 0x80) return refuse_at(r, place, "json-utf8");
    return refuse_control(r, place);
}

static int32_t refuse_escape(reader *r, const char *place) {
    if (place[1] == 'u') return at_place(r, place, asbi_fail(r->fault, ASB_EJSON, "json-unicode-escape", (char *)NULL));
    return refuse_at(r, place + 1, "json-escape");
}

static size_t count_continuations(const char *at, size_t length) {
    size_t count = 0;

    for (size_t i = 0; i < length; i++) count += ((unsigned char)at[i] & 0xC0) == 0x80;
    return count;
}

static int32_t read_text(reader *r, text *out) {
    json_raw raw;
    const char *bad_place;
    size_t length, bad;
    char *copy;

    if (!asbi_json_scan_text(&raw, r->at + 1, r->end, &bad_place)) return refuse_text(r, bad_place);
    copy = asbi_arena_text(r->arena, raw.at, raw.length);
    if (copy == NULL) return no_memory(r);
    length = raw.is_escaped ? asbi_json_unescape(copy, raw.length, &bad) : raw.length;
    if (length == SIZE_MAX) return refuse_escape(r, raw.at + bad);
    if (!raw.is_ascii) r->origin += count_continuations(raw.at, raw.length);
    r->at = raw.at + raw.length + 1;
    *out = (text){copy, length};
    return ASB_OK;
}

/* Numbers and words. */

static const char *skip_digits(const reader *r, const char *at) {
    while (at < r->end && *at >= '0' && *at <= '9') at++;
    return at;
}

static int is_one_of(const reader *r, const char *at, char one, char other) {
    return at < r->end && (*at == one || *at == other);
}

/* The fraction and the exponent, each of which may be missing. NULL where a digit is missing, which is at *bad. */
static const char *skip_rest(const reader *r, const char *at, const char **bad) {
    if (is_one_of(r, at, '.', '.')) {
        *bad = at + 1;
        at = skip_digits(r, at + 1);
        if (at == *bad) return NULL;
    }
    if (is_one_of(r, at, 'e', 'E')) {
        *bad = is_one_of(r, at + 1, '+', '-') ? at + 2 : at + 1;
        at = skip_digits(r, *bad);
        if (at == *bad) return NULL;
    }
    return at;
}

static int32_t keep_number(reader *r, json_value *v, const char *end) {
    text written = {r->at, (size_t)(end - r->at)};
    char *copy = asbi_arena_text(r->arena, written.at, written.length);

    if (copy == NULL) return no_memory(r);
    if (!asbi_json_number_in_range(written))
        return at_place(r, r->at, asbi_fail(r->fault, ASB_EJSON, "number-range", "number", copy, (char *)NULL));
    v->type = JSON_NUMBER;
    v->text = (text){copy, written.length};
    r->at = end;
    return ASB_OK;
}

static int32_t read_number(reader *r, json_value *v) {
    const char *digits = r->at + (*r->at == '-'), *at = skip_digits(r, digits), *bad = digits;

    if (at - digits > 1 && *digits == '0') return at_place(r, digits, asbi_fail(r->fault, ASB_EJSON, "json-number-zero", (char *)NULL));
    if (at > digits)
        at = skip_rest(r, at, &bad);
    else
        at = NULL;
    if (at == NULL) return refuse_for(r, bad, "json-number", "a digit");
    return keep_number(r, v, at);
}

static int is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static int32_t read_word(reader *r, json_value *v) {
    static const struct {
        const char *word;
        size_t length;
        uint8_t type;
    } words[] = {{"true", 4, JSON_TRUE}, {"false", 5, JSON_FALSE}, {"null", 4, JSON_NULL}};
    size_t rest = (size_t)(r->end - r->at);

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t length = words[i].length;
        if (rest < length || memcmp(r->at, words[i].word, length) != 0) continue;
        if (rest > length && is_word_character(r->at[length])) break;
        v->type = words[i].type;
        r->at += length;
        return ASB_OK;
    }
    return refuse_at(r, r->at, "json-word");
}

static int32_t read_other(reader *r, json_value *v) {
    if (is_word_character(*r->at) || *r->at == '\'') return read_word(r, v);
    if (*r->at == '+') return at_place(r, r->at, asbi_fail(r->fault, ASB_EJSON, "json-number-plus", (char *)NULL));
    return refuse(r, "a value");
}

/* Values, lists and objects. */

static void skip_space(reader *r) {
    const char *at = r->at, *end = r->end;

    for (; at < end && (unsigned char)*at <= ' '; at++) {
        if (*at == '\n') {
            r->line++;
            r->origin = at + 1;
        } else if (*at != ' ' && *at != '\t' && *at != '\r') {
            break;
        }
    }
    r->at = at;
}

static int is_at(const reader *r, char c) {
    return r->at < r->end && *r->at == c;
}

static int32_t open_container(reader *r, json_value *v, json_type type) {
    char limit[DECIMAL];

    if (r->depth == r->most_depth)
        return at_place(r, r->at, asbi_fail(r->fault, ASB_ELIMIT, "json-depth", "limit", asbi_decimal(limit, r->depth), (char *)NULL));
    v->type = (uint8_t)type;
    r->open = v;
    r->depth++;
    r->at++;
    return ASB_OK;
}

static int32_t read_value(reader *r, text key) {
    json_value *v = asbi_json_new(r->arena, JSON_NULL);

    if (v == NULL) return no_memory(r);
    v->key = key;
    v->line = r->line;
    v->column = (uint32_t)(r->at - r->origin) + 1;
    if (r->open == NULL)
        r->top = v;
    else
        asbi_json_append(r->open, v);
    r->subject = v;
    if (r->at == r->end) return refuse(r, "a value");
    switch (*r->at) {
    case '"': v->type = JSON_TEXT; return read_text(r, &v->text);
    case '{': return open_container(r, v, JSON_OBJECT);
    case '[': return open_container(r, v, JSON_LIST);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': return read_number(r, v);
    default: return read_other(r, v);
    }
}

static int32_t read_member(reader *r) {
    text key = no_key;
    int32_t status;

    if (!is_at(r, '"')) return refuse(r, r->open->count == 0 ? "a key in quotation marks or the closing }" : "a key in quotation marks");
    status = read_text(r, &key);
    if (status != ASB_OK) return status;
    skip_space(r);
    if (!is_at(r, ':')) return refuse(r, "the colon after a key");
    r->at++;
    skip_space(r);
    return read_value(r, key);
}

static int32_t refuse_twice(reader *r, const json_value *member) {
    const char *place = asbi_json_key_before(r->begin, r->end, member->line, member->column);
    int32_t status = asbi_fail(r->fault, ASB_EJSON, "json-duplicate-key", "key", member->key.at, (char *)NULL);

    at_place(r, place, status);
    if (r->fault != NULL) asbi_json_pointer(member, r->fault->pointer, sizeof r->fault->pointer);
    return status;
}

static int32_t close_container(reader *r) {
    const json_value *twice = NULL;

    if (r->open->type == JSON_OBJECT && asbi_json_find_twice(&twice, r->arena, r->open) != ASB_OK) return no_memory(r);
    if (twice != NULL) return refuse_twice(r, twice);
    r->open = r->open->parent;
    r->depth--;
    r->at++;
    return ASB_OK;
}

static int32_t refuse_comma(reader *r) {
    const char *bracket = r->open->type == JSON_OBJECT ? "}" : "]";

    return at_place(r, r->at, asbi_fail(r->fault, ASB_EJSON, "json-trailing-comma", "bracket", bracket, (char *)NULL));
}

/* One more thing in the innermost list or object: its end, or the next item. */
static int32_t read_next(reader *r) {
    int is_object = r->open->type == JSON_OBJECT;
    char closing = is_object ? '}' : ']';

    r->subject = r->open;
    skip_space(r);
    if (is_at(r, closing)) return close_container(r);
    if (r->open->count > 0) {
        if (!is_at(r, ',')) return refuse(r, is_object ? "a comma or the closing }" : "a comma or the closing ]");
        r->at++;
        skip_space(r);
        if (is_at(r, closing)) return refuse_comma(r);
    }
    return is_object ? read_member(r) : read_value(r, no_key);
}

/* The document. */

static int begins_with(const reader *r, const char *bytes, size_t length) {
    return (size_t)(r->end - r->begin) >= length && memcmp(r->begin, bytes, length) == 0;
}

static int32_t read_beginning(reader *r) {
    const char *code = NULL;

    skip_space(r);
    if (begins_with(r, "\xEF\xBB\xBF", 3))
        code = "json-bom";
    else if (begins_with(r, "\xFE\xFF", 2) || begins_with(r, "\xFF\xFE", 2))
        code = "json-utf16";
    else if (r->at == r->end)
        code = "json-empty";
    return code == NULL ? ASB_OK : at_place(r, r->at, asbi_fail(r->fault, ASB_EJSON, code, (char *)NULL));
}

static int32_t read_document(reader *r) {
    int32_t status = read_beginning(r);

    if (status == ASB_OK) status = read_value(r, no_key);
    while (status == ASB_OK && r->open != NULL) status = read_next(r);
    if (status != ASB_OK) return status;
    r->subject = NULL;
    skip_space(r);
    return r->at == r->end ? ASB_OK : refuse_at(r, r->at, *r->at == '/' ? "json-comment" : "json-trailing");
}

/* Lines, columns and counts have 32 bits, so no document is longer than that. */
static int32_t check_size(size_t length, const json_limits *limits, fault *f) {
    char size[DECIMAL], limit[DECIMAL];
    uint64_t most = limits == NULL ? UINT32_MAX - 1 : MIN_OF(limits->size, UINT32_MAX - 1);

    if (length <= most) return ASB_OK;
    asbi_fail(f, ASB_ELIMIT, "json-size", "size", asbi_decimal(size, (int64_t)length), "limit", asbi_decimal(limit, (int64_t)most),
              (char *)NULL);
    if (f != NULL) f->line = f->column = 1;
    return ASB_ELIMIT;
}

int32_t asbi_json_parse(json_value **out, arena *a, const char *bytes, size_t length, const json_limits *limits, fault *f) {
    arena_mark mark = asbi_arena_mark(a);
    int32_t status = check_size(length, limits, f);
    reader r = {0};

    if (status != ASB_OK) return status;
    r.begin = r.at = r.origin = length == 0 ? "" : bytes;
    r.end = r.begin + length;
    r.line = 1;
    r.most_depth = limits == NULL ? JSON_DEFAULT_DEPTH : limits->depth;
    r.arena = a;
    r.fault = f;
    status = read_document(&r);
    if (status == ASB_OK)
        *out = r.top;
    else
        asbi_arena_rewind(a, mark);
    return status;
}
