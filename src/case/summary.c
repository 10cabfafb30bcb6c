/* The summary that a store keeps with a case (model section 12): for lists, work lists, reports and matching, without opening the case. It is a function of the records:
 * made again from them it has the same bytes. What comes with time (overdue, silent, stale by a date) is not in it, but the dates are that it is told by. */
#include "case_parts.h"
#include "duties.h"
#include "facts.h"
#include "summary_memo.h"

/* ---- the last of something */

static uint32_t last(const asb_case *c, record_kind kind) {
    uint32_t i = c->last_of_kind[kind];
    while (i != NO_INDEX && c->entries[i].erased) i = c->entries[i].older;
    return i;
}

static void put_last(summing *s, const char *name, record_kind kind) {
    uint32_t i = s->c->last_of_kind[kind];
    if (i != NO_INDEX) asbi_out_instant(&s->o, name, s->c->entries[i].at);
}

/* Of openings and reports, the last that says it: a host's own field. */
static text said(const asb_case *c, atom field) {
    uint32_t opening = c->last_of_kind[KIND_OPENING], report = c->last_of_kind[KIND_REPORT];
    while (opening != NO_INDEX || report != NO_INDEX) {
        int is_report = opening == NO_INDEX || (report != NO_INDEX && report > opening);
        const entry *e = &c->entries[is_report ? report : opening];
        text t = asbi_entry_text(e, field);
        if (t.length) return t;
        *(is_report ? &report : &opening) = e->older;
    }
    return asbi_text("");
}

static text of_first_report(const asb_case *c, atom field) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->entries[i].kind == KIND_REPORT && !c->entries[i].erased) return asbi_entry_text(&c->entries[i], field);
    return asbi_text("");
}

/* ---- categories and their groups */

static const entry_field *categories(const asb_case *c) {
    return c->facts.categorised == NO_INDEX ? NULL : asbi_entry_field(&c->entries[c->facts.categorised], WORD_categories);
}

static void put_categories(summing *s) {
    const entry_field *f = categories(s->c);
    asbi_out_list(&s->o, "categories");
    for (const json_value *v = f && f->type == JSON_LIST ? asbi_json_first(f->tree) : NULL; v; v = v->next)
        asbi_out_text(&s->o, NULL, asbi_json_text(v));
    asbi_out_end(&s->o);
}

static atom group_of(const asb_case *c, const entry_field *f, uint32_t index) {
    uint32_t category = asbi_policy_category(c->policy, f->atoms[index]);
    return category == NO_INDEX ? ATOM_NONE : c->policy->categories.items[category].group;
}

/* Each once, in the order of the categories. */
static void put_groups(summing *s) {
    const entry_field *f = categories(s->c);
    asbi_out_list(&s->o, "groups");
    for (uint32_t i = 0; f && i < f->atom_count; i++) {
        atom group = group_of(s->c, f, i);
        uint32_t before = 0;
        while (before < i && group_of(s->c, f, before) != group) before++;
        if (before == i) asbi_out_atom(&s->o, NULL, s->c, group);
    }
    asbi_out_end(&s->o);
}

/* ---- duties in short */

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

/* ---- steps: how many, and which are in force */

static uint32_t count_of(const asb_case *c, record_kind kind) {
    uint32_t count = 0;
    for (uint32_t i = c->last_of_kind[kind]; i != NO_INDEX; i = c->entries[i].older) count++;
    return count;
}

/* A later step of the same kind, remedy and party has the last word on it. */
int asbi_is_last_word(const asb_case *c, const entry *e) {
    for (uint32_t i = c->last_of_kind[e->kind]; c->entries[i].seq > e->seq; i = c->entries[i].older) {
        const entry *later = &c->entries[i];
        if (!later->erased && later->party == e->party &&
            asbi_text_equal(asbi_entry_text(later, WORD_remedy), asbi_entry_text(e, WORD_remedy)))
            return 0;
    }
    return 1;
}

static int is_in_force(const entry *e) {
    atom status = asbi_entry_atom(e, WORD_status);
    if (status == WORD_breached) return 1;
    if (e->kind == KIND_LEGAL) return status == WORD_granted || status == WORD_extended || status == WORD_notice_served;
    return e->kind == KIND_INTERVENTION && (status == WORD_signed_ || status == WORD_issued);
}

/* The date of the watch on its end, which knows what an extension or a term makes of it. */
static due end_of_order(const asb_case *c, const entry *e) {
    for (uint32_t i = 0; i < c->instance_count; i++) {
        const duty_slot *slot = &c->slots[c->instances[i].slot];
        if (c->instances[i].state == INSTANCE_OPEN && slot->rule == RULE_ORDER_EXPIRY && slot->order_kind == e->kind &&
            slot->party == e->party && slot->remedy == asbi_entry_atom(e, WORD_remedy))
            return c->instances[i].due;
    }
    instant at;
    date day;
    if (!asbi_entry_instant(e, WORD_expires, &at, &day)) return NO_DUE;
    return (due){day, day == NO_DATE ? at : NO_INSTANT};
}

void asbi_summary_orders(summing *s) {
    const asb_case *c = s->c;
    int none = c->last_of_kind[KIND_LEGAL] == NO_INDEX && c->last_of_kind[KIND_INTERVENTION] == NO_INDEX;
    asbi_out_list(&s->o, "orders");
    for (uint32_t i = none ? c->count : 0; i < c->count; i++) {
        const entry *e = &c->entries[i];
        if ((e->kind != KIND_LEGAL && e->kind != KIND_INTERVENTION) || e->erased || !is_in_force(e) || !asbi_is_last_word(c, e)) continue;
        asbi_out_object(&s->o, NULL);
        asbi_out_due(&s->o, "expires", end_of_order(c, e));
        asbi_out_text(&s->o, "kind", e->kind_text);
        if (e->party != NO_INDEX && asbi_summary_names(c, e->party)) asbi_out_text(&s->o, "party", c->parties[e->party].id);
        asbi_out_number(&s->o, "record", e->seq);
        asbi_out_text(&s->o, "remedy", asbi_entry_text(e, WORD_remedy));
        asbi_out_end(&s->o);
    }
    asbi_out_end(&s->o);
}

/* ---- evidence that nobody looks at, because it is in no open case: it came while there was none, and none was opened since */

typedef struct evidence {
    uint32_t linked, orphaned;
    instant since; /* of the oldest that is orphaned */
    int open;
} evidence;

static void weigh_evidence(evidence *v, const entry *e, int opened) {
    if (e->kind == KIND_CLOSURE) v->open = 0;
    if (e->kind == KIND_OPENING || (e->kind == KIND_REOPENING && opened)) {
        v->open = 1;
        v->linked += v->orphaned;
        v->orphaned = 0;
    }
    if (e->kind != KIND_EVIDENCE || e->erased) return;
    if (v->open) {
        v->linked++;
    } else if (!v->orphaned++) {
        v->since = e->at;
    }
}

static void put_evidence(summing *s) {
    evidence v = {.since = NO_INSTANT};
    int opened = 0;
    for (uint32_t i = 0; i < s->c->count; i++) {
        opened |= s->c->entries[i].kind == KIND_OPENING;
        weigh_evidence(&v, &s->c->entries[i], opened);
    }
    asbi_out_object(&s->o, "evidence");
    asbi_out_number(&s->o, "linked", v.linked);
    asbi_out_number(&s->o, "orphaned", v.orphaned);
    if (v.orphaned) asbi_out_instant(&s->o, "since", v.since);
    asbi_out_end(&s->o);
}

/* ---- silence: since when nobody has heard from us */

static int is_heard(const entry *e) {
    if (e->kind == KIND_LETTER) return 1;
    if (e->kind == KIND_INTERVIEW) return !asbi_text_is(asbi_entry_text(e, WORD_outcome), "not-attended");
    if (e->kind != KIND_CONTACT) return 0;
    atom outcome = asbi_entry_atom(e, WORD_outcome);
    return outcome == WORD_reached || asbi_text_is(asbi_entry_text(e, WORD_outcome), "sent");
}

static instant silent_since(const asb_case *c) {
    static const record_kind kinds[] = {KIND_CONTACT, KIND_INTERVIEW, KIND_LETTER};
    uint32_t best = 0;
    for (size_t k = 0; k < 3; k++)
        for (uint32_t i = c->last_of_kind[kinds[k]]; i != NO_INDEX && i > best; i = c->entries[i].older)
            if (is_heard(&c->entries[i])) best = i;
    return c->entries[best].at;
}

/* An enquiry waits from its first record, or from where it was taken up again. */
static instant waiting_since(const asb_case *c) {
    uint32_t again = c->last_of_kind[KIND_REOPENING];
    return c->entries[again == NO_INDEX ? 0 : again].at;
}

/* ---- risk */

/* Of those assessed more than once: "falling", "rising", "level", or "mixed" where it is both. */
static const char *risk_direction(const asb_case *c) {
    int lower = 0, higher = 0, again = 0;
    for (uint32_t i = 0; i < c->party_count; i++) {
        const party_entry *p = &c->parties[i];
        if (p->assessment == NO_INDEX || p->assessment == p->first_assessment) continue;
        int32_t first = c->entries[p->first_assessment].score, now = c->entries[p->assessment].score;
        again = 1;
        lower |= now < first;
        higher |= now > first;
    }
    return !again ? "" : lower && higher ? "mixed" : lower ? "falling" : higher ? "rising" : "level";
}

/* A later look may find it stale by its date: that date stands beside. */
static void put_proportionality(summing *s) {
    uint32_t i = asbi_last_proportionality(s->c, NO_INDEX, ATOM_NONE);
    if (i == NO_INDEX) return;
    proportionality_state p = asbi_proportionality(&s->j, i, (span){0, 0});
    asbi_out_object(&s->o, "proportionality");
    asbi_out_flag(&s->o, "approved", p.approved);
    asbi_out_flag(&s->o, "complete", p.complete);
    asbi_out_date(&s->o, "review_by", p.review_by);
    asbi_out_flag(&s->o, "stale", p.stale);
    asbi_out_end(&s->o);
}

/* ---- the whole */

static void put_owner(summing *s) {
    const asb_case *c = s->c;
    const entry *e = c->facts.owner == NO_INDEX ? NULL : &c->entries[c->facts.owner];
    asbi_out_text(&s->o, "owner", e ? asbi_entry_text(e, WORD_officer) : asbi_text(""));
    asbi_out_text(&s->o, "owner_role", e ? asbi_entry_text(e, WORD_to_role) : asbi_text(""));
}

static void put_case_reviews(summing *s) {
    const asb_case *c = s->c;
    int closed = c->facts.state == STATE_CLOSED;
    uint32_t closure = last(c, KIND_CLOSURE);
    asbi_summary_case_reviews(s);
    put_categories(s);
    asbi_out_text(&s->o, "channel", of_first_report(c, WORD_channel));
    if (closed) put_last(s, "closed", KIND_CLOSURE);
    if (closed && closure != NO_INDEX) asbi_out_text(&s->o, "closure_reason", asbi_entry_text(&c->entries[closure], WORD_reason));
}

static void put_from_evidence(summing *s) {
    put_evidence(s);
    asbi_summary_feedback(s);
    put_groups(s);
}

static void put_interventions(summing *s) {
    asbi_out_number(&s->o, "interventions", count_of(s->c, KIND_INTERVENTION));
    put_last(s, "last_contact", KIND_CONTACT);
    asbi_out_number(&s->o, "legal_steps", count_of(s->c, KIND_LEGAL));
    asbi_summary_links(s);
}

static void put_to_o(summing *s) {
    uint32_t open;
    due next = next_due(s->c, &open);
    asbi_out_text(&s->o, "area", said(s->c, WORD_x_area));
    asbi_out_atom(&s->o, "band", s->c, s->c->facts.band);
    asbi_memo_part(s, PART_CASE_REVIEWS, put_case_reviews);
    asbi_summary_duties(s);
    asbi_memo_part(s, PART_EVIDENCE, put_from_evidence);
    asbi_out_flag(&s->o, "hate", s->c->facts.hate);
    asbi_summary_incidents(s);
    asbi_memo_part(s, PART_INTERVENTIONS, put_interventions);
    asbi_out_due(&s->o, "next_due", next);
    asbi_out_number(&s->o, "open_duties", open);
}

static void put_opened(summing *s) {
    put_last(s, "opened", KIND_OPENING);
    asbi_summary_openings(s);
}

static void put_parties(summing *s) {
    asbi_summary_parties(s);
    asbi_out_text(&s->o, "policy", s->c->policy->id);
    asbi_out_text(&s->o, "policy_version", s->c->policy->version);
    asbi_summary_places(s, "postcodes", WORD_postcode);
}

static void put_reports(summing *s) {
    asbi_summary_reports(s);
    asbi_summary_threshold(s);
}

static void put_risk(summing *s) {
    asbi_out_words(&s->o, "risk", risk_direction(s->c));
}

static void put_silent_since(summing *s) {
    if (s->c->facts.state != STATE_CLOSED) asbi_out_instant(&s->o, "silent_since", silent_since(s->c));
}

static void put_uprns(summing *s) {
    asbi_summary_places(s, "uprns", WORD_uprn);
}

static void put_waiting_since(summing *s) {
    if (s->c->facts.state == STATE_ENQUIRY) asbi_out_instant(&s->o, "waiting_since", waiting_since(s->c));
    asbi_out_text(&s->o, "ward", said(s->c, WORD_x_ward));
}

static void put_from_o(summing *s) {
    const asb_case *c = s->c;
    const asb_policy *p = c->policy;
    const case_facts *f = &c->facts;
    asbi_memo_part(s, PART_OPENED, put_opened);
    asbi_summary_orders(s);
    asbi_memo_part(s, PART_OWNER, put_owner);
    asbi_memo_part(s, PART_PARTIES, put_parties);
    if (f->priority != NO_INDEX) asbi_out_atom(&s->o, "priority", c, p->priorities.items[f->priority].id);
    put_proportionality(s);
    asbi_out_number(&s->o, "records", c->count);
    asbi_out_instant(&s->o, "reported", c->entries[0].at);
    asbi_memo_part(s, PART_REPORTS, put_reports);
    asbi_memo_part(s, PART_RISK, put_risk);
    if (f->has_score) asbi_out_number(&s->o, "score", f->score);
    asbi_memo_part(s, PART_SILENT_SINCE, put_silent_since);
    if (f->stage != NO_INDEX) asbi_out_atom(&s->o, "stage", c, p->stages.items[f->stage].id);
    asbi_out_atom(&s->o, "state", c, asbi_state_word(f->state));
    asbi_memo_part(s, PART_STEPS, asbi_summary_steps);
    asbi_memo_part(s, PART_UPRNS, put_uprns);
    asbi_memo_part(s, PART_WAITING_SINCE, put_waiting_since);
}

/* Keys in order of their bytes, so that what is written is canonical. */
static void put_all(summing *s) {
    asbi_out_object(&s->o, NULL);
    put_to_o(s);
    put_from_o(s);
    asbi_out_end(&s->o);
}

static void begin(summing *s, buffer *b, const asb_case *c) {
    *s = (summing){.o = {.b = b}, .c = c};
    asbi_judge_begin(&s->j, c, c->entries[c->count - 1].recorded);
}

void asbi_put_summary(buffer *b, const asb_case *c) {
    summing s;
    begin(&s, b, c);
    put_all(&s);
}

int32_t asbi_summary_renew(text *out, asb_case *c) {
    buffer b = asbi_output(c->head.engine);
    summing s;
    begin(&s, &b, c);
    asbi_buffer_reserve(&b, c->memo ? c->memo->text.length + 512 : 3000);
    asbi_memo_begin(&s, c);
    if (s.memo) put_all(&s);
    int32_t status = s.memo ? b.status : ASB_ENOMEM;
    if (s.memo)
        asbi_memo_end(&s);
    else
        asbi_buffer_free(&b);
    if (!status) *out = (text){c->memo->text.data, c->memo->text.length};
    return status;
}
