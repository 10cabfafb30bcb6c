/* The audit trail, and the case as a whole for another system. */
#include "case_parts.h"
#include "../base/sha256.h"
#include "fields.h"
#include "out.h"
#include "stored.h"
#include <asb/engine.h>

/* ---- history: each record as it was written, and what was said of it then */

static void put_guards(out_json *o, const asb_policy *p, const json_value *ids, const char *effect) {
    for (const json_value *id = ids ? asbi_json_first(ids) : NULL; id; id = id->next) {
        uint32_t g = asbi_policy_guard(p, asbi_atom_of_text(p, asbi_json_text(id)));
        asbi_out_object(o, NULL);
        if (g != NO_INDEX) asbi_out_text(o, "clause", p->guards.items[g].clause);
        asbi_out_words(o, "effect", effect);
        asbi_out_text(o, "guard", asbi_json_text(id));
        asbi_out_end(o);
    }
}

static void put_decision(out_json *o, const asb_policy *p, const entry *e) {
    asbi_out_list(o, "guards");
    put_guards(o, p, e->breaches, "breach");
    put_guards(o, p, e->deviations, "deviation");
    put_guards(o, p, e->warnings, "warned");
    asbi_out_end(o);
}

static void put_corrections(out_json *o, const asb_case *c, uint32_t seq) {
    int64_t of;
    asbi_out_list(o, "corrected_by");
    for (uint32_t i = seq; i < c->count; i++) {
        const entry *e = &c->entries[i];
        if (e->kind == KIND_CORRECTION && asbi_entry_integer(e, WORD_of, &of) && of == seq) asbi_out_number(o, NULL, i + 1);
    }
    asbi_out_end(o);
}

/* As a tree for the moment. */
static void put_fields(out_json *o, const asb_case *c, const entry *e) {
    arena a;
    asbi_arena_init(&a, c->memory);
    const json_value *fields = asbi_fields_tree(&a, e->written, e->written_count);
    if (fields)
        asbi_out_json(o, "fields", fields);
    else
        o->b->status = ASB_ENOMEM;
    asbi_arena_free(&a);
}

static void put_entry(out_json *o, const asb_case *c, const asb_policy *p, const entry *e) {
    char hex[65];
    asbi_hex(e->digest, 32, hex);
    asbi_out_object(o, NULL);
    asbi_out_instant(o, "at", e->at);
    asbi_out_text(o, "by", e->by);
    put_corrections(o, c, e->seq);
    asbi_out_words(o, "digest", hex);
    if (e->erased) asbi_out_flag(o, "erased", 1);
    if (e->written) put_fields(o, c, e);
    put_decision(o, p, e);
    if (e->imported) asbi_out_flag(o, "imported", 1);
    asbi_out_text(o, "kind", e->kind_text);
    if (e->seq > c->stored) asbi_out_flag(o, "pending", 1);
    asbi_out_instant(o, "recorded", e->recorded);
    asbi_out_text(o, "role", e->role_text);
    asbi_out_number(o, "seq", e->seq);
    asbi_out_end(o);
}

static int32_t put_history(buffer *b, asb_case *c) {
    const asb_policy *p = c->policy;
    out_json o = asbi_out_begin(b);
    asbi_out_text(&o, "case", c->id);
    asbi_out_list(&o, "records");
    for (uint32_t i = 0; i < c->count; i++) {
        if (i == 0) p = c->entries[0].moves_to;
        put_entry(&o, c, p, &c->entries[i]);
        if (c->entries[i].moves_to) p = c->entries[i].moves_to; /* from the next record on */
    }
    asbi_out_end(&o);
    asbi_out_end(&o);
    return ASB_OK;
}

/* ---- the case as a whole */

static int is_first_pin(const asb_case *c, uint32_t index) {
    for (uint32_t i = 0; i < index; i++)
        if (c->entries[i].moves_to == c->entries[index].moves_to) return 0;
    return c->entries[index].moves_to != NULL;
}

static int32_t put_stored(out_json *o, const asb_case *c, const entry *e) {
    arena a;
    asb_stored_record stored;
    asbi_arena_init(&a, c->memory);
    int32_t status = asbi_stored_record(&stored, &a, c, e);
    if (!status) {
        asbi_out_object(o, NULL);
        asbi_out_text(o, "body", (text){stored.body.data, stored.body.length});
        asbi_out_text(o, "header", (text){stored.header.data, stored.header.length});
        asbi_out_end(o);
    }
    asbi_arena_free(&a);
    return status;
}

static int32_t put_export(buffer *b, asb_case *c) {
    out_json o = asbi_out_begin(b);
    asbi_put(b, "\"calendar\":");
    asbi_days_write(b, c->days);
    o.some |= 2;
    asbi_out_text(&o, "case", c->id);
    asbi_out_list(&o, "policies");
    for (uint32_t i = 0; i < c->count; i++)
        if (is_first_pin(c, i)) asbi_out_text(&o, NULL, (text){c->entries[i].moves_to->bytes, c->entries[i].moves_to->length});
    asbi_out_end(&o);
    asbi_out_list(&o, "records");
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < c->count && !status; i++) status = put_stored(&o, c, &c->entries[i]);
    asbi_out_end(&o);
    asbi_out_end(&o);
    return status;
}

static int32_t give(asb_text **out, asb_case *c, int32_t (*put)(buffer *b, asb_case *c)) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    buffer b = asbi_output(e);
    status = asbi_fold_by_calendar(c);
    if (!status) status = put(&b, c);
    if (!status) status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}

int32_t asb_case_history(asb_text **out, asb_case *c) {
    return give(out, c, put_history);
}

int32_t asb_case_export(asb_text **out, asb_case *c) {
    return give(out, c, put_export);
}

/* ---- the summary, made again */

static int32_t give_summary(asb_text **out, asb_case *c) {
    buffer b = asbi_output(c->head.engine);
    asbi_put_summary(&b, c);
    int32_t status = asbi_text_new(out, c->head.engine, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_case_summary(asb_text **out, asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    if (c->count) return asbi_leave(e, give_summary(out, c));
    *out = NULL;
    return asbi_leave(e, ASB_ABSENT);
}
