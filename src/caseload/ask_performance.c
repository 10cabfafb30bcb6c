/* Figures of duties: how each was met, who has how much, where what is overdue clusters. What is open is read off the work lists; what has ended, from the columns. */
#include "../base/container.h"
#include "figures.h"
#include "../base/words.h"

static void codes_of_row(const figures *f, uint32_t row, uint32_t codes[MOST_BY]) {
    for (uint32_t i = 0; i < f->axis_count; i++) codes[i] = asbi_axis_code_of_row(f, i, row);
}

/* ---- performance */

enum { MET, MET_LATE, LAPSED, OPEN, OVERDUE, OUTCOMES, UNCOUNTED = OUTCOMES, OUTCOME_ROOM = 8, STATE_BYTES = 32 };

/* How many took how many working days, at each place: [place * width + days]; what has no days goes into the last, which nobody reads: so counting needs no branch. */
typedef struct taken {
    uint32_t *counts;
    uint32_t width;
} taken;

/* By a row's state, as it stands in its column; what is open may be overdue. */
static void outcomes_of_states(uint8_t outcomes[STATE_BYTES]) {
    static const uint8_t by_state[DUTY_STATES + 1] = {OPEN, MET, MET_LATE, LAPSED, UNCOUNTED, UNCOUNTED, UNCOUNTED, UNCOUNTED};
    for (unsigned i = 0; i < STATE_BYTES; i++) outcomes[i] = i & DUTY_WATCH ? UNCOUNTED : by_state[i & DUTY_STATES];
}

static inline void add_at(const figures *f, const taken *t, uint64_t place, uint32_t outcome, uint32_t days) {
    uint32_t none = t->width - 1, at = outcome <= MET_LATE && days < none ? days : none;
    f->counters[place * OUTCOME_ROOM + outcome]++;
    t->counts[place * t->width + at]++;
}

/* Everything is asked for: which duties they are need not be asked of each. */
static int is_of_all(const query *q) {
    return q->from == NO_DATE && q->to == NO_DATE && !q->rules && !q->owners && !q->party && !q->no_such_party && !q->l->hidden &&
        asbi_filter_is_open(q->cases);
}

static void add_all_by_rule(const figures *f, const taken *t, const uint8_t outcomes[STATE_BYTES]) {
    const duty_columns d = f->q->l->duties;
    const instant now = f->q->now;
    for (uint32_t row = 0; row < d.count; row++) {
        uint32_t outcome = outcomes[d.state[row] % STATE_BYTES];
        outcome += (outcome == OPEN) & (d.due[row] < now);
        add_at(f, t, d.rule[row], outcome, d.taken[row]);
    }
}

static void add_row(figures *f, const taken *t, const uint8_t outcomes[STATE_BYTES], uint32_t row) {
    uint32_t codes[MOST_BY], outcome = outcomes[f->q->l->duties.state[row] % STATE_BYTES];
    uint64_t places[MOST_AT_ONCE];
    if (outcome == OPEN && asbi_row_overdue(f->q, row)) outcome = OVERDUE;
    codes_of_row(f, row, codes);
    uint32_t count = asbi_figures_places(f, codes, places);
    for (uint32_t i = 0; i < count; i++) add_at(f, t, places[i], outcome, f->q->l->duties.taken[row]);
}

static void add_rows(figures *f, const taken *t) {
    const query *q = f->q;
    uint8_t outcomes[STATE_BYTES];
    int all = is_of_all(q);
    outcomes_of_states(outcomes);
    if (all && f->axis_count == 1 && f->axes[0].by == BY_DUTY && f->axes[0].single) {
        add_all_by_rule(f, t, outcomes);
        return;
    }
    for (uint32_t row = 0; row < q->l->duties.count; row++)
        if (outcomes[q->l->duties.state[row] % STATE_BYTES] != UNCOUNTED && (all || asbi_query_row(q, row))) add_row(f, t, outcomes, row);
}

/* Twice the median: of an even number, the sum of the two in the middle. */
static int64_t median(const taken *t, uint64_t place) {
    const uint32_t *counts = t->counts + place * t->width;
    uint64_t total = 0, before = 0;
    int64_t sum = 0;
    for (uint32_t i = 0; i + 1 < t->width; i++) total += counts[i];
    if (!total) return NO_CELL;
    uint64_t low = (total - 1) / 2, high = total / 2;
    for (uint32_t i = 0; i + 1 < t->width; before += counts[i++]) {
        if (low >= before && low < before + counts[i]) sum += i;
        if (high >= before && high < before + counts[i]) sum += i;
    }
    return sum;
}

/* The taken days of each place; ASB_ELIMIT where these would be too many. */
static int32_t make_taken(taken *t, const figures *f) {
    t->width = f->q->l->most_taken + 2u;
    if (f->places * t->width > (UINT64_C(1) << 27)) return asbi_fail(f->q->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    t->counts = asbi_arena_array(f->q->a, (size_t)(f->places * t->width), sizeof *t->counts);
    return t->counts ? ASB_OK : ASB_ENOMEM;
}

int32_t asbi_ask_performance(asb_rows *r, query *q) {
    static const char words[] = WORDS("met", "met_late", "lapsed", "open", "overdue");
    figures f;
    taken t;
    int32_t status = asbi_figures_begin(&f, r, q, OUTCOME_ROOM, OUTCOMES);
    if (!status) status = make_taken(&t, &f);
    if (!status) status = asbi_query_mask(q, 1);
    if (status) return status;
    add_rows(&f, &t);
    status = asbi_figures_give(&f, r, words);
    if (!status) status = asbi_rows_more(r, "median_working_days", CELL_HALF);
    for (uint32_t i = 0; i < r->count && !status; i++) r->columns[r->column_count - 1].cells[i] = median(&t, r->places[i]);
    return status;
}

/* ---- what is overdue, by anything */

/* By officer, of all duties: then it is where `now` falls in each list. */
static int is_whole(const query *q) {
    return q->by_count == 1 && q->by[0] == DIM_OFFICER && !q->l->hidden && asbi_filter_is_open(q->cases) && !q->rules && !q->owners &&
        !q->party && !q->no_such_party;
}

static void count_overdue(figures *f, uint32_t officer, int whole) {
    const asb_caseload *l = f->q->l;
    const work_list *w = &l->lists[officer];
    uint32_t codes[MOST_BY] = {officer}, until = asbi_work_first(w, f->q->now);
    if (whole && until) asbi_figures_add(f, codes, 0, until);
    for (uint32_t i = 0; i < until && !whole; i++) {
        if (!asbi_query_row(f->q, w->items[i].row)) continue;
        codes_of_row(f, w->items[i].row, codes);
        asbi_figures_add(f, codes, 0, 1);
    }
}

int32_t asbi_ask_overdue(asb_rows *r, query *q) {
    static const char words[] = WORDS("overdue");
    figures f;
    int whole = is_whole(q);
    int32_t status = asbi_figures_begin(&f, r, q, 1, 1);
    if (!status && !whole) status = asbi_query_mask(q, 1);
    for (uint32_t i = 0; i < q->l->list_count && !status; i++)
        if (!(status = asbi_work_in_order(q->l, i))) count_overdue(&f, i, whole);
    return status ? status : asbi_figures_give(&f, r, words);
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
    uint32_t codes[MOST_BY], until = asbi_work_first(w, f->q->now);
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t number = l->duties.of[w->items[i].row];
        if (!asbi_query_row_of_case(f->q, number)) continue;
        for (uint32_t k = 0; k < f->axis_count; k++) codes[k] = asbi_axis_code_of_case(f, k, number);
        asbi_figures_add(f, codes, DUTIES_OPEN, 1);
        if (i < until) asbi_figures_add(f, codes, DUTIES_OVERDUE, 1);
    }
}

int32_t asbi_ask_load(asb_rows *r, query *q) {
    static const char words[] = WORDS("open", "enquiries", "prevention", "duties", "overdue");
    figures f;
    int32_t status = asbi_figures_begin(&f, r, q, LOADS, LOADS);
    if (!status) status = asbi_query_mask(q, 0);
    for (uint32_t i = 0; i < q->l->count && !status; i++) add_case(&f, i);
    for (uint32_t i = 0; i < q->l->list_count && !status; i++)
        if (!(status = asbi_work_in_order(q->l, i))) add_work(&f, i);
    return status ? status : asbi_figures_give(&f, r, words);
}
