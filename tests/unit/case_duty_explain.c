/* Explanations: each says all that the readings ask for, in the words that they ask for. Dates were worked out by hand. */
#include "case_scene.h"

/* JSON is written with ' for ". */
static const char policy_json[] =
    "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S',"
    "'calendar':{'closed':['2026-07-08']},"
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Area manager'}],"
    "'priorities':[{'id':'low','label':'Low'}],"
    "'categories':[{'id':'noise','label':'Noise','priority':'low','clause':'1'}],"
    "'plan_actions':[{'id':'AP-1','by':'landlord','text':'Call each week','clause':'5.1'}],"
    "'remedies':[{'id':'injunction','label':'Injunction','legal':true,'clause':'s.1'},"
    "{'id':'order','label':'Closure order','legal':true,'term':{'months':3},'clause':'s.80'}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'9'}],"
    "'duties':["
    "{'id':'first-contact','clause':'2.1','label':'Speak with them','owner':['officer','manager'],"
    "'subject':{'party_as':['complainant']},'starts':['party'],"
    "'within':[{'when':{'case':{'hate':true}},'period':{'working_days':1}},{'period':{'working_days':5}}],"
    "'done':[{'kind':'contact','where':{'outcome':'reached'}}],'escalates':{'to':'manager','after':{'working_days':2}}},"
    "{'id':'keep-informed','clause':'2.2','label':'Keep them informed','owner':'case-owner','subject':'party','agreed':true,'repeats':true,"
    "'starts':[{'kind':'contact','where':{'outcome':'reached'}}],'done':[{'kind':'contact','where':{'outcome':'reached'}}],"
    "'within':[{'period':{'weeks':2}}]},"
    "{'id':'look-again','clause':'2.3','label':'Look at it regularly','owner':['manager'],'starts':['report'],'done':['review']},"
    "{'id':'respond','clause':'4.1','label':'Answer the notice','owner':['officer'],'subject':'party','restarts':true,"
    "'anchor':{'field':'served'},"
    "'starts':[{'kind':'legal','where':{'status':'notice-served'}}],'done':[{'kind':'legal','where':{'status':'applied'}}],"
    "'within':[{'period':{'days':14}}]},"
    "{'id':'prepare','clause':'4.2','label':'Prepare the bundle','owner':['officer'],'anchor':{'field':'starts','less':{'working_days':5}},"
    "'starts':[{'kind':'legal','where':{'status':'applied'}}],'done':[{'kind':'legal','where':{'status':'granted'}}]},"
    "{'id':'silence','clause':'6.1','label':'Six weeks of silence','owner':['manager'],'watch':true,'opens':{'weeks':4},"
    "'within':[{'period':{'weeks':6}}],"
    "'starts':['report'],'done':['review'],'proposes':{'kind':'closure','with':{'reason':'resolved','rationale':'Silence'}}},"
    "{'id':'urgent','clause':'3.1','label':'See that they are safe','owner':['officer'],'starts':[{'kind':'report',"
    "'where':{'immediate_risk':true}}],"
    "'within':[{'period':{'hours':48,'skipping':['christmas-day']}}],'done':['safeguarding']}]}";

static void report(scene *s, const char *when) {
    add(s, when, "report", "{'channel':'phone','summary':'Music'}");
    add(s, when, "party", "{'party':'p1','as':'complainant'}");
}

static void contact(scene *s, const char *when) {
    add(s, when, "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
}

/* The explanation of the n-th instance of that rule, as the clock now stands; lent until the next. */
static const char *explain(scene *s, const char *rule, uint32_t n) {
    static char found[8192];
    asb_duties *d = NULL;
    asb_text *t = NULL;

    ck_assert_int_eq(asb_case_duties(&d, s->c), ASB_OK);
    for (uint32_t i = 0; i < asb_duties_count(d); i++) {
        if (strcmp(asb_duties_rule(d, i), rule) != 0 || n-- > 0) continue;
        ck_assert_int_eq(asb_duties_explain(&t, d, i), ASB_OK);
        break;
    }
    ck_assert_msg(t != NULL, "no %s", rule);
    ck_assert_uint_lt(asb_text_length(t), sizeof found);
    strcpy(found, asb_text_data(t));
    asb_text_free(t);
    asb_duties_free(d);
    return found;
}

static void says(const char *explanation, const char *piece) {
    ck_assert_msg(strstr(explanation, piece) != NULL, "not in it: %s\n%s", piece, explanation);
}

static void does_not_say(const char *explanation, const char *piece) {
    ck_assert_msg(strstr(explanation, piece) == NULL, "in it: %s\n%s", piece, explanation);
}

START_TEST(plain)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-04-02T10:05");
    x = explain(&s, "first-contact", 0);
    ck_assert_str_eq(x,
                     "first-contact: Speak with them\n"
                     "Clause: 2.1\n"
                     "Subject: p1\n"
                     "Runs from record 2 (party) of 2026-04-02T10:05\n"
                     "Period: 5 working days\n"
                     "Days left out: 2026-04-03 Good Friday, 2026-04-04 Saturday, 2026-04-05 Sunday, 2026-04-06 Easter Monday, "
                     "2026-04-11 Saturday, 2026-04-12 Sunday\n"
                     "Due 2026-04-13\n"
                     "Owner: Officer (officer) or Area manager (manager)\n"
                     "Escalates to Area manager (manager) if it is still open after 2026-04-15, 2 working days from when it is due\n"
                     "State: open at 2026-04-02T10:05\n");
    at("2026-04-14");
    says(explain(&s, "first-contact", 0), "State: overdue at 2026-04-14T00:00\n");
    contact(&s, "2026-04-14T09:00:30");
    says(explain(&s, "first-contact", 0), "State: met-late by record 3 (contact) of 2026-04-14T09:00:30\n");
    says(explain(&s, "keep-informed", 0), "Owner: whoever has the case\n");
    add(&s, "2026-04-14T10:00", "allocation", "{'officer':'ben','to_role':'officer'}");
    says(explain(&s, "keep-informed", 0), "Owner: whoever has the case, now ben\n");
    scene_end(&s);
}
END_TEST

START_TEST(undated)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-04-02T10:05");
    x = explain(&s, "look-again", 0);
    says(x, "look-again: Look at it regularly\nClause: 2.3\nSubject: the case\n");
    says(x, "No date: the clause gives no time\n");
    does_not_say(x, "Period");
    does_not_say(x, "Due");
    add(&s, "2026-04-03T10:00", "closure", "{'reason':'resolved','rationale':'Quiet'}");
    says(explain(&s, "look-again", 0), "State: lapsed by record 3 (closure) of 2026-04-03T10:00\n");
    scene_end(&s);
}
END_TEST

START_TEST(moved)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-04-02T10:05");
    add(&s, "2026-04-07T09:00", "incident", "{'occurred':'2026-04-07','description':'Words','hate':true}");
    x = explain(&s, "first-contact", 0);
    says(x, "Period: 5 working days\nDays left out: 2026-04-03 Good Friday");
    says(x,
         "moved from 2026-04-13 to 2026-04-08 by record 3 (incident) of 2026-04-07T09:00: the period became 1 working day, "
         "counted from there\n");
    says(x, "Counted now: 1 working day from 2026-04-07T09:00\nDays left out: none\nDue 2026-04-08\n");
    add(&s, "2026-04-07T10:00", "correction", "{'of':3,'field':'hate','value':false,'reason':'Misheard'}");
    x = explain(&s, "first-contact", 0);
    says(x, "not moved by record 4 (correction) of 2026-04-07T10:00: the period became 5 working days, which is longer\n");
    says(x, "Due 2026-04-08\n");
    scene_end(&s);
}
END_TEST

START_TEST(shorter_but_no_earlier)
{
    scene s;

    scene_begin(&s, policy_json);
    report(&s, "2026-04-02T10:05");
    add(&s, "2026-04-10T09:00", "incident", "{'occurred':'2026-04-10','description':'Words','hate':true}");
    says(explain(&s, "first-contact", 0),
         "not moved by record 3 (incident) of 2026-04-10T09:00: the period became 1 working day, "
         "which from there would end on 2026-04-13, no earlier\n");
    does_not_say(explain(&s, "first-contact", 0), "Counted now");
    scene_end(&s);
}
END_TEST

START_TEST(agreed)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-05-01T10:00");
    contact(&s, "2026-05-05T10:00");
    add(&s, "2026-05-06T10:00", "contact-agreement", "{'party':'p1','every':{'days':7}}");
    x = explain(&s, "keep-informed", 0);
    says(x,
         "Period: 2 weeks\n"
         "moved from 2026-05-19 to 2026-05-13 as agreed in record 4 (contact-agreement) of 2026-05-06T10:00: the period became 7 days");
    contact(&s, "2026-05-12T10:00");
    x = explain(&s, "keep-informed", 1);
    says(x, "Runs from record 5 (contact) of 2026-05-12T10:00, as the next in a row\nPeriod: 7 days\n");
    says(x, "as agreed in record 4 (contact-agreement)");
    add(&s, "2026-05-13T10:00", "contact-agreement", "{'party':'p1','every':{'days':3}}");
    says(explain(&s, "keep-informed", 1), "Period: 7 days\nmoved from 2026-05-19 to 2026-05-16 as agreed in record 6 (contact-agreement)");
    says(explain(&s, "keep-informed", 1), "Due 2026-05-16; act by 2026-05-15, the last working day before it\n");
    scene_end(&s);
}
END_TEST

START_TEST(anchored)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-06-01T10:00");
    add(&s, "2026-06-10T10:00", "legal", "{'remedy':'injunction','party':'p1','status':'notice-served','served':'2026-06-08'}");
    x = explain(&s, "respond", 0);
    says(x,
         "Runs from record 3 (legal) of 2026-06-10T10:00\nCounted from 2026-06-08, the date in its field \"served\"\n"
         "Period: 14 days\nDue 2026-06-22\n");
    add(&s, "2026-06-11T10:00", "correction", "{'of':3,'field':'served','value':'2026-06-06T09:30','reason':'Earlier'}");
    x = explain(&s, "respond", 0);
    says(x, "Counted from 2026-06-06T09:30, the date in its field \"served\"\n");
    says(x, "moved from 2026-06-22 to 2026-06-20 by record 4 (correction) of 2026-06-11T10:00, which corrects what it goes by\n");
    says(x, "Counted now: 14 days from 2026-06-06T09:30\nDue 2026-06-20; act by 2026-06-19, the last working day before it\n");
    add(&s, "2026-06-11T11:00", "correction", "{'of':3,'field':'served','value':'2026-06-06','reason':'No time'}");
    says(explain(&s, "respond", 0), "not moved by record 5 (correction)");
    add(&s, "2026-06-12T10:00", "legal", "{'remedy':'injunction','party':'p1','status':'applied','starts':'2026-07-13'}");
    x = explain(&s, "prepare", 0);
    says(x, "Counted from 2026-07-03, 5 working days before the date in its field \"starts\"\nDue on that date itself\nDue 2026-07-03\n");
    add(&s, "2026-06-15T10:00", "legal", "{'remedy':'injunction','party':'p1','status':'notice-served'}");
    x = explain(&s, "respond", 1);
    says(x,
         "Counted from the field \"served\", which the record does not have\n"
         "No date: the record does not say what it is counted from\n");
    scene_end(&s);
}
END_TEST

START_TEST(window_and_watch)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-04-02T10:05");
    x = explain(&s, "silence", 0);
    says(x, "Period: 6 weeks\nDue 2026-05-14\nCounts as done not before 2026-04-30\n");
    says(x, "Owner: Area manager (manager); it is only watched, and no one's task\n");
    scene_end(&s);
}
END_TEST

START_TEST(hours)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    add(&s, "2026-12-24T12:00", "report", "{'channel':'phone','summary':'Threats','immediate_risk':true}");
    x = explain(&s, "urgent", 0);
    says(x, "Period: 48 hours skipping christmas-day\nDays left out: 2026-12-25 Christmas Day\nDue 2026-12-27T12:00\n");
    does_not_say(x, "act by");
    scene_end(&s);
}
END_TEST

START_TEST(a_plan)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-06-01T10:00");
    add(&s, "2026-06-02T10:00", "plan",
        "{'party':'p1','actions':[{'id':'a1','by':'landlord','action':'AP-1','every':{'weeks':1}},"
        "{'id':'a2','by':'complainant','action':'other','detail':'Write it down','due':'2026-06-14'}]}");
    x = explain(&s, "plan-action", 0);
    says(x,
         "plan-action: Call each week\nClause: 5.1\nSubject: a1, an action of the plan in record 3 for p1\n"
         "Runs from record 3 (plan) of 2026-06-02T10:00\n"
         "Period: 1 week\nDue 2026-06-09\nOwner: whoever has the case\n");
    x = explain(&s, "plan-action", 1);
    says(x, "plan-action: Write it down\nClause: none\nSubject: a2, an action of the plan in record 3 for p1\n");
    says(x,
         "Its date is the one that the plan gives\nDue 2026-06-14; act by 2026-06-12, the last working day before it\n"
         "Owner: complainant\n");
    add(&s, "2026-06-02T11:00", "correction",
        "{'of':3,'field':'actions','reason':'Oftener','value':[{'id':'a1','by':'landlord','action':'AP-1','every':{'days':3}},"
        "{'id':'a2','by':'complainant','action':'other','detail':'Write it down','due':'2026-06-14'}]}");
    x = explain(&s, "plan-action", 0);
    says(x,
         "First due 2026-06-09\nmoved from 2026-06-09 to 2026-06-05 by record 4 (correction) of 2026-06-02T11:00: "
         "the period became 3 days");
    says(x, "Counted now: 3 days from 2026-06-02T11:00\nDue 2026-06-05\n");
    add(&s, "2026-06-03T10:00", "erasure", "{'of':[3],'basis':'request','reason':'Asked'}");
    x = explain(&s, "plan-action", 1);
    says(x, "plan-action: An action of the plan\nClause: none\nSubject: a2, an action of the plan in record 3 for p1\n");
    says(x, "Due 2026-06-14");
    does_not_say(x, "Write it down");
    scene_end(&s);
}
END_TEST

START_TEST(an_order)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    report(&s, "2026-06-01T10:00");
    add(&s, "2026-06-02T10:00", "legal", "{'remedy':'order','party':'p1','status':'granted','starts':'2026-06-05'}");
    x = explain(&s, "order-expiry", 0);
    says(x,
         "order-expiry: Closure order ends\nClause: s.80\nSubject: order for p1\nRuns from record 3 (legal) of 2026-06-02T10:00\n"
         "Period: 3 months, counted from 2026-06-05\nDue 2026-09-05; act by 2026-09-04");
    says(x, "it is only watched");
    add(&s, "2026-08-20T10:00", "legal", "{'remedy':'order','party':'p1','status':'extended','expires':'2026-10-01'}");
    x = explain(&s, "order-expiry", 0);
    says(x,
         "First due 2026-09-05\nmoved from 2026-09-05 to 2026-10-01 by record 4 (legal) of 2026-08-20T10:00, "
         "which says when it ends now\nDue 2026-10-01\n");
    add(&s, "2026-08-21T10:00", "correction", "{'of':4,'field':'expires','value':'2026-11-02','reason':'Misread'}");
    says(explain(&s, "order-expiry", 0), "moved from 2026-10-01 to 2026-11-02 by record 5 (correction)");
    add(&s, "2026-10-02T10:00", "legal", "{'remedy':'order','party':'p1','status':'discharged'}");
    says(explain(&s, "order-expiry", 0), "State: met by record 6 (legal) of 2026-10-02T10:00\n");
    scene_end(&s);
}
END_TEST

static void add_day(scene *s, const char *day, const char *known, const char *name) {
    asb_calendar *days = NULL;

    ck_assert_int_eq(asb_calendar_new(&days, s->b.e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, day, known, name), ASB_OK);
    ck_assert_int_eq(asb_engine_set_calendar(s->b.e, days), ASB_OK);
    asb_calendar_free(days);
}

/* Known only from 8 July on: before, nothing is different; then the open date moves, and each record says so. */
START_TEST(another_calendar)
{
    scene s;
    const char *x;

    scene_begin(&s, policy_json);
    add_day(&s, "2026-07-10", "2026-07-09T08:00", "Fire drill");
    report(&s, "2026-07-06T10:00");
    x = explain(&s, "first-contact", 0);
    says(x, "Days left out: 2026-07-08 closed, 2026-07-11 Saturday, 2026-07-12 Sunday\nDue 2026-07-14\n");
    does_not_say(x, "moved");
    at("2026-07-09T09:00");
    x = explain(&s, "first-contact", 0);
    says(x, "moved from 2026-07-14 to 2026-07-15 because the calendar changed after the last record\n");
    says(x, "2026-07-10 added to the calendar (Fire drill)");
    says(x, "Due 2026-07-15\n");
    add(&s, "2026-07-09T10:00", "note", "{'text':'Rang'}");
    x = explain(&s, "first-contact", 0);
    says(x, "moved from 2026-07-14 to 2026-07-15 because the calendar changed, as first counted at record 3 (note) of 2026-07-09T10:00\n");
    says(x, "Due 2026-07-15\n");
    scene_end(&s);
}
END_TEST

/* What was judged is explained by the days known then. */
START_TEST(calendar_of_judged)
{
    scene s;

    scene_begin(&s, policy_json);
    add_day(&s, "2026-07-10", "2026-07-09T08:00", NULL);
    report(&s, "2026-07-06T10:00");
    contact(&s, "2026-07-07T10:00");
    at("2026-07-20");
    says(explain(&s, "first-contact", 0), "Days left out: 2026-07-08 closed, 2026-07-11 Saturday, 2026-07-12 Sunday\nDue 2026-07-14\n");
    scene_end(&s);
}
END_TEST

Suite *asb_suite_case_duty_explain(void);
Suite *asb_suite_case_duty_explain(void) {
    const TTest *const tests[] = {plain,
                                  undated,
                                  moved,
                                  shorter_but_no_earlier,
                                  agreed,
                                  anchored,
                                  window_and_watch,
                                  hours,
                                  a_plan,
                                  an_order,
                                  another_calendar,
                                  calendar_of_judged};

    return test_suite("case duty explain", tests, COUNT_OF(tests));
}
