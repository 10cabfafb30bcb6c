/* Asking whether a record may be added, without adding it.
 *
 * Method. What is asked of a form changes as somebody fills it in, and what is asked of a list of cases does not change at all; so the same record is asked about again
 * and again. What a record says is read once for each policy and kept with it until it is changed: its fields as atoms, and that it is well formed. What only the case can tell (the people
 * and records that it names, the moment) is looked at each time, and so is every guard. Nothing of the record is copied, and nothing is left in the case. */
#include "tried.h"
#include "fields.h"
#include <asb/engine.h>

/* The fields stand behind it, and their atoms behind them. */
typedef struct reading {
    record_kind kind;
    atom kind_atom, role;
    uint32_t field_count;
    entry_field fields[];
} reading;

static int32_t read_record(asb_record *r, const asb_policy *p) {
    uint32_t count = r->fields->count;
    size_t size = sizeof(reading) + count * sizeof(entry_field) + asbi_tree_atoms(r->fields) * sizeof(atom);
    if (size > r->reading_size) {
        void *room = asbi_resize(&r->head.engine->memory, r->reading, r->reading_size, size);
        if (!room) return ASB_ENOMEM;
        r->reading = room;
        r->reading_size = size;
    }
    reading *to = r->reading;
    to->kind = asbi_kind_find(r->kind);
    to->kind_atom = asbi_atom_of_text(p, r->kind);
    to->role = asbi_atom_of_text(p, r->role);
    to->field_count = count;
    asbi_fields_lend(to->fields, r->fields);
    asbi_fields_name(p, to->fields, count, (atom *)(void *)(to->fields + count));
    r->read_under = p->serial;
    return ASB_OK;
}

int32_t asbi_tried_read(entry *out, asb_case *c, const asb_record *r, instant recorded) {
    int32_t status = r->read_under == c->policy->serial ? ASB_OK : read_record(asbi_record_notes(r), c->policy);
    if (status) return status;
    reading *from = r->reading;
    *out = (entry){.kind = (uint8_t)from->kind,
                   .kind_atom = from->kind_atom,
                   .role = from->role,
                   .party = NO_INDEX,
                   .older = NO_INDEX,
                   .older_of_party = NO_INDEX,
                   .recorded = recorded,
                   .at = r->at == NO_INSTANT ? recorded : r->at,
                   .by = r->by,
                   .role_text = r->role,
                   .kind_text = r->kind,
                   .field_count = from->field_count,
                   .fields = from->fields,
                   .body = r->fields};
    asbi_entry_derive(c, out, 0);
    return ASB_OK;
}

/* ---- asking */

enum { FEW = 40 };

static int is_refused(const verdict *verdicts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (verdicts[i].effect == ASB_EFFECT_REFUSED) return 1;
    return 0;
}

static int32_t judge_and_decide(asb_decision **out, const asb_case *c, const entry *tried, verdict *verdicts) {
    uint32_t count = asbi_judge_guards(c, tried, tried->recorded, verdicts);
    int32_t status = out ? asbi_decision_new(out, c, tried, tried->recorded, verdicts, count) : ASB_OK;
    return status ? status : is_refused(verdicts, count) ? ASB_REFUSED : ASB_OK;
}

static int32_t ask_guards(asb_decision **out, asb_case *c, const entry *tried) {
    verdict few[FEW];
    uint32_t most = asbi_verdicts_of(c->policy, tried);
    if (most <= FEW) return judge_and_decide(out, c, tried, few);
    arena_mark mark = asbi_arena_mark(&c->arena);
    verdict *many = asbi_arena_room(&c->arena, most, sizeof *many);
    int32_t status = many ? judge_and_decide(out, c, tried, many) : ASB_ENOMEM;
    asbi_arena_rewind(&c->arena, mark);
    return status;
}

int32_t asbi_case_ask(asb_decision **out, asb_case *c, const asb_record *r) {
    entry tried;
    instant now;
    int32_t status = asbi_fold_by_calendar(c);
    if (!status) status = asbi_find_recorded(c, &now, (attempt_how){.recorded = NO_INSTANT});
    if (!status) status = asbi_validate(c, r, now, &c->head.engine->fault);
    if (!status) status = asbi_tried_read(&tried, c, r, now);
    return status ? status : ask_guards(out, c, &tried);
}
