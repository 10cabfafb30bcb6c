/* The question "people": who occurs in several cases. A person is a name and a home, both as they are written in keys; of people without a home nothing can be told but by their
 * name alone. Nothing is guessed here: for what is spelt otherwise there is the question "matches". */
#include "groups.h"
#include "query.h"
#include "../base/container.h"
#include "../base/similar.h"
#include <string.h>

typedef struct somebody {
    uint32_t name, place; /* place: one that stands for the home */
    uint32_t count, last_case;
    uint32_t row; /* row + 1; 0: not on this page */
    date first, last;
} somebody;

typedef struct people {
    query q; /* first: what selects and writes gets this one */
    somebody *all;
    uint32_t count, capacity;
    number_map by_key;
    uint64_t *pairs; /* of the page: row and case */
    uint32_t pair_count, pair_capacity;
    int32_t status;
} people;

typedef struct people_cursor {
    int64_t count;
    uint64_t uprn;
    text name, address, postcode;
} people_cursor;

static const people *of(const query *q) {
    return (const people *)(const void *)q;
}

/* ---- who is who */

static int is_same(const people *p, const somebody *s, const key_party *party) {
    const match_keys *k = &p->q.l->keys;
    if (s->name != party->name) return 0;
    if (p->q.by_name || s->place == party->place) return 1;
    uint64_t uprn = asbi_place_uprn(k, party->place);
    return uprn && uprn == asbi_place_uprn(k, s->place);
}

static uint64_t key_of(const people *p, const key_party *party) {
    uint64_t parts[2] = {party->name, 0};
    uint64_t uprn = p->q.by_name ? 0 : asbi_place_uprn(&p->q.l->keys, party->place);
    if (!p->q.by_name) parts[1] = uprn ? uprn : UINT64_C(1) << 63 | party->place;
    return asbi_mix_bytes(3, parts, sizeof parts);
}

static uint32_t add(people *p, const key_party *party) {
    somebody *more = asbi_arena_more(p->q.a, p->all, p->count, &p->capacity, 1024, sizeof *more);
    if (!more) return 0;
    p->all = more;
    p->all[p->count++] = (somebody){
        .name = party->name, .place = party->place, .last_case = NO_CASE_NUMBER, .first = NO_DATE, .last = NO_DATE};
    return p->count;
}

static somebody *find(people *p, const key_party *party) {
    for (uint64_t key = key_of(p, party);; key++) {
        uint32_t *at = asbi_map_at(&p->by_key, key);
        if (at && !*at) *at = add(p, party);
        if (!at || !*at) {
            p->status = ASB_ENOMEM;
            return NULL;
        }
        if (is_same(p, &p->all[*at - 1], party)) return &p->all[*at - 1];
    }
}

/* Somebody whom too few use the name of is not looked up at all. */
static int may_be(const people *p, const key_party *party) {
    const match_keys *k = &p->q.l->keys;
    if (!(party->as & p->q.as) || !asbi_is_named(k, party->name) || (!p->q.by_name && !party->place)) return 0;
    return (int64_t)asbi_book_uses(&k->names, party->name) >= p->q.least;
}

/* ---- walking */

typedef void visit(people *p, somebody *s, uint32_t number);

static int in_period(const query *q, uint32_t number) {
    date day = q->l->day[DAY_REPORTED][number];
    if (q->from == NO_DATE && q->to == NO_DATE) return 1;
    return day != NO_DATE && (q->from == NO_DATE || day >= q->from) && (q->to == NO_DATE || day <= q->to);
}

static void visit_all(people *p, visit *act) {
    const asb_caseload *l = p->q.l;
    for (uint32_t i = 0; i < l->count && !p->status; i++) {
        const key_block *b = l->keys.blocks[i];
        if (!in_period(&p->q, i) || !asbi_query_row_of_case(&p->q, i)) continue;
        for (uint32_t k = 0; k < b->party_count; k++) {
            somebody *s = may_be(p, &b->parties[k]) ? find(p, &b->parties[k]) : NULL;
            if (s && s->last_case != i) act(p, s, i);
        }
    }
}

static void count_one(people *p, somebody *s, uint32_t number) {
    date day = p->q.l->day[DAY_REPORTED][number];
    s->last_case = number;
    s->count++;
    if (day == NO_DATE) return;
    if (s->first == NO_DATE || day < s->first) s->first = day;
    if (day > s->last) s->last = day;
}

static void tell_one(people *p, somebody *s, uint32_t number) {
    s->last_case = number;
    if (s->row) p->pairs[p->pair_count++] = (uint64_t)(s->row - 1) << 32 | number;
}

/* The cases behind each row, in order of the rows. */
static int32_t tell(people *p, const selection *s) {
    uint64_t pairs = 0;
    for (uint32_t i = 0; i < s->count; i++) pairs += p->all[s->items[i]].count;
    if (pairs > UINT32_MAX) return ASB_ELIMIT;
    p->pairs = asbi_arena_array(p->q.a, (size_t)pairs, sizeof *p->pairs);
    uint64_t *room = asbi_arena_array(p->q.a, (size_t)pairs, sizeof *room);
    if (!p->pairs || !room) return ASB_ENOMEM;
    for (uint32_t i = 0; i < p->count; i++) p->all[i].last_case = NO_CASE_NUMBER;
    for (uint32_t i = 0; i < s->count; i++) p->all[s->items[i]].row = i + 1;
    visit_all(p, tell_one);
    if (p->pair_count) p->pair_count = asbi_sort_each_once(p->pairs, room, p->pair_count);
    return p->status;
}

/* ---- order: most cases first, then by name and home */

static people_cursor place_of(const query *q, uint32_t item) {
    const match_keys *k = &q->l->keys;
    const somebody *s = &of(q)->all[item];
    people_cursor c = {.count = s->count, .name = asbi_book_text(&k->names, s->name), .address = {"", 0}, .postcode = {"", 0}};
    if (q->by_name) return c;
    c.uprn = asbi_place_uprn(k, s->place);
    if (c.uprn) return c;
    c.address = asbi_place_address(k, s->place);
    c.postcode = asbi_book_text(&k->postcodes, asbi_place_postcode(k, s->place));
    return c;
}

static int compare_people(const people_cursor *a, const people_cursor *b) {
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    int order = asbi_text_compare(a->name, b->name);
    if (!order && a->uprn != b->uprn) order = a->uprn < b->uprn ? -1 : 1;
    if (!order) order = asbi_text_compare(a->address, b->address);
    return order ? order : asbi_text_compare(a->postcode, b->postcode);
}

static int compare(const query *q, uint32_t a, uint32_t b) {
    people_cursor x = place_of(q, a), y = place_of(q, b);
    return compare_people(&x, &y);
}

static int is_past(const query *q, const void *cursor, uint32_t item) {
    people_cursor p = place_of(q, item);
    return compare_people(&p, cursor) > 0;
}

/* COUNT:UPRN:NAME|ADDRESS|POSTCODE */
static const char *write_place(asb_rows *r, const query *q, uint32_t item) {
    people_cursor p = place_of(q, item);
    buffer b = asbi_output(r->head.engine);
    asbi_put_format(&b, "%i:%u:", p.count, p.uprn);
    asbi_put_bytes(&b, p.name.at, p.name.length);
    asbi_put_char(&b, '|');
    asbi_put_bytes(&b, p.address.at, p.address.length);
    asbi_put_char(&b, '|');
    asbi_put_bytes(&b, p.postcode.at, p.postcode.length);
    return asbi_rows_keep(r, &b);
}

/* Up to the mark, which is passed over; 0: it is not there. */
static int cut(text *rest, char mark, text *out) {
    const char *end = memchr(rest->at, mark, rest->length);
    if (!end) return 0;
    *out = (text){rest->at, (size_t)(end - rest->at)};
    *rest = (text){end + 1, rest->length - out->length - 1};
    return 1;
}

static int32_t read_place(const query *q, people_cursor *p) {
    text rest = q->after, count, uprn;
    *p = (people_cursor){.name = {"", 0}};
    if (!cut(&rest, ':', &count) || !cut(&rest, ':', &uprn) || !cut(&rest, '|', &p->name) || !cut(&rest, '|', &p->address))
        return asbi_query_wrong_after(q);
    json_value number = asbi_json_of_text(JSON_NUMBER, count);
    if (!asbi_json_integer(&number, &p->count)) return asbi_query_wrong_after(q);
    for (size_t i = 0; i < uprn.length; i++) {
        if (uprn.at[i] < '0' || uprn.at[i] > '9') return asbi_query_wrong_after(q);
        p->uprn = p->uprn * 10 + (uint64_t)(uprn.at[i] - '0');
    }
    p->postcode = rest;
    return ASB_OK;
}

/* ---- rows */

static int64_t own(asb_rows *r, text t) {
    buffer b = asbi_output(r->head.engine);
    if (!t.length) return 0;
    asbi_put_bytes(&b, t.at, t.length);
    return asbi_rows_lend(asbi_rows_keep(r, &b));
}

/* The home as one of the cases has it. */
static void write_row(asb_rows *r, const query *q, uint32_t to, uint32_t item) {
    const people *p = of(q);
    const somebody *s = &p->all[item];
    const match_keys *k = &q->l->keys;
    uint32_t place = q->by_name ? 0 : s->place;
    uint64_t uprn = asbi_place_uprn(k, place);
    char digits[DECIMAL];
    int64_t cells[] = {own(r, asbi_book_text(&k->names, s->name)),
                       own(r, asbi_place_address(k, place)),
                       own(r, asbi_book_text(&k->postcodes, asbi_place_postcode(k, place))),
                       uprn ? own(r, asbi_text(asbi_decimal(digits, (int64_t)uprn))) : 0,
                       s->count,
                       asbi_cell_of_date(s->first),
                       asbi_cell_of_date(s->last),
                       q->behind ? asbi_rows_lend(asbi_rows_cases(r, p->pairs + asbi_first_pair(p->pairs, p->pair_count, to), s->count))
                                 : 0};
    for (uint32_t i = 0; i < COUNT_OF(cells); i++) r->columns[i].cells[to] = cells[i];
}

static void make_columns(asb_rows *r) {
    asbi_rows_column(r, "name", CELL_KEPT, NULL);
    asbi_rows_column(r, "address", CELL_KEPT, NULL);
    asbi_rows_column(r, "postcode", CELL_KEPT, NULL);
    asbi_rows_column(r, "uprn", CELL_KEPT, NULL);
    asbi_rows_column(r, "cases", CELL_NUMBER, NULL);
    asbi_rows_column(r, "first", CELL_DAY, NULL);
    asbi_rows_column(r, "last", CELL_DAY, NULL);
    asbi_rows_column(r, "behind", CELL_KEPT_JSON, NULL);
}

static int32_t give(asb_rows *r, people *p, selection *s) {
    asbi_select_end(s);
    int32_t status = p->q.behind ? tell(p, s) : ASB_OK;
    if (status) return status;
    make_columns(r);
    status = asbi_select_give(s, r);
    return status ? status : r->status;
}

int32_t asbi_ask_people(asb_rows *r, const query *q) {
    people p = {.q = *q, .by_key = {.a = q->a}};
    people_cursor after;
    selection s = {.q = &p.q, .compare = compare, .is_past = is_past, .write_row = write_row, .write_place = write_place};
    int32_t status = q->after.length ? read_place(q, &after) : ASB_OK;
    s.cursor = q->after.length ? &after : NULL;
    if (!p.q.as) p.q.as = AS_WRONGED | AS_PERPETRATOR;
    if (!status) visit_all(&p, count_one);
    if (!status) status = p.status;
    if (!status) status = asbi_select_begin(&s, &p.q, p.count);
    for (uint32_t i = 0; i < p.count && !status; i++)
        if (p.all[i].count >= p.q.least) asbi_select_offer(&s, i);
    return status ? status : give(r, &p, &s);
}
