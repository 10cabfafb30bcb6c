/* Ways of writing where somebody lives: number and street, with the usual abbreviations; flat and building; a house's name; all of it; and
 * postcodes. */
#include "identifier_parts.h"

#include "../base/container.h"

#include <string.h>

enum { LONGEST_PLAIN = 24, SHORTEST_POSTCODE = 5, LONGEST_POSTCODE = 8, FORMS = 4, LONGEST_STREET = 6, LINES_TOGETHER = 5, VARIANTS = 3 };

/* The same word in its forms. The first of the list is how the long form is written. */
static const char *const street_words[][FORMS] = {
    {"street", "st", "str"},
    {"road", "rd"},
    {"avenue", "ave", "av"},
    {"lane", "ln"},
    {"drive", "dr", "drv"},
    {"close", "cl"},
    {"court", "ct", "crt"},
    {"crescent", "cres", "cr"},
    {"gardens", "gdns", "gdn"},
    {"garden", "gdn"},
    {"grove", "gr", "gro"},
    {"place", "pl"},
    {"square", "sq"},
    {"terrace", "ter", "terr"},
    {"way", "wy"},
    {"walk", "wk"},
    {"park", "pk"},
    {"hill", "hl"},
    {"mews", "ms"},
    {"view", "vw"},
    {"green", "grn"},
    {"house", "hse", "ho"},
    {"building", "bldg", "bld"},
    {"buildings", "bldgs"},
    {"cottage", "cott", "ctg"},
    {"cottages", "cotts"},
    {"estate", "est"},
    {"rise", "ri"},
    {"row", "rw"},
    {"parade", "pde"},
    {"broadway", "bdwy"},
    {"circus", "circ"},
    {"villas", "vls"},
    {"yard", "yd"},
    {"wharf", "whf"},
    {"mount", "mt"},
    {"quay", "qy"},
    {"heights", "hts"},
    {"lodge", "ldg"},
    {"tower", "twr"},
    {"towers", "twrs"},
    {"mansions", "mans"},
    {"point", "pt"},
    {"passage", "psge"},
    {"bank", "bk"},
    {"end"},
    {"croft"},
    {"vale"},
};

/* Words of streets that stand before the last. */
static const char *const other_words[][FORMS] = {{"flat", "flt", "apartment", "apt"},
                                                 {"saint", "st"},
                                                 {"north", "n"},
                                                 {"south", "s"},
                                                 {"east", "e"},
                                                 {"west", "w"},
                                                 {"great", "gt"},
                                                 {"little", "lt"},
                                                 {"upper", "upr"},
                                                 {"lower", "lwr"}};

static const char *const *find_forms(const char *const list[][FORMS], size_t count, text t) {
    for (size_t i = 0; i < count && t.length > 0; i++)
        for (size_t k = 0; k < FORMS && list[i][k] != NULL; k++)
            if (list[i][k][0] == t.at[0] && asbi_text_is(t, list[i][k])) return list[i];
    return NULL;
}

static const char *const *street_forms(const words *w, uint32_t i) {
    char plain[LONGEST_PLAIN];

    return find_forms(street_words, COUNT_OF(street_words), asbi_word_ascii(w, i, plain, sizeof plain));
}

static const char *const *other_forms(const words *w, uint32_t i) {
    char plain[LONGEST_PLAIN];

    return find_forms(other_words, COUNT_OF(other_words), asbi_word_ascii(w, i, plain, sizeof plain));
}

/* ---- rows of words, in all their forms */

typedef struct row {
    const words *w;
    uint32_t end;
    unsigned flags;
} row;

static void add_row(adder *add, const row *r, uint32_t first, const pattern_build *so_far, unsigned variants);

static void add_forms(adder *add, const row *r, uint32_t first, const pattern_build *so_far, const char *const *forms, unsigned variants) {
    for (size_t k = 0; k < FORMS && forms != NULL && forms[k] != NULL; k++) {
        pattern_build b = *so_far;
        asbi_pattern_ascii(&b, forms[k]);
        add_row(add, r, first + 1, &b, variants);
    }
}

/* From the word `first` on. So many words are written in several ways; which is which of "St", it cannot be told. */
static void add_row(adder *add, const row *r, uint32_t first, const pattern_build *so_far, unsigned variants) {
    const char *const *street = first < r->end && variants > 0 ? street_forms(r->w, first) : NULL;
    const char *const *other = first < r->end && variants > 0 ? other_forms(r->w, first) : NULL;
    pattern_build b = *so_far;

    if (first == r->end) {
        asbi_pattern_end(add, so_far, r->flags);
        return;
    }
    if (street == NULL && other == NULL) {
        asbi_pattern_word(&b, r->w, first);
        add_row(add, r, first + 1, &b, variants);
        return;
    }
    add_forms(add, r, first, so_far, street, variants - 1);
    add_forms(add, r, first, so_far, other, variants - 1);
}

static void add_words(adder *add, const words *w, uint32_t first, uint32_t end, unsigned flags) {
    row r = {w, end, flags};
    pattern_build b;

    asbi_pattern_begin(&b);
    add_row(add, &r, first, &b, VARIANTS);
}

/* ---- number and street */

static uint32_t line_end(const words *w, uint32_t i) {
    uint32_t end = i + 1;

    while (end < w->count && w->list[end].line == w->list[i].line) end++;
    return end;
}

/* After a number: up to the street's own word, or the end of the line. A number at the end of its line belongs to the next one. */
static uint32_t street_end(const words *w, uint32_t number) {
    uint32_t first = number + 1, end;

    if (first == w->count) return first;
    end = line_end(w, first);
    for (uint32_t i = first + 1; i < end; i++)
        if (street_forms(w, i) != NULL && (i + 1 == end || street_forms(w, i + 1) == NULL)) return i + 1;
    return MIN_OF(end, first + LONGEST_STREET);
}

static int is_postcode(const words *w, uint32_t first, uint32_t end);

/* "the woman at number 12", "him in flat 3". */
static void add_number_words(adder *add, const words *w, uint32_t number) {
    static const char before[][10] = {"number", "no", "nr", "house", "num", "nos", "flat", "apartment", "apt", "flt", "room", "unit"};
    int is_flat = number > 0 && other_forms(w, number - 1) == other_words[0];

    for (size_t i = is_flat ? 6 : 0; i < (is_flat ? COUNT_OF(before) : 6); i++) {
        pattern_build b;
        asbi_pattern_begin(&b);
        asbi_pattern_ascii(&b, before[i]);
        asbi_pattern_word(&b, w, number);
        asbi_pattern_end(add, &b, PATTERN_TEXT_ONLY);
    }
}

static int is_in_postcode(const words *w, uint32_t i) {
    return is_postcode(w, i, i + 1) || (i + 1 < w->count && is_postcode(w, i, i + 2)) || (i > 0 && is_postcode(w, i - 1, i + 1));
}

static void add_streets(adder *add, const words *w) {
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t end;
        if (!asbi_word_is_number(w, i) || is_in_postcode(w, i)) continue;
        end = street_end(w, i);
        add_number_words(add, w, i);
        if (end > i + 1 && !(end == i + 2 && asbi_word_is_number(w, i + 1))) add_words(add, w, i, end, 0);
        if (i > 0 && w->list[i - 1].line == w->list[i].line && end > i + 1) add_words(add, w, i - 1, end, 0);
    }
}

/* ---- the whole, and names of houses */

/* A line without a number says something if it has two words, or one that is no common word. */
static int is_house_name(const words *w, uint32_t end) {
    char plain[LONGEST_PLAIN];

    for (uint32_t i = 0; i < end; i++)
        if (asbi_word_is_number(w, i)) return 0;
    return end > 1 || (asbi_word_worth(asbi_word_ascii(w, 0, plain, sizeof plain)) == WORTH_ALL && w->list[0].length > 3);
}

static void add_lines(adder *add, const words *w) {
    uint32_t end = w->count == 0 ? 0 : line_end(w, 0);

    if (end == 0) return;
    if (is_house_name(w, end) && end < w->count) add_words(add, w, 0, end, 0);
    for (uint32_t lines = 1; end < w->count && lines < LINES_TOGETHER; lines++) {
        end = line_end(w, end);
        add_words(add, w, 0, end, 0);
    }
    if (end == w->count && end > 1) add_words(add, w, 0, end, 0);
}

/* ---- postcodes */

typedef struct postcode {
    uint32_t letters[LONGEST_POSTCODE];
    uint32_t length;
} postcode;

static int is_letter(uint32_t code) {
    return code >= 'a' && code <= 'z';
}

static int is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

static int gather(postcode *p, const words *w, uint32_t first, uint32_t end) {
    p->length = 0;
    for (uint32_t i = first; i < end; i++)
        for (uint32_t k = 0; k < w->list[i].length; k++) {
            if (p->length == LONGEST_POSTCODE) return 0;
            p->letters[p->length++] = w->letters[w->list[i].at + k];
        }
    return p->length >= SHORTEST_POSTCODE;
}

/* One or two letters, one or two of which the first is a digit; a digit and two letters. */
static int is_postcode(const words *w, uint32_t first, uint32_t end) {
    postcode p;
    uint32_t letters = 0, outward;

    if (end > w->count || !gather(&p, w, first, end) || p.length > 7) return 0;
    outward = p.length - 3;
    while (letters < outward && is_letter(p.letters[letters])) letters++;
    if (letters < 1 || letters > 2 || outward - letters < 1 || outward - letters > 2 || !is_digit(p.letters[letters])) return 0;
    return is_digit(p.letters[outward]) && is_letter(p.letters[outward + 1]) && is_letter(p.letters[outward + 2]);
}

/* Broken before its last three, or anywhere that is not a space. */
static void add_postcode(adder *add, const postcode *p) {
    pattern_build b;

    asbi_pattern_begin(&b);
    asbi_pattern_letters(&b, p->letters, p->length - 3, NULL);
    asbi_pattern_letters(&b, p->letters + p->length - 3, 3, NULL);
    asbi_pattern_end(add, &b, 0);
}

void asbi_add_postcode(adder *add, text t) {
    words w;
    postcode p;

    asbi_words_of(&w, t, 0);
    if (gather(&p, &w, 0, w.count)) add_postcode(add, &p);
}

static void add_postcodes_within(adder *add, const words *w) {
    postcode p;

    for (uint32_t i = 0; i < w->count; i++)
        for (uint32_t end = i + 1; end <= i + 2; end++)
            if (is_postcode(w, i, end) && gather(&p, w, i, end)) add_postcode(add, &p);
}

void asbi_add_address(adder *add, text t) {
    words w;

    asbi_words_of(&w, t, 0);
    add_streets(add, &w);
    add_lines(add, &w);
    add_postcodes_within(add, &w);
}
