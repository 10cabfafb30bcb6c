/* Versions are made on the text of the canonical document: pieces are put in, and taken out. */
#include "versions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DUTY \
    "{\"clause\":\"Z.1\",\"done\":[\"contact\"],\"id\":\"bench-call\",\"label\":\"Call\",\"owner\":\"case-owner\",\"starts\":[" \
    "\"opening\"]," \
    "\"within\":[{\"period\":{\"working_days\":3}}]},"
#define GUARD \
    "{\"clause\":\"Z.2\",\"id\":\"bench-close\",\"message\":\"Call before you " \
    "close.\",\"on\":\"closure\",\"require\":{\"has\":\"contact\"}},"
#define QUESTION \
    "{\"id\":\"bench-pets\",\"options\":[{\"id\":\"bench-no\",\"label\":\"No\",\"weight\":0},{\"id\":\"bench-yes\",\"label\":\"Yes\"," \
    "\"weight\":1}]," \
    "\"select\":\"one\",\"text\":\"Are there pets?\"},"

static void missing(const char *what) {
    fprintf(stderr, "versions: no %s\n", what);
    exit(EXIT_FAILURE);
}

/* Behind the first of these after `from`. */
static char *behind(char *from, const char *what) {
    char *at = strstr(from, what);
    if (!at) missing(what);
    return at + strlen(what);
}

/* Behind the list or object that begins here. */
static char *end_of(char *at) {
    int depth = 0, in_text = 0;
    do {
        if (*at == '\\')
            at++;
        else if (*at == '"')
            in_text = !in_text;
        else if (!in_text)
            depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
        at++;
    } while (depth > 0);
    return at;
}

static char *splice(char *json, const char *at, size_t cut, const char *put) {
    size_t before = (size_t)(at - json), length = strlen(json);
    char *other = malloc(length - cut + strlen(put) + 1);
    if (!other) missing("memory");
    memcpy(other, json, before);
    strcpy(other + before, put);
    strcat(other + before, at + cut);
    free(json);
    return other;
}

static char *insert(char *json, const char *behind_what, const char *put) {
    return splice(json, behind(json, behind_what), 0, put);
}

static char *add_number(char *json, char *at, int more) {
    char *end, number[32];
    long n = strtol(at, &end, 10);
    snprintf(number, sizeof number, "%ld", n + more);
    return splice(json, at, (size_t)(end - at), number);
}

/* ---- of each kind */

static char *shorter(char *json) {
    static const char days[] = "{\"working_days\":";
    for (char *at = strstr(json, days); at; at = strstr(at + 1, days))
        if (at[sizeof days] == '}' && at[sizeof days - 1] > '1') at[sizeof days - 1]--;
    return json;
}

static char *without_duty(char *json) {
    char *at = behind(json, "\"duties\":["), *end = end_of(at);
    return splice(json, at, (size_t)(end - at) + (*end == ','), "");
}

static char *contrary(char *json) {
    char *at = strstr(behind(json, "\"duties\":["), "\"while\":{");
    if (!at) return json;
    at += strlen("\"while\":");
    json = splice(json, end_of(at), 0, "}");
    return splice(json, strstr(behind(json, "\"duties\":["), "\"while\":{") + strlen("\"while\":"), 0, "{\"not\":");
}

/* Of the priority that is the first category's. */
static char *with_category(char *json) {
    char more[200], *priority = behind(behind(json, "\"categories\":["), "\"priority\":");
    snprintf(more, sizeof more, "{\"clause\":\"Z.3\",\"id\":\"bench-drones\",\"label\":\"Drones\",\"priority\":%.*s},",
             (int)(strpbrk(priority, ",}") - priority), priority);
    return insert(json, "\"categories\":[", more);
}

static char *with_raise(char *json) {
    char more[300], *priority = behind(behind(json, "\"priorities\":["), "\"id\":");
    snprintf(more, sizeof more, "{\"clause\":\"Z.4\",\"id\":\"bench-raise\",\"priority\":%.*s,\"when\":{\"case\":{\"any_under_18\":true}}}",
             (int)(strpbrk(priority, ",}") - priority), priority);
    if (strstr(json, "\"raises\":[{")) return insert(insert(json, "\"raises\":[", ","), "\"raises\":[", more);
    char *raises = malloc(strlen(more) + 20);
    if (!raises) missing("memory");
    sprintf(raises, "\"raises\":[%s],", more);
    json = splice(json, strstr(json, "\"remedies\":["), 0, raises);
    free(raises);
    return json;
}

static char *heavier(char *json) {
    char *at = behind(json, "\"matrices\":[");
    do at = behind(at, "\"weight\":");
    while (*at == '0');
    return add_number(json, at, 1);
}

static char *lower_band(char *json) {
    char *at = behind(behind(behind(json, "\"matrices\":["), "\"bands\":["), "\"from\":");
    return atoi(at) - 1 > atoi(behind(at, "\"from\":")) ? add_number(json, at, -1) : json;
}

static char *change(char *json, version v) {
    switch (v) {
    case VERSION_SAME: return json;
    case VERSION_APART: return insert(json, "\"case_review\":[{", "\"x-remark\":\"None\",");
    case VERSION_SHORTER: return shorter(json);
    case VERSION_DUTY: return insert(json, "\"duties\":[", DUTY);
    case VERSION_NO_DUTY: return without_duty(json);
    case VERSION_CONDITION: return contrary(json);
    case VERSION_GUARD: return insert(json, "\"guards\":[", GUARD);
    case VERSION_CATEGORY: return with_category(json);
    case VERSION_RAISE: return with_raise(json);
    case VERSION_QUESTION: return splice(json, behind(behind(json, "\"matrices\":["), "\"questions\":["), 0, QUESTION);
    case VERSION_WEIGHT: return heavier(json);
    case VERSION_BAND: return lower_band(json);
    }
    return json;
}

char *version_of(const char *json, version v) {
    char *copy = strdup(json);
    if (!copy) missing("memory");
    return change(insert(copy, "\"version\":\"", "Z"), v);
}
