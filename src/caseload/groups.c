/* Maps and sets of numbers. */
#include "groups.h"
#include "../base/container.h"
#include <asb/error.h>
#include <string.h>

static uint32_t slot_of(const number_map *m, uint64_t key) {
    uint32_t mask = m->capacity - 1;
    uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);
    uint32_t at = (uint32_t)(h >> 32) & mask;
    while (m->values[at] && m->keys[at] != key) at = (at + 1) & mask;
    return at;
}

int32_t asbi_map_begin(number_map *m, arena *a, uint64_t count) {
    uint32_t capacity = 1024;
    while (capacity < count * 2 && capacity <= UINT32_MAX / 4) capacity *= 2;
    *m = (number_map){.a = a, .capacity = capacity};
    m->keys = asbi_arena_array(a, capacity, sizeof *m->keys);
    m->values = asbi_arena_array(a, capacity, sizeof *m->values);
    return m->keys && m->values ? ASB_OK : ASB_ENOMEM;
}

/* At most half full. What it was is left to the arena: together no more than it is now. */
static int grow(number_map *m) {
    number_map more = {.a = m->a, .count = m->count, .capacity = MAX_OF(m->capacity * 2, 1024u)};
    if (m->capacity > UINT32_MAX / 2) return 0;
    more.keys = asbi_arena_array(m->a, more.capacity, sizeof *more.keys);
    more.values = asbi_arena_array(m->a, more.capacity, sizeof *more.values);
    if (!more.keys || !more.values) return 0;
    for (uint32_t i = 0; i < m->capacity; i++) {
        if (!m->values[i]) continue;
        uint32_t at = slot_of(&more, m->keys[i]);
        more.keys[at] = m->keys[i];
        more.values[at] = m->values[i];
    }
    *m = more;
    return 1;
}

uint32_t *asbi_map_at(number_map *m, uint64_t key) {
    if ((uint64_t)m->count * 2 >= m->capacity && !grow(m)) return NULL;
    uint32_t at = slot_of(m, key);
    if (!m->values[at]) {
        m->keys[at] = key;
        m->count++;
    }
    return &m->values[at];
}

/* ---- */

/* By bytes, the lowest first; bytes that are the same in all are passed over. */
uint32_t asbi_sort_each_once(uint64_t *numbers, uint64_t *room, uint32_t count) {
    uint64_t *from = numbers, *to = room;
    uint32_t kept = 0;
    for (unsigned shift = 0; shift < 64 && count > 1; shift += 8) {
        uint32_t starts[257] = {0};
        for (uint32_t i = 0; i < count; i++) starts[(from[i] >> shift & 255) + 1]++;
        if (starts[(from[0] >> shift & 255) + 1] == count) continue;
        for (unsigned i = 0; i < 256; i++) starts[i + 1] += starts[i];
        for (uint32_t i = 0; i < count; i++) to[starts[from[i] >> shift & 255]++] = from[i];
        uint64_t *was = from;
        from = to;
        to = was;
    }
    for (uint32_t i = 0; i < count; i++)
        if (!i || from[i] != from[i - 1]) room[kept++] = from[i];
    memcpy(numbers, room, kept * sizeof *numbers);
    return kept;
}

uint32_t asbi_first_pair(const uint64_t *pairs, uint32_t count, uint32_t high_half) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pairs[middle] >> 32 < high_half)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
