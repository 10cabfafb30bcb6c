/* Rehearsal: the cases of a store under another policy or calendar.
 *
 * Method. Of each case the records are read once: their headers, and their bodies as trees, which no policy has a say in. From these two cases are folded at the same
 * time, one record after the other: `before` under the policies that the records pin and the calendar that is kept, `after` under what is put in their place. Before a
 * record is folded its guards are judged on both sides; after the last one, what may be done now is. Then the duties are compared: an instance is the same on both sides
 * where rule, party, subject and the record that it runs from are. So whatever is told is the difference of two folds, and where nothing is put in the place of anything
 * there is none. A case for which neither policy nor calendar is another is not folded; and what two policies have in common is folded once for both (common.c).
 *
 * The two cases are moulds (again.h): their room stays from one case to the next. What is found goes into tables of an outcome, whose texts are interned; a case that
 * cannot be read or folded leaves its name in one of them, and nothing else. The outcome is the rehearsal's only when the run has come to its end. */
#ifndef ASBI_REHEARSAL_H
#define ASBI_REHEARSAL_H

#include "../base/intern.h"
#include "../case/again.h"
#include "../case/guards.h"
#include "../caseload/query.h"
#include <asb/rehearsal.h>

/* ---- what was found */

typedef enum table_id {
    TABLE_MOVED,
    TABLE_DUTIES,
    TABLE_DECISIONS,
    TABLE_CASES,
    TABLE_FAILED,
    TABLE_MISSED,
    TABLE_TOTALS,
    TABLE_COUNT
} table_id;

enum { WIDEST_TABLE = 14 };

/* Cells row by row, as in asb_rows: the columns of each are in tables.c. */
typedef struct table {
    int64_t *cells;
    uint32_t rows, cell_capacity;
} table;

enum {
    MOVED_CASE,
    MOVED_DUTY,
    MOVED_CLAUSE,
    MOVED_PARTY,
    MOVED_SUBJECT,
    MOVED_DUE_BEFORE,
    MOVED_DUE,
    MOVED_WORKING_DAYS,
    MOVED_OFFICER,
    MOVED_OWNER,
    MOVED_RECORD,
    MOVED_STATE_BEFORE,
    MOVED_STATE,
    MOVED_WIDTH
};
enum {
    DUTY_CASE,
    DUTY_CHANGE,
    DUTY_DUTY,
    DUTY_CLAUSE,
    DUTY_PARTY,
    DUTY_SUBJECT,
    DUTY_DUE_DATE,
    DUTY_OFFICER,
    DUTY_OWNER,
    DUTY_RECORD,
    DUTY_STATE,
    DUTY_WIDTH
};
enum {
    DECISION_CASE,
    DECISION_RECORD,
    DECISION_KIND,
    DECISION_BEFORE,
    DECISION_AFTER,
    DECISION_GUARDS,
    DECISION_CLAUSES,
    DECISION_OFFICER,
    DECISION_WIDTH
};
enum {
    CASE_CASE,
    CASE_OFFICER,
    CASE_CHANGED,
    CASE_MOVED,
    CASE_DUTIES,
    CASE_DECISIONS,
    CASE_MISSED_BEFORE,
    CASE_MISSED_AFTER,
    CASE_POLICY_BEFORE,
    CASE_POLICY,
    CASE_WIDTH
};
enum { FAILED_CASE, FAILED_CODE, FAILED_WHAT, FAILED_WIDTH };
enum { MISSED_OFFICER, MISSED_DUTY, MISSED_BEFORE, MISSED_AFTER, MISSED_DIFFERENCE, MISSED_WIDTH };
enum {
    TOTAL_CASES,
    TOTAL_RECORDS,
    TOTAL_CHANGED,
    TOTAL_FAILED,
    TOTAL_MOVED,
    TOTAL_EARLIER,
    TOTAL_LATER,
    TOTAL_MISSED_BEFORE,
    TOTAL_MISSED_AFTER,
    TOTAL_REFUSED,
    TOTAL_ALLOWED,
    TOTAL_WIDTH
};

typedef struct table_column {
    char name[15];
    uint8_t type; /* a cell_type: CELL_NUMBER, CELL_INTERNED, CELL_INTERNED_JSON, CELL_DUE or CELL_STATE */
} table_column;

typedef struct table_def {
    const char *name;
    uint32_t width;
    const table_column *columns;
} table_def;

extern const table_def asbi_rehearsal_tables[TABLE_COUNT];

typedef struct outcome {
    handle head;
    arena texts;
    intern words; /* every text in a cell */
    intern pairs; /* of officer and duty: number - 1 is the row of TABLE_MISSED */
    table tables[TABLE_COUNT];
    uint64_t rows; /* of the lists together */
    uint8_t full;  /* there was more to tell than the limit */
    instant now;
} outcome;

int32_t asbi_outcome_new(outcome **out, asb_engine *e, instant now);
int32_t asbi_table_add(outcome *o, table_id id, const int64_t *cells);       /* ASB_ELIMIT: more than the limit rehearsal-rows */
int32_t asbi_outcome_word(outcome *o, text t, int64_t *cell);                /* empty: 0 */
int32_t asbi_outcome_missed(outcome *o, text officer, text duty, int after); /* one more of them */
int64_t asbi_cell_of_due(due d);
int32_t asbi_outcome_close(outcome *o); /* the last line of each: what is not counted by adding rows */
static inline int64_t *asbi_table_row(table *t, table_id id, uint32_t row) {
    return t->cells + (size_t)row * asbi_rehearsal_tables[id].width;
}

/* ---- the handle */

typedef struct replacement {
    asb_policy *policy; /* kept */
    text instead_of;    /* empty: all */
} replacement;

struct asb_rehearsal {
    handle head;
    asb_store *store; /* kept */
    arena texts;
    replacement *replacements;
    uint32_t count, capacity;
    outcome *found; /* by the last run; NULL before the first */
};

/* ---- the request */

typedef struct request {
    const json_value *v;
    instant now;
    day_list kept, days; /* the calendars of `before` and `after` */
    day_watch watch;     /* of the days that are others */
    uint8_t other_days;  /* there are any */
    uint8_t verify, dates, decisions, may;
    const json_value *tries; /* records to try now; NULL: of each kind that is guarded */
    const json_value *ids;   /* of the only cases; NULL: all */
    uint8_t filtered;        /* by something else than ids */
} request;

int32_t asbi_rehearsal_request(request *q, const asb_rehearsal *r, const json_value *v, fault *f);
int32_t asbi_rehearsal_point(fault *f, const json_value *v);                  /* where it is wrong */
int32_t asbi_rehearsal_wrong(fault *f, const json_value *v, const char *key); /* what, and where */
void asbi_request_end(request *q);

/* ---- the run */

/* A case under one policy, and what its guards say of a record. */
typedef struct side {
    asb_case *c;
    arena_mark mark; /* of its arena, with nothing in it */
    verdict *verdicts;
    uint32_t verdict_capacity, verdict_count;
    const asb_policy *guarded_by; /* whose guards these are on */
    uint64_t guarded;             /* bit n: there is a guard on kind n */
} side;

/* What two policies have in common. */
typedef struct common {
    struct common *next;
    const asb_policy *before, *after;
    asb_policy *first, *second; /* the same two, or read anew so that every text has the same number in both; kept */
    uint8_t shared;             /* a case can be folded once for both; the rest is only known where it can */
    uint8_t *names;             /* of each atom: NAME_… */
    uint8_t rescores;           /* matrices or the triage are others */
    uint8_t scores_are_read;    /* by rules that name them; else only bands and whether a triage is passed are */
    uint8_t ranks;              /* priority is raised, or the stage found, by other rules */
    uint64_t tries;             /* bit n: a record of kind n that is only tried may mean something else */
    uint8_t *ends, *begins;     /* of each duty of `first`, and of `second`: the other has none that is the same */
    uint32_t begin_count;       /* of those of `second` */
    uint64_t decided;           /* bit n: the guards on kind n are not the same */
    asb_policy *view;           /* `second`, but only duties that are others begin */
    uint32_t tried, anew;       /* cases so far; those that had to be folded anew, each side by itself */
} common;

enum { NAME_OTHER_CATEGORY = 1 /* a category that is not the same in both */, NAME_SAME_REMEDY = 2 /* a remedy that is */ };

typedef struct stored {
    text header, body;
} stored;

typedef struct run {
    asb_rehearsal *of;
    asb_engine *engine;
    const request *q;
    outcome *out;
    side before, whole, lent;
    side *after; /* `whole`, folded by itself; or `lent`, where the case is folded once for both */
    arena commons_in;
    common *commons; /* of the policies so far */
    common *like;    /* of the case at hand; NULL: each side is folded by itself */
    arena script;    /* of the case at hand: bytes, and trees of them */
    arena_mark mark;
    stored *stored;
    entry *entries;
    uint32_t stored_count, stored_capacity, entry_capacity;
    uint32_t *pair; /* the instance of `after` that is the same as this one of `before`, or NO_INDEX */
    uint32_t pair_capacity;
    uint8_t *taken; /* of each instance of `after` */
    uint32_t taken_capacity;
    text id;
    instant now;      /* never before the case's last record */
    uint8_t alone;    /* `before` alone is asked */
    uint8_t rescored; /* scores of the case at hand are others on the second side, whose entries are its own: */
    entry *own;
    uint32_t own_count, own_capacity;
    uint8_t parted; /* the second side has facts and duties of its own from some record on */
    /* of the case at hand */
    uint32_t moved, duties, missed_before, missed_after, decisions;
    asb_caseload *sieve; /* a few cases at a time, for the filter */
    filter *cases;
} run;

int32_t asbi_run_begin(run *r, asb_rehearsal *of, const request *q, outcome *out);
void asbi_run_end(run *r);
/* One case of the store. ASB_OK also where it is named as one that failed. */
int32_t asbi_run_case(run *r, text id, fault *f);
int asbi_run_is_damage(int32_t status);                                              /* of the case alone: the others go on */
int32_t asbi_run_failed(run *r, text id, int32_t status, fault *f);                  /* it is named */
int32_t asbi_run_asks_for(run *r, text id, asb_bytes summary, int *asked, fault *f); /* does the filter let it through */
int32_t asbi_run_check_filter(run *r, fault *f);                                     /* are its values such as there may be */

/* ---- reading.c: r->stored and r->entries of a case. ASB_ABSENT */
int32_t asbi_script_read(run *r, text id);
int32_t asbi_script_headers(run *r, fault *f);
int32_t asbi_script_bodies(run *r, fault *f);

/* ---- skim.c: 1, and texts are lent from `bytes`; 0: it is for asbi_header_read() */
int asbi_header_skim(record_header *h, text bytes);

/* ---- sides.c */
int32_t asbi_side_begin(side *s, run *r, const day_list *days);
void asbi_side_end(side *s, memory *m);
void asbi_side_case(side *s, const run *r, asb_policy *policy); /* a case begins */
int32_t asbi_side_prepare(side *s, prepared *p, const entry *was, asb_policy *moves_to);
int32_t asbi_side_judge(side *s, const entry *tried, instant now); /* into its verdicts */
int asbi_side_refuses(const side *s);
uint64_t asbi_side_guarded(side *s); /* bit n: there is a guard on kind n */

/* ---- alike.c: what entries and facts depend on. Two items of a policy are the same but for what is only said to people */
int asbi_may_share(const asb_policy *a, const asb_policy *b);
int asbi_same_item(const json_value *a, const json_value *b);
int32_t asbi_compare_facts(run *r, common *k); /* ASB_OK, ASB_ENOMEM */

/* ---- common.c. ASB_OK, ASB_ENOMEM */
int32_t asbi_common(common **out, run *r, asb_policy *before, asb_policy *after);
void asbi_commons_end(run *r);

/* ---- lent.c */
int32_t asbi_find_shared(run *r, asb_policy *after); /* r->like: may the case be folded once for both? ASB_OK, ASB_ENOMEM */
void asbi_lent_begin(run *r);                        /* `before` has begun */
#define FOLDED_APART 1                               /* they are not the same after all: begin anew */
int32_t asbi_lent_fold(run *r, const entry *was);
void asbi_lend(run *r); /* what `before` has come to, to `after` */
void asbi_lent_end(side *s);

/* ---- decisions.c, duties.c: what is different, into the outcome */
int32_t asbi_compare_decision(run *r, const entry *before, const entry *after);
int32_t asbi_compare_may(run *r);
int32_t asbi_compare_duties(run *r);
void asbi_stand_before(run *r);  /* what `before` asks of the days to say how its duties stand */
int32_t asbi_count_same(run *r); /* they stand the same on both sides: only what is missed is counted */

/* ---- answer.c */
int32_t asbi_rehearsal_answer(asb_rows **out, outcome *o, const json_value *v, fault *f);

#endif
