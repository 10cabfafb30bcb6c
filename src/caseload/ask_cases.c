/* Lists of cases: all of a filter, and those where something is going wrong. Each has a day that it is in order of. */
#include "query.h"
#include "../base/container.h"
#include <string.h>

typedef struct place {
    date day;
    text id;
} place;

/* The day that a list goes by. */
static case_day day_of(const query *q) {
    switch (q->ask) {
    case ASK_SILENT: return DAY_SILENT;
    case ASK_WAITING: return DAY_WAITING;
    case ASK_ORPHANED: return DAY_ORPHANED;
    case ASK_STALE: return DAY_REVIEW;
    case ASK_RISK: return DAY_OPENED;
    default: return q->date == DATE_CLOSED ? DAY_CLOSED : q->date == DATE_OPENED ? DAY_OPENED : DAY_REPORTED;
    }
}

static date key(const query *q, uint32_t number) {
    return q->l->day[day_of(q)][number];
}

static int compare(const query *q, uint32_t a, uint32_t b) {
    date da = key(q, a), db = key(q, b);
    return da != db ? (da < db ? -1 : 1) : asbi_text_compare(q->l->ids.texts[a], q->l->ids.texts[b]);
}

static int is_past(const query *q, const void *cursor, uint32_t item) {
    const place *p = cursor;
    date day = key(q, item);
    return day != p->day ? day > p->day : asbi_text_compare(q->l->ids.texts[item], p->id) > 0;
}

/* DAY:id, where DAY is a date, or nothing where the case has none. */
static int32_t read_place(const query *q, place *p) {
    const char *colon = memchr(q->after.at, ':', q->after.length);
    size_t length = colon ? (size_t)(colon - q->after.at) : 0;
    p->day = NO_DATE;
    if (colon && (!length || asbi_parse_date((text){q->after.at, length}, &p->day))) {
        p->id = (text){colon + 1, q->after.length - length - 1};
        return ASB_OK;
    }
    asbi_fail(q->f, ASB_EINVALID, "caseload-value", "key", "after", (char *)NULL);
    memcpy(q->f->pointer, "/after", 7);
    return ASB_EINVALID;
}

static const char *write_place(asb_rows *r, const query *q, uint32_t number) {
    buffer b = asbi_output(r->head.engine);
    if (key(q, number) != NO_DATE) asbi_put_date(&b, key(q, number));
    asbi_put_char(&b, ':');
    asbi_put_bytes(&b, q->l->ids.texts[number].at, q->l->ids.texts[number].length);
    const char *kept = b.status ? NULL : asbi_arena_text(&r->arena, b.data, b.length);
    asbi_buffer_free(&b);
    return kept;
}

/* ---- what is going wrong */

static int is_since(const query *q, date since) {
    return since != NO_DATE && q->today - since >= (q->days < 0 ? 0 : q->days);
}

static int is_stale(const query *q, uint32_t number) {
    date review = q->l->day[DAY_REVIEW][number];
    return (q->l->flags[number] & FLAG_STALE) || (review != NO_DATE && review <= q->today);
}

static int fits(const query *q, uint32_t number) {
    const asb_caseload *l = q->l;
    uint16_t state = l->code[DIM_STATE][number], risk = l->code[DIM_RISK][number];
    date day = key(q, number);
    switch (q->ask) {
    case ASK_SILENT: return is_since(q, day);
    case ASK_WAITING: return is_since(q, day);
    case ASK_ORPHANED: return l->orphaned[number] > 0;
    case ASK_STALE: return state != STATE_CODE_CLOSED && is_stale(q, number);
    case ASK_RISK: return state == STATE_CODE_OPEN && risk > RISK_CODE_FALLING;
    default:
        if (q->from == NO_DATE && q->to == NO_DATE) return 1;
        return day != NO_DATE && (q->from == NO_DATE || day >= q->from) && (q->to == NO_DATE || day <= q->to);
    }
}

/* ---- writing */

static void write_row(asb_rows *r, const query *q, uint32_t to, uint32_t number) {
    const asb_caseload *l = q->l;
    int64_t cells[] = {number,
                       l->code[DIM_CATEGORY][number],
                       asbi_cell_of_date(l->day[DAY_CLOSED][number]),
                       l->code[DIM_HATE][number] == FLAG_CODE_TRUE,
                       l->code[DIM_OFFICER][number],
                       asbi_cell_of_date(l->day[DAY_OPENED][number]),
                       l->code[DIM_OUTCOME][number],
                       l->code[DIM_PRIORITY][number],
                       asbi_cell_of_date(l->day[DAY_REPORTED][number]),
                       l->code[DIM_ROLE][number],
                       l->code[DIM_STATE][number],
                       asbi_cell_of_date(key(q, number)),
                       q->ask == ASK_ORPHANED ? l->orphaned[number] : NO_CELL,
                       l->code[DIM_RISK][number]};
    for (uint32_t i = 0; i < COUNT_OF(cells); i++) r->columns[i].cells[to] = cells[i];
}

static void make_columns(asb_rows *r, const asb_caseload *l) {
    asbi_rows_column(r, "case", CELL_CASE, NULL);
    asbi_rows_column(r, "categories", CELL_LIST, &l->names[DIM_CATEGORY]);
    asbi_rows_column(r, "closed", CELL_DAY, NULL);
    asbi_rows_column(r, "hate", CELL_FLAG, NULL);
    asbi_rows_column(r, "officer", CELL_CODE, &l->names[DIM_OFFICER]);
    asbi_rows_column(r, "opened", CELL_DAY, NULL);
    asbi_rows_column(r, "outcome", CELL_CODE, &l->names[DIM_OUTCOME]);
    asbi_rows_column(r, "priority", CELL_CODE, &l->names[DIM_PRIORITY]);
    asbi_rows_column(r, "reported", CELL_DAY, NULL);
    asbi_rows_column(r, "role", CELL_CODE, &l->names[DIM_ROLE]);
    asbi_rows_column(r, "state", CELL_CODE, &l->names[DIM_STATE]);
    asbi_rows_column(r, "since", CELL_DAY, NULL);
    asbi_rows_column(r, "evidence", CELL_NUMBER, NULL);
    asbi_rows_column(r, "risk", CELL_CODE, &l->names[DIM_RISK]);
}

int32_t asbi_ask_cases(asb_rows *r, query *q) {
    place after;
    selection s = {.q = q, .compare = compare, .is_past = is_past, .write_row = write_row, .write_place = write_place};
    int32_t status = q->after.length ? read_place(q, &after) : ASB_OK;
    s.cursor = q->after.length ? &after : NULL;
    if (!status) status = asbi_select_begin(&s, q, q->l->count);
    if (!status) status = asbi_query_mask(q, 0);
    for (uint32_t i = 0; i < q->l->count && !status; i++)
        if (fits(q, i) && asbi_query_row_of_case(q, i)) asbi_select_offer(&s, i);
    if (status) return status;
    asbi_select_end(&s);
    make_columns(r, q->l);
    return asbi_select_give(&s, r);
}
