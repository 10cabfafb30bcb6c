/* What the case has come to, as JSON for people and programs. */
#include "case_parts.h"
#include "facts.h"
#include "out.h"
#include <asb/engine.h>

/* ---- a party: parts, facts as they now stand, risk, case review */

static void put_parts(out_json *o, const asb_case *c, uint32_t party) {
    const field_def *f = asbi_field_find(asbi_kind(KIND_PARTY), asbi_text("as"));
    asbi_out_list(o, "as");
    for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice))
        if (asbi_party_has_part(c, party, asbi_atom_of_text(c->policy, asbi_text(choice)))) asbi_out_words(o, NULL, choice);
    for (uint32_t i = 0; i < c->policy->list_values.count; i++) {
        const list_value *added = &c->policy->list_values.items[i];
        if (asbi_text_is(asbi_atom_text(c->policy, added->list), "party.as") && asbi_party_has_part(c, party, added->id))
            asbi_out_atom(o, NULL, c, added->id);
    }
    asbi_out_end(o);
}

static void put_party_facts(out_json *o, const asb_case *c, uint32_t party) {
    const kind_def *kind = asbi_kind(KIND_PARTY);
    asbi_out_object(o, "facts");
    for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
        const char *name = asbi_field_name(asbi_field_at(kind, i));
        atom a = asbi_atom_of_text(c->policy, asbi_text(name));
        const entry_field *f = a == WORD_as || a == WORD_party ? NULL : asbi_party_field(c, party, a);
        if (f) asbi_out_json(o, name, asbi_field_value(f));
    }
    asbi_out_end(o);
}

static void put_risk(out_json *o, const asb_case *c, uint32_t party) {
    const party_entry *p = &c->parties[party];
    if (p->assessment == NO_INDEX) return;
    const entry *e = &c->entries[p->assessment];
    uint32_t m = asbi_policy_matrix(c->policy, asbi_entry_atom(e, WORD_matrix));
    const json_value *answers = asbi_entry_tree(e, WORD_answers);
    asbi_out_object(o, "risk");
    asbi_out_atom(o, "band", c, e->band);
    if (m != NO_INDEX && answers) {
        assessment_score s = asbi_score(c->policy, &c->policy->matrices.items[m], answers);
        asbi_out_flag(o, "contested", s.contested);
        asbi_out_atom(o, "band_by_score", c, s.band);
    }
    asbi_out_flag(o, "partial", e->partial);
    asbi_out_number(o, "record", e->seq);
    asbi_out_number(o, "score", e->score);
    asbi_out_end(o);
}

/* Which reports count, and until when each does. */
static void put_review(out_json *o, const judge *j, uint32_t party) {
    const asb_case *c = j->c;
    const review_area *area = &j->p->review_areas.items[asbi_review_area(c)];
    uint32_t count = asbi_qualifying_reports(j, party);
    if (!asbi_party_has_part(c, party, WORD_complainant) && !asbi_party_has_part(c, party, WORD_victim)) return;
    asbi_out_object(o, "case_review");
    asbi_out_text(o, "area", area->area_text);
    asbi_out_text(o, "clause", area->clause);
    asbi_out_number(o, "qualifying", count);
    asbi_out_list(o, "reports");
    for (uint32_t i = 0; i < c->count; i++) {
        due until;
        if (c->entries[i].kind != KIND_REPORT || asbi_report_party(c, &c->entries[i]) != party) continue;
        int counts = asbi_report_qualifies(j, i, area, &until);
        asbi_out_object(o, NULL);
        asbi_out_flag(o, "counts", counts);
        asbi_out_number(o, "record", i + 1);
        asbi_out_due(o, "until", until);
        asbi_out_end(o);
    }
    asbi_out_end(o);
    asbi_out_number(o, "threshold", area->threshold);
    asbi_out_number(o, "wanted", (int64_t)count >= area->threshold ? 0 : area->threshold - (int64_t)count);
    asbi_out_end(o);
}

static void put_parties(out_json *o, const judge *j) {
    const asb_case *c = j->c;
    asbi_out_list(o, "parties");
    uint32_t at = 0;
    for (uint32_t i; (i = asbi_next_party(c, &at)) != NO_INDEX;) {
        asbi_out_object(o, NULL);
        put_parts(o, c, i);
        put_review(o, j, i);
        put_party_facts(o, c, i);
        asbi_out_text(o, "party", c->parties[i].id);
        put_risk(o, c, i);
        asbi_out_end(o);
    }
    asbi_out_end(o);
}

/* ---- proportionality, plans, the policy */

static void put_proportionality(out_json *o, const judge *j) {
    uint32_t i = asbi_last_proportionality(j->c, NO_INDEX, ATOM_NONE);
    if (i == NO_INDEX) return;
    proportionality_state s = asbi_proportionality(j, i, (span){0, 0});
    asbi_out_object(o, "proportionality");
    asbi_out_flag(o, "approved", s.approved);
    if (s.approved) asbi_out_number(o, "approved_by_record", s.approval + 1);
    asbi_out_flag(o, "complete", s.complete);
    asbi_out_flag(o, "current", s.complete && s.proportionate && s.approved && !s.stale);
    asbi_out_number(o, "record", i + 1);
    asbi_out_date(o, "review_by", s.review_by);
    asbi_out_flag(o, "stale", s.stale);
    if (s.cause != NO_INDEX) asbi_out_number(o, "stale_since_record", s.cause + 1);
    asbi_out_end(o);
}

static void put_plans(out_json *o, const asb_case *c) {
    asbi_out_list(o, "plans");
    for (uint32_t i = 0; i < c->count; i++) {
        const entry *e = &c->entries[i];
        if (e->kind != KIND_PLAN || e->party == NO_INDEX || asbi_latest_plan(c, e->party) != i) continue;
        asbi_out_object(o, NULL);
        asbi_out_flag(o, "complete", asbi_plan_is_complete(c, e));
        asbi_out_text(o, "party", c->parties[e->party].id);
        asbi_out_number(o, "record", e->seq);
        asbi_out_end(o);
    }
    asbi_out_end(o);
}

static void put_policy(out_json *o, const asb_policy *p) {
    asbi_out_object(o, "policy");
    asbi_out_words(o, "digest", p->digest_hex);
    asbi_out_text(o, "id", p->id);
    asbi_out_text(o, "version", p->version);
    asbi_out_end(o);
}

static void put_categories(out_json *o, const asb_case *c) {
    const entry_field *f = c->facts.categorised == NO_INDEX ? NULL : asbi_entry_field(&c->entries[c->facts.categorised], WORD_categories);
    if (f) asbi_out_json(o, "categories", asbi_field_value(f));
}

static void put_facts(buffer *b, const judge *j) {
    const asb_case *c = j->c;
    const case_facts *f = &c->facts;
    out_json o = asbi_out_begin(b);
    asbi_out_atom(&o, "band", c, f->band);
    asbi_out_text(&o, "case", c->id);
    put_categories(&o, c);
    asbi_out_flag(&o, "counter_allegation", f->counter_allegation);
    asbi_out_flag(&o, "hate", f->hate);
    asbi_out_words(&o, "owner", asb_case_owner(c));
    asbi_out_words(&o, "owner_role", asb_case_owner_role(c));
    put_parties(&o, j);
    asbi_out_number(&o, "pending", c->count - c->stored);
    put_plans(&o, c);
    put_policy(&o, j->p);
    asbi_out_words(&o, "priority", asb_case_priority(c));
    put_proportionality(&o, j);
    asbi_out_number(&o, "records", c->count);
    asbi_out_flag(&o, "risk_reduced", f->risk_reduced);
    if (f->opening != NO_INDEX) asbi_out_text(&o, "scheme", asbi_entry_text(&c->entries[f->opening], WORD_scheme));
    if (f->has_score) asbi_out_number(&o, "score", f->score);
    asbi_out_words(&o, "stage", asb_case_stage(c));
    asbi_out_words(&o, "state", asb_case_state(c));
    asbi_out_end(&o);
}

int32_t asb_case_facts(asb_text **out, asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    status = asbi_fold_by_calendar(c);
    if (status) return asbi_leave(e, status);
    buffer b = asbi_output(e);
    judge j = asbi_judge(c, asbi_case_clock(c));
    put_facts(&b, &j);
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}
