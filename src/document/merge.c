/* Where the merge fields of a letter come from. The method is described in merge.h. */
#include "merge.h"
#include "../case/duties.h"
#include "../forms/form.h"
#include "date_words.h"
#include <string.h>

typedef struct merging {
    merge_values *v;
    buffer *b; /* of the values */
    const making *m;
    const asb_case *c;
    merge_said said;
} merging;

static void put_text(buffer *b, text t) {
    asbi_put_bytes(b, t.at, t.length);
}

/* ---- the letter and whom it goes to */

static void put_date(merging *g) {
    asbi_put_date_words(g->b, asbi_local_date(g->m->now));
}

static text of_reader(const merging *g, atom field) {
    const entry_field *f = g->m->reader == NO_INDEX ? NULL : asbi_party_field(g->c, g->m->reader, field);
    return asbi_field_as_text(f);
}

static void put_recipient_name(merging *g) {
    put_text(g->b, of_reader(g, WORD_name));
}

/* An address in one line stands in the letter as the lines that its commas divide. */
static void put_address_lines(buffer *b, text t) {
    if (t.length && memchr(t.at, '\n', t.length)) {
        put_text(b, t);
        return;
    }
    for (size_t i = 0; i < t.length; i++) {
        asbi_put_char(b, t.at[i] == ',' ? '\n' : t.at[i]);
        while (t.at[i] == ',' && i + 1 < t.length && t.at[i + 1] == ' ') i++;
    }
}

/* Without regard to spaces and case. */
static int ends_alike(text t, text end) {
    size_t i = t.length, k = end.length;
    while (k > 0) {
        char a = i > 0 ? t.at[i - 1] : '\0', e = end.at[k - 1];
        if (e == ' ')
            k--;
        else if (a == ' ')
            i--;
        else if (i == 0 || (a | ('a' ^ 'A')) != (e | ('a' ^ 'A')))
            return 0;
        else
            i--, k--;
    }
    return 1;
}

static void put_recipient_address(merging *g) {
    text address = of_reader(g, WORD_address), postcode = of_reader(g, WORD_postcode);
    put_address_lines(g->b, address);
    if (!postcode.length || (address.length && ends_alike(address, postcode))) return;
    if (address.length) asbi_put_char(g->b, '\n');
    put_text(g->b, postcode);
}

/* ---- the case and who has it */

static const entry *entry_at(const merging *g, uint32_t index) {
    return index == NO_INDEX ? NULL : &g->c->entries[index];
}

static void put_case_reference(merging *g) {
    const entry *opening = entry_at(g, g->c->facts.opening);
    text own = opening ? asbi_entry_text(opening, WORD_reference) : (text){"", 0};
    put_text(g->b, own.length ? own : g->c->id);
}

static uint32_t labels(const merging *g, text *out, uint32_t room) {
    const entry *e = entry_at(g, g->c->facts.categorised);
    const entry_field *f = e ? asbi_entry_field(e, WORD_categories) : NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; f && i < f->atom_count && count < room; i++) {
        uint32_t category = asbi_policy_category(g->c->policy, f->atoms[i]);
        if (category != NO_INDEX) out[count++] = g->c->policy->categories.items[category].label;
    }
    return count;
}

/* Labels that have commas themselves are set apart by semicolons. */
static void put_category(merging *g) {
    text all[16];
    uint32_t count = labels(g, all, 16);
    int heavy = 0;
    for (uint32_t i = 0; i < count; i++) heavy |= memchr(all[i].at, ',', all[i].length) || memchr(all[i].at, ':', all[i].length);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) asbi_put(g->b, i + 1 < count ? (heavy ? "; " : ", ") : heavy ? "; and " : " and ");
        asbi_put_label_words(g->b, all[i]);
    }
}

static void put_officer_name(merging *g) {
    const entry *e = entry_at(g, g->c->facts.owner);
    if (e) put_text(g->b, asbi_entry_text(e, WORD_officer));
}

static void put_officer_title(merging *g) {
    const entry *e = entry_at(g, g->c->facts.owner);
    uint32_t role = e ? asbi_policy_role(g->c->policy, asbi_entry_atom(e, WORD_to_role)) : NO_INDEX;
    if (role != NO_INDEX) put_text(g->b, g->c->policy->roles.items[role].label);
}

static void put_landlord_name(merging *g) {
    put_text(g->b, g->c->policy->landlord);
}

/* ---- how it ended */

static int is_sufferer(const asb_case *c, uint32_t party) {
    return asbi_party_has_part(c, party, WORD_complainant) || asbi_party_has_part(c, party, WORD_victim);
}

/* May the reader be told what became of somebody who suffered it? Else the weightiest reason why not. */
static withheld sees_ending(const merging *g) {
    withheld weightiest = WITHHELD_AUDIENCE;
    for (uint32_t i = 0; i < g->c->party_count; i++) {
        withheld why = is_sufferer(g->c, i) ? asbi_view_class(g->m->v, CLASS_OUTCOME, i) : WITHHELD_AUDIENCE;
        if (why == SEEN) return SEEN;
        if (why > weightiest) weightiest = why;
    }
    return weightiest;
}

static const entry *closure(const merging *g, uint32_t field) {
    uint32_t i = g->c->last_of_kind[KIND_CLOSURE];
    if (g->c->facts.state != STATE_CLOSED || i == NO_INDEX || g->c->entries[i].erased) return NULL;
    withheld why = sees_ending(g);
    if (why == SEEN) return &g->c->entries[i];
    g->v->why[field] = asbi_withheld_words(why);
    return NULL;
}

static void put_closure_reason(merging *g) {
    const entry *e = closure(g, MERGE_closure_reason);
    uint32_t reason = e ? asbi_policy_closure_reason(g->c->policy, asbi_entry_atom(e, WORD_reason)) : NO_INDEX;
    if (reason != NO_INDEX) asbi_put_label_words(g->b, g->c->policy->closure_reasons.items[reason].label);
}

static void put_closure_rationale(merging *g) {
    const entry *e = closure(g, MERGE_closure_rationale);
    if (e) asbi_view_put_text(g->b, g->m->v, asbi_entry_text(e, WORD_rationale), NULL);
}

/* ---- the step taken towards the reader */

static const field_def *field_of(const entry *e, const char *name) {
    return asbi_field_find(asbi_kind((record_kind)e->kind), asbi_text(name));
}

static int is_told(const merging *g, const entry *e, atom name, const char *field) {
    const json_value *value = asbi_entry_value(e, name);
    return value && asbi_view_field(g->m->v, e, field_of(e, field), value) == SEEN;
}

static int is_step_of_reader(const merging *g, const entry *e) {
    int is_step = e->kind == KIND_INTERVENTION || e->kind == KIND_LEGAL;
    return is_step && !e->erased && g->m->reader != NO_INDEX && e->party == g->m->reader && asbi_told_status(e);
}

static const entry *latest_step(const merging *g) {
    uint32_t a = g->c->last_of_kind[KIND_INTERVENTION], b = g->c->last_of_kind[KIND_LEGAL];
    while (a != NO_INDEX && !is_step_of_reader(g, &g->c->entries[a])) a = g->c->entries[a].older;
    while (b != NO_INDEX && !is_step_of_reader(g, &g->c->entries[b])) b = g->c->entries[b].older;
    if (a == NO_INDEX || b == NO_INDEX) return entry_at(g, a == NO_INDEX ? b : a);
    return entry_at(g, a > b ? a : b);
}

static void put_remedy(merging *g) {
    const entry *e = latest_step(g);
    const remedy_def *remedy = e && is_told(g, e, WORD_remedy, "remedy") ? asbi_entry_remedy(g->c, e) : NULL;
    if (remedy) asbi_put_label_words(g->b, remedy->label);
}

/* An order runs as its watch says, extensions and terms counted in. */
static due watched_end(const merging *g, const entry *step) {
    for (uint32_t i = 0; i < g->c->slot_count; i++) {
        const duty_slot *s = &g->c->slots[i];
        int is_its = s->rule == RULE_ORDER_EXPIRY && s->party == step->party && s->remedy == asbi_entry_atom(step, WORD_remedy);
        if (is_its && s->open != NO_INDEX) return asbi_instance_due(g->c, &g->c->instances[s->open], g->m->now);
    }
    return NO_DUE;
}

/* Any other step as the last record of it says. */
static due said_end(const merging *g, const entry *step) {
    for (uint32_t i = step->seq - 1; i != NO_INDEX; i = g->c->entries[i].older) {
        const entry *e = &g->c->entries[i];
        due d = NO_DUE;
        int is_its = is_step_of_reader(g, e) && asbi_entry_atom(e, WORD_remedy) == asbi_entry_atom(step, WORD_remedy);
        if (is_its && is_told(g, e, WORD_expires, "expires") && asbi_entry_instant(e, WORD_expires, &d.at, &d.day)) return d;
    }
    return NO_DUE;
}

static void put_expires(merging *g) {
    const entry *step = latest_step(g);
    if (!step || !is_told(g, step, WORD_remedy, "remedy")) return;
    due d = watched_end(g, step);
    asbi_put_due_words(g->b, asbi_due_is_none(d) ? said_end(g, step) : d);
}

/* ---- all of them */

typedef struct source {
    void (*put)(merging *g); /* NULL: the host says it */
    const char *otherwise;   /* why it is empty, as a rule */
} source;

static const source sources[MERGE_COUNT] = {
    [MERGE_date] = {put_date, "it has no date"},
    [MERGE_recipient_name] = {put_recipient_name, "the person has no name on record"},
    [MERGE_recipient_address] = {put_recipient_address, "the person has no address on record"},
    [MERGE_case_reference] = {put_case_reference, "the case has no reference"},
    [MERGE_category] = {put_category, "the case has not been opened under a category"},
    [MERGE_officer_name] = {put_officer_name, "the case has not been allocated to an officer"},
    [MERGE_officer_title] = {put_officer_title, "the case has not been allocated to an officer"},
    [MERGE_landlord_name] = {put_landlord_name, "the policy does not say it"},
    [MERGE_closure_reason] = {put_closure_reason, "the case is not closed"},
    [MERGE_closure_rationale] = {put_closure_rationale, "the case is not closed"},
    [MERGE_remedy] = {put_remedy, "no step towards the person can be told"},
    [MERGE_expires] = {put_expires, "no step towards the person has an end that can be told"},
    [MERGE_appointment_when] = {NULL, "it has not been said"},
    [MERGE_appointment_where] = {NULL, "it has not been said"},
    [MERGE_survey_link] = {NULL, "it has not been said"},
    [MERGE_due] = {NULL, "an entry of the list has no date"},
};

static void merge_list(merging *g, uint32_t field) {
    switch (field) {
    case MERGE_complainant_actions: asbi_merge_plan(g->v, g->m, field, WORD_complainant); break;
    case MERGE_landlord_actions: asbi_merge_plan(g->v, g->m, field, WORD_landlord); break;
    case MERGE_perpetrator_actions: asbi_merge_plan(g->v, g->m, field, WORD_perpetrator); break;
    case MERGE_agency_actions: asbi_merge_plan(g->v, g->m, field, WORD_agency); break;
    default: asbi_merge_done(g->v, g->m, field);
    }
}

/* Each line that is not blank is an entry. */
static void merge_lines(merging *g, uint32_t field, text said) {
    for (size_t at = 0; at < said.length;) {
        const char *from = said.at + at, *end = memchr(from, '\n', said.length - at);
        text line = {from, end ? (size_t)(end - from) : said.length - at};
        size_t before = g->b->length;
        at += line.length + 1;
        if (!asbi_text_is_filled(line)) continue;
        put_text(g->b, line);
        asbi_merge_add(g->v, field, (merge_entry){asbi_merge_since(g->v, before), {0, 0}});
    }
}

static void merge_field_of(merging *g, uint32_t field) {
    text said = g->said(g->m->d, field);
    size_t before = g->b->length;
    g->v->why[field] = said.at ? "it was set to nothing" : sources[field].otherwise;
    if (asbi_merge_field(field)->type == MERGE_LIST) {
        if (said.at)
            merge_lines(g, field, said);
        else
            merge_list(g, field);
        return;
    }
    if (said.at)
        put_text(g->b, said);
    else if (sources[field].put)
        sources[field].put(g);
    g->v->texts[field] = asbi_merge_since(g->v, before);
}

void asbi_merge(merge_values *out, const making *m, uint32_t wanted, merge_said said) {
    merging g = {out, &out->words, m, m->c, said};
    for (uint32_t i = 0; i < MERGE_COUNT; i++)
        if ((wanted >> i & 1) && asbi_merge_field(i)->type != MERGE_ENTRY) merge_field_of(&g, i);
    out->why[MERGE_due] = sources[MERGE_due].otherwise;
}
