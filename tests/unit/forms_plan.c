/* Action plans: the catalogue, changing one, and how it stands in a case. */
#include "forms_support.h"

Suite *asb_suite_forms_plan(void);

static asb_plan *begin(bench *b) {
    asb_plan *p = NULL;
    bench_begin(b);
    ck_assert_int_eq(asb_plan_new(&p, b->policy, "p1"), ASB_OK);
    return p;
}

static char *words(const asb_plan *p, uint32_t index) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_plan_text(&t, p, index), ASB_OK);
    return bench_taken(t);
}

static void says(const asb_plan *p, uint32_t index, const char *expected) {
    char *text = words(p, index);
    ck_assert_str_eq(text, expected);
    free(text);
}

static int32_t param(asb_plan *p, const char *id, const char *name, const char *json) {
    return asb_plan_set_param(p, id, name, json, json ? strlen(json) : 0);
}

START_TEST(the_catalogue)
{
    bench b;
    asb_plan *p = begin(&b);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_plan_catalogue_json(&t, b.policy), ASB_OK);
    char *json = bench_taken(t);
    ck_assert_ptr_nonnull(strstr(json,
                                 "[{\"by\":\"complainant\",\"clause\":\"AP-1\",\"id\":\"AP-1\",\"params\":[],\"standing\":true,"
                                 "\"text\":\"Tell us"));
    ck_assert_ptr_nonnull(strstr(json, "\"id\":\"AP-2\",\"params\":[{\"id\":\"weeks\",\"type\":\"number\"}],\"standing\":false,"));
    ck_assert_ptr_nonnull(strstr(json,
                                 "\"ambiguity\":\"This line names somebody else in a letter: look at it before it is sent.\","
                                 "\"by\""));
    free(json);
    ck_assert_int_eq(asb_plan_catalogue_json(NULL, b.policy), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_catalogue_json(&t, NULL), ASB_EARGUMENT);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(a_new_one_is_empty)
{
    bench b;
    asb_plan *p = begin(&b), *other = NULL;
    asb_record *r = NULL;
    asb_policy_free(b.policy); /* the plan keeps it */
    ck_assert_str_eq(asb_plan_party(p), "p1");
    ck_assert_uint_eq(asb_plan_count(p), 0);
    ck_assert_uint_eq(asb_plan_seq(p), 0);
    ck_assert_int_eq(asb_plan_agreed(p) + asb_plan_sent(p) + asb_plan_complete(p), 0);
    ck_assert_str_eq(asb_plan_method(p), "");
    ck_assert_ptr_null(asb_plan_id(p, 0));
    ck_assert_ptr_null(asb_plan_status(p, 0));
    ck_assert_ptr_null(asb_plan_next_due(p, 0));
    ck_assert_ptr_null(asb_plan_clause(p, 0));
    ck_assert_int_eq(asb_plan_to_record(&r, p), ASB_ESTATE);
    failed(&b, "form-plan-empty", "actions");
    ck_assert_int_eq(asb_plan_to_record(NULL, p), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_to_record(&r, NULL), ASB_EARGUMENT);
    b.policy = NULL;
    asb_plan_free(p);
    asb_plan_free(NULL);
    bench_end(&b);
    p = begin(&b);
    ck_assert_int_eq(asb_plan_new(&other, b.policy, ""), ASB_EINVALID);
    failed(&b, "record-blank", "party");
    ck_assert_int_eq(asb_plan_new(&other, b.policy, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_new(NULL, b.policy, "p1"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_new(&other, NULL, "p1"), ASB_EARGUMENT);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(actions_of_the_catalogue)
{
    bench b;
    asb_plan *p = begin(&b);
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "AP-1"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a2", NULL, "AP-9"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a3", "agency", "AP-9"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a2", NULL, "AP-1"), ASB_EEXISTS);
    failed(&b, "form-action-twice", "actions");
    ck_assert_uint_eq(asb_plan_count(p), 3);
    ck_assert_str_eq(asb_plan_id(p, 0), "a1");
    ck_assert_str_eq(asb_plan_by(p, 0), "complainant");
    ck_assert_str_eq(asb_plan_by(p, 1), "landlord");
    ck_assert_str_eq(asb_plan_by(p, 2), "agency");
    ck_assert_str_eq(asb_plan_action(p, 2), "AP-9");
    ck_assert_str_eq(asb_plan_clause(p, 2), "AP-9");
    ck_assert_int_eq(asb_plan_standing(p, 0), 1);
    ck_assert_int_eq(asb_plan_standing(p, 1), 0);
    ck_assert_str_eq(asb_plan_status(p, 1), "open");
    ck_assert_str_eq(asb_plan_next_due(p, 1), "");
    ck_assert_int_eq(asb_plan_overdue(p, 1), 0);
    ck_assert_str_eq(asb_plan_detail(p, 1), "");
    ck_assert_str_eq(asb_plan_due(p, 1), "");
    says(p, 1, "Speak with those involved about what is alleged");
    ck_assert_uint_eq(asb_plan_count_standing(p), 1);
    ck_assert_uint_eq(asb_plan_count_open(p), 2);
    ck_assert_int_eq(asb_plan_remove(p, "a2"), ASB_OK);
    ck_assert_int_eq(asb_plan_remove(p, "a2"), ASB_ABSENT);
    ck_assert_str_eq(asb_plan_id(p, 1), "a3");
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(actions_that_are_not)
{
    bench b;
    asb_plan *p = begin(&b);
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "AP-111"), ASB_EINVALID);
    failed(&b, "record-choice-near", "actions");
    ck_assert_int_eq(asb_plan_add(p, "a1", "tenant", "AP-1"), ASB_EINVALID);
    failed(&b, "record-choice", "actions");
    ck_assert_str_eq(asb_error_message(b.e), "actions/0/by cannot be tenant; it can be: landlord, complainant, perpetrator, agency.");
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "other"), ASB_EINVALID);
    failed(&b, "form-action-by", "actions");
    ck_assert_int_eq(asb_plan_add(p, " ", NULL, "AP-1"), ASB_EINVALID);
    failed(&b, "record-blank", "actions");
    ck_assert_int_eq(asb_plan_add(p, NULL, NULL, "AP-1"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_add(NULL, "a1", NULL, "AP-1"), ASB_EARGUMENT);
    ck_assert_uint_eq(asb_plan_count(p), 0);
    ck_assert_int_eq(asb_plan_set_detail(p, "a1", "x"), ASB_ABSENT);
    ck_assert_int_eq(asb_plan_set_due(p, "a1", "2026-05-08"), ASB_ABSENT);
    ck_assert_int_eq(asb_plan_set_every(p, "a1", "{}", 2), ASB_ABSENT);
    ck_assert_int_eq(param(p, "a1", "weeks", "4"), ASB_ABSENT);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(an_action_in_words)
{
    bench b;
    asb_plan *p = begin(&b);
    asb_text *t = (asb_text *)&b;
    ck_assert_int_eq(asb_plan_add(p, "a1", "landlord", "other"), ASB_OK);
    says(p, 0, "other");
    ck_assert_int_eq(asb_plan_set_detail(p, "a1", "Mend the fence"), ASB_OK);
    says(p, 0, "Mend the fence");
    ck_assert_int_eq(param(p, "a1", "at", "['front','back']"), ASB_EJSON);
    ck_assert_int_eq(param(p, "a1", "at", "[\"front\",true]"), ASB_OK);
    says(p, 0, "Mend the fence (at: front, yes)");
    ck_assert_str_eq(asb_plan_clause(p, 0), "");
    ck_assert_int_eq(asb_plan_standing(p, 0), 0);
    ck_assert_int_eq(asb_plan_add(p, "a2", NULL, "AP-14"), ASB_OK);
    ck_assert_int_eq(param(p, "a2", "location", "\"the front door\""), ASB_OK);
    ck_assert_int_eq(param(p, "a2", "details", "\"a chain\""), ASB_OK);
    ck_assert_int_eq(param(p, "a2", "location", "7"), ASB_EINVALID);
    failed(&b, "record-type", "actions");
    ck_assert_int_eq(param(p, "a2", "location", "\" \""), ASB_EINVALID);
    says(p, 1, "Fit security measures (details: a chain, location: the front door)");
    ck_assert_int_eq(asb_plan_set_detail(p, "a2", "before Friday"), ASB_OK);
    says(p, 1, "Fit security measures (details: a chain, location: the front door): before Friday");
    ck_assert_int_eq(asb_plan_add(p, "a3", NULL, "AP-15"), ASB_OK);
    ck_assert_int_eq(param(p, "a3", "interval", "{\"weeks\":2}"), ASB_OK);
    says(p, 2, "Stay in contact every week or every two weeks until the case closes (interval: 2 weeks)");
    ck_assert_int_eq(asb_plan_text(&t, p, 3), ASB_ABSENT);
    ck_assert_ptr_null(t);
    ck_assert_int_eq(asb_plan_text(NULL, p, 0), ASB_EARGUMENT);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(a_full_stop_stays_at_the_end)
{
    bench b;
    asb_policy *hart = NULL;
    asb_plan *p = NULL;
    bench_begin(&b);
    ck_assert_int_eq(asb_policy_builtin(&hart, b.e, "hart"), ASB_OK);
    ck_assert_int_eq(asb_plan_new(&p, hart, "p1"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "diary-sheets"), ASB_OK);
    ck_assert_int_eq(param(p, "a1", "weeks", "4"), ASB_OK);
    ck_assert_int_eq(asb_plan_set_detail(p, "a1", "Her son helps."), ASB_OK);
    says(p, 0, "Fill in diary sheets: what happens, and what it does to you (weeks: 4). Her son helps.");
    asb_plan_free(p);
    asb_policy_free(hart);
    bench_end(&b);
}
END_TEST

START_TEST(members_of_an_action)
{
    bench b;
    asb_plan *p = begin(&b);
    asb_record *r = NULL;
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "AP-2"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a2", NULL, "AP-9"), ASB_OK);
    ck_assert_int_eq(asb_plan_set_due(p, "a1", "2026-05-08"), ASB_OK);
    ck_assert_str_eq(asb_plan_due(p, 0), "2026-05-08");
    ck_assert_int_eq(asb_plan_set_due(p, "a1", "soon"), ASB_EINVALID);
    failed(&b, "record-type", "actions");
    ck_assert_int_eq(asb_plan_set_every(p, "a1", "{\"weeks\":2}", 11), ASB_OK);
    ck_assert_int_eq(asb_plan_set_every(p, "a1", "{\"weks\":2}", 10), ASB_EINVALID);
    failed(&b, "period-key", "actions");
    ck_assert_int_eq(asb_plan_set_every(p, "a1", "{", 1), ASB_EJSON);
    ck_assert_str_eq(asb_error_field(b.e), "actions");
    ck_assert_int_eq(param(p, "a1", "weeks", "4"), ASB_OK);
    ck_assert_int_eq(param(p, "a1", "weeks", "\"four\""), ASB_EINVALID);
    failed(&b, "record-type", "actions");
    ck_assert_int_eq(param(p, "a1", "week", "4"), ASB_EINVALID);
    failed(&b, "form-param-near", "actions");
    ck_assert_int_eq(param(p, "a2", "week", "4"), ASB_EINVALID);
    failed(&b, "form-param", "actions");
    ck_assert_int_eq(asb_plan_set_param(p, "a1", NULL, "4", 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_set_detail(p, "a1", "Evenings"), ASB_OK);
    ck_assert_int_eq(asb_plan_set_detail(p, "a1", "\t"), ASB_EINVALID);
    ck_assert_str_eq(asb_plan_detail(p, 0), "Evenings");
    ck_assert_str_eq(asb_plan_id(p, 0), "a1"); /* in its place still */
    ck_assert_int_eq(asb_plan_to_record(&r, p), ASB_OK);
    is_json(record_json(r),
            "{'fields':{'actions':[{'action':'AP-2','by':'complainant','detail':'Evenings','due':'2026-05-08','every':{'weeks':2},"
            "'id':'a1',"
            "'params':{'weeks':4}},{'action':'AP-9','by':'landlord','id':'a2'}],'party':'p1'},'kind':'plan'}");
    ck_assert_int_eq(asb_plan_set_detail(p, "a1", NULL), ASB_OK);
    ck_assert_int_eq(asb_plan_set_due(p, "a1", NULL), ASB_OK);
    ck_assert_int_eq(asb_plan_set_every(p, "a1", NULL, 0), ASB_OK);
    ck_assert_int_eq(param(p, "a1", "weeks", NULL), ASB_OK);
    ck_assert_int_eq(param(p, "a1", "weeks", NULL), ASB_OK);
    ck_assert_int_eq(asb_plan_to_record(&r, p), ASB_OK);
    is_json(record_json(r),
            "{'fields':{'actions':[{'action':'AP-2','by':'complainant','id':'a1'},{'action':'AP-9','by':'landlord',"
            "'id':'a2'}],"
            "'party':'p1'},'kind':'plan'}");
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(the_plan_as_a_whole)
{
    bench b;
    asb_plan *p = begin(&b);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_plan_set_agreed(p, 1), ASB_OK);
    ck_assert_int_eq(asb_plan_set_sent(p, 1), ASB_OK);
    ck_assert_int_eq(asb_plan_set_sent(p, 0), ASB_OK);
    ck_assert_int_eq(asb_plan_set_method(p, " "), ASB_EINVALID);
    failed(&b, "record-blank", "method");
    ck_assert_int_eq(asb_plan_set_method(p, "letter"), ASB_OK);
    ck_assert_str_eq(asb_plan_method(p), "letter");
    ck_assert_int_eq(asb_plan_set_method(p, NULL), ASB_OK);
    ck_assert_str_eq(asb_plan_method(p), "");
    ck_assert_int_eq(asb_plan_agreed(p), 1);
    ck_assert_int_eq(asb_plan_sent(p), 0);
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "AP-1"), ASB_OK);
    ck_assert_int_eq(asb_plan_json(&t, p), ASB_OK);
    is_json(bench_taken(t),
            "{'actions':[{'action':'AP-1','by':'complainant','clause':'AP-1','id':'a1','next_due':null,'overdue':false,'standing':true,"
            "'status':'open','text':'Tell us about anything more that happens'}],'agreed':true,'complete':true,'method':null,'party':'p1',"
            "'progress':{'cancelled':0,'done':0,'open':0,'standing':1},'sent':false,'seq':0}");
    ck_assert_int_eq(asb_plan_json(NULL, p), ASB_EARGUMENT);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

/* Types that need no case are judged; choices of a host's own are not. */
static const char typed_policy[] =
    "{'asb_policy':1,'id':'own','version':'1','title':'T','source':'S','roles':[{'id':'R','label':'R'}],'priorities':[{'id':'p',"
    "'label':'P'}],"
    "'plan_actions':[{'id':'A','by':'agency','text':'Come!','params':[{'id':'day','type':'date'},{'id':'who','type':'party'},"
    "{'id':'how','type':'one'}],'clause':'1'}]}";

START_TEST(typed_parameters)
{
    bench b;
    asb_policy *own = NULL;
    asb_plan *p = NULL;
    char json[sizeof typed_policy];
    bench_begin(&b);
    strcpy(json, typed_policy);
    bench_quotes(json);
    ck_assert_msg(asb_policy_parse(&own, b.e, json, strlen(json)) == ASB_OK, "%s", asb_error_message(b.e));
    ck_assert_int_eq(asb_plan_new(&p, own, "p1"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "A"), ASB_OK);
    ck_assert_int_eq(param(p, "a1", "day", "\"2026-02-30\""), ASB_EINVALID);
    failed(&b, "record-type", "actions");
    ck_assert_int_eq(param(p, "a1", "who", "1"), ASB_EINVALID);
    ck_assert_int_eq(param(p, "a1", "how", "[1,{\"a\":null}]"), ASB_OK);
    ck_assert_int_eq(param(p, "a1", "who", "\"p2\""), ASB_OK);
    ck_assert_int_eq(param(p, "a1", "day", "\"2026-02-28\""), ASB_OK);
    says(p, 0, "Come (day: 2026-02-28, who: p2, how: 1, {\"a\":null})!");
    asb_plan_free(p);
    asb_policy_free(own);
    bench_end(&b);
}
END_TEST

/* ---- with a case */

/* The plan of the scenario "Easter noise", as record 4. */
static void record_plan(bench *b) {
    asb_plan *p = NULL;
    asb_record *r = NULL;
    ck_assert_int_eq(asb_plan_new(&p, b->policy, "p1"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a1", NULL, "AP-1"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a2", NULL, "AP-2"), ASB_OK);
    ck_assert_int_eq(param(p, "a2", "weeks", "4"), ASB_OK);
    ck_assert_int_eq(asb_plan_set_due(p, "a2", "2026-05-08"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a3", NULL, "AP-4"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a4", NULL, "AP-9"), ASB_OK);
    ck_assert_int_eq(asb_plan_set_every(p, "a4", "{\"weeks\":2}", 11), ASB_OK);
    ck_assert_int_eq(asb_plan_set_agreed(p, 1), ASB_OK);
    ck_assert_int_eq(asb_plan_to_record(&r, p), ASB_OK);
    ck_assert_msg(bench_record(b, "2026-04-10T09:30", r, "ben", "CHM") == ASB_OK, "%s", asb_error_message(b->e));
    asb_plan_free(p);
}

static asb_plan *latest(bench *b, const char *when) {
    asb_plan *p = NULL;
    bench_at(b, when);
    ck_assert_int_eq(asb_case_plan(&p, b->c, "p1"), ASB_OK);
    return p;
}

START_TEST(how_it_stands)
{
    bench b;
    bench_begin(&b);
    bench_case(&b);
    record_plan(&b);
    asb_plan *p = latest(&b, "2026-04-10T10:00");
    ck_assert_uint_eq(asb_plan_seq(p), 4);
    ck_assert_uint_eq(asb_plan_count(p), 4);
    ck_assert_int_eq(asb_plan_agreed(p), 1);
    ck_assert_str_eq(asb_plan_next_due(p, 0), "");
    ck_assert_str_eq(asb_plan_next_due(p, 1), "2026-05-08");
    ck_assert_str_eq(asb_plan_next_due(p, 3), "2026-04-24");
    ck_assert_uint_eq(asb_plan_count_open(p), 3);
    asb_plan_free(p);
    bench_add(&b, "2026-04-13T10:00", "ben", "CHM", "action", "{'plan':4,'action':'a3','status':'done'}");
    bench_add(&b, "2026-04-23T10:00", "ben", "CHM", "action", "{'plan':4,'action':'a4','status':'done'}");
    bench_add(&b, "2026-05-11T10:00", "ben", "CHM", "action", "{'plan':4,'action':'a2','status':'not-done'}");
    p = latest(&b, "2026-05-12T10:00");
    ck_assert_str_eq(asb_plan_status(p, 0), "open");
    ck_assert_str_eq(asb_plan_status(p, 1), "not-done");
    ck_assert_str_eq(asb_plan_status(p, 2), "done");
    ck_assert_int_eq(asb_plan_overdue(p, 1), 1);
    ck_assert_str_eq(asb_plan_next_due(p, 1), "2026-05-08");
    ck_assert_str_eq(asb_plan_next_due(p, 3), "2026-05-07"); /* two weeks from when it was last done */
    ck_assert_int_eq(asb_plan_overdue(p, 3), 1);
    ck_assert_uint_eq(asb_plan_count_done(p), 2);
    ck_assert_uint_eq(asb_plan_count_open(p), 1);
    ck_assert_uint_eq(asb_plan_count_standing(p), 1);
    ck_assert_int_eq(asb_plan_complete(p), 0);
    asb_plan_free(p);
    bench_add(&b, "2026-05-12T10:00", "ben", "CHM", "action", "{'plan':4,'action':'a2','status':'cancelled'}");
    p = latest(&b, "2026-05-12T11:00");
    ck_assert_uint_eq(asb_plan_count_cancelled(p), 1);
    ck_assert_int_eq(asb_plan_complete(p), 1);
    ck_assert_str_eq(asb_plan_next_due(p, 1), "");
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(due_at_an_instant)
{
    bench b;
    bench_begin(&b);
    bench_case(&b);
    bench_add(&b, "2026-04-10T09:30", "ben", "CHM", "plan",
              "{'party':'p1','actions':[{'id':'a1','by':'landlord','action':'AP-9','due':'2026-05-08T10:00'}]}");
    asb_plan *p = latest(&b, "2026-05-08T10:00");
    ck_assert_str_eq(asb_plan_due(p, 0), "2026-05-08T10:00");
    ck_assert_str_eq(asb_plan_next_due(p, 0), "2026-05-08T09:00:00Z");
    ck_assert_int_eq(asb_plan_overdue(p, 0), 0);
    asb_plan_free(p);
    p = latest(&b, "2026-05-08T10:01");
    ck_assert_int_eq(asb_plan_overdue(p, 0), 1);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

/* A clock that has gone back is not believed. */
START_TEST(now_is_not_before_the_last_record)
{
    bench b;
    bench_begin(&b);
    bench_case(&b);
    record_plan(&b);
    bench_add(&b, "2026-05-11T10:00", "ben", "CHM", "note", "{'text':'x'}");
    asb_plan *p = latest(&b, "2026-04-01T10:00");
    ck_assert_int_eq(asb_plan_overdue(p, 1), 1);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(the_next_is_made_from_the_last)
{
    bench b;
    asb_record *r = NULL;
    bench_begin(&b);
    bench_case(&b);
    record_plan(&b);
    bench_add(&b, "2026-04-13T10:00", "ben", "CHM", "action", "{'plan':4,'action':'a3','status':'done'}");
    asb_plan *p = latest(&b, "2026-04-14T10:00"), *again;
    ck_assert_int_eq(asb_plan_remove(p, "a3"), ASB_OK);
    ck_assert_int_eq(asb_plan_add(p, "a5", NULL, "AP-11"), ASB_OK);
    ck_assert_str_eq(asb_plan_status(p, 3), "open");
    ck_assert_str_eq(asb_plan_next_due(p, 3), "");
    ck_assert_int_eq(asb_plan_to_record(&r, p), ASB_OK);
    again = latest(&b, "2026-04-14T10:00");
    ck_assert_uint_eq(asb_plan_count(again), 4); /* the case's is as it was */
    asb_plan_free(again);
    ck_assert_int_eq(bench_record(&b, "2026-04-14T11:00", r, "ben", "CHM"), ASB_OK);
    again = latest(&b, "2026-04-14T12:00");
    ck_assert_uint_eq(asb_plan_seq(again), 6);
    ck_assert_str_eq(asb_plan_id(again, 3), "a5");
    ck_assert_uint_eq(asb_plan_count_done(again), 0);
    asb_plan_free(again);
    asb_plan_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(where_there_is_no_plan)
{
    bench b;
    asb_plan *p = (asb_plan *)&b;
    bench_begin(&b);
    bench_case(&b);
    record_plan(&b);
    ck_assert_int_eq(asb_case_plan(&p, b.c, "p2"), ASB_ABSENT);
    ck_assert_ptr_null(p);
    ck_assert_int_eq(asb_case_plan(&p, b.c, "p9"), ASB_ABSENT);
    ck_assert_int_eq(asb_case_plan(NULL, b.c, "p1"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_plan(&p, b.c, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_plan(&p, NULL, "p1"), ASB_EARGUMENT);
    bench_add(&b, "2026-04-14T10:00", "ben", "CHM", "erasure", "{'of':[4],'basis':'mistake','reason':'x'}");
    ck_assert_int_eq(asb_case_plan(&p, b.c, "p1"), ASB_ABSENT);
    bench_end(&b);
}
END_TEST

START_TEST(nothing_is_known_of_none)
{
    ck_assert_ptr_null(asb_plan_party(NULL));
    ck_assert_str_eq(asb_plan_method(NULL), "");
    ck_assert_ptr_null(asb_plan_by(NULL, 0));
    ck_assert_uint_eq(asb_plan_count(NULL) + asb_plan_seq(NULL) + asb_plan_count_done(NULL) + asb_plan_count_open(NULL), 0);
    ck_assert_uint_eq(asb_plan_count_cancelled(NULL) + asb_plan_count_standing(NULL), 0);
    ck_assert_int_eq(asb_plan_complete(NULL) + asb_plan_agreed(NULL) + asb_plan_sent(NULL) + asb_plan_overdue(NULL, 0), 0);
    ck_assert_int_eq(asb_plan_set_agreed(NULL, 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_set_method(NULL, "letter"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_remove(NULL, "a1"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_plan_set_due(NULL, "a1", NULL), ASB_EARGUMENT);
}
END_TEST

Suite *asb_suite_forms_plan(void) {
    const TTest *const tests[] = {the_catalogue,
                                  a_new_one_is_empty,
                                  actions_of_the_catalogue,
                                  actions_that_are_not,
                                  an_action_in_words,
                                  a_full_stop_stays_at_the_end,
                                  members_of_an_action,
                                  the_plan_as_a_whole,
                                  typed_parameters,
                                  how_it_stands,
                                  due_at_an_instant,
                                  now_is_not_before_the_last_record,
                                  the_next_is_made_from_the_last,
                                  where_there_is_no_plan,
                                  nothing_is_known_of_none};
    return test_suite("forms plan", tests, COUNT_OF(tests));
}
