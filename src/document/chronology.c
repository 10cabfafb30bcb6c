/* The chronology for a court. */
#include "chronology.h"
#include "../base/container.h"
#include "case_file.h"
#include "exhibits.h"
#include "../base/words.h"
#include <asb/document.h>
#include <string.h>

enum { LONGEST_PREFIX = 12 };

/* What is no event but work on the file is left to the case file. */
static int is_event(const entry *e) {
    switch (e->kind) {
    case KIND_REPORT:
    case KIND_INCIDENT:
    case KIND_CONTACT:
    case KIND_INTERVIEW:
    case KIND_EVIDENCE:
    case KIND_REFERRAL:
    case KIND_SAFEGUARDING:
    case KIND_PARTNER:
    case KIND_CONFERENCE:
    case KIND_INTERVENTION:
    case KIND_LEGAL:
    case KIND_PROPORTIONALITY:
    case KIND_FINDING:
    case KIND_DECISION:
    case KIND_TENANCY:
    case KIND_LETTER:
    case KIND_OPENING:
    case KIND_CLOSURE:
    case KIND_REOPENING:
    case KIND_CASE_REVIEW:
    case KIND_PUBLICITY: return 1;
    default: return 0;
    }
}

/* Evidence that may not go to court is not told to those who are not told how the case is worked. */
static int is_told(const teller *t, const exhibits *x, const entry *e) {
    if (!t->seen[e->seq - 1] || !is_event(e)) return 0;
    return e->kind != KIND_EVIDENCE || x->numbers[e->seq - 1] || asbi_view_class(t->v, CLASS_OPERATIONAL, NO_INDEX) == SEEN;
}

static dated *take_events(teller *t, const exhibits *x, uint32_t *count) {
    dated *items = asbi_arena_array(&t->arena, (size_t)t->c->count * 2, sizeof *items);
    date day;
    *count = 0;
    if (!items) t->status = ASB_ENOMEM;
    for (uint32_t i = 0; items && i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (is_told(t, x, e)) items[(*count)++] = (dated){asbi_happened(t, e, &day), i};
    }
    if (items) asbi_sort_dated(items, items + t->c->count, *count);
    return items;
}

/* Entered on another day than that on which it is said to have happened. */
static void put_when(teller *t, const entry *e, instant at) {
    date entered = asbi_local_date(e->recorded);
    asbi_tell_happened(t, e);
    if (entered == asbi_local_date(at)) return;
    asbi_page_put(t->p, "\nEntered ");
    asbi_page_date(t->p, entered);
}

/* How it became known, and who put it on record. */
static void put_source(teller *t, const entry *e) {
    const field_def *f;
    const entry_field *source = asbi_tell_find(t, e, "source", &f);
    if (source && asbi_view_field(t->v, e, f, asbi_field_value(source)) == SEEN) {
        asbi_page_word(t->p, asbi_field_as_text(source), 1);
        asbi_page_put(t->p, "; ");
    }
    if (asbi_tell_who(t, e)) asbi_page_put(t->p, "; ");
    asbi_page_record(t->p, e->seq);
}

static void put_event(teller *t, const exhibits *x, uint32_t number, const dated *item) {
    static const char elsewhere[] = WORDS("occurred", "source");
    const entry *e = &t->c->entries[item->index];
    asbi_page_row(t->p, e->seq);
    asbi_page_cell(t->p);
    asbi_page_number(t->p, number);
    asbi_page_cell(t->p);
    put_when(t, e, item->at);
    asbi_page_cell(t->p);
    asbi_tell_record(t, e);
    if (e->kind == KIND_INCIDENT || e->kind == KIND_REPORT || e->kind == KIND_LEGAL) asbi_tell_details_but(t, e, elsewhere);
    asbi_page_cell(t->p);
    put_source(t, e);
    asbi_page_cell(t->p);
    asbi_tell_exhibits_of(t, x, e);
}

static void put_events(teller *t, const exhibits *x) {
    static const char columns[] = WORDS(HEAD(LOOK_NUMBER, "No."), HEAD(LOOK_WHEN, "When"), HEAD(LOOK_LONG, "What happened"),
                                        HEAD(LOOK_WHEN, "Source"), HEAD(LOOK_TEXT, "Exhibits"));
    uint32_t count;
    const dated *items = take_events(t, x, &count);
    asbi_page_table(t->p, "What happened, in order of time", columns, "Nothing is recorded that this reader may know of.");
    for (uint32_t i = 0; i < count; i++) put_event(t, x, i + 1, &items[i]);
    asbi_page_done(t->p);
}

static void put_notes(teller *t) {
    asbi_tell_reader(t);
    asbi_page_say(t->p,
                  "Dates and times are local (London). Where an entry was made on another day than the one that it tells of, that day is "
                  "given. A record number "
                  "is its place in the case's audit chain.");
}

static int32_t write(teller *t, text prefix) {
    exhibits x;
    if (asbi_exhibits_take(&x, t, prefix)) {
        asbi_page_section(t->p, "Chronology");
        put_notes(t);
        put_events(t, &x);
        asbi_page_section(t->p, "Index of exhibits");
        asbi_tell_exhibit_index(t, &x);
        asbi_tell_not_exhibited(t, &x);
    }
    int32_t status = asbi_page_end(t->p);
    return asbi_teller_status(t, status);
}

static int32_t render(buffer *out, const making *m) {
    static const char *const titles[] = {"Chronology", "Index of exhibits", NULL};
    text prefix = asbi_option(m->d, "exhibits");
    page_front front = asbi_front(m, "chronology", "Chronology", titles);
    page p;
    teller t;
    asbi_page_begin(&p, out, m->v, m->format, &front);
    int32_t status = asbi_teller_begin(&t, &p, m);
    if (status)
        asbi_page_end(&p);
    else
        status = write(&t, prefix.at ? prefix : asbi_text("A"));
    asbi_teller_end(&t);
    return status;
}

/* The initials of the witness who produces them, say. */
static int32_t judge_option(const asb_document *d, const char *option, text value, fault *f) {
    (void)d;
    if (strcmp(option, "exhibits") != 0) return ASB_OK;
    int fits = value.length <= LONGEST_PREFIX;
    for (size_t i = 0; i < value.length && fits; i++) {
        char c = value.at[i];
        fits = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' || c == '-' || c == '.';
    }
    return fits ? ASB_OK : asbi_option_fail(f, option, "document-exhibits", value, "");
}

static const document_option options[] = {
    {"audience", "For whom it is (an audience of the policy)", 0, 0},
    {"party", "The person who reads it, where they are a party of the case", 0, 0},
    {"exhibits", "What stands before the numbers of exhibits, such as a witness's initials (A)", 0, 0},
    {NULL, NULL, 0, 0},
};

const document_kind asbi_chronology_kind = {
    .name = "chronology",
    .label = "Chronology for a court",
    .formats = 1u << ASB_FORMAT_TEXT | 1u << ASB_FORMAT_HTML | 1u << ASB_FORMAT_JSON,
    .options = options,
    .judge = judge_option,
    .render = render,
    .own_words = asbi_page_words,
};
