/* asb rehearse: what would be different under another policy, or with another day off (docs/rehearsal.md). Nothing is written. */
#include "journal.h"
#include "rows.h"
#include "terminal.h"

#include <asb/rehearsal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 20 };

/* ---- what is to be rehearsed */

static int set_policies(app *a, asb_rehearsal *r) {
    for (int i = 0; i < a->options.policy_count; i++) {
        asb_policy *policy = NULL;
        int code;
        if (open_policy(&policy, a->engine, a->options.policies[i], &code)) return code;
        int32_t status = asb_rehearsal_policy(r, policy, a->options.instead_of);
        asb_policy_free(policy);
        if (status != ASB_OK) return say_error(a->engine, status, a->options.policies[i]);
    }
    return EXIT_DONE;
}

/* The days of --holiday, and KEY=VALUE; or the object that is given. */
static int make_request(app *a, words *w) {
    if (a->count > 0 && a->words[0][0] == '{') {
        words_add(w, a->words[0]);
        return a->count > 1 || a->options.holiday_count > 0 ? -1 : 0;
    }
    words_add(w, "{\"added\":[");
    for (int i = 0; i < a->options.holiday_count; i++) {
        if (i > 0) words_add(w, ",");
        words_json_text(w, a->options.holidays[i]);
    }
    words_add(w, "]");
    return put_keys(w, a, 0);
}

/* ---- what was found */

static asb_rows *ask(asb_rehearsal *r, const char *name, const char *more) {
    asb_rows *rows = NULL;
    words query = {0};

    words_format(&query, "{\"query\":\"%s\"%s}", name, more);
    if (asb_rehearsal_rows(&rows, r, query.data, query.length) != ASB_OK) rows = NULL;
    words_free(&query);
    return rows;
}

static long total(const asb_rows *totals, const char *column) {
    int64_t number = 0;

    (void)asb_rows_number(&number, totals, 0, column);
    return (long)number;
}

static void print_totals(const asb_rows *t) {
    long cases = total(t, "cases"), records = total(t, "records");

    printf("%ld %s, %ld %s: %ld would be different\n", cases, cases == 1 ? "case" : "cases", records, records == 1 ? "record" : "records",
           total(t, "changed"));
    printf("dates that move: %ld (%ld earlier, %ld later)\n", total(t, "moved"), total(t, "earlier"), total(t, "later"));
    printf("duties missed: %ld, and %ld before\n", total(t, "missed_after"), total(t, "missed_before"));
    printf("steps refused that were not: %ld; the other way: %ld\n", total(t, "refused"), total(t, "allowed"));
}

/* The first few rows, with --all every one. Who has missed as much as before is only said with --all. */
static void print_list(app *a, asb_rehearsal *r, const char *name, const char *title) {
    char keys[64];

    snprintf(keys, sizeof keys, ",\"limit\":%d%s", a->options.all ? 1000000 : SHOWN,
             strcmp(name, "missed") == 0 && !a->options.all ? ",\"differs\":true" : "");
    asb_rows *rows = ask(r, name, keys);
    if (rows != NULL && asb_rows_count(rows) > 0) {
        printf("\n%s%s%s\n", style_on(STYLE_BOLD), title, style_off(STYLE_BOLD));
        print_table(a, rows);
        if (asb_rows_total(rows) > asb_rows_count(rows))
            printf("%lu more: --all\n", (unsigned long)(asb_rows_total(rows) - asb_rows_count(rows)));
    }
    asb_rows_free(rows);
}

static int print_found(app *a, asb_rehearsal *r) {
    asb_rows *totals = ask(r, "totals", "");
    long failed = totals != NULL ? total(totals, "failed") : 0;

    if (totals == NULL) return say_trouble(a->options.store, asb_error_message(a->engine));
    print_totals(totals);
    asb_rows_free(totals);
    print_list(a, r, "missed", "Missed, by officer and duty");
    print_list(a, r, "moved", "Dates that move");
    print_list(a, r, "duties", "Duties that begin or end");
    print_list(a, r, "decisions", "Steps decided otherwise");
    print_list(a, r, "failed", "Cases that could not be rehearsed");
    return failed > 0 ? EXIT_NO : EXIT_DONE;
}

/* One object, with the answer to each question. */
static int print_json(app *a, asb_rehearsal *r) {
    static const char *const names[] = {"totals", "missed", "moved", "duties", "decisions", "cases", "failed"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        asb_text *text = NULL;
        words query = {0};
        words_format(&query, "{\"query\":\"%s\",\"limit\":1000000}", names[i]);
        int32_t status = asb_rehearsal_query(&text, r, query.data, query.length);
        words_free(&query);
        if (status != ASB_OK) return say_error(a->engine, status, names[i]);
        printf("%s\"%s\":%s", i > 0 ? "," : "{", names[i], asb_text_data(text));
        asb_text_free(text);
    }
    puts("}");
    return EXIT_DONE;
}

static int rehearse(app *a, asb_rehearsal *r, const words *request) {
    int code = set_policies(a, r);
    if (code != EXIT_DONE) return code;
    int32_t status = asb_rehearsal_run(r, request->data, request->length);
    if (status == ASB_EINVALID || status == ASB_EJSON) {
        say_error(a->engine, status, asb_error_pointer(a->engine)[0] != '\0' ? asb_error_pointer(a->engine) + 1 : "request");
        return EXIT_USAGE;
    }
    if (status != ASB_OK) return say_error(a->engine, status, a->options.store);
    return a->options.json ? print_json(a, r) : print_found(a, r);
}

int command_rehearse(app *a) {
    asb_store *store = NULL;
    asb_rehearsal *r = NULL;
    words request = {0};
    int code = EXIT_DONE;

    if (a->options.policy_count + a->options.holiday_count + a->count == 0)
        return say_usage("rehearse takes --policy, --holiday or a request; see asb rehearse --help");
    if (make_request(a, &request)) {
        words_free(&request);
        return say_usage("the words of rehearse are KEY=VALUE, or one JSON object; see asb rehearse --help");
    }
    if (!open_journal(a, &store, &code)) {
        int32_t status = asb_rehearsal_new(&r, a->engine, store);
        code = status == ASB_OK ? rehearse(a, r, &request) : say_error(a->engine, status, a->options.store);
    }
    asb_rehearsal_free(r);
    asb_store_free(store);
    words_free(&request);
    return code;
}
