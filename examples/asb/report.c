/* asb due, asb report: questions about all cases of a journal. The question is the library's (docs/reference/caseload.md), as JSON or as KEY=VALUE. */
#include "journal.h"
#include "rows.h"
#include "terminal.h"

#include <asb/caseload.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the question */

static int is_number(const char *text) {
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* Keys whose values are numbers and flags; all others are texts. */
static int is_plain(const char *key, const char *value) {
    static const char *const numbers[] = {"limit", "days", "working_days"};
    if ((strcmp(key, "hate") == 0 || strcmp(key, "watch") == 0 || strcmp(key, "verify") == 0) &&
        (strcmp(value, "true") == 0 || strcmp(value, "false") == 0))
        return 1;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strcmp(key, numbers[i]) == 0) return is_number(value);
    return 0;
}

/* none: cases that have none; a,b: either. */
static void put_one(words *w, const char *text, size_t length) {
    if (length == 4 && memcmp(text, "none", 4) == 0)
        words_add(w, "null");
    else
        words_json_bytes(w, text, length);
}

static void put_value(words *w, const char *key, const char *value) {
    if (is_plain(key, value)) {
        words_add(w, value);
        return;
    }
    const char *comma = strcmp(key, "after") == 0 ? NULL : strchr(value, ',');
    if (comma == NULL && strcmp(key, "cases") != 0) {
        put_one(w, value, strlen(value));
        return;
    }
    words_add(w, "[");
    for (; comma != NULL; value = comma + 1, comma = strchr(value, ',')) {
        put_one(w, value, (size_t)(comma - value));
        words_add(w, ",");
    }
    put_one(w, value, strlen(value));
    words_add(w, "]");
}

/* 0, or -1 where a word has no '='. */
int put_keys(words *w, const app *a, int from) {
    for (int i = from; i < a->count; i++) {
        const char *equals = strchr(a->words[i], '=');
        if (equals == NULL || equals == a->words[i]) return -1;
        char *key = copy_text(a->words[i]);
        key[equals - a->words[i]] = '\0';
        words_add(w, ",");
        words_json_text(w, key);
        words_add(w, ":");
        put_value(w, key, equals + 1);
        free(key);
    }
    words_add(w, "}");
    return 0;
}

/* ---- the answer */

/* Columns in which nothing stands are not shown. */
static int is_used(const asb_rows *rows, const char *column) {
    for (uint32_t i = 0; i < asb_rows_count(rows); i++) {
        int64_t number;
        const char *text = asb_rows_text(rows, i, column);
        if ((text[0] != '\0' && strcmp(text, "[]") != 0) || asb_rows_number(&number, rows, i, column) == ASB_OK) return 1;
    }
    return 0;
}

/* A list as a person writes one. */
static void put_list(words *w, const app *a, const char *json) {
    asb_json *list = NULL;
    if (asb_json_parse(&list, a->engine, json, strlen(json)) == ASB_OK)
        for (const asb_json *v = asb_json_at(list, 0); v != NULL; v = asb_json_next(v))
            words_format(w, "%s%s", w->length > 0 ? ", " : "", asb_json_text(v, NULL));
    asb_json_free(list);
}

static void add_cell(app *a, table *t, const asb_rows *rows, uint32_t row, const char *column) {
    const char *text = asb_rows_text(rows, row, column);
    int64_t number = 0;
    words w = {0};
    if (strcmp(column, "hate") == 0)
        words_add(&w, asb_rows_number(&number, rows, row, column) == ASB_OK && number ? "yes" : "no");
    else if (strcmp(column, "median_working_days") == 0 && asb_rows_number(&number, rows, row, column) == ASB_OK)
        words_format(&w, "%d%s", (int)(number / 2), number % 2 ? ".5" : "");
    else if (text[0] == '[')
        put_list(&w, a, text);
    else if (text[0] == '\0' && asb_rows_number(&number, rows, row, column) == ASB_OK)
        words_format(&w, "%d", (int)number);
    else
        words_add(&w, strncmp(column, "due", 3) == 0 ? local_text(a, text) : text);
    table_add(t, words_text(&w), strcmp(text, "overdue") == 0 ? STYLE_BAD : STYLE_PLAIN);
    words_free(&w);
}

void print_table(app *a, const asb_rows *rows) {
    uint32_t columns = asb_rows_column_count(rows), used = 0;
    const char **titles = more_room(NULL, columns * sizeof *titles);
    table t;
    for (uint32_t i = 0; i < columns; i++)
        if (is_used(rows, asb_rows_column(rows, i))) titles[used++] = asb_rows_column(rows, i);
    table_begin(&t, used, titles);
    for (uint32_t i = 0; i < asb_rows_count(rows); i++)
        for (uint32_t k = 0; k < used; k++) add_cell(a, &t, rows, i, titles[k]);
    table_print(&t, "");
    free(titles);
}

static void print_rows(app *a, const asb_rows *rows) {
    print_table(a, rows);
    if (asb_rows_count(rows) == 0) puts("nothing");
    if (asb_rows_next(rows)[0] != '\0')
        printf("%u of %u; the next page: after='%s'\n", (unsigned)asb_rows_count(rows), (unsigned)asb_rows_total(rows),
               asb_rows_next(rows));
}

static int ask(app *a, asb_caseload *caseload, const words *question) {
    asb_text *text = NULL;
    asb_rows *rows = NULL;
    int32_t status = a->options.json ? asb_caseload_query(&text, caseload, question->data, question->length)
                                     : asb_caseload_rows(&rows, caseload, question->data, question->length);
    if (status == ASB_EINVALID || status == ASB_EJSON) {
        say_error(a->engine, status, asb_error_pointer(a->engine)[0] != '\0' ? asb_error_pointer(a->engine) + 1 : "question");
        return EXIT_USAGE;
    }
    if (status != ASB_OK) return say_error(a->engine, status, "report");
    if (text != NULL) return print_text(text);
    print_rows(a, rows);
    asb_rows_free(rows);
    return EXIT_DONE;
}

/* Damaged cases are named by asb verify; the others are answered for. */
static int with_caseload(app *a, const words *question) {
    asb_store *store = NULL;
    asb_caseload *caseload = NULL;
    int code = EXIT_DONE;
    if (open_journal(a, &store, &code)) return code;
    int32_t status = asb_caseload_new(&caseload, a->engine);
    if (status == ASB_OK) status = asb_caseload_follow(caseload, store);
    if (status == ASB_OK || status == ASB_ECORRUPT) code = ask(a, caseload, question);
    if (status != ASB_OK) code = say_error(a->engine, status, a->options.store);
    asb_caseload_free(caseload);
    asb_store_free(store);
    return code;
}

static int run(app *a, const char *query, int from) {
    words question = {0};
    int code;
    if (query[0] == '{') {
        words_add(&question, query);
        code = a->count > from ? -1 : 0;
    } else {
        words_add(&question, "{\"query\":");
        words_json_text(&question, query);
        code = put_keys(&question, a, from);
    }
    code = code ? say_usage("after the question stand KEY=VALUE; see asb report --help") : with_caseload(a, &question);
    words_free(&question);
    return code;
}

/* asb due with a journal, and no date: the work list. */
int command_work_list(app *a) {
    return run(a, "due", 0);
}

int command_report(app *a) {
    if (a->count == 0) return say_usage("report takes a question; see asb report --help");
    return run(a, a->words[0], 1);
}
