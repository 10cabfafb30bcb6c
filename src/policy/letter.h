/* Texts of letters: merge fields, sections, and the steps that they are compiled to.
 *
 * {{name}} is a field; {{#name}}…{{/name}} stands once for each entry of a list, or once if a field is there; {{^name}}…{{/name}}
 * if it is not. Within a list `text` and `due` are those of its entry. A text is checked where it comes in (a policy's when it is loaded, a host's
 * when it is given) and compiled once: making a letter is then a walk over steps that cannot go wrong. */
#ifndef ASBI_LETTER_H
#define ASBI_LETTER_H

#include "../base/arena.h"
#include "../base/text.h"

typedef enum merge_id {
#define FIELD(name, type, label) MERGE_##name,
#include "merge_fields.inc"
#undef FIELD
    MERGE_COUNT
} merge_id;

typedef enum merge_type { MERGE_TEXT, MERGE_LIST, MERGE_ENTRY } merge_type;
typedef struct merge_field {
    const char *name, *label;
    uint8_t type;
} merge_field;
const merge_field *asbi_merge_field(uint32_t id); /* NULL past the end */
uint32_t asbi_merge_find(text name);              /* MERGE_COUNT where there is none of that name */

/* Something is wrong: `name` is what stands in the text, `hint` what was meant, or NULL. */
typedef void (*letter_problem)(void *self, const char *code, text name, const char *hint);
/* Everything that is wrong with a text. */
void asbi_letter_check(text t, letter_problem problem, void *self);

typedef enum letter_op { LETTER_WORDS, LETTER_FIELD, LETTER_EACH, LETTER_UNLESS } letter_op;
typedef struct letter_step {
    uint8_t op;    /* a letter_op */
    uint8_t field; /* a merge_id; not of WORDS */
    uint32_t past; /* EACH, UNLESS: the step after the section */
    text words;    /* WORDS: lent from the text */
} letter_step;
typedef struct letter_code {
    letter_step *steps;
    uint32_t count;
    uint32_t fields; /* bit n: merge field n occurs */
    size_t length;   /* of the text */
} letter_code;
/* Of a text without problems. ASB_OK, ASB_ENOMEM. */
int32_t asbi_letter_compile(letter_code *out, arena *a, text t);

#endif
