/* The duties that a step expects.
 *
 * An entry is matched by the keys it has, and by no others; a key that there is not matches nothing, and is said. */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

static const char *const states[] = {"", "open", "overdue", "met", "met-late", "lapsed"};

const char *judge_explanation(judge *j, uint32_t duty) {
    if (j->explained[duty] == NULL && asb_duties_explain(&j->explained[duty], j->duties, duty) != ASB_OK) return "";
    return asb_text_data(j->explained[duty]);
}

/* ---- does a duty fit? */

static int fits_text(const asb_json *wanted, const char *text) {
    return text[0] == '\0' ? asb_json_type(wanted) == ASB_JSON_NULL : text_is(wanted, text);
}

static int is_date(const char *text) {
    return strlen(text) == 10;
}

/* A date with a date, an instant with an instant, null with neither. */
static int fits_when(const judge *j, const asb_json *wanted, const char *when) {
    const char *text = plain_text(wanted);
    int64_t a, b;

    if (text == NULL || when[0] == '\0') return asb_json_type(wanted) == ASB_JSON_NULL && when[0] == '\0';
    if (is_date(text) || is_date(when)) return strcmp(text, when) == 0;
    return asb_instant_parse(&a, j->s->engine, text) == ASB_OK && asb_instant_parse(&b, j->s->engine, when) == ASB_OK && a == b;
}

static int fits_owner(const judge *j, const asb_json *wanted, const char *owner) {
    const asb_case *c = j->o->c;
    const char *text = plain_text(wanted);
    asb_json *roles = NULL;
    int fits = 0, is_of_case;

    if (text == NULL || asb_json_parse(&roles, j->s->engine, owner, strlen(owner)) != ASB_OK) return 0;
    for (const asb_json *v = first_of(roles); v != NULL; v = asb_json_next(v)) fits = fits || text_is(v, text);
    is_of_case = text_is(first_of(roles), "case-owner");
    asb_json_free(roles);
    return fits || (is_of_case && text[0] != '\0' && (strcmp(text, asb_case_owner(c)) == 0 || strcmp(text, asb_case_owner_role(c)) == 0));
}

static int fits_proposal(const judge *j, const asb_json *wanted, const char *proposal) {
    asb_json *record = NULL;
    int fits;

    if (proposal[0] == '\0') return asb_json_type(wanted) == ASB_JSON_NULL;
    if (asb_json_parse(&record, j->s->engine, proposal, strlen(proposal)) != ASB_OK) return 0;
    fits = plain_text(wanted) != NULL && text_is(asb_json_get(record, "kind"), plain_text(wanted));
    asb_json_free(record);
    return fits;
}

/* One text, or all of a list of them. */
static int fits_explanation(judge *j, const asb_json *wanted, uint32_t i) {
    if (asb_json_type(wanted) != ASB_JSON_LIST)
        return plain_text(wanted) != NULL && strstr(judge_explanation(j, i), plain_text(wanted)) != NULL;
    for (const asb_json *v = first_of(wanted); v != NULL; v = asb_json_next(v))
        if (!fits_explanation(j, v, i)) return 0;
    return 1;
}

typedef enum duty_key {
    KEY_DUTY,
    KEY_PARTY,
    KEY_SUBJECT,
    KEY_DUE,
    KEY_ACT_BY,
    KEY_OPENS,
    KEY_STATE,
    KEY_CLAUSE,
    KEY_OWNER,
    KEY_EXPLAIN,
    KEY_PROPOSES,
    KEY_COUNT,
    KEY_NONE
} duty_key;

static duty_key key_of(const asb_json *member) {
    static const char *const names[] = {"duty",  "party",  "subject", "due",     "act_by",   "opens",
                                        "state", "clause", "owner",   "explain", "proposes", "count"};
    size_t i = 0;

    while (i < KEY_NONE && strcmp(names[i], asb_json_key(member, NULL)) != 0) i++;
    return (duty_key)i;
}

static int fits_key(judge *j, const asb_json *wanted, uint32_t i) {
    const asb_duties *d = j->duties;

    switch (key_of(wanted)) {
    case KEY_DUTY: return fits_text(wanted, asb_duties_rule(d, i));
    case KEY_PARTY: return fits_text(wanted, asb_duties_party(d, i));
    case KEY_SUBJECT: return fits_text(wanted, asb_duties_subject(d, i));
    case KEY_DUE: return fits_when(j, wanted, asb_duties_due(d, i));
    case KEY_ACT_BY: return fits_when(j, wanted, asb_duties_act_by(d, i));
    case KEY_OPENS: return fits_when(j, wanted, asb_duties_opens(d, i));
    case KEY_STATE: return fits_text(wanted, states[asb_duties_state(d, i)]);
    case KEY_CLAUSE: return fits_text(wanted, asb_duties_clause(d, i));
    case KEY_OWNER: return fits_owner(j, wanted, asb_duties_owner(d, i));
    case KEY_PROPOSES: return fits_proposal(j, wanted, asb_duties_proposes(d, i));
    case KEY_EXPLAIN: return fits_explanation(j, wanted, i);
    case KEY_COUNT: return 1;
    default: return strncmp(asb_json_key(wanted, NULL), "x-", 2) == 0;
    }
}

/* `entry` may be just the id. */
static int fits(judge *j, const asb_json *entry, uint32_t i) {
    if (asb_json_type(entry) != ASB_JSON_OBJECT) return fits_text(entry, asb_duties_rule(j->duties, i));
    for (const asb_json *v = first_of(entry); v != NULL; v = asb_json_next(v))
        if (key_of(v) != KEY_EXPLAIN && !fits_key(j, v, i)) return 0;
    return asb_json_get(entry, "explain") == NULL || fits_key(j, asb_json_get(entry, "explain"), i); /* last: it costs most */
}

static uint32_t count_fitting(judge *j, const asb_json *entry) {
    uint32_t found = 0;

    for (uint32_t i = 0; i < j->duty_count; i++) found += fits(j, entry, i) != 0;
    return found;
}

/* ---- saying what there is instead */

static void put_duty(words *w, const judge *j, uint32_t i) {
    const asb_duties *d = j->duties;
    const char *due = asb_duties_due(d, i), *subject = asb_duties_subject(d, i);

    words_add(w, asb_duties_rule(d, i));
    if (subject[0] != '\0') words_format(w, " %s", subject);
    words_format(w, " %s%s", due[0] != '\0' ? "due " : "without date", due);
    words_format(w, " %s", states[asb_duties_state(d, i)]);
}

static int has_rule(const judge *j, const asb_json *entry, uint32_t i) {
    const asb_json *id = asb_json_type(entry) == ASB_JSON_OBJECT ? asb_json_get(entry, "duty") : entry;

    return id == NULL || text_is(id, asb_duties_rule(j->duties, i));
}

static void put_duties_of_rule(words *w, const judge *j, const asb_json *entry) {
    size_t before = w->length;

    for (uint32_t i = 0; i < j->duty_count; i++) {
        if (!has_rule(j, entry, i)) continue;
        words_add(w, w->length > before ? "; " : "");
        put_duty(w, j, i);
    }
    if (w->length == before) words_add(w, "no duty of that id");
}

static int is_entry_wrong(judge *j, const asb_json *entry) {
    if (asb_json_type(entry) != ASB_JSON_OBJECT && asb_json_type(entry) != ASB_JSON_TEXT) {
        judge_fail_value(j, "duty", entry, "neither an id nor an object");
        return 1;
    }
    for (const asb_json *v = first_of(entry); v != NULL; v = asb_json_next(v)) {
        if (key_of(v) != KEY_NONE || strncmp(asb_json_key(v, NULL), "x-", 2) == 0) continue;
        judge_fail_value(j, asb_json_key(v, NULL), v, "no such key in a duty");
        return 1;
    }
    return 0;
}

static int is_list(judge *j, const char *what, const asb_json *wanted) {
    if (asb_json_type(wanted) == ASB_JSON_LIST) return 1;
    judge_fail_value(j, what, wanted, "no list");
    return 0;
}

static int is_count_met(const asb_json *entry, uint32_t found) {
    const asb_json *count = asb_json_get(entry, "count");
    int64_t wanted;

    if (count == NULL) return found > 0;
    return asb_json_integer(&wanted, count) == ASB_OK && wanted == (int64_t)found;
}

static void judge_duty(judge *j, const asb_json *entry) {
    words w = {0};
    uint32_t found;

    if (is_entry_wrong(j, entry)) return;
    found = count_fitting(j, entry);
    if (is_count_met(entry, found)) return;
    if (found > 0) words_format(&w, "%lu such among ", (unsigned long)found);
    put_duties_of_rule(&w, j, entry);
    judge_fail_value(j, "duty", entry, w.data);
    words_free(&w);
}

void judge_duties(judge *j, const asb_json *wanted) {
    if (!is_list(j, "duties", wanted)) return;
    for (const asb_json *v = first_of(wanted); v != NULL; v = asb_json_next(v)) judge_duty(j, v);
}

/* ---- no_duties */

static int is_to_be_done(const judge *j, uint32_t i) {
    int32_t state = asb_duties_state(j->duties, i);

    return state == ASB_DUTY_OPEN || state == ASB_DUTY_OVERDUE;
}

static void judge_no_duty(judge *j, const asb_json *entry) {
    if (is_entry_wrong(j, entry)) return;
    for (uint32_t i = 0; i < j->duty_count; i++) {
        words w = {0};
        if (!is_to_be_done(j, i) || !fits(j, entry, i)) continue;
        put_duty(&w, j, i);
        judge_fail_value(j, "no duty", entry, w.data);
        words_free(&w);
        return;
    }
}

void judge_no_duties(judge *j, const asb_json *wanted) {
    if (!is_list(j, "no_duties", wanted)) return;
    for (const asb_json *v = first_of(wanted); v != NULL; v = asb_json_next(v)) judge_no_duty(j, v);
}

/* ---- explain: in what is matched by `duties`, or in any where none are named */

static int is_named(judge *j, uint32_t i) {
    const asb_json *entries = asb_json_get(j->expect, "duties");

    if (asb_json_count(entries) == 0) return 1;
    for (const asb_json *v = first_of(entries); v != NULL; v = asb_json_next(v))
        if (fits(j, v, i)) return 1;
    return 0;
}

static int is_explained(judge *j, const char *text) {
    for (uint32_t i = 0; i < j->duty_count; i++)
        if (is_named(j, i) && strstr(judge_explanation(j, i), text) != NULL) return 1;
    return 0;
}

void judge_explain(judge *j, const asb_json *wanted) {
    const char *text = plain_text(wanted);

    if (asb_json_type(wanted) == ASB_JSON_LIST) {
        for (const asb_json *v = first_of(wanted); v != NULL; v = asb_json_next(v)) judge_explain(j, v);
        return;
    }
    if (text == NULL || !is_explained(j, text)) judge_fail_value(j, "explain", wanted, "no explanation that has it");
}
