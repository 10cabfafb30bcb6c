/* An index of guards: which of those on a kind of record can be unmet at all, by what a few facts are.
 *
 * A table of fifty rows is fifty guards that ask the same two facts, and each case is about one row. So the question is turned round. To be unmet, a guard must be about the
 * record (`on`) and its condition must not hold; from both follows what certain facts must be: for {"not": {"case": {"category": "noise", "band": "high"}}} the
 * category noise, and the band high. A fact has a word of bits for each value that guards name, and for no value and any other: one bit for each guard, set where it can still be unmet.
 * To judge, the words of the facts are and-ed: a fact is looked at once, however many guards ask for it, and what is left is a guard or two.
 *
 * What follows from `all` that holds, or `any` that does not, follows from each part, and the words of the parts are and-ed. An `all` that does not hold fails by this part or by that: these
 * are several ways of being unmet, and each has a bit of its own, as long as they are few. Of the others (conditions about records and people) nothing is said: they leave the bits set, which
 * are not `sure`: whoever judges then asks the condition itself. So the index can only leave too many; that it never leaves too few is compared in tests/unit/case_guard_index.c, over policies
 * made by chance.
 *
 * An index is made when a guard on the kind is first judged, since most hosts ask about few kinds. Limits are in the header. */
#include "guard_index.h"
#include "../base/container.h"
#include <string.h>

typedef struct draft {
    const asb_policy *p;
    guard_block block;
    uint64_t way;   /* the bit of the way that is read */
    int is_divided; /* the guard has a bit for each of its ways, and not one for all */
    guard_fact facts[MOST_FACTS];
    fact_value values[MOST_FACTS][MOST_FACT_VALUES];
} draft;

/* ---- what must be */

static void leave_to_judging(draft *d) {
    d->block.sure &= ~d->way;
}

static guard_fact *fact_for(draft *d, fact_of of, atom name) {
    uint32_t i = 0;
    while (i < d->block.fact_count && (d->facts[i].of != of || d->facts[i].name != name)) i++;
    if (i == MOST_FACTS) return NULL;
    if (i == d->block.fact_count) {
        d->facts[i] = (guard_fact){.name = name, .of = (uint8_t)of, .none = UINT64_MAX, .other = UINT64_MAX, .values = d->values[i]};
        d->block.fact_count++;
    }
    return &d->facts[i];
}

/* The places of the values, as bits; what was no value of its own was another so far. 0 in *fits: there is no room for them. */
static uint64_t places_of(const asb_policy *p, guard_fact *f, span values, int *fits) {
    uint64_t places = 0;
    *fits = 1;
    for (uint32_t n = 0; n < values.count; n++) {
        atom a = p->atoms.items[values.first + n];
        uint32_t i = 0;
        if (a == ATOM_OTHER) continue; /* equal to nothing */
        while (i < f->count && f->values[i].value != a) i++;
        if (i == MOST_FACT_VALUES) {
            *fits = 0;
            return 0;
        }
        if (i == f->count) f->values[f->count++] = (fact_value){a, f->other};
        places |= UINT64_C(1) << i;
    }
    return places;
}

/* The fact must be (or must not be) one of these: at all others the guard is met. */
static void need_values(draft *d, guard_fact *f, span values, int among) {
    int fits;
    uint64_t places = places_of(d->p, f, values, &fits);
    if (!fits) {
        leave_to_judging(d);
        return;
    }
    for (uint32_t i = 0; i < f->count; i++)
        if ((int)(places >> i & 1) != among) f->values[i].ways &= ~d->way;
    if (!among) return;
    f->none &= ~d->way;
    f->other &= ~d->way;
}

static void need_presence(draft *d, guard_fact *f, int present) {
    if (present) {
        f->none &= ~d->way;
        return;
    }
    for (uint32_t i = 0; i < f->count; i++) f->values[i].ways &= ~d->way;
    f->other &= ~d->way;
}

static void need_test(draft *d, fact_of of, const where_test *t, int truth) {
    guard_fact *f = t->op == WHERE_IS_PATTERN ? NULL : fact_for(d, of, t->field);
    if (!f) {
        leave_to_judging(d);
        return;
    }
    f->asked_by |= d->way;
    if (t->op == WHERE_ANY_OF || t->op == WHERE_NONE_OF)
        need_values(d, f, t->values, (t->op == WHERE_ANY_OF) == truth);
    else
        need_presence(d, f, (t->op == WHERE_PRESENT) == truth);
}

static void need_tests(draft *d, fact_of of, span tests, int truth, uint32_t way) {
    const where_test *t = d->p->tests.items + tests.first;
    if (!truth && tests.count != 1 && !d->is_divided) {
        leave_to_judging(d);
        return;
    }
    if (!truth) need_test(d, of, &t[d->is_divided ? way : 0], 0);
    for (uint32_t i = 0; i < tests.count && truth; i++) need_test(d, of, &t[i], 1);
}

static void need_role(draft *d, span roles, int truth) {
    need_test(d, FACT_OF_ACTOR, &(where_test){.field = ATOM_NONE, .op = WHERE_ANY_OF, .values = roles}, truth);
}

static uint32_t ways_of(const asb_policy *p, uint32_t index, int truth);

/* Of several parts together; no more than one above the most are counted. */
static uint32_t ways_of_parts(const asb_policy *p, span children, int truth, int each) {
    uint32_t ways = each ? 1 : 0;
    for (uint32_t i = 0; i < children.count; i++) {
        uint32_t more = ways_of(p, p->indices.items[children.first + i], truth), sum = each ? ways * more : ways + more;
        ways = MIN_OF(sum, MOST_WAYS + 1);
    }
    return ways;
}

/* In how many ways a condition can come to `truth`. */
static uint32_t ways_of(const asb_policy *p, uint32_t index, int truth) {
    const condition *c = &p->conditions.items[index];
    switch ((condition_op)c->op) {
    case COND_ALL: return ways_of_parts(p, c->children, truth, truth);
    case COND_ANY: return ways_of_parts(p, c->children, truth, !truth);
    case COND_NOT: return ways_of_parts(p, c->children, !truth, truth);
    case COND_CASE:
    case COND_RECORD: return truth ? 1 : MIN_OF(c->tests.count, MOST_WAYS + 1);
    default: return 1;
    }
}

static void need(draft *d, uint32_t index, int truth, uint32_t way);

/* Each of the parts, or that one to which the way belongs. Of one alone this is so whatever they are put together by. */
static void need_parts(draft *d, span children, int truth, int each, uint32_t way) {
    if (!each && children.count != 1 && !d->is_divided) {
        leave_to_judging(d);
        return;
    }
    for (uint32_t i = 0; i < children.count; i++) {
        uint32_t child = d->p->indices.items[children.first + i], ways = d->is_divided ? ways_of(d->p, child, truth) : 1;
        if (each || way < ways) need(d, child, truth, each ? way % ways : way);
        if (!each && way < ways) return;
        way = each ? way / ways : way - ways;
    }
}

/* What follows from a condition's coming to `truth`, in one of its ways. */
static void need(draft *d, uint32_t index, int truth, uint32_t way) {
    const condition *c = &d->p->conditions.items[index];
    switch ((condition_op)c->op) {
    case COND_ALL: need_parts(d, c->children, truth, truth, way); break;
    case COND_ANY: need_parts(d, c->children, truth, !truth, way); break;
    case COND_NOT: need_parts(d, c->children, !truth, truth, way); break;
    case COND_CASE: need_tests(d, FACT_OF_CASE, c->tests, truth, way); break;
    case COND_RECORD: need_tests(d, FACT_OF_RECORD, c->tests, truth, way); break;
    case COND_ACTOR: need_role(d, c->roles, truth); break;
    default: leave_to_judging(d); break;
    }
}

/* ---- one block */

static void read_way(draft *d, const guard_rule *g, uint8_t kind, uint32_t way) {
    const pattern *on = &d->p->patterns.items[g->on];
    if (kind == KIND_X || kind == KIND_FINDING || on->same_party || on->parts.count) leave_to_judging(d);
    if (on->roles.count) need_role(d, on->roles, 1);
    need_tests(d, FACT_OF_RECORD, on->tests, 1, 0);
    need(d, g->require, 0, way);
}

/* What is computed of a record hangs on the case, too. */
static int is_of_record(const guard_fact *f) {
    return f->of == FACT_OF_ACTOR || (f->of == FACT_OF_RECORD && (f->name < WORD_assessment_score || f->name > WORD_plan_complete));
}

/* The first and the last atom of the values. */
static void find_ends(const guard_fact *f, atom *first, atom *last) {
    *first = *last = f->count ? f->values[0].value : ATOM_NONE;
    for (uint32_t i = 1; i < f->count; i++) {
        *first = MIN_OF(*first, f->values[i].value);
        *last = MAX_OF(*last, f->values[i].value);
    }
}

static int settle_places(guard_fact *f, arena *a) {
    atom last;
    find_ends(f, &f->first, &last);
    if (last - f->first >= MOST_APART) return 1;
    f->apart = last - f->first + 1;
    uint8_t *places = asbi_arena_room(a, f->apart, 1);
    if (!places) return 0;
    memset(places, (int)f->count, f->apart);
    for (uint32_t i = 0; i < f->count; i++) places[f->values[i].value - f->first] = (uint8_t)i;
    f->places = places;
    return 1;
}

/* What is yes or no has no value looked up. */
static void settle_flag(guard_fact *f) {
    f->flag = f->of == FACT_OF_CASE ? (uint8_t)(asbi_case_flag(f->name) + 1) : 0;
    f->by_flag[0] = asbi_guards_left(f, ATOM_FALSE);
    f->by_flag[1] = asbi_guards_left(f, ATOM_TRUE);
}

static int settle_fact(guard_fact *out, const guard_fact *f, arena *a) {
    *out = *f;
    out->values = asbi_arena_array(a, f->count, sizeof *f->values);
    if (out->values) memcpy(out->values, f->values, f->count * sizeof *f->values);
    if (!out->values || !settle_places(out, a)) return 0;
    settle_flag(out);
    return 1;
}

/* Facts and their values, in exactly the room they need, and those of the record first. */
static int settle(guard_block *out, const draft *d, arena *a) {
    *out = d->block;
    out->facts = asbi_arena_array(a, d->block.fact_count, sizeof *out->facts);
    if (!out->facts) return 0;
    uint32_t count = 0;
    for (int of_record = 1; of_record >= 0; of_record--) {
        for (uint32_t i = 0; i < d->block.fact_count; i++)
            if (is_of_record(&d->facts[i]) == of_record && !settle_fact(&out->facts[count++], &d->facts[i], a)) return 0;
        if (of_record) out->record_facts = count;
    }
    return 1;
}

/* How many bits it has; *divided: one for each way. */
static uint32_t bits_of(const asb_policy *p, const guard_rule *g, int *divided) {
    uint32_t ways = ways_of(p, g->require, 0);
    *divided = ways >= 1 && ways <= MOST_WAYS;
    return *divided ? ways : 1;
}

/* The number of guards from one on that a block has room for. */
static uint32_t guards_of_block(const asb_policy *p, rules_of_kind guards, uint32_t first) {
    uint32_t bits = 0, at = first;
    for (int divided; at < guards.count; at++) {
        bits += bits_of(p, &p->guards.items[guards.rules[at]], &divided);
        if (bits > WAYS_OF_BLOCK) break;
    }
    return at - first;
}

static int make_block(guard_block *out, draft *d, asb_policy *p, rules_of_kind guards, uint32_t first, uint8_t kind) {
    uint32_t bit = 0;
    d->p = p;
    d->block = (guard_block){.first = first, .count = guards_of_block(p, guards, first), .sure = UINT64_MAX};
    for (uint32_t i = 0; i < d->block.count; i++) {
        const guard_rule *g = &p->guards.items[guards.rules[first + i]];
        uint32_t bits = bits_of(p, g, &d->is_divided);
        for (uint32_t way = 0; way < bits; way++, bit++) {
            d->way = UINT64_C(1) << bit;
            d->block.ways |= d->way;
            d->block.guard[bit] = (uint8_t)i;
            read_way(d, g, kind, way);
        }
    }
    d->block.sure &= d->block.ways;
    return settle(out, d, &p->arena);
}

static int make_blocks(guard_index *index, asb_policy *p, uint8_t kind) {
    memory *m = &p->head.engine->memory;
    draft *d = asbi_alloc(m, sizeof *d);
    int made = d != NULL;
    for (uint32_t i = 0, first = 0; made && i < index->count; i++) {
        made = make_block(&index->blocks[i], d, p, p->guards_of_kind[kind], first, kind);
        first += index->blocks[i].count;
    }
    asbi_release(m, d, sizeof *d);
    return made;
}

static uint32_t blocks_for(const asb_policy *p, rules_of_kind guards) {
    uint32_t blocks = 0;
    for (uint32_t at = 0; at < guards.count && blocks < MOST_BLOCKS; blocks++) at += guards_of_block(p, guards, at);
    return blocks;
}

static const guard_index *make_index(asb_policy *p, uint8_t kind) {
    arena_mark before = asbi_arena_mark(&p->arena);
    uint32_t count = blocks_for(p, p->guards_of_kind[kind]);
    guard_index *index = asbi_arena_alloc(&p->arena, sizeof *index + count * sizeof index->blocks[0]);
    if (index) index->count = count;
    if (index && make_blocks(index, p, kind)) return index;
    asbi_arena_rewind(&p->arena, before);
    return NULL;
}

/* A view has the guards of its policy; but no arena of its own, only a copy of where that one ended. */
const guard_index *asbi_guard_index_make(asb_policy *p, uint8_t kind) {
    asb_policy *owner = p->of;
    if (!owner->guard_indexes[kind]) owner->guard_indexes[kind] = make_index(owner, kind);
    p->guard_indexes[kind] = owner->guard_indexes[kind];
    return p->guard_indexes[kind];
}
