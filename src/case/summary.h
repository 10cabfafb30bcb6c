/* The summary that a store keeps with a case (model section 12), in parts. */
#ifndef ASBI_SUMMARY_H
#define ASBI_SUMMARY_H

#include "judge.h"
#include "out.h"

/* What all parts are told: the case, as judged at its last record, so that what is written depends on the records alone. */
typedef struct summing {
    out_json o;
    const asb_case *c;
    judge j;
    struct summary_memo *memo; /* of the one before (summary_memo.h); NULL: all of it is made */
    uint64_t since;            /* kinds of the records that came since then: bits */
    uint8_t again;             /* it may be used */
    uint8_t counted;           /* some report counts for somebody */
} summing;

int asbi_summary_names(const asb_case *c, uint32_t party); /* may the party's id be said: something of it can still be read */

int asbi_is_last_word(const asb_case *c, const entry *e); /* of an intervention or a legal step: none follows for remedy and party */
void asbi_summary_counts(summing *s, uint32_t report, uint32_t *party, due *until); /* for a case review; NO_INDEX: for nobody */

void asbi_summary_duties(summing *s);    /* "duties" */
void asbi_summary_incidents(summing *s); /* "incidents" */
void asbi_summary_orders(summing *s);    /* "orders" */
void asbi_summary_parties(summing *s);   /* "parties" */
void asbi_summary_reports(summing *s);   /* "reports" */

void asbi_summary_case_reviews(summing *s); /* "case_reviews" */
void asbi_summary_feedback(summing *s);     /* "feedback" */
void asbi_summary_links(summing *s);        /* "links" */
void asbi_summary_openings(summing *s);     /* "openings" */
void asbi_summary_steps(summing *s);        /* "steps" */
void asbi_summary_threshold(summing *s);    /* "review"; after the reports */
void asbi_summary_places(summing *s, const char *name, atom field);

#endif
