/* What West Kent's policy has its managers look at (section 7): new cases each 24 hours; how many, by category and by ward, for six months; trends year on year; interventions
 * and whether they succeeded; what customers said; outcomes.
 *
 * Method. New is what was reported: a file counts on the day of its first report, whether or not a case was opened since, and tenancy files do not count. The
 * period is six whole months unless dates are given; it is compared with the same days a year before. Steps, answers and outcomes are in monitoring_steps.c. */
#include "../base/container.h"
#include "report.h"

enum { DAYS = 28, MONTHS = 12 };

typedef struct monitoring {
    report *r;
    date from_before, to_before; /* the period a year earlier */
    uint32_t days[DAYS], opened[DAYS];
    uint32_t first_month;                  /* of the last 12 that end with the period's last */
    uint32_t months[2][MONTHS];            /* this year's, and those a year before */
    uint32_t *categories, *wards;          /* [2 * name + (1: a year before)] */
    uint32_t *category_months;             /* [(name * 2 + before) * MONTHS + month] */
    case_set *ward_cases, *category_cases; /* by name, this period's */
    uint32_t now, before, fresh;
    table *recent;
} monitoring;

static const char recent_columns[] = WORDS(COLUMN(VALUE_CASE, "case", "Case"), COLUMN(VALUE_WHEN, "reported", "Reported"),
                                           COLUMN(VALUE_TEXT, "state", "State"), COLUMN(VALUE_TEXT, "categories", "Categories"),
                                           COLUMN(VALUE_TEXT, "ward", "Ward"), COLUMN(VALUE_TEXT, "channel", "Came in by"),
                                           COLUMN(VALUE_TEXT, "officer", "Officer"), COLUMN(VALUE_FLAG, "hate", "Hate"));
static const char day_columns[] = WORDS(COLUMN(VALUE_DAY, "day", "Day"), COLUMN(VALUE_NUMBER, "reported", "Reported"),
                                        COLUMN(VALUE_NUMBER, "opened", "Cases opened"));
static const char month_columns[] = WORDS(COLUMN(VALUE_MONTH, "month", "Month"), COLUMN(VALUE_NUMBER, "reported", "Reported"),
                                          COLUMN(VALUE_NUMBER, "year_before", "A year before"), COLUMN(VALUE_CHANGE, "change", "Change"));
static const char category_columns[] = WORDS(
    HIDDEN(VALUE_TEXT, "category", "Category"), COLUMN(VALUE_TEXT, "label", "Category"), COLUMN(VALUE_NUMBER, "reported", "Reported"),
    COLUMN(VALUE_NUMBER, "year_before", "A year before"), COLUMN(VALUE_CHANGE, "change", "Change"), HIDDEN(VALUE_CASES, "cases", ""));
static const char ward_columns[] = WORDS(COLUMN(VALUE_TEXT, "ward", "Ward"), COLUMN(VALUE_NUMBER, "reported", "Reported"),
                                         COLUMN(VALUE_NUMBER, "year_before", "A year before"), COLUMN(VALUE_CHANGE, "change", "Change"),
                                         HIDDEN(VALUE_CASES, "cases", ""));
static const char trend_columns[] = WORDS(HIDDEN(VALUE_TEXT, "category", "Category"), COLUMN(VALUE_TEXT, "label", "Category"),
                                          COLUMN(VALUE_MONTH, "month", "Month"), COLUMN(VALUE_NUMBER, "reported", "Reported"),
                                          COLUMN(VALUE_NUMBER, "year_before", "A year before"));

/* ---- counting */

static int is_fresh(const monitoring *m, uint32_t number, instant *at) {
    uint32_t count;
    const event *e = asbi_events_of(m->r->l, number, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (e[i].kind != EVENT_BEGUN) continue;
        *at = asbi_start_of_day(e[i].at) + (instant)e[i].word * 60000;
        return *at > m->r->now - DAY_MS && *at <= m->r->now;
    }
    return 0;
}

static void put_recent(monitoring *m, uint32_t number) {
    const asb_caseload *l = m->r->l;
    instant at;
    if (!is_fresh(m, number, &at)) return;
    value *row = asbi_report_row(m->r, m->recent);
    asbi_set_number(&row[0], number);
    asbi_set_number(&row[1], at);
    asbi_set_text(&row[2], asbi_code_text(&l->names[DIM_STATE], l->code[DIM_STATE][number]));
    asbi_set_text(&row[3], asbi_label_categories(m->r, number));
    asbi_set_text(&row[4], asbi_code_text(&l->names[DIM_WARD], l->code[DIM_WARD][number]));
    asbi_set_text(&row[5], asbi_code_text(&l->names[DIM_CHANNEL], l->code[DIM_CHANNEL][number]));
    asbi_set_text(&row[6], asbi_code_text(&l->names[DIM_OFFICER], l->code[DIM_OFFICER][number]));
    asbi_set_number(&row[7], l->code[DIM_HATE][number] == FLAG_CODE_TRUE);
    m->fresh++;
}

static void count_day(monitoring *m, uint32_t *days, date d) {
    int64_t ago = (int64_t)m->r->today - d;
    if (d != NO_DATE && ago >= 0 && ago < DAYS) days[DAYS - 1 - ago]++;
}

/* Names of categories that a case has; 0 for none. */
static uint32_t category_of(const asb_caseload *l, uint32_t number, uint32_t index, uint32_t *count) {
    const dictionary *d = &l->names[DIM_CATEGORY];
    uint16_t code = l->code[DIM_CATEGORY][number];
    *count = code ? d->members[code].count : 1;
    return code ? d->members[code].names[index] : 0;
}

/* What a day is to one of the two years: in the period; and the month, from 0, or MONTHS. */
typedef struct place {
    uint32_t before, month;
    int within;
} place;

static place place_of(const monitoring *m, date d, uint32_t before) {
    uint32_t month = asbi_month_of(d) + (before ? MONTHS : 0u) - m->first_month;
    int within = asbi_in(d, before ? m->from_before : m->r->from, before ? m->to_before : m->r->to);
    return (place){before, MIN_OF(month, (uint32_t)MONTHS), within};
}

static void count_categories(monitoring *m, uint32_t number, const place *at) {
    uint32_t count = 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t name = category_of(m->r->l, number, i, &count);
        if (at->within) m->categories[2 * name + at->before]++;
        if (at->within && !at->before) asbi_report_count(m->r, &m->category_cases[name], number);
        if (at->month < MONTHS) m->category_months[(name * 2 + at->before) * MONTHS + at->month]++;
    }
}

static void count_reported(monitoring *m, uint32_t number, date d) {
    uint32_t ward = m->r->l->code[DIM_WARD][number];
    for (uint32_t before = 0; before < 2 && d != NO_DATE; before++) {
        place at = place_of(m, d, before);
        if (at.month < MONTHS) m->months[before][at.month]++;
        if (at.within) {
            *(before ? &m->before : &m->now) += 1;
            m->wards[2 * ward + before]++;
            if (!before) asbi_report_count(m->r, &m->ward_cases[ward], number);
        }
        count_categories(m, number, &at);
    }
}

static void look_at_case(monitoring *m, uint32_t number) {
    const asb_caseload *l = m->r->l;
    if (asbi_is_prevention(l, number)) return;
    put_recent(m, number);
    count_day(m, m->days, l->day[DAY_REPORTED][number]);
    count_day(m, m->opened, asbi_first_opened(l, number));
    count_reported(m, number, l->day[DAY_REPORTED][number]);
}

/* ---- tables */

static void put_days(monitoring *m, table *t) {
    for (uint32_t i = 0; i < DAYS; i++) {
        value *row = asbi_report_row(m->r, t);
        asbi_set_day(&row[0], m->r->today - (DAYS - 1) + (date)i);
        asbi_set_number(&row[1], m->days[i]);
        asbi_set_number(&row[2], m->opened[i]);
    }
}

static void put_pair(value *row, uint32_t now, uint32_t before, int change) {
    asbi_set_number(&row[0], now);
    asbi_set_number(&row[1], before);
    if (change) asbi_set_number(&row[2], (int64_t)now - before);
}

static void put_months(monitoring *m, table *t) {
    for (uint32_t i = 0; i < MONTHS; i++) {
        value *row = asbi_report_row(m->r, t);
        asbi_set_number(&row[0], m->first_month + i);
        put_pair(&row[1], m->months[0][i], m->months[1][i], 1);
    }
}

static text category_label(monitoring *m, uint32_t name) {
    return name ? asbi_label_category(m->r, asbi_dictionary_name(&m->r->l->names[DIM_CATEGORY], name)) : asbi_text("Not categorised yet");
}

static void put_categories(monitoring *m, table *t, table *trend) {
    static const int8_t by[] = {-3, 2}, by_label[] = {2, 3};
    const dictionary *d = &m->r->l->names[DIM_CATEGORY];
    for (uint32_t i = 0; i <= d->names.count; i++) {
        uint32_t year = 0;
        text label = category_label(m, i);
        for (uint32_t k = 0; k < 2 * MONTHS; k++) year += m->category_months[i * 2 * MONTHS + k];
        for (uint32_t k = 0; year && k < MONTHS; k++) {
            value *row = asbi_report_row(m->r, trend);
            asbi_set_text(&row[0], i ? asbi_dictionary_name(d, i) : asbi_text(""));
            asbi_set_text(&row[1], label);
            asbi_set_number(&row[2], m->first_month + k);
            put_pair(&row[3], m->category_months[i * 2 * MONTHS + k], m->category_months[(i * 2 + 1) * MONTHS + k], 0);
        }
        if (!m->categories[2 * i] && !m->categories[2 * i + 1]) continue;
        value *row = asbi_report_row(m->r, t);
        asbi_set_text(&row[0], i ? asbi_dictionary_name(d, i) : asbi_text(""));
        asbi_set_text(&row[1], label);
        put_pair(&row[2], m->categories[2 * i], m->categories[2 * i + 1], 1);
        asbi_report_distinct(m->r, &m->category_cases[i]);
        asbi_set_cases(&row[5], &m->category_cases[i]);
    }
    asbi_report_sort(m->r, t, by, COUNT_OF(by));
    asbi_report_sort(m->r, trend, by_label, COUNT_OF(by_label));
}

static void put_wards(monitoring *m, table *t) {
    static const int8_t by[] = {-2, 1};
    const dictionary *d = &m->r->l->names[DIM_WARD];
    for (uint32_t i = 0; i <= d->lists.count; i++) {
        if (!m->wards[2 * i] && !m->wards[2 * i + 1]) continue;
        value *row = asbi_report_row(m->r, t);
        asbi_set_text(&row[0], i ? asbi_code_text(d, i) : asbi_text(""));
        put_pair(&row[1], m->wards[2 * i], m->wards[2 * i + 1], 1);
        asbi_report_distinct(m->r, &m->ward_cases[i]);
        asbi_set_cases(&row[4], &m->ward_cases[i]);
    }
    asbi_report_sort(m->r, t, by, COUNT_OF(by));
}

/* ---- the whole */

/* Six whole months, the last of which is over. */
static void choose_period(report *r) {
    civil c = asbi_civil(r->to == NO_DATE ? r->today : r->to);
    if (r->to == NO_DATE) r->to = asbi_date_of(c.year, c.month, 1) - 1;
    if (r->from != NO_DATE) return;
    c = asbi_civil(r->to + 1);
    r->from = asbi_date_clamped(c.year, c.month - 6, c.day);
}

static int make_room(monitoring *m) {
    report *r = m->r;
    size_t categories = r->l->names[DIM_CATEGORY].names.count + 1u, wards = r->l->names[DIM_WARD].lists.count + 1u;
    m->categories = asbi_report_room(r, 2 * categories, sizeof *m->categories);
    m->category_months = asbi_report_room(r, 2 * MONTHS * categories, sizeof *m->category_months);
    m->category_cases = asbi_report_room(r, categories, sizeof *m->category_cases);
    m->wards = asbi_report_room(r, 2 * wards, sizeof *m->wards);
    m->ward_cases = asbi_report_room(r, wards, sizeof *m->ward_cases);
    return !r->status;
}

static void describe(monitoring *m, table *days, table *months, table *categories, table *wards, table *trend) {
    static const char names[][14] = {"Reported", "A year before"};
    m->recent->lead = "What was reported in the last 24 hours, up to the time that this was made.";
    m->recent->empty = "Nothing was reported in the last 24 hours.";
    days->lead = "What was reported, and which cases were opened, on each of the last 28 days.";
    days->chart = (chart){.kind = CHART_COLUMNS, .label = 0, .series_count = 1, .series = {1}, .names = {"Reported"}};
    months->lead = "What was reported in each of the last twelve months of the period, beside the same month a year before.";
    months->chart = (chart){.kind = CHART_LINES, .label = 0, .series_count = 2, .series = {1, 2}, .names = {names[0], names[1]}};
    categories->lead = "What was reported in the period, by category. A case with two categories counts under each.";
    categories->chart = (chart){.kind = CHART_BARS, .label = 1, .series_count = 2, .series = {2, 3}, .names = {names[0], names[1]}};
    wards->lead = "The same by ward.";
    wards->chart = (chart){.kind = CHART_BARS, .label = 0, .series_count = 2, .series = {1, 2}, .names = {names[0], names[1]}};
    trend->lead = "Each category month by month, beside the same month a year before. All pictures have the same scale.";
    trend->chart = (chart){
        .kind = CHART_SMALL_LINES, .label = 2, .group = 1, .series_count = 2, .series = {3, 4}, .names = {names[0], names[1]}};
    categories->empty = wards->empty = trend->empty = "Nothing was reported.";
    asbi_report_tile(m->r, "Last 24 hours", VALUE_NUMBER, m->fresh, "newly reported");
    asbi_report_tile(m->r, "Reported in the period", VALUE_NUMBER, m->now, "");
    asbi_report_tile(m->r, "A year before", VALUE_NUMBER, m->before, "in the same period");
    asbi_report_note(m->r,
                     "New is what was reported: a file counts on the day of its first report, whether or not a case was opened. Tenancy "
                     "files, which begin before anything is "
                     "reported, do not count.");
    asbi_report_note(m->r,
                     "The list of what is looked at is West Kent's (section 7 of its policy): new cases every 24 hours; new cases, by "
                     "category and by ward, every six months; "
                     "trends year on year; successful interventions; what customers said; outcomes.");
}

void asbi_report_monitoring(report *r) {
    static const int8_t by_time[] = {-2, 1};
    monitoring m = {.r = r};
    choose_period(r);
    m.from_before = asbi_months_before(r->from, 12);
    m.to_before = asbi_months_before(r->to + 1, 12) - 1;
    m.first_month = asbi_month_of(r->to) - (MONTHS - 1u);
    if (!make_room(&m)) return;
    m.recent = asbi_report_table(r, "recent", "The last 24 hours", recent_columns);
    table *days = asbi_report_table(r, "days", "Day by day", day_columns);
    table *categories = asbi_report_table(r, "categories", "By category", category_columns);
    table *wards = asbi_report_table(r, "wards", "By ward", ward_columns);
    table *months = asbi_report_table(r, "months", "Year on year", month_columns);
    table *trend = asbi_report_table(r, "trends", "Year on year by category", trend_columns);
    for (uint32_t i = 0; i < r->l->count && !r->status; i++)
        if (asbi_report_lets(r, i)) look_at_case(&m, i);
    put_days(&m, days);
    put_months(&m, months);
    put_categories(&m, categories, trend);
    put_wards(&m, wards);
    describe(&m, days, months, categories, wards, trend);
    asbi_report_sort(r, m.recent, by_time, COUNT_OF(by_time));
    asbi_monitor_steps(r);
}
