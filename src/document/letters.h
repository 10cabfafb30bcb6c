/* A text read letter by letter, however it is written.
 *
 * Letters come in lower case and without accents, digits as 0 to 9 whatever their script; a few come as two (ß as ss, æ as ae). What is not
 * seen (soft hyphens, joiners, combining accents) is passed over. Entities such as &eacute; and &#233; are read always, for in a plain text
 * they are as good a way to write a letter as any. What stands between two letters is no break, a change (from letters to digits, from
 * small letters to capitals), a soft break (an apostrophe, a hyphen, a full stop with no space after it), a hard one, or a far one (another
 * line, what stands between quotation marks or brackets).
 *
 * A text is read in up to three ways, as it cannot be told what it is: as it stands; with its tags left out, so that letters on both sides
 * of one stand together; and with the escapes of JSON.
 *
 * Folded are Latin with its extensions, Greek, Cyrillic, full-width and mathematical letters, and digits of other scripts; letters of
 * others are taken as they are. Of writings that put no spaces between words (Chinese, Japanese, Thai, Korean too, as it appends) each
 * letter is a word. Letters that only look alike (Cyrillic а, Latin a) stay different. */
#ifndef ASBI_LETTERS_H
#define ASBI_LETTERS_H

#include "../base/text.h"

typedef enum letters_way { LETTERS_PLAIN, LETTERS_MARKUP, LETTERS_ESCAPED, LETTERS_WAYS } letters_way;
typedef enum letter_break { BREAK_NONE, BREAK_CHANGE, BREAK_SOFT, BREAK_HARD, BREAK_FAR } letter_break;

enum { LETTERS_LONGEST_WORD = 64 }; /* what is longer is taken for several words */

typedef struct letter {
    uint32_t code;
    size_t from, to; /* bytes of the text */
    uint8_t before;  /* a letter_break */
    uint8_t is_digit, is_capital;
} letter;

typedef struct letters {
    text in;
    size_t at;
    letters_way way;
    uint32_t last_code; /* of the letter before */
    uint8_t last_is_digit, last_is_capital;
    size_t word;         /* letters since the last break */
    size_t opaque_until; /* a digest: no breaks within */
    uint32_t pending[3]; /* letters that the last character also stands for */
    uint32_t pending_count;
    size_t pending_from;
    uint32_t gap;     /* characters since the last letter */
    uint8_t escapes;  /* those of JSON are read; LETTERS_ESCAPED sets it */
    uint8_t has_tags; /* a document may: the names of those that HTML has are no words */
    uint8_t gap_is_soft, gap_is_hyphen, gap_is_far, no_more_tags;
} letters;

/* Does it make a difference to read it so? */
int asbi_letters_has(text in, letters_way way);
void asbi_letters_begin(letters *l, text in, size_t from, letters_way way);
int asbi_next_letter(letters *l, letter *out); /* 0 at the end */

#endif
