/* Finding what may match: the cases that share a key of the index with the report, each weighed once. A key that very many cases have says nothing by itself, and is passed
 * over: those among them that match share another. */
#include "match.h"
#include "../base/container.h"
#include "../base/similar.h"
#include <string.h>

enum { MOST_BY_NAME = 128, MOST_BY_WHOLE_NAME = 512, MOST_BY_ADDRESS = 1024, MOST_BY_POSTCODE = 4096 };

/* Cases found so far, each once. */
typedef struct candidates {
    const key_index *index;
    arena *a;
    uint32_t *items, *slots; /* slots: number + 1 */
    uint32_t count, capacity, slot_count;
    uint32_t by_place, by_name; /* so many of the first were found by these */
    int32_t status;
} candidates;

/* ---- a set of cases */

static uint32_t slot_of(const candidates *c, uint32_t number) {
    uint32_t mask = c->slot_count - 1, at = number * 2654435769u >> 7 & mask;
    while (c->slots[at] && c->slots[at] != number + 1) at = (at + 1) & mask;
    return at;
}

/* Room for so many more: the arena keeps the smaller ones until the question is answered, together no more than twice as much. */
static void make_room(candidates *c, uint32_t more) {
    uint64_t need = (uint64_t)c->count + more;
    if (c->status || need <= c->capacity) return;
    uint32_t capacity = MAX_OF(c->capacity, 256u);
    while (capacity < need) capacity *= 2;
    uint32_t *items = asbi_arena_array(c->a, capacity, sizeof *items), *slots = asbi_arena_array(c->a, (size_t)capacity * 2, sizeof *slots);
    if (!items || !slots) {
        c->status = ASB_ENOMEM;
        return;
    }
    for (uint32_t i = 0; i < c->count; i++) items[i] = c->items[i];
    c->items = items;
    c->slots = slots;
    c->capacity = capacity;
    c->slot_count = capacity * 2;
    for (uint32_t i = 0; i < c->count; i++) slots[slot_of(c, items[i])] = items[i] + 1;
}

static void take(candidates *c, uint32_t number) {
    uint32_t at = slot_of(c, number);
    if (c->slots[at]) return;
    c->slots[at] = number + 1;
    c->items[c->count++] = number;
}

static void take_all(candidates *c, uint32_t key, uint32_t most) {
    uint32_t one;
    const uint32_t *cases;
    uint32_t count = key ? asbi_index_find(c->index, key, &one, &cases) : 0;
    if (!count || count > most) return;
    make_room(c, count);
    for (uint32_t i = 0; i < count && !c->status; i++) take(c, cases[i]);
}

/* ---- by what is looked for */

static void take_place(candidates *c, const side_place *p) {
    take_all(c, asbi_key_of_uprn(p->uprn), UINT32_MAX);
    take_all(c, asbi_key_of_postcode(p->postcode), MOST_BY_POSTCODE);
}

static void take_address(candidates *c, const side_place *p) {
    take_all(c, asbi_key_of_address(p->address), MOST_BY_ADDRESS);
}

static void take_places(candidates *c, const side *s, void (*take_one)(candidates *c, const side_place *p)) {
    for (uint32_t i = 0; i < s->people_count; i++)
        if (s->people[i].as) take_one(c, &s->people[i].home);
    for (uint32_t i = 0; i < s->event_count; i++) take_one(c, &s->events[i].at);
}

static void take_name(candidates *c, const compared_name *name) {
    uint32_t keys[MOST_NAME_KEYS], count = asbi_keys_of_name(name, keys);
    for (uint32_t i = 0; i < count; i++) take_all(c, keys[i], i ? MOST_BY_NAME : MOST_BY_WHOLE_NAME);
}

/* First those that share a home or postcode, then those with a like name, then those that have nothing but a like address. */
static void take_side(candidates *c, const side *s) {
    take_places(c, s, take_place);
    c->by_place = c->count;
    for (uint32_t i = 0; i < s->people_count; i++)
        if (s->people[i].as) take_name(c, &s->people[i].name);
    c->by_name = c->count;
    take_places(c, s, take_address);
}

/* ---- weighing */

static int is_name_alike(const side *mine, const compared_name *name) {
    int single;
    for (uint32_t i = 0; i < mine->people_count; i++)
        if (mine->people[i].as && asbi_name_compare(&mine->people[i].name, name, &single) < NAME_OTHER) return 1;
    return 0;
}

static int is_one_area(const side *mine, text postcode) {
    size_t at = 0;
    text area = asbi_next_word(postcode, &at);
    for (uint32_t i = 0; i < mine->people_count; i++) {
        const side_place *home = &mine->people[i].home;
        if (mine->people[i].as && home->postcode.length > area.length && home->postcode.at[area.length] == ' ' &&
            !memcmp(home->postcode.at, area.at, area.length))
            return 1;
    }
    return 0;
}

/* Every street name is in every town. Of the cases with a like address only those can match that are not known to be in another one: where somebody's home is not
 * known, or is in the area of somebody here. */
static int may_be_there(const match_keys *k, const side *mine, uint32_t number) {
    const key_block *b = k->blocks[number];
    int known = 0;
    for (uint32_t i = 0; i < mine->people_count; i++) known |= mine->people[i].as && mine->people[i].home.postcode.length;
    if (!known) return 1;
    for (uint32_t i = 0; i < b->party_count; i++) {
        uint32_t postcode = asbi_place_postcode(k, b->parties[i].place);
        if (b->parties[i].as && (!postcode || is_one_area(mine, asbi_book_text(&k->postcodes, postcode)))) return 1;
    }
    return !b->party_count;
}

/* Of those that share a key of a name, most have another name after all: that is seen without looking at anything else of them. */
static int may_be_them(const match_keys *k, const side *mine, uint32_t number) {
    const key_block *b = k->blocks[number];
    compared_name name;
    for (uint32_t i = 0; i < b->party_count; i++) {
        if (!b->parties[i].as || !asbi_is_named(k, b->parties[i].name)) continue;
        asbi_name_split(&name, asbi_book_text(&k->names, b->parties[i].name));
        if (is_name_alike(mine, &name)) return 1;
    }
    return 0;
}

static int may_match(const candidates *c, const match_keys *k, const side *mine, uint32_t i) {
    if (i < c->by_place) return 1;
    return (i < c->by_name && may_be_them(k, mine, c->items[i])) || may_be_there(k, mine, c->items[i]);
}

/* Told to the processor some way ahead: the cases lie far apart. */
static void fetch_ahead(const candidates *c, const match_keys *k, uint32_t i) {
    enum { FAR = 16, MIDDLE = 8, CLOSE = 4 };
    if (i + FAR < c->count) FETCH(&k->blocks[c->items[i + FAR]]);
    if (i + MIDDLE < c->count) FETCH(k->blocks[c->items[i + MIDDLE]]);
    const key_block *b = i + CLOSE < c->count ? k->blocks[c->items[i + CLOSE]] : NULL;
    for (uint32_t n = 0; b && n < b->party_count && n < CLOSE; n++) {
        if (b->parties[n].name) FETCH(&k->names.entries[b->parties[n].name - 1]);
        if (b->parties[n].place) FETCH(&k->places.entries[b->parties[n].place - 1]);
    }
}

static int32_t weigh(suggestion *out, uint32_t *count, const query *q, arena *room, const side *mine, uint32_t number) {
    const match_keys *k = &q->l->keys;
    side theirs;
    arena_mark mark = asbi_arena_mark(room);
    int32_t status = asbi_side_of_block(&theirs, room, k, k->blocks[number]);
    *count = status ? 0 : asbi_weigh_case(k, mine, &theirs, out);
    for (uint32_t i = 0; i < *count; i++) out[i].number = number;
    asbi_arena_rewind(room, mark);
    return status;
}

static int is_asked(const query *q, const suggestion *s) {
    return s->strength >= q->strength && (q->reasons & 1u << s->reason);
}

static int32_t keep(suggestion **all, uint32_t *count, uint32_t *capacity, const query *q, const suggestion *s) {
    suggestion *more = asbi_arena_more(q->a, *all, *count, capacity, 64, sizeof *more);
    if (!more) return ASB_ENOMEM;
    *all = more;
    (*all)[(*count)++] = *s;
    return ASB_OK;
}

static int32_t weigh_all(suggestion **out, uint32_t *count, const query *q, const side *mine, uint32_t self, const candidates *c) {
    suggestion found[REASON_COUNT];
    uint32_t capacity = 0, some;
    arena room;
    int32_t status = c->status;
    asbi_arena_init(&room, q->l->memory);
    for (uint32_t i = 0; i < c->count && !status; i++) {
        fetch_ahead(c, &q->l->keys, i);
        if (c->items[i] == self || !asbi_query_row_of_case(q, c->items[i]) || !may_match(c, &q->l->keys, mine, i)) continue;
        status = weigh(found, &some, q, &room, mine, c->items[i]);
        for (uint32_t k = 0; k < some && !status; k++)
            if (is_asked(q, &found[k])) status = keep(out, count, &capacity, q, &found[k]);
    }
    asbi_arena_free(&room);
    return status;
}

int32_t asbi_match_find(suggestion **out, uint32_t *count, const query *q, const side *mine, uint32_t self) {
    candidates c = {.index = &q->l->keys.index, .a = q->a};
    *out = NULL;
    *count = 0;
    take_side(&c, mine);
    return weigh_all(out, count, q, mine, self, &c);
}
