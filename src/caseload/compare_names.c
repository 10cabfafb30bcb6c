/* Names. The words of a key are sorted, so that the order they were written in makes no difference; each word of the shorter name must have one in the longer. */
#include "compare.h"
#include "../base/container.h"
#include "../base/similar.h"

enum { MOST_WORDS = 8 };

/* ---- what is no name */

int asbi_name_is_none(text name) {
    static const char *const words[] = {"unknown", "anonymous", "anon",       "not",      "known",     "na",       "n",         "a",
                                        "none",    "nil",       "no",         "name",     "given",     "resident", "residents", "tenant",
                                        "tenants", "occupier",  "youth",      "youths",   "group",     "gang",     "of",        "the",
                                        "at",      "neighbour", "neighbours", "neighbor", "male",      "males",    "female",    "man",
                                        "men",     "woman",     "women",      "boy",      "boys",      "girl",     "girls",     "person",
                                        "persons", "people",    "several",    "various",  "some",      "party",    "unnamed",   "withheld",
                                        "to",      "be",        "confirmed",  "tbc",      "visitor",   "visitors", "member",    "public",
                                        "staff",   "child",     "children",   "teenager", "teenagers", "kids",     "household", "family"};
    text word;
    for (size_t at = 0; (word = asbi_next_word(name, &at)).length;) {
        size_t i = 0;
        while (i < COUNT_OF(words) && !asbi_text_is(word, words[i])) i++;
        if (i == COUNT_OF(words) && (word.at[0] < '0' || word.at[0] > '9')) return 0;
    }
    return 1;
}

/* ---- words */

typedef struct name_words {
    text at[MOST_WORDS];
    uint8_t used[MOST_WORDS];
    uint32_t count;
} name_words;

static void split(name_words *w, text name) {
    *w = (name_words){.count = 0};
    for (size_t at = 0; w->count < MOST_WORDS; w->count++) {
        w->at[w->count] = asbi_next_word(name, &at);
        if (!w->at[w->count].length) break;
    }
}

/* Short words may have no letter wrong, or Dan would be Ian; long ones two. */
static int is_spelt(text a, text b) {
    size_t shorter = MIN_OF(a.length, b.length);
    unsigned most = shorter < 4 ? 0 : shorter < 8 ? 1 : 2;
    return most && asbi_word_distance(a, b, most) <= most;
}

/* They sound the same and are not written altogether otherwise. */
static int is_sound(text a, text b) {
    if (MIN_OF(a.length, b.length) < 3 || asbi_word_sound(a) != asbi_word_sound(b)) return 0;
    unsigned most = (unsigned)MAX_OF(a.length, b.length) / 2;
    return asbi_word_distance(a, b, most) <= most;
}

static int is_initial(text a, text b) {
    return (a.length == 1 || b.length == 1) && asbi_word_initial(a) == asbi_word_initial(b);
}

static int is_alike(text a, text b, name_likeness how) {
    switch (how) {
    case NAME_SAME: return a.length > 1 && asbi_text_equal(a, b);
    case NAME_SPELT: return is_spelt(a, b);
    case NAME_SOUND: return is_sound(a, b);
    default: return is_initial(a, b);
    }
}

/* How many words of `a` that have none yet find one in `b` that is like it. */
static uint32_t pair(name_words *a, name_words *b, name_likeness how) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count && !a->used[i]; k++) {
            if (b->used[k] || !is_alike(a->at[i], b->at[k], how)) continue;
            a->used[i] = b->used[k] = 1;
            found++;
        }
    return found;
}

name_likeness asbi_name_compare(text x, text y, int *single) {
    name_words a, b;
    *single = 0;
    if (asbi_name_is_none(x) || asbi_name_is_none(y)) return NAME_UNKNOWN;
    split(&a, x);
    split(&b, y);
    name_words *less = a.count <= b.count ? &a : &b, *more = less == &a ? &b : &a;
    uint32_t same = pair(less, more, NAME_SAME), spelt = pair(less, more, NAME_SPELT), sound = pair(less, more, NAME_SOUND),
             initial = pair(less, more, NAME_INITIAL), found = same + spelt + sound + initial;
    if (found < less->count || !(same + spelt + sound)) return NAME_OTHER;
    *single = same + spelt + sound == 1 && !initial;
    if (*single && more->count > 1 && !same) return NAME_OTHER;
    if (initial) return NAME_INITIAL;
    if (sound || spelt > 1) return NAME_SOUND;
    if (spelt) return NAME_SPELT;
    return less->count < more->count ? NAME_PART : NAME_SAME;
}
