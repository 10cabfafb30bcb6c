/* Faults in engine.h, calendar.h and json.h. */
#include "fault.h"
#include <string.h>

Suite *asb_suite_fault_engine(void);

static const char calendar_json[] =
    "{\"added\":[\"2026-03-03\",{\"date\":\"2026-03-04\",\"known\":\"2026-01-01\",\"name\":\"Flood\"}],\"removed\":[\"2026-05-04\"]}";
static const char working_days[] = "{\"working_days\":5}";
static const char document[] = "{\"b\":[1,true,null,\"t\\u00e9\"],\"a\":{\"n\":12}}";

static void with_json(fault_world *w) {
    with_engine(w);
    fault_must(w, asb_json_parse(&w->json, w->engine, document, sizeof document - 1));
}

static void with_text(fault_world *w) {
    with_engine(w);
    fault_must(w, asb_instant_text(&w->text, w->engine, 0, 0));
}

static void with_policy_and_calendar(fault_world *w) {
    with_calendar(w);
    fault_policy(&w->policy, w, "1");
}

/* What a function that went wrong leaves behind. */
static void with_error(fault_world *w) {
    with_engine(w);
    ck_assert_int_eq(asb_record_new(&w->record, w->engine, "\xff"), ASB_EINVALID);
}

static const asb_json *item(fault_world *w) {
    return asb_json_at(asb_json_get(w->json, "b"), 0);
}

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

static int32_t free_engine(fault_world *w) {
    asb_engine_free(w->engine);
    w->engine = NULL;
    return 0;
}

#define FREE(w, function, handle) (function((w)->handle), (w)->handle = NULL, drop(w))

#define LOUD(X) \
    X(asb_engine_new, hooks, NULL, asb_engine_new(&w->engine, &w->hooks)) \
    X(asb_engine_set_calendar, days, with_calendar, asb_engine_set_calendar(w->engine, w->calendar)) \
    X(asb_calendar_new, empty, with_engine, asb_calendar_new(&w->calendar, w->engine)) \
    X(asb_calendar_parse, days, with_engine, asb_calendar_parse(&w->calendar, w->engine, calendar_json, sizeof calendar_json - 1)) \
    X(asb_calendar_add, day, with_calendar, asb_calendar_add(w->calendar, "2026-06-01", "2026-01-01", "Strike")) \
    X(asb_calendar_remove, day, with_calendar, asb_calendar_remove(w->calendar, "2026-12-25", NULL, "Open")) \
    X(asb_calendar_json, days, with_calendar, asb_calendar_json(&w->text, w->calendar)) \
    X(asb_holidays, years, with_engine, asb_holidays(&w->text, w->engine, 2020, 2030)) \
    X(asb_due, days, with_policy_and_calendar, \
      asb_due(&w->text, w->engine, "2026-03-02", working_days, sizeof working_days - 1, w->policy, w->calendar)) \
    X(asb_instant_text, utc, with_engine, asb_instant_text(&w->text, w->engine, 1772442000000, 0)) \
    X(asb_instant_text, local, with_engine, asb_instant_text(&w->text, w->engine, 1782442000000, 1)) \
    X(asb_json_parse, document, with_engine, asb_json_parse(&w->json, w->engine, document, sizeof document - 1)) \
    X(asb_json_canonical, document, with_engine, asb_json_canonical(&w->text, w->engine, document, sizeof document - 1)) \
    X(asb_json_write, value, with_json, asb_json_write(&w->text, asb_json_get(w->json, "b")))

#define QUIET(X) \
    X(asb_version, number, NULL, asb_version()) \
    X(asb_version_text, text, NULL, fault_hash(asb_version_text())) \
    X(asb_feature, first, NULL, fault_hash(asb_feature(0))) \
    X(asb_constant_name, first, NULL, fault_hash(asb_constant_name(0))) \
    X(asb_constant_value, some, NULL, asb_constant_value(1)) \
    X(asb_status_text, some, NULL, fault_hash(asb_status_text(ASB_ENOMEM))) \
    X(asb_message_code, some, NULL, fault_hash(asb_message_code(1))) \
    X(asb_message_template, some, NULL, fault_hash(asb_message_template(1))) \
    X(asb_limit_name, first, NULL, fault_hash(asb_limit_name(0))) \
    X(asb_engine_free, engine, with_engine, free_engine(w)) \
    X(asb_engine_now, clock, with_engine, asb_engine_now(&w->number, w->engine)) \
    X(asb_engine_memory, some, with_engine, asb_engine_memory(w->engine)) \
    X(asb_engine_memory_peak, some, with_engine, asb_engine_memory_peak(w->engine)) \
    X(asb_engine_limit, records, with_engine, asb_engine_limit(&w->value, w->engine, "records")) \
    X(asb_engine_set_limit, records, with_engine, asb_engine_set_limit(w->engine, "records", 77)) \
    X(asb_engine_set_calendar, none, with_engine, asb_engine_set_calendar(w->engine, NULL)) \
    X(asb_error_status, kind, with_error, asb_error_status(w->engine)) \
    X(asb_error_code, kind, with_error, fault_hash(asb_error_code(w->engine))) \
    X(asb_error_message, kind, with_error, fault_hash(asb_error_message(w->engine))) \
    X(asb_error_arguments, kind, with_error, fault_hash(asb_error_arguments(w->engine))) \
    X(asb_error_field, kind, with_error, fault_hash(asb_error_field(w->engine))) \
    X(asb_error_pointer, kind, with_error, fault_hash(asb_error_pointer(w->engine))) \
    X(asb_error_line, kind, with_error, asb_error_line(w->engine)) \
    X(asb_error_column, kind, with_error, asb_error_column(w->engine)) \
    X(asb_text_data, text, with_text, fault_hash(asb_text_data(w->text))) \
    X(asb_text_length, text, with_text, asb_text_length(w->text)) \
    X(asb_text_free, text, with_text, FREE(w, asb_text_free, text)) \
    X(asb_calendar_free, calendar, with_calendar, FREE(w, asb_calendar_free, calendar)) \
    X(asb_is_working_day, day, with_policy_and_calendar, asb_is_working_day(&w->flag, w->engine, "2026-03-04", w->policy, w->calendar)) \
    X(asb_instant_parse, instant, with_engine, asb_instant_parse(&w->number, w->engine, "2026-03-02T09:00:00+01:00")) \
    X(asb_json_type, object, with_json, asb_json_type(w->json)) \
    X(asb_json_count, object, with_json, asb_json_count(w->json)) \
    X(asb_json_get, member, with_json, asb_json_get(w->json, "a") != NULL) \
    X(asb_json_at, item, with_json, asb_json_at(w->json, 1) != NULL) \
    X(asb_json_next, item, with_json, asb_json_type(asb_json_next(item(w)))) \
    X(asb_json_text, number, with_json, fault_hash(asb_json_text(item(w), &w->length))) \
    X(asb_json_integer, number, with_json, asb_json_integer(&w->number, item(w))) \
    X(asb_json_key, member, with_json, fault_hash(asb_json_key(asb_json_at(w->json, 0), &w->length))) \
    X(asb_json_line, item, with_json, asb_json_line(item(w))) \
    X(asb_json_column, item, with_json, asb_json_column(item(w))) \
    X(asb_json_free, document, with_json, FREE(w, asb_json_free, json))

LOUD(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_engine(void) {
    return fault_suite("fault_engine", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
}
