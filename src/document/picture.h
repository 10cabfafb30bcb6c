/* Pictures in a page: SVG that says in words what it shows, and of which a table says the same.
 *
 * Method. Across, places are shares of the width, so that a picture fits every screen and paper while its letters keep their size; down, they are pixels.
 * Colours are the page's, for light and dark; what a mark is, its row and shape say as well. */
#ifndef ASBI_PICTURE_H
#define ASBI_PICTURE_H

#include "tell.h"

/* Time across: a place is in hundredths of a per cent. */
typedef struct axis {
    instant from, to;
} axis;

enum { PLACES = 10000 };

axis asbi_axis(instant from, instant to); /* with some room on either side */
int32_t asbi_place(const axis *a, instant at);
void asbi_put_place(buffer *b, int32_t place); /* 12.34% */
/* Lines down from `top` to `bottom` at round dates, with the dates below. */
void asbi_put_ticks(buffer *b, const axis *a, int32_t top, int32_t bottom, int narrow); /* narrow: half as many */
void asbi_put_line(buffer *b, const char *look, int32_t from, int32_t y1, int32_t to, int32_t y2);

/* What happened, what was done about it, and what ought to have been, on one axis. Nothing where the page is not HTML. */
void asbi_picture_timeline(teller *t);
/* The scores of a party by one matrix. `entries` are its assessments in order, all seen. Nothing where the page is not HTML. */
void asbi_picture_risk(teller *t, uint32_t party, const matrix_def *m, const uint32_t *entries, uint32_t count);

#endif
