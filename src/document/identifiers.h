/* What identifies people, and finding it in a text, however it is written.
 *
 * Method. Names, addresses, postcodes, telephone numbers, e-mail addresses and property numbers of protected parties are taken apart into
 * words, folded (case, accents, width; letters.h), and each way of writing them is put into one table as a row of letters with the places
 * where it may be broken: "annash", "ashann", "aash", "mrsash", "ash". A text is read as the same row of letters, with the breaks that are
 * in it, once from left to right. Where a word ends, each word before it, as far back as the longest pattern reaches, may be where one
 * begins; a filter by first letter, last letter and length leaves few, and for those the digest of the letters between tells whether there
 * is one. So time is in proportion to the text, whatever is searched for, and memory to what is searched for.
 *
 * A word that is too short or common to identify anybody by itself ("the", "house", one letter) is searched for only together with others.
 * There are two ways of looking: in a text from the case, where taking out a word too many does little harm; and in a finished document,
 * where only what nobody else may have written counts. */
#ifndef ASBI_IDENTIFIERS_H
#define ASBI_IDENTIFIERS_H

#include "../base/arena.h"
#include "../base/buffer.h"
#include "../base/text.h"

typedef enum identifier_kind { ID_NAME, ID_ADDRESS, ID_POSTCODE, ID_PHONE, ID_EMAIL, ID_UPRN, ID_BORN, ID_PARTY, ID_KINDS } identifier_kind;

typedef struct identifiers {
    arena *arena;
    struct identifier_patterns *patterns; /* identifiers.c; NULL: none */
} identifiers;

typedef struct mention {
    size_t from, to; /* bytes of the text */
    uint32_t party;  /* as given to asbi_identifiers_add() */
    identifier_kind kind;
} mention;

typedef enum identifier_place { IN_TEXT, IN_DOCUMENT } identifier_place;

void asbi_identifiers_init(identifiers *ids, arena *a);
/* ASB_OK, ASB_ENOMEM. Texts that identify nobody (blank, one letter) are passed over. */
int32_t asbi_identifiers_add(identifiers *ids, identifier_kind kind, text t, uint32_t party);
/* When all are added: what is written like this identifier of somebody whom the reader may know is not searched for. */
void asbi_identifiers_except(identifiers *ids, identifier_kind kind, text t);
/* What stands in this text is not searched for in documents. */
void asbi_identifiers_allow(identifiers *ids, text t);

/* The mentions of a text, from left to right; those that overlap are one. Never allocates. One search at a time for each `ids`. */
void asbi_mentions_begin(const identifiers *ids, text in, size_t from, identifier_place place);
int asbi_next_mention(mention *out, const identifiers *ids); /* 0: there are no more */
/* The first mention in a text at or after `from`; 0 where there is none. */
int asbi_identifiers_find(mention *out, const identifiers *ids, text in, size_t from);

#endif
