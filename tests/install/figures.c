/* How long from dlopen() to the first result: the library is loaded, an engine made, a built-in policy read, and a due date worked out. The argument
 * is the library; prints the microseconds of each step of the quickest of several runs, each in a process of its own. */
#include <asb/asb.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOADED, ENGINE, POLICY, FIRST_RESULT, STEPS, RUNS = 20 };

static double microseconds(void) {
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* A function of the library, by its name. ISO C has no conversion from an object's address to a function's. */
static void find(void *library, const char *name, void *function, size_t size) {
    void *found = dlsym(library, name);

    if (found == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(EXIT_FAILURE);
    }
    memcpy(function, &found, size);
}
#define FIND(function) find(library, "asb_" #function, &function, sizeof function)

static int load(const char *path, double at[STEPS]) {
    static const char period[] = "{\"working_days\":5}";
    int32_t (*engine_new)(asb_engine **, const asb_hooks *);
    int32_t (*policy_builtin)(asb_policy **, asb_engine *, const char *);
    int32_t (*due)(asb_text **, asb_engine *, const char *, const char *, size_t, const asb_policy *, const asb_calendar *);
    asb_engine *engine;
    asb_policy *policy;
    asb_text *text;
    double begin = microseconds();
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);

    if (library == NULL) return fprintf(stderr, "%s\n", dlerror()), 0;
    at[LOADED] = microseconds() - begin;
    FIND(engine_new);
    FIND(policy_builtin);
    FIND(due);
    if (engine_new(&engine, NULL) != ASB_OK) return 0;
    at[ENGINE] = microseconds() - begin;
    if (policy_builtin(&policy, engine, "places-for-people") != ASB_OK) return 0;
    at[POLICY] = microseconds() - begin;
    if (due(&text, engine, "2026-04-02", period, sizeof period - 1, policy, NULL) != ASB_OK) return 0;
    at[FIRST_RESULT] = microseconds() - begin;
    return 1;
}

/* In a process of its own, as what is loaded once is loaded. */
static int run(const char *path, double at[STEPS]) {
    int ends[2], status;
    ssize_t got;
    pid_t child;

    if (pipe(ends) != 0 || (child = fork()) < 0) return 0;
    if (child == 0) {
        double mine[STEPS];
        int good = load(path, mine) && write(ends[1], mine, sizeof mine) == (ssize_t)sizeof mine;
        _exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    close(ends[1]);
    got = read(ends[0], at, STEPS * sizeof *at);
    close(ends[0]);
    return waitpid(child, &status, 0) == child && status == 0 && got == (ssize_t)(STEPS * sizeof *at);
}

int main(int argc, char **argv) {
    double best[STEPS] = {0};

    if (argc != 2) return EXIT_FAILURE;
    for (int i = 0; i < RUNS; i++) {
        double at[STEPS];
        if (!run(argv[1], at)) return EXIT_FAILURE;
        if (i == 0 || at[FIRST_RESULT] < best[FIRST_RESULT]) memcpy(best, at, sizeof best);
    }
    printf("%.0f %.0f %.0f %.0f\n", best[LOADED], best[ENGINE], best[POLICY], best[FIRST_RESULT]);
    return EXIT_SUCCESS;
}
