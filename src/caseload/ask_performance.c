/* Figures of duties: how each was met, who has how much, where what is overdue clusters. What is open is read off the work lists; what has ended, from the columns. */
#include "../base/container.h"
#include "figures.h"

static void codes_of_row(const figures *f, uint32_t row, uint32_t codes[MOST_BY]) {
    for (uint32_t i = 0; i < f->axis_count; i++) codes[i] = asbi_axis_code_of_row(f, i, row);
}

static void give(figures *f, asb_rows *r, const uint64_t *place, uint32_t column, uint32_t counter) {
    for (uint32_t i = 0; i < f->rows; i++) r->columns[column].cells[i] = f->counters[place[i] * f->width + counter];
}

/* ---- performance */

enum { MET, MET_LATE, LAPSED, OPEN, OVERDUE, OUTCOMES };

/* How many took how many working days, at each place: [place * (most + 1) + days]. */
typedef struct taken {
    uint32_t *counts;
    uint32_t width;
} taken;

static uint32_t outcome_of(const query *q, uint32_t row) {
    uint8_t state = asbi_duty_state(q->l, row);
    if (state == DUTY_OPEN) return asbi_row_overdue(q, row) ? OVERDUE : OPEN;
    return state == DUTY_MET ? MET : state == DUTY_MET_LATE ? MET_LATE : LAPSED;
}

static inline void add_at(figures *f, const taken *t, uint64_t place, uint32_t outcome, uint16_t days) {
    f->counters[place * OUTCOMES + outcome]++;
    if (days != NOT_TAKEN && outcome <= MET_LATE) t->counts[place * t->width + days]++;
}

static void add_row(figures *f, const taken *t, uint32_t row) {
    uint32_t codes[MOST_BY], outcome = outcome_of(f->q, row);
    uint64_t places[MOST_AT_ONCE];
    codes_of_row(f, row, codes);
    uint32_t count = asbi_figures_places(f, codes, places);
    for (uint32_t i = 0; i < count; i++) add_at(f, t, places[i], outcome, f->q->l->duties.taken[row]);
}

/* Everything is asked for: which duties they are need not be asked of each. */
static int is_of_all(const query *q) {
    return q->from == NO_DATE && q->to == NO_DATE && !q->rules && !q->owners && !q->party && !q->no_such_party && !q->l->hidden &&
        asbi_filter_is_open(q->cases);
}

static void add_rows(figures *f, const taken *t) {
    const query *q = f->q;
    const duty_columns *d = &q->l->duties;
    int all = is_of_all(q), by_rule = f->axis_count == 1 && f->axes[0].by == BY_DUTY && f->axes[0].single;
    for (uint32_t row = 0; row < d->count; row++) {
        uint8_t state = d->state[row];
        if ((state & DUTY_STATES) == DUTY_FREE || (state & DUTY_WATCH) || !(all || asbi_query_row(q, row))) continue;
        if (by_rule)
            add_at(f, t, d->rule[row], outcome_of(q, row), d->taken[row]);
        else
            add_row(f, t, row);
    }
}

/* Twice the median: of an even number, the sum of the two in the middle. */
static int64_t median(const taken *t, uint64_t place) {
    const uint32_t *counts = t->counts + place * t->width;
    uint64_t total = 0, before = 0;
    int64_t sum = 0;
    for (uint32_t i = 0; i < t->width; i++) total += counts[i];
    if (!total) return NO_CELL;
    uint64_t low = (total - 1) / 2, high = total / 2;
    for (uint32_t i = 0; i < t->width; before += counts[i++]) {
        if (low >= before && low < before + counts[i]) sum += i;
        if (high >= before && high < before + counts[i]) sum += i;
    }
    return sum;
}

int32_t asbi_ask_performance(asb_rows *r, const query *q) {
    static const char *const words[OUTCOMES] = {"met", "met_late", "lapsed", "open", "overdue"};
    figures f;
    taken t = {.width = q->l->most_taken + 1u};
    uint64_t *place;
    int32_t status = asbi_figures_begin(&f, q, OUTCOMES);
    if (status) return status;
    if (f.places * t.width > (UINT64_C(1) << 27)) return asbi_fail(q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    t.counts = asbi_arena_array(q->a, (size_t)(f.places * t.width), sizeof *t.counts);
    if (!t.counts) return ASB_ENOMEM;
    add_rows(&f, &t);
    asbi_figures_columns(&f, r);
    for (uint32_t i = 0; i < OUTCOMES; i++) asbi_rows_column(r, words[i], CELL_NUMBER, NULL);
    asbi_rows_column(r, "median_working_days", CELL_HALF, NULL);
    status = asbi_figures_rows(&f, r, &place);
    if (status) return status;
    for (uint32_t i = 0; i < OUTCOMES; i++) give(&f, r, place, f.axis_count + i, i);
    for (uint32_t i = 0; i < f.rows; i++) r->columns[f.axis_count + OUTCOMES].cells[i] = median(&t, place[i]);
    return ASB_OK;
}

/* ---- what is overdue, by anything */

static uint32_t overdue_of(const work_list *w, instant now) {
    uint32_t low = 0, high = w->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (w->items[middle].due < now)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* By officer, of all duties: then it is where `now` falls in each list. */
static int is_whole(const query *q) {
    return q->by_count == 1 && q->by[0] == DIM_OFFICER && !q->l->hidden && asbi_filter_is_open(q->cases) && !q->rules && !q->owners &&
        !q->party && !q->no_such_party;
}

static void count_overdue(figures *f, uint32_t officer, int whole) {
    const asb_caseload *l = f->q->l;
    const work_list *w = &l->lists[officer];
    uint32_t codes[MOST_BY] = {officer}, until = overdue_of(w, f->q->now);
    if (whole && until) asbi_figures_add(f, codes, 0, until);
    for (uint32_t i = 0; i < until && !whole; i++) {
        if (!asbi_query_row(f->q, w->items[i].row)) continue;
        codes_of_row(f, w->items[i].row, codes);
        asbi_figures_add(f, codes, 0, 1);
    }
}

int32_t asbi_ask_overdue(asb_rows *r, const query *q) {
    figures f;
    uint64_t *place;
    int32_t status = asbi_figures_begin(&f, q, 1);
    int whole = is_whole(q);
    for (uint32_t i = 0; i < q->l->list_count && !status; i++)
        if (!(status = asbi_work_in_order(q->l, i))) count_overdue(&f, i, whole);
    if (status) return status;
    asbi_figures_columns(&f, r);
    asbi_rows_column(r, "overdue", CELL_NUMBER, NULL);
    status = asbi_figures_rows(&f, r, &place);
    if (!status) give(&f, r, place, f.axis_count, 0);
    return status;
}

/* ---- who has how much */

enum { CASES_OPEN, ENQUIRIES, PREVENTION, DUTIES_OPEN, DUTIES_OVERDUE, LOADS };

static void add_case(figures *f, uint32_t number) {
    uint32_t codes[MOST_BY];
    uint16_t state = f->q->l->code[DIM_STATE][number];
    if (state == STATE_CODE_CLOSED || !asbi_query_row_of_case(f->q, number)) return;
    for (uint32_t i = 0; i < f->axis_count; i++) codes[i] = asbi_axis_code_of_case(f, i, number);
    asbi_figures_add(f, codes, state == STATE_CODE_OPEN ? CASES_OPEN : state == STATE_CODE_ENQUIRY ? ENQUIRIES : PREVENTION, 1);
}

static void add_work(figures *f, uint32_t officer) {
    const asb_caseload *l = f->q->l;
    const work_list *w = &l->lists[officer];
    uint32_t codes[MOST_BY], until = overdue_of(w, f->q->now);
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t number = l->duties.of[w->items[i].row];
        if (!asbi_query_row_of_case(f->q, number)) continue;
        for (uint32_t k = 0; k < f->axis_count; k++) codes[k] = asbi_axis_code_of_case(f, k, number);
        asbi_figures_add(f, codes, DUTIES_OPEN, 1);
        if (i < until) asbi_figures_add(f, codes, DUTIES_OVERDUE, 1);
    }
}

int32_t asbi_ask_load(asb_rows *r, const query *q) {
    static const char *const words[LOADS] = {"open", "enquiries", "prevention", "duties", "overdue"};
    figures f;
    uint64_t *place;
    int32_t status = asbi_figures_begin(&f, q, LOADS);
    for (uint32_t i = 0; i < q->l->count && !status; i++) add_case(&f, i);
    for (uint32_t i = 0; i < q->l->list_count && !status; i++)
        if (!(status = asbi_work_in_order(q->l, i))) add_work(&f, i);
    if (status) return status;
    asbi_figures_columns(&f, r);
    for (uint32_t i = 0; i < LOADS; i++) asbi_rows_column(r, words[i], CELL_NUMBER, NULL);
    status = asbi_figures_rows(&f, r, &place);
    for (uint32_t i = 0; i < LOADS && !status; i++) give(&f, r, place, f.axis_count + i, i);
    return status;
}
