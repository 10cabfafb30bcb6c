/* Hosts that do it wrong: every exported function with each argument that may not be NULL as NULL, with each handle of another engine, and called from
 * within a callback of the same engine. Nothing may crash; what gives a status gives the right one, and has done nothing. The calls come from
 * bindings/abi.json (tests/abi/misuse.py), so a new function is in here by itself. */
#include <asb/asb.h>
#include <asb/json.h>
#include <asb/sys/hooks.h>
#include <asb/sys/store.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *asb_suite_misuse(void);

typedef struct world {
    asb_engine *engine;
    asb_policy *policy;
    asb_problems *problems;
    asb_store *store;
    asb_case *c;
    asb_record *record;
    asb_decision *decision;
    asb_duties *duties;
    asb_text *text;
    asb_calendar *calendar;
    asb_json *json;
    asb_list *list;
    asb_conflicts *conflicts;
    asb_matrix *matrix;
    asb_assessment *assessment;
    asb_plan *plan;
    asb_proportionality *proportionality;
    asb_document *document;
    asb_caseload *caseload;
    asb_rehearsal *rehearsal;
    asb_rows *rows;
    asb_hooks hooks;
    asb_store_callbacks store_callbacks;
    int is_inside, was_inside;
} world;

typedef struct row {
    const char *name;
    int count;
    unsigned required, others; /* bit n: parameter n may not be NULL; is a handle that must be of the same engine */
    int has_status;
    int64_t (*call)(world *w, world *o, int hole, int foreign);
} row;

static int32_t swallow(void *self, asb_bytes bytes) {
    (void)self;
    (void)bytes;
    return ASB_OK;
}

#include "misuse.inc"

enum { ROWS = sizeof rows / sizeof *rows };

/* ---- a world that has one of everything */

/* Getters read what is there, and do not enter; no cases at all are an argument that is wrong by itself. */
static int is_no_matter_of_work(const char *name) {
    static const char *const names[] = {"asb_case_score", "asb_json_integer", "asb_error_status", "asb_case_save_all", "asb_rows_number"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) return 1;
    return 0;
}

static void call_all_inside(world *w) {
    w->is_inside = 0;
    for (int i = 0; i < ROWS; i++) {
        if (!rows[i].has_status || strstr(rows[i].name, "_engine_new")) continue;
        int64_t found = rows[i].call(w, w, -1, -1);
        int is_right = found == ASB_EBUSY || is_no_matter_of_work(rows[i].name);
        ck_assert_msg(is_right, "%s gives %ld from within a callback", rows[i].name, (long)found);
        w->was_inside += found == ASB_EBUSY;
    }
}

static int64_t now(void *self) {
    world *w = self;
    if (w->is_inside) call_all_inside(w);
    return INT64_C(1780300800000);
}

static void must(world *w, int32_t status) {
    ck_assert_msg(status >= 0, "%d: %s %s", (int)status, asb_error_field(w->engine), asb_error_message(w->engine));
}

static void begin(world *w) {
    static const char report[] =
        "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":{\"channel\":\"phone\",\"summary\":\"s\"}}";
    memset(w, 0, sizeof *w);
    w->hooks = (asb_hooks){.struct_size = sizeof w->hooks, .self = w, .now = now};
    must(w, asb_engine_new(&w->engine, &w->hooks));
    must(w, asb_policy_builtin(&w->policy, w->engine, "places-for-people"));
    must(w, asb_policy_check(&w->problems, w->engine, "{}", 2));
    must(w, asb_store_memory(&w->store, w->engine));
    must(w, asb_case_new(&w->c, w->engine, w->policy, w->store, "M"));
    must(w, asb_record_parse(&w->record, w->engine, report, strlen(report)));
    must(w, asb_case_may(&w->decision, w->c, w->record));
    must(w, asb_case_add(NULL, w->c, w->record));
    must(w, asb_case_save(w->c));
    must(w, asb_case_duties(&w->duties, w->c));
    must(w, asb_case_facts(&w->text, w->c));
    must(w, asb_calendar_new(&w->calendar, w->engine));
    must(w, asb_json_parse(&w->json, w->engine, "{}", 2));
    must(w, asb_store_list(&w->list, w->store, NULL, 10));
    must(w, asb_case_reload(&w->conflicts, w->c));
    must(w, asb_matrix_open(&w->matrix, w->policy, "ram"));
    must(w, asb_assessment_new(&w->assessment, w->matrix, "c1"));
    must(w, asb_plan_new(&w->plan, w->policy, "c1"));
    must(w, asb_proportionality_new(&w->proportionality, w->policy, "c1", "civil-injunction"));
    must(w, asb_document_new(&w->document, w->c, "case-file"));
    must(w, asb_caseload_new(&w->caseload, w->engine));
    must(w, asb_caseload_follow(w->caseload, w->store));
    must(w, asb_rehearsal_new(&w->rehearsal, w->engine, w->store));
    must(w, asb_rehearsal_run(w->rehearsal, "{}", 2));
    must(w, asb_caseload_rows(&w->rows, w->caseload, "{\"query\":\"due\"}", strlen("{\"query\":\"due\"}")));
}

static void end(world *w) {
    asb_rows_free(w->rows);
    asb_rehearsal_free(w->rehearsal);
    asb_caseload_free(w->caseload);
    asb_document_free(w->document);
    asb_proportionality_free(w->proportionality);
    asb_plan_free(w->plan);
    asb_assessment_free(w->assessment);
    asb_matrix_free(w->matrix);
    asb_conflicts_free(w->conflicts);
    asb_list_free(w->list);
    asb_json_free(w->json);
    asb_calendar_free(w->calendar);
    asb_text_free(w->text);
    asb_duties_free(w->duties);
    asb_decision_free(w->decision);
    asb_record_free(w->record);
    asb_case_free(w->c);
    asb_store_free(w->store);
    asb_problems_free(w->problems);
    asb_policy_free(w->policy);
    asb_engine_free(w->engine);
}

/* ---- the tests */

/* Where NULL means something, though it is not marked so: no decision is wanted, the override or the method is taken back. And calendars are copied. */
static int is_allowed(const char *name) {
    static const char *const names[] = {"asb_case_may", "asb_assessment_override", "asb_plan_set_method", "asb_case_set_calendar",
                                        "asb_engine_set_calendar"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) return 1;
    return 0;
}

/* Another of the arguments may be found wrong first: these are as good as anything that is none. */
static int is_refusal(int64_t found) {
    return found < 0 || found == ASB_ABSENT;
}

START_TEST(null_is_refused_wherever_it_is_not_allowed)
{
    world w;
    begin(&w);
    const row *r = &rows[_i];
    for (int hole = 0; hole < r->count; hole++) {
        if (!(r->required >> hole & 1)) continue;
        int64_t found = r->call(&w, &w, hole, -1);
        if (r->has_status && !is_allowed(r->name))
            ck_assert_msg(is_refusal(found), "%s: argument %d as NULL gives %ld: %s", r->name, hole, (long)found,
                          asb_error_message(w.engine));
    }
    ck_assert_uint_eq(asb_case_count(w.c), 1);
    end(&w);
}
END_TEST

START_TEST(a_handle_of_another_engine_is_refused)
{
    world w, o;
    begin(&w);
    begin(&o);
    const row *r = &rows[_i];
    for (int foreign = 0; foreign < r->count; foreign++) {
        if (!(r->others >> foreign & 1) || !r->has_status) continue;
        int64_t found = r->call(&w, &o, -1, foreign);
        ck_assert_msg(is_refusal(found) || is_allowed(r->name), "%s: argument %d of another engine gives %ld", r->name, foreign,
                      (long)found);
    }
    ck_assert_uint_eq(asb_case_count(w.c), 1);
    end(&o);
    end(&w);
}
END_TEST

START_TEST(an_engine_at_work_says_that_it_is)
{
    world w;
    int64_t ms;
    begin(&w);
    w.is_inside = 1;
    must(&w, asb_engine_now(&ms, w.engine));
    ck_assert_int_gt(w.was_inside, ROWS / 4);
    ck_assert_uint_eq(asb_case_count(w.c), 1);
    end(&w);
}
END_TEST

/* With everything else in order, so that nothing else can be found wrong first. */
START_TEST(dates_want_a_place_for_the_answer)
{
    static const char period[] = "{\"working_days\":5}";
    world w;
    asb_text *none = NULL;
    begin(&w);
    ck_assert_int_eq(asb_due(NULL, w.engine, "2026-03-31", period, strlen(period), NULL, w.calendar), ASB_EARGUMENT);
    ck_assert_int_eq(asb_due(&none, w.engine, NULL, period, strlen(period), NULL, w.calendar), ASB_EARGUMENT);
    ck_assert_int_eq(asb_due(&none, w.engine, "2026-03-31", NULL, 0, NULL, w.calendar), ASB_EARGUMENT);
    ck_assert_int_eq(asb_is_working_day(NULL, w.engine, "2026-03-31", NULL, w.calendar), ASB_EARGUMENT);
    ck_assert_int_eq(asb_holidays(NULL, w.engine, 2026, 2027), ASB_EARGUMENT);
    ck_assert_ptr_null(none);
    end(&w);
}
END_TEST

START_TEST(nothing_is_freed_for_null)
{ free_nothing(); }
END_TEST

Suite *asb_suite_misuse(void) {
    Suite *s = suite_create("misuse");
    TCase *t = tcase_create("misuse");
    tcase_add_loop_test(t, null_is_refused_wherever_it_is_not_allowed, 0, ROWS);
    tcase_add_loop_test(t, a_handle_of_another_engine_is_refused, 0, ROWS);
    tcase_add_test(t, an_engine_at_work_says_that_it_is);
    tcase_add_test(t, dates_want_a_place_for_the_answer);
    tcase_add_test(t, nothing_is_freed_for_null);
    suite_add_tcase(s, t);
    return s;
}
