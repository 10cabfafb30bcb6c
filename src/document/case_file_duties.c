/* The case file: duties, and how they were performed. */
#include "../base/container.h"
#include "../case/snapshot.h"
#include "case_file.h"

/* A duty as it is listed. */
typedef struct line {
    const duty_instance *in;
    duty_name name;
    due due;
    uint8_t overdue;
} line;

typedef struct list {
    line *lines;
    uint32_t count;
} list;

static list take(teller *t) {
    const asb_case *c = t->c;
    list l = {asbi_arena_array(&t->arena, c->instance_count, sizeof *l.lines), 0};
    if (!l.lines) t->status = ASB_ENOMEM;
    for (uint32_t i = 0; l.lines && i < c->instance_count; i++) {
        const duty_instance *in = &c->instances[i];
        if (!asbi_tells_how(t, c->slots[in->slot].party)) continue; /* NO_INDEX: of the case */
        line *k = &l.lines[l.count++];
        k->in = in;
        k->name = asbi_duty_name(c, &c->slots[in->slot]);
        k->due = asbi_instance_due(c, in, t->p->now);
        k->overdue = in->state == INSTANCE_OPEN && asbi_due_passed(k->due, t->p->now);
    }
    return l;
}

static int is_watch(const teller *t, const line *l) {
    return (l->name.rule && l->name.rule->watch) || t->c->slots[l->in->slot].rule == RULE_ORDER_EXPIRY;
}

static void put_state(teller *t, const line *l) {
    switch (l->in->state) {
    case INSTANCE_MET: asbi_page_mark(t->p, "met", "Met"); break;
    case INSTANCE_MET_LATE: asbi_page_mark(t->p, "late", "Met late"); break;
    case INSTANCE_LAPSED: asbi_page_mark(t->p, "off", "Lapsed"); break;
    default: asbi_page_mark(t->p, l->overdue ? "missed" : "open", l->overdue ? "Overdue" : is_watch(t, l) ? "Watched" : "Open"); break;
    }
}

static void put_label(teller *t, const line *l) {
    uint32_t party = t->c->slots[l->in->slot].party;
    asbi_page_told(t->p, l->name.label);
    asbi_page_put(t->p, l->name.label_end);
    if (party == NO_INDEX) return;
    asbi_page_put(t->p, " – ");
    asbi_page_party(t->p, party);
}

static void put_line(teller *t, const line *l) {
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    put_label(t, l);
    asbi_page_cell(t->p);
    asbi_page_text(t->p, l->name.clause);
    asbi_page_cell(t->p);
    asbi_page_due(t->p, l->due);
    asbi_page_cell(t->p);
    put_state(t, l);
    asbi_page_cell(t->p);
    if (!l->in->end_seq) return;
    asbi_page_when(t->p, t->c->entries[l->in->end_seq - 1].at);
    asbi_page_put(t->p, " (");
    asbi_page_record(t->p, l->in->end_seq);
    asbi_page_put(t->p, ")");
}

static const char columns[] = WORDS(HEAD(LOOK_LONG, "Duty"), HEAD(LOOK_TEXT, "Clause"), HEAD(LOOK_WHEN, "Due"), HEAD(LOOK_TEXT, "State"),
                                    HEAD(LOOK_TEXT, "Ended"));

static void put_list(teller *t, const list *l, int open, const char *caption, const char *empty) {
    asbi_page_table(t->p, caption, columns, empty);
    for (uint32_t i = 0; i < l->count; i++)
        if ((l->lines[i].in->state == INSTANCE_OPEN) == open) put_line(t, &l->lines[i]);
    asbi_page_done(t->p);
}

/* ---- performance: each rule of the policy, counted */

typedef struct tally {
    const line *of; /* the first of that rule */
    uint32_t met, late, overdue, open, lapsed;
} tally;

static void add(tally *n, const line *l) {
    switch (l->in->state) {
    case INSTANCE_MET: n->met++; break;
    case INSTANCE_MET_LATE: n->late++; break;
    case INSTANCE_LAPSED: n->lapsed++; break;
    default:
        if (l->overdue)
            n->overdue++;
        else
            n->open++;
        break;
    }
}

static void put_number(teller *t, uint32_t number) {
    asbi_page_cell(t->p);
    asbi_page_number(t->p, number);
}

static void put_tally(teller *t, const tally *n, const char *label) {
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    if (label)
        asbi_page_put(t->p, label);
    else
        asbi_page_text(t->p, n->of->name.label);
    asbi_page_cell(t->p);
    if (!label) asbi_page_text(t->p, n->of->name.clause);
    put_number(t, n->met);
    put_number(t, n->late);
    put_number(t, n->overdue);
    put_number(t, n->open);
    put_number(t, n->lapsed);
}

/* Actions of plans are counted together. */
static size_t place_of(const asb_policy *p, const line *l) {
    return l->name.policy == p && l->name.rule ? (size_t)(l->name.rule - p->duties.items) : p->duties.count;
}

static void put_performance(teller *t, const list *l) {
    static const char counted[] = WORDS(HEAD(LOOK_LONG, "Duty"), HEAD(LOOK_TEXT, "Clause"), HEAD(LOOK_NUMBER, "In time"),
                                        HEAD(LOOK_NUMBER, "Late"), HEAD(LOOK_NUMBER, "Overdue"), HEAD(LOOK_NUMBER, "Open"),
                                        HEAD(LOOK_NUMBER, "Lapsed"));
    const asb_policy *p = t->c->policy;
    tally *tallies = asbi_arena_array(&t->arena, (size_t)p->duties.count + 1, sizeof *tallies), all = {0};
    if (!tallies) {
        t->status = ASB_ENOMEM;
        return;
    }
    for (uint32_t i = 0; i < l->count; i++) {
        tally *n = &tallies[place_of(p, &l->lines[i])];
        if (is_watch(t, &l->lines[i])) continue;
        if (!n->of) n->of = &l->lines[i];
        add(n, &l->lines[i]);
        add(&all, &l->lines[i]);
    }
    asbi_page_table(t->p, "Performance", counted, NULL);
    for (uint32_t i = 0; i <= p->duties.count; i++)
        if (tallies[i].of) put_tally(t, &tallies[i], i == p->duties.count ? "Actions of plans, and duties of earlier policies" : NULL);
    if (all.met + all.late + all.overdue + all.open + all.lapsed) put_tally(t, &all, "All duties");
    asbi_page_done(t->p);
}

void asbi_section_duties(teller *t) {
    list l = take(t);
    if (!l.count && asbi_is_not_told(t)) return;
    put_performance(t, &l);
    put_list(t, &l, 1, "To be done", "Nothing is to be done now.");
    put_list(t, &l, 0, "Done, or no longer wanted", "No duty has ended yet.");
}
