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
} query;

/* What stands in a column. */
typedef enum cell_type {
    CELL_NUMBER,
    CELL_HALF, /* twice a number */
    CELL_NAME, /* a number of a single name */
    CELL_CODE, /* a list of names, as one text where it is one */
    CELL_LIST, /* a list of names */
    CELL_CASE,
    CELL_WORD,
    CELL_DAY,
    CELL_MONTH,
    CELL_DUE, /* twice the instant; plus 1 where it is an instant and no day */
    CELL_FLAG,
    CELL_STATE,       /* of a duty: an index of words */
    CELL_INTERN,      /* a number of `texts_in` */
    CELL_INTERN_JSON, /* the same, of a text that is JSON */
} cell_type;

#define NO_CELL INT64_MIN

enum { CELL_TEXT = 25 };

typedef struct column {
    const char *name;
    uint8_t type;
    const dictionary *names;
    const intern *texts_in;
    int64_t *cells;
    char (*texts)[CELL_TEXT]; /* dates, written when they are asked for */
    const char **lists;
} column;

enum { MOST_COLUMNS = 16 };

struct asb_rows {
    handle head;
    arena arena;
    handle *keeps;    /* whose texts stand in the cells */
    asb_caseload *of; /* the same, where it is a caseload; else NULL */
    column columns[MOST_COLUMNS];
    uint32_t column_count, count;
    uint64_t total;
    const char *next;
    instant now;
};

/* ---- rows.c */
int32_t asbi_rows_new(asb_rows **out, asb_caseload *l, instant now);
int32_t asbi_rows_over(asb_rows **out, handle *keeps, instant now); /* no caseload: cells are texts, numbers, states and dates */
int32_t asbi_rows_room(asb_rows *r, uint32_t count);                /* the columns are there: room for so many rows */
int64_t *asbi_rows_column(asb_rows *r, const char *name, cell_type type, const dictionary *names);
void asbi_rows_write(buffer *b, asb_rows *r);

/* ---- query.c: everything in `q` lives in `a`, but for the filter. */
int32_t asbi_query_read(query *q, asb_caseload *l, arena *a, const json_value *v, fault *f);
void asbi_query_end(query *q);
int asbi_query_row(const query *q, uint32_t row);            /* is this duty asked for? */
int asbi_query_row_of_case(const query *q, uint32_t number); /* is this case? */
int asbi_row_overdue(const query *q, uint32_t row);

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
int32_t asbi_ask_duties(asb_rows *r, const query *q);
int32_t asbi_ask_cases(asb_rows *r, const query *q);
int32_t asbi_ask_counts(asb_rows *r, const query *q);
int32_t asbi_ask_load(asb_rows *r, const query *q);
int32_t asbi_ask_overdue(asb_rows *r, const query *q);
int32_t asbi_ask_performance(asb_rows *r, const query *q);

#endif
