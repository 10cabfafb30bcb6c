/* Counting by several things at once. A place in the array is a name on each axis; rows are given in order of the names, axis by axis, and only where something was counted. */
#include "figures.h"
#include "../base/container.h"
#include "../base/words.h"

#define MOST_PLACES (UINT64_C(1) << 25)
#define MOST_CODE_PLACES (UINT64_C(1) << 28)

/* ---- axes */

static dictionary *dictionary_of(asb_caseload *l, int by) {
    if (by == BY_DUTY) return &l->rules;
    if (by == BY_OWNER) return &l->owners;
    return asbi_is_month(by) ? NULL : &l->names[by];
}

static int32_t make_axis(axis *x, const query *q, int by) {
    const asb_caseload *l = q->l;
    x->by = by;
    x->word = by == BY_DUTY ? "duty" : by == BY_OWNER ? "owner" : asbi_dimension_words[by];
    x->names = dictionary_of(q->l, by);
    x->single = 1;
    x->order = NULL;
    if (!x->names) {
        x->base = l->month_first[by] ? l->month_first[by] - 1u : 0;
        x->codes = x->places = l->month_last[by] - x->base + 1;
        return ASB_OK;
    }
    int32_t status = asbi_dictionary_in_order(l->memory, dictionary_of(q->l, by));
    x->codes = x->names->lists.count + 1;
    x->places = x->names->names.count + 1;
    x->single = !x->names->lists_differ;
    x->order = x->names->order;
    return status;
}

static int32_t make_counters(figures *f, asb_rows *r) {
    f->counters = asbi_arena_array(&r->arena, (size_t)(f->places * f->width), sizeof *f->counters);
    return f->counters ? ASB_OK : ASB_ENOMEM;
}

int32_t asbi_figures_begin(figures *f, asb_rows *r, const query *q, uint32_t width, uint32_t answered) {
    *f = (figures){.q = q, .axis_count = q->by_count, .places = 1, .width = width, .answered = answered};
    for (uint32_t i = 0; i < f->axis_count; i++) {
        int32_t status = make_axis(&f->axes[i], q, q->by[i]);
        if (status) return status;
        f->places *= f->axes[i].places;
        if (f->places > MOST_PLACES) return asbi_fail(q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    }
    return width ? make_counters(f, r) : ASB_OK;
}

int asbi_figures_are_single(const figures *f) {
    for (uint32_t i = 0; i < f->axis_count; i++)
        if (!f->axes[i].single) return 0;
    return 1;
}

/* ---- counting */

int32_t asbi_code_axes(const figures *f, code_axis axes[MOST_BY], uint64_t *places) {
    *places = 1;
    for (uint32_t i = f->axis_count; i-- > 0;) {
        const axis *x = &f->axes[i];
        axes[i] = (code_axis){f->q->l->code[x->by], x->base, (uint32_t)*places, x->base && f->q->l->month_gaps[x->by]};
        *places *= x->codes;
        if (*places > MOST_CODE_PLACES) return asbi_fail(f->q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    }
    return ASB_OK;
}

uint32_t asbi_axis_code_of_case(const figures *f, uint32_t i, uint32_t number) {
    const axis *x = &f->axes[i];
    uint32_t code = f->q->l->code[x->by][number];
    return code > x->base ? code - x->base : 0;
}

uint32_t asbi_axis_code_of_row(const figures *f, uint32_t i, uint32_t row) {
    const duty_columns *d = &f->q->l->duties;
    switch (f->axes[i].by) {
    case BY_DUTY: return d->rule[row];
    case BY_OWNER: return d->owner[row];
    case DIM_OFFICER: return d->officer[row];
    default: return asbi_axis_code_of_case(f, i, d->of[row]);
    }
}

static uint32_t members(const axis *x, uint32_t code) {
    return x->single || !code ? 1 : x->names->members[code].count;
}

static uint32_t member(const axis *x, uint32_t code, uint32_t index) {
    return x->single || !code ? code : x->names->members[code].names[index];
}

uint32_t asbi_figures_places(figures *f, const uint32_t codes[MOST_BY], uint64_t out[MOST_AT_ONCE]) {
    uint32_t count = 1;
    out[0] = 0;
    for (uint32_t i = 0; i < f->axis_count; i++) {
        const axis *x = &f->axes[i];
        uint32_t many = members(x, codes[i]), had = count;
        if ((uint64_t)had * many > MOST_AT_ONCE) {
            f->too_many = 1;
            return 0;
        }
        for (uint32_t m = many; m-- > 0;)
            for (uint32_t k = 0; k < had; k++) out[m * had + k] = out[k] * x->places + member(x, codes[i], m);
        count = had * many;
    }
    return count;
}

void asbi_figures_add(figures *f, const uint32_t codes[MOST_BY], uint32_t counter, uint32_t amount) {
    uint64_t places[MOST_AT_ONCE];
    uint32_t count = asbi_figures_places(f, codes, places);
    for (uint32_t i = 0; i < count; i++) f->counters[places[i] * f->width + counter] += amount;
}

/* ---- rows */

static inline int is_counted(const figures *f, uint64_t place) {
    const uint32_t *c = f->counters + place * f->width;
    uint32_t some = *c;
    for (uint32_t k = 1; k < f->answered; k++) some |= c[k];
    return some != 0;
}

static uint32_t count_rows(const figures *f) {
    uint32_t rows = 0;
    if (f->width == 1)
        for (uint64_t i = 0; i < f->places; i++) rows += f->counters[i] != 0;
    else
        for (uint64_t i = 0; i < f->places; i++) rows += (uint32_t)is_counted(f, i);
    return rows;
}

/* The rows of one stretch of the last axis, from place `first` on. Written where the next row goes in any case, and kept where there is something: there is room for one more. */
static uint32_t stretch_rows(const figures *f, uint32_t first, uint32_t *places, uint32_t row) {
    const axis *last = &f->axes[f->axis_count - 1];
    for (uint32_t k = 0; k < last->places; k++) {
        uint32_t place = first + (last->order ? last->order[k] : k);
        places[row] = place;
        row += (uint32_t)is_counted(f, place);
    }
    return row;
}

/* Where the next stretch of the last axis is; 0 at the end. */
static int next_stretch(const figures *f, uint32_t at[MOST_BY]) {
    for (uint32_t i = f->axis_count - 1; i-- > 0;) {
        if (++at[i] < f->axes[i].places) return 1;
        at[i] = 0;
    }
    return 0;
}

static uint32_t stretch_start(const figures *f, const uint32_t at[MOST_BY]) {
    uint32_t first = 0;
    for (uint32_t i = 0; i + 1 < f->axis_count; i++)
        first = (first + (f->axes[i].order ? f->axes[i].order[at[i]] : at[i])) * f->axes[i + 1].places;
    return first;
}

static void order_rows(const figures *f, uint32_t *places) {
    uint32_t at[MOST_BY] = {0}, row = 0;
    places[0] = 0;
    if (!f->axis_count) return;
    do {
        row = stretch_rows(f, stretch_start(f, at), places, row);
    } while (next_stretch(f, at));
}

static void make_columns(const figures *f, asb_rows *r, const char *words) {
    uint32_t divisor = (uint32_t)f->places;
    for (uint32_t i = 0; i < f->axis_count; i++) {
        const axis *x = &f->axes[i];
        divisor /= x->places;
        column *c = asbi_rows_column(r, x->word, !x->names ? CELL_MONTH : x->by == DIM_HATE ? CELL_FLAG : CELL_NAME, x->names);
        c->divisor = divisor;
        c->places = x->places;
        c->base = x->base;
    }
    for (uint32_t i = 0; i < f->answered; i++, words = asbi_word_after(words)) {
        column *c = asbi_rows_column(r, words, CELL_NUMBER, NULL);
        c->counters = f->counters + i;
        c->width = f->width;
    }
}

int32_t asbi_figures_give(figures *f, asb_rows *r, const char *words) {
    if (f->too_many) return asbi_fail(f->q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    uint32_t rows = count_rows(f);
    uint32_t *places = asbi_arena_array(&r->arena, (size_t)rows + 1, sizeof *places);
    if (!places) return ASB_ENOMEM;
    order_rows(f, places);
    make_columns(f, r, words);
    r->places = places;
    r->total = rows;
    return asbi_rows_room(r, rows);
}
