/* Faults in what is done with whole stores: heads, exports, copies, backups, compaction. */
#include "fault.h"

Suite *asb_suite_fault_store(void);

static void with_two_stores(fault_world *w) {
    with_stored_case(w);
    fault_must(w, asb_store_memory(&w->other_store, w->engine));
}

/* Lines of one store, to be brought into another. */
static void with_lines(fault_world *w) {
    with_two_stores(w);
    fault_must(w, asb_store_export(&w->json_text, w->store));
}

static void with_document(fault_world *w) {
    with_two_stores(w);
    asb_case *c = NULL;
    fault_must(w, asb_case_open(&c, w->store, "C-1"));
    fault_must(w, asb_case_export(&w->json_text, c));
    asb_case_free(c);
}

static void with_head(fault_world *w) {
    with_stored_case(w);
    fault_must(w, asb_store_heads(&w->json_text, w->store));
}

/* An erased body, so that there is something to leave out. */
static void with_journal_to_compact(fault_world *w) {
    asb_case *c = NULL;
    with_saved_journal_case(w);
    fault_must(w, asb_case_open(&c, w->store, "J-1"));
    fault_add(w, c, "report", "CCC", "{'channel':'phone','summary':'Gone soon'}");
    fault_must(w, asb_case_save(c));
    fault_add(w, c, "erasure", "CHM", "{'of':[2],'basis':'Art. 17','reason':'Asked for'}");
    fault_must(w, asb_case_save(c));
    asb_case_free(c);
}

static void with_place_for_backup(fault_world *w) {
    with_saved_journal_case(w);
    fault_path(w->other_path, sizeof w->other_path);
}

static int32_t verify_head(fault_world *w) {
    return asb_store_verify_head(&w->text, w->store, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t import_lines(fault_world *w) {
    return asb_store_import(&w->text, w->other_store, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t import_case(fault_world *w) {
    return asb_case_import(&w->c, w->other_store, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

/* Without the sizes: where memory fails once the files have changed places, doing it again finds nothing left to do. */
static int32_t compact(fault_world *w) {
    asb_text *sizes = NULL;
    int32_t status = asb_store_compact(&sizes, w->store);
    asb_text_free(sizes);
    return status;
}

static int32_t take_line(void *self, asb_bytes line) {
    (void)self, (void)line;
    return ASB_OK;
}

#define LOUD(X) \
    X(asb_store_head, one, with_stored_case, asb_store_head(&w->text, w->store)) \
    X(asb_store_heads, one, with_stored_case, asb_store_heads(&w->text, w->store)) \
    X(asb_store_verify_head, one, with_head, verify_head(w)) \
    X(asb_store_export, one, with_stored_case, asb_store_export(&w->text, w->store)) \
    X(asb_store_export_to, one, with_stored_case, asb_store_export_to(w->store, take_line, w)) \
    X(asb_store_import, one, with_lines, import_lines(w)) \
    X(asb_case_import, one, with_document, import_case(w)) \
    X(asb_store_rebuild, one, with_stored_case, asb_store_rebuild(&w->text, w->store)) \
    X(asb_store_copy, one, with_two_stores, asb_store_copy(&w->text, w->other_store, w->store)) \
    X(asb_store_backup, journal, with_place_for_backup, asb_store_backup(w->store, w->other_path)) \
    X(asb_store_compact, journal, with_journal_to_compact, compact(w))

/* Reading from a store that fails. */
#define STORED(X) \
    X(asb_store_head, from_store, with_stored_case, asb_store_head(&w->text, w->store)) \
    X(asb_store_heads, from_store, with_stored_case, asb_store_heads(&w->text, w->store)) \
    X(asb_store_verify_head, from_store, with_head, verify_head(w)) \
    X(asb_store_export, from_store, with_stored_case, asb_store_export(&w->text, w->store)) \
    X(asb_store_export_to, from_store, with_stored_case, asb_store_export_to(w->store, take_line, w)) \
    X(asb_store_copy, from_store, with_two_stores, asb_store_copy(&w->text, w->other_store, w->store))

LOUD(FAULT_ACT)
STORED(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario stored[] = {STORED(FAULT_ROW)};

Suite *asb_suite_fault_store(void) {
    Suite *s = fault_suite("fault_store", loud, FAULT_COUNT(loud), NULL, 0);
    fault_add_stored(s, stored, FAULT_COUNT(stored));
    return s;
}
