/* Trying a record and adding it. */
#include "../base/sha256.h"
#include "case_parts.h"
#include "duties.h"
#include "fields.h"
#include "stored.h"
#include "tried.h"
#include <asb/engine.h>
#include <string.h>

/* ---- trying */

static int32_t copy_text(asb_case *c, text *out, text t) {
    out->at = asbi_arena_text(&c->arena, t.at ? t.at : "", t.length);
    out->length = t.length;
    return out->at ? ASB_OK : ASB_ENOMEM;
}

static int32_t build_entry(asb_case *c, entry *e, const asb_record *r, instant recorded) {
    *e = (entry){.seq = c->count + 1,
                 .kind = (uint8_t)asbi_kind_find(r->kind),
                 .party = NO_INDEX,
                 .older = NO_INDEX,
                 .older_of_party = NO_INDEX,
                 .recorded = recorded,
                 .at = r->at == NO_INSTANT ? recorded : r->at};
    int32_t status = copy_text(c, &e->kind_text, r->kind);
    if (!status) status = copy_text(c, &e->by, r->by);
    if (!status) status = copy_text(c, &e->role_text, r->role);
    if (status) return status;
    e->body = r->fields; /* while it is tried; what is added has its fields in its own bytes */
    return asbi_entry_understand(c, e);
}

int32_t asbi_find_recorded(asb_case *c, instant *out, attempt_how how) {
    instant last = c->count ? c->entries[c->count - 1].recorded : NO_INSTANT, clock;
    int32_t status = asbi_clock(c->head.engine, &clock);
    if (status) return status;
    *out = clock > last ? clock : last;
    if (how.recorded == NO_INSTANT) return ASB_OK;
    if (how.recorded < last || how.recorded > clock)
        return asbi_fail_field(&c->head.engine->fault, ASB_EINVALID, "recorded", "case-recorded", (char *)NULL);
    *out = how.recorded;
    return ASB_OK;
}

/* A tried record is judged with a number of its own only once it is in: until then, none. */
static judge judge_of(attempt *t, const asb_case *c, uint32_t *seq) {
    *seq = t->p.e.seq;
    t->p.e.seq = 0;
    return asbi_judge_tried(c, &t->p.e, t->now);
}

static void judge_attempt(attempt *t, const asb_case *c) {
    uint32_t seq;
    judge j = judge_of(t, c, &seq);
    t->count = asbi_judge_guards(&j, NULL, t->verdicts);
    t->p.e.seq = seq;
    for (uint32_t i = 0; i < t->count; i++) {
        if (t->verdicts[i].effect != ASB_EFFECT_REFUSED) continue;
        if (t->how.admit)
            t->verdicts[i].effect = ASB_EFFECT_BREACH;
        else
            t->refused++;
    }
}

int32_t asbi_attempt_begin(attempt *t, asb_case *c, const asb_record *r, attempt_how how) {
    *t = (attempt){.how = how};
    int32_t status = asbi_fold_by_calendar(c);
    if (!status) status = asbi_find_recorded(c, &t->now, how);
    if (!status) status = asbi_validate(c, r, t->now, &c->head.engine->fault);
    if (status) return status;
    t->mark = asbi_arena_mark(&c->arena);
    status = build_entry(c, &t->p.e, r, t->now);
    t->verdicts = asbi_arena_room(&c->arena, asbi_verdicts_most(c->policy), sizeof *t->verdicts);
    if (status || !t->verdicts) {
        asbi_attempt_forget(t, c);
        return status ? status : ASB_ENOMEM;
    }
    judge_attempt(t, c);
    return t->refused ? ASB_REFUSED : ASB_OK;
}

void asbi_attempt_forget(attempt *t, asb_case *c) {
    asbi_arena_rewind(&c->arena, t->mark);
}

int32_t asbi_attempt_decide(asb_decision **out, attempt *t, asb_case *c) {
    uint32_t seq;
    if (!out) return ASB_OK;
    judge j = judge_of(t, c, &seq);
    int32_t status = asbi_decision_new(out, &j, t->verdicts, t->count);
    t->p.e.seq = seq;
    return status;
}

/* ---- its bytes */

/* The guards that said so, as a list of their ids; NULL where none did. */
static int32_t list_guards(const json_value **out, const attempt *t, asb_case *c, uint8_t effect) {
    json_value *list = NULL;
    for (uint32_t i = 0; i < t->count; i++) {
        if (t->verdicts[i].effect != effect) continue;
        if (!list) list = asbi_json_new(&c->arena, JSON_LIST);
        json_value *id = asbi_json_new_text(&c->arena, asbi_atom_text(c->policy, t->verdicts[i].id));
        if (!list || !asbi_json_append(list, id)) return ASB_ENOMEM;
    }
    *out = list;
    return ASB_OK;
}

/* What the guards said goes into the header: it stays true whatever is corrected or erased later. */
static int32_t note_verdicts(attempt *t, asb_case *c) {
    int32_t status = list_guards(&t->p.e.breaches, t, c, ASB_EFFECT_BREACH);
    if (!status) status = list_guards(&t->p.e.deviations, t, c, ASB_EFFECT_DEVIATION);
    return status ? status : list_guards(&t->p.e.warnings, t, c, ASB_EFFECT_WARNED);
}

/* What an erasure takes away can no longer be counted again: how the duties stand is kept in its header. */
static int32_t keep_duties(attempt *t, asb_case *c) {
    if (t->p.e.kind != KIND_ERASURE) return ASB_OK;
    t->p.e.snapshot = asbi_duties_save(c, &c->arena);
    return t->p.e.snapshot ? ASB_OK : ASB_ENOMEM;
}

enum { MOSTLY = 600 }; /* bytes of a header, or of a body */

static char *take(asb_case *c, text *out, const buffer *b) {
    char *copy = b->status ? NULL : asbi_arena_text(&c->arena, b->data, b->length);
    *out = (text){copy, b->length};
    return copy;
}

/* By name, as bodies are sorted. */
static const entry_field *find_sorted(const entry_field *fields, uint32_t count, text key) {
    uint32_t from = 0, to = count;
    while (to - from > 1) {
        uint32_t middle = from + (to - from) / 2;
        if (asbi_text_compare(asbi_field_key(&fields[middle]), key) <= 0)
            from = middle;
        else
            to = middle;
    }
    return &fields[from];
}

/* The fields stay in the order in which they were given, and as they are named; what they say is from now on in the bytes, and not in the record of the host. */
static int32_t keep_fields(asb_case *c, entry *e, char *bytes, text written) {
    enum { FEW = 24 };
    entry_field few[FEW];
    uint32_t count = e->field_count;
    fields_read r = {.memory = c->memory, .items = few, .capacity = FEW};
    if (count > FEW) r.items = asbi_arena_room(&c->arena, r.capacity = count, sizeof *r.items);
    int32_t status = r.items ? asbi_fields_read_body(&r, &c->arena, bytes, written, &e->lent, &c->head.engine->fault) : ASB_ENOMEM;
    for (uint32_t i = 0; i < count && !status; i++) {
        entry_field *f = &e->fields[i];
        const entry_field *kept = find_sorted(r.items, r.count, asbi_field_key(f));
        f->key = kept->key;
        f->length = kept->length;
        if (f->type == JSON_LIST || f->type == JSON_OBJECT)
            f->tree = kept->tree;
        else
            f->at = kept->at;
    }
    e->body = NULL;
    e->written = e->fields;
    e->written_count = count;
    return status;
}

static int32_t write_body(asb_case *c, entry *e, buffer *b, uint8_t digest[32]) {
    uint8_t salt[16];
    int32_t status = asbi_random(c->head.engine, salt, sizeof salt);
    if (status) return status;
    asbi_body_write(b, e->body, salt);
    char *bytes = take(c, &e->bytes, b);
    if (!bytes) return b->status ? b->status : ASB_ENOMEM;
    asbi_sha256(bytes, b->length, digest);
    return keep_fields(c, e, bytes, (text){b->data, b->length});
}

static int32_t write_header(asb_case *c, entry *e, buffer *b, const record_header *h) {
    asbi_header_write(b, h);
    if (!take(c, &e->header, b)) return b->status ? b->status : ASB_ENOMEM;
    asbi_sha256(e->header.at, e->header.length, e->digest);
    return ASB_OK;
}

static int32_t write_bytes(attempt *t, asb_case *c) {
    entry *e = &t->p.e;
    record_header h = asbi_header_of(c, e);
    buffer b = asbi_output(c->head.engine);
    asbi_buffer_reserve(&b, MOSTLY);
    int32_t status = write_body(c, e, &b, h.body);
    asbi_buffer_clear(&b);
    if (!status) status = write_header(c, e, &b, &h);
    asbi_buffer_free(&b);
    return status;
}

int32_t asbi_attempt_add(attempt *t, asb_case *c) {
    entry *e = &t->p.e;
    e->imported = t->how.imported;
    e->admitted = t->how.admit;
    e->moves_to = c->count ? t->how.moves_to : c->policy;
    int32_t status = note_verdicts(t, c);
    if (!status) status = keep_duties(t, c);
    if (!status) status = write_bytes(t, c);
    if (!status) status = asbi_fold_prepare(c, &t->p);
    if (status) {
        asbi_attempt_forget(t, c);
        return status;
    }
    if (e->moves_to) asbi_handle_keep(e->moves_to);
    asbi_fold(c, &t->p);
    return ASB_OK;
}

int32_t asbi_case_try(asb_decision **out, asb_case *c, const asb_record *r, attempt_how how) {
    attempt t;
    asb_decision *decision = NULL;
    int32_t verdict_of = asbi_attempt_begin(&t, c, r, how);
    if (verdict_of < 0) return verdict_of;
    int32_t status = asbi_attempt_decide(out ? &decision : NULL, &t, c);
    if (status || verdict_of == ASB_REFUSED)
        asbi_attempt_forget(&t, c);
    else
        status = asbi_attempt_add(&t, c);
    if (status)
        asbi_handle_drop(decision);
    else if (out)
        *out = decision;
    return status ? status : verdict_of;
}

/* ---- the public functions */

static int32_t enter(asb_case *c, const asb_record *record) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    if (record && record->head.engine == e) return ASB_OK;
    return asbi_leave(e, asbi_fail(&e->fault, ASB_EARGUMENT, "argument", "argument", "record", (char *)NULL));
}

int32_t asb_case_add(asb_decision **out, asb_case *c, const asb_record *record) {
    int32_t status = enter(c, record);
    return status ? status : asbi_leave(c->head.engine, asbi_case_try(out, c, record, (attempt_how){.recorded = NO_INSTANT}));
}

int32_t asb_case_admit(asb_decision **out, asb_case *c, const asb_record *record, int64_t recorded, int32_t imported) {
    int32_t status = enter(c, record);
    attempt_how how = {.admit = 1, .imported = imported != 0, .recorded = recorded};
    return status ? status : asbi_leave(c->head.engine, asbi_case_try(out, c, record, how));
}

static int32_t list_wrong(asb_text **out, asb_case *c, const asb_record *record) {
    asb_engine *e = c->head.engine;
    buffer b = asbi_output(e);
    int32_t status = asbi_validate_all(c, record, asbi_case_clock(c), &e->fault, &b);
    if (!status) status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_case_wrong(asb_text **out, asb_case *c, const asb_record *record) {
    int32_t status = enter(c, record);
    if (status) return status;
    CHECK_ARGUMENT(c->head.engine, out, "out");
    return asbi_leave(c->head.engine, list_wrong(out, c, record));
}

static int32_t make_note(asb_record **out, asb_case *c, text by, text role, text reason) {
    asb_engine *e = c->head.engine;
    asb_record *r;
    int32_t status = asbi_record_new(&r, e, asbi_text("note"));
    if (status) return status;
    r->by.at = asbi_arena_text(&r->arena, by.at, r->by.length = by.length);
    r->role.at = asbi_arena_text(&r->arena, role.at, r->role.length = role.length);
    json_value *said = asbi_json_new_text(&r->arena, reason);
    if (r->by.at && r->role.at && said && asbi_json_set(&r->arena, r->fields, asbi_text("text"), said)) {
        *out = r;
        return ASB_OK;
    }
    asbi_handle_drop(r);
    return ASB_ENOMEM;
}

static int32_t move(asb_case *c, asb_policy *policy, text by, text role, text reason) {
    asb_record *note;
    if (!c->count) return asbi_fail(&c->head.engine->fault, ASB_ESTATE, "case-move-empty", (char *)NULL);
    int32_t status = make_note(&note, c, by, role, reason);
    if (status) return status;
    status = asbi_case_try(NULL, c, note, (attempt_how){.admit = 1, .recorded = NO_INSTANT, .moves_to = policy});
    asbi_handle_drop(note);
    return status;
}

int32_t asb_case_move(asb_case *c, asb_policy *policy, const char *by, const char *role, const char *reason) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, policy && policy->head.engine == e, "policy");
    CHECK_ARGUMENT(e, by, "by");
    CHECK_ARGUMENT(e, role, "role");
    CHECK_ARGUMENT(e, reason, "reason");
    return asbi_leave(e, move(c, policy, asbi_text(by), asbi_text(role), asbi_text(reason)));
}
