/* The words in which rules are explained. */
#include "explain.h"

#include "../base/container.h"
#include "../base/words.h"

/* With its article; one, and many. */
#define NOUNS(ROW) \
    ROW(KIND_REPORT, "a", "report", "reports") \
    ROW(KIND_INCIDENT, "an", "incident", "incidents") \
    ROW(KIND_OPENING, "the", "opening of the case", "openings of the case") \
    ROW(KIND_CATEGORISATION, "a", "change of category", "changes of category") \
    ROW(KIND_ALLOCATION, "an", "allocation", "allocations") \
    ROW(KIND_PARTY, "an", "entry about a person", "entries about persons") \
    ROW(KIND_CONSENT, "a", "consent", "consents") \
    ROW(KIND_CONTACT, "a", "contact", "contacts") \
    ROW(KIND_CONTACT_AGREEMENT, "an", "agreement on contact", "agreements on contact") \
    ROW(KIND_INTERVIEW, "an", "interview", "interviews") \
    ROW(KIND_EVIDENCE, "a", "piece of evidence", "pieces of evidence") \
    ROW(KIND_NOTE, "a", "note", "notes") \
    ROW(KIND_TRIAGE, "a", "triage", "triages") \
    ROW(KIND_ASSESSMENT, "a", "risk assessment", "risk assessments") \
    ROW(KIND_PLAN, "an", "action plan", "action plans") \
    ROW(KIND_ACTION, "an", "entry on an action of a plan", "entries on actions of a plan") \
    ROW(KIND_REFERRAL, "a", "referral", "referrals") \
    ROW(KIND_SAFEGUARDING, "a", "safeguarding concern", "safeguarding concerns") \
    ROW(KIND_PARTNER, "a", "dealing with a partner agency", "dealings with partner agencies") \
    ROW(KIND_CONFERENCE, "a", "conference", "conferences") \
    ROW(KIND_INTERVENTION, "an", "intervention", "interventions") \
    ROW(KIND_LEGAL, "a", "legal step", "legal steps") \
    ROW(KIND_PROPORTIONALITY, "a", "proportionality assessment", "proportionality assessments") \
    ROW(KIND_FINDING, "a", "finding", "findings") \
    ROW(KIND_DECISION, "a", "decision", "decisions") \
    ROW(KIND_ADVICE, "a", "piece of advice", "pieces of advice") \
    ROW(KIND_TENANCY, "a", "tenancy event", "tenancy events") \
    ROW(KIND_APPROVAL, "an", "approval", "approvals") \
    ROW(KIND_REVIEW, "a", "review", "reviews") \
    ROW(KIND_DEVIATION, "a", "deviation from the policy", "deviations from the policy") \
    ROW(KIND_LETTER, "a", "letter", "letters") \
    ROW(KIND_CLOSURE, "a", "closing of the case", "closings of the case") \
    ROW(KIND_REOPENING, "a", "reopening of the case", "reopenings of the case") \
    ROW(KIND_FEEDBACK, "an", "entry on feedback", "entries on feedback") \
    ROW(KIND_LINK, "a", "link to another case", "links to other cases") \
    ROW(KIND_CASE_REVIEW, "a", "step of the ASB case review", "steps of the ASB case review") \
    ROW(KIND_PUBLICITY, "a", "step of publicity", "steps of publicity") \
    ROW(KIND_CORRECTION, "a", "correction", "corrections") \
    ROW(KIND_ERASURE, "an", "erasure", "erasures")

WORDS_BY(nouns, NOUNS, KIND_BUILT_IN_COUNT);

/* Names of fields that say too little in a sentence, and those of derived fields. */
static const struct {
    char field[19], words[18];
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
    const char *article = WORDS_OF(nouns, kind), *one = asbi_word_after(article);

    if (n == A_ONE) asbi_put_format(b, "%s ", article);
    asbi_put(b, n == MANY_OF ? asbi_word_after(one) : one);
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
