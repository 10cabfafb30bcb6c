/* A policy, compiled: the document's ids, texts and rules in flat arrays, so that judging a rule is a walk over integers that
 * cannot fail, loop or allocate.
 *
 * Texts are atoms (numbers of the policy's intern table). Equal values have equal atoms, whatever their JSON type was: numbers are interned by their canonical text
 * behind a byte that UTF-8 does not have; true, false and null are atoms of their own. Conditions, patterns and tests refer to one another by index;
 * lists are spans of one of the pools. */
#ifndef ASBI_POLICY_H
#define ASBI_POLICY_H

#include "../base/intern.h"
#include "../engine/engine.h"
#include "../record/vocabulary.h"
#include "../time/period.h"
#include "fixed.h"
#include "letter.h"

typedef uint32_t atom;

#define ATOM_NONE UINT32_C(0)
#define ATOM_OTHER UINT32_C(0xFFFFFFF0)
#define ATOM_NULL UINT32_C(0xFFFFFFF1)
#define ATOM_FALSE UINT32_C(0xFFFFFFF2)
#define ATOM_TRUE UINT32_C(0xFFFFFFF3)
/* ATOM_NONE: no value. ATOM_OTHER: a value that no rule of the policy names (equal to nothing, not even itself). */

enum word {
    WORD_NONE_ = 0,
#define WORD(name, text) WORD_##name,
#include "words.inc"
#undef WORD
    WORD_END
};

#define NO_INDEX UINT32_MAX

typedef struct span {
    uint32_t first, count;
} span; /* of a pool */

/* {FIELD: VALUE}: one test. */
typedef enum where_op { WHERE_ANY_OF, WHERE_NONE_OF, WHERE_PRESENT, WHERE_ABSENT, WHERE_IS_PATTERN } where_op;
typedef struct where_test {
    atom field; /* the field's or attribute's name */
    uint8_t op;
    span values;      /* atoms; for ANY_OF and NONE_OF */
    uint32_t pattern; /* for IS_PATTERN */
} where_test;

typedef struct pattern {
    uint64_t kinds; /* bit n: record_kind n */
    span x_kinds;   /* atoms of kinds that begin with x- */
    span tests;     /* where_tests */
    span parts;     /* party_as: atoms of parts; none: count 0 */
    span roles;     /* atoms of roles */
    uint8_t same_party;
} pattern;

/* Kinds of record that it can match; bit KIND_X: some that begin with x-. */
static inline uint64_t asbi_pattern_kinds(const pattern *pt) {
    return pt->kinds | (uint64_t)(pt->x_kinds.count > 0) << KIND_X;
}

/* What a condition depends upon (reads.c): kinds of record as in `pattern`, bit KIND_X for all that begin with x-; attributes of the case. */
enum {
    READS_STATE = 1,
    READS_STAGE = 2,
    READS_PRIORITY = 4,
    READS_CATEGORY = 8,
    READS_RISK = 16,
    READS_HATE = 32,
    READS_PEOPLE = 64,
    READS_ALWAYS = 128, /* time, or the record that is tried */
    READS_POLICY = 256  /* nothing but the rule itself: another only under another policy */
};
typedef struct reads {
    uint64_t kinds;
    uint32_t facts;
} reads;

typedef enum condition_op {
    COND_ALL,
    COND_ANY,
    COND_NOT,
    COND_HAS,
    COND_LATEST,
    COND_AFTER,
    COND_ELAPSED,
    COND_EVERY_PARTY,
    COND_PARTIES,
    COND_CONSENT,
    COND_PARTY,
    COND_CASE,
    COND_RECORD,
    COND_ACTOR,
    COND_APPROVED,
    COND_PLAN,
    COND_PROPORTIONALITY,
    COND_QUALIFYING
} condition_op;

enum { PLAN_EXISTS, PLAN_COMPLETE };
enum { PROPORTIONALITY_RECORDED, PROPORTIONALITY_COMPLETE, PROPORTIONALITY_APPROVED, PROPORTIONALITY_CURRENT };

typedef struct condition {
    uint8_t op;
    uint8_t what;     /* PLAN: PLAN_…; PROPORTIONALITY: PROPORTIONALITY_… */
    uint8_t same;     /* CONSENT, PARTY: "of": "same" */
    uint8_t every;    /* PARTY */
    uint8_t or_start; /* ELAPSED */
    int32_t at_least; /* HAS, PARTIES, QUALIFYING; the default filled in */
    int32_t at_most;  /* HAS, PARTIES; -1: no bound */
    uint32_t pattern; /* HAS, LATEST, AFTER (the first), EVERY_PARTY, APPROVED */
    uint32_t other;   /* HAS: `since`; AFTER: the second. NO_INDEX: none */
    span children;    /* ALL, ANY, NOT: condition indices in `indices` */
    span patterns;    /* ELAPSED `since`: pattern indices in `indices` */
    span parts;       /* EVERY_PARTY, PARTIES, CONSENT `of`, PARTY `of`: atoms */
    span tests;       /* LATEST `is`, PARTY, CASE, RECORD: where_tests */
    span roles;       /* ACTOR `role`, APPROVED `by`, PROPORTIONALITY `by`: atoms; count 0: anyone */
    atom scope;       /* CONSENT */
    period within;    /* HAS `within`, ELAPSED */
    reads reads;
    const json_value *source;
} condition;

typedef struct period_choice {
    uint32_t when; /* condition, or NO_INDEX: always */
    period period;
} period_choice;

typedef enum duty_subject { SUBJECT_CASE, SUBJECT_PARTY, SUBJECT_PARTS } duty_subject;
typedef enum duty_repeat { REPEAT_NO, REPEAT_AS_WITHIN, REPEAT_LIST } duty_repeat;

typedef struct duty_rule {
    atom id;
    text clause, label;
    span owners;           /* atoms of roles; count 0 with owner_is_case */
    uint8_t owner_is_case; /* "case-owner" */
    uint8_t restarts, agreed, survives_closure, watch;
    uint8_t subject;                                  /* a duty_subject */
    uint8_t repeats;                                  /* a duty_repeat */
    span parts;                                       /* SUBJECT_PARTS */
    span starts, done, cancels;                       /* pattern indices in `indices` */
    uint64_t starts_kinds, done_kinds, cancels_kinds; /* kinds of record that these can match, as in `pattern`; bit KIND_X: some x- kind */
    uint32_t starts_if, while_;                       /* conditions or NO_INDEX */
    span within, repeat_within;                       /* period_choices */
    period opens;                                     /* unit PERIOD_NONE: none */
    atom anchor;                                      /* field, or ATOM_NONE */
    period anchor_less;
    atom escalates_to; /* role, or ATOM_NONE */
    period escalates_after;
    reads step_reads, while_reads, period_reads; /* of what may end, stop or begin it; of `while`; of the period in force */
    const json_value *proposes;                  /* {"kind", "with"} or NULL */
    const json_value *source;
} duty_rule;

/* Why a guard is not met, in words, for one choice of parts of its condition that do not hold. Kept, as it is asked for again and again. */
typedef struct explained {
    uint64_t failing; /* bit n: part n */
    const char *explanation;
    struct explained *next;
} explained;

typedef struct guard_rule {
    atom id;
    text clause, message;
    uint32_t on;      /* pattern */
    uint32_t require; /* condition */
    span override_by; /* atoms of roles */
    uint8_t warn;
    uint8_t explained_count;
    explained *explained; /* what was said of it so far (case/decision.c) */
    const json_value *source;
} guard_rule;

typedef struct role_def {
    atom id;
    text label;
    const json_value *source;
} role_def;
typedef struct priority_def {
    atom id;
    text label;
} priority_def;
typedef struct category_def {
    atom id, group;    /* group ATOM_NONE: none */
    uint32_t priority; /* index in priorities */
    uint8_t hate;
    text label;
    const json_value *source;
} category_def;
typedef struct not_asb_def {
    atom id;
    text label;
} not_asb_def;
typedef struct raise_rule {
    atom id;
    uint32_t when;
    uint32_t priority;
    const json_value *source;
} raise_rule;
typedef struct stage_rule {
    atom id;
    uint32_t when;
    text label;
    const json_value *source;
} stage_rule;

typedef struct option_def {
    atom id;
    text name; /* the id, which is asked for at every click */
    text label;
    int32_t weight;
    uint8_t exclusive;
    uint16_t begins; /* the id: its first two bytes */
} option_def;
typedef struct question_def {
    atom id;
    text name; /* the id */
    text text;
    text section; /* id of its section */
    uint8_t many, detail;
    span options;
    const json_value *source;
} question_def;
typedef struct band_def {
    atom id;
    text label;
    int32_t from;
} band_def;
typedef struct score_range {
    int32_t from, to;
} score_range;
typedef struct matrix_def {
    atom id;
    text title, clause;
    span questions, bands, contested;
    int32_t least, greatest; /* attainable score; declined counts as 0 and is not counted in here */
    const json_value *source;
} matrix_def;

typedef struct triage_def {
    uint8_t present;
    span questions; /* atoms of their ids */
    uint32_t threshold;
    const json_value *source;
} triage_def;

typedef struct plan_action_def {
    atom id, by;
    text text, clause;
    uint8_t standing;
    const json_value *source;
} plan_action_def;
typedef struct remedy_def {
    atom id;
    text label, clause;
    uint8_t legal, area;
    span tenures;     /* atoms; count 0: any */
    date from, until; /* NO_DATE: not bounded */
    period term, ceiling;
    const json_value *source;
} remedy_def;
typedef struct closure_reason_def {
    atom id;
    text label, clause;
} closure_reason_def;
typedef struct letter_def {
    atom id;
    text title, clause, text;
    span to;
    letter_code code; /* of `text` */
    const json_value *source;
} letter_def;
typedef struct audience_def {
    atom id;
    const json_value *source;
    span lines;
} audience_def;
typedef struct audience_line {
    uint8_t classes;   /* bit n: field_class n */
    uint8_t self, any; /* "self" or "any" in `of` */
    span parts;        /* atoms */
    uint32_t when;     /* condition or NO_INDEX */
    atom scope;        /* consent, or ATOM_NONE */
} audience_line;
typedef struct review_area {
    atom area;
    text area_text;
    int32_t threshold;                  /* 3 */
    int32_t hate_threshold;             /* 0: none */
    period report_within, apply_within; /* 1 month and 6 months, beginning with, unless said */
    int32_t tell_at;                    /* 2 */
    period tell_within;                 /* 6 months unless said */
    text clause;
} review_area;
typedef struct list_value {
    atom list;
    atom id;
    text label;
} list_value; /* list: "contact.purpose" */

/* The rules that can be about records of one kind: indices, in their order. */
typedef struct rules_of_kind {
    const uint32_t *rules;
    uint32_t count;
} rules_of_kind;

typedef struct guard_index guard_index; /* guard_index.h */

/* An array of T in the policy's arena. */
#define ARRAY_OF(T) \
    struct { \
        T *items; \
        uint32_t count; \
    }

struct asb_policy {
    handle head;
    arena arena;
    uint64_t serial;                      /* of the engine's policies; never used again */
    intern names;                         /* its own; their atoms are FIXED_WORDS more (fixed.h) */
    atom kind_atoms[KIND_BUILT_IN_COUNT]; /* of the names of kinds */
    json_value *document;                 /* the joined policy (`extends` resolved and left out) */
    char *bytes;                          /* its canonical JSON, length + 1 bytes */
    size_t length;
    uint8_t digest[32]; /* SHA-256 of bytes */
    char digest_hex[65];
    text id, version, title, source;
    text landlord;          /* its name; empty where the document does not say */
    asb_policy *next_alive; /* the engine's list */

    ARRAY_OF(date) open_days; /* sorted */
    ARRAY_OF(date) closed_days;
    ARRAY_OF(role_def) roles;
    ARRAY_OF(priority_def) priorities;
    ARRAY_OF(category_def) categories;
    ARRAY_OF(not_asb_def) not_asb;
    ARRAY_OF(raise_rule) raises;
    ARRAY_OF(stage_rule) stages;
    triage_def triage;
    ARRAY_OF(matrix_def) matrices;
    ARRAY_OF(plan_action_def) plan_actions;
    ARRAY_OF(remedy_def) remedies;
    ARRAY_OF(duty_rule) duties;
    ARRAY_OF(guard_rule) guards;
    ARRAY_OF(closure_reason_def) closure_reasons;
    ARRAY_OF(letter_def) letters;
    ARRAY_OF(audience_def) audiences;
    ARRAY_OF(review_area) review_areas; /* at least one: the statutory default where the document has none */
    ARRAY_OF(list_value) list_values;

    /* worked out from these (reads.c) */
    reads raise_reads, stage_reads; /* of all of them together */
    rules_of_kind starts_of_kind[KIND_UNKNOWN], guards_of_kind[KIND_UNKNOWN];
    const guard_index *guard_indexes[KIND_UNKNOWN]; /* of those judged so far */
    asb_policy *of; /* itself; of a view of a policy (rehearsal/common.c) that policy, which keeps what is made only when it is asked for */

    /* the pools, each a block of its own where anything is in it (compile.c) */
    ARRAY_OF(atom) atoms;
    ARRAY_OF(uint32_t) indices;
    ARRAY_OF(where_test) tests;
    ARRAY_OF(pattern) patterns;
    ARRAY_OF(condition) conditions;
    ARRAY_OF(period_choice) choices;
    ARRAY_OF(question_def) questions;
    ARRAY_OF(option_def) options;
    ARRAY_OF(band_def) bands;
    ARRAY_OF(score_range) ranges;
    ARRAY_OF(audience_line) audience_lines;
};

/* The atom of a scalar. Lists and objects: ATOM_OTHER. Never allocates. */
atom asbi_atom(const asb_policy *p, const json_value *v);
atom asbi_atom_of_text(const asb_policy *p, text t);
atom asbi_atom_of_number(const asb_policy *p, int64_t number);
text asbi_atom_text(const asb_policy *p, atom a);               /* an interned text; empty for ATOM_NONE and the special ones */
static inline text asbi_id_text(const asb_policy *p, atom id) { /* of an atom that is an id of the policy's */
    return id <= FIXED_WORDS ? asbi_fixed_text(id) : p->names.texts[id - FIXED_WORDS - 1];
}
static inline uint32_t asbi_name_count(const asb_policy *p) { /* no atom of a text or a number is above it */
    return FIXED_WORDS + p->names.count;
}
/* The first two bytes of an id, by which most options of a question differ. */
static inline uint16_t asbi_id_begins(const char *id) {
    return (uint16_t)((uint8_t)id[0] | (id[0] ? (unsigned)(uint8_t)id[1] << 8 : 0u));
}
static inline int asbi_span_has(const asb_policy *p, span atoms, atom a) {
    for (uint32_t i = 0; i < atoms.count; i++)
        if (p->atoms.items[atoms.first + i] == a) return a != ATOM_OTHER;
    return 0;
}

static inline reads asbi_reads_of(const asb_policy *p, uint32_t condition) { /* NO_INDEX: nothing */
    return condition == NO_INDEX ? (reads){0, 0} : p->conditions.items[condition].reads;
}
static inline reads asbi_reads_join(reads a, reads b) {
    return (reads){a.kinds | b.kinds, a.facts | b.facts};
}
static inline int asbi_is_touched(reads r, reads by) {
    return (r.kinds & by.kinds) || (r.facts & by.facts);
}

int asbi_is_x(text name); /* begins with x- */

/* Looking an id up: the index, or NO_INDEX. */
uint32_t asbi_policy_role(const asb_policy *p, atom id);
uint32_t asbi_policy_category(const asb_policy *p, atom id);
uint32_t asbi_policy_not_asb(const asb_policy *p, atom id);
uint32_t asbi_policy_matrix(const asb_policy *p, atom id);
uint32_t asbi_policy_plan_action(const asb_policy *p, atom id);
uint32_t asbi_policy_remedy(const asb_policy *p, atom id);
uint32_t asbi_policy_duty(const asb_policy *p, atom id);
uint32_t asbi_policy_guard(const asb_policy *p, atom id);
uint32_t asbi_policy_letter(const asb_policy *p, atom id);
uint32_t asbi_policy_closure_reason(const asb_policy *p, atom id);
int asbi_policy_has_list_value(const asb_policy *p, text kind, text field, text value); /* `lists` */
int asbi_is_built_in_guard(atom id);                                                    /* remedy-in-force … agreement-too-long */

/* One thing wrong with a document. */
typedef struct problem {
    fault fault;
} problem; /* fault.pointer, line, column, message */
struct asb_problems {
    handle head;
    problem *items;
    uint32_t count, capacity;
};

/* Read, join, check and compile. Either *out is a policy, or *problems (may be NULL) holds what is wrong and the status is ASB_EJSON or ASB_EPOLICY;
 * e->fault then has the first problem. ASB_ENOMEM, ASB_ELIMIT. */
int32_t asbi_policy_read(asb_policy **out, asb_problems **problems, asb_engine *e, const char *bytes, size_t length);

/* The same, with `names` numbered before the policy's own: policies that are read with the same names, which have all of theirs among them, number every text alike. A
 * value that only such a name stands for then has a number, and is ATOM_OTHER no more. */
int32_t asbi_policy_read_named(asb_policy **out, asb_engine *e, const char *bytes, size_t length, const intern *names);

/* A policy that is alive in this engine with that digest; NULL if there is none. Not kept for the caller. */
asb_policy *asbi_policy_alive(asb_engine *e, const uint8_t digest[32]);

/* Explaining (also used for decisions): a condition, pattern or period in plain words. `no_longer` than a paragraph each. */
void asbi_put_condition(buffer *b, const asb_policy *p, uint32_t index);
void asbi_put_pattern(buffer *b, const asb_policy *p, uint32_t pattern);

#endif
