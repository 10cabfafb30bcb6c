/* Values in words, by the type of their field. */
#include "../base/container.h"
#include "../forms/form.h"
#include "tell.h"
#include <string.h>

static void tell_json(teller *t, const json_value *v) {
    t->scratch.length = 0;
    asbi_json_write(&t->scratch, v);
    if (t->scratch.length) asbi_page_told(t->p, (text){t->scratch.data, t->scratch.length});
}

static void tell_plain(teller *t, const json_value *v) {
    switch (v->type) {
    case JSON_TEXT:
    case JSON_NUMBER: asbi_page_told(t->p, asbi_json_text(v)); break;
    case JSON_TRUE: asbi_page_put(t->p, "yes"); break;
    case JSON_FALSE: asbi_page_put(t->p, "no"); break;
    case JSON_NULL: asbi_page_put(t->p, "nothing"); break;
    default: tell_json(t, v); break;
    }
}

static void tell_when(teller *t, const json_value *v) {
    instant at;
    date day;
    if (asbi_parse_date(asbi_json_text(v), &day))
        asbi_page_date(t->p, day);
    else if (asbi_parse_instant(asbi_json_text(v), &at))
        asbi_page_when(t->p, at);
    else
        asbi_page_told(t->p, asbi_json_text(v));
}

static void tell_period(teller *t, const json_value *v) {
    period p;
    const json_value *wrong;
    const char *code;
    if (asbi_period_read(&p, v, &wrong, &code) != ASB_OK) {
        tell_json(t, v);
        return;
    }
    t->scratch.length = 0;
    asbi_put_period(&t->scratch, &p);
    if (t->scratch.length) asbi_page_text(t->p, (text){t->scratch.data, t->scratch.length});
}

int asbi_names_people(const field_def *f, const json_value *value, const asb_case *c) {
    if (f->type == FIELD_PERSON) return value->type == JSON_TEXT && asbi_party_find(c, asbi_json_text(value)) != NO_INDEX;
    return f->type == FIELD_PARTY || f->type == FIELD_NEW_PARTY || f->type == FIELD_PARTIES;
}

static void tell_party(teller *t, const json_value *v) {
    uint32_t party = asbi_party_find(t->c, asbi_json_text(v));
    if (party == NO_INDEX)
        asbi_page_told(t->p, asbi_json_text(v));
    else
        asbi_page_party(t->p, party);
}

/* Those who may be nowhere are left out. */
static void tell_people(teller *t, const json_value *list) {
    const char *before = "";
    for (const json_value *v = asbi_json_first(list); v; v = v->next) {
        if (asbi_view_is_nowhere(t->v, asbi_party_find(t->c, asbi_json_text(v)))) continue;
        asbi_page_put(t->p, before);
        tell_party(t, v);
        before = ", ";
    }
}

static void tell_record(teller *t, const json_value *v) {
    int64_t seq;
    if (asbi_json_integer(v, &seq) && seq >= 1 && seq <= t->c->count)
        asbi_page_record(t->p, (uint32_t)seq);
    else
        tell_plain(t, v);
}

/* ---- ids of the policy */

static text label_of(const asb_policy *p, const field_def *f, text id) {
    atom a = asbi_atom_of_text(p, id);
    uint32_t i;
    switch (f->type) {
    case FIELD_ROLE: return asbi_role_label(p, id);
    case FIELD_MATRIX: return (i = asbi_policy_matrix(p, a)) != NO_INDEX ? p->matrices.items[i].title : id;
    case FIELD_LETTER: return (i = asbi_policy_letter(p, a)) != NO_INDEX ? p->letters.items[i].title : id;
    case FIELD_CLOSURE_REASON: return (i = asbi_policy_closure_reason(p, a)) != NO_INDEX ? p->closure_reasons.items[i].label : id;
    default: break;
    }
    if ((i = asbi_policy_category(p, a)) != NO_INDEX) return p->categories.items[i].label;
    return (i = asbi_policy_not_asb(p, a)) != NO_INDEX ? p->not_asb.items[i].label : id;
}

static void tell_id(teller *t, const field_def *f, const json_value *v) {
    text label = f->type == FIELD_REMEDY ? asbi_remedy_label(t->c, asbi_json_text(v)) : label_of(t->c->policy, f, asbi_json_text(v));
    if (label.at == asbi_json_text(v).at)
        asbi_page_word(t->p, label, 0);
    else
        asbi_page_text(t->p, label);
}

static void tell_guard(teller *t, const json_value *v) {
    const asb_policy *p = t->c->policy;
    uint32_t i = asbi_policy_guard(p, asbi_atom_of_text(p, asbi_json_text(v)));
    asbi_page_word(t->p, asbi_json_text(v), 0);
    if (i == NO_INDEX) return;
    asbi_page_put(t->p, " (clause ");
    asbi_page_text(t->p, p->guards.items[i].clause);
    asbi_page_put(t->p, ")");
}

/* A value that a policy has added to a list has a label; the built-in ones are words. */
static void tell_choice(teller *t, const json_value *v) {
    const asb_policy *p = t->c->policy;
    atom a = asbi_atom_of_text(p, asbi_json_text(v));
    if (asbi_text_is(asbi_json_text(v), "in")) {
        asbi_page_put(t->p, "to us");
        return;
    }
    if (asbi_text_is(asbi_json_text(v), "out")) {
        asbi_page_put(t->p, "from us");
        return;
    }
    for (uint32_t i = 0; i < p->list_values.count; i++) {
        if (p->list_values.items[i].id != a) continue;
        asbi_page_text(t->p, p->list_values.items[i].label);
        return;
    }
    asbi_page_word(t->p, asbi_json_text(v), t->begins);
}

/* ---- answers, actions, other steps */

static const question_def *find_question(const teller *t, text id) {
    const asb_policy *p = t->c->policy;
    atom a = asbi_atom_of_text(p, id);
    for (uint32_t i = 0; t->matrix && i < t->matrix->questions.count; i++)
        if (p->questions.items[t->matrix->questions.first + i].id == a) return &p->questions.items[t->matrix->questions.first + i];
    return NULL;
}

static const char *triage_question(const teller *t, text id) {
    const json_value *list = t->matrix ? NULL : asbi_json_get(t->c->policy->triage.source, "questions");
    for (const json_value *q = list ? asbi_json_first(list) : NULL; q; q = q->next)
        if (asbi_text_is(id, asbi_text_at(q, "id"))) return asbi_text_at(q, "text");
    return "";
}

static void tell_option(teller *t, const question_def *q, const json_value *v) {
    const asb_policy *p = t->c->policy;
    atom a = asbi_atom(p, v);
    for (uint32_t i = 0; q && i < q->options.count; i++) {
        const option_def *o = &p->options.items[q->options.first + i];
        if (o->id != a) continue;
        asbi_page_text(t->p, o->label);
        return;
    }
    asbi_page_word(t->p, asbi_json_text(v), 0);
}

static void tell_answer(teller *t, const json_value *v, int is_option) {
    const question_def *q = find_question(t, v->key);
    text asked = q ? q->text : asbi_text(triage_question(t, v->key));
    if (asked.length)
        asbi_page_text(t->p, asked);
    else
        asbi_page_word(t->p, v->key, 1);
    asbi_page_put(t->p, " – ");
    if (!is_option) {
        asbi_page_told(t->p, asbi_json_text(v));
        return;
    }
    if (v->type != JSON_LIST) {
        tell_option(t, q, v);
        return;
    }
    if (!asbi_json_first(v)) asbi_page_put(t->p, "none of these");
    for (const json_value *item = asbi_json_first(v); item; item = item->next) {
        tell_option(t, q, item);
        if (item->next) asbi_page_put(t->p, ", ");
    }
}

static void tell_answers(teller *t, const field_def *f, const json_value *object) {
    for (const json_value *v = asbi_json_first(object); v; v = v->next) {
        tell_answer(t, v, f->type != FIELD_DETAILS);
        if (v->next) asbi_page_put(t->p, "; ");
    }
}

static void tell_action(teller *t, const json_value *v) {
    const json_value *due = asbi_json_get(v, "due");
    t->scratch.length = 0;
    asbi_put_action_text(&t->scratch, t->c->policy, v);
    asbi_page_word(t->p, asbi_text(asbi_text_at(v, "by")), 1);
    asbi_page_put(t->p, ": ");
    if (t->scratch.length) asbi_page_told(t->p, (text){t->scratch.data, t->scratch.length});
    if (!due) return;
    asbi_page_put(t->p, " By ");
    tell_when(t, due);
}

static void tell_alternative(teller *t, const json_value *v) {
    asbi_page_text(t->p, asbi_remedy_label(t->c, asbi_text(asbi_text_at(v, "remedy"))));
    const char *outcome = asbi_text_at(v, "outcome"), *why = asbi_text_at(v, "why");
    if (*outcome) asbi_page_put(t->p, ": ");
    asbi_page_told(t->p, asbi_text(outcome));
    if (*why) asbi_page_put(t->p, ". Not enough: ");
    asbi_page_told(t->p, asbi_text(why));
}

static void tell_scores(teller *t, const json_value *object) {
    for (const json_value *v = asbi_json_first(object); v; v = v->next) {
        asbi_page_word(t->p, v->key, 0);
        asbi_page_put(t->p, " ");
        tell_plain(t, v);
        if (v->next) asbi_page_put(t->p, ", ");
    }
}

/* ---- by type */

static void tell_item(teller *t, const field_def *f, const json_value *v) {
    switch (f->type) {
    case FIELD_ONE:
    case FIELD_MANY: tell_choice(t, v); break;
    case FIELD_DATE:
    case FIELD_WHEN: tell_when(t, v); break;
    case FIELD_PARTY:
    case FIELD_PARTIES:
    case FIELD_PERSON:
    case FIELD_NEW_PARTY: tell_party(t, v); break;
    case FIELD_ROLE:
    case FIELD_REMEDY:
    case FIELD_MATRIX:
    case FIELD_LETTER:
    case FIELD_CLOSURE_REASON:
    case FIELD_CATEGORY:
    case FIELD_CATEGORIES: tell_id(t, f, v); break;
    case FIELD_GUARD: tell_guard(t, v); break;
    case FIELD_FLAG_SEQS:
    case FIELD_SEQ:
    case FIELD_SEQS: tell_record(t, v); break;
    case FIELD_ACTIONS: tell_action(t, v); break;
    case FIELD_ALTERNATIVES: tell_alternative(t, v); break;
    default: tell_plain(t, v); break;
    }
}

static const char *between(const field_def *f) {
    return f->type == FIELD_ACTIONS || f->type == FIELD_ALTERNATIVES ? "\n" : f->type == FIELD_TEXTS ? "; " : ", ";
}

void asbi_tell_value(teller *t, const field_def *f, const json_value *value) {
    switch (f->type) {
    case FIELD_PERIOD: tell_period(t, value); return;
    case FIELD_TRIAGE_ANSWERS:
    case FIELD_ANSWERS:
    case FIELD_DETAILS: tell_answers(t, f, value); return;
    case FIELD_SCORES: tell_scores(t, value); return;
    default: break;
    }
    if (value->type == JSON_LIST && asbi_names_people(f, value, t->c)) {
        tell_people(t, value);
        return;
    }
    if (value->type != JSON_LIST || f->type == FIELD_VALUE) {
        tell_item(t, f, value);
        return;
    }
    for (const json_value *v = asbi_json_first(value); v; v = v->next) {
        tell_item(t, f, v);
        if (v->next) asbi_page_put(t->p, between(f));
    }
}
