/* The summary made from the one before.
 *
 * Of a case that stays open, or is kept (kept.h), one record after the other is saved, and each commit has the whole summary. Most of it says what the one before said: how each duty went that has ended,
 * incidents, people and what they are matched by. So the case remembers the text, where its parts are in it, and how each duty stood; and what is the same is copied.
 *
 * When is a part the same? It is a function of records and days. Most kinds of record bring something of their own and leave everything alone that the parts here are made of, but
 * for duties, which are looked at one by one. The others shake all: a correction, an erasure and a move to another policy, after which records read otherwise; people and reports, by which
 * names may be said; a case review, whose area says which reports count. So does a calendar of which another day is known. What hangs on judgements (priority, stage, orders by
 * their dates, how proportionate a step is) is made each time.
 *
 * That this gives the same bytes as making all of it is what tests/unit/case_kept.c holds it to. */
#include "summary_memo.h"
#include "../base/container.h"
#include "../engine/engine.h"

/* ---- what has come since */

#define OF(kind) (UINT64_C(1) << KIND_##kind)

static const uint64_t shaking = OF(CORRECTION) | OF(ERASURE) | OF(PARTY) | OF(REPORT) | OF(CASE_REVIEW);

static uint64_t kinds_since(const asb_case *c, uint32_t count) {
    uint64_t kinds = 0;
    for (uint32_t i = count; i < c->count; i++) kinds |= UINT64_C(1) << c->entries[i].kind | (c->entries[i].moves_to ? shaking : 0);
    return kinds;
}

static int is_of_use(const struct summary_memo *m, const summing *s, uint32_t known) {
    const asb_case *c = s->c;
    return m->count && m->count <= c->count && m->policy == c->policy && m->duty_count <= c->instance_count && m->known == known &&
        m->revision == c->days->revision && !(s->since & shaking);
}

/* ---- life */

void asbi_memo_forget(asb_case *c) {
    if (c->memo) c->memo->count = 0;
}

void asbi_memo_free(asb_case *c) {
    if (!c->memo) return;
    asbi_buffer_free(&c->memo->text);
    asbi_release(c->memory, c->memo->duties, c->memo->duty_capacity * sizeof *c->memo->duties);
    asbi_release(c->memory, c->memo, sizeof *c->memo);
    c->memo = NULL;
}

uint64_t asbi_memo_bytes(const asb_case *c) {
    return c->memo ? sizeof *c->memo + c->memo->text.capacity + c->memo->duty_capacity * sizeof *c->memo->duties : 0;
}

static int has_memo(asb_case *c) {
    if (c->memo) return 1;
    c->memo = asbi_alloc(c->memory, sizeof *c->memo);
    if (c->memo) asbi_buffer_init(&c->memo->text, c->memory, asbi_output_limit(c->head.engine));
    return c->memo != NULL;
}

static void look_at_incidents(summing *s) {
    uint32_t i = s->c->last_of_kind[KIND_REPORT];
    s->memo->incident = i == NO_INDEX ? NO_INSTANT : asbi_latest_incident(s->c, i + 1, NO_INSTANT);
}

void asbi_memo_begin(summing *s, asb_case *c) {
    if (!has_memo(c)) return;
    struct summary_memo *m = c->memo;
    uint32_t known = asbi_days_known(c->days, s->j.now);
    if (asbi_grow_room(c->memory, &m->duties, &m->duty_capacity, c->instance_count, sizeof *m->duties, UINT32_MAX)) return;
    s->memo = m;
    s->since = kinds_since(c, m->count);
    s->again = is_of_use(m, s, known) != 0;
    m->known = known;
    if (s->again) return;
    m->duty_count = 0;
    look_at_incidents(s);
}

void asbi_memo_end(summing *s) {
    struct summary_memo *m = s->memo;
    const asb_case *c = s->c;
    asbi_buffer_free(&m->text);
    m->text = *s->o.b;
    m->count = m->text.status ? 0 : c->count;
    m->duty_count = c->instance_count;
    m->revision = c->days->revision;
    m->policy = c->policy;
}

/* ---- parts */

static void copy(summing *s, size_t from, size_t to) {
    asbi_put_bytes(s->o.b, s->memo->text.data + from, to - from);
}

/* The kinds of record that a part hangs on, besides those that shake all. */
static const uint64_t hangs_on[PART_COUNT] = {
    [PART_CASE_REVIEWS] = OF(OPENING) | OF(CATEGORISATION) | OF(CLOSURE) | OF(REOPENING),
    [PART_EVIDENCE] = OF(EVIDENCE) | OF(OPENING) | OF(CATEGORISATION) | OF(CLOSURE) | OF(REOPENING) | OF(FEEDBACK),
    [PART_INTERVENTIONS] = OF(INTERVENTION) | OF(CONTACT) | OF(LEGAL) | OF(LINK),
    [PART_OPENED] = OF(OPENING) | OF(CLOSURE) | OF(REOPENING),
    [PART_OWNER] = OF(ALLOCATION),
    [PART_RISK] = OF(ASSESSMENT),
    [PART_SILENT_SINCE] = OF(CONTACT) | OF(INTERVIEW) | OF(LETTER) | OF(OPENING) | OF(CLOSURE) | OF(REOPENING),
    [PART_STEPS] = OF(INTERVENTION) | OF(LEGAL) | OF(INCIDENT),
    [PART_WAITING_SINCE] = OF(OPENING) | OF(CLOSURE) | OF(REOPENING),
};

/* An incident may be the behaviour that the last report is judged by: it stands as it was if it still was, or was not, made in time. */
static int reports_stand(summing *s) {
    const asb_case *c = s->c;
    uint32_t i = c->last_of_kind[KIND_REPORT];
    instant was = s->memo->incident;
    if (i == NO_INDEX) return 1;
    s->memo->incident = asbi_latest_incident(c, s->memo->count, was);
    if (s->memo->incident == was) return 1;
    const review_area *area = &c->policy->review_areas.items[asbi_review_area(c)];
    return asbi_report_in_time(&s->j, &c->entries[i], area, was) == asbi_report_in_time(&s->j, &c->entries[i], area, s->memo->incident);
}

/* A part at the beginning of the summary has no comma before it, and another has. */
static int is_same(summing *s, summary_part part) {
    return s->again && (part != PART_REPORTS || reports_stand(s)) && !(s->since & hangs_on[part]) &&
        (s->memo->parts[part].from > 1) == (s->o.b->length > 1);
}

static void take_over(summing *s, summary_part part) {
    size_t from = s->memo->parts[part].from, to = s->memo->parts[part].to;
    if (to == from) return;
    copy(s, from, to);
    asbi_out_follows(&s->o);
}

void asbi_memo_part(summing *s, summary_part part, void (*put)(summing *s)) {
    size_t from = s->o.b->length;
    if (s->memo && is_same(s, part))
        take_over(s, part);
    else
        put(s);
    if (!s->memo) return;
    s->memo->parts[part].from = from;
    s->memo->parts[part].to = s->o.b->length;
}

/* ---- items of a list */

uint32_t asbi_memo_items(summing *s, summary_part part) {
    struct summary_memo *m = s->memo;
    if (!m) return 0;
    size_t before = m->parts[part].from, to = m->parts[part].to;
    m->parts[part].from = s->o.b->length;
    if (!s->again) return 0;
    if (to > before) asbi_out_follows(&s->o);
    copy(s, before, to);
    return m->count;
}

void asbi_memo_items_end(summing *s, summary_part part) {
    if (s->memo) s->memo->parts[part].to = s->o.b->length;
}

/* ---- duties */

static int is_same_due(due a, due b) {
    return a.day == b.day && a.at == b.at;
}

static int is_as_said(const said_duty *said, const duty_instance *in) {
    return said->end_seq == in->end_seq && is_same_due(said->due, in->due) && is_same_due(said->opens, in->opens);
}

/* Those that are the same, one after the other, are copied at once: each ends, with its comma before it, where the next one begins. Places are counted from the list's beginning. */
typedef struct run {
    size_t from, to; /* in the text before */
    size_t list;     /* where the list begins there */
} run;

static void copy_run(summing *s, run *r) {
    if (r->to > r->from) copy(s, r->list + r->from, r->list + r->to);
    r->from = r->to;
}

void asbi_memo_duties(summing *s, void (*put)(summing *s, const duty_instance *in)) {
    const asb_case *c = s->c;
    struct summary_memo *m = s->memo;
    run r = {0, 0, m->parts[PART_DUTIES].from};
    size_t list = s->o.b->length;
    if (m->duty_count) asbi_out_follows(&s->o);
    for (uint32_t i = 0; i < c->instance_count; i++) {
        const duty_instance *in = &c->instances[i];
        said_duty *said = &m->duties[i];
        size_t to = i < m->duty_count ? said->to : r.to;
        if (i < m->duty_count && is_as_said(said, in)) {
            r.to = to;
            said->to = s->o.b->length - list + (r.to - r.from);
            continue;
        }
        copy_run(s, &r);
        if (i == 0) asbi_out_nothing_yet(&s->o);
        put(s, in);
        r.from = r.to = to;
        *said = (said_duty){.end_seq = in->end_seq, .due = in->due, .opens = in->opens, .to = s->o.b->length - list};
    }
    copy_run(s, &r);
    m->parts[PART_DUTIES].from = list;
}
