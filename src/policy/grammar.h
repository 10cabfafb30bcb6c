/* The grammar of policy documents as one table: which keys may and must stand in which object, and what each holds.
 * grammar.c is that table; check_value.c walks documents with it; docs and messages take their words from it. */
#ifndef ASBI_POLICY_GRAMMAR_H
#define ASBI_POLICY_GRAMMAR_H

#include <stdint.h>

/* The objects of the format. Those from ALL on are the forms of conditions. */
typedef enum thing {
    TOP,
    CALENDAR,
    ROLE,
    PRIORITY,
    CATEGORY,
    RAISE,
    NOT_ASB,
    STAGE,
    TRIAGE,
    TRIAGE_QUESTION,
    MATRIX,
    SECTION,
    QUESTION,
    OPTION,
    BAND,
    CONTESTED,
    PLAN_ACTION,
    PARAM,
    REMEDY,
    DUTY,
    SUBJECT,
    PERIOD_CHOICE,
    ANCHOR,
    ESCALATION,
    PROPOSAL,
    GUARD,
    CLOSURE_REASON,
    LETTER,
    AUDIENCE,
    SIGHT,
    REVIEW_AREA,
    ADDED_VALUE,
    NOTE,
    PATTERN,
    ACTOR_ROLE,
    ALL,
    ANY,
    NOT,
    HAS,
    LATEST,
    AFTER,
    ELAPSED,
    EVERY_PARTY,
    PARTIES,
    CONSENT,
    PARTY,
    CASE,
    RECORD,
    ACTOR,
    APPROVED,
    PLAN,
    PROPORTIONALITY,
    QUALIFYING,
    THING_COUNT
} thing;

enum { FIRST_FORM = ALL, FORM_COUNT = THING_COUNT - ALL };

/* What a value is. `of` of its rule says more. */
typedef enum shape {
    TEXT,        /* for people; not blank */
    AN_ID,       /* of a namespace: lower-case words with hyphens */
    AN_ID_UPPER, /* capitals allowed too */
    A_NAME,      /* of a namespace: any text (areas) */
    IDENTIFIER,  /* an id that is unique in nothing */
    WORD_OF,     /* one of a word list */
    REFERENCE,   /* an id of a namespace */
    CHOICE,      /* a value of a field of the vocabulary, or one that `lists` adds */
    FIELD_TYPE,  /* the name of a type of the vocabulary */
    DATE_FIELD,  /* the name of a date field of what starts the duty */
    SEEN_PART,   /* a part, or "self" or "any" */
    FLAG,
    NUMBER,
    DATE,
    PERIOD,
    OBJECT, /* a thing */
    A_PATTERN,
    A_CONDITION,
    A_KIND,
    FACTS, /* {FIELD: VALUE} */
    LETTER_TEXT,
    ADDED_LISTS,
    PROPOSED_FIELDS
} shape;

typedef enum many { ONE, LIST, SOME /* a list that is not empty */, ONE_OR_SOME } many;

/* Ids that are unique together and can be referred to. Those from SECTIONS on begin anew in each object that has them. */
typedef enum name_space {
    ROLES,
    PRIORITIES,
    BEHAVIOURS /* categories and not_asb */,
    RULES /* duties, guards and raises */,
    STAGES,
    MATRICES,
    PLAN_ACTIONS,
    REMEDIES,
    CLOSURE_REASONS,
    LETTERS,
    AUDIENCES,
    AREAS,
    SECTIONS,
    QUESTIONS,
    OPTIONS,
    BANDS,
    TRIAGE_QUESTIONS,
    PARAMS,
    ADDED_VALUES,
    /* what can only be referred to */
    CATEGORIES,
    NOT_ASBS,
    GUARDS,
    ACTORS /* roles and system */,
    GROUPS,
    ALL_BANDS,
    ADDITIONS /* "kind.field=id" */,
    NAME_SPACE_COUNT
} name_space;

typedef enum word_list {
    ZONES,
    REGIONS,
    SELECTS,
    ACTORS_OF_PLAN,
    APPLICANTS,
    SEVERITIES,
    AUDIENCE_IDS,
    CLASSES,
    PLAN_WORDS,
    PROPORTIONALITY_WORDS,
    SAME_WORD,
    WORD_LIST_COUNT
} word_list;

typedef enum choice_of { PARTS, TENURES, SCOPES } choice_of;

typedef enum facts_of { FACTS_OF_PATTERN, FACTS_OF_LATEST, FACTS_OF_PARTY, FACTS_OF_CASE, FACTS_OF_RECORD } facts_of;

/* Where a condition or pattern stands, and so what may be asked there. INHERITED: as in what it is part of. */
enum {
    INHERITED = 0,
    STANDS = 1,      /* nothing more than that it begins here */
    TIMELESS = 2,    /* no within, elapsed, consent, record, actor */
    OF_RECORD = 4,   /* there is a record in question: record, actor */
    OF_PARTY = 8,    /* there is a party in question, if the duty has a subject or the guard's kinds name a party */
    FOR_STAGES = 16, /* no stage */
    FOR_RAISES = 32  /* neither stage nor priority */
};

/* With its words within it, so that the table has no pointers: what has some is a process's own memory. */
enum { MOST_KEY = 19 };

typedef enum or_word { OR_NOTHING, OR_FLAG, OR_SAME, OR_PARTY, OR_CASE_OWNER } or_word;

typedef struct key_rule {
    uint8_t in; /* a thing */
    char key[MOST_KEY];
    uint8_t is_needed; /* MUST or MAY */
    uint8_t many;
    uint8_t shape;
    uint8_t of;      /* thing, name_space, word_list, choice_of, facts_of, or where it stands */
    uint8_t or_word; /* what may stand instead */
    int32_t least, greatest;
} key_rule;

enum { MAY, MUST };

typedef struct key_rules {
    const key_rule *first;
    uint32_t count;
} key_rules;

key_rules asbi_grammar(thing t);
const char *asbi_or_word(const key_rule *rule); /* NULL where it is none */
const char *asbi_thing_name(thing t);           /* "duty", with its article: "a duty" */
const char *asbi_word_list(word_list list);     /* a row of words (base/words.h) */

/* The key by which a form of conditions is known, and in which order they are looked for. */
const char *asbi_form_key(uint32_t index, thing *form); /* NULL past the end */

typedef struct name_space_def {
    const char *what;     /* "role" */
    const char *where;    /* "roles" */
    const char *reserved; /* a row of words, may be empty */
} name_space_def;
name_space_def asbi_name_space(name_space n);

#endif
