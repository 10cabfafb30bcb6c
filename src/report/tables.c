/* Tables: rows that grow, sorting them, and the arithmetic of shares. */
#include "report.h"
#include "../base/container.h"
#include <string.h>

void *asbi_report_room(report *r, size_t count, size_t size) {
    void *room = asbi_arena_array(r->a, count, size);
    if (!room) r->status = ASB_ENOMEM;
    return room;
}

static const char *take_column(table *t, const char *words) {
    const char *key = words + 2, *label = asbi_word_after(key);
    PROVEN(t->column_count < MOST_REPORT_COLUMNS);
    t->columns[t->column_count++] = (report_column){key, label, (uint8_t)(words[0] - 'a'), words[1] == '-'};
    return asbi_word_after(label);
}

table *asbi_report_table(report *r, const char *name, const char *title, const char *columns) {
    PROVEN(r->table_count < MOST_TABLES);
    table *t = &r->tables[r->table_count++];
    *t = (table){.name = name, .title = title, .lead = "", .empty = "There is nothing to show."};
    while (*columns) columns = take_column(t, columns);
    return t;
}

static void clear_row(value *row, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) row[i] = (value){.number = NO_VALUE};
}

value *asbi_report_row(report *r, table *t) {
    if (t->count == t->capacity) {
        uint32_t capacity = t->capacity ? 2 * t->capacity : 16;
        value *values = asbi_report_room(r, (size_t)capacity * t->column_count, sizeof *values);
        if (!values) {
            clear_row(r->spare, MOST_REPORT_COLUMNS);
            return r->spare;
        }
        if (t->count) memcpy(values, t->values, (size_t)t->count * t->column_count * sizeof *values);
        t->values = values;
        t->capacity = capacity;
    }
    value *row = &t->values[(size_t)t->count++ * t->column_count];
    clear_row(row, t->column_count);
    return row;
}

void asbi_report_tile(report *r, const char *label, value_type type, int64_t number, const char *note) {
    PROVEN(r->tile_count < MOST_TILES);
    r->tiles[r->tile_count++] = (tile){.label = label, .note = note, .value = {.number = number}, .type = (uint8_t)type};
}

void asbi_report_note(report *r, const char *words) {
    PROVEN(r->note_count < MOST_NOTES);
    r->notes[r->note_count++] = words;
}

text asbi_report_words(report *r, const char *format, const char *a, const char *b) {
    buffer out;
    asbi_buffer_init(&out, r->l->memory, SIZE_MAX / 2);
    asbi_put_format(&out, format, a, b);
    const char *kept = out.status ? NULL : asbi_arena_text(r->a, out.data ? out.data : "", out.length);
    text t = {kept ? kept : "", kept ? out.length : 0};
    if (!kept) r->status = ASB_ENOMEM;
    asbi_buffer_free(&out);
    return t;
}

/* ---- sorting: merging, so that equal rows stay as they were */

typedef struct order {
    const report *r;
    const table *t;
    const int8_t *by;
    uint32_t by_count;
} order;

static int compare_values(const report *r, uint8_t type, const value *a, const value *b) {
    if (a->number == NO_VALUE || b->number == NO_VALUE) return (a->number != NO_VALUE) - (b->number != NO_VALUE);
    if (type == VALUE_TEXT) return asbi_text_compare(a->as.text, b->as.text);
    if (type == VALUE_CASE) return asbi_text_compare(asbi_case_name(r->l, (uint32_t)a->number), asbi_case_name(r->l, (uint32_t)b->number));
    return (a->number > b->number) - (a->number < b->number);
}

static int compare(const order *o, uint32_t a, uint32_t b) {
    if (!o->t) return asbi_text_compare(asbi_case_name(o->r->l, a), asbi_case_name(o->r->l, b));
    for (uint32_t i = 0; i < o->by_count; i++) {
        uint32_t column = (uint32_t)(o->by[i] < 0 ? -o->by[i] : o->by[i]) - 1;
        const value *x = &o->t->values[(size_t)a * o->t->column_count + column],
                    *y = &o->t->values[(size_t)b * o->t->column_count + column];
        int c = compare_values(o->r, o->t->columns[column].type, x, y);
        if (c) return o->by[i] < 0 ? -c : c;
    }
    return 0;
}

static void merge(const order *o, const uint32_t *from, uint32_t *to, uint32_t first, uint32_t middle, uint32_t last) {
    uint32_t a = first, b = middle;
    for (uint32_t i = first; i < last; i++) to[i] = a < middle && (b >= last || compare(o, from[a], from[b]) <= 0) ? from[a++] : from[b++];
}

/* Sorted, in `items` or in `spare`: which it is comes back. */
static uint32_t *sort(const order *o, uint32_t *items, uint32_t *spare, uint32_t count) {
    for (uint64_t width = 1; width < count; width *= 2) {
        for (uint64_t first = 0; first < count; first += 2 * width)
            merge(o, items, spare, (uint32_t)first, (uint32_t)MIN_OF(first + width, count), (uint32_t)MIN_OF(first + 2 * width, count));
        uint32_t *swap = items;
        items = spare;
        spare = swap;
    }
    return items;
}

void asbi_report_sort(report *r, table *t, const int8_t *by, uint32_t count) {
    order o = {.r = r, .t = t, .by = by, .by_count = count};
    uint32_t *items = asbi_report_room(r, t->count, sizeof *items), *spare = asbi_report_room(r, t->count, sizeof *spare);
    value *values = asbi_report_room(r, (size_t)t->count * t->column_count, sizeof *values);
    if (!items || !spare || !values) return;
    for (uint32_t i = 0; i < t->count; i++) items[i] = i;
    items = sort(&o, items, spare, t->count);
    for (uint32_t i = 0; i < t->count; i++)
        memcpy(&values[(size_t)i * t->column_count], &t->values[(size_t)items[i] * t->column_count], t->column_count * sizeof *values);
    t->values = values;
    t->capacity = t->count;
}

/* ---- the cases behind a figure */

void asbi_report_count(report *r, case_set *s, uint32_t number) {
    if (!s || (s->count && s->numbers[s->count - 1] == number)) return;
    uint32_t *numbers = asbi_arena_more(r->a, s->numbers, s->count, &s->capacity, 8, sizeof *numbers);
    if (!numbers) {
        r->status = ASB_ENOMEM;
        return;
    }
    s->numbers = numbers;
    s->numbers[s->count++] = number;
}

uint32_t asbi_report_distinct(report *r, case_set *s) {
    order o = {.r = r};
    if (!s || s->count < 2) return s ? s->count : 0;
    uint32_t *spare = asbi_report_room(r, s->count, sizeof *spare), kept = 0;
    if (!spare) return s->count;
    s->numbers = sort(&o, s->numbers, spare, s->count);
    s->capacity = s->count;
    for (uint32_t i = 0; i < s->count; i++)
        if (!i || s->numbers[i] != s->numbers[kept - 1]) s->numbers[kept++] = s->numbers[i];
    return s->count = kept;
}

/* ---- arithmetic */

int64_t asbi_rate(uint64_t part, uint64_t times, uint64_t whole) {
    return whole ? (int64_t)((part * times * 20 + whole) / (2 * whole)) : NO_VALUE;
}

int64_t asbi_share(uint64_t part, uint64_t whole) {
    return asbi_rate(part, 100, whole);
}
