/* How like two names are, and two addresses: as kinds of likeness, which match.c weighs. Texts are keys of summaries (base/likeness.h). */
#ifndef ASBI_COMPARE_H
#define ASBI_COMPARE_H

#include "../base/text.h"
#include <stdint.h>

/* From the most to the least alike. */
typedef enum name_likeness {
    NAME_SAME,
    NAME_PART,    /* one has a word more */
    NAME_SPELT,   /* letters are wrong, missing or swapped */
    NAME_SOUND,   /* they sound the same */
    NAME_INITIAL, /* a word is an initial in one of them */
    NAME_OTHER,
    NAME_UNKNOWN /* of one of them nothing is known */
} name_likeness;

enum { MOST_COMPARED_WORDS = 6 };
typedef struct compared_name {
    text at[MOST_COMPARED_WORDS];
    uint32_t sound[MOST_COMPARED_WORDS];
    uint32_t count;
} compared_name;

void asbi_name_split(compared_name *n, text name);
name_likeness asbi_name_compare(const compared_name *a, const compared_name *b, int *single); /* `single`: by one word only */
int asbi_name_is_none(text name);                                                             /* "unknown", "a neighbour", "3 youths" */

typedef enum address_likeness {
    ADDRESS_SAME,
    ADDRESS_SPELT,    /* the same number; letters of the street are wrong, missing or swapped */
    ADDRESS_BUILDING, /* the same but for the flat, or without it */
    ADDRESS_NEAR,     /* a few doors away in the same street, or the street without a number */
    ADDRESS_OTHER,
    ADDRESS_UNKNOWN
} address_likeness;

address_likeness asbi_address_compare(text a, text b, int *town); /* `town`: both name one, the same */

enum { MOST_STREET_WORDS = 10, DOORS_NEAR = 10 };
typedef struct parsed_address {
    uint32_t number; /* of the house; 0: none */
    text unit;       /* flat, or the letter after the number */
    uint8_t is_flat;
    text words[MOST_STREET_WORDS];
    uint32_t count;
} parsed_address;

void asbi_address_parse(parsed_address *p, text address);
text asbi_address_street(const parsed_address *p); /* the word that tells most */

#endif
