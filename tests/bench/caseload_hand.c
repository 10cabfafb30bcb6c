/* Scans of the columns written by hand, one for each question: what it costs to look at the same rows of the same columns and to add them up in the obvious way, by who
 * knows in advance what is asked, that nothing is filtered, and that every case has a month. hand_counts fills the table, as the caseload does, and counts what is not
 * empty; hand_counts_rows goes on to what an answer has: lists of categories taken apart, and a row for each cell in order of the names, the orders known in advance. */
#include "base/container.h"
#include "caseload_bench.h"
#include <stdlib.h>

static struct orders { uint32_t *categories, *wards; } orders;

static const dictionary *sorted_by;

static int by_name(const void *a, const void *b) {
    return asbi_text_compare(asbi_dictionary_name(sorted_by, *(const uint32_t *)a), asbi_dictionary_name(sorted_by, *(const uint32_t *)b));
}

static uint32_t *order_of(const dictionary *d) {
    uint32_t *order = calloc(d->names.count + 1, sizeof *order);
    for (uint32_t i = 1; i <= d->names.count; i++) order[i] = i;
    sorted_by = d;
    qsort(order + 1, d->names.count, sizeof *order, by_name);
    return order;
}

void hand_begin(const asb_caseload *l) {
    orders = (struct orders){order_of(&l->names[DIM_CATEGORY]), order_of(&l->names[DIM_WARD])};
}

void hand_end(void) {
    free(orders.categories);
    free(orders.wards);
}

/* ---- counts by category, ward and month */

typedef struct table {
    uint32_t wards, months, first;
    size_t places; /* of lists of categories, by ward, by month */
    uint32_t *counts;
} table;

static table fill_table(const asb_caseload *l) {
    table t = {.wards = l->names[DIM_WARD].names.count + 1, .first = l->month_first[DIM_REPORTED_MONTH]};
    t.months = (uint32_t)l->month_last[DIM_REPORTED_MONTH] - t.first + 1;
    t.places = (l->names[DIM_CATEGORY].lists.count + 1) * (size_t)t.wards * t.months;
    t.counts = calloc(t.places, sizeof *t.counts);
    const uint16_t *category = l->code[DIM_CATEGORY], *ward = l->code[DIM_WARD], *month = l->code[DIM_REPORTED_MONTH];
    for (uint32_t i = 0; i < l->count; i++) t.counts[(category[i] * t.wards + ward[i]) * t.months + month[i] - t.first]++;
    return t;
}

void hand_counts(bench *b) {
    table t = fill_table(b->l);
    uint32_t some = 0;
    for (size_t i = 0; i < t.places; i++) some += t.counts[i] != 0;
    b->sum = some;
    free(t.counts);
}

typedef struct row {
    uint16_t category, ward, month;
    uint32_t count;
} row;

static uint32_t *take_apart(const asb_caseload *l, const table *t) {
    const dictionary *d = &l->names[DIM_CATEGORY];
    size_t inner = (size_t)t->wards * t->months;
    uint32_t *counts = calloc((d->names.count + 1) * inner, sizeof *counts);
    for (size_t i = 0; i < inner; i++) counts[i] = t->counts[i];
    for (uint32_t code = 1; code <= d->lists.count; code++)
        for (uint32_t k = 0; k < d->members[code].count; k++)
            for (size_t i = 0; i < inner; i++) counts[d->members[code].names[k] * inner + i] += t->counts[code * inner + i];
    return counts;
}

static uint32_t give_rows(const asb_caseload *l, const table *t, const uint32_t *counts, row *rows) {
    uint32_t given = 0;
    for (uint32_t c = 0; c <= l->names[DIM_CATEGORY].names.count; c++)
        for (uint32_t w = 0; w < t->wards; w++)
            for (uint32_t m = 0; m < t->months; m++) {
                uint32_t category = orders.categories[c], ward = orders.wards[w],
                         count = counts[(category * t->wards + ward) * t->months + m];
                rows[given] = (row){(uint16_t)category, (uint16_t)ward, (uint16_t)(m + t->first), count};
                given += count != 0;
            }
    return given;
}

void hand_counts_rows(bench *b) {
    const asb_caseload *l = b->l;
    table t = fill_table(l);
    uint32_t *counts = take_apart(l, &t);
    size_t places = (l->names[DIM_CATEGORY].names.count + 1) * (size_t)t.wards * t.months;
    row *rows = malloc((places + 1) * sizeof *rows);
    uint32_t given = give_rows(l, &t, counts, rows);
    b->sum = b->checking ? 0 : given;
    for (uint32_t i = 0; i < given && b->checking; i++)
        b->sum += bench_row((uint64_t[]){rows[i].category, rows[i].ward, rows[i].month, rows[i].count}, 4);
    free(rows);
    free(counts);
    free(t.counts);
}

/* ---- duties */

void hand_overdue(bench *b) {
    const duty_columns *d = &b->l->duties;
    uint32_t *counts = calloc(UINT16_MAX + 1, sizeof *counts);
    for (uint32_t i = 0; i < d->count; i++)
        counts[d->officer[i]] += (d->state[i] & (DUTY_STATES | DUTY_WATCH)) == DUTY_OPEN && d->due[i] < CASELOADS_END;
    b->sum = 0;
    for (uint32_t i = 0; i <= UINT16_MAX; i++)
        if (counts[i]) b->sum += b->checking ? bench_row((uint64_t[]){i, counts[i]}, 2) : 1;
    free(counts);
}

enum { OVERDUE = 5, STATES = 8 };

void hand_performance(bench *b) {
    const duty_columns *d = &b->l->duties;
    uint32_t rules = b->l->rules.lists.count + 1, width = b->l->most_taken + 1u;
    uint32_t *counts = calloc(rules * STATES, sizeof *counts), *taken = calloc((size_t)rules * width, sizeof *taken);
    for (uint32_t i = 0; i < d->count; i++) {
        uint8_t state = d->state[i] & (DUTY_STATES | DUTY_WATCH);
        if (state >= DUTY_FREE) continue;
        if (state == DUTY_OPEN && d->due[i] < CASELOADS_END) state = OVERDUE;
        counts[d->rule[i] * STATES + state]++;
        if ((state == DUTY_MET || state == DUTY_MET_LATE) && d->taken[i] != NOT_TAKEN) taken[(size_t)d->rule[i] * width + d->taken[i]]++;
    }
    b->sum = 0;
    for (uint32_t i = 0; i < rules; i++) {
        const uint32_t *c = counts + i * STATES;
        if (!(c[DUTY_MET] | c[DUTY_MET_LATE] | c[DUTY_LAPSED] | c[DUTY_OPEN] | c[OVERDUE])) continue;
        b->sum += b->checking ? bench_row((uint64_t[]){i, c[DUTY_MET], c[DUTY_MET_LATE], c[DUTY_LAPSED], c[DUTY_OPEN], c[OVERDUE]}, 6) : 1;
    }
    free(counts);
    free(taken);
}

/* ---- how long cases took */

void hand_closing(bench *b) {
    const asb_caseload *l = b->l;
    const dictionary *d = &l->names[DIM_CATEGORY];
    struct closing {
        uint32_t closed, within;
        uint64_t days;
    } *lists = calloc(d->lists.count + 1, sizeof *lists), *names = calloc(d->names.count + 1, sizeof *names);
    date from = closing_from(), to = closing_to();
    for (uint32_t i = 0; i < l->count; i++) {
        date closed = l->day[DAY_CLOSED][i], opened = l->day[DAY_OPENED][i];
        if (closed < from || closed > to || opened == NO_DATE) continue;
        struct closing *c = &lists[l->code[DIM_CATEGORY][i]];
        c->closed++;
        c->within += closed - opened <= CLOSING_DAYS;
        c->days += (uint64_t)(closed - opened);
    }
    names[0] = lists[0];
    for (uint32_t code = 1; code <= d->lists.count; code++)
        for (uint32_t k = 0; k < d->members[code].count; k++) {
            struct closing *c = &names[d->members[code].names[k]];
            c->closed += lists[code].closed;
            c->within += lists[code].within;
            c->days += lists[code].days;
        }
    b->sum = 0;
    for (uint32_t i = 0; i <= d->names.count; i++)
        if (names[i].closed)
            b->sum += b->checking
                ? bench_row((uint64_t[]){i, names[i].closed, names[i].within, (names[i].days * 10 + names[i].closed / 2) / names[i].closed},
                            4)
                : 1;
    free(lists);
    free(names);
}
