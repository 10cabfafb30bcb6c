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

static uint64_t eight_at(const char *at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

static uint64_t four_at(const char *at) {
    uint32_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* All bytes of a text of up to eight, as a number; those in the middle may be in it twice. Copying just so many would be a call. */
static uint64_t short_text(text t) {
    if (t.length >= 4) return four_at(t.at) << 32 | four_at(t.at + t.length - 4);
    if (t.length == 0) return 0;
    return (uint64_t)(unsigned char)t.at[0] << 16 | (uint64_t)(unsigned char)t.at[t.length / 2] << 8 | (unsigned char)t.at[t.length - 1];
}

static uint32_t hash_of(const uint32_t *slots, text t) {
    uint64_t hash = (uint64_t)(uintptr_t)slots ^ (uint64_t)t.length << 40;

    if (t.length < 8) return (uint32_t)(mix(hash, short_text(t)) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
    for (size_t at = 0; at + 8 < t.length; at += 8) hash = mix(hash, eight_at(t.at + at));
    return (uint32_t)(mix(hash, eight_at(t.at + t.length - 8)) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* The slot where it is, or the empty one where it belongs. */
static uint32_t *slot_of(const intern *in, uint32_t *slots, uint32_t slot_count, text t) {
    uint32_t mask = slot_count - 1, at = hash_of(slots, t) & mask;

    while (slots[at] != 0 && !asbi_text_same(in->texts[slots[at] - 1], t)) at = (at + 1) & mask;
    return &slots[at];
}

static int make_slots(intern *in, uint32_t slot_count) {
    uint32_t *slots = slot_count == 0 ? NULL : asbi_alloc_array(in->memory, slot_count, sizeof *slots);

    if (slots == NULL) return 0;
    for (uint32_t i = 0; i < in->count; i++) *slot_of(in, slots, slot_count, in->texts[i]) = i + 1;
    asbi_release(in->memory, in->slots, in->slot_count * sizeof *slots);
    in->slots = slots;
    in->slot_count = slot_count;
    return 1;
}

int asbi_intern_reserve(intern *in, uint32_t count) {
    uint32_t slot_count = FIRST_SLOTS;

    while (slot_count / 2 < count && slot_count < UINT32_MAX / 4) slot_count *= 2;
    if (asbi_grow_room(in->memory, &in->texts, &in->capacity, count, sizeof *in->texts, UINT32_MAX) != ASB_OK) return 0;
    return slot_count <= in->slot_count || make_slots(in, slot_count);
}

uint32_t asbi_intern_find(const intern *in, text t) {
    if (in->slot_count == 0 || t.length > in->longest) return 0;
    return *slot_of(in, in->slots, in->slot_count, t);
}

/* Room for one more text. */
static int make_room(intern *in) {
    if (asbi_grow_room(in->memory, &in->texts, &in->capacity, (uint64_t)in->count + 1, sizeof *in->texts, UINT32_MAX) != ASB_OK) return 0;
    return in->count < in->slot_count / 2 || make_slots(in, in->slot_count == 0 ? FIRST_SLOTS : in->slot_count * 2);
}

/* One that is not in here, into its slot. */
static uint32_t put(intern *in, text t) {
    in->texts[in->count] = t;
    *slot_of(in, in->slots, in->slot_count, t) = ++in->count;
    if (t.length > in->longest) in->longest = t.length;
    return in->count;
}

uint32_t asbi_intern_add(intern *in, text t) {
    uint32_t number = asbi_intern_find(in, t);
    char *copy;

    if (number != 0) return number;
    copy = make_room(in) ? asbi_arena_text(in->arena, t.at, t.length) : NULL;
    return copy == NULL ? 0 : put(in, (text){copy, t.length});
}

uint32_t asbi_intern_add_lasting(intern *in, text t) {
    uint32_t number = asbi_intern_find(in, t);

    if (number != 0) return number;
    return make_room(in) ? put(in, t) : 0;
}

text asbi_intern_text(const intern *in, uint32_t number) {
    return number == 0 || number > in->count ? (text){NULL, 0} : in->texts[number - 1];
}
