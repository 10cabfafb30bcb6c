/* Facts (readings, "Facts"): state, categories, priority, hate, stage, risk, and what is known about the parties.
 *
 * Method. Each fact hangs on records of a few kinds, so a record has only those worked out anew that hang on its kind: the risk after an assessment, the people after a
 * `party` record or a report (or on another day, where somebody's age is known). What has then changed is compared and given as `reads`, in the terms in which
 * the policy says what each condition reads (policy/reads.c). Priority and stage are conditions themselves: of those that nothing touched, the last truth is kept, and
 * the duties do likewise (duties.h). Where something earlier reads otherwise (a correction, an erasure, another policy), everything is touched and worked out anew:
 * so a case that was kept up is the same as one worked out from nothing, and tests/replay compares the two. */
#include "facts.h"

/* ---- state */

static uint8_t state_after(const asb_case *c, const case_facts *f, const entry *e) {
    uint8_t never_opened = c->entries[0].kind == KIND_TENANCY ? STATE_PREVENTION : STATE_ENQUIRY;
    switch (e->kind) {
    case KIND_OPENING: return STATE_OPEN;
    case KIND_CLOSURE: return STATE_CLOSED;
    case KIND_REOPENING:
        if (f->state != STATE_CLOSED) return f->state;
        return f->opened ? STATE_OPEN : never_opened;
    default: return f->state == STATE_NONE ? never_opened : f->state;
    }
}

static int says_hate(const entry *e) {
    const entry_field *strands = asbi_entry_field(e, WORD_hate_strands);
    if (e->kind != KIND_REPORT && e->kind != KIND_INCIDENT && e->kind != KIND_OPENING && e->kind != KIND_CATEGORISATION) return 0;
    return asbi_entry_is(e, WORD_hate, ATOM_TRUE) || (strands && strands->atom_count > 0);
}

/* What goes forward record by record. `hate` here is that of records; categories are added at the end. */
static void step(asb_case *c, const entry *e, uint8_t *hate) {
    case_facts *f = &c->facts;
    uint32_t index = e->seq - 1;
    f->state = state_after(c, f, e);
    if (e->kind == KIND_OPENING) {
        f->opened = 1;
        f->opening = index;
    }
    if (e->kind == KIND_OPENING || e->kind == KIND_CATEGORISATION) f->categorised = index;
    if (e->kind == KIND_ALLOCATION) f->owner = index;
    if (e->kind == KIND_LINK && asbi_entry_is(e, WORD_relation, WORD_counter_allegation)) f->counter_allegation = 1;
    if (says_hate(e)) *hate = 1;
}

static int in_hate_category(const asb_case *c) {
    const asb_policy *p = c->policy;
    if (c->facts.categorised == NO_INDEX) return 0;
    const entry_field *f = asbi_entry_field(&c->entries[c->facts.categorised], WORD_categories);
    for (uint32_t i = 0; f && i < f->atom_count; i++) {
        uint32_t category = asbi_policy_category(p, f->atoms[i]);
        if (category != NO_INDEX && p->categories.items[category].hate) return 1;
    }
    return 0;
}

/* ---- risk */

static void find_assessments(asb_case *c) {
    for (uint32_t i = 0; i < c->party_count; i++) c->parties[i].assessment = c->parties[i].first_assessment = NO_INDEX;
    for (uint32_t i = c->last_of_kind[KIND_ASSESSMENT]; i != NO_INDEX; i = c->entries[i].older) {
        uint32_t party = c->entries[i].party;
        if (party == NO_INDEX) continue;
        if (c->parties[party].assessment == NO_INDEX) c->parties[party].assessment = i;
        c->parties[party].first_assessment = i;
    }
}

/* One more, of a party that it names. */
static void note_assessment(asb_case *c, const entry *e) {
    if (e->party == NO_INDEX) return;
    party_entry *party = &c->parties[e->party];
    if (party->assessment == NO_INDEX) party->first_assessment = e->seq - 1;
    party->assessment = e->seq - 1;
}

static uint32_t band_rank(const asb_case *c, const entry *assessment) {
    const asb_policy *p = c->policy;
    uint32_t m = asbi_policy_matrix(p, asbi_entry_atom(assessment, WORD_matrix));
    if (m == NO_INDEX || assessment->band == ATOM_NONE) return NO_INDEX;
    span bands = p->matrices.items[m].bands;
    for (uint32_t i = 0; i < bands.count; i++)
        if (p->bands.items[bands.first + i].id == assessment->band) return i;
    return NO_INDEX;
}

/* The band nearest the top of its own matrix; of equal ones that of the party assessed first. The score is the greatest. */
void asbi_facts_weigh(asb_case *c) {
    case_facts *f = &c->facts;
    uint32_t best = NO_INDEX, best_first = NO_INDEX;
    int lower = 0, higher = 0;
    f->has_score = f->contested = 0;
    f->score = 0;
    f->band = ATOM_NONE;
    for (uint32_t i = 0; i < c->party_count; i++) {
        const party_entry *party = &c->parties[i];
        if (party->assessment == NO_INDEX) continue;
        const entry *now = &c->entries[party->assessment], *first = &c->entries[party->first_assessment];
        if (!f->has_score || now->score > f->score) f->score = now->score;
        f->has_score = 1;
        lower |= now->score < first->score;
        higher |= now->score > first->score;
        uint32_t rank = band_rank(c, now);
        if (rank == NO_INDEX || rank > best || (rank == best && party->first_assessment > best_first)) continue;
        best = rank;
        best_first = party->first_assessment;
        f->band = now->band;
    }
    f->risk_reduced = lower && !higher;
}

/* ---- the people */

static int party_says(const asb_case *c, uint32_t party, atom field, atom value) {
    const entry_field *f = asbi_party_field(c, party, field);
    return f && f->atom_count == 1 && f->atoms[0] == value;
}

static int is_under_18(asb_case *c, uint32_t party, date today) {
    date born;
    if (party_says(c, party, WORD_under_18, ATOM_TRUE)) return 1;
    const entry_field *f = asbi_party_field(c, party, WORD_date_of_birth);
    if (!asbi_parse_date(asbi_field_as_text(f), &born)) return 0;
    c->facts.has_births = 1;
    civil b = asbi_civil(born);
    return today < asbi_date_clamped(b.year + 18, b.month, b.day); /* 29 February: 28 February */
}

static int every_report_is_anonymous(const asb_case *c) {
    uint32_t i = c->last_of_kind[KIND_REPORT];
    if (i == NO_INDEX) return 0;
    for (; i != NO_INDEX; i = c->entries[i].older)
        if (!asbi_entry_is(&c->entries[i], WORD_anonymous, ATOM_TRUE)) return 0;
    return 1;
}

static void look_at_parties(asb_case *c, date today) {
    case_facts *f = &c->facts;
    uint32_t complainants = 0, anonymous = 0;
    f->perpetrator_known = f->any_under_18 = f->any_vulnerable = f->perpetrator_disabled = f->has_births = 0;
    f->looked_on = today;
    for (uint32_t i = 0; i < c->party_count; i++) {
        if (!c->parties[i].recorded) continue;
        if (asbi_party_has_part(c, i, WORD_complainant) || asbi_party_has_part(c, i, WORD_victim)) {
            complainants++;
            anonymous += party_says(c, i, WORD_anonymous, ATOM_TRUE) ? 1 : 0;
        }
        if (asbi_party_has_part(c, i, WORD_alleged_perpetrator)) {
            f->perpetrator_known |= (uint8_t)!party_says(c, i, WORD_known, ATOM_FALSE);
            f->perpetrator_disabled |= (uint8_t)(party_says(c, i, WORD_disability, WORD_yes) ||
                                                 party_says(c, i, WORD_disability, WORD_suspected));
        }
        f->any_under_18 |= (uint8_t)is_under_18(c, i, today);
        f->any_vulnerable |= (uint8_t)party_says(c, i, WORD_vulnerable, WORD_yes);
    }
    f->complainant_anonymous = complainants ? complainants == anonymous : (uint8_t)every_report_is_anonymous(c);
}

/* ---- priority and stage: raises ask neither, stages may ask the priority */

static const reads everything = {UINT64_MAX, UINT32_MAX};

/* Judged where it was touched since it was last asked; those beyond the 64 that are remembered, each time. */
static int holds_still(const judge *j, truths *t, uint32_t index, uint32_t condition) {
    uint64_t bit = index < 64 ? UINT64_C(1) << index : 0;
    if (t->known & bit) return (t->hold & bit) != 0;
    int holds = asbi_holds(j, condition);
    t->known |= bit;
    t->hold = holds ? t->hold | bit : t->hold & ~bit;
    return holds;
}

static void forget_touched(truths *t, uint32_t index, reads r, reads touched) {
    if (index < 64 && asbi_is_touched(r, touched)) t->known &= ~(UINT64_C(1) << index);
}

static uint32_t priority_of_categories(const asb_case *c) {
    const asb_policy *p = c->policy;
    uint32_t best = p->priorities.count - 1;
    const entry_field *f = c->facts.categorised == NO_INDEX ? NULL : asbi_entry_field(&c->entries[c->facts.categorised], WORD_categories);
    for (uint32_t i = 0; f && i < f->atom_count; i++) {
        uint32_t category = asbi_policy_category(p, f->atoms[i]);
        if (category != NO_INDEX && p->categories.items[category].priority < best) best = p->categories.items[category].priority;
    }
    return best;
}

static void set_priority(asb_case *c, const judge *j, reads touched) {
    const asb_policy *p = c->policy;
    reads own = asbi_reads_join(p->raise_reads, (reads){0, READS_CATEGORY});
    if (!asbi_is_touched(own, touched)) return;
    for (uint32_t i = 0; i < p->raises.count; i++) forget_touched(&c->raises, i, asbi_reads_of(p, p->raises.items[i].when), touched);
    uint32_t best = priority_of_categories(c);
    for (uint32_t i = 0; i < p->raises.count; i++) {
        const raise_rule *r = &p->raises.items[i];
        if (r->priority < best && holds_still(j, &c->raises, i, r->when)) best = r->priority;
    }
    c->facts.priority = p->priorities.count ? best : NO_INDEX;
}

static void set_stage(asb_case *c, const judge *j, reads touched) {
    const asb_policy *p = c->policy;
    if (!asbi_is_touched(p->stage_reads, touched)) return;
    for (uint32_t i = 0; i < p->stages.count; i++) forget_touched(&c->stages, i, asbi_reads_of(p, p->stages.items[i].when), touched);
    c->facts.stage = NO_INDEX;
    for (uint32_t i = p->stages.count; i-- > 0;) {
        if (!holds_still(j, &c->stages, i, p->stages.items[i].when)) continue;
        c->facts.stage = i;
        return;
    }
}

/* ---- keeping up */

static void count_in(asb_case *c, const entry *newest, int again) {
    uint8_t hate = again ? 0 : c->facts.hate_recorded;
    if (again) {
        c->facts = (case_facts){.priority = NO_INDEX, .stage = NO_INDEX, .categorised = NO_INDEX, .owner = NO_INDEX, .opening = NO_INDEX};
        for (uint32_t i = 0; i < c->count; i++) step(c, &c->entries[i], &hate);
    } else {
        step(c, newest, &hate);
    }
    c->facts.hate_recorded = hate;
}

static int is_categorising(const entry *e) {
    return e->kind == KIND_OPENING || e->kind == KIND_CATEGORISATION;
}

/* People change by what is recorded of them (while nobody complains, by reports), and by growing older. */
static int people_may_change(const asb_case *c, const entry *e) {
    if (e->kind == KIND_PARTY || e->kind == KIND_REPORT) return 1;
    return c->facts.has_births && asbi_local_date(e->recorded) != c->facts.looked_on;
}

static void work_out(asb_case *c, const entry *newest, int all) {
    if (all || is_categorising(newest)) c->facts.hate_category = (uint8_t)in_hate_category(c);
    c->facts.hate = c->facts.hate_recorded || c->facts.hate_category;
    if (all) find_assessments(c);
    if (newest->kind == KIND_ASSESSMENT && !all) note_assessment(c, newest);
    if (all || newest->kind == KIND_ASSESSMENT) asbi_facts_weigh(c);
    if (all || people_may_change(c, newest)) look_at_parties(c, asbi_local_date(newest->recorded));
}

static int other_people(const case_facts *a, const case_facts *b) {
    return a->perpetrator_known != b->perpetrator_known || a->complainant_anonymous != b->complainant_anonymous ||
        a->any_under_18 != b->any_under_18 || a->any_vulnerable != b->any_vulnerable || a->perpetrator_disabled != b->perpetrator_disabled;
}

static reads compare(const case_facts *a, const case_facts *b, const entry *newest) {
    reads r = {newest->kind < KIND_UNKNOWN ? UINT64_C(1) << newest->kind : 0, READS_ALWAYS};
    if (a->state != b->state) r.facts |= READS_STATE;
    if (a->categorised != b->categorised) r.facts |= READS_CATEGORY;
    if (a->hate != b->hate) r.facts |= READS_HATE;
    if (a->band != b->band || a->risk_reduced != b->risk_reduced) r.facts |= READS_RISK;
    if (other_people(a, b)) r.facts |= READS_PEOPLE;
    return r;
}

static reads rank(asb_case *c, instant now, reads touched) {
    const uint32_t priority = c->facts.priority, stage = c->facts.stage;
    judge j = asbi_judge(c, now);
    set_priority(c, &j, touched);
    if (c->facts.priority != priority) touched.facts |= READS_PRIORITY;
    set_stage(c, &j, touched);
    if (c->facts.stage != stage) touched.facts |= READS_STAGE;
    return touched;
}

reads asbi_facts_update(asb_case *c, const entry *newest, int again) {
    const case_facts before = c->facts;
    int all = again || c->count == 1;
    count_in(c, newest, again);
    work_out(c, newest, all);
    reads touched = all ? everything : compare(&before, &c->facts, newest);
    return rank(c, newest->recorded, touched);
}

/* Of the risk: what it was. */
static void keep_risk(case_facts *f, const case_facts *was) {
    f->has_score = was->has_score;
    f->score = was->score;
    f->band = was->band;
    f->risk_reduced = was->risk_reduced;
}

reads asbi_facts_borrow(asb_case *c, const case_facts *lent, const entry *newest, int again, reads touched) {
    const case_facts before = c->facts;
    int all = again || c->count == 1;
    c->facts = *lent;
    c->facts.priority = before.priority;
    c->facts.stage = before.stage;
    c->facts.hate_category = all || is_categorising(newest) ? (uint8_t)in_hate_category(c) : before.hate_category;
    c->facts.hate = c->facts.hate_recorded || c->facts.hate_category;
    if (all || newest->kind == KIND_ASSESSMENT)
        asbi_facts_weigh(c);
    else
        keep_risk(&c->facts, &before);
    return rank(c, newest->recorded, asbi_reads_join(touched, all ? everything : compare(&before, &c->facts, newest)));
}

/* ---- asked in conditions */

atom asbi_state_word(uint8_t state) {
    static const atom words[] = {ATOM_NONE, WORD_enquiry, WORD_prevention, WORD_open, WORD_closed};
    return words[state];
}

static const entry_field *categories(const judge *j) {
    uint32_t i = j->c->facts.categorised;
    return i == NO_INDEX ? NULL : asbi_entry_field(&j->c->entries[i], WORD_categories);
}

static int test_group(const judge *j, const where_test *t) {
    const entry_field *field = categories(j);
    int found = 0, any = 0;
    for (uint32_t i = 0; field && i < field->atom_count; i++) {
        uint32_t category = asbi_policy_category(j->p, field->atoms[i]);
        atom group = category == NO_INDEX ? ATOM_NONE : j->p->categories.items[category].group;
        any |= group != ATOM_NONE;
        found |= group != ATOM_NONE && asbi_span_has(j->p, t->values, group);
    }
    return t->op == WHERE_ANY_OF ? found : t->op == WHERE_NONE_OF ? !found : t->op == WHERE_PRESENT ? any : !any;
}

static atom of_opening(const judge *j, atom field) {
    uint32_t i = j->c->facts.opening;
    return i == NO_INDEX ? ATOM_NONE : asbi_entry_atom(&j->c->entries[i], field);
}

static atom flag_value(const case_facts *f, atom name) {
    int flag = asbi_case_flag(name);
    return flag < 0 ? ATOM_NONE : asbi_case_has_flag(f, (uint32_t)flag) ? ATOM_TRUE : ATOM_FALSE;
}

static atom attribute(const judge *j, atom name) {
    const case_facts *f = &j->c->facts;
    const asb_policy *p = j->p;
    switch (name) {
    case WORD_state: return asbi_state_word(f->state);
    case WORD_stage: return f->stage == NO_INDEX ? ATOM_NONE : p->stages.items[f->stage].id;
    case WORD_priority: return f->priority == NO_INDEX ? ATOM_NONE : p->priorities.items[f->priority].id;
    case WORD_band: return f->band;
    case WORD_scheme: return of_opening(j, WORD_scheme);
    case WORD_owner_role: return f->owner == NO_INDEX ? ATOM_NONE : asbi_entry_atom(&j->c->entries[f->owner], WORD_to_role);
    default: return flag_value(f, name);
    }
}

int asbi_case_test(const judge *j, const where_test *t) {
    if (t->field == WORD_group) return test_group(j, t);
    if (t->field == WORD_category) {
        const entry_field *field = categories(j);
        return asbi_test_atoms(j->p, t, field ? field->atoms : NULL, field ? field->atom_count : 0);
    }
    atom value = attribute(j, t->field);
    return asbi_test_atoms(j->p, t, &value, value != ATOM_NONE);
}

atom asbi_case_value(const judge *j, atom name) {
    if (name == WORD_group) return ATOM_SEVERAL;
    if (name != WORD_category) return attribute(j, name);
    const entry_field *field = categories(j);
    if (!field || !field->atom_count) return ATOM_NONE;
    return field->atom_count == 1 ? field->atoms[0] : ATOM_SEVERAL;
}

/* `as` is the list of a party's parts, which add up; every other field has its last value. */
int asbi_party_test(const judge *j, uint32_t party, const where_test *t) {
    if (t->field == WORD_as) {
        int has = asbi_party_has_any_part(j->c, party, t->values);
        int any = j->c->parties[party].recorded;
        return t->op == WHERE_ANY_OF ? has : t->op == WHERE_NONE_OF ? !has : t->op == WHERE_PRESENT ? any : !any;
    }
    const entry_field *f = asbi_party_field(j->c, party, t->field);
    if (t->op == WHERE_PRESENT) return f != NULL;
    if (t->op == WHERE_ABSENT) return f == NULL;
    return asbi_test_atoms(j->p, t, f ? f->atoms : NULL, f ? f->atom_count : 0);
}
