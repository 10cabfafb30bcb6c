/* The summary that a store keeps with a case (model section 12): for lists and reports, without opening the case. */
#include "case_parts.h"
#include "duties.h"
#include "facts.h"
#include "judge.h"
#include "out.h"

static void put_categories(out_json *o, const asb_case *c) {
    const entry_field *f = c->facts.categorised == NO_INDEX ? NULL : asbi_entry_field(&c->entries[c->facts.categorised], WORD_categories);
    asbi_out_list(o, "categories");
    for (const json_value *v = f && f->value->type == JSON_LIST ? f->value->first : NULL; v; v = v->next) asbi_out_text(o, NULL, v->text);
    asbi_out_end(o);
}

static void put_last(out_json *o, const asb_case *c, const char *name, record_kind kind) {
    uint32_t i = c->last_of_kind[kind];
    if (i != NO_INDEX) asbi_out_instant(o, name, c->entries[i].at);
}

/* The earliest date of what is open and somebody's task. */
static due next_due(const asb_case *c, uint32_t *open) {
    due next = NO_DUE;
    *open = 0;
    for (uint32_t i = 0; i < c->instance_count; i++) {
        const duty_instance *in = &c->instances[i];
        const duty_slot *slot = &c->slots[in->slot];
        const duty_rule *r = asbi_slot_rule(c, slot);
        if (in->state != INSTANCE_OPEN || slot->rule == RULE_ORDER_EXPIRY || (r && r->watch)) continue;
        ++*open;
        if (asbi_due_compare(in->due, next) < 0) next = in->due;
    }
    return next;
}

static void put_people(out_json *o, const asb_case *c) {
    static const char *const keys[] = {"postcode", "uprn"};
    for (size_t k = 0; k < 2; k++) {
        asbi_out_list(o, k ? "uprns" : "postcodes");
        uint32_t at = 0;
        for (uint32_t i; (i = asbi_next_party(c, &at)) != NO_INDEX;) {
            const entry_field *f = asbi_party_field(c, i, asbi_atom_of_text(c->policy, asbi_text(keys[k])));
            if (f && f->value->type == JSON_TEXT) asbi_out_text(o, NULL, f->value->text);
        }
        asbi_out_end(o);
    }
}

/* Keys in order of their bytes, so that what is written is canonical. */
void asbi_put_summary(buffer *b, const asb_case *c) {
    const case_facts *f = &c->facts;
    const asb_policy *p = c->policy;
    uint32_t open;
    due next = next_due(c, &open);
    out_json o = asbi_out_begin(b);
    asbi_out_atom(&o, "band", c, f->band);
    put_categories(&o, c);
    if (f->state == STATE_CLOSED) put_last(&o, c, "closed", KIND_CLOSURE);
    asbi_out_flag(&o, "hate", f->hate);
    put_last(&o, c, "last_contact", KIND_CONTACT);
    asbi_out_due(&o, "next_due", next);
    asbi_out_number(&o, "open_duties", open);
    put_last(&o, c, "opened", KIND_OPENING);
    asbi_out_text(&o, "owner", f->owner == NO_INDEX ? asbi_text("") : asbi_entry_text(&c->entries[f->owner], WORD_officer));
    asbi_out_text(&o, "owner_role", f->owner == NO_INDEX ? asbi_text("") : asbi_entry_text(&c->entries[f->owner], WORD_to_role));
    asbi_out_text(&o, "policy", p->id);
    asbi_out_text(&o, "policy_version", p->version);
    put_people(&o, c);
    if (f->priority != NO_INDEX) asbi_out_atom(&o, "priority", c, p->priorities.items[f->priority].id);
    asbi_out_number(&o, "records", c->count);
    if (f->has_score) asbi_out_number(&o, "score", f->score);
    if (f->stage != NO_INDEX) asbi_out_atom(&o, "stage", c, p->stages.items[f->stage].id);
    asbi_out_atom(&o, "state", c, asbi_state_word(f->state));
    asbi_out_end(&o);
}
