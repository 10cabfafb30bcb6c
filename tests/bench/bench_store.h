/* What the parts of bench_store share. */
#ifndef BENCH_STORE_H
#define BENCH_STORE_H

#include "journal_peers.h"

extern unsigned rounds;

double median(double *values, unsigned count); /* sorts them */
/* "name: ours, theirs, the median of the ratios of each round with the least and the greatest". Rates, a second. */
void compare(const char *name, const char *unit, const double *ours, const char *peer, const double *theirs);

void commands(void);                  /* bench_commands.c */
void threads(const char *postgresql); /* bench_threads.c; how to connect, or NULL */

#endif
