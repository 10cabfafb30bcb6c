/* asb list, verify: the journal as a whole. */
#include "journal.h"

#include "begun.h"
#include "terminal.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- opening */

/* Opening makes a journal where there is none; only `new` and `import` mean that. */
static int makes_one(const char *command) {
    return strcmp(command, "new") == 0 || strcmp(command, "import") == 0;
}

int open_journal(app *a, asb_store **out, int *code) {
    const char *path = a->options.store;
    int32_t status;

    if (path == NULL) {
        *code = say_usage("this command works on a journal: --store FILE");
        return -1;
    }
    if (!makes_one(a->options.words[0]) && !is_there(path)) {
        *code = say_trouble(path, "there is no such journal");
        return -1;
    }
    status = asb_store_journal(out, a->engine, path);
    if (status != ASB_OK) *code = say_error(a->engine, status, path);
    return status == ASB_OK ? 0 : -1;
}

/* A case that was begun has its policy, and no record. ASB_ABSENT where it was not; *code is set where the policy cannot be had. */
static int32_t open_begun(app *a, asb_store *store, const char *id, asb_case **out, int *code) {
    char *name = begun_policy(a->options.store, id);
    asb_policy *policy = NULL;
    int32_t status = ASB_ABSENT;

    if (name != NULL && open_policy(&policy, a->engine, name, code))
        status = ASB_EPOLICY;
    else if (name != NULL)
        status = asb_case_new(out, a->engine, policy, store, id);
    asb_policy_free(policy);
    free(name);
    return status;
}

int open_case(app *a, asb_store *store, const char *id, asb_case **out, int *code) {
    int32_t status = asb_case_open(out, store, id);

    *code = EXIT_DONE;
    if (status == ASB_ABSENT) status = open_begun(a, store, id, out, code);
    if (*code != EXIT_DONE) return -1;
    if (status == ASB_ABSENT)
        *code = say_trouble(id, "the journal has no such case");
    else if (status != ASB_OK)
        *code = say_error(a->engine, status, id);
    return status == ASB_OK ? 0 : -1;
}

/* ---- list */

static const char *member(const asb_json *object, const char *key) {
    const char *text = asb_json_text(asb_json_get(object, key), NULL);

    return text != NULL ? text : "";
}

static void add_row(app *a, table *t, const asb_list *list, uint32_t i) {
    static const char *const keys[] = {"state", "stage", "priority", "band", "owner"};
    const char *text = asb_list_summary(list, i);
    asb_json *summary = NULL;
    char records[16];

    if (asb_json_parse(&summary, a->engine, text, strlen(text)) != ASB_OK) summary = NULL;
    snprintf(records, sizeof records, "%lu", (unsigned long)asb_list_version(list, i));
    table_add(t, asb_list_id(list, i), STYLE_BOLD);
    table_add(t, records, STYLE_PLAIN);
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) table_add(t, member(summary, keys[k]), STYLE_PLAIN);
    table_add(t, local_text(a, member(summary, "next_due")), STYLE_PLAIN);
    table_add(t, member(summary, "policy"), STYLE_DIM);
    asb_json_free(summary);
}

static void print_list(app *a, const asb_list *list) {
    static const char *const titles[] = {"case", "records", "state", "stage", "priority", "risk", "owner", "next due", "policy"};
    table t;

    table_begin(&t, sizeof titles / sizeof titles[0], titles);
    for (uint32_t i = 0; i < asb_list_count(list); i++) add_row(a, &t, list, i);
    table_print(&t, "");
}

static void print_list_json(const asb_list *list) {
    words w = {0};

    words_add(&w, "[");
    for (uint32_t i = 0; i < asb_list_count(list); i++) {
        const char *summary = asb_list_summary(list, i);
        words_add(&w, i > 0 ? ",{\"case\":" : "{\"case\":");
        words_json_text(&w, asb_list_id(list, i));
        words_format(&w, ",\"records\":%lu,\"summary\":", (unsigned long)asb_list_version(list, i));
        words_add(&w, summary[0] != '\0' ? summary : "null");
        words_add(&w, "}");
    }
    printf("%s]\n", w.data);
    words_free(&w);
}

int command_list(app *a) {
    asb_store *store = NULL;
    asb_list *list = NULL;
    int32_t status;
    int code = EXIT_DONE;

    if (a->count != 0) return say_usage("list takes no arguments; see asb list --help");
    if (open_journal(a, &store, &code)) return code;
    status = asb_store_list(&list, store, NULL, 0);
    if (status != ASB_OK)
        code = say_error(a->engine, status, a->options.store);
    else if (a->options.json)
        print_list_json(list);
    else
        print_list(a, list);
    asb_list_free(list);
    asb_store_free(store);
    return code;
}

/* ---- verify */

typedef struct findings {
    int64_t cases, records, erased;
    words damage; /* the members of a JSON list */
    int32_t status;
} findings;

static int64_t number(const asb_json *object, const char *key) {
    int64_t value;

    asb_json_integer(&value, asb_json_get(object, key));
    return value;
}

/* Of the file as such there is no case, and of a case as such no record. */
static void print_damage(const asb_json *v) {
    fputs(style_on(STYLE_BAD), stdout);
    fputs(member(v, "case")[0] != '\0' ? member(v, "case") : "the journal", stdout);
    if (number(v, "seq") > 0) printf(" record %lld", (long long)number(v, "seq"));
    printf(": %s%s\n", member(v, "what"), style_off(STYLE_BAD));
}

static void take_damage(app *a, findings *f, const asb_json *list) {
    for (const asb_json *v = asb_json_at(list, 0); v != NULL; v = asb_json_next(v)) {
        if (!a->options.json) print_damage(v);
        words_add(&f->damage, f->damage.length > 0 ? "," : "");
        words_json_value(&f->damage, v);
    }
}

/* `id` NULL is every case, and the file as such. That is one call, as case by case the file would be read as often as there are cases. */
static void verify(app *a, asb_store *store, const char *id, findings *f) {
    asb_text *text = NULL;
    asb_json *report = NULL;

    f->status = asb_store_verify(&text, store, id);
    if (f->status == ASB_OK || f->status == ASB_ECORRUPT)
        f->status = asb_json_parse(&report, a->engine, asb_text_data(text), asb_text_length(text));
    f->cases = number(report, "cases");
    f->records = number(report, "records");
    f->erased = number(report, "erased");
    take_damage(a, f, asb_json_get(report, "damage"));
    asb_json_free(report);
    asb_text_free(text);
}

static int print_findings(app *a, const findings *f) {
    if (a->options.json)
        printf("{\"cases\":%lld,\"records\":%lld,\"erased\":%lld,\"damage\":[%s]}\n", (long long)f->cases, (long long)f->records,
               (long long)f->erased, words_text(&f->damage));
    else
        printf("%lld %s, %lld %s, %lld erased: %s\n", (long long)f->cases, f->cases == 1 ? "case" : "cases", (long long)f->records,
               f->records == 1 ? "record" : "records", (long long)f->erased, f->damage.length > 0 ? "damage was found" : "all is well");
    return f->damage.length > 0 ? EXIT_NO : EXIT_DONE;
}

static int print_heads(app *a, const asb_json *report) {
    const asb_json *damage = asb_json_get(report, "damage");
    int is_sound = asb_json_count(damage) == 0;

    for (const asb_json *v = asb_json_at(damage, 0); v != NULL && !a->options.json; v = asb_json_next(v)) print_damage(v);
    if (!a->options.json)
        printf("%lld %s, %lld grown since: %s\n", (long long)number(report, "heads"), number(report, "heads") == 1 ? "head" : "heads",
               (long long)number(report, "grown"), is_sound ? "all is well" : "damage was found");
    return is_sound ? EXIT_DONE : EXIT_NO;
}

static int verify_head(app *a) {
    asb_store *store = NULL;
    asb_text *text = NULL;
    asb_json *report = NULL;
    size_t length;
    int code;
    char *noted = read_file(a->options.head, &length);

    if (noted == NULL) return EXIT_TROUBLE;
    if (open_journal(a, &store, &code)) return free(noted), code;
    int32_t status = asb_store_verify_head(&text, store, noted, length);
    free(noted);
    if (status == ASB_OK || status == ASB_ECORRUPT) {
        status = asb_json_parse(&report, a->engine, asb_text_data(text), asb_text_length(text));
        code = status == ASB_OK ? print_heads(a, report) : EXIT_TROUBLE;
        if (a->options.json) printf("%s\n", asb_text_data(text));
    } else
        code = say_error(a->engine, status, a->options.head);
    asb_json_free(report);
    asb_text_free(text);
    asb_store_free(store);
    return code;
}

int command_verify(app *a) {
    asb_store *store = NULL;
    findings f = {0};
    int code;

    if (a->count > (a->options.head == NULL)) return say_usage("verify takes at most one ID, or --head FILE; see asb verify --help");
    if (a->options.head != NULL) return verify_head(a);
    if (open_journal(a, &store, &code)) return code;
    verify(a, store, a->count == 1 ? a->words[0] : NULL, &f);
    if (f.status == ASB_ABSENT)
        code = say_trouble(a->words[0], "the journal has no such case");
    else
        code = f.status == ASB_OK ? print_findings(a, &f) : say_error(a->engine, f.status, a->options.store);
    words_free(&f.damage);
    asb_store_free(store);
    return code;
}
