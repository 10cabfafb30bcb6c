/* NM01, the Tenant Satisfaction Measure of anti-social behaviour: cases opened in a reporting year for each 1,000 homes, and of those the cases with hate incidents.
 *
 * Method. The Regulator counts cases by when they were opened, whatever became of them. Further reports while a case is open are no new case; a report after a case was
 * resolved is one. A file of the library may be closed, reported again and taken up again, so what is counted is not files but openings: the first, and each
 * taking up that follows a new report (they are told apart in the summary). Files that something happened to in the year, and of which no opening is counted,
 * are listed as well, each with one reason, so that nobody has to wonder. */
#include "../base/container.h"
#include "report.h"

static const char definition[] = "NM01 of the Tenant Satisfaction Measures: Technical Requirements, Regulator of Social Housing, September "
                                 "2022, as updated on 2 April 2024";

/* ---- one file that is another case's */

static const event *link_to(const asb_caseload *l, uint32_t number, uint32_t other) {
    uint32_t count;
    const event *e = asbi_events_of(l, number, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (e[i].kind != EVENT_LINK || (e[i].code != LINK_DUPLICATE && e[i].code != LINK_MERGED)) continue;
        if (!other || e[i].who == other) return &e[i];
    }
    return NULL;
}

static uint32_t case_of_word(const asb_caseload *l, uint32_t word) {
    uint32_t found = word ? asbi_intern_find(&l->ids, asbi_intern_text(&l->words, word)) : 0;
    return found ? found - 1 : NO_CASE_NUMBER;
}

/* Of two files that each call the other one the duplicate, the one opened first is the case. */
static int comes_first(const asb_caseload *l, uint32_t a, uint32_t b) {
    date x = asbi_first_opened(l, a), y = asbi_first_opened(l, b);
    if (x == NO_DATE || y == NO_DATE) return x != NO_DATE || (y == NO_DATE && asbi_text_compare(l->ids.texts[a], l->ids.texts[b]) < 0);
    return x < y || (x == y && asbi_text_compare(l->ids.texts[a], l->ids.texts[b]) < 0);
}

static const event *joined_to(const report *r, uint32_t number) {
    const asb_caseload *l = r->l;
    const event *link = link_to(l, number, 0);
    uint32_t other = link ? case_of_word(l, link->who) : NO_CASE_NUMBER;
    uint32_t self = asbi_intern_find(&l->words, l->ids.texts[number]);
    if (other == NO_CASE_NUMBER || other == number || !asbi_report_lets(r, other) || !self || !link_to(l, other, self)) return link;
    return comes_first(l, number, other) ? NULL : link;
}

/* ---- why a file is not counted */

typedef enum reason { DUPLICATE, NOT_OPENED_AGAIN, TAKEN_UP, FURTHER_REPORT, OPENED_LATER, NO_CASE, PREVENTION, REASONS } reason;

static const struct {
    const char *word, *label;
} reasons[REASONS] = {
    {"duplicate", "The same case as another one: linked to it as its duplicate, or merged into it"},
    {"not-opened-again", "Reported again after it was closed, and not opened again: under the definition this is to be a new case"},
    {"reopened", "Taken up again without a new report: still the same case"},
    {"further-report", "A further report on a case that was opened before the year: no new case"},
    {"opened-after-the-year", "Reported in the year, opened after it: counts in the year in which it was opened"},
    {"no-case", "Reported, and no case has been opened"},
    {"prevention", "A tenancy file, begun before anything was reported: no case"},
};

/* What a file has to do with the year. */
typedef struct look {
    uint32_t counted; /* openings in the year that are new cases */
    date taken_up, reported,
        after;  /* the first in the year: taking up that is none; report; report after the last closing. NO_DATE: none */
    date first; /* opened */
} look;

static void look_at(const report *r, uint32_t number, look *k) {
    uint32_t count;
    const event *e = asbi_events_of(r->l, number, &count);
    date closed = r->l->day[DAY_CLOSED][number];
    *k = (look){.taken_up = NO_DATE, .reported = NO_DATE, .after = NO_DATE, .first = asbi_first_opened(r->l, number)};
    for (uint32_t i = 0; i < count; i++) {
        int within = asbi_in(e[i].at, r->from, r->to);
        if (e[i].kind == EVENT_OPENING && within && e[i].code) k->counted++;
        if (e[i].kind == EVENT_OPENING && within && !e[i].code && k->taken_up == NO_DATE) k->taken_up = e[i].at;
        if (e[i].kind != EVENT_REPORT || !within) continue;
        if (k->reported == NO_DATE) k->reported = e[i].at;
        if (closed != NO_DATE && e[i].at > closed && k->after == NO_DATE) k->after = e[i].at;
    }
}

/* REASONS: it has nothing to do with the year. */
static reason why_not(const report *r, uint32_t number, const look *k, date *day) {
    date begun = r->l->day[DAY_REPORTED][number];
    *day = k->reported;
    if (k->first == NO_DATE && asbi_is_prevention(r->l, number)) {
        *day = begun;
        return asbi_in(begun, r->from, r->to) ? PREVENTION : REASONS;
    }
    if (k->first == NO_DATE) return k->reported == NO_DATE ? REASONS : NO_CASE;
    if (k->after != NO_DATE) {
        *day = k->after;
        return NOT_OPENED_AGAIN;
    }
    if (k->taken_up != NO_DATE) {
        *day = k->taken_up;
        return TAKEN_UP;
    }
    if (k->reported == NO_DATE) return REASONS;
    return k->first > r->to ? OPENED_LATER : FURTHER_REPORT;
}

/* ---- the tables */

static const char figure_columns[] = WORDS(
    HIDDEN(VALUE_TEXT, "measure", "Measure"), COLUMN(VALUE_TEXT, "label", "What is counted"), COLUMN(VALUE_NUMBER, "cases", "Cases"),
    COLUMN(VALUE_NUMBER, "homes", "Homes"), COLUMN(VALUE_TENTHS, "per_thousand_homes", "For each 1,000 homes"),
    HIDDEN(VALUE_DAY, "from", "From"), HIDDEN(VALUE_DAY, "to", "To"), HIDDEN(VALUE_TEXT, "definition", "Definition"));
static const char month_columns[] = WORDS(COLUMN(VALUE_MONTH, "month", "Month"), COLUMN(VALUE_NUMBER, "cases", "Cases opened"),
                                          COLUMN(VALUE_NUMBER, "hate", "Of those, hate"));
static const char reason_columns[] = WORDS(HIDDEN(VALUE_TEXT, "reason", "Reason"), COLUMN(VALUE_TEXT, "label", "Why it is not counted"),
                                           COLUMN(VALUE_NUMBER, "files", "Files"));
static const char counted_columns[] = WORDS(COLUMN(VALUE_CASE, "case", "Case"), COLUMN(VALUE_DAY, "opened", "Opened"),
                                            COLUMN(VALUE_FLAG, "again", "Reported again after closing"), COLUMN(VALUE_FLAG, "hate", "Hate"),
                                            COLUMN(VALUE_TEXT, "categories", "Categories"), COLUMN(VALUE_TEXT, "ward", "Ward"));
static const char excluded_columns[] = WORDS(COLUMN(VALUE_CASE, "case", "File"), HIDDEN(VALUE_TEXT, "reason", "Reason"),
                                             COLUMN(VALUE_TEXT, "label", "Why it is not counted"), COLUMN(VALUE_DAY, "date", "On"),
                                             COLUMN(VALUE_TEXT, "other", "The other case"));

typedef struct nm01 {
    report *r;
    table *counted, *excluded;
    uint32_t cases, hate, months[12], hate_months[12], reasons[REASONS];
} nm01;

static void count_opening(nm01 *n, uint32_t number, const event *opening, date first) {
    const asb_caseload *l = n->r->l;
    uint32_t month = (uint32_t)(asbi_month_of(opening->at) - asbi_month_of(n->r->from));
    int hate = l->code[DIM_HATE][number] == FLAG_CODE_TRUE;
    value *row = asbi_report_row(n->r, n->counted);
    asbi_set_number(&row[0], number);
    asbi_set_day(&row[1], opening->at);
    asbi_set_number(&row[2], first != opening->at);
    asbi_set_number(&row[3], hate);
    asbi_set_text(&row[4], asbi_label_categories(n->r, number));
    asbi_set_text(&row[5], asbi_code_text(&l->names[DIM_WARD], l->code[DIM_WARD][number]));
    n->cases++;
    n->months[month]++;
    if (!hate) return;
    n->hate++;
    n->hate_months[month]++;
}

static void count_openings(nm01 *n, uint32_t number) {
    uint32_t count, before = 0;
    const event *e = asbi_events_of(n->r->l, number, &count);
    date first = asbi_first_opened(n->r->l, number);
    for (uint32_t i = 0; i < count; i++) {
        if (e[i].kind != EVENT_OPENING) continue;
        if (e[i].code && asbi_in(e[i].at, n->r->from, n->r->to)) count_opening(n, number, &e[i], before ? NO_DATE : first);
        before++;
    }
}

static void exclude(nm01 *n, uint32_t number, reason why, date day, const event *link) {
    value *row = asbi_report_row(n->r, n->excluded);
    n->reasons[why]++;
    asbi_set_number(&row[0], number);
    asbi_set_text(&row[1], asbi_text(reasons[why].word));
    asbi_set_text(&row[2], asbi_text(reasons[why].label));
    asbi_set_day(&row[3], day);
    if (link) asbi_set_text(&row[4], asbi_intern_text(&n->r->l->words, link->who));
}

static void look_at_case(nm01 *n, uint32_t number) {
    look k;
    date day;
    look_at(n->r, number, &k);
    const event *link = k.counted ? joined_to(n->r, number) : NULL;
    if (link) {
        exclude(n, number, DUPLICATE, asbi_first_opened(n->r->l, number), link);
    } else if (k.counted) {
        count_openings(n, number);
    } else {
        reason why = why_not(n->r, number, &k, &day);
        if (why != REASONS) exclude(n, number, why, day, NULL);
    }
}

static void put_figure(nm01 *n, table *t, const char *word, const char *label, uint32_t cases) {
    value *row = asbi_report_row(n->r, t);
    asbi_set_text(&row[0], asbi_text(word));
    asbi_set_text(&row[1], asbi_text(label));
    asbi_set_number(&row[2], cases);
    asbi_set_number(&row[3], n->r->homes);
    asbi_set_number(&row[4], asbi_rate(cases, 1000, n->r->homes));
    asbi_set_day(&row[5], n->r->from);
    asbi_set_day(&row[6], n->r->to);
    asbi_set_text(&row[7], asbi_text(definition));
}

static void put_figures(nm01 *n, table *figures, table *months, table *why) {
    report *r = n->r;
    put_figure(n, figures, "cases", "Anti-social behaviour cases opened", n->cases);
    put_figure(n, figures, "hate", "Of those, cases with hate incidents", n->hate);
    for (uint16_t i = 0; i < 12; i++) {
        value *row = asbi_report_row(r, months);
        asbi_set_number(&row[0], asbi_month_of(r->from) + i);
        asbi_set_number(&row[1], n->months[i]);
        asbi_set_number(&row[2], n->hate_months[i]);
    }
    for (int i = 0; i < REASONS; i++) {
        if (!n->reasons[i]) continue;
        value *row = asbi_report_row(r, why);
        asbi_set_text(&row[0], asbi_text(reasons[i].word));
        asbi_set_text(&row[1], asbi_text(reasons[i].label));
        asbi_set_number(&row[2], n->reasons[i]);
    }
    asbi_report_tile(r, "Cases opened", VALUE_NUMBER, n->cases, "in the year");
    asbi_report_tile(r, "For each 1,000 homes", VALUE_TENTHS, asbi_rate(n->cases, 1000, r->homes), "NM01, cases opened");
    asbi_report_tile(r, "With hate incidents", VALUE_NUMBER, n->hate, "of those cases");
    asbi_report_tile(r, "For each 1,000 homes", VALUE_TENTHS, asbi_rate(n->hate, 1000, r->homes), "NM01, hate incidents");
    asbi_report_tile(r, "Homes", VALUE_NUMBER, r->homes, "as given, at the end of the year");
}

/* The last year that is over. */
static void choose_year(report *r) {
    civil c = asbi_civil(r->today);
    if (r->year) return;
    r->year = c.month >= 4 ? c.year - 1 : c.year - 2;
    r->from = asbi_date_of(r->year, 4, 1);
    r->to = asbi_date_of(r->year + 1, 3, 31);
}

static void put_notes(report *r) {
    if (r->to >= r->today) asbi_report_note(r, "The year is not over: these are the figures so far.");
    asbi_report_note(r,
                     "A case is counted in the year in which it was opened, whatever became of it. Further reports while it is open are no "
                     "new case. Where it had been "
                     "closed, was reported again and was then taken up again, that is a new case, though the file is the same.");
    asbi_report_note(r,
                     "A case is a hate case if the victim or anybody else sees it so: a report, an incident, the opening, a categorisation "
                     "or the category says so.");
    asbi_report_note(
        r,
        "The rate is cases times 1,000 divided by homes, to one decimal; a half is rounded up. Homes are the social homes owned at the end "
        "of the year, low cost "
        "rental and low cost home ownership together. Whoever asks for the report gives their number; the library does not know it.");
}

void asbi_report_nm01(report *r) {
    static const int8_t by_day[] = {2, 1}, by_reason[] = {2, 4, 1};
    nm01 n = {.r = r};
    choose_year(r);
    r->definition = definition;
    table *figures = asbi_report_table(r, "figures", "The measure", figure_columns);
    table *months = asbi_report_table(r, "months", "Month by month", month_columns);
    table *why = asbi_report_table(r, "reasons", "What is not counted", reason_columns);
    n.counted = asbi_report_table(r, "counted", "Cases counted", counted_columns);
    n.excluded = asbi_report_table(r, "excluded", "Files not counted", excluded_columns);
    for (uint32_t i = 0; i < r->l->count; i++)
        if (asbi_report_lets(r, i)) look_at_case(&n, i);
    put_figures(&n, figures, months, why);
    figures->lead = "The two figures that are handed to the Regulator, and published to tenants.";
    months->lead = "Cases by the month in which they were opened; hate cases are among them.";
    months->chart = (chart){
        .kind = CHART_COLUMNS, .label = 0, .series_count = 2, .series = {1, 2}, .names = {"Cases opened", "Of those, hate"}};
    why->lead = "Files that something happened to in the year, though no opening of theirs is counted. Each has one reason.";
    why->empty = "Every file that something happened to in the year is counted.";
    n.counted->lead = "Each opening that is counted. A case that was closed and reported again may be here twice.";
    n.excluded->lead = "Each file that is not counted, why, and the day that this is about.";
    n.counted->empty = n.excluded->empty = "There is none.";
    asbi_report_sort(r, n.counted, by_day, COUNT_OF(by_day));
    asbi_report_sort(r, n.excluded, by_reason, COUNT_OF(by_reason));
    put_notes(r);
}
