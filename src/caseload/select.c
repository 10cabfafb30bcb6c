/* The first so many of many, in order, without sorting all of them: a heap of those found so far, the last of them on top. */
#include "query.h"

int32_t asbi_select_begin(selection *s, const query *q, uint64_t most) {
    s->limit = (uint32_t)(most < q->limit ? most : q->limit);
    s->items = asbi_arena_array(q->a, (size_t)s->limit + 1, sizeof *s->items);
    return s->items ? ASB_OK : ASB_ENOMEM;
}

static void sift_down(selection *s, uint32_t count, uint32_t root) {
    uint32_t moving = s->items[root];
    for (uint32_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && s->compare(s->q, s->items[child], s->items[child + 1]) < 0) child++;
        if (s->compare(s->q, moving, s->items[child]) >= 0) break;
        s->items[root] = s->items[child];
    }
    s->items[root] = moving;
}

static void sift_up(selection *s, uint32_t at) {
    uint32_t moving = s->items[at];
    for (uint32_t parent; at && s->compare(s->q, s->items[parent = (at - 1) / 2], moving) < 0; at = parent) s->items[at] = s->items[parent];
    s->items[at] = moving;
}

void asbi_select_offer(selection *s, uint32_t item) {
    s->total++;
    if (s->cursor && !s->is_past(s->q, s->cursor, item)) return;
    s->past++;
    if (s->count < s->limit) {
        s->items[s->count++] = item;
        sift_up(s, s->count - 1);
    } else if (s->limit && s->compare(s->q, item, s->items[0]) < 0) {
        s->items[0] = item;
        sift_down(s, s->count, 0);
    }
}

void asbi_select_end(selection *s) {
    for (uint32_t i = s->count; i-- > 1;) {
        uint32_t last = s->items[0];
        s->items[0] = s->items[i];
        s->items[i] = last;
        sift_down(s, i, 0);
    }
}

int32_t asbi_select_give(const selection *s, asb_rows *r) {
    int32_t status = asbi_rows_room(r, s->count);
    for (uint32_t i = 0; i < s->count && !status; i++) s->write_row(r, s->q, i, s->items[i]);
    r->total = s->total;
    if (!status && s->count && s->past > s->count) r->next = s->write_place(r, s->q, s->items[s->count - 1]);
    return r->next ? status : ASB_ENOMEM;
}
