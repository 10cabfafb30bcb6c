/* What the journal says after its index ends. While the index is in use, an entry of a case that is not in memory is only noted, by the hash of the id; when the case is asked
 * for, what waits for it comes after what the index says, in the same order. So reading the end of a journal looks nothing up. */
#include "journal_index_file.h"

#include "../base/container.h"

enum { FIRST_CHAINS = 64 };

static void chain(index_file *x, uint32_t number) {
    chain_ends *ends = &x->chains[x->tail[number].hash & (x->chain_count - 1)];
    x->tail[number].next = 0;
    if (ends->last)
        x->tail[ends->last - 1].next = number + 1;
    else
        ends->first = number + 1;
    ends->last = number + 1;
}

static int32_t widen(index_file *x) {
    if (x->tail_count < x->chain_count) return ASB_OK;
    uint32_t count = x->chain_count ? x->chain_count * 2 : FIRST_CHAINS;
    chain_ends *wider = asbi_alloc_array(x->memory, count, sizeof *wider);
    if (!wider) return ASB_ENOMEM;
    asbi_release(x->memory, x->chains, x->chain_count * sizeof *x->chains);
    x->chains = wider;
    x->chain_count = count;
    for (uint32_t i = 0; i < x->tail_count; i++) chain(x, i);
    return ASB_OK;
}

/* Erasures are counted for backups, which ask whether there were any. */
int32_t asbi_jindex_later(journal *j, const entry_view *e, const case_entry *c) {
    enum { MOST = 1 << 30 };
    index_file *x = j->index.file;
    int32_t status = asbi_grow_room(x->memory, &x->tail, &x->tail_capacity, (uint64_t)x->tail_count + 1, sizeof *x->tail, MOST);
    if (!status) status = widen(x);
    if (status) return status;
    x->tail[x->tail_count] = (waiting){.at = e->at, .hash = (uint32_t)asbi_jindex_hash(j, c->id)};
    chain(x, x->tail_count++);
    j->erasures += c->erased;
    return ASB_OK;
}

uint32_t asbi_jindex_next(const index_file *x, uint32_t hash, uint32_t after) {
    uint32_t at = after ? x->tail[after - 1].next : x->chain_count ? x->chains[hash & (x->chain_count - 1)].first : 0;
    while (at && x->tail[at - 1].hash != hash) at = x->tail[at - 1].next;
    return at;
}
