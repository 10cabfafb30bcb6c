/* Interning with open addressing and linear probing, at most half full.
 *
 * The hash is seeded with the address of the table, which a writer of hostile texts does not know; as numbers are given in
 * order of arrival, nothing that can be seen from outside depends on it. */
#include "intern.h"

#include <asb/error.h>
#include <string.h>

enum { FIRST_SLOTS = 32 };

void asbi_intern_init(intern *in, arena *a) {
    memset(in, 0, sizeof *in);
    in->arena = a;
    in->memory = a->memory;
}

void asbi_intern_free(intern *in) {
    asbi_release(in->memory, in->texts, in->capacity * sizeof *in->texts);
    asbi_release(in->memory, in->slots, in->slot_count * sizeof *in->slots);
    asbi_intern_init(in, in->arena);
}

static uint64_t mix(uint64_t hash, uint64_t bytes) {
    hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* The bytes that are left, up to eight, as a number. Copying what may be 1 to 7 bytes would be a call. */
static uint64_t rest_of(const char *at, size_t length) {
    uint64_t bytes = 0;

    if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, at, 4);
        memcpy(&last, at + length - 4, 4);
        return (uint64_t)first << 32 | last;
    }
    for (size_t i = 0; i < length; i++) bytes = bytes << 8 | (unsigned char)at[i];
    return bytes;
}

static uint32_t hash_of(const uint32_t *slots, text t) {
    uint64_t hash = mix((uint64_t)(uintptr_t)slots, t.length), bytes;
    size_t at = 0;

    for (; t.length - at > sizeof bytes; at += sizeof bytes) {
        memcpy(&bytes, t.at + at, sizeof bytes);
        hash = mix(hash, bytes);
    }
    return (uint32_t)(mix(mix(hash, rest_of(t.at + at, t.length - at)), 0) >> 32);
}

/* The slot where it is, or the empty one where it belongs. */
static uint32_t *slot_of(const intern *in, uint32_t *slots, uint32_t slot_count, text t) {
    uint32_t mask = slot_count - 1, at = hash_of(slots, t) & mask;

    while (slots[at] != 0 && !asbi_text_equal(in->texts[slots[at] - 1], t)) at = (at + 1) & mask;
    return &slots[at];
}

static int make_slots(intern *in) {
    uint32_t slot_count = in->slot_count == 0 ? FIRST_SLOTS : in->slot_count * 2;
    uint32_t *slots = slot_count == 0 ? NULL : asbi_alloc_array(in->memory, slot_count, sizeof *slots);

    if (slots == NULL) return 0;
    for (uint32_t i = 0; i < in->count; i++) *slot_of(in, slots, slot_count, in->texts[i]) = i + 1;
    asbi_release(in->memory, in->slots, in->slot_count * sizeof *slots);
    in->slots = slots;
    in->slot_count = slot_count;
    return 1;
}

uint32_t asbi_intern_find(const intern *in, text t) {
    if (in->slot_count == 0 || t.length > in->longest) return 0;
    return *slot_of(in, in->slots, in->slot_count, t);
}

uint32_t asbi_intern_add(intern *in, text t) {
    uint32_t number = asbi_intern_find(in, t);
    char *copy;

    if (number != 0) return number;
    if (asbi_grow(in->memory, &in->texts, &in->capacity, (uint64_t)in->count + 1, sizeof *in->texts, UINT32_MAX) != ASB_OK) return 0;
    if (in->count >= in->slot_count / 2 && !make_slots(in)) return 0;
    copy = asbi_arena_text(in->arena, t.at, t.length);
    if (copy == NULL) return 0;
    in->texts[in->count] = (text){copy, t.length};
    *slot_of(in, in->slots, in->slot_count, t) = ++in->count;
    if (t.length > in->longest) in->longest = t.length;
    return in->count;
}

text asbi_intern_text(const intern *in, uint32_t number) {
    return number == 0 || number > in->count ? (text){NULL, 0} : in->texts[number - 1];
}
