/* Risk: a party's scores over time, before the bands of the matrix. */
#include "../base/container.h"
#include "date_words.h"
#include "escape.h"
#include "picture.h"

enum { TOP = 8, HEIGHT = 130, APART = 500 }; /* labels of scores nearer to one another than that are left out */

typedef struct plot {
    teller *t;
    const matrix_def *m;
    axis axis;
    int32_t least, greatest;
} plot;

/* Where a score begins, and its middle: each has some height, so that the greatest too lies within its band. */
static int32_t edge(const plot *k, int32_t score) {
    int64_t range = (int64_t)k->greatest - k->least + 1, s = (int64_t)MIN_OF(MAX_OF(score, k->least), k->greatest) - k->least;
    return TOP + HEIGHT - (int32_t)(s * HEIGHT / range);
}

static int32_t level(const plot *k, int32_t score) {
    return edge(k, score) - (int32_t)(HEIGHT / (2 * ((int64_t)k->greatest - k->least + 1)));
}

/* Bands are written highest first; the highest is the reddest. The last begins wherever scores begin. `labels`: their names, to the left of the plot; otherwise their
 * grounds. */
static void put_bands(const plot *k, int labels) {
    buffer *b = k->t->p->out;
    int32_t top = TOP;
    for (uint32_t i = 0; i < k->m->bands.count; i++) {
        const band_def *band = &k->t->c->policy->bands.items[k->m->bands.first + i];
        int last = i + 1 == k->m->bands.count;
        int32_t bottom = last ? TOP + HEIGHT : edge(k, band->from);
        const char *look = i == 0 ? "top" : last ? "low" : i == 1 ? "mid" : "more";
        if (labels) {
            asbi_put_format(b, "<text x=\"10\" y=\"%i\">", (int64_t)(top + bottom) / 2 + 4);
            asbi_put_html(b, band->label);
            asbi_put(b, "</text>");
        } else {
            asbi_put_format(b, "<rect class=\"%s\" x=\"0\" width=\"100%%\" y=\"%i\" height=\"%i\"/>", look, (int64_t)(i ? top : 0),
                            (int64_t)MAX_OF(bottom - (i ? top : 0), 0));
            if (i) asbi_put_line(b, "grid", 0, top, PLACES, top);
        }
        top = bottom;
    }
}

static void put_point(const plot *k, const entry *e, int labelled) {
    buffer *b = k->t->p->out;
    int32_t place = asbi_place(&k->axis, e->at), y = level(k, e->score);
    asbi_put(b, "<ellipse class=\"mark\" rx=\"4.5\" ry=\"4.5\" cx=\"");
    asbi_put_place(b, place);
    asbi_put_format(b, "\" cy=\"%i\"/>", (int64_t)y);
    if (!labelled) return;
    asbi_put(b, "<text class=\"lane\" text-anchor=\"middle\" x=\"");
    asbi_put_place(b, place);
    asbi_put_format(b, "\" y=\"%i\">%i</text>", (int64_t)(y < TOP + 12 ? y + 18 : y - 9), (int64_t)e->score);
}

/* A score holds until the next one: lines go across, then up or down. */
static void put_scores(const plot *k, const uint32_t *entries, uint32_t count) {
    const asb_case *c = k->t->c;
    int32_t labelled = -APART, place = 0, y = 0;
    for (uint32_t i = 0; i < count; i++) {
        const entry *e = &c->entries[entries[i]];
        int32_t to = asbi_place(&k->axis, e->at), at = level(k, e->score);
        if (i) asbi_put_line(k->t->p->out, "line", place, y, to, y);
        if (i && at != y) asbi_put_line(k->t->p->out, "line", to, y, to, at);
        place = to;
        y = at;
    }
    if (count) asbi_put_line(k->t->p->out, "line", place, y, asbi_place(&k->axis, k->t->p->now), y);
    for (uint32_t i = 0; i < count; i++) {
        const entry *e = &c->entries[entries[i]];
        int32_t at = asbi_place(&k->axis, e->at);
        int shown = i + 1 == count || at - labelled >= APART;
        if (i + 1 < count && asbi_place(&k->axis, c->entries[entries[count - 1]].at) - at < APART) shown = 0;
        put_point(k, e, shown);
        if (shown) labelled = at;
    }
}

static void put_words(const plot *k, uint32_t party, const uint32_t *entries, uint32_t count) {
    buffer *b = k->t->p->out;
    uint32_t number = ++k->t->p->pictures;
    asbi_put_format(b, " aria-labelledby=\"risk-%u-title risk-%u-desc\"><title id=\"risk-%u-title\">Risk of ", (uint64_t)number,
                    (uint64_t)number, (uint64_t)number);
    asbi_view_put_party(b, k->t->v, party, asbi_put_html);
    asbi_put_format(b, " over time</title><desc id=\"risk-%u-desc\">", (uint64_t)number);
    for (uint32_t i = 0; i < count; i++) {
        const entry *e = &k->t->c->entries[entries[i]];
        asbi_put_date_words(b, asbi_local_date(e->at));
        asbi_put_format(b, ": score %i. ", (int64_t)e->score);
    }
    asbi_put(b, "The table below says the same.</desc>");
}

void asbi_picture_risk(teller *t, uint32_t party, const matrix_def *m, const uint32_t *entries, uint32_t count) {
    buffer *b = t->p->out;
    plot k = {.t = t, .m = m, .least = m->least, .greatest = m->greatest};
    if (!asbi_page_is_html(t->p) || !count) return;
    asbi_page_done(t->p);
    k.axis = asbi_axis(t->c->entries[entries[0]].at, t->p->now);
    for (uint32_t i = 0; i < count; i++) {
        k.axis.from = MIN_OF(k.axis.from, t->c->entries[entries[i]].at);
        k.least = MIN_OF(k.least, t->c->entries[entries[i]].score);
    }
    asbi_put_format(b, "<figure>\n<div class=\"plot\"><svg class=\"rows\" width=\"104\" height=\"%i\" aria-hidden=\"true\">",
                    (int64_t)TOP + HEIGHT + 28);
    put_bands(&k, 1);
    asbi_put_format(b, "</svg><div class=\"scroll\"><svg width=\"100%%\" height=\"%i\" role=\"img\"", (int64_t)TOP + HEIGHT + 28);
    put_words(&k, party, entries, count);
    put_bands(&k, 0);
    asbi_put_ticks(b, &k.axis, TOP, TOP + HEIGHT, 1);
    put_scores(&k, entries, count);
    asbi_put(b, "</svg></div></div>\n<figcaption>Scores by ");
    asbi_put_html(b, m->title);
    asbi_put_format(b, ", from %i to %i, before its bands. A line goes on until the next assessment, or today.</figcaption>\n</figure>\n",
                    (int64_t)k.least, (int64_t)k.greatest);
}
