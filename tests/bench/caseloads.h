/* A generator of caseloads: cases as they might be, of all five built-in policies, each worked through the library from its first report on. The same seed and number give
 * the same case, whatever else was made. Also for hosts to try their integration with: make_caseload writes a journal. */
#ifndef ASB_CASELOADS_H
#define ASB_CASELOADS_H

#include <asb/asb.h>

typedef struct caseloads {
    asb_engine *engine;
    asb_policy *policies[5];
    uint64_t seed;
    int64_t clock;    /* the engine's: moves with the case that is being made */
    uint64_t records; /* made so far */
} caseloads;

/* Ends the program where something fails. The cases end at 1 June 2026, 09:00 UTC; they begin in the five years before. */
void caseloads_begin(caseloads *g, uint64_t seed);
void caseloads_end(caseloads *g);
/* One case, yours to free. `store` may be NULL; it is not saved. */
asb_case *caseloads_case(caseloads *g, asb_store *store, uint32_t number);

#define CASELOADS_END INT64_C(1780304400000)

#endif
