/* Cases by id and by time of writing. The order of ids is in catalogue_order.c, what may be written in admit.c. */
#include "catalogue.h"

#include "../base/container.h"
#include "checksum.h"
#include <asb/error.h>
#include <string.h>

enum { FETCH_MOST = 128, FIRST_SLOTS = 64, MOST_CASES = 1 << 30 };

void asbi_catalogue_init(catalogue *c, memory *m) {
    memset(c, 0, sizeof *c);
    c->memory = m;
    c->oldest = c->newest = NO_CASE;
    asbi_arena_init(&c->ids, m);
}

void asbi_catalogue_free(catalogue *c) {
    asbi_arena_free(&c->ids);
    asbi_release(c->memory, c->cases, c->capacity * sizeof *c->cases);
    asbi_release(c->memory, c->slots, c->slot_count * sizeof *c->slots);
    asbi_release(c->memory, c->order, c->order_capacity * sizeof *c->order);
    asbi_catalogue_init(c, c->memory);
}

/* ---- by id */

static uint32_t hash(const void *id, size_t length) {
    return (uint32_t)asbi_checksum(0, id, length);
}

static int is_id(const catalogued *k, asb_bytes id) {
    return k->id_length == id.length && (!id.length || memcmp(k->id, id.data, id.length) == 0);
}

/* The slot that holds the id, or the empty one where it would go. */
static slot *slot_of(const catalogue *c, asb_bytes id, uint32_t hashed) {
    uint32_t mask = c->slot_count - 1, at = hashed & mask;
    for (;; at = (at + 1) & mask) {
        slot *s = &c->slots[at];
        if (!s->number || (s->hash == hashed && is_id(&c->cases[s->number - 1], id))) return s;
    }
}

/* Those that stand before and after a case by time of writing are changed when it is written. */
static void fetch_neighbours(const catalogue *c, const catalogued *k) {
    FETCH(k->id);
    if (k->older != NO_CASE) FETCH(&c->cases[k->older]);
    if (k->newer != NO_CASE) FETCH(&c->cases[k->newer]);
}

/* The first with that hash, which is nearly always the one; 0: none. */
static uint32_t first_of(const catalogue *c, uint32_t hashed) {
    uint32_t mask = c->slot_count - 1, at = hashed & mask;
    while (c->slots[at].number && c->slots[at].hash != hashed) at = (at + 1) & mask;
    return c->slots[at].number;
}

/* Looking up one id after the other would wait for five places in memory each time. */
void asbi_catalogue_fetch(const catalogue *c, const asb_case_commit *cases, uint32_t count) {
    uint32_t found[FETCH_MOST];
    if (!c->slot_count) return;
    if (count > FETCH_MOST) count = FETCH_MOST;
    for (uint32_t i = 0; i < count; i++) {
        found[i] = hash(cases[i].id.data, cases[i].id.length);
        FETCH(&c->slots[found[i] & (c->slot_count - 1)]);
    }
    for (uint32_t i = 0; i < count; i++) {
        found[i] = first_of(c, found[i]);
        if (found[i]) FETCH(&c->cases[found[i] - 1]);
    }
    for (uint32_t i = 0; i < count; i++)
        if (found[i]) fetch_neighbours(c, &c->cases[found[i] - 1]);
}

uint32_t asbi_catalogue_find(const catalogue *c, asb_bytes id) {
    if (!c->slot_count) return NO_CASE;
    uint32_t number = slot_of(c, id, hash(id.data, id.length))->number - 1;
    return number != NO_CASE && c->cases[number].version ? number : NO_CASE;
}

int asbi_catalogue_knows(const catalogue *c, asb_bytes id) {
    return c->slot_count && slot_of(c, id, hash(id.data, id.length))->number != 0;
}

/* Of a case that is not there yet. */
static void put_slot(catalogue *c, uint32_t number, uint32_t hashed) {
    uint32_t mask = c->slot_count - 1, at = hashed & mask;
    while (c->slots[at].number) at = (at + 1) & mask;
    c->slots[at] = (slot){hashed, number + 1};
}

/* Never more than two thirds full. */
static int32_t widen(catalogue *c) {
    if ((uint64_t)c->count * 3 < (uint64_t)c->slot_count * 2) return ASB_OK;
    uint32_t count = c->slot_count ? c->slot_count * 2 : FIRST_SLOTS, old_count = c->slot_count;
    slot *slots = asbi_alloc_array(c->memory, count, sizeof *slots), *old = c->slots;
    if (!slots) return ASB_ENOMEM;
    c->slots = slots;
    c->slot_count = count;
    for (uint32_t i = 0; i < old_count; i++)
        if (old[i].number) put_slot(c, old[i].number - 1, old[i].hash);
    asbi_release(c->memory, old, old_count * sizeof *old);
    return ASB_OK;
}

static int32_t add(catalogue *c, asb_bytes id, uint32_t hashed) {
    if (id.length >= UINT32_MAX) return ASB_ELIMIT;
    int32_t status = asbi_grow(c->memory, &c->cases, &c->capacity, (uint64_t)c->count + 1, sizeof *c->cases, MOST_CASES);
    if (!status) status = widen(c);
    if (status) return status;
    const char *copy = asbi_arena_text(&c->ids, id.length ? id.data : "", id.length);
    if (!copy) return ASB_ENOMEM;
    c->cases[c->count] = (catalogued){.id = copy, .id_length = (uint32_t)id.length, .older = NO_CASE, .newer = NO_CASE};
    put_slot(c, c->count++, hashed);
    return ASB_OK;
}

int32_t asbi_catalogue_intern(catalogue *c, asb_bytes id, uint32_t *number) {
    uint32_t hashed = hash(id.data, id.length), known = c->slot_count ? slot_of(c, id, hashed)->number : 0;
    int32_t status = known ? ASB_OK : add(c, id, hashed);
    if (status) return status;
    *number = known ? known - 1 : c->count - 1;
    return ASB_OK;
}

/* ---- by time of writing */

static int is_after(moment a, moment b) {
    return a.commit != b.commit ? a.commit > b.commit : a.place > b.place;
}

static void unlink_case(catalogue *c, uint32_t number) {
    const catalogued *k = &c->cases[number];
    if (k->older != NO_CASE)
        c->cases[k->older].newer = k->newer;
    else if (c->oldest == number)
        c->oldest = k->newer;
    if (k->newer != NO_CASE)
        c->cases[k->newer].older = k->older;
    else if (c->newest == number)
        c->newest = k->older;
}

void asbi_catalogue_touch(catalogue *c, uint32_t number, moment when) {
    catalogued *k = &c->cases[number];
    unlink_case(c, number);
    k->written = when;
    k->newer = NO_CASE;
    k->older = c->newest;
    if (c->newest != NO_CASE)
        c->cases[c->newest].newer = number;
    else
        c->oldest = number;
    c->newest = number;
}

/* From the newest back: whoever follows a store asks about the last few. */
uint32_t asbi_catalogue_since(const catalogue *c, moment when) {
    uint32_t found = NO_CASE;
    if (!when.commit) return c->oldest;
    for (uint32_t i = c->newest; i != NO_CASE && is_after(c->cases[i].written, when); i = c->cases[i].older) found = i;
    return found;
}
