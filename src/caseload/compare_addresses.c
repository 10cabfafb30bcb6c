/* Addresses. A key is cut into the number of the house, the flat or letter, and the words of street and place, whatever order they were written in. */
#include "compare.h"
#include "../base/container.h"
#include "../base/similar.h"

/* ---- reading */

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* 12, 12a: the number, and how many digits it has; 0: it is none. */
static size_t read_number(text w, uint32_t *number) {
    size_t i = 0;
    *number = 0;
    for (; i < w.length && i < 9 && is_digit(w.at[i]); i++) *number = *number * 10 + (uint32_t)(w.at[i] - '0');
    return i && w.length - i <= 1 && *number ? i : 0;
}

/* A second number before the street makes the first one a flat: 2/14 High Street. */
static void take_number(parsed_address *p, text w, uint32_t number, size_t digits, text *first) {
    if (p->number && p->count) return;
    if (p->number && !p->unit.length) {
        p->unit = *first;
        p->is_flat = 1;
    }
    p->number = number;
    *first = (text){w.at, digits};
    if (digits < w.length && !p->unit.length) p->unit = (text){w.at + digits, 1};
}

void asbi_address_parse(parsed_address *p, text address) {
    uint32_t number;
    text w, first = {"", 0};
    int flat = 0;
    *p = (parsed_address){.unit = {"", 0}};
    for (size_t at = 0; (w = asbi_next_word(address, &at)).length;) {
        size_t digits = read_number(w, &number);
        if (flat) {
            p->unit = w;
            p->is_flat = 1;
            flat = 0;
        } else if (w.length == 4 && asbi_text_is(w, "flat")) {
            flat = 1;
        } else if (digits) {
            take_number(p, w, number, digits, &first);
        } else if (p->count < MOST_STREET_WORDS) {
            p->words[p->count++] = w;
        }
    }
}

text asbi_address_street(const parsed_address *p) {
    for (uint32_t i = 0; i < p->count; i++)
        if (p->words[i].length > 2) return p->words[i];
    return p->count ? p->words[0] : (text){"", 0};
}

/* ---- streets */

static int is_type(text w) {
    static const char types[][6] = {"st",  "rd",  "ave", "ln",   "cl",  "ct",   "cres", "dr",   "gdns", "gr",    "pl",   "sq",
                                    "ter", "hse", "way", "hill", "row", "walk", "mews", "view", "park", "green", "bldg", "rise"};
    for (size_t i = 0; i < COUNT_OF(types) && w.length <= 5; i++)
        if (w.at[0] == types[i][0] && asbi_text_is(w, types[i])) return 1;
    return 0;
}

/* How many words the street has: up to its type, which is no first word ("St John's Road"). */
static uint32_t street_length(const parsed_address *p) {
    for (uint32_t i = 1; i < p->count; i++)
        if (is_type(p->words[i])) return i + 1;
    return p->count;
}

static int is_spelt(text a, text b) {
    size_t shorter = MIN_OF(a.length, b.length);
    unsigned most = shorter < 4 ? 0 : shorter < 8 ? 1 : 2;
    return most && !is_type(a) && !is_type(b) && asbi_word_distance(a, b, most) <= most;
}

static int is_word_alike(text a, text b) {
    return asbi_text_equal(a, b) || is_spelt(a, b);
}

/* Of what comes after the street: 1 a word in common, -1 none, 0 one of them says nothing more. */
static int compare_towns(const parsed_address *a, uint32_t from_a, const parsed_address *b, uint32_t from_b) {
    if (from_a >= a->count || from_b >= b->count) return 0;
    for (uint32_t i = from_a; i < a->count; i++)
        for (uint32_t k = from_b; k < b->count; k++)
            if (is_word_alike(a->words[i], b->words[k])) return 1;
    return -1;
}

static address_likeness compare_streets(const parsed_address *a, const parsed_address *b, int *town) {
    address_likeness how = ADDRESS_SAME;
    if (!a->count || !b->count || !is_word_alike(a->words[0], b->words[0])) return ADDRESS_OTHER;
    uint32_t la = street_length(a), lb = street_length(b), least = MIN_OF(la, lb);
    for (uint32_t i = 0; i < least; i++) {
        if (asbi_text_equal(a->words[i], b->words[i])) continue;
        if (!is_spelt(a->words[i], b->words[i])) return ADDRESS_OTHER;
        how = ADDRESS_SPELT;
    }
    *town = compare_towns(a, la, b, lb) > 0;
    if (la == lb) return compare_towns(a, la, b, lb) >= 0 ? how : ADDRESS_OTHER;
    const parsed_address *longer = la > lb ? a : b;
    int only_type = MAX_OF(la, lb) == least + 1 && is_type(longer->words[least]);
    return only_type ? ADDRESS_SPELT : ADDRESS_OTHER;
}

/* ---- the whole */

static address_likeness compare_units(const parsed_address *a, const parsed_address *b, address_likeness street) {
    if (asbi_text_equal(a->unit, b->unit)) return street;
    return a->is_flat || b->is_flat ? ADDRESS_BUILDING : ADDRESS_NEAR;
}

address_likeness asbi_address_compare(text x, text y, int *town) {
    parsed_address a, b;
    *town = 0;
    if (!x.length || !y.length) return ADDRESS_UNKNOWN;
    asbi_address_parse(&a, x);
    asbi_address_parse(&b, y);
    uint32_t apart = a.number > b.number ? a.number - b.number : b.number - a.number;
    if (a.number && b.number && apart > DOORS_NEAR) return ADDRESS_OTHER;
    address_likeness street = compare_streets(&a, &b, town);
    if (street == ADDRESS_OTHER) return ADDRESS_OTHER;
    return a.number == b.number ? compare_units(&a, &b, street) : ADDRESS_NEAR;
}
