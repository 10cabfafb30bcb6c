/* Questions about all cases of a journal: what asb report and asb match share. */
#ifndef ASB_COMMAND_QUESTION_H
#define ASB_COMMAND_QUESTION_H

#include "app.h"
#include "words.h"

#include <asb/caseload.h>

/* KEY=VALUE of the command line, from this word on, as members of an object that is begun, and its end. 0, or -1 where a word has no '='. */
int question_keys(words *w, const app *a, int from);
/* The answer as JSON, where that is wanted, or as `print` has it. */
int question_ask(app *a, asb_caseload *caseload, const words *question, void (*print)(app *a, const asb_rows *rows));
/* Reads the journal, then asks. */
int with_caseload(app *a, const words *question, int (*ask)(app *a, asb_caseload *caseload, const words *question));

#endif
