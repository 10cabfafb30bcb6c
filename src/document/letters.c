/* Reading a text letter by letter. Each byte is looked at a bounded number of times, whatever the text. */
#include "letters.h"

#include "fold.h"

#include <string.h>

enum { LONGEST_ENTITY = 32, SHORTEST_DIGEST = 16, LONGEST_DIGEST = 128 };

static int is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static int is_letter_byte(char c) {
    return is_word_byte(c) && (c < '0' || c > '9');
}

static int hex_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static char byte_at(const letters *l, size_t at) {
    return at < l->in.length ? l->in.at[at] : '\0';
}

/* ---- entities */

/* &#233; or &#xE9; the digits begin at `at`. The semicolon may be missing. */
static uint32_t numeric_entity(letters *l, size_t at) {
    int hexadecimal = byte_at(l, at) == 'x' || byte_at(l, at) == 'X';
    size_t first = at + (size_t)hexadecimal, end = first;
    uint32_t code = 0;

    for (; end < l->in.length && end - first < LONGEST_ENTITY; end++) {
        int digit = hex_of(l->in.at[end]);
        if (digit < 0 || (digit > 9 && !hexadecimal)) break;
        if (code < 0x200000) code = code * (hexadecimal ? 16u : 10u) + (uint32_t)digit;
    }
    if (end == first || code == 0 || code > 0x10FFFF) return 0;
    l->at = end + (byte_at(l, end) == ';');
    return code;
}

static uint32_t named_entity(letters *l, size_t at) {
    size_t end = at;
    uint32_t code;

    while (end < l->in.length && end - at < LONGEST_ENTITY && is_word_byte(l->in.at[end])) end++;
    code = end == at ? 0 : asbi_entity_find((text){l->in.at + at, end - at});
    if (code != 0) l->at = end + (byte_at(l, end) == ';');
    return code;
}

/* What was escaped twice reads &amp;eacute;. */
static uint32_t entity(letters *l) {
    size_t at = l->at + 1;
    uint32_t code;

    while (l->in.length - at >= 4 && memcmp(l->in.at + at, "amp;", 4) == 0) at += 4;
    code = byte_at(l, at) == '#' ? numeric_entity(l, at + 1) : named_entity(l, at);
    if (code == 0) l->at = at; /* past what stands for the & itself */
    return code == 0 ? '&' : code;
}

/* ---- tags */

/* Where the name of a tag of HTML ends that begins at the '<' at `l->at`; l->at if none does. */
static size_t tag_name_end(const letters *l) {
    size_t first = l->at + 1 + (byte_at(l, l->at + 1) == '/'), end = first;

    while (end - first < 12 && is_word_byte(byte_at(l, end))) end++;
    return end > first && asbi_is_tag(l->in.at + first, end - first) ? end : l->at;
}

/* With tags left out, the next '>' ends what a '<' and a letter begin; without one it is no tag. Otherwise only the name of a known tag is left
 * out. */
static int skip_tag(letters *l) {
    char next = byte_at(l, l->at + 1);
    const char *end;
    size_t name_end;

    if (l->way == LETTERS_MARKUP && !l->no_more_tags && (is_letter_byte(next) || next == '/' || next == '!')) {
        end = memchr(l->in.at + l->at, '>', l->in.length - l->at);
        l->no_more_tags = end == NULL;
        if (end != NULL) return l->at = (size_t)(end - l->in.at) + 1, 1;
    }
    name_end = l->has_tags && l->way != LETTERS_MARKUP ? tag_name_end(l) : l->at;
    if (name_end > l->at) l->at = name_end - 1;
    return 0;
}

/* ---- escapes of JSON */

static uint32_t four_digits(const letters *l, size_t at) {
    uint32_t code = 0;

    for (size_t i = 0; i < 4; i++) {
        int digit = hex_of(byte_at(l, at + i));
        if (digit < 0) return 0;
        code = code << 4 | (uint32_t)digit;
    }
    return code;
}

/* \n is a line's end, \" a quotation mark; the others of one letter are not seen. */
static uint32_t short_escape(letters *l) {
    char c = byte_at(l, l->at + 1);

    l->at += l->at + 1 < l->in.length ? 2 : 1;
    return c == 'n' || c == 'r' ? '\n' : c == '"' || c == '\\' || c == '/' ? (uint32_t)(unsigned char)c : ' ';
}

static uint32_t escape(letters *l) {
    uint32_t code = byte_at(l, l->at + 1) == 'u' ? four_digits(l, l->at + 2) : 0, low;

    if (code == 0) return short_escape(l);
    l->at += 6;
    if (code < 0xD800 || code > 0xDBFF || byte_at(l, l->at) != '\\' || byte_at(l, l->at + 1) != 'u') return code;
    low = four_digits(l, l->at + 2);
    if (low < 0xDC00 || low > 0xDFFF) return code;
    l->at += 6;
    return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
}

/* ---- characters */

/* The next character; 0 for a tag, which is nothing. There is one. */
static uint32_t take(letters *l) {
    unsigned char c = (unsigned char)l->in.at[l->at];

    if (c == '&') return entity(l);
    if (c == '<' && skip_tag(l)) return 0;
    if (c == '\\' && l->escapes) return escape(l);
    if (c >= 0x80) return asbi_utf8_next(l->in.at, l->in.length, &l->at);
    l->at++;
    return c == 0 ? ' ' : c;
}

/* What may stand within a word. */
static int is_soft(uint32_t code) {
    switch (code) {
    case '\'':
    case '-':
    case '_':
    case '.':
    case '/':
    case '`':
    case 0xB4:  /* acute accent, for an apostrophe */
    case 0xB7:  /* middle dot */
    case 0x2BC: /* modifier apostrophe */
    case 0x2018:
    case 0x2019:
    case 0x2032:
    case 0xFF07: return 1;
    default: return code >= 0x2010 && code <= 0x2015;
    }
}

static int parts_far(uint32_t code) {
    return code < 0x80 && strchr("\n\r\"<>[]{}|;:", (int)code) != NULL;
}

/* A word may be broken over two lines with a hyphen. */
static void note_gap(letters *l, uint32_t code) {
    int is_hyphen = code == '-' || (code >= 0x2010 && code <= 0x2011);

    l->gap_is_far = (l->gap > 0 && l->gap_is_far) || parts_far(code) || l->gap >= 3;

    if (l->gap == 0) {
        l->gap_is_soft = (uint8_t)is_soft(code);
        l->gap_is_hyphen = (uint8_t)is_hyphen;
    } else {
        l->gap_is_soft = l->gap_is_soft && l->gap < 2 && is_soft(code);
        if (code != ' ' && code != '\t' && code != '\r' && code != '\n') l->gap_is_hyphen = 0;
        if (code == '\n' && l->gap_is_hyphen) l->gap_is_hyphen = 2;
    }
    if (l->gap < UINT32_MAX) l->gap++;
}

/* ---- breaks */

/* A digest of many digits is one word, though letters change with digits in it. */
static void look_for_digest(letters *l, size_t from) {
    size_t end = from;
    int digits = 0, others = 0;

    for (int digit; end - from < LONGEST_DIGEST && (digit = hex_of(byte_at(l, end))) >= 0; end++) {
        digits |= digit < 10;
        others |= digit > 9;
    }
    if (end - from >= SHORTEST_DIGEST && digits && others) l->opaque_until = end;
}

static int is_small(const letters *l, size_t at) {
    char c = byte_at(l, at);

    return c >= 'a' && c <= 'z';
}

/* JSmith, AnnAsh, McDonald; flat3. */
static int changes(const letters *l, const letter *next) {
    if (next->is_digit != l->last_is_digit) return 1;
    return next->is_capital && (!l->last_is_capital || is_small(l, l->at));
}

static letter_break break_before(const letters *l, const letter *next) {
    if (l->gap > 0) return l->gap_is_soft || l->gap_is_hyphen == 2 ? BREAK_SOFT : l->gap_is_far ? BREAK_FAR : BREAK_HARD;
    if (next->from < l->opaque_until) return BREAK_NONE;
    if (changes(l, next) || l->word >= LETTERS_LONGEST_WORD) return BREAK_CHANGE;
    return asbi_stands_alone(next->code) || asbi_stands_alone(l->last_code) ? BREAK_CHANGE : BREAK_NONE;
}

static void remember(letters *l, const letter *given) {
    l->last_code = given->code;
    l->last_is_digit = given->is_digit;
    l->last_is_capital = given->is_capital;
}

static int give(letters *l, letter *out, size_t from, uint32_t code, int is_capital) {
    *out = (letter){.code = code, .from = from, .to = l->at, .is_capital = (uint8_t)is_capital, .is_digit = code >= '0' && code <= '9'};
    out->before = (uint8_t)break_before(l, out);
    if (out->before != BREAK_NONE) look_for_digest(l, from); /* one may stand right behind a tag */
    l->word = out->before == BREAK_NONE ? l->word + 1 : 1;
    l->gap = 0;
    remember(l, out);
    return 1;
}

static int give_pending(letters *l, letter *out) {
    uint32_t code = l->pending[0];

    *out = (letter){
        .code = code, .from = l->pending_from, .to = l->at, .is_capital = l->last_is_capital, .is_digit = code >= '0' && code <= '9'};
    l->pending[0] = l->pending[1];
    l->pending_count--;
    l->word++;
    remember(l, out);
    return 1;
}

void asbi_letters_begin(letters *l, text in, size_t from, letters_way way) {
    memset(l, 0, sizeof *l);
    l->in = in;
    l->at = from;
    l->way = way;
    l->escapes = way == LETTERS_ESCAPED;
    l->gap = 1; /* the beginning is a break */
    l->gap_is_far = 1;
}

/* Most letters are small ones of ASCII in the middle of a word, before which there is no break. */
static int give_small(letters *l, letter *out) {
    unsigned char c = (unsigned char)l->in.at[l->at];

    if (c < 'a' || c > 'z' || l->gap > 0 || l->last_is_digit || l->last_code >= 0x80 || l->word >= LETTERS_LONGEST_WORD) return 0;
    *out = (letter){.code = c, .from = l->at, .to = l->at + 1};
    l->at++;
    l->word++;
    l->last_code = c;
    l->last_is_capital = 0;
    return 1;
}

/* And what stands between words is mostly one space. */
static int skip_space(letters *l) {
    if (l->in.at[l->at] != ' ' || l->gap > 0) return 0;
    l->at++;
    l->gap = 1;
    l->gap_is_soft = l->gap_is_hyphen = l->gap_is_far = 0;
    return 1;
}

static int give_character(letters *l, letter *out, size_t from, uint32_t code) {
    uint32_t folded[3] = {0, 0, 0};
    int count = code == 0 ? FOLD_IGNORED : asbi_fold_character(code, folded);

    if (count == FOLD_SEPARATOR) note_gap(l, code);
    if (count <= 0) return 0;
    l->pending_count = (uint32_t)count - 1;
    l->pending_from = from;
    l->pending[0] = folded[1];
    l->pending[1] = folded[2];
    return give(l, out, from, folded[0], asbi_is_capital(code));
}

int asbi_next_letter(letters *l, letter *out) {
    if (l->pending_count > 0) return give_pending(l, out);
    while (l->at < l->in.length) {
        size_t from = l->at;
        if (give_small(l, out)) return 1;
        if (!skip_space(l) && give_character(l, out, from, take(l))) return 1;
    }
    return 0;
}

int asbi_letters_has(text in, letters_way way) {
    static const char marks[] = {[LETTERS_MARKUP] = '<', [LETTERS_ESCAPED] = '\\'};

    return way == LETTERS_PLAIN || (in.length > 0 && memchr(in.at, marks[way], in.length) != NULL);
}
