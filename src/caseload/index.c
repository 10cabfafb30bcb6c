/* The index of keys.
 *
 * Method. Open addressing; a key's place is where it lies between the least and the greatest, so that a table can be of any size and grows by a quarter. Most keys have one
 * case, which stands in the slot; the others have lists, of which the short ones are in their head. What is removed leaves nothing behind: those after it move up. */
#include "index.h"
#include "book.h"
#include <asb/error.h>
#include <string.h>

#define IN_LIST 0x80000000u
enum { FIRST_SLOTS = 64, FEW = 2 };

void asbi_index_init(key_index *x, memory *m) {
    memset(x, 0, sizeof *x);
    x->memory = m;
}

void asbi_index_free(key_index *x) {
    for (uint32_t i = 0; i < x->list_count; i++)
        if (x->lists[i].capacity > FEW) asbi_release(x->memory, x->lists[i].cases.many, x->lists[i].capacity * sizeof(uint32_t));
    asbi_release(x->memory, x->lists, x->list_capacity * sizeof *x->lists);
    asbi_release(x->memory, x->slots, x->slot_count * sizeof *x->slots);
    asbi_index_init(x, x->memory);
}

static uint32_t home_of(uint32_t key, uint32_t slot_count) {
    return (uint32_t)((uint64_t)key * slot_count >> 32);
}

static uint32_t after(uint32_t at, uint32_t slot_count) {
    return at + 1 == slot_count ? 0 : at + 1;
}

static uint32_t slot_of(const key_slot *slots, uint32_t slot_count, uint32_t key) {
    uint32_t at = home_of(key, slot_count);
    while (slots[at].value && slots[at].key != key) at = after(at, slot_count);
    return at;
}

static key_slot *find(const key_index *x, uint32_t key) {
    if (!x->slot_count) return NULL;
    key_slot *s = &x->slots[slot_of(x->slots, x->slot_count, key)];
    return s->value ? s : NULL;
}

static uint32_t *cases_of(key_list *l) {
    return l->capacity > FEW ? l->cases.many : l->cases.few;
}

static key_list *list_of(const key_index *x, const key_slot *s) {
    return &x->lists[(s->value & ~IN_LIST) - 1];
}

/* ---- room */

/* At most four fifths are in use. */
static int32_t make_slots(key_index *x, uint32_t more) {
    uint64_t need = ((uint64_t)x->used + more) * 5 / 4 + 1, to = x->slot_count + x->slot_count / 4u;
    if (need <= x->slot_count) return ASB_OK;
    if (to < need) to = need;
    if (to < FIRST_SLOTS) to = FIRST_SLOTS;
    if (to > UINT32_MAX) return ASB_ELIMIT;
    key_slot *slots = asbi_alloc_array(x->memory, (size_t)to, sizeof *slots);
    if (!slots) return ASB_ENOMEM;
    for (uint32_t i = 0; i < x->slot_count; i++)
        if (x->slots[i].value) slots[slot_of(slots, (uint32_t)to, x->slots[i].key)] = x->slots[i];
    asbi_release(x->memory, x->slots, x->slot_count * sizeof *slots);
    x->slots = slots;
    x->slot_count = (uint32_t)to;
    return ASB_OK;
}

/* Room for one more in a list: by a quarter. */
static int32_t grow_list(memory *m, key_list *l) {
    if (l->count < l->capacity) return ASB_OK;
    uint64_t to = l->capacity + l->capacity / 4u + 1;
    if (to > UINT32_MAX) return ASB_ELIMIT;
    uint32_t *many = l->capacity > FEW ? asbi_resize(m, l->cases.many, l->capacity * sizeof *many, (size_t)to * sizeof *many)
                                       : asbi_alloc_array(m, (size_t)to, sizeof *many);
    if (!many) return ASB_ENOMEM;
    if (l->capacity <= FEW) memcpy(many, l->cases.few, l->count * sizeof *many);
    l->cases.many = many;
    l->capacity = (uint32_t)to;
    return ASB_OK;
}

int32_t asbi_index_reserve(key_index *x, const uint32_t *keys, uint32_t count) {
    uint32_t lists = 0;
    int32_t status = make_slots(x, count);
    for (uint32_t i = 0; i < count && !status; i++) {
        key_slot *s = find(x, keys[i]);
        if (s && (s->value & IN_LIST))
            status = grow_list(x->memory, list_of(x, s));
        else
            lists += s != NULL;
    }
    if (status || lists <= x->free_count) return status;
    return asbi_grow_slowly(x->memory, &x->lists, &x->list_capacity, (uint64_t)x->list_count + lists - x->free_count, sizeof *x->lists);
}

/* ---- adding */

static uint32_t new_list(key_index *x) {
    uint32_t number = x->free;
    if (!number) return ++x->list_count;
    x->free = x->lists[number - 1].cases.few[0];
    x->free_count--;
    return number;
}

void asbi_index_add(key_index *x, uint32_t key, uint32_t number) {
    key_slot *s = &x->slots[slot_of(x->slots, x->slot_count, key)];
    if (!s->value) {
        *s = (key_slot){key, number + 1};
        x->used++;
        return;
    }
    if (!(s->value & IN_LIST)) {
        uint32_t list = new_list(x);
        x->lists[list - 1] = (key_list){.count = 1, .capacity = FEW, .cases = {.few = {s->value - 1, 0}}};
        s->value = list | IN_LIST;
    }
    key_list *l = list_of(x, s);
    cases_of(l)[l->count++] = number;
}

/* ---- removing */

static void close_hole(key_index *x, uint32_t hole) {
    uint32_t n = x->slot_count;
    for (uint32_t at = after(hole, n); x->slots[at].value; at = after(at, n)) {
        uint32_t home = home_of(x->slots[at].key, n);
        if ((at + n - home) % n < (at + n - hole) % n) continue;
        x->slots[hole] = x->slots[at];
        hole = at;
    }
    x->slots[hole] = (key_slot){0, 0};
    x->used--;
}

/* One is left: it stands in the slot again. */
static void drop_list(key_index *x, key_slot *s) {
    uint32_t number = s->value & ~IN_LIST;
    key_list *l = &x->lists[number - 1];
    s->value = cases_of(l)[0] + 1;
    if (l->capacity > FEW) asbi_release(x->memory, l->cases.many, l->capacity * sizeof(uint32_t));
    *l = (key_list){.cases = {.few = {x->free, 0}}};
    x->free = number;
    x->free_count++;
}

void asbi_index_remove(key_index *x, uint32_t key, uint32_t number) {
    key_slot *s = find(x, key);
    if (!s) return;
    if (!(s->value & IN_LIST)) {
        if (s->value == number + 1) close_hole(x, (uint32_t)(s - x->slots));
        return;
    }
    key_list *l = list_of(x, s);
    uint32_t *cases = cases_of(l), i = 0;
    while (i < l->count && cases[i] != number) i++;
    if (i == l->count) return;
    cases[i] = cases[--l->count];
    cases[l->count] = 0;
    if (l->count == 1) drop_list(x, s);
}

uint32_t asbi_index_find(const key_index *x, uint32_t key, uint32_t *one, const uint32_t **cases) {
    const key_slot *s = find(x, key);
    *cases = one;
    if (!s) return 0;
    if (s->value & IN_LIST) {
        *cases = cases_of(list_of(x, s));
        return list_of(x, s)->count;
    }
    *one = s->value - 1;
    return 1;
}
