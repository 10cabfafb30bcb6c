/* An arena is a chain of chunks, the newest first. Only the newest is filled; chunks double in size up to a bound, so that
 * a small arena costs little and a big one few allocations. */
#include "arena.h"

#include <string.h>

/* Coverage is measured with 0 as well: then each block is an allocation of its own, and the fault loop refuses every one. */
#ifndef ASB_SMALLEST_CHUNK
#define ASB_SMALLEST_CHUNK 992
#endif

enum { SMALLEST_CHUNK = ASB_SMALLEST_CHUNK, BIGGEST_CHUNK = 256 * SMALLEST_CHUNK };

#define HEAD_SIZE ARENA_ROUND(sizeof(arena_chunk))

static char *bytes_of(arena_chunk *chunk) {
    return (char *)chunk + HEAD_SIZE;
}

void asbi_arena_init(arena *a, memory *m) {
    a->memory = m;
    a->last = NULL;
}

static void drop_last(arena *a) {
    arena_chunk *chunk = a->last;

    a->last = chunk->before;
    asbi_release(a->memory, chunk, HEAD_SIZE + chunk->size);
}

void asbi_arena_free(arena *a) {
    while (a->last != NULL) drop_last(a);
}

static size_t next_size(const arena *a) {
    return a->last == NULL ? SMALLEST_CHUNK : a->last->next;
}

static arena_chunk *add_chunk(arena *a, size_t size, size_t next) {
    arena_chunk *chunk = asbi_resize(a->memory, NULL, 0, HEAD_SIZE + size);

    if (chunk == NULL) return NULL;
    chunk->before = a->last;
    chunk->size = size;
    chunk->used = 0;
    chunk->next = next > BIGGEST_CHUNK ? BIGGEST_CHUNK : next;
    a->last = chunk;
    return chunk;
}

static arena_chunk *add_chunk_for(arena *a, size_t need) {
    size_t size = next_size(a);

    if (size < need) size = need;
    return add_chunk(a, size, size * 2);
}

int asbi_arena_expect(arena *a, size_t size) {
    if (SMALLEST_CHUNK == 0) return 1; /* each of what is to come is refused by itself */
    if (size > PTRDIFF_MAX - HEAD_SIZE - ARENA_ALIGNMENT) return 0;
    size = ARENA_ROUND(size);
    if (a->last != NULL && a->last->size - a->last->used >= size) return 1;
    return add_chunk(a, size, next_size(a)) != NULL;
}

void *asbi_arena_take(arena *a, size_t size) {
    arena_chunk *chunk = a->last;
    size_t need;
    void *block;

    if (size > PTRDIFF_MAX - HEAD_SIZE - ARENA_ALIGNMENT) return NULL;
    need = size == 0 ? ARENA_ALIGNMENT : ARENA_ROUND(size);
    if (chunk == NULL || chunk->size - chunk->used < need) {
        chunk = add_chunk_for(a, need);
        if (chunk == NULL) return NULL;
    }
    block = bytes_of(chunk) + chunk->used;
    chunk->used += need;
    return block;
}

void *asbi_arena_alloc(arena *a, size_t size) {
    void *block = asbi_arena_take(a, size);

    if (block != NULL) memset(block, 0, size);
    return block;
}

void *asbi_arena_array(arena *a, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    return asbi_arena_alloc(a, count * size);
}

void *asbi_arena_room(arena *a, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    return asbi_arena_take(a, count * size);
}

void *asbi_arena_many(arena *a, size_t size, size_t *count) {
    char *block = asbi_arena_take(a, size);

    if (block == NULL) return NULL;
    a->last->used = a->last->size;
    *count = (size_t)(bytes_of(a->last) + a->last->size - block) / size;
    return block;
}

void asbi_arena_give_back(arena *a, const void *unused) {
    size_t used = ARENA_ROUND((size_t)((const char *)unused - bytes_of(a->last)));

    if (used < a->last->used) a->last->used = used;
}

void *asbi_arena_more(arena *a, void *items, uint32_t count, uint32_t *capacity, uint32_t least, size_t size) {
    uint32_t room = *capacity == 0 ? least : *capacity > UINT32_MAX / 2 ? UINT32_MAX : *capacity * 2;
    void *more;

    if (count < *capacity) return items;
    if (count == UINT32_MAX || (more = asbi_arena_array(a, room, size)) == NULL) return NULL;
    if (count > 0) memcpy(more, items, count * size);
    *capacity = room;
    return more;
}

char *asbi_arena_text(arena *a, const char *text, size_t length) {
    char *copy = length == SIZE_MAX ? NULL : asbi_arena_take(a, length + 1);

    if (copy == NULL) return NULL;
    if (length > 0) memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

arena_mark asbi_arena_mark(const arena *a) {
    arena_mark mark = {a->last, a->last == NULL ? 0 : a->last->used};

    return mark;
}

void asbi_arena_rewind(arena *a, arena_mark mark) {
    while (a->last != mark.chunk) drop_last(a);
    if (a->last != NULL) a->last->used = mark.used;
}
