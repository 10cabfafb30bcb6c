/* A page: what people read, written once and put out as HTML, as plain text or as JSON.
 *
 * Method. A document is sections; in them subheadings, paragraphs, lists, fields (a label and what it says) and tables; in those, text. Whoever writes a
 * document opens these parts in order; beginning a part ends what cannot hold it, so that only the text in between has to be said. A part that
 * turns out empty (a table without rows) is never begun; a sentence stands in its place. A format is a function that opens and one that closes each part, and
 * one that escapes text. Whatever is of the case goes through the view. */
#ifndef ASBI_PAGE_H
#define ASBI_PAGE_H

#include "../policy/policy.h"
#include "view.h"

typedef enum page_part {
    PART_SECTION,
    PART_HEADING, /* within a section */
    PART_PARAGRAPH,
    PART_NOTE, /* a paragraph that is about the document rather than of it */
    PART_LIST,
    PART_ITEM,
    PART_FIELDS,
    PART_FIELD,
    PART_TABLE,
    PART_ROW,
    PART_CELL
} page_part;

/* Short words; what may be long, and have no spaces; a date, or a person; numbers; digests and places of files. */
typedef enum page_look { LOOK_TEXT, LOOK_LONG, LOOK_WHEN, LOOK_NUMBER, LOOK_CODE } page_look;
/* The columns of a table are written as a row of words (base/words.h): WORDS(HEAD(LOOK_WHEN, "When"), HEAD(LOOK_LONG, "What")). */
#define HEAD(look, label) FIGURE_OF_##look label
#define FIGURE_OF_LOOK_TEXT "0"
#define FIGURE_OF_LOOK_LONG "1"
#define FIGURE_OF_LOOK_WHEN "2"
#define FIGURE_OF_LOOK_NUMBER "3"
#define FIGURE_OF_LOOK_CODE "4"
enum { MOST_PAGE_COLUMNS = 16 };
typedef struct page_column {
    const char *label;
    uint8_t look; /* a page_look */
} page_column;

/* What stands before the first section. */
typedef struct page_front {
    const char *kind, *title;    /* "case-file", "Case file" */
    text reference;              /* of the case; goes through the view */
    text audience;               /* for whom it is; empty: not said */
    const char *const *sections; /* for the contents; NULL: none. NULL ends them */
    const char *style;           /* what the page has besides the style of all pages; NULL: nothing */
    instant now;                 /* of a page that is of no case, and so has no view */
} page_front;

enum { PAGE_DEPTH = 8 };

typedef struct page page;
typedef struct page_format {
    void (*begin)(page *p, const page_front *front);
    void (*end)(page *p);
    void (*open)(page *p, page_part part, const char *label);
    void (*close)(page *p, page_part part, const char *label);
    put_escaped escape;
} page_format;

struct page {
    buffer *out;   /* whose status says at the end whether all went well */
    const view *v; /* NULL: of no case; then nothing goes through it */
    const page_format *format;
    instant now;
    buffer line; /* plain text: what is being written, before it is wrapped */
    struct {
        page_part part;
        const char *label;
    } open[PAGE_DEPTH];
    unsigned depth;
    page_column columns[MOST_PAGE_COLUMNS]; /* of the table, and of it the cell being written */
    uint32_t column_count, column;
    const char *caption, *empty; /* of a list, fields or table that is not begun yet; `empty` is said where nothing comes */
    page_part waiting;           /* PART_LIST, PART_FIELDS or PART_TABLE; else PART_CELL */
    uint32_t sections, pictures; /* so far, for their ids */
    uint32_t row_of;             /* the record that a row is of, or 0 */
    const uint8_t *linked;       /* for each record: the page has a row that is of it; NULL: none */
    uint8_t compact;             /* HTML: the table keeps its columns on a narrow screen; it has few, and they are short */
    uint8_t some;                /* JSON: bit n: something stands already at that depth */
    page_front front;
};

/* ---- the whole. `format` is an ASB_FORMAT_ constant. */
void asbi_page_begin(page *p, buffer *out, const view *v, int32_t format, const page_front *front);
int32_t asbi_page_end(page *p); /* out's status */
int asbi_page_is_html(const page *p);

/* ---- parts */
void asbi_page_section(page *p, const char *title);
void asbi_page_heading(page *p); /* text follows, and so on */
void asbi_page_paragraph(page *p);
void asbi_page_note(page *p);
void asbi_page_say(page *p, const char *words);  /* a paragraph */
void asbi_page_list(page *p, const char *empty); /* NULL: nothing is said where it is empty */
void asbi_page_boxes(page *p);                   /* a list of boxes to tick */
void asbi_page_item(page *p);
void asbi_page_fields(page *p);
void asbi_page_field(page *p, const char *label); /* within fields; begun where there are none */
void asbi_page_table(page *p, const char *caption, const char *columns, const char *empty);
void asbi_page_column(page *p, const char *label, page_look look); /* one more, before there are rows */
void asbi_page_row(page *p, uint32_t seq);                         /* of a record, for links to it; 0: of none */
void asbi_page_cell(page *p);                                      /* the row's next */
void asbi_page_done(page *p);                                      /* ends all but the section */

/* ---- text, within a part */
void asbi_page_put(page *p, const char *words); /* our own */
void asbi_page_text(page *p, text t);           /* the policy's */
void asbi_page_told(page *p, text t);           /* the case's: whoever is protected is masked */
void asbi_page_party(page *p, uint32_t party);
void asbi_page_number(page *p, int64_t number);
void asbi_page_word(page *p, text id, int capital); /* "no-answer": "no answer" */
void asbi_page_date(page *p, date d);               /* 20 May 2026 */
void asbi_page_when(page *p, instant i);            /* 20 May 2026, 08:40 */
void asbi_page_due(page *p, due d);
void asbi_page_record(page *p, uint32_t seq);                      /* "record 12" */
void asbi_page_withheld(page *p, withheld why);                    /* [withheld: the person has not agreed] */
void asbi_page_mark(page *p, const char *look, const char *words); /* a state: "met", "late", "missed", "open", "off" */

void asbi_page_strong(page *p, text t); /* the policy's, where it matters */
void asbi_page_box(page *p, int ticked);
void asbi_page_blank(page *p, unsigned lines); /* room to write by hand */

/* ---- for the formats and the pictures */
extern const page_format asbi_page_html, asbi_page_plain, asbi_page_json;
const char *asbi_page_style(void);
/* The words of pages that are nobody's name: texts, until an empty one (page_words.c). */
text asbi_page_words(uint32_t index);
void asbi_put_human_when(buffer *b, instant i);

#endif
