/* Duties and guards. */
#include "compile.h"

#include <string.h>

static span compile_choices(compiler *c, const json_value *list) {
    span s = {0, asbi_list_count(list)};
    uint32_t at = 0;

    s.first = asbi_reserve(c, &c->choices, s.count);
    for (const json_value *v = s.count > 0 ? asbi_json_first(list) : NULL; v != NULL; v = v->next) {
        period_choice choice = {asbi_compile_condition(c, asbi_json_get(v, "when")), asbi_member_period(v, "period")};
        asbi_fill(c, &c->choices, s.first + at++, &choice);
    }
    return s;
}

static void compile_owner(compiler *c, duty_rule *d, const json_value *owner) {
    d->owner_is_case = owner->type == JSON_TEXT;
    if (!d->owner_is_case) d->owners = asbi_compile_atoms(c, owner);
}

static void compile_subject(compiler *c, duty_rule *d, const json_value *subject) {
    d->subject = SUBJECT_CASE;
    if (subject == NULL) return;
    d->subject = subject->type == JSON_TEXT ? SUBJECT_PARTY : SUBJECT_PARTS;
    d->parts = asbi_compile_atoms(c, asbi_json_get(subject, "party_as"));
}

static void compile_repeats(compiler *c, duty_rule *d, const json_value *repeats) {
    d->repeats = REPEAT_NO;
    if (repeats == NULL || repeats->type == JSON_FALSE) return;
    d->repeats = repeats->type == JSON_TRUE ? REPEAT_AS_WITHIN : REPEAT_LIST;
    d->repeat_within = compile_choices(c, repeats);
}

static void compile_times(compiler *c, duty_rule *d, const json_value *v) {
    const json_value *anchor = asbi_json_get(v, "anchor"), *escalates = asbi_json_get(v, "escalates");

    d->within = compile_choices(c, asbi_json_get(v, "within"));
    compile_repeats(c, d, asbi_json_get(v, "repeats"));
    d->opens = asbi_member_period(v, "opens");
    d->anchor = asbi_compile_atom(c, asbi_json_get(anchor, "field"));
    d->anchor_less = asbi_member_period(anchor, "less");
    d->escalates_to = asbi_compile_atom(c, asbi_json_get(escalates, "to"));
    d->escalates_after = asbi_member_period(escalates, "after");
}

/* KIND_X stands for all kinds that begin with x-. */
static span compile_patterns(compiler *c, const json_value *list, uint64_t *kinds) {
    kind_set k = asbi_kinds_of_all(list);

    *kinds = k.built_in | (uint64_t)(k.x != 0) << KIND_X;
    return asbi_compile_patterns(c, list);
}

static void compile_duty(compiler *c, duty_rule *d, const json_value *v) {
    d->source = v;
    d->id = asbi_compile_atom(c, asbi_json_get(v, "id"));
    d->clause = asbi_member_text(v, "clause");
    d->label = asbi_member_text(v, "label");
    d->restarts = (uint8_t)asbi_flag_of(v, "restarts");
    d->agreed = (uint8_t)asbi_flag_of(v, "agreed");
    d->survives_closure = (uint8_t)asbi_flag_of(v, "survives_closure");
    d->watch = (uint8_t)asbi_flag_of(v, "watch");
    compile_owner(c, d, asbi_json_get(v, "owner"));
    compile_subject(c, d, asbi_json_get(v, "subject"));
    d->starts = compile_patterns(c, asbi_json_get(v, "starts"), &d->starts_kinds);
    d->done = compile_patterns(c, asbi_json_get(v, "done"), &d->done_kinds);
    d->cancels = compile_patterns(c, asbi_json_get(v, "cancels"), &d->cancels_kinds);
    d->starts_if = asbi_compile_condition(c, asbi_json_get(v, "starts_if"));
    d->while_ = asbi_compile_condition(c, asbi_json_get(v, "while"));
    compile_times(c, d, v);
    d->proposes = asbi_json_get(v, "proposes");
}

void asbi_compile_duties(compiler *c) {
    const json_value *list = asbi_json_get(c->p->document, "duties");
    duty_rule *d = asbi_items(c, list, sizeof *d, &c->p->duties.count);

    c->p->duties.items = d;
    for (const json_value *v = c->p->duties.count > 0 ? asbi_json_first(list) : NULL; v != NULL && c->status == ASB_OK; v = v->next)
        compile_duty(c, d++, v);
}

static void compile_guard(compiler *c, guard_rule *g, const json_value *v) {
    g->source = v;
    g->id = asbi_compile_atom(c, asbi_json_get(v, "id"));
    g->clause = asbi_member_text(v, "clause");
    g->message = asbi_member_text(v, "message");
    g->on = asbi_compile_pattern(c, asbi_json_get(v, "on"));
    g->require = asbi_compile_condition(c, asbi_json_get(v, "require"));
    g->override_by = asbi_compile_atoms(c, asbi_json_get(v, "override"));
    g->warn = (uint8_t)asbi_text_is(asbi_member_text(v, "severity"), "warn");
}

void asbi_compile_guards(compiler *c) {
    const json_value *list = asbi_json_get(c->p->document, "guards");
    guard_rule *g = asbi_items(c, list, sizeof *g, &c->p->guards.count);

    c->p->guards.items = g;
    for (const json_value *v = c->p->guards.count > 0 ? asbi_json_first(list) : NULL; v != NULL && c->status == ASB_OK; v = v->next)
        compile_guard(c, g++, v);
}
