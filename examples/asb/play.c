/* Scenario files: reading them and going through their steps. */
#include "play.h"

#include <stdlib.h>
#include <string.h>

static int64_t clock_of_file(void *self) {
    const int64_t *clock = self;

    return *clock;
}

const char *plain_text(const asb_json *value) {
    size_t length;
    const char *text = asb_json_type(value) == ASB_JSON_TEXT ? asb_json_text(value, &length) : NULL;

    return text != NULL && strlen(text) == length ? text : NULL;
}

int text_is(const asb_json *value, const char *text) {
    const char *found = plain_text(value);

    return found != NULL && strcmp(found, text) == 0;
}

const asb_json *first_of(const asb_json *value) {
    return asb_json_at(value, 0);
}

/* ---- what is wrong with a file */

static int wrong(scenario *s, const asb_json *where, const char *sentence) {
    words_clear(&s->trouble);
    if (where != NULL) words_format(&s->trouble, "%lu:%lu: ", (unsigned long)asb_json_line(where), (unsigned long)asb_json_column(where));
    words_add(&s->trouble, sentence);
    return -1;
}

static int wrong_by_engine(scenario *s, int32_t status) {
    const char *message = asb_error_message(s->engine);

    words_clear(&s->trouble);
    if (asb_error_line(s->engine) > 0)
        words_format(&s->trouble, "%lu:%lu: ", (unsigned long)asb_error_line(s->engine), (unsigned long)asb_error_column(s->engine));
    words_add(&s->trouble, message[0] != '\0' ? message : asb_status_text(status));
    return -1;
}

void say_file_trouble(FILE *stream, const scenario *s) {
    const char *trouble = words_text(&s->trouble);
    int has_place = trouble[0] >= '0' && trouble[0] <= '9';

    fprintf(stream, "%s:%s%s\n", s->path, has_place ? "" : " ", trouble);
}

static int is_among(const asb_json *member, const char *const *names) {
    size_t length;
    const char *key = asb_json_key(member, &length);

    if (length >= 2 && key[0] == 'x' && key[1] == '-') return 1;
    for (; *names != NULL; names++)
        if (strlen(*names) == length && memcmp(*names, key, length) == 0) return 1;
    return 0;
}

static int check_keys(scenario *s, const asb_json *object, const char *const *names, const char *what) {
    for (const asb_json *v = first_of(object); v != NULL; v = asb_json_next(v)) {
        if (is_among(v, names)) continue;
        wrong(s, v, asb_json_key(v, NULL));
        words_format(&s->trouble, " is no key of %s", what);
        return -1;
    }
    return 0;
}

/* ---- opening */

static int read_calendar(scenario *s, asb_calendar *calendar, const asb_json *list, int is_added) {
    int32_t (*const put)(asb_calendar *, const char *, const char *, const char *) = is_added ? asb_calendar_add : asb_calendar_remove;

    if (list != NULL && asb_json_type(list) != ASB_JSON_LIST) return wrong(s, list, "the days of a calendar are a list");
    for (const asb_json *v = first_of(list); v != NULL; v = asb_json_next(v)) {
        const char *day = plain_text(v);
        if (day == NULL || put(calendar, day, NULL, NULL) != ASB_OK) return wrong(s, v, "this is no date");
    }
    return 0;
}

static int open_calendar(scenario *s, const asb_json *days) {
    static const char *const keys[] = {"add", "remove", NULL};
    asb_calendar *calendar = NULL;
    int result;

    if (days == NULL) return 0;
    if (asb_json_type(days) != ASB_JSON_OBJECT) return wrong(s, days, "a calendar is an object");
    if (asb_calendar_new(&calendar, s->engine) != ASB_OK) return wrong_by_engine(s, ASB_ENOMEM);
    result = check_keys(s, days, keys, "a calendar");
    result = result ? result : read_calendar(s, calendar, asb_json_get(days, "add"), 1);
    result = result ? result : read_calendar(s, calendar, asb_json_get(days, "remove"), 0);
    if (result == 0 && asb_engine_set_calendar(s->engine, calendar) != ASB_OK) result = wrong_by_engine(s, ASB_ENOMEM);
    asb_calendar_free(calendar);
    return result;
}

/* A policy's document beside the scenario: its path is seen from there. */
static int open_document(scenario *s, const char *name) {
    const char *slash = strrchr(s->path, '/');
    words path = {0};
    size_t length = 0;
    char *bytes;
    int32_t status = ASB_EIO;

    if (name[0] != '/' && slash != NULL) words_bytes(&path, s->path, (size_t)(slash + 1 - s->path));
    words_add(&path, name);
    bytes = read_file(words_text(&path), &length);
    words_free(&path);
    if (bytes == NULL) return wrong(s, NULL, "the policy's document cannot be read");
    status = asb_policy_parse(&s->policy, s->engine, bytes, length);
    free(bytes);
    return status == ASB_OK ? 0 : wrong_by_engine(s, status);
}

static int open_policy_of(scenario *s, const asb_json *id) {
    const char *name = plain_text(id);
    size_t length = name == NULL ? 0 : strlen(name);
    int32_t status;

    if (name == NULL) return wrong(s, id == NULL ? s->document : id, "policy is wanted: the id of a policy, or the path of its document");
    if (length > 5 && strcmp(name + length - 5, ".json") == 0) return open_document(s, name);
    status = asb_policy_builtin(&s->policy, s->engine, name);
    if (status == ASB_ABSENT) return wrong(s, id, "no such policy is built in");
    return status == ASB_OK ? 0 : wrong_by_engine(s, status);
}

static int open_parts(scenario *s) {
    static const char *const keys[] = {"scenario", "policy", "calendar", "steps", "comment", NULL};
    const asb_json *top = s->document;
    int32_t status;

    if (asb_json_type(top) != ASB_JSON_OBJECT) return wrong(s, top, "a scenario is an object");
    if (check_keys(s, top, keys, "a scenario")) return -1;
    if (asb_json_type(asb_json_get(top, "scenario")) != ASB_JSON_TEXT)
        return wrong(s, top, "scenario is wanted: a text that says what it shows");
    s->steps = asb_json_get(top, "steps");
    if (asb_json_type(s->steps) != ASB_JSON_LIST) return wrong(s, top, "steps is wanted: a list");
    if (open_policy_of(s, asb_json_get(top, "policy")) || open_calendar(s, asb_json_get(top, "calendar"))) return -1;
    status = asb_store_memory(&s->store, s->engine);
    return status == ASB_OK ? 0 : wrong_by_engine(s, status);
}

int scenario_open(scenario *s, const char *path) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = &s->clock, .now = clock_of_file};
    size_t length = 0;
    int32_t status;

    memset(s, 0, sizeof *s);
    s->path = path;
    s->clock = INT64_MIN;
    s->bytes = read_file(path, &length);
    if (s->bytes == NULL) return wrong(s, NULL, "the file cannot be read");
    if (asb_engine_new(&s->engine, &hooks) != ASB_OK) return wrong(s, NULL, "no memory");
    status = asb_json_parse(&s->document, s->engine, s->bytes, length);
    return status == ASB_OK ? open_parts(s) : wrong_by_engine(s, status);
}

void scenario_close(scenario *s) {
    for (size_t i = 0; i < s->case_count; i++) asb_case_free(s->cases[i].c);
    free(s->cases);
    asb_store_free(s->store);
    asb_policy_free(s->policy);
    asb_json_free(s->document);
    asb_engine_free(s->engine);
    words_free(&s->trouble);
    free(s->bytes);
}

/* ---- steps */

/* Is it well formed? Its time goes to *at. */
static int check_step(scenario *s, const asb_json *step, int64_t before, int64_t *at) {
    static const char *const keys[] = {"at", "happened", "by", "role", "case", "record", "may", "with", "expect", "comment", NULL};
    const asb_json *name = asb_json_get(step, "case"), *with = asb_json_get(step, "with"), *expect = asb_json_get(step, "expect");
    const char *time = plain_text(asb_json_get(step, "at"));

    if (asb_json_type(step) != ASB_JSON_OBJECT) return wrong(s, step, "a step is an object");
    if (check_keys(s, step, keys, "a step")) return -1;
    if (asb_json_get(step, "record") != NULL && asb_json_get(step, "may") != NULL)
        return wrong(s, step, "a step has record or may, and not both");
    if (name != NULL && asb_json_type(name) != ASB_JSON_TEXT) return wrong(s, name, "case is a text");
    if (with != NULL && asb_json_type(with) != ASB_JSON_OBJECT) return wrong(s, with, "with is an object");
    if (expect != NULL && asb_json_type(expect) != ASB_JSON_OBJECT) return wrong(s, expect, "expect is an object");
    if (time == NULL || asb_instant_parse(at, s->engine, time) != ASB_OK) return wrong(s, step, "at is wanted: a date or an instant");
    return *at < before ? wrong(s, step, "the clock goes back") : 0;
}

int scenario_check(scenario *s) {
    int64_t before = INT64_MIN;

    for (const asb_json *step = first_of(s->steps); step != NULL; step = asb_json_next(step))
        if (check_step(s, step, before, &before)) return -1;
    return 0;
}

static int add_case(scenario *s, const char *name, size_t length) {
    char id[32];
    words number = {0};
    int32_t status;

    words_format(&number, "case-%lu", (unsigned long)s->case_count + 1); /* its name could be blank */
    strncpy(id, number.data, sizeof id - 1);
    id[sizeof id - 1] = '\0';
    words_free(&number);
    s->cases = more_room(s->cases, (s->case_count + 1) * sizeof *s->cases);
    s->cases[s->case_count] = (played_case){name, length, NULL};
    status = asb_case_new(&s->cases[s->case_count].c, s->engine, s->policy, s->store, id);
    if (status != ASB_OK) return wrong_by_engine(s, status);
    s->case_count++;
    return 0;
}

static int find_case(scenario *s, outcome *o) {
    const asb_json *name = asb_json_get(o->step, "case");

    o->case_name = name == NULL ? "A" : asb_json_text(name, &o->case_name_length);
    if (name == NULL) o->case_name_length = 1;
    for (size_t i = 0; i < s->case_count; i++) {
        const played_case *p = &s->cases[i];
        o->c = p->c;
        if (p->length == o->case_name_length && memcmp(p->name, o->case_name, p->length) == 0) return 0;
    }
    if (add_case(s, o->case_name, o->case_name_length)) return -1;
    o->c = s->cases[s->case_count - 1].c;
    return 0;
}

static int play(scenario *s, outcome *o) {
    const asb_json *record = asb_json_get(o->step, "record"), *may = asb_json_get(o->step, "may");
    int32_t status = ASB_OK;

    if (check_step(s, o->step, s->clock, &s->clock) || find_case(s, o)) return -1;
    if (record != NULL || may != NULL) status = attempt(s, o, record != NULL ? record : may, record != NULL);
    return status == ASB_OK ? 1 : wrong_by_engine(s, status);
}

void outcome_clear(outcome *o) {
    asb_decision_free(o->decision);
    asb_record_free(o->record);
    free(o->invalid);
    free(o->why);
    *o = (outcome){.step = o->step, .number = o->number};
}

int scenario_next(scenario *s, outcome *o) {
    const asb_json *step = o->step == NULL ? first_of(s->steps) : asb_json_next(o->step);

    outcome_clear(o);
    if (step == NULL) return 0;
    o->step = step;
    o->number++;
    return play(s, o);
}
