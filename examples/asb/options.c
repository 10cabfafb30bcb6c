/* Options: they may stand anywhere, also before the command. */
#include "app.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct option {
    const char *name;
    size_t offset;
    int takes_value;
} option;

static const option known[] = {
    {"store", offsetof(options, store), 1},
    {"policy", offsetof(options, policy), 1},
    {"now", offsetof(options, now), 1},
    {"as", offsetof(options, as), 1},
    {"at", offsetof(options, at), 1},
    {"json", offsetof(options, json), 0},
    {"help", offsetof(options, help), 0},
    {"all", offsetof(options, all), 0},
    {"version", offsetof(options, version), 0},
    {"head", offsetof(options, head), 1},
    {"letter", offsetof(options, letter), 1},
    {"text", offsetof(options, text), 1},
    {"form", offsetof(options, form), 1},
    {"seq", offsetof(options, seq), 1},
    {"for", offsetof(options, audience), 1},
    {"party", offsetof(options, party), 1},
    {"set", offsetof(options, set), 1},
    {"html", offsetof(options, html), 0},
    {"withheld", offsetof(options, withheld), 0},
    {"casefile", offsetof(options, casefile), 0},
    {"chronology", offsetof(options, chronology), 0},
    {"subject-access", offsetof(options, subject_access), 0},
    {"data", offsetof(options, data), 0},
    {"year", offsetof(options, year), 1},
    {"homes", offsetof(options, homes), 1},
    {"format", offsetof(options, format), 1},
    {"from", offsetof(options, from), 1},
    {"to", offsetof(options, to), 1},
    {"table", offsetof(options, table), 1},
    {"holiday", offsetof(options, holidays), 1},
    {"instead-of", offsetof(options, instead_of), 1},
};

static const option *find(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strlen(known[i].name) == length && memcmp(known[i].name, name, length) == 0) return &known[i];
    return NULL;
}

static int complain(const char *argument, const char *sentence) {
    fprintf(stderr, "asb: %s: %s; see asb --help\n", argument, sentence);
    return -1;
}

/* `set` and `holiday` may stand several times. */
static int *count_of(options *o, const option *found) {
    return found->offset == offsetof(options, set)     ? &o->set_count
        : found->offset == offsetof(options, holidays) ? &o->holiday_count
                                                       : NULL;
}

static void set(options *o, const option *found, const char *value) {
    int *count = count_of(o, found);
    char *place = (char *)o + found->offset + (count != NULL ? (size_t)(*count)++ * sizeof value : 0);
    int flag = 1;

    if (found->offset == offsetof(options, policy)) o->policies[o->policy_count++] = value; /* so may `policy` */

    if (found->takes_value)
        memcpy(place, &value, sizeof value);
    else
        memcpy(place, &flag, sizeof flag);
}

/* `--name`, `--name VALUE` or `--name=VALUE`; gives how many arguments it was, or -1. */
static int read_option(options *o, int left, char **argv) {
    const char *name = argv[0] + 2, *equals = strchr(name, '=');
    const option *found = find(name, equals != NULL ? (size_t)(equals - name) : strlen(name));

    if (found == NULL) return complain(argv[0], "there is no such option");
    if (!found->takes_value && equals != NULL) return complain(argv[0], "this option takes no value");
    if (o->set_count == MOST_SET || o->holiday_count == MOST_SET || o->policy_count == MOST_SET)
        return complain(argv[0], "this option is there too often");
    if (found->takes_value && equals == NULL && left < 2) return complain(argv[0], "this option takes a value");
    set(o, found, equals != NULL ? equals + 1 : found->takes_value ? argv[1] : NULL);
    return found->takes_value && equals == NULL ? 2 : 1;
}

/* `-o FILE`; gives how many arguments it was, or -1. */
static int read_output(options *o, int left, char **argv) {
    if (left < 2) return complain(argv[0], "this option takes a value");
    o->output = argv[1];
    return 2;
}

static int is_option(const char *argument) {
    return strncmp(argument, "--", 2) == 0 && argument[2] != '\0';
}

int options_read(options *o, int argc, char **argv) {
    int at = 1, only_words = 0;

    memset(o, 0, sizeof *o);
    o->words = argv;
    while (at < argc) {
        int taken = 1;
        if (!only_words && strcmp(argv[at], "--") == 0)
            only_words = 1;
        else if (!only_words && strcmp(argv[at], "-h") == 0)
            o->help = 1;
        else if (!only_words && strcmp(argv[at], "-o") == 0)
            taken = read_output(o, argc - at, argv + at);
        else if (!only_words && is_option(argv[at]))
            taken = read_option(o, argc - at, argv + at);
        else
            argv[o->count++] = argv[at];
        if (taken < 0) return -1;
        at += taken;
    }
    return 0;
}
