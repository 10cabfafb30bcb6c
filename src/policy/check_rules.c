/* What the grammar cannot say about one object: what its values must be to one another. */
#include "check.h"

#include "../base/container.h"
#include "../time/instant.h"

/* ---- What an object begins ---- */

static void enter_duty(check *c, const json_value *v) {
    c->tried = asbi_kinds_of_all(asbi_json_get(v, "starts"));
    c->has_party = asbi_json_get(v, "subject") != NULL;
}

static void enter_guard(check *c, const json_value *v) {
    c->tried = asbi_kinds_of(asbi_json_get(v, "on"));
    c->has_party = (uint8_t)asbi_must_name_party(c->tried);
}

void asbi_enter_thing(check *c, const json_value *v, thing t) {
    switch (t) {
    case DUTY: enter_duty(c, v); break;
    case GUARD: enter_guard(c, v); break;
    case TRIAGE: asbi_begin_names(c, TRIAGE_QUESTIONS); break;
    case PLAN_ACTION: asbi_begin_names(c, PARAMS); break;
    case QUESTION: asbi_begin_names(c, OPTIONS); break;
    case MATRIX:
        asbi_begin_names(c, SECTIONS);
        asbi_begin_names(c, QUESTIONS);
        asbi_begin_names(c, BANDS);
        break;
    default: break;
    }
}

/* ---- Duties ---- */

static uint32_t count_of(const json_value *duty, const char *key) {
    const json_value *list = asbi_json_get(duty, key);

    return list != NULL && list->type == JSON_LIST ? list->count : 0;
}

static int is_true(const json_value *object, const char *key) {
    const json_value *v = asbi_json_get(object, key);

    return v != NULL && v->type == JSON_TRUE;
}

static void check_end(check *c, const json_value *duty) {
    const json_value *repeats = asbi_json_get(duty, "repeats");

    if (count_of(duty, "done") == 0 && count_of(duty, "cancels") == 0)
        asbi_check_problem(c, duty, "policy-duty-endless", NO_NOTES);
    else if (repeats != NULL && repeats->type != JSON_FALSE && count_of(duty, "done") == 0)
        asbi_check_problem(c, repeats, "policy-repeats-done", NO_NOTES);
}

/* The first entry that always holds is the last that can. */
static void check_choices(check *c, const json_value *list) {
    int is_settled = 0;

    if (list == NULL || list->type != JSON_LIST) return;
    for (const json_value *entry = asbi_json_first(list); entry != NULL; entry = entry->next) {
        if (is_settled) asbi_check_problem(c, entry, "policy-within-order", NO_NOTES);
        is_settled |= entry->type == JSON_OBJECT && asbi_json_get(entry, "when") == NULL;
    }
}

static void check_closure(check *c, const json_value *duty) {
    kind_set k = asbi_kinds_of_all(asbi_json_get(duty, "starts"));

    if (k.built_in == UINT64_C(1) << KIND_CLOSURE && !k.x && !k.unclear && !is_true(duty, "survives_closure"))
        asbi_check_problem(c, duty, "policy-duty-closure", NO_NOTES);
}

static void check_parties_named(check *c, const json_value *patterns) {
    if (patterns == NULL || patterns->type != JSON_LIST) return;
    for (const json_value *p = asbi_json_first(patterns); p != NULL; p = p->next)
        if (!asbi_may_name_party(asbi_kinds_of(p))) asbi_check_problem(c, p, "policy-subject-no-party", NO_NOTES);
}

/* A duty of one party for each is begun (or has its parties by their part) and discharged by records that name one. */
static void check_subject(check *c, const json_value *duty) {
    const json_value *subject = asbi_json_get(duty, "subject");

    if (subject == NULL) return;
    if (subject->type == JSON_TEXT) check_parties_named(c, asbi_json_get(duty, "starts"));
    check_parties_named(c, asbi_json_get(duty, "done"));
}

static void check_duty(check *c, const json_value *v) {
    check_end(c, v);
    check_choices(c, asbi_json_get(v, "within"));
    check_choices(c, asbi_json_get(v, "repeats"));
    check_closure(c, v);
    check_subject(c, v);
    c->has_party = 0;
}

/* ---- Others ---- */

static void check_remedy(check *c, const json_value *v) {
    const json_value *from = asbi_json_get(v, "from"), *until = asbi_json_get(v, "until");
    date first, last;

    if (asbi_parse_date(asbi_text_of(from), &first) && asbi_parse_date(asbi_text_of(until), &last) && first > last)
        asbi_check_problem(c, until, "policy-remedy-dates", NO_NOTES);
}

static void check_triage(check *c, const json_value *v) {
    const json_value *threshold = asbi_json_get(v, "threshold");
    uint32_t questions = count_of(v, "questions");
    int64_t number;

    if (questions > 0 && asbi_json_integer(threshold, &number) && number >= 1 && number <= 100 && number > questions)
        asbi_check_problem(c, threshold, "policy-triage-threshold", NO_NOTES);
}

void asbi_check_thing(check *c, const json_value *v, thing t) {
    switch (t) {
    case DUTY: check_duty(c, v); break;
    case GUARD: c->has_party = 0; break;
    case REMEDY: check_remedy(c, v); break;
    case TRIAGE: check_triage(c, v); break;
    case MATRIX: asbi_check_matrix(c, v); break;
    case CONTESTED: asbi_check_contested(c, v); break;
    default: break;
    }
}

/* ---- `lists` ---- */

static void offer_lists(nearest *n) {
    char name[MESSAGE_FIELD];
    buffer b;

    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
            if (!asbi_has_choices(asbi_field_at(kind, i))) continue;
            b = (buffer){.data = name, .capacity = sizeof name, .limit = sizeof name - 1};
            asbi_put(&b, asbi_kind_name(kind));
            asbi_put_char(&b, '.');
            asbi_put(&b, asbi_field_name(asbi_field_at(kind, i)));
            asbi_nearest_offer(n, (text){name, b.length});
        }
    }
}

/* The field of a "kind.field" that has choices; NULL where there is none. */
static const field_def *listed_field(text name) {
    size_t dot = 0;
    const field_def *f;

    while (dot < name.length && name.at[dot] != '.') dot++;
    if (dot == name.length) return NULL;
    f = asbi_field_find(asbi_kind(asbi_kind_find((text){name.at, dot})), (text){name.at + dot + 1, name.length - dot - 1});
    return f != NULL && asbi_has_choices(f) ? f : NULL;
}

static void check_added_values(check *c, const json_value *list, const field_def *f) {
    if (!asbi_check_type(c, list, JSON_LIST)) return;
    asbi_begin_names(c, ADDED_VALUES);
    for (const json_value *v = asbi_json_first(list); v != NULL; v = v->next) {
        const json_value *id = asbi_json_get(v, "id");
        asbi_check_object(c, v, ADDED_VALUE);
        if (asbi_choice_is(f, asbi_text_of(id)))
            asbi_check_problem(c, id, "policy-list-built-in", NOTES({"id", asbi_json_text(id).at}, {"list", list->key.at}));
    }
}

void asbi_check_added_lists(check *c, const json_value *v) {
    if (!asbi_check_type(c, v, JSON_OBJECT)) return;
    for (const json_value *list = asbi_json_first(v); list != NULL; list = list->next) {
        const field_def *f = listed_field(list->key);
        if (asbi_text_is(list->key, "ambiguity")) {
            asbi_check_text(c, list);
        } else if (f != NULL) {
            check_added_values(c, list, f);
        } else if (!asbi_is_x(list->key)) {
            nearest n = asbi_nearest(list->key);
            offer_lists(&n);
            asbi_check_problem(c, list, "policy-list-unknown", NOTES({"list", list->key.at}, {"hint", asbi_nearest_hint(&n)}));
        }
    }
}
