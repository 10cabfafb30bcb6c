/* The summary that is kept with a case: what it says, that it goes by the records alone, and that nothing is left in it of somebody who was erased. */
#include "case_world.h"

Suite *asb_suite_case_summary(void);

static void add(case_world *w, asb_case *c, const char *kind, const char *fields) {
    char json[2048];
    size_t i = 0;
    for (; fields[i] && i + 1 < sizeof json; i++) json[i] = fields[i] == '\'' ? '"' : fields[i];
    json[i] = '\0';
    asb_record *r = case_world_record(w, "moss", "CHM", kind, json);
    ck_assert_msg(asb_case_admit(NULL, c, r, w->now, 0) == ASB_OK, "%s %s: %s", kind, json,
                  asb_error_message(w->engine)); /* guards are not what is tried here */
    asb_record_free(r);
}

static asb_text *summary(asb_case *c) {
    asb_text *t;
    ck_assert_int_eq(asb_case_summary(&t, c), ASB_OK);
    return t;
}

/* Has it this text, with ' for "? */
static void expect(asb_case *c, const char *part, int wanted) {
    char quoted[1024];
    size_t i = 0;
    asb_text *t = summary(c);
    for (; part[i]; i++) quoted[i] = part[i] == '\'' ? '"' : part[i];
    quoted[i] = '\0';
    ck_assert_msg((strstr(asb_text_data(t), quoted) != NULL) == wanted, "%s %s\n%s", part, wanted ? "is not in" : "is in",
                  asb_text_data(t));
    asb_text_free(t);
}

#define HAS(part) expect(c, part, 1)
#define HAS_NOT(part) expect(c, part, 0)

START_TEST(what_it_says)
{
    case_world w;
    asb_case *c;
    case_world_begin(&w, "places-for-people");
    ck_assert_int_eq(asb_case_new(&c, w.engine, w.policy, w.store, "C-1"), ASB_OK);
    add(&w, c, "report",
        "{'channel':'app','summary':'Drums','reporter':'p1','location':'12 High "
        "Street','occurred':'2026-05-30','x-ward':'Judd','x-area':'North'}");
    add(&w, c, "evidence", "{'type':'noise-app'}");
    HAS("'channel':'app'");
    HAS("'evidence':{'linked':0,'orphaned':1,'since':'2026-06-01T08:00:00Z'}");
    HAS("'reports':[{'at':'2026-06-01T08:00:00Z','occurred':'2026-05-30','place':'12 high st','reporter':'p1'}]");
    HAS("'waiting_since':'2026-06-01T08:00:00Z'");
    HAS("'silent_since':'2026-06-01T08:00:00Z'");
    HAS("'area':'North'");
    HAS("'ward':'Judd'");
    HAS("{'due':'2026-06-08','owner':['CCC','CHM','TEM','LPC'],'record':1,'rule':'acknowledge','start':'2026-06-01T08:00:00Z','state':'"
        "open'}");
    case_world_clock(&w, "2026-06-03T09:00");
    add(&w, c, "party",
        "{'party':'p1','as':'complainant','name':'Dr Ann Ash','address':'Flat 2, 12 High "
        "Street','postcode':'tn91aa','uprn':'10001','vulnerable':'no'}");
    add(&w, c, "opening", "{'categories':['noise']}");
    add(&w, c, "allocation", "{'officer':'amy','to_role':'CCC'}");
    add(&w, c, "contact", "{'party':'p1','method':'phone','outcome':'no-answer','purpose':'acknowledgement'}");
    HAS("'silent_since':'2026-06-01T08:00:00Z'"); /* an attempt is not heard */
    HAS("'last_contact':'2026-06-03T08:00:00Z'");
    add(&w, c, "contact", "{'party':'p1','method':'phone','outcome':'reached','purpose':'acknowledgement'}");
    HAS("'silent_since':'2026-06-03T08:00:00Z'");
    HAS("'evidence':{'linked':1,'orphaned':0}");
    HAS("'owner':'amy','owner_role':'CCC'");
    HAS("'parties':[{'address':'flat 2 12 high st','as':['complainant'],'name':'ann ash','party':'p1','postcode':'TN9 "
        "1AA','uprn':'10001'}]");
    HAS("'postcodes':['TN9 1AA']");
    HAS("'officer':'amy'");
    HAS("'rule':'acknowledge','start':'2026-06-01T08:00:00Z','state':'met','taken':2}");
    HAS_NOT("waiting_since");
    HAS_NOT("overdue");
    asb_case_free(c);
    case_world_end(&w);
}
END_TEST

START_TEST(steps_and_risk)
{
    case_world w;
    case_world_begin(&w, "places-for-people");
    asb_case *c = case_world_case(&w, "C-1");
    add(&w, c, "intervention", "{'remedy':'written-warning','party':'p2','status':'issued'}");
    add(&w, c, "intervention", "{'remedy':'acceptable-behaviour-agreement','party':'p2','status':'signed','expires':'2026-12-01'}");
    HAS("'interventions':2");
    HAS("'orders':[{'kind':'intervention','party':'p2','record':5,'remedy':'written-warning'},"
        "{'expires':'2026-12-01','kind':'intervention','party':'p2','record':6,'remedy':'acceptable-behaviour-agreement'}]");
    add(&w, c, "intervention", "{'remedy':'acceptable-behaviour-agreement','party':'p2','status':'withdrawn'}");
    HAS_NOT("'remedy':'acceptable-behaviour-agreement'}");
    add(&w, c, "proportionality", "{'party':'p2','remedy':'acceptable-behaviour-agreement','review_by':'2026-07-01'}");
    HAS("'proportionality':{'approved':false,'complete':false,'review_by':'2026-07-01','stale':false}");
    asb_case_free(c);
    case_world_end(&w);
}
END_TEST

/* Where the risk goes, of those who were assessed more than once. */
static void assess(case_world *w, asb_case *c, const char *party, const char *how_often) {
    char fields[400];
    snprintf(fields, sizeof fields,
             "{'matrix':'ram','party':'%s','answers':{'q1':'%s','q2':'yes','q3':'yes','q4':'know-well','q5':'no-history','q6':'yes','q7':'"
             "you','q8':'yes',"
             "'q9':'yes','q10':'not-at-all','q11':['physical'],'q12':'no','q13':'lives-alone-isolated','q14':['your-family']}}",
             party, how_often);
    add(w, c, "assessment", fields);
}

START_TEST(where_the_risk_goes)
{
    case_world w;
    case_world_begin(&w, "places-for-people");
    asb_case *c = case_world_case(&w, "C-1");
    assess(&w, c, "p1", "most-days");
    HAS_NOT("'risk':");
    assess(&w, c, "p1", "most-days");
    HAS("'risk':'level'");
    assess(&w, c, "p1", "daily");
    HAS("'risk':'rising'");
    assess(&w, c, "p1", "most-weeks");
    HAS("'risk':'falling'");
    assess(&w, c, "p2", "most-weeks");
    HAS("'risk':'falling'");
    assess(&w, c, "p2", "daily");
    HAS("'risk':'mixed'");
    asb_case_free(c);
    case_world_end(&w);
}
END_TEST

/* What reports count: how often the file became a case, what was tried and what came after, what people thought, and how near a review is. */
START_TEST(for_reports)
{
    case_world w;
    case_world_begin(&w, "places-for-people");
    asb_case *c = case_world_case(&w, "C-1"); /* a report, p1 complainant, p2 alleged perpetrator, opened */
    HAS("'openings':[{'at':'2026-06-01T08:00:00Z','new':true}]");
    HAS("'reports':[{'at':'2026-06-01T08:00:00Z','counts_for':'p1',");
    HAS("'until':'2026-11-30'}],'review':{'area':'default','tell_at':2,'threshold':3}");
    HAS_NOT("'steps'");
    HAS_NOT("'feedback'");
    HAS_NOT("'links'");
    HAS_NOT("'case_reviews'");
    add(&w, c, "intervention", "{'remedy':'written-warning','party':'p2','status':'offered'}");
    add(&w, c, "intervention", "{'remedy':'written-warning','party':'p2','status':'issued'}");
    HAS("'steps':[{'at':'2026-06-01T08:00:00Z','kind':'intervention','later':0,'remedy':'written-warning','status':'issued'}]");
    case_world_clock(&w, "2026-06-03T09:00");
    add(&w, c, "incident", "{'occurred':'2026-05-30','description':'Before the warning'}");
    HAS("'later':0");
    add(&w, c, "incident", "{'occurred':'2026-06-02','description':'After it'}");
    add(&w, c, "closure", "{'reason':'reduced','rationale':'Quiet now'}");
    HAS("'later':1");
    add(&w, c, "reopening", "{'reason':'Closed by mistake'}");
    HAS("{'at':'2026-06-03T08:00:00Z','new':false}]");
    add(&w, c, "closure", "{'reason':'reduced','rationale':'Quiet now'}");
    case_world_clock(&w, "2026-06-10T09:00");
    add(&w, c, "report",
        "{'channel':'phone','summary':'Again','reporter':'p1','occurred':'2026-05-01'}"); /* too late to count for a review */
    HAS("{'at':'2026-06-10T08:00:00Z','occurred':'2026-05-01','reporter':'p1'}],'review'");
    add(&w, c, "reopening", "{'reason':'Reported again'}");
    HAS("{'at':'2026-06-03T08:00:00Z','new':false},{'at':'2026-06-10T08:00:00Z','new':true}]");
    add(&w, c, "feedback", "{'status':'received','party':'p1','scores':{'time':3,'all':4}}");
    HAS("'feedback':[{'at':'2026-06-10T08:00:00Z','scores':{'all':4,'time':3},'status':'received'}]");
    add(&w, c, "case-review", "{'status':'requested','party':'p1','area':'Hart'}");
    HAS("'case_reviews':[{'area':'Hart','at':'2026-06-10T08:00:00Z','status':'requested'}]");
    add(&w, c, "link", "{'to':'C-2','relation':'duplicate'}");
    HAS("'links':[{'relation':'duplicate','to':'C-2'}]");
    add(&w, c, "erasure", "{'of':[1],'basis':'Art. 17','reason':'Asked for'}");
    HAS("'reports':[{'at':'2026-06-01T08:00:00Z','counts_for':'p1','until':'2026-11-30'},"); /* that it was made is not erased */
    asb_case_free(c);
    case_world_end(&w);
}
END_TEST

START_TEST(closed)
{
    case_world w;
    case_world_begin(&w, "places-for-people");
    asb_case *c = case_world_case(&w, "C-1");
    add(&w, c, "closure", "{'reason':'reduced','rationale':'Quiet now'}");
    HAS("'closure_reason':'reduced'");
    HAS("'closed':'2026-06-01T08:00:00Z'");
    HAS_NOT("silent_since");
    add(&w, c, "evidence", "{'type':'noise-app'}");
    HAS("'orphaned':1");
    asb_case_free(c);
    case_world_end(&w);
}
END_TEST

/* Somebody is erased: in the same commit the summary loses every key that was made of them, and their id. */
START_TEST(erased)
{
    case_world w;
    asb_case *c;
    asb_text *pending;
    static const char *const traces[] = {"brook", "p-secret", "9 hidden ln", "ZZ9 9ZZ", "200077"};
    case_world_begin(&w, "places-for-people");
    ck_assert_int_eq(asb_case_new(&c, w.engine, w.policy, w.store, "C-1"), ASB_OK);
    add(&w, c, "report", "{'channel':'phone','summary':'Drums','reporter':'p-secret','location':'9 Hidden Lane'}");
    add(&w, c, "party",
        "{'party':'p-secret','as':'complainant','name':'Bob Brook','address':'9 Hidden Lane','postcode':'ZZ9 "
        "9ZZ','uprn':'200077','vulnerable':'yes'}");
    add(&w, c, "opening", "{'categories':['noise']}");
    add(&w, c, "intervention", "{'remedy':'acceptable-behaviour-agreement','party':'p-secret','status':'signed','expires':'2026-12-01'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) expect(c, traces[i], 1);
    add(&w, c, "erasure", "{'party':'p-secret','basis':'Art. 17','reason':'Asked for'}");
    ck_assert_int_eq(asb_case_pending(&pending, c), ASB_OK);
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) expect(c, traces[i], 0);
    ck_assert_ptr_nonnull(strstr(asb_text_data(pending), "\"erased\":[1,2,4]"));
    asb_text_free(pending);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_list *list;
    asb_text *made = summary(c);
    ck_assert_int_eq(asb_store_list(&list, w.store, NULL, 0), ASB_OK);
    ck_assert_str_eq(asb_list_summary(list, 0), asb_text_data(made));
    asb_text_free(made);
    asb_list_free(list);
    asb_case_free(c);
    case_world_end(&w);
}
END_TEST

START_TEST(empty)
{
    case_world w;
    asb_case *c;
    asb_text *t = (asb_text *)&w;
    case_world_begin(&w, "places-for-people");
    ck_assert_int_eq(asb_case_new(&c, w.engine, w.policy, w.store, "C-1"), ASB_OK);
    ck_assert_int_eq(asb_case_summary(&t, c), ASB_ABSENT);
    ck_assert_ptr_null(t);
    ck_assert_int_eq(asb_case_summary(NULL, c), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_summary(&t, NULL), ASB_EARGUMENT);
    asb_case_free(c);
    case_world_end(&w);
}
END_TEST

Suite *asb_suite_case_summary(void) {
    Suite *s = suite_create("case_summary");
    TCase *t = tcase_create("summary");
    tcase_add_test(t, what_it_says);
    tcase_add_test(t, steps_and_risk);
    tcase_add_test(t, where_the_risk_goes);
    tcase_add_test(t, for_reports);
    tcase_add_test(t, closed);
    tcase_add_test(t, erased);
    tcase_add_test(t, empty);
    suite_add_tcase(s, t);
    return s;
}
