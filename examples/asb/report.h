/* What asb report makes besides the answers to questions: figures with the cases behind them, as pages, CSV or JSON. */
#ifndef ASB_COMMAND_REPORT_H
#define ASB_COMMAND_REPORT_H

#include "question.h"

int is_report(const app *a, const char *name);
int run_report(app *a);

#endif
