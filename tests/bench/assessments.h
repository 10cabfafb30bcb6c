/* Assessments by the matrix of a case's policy, which the generator's cases do not have. */
#ifndef ASB_ASSESSMENTS_H
#define ASB_ASSESSMENTS_H

#include "caseloads.h"

typedef struct assessments {
    asb_engine *engine;
    asb_json *documents[5]; /* of the policies */
    uint64_t chance;
} assessments;

void assessments_begin(assessments *a, const caseloads *g);
void assessments_end(assessments *a);
/* One more record of a case that somebody has; every question answered by chance. */
void assess(assessments *a, asb_case *c);

#endif
