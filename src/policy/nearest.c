/* What somebody may have meant who wrote a name that does not exist. */
#include "nearest.h"

#include <string.h>

enum { LONGEST = 63, NO_MATCH = 1000, MOST_OFFERED = 256 };

/* Levenshtein's distance, one row at a time. */
static unsigned edits(text a, text b) {
    uint8_t row[LONGEST + 1];

    for (size_t i = 0; i <= b.length; i++) row[i] = (uint8_t)i;
    for (size_t i = 0; i < a.length; i++) {
        unsigned diagonal = row[0];
        row[0] = (uint8_t)(i + 1);
        for (size_t k = 0; k < b.length; k++) {
            unsigned above = row[k + 1], best = diagonal + (a.at[i] != b.at[k]);
            if (above + 1 < best) best = above + 1;
            if (row[k] + 1u < best) best = row[k] + 1u;
            diagonal = above;
            row[k + 1] = (uint8_t)best;
        }
    }
    return row[b.length];
}

static int contains(text longer, text shorter) {
    for (size_t at = 0; at + shorter.length <= longer.length; at++)
        if (memcmp(longer.at + at, shorter.at, shorter.length) == 0) return 1;
    return 0;
}

/* Near enough to be offered: a slip in every third character, or a part of the name. */
static unsigned distance(text a, text b) {
    unsigned d;

    if (a.length == 0 || b.length == 0 || a.length > LONGEST || b.length > LONGEST) return NO_MATCH;
    d = edits(a, b);
    if (d <= (a.length + 2) / 3) return d;
    if (a.length >= 4 && b.length >= 4 && (contains(a, b) || contains(b, a))) return LONGEST + d;
    return NO_MATCH;
}

nearest asbi_nearest(text wanted) {
    nearest n;

    memset(&n, 0, sizeof n);
    n.wanted = wanted;
    n.distance = NO_MATCH;
    return n;
}

void asbi_nearest_offer(nearest *n, text candidate) {
    size_t room = sizeof n->known - n->known_length;
    unsigned d;

    if (n->offered == MOST_OFFERED) return;
    d = distance(n->wanted, candidate);
    if (d < n->distance && candidate.length < sizeof n->best) {
        n->distance = d;
        memcpy(n->best, candidate.at, candidate.length);
        n->best_length = candidate.length;
        n->best[candidate.length] = '\0';
    }
    if (candidate.length + 8 < room) {
        if (n->offered > 0) {
            memcpy(n->known + n->known_length, ", ", 2);
            n->known_length += 2;
        }
        memcpy(n->known + n->known_length, candidate.at, candidate.length);
        n->known_length += candidate.length;
    } else if (n->offered > 0 && room > 5) {
        memcpy(n->known + n->known_length, ", …", 5);
        n->known_length = sizeof n->known - 5; /* nothing more fits */
    }
    n->offered++;
}

static void add(nearest *n, size_t *at, const char *bytes, size_t length) {
    if (*at + length >= sizeof n->hint) return;
    memcpy(n->hint + *at, bytes, length);
    *at += length;
    n->hint[*at] = '\0';
}

const char *asbi_nearest_hint(nearest *n) {
    size_t at = 0;

    if (n->offered == 0) {
        add(n, &at, "there is none to choose from.", 29);
    } else if (n->distance < NO_MATCH) {
        add(n, &at, "did you mean \"", 14);
        add(n, &at, n->best, n->best_length);
        add(n, &at, "\"?", 2);
    } else {
        add(n, &at, "it can be ", 10);
        add(n, &at, n->known, strlen(n->known));
        add(n, &at, ".", 1);
    }
    return n->hint;
}
