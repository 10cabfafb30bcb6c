/* Work lists: the open duties of each officer, in order. What comes in goes to the end, what no longer holds stays until half of a list is such; both are seen to when the
 * list is asked. So a change costs a few steps, and asking costs what is asked for. */
#include "caseload.h"

static int by_number(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

int asbi_duty_compare(const asb_caseload *l, uint32_t a, uint32_t b) {
    const duty_columns *d = &l->duties;
    if (d->due[a] != d->due[b]) return d->due[a] < d->due[b] ? -1 : 1;
    int order = 0;
    if (d->of[a] != d->of[b]) order = asbi_text_compare(l->ids.texts[d->of[a]], l->ids.texts[d->of[b]]);
    if (!order && d->rule[a] != d->rule[b])
        order = asbi_text_compare(asbi_code_text(&l->rules, d->rule[a]), asbi_code_text(&l->rules, d->rule[b]));
    if (!order && d->party[a] != d->party[b])
        order = asbi_text_compare(asbi_intern_text(&l->words, d->party[a]), asbi_intern_text(&l->words, d->party[b]));
    if (!order && d->subject[a] != d->subject[b])
        order = asbi_text_compare(asbi_intern_text(&l->words, d->subject[a]), asbi_intern_text(&l->words, d->subject[b]));
    if (!order) order = by_number(d->record[a], d->record[b]);
    return order ? order : by_number(a, b);
}

static void drop_stale(asb_caseload *l, work_list *w) {
    uint32_t kept = 0, sorted = 0;
    for (uint32_t i = 0; i < w->count; i++) {
        if (!asbi_work_holds(l, &w->items[i])) continue;
        if (i < w->sorted) sorted++;
        w->items[kept++] = w->items[i];
    }
    w->count = kept;
    w->sorted = sorted;
    w->stale = 0;
}

int32_t asbi_work_reserve(asb_caseload *l, uint32_t officer, uint32_t count) {
    int32_t status = asbi_grow(l->memory, &l->lists, &l->list_capacity, (uint64_t)officer + 1, sizeof *l->lists, UINT32_MAX);
    if (status) return status;
    if (officer >= l->list_count) l->list_count = officer + 1;
    work_list *w = &l->lists[officer];
    if (w->stale > 64 && w->stale > w->count / 2) drop_stale(l, w);
    return asbi_grow(l->memory, &w->items, &w->capacity, (uint64_t)w->count + count, sizeof *w->items, UINT32_MAX);
}

void asbi_work_add(asb_caseload *l, uint32_t row) {
    work_list *w = &l->lists[l->duties.officer[row]];
    w->items[w->count++] = (work){l->duties.due[row], row, l->duties.generation[row]};
}

void asbi_work_drop(asb_caseload *l, uint32_t row) {
    l->duties.generation[row]++;
    l->lists[l->duties.officer[row]].stale++;
}

/* ---- order */

static int before(const asb_caseload *l, const work *a, const work *b) {
    return a->due != b->due ? a->due < b->due : asbi_duty_compare(l, a->row, b->row) < 0;
}

/* From the bottom up; `room` has as many. The result is in `items` again. */
static void merge_sort(const asb_caseload *l, work *items, work *room, uint32_t count) {
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t from = 0; from < count; from += 2 * width) {
            uint32_t middle = from + width < count ? from + width : count, end = from + 2 * width < count ? from + 2 * width : count;
            uint32_t a = from, b = middle;
            for (uint32_t to = from; to < end; to++)
                room[to] = b >= end || (a < middle && !before(l, &items[b], &items[a])) ? items[a++] : items[b++];
        }
        for (uint32_t i = 0; i < count; i++) items[i] = room[i];
    }
}

/* The end is sorted, then merged with what is in order from the back. */
static void merge_end(asb_caseload *l, work_list *w, work *room) {
    uint32_t a = w->sorted, b = w->count - w->sorted, to = w->count;
    merge_sort(l, w->items + a, room, b);
    for (uint32_t i = 0; i < b; i++) room[i] = w->items[w->sorted + i];
    while (b) w->items[--to] = a && before(l, &room[b - 1], &w->items[a - 1]) ? w->items[--a] : room[--b];
    w->sorted = w->count;
}

int32_t asbi_work_in_order(asb_caseload *l, uint32_t officer) {
    if (officer >= l->list_count) return ASB_OK;
    work_list *w = &l->lists[officer];
    if (w->stale) drop_stale(l, w);
    if (w->sorted == w->count) return ASB_OK;
    uint32_t end = w->count - w->sorted;
    work *room = asbi_alloc_array(l->memory, end, sizeof *room);
    if (!room) return ASB_ENOMEM;
    merge_end(l, w, room);
    asbi_release(l->memory, room, end * sizeof *room);
    return ASB_OK;
}

uint32_t asbi_work_first(const work_list *w, instant due) {
    uint32_t low = 0, high = w->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (w->items[middle].due < due)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
