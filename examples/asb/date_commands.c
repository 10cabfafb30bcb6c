/* asb due, asb holidays, asb json: what needs no case. */
#include "app.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- due */

static const char *member(const asb_json *object, const char *key) {
    const char *text = asb_json_text(asb_json_get(object, key), NULL);

    return text != NULL ? text : "";
}

/* A date as it is, an instant in local time. */
static void print_when(asb_engine *engine, const char *when) {
    asb_text *local = NULL;
    int64_t ms;

    if (strlen(when) > 10 && asb_instant_parse(&ms, engine, when) == ASB_OK && asb_instant_text(&local, engine, ms, 1) == ASB_OK)
        when = asb_text_data(local);
    puts(when);
    asb_text_free(local);
}

static void print_due(asb_engine *engine, const asb_json *answer) {
    const char *explanation = member(answer, "explanation");

    print_when(engine, member(answer, "due"));
    if (member(answer, "act_by")[0] != '\0') printf("act by %s\n", member(answer, "act_by"));
    if (member(answer, "period")[0] != '\0' && strstr(explanation, member(answer, "period")) == NULL) puts(member(answer, "period"));
    if (explanation[0] != '\0') puts(explanation);
}

static int show_due(app *a, const asb_policy *policy) {
    const char *period = a->words[1];
    asb_text *text = NULL;
    asb_json *answer = NULL;
    int32_t status = asb_due(&text, a->engine, a->words[0], period, strlen(period), policy, NULL);

    if (status == ASB_EINVALID || status == ASB_EJSON) {
        say_error(a->engine, status, strcmp(asb_error_field(a->engine), "from") == 0 ? a->words[0] : period);
        return EXIT_USAGE;
    }
    if (status == ASB_OK && a->options.json) return print_text(text);
    if (status == ASB_OK) status = asb_json_parse(&answer, a->engine, asb_text_data(text), asb_text_length(text));
    asb_text_free(text);
    if (status != ASB_OK) return say_error(a->engine, status, "due");
    print_due(a->engine, answer);
    asb_json_free(answer);
    return EXIT_DONE;
}

int command_due(app *a) {
    asb_policy *policy = NULL;
    int code = EXIT_DONE;

    if (a->options.store != NULL) return command_work_list(a);
    if (a->count != 2) return say_usage("due takes DATE and PERIOD; see asb due --help");
    if (a->options.policy != NULL && open_policy(&policy, a->engine, a->options.policy, &code)) return code;
    code = show_due(a, policy);
    asb_policy_free(policy);
    return code;
}

/* ---- holidays */

static int read_year(const char *text, int32_t *year) {
    char *end;
    long number = strtol(text, &end, 10);

    *year = (int32_t)number;
    return strlen(text) == 4 && *end == '\0' && number >= 1900 && number <= 2999;
}

int command_holidays(app *a) {
    int32_t from, to, status;
    asb_text *text = NULL;
    asb_json *days = NULL;

    if (a->count != 2 || !read_year(a->words[0], &from) || !read_year(a->words[1], &to))
        return say_usage("holidays takes two years, from 1900 to 2999; see asb holidays --help");
    status = asb_holidays(&text, a->engine, from, to);
    if (status == ASB_EINVALID) return say_usage("the first year is not to be after the last");
    if (status == ASB_OK && a->options.json) return print_text(text);
    if (status == ASB_OK) status = asb_json_parse(&days, a->engine, asb_text_data(text), asb_text_length(text));
    asb_text_free(text);
    if (status != ASB_OK) return say_error(a->engine, status, "holidays");
    for (const asb_json *v = asb_json_at(days, 0); v != NULL; v = asb_json_next(v)) printf("%s %s\n", member(v, "date"), member(v, "name"));
    asb_json_free(days);
    return EXIT_DONE;
}

/* ---- json */

int command_json(app *a) {
    size_t length;
    char *data;
    asb_text *text = NULL;
    int32_t status;

    if (a->count != 1) return say_usage("json takes one FILE; see asb json --help");
    data = read_file(a->words[0], &length);
    if (data == NULL) return EXIT_TROUBLE;
    status = asb_json_canonical(&text, a->engine, data, length);
    free(data);
    if (status == ASB_OK) return print_text(text);
    say_error(a->engine, status, a->words[0]);
    return status == ASB_EJSON || status == ASB_ELIMIT ? EXIT_NO : exit_code(status);
}
