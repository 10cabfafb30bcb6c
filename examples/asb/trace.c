/* asb trace: what each step came to, one JSON object on a line. */
#include "play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const states[] = {"", "open", "overdue", "met", "met-late", "lapsed"};

static void put_named(words *w, const char *key, const char *text) {
    words_format(w, ",\"%s\":", key);
    words_json_text(w, text);
}

static void put_facts(words *w, const asb_case *c) {
    int32_t score = 0;

    put_named(w, "state", asb_case_state(c));
    put_named(w, "stage", asb_case_stage(c));
    put_named(w, "priority", asb_case_priority(c));
    words_format(w, ",\"hate\":%s", asb_case_hate(c) ? "true" : "false");
    put_named(w, "owner", asb_case_owner(c));
    put_named(w, "band", asb_case_band(c));
    if (asb_case_score(&score, c) == ASB_OK)
        words_format(w, ",\"score\":%ld", (long)score);
    else
        words_add(w, ",\"score\":null");
}

/* ---- duties */

typedef struct line {
    const char *rule, *party, *due, *act_by, *state, *clause;
    uint32_t record;
} line;

static line line_of(const asb_duties *d, uint32_t i) {
    return (line){.rule = asb_duties_rule(d, i),
                  .party = asb_duties_party(d, i),
                  .due = asb_duties_due(d, i),
                  .act_by = asb_duties_act_by(d, i),
                  .state = states[asb_duties_state(d, i)],
                  .clause = asb_duties_clause(d, i),
                  .record = asb_duties_started_by(d, i)};
}

/* By bytes; "", which is null, comes first of itself. */
static int compare_lines(const void *x, const void *y) {
    const line *a = x, *b = y;
    int order = strcmp(a->rule, b->rule);

    order = order ? order : strcmp(a->party, b->party);
    order = order ? order : (a->record > b->record) - (a->record < b->record);
    order = order ? order : strcmp(a->due, b->due);
    order = order ? order : strcmp(a->state, b->state);
    return order ? order : strcmp(a->clause, b->clause);
}

static void put_line(words *w, const line *l) {
    words_add(w, "{\"duty\":");
    words_json_text(w, l->rule);
    put_named(w, "party", l->party);
    put_named(w, "due", l->due);
    put_named(w, "act_by", l->act_by);
    put_named(w, "state", l->state);
    put_named(w, "clause", l->clause);
    words_add(w, "}");
}

static int32_t put_duties(words *w, asb_case *c) {
    asb_duties *d = NULL;
    int32_t status = asb_case_duties(&d, c);
    uint32_t count = asb_duties_count(d);
    line *lines;

    if (status != ASB_OK) return status;
    lines = more_room(NULL, count * sizeof *lines);
    for (uint32_t i = 0; i < count; i++) lines[i] = line_of(d, i);
    qsort(lines, count, sizeof *lines, compare_lines);
    words_add(w, ",\"duties\":[");
    for (uint32_t i = 0; i < count; i++) {
        words_add(w, i > 0 ? "," : "");
        put_line(w, &lines[i]);
    }
    words_add(w, "]");
    free(lines);
    asb_duties_free(d);
    return ASB_OK;
}

/* ---- the decision */

static int compare_texts(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void put_guards(words *w, const char *key, const asb_decision *d, int32_t effect) {
    uint32_t count = d == NULL ? 0 : asb_decision_count(d), found = 0;
    const char **ids = more_room(NULL, count * sizeof *ids);

    for (uint32_t i = 0; i < count; i++)
        if (asb_decision_effect(d, i) == effect) ids[found++] = asb_decision_guard(d, i);
    qsort(ids, found, sizeof *ids, compare_texts);
    words_format(w, ",\"%s\":[", key);
    for (uint32_t i = 0; i < found; i++) {
        words_add(w, i > 0 ? "," : "");
        words_json_text(w, ids[i]);
    }
    words_add(w, "]");
    free(ids);
}

/* ---- the line */

static int32_t put_step(words *w, const outcome *o) {
    int32_t status;

    words_clear(w);
    words_format(w, "{\"step\":%lu,\"case\":", (unsigned long)o->number);
    words_json_bytes(w, o->case_name, o->case_name_length);
    put_facts(w, o->c);
    status = put_duties(w, o->c);
    put_guards(w, "refused", o->decision, ASB_EFFECT_REFUSED);
    put_guards(w, "warned", o->decision, ASB_EFFECT_WARNED);
    put_guards(w, "deviations", o->decision, ASB_EFFECT_DEVIATION);
    words_add(w, ",\"invalid\":");
    if (o->invalid != NULL)
        words_json_bytes(w, o->invalid, strlen(o->invalid));
    else
        words_add(w, "null");
    words_add(w, "}\n");
    return status;
}

static int trace(scenario *s) {
    outcome o = {0};
    words w = {0};
    int more;

    while ((more = scenario_next(s, &o)) > 0) {
        int32_t status = put_step(&w, &o);
        if (status != ASB_OK) {
            words_format(&s->trouble, "step %lu: %s", (unsigned long)o.number, asb_status_text(status));
            more = -1;
            break;
        }
        fwrite(w.data, 1, w.length, stdout);
    }
    outcome_clear(&o);
    words_free(&w);
    return more;
}

int command_trace(app *a) {
    scenario s;
    int failed;

    if (a->count != 1) return say_usage("trace takes one FILE; see asb trace --help");
    failed = scenario_open(&s, a->words[0]) || trace(&s) < 0;
    fflush(stdout);
    if (failed) say_file_trouble(stderr, &s);
    scenario_close(&s);
    return failed ? EXIT_NO : EXIT_DONE;
}
