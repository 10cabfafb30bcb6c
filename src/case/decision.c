/* Decisions: what the guards said, for people and programs.
 *
 * Method. Nearly every word of a decision is the policy's, and is lent from it; the decision keeps the policy. What a guard's explanation says hangs on nothing but
 * which parts of its condition do not hold: it is put together when that choice of parts is first met, and kept with the policy (at most MOST_KEPT of
 * each guard). Only what tells of this case, the deviation and the dates of a built-in guard, is made for the decision itself. */
#include "guards.h"
#include <string.h>

typedef struct reason {
    const char *guard, *clause, *message, *explanation;
    const char *code, *arguments; /* of a built-in guard's message; NULL for the policy's own words */
    int32_t effect;
} reason;

struct asb_decision {
    handle head;
    asb_policy *policy; /* kept */
    arena arena;        /* what is said of this case only */
    uint32_t count, capacity;
    int32_t allowed;
    reason reasons[];
};

/* Mostly there are few: so that the next decision is as large. */
enum { FEW = 8 };

static size_t size_of(uint32_t reasons) {
    return sizeof(asb_decision) + (reasons < FEW ? FEW : reasons) * sizeof(reason);
}

static void destroy_decision(handle *h) {
    asb_decision *d = (asb_decision *)h;
    asbi_arena_free(&d->arena);
    asbi_handle_drop(d->policy);
    if (d->capacity <= FEW)
        asbi_handle_leave(h, size_of(d->capacity));
    else
        asbi_handle_gone(h, size_of(d->capacity));
}

/* ---- why: the parts of the condition that do not hold */

enum { MOST_PARTS = 64, MOST_KEPT = 64 };

/* The parts of a condition are what it is made of by `all`; a condition of another form is its only part. */
typedef struct parts {
    const judge *j;
    uint32_t count;
    uint64_t failing;
} parts;

static void find_parts(parts *p, uint32_t index) {
    const condition *c = &p->j->p->conditions.items[index];
    if (c->op == COND_ALL) {
        for (uint32_t i = 0; i < c->children.count; i++) find_parts(p, p->j->p->indices.items[c->children.first + i]);
        return;
    }
    if (p->count < MOST_PARTS) {
        if (!asbi_holds(p->j, index)) p->failing |= UINT64_C(1) << p->count;
    }
    p->count++;
}

/* A condition of another form fails as a whole. */
static void find_failing(parts *p, const judge *j, uint32_t index) {
    int is_all = j->p->conditions.items[index].op == COND_ALL;
    p->j = j;
    p->count = is_all ? 0 : 1;
    p->failing = p->count;
    if (is_all) find_parts(p, index);
}

/* For a condition of more parts than are numbered: one by one. */
static void put_failing(buffer *b, const judge *j, uint32_t index) {
    const condition *c = &j->p->conditions.items[index];
    if (c->op != COND_ALL) {
        asbi_put(b, "\n  not so: ");
        asbi_put_condition(b, j->p, index);
        return;
    }
    for (uint32_t i = 0; i < c->children.count; i++) {
        uint32_t child = j->p->indices.items[c->children.first + i];
        if (!asbi_holds(j, child)) put_failing(b, j, child);
    }
}

static void put_text(buffer *b, text t) {
    asbi_put_bytes(b, t.at, t.length);
}

static void put_guard(buffer *b, const judge *j, const guard_rule *g) {
    put_text(b, asbi_atom_text(j->p, g->id));
    asbi_put(b, " (");
    put_text(b, g->clause);
    asbi_put(b, "): ");
    put_text(b, g->message);
    put_failing(b, j, g->require);
}

static void put_deviation(buffer *b, const judge *j, const verdict *v) {
    const entry *e = &j->c->entries[v->deviation];
    asbi_put_format(b, "\n  deviation agreed: record %u, with ", (uint64_t)e->seq);
    put_text(b, asbi_entry_text(e, WORD_agreed_with));
}

static int32_t take(const char **out, arena *a, buffer *b) {
    *out = b->status ? NULL : asbi_arena_text(a, b->data, b->length);
    int32_t status = b->status ? b->status : *out ? ASB_OK : ASB_ENOMEM;
    asbi_buffer_free(b);
    return status;
}

/* Into the policy's arena, to be said again. */
static int32_t say_and_keep(const char **out, asb_policy *p, const judge *j, guard_rule *g, uint64_t failing) {
    buffer b = asbi_output(p->head.engine);
    arena_mark before = asbi_arena_mark(&p->arena);
    explained *s = asbi_arena_alloc(&p->arena, sizeof *s);
    put_guard(&b, j, g);
    int32_t status = take(out, &p->arena, &b);
    if (!status && !s) status = ASB_ENOMEM;
    if (status) {
        asbi_arena_rewind(&p->arena, before);
        return status;
    }
    *s = (explained){failing, *out, g->explained};
    g->explained = s;
    g->explained_count++;
    return ASB_OK;
}

static int32_t say(const char **out, asb_decision *d, const judge *j, const verdict *v) {
    guard_rule *g = &d->policy->guards.items[v->rule - d->policy->guards.items];
    parts p;
    find_failing(&p, j, g->require);
    int can_be_kept = v->deviation == NO_INDEX && p.count <= MOST_PARTS;
    for (const explained *s = can_be_kept ? g->explained : NULL; s; s = s->next) {
        if (s->failing != p.failing) continue;
        *out = s->explanation;
        return ASB_OK;
    }
    if (can_be_kept && g->explained_count < MOST_KEPT) return say_and_keep(out, d->policy, j, g, p.failing);
    buffer b = asbi_output(d->head.engine);
    put_guard(&b, j, g);
    if (v->deviation != NO_INDEX) put_deviation(&b, j, v);
    return take(out, &d->arena, &b);
}

/* ---- the built-in guards speak by the message table */

static void put_date_or(buffer *b, date d, const char *none) {
    if (d == NO_DATE)
        asbi_put(b, none);
    else
        asbi_put_date(b, d);
}

static int32_t say_built_in(message *m, const judge *j, const verdict *v, memory *mem) {
    buffer from, until, limit;
    asbi_buffer_init(&from, mem, 64);
    asbi_buffer_init(&until, mem, 64);
    asbi_buffer_init(&limit, mem, 512);
    text label = v->duty ? v->duty->label : v->remedy->label;
    text id = asbi_atom_text(j->p, v->duty ? v->duty->id : v->remedy->id);
    const period *p = v->duty         ? &v->allowed
        : v->id == WORD_order_term    ? &v->remedy->term
        : v->id == WORD_order_ceiling ? &v->remedy->ceiling
                                      : NULL;
    put_date_or(&from, v->remedy ? v->remedy->from : NO_DATE, "always");
    put_date_or(&until, v->remedy ? v->remedy->until : NO_DATE, "further notice");
    if (p) asbi_put_period(&limit, p);
    asbi_put_bytes(&limit, "", 0);
    int32_t status = from.status | until.status | limit.status ? ASB_ENOMEM : ASB_OK;
    static const char codes[][25] = {"guard-remedy-in-force", "guard-remedy-tenure", "guard-order-term", "guard-order-ceiling",
                                     "guard-agreement-too-long"};
    if (!status)
        asbi_message(m, codes[v->id - WORD_remedy_in_force], "label", label.at, "id", id.at, "from", from.data, "until", until.data,
                     "limit", limit.data, (char *)NULL);
    asbi_buffer_free(&from);
    asbi_buffer_free(&until);
    asbi_buffer_free(&limit);
    return status;
}

static void put_built_in(buffer *b, const judge *j, const verdict *v, const char *sentence) {
    text clause = v->duty ? v->duty->clause : v->remedy->clause;
    put_text(b, asbi_atom_text(j->p, v->id));
    asbi_put(b, " (");
    put_text(b, clause);
    asbi_put(b, "): ");
    asbi_put(b, sentence);
}

/* ---- making one */

static const char *keep(asb_decision *d, const char *words) {
    return asbi_arena_text(&d->arena, words, strlen(words));
}

static int32_t explain_built_in(asb_decision *d, reason *r, const judge *j, const verdict *v) {
    message m;
    buffer b = asbi_output(d->head.engine);
    int32_t status = say_built_in(&m, j, v, &d->head.engine->memory);
    r->clause = (v->duty ? v->duty->clause : v->remedy->clause).at;
    if (status) return status;
    r->message = keep(d, m.text);
    r->code = m.code;
    r->arguments = keep(d, m.arguments);
    put_built_in(&b, j, v, m.text);
    status = take(&r->explanation, &d->arena, &b);
    return !status && (!r->message || !r->arguments) ? ASB_ENOMEM : status;
}

static int32_t explain(asb_decision *d, reason *r, const judge *j, const verdict *v) {
    *r = (reason){.effect = v->effect, .guard = asbi_id_text(j->p, v->id).at, .code = "", .arguments = "{}"};
    if (!v->rule) return explain_built_in(d, r, j, v);
    r->clause = v->rule->clause.at;
    r->message = v->rule->message.at;
    return say(&r->explanation, d, j, v);
}

int32_t asbi_decision_new(asb_decision **out, const judge *j, const verdict *verdicts, uint32_t count) {
    asb_engine *e = j->c->head.engine;
    asb_decision *d = asbi_handle_again(e, size_of(count), destroy_decision);
    if (!d) return ASB_ENOMEM;
    asbi_arena_init(&d->arena, &e->memory);
    asbi_handle_keep(j->c->policy);
    d->policy = j->c->policy;
    d->capacity = count;
    d->count = 0;
    d->allowed = 1;
    int32_t status = ASB_OK;
    for (; d->count < count && !status; d->count++) {
        if (verdicts[d->count].effect == ASB_EFFECT_REFUSED) d->allowed = 0;
        status = explain(d, &d->reasons[d->count], j, &verdicts[d->count]);
    }
    if (status) {
        asbi_handle_drop(d);
        return status;
    }
    *out = d;
    return ASB_OK;
}

/* ---- reading one */

static const reason *at(const asb_decision *d, uint32_t index) {
    return d && index < d->count ? &d->reasons[index] : NULL;
}

int32_t asb_decision_allowed(const asb_decision *decision) {
    return decision ? decision->allowed : 0;
}
uint32_t asb_decision_count(const asb_decision *decision) {
    return decision ? decision->count : 0;
}
const char *asb_decision_guard(const asb_decision *decision, uint32_t index) {
    const reason *r = at(decision, index);
    return r ? r->guard : NULL;
}
int32_t asb_decision_effect(const asb_decision *decision, uint32_t index) {
    const reason *r = at(decision, index);
    return r ? r->effect : 0;
}
const char *asb_decision_clause(const asb_decision *decision, uint32_t index) {
    const reason *r = at(decision, index);
    return r ? r->clause : NULL;
}
const char *asb_decision_message(const asb_decision *decision, uint32_t index) {
    const reason *r = at(decision, index);
    return r ? r->message : NULL;
}
const char *asb_decision_explanation(const asb_decision *decision, uint32_t index) {
    const reason *r = at(decision, index);
    return r ? r->explanation : NULL;
}

static void put_member(buffer *b, const char *name, const char *value) {
    asbi_put_format(b, "\"%s\":", name);
    asbi_json_write_text(b, asbi_text(value));
}

static void put_reason(buffer *b, const reason *r) {
    static const char effects[][10] = {"", "refused", "warned", "deviation", "breach"};
    asbi_put(b, "{");
    asbi_put_format(b, "\"arguments\":%s,", r->arguments);
    put_member(b, "clause", r->clause);
    asbi_put(b, ",");
    put_member(b, "code", r->code);
    asbi_put(b, ",");
    put_member(b, "effect", effects[r->effect]);
    asbi_put(b, ",");
    put_member(b, "explanation", r->explanation);
    asbi_put(b, ",");
    put_member(b, "guard", r->guard);
    asbi_put(b, ",");
    put_member(b, "message", r->message);
    asbi_put(b, "}");
}

int32_t asb_decision_json(asb_text **out, const asb_decision *decision) {
    if (!decision) return ASB_EARGUMENT;
    asb_engine *e = decision->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    buffer b = asbi_output(e);
    asbi_put_format(&b, "{\"allowed\":%s,\"reasons\":[", decision->allowed ? "true" : "false");
    for (uint32_t i = 0; i < decision->count; i++) {
        if (i) asbi_put(&b, ",");
        put_reason(&b, &decision->reasons[i]);
    }
    asbi_put(&b, "]}");
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}

void asb_decision_free(asb_decision *decision) {
    asbi_handle_free_childless(decision);
}
