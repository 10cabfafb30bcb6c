/* The grammar. A line reads: in a duty the key `starts` must stand, some of (a list, not empty) patterns. Every object may besides
 * have `ambiguity`, a text, and keys that begin with x-. */
#include "grammar.h"

#include "../base/container.h"
#include "../base/text.h"
#include "../base/words.h"

static const key_rule rules[] = {
    {TOP, "asb_policy", MUST, ONE, NUMBER, 0, OR_NOTHING, 1, 1},
    {TOP, "id", MUST, ONE, IDENTIFIER, 0, OR_NOTHING, 0, 0},
    {TOP, "version", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {TOP, "title", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {TOP, "source", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {TOP, "landlord", MAY, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {TOP, "zone", MAY, ONE, WORD_OF, ZONES, OR_NOTHING, 0, 0},
    {TOP, "calendar", MAY, ONE, OBJECT, CALENDAR, OR_NOTHING, 0, 0},
    {TOP, "roles", MAY, LIST, OBJECT, ROLE, OR_NOTHING, 0, 0},
    {TOP, "priorities", MAY, LIST, OBJECT, PRIORITY, OR_NOTHING, 0, 0},
    {TOP, "categories", MAY, LIST, OBJECT, CATEGORY, OR_NOTHING, 0, 0},
    {TOP, "raises", MAY, LIST, OBJECT, RAISE, OR_NOTHING, 0, 0},
    {TOP, "not_asb", MAY, LIST, OBJECT, NOT_ASB, OR_NOTHING, 0, 0},
    {TOP, "stages", MAY, LIST, OBJECT, STAGE, OR_NOTHING, 0, 0},
    {TOP, "triage", MAY, ONE, OBJECT, TRIAGE, OR_NOTHING, 0, 0},
    {TOP, "matrices", MAY, LIST, OBJECT, MATRIX, OR_NOTHING, 0, 0},
    {TOP, "plan_actions", MAY, LIST, OBJECT, PLAN_ACTION, OR_NOTHING, 0, 0},
    {TOP, "remedies", MAY, LIST, OBJECT, REMEDY, OR_NOTHING, 0, 0},
    {TOP, "duties", MAY, LIST, OBJECT, DUTY, OR_NOTHING, 0, 0},
    {TOP, "guards", MAY, LIST, OBJECT, GUARD, OR_NOTHING, 0, 0},
    {TOP, "closure_reasons", MAY, LIST, OBJECT, CLOSURE_REASON, OR_NOTHING, 0, 0},
    {TOP, "letters", MAY, LIST, OBJECT, LETTER, OR_NOTHING, 0, 0},
    {TOP, "audiences", MAY, LIST, OBJECT, AUDIENCE, OR_NOTHING, 0, 0},
    {TOP, "case_review", MAY, LIST, OBJECT, REVIEW_AREA, OR_NOTHING, 0, 0},
    {TOP, "lists", MAY, ONE, ADDED_LISTS, 0, OR_NOTHING, 0, 0},
    {TOP, "notes", MAY, LIST, OBJECT, NOTE, OR_NOTHING, 0, 0},

    {CALENDAR, "region", MAY, ONE, WORD_OF, REGIONS, OR_NOTHING, 0, 0},
    {CALENDAR, "closed", MAY, LIST, DATE, 0, OR_NOTHING, 0, 0},
    {CALENDAR, "open", MAY, LIST, DATE, 0, OR_NOTHING, 0, 0},

    {ROLE, "id", MUST, ONE, AN_ID_UPPER, ROLES, OR_NOTHING, 0, 0},
    {ROLE, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {ROLE, "clause", MAY, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {PRIORITY, "id", MUST, ONE, AN_ID, PRIORITIES, OR_NOTHING, 0, 0},
    {PRIORITY, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {CATEGORY, "id", MUST, ONE, AN_ID, BEHAVIOURS, OR_NOTHING, 0, 0},
    {CATEGORY, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {CATEGORY, "group", MAY, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {CATEGORY, "priority", MUST, ONE, REFERENCE, PRIORITIES, OR_NOTHING, 0, 0},
    {CATEGORY, "handled_by", MAY, SOME, REFERENCE, ROLES, OR_NOTHING, 0, 0},
    {CATEGORY, "hate", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {CATEGORY, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {RAISE, "id", MUST, ONE, AN_ID, RULES, OR_NOTHING, 0, 0},
    {RAISE, "when", MUST, ONE, A_CONDITION, STANDS | TIMELESS | FOR_RAISES, OR_NOTHING, 0, 0},
    {RAISE, "priority", MUST, ONE, REFERENCE, PRIORITIES, OR_NOTHING, 0, 0},
    {RAISE, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {NOT_ASB, "id", MUST, ONE, AN_ID, BEHAVIOURS, OR_NOTHING, 0, 0},
    {NOT_ASB, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {NOT_ASB, "instead", MAY, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {NOT_ASB, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {STAGE, "id", MUST, ONE, AN_ID, STAGES, OR_NOTHING, 0, 0},
    {STAGE, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {STAGE, "when", MUST, ONE, A_CONDITION, STANDS | TIMELESS | FOR_STAGES, OR_NOTHING, 0, 0},
    {STAGE, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {TRIAGE, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {TRIAGE, "questions", MUST, SOME, OBJECT, TRIAGE_QUESTION, OR_NOTHING, 0, 0},
    {TRIAGE, "threshold", MUST, ONE, NUMBER, 0, OR_NOTHING, 1, 100},
    {TRIAGE_QUESTION, "id", MUST, ONE, AN_ID, TRIAGE_QUESTIONS, OR_NOTHING, 0, 0},
    {TRIAGE_QUESTION, "text", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {MATRIX, "id", MUST, ONE, AN_ID, MATRICES, OR_NOTHING, 0, 0},
    {MATRIX, "title", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {MATRIX, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {MATRIX, "sections", MUST, SOME, OBJECT, SECTION, OR_NOTHING, 0, 0},
    {MATRIX, "bands", MUST, SOME, OBJECT, BAND, OR_NOTHING, 0, 0},
    {MATRIX, "contested", MAY, LIST, OBJECT, CONTESTED, OR_NOTHING, 0, 0},
    {MATRIX, "provenance", MAY, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {SECTION, "id", MUST, ONE, AN_ID, SECTIONS, OR_NOTHING, 0, 0},
    {SECTION, "title", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {SECTION, "questions", MUST, SOME, OBJECT, QUESTION, OR_NOTHING, 0, 0},
    {QUESTION, "id", MUST, ONE, AN_ID, QUESTIONS, OR_NOTHING, 0, 0},
    {QUESTION, "text", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {QUESTION, "select", MUST, ONE, WORD_OF, SELECTS, OR_NOTHING, 0, 0},
    {QUESTION, "detail", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {QUESTION, "options", MUST, SOME, OBJECT, OPTION, OR_NOTHING, 0, 0},
    {OPTION, "id", MUST, ONE, AN_ID, OPTIONS, OR_NOTHING, 0, 0},
    {OPTION, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {OPTION, "weight", MUST, ONE, NUMBER, 0, OR_NOTHING, -1000, 1000},
    {OPTION, "exclusive", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {BAND, "id", MUST, ONE, AN_ID, BANDS, OR_NOTHING, 0, 0},
    {BAND, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {BAND, "from", MUST, ONE, NUMBER, 0, OR_NOTHING, -100000, 100000},
    {CONTESTED, "from", MUST, ONE, NUMBER, 0, OR_NOTHING, -100000, 100000},
    {CONTESTED, "to", MUST, ONE, NUMBER, 0, OR_NOTHING, -100000, 100000},

    {PLAN_ACTION, "id", MUST, ONE, AN_ID_UPPER, PLAN_ACTIONS, OR_NOTHING, 0, 0},
    {PLAN_ACTION, "by", MUST, ONE, WORD_OF, ACTORS_OF_PLAN, OR_NOTHING, 0, 0},
    {PLAN_ACTION, "text", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {PLAN_ACTION, "params", MAY, LIST, OBJECT, PARAM, OR_NOTHING, 0, 0},
    {PLAN_ACTION, "standing", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {PLAN_ACTION, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {PARAM, "id", MUST, ONE, AN_ID, PARAMS, OR_NOTHING, 0, 0},
    {PARAM, "type", MUST, ONE, FIELD_TYPE, 0, OR_NOTHING, 0, 0},

    {REMEDY, "id", MUST, ONE, AN_ID, REMEDIES, OR_NOTHING, 0, 0},
    {REMEDY, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {REMEDY, "legal", MUST, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {REMEDY, "area", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {REMEDY, "applicant", MAY, ONE, WORD_OF, APPLICANTS, OR_NOTHING, 0, 0},
    {REMEDY, "tenures", MAY, SOME, CHOICE, TENURES, OR_NOTHING, 0, 0},
    {REMEDY, "from", MAY, ONE, DATE, 0, OR_NOTHING, 0, 0},
    {REMEDY, "until", MAY, ONE, DATE, 0, OR_NOTHING, 0, 0},
    {REMEDY, "term", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {REMEDY, "ceiling", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {REMEDY, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {DUTY, "id", MUST, ONE, AN_ID, RULES, OR_NOTHING, 0, 0},
    {DUTY, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {DUTY, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {DUTY, "owner", MUST, SOME, REFERENCE, ROLES, OR_CASE_OWNER, 0, 0},
    {DUTY, "starts", MUST, SOME, A_PATTERN, STANDS, OR_NOTHING, 0, 0},
    {DUTY, "restarts", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {DUTY, "starts_if", MAY, ONE, A_CONDITION, STANDS | OF_RECORD | OF_PARTY, OR_NOTHING, 0, 0},
    {DUTY, "subject", MAY, ONE, OBJECT, SUBJECT, OR_PARTY, 0, 0},
    {DUTY, "while", MAY, ONE, A_CONDITION, STANDS | TIMELESS | OF_PARTY, OR_NOTHING, 0, 0},
    {DUTY, "within", MAY, SOME, OBJECT, PERIOD_CHOICE, OR_NOTHING, 0, 0},
    {DUTY, "opens", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {DUTY, "anchor", MAY, ONE, OBJECT, ANCHOR, OR_NOTHING, 0, 0},
    {DUTY, "done", MAY, LIST, A_PATTERN, STANDS | OF_PARTY, OR_NOTHING, 0, 0},
    {DUTY, "cancels", MAY, LIST, A_PATTERN, STANDS | OF_PARTY, OR_NOTHING, 0, 0},
    {DUTY, "repeats", MAY, LIST, OBJECT, PERIOD_CHOICE, OR_FLAG, 0, 0},
    {DUTY, "agreed", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {DUTY, "survives_closure", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {DUTY, "watch", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {DUTY, "escalates", MAY, ONE, OBJECT, ESCALATION, OR_NOTHING, 0, 0},
    {DUTY, "proposes", MAY, ONE, OBJECT, PROPOSAL, OR_NOTHING, 0, 0},
    {SUBJECT, "party_as", MUST, SOME, CHOICE, PARTS, OR_NOTHING, 0, 0},
    {PERIOD_CHOICE, "when", MAY, ONE, A_CONDITION, STANDS | TIMELESS | OF_PARTY, OR_NOTHING, 0, 0},
    {PERIOD_CHOICE, "period", MUST, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {ANCHOR, "field", MUST, ONE, DATE_FIELD, 0, OR_NOTHING, 0, 0},
    {ANCHOR, "less", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {ESCALATION, "to", MUST, ONE, REFERENCE, ROLES, OR_NOTHING, 0, 0},
    {ESCALATION, "after", MUST, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {PROPOSAL, "kind", MUST, ONE, A_KIND, 0, OR_NOTHING, 0, 0},
    {PROPOSAL, "with", MAY, ONE, PROPOSED_FIELDS, 0, OR_NOTHING, 0, 0},

    {GUARD, "id", MUST, ONE, AN_ID, RULES, OR_NOTHING, 0, 0},
    {GUARD, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {GUARD, "on", MUST, ONE, A_PATTERN, STANDS, OR_NOTHING, 0, 0},
    {GUARD, "require", MUST, ONE, A_CONDITION, STANDS | OF_RECORD | OF_PARTY, OR_NOTHING, 0, 0},
    {GUARD, "message", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {GUARD, "override", MAY, SOME, REFERENCE, ROLES, OR_NOTHING, 0, 0},
    {GUARD, "severity", MAY, ONE, WORD_OF, SEVERITIES, OR_NOTHING, 0, 0},

    {CLOSURE_REASON, "id", MUST, ONE, AN_ID, CLOSURE_REASONS, OR_NOTHING, 0, 0},
    {CLOSURE_REASON, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {CLOSURE_REASON, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {LETTER, "id", MUST, ONE, AN_ID, LETTERS, OR_NOTHING, 0, 0},
    {LETTER, "title", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {LETTER, "to", MUST, SOME, CHOICE, PARTS, OR_NOTHING, 0, 0},
    {LETTER, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {LETTER, "text", MUST, ONE, LETTER_TEXT, 0, OR_NOTHING, 0, 0},

    {AUDIENCE, "id", MUST, ONE, AN_ID, AUDIENCES, OR_NOTHING, 0, 0},
    {AUDIENCE, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {AUDIENCE, "sees", MUST, LIST, OBJECT, SIGHT, OR_NOTHING, 0, 0},
    {SIGHT, "class", MUST, SOME, WORD_OF, CLASSES, OR_NOTHING, 0, 0},
    {SIGHT, "of", MUST, SOME, SEEN_PART, 0, OR_NOTHING, 0, 0},
    {SIGHT, "when", MAY, ONE, A_CONDITION, STANDS, OR_NOTHING, 0, 0},
    {SIGHT, "consent", MAY, ONE, CHOICE, SCOPES, OR_NOTHING, 0, 0},

    {REVIEW_AREA, "area", MUST, ONE, A_NAME, AREAS, OR_NOTHING, 0, 0},
    {REVIEW_AREA, "threshold", MAY, ONE, NUMBER, 0, OR_NOTHING, 1, 100},
    {REVIEW_AREA, "hate_threshold", MAY, ONE, NUMBER, 0, OR_NOTHING, 1, 100},
    {REVIEW_AREA, "report_within", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {REVIEW_AREA, "apply_within", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {REVIEW_AREA, "tell_at", MAY, ONE, NUMBER, 0, OR_NOTHING, 1, 100},
    {REVIEW_AREA, "tell_within", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {REVIEW_AREA, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {ADDED_VALUE, "id", MUST, ONE, AN_ID, ADDED_VALUES, OR_NOTHING, 0, 0},
    {ADDED_VALUE, "label", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {NOTE, "clause", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},
    {NOTE, "text", MUST, ONE, TEXT, 0, OR_NOTHING, 0, 0},

    {PATTERN, "kind", MUST, ONE_OR_SOME, A_KIND, 0, OR_NOTHING, 0, 0},
    {PATTERN, "where", MAY, ONE, FACTS, FACTS_OF_PATTERN, OR_NOTHING, 0, 0},
    {PATTERN, "party_as", MAY, SOME, CHOICE, PARTS, OR_NOTHING, 0, 0},
    {PATTERN, "party", MAY, ONE, WORD_OF, SAME_WORD, OR_SAME, 0, 0},
    {PATTERN, "role", MAY, SOME, REFERENCE, ACTORS, OR_NOTHING, 0, 0},

    {ACTOR_ROLE, "role", MUST, SOME, REFERENCE, ACTORS, OR_NOTHING, 0, 0},

    {ALL, "all", MUST, LIST, A_CONDITION, INHERITED, OR_NOTHING, 0, 0},
    {ANY, "any", MUST, LIST, A_CONDITION, INHERITED, OR_NOTHING, 0, 0},
    {NOT, "not", MUST, ONE, A_CONDITION, INHERITED, OR_NOTHING, 0, 0},
    {HAS, "has", MUST, ONE, A_PATTERN, INHERITED, OR_NOTHING, 0, 0},
    {HAS, "at_least", MAY, ONE, NUMBER, 0, OR_NOTHING, 0, 1000},
    {HAS, "at_most", MAY, ONE, NUMBER, 0, OR_NOTHING, 0, 1000},
    {HAS, "within", MAY, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {HAS, "since", MAY, ONE, A_PATTERN, INHERITED, OR_NOTHING, 0, 0},
    {LATEST, "latest", MUST, ONE, A_PATTERN, INHERITED, OR_NOTHING, 0, 0},
    {LATEST, "is", MUST, ONE, FACTS, FACTS_OF_LATEST, OR_NOTHING, 0, 0},
    {AFTER, "after", MUST, SOME, A_PATTERN, INHERITED, OR_NOTHING, 0, 0},
    {ELAPSED, "elapsed", MUST, ONE, PERIOD, 0, OR_NOTHING, 0, 0},
    {ELAPSED, "since", MUST, LIST, A_PATTERN, INHERITED, OR_NOTHING, 0, 0},
    {ELAPSED, "or_start", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {EVERY_PARTY, "every_party", MUST, SOME, CHOICE, PARTS, OR_NOTHING, 0, 0},
    {EVERY_PARTY, "has", MUST, ONE, A_PATTERN, INHERITED, OR_NOTHING, 0, 0},
    {PARTIES, "parties", MUST, SOME, CHOICE, PARTS, OR_NOTHING, 0, 0},
    {PARTIES, "at_least", MAY, ONE, NUMBER, 0, OR_NOTHING, 0, 1000},
    {PARTIES, "at_most", MAY, ONE, NUMBER, 0, OR_NOTHING, 0, 1000},
    {CONSENT, "consent", MUST, ONE, CHOICE, SCOPES, OR_NOTHING, 0, 0},
    {CONSENT, "of", MUST, SOME, CHOICE, PARTS, OR_SAME, 0, 0},
    {PARTY, "party", MUST, ONE, FACTS, FACTS_OF_PARTY, OR_NOTHING, 0, 0},
    {PARTY, "of", MUST, SOME, CHOICE, PARTS, OR_SAME, 0, 0},
    {PARTY, "every", MAY, ONE, FLAG, 0, OR_NOTHING, 0, 0},
    {CASE, "case", MUST, ONE, FACTS, FACTS_OF_CASE, OR_NOTHING, 0, 0},
    {RECORD, "record", MUST, ONE, FACTS, FACTS_OF_RECORD, OR_NOTHING, 0, 0},
    {ACTOR, "actor", MUST, ONE, OBJECT, ACTOR_ROLE, OR_NOTHING, 0, 0},
    {APPROVED, "approved", MUST, ONE, A_PATTERN, INHERITED, OR_NOTHING, 0, 0},
    {APPROVED, "by", MAY, SOME, REFERENCE, ROLES, OR_NOTHING, 0, 0},
    {PLAN, "plan", MUST, ONE, WORD_OF, PLAN_WORDS, OR_NOTHING, 0, 0},
    {PROPORTIONALITY, "proportionality", MUST, ONE, WORD_OF, PROPORTIONALITY_WORDS, OR_NOTHING, 0, 0},
    {PROPORTIONALITY, "by", MAY, SOME, REFERENCE, ROLES, OR_NOTHING, 0, 0},
    {QUALIFYING, "qualifying_reports", MUST, ONE, NUMBER, 0, OR_NOTHING, 1, 100},
};

#define NAMES(ROW) \
    ROW(TOP, "a policy") \
    ROW(CALENDAR, "the calendar") \
    ROW(ROLE, "a role") \
    ROW(PRIORITY, "a priority") \
    ROW(CATEGORY, "a category") \
    ROW(RAISE, "a raising rule") \
    ROW(NOT_ASB, "an entry of not_asb") \
    ROW(STAGE, "a stage") \
    ROW(TRIAGE, "the triage") \
    ROW(TRIAGE_QUESTION, "a triage question") \
    ROW(MATRIX, "a matrix") \
    ROW(SECTION, "a section") \
    ROW(QUESTION, "a question") \
    ROW(OPTION, "an option") \
    ROW(BAND, "a band") \
    ROW(CONTESTED, "a contested range") \
    ROW(PLAN_ACTION, "a plan action") \
    ROW(PARAM, "a parameter") \
    ROW(REMEDY, "a remedy") \
    ROW(DUTY, "a duty") \
    ROW(SUBJECT, "a subject") \
    ROW(PERIOD_CHOICE, "an entry of periods") \
    ROW(ANCHOR, "an anchor") \
    ROW(ESCALATION, "an escalation") \
    ROW(PROPOSAL, "a proposed record") \
    ROW(GUARD, "a guard") \
    ROW(CLOSURE_REASON, "a closure reason") \
    ROW(LETTER, "a letter") \
    ROW(AUDIENCE, "an audience") \
    ROW(SIGHT, "a line of sees") \
    ROW(REVIEW_AREA, "an area of the case review") \
    ROW(ADDED_VALUE, "an added value") \
    ROW(NOTE, "a note") \
    ROW(PATTERN, "a pattern") \
    ROW(ACTOR_ROLE, "what an actor is") \
    ROW(ALL, "an \"all\" condition") \
    ROW(ANY, "an \"any\" condition") \
    ROW(NOT, "a \"not\" condition") \
    ROW(HAS, "a \"has\" condition") \
    ROW(LATEST, "a \"latest\" condition") \
    ROW(AFTER, "an \"after\" condition") \
    ROW(ELAPSED, "an \"elapsed\" condition") \
    ROW(EVERY_PARTY, "an \"every_party\" condition") \
    ROW(PARTIES, "a \"parties\" condition") \
    ROW(CONSENT, "a \"consent\" condition") \
    ROW(PARTY, "a \"party\" condition") \
    ROW(CASE, "a \"case\" condition") \
    ROW(RECORD, "a \"record\" condition") \
    ROW(ACTOR, "an \"actor\" condition") \
    ROW(APPROVED, "an \"approved\" condition") \
    ROW(PLAN, "a \"plan\" condition") \
    ROW(PROPORTIONALITY, "a \"proportionality\" condition") \
    ROW(QUALIFYING, "a \"qualifying_reports\" condition")

WORDS_BY(names, NAMES, THING_COUNT);

#define WORD_LISTS(ROW) \
    ROW(ZONES, "Europe/London") \
    ROW(REGIONS, "england-and-wales") \
    ROW(SELECTS, "one", "many") \
    ROW(ACTORS_OF_PLAN, "landlord", "complainant", "perpetrator", "agency") \
    ROW(APPLICANTS, "landlord", "police", "local-authority", "any") \
    ROW(SEVERITIES, "refuse", "warn") \
    ROW(AUDIENCE_IDS, "officer", "manager", "complainant", "perpetrator", "third-party", "partner", "court", "subject-access", "public") \
    ROW(CLASSES, "identity", "contact", "special", "account", "operational", "outcome") \
    ROW(PLAN_WORDS, "exists", "complete") \
    ROW(PROPORTIONALITY_WORDS, "recorded", "complete", "approved", "current") \
    ROW(SAME_WORD, "same")

ROWS_BY(word_lists, WORD_LISTS, WORD_LIST_COUNT);

/* What one of it is called, and where they stand; and the ids that belong to the library. */
#define NAME_SPACES(ROW) \
    ROW(ROLES, "role", "roles", "system") \
    ROW(PRIORITIES, "priority", "priorities") \
    ROW(BEHAVIOURS, "category", "categories or not_asb") \
    ROW(RULES, "rule", "duties, guards and raises", "plan-action", "order-expiry", "remedy-in-force", "remedy-tenure", "order-term", \
        "order-ceiling", "agreement-too-long") \
    ROW(STAGES, "stage", "stages") \
    ROW(MATRICES, "matrix", "matrices") \
    ROW(PLAN_ACTIONS, "plan action", "plan_actions", "other") \
    ROW(REMEDIES, "remedy", "remedies") \
    ROW(CLOSURE_REASONS, "closure reason", "closure_reasons") \
    ROW(LETTERS, "letter", "letters") \
    ROW(AUDIENCES, "audience", "audiences") \
    ROW(AREAS, "area", "case_review") \
    ROW(SECTIONS, "section", "this matrix") \
    ROW(QUESTIONS, "question", "this matrix") \
    ROW(OPTIONS, "option", "this question", "declined") \
    ROW(BANDS, "band", "this matrix") \
    ROW(TRIAGE_QUESTIONS, "question", "the triage") \
    ROW(PARAMS, "parameter", "this plan action") \
    ROW(ADDED_VALUES, "value", "this list") \
    ROW(CATEGORIES, "category", "categories") \
    ROW(NOT_ASBS, "entry of not_asb", "not_asb") \
    ROW(GUARDS, "guard", "guards") \
    ROW(ACTORS, "role", "roles") \
    ROW(GROUPS, "group", "categories") \
    ROW(ALL_BANDS, "band", "matrices") \
    ROW(ADDITIONS, "value", "lists")

ROWS_BY(name_spaces, NAME_SPACES, NAME_SPACE_COUNT);

/* `every_party` before `has`, which it has too. */
static const struct {
    char key[MOST_KEY];
    uint8_t form; /* a thing */
} forms[FORM_COUNT] = {
    {"every_party", EVERY_PARTY},
    {"all", ALL},
    {"any", ANY},
    {"not", NOT},
    {"has", HAS},
    {"latest", LATEST},
    {"after", AFTER},
    {"elapsed", ELAPSED},
    {"parties", PARTIES},
    {"consent", CONSENT},
    {"party", PARTY},
    {"case", CASE},
    {"record", RECORD},
    {"actor", ACTOR},
    {"approved", APPROVED},
    {"plan", PLAN},
    {"proportionality", PROPORTIONALITY},
    {"qualifying_reports", QUALIFYING},
};

key_rules asbi_grammar(thing t) {
    key_rules found = {rules, 0};

    while (found.first < rules + COUNT_OF(rules) && found.first->in != t) found.first++;
    while (found.first + found.count < rules + COUNT_OF(rules) && found.first[found.count].in == t) found.count++;
    return found;
}

const char *asbi_or_word(const key_rule *rule) {
    switch ((or_word)rule->or_word) {
    case OR_SAME: return "same";
    case OR_PARTY: return "party";
    case OR_CASE_OWNER: return "case-owner";
    default: return NULL;
    }
}

const char *asbi_thing_name(thing t) {
    return WORDS_OF(names, t);
}

const char *asbi_word_list(word_list list) {
    return WORDS_OF(word_lists, list);
}

const char *asbi_form_key(uint32_t index, thing *form) {
    if (index >= FORM_COUNT) return NULL;
    *form = (thing)forms[index].form;
    return forms[index].key;
}

name_space_def asbi_name_space(name_space n) {
    const char *what = WORDS_OF(name_spaces, n), *where = asbi_word_after(what);

    return (name_space_def){what, where, asbi_word_after(where)};
}
