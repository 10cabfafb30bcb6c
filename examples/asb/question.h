/* Questions about all cases of a journal: what asb report, asb match and asb rehearse share. */
#ifndef ASB_COMMAND_QUESTION_H
#define ASB_COMMAND_QUESTION_H

#include "app.h"
#include "words.h"

#include <asb/caseload.h>

/* KEY=VALUE of the command line, from this word on, as members of an object that is begun, and its end. 0, or -1 where a word has no '='. */
int question_keys(words *w, const app *a, int from);
/* The answer as JSON, where that is wanted, or as `print` has it. */
int question_ask(app *a, asb_caseload *caseload, const words *question, void (*print)(app *a, const asb_rows *rows));
int question_error(const app *a, int32_t status); /* with the key that is wrong */
/* Reads the journal, for what is to be done with the caseload. */
int with_caseload(app *a, const words *question, int (*use)(app *a, asb_caseload *caseload, const words *question));
/* The rows as a table; columns in which nothing stands are left out. */
void print_table(app *a, const asb_rows *rows);

#endif
