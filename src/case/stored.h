/* The bytes of an entry as they are stored. What can be made again just as it was is not kept: that is the header, where it says nothing but what the entry does, and the quotation
 * marks behind the texts of a body. All of it is checked by its digest wherever it goes. */
#ifndef ASBI_STORED_H
#define ASBI_STORED_H

#include "case.h"
#include <asb/sys/store.h>

/* All that the header says of an entry, but for the digest of its body. */
record_header asbi_header_of(const asb_case *c, const entry *e);
/* Would asbi_stored_header() make these very bytes, `length` of them, from which `h` was scanned? It is to be the record `seq` of the case. */
int asbi_header_is_plain(const record_header *h, size_t length);

/* For as long as the arena lives, or the entry; a body that is erased is empty. ASB_OK, ASB_ENOMEM. */
int32_t asbi_stored_record(asb_stored_record *out, arena *a, const asb_case *c, const entry *e);
int32_t asbi_stored_header(text *out, arena *a, const asb_case *c, const entry *e);

#endif
