/* A proportionality assessment in the four stages of [2015] UKSC 15: filled, with what became of it, or blank. */
#include "../base/container.h"
#include "../forms/proportionality.h"
#include "case_file.h"
#include <string.h>

enum { MOST_ANSWERS = 8 };
static const struct {
    const char *title, *question, *fields[MOST_ANSWERS];
} stages[] = {
    {"1. Legitimate aim", "What is the step to achieve, and for whom?", {"aim", "conduct", "harm"}},
    {"2. Rational connection", "How does the step serve that aim?", {"rational_connection"}},
    {"3. No less intrusive step",
     "What else was tried or thought of, and why would it not do?",
     {"alternatives", "support_offered", "less_intrusive"}},
    {"4. Fair balance",
     "Does what is gained outweigh the effect on the person and the household, with regard to the Equality Act 2010, ss.15 and 149, and "
     "article 8?",
     {"disability", "disability_linked", "evidence_sought", "protected", "vulnerabilities", "household", "equality_duty", "balance"}},
};

static void put_choices(teller *t, const field_def *f) {
    for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice)) {
        asbi_page_box(t->p, 0);
        asbi_page_word(t->p, asbi_text(choice), 0);
        if (*asbi_word_after(choice)) asbi_page_put(t->p, "   ");
    }
}

static void put_answer(teller *t, const entry *e, const char *name) {
    const field_def *f = asbi_field_find(asbi_kind(KIND_PROPORTIONALITY), asbi_text(name));
    asbi_page_field(t->p, asbi_field_label(f));
    if (!e && asbi_has_choices(f))
        put_choices(t, f);
    else if (!e)
        asbi_page_blank(t->p, f->type == FIELD_DATE ? 1 : 3);
    else if (!asbi_tell_field(t, e, name))
        asbi_page_mark(t->p, "off", "not answered");
}

static void put_stage(teller *t, const entry *e, size_t stage) {
    asbi_page_heading(t->p);
    asbi_page_put(t->p, stages[stage].title);
    if (!e) {
        asbi_page_note(t->p);
        asbi_page_put(t->p, stages[stage].question);
    }
    asbi_page_fields(t->p);
    for (unsigned i = 0; i < MOST_ANSWERS && stages[stage].fields[i]; i++) put_answer(t, e, stages[stage].fields[i]);
}

/* ---- what became of it */

static void put_approval(teller *t, const proportionality_state *s) {
    asbi_page_field(t->p, "Approved");
    if (!s->approved) {
        asbi_page_mark(t->p, "missed", "no");
        return;
    }
    asbi_page_mark(t->p, "met", "yes");
    if (asbi_view_header(t->v, &t->c->entries[s->approval]) == SEEN) asbi_page_put(t->p, ", by ");
    asbi_tell_who(t, &t->c->entries[s->approval]);
    asbi_page_put(t->p, " (");
    asbi_page_record(t->p, s->approval + 1);
    asbi_page_put(t->p, ")");
}

static void put_support(teller *t, const entry *e, const proportionality_state *s) {
    message why;
    int current = s->complete && s->proportionate && s->approved && !s->stale;
    asbi_page_field(t->p, "Supports the step now");
    if (current) {
        asbi_page_mark(t->p, "met", "yes");
        return;
    }
    asbi_proportionality_why(&why, t->c, e, s);
    asbi_page_mark(t->p, "missed", s->stale ? "no, it is out of date" : "no");
    asbi_page_put(t->p, "\n");
    asbi_page_put(t->p, why.text);
}

static void put_outcome(teller *t, const entry *e) {
    judge j = asbi_judge(t->c, t->p->now);
    proportionality_state s = asbi_proportionality(&j, e->seq - 1, (span){0, 0});
    asbi_page_heading(t->p);
    asbi_page_put(t->p, "Conclusion");
    asbi_page_fields(t->p);
    put_answer(t, e, "outcome");
    if (!asbi_tells_how(t, e->party)) return;
    put_approval(t, &s);
    if (s.review_by != NO_DATE) {
        asbi_page_field(t->p, "To be looked at again by");
        asbi_page_date(t->p, s.review_by);
    }
    put_support(t, e, &s);
    asbi_page_field(t->p, "Made by");
    if (asbi_tell_who(t, e)) asbi_page_put(t->p, ", ");
    asbi_page_when(t->p, e->at);
    asbi_page_put(t->p, " (");
    asbi_page_record(t->p, e->seq);
    asbi_page_put(t->p, ")");
}

static void put_blank_outcome(teller *t) {
    asbi_page_heading(t->p);
    asbi_page_put(t->p, "Conclusion");
    asbi_page_fields(t->p);
    put_answer(t, NULL, "outcome");
    put_answer(t, NULL, "review_by");
    asbi_page_field(t->p, "Made by, role, date");
    asbi_page_blank(t->p, 1);
    asbi_page_field(t->p, "Approved by, role, date");
    asbi_page_blank(t->p, 1);
}

void asbi_tell_stages(teller *t, const entry *e) {
    if (e) {
        asbi_page_heading(t->p);
        asbi_tell_field(t, e, "remedy");
        asbi_page_put(t->p, ", against ");
        asbi_tell_field(t, e, "party");
    }
    for (size_t i = 0; i < COUNT_OF(stages); i++) put_stage(t, e, i);
    if (e)
        put_outcome(t, e);
    else
        put_blank_outcome(t);
    asbi_page_done(t->p);
}
