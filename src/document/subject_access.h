/* Subject access: everything that is held about one person, with what is of others withheld or masked. */
#ifndef ASBI_SUBJECT_ACCESS_H
#define ASBI_SUBJECT_ACCESS_H

#include "document.h"

/* As JSON: {"audience", "case", "kind", "made", "mentions": [{"at", "fields", "kind", "masked", "seq"}…], "party", "records": [RECORD…],
 * "withheld": n}, with records as data.h has them;
 * `withheld` counts other records that mention the person. */
extern const document_kind asbi_subject_access_kind;

#endif
