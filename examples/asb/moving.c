/* asb head, export, import, copy: what goes out of a journal, and comes in. */
#include "journal.h"

#include <asb/sys/store.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- head */

int command_head(app *a) {
    asb_store *store = NULL;
    asb_case *c = NULL;
    asb_text *text = NULL;
    int32_t status = ASB_OK;
    int code;

    if (a->count > !a->options.all) return say_usage("head takes at most one ID, or --all; see asb head --help");
    if (open_journal(a, &store, &code)) return code;
    code = EXIT_DONE;
    if (a->count == 0)
        status = a->options.all ? asb_store_heads(&text, store) : asb_store_head(&text, store);
    else if (!open_case(a, store, a->words[0], &c, &code))
        status = asb_case_head(&text, c);
    if (status != ASB_OK) code = say_error(a->engine, status, a->options.store);
    if (text != NULL) code = print_text(text);
    asb_case_free(c);
    asb_store_free(store);
    return code;
}

/* ---- export */

static int32_t print_line(void *self, asb_bytes line) {
    (void)self;
    return fwrite(line.data, 1, line.length, stdout) == line.length ? ASB_OK : ASB_EUSER;
}

static int export_case(app *a, asb_store *store) {
    asb_case *c = NULL;
    asb_text *text = NULL;
    int code;

    if (open_case(a, store, a->words[0], &c, &code)) return code;
    int32_t status = asb_case_export(&text, c);
    code = status == ASB_OK ? print_text(text) : say_error(a->engine, status, a->words[0]);
    asb_case_free(c);
    return code;
}

int command_export(app *a) {
    asb_store *store = NULL;
    int32_t status = ASB_OK;
    int code;

    if (a->count > 1) return say_usage("export takes at most one ID; see asb export --help");
    if (open_journal(a, &store, &code)) return code;
    if (a->count == 1)
        code = export_case(a, store);
    else
        status = asb_store_export_to(store, print_line, NULL);
    if (a->count == 0) code = status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, a->options.store);
    asb_store_free(store);
    return code;
}

/* ---- import, copy */

static long number(const asb_json *object, const char *key) {
    int64_t value;

    asb_json_integer(&value, asb_json_get(object, key));
    return (long)value;
}

static void print_report(const asb_json *report) {
    const asb_json *left = asb_json_get(report, "left");

    for (const asb_json *v = asb_json_at(left, 0); v != NULL; v = asb_json_next(v)) {
        const char *id = asb_json_text(asb_json_get(v, "case"), NULL), *what = asb_json_text(asb_json_get(v, "what"), NULL);
        fputs(id != NULL && *id != '\0' ? id : "the journal", stdout);
        if (number(v, "seq") > 0) printf(" record %ld", number(v, "seq"));
        printf(": %s\n", what != NULL ? what : "");
    }
    printf("%ld %s: %ld written, %ld carried on, %ld there already\n", number(report, "cases"),
           number(report, "cases") == 1 ? "case" : "cases", number(report, "written"), number(report, "grown"), number(report, "same"));
}

/* Takes the text that came with the status. */
static int say_report(app *a, int32_t status, asb_text *text, const char *about) {
    asb_json *report = NULL;
    int code = status == ASB_OK ? EXIT_DONE : EXIT_NO;

    if (text == NULL) return say_error(a->engine, status, about);
    if (a->options.json) return print_text(text) != EXIT_DONE ? EXIT_TROUBLE : code;
    if (asb_json_parse(&report, a->engine, asb_text_data(text), asb_text_length(text)) == ASB_OK) print_report(report);
    asb_json_free(report);
    asb_text_free(text);
    return code;
}

static int import_case(app *a, asb_store *store, const char *json, size_t length) {
    asb_case *c = NULL;
    int32_t status = asb_case_import(&c, store, json, length);

    if (status != ASB_OK) return say_error(a->engine, status, a->words[0]);
    if (a->options.json)
        printf("{\"cases\":1,\"written\":1,\"grown\":0,\"same\":0,\"left\":[]}\n");
    else
        printf("%s: %lu %s\n", asb_case_id(c), (unsigned long)asb_case_count(c), asb_case_count(c) == 1 ? "record" : "records");
    asb_case_free(c);
    return EXIT_DONE;
}

/* One case is an object with its calendar and policies; a journal begins with a line of its own. */
static int is_journal(const char *json) {
    return strncmp(json, "{\"asb_store\":", 13) == 0;
}

int command_import(app *a) {
    asb_store *store = NULL;
    asb_text *text = NULL;
    size_t length;
    int code;

    if (a->count != 1) return say_usage("import takes one FILE; see asb import --help");
    char *json = read_file(a->words[0], &length);
    if (json == NULL) return EXIT_TROUBLE;
    if (open_journal(a, &store, &code)) return free(json), code;
    if (is_journal(json)) {
        int32_t status = asb_store_import(&text, store, json, length);
        code = say_report(a, status, text, a->words[0]);
    } else
        code = import_case(a, store, json, length);
    asb_store_free(store);
    free(json);
    return code;
}

int command_copy(app *a) {
    asb_store *from = NULL, *to = NULL;
    asb_text *text = NULL;
    int code;

    if (a->count != 1) return say_usage("copy takes one other journal; see asb copy --help");
    if (open_journal(a, &from, &code)) return code;
    int32_t status = asb_store_journal(&to, a->engine, a->words[0]);
    if (status == ASB_OK) status = asb_store_copy(&text, to, from);
    code = say_report(a, status, text, a->words[0]);
    asb_store_free(to);
    asb_store_free(from);
    return code;
}
