/* The question "places": where reports and incidents gather. Only the days that are asked for are walked, twice: first all places are counted, then those that the page shows
 * are told of. Postcodes, areas and wards have small numbers and are counted in an array; addresses and property references go through a map. */
#include "groups.h"
#include "query.h"
#include "../base/container.h"
#include "../base/similar.h"
#include <string.h>

/* A place as it is counted. Where there are numbers for it (dense), these are the numbers of the groups. */
typedef struct group {
    uint32_t unit; /* a postcode, an area's code, or a place that stands for all that are the same */
    uint32_t row;  /* row + 1; 0: not on this page */
} group;

typedef struct place_row {
    uint32_t reports, incidents, cases;
    date first, last;
} place_row;

typedef struct places {
    query q; /* first: what selects and writes gets this one */
    group *groups;
    uint32_t *counts; /* by group */
    uint32_t group_count, group_capacity;
    number_map by_place, by_key, seen; /* seen: pairs of group and case */
    place_row *rows;
    uint64_t *pairs; /* of the page: row and case */
    uint32_t pair_count, pair_capacity;
    uint32_t *months; /* by row, then month */
    uint32_t first_month, month_count;
    number_map seen_in_month;
    int32_t status;
} places;

typedef struct place_cursor {
    int64_t count;
    text place, postcode;
    uint64_t uprn;
} place_cursor;

static const places *of(const query *q) {
    return (const places *)(const void *)q;
}

/* ---- which group */

static int is_dense(const query *q) {
    return q->place_by == PLACE_POSTCODE || q->place_by == PLACE_AREA || q->place_by == PLACE_WARD;
}

static int is_same_place(const query *q, uint32_t a, uint32_t b) {
    const match_keys *k = &q->l->keys;
    if (q->place_by == PLACE_UPRN) return asbi_place_uprn(k, a) == asbi_place_uprn(k, b);
    return asbi_place_postcode(k, a) == asbi_place_postcode(k, b) && asbi_text_equal(asbi_place_address(k, a), asbi_place_address(k, b));
}

static uint64_t key_of(const query *q, uint32_t place) {
    const match_keys *k = &q->l->keys;
    text address = asbi_place_address(k, place);
    if (q->place_by == PLACE_UPRN) return asbi_place_uprn(k, place);
    return asbi_mix_bytes(asbi_place_postcode(k, place), address.at, address.length);
}

static uint32_t new_group(places *p, uint32_t unit) {
    if (p->group_count == p->group_capacity) {
        uint32_t room = MAX_OF(p->group_capacity * 2, 1024u);
        group *more = asbi_arena_array(p->q.a, room, sizeof *more);
        uint32_t *counts = asbi_arena_array(p->q.a, room, sizeof *counts);
        if (!more || !counts) return 0;
        if (p->groups) memcpy(more, p->groups, p->group_count * sizeof *more);
        if (p->counts) memcpy(counts, p->counts, p->group_count * sizeof *counts);
        p->groups = more;
        p->counts = counts;
        p->group_capacity = room;
    }
    p->groups[p->group_count++] = (group){.unit = unit};
    return p->group_count;
}

/* Two that happen to have one key get two: the second stands at the next number that is free. */
static uint32_t group_by_key(places *p, uint32_t place) {
    for (uint64_t key = key_of(&p->q, place);; key++) {
        uint32_t *at = asbi_map_at(&p->by_key, key);
        if (!at) return 0;
        if (!*at) return *at = new_group(p, place);
        if (is_same_place(&p->q, p->groups[*at - 1].unit, place)) return *at;
    }
}

static int says_something(const query *q, uint32_t place) {
    const match_keys *k = &q->l->keys;
    return q->place_by == PLACE_UPRN ? asbi_place_uprn(k, place) != 0 : asbi_place_address(k, place).length != 0;
}

/* 0: none. */
static group *group_of(places *p, uint32_t unit) {
    if (!unit || p->status) return NULL;
    if (is_dense(&p->q)) return &p->groups[unit];
    if (!says_something(&p->q, unit)) return NULL;
    uint32_t *at = asbi_map_at(&p->by_place, unit);
    if (at && !*at) *at = group_by_key(p, unit);
    if (at && *at) return &p->groups[*at - 1];
    p->status = ASB_ENOMEM;
    return NULL;
}

/* ---- walking */

typedef void visit(places *p, const day_event *e, group *g, date day);

static uint32_t unit_of(const query *q, const day_event *e) {
    const asb_caseload *l = q->l;
    switch (q->place_by) {
    case PLACE_POSTCODE: return e->postcode;
    case PLACE_UPRN: return e->home;
    case PLACE_AREA: return l->code[DIM_AREA][e->of & ~OF_INCIDENT_CASE];
    case PLACE_WARD: return l->code[DIM_WARD][e->of & ~OF_INCIDENT_CASE];
    default: return e->at;
    }
}

/* At the homes of those who have a part in the case: each home once. */
static void visit_homes(places *p, const day_event *e, date day, visit *act) {
    const match_keys *k = &p->q.l->keys;
    const key_block *b = k->blocks[e->of & ~OF_INCIDENT_CASE];
    uint32_t homes[16], count = 0;
    for (uint32_t i = 0; i < b->party_count && count < COUNT_OF(homes); i++) {
        uint32_t place = b->parties[i].place, known = 0;
        if (!(b->parties[i].as & p->q.as)) continue;
        group *g = group_of(p, p->q.place_by == PLACE_POSTCODE ? asbi_place_postcode(k, place) : place);
        while (g && known < count && homes[known] != (uint32_t)(g - p->groups)) known++;
        if (!g || known < count) continue;
        homes[count++] = (uint32_t)(g - p->groups);
        act(p, e, g, day);
    }
}

static int is_wanted(const query *q, const day_event *e) {
    return e->of & OF_INCIDENT_CASE ? q->counted != COUNT_REPORTS : q->counted != COUNT_INCIDENTS;
}

static void visit_event(places *p, const day_event *e, date day, visit *act) {
    const query *q = &p->q;
    if (!q->all_cases && !asbi_query_row_of_case(q, e->of & ~OF_INCIDENT_CASE)) return;
    if (q->as) {
        visit_homes(p, e, day, act);
        return;
    }
    group *g = group_of(p, unit_of(q, e));
    if (g) act(p, e, g, day);
}

/* Told to the processor some way ahead, for these lie far apart. */
static void fetch_ahead(const query *q, const event_list *d, uint32_t i) {
    enum { FAR = 24, CLOSE = 12 };
    const book *b = &q->l->keys.places;
    uint32_t unit = i + FAR < d->count ? unit_of(q, &d->events[i + FAR]) : 0;
    if (unit) FETCH(&b->entries[unit - 1]);
    unit = i + CLOSE < d->count ? unit_of(q, &d->events[i + CLOSE]) : 0;
    if (unit) FETCH(asbi_book_place(b, unit));
}

static void visit_day(places *p, const event_list *d, date day, int every, visit *act) {
    int far = !is_dense(&p->q) && !p->q.as;
    for (uint32_t i = 0; i < d->count; i++) {
        if (far) fetch_ahead(&p->q, d, i);
        if (every || is_wanted(&p->q, &d->events[i])) visit_event(p, &d->events[i], day, act);
    }
}

/* The days asked for, as places in the list of days: from the first, up to but not with the second. */
static void days_of(const query *q, int64_t *from, int64_t *to) {
    const match_keys *k = &q->l->keys;
    *from = q->from == NO_DATE ? 0 : (int64_t)q->from - k->first_day;
    *to = q->to == NO_DATE ? k->day_count : (int64_t)q->to - k->first_day + 1;
    *from = MAX_OF(*from, 0);
    *to = MIN_OF(*to, (int64_t)k->day_count);
}

static void visit_all(places *p, int every, visit *act) {
    const match_keys *k = &p->q.l->keys;
    int64_t from, to;
    days_of(&p->q, &from, &to);
    for (int64_t i = from; i < to && !p->status; i++) visit_day(p, &k->days[i], (date)(k->first_day + i), every, act);
}

/* ---- counting */

static void count_one(places *p, const day_event *e, group *g, date day) {
    (void)day;
    if (p->q.counted == COUNT_CASES) {
        uint64_t pair = (uint64_t)(g - p->groups) << 32 | (e->of & ~OF_INCIDENT_CASE);
        uint32_t *seen = asbi_map_at(&p->seen, pair);
        if (!seen) p->status = ASB_ENOMEM;
        if (!seen || *seen) return;
        *seen = 1;
    }
    p->counts[g - p->groups]++;
}

/* Postcodes, over all cases: mostly asked, and nothing but adding. No branch: reports and incidents come in any order. */
static void count_postcodes(places *p) {
    const match_keys *k = &p->q.l->keys;
    uint32_t reports = p->q.counted != COUNT_INCIDENTS, incidents = p->q.counted != COUNT_REPORTS, *counts = p->counts;
    int64_t from, to;
    days_of(&p->q, &from, &to);
    for (int64_t i = from; i < to; i++) {
        const event_list *d = &k->days[i];
        for (uint32_t n = 0; n < d->count; n++) counts[d->events[n].postcode] += d->events[n].of & OF_INCIDENT_CASE ? incidents : reports;
    }
    counts[0] = 0;
}

static int is_plain(const query *q) {
    return q->place_by == PLACE_POSTCODE && q->all_cases && !q->as && q->counted != COUNT_CASES;
}

/* As many places as there are events, at the most. */
static int32_t begin_maps(places *p) {
    const match_keys *k = &p->q.l->keys;
    uint64_t events = 0;
    int64_t from, to;
    days_of(&p->q, &from, &to);
    for (int64_t i = from; i < to; i++) events += k->days[i].count;
    events = MIN_OF(events, (uint64_t)k->places.count + 1);
    int32_t status = asbi_map_begin(&p->by_place, p->q.a, events);
    return status ? status : asbi_map_begin(&p->by_key, p->q.a, events);
}

static int32_t begin(places *p) {
    const asb_caseload *l = p->q.l;
    p->by_place.a = p->by_key.a = p->seen.a = p->q.a;
    if (!is_dense(&p->q)) return begin_maps(p);
    p->group_count = 1 +
        (p->q.place_by == PLACE_POSTCODE   ? l->keys.postcodes.count
             : p->q.place_by == PLACE_AREA ? l->names[DIM_AREA].lists.count
                                           : l->names[DIM_WARD].lists.count);
    p->groups = asbi_arena_array(p->q.a, p->group_count, sizeof *p->groups);
    p->counts = asbi_arena_array(p->q.a, p->group_count, sizeof *p->counts);
    if (!p->groups || !p->counts) return ASB_ENOMEM;
    for (uint32_t i = 0; i < p->group_count; i++) p->groups[i].unit = i;
    return ASB_OK;
}

/* ---- order: most first, then by name */

static text name_of(const query *q, uint32_t unit) {
    const asb_caseload *l = q->l;
    switch (q->place_by) {
    case PLACE_POSTCODE: return asbi_book_text(&l->keys.postcodes, unit);
    case PLACE_AREA: return asbi_code_text(&l->names[DIM_AREA], unit);
    case PLACE_WARD: return asbi_code_text(&l->names[DIM_WARD], unit);
    case PLACE_UPRN: return (text){"", 0};
    default: return asbi_place_address(&l->keys, unit);
    }
}

static text postcode_of(const query *q, uint32_t unit) {
    return q->place_by == PLACE_ADDRESS ? asbi_book_text(&q->l->keys.postcodes, asbi_place_postcode(&q->l->keys, unit)) : (text){"", 0};
}

static uint64_t uprn_of(const query *q, uint32_t unit) {
    return q->place_by == PLACE_UPRN ? asbi_place_uprn(&q->l->keys, unit) : 0;
}

static place_cursor place_of(const query *q, uint32_t item) {
    const group *g = &of(q)->groups[item];
    return (place_cursor){of(q)->counts[item], name_of(q, g->unit), postcode_of(q, g->unit), uprn_of(q, g->unit)};
}

static int compare_places(const place_cursor *a, const place_cursor *b) {
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    if (a->uprn != b->uprn) return a->uprn < b->uprn ? -1 : 1;
    int order = asbi_text_compare(a->place, b->place);
    return order ? order : asbi_text_compare(a->postcode, b->postcode);
}

static int compare(const query *q, uint32_t a, uint32_t b) {
    place_cursor x, y;
    const uint32_t *counts = of(q)->counts;
    if (counts[a] != counts[b]) return counts[a] > counts[b] ? -1 : 1;
    x = place_of(q, a);
    y = place_of(q, b);
    return compare_places(&x, &y);
}

static int is_past(const query *q, const void *cursor, uint32_t item) {
    place_cursor p = place_of(q, item);
    return compare_places(&p, cursor) > 0;
}

static void put_place(buffer *b, const query *q, uint32_t unit) {
    text name = name_of(q, unit);
    if (q->place_by == PLACE_UPRN)
        asbi_put_format(b, "%u", uprn_of(q, unit));
    else
        asbi_put_bytes(b, name.at, name.length);
}

/* COUNT:PLACE, and of an address COUNT:PLACE|POSTCODE; no key has a bar in it that matters: the last one parts them. */
static const char *write_place(asb_rows *r, const query *q, uint32_t item) {
    const group *g = &of(q)->groups[item];
    text postcode = postcode_of(q, g->unit);
    buffer b = asbi_output(r->head.engine);
    asbi_put_format(&b, "%u:", (uint64_t)of(q)->counts[item]);
    put_place(&b, q, g->unit);
    if (q->place_by == PLACE_ADDRESS) {
        asbi_put_char(&b, '|');
        asbi_put_bytes(&b, postcode.at, postcode.length);
    }
    return asbi_rows_keep(r, &b);
}

static int32_t read_place(const query *q, place_cursor *p) {
    const char *at = q->after.at, *end = at + q->after.length, *colon = memchr(at, ':', q->after.length), *bar = end;
    json_value number = asbi_json_of_text(JSON_NUMBER, (text){at, colon ? (size_t)(colon - at) : 0});
    *p = (place_cursor){.place = {"", 0}, .postcode = {"", 0}};
    if (!colon || !asbi_json_integer(&number, &p->count)) return asbi_query_wrong_after(q);
    p->place = (text){colon + 1, (size_t)(end - colon - 1)};
    if (q->place_by == PLACE_UPRN) {
        for (const char *c = colon + 1; c < end && *c >= '0' && *c <= '9'; c++) p->uprn = p->uprn * 10 + (uint64_t)(*c - '0');
        p->place = (text){"", 0};
    }
    if (q->place_by != PLACE_ADDRESS) return ASB_OK;
    while (bar > colon && *--bar != '|') continue;
    if (bar == colon) return asbi_query_wrong_after(q);
    p->place.length = (size_t)(bar - colon - 1);
    p->postcode = (text){bar + 1, (size_t)(end - bar - 1)};
    return ASB_OK;
}

/* ---- what the page tells */

static void add_pair(places *p, uint32_t row, uint32_t low) {
    uint64_t *more = asbi_arena_more(p->q.a, p->pairs, p->pair_count, &p->pair_capacity, 1024, sizeof *more);
    if (!more) {
        p->status = ASB_ENOMEM;
        return;
    }
    p->pairs = more;
    p->pairs[p->pair_count++] = (uint64_t)row << 32 | low;
}

static void tell_one(places *p, const day_event *e, group *g, date day) {
    if (!g->row) return;
    place_row *r = &p->rows[g->row - 1];
    if (e->of & OF_INCIDENT_CASE)
        r->incidents++;
    else
        r->reports++;
    if (r->first == NO_DATE || day < r->first) r->first = day;
    if (day > r->last) r->last = day;
    add_pair(p, g->row - 1, e->of & ~OF_INCIDENT_CASE);
}

/* The same of what the page tells: all but a few are passed over. */
static void tell_postcodes(places *p) {
    const match_keys *k = &p->q.l->keys;
    int64_t from, to;
    days_of(&p->q, &from, &to);
    for (int64_t i = from; i < to && !p->status; i++) {
        const event_list *d = &k->days[i];
        for (uint32_t n = 0; n < d->count; n++)
            if (p->groups[d->events[n].postcode].row)
                tell_one(p, &d->events[n], &p->groups[d->events[n].postcode], (date)(k->first_day + i));
    }
}

/* Each once, in order of the rows, in `p->pairs`. */
static int32_t order_pairs(places *p) {
    uint64_t *room = asbi_arena_array(p->q.a, p->pair_count, sizeof *room);
    if (!room) return ASB_ENOMEM;
    if (p->pair_count) p->pair_count = asbi_sort_each_once(p->pairs, room, p->pair_count);
    return ASB_OK;
}

static int32_t tell(places *p, const selection *s) {
    p->rows = asbi_arena_array(p->q.a, s->count, sizeof *p->rows);
    if (!p->rows) return ASB_ENOMEM;
    for (uint32_t i = 0; i < s->count; i++) {
        p->rows[i].first = p->rows[i].last = NO_DATE;
        p->groups[s->items[i]].row = i + 1;
    }
    if (is_plain(&p->q))
        tell_postcodes(p);
    else
        visit_all(p, 1, tell_one);
    int32_t status = p->status ? p->status : order_pairs(p);
    for (uint32_t i = 0; i < p->pair_count && !status; i++) p->rows[p->pairs[i] >> 32].cases++;
    return status;
}

/* ---- rows */

static const char *write_cases(asb_rows *r, const places *p, uint32_t row) {
    return asbi_rows_cases(r, p->pairs + asbi_first_pair(p->pairs, p->pair_count, row), p->rows[row].cases);
}

/* Counts by month, in a walk of their own: a table of the page's rows and the months that the walk can meet. */
static void month_one(places *p, const day_event *e, group *g, date day) {
    if (!g->row) return;
    uint64_t cell = (uint64_t)(g->row - 1) * p->month_count + asbi_month_of(day) - p->first_month;
    if (p->q.counted == COUNT_CASES) {
        uint32_t *seen = asbi_map_at(&p->seen_in_month, cell << 32 | (e->of & ~OF_INCIDENT_CASE));
        if (!seen) p->status = ASB_ENOMEM;
        if (!seen || *seen) return;
        *seen = 1;
    }
    p->months[cell]++;
}

static void put_months(buffer *b, const places *p, uint32_t row) {
    int some = 0;
    asbi_put_char(b, '[');
    for (uint32_t i = 0; i < p->month_count; i++) {
        uint32_t count = p->months[(size_t)row * p->month_count + i];
        if (!count) continue;
        asbi_put_format(b, "%s{\"count\":%u,\"month\":\"", some++ ? "," : "", (uint64_t)count);
        asbi_put_month(b, p->first_month + i);
        asbi_put(b, "\"}");
    }
    asbi_put_char(b, ']');
}

static int32_t begin_months(places *p, uint32_t rows) {
    uint16_t first = UINT16_MAX, last = 0;
    for (uint32_t i = 0; i < rows; i++) {
        first = MIN_OF(first, asbi_month_of(p->rows[i].first));
        last = MAX_OF(last, asbi_month_of(p->rows[i].last));
    }
    p->first_month = first;
    p->month_count = rows ? last - first + 1u : 0;
    if ((uint64_t)rows * p->month_count > UINT32_MAX / 8) return asbi_fail(p->q.f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    p->months = asbi_arena_array(p->q.a, (size_t)rows * p->month_count, sizeof *p->months);
    p->seen_in_month.a = p->q.a;
    return p->months ? ASB_OK : ASB_ENOMEM;
}

static int32_t give_months(asb_rows *r, places *p, column *c) {
    int32_t status = begin_months(p, r->count);
    if (status) return status;
    visit_all(p, 0, month_one);
    for (uint32_t row = 0; row < r->count && !p->status; row++) {
        buffer b = asbi_output(r->head.engine);
        put_months(&b, p, row);
        c->cells[row] = asbi_rows_lend(asbi_rows_keep(r, &b));
    }
    return p->status;
}

static void write_row(asb_rows *r, const query *q, uint32_t to, uint32_t item) {
    const places *p = of(q);
    const group *g = &p->groups[item];
    const place_row *row = &p->rows[to];
    text postcode = postcode_of(q, g->unit);
    buffer place = asbi_output(r->head.engine), code = place;
    put_place(&place, q, g->unit);
    asbi_put_bytes(&code, postcode.at, postcode.length);
    int64_t cells[] = {asbi_rows_lend(asbi_rows_keep(r, &place)),
                       postcode.length ? asbi_rows_lend(asbi_rows_keep(r, &code)) : 0,
                       p->counts[item],
                       row->reports,
                       row->incidents,
                       row->cases,
                       row->first,
                       row->last,
                       q->behind ? asbi_rows_lend(write_cases(r, p, to)) : 0};
    if (!postcode.length) asbi_buffer_free(&code);
    for (uint32_t i = 0; i < COUNT_OF(cells); i++) r->columns[i].cells[to] = cells[i];
}

static void make_columns(asb_rows *r, const query *q) {
    asbi_rows_column(r, "place", CELL_KEPT, NULL);
    asbi_rows_column(r, "postcode", CELL_KEPT, NULL);
    asbi_rows_column(r, "count", CELL_NUMBER, NULL);
    asbi_rows_column(r, "reports", CELL_NUMBER, NULL);
    asbi_rows_column(r, "incidents", CELL_NUMBER, NULL);
    asbi_rows_column(r, "cases", CELL_NUMBER, NULL);
    asbi_rows_column(r, "first", CELL_DAY, NULL);
    asbi_rows_column(r, "last", CELL_DAY, NULL);
    asbi_rows_column(r, "behind", CELL_KEPT_JSON, NULL);
    if (q->months) asbi_rows_column(r, "months", CELL_KEPT_JSON, NULL);
}

static int32_t give(asb_rows *r, places *p, selection *s) {
    asbi_select_end(s);
    int32_t status = tell(p, s);
    if (status) return status;
    make_columns(r, &p->q);
    status = asbi_select_give(s, r);
    if (!status && p->q.months) status = give_months(r, p, &r->columns[9]);
    return status ? status : r->status;
}

static void count(places *p) {
    if (is_plain(&p->q))
        count_postcodes(p);
    else
        visit_all(p, 0, count_one);
}

int32_t asbi_ask_places(asb_rows *r, const query *q) {
    places p = {.q = *q};
    place_cursor after;
    selection s = {.q = &p.q, .compare = compare, .is_past = is_past, .write_row = write_row, .write_place = write_place};
    int32_t status = q->after.length ? read_place(q, &after) : ASB_OK;
    s.cursor = q->after.length ? &after : NULL;
    if (q->as && (q->place_by == PLACE_AREA || q->place_by == PLACE_WARD)) return asbi_query_wrong_part(q);
    p.q.all_cases = !q->l->hidden && asbi_filter_is_open(q->cases);
    if (!status) status = begin(&p);
    if (!status) count(&p);
    if (!status) status = p.status;
    if (!status) status = asbi_select_begin(&s, &p.q, p.group_count);
    for (uint32_t i = 0; i < p.group_count && !status; i++)
        if (p.counts[i] && p.counts[i] >= q->least) asbi_select_offer(&s, i);
    return status ? status : give(r, &p, &s);
}
