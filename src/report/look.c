/* Looking at cases: which count, and what they began as. */
#include "report.h"

int asbi_report_lets_as(const report *r, uint32_t number, uint16_t officer) {
    if (r->l->flags[number] & FLAG_HIDDEN) return 0;
    return asbi_filter_is_open(r->cases) || asbi_filter_lets_as(r->l, r->cases, number, officer);
}

int asbi_report_lets(const report *r, uint32_t number) {
    return asbi_report_lets_as(r, number, r->l->code[DIM_OFFICER][number]);
}

date asbi_first_opened(const asb_caseload *l, uint32_t number) {
    uint32_t count;
    const event *e = asbi_events_of(l, number, &count);
    for (uint32_t i = 0; i < count; i++)
        if (e[i].kind == EVENT_OPENING) return e[i].at;
    return NO_DATE;
}

/* The first report is the first record; a file that begins with a tenancy has none, or has it later. */
int asbi_is_prevention(const asb_caseload *l, uint32_t number) {
    uint32_t count;
    const event *e = asbi_events_of(l, number, &count);
    if (l->code[DIM_STATE][number] == STATE_CODE_PREVENTION) return 1;
    for (uint32_t i = 0; i < count; i++)
        if (e[i].kind == EVENT_OPENING || (e[i].kind == EVENT_REPORT && e[i].at == l->day[DAY_REPORTED][number])) return 0;
    return 1;
}

text asbi_case_name(const asb_caseload *l, uint32_t number) {
    return l->ids.texts[number];
}

date asbi_months_before(date d, int32_t months) {
    civil c = asbi_civil(d);
    return asbi_date_clamped(c.year, c.month - months, c.day);
}
