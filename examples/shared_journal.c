/* Several programs write to one journal, and to one case of it. Nobody holds a lock while people think: whoever saves second is told so, reads what the others wrote, and tries
 * again.
 *
 *     shared_journal FILE CASE NAME COUNT     adds COUNT notes in the name of NAME; start it several times at once
 */
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>

/* Adds a record to a case and saves it, whoever else writes to the case meanwhile. How often that was is added to *conflicts. */
static int32_t add_and_save(asb_case *c, const asb_record *record, unsigned *conflicts) {
    int32_t status = asb_case_add(NULL, c, record);
    if (status != ASB_OK) return status; /* refused, or malformed: nothing to be saved */
    while ((status = asb_case_save(c)) == ASB_CONFLICT) {
        asb_conflicts *lost;
        ++*conflicts;
        status = asb_case_reload(&lost, c); /* what others wrote is in the case now, and our record was tried again after it */
        if (status != ASB_OK) return status;
        if (asb_conflicts_count(lost))
            status = asb_conflicts_status(lost, 0); /* what they wrote has made ours impossible: asb_conflicts_message() says how */
        asb_conflicts_free(lost);
        if (status != ASB_OK) return status;
    }
    return status; /* ASB_OK: it is on the disk. An error: it still waits in the case, and asb_case_save() may be called again */
}

/* The kinds of record have different fields, but all of them a text that says what it is about. */
static int32_t make(asb_record **out, asb_engine *engine, const char *kind, const char *field, const char *text) {
    int32_t status = asb_record_new(out, engine, kind);
    if (status == ASB_OK) status = asb_record_set_actor(*out, "amy", "housing-officer");
    if (status == ASB_OK) status = asb_record_set_text(*out, field, text);
    return status;
}

static int32_t begin(asb_case **out, asb_engine *engine, asb_policy *policy, asb_store *store, const char *id) {
    asb_record *report;
    int32_t status = asb_case_new(out, engine, policy, store, id);
    if (status != ASB_OK) return status;
    status = make(&report, engine, "report", "summary", "Music until three in the morning");
    if (status == ASB_OK) status = asb_record_set_text(report, "channel", "phone");
    if (status == ASB_OK) status = asb_case_add(NULL, *out, report);
    if (status == ASB_OK) status = asb_case_save(*out);
    asb_record_free(report);
    if (status != ASB_OK) asb_case_free(*out);
    return status;
}

/* The case is opened, or begun where it is not there yet, unless somebody else begins it first; then it is opened. */
static int32_t open_or_begin(asb_case **out, asb_engine *engine, asb_policy *policy, asb_store *store, const char *id) {
    int32_t status = asb_case_open(out, store, id);
    if (status != ASB_ABSENT) return status;
    status = begin(out, engine, policy, store, id);
    return status == ASB_CONFLICT || status == ASB_EEXISTS ? asb_case_open(out, store, id) : status;
}

static int32_t add_notes(asb_engine *engine, asb_case *c, const char *name, unsigned count, unsigned *conflicts) {
    int32_t status = ASB_OK;
    for (unsigned i = 1; i <= count && status == ASB_OK; i++) {
        char text[200];
        asb_record *note;
        snprintf(text, sizeof text, "%.100s, note %u", name, i);
        status = make(&note, engine, "note", "text", text);
        if (status == ASB_OK) status = add_and_save(c, note, conflicts);
        asb_record_free(note);
    }
    return status;
}

int main(int argc, char **argv) {
    asb_engine *engine = NULL; /* each program, and each thread, has an engine of its own */
    asb_policy *policy = NULL;
    asb_store *store = NULL;
    asb_case *c = NULL;
    unsigned conflicts = 0;
    if (argc != 5) return fprintf(stderr, "usage: shared_journal FILE CASE NAME COUNT\n"), 2;
    int32_t status = asb_engine_new(&engine, NULL);
    if (status == ASB_OK) status = asb_policy_builtin(&policy, engine, "west-kent");
    if (status == ASB_OK) status = asb_store_journal(&store, engine, argv[1]);
    if (status == ASB_OK) status = open_or_begin(&c, engine, policy, store, argv[2]);
    if (status == ASB_OK) status = add_notes(engine, c, argv[3], (unsigned)strtoul(argv[4], NULL, 10), &conflicts);
    if (status == ASB_OK)
        printf("%s: done; others were first %u times\n", argv[3], conflicts);
    else
        fprintf(stderr, "%s: %s\n", asb_status_text(status), engine ? asb_error_message(engine) : "");
    asb_case_free(c);
    asb_store_free(store);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return status == ASB_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
