/* A case, folded.
 *
 * Method. A case is a list of entries (records). Adding one has three parts: `prepare` parses and reserves everything that may be needed and can fail;
 * `fold` updates facts and duties and cannot fail; `finish` fills in the bytes. So a failure leaves the case as it was. Opening a case is the same fold over
 * what the store holds. Patterns walk chains of entries of one kind, newest first, comparing atoms. */
#ifndef ASBI_CASE_H
#define ASBI_CASE_H

#include "../policy/policy.h"
#include "../record/record.h"
#include <asb/case.h>

/* A field of a record. Its texts are the entry's; a list and an object are trees of its own. */
typedef struct entry_field {
    atom name; /* ATOM_OTHER: the policy does not know the name */
    uint32_t atom_count;
    const atom *atoms;        /* of a scalar, or of each item of a list */
    uint32_t type : 4;        /* a json_type */
    uint32_t key_length : 28; /* of the name as it is written */
    uint32_t length;
    const char *key;
    union {
        const char *at;         /* of a text, or a number as it is written: `length` bytes */
        const json_value *tree; /* of a list or an object */
    };
} entry_field;

typedef struct entry {
    uint32_t seq;
    uint8_t kind; /* a record_kind */
    uint8_t erased, corrected, imported, admitted;
    uint8_t erase_pending;   /* erased here, but the store still has its body */
    uint8_t lent;            /* its fields are texts in `bytes`: each '\0' there was a quotation mark */
    uint8_t partial, passed; /* of an assessment; of a triage */
    uint8_t no_band;         /* of an assessment: every question declined */
    atom kind_atom;
    atom role; /* ATOM_OTHER for one the policy does not have */
    instant at, recorded;
    text by, role_text, kind_text;
    uint32_t party;          /* index of the party it is about (a report's reporter); NO_INDEX */
    uint32_t older;          /* the entry of the same kind before: index, or NO_INDEX */
    uint32_t older_of_party; /* of `party` records: the one before of the same party */
    uint32_t field_count, written_count;
    entry_field *fields;  /* as they now read */
    entry_field *written; /* as they were recorded; NULL when erased */
    json_value *body;     /* the same as a tree, of an entry that is lent one and has no `written` (tried.c, a rehearsal's) */
    int32_t score;        /* of an assessment or triage */
    atom band;            /* of an assessment, with override; ATOM_NONE */
    const json_value *breaches, *deviations, *warnings; /* ids of guards that said so when it was added, or NULL */
    const json_value *snapshot;                         /* of an erasure: duties as they stood */
    asb_policy *moves_to; /* what the first record, or the note that moves the case, pins it to; kept. Else NULL */
    text header;          /* canonical, as stored; empty: as asbi_stored_header() makes it again */
    text bytes;           /* of the body, as stored, or as asbi_stored_record() makes it again; empty when erased */
    uint8_t digest[32];   /* of the header */
} entry;

typedef struct party_entry {
    text id;
    uint8_t recorded;          /* by a party record that is not erased; else only named by a report */
    uint32_t newest;           /* its last party record, or NO_INDEX */
    uint32_t first_assessment; /* entry of its first assessment, or NO_INDEX */
    uint32_t assessment;       /* entry of its latest, or NO_INDEX */
} party_entry;

typedef enum case_state { STATE_NONE, STATE_ENQUIRY, STATE_PREVENTION, STATE_OPEN, STATE_CLOSED } case_state;

typedef struct case_facts {
    uint8_t state;  /* a case_state */
    uint8_t opened; /* an opening has been recorded */
    uint8_t hate, hate_recorded, perpetrator_known, complainant_anonymous, any_under_18, any_vulnerable, perpetrator_disabled;
    uint8_t counter_allegation, risk_reduced, contested;
    uint8_t has_score;
    uint8_t hate_category; /* one of the categories in force is hate */
    uint8_t has_births;    /* somebody's date of birth is known: they grow older */
    date looked_on;        /* when the people were last looked at */
    int32_t score;
    atom band;            /* ATOM_NONE: none */
    uint32_t priority;    /* index, or NO_INDEX before the first record */
    uint32_t stage;       /* index, or NO_INDEX */
    uint32_t categorised; /* entry with the categories in force, or NO_INDEX */
    uint32_t owner;       /* entry of the last allocation, or NO_INDEX */
    uint32_t opening;     /* entry of the last opening, or NO_INDEX */
} case_facts;

/* What the first 64 conditions of a list came to when they were last judged: bits. */
typedef struct truths {
    uint64_t known, hold;
} truths;

/* Rules that are not in the policy's list. */
#define RULE_PLAN_ACTION 0xFFFFFFF0u
#define RULE_ORDER_EXPIRY 0xFFFFFFF1u

typedef enum instance_state { INSTANCE_OPEN, INSTANCE_MET, INSTANCE_MET_LATE, INSTANCE_LAPSED } instance_state;

/* What a rule and a subject have come to. */
typedef struct duty_slot {
    uint32_t rule;      /* index in policy.duties, or RULE_… */
    uint32_t party;     /* index, or NO_INDEX for the case */
    atom remedy;        /* RULE_ORDER_EXPIRY */
    uint8_t order_kind; /* RULE_ORDER_EXPIRY: KIND_LEGAL or KIND_INTERVENTION */
    uint32_t plan;      /* RULE_PLAN_ACTION: entry of the plan */
    text action;        /* RULE_PLAN_ACTION: the action's id */
    text catalogue, by; /* RULE_PLAN_ACTION: the catalogue's id (or "other") and whose it is, as the plan said; they outlive its erasure */
    uint32_t first_start; /* seq of the record that first started it */
    uint32_t open;        /* index of the open instance, or NO_INDEX */
    uint8_t waiting;      /* started, but `while` does not hold */
    uint8_t in_row;       /* something was discharged: the next one is a repeat */
    uint8_t over;         /* nothing may begin any more unless the rule restarts */
    uint8_t by_due;       /* RULE_PLAN_ACTION: the first one, which goes by the action's `due` */
    uint32_t start_entry; /* the start record, for anchors; an order: the record that its date comes from */
} duty_slot;

typedef enum note_kind { NOTE_MOVED, NOTE_NOT_MOVED, NOTE_AGREED, NOTE_CORRECTED, NOTE_CALENDAR } note_kind;

/* One line of a duty's history. */
typedef struct duty_note {
    uint32_t next; /* index, or NO_INDEX */
    uint8_t kind;  /* a note_kind */
    uint32_t seq;  /* the record */
    due from, to;
    period period; /* that then held */
} duty_note;

typedef struct duty_instance {
    uint32_t slot;
    uint32_t start_seq;               /* the record it runs from */
    instant base;                     /* where its period is counted from at the beginning: the record's at, or the anchor */
    uint8_t anchored, state, no_date; /* no_date: anchored without the field */
    uint8_t in_row;
    period period;        /* in force now, for comparing */
    instant counted_from; /* what `due` is counted from: base, or the record that shortened it */
    period counted;       /* the period that gave `due`; PERIOD_NONE: a date given or none */
    due due, first_due, opens;
    uint32_t agreed_seq; /* the agreement whose period is in force; 0 */
    uint32_t end_seq;    /* the record that ended it; 0 while open */
    uint32_t first_note, last_note;
} duty_instance;

/* Of one that its store keeps after it was freed (kept.h). */
typedef struct kept_links {
    asb_case *next, *newer, *older;
    uint64_t bytes; /* that it takes, as counted then */
} kept_links;

struct asb_case {
    handle head;
    memory *memory;
    arena arena; /* bodies, texts, atoms */
    text id;
    asb_store *store;       /* NULL: storeless */
    uint32_t stored;        /* entries that the store has; the rest are pending */
    const day_list *days;   /* the case's own calendar, else the store's, else the engine's */
    asb_calendar *calendar; /* set by the host for this case, or NULL */
    uint32_t days_revision; /* of `days` when it was folded */
    kept_links kept;
    struct summary_memo *memo; /* of its summary (summary_memo.h), or NULL */

    /* What is folded: from here on, kept and put back as a whole where folding again fails (asbi_refold). */
    asb_policy *policy; /* in force now; kept */
    entry *entries;
    uint32_t count, capacity;
    uint32_t last_of_kind[KIND_UNKNOWN + 1];
    party_entry *parties;
    uint32_t party_count, party_capacity;
    case_facts facts;
    truths raises, stages;
    duty_slot *slots;
    uint32_t slot_count, slot_capacity;
    duty_instance *instances;
    uint32_t instance_count, instance_capacity;
    duty_note *notes;
    uint32_t note_count, note_capacity;
    uint32_t days_known; /* of `days` at the last record */
};

/* Is the record well formed, were it added now (readings, "Records and vocabulary")? ASB_OK, or ASB_EINVALID with the field named in `f`.
 * Works on record->kind/by/role/fields; `at` is the record's time (NO_INSTANT: now), `recorded` its time of entry. Never allocates from the case. */
int32_t asbi_validate(const asb_case *c, const asb_record *r, instant recorded, fault *f);

/* The same for everything that is wrong: a JSON list of {"arguments","code","field","message","pointer"}. ASB_OK, ASB_ENOMEM, ASB_ELIMIT. */
int32_t asbi_validate_all(const asb_case *c, const asb_record *r, instant recorded, fault *f, buffer *all);

/* ---- entries */
static inline const entry_field *asbi_entry_field(const entry *e, atom name) { /* NULL if absent */
    for (uint32_t i = 0; name != ATOM_NONE && i < e->field_count; i++)
        if (e->fields[i].name == name) return &e->fields[i];
    return NULL;
}
static inline text asbi_field_key(const entry_field *f) {
    return (text){f->key, f->key_length};
}
/* Empty if absent (NULL) or no text. */
static inline text asbi_field_as_text(const entry_field *f) {
    return f != NULL && f->type == JSON_TEXT ? (text){f->at, f->length} : (text){"", 0};
}
/* Its value: a list's or an object's own tree; anything else is put into `room`. NULL for NULL. */
const json_value *asbi_field_json(json_value *room, const entry_field *f);
/* The same with room in the block that asks: the value is good to the end of that block. */
#define asbi_field_value(f) asbi_field_json(&(json_value){.type = JSON_NULL}, f)
#define asbi_entry_value(e, name) asbi_field_value(asbi_entry_field(e, name))
const json_value *asbi_entry_tree(const entry *e, atom name);       /* a list or an object; NULL if absent or anything else */
int asbi_entry_integer(const entry *e, atom name, int64_t *number); /* 1 if it has such a number */
const entry_field *asbi_entry_written(const entry *e, text name);   /* as it was recorded; NULL if absent */

atom asbi_entry_atom(const entry *e, atom name);          /* the (first) value's atom, ATOM_NONE if absent */
text asbi_entry_text(const entry *e, atom name);          /* empty if absent or no text */
int asbi_entry_is(const entry *e, atom name, atom value); /* has it among its values */
uint32_t asbi_party_find(const asb_case *c, text id);     /* index, or NO_INDEX */
/* As the party now stands: a field's last value; and whether it has a part. */
const entry_field *asbi_party_field(const asb_case *c, uint32_t party, atom name);
int asbi_party_has_part(const asb_case *c, uint32_t party, atom part);
int asbi_party_has_any_part(const asb_case *c, uint32_t party, span parts);
const json_value *asbi_plan_find_action(const entry *plan, text action); /* by id, as the plan now reads; or NULL */

/* Score an assessment's answers (they are valid): score, band by cut-offs (ATOM_NONE where every question was declined), partial. */
typedef struct assessment_score {
    int32_t score;
    atom band;
    uint8_t partial, all_declined, contested;
} assessment_score;
const option_def *asbi_question_option(const asb_policy *p, const question_def *q, text option);     /* NULL: it has none of that id */
int32_t asbi_weight_of_answer(const asb_policy *p, const question_def *q, const json_value *answer); /* that is not declined */
assessment_score asbi_score_of_sum(const asb_policy *p, const matrix_def *m, int32_t sum,
                                   uint32_t answered); /* so many are answered and not declined */
assessment_score asbi_score(const asb_policy *p, const matrix_def *m, const json_value *answers);
uint32_t asbi_triage_score(const asb_policy *p, const json_value *answers); /* number of yes */

#endif
