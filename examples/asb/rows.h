/* Rows as the commands show them that ask about many cases, and how such questions are read. */
#ifndef ASB_COMMAND_ROWS_H
#define ASB_COMMAND_ROWS_H

#include "app.h"
#include "words.h"

#include <asb/caseload.h>

/* The rows as a table; columns in which nothing stands are left out. */
void print_table(app *a, const asb_rows *rows);
/* The command's words from there on, KEY=VALUE, as members of an object that has one already; and its end. 0, or -1 where a word has no '='. */
int put_keys(words *w, const app *a, int from);

#endif
