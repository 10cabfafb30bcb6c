/* Looking things up in the vocabulary. Everything is constant; a kind has few fields, so that walking them is fast. */
#include "vocabulary.h"

#include "../base/container.h"

#include <string.h>

enum { OPTIONAL, REQUIRED };

#define NONE NULL
#define CHOICES(...) \
    (const char *const[]) { \
        __VA_ARGS__, NULL \
    }

#define KIND(id, name, label, ...) static const field_def fields_of_##id[] = {__VA_ARGS__};
#include "vocabulary.inc"
#undef KIND

static const kind_def kinds[] = {
#define KIND(id, name, label, ...) {name, label, fields_of_##id, COUNT_OF(fields_of_##id)},
#include "vocabulary.inc"
#undef KIND
};

/* How long the name of each is: nearly all are told apart by that. */
static const uint8_t name_lengths[] = {
#define KIND(id, name, label, ...) sizeof(name) - 1,
#include "vocabulary.inc"
#undef KIND
};

static const struct {
    const char *name, *description;
} types[] = {
    [FIELD_TEXT] = {"text", "a string that is not empty"},
    [FIELD_TEXTS] = {"texts", "a text, or a list of texts"},
    [FIELD_FLAG] = {"flag", "true or false"},
    [FIELD_FLAG_TEXT] = {"flag/text", "true, false or a text"},
    [FIELD_FLAG_SEQS] = {"flag/seqs", "true, false, the number of an earlier record, or a list of them without repeats"},
    [FIELD_NUMBER] = {"number", "a whole number, 0 or more"},
    [FIELD_SHA256] = {"sha256", "64 hexadecimal digits"},
    [FIELD_ONE] = {"one", "one of the choices"},
    [FIELD_MANY] = {"many", "one of the choices, or a list of them without repeats"},
    [FIELD_DATE] = {"date", "a date, YYYY-MM-DD"},
    [FIELD_WHEN] = {"when", "a date or an instant"},
    [FIELD_PERIOD] = {"period", "a PERIOD of the policy format"},
    [FIELD_PARTY] = {"party", "a party of the case"},
    [FIELD_PARTIES] = {"parties", "a list of parties of the case, without repeats"},
    [FIELD_PERSON] = {"person", "an id of a party, known to the case or recorded later"},
    [FIELD_NEW_PARTY] = {"new-party", "an id of a party, chosen by the host"},
    [FIELD_ROLE] = {"role", "an id of the policy's roles"},
    [FIELD_REMEDY] = {"remedy", "an id of its remedies"},
    [FIELD_MATRIX] = {"matrix", "an id of its matrices"},
    [FIELD_LETTER] = {"letter", "an id of its letters"},
    [FIELD_CLOSURE_REASON] = {"closure-reason", "an id of its closure_reasons"},
    [FIELD_GUARD] = {"guard", "an id of its guards, or of a built-in guard"},
    [FIELD_AREA] = {"area", "a text; an area of its case_review, or any other"},
    [FIELD_CATEGORY] = {"category", "an id of its categories or not_asb"},
    [FIELD_CATEGORIES] = {"categories", "a list of ids of its categories, not empty, without repeats"},
    [FIELD_SEQ] = {"seq", "the number of an earlier record"},
    [FIELD_SEQS] = {"seqs", "a list of numbers of earlier records, not empty"},
    [FIELD_TRIAGE_ANSWERS] = {"triage-answers", "an object: every question of the triage, each yes or no"},
    [FIELD_ANSWERS] = {"answers", "an object: every question of the matrix, each an option, a list of options, or declined"},
    [FIELD_DETAILS] = {"details", "an object: questions of the matrix and texts"},
    [FIELD_ACTIONS] = {"actions", "a list of actions of a plan, not empty"},
    [FIELD_ALTERNATIVES] = {"alternatives", "a list of objects with remedy, and texts outcome and why"},
    [FIELD_SCORES] = {"scores", "an object of numbers"},
    [FIELD_VALUE] = {"value", "any value that the corrected field could have"},
};

static const char *const classes[] = {
    [CLASS_IDENTITY] = "identity", [CLASS_CONTACT] = "contact",         [CLASS_SPECIAL] = "special",
    [CLASS_ACCOUNT] = "account",   [CLASS_OPERATIONAL] = "operational", [CLASS_OUTCOME] = "outcome",
};

static const derived_def derived[] = {
    {"assessment.score", {"assessment", NULL, NULL}, "number"},
    {"assessment.band", {"assessment", NULL, NULL}, "band"},
    {"assessment.partial", {"assessment", NULL, NULL}, "flag"},
    {"triage.score", {"triage", NULL, NULL}, "number"},
    {"triage.passed", {"triage", NULL, NULL}, "flag"},
    {"remedy.legal", {"intervention", "legal", NULL}, "flag"},
    {"plan.complete", {"plan", NULL, NULL}, "flag"},
};

_Static_assert(COUNT_OF(kinds) == KIND_BUILT_IN_COUNT, "every kind has its row");
_Static_assert(COUNT_OF(types) == FIELD_TYPE_COUNT, "every type has its row");
_Static_assert(COUNT_OF(classes) == CLASS_COUNT, "every class has its name");

const kind_def *asbi_kind(record_kind kind) {
    return (size_t)kind < COUNT_OF(kinds) ? &kinds[kind] : NULL;
}

record_kind asbi_kind_find(text name) {
    if (name.length >= 2 && name.at[0] == 'x' && name.at[1] == '-') return KIND_X;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (name.length == name_lengths[i] && name.at[0] == kinds[i].name[0] && memcmp(name.at, kinds[i].name, name.length) == 0) return (record_kind)i;
    return KIND_UNKNOWN;
}

const field_def *asbi_field_find(const kind_def *kind, text name) {
    for (size_t i = 0; kind != NULL && i < kind->field_count; i++)
        if (asbi_text_is(name, kind->fields[i].name)) return &kind->fields[i];
    return NULL;
}

int asbi_choice_is(const field_def *f, text value) {
    for (const char *const *choice = f->choices; choice != NULL && *choice != NULL; choice++)
        if (asbi_text_is(value, *choice)) return 1;
    return 0;
}

const char *asbi_field_type_name(field_type t) {
    return (size_t)t < COUNT_OF(types) ? types[t].name : NULL;
}

const char *asbi_field_type_description(field_type t) {
    return (size_t)t < COUNT_OF(types) ? types[t].description : NULL;
}

const char *asbi_class_name(field_class c) {
    return (size_t)c < COUNT_OF(classes) ? classes[c] : NULL;
}

const derived_def *asbi_derived(uint32_t index) {
    return index < COUNT_OF(derived) ? &derived[index] : NULL;
}
