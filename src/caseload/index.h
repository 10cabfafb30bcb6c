/* From what is looked for to the cases that may have it: keys are 32 well-mixed bits, so that a case found may turn out not to have it. */
#ifndef ASBI_INDEX_H
#define ASBI_INDEX_H

#include "../base/memory.h"
#include <stdint.h>

typedef struct key_slot {
    uint32_t key;
    uint32_t value; /* 0: empty; a case's number + 1; or a list's, with IN_LIST */
} key_slot;

typedef struct key_list {
    uint32_t count, capacity; /* count 0: free, and `few[0]` is the next free one */
    union {
        uint32_t few[2]; /* up to two stand here */
        uint32_t *many;
    } cases;
} key_list;

typedef struct key_index {
    memory *memory;
    key_slot *slots;
    uint32_t slot_count, used;
    key_list *lists; /* [number - 1] */
    uint32_t list_count, list_capacity, free, free_count;
} key_index;

void asbi_index_init(key_index *x, memory *m);
void asbi_index_free(key_index *x);
/* Room for these keys, each once, with one case more: then adding cannot fail. */
int32_t asbi_index_reserve(key_index *x, const uint32_t *keys, uint32_t count);
void asbi_index_add(key_index *x, uint32_t key, uint32_t number);
void asbi_index_remove(key_index *x, uint32_t key, uint32_t number);
/* The cases that have the key: lent until it changes. `*one` is room for the one there mostly is. */
uint32_t asbi_index_find(const key_index *x, uint32_t key, uint32_t *one, const uint32_t **cases);

#endif
