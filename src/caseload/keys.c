/* A case's block of keys: made of what was read, put in for the one before, taken out. */
#include "compare.h"
#include "keys.h"
#include <asb/error.h>
#include "../base/container.h"
#include <string.h>

/* Before its address, a place's text has what else it knows: the number of its postcode, and the property reference. */
enum { HAS_POSTCODE = 1, HAS_UPRN = 2, POSTCODE_BYTES = 4, UPRN_BYTES = 8, PLACE_HEAD = 1 + POSTCODE_BYTES + UPRN_BYTES };

void asbi_keys_init(match_keys *k, memory *m) {
    memset(k, 0, sizeof *k);
    asbi_heap_init(&k->heap, m);
    asbi_book_init(&k->names, &k->heap);
    asbi_book_init(&k->places, &k->heap);
    asbi_book_init(&k->postcodes, &k->heap);
    asbi_book_init(&k->ids, &k->heap);
    asbi_index_init(&k->index, m);
}

static size_t size_of(uint32_t parties, uint32_t events) {
    return sizeof(key_block) + (size_t)parties * sizeof(key_party) + (size_t)events * sizeof(key_event);
}

/* Overwritten first: the memory goes to somebody else. */
static void free_block(match_keys *k, key_block *b) {
    if (!b) return;
    size_t size = size_of(b->party_count, b->event_count);
    memset(b, 0, size);
    asbi_release(k->heap.memory, b, size);
}

void asbi_keys_free(match_keys *k, uint32_t cases) {
    memory *m = k->heap.memory;
    for (uint32_t i = 0; i < cases && i < k->capacity; i++) free_block(k, k->blocks[i]);
    asbi_release(m, k->blocks, k->capacity * sizeof *k->blocks);
    for (uint32_t i = 0; i < k->day_count; i++) asbi_release(m, k->days[i].events, k->days[i].capacity * sizeof(day_event));
    asbi_release(m, k->days, k->day_count * sizeof *k->days);
    asbi_index_free(&k->index);
    asbi_book_free(&k->names);
    asbi_book_free(&k->places);
    asbi_book_free(&k->postcodes);
    asbi_book_free(&k->ids);
    asbi_heap_free(&k->heap);
}

/* ---- places */

static size_t head_of(text t) {
    return 1u + (t.at[0] & HAS_POSTCODE ? POSTCODE_BYTES : 0) + (t.at[0] & HAS_UPRN ? UPRN_BYTES : 0);
}

text asbi_place_address(const match_keys *k, uint32_t place) {
    text t = asbi_book_text(&k->places, place);
    size_t head = place ? head_of(t) : 0;
    return (text){t.at + head, t.length - head};
}

uint64_t asbi_place_uprn(const match_keys *k, uint32_t place) {
    uint64_t uprn = 0;
    text t = asbi_book_text(&k->places, place);
    if (place && (t.at[0] & HAS_UPRN)) memcpy(&uprn, t.at + head_of(t) - UPRN_BYTES, sizeof uprn);
    return uprn;
}

static size_t put_head(char *to, uint32_t code, uint64_t uprn) {
    size_t at = 1;
    to[0] = (char)((code ? HAS_POSTCODE : 0) | (uprn ? HAS_UPRN : 0));
    if (code) memcpy(to + at, &code, POSTCODE_BYTES), at += POSTCODE_BYTES;
    if (uprn) memcpy(to + at, &uprn, UPRN_BYTES), at += UPRN_BYTES;
    return at;
}

/* The place holds its postcode, so that each of them is in its book for as long as it is used. */
static uint32_t take_place(match_keys *k, text address, text postcode, uint64_t uprn, int32_t *status) {
    char whole[PLACE_HEAD + MOST_KEY];
    uint32_t code = 0;
    if (*status || (!address.length && !postcode.length && !uprn)) return 0;
    if (postcode.length && !(code = asbi_book_take(&k->postcodes, postcode))) *status = ASB_ENOMEM;
    if (*status) return 0;
    size_t head = put_head(whole, code, uprn);
    memcpy(whole + head, address.at, address.length);
    uint32_t place = asbi_book_take(&k->places, (text){whole, head + address.length});
    if (!place) *status = ASB_ENOMEM;
    if (place && asbi_book_uses(&k->places, place) == 1)
        k->places.entries[place - 1].tag = code;
    else
        asbi_book_leave(&k->postcodes, code);
    return place;
}

static void leave_place(match_keys *k, uint32_t place) {
    uint32_t code = asbi_book_uses(&k->places, place) == 1 ? asbi_place_postcode(k, place) : 0;
    asbi_book_leave(&k->places, place);
    asbi_book_leave(&k->postcodes, code);
}

static uint32_t take_text(book *b, text t, int32_t *status) {
    if (*status || !t.length) return 0;
    uint32_t number = asbi_book_take(b, t);
    if (!number) *status = ASB_ENOMEM;
    return number;
}

/* Whether it is a name at all is found out once. */
static uint32_t take_name(match_keys *k, text t, int32_t *status) {
    uint32_t number = take_text(&k->names, t, status);
    if (number && asbi_book_uses(&k->names, number) == 1) k->names.entries[number - 1].tag = (uint32_t)asbi_name_is_none(t);
    return number;
}

/* ---- blocks */

uint32_t asbi_home_of_event(const key_block *b, const key_event *e) {
    uint32_t party = e->party & NO_PARTY;
    if (party < b->party_count && b->parties[party].place) return b->parties[party].place;
    for (uint32_t i = 0; i < b->party_count; i++)
        if ((b->parties[i].as & AS_WRONGED) && b->parties[i].place) return b->parties[i].place;
    return 0;
}

static void leave_block(match_keys *k, const key_block *b) {
    const key_event *events = asbi_key_events(b);
    for (uint32_t i = 0; i < b->party_count; i++) {
        asbi_book_leave(&k->names, b->parties[i].name);
        asbi_book_leave(&k->ids, b->parties[i].id);
        leave_place(k, b->parties[i].place);
    }
    for (uint32_t i = 0; i < b->event_count; i++) leave_place(k, events[i].at);
}

/* A place that is somebody's home in the case is that home, with its postcode. */
static uint32_t place_of(match_keys *k, const key_block *b, const key_reading *r, const told_event *from, const key_event *e,
                         int32_t *status) {
    uint32_t place = from->place.length ? 0 : asbi_home_of_event(b, e);
    for (uint32_t i = 0; i < r->party_count && from->place.length && !place; i++)
        if (asbi_text_equal(r->parties[i].address, from->place)) place = b->parties[i].place;
    if (!place) return take_place(k, from->place, (text){"", 0}, 0, status);
    if (*status) return 0;
    asbi_book_keep(&k->places, place);
    return place;
}

static void fill_block(match_keys *k, key_block *b, const key_reading *r, int32_t *status) {
    for (uint32_t i = 0; i < r->party_count; i++) {
        const told_party *p = &r->parties[i];
        b->parties[i] = (key_party){.name = take_name(k, p->name, status),
                                    .id = take_text(&k->ids, p->id, status),
                                    .place = take_place(k, p->address, p->postcode, p->uprn, status),
                                    .as = p->as};
    }
    for (uint32_t i = 0; i < r->event_count; i++) {
        const told_event *from = &r->events[i];
        key_event *e = &asbi_key_events(b)[i];
        *e = (key_event){
            .day = from->day, .minute = from->minute, .party = (uint16_t)(from->party | (from->is_incident ? OF_INCIDENT : 0))};
        e->at = place_of(k, b, r, from, e, status);
    }
}

/* ---- days */

static event_list *day_of(match_keys *k, date day) {
    int64_t at = (int64_t)day - k->first_day;
    return day != NO_DATE && at >= 0 && at < k->day_count ? &k->days[at] : NULL;
}

/* The days that there are become more, at one end or the other: by a month at least, and by a quarter of what there is. */
static int32_t make_days(match_keys *k, date day) {
    memory *m = k->heap.memory;
    int64_t first = k->first_day, end = first + k->day_count, more = 31 + k->day_count / 4;
    if (!k->day_count) first = end = day;
    int64_t from = day < first ? MIN_OF(day, first - more) : first, to = day >= end ? MAX_OF((int64_t)day + 1, end + more) : end;
    if (from == first && to == end && k->day_count) return ASB_OK;
    event_list *days = asbi_alloc_array(m, (size_t)(to - from), sizeof *days);
    if (!days) return ASB_ENOMEM;
    if (k->day_count) memcpy(days + (first - from), k->days, k->day_count * sizeof *days);
    asbi_release(m, k->days, k->day_count * sizeof *days);
    k->days = days;
    k->first_day = (date)from;
    k->day_count = (uint32_t)(to - from);
    return ASB_OK;
}

/* Room for as many as the case has on each day: they are counted in while room is made, and out again. */
static int32_t reserve_days(match_keys *k, const key_block *b) {
    const key_event *events = asbi_key_events(b);
    uint32_t done = 0;
    int32_t status = ASB_OK;
    for (; done < b->event_count && !status; done++) {
        if (events[done].day == NO_DATE) continue;
        status = make_days(k, events[done].day);
        event_list *d = status ? NULL : day_of(k, events[done].day);
        if (d) status = asbi_grow_slowly(k->heap.memory, &d->events, &d->capacity, (uint64_t)d->count + 1, sizeof *d->events);
        if (status) break;
        d->count++;
    }
    while (done-- > 0)
        if (events[done].day != NO_DATE) day_of(k, events[done].day)->count--;
    return status;
}

static day_event event_of(const match_keys *k, const key_block *b, const key_event *e, uint32_t number) {
    uint32_t home = asbi_home_of_event(b, e);
    return (day_event){number | (e->party & OF_INCIDENT ? OF_INCIDENT_CASE : 0), e->at, home, asbi_place_postcode(k, home)};
}

static void put_days(match_keys *k, const key_block *b, uint32_t number) {
    const key_event *events = asbi_key_events(b);
    for (uint32_t i = 0; i < b->event_count; i++) {
        event_list *d = day_of(k, events[i].day);
        if (d) d->events[d->count++] = event_of(k, b, &events[i], number);
    }
}

static int is_same_event(const day_event *a, const day_event *b) {
    return a->of == b->of && a->at == b->at && a->home == b->home && a->postcode == b->postcode;
}

static void leave_days(match_keys *k, const key_block *b, uint32_t number) {
    const key_event *events = asbi_key_events(b);
    for (uint32_t i = 0; i < b->event_count; i++) {
        day_event e = event_of(k, b, &events[i], number);
        event_list *d = day_of(k, events[i].day);
        uint32_t at = 0;
        while (d && at < d->count && !is_same_event(&d->events[at], &e)) at++;
        if (!d || at == d->count) continue;
        d->events[at] = d->events[--d->count];
        memset(&d->events[d->count], 0, sizeof e);
    }
}

/* ---- a change */

static int32_t keys_of(match_keys *k, arena *a, const key_block *b, uint32_t **out, uint32_t *count) {
    *out = asbi_arena_array(a, b ? asbi_most_keys(b->party_count, b->event_count) : 0, sizeof **out);
    if (!*out) return ASB_ENOMEM;
    *count = b ? asbi_keys_of_block(k, b, *out) : 0;
    return ASB_OK;
}

/* What both have stays: both lists are in order. */
static void only_changed(key_change *c) {
    uint32_t a = 0, r = 0, added = 0, removed = 0;
    while (a < c->added_count || r < c->removed_count) {
        int take_a = r == c->removed_count || (a < c->added_count && c->added[a] < c->removed[r]);
        int take_r = a == c->added_count || (r < c->removed_count && c->removed[r] < c->added[a]);
        if (take_a)
            c->added[added++] = c->added[a++];
        else if (take_r)
            c->removed[removed++] = c->removed[r++];
        else
            a++, r++;
    }
    c->added_count = added;
    c->removed_count = removed;
}

static key_block *block_of(const match_keys *k, uint32_t number) {
    return number < k->capacity ? k->blocks[number] : NULL;
}

int32_t asbi_keys_change(key_change *c, match_keys *k, arena *a, const key_reading *r, uint32_t number) {
    int32_t status = ASB_OK;
    *c = (key_change){.block = asbi_alloc(k->heap.memory, size_of(r->party_count, r->event_count))};
    if (!c->block) return ASB_ENOMEM;
    c->block->party_count = r->party_count;
    c->block->event_count = r->event_count;
    fill_block(k, c->block, r, &status);
    if (!status) status = keys_of(k, a, c->block, &c->added, &c->added_count);
    if (!status) status = keys_of(k, a, block_of(k, number), &c->removed, &c->removed_count);
    if (!status) only_changed(c);
    if (!status) status = asbi_index_reserve(&k->index, c->added, c->added_count);
    if (!status) status = reserve_days(k, c->block);
    if (!status) status = asbi_grow_slowly(k->heap.memory, &k->blocks, &k->capacity, (uint64_t)number + 1, sizeof *k->blocks);
    if (status) asbi_keys_undo(c, k);
    return status;
}

void asbi_keys_undo(key_change *c, match_keys *k) {
    if (!c->block) return;
    leave_block(k, c->block);
    free_block(k, c->block);
    c->block = NULL;
}

static uint32_t names_in(const key_block *b) {
    uint32_t names = 0;
    for (uint32_t i = 0; i < b->party_count; i++) names += b->parties[i].name != 0;
    return names;
}

void asbi_keys_put(const key_change *c, match_keys *k, uint32_t number) {
    key_block *old = k->blocks[number];
    for (uint32_t i = 0; i < c->removed_count; i++) asbi_index_remove(&k->index, c->removed[i], number);
    for (uint32_t i = 0; i < c->added_count; i++) asbi_index_add(&k->index, c->added[i], number);
    if (old) {
        k->names_used -= names_in(old);
        leave_days(k, old, number);
        leave_block(k, old);
        free_block(k, old);
    }
    k->blocks[number] = c->block;
    k->names_used += names_in(c->block);
    put_days(k, c->block, number);
}
