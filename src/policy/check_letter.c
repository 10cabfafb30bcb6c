/* Letters: merge fields that exist, and sections that close in order.
 *
 * {{name}} is a field; {{#name}}…{{/name}} stands once for each of a list, or once if a field is there; {{^name}}…{{/name}}
 * if it is not. Within a list `text` and `due` are those of its entry. */
#include "check.h"

#include "../base/container.h"

#include <string.h>

enum { MOST_SECTIONS = 64 };

static const char *const fields[] = {"date",         "recipient_name", "recipient_address", "case_reference", "category",
                                     "officer_name", "officer_title",  "landlord_name",     "closure_reason", "closure_rationale",
                                     "remedy",       "expires"};
static const char *const lists[] = {"complainant_actions", "landlord_actions", "actions_taken"};
static const char *const entries[] = {"text", "due"};

typedef struct section {
    text name;
    int is_list; /* and not about its absence */
} section;

typedef struct letter_check {
    check *c;
    const json_value *letter;
    section open[MOST_SECTIONS];
    uint32_t depth;
} letter_check;

static int is_among(text name, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (asbi_text_is(name, words[i])) return 1;
    return 0;
}

static int is_in_list(const letter_check *l) {
    for (uint32_t i = 0; i < l->depth; i++)
        if (l->open[i].is_list) return 1;
    return 0;
}

/* Messages want texts that end. */
static const char *terminated(char out[MESSAGE_FIELD], text t) {
    size_t length = t.length < MESSAGE_FIELD ? t.length : asbi_utf8_cut(t.at, MESSAGE_FIELD - 1);

    memcpy(out, t.at, length);
    out[length] = '\0';
    return out;
}

static void refuse(letter_check *l, const char *code, text name) {
    char room[MESSAGE_FIELD];

    asbi_check_problem(l->c, l->letter, code, NOTES({"name", terminated(room, name)}));
}

static void refuse_field(letter_check *l, text name) {
    char room[MESSAGE_FIELD];
    nearest n = asbi_nearest(name);

    for (size_t i = 0; i < COUNT_OF(fields); i++) asbi_nearest_offer(&n, asbi_text(fields[i]));
    for (size_t i = 0; i < COUNT_OF(lists); i++) asbi_nearest_offer(&n, asbi_text(lists[i]));
    asbi_check_problem(l->c, l->letter, "policy-letter-field", NOTES({"name", terminated(room, name)}, {"hint", asbi_nearest_hint(&n)}));
}

/* A field, as itself or as the name of a section. */
static void check_name(letter_check *l, text name) {
    if (is_among(name, entries, COUNT_OF(entries))) {
        if (!is_in_list(l)) refuse(l, "policy-letter-entry", name);
    } else if (!is_among(name, fields, COUNT_OF(fields)) && !is_among(name, lists, COUNT_OF(lists))) {
        refuse_field(l, name);
    }
}

static void open_section(letter_check *l, text name, int is_absence) {
    check_name(l, name);
    if (l->depth == MOST_SECTIONS) {
        refuse(l, "policy-letter-deep", name);
        return;
    }
    l->open[l->depth++] = (section){name, !is_absence && is_among(name, lists, COUNT_OF(lists))};
}

/* One that closes out of order closes what it names, so that one slip is one problem. */
static void close_section(letter_check *l, text name) {
    uint32_t at = l->depth;

    while (at > 0 && !asbi_text_equal(l->open[at - 1].name, name)) at--;
    if (at == 0 || at != l->depth) refuse(l, at == 0 ? "policy-letter-close" : "policy-letter-order", name);
    if (at > 0) l->depth = at - 1;
}

static void check_tag(letter_check *l, text tag) {
    text name = {tag.at + 1, tag.length - 1};

    if (tag.length > 1 && (tag.at[0] == '#' || tag.at[0] == '^')) {
        open_section(l, name, tag.at[0] == '^');
    } else if (tag.length > 1 && tag.at[0] == '/') {
        close_section(l, name);
    } else if (is_among(tag, lists, COUNT_OF(lists))) {
        refuse(l, "policy-letter-list", tag);
    } else {
        check_name(l, tag);
    }
}

static const char *find(const char *at, const char *end, const char *two) {
    for (; end - at >= 2; at++)
        if (at[0] == two[0] && at[1] == two[1]) return at;
    return NULL;
}

void asbi_check_letter(check *c, const json_value *v) {
    letter_check l = {.c = c, .letter = v};
    const char *at, *end, *close;

    asbi_check_text(c, v);
    if (v->type != JSON_TEXT) return;
    at = v->text.at;
    end = at + v->text.length;
    while (!asbi_is_full(c) && (at = find(at, end, "{{")) != NULL) {
        at += 2;
        close = find(at, end, "}}");
        if (close == NULL) {
            refuse(&l, "policy-letter-brace", (text){at, (size_t)(end - at)});
            return;
        }
        check_tag(&l, (text){at, (size_t)(close - at)});
        at = close + 2;
    }
    while (l.depth > 0) refuse(&l, "policy-letter-open", l.open[--l.depth].name);
}
