/* Faults in heads, exporting and importing, copying, and the preview of a move. */
#include "fault.h"
#include <string.h>

Suite *asb_suite_fault_audit(void);

static void with_other_store(fault_world *w) {
    with_stored_case(w);
    fault_must(w, asb_store_memory(&w->other_store, w->engine));
}

/* The store that is acted on is the one that has nothing yet. */
static void turn_round(fault_world *w) {
    asb_store *full = w->store;
    w->store = w->other_store;
    w->other_store = full;
}

static void with_exported_case(fault_world *w) {
    with_other_store(w);
    fault_must(w, asb_case_open(&w->c, w->store, "C-1"));
    fault_must(w, asb_case_export(&w->json_text, w->c));
    asb_case_free(w->c);
    w->c = NULL;
    turn_round(w);
}

static void with_days(fault_world *w) {
    with_other_store(w);
    fault_must(w, asb_calendar_new(&w->calendar, w->engine));
    fault_must(w, asb_calendar_add(w->calendar, "2026-03-04", NULL, "Flood"));
    fault_must(w, asb_store_set_calendar(w->store, w->calendar));
}

static void with_lines(fault_world *w) {
    with_days(w);
    fault_must(w, asb_store_export(&w->json_text, w->store));
    turn_round(w);
}

static void with_target(fault_world *w) {
    with_days(w);
    turn_round(w);
}

static void with_heads(fault_world *w) {
    with_stored_case(w);
    fault_must(w, asb_store_heads(&w->json_text, w->store));
}

static void with_store_head(fault_world *w) {
    with_stored_case(w);
    fault_must(w, asb_store_head(&w->json_text, w->store));
}

static void with_next_policy(fault_world *w) {
    with_case(w);
    fault_policy(&w->other_policy, w, "2");
}

static int32_t verify(fault_world *w) {
    return asb_store_verify_head(&w->text, w->store, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t import_case(fault_world *w) {
    return asb_case_import(&w->c, w->store, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t import_lines(fault_world *w) {
    return asb_store_import(&w->text, w->store, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t add_length(void *sink, asb_bytes line) {
    *(size_t *)sink += line.length;
    return ASB_OK;
}

static int32_t export_to(fault_world *w) {
    size_t length = 0;
    int32_t status = asb_store_export_to(w->store, add_length, &length);
    if (!status) w->length = length;
    return status;
}

#define LOUD(X) \
    X(asb_case_head, stored, with_case, asb_case_head(&w->text, w->c)) \
    X(asb_case_import, exported, with_exported_case, import_case(w)) \
    X(asb_case_preview_move, next_version, with_next_policy, asb_case_preview_move(&w->text, w->c, w->other_policy)) \
    X(asb_store_head, one, with_stored_case, asb_store_head(&w->text, w->store)) \
    X(asb_store_heads, one, with_stored_case, asb_store_heads(&w->text, w->store)) \
    X(asb_store_verify_head, list, with_heads, verify(w)) \
    X(asb_store_verify_head, of_store, with_store_head, verify(w)) \
    X(asb_store_export, one, with_days, asb_store_export(&w->text, w->store)) \
    X(asb_store_export_to, sink, with_days, export_to(w)) \
    X(asb_store_import, lines, with_lines, import_lines(w)) \
    X(asb_store_copy, one, with_days, asb_store_copy(&w->text, w->other_store, w->store))

/* Those that call the store, which may fail as well as memory. */
#define STORED(X) \
    X(asb_case_import, to_store, with_exported_case, import_case(w)) \
    X(asb_store_head, of_store, with_stored_case, asb_store_head(&w->text, w->store)) \
    X(asb_store_heads, of_store, with_stored_case, asb_store_heads(&w->text, w->store)) \
    X(asb_store_verify_head, from_store, with_heads, verify(w)) \
    X(asb_store_verify_head, whole_store, with_store_head, verify(w)) \
    X(asb_store_export, from_store, with_days, asb_store_export(&w->text, w->store)) \
    X(asb_store_import, to_store, with_lines, import_lines(w)) \
    X(asb_store_copy, from_store, with_days, asb_store_copy(&w->text, w->other_store, w->store)) \
    X(asb_store_copy, to_store, with_target, asb_store_copy(&w->text, w->store, w->other_store))

LOUD(FAULT_ACT)
STORED(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario stored[] = {STORED(FAULT_ROW)};

Suite *asb_suite_fault_audit(void) {
    Suite *s = fault_suite("fault_audit", loud, FAULT_COUNT(loud), NULL, 0);
    fault_add_stored(s, stored, FAULT_COUNT(stored));
    return s;
}
