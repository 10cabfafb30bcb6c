/* Reports: figures of the caseload as people ask for them, put together as tables, and written as JSON, as CSV or as a page.
 *
 * Method. A report is made in two steps that know nothing of one another. A builder (nm01.c, monitoring.c, performance.c, case_reviews.c) looks at the columns of the
 * caseload and fills tables: each has a name, a sentence that says what it counts, columns with a type, rows, and how it would be drawn. A writer (write_json.c,
 * write_csv.c, write_page.c) puts tables out, and knows none of the reports. So the three forms cannot differ, and a new report is one builder and one line in the
 * list of them (request.c).
 *
 * Nothing of a report outlives its call: everything is in one arena. What goes wrong sticks in `status`, and is looked at once, at the end. */
#ifndef ASBI_REPORT_H
#define ASBI_REPORT_H

#include "../base/words.h"
#include "../policy/policy.h"
#include "../caseload/events.h"
#include "../base/words.h"
#include "../caseload/filter.h"

enum { MOST_TABLES = 12, MOST_REPORT_COLUMNS = 16, MOST_TILES = 6, MOST_NOTES = 12, MOST_SERIES = 3 };

typedef enum value_type {
    VALUE_TEXT,
    VALUE_CASE, /* its number */
    VALUE_NUMBER,
    VALUE_CHANGE,      /* a number that people see with its sign */
    VALUE_TENTHS,      /* a number with one decimal, as tenths */
    VALUE_THOUSANDTHS, /* one with up to three */
    VALUE_FLAG,
    VALUE_DAY,
    VALUE_WHEN, /* an instant */
    VALUE_MONTH,
    VALUE_CASES /* which cases a figure counts: in JSON alone */
} value_type;

typedef struct case_set {
    uint32_t *numbers;
    uint32_t count, capacity;
} case_set;

typedef enum report_format { REPORT_JSON, REPORT_CSV, REPORT_HTML } report_format;

#define NO_VALUE INT64_MIN

typedef struct value {
    int64_t number; /* NO_VALUE: nothing stands here */
    union {
        text text;
        case_set *cases;
    } as;
} value;

/* The columns of a table are written as a row of words (base/words.h): WORDS(COLUMN(VALUE_TEXT, "duty", "Duty"), HIDDEN(VALUE_CASES, "cases", "")). Those that are hidden are not
 * on the page, where people see a label instead. Each type has a letter, in the order of value_type. */
#define COLUMN(type, key, label) LETTER_OF_##type " " key "\0" label
#define HIDDEN(type, key, label) LETTER_OF_##type "-" key "\0" label
#define LETTER_OF_VALUE_TEXT "a"
#define LETTER_OF_VALUE_CASE "b"
#define LETTER_OF_VALUE_NUMBER "c"
#define LETTER_OF_VALUE_CHANGE "d"
#define LETTER_OF_VALUE_TENTHS "e"
#define LETTER_OF_VALUE_THOUSANDTHS "f"
#define LETTER_OF_VALUE_FLAG "g"
#define LETTER_OF_VALUE_DAY "h"
#define LETTER_OF_VALUE_WHEN "i"
#define LETTER_OF_VALUE_MONTH "j"
#define LETTER_OF_VALUE_CASES "k"

typedef struct report_column {
    const char *key, *label;
    uint8_t type;     /* a value_type */
    uint8_t off_page; /* hidden */
} report_column;

typedef enum chart_kind { CHART_NONE, CHART_BARS, CHART_COLUMNS, CHART_LINES, CHART_SMALL_LINES, CHART_STRIPS, CHART_SPANS } chart_kind;

/* How a table is drawn. Columns by their place; series in the order in which they are drawn. */
typedef struct chart {
    uint8_t kind, label, series_count;
    uint8_t series[MOST_SERIES];
    uint8_t group; /* CHART_SMALL_LINES: each value of this column is a picture of its own; CHART_SPANS: the second label */
    const char *names[MOST_SERIES]; /* for the key */
} chart;

typedef struct table {
    const char *name, *title;
    const char *lead;  /* what the figures count */
    const char *empty; /* what is said where there are no rows */
    report_column columns[MOST_REPORT_COLUMNS];
    uint32_t column_count, count, capacity;
    value *values; /* by rows */
    chart chart;
} table;

typedef struct tile {
    const char *label;
    const char *note; /* "" for none */
    value value;
    uint8_t type;
} tile;

typedef struct report report;
typedef struct report_kind {
    const char *name, *title;
    void (*build)(report *r);
    uint32_t keys; /* what it may be asked (request.c) */
} report_kind;

struct report {
    asb_caseload *l;
    arena *a;
    fault *f;
    int32_t status;
    const report_kind *kind;
    const json_value *request;
    filter *cases;         /* asked for */
    asb_policy **policies; /* by the code of their id; NULL where there is none to be had. Kept */
    uint8_t format;        /* a report_format */
    instant now;
    date today, from, to; /* the period: both days in it. NO_DATE: not asked for */
    int32_t year;         /* in which a reporting year begins; 0: not asked for */
    uint32_t homes;
    uint32_t most_ids, most_rows;
    text landlord, table_name;
    const char *definition; /* what is counted by, with its version; NULL: the library's own */
    tile tiles[MOST_TILES];
    table tables[MOST_TABLES];
    const char *notes[MOST_NOTES];
    uint32_t tile_count, table_count, note_count;
    value spare[MOST_REPORT_COLUMNS]; /* where rows go once memory is short */
};

/* ---- tables.c */
table *asbi_report_table(report *r, const char *name, const char *title, const char *columns);
value *asbi_report_row(report *r, table *t);                                  /* all of it NO_VALUE; never NULL */
void asbi_report_sort(report *r, table *t, const int8_t *by, uint32_t count); /* columns from 1 on, negative ones downwards */
void asbi_report_tile(report *r, const char *label, value_type type, int64_t number, const char *note);
void asbi_report_note(report *r, const char *words);
void *asbi_report_room(report *r, size_t count, size_t size);                        /* zeroed; NULL without memory, which sticks */
text asbi_report_words(report *r, const char *format, const char *a, const char *b); /* %s twice at most */
void asbi_report_count(report *r, case_set *s, uint32_t number);
uint32_t asbi_report_distinct(report *r, case_set *s); /* sorted by ids, each once; how many */

static inline void asbi_set_number(value *v, int64_t number) {
    v->number = number;
}
static inline void asbi_set_text(value *v, text t) {
    if (!t.length) return;
    v->number = 0;
    v->as.text = t;
}
static inline void asbi_set_day(value *v, date d) {
    v->number = d == NO_DATE ? NO_VALUE : d;
}
static inline void asbi_set_cases(value *v, case_set *s) {
    v->number = 0;
    v->as.cases = s;
}

/* part / whole * 1000, so per cent in tenths; rounded half up. Nothing of nothing. */
int64_t asbi_share(uint64_t part, uint64_t whole);
int64_t asbi_rate(uint64_t part, uint64_t times, uint64_t whole); /* part * times / whole in tenths, rounded half up */

/* ---- look.c: looking at cases */
int asbi_report_lets(const report *r, uint32_t number); /* allowed, and asked for */
int asbi_report_lets_as(const report *r, uint32_t number, uint16_t officer);
int asbi_is_prevention(const asb_caseload *l, uint32_t number); /* it began with a tenancy, and never was a case */
date asbi_first_opened(const asb_caseload *l, uint32_t number); /* NO_DATE: never */
text asbi_case_name(const asb_caseload *l, uint32_t number);
static inline int asbi_in(date d, date from, date to) {
    return d != NO_DATE && d >= from && d <= to;
}
date asbi_months_before(date d, int32_t months);

/* ---- labels.c: what policies call things. Without a policy, an id in words. */
void asbi_labels_begin(report *r);
void asbi_labels_end(report *r);
text asbi_label_categories(report *r, uint32_t number); /* of a case, joined */
text asbi_label_category(report *r, text id);
text asbi_label_duty(report *r, uint16_t policy, text rule, text *clause);
text asbi_label_remedy(report *r, text id);
text asbi_label_reason(report *r, text id);
text asbi_label_landlord(report *r); /* the one there is; else nothing */

/* ---- the builders */
void asbi_report_nm01(report *r);
void asbi_report_monitoring(report *r);
void asbi_report_performance(report *r);
void asbi_report_case_reviews(report *r);
void asbi_monitor_steps(report *r); /* of monitoring: steps, answers, outcomes */

/* ---- request.c */
int32_t asbi_request_read(report *r, const json_value *v);

/* ---- the writers */
void asbi_put_value(buffer *b, const report *r, const report_column *c, const value *v); /* as JSON and CSV have it, unquoted */
void asbi_write_json(buffer *b, const report *r);
void asbi_write_csv(buffer *b, const table *t, const report *r);
int32_t asbi_write_page(buffer *b, report *r);

/* ---- chart.c */
void asbi_put_chart(buffer *b, const report *r, const table *t, uint32_t number);
void asbi_put_human(buffer *b, const report *r, const report_column *c, const value *v); /* plain text, not escaped */
void asbi_put_thousands(buffer *b, int64_t number);
const char *asbi_report_style(void);

#endif
