/* Progress of long work. The method is described in progress.h. */
#include "progress.h"
#include "../base/container.h"

enum { MOST_CALLS = 500, EVERY_SO_MANY = 64 };

void asbi_progress_begin(progress *p, asb_engine *e, const char *work, uint64_t total) {
    uint64_t step = total ? total / MOST_CALLS + 1 : EVERY_SO_MANY;
    *p = (progress){.engine = e, .work = work, .total = total, .step = step, .next = step};
}

static int32_t tell(progress *p, uint64_t total) {
    const asb_hooks *hooks = &p->engine->hooks;
    p->next = p->done + p->step;
    p->told_all = p->done == total;
    if (!hooks->progress || hooks->progress(hooks->self, p->work, p->done, total) == 0) return ASB_OK;
    return asbi_fail(&p->engine->fault, ASB_EUSER, "cancelled", "work", p->work, (char *)NULL);
}

/* There may be more than there were when it was counted. */
int32_t asbi_progress_add(progress *p, uint64_t count) {
    p->done += count;
    return p->done < p->next ? ASB_OK : tell(p, p->total ? MAX_OF(p->total, p->done) : 0);
}

int32_t asbi_progress_end(progress *p) {
    if (!p->done || p->told_all) return ASB_OK;
    p->done = MAX_OF(p->done, p->total);
    return tell(p, p->done);
}
