/* Ways of writing where somebody lives: number and street, with the usual abbreviations; flat and building; a house's name; all of it; and
 * postcodes. */
#include "identifier_parts.h"

#include "../base/container.h"
#include "../base/words.h"

#include <string.h>

enum { LONGEST_PLAIN = 24, SHORTEST_POSTCODE = 5, LONGEST_POSTCODE = 8, LONGEST_STREET = 6, LINES_TOGETHER = 5, VARIANTS = 3 };

/* The same word in its forms. The first of the list is how the long form is written. */
#define FORMS(...) WORDS(__VA_ARGS__) "\0"
/* clang-format off */
static const char street_words[] =
    FORMS("street", "st", "str")
    FORMS("road", "rd")
    FORMS("avenue", "ave", "av")
    FORMS("lane", "ln")
    FORMS("drive", "dr", "drv")
    FORMS("close", "cl")
    FORMS("court", "ct", "crt")
    FORMS("crescent", "cres", "cr")
    FORMS("gardens", "gdns", "gdn")
    FORMS("garden", "gdn")
    FORMS("grove", "gr", "gro")
    FORMS("place", "pl")
    FORMS("square", "sq")
    FORMS("terrace", "ter", "terr")
    FORMS("way", "wy")
    FORMS("walk", "wk")
    FORMS("park", "pk")
    FORMS("hill", "hl")
    FORMS("mews", "ms")
    FORMS("view", "vw")
    FORMS("green", "grn")
    FORMS("house", "hse", "ho")
    FORMS("building", "bldg", "bld")
    FORMS("buildings", "bldgs")
    FORMS("cottage", "cott", "ctg")
    FORMS("cottages", "cotts")
    FORMS("estate", "est")
    FORMS("rise", "ri")
    FORMS("row", "rw")
    FORMS("parade", "pde")
    FORMS("broadway", "bdwy")
    FORMS("circus", "circ")
    FORMS("villas", "vls")
    FORMS("yard", "yd")
    FORMS("wharf", "whf")
    FORMS("mount", "mt")
    FORMS("quay", "qy")
    FORMS("heights", "hts")
    FORMS("lodge", "ldg")
    FORMS("tower", "twr")
    FORMS("towers", "twrs")
    FORMS("mansions", "mans")
    FORMS("point", "pt")
    FORMS("passage", "psge")
    FORMS("bank", "bk")
    FORMS("end")
    FORMS("croft")
    FORMS("vale");

/* Words of streets that stand before the last. */
static const char other_words[] =
    FORMS("flat", "flt", "apartment", "apt")
    FORMS("saint", "st")
    FORMS("north", "n")
    FORMS("south", "s")
    FORMS("east", "e")
    FORMS("west", "w")
    FORMS("great", "gt")
    FORMS("little", "lt")
    FORMS("upper", "upr")
    FORMS("lower", "lwr");
/* clang-format on */

static const char *find_forms(const char *rows, text t) {
    for (; t.length > 0 && *rows != '\0'; rows = asbi_row_after(rows))
        if (asbi_words_find(rows, t) != NO_WORD) return rows;
    return NULL;
}

static const char *street_forms(const words *w, uint32_t i) {
    char plain[LONGEST_PLAIN];

    return find_forms(street_words, asbi_word_ascii(w, i, plain, sizeof plain));
}

static const char *other_forms(const words *w, uint32_t i) {
    char plain[LONGEST_PLAIN];

    return find_forms(other_words, asbi_word_ascii(w, i, plain, sizeof plain));
}

/* ---- rows of words, in all their forms */

typedef struct row {
    const words *w;
    uint32_t end;
    unsigned flags;
} row;

static void add_row(adder *add, const row *r, uint32_t first, const pattern_build *so_far, unsigned variants);

static void add_forms(adder *add, const row *r, uint32_t first, const pattern_build *so_far, const char *forms, unsigned variants) {
    for (; forms != NULL && *forms != '\0'; forms = asbi_word_after(forms)) {
        pattern_build b = *so_far;
        asbi_pattern_ascii(&b, forms);
        add_row(add, r, first + 1, &b, variants);
    }
}

/* From the word `first` on. So many words are written in several ways; which is which of "St", it cannot be told. */
static void add_row(adder *add, const row *r, uint32_t first, const pattern_build *so_far, unsigned variants) {
    const char *street = first < r->end && variants > 0 ? street_forms(r->w, first) : NULL;
    const char *other = first < r->end && variants > 0 ? other_forms(r->w, first) : NULL;
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
    int is_flat = number > 0 && other_forms(w, number - 1) == other_words;

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
