/* The reader. It goes through the document once, from left to right. Lists and objects that are open hang together by their
 * parents, so that no stack is needed, and each step reads one more thing in the innermost of them. A value is put in the
 * tree before it is read: when something is wrong with it, the tree already knows its pointer. Where a failure stands is
 * counted again from the beginning, so that success pays for the places of values only.
 *
 * The document is copied as a whole, and it is the copy that is read. Texts and numbers are parts of it: each ends with a '\0' where the
 * document has a quotation mark, a comma or the like, once that has been read, and escapes are replaced in place. So what lies ahead is as in the
 * document, and what lies behind need not be: failures look into the document. Behind the copy there are zeros: no byte of JSON is one, so that
 * nothing has to be compared with the end, and a text can be looked at by many bytes at a time.
 *
 * Each step is given the place where it begins, and gives the place where it ended, NULL after a failure: so the place stays in a
 * register, and is not written to memory and read again at every comma. */
#include "json_parts.h"

#include "container.h"
#include "json_scan.h"

#include <asb/error.h>
#include <stddef.h>
#include <string.h>

/* A number of so many bytes is in range, whatever it is: 1e1000000000 has one more. */
enum { SHORT_NUMBER = 11 };

/* For the values of a document, when its copy is made: so much for each byte, but from LEAST_ROOM to MOST_ROOM. */
enum { ROOM_FOR_EACH_BYTE = 5, LEAST_ROOM = 896, MOST_ROOM = 65536 };

typedef struct reader {
    const char *document, *document_end;
    char *begin, *end;  /* the copy */
    const char *origin; /* where the line begins, moved on by each byte that is no character: the distance from here is the column */
    uint32_t line;
    uint32_t depth, most_depth;
    char bracket;    /* with which the innermost list or object ends */
    uintptr_t marks; /* of the keys of the innermost object; TWICE where one may be there twice */
    arena *arena;
    json_value *room, *room_end; /* of the arena, for the next values */
    json_value *top;
    json_value *open;    /* the innermost list or object that is not closed */
    json_value *subject; /* what a failure is about */
    json_value **link;   /* where the next value hangs: behind the last in what is open, or there at its beginning */
    uint32_t count;      /* of the values in what is open; the others have theirs */
    fault *fault;
    int32_t status;
} reader;

/* Failing. */

/* A place of the copy in the document. */
static const char *there(const reader *r, const char *place) {
    return r->document + (place - r->begin);
}

static char *stop_at(reader *r, const char *place, int32_t status) {
    fault *f = r->fault;

    r->status = status;
    if (f == NULL) return NULL;
    asbi_json_locate(r->document, there(r, place), &f->line, &f->column);
    asbi_json_pointer(r->subject, f->pointer, sizeof f->pointer);
    return NULL;
}

static char *no_memory(reader *r) {
    r->status = asbi_fail(r->fault, ASB_ENOMEM, "no-memory", (char *)NULL);
    return NULL;
}

static char *refuse_simply(reader *r, const char *place, const char *code) {
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, code, (char *)NULL));
}

/* The document has a value, so it can only end too early within a list or an object. */
static char *refuse_end(reader *r, const char *expected) {
    const char *what = r->open->type == JSON_LIST ? "list" : "object";
    char line[DECIMAL], column[DECIMAL];
    int32_t status = asbi_fail(r->fault, ASB_EJSON, "json-unclosed", "what", what, "line", asbi_decimal(line, r->open->line), "column",
                               asbi_decimal(column, r->open->column), "expected", expected, (char *)NULL);

    return stop_at(r, r->end, status);
}

static char *refuse_found(reader *r, const char *place, const char *code) {
    char found[JSON_FOUND];

    asbi_json_describe(found, there(r, place), r->document_end);
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, code, "found", found, (char *)NULL));
}

static char *refuse_for(reader *r, const char *place, const char *code, const char *expected) {
    char found[JSON_FOUND];

    asbi_json_describe(found, there(r, place), r->document_end);
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, code, "found", found, "expected", expected, (char *)NULL));
}

static char *refuse(reader *r, const char *at, const char *expected) {
    if (at == r->end) return refuse_end(r, expected);
    if (*at == '/') return refuse_found(r, at, "json-comment");
    return refuse_for(r, at, "json-unexpected", expected);
}

/* Texts. */

static char *refuse_control(reader *r, const char *place) {
    static const char from[] = "\b\t\n\f\r", to[] = "btnfr", digits[] = "0123456789abcdef";
    const char *special = memchr(from, *place, sizeof from - 1);
    char found[JSON_FOUND], escape[8] = {'\\', 'u', '0', '0', digits[*place >> 4 & 1], digits[*place & 15], '\0'};

    if (special != NULL) memcpy(escape, (char[]){'\\', to[special - from], '\0'}, 3);
    asbi_json_describe(found, there(r, place), r->document_end);
    return stop_at(r, place, asbi_fail(r->fault, ASB_EJSON, "json-control", "found", found, "escape", escape, (char *)NULL));
}

static char *refuse_text(reader *r, const char *quote, const char *place) {
    if (place == r->end) return refuse_simply(r, quote, "json-text-open");
    if ((unsigned char)*place >= 0x80) return refuse_found(r, place, "json-utf8");
    return refuse_control(r, place);
}

static char *refuse_escape(reader *r, const char *place) {
    return there(r, place)[1] == 'u' ? refuse_simply(r, place, "json-unicode-escape") : refuse_found(r, place + 1, "json-escape");
}

/* A text that ends at `end`; the place behind its quotation mark. */
static inline char *end_text(char *begin, char *end, text *out) {
    *end = '\0';
    *out = (text){begin, (size_t)(end - begin)};
    return end + 1;
}

/* Something is wrong with a text: the first thing, in the document as it was. */
static char *refuse_any_text(reader *r, char *at) {
    json_raw raw = {at + 1, 0, SIZE_MAX, 0};
    const char *bad_place;
    size_t bad = 0;

    memcpy(at, there(r, at), (size_t)(r->end - at));
    if (!asbi_json_scan_text(&raw, at + 1, r->end, &bad_place)) return refuse_text(r, at, bad_place);
    asbi_json_unescape(at + 1, raw.escape, raw.length, &bad);
    return refuse_escape(r, at + 1 + bad);
}

/* From a byte at `at` that is special and no backslash: past what is plain or well-formed and not ASCII, to a byte that is neither. */
static inline char *skip_characters(reader *r, char *at) {
    while ((unsigned char)*at >= 0x80) {
        size_t width = json_letter(at);
        if (width == 0) width = asbi_json_width(at, r->end);
        if (width == 0) break;
        r->origin += width - 1;
        at = json_skip_plain_padded(at + width);
    }
    return at;
}

/* What the escape at *at stands for, to `to`: mostly one character for another. */
static inline char *put_escape(const reader *r, char *to, char **at) {
    char c = json_escaped((*at)[1]);

    if (c == '\0') return asbi_json_escape(to, at, r->end);
    *to = c;
    *at += 2;
    return to + 1;
}

/* From the first backslash: what escapes stand for is put in their place, and what follows moves up. */
static char *read_escaped_text(reader *r, char *at, char *backslash, text *out) {
    char *to = backslash, *from = backslash, *run;

    while (*from == '\\') {
        if ((to = put_escape(r, to, &from)) == NULL) return refuse_any_text(r, at);
        run = from;
        from = skip_characters(r, json_skip_plain_padded(from));
        memmove(to, run, (size_t)(from - run));
        to += from - run;
    }
    if (*from != '"') return refuse_any_text(r, at);
    end_text(at + 1, to, out);
    return from + 1;
}

/* From the first byte that is special, at `special`. */
static char *read_any_text(reader *r, char *at, char *special, text *out) {
    char *end = skip_characters(r, special);

    return *end == '"' ? end_text(at + 1, end, out) : read_escaped_text(r, at, end, out);
}

static inline char *read_text(reader *r, char *at, text *out) {
    char *end = json_skip_plain_padded(at + 1);

    return *end == '"' ? end_text(at + 1, end, out) : read_any_text(r, at, end, out);
}

/* Numbers and words. The '\0' behind a number is put there when what follows it has been read. */

static char *skip_digits(char *at) {
    while (*at >= '0' && *at <= '9') at++;
    return at;
}

/* The fraction and the exponent, each of which may be missing. NULL where a digit is missing, which is at *bad. */
static char *skip_rest(char *at, const char **bad) {
    char *digits;

    if (*at == '.') {
        *bad = digits = at + 1;
        at = skip_digits(digits);
        if (at == digits) return NULL;
    }
    if (*at == 'e' || *at == 'E') {
        *bad = digits = at[1] == '+' || at[1] == '-' ? at + 2 : at + 1;
        at = skip_digits(digits);
        if (at == digits) return NULL;
    }
    return at;
}

static char *refuse_range(reader *r, const char *at, char *end) {
    *end = '\0';
    return stop_at(r, at, asbi_fail(r->fault, ASB_EJSON, "number-range", "number", at, (char *)NULL));
}

static char *read_number(reader *r, char *at, json_value *v) {
    char *digits = at + (*at == '-'), *end = skip_digits(digits);
    const char *bad = digits;

    if (end - digits > 1 && *digits == '0') return refuse_simply(r, digits, "json-number-zero");
    end = end > digits ? skip_rest(end, &bad) : NULL;
    if (end == NULL) return refuse_for(r, bad, "json-number", "a digit");
    v->type = JSON_NUMBER;
    v->held.text = (text){at, (size_t)(end - at)};
    if (v->held.text.length > SHORT_NUMBER && !asbi_json_number_in_range(v->held.text)) return refuse_range(r, at, end);
    return end;
}

static int is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static inline char *end_word(reader *r, char *at, size_t length, json_value *v, json_type type) {
    if (is_word_character(at[length])) return refuse_found(r, at, "json-word");
    v->type = (uint8_t)type;
    return at + length;
}

static char *read_other(reader *r, char *at, json_value *v) {
    if (memcmp(at, "true", 4) == 0) return end_word(r, at, 4, v, JSON_TRUE);
    if (memcmp(at, "false", 5) == 0) return end_word(r, at, 5, v, JSON_FALSE);
    if (memcmp(at, "null", 4) == 0) return end_word(r, at, 4, v, JSON_NULL);
    if (is_word_character(*at) || *at == '\'') return refuse_found(r, at, "json-word");
    if (*at == '+') return refuse_simply(r, at, "json-number-plus");
    return refuse(r, at, "a value");
}

/* Values, lists and objects. */

/* While one is open, the marks of the object around it are where later its last will be. */
static inline void begin_marks(reader *r, json_value *v) {
    _Static_assert(sizeof r->marks == sizeof(void *), "marks have room in the place of a pointer");
    memcpy(&v->held.last, &r->marks, sizeof r->marks);
    r->marks = 0;
}

static inline void end_marks(reader *r, json_value *v) {
    memcpy(&r->marks, &v->held.last, sizeof r->marks);
    v->held.last = NULL;
}

static char *skip_spaces(reader *r, char *at) {
    for (;; at++) {
        if (*at == '\n') {
            r->line++;
            r->origin = at + 1;
        } else if (*at != ' ' && *at != '\t' && *at != '\r') {
            return at;
        }
    }
}

/* To what is not space, which is mostly that character, and mostly there at once. */
static inline char *skip_to(reader *r, char *at, char wanted) {
    return *at == wanted || (unsigned char)*at > ' ' ? at : skip_spaces(r, at);
}

/* Room for values is taken from the arena by chunks; what is left of the last is given back. */
static json_value *more_room(reader *r) {
    size_t count = 1;

    r->room = asbi_arena_many(r->arena, sizeof *r->room, &count);
    r->room_end = r->room == NULL ? NULL : r->room + count;
    return r->room;
}

static char *open_container(reader *r, char *at, json_value *v, json_type type) {
    char limit[DECIMAL];

    if (r->depth == r->most_depth)
        return stop_at(r, at, asbi_fail(r->fault, ASB_ELIMIT, "json-depth", "limit", asbi_decimal(limit, r->depth), (char *)NULL));
    if (r->open != NULL) r->open->count = r->count;
    v->type = (uint8_t)type;
    r->open = v;
    r->link = &v->held.first;
    r->count = 0;
    r->bracket = type == JSON_OBJECT ? '}' : ']';
    r->depth++;
    begin_marks(r, v);
    return at + 1;
}

/* Behind the last of what is open, or at the top. How many there are, and which is the last, is written down when another is opened, and when this is closed. */
static inline json_value *add_value(reader *r, const char *at, text key) {
    json_value *v = r->room != r->room_end ? r->room : more_room(r);

    if (v == NULL) return NULL;
    *v = (json_value){.key = key, .line = r->line, .column = (uint32_t)(at - r->origin) + 1, .parent = r->open};
    r->room = v + 1;
    r->count++;
    *r->link = v;
    r->link = &v->next;
    return v;
}

static inline char *read_value(reader *r, char *at, text key) {
    json_value *v = add_value(r, at, key);

    if (v == NULL) return no_memory(r);
    r->subject = v;
    if (*at == '"') {
        v->type = JSON_TEXT;
        return read_text(r, at, &v->held.text);
    }
    if (*at == '-' || (*at >= '0' && *at <= '9')) return read_number(r, at, v);
    if (*at == '{') return open_container(r, at, v, JSON_OBJECT);
    if (*at == '[') return open_container(r, at, v, JSON_LIST);
    return read_other(r, at, v);
}

/* One of as many marks for a key as a pointer has bits. Keys that are the same have the same mark, so only a mark that comes again is worth comparing. Before an empty key is its
 * quotation mark. */
static inline uintptr_t add_mark(const reader *r, text key) {
    const unsigned char *c = (const unsigned char *)key.at, *last = c + key.length - 1;
    uintptr_t mark = (uintptr_t)1 << ((key.length + c[0] * 31u + *last * 55u) & (sizeof mark * 8 - 1));

    return (r->marks & mark) != 0 ? asbi_json_marked_again(r->marks, r->open, r->count, key) : r->marks | mark;
}

/* The key at `at`; gives the place of its value. */
static inline char *read_key(reader *r, char *at, text *key) {
    if (*at != '"') return refuse(r, at, r->count == 0 ? "a key in quotation marks or the closing }" : "a key in quotation marks");
    at = read_text(r, at, key);
    if (at == NULL) return NULL;
    r->marks = add_mark(r, *key);
    at = skip_to(r, at, ':');
    if (*at != ':') return refuse(r, at, "the colon after a key");
    return skip_to(r, at + 1, '"');
}

static char *refuse_twice(reader *r, const json_value *member) {
    const char *place = asbi_json_key_before(r->document, r->document_end, member->line, member->column);

    stop_at(r, r->begin + (place - r->document), asbi_fail(r->fault, ASB_EJSON, "json-duplicate-key", "key", member->key.at, (char *)NULL));
    if (r->fault != NULL) asbi_json_pointer(member, r->fault->pointer, sizeof r->fault->pointer);
    return NULL;
}

/* What is open is so no more: what it is in goes on behind it. */
static void leave(reader *r) {
    json_value *closed = r->open;

    end_marks(r, closed);
    if (r->count > 0) closed->held.last = (json_value *)(void *)((char *)r->link - offsetof(json_value, next));
    r->link = &closed->next;
    r->open = closed->parent;
    r->count = r->open == NULL ? 1 : r->open->count;
    r->bracket = r->open == NULL || r->open->type == JSON_OBJECT ? '}' : ']';
    r->depth--;
}

static char *close_container(reader *r, char *at) {
    const json_value *twice = NULL;

    r->open->count = r->count;
    if (r->marks == JSON_TWICE && asbi_json_find_twice(&twice, r->arena, r->open) != ASB_OK) return no_memory(r);
    if (twice != NULL) return refuse_twice(r, twice);
    leave(r);
    return at + 1;
}

static char *refuse_comma(reader *r, const char *at) {
    char bracket[] = {r->bracket, '\0'};

    return stop_at(r, at, asbi_fail(r->fault, ASB_EJSON, "json-trailing-comma", "bracket", bracket, (char *)NULL));
}

static char *refuse_behind(reader *r, const char *at) {
    return refuse(r, at, r->bracket == '}' ? "a comma or the closing }" : "a comma or the closing ]");
}

/* Behind the top there is nothing more. */
static char *read_end(reader *r, char *at) {
    char *end = skip_spaces(r, at);

    if (end < r->end) return refuse_found(r, end, *end == '/' ? "json-comment" : "json-trailing");
    *at = '\0';
    return NULL;
}

/* From a comma behind a value to what follows, which is no end. */
static inline char *pass_comma(reader *r, char *at) {
    at = skip_to(r, at + 1, '"');
    return *at == r->bracket ? refuse_comma(r, at) : at;
}

/* From behind a value, or behind an opening bracket, to the next value and its key, past the ends of what ends before it. NULL after a failure, and where
 * there is no next. */
static inline char *read_next(reader *r, char *at, text *key) {
    while (at != NULL && (r->subject = r->open) != NULL) {
        char *behind = at;
        at = skip_to(r, at, ',');
        if (*at == ',' && r->count > 0) {
            *behind = '\0';
            if ((at = pass_comma(r, at)) == NULL) return NULL;
        } else if (*at == r->bracket) {
            *behind = '\0';
            at = close_container(r, at);
            continue;
        } else if (r->count > 0) {
            return refuse_behind(r, at);
        }
        return r->bracket == '}' ? read_key(r, at, key) : at;
    }
    return at == NULL ? NULL : read_end(r, at);
}

/* The document. */

static int begins_with(const reader *r, const char *bytes, size_t length) {
    return (size_t)(r->end - r->begin) >= length && memcmp(r->begin, bytes, length) == 0;
}

static char *read_beginning(reader *r) {
    const char *code = NULL;
    char *at = skip_spaces(r, r->begin);

    if (begins_with(r, "\xEF\xBB\xBF", 3))
        code = "json-bom";
    else if (begins_with(r, "\xFE\xFF", 2) || begins_with(r, "\xFF\xFE", 2))
        code = "json-utf16";
    else if (at == r->end)
        code = "json-empty";
    return code == NULL ? at : refuse_simply(r, at, code);
}

static void read_document(reader *r) {
    char *at = read_beginning(r);
    text key = {NULL, 0};

    while (at != NULL) {
        at = read_value(r, at, key);
        key = (text){NULL, 0};
        at = read_next(r, at, &key);
    }
    if (r->status == ASB_OK) asbi_arena_give_back(r->arena, r->room);
}

/* Where the copy needs a chunk of its own, the values of a document full of them have their room there, too; within bounds, for it may be full of text instead. */
static int expect_document(arena *a, size_t copy) {
    if (a->last != NULL && a->last->size - a->last->used >= copy) return 1;
    return asbi_arena_expect(a, copy + MAX_OF(LEAST_ROOM, MIN_OF(ROOM_FOR_EACH_BYTE * copy, MOST_ROOM)));
}

static int copy_document(reader *r, const char *bytes, size_t length) {
    r->document = length == 0 ? "" : bytes;
    r->document_end = r->document + length;
    if (!expect_document(r->arena, length + JSON_PADDING)) return 0;
    r->begin = asbi_arena_room(r->arena, length + JSON_PADDING, 1);
    if (r->begin == NULL) return 0;
    memcpy(r->begin, r->document, length);
    r->origin = r->begin;
    r->end = r->begin + length;
    memset(r->end, 0, JSON_PADDING);
    return 1;
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
    r.line = 1;
    r.link = &r.top;
    r.most_depth = limits == NULL ? JSON_DEFAULT_DEPTH : limits->depth;
    r.arena = a;
    r.fault = f;
    if (copy_document(&r, bytes, length))
        read_document(&r);
    else
        no_memory(&r);
    if (r.status == ASB_OK)
        *out = r.top;
    else
        asbi_arena_rewind(a, mark);
    return r.status;
}
