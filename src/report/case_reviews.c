/* Case reviews: what has to be published about them, and who is near the threshold.
 *
 * Method. The counters count records of case reviews by their date. Early warning goes by the reports that count now: each knows for whom, and until when (it was worked out from
 * policy and calendar when the summary was made; only whether it has ended comes with time). What is counted is each person in each file: whether somebody is the same person in
 * another file is not known here. */
#include "../base/container.h"
#include "report.h"

/* ---- counters */

static const struct {
    const char *word, *label;
    uint8_t published;
} counters[REVIEW_COUNT] = {{"applications", "Applications for a review", 1},
                            {"threshold-met", "Threshold met", 0},
                            {"threshold-not-met", "Threshold not met", 1},
                            {"reviews-held", "Reviews held", 1},
                            {"recommendations", "Reviews that led to recommendations", 1},
                            {"applicants-told", "Applicants told of the outcome", 0}};

static const char counter_columns[] = WORDS(HIDDEN(VALUE_TEXT, "counter", "Counter"), COLUMN(VALUE_TEXT, "label", "What is counted"),
                                            COLUMN(VALUE_FLAG, "published", "To be published"),
                                            COLUMN(VALUE_NUMBER, "count", "In the period"), HIDDEN(VALUE_CASES, "cases", ""));
static const char area_columns[] = WORDS(
    COLUMN(VALUE_TEXT, "area", "Council area"), COLUMN(VALUE_NUMBER, "applications", "Applications"),
    COLUMN(VALUE_NUMBER, "threshold_met", "Threshold met"), COLUMN(VALUE_NUMBER, "threshold_not_met", "Threshold not met"),
    COLUMN(VALUE_NUMBER, "reviews_held", "Reviews held"), COLUMN(VALUE_NUMBER, "recommendations", "With recommendations"),
    COLUMN(VALUE_NUMBER, "applicants_told", "Applicants told"));
static const char warning_columns[] = WORDS(
    COLUMN(VALUE_CASE, "case", "Case"), COLUMN(VALUE_TEXT, "party", "Person"), HIDDEN(VALUE_TEXT, "warning", "Warning"),
    COLUMN(VALUE_TEXT, "label", "Where they stand"), COLUMN(VALUE_NUMBER, "reports", "Reports that count"),
    COLUMN(VALUE_NUMBER, "threshold", "Threshold"), HIDDEN(VALUE_NUMBER, "wanted", "Still wanted"),
    COLUMN(VALUE_DAY, "until", "As many until"), COLUMN(VALUE_TEXT, "area", "Council area"), HIDDEN(VALUE_FLAG, "hate", "Hate"),
    COLUMN(VALUE_TEXT, "state", "State of the file"), HIDDEN(VALUE_DAY, "applied", "Last application"));
static const char report_columns[] = WORDS(COLUMN(VALUE_CASE, "case", "Case"), COLUMN(VALUE_TEXT, "party", "Person"),
                                           COLUMN(VALUE_DAY, "reported", "Reported"), COLUMN(VALUE_DAY, "until", "Counts until"),
                                           COLUMN(VALUE_NUMBER, "days_left", "Days left"));

typedef struct reviews {
    report *r;
    uint32_t counts[REVIEW_COUNT];
    case_set *cases; /* by counter */
    uint32_t *areas; /* [area * REVIEW_COUNT + counter] */
    table *warnings, *reports;
    uint32_t met, near;
} reviews;

static void count_reviews(reviews *v, uint32_t number) {
    uint32_t count;
    const event *e = asbi_events_of(v->r->l, number, &count);
    uint16_t area = 0;
    for (uint32_t i = 0; i < count; i++)
        if (e[i].kind == EVENT_THRESHOLD) area = e[i].word;
    for (uint32_t i = 0; i < count; i++) {
        if (e[i].kind != EVENT_REVIEW || e[i].code >= REVIEW_COUNT || !asbi_in(e[i].at, v->r->from, v->r->to)) continue;
        v->counts[e[i].code]++;
        v->areas[(size_t)(e[i].word ? e[i].word : area) * REVIEW_COUNT + e[i].code]++;
        asbi_report_count(v->r, &v->cases[e[i].code], number);
    }
}

static void put_counters(reviews *v, table *t, table *areas) {
    static const int8_t by[] = {1};
    const dictionary *d = &v->r->l->review_areas;
    for (uint32_t i = 0; i < REVIEW_COUNT; i++) {
        value *row = asbi_report_row(v->r, t);
        asbi_set_text(&row[0], asbi_text(counters[i].word));
        asbi_set_text(&row[1], asbi_text(counters[i].label));
        asbi_set_number(&row[2], counters[i].published);
        asbi_set_number(&row[3], v->counts[i]);
        asbi_report_distinct(v->r, &v->cases[i]);
        asbi_set_cases(&row[4], &v->cases[i]);
    }
    for (uint32_t i = 0; i <= d->lists.count; i++) {
        uint32_t all = 0;
        for (uint32_t k = 0; k < REVIEW_COUNT; k++) all += v->areas[(size_t)i * REVIEW_COUNT + k];
        if (!all) continue;
        value *row = asbi_report_row(v->r, areas);
        asbi_set_text(&row[0], i ? asbi_code_text(d, i) : asbi_text(""));
        for (uint32_t k = 0; k < REVIEW_COUNT; k++) asbi_set_number(&row[1 + k], v->areas[(size_t)i * REVIEW_COUNT + k]);
    }
    asbi_report_sort(v->r, areas, by, COUNT_OF(by));
}

/* ---- early warning */

static date until_day(const event *report) {
    return asbi_local_date((instant)report->value * 60000);
}

static int counts_now(const report *r, const event *e) {
    return e->kind == EVENT_REPORT && e->code && !asbi_until_passed(e, r->now);
}

/* Of one person in one file. */
typedef struct standing {
    const event *area;
    uint32_t threshold; /* that of hate cases, where the area has one and this is one */
    uint32_t who, reports;
    date until, applied;
} standing;

static const char *warning_of(const standing *s, const char **label) {
    *label = "May ask for a review now";
    if (s->reports >= s->threshold) return "threshold-met";
    *label = "One report short of the threshold";
    if (s->reports + 1u == s->threshold) return "one-short";
    *label = "Is to be told of the right to a review";
    return "to-tell";
}

static void put_warning(reviews *v, uint32_t number, const standing *s) {
    const asb_caseload *l = v->r->l;
    const char *label, *warning = warning_of(s, &label);
    value *row = asbi_report_row(v->r, v->warnings);
    v->met += s->reports >= s->threshold;
    v->near += s->reports + 1u == s->threshold;
    asbi_set_number(&row[0], number);
    asbi_set_text(&row[1], asbi_intern_text(&l->words, s->who));
    asbi_set_text(&row[2], asbi_text(warning));
    asbi_set_text(&row[3], asbi_text(label));
    asbi_set_number(&row[4], s->reports);
    asbi_set_number(&row[5], s->threshold);
    asbi_set_number(&row[6], s->reports >= s->threshold ? 0 : s->threshold - s->reports);
    asbi_set_day(&row[7], s->until);
    asbi_set_text(&row[8], s->area->word ? asbi_code_text(&l->review_areas, s->area->word) : asbi_text(""));
    asbi_set_number(&row[9], l->code[DIM_HATE][number] == FLAG_CODE_TRUE);
    asbi_set_text(&row[10], asbi_code_text(&l->names[DIM_STATE], l->code[DIM_STATE][number]));
    asbi_set_day(&row[11], s->applied);
}

static void put_reports(reviews *v, uint32_t number, uint32_t who) {
    uint32_t count;
    const event *e = asbi_events_of(v->r->l, number, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!counts_now(v->r, &e[i]) || e[i].who != who) continue;
        value *row = asbi_report_row(v->r, v->reports);
        asbi_set_number(&row[0], number);
        asbi_set_text(&row[1], asbi_intern_text(&v->r->l->words, who));
        asbi_set_day(&row[2], e[i].at);
        asbi_set_day(&row[3], until_day(&e[i]));
        asbi_set_number(&row[4], (int64_t)until_day(&e[i]) - v->r->today);
    }
}

static standing stands(const report *r, const event *e, uint32_t count, uint32_t who, int hate) {
    standing s = {.who = who, .until = NO_DATE, .applied = NO_DATE};
    for (uint32_t i = 0; i < count; i++) {
        if (e[i].kind == EVENT_THRESHOLD) s.area = &e[i];
        if (e[i].kind == EVENT_REVIEW && e[i].code == REVIEW_REQUESTED && (s.applied == NO_DATE || e[i].at > s.applied))
            s.applied = e[i].at;
        if (!counts_now(r, &e[i]) || e[i].who != who) continue;
        s.reports++;
        if (s.until == NO_DATE || until_day(&e[i]) < s.until) s.until = until_day(&e[i]);
    }
    if (s.area) s.threshold = hate && s.area->value && s.area->value < s.area->code ? (uint32_t)s.area->value : s.area->code;
    return s;
}

/* Each person once: at the first report of theirs that counts. */
static void warn(reviews *v, uint32_t number) {
    uint32_t count;
    const event *e = asbi_events_of(v->r->l, number, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t before = 0;
        if (!counts_now(v->r, &e[i])) continue;
        while (before < i && !(counts_now(v->r, &e[before]) && e[before].who == e[i].who)) before++;
        if (before < i) continue;
        standing s = stands(v->r, e, count, e[i].who, v->r->l->code[DIM_HATE][number] == FLAG_CODE_TRUE);
        if (!s.area || (s.reports + 1u < s.threshold && s.reports < s.area->who)) continue;
        put_warning(v, number, &s);
        put_reports(v, number, s.who);
    }
}

/* ---- the whole */

static void describe(reviews *v, table *count, table *areas) {
    report *r = v->r;
    count->lead = "Records of case reviews by the day of each. Those to be published are the four that the councils, the police and the "
                  "landlords of an area publish for each period of "
                  "up to a year (ASBCPA 2014 s.104).";
    count->chart = (chart){.kind = CHART_BARS, .label = 1, .series_count = 1, .series = {3}, .names = {"In the period"}};
    areas->lead = "The same by council area: the one that the record names, or else that of the case.";
    areas->empty = "No record of a case review is in the period.";
    v->warnings->lead = "Complainants and victims who may ask for a review now, are one report short of it, or have made so many reports "
                        "that they are to be told of the right. As many until: the "
                        "day after which one report less counts.";
    v->warnings->empty = "Nobody is near the threshold.";
    v->reports->lead = "Each report of theirs that counts, from the day it was made to the last day on which it does.";
    v->reports->chart = (chart){.kind = CHART_SPANS, .label = 0, .group = 1, .series_count = 2, .series = {2, 3}, .names = {"Counts"}};
    v->reports->empty = "No report counts for anybody who is near the threshold.";
    asbi_report_tile(r, "May ask now", VALUE_NUMBER, v->met, "people who meet the threshold");
    asbi_report_tile(r, "One report short", VALUE_NUMBER, v->near, "people");
    for (uint32_t i = 0; i < REVIEW_COUNT; i++)
        if (counters[i].published) asbi_report_tile(r, counters[i].label, VALUE_NUMBER, v->counts[i], "in the period");
    asbi_report_note(
        r,
        "A report counts towards the threshold if it was made within the area's time of the behaviour (by statute 1 month) and is not "
        "older than the area allows "
        "(6 months), both as the policy has them. By statute three such reports are enough; an area may set fewer, and one for hate.");
    asbi_report_note(r,
                     "People are counted in each file for itself: somebody who has reported in two files is here twice, and may be nearer "
                     "to the threshold than is shown. Councils and the "
                     "police count reports made to them too.");
    asbi_report_note(r, "Whether recommendations were accepted is not recorded, and not counted.");
}

void asbi_report_case_reviews(report *r) {
    static const int8_t by_wanted[] = {7, 8, 1, 2}, by_case[] = {1, 2, 3};
    reviews v = {.r = r};
    if (r->to == NO_DATE) r->to = r->today;
    if (r->from == NO_DATE) r->from = asbi_months_before(r->to, 12) + 1;
    v.areas = asbi_report_room(r, (r->l->review_areas.lists.count + 1u) * REVIEW_COUNT, sizeof *v.areas);
    v.cases = asbi_report_room(r, REVIEW_COUNT, sizeof *v.cases);
    if (r->status) return;
    v.warnings = asbi_report_table(r, "early-warning", "Early warning", warning_columns);
    v.reports = asbi_report_table(r, "reports", "Until when each report counts", report_columns);
    table *count = asbi_report_table(r, "counters", "Reviews in the period", counter_columns);
    table *areas = asbi_report_table(r, "areas", "Area by area", area_columns);
    for (uint32_t i = 0; i < r->l->count; i++) {
        if (!asbi_report_lets(r, i)) continue;
        count_reviews(&v, i);
        warn(&v, i);
    }
    put_counters(&v, count, areas);
    describe(&v, count, areas);
    asbi_report_sort(r, v.warnings, by_wanted, COUNT_OF(by_wanted));
    asbi_report_sort(r, v.reports, by_case, COUNT_OF(by_case));
}
