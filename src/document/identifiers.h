/* What identifies people, and finding it in a text, however it is written.
 *
 * Method. Names, addresses, postcodes, telephone numbers, e-mail addresses and property numbers of protected parties are taken apart into words, folded (case, accents, width), and
 * put into one table of patterns; a text is folded alike, with its HTML entities and tags read, and searched once from left to right. Names match in any order of their
 * words, with initials, with any spacing or punctuation between; numbers by their digits whatever stands between them. A word that is too short or common to identify anybody by itself
 * ("the", "house", one letter) is searched for only together with others. */
#ifndef ASBI_IDENTIFIERS_H
#define ASBI_IDENTIFIERS_H

#include "../base/arena.h"
#include "../base/buffer.h"
#include "../base/text.h"

typedef enum identifier_kind { ID_NAME, ID_ADDRESS, ID_POSTCODE, ID_PHONE, ID_EMAIL, ID_UPRN, ID_BORN, ID_PARTY } identifier_kind;

typedef struct identifiers {
    arena *arena;
    struct identifier_patterns *patterns; /* identifiers.c */
} identifiers;

typedef struct mention {
    size_t from, to; /* bytes of the text */
    uint32_t party;  /* as given to asbi_identifiers_add() */
    identifier_kind kind;
} mention;

void asbi_identifiers_init(identifiers *ids, arena *a);
/* ASB_OK, ASB_ENOMEM. Texts that identify nobody (blank, one letter) are passed over. */
int32_t asbi_identifiers_add(identifiers *ids, identifier_kind kind, text t, uint32_t party);
/* The first mention at or after `from`; 0 where there is none. Never allocates. */
int asbi_identifiers_find(mention *out, const identifiers *ids, text in, size_t from);

#endif
