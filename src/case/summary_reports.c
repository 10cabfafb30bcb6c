/* What reports are made of: how often a file became a case, what was tried and what came after it, what people thought of it, and how near a complainant is to a case
 * review. Lists that would be empty are left out: most cases have no more than an opening. */
#include "summary.h"

static int is_named(const summing *s, uint32_t party) {
    return party != NO_INDEX && asbi_summary_names(s->c, party);
}

static void begin_list(out_json *o, const char *name, uint32_t *count) {
    if (!(*count)++) asbi_out_list(o, name);
}

static void end_list(out_json *o, uint32_t count) {
    if (count) asbi_out_end(o);
}

/* ---- openings: a case that was closed and reported again is a new one where it is counted, though it is the same file here */

typedef struct opening {
    uint8_t opened, closed, reported; /* ever; now; since it was closed */
} opening;

/* Does this record open the case? `*is_new`: it was no case before, or somebody reported it again. */
static int opens(opening *o, const entry *e, int *is_new) {
    int takes_up = (e->kind == KIND_OPENING && (!o->opened || o->closed)) || (e->kind == KIND_REOPENING && o->opened && o->closed);
    *is_new = !o->opened || o->reported;
    if (e->kind == KIND_REPORT) o->reported |= o->closed;
    if (e->kind == KIND_CLOSURE) o->reported = 0;
    if (e->kind == KIND_CLOSURE) o->closed = 1;
    if (takes_up) o->opened = 1;
    if (e->kind == KIND_OPENING || e->kind == KIND_REOPENING) o->closed = 0;
    return takes_up;
}

void asbi_summary_openings(summing *s) {
    opening state = {0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->c->count; i++) {
        int is_new;
        if (!opens(&state, &s->c->entries[i], &is_new)) continue;
        begin_list(&s->o, "openings", &count);
        asbi_out_object(&s->o, NULL);
        asbi_out_instant(&s->o, "at", s->c->entries[i].at);
        asbi_out_flag(&s->o, "new", is_new);
        asbi_out_end(&s->o);
    }
    end_list(&s->o, count);
}

/* ---- steps: the last word on each remedy for each person */

/* Reports and incidents that were entered afterwards, and are about something later. */
static uint32_t count_later(const asb_case *c, const entry *step, record_kind kind) {
    uint32_t count = 0;
    for (uint32_t i = c->last_of_kind[kind]; i != NO_INDEX && c->entries[i].seq > step->seq; i = c->entries[i].older) {
        instant at;
        date day;
        if (!asbi_entry_instant(&c->entries[i], WORD_occurred, &at, &day)) at = c->entries[i].at;
        count += at > step->at;
    }
    return count;
}

void asbi_summary_steps(summing *s) {
    const asb_case *c = s->c;
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        const entry *e = &c->entries[i];
        if ((e->kind != KIND_LEGAL && e->kind != KIND_INTERVENTION) || e->erased || !asbi_is_last_word(c, e)) continue;
        begin_list(&s->o, "steps", &count);
        asbi_out_object(&s->o, NULL);
        asbi_out_instant(&s->o, "at", e->at);
        asbi_out_text(&s->o, "kind", e->kind_text);
        asbi_out_number(&s->o, "later", (int64_t)count_later(c, e, KIND_REPORT) + count_later(c, e, KIND_INCIDENT));
        asbi_out_text(&s->o, "remedy", asbi_entry_text(e, WORD_remedy));
        asbi_out_text(&s->o, "status", asbi_entry_text(e, WORD_status));
        asbi_out_end(&s->o);
    }
    end_list(&s->o, count);
}

/* ---- records that are counted as they are */

/* `field` of each record of a kind, with when it was. */
static void put_all(summing *s, const char *name, record_kind kind, void (*put)(summing *s, const entry *e)) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->c->count; i++) {
        const entry *e = &s->c->entries[i];
        if (e->kind != kind || e->erased) continue;
        begin_list(&s->o, name, &count);
        asbi_out_object(&s->o, NULL);
        put(s, e);
        asbi_out_end(&s->o);
    }
    end_list(&s->o, count);
}

static void put_feedback(summing *s, const entry *e) {
    asbi_out_instant(&s->o, "at", e->at);
    asbi_out_json(&s->o, "scores", asbi_entry_value(e, WORD_scores));
    asbi_out_text(&s->o, "status", asbi_entry_text(e, WORD_status));
}

static void put_case_review(summing *s, const entry *e) {
    asbi_out_text(&s->o, "area", asbi_entry_text(e, WORD_area));
    asbi_out_instant(&s->o, "at", e->at);
    asbi_out_text(&s->o, "status", asbi_entry_text(e, WORD_status));
}

static void put_link(summing *s, const entry *e) {
    asbi_out_text(&s->o, "relation", asbi_entry_text(e, WORD_relation));
    asbi_out_text(&s->o, "to", asbi_entry_text(e, WORD_to));
}

void asbi_summary_feedback(summing *s) {
    put_all(s, "feedback", KIND_FEEDBACK, put_feedback);
}

void asbi_summary_case_reviews(summing *s) {
    put_all(s, "case_reviews", KIND_CASE_REVIEW, put_case_review);
}

void asbi_summary_links(summing *s) {
    put_all(s, "links", KIND_LINK, put_link);
}

/* ---- the threshold of a case review */

/* For whom a report counts and until when; of one that was not made in time: nothing. */
void asbi_summary_counts(summing *s, uint32_t report, uint32_t *party, due *until) {
    const asb_case *c = s->c;
    const review_area *area = &c->policy->review_areas.items[asbi_review_area(c)];
    judge then = s->j;
    then.now = c->entries[report].at; /* so that only the behaviour can be too long ago */
    *party = asbi_report_party(c, &c->entries[report]);
    if (!is_named(s, *party) || !asbi_report_qualifies(&then, report, area, until)) *party = NO_INDEX;
}

/* What holds in the area; left out where no report counts for anybody, as the list of reports has found. */
void asbi_summary_threshold(summing *s) {
    const asb_case *c = s->c;
    const review_area *area = &c->policy->review_areas.items[asbi_review_area(c)];
    if (!s->counted) return;
    asbi_out_object(&s->o, "review");
    asbi_out_text(&s->o, "area", area->area_text);
    if (area->hate_threshold) asbi_out_number(&s->o, "hate_threshold", area->hate_threshold);
    asbi_out_number(&s->o, "tell_at", area->tell_at);
    asbi_out_number(&s->o, "threshold", area->threshold);
    asbi_out_end(&s->o);
}
