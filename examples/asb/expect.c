/* The expectations of a step: what the case came to, and what was said of the record that was tried. */
#include "expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- saying what is not as expected */

void judge_fail(judge *j, const asb_json *where, const char *what, const char *expected, const char *found) {
    j->failures++;
    printf("%s:%lu: step %lu: %s: expected %s, found %s\n", j->s->path, (unsigned long)asb_json_line(where != NULL ? where : j->o->step),
           (unsigned long)j->o->number, what, expected, found);
}

void judge_fail_value(judge *j, const char *what, const asb_json *expected, const char *found) {
    words w = {0};

    words_json_value(&w, expected);
    judge_fail(j, expected, what, w.data, found);
    words_free(&w);
}

/* ---- single values */

static int same(const asb_json *wanted, const char *text) {
    return text[0] == '\0' ? asb_json_type(wanted) == ASB_JSON_NULL : text_is(wanted, text);
}

static void judge_text(judge *j, const char *what, const asb_json *wanted, const char *text) {
    words found = {0};

    if (same(wanted, text)) return;
    words_json_text(&found, text);
    judge_fail_value(j, what, wanted, found.data);
    words_free(&found);
}

static void judge_number(judge *j, const char *what, const asb_json *wanted, int64_t number) {
    char found[32];
    int64_t expected;

    if (asb_json_integer(&expected, wanted) == ASB_OK && expected == number) return;
    snprintf(found, sizeof found, "%lld", (long long)number);
    judge_fail_value(j, what, wanted, found);
}

static void judge_flag(judge *j, const char *what, const asb_json *wanted, int flag) {
    if (asb_json_type(wanted) != (flag ? ASB_JSON_TRUE : ASB_JSON_FALSE)) judge_fail_value(j, what, wanted, flag ? "true" : "false");
}

static void judge_state(judge *j, const asb_json *wanted) {
    judge_text(j, "state", wanted, asb_case_state(j->o->c));
}

static void judge_stage(judge *j, const asb_json *wanted) {
    judge_text(j, "stage", wanted, asb_case_stage(j->o->c));
}

static void judge_priority(judge *j, const asb_json *wanted) {
    judge_text(j, "priority", wanted, asb_case_priority(j->o->c));
}

static void judge_band(judge *j, const asb_json *wanted) {
    judge_text(j, "band", wanted, asb_case_band(j->o->c));
}

static void judge_owner(judge *j, const asb_json *wanted) {
    judge_text(j, "owner", wanted, asb_case_owner(j->o->c));
}

static void judge_owner_role(judge *j, const asb_json *wanted) {
    judge_text(j, "owner_role", wanted, asb_case_owner_role(j->o->c));
}

static void judge_hate(judge *j, const asb_json *wanted) {
    judge_flag(j, "hate", wanted, asb_case_hate(j->o->c));
}

static void judge_score(judge *j, const asb_json *wanted) {
    int32_t score;

    if (asb_case_score(&score, j->o->c) == ASB_OK)
        judge_number(j, "score", wanted, score);
    else if (asb_json_type(wanted) != ASB_JSON_NULL)
        judge_fail_value(j, "score", wanted, "null");
}

/* ---- sets */

static int list_has(const asb_json *list, const asb_json *item) {
    const char *text = plain_text(item);

    if (text == NULL) return 0;
    for (const asb_json *v = first_of(list); v != NULL; v = asb_json_next(v))
        if (text_is(v, text)) return 1;
    return 0;
}

static int lists_agree(const asb_json *a, const asb_json *b) {
    if (asb_json_type(a) != ASB_JSON_LIST) return 0;
    for (const asb_json *v = first_of(a); v != NULL; v = asb_json_next(v))
        if (!list_has(b, v)) return 0;
    for (const asb_json *v = first_of(b); v != NULL; v = asb_json_next(v))
        if (!list_has(a, v)) return 0;
    return 1;
}

static void judge_categories(judge *j, const asb_json *wanted) {
    const asb_json *categories = asb_json_get(j->facts, "categories");
    words found = {0};

    if (lists_agree(wanted, categories)) return;
    words_json_value(&found, categories);
    judge_fail_value(j, "categories", wanted, found.data);
    words_free(&found);
}

/* ---- the record that was tried */

static uint32_t count_effect(const judge *j, int32_t effect) {
    const asb_decision *d = j->o->decision;
    uint32_t found = 0;

    for (uint32_t i = 0; d != NULL && i < asb_decision_count(d); i++) found += asb_decision_effect(d, i) == effect;
    return found;
}

static int wants_guard(const asb_json *wanted, const char *id) {
    for (const asb_json *v = first_of(wanted); v != NULL; v = asb_json_next(v))
        if (text_is(v, id)) return 1;
    return 0;
}

/* The guards are a set: as many, and each of them wanted. */
static int guards_agree(const judge *j, const asb_json *wanted, int32_t effect) {
    const asb_decision *d = j->o->decision;

    if (wanted != NULL && asb_json_type(wanted) != ASB_JSON_LIST) return 0;
    for (uint32_t i = 0; d != NULL && i < asb_decision_count(d); i++)
        if (asb_decision_effect(d, i) == effect && !wants_guard(wanted, asb_decision_guard(d, i))) return 0;
    return asb_json_count(wanted) == count_effect(j, effect);
}

static void put_guards(words *w, const judge *j, int32_t effect) {
    const asb_decision *d = j->o->decision;
    const char *comma = "";

    words_add(w, "[");
    for (uint32_t i = 0; d != NULL && i < asb_decision_count(d); i++) {
        if (asb_decision_effect(d, i) != effect) continue;
        words_add(w, comma);
        words_json_text(w, asb_decision_guard(d, i));
        comma = ",";
    }
    words_add(w, "]");
}

static void judge_guards(judge *j, const char *what, int32_t effect) {
    const asb_json *wanted = asb_json_get(j->expect, what);
    words found = {0}, expected = {0};

    if (guards_agree(j, wanted, effect)) return;
    put_guards(&found, j, effect);
    if (wanted != NULL) words_json_value(&expected, wanted);
    judge_fail(j, wanted, what, wanted != NULL ? expected.data : "[]", found.data);
    words_free(&found);
    words_free(&expected);
}

static void judge_invalid(judge *j, const asb_json *wanted) {
    const outcome *o = j->o;
    words found = {0};

    if (o->invalid != NULL && plain_text(wanted) != NULL && is_also_invalid(j->s, o, plain_text(wanted))) return;
    if (o->invalid != NULL)
        words_format(&found, "invalid %s (%s)", o->invalid, o->why);
    else
        words_add(&found, "nothing invalid");
    if (wanted != NULL)
        judge_fail_value(j, "invalid", wanted, found.data);
    else
        judge_fail(j, NULL, "invalid", "nothing invalid", found.data);
    words_free(&found);
}

static void judge_nothing_tried(judge *j) {
    static const char *const keys[] = {"refused", "invalid", "warnings", "deviations"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const asb_json *wanted = asb_json_get(j->expect, keys[i]);
        if (wanted != NULL) judge_fail_value(j, keys[i], wanted, "a step that tries nothing");
    }
}

static void judge_trying(judge *j) {
    const asb_json *invalid = asb_json_get(j->expect, "invalid");

    if (!j->o->is_tried) {
        judge_nothing_tried(j);
        return;
    }
    if (invalid != NULL || j->o->invalid != NULL) judge_invalid(j, invalid);
    if (invalid == NULL) judge_guards(j, "refused", ASB_EFFECT_REFUSED);
    if (asb_json_get(j->expect, "warnings") != NULL) judge_guards(j, "warnings", ASB_EFFECT_WARNED);
    if (asb_json_get(j->expect, "deviations") != NULL) judge_guards(j, "deviations", ASB_EFFECT_DEVIATION);
}

/* ---- what the facts say of people */

static const asb_json *party_of(const asb_json *list, const char *id) {
    for (const asb_json *v = first_of(list); v != NULL; v = asb_json_next(v))
        if (text_is(asb_json_get(v, "party"), id)) return v;
    return NULL;
}

static const asb_json *risk_of(const judge *j, const char *id) {
    return asb_json_get(party_of(asb_json_get(j->facts, "parties"), id), "risk");
}

/* A fact against what was expected of it; a fact that is not there is null. */
static void judge_fact(judge *j, const char *what, const asb_json *wanted, const asb_json *fact) {
    words expected = {0}, found = {0};

    words_json_value(&expected, wanted);
    words_json_value(&found, fact);
    if (strcmp(expected.data, found.data) != 0) judge_fail(j, wanted, what, expected.data, found.data);
    words_free(&expected);
    words_free(&found);
}

static void judge_risk(judge *j, const asb_json *wanted) {
    for (const asb_json *party = first_of(wanted); party != NULL; party = asb_json_next(party)) {
        const asb_json *risk = risk_of(j, asb_json_key(party, NULL));
        for (const asb_json *v = first_of(party); v != NULL; v = asb_json_next(v)) {
            words what = {0};
            words_format(&what, "risk of %s: %s", asb_json_key(party, NULL), asb_json_key(v, NULL));
            if (strcmp(asb_json_key(v, NULL), "score") != 0 && strcmp(asb_json_key(v, NULL), "band") != 0)
                judge_fail_value(j, what.data, v, "no such key: there are score and band");
            else
                judge_fact(j, what.data, v, asb_json_get(risk, asb_json_key(v, NULL)));
            words_free(&what);
        }
    }
    if (asb_json_type(wanted) != ASB_JSON_OBJECT) judge_fail_value(j, "risk", wanted, "an object is wanted: by party");
}

static void judge_stale(judge *j, const asb_json *wanted) {
    const asb_json *stale = asb_json_get(asb_json_get(j->facts, "proportionality"), "stale");

    judge_flag(j, "stale", wanted, asb_json_type(stale) == ASB_JSON_TRUE);
}

/* How many reports of a party qualify; 0 for one who makes none. */
static int64_t reports_of(const asb_json *party) {
    int64_t count;

    asb_json_integer(&count, asb_json_get(asb_json_get(party, "case_review"), "qualifying"));
    return count;
}

static void judge_reports(judge *j, const asb_json *wanted) {
    const asb_json *parties = asb_json_get(j->facts, "parties");
    int64_t most = 0;

    if (asb_json_type(wanted) != ASB_JSON_OBJECT) {
        for (const asb_json *v = first_of(parties); v != NULL; v = asb_json_next(v)) most = reports_of(v) > most ? reports_of(v) : most;
        judge_number(j, "qualifying_reports", wanted, most);
        return;
    }
    for (const asb_json *v = first_of(wanted); v != NULL; v = asb_json_next(v)) {
        words what = {0};
        words_format(&what, "qualifying_reports of %s", asb_json_key(v, NULL));
        judge_number(j, what.data, v, reports_of(party_of(parties, asb_json_key(v, NULL))));
        words_free(&what);
    }
}

/* ---- all of them */

static void judge_with_others(judge *j, const asb_json *wanted) {
    (void)j; /* judge_trying has seen to it */
    (void)wanted;
}

static const struct {
    const char *key;
    void (*judge)(judge *j, const asb_json *wanted);
} keys[] = {
    {"refused", judge_with_others},
    {"invalid", judge_with_others},
    {"warnings", judge_with_others},
    {"deviations", judge_with_others},
    {"state", judge_state},
    {"stage", judge_stage},
    {"categories", judge_categories},
    {"priority", judge_priority},
    {"band", judge_band},
    {"score", judge_score},
    {"hate", judge_hate},
    {"owner", judge_owner},
    {"owner_role", judge_owner_role},
    {"risk", judge_risk},
    {"stale", judge_stale},
    {"qualifying_reports", judge_reports},
    {"duties", judge_duties},
    {"no_duties", judge_no_duties},
    {"explain", judge_explain},
};

static void judge_key(judge *j, const asb_json *wanted) {
    const char *key = asb_json_key(wanted, NULL);

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i].key, key) == 0) {
            keys[i].judge(j, wanted);
            return;
        }
    }
    if (strncmp(key, "x-", 2) != 0) judge_fail_value(j, key, wanted, "no such key in expect");
}

static int32_t look(judge *j) {
    asb_text *text = NULL;
    int32_t status = asb_case_facts(&text, j->o->c);

    if (status == ASB_OK) status = asb_json_parse(&j->facts, j->s->engine, asb_text_data(text), asb_text_length(text));
    if (status == ASB_OK) status = asb_case_duties(&j->duties, j->o->c);
    asb_text_free(text);
    j->duty_count = asb_duties_count(j->duties);
    j->explained = more_room(NULL, j->duty_count * sizeof *j->explained);
    for (uint32_t i = 0; i < j->duty_count; i++) j->explained[i] = NULL;
    return status;
}

static void forget(judge *j) {
    for (uint32_t i = 0; i < j->duty_count; i++) asb_text_free(j->explained[i]);
    free(j->explained);
    asb_duties_free(j->duties);
    asb_json_free(j->facts);
}

uint32_t judge_step(scenario *s, const outcome *o) {
    judge j = {.s = s, .o = o, .expect = asb_json_get(o->step, "expect")};
    int32_t status = look(&j);

    if (status != ASB_OK) judge_fail(&j, NULL, "the case", "facts and duties", asb_error_message(s->engine));
    judge_trying(&j);
    for (const asb_json *v = first_of(j.expect); v != NULL; v = asb_json_next(v)) judge_key(&j, v);
    forget(&j);
    return j.failures;
}
