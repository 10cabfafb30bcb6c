/* Looking things up in the vocabulary. Everything is constant; a kind has few fields, so that walking them is fast. */
#include "vocabulary.h"

#include "../base/container.h"
#include "../base/words.h"

#include <stddef.h>
#include <string.h>

enum { OPTIONAL, REQUIRED };

#define NONE ""
#define CHOICES(...) WORDS(__VA_ARGS__)

/* ---- the table. vocabulary.inc is read once for its texts, once for where they lie, and so on; the texts of a line are one member of a struct, named by the line. */

#define NAMED(line) line_##line
#define OF_LINE(line) NAMED(line)
#define WORDS_OF_KIND(name, label) name "\0" label
#define WORDS_OF_FIELD(name, label, choices, list, when) name "\0" label "\0" list "\0" when "\0" choices

typedef struct all_texts {
    char none[3]; /* the empty texts of a field of no kind */
#define KIND(id, name, label) char id[sizeof(WORDS_OF_KIND(name, label))];
#define FIELD(name, label, choices, list, when, ...) char OF_LINE(__LINE__)[sizeof(WORDS_OF_FIELD(name, label, choices, list, when))];
#include "vocabulary.inc"
#undef KIND
#undef FIELD
} all_texts;

static const all_texts texts = {
    "",
#define KIND(id, name, label) WORDS_OF_KIND(name, label),
#define FIELD(name, label, choices, list, when, ...) WORDS_OF_FIELD(name, label, choices, list, when),
#include "vocabulary.inc"
#undef KIND
#undef FIELD
};

/* The number of each kind's first field: what begins a kind takes no number. */
enum {
#define KIND(id, name, label) FIRST_##id, BEFORE_##id = FIRST_##id - 1,
#define FIELD(...) OF_LINE(__LINE__),
#include "vocabulary.inc"
#undef KIND
#undef FIELD
    ALL_FIELDS
};

static const field_def fields[] = {
#define KIND(id, name, label)
#define FIELD(name, label, choices, list, when, ...) \
    {offsetof(all_texts, OF_LINE(__LINE__)), sizeof(name), sizeof(WORDS_OF_FIELD(name, label, "", list, when)) - 1, __VA_ARGS__},
#include "vocabulary.inc"
#undef KIND
#undef FIELD
};

static const kind_def kinds[] = {
#define KIND(id, name, label) {offsetof(all_texts, id), sizeof(name), FIRST_##id},
#define FIELD(...)
#include "vocabulary.inc"
#undef KIND
#undef FIELD
    {0, 0, ALL_FIELDS},
};

/* What a field can hold: its constant, its name, and what it admits. */
#define TYPES(TYPE) \
    TYPE(FIELD_TEXT, "text", "a string that is not empty") \
    TYPE(FIELD_TEXTS, "texts", "a text, or a list of texts") \
    TYPE(FIELD_FLAG, "flag", "true or false") \
    TYPE(FIELD_FLAG_TEXT, "flag/text", "true, false or a text") \
    TYPE(FIELD_FLAG_SEQS, "flag/seqs", "true, false, the number of an earlier record, or a list of them without repeats") \
    TYPE(FIELD_NUMBER, "number", "a whole number, 0 or more") \
    TYPE(FIELD_SHA256, "sha256", "64 hexadecimal digits") \
    TYPE(FIELD_ONE, "one", "one of the choices") \
    TYPE(FIELD_MANY, "many", "one of the choices, or a list of them without repeats") \
    TYPE(FIELD_DATE, "date", "a date, YYYY-MM-DD") \
    TYPE(FIELD_WHEN, "when", "a date or an instant") \
    TYPE(FIELD_PERIOD, "period", "a PERIOD of the policy format") \
    TYPE(FIELD_PARTY, "party", "a party of the case") \
    TYPE(FIELD_PARTIES, "parties", "a list of parties of the case, without repeats") \
    TYPE(FIELD_PERSON, "person", "an id of a party, known to the case or recorded later") \
    TYPE(FIELD_NEW_PARTY, "new-party", "an id of a party, chosen by the host") \
    TYPE(FIELD_ROLE, "role", "an id of the policy's roles") \
    TYPE(FIELD_REMEDY, "remedy", "an id of its remedies") \
    TYPE(FIELD_MATRIX, "matrix", "an id of its matrices") \
    TYPE(FIELD_LETTER, "letter", "an id of its letters") \
    TYPE(FIELD_CLOSURE_REASON, "closure-reason", "an id of its closure_reasons") \
    TYPE(FIELD_GUARD, "guard", "an id of its guards, or of a built-in guard") \
    TYPE(FIELD_AREA, "area", "a text; an area of its case_review, or any other") \
    TYPE(FIELD_CATEGORY, "category", "an id of its categories or not_asb") \
    TYPE(FIELD_CATEGORIES, "categories", "a list of ids of its categories, not empty, without repeats") \
    TYPE(FIELD_SEQ, "seq", "the number of an earlier record") \
    TYPE(FIELD_SEQS, "seqs", "a list of numbers of earlier records, not empty") \
    TYPE(FIELD_TRIAGE_ANSWERS, "triage-answers", "an object: every question of the triage, each yes or no") \
    TYPE(FIELD_ANSWERS, "answers", "an object: every question of the matrix, each an option, a list of options, or declined") \
    TYPE(FIELD_DETAILS, "details", "an object: questions of the matrix and texts") \
    TYPE(FIELD_ACTIONS, "actions", "a list of actions of a plan, not empty") \
    TYPE(FIELD_ALTERNATIVES, "alternatives", "a list of objects with remedy, and texts outcome and why") \
    TYPE(FIELD_SCORES, "scores", "an object of numbers") \
    TYPE(FIELD_VALUE, "value", "any value that the corrected field could have")

WORDS_BY(types, TYPES, FIELD_TYPE_COUNT);

static const char classes[][12] = {
    [CLASS_IDENTITY] = "identity", [CLASS_CONTACT] = "contact",         [CLASS_SPECIAL] = "special",
    [CLASS_ACCOUNT] = "account",   [CLASS_OPERATIONAL] = "operational", [CLASS_OUTCOME] = "outcome",
};

static const derived_def derived[] = {
    {"assessment.score", {"assessment"}, "number"},
    {"assessment.band", {"assessment"}, "band"},
    {"assessment.partial", {"assessment"}, "flag"},
    {"triage.score", {"triage"}, "number"},
    {"triage.passed", {"triage"}, "flag"},
    {"remedy.legal", {"intervention", "legal"}, "flag"},
    {"plan.complete", {"plan"}, "flag"},
};

_Static_assert(COUNT_OF(kinds) == KIND_BUILT_IN_COUNT + 1, "every kind has its row");
_Static_assert(COUNT_OF(classes) == CLASS_COUNT, "every class has its name");
_Static_assert(sizeof(all_texts) <= UINT16_MAX, "where a text begins is told in 16 bits");

static const char *text_at(uint32_t at) {
    return (const char *)&texts + at;
}

const char *asbi_vocabulary_text(uint32_t at) {
    return text_at(at);
}

/* NULL where it is empty. */
static const char *given(const char *text) {
    return text[0] == '\0' ? NULL : text;
}

/* Nearly all names are told apart by how long they are: `label` is the length of one, and its '\0'. */
static int is_named(uint32_t at, uint32_t label, text name) {
    const char *own = text_at(at);

    return name.length + 1 == label && name.at[0] == own[0] && memcmp(name.at, own, name.length) == 0;
}

/* ---- kinds */

const kind_def *asbi_kind(record_kind kind) {
    return (size_t)kind < KIND_BUILT_IN_COUNT ? &kinds[kind] : NULL;
}

record_kind asbi_kind_find(text name) {
    if (name.length >= 2 && name.at[0] == 'x' && name.at[1] == '-') return KIND_X;
    for (size_t i = 0; i < KIND_BUILT_IN_COUNT; i++)
        if (is_named(kinds[i].at, kinds[i].label, name)) return (record_kind)i;
    return KIND_UNKNOWN;
}

const char *asbi_kind_name(const kind_def *kind) {
    return text_at(kind->at);
}

const char *asbi_kind_label(const kind_def *kind) {
    return text_at(kind->at) + kind->label;
}

/* ---- fields */

const field_def *asbi_field_at(const kind_def *kind, uint32_t index) {
    return &fields[kind->first + index];
}

const field_def *asbi_field_find(const kind_def *kind, text name) {
    uint32_t end = kind == NULL ? 0 : kind[1].first;

    for (uint32_t i = kind == NULL ? 0 : kind->first; i < end; i++)
        if (is_named(fields[i].at, fields[i].label, name)) return &fields[i];
    return NULL;
}

const char *asbi_field_name(const field_def *f) {
    return text_at(f->at);
}

text asbi_field_name_text(const field_def *f) {
    return (text){text_at(f->at), f->label - 1u};
}

const char *asbi_field_label(const field_def *f) {
    return text_at(f->at) + f->label;
}

const char *asbi_field_list(const field_def *f) {
    return given(asbi_word_after(asbi_field_label(f)));
}

const char *asbi_field_required_when(const field_def *f) {
    return given(asbi_word_after(asbi_word_after(asbi_field_label(f))));
}

const char *asbi_field_choices(const field_def *f) {
    return text_at(f->at) + f->choices;
}

int asbi_has_choices(const field_def *f) {
    return asbi_field_choices(f)[0] != '\0';
}

int asbi_choice_is(const field_def *f, text value) {
    return asbi_words_find(asbi_field_choices(f), value) != NO_WORD;
}

/* ---- types, classes, derived fields */

const char *asbi_field_type_name(field_type t) {
    return (size_t)t < FIELD_TYPE_COUNT ? WORDS_OF(types, t) : NULL;
}

const char *asbi_field_type_description(field_type t) {
    return (size_t)t < FIELD_TYPE_COUNT ? asbi_word_after(WORDS_OF(types, t)) : NULL;
}

const char *asbi_class_name(field_class c) {
    return (size_t)c < COUNT_OF(classes) ? classes[c] : NULL;
}

const derived_def *asbi_derived(uint32_t index) {
    return index < COUNT_OF(derived) ? &derived[index] : NULL;
}
