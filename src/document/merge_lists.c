/* The lists of letters: what a plan still asks for, and what was done. */
#include "../base/container.h"
#include "../forms/form.h"
#include "merge.h"
#include "date_words.h"
#include "../base/words.h"
#include <string.h>

/* ---- plans */

static int is_to_be_done(const asb_case *c, const entry *plan, const json_value *action, atom by) {
    text id = asbi_text(asbi_text_at(action, "id"));
    atom status = asbi_action_status(c, plan, id);
    return asbi_atom(c->policy, asbi_json_get(action, "by")) == by && status != WORD_done && status != WORD_cancelled;
}

/* The words of an action may hold what an officer wrote, so they are masked as a whole. */
static merge_span put_action(merge_values *out, const making *m, const json_value *action) {
    buffer words;
    asbi_buffer_init(&words, out->words.memory, out->words.limit);
    asbi_put_action_text(&words, m->c->policy, action);
    size_t before = out->words.length;
    if (words.status)
        out->words.status = words.status;
    else
        asbi_view_put_text(&out->words, m->v, (text){words.data ? words.data : "", words.length}, NULL);
    asbi_buffer_free(&words);
    return asbi_merge_since(out, before);
}

static merge_span put_action_due(merge_values *out, const making *m, const entry *plan, const json_value *action) {
    size_t before = out->words.length;
    asbi_put_due_words(&out->words, asbi_plan_next_due(m->c, plan, asbi_text(asbi_text_at(action, "id")), m->now));
    return asbi_merge_since(out, before);
}

void asbi_merge_plan(merge_values *out, const making *m, uint32_t list, atom by) {
    uint32_t i = m->reader == NO_INDEX ? NO_INDEX : asbi_latest_plan(m->c, m->reader);
    const entry *plan = i == NO_INDEX ? NULL : &m->c->entries[i];
    const json_value *actions = plan ? asbi_entry_tree(plan, WORD_actions) : NULL;
    if (!actions || asbi_view_field(m->v, plan, asbi_field_find(asbi_kind(KIND_PLAN), asbi_text("actions")), actions) != SEEN) return;
    for (const json_value *a = asbi_json_first(actions); a; a = a->next) {
        if (!is_to_be_done(m->c, plan, a, by)) continue;
        merge_entry e = {.text = put_action(out, m, a)};
        e.due = put_action_due(out, m, plan, a);
        asbi_merge_add(out, list, e);
    }
}

/* ---- what was done: a phrase for each record that can be told, with @ for the person */

/* What a record says is looked up by its kind, and by the values of two of its fields, below; "" is whatever stands there. Last is how it is told, or "": it is not. */
#define KIND_OF_PHRASE(kind, ...) kind,
#define WORDS_OF_PHRASE(kind, ...) WORDS(__VA_ARGS__)

#define DEEDS(PHRASE) \
    PHRASE(KIND_CONTACT, "reached", "phone", "We spoke with @ by telephone") \
    PHRASE(KIND_CONTACT, "reached", "visit", "We visited @") \
    PHRASE(KIND_CONTACT, "reached", "meeting", "We met @") \
    PHRASE(KIND_CONTACT, "reached", "email", "We wrote to @ by e-mail") \
    PHRASE(KIND_CONTACT, "reached", "letter", "We wrote to @") \
    PHRASE(KIND_CONTACT, "reached", "text", "We sent @ a text message") \
    PHRASE(KIND_CONTACT, "reached", "", "We were in touch with @") \
    PHRASE(KIND_CONTACT, "sent", "email", "We wrote to @ by e-mail") \
    PHRASE(KIND_CONTACT, "sent", "letter", "We wrote to @") \
    PHRASE(KIND_CONTACT, "sent", "text", "We sent @ a text message") \
    PHRASE(KIND_CONTACT, "sent", "", "We sent @ a message") \
    PHRASE(KIND_CONTACT, "message-left", "", "We left a message for @") \
    PHRASE(KIND_CONTACT, "no-answer", "phone", "We tried to reach @ by telephone") \
    PHRASE(KIND_CONTACT, "no-answer", "visit", "We called on @ and did not find anybody in") \
    PHRASE(KIND_CONTACT, "no-answer", "", "We tried to reach @") \
    PHRASE(KIND_LETTER, "email", "", "We wrote to @ by e-mail") \
    PHRASE(KIND_LETTER, "", "", "We wrote to @") \
    PHRASE(KIND_INTERVIEW, "held", "phone", "We interviewed @ by telephone") \
    PHRASE(KIND_INTERVIEW, "held", "video", "We interviewed @ by video") \
    PHRASE(KIND_INTERVIEW, "held", "", "We interviewed @ face to face") \
    PHRASE(KIND_REFERRAL, "declined", "", "") \
    PHRASE(KIND_REFERRAL, "accepted", "", "") \
    PHRASE(KIND_REFERRAL, "closed", "", "") \
    PHRASE(KIND_REFERRAL, "", "support", "We put @ in touch with a support service") \
    PHRASE(KIND_REFERRAL, "", "mediation", "We put @ in touch with mediators") \
    PHRASE(KIND_REFERRAL, "", "mental-health", "We put @ in touch with mental health services") \
    PHRASE(KIND_REFERRAL, "", "substance-misuse", "We put @ in touch with a service for drink and drugs") \
    PHRASE(KIND_REFERRAL, "", "domestic-abuse", "We put @ in touch with a domestic abuse service") \
    PHRASE(KIND_REFERRAL, "", "victim-support", "We put @ in touch with victim support") \
    PHRASE(KIND_REFERRAL, "", "environmental-health", "We put @ in touch with environmental health") \
    PHRASE(KIND_REFERRAL, "", "safeguarding", "") \
    PHRASE(KIND_REFERRAL, "", "", "We put @ in touch with another service") \
    PHRASE(KIND_CASE_REVIEW, "held", "", "An ASB case review was held")

/* How far a step has come, after its label and a colon. */
#define STEPS(PHRASE) \
    PHRASE(KIND_INTERVENTION, "offered", "", "offered to @") \
    PHRASE(KIND_INTERVENTION, "accepted", "", "accepted by @") \
    PHRASE(KIND_INTERVENTION, "issued", "", "given to @") \
    PHRASE(KIND_INTERVENTION, "signed", "", "signed by @") \
    PHRASE(KIND_INTERVENTION, "completed", "", "completed") \
    PHRASE(KIND_INTERVENTION, "withdrawn", "", "withdrawn") \
    PHRASE(KIND_LEGAL, "warned", "", "@ warned of it") \
    PHRASE(KIND_LEGAL, "notice-served", "", "notice served") \
    PHRASE(KIND_LEGAL, "applied", "", "applied for") \
    PHRASE(KIND_LEGAL, "granted", "", "granted") \
    PHRASE(KIND_LEGAL, "refused", "", "refused") \
    PHRASE(KIND_LEGAL, "extended", "", "extended") \
    PHRASE(KIND_LEGAL, "withdrawn", "", "withdrawn") \
    PHRASE(KIND_LEGAL, "discharged", "", "ended by the court")

static int is_value(const char *wanted, text found) {
    return !*wanted || asbi_text_is(found, wanted);
}

static const uint8_t deed_kinds[] = {DEEDS(KIND_OF_PHRASE)}, step_kinds[] = {STEPS(KIND_OF_PHRASE)};
static const char deed_words[] = DEEDS(WORDS_OF_PHRASE), step_words[] = STEPS(WORDS_OF_PHRASE);

/* How it is told; NULL: it is not. */
static const char *look_up(const uint8_t *kinds, size_t count, const char *words, const entry *e, text first, text second) {
    for (size_t i = 0; i < count; i++) {
        const char *other = asbi_word_after(words), *told = asbi_word_after(other);
        if (kinds[i] == e->kind && is_value(words, first) && is_value(other, second)) return *told ? told : NULL;
        words = asbi_word_after(told);
    }
    return NULL;
}

const char *asbi_told_status(const entry *e) {
    return look_up(step_kinds, COUNT_OF(step_kinds), step_words, e, asbi_entry_text(e, WORD_status), (text){"", 0});
}

static const char *words_of(const entry *e) {
    atom first = WORD_outcome, second = WORD_method;
    switch (e->kind) {
    case KIND_CONTACT:
        if (asbi_entry_is(e, WORD_direction, WORD_in)) return NULL;
        break;
    case KIND_LETTER: first = WORD_method; break;
    case KIND_REFERRAL: second = WORD_purpose; break;
    case KIND_CASE_REVIEW: first = WORD_status; break;
    case KIND_INTERVENTION:
    case KIND_LEGAL: return asbi_told_status(e);
    default: break;
    }
    return look_up(deed_kinds, COUNT_OF(deed_kinds), deed_words, e, asbi_entry_text(e, first), asbi_entry_text(e, second));
}

/* Something that was done. Those that differ in the day alone are told together. */
typedef struct deed {
    const char *words; /* NULL: it has been told */
    const remedy_def *remedy;
    uint32_t party;
    date day;
} deed;

static int is_told(const making *m, const entry *e) {
    return !e->erased && asbi_view_class(m->v, CLASS_OUTCOME, e->party) == SEEN && !asbi_view_is_nowhere(m->v, e->party);
}

static uint32_t collect(deed *out, const making *m) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->c->count; i++) {
        const entry *e = &m->c->entries[i];
        const char *words = is_told(m, e) ? words_of(e) : NULL;
        int is_step = e->kind == KIND_INTERVENTION || e->kind == KIND_LEGAL;
        if (words) out[count++] = (deed){words, is_step ? asbi_entry_remedy(m->c, e) : NULL, e->party, asbi_local_date(e->at)};
    }
    return count;
}

static void put_person(buffer *b, const making *m, uint32_t party) {
    if (party == NO_INDEX)
        asbi_put(b, "those concerned");
    else if (party == m->reader)
        asbi_put(b, "you");
    else
        asbi_view_put_party(b, m->v, party, NULL);
}

static void put_deed(buffer *b, const making *m, const deed *d) {
    if (d->remedy) asbi_put_format(b, "%s: ", d->remedy->label.at);
    for (const char *at = d->words; *at; at++) {
        if (*at == '@')
            put_person(b, m, d->party);
        else
            asbi_put_char(b, *at);
    }
    asbi_put_char(b, ' ');
}

static void add_deeds(merge_values *out, const making *m, uint32_t list, deed *deeds, uint32_t count, date *days) {
    const deed first = deeds[0];
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (deeds[i].words != first.words || deeds[i].remedy != first.remedy || deeds[i].party != first.party) continue;
        days[found++] = deeds[i].day;
        deeds[i].words = NULL;
    }
    found = asbi_dates_sort(days, found);
    size_t before = out->words.length;
    put_deed(&out->words, m, &first);
    asbi_put_dates_words(&out->words, days, found);
    merge_entry e = {.text = asbi_merge_since(out, before)};
    before = out->words.length;
    asbi_put_date_words(&out->words, days[found - 1]);
    e.due = asbi_merge_since(out, before);
    asbi_merge_add(out, list, e);
}

void asbi_merge_done(merge_values *out, const making *m, uint32_t list) {
    memory *memory_ = out->words.memory;
    size_t room = (size_t)m->c->count + 1;
    deed *deeds = asbi_alloc_array(memory_, room, sizeof *deeds);
    date *days = asbi_alloc_array(memory_, room, sizeof *days);
    uint32_t count = deeds && days ? collect(deeds, m) : 0;
    if (!deeds || !days) out->words.status = ASB_ENOMEM;
    for (uint32_t i = 0; i < count; i++)
        if (deeds[i].words) add_deeds(out, m, list, deeds + i, count - i, days);
    asbi_release(memory_, deeds, room * sizeof *deeds);
    asbi_release(memory_, days, room * sizeof *days);
}
