/* What is noted of a document that goes to a partner: that it was shared, and on what basis. */
#ifndef ASBI_SHARED_H
#define ASBI_SHARED_H

#include "document.h"

/* In words: what it was, when, and the lines of the audience that let it be shared, with their consents and conditions. */
void asbi_put_basis(buffer *out, const making *m);
/* A `partner` record of it, to be completed with actor and agency. */
int32_t asbi_shared_record(asb_record **out, const asb_document *d);

#endif
