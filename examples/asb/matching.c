/* asb match: which cases may be about the same people, home or incident as a case, or as a report that is no case yet. It suggests; nothing is joined. */
#include "journal.h"
#include "question.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the answer */

static style style_of(int64_t strength) {
    return strength >= 80 ? STYLE_BAD : strength >= 60 ? STYLE_WARNING : STYLE_PLAIN;
}

static void print_suggestion(const asb_rows *rows, uint32_t i) {
    int64_t strength = 0;
    (void)asb_rows_number(&strength, rows, i, "strength");
    style s = style_of(strength);
    printf("%s%s%s  %s  %s%d%s  %s", style_on(STYLE_BOLD), asb_rows_text(rows, i, "case"), style_off(STYLE_BOLD),
           asb_rows_text(rows, i, "reason"), style_on(s), (int)strength, style_off(s), asb_rows_text(rows, i, "state"));
    if (asb_rows_text(rows, i, "officer")[0] != '\0') printf(", %s", asb_rows_text(rows, i, "officer"));
    printf(", reported %s\n    %s\n", asb_rows_text(rows, i, "reported"), asb_rows_text(rows, i, "why"));
}

static void print_suggestions(app *a, const asb_rows *rows) {
    (void)a;
    for (uint32_t i = 0; i < asb_rows_count(rows); i++) print_suggestion(rows, i);
    if (asb_rows_count(rows) == 0) puts("no case matches");
    if (asb_rows_next(rows)[0] != '\0')
        printf("%u of %u; the next page: after='%s'\n", (unsigned)asb_rows_count(rows), (unsigned)asb_rows_total(rows),
               asb_rows_next(rows));
}

static int ask(app *a, asb_caseload *caseload, const words *question) {
    return question_ask(a, caseload, question, print_suggestions);
}

/* ---- a report that is no case yet: its records, which no guard is asked about */

static int admit(app *a, asb_case *c, const asb_json *v, const char *path) {
    asb_record *r = NULL;
    words w = {0};
    words_json_value(&w, v);
    int32_t status = asb_record_parse(&r, a->engine, w.data, w.length);
    words_free(&w);
    if (status == ASB_OK) status = asb_case_admit(NULL, c, r, INT64_MIN, 0);
    asb_record_free(r);
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, path);
}

static int admit_all(app *a, asb_case *c, const asb_json *records, const char *path) {
    int code = EXIT_DONE;
    if (asb_json_type(records) == ASB_JSON_OBJECT) return admit(a, c, records, path);
    if (asb_json_type(records) != ASB_JSON_LIST || asb_json_at(records, 0) == NULL)
        return say_no(path, "it is to be a record, or a list of records");
    for (const asb_json *v = asb_json_at(records, 0); v != NULL && code == EXIT_DONE; v = asb_json_next(v)) code = admit(a, c, v, path);
    return code;
}

static int read_records(app *a, const char *path, asb_json **out) {
    size_t length;
    char *data = read_file(path, &length);
    if (data == NULL) return EXIT_TROUBLE;
    int32_t status = asb_json_parse(out, a->engine, data, length);
    free(data);
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, path);
}

static int put_summary(app *a, asb_case *c, words *question) {
    asb_text *summary = NULL;
    int32_t status = asb_case_summary(&summary, c);
    if (status != ASB_OK) return say_error(a->engine, status, "the report");
    words_add(question, "{\"query\":\"matches\",\"summary\":");
    words_bytes(question, asb_text_data(summary), asb_text_length(summary));
    asb_text_free(summary);
    return EXIT_DONE;
}

static int put_report(app *a, const char *path, words *question) {
    asb_policy *policy = NULL;
    asb_case *c = NULL;
    asb_json *records = NULL;
    int code = EXIT_DONE;
    if (open_policy(&policy, a->engine, a->options.policy, &code)) return code;
    int32_t status = asb_case_new(&c, a->engine, policy, NULL, "report");
    code = status == ASB_OK ? read_records(a, path, &records) : say_error(a->engine, status, path);
    if (code == EXIT_DONE) code = admit_all(a, c, records, path);
    if (code == EXIT_DONE) code = put_summary(a, c, question);
    asb_json_free(records);
    asb_case_free(c);
    asb_policy_free(policy);
    return code;
}

/* ---- */

static int put_case(const char *id, words *question) {
    words_add(question, "{\"query\":\"matches\",\"case\":");
    words_json_text(question, id);
    return EXIT_DONE;
}

int command_match(app *a) {
    words question = {0};
    if (a->count == 0) return say_usage("match takes a case, or with --policy a file with a report; see asb match --help");
    if (a->options.store == NULL) return say_usage("say which journal: --store FILE");
    int code = a->options.policy != NULL ? put_report(a, a->words[0], &question) : put_case(a->words[0], &question);
    if (code == EXIT_DONE && question_keys(&question, a, 1)) code = say_usage("after the case stand KEY=VALUE; see asb match --help");
    if (code == EXIT_DONE) code = with_caseload(a, &question, ask);
    words_free(&question);
    return code;
}
