/* Likeness of words.
 *
 * Method. Letters: the distance of Damerau and Levenshtein in its restricted form, row by row, given up as soon as every way costs too much. Sound: the classes of
 * consonants of Soundex (Russell, 1918), which English and American record offices have sorted names by for a century, after the spellings that hide a sound are put
 * right (ph, kn, wr, gh …) and with the first letter as it sounds, so that C and K go together. */
#include "similar.h"
#include "container.h"
#include <string.h>

enum { LONGEST_WORD = 40, SOUND_CODES = 4 };

/* ---- letters */

typedef struct table {
    unsigned rows[3][LONGEST_WORD + 1];
} table;

static unsigned least(unsigned a, unsigned b, unsigned c) {
    return MIN_OF(a, MIN_OF(b, c));
}

/* One row; gives the least of it. */
static unsigned fill_row(table *t, text a, text b, size_t i) {
    unsigned *row = t->rows[i % 3], *above = t->rows[(i + 2) % 3], *above2 = t->rows[(i + 1) % 3], best;
    best = row[0] = (unsigned)i;
    for (size_t k = 1; k <= b.length; k++) {
        int differs = a.at[i - 1] != b.at[k - 1];
        row[k] = least(above[k] + 1, row[k - 1] + 1, above[k - 1] + (unsigned)differs);
        if (i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] && a.at[i - 2] == b.at[k - 1]) row[k] = MIN_OF(row[k], above2[k - 2] + 1);
        best = MIN_OF(best, row[k]);
    }
    return best;
}

/* One mistake changes at most two of the letters that there are. */
static int may_be_near(text a, text b, unsigned most) {
    uint32_t in_a = 0, in_b = 0, only = 0;
    for (size_t i = 0; i < a.length; i++) in_a |= 1u << (a.at[i] & 31);
    for (size_t i = 0; i < b.length; i++) in_b |= 1u << (b.at[i] & 31);
    for (uint32_t differ = in_a ^ in_b; differ; differ &= differ - 1) only++;
    return only <= 2 * most;
}

unsigned asbi_word_distance(text a, text b, unsigned most) {
    table t;
    size_t apart = a.length > b.length ? a.length - b.length : b.length - a.length;
    if (asbi_text_equal(a, b)) return 0;
    if (apart > most || a.length > LONGEST_WORD || b.length > LONGEST_WORD || !may_be_near(a, b, most)) return most + 1;
    for (size_t k = 0; k <= b.length; k++) t.rows[0][k] = (unsigned)k;
    for (size_t i = 1; i <= a.length; i++)
        if (fill_row(&t, a, b, i) > most) return most + 1;
    unsigned found = t.rows[a.length % 3][b.length];
    return found > most ? most + 1 : found;
}

/* ---- sound */

/* a to z: 0 a vowel, which parts two consonants; 7 not heard, and parts nothing. */
static const char classes[26] = {0, 1, 2, 3, 0, 1, 2, 7, 0, 2, 2, 4, 5, 5, 0, 1, 2, 6, 2, 3, 0, 1, 7, 2, 0, 2};

static int is_plain(text w) {
    for (size_t i = 0; i < w.length; i++)
        if (w.at[i] < 'a' || w.at[i] > 'z') return 0;
    return w.length > 0;
}

static int begins(text w, const char *with) {
    return w.length > 2 && w.at[0] == with[0] && w.at[1] == with[1];
}

/* The first letter as it sounds; `*silent`: so many letters before it are not heard. */
static char first_sound(text w, size_t *silent) {
    static const char mute[][3] = {"kn", "gn", "wr", "ps", "pn", "wh"};
    *silent = 0;
    for (size_t i = 0; i < COUNT_OF(mute); i++)
        if (begins(w, mute[i]) && i < 5) *silent = 1;
    if (begins(w, "ph")) return 'f';
    switch (w.at[*silent]) {
    case 'c':
    case 'q': return 'k';
    case 'x':
    case 'z': return 's';
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y': return 'a';
    default: return w.at[*silent];
    }
}

static unsigned class_at(text w, size_t i) {
    int before_h = i + 1 < w.length && w.at[i + 1] == 'h';
    if (w.at[i] == 'g' && before_h) return 7;
    return (unsigned)classes[w.at[i] - 'a'];
}

uint32_t asbi_word_initial(text w) {
    size_t silent;
    if (!is_plain(w)) return w.length ? 32 + (unsigned char)w.at[0] : 0;
    return 1u + (unsigned)(first_sound(w, &silent) - 'a');
}

uint32_t asbi_word_sound(text w) {
    size_t silent;
    if (!is_plain(w)) return w.length ? (uint32_t)asbi_mix_bytes(1, w.at, w.length) | 0x80000000u : 0;
    uint32_t sound = asbi_word_initial(w);
    (void)first_sound(w, &silent);
    unsigned last = class_at(w, silent), count = 0;
    for (size_t i = silent + 1; i < w.length && count < SOUND_CODES; i++) {
        unsigned class = class_at(w, i);
        if (class == 7) continue;
        if (class && class != last) {
            sound = sound << 3 | class;
            count++;
        }
        last = class;
    }
    return sound << 3 * (SOUND_CODES - count);
}

/* ---- */

uint64_t asbi_mix_bytes(uint64_t seed, const void *bytes, size_t length) {
    const unsigned char *at = bytes;
    uint64_t h = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15) ^ length;
    for (size_t i = 0; i < length; i++) h = (h ^ at[i]) * UINT64_C(0x100000001B3);
    h = (h ^ h >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    h = (h ^ h >> 27) * UINT64_C(0x94D049BB133111EB);
    return h ^ h >> 31;
}

text asbi_next_word(text key, size_t *at) {
    while (*at < key.length && key.at[*at] == ' ') ++*at;
    size_t from = *at;
    while (*at < key.length && key.at[*at] != ' ') ++*at;
    return (text){key.at + from, *at - from};
}
