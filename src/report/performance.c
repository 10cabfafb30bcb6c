/* How duties were met: each duty of each policy, by officer, by month; and which were late or still are.
 *
 * Method. Counted are the duties that fell due in the period; those without a date, by the day they began. What lapsed was nobody's failure, and what is open and not yet due is
 * not judged: the share on time is of those met, met late and overdue. Everything is counted in one pass over the rows of duties, into groups that are found by their codes. */
#include "../base/container.h"
#include "report.h"
#include <string.h>

enum { MET, MET_LATE, LAPSED, OPEN, OVERDUE, OUTCOMES };
enum { MOST_GROUPS = 1 << 22, MOST_TAKEN = 1 << 25 };

typedef struct group {
    uint32_t counts[OUTCOMES];
    case_set cases[OUTCOMES];
    uint32_t *taken; /* how many took so many working days */
} group;

typedef struct performance {
    report *r;
    group **duties; /* by policy and rule */
    group *officers, *months;
    uint32_t rules, first_month, month_count, width;
    uint64_t taken; /* counters made */
    group all;
    table *late;
} performance;

static const char duty_columns_[] = WORDS(
    COLUMN(VALUE_TEXT, "policy", "Policy"), HIDDEN(VALUE_TEXT, "duty", "Duty"), COLUMN(VALUE_TEXT, "label", "Duty"),
    COLUMN(VALUE_TEXT, "clause", "Clause"), COLUMN(VALUE_NUMBER, "met", "Met in time"), COLUMN(VALUE_NUMBER, "met_late", "Met late"),
    COLUMN(VALUE_NUMBER, "overdue", "Overdue"), COLUMN(VALUE_NUMBER, "open", "Not yet due"), COLUMN(VALUE_NUMBER, "lapsed", "Lapsed"),
    COLUMN(VALUE_TENTHS, "on_time", "On time, %"), COLUMN(VALUE_TENTHS, "median_working_days", "Median working days"),
    HIDDEN(VALUE_CASES, "met_cases", ""), HIDDEN(VALUE_CASES, "met_late_cases", ""), HIDDEN(VALUE_CASES, "overdue_cases", ""),
    HIDDEN(VALUE_CASES, "open_cases", ""), HIDDEN(VALUE_CASES, "lapsed_cases", ""));
static const char officer_columns[] = WORDS(COLUMN(VALUE_TEXT, "officer", "Officer"), COLUMN(VALUE_NUMBER, "met", "Met in time"),
                                            COLUMN(VALUE_NUMBER, "met_late", "Met late"), COLUMN(VALUE_NUMBER, "overdue", "Overdue"),
                                            COLUMN(VALUE_NUMBER, "open", "Not yet due"), COLUMN(VALUE_NUMBER, "lapsed", "Lapsed"),
                                            COLUMN(VALUE_TENTHS, "on_time", "On time, %"));
static const char month_columns[] = WORDS(COLUMN(VALUE_MONTH, "month", "Month"), COLUMN(VALUE_NUMBER, "met", "Met in time"),
                                          COLUMN(VALUE_NUMBER, "met_late", "Met late"), COLUMN(VALUE_NUMBER, "overdue", "Overdue"),
                                          COLUMN(VALUE_TENTHS, "on_time", "On time, %"));
static const char late_columns[] = WORDS(COLUMN(VALUE_CASE, "case", "Case"), HIDDEN(VALUE_TEXT, "duty", "Duty"),
                                         COLUMN(VALUE_TEXT, "label", "Duty"), COLUMN(VALUE_TEXT, "party", "Person"),
                                         COLUMN(VALUE_DAY, "due", "Due"), COLUMN(VALUE_TEXT, "state", "State"),
                                         COLUMN(VALUE_DAY, "done", "Done"), COLUMN(VALUE_TEXT, "officer", "Officer"));

/* ---- one pass */

static int outcome_of(const report *r, uint32_t row) {
    switch (asbi_duty_state(r->l, row)) {
    case DUTY_MET: return MET;
    case DUTY_MET_LATE: return MET_LATE;
    case DUTY_OPEN: return r->l->duties.due[row] < r->now ? OVERDUE : OPEN;
    default: return LAPSED;
    }
}

/* The day that a duty is counted on. */
static date day_of(const report *r, uint32_t row) {
    instant due = r->l->duties.due[row];
    return due == NO_DATE_DUE ? r->l->duties.start[row] : asbi_local_date(due);
}

static int counts(const report *r, uint32_t row) {
    const duty_columns *d = &r->l->duties;
    uint8_t state = d->state[row];
    if ((state & DUTY_STATES) == DUTY_FREE || (state & DUTY_WATCH)) return 0;
    date day = day_of(r, row);
    if (day == NO_DATE || day < r->from || (r->to != NO_DATE && day > r->to)) return 0;
    return asbi_report_lets_as(r, d->of[row], d->officer[row]);
}

static void add(performance *p, group *g, int outcome, uint32_t number, int sets) {
    g->counts[outcome]++;
    if (sets) asbi_report_count(p->r, &g->cases[outcome], number);
}

static void add_taken(performance *p, group *g, uint16_t days) {
    if (days == NOT_TAKEN) return;
    if (!g->taken && p->taken + p->width > MOST_TAKEN) p->r->status = asbi_fail(p->r->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    if (!g->taken && !p->r->status) g->taken = asbi_report_room(p->r, p->width, sizeof *g->taken);
    if (!g->taken) return;
    if (!g->taken[days]++) p->taken++;
}

static group *group_of(performance *p, uint32_t row) {
    const asb_caseload *l = p->r->l;
    group **at = &p->duties[(size_t)l->code[DIM_POLICY][l->duties.of[row]] * p->rules + l->duties.rule[row]];
    if (!*at) *at = asbi_report_room(p->r, 1, sizeof **at);
    return *at;
}

static void put_late(performance *p, uint32_t row, int outcome) {
    static const char words[OUTCOMES][9] = {"met", "met-late", "lapsed", "open", "overdue"};
    const asb_caseload *l = p->r->l;
    const duty_columns *d = &l->duties;
    text rule = asbi_code_text(&l->rules, d->rule[row]), clause;
    value *v = asbi_report_row(p->r, p->late);
    asbi_set_number(&v[0], d->of[row]);
    asbi_set_text(&v[1], rule);
    asbi_set_text(&v[2], asbi_label_duty(p->r, l->code[DIM_POLICY][d->of[row]], rule, &clause));
    asbi_set_text(&v[3], d->party[row] ? asbi_intern_text(&l->words, d->party[row]) : asbi_text(""));
    asbi_set_day(&v[4], day_of(p->r, row));
    asbi_set_text(&v[5], asbi_text(words[outcome]));
    asbi_set_day(&v[6], outcome == MET_LATE ? d->end[row] : NO_DATE);
    asbi_set_text(&v[7], asbi_code_text(&l->names[DIM_OFFICER], d->officer[row]));
}

static void add_row(performance *p, uint32_t row) {
    const duty_columns *d = &p->r->l->duties;
    int outcome = outcome_of(p->r, row);
    uint32_t month = (uint32_t)asbi_month_of(day_of(p->r, row)) - p->first_month;
    group *g = group_of(p, row);
    if (!g) return;
    add(p, g, outcome, d->of[row], 1);
    add(p, &p->all, outcome, d->of[row], 0);
    add(p, &p->officers[d->officer[row]], outcome, d->of[row], 0);
    if (month < p->month_count) add(p, &p->months[month], outcome, d->of[row], 0);
    if (outcome <= MET_LATE) add_taken(p, g, d->taken[row]);
    if (outcome == MET_LATE || outcome == OVERDUE) put_late(p, row, outcome);
}

/* ---- figures */

static int64_t on_time(const group *g) {
    return asbi_share(g->counts[MET], (uint64_t)g->counts[MET] + g->counts[MET_LATE] + g->counts[OVERDUE]);
}

/* In tenths: of an even number, the mean of the two in the middle. */
static int64_t median(const performance *p, const group *g) {
    uint64_t total = 0, before = 0;
    int64_t sum = 0;
    if (!g->taken) return NO_VALUE;
    for (uint32_t i = 0; i < p->width; i++) total += g->taken[i];
    for (uint32_t i = 0; i < p->width; before += g->taken[i++]) {
        if ((total - 1) / 2 >= before && (total - 1) / 2 < before + g->taken[i]) sum += i;
        if (total / 2 >= before && total / 2 < before + g->taken[i]) sum += i;
    }
    return sum * 5;
}

static const uint8_t shown[OUTCOMES] = {MET, MET_LATE, OVERDUE, OPEN, LAPSED}; /* in the order of the columns */

static void put_counts(value *row, const group *g, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) asbi_set_number(&row[i], g->counts[shown[i]]);
}

static void put_duty(performance *p, table *t, uint16_t policy, uint32_t rule, group *g) {
    report *r = p->r;
    text id = asbi_code_text(&r->l->rules, rule), clause;
    text label = asbi_label_duty(r, policy, id, &clause);
    value *row = asbi_report_row(r, t);
    asbi_set_text(&row[0], asbi_code_text(&r->l->names[DIM_POLICY], policy));
    asbi_set_text(&row[1], id);
    asbi_set_text(&row[2], label);
    asbi_set_text(&row[3], clause);
    put_counts(&row[4], g, OUTCOMES);
    asbi_set_number(&row[9], on_time(g));
    asbi_set_number(&row[10], median(p, g));
    for (uint32_t i = 0; i < OUTCOMES; i++) {
        asbi_report_distinct(r, &g->cases[shown[i]]);
        asbi_set_cases(&row[11 + i], &g->cases[shown[i]]);
    }
}

static void put_duties(performance *p, table *t) {
    uint32_t policies = p->r->l->names[DIM_POLICY].lists.count + 1;
    static const int8_t by[] = {1, 2};
    for (uint32_t i = 0; i < policies; i++)
        for (uint32_t k = 0; k < p->rules; k++)
            if (p->duties[(size_t)i * p->rules + k]) put_duty(p, t, (uint16_t)i, k, p->duties[(size_t)i * p->rules + k]);
    asbi_report_sort(p->r, t, by, COUNT_OF(by));
}

static uint32_t total(const group *g) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < OUTCOMES; i++) sum += g->counts[i];
    return sum;
}

static void put_officers(performance *p, table *t) {
    static const int8_t by[] = {1};
    const dictionary *d = &p->r->l->names[DIM_OFFICER];
    for (uint32_t i = 0; i <= d->lists.count; i++) {
        if (!total(&p->officers[i])) continue;
        value *row = asbi_report_row(p->r, t);
        asbi_set_text(&row[0], i ? asbi_code_text(d, i) : asbi_text(""));
        put_counts(&row[1], &p->officers[i], OUTCOMES);
        asbi_set_number(&row[6], on_time(&p->officers[i]));
    }
    asbi_report_sort(p->r, t, by, COUNT_OF(by));
}

static void put_months(performance *p, table *t) {
    for (uint32_t i = 0; i < p->month_count; i++) {
        const group *g = &p->months[i];
        if (!(g->counts[MET] + g->counts[MET_LATE] + g->counts[OVERDUE])) continue;
        value *row = asbi_report_row(p->r, t);
        asbi_set_number(&row[0], p->first_month + i);
        put_counts(&row[1], g, 3);
        asbi_set_number(&row[4], on_time(g));
    }
}

static void put_tiles(performance *p) {
    const group *g = &p->all;
    asbi_report_tile(p->r, "On time, %", VALUE_TENTHS, on_time(g), "of those met, met late or overdue");
    asbi_report_tile(p->r, "Met in time", VALUE_NUMBER, g->counts[MET], "");
    asbi_report_tile(p->r, "Met late", VALUE_NUMBER, g->counts[MET_LATE], "");
    asbi_report_tile(p->r, "Overdue", VALUE_NUMBER, g->counts[OVERDUE], "open, and their date has passed");
    asbi_report_tile(p->r, "Not yet due", VALUE_NUMBER, g->counts[OPEN], "open, also without a date");
}

/* ---- the whole */

static int make_room(performance *p) {
    report *r = p->r;
    const asb_caseload *l = r->l;
    uint64_t policies = (uint64_t)l->names[DIM_POLICY].lists.count + 1;
    p->rules = l->rules.lists.count + 1;
    p->width = l->most_taken + 1u;
    p->first_month = asbi_month_of(r->from);
    date last = r->to != NO_DATE && r->to < r->today ? r->to : r->today;
    p->month_count = last < r->from ? 0 : (uint32_t)asbi_month_of(last) - p->first_month + 1;
    if (policies * p->rules > MOST_GROUPS) r->status = asbi_fail(r->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    if (r->status) return 0;
    p->duties = asbi_report_room(r, (size_t)(policies * p->rules), sizeof *p->duties);
    p->officers = asbi_report_room(r, l->names[DIM_OFFICER].lists.count + 1u, sizeof *p->officers);
    p->months = asbi_report_room(r, p->month_count, sizeof *p->months);
    return p->duties && p->officers && p->months;
}

static void describe(report *r, table *duties, table *months, table *officers, table *late) {
    static const char names[][12] = {"Met in time", "Met late", "Overdue"};
    duties->chart = (chart){.kind = CHART_STRIPS, .label = 2, .series_count = 3, .series = {4, 5, 6}};
    months->chart = (chart){.kind = CHART_STRIPS, .label = 0, .series_count = 3, .series = {1, 2, 3}};
    officers->chart = (chart){.kind = CHART_STRIPS, .label = 0, .series_count = 3, .series = {1, 2, 3}};
    for (uint32_t i = 0; i < 3; i++) duties->chart.names[i] = months->chart.names[i] = officers->chart.names[i] = names[i];
    duties->lead = "Each duty of the policies: how those that fell due in the period were met, with the clause that it comes from. The "
                   "median is of working days from the day it "
                   "began to the day it was done.";
    months->lead = "By the month in which duties fell due.";
    officers->lead = "By the officer who had the case when the duty ended; of what is open, who has it now.";
    late->lead = "Each duty of the period that was met late or is overdue, the oldest first.";
    late->empty = "None was met late, and none is overdue.";
    duties->empty = months->empty = officers->empty = "No duty fell due in the period.";
    asbi_report_note(r,
                     "Counted are duties whose date lies in the period; those without a date by the day on which they began. Dates of "
                     "orders that end, and other dates that are "
                     "only watched, are no duties and are left out.");
    asbi_report_note(r,
                     "Met in time: done on or before its date. Lapsed: it no longer had to be done. The share on time is of those met, met "
                     "late and overdue; what lapsed, "
                     "or is not yet due, counts neither for nor against.");
    asbi_report_note(
        r, "A duty is judged by its own date, which goes by the working days and the rules of the policy that the case is worked under.");
}

void asbi_report_performance(report *r) {
    static const int8_t by_due[] = {5, 1, 2};
    performance p = {.r = r};
    if (r->from == NO_DATE) {
        civil c = asbi_civil(r->to == NO_DATE ? r->today : r->to);
        r->from = asbi_date_clamped(c.year, c.month - 11, 1);
    }
    if (!make_room(&p)) return;
    table *duties = asbi_report_table(r, "duties", "Duty by duty", duty_columns_);
    table *months = asbi_report_table(r, "months", "Month by month", month_columns);
    table *officers = asbi_report_table(r, "officers", "Officer by officer", officer_columns);
    p.late = asbi_report_table(r, "late", "Late and overdue", late_columns);
    for (uint32_t row = 0; row < r->l->duties.count && !r->status; row++)
        if (counts(r, row)) add_row(&p, row);
    put_duties(&p, duties);
    put_months(&p, months);
    put_officers(&p, officers);
    put_tiles(&p);
    describe(r, duties, months, officers, p.late);
    asbi_report_sort(r, p.late, by_due, COUNT_OF(by_due));
}
