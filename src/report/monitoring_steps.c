/* The second half of monitoring: interventions and whether they succeeded, what customers said, and outcomes.
 *
 * Method. A step is judged by what came after it, as far as the file tells: that is no proof that it was the step that helped. It succeeded if it was taken, was not breached, nothing
 * that happened later was reported in the file, and the file is closed; it did not if it was breached or something was reported. What is quiet, in a file still
 * open, is not judged. Dates are those of the last word on the step. */
#include "../base/container.h"
#include "report.h"

enum { SUCCEEDED, QUIET, FAILED, UNDER_WAY, LEFT_UNDONE, STEP_RESULTS };

typedef struct step_group {
    uint32_t counts[STEP_RESULTS], breached;
    case_set cases[STEP_RESULTS];
} step_group;

typedef struct score {
    uint32_t answers;
    int64_t sum;
    int32_t least, greatest;
} score;

typedef struct outcome {
    uint32_t now, before;
    case_set cases;
} outcome;

typedef struct steps {
    report *r;
    date from_before, to_before;
    step_group *groups; /* [2 * remedy + legal] */
    uint32_t feedback[FEEDBACK_COUNT];
    case_set *feedback_cases;
    score *scores; /* [officer * asked + question]; the last officer is all of them */
    uint32_t asked, officers;
    outcome *outcomes; /* by reason */
} steps;

static const char step_columns[] = WORDS(
    HIDDEN(VALUE_TEXT, "remedy", "Step"), COLUMN(VALUE_TEXT, "label", "Step"), COLUMN(VALUE_TEXT, "kind", "Kind"),
    COLUMN(VALUE_NUMBER, "taken", "Taken"), COLUMN(VALUE_NUMBER, "succeeded", "Succeeded"), COLUMN(VALUE_NUMBER, "quiet", "Quiet so far"),
    COLUMN(VALUE_NUMBER, "failed", "Breached, or reported again"), COLUMN(VALUE_NUMBER, "breached", "Of those, breached"),
    COLUMN(VALUE_NUMBER, "under_way", "Under way"), COLUMN(VALUE_NUMBER, "not_taken", "Not taken"),
    COLUMN(VALUE_TENTHS, "success", "Succeeded, %"), HIDDEN(VALUE_CASES, "succeeded_cases", ""), HIDDEN(VALUE_CASES, "failed_cases", ""));
static const char feedback_columns[] = WORDS(HIDDEN(VALUE_TEXT, "feedback", "Answer"), COLUMN(VALUE_TEXT, "label", "What is counted"),
                                             COLUMN(VALUE_NUMBER, "count", "In the period"), HIDDEN(VALUE_CASES, "cases", ""));
static const char score_columns[] = WORDS(COLUMN(VALUE_TEXT, "question", "What was asked"), COLUMN(VALUE_TEXT, "officer", "Officer"),
                                          COLUMN(VALUE_NUMBER, "answers", "Answers"), COLUMN(VALUE_THOUSANDTHS, "mean", "Mean"),
                                          COLUMN(VALUE_THOUSANDTHS, "lowest", "Lowest"), COLUMN(VALUE_THOUSANDTHS, "highest", "Highest"));
static const char outcome_columns[] = WORDS(HIDDEN(VALUE_TEXT, "reason", "Outcome"), COLUMN(VALUE_TEXT, "label", "Outcome"),
                                            COLUMN(VALUE_NUMBER, "closed", "Closed"), COLUMN(VALUE_NUMBER, "year_before", "A year before"),
                                            COLUMN(VALUE_CHANGE, "change", "Change"), HIDDEN(VALUE_CASES, "cases", ""));

/* ---- steps */

static int result_of(const event *e, int closed) {
    switch (e->code & ~STEP_LEGAL) {
    case STEP_BREACHED: return FAILED;
    case STEP_ACCEPTED:
    case STEP_ISSUED:
    case STEP_SIGNED:
    case STEP_COMPLETED:
    case STEP_WARNED:
    case STEP_NOTICE_SERVED:
    case STEP_GRANTED:
    case STEP_EXTENDED:
    case STEP_EXPIRED:
    case STEP_DISCHARGED: return e->value ? FAILED : closed ? SUCCEEDED : QUIET;
    case STEP_REJECTED:
    case STEP_DECLINED:
    case STEP_REFUSED:
    case STEP_WITHDRAWN: return LEFT_UNDONE;
    default: return UNDER_WAY;
    }
}

static void count_step(steps *s, uint32_t number, const event *e) {
    int result = result_of(e, s->r->l->code[DIM_STATE][number] == STATE_CODE_CLOSED);
    step_group *g = &s->groups[2u * e->word + (e->code & STEP_LEGAL ? 1u : 0u)];
    g->counts[result]++;
    g->breached += (e->code & ~STEP_LEGAL) == STEP_BREACHED;
    asbi_report_count(s->r, &g->cases[result], number);
}

static void put_step(steps *s, table *t, uint32_t remedy, int legal) {
    step_group *g = &s->groups[2 * remedy + (uint32_t)legal];
    text id = asbi_code_text(&s->r->l->remedies, remedy);
    uint32_t all = 0;
    for (int i = 0; i < STEP_RESULTS; i++) all += g->counts[i];
    if (!all) return;
    value *row = asbi_report_row(s->r, t);
    asbi_set_text(&row[0], id);
    asbi_set_text(&row[1], asbi_label_remedy(s->r, id));
    asbi_set_text(&row[2], asbi_text(legal ? "legal" : "intervention"));
    asbi_set_number(&row[3], (int64_t)g->counts[SUCCEEDED] + g->counts[QUIET] + g->counts[FAILED]);
    asbi_set_number(&row[4], g->counts[SUCCEEDED]);
    asbi_set_number(&row[5], g->counts[QUIET]);
    asbi_set_number(&row[6], g->counts[FAILED]);
    asbi_set_number(&row[7], g->breached);
    asbi_set_number(&row[8], g->counts[UNDER_WAY]);
    asbi_set_number(&row[9], g->counts[LEFT_UNDONE]);
    asbi_set_number(&row[10], asbi_share(g->counts[SUCCEEDED], (uint64_t)g->counts[SUCCEEDED] + g->counts[FAILED]));
    asbi_report_distinct(s->r, &g->cases[SUCCEEDED]);
    asbi_report_distinct(s->r, &g->cases[FAILED]);
    asbi_set_cases(&row[11], &g->cases[SUCCEEDED]);
    asbi_set_cases(&row[12], &g->cases[FAILED]);
}

/* ---- what people said */

static void add_score(score *s, int32_t answer) {
    if (!s->answers || answer < s->least) s->least = answer;
    if (!s->answers || answer > s->greatest) s->greatest = answer;
    s->answers++;
    s->sum += answer;
}

/* To the nearest thousandth; a half goes up. */
static int64_t mean(const score *s) {
    int64_t twice = 2 * s->sum + s->answers, whole = 2 * (int64_t)s->answers;
    return twice >= 0 ? twice / whole : -((-twice + whole - 1) / whole);
}

static void put_score(steps *s, table *t, uint32_t question, uint32_t officer) {
    const score *k = &s->scores[(size_t)officer * s->asked + question];
    const dictionary *officers = &s->r->l->names[DIM_OFFICER];
    if (!k->answers) return;
    value *row = asbi_report_row(s->r, t);
    asbi_set_text(&row[0], asbi_code_text(&s->r->l->scores, question));
    asbi_set_text(&row[1], officer == s->officers ? asbi_text("") : officer ? asbi_code_text(officers, officer) : asbi_text("(nobody)"));
    asbi_set_number(&row[2], k->answers);
    asbi_set_number(&row[3], mean(k));
    asbi_set_number(&row[4], k->least);
    asbi_set_number(&row[5], k->greatest);
}

static void put_feedback(steps *s, table *t, table *scores) {
    static const char words[FEEDBACK_COUNT][9] = {"invited", "received", "declined"};
    static const char labels[FEEDBACK_COUNT][24] = {"Asked what they thought", "Answered", "Would rather not say"};
    static const int8_t by[] = {1, 2};
    for (uint32_t i = 0; i < FEEDBACK_COUNT; i++) {
        value *row = asbi_report_row(s->r, t);
        asbi_set_text(&row[0], asbi_text(words[i]));
        asbi_set_text(&row[1], asbi_text(labels[i]));
        asbi_set_number(&row[2], s->feedback[i]);
        asbi_report_distinct(s->r, &s->feedback_cases[i]);
        asbi_set_cases(&row[3], &s->feedback_cases[i]);
    }
    for (uint32_t question = 1; question < s->asked; question++)
        for (uint32_t officer = 0; officer <= s->officers; officer++) put_score(s, scores, question, officer);
    asbi_report_sort(s->r, scores, by, COUNT_OF(by));
}

/* ---- outcomes */

static void count_outcome(steps *s, uint32_t number) {
    const asb_caseload *l = s->r->l;
    date closed = l->day[DAY_CLOSED][number];
    outcome *o = &s->outcomes[l->code[DIM_OUTCOME][number]];
    if (asbi_in(closed, s->from_before, s->to_before)) o->before++;
    if (!asbi_in(closed, s->r->from, s->r->to)) return;
    o->now++;
    asbi_report_count(s->r, &o->cases, number);
}

static void put_outcomes(steps *s, table *t) {
    static const int8_t by[] = {-3, 2};
    const dictionary *d = &s->r->l->names[DIM_OUTCOME];
    for (uint32_t i = 0; i <= d->lists.count; i++) {
        outcome *o = &s->outcomes[i];
        if (!o->now && !o->before) continue;
        value *row = asbi_report_row(s->r, t);
        asbi_set_text(&row[0], i ? asbi_code_text(d, i) : asbi_text(""));
        asbi_set_text(&row[1], i ? asbi_label_reason(s->r, asbi_code_text(d, i)) : asbi_text("No reason given"));
        asbi_set_number(&row[2], o->now);
        asbi_set_number(&row[3], o->before);
        asbi_set_number(&row[4], (int64_t)o->now - o->before);
        asbi_report_distinct(s->r, &o->cases);
        asbi_set_cases(&row[5], &o->cases);
    }
    asbi_report_sort(s->r, t, by, COUNT_OF(by));
}

/* ---- one pass */

static void look_at_case(steps *s, uint32_t number) {
    uint32_t count, officer = s->r->l->code[DIM_OFFICER][number];
    const event *e = asbi_events_of(s->r->l, number, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!asbi_in(e[i].at, s->r->from, s->r->to)) continue;
        if (e[i].kind == EVENT_STEP) count_step(s, number, &e[i]);
        if (e[i].kind == EVENT_SCORE) {
            add_score(&s->scores[(size_t)officer * s->asked + e[i].word], e[i].value);
            add_score(&s->scores[(size_t)s->officers * s->asked + e[i].word], e[i].value);
        }
        if (e[i].kind != EVENT_FEEDBACK || e[i].code >= FEEDBACK_COUNT) continue;
        s->feedback[e[i].code]++;
        asbi_report_count(s->r, &s->feedback_cases[e[i].code], number);
    }
    count_outcome(s, number);
}

static void describe(report *r, table *t, table *feedback, table *scores, table *outcomes) {
    t->lead = "The last word on each remedy for each person, where it was spoken in the period. Succeeded: it was taken, nothing that "
              "happened later was reported in the file, "
              "and the file is closed. The share is of those that can be judged: succeeded, breached, or reported again.";
    t->chart = (chart){.kind = CHART_STRIPS,
                       .label = 1,
                       .series_count = 3,
                       .series = {4, 5, 6},
                       .names = {"Succeeded", "Quiet so far", "Breached, or reported again"}};
    t->empty = "No step was taken in the period.";
    feedback->lead = "Records of feedback by the day of each.";
    scores->lead = "The answers given in the period, as they were recorded: the scale is yours. The first row of each question is of all "
                   "answers; the others are by the officer who "
                   "has the case.";
    scores->empty = "No answer with a score was recorded in the period.";
    outcomes->lead =
        "Files that were closed in the period and still are, by the reason; enquiries that never became a case are among them.";
    outcomes->chart = (chart){.kind = CHART_BARS, .label = 1, .series_count = 2, .series = {2, 3}, .names = {"Closed", "A year before"}};
    outcomes->empty = "No file was closed in the period.";
    asbi_report_note(r, "That a step was followed by quiet does not prove that it was the step that helped.");
}

void asbi_monitor_steps(report *r) {
    steps s = {.r = r, .asked = r->l->scores.lists.count + 1u, .officers = r->l->names[DIM_OFFICER].lists.count + 1u};
    s.from_before = asbi_months_before(r->from, 12);
    s.to_before = asbi_months_before(r->to + 1, 12) - 1;
    s.groups = asbi_report_room(r, 2 * (r->l->remedies.lists.count + 1u), sizeof *s.groups);
    s.outcomes = asbi_report_room(r, r->l->names[DIM_OUTCOME].lists.count + 1u, sizeof *s.outcomes);
    s.feedback_cases = asbi_report_room(r, FEEDBACK_COUNT, sizeof *s.feedback_cases);
    if ((uint64_t)s.asked * (s.officers + 1) > (1u << 24)) r->status = asbi_fail(r->f, ASB_ELIMIT, "caseload-places", (char *)NULL);
    if (!r->status) s.scores = asbi_report_room(r, (size_t)s.asked * (s.officers + 1), sizeof *s.scores);
    if (r->status) return;
    for (uint32_t i = 0; i < r->l->count; i++)
        if (asbi_report_lets(r, i)) look_at_case(&s, i);
    table *t = asbi_report_table(r, "steps", "Interventions and legal steps", step_columns);
    table *feedback = asbi_report_table(r, "feedback", "Feedback", feedback_columns);
    table *scores = asbi_report_table(r, "scores", "Satisfaction", score_columns);
    table *outcomes = asbi_report_table(r, "outcomes", "Outcomes", outcome_columns);
    for (uint32_t i = 0; i <= r->l->remedies.lists.count; i++)
        for (int legal = 0; legal < 2; legal++) put_step(&s, t, i, legal);
    put_feedback(&s, feedback, scores);
    put_outcomes(&s, outcomes);
    describe(r, t, feedback, scores, outcomes);
    static const int8_t by[] = {-4, 2, 3};
    asbi_report_sort(r, t, by, COUNT_OF(by));
}
