/* Decisions: what the guards said, for people and programs. */
#include "guards.h"

typedef struct reason {
    const char *guard, *clause, *message, *explanation;
    const char *code, *arguments; /* of a built-in guard's message; NULL for the policy's own words */
    int32_t effect;
} reason;

struct asb_decision {
    handle head;
    arena arena;
    reason *reasons;
    uint32_t count;
    int32_t allowed;
};

static void destroy_decision(handle *h) {
    asb_decision *d = (asb_decision *)h;
    asbi_arena_free(&d->arena);
    asbi_handle_gone(h, sizeof *d);
}

/* ---- why: the parts of the condition that do not hold */

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

static void put_guard(buffer *b, const judge *j, const verdict *v) {
    put_text(b, asbi_atom_text(j->p, v->id));
    asbi_put(b, " (");
    put_text(b, v->rule->clause);
    asbi_put(b, "): ");
    put_text(b, v->rule->message);
    put_failing(b, j, v->rule->require);
    if (v->deviation == NO_INDEX) return;
    const entry *e = &j->c->entries[v->deviation];
    asbi_put_format(b, "\n  deviation agreed: record %u, with ", (uint64_t)e->seq);
    put_text(b, asbi_entry_text(e, WORD_agreed_with));
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
    static const char *const codes[] = {"guard-remedy-in-force", "guard-remedy-tenure", "guard-order-term", "guard-order-ceiling",
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

static const char *keep(asb_decision *d, text t) {
    return asbi_arena_text(&d->arena, t.at, t.length);
}

static int32_t explain(asb_decision *d, reason *r, const judge *j, const verdict *v) {
    memory *mem = &d->head.engine->memory;
    buffer b;
    message m;
    text clause = v->rule ? v->rule->clause : v->duty ? v->duty->clause : v->remedy->clause;
    r->effect = v->effect;
    r->guard = keep(d, asbi_atom_text(j->p, v->id));
    r->clause = keep(d, clause);
    int32_t status = v->rule ? ASB_OK : say_built_in(&m, j, v, mem);
    if (status) return status;
    b = asbi_output(d->head.engine);
    if (v->rule)
        put_guard(&b, j, v);
    else
        put_built_in(&b, j, v, m.text);
    r->message = v->rule ? keep(d, v->rule->message) : keep(d, asbi_text(m.text));
    r->code = v->rule ? "" : m.code;
    r->arguments = v->rule ? "{}" : keep(d, asbi_text(m.arguments));
    r->explanation = b.status ? NULL : asbi_arena_text(&d->arena, b.data, b.length);
    status = b.status;
    asbi_buffer_free(&b);
    if (!status && (!r->guard || !r->clause || !r->message || !r->arguments || !r->explanation)) status = ASB_ENOMEM;
    return status;
}

int32_t asbi_decision_new(asb_decision **out, const asb_case *c, const entry *tried, instant now, const verdict *verdicts, uint32_t count) {
    asb_engine *e = c->head.engine;
    asb_decision *d = asbi_handle_new(e, sizeof *d, destroy_decision);
    if (!d) return ASB_ENOMEM;
    asbi_arena_init(&d->arena, &e->memory);
    judge j = asbi_judge(c, now);
    j.record = tried;
    j.party = tried->party;
    j.guard = 1;
    d->allowed = 1;
    d->reasons = asbi_arena_array(&d->arena, count, sizeof *d->reasons);
    int32_t status = d->reasons ? ASB_OK : ASB_ENOMEM;
    for (; d->count < count && !status; d->count++) {
        if (verdicts[d->count].effect == ASB_EFFECT_REFUSED) d->allowed = 0;
        status = explain(d, &d->reasons[d->count], &j, &verdicts[d->count]);
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
    static const char *const effects[] = {"", "refused", "warned", "deviation", "breach"};
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
    asbi_handle_free(decision);
}
