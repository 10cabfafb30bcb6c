/* Going through the cases of a store in order of their ids, some at a time, so that anything may be asked of the store in between. */
#ifndef ASBI_WALK_H
#define ASBI_WALK_H

#include "../engine/progress.h"
#include "store.h"

typedef struct walked {
    asb_bytes id, summary;
    uint32_t version;
} walked;

typedef struct walk {
    enum { WALK_PAGE = 64 } size;
    asb_store *store;
    arena texts; /* of the page */
    walked page[WALK_PAGE];
    uint32_t count, next;
    buffer after; /* the last id of the page before */
    progress progress;
    uint8_t begun;
} walk;

/* The host is told of it as of `work`: after each case, and when all have been. */
void asbi_walk_begin(walk *w, asb_store *store, const char *work);
/* ASB_OK; ASB_ABSENT after the last; ASB_EUSER where the host wants no more. What is given is lent until the next call. */
int32_t asbi_walk_next(const walked **out, walk *w);
void asbi_walk_end(walk *w);

#endif
