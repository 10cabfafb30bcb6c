/* Walking a document by the grammar: keys that are unknown or missing, values of the wrong type, blank texts, ids that are malformed,
 * reserved or there twice, references to nothing. A value that is wrong is not looked into, so that one slip is one problem. */
#include "check.h"

#include "../base/container.h"
#include "../time/instant.h"

#include <string.h>

static const char type_names[][10] = {"null", "false", "true", "a number", "a text", "a list", "an object"};

static void refuse_type(check *c, const json_value *v, const char *expected) {
    asbi_check_problem(c, v, "policy-type", NOTES({"expected", expected}, {"found", type_names[v->type]}));
}

int asbi_check_type(check *c, const json_value *v, json_type type) {
    if (v->type == type) return 1;
    refuse_type(c, v, type_names[type]);
    return 0;
}

/* ---- Texts and ids ---- */

void asbi_check_text(check *c, const json_value *v) {
    if (!asbi_check_type(c, v, JSON_TEXT)) return;
    if (!asbi_text_is_clean(asbi_json_text(v)))
        asbi_check_problem(c, v, "policy-text-unclean", NO_NOTES);
    else if (!asbi_text_is_filled(asbi_json_text(v)))
        asbi_check_problem(c, v, "policy-text-blank", NO_NOTES);
}

/* Of two that have the same id, one may be the host's and the other the base's: then it is for the host to change its own. */
static const json_value *culprit(const check *c, const json_value *later, name_space space) {
    static const char rules[] = WORDS("duties", "guards", "raises"), behaviours[] = WORDS("categories", "not_asb");
    const char *list = space == RULES ? rules : behaviours;

    if ((space != RULES && space != BEHAVIOURS) || !asbi_is_of_base(c->r, later)) return later;
    for (; *list != '\0'; list = asbi_word_after(list)) {
        const json_value *item = asbi_json_at(asbi_json_get(c->r->top, list), 0);
        for (; item != NULL; item = item->next) {
            const json_value *id = asbi_json_get(item, "id");
            if (asbi_text_equal(asbi_text_of(id), asbi_json_text(later)) && id != later && !asbi_is_of_base(c->r, id)) return id;
        }
    }
    return later;
}

/* Ids are unique in their namespace. */
static void check_unique(check *c, const json_value *v, name_space space) {
    name_space_def n = asbi_name_space(space);
    uint32_t known = c->seen[space].count;

    if (asbi_words_find(n.reserved, asbi_json_text(v)) != NO_WORD)
        asbi_check_problem(c, v, "policy-id-reserved", NOTES({"id", asbi_json_text(v).at}));
    else if (asbi_intern_add_lasting(&c->seen[space], asbi_json_text(v)) == 0)
        c->r->status = ASB_ENOMEM;
    else if (c->seen[space].count == known)
        asbi_check_problem(c, culprit(c, v, space), "policy-id-duplicate", NOTES({"id", asbi_json_text(v).at}, {"where", n.where}));
}

static int check_identifier(check *c, const json_value *v, int upper) {
    if (!asbi_check_type(c, v, JSON_TEXT)) return 0;
    if (asbi_is_id(asbi_json_text(v), upper)) return 1;
    asbi_check_problem(c, v, upper ? "policy-id-malformed-upper" : "policy-id-malformed", NOTES({"id", asbi_json_text(v).at}));
    return 0;
}

static void check_audience_id(check *c, const json_value *v);

static void check_id(check *c, const json_value *v, name_space space, int upper) {
    if (!check_identifier(c, v, upper)) return;
    check_unique(c, v, space);
    if (space == AUDIENCES) check_audience_id(c, v);
}

static void check_name(check *c, const json_value *v, name_space space) {
    asbi_check_text(c, v);
    if (v->type == JSON_TEXT && asbi_json_text(v).length > 0) check_unique(c, v, space);
}

/* ---- Words and references ---- */

static void refuse_word(check *c, const json_value *v, nearest *n) {
    asbi_check_problem(c, v, "policy-word-unknown", NOTES({"value", asbi_json_text(v).at}, {"hint", asbi_nearest_hint(n)}));
}

static void check_word(check *c, const json_value *v, word_list list) {
    nearest n;

    if (!asbi_check_type(c, v, JSON_TEXT)) return;
    n = asbi_nearest(asbi_json_text(v));
    for (const char *word = asbi_word_list(list); *word != '\0'; word = asbi_word_after(word)) {
        if (asbi_text_is(asbi_json_text(v), word)) return;
        asbi_nearest_offer(&n, asbi_text(word));
    }
    refuse_word(c, v, &n);
}

static void check_audience_id(check *c, const json_value *v) {
    check_word(c, v, AUDIENCE_IDS);
}

static void check_reference(check *c, const json_value *v, name_space space) {
    name_space_def def = asbi_name_space(space);
    nearest n;

    if (!asbi_check_type(c, v, JSON_TEXT) || asbi_has_name(c, space, asbi_json_text(v))) return;
    n = asbi_nearest(asbi_json_text(v));
    asbi_offer_names(c, space, &n);
    asbi_check_problem(c, v, "policy-reference-unknown",
                       NOTES({"what", def.what}, {"id", asbi_json_text(v).at}, {"list", def.where}, {"hint", asbi_nearest_hint(&n)}));
}

static const struct {
    record_kind kind;
    const char *field;
} choices[] = {[PARTS] = {KIND_PARTY, "as"}, [TENURES] = {KIND_PARTY, "tenure"}, [SCOPES] = {KIND_CONSENT, "scope"}};

void asbi_check_choice(check *c, const json_value *v, choice_of of) {
    domain d;
    nearest n;

    if (!asbi_check_type(c, v, JSON_TEXT)) return;
    asbi_domain_of_field(&d, choices[of].kind, asbi_text(choices[of].field));
    if (asbi_domain_has(c, &d, v)) return;
    n = asbi_nearest(asbi_json_text(v));
    asbi_domain_offer(c, &d, &n);
    refuse_word(c, v, &n);
}

static void check_seen_part(check *c, const json_value *v) {
    if (v->type != JSON_TEXT || !(asbi_text_is(asbi_json_text(v), "self") || asbi_text_is(asbi_json_text(v), "any")))
        asbi_check_choice(c, v, PARTS);
}

static void check_field_type(check *c, const json_value *v) {
    nearest n;

    if (!asbi_check_type(c, v, JSON_TEXT)) return;
    n = asbi_nearest(asbi_json_text(v));
    for (int type = 0; type < FIELD_TYPE_COUNT; type++) {
        if (asbi_text_is(asbi_json_text(v), asbi_field_type_name((field_type)type))) return;
        asbi_nearest_offer(&n, asbi_text(asbi_field_type_name((field_type)type)));
    }
    refuse_word(c, v, &n);
}

/* ---- Flags, numbers, dates, periods ---- */

static int is_flag(const json_value *v) {
    return v->type == JSON_TRUE || v->type == JSON_FALSE;
}

static void check_number(check *c, const json_value *v, const key_rule *rule) {
    char least[DECIMAL], greatest[DECIMAL];
    int64_t number;

    if (asbi_json_integer(v, &number) && number >= rule->least && number <= rule->greatest) return;
    if (rule->in == TOP)
        asbi_check_problem(c, v, "policy-format", NO_NOTES);
    else
        asbi_check_problem(c, v, "policy-number",
                           NOTES({"least", asbi_decimal(least, rule->least)}, {"greatest", asbi_decimal(greatest, rule->greatest)}));
}

static void check_date(check *c, const json_value *v) {
    date day;

    if (v->type != JSON_TEXT || !asbi_parse_date(asbi_json_text(v), &day)) asbi_check_problem(c, v, "policy-date", NO_NOTES);
}

void asbi_check_period(check *c, const json_value *v) {
    const json_value *wrong;
    const char *code;
    char least[DECIMAL], greatest[DECIMAL];
    int32_t from, to;
    period p;

    if (asbi_period_read(&p, v, &wrong, &code) == ASB_OK) return;
    if (strcmp(code, "period-number") != 0) {
        asbi_check_problem(c, wrong, code, NO_NOTES);
        return;
    }
    asbi_period_limits(wrong, &from, &to);
    asbi_check_problem(c, wrong, code, NOTES({"least", asbi_decimal(least, from)}, {"greatest", asbi_decimal(greatest, to)}));
}

/* ---- One value ---- */

static void check_standing(check *c, const json_value *v, uint8_t stands, void (*check_it)(check *c, const json_value *v)) {
    uint8_t before = c->stands;

    if (stands != INHERITED) c->stands = stands;
    check_it(c, v);
    c->stands = before;
}

static void check_one(check *c, const json_value *v, const key_rule *rule) {
    if (asbi_is_full(c)) return;
    switch ((shape)rule->shape) {
    case TEXT: asbi_check_text(c, v); break;
    case AN_ID: check_id(c, v, (name_space)rule->of, 0); break;
    case AN_ID_UPPER: check_id(c, v, (name_space)rule->of, 1); break;
    case A_NAME: check_name(c, v, (name_space)rule->of); break;
    case IDENTIFIER: check_identifier(c, v, 0); break;
    case WORD_OF: check_word(c, v, (word_list)rule->of); break;
    case REFERENCE: check_reference(c, v, (name_space)rule->of); break;
    case CHOICE: asbi_check_choice(c, v, (choice_of)rule->of); break;
    case FIELD_TYPE: check_field_type(c, v); break;
    case DATE_FIELD: asbi_check_date_field(c, v); break;
    case SEEN_PART: check_seen_part(c, v); break;
    case FLAG:
        if (!is_flag(v)) refuse_type(c, v, "true or false");
        break;
    case NUMBER: check_number(c, v, rule); break;
    case DATE: check_date(c, v); break;
    case PERIOD: asbi_check_period(c, v); break;
    case OBJECT: asbi_check_object(c, v, (thing)rule->of); break;
    case A_PATTERN: check_standing(c, v, rule->of, asbi_check_pattern); break;
    case A_CONDITION: check_standing(c, v, rule->of, asbi_check_condition); break;
    case A_KIND: asbi_check_kind(c, v); break;
    case FACTS: asbi_check_facts(c, v, (facts_of)rule->of); break;
    case LETTER_TEXT: asbi_check_letter(c, v); break;
    case ADDED_LISTS: asbi_check_added_lists(c, v); break;
    case PROPOSED_FIELDS: asbi_check_proposed_fields(c, v); break;
    }
}

/* 1 where the value is what may stand instead. */
static int is_other_word(check *c, const json_value *v, const key_rule *rule) {
    const char *word = asbi_or_word(rule);

    if (rule->or_word == OR_FLAG) return is_flag(v);
    if (word == NULL || v->type != JSON_TEXT || !asbi_text_is(asbi_json_text(v), word)) return 0;
    if (rule->or_word == OR_SAME) asbi_check_same(c, v);
    return 1;
}

static void refuse_other_word(check *c, const json_value *v, const key_rule *rule) {
    nearest n = asbi_nearest(asbi_json_text(v));

    asbi_nearest_offer(&n, asbi_text(rule->or_word == OR_FLAG ? "true" : asbi_or_word(rule)));
    refuse_word(c, v, &n);
}

void asbi_check_value(check *c, const json_value *v, const key_rule *rule) {
    if (is_other_word(c, v, rule)) return;
    if (rule->or_word != OR_NOTHING && v->type == JSON_TEXT && rule->shape != WORD_OF) {
        refuse_other_word(c, v, rule);
    } else if (rule->many == ONE || (rule->many == ONE_OR_SOME && v->type != JSON_LIST)) {
        check_one(c, v, rule);
    } else if (asbi_check_type(c, v, JSON_LIST)) {
        if (v->count == 0 && rule->many != LIST) asbi_check_problem(c, v, "policy-list-empty", NO_NOTES);
        for (const json_value *item = asbi_json_first(v); item != NULL; item = item->next) check_one(c, item, rule);
    }
}

/* ---- One object ---- */

void asbi_check_unknown_key(check *c, const json_value *v, const char *in, nearest *n) {
    asbi_check_problem(c, v, "policy-key-unknown", NOTES({"key", v->key.at}, {"object", in}, {"hint", asbi_nearest_hint(n)}));
}

static void refuse_key(check *c, const json_value *v, thing t) {
    nearest n = asbi_nearest(v->key);

    for (uint32_t i = 0; i < c->grammar[t].count; i++) asbi_nearest_offer(&n, asbi_text(c->grammar[t].first[i].key));
    asbi_check_unknown_key(c, v, asbi_thing_name(t), &n);
}

static void check_member(check *c, const json_value *v, thing t, uint64_t *met) {
    key_rules rules = c->grammar[t];

    if (asbi_is_full(c)) return;
    for (uint32_t i = 0; i < rules.count; i++) {
        if (!asbi_text_is(v->key, rules.first[i].key)) continue;
        *met |= UINT64_C(1) << i;
        asbi_check_value(c, v, &rules.first[i]);
        return;
    }
    if (asbi_text_is(v->key, "ambiguity"))
        asbi_check_text(c, v);
    else if (!asbi_is_x(v->key))
        refuse_key(c, v, t);
}

void asbi_check_object(check *c, const json_value *v, thing t) {
    key_rules rules = c->grammar[t];
    uint64_t met = 0;

    if (!asbi_check_type(c, v, JSON_OBJECT)) return;
    asbi_enter_thing(c, v, t);
    for (const json_value *member = asbi_json_first(v); member != NULL; member = member->next) check_member(c, member, t, &met);
    for (uint32_t i = 0; i < rules.count; i++)
        if (rules.first[i].is_needed && !(met >> i & 1))
            asbi_check_problem(c, v, "policy-key-missing", NOTES({"key", rules.first[i].key}, {"object", asbi_thing_name(t)}));
    asbi_check_thing(c, v, t);
}
