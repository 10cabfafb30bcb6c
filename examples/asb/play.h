/* Scenario files: reading them and going through their steps, for `scenario` and `trace`.
 *
 * Method. A file has an engine of its own, whose clock stands where the step says, and a store in memory. A file is judged whole
 * (scenario_check) or step by step as it is played, so that a trace can print what comes before a mistake. */
#ifndef ASB_COMMAND_PLAY_H
#define ASB_COMMAND_PLAY_H

#include "app.h"
#include "words.h"

#include <stdio.h>

/* A case of the file, by the name that its steps give it. */
typedef struct played_case {
    const char *name; /* lent by the document */
    size_t length;
    asb_case *c;
} played_case;

typedef struct scenario {
    const char *path;
    char *bytes;
    asb_engine *engine;
    int64_t clock; /* what the engine takes for now */
    asb_json *document;
    const asb_json *steps;
    asb_policy *policy;
    asb_store *store;
    played_case *cases;
    size_t case_count;
    words trouble; /* why the file cannot be read, or gone on with */
} scenario;

/* What a step came to. */
typedef struct outcome {
    const asb_json *step;
    uint32_t number; /* from 1 */
    asb_case *c;
    const char *case_name;
    size_t case_name_length;
    int is_tried, is_added;
    char *invalid;          /* the first field that is wrong, or NULL */
    char *why;              /* what is wrong with it */
    asb_record *record;     /* that was tried, as far as it could be made */
    asb_decision *decision; /* NULL where nothing was tried, or it is invalid */
} outcome;

/* 0, or -1 with s->trouble. scenario_close either way. */
int scenario_open(scenario *s, const char *path);
int scenario_check(scenario *s); /* every step is well formed, and the clock does not go back */
void scenario_close(scenario *s);

/* Play a step: first NULL, then the one before. 1 where there was one, 0 after the last, -1 with s->trouble. */
int scenario_next(scenario *s, outcome *o);
void outcome_clear(outcome *o);

/* Why it cannot be read, or gone on with: FILE:LINE:COLUMN: sentence. */
void say_file_trouble(FILE *stream, const scenario *s);

/* Text of a value without U+0000, or NULL. */
const char *plain_text(const asb_json *value);
int text_is(const asb_json *value, const char *text);
const asb_json *first_of(const asb_json *value);

/* Can a step's record be made, and what is the first thing wrong with it? (attempt.c) ASB_OK, or an error that is no answer. */
int32_t attempt(scenario *s, outcome *o, const asb_json *kind, int is_to_be_added);
/* Is that field wrong too, in a record whose first wrong field is another? (invalid.c) */
int is_also_invalid(scenario *s, const outcome *o, const char *field);

#endif
