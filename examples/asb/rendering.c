/* asb render: letters and other documents of a case. */
#include "journal.h"
#include "words.h"

#include <asb/document.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is wanted */

/* The kind that the options name; NULL where they name none, or several. */
static const char *kind_of(const options *o) {
    const char *kind = NULL;
    int count = 0;

    if (o->letter != NULL || o->text != NULL) kind = "letter", count++;
    if (o->casefile) kind = "case-file", count++;
    if (o->chronology) kind = "chronology", count++;
    if (o->subject_access) kind = "subject-access", count++;
    if (o->data) kind = "case-data", count++;
    if (o->form != NULL) kind = o->form, count++;
    return count == 1 ? kind : NULL;
}

static int32_t set_if(asb_document *d, const char *name, const char *value) {
    return value != NULL ? asb_document_set(d, name, value) : ASB_OK;
}

static int set_text(app *a, asb_document *d) {
    size_t length;
    char *text;
    int32_t status;

    if (a->options.text == NULL) return EXIT_DONE;
    text = read_file(a->options.text, &length);
    if (text == NULL) return EXIT_TROUBLE;
    status = asb_document_set(d, "text", text);
    free(text);
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, a->options.text);
}

/* NAME=VALUE; without a value, it is set to nothing. */
static int set_one(app *a, asb_document *d, const char *assignment) {
    const char *equals = strchr(assignment, '=');
    words name = {0};
    int32_t status;

    if (equals == NULL) return say_usage("--set takes NAME=VALUE");
    words_bytes(&name, assignment, (size_t)(equals - assignment));
    status = asb_document_set(d, words_text(&name), equals + 1);
    words_free(&name);
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, "--set");
}

static int set_all(app *a, asb_document *d) {
    const options *o = &a->options;
    int32_t status = set_if(d, "template", o->letter);
    int code = EXIT_DONE;

    if (status == ASB_OK) status = set_if(d, "party", o->party);
    if (status == ASB_OK) status = set_if(d, "audience", o->audience);
    if (status == ASB_OK) status = set_if(d, "seq", o->seq);
    if (status != ASB_OK) return say_error(a->engine, status, "render");
    code = set_text(a, d);
    for (int i = 0; i < o->set_count && code == EXIT_DONE; i++) code = set_one(a, d, o->set[i]);
    return code;
}

/* ---- what comes of it */

static int write_out(const app *a, const asb_text *text) {
    const char *path = a->options.output;
    FILE *file = path != NULL ? fopen(path, "wb") : stdout;
    size_t length = asb_text_length(text);
    int is_written;

    if (file == NULL) return say_trouble(path, "it cannot be written");
    is_written = fwrite(asb_text_data(text), 1, length, file) == length;
    if (path != NULL && fclose(file) != 0) is_written = 0;
    return is_written ? EXIT_DONE : say_trouble(path != NULL ? path : "standard output", "it cannot be written");
}

static int make(app *a, asb_document *d) {
    int32_t format = a->options.html ? ASB_FORMAT_HTML : a->options.json || a->options.data ? ASB_FORMAT_JSON : ASB_FORMAT_TEXT;
    asb_text *text = NULL;
    int32_t status = a->options.withheld ? asb_document_withheld(&text, d) : asb_document_render(&text, d, format);
    int code;

    if (status == ASB_EARGUMENT) return say_usage("this document is not made in that format");
    if (status != ASB_OK) return say_error(a->engine, status, a->words[0]);
    if (a->options.withheld) return print_text(text);
    code = write_out(a, text);
    asb_text_free(text);
    return code;
}

static int render(app *a, asb_case *c, const char *kind) {
    asb_document *d = NULL;
    int32_t status = asb_document_new(&d, c, kind);
    int code;

    if (status != ASB_OK) return say_error(a->engine, status, "render");
    code = set_all(a, d);
    if (code == EXIT_DONE) code = make(a, d);
    asb_document_free(d);
    return code;
}

int command_render(app *a) {
    const char *kind = kind_of(&a->options);
    asb_store *store = NULL;
    asb_case *c = NULL;
    int code;

    if (a->count != 1) return say_usage("this command takes one ID");
    if (kind == NULL)
        return say_usage("say what to render: one of --letter, --casefile, --chronology, --subject-access, --data and --form");
    if (a->options.html && a->options.json) return say_usage("--html or --json, not both");
    if (open_journal(a, &store, &code)) return code;
    if (!open_case(a, store, a->words[0], &c, &code)) code = render(a, c, kind);
    asb_case_free(c);
    asb_store_free(store);
    return code;
}
