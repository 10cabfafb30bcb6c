/* Who may see what of a case (model section 14).
 *
 * Method. A view is a case as one audience may have it, at one moment. Each field of a record is of a class and about somebody: the party
 * of the record, its reporter, or whoever the field names. A line of the audience lets it see a class of certain parties, under a consent
 * of theirs or a condition on the case. Nothing is seen that no line allows. Parties of whom the identity is not seen are protected: they
 * are called by their part and a number ("Complainant 1"), the same throughout one document, and whatever identifies them (identifiers.h)
 * is masked in every free text and searched for when all is done. */
#ifndef ASBI_VIEW_H
#define ASBI_VIEW_H

#include "../case/judge.h"
#include "identifiers.h"

/* Why something is not seen, the weightiest last; in words by asbi_withheld_words(). */
typedef enum withheld {
    SEEN,
    MASKED,             /* seen, but for what identifies somebody protected */
    WITHHELD_AUDIENCE,  /* no line of the audience lets it see this class of that party */
    WITHHELD_CONDITION, /* one would, under a condition that does not hold */
    WITHHELD_CONSENT,   /* one would, with a consent that was never given */
    WITHHELD_WITHDRAWN, /* … that was refused or withdrawn */
    WITHHELD_EXPIRED,   /* … that has run out */
    WITHHELD_ANONYMOUS, /* the party wishes to be anonymous */
    WITHHELD_ERASED     /* the record was erased */
} withheld;

/* What a view knows of a party. */
typedef struct view_party {
    uint8_t why[CLASS_COUNT]; /* for each class a withheld: SEEN, or why not */
    uint8_t classes;          /* bit n where field_class n is seen */
    uint8_t anonymous;        /* and the audience is not one that sees everybody */
    uint32_t number;          /* in its pseudonym; 0: it is called by its name */
    text part;                /* the first word of its pseudonym: "Complainant" */
} view_party;

typedef struct view {
    const asb_case *c;
    judge j;
    const audience_def *audience;
    uint32_t reader;        /* the party that "self" is, or NO_INDEX */
    uint8_t sees_everybody; /* the identity of any, under no condition: anonymity is not kept from it */
    view_party *parties;    /* as many as the case has */
    view_party nobody;      /* what is about nobody, or about the case */
    view_party sufferers;   /* every complainant and victim together: what is seen of all of them */
    identifiers protected_; /* of everybody whose identity, or ways of contact, are not seen */
    arena arena;
} view;

/* `audience` by its id. ASB_OK; ASB_EINVALID with "audience"; ASB_ENOMEM. */
int32_t asbi_view_begin(view *v, const asb_case *c, text audience, uint32_t reader, instant now, fault *f);
void asbi_view_end(view *v);
/* Identifiers of everybody who is protected, less those of whoever is seen; a part of asbi_view_begin() (view_protect.c). */
int32_t asbi_view_protect(view *v);
/* What of a text would be about this party, whoever reads: all that identifies them but their postcode. ASB_OK, ASB_ENOMEM. */
int32_t asbi_identify(identifiers *ids, const view *v, uint32_t party);

/* May a class of that party (NO_INDEX: the case) be seen? */
withheld asbi_view_class(const view *v, field_class of, uint32_t party);
/* May this field of that record; f as the vocabulary has it, NULL for x- fields and those it does not know. Where it names people: SEEN if all
 * of them are seen, MASKED
 * if some; put each with asbi_view_put_party(), and leave out those that asbi_view_is_nowhere(). What a text mentions is not looked at:
 * asbi_view_put_text() tells. */
withheld asbi_view_field(const view *v, const entry *e, const field_def *f, const json_value *value);
/* May who recorded it, and in which role? (Kind, number and times go with anything of the record.) */
withheld asbi_view_header(const view *v, const entry *e);
/* Is anything of the record seen, so that it may be told that there is one? WITHHELD_ERASED: it is told that there was one. */
withheld asbi_view_record(const view *v, const entry *e);
/* An anonymous party, of which not even a pseudonym may stand in the document. */
int asbi_view_is_nowhere(const view *v, uint32_t party);

/* A record field by field, as it now reads, those too that the policy does not know. Begin with *at 0; 0 when there are no more. */
typedef struct reading {
    text name;
    const field_def *def; /* NULL for x- fields and those that the vocabulary does not know */
    const json_value *value;
    json_value room; /* `value`, where it is no list and no object */
} reading;
int asbi_next_reading(reading *out, const asb_case *c, const entry *e, uint32_t *at);
/* The record whose people an entry is about: itself; for a correction, an approval, an action … the record that it names. */
const entry *asbi_entry_about(const asb_case *c, const entry *e);

/* What is written for a reader. All text from the case goes through these. `escape` turns a piece of text into the output's format (NULL: as it
 * is). */
typedef void (*put_escaped)(buffer *out, text t);
/* A free text, each mention of somebody protected replaced by a mark such as [name withheld]. The number of marks. */
uint32_t asbi_view_put_text(buffer *out, const view *v, text t, put_escaped escape);
/* A party's name as it now reads, or its pseudonym. */
void asbi_view_put_party(buffer *out, const view *v, uint32_t party, put_escaped escape);
/* A field's value as the reader may have it, as JSON in `a`: people as they are called, texts masked, x- members only where `special` of the
 * record's people is
 * seen. `f` as above; *marks goes up by what was masked or left out. NULL without memory. */
json_value *asbi_view_value(const view *v, arena *a, const entry *e, const field_def *f, const json_value *value, uint32_t *marks);

const char *asbi_withheld_name(withheld why);  /* "no-consent" …, for the file */
const char *asbi_withheld_words(withheld why); /* "the person has not agreed" …, for the reader */
const char *asbi_withheld_told(withheld why);  /* the name for the reader, who is not told that somebody is anonymous */

/* ---- the last look (leak.c) */

/* Words that are the document's own, such as its style sheet and the name of the officer who signs: what stands in them is not looked for in
 * it. Where it says
 * somebody's full name, that name is not protected any more: never a text from the case. */
void asbi_view_allow(view *v, text t);
/* Search a finished document, text, HTML or JSON, for whatever identifies somebody protected. ASB_OK; ASB_EDISCLOSURE with the party as the
 * field, what of theirs in the
 * message, and the line; ASB_EINVALID where it is no UTF-8. */
int32_t asbi_view_check(view *v, text document, fault *f);

#endif
