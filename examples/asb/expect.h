/* The expectations of a step. */
#ifndef ASB_COMMAND_EXPECT_H
#define ASB_COMMAND_EXPECT_H

#include "play.h"

typedef struct judge {
    scenario *s;
    const outcome *o;
    const asb_json *expect;
    asb_json *facts; /* of the case, as the library gives them */
    asb_duties *duties;
    asb_text **explained; /* the explanation of each duty, once it was asked for */
    uint32_t duty_count;
    uint32_t failures;
} judge;

/* How many expectations of the step are not met; each is said on standard output. */
uint32_t judge_step(scenario *s, const outcome *o);
/* Say that something is not as expected: `where` is in the file, the rest says what was expected and what was found. */
void judge_fail(judge *j, const asb_json *where, const char *what, const char *expected, const char *found);
void judge_fail_value(judge *j, const char *what, const asb_json *expected, const char *found);

void judge_duties(judge *j, const asb_json *wanted); /* (expect_duties.c) */
void judge_no_duties(judge *j, const asb_json *wanted);
void judge_explain(judge *j, const asb_json *wanted);
/* The owner of a duty, and the texts that explain it, are asked for once each. */
const char *judge_explanation(judge *j, uint32_t duty);

#endif
