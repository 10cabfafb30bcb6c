/* Arena: what lives as long as its owner. Many small blocks, given back all at once. */
#ifndef ASBI_ARENA_H
#define ASBI_ARENA_H

#include "memory.h"

#include <stdalign.h>

typedef struct arena_chunk arena_chunk;
struct arena_chunk {
    arena_chunk *before;
    size_t size, used; /* of the bytes after the head */
    size_t next;       /* how large the chunk after it is to be */
};
typedef struct arena {
    memory *memory;
    arena_chunk *last;
} arena;
typedef struct arena_mark {
    arena_chunk *chunk;
    size_t used;
} arena_mark;

void asbi_arena_init(arena *a, memory *m);
void asbi_arena_free(arena *a); /* the arena may be used again */

/* Zeroed, aligned for any object; NULL where there is no memory. Size 0 gives a valid pointer. */
void *asbi_arena_alloc(arena *a, size_t size);
void *asbi_arena_array(arena *a, size_t count, size_t size);

/* The same not zeroed, for whoever takes very many of one size: mostly a few instructions. */
#define ARENA_ALIGNMENT alignof(max_align_t)
#define ARENA_ROUND(n) (((n) + (ARENA_ALIGNMENT - 1)) / ARENA_ALIGNMENT * ARENA_ALIGNMENT)
void *asbi_arena_take(arena *a, size_t size);
static inline void *asbi_arena_quick(arena *a, size_t size) {
    arena_chunk *chunk = a->last;
    size_t need = ARENA_ROUND(size);
    char *block;

    if (chunk == NULL || chunk->size - chunk->used < need) return asbi_arena_take(a, size);
    block = (char *)chunk + ARENA_ROUND(sizeof *chunk) + chunk->used;
    chunk->used += need;
    return block;
}

/* The same, not zeroed: for what is filled at once. */
void *asbi_arena_room(arena *a, size_t count, size_t size);

/* As many of one size as the newest chunk has room for, at least one; how many. Not zeroed. Those at the end that turn out not to be wanted are given back, as long as
 * nothing else has been taken that is still there. */
void *asbi_arena_many(arena *a, size_t size, size_t *count);
void asbi_arena_give_back(arena *a, const void *unused);

/* An array that is full, or the next larger one with the same in it: at least `least`, then twice as many each time. What it was is left to the arena: together no
 * more than it is now. NULL without memory: then it is what it was. */
void *asbi_arena_more(arena *a, void *items, uint32_t count, uint32_t *capacity, uint32_t least, size_t size);

/* Room for so many bytes more in one chunk of just that size, where the last has not as much left: for whoever knows what is coming, so that nothing is left over.
 * What comes after them is in chunks as before. 0: no memory. */
int asbi_arena_expect(arena *a, size_t size);

/* A copy with a '\0' after it. */
char *asbi_arena_text(arena *a, const char *text, size_t length);

/* Undo: everything allocated since the mark is given back. */
arena_mark asbi_arena_mark(const arena *a);
void asbi_arena_rewind(arena *a, arena_mark mark);

#endif
