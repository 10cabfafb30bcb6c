/* asb scenario: are the expectations of scenario files met? */
#include "expect.h"
#include "terminal.h"

#include <stdio.h>

typedef struct tally {
    uint32_t passed, failed;
} tally;

static void say(const scenario *s, const outcome *o, const char *what, const char *why) {
    printf("%s:%lu: step %lu: %s: %s\n", s->path, (unsigned long)asb_json_line(o->step), (unsigned long)o->number, what, why);
}

/* A step that expects nothing is to be added all the same. */
static int is_added_as_it_should(const scenario *s, const outcome *o) {
    words guards = {0};

    if (asb_json_get(o->step, "record") == NULL || o->is_added) return 1;
    for (uint32_t i = 0; o->decision != NULL && i < asb_decision_count(o->decision); i++)
        if (asb_decision_effect(o->decision, i) == ASB_EFFECT_REFUSED)
            words_format(&guards, "%s%s", guards.length > 0 ? ", " : "", asb_decision_guard(o->decision, i));
    if (o->invalid != NULL) words_format(&guards, "%s (%s)", o->invalid, o->why);
    say(s, o, o->invalid != NULL ? "expected to be added, found invalid" : "expected to be added, found refused by", words_text(&guards));
    words_free(&guards);
    return 0;
}

static void count_step(scenario *s, const outcome *o, tally *t) {
    if (asb_json_get(o->step, "expect") == NULL)
        t->failed += !is_added_as_it_should(s, o);
    else if (judge_step(s, o) > 0)
        t->failed++;
    else
        t->passed++;
}

/* A file that cannot be read, or gone on with, counts as one failed and nothing else. */
static tally run_file(const char *path) {
    scenario s;
    outcome o = {0};
    tally t = {0, 0};
    int more = scenario_open(&s, path) || scenario_check(&s) ? -1 : 1;

    while (more > 0) {
        more = scenario_next(&s, &o);
        if (more > 0) count_step(&s, &o, &t);
    }
    if (more < 0) {
        say_file_trouble(stdout, &s);
        t = (tally){0, 1};
    }
    outcome_clear(&o);
    scenario_close(&s);
    return t;
}

int command_scenario(app *a) {
    tally all = {0, 0};
    progress p;

    if (a->count == 0) return say_usage("scenario takes at least one FILE; see asb scenario --help");
    progress_begin(&p, "scenario files", (size_t)a->count);
    for (int i = 0; i < a->count; i++) {
        tally one = run_file(a->words[i]);
        all.passed += one.passed;
        all.failed += one.failed;
        if (one.failed > 0) progress_end(&p);
        progress_show(&p, (size_t)i + 1);
    }
    progress_end(&p);
    printf("%lu passed, %lu failed\n", (unsigned long)all.passed, (unsigned long)all.failed);
    return all.failed > 0 ? EXIT_NO : EXIT_DONE;
}
