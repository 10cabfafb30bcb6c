/* The case file: its frame, the summary, the people, and every record. */
#include "case_file.h"
#include "../base/container.h"
#include "../case/facts.h"
#include "picture.h"
#include <asb/document.h>

static const struct {
    const char *title;
    void (*write)(teller *t);
} sections[] = {
    {"Summary", asbi_section_summary},
    {"People", asbi_section_parties},
    {"Risk", asbi_section_risk},
    {"Timeline and records", asbi_section_timeline},
    {"Duties and performance", asbi_section_duties},
    {"Interventions and legal steps", asbi_section_steps},
    {"Proportionality", asbi_section_proportionality},
    {"Decisions, deviations and corrections", asbi_section_decisions},
    {"Audit", asbi_section_audit},
};

text asbi_case_reference(const asb_case *c, const view *v) {
    const entry *e = c->facts.opening == NO_INDEX ? NULL : &c->entries[c->facts.opening];
    const field_def *f = asbi_field_find(asbi_kind(KIND_OPENING), asbi_text("reference"));
    const entry_field *own = e ? asbi_entry_field(e, asbi_atom_of_text(c->policy, asbi_text("reference"))) : NULL;
    return own && own->type == JSON_TEXT && asbi_view_field(v, e, f, asbi_field_value(own)) == SEEN ? asbi_field_as_text(own) : c->id;
}

page_front asbi_front(const making *m, const char *kind, const char *title, const char *const *sections) {
    return (page_front){.kind = kind,
                        .title = title,
                        .reference = asbi_case_reference(m->c, m->v),
                        .audience = asbi_atom_text(m->c->policy, m->v->audience->id),
                        .sections = sections};
}

static int32_t write(teller *t) {
    for (size_t i = 0; i < COUNT_OF(sections); i++) {
        asbi_page_section(t->p, sections[i].title);
        sections[i].write(t);
    }
    int32_t status = asbi_page_end(t->p);
    return asbi_teller_status(t, status);
}

static int32_t render(buffer *out, const making *m) {
    const char *titles[COUNT_OF(sections) + 1] = {NULL};
    page p;
    teller t;
    for (size_t i = 0; i < COUNT_OF(sections); i++) titles[i] = sections[i].title;
    page_front front = asbi_front(m, "case-file", "Case file", titles);
    asbi_page_begin(&p, out, m->v, m->format, &front);
    int32_t status = asbi_teller_begin(&t, &p, m);
    p.linked = t.seen;
    if (status)
        asbi_page_end(&p);
    else
        status = write(&t);
    asbi_teller_end(&t);
    return status;
}

static const document_option options[] = {
    {"audience", "For whom it is (an audience of the policy)", 0, 0},
    {"party", "The person who reads it, where they are a party of the case", 0, 0},
    {NULL, NULL, 0, 0},
};

const document_kind asbi_case_file_kind = {
    .name = "case-file",
    .label = "Case file",
    .formats = 1u << ASB_FORMAT_TEXT | 1u << ASB_FORMAT_HTML | 1u << ASB_FORMAT_JSON,
    .options = options,
    .render = render,
    .own_words = asbi_page_words,
};

/* ---- summary */

void asbi_tell_reader(teller *t) {
    if (t->v->sees_everybody) return;
    asbi_page_note(t->p);
    asbi_page_put(t->p,
                  "What this reader may not know is left out, or marked as withheld with the reason; where it is not said who recorded "
                  "something, that is "
                  "withheld. People whose identity is protected are called by their part in the case and a number.");
    asbi_page_done(t->p);
}

int asbi_is_not_told(teller *t) {
    withheld why = asbi_view_class(t->v, CLASS_OPERATIONAL, NO_INDEX);
    if (why == SEEN || why == MASKED) return 0;
    asbi_page_paragraph(t->p);
    asbi_page_withheld(t->p, why);
    asbi_page_done(t->p);
    return 1;
}

static void put_state(teller *t) {
    const case_facts *f = &t->c->facts;
    const asb_policy *p = t->c->policy;
    asbi_page_field(t->p, "State");
    asbi_page_word(t->p, asbi_atom_text(p, asbi_state_word(f->state)), 1);
    if (f->stage != NO_INDEX) {
        asbi_page_field(t->p, "Stage");
        asbi_page_text(t->p, p->stages.items[f->stage].label);
    }
    if (f->priority == NO_INDEX) return;
    asbi_page_field(t->p, "Priority");
    asbi_page_text(t->p, p->priorities.items[f->priority].label);
}

static void put_hate(teller *t) {
    withheld why = asbi_view_class(t->v, CLASS_SPECIAL, NO_INDEX);
    asbi_page_field(t->p, "Hate case");
    if (why == SEEN)
        asbi_page_put(t->p, t->c->facts.hate ? "yes" : "no");
    else
        asbi_page_withheld(t->p, why);
}

static void put_band(teller *t) {
    const case_facts *f = &t->c->facts;
    withheld why = asbi_view_class(t->v, CLASS_SPECIAL, NO_INDEX);
    if (f->band == ATOM_NONE) return;
    asbi_page_field(t->p, "Risk");
    if (why != SEEN) {
        asbi_page_withheld(t->p, why);
        return;
    }
    asbi_page_word(t->p, asbi_atom_text(t->c->policy, f->band), 1);
    asbi_page_put(t->p, ", score ");
    asbi_page_number(t->p, f->score);
}

static void put_dated(teller *t, const char *label, uint32_t index) {
    if (index == NO_INDEX || !t->seen[index]) return;
    asbi_page_field(t->p, label);
    asbi_page_when(t->p, t->c->entries[index].at);
    asbi_page_put(t->p, " (");
    asbi_page_record(t->p, index + 1);
    asbi_page_put(t->p, ")");
}

static void put_owner(teller *t) {
    if (t->c->facts.owner == NO_INDEX || !t->seen[t->c->facts.owner]) return;
    const entry *e = &t->c->entries[t->c->facts.owner];
    asbi_page_field(t->p, "Officer");
    asbi_tell_field(t, e, "officer");
    asbi_page_put(t->p, ", ");
    asbi_tell_field(t, e, "to_role");
}

static void put_policy(teller *t) {
    const asb_policy *p = t->c->policy;
    asbi_page_field(t->p, "Policy");
    asbi_page_text(t->p, p->title);
    asbi_page_put(t->p, ", version ");
    asbi_page_text(t->p, p->version);
    asbi_page_field(t->p, "Digest of the policy");
    asbi_page_put(t->p, p->digest_hex);
}

void asbi_section_summary(teller *t) {
    const case_facts *f = &t->c->facts;
    asbi_tell_reader(t);
    asbi_page_field(t->p, "Case");
    asbi_page_told(t->p, t->c->id);
    if (f->opening != NO_INDEX) asbi_tell_labelled(t, &t->c->entries[f->opening], "reference", "Our reference");
    withheld why = asbi_view_class(t->v, CLASS_OPERATIONAL, NO_INDEX);
    if (why == SEEN) {
        put_state(t);
    } else {
        asbi_page_field(t->p, "How it stands");
        asbi_page_withheld(t->p, why);
    }
    if (f->categorised != NO_INDEX) asbi_tell_labelled(t, &t->c->entries[f->categorised], "categories", "Categories");
    put_hate(t);
    put_band(t);
    put_owner(t);
    put_dated(t, "First report", t->c->count ? 0 : NO_INDEX);
    put_dated(t, "Opened", f->opening);
    if (f->state == STATE_CLOSED) put_dated(t, "Closed", t->c->last_of_kind[KIND_CLOSURE]);
    put_policy(t);
    asbi_page_done(t->p);
}

/* ---- people */

static void put_parts(teller *t, uint32_t party) {
    const asb_policy *p = t->c->policy;
    const field_def *f = asbi_field_find(asbi_kind(KIND_PARTY), asbi_text("as"));
    const char *before = "";
    for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice)) {
        if (!asbi_party_has_part(t->c, party, asbi_atom_of_text(p, asbi_text(choice)))) continue;
        asbi_page_put(t->p, before);
        asbi_page_word(t->p, asbi_text(choice), before[0] == '\0');
        before = ", ";
    }
    for (uint32_t i = 0; i < p->list_values.count; i++) {
        const list_value *added = &p->list_values.items[i];
        if (!asbi_text_is(asbi_atom_text(p, added->list), "party.as") || !asbi_party_has_part(t->c, party, added->id)) continue;
        asbi_page_put(t->p, before);
        asbi_page_text(t->p, added->label);
        before = ", ";
    }
}

/* A fact as it now stands: the last record of the person that says it, and whether this reader may have it. */
static int find_fact(const teller *t, uint32_t party, atom name, const entry **from, const entry_field **field) {
    for (uint32_t i = t->c->parties[party].newest; i != NO_INDEX; i = t->c->entries[i].older_of_party) {
        *from = &t->c->entries[i];
        *field = (*from)->erased ? NULL : asbi_entry_field(*from, name);
        if (*field) return 1;
    }
    return 0;
}

/* Facts that are withheld are told of once for each reason, and not one by one. */
static void put_facts(teller *t, uint32_t party) {
    const kind_def *k = asbi_kind(KIND_PARTY);
    uint32_t reasons = 0;
    for (uint32_t i = 0; i < asbi_field_count(k); i++) {
        const entry *from = NULL;
        const entry_field *field = NULL;
        atom name = asbi_atom_of_text(t->c->policy, asbi_text(asbi_field_name(asbi_field_at(k, i))));
        if (name == WORD_party || name == WORD_as || name == WORD_name || !find_fact(t, party, name, &from, &field)) continue;
        withheld why = asbi_view_field(t->v, from, asbi_field_at(k, i), asbi_field_value(field));
        if (why != SEEN && why != MASKED) {
            reasons |= UINT32_C(1) << why;
            continue;
        }
        asbi_page_field(t->p, asbi_field_label(asbi_field_at(k, i)));
        asbi_tell_value(t, asbi_field_at(k, i), asbi_field_value(field));
    }
    for (unsigned why = WITHHELD_AUDIENCE; why <= WITHHELD_ERASED; why++) {
        if (!(reasons >> why & 1)) continue;
        asbi_page_field(t->p, "Further details");
        asbi_page_withheld(t->p, (withheld)why);
    }
}

static void put_consents(teller *t, uint32_t party, const by_party *consents) {
    for (uint32_t i = consents->first[party]; i != NO_INDEX; i = consents->next[i]) {
        const entry *e = &t->c->entries[i];
        if (!t->seen[i] || e->erased) continue;
        asbi_page_field(t->p, "Consent");
        asbi_tell_field(t, e, "scope");
        asbi_page_put(t->p, asbi_entry_is(e, WORD_given, ATOM_TRUE) ? ": given " : ": refused or withdrawn ");
        asbi_page_when(t->p, e->at);
        if (!asbi_entry_text(e, WORD_until).length) continue;
        asbi_page_put(t->p, ", until ");
        asbi_tell_field(t, e, "until");
    }
}

static void put_party(teller *t, uint32_t party, const by_party *consents) {
    asbi_page_heading(t->p);
    asbi_page_party(t->p, party);
    asbi_page_fields(t->p);
    if (asbi_view_class(t->v, CLASS_IDENTITY, party) == SEEN) {
        asbi_page_field(t->p, "Part in the case");
        put_parts(t, party);
    }
    put_facts(t, party);
    put_consents(t, party, consents);
    asbi_page_done(t->p);
}

/* That there is somebody of whom the reader may know nothing is not told either. */
static uint8_t *told_parties(teller *t) {
    uint8_t *told = asbi_arena_alloc(&t->arena, t->c->party_count);
    if (!told) t->status = ASB_ENOMEM;
    for (uint32_t i = 0; told && i < t->c->party_count; i++)
        for (int of = 0; of < CLASS_COUNT; of++) told[i] |= asbi_view_class(t->v, (field_class)of, i) == SEEN;
    for (uint32_t i = 0; told && i < t->c->count; i++)
        if (t->seen[i] && !t->c->entries[i].erased && t->c->entries[i].party != NO_INDEX) told[t->c->entries[i].party] = 1;
    return told;
}

void asbi_section_parties(teller *t) {
    by_party consents;
    uint8_t *is_told = told_parties(t);
    uint32_t at = 0, party, told = 0;
    if (!is_told || !asbi_by_party(&consents, t, KIND_CONSENT)) return;
    for (; (party = asbi_next_party(t->c, &at)) != NO_INDEX;) {
        if (!is_told[party] || asbi_view_is_nowhere(t->v, party)) continue;
        put_party(t, party, &consents);
        told++;
    }
    if (!told) asbi_page_say(t->p, "Nobody is recorded whom this reader may know of.");
}

/* ---- the timeline, and every record that the reader may know of */

static void put_lane(teller *t, const entry *e) {
    asbi_tell_kind(t, e);
    if (e->corrected) asbi_page_put(t->p, " (corrected)");
    if (e->imported) asbi_page_put(t->p, " (brought in)");
}

void asbi_section_timeline(teller *t) {
    static const char columns[] = WORDS(HEAD(LOOK_NUMBER, "Record"), HEAD(LOOK_WHEN, "When"), HEAD(LOOK_TEXT, "Kind"),
                                        HEAD(LOOK_LONG, "What"), HEAD(LOOK_WHEN, "Recorded by"));
    asbi_picture_timeline(t);
    asbi_page_table(t->p, "Records, in the order in which they were entered", columns, "Nothing is recorded that this reader may know of.");
    for (uint32_t i = 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (!t->seen[i]) continue;
        asbi_page_row(t->p, e->seq);
        asbi_page_cell(t->p);
        asbi_page_number(t->p, e->seq);
        asbi_page_cell(t->p);
        asbi_page_when(t->p, e->at);
        asbi_page_cell(t->p);
        put_lane(t, e);
        asbi_page_cell(t->p);
        asbi_tell_lead(t, e);
        asbi_tell_details(t, e);
        asbi_page_cell(t->p);
        asbi_tell_who(t, e);
    }
    asbi_page_done(t->p);
}
