/* How names, addresses and postcodes are written where they are compared.
 *
 * Method. The characters are folded to plain small letters and digits, and cut into words; what has no fold stays as it is, so that a name in
 * any script has a key. Then the words are changed, each for itself, and put. Rooms are fixed: what does not fit counts as not said. */
#include "likeness.h"
#include "container.h"
#include <string.h>

enum { MOST_WORDS = 24, MOST_BYTES = 240 };

typedef struct words {
    text at[MOST_WORDS];
    uint32_t count;
    char bytes[MOST_BYTES];
    size_t used;
} words;

/* ---- characters */

typedef struct letters {
    uint16_t first, last;
    char plain[3];
} letters;

/* Latin-1 and Latin Extended-A, as the letters that people type for them. */
static const letters folds[] = {
    {0xC0, 0xC5, "a"},     {0xC6, 0xC6, "ae"},    {0xC7, 0xC7, "c"},   {0xC8, 0xCB, "e"},    {0xCC, 0xCF, "i"},   {0xD0, 0xD0, "d"},
    {0xD1, 0xD1, "n"},     {0xD2, 0xD6, "o"},     {0xD8, 0xD8, "o"},   {0xD9, 0xDC, "u"},    {0xDD, 0xDD, "y"},   {0xDE, 0xDE, "th"},
    {0xDF, 0xDF, "ss"},    {0xE0, 0xE5, "a"},     {0xE6, 0xE6, "ae"},  {0xE7, 0xE7, "c"},    {0xE8, 0xEB, "e"},   {0xEC, 0xEF, "i"},
    {0xF0, 0xF0, "d"},     {0xF1, 0xF1, "n"},     {0xF2, 0xF6, "o"},   {0xF8, 0xF8, "o"},    {0xF9, 0xFC, "u"},   {0xFD, 0xFD, "y"},
    {0xFE, 0xFE, "th"},    {0xFF, 0xFF, "y"},     {0x100, 0x105, "a"}, {0x106, 0x10D, "c"},  {0x10E, 0x111, "d"}, {0x112, 0x11B, "e"},
    {0x11C, 0x123, "g"},   {0x124, 0x127, "h"},   {0x128, 0x131, "i"}, {0x132, 0x133, "ij"}, {0x134, 0x135, "j"}, {0x136, 0x138, "k"},
    {0x139, 0x142, "l"},   {0x143, 0x14B, "n"},   {0x14C, 0x151, "o"}, {0x152, 0x153, "oe"}, {0x154, 0x159, "r"}, {0x15A, 0x161, "s"},
    {0x162, 0x167, "t"},   {0x168, 0x173, "u"},   {0x174, 0x175, "w"}, {0x176, 0x178, "y"},  {0x179, 0x17E, "z"}, {0x17F, 0x17F, "s"},
    {0x1E80, 0x1E85, "w"}, {0x1EF2, 0x1EF3, "y"},
};

/* Apostrophes and accents that stand alone: as if they were not there. */
static int is_silent(uint32_t c) {
    return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2018 || c == 0x2019 || (c >= 0x300 && c <= 0x36F) ||
        (c >= 0xD800 && c <= 0xDFFF);
}

static int is_break(uint32_t c) {
    return c < '0' || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 0xC0 && c != 0xAA && c != 0xBA) || c == 0xD7 ||
        c == 0xF7 || (c >= 0x2000 && c <= 0x206F) || c == 0x3000;
}

/* Greek and Cyrillic capitals become small. */
static uint32_t lower(uint32_t c) {
    if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}

static size_t fold(char out[4], uint32_t c) {
    if (c < 0x80) {
        out[0] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return 1;
    }
    for (size_t i = 0; i < COUNT_OF(folds); i++)
        if (c >= folds[i].first && c <= folds[i].last) {
            size_t length = strlen(folds[i].plain);
            memcpy(out, folds[i].plain, length);
            return length;
        }
    return asbi_utf8_put(out, lower(c));
}

/* ---- words */

static void end_word(words *w, size_t *start) {
    if (w->used > *start && w->count < MOST_WORDS) w->at[w->count++] = (text){w->bytes + *start, w->used - *start};
    *start = w->used;
}

static void split(words *w, text t) {
    size_t start = 0;
    w->count = 0;
    w->used = 0;
    for (size_t at = 0; at < t.length && w->count < MOST_WORDS;) {
        uint32_t c = asbi_utf8_next(t.at, t.length, &at);
        char out[4];
        if (is_silent(c)) continue;
        if (is_break(c)) {
            end_word(w, &start);
            continue;
        }
        size_t length = fold(out, c);
        if (w->used + length > sizeof w->bytes) break;
        memcpy(w->bytes + w->used, out, length);
        w->used += length;
    }
    end_word(w, &start);
}

static void put_words(buffer *b, const words *w) {
    for (uint32_t i = 0, some = 0; i < w->count; i++) {
        if (!w->at[i].length) continue;
        if (some++) asbi_put_char(b, ' ');
        asbi_put_bytes(b, w->at[i].at, w->at[i].length);
    }
}

/* ---- names */

static int is_title(text t) {
    static const char titles[][5] = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rev"};
    for (size_t i = 0; i < COUNT_OF(titles); i++)
        if (asbi_text_is(t, titles[i])) return 1;
    return 0;
}

/* Titles go, unless there is nothing else. */
static void drop_titles(words *w) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w->count; i++)
        if (!is_title(w->at[i])) w->at[kept++] = w->at[i];
    if (kept) w->count = kept;
}

static void sort(words *w) {
    for (uint32_t i = 1; i < w->count; i++) {
        text moving = w->at[i];
        uint32_t k = i;
        for (; k && asbi_text_compare(w->at[k - 1], moving) > 0; k--) w->at[k] = w->at[k - 1];
        w->at[k] = moving;
    }
}

void asbi_put_name_key(buffer *b, text name) {
    words w;
    split(&w, name);
    drop_titles(&w);
    sort(&w);
    put_words(b, &w);
}

/* ---- addresses */

typedef struct short_form {
    char word[10], form[5];
} short_form;

static text shorten(text t) {
    static const short_form forms[] = {
        {"apartment", "flat"}, {"apt", "flat"},       {"unit", "flat"},     {"street", "st"}, {"saint", "st"},  {"road", "rd"},
        {"avenue", "ave"},     {"av", "ave"},         {"lane", "ln"},       {"close", "cl"},  {"court", "ct"},  {"crescent", "cres"},
        {"drive", "dr"},       {"gardens", "gdns"},   {"garden", "gdns"},   {"grove", "gr"},  {"house", "hse"}, {"place", "pl"},
        {"square", "sq"},      {"terrace", "ter"},    {"terr", "ter"},      {"mount", "mt"},  {"number", ""},   {"no", ""},
        {"the", ""},           {"buildings", "bldg"}, {"building", "bldg"},
    };
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (asbi_text_is(t, forms[i].word)) return asbi_text(forms[i].form);
    return t;
}

static int is_number(text t) {
    size_t i = 0;
    while (i < t.length && t.at[i] >= '0' && t.at[i] <= '9') i++;
    return t.length && i == t.length;
}

void asbi_put_address_key(buffer *b, text address) {
    words w;
    split(&w, address);
    int some = 0, number = 0;
    for (uint32_t i = 0; i < w.count; i++) {
        text form = shorten(w.at[i]);
        int joins = number && form.length == 1 && form.at[0] >= 'a' && form.at[0] <= 'h'; /* "12 a" is "12a" */
        if (!form.length) continue;
        if (some++ && !joins) asbi_put_char(b, ' ');
        asbi_put_bytes(b, form.at, form.length);
        number = is_number(form);
    }
}

/* ---- postcodes */

void asbi_put_postcode_key(buffer *b, text postcode) {
    words w;
    char key[MOST_BYTES];
    size_t length = 0;
    split(&w, postcode);
    for (size_t i = 0; i < w.used; i++) key[length++] = (char)(w.bytes[i] >= 'a' && w.bytes[i] <= 'z' ? w.bytes[i] - 32 : w.bytes[i]);
    size_t inward = length > 4 && length < 8 ? length - 3 : length;
    asbi_put_bytes(b, key, inward);
    if (inward == length) return;
    asbi_put_char(b, ' ');
    asbi_put_bytes(b, key + inward, length - inward);
}
