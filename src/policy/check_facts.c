/* {FIELD: VALUE}: that the field exists where it is asked for, and that it can have the value.
 *
 * A field is looked for in each kind that the object is about. In the `where` of a pattern each kind must have it; in `is` and
 * `record` it is enough if one has. A value must be possible in one of them. */
#include "check.h"

#include "../base/container.h"

#include <string.h>

/* One field, as one or several kinds have it. */
typedef struct field_use {
    const json_value *member;
    uint64_t kinds;       /* that have it: bit n, record_kind n */
    uint8_t is_attribute; /* of the case, and of no record */
    uint8_t is_open;      /* also of a kind, or with a name, that begins with x-: it may hold any scalar */
    uint8_t is_finding;   /* the pattern's finding: it matches only while it holds */
} field_use;

static int is_had(const field_use *use) {
    return use->kinds != 0 || use->is_attribute || use->is_open;
}

/* The next kind's idea of the field, from kind *k on; 0 where there is no more. */
static int next_domain(const field_use *use, int *k, domain *out) {
    if (use->is_attribute) return (*k)++ == 0 && asbi_domain_of_attribute(out, use->member->key);
    for (; *k < KIND_BUILT_IN_COUNT; ++*k)
        if (use->kinds >> *k & 1) return asbi_domain_of_field(out, (record_kind)(*k)++, use->member->key);
    return 0;
}

static int is_scalar(const json_value *v) {
    return v->type != JSON_LIST && v->type != JSON_OBJECT;
}

/* ---- Values ---- */

static const char *name_of(const json_value *v) {
    static const char names[][10] = {"null", "false", "true", "", "", "a list", "an object"};

    return v->type == JSON_TEXT || v->type == JSON_NUMBER ? asbi_json_text(v).at : names[v->type];
}

static void refuse_value(check *c, const field_use *use, const json_value *v) {
    nearest n = asbi_nearest(asbi_text_of(v));
    domain d;

    if (asbi_is_full(c)) return;
    for (int k = 0; next_domain(use, &k, &d);) asbi_domain_offer(c, &d, &n);
    asbi_check_problem(c, v, "policy-value-never",
                       NOTES({"value", name_of(v)}, {"field", use->member->key.at}, {"hint", asbi_nearest_hint(&n)}));
}

static void check_scalar(check *c, const field_use *use, const json_value *v) {
    domain d;

    if (!is_scalar(v)) {
        asbi_check_problem(c, v, "policy-value-form", NO_NOTES);
        return;
    }
    if (use->is_finding && v->type == JSON_FALSE) asbi_check_problem(c, v, "policy-finding-holds", NO_NOTES);
    if (use->is_open) return;
    for (int k = 0; next_domain(use, &k, &d);)
        if (asbi_domain_has(c, &d, v)) return;
    refuse_value(c, use, v);
}

static void check_scalars(check *c, const field_use *use, const json_value *v) {
    if (v->type != JSON_LIST) {
        check_scalar(c, use, v);
        return;
    }
    if (v->count == 0) asbi_check_problem(c, v, "policy-list-empty", NO_NOTES);
    for (const json_value *item = asbi_json_first(v); item != NULL; item = item->next) check_scalar(c, use, item);
}

static void check_excluded(check *c, field_use *use, const json_value *v) {
    uint8_t is_finding = use->is_finding;

    use->is_finding = 0;
    check_scalars(c, use, v);
    use->is_finding = is_finding;
}

static void check_is_pattern(check *c, const field_use *use, const json_value *v) {
    domain d;

    for (int k = 0; next_domain(use, &k, &d);) {
        if (asbi_domain_names_record(&d)) {
            asbi_check_pattern(c, v);
            return;
        }
    }
    asbi_check_problem(c, v, "policy-no-record-field", NOTES({"field", use->member->key.at}));
}

static void check_present(check *c, const json_value *v) {
    if (v->type != JSON_TRUE && v->type != JSON_FALSE)
        asbi_check_problem(c, v, "policy-type", NOTES({"expected", "true or false"}, {"found", name_of(v)}));
}

/* {"not": …}, {"present": …} or {"is": …}: just one of them. */
static void check_value_object(check *c, field_use *use, const json_value *v) {
    uint32_t forms = 0;

    for (const json_value *member = asbi_json_first(v); member != NULL; member = member->next) {
        if (asbi_text_is(member->key, "ambiguity")) {
            asbi_check_text(c, member);
            continue;
        }
        if (asbi_is_x(member->key)) continue;
        forms++;
        if (asbi_text_is(member->key, "not"))
            check_excluded(c, use, member);
        else if (asbi_text_is(member->key, "present"))
            check_present(c, member);
        else if (asbi_text_is(member->key, "is"))
            check_is_pattern(c, use, member);
        else
            asbi_check_problem(c, member, "policy-value-form", NO_NOTES);
    }
    if (forms != 1) asbi_check_problem(c, v, "policy-value-form", NO_NOTES);
}

static void check_field_value(check *c, field_use *use) {
    if (use->member->type == JSON_OBJECT)
        check_value_object(c, use, use->member);
    else
        check_scalars(c, use, use->member);
}

/* ---- Fields ---- */

static void refuse_field(check *c, const json_value *member, kind_set kinds, const char *kind) {
    nearest n = asbi_nearest(member->key);

    if (asbi_is_full(c)) return;
    asbi_offer_fields(kinds, &n);
    asbi_check_problem(c, member, "policy-field-unknown",
                       NOTES({"field", member->key.at}, {"kind", kind}, {"hint", asbi_nearest_hint(&n)}));
}

static const char *first_kind(uint64_t built_in) {
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++)
        if (built_in >> k & 1) return asbi_kind_name(asbi_kind((record_kind)k));
    return "this";
}

/* 0, and a problem, where the kinds do not have it. */
static int find_field(check *c, field_use *use, kind_set kinds, int in_each) {
    uint64_t without = 0;
    domain d;

    use->is_open = asbi_is_x(use->member->key) || kinds.x;
    for (int k = 0; k < KIND_BUILT_IN_COUNT && !asbi_is_x(use->member->key); k++) {
        if (!(kinds.built_in >> k & 1)) continue;
        if (asbi_domain_of_field(&d, (record_kind)k, use->member->key))
            use->kinds |= UINT64_C(1) << k;
        else
            without |= UINT64_C(1) << k;
    }
    if (kinds.unclear || without == 0 || (!in_each && is_had(use))) return is_had(use);
    refuse_field(c, use->member, kinds, first_kind(without));
    return 0;
}

static void check_fields(check *c, const json_value *v, kind_set kinds, int in_each, int of_findings) {
    for (const json_value *member = asbi_json_first(v); member != NULL; member = member->next) {
        field_use use = {.member = member};
        if (asbi_text_is(member->key, "ambiguity")) {
            asbi_check_text(c, member);
            continue;
        }
        use.is_finding = of_findings && kinds.built_in == UINT64_C(1) << KIND_FINDING && !kinds.x && asbi_text_is(member->key, "holds");
        if (find_field(c, &use, kinds, in_each)) check_field_value(c, &use);
    }
}

/* ---- Attributes of the case ---- */

static void refuse_attribute(check *c, const json_value *member) {
    nearest n = asbi_nearest(member->key);

    asbi_offer_attributes(&n);
    asbi_check_problem(c, member, "policy-attribute-unknown", NOTES({"attribute", member->key.at}, {"hint", asbi_nearest_hint(&n)}));
}

static int may_ask(const check *c, text attribute) {
    if (asbi_text_is(attribute, "stage")) return !(c->stands & (FOR_STAGES | FOR_RAISES));
    return !(c->stands & FOR_RAISES) || !asbi_text_is(attribute, "priority");
}

static void check_attributes(check *c, const json_value *v) {
    for (const json_value *member = asbi_json_first(v); member != NULL; member = member->next) {
        field_use use = {.member = member, .is_attribute = 1};
        domain d;
        if (asbi_text_is(member->key, "ambiguity"))
            asbi_check_text(c, member);
        else if (asbi_is_x(member->key))
            continue;
        else if (!asbi_domain_of_attribute(&d, member->key))
            refuse_attribute(c, member);
        else if (!may_ask(c, member->key))
            asbi_check_problem(c, member, "policy-attribute-here", NOTES({"attribute", member->key.at}));
        else
            check_field_value(c, &use);
    }
}

/* ---- What the grammar asks for ---- */

void asbi_check_facts(check *c, const json_value *v, facts_of of) {
    kind_set party = {UINT64_C(1) << KIND_PARTY, 0, 0};

    if (!asbi_check_type(c, v, JSON_OBJECT)) return;
    switch (of) {
    case FACTS_OF_PATTERN: check_fields(c, v, asbi_kinds_of(v->parent), 1, 1); break;
    case FACTS_OF_LATEST: check_fields(c, v, asbi_kinds_of(asbi_json_get(v->parent, "latest")), 0, 1); break;
    case FACTS_OF_PARTY: check_fields(c, v, party, 1, 0); break;
    case FACTS_OF_CASE: check_attributes(c, v); break;
    case FACTS_OF_RECORD:
        if (c->stands & OF_RECORD) check_fields(c, v, c->tried, 0, 0);
        break;
    }
}

static void check_proposed(check *c, field_use *use) {
    const json_value *v = use->member;
    domain d = {.field = NULL};
    field_type type = FIELD_VALUE;
    int first = 0;

    if (next_domain(use, &first, &d) && d.field != NULL) type = (field_type)d.field->type;

    if (type == FIELD_PERIOD)
        asbi_check_period(c, v);
    else if (is_scalar(v))
        check_scalar(c, use, v);
    else if (v->type == JSON_LIST && type != FIELD_ACTIONS && type != FIELD_ALTERNATIVES)
        check_scalars(c, use, v);
}

void asbi_check_proposed_fields(check *c, const json_value *v) {
    const json_value *kind = asbi_json_get(v->parent, "kind");
    kind_set kinds = {0, 0, 1};

    if (!asbi_check_type(c, v, JSON_OBJECT)) return;
    if (kind != NULL) kinds = asbi_kinds_of(kind);
    for (const json_value *member = asbi_json_first(v); member != NULL; member = member->next) {
        field_use use = {.member = member};
        domain d;
        int first = 0;
        if (asbi_text_is(member->key, "ambiguity"))
            asbi_check_text(c, member);
        else if (!find_field(c, &use, kinds, 1))
            continue;
        else if (next_domain(&use, &first, &d) && d.field == NULL)
            refuse_field(c, member, kinds, first_kind(kinds.built_in)); /* a derived one cannot be given */
        else
            check_proposed(c, &use);
    }
}

/* A date field that one of the records which start the duty has. */
void asbi_check_date_field(check *c, const json_value *v) {
    kind_set kinds = c->tried;
    nearest n;
    domain d;

    if (!asbi_check_type(c, v, JSON_TEXT) || kinds.unclear || asbi_is_x(asbi_json_text(v)) || kinds.x) return;
    n = asbi_nearest(asbi_json_text(v));
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        for (uint32_t i = 0; (kinds.built_in >> k & 1) && i < asbi_field_count(kind); i++)
            if (asbi_field_at(kind, i)->type == FIELD_DATE || asbi_field_at(kind, i)->type == FIELD_WHEN)
                asbi_nearest_offer(&n, asbi_text(asbi_field_name(asbi_field_at(kind, i))));
        if ((kinds.built_in >> k & 1) && asbi_domain_of_field(&d, (record_kind)k, asbi_json_text(v)) && d.field != NULL &&
            (d.field->type == FIELD_DATE || d.field->type == FIELD_WHEN))
            return;
    }
    asbi_check_problem(c, v, "policy-anchor-field", NOTES({"field", asbi_json_text(v).at}, {"hint", asbi_nearest_hint(&n)}));
}
