/* The one place where the library allocates, and where it counts what it has.
 *
 * A block of 0 bytes is a block of 1: so a NULL always means that there is no memory, and never that nothing was asked. */
#include "memory.h"

#include <asb/error.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 8 };

static size_t real_size(size_t size) {
    return size == 0 ? 1 : size;
}

void *asbi_memory_libc(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
}

/* Is there room for `size` more, once `old` are given back? */
static int is_allowed(const memory *m, size_t old, size_t size) {
    uint64_t rest = m->used - old;

    if (size > PTRDIFF_MAX || size > UINT64_MAX - rest) return 0;
    return m->limit == 0 || size <= old || rest + size <= m->limit;
}

void *asbi_resize(memory *m, void *block, size_t old_size, size_t new_size) {
    size_t old = block == NULL ? 0 : real_size(old_size);
    size_t size = real_size(new_size);
    void *moved;

    if (!is_allowed(m, old, size)) return NULL;
    moved = m->resize(m->self, block, old, size);
    if (moved == NULL) return NULL;
    m->used = m->used - old + size;
    if (m->used > m->peak) m->peak = m->used;
    return moved;
}

void *asbi_alloc(memory *m, size_t size) {
    void *block = asbi_resize(m, NULL, 0, size);

    if (block != NULL) memset(block, 0, real_size(size));
    return block;
}

void *asbi_alloc_array(memory *m, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    return asbi_alloc(m, count * size);
}

void asbi_release(memory *m, void *block, size_t size) {
    if (block == NULL) return;
    m->resize(m->self, block, real_size(size), 0);
    m->used -= real_size(size);
}

static uint32_t next_capacity(uint32_t capacity, uint32_t need, uint32_t most) {
    uint32_t next = capacity > most / 2 ? most : capacity * 2;

    if (next < FIRST_CAPACITY) next = FIRST_CAPACITY;
    if (next < need) next = need;
    return next > most ? most : next;
}

/* The array's pointer is copied in and out, because its type is the caller's and not `void *`. */
int32_t asbi_grow(memory *m, void *array_pointer, uint32_t *capacity, uint64_t need, size_t size, uint32_t most) {
    uint32_t before = *capacity;
    int32_t status = asbi_grow_room(m, array_pointer, capacity, need, size, most);
    char *array;

    if (*capacity == before) return status;
    memcpy(&array, array_pointer, sizeof array);
    memset(array + before * size, 0, (*capacity - before) * size);
    return status;
}

int32_t asbi_grow_room(memory *m, void *array_pointer, uint32_t *capacity, uint64_t need, size_t size, uint32_t most) {
    uint32_t next;
    void *array;

    if (need <= *capacity) return ASB_OK;
    if (need > most) return ASB_ELIMIT;
    next = next_capacity(*capacity, (uint32_t)need, most);
    if (size != 0 && next > SIZE_MAX / size) return ASB_ENOMEM;
    memcpy(&array, array_pointer, sizeof array);
    array = asbi_resize(m, array, *capacity * size, next * size);
    if (array == NULL) return ASB_ENOMEM;
    memcpy(array_pointer, &array, sizeof array);
    *capacity = next;
    return ASB_OK;
}

/* A block that cannot be made smaller stays as it is. */
void asbi_fit(memory *m, void *array_pointer, uint32_t *capacity, uint32_t count, size_t size) {
    void *array, *cut = NULL;

    if (count == *capacity) return;
    memcpy(&array, array_pointer, sizeof array);
    if (count == 0)
        asbi_release(m, array, *capacity * size);
    else if ((cut = asbi_resize(m, array, *capacity * size, count * size)) == NULL)
        return;
    memcpy(array_pointer, &cut, sizeof cut);
    *capacity = count;
}
