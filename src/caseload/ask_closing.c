/* How long cases took, from the day they were opened to the day they were closed. Of each stretch of the columns those are picked out first that were closed in the period;
 * they are few. They are added up by code, and taken apart by name at the end, as counts are (ask_counts.c). */
#include "../base/container.h"
#include "figures.h"
#include "../base/words.h"

enum { CLOSED, WITHIN, CLOSINGS, STRETCH = 2048, USUAL_DAYS = 90 };

/* Of one place of codes. */
typedef struct closing {
    uint32_t closed, within;
    uint64_t days;
} closing;

typedef struct closings {
    figures f;
    code_axis axes[MOST_BY];
    uint64_t code_places;
    closing *by_code;
    uint64_t *days; /* by place */
    int32_t within; /* so many days */
} closings;

static int32_t begin(closings *c, asb_rows *r, const query *q) {
    int32_t status = asbi_figures_begin(&c->f, r, q, CLOSINGS, CLOSINGS);
    if (!status) status = asbi_code_axes(&c->f, c->axes, &c->code_places);
    if (status) return status;
    c->within = (int32_t)(q->days < 0 ? USUAL_DAYS : q->days);
    c->by_code = asbi_arena_array(q->a, (size_t)c->code_places, sizeof *c->by_code);
    c->days = asbi_arena_array(q->a, (size_t)c->f.places, sizeof *c->days);
    return c->by_code && c->days ? ASB_OK : ASB_ENOMEM;
}

/* Those of a stretch that were opened, and closed in the period. NO_DATE is before any date. */
static uint32_t pick(const query *q, uint32_t first, uint32_t count, uint32_t *picked) {
    const date *closed = q->l->day[DAY_CLOSED], *opened = q->l->day[DAY_OPENED];
    date from = q->from == NO_DATE ? NO_DATE + 1 : q->from, to = q->to == NO_DATE ? INT32_MAX : q->to;
    uint32_t found = 0;
    for (uint32_t i = first; i < first + count; i++) {
        picked[found] = i;
        found += (uint32_t)((closed[i] >= from) & (closed[i] <= to) & (opened[i] != NO_DATE));
    }
    return found;
}

static void add(const closings *c, uint32_t number) {
    const asb_caseload *l = c->f.q->l;
    int32_t days = l->day[DAY_CLOSED][number] - l->day[DAY_OPENED][number];
    uint32_t place = 0;
    if (!asbi_query_row_of_case(c->f.q, number)) return;
    for (uint32_t i = 0; i < c->f.axis_count; i++) place += asbi_code_offset(&c->axes[i], number);
    closing *to = &c->by_code[place];
    if (days < 0) days = 0; /* closed before it was opened: somebody's slip of the pen */
    to->closed++;
    to->within += days <= c->within;
    to->days += (uint64_t)days;
}

static void add_cases(const closings *c) {
    const query *q = c->f.q;
    uint32_t picked[STRETCH + 1];
    for (uint32_t first = 0; first < q->l->count; first += STRETCH) {
        uint32_t found = pick(q, first, MIN_OF(q->l->count - first, (uint32_t)STRETCH), picked);
        for (uint32_t k = 0; k < found; k++) add(c, picked[k]);
    }
}

static void take_apart(closings *c) {
    uint32_t codes[MOST_BY];
    uint64_t places[MOST_AT_ONCE];
    for (uint64_t i = 0; i < c->code_places; i++) {
        const closing *from = &c->by_code[i];
        if (!from->closed) continue;
        for (uint32_t k = 0; k < c->f.axis_count; k++) codes[k] = (uint32_t)(i / c->axes[k].stride % c->f.axes[k].codes);
        uint32_t count = asbi_figures_places(&c->f, codes, places);
        for (uint32_t k = 0; k < count; k++) {
            c->f.counters[places[k] * CLOSINGS + CLOSED] += from->closed;
            c->f.counters[places[k] * CLOSINGS + WITHIN] += from->within;
            c->days[places[k]] += from->days;
        }
    }
}

/* Ten times the mean, rounded. */
static int64_t mean(const closings *c, uint64_t place) {
    uint64_t count = c->f.counters[place * CLOSINGS + CLOSED];
    return (int64_t)((c->days[place] * 10 + count / 2) / count);
}

int32_t asbi_ask_closing(asb_rows *r, query *q) {
    static const char words[] = WORDS("closed", "within");
    closings c;
    int32_t status = begin(&c, r, q);
    if (!status) status = asbi_query_mask(q, 0);
    if (status) return status;
    add_cases(&c);
    take_apart(&c);
    status = asbi_figures_give(&c.f, r, words);
    if (!status) status = asbi_rows_more(r, "mean_days", CELL_TENTH);
    for (uint32_t i = 0; i < r->count && !status; i++) r->columns[r->column_count - 1].cells[i] = mean(&c, r->places[i]);
    return status;
}
