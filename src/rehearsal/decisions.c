/* Steps that are decided otherwise: each record of the history as of when it was recorded, and what may be done now. A row for each that one side refuses and the other
 * does not, with the guards that do. */
#include "rehearsal.h"
#include "../base/container.h"

/* ---- a row */

static text clause_of(const verdict *v) {
    return v->rule ? v->rule->clause : v->duty ? v->duty->clause : v->remedy->clause;
}

/* The ids of the guards that refuse, or their clauses, as a JSON list. */
static int32_t put_reasons(run *r, const side *s, int clauses, int64_t *cell) {
    buffer b = asbi_output(r->engine);
    uint32_t some = 0;
    asbi_put_char(&b, '[');
    for (uint32_t i = 0; i < s->verdict_count; i++) {
        const verdict *v = &s->verdicts[i];
        if (v->effect != ASB_EFFECT_REFUSED) continue;
        if (some++) asbi_put_char(&b, ',');
        asbi_json_write_text(&b, clauses ? clause_of(v) : asbi_atom_text(s->c->policy, v->id));
    }
    asbi_put_char(&b, ']');
    int32_t status = b.status ? b.status : asbi_outcome_word(r->out, (text){b.data, b.length}, cell);
    asbi_buffer_free(&b);
    return status;
}

static const char *word_of(const side *s) {
    for (uint32_t i = 0; i < s->verdict_count; i++)
        if (s->verdicts[i].effect == ASB_EFFECT_DEVIATION) return "deviation";
    return "allowed";
}

/* `record` 0: it was only tried. */
static int32_t add_row(run *r, text kind, uint32_t record, int refused_after) {
    const side *refusing = refused_after ? (const side *)r->after : &r->before;
    const side *other = refused_after ? &r->before : (const side *)r->after;
    int64_t cells[DECISION_WIDTH] = {[DECISION_RECORD] = record ? record : NO_CELL};
    outcome *o = r->out;
    int64_t *total = asbi_table_row(&o->tables[TABLE_TOTALS], TABLE_TOTALS, 0);
    int32_t status = asbi_outcome_word(o, r->id, &cells[DECISION_CASE]);
    if (!status) status = asbi_outcome_word(o, asbi_text("refused"), &cells[refused_after ? DECISION_AFTER : DECISION_BEFORE]);
    if (!status) status = asbi_outcome_word(o, asbi_text(word_of(other)), &cells[refused_after ? DECISION_BEFORE : DECISION_AFTER]);
    if (!status) status = asbi_outcome_word(o, kind, &cells[DECISION_KIND]);
    if (!status) status = asbi_outcome_word(o, asbi_text(asb_case_owner(r->after->c)), &cells[DECISION_OFFICER]);
    if (!status) status = put_reasons(r, refusing, 0, &cells[DECISION_GUARDS]);
    if (!status) status = put_reasons(r, refusing, 1, &cells[DECISION_CLAUSES]);
    if (!status) status = asbi_table_add(o, TABLE_DECISIONS, cells);
    if (status) return status;
    total[refused_after ? TOTAL_REFUSED : TOTAL_ALLOWED]++;
    r->decisions++;
    return ASB_OK;
}

static int32_t judge_both(run *r, const entry *before, const entry *after, instant now) {
    int32_t status = asbi_side_judge(&r->before, before, now);
    return status || r->alone ? status : asbi_side_judge(r->after, after, now);
}

static int32_t compare(run *r, text kind, uint32_t record) {
    if (r->alone) return ASB_OK;
    int refused = asbi_side_refuses(r->after);
    return refused == asbi_side_refuses(&r->before) ? ASB_OK : add_row(r, kind, record, refused);
}

/* What has been erased says nothing that could be judged. */
int32_t asbi_compare_decision(run *r, const entry *before, const entry *after) {
    if (before->erased) return ASB_OK;
    int32_t status = judge_both(r, before, after, before->recorded);
    return status ? status : compare(r, before->kind_text, before->seq);
}

/* ---- now */

typedef struct trial {
    text kind, by, role;
    json_value *fields; /* may be NULL */
} trial;

static int32_t build(const side *s, const trial *t, instant now, entry *e) {
    *e = (entry){.kind = (uint8_t)asbi_kind_find(t->kind),
                 .party = NO_INDEX,
                 .older = NO_INDEX,
                 .older_of_party = NO_INDEX,
                 .at = now,
                 .recorded = now,
                 .by = t->by,
                 .role_text = t->role,
                 .kind_text = t->kind,
                 .body = t->fields};
    return asbi_entry_understand(s->c, e);
}

static int32_t try_one(run *r, const trial *t) {
    entry before, after;
    int32_t status = build(&r->before, t, r->now, &before);
    if (!status && !r->alone) status = build(r->after, t, r->now, &after);
    if (!status) status = judge_both(r, &before, &after, r->now);
    return status ? status : compare(r, t->kind, 0);
}

/* Whoever has the case tries. */
static trial by_owner(const run *r) {
    return (trial){.by = asbi_text(asb_case_owner(r->before.c)), .role = asbi_text(asb_case_owner_role(r->before.c))};
}

static int32_t try_kinds(run *r) {
    uint64_t kinds = asbi_side_guarded(&r->before) | (r->alone ? 0 : asbi_side_guarded(r->after));
    trial t = by_owner(r);
    int32_t status = ASB_OK;
    if (r->before.c->facts.state == STATE_CLOSED) return ASB_OK;
    if (r->like && !r->parted) kinds &= r->like->decided;
    for (uint32_t kind = 0; kind < KIND_BUILT_IN_COUNT && !status; kind++) {
        if (!(kinds >> kind & 1)) continue;
        t.kind = asbi_text(asbi_kind_name(asbi_kind((record_kind)kind)));
        status = try_one(r, &t);
    }
    return status;
}

static text member(const json_value *v, const char *key, text otherwise) {
    const json_value *m = asbi_json_get(v, key);
    return m ? asbi_json_text(m) : otherwise;
}

/* Where the case was folded once for both: is such a record the same to the guards of both? */
static int is_same_for(const run *r, text kind) {
    return r->like && !r->parted && !((r->like->decided | r->like->tries) >> asbi_kind_find(kind) & 1);
}

int32_t asbi_compare_may(run *r) {
    trial owner = by_owner(r);
    int32_t status = ASB_OK;
    if (!r->q->tries) return try_kinds(r);
    for (const json_value *v = asbi_json_first(r->q->tries); v && !status; v = v->next) {
        trial t = {.kind = member(v, "kind", asbi_text("")), .by = member(v, "by", owner.by), .role = member(v, "role", owner.role)};
        t.fields = asbi_json_get(v, "fields");
        if (!is_same_for(r, t.kind)) status = try_one(r, &t);
    }
    return status;
}
