/* What the files of the proportionality assessment share with each other. */
#ifndef ASBI_FORM_PROPORTIONALITY_H
#define ASBI_FORM_PROPORTIONALITY_H

#include "form.h"

/* Beside the form, what a case knew of the record that it was read from. Texts are the arena's, or constant; "" where there is nothing
 * to say. */
struct asb_proportionality {
    form form;
    const char *approved_by, *approved_role, *review_by;
    const char *why, *why_code, *why_arguments;
    uint32_t approval; /* number of the record, or 0 */
    uint32_t cause;    /* number of the record that made it stale, or 0 */
    uint8_t approved, stale, current;
};

int32_t asbi_proportionality_new(asb_proportionality **out, asb_policy *policy);

/* Why an assessment of the case does not support the step now; asked only where it does not. */
void asbi_proportionality_why(message *m, const asb_case *c, const entry *e, const proportionality_state *s);

#endif
