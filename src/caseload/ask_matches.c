/* The question "matches": which cases may be about the same as this one, or as a report that is no case yet. It suggests; nothing is joined. */
#include "match.h"
#include "../base/container.h"
#include <string.h>

typedef struct matching {
    query q; /* first: what selects and writes gets this one */
    side mine;
    uint32_t self;
    suggestion *found;
    uint32_t count;
} matching;

typedef struct match_place {
    int64_t strength, reason;
    text id;
} match_place;

static const matching *of(const query *q) {
    return (const matching *)(const void *)q;
}

static text id_of(const query *q, uint32_t item) {
    return q->l->ids.texts[of(q)->found[item].number];
}

/* ---- order: the strongest first */

static int compare_to(const query *q, uint32_t item, int64_t strength, text id, int64_t reason) {
    const suggestion *s = &of(q)->found[item];
    if (s->strength != strength) return s->strength > strength ? -1 : 1;
    int order = asbi_text_compare(id_of(q, item), id);
    return order ? order : (s->reason > reason) - (s->reason < reason);
}

static int compare(const query *q, uint32_t a, uint32_t b) {
    const suggestion *s = &of(q)->found[b];
    return compare_to(q, a, s->strength, id_of(q, b), s->reason);
}

static int is_past(const query *q, const void *cursor, uint32_t item) {
    const match_place *p = cursor;
    return compare_to(q, item, p->strength, p->id, p->reason) > 0;
}

/* STRENGTH:REASON:id */
static int32_t read_place(const query *q, match_place *p) {
    const char *at = q->after.at, *end = at + q->after.length, *first = memchr(at, ':', q->after.length);
    const char *second = first ? memchr(first + 1, ':', (size_t)(end - first - 1)) : NULL;
    json_value number = asbi_json_of_text(JSON_NUMBER, (text){at, first ? (size_t)(first - at) : 0});
    int reason = second ? asbi_words_find(asbi_reason_words, (text){first + 1, (size_t)(second - first - 1)}) : NO_WORD;
    if (reason == NO_WORD || !asbi_json_integer(&number, &p->strength)) return asbi_query_wrong_after(q);
    p->reason = reason;
    p->id = (text){second + 1, (size_t)(end - second - 1)};
    return ASB_OK;
}

static const char *write_place(asb_rows *r, const query *q, uint32_t item) {
    const suggestion *s = &of(q)->found[item];
    buffer b = asbi_output(r->head.engine);
    asbi_put_format(&b, "%u:%s:", (uint64_t)s->strength, asbi_reason_word((match_reason)s->reason));
    asbi_put_bytes(&b, id_of(q, item).at, id_of(q, item).length);
    return asbi_rows_keep(r, &b);
}

/* ---- rows */

static void put_parties(buffer *b, const side *s, const uint32_t *parties, uint32_t count) {
    int some = 0;
    asbi_put_char(b, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (parties[i] >= s->people_count || !s->people[parties[i]].id.length) continue;
        if (some++) asbi_put_char(b, ',');
        asbi_json_write_text(b, s->people[parties[i]].id);
    }
    asbi_put_char(b, ']');
}

static int64_t kept(asb_rows *r, buffer *b) {
    return asbi_rows_lend(asbi_rows_keep(r, b));
}

static void write_texts(asb_rows *r, const query *q, uint32_t to, const suggestion *s, const side *theirs) {
    const side *mine = &of(q)->mine;
    buffer agreed = asbi_output(r->head.engine), differs = agreed, here = agreed, there = agreed, why = agreed;
    asbi_put_agreed(&agreed, s->how, 0);
    asbi_put_agreed(&differs, s->how, 1);
    put_parties(&here, mine, s->mine, s->pairs);
    put_parties(&there, theirs, s->theirs, s->pairs);
    asbi_put_sentence(&why, s, mine, theirs);
    r->columns[3].cells[to] = kept(r, &agreed);
    r->columns[4].cells[to] = kept(r, &differs);
    r->columns[5].cells[to] = kept(r, &here);
    r->columns[6].cells[to] = kept(r, &there);
    r->columns[7].cells[to] = kept(r, &why);
}

static void write_row(asb_rows *r, const query *q, uint32_t to, uint32_t item) {
    const asb_caseload *l = q->l;
    const suggestion *s = &of(q)->found[item];
    date reported = l->day[DAY_REPORTED][s->number];
    side theirs = {0};
    arena_mark mark = asbi_arena_mark(q->a);
    if (asbi_side_of_block(&theirs, q->a, &l->keys, l->keys.blocks[s->number]))
        r->status = ASB_ENOMEM; /* what was read of them is not whole */
    else
        write_texts(r, q, to, s, &theirs);
    asbi_arena_rewind(q->a, mark);
    r->columns[0].cells[to] = s->number;
    r->columns[1].cells[to] = asbi_rows_lend(asbi_reason_word((match_reason)s->reason));
    r->columns[2].cells[to] = s->strength;
    r->columns[8].cells[to] = l->code[DIM_STATE][s->number];
    r->columns[9].cells[to] = l->code[DIM_OFFICER][s->number];
    r->columns[10].cells[to] = asbi_cell_of_date(reported);
}

static void make_columns(asb_rows *r, const asb_caseload *l) {
    asbi_rows_column(r, "case", CELL_CASE, NULL);
    asbi_rows_column(r, "reason", CELL_KEPT, NULL);
    asbi_rows_column(r, "strength", CELL_NUMBER, NULL);
    asbi_rows_column(r, "agreed", CELL_KEPT_JSON, NULL);
    asbi_rows_column(r, "differs", CELL_KEPT_JSON, NULL);
    asbi_rows_column(r, "parties", CELL_KEPT_JSON, NULL);
    asbi_rows_column(r, "there", CELL_KEPT_JSON, NULL);
    asbi_rows_column(r, "why", CELL_KEPT, NULL);
    asbi_rows_column(r, "state", CELL_CODE, &l->names[DIM_STATE]);
    asbi_rows_column(r, "officer", CELL_CODE, &l->names[DIM_OFFICER]);
    asbi_rows_column(r, "reported", CELL_DAY, NULL);
}

/* ---- who is asked for */

/* One who may not see a case is not told that there is one. */
static int32_t read_case(matching *m) {
    const asb_caseload *l = m->q.l;
    uint32_t number = asbi_intern_find(&l->ids, asbi_json_text(m->q.of_case));
    if (!number || (l->flags[number - 1] & FLAG_HIDDEN)) return asbi_query_wrong(m->q.f, m->q.of_case, "caseload-case", "case");
    m->self = number - 1;
    return asbi_side_of_block(&m->mine, m->q.a, &l->keys, l->keys.blocks[m->self]);
}

static int32_t read_summary(matching *m) {
    key_reading r;
    int32_t status = asbi_keys_read(&r, m->q.a, m->q.summary, m->q.f);
    m->self = NO_CASE_NUMBER;
    return status ? status : asbi_side_of_reading(&m->mine, m->q.a, &m->q.l->keys, &r);
}

static int32_t read_side(matching *m) {
    if (!m->q.of_case == !m->q.summary) return asbi_query_wrong(m->q.f, m->q.object, "caseload-matches", "matches");
    return m->q.of_case ? read_case(m) : read_summary(m);
}

static int32_t choose(asb_rows *r, const matching *m) {
    const query *q = &m->q;
    match_place after;
    selection s = {.q = q, .compare = compare, .is_past = is_past, .write_row = write_row, .write_place = write_place};
    int32_t status = q->after.length ? read_place(q, &after) : ASB_OK;
    s.cursor = q->after.length ? &after : NULL;
    if (!status) status = asbi_select_begin(&s, q, m->count);
    for (uint32_t i = 0; i < m->count && !status; i++) asbi_select_offer(&s, i);
    if (status) return status;
    asbi_select_end(&s);
    make_columns(r, q->l);
    status = asbi_select_give(&s, r);
    return status ? status : r->status;
}

int32_t asbi_ask_matches(asb_rows *r, const query *q) {
    matching m = {.q = *q};
    int32_t status = read_side(&m);
    if (!status) status = asbi_match_find(&m.found, &m.count, &m.q, &m.mine, m.self);
    return status ? status : choose(r, &m);
}
