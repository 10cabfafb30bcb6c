/* Faults in case.h, decision.h, duty.h and store.h. */
#include "fault.h"
#include <stdlib.h>
#include <string.h>

Suite *asb_suite_fault_case(void);

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

#define FREE(w, function, handle) (function((w)->handle), (w)->handle = NULL, drop(w))

/* ---- worlds of cases */

static void with_refused(fault_world *w) {
    with_case(w);
    asb_record_free(w->record);
    w->record = NULL;
    fault_record(&w->record, w, "closure", "CCC", "{'reason':'resolved','rationale':'Quiet now'}");
}

/* A name that needs memory of its own. */
static void with_long_name(fault_world *w) {
    char name[20000];
    with_case(w);
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    fault_must(w, asb_record_set_actor(w->record, name, "CCC"));
}

static void with_many_fields(fault_world *w) {
    with_case(w);
    asb_record_free(w->record);
    w->record = NULL;
    fault_record(
        &w->record, w, "party", "CCC",
        "{'party':'p7','as':'witness','name':'Cy Cole','address':'1 High Street','postcode':'TN9 1AA','uprn':'1','phone':'01732 000000',"
        "'email':'cy@example.org','date_of_birth':'1980-02-01','prefers':'phone','safe_contact':'evenings','tenure':'secure',"
        "'landlord':'other','interpreter':'Polish','adjustments':['Large print'],'vulnerable':'no','note':'Works nights'}");
}

static void with_invalid(fault_world *w) {
    with_case(w);
    asb_record_free(w->record);
    w->record = NULL;
    fault_record(&w->record, w, "contact", "CCC", "{'party':'nobody','method':'phone','outcome':'reached'}");
}

static void with_erasure(fault_world *w) {
    with_case(w);
    asb_record_free(w->record);
    w->record = NULL;
    fault_record(&w->record, w, "erasure", "CHM", "{'party':'p1','basis':'Art. 17','reason':'Asked for'}");
}

static void with_nothing_to_keep(fault_world *w) {
    with_new_case(w);
    asb_case_free(w->c);
    w->c = NULL;
    fault_must(w, asb_engine_set_limit(w->engine, "kept-bytes", 1u << 20));
}

/* Looking at a case makes a summary to begin with; so that this one is the first, nobody has looked at it. */
static int32_t begin_and_save(fault_world *w) {
    int32_t status = asb_case_new(&w->c, w->engine, w->policy, w->store, "C-1");
    if (!status) status = asb_case_add(NULL, w->c, w->record);
    if (!status) status = asb_case_save(w->c);
    if (status) asb_case_free(w->c);
    if (status) w->c = NULL;
    return status;
}

static void with_saved_to_keep(fault_world *w) {
    with_case(w);
    fault_must(w, asb_engine_set_limit(w->engine, "kept-bytes", 1u << 20));
    fault_must(w, asb_case_save(w->c));
}

/* The store keeps what is freed, and the next summary is made from the one before. */
static void with_case_to_keep(fault_world *w) {
    with_case(w);
    fault_must(w, asb_engine_set_limit(w->engine, "kept-bytes", 1u << 20));
    fault_must(w, asb_case_save(w->c));
    fault_add(w, w->c, "contact", "CCC", "{'party':'p1','method':'visit','outcome':'no-answer'}");
}

static void with_kept_case(fault_world *w) {
    with_case_to_keep(w);
    fault_must(w, asb_case_save(w->c));
    asb_case_free(w->c);
    fault_must(w, asb_case_open(&w->c, w->store, "C-1"));
    asb_case_free(w->c);
    w->c = NULL;
}

/* Someone else has the same case. What is pending here is about a person whom they erase, and a note. */
static void with_two(fault_world *w, const char *id) {
    with_case(w);
    fault_must(w, asb_case_save(w->c));
    fault_must(w, asb_case_open(&w->other, w->store, id));
    fault_add(w, w->c, "contact", "CCC", "{'party':'p1','method':'visit','outcome':'no-answer'}");
    fault_add(w, w->c, "report", "CCC", "{'channel':'letter','summary':'Third'}");
    fault_add(w, w->other, "erasure", "CHM", "{'party':'p1','basis':'Art. 17','reason':'Asked for'}");
    fault_add(w, w->other, "note", "CCC", "{'text':'Called'}");
}

static void with_conflict(fault_world *w) {
    with_two(w, "C-1");
    fault_must(w, asb_case_save(w->other));
    asb_case_free(w->other);
    w->other = NULL;
}

static void with_conflicts(fault_world *w) {
    with_conflict(w);
    fault_must(w, asb_case_reload(&w->conflicts, w->c));
}

static void with_conflicted(fault_world *w) {
    with_two(w, "C-1");
    fault_must(w, asb_case_export(&w->json_text, w->other));
    asb_case_free(w->other);
    w->other = NULL;
}

static void with_export(fault_world *w) {
    with_case(w);
    fault_must(w, asb_case_export(&w->json_text, w->c));
    asb_case_free(w->c);
    w->c = NULL;
}

static void with_second_case(fault_world *w) {
    with_case(w);
    fault_must(w, asb_case_new(&w->other, w->engine, w->policy, w->store, "C-2"));
    fault_add(w, w->other, "report", "CCC", "{'channel':'phone','summary':'Elsewhere'}");
}

static void with_next_policy(fault_world *w) {
    with_case(w);
    fault_policy(&w->other_policy, w, "2");
}

static void with_case_and_calendar(fault_world *w) {
    with_case(w);
    fault_must(w, asb_calendar_new(&w->calendar, w->engine));
    fault_must(w, asb_calendar_add(w->calendar, "2026-03-04", NULL, "Flood"));
}

/* The engine's days have changed since the case was folded: it is folded again before it is asked. */
static void with_other_days(fault_world *w) {
    with_case_and_calendar(w);
    fault_must(w, asb_engine_set_calendar(w->engine, w->calendar));
}

static void with_list(fault_world *w) {
    with_stored_case(w);
    fault_must(w, asb_store_list(&w->list, w->store, NULL, 0));
}

static void with_kept_calendar(fault_world *w) {
    with_case_and_calendar(w);
    fault_must(w, asb_store_set_calendar(w->store, w->calendar));
}

/* The journal's file is there, and was closed. */
static void with_closed_journal(fault_world *w) {
    with_saved_journal_case(w);
    asb_store_free(w->store);
    w->store = NULL;
}

static void with_path(fault_world *w) {
    with_policy(w);
    fault_path(w->path, sizeof w->path);
}

/* ---- acts that are more than one call */

static int32_t save_both(fault_world *w) {
    asb_case *both[2];
    both[0] = w->c;
    both[1] = w->other;
    return asb_case_save_all(both, 2);
}

static int32_t load(fault_world *w) {
    return asb_case_load(&w->c, w->engine, NULL, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t conflicted(fault_world *w) {
    return asb_case_conflicted(&w->conflicts, w->c, asb_text_data(w->json_text), asb_text_length(w->json_text));
}

static int32_t no_commit(void *self, const asb_commit_data *commit) {
    (void)self, (void)commit;
    return ASB_EIO;
}
static int32_t no_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    (void)self, (void)id, (void)from, (void)sink, (void)sink_self;
    return ASB_ABSENT;
}
static int32_t no_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    (void)self, (void)after, (void)limit, (void)sink, (void)sink_self;
    return ASB_OK;
}
static int32_t no_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    (void)self, (void)digest, (void)sink, (void)sink_self;
    return ASB_ABSENT;
}

static int32_t custom(fault_world *w) {
    const asb_store_callbacks table = {
        .struct_size = sizeof table, .commit = no_commit, .read = no_read, .list = no_list, .policy = no_policy};
    return asb_store_custom(&w->store, w->engine, &table);
}

static int32_t open_absent(fault_world *w) {
    return asb_case_open(&w->c, w->store, "C-none");
}

#define LOUD(X) \
    X(asb_case_policy, pinned, with_case, asb_case_policy(&w->other_policy, w->c)) \
    X(asb_case_new, stored, with_store, asb_case_new(&w->c, w->engine, w->policy, w->store, "C-1")) \
    X(asb_case_new, storeless, with_policy, asb_case_new(&w->c, w->engine, w->policy, NULL, "C-1")) \
    X(asb_case_open, stored, with_stored_case, asb_case_open(&w->c, w->store, "C-1")) \
    X(asb_case_open, journal, with_saved_journal_case, asb_case_open(&w->c, w->store, "J-1")) \
    X(asb_case_load, exported, with_export, load(w)) \
    X(asb_case_add, first, with_new_case, asb_case_add(&w->decision, w->c, w->record)) \
    X(asb_case_add, allowed, with_case, asb_case_add(&w->decision, w->c, w->record)) \
    X(asb_case_add, many_fields, with_many_fields, asb_case_add(NULL, w->c, w->record)) \
    X(asb_case_add, long_name, with_long_name, asb_case_add(NULL, w->c, w->record)) \
    X(asb_case_add, without_decision, with_case, asb_case_add(NULL, w->c, w->record)) \
    X(asb_case_add, refused, with_refused, asb_case_add(&w->decision, w->c, w->record)) \
    X(asb_case_add, erasure, with_erasure, asb_case_add(&w->decision, w->c, w->record)) \
    X(asb_case_may, allowed, with_case, asb_case_may(&w->decision, w->c, w->record)) \
    X(asb_case_wrong, unknown_person, with_invalid, asb_case_wrong(&w->text, w->c, w->record)) \
    X(asb_case_wrong, well_formed, with_case, asb_case_wrong(&w->text, w->c, w->record)) \
    X(asb_case_may, other_days, with_other_days, asb_case_may(&w->decision, w->c, w->record)) \
    X(asb_case_may, refused, with_refused, asb_case_may(&w->decision, w->c, w->record)) \
    X(asb_case_admit, breach, with_refused, asb_case_admit(&w->decision, w->c, w->record, INT64_MIN, 1)) \
    X(asb_case_move, next_version, with_next_policy, asb_case_move(w->c, w->other_policy, "meg", "CHM", "New year")) \
    X(asb_case_preview_move, next_version, with_next_policy, asb_case_preview_move(&w->text, w->c, w->other_policy)) \
    X(asb_case_head, stored, with_case, asb_case_head(&w->text, w->c)) \
    X(asb_case_save, memory, with_case, asb_case_save(w->c)) \
    X(asb_case_save, kept, with_case_to_keep, asb_case_save(w->c)) \
    X(asb_case_save, kept_first, with_nothing_to_keep, begin_and_save(w)) \
    X(asb_case_free, kept_first, with_saved_to_keep, FREE(w, asb_case_free, c)) \
    X(asb_case_save, journal, with_journal_case, asb_case_save(w->c)) \
    X(asb_case_save_all, two, with_second_case, save_both(w)) \
    X(asb_case_reload, conflict, with_conflict, asb_case_reload(&w->conflicts, w->c)) \
    X(asb_case_reload, without_conflicts, with_conflict, asb_case_reload(NULL, w->c)) \
    X(asb_case_conflicted, export, with_conflicted, conflicted(w)) \
    X(asb_case_pending, some, with_case, asb_case_pending(&w->text, w->c)) \
    X(asb_conflicts_record, first, with_conflicts, asb_conflicts_record(&w->other_record, w->conflicts, 0)) \
    X(asb_conflicts_json, all, with_conflicts, asb_conflicts_json(&w->text, w->conflicts)) \
    X(asb_list_json, all, with_list, asb_list_json(&w->text, w->list)) \
    X(asb_case_record, corrected, with_case, asb_case_record(&w->other_record, w->c, 1)) \
    X(asb_case_record_written, first, with_case, asb_case_record_written(&w->other_record, w->c, 1)) \
    X(asb_case_facts, all, with_case, asb_case_facts(&w->text, w->c)) \
    X(asb_case_history, all, with_case, asb_case_history(&w->text, w->c)) \
    X(asb_case_summary, all, with_case, asb_case_summary(&w->text, w->c)) \
    X(asb_case_export, all, with_case, asb_case_export(&w->text, w->c)) \
    X(asb_case_set_calendar, days, with_case_and_calendar, asb_case_set_calendar(w->c, w->calendar)) \
    X(asb_decision_json, refused, with_decision, asb_decision_json(&w->text, w->decision)) \
    X(asb_case_duties, all, with_case, asb_case_duties(&w->duties, w->c)) \
    X(asb_duties_explain, first, with_duties, asb_duties_explain(&w->text, w->duties, 0)) \
    X(asb_duties_json, all, with_duties, asb_duties_json(&w->text, w->duties)) \
    X(asb_store_memory, empty, with_engine, asb_store_memory(&w->store, w->engine)) \
    X(asb_store_journal, begun, with_path, asb_store_journal(&w->store, w->engine, w->path)) \
    X(asb_store_journal, opened, with_closed_journal, asb_store_journal(&w->store, w->engine, w->path)) \
    X(asb_store_custom, table, with_engine, custom(w)) \
    X(asb_store_list, all, with_stored_case, asb_store_list(&w->list, w->store, NULL, 0)) \
    X(asb_store_list, journal, with_saved_journal_case, asb_store_list(&w->list, w->store, NULL, 0)) \
    X(asb_store_changes, all, with_stored_case, asb_store_changes(&w->list, w->store, NULL, 0)) \
    X(asb_store_changes, journal, with_saved_journal_case, asb_store_changes(&w->list, w->store, NULL, 0)) \
    X(asb_store_verify, all, with_stored_case, asb_store_verify(&w->text, w->store, NULL)) \
    X(asb_store_verify, journal, with_saved_journal_case, asb_store_verify(&w->text, w->store, "J-1")) \
    X(asb_store_set_calendar, days, with_case_and_calendar, asb_store_set_calendar(w->store, w->calendar)) \
    X(asb_store_calendar, days, with_kept_calendar, asb_store_calendar(&w->other_calendar, w->store))

#define QUIET(X) \
    X(asb_case_id, id, with_case, fault_hash(asb_case_id(w->c))) \
    X(asb_case_count, all, with_case, asb_case_count(w->c)) \
    X(asb_case_stored, all, with_case, asb_case_stored(w->c)) \
    X(asb_case_saved, one, with_case, asb_case_saved(w->c, asb_case_count(w->c))) \
    X(asb_case_state, open, with_case, fault_hash(asb_case_state(w->c))) \
    X(asb_case_stage, begun, with_case, fault_hash(asb_case_stage(w->c))) \
    X(asb_case_priority, low, with_case, fault_hash(asb_case_priority(w->c))) \
    X(asb_case_owner, amy, with_case, fault_hash(asb_case_owner(w->c))) \
    X(asb_case_owner_role, adviser, with_case, fault_hash(asb_case_owner_role(w->c))) \
    X(asb_case_hate, no, with_case, asb_case_hate(w->c)) \
    X(asb_case_band, high, with_case, fault_hash(asb_case_band(w->c))) \
    X(asb_case_score, seven, with_case, asb_case_score(&w->flag, w->c)) \
    X(asb_case_free, pending, with_case, FREE(w, asb_case_free, c)) \
    X(asb_conflicts_count, one, with_conflicts, asb_conflicts_count(w->conflicts)) \
    X(asb_conflicts_status, first, with_conflicts, asb_conflicts_status(w->conflicts, 0)) \
    X(asb_conflicts_message, first, with_conflicts, fault_hash(asb_conflicts_message(w->conflicts, 0))) \
    X(asb_conflicts_reasons, first, with_conflicts, fault_hash(asb_conflicts_reasons(w->conflicts, 0))) \
    X(asb_conflicts_free, conflicts, with_conflicts, FREE(w, asb_conflicts_free, conflicts)) \
    X(asb_decision_allowed, no, with_decision, asb_decision_allowed(w->decision)) \
    X(asb_decision_count, one, with_decision, asb_decision_count(w->decision)) \
    X(asb_decision_guard, first, with_decision, fault_hash(asb_decision_guard(w->decision, 0))) \
    X(asb_decision_effect, first, with_decision, asb_decision_effect(w->decision, 0)) \
    X(asb_decision_clause, first, with_decision, fault_hash(asb_decision_clause(w->decision, 0))) \
    X(asb_decision_message, first, with_decision, fault_hash(asb_decision_message(w->decision, 0))) \
    X(asb_decision_explanation, first, with_decision, fault_hash(asb_decision_explanation(w->decision, 0))) \
    X(asb_decision_free, decision, with_decision, FREE(w, asb_decision_free, decision)) \
    X(asb_duties_count, all, with_duties, asb_duties_count(w->duties)) \
    X(asb_duties_rule, first, with_duties, fault_hash(asb_duties_rule(w->duties, 0))) \
    X(asb_duties_label, first, with_duties, fault_hash(asb_duties_label(w->duties, 0))) \
    X(asb_duties_clause, first, with_duties, fault_hash(asb_duties_clause(w->duties, 0))) \
    X(asb_duties_party, first, with_duties, fault_hash(asb_duties_party(w->duties, 0))) \
    X(asb_duties_subject, first, with_duties, fault_hash(asb_duties_subject(w->duties, 0))) \
    X(asb_duties_owner, first, with_duties, fault_hash(asb_duties_owner(w->duties, 0))) \
    X(asb_duties_owner_count, first, with_duties, asb_duties_owner_count(w->duties, 0)) \
    X(asb_duties_owner_at, first, with_duties, fault_hash(asb_duties_owner_at(w->duties, 0, 0))) \
    X(asb_duties_due_local, first, with_duties, fault_hash(asb_duties_due_local(w->duties, 0))) \
    X(asb_duties_started_at, first, with_duties, asb_duties_started_at(w->duties, 0)) \
    X(asb_duties_ended_at, first, with_duties, asb_duties_ended_at(w->duties, 0)) \
    X(asb_duties_due, first, with_duties, fault_hash(asb_duties_due(w->duties, 0))) \
    X(asb_duties_act_by, first, with_duties, fault_hash(asb_duties_act_by(w->duties, 0))) \
    X(asb_duties_opens, first, with_duties, fault_hash(asb_duties_opens(w->duties, 0))) \
    X(asb_duties_state, first, with_duties, asb_duties_state(w->duties, 0)) \
    X(asb_duties_started_by, first, with_duties, asb_duties_started_by(w->duties, 0)) \
    X(asb_duties_ended_by, first, with_duties, asb_duties_ended_by(w->duties, 0)) \
    X(asb_duties_watch, first, with_duties, asb_duties_watch(w->duties, 0)) \
    X(asb_duties_proposes, first, with_duties, fault_hash(asb_duties_proposes(w->duties, 0))) \
    X(asb_duties_free, duties, with_duties, FREE(w, asb_duties_free, duties)) \
    X(asb_case_open, absent, with_store, open_absent(w)) \
    X(asb_case_open, kept, with_kept_case, asb_case_open(&w->c, w->store, "C-1")) \
    X(asb_case_add, invalid, with_invalid, asb_case_add(&w->decision, w->c, w->record)) \
    X(asb_list_count, one, with_list, asb_list_count(w->list)) \
    X(asb_list_id, first, with_list, fault_hash(asb_list_id(w->list, 0))) \
    X(asb_list_version, first, with_list, asb_list_version(w->list, 0)) \
    X(asb_list_summary, first, with_list, fault_hash(asb_list_summary(w->list, 0))) \
    X(asb_list_token, none, with_list, fault_hash(asb_list_token(w->list))) \
    X(asb_list_free, list, with_list, FREE(w, asb_list_free, list)) \
    X(asb_store_free, memory, with_stored_case, FREE(w, asb_store_free, store)) \
    X(asb_store_free, journal, with_saved_journal_case, FREE(w, asb_store_free, store))

/* Those that call the store, which may fail as well as memory. */
#define STORED(X) \
    X(asb_case_new, into_store, with_store, asb_case_new(&w->c, w->engine, w->policy, w->store, "C-1")) \
    X(asb_case_open, from_store, with_stored_case, asb_case_open(&w->c, w->store, "C-1")) \
    X(asb_case_open, from_journal, with_saved_journal_case, asb_case_open(&w->c, w->store, "J-1")) \
    X(asb_case_save, to_store, with_case, asb_case_save(w->c)) \
    X(asb_case_save, to_journal, with_journal_case, asb_case_save(w->c)) \
    X(asb_case_save_all, to_store, with_second_case, save_both(w)) \
    X(asb_case_reload, from_store, with_conflict, asb_case_reload(&w->conflicts, w->c)) \
    X(asb_store_list, from_store, with_stored_case, asb_store_list(&w->list, w->store, NULL, 0)) \
    X(asb_store_changes, from_store, with_stored_case, asb_store_changes(&w->list, w->store, NULL, 0)) \
    X(asb_store_verify, from_store, with_stored_case, asb_store_verify(&w->text, w->store, NULL)) \
    X(asb_store_set_calendar, to_store, with_case_and_calendar, asb_store_set_calendar(w->store, w->calendar))

LOUD(FAULT_ACT)
QUIET(FAULT_ACT)
STORED(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};
static const fault_scenario stored[] = {STORED(FAULT_ROW)};

Suite *asb_suite_fault_case(void) {
    Suite *s = fault_suite("fault_case", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
    fault_add_stored(s, stored, FAULT_COUNT(stored));
    return s;
}
