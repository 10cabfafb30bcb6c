/* Memory: the one place where the library allocates.
 *
 * Every block goes through the engine's hook, with its old and new size, so that a host can count, bound and fail it.
 * Nothing here aborts: a NULL (or ASB_ENOMEM) travels up, and the caller's object stays as it was. */
#ifndef ASBI_MEMORY_H
#define ASBI_MEMORY_H

#include <stddef.h>
#include <stdint.h>

typedef struct memory {
    void *(*resize)(void *self, void *block, size_t old_size, size_t new_size); /* new_size 0 frees and gives NULL */
    void *self;
    uint64_t used;  /* bytes handed out now */
    uint64_t peak;  /* the most there ever were */
    uint64_t limit; /* more than this is refused; 0: no limit */
} memory;

/* The default: realloc and free of the C library. */
void *asbi_memory_libc(void *self, void *block, size_t old_size, size_t new_size);

/* A block of `size` bytes (at least 1), all zero; NULL where there is none. */
void *asbi_alloc(memory *m, size_t size);

/* `count` items of `size` bytes, all zero; NULL where the product overflows or there is no memory. */
void *asbi_alloc_array(memory *m, size_t count, size_t size);

/* Resize; on failure NULL, and the old block stays. New bytes are not zeroed. */
void *asbi_resize(memory *m, void *block, size_t old_size, size_t new_size);

/* Give back a block of the size it was asked with. NULL does nothing. */
void asbi_release(memory *m, void *block, size_t size);

/* Make room for `need` items in *array (of *capacity items of `size` bytes), at least doubling; `most` bounds the capacity.
 * ASB_OK, ASB_ENOMEM or ASB_ELIMIT; on failure nothing has changed. New items are zero. */
int32_t asbi_grow(memory *m, void *array_pointer, uint32_t *capacity, uint64_t need, size_t size, uint32_t most);

/* The same, and new items are whatever they are: for what is filled as it comes. */
int32_t asbi_grow_room(memory *m, void *array_pointer, uint32_t *capacity, uint64_t need, size_t size, uint32_t most);

/* Cut *array to `count` items, where there is room for more; to NULL for none. */
void asbi_fit(memory *m, void *array_pointer, uint32_t *capacity, uint32_t count, size_t size);

#endif
