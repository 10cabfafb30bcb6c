/* Figures: counters in an array with an axis for each thing that is counted by. */
#ifndef ASBI_FIGURES_H
#define ASBI_FIGURES_H

#include "query.h"

/* Places that one case or duty counts at: each of its categories with each of its groups with each who must do it. */
enum { MOST_AT_ONCE = 1024 };

typedef struct axis {
    int by;                  /* a dimension, BY_DUTY or BY_OWNER */
    const dictionary *names; /* NULL: months */
    const char *word;
    uint32_t base;         /* the code of place 1, less 1; place 0 is none */
    uint32_t codes;        /* places of codes */
    uint32_t places;       /* places of single names */
    uint8_t single;        /* every code is one name, and has its number */
    const uint32_t *order; /* places, in order of their names; NULL: as they are */
} axis;

typedef struct figures {
    const query *q;
    axis axes[MOST_BY];
    uint32_t axis_count;
    uint64_t places;    /* the product */
    uint32_t width;     /* counters at each place */
    uint32_t answered;  /* so many of them, the first, stand in the answer; a place with none of these is not in it */
    uint32_t *counters; /* [place * width + k]; of the answer's arena */
    uint8_t too_many;   /* something counts at more places than MOST_AT_ONCE: there is no answer */
} figures;

/* ASB_ELIMIT where there would be too many places. Without room for counters where `width` is 0. */
int32_t asbi_figures_begin(figures *f, asb_rows *r, const query *q, uint32_t width, uint32_t answered);
/* Is every code of every axis a place? */
int asbi_figures_are_single(const figures *f);
/* Counting cases by their codes: where a code stands in an array of all codes of all axes. */
typedef struct code_axis {
    const uint16_t *codes;
    uint32_t base, stride;
    uint8_t gaps; /* there may be cases without a code, where the base is not 0 */
} code_axis;
int32_t asbi_code_axes(const figures *f, code_axis axes[MOST_BY], uint64_t *places); /* ASB_ELIMIT where there would be too many places */
/* What has no code is at 0. By a mask and not by a choice, which compilers make a branch of, and the processor guesses wrong. */
static inline uint32_t asbi_code_offset(const code_axis *x, uint32_t number) {
    uint32_t code = x->codes[number], some = 0u - (uint32_t)(code > x->base);
    return ((code - x->base) & some) * x->stride;
}
/* The code of a case, or of a duty, on an axis. */
uint32_t asbi_axis_code_of_case(const figures *f, uint32_t axis, uint32_t number);
uint32_t asbi_axis_code_of_row(const figures *f, uint32_t axis, uint32_t row);
/* Calls for every place that the codes stand for: one, but where a code is a list. */
void asbi_figures_add(figures *f, const uint32_t codes[MOST_BY], uint32_t counter, uint32_t amount);
uint32_t asbi_figures_places(figures *f, const uint32_t codes[MOST_BY], uint64_t out[MOST_AT_ONCE]);
/* The rows: a place with something each, in order of the names, and a column for each axis and for each word of the row, the first counters. Nothing is copied: a cell is worked
 * out when it is asked for. Columns of other cells may be added before; they get their room here. */
int32_t asbi_figures_give(figures *f, asb_rows *r, const char *words);

#endif
