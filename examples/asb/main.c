/* asb: anti-social behaviour case management on the command line. */
#include "app.h"
#include "help.h"
#include "long_work.h"

#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

typedef struct command {
    const char *name;
    int (*run)(app *a);
} command;

static const command commands[] = {
    {"scenario", command_scenario}, {"trace", command_trace},       {"policy", command_policy}, {"due", command_due},
    {"holidays", command_holidays}, {"score", command_score},       {"json", command_json},     {"new", command_new},
    {"add", command_add},           {"may", command_may},           {"duties", command_duties}, {"show", command_show},
    {"history", command_history},   {"list", command_list},         {"verify", command_verify}, {"export", command_export},
    {"head", command_head},         {"import", command_import},     {"copy", command_copy},     {"render", command_render},
    {"report", command_report},     {"rehearse", command_rehearse}, {"match", command_match},
};

static const command *find(const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static int64_t now_by_option(void *self) {
    const app *a = self;

    return a->now;
}

/* The time is read with an engine of its own: the one that takes it for now is not made yet. */
static int read_now(app *a) {
    asb_engine *engine = NULL;
    int32_t status = asb_engine_new(&engine, NULL);

    if (status != ASB_OK) return say_trouble("engine", asb_status_text(status));
    status = asb_instant_parse(&a->now, engine, a->options.now);
    asb_engine_free(engine);
    return status == ASB_OK ? EXIT_DONE : say_usage("--now is a date or an instant, such as 2026-03-02T09:15");
}

static int open_engine(app *a) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = a, .now = a->options.now != NULL ? now_by_option : NULL, .progress = long_work};
    int code = a->options.now != NULL ? read_now(a) : EXIT_DONE;
    int32_t status;

    if (code != EXIT_DONE) return code;
    status = asb_engine_new(&a->engine, &hooks);
    return status == ASB_OK ? EXIT_DONE : say_trouble("engine", asb_status_text(status));
}

static int run(app *a, const command *c) {
    int code = open_engine(a);

    if (code == EXIT_DONE) code = c->run(a);
    asb_engine_free(a->engine);
    if (fflush(stdout) != 0 || ferror(stdout)) return say_trouble("standard output", "it cannot be written");
    return code;
}

/* The same bytes on every platform: Windows would put a carriage return before each line end. */
static void leave_bytes_alone(void) {
#ifdef _WIN32
    (void)_setmode(_fileno(stdin), _O_BINARY);
    (void)_setmode(_fileno(stdout), _O_BINARY);
#endif
}

int main(int argc, char **argv) {
    app a = {0};
    const command *c;

    leave_bytes_alone();
    if (options_read(&a.options, argc, argv)) return EXIT_USAGE;
    if (a.options.version) return printf("asb %s\n", asb_version_text()) < 0 ? EXIT_TROUBLE : EXIT_DONE;
    if (a.options.count == 0) {
        fputs(help_about, a.options.help ? stdout : stderr);
        return a.options.help ? EXIT_DONE : EXIT_USAGE;
    }
    c = find(a.options.words[0]);
    if (c == NULL) return say_usage("there is no such command; asb --help names them");
    if (a.options.help) return fputs(help_of(c->name), stdout) < 0 ? EXIT_TROUBLE : EXIT_DONE;
    a.words = a.options.words + 1;
    a.count = a.options.count - 1;
    return run(&a, c);
}
