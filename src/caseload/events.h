/* What happened in cases, as far as reports count it: a row for each opening, report, step, answer and review. Each case has a stretch of the rows, like its duties. */
#ifndef ASBI_EVENTS_H
#define ASBI_EVENTS_H

#include "caseload.h"

typedef enum event_kind {
    EVENT_BEGUN,    /* the first record: word: minutes of the local day */
    EVENT_OPENING,  /* code: 1 where it counts as a new case */
    EVENT_REPORT,   /* code: 1 where it counts for `who` (a word) towards a case review, until `value` */
    EVENT_STEP,     /* word: the remedy; code: an event_step, plus STEP_LEGAL; value: reports and incidents since */
    EVENT_FEEDBACK, /* code: an event_feedback */
    EVENT_SCORE,    /* word: what was asked; value: the answer, in thousandths */
    EVENT_REVIEW,   /* code: an event_review; word: the area */
    EVENT_THRESHOLD, /* of the case's area, its word: code: the threshold; value: the one for hate, or 0; who: at how many reports people are told */
    EVENT_LINK /* code: an event_link; who: the other case (a word) */
} event_kind;

/* In the order of the vocabulary; EVENT_OTHER for what it does not have. */
enum { EVENT_OTHER = 31 };
typedef enum event_step {
    STEP_CONSIDERED,
    STEP_REJECTED,
    STEP_OFFERED,
    STEP_ACCEPTED,
    STEP_DECLINED,
    STEP_ISSUED,
    STEP_SIGNED,
    STEP_COMPLETED,
    STEP_BREACHED,
    STEP_WITHDRAWN,
    STEP_ADVICE_SOUGHT,
    STEP_WARNED,
    STEP_NOTICE_SERVED,
    STEP_APPLIED,
    STEP_ADJOURNED,
    STEP_GRANTED,
    STEP_REFUSED,
    STEP_EXTENDED,
    STEP_EXPIRED,
    STEP_DISCHARGED,
    STEP_LEGAL = 32
} event_step;
typedef enum event_feedback { FEEDBACK_INVITED, FEEDBACK_RECEIVED, FEEDBACK_DECLINED, FEEDBACK_COUNT } event_feedback;
typedef enum event_review {
    REVIEW_REQUESTED,
    REVIEW_MET,
    REVIEW_NOT_MET,
    REVIEW_HELD,
    REVIEW_RECOMMENDATIONS,
    REVIEW_TOLD,
    REVIEW_COUNT
} event_review;
typedef enum event_link { LINK_DUPLICATE, LINK_RELATED, LINK_COUNTER, LINK_CONTINUES, LINK_MERGED } event_link;

struct event {
    uint8_t kind, code;
    uint16_t word;
    date at;
    uint32_t who;
    int32_t value; /* an instant in minutes since 1970, where it is one */
};

int32_t asbi_events_read(asb_caseload *l, arena *a, const json_value *summary, event **out, uint32_t *count);
int32_t asbi_events_reserve(asb_caseload *l, uint32_t number, uint32_t count);                 /* number NO_CASE_NUMBER: a new case */
void asbi_events_write(asb_caseload *l, uint32_t number, const event *events, uint32_t count); /* there is room */
void asbi_events_free(asb_caseload *l);

static inline const event *asbi_events_of(const asb_caseload *l, uint32_t number, uint32_t *count) {
    *count = l->event_count[number];
    return l->events.items + l->first_event[number];
}
/* Since 1970, rounded down, before it too. */
static inline int32_t asbi_minutes_of(instant i) {
    return (int32_t)((i - (i % 60000 + 60000) % 60000) / 60000);
}
static inline int asbi_until_passed(const event *report, instant now) {
    return report->value < asbi_minutes_of(now);
}

#endif
