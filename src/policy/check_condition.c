/* Patterns and conditions: their kinds, their form, and whether what they ask can be asked where they stand. */
#include "check.h"

#include "../base/container.h"

#include <string.h>

/* ---- Kinds ---- */

static void add_kind(kind_set *k, const json_value *v) {
    record_kind kind = v->type == JSON_TEXT ? asbi_kind_find(asbi_json_text(v)) : KIND_UNKNOWN;

    if (kind == KIND_X)
        k->x = 1;
    else if (kind == KIND_UNKNOWN)
        k->unclear = 1;
    else
        k->built_in |= UINT64_C(1) << kind;
}

kind_set asbi_kinds_of(const json_value *v) {
    kind_set k = {0, 0, 0};
    const json_value *kind = v == NULL || v->type != JSON_OBJECT ? v : asbi_json_get(v, "kind");

    if (kind == NULL)
        k.unclear = 1;
    else if (kind->type != JSON_LIST)
        add_kind(&k, kind);
    else
        for (const json_value *item = asbi_json_first(kind); item != NULL; item = item->next) add_kind(&k, item);
    return k;
}

kind_set asbi_kinds_of_all(const json_value *patterns) {
    kind_set all = {0, 0, 0};

    if (patterns == NULL || patterns->type != JSON_LIST || patterns->count == 0) {
        all.unclear = 1;
        return all;
    }
    for (const json_value *v = asbi_json_first(patterns); v != NULL; v = v->next) {
        kind_set k = asbi_kinds_of(v);
        all.built_in |= k.built_in;
        all.x |= k.x;
        all.unclear |= k.unclear;
    }
    return all;
}

/* A report names its reporter, every other record its party. */
static int names_party(int kind) {
    return kind == KIND_REPORT || asbi_field_find(asbi_kind((record_kind)kind), asbi_text("party")) != NULL;
}

int asbi_may_name_party(kind_set k) {
    for (int kind = 0; kind < KIND_BUILT_IN_COUNT; kind++)
        if ((k.built_in >> kind & 1) && names_party(kind)) return 1;
    return k.x || k.unclear;
}

int asbi_must_name_party(kind_set k) {
    for (int kind = 0; kind < KIND_BUILT_IN_COUNT; kind++)
        if ((k.built_in >> kind & 1) && !names_party(kind)) return 0;
    return 1;
}

void asbi_check_kind(check *c, const json_value *v) {
    nearest n;

    if (!asbi_check_type(c, v, JSON_TEXT) || asbi_kind_find(asbi_json_text(v)) != KIND_UNKNOWN) return;
    n = asbi_nearest(asbi_json_text(v));
    for (int kind = 0; kind < KIND_BUILT_IN_COUNT; kind++) asbi_nearest_offer(&n, asbi_text(asbi_kind_name(asbi_kind((record_kind)kind))));
    asbi_check_problem(c, v, "policy-kind-unknown", NOTES({"kind", asbi_json_text(v).at}, {"hint", asbi_nearest_hint(&n)}));
}

/* ---- Patterns ---- */

void asbi_check_same(check *c, const json_value *v) {
    if (!(c->stands & OF_PARTY) || !c->has_party) asbi_check_problem(c, v, "policy-same-party", NO_NOTES);
}

/* Whose party, or whose parts, where the record names none? */
static void check_party_named(check *c, const json_value *v) {
    const json_value *asks = asbi_json_get(v, "party");

    if (asks == NULL) asks = asbi_json_get(v, "party_as");
    if (asks != NULL && !asbi_may_name_party(asbi_kinds_of(v))) asbi_check_problem(c, asks, "policy-pattern-no-party", NO_NOTES);
}

void asbi_check_pattern(check *c, const json_value *v) {
    if (v->type == JSON_TEXT) {
        asbi_check_kind(c, v);
        return;
    }
    if (!asbi_check_type(c, v, JSON_OBJECT)) return;
    asbi_check_object(c, v, PATTERN);
    check_party_named(c, v);
}

/* ---- Conditions ---- */

/* Where a condition is judged again only when a record is added, it may not ask what changes with time. */
static const char *what_is_barred(const check *c, const json_value *v, thing form) {
    int is_timeless = (c->stands & TIMELESS) != 0;

    if (form == HAS && is_timeless) return asbi_json_get(v, "within") == NULL ? NULL : "within";
    if (form == RECORD || form == ACTOR) return c->stands & OF_RECORD ? NULL : form == RECORD ? "record" : "actor";
    if (form == ELAPSED || form == CONSENT) return !is_timeless ? NULL : form == ELAPSED ? "elapsed" : "consent";
    return NULL;
}

static void check_allowed(check *c, const json_value *v, thing form) {
    const char *key = what_is_barred(c, v, form);

    if (key == NULL) return;
    asbi_check_problem(c, asbi_json_get(v, key), c->stands & TIMELESS ? "policy-condition-timeless" : "policy-condition-record",
                       NOTES({"key", key}));
}

static void refuse_form(check *c, const json_value *v) {
    nearest n = asbi_nearest(asbi_json_first(v) == NULL ? (text){NULL, 0} : asbi_json_first(v)->key);
    const char *key;
    thing form;

    for (uint32_t i = 0; (key = asbi_form_key(i, &form)) != NULL; i++) asbi_nearest_offer(&n, asbi_text(key));
    asbi_check_problem(c, v, "policy-condition-form", NOTES({"hint", asbi_nearest_hint(&n)}));
}

void asbi_check_condition(check *c, const json_value *v) {
    const char *key;
    thing form;

    if (!asbi_check_type(c, v, JSON_OBJECT)) return;
    for (uint32_t i = 0; (key = asbi_form_key(i, &form)) != NULL; i++) {
        if (asbi_json_get(v, key) == NULL) continue;
        check_allowed(c, v, form);
        asbi_check_object(c, v, form);
        asbi_check_form(c, v, form);
        return;
    }
    refuse_form(c, v);
}

/* ---- What the forms ask beyond their keys ---- */

static void check_range(check *c, const json_value *v) {
    const json_value *at_least = asbi_json_get(v, "at_least"), *at_most = asbi_json_get(v, "at_most");
    int64_t least, most;

    if (!asbi_json_integer(at_least, &least)) return;
    if (at_most == NULL && least == 0) asbi_check_problem(c, at_least, "policy-at-least-zero", NO_NOTES);
    if (asbi_json_integer(at_most, &most) && most < least) asbi_check_problem(c, at_most, "policy-range-empty", NO_NOTES);
}

static void check_elapsed(check *c, const json_value *v) {
    const json_value *since = asbi_json_get(v, "since"), *or_start = asbi_json_get(v, "or_start");

    if (since != NULL && since->type == JSON_LIST && since->count == 0 && (or_start == NULL || or_start->type != JSON_TRUE))
        asbi_check_problem(c, since, "policy-list-empty", NO_NOTES);
}

static void check_after(check *c, const json_value *v) {
    const json_value *after = asbi_json_get(v, "after");

    if (after->type == JSON_LIST && after->count != 2) asbi_check_problem(c, after, "policy-after-two", NO_NOTES);
}

static void check_every_party(check *c, const json_value *v) {
    const json_value *has = asbi_json_get(v, "has");

    if (has != NULL && !asbi_may_name_party(asbi_kinds_of(has))) asbi_check_problem(c, has, "policy-pattern-no-party", NO_NOTES);
}

void asbi_check_form(check *c, const json_value *v, thing form) {
    if (form == HAS || form == PARTIES)
        check_range(c, v);
    else if (form == ELAPSED)
        check_elapsed(c, v);
    else if (form == AFTER)
        check_after(c, v);
    else if (form == EVERY_PARTY)
        check_every_party(c, v);
}
