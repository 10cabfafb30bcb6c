/* What the files of the assessment share with each other. */
#ifndef ASBI_ASSESSMENT_H
#define ASBI_ASSESSMENT_H

#include "form.h"

/* Fields hold `matrix`, `party`, `answers` and, where there are any, `details`. A band and its reason come and go together. */
struct asb_assessment {
    form form;
    asb_matrix *matrix;     /* kept */
    json_value *override;   /* {"override_band", "override_reason"}, or NULL */
    json_value *answers;    /* the field of that name */
    assessment_score score; /* of the answers, where it is worked out already */
    uint8_t is_scored;
    /* Questions are mostly answered in their order: after these two comes what is wanted next. */
    uint32_t last_question;  /* as asbi_assessment_question() counts */
    json_value *last_answer; /* or NULL */
};

int32_t asbi_assessment_new(asb_assessment **out, asb_matrix *matrix);
json_value *asbi_assessment_answers(const asb_assessment *a);
const json_value *asbi_assessment_answer(const asb_assessment *a, text question); /* NULL: missing */
const question_def *asbi_assessment_question(const asb_assessment *a, uint32_t index);
const question_def *asbi_assessment_find(const asb_assessment *a, text question); /* NULL: none of that id */
const option_def *asbi_assessment_option(const asb_assessment *a, const question_def *q, text option);
int asbi_is_declined(const json_value *answer);

#endif
