/* The reports as pages. */
#ifndef REPORTS_H
#define REPORTS_H

int write_reports(const char *folder); /* 0, or 1 with what was wrong on standard error */

#endif
