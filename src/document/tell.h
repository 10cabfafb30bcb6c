/* Telling: records and their fields in words, as one reader may have them.
 *
 * Method. A record is told by its kind, by what says most about it (`lead`, one after another), by what somebody said or wrote (`text`), and if wanted by all the
 * rest with labels. What the reader may not know leaves one mark for each reason; who is protected is called by the pseudonym that the view has for
 * them. */
#ifndef ASBI_TELL_H
#define ASBI_TELL_H

#include "document.h"
#include "page.h"

typedef struct teller {
    page *p;
    const asb_case *c;
    const view *v;
    arena arena;
    uint8_t *seen;                          /* for each entry: it may be told that there is one */
    const atom *names[KIND_BUILT_IN_COUNT]; /* of the fields of a kind, in their order; made when wanted */
    const matrix_def *matrix;               /* whose answers are told; NULL: the triage's */
    uint8_t begins;                         /* a choice that is told next begins a sentence */
    buffer scratch;
    int32_t status;
} teller;

/* ASB_OK, ASB_ENOMEM; asbi_teller_end() in any case. */
int32_t asbi_teller_begin(teller *t, page *p, const making *m);
int32_t asbi_teller_status(const teller *t, int32_t status); /* what went wrong with it, else `status` */
void asbi_teller_end(teller *t);

/* ---- fields */
const entry_field *asbi_tell_find(teller *t, const entry *e, const char *name, const field_def **f); /* NULL: the record has none */
/* A field's value, or the mark that it is withheld; nothing, and 0, where the record has none. */
int asbi_tell_field(teller *t, const entry *e, const char *name);
/* The same as a field of the page, with the vocabulary's label or another. */
void asbi_tell_labelled(teller *t, const entry *e, const char *name, const char *label);
/* Is it a person of the case, or a list of them? */
int asbi_names_people(const field_def *f, const json_value *value, const asb_case *c);
void asbi_tell_value(teller *t, const field_def *f, const json_value *value); /* that may be told */

/* ---- records */
void asbi_tell_record(teller *t, const entry *e); /* kind, lead and text */
void asbi_tell_lead(teller *t, const entry *e);   /* lead and text, without the kind */
/* Each on a line of its own: what asbi_tell_record() leaves out; and that without fields that are told elsewhere (names, NULL ends them). */
void asbi_tell_details(teller *t, const entry *e);
void asbi_tell_details_but(teller *t, const entry *e, const char *but);
int asbi_tell_who(teller *t, const entry *e); /* by whom, and in which role; nothing, and 0, where that may not be told */
void asbi_tell_kind(teller *t, const entry *e);
void asbi_tell_by_matrix(teller *t, const entry *e); /* answers that are told next are of that record */
int asbi_tells_how(const teller *t, uint32_t party); /* may this reader know how it was worked on? */
/* When it happened: as the record says and the reader may know, else `at`. *day: NO_DATE where the time is known. */
instant asbi_happened(teller *t, const entry *e, date *day);
void asbi_tell_happened(teller *t, const entry *e);
text asbi_role_label(const asb_policy *p, text id);
text asbi_remedy_label(const asb_case *c, text id); /* under the policy in force, else under an earlier one, else the id */

/* Records of one kind by their party: entries, NO_INDEX ends them. 0 where there is no memory. */
typedef struct by_party {
    uint32_t *first, *next; /* of each party; after each entry */
} by_party;
int asbi_by_party(by_party *b, teller *t, record_kind kind);

#endif
