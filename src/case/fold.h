/* Adding a record: prepare (may fail, changes nothing that counts), then fold (cannot fail). */
#ifndef ASBI_FOLD_H
#define ASBI_FOLD_H

#include "case.h"

/* An earlier entry that reads otherwise once the new one is in: corrected, or erased. */
typedef struct rewrite {
    uint32_t index;
    uint32_t field_count;
    entry_field *fields; /* NULL: erased */
    text header;         /* of what is erased: without the body it cannot be made again */
} rewrite;

typedef struct prepared {
    entry e;
    rewrite *rewrites; /* in the case's arena */
    uint32_t rewrite_count;
    entry_field **moved; /* a move to another policy: the fields of every entry, anew */
    uint32_t *moved_counts;
} prepared;

/* What follows from the fields: the party, an assessment's score, a triage's. `make` makes a party that is not known. */
void asbi_entry_derive(asb_case *c, entry *e, int make);
void asbi_entry_score(const asb_case *c, entry *e); /* of that the scores alone, which are the policy's */
/* An entry that has been derived and is now in: its party is made, where it is not known. */
void asbi_entry_settle(asb_case *c, entry *e);
/* The atoms of its kind and role; it is to be the next entry. */
void asbi_entry_name(const asb_case *c, entry *e);
/* All of that for an entry whose texts and body are there, as the policy in force reads them. ASB_OK, ASB_ENOMEM. */
int32_t asbi_entry_understand(asb_case *c, entry *e);

int32_t asbi_fold_prepare(asb_case *c, prepared *p);
void asbi_fold(asb_case *c, prepared *p);
/* The same in two steps, but for moves to another policy: the facts, and what the record may have changed; and the duties, once its last entry is among the facts. */
reads asbi_fold_facts(asb_case *c, prepared *p);
void asbi_fold_duties(asb_case *c, reads touched);
void asbi_fold_rules(asb_case *c, reads touched); /* the policy's own duties alone; room has been reserved (asbi_duties_reserve) */

/* A case with nothing folded, under that policy (kept); and giving back all that is folded. */
void asbi_folded_begin(asb_case *c, asb_policy *policy);
void asbi_folded_end(asb_case *c);
/* Room in lists for what a case mostly comes to, so that they need not grow; and lists cut to what is in them. ASB_OK, ASB_ENOMEM. */
int32_t asbi_folded_expect(asb_case *c);
void asbi_folded_fit(asb_case *c);

/* Prepare an entry that was folded before, in this case or another of the same id, as it was when it came. */
int32_t asbi_fold_prepare_again(asb_case *c, prepared *p, const entry *was);

/* Fold all entries again, from nothing (what is known of the calendar has changed for the past too). ASB_OK; ASB_ENOMEM, and all is as it was. */
int32_t asbi_refold(asb_case *c);
/* See to it that the case is folded by the calendar that now is. */
int32_t asbi_fold_by_calendar(asb_case *c);

#endif
