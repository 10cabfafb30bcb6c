/* Plays scenario files and holds after each step that the case is the same however it is come by: folded one by one, opened from the store, loaded
 * from its own export, and opened from another store, into which the whole first one was exported and imported.
 * All of it twice: without kept cases; and with them, where the live case is freed after every other step and opened again, each case that was opened beside it is kept too, and is one record
 * behind at the next step, and each summary is made from the one before.
 * What the library writes of it as JSON is read by its own strict reader. Prints the first differences, and `N passed, N failed` (a step and a way each count as one). */
#include <asb/asb.h>
#include <asb/json.h>
#include <asb/sys/hooks.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CASES = 8 };

typedef struct played {
    char id[64];
    asb_case *c;
} played;

typedef struct world {
    asb_engine *engine;
    asb_store *store;
    asb_policy *policy;
    asb_calendar *calendar;
    int64_t now;
    played cases[MOST_CASES];
    unsigned count, passed, failed;
    const char *file;
    unsigned step;
    int keeps; /* cases are kept when they are freed */
} world;

static int64_t world_now(void *self) {
    return ((world *)self)->now;
}

static char *read_file(const char *path, size_t *length) {
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    *length = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*length + 1);
    if (bytes && fread(bytes, 1, *length, f) != *length) *length = 0;
    fclose(f);
    return bytes;
}

/* ---- what a case says of itself */

static char *picture(asb_case *c) {
    asb_text *facts = NULL, *duties_json = NULL, *summary = NULL;
    asb_duties *duties = NULL;
    char *all = NULL;
    if (!asb_case_facts(&facts, c) && !asb_case_duties(&duties, c) && !asb_duties_json(&duties_json, duties) &&
        asb_case_summary(&summary, c) >= 0) {
        size_t room = asb_text_length(facts) + asb_text_length(duties_json) + asb_text_length(summary) + 64;
        for (uint32_t i = 0; i < asb_duties_count(duties); i++) {
            asb_text *why = NULL;
            if (!asb_duties_explain(&why, duties, i)) room += asb_text_length(why) + 1;
            asb_text_free(why);
        }
        all = calloc(1, room);
        if (all) strcat(strcat(strcat(all, asb_text_data(facts)), "\n"), asb_text_data(duties_json));
        if (all && summary) strcat(strcat(all, "\n"), asb_text_data(summary));
        for (uint32_t i = 0; all && i < asb_duties_count(duties); i++) {
            asb_text *why = NULL;
            if (!asb_duties_explain(&why, duties, i)) strcat(strcat(all, "\n"), asb_text_data(why));
            asb_text_free(why);
        }
    }
    asb_text_free(summary);
    asb_text_free(facts);
    asb_text_free(duties_json);
    asb_duties_free(duties);
    return all;
}

static void compare(world *w, const char *way, asb_case *other, const char *expected) {
    char *found = other ? picture(other) : NULL;
    if (found && !strcmp(found, expected)) {
        w->passed++;
    } else if (w->failed++ < 5) {
        size_t at = 0;
        while (found && found[at] && found[at] == expected[at]) at++;
        printf("%s, step %u: %s is another case, from byte %zu on%s%s\n  live:  %.300s\n  other: %.300s\n", w->file, w->step, way, at,
               other ? "" : ": ", other ? "" : asb_error_message(w->engine), expected + (at > 60 ? at - 60 : 0),
               found ? found + (at > 60 ? at - 60 : 0) : "(none)");
    }
    free(found);
}

/* Strict: UTF-8, no key twice. */
static void check_json(world *w, const char *what, const asb_text *written) {
    asb_json *v = NULL;
    if (written && !asb_json_parse(&v, w->engine, asb_text_data(written), asb_text_length(written)))
        w->passed++;
    else if (w->failed++ < 5)
        printf("%s, step %u: %s are no JSON: %.400s\n", w->file, w->step, what, written ? asb_text_data(written) : "(none)");
    asb_json_free(v);
}

static void check_written(world *w, asb_case *c) {
    asb_text *facts = NULL, *history = NULL, *duties_json = NULL;
    asb_duties *duties = NULL;
    if (!asb_case_facts(&facts, c)) check_json(w, "the facts", facts);
    if (!asb_case_history(&history, c)) check_json(w, "the history", history);
    if (!asb_case_duties(&duties, c) && !asb_duties_json(&duties_json, duties)) check_json(w, "the duties", duties_json);
    asb_duties_free(duties);
    asb_text_free(duties_json);
    asb_text_free(history);
    asb_text_free(facts);
}

static void check_import(world *w, const char *id, const char *live) {
    asb_store *other = NULL;
    asb_text *exported = NULL, *report = NULL;
    asb_case *imported = NULL;
    if (!asb_store_export(&exported, w->store) && !asb_store_memory(&other, w->engine) &&
        !asb_store_import(&report, other, asb_text_data(exported), asb_text_length(exported)) && !asb_case_open(&imported, other, id) &&
        w->calendar)
        asb_case_set_calendar(imported, w->calendar);
    compare(w, "the case from an import", imported, live);
    asb_case_free(imported);
    asb_text_free(report);
    asb_text_free(exported);
    asb_store_free(other);
}

/* The summary that the store was given with the last commit is what the records come to. */
static void check_kept(world *w, asb_case *c) {
    asb_text *made = NULL;
    asb_list *list = NULL;
    const char *kept = "";
    if (asb_case_summary(&made, c) || asb_store_list(&list, w->store, NULL, 0)) return;
    for (uint32_t i = 0; i < asb_list_count(list); i++)
        if (!strcmp(asb_list_id(list, i), asb_case_id(c))) kept = asb_list_summary(list, i);
    if (!strcmp(kept, asb_text_data(made))) {
        w->passed++;
    } else if (w->failed++ < 5) {
        printf("%s, step %u: the summary kept is not what the records come to\n  kept: %s\n  made: %s\n", w->file, w->step, kept,
               asb_text_data(made));
    }
    asb_list_free(list);
    asb_text_free(made);
}

static void check_ways(world *w, asb_case *c) {
    asb_case *opened = NULL, *loaded = NULL;
    asb_text *exported = NULL;
    char *live = picture(c);
    if (!live) {
        printf("%s, step %u: %s\n", w->file, w->step, asb_error_message(w->engine));
        w->failed++;
        return;
    }
    if (asb_case_count(c)) {
        if (!asb_case_open(&opened, w->store, asb_case_id(c)) && w->calendar) asb_case_set_calendar(opened, w->calendar);
        compare(w, "the case from the store", opened, live);
        if (!asb_case_export(&exported, c)) asb_case_load(&loaded, w->engine, NULL, asb_text_data(exported), asb_text_length(exported));
        compare(w, "the case from its export", loaded, live);
        check_import(w, asb_case_id(c), live);
        check_kept(w, c);
    }
    asb_text_free(exported);
    asb_case_free(opened);
    asb_case_free(loaded);
    free(live);
}

/* ---- playing */

static asb_case *find_case(world *w, const char *id) {
    for (unsigned i = 0; i < w->count; i++)
        if (!strcmp(w->cases[i].id, id)) return w->cases[i].c;
    if (w->count == MOST_CASES || strlen(id) >= sizeof w->cases[0].id) return NULL;
    played *p = &w->cases[w->count];
    if (asb_case_new(&p->c, w->engine, w->policy, w->store, id)) return NULL;
    strcpy(p->id, id);
    w->count++;
    if (w->calendar) asb_case_set_calendar(p->c, w->calendar);
    return p->c;
}

/* What is opened is what was freed, or the same read anew. */
static asb_case *open_again(world *w, const char *id) {
    for (unsigned i = 0; i < w->count; i++) {
        asb_case *opened;
        if (strcmp(w->cases[i].id, id) || !asb_case_count(w->cases[i].c)) continue;
        if (asb_case_open(&opened, w->store, id)) return NULL; /* nothing is kept yet: this is read */
        asb_case_free(opened);
        asb_case_free(w->cases[i].c); /* and both have been freed */
        w->cases[i].c = NULL;
        if (asb_case_open(&w->cases[i].c, w->store, id)) return NULL;
        if (w->calendar) asb_case_set_calendar(w->cases[i].c, w->calendar);
        return w->cases[i].c;
    }
    return find_case(w, id);
}

static const char *text_of(const asb_json *object, const char *key) {
    const asb_json *v = asb_json_get(object, key);
    const char *t = v ? asb_json_text(v, NULL) : NULL;
    return t ? t : NULL;
}

static asb_record *make_record(world *w, const asb_json *step) {
    const char *kind = text_of(step, "record"), *by = text_of(step, "by"), *role = text_of(step, "role"),
               *happened = text_of(step, "happened");
    const asb_json *with = asb_json_get(step, "with");
    asb_record *r = NULL;
    if (!kind || asb_record_new(&r, w->engine, kind)) return NULL;
    if (by && role) asb_record_set_actor(r, by, role);
    int bad = happened && asb_record_set_at(r, happened);
    for (uint32_t i = 0; with && i < asb_json_count(with) && !bad; i++) {
        const asb_json *v = asb_json_at(with, i);
        asb_text *json = NULL;
        bad = asb_json_write(&json, v) || asb_record_set_json(r, asb_json_key(v, NULL), asb_text_data(json), asb_text_length(json));
        asb_text_free(json);
    }
    if (!bad) return r;
    asb_record_free(r);
    return NULL;
}

static void play_step(world *w, const asb_json *step) {
    const char *id = text_of(step, "case"), *at = text_of(step, "at");
    asb_case *c = w->keeps && w->step % 2 ? open_again(w, id ? id : "A") : find_case(w, id ? id : "A");
    if (!c || !at || asb_instant_parse(&w->now, w->engine, at)) return;
    asb_record *r = make_record(w, step);
    if (r) asb_case_add(NULL, c, r);
    asb_record_free(r);
    if (asb_case_count(c) > asb_case_stored(c) && asb_case_save(c)) {
        printf("%s, step %u: not saved: %s\n", w->file, w->step, asb_error_message(w->engine));
        w->failed++;
    }
    check_ways(w, c);
    check_written(w, c);
}

/* A built-in policy by its id, or one by its path as seen from the scenario file. */
static int32_t find_policy(world *w, const char *name) {
    char path[1024];
    size_t length = 0, folder = strlen(w->file);
    if (!strstr(name, ".json")) return asb_policy_builtin(&w->policy, w->engine, name);
    while (folder && w->file[folder - 1] != '/') folder--;
    if (name[0] == '/') folder = 0;
    snprintf(path, sizeof path, "%.*s%s", (int)folder, w->file, name);
    char *json = read_file(path, &length);
    int32_t status = json ? asb_policy_parse(&w->policy, w->engine, json, length) : ASB_EIO;
    free(json);
    return status;
}

static void play(world *w, const asb_json *scenario) {
    const asb_json *steps = asb_json_get(scenario, "steps"), *calendar = asb_json_get(scenario, "calendar");
    asb_text *json = NULL;
    if (find_policy(w, text_of(scenario, "policy")) || asb_store_memory(&w->store, w->engine)) {
        printf("%s: %s\n", w->file, asb_error_message(w->engine));
        w->failed++;
        return;
    }
    if (calendar && !asb_json_write(&json, calendar))
        asb_calendar_parse(&w->calendar, w->engine, asb_text_data(json), asb_text_length(json));
    asb_text_free(json);
    for (uint32_t i = 0; i < asb_json_count(steps); i++) {
        w->step = i + 1;
        play_step(w, asb_json_at(steps, i));
    }
}

static void play_file(const char *path, int keeps, unsigned *passed, unsigned *failed) {
    world w = {.file = path, .keeps = keeps};
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = &w, .now = world_now};
    size_t length = 0;
    char *bytes = read_file(path, &length);
    asb_json *scenario = NULL;
    if (!bytes || asb_engine_new(&w.engine, &hooks) || asb_json_parse(&scenario, w.engine, bytes, length))
        w.failed++;
    else if (keeps && asb_engine_set_limit(w.engine, "kept-bytes", 1u << 20))
        w.failed++;
    else
        play(&w, scenario);
    for (unsigned i = 0; i < w.count; i++) asb_case_free(w.cases[i].c);
    asb_json_free(scenario);
    asb_calendar_free(w.calendar);
    asb_policy_free(w.policy);
    asb_store_free(w.store);
    asb_engine_free(w.engine);
    free(bytes);
    *passed += w.passed;
    *failed += w.failed;
}

int main(int argc, char **argv) {
    unsigned passed = 0, failed = 0;
    for (int i = 1; i < argc; i++)
        for (int keeps = 0; keeps < 2; keeps++) play_file(argv[i], keeps, &passed, &failed);
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
