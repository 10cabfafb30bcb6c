/* What the files of the action plan share with each other. */
#ifndef ASBI_FORM_PLAN_H
#define ASBI_FORM_PLAN_H

#include "form.h"

/* Fields hold `party`, `agreed`, `sent`, `method`. Actions are kept by their id, so that looking one up, putting another in its place
 * and keeping ids apart is all one thing. */
struct asb_plan {
    form form;
    json_value *actions; /* an object: id → action, in the order of the plan */
    json_value *stands;  /* an object: id → {"status", "next_due", "overdue"}, as read from the case */
};

int32_t asbi_plan_new(asb_plan **out, asb_policy *policy);
const json_value *asbi_plan_at(const asb_plan *p, uint32_t index);

#endif
