/* What the files of the identifiers share: patterns, and the words that they are made of. */
#ifndef ASBI_IDENTIFIER_PARTS_H
#define ASBI_IDENTIFIER_PARTS_H

#include "identifiers.h"
#include "letters.h"

enum {
    PATTERN_LONGEST = 96, /* letters; what is longer is searched for by its beginning */
    WORDS_LETTERS = 1024, /* of one identifier: what goes beyond is not looked at */
    WORDS_MOST = 64
};

/* How a pattern may be written. Without any, it may be broken softly anywhere, hard at its places or between all letters. */
enum {
    PATTERN_BROKEN = 1,     /* there must be a break at its first place */
    PATTERN_ALL_BROKEN = 2, /* … at all its places */
    PATTERN_ANYHOW = 4,     /* it may be broken anywhere */
    PATTERN_TIGHT = 8,      /* it may not be broken */
    PATTERN_CAPITAL = 16,   /* it begins with a capital, and so does each part */
    PATTERN_NEAR = 64,      /* its parts stand in one line, and not apart by quotation marks */
    PATTERN_TEXT_ONLY = 32  /* it says too little to be searched for in documents */
};

typedef struct pattern_places {
    uint64_t bits[2]; /* bit n: a place before letter n */
} pattern_places;

/* Words of an identifier, folded. */
typedef struct id_word {
    uint16_t at, length;   /* in `letters` */
    uint16_t line;         /* which of the parts that commas, semicolons and line ends make */
    pattern_places joints; /* where it has an apostrophe, a hyphen … */
} id_word;

typedef struct words {
    uint32_t letters[WORDS_LETTERS];
    id_word list[WORDS_MOST];
    uint32_t used, count;
} words;

/* Take a text apart. `expand`: ä as ae, ö as oe, ü as ue, å as aa, ø as oe; 0 where there is none of them. */
int asbi_words_of(words *w, text t, int expand);
text asbi_word_ascii(const words *w, uint32_t i, char *out, size_t size); /* empty where it has other letters, or is too long */
int asbi_word_is_number(const words *w, uint32_t i);                      /* it begins with a digit */

/* What a word is worth by itself. */
typedef enum word_worth { WORTH_NOTHING, WORTH_WITH_CAPITAL, WORTH_ALL } word_worth;
word_worth asbi_word_worth(text word);
extern const char *const asbi_titles[];  /* ended by NULL */
extern const char asbi_document_words[]; /* words of documents themselves: never searched for alone in them */

/* A pattern being put together. */
typedef struct pattern_build {
    uint64_t hash;
    uint32_t length, first, second, last;
    pattern_places places;
} pattern_build;

typedef struct adder {
    identifiers *ids;
    identifier_kind kind;
    uint32_t party;
    int32_t status;
    uint8_t except; /* patterns equal to these are taken out */
} adder;

void asbi_pattern_begin(pattern_build *b);
void asbi_pattern_letters(pattern_build *b, const uint32_t *letters, uint32_t count,
                          const pattern_places *joints); /* a place before them */
void asbi_pattern_word(pattern_build *b, const words *w, uint32_t i);
void asbi_pattern_ascii(pattern_build *b, const char *letters); /* lower case and digits; a place before them */
void asbi_pattern_end(adder *add, const pattern_build *b, unsigned flags);

/* Each kind's ways of being written. */
void asbi_add_name(adder *add, text t);
void asbi_add_address(adder *add, text t);
void asbi_add_postcode(adder *add, text t);
void asbi_add_phone(adder *add, text t);
void asbi_add_email(adder *add, text t);
void asbi_add_number(adder *add, text t); /* UPRN */
void asbi_add_born(adder *add, text t);
void asbi_add_id(adder *add, text t);

#endif
