/* Ways of writing a name: each word of it, any two in either order, with initials, with a title, and all of it. */
#include "identifier_parts.h"

#include "../base/container.h"

#include <string.h>

enum { TOGETHER = 8, SHORTEST_RUN_TOGETHER = 5, LONGEST_PLAIN = 24 };

/* A name's words, without titles; joined ones ("Smith-Jones") are followed by their parts. */
typedef struct name {
    words w;
    uint8_t worth[WORDS_MOST]; /* a word_worth */
    uint8_t part[WORDS_MOST];  /* of the joined word before it */
} name;

static uint32_t length_of(const name *n, uint32_t i) {
    return n->w.list[i].length;
}

/* ---- the words */

static int is_title(text t) {
    for (const char *const *title = asbi_titles; *title != NULL; title++)
        if (asbi_text_is(t, *title)) return 1;
    return asbi_text_is(t, "and") || asbi_text_is(t, "the") || asbi_text_is(t, "family");
}

static id_word piece_of(const id_word *from, uint32_t first, uint32_t end) {
    return (id_word){.at = (uint16_t)(from->at + first), .length = (uint16_t)(end - first), .line = from->line};
}

static int is_joint(const id_word *w, uint32_t at) {
    return (int)(w->joints.bits[at / 64] >> at % 64 & 1);
}

static void keep(name *n, const id_word *w, uint32_t *count, int part) {
    if (*count == WORDS_MOST) return;
    n->part[*count] = (uint8_t)part;
    n->w.list[(*count)++] = *w;
}

/* "J.R." are two initials; of "Smith-Jones" and "O'Brien" each part counts too, if it has more than two letters. */
static void keep_pieces(name *n, const id_word *w, uint32_t *count) {
    uint32_t first = 0, initials = 1, joints = 0;

    for (uint32_t i = 1; i < w->length; i++) joints += (uint32_t)is_joint(w, i), initials &= (uint32_t)is_joint(w, i);
    if (joints == 0 || !initials) keep(n, w, count, 0);
    for (uint32_t i = 1; i <= w->length && joints > 0; i++) {
        id_word piece = piece_of(w, first, i);
        if (i < w->length && !is_joint(w, i)) continue;
        if (initials || piece.length > 2) keep(n, &piece, count, !initials);
        first = i;
    }
}

/* "Mc Donald", "Mac Donald", "Fitz Gerald". */
static void loosen(id_word *w, const uint32_t *letters) {
    static const char beginnings[][5] = {"mac", "mc", "fitz", "o"};

    for (size_t i = 0; i < COUNT_OF(beginnings) - 1; i++) {
        size_t length = strlen(beginnings[i]), k = 0;
        while (k < length && letters[w->at + k] == (uint32_t)beginnings[i][k]) k++;
        if (k == length && w->length > length + 2) w->joints.bits[0] |= UINT64_C(1) << length;
    }
}

/* A number is no name, though one may stand beside it. */
static int has_digit(const uint32_t *letters, const id_word *w) {
    for (uint32_t i = 0; i < w->length; i++)
        if (letters[w->at + i] >= '0' && letters[w->at + i] <= '9') return 1;
    return 0;
}

static void read_name(name *n) {
    id_word found[WORDS_MOST];
    uint32_t total = n->w.count, count = 0;
    char plain[LONGEST_PLAIN];

    memcpy(found, n->w.list, total * sizeof *found);
    for (uint32_t i = 0; i < total; i++) {
        n->w.list[0] = found[i];
        if (is_title(asbi_word_ascii(&n->w, 0, plain, sizeof plain))) found[i].length = 0;
    }
    for (uint32_t i = 0; i < total; i++)
        if (found[i].length > 0 && !has_digit(n->w.letters, &found[i])) keep_pieces(n, &found[i], &count);
    n->w.count = count;
    for (uint32_t i = 0; i < count; i++) {
        text t = asbi_word_ascii(&n->w, i, plain, sizeof plain);
        n->worth[i] = (uint8_t)(length_of(n, i) == 1 ? WORTH_NOTHING : asbi_word_worth(t));
        if (!n->part[i]) loosen(&n->w.list[i], n->w.letters);
    }
}

/* ---- one word */

/* The Smiths are the family too. */
static void add_alone(adder *add, const name *n, uint32_t i) {
    static const uint32_t s[] = {'s'};
    unsigned flags = n->worth[i] == WORTH_WITH_CAPITAL ? PATTERN_CAPITAL | PATTERN_TEXT_ONLY : 0;
    pattern_build b;
    pattern_places places;

    if (n->worth[i] == WORTH_NOTHING) return;
    asbi_pattern_begin(&b);
    asbi_pattern_word(&b, &n->w, i);
    if (flags != 0) b.places = (pattern_places){{0, 0}}; /* its capital is the first letter's */
    asbi_pattern_end(add, &b, flags);
    if (length_of(n, i) < 3) return;
    places = b.places;
    asbi_pattern_letters(&b, s, 1, NULL);
    b.places = places;
    asbi_pattern_end(add, &b, flags);
}

static void add_with_titles(adder *add, const name *n, uint32_t i) {
    if (n->worth[i] == WORTH_NOTHING) return;
    for (const char *const *title = asbi_titles; *title != NULL; title++) {
        pattern_build b;
        asbi_pattern_begin(&b);
        asbi_pattern_ascii(&b, *title);
        asbi_pattern_word(&b, &n->w, i);
        asbi_pattern_end(add, &b, PATTERN_BROKEN);
    }
}

/* ---- two words */

/* Apart; and run together, where that is not likely to be a word of its own. */
static void end_pair(adder *add, const pattern_build *b, unsigned flags, int run_together) {
    asbi_pattern_end(add, b, flags | PATTERN_BROKEN);
    if (run_together && b->length >= SHORTEST_RUN_TOGETHER) asbi_pattern_end(add, b, flags);
}

static void add_pair(adder *add, const name *n, uint32_t first, uint32_t second) {
    uint32_t initial = length_of(n, first) == 1 || length_of(n, second) == 1;
    unsigned flags = (initial ? PATTERN_NEAR : 0u) |
        (initial && n->worth[first] != WORTH_ALL && n->worth[second] != WORTH_ALL ? PATTERN_CAPITAL : 0u);
    pattern_build b;

    if (n->worth[first] == WORTH_NOTHING && n->worth[second] == WORTH_NOTHING) return;
    asbi_pattern_begin(&b);
    asbi_pattern_word(&b, &n->w, first);
    asbi_pattern_word(&b, &n->w, second);
    end_pair(add, &b, flags, !(flags & PATTERN_CAPITAL));
}

/* J. Smith, Smith J., JSmith; and John S. */
static void add_initial(adder *add, const name *n, uint32_t of, uint32_t with) {
    unsigned flags = n->worth[with] == WORTH_ALL ? 0 : PATTERN_CAPITAL;
    const uint32_t *initial = n->w.letters + n->w.list[of].at;
    pattern_build b;

    if (length_of(n, of) < 2 || n->worth[with] == WORTH_NOTHING) return;
    asbi_pattern_begin(&b);
    asbi_pattern_letters(&b, initial, 1, NULL);
    asbi_pattern_word(&b, &n->w, with);
    end_pair(add, &b, flags | PATTERN_NEAR, flags == 0);
    asbi_pattern_begin(&b);
    asbi_pattern_word(&b, &n->w, with);
    asbi_pattern_letters(&b, initial, 1, NULL);
    end_pair(add, &b, flags | PATTERN_NEAR, 0);
}

static void add_pairs(adder *add, const name *n) {
    uint32_t count = MIN_OF(n->w.count, (uint32_t)TOGETHER);

    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count; k++) {
            if (i == k) continue;
            add_pair(add, n, i, k);
            add_initial(add, n, i, k);
        }
}

/* ---- all words */

static void put_words(pattern_build *b, const name *n, uint32_t first) {
    asbi_pattern_begin(b);
    for (uint32_t i = first; i < n->w.count; i++)
        if (!n->part[i]) asbi_pattern_word(b, &n->w, i);
}

static void put_initials(pattern_build *b, const name *n) {
    for (uint32_t i = 0; i + 1 < n->w.count; i++)
        if (!n->part[i]) asbi_pattern_letters(b, n->w.letters + n->w.list[i].at, 1, NULL);
}

/* J. R. Smith, Smith JR. */
static void add_initials(adder *add, const name *n, uint32_t last) {
    pattern_build b;

    asbi_pattern_begin(&b);
    put_initials(&b, n);
    asbi_pattern_word(&b, &n->w, last);
    asbi_pattern_end(add, &b, PATTERN_NEAR);
    asbi_pattern_begin(&b);
    asbi_pattern_word(&b, &n->w, last);
    put_initials(&b, n);
    asbi_pattern_end(add, &b, PATTERN_BROKEN | PATTERN_NEAR);
}

/* All of it; and what begins with a particle: "de la Cruz", "delacruz". */
static void add_whole(adder *add, const name *n) {
    uint32_t last = n->w.count - 1;
    pattern_build b;

    for (uint32_t i = 0; i < last && i < TOGETHER; i++) {
        if (i > 0 && n->worth[i] == WORTH_ALL) continue;
        put_words(&b, n, i);
        asbi_pattern_end(add, &b, i > 0 && n->worth[last] != WORTH_ALL ? PATTERN_TEXT_ONLY : 0);
    }
    if (last > 1 && last < TOGETHER && n->worth[last] == WORTH_ALL) add_initials(add, n, last);
}

static int is_of_note(const name *n) {
    for (uint32_t i = 0; i < n->w.count; i++)
        if (n->worth[i] != WORTH_NOTHING) return 1;
    return 0;
}

static void add_name(adder *add, text t, int expand) {
    name n;

    memset(&n.part, 0, sizeof n.part);
    if (!asbi_words_of(&n.w, t, expand)) return;
    read_name(&n);
    if (!is_of_note(&n)) return;
    for (uint32_t i = 0; i < n.w.count; i++) {
        add_alone(add, &n, i);
        add_with_titles(add, &n, i);
    }
    add_pairs(add, &n);
    if (n.w.count > 1) add_whole(add, &n);
}

void asbi_add_name(adder *add, text t) {
    add_name(add, t, 0);
    add_name(add, t, 1);
}
