/* Folding one character, and the names of entities. */
#ifndef ASBI_FOLD_CHARACTER_H
#define ASBI_FOLD_CHARACTER_H

#include "../base/text.h"

enum { FOLD_SEPARATOR = 0, FOLD_IGNORED = -1 };

/* How many letters it stands for (3 at most), in `out`; or FOLD_SEPARATOR, FOLD_IGNORED. */
int asbi_fold_character(uint32_t code, uint32_t out[3]);
int asbi_is_capital(uint32_t code);               /* of Latin, Greek, Cyrillic */
int asbi_stands_alone(uint32_t code);             /* of a writing without spaces between words */
uint32_t asbi_entity_find(text name);             /* the character that the name stands for, or 0 */
int asbi_is_tag(const char *name, size_t length); /* of HTML or SVG */

#endif
