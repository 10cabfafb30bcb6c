/* asb new, add, may: records that are tried, and added. */
#include "begun.h"
#include "journal.h"
#include "terminal.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 5 }; /* how often a record is tried again where others wrote first */

/* ---- the record of the command line */

static int read_fields(const char *argument, words *out) {
    size_t length;
    char *data;

    if (strcmp(argument, "-") != 0) {
        words_add(out, argument);
        return 0;
    }
    data = read_file(argument, &length);
    if (data == NULL) return -1;
    words_bytes(out, data, length);
    free(data);
    return 0;
}

static int set_actor(app *a, asb_record *r) {
    const char *as = a->options.as, *colon = as == NULL ? NULL : strrchr(as, ':');
    words by = {0};
    int32_t status;

    if (colon == NULL) return say_usage("say who does it: --as ACTOR:ROLE");
    words_bytes(&by, as, (size_t)(colon - as));
    status = asb_record_set_actor(r, by.data, colon + 1);
    words_free(&by);
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, "--as");
}

/* Fields are put in one by one, so that what is wrong in one is said of it. */
static int set_fields(app *a, asb_record *r, const asb_json *fields) {
    int code = EXIT_DONE;

    if (asb_json_type(fields) != ASB_JSON_OBJECT) return say_usage("FIELDS is a JSON object, such as '{\"text\":\"seen today\"}'");
    for (const asb_json *v = asb_json_at(fields, 0); v != NULL && code == EXIT_DONE; v = asb_json_next(v)) {
        words w = {0};
        int32_t status;
        words_json_value(&w, v);
        status = asb_record_set_json(r, asb_json_key(v, NULL), w.data, w.length);
        if (status != ASB_OK) code = say_error(a->engine, status, "FIELDS");
        words_free(&w);
    }
    return code;
}

static int fill_record(app *a, asb_record *r, const char *argument) {
    words text = {0};
    asb_json *fields = NULL;
    int32_t status;
    int code = set_actor(a, r);

    if (code == EXIT_DONE && a->options.at != NULL && asb_record_set_at(r, a->options.at) != ASB_OK)
        code = say_usage("--at is a date or an instant, such as 2026-03-02T09:15");
    if (code != EXIT_DONE) return code;
    if (read_fields(argument, &text)) return EXIT_TROUBLE;
    status = asb_json_parse(&fields, a->engine, words_text(&text), text.length);
    code = status == ASB_OK ? set_fields(a, r, fields) : say_error(a->engine, status, "FIELDS");
    asb_json_free(fields);
    words_free(&text);
    return code;
}

static int make_record(app *a, const char *kind, const char *fields, asb_record **out) {
    int32_t status = asb_record_new(out, a->engine, kind);

    return status == ASB_OK ? fill_record(a, *out, fields) : say_error(a->engine, status, kind);
}

/* ---- saying what came of it */

static style style_of(int32_t effect) {
    return effect == ASB_EFFECT_REFUSED ? STYLE_BAD : STYLE_WARNING;
}

void print_decision(const asb_decision *d) {
    static const char *const effects[] = {"", "refused", "warning", "deviation", "breach"};

    for (uint32_t i = 0; d != NULL && i < asb_decision_count(d); i++) {
        int32_t effect = asb_decision_effect(d, i);
        printf("%s%s%s  %s (%s): %s\n", style_on(style_of(effect)), effects[effect], style_off(style_of(effect)), asb_decision_guard(d, i),
               asb_decision_clause(d, i), asb_decision_message(d, i));
    }
}

typedef struct result {
    const char *status; /* added, allowed, refused, conflict */
    asb_case *c;
    const char *kind;
    const asb_decision *decision;
} result;

static void print_json(const result *r) {
    asb_text *decision = NULL;
    words w = {0};

    words_format(&w, "{\"status\":\"%s\",\"case\":", r->status);
    words_json_text(&w, asb_case_id(r->c));
    words_format(&w, ",\"records\":%lu,\"decision\":", (unsigned long)asb_case_count(r->c));
    words_add(&w, r->decision != NULL && asb_decision_json(&decision, r->decision) == ASB_OK ? asb_text_data(decision) : "null");
    printf("%s}\n", w.data);
    asb_text_free(decision);
    words_free(&w);
}

static void print_result(app *a, const result *r) {
    if (a->options.json) {
        print_json(r);
        return;
    }
    if (strcmp(r->status, "added") == 0)
        printf("%s: record %lu, %s, added\n", asb_case_id(r->c), (unsigned long)asb_case_count(r->c), r->kind);
    else
        printf("%s: %s, %s\n", asb_case_id(r->c), r->kind, r->status);
    print_decision(r->decision);
}

/* ---- saving: whoever wrote first was right, and the record is tried again against that */

/* ASB_OK where it may be saved again; ASB_REFUSED (and it was said why) where what others wrote stands against it. */
static int32_t try_again(asb_case *c) {
    asb_conflicts *lost = NULL;
    int32_t status = asb_case_reload(&lost, c);

    if (status != ASB_OK) return status;
    for (uint32_t i = 0; i < asb_conflicts_count(lost); i++)
        fprintf(stderr, "asb: %s: others wrote first, and now: %s\n", asb_case_id(c), asb_conflicts_message(lost, i));
    status = asb_conflicts_count(lost) > 0 ? ASB_REFUSED : ASB_OK;
    asb_conflicts_free(lost);
    return status;
}

static int32_t save(asb_case *c) {
    int32_t status = asb_case_save(c);

    for (int i = 0; status == ASB_CONFLICT && i < PATIENCE; i++) {
        status = try_again(c);
        if (status == ASB_OK) status = asb_case_save(c);
    }
    return status;
}

static int add(app *a, asb_case *c, const asb_record *record) {
    asb_decision *decision = NULL;
    result r = {"added", c, asb_record_kind(record), NULL};
    int32_t status = asb_case_add(&decision, c, record), saved;

    r.decision = decision;
    if (status != ASB_OK && status != ASB_REFUSED) return say_error(a->engine, status, asb_record_kind(record));
    saved = status == ASB_OK ? save(c) : ASB_OK;
    if (status == ASB_REFUSED || saved == ASB_REFUSED)
        r.status = "refused";
    else if (saved == ASB_CONFLICT)
        r.status = "conflict: others wrote first, each time it was tried";
    if (saved < 0)
        say_error(a->engine, saved, a->options.store);
    else
        print_result(a, &r);
    asb_decision_free(decision);
    return exit_code(saved != ASB_OK ? saved : status);
}

static int may(app *a, asb_case *c, const asb_record *record) {
    asb_decision *decision = NULL;
    result r = {"allowed", c, asb_record_kind(record), NULL};
    int32_t status = asb_case_may(&decision, c, record);

    r.decision = decision;
    if (status != ASB_OK && status != ASB_REFUSED) return say_error(a->engine, status, asb_record_kind(record));
    if (status == ASB_REFUSED) r.status = "refused";
    print_result(a, &r);
    asb_decision_free(decision);
    return exit_code(status);
}

/* ---- the commands */

static int with_case(app *a, int (*then)(app *a, asb_case *c, const asb_record *record)) {
    asb_record *record = NULL;
    asb_store *store = NULL;
    asb_case *c = NULL;
    int code = make_record(a, a->words[1], a->words[2], &record);

    if (code == EXIT_DONE && !open_journal(a, &store, &code) && !open_case(a, store, a->words[0], &c, &code)) code = then(a, c, record);
    asb_case_free(c);
    asb_store_free(store);
    asb_record_free(record);
    return code;
}

int command_add(app *a) {
    return a->count == 3 ? with_case(a, add) : say_usage("add takes ID, KIND and FIELDS; see asb add --help");
}

int command_may(app *a) {
    return a->count == 3 ? with_case(a, may) : say_usage("may takes ID, KIND and FIELDS; see asb may --help");
}

static int begin_case(app *a, asb_policy *policy, const asb_record *record) {
    asb_store *store = NULL;
    asb_case *c = NULL;
    int32_t status;
    int code;

    if (open_journal(a, &store, &code)) return code;
    status = asb_case_new(&c, a->engine, policy, store, a->words[0]);
    code = status == ASB_OK ? add(a, c, record) : say_error(a->engine, status, a->words[0]);
    asb_case_free(c);
    asb_store_free(store);
    return code;
}

/* Is the id free, and one that a case may have? Nothing is written. */
static int may_begin(app *a, asb_store *store, asb_policy *policy) {
    const char *id = a->words[0];
    char *begun = begun_policy(a->options.store, id);
    asb_case *c = NULL;
    int32_t status = begun == NULL ? asb_case_open(&c, store, id) : ASB_OK;
    int code = EXIT_DONE;

    if (status == ASB_ABSENT) {
        status = asb_case_new(&c, a->engine, policy, store, id);
        if (status != ASB_OK) code = say_error(a->engine, status, id);
    } else if (status == ASB_OK) {
        code = say_no(id, begun != NULL ? "this case has been begun: add its first record" : "the journal has this case already");
    } else {
        code = say_error(a->engine, status, id);
    }
    asb_case_free(c);
    free(begun);
    return code;
}

/* The case has its id and its policy; the record that makes it one comes with `add`. */
static int note_case(app *a, const asb_policy *policy) {
    const char *id = a->words[0];
    words w = {0};

    if (begun_note(a->options.store, id, a->options.policy)) return say_trouble(a->options.store, "the file beside it cannot be written");
    words_json_text(&w, id);
    if (a->options.json)
        printf("{\"status\":\"begun\",\"case\":%s,\"records\":0,\"decision\":null}\n", w.data);
    else
        printf("%s: begun under %s; add its first record, a report or a tenancy\n", id, asb_policy_id(policy));
    words_free(&w);
    return EXIT_DONE;
}

static int without_record(app *a) {
    asb_policy *policy = NULL;
    asb_store *store = NULL;
    int code;

    if (strpbrk(a->words[0], "\t\r\n") != NULL) return say_usage("the ID of a case begun without a record has no tab or line end in it");
    if (strpbrk(a->options.policy, "\r\n") != NULL) return say_usage("--policy: the path is in one line");
    if (strcmp(a->options.policy, "-") == 0) return say_usage("--policy: a document that is kept in a file is needed here");
    if (!open_policy(&policy, a->engine, a->options.policy, &code) && !open_journal(a, &store, &code)) {
        code = may_begin(a, store, policy);
        if (code == EXIT_DONE) code = note_case(a, policy);
    }
    asb_policy_free(policy);
    asb_store_free(store);
    return code;
}

static int with_record(app *a) {
    asb_record *record = NULL;
    asb_policy *policy = NULL;
    int code = make_record(a, a->words[1], a->words[2], &record);

    if (code == EXIT_DONE && !open_policy(&policy, a->engine, a->options.policy, &code)) code = begin_case(a, policy, record);
    asb_policy_free(policy);
    asb_record_free(record);
    return code;
}

int command_new(app *a) {
    if (a->count != 1 && a->count != 3) return say_usage("new takes ID, or ID, KIND and FIELDS; see asb new --help");
    if (a->options.policy == NULL) return say_usage("say under which policy: --policy ID");
    return a->count == 1 ? without_record(a) : with_record(a);
}
