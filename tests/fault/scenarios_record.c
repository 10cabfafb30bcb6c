/* Faults in record.h and policy.h. */
#include "fault.h"
#include <string.h>

Suite *asb_suite_fault_record(void);

static const char record_json[] = "{\"kind\":\"report\",\"at\":\"2026-03-01\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":{\"channel\":"
                                  "\"phone\",\"summary\":\"Music\",\"x-list\":[1,2]}}";
static const char host_policy[] =
    "{\"asb_policy\":1,\"id\":\"of-the-host\",\"version\":\"9\",\"title\":\"T\",\"source\":\"S\",\"extends\":\"england\"}";

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

#define FREE(w, function, handle) (function((w)->handle), (w)->handle = NULL, drop(w))
#define LONG fault_long_text()

static int32_t set_long_json(fault_world *w) {
    static char json[200000];
    memset(json, 'y', sizeof json - 1);
    json[0] = json[sizeof json - 2] = '"';
    return asb_record_set_json(w->record, "x-long", json, sizeof json - 1);
}

static int32_t parse_policy(fault_world *w) {
    return asb_policy_parse(&w->policy, w->engine, host_policy, sizeof host_policy - 1);
}

static int32_t register_policy(fault_world *w) {
    return asb_policy_register(w->engine, host_policy, sizeof host_policy - 1);
}

static int32_t check_policy(fault_world *w) {
    static const char bad[] = "{\"asb_policy\":1,\"id\":\"bad\",\"colour\":3,\"roles\":[{\"id\":\"A\"}]}";
    return asb_policy_check(&w->problems, w->engine, bad, sizeof bad - 1);
}

static void with_registered(fault_world *w) {
    with_engine(w);
    fault_must(w, register_policy(w));
}

#define LOUD(X) \
    X(asb_record_new, report, with_engine, asb_record_new(&w->record, w->engine, "report")) \
    X(asb_record_parse, report, with_engine, asb_record_parse(&w->record, w->engine, record_json, sizeof record_json - 1)) \
    X(asb_record_set_actor, long_names, with_record, \
      asb_record_set_actor(w->record, "somebody-with-quite-a-long-name-indeed", LONG + 298000)) \
    X(asb_record_set_text, long_text, with_record, asb_record_set_text(w->record, "summary", LONG)) \
    X(asb_record_set_flag, long_name, with_record, asb_record_set_flag(w->record, LONG, 1)) \
    X(asb_record_set_number, long_name, with_record, asb_record_set_number(w->record, LONG, 5000000000)) \
    X(asb_record_set_json, long_text, with_record, set_long_json(w)) \
    X(asb_record_add_text, long_text, with_record, asb_record_add_text(w->record, "x-tags", LONG)) \
    X(asb_record_get_json, list, with_record, asb_record_get_json(&w->lent, &w->length, w->record, "x-tags")) \
    X(asb_record_json, report, with_record, asb_record_json(&w->text, w->record)) \
    X(asb_vocabulary_json, own, with_policy, asb_vocabulary_json(&w->text, w->engine, w->policy)) \
    X(asb_policy_builtin, england, with_engine, asb_policy_builtin(&w->policy, w->engine, "england")) \
    X(asb_policy_parse, extends, with_engine, parse_policy(w)) \
    X(asb_policy_check, problems, with_engine, check_policy(w)) \
    X(asb_policy_register, new_one, with_engine, register_policy(w)) \
    X(asb_policy_register, again, with_registered, register_policy(w)) \
    X(asb_policy_explain, duty, with_policy, asb_policy_explain(&w->text, w->policy, "acknowledge")) \
    X(asb_problems_json, all, with_problems, asb_problems_json(&w->text, w->problems)) \
    X(asb_policy_page, small, with_policy, asb_policy_page(&w->text, w->policy))

#define QUIET(X) \
    X(asb_record_set_at, day, with_record, asb_record_set_at(w->record, "2026-02-28")) \
    X(asb_record_unset, field, with_record, asb_record_unset(w->record, "hate")) \
    X(asb_record_get_text, field, with_record, asb_record_get_text(&w->lent, &w->length, w->record, "summary")) \
    X(asb_record_count, list, with_record, asb_record_count(w->record, "x-tags")) \
    X(asb_record_get_text_at, second, with_record, asb_record_get_text_at(&w->lent, &w->length, w->record, "x-tags", 1)) \
    X(asb_record_get_flag, field, with_record, asb_record_get_flag(&w->flag, w->record, "hate")) \
    X(asb_record_get_number, field, with_record, asb_record_get_number(&w->number, w->record, "x-n")) \
    X(asb_record_field_count, fields, with_record, asb_record_field_count(w->record)) \
    X(asb_record_field_name, first, with_record, fault_hash(asb_record_field_name(w->record, 0))) \
    X(asb_record_kind, kind, with_record, fault_hash(asb_record_kind(w->record))) \
    X(asb_record_seq, none, with_record, asb_record_seq(w->record)) \
    X(asb_record_at, time, with_record, asb_record_at(w->record)) \
    X(asb_record_recorded, time, with_record, asb_record_recorded(w->record)) \
    X(asb_record_by, actor, with_record, fault_hash(asb_record_by(w->record))) \
    X(asb_record_role, actor, with_record, fault_hash(asb_record_role(w->record))) \
    X(asb_record_erased, no, with_record, asb_record_erased(w->record)) \
    X(asb_record_free, record, with_record, FREE(w, asb_record_free, record)) \
    X(asb_policy_builtin_count, count, NULL, asb_policy_builtin_count()) \
    X(asb_policy_builtin_id, first, NULL, fault_hash(asb_policy_builtin_id(0))) \
    X(asb_policy_builtin_document, first, NULL, asb_policy_builtin_document(0, &w->length) != NULL) \
    X(asb_problems_count, count, with_problems, asb_problems_count(w->problems)) \
    X(asb_problems_message, first, with_problems, fault_hash(asb_problems_message(w->problems, 0))) \
    X(asb_problems_code, first, with_problems, fault_hash(asb_problems_code(w->problems, 0))) \
    X(asb_problems_arguments, first, with_problems, fault_hash(asb_problems_arguments(w->problems, 0))) \
    X(asb_problems_pointer, first, with_problems, fault_hash(asb_problems_pointer(w->problems, 0))) \
    X(asb_problems_line, first, with_problems, asb_problems_line(w->problems, 0)) \
    X(asb_problems_column, first, with_problems, asb_problems_column(w->problems, 0)) \
    X(asb_problems_free, problems, with_problems, FREE(w, asb_problems_free, problems)) \
    X(asb_policy_id, id, with_policy, fault_hash(asb_policy_id(w->policy))) \
    X(asb_policy_version, version, with_policy, fault_hash(asb_policy_version(w->policy))) \
    X(asb_policy_title, title, with_policy, fault_hash(asb_policy_title(w->policy))) \
    X(asb_policy_digest, digest, with_policy, fault_hash(asb_policy_digest(w->policy))) \
    X(asb_policy_json, json, with_policy, fault_hash(asb_policy_json(w->policy, &w->length))) \
    X(asb_policy_free, policy, with_policy, FREE(w, asb_policy_free, policy))

LOUD(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_record(void) {
    return fault_suite("fault_record", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
}
