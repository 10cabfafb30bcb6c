/* What questions and reports share. */
#ifndef ASB_COMMAND_REPORT_H
#define ASB_COMMAND_REPORT_H

#include "journal.h"
#include "words.h"

#include <asb/caseload.h>

/* The rows as a table; columns in which nothing stands are left out. */
void print_table(app *a, const asb_rows *rows);
/* ,"key":value for each KEY=VALUE from that word on, and the closing brace. 0, or -1 where a word has no '='. */
int put_keys(words *w, const app *a, int from);
/* The caseload of the journal, for what is to be done with it. */
int with_caseload(app *a, const words *question, int (*use)(app *a, asb_caseload *caseload, const words *question));
int say_question_error(const app *a, int32_t status); /* with the key that is wrong */

int is_report(const app *a, const char *name);
int run_report(app *a);

#endif
