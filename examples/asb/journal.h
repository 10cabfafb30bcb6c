/* Cases in a journal: what the commands on them share. */
#ifndef ASB_COMMAND_JOURNAL_H
#define ASB_COMMAND_JOURNAL_H

#include "app.h"

/* The journal of --store. 0, or -1 with the exit code. */
int open_journal(app *a, asb_store **out, int *code);
/* A case of it. 0, or -1 with the exit code. */
int open_case(app *a, asb_store *store, const char *id, asb_case **out, int *code);

/* Instants as people read them here: local time. "" for none. Lent until the next call. */
const char *local_time(app *a, int64_t ms);
const char *local_text(app *a, const char *when); /* a date stays one */

/* A table of duties: those to be done, the earliest first; then, where `all`, those that have ended. How many there are is given back. */
uint32_t print_duties(app *a, const asb_duties *d, int all, const char *indent);
/* What the guards said, a line for each. */
void print_decision(const asb_decision *d);

#endif
