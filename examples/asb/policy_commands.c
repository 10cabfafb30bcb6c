/* asb policy: list, show, check, explain. */
#include "app.h"
#include "terminal.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- list */

static void put_policy(words *w, const asb_policy *p) {
    words_add(w, w->length > 1 ? ",{\"id\":" : "{\"id\":");
    words_json_text(w, asb_policy_id(p));
    words_add(w, ",\"version\":");
    words_json_text(w, asb_policy_version(p));
    words_add(w, ",\"title\":");
    words_json_text(w, asb_policy_title(p));
    words_add(w, ",\"digest\":");
    words_json_text(w, asb_policy_digest(p));
    words_add(w, "}");
}

/* Each of them in turn, until one cannot be opened. */
static int each_builtin(app *a, void (*then)(void *self, const asb_policy *p), void *self) {
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        asb_policy *p = NULL;
        int32_t status = asb_policy_builtin(&p, a->engine, asb_policy_builtin_id(i));
        if (status != ASB_OK) return say_error(a->engine, status, asb_policy_builtin_id(i));
        then(self, p);
        asb_policy_free(p);
    }
    return EXIT_DONE;
}

static void put_object(void *self, const asb_policy *p) {
    put_policy(self, p);
}

static void add_row(void *self, const asb_policy *p) {
    table_add(self, asb_policy_id(p), STYLE_BOLD);
    table_add(self, asb_policy_version(p), STYLE_PLAIN);
    table_add(self, asb_policy_title(p), STYLE_PLAIN);
}

static int list_json(app *a) {
    words w = {0};
    int code;

    words_add(&w, "[");
    code = each_builtin(a, put_object, &w);
    if (code == EXIT_DONE) printf("%s]\n", w.data);
    words_free(&w);
    return code;
}

static int list(app *a) {
    static const char *const titles[] = {"id", "version", "title"};
    table t;
    int code;

    if (a->options.json) return list_json(a);
    table_begin(&t, 3, titles);
    code = each_builtin(a, add_row, &t);
    table_print(&t, "");
    return code;
}

/* ---- show */

static int show(app *a) {
    asb_policy *p = NULL;
    asb_text *page = NULL;
    int32_t status;
    int code;

    if (open_policy(&p, a->engine, a->words[1], &code)) return code;
    if (a->options.json) {
        puts(asb_policy_json(p, NULL));
    } else {
        status = asb_policy_page(&page, p);
        code = status == ASB_OK ? print_text(page) : say_error(a->engine, status, a->words[1]);
    }
    asb_policy_free(p);
    return a->options.json ? EXIT_DONE : code;
}

/* ---- check */

static void print_problem(const char *path, const asb_problems *p, uint32_t i) {
    const char *pointer = asb_problems_pointer(p, i);

    printf("%s:%lu:%lu: %s: %s\n", path, (unsigned long)asb_problems_line(p, i), (unsigned long)asb_problems_column(p, i),
           pointer[0] != '\0' ? pointer : "the document", asb_problems_message(p, i));
}

static void put_problem(words *w, const asb_problems *p, uint32_t i) {
    words_format(w, "%s{\"line\":%lu,\"column\":%lu,\"pointer\":", i > 0 ? "," : "", (unsigned long)asb_problems_line(p, i),
                 (unsigned long)asb_problems_column(p, i));
    words_json_bytes(w, asb_problems_pointer(p, i), strlen(asb_problems_pointer(p, i)));
    words_add(w, ",\"code\":");
    words_json_text(w, asb_problems_code(p, i));
    words_add(w, ",\"message\":");
    words_json_text(w, asb_problems_message(p, i));
    words_format(w, ",\"arguments\":%s}", asb_problems_arguments(p, i));
}

static int print_problems(app *a, const asb_problems *p) {
    uint32_t count = asb_problems_count(p);
    words w = {0};

    words_add(&w, "[");
    for (uint32_t i = 0; i < count; i++)
        if (a->options.json)
            put_problem(&w, p, i);
        else
            print_problem(a->words[1], p, i);
    if (a->options.json) printf("%s]\n", w.data);
    words_free(&w);
    return count > 0 ? EXIT_NO : EXIT_DONE;
}

static int check(app *a) {
    asb_problems *problems = NULL;
    size_t length;
    char *data = read_file(a->words[1], &length);
    int32_t status;
    int code;

    if (data == NULL) return EXIT_TROUBLE;
    status = asb_policy_check(&problems, a->engine, data, length);
    free(data);
    code = status == ASB_OK ? print_problems(a, problems) : say_error(a->engine, status, a->words[1]);
    asb_problems_free(problems);
    return code;
}

/* ---- explain */

static int explain_rule(app *a, const asb_policy *p, const char *rule) {
    asb_text *text = NULL;
    int32_t status = asb_policy_explain(&text, p, rule);

    if (status == ASB_OK) return print_text(text);
    if (status == ASB_ABSENT) return say_trouble(rule, "the policy has nothing of that id; `asb policy show` has all of it");
    return say_error(a->engine, status, rule);
}

static int explain_list(app *a, const asb_policy *p, const asb_json *rules, int *is_first) {
    int code = EXIT_DONE;

    for (const asb_json *v = asb_json_at(rules, 0); v != NULL && code == EXIT_DONE; v = asb_json_next(v)) {
        if (!*is_first) putchar('\n');
        *is_first = 0;
        code = explain_rule(a, p, asb_json_text(asb_json_get(v, "id"), NULL));
    }
    return code;
}

static int explain_all(app *a, const asb_policy *p) {
    static const char *const lists[] = {"raises", "stages", "duties", "guards"};
    size_t length;
    const char *json = asb_policy_json(p, &length);
    asb_json *document = NULL;
    int32_t status = asb_json_parse(&document, a->engine, json, length);
    int code = EXIT_DONE, is_first = 1;

    if (status != ASB_OK) return say_error(a->engine, status, asb_policy_id(p));
    for (size_t i = 0; i < sizeof lists / sizeof lists[0] && code == EXIT_DONE; i++)
        code = explain_list(a, p, asb_json_get(document, lists[i]), &is_first);
    asb_json_free(document);
    return code;
}

static int explain(app *a) {
    asb_policy *p = NULL;
    int code;

    if (open_policy(&p, a->engine, a->words[1], &code)) return code;
    code = a->count == 3 ? explain_rule(a, p, a->words[2]) : explain_all(a, p);
    asb_policy_free(p);
    return code;
}

static const struct {
    const char *name;
    int least, most;
    int (*run)(app *a);
} parts[] = {{"list", 1, 1, list}, {"show", 2, 2, show}, {"check", 2, 2, check}, {"explain", 2, 3, explain}};

int command_policy(app *a) {
    for (size_t i = 0; a->count > 0 && i < sizeof parts / sizeof parts[0]; i++) {
        if (strcmp(parts[i].name, a->words[0]) != 0) continue;
        if (a->count < parts[i].least || a->count > parts[i].most) break;
        return parts[i].run(a);
    }
    return say_usage("policy takes list, show ID, check FILE or explain ID [RULE]; see asb policy --help");
}
