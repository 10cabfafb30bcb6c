/* Duties in the summary: every instance that there has been, with what lists, work lists and figures need. Whether an open one is overdue comes with time, and is not
 * said. What rule, subject and record of start say is what it is called by. */
#include "duties.h"
#include "snapshot.h"
#include "summary.h"
#include "summary_memo.h"

static const char state_words[][9] = {"open", "met", "met-late", "lapsed"}; /* by INSTANCE_… */

text asbi_instance_officer(const asb_case *c, const duty_instance *in) {
    uint32_t i = c->last_of_kind[KIND_ALLOCATION];
    while (i != NO_INDEX && in->end_seq && i + 1 >= in->end_seq) i = c->entries[i].older;
    return i == NO_INDEX ? asbi_text("") : asbi_entry_text(&c->entries[i], WORD_officer);
}

/* Left out where it is the case's owner. */
static void put_owner(out_json *o, const duty_name *n) {
    if (n->rule ? !n->rule->owners.count : asbi_text_is(n->owner, "case-owner")) return;
    asbi_out_list(o, "owner");
    if (n->rule)
        for (uint32_t i = 0; i < n->rule->owners.count; i++)
            asbi_out_text(o, NULL, asbi_atom_text(n->policy, n->policy->atoms.items[n->rule->owners.first + i]));
    else
        asbi_out_text(o, NULL, n->owner);
    asbi_out_end(o);
}

/* Working days from the day after the start's to the end's. */
static uint32_t days_taken(const calendar *days, instant start, instant end) {
    uint32_t count = 0;
    date last = asbi_local_date(end);
    for (date d = asbi_local_date(start) + 1; d <= last; d++) count += asbi_is_working_day(days, d) ? 1 : 0;
    return count;
}

static void put_instance(summing *s, const duty_instance *in) {
    const asb_case *c = s->c;
    const duty_slot *slot = &c->slots[in->slot];
    duty_name n = asbi_duty_name(c, slot);
    calendar days = asbi_instance_days(c, in, s->j.now);
    instant start = c->entries[in->start_seq - 1].at, end = in->end_seq ? c->entries[in->end_seq - 1].at : NO_INSTANT;
    int named = slot->party == NO_INDEX || asbi_summary_names(c, slot->party);
    text officer = asbi_instance_officer(c, in);
    out_json *o = &s->o;
    asbi_out_object(o, NULL);
    asbi_out_date(o, "act_by", asbi_act_by(in->due, &days));
    asbi_out_due(o, "due", in->due);
    asbi_out_instant(o, "end", end);
    if (in->end_seq) asbi_out_text(o, "officer", officer);
    asbi_out_due(o, "opens", in->opens);
    put_owner(o, &n);
    if (named) asbi_out_text(o, "party", n.party);
    asbi_out_number(o, "record", in->start_seq);
    asbi_out_text(o, "rule", n.id);
    asbi_out_instant(o, "start", start);
    asbi_out_words(o, "state", state_words[in->state]);
    if (!asbi_text_equal(n.subject, n.party)) asbi_out_text(o, "subject", n.subject);
    if (in->state == INSTANCE_MET || in->state == INSTANCE_MET_LATE) asbi_out_number(o, "taken", days_taken(&days, start, end));
    if (n.rule ? n.rule->watch : slot->rule == RULE_ORDER_EXPIRY) asbi_out_flag(o, "watch", 1);
    asbi_out_end(o);
}

void asbi_summary_duties(summing *s) {
    asbi_out_list(&s->o, "duties");
    if (s->memo)
        asbi_memo_duties(s, put_instance);
    else
        for (uint32_t i = 0; i < s->c->instance_count; i++) put_instance(s, &s->c->instances[i]);
    asbi_out_end(&s->o);
}
