/* How far a long piece of work has come, told to the host now and then; and the host's word that it has had enough.
 *
 * Where it is known how much there is to do, the host is called some five hundred times at most, however much that is; where it is not, each so many items. `done` only
 * grows, and when the work has come to its end the last call has the same as `total`. Whoever works must be in a state that may be left where it calls. */
#ifndef ASBI_PROGRESS_H
#define ASBI_PROGRESS_H

#include "engine.h"

typedef struct progress {
    asb_engine *engine;
    const char *work;                 /* one word, for hosts; docs/reference/engine.md */
    uint64_t done, total, step, next; /* total 0: not known. The host is called when `done` has come to `next` */
    uint8_t told_all;                 /* the last call had everything done */
} progress;

void asbi_progress_begin(progress *p, asb_engine *e, const char *work, uint64_t total);
/* So many items more. ASB_OK; ASB_EUSER where the host wants no more of it. */
int32_t asbi_progress_add(progress *p, uint64_t count);
/* All is done that will be; before what cannot be taken back. */
int32_t asbi_progress_end(progress *p);

#endif
