/* What values a field of a record, a derived field or an attribute of the case can have: so that a rule which asks for a value
 * that never comes is found when the policy is loaded, and not when it was needed. */
#include "check.h"

#include "../base/container.h"
#include "../base/sha256.h"
#include "../time/instant.h"

#include <string.h>

/* Attributes of the case. */
typedef enum source { FROM_WORDS, FROM_FLAGS, FROM_NAMES, FROM_SCHEME } source;
static const struct attribute {
    const char *name;
    source from;
    name_space names;
} attributes[] = {
    {"state", FROM_WORDS, ROLES},
    {"stage", FROM_NAMES, STAGES},
    {"category", FROM_NAMES, CATEGORIES},
    {"group", FROM_NAMES, GROUPS},
    {"priority", FROM_NAMES, PRIORITIES},
    {"band", FROM_NAMES, ALL_BANDS},
    {"hate", FROM_FLAGS, ROLES},
    {"scheme", FROM_SCHEME, ROLES},
    {"owner_role", FROM_NAMES, ROLES},
    {"perpetrator_known", FROM_FLAGS, ROLES},
    {"complainant_anonymous", FROM_FLAGS, ROLES},
    {"any_under_18", FROM_FLAGS, ROLES},
    {"any_vulnerable", FROM_FLAGS, ROLES},
    {"perpetrator_disabled", FROM_FLAGS, ROLES},
    {"counter_allegation", FROM_FLAGS, ROLES},
    {"risk_reduced", FROM_FLAGS, ROLES},
};
static const char states[][11] = {"enquiry", "open", "closed", "prevention"};

/* Types whose values are the policy's own ids. */
static const struct {
    field_type type;
    name_space names, or_names;
} id_types[] = {
    {FIELD_ROLE, ROLES, ROLES},
    {FIELD_REMEDY, REMEDIES, REMEDIES},
    {FIELD_MATRIX, MATRICES, MATRICES},
    {FIELD_LETTER, LETTERS, LETTERS},
    {FIELD_GUARD, GUARDS, GUARDS},
    {FIELD_CLOSURE_REASON, CLOSURE_REASONS, CLOSURE_REASONS},
    {FIELD_CATEGORY, CATEGORIES, NOT_ASBS},
    {FIELD_CATEGORIES, CATEGORIES, CATEGORIES},
};

static const struct attribute *find_attribute(text name) {
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        if (asbi_text_is(name, attributes[i].name)) return &attributes[i];
    return NULL;
}

int asbi_domain_of_attribute(domain *out, text attribute) {
    const struct attribute *a = find_attribute(attribute);

    memset(out, 0, sizeof *out);
    out->attribute = a == NULL ? NULL : a->name;
    return a != NULL;
}

static const derived_def *find_derived(record_kind kind, text field) {
    const derived_def *d;

    for (uint32_t i = 0; (d = asbi_derived(i)) != NULL; i++)
        for (size_t k = 0; k < COUNT_OF(d->kinds) && d->kinds[k][0] != '\0'; k++)
            if (asbi_text_is(field, d->name) && strcmp(d->kinds[k], asbi_kind_name(asbi_kind(kind))) == 0) return d;
    return NULL;
}

int asbi_domain_of_field(domain *out, record_kind kind, text field) {
    memset(out, 0, sizeof *out);
    out->kind = kind;
    out->field = asbi_field_find(asbi_kind(kind), field);
    if (out->field == NULL) out->derived = find_derived(kind, field);
    return out->field != NULL || out->derived != NULL;
}

int asbi_domain_names_record(const domain *d) {
    return d->field != NULL && (d->field->type == FIELD_SEQ || d->field->type == FIELD_SEQS || d->field->type == FIELD_FLAG_SEQS);
}

/* ---- Is that value one of them? ---- */

static int is_flag(const json_value *v) {
    return v->type == JSON_TRUE || v->type == JSON_FALSE;
}

static int is_filled_text(const json_value *v) {
    return v->type == JSON_TEXT && asbi_text_is_filled(asbi_json_text(v));
}

static int is_at_least(const json_value *v, int64_t least) {
    int64_t number;

    return asbi_json_integer(v, &number) && number >= least;
}

static int is_sha256(const json_value *v) {
    uint8_t bytes[32];

    return v->type == JSON_TEXT && asbi_json_text(v).length == 2 * sizeof bytes && asbi_unhex(asbi_json_text(v).at, sizeof bytes, bytes);
}

static int is_day(const json_value *v, int or_instant) {
    date day;
    instant at;

    if (v->type != JSON_TEXT) return 0;
    return or_instant ? asbi_parse_when(asbi_json_text(v), &at, &day) : asbi_parse_date(asbi_json_text(v), &day);
}

static int has_choice(const check *c, const domain *d, const json_value *v) {
    if (v->type != JSON_TEXT) return 0;
    return asbi_choice_is(d->field, asbi_json_text(v)) ||
        asbi_has_addition(c, asbi_kind_name(asbi_kind(d->kind)), asbi_field_name(d->field), asbi_json_text(v));
}

static int has_id(const check *c, field_type type, const json_value *v) {
    for (size_t i = 0; i < COUNT_OF(id_types) && v->type == JSON_TEXT; i++)
        if (id_types[i].type == type)
            return asbi_has_name(c, id_types[i].names, asbi_json_text(v)) || asbi_has_name(c, id_types[i].or_names, asbi_json_text(v));
    return 0;
}

/* The one text that is an id, though its type is text. */
static int is_band_field(const domain *d) {
    return d->kind == KIND_ASSESSMENT && d->field != NULL && strcmp(asbi_field_name(d->field), "override_band") == 0;
}

static int has_field_value(const check *c, const domain *d, const json_value *v) {
    switch ((field_type)d->field->type) {
    case FIELD_FLAG: return is_flag(v);
    case FIELD_FLAG_TEXT: return is_flag(v) || is_filled_text(v);
    case FIELD_FLAG_SEQS: return is_flag(v) || is_at_least(v, 1);
    case FIELD_NUMBER: return is_at_least(v, 0);
    case FIELD_SHA256: return is_sha256(v);
    case FIELD_ONE:
    case FIELD_MANY: return has_choice(c, d, v);
    case FIELD_DATE: return is_day(v, 0);
    case FIELD_WHEN: return is_day(v, 1);
    case FIELD_SEQ:
    case FIELD_SEQS: return is_at_least(v, 1);
    case FIELD_VALUE: return 1;
    case FIELD_TEXT: return is_band_field(d) ? v->type == JSON_TEXT && asbi_has_name(c, ALL_BANDS, asbi_json_text(v)) : is_filled_text(v);
    case FIELD_TEXTS:
    case FIELD_AREA:
    case FIELD_PARTY:
    case FIELD_PARTIES:
    case FIELD_PERSON:
    case FIELD_NEW_PARTY: return is_filled_text(v);
    default: return has_id(c, (field_type)d->field->type, v); /* periods, answers and the like are no scalars */
    }
}

static int has_triage(const check *c) {
    return asbi_json_get(c->r->top, "triage") != NULL;
}

static int has_derived_value(const check *c, const domain *d, const json_value *v) {
    int64_t number;

    if (d->kind == KIND_TRIAGE && !has_triage(c)) return 0;
    if (strcmp(d->derived->type, "flag") == 0) return is_flag(v);
    if (strcmp(d->derived->type, "band") == 0) return v->type == JSON_TEXT && asbi_has_name(c, ALL_BANDS, asbi_json_text(v));
    return asbi_json_integer(v, &number) && (number >= 0 || d->kind == KIND_ASSESSMENT);
}

static int has_scheme(const check *c, const json_value *v) {
    domain d;

    asbi_domain_of_field(&d, KIND_OPENING, asbi_text("scheme"));
    return has_choice(c, &d, v);
}

static int has_attribute_value(const check *c, const struct attribute *a, const json_value *v) {
    switch (a->from) {
    case FROM_FLAGS: return is_flag(v);
    case FROM_NAMES: return v->type == JSON_TEXT && asbi_has_name(c, a->names, asbi_json_text(v));
    case FROM_SCHEME: return has_scheme(c, v);
    default: break;
    }
    for (size_t i = 0; i < COUNT_OF(states); i++)
        if (v->type == JSON_TEXT && asbi_text_is(asbi_json_text(v), states[i])) return 1;
    return 0;
}

int asbi_domain_has(const check *c, const domain *d, const json_value *scalar) {
    if (d->attribute != NULL) return has_attribute_value(c, find_attribute(asbi_text(d->attribute)), scalar);
    return d->derived != NULL ? has_derived_value(c, d, scalar) : has_field_value(c, d, scalar);
}

/* ---- What could have been meant ---- */

static void offer_flags(nearest *to) {
    asbi_nearest_offer(to, asbi_text("true"));
    asbi_nearest_offer(to, asbi_text("false"));
}

static void offer_choices(const check *c, const domain *d, nearest *to) {
    for (const char *choice = asbi_field_choices(d->field); *choice != '\0'; choice = asbi_word_after(choice))
        asbi_nearest_offer(to, asbi_text(choice));
    asbi_offer_additions(c, asbi_kind_name(asbi_kind(d->kind)), asbi_field_name(d->field), to);
}

static void offer_ids(const check *c, field_type type, nearest *to) {
    for (size_t i = 0; i < COUNT_OF(id_types); i++) {
        if (id_types[i].type != type) continue;
        asbi_offer_names(c, id_types[i].names, to);
        if (id_types[i].or_names != id_types[i].names) asbi_offer_names(c, id_types[i].or_names, to);
    }
}

static void offer_attribute(const check *c, const struct attribute *a, nearest *to) {
    domain scheme;

    switch (a->from) {
    case FROM_FLAGS: offer_flags(to); break;
    case FROM_NAMES: asbi_offer_names(c, a->names, to); break;
    case FROM_SCHEME:
        asbi_domain_of_field(&scheme, KIND_OPENING, asbi_text("scheme"));
        offer_choices(c, &scheme, to);
        break;
    case FROM_WORDS:
        for (size_t i = 0; i < COUNT_OF(states); i++) asbi_nearest_offer(to, asbi_text(states[i]));
        break;
    }
}

static void offer_derived(const check *c, const domain *d, nearest *to) {
    if (d->kind == KIND_TRIAGE && !has_triage(c)) return;
    if (strcmp(d->derived->type, "flag") == 0)
        offer_flags(to);
    else if (strcmp(d->derived->type, "band") == 0)
        asbi_offer_names(c, ALL_BANDS, to);
    else
        asbi_nearest_offer(to, asbi_text("a whole number"));
}

static void offer_field(const check *c, const domain *d, nearest *to) {
    field_type type = (field_type)d->field->type;
    uint32_t before = to->offered;

    if (is_band_field(d))
        asbi_offer_names(c, ALL_BANDS, to);
    else if (type == FIELD_FLAG)
        offer_flags(to);
    else if (type == FIELD_ONE || type == FIELD_MANY)
        offer_choices(c, d, to);
    else
        offer_ids(c, type, to);
    if (to->offered == before && !is_band_field(d)) asbi_nearest_offer(to, asbi_text(asbi_field_type_description(type)));
}

void asbi_domain_offer(const check *c, const domain *d, nearest *to) {
    if (d->attribute != NULL)
        offer_attribute(c, find_attribute(asbi_text(d->attribute)), to);
    else if (d->derived != NULL)
        offer_derived(c, d, to);
    else
        offer_field(c, d, to);
}

void asbi_offer_fields(kind_set kinds, nearest *to) {
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        if (!(kinds.built_in >> k & 1)) continue;
        for (uint32_t i = 0; i < asbi_field_count(kind); i++) asbi_nearest_offer(to, asbi_text(asbi_field_name(asbi_field_at(kind, i))));
        for (uint32_t i = 0; asbi_derived(i) != NULL; i++)
            if (find_derived((record_kind)k, asbi_text(asbi_derived(i)->name)) != NULL)
                asbi_nearest_offer(to, asbi_text(asbi_derived(i)->name));
    }
}

void asbi_offer_attributes(nearest *to) {
    for (size_t i = 0; i < COUNT_OF(attributes); i++) asbi_nearest_offer(to, asbi_text(attributes[i].name));
}
