/* Names. The words of a key are sorted, so that the order they were written in makes no difference; each word of the shorter name must have one in the longer. */
#include "compare.h"
#include "../base/container.h"
#include "../base/similar.h"

/* ---- what is no name */

int asbi_name_is_none(text name) {
    static const char words[][11] = {"unknown", "anonymous", "anon",       "not",      "known",     "na",       "n",         "a",
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
        while (i < COUNT_OF(words) && (word.at[0] != words[i][0] || !asbi_text_is(word, words[i]))) i++;
        if (i == COUNT_OF(words) && (word.at[0] < '0' || word.at[0] > '9')) return 0;
    }
    return 1;
}

/* ---- words */

void asbi_name_split(compared_name *n, text name) {
    n->count = 0;
    for (size_t at = 0; n->count < MOST_COMPARED_WORDS; n->count++) {
        text word = n->at[n->count] = asbi_next_word(name, &at);
        if (!word.length) break;
        n->sound[n->count] = asbi_word_sound(word);
    }
}

/* Short words may have no letter wrong, or Dan would be Ian; long ones two. */
static int is_spelt(text a, text b) {
    size_t shorter = MIN_OF(a.length, b.length);
    unsigned most = shorter < 4 ? 0 : shorter < 8 ? 1 : 2;
    return most && asbi_word_distance(a, b, most) <= most;
}

/* They sound the same and are not written altogether otherwise. */
static int is_sound(const compared_name *a, uint32_t i, const compared_name *b, uint32_t k) {
    size_t longer = MAX_OF(a->at[i].length, b->at[k].length), shorter = MIN_OF(a->at[i].length, b->at[k].length);
    if (a->sound[i] != b->sound[k] || shorter < 3) return 0;
    return asbi_word_distance(a->at[i], b->at[k], (unsigned)longer / 2) <= longer / 2;
}

static int is_initial(text a, text b) {
    return (a.length == 1 || b.length == 1) && asbi_word_initial(a) == asbi_word_initial(b);
}

/* Of the shorter name and the longer one. An initial in the longer one stands for no word of the shorter: Paul Hall is not Amina P Hall. */
static int is_alike(const compared_name *a, uint32_t i, const compared_name *b, uint32_t k, name_likeness how) {
    switch (how) {
    case NAME_SAME: return a->at[i].length > 1 && asbi_text_equal(a->at[i], b->at[k]);
    case NAME_SPELT: return is_spelt(a->at[i], b->at[k]);
    case NAME_SOUND: return is_sound(a, i, b, k);
    default: return is_initial(a->at[i], b->at[k]) && (b->at[k].length > 1 || a->count == b->count);
    }
}

typedef struct pairing {
    const compared_name *less, *more; /* by how many words they have */
    uint32_t used_less, used_more;    /* bits of those that have found one */
} pairing;

/* How many words that have none yet find one that is like them. */
static uint32_t pair(pairing *p, name_likeness how) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < p->less->count; i++)
        for (uint32_t k = 0; k < p->more->count && !(p->used_less & 1u << i); k++) {
            if ((p->used_more & 1u << k) || !is_alike(p->less, i, p->more, k, how)) continue;
            p->used_less |= 1u << i;
            p->used_more |= 1u << k;
            found++;
        }
    return found;
}

name_likeness asbi_name_compare(const compared_name *a, const compared_name *b, int *single) {
    pairing p = {.less = a->count <= b->count ? a : b, .more = a->count <= b->count ? b : a};
    *single = 0;
    if (!p.less->count) return NAME_UNKNOWN;
    uint32_t same = pair(&p, NAME_SAME), left = p.less->count - same;
    uint32_t spelt = left ? pair(&p, NAME_SPELT) : 0, sound = left > spelt ? pair(&p, NAME_SOUND) : 0, words = same + spelt + sound;
    uint32_t initial = words < p.less->count ? pair(&p, NAME_INITIAL) : 0;
    if (words + initial < p.less->count || !words) return NAME_OTHER;
    *single = words == 1 && !initial;
    if (*single && p.more->count > 1 && !same) return NAME_OTHER;
    if (initial) return NAME_INITIAL;
    if (sound || spelt > 1) return NAME_SOUND;
    if (spelt) return NAME_SPELT;
    return p.less->count < p.more->count ? NAME_PART : NAME_SAME;
}
