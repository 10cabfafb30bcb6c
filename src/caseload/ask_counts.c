/* Counts of cases. The columns are walked in stretches that stay in the processor's cache: which cases, which place, count; each a loop over integers without a branch. */
#include "../base/container.h"
#include "figures.h"

enum { STRETCH = 2048 };

static const date *days_of(const query *q) {
    return q->l->day[q->date == DATE_OPENED ? DAY_OPENED : q->date == DATE_CLOSED ? DAY_CLOSED : DAY_REPORTED];
}

/* Counters by code; `f` has them by name. Mostly these are the same. */
typedef struct by_code {
    uint32_t strides[MOST_BY];
    uint64_t places;
    uint32_t *counters;
} by_code;

static int is_single(const figures *f) {
    for (uint32_t i = 0; i < f->axis_count; i++)
        if (!f->axes[i].single) return 0;
    return 1;
}

static int32_t by_code_begin(by_code *c, figures *f) {
    c->places = 1;
    for (uint32_t i = f->axis_count; i-- > 0;) {
        c->strides[i] = (uint32_t)c->places;
        c->places *= f->axes[i].codes;
        if (c->places > (UINT64_C(1) << 28)) return asbi_fail(f->q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    }
    c->counters = is_single(f) ? f->counters : asbi_arena_array(f->q->a, (size_t)c->places, sizeof *c->counters);
    return c->counters ? ASB_OK : ASB_ENOMEM;
}

static void add_axis(const figures *f, uint32_t i, uint32_t stride, uint32_t first, uint32_t count, uint32_t *places) {
    const uint16_t *codes = f->q->l->code[f->axes[i].by] + first;
    uint32_t base = f->axes[i].base;
    if (base)
        for (uint32_t k = 0; k < count; k++) places[k] += (codes[k] > base ? codes[k] - base : 0) * stride;
    else
        for (uint32_t k = 0; k < count; k++) places[k] += codes[k] * stride;
}

static void in_period(const query *q, uint32_t first, uint32_t count, uint8_t *lets) {
    const date *days = days_of(q) + first;
    date from = q->from == NO_DATE ? NO_DATE + 1 : q->from, to = q->to == NO_DATE ? INT32_MAX : q->to;
    for (uint32_t k = 0; k < count; k++) lets[k] &= (uint8_t)((days[k] >= from) & (days[k] <= to));
}

static void count_stretch(const figures *f, const by_code *c, uint32_t first, uint32_t count) {
    const query *q = f->q;
    uint32_t places[STRETCH] = {0};
    uint8_t lets[STRETCH];
    int dated = q->from != NO_DATE || q->to != NO_DATE;
    for (uint32_t i = 0; i < f->axis_count; i++) add_axis(f, i, c->strides[i], first, count, places);
    if (!dated && !q->l->hidden && asbi_filter_is_open(q->cases)) {
        for (uint32_t k = 0; k < count; k++) c->counters[places[k]]++;
        return;
    }
    asbi_filter_mask(q->l, q->cases, first, count, lets);
    if (dated) in_period(q, first, count, lets);
    for (uint32_t k = 0; k < count; k++) c->counters[places[k]] += lets[k];
}

/* What was counted by lists of names is counted for each name: one stretch of the last axis after the other. */
static void take_apart(figures *f, const by_code *c) {
    uint32_t codes[MOST_BY] = {0}, last = f->axis_count - 1;
    const axis *x = &f->axes[last];
    for (uint64_t first = 0; first < c->places; first += x->codes) {
        uint64_t rest = first / x->codes;
        for (uint32_t i = last; i-- > 0; rest /= f->axes[i].codes) codes[i] = (uint32_t)(rest % f->axes[i].codes);
        for (uint32_t k = 0; k < x->codes; k++) {
            if (!c->counters[first + k]) continue;
            codes[last] = k;
            asbi_figures_add(f, codes, 0, c->counters[first + k]);
        }
    }
}

int32_t asbi_ask_counts(asb_rows *r, const query *q) {
    figures f;
    by_code c;
    uint64_t *place;
    int32_t status = asbi_figures_begin(&f, q, 1);
    if (!status) status = by_code_begin(&c, &f);
    if (status) return status;
    for (uint32_t first = 0; first < q->l->count; first += STRETCH)
        count_stretch(&f, &c, first, MIN_OF(q->l->count - first, (uint32_t)STRETCH));
    if (!is_single(&f)) take_apart(&f, &c);
    asbi_figures_columns(&f, r);
    asbi_rows_column(r, "count", CELL_NUMBER, NULL);
    status = asbi_figures_rows(&f, r, &place);
    for (uint32_t i = 0; i < f.rows && !status; i++) r->columns[f.axis_count].cells[i] = f.counters[place[i]];
    return status;
}
