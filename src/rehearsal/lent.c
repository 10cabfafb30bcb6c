/* The second side of a case whose entries and facts are the same on both: it borrows them from the first, and folds only those duties of its own that are others.
 *
 * Where the policies differ in what entries and facts depend on (alike.c), each record is looked at as it comes. One that names a category or remedy that stands for something
 * else, one whose band, passing, priority or stage come out otherwise under the second policy: then the case is folded anew, each side by itself. What came before is as it
 * would have been, so nothing is lost but time; where more than half of the cases end so, no more are tried. Scores alone may be others: no rule reads them unless it names
 * them, and then the second side has entries of its own. */
#include "rehearsal.h"
#include "../case/case_parts.h"
#include "../case/duties.h"
#include "../case/facts.h"
#include <string.h>

enum { TRIED_AT_LEAST = 64 };

/* What erasures took away and moves between policies are folded on each side by itself. */
static int is_plain(const run *r) {
    for (uint32_t i = 0; i < r->stored_count; i++) {
        const entry *e = &r->entries[i];
        if (e->erased || e->snapshot || e->kind == KIND_ERASURE || (i && e->moves_to)) return 0;
    }
    return 1;
}

static int is_worth_it(const common *k) {
    return k->shared && (k->tried < TRIED_AT_LEAST || k->parted <= k->tried / 2);
}

int32_t asbi_find_shared(run *r, asb_policy *after) {
    common *k = NULL;
    r->like = NULL;
    if (r->q->other_days || !is_plain(r)) return ASB_OK;
    int32_t status = asbi_common(&k, r, r->entries[0].moves_to, after);
    if (!status && is_worth_it(k)) r->like = k;
    return status;
}

/* ---- lending */

/* Entries may have moved to a larger room since. */
void asbi_lend(run *r) {
    const asb_case *from = r->before.c;
    asb_case *to = r->after->c;
    const case_facts own = to->facts;
    to->entries = r->rescored ? r->own : from->entries;
    to->count = from->count;
    to->parties = from->parties;
    to->party_count = from->party_count;
    to->facts = from->facts;
    memcpy(to->last_of_kind, from->last_of_kind, sizeof to->last_of_kind);
    if (r->rescored) to->facts.score = own.score;
    if (!r->like->ranks) return;
    to->facts.priority = own.priority;
    to->facts.stage = own.stage;
}

void asbi_lent_begin(run *r) {
    asb_case *c = r->after->c;
    c->id = r->id;
    c->policy = r->like->view;
    c->slot_count = c->instance_count = c->note_count = c->days_known = 0;
    c->raises = c->stages = (truths){0};
    c->facts = r->before.c->facts;
    r->rescored = 0;
    r->own_count = 0;
    r->like->tried++;
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

/* ---- does a record mean the same under both? */

static int names_other_category(const common *k, const entry *e) {
    const entry_field *f = asbi_entry_field(e, WORD_categories);
    for (uint32_t i = 0; f && i < f->atom_count; i++)
        if (f->atoms[i] <= k->first->names.count && k->names[f->atoms[i]] & NAME_OTHER_CATEGORY) return 1;
    return 0;
}

static int names_other_remedy(const common *k, const entry *e) {
    atom remedy = asbi_entry_atom(e, WORD_remedy);
    return remedy != ATOM_NONE && (remedy > k->first->names.count || !(k->names[remedy] & NAME_SAME_REMEDY));
}

/* The same entry by the second policy, in *other. Its score may be another where nothing reads it. */
static int scores_alike(run *r, const entry *e, entry *other) {
    if (!r->like->rescores) return 1;
    *other = *e;
    asbi_entry_score(r->after->c, other);
    if (other->band != e->band || other->no_band != e->no_band || other->passed != e->passed) return 0;
    if (other->score == e->score && other->partial == e->partial) return 1;
    r->rescored = 1;
    return !r->like->scores_are_read;
}

static int means_the_same(run *r, const entry *e, entry *other) {
    switch (e->kind) {
    case KIND_OPENING:
    case KIND_CATEGORISATION: return !names_other_category(r->like, e);
    case KIND_LEGAL:
    case KIND_INTERVENTION:
    case KIND_PROPORTIONALITY: return !names_other_remedy(r->like, e);
    case KIND_ASSESSMENT:
    case KIND_TRIAGE: return scores_alike(r, e, other);
    default: return 1;
    }
}

/* Earlier entries as they will read. */
static int rewrites_mean_the_same(run *r, const prepared *p) {
    for (uint32_t i = 0; i < p->rewrite_count; i++) {
        entry e = r->before.c->entries[p->rewrites[i].index], other;
        e.fields = p->rewrites[i].fields;
        e.field_count = p->rewrites[i].field_count;
        asbi_entry_score(r->before.c, &e);
        if (!means_the_same(r, &e, &other)) return 0;
    }
    return 1;
}

/* ---- what the second side has of its own, once the record is among the first's */

/* Entries with scores by the second policy: those that are new, or all where one of them reads otherwise. */
static int32_t keep_entries(run *r, int again) {
    const asb_case *from = r->before.c;
    uint32_t first = again ? 0 : r->own_count;
    if (!r->rescored) return ASB_OK;
    int32_t status = asbi_grow(&r->engine->memory, &r->own, &r->own_capacity, from->count, sizeof *r->own, UINT32_MAX);
    if (status) return status;
    memcpy(r->own + first, from->entries + first, (from->count - first) * sizeof *r->own);
    for (uint32_t i = first; i < from->count; i++) asbi_entry_score(r->after->c, &r->own[i]);
    r->own_count = from->count;
    return ASB_OK;
}

static int risk_is_the_same(run *r) {
    const case_facts *was = &r->before.c->facts, *is = &r->after->c->facts;
    asbi_facts_weigh(r->after->c);
    return is->band == was->band && is->risk_reduced == was->risk_reduced;
}

static atom id_of_priority(const asb_case *c) {
    return c->facts.priority == NO_INDEX ? ATOM_NONE : c->policy->priorities.items[c->facts.priority].id;
}

static atom id_of_stage(const asb_case *c) {
    return c->facts.stage == NO_INDEX ? ATOM_NONE : c->policy->stages.items[c->facts.stage].id;
}

static int ranks_are_the_same(run *r, const entry *e, reads touched) {
    asbi_facts_rank(r->after->c, e->recorded, touched);
    return id_of_priority(r->before.c) == id_of_priority(r->after->c) && id_of_stage(r->before.c) == id_of_stage(r->after->c);
}

static int32_t keep_up(run *r, const prepared *p, reads touched) {
    const common *k = r->like;
    if (!k->rescores && !k->ranks) return ASB_OK;
    int32_t status = keep_entries(r, p->rewrite_count > 0);
    if (status) return status;
    asbi_lend(r);
    if (k->rescores && (p->e.kind == KIND_ASSESSMENT || p->rewrite_count) && !risk_is_the_same(r)) return FOLDED_APART;
    return k->ranks && !ranks_are_the_same(r, &p->e, touched) ? FOLDED_APART : ASB_OK;
}

/* ---- folding */

static int32_t fold_duties(run *r, const prepared *p, reads touched) {
    entry e = p->e;
    if (!r->like->begin_count) return ASB_OK;
    e.moves_to = NULL; /* the policy is the second's already */
    asbi_lend(r);
    int32_t status = asbi_duties_reserve(r->after->c, &e);
    if (!status) asbi_fold_duties(r->after->c, touched);
    return status;
}

int32_t asbi_lent_fold(run *r, const entry *was) {
    prepared p;
    entry other;
    int32_t status = asbi_fold_prepare_again(r->before.c, &p, was);
    if (status) return status;
    const entry *after = r->like->rescores && (p.e.kind == KIND_ASSESSMENT || p.e.kind == KIND_TRIAGE) ? &other : &p.e;
    if (!means_the_same(r, &p.e, &other) || !rewrites_mean_the_same(r, &p)) return FOLDED_APART;
    if (r->q->decisions && asbi_kind_is_among(r->like->decided, &p.e)) {
        asbi_lend(r);
        status = asbi_compare_decision(r, &p.e, after);
    }
    if (status) return status;
    reads touched = asbi_fold(r->before.c, &p);
    status = keep_up(r, &p, touched);
    return status ? status : fold_duties(r, &p, touched);
}
