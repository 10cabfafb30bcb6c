/* What would change if the case were moved to another policy: it is moved, in a copy that is folded from the same records, and the two are compared. */
#include "case_parts.h"
#include "facts.h"
#include "facts_compare.h"
#include "out.h"
#include "snapshot.h"
#include <asb/engine.h>

/* ---- the copy. Its entries lend their texts from the case, which stays for as long as the call. */

static int32_t copy_entries(asb_case *copy, const asb_case *c) {
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < c->count && !status; i++) {
        prepared p;
        status = asbi_fold_prepare_again(copy, &p, &c->entries[i]);
        if (status) return status;
        if (p.e.moves_to) asbi_handle_keep(p.e.moves_to);
        asbi_fold(copy, &p);
    }
    return status;
}

/* The note that would move it. Who writes it, and what it says, makes no difference to the case. */
static int32_t move(asb_case *copy, asb_policy *policy, instant now) {
    prepared p = {.e = {.seq = copy->count + 1,
                        .kind = KIND_NOTE,
                        .kind_text = asbi_text("note"),
                        .by = asbi_text(""),
                        .role_text = asbi_text(""),
                        .role = ATOM_OTHER,
                        .at = now,
                        .recorded = now,
                        .party = NO_INDEX,
                        .older = NO_INDEX,
                        .older_of_party = NO_INDEX,
                        .moves_to = policy}};
    p.e.kind_atom = asbi_atom_of_text(copy->policy, p.e.kind_text);
    int32_t status = asbi_fold_prepare(copy, &p);
    if (status) return status;
    asbi_handle_keep(policy);
    asbi_fold(copy, &p);
    return ASB_OK;
}

static int32_t make_copy(asb_case **out, asb_case *c, asb_policy *policy, instant now) {
    asb_case *copy;
    int32_t status = asbi_case_make(&copy, c->head.engine, c->entries[0].moves_to, c->store, c->id);
    if (status) return status;
    copy->calendar = c->calendar;
    if (copy->calendar) asbi_handle_keep(copy->calendar);
    copy->days = c->days;
    copy->days_revision = c->days_revision;
    status = copy_entries(copy, c);
    if (!status) status = move(copy, policy, now);
    if (status)
        asbi_handle_drop(copy);
    else
        *out = copy;
    return status;
}

/* ---- the facts that a policy decides */

static void put_facts(out_json *o, const char *name, const asb_case *c) {
    asbi_out_object(o, name);
    asbi_out_words(o, "band", asb_case_band(c));
    asbi_out_flag(o, "hate", c->facts.hate);
    asbi_out_words(o, "owner", asb_case_owner(c));
    asbi_out_words(o, "owner_role", asb_case_owner_role(c));
    asbi_out_object(o, "policy");
    asbi_out_words(o, "digest", c->policy->digest_hex);
    asbi_out_text(o, "id", c->policy->id);
    asbi_out_text(o, "version", c->policy->version);
    asbi_out_end(o);
    asbi_out_words(o, "priority", asb_case_priority(c));
    if (c->facts.has_score) asbi_out_number(o, "score", c->facts.score);
    asbi_out_words(o, "stage", asb_case_stage(c));
    asbi_out_words(o, "state", asb_case_state(c));
    asbi_out_end(o);
}

static void put_changed(out_json *o, const asb_case *before, const asb_case *after) {
    uint32_t differ = asbi_facts_differ(before, after);
    asbi_out_list(o, "changed");
    for (uint32_t i = 0; i < FACT_COUNT; i++)
        if (differ >> i & 1) asbi_out_words(o, NULL, asbi_compared_facts[i]);
    asbi_out_end(o);
}

/* ---- duties: what is open before, by its place, is at the same place afterwards */

static void put_duty(out_json *o, const asb_case *c, uint32_t place, due due, const struct due *before) {
    const duty_instance *in = &c->instances[place];
    duty_name n = asbi_duty_name(c, &c->slots[in->slot]);
    asbi_out_object(o, NULL);
    asbi_out_text(o, "clause", n.clause);
    asbi_out_due(o, "due", due);
    if (before) asbi_out_due(o, "due_before", *before);
    asbi_out_text(o, "duty", n.id);
    asbi_out_text(o, "label", n.label);
    asbi_out_text(o, "party", n.party);
    asbi_out_number(o, "started_by", in->start_seq);
    asbi_out_text(o, "subject", n.subject);
    asbi_out_end(o);
}

typedef struct both {
    const asb_case *before, *after;
    instant now;
} both;

static int is_open(const asb_case *c, uint32_t place) {
    return place < c->instance_count && c->instances[place].state == INSTANCE_OPEN;
}

static void put_going_on(out_json *o, const both *b) {
    asbi_out_list(o, "go_on");
    for (uint32_t i = 0; i < b->before->instance_count; i++) {
        if (!is_open(b->before, i) || !is_open(b->after, i)) continue;
        due was = asbi_instance_due(b->before, &b->before->instances[i], b->now);
        put_duty(o, b->after, i, asbi_instance_due(b->after, &b->after->instances[i], b->now), &was);
    }
    asbi_out_end(o);
}

/* Open on one side only. */
static void put_only(out_json *o, const char *name, const asb_case *here, const asb_case *there, instant now) {
    asbi_out_list(o, name);
    for (uint32_t i = 0; i < here->instance_count; i++)
        if (is_open(here, i) && !is_open(there, i)) put_duty(o, here, i, asbi_instance_due(here, &here->instances[i], now), NULL);
    asbi_out_end(o);
}

static int32_t compare(asb_text **out, const both *both) {
    asb_engine *e = both->before->head.engine;
    buffer b = asbi_output(e);
    out_json o = asbi_out_begin(&b);
    put_facts(&o, "after", both->after);
    put_facts(&o, "before", both->before);
    put_only(&o, "begin", both->after, both->before, both->now);
    put_changed(&o, both->before, both->after);
    put_going_on(&o, both);
    put_only(&o, "lapse", both->before, both->after, both->now);
    asbi_out_end(&o);
    int32_t status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return status;
}

static int32_t preview(asb_text **out, asb_case *c, asb_policy *policy) {
    asb_case *copy;
    if (!c->count) return asbi_fail(&c->head.engine->fault, ASB_ESTATE, "case-move-empty", (char *)NULL);
    int32_t status = asbi_fold_by_calendar(c);
    instant now = asbi_case_clock(c);
    if (!status) status = make_copy(&copy, c, policy, now);
    if (status) return status;
    both both = {c, copy, now};
    status = compare(out, &both);
    asbi_handle_drop(copy);
    return status;
}

int32_t asb_case_preview_move(asb_text **out, asb_case *c, asb_policy *policy) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, policy && policy->head.engine == e, "policy");
    return asbi_leave(e, preview(out, c, policy));
}
