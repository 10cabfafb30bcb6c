/* asb report nm01, monitoring, performance, case-reviews: reports over all cases of a journal, as a page, as CSV, as JSON, or as tables in the terminal. */
#include "report.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_KEYS = 24, MOST_ROWS = 20 };

/* ---- asking */

int is_report(const app *a, const char *name) {
    static const char *const names[] = {"nm01", "monitoring", "case-reviews", "performance"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) return i < 3 || a->options.format != NULL; /* performance is a question as well */
    return 0;
}

static void put_option(words *w, const char *key, const char *value, int is_number) {
    if (value == NULL) return;
    words_format(w, ",\"%s\":", key);
    if (is_number && value[0] != '\0' && value[0] != '0' && strspn(value, "0123456789") == strlen(value))
        words_add(w, value);
    else
        words_json_text(w, value);
}

/* The keys that have an option of their own come from it; all others are KEY=VALUE. */
static int put_request(words *w, const app *a, const char *format) {
    const options *o = &a->options;
    words_add(w, "{\"report\":");
    words_json_text(w, a->words[0]);
    put_option(w, "format", format, 0);
    put_option(w, "year", o->year, 0);
    put_option(w, "homes", o->homes, 1);
    put_option(w, "from", o->from, 0);
    put_option(w, "to", o->to, 0);
    put_option(w, "table", o->table, 0);
    return question_keys(w, a, 1);
}

/* ---- in the terminal */

typedef struct columns {
    const char *keys[MOST_KEYS];
    size_t count;
} columns;

static size_t place_of(const columns *c, const char *key) {
    size_t i = 0;
    while (i < c->count && strcmp(c->keys[i], key) != 0) i++;
    return i;
}

/* Keys that are in one row and not in another keep their place among the others. */
static void add_keys(columns *c, const asb_json *row) {
    size_t next = 0;
    for (const asb_json *v = asb_json_at(row, 0); v != NULL; v = asb_json_next(v)) {
        size_t at = place_of(c, asb_json_key(v, NULL));
        if (asb_json_type(v) == ASB_JSON_LIST || (at == c->count && c->count == MOST_KEYS)) continue;
        if (at == c->count) {
            memmove(&c->keys[next + 1], &c->keys[next], (c->count - next) * sizeof c->keys[0]);
            c->keys[at = next] = asb_json_key(v, NULL);
            c->count++;
        }
        next = at + 1;
    }
}

static void add_row(table *t, const columns *c, const asb_json *row) {
    for (size_t i = 0; i < c->count; i++) {
        words cell = {0};
        const asb_json *v = asb_json_get(row, c->keys[i]);
        if (v != NULL && asb_json_type(v) == ASB_JSON_TEXT)
            words_add(&cell, asb_json_text(v, NULL));
        else if (v != NULL)
            words_json_value(&cell, v);
        table_add(t, words_text(&cell), STYLE_PLAIN);
        words_free(&cell);
    }
}

static void print_figures(const app *a, const asb_json *rows) {
    columns c = {{NULL}, 0};
    table t;
    size_t count = 0, most = a->options.table != NULL ? (size_t)-1 : MOST_ROWS;
    printf("%s%s%s\n", style_on(STYLE_BOLD), asb_json_key(rows, NULL), style_off(STYLE_BOLD));
    for (const asb_json *row = asb_json_at(rows, 0); row != NULL; row = asb_json_next(row)) add_keys(&c, row);
    table_begin(&t, c.count, c.keys);
    for (const asb_json *row = asb_json_at(rows, 0); row != NULL; row = asb_json_next(row), count++)
        if (count < most) add_row(&t, &c, row);
    table_print(&t, "  ");
    if (count == 0) puts("  nothing");
    if (count > most) printf("  and %u more: --table %s\n", (unsigned)(count - most), asb_json_key(rows, NULL));
}

static void print_member(const asb_json *report, const char *key, const char *label) {
    const asb_json *v = asb_json_get(report, key);
    if (v != NULL) printf("%s %s\n", label, asb_json_text(v, NULL));
}

static int print_tables(const app *a, const asb_text *text) {
    asb_json *report = NULL;
    int32_t status = asb_json_parse(&report, a->engine, asb_text_data(text), asb_text_length(text));
    if (status != ASB_OK) return say_error(a->engine, status, "report");
    print_member(report, "definition", "Definition:");
    print_member(report, "from", "From");
    print_member(report, "to", "To");
    for (const asb_json *rows = asb_json_at(asb_json_get(report, "tables"), 0); rows != NULL; rows = asb_json_next(rows)) {
        putchar('\n');
        print_figures(a, rows);
    }
    asb_json_free(report);
    return EXIT_DONE;
}

/* ---- making it */

/* A page and CSV as they are: CSV ends its own lines. */
static int print_as_it_is(const app *a, asb_text *text) {
    FILE *out = a->options.output != NULL ? fopen(a->options.output, "wb") : stdout;
    int is_written = out != NULL && fwrite(asb_text_data(text), 1, asb_text_length(text), out) == asb_text_length(text);
    if (out != NULL && out != stdout && fclose(out) != 0) is_written = 0;
    asb_text_free(text);
    return is_written ? EXIT_DONE : say_trouble(a->options.output != NULL ? a->options.output : "standard output", "it cannot be written");
}

static int make(app *a, asb_caseload *caseload, const words *request) {
    asb_text *text = NULL;
    const char *format = a->options.format;
    int32_t status = asb_caseload_report(&text, caseload, request->data, request->length);
    if (status != ASB_OK) return question_error(a, status);
    if (format != NULL && strcmp(format, "text") != 0) return print_as_it_is(a, text);
    if (a->options.json) return print_text(text);
    int code = print_tables(a, text);
    asb_text_free(text);
    return code;
}

int run_report(app *a) {
    words request = {0};
    const char *format = a->options.format == NULL || strcmp(a->options.format, "text") == 0 ? "json" : a->options.format;
    int code = put_request(&request, a, format) ? say_usage("after the report stand KEY=VALUE; see asb report --help")
                                                : with_caseload(a, &request, make);
    words_free(&request);
    return code;
}
