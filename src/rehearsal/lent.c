/* The second side of a case whose entries and facts are the same on both: it borrows them from the first, and folds only those duties of its own that are others.
 *
 * Where the policies differ in what entries and facts depend on (alike.c), each record is looked at as it comes. At the first that names a category which stands for something
 * else, or whose band, priority or stage come out otherwise under the second policy, the sides part: the second takes a copy of the duties that were folded once for both so far,
 * and from there on has facts and duties of its own; records and people stay lent. Scores alone may be others without that, where no rule reads them. Where a remedy stands
 * for something else, orders would have to part too: such a case is folded anew, each side by itself; where more than half of the cases end so, no more are tried. */
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
    return k->shared && (k->tried < TRIED_AT_LEAST || k->anew <= k->tried / 2);
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

static void lend_records(run *r) {
    const asb_case *from = r->before.c;
    asb_case *to = r->after->c;
    to->entries = r->rescored ? r->own : from->entries;
    to->count = from->count;
    to->parties = from->parties;
    to->party_count = from->party_count;
    memcpy(to->last_of_kind, from->last_of_kind, sizeof to->last_of_kind);
}

/* Entries may have moved to a larger room since. Facts that hang on the policy are kept up by keep_up(). */
void asbi_lend(run *r) {
    case_facts *to = &r->after->c->facts;
    const case_facts own = *to;
    lend_records(r);
    if (r->parted) return;
    *to = r->before.c->facts;
    if (r->rescored) to->score = own.score;
    if (!r->like->ranks) return;
    to->priority = own.priority;
    to->stage = own.stage;
}

void asbi_lent_begin(run *r) {
    asb_case *c = r->after->c;
    c->id = r->id;
    c->policy = r->like->view;
    c->slot_count = c->instance_count = c->note_count = c->days_known = 0;
    c->raises = c->stages = (truths){0};
    c->facts = r->before.c->facts;
    r->rescored = r->parted = 0;
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

/* ---- parting: what was folded once for both so far becomes the second side's own */

static int is_shared(const common *k, uint32_t rule) {
    return rule < k->first->duties.count && !k->ends[rule];
}

static int32_t make_room(run *r) {
    memory *m = &r->engine->memory;
    const asb_case *from = r->before.c;
    asb_case *to = r->after->c;
    uint64_t slots = (uint64_t)to->slot_count + from->slot_count, instances = (uint64_t)to->instance_count + from->instance_count;
    int32_t status = asbi_grow(m, &to->slots, &to->slot_capacity, slots, sizeof *to->slots, UINT32_MAX);
    if (!status) status = asbi_grow(m, &to->instances, &to->instance_capacity, instances, sizeof *to->instances, UINT32_MAX);
    return status ? status : asbi_grow(m, &r->pair, &r->pair_capacity, from->slot_count, sizeof *r->pair, UINT32_MAX);
}

/* What is noted of their history is not told by a rehearsal. */
static void copy_instance(run *r, uint32_t index) {
    asb_case *to = r->after->c;
    duty_instance in = r->before.c->instances[index];
    const uint32_t was = in.slot;
    if (r->pair[was] == NO_INDEX) return;
    in.slot = r->pair[was];
    if (r->before.c->slots[was].open == index) to->slots[in.slot].open = to->instance_count;
    in.first_note = in.last_note = NO_INDEX;
    to->instances[to->instance_count++] = in;
}

static int32_t part(run *r) {
    const asb_case *from = r->before.c;
    asb_case *to = r->after->c;
    int32_t status = make_room(r);
    if (status) return status;
    for (uint32_t i = 0; i < from->slot_count; i++) {
        const duty_slot *slot = &from->slots[i];
        r->pair[i] = is_shared(r->like, slot->rule) ? to->slot_count : NO_INDEX;
        if (r->pair[i] == NO_INDEX) continue;
        to->slots[to->slot_count] = *slot;
        to->slots[to->slot_count++].rule = asbi_policy_duty(r->like->second, r->like->first->duties.items[slot->rule].id);
    }
    for (uint32_t i = 0; i < from->instance_count; i++) copy_instance(r, i);
    to->days_known = from->days_known;
    to->policy = r->like->second;
    r->parted = 1;
    return ASB_OK;
}

/* ---- entries of its own */

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

/* ---- does a record mean the same under both? */

static int names_other_category(const common *k, const entry *e) {
    const entry_field *f = asbi_entry_field(e, WORD_categories);
    for (uint32_t i = 0; f && i < f->atom_count; i++)
        if (f->atoms[i] <= asbi_name_count(k->first) && k->names[f->atoms[i]] & NAME_OTHER_CATEGORY) return 1;
    return 0;
}

static int names_other_remedy(const common *k, const entry *e) {
    int may = e->kind == KIND_LEGAL || e->kind == KIND_INTERVENTION || e->kind == KIND_PROPORTIONALITY;
    atom remedy = may ? asbi_entry_atom(e, WORD_remedy) : ATOM_NONE;
    return remedy != ATOM_NONE && (remedy > asbi_name_count(k->first) || !(k->names[remedy] & NAME_SAME_REMEDY));
}

/* The same entry by the second policy, in *other. Its score may be another where nothing reads it. */
static int scores_alike(run *r, const entry *e, entry *other) {
    if (!r->like->rescores) return 1;
    *other = *e;
    asbi_entry_score(r->after->c, other);
    r->rescored |= other->score != e->score || other->partial != e->partial || other->band != e->band || other->passed != e->passed;
    if (other->band != e->band || other->no_band != e->no_band || other->passed != e->passed) return 0;
    return (other->score == e->score && other->partial == e->partial) || !r->like->scores_are_read;
}

static int means_the_same(run *r, const entry *e, entry *other) {
    switch (e->kind) {
    case KIND_OPENING:
    case KIND_CATEGORISATION: return !names_other_category(r->like, e);
    case KIND_ASSESSMENT:
    case KIND_TRIAGE: return scores_alike(r, e, other);
    default: return 1;
    }
}

/* An earlier entry as it will read. */
static entry rewritten(const run *r, const rewrite *w) {
    entry e = r->before.c->entries[w->index];
    e.fields = w->fields;
    e.field_count = w->field_count;
    asbi_entry_score(r->before.c, &e);
    return e;
}

/* The record, in *other as the second side has it; and those that it corrects. ASB_OK, FOLDED_APART, or an error. */
static int32_t look_at(run *r, const prepared *p, entry *other) {
    int same = means_the_same(r, &p->e, other);
    if (names_other_remedy(r->like, &p->e)) return FOLDED_APART;
    for (uint32_t i = 0; i < p->rewrite_count; i++) {
        entry e = rewritten(r, &p->rewrites[i]), by_second;
        if (names_other_remedy(r->like, &e)) return FOLDED_APART;
        same = means_the_same(r, &e, &by_second) && same;
    }
    int32_t status = keep_entries(r, 0);
    if (status || same || r->parted) return status;
    asbi_lend(r);
    return part(r);
}

/* ---- facts of its own, once the record is among the first's */

static int is_same_risk(const case_facts *a, const case_facts *b) {
    return a->band == b->band && a->risk_reduced == b->risk_reduced;
}

static atom id_of_priority(const asb_case *c) {
    return c->facts.priority == NO_INDEX ? ATOM_NONE : c->policy->priorities.items[c->facts.priority].id;
}

static atom id_of_stage(const asb_case *c) {
    return c->facts.stage == NO_INDEX ? ATOM_NONE : c->policy->stages.items[c->facts.stage].id;
}

/* Until the sides part, by what may differ: the risk, which assessments alone change, and what is found by other rules. */
static int are_same_facts(run *r, const prepared *p, reads touched) {
    const asb_case *from = r->before.c;
    asb_case *to = r->after->c;
    asbi_lend(r);
    if (r->like->ranks)
        (void)asbi_facts_borrow(to, &from->facts, &p->e, p->rewrite_count > 0, touched);
    else if (p->e.kind == KIND_ASSESSMENT || p->rewrite_count)
        asbi_facts_weigh(to);
    return is_same_risk(&from->facts, &to->facts) && id_of_priority(from) == id_of_priority(to) && id_of_stage(from) == id_of_stage(to);
}

/* Entries and facts, once the record is among those of the first. *touched: what it may have changed there; and here. */
static int32_t keep_up(run *r, const prepared *p, reads *touched) {
    const common *k = r->like;
    int again = p->rewrite_count > 0;
    if (!k->rescores && !k->ranks && !r->parted) return ASB_OK;
    int32_t status = keep_entries(r, again);
    if (!status && !r->parted) {
        if (are_same_facts(r, p, *touched)) return ASB_OK;
        status = part(r);
        again = 1; /* nothing is known of what was so far */
    }
    if (status) return status;
    lend_records(r);
    *touched = asbi_facts_borrow(r->after->c, &r->before.c->facts, &p->e, again, *touched);
    return ASB_OK;
}

/* ---- folding */

/* Before the first of its duties begins there is nothing to be done. */
static int has_duties(const asb_case *c, const entry *e) {
    return c->slot_count || asbi_starters(c->policy, e).count;
}

static int32_t fold_duties(run *r, prepared *p, reads touched) {
    if (!has_duties(r->after->c, &p->e)) return ASB_OK;
    p->e.moves_to = NULL; /* the policy is the second's already */
    asbi_lend(r);
    int32_t status = asbi_duties_reserve(r->after->c, &p->e);
    if (!status) asbi_fold_rules(r->after->c, touched);
    return status;
}

static int is_judged(const run *r, const entry *e) {
    return r->q->decisions && (r->parted || asbi_kind_is_among(r->like->decided, e));
}

int32_t asbi_lent_fold(run *r, const entry *was) {
    prepared p;
    entry other;
    int32_t status = asbi_fold_prepare_again(r->before.c, &p, was);
    if (!status) status = look_at(r, &p, &other);
    if (!status && is_judged(r, &p.e)) {
        int scored = r->like->rescores && (p.e.kind == KIND_ASSESSMENT || p.e.kind == KIND_TRIAGE);
        asbi_lend(r);
        status = asbi_compare_decision(r, &p.e, scored ? &other : &p.e);
    }
    if (status) return status;
    reads touched = asbi_fold_facts(r->before.c, &p), own = touched;
    status = keep_up(r, &p, &own);
    asbi_fold_duties(r->before.c, touched);
    return status ? status : fold_duties(r, &p, own);
}
