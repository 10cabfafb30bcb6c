/* The timeline: one row for each sort of thing, in lanes, under one another on one axis of time.
 *
 * Method. A row is cut into narrow slots, in which what falls there is counted. Going along, whatever lies nearer to a mark than its own width is counted in with it;
 * a mark for more than one shows how many. So marks never cover one another, however many records there are, and each is drawn once. */
#include "../base/container.h"
#include "../case/snapshot.h"
#include "date_words.h"
#include "escape.h"
#include "picture.h"

enum { SLOTS = 400, MARK_SLOTS = 13, ROW_HEIGHT = 21, LANE_HEIGHT = 22, BAR_HEIGHT = 30, TOP = 6, MOST_BARS = 8 };

typedef enum row_id {
    ROW_INCIDENT,
    ROW_REPORT,
    ROW_REACHED,
    ROW_TRIED,
    ROW_LETTER,
    ROW_MET,
    ROW_LATE,
    ROW_MISSED,
    ROW_DUE,
    ROW_INTERVENTION,
    ROW_LEGAL,
    ROW_COUNT
} row_id;

#define CIRCLE "ellipse rx=\"6\" ry=\"6\""
#define SQUARE "polygon points=\"-6,-6 6,-6 6,6 -6,6\""

/* `lane` where a lane begins; the shape around 0,0; how it looks, and its number. */
static const struct {
    const char *lane, *label, *shape, *look, *number;
} rows[ROW_COUNT] = {
    {"Incidents, reports", "Incident", "polygon points=\"0,-7 7,0 0,7 -7,0\"", "bad", "inside"},
    {NULL, "Report", CIRCLE, "bad-hollow", "count"},
    {"Contacts", "Reached", CIRCLE, "mark", "inside"},
    {NULL, "Tried, not reached", CIRCLE, "hollow", "count"},
    {NULL, "Letter", "polyline points=\"0,1 -7,-5 -7,5 7,5 7,-5 0,1\"", "hollow", "count"},
    {"Duties", "Met in time", SQUARE, "good", "inside"},
    {NULL, "Met late", "polygon points=\"0,-7 7,6 -7,6\"", "late-mark", "inside"},
    {NULL, "Missed so far", "polyline points=\"-5,-5 0,0 5,-5 0,0 5,5 0,0 -5,5 0,0\"", "cross", "count"},
    {NULL, "Due", SQUARE, "hollow", "count"},
    {"Interventions", "Step", "polygon points=\"0,-7 6.7,-2.2 4.1,5.7 -4.1,5.7 -6.7,-2.2\"", "mark", "inside"},
    {"Legal steps, orders", "Legal step", "polygon points=\"0,-7 6,-3.5 6,3.5 0,7 -6,3.5 -6,-3.5\"", "mark", "inside"},
};

typedef struct bar {
    uint32_t slot;
    instant from, to;
    uint8_t ended;
} bar;

typedef struct timeline {
    teller *t;
    axis axis;
    uint32_t totals[ROW_COUNT];
    uint16_t *counts; /* ROW_COUNT of SLOTS */
    bar bars[MOST_BARS];
    uint32_t bar_count;
    instant first, last;
} timeline;

/* ---- what there is to show */

static row_id row_of(const entry *e) {
    switch (e->kind) {
    case KIND_INCIDENT: return ROW_INCIDENT;
    case KIND_REPORT: return ROW_REPORT;
    case KIND_CONTACT: return asbi_entry_is(e, WORD_outcome, WORD_reached) ? ROW_REACHED : ROW_TRIED;
    case KIND_INTERVIEW: return ROW_REACHED;
    case KIND_LETTER: return ROW_LETTER;
    case KIND_INTERVENTION: return ROW_INTERVENTION;
    case KIND_LEGAL: return ROW_LEGAL;
    default: return ROW_COUNT;
    }
}

/* Of what somebody told us, the picture says nothing where the reader may not have the account of it. */
static row_id told_row(teller *t, uint32_t index) {
    const field_def *f;
    const entry *e = &t->c->entries[index];
    row_id row = t->seen[index] ? row_of(e) : ROW_COUNT;
    if (row != ROW_INCIDENT && row != ROW_REPORT) return row;
    const entry_field *account = asbi_tell_find(t, e, row == ROW_INCIDENT ? "description" : "summary", &f);
    return account && asbi_view_field(t->v, e, f, asbi_field_value(account)) == SEEN ? row : ROW_COUNT;
}

static void widen(timeline *l, instant at) {
    if (l->first == NO_INSTANT || at < l->first) l->first = at;
    if (l->last == NO_INSTANT || at > l->last) l->last = at;
}

static void count(timeline *l, row_id row, instant at) {
    size_t slot = (size_t)asbi_place(&l->axis, at) * SLOTS / (PLACES + 1);
    uint16_t *n = &l->counts[(size_t)row * SLOTS + slot];
    if (*n < UINT16_MAX) ++*n;
    l->totals[row]++;
}

/* Where a duty is shown: when it was met, or is due. ROW_COUNT: it is not. */
static row_id row_of_duty(const teller *t, const duty_instance *in, instant *at) {
    const duty_slot *slot = &t->c->slots[in->slot];
    duty_name n = asbi_duty_name(t->c, slot);
    if (slot->rule == RULE_ORDER_EXPIRY || (n.rule && n.rule->watch) || !asbi_tells_how(t, slot->party)) return ROW_COUNT;
    if (in->state == INSTANCE_MET || in->state == INSTANCE_MET_LATE) {
        *at = t->c->entries[in->end_seq - 1].at;
        return in->state == INSTANCE_MET ? ROW_MET : ROW_LATE;
    }
    due d = asbi_instance_due(t->c, in, t->p->now);
    if (in->state != INSTANCE_OPEN || asbi_due_is_none(d)) return ROW_COUNT;
    *at = d.day != NO_DATE ? asbi_start_of_day(d.day) : d.at;
    return asbi_due_passed(d, t->p->now) ? ROW_MISSED : ROW_DUE;
}

static void measure(timeline *l) {
    teller *t = l->t;
    date day;
    instant at;
    l->first = l->last = NO_INSTANT;
    for (uint32_t i = 0; i < t->c->count; i++)
        if (told_row(t, i) != ROW_COUNT) widen(l, asbi_happened(t, &t->c->entries[i], &day));
    widen(l, t->p->now);
    instant limit = l->last + (l->last - l->first) / 4; /* what is to come may not push the past together */
    for (uint32_t i = 0; i < t->c->instance_count; i++)
        if (row_of_duty(t, &t->c->instances[i], &at) != ROW_COUNT) widen(l, at > limit ? limit : at);
    l->axis = asbi_axis(l->first, l->last);
}

static void fill(timeline *l) {
    teller *t = l->t;
    date day;
    instant at;
    for (uint32_t i = 0; i < t->c->count; i++) {
        row_id row = told_row(t, i);
        if (row != ROW_COUNT) count(l, row, asbi_happened(t, &t->c->entries[i], &day));
    }
    for (uint32_t i = 0; i < t->c->instance_count; i++) {
        row_id row = row_of_duty(t, &t->c->instances[i], &at);
        if (row != ROW_COUNT) count(l, row, at);
    }
}

/* Orders in force: from when they start to when they end, or have ended. */
static void take_bar(timeline *l, const duty_instance *in) {
    const asb_case *c = l->t->c;
    const duty_slot *slot = &c->slots[in->slot];
    const entry *e = &c->entries[slot->start_entry];
    date day;
    due d = asbi_instance_due(c, in, l->t->p->now);
    if (slot->rule != RULE_ORDER_EXPIRY || l->bar_count == MOST_BARS || !l->t->seen[slot->start_entry] || asbi_due_is_none(d)) return;
    bar *b = &l->bars[l->bar_count++];
    b->slot = in->slot;
    if (!asbi_entry_instant(e, WORD_starts, &b->from, &day)) b->from = e->at;
    b->ended = in->end_seq != 0;
    b->to = b->ended ? c->entries[in->end_seq - 1].at : d.day != NO_DATE ? asbi_start_of_day(d.day) + DAY_MS : d.at;
}

/* ---- drawing */

static void put_mark(buffer *b, row_id row, int32_t place, int32_t y, uint32_t number) {
    asbi_put(b, "<svg overflow=\"visible\" x=\"");
    asbi_put_place(b, place);
    asbi_put_format(b, "\" y=\"%i\">", (int64_t)y);
    if (number == 1) {
        asbi_put_format(b, "<%s class=\"%s\"/></svg>", rows[row].shape, rows[row].look);
        return;
    }
    asbi_put_format(b, "<ellipse class=\"%s\" rx=\"8\" ry=\"8\"/><text class=\"%s\" y=\"3.5\">",
                    row == ROW_MISSED ? "bad-hollow" : rows[row].look, rows[row].number);
    asbi_put_int(b, MIN_OF(number, 999));
    asbi_put(b, "</text></svg>");
}

/* The first of those that are counted in is where the mark stands. */
static void put_row(timeline *l, row_id row, int32_t y) {
    const uint16_t *counts = &l->counts[(size_t)row * SLOTS];
    for (uint32_t at = 0; at < SLOTS;) {
        uint32_t number = counts[at], to = at + 1;
        if (!number) {
            at++;
            continue;
        }
        for (; to < at + MARK_SLOTS && to < SLOTS; to++) number += counts[to];
        put_mark(l->t->p->out, row, (int32_t)(at * (PLACES / SLOTS) + PLACES / SLOTS / 2), y, number);
        at = to;
    }
}

enum { NARROWEST = 540, LETTER_WIDTH = 7, DATE_LETTERS = 26 };

/* Where the words of a bar begin or end, so that they have room on the narrowest plot: at its beginning, at its end, or at the left edge. */
static int32_t place_words(const bar *k, const axis *a, size_t letters, const char **anchor) {
    int32_t from = asbi_place(a, k->from), to = asbi_place(a, k->to);
    int32_t width = (int32_t)MIN_OF(letters * LETTER_WIDTH * PLACES / NARROWEST, (size_t)PLACES);
    *anchor = from + width > PLACES && to >= width ? "end" : "start";
    return from + width <= PLACES ? from : to >= width ? to : 100;
}

static void put_bar(timeline *l, const bar *k, int32_t y) {
    buffer *b = l->t->p->out;
    text label = asbi_remedy_label(l->t->c, asbi_slot_remedy(l->t->c, &l->t->c->slots[k->slot]));
    int32_t from = asbi_place(&l->axis, k->from), to = asbi_place(&l->axis, k->to);
    const char *anchor;
    asbi_put(b, "<rect class=\"mark\" height=\"7\" x=\"");
    asbi_put_place(b, from);
    asbi_put(b, "\" width=\"");
    asbi_put_place(b, MAX_OF(to - from, 60));
    asbi_put_format(b, "\" y=\"%i\"/><text class=\"over\" x=\"", (int64_t)y + 17);
    asbi_put_place(b, place_words(k, &l->axis, label.length + DATE_LETTERS, &anchor));
    asbi_put_format(b, "\" y=\"%i\" text-anchor=\"%s\">", (int64_t)y + 12, anchor);
    asbi_put_html(b, label);
    asbi_put(b, k->ended ? ", ended " : ", until ");
    asbi_put_date_words(b, asbi_local_date(k->to - (k->ended ? 0 : 1)));
    asbi_put(b, "</text>");
}

static int32_t height(const timeline *l) {
    int32_t y = TOP;
    for (unsigned i = 0; i < ROW_COUNT; i++) y += (rows[i].lane ? LANE_HEIGHT : 0) + ROW_HEIGHT;
    return y + (int32_t)l->bar_count * BAR_HEIGHT + 4;
}

/* To the left: what each row is. It stays where the plot is scrolled. */
static void put_labels(timeline *l, int32_t bottom) {
    buffer *b = l->t->p->out;
    int32_t y = TOP;
    asbi_put_format(b, "<svg class=\"rows\" width=\"154\" height=\"%i\" aria-hidden=\"true\">", (int64_t)bottom + 26);
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (rows[i].lane) {
            asbi_put_format(b, "<text class=\"lane\" x=\"10\" y=\"%i\">%s</text>", (int64_t)y + 16, rows[i].lane);
            y += LANE_HEIGHT;
        }
        asbi_put_format(b, "<svg overflow=\"visible\" x=\"20\" y=\"%i\"><%s class=\"%s\"/></svg>", (int64_t)y + ROW_HEIGHT / 2,
                        rows[i].shape, rows[i].look);
        asbi_put_format(b, "<text x=\"34\" y=\"%i\">%s</text>", (int64_t)y + ROW_HEIGHT / 2 + 4, rows[i].label);
        y += ROW_HEIGHT;
    }
    if (l->bar_count) asbi_put_format(b, "<text x=\"34\" y=\"%i\">In force</text>", (int64_t)y + 16);
    asbi_put(b, "</svg>");
}

static void put_plot(timeline *l, int32_t bottom) {
    buffer *b = l->t->p->out;
    int32_t y = TOP, now = asbi_place(&l->axis, l->t->p->now);
    asbi_put_ticks(b, &l->axis, 0, bottom, 0);
    asbi_put_line(b, "now", now, 0, now, bottom);
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (rows[i].lane) {
            asbi_put_format(b, "<rect class=\"band\" x=\"0\" width=\"100%%\" y=\"%i\" height=\"%i\"/>", (int64_t)y + 6,
                            (int64_t)LANE_HEIGHT - 10);
            y += LANE_HEIGHT;
        }
        put_row(l, (row_id)i, y + ROW_HEIGHT / 2);
        y += ROW_HEIGHT;
    }
    for (uint32_t i = 0; i < l->bar_count; i++, y += BAR_HEIGHT) put_bar(l, &l->bars[i], y);
}

static void put_words(timeline *l) {
    buffer *b = l->t->p->out;
    asbi_put(b, "<title id=\"timeline-title\">Timeline of the case</title><desc id=\"timeline-desc\">From ");
    asbi_put_date_words(b, asbi_local_date(l->axis.from));
    asbi_put(b, " to ");
    asbi_put_date_words(b, asbi_local_date(l->axis.to));
    const char *before = ": ";
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (!l->totals[i]) continue;
        asbi_put_format(b, "%s%s: %u", before, rows[i].label, (uint64_t)l->totals[i]);
        before = "; ";
    }
    asbi_put(b, ". The table of records says the same in words.</desc>");
}

static void draw(timeline *l) {
    buffer *b = l->t->p->out;
    int32_t bottom = height(l);
    asbi_put(b, "<figure>\n<div class=\"plot\">");
    put_labels(l, bottom);
    asbi_put_format(b,
                    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Timeline, may be scrolled sideways\"><svg "
                    "class=\"wide\" width=\"100%%\" "
                    "height=\"%i\" role=\"img\" aria-labelledby=\"timeline-title timeline-desc\">",
                    (int64_t)bottom + 26);
    put_words(l);
    put_plot(l, bottom);
    asbi_put(b,
             "</svg></div></div>\n<figcaption>A mark with a number stands for so many that fall close together. The dashed line is the day "
             "on which this was made. "
             "A duty that was met stands where it was met, all others where they are due.</figcaption>\n</figure>\n");
}

void asbi_picture_timeline(teller *t) {
    timeline l = {.t = t};
    if (!asbi_page_is_html(t->p)) return;
    asbi_page_done(t->p);
    l.counts = asbi_arena_array(&t->arena, (size_t)ROW_COUNT * SLOTS, sizeof *l.counts);
    if (!l.counts) {
        t->status = ASB_ENOMEM;
        return;
    }
    measure(&l);
    fill(&l);
    for (uint32_t i = 0; i < t->c->instance_count; i++) take_bar(&l, &t->c->instances[i]);
    draw(&l);
}
