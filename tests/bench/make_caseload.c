/* make_caseload CASES SEED FILE: a journal with so many cases, for trying an integration with (tests/bench/caseloads.h). The same numbers give the same cases. */
#include "caseloads.h"

#include <stdio.h>
#include <stdlib.h>

enum { AT_ONCE = 200 };

int main(int argc, char **argv) {
    caseloads g;
    asb_store *store;
    asb_case *cases[AT_ONCE];
    if (argc != 4) return fprintf(stderr, "usage: make_caseload CASES SEED FILE\n"), 2;
    uint32_t count = (uint32_t)strtoul(argv[1], NULL, 10);
    caseloads_begin(&g, strtoull(argv[2], NULL, 10));
    if (asb_store_journal(&store, g.engine, argv[3])) return fprintf(stderr, "%s: %s\n", argv[3], asb_error_message(g.engine)), 1;
    for (uint32_t from = 0; from < count; from += AT_ONCE) {
        uint32_t some = count - from < AT_ONCE ? count - from : AT_ONCE;
        for (uint32_t i = 0; i < some; i++) cases[i] = caseloads_case(&g, store, from + i);
        if (asb_case_save_all(cases, some)) return fprintf(stderr, "%s: %s\n", argv[3], asb_error_message(g.engine)), 1;
        for (uint32_t i = 0; i < some; i++) asb_case_free(cases[i]);
    }
    printf("%u cases, %llu records\n", (unsigned)count, (unsigned long long)g.records);
    asb_store_free(store);
    caseloads_end(&g);
    return 0;
}
