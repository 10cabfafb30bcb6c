/* Allocations that fail, one after the other, in every function of the forms: the form is as it was, nothing leaks, and each loop shows
 * that it bit. */
#include "forms_support.h"

Suite *asb_suite_forms_failures(void);

/* Something to do with a bench that has a case, and the three forms as the case has them. */
typedef struct scene {
    bench b;
    asb_matrix *matrix;
    asb_assessment *assessment;
    asb_plan *plan;
    asb_proportionality *proportionality;
} scene;

static void begin(scene *s) {
    bench *b = &s->b;
    bench_begin(b);
    bench_case(b);
    bench_add(b, "2026-04-08T14:20", "ben", "CHM", "assessment",
              "{'matrix':'ram','party':'p1','answers':{'q1':'most-days','q2':'yes','q3':'yes','q4':'known-to-each-other',"
              "'q5':'no-history','q6':'no',"
              "'q7':'none','q8':'no','q9':'no','q10':'extremely','q11':'mental','q12':'no','q13':'few-people','q14':[]},"
              "'details':{'q2':'x'},"
              "'override_band':'high','override_reason':'x'}");
    bench_add(b, "2026-04-10T09:30", "ben", "CHM", "plan",
              "{'party':'p1','method':'letter','actions':[{'id':'a1','by':'complainant','action':'AP-2','params':{'weeks':4},"
              "'due':'2026-05-08'},"
              "{'id':'a2','by':'landlord','action':'AP-1'}]}");
    bench_add(b, "2026-04-11T09:30", "tess", "TEM", "proportionality",
              "{'party':'p2','remedy':'civil-injunction','conduct':'x','alternatives':[],'review_by':'2026-05-01'}");
    bench_add(b, "2026-04-12T09:30", "carol", "CSAM", "approval", "{'of':6,'decision':'approved','reasons':'x'}");
    bench_at(b, "2026-06-01");
    ck_assert_int_eq(asb_matrix_open(&s->matrix, b->policy, "ram"), ASB_OK);
    ck_assert_int_eq(asb_case_assessment(&s->assessment, b->c, "p1"), ASB_OK);
    ck_assert_int_eq(asb_case_plan(&s->plan, b->c, "p1"), ASB_OK);
    ck_assert_int_eq(asb_case_proportionality(&s->proportionality, b->c, "p2", NULL), ASB_OK);
}

static void end(scene *s) {
    asb_proportionality_free(s->proportionality);
    asb_plan_free(s->plan);
    asb_assessment_free(s->assessment);
    asb_matrix_free(s->matrix);
    bench_end(&s->b);
}

/* Everything that the three forms say, to be compared. */
static char *all(const scene *s) {
    asb_text *t[3] = {NULL, NULL, NULL};
    ck_assert_int_eq(asb_assessment_json(&t[0], s->assessment), ASB_OK);
    ck_assert_int_eq(asb_plan_json(&t[1], s->plan), ASB_OK);
    ck_assert_int_eq(asb_proportionality_json(&t[2], s->proportionality), ASB_OK);
    char *whole = malloc(asb_text_length(t[0]) + asb_text_length(t[1]) + asb_text_length(t[2]) + 1);
    ck_assert_ptr_nonnull(whole);
    strcpy(whole, asb_text_data(t[0]));
    strcat(whole, asb_text_data(t[1]));
    strcat(whole, asb_text_data(t[2]));
    for (int i = 0; i < 3; i++) asb_text_free(t[i]);
    return whole;
}

typedef int32_t deed(scene *s);

/* Makers: what they made is given back; on failure the out parameter was left alone. */
#define MAKER(name, type, call) \
    static int32_t name(scene *s) { \
        type *out = (type *)(void *)s; \
        int32_t status = call; \
        if (status) \
            ck_assert_ptr_eq(out, (type *)(void *)s); \
        else \
            type##_free(out); \
        return status; \
    }

MAKER(open_matrix, asb_matrix, asb_matrix_open(&out, s->b.policy, NULL))
MAKER(matrix_json, asb_text, asb_matrix_json(&out, s->matrix))
MAKER(new_assessment, asb_assessment, asb_assessment_new(&out, s->matrix, "p1"))
MAKER(case_assessment, asb_assessment, asb_case_assessment(&out, s->b.c, "p1"))
MAKER(assessment_matrix, asb_matrix, asb_assessment_matrix(&out, s->assessment))
MAKER(assessment_record, asb_record, asb_assessment_to_record(&out, s->assessment))
MAKER(assessment_json, asb_text, asb_assessment_json(&out, s->assessment))
MAKER(catalogue, asb_text, asb_plan_catalogue_json(&out, s->b.policy))
MAKER(new_plan, asb_plan, asb_plan_new(&out, s->b.policy, "p1"))
MAKER(case_plan, asb_plan, asb_case_plan(&out, s->b.c, "p1"))
MAKER(plan_text, asb_text, asb_plan_text(&out, s->plan, 0))
MAKER(plan_record, asb_record, asb_plan_to_record(&out, s->plan))
MAKER(plan_json, asb_text, asb_plan_json(&out, s->plan))
MAKER(new_proportionality, asb_proportionality, asb_proportionality_new(&out, s->b.policy, "p2", "civil-injunction"))
MAKER(case_proportionality, asb_proportionality, asb_case_proportionality(&out, s->b.c, NULL, NULL))
MAKER(get_json, asb_text, asb_proportionality_get_json(&out, s->proportionality, "conduct"))
MAKER(proportionality_record, asb_record, asb_proportionality_to_record(&out, s->proportionality))
MAKER(proportionality_json, asb_text, asb_proportionality_json(&out, s->proportionality))

/* Changers. Texts are longer than what an arena has to spare, so that each of them asks for memory. */
static char long_text[20000], long_json[20000];

#define CHANGER(name, call) \
    static int32_t name(scene *s) { \
        return call; \
    }

CHANGER(detail, asb_assessment_detail(s->assessment, "q6", long_text))
CHANGER(replace_detail, asb_assessment_detail(s->assessment, "q2", long_text))
CHANGER(override, asb_assessment_override(s->assessment, "low", long_text))
CHANGER(add_action, asb_plan_add(s->plan, long_text, NULL, "AP-9"))
CHANGER(set_detail, asb_plan_set_detail(s->plan, "a1", long_text))
CHANGER(set_due, asb_plan_set_due(s->plan, "a2", "2026-05-08T10:00:00.0000000000000000000000000000000000000000000000000000000Z"))
CHANGER(set_method, asb_plan_set_method(s->plan, long_text))
CHANGER(set_text, asb_proportionality_set_text(s->proportionality, "aim", long_text))
CHANGER(set_json, asb_proportionality_set_json(s->proportionality, "x-long", long_json, strlen(long_json)))
CHANGER(add_text, asb_proportionality_add_text(s->proportionality, "conduct", long_text))
CHANGER(add_alternative, asb_proportionality_add_alternative(s->proportionality, "written-warning", long_text, long_text))

/* Small ones: each is done often, until the arena has to grow. */
static int32_t answer_again(scene *s) {
    int32_t status = ASB_OK;
    for (int i = 0; i < 2000 && !status; i++) {
        status = asb_assessment_answer(s->assessment, "q1", "daily");
        if (!status) status = asb_assessment_clear(s->assessment, "q1");
        if (!status) status = asb_assessment_answer(s->assessment, "q1", "most-days");
    }
    return status;
}

static int32_t many_again(scene *s) {
    int32_t status = ASB_OK;
    for (int i = 0; i < 1000 && !status; i++) {
        status = asb_assessment_answer(s->assessment, "q11", "physical");
        if (!status) status = asb_assessment_unanswer(s->assessment, "q11", "physical");
        if (!status) status = asb_assessment_answer_none(s->assessment, "q14");
    }
    return status;
}

static int32_t decline_again(scene *s) {
    int32_t status = ASB_OK;
    for (int i = 0; i < 2000 && !status; i++) status = asb_assessment_decline(s->assessment, "q9");
    return status;
}

static int32_t flags_again(scene *s) {
    int32_t status = ASB_OK;
    for (int i = 0; i < 1000 && !status; i++) {
        status = asb_plan_set_agreed(s->plan, 1);
        if (!status) status = asb_plan_set_sent(s->plan, 1);
        if (!status) status = asb_proportionality_set_flag(s->proportionality, "evidence_sought", 1);
    }
    return status;
}

static int32_t members_again(scene *s) {
    int32_t status = ASB_OK;
    for (int i = 0; i < 200 && !status; i++) {
        status = asb_plan_set_every(s->plan, "a2", "{\"weeks\":2}", 11);
        if (!status) status = asb_plan_set_param(s->plan, "a1", "weeks", "6", 1);
    }
    return status;
}

static deed *const makers[] = {open_matrix,
                               matrix_json,
                               new_assessment,
                               case_assessment,
                               assessment_matrix,
                               assessment_record,
                               assessment_json,
                               catalogue,
                               new_plan,
                               case_plan,
                               plan_text,
                               plan_record,
                               plan_json,
                               new_proportionality,
                               case_proportionality,
                               get_json,
                               proportionality_record,
                               proportionality_json};
static deed *const changers[] = {detail,     replace_detail, override, add_action, set_detail,
                                 set_method, set_text,       set_json, add_text,   add_alternative};
static deed *const repeaters[] = {answer_again, many_again, decline_again, flags_again, members_again};

static void make_long(void) {
    memset(long_text, 'x', sizeof long_text - 1);
    snprintf(long_json, sizeof long_json, "{\"a\":\"%.15000s\"}", long_text);
}

/* Fail the n-th allocation for n = 1, 2, … until none is left to fail. Nothing but the deed may have changed anything. */
static void fail_each(deed *do_it, int32_t for_ever, int32_t is_whole) {
    scene s;
    uint64_t n = 0;
    int32_t failures;
    begin(&s);
    char *before = all(&s);
    do {
        test_memory_fail(&s.b.t, ++n, for_ever);
        int32_t status = do_it(&s);
        failures = s.b.t.failures;
        test_memory_fail(&s.b.t, 0, 0);
        ck_assert_int_eq(status, failures ? ASB_ENOMEM : ASB_OK);
        if (failures && is_whole) {
            char *after = all(&s);
            ck_assert_str_eq(after, before);
            free(after);
        }
    } while (failures);
    ck_assert_uint_gt(n, 1);
    free(before);
    end(&s);
}

START_TEST(makers_make_nothing)
{
    for (size_t i = 0; i < 2 * COUNT_OF(makers); i++) fail_each(makers[i / 2], i % 2, 1);
}
END_TEST

START_TEST(changers_change_nothing)
{
    make_long();
    for (size_t i = 0; i < 2 * COUNT_OF(changers); i++) fail_each(changers[i / 2], i % 2, 1);
}
END_TEST

START_TEST(small_changes_change_nothing_more)
{
    for (size_t i = 0; i < 2 * COUNT_OF(repeaters); i++) fail_each(repeaters[i / 2], i % 2, 0);
}
END_TEST

/* A change that is small enough for what the arena has left asks for nothing. */
START_TEST(a_change_is_whole_or_not_at_all)
{
    scene s;
    begin(&s);
    for (int i = 0; i < 500; i++) {
        char *before = all(&s), *after;
        test_memory_fail(&s.b.t, 1, 1);
        int32_t status = asb_assessment_override(s.assessment, i % 2 ? "low" : "medium",
                                                 "A reason of some length, so that the arena "
                                                 "is soon full");
        int32_t due = set_due(&s);
        test_memory_fail(&s.b.t, 0, 0);
        after = all(&s);
        if (status && due) ck_assert_str_eq(before, after);
        ck_assert(status == ASB_OK || status == ASB_ENOMEM);
        ck_assert(due == ASB_OK || due == ASB_ENOMEM);
        ck_assert_str_eq(asb_assessment_band(s.assessment), status ? asb_assessment_override_band(s.assessment) : i % 2 ? "low" : "medium");
        if (status) ck_assert_int_eq(asb_assessment_override(s.assessment, "high", long_text[0] ? long_text : "x"), ASB_OK);
        free(before);
        free(after);
    }
    end(&s);
}
END_TEST

START_TEST(long_texts_are_refused)
{
    scene s;
    begin(&s);
    make_long();
    ck_assert_int_eq(asb_engine_set_limit(s.b.e, "text-bytes", 100), ASB_OK);
    char *before = all(&s);
    ck_assert_int_eq(detail(&s), ASB_ELIMIT);
    failed(&s.b, "record-text-limit", "details");
    ck_assert_int_eq(override(&s), ASB_ELIMIT);
    failed(&s.b, "record-text-limit", "override_reason");
    ck_assert_int_eq(add_action(&s), ASB_ELIMIT);
    failed(&s.b, "record-text-limit", "actions");
    ck_assert_int_eq(set_detail(&s), ASB_ELIMIT);
    ck_assert_int_eq(set_text(&s), ASB_ELIMIT);
    ck_assert_int_eq(set_json(&s), ASB_ELIMIT);
    failed(&s.b, "record-text-limit", "x-long");
    ck_assert_int_eq(asb_plan_set_param(s.plan, "a1", "weeks", long_json, strlen(long_json)), ASB_ELIMIT);
    failed(&s.b, "record-text-limit", "actions");
    char *after = all(&s);
    ck_assert_str_eq(after, before);
    free(after);
    free(before);
    end(&s);
}
END_TEST

Suite *asb_suite_forms_failures(void) {
    const TTest *const tests[] = {makers_make_nothing, changers_change_nothing, small_changes_change_nothing_more,
                                  a_change_is_whole_or_not_at_all, long_texts_are_refused};
    return test_suite("forms failures", tests, COUNT_OF(tests));
}
