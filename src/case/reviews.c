/* The case review (model section 11; ASBCPA 2014 s.104): which reports count, for whom, until when. */
#include "judge.h"

uint32_t asbi_review_area(const asb_case *c) {
    const asb_policy *p = c->policy;
    for (uint32_t i = c->last_of_kind[KIND_CASE_REVIEW]; i != NO_INDEX; i = c->entries[i].older) {
        text named = asbi_entry_text(&c->entries[i], WORD_area);
        if (!named.length) continue;
        for (uint32_t a = 0; a < p->review_areas.count; a++)
            if (asbi_text_equal(p->review_areas.items[a].area_text, named)) return a;
        break;
    }
    return 0;
}

static int complains(const asb_case *c, uint32_t party) {
    return asbi_party_has_part(c, party, WORD_complainant) || asbi_party_has_part(c, party, WORD_victim);
}

/* For its reporter, if a complainant or victim; otherwise, where there is just one of them, for that one. */
uint32_t asbi_report_party(const asb_case *c, const entry *report) {
    if (report->party != NO_INDEX && complains(c, report->party)) return report->party;
    uint32_t only = NO_INDEX;
    for (uint32_t i = 0; i < c->party_count; i++) {
        if (!complains(c, i)) continue;
        if (only != NO_INDEX) return NO_INDEX;
        only = i;
    }
    return only;
}

/* The latest of `best` and the incidents from `from` on, to the next report. */
instant asbi_latest_incident(const asb_case *c, uint32_t from, instant best) {
    instant at;
    date day;
    for (uint32_t i = from; i < c->count && c->entries[i].kind != KIND_REPORT; i++)
        if (c->entries[i].kind == KIND_INCIDENT && asbi_entry_instant(&c->entries[i], WORD_occurred, &at, &day) && at > best) best = at;
    return best;
}

/* Was the report made in time after the behaviour? That was when the report says, else at the latest incident between it and the next report, else at the report's own time. */
int asbi_report_in_time(const judge *j, const entry *report, const review_area *area, instant incident) {
    instant at;
    date day;
    if (!asbi_entry_instant(report, WORD_occurred, &at, &day)) at = incident != NO_INSTANT ? incident : report->at;
    return !asbi_period_ended(&area->report_within, at, report->at, &j->days);
}

int asbi_report_qualifies(const judge *j, uint32_t report, const review_area *area, due *until) {
    const entry *e = &j->c->entries[report];
    *until = asbi_period_end(&area->apply_within, e->at, &j->days);
    return asbi_report_in_time(j, e, area, asbi_latest_incident(j->c, e->seq, NO_INSTANT)) && !asbi_due_passed(*until, j->now);
}

uint32_t asbi_qualifying_reports(const judge *j, uint32_t party) {
    const review_area *area = &j->p->review_areas.items[asbi_review_area(j->c)];
    uint32_t count = 0;
    due until;
    if (!complains(j->c, party)) return 0;
    for (uint32_t i = j->c->last_of_kind[KIND_REPORT]; i != NO_INDEX; i = j->c->entries[i].older)
        if (asbi_report_party(j->c, &j->c->entries[i]) == party && asbi_report_qualifies(j, i, area, &until)) count++;
    return count;
}
