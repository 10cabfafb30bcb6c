/* Records of one kind, for each party in order, found in one pass. */
#include "tell.h"

int asbi_by_party(by_party *b, teller *t, record_kind kind) {
    const asb_case *c = t->c;
    b->next = asbi_arena_array(&t->arena, c->count, sizeof *b->next);
    b->first = asbi_arena_array(&t->arena, c->party_count, sizeof *b->first);
    if (!b->next || !b->first) {
        t->status = ASB_ENOMEM;
        return 0;
    }
    for (uint32_t i = 0; i < c->party_count; i++) b->first[i] = NO_INDEX;
    for (uint32_t i = c->last_of_kind[kind]; i != NO_INDEX;
         i = c->entries[i].older) { /* newest first, so that the oldest comes to stand first */
        if (c->entries[i].party == NO_INDEX) continue;
        b->next[i] = b->first[c->entries[i].party];
        b->first[c->entries[i].party] = i;
    }
    return 1;
}
