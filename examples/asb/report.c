/* asb due, asb report: questions about all cases of a journal. The question is the library's (docs/reference/caseload.md), as JSON or as KEY=VALUE. */
#include "report.h"

#include <stdio.h>

static void print_rows(app *a, const asb_rows *rows) {
    print_table(a, rows);
    if (asb_rows_count(rows) == 0) puts("nothing");
    if (asb_rows_next(rows)[0] != '\0')
        printf("%u of %u; the next page: after='%s'\n", (unsigned)asb_rows_count(rows), (unsigned)asb_rows_total(rows),
               asb_rows_next(rows));
}

static int ask(app *a, asb_caseload *caseload, const words *question) {
    return question_ask(a, caseload, question, print_rows);
}

/* Options of reports would be passed over, and let everything through. */
static int has_report_options(const options *o) {
    return o->year != NULL || o->homes != NULL || o->format != NULL || o->from != NULL || o->to != NULL || o->table != NULL;
}

static int run(app *a, const char *query, int from) {
    words question = {0};
    int code;
    if (has_report_options(&a->options)) return say_usage("--from, --to, --year and the like are for reports; a question takes KEY=VALUE");
    if (query[0] == '{') {
        words_add(&question, query);
        code = a->count > from ? -1 : 0;
    } else {
        words_add(&question, "{\"query\":");
        words_json_text(&question, query);
        code = question_keys(&question, a, from);
    }
    code = code ? say_usage("after the question stand KEY=VALUE; see asb report --help") : with_caseload(a, &question, ask);
    words_free(&question);
    return code;
}

/* asb due with a journal, and no date: the work list. */
int command_work_list(app *a) {
    return run(a, "due", 0);
}

int command_report(app *a) {
    if (a->count == 0) return say_usage("report takes a question; see asb report --help");
    return is_report(a, a->words[0]) ? run_report(a) : run(a, a->words[0], 1);
}
