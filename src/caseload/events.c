/* Events: reading them from summaries, and where they are kept. A stretch has room for a power of two; one that a case has left is kept for another. */
#include "events.h"
#include "../base/container.h"
#include "../base/words.h"
#include <string.h>

typedef struct reader {
    asb_caseload *l;
    arena *a;
    event *events;
    uint32_t count, capacity;
    date opened; /* of a summary that does not have the openings one by one */
} reader;

/* ---- reading */

static int32_t add(reader *r, event e) {
    event *events = asbi_arena_more(r->a, r->events, r->count, &r->capacity, 16, sizeof *events);
    if (!events) return ASB_ENOMEM;
    r->events = events;
    r->events[r->count++] = e;
    return ASB_OK;
}

static int32_t number_of(const json_value *object, const char *key, int32_t most) {
    const json_value *v = asbi_json_get(object, key);
    int64_t n;
    if (!v || !asbi_json_integer(v, &n) || n < 0) return 0;
    return n > most ? most : (int32_t)n;
}

static int is_true(const json_value *object, const char *key) {
    const json_value *v = asbi_json_get(object, key);
    return v && v->type == JSON_TRUE;
}

/* The date, and the last instant of it in time, where it is one. */
static date when_of(text t, due *when) {
    instant at;
    date day;
    *when = NO_DUE;
    if (!t.length || !asbi_parse_when(t, &at, &day)) return NO_DATE;
    *when = t.length == 10 ? (due){day, NO_INSTANT} : (due){NO_DATE, at};
    return day;
}

static date day_of(const json_value *object, const char *key) {
    due when;
    return when_of(asbi_json_member(object, key), &when);
}

static uint8_t word_of(text t, const char *words) {
    int found = asbi_words_find(words, t);
    return found == NO_WORD ? EVENT_OTHER : (uint8_t)found;
}

static int32_t name_of(reader *r, dictionary *d, text t, uint16_t *code) {
    return asbi_dictionary_code(r->l, d, &t, 1, code);
}

static int32_t who_of(reader *r, text t, uint32_t *who) {
    *who = t.length ? asbi_intern_add(&r->l->words, t) : 0;
    return t.length && !*who ? ASB_ENOMEM : ASB_OK;
}

/* ---- each kind */

static int32_t read_begun(reader *r, const json_value *v) {
    due when;
    event e = {.kind = EVENT_BEGUN};
    if (v->type != JSON_TEXT || (e.at = when_of(asbi_json_text(v), &when)) == NO_DATE) return ASB_OK;
    instant at = when.at == NO_INSTANT ? asbi_start_of_day(e.at) : when.at;
    e.word = (uint16_t)((at - asbi_start_of_day(e.at)) / 60000);
    return add(r, e);
}

static int32_t read_opened(reader *r, const json_value *v) {
    due when;
    r->opened = v->type == JSON_TEXT ? when_of(asbi_json_text(v), &when) : NO_DATE;
    return ASB_OK;
}

static int32_t read_opening(reader *r, const json_value *v) {
    event e = {.kind = EVENT_OPENING, .code = (uint8_t)is_true(v, "new"), .at = day_of(v, "at")};
    return add(r, e);
}

static int32_t read_report(reader *r, const json_value *v) {
    event e = {.kind = EVENT_REPORT, .at = day_of(v, "at")};
    due until;
    int32_t status = who_of(r, asbi_json_member(v, "counts_for"), &e.who);
    when_of(asbi_json_member(v, "until"), &until);
    e.code = e.who && !asbi_due_is_none(until);
    if (e.code) e.value = asbi_minutes_of(asbi_due_last_instant(until));
    return status ? status : add(r, e);
}

static int32_t read_step(reader *r, const json_value *v) {
    static const char words[] = WORDS("considered", "rejected", "offered", "accepted", "declined", "issued", "signed", "completed",
                                      "breached", "withdrawn", "advice-sought", "warned", "notice-served", "applied", "adjourned",
                                      "granted", "refused", "extended", "expired", "discharged");
    event e = {.kind = EVENT_STEP, .at = day_of(v, "at"), .value = number_of(v, "later", INT32_MAX)};
    e.code = word_of(asbi_json_member(v, "status"), words);
    if (asbi_text_is(asbi_json_member(v, "kind"), "legal")) e.code |= STEP_LEGAL;
    int32_t status = name_of(r, &r->l->remedies, asbi_json_member(v, "remedy"), &e.word);
    return status ? status : add(r, e);
}

/* A number of JSON as thousandths; finer ones are cut, and what is too great is the greatest there is. */
static int32_t thousandths(text t) {
    int64_t whole = 0;
    int places = -1, negative = t.length && t.at[0] == '-';
    size_t i = negative ? 1 : 0;
    for (; i < t.length && places < 3; i++) {
        if (t.at[i] == '.' && places < 0)
            places = 0;
        else if (t.at[i] < '0' || t.at[i] > '9')
            break;
        else if (whole < INT32_MAX) {
            whole = whole * 10 + (t.at[i] - '0');
            places += places >= 0;
        }
    }
    for (places = places < 0 ? 0 : places; places < 3; places++) whole *= 10;
    whole = whole > INT32_MAX ? INT32_MAX : whole;
    return (int32_t)(negative ? -whole : whole);
}

static int32_t read_scores(reader *r, const json_value *scores, date at) {
    int32_t status = ASB_OK;
    for (const json_value *v = scores && scores->type == JSON_OBJECT ? asbi_json_first(scores) : NULL; v && !status; v = v->next) {
        event e = {.kind = EVENT_SCORE, .at = at};
        if (v->type != JSON_NUMBER) continue;
        e.value = thousandths(asbi_json_text(v));
        status = name_of(r, &r->l->scores, v->key, &e.word);
        if (!status) status = add(r, e);
    }
    return status;
}

static int32_t read_feedback(reader *r, const json_value *v) {
    static const char words[] = WORDS("invited", "received", "declined");
    event e = {.kind = EVENT_FEEDBACK, .at = day_of(v, "at"), .code = word_of(asbi_json_member(v, "status"), words)};
    int32_t status = add(r, e);
    return status ? status : read_scores(r, asbi_json_get(v, "scores"), e.at);
}

static int32_t read_review(reader *r, const json_value *v) {
    static const char words[] = WORDS("requested", "threshold-met", "threshold-not-met", "held", "recommendations", "applicant-told");
    event e = {.kind = EVENT_REVIEW, .at = day_of(v, "at"), .code = word_of(asbi_json_member(v, "status"), words)};
    int32_t status = name_of(r, &r->l->review_areas, asbi_json_member(v, "area"), &e.word);
    return status ? status : add(r, e);
}

static int32_t read_threshold(reader *r, const json_value *v) {
    event e = {.kind = EVENT_THRESHOLD, .at = NO_DATE, .code = (uint8_t)number_of(v, "threshold", UINT8_MAX)};
    e.value = number_of(v, "hate_threshold", UINT8_MAX);
    e.who = (uint32_t)number_of(v, "tell_at", UINT8_MAX);
    int32_t status = name_of(r, &r->l->review_areas, asbi_json_member(v, "area"), &e.word);
    return status ? status : add(r, e);
}

static int32_t read_link(reader *r, const json_value *v) {
    static const char words[] = WORDS("duplicate", "related", "counter-allegation", "continues", "merged-into");
    event e = {.kind = EVENT_LINK, .at = NO_DATE, .code = word_of(asbi_json_member(v, "relation"), words)};
    int32_t status = who_of(r, asbi_json_member(v, "to"), &e.who);
    return status ? status : add(r, e);
}

/* ---- the summary */

static int32_t each(reader *r, const json_value *list, int32_t (*read)(reader *r, const json_value *v)) {
    int32_t status = ASB_OK;
    for (const json_value *v = list->type == JSON_LIST ? asbi_json_first(list) : NULL; v && !status; v = v->next)
        if (v->type == JSON_OBJECT) status = read(r, v);
    return status;
}

static int32_t read_member(reader *r, const json_value *v) {
    static const struct {
        const char *key;
        int32_t (*read)(reader *r, const json_value *v);
        uint8_t whole; /* no list */
    } keys[] = {{"case_reviews", read_review, 0}, {"feedback", read_feedback, 0}, {"links", read_link, 0},
                {"opened", read_opened, 1},       {"openings", read_opening, 0},  {"reported", read_begun, 1},
                {"reports", read_report, 0},      {"review", read_threshold, 1},  {"steps", read_step, 0}};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (v->key.length && v->key.at[0] == keys[i].key[0] && asbi_text_is(v->key, keys[i].key))
            return keys[i].whole ? keys[i].read(r, v) : each(r, v, keys[i].read);
    return ASB_OK;
}

int32_t asbi_events_read(asb_caseload *l, arena *a, const json_value *summary, event **out, uint32_t *count) {
    reader r = {.l = l, .a = a, .opened = NO_DATE};
    int32_t status = ASB_OK;
    for (const json_value *v = asbi_json_first(summary); v && !status; v = v->next) status = read_member(&r, v);
    int opened = 0;
    for (uint32_t i = 0; i < r.count; i++) opened |= r.events[i].kind == EVENT_OPENING;
    if (!status && !opened && r.opened != NO_DATE) status = add(&r, (event){.kind = EVENT_OPENING, .code = 1, .at = r.opened});
    *out = r.events;
    *count = r.count;
    return status ? status : r.count > UINT16_MAX ? ASB_ELIMIT : ASB_OK;
}

/* ---- keeping */

static uint32_t class_of(uint32_t count) {
    uint32_t class = 0;
    while ((UINT32_C(2) << class) < count) class ++;
    return class;
}

static int moves(const asb_caseload *l, uint32_t number, uint32_t count) {
    return number == NO_CASE_NUMBER ? count > 0 : count > l->event_room[number];
}

int32_t asbi_events_reserve(asb_caseload *l, uint32_t number, uint32_t count) {
    event_pool *p = &l->events;
    uint32_t class = class_of(count), room = number == NO_CASE_NUMBER ? 0 : l->event_room[number];
    if (!moves(l, number, count)) return ASB_OK;
    if (room) {
        uint32_t old = class_of(room);
        int32_t status = asbi_grow(l->memory, &p->left[old], &p->left_capacity[old], (uint64_t)p->left_count[old] + 1, sizeof *p->left[old],
                                   UINT32_MAX);
        if (status) return status;
    }
    if (p->left_count[class]) return ASB_OK;
    uint64_t need = (uint64_t)p->count + (UINT32_C(2) << class);
    if (need <= p->capacity) return ASB_OK;
    if (need > UINT32_MAX - 1) return ASB_ELIMIT;
    uint64_t to = MIN_OF(MAX_OF(need, p->capacity + p->capacity / 4u + 256u), UINT32_MAX - 1);
    event *items = asbi_resize(l->memory, p->items, p->capacity * sizeof *items, (size_t)to * sizeof *items);
    if (!items) return ASB_ENOMEM;
    p->items = items;
    p->capacity = (uint32_t)to;
    return ASB_OK;
}

static uint32_t take(event_pool *p, uint32_t class) {
    if (p->left_count[class]) return p->left[class][--p->left_count[class]];
    uint32_t first = p->count;
    p->count += UINT32_C(2) << class;
    return first;
}

void asbi_events_write(asb_caseload *l, uint32_t number, const event *events, uint32_t count) {
    event_pool *p = &l->events;
    if (moves(l, number, count)) {
        uint32_t class = class_of(count), first = take(p, class);
        if (l->event_room[number]) {
            uint32_t old = class_of(l->event_room[number]);
            p->left[old][p->left_count[old]++] = l->first_event[number];
        }
        l->first_event[number] = first;
        l->event_room[number] = UINT32_C(2) << class;
    }
    if (count) memcpy(p->items + l->first_event[number], events, count * sizeof *events);
    l->event_count[number] = count;
}

void asbi_events_free(asb_caseload *l) {
    event_pool *p = &l->events;
    asbi_release(l->memory, p->items, p->capacity * sizeof *p->items);
    for (size_t i = 0; i < COUNT_OF(p->left); i++) asbi_release(l->memory, p->left[i], p->left_capacity[i] * sizeof *p->left[i]);
}
