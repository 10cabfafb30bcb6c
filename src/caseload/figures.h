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
    uint32_t base;   /* the code of place 1, less 1; place 0 is none */
    uint32_t codes;  /* places of codes */
    uint32_t places; /* places of single names */
    uint8_t single;  /* every code is one name, and has its number */
    uint32_t *order; /* places, in order of their names */
} axis;

typedef struct figures {
    const query *q;
    axis axes[MOST_BY];
    uint32_t axis_count;
    uint64_t places;    /* the product */
    uint32_t width;     /* counters at each place */
    uint32_t *counters; /* [place * width + k] */
    uint32_t rows;      /* places with something */
    uint8_t too_many;   /* something counts at more places than MOST_AT_ONCE: there is no answer */
} figures;

/* ASB_ELIMIT where there would be too many places. */
int32_t asbi_figures_begin(figures *f, const query *q, uint32_t width);
/* The code of a case, or of a duty, on an axis. */
uint32_t asbi_axis_code_of_case(const figures *f, uint32_t axis, uint32_t number);
uint32_t asbi_axis_code_of_row(const figures *f, uint32_t axis, uint32_t row);
/* Calls for every place that the codes stand for: one, but where a code is a list. */
void asbi_figures_add(figures *f, const uint32_t codes[MOST_BY], uint32_t counter, uint32_t amount);
uint32_t asbi_figures_places(figures *f, const uint32_t codes[MOST_BY], uint64_t out[MOST_AT_ONCE]);
/* Rows for the places with something: the columns of the axes are made and filled; `place` says which place each row is of. */
int32_t asbi_figures_columns(figures *f, asb_rows *r);
int32_t asbi_figures_rows(figures *f, asb_rows *r, uint64_t **place);

#endif
