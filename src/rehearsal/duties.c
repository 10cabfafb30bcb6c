/* Duties on both sides: which instances are the same, which dates have moved, which there are on one side alone, and which were missed. */
#include "rehearsal.h"
#include "../base/container.h"
#include "../case/duties.h"
#include "../case/snapshot.h"

/* ---- the same instance: rule, party, subject, and the record that it runs from */

static int same_name(const side *a, const duty_slot *x, const side *b, const duty_slot *y) {
    if (a->c->policy == b->c->policy && x->rule == y->rule && x->rule < a->c->policy->duties.count) return 1;
    duty_name n = asbi_duty_name(a->c, x), m = asbi_duty_name(b->c, y);
    return asbi_text_equal(n.id, m.id) && asbi_text_equal(n.subject, m.subject);
}

static int same_party(const side *a, const duty_slot *x, const side *b, const duty_slot *y) {
    if (x->party == NO_INDEX || y->party == NO_INDEX) return x->party == y->party;
    return asbi_text_equal(a->c->parties[x->party].id, b->c->parties[y->party].id);
}

static int is_same(const run *r, uint32_t before, uint32_t after) {
    const duty_instance *in = &r->before.c->instances[before], *other = &r->after->c->instances[after];
    const duty_slot *x = &r->before.c->slots[in->slot], *y = &r->after->c->slots[other->slot];
    if (in->start_seq != other->start_seq || (x->rule == RULE_PLAN_ACTION && y->rule == RULE_PLAN_ACTION && x->plan != y->plan)) return 0;
    return same_party(&r->before, x, r->after, y) && same_name(&r->before, x, r->after, y);
}

static uint32_t search(const run *r, uint32_t before, uint32_t from) {
    uint32_t count = r->after->c->instance_count;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t i = from + k < count ? from + k : from + k - count;
        if (!r->taken[i] && is_same(r, before, i)) return i;
    }
    return NO_INDEX;
}

/* Has the instance of `before` none in `after`, because its duty is the same on both sides? */
static int is_of_both(const run *r, uint32_t index) {
    uint32_t rule = r->before.c->slots[r->before.c->instances[index].slot].rule;
    if (!r->like) return 0;
    return rule >= r->before.c->policy->duties.count || (!r->parted && !r->like->ends[rule]);
}

/* Mostly they come in the same order. */
static int32_t pair_up(run *r) {
    memory *m = &r->engine->memory;
    uint32_t next = 0, count = r->before.c->instance_count, others = r->after->c->instance_count;
    int32_t status = asbi_grow(m, &r->pair, &r->pair_capacity, count, sizeof *r->pair, UINT32_MAX);
    if (!status) status = asbi_grow(m, &r->taken, &r->taken_capacity, others, 1, UINT32_MAX);
    for (uint32_t i = 0; i < others && !status; i++) r->taken[i] = 0;
    for (uint32_t i = 0; i < count && !status; i++) {
        if (is_of_both(r, i)) continue;
        r->pair[i] = search(r, i, next < others ? next : 0);
        if (r->pair[i] == NO_INDEX) continue;
        r->taken[r->pair[i]] = 1;
        next = r->pair[i] + 1;
    }
    return status;
}

/* ---- an instance as it stands */

enum { SHOWN_OPEN, SHOWN_OVERDUE, SHOWN_MET, SHOWN_MET_LATE, SHOWN_LAPSED };

typedef struct standing {
    due due;
    int64_t state;
    int missed;
} standing;

/* What is only watched is nobody's task, and cannot be missed. */
static int is_task(const asb_case *c, const duty_slot *slot) {
    const duty_rule *rule = asbi_slot_rule(c, slot);
    return slot->rule != RULE_ORDER_EXPIRY && !(rule && rule->watch);
}

static standing stands(const run *r, const side *s, uint32_t index) {
    static const int64_t states[] = {SHOWN_OPEN, SHOWN_MET, SHOWN_MET_LATE, SHOWN_LAPSED}; /* by INSTANCE_… */
    const duty_instance *in = &s->c->instances[index];
    standing now = {.due = asbi_instance_due(s->c, in, r->now), .state = states[in->state]};
    if (now.state == SHOWN_OPEN && asbi_due_passed(now.due, r->now)) now.state = SHOWN_OVERDUE;
    now.missed = (now.state == SHOWN_OVERDUE || now.state == SHOWN_MET_LATE) && is_task(s->c, &s->c->slots[in->slot]);
    return now;
}

/* ---- rows */

typedef struct named {
    int64_t of, clause, duty, officer, owner, party, subject;
} named;

static int32_t put_owner(run *r, const duty_name *n, int64_t *cell) {
    if (n->rule ? !n->rule->owners.count : 1) return asbi_outcome_word(r->out, n->rule ? asbi_text("case-owner") : n->owner, cell);
    buffer b = asbi_output(r->engine);
    for (uint32_t i = 0; i < n->rule->owners.count; i++) {
        text role = asbi_atom_text(n->policy, n->policy->atoms.items[n->rule->owners.first + i]);
        if (i) asbi_put(&b, ", ");
        asbi_put_bytes(&b, role.at, role.length);
    }
    int32_t status = b.status ? b.status : asbi_outcome_word(r->out, (text){b.data, b.length}, cell);
    asbi_buffer_free(&b);
    return status;
}

static int32_t name(run *r, const side *s, uint32_t index, named *to) {
    const duty_instance *in = &s->c->instances[index];
    duty_name n = asbi_duty_name(s->c, &s->c->slots[in->slot]);
    outcome *o = r->out;
    int32_t status = asbi_outcome_word(o, r->id, &to->of);
    if (!status) status = asbi_outcome_word(o, n.clause, &to->clause);
    if (!status) status = asbi_outcome_word(o, n.id, &to->duty);
    if (!status) status = asbi_outcome_word(o, asbi_instance_officer(s->c, in), &to->officer);
    if (!status) status = put_owner(r, &n, &to->owner);
    if (!status) status = asbi_outcome_word(o, n.party, &to->party);
    return status ? status : asbi_outcome_word(o, asbi_text_equal(n.subject, n.party) ? asbi_text("") : n.subject, &to->subject);
}

static date local_day(due d) {
    return d.day != NO_DATE ? d.day : asbi_local_date(d.at);
}

/* Working days from one date to the other, as the calendar is before; earlier is less than 0. */
static int64_t working_days(const run *r, due from, due to) {
    calendar days = asbi_judge(r->before.c, r->now).days;
    date a = local_day(from), b = local_day(to);
    int64_t count = 0;
    for (date d = MIN_OF(a, b) + 1; d <= MAX_OF(a, b); d++) count += asbi_is_working_day(&days, d);
    return b < a ? -count : count;
}

static int32_t add_moved(run *r, uint32_t before, uint32_t after, const standing *was, const standing *is) {
    int order = asbi_due_compare(is->due, was->due);
    int64_t *total = asbi_table_row(&r->out->tables[TABLE_TOTALS], TABLE_TOTALS, 0);
    named n;
    (void)before;
    int32_t status = name(r, r->after, after, &n);
    if (status) return status;
    int dated = !asbi_due_is_none(was->due) && !asbi_due_is_none(is->due);
    const int64_t cells[MOVED_WIDTH] = {[MOVED_CASE] = n.of,
                                        [MOVED_CLAUSE] = n.clause,
                                        [MOVED_DUE] = asbi_cell_of_due(is->due),
                                        [MOVED_DUE_BEFORE] = asbi_cell_of_due(was->due),
                                        [MOVED_DUTY] = n.duty,
                                        [MOVED_OFFICER] = n.officer,
                                        [MOVED_OWNER] = n.owner,
                                        [MOVED_PARTY] = n.party,
                                        [MOVED_RECORD] = r->after->c->instances[after].start_seq,
                                        [MOVED_STATE] = is->state,
                                        [MOVED_STATE_BEFORE] = was->state,
                                        [MOVED_SUBJECT] = n.subject,
                                        [MOVED_WORKING_DAYS] = dated ? working_days(r, was->due, is->due) : NO_CELL};
    status = asbi_table_add(r->out, TABLE_MOVED, cells);
    if (status) return status;
    r->moved++;
    total[TOTAL_MOVED]++;
    total[order < 0 ? TOTAL_EARLIER : TOTAL_LATER]++;
    return ASB_OK;
}

static int32_t add_only(run *r, const side *s, uint32_t index, const char *change, const standing *stands) {
    named n;
    int64_t word;
    int32_t status = name(r, s, index, &n);
    if (!status) status = asbi_outcome_word(r->out, asbi_text(change), &word);
    if (status) return status;
    const int64_t cells[DUTY_WIDTH] = {[DUTY_CASE] = n.of,
                                       [DUTY_CHANGE] = word,
                                       [DUTY_CLAUSE] = n.clause,
                                       [DUTY_DUE_DATE] = asbi_cell_of_due(stands->due),
                                       [DUTY_DUTY] = n.duty,
                                       [DUTY_OFFICER] = n.officer,
                                       [DUTY_OWNER] = n.owner,
                                       [DUTY_PARTY] = n.party,
                                       [DUTY_RECORD] = s->c->instances[index].start_seq,
                                       [DUTY_STATE] = stands->state,
                                       [DUTY_SUBJECT] = n.subject};
    r->duties++;
    return asbi_table_add(r->out, TABLE_DUTIES, cells);
}

/* ---- missed */

static int32_t count_missed(run *r, const side *s, uint32_t index, const standing *stands) {
    const duty_instance *in = &s->c->instances[index];
    int after = s == r->after;
    if (!stands->missed) return ASB_OK;
    int64_t *total = asbi_table_row(&r->out->tables[TABLE_TOTALS], TABLE_TOTALS, 0);
    total[after ? TOTAL_MISSED_AFTER : TOTAL_MISSED_BEFORE]++;
    if (after)
        r->missed_after++;
    else
        r->missed_before++;
    return asbi_outcome_missed(r->out, asbi_instance_officer(s->c, in), asbi_duty_name(s->c, &s->c->slots[in->slot]).id, after);
}

void asbi_stand_before(run *r) {
    for (uint32_t i = 0; i < r->before.c->instance_count; i++) (void)stands(r, &r->before, i);
}

static int32_t count_on_both(run *r, uint32_t index, const standing *stands) {
    const duty_instance *in = &r->before.c->instances[index];
    int64_t *total = asbi_table_row(&r->out->tables[TABLE_TOTALS], TABLE_TOTALS, 0);
    if (!stands->missed) return ASB_OK;
    text officer = asbi_instance_officer(r->before.c, in), duty = asbi_duty_name(r->before.c, &r->before.c->slots[in->slot]).id;
    total[TOTAL_MISSED_BEFORE]++;
    total[TOTAL_MISSED_AFTER]++;
    r->missed_before++;
    r->missed_after++;
    int32_t status = asbi_outcome_missed(r->out, officer, duty, 0);
    return status ? status : asbi_outcome_missed(r->out, officer, duty, 1);
}

int32_t asbi_count_same(run *r) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < r->before.c->instance_count && !status; i++) {
        standing was = stands(r, &r->before, i);
        status = count_on_both(r, i, &was);
    }
    return status;
}

/* ---- all of them */

static int32_t compare_before(run *r, uint32_t i) {
    standing was = stands(r, &r->before, i), is;
    if (is_of_both(r, i)) return count_on_both(r, i, &was);
    int32_t status = count_missed(r, &r->before, i, &was);
    if (status) return status;
    if (r->pair[i] == NO_INDEX) return was.state == SHOWN_LAPSED ? ASB_OK : add_only(r, &r->before, i, "ends", &was);
    is = stands(r, r->after, r->pair[i]);
    if (was.state == SHOWN_LAPSED && is.state == SHOWN_LAPSED) return ASB_OK;
    return asbi_due_compare(was.due, is.due) ? add_moved(r, i, r->pair[i], &was, &is) : ASB_OK;
}

static int32_t compare_after(run *r, uint32_t i) {
    standing is = stands(r, r->after, i);
    int32_t status = count_missed(r, r->after, i, &is);
    return status || r->taken[i] || is.state == SHOWN_LAPSED ? status : add_only(r, r->after, i, "begins", &is);
}

int32_t asbi_compare_duties(run *r) {
    int32_t status = pair_up(r);
    for (uint32_t i = 0; i < r->before.c->instance_count && !status; i++) status = compare_before(r, i);
    for (uint32_t i = 0; i < r->after->c->instance_count && !status; i++) status = compare_after(r, i);
    return status;
}
