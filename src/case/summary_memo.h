/* What a case remembers of its summary as it was made last, so that the next one need not say again what has not changed (summary_memo.c). */
#ifndef ASBI_SUMMARY_MEMO_H
#define ASBI_SUMMARY_MEMO_H

#include "summary.h"

/* Parts that are taken over from one summary to the next, by the first of their keys. */
typedef enum summary_part {
    PART_CASE_REVIEWS,
    PART_DUTIES,
    PART_EVIDENCE,
    PART_INCIDENTS,
    PART_INTERVENTIONS,
    PART_OPENED,
    PART_OWNER,
    PART_PARTIES,
    PART_REPORTS,
    PART_RISK,
    PART_SILENT_SINCE,
    PART_STEPS,
    PART_UPRNS,
    PART_WAITING_SINCE,
    PART_COUNT
} summary_part;

/* How a duty stood, as far as that may change while its record and its rule are what they were; and where its text ends. */
typedef struct said_duty {
    uint32_t end_seq;
    due due, opens;
    size_t to;
} said_duty;

struct summary_memo {
    buffer text; /* the whole summary */
    struct {
        size_t from, to;
    } parts[PART_COUNT];
    uint32_t count;           /* of records that it is made of; 0: nothing of it may be used */
    uint32_t revision, known; /* of the days that it was made by */
    const asb_policy *policy;
    instant incident; /* the latest since the last report */
    said_duty *duties;
    uint32_t duty_count, duty_capacity;
};

/* Begin: what is remembered is used where it may be, and what is made is remembered. Without memory neither is, and the summary is made as ever. */
void asbi_memo_begin(summing *s, asb_case *c);
/* The summary's buffer is the memo's from now on; of one that failed, nothing is remembered. */
void asbi_memo_end(summing *s);

/* A part as it was, or made by `put`. */
void asbi_memo_part(summing *s, summary_part part, void (*put)(summing *s));
/* The items of a list, which has just been opened, as they were; gives the index of the first record that none of them is of. Then the others, and the end. */
uint32_t asbi_memo_items(summing *s, summary_part part);
void asbi_memo_items_end(summing *s, summary_part part);
/* The items of the list of duties; only where there is a memo. */
void asbi_memo_duties(summing *s, void (*put)(summing *s, const duty_instance *in));

/* Nothing of it may be used: what was folded has been folded otherwise. */
void asbi_memo_forget(asb_case *c);
void asbi_memo_free(asb_case *c);
uint64_t asbi_memo_bytes(const asb_case *c);

#endif
