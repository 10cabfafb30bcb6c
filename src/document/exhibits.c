/* Exhibits. The order is that in which things happened. */
#include "exhibits.h"
#include "../base/container.h"
#include <string.h>

/* ---- sorting: runs of 1, 2, 4 … are merged */

static int is_before(const dated *a, const dated *b) {
    return a->at != b->at ? a->at < b->at : a->index < b->index;
}

static void merge(dated *out, const dated *a, uint32_t a_count, const dated *b, uint32_t b_count) {
    while (a_count && b_count) {
        int first = !is_before(b, a);
        *out++ = first ? *a : *b;
        if (first)
            a++, a_count--;
        else
            b++, b_count--;
    }
    memcpy(out, a_count ? a : b, (a_count + b_count) * sizeof *out);
}

void asbi_sort_dated(dated *items, dated *spare, uint32_t count) {
    dated *from = items, *to = spare;
    for (uint32_t run = 1; run < count; run *= 2) {
        for (uint32_t at = 0; at < count; at += 2 * run) {
            uint32_t a = MIN_OF(run, count - at), b = MIN_OF(run, count - at - a);
            merge(to + at, from + at, a, from + at + a, b);
        }
        dated *done = to;
        to = from;
        from = done;
    }
    if (from != items && count) memcpy(items, from, count * sizeof *items);
}

/* ---- which there are */

static int is_barred(const teller *t, const entry *e) {
    text use = asbi_entry_text(e, asbi_atom_of_text(t->c->policy, asbi_text("court_use")));
    return asbi_text_is(use, "no") || asbi_text_is(use, "objected");
}

static int is_evidence(const teller *t, const entry *e) {
    return e->kind == KIND_EVIDENCE && t->seen[e->seq - 1];
}

/* When it was made, where that may be known. */
static instant made_at(teller *t, const entry *e) {
    const field_def *f;
    instant at;
    date day;
    const entry_field *captured = asbi_tell_find(t, e, "captured", &f);
    int known = captured && asbi_view_field(t->v, e, f, asbi_field_value(captured)) == SEEN;
    return known && asbi_entry_instant(e, asbi_atom_of_text(t->c->policy, asbi_text("captured")), &at, &day) ? at : e->at;
}

/* What it supports, as a list of records; NULL where that is not said, or not for this reader. */
static const json_value *supported(teller *t, const entry *e) {
    const field_def *f;
    const entry_field *field = asbi_tell_find(t, e, "corroborates", &f);
    return field && field->type == JSON_LIST && asbi_view_field(t->v, e, f, field->tree) == SEEN ? asbi_json_first(field->tree) : NULL;
}

static int make_room(exhibits *x, teller *t, uint32_t evidence, uint32_t links) {
    arena *a = &t->arena;
    x->items = asbi_arena_array(a, (size_t)evidence * 2, sizeof *x->items);
    x->numbers = asbi_arena_array(a, t->c->count, sizeof *x->numbers);
    x->first = asbi_arena_array(a, t->c->count, sizeof *x->first);
    x->links = asbi_arena_array(a, links, sizeof *x->links);
    if (x->items && x->numbers && x->first && x->links) return 1;
    t->status = ASB_ENOMEM;
    return 0;
}

static void add_links(exhibits *x, teller *t, uint32_t number, uint32_t *used) {
    int64_t seq;
    for (const json_value *v = supported(t, &t->c->entries[x->items[number - 1].index]); v; v = v->next) {
        if (!asbi_json_integer(v, &seq) || seq < 1 || seq > t->c->count) continue;
        x->links[*used] = (struct exhibit_link){number, x->first[seq - 1]};
        x->first[seq - 1] = (*used)++;
    }
}

int asbi_exhibits_take(exhibits *x, teller *t, text prefix) {
    uint32_t evidence = 0, links = 0, used = 0;
    *x = (exhibits){.prefix = prefix};
    for (uint32_t i = 0; i < t->c->count; i++) {
        if (!is_evidence(t, &t->c->entries[i])) continue;
        evidence++;
        for (const json_value *v = supported(t, &t->c->entries[i]); v; v = v->next) links++;
    }
    if (!make_room(x, t, evidence, links)) return 0;
    for (uint32_t i = 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        x->first[i] = NO_INDEX;
        if (is_evidence(t, e) && !e->erased && !is_barred(t, e)) x->items[x->count++] = (dated){made_at(t, e), i};
    }
    asbi_sort_dated(x->items, x->items + evidence, x->count);
    for (uint32_t n = x->count; n > 0; n--) {
        x->numbers[x->items[n - 1].index] = n;
        add_links(x, t, n, &used);
    }
    return 1;
}

/* ---- telling */

void asbi_tell_exhibit(teller *t, const exhibits *x, uint32_t number) {
    asbi_page_text(t->p, x->prefix);
    asbi_page_number(t->p, number);
}

void asbi_tell_exhibits_of(teller *t, const exhibits *x, const entry *e) {
    const char *before = "";
    if (x->numbers[e->seq - 1]) {
        asbi_tell_exhibit(t, x, x->numbers[e->seq - 1]);
        before = ", ";
    }
    for (uint32_t i = x->first[e->seq - 1]; i != NO_INDEX; i = x->links[i].next) {
        asbi_page_put(t->p, before);
        asbi_tell_exhibit(t, x, x->links[i].exhibit);
        before = ", ";
    }
}

/* A field in a cell; what is withheld is marked, what is absent leaves it empty. */
static void put_cell(teller *t, const entry *e, const char *name) {
    asbi_page_cell(t->p);
    asbi_tell_field(t, e, name);
}

void asbi_tell_exhibit_index(teller *t, const exhibits *x) {
    static const char columns[] = WORDS(HEAD(LOOK_TEXT, "Exhibit"), HEAD(LOOK_TEXT, "Kind"), HEAD(LOOK_LONG, "What it is"),
                                        HEAD(LOOK_LONG, "Given by"), HEAD(LOOK_TEXT, "Made"), HEAD(LOOK_CODE, "Kept at"),
                                        HEAD(LOOK_CODE, "SHA-256"), HEAD(LOOK_TEXT, "Record"));
    asbi_page_table(t->p, "Exhibits, in the order in which they came to be", columns, "There are no exhibits.");
    for (uint32_t i = 0; i < x->count; i++) {
        const entry *e = &t->c->entries[x->items[i].index];
        asbi_page_row(t->p, 0);
        asbi_page_cell(t->p);
        asbi_tell_exhibit(t, x, i + 1);
        put_cell(t, e, "type");
        put_cell(t, e, "description");
        put_cell(t, e, "party");
        asbi_page_cell(t->p);
        if (!asbi_tell_field(t, e, "captured")) asbi_page_when(t->p, e->at);
        put_cell(t, e, "uri");
        put_cell(t, e, "sha256");
        asbi_page_cell(t->p);
        asbi_page_record(t->p, e->seq);
    }
    asbi_page_done(t->p);
}

/* Only for those who may know how the case was worked on: not for the court, that is. */
void asbi_tell_not_exhibited(teller *t, const exhibits *x) {
    static const char columns[] = WORDS(HEAD(LOOK_TEXT, "Record"), HEAD(LOOK_LONG, "What"), HEAD(LOOK_LONG, "Why not"));
    asbi_page_table(t->p, "Evidence that is not exhibited", columns, NULL);
    for (uint32_t i = 0; i < t->c->count; i++) {
        const entry *e = &t->c->entries[i];
        if (!is_evidence(t, e) || x->numbers[i] || asbi_view_class(t->v, CLASS_OPERATIONAL, NO_INDEX) != SEEN) continue;
        asbi_page_row(t->p, 0);
        asbi_page_cell(t->p);
        asbi_page_record(t->p, e->seq);
        asbi_page_cell(t->p);
        asbi_tell_lead(t, e);
        asbi_page_cell(t->p);
        if (e->erased) {
            asbi_page_withheld(t->p, WITHHELD_ERASED);
            continue;
        }
        asbi_page_put(t->p, "May it be used in court: ");
        asbi_tell_field(t, e, "court_use");
    }
    asbi_page_done(t->p);
}
