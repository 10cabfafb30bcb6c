/* The reader. It goes through the document once, from left to right. Lists and objects that are open hang together by their
 * parents, so that no stack is needed, and each step reads one more thing in the innermost of them. A value is put in the
 * tree before it is read: when something is wrong with it, the tree already knows its pointer. Where a failure stands is
 * counted again from the beginning, so that success pays for the places of values only.
 *
 * The document is copied as a whole, and its texts and numbers are parts of that copy: each ends with a '\0' where the document has
 * a quotation mark, a comma or the like, and escapes are replaced in place. What is read is the document itself, never the copy.
 *
 * Each step is given the place where it begins, and gives the place where it ended, NULL after a failure: so the place stays in a
 * register, and is not written to memory and read again at every comma. */
#include "json_parts.h"

#include "container.h"
#include "json_scan.h"

#include <asb/error.h>
#include <string.h>

typedef struct reader {
    const char *begin, *end;
    char *copy;         /* of the document */
    const char *origin; /* where the line begins, moved on by each byte that is no character: the distance from here is the column */
    uint32_t line;
    uint32_t depth, most_depth;
    arena *arena;
    json_value *top;
    json_value *open;    /* the innermost list or object that is not closed */
    json_value *subject; /* what a failure is about */
    fault *fault;
    int32_t status;
} reader;

static const text no_key = {NULL, 0};

/* Failing. */

static const char *stop_at(reader *r, const char *place, int32_t status) {
    fault *f = r->fault;

    r->status = status;
    if (f == NULL) return NULL;
    asbi_json_locate(r->begin, place, &f->line, &f->column);
    asbi_json_pointer(r->subject, f->pointer, sizeof f->pointer);
    return NULL;
}

static const char *no_memory(reader *r) {
    r->status = asbi_fail(r->fault, ASB_ENOMEM, "no-memory", (char *)NULL);
    return NULL;
}

static const char *refuse_simply(reader *r, const char *place, const char *code) {
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, code, (char *)NULL));
}

/* The document has a value, so it can only end too early within a list or an object. */
static const char *refuse_end(reader *r, const char *expected) {
    const char *what = r->open->type == JSON_LIST ? "list" : "object";
    char line[DECIMAL], column[DECIMAL];
    int32_t status = asbi_fail(r->fault, ASB_EJSON, "json-unclosed", "what", what, "line", asbi_decimal(line, r->open->line), "column",
                               asbi_decimal(column, r->open->column), "expected", expected, (char *)NULL);

    return stop_at(r, r->end, status);
}

static const char *refuse_found(reader *r, const char *place, const char *code) {
    char found[JSON_FOUND];

    asbi_json_describe(found, place, r->end);
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, code, "found", found, (char *)NULL));
}

static const char *refuse_for(reader *r, const char *place, const char *code, const char *expected) {
    char found[JSON_FOUND];

    asbi_json_describe(found, place, r->end);
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, code, "found", found, "expected", expected, (char *)NULL));
}

static const char *refuse(reader *r, const char *at, const char *expected) {
    if (at == r->end) return refuse_end(r, expected);
    if (*at == '/') return refuse_found(r, at, "json-comment");
    return refuse_for(r, at, "json-unexpected", expected);
}

/* Texts. */

static const char *refuse_control(reader *r, const char *place) {
    static const char from[] = "\b\t\n\f\r", to[] = "btnfr", digits[] = "0123456789abcdef";
    const char *special = memchr(from, *place, sizeof from - 1);
    char found[JSON_FOUND], escape[8] = {'\\', 'u', '0', '0', digits[*place >> 4 & 1], digits[*place & 15], '\0'};

    if (special != NULL) memcpy(escape, (char[]){'\\', to[special - from], '\0'}, 3);
    asbi_json_describe(found, place, r->end);
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, "json-control", "found", found, "escape", escape, (char *)NULL));
}

static const char *refuse_text(reader *r, const char *quote, const char *place) {
    if (place == r->end) return refuse_simply(r, quote, "json-text-open");
    if ((unsigned char)*place >= 0x80) return refuse_found(r, place, "json-utf8");
    return refuse_control(r, place);
}

static const char *refuse_escape(reader *r, const char *place) {
    return place[1] == 'u' ? refuse_simply(r, place, "json-unicode-escape") : refuse_found(r, place + 1, "json-escape");
}

/* The copy of some bytes of the document, with a '\0' behind them. */
static inline text keep(reader *r, const char *at, size_t length) {
    char *copy = r->copy + (at - r->begin);

    copy[length] = '\0';
    return (text){copy, length};
}

/* With escapes, or characters that are not ASCII, or wrong. */
static const char *read_any_text(reader *r, const char *at, text *out) {
    const char *bad_place;
    size_t length, bad;
    json_raw raw;

    if (!asbi_json_scan_text(&raw, at + 1, r->end, &bad_place)) return refuse_text(r, at, bad_place);
    length = raw.length;
    if (raw.escape != SIZE_MAX) length = asbi_json_unescape(r->copy + (raw.at - r->begin), raw.escape, length, &bad);
    if (length == SIZE_MAX) return refuse_escape(r, raw.at + bad);
    r->origin += raw.continuations;
    *out = keep(r, raw.at, length);
    return raw.at + raw.length + 1;
}

static inline const char *read_text(reader *r, const char *at, text *out) {
    const char *begin = at + 1, *end = json_skip_plain(begin, r->end);

    if (end == r->end || *end != '"') return read_any_text(r, at, out);
    *out = keep(r, begin, (size_t)(end - begin));
    return end + 1;
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

static const char *read_number(reader *r, const char *at, json_value *v) {
    const char *digits = at + (*at == '-'), *end = skip_digits(r, digits), *bad = digits;

    if (end - digits > 1 && *digits == '0') return refuse_simply(r, digits, "json-number-zero");
    if (end > digits)
        end = skip_rest(r, end, &bad);
    else
        end = NULL;
    if (end == NULL) return refuse_for(r, bad, "json-number", "a digit");
    v->text = keep(r, at, (size_t)(end - at));
    if (!asbi_json_number_in_range((text){at, (size_t)(end - at)}))
        return stop_at(r, at, asbi_fail(r->fault, ASB_EJSON, "number-range", "number", v->text.at, (char *)NULL));
    v->type = JSON_NUMBER;
    return end;
}

static int is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static const char *read_word(reader *r, const char *at, json_value *v) {
    static const struct {
        const char *word;
        size_t length;
        uint8_t type;
    } words[] = {{"true", 4, JSON_TRUE}, {"false", 5, JSON_FALSE}, {"null", 4, JSON_NULL}};
    size_t rest = (size_t)(r->end - at);

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t length = words[i].length;
        if (rest < length || memcmp(at, words[i].word, length) != 0) continue;
        if (rest > length && is_word_character(at[length])) break;
        v->type = words[i].type;
        return at + length;
    }
    return refuse_found(r, at, "json-word");
}

static const char *read_other(reader *r, const char *at, json_value *v) {
    if (is_word_character(*at) || *at == '\'') return read_word(r, at, v);
    if (*at == '+') return refuse_simply(r, at, "json-number-plus");
    return refuse(r, at, "a value");
}

/* Values, lists and objects. */

static const char *skip_spaces(reader *r, const char *at) {
    for (; at < r->end && (unsigned char)*at <= ' '; at++) {
        if (*at == '\n') {
            r->line++;
            r->origin = at + 1;
        } else if (*at != ' ' && *at != '\t' && *at != '\r') {
            break;
        }
    }
    return at;
}

static inline const char *skip_space(reader *r, const char *at) {
    return at < r->end && (unsigned char)*at <= ' ' ? skip_spaces(r, at) : at;
}

static inline int is_at(const reader *r, const char *at, char c) {
    return at < r->end && *at == c;
}

static const char *open_container(reader *r, const char *at, json_value *v, json_type type) {
    char limit[DECIMAL];

    if (r->depth == r->most_depth)
        return stop_at(r, at, asbi_fail(r->fault, ASB_ELIMIT, "json-depth", "limit", asbi_decimal(limit, r->depth), (char *)NULL));
    v->type = (uint8_t)type;
    r->open = v;
    r->depth++;
    return at + 1;
}

/* The last of what is open, or the top. */
static inline json_value *add_value(reader *r, const char *at, text key) {
    json_value *v = asbi_arena_quick(r->arena, sizeof *v), *open = r->open;

    if (v == NULL) return NULL;
    *v = (json_value){.key = key, .line = r->line, .column = (uint32_t)(at - r->origin) + 1, .parent = open};
    if (open == NULL) {
        r->top = v;
        return v;
    }
    if (open->last == NULL)
        open->first = v;
    else
        open->last->next = v;
    open->last = v;
    open->count++;
    return v;
}

static inline const char *read_value(reader *r, const char *at, text key) {
    json_value *v = add_value(r, at, key);

    if (v == NULL) return no_memory(r);
    r->subject = v;
    if (at == r->end) return refuse(r, at, "a value");
    switch (*at) {
    case '"': v->type = JSON_TEXT; return read_text(r, at, &v->text);
    case '{': return open_container(r, at, v, JSON_OBJECT);
    case '[': return open_container(r, at, v, JSON_LIST);
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
    case '9': return read_number(r, at, v);
    default: return read_other(r, at, v);
    }
}

static inline const char *read_member(reader *r, const char *at) {
    text key = no_key;

    if (!is_at(r, at, '"'))
        return refuse(r, at, r->open->count == 0 ? "a key in quotation marks or the closing }" : "a key in quotation marks");
    at = read_text(r, at, &key);
    if (at == NULL) return NULL;
    at = skip_space(r, at);
    if (!is_at(r, at, ':')) return refuse(r, at, "the colon after a key");
    return read_value(r, skip_space(r, at + 1), key);
}

static const char *refuse_twice(reader *r, const json_value *member) {
    const char *place = asbi_json_key_before(r->begin, r->end, member->line, member->column);

    stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, "json-duplicate-key", "key", member->key.at, (char *)NULL));
    if (r->fault != NULL) asbi_json_pointer(member, r->fault->pointer, sizeof r->fault->pointer);
    return NULL;
}

static const char *close_container(reader *r, const char *at) {
    const json_value *twice = NULL;

    if (r->open->type == JSON_OBJECT && asbi_json_find_twice(&twice, r->arena, r->open) != ASB_OK) return no_memory(r);
    if (twice != NULL) return refuse_twice(r, twice);
    r->open = r->open->parent;
    r->depth--;
    return at + 1;
}

static const char *refuse_comma(reader *r, const char *at) {
    const char *bracket = r->open->type == JSON_OBJECT ? "}" : "]";

    return stop_at(r, at, asbi_fail(r->fault, ASB_EJSON, "json-trailing-comma", "bracket", bracket, (char *)NULL));
}

/* One more thing in the innermost list or object: its end, or the next item. */
static inline const char *read_next(reader *r, const char *at) {
    const json_value *open = r->open;
    int is_object = open->type == JSON_OBJECT;
    char closing = is_object ? '}' : ']';

    r->subject = r->open;
    at = skip_space(r, at);
    if (is_at(r, at, closing)) return close_container(r, at);
    if (open->count > 0) {
        if (!is_at(r, at, ',')) return refuse(r, at, is_object ? "a comma or the closing }" : "a comma or the closing ]");
        at = skip_space(r, at + 1);
        if (is_at(r, at, closing)) return refuse_comma(r, at);
    }
    return is_object ? read_member(r, at) : read_value(r, at, no_key);
}

/* The document. */

static int begins_with(const reader *r, const char *bytes, size_t length) {
    return (size_t)(r->end - r->begin) >= length && memcmp(r->begin, bytes, length) == 0;
}

static const char *read_beginning(reader *r) {
    const char *at = skip_space(r, r->begin), *code = NULL;

    if (begins_with(r, "\xEF\xBB\xBF", 3))
        code = "json-bom";
    else if (begins_with(r, "\xFE\xFF", 2) || begins_with(r, "\xFF\xFE", 2))
        code = "json-utf16";
    else if (at == r->end)
        code = "json-empty";
    return code == NULL ? at : refuse_simply(r, at, code);
}

static void read_document(reader *r) {
    const char *at = read_beginning(r);

    if (at != NULL) at = read_value(r, at, no_key);
    while (at != NULL && r->open != NULL) at = read_next(r, at);
    if (at == NULL) return;
    r->subject = NULL;
    at = skip_space(r, at);
    if (at < r->end) refuse_found(r, at, *at == '/' ? "json-comment" : "json-trailing");
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
    r.begin = r.origin = length == 0 ? "" : bytes;
    r.end = r.begin + length;
    r.line = 1;
    r.most_depth = limits == NULL ? JSON_DEFAULT_DEPTH : limits->depth;
    r.arena = a;
    r.fault = f;
    r.copy = asbi_arena_text(a, r.begin, length);
    if (r.copy == NULL)
        no_memory(&r);
    else
        read_document(&r);
    if (r.status == ASB_OK)
        *out = r.top;
    else
        asbi_arena_rewind(a, mark);
    return r.status;
}
