/* Where the merge fields of a letter come from.
 *
 * Method. Each field that the letter asks for is taken from what the host said, or else from the case, through the view of the letter's audience. What comes from the
 * case as free text is masked there. The reader's own name and address are their own, whatever the audience; the reference, the officer, the categories' labels and the
 * landlord's name are the landlord's to tell: a letter tells them where its text asks for them. How a case ended is told to those who may be told what became
 * of somebody who suffered it. */
#ifndef ASBI_MERGE_H
#define ASBI_MERGE_H

#include "document.h"
#include "template.h"

/* What the host said for a merge field: at == NULL where it said nothing. */
typedef text (*merge_said)(const asb_document *d, uint32_t field);

/* The fields of `wanted` (bit n: merge field n). A failure sticks to out->words. */
void asbi_merge(merge_values *out, const making *m, uint32_t wanted, merge_said said);

/* ---- lists (merge_lists.c) */
/* Open actions of the reader's latest plan that are done by `by`. */
void asbi_merge_plan(merge_values *out, const making *m, uint32_t list, atom by);
/* What was done, as far as it may be told: one entry for each way, with its dates. */
void asbi_merge_done(merge_values *out, const making *m, uint32_t list);

/* How far an intervention or legal step has come, in words with @ for the person; NULL for what is not told outside the landlord. */
const char *asbi_told_status(const entry *e);

#endif
