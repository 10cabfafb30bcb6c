/* Columns, and the names that stand in them as codes. */
#include "events.h"
#include "../base/container.h"
#include <string.h>

enum { MOST_CODES = UINT16_MAX - 1, SEPARATOR = 1 };

/* ---- names */

static int32_t intern_name(intern *in, text t, uint16_t *number) {
    uint32_t n = asbi_intern_find(in, t);
    if (!n && in->count >= MOST_CODES) return ASB_ELIMIT;
    if (!n && !(n = asbi_intern_add(in, t))) return ASB_ENOMEM;
    *number = (uint16_t)n;
    return ASB_OK;
}

/* The texts of a list in one, for interning it. */
static text joined(buffer *b, const text *names, uint32_t count) {
    if (count == 1) return names[0];
    for (uint32_t i = 0; i < count; i++) {
        if (i) asbi_put_char(b, SEPARATOR);
        asbi_put_bytes(b, names[i].at, names[i].length);
    }
    return (text){b->data, b->length};
}

/* ["a","b"], kept with the caseload: answers lend it out without memory of their own. */
static const char *list_json(asb_caseload *l, const text *names, uint32_t count) {
    buffer b;
    asbi_buffer_init(&b, l->memory, SIZE_MAX / 2);
    asbi_put_char(&b, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i) asbi_put_char(&b, ',');
        asbi_json_write_text(&b, names[i]);
    }
    asbi_put_char(&b, ']');
    const char *kept = b.status ? NULL : asbi_arena_text(&l->texts, b.data, b.length);
    asbi_buffer_free(&b);
    return kept;
}

static int32_t new_list(asb_caseload *l, dictionary *d, text key, const text *names, uint32_t count, uint16_t *code) {
    uint16_t *members = asbi_arena_array(&l->texts, count, sizeof *members);
    const char *json = members ? list_json(l, names, count) : NULL;
    int32_t status = json ? ASB_OK : ASB_ENOMEM;
    for (uint32_t i = 0; i < count && !status; i++) status = intern_name(&d->names, names[i], &members[i]);
    if (!status)
        status = asbi_grow(l->memory, &d->members, &d->member_capacity, (uint64_t)d->lists.count + 2, sizeof *d->members, UINT32_MAX);
    if (!status) status = intern_name(&d->lists, key, code);
    if (status) return status;
    d->members[*code].count = count;
    d->members[*code].names = members;
    d->members[*code].json = json;
    if (count != 1 || members[0] != *code) d->lists_differ = 1;
    return ASB_OK;
}

int32_t asbi_dictionary_code(asb_caseload *l, dictionary *d, const text *names, uint32_t count, uint16_t *code) {
    buffer b;
    *code = NO_CODE;
    if (!count || (count == 1 && !names[0].length)) return ASB_OK;
    asbi_buffer_init(&b, l->memory, SIZE_MAX / 2);
    text key = joined(&b, names, count);
    int32_t status = b.status;
    if (!status) *code = (uint16_t)asbi_intern_find(&d->lists, key);
    if (!status && !*code) status = new_list(l, d, key, names, count, code);
    asbi_buffer_free(&b);
    return status;
}

uint16_t asbi_dictionary_find(const dictionary *d, text name) {
    return (uint16_t)asbi_intern_find(&d->names, name);
}

text asbi_dictionary_name(const dictionary *d, uint32_t number) {
    return asbi_intern_text(&d->names, number);
}

/* Without recursion, and never quadratic: from the bottom up. */
static void sort_numbers(const dictionary *d, uint32_t *items, uint32_t *room, uint32_t count) {
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t from = 0; from < count; from += 2 * width) {
            uint32_t middle = MIN_OF(from + width, count), end = MIN_OF(from + 2 * width, count), a = from, b = middle;
            for (uint32_t to = from; to < end; to++) {
                int first = b >= end ||
                    (a < middle && asbi_text_compare(asbi_dictionary_name(d, items[a]), asbi_dictionary_name(d, items[b])) <= 0);
                room[to] = first ? items[a++] : items[b++];
            }
        }
        for (uint32_t i = 0; i < count; i++) items[i] = room[i];
    }
}

int32_t asbi_dictionary_in_order(memory *m, dictionary *d) {
    uint32_t count = d->names.count;
    int32_t status = asbi_grow(m, &d->order, &d->order_capacity, (uint64_t)count + 1, sizeof *d->order, UINT32_MAX);
    if (status || d->ordered == count) return status;
    uint32_t *room = asbi_alloc_array(m, count, sizeof *room);
    if (!room) return ASB_ENOMEM;
    for (uint32_t i = d->ordered + 1; i <= count; i++) d->order[i] = i;
    sort_numbers(d, d->order + 1, room, count);
    asbi_release(m, room, count * sizeof *room);
    d->ordered = count;
    return ASB_OK;
}

int asbi_officer_has(const dictionary *owners, uint16_t owner, uint16_t role) {
    if (owner == NO_CODE) return 0;
    for (uint32_t i = 0; i < owners->members[owner].count; i++)
        if (owners->members[owner].names[i] == role) return 1;
    return 0;
}

/* ---- months */

uint16_t asbi_month_of(date d) {
    if (d == NO_DATE) return 0;
    civil c = asbi_civil(d);
    return (uint16_t)((c.year - 1900) * 12 + c.month);
}

/* ---- room: columns grow together, by an eighth: of a million cases, what is not used yet counts */

typedef struct column_room {
    void *column; /* a pointer to the pointer of the column */
    size_t size;
} column_room;

static int32_t grow_one(memory *m, const column_room *r, uint32_t from, uint32_t to) {
    void *block;
    memcpy(&block, r->column, sizeof block);
    if (to > SIZE_MAX / r->size) return ASB_ELIMIT;
    block = asbi_resize(m, block, from * r->size, to * r->size);
    if (!block) return ASB_ENOMEM;
    memcpy(r->column, &block, sizeof block);
    return ASB_OK;
}

static void shrink_one(memory *m, const column_room *r, uint32_t from, uint32_t to) {
    void *block, *less;
    memcpy(&block, r->column, sizeof block);
    if (!to) {
        asbi_release(m, block, from * r->size);
        less = NULL;
    } else {
        less = asbi_resize(m, block, from * r->size, to * r->size);
    }
    if (less || !to) memcpy(r->column, &less, sizeof less);
}

/* All or none: a column that has grown already is made small again, or the capacity would be wrong for it. */
static int32_t grow(memory *m, const column_room *rooms, size_t count, uint32_t *capacity, uint64_t need) {
    if (need <= *capacity) return ASB_OK;
    if (need > UINT32_MAX - 1) return ASB_ELIMIT;
    uint64_t to = *capacity + *capacity / 8u + 64u;
    if (to < need) to = need;
    if (to > UINT32_MAX - 1) to = UINT32_MAX - 1;
    for (size_t i = 0; i < count; i++) {
        int32_t status = grow_one(m, &rooms[i], *capacity, (uint32_t)to);
        if (!status) continue;
        while (i-- > 0) shrink_one(m, &rooms[i], (uint32_t)to, *capacity);
        return status;
    }
    *capacity = (uint32_t)to;
    return ASB_OK;
}

enum { CASE_COLUMNS = DIM_COUNT + DAY_COUNT + 9, DUTY_COLUMNS = 14 };

static void case_rooms(asb_caseload *l, column_room rooms[CASE_COLUMNS]) {
    size_t n = 0;
    for (size_t i = 0; i < DIM_COUNT; i++) rooms[n++] = (column_room){&l->code[i], sizeof *l->code[i]};
    for (size_t i = 0; i < DAY_COUNT; i++) rooms[n++] = (column_room){&l->day[i], sizeof *l->day[i]};
    rooms[n++] = (column_room){&l->flags, sizeof *l->flags};
    rooms[n++] = (column_room){&l->version, sizeof *l->version};
    rooms[n++] = (column_room){&l->first_duty, sizeof *l->first_duty};
    rooms[n++] = (column_room){&l->duty_count, sizeof *l->duty_count};
    rooms[n++] = (column_room){&l->duty_room, sizeof *l->duty_room};
    rooms[n++] = (column_room){&l->orphaned, sizeof *l->orphaned};
    rooms[n++] = (column_room){&l->first_event, sizeof *l->first_event};
    rooms[n++] = (column_room){&l->event_count, sizeof *l->event_count};
    rooms[n++] = (column_room){&l->event_room, sizeof *l->event_room};
}

static void duty_rooms(duty_columns *d, column_room rooms[DUTY_COLUMNS]) {
    column_room all[DUTY_COLUMNS] = {{&d->of, sizeof *d->of},         {&d->rule, sizeof *d->rule},
                                     {&d->owner, sizeof *d->owner},   {&d->officer, sizeof *d->officer},
                                     {&d->taken, sizeof *d->taken},   {&d->state, sizeof *d->state},
                                     {&d->party, sizeof *d->party},   {&d->subject, sizeof *d->subject},
                                     {&d->record, sizeof *d->record}, {&d->generation, sizeof *d->generation},
                                     {&d->start, sizeof *d->start},   {&d->end, sizeof *d->end},
                                     {&d->act_by, sizeof *d->act_by}, {&d->due, sizeof *d->due}};
    memcpy(rooms, all, sizeof all);
}

int32_t asbi_columns_reserve_case(asb_caseload *l) {
    column_room rooms[CASE_COLUMNS];
    case_rooms(l, rooms);
    return grow(l->memory, rooms, CASE_COLUMNS, &l->capacity, (uint64_t)l->count + 1);
}

int32_t asbi_columns_reserve_duties(asb_caseload *l, uint32_t count) {
    column_room rooms[DUTY_COLUMNS];
    duty_rooms(&l->duties, rooms);
    return grow(l->memory, rooms, DUTY_COLUMNS, &l->duties.capacity, (uint64_t)l->duties.count + count);
}

static void free_dictionary(memory *m, dictionary *d) {
    asbi_intern_free(&d->names);
    asbi_intern_free(&d->lists);
    asbi_release(m, d->members, d->member_capacity * sizeof *d->members);
    asbi_release(m, d->order, d->order_capacity * sizeof *d->order);
}

void asbi_columns_free(asb_caseload *l) {
    column_room cases[CASE_COLUMNS], duties[DUTY_COLUMNS];
    case_rooms(l, cases);
    duty_rooms(&l->duties, duties);
    for (size_t i = 0; i < CASE_COLUMNS; i++) shrink_one(l->memory, &cases[i], l->capacity, 0);
    for (size_t i = 0; i < DUTY_COLUMNS; i++) shrink_one(l->memory, &duties[i], l->duties.capacity, 0);
    for (size_t i = 0; i < DIM_COUNT; i++) free_dictionary(l->memory, &l->names[i]);
    free_dictionary(l->memory, &l->rules);
    free_dictionary(l->memory, &l->owners);
    free_dictionary(l->memory, &l->remedies);
    free_dictionary(l->memory, &l->scores);
    free_dictionary(l->memory, &l->review_areas);
    asbi_events_free(l);
    asbi_intern_free(&l->ids);
    asbi_intern_free(&l->words);
    for (size_t i = 0; i < COUNT_OF(l->left); i++) asbi_release(l->memory, l->left[i], l->left_capacity[i] * sizeof *l->left[i]);
    for (uint32_t i = 0; i < l->list_count; i++)
        asbi_release(l->memory, l->lists[i].items, l->lists[i].capacity * sizeof *l->lists[i].items);
    asbi_release(l->memory, l->lists, l->list_capacity * sizeof *l->lists);
}
