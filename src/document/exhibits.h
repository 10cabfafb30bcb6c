/* Exhibits: the evidence of a case that may be used in court, numbered in the order in which it came to be. */
#ifndef ASBI_EXHIBITS_H
#define ASBI_EXHIBITS_H

#include "tell.h"

typedef struct dated {
    instant at;
    uint32_t index; /* of the entry */
} dated;
/* By `at`, then by entry; in place, with `spare` of the same size. */
void asbi_sort_dated(dated *items, dated *spare, uint32_t count);

typedef struct exhibits {
    text prefix;  /* "A" */
    dated *items; /* the exhibits, in order */
    uint32_t count;
    uint32_t *numbers; /* for each entry its exhibit's number, or 0 */
    uint32_t *first;   /* for each entry the first link to what supports it, or NO_INDEX */
    struct exhibit_link {
        uint32_t exhibit, next; /* its number; the next link */
    } * links;
} exhibits;

/* 0 where there is no memory. */
int asbi_exhibits_take(exhibits *x, teller *t, text prefix);
void asbi_tell_exhibit(teller *t, const exhibits *x, uint32_t number);    /* A3 */
void asbi_tell_exhibits_of(teller *t, const exhibits *x, const entry *e); /* itself, and what supports it */
void asbi_tell_exhibit_index(teller *t, const exhibits *x);
void asbi_tell_not_exhibited(teller *t, const exhibits *x); /* and why; nothing where there is none */

#endif
