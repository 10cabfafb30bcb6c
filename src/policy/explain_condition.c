/* Conditions in plain words. A condition within another of a different kind stands in brackets. */
#include "explain.h"

#include "../base/container.h"

static void put(buffer *b, const asb_policy *p, uint32_t index, int outer);

/* ---- Attributes of the case ---- */

static const struct {
    enum word attribute;
    const char *words; /* "the state of the case", or a sentence where it is true or false */
    int is_sentence;
} attributes[] = {
    {WORD_state, "the state of the case", 0},
    {WORD_stage, "the stage of the case", 0},
    {WORD_category, "a category of the case", 0},
    {WORD_group, "the group of a category of the case", 0},
    {WORD_priority, "the priority of the case", 0},
    {WORD_band, "the risk band of the case", 0},
    {WORD_scheme, "the scheme of the case", 0},
    {WORD_owner_role, "the role of the case's officer", 0},
    {WORD_hate, "the case is one of hate", 1},
    {WORD_perpetrator_known, "the alleged perpetrator is known", 1},
    {WORD_complainant_anonymous, "all who complain are anonymous", 1},
    {WORD_any_under_18, "somebody in the case is under 18", 1},
    {WORD_any_vulnerable, "somebody in the case is vulnerable", 1},
    {WORD_perpetrator_disabled, "the alleged perpetrator is or may be disabled", 1},
    {WORD_counter_allegation_, "there is a counter-allegation", 1},
    {WORD_risk_reduced, "the risk has fallen", 1},
};

static int is_one_flag(const asb_policy *p, const where_test *t, atom *flag) {
    if (t->values.count != 1 || (t->op != WHERE_ANY_OF && t->op != WHERE_NONE_OF)) return 0;
    *flag = p->atoms.items[t->values.first];
    return *flag == ATOM_TRUE || *flag == ATOM_FALSE;
}

static void put_attribute(buffer *b, const asb_policy *p, const where_test *t) {
    atom flag;

    for (size_t i = 0; i < COUNT_OF(attributes); i++) {
        if ((atom)attributes[i].attribute != t->field) continue;
        if (!attributes[i].is_sentence || !is_one_flag(p, t, &flag)) {
            asbi_put(b, attributes[i].is_sentence ? "whether " : "");
            asbi_put(b, attributes[i].words);
            asbi_put_values(b, p, t);
            return;
        }
        asbi_put(b, (flag == ATOM_TRUE) == (t->op == WHERE_ANY_OF) ? "" : "it is not so that ");
        asbi_put(b, attributes[i].words);
        return;
    }
}

static void put_case(buffer *b, const asb_policy *p, const condition *c) {
    for (uint32_t i = 0; i < c->tests.count; i++) {
        asbi_put(b, i == 0 ? "" : " and ");
        put_attribute(b, p, &p->tests.items[c->tests.first + i]);
    }
}

/* ---- Groups ---- */

static void put_group(buffer *b, const asb_policy *p, const condition *c, int outer) {
    int brackets = !outer && c->children.count > 1;

    if (c->children.count == 0) asbi_put(b, c->op == COND_ALL ? "always" : "never");
    asbi_put(b, brackets ? "(" : "");
    for (uint32_t i = 0; i < c->children.count; i++) {
        asbi_put(b, i == 0 ? "" : c->op == COND_ALL ? ", and " : ", or ");
        put(b, p, p->indices.items[c->children.first + i], 0);
    }
    asbi_put(b, brackets ? ")" : "");
}

static void put_not(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, "it is not so that ");
    put(b, p, p->indices.items[c->children.first], 0);
}

/* ---- Counting ---- */

/* "at least 2 ", "no ", … ; 1 where what follows is one and not many. */
static int put_range(buffer *b, const condition *c) {
    int64_t least = c->at_least, most = c->at_most;

    if (least == 1 && most < 0) {
        asbi_put(b, "there is ");
        return 1;
    }
    if (most == 0) {
        asbi_put(b, "there are no ");
    } else if (most < 0) {
        asbi_put_format(b, "there are at least %i ", least);
    } else if (least == 0) {
        asbi_put_format(b, "there are at most %i ", most);
    } else if (least == most) {
        asbi_put_format(b, "the number is exactly %i of ", least);
    } else {
        asbi_put_format(b, "there are from %i to %i ", least, most);
    }
    return 0;
}

static void put_has(buffer *b, const asb_policy *p, const condition *c) {
    number n = put_range(b, c) ? A_ONE : MANY_OF;

    asbi_put_pattern_as(b, p, c->pattern, n);
    if (c->within.unit != PERIOD_NONE) {
        asbi_put(b, " within ");
        asbi_put_period(b, &c->within);
    }
    if (c->other != NO_INDEX) {
        asbi_put(b, " since the last ");
        asbi_put_pattern_as(b, p, c->other, THE_ONE);
    }
}

static void put_parties(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, put_range(b, c) ? "somebody who is " : "persons who are ");
    asbi_put_atoms(b, p, c->parts, "or");
}

/* ---- Records ---- */

static void put_latest(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, "the last ");
    asbi_put_pattern_as(b, p, c->pattern, THE_ONE);
    asbi_put(b, " is one");
    asbi_put_tests(b, p, c->tests, p->patterns.items[c->pattern].kinds);
}

static void put_after(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, "there is ");
    asbi_put_pattern(b, p, c->pattern);
    asbi_put(b, ", later than every ");
    asbi_put_pattern_as(b, p, c->other, THE_ONE);
}

static void put_elapsed(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put_period(b, &c->within);
    asbi_put(b, " have passed since the last ");
    asbi_put_patterns(b, p, c->patterns, THE_ONE, "or");
    if (c->or_start) asbi_put(b, c->patterns.count > 0 ? " (or, without one, since the case began)" : "beginning of the case");
}

static void put_approved(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, "the last ");
    asbi_put_pattern_as(b, p, c->pattern, THE_ONE);
    asbi_put(b, " is approved by ");
    if (c->roles.count > 0)
        asbi_put_roles(b, p, c->roles);
    else
        asbi_put(b, "somebody");
    asbi_put(b, " other than its author");
}

/* ---- Persons ---- */

static void put_who(buffer *b, const asb_policy *p, const condition *c, int every) {
    if (c->same) {
        asbi_put(b, "the person in question");
        return;
    }
    asbi_put(b, every ? "everybody who is " : "somebody who is ");
    asbi_put_atoms(b, p, c->parts, "or");
}

static void put_every_party(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, "for everybody who is ");
    asbi_put_atoms(b, p, c->parts, "or");
    asbi_put(b, " there is ");
    asbi_put_pattern(b, p, c->pattern);
}

static void put_consent(buffer *b, const asb_policy *p, const condition *c) {
    put_who(b, p, c, 1);
    asbi_put(b, " consents to ");
    asbi_put_atom(b, p, c->scope);
}

static void put_party(buffer *b, const asb_policy *p, const condition *c) {
    put_who(b, p, c, c->every);
    asbi_put(b, " is one");
    asbi_put_tests(b, p, c->tests, UINT64_C(1) << KIND_PARTY);
}

/* ---- The rest ---- */

static void put_record(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, "the record is one");
    asbi_put_tests(b, p, c->tests, 0);
}

static void put_actor(buffer *b, const asb_policy *p, const condition *c) {
    asbi_put(b, "it is done by ");
    asbi_put_roles(b, p, c->roles);
}

static void put_proportionality(buffer *b, const asb_policy *p, const condition *c) {
    static const char *const words[] = {"is recorded", "is complete", "is approved",
                                        "is current: complete, proportionate, approved and not stale"};

    asbi_put(b, "the proportionality assessment ");
    asbi_put(b, words[c->what]);
    if (c->roles.count > 0) {
        asbi_put(b, c->what == PROPORTIONALITY_APPROVED ? " by " : ", approval being by ");
        asbi_put_roles(b, p, c->roles);
    }
}

static void put_other(buffer *b, const asb_policy *p, const condition *c) {
    switch ((condition_op)c->op) {
    case COND_CASE: put_case(b, p, c); break;
    case COND_RECORD: put_record(b, p, c); break;
    case COND_ACTOR: put_actor(b, p, c); break;
    case COND_PROPORTIONALITY: put_proportionality(b, p, c); break;
    case COND_PLAN:
        asbi_put(
            b, c->what == PLAN_EXISTS ? "there is an action plan" : "every action of the plans is done or cancelled, standing ones apart");
        break;
    default: asbi_put_format(b, "somebody has at least %i qualifying reports", (int64_t)c->at_least); break;
    }
}

static void put(buffer *b, const asb_policy *p, uint32_t index, int outer) {
    const condition *c = &p->conditions.items[index];

    switch ((condition_op)c->op) {
    case COND_ALL:
    case COND_ANY: put_group(b, p, c, outer); break;
    case COND_NOT: put_not(b, p, c); break;
    case COND_HAS: put_has(b, p, c); break;
    case COND_PARTIES: put_parties(b, p, c); break;
    case COND_LATEST: put_latest(b, p, c); break;
    case COND_AFTER: put_after(b, p, c); break;
    case COND_ELAPSED: put_elapsed(b, p, c); break;
    case COND_APPROVED: put_approved(b, p, c); break;
    case COND_EVERY_PARTY: put_every_party(b, p, c); break;
    case COND_CONSENT: put_consent(b, p, c); break;
    case COND_PARTY: put_party(b, p, c); break;
    default: put_other(b, p, c); break;
    }
}

void asbi_put_condition(buffer *b, const asb_policy *p, uint32_t index) {
    put(b, p, index, 1);
}
