/* The documents that are compiled in. They are kept packed (base/unpack.h), which makes the library a third smaller, and unpacked where they
 * are first wanted, into room of the library's own: their bytes stay there for as long as the program runs, as the host was promised.
 * That room never changes once it is filled, so that it is no more of a global than a table is. */
#ifndef ASBI_BUILT_IN_H
#define ASBI_BUILT_IN_H

#include "../base/text.h"
#include "../base/unpack.h"

typedef struct built_in_policy {
    const char *id;
    packed_text packed;
    uint32_t at;   /* of its bytes, in the room */
    int16_t first; /* the document behind which it was packed; -1: none */
} built_in_policy;

/* Made when the library is built, by policies/pack or embed.cmake. The table ends with an empty id. */
extern const built_in_policy asbi_built_in_table[];
extern char asbi_built_in_room[];
extern atomic_int asbi_built_in_states[];

const built_in_policy *asbi_built_in(uint32_t index); /* NULL past the end */
const built_in_policy *asbi_built_in_find(text id);   /* NULL where there is none */
text asbi_built_in_document(const built_in_policy *b);

#endif
