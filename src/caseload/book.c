/* Books of texts, and the heap they lie in. */
#include "book.h"
#include "../base/similar.h"
#include <asb/error.h>
#include <string.h>

enum { CHUNK_UNITS = HEAP_CHUNK / HEAP_UNIT, FIRST_SLOTS = 64 };

int32_t asbi_grow_slowly(memory *m, void *array_pointer, uint32_t *capacity, uint64_t need, size_t size) {
    void *block;
    if (need <= *capacity) return ASB_OK;
    uint64_t to = *capacity + *capacity / 4u + 4u;
    if (to < need) to = need;
    if (to > UINT32_MAX || to > SIZE_MAX / size) return ASB_ELIMIT;
    memcpy(&block, array_pointer, sizeof block);
    block = asbi_resize(m, block, *capacity * size, (size_t)to * size);
    if (!block) return ASB_ENOMEM;
    memset((char *)block + *capacity * size, 0, (size_t)(to - *capacity) * size);
    memcpy(array_pointer, &block, sizeof block);
    *capacity = (uint32_t)to;
    return ASB_OK;
}

/* ---- the heap */

void asbi_heap_init(text_heap *h, memory *m) {
    memset(h, 0, sizeof *h);
    h->memory = m;
}

void asbi_heap_free(text_heap *h) {
    for (uint32_t i = 0; i < h->count; i++) asbi_release(h->memory, h->chunks[i], HEAP_CHUNK);
    asbi_release(h->memory, h->chunks, h->capacity * sizeof *h->chunks);
    asbi_heap_init(h, h->memory);
}

static char *place_of(const text_heap *h, uint32_t at) {
    return h->chunks[at / CHUNK_UNITS] + (size_t)(at % CHUNK_UNITS) * HEAP_UNIT;
}

static int32_t add_chunk(text_heap *h) {
    if (h->count >= UINT32_MAX / CHUNK_UNITS) return ASB_ELIMIT;
    int32_t status = asbi_grow_slowly(h->memory, &h->chunks, &h->capacity, (uint64_t)h->count + 1, sizeof *h->chunks);
    if (status) return status;
    h->chunks[h->count] = asbi_alloc(h->memory, HEAP_CHUNK);
    if (!h->chunks[h->count]) return ASB_ENOMEM;
    h->next = h->count++ * CHUNK_UNITS;
    if (!h->next) h->next = 1;
    return ASB_OK;
}

static uint32_t units_of(size_t length) {
    return (uint32_t)((length + 2 + HEAP_UNIT - 1) / HEAP_UNIT);
}

/* 0: no memory. The rest of a chunk that is too small for a text is lost. */
static uint32_t heap_take(text_heap *h, uint32_t units) {
    uint32_t at = h->left[units];
    if (at) {
        memcpy(&h->left[units], place_of(h, at), sizeof at);
        return at;
    }
    if (!h->count || h->next + units > h->count * CHUNK_UNITS)
        if (add_chunk(h)) return 0;
    at = h->next;
    h->next += units;
    return at;
}

static void heap_leave(text_heap *h, uint32_t at, uint32_t units) {
    char *place = place_of(h, at);
    memset(place, 0, (size_t)units * HEAP_UNIT);
    memcpy(place, &h->left[units], sizeof h->left[units]);
    h->left[units] = at;
}

static text heap_text(const text_heap *h, uint32_t at) {
    const char *place = place_of(h, at);
    uint16_t length;
    memcpy(&length, place, sizeof length);
    return (text){place + 2, length};
}

/* ---- books */

void asbi_book_init(book *b, text_heap *heap) {
    memset(b, 0, sizeof *b);
    b->heap = heap;
}

void asbi_book_free(book *b) {
    memory *m = b->heap->memory;
    asbi_release(m, b->entries, b->capacity * sizeof *b->entries);
    asbi_release(m, b->slots, b->slot_count * sizeof *b->slots);
    asbi_book_init(b, b->heap);
}

text asbi_book_text(const book *b, uint32_t number) {
    return number ? heap_text(b->heap, b->entries[number - 1].at) : (text){"", 0};
}

static uint32_t home_of(text t, uint32_t slot_count) {
    return (uint32_t)asbi_mix_bytes(2, t.at, t.length) & (slot_count - 1);
}

/* Where it is, or where it belongs. */
static uint32_t slot_of(const book *b, const uint32_t *slots, uint32_t slot_count, text t) {
    uint32_t at = home_of(t, slot_count);
    while (slots[at] && !asbi_text_equal(asbi_book_text(b, slots[at]), t)) at = (at + 1) & (slot_count - 1);
    return at;
}

uint32_t asbi_book_find(const book *b, text t) {
    return b->slot_count ? b->slots[slot_of(b, b->slots, b->slot_count, t)] : 0;
}

/* At most three quarters are in use. */
static int32_t make_slots(book *b) {
    if (((uint64_t)b->live + 1) * 4 <= (uint64_t)b->slot_count * 3) return ASB_OK;
    uint32_t count = b->slot_count ? b->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots = count ? asbi_alloc_array(b->heap->memory, count, sizeof *slots) : NULL;
    if (!slots) return ASB_ENOMEM;
    for (uint32_t i = 1; i <= b->count; i++)
        if (b->entries[i - 1].uses) slots[slot_of(b, slots, count, asbi_book_text(b, i))] = i;
    asbi_release(b->heap->memory, b->slots, b->slot_count * sizeof *slots);
    b->slots = slots;
    b->slot_count = count;
    return ASB_OK;
}

static uint32_t put_text(book *b, text t) {
    uint16_t length = (uint16_t)t.length;
    uint32_t at = heap_take(b->heap, units_of(t.length));
    if (!at) return 0;
    char *place = place_of(b->heap, at);
    memset(place, 0, sizeof at);
    memcpy(place, &length, sizeof length);
    memcpy(place + 2, t.at, t.length);
    return at;
}

static uint32_t add(book *b, text t) {
    memory *m = b->heap->memory;
    if (make_slots(b)) return 0;
    if (!b->free && asbi_grow_slowly(m, &b->entries, &b->capacity, (uint64_t)b->count + 1, sizeof *b->entries)) return 0;
    uint32_t at = put_text(b, t), number = b->free ? b->free : b->count + 1;
    if (!at) return 0;
    if (b->free)
        b->free = b->entries[number - 1].at;
    else
        b->count++;
    b->entries[number - 1] = (book_entry){.at = at, .uses = 1};
    b->slots[slot_of(b, b->slots, b->slot_count, t)] = number;
    b->live++;
    return number;
}

uint32_t asbi_book_take(book *b, text t) {
    uint32_t number = asbi_book_find(b, t);
    if (!number) return add(b, t);
    b->entries[number - 1].uses++;
    return number;
}

void asbi_book_keep(book *b, uint32_t number) {
    if (number) b->entries[number - 1].uses++;
}

/* What comes after the hole moves up, where it may. */
static void close_hole(book *b, uint32_t hole) {
    uint32_t mask = b->slot_count - 1;
    for (uint32_t at = (hole + 1) & mask; b->slots[at]; at = (at + 1) & mask) {
        uint32_t home = home_of(asbi_book_text(b, b->slots[at]), b->slot_count);
        if (((at - home) & mask) < ((at - hole) & mask)) continue;
        b->slots[hole] = b->slots[at];
        hole = at;
    }
    b->slots[hole] = 0;
}

void asbi_book_leave(book *b, uint32_t number) {
    if (!number || --b->entries[number - 1].uses) return;
    text t = asbi_book_text(b, number);
    close_hole(b, slot_of(b, b->slots, b->slot_count, t));
    heap_leave(b->heap, b->entries[number - 1].at, units_of(t.length));
    b->entries[number - 1] = (book_entry){.at = b->free};
    b->free = number;
    b->live--;
}
