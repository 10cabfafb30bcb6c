/* Conditions. Each form has a function of a few lines that fills what the form uses. */
#include "compile.h"

#include <string.h>

typedef void compile_form(compiler *c, condition *out, const json_value *v);

static void compile_children(compiler *c, condition *out, const json_value *first, uint32_t count) {
    uint32_t at = 0;

    out->children.count = count;
    out->children.first = asbi_reserve(c, &c->indices, count);
    for (const json_value *child = first; at < count; child = child->next) {
        uint32_t index = asbi_compile_condition(c, child);
        asbi_fill(c, &c->indices, out->children.first + at++, &index);
    }
}

static void compile_all(compiler *c, condition *out, const json_value *v) {
    const json_value *list = asbi_json_get(v, out->op == COND_ALL ? "all" : "any");

    compile_children(c, out, asbi_json_first(list), list->count);
}

static void compile_not(compiler *c, condition *out, const json_value *v) {
    compile_children(c, out, asbi_json_get(v, "not"), 1);
}

/* At least one; or, with only `at_most`, any number up to it. */
static void compile_range(condition *out, const json_value *v) {
    out->at_most = asbi_number_of(v, "at_most", -1);
    out->at_least = asbi_number_of(v, "at_least", out->at_most >= 0 ? 0 : 1);
}

static void compile_has(compiler *c, condition *out, const json_value *v) {
    compile_range(out, v);
    out->pattern = asbi_compile_pattern(c, asbi_json_get(v, "has"));
    out->other = asbi_compile_pattern(c, asbi_json_get(v, "since"));
    out->within = asbi_member_period(v, "within");
}

static void compile_latest(compiler *c, condition *out, const json_value *v) {
    out->pattern = asbi_compile_pattern(c, asbi_json_get(v, "latest"));
    out->tests = asbi_compile_tests(c, asbi_json_get(v, "is"));
}

static void compile_after(compiler *c, condition *out, const json_value *v) {
    const json_value *list = asbi_json_get(v, "after");

    out->pattern = asbi_compile_pattern(c, asbi_json_first(list));
    out->other = asbi_compile_pattern(c, asbi_json_first(list)->next);
}

static void compile_elapsed(compiler *c, condition *out, const json_value *v) {
    out->within = asbi_member_period(v, "elapsed");
    out->patterns = asbi_compile_patterns(c, asbi_json_get(v, "since"));
    out->or_start = (uint8_t)asbi_flag_of(v, "or_start");
}

static void compile_every_party(compiler *c, condition *out, const json_value *v) {
    out->parts = asbi_compile_atoms(c, asbi_json_get(v, "every_party"));
    out->pattern = asbi_compile_pattern(c, asbi_json_get(v, "has"));
}

static void compile_parties(compiler *c, condition *out, const json_value *v) {
    compile_range(out, v);
    out->parts = asbi_compile_atoms(c, asbi_json_get(v, "parties"));
}

/* "same", or parts. */
static void compile_of(compiler *c, condition *out, const json_value *v) {
    const json_value *of = asbi_json_get(v, "of");

    out->same = of->type == JSON_TEXT;
    if (!out->same) out->parts = asbi_compile_atoms(c, of);
}

static void compile_consent(compiler *c, condition *out, const json_value *v) {
    out->scope = asbi_compile_atom(c, asbi_json_get(v, "consent"));
    compile_of(c, out, v);
}

static void compile_party(compiler *c, condition *out, const json_value *v) {
    out->tests = asbi_compile_tests(c, asbi_json_get(v, "party"));
    out->every = (uint8_t)asbi_flag_of(v, "every");
    compile_of(c, out, v);
}

static void compile_case(compiler *c, condition *out, const json_value *v) {
    out->tests = asbi_compile_tests(c, asbi_json_get(v, "case"));
}

static void compile_record(compiler *c, condition *out, const json_value *v) {
    out->tests = asbi_compile_tests(c, asbi_json_get(v, "record"));
}

static void compile_actor(compiler *c, condition *out, const json_value *v) {
    out->roles = asbi_compile_atoms(c, asbi_json_get(asbi_json_get(v, "actor"), "role"));
}

static void compile_approved(compiler *c, condition *out, const json_value *v) {
    out->pattern = asbi_compile_pattern(c, asbi_json_get(v, "approved"));
    out->roles = asbi_compile_atoms(c, asbi_json_get(v, "by"));
}

/* The words stand in the order of their numbers. */
static uint8_t number_of_word(word_list list, text t) {
    return (uint8_t)asbi_words_find(asbi_word_list(list), t);
}

static void compile_plan(compiler *c, condition *out, const json_value *v) {
    (void)c;
    out->what = number_of_word(PLAN_WORDS, asbi_member_text(v, "plan"));
}

static void compile_proportionality(compiler *c, condition *out, const json_value *v) {
    out->what = number_of_word(PROPORTIONALITY_WORDS, asbi_member_text(v, "proportionality"));
    out->roles = asbi_compile_atoms(c, asbi_json_get(v, "by"));
}

static void compile_qualifying(compiler *c, condition *out, const json_value *v) {
    (void)c;
    out->at_least = asbi_number_of(v, "qualifying_reports", 1);
}

static const struct {
    condition_op op;
    compile_form *compile;
} forms[FORM_COUNT] = {
    [ALL - FIRST_FORM] = {COND_ALL, compile_all},
    [ANY - FIRST_FORM] = {COND_ANY, compile_all},
    [NOT - FIRST_FORM] = {COND_NOT, compile_not},
    [HAS - FIRST_FORM] = {COND_HAS, compile_has},
    [LATEST - FIRST_FORM] = {COND_LATEST, compile_latest},
    [AFTER - FIRST_FORM] = {COND_AFTER, compile_after},
    [ELAPSED - FIRST_FORM] = {COND_ELAPSED, compile_elapsed},
    [EVERY_PARTY - FIRST_FORM] = {COND_EVERY_PARTY, compile_every_party},
    [PARTIES - FIRST_FORM] = {COND_PARTIES, compile_parties},
    [CONSENT - FIRST_FORM] = {COND_CONSENT, compile_consent},
    [PARTY - FIRST_FORM] = {COND_PARTY, compile_party},
    [CASE - FIRST_FORM] = {COND_CASE, compile_case},
    [RECORD - FIRST_FORM] = {COND_RECORD, compile_record},
    [ACTOR - FIRST_FORM] = {COND_ACTOR, compile_actor},
    [APPROVED - FIRST_FORM] = {COND_APPROVED, compile_approved},
    [PLAN - FIRST_FORM] = {COND_PLAN, compile_plan},
    [PROPORTIONALITY - FIRST_FORM] = {COND_PROPORTIONALITY, compile_proportionality},
    [QUALIFYING - FIRST_FORM] = {COND_QUALIFYING, compile_qualifying},
};

static thing form_of(const json_value *v) {
    thing form = ALL;
    const char *key;

    for (uint32_t i = 0; (key = asbi_form_key(i, &form)) != NULL; i++)
        if (asbi_json_get(v, key) != NULL) break;
    return form;
}

uint32_t asbi_compile_condition(compiler *c, const json_value *v) {
    condition out;
    uint32_t index;
    thing form;

    if (v == NULL) return NO_INDEX;
    form = form_of(v);
    memset(&out, 0, sizeof out);
    index = asbi_reserve(c, &c->conditions, 1);
    out.op = (uint8_t)forms[form - FIRST_FORM].op;
    out.pattern = out.other = NO_INDEX;
    out.at_most = -1;
    out.source = v;
    forms[form - FIRST_FORM].compile(c, &out, v);
    asbi_fill(c, &c->conditions, index, &out);
    return index;
}
