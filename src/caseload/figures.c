/* Counting by several things at once. A place in the array is a name on each axis; rows are given in order of the names, axis by axis, and only where something was counted. */
#include "figures.h"
#include "../base/container.h"

#define MOST_PLACES (UINT64_C(1) << 25)

/* ---- axes */

static const dictionary *names_of(const asb_caseload *l, int by) {
    if (by == BY_DUTY) return &l->rules;
    if (by == BY_OWNER) return &l->owners;
    return asbi_is_month(by) ? NULL : &l->names[by];
}

/* Without recursion, and never quadratic: from the bottom up. */
static void sort_places(const dictionary *d, uint32_t *items, uint32_t *room, uint32_t count) {
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t from = 0; from < count; from += 2 * width) {
            uint32_t middle = MIN_OF(from + width, count), end = MIN_OF(from + 2 * width, count), a = from, b = middle;
            for (uint32_t to = from; to < end; to++) {
                int first = b >= end ||
                    (a < middle && asbi_text_compare(asbi_dictionary_name(d, items[a]), asbi_dictionary_name(d, items[b])) <= 0);
                room[to] = first ? items[a++] : items[b++];
            }
        }
        for (uint32_t i = 0; i < count; i++) items[i] = room[i];
    }
}

static int32_t order_places(axis *x, arena *a) {
    uint32_t *room = asbi_arena_array(a, x->places, sizeof *room);
    x->order = asbi_arena_array(a, x->places, sizeof *x->order);
    if (!x->order || !room) return ASB_ENOMEM;
    for (uint32_t i = 0; i < x->places; i++) x->order[i] = i;
    if (x->names) sort_places(x->names, x->order + 1, room, x->places - 1); /* what has no name stands first */
    return ASB_OK;
}

static int is_single(const dictionary *d) {
    if (d->names.count != d->lists.count) return 0;
    for (uint32_t i = 1; i <= d->lists.count; i++)
        if (d->members[i].count != 1 || d->members[i].names[0] != i) return 0;
    return 1;
}

static int32_t make_axis(axis *x, const query *q, int by) {
    const asb_caseload *l = q->l;
    x->by = by;
    x->word = by == BY_DUTY ? "duty" : by == BY_OWNER ? "owner" : asbi_dimension_words[by];
    x->names = names_of(l, by);
    x->single = 1;
    if (!x->names) {
        x->base = l->month_first[by] ? l->month_first[by] - 1u : 0;
        x->codes = x->places = l->month_last[by] - x->base + 1;
    } else {
        x->codes = x->names->lists.count + 1;
        x->places = x->names->names.count + 1;
        x->single = (uint8_t)is_single(x->names);
    }
    return order_places(x, q->a);
}

int32_t asbi_figures_begin(figures *f, const query *q, uint32_t width) {
    *f = (figures){.q = q, .axis_count = q->by_count, .places = 1, .width = width};
    for (uint32_t i = 0; i < f->axis_count; i++) {
        int32_t status = make_axis(&f->axes[i], q, q->by[i]);
        if (status) return status;
        f->places *= f->axes[i].places;
        if (f->places > MOST_PLACES) return asbi_fail(q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    }
    f->counters = asbi_arena_array(q->a, (size_t)(f->places * width), sizeof *f->counters);
    return f->counters ? ASB_OK : ASB_ENOMEM;
}

/* ---- counting */

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

static int is_counted(const figures *f, uint64_t place) {
    for (uint32_t k = 0; k < f->width; k++)
        if (f->counters[place * f->width + k]) return 1;
    return 0;
}

int32_t asbi_figures_columns(figures *f, asb_rows *r) {
    f->rows = 0;
    for (uint64_t i = 0; i < f->places; i++) f->rows += is_counted(f, i) ? 1 : 0;
    for (uint32_t i = 0; i < f->axis_count; i++) {
        const axis *x = &f->axes[i];
        asbi_rows_column(r, x->word, !x->names ? CELL_MONTH : x->by == DIM_HATE ? CELL_FLAG : CELL_NAME, x->names);
    }
    return ASB_OK;
}

static int64_t cell_of(const axis *x, uint32_t place) {
    if (!place) return x->by == DIM_HATE ? NO_CELL : 0;
    return x->by == DIM_HATE ? place == FLAG_CODE_TRUE : (int64_t)place + x->base;
}

/* The rows of one stretch of the last axis; `at` says where on the others it is. */
static uint32_t stretch_rows(const figures *f, asb_rows *r, const uint32_t at[MOST_BY], uint64_t *places, uint32_t row) {
    uint32_t last = f->axis_count ? f->axis_count - 1 : 0, length = f->axis_count ? f->axes[last].places : 1;
    uint64_t first = 0;
    for (uint32_t i = 0; i < last; i++) first = (first + f->axes[i].order[at[i]]) * f->axes[i + 1].places;
    for (uint32_t k = 0; k < length; k++) {
        uint32_t place = f->axis_count ? f->axes[last].order[k] : 0;
        if (!is_counted(f, first + place)) continue;
        for (uint32_t i = 0; i < last; i++) r->columns[i].cells[row] = cell_of(&f->axes[i], f->axes[i].order[at[i]]);
        if (f->axis_count) r->columns[last].cells[row] = cell_of(&f->axes[last], place);
        places[row++] = first + place;
    }
    return row;
}

/* The next place on all axes but the last; 0 at the end. */
static int next_stretch(const figures *f, uint32_t at[MOST_BY]) {
    for (uint32_t i = f->axis_count ? f->axis_count - 1 : 0; i-- > 0;) {
        if (++at[i] < f->axes[i].places) return 1;
        at[i] = 0;
    }
    return 0;
}

int32_t asbi_figures_rows(figures *f, asb_rows *r, uint64_t **place) {
    uint32_t at[MOST_BY] = {0}, row = 0;
    if (f->too_many) return asbi_fail(f->q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    int32_t status = asbi_rows_room(r, f->rows);
    *place = asbi_arena_array(f->q->a, f->rows, sizeof **place);
    if (status || !*place) return status ? status : ASB_ENOMEM;
    do {
        row = stretch_rows(f, r, at, *place, row);
    } while (next_stretch(f, at));
    r->total = f->rows;
    return ASB_OK;
}
