/* The second side of a case whose entries and facts are the same on both: it borrows them from the first, and folds only those duties of its own that are others. */
#include "rehearsal.h"
#include "../case/case_parts.h"
#include "../case/duties.h"
#include <string.h>

/* What erasures took away and moves between policies are folded on each side by itself. */
static int is_plain(const run *r) {
    for (uint32_t i = 0; i < r->stored_count; i++) {
        const entry *e = &r->entries[i];
        if (e->erased || e->snapshot || e->kind == KIND_ERASURE || (i && e->moves_to)) return 0;
    }
    return 1;
}

int32_t asbi_find_shared(run *r, asb_policy *after) {
    const common *k = NULL;
    r->like = NULL;
    if (r->q->other_days || !is_plain(r)) return ASB_OK;
    int32_t status = asbi_common(&k, r, r->entries[0].moves_to, after);
    if (!status && k->shared) r->like = k;
    return status;
}

/* Entries may have moved to a larger room since. */
void asbi_lend(run *r) {
    const asb_case *from = r->before.c;
    asb_case *to = r->after->c;
    to->entries = from->entries;
    to->count = from->count;
    to->parties = from->parties;
    to->party_count = from->party_count;
    to->facts = from->facts;
    memcpy(to->last_of_kind, from->last_of_kind, sizeof to->last_of_kind);
}

void asbi_lent_begin(run *r) {
    asb_case *c = r->after->c;
    c->id = r->id;
    c->policy = r->like->view;
    c->slot_count = c->instance_count = c->note_count = c->days_known = 0;
    asbi_arena_rewind(&c->arena, r->after->mark);
    asbi_lend(r);
}

/* Nothing of it is its own but the room for duties. */
void asbi_lent_end(side *s) {
    if (!s->c) return;
    s->c->entries = NULL;
    s->c->parties = NULL;
    s->c->policy = NULL;
    s->c->count = s->c->party_count = 0;
}

int32_t asbi_lent_fold(run *r, const entry *was) {
    prepared p;
    reads touched;
    int32_t status = asbi_fold_prepare_again(r->before.c, &p, was);
    if (!status && r->q->decisions && asbi_kind_is_among(r->like->decided, &p.e)) {
        asbi_lend(r);
        status = asbi_compare_decision(r, &p.e, &p.e);
    }
    if (status) return status;
    touched = asbi_fold(r->before.c, &p);
    if (!r->like->other_count) return ASB_OK;
    asbi_lend(r);
    status = asbi_duties_reserve(r->after->c, &p.e);
    if (!status) asbi_fold_duties(r->after->c, touched);
    return status;
}
