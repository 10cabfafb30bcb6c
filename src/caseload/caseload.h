/* The caseload: the summaries of all cases, in columns.
 *
 * Method. A case has a number, in order of arrival, and a place in every column of cases. Names (of officers, categories, rules …) become codes of 16 bits,
 * 0 for none, so that counting is adding to cells of an array; a case's several categories are one code too, that of the list, and are only taken apart when the
 * figures are given out. Duties have columns of their own, in which each case has a stretch of its own with some room; a case that outgrows it moves to the end, and its
 * old stretch is kept for another. Open duties are also in work lists, one for each officer, in order of their dates: what is new goes to the end, what no longer holds is
 * told by its generation, and the list is put in order when it is asked.
 *
 * Putting a case in reads its summary first, then finds room everywhere, then writes: only the last cannot fail, and only it changes anything. */
#ifndef ASBI_CASELOAD_H
#define ASBI_CASELOAD_H

#include "../base/intern.h"
#include "../engine/engine.h"
#include "../store/store.h"
#include "../time/period.h"
#include "keys.h"
#include <asb/caseload.h>

#define NO_CODE 0u
#define NO_CASE_NUMBER UINT32_MAX
#define NOT_TAKEN UINT16_MAX
#define NO_DATE_DUE INT64_MAX

/* What cases are counted and filtered by. */
typedef enum dimension {
    DIM_POLICY,
    DIM_STATE,
    DIM_STAGE,
    DIM_PRIORITY,
    DIM_BAND,
    DIM_CATEGORY,
    DIM_GROUP,
    DIM_AREA,
    DIM_WARD,
    DIM_CHANNEL,
    DIM_OUTCOME,
    DIM_OFFICER,
    DIM_ROLE,
    DIM_RISK,
    DIM_HATE,
    DIM_REPORTED_MONTH, /* code: months since 1900, from 1 */
    DIM_OPENED_MONTH,
    DIM_CLOSED_MONTH,
    DIM_COUNT
} dimension;

typedef enum case_day { DAY_REPORTED, DAY_OPENED, DAY_CLOSED, DAY_SILENT, DAY_WAITING, DAY_ORPHANED, DAY_REVIEW, DAY_COUNT } case_day;

enum { FLAG_HIDDEN = 1, FLAG_STALE = 2 }; /* FLAG_STALE: the last proportionality assessment, by a record */

/* Names of one kind. A code stands for a list of names, mostly of one. */
typedef struct dictionary {
    intern names; /* single ones */
    intern lists; /* the code: names joined with U+0001 */
    struct code_list {
        uint32_t count;
        const uint16_t *names; /* numbers in `names` */
        const char *json;      /* the list, as it is written */
    } * members;               /* by code, from 1 */
    uint32_t member_capacity;
    uint8_t lists_differ; /* a code may be several names, or has another number than its name */
    uint32_t *order;      /* numbers of `names` in order of the names, the first `ordered` of them; before them 0, for what has none */
    uint32_t ordered, order_capacity;
} dictionary;

enum { DUTY_OPEN, DUTY_MET, DUTY_MET_LATE, DUTY_LAPSED, DUTY_FREE, DUTY_STATES = 7, DUTY_WATCH = 8, DUTY_INSTANT = 16 };

/* Columns of duties. */
typedef struct duty_columns {
    uint32_t *of; /* the case */
    uint16_t *rule, *owner, *officer, *taken;
    uint8_t *state; /* DUTY_…, with DUTY_WATCH, and DUTY_INSTANT where it is due at an instant */
    uint32_t *party, *subject, *record, *generation;
    date *start, *end, *act_by;
    instant *due; /* the last instant in time; NO_DATE_DUE */
    uint32_t count, capacity;
} duty_columns;

typedef struct work {
    instant due;
    uint32_t row, generation;
} work;

/* Open duties of one officer. */
typedef struct work_list {
    work *items;
    uint32_t count, capacity;
    uint32_t sorted; /* so many are in order */
    uint32_t stale;  /* so many no longer hold */
} work_list;

enum { ROOM_CLASSES = 22, EVENT_CLASSES = 16 };

/* Rows of events.h, and first rows of stretches that their cases have left, by class. */
typedef struct event event;
typedef struct event_pool {
    event *items;
    uint32_t count, capacity;
    uint32_t *left[EVENT_CLASSES];
    uint32_t left_count[EVENT_CLASSES], left_capacity[EVENT_CLASSES];
} event_pool;

/* Codes of words that the code itself knows: they are put in first, in this order. */
enum { STATE_CODE_ENQUIRY = 1, STATE_CODE_PREVENTION, STATE_CODE_OPEN, STATE_CODE_CLOSED };
enum { RISK_CODE_FALLING = 1, RISK_CODE_RISING, RISK_CODE_LEVEL, RISK_CODE_MIXED };
enum { FLAG_CODE_FALSE = 1, FLAG_CODE_TRUE };
enum { RULE_CODE_ORDER = 1 };

typedef struct filter filter;

struct asb_caseload {
    handle head;
    memory *memory;
    arena texts;
    asb_store *store; /* followed; kept */
    buffer token;
    intern ids;   /* number of a case - 1 is its place */
    intern words; /* parties and subjects of duties; other cases */
    dictionary names[DIM_COUNT], rules, owners, remedies, scores, review_areas;
    uint32_t count, capacity;
    uint16_t *code[DIM_COUNT];
    date *day[DAY_COUNT];
    uint8_t *flags;
    uint32_t *version, *first_duty;
    uint16_t *duty_count, *duty_room, *orphaned;
    uint32_t *first_event, *event_count, *event_room;
    event_pool events;
    uint32_t hidden; /* cases that are not allowed */
    match_keys keys; /* for matching; what was reported where and when */
    duty_columns duties;
    uint32_t *left[ROOM_CLASSES]; /* first rows of stretches that their cases have left, by length */
    uint32_t left_count[ROOM_CLASSES], left_capacity[ROOM_CLASSES];
    work_list *lists; /* by the officer's code */
    uint32_t list_count, list_capacity;
    uint16_t most_taken;
    uint16_t month_first[DIM_COUNT], month_last[DIM_COUNT]; /* of the dimensions that are months: those there have been; 0: none */
    uint8_t month_gaps[DIM_COUNT];                          /* of these: there have been cases without one */
    filter *allowed;                                        /* NULL: all */
};

int32_t asbi_caseload_make(asb_caseload **out, asb_engine *e);

/* ---- columns.c */
int32_t asbi_dictionary_code(asb_caseload *l, dictionary *d, const text *names, uint32_t count, uint16_t *code);
uint16_t asbi_dictionary_find(const dictionary *d, text name); /* the number of a single name; 0 */
text asbi_dictionary_name(const dictionary *d, uint32_t number);
/* d->order is brought up to date: sorted when a name was added since, and not when it is asked. */
int32_t asbi_dictionary_in_order(memory *m, dictionary *d);
/* What a code stands for, where it is of one name. */
static inline text asbi_code_text(const dictionary *d, uint32_t code) {
    return asbi_intern_text(&d->lists, code);
}
int32_t asbi_columns_reserve_case(asb_caseload *l);
int32_t asbi_columns_reserve_duties(asb_caseload *l, uint32_t count); /* so many more rows at the end */
void asbi_columns_free(asb_caseload *l);
int asbi_officer_has(const dictionary *owners, uint16_t owner, uint16_t role);

/* ---- worklist.c */
int32_t asbi_work_reserve(asb_caseload *l, uint32_t officer, uint32_t count);
void asbi_work_add(asb_caseload *l, uint32_t row);
void asbi_work_drop(asb_caseload *l, uint32_t row); /* it no longer holds */
int32_t asbi_work_in_order(asb_caseload *l, uint32_t officer);
uint32_t asbi_work_first(const work_list *w, instant due); /* of one in order: where what is due then or later begins */
static inline int asbi_work_holds(const asb_caseload *l, const work *w) {
    return l->duties.generation[w->row] == w->generation;
}
int asbi_duty_compare(const asb_caseload *l, uint32_t a, uint32_t b); /* by date, case, rule, party, subject, record */

/* ---- filter.c */
/* Every case filter of a question, and the allowed cases. What names it has is looked up when there are new ones. */
int32_t asbi_filter_read(filter **out, asb_caseload *l, const json_value *object, fault *f);
int32_t asbi_filter_resolve(const asb_caseload *l, filter *f); /* before the others, whenever there may be new names */
int asbi_filter_is_key(text key);
int asbi_filter_is_only(const filter *f, dimension d);                         /* asks for this alone */
int asbi_filter_is_open(const filter *f);                                      /* lets every case through */
int asbi_filter_lets(const asb_caseload *l, const filter *f, uint32_t number); /* not looking at what is allowed */
/* The same where it is a duty that is asked for: its officer may be another than the case has now. */
int asbi_filter_lets_as(const asb_caseload *l, const filter *f, uint32_t number, uint16_t officer);
const uint8_t *asbi_filter_codes(const filter *f, dimension d); /* by code, 1 lets; NULL: all */
void asbi_filter_free(filter *f);

/* ---- put.c */
int32_t asbi_caseload_put(asb_caseload *l, text id, uint32_t version, const char *json, size_t length, fault *f);

static inline uint8_t asbi_duty_state(const asb_caseload *l, uint32_t row) {
    return l->duties.state[row] & DUTY_STATES;
}
uint16_t asbi_month_of(date d); /* 0: no date */

#endif
