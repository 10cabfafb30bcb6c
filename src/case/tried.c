/* Asking whether a record may be added, without adding it.
 *
 * Method. What is asked of a form changes as somebody fills it in, and what is asked of a list of cases does not change at all; so the same record is asked about again
 * and again. What a record says is read once for each policy and kept with it until it is changed: its fields as atoms, that it is well formed, and what it leaves of the guards by itself. What only
 * the case can tell (the people and records that it names, the moment, its facts) is looked at each time. Nothing of the record is copied, and nothing is left in the case. */
#include "tried.h"
#include "fields.h"
#include <asb/engine.h>

/* Behind it stand the fields, what each block of guards is left of, and the atoms of the fields. */
typedef struct reading {
    entry e;     /* but for what the case and the moment decide */
    text person; /* the id of whom it is about; empty: nobody */
    const guards_left *left;
    entry_field fields[];
} reading;

static size_t size_of(uint32_t fields, uint32_t blocks, size_t atoms) {
    return sizeof(reading) + fields * sizeof(entry_field) + blocks * sizeof(guards_left) + atoms * sizeof(atom);
}

static reading *room_for(asb_record *r, size_t size) {
    if (size > r->reading_size) {
        void *room = asbi_resize(&r->head.engine->memory, r->reading, r->reading_size, size);
        if (!room) return NULL;
        r->reading = room;
        r->reading_size = size;
    }
    return r->reading;
}

static void read_fields(reading *to, const asb_policy *p, const asb_record *r, record_kind kind, atom *atoms) {
    uint32_t count = r->fields->count;
    to->e = (entry){.kind = (uint8_t)kind,
                    .kind_atom = asbi_atom_of_text(p, r->kind),
                    .role = asbi_atom_of_text(p, r->role),
                    .party = NO_INDEX,
                    .older = NO_INDEX,
                    .older_of_party = NO_INDEX,
                    .by = r->by,
                    .role_text = r->role,
                    .kind_text = r->kind,
                    .field_count = count,
                    .fields = to->fields,
                    .body = r->fields};
    asbi_fields_lend(to->fields, r->fields);
    asbi_fields_name(p, to->fields, count, atoms);
    to->person = kind < KIND_BUILT_IN_COUNT ? asbi_entry_text(&to->e, kind == KIND_REPORT ? WORD_reporter : WORD_party) : asbi_text("");
}

static int32_t read_record(asb_record *r, const asb_case *c) {
    asb_policy *p = c->policy;
    record_kind kind = asbi_kind_find(r->kind);
    const guard_index *index = kind < KIND_UNKNOWN && p->guards_of_kind[kind].count ? asbi_guard_index(p, (uint8_t)kind) : NULL;
    uint32_t fields = r->fields->count, blocks = index ? index->count : 0;
    reading *to = room_for(r, size_of(fields, blocks, asbi_tree_atoms(r->fields)));
    if (!to) return ASB_ENOMEM;
    guards_left *left = (guards_left *)(void *)(to->fields + fields);
    read_fields(to, p, r, kind, (atom *)(void *)(left + blocks));
    asbi_entry_score(c, &to->e);
    to->left = index ? left : NULL;
    if (index) {
        judge j = asbi_judge_tried(c, &to->e, NO_INSTANT);
        asbi_guards_by_record(&j, index, left);
    }
    r->read_under = p->serial;
    return ASB_OK;
}

int32_t asbi_tried_read(tried_record *out, asb_case *c, const asb_record *r, instant recorded) {
    int32_t status = r->read_under == c->policy->serial ? ASB_OK : read_record(asbi_record_notes(r), c);
    if (status) return status;
    reading *from = r->reading;
    from->e.recorded = recorded;
    from->e.at = r->at == NO_INSTANT ? recorded : r->at;
    from->e.party = from->person.length ? asbi_party_find(c, from->person) : NO_INDEX;
    *out = (tried_record){&from->e, from->left};
    return ASB_OK;
}

/* ---- asking */

enum { FEW = 40 };

/* As asbi_validate(), where there is nothing for it to say: the record is sound, and there is nothing in it that hangs on the case but its being there, and the moment. */
static int is_known_to_be_sound(const asb_case *c, const asb_record *r, instant now) {
    return r->sound_under == c->policy->serial && !r->names_others && r->sound_kind != KIND_OPENING && c->count &&
        (r->at == NO_INSTANT || r->at <= now);
}

static int is_refused(const verdict *verdicts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (verdicts[i].effect == ASB_EFFECT_REFUSED) return 1;
    return 0;
}

static int32_t judge_and_decide(asb_decision **out, const asb_case *c, const tried_record *r, verdict *verdicts) {
    judge j = asbi_judge_tried(c, r->e, r->e->recorded);
    uint32_t count = asbi_judge_guards(&j, r->left, verdicts);
    if (!out) return is_refused(verdicts, count) ? ASB_REFUSED : ASB_OK;
    int32_t status = asbi_decision_new(out, &j, verdicts, count);
    return status ? status : asb_decision_allowed(*out) ? ASB_OK : ASB_REFUSED;
}

static int32_t ask_guards(asb_decision **out, asb_case *c, const tried_record *r) {
    verdict few[FEW];
    uint32_t most = asbi_verdicts_of(c->policy, r->e);
    if (most <= FEW) return judge_and_decide(out, c, r, few);
    arena_mark mark = asbi_arena_mark(&c->arena);
    verdict *many = asbi_arena_room(&c->arena, most, sizeof *many);
    int32_t status = many ? judge_and_decide(out, c, r, many) : ASB_ENOMEM;
    asbi_arena_rewind(&c->arena, mark);
    return status;
}

static int32_t ask(asb_decision **out, asb_case *c, const asb_record *r) {
    tried_record tried;
    instant now;
    int32_t status = asbi_fold_by_calendar(c);
    if (!status) status = asbi_find_now(c, &now);
    if (!status && !is_known_to_be_sound(c, r, now)) status = asbi_validate(c, r, now, &c->head.engine->fault);
    if (!status) status = asbi_tried_read(&tried, c, r, now);
    return status ? status : ask_guards(out, c, &tried);
}

int32_t asb_case_may(asb_decision **out, asb_case *c, const asb_record *record) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, record && record->head.engine == e, "record");
    return asbi_leave(e, ask(out, c, record));
}
