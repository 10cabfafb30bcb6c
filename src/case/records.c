/* Records of a case as handles: as they now read, or as they were written. */
#include "case_parts.h"
#include "fields.h"

/* The corrections that stand, in order; each by the name it was written with, so that fields the policy does not know are corrected too. */
static int32_t correct(asb_record *r, const asb_case *c, const entry *e) {
    int64_t of;
    for (uint32_t i = e->seq; i < c->count; i++) {
        const entry *correction = &c->entries[i];
        if (correction->kind != KIND_CORRECTION || !asbi_entry_integer(correction, WORD_of, &of) || of != e->seq) continue;
        json_value *value = asbi_json_copy(&r->arena, asbi_entry_value(correction, WORD_value));
        if (!value || !asbi_json_set(&r->arena, r->fields, asbi_entry_text(correction, WORD_field), value)) return ASB_ENOMEM;
    }
    return ASB_OK;
}

static int32_t fill(asb_record *r, const asb_case *c, const entry *e, int written) {
    r->seq = e->seq;
    r->at = e->at;
    r->recorded = e->recorded;
    r->imported = e->imported;
    r->erased = e->erased;
    r->by = (text){asbi_arena_text(&r->arena, e->by.at, e->by.length), e->by.length};
    r->role = (text){asbi_arena_text(&r->arena, e->role_text.at, e->role_text.length), e->role_text.length};
    if (!r->by.at || !r->role.at) return ASB_ENOMEM;
    r->fields = asbi_fields_tree(&r->arena, e->written, e->written_count);
    if (!r->fields) return ASB_ENOMEM;
    return !written && e->corrected ? correct(r, c, e) : ASB_OK;
}

int32_t asbi_case_record(asb_record **out, asb_case *c, uint32_t index, int written) {
    asb_record *r;
    int32_t status = asbi_record_new(&r, c->head.engine, c->entries[index].kind_text);
    if (!status && (status = fill(r, c, &c->entries[index], written))) asbi_handle_drop(r);
    if (!status) *out = r;
    return status;
}

static int32_t get(asb_record **out, asb_case *c, uint32_t seq, int written) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    if (seq >= 1 && seq <= c->count) return asbi_leave(e, asbi_case_record(out, c, seq - 1, written));
    *out = NULL;
    return asbi_leave(e, ASB_ABSENT);
}

int32_t asb_case_record(asb_record **out, asb_case *c, uint32_t seq) {
    return get(out, c, seq, 0);
}

int32_t asb_case_record_written(asb_record **out, asb_case *c, uint32_t seq) {
    return get(out, c, seq, 1);
}
