/* The lists of letters: what a plan still asks for, and what was done. */
#include "../base/container.h"
#include "../forms/form.h"
#include "merge.h"
#include "date_words.h"
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
    for (const json_value *a = actions->first; a; a = a->next) {
        if (!is_to_be_done(m->c, plan, a, by)) continue;
        merge_entry e = {.text = put_action(out, m, a)};
        e.due = put_action_due(out, m, plan, a);
        asbi_merge_add(out, list, e);
    }
}

/* ---- what was done: a phrase for each record that can be told, with @ for the person */

/* What a record says is looked up in rows of the kind; a field that is "" matches whatever stands there. */
typedef struct phrase {
    uint8_t kind;
    const char *first, *second; /* values of the kind's two fields, below */
    const char *words;          /* NULL: it is not told */
} phrase;

static const phrase phrases[] = {
    {KIND_CONTACT, "reached", "phone", "We spoke with @ by telephone"},
    {KIND_CONTACT, "reached", "visit", "We visited @"},
    {KIND_CONTACT, "reached", "meeting", "We met @"},
    {KIND_CONTACT, "reached", "email", "We wrote to @ by e-mail"},
    {KIND_CONTACT, "reached", "letter", "We wrote to @"},
    {KIND_CONTACT, "reached", "text", "We sent @ a text message"},
    {KIND_CONTACT, "reached", "", "We were in touch with @"},
    {KIND_CONTACT, "sent", "email", "We wrote to @ by e-mail"},
    {KIND_CONTACT, "sent", "letter", "We wrote to @"},
    {KIND_CONTACT, "sent", "text", "We sent @ a text message"},
    {KIND_CONTACT, "sent", "", "We sent @ a message"},
    {KIND_CONTACT, "message-left", "", "We left a message for @"},
    {KIND_CONTACT, "no-answer", "phone", "We tried to reach @ by telephone"},
    {KIND_CONTACT, "no-answer", "visit", "We called on @ and did not find anybody in"},
    {KIND_CONTACT, "no-answer", "", "We tried to reach @"},
    {KIND_LETTER, "email", "", "We wrote to @ by e-mail"},
    {KIND_LETTER, "", "", "We wrote to @"},
    {KIND_INTERVIEW, "held", "phone", "We interviewed @ by telephone"},
    {KIND_INTERVIEW, "held", "video", "We interviewed @ by video"},
    {KIND_INTERVIEW, "held", "", "We interviewed @ face to face"},
    {KIND_REFERRAL, "declined", "", NULL},
    {KIND_REFERRAL, "accepted", "", NULL},
    {KIND_REFERRAL, "closed", "", NULL},
    {KIND_REFERRAL, "", "support", "We put @ in touch with a support service"},
    {KIND_REFERRAL, "", "mediation", "We put @ in touch with mediators"},
    {KIND_REFERRAL, "", "mental-health", "We put @ in touch with mental health services"},
    {KIND_REFERRAL, "", "substance-misuse", "We put @ in touch with a service for drink and drugs"},
    {KIND_REFERRAL, "", "domestic-abuse", "We put @ in touch with a domestic abuse service"},
    {KIND_REFERRAL, "", "victim-support", "We put @ in touch with victim support"},
    {KIND_REFERRAL, "", "environmental-health", "We put @ in touch with environmental health"},
    {KIND_REFERRAL, "", "safeguarding", NULL},
    {KIND_REFERRAL, "", "", "We put @ in touch with another service"},
    {KIND_CASE_REVIEW, "held", "", "An ASB case review was held"},
};

/* How far a step has come, after its label and a colon. */
static const phrase steps[] = {
    {KIND_INTERVENTION, "offered", "", "offered to @"},
    {KIND_INTERVENTION, "accepted", "", "accepted by @"},
    {KIND_INTERVENTION, "issued", "", "given to @"},
    {KIND_INTERVENTION, "signed", "", "signed by @"},
    {KIND_INTERVENTION, "completed", "", "completed"},
    {KIND_INTERVENTION, "withdrawn", "", "withdrawn"},
    {KIND_LEGAL, "warned", "", "@ warned of it"},
    {KIND_LEGAL, "notice-served", "", "notice served"},
    {KIND_LEGAL, "applied", "", "applied for"},
    {KIND_LEGAL, "granted", "", "granted"},
    {KIND_LEGAL, "refused", "", "refused"},
    {KIND_LEGAL, "extended", "", "extended"},
    {KIND_LEGAL, "withdrawn", "", "withdrawn"},
    {KIND_LEGAL, "discharged", "", "ended by the court"},
};

static int is_value(const char *wanted, text found) {
    return !*wanted || asbi_text_is(found, wanted);
}

static const phrase *look_up(const phrase *rows, size_t count, const entry *e, text first, text second) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == e->kind && is_value(rows[i].first, first) && is_value(rows[i].second, second)) return &rows[i];
    return NULL;
}

const char *asbi_told_status(const entry *e) {
    const phrase *p = look_up(steps, COUNT_OF(steps), e, asbi_entry_text(e, WORD_status), (text){"", 0});
    return p ? p->words : NULL;
}

static const char *words_of(const entry *e) {
    atom first = WORD_outcome, second = WORD_method;
    const phrase *p;
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
    p = look_up(phrases, COUNT_OF(phrases), e, asbi_entry_text(e, first), asbi_entry_text(e, second));
    return p ? p->words : NULL;
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
