/* The facts of a case as JSON: what a host shows, and what nothing else reads. */
#include <asb/asb.h>
#include <asb/sys/hooks.h>
#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *asb_suite_case_facts(void);

typedef struct scene {
    asb_engine *engine;
    asb_policy *policy;
    asb_case *c;
} scene;

static int64_t now(void *self) {
    (void)self;
    return INT64_C(1780300800000);
}

static void add(scene *s, const char *kind, const char *fields) {
    char json[2000];
    asb_record *r = NULL;
    int length = snprintf(json, sizeof json, "{\"kind\":\"%s\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":%s}", kind, fields);
    ck_assert_int_eq(asb_record_parse(&r, s->engine, json, (size_t)length), ASB_OK);
    int32_t status = asb_case_add(NULL, s->c, r);
    ck_assert_msg(status == ASB_OK, "%s: %s %s", kind, asb_error_field(s->engine), asb_error_message(s->engine));
    asb_record_free(r);
}

static void begin(scene *s) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    ck_assert_int_eq(asb_engine_new(&s->engine, &hooks), ASB_OK);
    ck_assert_int_eq(asb_policy_builtin(&s->policy, s->engine, "places-for-people"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&s->c, s->engine, s->policy, NULL, "F"), ASB_OK);
    add(s, "report", "{\"channel\":\"phone\",\"summary\":\"s\"}");
    add(s, "party", "{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann\"}");
}

static void end(scene *s) {
    asb_case_free(s->c);
    asb_policy_free(s->policy);
    asb_engine_free(s->engine);
}

static void has(scene *s, const char *part) {
    asb_text *facts = NULL;
    ck_assert_int_eq(asb_case_facts(&facts, s->c), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(facts), part) != NULL, "no %s in %s", part, asb_text_data(facts));
    asb_text_free(facts);
}

static const char answers[] = "{\"q1\":\"most-days\",\"q2\":\"yes\",\"q3\":\"yes\",\"q4\":\"known-to-each-other\",\"q5\":\"no-history\","
                              "\"q6\":\"no\",\"q7\":\"none\","
                              "\"q8\":\"no\",\"q9\":\"no\",\"q10\":\"extremely\",\"q11\":[\"mental\"],\"q12\":\"no\",\"q13\":\"few-"
                              "people\",\"q14\":[\"your-family\"]}";

START_TEST(a_risk_overridden_tells_the_band_of_its_score_too)
{
    scene s;
    char fields[1000];
    begin(&s);
    snprintf(
        fields, sizeof fields,
        "{\"matrix\":\"ram\",\"party\":\"p1\",\"answers\":%s,\"override_band\":\"high\",\"override_reason\":\"Children in the house\"}",
        answers);
    add(&s, "assessment", fields);
    has(&s, "\"risk\":{\"band\":\"high\",\"contested\":false,\"band_by_score\":\"medium\",");
    has(&s, "\"partial\":false,\"record\":3,\"score\":19}");
    end(&s);
}
END_TEST

/* What is to be stored, as a host without a store is handed it: the summary is a text in it. */
static int pending_has(scene *s, const char *part) {
    asb_text *pending = NULL;
    ck_assert_int_eq(asb_case_pending(&pending, s->c), ASB_OK);
    int there = strstr(asb_text_data(pending), part) != NULL;
    asb_text_free(pending);
    return there;
}

/* Past all guards: it is the summary that is tried here. */
static void admit(scene *s, const char *kind, const char *fields) {
    char json[2000];
    asb_record *r = NULL;
    int length = snprintf(json, sizeof json, "{\"kind\":\"%s\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":%s}", kind, fields);
    ck_assert_int_eq(asb_record_parse(&r, s->engine, json, (size_t)length), ASB_OK);
    int32_t status = asb_case_admit(NULL, s->c, r, INT64_MIN, 0);
    ck_assert_msg(status >= ASB_OK, "%s: %s %s", kind, asb_error_field(s->engine), asb_error_message(s->engine));
    asb_record_free(r);
}

START_TEST(the_summary_says_when_it_was_closed_only_while_it_is)
{
    scene s;
    begin(&s);
    ck_assert(!pending_has(&s, "\\\"closed\\\":"));
    admit(&s, "closure", "{\"reason\":\"reduced\",\"rationale\":\"Quiet\"}");
    ck_assert_str_eq(asb_case_state(s.c), "closed");
    ck_assert(pending_has(&s, "\\\"closed\\\":"));
    admit(&s, "reopening", "{\"reason\":\"Loud again\"}");
    ck_assert(!pending_has(&s, "\\\"closed\\\":"));
    end(&s);
}
END_TEST

START_TEST(an_action_that_no_plan_has_is_told_what_it_has)
{
    scene s;
    asb_record *r = NULL;
    static const char json[] =
        "{\"kind\":\"action\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":{\"plan\":3,\"action\":\"a9\",\"status\":\"done\"}}";
    begin(&s);
    admit(&s, "plan", "{\"party\":\"p1\",\"agreed\":true,\"actions\":[{\"id\":\"a1\",\"by\":\"landlord\",\"action\":\"AP-9\"}]}");
    ck_assert_int_eq(asb_record_parse(&r, s.engine, json, strlen(json)), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, s.c, r), ASB_EINVALID);
    ck_assert_msg(strstr(asb_error_message(s.engine), "a1") != NULL, "%s", asb_error_message(s.engine));
    asb_record_free(r);
    end(&s);
}
END_TEST

START_TEST(what_is_to_be_stored_has_the_policys_document)
{
    scene s;
    begin(&s);
    ck_assert(pending_has(&s, "\"document\":\"{"));
    ck_assert(pending_has(&s, "\"id\":\"places-for-people\""));
    end(&s);
}
END_TEST

START_TEST(the_history_says_what_is_erased)
{
    scene s;
    asb_text *history = NULL;
    begin(&s);
    admit(&s, "note", "{\"text\":\"to go\"}");
    ck_assert_int_eq(asb_case_history(&history, s.c), ASB_OK);
    ck_assert_ptr_null(strstr(asb_text_data(history), "\"erased\""));
    asb_text_free(history);
    admit(&s, "erasure", "{\"of\":[3],\"basis\":\"retention\",\"reason\":\"old\"}");
    ck_assert_int_eq(asb_case_history(&history, s.c), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(history), "\"erased\":true"));
    ck_assert_ptr_null(strstr(asb_text_data(history), "to go"));
    asb_text_free(history);
    end(&s);
}
END_TEST

START_TEST(a_kind_of_the_host_says_nothing_of_hate)
{
    scene s;
    begin(&s);
    admit(&s, "x-survey", "{\"hate\":true}");
    ck_assert_int_eq(asb_case_hate(s.c), 0);
    admit(&s, "incident", "{\"occurred\":\"2026-05-30\",\"description\":\"d\",\"hate\":true}");
    ck_assert_int_eq(asb_case_hate(s.c), 1);
    end(&s);
}
END_TEST

START_TEST(the_latest_proportionality_is_told_by_its_number)
{
    scene s;
    begin(&s);
    admit(
        &s, "proportionality",
        "{\"party\":\"p1\",\"remedy\":\"civil-injunction\",\"aim\":\"Peace\",\"conduct\":\"Noise\",\"harm\":\"Sleep "
        "lost\",\"protected\":\"none-known\","
        "\"disability\":\"no\",\"support_offered\":\"Offered\",\"alternatives\":[{\"remedy\":\"written-warning\",\"outcome\":\"ignored\","
        "\"why\":\"w\"}],"
        "\"rational_connection\":\"r\",\"less_intrusive\":\"l\",\"balance\":\"b\",\"equality_duty\":\"e\",\"outcome\":\"proportionate\"}");
    has(&s, "\"proportionality\":{\"approved\":false,\"complete\":true,\"current\":false,\"record\":3,");
    end(&s);
}
END_TEST

Suite *asb_suite_case_facts(void) {
    Suite *s = suite_create("case_facts");
    TCase *t = tcase_create("facts");
    tcase_add_test(t, a_risk_overridden_tells_the_band_of_its_score_too);
    tcase_add_test(t, the_summary_says_when_it_was_closed_only_while_it_is);
    tcase_add_test(t, an_action_that_no_plan_has_is_told_what_it_has);
    tcase_add_test(t, a_kind_of_the_host_says_nothing_of_hate);
    tcase_add_test(t, the_latest_proportionality_is_told_by_its_number);
    tcase_add_test(t, what_is_to_be_stored_has_the_policys_document);
    tcase_add_test(t, the_history_says_what_is_erased);
    suite_add_tcase(s, t);
    return s;
}
