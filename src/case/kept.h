/* Cases that a store keeps as they are once the host has freed them, so that the next one who opens them need not read, verify and fold them again (kept.c). */
#ifndef ASBI_KEPT_H
#define ASBI_KEPT_H

#include "case_parts.h"

/* Of a case that nobody uses any more: 1 where its store keeps it from now on; 0 where it is to be destroyed. */
int asbi_case_keep(asb_case *c);

/* The kept case of that id, if it is what the store has now: its handle is the caller's. Else NULL; what was kept of the id is gone then. */
asb_case *asbi_case_kept(asb_store *store, text id);

/* Does the host want cases kept? No case is smaller than its handle. */
static inline int asbi_keeps_cases(const asb_engine *e) {
    return e->limits[LIMIT_KEPT_BYTES] >= sizeof(asb_case);
}

/* Destroy: what asbi_case_keep() did not keep. */
void asbi_case_destroy(asb_case *c);

#endif
