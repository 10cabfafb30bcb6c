/* Who may see what of a case (model section 14).
 *
 * Method. A view is a case as one audience may have it, at one moment. Each field of a record is of a class and about somebody: the party of the record, its reporter, or
 * whoever the field names. A line of the audience lets it see a class of certain parties, under a consent of theirs or a condition on the case. Nothing is seen that no
 * line allows. Parties of whom the identity is not seen are protected: they are called by their part and a number ("Complainant 1"), the same throughout one document, and whatever
 * identifies them (identifiers.h) is masked in every free text and searched for when all is done. */
#ifndef ASBI_VIEW_H
#define ASBI_VIEW_H

#include "../case/judge.h"
#include "identifiers.h"

/* Why something is not seen; in words by asbi_withheld_words(). */
typedef enum withheld {
    SEEN,
    WITHHELD_AUDIENCE,  /* no line of the audience lets it see this class of that party */
    WITHHELD_CONSENT,   /* one would, with a consent that was never given */
    WITHHELD_WITHDRAWN, /* … that was refused or withdrawn */
    WITHHELD_EXPIRED,   /* … that has run out */
    WITHHELD_CONDITION, /* one would, under a condition that does not hold */
    WITHHELD_ANONYMOUS, /* the party wishes to be anonymous */
    WITHHELD_ERASED,    /* the record was erased */
    MASKED              /* seen, but for what identifies somebody protected */
} withheld;

typedef struct view {
    const asb_case *c;
    judge j;
    const audience_def *audience;
    uint32_t reader;       /* the party that "self" is, or NO_INDEX */
    uint8_t *classes;      /* for each party: bit n where field_class n is seen */
    uint8_t case_classes;  /* of what is about nobody, or the case */
    uint32_t *numbers;     /* for each protected party the number in its pseudonym; 0: it is called by its name */
    identifiers protected_; /* of everybody whose identity is not seen */
    arena arena;
} view;

/* `audience` by its id. ASB_OK; ASB_EINVALID with "audience"; ASB_ENOMEM. */
int32_t asbi_view_begin(view *v, const asb_case *c, text audience, uint32_t reader, instant now, fault *f);
void asbi_view_end(view *v);

/* May a class of that party (NO_INDEX: the case) be seen? */
withheld asbi_view_class(const view *v, field_class of, uint32_t party);
/* May this field of that record; f as the vocabulary has it, NULL for x- fields. Not asked of header fields, which are operational. */
withheld asbi_view_field(const view *v, const entry *e, const field_def *f, const json_value *value);
/* Is anything of the record seen, so that it may be told that there is one? */
withheld asbi_view_record(const view *v, const entry *e);

/* What is written for a reader. All text from the case goes through these. `escape` turns a piece of text into the output's format (NULL: as it is). */
typedef void (*put_escaped)(buffer *out, text t);
/* A free text, each mention of somebody protected replaced by a mark such as [withheld]. The number of marks. */
uint32_t asbi_view_put_text(buffer *out, const view *v, text t, put_escaped escape);
/* A party's name as it now reads, or its pseudonym. */
void asbi_view_put_party(buffer *out, const view *v, uint32_t party, put_escaped escape);

const char *asbi_withheld_words(withheld why); /* "the person has not agreed" … */

#endif
