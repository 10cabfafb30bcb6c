/* JSON: whether it is read at all is judged by a second reader, an automaton that is fed one byte after the other and knows nothing but RFC 8259, no key twice
 * and at most a hundred open at once (and no exponent of ten digits, which is seen only once the number is known). What is read is written canonically, read again, and is then the same to the byte; value by value as much. What is
 * refused says what and where. */
#include <asb/asb.h>
#include <asb/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_DEEP = 100, MOST_INPUT = 20000, MOST_KEYS = 4000 };

/* ---- the automaton */

typedef enum state {
    WANTS_VALUE,
    WANTS_VALUE_OR_END, /* of a list */
    WANTS_KEY,
    WANTS_KEY_OR_END,
    WANTS_COLON,
    HAS_VALUE,
    IN_STRING,
    IN_WORD,
    IN_MINUS, /* numbers: what was read last */
    IN_ZERO,
    IN_WHOLE,
    IN_POINT,
    IN_FRACTION,
    IN_E,
    IN_SIGN,
    IN_EXPONENT,
    WRONG
} state;

typedef struct key {
    size_t at, length; /* of `bytes` */
} key;

typedef struct automaton {
    state state;
    char open[MOST_DEEP]; /* '[' or '{' */
    size_t first_key[MOST_DEEP];
    int depth;
    const char *word; /* what must still come */
    /* a string */
    int is_key, escape, hex, more; /* hex: digits still to come; more: bytes of a character */
    unsigned code, high;           /* high: the first half of a pair, or 0 */
    uint8_t least, most;           /* of the next byte of a character */
    char bytes[MOST_INPUT * 3];
    size_t length;
    key keys[MOST_KEYS];
    size_t key_count;
} automaton;

static void put_byte(automaton *a, unsigned byte) {
    a->bytes[a->length++] = (char)byte;
}

static void put_code(automaton *a, unsigned code) {
    if (code < 0x80) {
        put_byte(a, code);
    } else if (code < 0x800) {
        put_byte(a, 0xC0 | code >> 6), put_byte(a, 0x80 | (code & 63));
    } else if (code < 0x10000) {
        put_byte(a, 0xE0 | code >> 12), put_byte(a, 0x80 | (code >> 6 & 63)), put_byte(a, 0x80 | (code & 63));
    } else {
        put_byte(a, 0xF0 | code >> 18), put_byte(a, 0x80 | (code >> 12 & 63));
        put_byte(a, 0x80 | (code >> 6 & 63)), put_byte(a, 0x80 | (code & 63));
    }
}

static void flush_half(automaton *a) {
    if (a->high) put_code(a, a->high);
    a->high = 0;
}

static void take_escaped(automaton *a, unsigned code) {
    if (a->high && code >= 0xDC00 && code < 0xE000) {
        put_code(a, 0x10000 + ((a->high - 0xD800) << 10) + (code - 0xDC00));
        a->high = 0;
        return;
    }
    flush_half(a);
    if (code >= 0xD800 && code < 0xDC00)
        a->high = code;
    else
        put_code(a, code);
}

static void begin_string(automaton *a, int is_key) {
    a->state = IN_STRING;
    a->is_key = is_key;
    if (!is_key) return;
    if (a->key_count == MOST_KEYS) abort();
    a->keys[a->key_count] = (key){a->length, 0};
}

static int is_twice(const automaton *a) {
    const key *last = &a->keys[a->key_count - 1];
    for (size_t i = a->first_key[a->depth - 1]; i + 1 < a->key_count; i++)
        if (a->keys[i].length == last->length && !memcmp(a->bytes + a->keys[i].at, a->bytes + last->at, last->length)) return 1;
    return 0;
}

static void end_string(automaton *a) {
    flush_half(a);
    a->state = HAS_VALUE;
    if (!a->is_key) return;
    a->keys[a->key_count].length = a->length - a->keys[a->key_count].at;
    a->key_count++;
    a->state = is_twice(a) ? WRONG : WANTS_COLON;
}

static void feed_hex(automaton *a, uint8_t byte) {
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *found = byte ? strchr(digits, byte) : NULL;
    if (!found) {
        a->state = WRONG;
        return;
    }
    unsigned digit = (unsigned)(found - digits);
    a->code = a->code << 4 | (digit > 15 ? digit - 6 : digit);
    if (!--a->hex) take_escaped(a, a->code);
}

static void feed_escape(automaton *a, uint8_t byte) {
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *found = byte ? strchr(names, byte) : NULL;
    a->escape = 0;
    if (byte == 'u')
        a->hex = 4, a->code = 0;
    else if (found)
        take_escaped(a, (unsigned char)meant[found - names]);
    else
        a->state = WRONG;
}

/* RFC 3629, section 4: what may follow the first byte. */
static void begin_character(automaton *a, uint8_t byte) {
    a->least = 0x80, a->most = 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF)
        a->more = 1;
    else if (byte >= 0xE0 && byte <= 0xEF)
        a->more = 2, a->least = byte == 0xE0 ? 0xA0 : 0x80, a->most = byte == 0xED ? 0x9F : 0xBF;
    else if (byte >= 0xF0 && byte <= 0xF4)
        a->more = 3, a->least = byte == 0xF0 ? 0x90 : 0x80, a->most = byte == 0xF4 ? 0x8F : 0xBF;
    else
        a->state = WRONG;
}

static void feed_string(automaton *a, uint8_t byte) {
    if (a->more) {
        if (byte < a->least || byte > a->most) a->state = WRONG;
        a->least = 0x80, a->most = 0xBF;
        a->more--;
        put_byte(a, byte);
    } else if (a->hex) {
        feed_hex(a, byte);
    } else if (a->escape) {
        feed_escape(a, byte);
    } else if (byte == '\\') {
        a->escape = 1;
    } else if (byte == '"') {
        end_string(a);
    } else if (byte < 0x20) {
        a->state = WRONG;
    } else {
        flush_half(a);
        if (byte >= 0x80) begin_character(a, byte);
        put_byte(a, byte);
    }
}

static void open_one(automaton *a, char with) {
    if (a->depth == MOST_DEEP) {
        a->state = WRONG;
        return;
    }
    a->first_key[a->depth] = a->key_count;
    a->open[a->depth++] = with;
    a->state = with == '[' ? WANTS_VALUE_OR_END : WANTS_KEY_OR_END;
}

static void close_one(automaton *a, char with) {
    if (!a->depth || a->open[a->depth - 1] != (with == ']' ? '[' : '{')) {
        a->state = WRONG;
        return;
    }
    a->key_count = a->first_key[--a->depth];
    a->state = HAS_VALUE;
}

static void begin_value(automaton *a, uint8_t byte) {
    static const char *const words[] = {"true", "false", "null"};
    a->state = WRONG;
    if (byte == '[' || byte == '{') open_one(a, (char)byte);
    if (byte == '"') begin_string(a, 0);
    if (byte == '-') a->state = IN_MINUS;
    if (byte >= '0' && byte <= '9') a->state = byte == '0' ? IN_ZERO : IN_WHOLE;
    for (int i = 0; i < 3; i++)
        if (byte == words[i][0]) a->state = IN_WORD, a->word = words[i] + 1;
}

static void feed_word(automaton *a, uint8_t byte) {
    if (byte != (uint8_t)*a->word)
        a->state = WRONG;
    else if (!*++a->word)
        a->state = HAS_VALUE;
}

static int is_number(state s) {
    return s == IN_ZERO || s == IN_WHOLE || s == IN_FRACTION || s == IN_EXPONENT;
}

static state after_digit(state s, uint8_t digit) {
    switch (s) {
    case IN_MINUS: return digit == '0' ? IN_ZERO : IN_WHOLE;
    case IN_WHOLE: return IN_WHOLE;
    case IN_POINT:
    case IN_FRACTION: return IN_FRACTION;
    case IN_E:
    case IN_SIGN:
    case IN_EXPONENT: return IN_EXPONENT;
    default: return WRONG;
    }
}

static void feed(automaton *a, uint8_t byte);

static void feed_number(automaton *a, uint8_t byte) {
    state s = a->state;
    if (byte >= '0' && byte <= '9')
        a->state = after_digit(s, byte);
    else if (byte == '.' && (s == IN_ZERO || s == IN_WHOLE))
        a->state = IN_POINT;
    else if ((byte == 'e' || byte == 'E') && is_number(s) && s != IN_EXPONENT)
        a->state = IN_E;
    else if ((byte == '+' || byte == '-') && s == IN_E)
        a->state = IN_SIGN;
    else if (is_number(s))
        a->state = HAS_VALUE, feed(a, byte);
    else
        a->state = WRONG;
}

static void feed_between(automaton *a, uint8_t byte) {
    int in_object = a->depth && a->open[a->depth - 1] == '{';
    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') return;
    switch (a->state) {
    case WANTS_VALUE_OR_END:
        if (byte == ']') {
            close_one(a, ']');
            break;
        }
        begin_value(a, byte);
        break;
    case WANTS_VALUE: begin_value(a, byte); break;
    case WANTS_KEY_OR_END:
        if (byte == '}') {
            close_one(a, '}');
            break;
        } /* fall through */
    case WANTS_KEY:
        a->state = WRONG;
        if (byte == '"') begin_string(a, 1);
        break;
    case WANTS_COLON: a->state = byte == ':' ? WANTS_VALUE : WRONG; break;
    default:
        a->state = WRONG;
        if (byte == ',' && a->depth) a->state = in_object ? WANTS_KEY : WANTS_VALUE;
        if (byte == ']' || byte == '}') close_one(a, (char)byte);
        break;
    }
}

static void feed(automaton *a, uint8_t byte) {
    if (a->state == WRONG) return;
    if (a->state == IN_STRING)
        feed_string(a, byte);
    else if (a->state == IN_WORD)
        feed_word(a, byte);
    else if (a->state >= IN_MINUS)
        feed_number(a, byte);
    else
        feed_between(a, byte);
}

static int is_json(const uint8_t *data, size_t size) {
    static automaton a;
    a.state = WANTS_VALUE;
    a.depth = a.escape = a.hex = a.more = 0;
    a.high = 0;
    a.length = a.key_count = 0;
    for (size_t i = 0; i < size; i++) feed(&a, data[i]);
    return !a.depth && (a.state == HAS_VALUE || is_number(a.state));
}

/* ---- the library */

static void fail(const char *what, const uint8_t *data, size_t size) {
    fprintf(stderr, "%s: %.*s\n", what, (int)size, (const char *)data);
    abort();
}

static void same_values(asb_engine *e, const asb_text *once, const uint8_t *data, size_t size) {
    asb_json *v;
    asb_text *again = NULL;
    if (asb_json_parse(&v, e, (const char *)data, size) || asb_json_write(&again, v)) fail("not as a tree", data, size);
    if (strcmp(asb_text_data(once), asb_text_data(again))) fail("other values", data, size);
    asb_text_free(again);
    asb_json_free(v);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static asb_engine *e;
    asb_text *once, *twice;
    if (size > MOST_INPUT) return 0;
    if (!e && asb_engine_new(&e, NULL)) abort();
    int32_t status = asb_json_canonical(&once, e, (const char *)data, size);
    int out_of_range = status == ASB_EJSON && !strcmp(asb_error_code(e), "number-range");
    if (!out_of_range && (status == ASB_OK) != is_json(data, size)) fail(status == ASB_OK ? "taken" : asb_error_message(e), data, size);
    if (status == ASB_OK) {
        if (asb_json_canonical(&twice, e, asb_text_data(once), asb_text_length(once)) != ASB_OK) fail("not read again", data, size);
        if (asb_text_length(once) != asb_text_length(twice) || memcmp(asb_text_data(once), asb_text_data(twice), asb_text_length(once)))
            fail("other than it was", data, size);
        same_values(e, once, data, size);
        asb_text_free(once);
        asb_text_free(twice);
    } else if (!asb_error_message(e)[0] || (status == ASB_EJSON && !asb_error_line(e))) {
        fail("no word of why, or where", data, size);
    }
    return 0;
}
