/* One side of a rehearsal: a case that is folded under its policies, and what its guards say. */
#include "rehearsal.h"
#include "../case/case_parts.h"

enum { ROOM = 128 * 1024 }; /* of the arena, so that most cases find it there */

int32_t asbi_side_begin(side *s, run *r, const day_list *days) {
    int32_t status = asbi_case_make(&s->c, r->engine, NULL, NULL, (text){"", 0});
    if (status) return status;
    s->c->days = days;
    s->c->days_revision = days->revision;
    if (!asbi_arena_alloc(&s->c->arena, ROOM)) return ASB_ENOMEM;
    s->mark = asbi_arena_mark(&s->c->arena);
    s->mark.used -= ROOM;
    return ASB_OK;
}

/* Its entries keep no policy: the store and the rehearsal do. */
void asbi_side_end(side *s, memory *m) {
    if (s->c) s->c->count = 0;
    asbi_handle_drop(s->c);
    asbi_release(m, s->verdicts, s->verdict_capacity * sizeof *s->verdicts);
}

void asbi_side_case(side *s, const run *r, asb_policy *policy) {
    asbi_folded_again(s->c, policy);
    asbi_arena_rewind(&s->c->arena, s->mark);
    s->c->id = r->id;
}

int32_t asbi_side_prepare(side *s, prepared *p, const entry *was, asb_policy *moves_to) {
    entry mine = *was;
    mine.moves_to = moves_to;
    return asbi_fold_prepare_again(s->c, p, &mine);
}

/* ---- guards */

/* The kinds that the built-in ones are on, and those of the policy. */
static uint64_t kinds_guarded(const asb_policy *p) {
    uint64_t kinds = UINT64_C(1) << KIND_LEGAL | UINT64_C(1) << KIND_INTERVENTION | UINT64_C(1) << KIND_CONTACT_AGREEMENT;
    for (uint32_t i = 0; i < p->guards.count; i++) kinds |= asbi_pattern_kinds(&p->patterns.items[p->guards.items[i].on]);
    return kinds;
}

uint64_t asbi_side_guarded(side *s) {
    if (s->guarded_by != s->c->policy) s->guarded = kinds_guarded(s->c->policy);
    s->guarded_by = s->c->policy;
    return s->guarded;
}

int32_t asbi_side_judge(side *s, const entry *tried, instant now) {
    s->verdict_count = 0;
    if (tried->kind >= KIND_UNKNOWN || !(asbi_side_guarded(s) >> tried->kind & 1)) return ASB_OK;
    entry e = *tried;
    e.seq = 0; /* it has a number of its own only once it is in */
    uint32_t most = asbi_verdicts_most(s->c->policy);
    int32_t status = asbi_grow(s->c->memory, &s->verdicts, &s->verdict_capacity, most, sizeof *s->verdicts, UINT32_MAX);
    if (status) return status;
    judge j = asbi_judge_tried(s->c, &e, now);
    s->verdict_count = asbi_judge_guards(&j, NULL, s->verdicts);
    return ASB_OK;
}

int asbi_side_refuses(const side *s) {
    for (uint32_t i = 0; i < s->verdict_count; i++)
        if (s->verdicts[i].effect == ASB_EFFECT_REFUSED) return 1;
    return 0;
}
