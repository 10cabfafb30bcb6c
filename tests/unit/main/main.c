/* Runs the suites that are named, or all; and ends with the line that tests/run.sh adds up. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE(name) Suite *asb_suite_##name(void);
#include "suites.inc"
#undef SUITE

typedef struct entry {
    const char *name;
    Suite *(*make)(void);
} entry;

#define SUITE(name) {#name, asb_suite_##name},
static const entry suites[] = {
#include "suites.inc"
    {NULL, NULL},
};
#undef SUITE

static int wanted(const char *name, int count, char **names) {
    for (int i = 1; i < count; i++)
        if (!strcmp(names[i], name)) return 1;
    return count < 2;
}

int main(int count, char **names) {
    SRunner *runner = NULL;
    for (const entry *s = suites; s->name; s++) {
        if (!wanted(s->name, count, names)) continue;
        if (runner)
            srunner_add_suite(runner, s->make());
        else
            runner = srunner_create(s->make());
    }
    if (!runner) {
        printf("no suite of that name\n0 passed, 1 failed\n");
        return EXIT_FAILURE;
    }
    srunner_run_all(runner, CK_ENV);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", run - failed, failed);
    fflush(stdout); /* the leak sanitizer may end the program before exit would */
    return failed || !run ? EXIT_FAILURE : EXIT_SUCCESS;
}
