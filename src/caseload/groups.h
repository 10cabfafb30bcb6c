/* Counting by what has no small number: numbers of 64 bits to groups, and distinct pairs. Lives in the question's arena. */
#ifndef ASBI_GROUPS_H
#define ASBI_GROUPS_H

#include "../base/arena.h"

typedef struct number_map {
    arena *a;
    uint64_t *keys;
    uint32_t *values; /* 0: empty */
    uint32_t count, capacity;
} number_map;

/* Room for so many from the beginning. */
int32_t asbi_map_begin(number_map *m, arena *a, uint64_t count);

/* The value of a key, to be set where it is 0; NULL without memory. Never 0 twice for one key, once it was set. */
uint32_t *asbi_map_at(number_map *m, uint64_t key);

/* So many numbers in order, each once; gives how many are left. `room` has as many. */
uint32_t asbi_sort_each_once(uint64_t *numbers, uint64_t *room, uint32_t count);
/* Where, among numbers in order, those begin that have this high half. */
uint32_t asbi_first_pair(const uint64_t *pairs, uint32_t count, uint32_t high_half);

#endif
