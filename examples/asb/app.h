/* What the files of the command share: options, exit codes, and the commands themselves.
 *
 * Method. The command is a host like any other: it uses the public headers only. A command gets the options and gives back the exit
 * code; what it makes it gives back itself. Running out of memory of our own ends the program (words.c), the library's is a status. */
#ifndef ASB_COMMAND_APP_H
#define ASB_COMMAND_APP_H

#include <asb/calendar.h>
#include <asb/case.h>
#include <asb/decision.h>
#include <asb/duty.h>
#include <asb/engine.h>
#include <asb/error.h>
#include <asb/json.h>
#include <asb/policy.h>
#include <asb/record.h>
#include <asb/store.h>

enum {
    EXIT_DONE = 0,
    EXIT_NO = 1,          /* refused, invalid, an expectation that failed, a problem found */
    EXIT_USAGE = 2,       /* the command was not called as it is to be */
    EXIT_TROUBLE = 3,     /* a file or store that cannot be read or written, something that is not there, no memory */
    EXIT_CONFLICT = 4,    /* others wrote first, each time it was tried */
    EXIT_CANCELLED = 130, /* by Ctrl-C, as the shells say it */
};

enum { MOST_SET = 64 };

typedef struct options {
    const char *store, *policy, *now, *as, *at, *head;
    const char *letter, *text, *form, *seq, *audience, *party, *output; /* of render */
    const char *year, *homes, *format, *from, *to, *table;              /* of reports */
    const char *set[MOST_SET];
    int set_count;
    const char *policies[MOST_SET], *holidays[MOST_SET], *instead_of; /* of rehearse; the last of `policies` is `policy` */
    int policy_count, holiday_count;
    int json, help, version, all, html, withheld, casefile, chronology, subject_access, data;
    char **words; /* what is no option: the command, then its arguments */
    int count;
} options;

/* 0, or -1 with a sentence on standard error. `argv` is put into another order. */
int options_read(options *o, int argc, char **argv);

typedef struct app {
    options options;
    asb_engine *engine;
    int64_t now;  /* by --now */
    char **words; /* the command's arguments */
    int count;
} app;

/* ---- commands */
int command_scenario(app *a);
int command_trace(app *a);
int command_policy(app *a);
int command_due(app *a);
int command_work_list(app *a);
int command_report(app *a);
int command_match(app *a);
int command_holidays(app *a);
int command_score(app *a);
int command_json(app *a);
int command_new(app *a);
int command_add(app *a);
int command_may(app *a);
int command_duties(app *a);
int command_show(app *a);
int command_history(app *a);
int command_list(app *a);
int command_verify(app *a);
int command_export(app *a);
int command_head(app *a);
int command_import(app *a);
int command_copy(app *a);
int command_render(app *a);
int command_rehearse(app *a);

/* ---- saying what went wrong: on standard error, with the exit code that goes with it */
int exit_code(int32_t status);
int say_usage(const char *sentence);                                  /* EXIT_USAGE */
int say_no(const char *about, const char *sentence);                  /* EXIT_NO */
int say_trouble(const char *about, const char *sentence);             /* EXIT_TROUBLE */
int say_error(asb_engine *engine, int32_t status, const char *about); /* what the engine says of its last call */

/* ---- small things */
/* A whole file, '\0' after it; "-" is standard input. NULL, and a sentence on standard error, where it cannot be read. */
char *read_file(const char *path, size_t *length);
int is_there(const char *path); /* and can be read */
/* A built-in policy by its id, or a document by its path. 0, or -1 with the exit code in *code. */
int open_policy(asb_policy **out, asb_engine *engine, const char *name, int *code);
/* Writes the text and a line end, and frees it. */
int print_text(asb_text *text);

#endif
