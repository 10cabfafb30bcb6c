/* Lists of duties: what is due, page by page. One officer's list is read off the work list; others are chosen from the columns. */
#include "query.h"
#include "../base/container.h"
#include <string.h>

#define PLACE_NO_DATE INT64_C(999999999999999999) /* later than any date */

/* Where the last page ended: DUE.RECORD.R.P.S:rule party subject case, the texts one after the other and R, P and S the lengths of the first three. */
typedef struct place {
    instant due;
    uint32_t record;
    text rule, party, subject, id;
} place;

static int number(text *t, char end, int64_t *out) {
    int negative = t->length && t->at[0] == '-';
    size_t i = negative ? 1 : 0;
    uint64_t n = 0;
    for (; i < t->length && t->at[i] >= '0' && t->at[i] <= '9' && n < UINT64_C(1000000000000000000); i++)
        n = n * 10 + (uint64_t)(t->at[i] - '0');
    if (i == t->length || t->at[i] != end || n > INT64_MAX) return 0;
    *out = negative ? -(int64_t)n : (int64_t)n;
    *t = (text){t->at + i + 1, t->length - i - 1};
    return 1;
}

static int cut(text *t, int64_t length, text *out) {
    if (length < 0 || (uint64_t)length > t->length) return 0;
    *out = (text){t->at, (size_t)length};
    *t = (text){t->at + length, t->length - (size_t)length};
    return 1;
}

static int32_t read_place(const query *q, place *p) {
    text t = q->after;
    int64_t record, rule, party, subject;
    if (number(&t, '.', &p->due) && number(&t, '.', &record) && number(&t, '.', &rule) && number(&t, '.', &party) &&
        number(&t, ':', &subject) && cut(&t, rule, &p->rule) && cut(&t, party, &p->party) && cut(&t, subject, &p->subject)) {
        p->record = (uint32_t)record;
        p->id = t;
        if (p->due == PLACE_NO_DATE) p->due = NO_DATE_DUE;
        return ASB_OK;
    }
    asbi_fail(q->f, ASB_EINVALID, "caseload-value", "key", "after", (char *)NULL);
    memcpy(q->f->pointer, "/after", 7);
    return ASB_EINVALID;
}

static const char *write_place(asb_rows *r, const query *q, uint32_t row) {
    const asb_caseload *l = q->l;
    const duty_columns *d = &l->duties;
    text rule = asbi_code_text(&l->rules, d->rule[row]), party = asbi_intern_text(&l->words, d->party[row]),
         subject = asbi_intern_text(&l->words, d->subject[row]), id = l->ids.texts[d->of[row]];
    buffer b = asbi_output(r->head.engine);
    asbi_put_format(&b, "%i.%u.%u.%u.%u:", d->due[row] == NO_DATE_DUE ? PLACE_NO_DATE : d->due[row], (uint64_t)d->record[row],
                    (uint64_t)rule.length, (uint64_t)party.length, (uint64_t)subject.length);
    if (rule.length) asbi_put_bytes(&b, rule.at, rule.length);
    if (party.length) asbi_put_bytes(&b, party.at, party.length);
    if (subject.length) asbi_put_bytes(&b, subject.at, subject.length);
    asbi_put_bytes(&b, id.at, id.length);
    const char *kept = b.status ? NULL : asbi_arena_text(&r->arena, b.data, b.length);
    asbi_buffer_free(&b);
    return kept;
}

static int is_past(const query *q, const void *cursor, uint32_t row) {
    const place *p = cursor;
    const asb_caseload *l = q->l;
    const duty_columns *d = &l->duties;
    if (d->due[row] != p->due) return d->due[row] > p->due;
    int order = asbi_text_compare(l->ids.texts[d->of[row]], p->id);
    if (!order) order = asbi_text_compare(asbi_code_text(&l->rules, d->rule[row]), p->rule);
    if (!order) order = asbi_text_compare(asbi_intern_text(&l->words, d->party[row]), p->party);
    if (!order) order = asbi_text_compare(asbi_intern_text(&l->words, d->subject[row]), p->subject);
    return order ? order > 0 : d->record[row] > p->record;
}

static int compare(const query *q, uint32_t a, uint32_t b) {
    return asbi_duty_compare(q->l, a, b);
}

/* ---- choosing */

/* The one officer whose work list has all that is asked for; UINT32_MAX: none. */
static uint32_t one_officer(const query *q) {
    const uint8_t *codes = asbi_filter_codes(q->cases, DIM_OFFICER);
    uint32_t found = UINT32_MAX;
    if (!codes || q->watch || (q->states & (ASKED_MET | ASKED_MET_LATE | ASKED_LAPSED))) return UINT32_MAX;
    for (uint32_t i = 0; i <= q->l->names[DIM_OFFICER].lists.count; i++) {
        if (!codes[i]) continue;
        if (found != UINT32_MAX) return UINT32_MAX;
        found = i;
    }
    return found;
}

/* Everything in the list fits: no filter but the officer. Then the rest of it need not be looked at to be counted. */
static int is_whole(const query *q) {
    return q->states == (ASKED_OPEN | ASKED_OVERDUE) && q->from == NO_DATE && q->to == NO_DATE && !q->rules && !q->owners && !q->party &&
        !q->no_such_party && !q->l->hidden && asbi_filter_is_only(q->cases, DIM_OFFICER);
}

static int32_t from_work_list(selection *s, uint32_t officer) {
    asb_caseload *l = s->q->l;
    int32_t status = asbi_work_in_order(l, officer);
    if (status || officer >= l->list_count) return status;
    const work_list *w = &l->lists[officer];
    int whole = is_whole(s->q);
    uint32_t at = s->q->date == DATE_DUE ? asbi_work_first(w, s->q->due_from) : 0;
    for (; at < w->count; at++) {
        uint32_t row = w->items[at].row;
        if (whole && s->count == s->limit) {
            s->total += w->count - at;
            s->past += w->count - at;
            break;
        }
        if (s->q->date == DATE_DUE && w->items[at].due > s->q->due_to) break;
        if (!whole && !asbi_query_row(s->q, row)) continue;
        s->total++;
        if (s->cursor && !is_past(s->q, s->cursor, row)) continue;
        s->past++;
        if (s->count < s->limit) s->items[s->count++] = row;
    }
    return ASB_OK;
}

static int32_t from_columns(selection *s, query *q) {
    const duty_columns *d = &q->l->duties;
    int32_t status = asbi_query_mask(q, 1);
    for (uint32_t row = 0; row < d->count && !status; row++)
        if (asbi_query_row(s->q, row)) asbi_select_offer(s, row);
    asbi_select_end(s);
    return status;
}

/* ---- writing */

static int64_t state_cell(const query *q, uint32_t row) {
    uint8_t state = asbi_duty_state(q->l, row);
    return state == DUTY_OPEN ? asbi_row_overdue(q, row) : state + 1;
}

static void write_row(asb_rows *r, const query *q, uint32_t to, uint32_t row) {
    const asb_caseload *l = q->l;
    const duty_columns *d = &l->duties;
    uint32_t of = d->of[row];
    int64_t due = d->due[row] == NO_DATE_DUE ? NO_CELL : d->due[row] * 2 + ((d->state[row] & DUTY_INSTANT) != 0);
    int64_t cells[] = {asbi_cell_of_date(d->act_by[row]),
                       of,
                       due,
                       d->rule[row],
                       asbi_cell_of_date(d->end[row]),
                       d->officer[row],
                       d->owner[row] ? d->owner[row] : NO_CELL,
                       d->party[row],
                       l->code[DIM_PRIORITY][of],
                       d->record[row],
                       l->code[DIM_ROLE][of],
                       asbi_cell_of_date(d->start[row]),
                       state_cell(q, row),
                       d->subject[row],
                       d->taken[row] == NOT_TAKEN ? NO_CELL : d->taken[row]};
    for (uint32_t i = 0; i < COUNT_OF(cells); i++) r->columns[i].cells[to] = cells[i];
}

static void make_columns(asb_rows *r, const asb_caseload *l) {
    asbi_rows_column(r, "act_by", CELL_DAY, NULL);
    asbi_rows_column(r, "case", CELL_CASE, NULL);
    asbi_rows_column(r, "due", CELL_DUE, NULL);
    asbi_rows_column(r, "duty", CELL_CODE, &l->rules);
    asbi_rows_column(r, "end", CELL_DAY, NULL);
    asbi_rows_column(r, "officer", CELL_CODE, &l->names[DIM_OFFICER]);
    asbi_rows_column(r, "owner", CELL_LIST, &l->owners);
    asbi_rows_column(r, "party", CELL_WORD, NULL);
    asbi_rows_column(r, "priority", CELL_CODE, &l->names[DIM_PRIORITY]);
    asbi_rows_column(r, "record", CELL_NUMBER, NULL);
    asbi_rows_column(r, "role", CELL_CODE, &l->names[DIM_ROLE]);
    asbi_rows_column(r, "start", CELL_DAY, NULL);
    asbi_rows_column(r, "state", CELL_STATE, NULL);
    asbi_rows_column(r, "subject", CELL_WORD, NULL);
    asbi_rows_column(r, "taken", CELL_NUMBER, NULL);
}

int32_t asbi_ask_duties(asb_rows *r, query *q) {
    place after;
    selection s = {.q = q, .compare = compare, .is_past = is_past, .write_row = write_row, .write_place = write_place};
    uint32_t officer = one_officer(q);
    int32_t status = q->after.length ? read_place(q, &after) : ASB_OK;
    s.cursor = q->after.length ? &after : NULL;
    if (!status) status = asbi_select_begin(&s, q, q->l->duties.count);
    if (!status && officer != UINT32_MAX) {
        status = from_work_list(&s, officer);
    } else if (!status) {
        status = from_columns(&s, q);
    }
    if (status) return status;
    make_columns(r, q->l);
    return asbi_select_give(&s, r);
}
