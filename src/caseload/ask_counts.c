/* Counts of cases.
 *
 * The columns are walked in stretches that stay in the processor's cache: which place, which cases, count; each a loop over integers without a branch. What is counted is
 * the codes as they stand. A code may be a list of names (the categories of a case); what was counted by lists is counted for each name at the end, an axis at a time: then it
 * is adding up whole stretches of the array, as many as there are lists, and not as many as there are cases. */
#include "../base/container.h"
#include "figures.h"
#include "../base/words.h"
#include <string.h>

enum { STRETCH = 2048, MOST_APART = 1 << 28 };

static const date *days_of(const query *q) {
    return q->l->day[q->date == DATE_OPENED ? DAY_OPENED : q->date == DATE_CLOSED ? DAY_CLOSED : DAY_REPORTED];
}

/* ---- which place */

/* Counters by code; `f` has them by name. Mostly these are the same. */
typedef struct by_code {
    code_axis axes[MOST_BY];
    uint64_t places;
    uint32_t *counters;
} by_code;

static int32_t by_code_begin(by_code *c, figures *f, asb_rows *r) {
    int32_t status = asbi_code_axes(f, c->axes, &c->places);
    if (status) return status;
    arena *a = asbi_figures_are_single(f) ? &r->arena : f->q->a;
    c->counters = asbi_arena_array(a, (size_t)c->places, sizeof *c->counters);
    return c->counters ? ASB_OK : ASB_ENOMEM;
}

static void one_axis(const uint16_t *a, uint32_t sa, uint32_t less, size_t count, uint32_t *places) {
    for (size_t k = 0; k < count; k++) places[k] = a[k] * sa - less;
}

static void two_axes(const uint16_t *a, uint32_t sa, const uint16_t *b, uint32_t sb, uint32_t less, size_t count, uint32_t *places) {
    for (size_t k = 0; k < count; k++) places[k] = a[k] * sa + b[k] * sb - less;
}

static void add_axis(const code_axis *x, uint32_t first, size_t count, uint32_t *places) {
    const uint16_t *codes = x->codes + first;
    uint32_t base = x->base, stride = x->stride;
    for (size_t k = 0; k < count; k++) places[k] += (codes[k] - base) * stride;
}

static void add_axis_with_gaps(const code_axis *x, uint32_t first, size_t count, uint32_t *places) {
    const uint16_t *codes = x->codes + first;
    uint32_t base = x->base, stride = x->stride;
    for (size_t k = 0; k < count; k++) places[k] += ((codes[k] - base) & (0u - (uint32_t)(codes[k] > base))) * stride;
}

/* Axes where every code is past the base first, two of them in one go. */
static void places_of(const figures *f, const by_code *c, uint32_t first, size_t count, uint32_t *places) {
    const code_axis *whole[MOST_BY], *with_gaps[MOST_BY];
    uint32_t wholes = 0, gaps = 0;
    for (uint32_t i = 0; i < f->axis_count; i++)
        if (c->axes[i].gaps)
            with_gaps[gaps++] = &c->axes[i];
        else
            whole[wholes++] = &c->axes[i];
    if (wholes >= 2) {
        const code_axis *a = whole[0], *b = whole[1];
        two_axes(a->codes + first, a->stride, b->codes + first, b->stride, a->base * a->stride + b->base * b->stride, count, places);
    } else if (wholes) {
        one_axis(whole[0]->codes + first, whole[0]->stride, whole[0]->base * whole[0]->stride, count, places);
    } else {
        memset(places, 0, count * sizeof *places);
    }
    for (uint32_t i = 2; i < wholes; i++) add_axis(whole[i], first, count, places);
    for (uint32_t i = 0; i < gaps; i++) add_axis_with_gaps(with_gaps[i], first, count, places);
}

/* ---- which cases */

static void in_period(const query *q, uint32_t first, uint32_t count, uint8_t *lets) {
    const date *days = days_of(q) + first;
    date from = q->from == NO_DATE ? NO_DATE + 1 : q->from, to = q->to == NO_DATE ? INT32_MAX : q->to;
    for (uint32_t k = 0; k < count; k++) lets[k] &= (uint8_t)((days[k] >= from) & (days[k] <= to));
}

static void count_stretch(const figures *f, const by_code *c, uint32_t first, uint32_t count) {
    const query *q = f->q;
    uint32_t places[STRETCH], *counters = c->counters;
    uint8_t lets[STRETCH];
    int dated = q->from != NO_DATE || q->to != NO_DATE;
    places_of(f, c, first, count, places);
    if (!dated && q->every) {
        for (uint32_t k = 0; k < count; k++) counters[places[k]]++;
        return;
    }
    asbi_filter_mask(q->l, q->cases, 0, first, count, lets);
    if (dated) in_period(q, first, count, lets);
    for (uint32_t k = 0; k < count; k++) counters[places[k]] += lets[k];
}

/* ---- lists of names */

typedef struct table {
    uint64_t outer, inner; /* places on the axes before, and codes on those after */
    uint32_t *counters;
} table;

static void add_stretch(uint32_t *to, const uint32_t *from, uint64_t count) {
    for (uint64_t i = 0; i < count; i++) to[i] += from[i];
}

/* [outer][codes of x][inner] becomes [outer][places of x][inner]. */
static void take_apart(const axis *x, const table *from, uint32_t *to) {
    const uint64_t inner = from->inner;
    for (uint64_t o = 0; o < from->outer; o++) {
        uint32_t *into = to + o * x->places * inner;
        const uint32_t *list = from->counters + o * x->codes * inner;
        add_stretch(into, list, inner); /* what has none */
        for (uint32_t code = 1; code < x->codes; code++) {
            const struct code_list *names = &x->names->members[code];
            for (uint32_t i = 0; i < names->count; i++) add_stretch(into + names->names[i] * inner, list + code * inner, inner);
        }
    }
}

/* The first axis first; the last one that there is to do leaves what is answered. */
static int32_t take_all_apart(figures *f, asb_rows *r, const by_code *c) {
    table t = {.outer = 1, .inner = c->places, .counters = c->counters};
    uint32_t left = 0;
    for (uint32_t i = 0; i < f->axis_count; i++) left += !f->axes[i].single;
    for (uint32_t i = 0; i < f->axis_count; i++) {
        const axis *x = &f->axes[i];
        t.inner /= x->codes;
        if (!x->single) {
            uint64_t places = t.outer * x->places * t.inner;
            if (places > MOST_APART) return asbi_fail(f->q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
            uint32_t *to = asbi_arena_array(--left ? f->q->a : &r->arena, (size_t)places, sizeof *to);
            if (!to) return ASB_ENOMEM;
            take_apart(x, &t, to);
            t.counters = to;
        }
        t.outer *= x->places;
    }
    f->counters = t.counters;
    return ASB_OK;
}

int32_t asbi_ask_counts(asb_rows *r, const query *q) {
    static const char words[] = WORDS("count");
    figures f;
    by_code c;
    int32_t status = asbi_figures_begin(&f, r, q, 0, 1);
    if (!status) status = by_code_begin(&c, &f, r);
    if (status) return status;
    f.width = 1;
    for (uint32_t first = 0; first < q->l->count; first += STRETCH)
        count_stretch(&f, &c, first, MIN_OF(q->l->count - first, (uint32_t)STRETCH));
    status = take_all_apart(&f, r, &c);
    return status ? status : asbi_figures_give(&f, r, words);
}
