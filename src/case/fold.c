/* The fold: one record after the other into facts and duties. The method is described in case.h and fold.h. */
#include "fold.h"
#include "case_parts.h"
#include "../base/container.h"
#include "duties.h"
#include "facts.h"
#include "fields.h"
#include "snapshot.h"
#include "stored.h"
#include "summary_memo.h"
#include <string.h>

/* ---- corrections: what an earlier record reads like from now on */

static int corrects(const entry *e, uint32_t seq) {
    int64_t of;
    return e->kind == KIND_CORRECTION && asbi_entry_integer(e, WORD_of, &of) && of == seq;
}

/* Set one field of a list that has room for one more; `value` has been built as a field already. Its name is one that the policy knows. */
static uint32_t set_field(entry_field *fields, uint32_t count, entry_field value) {
    uint32_t i = 0;
    while (i < count && fields[i].name != value.name) i++;
    fields[i] = value;
    return i < count ? count : count + 1;
}

static int32_t build_value(asb_case *c, const asb_policy *p, const entry *correction, entry_field *out) {
    const entry_field *value = asbi_entry_field(correction, WORD_value);
    return value ? asbi_field_anew(c, p, out, asbi_entry_text(correction, WORD_field), value) : ASB_ENOMEM;
}

/* The fields of an entry anew: its body, and each correction of it in order that stands. */
static int32_t build_corrected(asb_case *c, const asb_policy *p, const entry *e, const uint8_t *gone, entry_field **fields,
                               uint32_t *count) {
    uint32_t room = 1;
    for (uint32_t i = e->seq; i < c->count; i++) room += corrects(&c->entries[i], e->seq) ? 1 : 0;
    entry_field *body;
    int32_t status = asbi_fields_anew(c, p, e, &body, count);
    if (status) return status;
    *fields = asbi_arena_array(&c->arena, *count + room + 1u, sizeof **fields);
    if (!*fields) return ASB_ENOMEM;
    if (*count) memcpy(*fields, body, *count * sizeof *body);
    for (uint32_t i = e->seq; i < c->count; i++) {
        entry_field value;
        if (!corrects(&c->entries[i], e->seq) || (gone && gone[i])) continue;
        if ((status = build_value(c, p, &c->entries[i], &value))) return status;
        if (value.name != ATOM_NONE && value.name != ATOM_OTHER) *count = set_field(*fields, *count, value);
    }
    return ASB_OK;
}

/* One more correction, upon the fields as they read: to begin with the body each time would cost the more the more corrections there are. */
static int32_t build_further(asb_case *c, const entry *e, const entry *correction, rewrite *r) {
    entry_field value;
    int32_t status = build_value(c, c->policy, correction, &value);
    if (status) return status;
    r->fields = asbi_arena_array(&c->arena, e->field_count + 1u, sizeof *r->fields);
    if (!r->fields) return ASB_ENOMEM;
    if (e->field_count) memcpy(r->fields, e->fields, e->field_count * sizeof *r->fields);
    int known = value.name != ATOM_NONE && value.name != ATOM_OTHER;
    r->field_count = known ? set_field(r->fields, e->field_count, value) : e->field_count;
    return ASB_OK;
}

static int32_t prepare_correction(asb_case *c, prepared *p) {
    int64_t of;
    if (!asbi_entry_integer(&p->e, WORD_of, &of) || of < 1 || of > c->count) return ASB_OK;
    const entry *target = &c->entries[of - 1];
    if (target->erased) return ASB_OK;
    p->rewrites = asbi_arena_array(&c->arena, 1, sizeof *p->rewrites);
    if (!p->rewrites) return ASB_ENOMEM;
    p->rewrite_count = 1;
    p->rewrites[0].index = (uint32_t)of - 1;
    return build_further(c, target, &p->e, &p->rewrites[0]);
}

/* ---- erasures */

static int names_seq(const json_value *of, uint32_t seq) {
    int64_t n;
    for (const json_value *v = of ? asbi_json_first(of) : NULL; v; v = v->next)
        if (asbi_json_integer(v, &n) && n == seq) return 1;
    return 0;
}

static int is_correction_of_any(const asb_case *c, const entry *e, const uint8_t *gone) {
    int64_t of;
    return e->kind == KIND_CORRECTION && asbi_entry_integer(e, WORD_of, &of) && of >= 1 && of <= c->count && gone[of - 1];
}

/* The records named, every earlier one of the party named, and every correction of them. */
static void mark_erased(const asb_case *c, const entry *erasure, uint8_t *gone) {
    const json_value *of = asbi_entry_tree(erasure, WORD_of);
    for (uint32_t i = 0; i < c->count; i++) {
        const entry *e = &c->entries[i];
        gone[i] = names_seq(of, e->seq) || (erasure->party != NO_INDEX && e->party == erasure->party) || is_correction_of_any(c, e, gone);
    }
}

/* An erased correction is undone, unless what it corrected goes as well. */
static int32_t prepare_erasure(asb_case *c, prepared *p) {
    uint8_t *gone = asbi_arena_array(&c->arena, c->count + 1u, 1);
    uint8_t *listed = asbi_arena_array(&c->arena, c->count + 1u, 1);
    p->rewrites = asbi_arena_array(&c->arena, c->count + 1u, sizeof *p->rewrites);
    if (!gone || !listed || !p->rewrites) return ASB_ENOMEM;
    mark_erased(c, &p->e, gone);
    for (uint32_t i = 0; i < c->count; i++) {
        const entry *e = &c->entries[i];
        if (!gone[i] || e->erased) continue;
        rewrite *erased = &p->rewrites[p->rewrite_count++];
        *erased = (rewrite){.index = i};
        int32_t status = e->bytes.length ? asbi_stored_header(&erased->header, &c->arena, c, e) : ASB_OK;
        if (status) return status;
        int64_t of;
        if (e->kind != KIND_CORRECTION || !asbi_entry_integer(e, WORD_of, &of) || of < 1 || of > c->count) continue;
        if (gone[of - 1] || listed[of - 1] || c->entries[of - 1].erased) continue;
        rewrite *r = &p->rewrites[p->rewrite_count++];
        listed[of - 1] = 1;
        r->index = (uint32_t)of - 1;
        status = build_corrected(c, c->policy, &c->entries[of - 1], gone, &r->fields, &r->field_count);
        if (status) return status;
    }
    return ASB_OK;
}

/* ---- a move to another policy: every entry is read anew */

static int32_t prepare_move(asb_case *c, prepared *p) {
    const asb_policy *to = p->e.moves_to;
    p->moved = asbi_arena_array(&c->arena, c->count + 1u, sizeof *p->moved);
    p->moved_counts = asbi_arena_array(&c->arena, c->count + 1u, sizeof *p->moved_counts);
    if (!p->moved || !p->moved_counts) return ASB_ENOMEM;
    for (uint32_t i = 0; i < c->count; i++) {
        if (c->entries[i].erased) continue;
        int32_t status = build_corrected(c, to, &c->entries[i], NULL, &p->moved[i], &p->moved_counts[i]);
        if (status) return status;
    }
    return asbi_fields_anew(c, to, &p->e, &p->moved[c->count], &p->moved_counts[c->count]);
}

static int moves_policy(const asb_case *c, const entry *e) {
    return c->count > 0 && e->moves_to != NULL;
}

/* ---- prepare */

static int names_newcomer(const asb_case *c, text id) {
    return id.length && asbi_party_find(c, id) == NO_INDEX;
}

/* Whom a record names for the first time: a report its reporter, every other its party; and a correction whom it puts there. */
static uint32_t count_newcomers(const asb_case *c, const entry *e) {
    uint32_t count = 0;
    if (e->party == NO_INDEX) count += names_newcomer(c, asbi_entry_text(e, e->kind == KIND_REPORT ? WORD_reporter : WORD_party)) ? 1 : 0;
    if (e->kind != KIND_CORRECTION) return count;
    text field = asbi_entry_text(e, WORD_field);
    if (asbi_text_is(field, "party") || asbi_text_is(field, "reporter")) count += names_newcomer(c, asbi_entry_text(e, WORD_value)) ? 1 : 0;
    return count;
}

static int32_t reserve(asb_case *c, const prepared *p) {
    const uint64_t *limits = c->head.engine->limits;
    uint64_t people = (uint64_t)c->party_count + count_newcomers(c, &p->e);
    int32_t status = asbi_grow_room(c->memory, &c->entries, &c->capacity, c->count + 1u, sizeof *c->entries,
                                    (uint32_t)limits[LIMIT_RECORDS]);
    if (!status)
        status = asbi_grow_room(c->memory, &c->parties, &c->party_capacity, people, sizeof *c->parties, (uint32_t)limits[LIMIT_PARTIES]);
    if (!status && p->e.snapshot) {
        /* what the erasure kept may name parties whose records have gone */
        const json_value *named = asbi_json_get(p->e.snapshot, "parties");
        uint64_t want = people + (named ? named->count : 0);
        status = asbi_grow_room(c->memory, &c->parties, &c->party_capacity, want, sizeof *c->parties, (uint32_t)limits[LIMIT_PARTIES]);
    }
    return status;
}

int32_t asbi_fold_prepare(asb_case *c, prepared *p) {
    int32_t status = reserve(c, p);
    if (!status && p->e.kind == KIND_CORRECTION) status = prepare_correction(c, p);
    if (!status && p->e.kind == KIND_ERASURE) status = prepare_erasure(c, p);
    if (!status && moves_policy(c, &p->e)) status = prepare_move(c, p);
    if (!status) status = asbi_duties_reserve(c, &p->e);
    if (!status) status = asbi_duties_restore_reserve(c, p->e.snapshot);
    return status;
}

/* ---- fold */

static void apply_rewrites(asb_case *c, const prepared *p) {
    for (uint32_t i = 0; i < p->rewrite_count; i++) {
        const rewrite *r = &p->rewrites[i];
        entry *e = &c->entries[r->index];
        e->fields = r->fields;
        e->field_count = r->field_count;
        e->corrected = r->fields != NULL;
        if (!r->fields) {
            e->erased = 1;
            e->erase_pending = e->bytes.length > 0 && r->index < c->stored;
            if (r->header.length) e->header = r->header;
            e->body = NULL;
            e->written = NULL;
            e->written_count = 0;
            e->bytes.length = 0;
        }
        asbi_entry_derive(c, e, 1);
    }
}

/* Who is recorded, and the chain of each party's records: anew, since an earlier one may read otherwise. */
static void link_parties(asb_case *c) {
    for (uint32_t i = 0; i < c->party_count; i++) {
        c->parties[i].recorded = 0;
        c->parties[i].newest = NO_INDEX;
    }
    for (uint32_t i = 0; i < c->count; i++) {
        entry *e = &c->entries[i];
        if (e->kind != KIND_PARTY || e->party == NO_INDEX) continue;
        e->older_of_party = c->parties[e->party].newest;
        c->parties[e->party].newest = i;
        c->parties[e->party].recorded = 1;
    }
}

static void link_entry(asb_case *c, uint32_t index) {
    entry *e = &c->entries[index];
    e->older = c->last_of_kind[e->kind];
    c->last_of_kind[e->kind] = index;
    if (e->kind != KIND_PARTY || e->party == NO_INDEX) return;
    e->older_of_party = c->parties[e->party].newest;
    c->parties[e->party].newest = index;
    c->parties[e->party].recorded = 1;
}

static void reread(asb_case *c, entry *e, const asb_policy *to, entry_field *fields, uint32_t count) {
    e->fields = fields;
    e->field_count = count;
    e->kind_atom = asbi_atom_of_text(to, e->kind_text);
    e->role = asbi_atom_of_text(to, e->role_text);
    asbi_entry_derive(c, e, 1);
}

static void move_policy(asb_case *c, const prepared *p) {
    asb_policy *from = c->policy, *to = p->e.moves_to;
    c->policy = to;
    asbi_handle_keep(to);
    for (uint32_t i = 0; i < c->count; i++) reread(c, &c->entries[i], to, p->moved[i], p->moved_counts[i]);
    asbi_duties_move(c, from, &c->entries[c->count - 1]);
    asbi_handle_drop(from);
}

/* Other days are known than at the last record, or another policy opens and closes others. 1 where it is so. */
static int recount(asb_case *c, const entry *e, int moving) {
    uint32_t known = asbi_days_known(c->days, e->recorded);
    int others = known != c->days_known || moving;
    if (others) asbi_duties_recount(c, e->recorded, e->seq);
    c->days_known = known;
    return others;
}

reads asbi_fold_facts(asb_case *c, prepared *p) {
    int moving = moves_policy(c, &p->e);
    uint32_t index = c->count++;
    c->entries[index] = p->e;
    entry *e = &c->entries[index];
    asbi_entry_settle(c, e);
    link_entry(c, index);
    apply_rewrites(c, p);
    if (p->rewrite_count) link_parties(c);
    if (e->snapshot) asbi_duties_restore(c, e->snapshot);
    if (moving) move_policy(c, p);
    int again = moving || p->rewrite_count > 0 || e->kind == KIND_ERASURE || e->snapshot;
    return asbi_facts_update(c, e, again);
}

static void fold_duties(asb_case *c, int moving, reads touched, void (*step)(asb_case *c, const entry *e, reads touched)) {
    const entry *e = &c->entries[c->count - 1];
    if (recount(c, e, moving)) touched = (reads){UINT64_MAX, UINT32_MAX};
    step(c, e, touched);
}

void asbi_fold_duties(asb_case *c, reads touched) {
    fold_duties(c, 0, touched, asbi_duties_step);
}

void asbi_fold_rules(asb_case *c, reads touched) {
    fold_duties(c, 0, touched, asbi_rules_step);
}

void asbi_fold(asb_case *c, prepared *p) {
    int moving = moves_policy(c, &p->e);
    reads touched = asbi_fold_facts(c, p);
    fold_duties(c, moving, touched, asbi_duties_step);
}

/* ---- folding again */

static void forget(asb_case *c) {
    for (size_t i = 0; i < COUNT_OF(c->last_of_kind); i++) c->last_of_kind[i] = NO_INDEX;
    c->facts = (case_facts){.priority = NO_INDEX, .stage = NO_INDEX, .categorised = NO_INDEX, .owner = NO_INDEX, .opening = NO_INDEX};
    c->count = c->party_count = c->slot_count = c->instance_count = c->note_count = c->days_known = 0;
}

enum { FOLDED = offsetof(struct asb_case, policy), FOLDED_SIZE = sizeof(struct asb_case) - FOLDED };

void asbi_folded_begin(asb_case *c, asb_policy *policy) {
    memset((char *)c + FOLDED, 0, FOLDED_SIZE);
    forget(c);
    c->policy = policy;
    if (policy) asbi_handle_keep(policy);
}

void asbi_folded_end(asb_case *c) {
    asbi_release(c->memory, c->entries, c->capacity * sizeof *c->entries);
    asbi_release(c->memory, c->parties, c->party_capacity * sizeof *c->parties);
    asbi_release(c->memory, c->slots, c->slot_capacity * sizeof *c->slots);
    asbi_release(c->memory, c->instances, c->instance_capacity * sizeof *c->instances);
    asbi_release(c->memory, c->notes, c->note_capacity * sizeof *c->notes);
    asbi_handle_drop(c->policy);
    memset((char *)c + FOLDED, 0, FOLDED_SIZE);
}

int32_t asbi_folded_expect(asb_case *c) {
    enum { PARTIES = 8, SLOTS = 32, INSTANCES = 48, NOTES = 64 };
    int32_t status = asbi_grow_room(c->memory, &c->parties, &c->party_capacity, PARTIES, sizeof *c->parties, UINT32_MAX);
    if (!status) status = asbi_grow_room(c->memory, &c->slots, &c->slot_capacity, SLOTS, sizeof *c->slots, UINT32_MAX);
    if (!status) status = asbi_grow_room(c->memory, &c->instances, &c->instance_capacity, INSTANCES, sizeof *c->instances, UINT32_MAX);
    if (!status) status = asbi_grow_room(c->memory, &c->notes, &c->note_capacity, NOTES, sizeof *c->notes, UINT32_MAX);
    return status;
}

void asbi_folded_fit(asb_case *c) {
    asbi_fit(c->memory, &c->parties, &c->party_capacity, c->party_count, sizeof *c->parties);
    asbi_fit(c->memory, &c->slots, &c->slot_capacity, c->slot_count, sizeof *c->slots);
    asbi_fit(c->memory, &c->instances, &c->instance_capacity, c->instance_count, sizeof *c->instances);
    asbi_fit(c->memory, &c->notes, &c->note_capacity, c->note_count, sizeof *c->notes);
}

/* An entry as it was when it came: its own body, nothing of what later ones made of it. */
int32_t asbi_fold_prepare_again(asb_case *c, prepared *p, const entry *was) {
    *p = (prepared){.e = *was};
    p->e.corrected = 0;
    asbi_entry_name(c, &p->e);
    int32_t status = asbi_fields_anew(c, c->policy, was, &p->e.fields, &p->e.field_count);
    if (!status) asbi_entry_derive(c, &p->e, 0);
    return status ? status : asbi_fold_prepare(c, p);
}

int32_t asbi_refold(asb_case *c) {
    asbi_memo_forget(c);
    char kept[FOLDED_SIZE];
    memcpy(kept, (char *)c + FOLDED, FOLDED_SIZE);
    const entry *entries = c->entries;
    uint32_t count = c->count;
    arena_mark mark = asbi_arena_mark(&c->arena);
    asbi_folded_begin(c, count ? entries[0].moves_to : c->policy);
    int32_t status = asbi_grow_room(c->memory, &c->entries, &c->capacity, count, sizeof *c->entries, UINT32_MAX);
    for (uint32_t i = 0; i < count && !status; i++) {
        prepared p;
        status = asbi_fold_prepare_again(c, &p, &entries[i]);
        if (!status) asbi_fold(c, &p);
    }
    char anew[FOLDED_SIZE];
    memcpy(anew, (char *)c + FOLDED, FOLDED_SIZE);
    memcpy((char *)c + FOLDED, status ? anew : kept, FOLDED_SIZE);
    asbi_folded_end(c);
    memcpy((char *)c + FOLDED, status ? kept : anew, FOLDED_SIZE);
    if (status) asbi_arena_rewind(&c->arena, mark);
    return status;
}

int32_t asbi_fold_by_calendar(asb_case *c) {
    asbi_case_days(c);
    uint32_t revision = c->days->revision;
    if (revision == c->days_revision) return ASB_OK;
    int32_t status = asbi_refold(c);
    if (!status) c->days_revision = revision;
    return status;
}
