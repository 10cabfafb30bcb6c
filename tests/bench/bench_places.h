/* Matching and hot spots, measured: see bench_places.c. */
#ifndef ASB_BENCH_PLACES_H
#define ASB_BENCH_PLACES_H

#include "caseload/caseload.h"

/* Over a caseload whose newest cases are of the end of tests/bench/caseloads.h. The reports and incidents are written into the folder as well, for another engine (duckdb_peer.js);
 * NULL: they are not. */
void bench_places(asb_engine *engine, asb_caseload *l, const char *folder);

#endif
