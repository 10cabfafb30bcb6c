/* Books: texts with numbers, each text once, for as long as it is used. Unlike interned texts (base/intern.h) they go again: the last use that ends takes the text out of
 * memory, for these are names and addresses, and who was erased is to be gone. */
#ifndef ASBI_BOOK_H
#define ASBI_BOOK_H

#include "../base/memory.h"
#include "../base/text.h"

/* Texts lie in chunks, in pieces of eight bytes; what was left is overwritten, and kept for a text of its size. */
enum { HEAP_UNIT = 8, HEAP_CHUNK = 65536, HEAP_CLASSES = 66, MOST_BOOK_TEXT = 500 };

typedef struct text_heap {
    memory *memory;
    char **chunks;
    uint32_t count, capacity;
    uint32_t next;               /* the first unit that was never given; 0 is none */
    uint32_t left[HEAP_CLASSES]; /* by size in units: the first that was left */
} text_heap;

typedef struct book_entry {
    uint32_t at;   /* in the heap; of one that is free, the next free one */
    uint32_t uses; /* 0: free */
    uint32_t tag;  /* the owner's */
} book_entry;

typedef struct book {
    text_heap *heap;
    book_entry *entries; /* [number - 1] */
    uint32_t count, capacity, free, live;
    uint32_t *slots; /* open addressing: numbers, or 0 */
    uint32_t slot_count;
} book;

void asbi_heap_init(text_heap *h, memory *m);
void asbi_heap_free(text_heap *h);

void asbi_book_init(book *b, text_heap *heap);
void asbi_book_free(book *b);
uint32_t asbi_book_take(book *b, text t);       /* one use more; 0: no memory. Of at most MOST_BOOK_TEXT bytes */
void asbi_book_keep(book *b, uint32_t number);  /* one use more of what is there */
void asbi_book_leave(book *b, uint32_t number); /* one use less; 0 does nothing */
uint32_t asbi_book_find(const book *b, text t); /* 0: not in here */
text asbi_book_text(const book *b, uint32_t number);
/* Where its text lies, to be told to the processor. */
static inline const char *asbi_book_place(const book *b, uint32_t number) {
    enum { UNITS = HEAP_CHUNK / HEAP_UNIT };
    uint32_t at = b->entries[number - 1].at;
    return b->heap->chunks[at / UNITS] + (size_t)(at % UNITS) * HEAP_UNIT;
}
static inline uint32_t asbi_book_uses(const book *b, uint32_t number) {
    return number ? b->entries[number - 1].uses : 0;
}

/* Room for `need` items, growing by a quarter. As asbi_grow(). */
int32_t asbi_grow_slowly(memory *m, void *array_pointer, uint32_t *capacity, uint64_t need, size_t size);

#endif
