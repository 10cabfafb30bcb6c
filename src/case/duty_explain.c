/* Why a duty is due when it is, in plain words, one thing on a line (readings, "Explanations").
 *
 * An instance keeps where it began, what its date is counted from now, and a note of each time that something touched the date. The
 * period that gave the first date is not kept once another has taken its place; it is found again among those of the rule, as the one
 * that ends on that date. */
#include "snapshot.h"

typedef struct telling {
    buffer *b;
    const asb_case *c;
    const duty_slot *slot;
    const duty_instance *in;
    duty_name name;
    instant now;
    calendar days; /* that it is judged by */
    due due;       /* by these days */
} telling;

static void put_text(telling *t, text value) {
    if (value.length) asbi_put_bytes(t->b, value.at, value.length);
}

/* "record 4 (assessment) of 2026-04-02T10:05" */
static void put_record(telling *t, uint32_t seq) {
    const entry *e = &t->c->entries[seq - 1];
    asbi_put_format(t->b, "record %u (", (uint64_t)seq);
    put_text(t, e->kind_text);
    asbi_put(t->b, ") of ");
    asbi_put_instant_local(t->b, e->at);
}

/* The beginning of a day is told as that day. */
static void put_when(telling *t, instant at) {
    date day = asbi_local_date(at);
    if (asbi_start_of_day(day) == at)
        asbi_put_date(t->b, day);
    else
        asbi_put_instant_local(t->b, at);
}

static void put_move(telling *t, due from, due to) {
    asbi_put(t->b, "moved from ");
    asbi_put_due_local(t->b, from);
    asbi_put(t->b, " to ");
    asbi_put_due_local(t->b, to);
}

/* ---- what it is, and where it begins */

static void put_subject(telling *t) {
    const text party = t->name.party;
    asbi_put(t->b, "Subject: ");
    put_text(t, t->name.subject.length ? t->name.subject : asbi_text("the case"));
    if (t->slot->rule == RULE_PLAN_ACTION) asbi_put_format(t->b, ", an action of the plan in record %u", (uint64_t)t->slot->plan + 1);
    if (party.length && !t->name.rule) {
        asbi_put(t->b, " for ");
        put_text(t, party);
    }
    asbi_put(t->b, "\n");
}

static void put_head(telling *t) {
    put_text(t, t->name.id);
    asbi_put(t->b, ": ");
    put_text(t, t->name.label);
    asbi_put(t->b, t->name.label_end);
    asbi_put(t->b, "\nClause: ");
    put_text(t, t->name.clause.length ? t->name.clause : asbi_text("none"));
    asbi_put(t->b, "\n");
    put_subject(t);
    asbi_put(t->b, "Runs from ");
    put_record(t, t->in->start_seq);
    asbi_put(t->b, t->in->in_row ? ", as the next in a row\n" : "\n");
}

/* ---- periods */

static calendar days_at(const telling *t, instant known) {
    calendar days = t->days;
    days.known = known;
    return days;
}

static int leaves_out(const period *p) {
    return p->unit == PERIOD_WORKING_DAYS || (p->unit == PERIOD_HOURS && p->skipping);
}

/* Only where the days that are known now, or were then, do give the date that it is about. */
static void put_days_left_out(telling *t, const period *p, instant from, const calendar *days, due end) {
    if (!leaves_out(p) || asbi_due_compare(asbi_period_end(p, from, days), end)) return;
    asbi_put(t->b, "Days left out: ");
    size_t before = t->b->length;
    asbi_put_skipped_days(t->b, p, from, days);
    asbi_put(t->b, t->b->length == before ? "none\n" : "\n");
}

static int is_move(const duty_note *n) {
    return n->kind == NOTE_MOVED || n->kind == NOTE_AGREED || n->kind == NOTE_CORRECTED;
}

static const duty_note *next_note(const telling *t, const duty_note *n) {
    uint32_t i = n ? n->next : t->in->first_note;
    return i == NO_INDEX ? NULL : &t->c->notes[i];
}

static int was_moved(const telling *t) {
    for (const duty_note *n = next_note(t, NULL); n; n = next_note(t, n))
        if (is_move(n)) return 1;
    return 0;
}

static int gives_first(const telling *t, const period *p) {
    calendar days = days_at(t, t->c->entries[t->in->start_seq - 1].recorded);
    return asbi_due_compare(asbi_period_end(p, t->in->base, &days), t->in->first_due) == 0;
}

/* One that was agreed before the instance began. */
static int find_agreed(const telling *t, period *p) {
    const json_value *wrong;
    const char *code;
    if (!t->name.rule->agreed) return 0;
    for (uint32_t i = t->in->start_seq; i-- > 0;) {
        const entry *e = &t->c->entries[i];
        const json_value *every = e->kind == KIND_CONTACT_AGREEMENT ? asbi_entry_value(e, WORD_every) : NULL;
        if (every && !asbi_period_read(p, every, &wrong, &code) && gives_first(t, p)) return 1;
    }
    return 0;
}

static int find_in_rule(const telling *t, period *p) {
    const duty_rule *r = t->name.rule;
    span choices = t->in->in_row && r->repeats == REPEAT_LIST ? r->repeat_within : r->within;
    for (uint32_t i = 0; i < choices.count; i++) {
        *p = t->name.policy->choices.items[choices.first + i].period;
        if (gives_first(t, p)) return 1;
    }
    return 0;
}

/* The period that gave the first date. PERIOD_NONE: there was none, or it cannot be found any more. */
static period first_period(const telling *t) {
    period p;
    if (!was_moved(t)) return t->in->counted;
    if (t->name.rule && !asbi_due_is_none(t->in->first_due) && (find_in_rule(t, &p) || find_agreed(t, &p))) return p;
    return (period){.unit = PERIOD_NONE};
}

/* ---- the first date */

static void put_source(telling *t) {
    const duty_rule *r = t->name.rule;
    if (t->in->anchored && t->in->no_date) {
        asbi_put(t->b, "Counted from the field \"");
        put_text(t, asbi_atom_text(t->name.policy, r->anchor));
        asbi_put(t->b, "\", which the record does not have\n");
        return;
    }
    if (!t->in->anchored || !r) return;
    asbi_put(t->b, "Counted from ");
    put_when(t, t->in->base);
    asbi_put(t->b, ", ");
    if (r->anchor_less.unit != PERIOD_NONE) {
        asbi_put_period(t->b, &r->anchor_less);
        asbi_put(t->b, " before ");
    }
    asbi_put(t->b, "the date in its field \"");
    put_text(t, asbi_atom_text(t->name.policy, r->anchor));
    asbi_put(t->b, "\"\n");
}

static void put_first_due(telling *t) {
    asbi_put(t->b, "First due ");
    asbi_put_due_local(t->b, t->in->first_due);
    asbi_put(t->b, "\n");
}

/* Where no period gives the first date, or it cannot be told any more which one did. */
static void put_no_period(telling *t) {
    const char *giver = t->slot->rule == RULE_PLAN_ACTION ? "plan" : "order";
    int had_none = asbi_due_is_none(t->in->first_due);
    if (t->in->no_date) return;
    if (!had_none && was_moved(t))
        put_first_due(t);
    else if (!t->name.rule)
        asbi_put_format(t->b, "Its date is the one that the %s gives\n", giver);
    else if (had_none && !asbi_due_is_none(t->due))
        asbi_put(t->b, "Period: at first none, for the clause gives no time\n");
    else if (t->in->anchored && !t->name.rule->within.count)
        asbi_put(t->b, "Due on that date itself\n");
}

static void put_first(telling *t) {
    period p = first_period(t);
    instant known = was_moved(t) ? t->c->entries[t->in->start_seq - 1].recorded : t->days.known;
    instant from = t->slot->rule == RULE_ORDER_EXPIRY ? t->in->counted_from : t->in->base;
    calendar days = days_at(t, known);
    put_source(t);
    if (p.unit == PERIOD_NONE) {
        put_no_period(t);
        return;
    }
    asbi_put(t->b, "Period: ");
    asbi_put_period(t->b, &p);
    if (t->slot->rule == RULE_ORDER_EXPIRY) {
        asbi_put(t->b, ", counted from ");
        put_when(t, from);
    }
    asbi_put(t->b, "\n");
    put_days_left_out(t, &p, from, &days, was_moved(t) ? t->in->first_due : t->due);
}

/* ---- each time that something touched it */

static void put_became(telling *t, const period *p) {
    asbi_put(t->b, ": the period became ");
    if (p->unit == PERIOD_NONE)
        asbi_put(t->b, "none");
    else
        asbi_put_period(t->b, p);
}

static due end_from(const telling *t, const period *p, instant from) {
    return p->unit == PERIOD_NONE ? NO_DUE : asbi_period_end(p, from, &t->days);
}

/* Longer than the one before, or shorter and yet no earlier. */
static void put_not_moved(telling *t, const duty_note *n, const period *before) {
    const instant at = t->c->entries[n->seq - 1].at;
    int longer = asbi_due_compare(end_from(t, &n->period, t->in->base), end_from(t, before, t->in->base)) > 0;
    asbi_put(t->b, "not moved by ");
    put_record(t, n->seq);
    put_became(t, &n->period);
    if (longer) {
        asbi_put(t->b, ", which is longer\n");
        return;
    }
    asbi_put(t->b, ", which from there would end on ");
    asbi_put_due_local(t->b, end_from(t, &n->period, t->in->anchored ? t->in->base : at));
    asbi_put(t->b, ", no earlier\n");
}

static void put_corrected(telling *t, const duty_note *n) {
    if (asbi_due_compare(n->from, n->to))
        put_move(t, n->from, n->to);
    else
        asbi_put(t->b, "not moved");
    asbi_put(t->b, " by ");
    put_record(t, n->seq);
    asbi_put(t->b, ", which corrects what it goes by\n");
}

static void put_moved(telling *t, const duty_note *n) {
    put_move(t, n->from, n->to);
    asbi_put(t->b, n->kind == NOTE_AGREED ? " as agreed in " : " by ");
    put_record(t, n->seq);
    if (t->slot->rule == RULE_ORDER_EXPIRY) {
        asbi_put(t->b, ", which says when it ends now\n");
        return;
    }
    put_became(t, &n->period);
    asbi_put(t->b, t->in->anchored ? ", counted from the same date\n" : ", counted from there\n");
}

static void put_calendar(telling *t, due from, due to) {
    put_move(t, from, to);
    asbi_put(t->b, " because the calendar changed");
}

static void put_notes(telling *t) {
    period before = first_period(t);
    for (const duty_note *n = next_note(t, NULL); n; n = next_note(t, n)) {
        switch (n->kind) {
        case NOTE_NOT_MOVED: put_not_moved(t, n, &before); break;
        case NOTE_CORRECTED: put_corrected(t, n); break;
        case NOTE_CALENDAR:
            put_calendar(t, n->from, n->to);
            asbi_put(t->b, ", as first counted at ");
            put_record(t, n->seq);
            asbi_put(t->b, "\n");
            break;
        default: put_moved(t, n); break;
        }
        if (n->kind != NOTE_CALENDAR) before = n->period;
    }
    if (asbi_due_compare(t->due, t->in->due)) {
        put_calendar(t, t->in->due, t->due);
        asbi_put(t->b, " after the last record\n");
    }
}

/* What the date is counted from now, where that is no longer where it began. */
static void put_count(telling *t) {
    const duty_instance *in = t->in;
    if (in->agreed_seq) {
        asbi_put(t->b, "The period is as agreed in ");
        put_record(t, in->agreed_seq);
        asbi_put(t->b, "\n");
    }
    if (!was_moved(t) || in->counted.unit == PERIOD_NONE) return;
    asbi_put(t->b, "Counted now: ");
    asbi_put_period(t->b, &in->counted);
    asbi_put(t->b, " from ");
    put_when(t, in->counted_from);
    asbi_put(t->b, "\n");
    put_days_left_out(t, &in->counted, in->counted_from, &t->days, t->due);
}

/* ---- the date, whose it is, and how it ended */

static void put_no_date(telling *t) {
    const char *why = t->in->no_date ? ": the record does not say what it is counted from\n" : ": the clause gives no time\n";
    asbi_put(t->b, "No date");
    asbi_put(t->b, t->name.rule ? why : ": the record gives none any more\n");
}

static void put_due(telling *t) {
    date act_by = asbi_act_by(t->due, &t->days);
    if (asbi_due_is_none(t->due)) {
        put_no_date(t);
    } else {
        asbi_put(t->b, "Due ");
        asbi_put_due_local(t->b, t->due);
        if (act_by != NO_DATE) {
            asbi_put(t->b, "; act by ");
            asbi_put_date(t->b, act_by);
            asbi_put(t->b, ", the last working day before it");
        }
        asbi_put(t->b, "\n");
    }
    if (asbi_due_is_none(t->in->opens)) return;
    asbi_put(t->b, "Counts as done not before ");
    asbi_put_due_local(t->b, t->in->opens);
    asbi_put(t->b, "\n");
}

/* "Area Manager (AM)" */
static void put_role(telling *t, const asb_policy *p, atom role) {
    uint32_t i = asbi_policy_role(p, role);
    if (i == NO_INDEX) {
        put_text(t, asbi_atom_text(p, role));
        return;
    }
    put_text(t, p->roles.items[i].label);
    asbi_put(t->b, " (");
    put_text(t, asbi_atom_text(p, role));
    asbi_put(t->b, ")");
}

static void put_case_owner(telling *t) {
    const uint32_t owner = t->c->facts.owner;
    asbi_put(t->b, "whoever has the case");
    text officer = owner == NO_INDEX ? asbi_text("") : asbi_entry_text(&t->c->entries[owner], WORD_officer);
    if (!officer.length) return;
    asbi_put(t->b, ", now ");
    put_text(t, officer);
}

static void put_owner(telling *t) {
    const duty_rule *r = t->name.rule;
    asbi_put(t->b, "Owner: ");
    if (r) {
        for (uint32_t i = 0; i < r->owners.count; i++) {
            if (i) asbi_put(t->b, i + 1 < r->owners.count ? ", " : " or ");
            put_role(t, t->name.policy, t->name.policy->atoms.items[r->owners.first + i]);
        }
        if (!r->owners.count) put_case_owner(t);
    } else if (asbi_text_is(t->name.owner, "case-owner")) {
        put_case_owner(t);
    } else {
        put_text(t, t->name.owner);
    }
    asbi_put(t->b, (r && r->watch) || t->slot->rule == RULE_ORDER_EXPIRY ? "; it is only watched, and no one's task\n" : "\n");
}

/* Counted from the due date or instant. */
static void put_escalation(telling *t) {
    const duty_rule *r = t->name.rule;
    if (!r || r->escalates_to == ATOM_NONE) return;
    asbi_put(t->b, "Escalates to ");
    put_role(t, t->name.policy, r->escalates_to);
    if (asbi_due_is_none(t->due)) {
        asbi_put(t->b, " if it is overdue, which without a date it never is\n");
        return;
    }
    due last = t->due.day != NO_DATE ? asbi_period_end_from_date(&r->escalates_after, t->due.day, &t->days)
                                     : asbi_period_end(&r->escalates_after, t->due.at, &t->days);
    asbi_put(t->b, " if it is still open after ");
    asbi_put_due_local(t->b, last);
    asbi_put(t->b, ", ");
    asbi_put_period(t->b, &r->escalates_after);
    asbi_put(t->b, " from when it is due\n");
}

static void put_state(telling *t) {
    static const char words[][9] = {"open", "met", "met-late", "lapsed"};
    int overdue = t->in->state == INSTANCE_OPEN && asbi_due_passed(t->due, t->now);
    asbi_put_format(t->b, "State: %s", overdue ? "overdue" : words[t->in->state]);
    if (t->in->state == INSTANCE_OPEN) {
        asbi_put(t->b, " at ");
        asbi_put_instant_local(t->b, t->now);
    } else {
        asbi_put(t->b, " by ");
        put_record(t, t->in->end_seq);
    }
    asbi_put(t->b, "\n");
}

void asbi_put_explanation(buffer *b, const asb_case *c, const duty_instance *in, instant now) {
    const duty_slot *slot = &c->slots[in->slot];
    telling t = {.b = b,
                 .c = c,
                 .slot = slot,
                 .in = in,
                 .name = asbi_duty_name(c, slot),
                 .now = now,
                 .days = asbi_instance_days(c, in, now),
                 .due = asbi_instance_due(c, in, now)};
    put_head(&t);
    put_first(&t);
    put_notes(&t);
    put_count(&t);
    put_due(&t);
    put_owner(&t);
    put_escalation(&t);
    put_state(&t);
}
