/* Folding characters: tables for what has case or accents, a few lines of arithmetic for what does not. */
#include "fold.h"

#include "../base/container.h"

#include <string.h>

#include "fold.inc"

#define SEVERAL 0xE000u

typedef struct range {
    uint32_t first, last;
} range;

static int is_in(const range *ranges, size_t count, uint32_t code) {
    for (size_t i = 0; i < count && ranges[i].first <= code; i++)
        if (code <= ranges[i].last) return 1;
    return 0;
}

/* Accents and vowel signs that stand over a letter, joiners, marks of direction, selectors of variants. */
static int is_ignored(uint32_t code) {
    static const range ignored[] = {{0xAD, 0xAD},     {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},    {0x5BF, 0x5BF},
                                    {0x5C1, 0x5C2},   {0x5C4, 0x5C5},   {0x5C7, 0x5C7},   {0x610, 0x61A},    {0x61C, 0x61C},
                                    {0x640, 0x640},   {0x64B, 0x65F},   {0x670, 0x670},   {0x6D6, 0x6DC},    {0x115F, 0x1160},
                                    {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},  {0x200B, 0x200F},
                                    {0x202A, 0x202E}, {0x2060, 0x206F}, {0x20D0, 0x20FF}, {0x3164, 0x3164},  {0xFE00, 0xFE0F},
                                    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF}};

    return code >= 0xAD && is_in(ignored, COUNT_OF(ignored), code);
}

/* Spaces, punctuation, currency and other signs beyond the tables. */
static int is_separator(uint32_t code) {
    static const range separators[] = {{0x80, 0x9F},     {0x2B9, 0x2DF},   {0x55A, 0x55F},   {0x589, 0x58A},    {0x60C, 0x60D},
                                       {0x61B, 0x61F},   {0x66A, 0x66D},   {0x6D4, 0x6D4},   {0x964, 0x965},    {0x1680, 0x1680},
                                       {0x180E, 0x180E}, {0x2000, 0x205F}, {0x20A0, 0x20CF}, {0x2100, 0x2BFF},  {0x2E00, 0x2E7F},
                                       {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0xFD3E, 0xFD3F},  {0xFE10, 0xFE19},
                                       {0xFE30, 0xFE6F}, {0xFF5F, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}};

    return is_in(separators, COUNT_OF(separators), code);
}

int asbi_stands_alone(uint32_t code) {
    static const range alone[] = {{0xE00, 0xEFF},   {0x1000, 0x109F}, {0x1100, 0x11FF}, {0x1780, 0x17FF},  {0x3005, 0x3007},
                                  {0x3040, 0x312F}, {0x3131, 0x318E}, {0x31A0, 0x31BF}, {0x3400, 0x4DBF},  {0x4E00, 0x9FFF},
                                  {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFF66, 0xFFDC}, {0x20000, 0x3FFFF}};

    return code >= 0xE00 && is_in(alone, COUNT_OF(alone), code);
}

/* ---- one to one, beyond the tables */

/* 0 of the digits of a script: Arabic, Persian, and those of India. */
static uint32_t digit_of(uint32_t code) {
    static const uint32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xFF10};

    for (size_t i = 0; i < COUNT_OF(zeros); i++)
        if (code >= zeros[i] && code < zeros[i] + 10) return '0' + (code - zeros[i]);
    return code >= 0x1D7CE && code <= 0x1D7FF ? '0' + (code - 0x1D7CE) % 10 : 0;
}

/* Full-width, circled and mathematical letters; the forms of alef, waw and yeh. */
static uint32_t letter_of(uint32_t code) {
    if (code >= 0xFF21 && code <= 0xFF3A) return 'a' + (code - 0xFF21);
    if (code >= 0xFF41 && code <= 0xFF5A) return 'a' + (code - 0xFF41);
    if (code >= 0x24B6 && code <= 0x24E9) return 'a' + (code - 0x24B6) % 26;
    if (code >= 0x1D400 && code <= 0x1D6A3) return 'a' + (code - 0x1D400) % 52 % 26;
    switch (code) {
    case 0x212A: return 'k';
    case 0x212B: return 'a';
    case 0x622:
    case 0x623:
    case 0x625: return 0x627;
    case 0x624: return 0x648;
    case 0x626: return 0x64A;
    default: return code >= 0x531 && code <= 0x556 ? code + 0x30 : 0; /* Armenian */
    }
}

static const uint16_t *table_of(uint32_t code, uint32_t *first) {
    if (code >= 0xA0 && code - 0xA0 < COUNT_OF(fold_latin)) return *first = 0xA0, fold_latin;
    if (code >= 0x370 && code - 0x370 < COUNT_OF(fold_greek_cyrillic)) return *first = 0x370, fold_greek_cyrillic;
    if (code >= 0x1E00 && code - 0x1E00 < COUNT_OF(fold_extended)) return *first = 0x1E00, fold_extended;
    return NULL;
}

static int from_table(uint16_t value, uint32_t out[3]) {
    int count = 0;

    if (value < SEVERAL) return out[0] = value, value != 0;
    for (const uint16_t *letters = fold_several[value - SEVERAL]; count < 3 && letters[count] != 0; count++) out[count] = letters[count];
    return count;
}

/* The ligatures of type that come in by copying: ff, fi, fl, ffi, ffl, st. */
static int ligature(uint32_t code, uint32_t out[3]) {
    static const char letters[][4] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    int count = 0;

    if (code < 0xFB00 || code > 0xFB06) return 0;
    for (const char *c = letters[code - 0xFB00]; *c != '\0'; c++) out[count++] = (uint32_t)*c;
    return count;
}

static int fold_ascii(uint32_t code, uint32_t out[3]) {
    out[0] = code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
    return (out[0] >= 'a' && out[0] <= 'z') || (code >= '0' && code <= '9');
}

static int fold_other(uint32_t code, uint32_t out[3]) {
    uint32_t one = digit_of(code);

    if (one == 0) one = letter_of(code);
    if (one != 0) return out[0] = one, 1;
    if (code >= 0xFB00 && code <= 0xFB06) return ligature(code, out);
    if (is_separator(code)) return FOLD_SEPARATOR;
    return out[0] = code, 1;
}

int asbi_fold_character(uint32_t code, uint32_t out[3]) {
    const uint16_t *table;
    uint32_t first = 0;

    if (code < 0x80) return fold_ascii(code, out);
    if (is_ignored(code)) return FOLD_IGNORED;
    table = table_of(code, &first);
    return table != NULL ? from_table(table[code - first], out) : fold_other(code, out);
}

int asbi_is_capital(uint32_t code) {
    return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE) || (code >= 0x391 && code <= 0x3A9) ||
        (code >= 0x400 && code <= 0x42F);
}

/* ---- names */

uint32_t asbi_entity_find(text name) {
    size_t low = 0, high = COUNT_OF(entities) - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2, at = entities[middle].at;
        int order = asbi_text_compare(name, (text){entity_names + at, entities[middle + 1].at - at});
        if (order == 0) return entities[middle].code;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

int asbi_is_tag(const char *name, size_t length) {
    static const char tags[][11] = {
        "a",        "abbr",    "article", "aside",    "b",     "body", "br",     "caption", "circle",  "code",       "col",
        "colgroup", "dd",      "defs",    "details",  "desc",  "div",  "dl",     "dt",      "em",      "figcaption", "figure",
        "footer",   "g",       "h1",      "h2",       "h3",    "h4",   "h5",     "h6",      "head",    "header",     "hr",
        "html",     "i",       "li",      "line",     "link",  "main", "mark",   "meta",    "nav",     "ol",         "p",
        "path",     "pattern", "polygon", "polyline", "pre",   "q",    "rect",   "s",       "section", "small",      "span",
        "strong",   "style",   "sub",     "summary",  "sup",   "svg",  "symbol", "table",   "tbody",   "td",         "text",
        "tfoot",    "th",      "thead",   "time",     "title", "tr",   "tspan",  "u",       "ul",      "use"};
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        if (strlen(tags[i]) == length && memcmp(tags[i], name, length) == 0) return 1;
    return 0;
}
