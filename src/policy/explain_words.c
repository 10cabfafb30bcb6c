/* The words in which rules are explained. */
#include "explain.h"

#include "../base/container.h"

static const struct {
    const char *article, *one, *many;
} nouns[KIND_BUILT_IN_COUNT] = {
    [KIND_REPORT] = {"a", "report", "reports"},
    [KIND_INCIDENT] = {"an", "incident", "incidents"},
    [KIND_OPENING] = {"the", "opening of the case", "openings of the case"},
    [KIND_CATEGORISATION] = {"a", "change of category", "changes of category"},
    [KIND_ALLOCATION] = {"an", "allocation", "allocations"},
    [KIND_PARTY] = {"an", "entry about a person", "entries about persons"},
    [KIND_CONSENT] = {"a", "consent", "consents"},
    [KIND_CONTACT] = {"a", "contact", "contacts"},
    [KIND_CONTACT_AGREEMENT] = {"an", "agreement on contact", "agreements on contact"},
    [KIND_INTERVIEW] = {"an", "interview", "interviews"},
    [KIND_EVIDENCE] = {"a", "piece of evidence", "pieces of evidence"},
    [KIND_NOTE] = {"a", "note", "notes"},
    [KIND_TRIAGE] = {"a", "triage", "triages"},
    [KIND_ASSESSMENT] = {"a", "risk assessment", "risk assessments"},
    [KIND_PLAN] = {"an", "action plan", "action plans"},
    [KIND_ACTION] = {"an", "entry on an action of a plan", "entries on actions of a plan"},
    [KIND_REFERRAL] = {"a", "referral", "referrals"},
    [KIND_SAFEGUARDING] = {"a", "safeguarding concern", "safeguarding concerns"},
    [KIND_PARTNER] = {"a", "dealing with a partner agency", "dealings with partner agencies"},
    [KIND_CONFERENCE] = {"a", "conference", "conferences"},
    [KIND_INTERVENTION] = {"an", "intervention", "interventions"},
    [KIND_LEGAL] = {"a", "legal step", "legal steps"},
    [KIND_PROPORTIONALITY] = {"a", "proportionality assessment", "proportionality assessments"},
    [KIND_FINDING] = {"a", "finding", "findings"},
    [KIND_DECISION] = {"a", "decision", "decisions"},
    [KIND_ADVICE] = {"a", "piece of advice", "pieces of advice"},
    [KIND_TENANCY] = {"a", "tenancy event", "tenancy events"},
    [KIND_APPROVAL] = {"an", "approval", "approvals"},
    [KIND_REVIEW] = {"a", "review", "reviews"},
    [KIND_DEVIATION] = {"a", "deviation from the policy", "deviations from the policy"},
    [KIND_LETTER] = {"a", "letter", "letters"},
    [KIND_CLOSURE] = {"a", "closing of the case", "closings of the case"},
    [KIND_REOPENING] = {"a", "reopening of the case", "reopenings of the case"},
    [KIND_FEEDBACK] = {"an", "entry on feedback", "entries on feedback"},
    [KIND_LINK] = {"a", "link to another case", "links to other cases"},
    [KIND_CASE_REVIEW] = {"a", "step of the ASB case review", "steps of the ASB case review"},
    [KIND_PUBLICITY] = {"a", "step of publicity", "steps of publicity"},
    [KIND_CORRECTION] = {"a", "correction", "corrections"},
    [KIND_ERASURE] = {"an", "erasure", "erasures"},
};

/* Names of fields that say too little in a sentence, and those of derived fields. */
static const struct {
    const char *field, *words;
} field_words[] = {
    {"of", "subject"},
    {"what", "matter"},
    {"as", "part in the case"},
    {"from", "source"},
    {"about", "topic"},
    {"to_role", "new role"},
    {"to", "other case"},
    {"expires", "end"},
    {"assessment.score", "score"},
    {"assessment.band", "risk band"},
    {"assessment.partial", "Partly declined"},
    {"triage.score", "score"},
    {"triage.passed", "Threshold reached"},
    {"remedy.legal", "Legal remedy"},
    {"plan.complete", "Complete"},
};

void asbi_put_kind(buffer *b, record_kind kind, number n) {
    if (n == A_ONE) asbi_put_format(b, "%s ", nouns[kind].article);
    asbi_put(b, n == MANY_OF ? nouns[kind].many : nouns[kind].one);
}

void asbi_put_field(buffer *b, text field) {
    for (size_t i = 0; i < COUNT_OF(field_words); i++) {
        if (asbi_text_is(field, field_words[i].field)) {
            asbi_put(b, field_words[i].words);
            return;
        }
    }
    for (size_t i = 0; i < field.length; i++) asbi_put_char(b, field.at[i] == '_' ? ' ' : field.at[i]);
}

/* In one line; nothing in it ends a cell of a table or begins a tag. */
void asbi_put_text(buffer *b, text t) {
    for (size_t i = 0; i < t.length; i++) {
        char c = t.at[i];
        if (c == '|')
            asbi_put(b, "\\|");
        else if (c == '<')
            asbi_put(b, "&lt;");
        else
            asbi_put_char(b, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
    }
}

void asbi_put_atom(buffer *b, const asb_policy *p, atom a) {
    if (a == ATOM_TRUE || a == ATOM_FALSE)
        asbi_put(b, a == ATOM_TRUE ? "yes" : "no");
    else if (a == ATOM_NULL)
        asbi_put(b, "null");
    else
        asbi_put_text(b, asbi_atom_text(p, a));
}

void asbi_put_between(buffer *b, uint32_t index, uint32_t count, const char *last) {
    if (index == 0) return;
    if (index + 1 < count)
        asbi_put(b, ", ");
    else
        asbi_put_format(b, " %s ", last);
}

void asbi_put_atoms(buffer *b, const asb_policy *p, span s, const char *last) {
    for (uint32_t i = 0; i < s.count; i++) {
        asbi_put_between(b, i, s.count, last);
        asbi_put_atom(b, p, p->atoms.items[s.first + i]);
    }
}

void asbi_put_role(buffer *b, const asb_policy *p, atom role) {
    uint32_t i = asbi_policy_role(p, role);

    if (i == NO_INDEX)
        asbi_put_atom(b, p, role);
    else
        asbi_put_text(b, p->roles.items[i].label);
}

void asbi_put_roles(buffer *b, const asb_policy *p, span s) {
    for (uint32_t i = 0; i < s.count; i++) {
        asbi_put_between(b, i, s.count, "or");
        asbi_put_role(b, p, p->atoms.items[s.first + i]);
    }
}
