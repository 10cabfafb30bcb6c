/* The order of ids. Adding a case costs nothing here; the next listing sorts those that are new and merges them in from the end, with
 * one search and one move of memory for each, so that a few new ones among a million are cheap. */
#include "catalogue.h"

#include "../base/container.h"
#include <asb/error.h>
#include <string.h>

static int compare(const catalogued *k, asb_bytes id) {
    size_t common = MIN_OF(k->id_length, id.length);
    int by = common ? memcmp(k->id, id.data, common) : 0;
    return by ? by : (k->id_length > id.length) - (k->id_length < id.length);
}

static int compare_cases(const catalogue *c, uint32_t a, uint32_t b) {
    return compare(&c->cases[a], (asb_bytes){c->cases[b].id, c->cases[b].id_length});
}

/* Merge from[low, middle) and from[middle, high) into to. */
static void merge(const catalogue *c, const uint32_t *from, uint32_t *to, size_t low, size_t middle, size_t high) {
    size_t a = low, b = middle;
    for (size_t i = low; i < high; i++) {
        int take_a = b == high || (a < middle && compare_cases(c, from[a], from[b]) < 0);
        to[i] = take_a ? from[a++] : from[b++];
    }
}

/* Bottom up, back and forth between the two arrays; gives the one that holds the result. */
static uint32_t *sort_all(const catalogue *c, uint32_t *items, uint32_t *spare, size_t count) {
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width)
            merge(c, items, spare, low, MIN_OF(low + width, count), MIN_OF(low + 2 * width, count));
        uint32_t *swap = items;
        items = spare;
        spare = swap;
    }
    return items;
}

/* How many of the first `count` in order come before or at `id`. */
static uint32_t place_of(const catalogue *c, uint32_t count, asb_bytes id) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare(&c->cases[c->order[middle]], id) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void merge_in(catalogue *c, const uint32_t *fresh, uint32_t count) {
    uint32_t old = c->order_count;
    for (uint32_t left = count; left > 0; left--) {
        const catalogued *k = &c->cases[fresh[left - 1]];
        uint32_t place = place_of(c, old, (asb_bytes){k->id, k->id_length});
        memmove(c->order + place + left, c->order + place, (old - place) * sizeof *c->order);
        c->order[place + left - 1] = fresh[left - 1];
        old = place;
    }
    c->order_count += count;
}

int32_t asbi_catalogue_sort(catalogue *c) {
    uint32_t count = c->count - c->order_count;
    if (!count) return ASB_OK;
    int32_t status = asbi_grow(c->memory, &c->order, &c->order_capacity, c->count, sizeof *c->order, UINT32_MAX);
    if (status) return status;
    size_t room = (size_t)count * 2;
    uint32_t *fresh = asbi_alloc_array(c->memory, room, sizeof *fresh);
    if (!fresh) return ASB_ENOMEM;
    for (uint32_t i = 0; i < count; i++) fresh[i] = c->order_count + i;
    merge_in(c, sort_all(c, fresh, fresh + count, count), count);
    asbi_release(c->memory, fresh, room * sizeof *fresh);
    return ASB_OK;
}

uint32_t asbi_catalogue_after(const catalogue *c, asb_bytes id) {
    return id.length ? place_of(c, c->order_count, id) : 0;
}
