/* A case that is asked after its calendar has changed is judged by the new days, or not at all: where there is no memory to fold it anew, nothing is answered from what the
 * days were. */
#include <asb/asb.h>
#include <asb/sys/hooks.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *asb_suite_case_other_days(void);

typedef struct memory_that_ends {
    int64_t now;
    uint64_t calls, fail_at; /* 0: none fails */
} memory_that_ends;

static memory_that_ends m;
static asb_engine *engine;
static asb_policy *policy;

static void *resize(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self, (void)old_size;
    if (!new_size) return free(block), NULL;
    return m.fail_at && ++m.calls == m.fail_at ? NULL : realloc(block, new_size);
}

static int64_t now(void *self) {
    (void)self;
    return m.now;
}

/* A report counts within two working days of what it is about; one that counts makes the case ripe; only a ripe case may be noted upon. */
static const char rules[] = "{\"asb_policy\":1,\"id\":\"t\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"roles\":[{\"id\":"
                            "\"officer\",\"label\":\"Officer\"}],"
                            "\"case_review\":[{\"area\":\"A\",\"clause\":\"1\",\"report_within\":{\"working_days\":2}}],"
                            "\"stages\":[{\"id\":\"early\",\"label\":\"Early\",\"clause\":\"2\",\"when\":{\"all\":[]}},"
                            "{\"id\":\"ripe\",\"label\":\"Ripe\",\"clause\":\"2\",\"when\":{\"qualifying_reports\":1}}],"
                            "\"guards\":[{\"id\":\"g\",\"clause\":\"3\",\"on\":\"note\",\"require\":{\"case\":{\"stage\":\"ripe\"}},"
                            "\"message\":\"Too early\",\"severity\":\"refuse\"}]}";

static void setup(void) {
    memset(&m, 0, sizeof m);
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now, .resize = resize};
    ck_assert_int_eq(asb_engine_new(&engine, &hooks), ASB_OK);
    ck_assert_int_eq(asb_instant_parse(&m.now, engine, "2026-06-05T12:00"), ASB_OK);
    ck_assert_msg(asb_policy_parse(&policy, engine, rules, strlen(rules)) == ASB_OK, "%s", asb_error_message(engine));
}

static void teardown(void) {
    asb_policy_free(policy);
    asb_engine_free(engine);
}

static asb_record *record(const char *json) {
    asb_record *r;
    ck_assert_msg(asb_record_parse(&r, engine, json, strlen(json)) == ASB_OK, "%s", asb_error_message(engine));
    return r;
}

static void add(asb_case *c, const char *json) {
    asb_record *r = record(json);
    ck_assert_msg(asb_case_add(NULL, c, r) == ASB_OK, "%s", asb_error_message(engine));
    asb_record_free(r);
}

/* Reported on a Friday, of what was on Tuesday: a day too late. */
static asb_case *late_case(void) {
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, engine, policy, NULL, "A"), ASB_OK);
    add(c,
        "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"officer\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music\",\"occurred\":"
        "\"2026-06-02T09:00\"}}");
    add(c,
        "{\"kind\":\"party\",\"by\":\"amy\",\"role\":\"officer\",\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann "
        "Archer\"}}");
    ck_assert_str_eq(asb_case_stage(c), "early");
    return c;
}

static int32_t asked(asb_case *c, asb_record *note, asb_decision **d, uint64_t fail_at) {
    m.calls = 0, m.fail_at = fail_at;
    int32_t status = asb_case_may(d, c, note);
    m.fail_at = 0;
    return status;
}

/* Is the case asked with the n-th allocation failing? The answer, which is by the new days or that there is no memory; 0 where none failed any more. */
static int is_never_by_the_old_days(uint64_t n, int with_decision) {
    asb_calendar *days;
    asb_decision *d = NULL;
    asb_record *note = record("{\"kind\":\"note\",\"by\":\"amy\",\"role\":\"officer\",\"fields\":{\"text\":\"T\"}}");
    asb_case *c = late_case();
    ck_assert_int_eq(asb_case_may(NULL, c, note), ASB_REFUSED);
    ck_assert_int_eq(asb_calendar_new(&days, engine), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-06-03", NULL, "Flood"), ASB_OK);
    ck_assert_int_eq(asb_engine_set_calendar(engine, days), ASB_OK);
    asb_calendar_free(days);
    int32_t status = asked(c, note, with_decision ? &d : NULL, n);
    int failed = n && m.calls >= n;
    ck_assert_int_eq(status, failed ? ASB_ENOMEM : ASB_OK);
    ck_assert(d != NULL || !with_decision || failed);
    asb_decision_free(d);
    ck_assert_int_eq(asb_case_may(NULL, c, note), ASB_OK);
    ck_assert_str_eq(asb_case_stage(c), "ripe");
    asb_record_free(note);
    asb_case_free(c);
    ck_assert_int_eq(asb_engine_set_calendar(engine, NULL), ASB_OK);
    return failed;
}

START_TEST(a_question_is_judged_by_the_new_days_or_not_at_all)
{
    int with_decision = _i;
    uint64_t n = 1;
    is_never_by_the_old_days(0, with_decision);
    while (is_never_by_the_old_days(n, with_decision)) n++;
    ck_assert_uint_gt(n, 1);
}
END_TEST

Suite *asb_suite_case_other_days(void) {
    Suite *s = suite_create("case other days");
    TCase *t = tcase_create("asked without memory");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, a_question_is_judged_by_the_new_days_or_not_at_all, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
