/* What a sample of small mistakes (tests/mutation) showed that no other suite looked at. */
#include "case_scene.h"
#include <asb/sys/store.h>

Suite *asb_suite_case_corners(void);

#define POLICY_HEAD \
    "{'asb_policy':1,'id':'own','version':'7','title':'T','source':'S'," \
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Manager'}]," \
    "'priorities':[{'id':'normal','label':'Normal'}]," \
    "'categories':[{'id':'noise','label':'Noise','priority':'normal','clause':'1'}]," \
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}]," \
    "'plan_actions':[{'id':'AP-1','by':'landlord','text':'Call','clause':'1'}]," \
    "'matrices':[{'id':'grid','title':'Grid','clause':'1','sections':[{'id':'s','title':'S','questions':[{'id':'q','text':'?'," \
    "'select':'one','options':[{'id':'bad','label':'Bad','weight':5},{'id':'good','label':'Good','weight':0}]}]}]," \
    "'bands':[{'id':'high','label':'High','from':5},{'id':'low','label':'Low','from':0}]}]"

static const char named[] = POLICY_HEAD
    ",'guards':[{'id':'named','clause':'2','on':'note','require':{'case':{'complainant_anonymous':true}},"
    "'message':'Somebody has given a name.'}]}";
static const char warned[] = POLICY_HEAD ",'guards':[{'id':'first','clause':'2','on':{'kind':['note','finding']},'require':{'has':'opening'"
                                         "},'severity':'warn','message':'Open it.'},"
                                         "{'id':'then','clause':'2','on':'note','require':{'has':'opening'},'message':'Not yet.'}]}";

static int32_t may(scene *s, const char *json) {
    char *quoted = quotes(json);
    asb_record *r = test_record(&s->b, quoted);
    int32_t status = asb_case_may(NULL, s->c, r);
    asb_record_free(r);
    free(quoted);
    return status;
}

#define NOTE "{'kind':'note','by':'amy','role':'officer','fields':{'text':'x'}}"

/* Nothing is known of who complains, so nobody is called anonymous. */
START_TEST(a_tenancy_without_a_report_is_by_nobody_anonymous)
{
    scene s;
    scene_begin(&s, named);
    add(&s, "2026-05-05T10:00", "tenancy", "{'what':'sign-up'}");
    ck_assert_int_eq(may(&s, NOTE), ASB_REFUSED);
    add(&s, "2026-05-05T10:01", "report", "{'channel':'phone','summary':'Music','anonymous':true}");
    ck_assert_int_eq(may(&s, NOTE), ASB_OK);
    scene_end(&s);
}
END_TEST

/* A warning before it does not hide a refusal, and by itself is none. */
START_TEST(a_warning_first_and_then_a_refusal)
{
    scene s;
    scene_begin(&s, warned);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    ck_assert_int_eq(may(&s, NOTE), ASB_REFUSED);
    ck_assert_int_eq(may(&s, "{'kind':'finding','by':'amy','role':'officer','fields':{'what':'persistent','rationale':'R'}}"), ASB_OK);
    scene_end(&s);
}
END_TEST

START_TEST(a_warning_alone_is_no_refusal)
{
    static const char only[] = POLICY_HEAD
        ",'guards':[{'id':'first','clause':'2','on':'note','require':{'has':'opening'},'severity':'warn','message':'Open it.'}]}";
    scene s;
    scene_begin(&s, only);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    ck_assert_int_eq(may(&s, NOTE), ASB_OK);
    scene_end(&s);
}
END_TEST

/* Of the second person, too. */
START_TEST(an_erased_assessment_leaves_the_one_before_it)
{
    scene s;
    scene_begin(&s, named);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music','anonymous':true}");
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant','anonymous':true}");
    add(&s, "2026-05-05T10:02", "party", "{'party':'p2','as':'complainant','anonymous':true}");
    add(&s, "2026-05-05T10:03", "assessment", "{'matrix':'grid','party':'p1','answers':{'q':'good'}}");
    add(&s, "2026-05-05T10:04", "assessment", "{'matrix':'grid','party':'p2','answers':{'q':'bad'}}");
    add(&s, "2026-05-05T10:05", "assessment", "{'matrix':'grid','party':'p2','answers':{'q':'good'}}");
    ck_assert_str_eq(asb_case_band(s.c), "low");
    add(&s, "2026-05-05T10:06", "erasure", "{'of':[6],'basis':'mistake','reason':'Of somebody else'}");
    ck_assert_str_eq(asb_case_band(s.c), "high");
    scene_end(&s);
}
END_TEST

/* All alike but for which action they are: they stay as the plan has them. */
START_TEST(actions_of_one_day_stand_as_the_plan_has_them)
{
    static const char *const ids[] = {"a5", "a1", "a4", "a2", "a3", "a0"};
    char fields[1000] = "{'party':'p1','actions':[";
    asb_duties *d = NULL;
    scene s;
    scene_begin(&s, named);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    for (int i = 0; i < 6; i++)
        snprintf(fields + strlen(fields), sizeof fields - strlen(fields),
                 "%s{'id':'%s','by':'landlord','action':'AP-1','due':'2026-05-20'}", i ? "," : "", ids[i]);
    strcat(fields, "]}");
    add(&s, "2026-05-05T10:02", "plan", fields);
    ck_assert_int_eq(asb_case_duties(&d, s.c), ASB_OK);
    ck_assert_uint_eq(asb_duties_count(d), 6);
    for (uint32_t i = 0; i < 6; i++) ck_assert_msg(strstr(asb_duties_subject(d, i), ids[i]), "%u: %s", i, asb_duties_subject(d, i));
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

/* The nearest is named, and nothing is left of another that was nearer so far. */
START_TEST(a_role_misspelt_is_told_the_nearest_alone)
{
    static const char roles[] = "{'asb_policy':1,'id':'own','version':'7','title':'T','source':'S',"
                                "'roles':[{'id':'officer-in-charge','label':'O'},{'id':'officer','label':'P'}]}";
    scene s;
    scene_begin(&s, roles);
    ck_assert_int_eq(may(&s, "{'kind':'report','by':'amy','role':'office','fields':{'channel':'phone','summary':'x'}}"), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(s.b.e), "role");
    const char *near = strstr(asb_error_message(s.b.e), "officer");
    ck_assert_ptr_nonnull(near);
    ck_assert_msg(strncmp(near, "officer-", 8) != 0 && strncmp(near, "officer", 7) == 0, "%s", asb_error_message(s.b.e));
    scene_end(&s);
}
END_TEST

/* Nothing is near: all that it can be is listed, short ones as well. */
START_TEST(a_role_that_is_none_is_told_what_there_is)
{
    static const char roles[] = "{'asb_policy':1,'id':'own','version':'7','title':'T','source':'S',"
                                "'roles':[{'id':'a','label':'A'},{'id':'b','label':'B'},{'id':'cd','label':'C'}]}";
    scene s;
    scene_begin(&s, roles);
    ck_assert_int_eq(may(&s, "{'kind':'report','by':'amy','role':'zebra-keeper','fields':{'channel':'phone','summary':'x'}}"),
                     ASB_EINVALID);
    ck_assert_msg(strstr(asb_error_message(s.b.e), "a, b, cd, system"), "%s", asb_error_message(s.b.e));
    scene_end(&s);
}
END_TEST

/* A name is near for a slip in some of its letters, and not for having some of them. */
START_TEST(a_part_of_a_name_is_not_near_it)
{
    static const char roles[] =
        "{'asb_policy':1,'id':'own','version':'7','title':'T','source':'S','roles':[{'id':'officer-in-charge','label':'O'}]}";
    scene s;
    scene_begin(&s, roles);
    ck_assert_int_eq(may(&s, "{'kind':'report','by':'amy','role':'oicer','fields':{'channel':'phone','summary':'x'}}"), ASB_EINVALID);
    ck_assert_msg(!strstr(asb_error_message(s.b.e), "did you mean"), "%s", asb_error_message(s.b.e));
    ck_assert_ptr_nonnull(strstr(asb_error_message(s.b.e), "officer-in-charge, system"));
    scene_end(&s);
}
END_TEST

/* Each correction goes on correcting its own record, under whatever policy. */
START_TEST(corrections_stay_with_their_records_when_the_policy_changes)
{
    scene s;
    asb_text *t = NULL;
    scene_begin(&s, named);
    asb_policy *p = scene_policy(&s, warned);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music','anonymous':true}");
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant','vulnerable':'no'}");
    add(&s, "2026-05-05T10:02", "party", "{'party':'p2','as':'complainant','vulnerable':'no'}");
    add(&s, "2026-05-05T10:03", "correction", "{'of':2,'field':'vulnerable','value':'yes','reason':'R'}");
    for (int moved = 0; moved < 2; moved++) {
        ck_assert_int_eq(asb_case_facts(&t, s.c), ASB_OK);
        const char *one = strstr(asb_text_data(t), "\"vulnerable\":\"yes\""), *two = strstr(asb_text_data(t), "\"vulnerable\":\"no\"");
        ck_assert_msg(one && two && one < two, "%s", asb_text_data(t));
        asb_text_free(t);
        if (!moved) ck_assert_int_eq(asb_case_move(s.c, p, "amy", "manager", "Another"), ASB_OK);
    }
    asb_policy_free(p);
    scene_end(&s);
}
END_TEST

/* What a host shows of each record. */
START_TEST(the_history_names_the_kind_of_each_record)
{
    scene s;
    asb_text *t = NULL;
    scene_begin(&s, named);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add(&s, "2026-05-05T10:01", "finding", "{'what':'persistent','rationale':'R'}");
    ck_assert_int_eq(asb_case_history(&t, s.c), ASB_OK);
    const char *report = strstr(asb_text_data(t), "\"kind\":\"report\""), *finding = strstr(asb_text_data(t), "\"kind\":\"finding\"");
    ck_assert_msg(report && finding && report < finding, "%s", asb_text_data(t));
    asb_text_free(t);
    scene_end(&s);
}
END_TEST

/* With whom is said along with the rule. */
START_TEST(a_deviation_says_who_agreed)
{
    static const char agreed[] = POLICY_HEAD
        ",'guards':[{'id':'wait','clause':'2','on':'note','require':{'has':'opening'},'message':'Not yet.','override':['manager']}]}";
    scene s;
    asb_decision *d = NULL;
    asb_text *t = NULL;
    scene_begin(&s, agreed);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add(&s, "2026-05-05T10:01", "deviation", "{'rule':'wait','reasons':'It cannot wait','agreed_with':'manager'}");
    char *json = quotes(NOTE);
    asb_record *r = test_record(&s.b, json);
    ck_assert_int_eq(asb_case_may(&d, s.c, r), ASB_OK);
    ck_assert_int_eq(asb_decision_json(&t, d), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "deviation agreed: record 2, with manager"), "%s", asb_text_data(t));
    asb_text_free(t);
    asb_decision_free(d);
    asb_record_free(r);
    free(json);
    scene_end(&s);
}
END_TEST

/* A score that stays as it was is no change, nor is none. */
START_TEST(a_preview_names_the_score_only_where_it_changes)
{
    scene s;
    asb_text *t = NULL;
    scene_begin(&s, named);
    asb_policy *p = scene_policy(&s, warned);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music','anonymous':true}");
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    add(&s, "2026-05-05T10:02", "assessment", "{'matrix':'grid','party':'p1','answers':{'q':'bad'}}");
    ck_assert_int_eq(asb_case_preview_move(&t, s.c, p), ASB_OK);
    ck_assert_msg(strstr(asb_text_data(t), "\"changed\":[\"policy\"]"), "%s", asb_text_data(t));
    ck_assert_msg(strstr(asb_text_data(t), "\"score\":5"), "%s", asb_text_data(t));
    asb_text_free(t);
    asb_policy_free(p);
    scene_end(&s);
}
END_TEST

/* ---- plans that are corrected */

static void plan_due(scene *s, const char *action, const char *corrected, const char *before, const char *after) {
    char fields[500];
    asb_duties *d = NULL;
    scene_begin(s, named);
    add(s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add(s, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant'}");
    snprintf(fields, sizeof fields, "{'party':'p1','actions':[{'id':'a1','by':'landlord','action':'AP-1',%s}]}", action);
    add(s, "2026-05-05T10:02", "plan", fields);
    ck_assert_int_eq(asb_case_duties(&d, s->c), ASB_OK);
    ck_assert_str_eq(asb_duties_due(d, 0), before);
    asb_duties_free(d);
    snprintf(fields, sizeof fields, "{'of':3,'field':'actions','reason':'R','value':[{'id':'a1','by':'landlord','action':'AP-1',%s}]}",
             corrected);
    add(s, "2026-05-06T10:00", "correction", fields);
    ck_assert_int_eq(asb_case_duties(&d, s->c), ASB_OK);
    ck_assert_msg(!strcmp(asb_duties_due(d, 0), after), "%s, and not %s", asb_duties_due(d, 0), after);
    asb_duties_free(d);
    scene_end(s);
}

/* The first date is that which the plan gives; how often comes after it. */
START_TEST(how_often_does_not_move_a_first_date)
{
    scene s;
    plan_due(&s, "'due':'2026-06-20','every':{'weeks':1}", "'due':'2026-06-20','every':{'days':3}", "2026-06-20", "2026-06-20");
}
END_TEST

/* Oftener brings it forward, counted from the correction; less often leaves it. */
START_TEST(oftener_brings_forward_and_less_often_does_not)
{
    scene s;
    plan_due(&s, "'every':{'weeks':2}", "'every':{'weeks':1}", "2026-05-19", "2026-05-13");
    plan_due(&s, "'every':{'weeks':2}", "'every':{'weeks':4}", "2026-05-19", "2026-05-19");
}
END_TEST

/* Shorter than it was, but counted from now no earlier: it stays. */
START_TEST(a_little_oftener_late_on_changes_nothing_now)
{
    scene s;
    plan_due(&s, "'every':{'days':3}", "'every':{'days':2}", "2026-05-08", "2026-05-08");
}
END_TEST

/* An order for six months, of which it is found that it says until when: the date is no longer counted from anything. */
START_TEST(an_end_that_is_given_is_not_counted)
{
    static const char orders[] = POLICY_HEAD ",'remedies':[{'id':'order','label':'Order','legal':true,'term':{'months':6},'clause':'8'}]}";
    scene s;
    asb_duties *d = NULL;
    asb_text *t = NULL;
    scene_begin(&s, orders);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add(&s, "2026-05-05T10:01", "party", "{'party':'p1','as':'alleged-perpetrator'}");
    add(&s, "2026-05-05T10:02", "legal", "{'remedy':'order','party':'p1','status':'granted','starts':'2026-05-06'}");
    add(&s, "2026-05-06T10:00", "correction", "{'of':3,'field':'expires','value':'2026-08-01','reason':'It says so'}");
    ck_assert_int_eq(asb_case_duties(&d, s.c), ASB_OK);
    ck_assert_uint_eq(asb_duties_count(d), 1);
    ck_assert_str_eq(asb_duties_due(d, 0), "2026-08-01");
    ck_assert_int_eq(asb_duties_explain(&t, d, 0), ASB_OK);
    const char *moved = strstr(asb_text_data(t), "2026-08-01");
    ck_assert_ptr_nonnull(moved);
    ck_assert_msg(!strstr(moved, "month"), "%s", asb_text_data(t));
    asb_text_free(t);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

/* ---- where a store is */

static asb_case *saved(scene *s, asb_store *store, const char *id) {
    asb_case *c = NULL;
    ck_assert_int_eq(asb_case_new(&c, s->b.e, s->policy, store, id), ASB_OK);
    add_to(s, c, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add_to(s, c, "2026-05-05T10:01", "party", "{'party':'p1','as':'complainant','name':'Ann'}");
    return c;
}

/* It was never written, so all of it is tried again, under the policy that it began with. */
START_TEST(a_case_that_the_store_does_not_have_is_read_again_whole)
{
    scene s;
    asb_store *store = NULL;
    asb_conflicts *k = NULL;
    scene_begin(&s, named);
    ck_assert_int_eq(asb_store_memory(&store, s.b.e), ASB_OK);
    asb_case *c = saved(&s, store, "B");
    ck_assert_int_eq(asb_case_reload(&k, c), ASB_OK);
    ck_assert_uint_eq(asb_conflicts_count(k), 0);
    ck_assert_uint_eq(asb_case_count(c), 2);
    ck_assert_uint_eq(asb_case_stored(c), 0);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_conflicts_free(k);
    asb_case_free(c);
    asb_store_free(store);
    scene_end(&s);
}
END_TEST

/* Handed back with the words that one would have been told who had tried it by hand. */
START_TEST(what_has_become_invalid_is_handed_back_with_its_words)
{
    scene s;
    asb_store *store = NULL;
    asb_conflicts *k = NULL;
    asb_case *theirs = NULL;
    asb_record *r = NULL;
    scene_begin(&s, named);
    ck_assert_int_eq(asb_store_memory(&store, s.b.e), ASB_OK);
    asb_case *mine = saved(&s, store, "B");
    ck_assert_int_eq(asb_case_save(mine), ASB_OK);
    ck_assert_int_eq(asb_case_open(&theirs, store, "B"), ASB_OK);
    add_to(&s, mine, "2026-05-05T10:02", "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
    add_to(&s, theirs, "2026-05-05T10:03", "erasure", "{'party':'p1','basis':'right to erasure','reason':'asked'}");
    ck_assert_int_eq(asb_case_save(theirs), ASB_OK);
    ck_assert_int_eq(asb_case_save(mine), ASB_CONFLICT);
    ck_assert_int_eq(asb_case_reload(&k, mine), ASB_OK);
    ck_assert_uint_eq(asb_conflicts_count(k), 1);
    ck_assert_int_eq(asb_conflicts_status(k, 0), ASB_EINVALID);
    ck_assert_int_eq(asb_conflicts_record(&r, k, 0), ASB_OK);
    ck_assert_int_eq(asb_case_may(NULL, mine, r), ASB_EINVALID);
    ck_assert_str_ne(asb_error_message(s.b.e), "");
    ck_assert_str_eq(asb_conflicts_message(k, 0), asb_error_message(s.b.e));
    asb_record_free(r);
    asb_conflicts_free(k);
    asb_case_free(theirs);
    asb_case_free(mine);
    asb_store_free(store);
    scene_end(&s);
}
END_TEST

/* ---- another engine, which knows no policy */

static char *exported(void) {
    scene s;
    asb_text *whole = NULL;
    scene_begin(&s, named);
    add(&s, "2026-05-05T10:00", "report", "{'channel':'phone','summary':'Music'}");
    ck_assert_int_eq(asb_case_saved(s.c, 1), ASB_OK);
    ck_assert_int_eq(asb_case_export(&whole, s.c), ASB_OK);
    char *copy = strdup(asb_text_data(whole));
    asb_text_free(whole);
    scene_end(&s);
    return copy;
}

/* Its document is left out: which one it was is said. With it, the case is there. */
START_TEST(a_case_whose_policy_is_not_with_it)
{
    static const char *const lists[] = {"", "[]", "[7,{},{\"document\":7},\"{}\"]"};
    char *whole = exported();
    test_engine b;
    asb_case *c = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_case_load(&c, b.e, NULL, whole, strlen(whole)), ASB_OK);
    asb_case_free(c);
    for (size_t i = 0; i < 3; i++) {
        char *json = calloc(1, strlen(whole) + 100);
        const char *from = strstr(whole, ",\"policies\":["), *to = strstr(whole, "],\"records\":");
        ck_assert(from && to && from < to);
        snprintf(json, strlen(whole) + 100, "%.*s%s%s%s", (int)(from - whole), whole, i ? ",\"policies\":" : "", lists[i], to + 1);
        ck_assert_int_eq(asb_case_load(&c, b.e, NULL, json, strlen(json)), ASB_ECORRUPT);
        ck_assert_str_eq(asb_error_code(b.e), "case-policy-absent");
        ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "policy own, version 7"));
        free(json);
    }
    free(whole);
    test_engine_end(&b);
}
END_TEST

Suite *asb_suite_case_corners(void) {
    Suite *s = suite_create("case_corners");
    TCase *t = tcase_create("all");
    tcase_add_test(t, a_tenancy_without_a_report_is_by_nobody_anonymous);
    tcase_add_test(t, a_warning_first_and_then_a_refusal);
    tcase_add_test(t, a_warning_alone_is_no_refusal);
    tcase_add_test(t, an_erased_assessment_leaves_the_one_before_it);
    tcase_add_test(t, actions_of_one_day_stand_as_the_plan_has_them);
    tcase_add_test(t, a_role_misspelt_is_told_the_nearest_alone);
    tcase_add_test(t, a_role_that_is_none_is_told_what_there_is);
    tcase_add_test(t, a_part_of_a_name_is_not_near_it);
    tcase_add_test(t, corrections_stay_with_their_records_when_the_policy_changes);
    tcase_add_test(t, the_history_names_the_kind_of_each_record);
    tcase_add_test(t, a_deviation_says_who_agreed);
    tcase_add_test(t, a_preview_names_the_score_only_where_it_changes);
    tcase_add_test(t, how_often_does_not_move_a_first_date);
    tcase_add_test(t, oftener_brings_forward_and_less_often_does_not);
    tcase_add_test(t, a_little_oftener_late_on_changes_nothing_now);
    tcase_add_test(t, an_end_that_is_given_is_not_counted);
    tcase_add_test(t, a_case_that_the_store_does_not_have_is_read_again_whole);
    tcase_add_test(t, what_has_become_invalid_is_handed_back_with_its_words);
    tcase_add_test(t, a_case_whose_policy_is_not_with_it);
    suite_add_tcase(s, t);
    return s;
}
