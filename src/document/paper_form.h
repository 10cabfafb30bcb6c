/* Forms on paper: blank, to be filled in by hand, or as a record has them. */
#ifndef ASBI_PAPER_FORM_H
#define ASBI_PAPER_FORM_H

#include "case_file.h"

extern const document_kind asbi_assessment_form_kind, asbi_plan_form_kind, asbi_proportionality_form_kind;

/* Of forms that want no more than others do. */
extern const document_option asbi_form_options[];

/* The record that the option `seq` names, NULL where none is named. ASB_EINVALID with "seq" where it is none of that kind. */
int32_t asbi_form_of(const entry **e, const asb_document *d, record_kind kind, fault *f);
/* The same, of a value. */
int32_t asbi_form_judge_seq(const entry **e, const asb_case *c, text value, record_kind kind, fault *f);

/* Begin a page and a teller, write the form, end both. `e`: the record, or NULL. Where the reader may not see it, that is all that is written. */
typedef struct paper_form {
    const char *kind, *title;
    void (*write)(teller *t, const entry *e, const void *more);
    const void *more;
} paper_form;
int32_t asbi_form_render(buffer *out, const making *m, const paper_form *form, const entry *e);

void asbi_tell_completed(teller *t, const entry *e); /* by whom and when; blank: to be signed */

#endif
