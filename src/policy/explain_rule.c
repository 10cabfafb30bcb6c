/* Rules in plain words: a line for each thing that one may want to know. */
#include "explain.h"

static void put_line(explanation *x, const char *what) {
    asbi_put_format(x->b, "- **%s**: ", what);
}

static void end_line(explanation *x) {
    asbi_put(x->b, "\n");
}

static void put_condition_line(explanation *x, const char *what, uint32_t index) {
    if (index == NO_INDEX) return;
    put_line(x, what);
    asbi_put_condition(x->b, x->p, index);
    end_line(x);
}

static void put_patterns_line(explanation *x, const char *what, span patterns) {
    if (patterns.count == 0) return;
    put_line(x, what);
    asbi_put_patterns(x->b, x->p, patterns, A_ONE, "or");
    end_line(x);
}

static void put_period_line(explanation *x, const char *what, const period *p, const char *after) {
    if (p->unit == PERIOD_NONE) return;
    put_line(x, what);
    asbi_put_period(x->b, p);
    asbi_put(x->b, after);
    end_line(x);
}

static void put_words_line(explanation *x, int is_so, const char *what, const char *words) {
    if (!is_so) return;
    put_line(x, what);
    asbi_put(x->b, words);
    end_line(x);
}

/* ---- Headings ---- */

void asbi_put_heading(explanation *x, const char *what, const json_value *item, text title) {
    text clause = asbi_text_of(asbi_json_get(item, "clause")), id = asbi_text_of(asbi_json_get(item, "id"));

    for (unsigned i = 0; i < x->level; i++) asbi_put_char(x->b, '#');
    asbi_put_char(x->b, ' ');
    asbi_put_text(x->b, title);
    asbi_put_format(x->b, "\n\n%s `", what);
    asbi_put_text(x->b, id.length > 0 ? id : asbi_text_of(asbi_json_get(item, "area")));
    asbi_put_char(x->b, '`');
    if (clause.length > 0) {
        asbi_put(x->b, ", clause ");
        asbi_put_text(x->b, clause);
    }
    asbi_put(x->b, "\n\n");
}

/* Every object in it may say how the source was read; those of a rule's parts follow that of the rule. The document's depth is bounded. */
void asbi_put_ambiguity(explanation *x, const json_value *item) {
    text ambiguity = asbi_text_of(asbi_json_get(item, "ambiguity"));

    if (ambiguity.length > 0) {
        put_line(x, "How the source was read");
        asbi_put_text(x->b, ambiguity);
        end_line(x);
    }
    for (const json_value *v = asbi_json_first(item); v != NULL; v = v->next)
        if (v->type == JSON_LIST || v->type == JSON_OBJECT) asbi_put_ambiguity(x, v);
}

/* ---- Duties ---- */

void asbi_put_owners(buffer *b, const asb_policy *p, const duty_rule *d) {
    if (d->owner_is_case)
        asbi_put(b, "the case's officer");
    else
        asbi_put_roles(b, p, d->owners);
}

static void put_choices(buffer *b, const asb_policy *p, span choices) {
    for (uint32_t i = 0; i < choices.count; i++) {
        const period_choice *c = &p->choices.items[choices.first + i];
        asbi_put(b, i == 0 ? "" : c->when == NO_INDEX ? "; otherwise " : "; ");
        asbi_put_period(b, &c->period);
        if (c->when == NO_INDEX) continue;
        asbi_put(b, " if ");
        asbi_put_condition(b, p, c->when);
    }
}

void asbi_put_due_in(buffer *b, const asb_policy *p, const duty_rule *d) {
    if (d->within.count == 0)
        asbi_put(b, d->anchor == ATOM_NONE ? "no date" : "on the day it is counted from");
    else
        put_choices(b, p, d->within);
}

static void put_starts(explanation *x, const duty_rule *d) {
    put_line(x, "Starts with");
    asbi_put_patterns(x->b, x->p, d->starts, A_ONE, "or");
    if (d->starts_if != NO_INDEX) {
        asbi_put(x->b, "; if ");
        asbi_put_condition(x->b, x->p, d->starts_if);
    }
    asbi_put(x->b, d->restarts ? " (each time)\n" : " (the first time)\n");
}

static void put_subject(explanation *x, const duty_rule *d) {
    if (d->subject == SUBJECT_CASE) return;
    put_line(x, "One for each");
    if (d->subject == SUBJECT_PARTY) {
        asbi_put(x->b, "person whom such a record names\n");
        return;
    }
    asbi_put(x->b, "person who is then ");
    asbi_put_atoms(x->b, x->p, d->parts, "or");
    end_line(x);
}

static void put_anchor(explanation *x, const duty_rule *d) {
    if (d->anchor == ATOM_NONE) return;
    put_line(x, "Counted from");
    asbi_put(x->b, "the record's ");
    asbi_put_field(x->b, asbi_atom_text(x->p, d->anchor));
    if (d->anchor_less.unit != PERIOD_NONE) {
        asbi_put(x->b, " less ");
        asbi_put_period(x->b, &d->anchor_less);
    }
    end_line(x);
}

static void put_times(explanation *x, const duty_rule *d) {
    put_anchor(x, d);
    put_line(x, "To be done within");
    asbi_put_due_in(x->b, x->p, d);
    end_line(x);
    put_period_line(x, "Not before", &d->opens, " from its start: done earlier, it does not count");
    put_words_line(x, d->agreed, "By agreement", "a shorter interval agreed with the person takes the place of this one");
}

static void put_repeats(explanation *x, const duty_rule *d) {
    if (d->repeats == REPEAT_NO) return;
    put_line(x, "Repeats");
    asbi_put(x->b, "from each time it is done");
    if (d->repeats == REPEAT_LIST) {
        asbi_put(x->b, d->repeat_within.count > 0 ? ", within " : ", without a date");
        put_choices(x->b, x->p, d->repeat_within);
    }
    end_line(x);
}

static void put_escalation(explanation *x, const duty_rule *d) {
    if (d->escalates_to == ATOM_NONE) return;
    put_line(x, "Escalates");
    asbi_put(x->b, "to ");
    asbi_put_role(x->b, x->p, d->escalates_to);
    asbi_put(x->b, ", ");
    asbi_put_period(x->b, &d->escalates_after);
    asbi_put(x->b, " after it was due\n");
}

static void put_proposal(explanation *x, const duty_rule *d) {
    record_kind kind = d->proposes == NULL ? KIND_X : asbi_kind_find(asbi_text_of(asbi_json_get(d->proposes, "kind")));

    if (d->proposes == NULL) return;
    put_line(x, "Proposes");
    if (kind < KIND_BUILT_IN_COUNT)
        asbi_put_kind(x->b, kind, A_ONE);
    else
        asbi_put_text(x->b, asbi_text_of(asbi_json_get(d->proposes, "kind")));
    asbi_put(x->b, " once its time has passed; nothing happens by itself\n");
}

void asbi_explain_duty(explanation *x, const duty_rule *d) {
    asbi_put_heading(x, "Duty", d->source, d->label);
    put_line(x, "Whose");
    asbi_put_owners(x->b, x->p, d);
    end_line(x);
    put_starts(x, d);
    put_subject(x, d);
    put_condition_line(x, "Only while", d->while_);
    put_times(x, d);
    put_patterns_line(x, "Done by", d->done);
    put_patterns_line(x, "Ended without being done by", d->cancels);
    put_repeats(x, d);
    put_words_line(x, d->watch, "A watch", "a period that is watched, and nobody's task");
    put_escalation(x, d);
    put_proposal(x, d);
    put_words_line(x, d->survives_closure, "When the case closes", "it goes on");
    asbi_put_ambiguity(x, d->source);
}

/* ---- Guards, raising rules, stages ---- */

static int is_never(const asb_policy *p, uint32_t index) {
    const condition *c = &p->conditions.items[index];

    return c->op == COND_ANY && c->children.count == 0;
}

void asbi_explain_guard(explanation *x, const guard_rule *g) {
    asbi_put_heading(x, "Guard", g->source, g->message);
    put_line(x, "Looks at");
    asbi_put_pattern(x->b, x->p, g->on);
    end_line(x);
    if (is_never(x->p, g->require))
        put_words_line(x, 1, "Wants", "nothing can meet it: this is never allowed");
    else
        put_condition_line(x, "Wants", g->require);
    put_words_line(x, 1, "Otherwise", g->warn ? "it warns" : "the record is refused");
    if (g->override_by.count > 0) {
        put_line(x, "Exception");
        asbi_put(x->b, "a deviation, with reasons, agreed with ");
        asbi_put_roles(x->b, x->p, g->override_by);
        end_line(x);
    }
    asbi_put_ambiguity(x, g->source);
}

void asbi_explain_raise(explanation *x, const raise_rule *r) {
    asbi_put_heading(x, "Raising rule", r->source, asbi_atom_text(x->p, r->id));
    put_line(x, "Raises the priority to");
    if (r->priority != NO_INDEX) asbi_put_text(x->b, x->p->priorities.items[r->priority].label);
    end_line(x);
    put_condition_line(x, "When", r->when);
    asbi_put_ambiguity(x, r->source);
}

void asbi_explain_stage(explanation *x, const stage_rule *s) {
    asbi_put_heading(x, "Stage", s->source, s->label);
    put_condition_line(x, "Reached when", s->when);
    put_words_line(x, 1, "Of several", "the last in the policy's order is the stage of the case");
    asbi_put_ambiguity(x, s->source);
}
