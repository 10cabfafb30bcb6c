/* What a rehearsal has found: tables of cells, and the texts that stand in them. */
#include "rehearsal.h"
#include "../base/container.h"
#include <string.h>

/* ---- the columns */

static const table_column moved[] = {{"case", CELL_INTERN},  {"duty", CELL_INTERN},         {"clause", CELL_INTERN},
                                     {"party", CELL_INTERN}, {"subject", CELL_INTERN},      {"due_before", CELL_DUE},
                                     {"due", CELL_DUE},      {"working_days", CELL_NUMBER}, {"officer", CELL_INTERN},
                                     {"owner", CELL_INTERN}, {"record", CELL_NUMBER},       {"state_before", CELL_STATE},
                                     {"state", CELL_STATE}};
static const table_column duties[] = {{"case", CELL_INTERN},  {"change", CELL_INTERN},  {"duty", CELL_INTERN}, {"clause", CELL_INTERN},
                                      {"party", CELL_INTERN}, {"subject", CELL_INTERN}, {"due", CELL_DUE},     {"officer", CELL_INTERN},
                                      {"owner", CELL_INTERN}, {"record", CELL_NUMBER},  {"state", CELL_STATE}};
static const table_column decisions[] = {{"case", CELL_INTERN},         {"record", CELL_NUMBER}, {"kind", CELL_INTERN},
                                         {"before", CELL_INTERN},       {"after", CELL_INTERN},  {"guards", CELL_INTERN_JSON},
                                         {"clauses", CELL_INTERN_JSON}, {"officer", CELL_INTERN}};
static const table_column cases[] = {{"case", CELL_INTERN},          {"officer", CELL_INTERN},      {"changed", CELL_INTERN_JSON},
                                     {"moved", CELL_NUMBER},         {"duties", CELL_NUMBER},       {"decisions", CELL_NUMBER},
                                     {"missed_before", CELL_NUMBER}, {"missed_after", CELL_NUMBER}, {"policy_before", CELL_INTERN},
                                     {"policy", CELL_INTERN}};
static const table_column failed[] = {{"case", CELL_INTERN}, {"code", CELL_INTERN}, {"what", CELL_INTERN}};
static const table_column missed[] = {
    {"officer", CELL_INTERN}, {"duty", CELL_INTERN}, {"before", CELL_NUMBER}, {"after", CELL_NUMBER}, {"difference", CELL_NUMBER}};
static const table_column totals[] = {{"cases", CELL_NUMBER},   {"records", CELL_NUMBER},       {"changed", CELL_NUMBER},
                                      {"failed", CELL_NUMBER},  {"moved", CELL_NUMBER},         {"earlier", CELL_NUMBER},
                                      {"later", CELL_NUMBER},   {"missed_before", CELL_NUMBER}, {"missed_after", CELL_NUMBER},
                                      {"refused", CELL_NUMBER}, {"allowed", CELL_NUMBER}};

#define TABLE(columns) \
    { #columns, COUNT_OF(columns), columns }
const table_def asbi_rehearsal_tables[TABLE_COUNT] = {TABLE(moved),  TABLE(duties), TABLE(decisions), TABLE(cases),
                                                      TABLE(failed), TABLE(missed), TABLE(totals)};

/* ---- life */

static void destroy_outcome(handle *h) {
    outcome *o = (outcome *)h;
    memory *m = &h->engine->memory;
    for (size_t i = 0; i < TABLE_COUNT; i++) asbi_release(m, o->tables[i].cells, o->tables[i].cell_capacity * sizeof(int64_t));
    asbi_intern_free(&o->words);
    asbi_intern_free(&o->pairs);
    asbi_arena_free(&o->texts);
    asbi_handle_gone(h, sizeof *o);
}

int32_t asbi_outcome_new(outcome **out, asb_engine *e, instant now) {
    static const int64_t none[TOTAL_WIDTH] = {0};
    outcome *o = asbi_handle_new(e, sizeof *o, destroy_outcome);
    if (!o) return ASB_ENOMEM;
    asbi_arena_init(&o->texts, &e->memory);
    asbi_intern_init(&o->words, &o->texts);
    asbi_intern_init(&o->pairs, &o->texts);
    o->now = now;
    int32_t status = asbi_table_add(o, TABLE_TOTALS, none);
    if (status)
        asbi_handle_drop(o);
    else
        *out = o;
    return status;
}

/* ---- adding */

static int is_list(table_id id) {
    return id != TABLE_MISSED && id != TABLE_TOTALS; /* those grow with officers and duties alone */
}

int32_t asbi_table_add(outcome *o, table_id id, const int64_t *cells) {
    asb_engine *e = o->head.engine;
    table *t = &o->tables[id];
    uint32_t width = asbi_rehearsal_tables[id].width;
    char limit[DECIMAL];
    if (is_list(id) && o->rows >= e->limits[LIMIT_REHEARSAL_ROWS]) {
        o->full = 1;
        const char *most = asbi_decimal(limit, (int64_t)e->limits[LIMIT_REHEARSAL_ROWS]);
        return asbi_fail(&e->fault, ASB_ELIMIT, "limit-rehearsal-rows", "limit", most, (char *)NULL);
    }
    int32_t status = asbi_grow(&e->memory, &t->cells, &t->cell_capacity, ((uint64_t)t->rows + 1) * width, sizeof *t->cells, UINT32_MAX);
    o->full |= status == ASB_ELIMIT;
    if (status) return status;
    memcpy(asbi_table_row(t, id, t->rows++), cells, width * sizeof *cells);
    o->rows += (uint64_t)is_list(id);
    return ASB_OK;
}

int32_t asbi_outcome_word(outcome *o, text t, int64_t *cell) {
    uint32_t number = t.length ? asbi_intern_add(&o->words, t) : 0;
    *cell = number;
    return t.length && !number ? ASB_ENOMEM : ASB_OK;
}

int64_t asbi_cell_of_due(due d) {
    return asbi_due_is_none(d) ? NO_CELL : asbi_due_last_instant(d) * 2 + (d.day == NO_DATE);
}

/* ---- counters of officers and duties */

static int32_t find_pair(outcome *o, const int64_t words[2], int64_t **row) {
    text key = {(const char *)words, 2 * sizeof *words};
    uint32_t number = asbi_intern_find(&o->pairs, key);
    table *t = &o->tables[TABLE_MISSED];
    if (!number) {
        const int64_t cells[MISSED_WIDTH] = {[MISSED_OFFICER] = words[0], [MISSED_DUTY] = words[1]};
        int32_t status = asbi_table_add(o, TABLE_MISSED, cells);
        if (status) return status;
        number = asbi_intern_add(&o->pairs, key);
        if (!number) {
            t->rows--;
            return ASB_ENOMEM;
        }
    }
    *row = asbi_table_row(t, TABLE_MISSED, number - 1);
    return ASB_OK;
}

int32_t asbi_outcome_missed(outcome *o, text officer, text duty, int after) {
    int64_t words[2], *row;
    int32_t status = asbi_outcome_word(o, officer, &words[0]);
    if (!status) status = asbi_outcome_word(o, duty, &words[1]);
    if (!status) status = find_pair(o, words, &row);
    if (status) return status;
    row[after ? MISSED_AFTER : MISSED_BEFORE]++;
    row[MISSED_DIFFERENCE] += after ? 1 : -1;
    return ASB_OK;
}

/* ---- the end: officers and duties in order of their names */

static int row_before(const outcome *o, const int64_t *a, const int64_t *b) {
    int order = asbi_text_compare(asbi_intern_text(&o->words, (uint32_t)a[MISSED_OFFICER]),
                                  asbi_intern_text(&o->words, (uint32_t)b[MISSED_OFFICER]));
    if (!order)
        order = asbi_text_compare(asbi_intern_text(&o->words, (uint32_t)a[MISSED_DUTY]),
                                  asbi_intern_text(&o->words, (uint32_t)b[MISSED_DUTY]));
    return order < 0;
}

static void merge(const outcome *o, const int64_t *from, int64_t *to, uint32_t a, uint32_t middle, uint32_t end) {
    uint32_t b = middle;
    for (uint32_t k = a; k < end; k++) {
        const int64_t *left = from + (size_t)a * MISSED_WIDTH, *right = from + (size_t)b * MISSED_WIDTH;
        int takes_left = b >= end || (a < middle && !row_before(o, right, left));
        memcpy(to + (size_t)k * MISSED_WIDTH, takes_left ? left : right, MISSED_WIDTH * sizeof *to);
        if (takes_left)
            a++;
        else
            b++;
    }
}

int32_t asbi_outcome_close(outcome *o) {
    memory *m = &o->head.engine->memory;
    table *t = &o->tables[TABLE_MISSED];
    size_t cells = (size_t)t->rows * MISSED_WIDTH;
    int64_t *room = cells ? asbi_alloc_array(m, cells, sizeof *room) : NULL;
    if (!room) return cells ? ASB_ENOMEM : ASB_OK;
    for (uint32_t width = 1; width < t->rows; width *= 2) {
        for (uint32_t from = 0; from < t->rows; from += 2 * width)
            merge(o, t->cells, room, from, MIN_OF(from + width, t->rows), MIN_OF(from + 2 * width, t->rows));
        memcpy(t->cells, room, cells * sizeof *room);
    }
    asbi_release(m, room, cells * sizeof *room);
    return ASB_OK;
}
