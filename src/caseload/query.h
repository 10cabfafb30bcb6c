/* Questions, and answers in rows. */
#ifndef ASBI_QUERY_H
#define ASBI_QUERY_H

#include "filter.h"

typedef enum question {
    ASK_DUE,
    ASK_DUTIES,
    ASK_BREACH,
    ASK_EXPIRING,
    ASK_CASES,
    ASK_SILENT,
    ASK_WAITING,
    ASK_ORPHANED,
    ASK_STALE,
    ASK_RISK,
    ASK_COUNTS,
    ASK_LOAD,
    ASK_OVERDUE,
    ASK_PERFORMANCE,
    ASK_CLOSING,
    ASK_MATCHES,
    ASK_PLACES,
    ASK_PEOPLE,
    ASK_COUNT
} question;

/* Besides dimensions, what duties are counted by. */
enum { BY_DUTY = DIM_COUNT, BY_OWNER, BY_END };
enum { MOST_BY = 4, MOST_ROWS = 1000000 };

/* A state of a duty as it is asked for: now makes two of what is open. */
enum { ASKED_OPEN = 1, ASKED_OVERDUE = 2, ASKED_MET = 4, ASKED_MET_LATE = 8, ASKED_LAPSED = 16 };

typedef enum asked_date { DATE_NONE, DATE_DUE, DATE_START, DATE_END, DATE_REPORTED, DATE_OPENED, DATE_CLOSED } asked_date;

typedef struct query {
    asb_caseload *l;
    arena *a;
    fault *f;
    question ask;
    filter *cases;
    instant now;
    date today;
    uint32_t limit;
    text after;
    int by[MOST_BY];
    uint32_t by_count;
    /* duties */
    uint8_t states, watch;
    uint8_t *rules;  /* by code of a rule; NULL: any */
    uint8_t *owners; /* by code of a duty's owner; NULL: any */
    uint8_t *roles;  /* by code of the case owner's role, for duties that are the case owner's */
    uint32_t party;  /* a word; 0: any */
    uint8_t no_such_party;
    uint8_t date; /* an asked_date */
    date from, to;
    instant due_from, due_to; /* the same, as the first and last millisecond */
    int64_t days, working_days;
    uint8_t *lets;            /* by case, of those that are looked at all: 1 where it will do; NULL: each is asked of the filter */
    const uint8_t *officers;  /* with `lets`, by code of the officer of a duty; NULL: any */
    uint8_t every;            /* with no filter and nothing hidden: every case will do */
    const json_value *object; /* the question */
    /* matches, places and people */
    const json_value *of_case, *summary;
    int64_t strength, least;
    uint8_t reasons; /* a bit for each */
    uint8_t as;      /* parts in the case; 0: not asked */
    uint8_t place_by, counted, by_name, months, behind;
    uint8_t all_cases; /* no case is left out: need not be asked one by one */
} query;

enum { PLACE_ADDRESS, PLACE_POSTCODE, PLACE_UPRN, PLACE_AREA, PLACE_WARD };
enum { COUNT_REPORTS, COUNT_INCIDENTS, COUNT_EVENTS, COUNT_CASES };

/* What stands in a column. */
typedef enum cell_type {
    CELL_NUMBER,
    CELL_HALF, /* twice a number */
    CELL_TENTH,
    CELL_NAME, /* a number of a single name */
    CELL_CODE, /* a list of names, as one text where it is one */
    CELL_LIST, /* a list of names */
    CELL_CASE,
    CELL_WORD,
    CELL_DAY,
    CELL_MONTH,
    CELL_DUE, /* twice the instant; plus 1 where it is an instant and no day */
    CELL_FLAG,
    CELL_STATE,         /* of a duty: an index of words */
    CELL_INTERNED,      /* a number of `texts_in` */
    CELL_INTERNED_JSON, /* the same, of a text that is JSON */
    CELL_KEPT,          /* a text that the rows keep */
    CELL_KEPT_JSON      /* the same, and JSON */
} cell_type;

#define NO_CELL INT64_MIN

static inline int64_t asbi_cell_of_date(date d) {
    return d == NO_DATE ? NO_CELL : d;
}

enum { CELL_TEXT = 25 };

typedef struct column {
    const char *name;
    uint8_t type;
    const dictionary *names;
    const intern *texts_in;   /* of CELL_INTERNED */
    int64_t *cells;           /* NULL: worked out from the row's place among the figures, as the rest says */
    uint32_t divisor, places; /* on an axis: place / divisor % places; divisor 0: on none */
    uint32_t base;            /* what is added to a place on an axis */
    const uint32_t *counters; /* [place * width] */
    uint32_t width;
    char (*texts)[CELL_TEXT]; /* dates, of each row, and months, from the first there is on: written when they are asked for */
} column;

enum { MOST_COLUMNS = 16 };

struct asb_rows {
    handle head;
    arena arena;
    handle *keeps;    /* whose texts stand in the cells */
    asb_caseload *of; /* the same, where it is a caseload; else NULL */
    column columns[MOST_COLUMNS];
    uint32_t column_count, count;
    const uint32_t *places; /* of figures: the place that each row is of */
    uint64_t total;
    const char *next;
    instant now;
    int32_t status; /* no memory for a text */
};

/* ---- rows.c */
int32_t asbi_rows_new(asb_rows **out, asb_caseload *l, instant now);
int32_t asbi_rows_over(asb_rows **out, handle *keeps, instant now); /* no caseload: cells are texts, numbers, states and dates */
column *asbi_rows_column(asb_rows *r, const char *name, cell_type type, const dictionary *names);
int32_t asbi_rows_room(asb_rows *r, uint32_t count);                   /* the columns are there: room for so many rows */
int32_t asbi_rows_more(asb_rows *r, const char *name, cell_type type); /* the rows are there: one column more, with its room */
void asbi_rows_write(buffer *b, asb_rows *r);
void asbi_put_month(buffer *b, uint32_t month);
/* A text for a cell, kept as long as the rows are; `b` is given back. NULL, and r->status, without memory. */
const char *asbi_rows_keep(asb_rows *r, buffer *b);
const char *asbi_rows_cases(asb_rows *r, const uint64_t *cases,
                            uint32_t count); /* their ids, as a list; the numbers are in the low halves */
static inline int64_t asbi_rows_lend(const char *text) {
    return (int64_t)(intptr_t)text;
}

/* ---- query.c: everything in `q` lives in `a`, but for the filter. */
int32_t asbi_query_read(query *q, asb_caseload *l, arena *a, const json_value *v, fault *f);
void asbi_query_end(query *q);
int32_t asbi_query_wrong_after(const query *q);
int32_t asbi_query_wrong_part(const query *q); /* `as`, of areas, which homes do not tell */
int32_t asbi_query_value_wrong(const query *q, const json_value *v, const char *key);
int32_t asbi_query_number(const query *q, const json_value *v, const char *key, int64_t most, int64_t *out);
/* query_matching.c: the keys of matches, places and people. 1 where it is one, with the status. */
int asbi_query_matching(query *q, const json_value *v, int32_t *status);
void asbi_query_matching_defaults(query *q);
int asbi_query_row(const query *q, uint32_t row);            /* is this duty asked for? */
int asbi_query_row_of_case(const query *q, uint32_t number); /* is this case? */
int asbi_row_overdue(const query *q, uint32_t row);
/* Before many are looked at: which cases will do, worked out a column at a time. Of duties the officer may be another than the case has. */
int32_t asbi_query_mask(query *q, int of_duties);

/* ---- select.c: the first so many, in order */
typedef struct selection {
    const query *q;
    int (*compare)(const query *q, uint32_t a, uint32_t b);
    int (*is_past)(const query *q, const void *cursor, uint32_t item); /* after what the last page ended with */
    void (*write_row)(asb_rows *r, const query *q, uint32_t to, uint32_t item);
    const char *(*write_place)(asb_rows *r, const query *q, uint32_t item); /* for the next page to go on after; NULL without memory */
    const void *cursor;                                                     /* NULL: the first page */
    uint32_t *items;
    uint32_t count, limit;
    uint64_t total, past; /* past: those after the cursor */
} selection;
int32_t asbi_select_begin(selection *s, const query *q, uint64_t most);
void asbi_select_offer(selection *s, uint32_t item);
void asbi_select_end(selection *s);                        /* in order */
int32_t asbi_select_give(const selection *s, asb_rows *r); /* as the rows, whose columns are there */

/* ---- the questions */
int32_t asbi_ask_duties(asb_rows *r, query *q);
int32_t asbi_ask_cases(asb_rows *r, query *q);
int32_t asbi_ask_counts(asb_rows *r, const query *q);
int32_t asbi_ask_load(asb_rows *r, query *q);
int32_t asbi_ask_overdue(asb_rows *r, query *q);
int32_t asbi_ask_performance(asb_rows *r, query *q);
int32_t asbi_ask_closing(asb_rows *r, query *q);
int32_t asbi_ask_matches(asb_rows *r, const query *q);
int32_t asbi_ask_places(asb_rows *r, const query *q);
int32_t asbi_ask_people(asb_rows *r, const query *q);

#endif
