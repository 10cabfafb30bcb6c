/* After a conflict: what others wrote is read, and each pending record is tried again against it. Those still allowed wait with new
 * numbers, and what refers to them follows; the others are handed back with their reasons. Nothing of the officer's is lost. */
#include "case_parts.h"
#include <asb/engine.h>
#include <string.h>

typedef struct conflict {
    asb_record *record;
    char *message, *reasons;
    int32_t status;
} conflict;

struct asb_conflicts {
    handle head;
    arena arena;
    conflict *items;
    uint32_t count;
};

static void destroy_conflicts(handle *h) {
    asb_conflicts *k = (asb_conflicts *)h;
    for (uint32_t i = 0; i < k->count; i++) asbi_handle_drop(k->items[i].record);
    asbi_arena_free(&k->arena);
    asbi_handle_gone(h, sizeof *k);
}

/* ---- references to pending records follow them */

typedef struct renumbering {
    uint32_t stored;     /* numbers up to here stay */
    const uint32_t *now; /* [number - stored - 1]: the new number; 0: it was handed back */
} renumbering;

static int32_t renumber(arena *a, json_value *v, const renumbering *r) {
    int64_t n;
    char digits[24];
    buffer b = {.data = digits, .capacity = sizeof digits, .limit = sizeof digits};
    if (!asbi_json_integer(v, &n) || n <= r->stored) return ASB_OK;
    asbi_put_int(&b, r->now[n - r->stored - 1]); /* 0 is no record: the reference becomes invalid, and says so */
    asbi_json_hold(v, JSON_NUMBER, (text){asbi_arena_text(a, digits, b.length), b.length});
    return asbi_json_text(v).at ? ASB_OK : ASB_ENOMEM;
}

static int refers(field_type t) {
    return t == FIELD_SEQ || t == FIELD_SEQS || t == FIELD_FLAG_SEQS;
}

static int32_t renumber_fields(asb_record *r, const renumbering *by) {
    const kind_def *kind = asbi_kind(asbi_kind_find(r->kind));
    int32_t status = ASB_OK;
    for (uint32_t i = 0; kind && i < asbi_field_count(kind) && !status; i++) {
        json_value *v = refers((field_type)asbi_field_at(kind, i)->type) ? asbi_json_get(r->fields, asbi_field_name(asbi_field_at(kind, i)))
                                                                         : NULL;
        if (!v) continue;
        if (v->type == JSON_NUMBER) status = renumber(&r->arena, v, by);
        for (json_value *item = v->type == JSON_LIST ? asbi_json_first(v) : NULL; item && !status; item = item->next)
            status = renumber(&r->arena, item, by);
    }
    return status;
}

/* ---- handing back */

static int32_t put_reasons(buffer *b, const attempt *t, const asb_case *c, int32_t status) {
    uint32_t some = 0;
    asbi_put(b, "[");
    if (status == ASB_EINVALID) asbi_json_write_text(b, asbi_text(c->head.engine->fault.field));
    for (uint32_t i = 0; status == ASB_REFUSED && i < t->count; i++) {
        if (t->verdicts[i].effect != ASB_EFFECT_REFUSED) continue;
        if (some++) asbi_put(b, ",");
        asbi_json_write_text(b, asbi_atom_text(c->policy, t->verdicts[i].id));
    }
    asbi_put(b, "]");
    return b->status;
}

static void put_words(buffer *b, const attempt *t, const asb_case *c, int32_t status) {
    uint32_t some = 0;
    if (status == ASB_EINVALID) asbi_put(b, c->head.engine->fault.message.text);
    for (uint32_t i = 0; status == ASB_REFUSED && i < t->count; i++) {
        if (t->verdicts[i].effect != ASB_EFFECT_REFUSED) continue;
        text said = t->verdicts[i].rule ? t->verdicts[i].rule->message : asbi_atom_text(c->policy, t->verdicts[i].id);
        if (some++) asbi_put(b, " ");
        asbi_put_bytes(b, said.at, said.length);
    }
}

static int32_t hand_back(asb_conflicts *k, asb_record *r, const attempt *t, const asb_case *c, int32_t status) {
    conflict *item = &k->items[k->count];
    buffer b;
    asbi_buffer_init(&b, c->memory, 1u << 20);
    int32_t failed = put_reasons(&b, t, c, status);
    item->reasons = failed ? NULL : asbi_arena_text(&k->arena, b.data, b.length);
    asbi_buffer_clear(&b);
    put_words(&b, t, c, status);
    item->message = b.status ? NULL : asbi_arena_text(&k->arena, b.data ? b.data : "", b.length);
    asbi_buffer_free(&b);
    if (!item->reasons || !item->message) return ASB_ENOMEM;
    asbi_handle_keep(r);
    item->record = r;
    item->status = status;
    k->count++;
    c->head.engine->fault = (fault){.message = {.code = ""}}; /* it is said in what is handed back: the call itself goes well */
    return ASB_OK;
}

/* ---- trying again */

static int32_t try_again(asb_conflicts *k, asb_case *fresh, asb_record *r, const entry *was, uint32_t *now) {
    attempt t;
    attempt_how how = {
        .admit = was->admitted, .imported = was->imported, .recorded = NO_INSTANT, .moves_to = was->seq > 1 ? was->moves_to : NULL};
    int32_t status = asbi_attempt_begin(&t, fresh, r, how);
    if (status == ASB_OK) {
        status = asbi_attempt_add(&t, fresh);
        *now = fresh->count;
        return status;
    }
    if (status != ASB_REFUSED && status != ASB_EINVALID) return status;
    int32_t failed = hand_back(k, r, &t, fresh, status);
    if (status == ASB_REFUSED) asbi_attempt_forget(&t, fresh);
    return failed;
}

static int32_t try_all(asb_conflicts *k, asb_case *fresh, asb_case *c, uint32_t *now) {
    renumbering by = {.stored = c->stored, .now = now};
    int32_t status = ASB_OK;
    for (uint32_t i = c->stored; i < c->count && !status; i++) {
        asb_record *r;
        status = asbi_case_record(&r, c, i, 1);
        if (status) return status;
        r->seq = 0;
        if (c->entries[i].erased)
            status = ASB_OK; /* erased before it was ever written: nothing is left to keep */
        else if (!(status = renumber_fields(r, &by)))
            status = try_again(k, fresh, r, &c->entries[i], &now[i - c->stored]);
        asbi_handle_drop(r);
    }
    return status;
}

/* All goes into `fresh`, which takes the place of the case only when everything has gone well. */
static int32_t replay(asb_conflicts **out, asb_case *c, asb_case *fresh) {
    uint32_t pending = c->count - c->stored;
    asb_conflicts *k = asbi_handle_new(c->head.engine, sizeof *k, destroy_conflicts);
    if (!k) return ASB_ENOMEM;
    asbi_arena_init(&k->arena, c->memory);
    k->items = asbi_arena_array(&k->arena, pending, sizeof *k->items);
    uint32_t *now = asbi_arena_array(&k->arena, pending, sizeof *now);
    int32_t status = k->items && now ? try_all(k, fresh, c, now) : ASB_ENOMEM;
    if (!status) asbi_case_swap(c, fresh);
    if (!status && out)
        *out = k;
    else
        asbi_handle_drop(k);
    return status;
}

/* The host's calendar for the case, and where it is kept, stay with it. */
static int32_t take_over(asb_case *fresh, asb_case *c) {
    if (!c->calendar) return ASB_OK;
    if (fresh->calendar) asbi_handle_drop(fresh->calendar);
    asbi_handle_keep(c->calendar);
    fresh->calendar = c->calendar;
    return asbi_fold_by_calendar(fresh);
}

/* What was acknowledged is still there, or nothing is put in the place of what we have. */
static int32_t must_have(const asb_case *fresh, const asb_case *c) {
    char number[DECIMAL];
    uint32_t last = c->stored;
    if (!last) return ASB_OK;
    if (fresh->count >= last && memcmp(fresh->entries[last - 1].digest, c->entries[last - 1].digest, 32) == 0) return ASB_OK;
    return asbi_fail(&c->head.engine->fault, ASB_ECORRUPT, "case-store-behind", "record", asbi_decimal(number, last), (char *)NULL);
}

static int32_t replace(asb_conflicts **out, asb_case *c, asb_case *fresh) {
    int32_t status = must_have(fresh, c);
    if (!status) status = take_over(fresh, c);
    if (!status) status = replay(out, c, fresh);
    asbi_handle_drop(fresh);
    return status;
}

int32_t asb_case_reload(asb_conflicts **out, asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    asb_case *fresh;
    int32_t status = asbi_enter(e);
    if (status) return status;
    if (!c->store) return asbi_leave(e, asbi_fail(&e->fault, ASB_ESTATE, "case-no-store", (char *)NULL));
    status = asbi_case_read(&fresh, c->store, c->id, &e->fault);
    if (status == ASB_ABSENT) status = asbi_case_make(&fresh, e, c->count ? c->entries[0].moves_to : c->policy, c->store, c->id);
    if (!status) status = replace(out, c, fresh);
    return asbi_leave(e, status);
}

int32_t asb_case_conflicted(asb_conflicts **out, asb_case *c, const char *json, size_t length) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    asb_case *fresh;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, json, "json");
    status = asbi_case_parse(&fresh, e, c->policy, json, length, &e->fault);
    if (!status && !asbi_text_equal(fresh->id, c->id)) {
        asbi_handle_drop(fresh);
        status = asbi_fail(&e->fault, ASB_EINVALID, "case-load-other", "case", c->id.at, (char *)NULL);
    }
    if (!status) status = replace(out, c, fresh);
    return asbi_leave(e, status);
}

/* ---- reading */

uint32_t asb_conflicts_count(const asb_conflicts *conflicts) {
    return conflicts ? conflicts->count : 0;
}

static const conflict *at(const asb_conflicts *k, uint32_t index) {
    return k && index < k->count ? &k->items[index] : NULL;
}

static int32_t copy_record(asb_record **out, const asb_record *from) {
    asb_record *r;
    int32_t status = asbi_record_new(&r, from->head.engine, from->kind);
    if (status) return status;
    r->at = from->at;
    r->by = (text){asbi_arena_text(&r->arena, from->by.at, from->by.length), from->by.length};
    r->role = (text){asbi_arena_text(&r->arena, from->role.at, from->role.length), from->role.length};
    r->fields = asbi_json_copy(&r->arena, from->fields);
    if (r->by.at && r->role.at && r->fields) {
        *out = r;
        return ASB_OK;
    }
    asbi_handle_drop(r);
    return ASB_ENOMEM;
}

int32_t asb_conflicts_record(asb_record **out, const asb_conflicts *conflicts, uint32_t index) {
    if (!conflicts) return ASB_EARGUMENT;
    asb_engine *e = conflicts->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    const conflict *item = at(conflicts, index);
    if (item) return asbi_leave(e, copy_record(out, item->record));
    *out = NULL;
    return asbi_leave(e, ASB_ABSENT);
}

int32_t asb_conflicts_status(const asb_conflicts *conflicts, uint32_t index) {
    const conflict *item = at(conflicts, index);
    return item ? item->status : ASB_OK;
}
const char *asb_conflicts_message(const asb_conflicts *conflicts, uint32_t index) {
    const conflict *item = at(conflicts, index);
    return item ? item->message : NULL;
}
const char *asb_conflicts_reasons(const asb_conflicts *conflicts, uint32_t index) {
    const conflict *item = at(conflicts, index);
    return item ? item->reasons : NULL;
}

static void put_conflict(buffer *b, const conflict *item) {
    asbi_put(b, "{\"message\":");
    asbi_json_write_text(b, asbi_text(item->message));
    asbi_put(b, ",\"reasons\":");
    asbi_put(b, item->reasons);
    asbi_put(b, ",\"record\":");
    asbi_record_write(b, item->record);
    asbi_put(b, item->status == ASB_REFUSED ? ",\"status\":\"refused\"}" : ",\"status\":\"invalid\"}");
}

int32_t asb_conflicts_json(asb_text **out, const asb_conflicts *conflicts) {
    if (!conflicts) return ASB_EARGUMENT;
    asb_engine *e = conflicts->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    buffer b = asbi_output(e);
    asbi_put_char(&b, '[');
    for (uint32_t i = 0; i < conflicts->count; i++) {
        if (i) asbi_put_char(&b, ',');
        put_conflict(&b, &conflicts->items[i]);
    }
    asbi_put_char(&b, ']');
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}

void asb_conflicts_free(asb_conflicts *conflicts) {
    asbi_handle_free(conflicts);
}
