/* Reports over caseloads made by hand: NM01 worked out beside the cases, CSV with cells that are no formula, what a wrong request is told. Random caseloads are
 * compared by tests/caseload. */
#include "caseload_support.h"

Suite *asb_suite_report(void);

static void put_in(load *t, const char *id, const char *state, const char *more) {
    char summary[4096];
    snprintf(summary, sizeof summary, "{'state':'%s','duties':[],%s}", state, more);
    put(t, id, summary);
}

static void begin(load *t) {
    case_world_begin(&t->w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t->l, t->w.engine), ASB_OK); /* now: 1 June 2026, 09:00 */
}

static void end(load *t) {
    asb_caseload_free(t->l);
    case_world_end(&t->w);
}

static asb_text *make(load *t, const char *request) {
    asb_text *text = NULL;
    request = quoted(request);
    int32_t status = asb_caseload_report(&text, t->l, request, strlen(request));
    ck_assert_msg(status == ASB_OK, "%s: %s", request, asb_error_message(t->w.engine));
    return text;
}

/* Is that text, with ' for ", in it? */
static void expect(load *t, const char *request, const char *part, int wanted) {
    asb_text *text = make(t, request);
    ck_assert_msg((strstr(asb_text_data(text), quoted(part)) != NULL) == wanted, "%s %s\n%s", part, wanted ? "is not in" : "is in",
                  asb_text_data(text));
    asb_text_free(text);
}

static void same(load *t, const char *request, const char *csv) {
    asb_text *text = make(t, request);
    ck_assert_str_eq(asb_text_data(text), csv);
    asb_text_free(text);
}

#define REPORTED(at) "'reported':'" at "','reports':[{'at':'" at "'}]"
#define OPENED(at) "'opened':'" at "','openings':[{'at':'" at "','new':true}]"

/* The year from 1 April 2025 to 31 March 2026, case by case. */
static void nm01_cases(load *t) {
    /* 31 March 2025, 23:30 UTC: summer time has begun, so it is half past midnight on 1 April. Counted (1) */
    put_in(t, "A", "open", REPORTED("2025-03-31T23:20:00Z") "," OPENED("2025-03-31T23:30:00Z"));
    /* 31 March, 23:59 in England: the year before. What was reported in May is no new case */
    put_in(t, "B", "open",
           "'reported':'2025-03-31T22:50:00Z','reports':[{'at':'2025-03-31T22:50:00Z'},{'at':'2025-05-05T09:00:00Z'}]," OPENED(
               "2025-03-31T22:59:00Z"));
    /* 31 March 2026, half past eleven at night in England: the year's last half hour. Counted (2), hate (1) */
    put_in(t, "C", "open", "'hate':true," REPORTED("2026-03-31T22:00:00Z") "," OPENED("2026-03-31T22:30:00Z"));
    /* reported in the year, opened after it */
    put_in(t, "D", "open", REPORTED("2026-03-30T09:00:00Z") "," OPENED("2026-04-01T09:00:00Z"));
    /* never opened; and a tenancy file */
    put_in(t, "E", "enquiry", REPORTED("2025-06-01T09:00:00Z"));
    put_in(t, "F", "prevention", "'reported':'2025-07-01T09:00:00Z','reports':[]");
    /* opened, closed, reported again, opened again: two cases in one file. Counted (3 and 4), hate (2 and 3) */
    put_in(t, "G", "open",
           "'hate':true,'reported':'2025-05-01T09:00:00Z','reports':[{'at':'2025-05-01T09:00:00Z'},{'at':'2025-08-30T09:00:00Z'}],"
           "'openings':[{'at':'2025-05-01T10:00:00Z','new':true},{'at':'2025-09-01T10:00:00Z','new':true}]");
    /* opened a year earlier, and taken up again in this one without a new report */
    put_in(t, "H", "open",
           REPORTED(
               "2024-10-01T09:00:00Z") ",'openings':[{'at':'2024-10-01T10:00:00Z','new':true},{'at':'2025-08-01T10:00:00Z','new':false}]");
    /* opened in the year, and then merged into G */
    put_in(t, "I", "closed",
           REPORTED("2025-07-07T09:00:00Z") "," OPENED("2025-07-07T10:00:00Z") ",'links':[{'relation':'merged-into','to':'G'}]");
    /* each says that the other is its duplicate: the first is the case. Counted (5) */
    put_in(t, "J", "open",
           REPORTED("2025-10-10T09:00:00Z") "," OPENED("2025-10-10T10:00:00Z") ",'links':[{'relation':'duplicate','to':'K'}]");
    put_in(t, "K", "open",
           REPORTED("2025-10-11T09:00:00Z") "," OPENED("2025-10-11T10:00:00Z") ",'links':[{'relation':'duplicate','to':'J'}]");
    /* closed before the year, reported again in it, and nobody opened it */
    put_in(
        t, "L", "closed",
        "'closed':'2024-06-01T09:00:00Z','reported':'2024-01-01T09:00:00Z','reports':[{'at':'2024-01-01T09:00:00Z'},{'at':'2025-05-06T09:"
        "00:00Z'}]," OPENED("2024-01-02T10:00:00Z"));
    /* reported and closed on the same day: that was before the closing */
    put_in(
        t, "N", "closed",
        "'closed':'2025-06-06T15:00:00Z','reported':'2024-01-01T09:00:00Z','reports':[{'at':'2024-01-01T09:00:00Z'},{'at':'2025-06-06T09:"
        "00:00Z'}]," OPENED("2024-01-02T10:00:00Z"));
    /* nothing happened to it in the year */
    put_in(t, "M", "open", REPORTED("2024-01-01T09:00:00Z") "," OPENED("2024-01-02T10:00:00Z"));
}

START_TEST(nm01_by_hand)
{
    load t;
    begin(&t);
    nm01_cases(&t);
    /* 5 of 1,250: 4.0; 3: 2.4 */
#define DEFINITION \
    "2025-04-01,2026-03-31,\"NM01 of the Tenant Satisfaction Measures: Technical Requirements, Regulator of Social Housing, September " \
    "2022, as updated on 2 April 2024\"\r\n"
    same(&t, "{'report':'nm01','homes':1250,'format':'csv'}",
         "measure,label,cases,homes,per_thousand_homes,from,to,definition\r\ncases,Anti-social behaviour cases opened,5,1250,4," DEFINITION
         "hate,\"Of those, cases with hate incidents\",3,1250,2.4," DEFINITION);
    same(&t, "{'report':'nm01','homes':1250,'format':'csv','table':'counted'}",
         "case,opened,again,hate,categories,ward\r\nA,2025-04-01,false,false,,\r\nG,2025-05-01,false,true,,\r\nG,2025-09-01,true,true,,\r\n"
         "J,2025-10-10,false,false,,\r\nC,2026-03-31,false,true,,\r\n");
    asb_text *text = make(&t, "{'report':'nm01','homes':1250,'table':'excluded','year':'2025/26'}");
    static const char *const excluded[] = {"{'case':'I','reason':'duplicate'",
                                           "{'case':'K','reason':'duplicate'",
                                           "{'case':'B','reason':'further-report'",
                                           "{'case':'N','reason':'further-report'",
                                           "{'case':'E','reason':'no-case'",
                                           "{'case':'L','reason':'not-opened-again'",
                                           "{'case':'D','reason':'opened-after-the-year'",
                                           "{'case':'F','reason':'prevention'",
                                           "{'case':'H','reason':'reopened'"};
    const char *at = asb_text_data(text);
    for (size_t i = 0; i < sizeof excluded / sizeof *excluded; i++) {
        const char *found = strstr(at, quoted(excluded[i]));
        ck_assert_msg(found != NULL, "%s after\n%s", excluded[i], at);
        at = found;
    }
    ck_assert_ptr_null(strstr(asb_text_data(text), quoted("'case':'M'")));
    asb_text_free(text);
    end(&t);
}
END_TEST

/* A half goes up: 5 of 4,000 are 1.25, and 3 are 0.75. */
START_TEST(nm01_rounds)
{
    load t;
    begin(&t);
    nm01_cases(&t);
    expect(&t, "{'report':'nm01','homes':4000}", "'per_thousand_homes':1.3,", 1);
    expect(&t, "{'report':'nm01','homes':4000}", "'per_thousand_homes':0.8,", 1);
    expect(&t, "{'report':'nm01','homes':1600}", "'cases':5,'homes':1600,'per_thousand_homes':3.1,", 1);
    expect(&t, "{'report':'nm01','homes':8}", "'cases':5,'homes':8,'per_thousand_homes':625,", 1);
    expect(&t, "{'report':'nm01','homes':8,'year':'2020-21'}", "'cases':0,'homes':8,'per_thousand_homes':0,", 1);
    expect(&t, "{'report':'nm01','homes':8,'year':'2026-27'}", "The year is not over", 1);
    expect(&t, "{'report':'nm01','homes':8}", "The year is not over", 0);
    expect(&t, "{'report':'nm01','homes':8}", "'definition':'NM01 of the Tenant Satisfaction Measures", 1);
    end(&t);
}
END_TEST

/* Only what may be seen is counted, and it is said. */
START_TEST(only_allowed)
{
    load t;
    begin(&t);
    nm01_cases(&t);
    const char *filter = quoted("{'cases':['A','I']}");
    ck_assert_int_eq(asb_caseload_allow(t.l, filter, strlen(filter)), ASB_OK);
    expect(&t, "{'report':'nm01','homes':8}", "'cases':1,'homes':8", 1);
    expect(&t, "{'report':'nm01','homes':8}", "'only_allowed':true", 1);
    expect(&t, "{'report':'nm01','homes':8,'format':'html'}", "those that the reader may see, and no others", 1);
    expect(&t, "{'report':'nm01','homes':8,'format':'html','hate':true}", "of which only these are counted: hate: yes", 1);
    expect(&t, "{'report':'nm01','homes':8,'hate':true}", "'cases':0,'homes':8", 1);
    end(&t);
}
END_TEST

/* ---- CSV */

START_TEST(no_formulas)
{
    load t;
    begin(&t);
    static const struct {
        const char *ward, *cell; /* in JSON, and in CSV */
    } vectors[] = {{"=1+1", "\"'=1+1\""},
                   {"+1", "\"'+1\""},
                   {"-1", "\"'-1\""},
                   {"@SUM(A1)", "\"'@SUM(A1)\""},
                   {"\\tx", "\"'\tx\""},
                   {"\\rx", "\"'\rx\""},
                   {"\\nx", "\"'\nx\""},
                   {"=HYPERLINK(\\\"x\\\")", "\"'=HYPERLINK(\"\"x\"\")\""},
                   {"\xEF\xBC\x9D"
                    "1",
                    "\"'\xEF\xBC\x9D"
                    "1\""},
                   {"\xEF\xBC\x8B"
                    "1",
                    "\"'\xEF\xBC\x8B"
                    "1\""},
                   {"\xEF\xBC\x8D"
                    "1",
                    "\"'\xEF\xBC\x8D"
                    "1\""},
                   {"\xEF\xBC\xA0"
                    "1",
                    "\"'\xEF\xBC\xA0"
                    "1\""},
                   {"a=1", "a=1"},
                   {"x,y", "\"x,y\""},
                   {"O'Brien", "O'Brien"},
                   {"say \\\"no\\\"", "\"say \"\"no\"\"\""},
                   {"two\\nlines", "\"two\nlines\""},
                   {"Caf\xC3\xA9", "Caf\xC3\xA9"},
                   {" =1", " =1"}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        char summary[600], csv[300];
        snprintf(summary, sizeof summary,
                 "{\"state\":\"open\",\"duties\":[],\"openings\":[{\"at\":\"2025-05-01\",\"new\":true}],\"ward\":\"%s\"}", vectors[i].ward);
        ck_assert_int_eq(asb_caseload_put(t.l, "-A", 1, summary, strlen(summary)), ASB_OK);
        snprintf(csv, sizeof csv, "case,opened,again,hate,categories,ward\r\n\"'-A\",2025-05-01,false,false,,%s\r\n", vectors[i].cell);
        same(&t, "{'report':'nm01','homes':8,'format':'csv','table':'counted'}", csv);
    }
    end(&t);
}
END_TEST

/* A number below nothing is a number, and gets no apostrophe. */
START_TEST(numbers_stay)
{
    load t;
    begin(&t);
    put_in(&t, "A", "enquiry", REPORTED("2025-04-10T09:00:00Z") ",'ward':'Judd'");
    same(&t, "{'report':'monitoring','format':'csv','table':'wards','from':'2026-04-01','to':'2026-04-30'}",
         "ward,reported,year_before,change\r\nJudd,0,1,-1\r\n");
    expect(&t, "{'report':'monitoring','format':'html','from':'2026-04-01','to':'2026-04-30'}",
           "\xE2\x88\x92"
           "1<",
           1);
    end(&t);
}
END_TEST

/* ---- the other reports */

START_TEST(early_warning)
{
    load t;
    begin(&t);
#define COUNTS(party, at, until) "{'at':'" at "T09:00:00Z','counts_for':'" party "','until':'" until "'}"
#define THRESHOLD "'review':{'area':'Judd','tell_at':2,'threshold':3}"
    /* p1 has two that count, p2 one; one of p1's has run out, the last to count does so on the last day */
    put_in(&t, "A", "open",
           "'reported':'2025-11-01T09:00:00Z','reports':[" COUNTS("p1", "2025-11-01", "2026-05-31") "," COUNTS(
               "p1", "2025-12-02", "2026-06-01") "," COUNTS("p1", "2026-04-02", "2026-10-01") "," COUNTS("p2", "2026-04-03",
                                                                                                         "2026-10-02") "]," THRESHOLD);
    put_in(&t, "B", "open",
           "'reported':'2026-01-01T09:00:00Z','reports':[" COUNTS("p1", "2026-01-01", "2026-06-30") "," COUNTS(
               "p1", "2026-02-01",
               "2026-07-31") "," COUNTS("p1", "2026-03-01",
                                        "2026-08-31") "]," THRESHOLD ",'case_reviews':[{'at':'2026-05-01T09:00:00Z','status':'requested'}"
                                                      ",{'at':'2026-05-09T09:00:00Z','status':'held'},"
                                                      "{'at':'2025-05-31T09:00:00Z','status':'requested'}]");
    put_in(&t, "C", "open",
           "'hate':true,'reported':'2026-01-01T09:00:00Z','reports':[" COUNTS(
               "p9", "2026-05-01", "2026-10-31") "],'review':{'area':'Hart','hate_threshold':1,'tell_at':2,'threshold':3}");
    same(&t, "{'report':'case-reviews','format':'csv'}",
         "case,party,warning,label,reports,threshold,wanted,until,area,hate,state,applied\r\n"
         "B,p1,threshold-met,May ask for a review now,3,3,0,2026-06-30,Judd,false,open,2026-05-01\r\n"
         "C,p9,threshold-met,May ask for a review now,1,1,0,2026-10-31,Hart,true,open,\r\n"
         "A,p1,one-short,One report short of the threshold,2,3,1,2026-06-01,Judd,false,open,\r\n");
    same(&t, "{'report':'case-reviews','format':'csv','table':'reports','cases':['A']}",
         "case,party,reported,until,days_left\r\nA,p1,2025-12-02,2026-06-01,0\r\nA,p1,2026-04-02,2026-10-01,122\r\n");
    /* the day after, one report less counts */
    expect(&t, "{'report':'case-reviews','now':'2026-06-02','cases':['A']}", "'case':'A'", 0);
    same(&t, "{'report':'case-reviews','format':'csv','table':'counters','from':'2026-04-01'}",
         "counter,label,published,count\r\napplications,Applications for a review,true,1\r\nthreshold-met,Threshold met,false,0\r\n"
         "threshold-not-met,Threshold not met,true,0\r\nreviews-held,Reviews held,true,1\r\nrecommendations,Reviews that led to "
         "recommendations,true,0\r\n"
         "applicants-told,Applicants told of the outcome,false,0\r\n");
    expect(&t, "{'report':'case-reviews','from':'2025-05-31'}",
           "'counter':'applications','label':'Applications for a review','published':true,'count':2,'cases':['B']", 1);
    end(&t);
}
END_TEST

static void put_duty_case(load *t, const char *id, const char *due, const char *state, const char *end_day, int taken) {
    char duties[600], summary[900];
    snprintf(duties, sizeof duties,
             "{'due':'%s','end':'%sT09:00:00Z','officer':'amy','record':1,'rule':'acknowledge','start':'2026-05-01T09:00:00Z','state':'%s',"
             "'taken':%d}",
             due, end_day, state, taken);
    if (!*end_day)
        snprintf(duties, sizeof duties, "{'due':'%s','record':1,'rule':'acknowledge','start':'2026-05-01T09:00:00Z','state':'open'}", due);
    snprintf(summary, sizeof summary, "{'state':'open','policy':'places-for-people','owner':'ben','duties':[%s]}", duties);
    const char *json = quoted(summary);
    ck_assert_int_eq(asb_caseload_put(t->l, id, 1, json, strlen(json)), ASB_OK);
}

/* Label and clause are those of the policy; the share is of what was to be done by now: 2 of 2 + 1 + 1. */
START_TEST(performance)
{
    load t;
    begin(&t);
    put_duty_case(&t, "A", "2026-05-08", "met", "2026-05-05", 2);
    put_duty_case(&t, "B", "2026-05-08", "met", "2026-05-08", 5);
    put_duty_case(&t, "C", "2026-05-08", "met-late", "2026-05-12", 8);
    put_duty_case(&t, "D", "2026-05-08", "lapsed", "2026-05-06", 0);
    put_duty_case(&t, "E", "2026-05-29", "open", "", 0);
    put_duty_case(&t, "F", "2026-06-01", "open", "", 0);
    put_duty_case(&t, "G", "2025-05-08", "met", "2025-05-08", 5); /* before the period */
    same(&t, "{'report':'performance','format':'csv'}",
         "policy,duty,label,clause,met,met_late,overdue,open,lapsed,on_time,median_working_days\r\n"
         "places-for-people,acknowledge,Acknowledge the report,P13,2,1,1,1,1,50,5\r\n");
    expect(&t, "{'report':'performance'}",
           "'met_cases':['A','B'],'met_late_cases':['C'],'overdue_cases':['E'],'open_cases':['F'],'lapsed_cases':['D']", 1);
    expect(&t, "{'report':'performance','ids':1}", "'met_cases':['A'],'met_late_cases':['C']", 1);
    same(&t, "{'report':'performance','format':'csv','table':'late'}",
         "case,duty,label,party,due,state,done,officer\r\nC,acknowledge,Acknowledge the report,,2026-05-08,met-late,2026-05-12,amy\r\n"
         "E,acknowledge,Acknowledge the report,,2026-05-29,overdue,,ben\r\n");
    same(&t, "{'report':'performance','format':'csv','table':'officers','from':'2026-05-09'}",
         "officer,met,met_late,overdue,open,lapsed,on_time\r\nben,0,0,1,1,0,0\r\n");
    end(&t);
}
END_TEST

START_TEST(monitoring)
{
    load t;
    begin(&t);
    /* an hour ago; exactly 24 hours ago, which is no longer within them; and yesterday, later */
    put_in(&t, "A", "open", "'categories':['noise','pets'],'ward':'Judd','channel':'phone'," REPORTED("2026-06-01T07:00:00Z"));
    put_in(&t, "B", "enquiry", REPORTED("2026-05-31T08:00:00Z"));
    put_in(&t, "C", "enquiry", REPORTED("2026-05-31T08:01:00Z"));
    put_in(&t, "D", "prevention", "'reported':'2026-06-01T07:00:00Z','reports':[]");
    same(&t, "{'report':'monitoring','format':'csv'}",
         "case,reported,state,categories,ward,channel,officer,hate\r\nA,2026-06-01T07:00:00Z,open,Noise; "
         "Pets,Judd,phone,,false\r\nC,2026-05-31T08:01:00Z,enquiry,,,,,false\r\n");
    same(&t, "{'report':'monitoring','format':'csv','table':'categories','from':'2026-05-01','to':'2026-06-01'}",
         "category,label,reported,year_before,change\r\n,Not categorised yet,2,0,2\r\nnoise,Noise,1,0,1\r\npets,Pets,1,0,1\r\n");
    put_in(
        &t, "E", "closed",
        REPORTED(
            "2025-05-01T07:00:00Z") ",'owner':'amy','closed':'2026-05-20T09:00:00Z','closure_reason':'reduced','steps':["
                                    "{'at':'2026-05-02T09:00:00Z','kind':'intervention','later':0,'remedy':'abc','status':'signed'},"
                                    "{'at':'2026-05-02T09:00:00Z','kind':'intervention','later':2,'remedy':'abc','status':'completed'},"
                                    "{'at':'2026-05-02T09:00:00Z','kind':'intervention','later':0,'remedy':'abc','status':'breached'},"
                                    "{'at':'2026-05-02T09:00:00Z','kind':'intervention','later':0,'remedy':'abc','status':'offered'},"
                                    "{'at':'2026-05-02T09:00:00Z','kind':'intervention','later':0,'remedy':'abc','status':'declined'}],"
                                    "'feedback':[{'at':'2026-05-21T09:00:00Z','status':'invited'},{'at':'2026-05-23T09:00:00Z','scores':{'"
                                    "all':4,'time':2.25},'status':'received'},"
                                    "{'at':'2026-05-23T09:00:00Z','scores':{'all':3},'status':'received'}]");
    same(&t, "{'report':'monitoring','format':'csv','table':'steps'}",
         "remedy,label,kind,taken,succeeded,quiet,failed,breached,under_way,not_taken,success\r\nabc,Abc,intervention,3,1,0,2,1,1,1,33."
         "3\r\n");
    same(&t, "{'report':'monitoring','format':'csv','table':'scores'}",
         "question,officer,answers,mean,lowest,highest\r\nall,,2,3.5,3,4\r\nall,amy,2,3.5,3,4\r\ntime,,1,2.25,2.25,2.25\r\ntime,amy,1,2.25,"
         "2.25,2.25\r\n");
    expect(&t, "{'report':'monitoring','table':'feedback'}", "{'feedback':'received','label':'Answered','count':2,'cases':['E']}", 1);
    same(&t, "{'report':'monitoring','format':'csv','table':'outcomes'}",
         "reason,label,closed,year_before,change\r\nreduced,Reduced,1,0,1\r\n");
    end(&t);
}
END_TEST

/* ---- pages, and words of the landlord's own */

START_TEST(a_page_says_of_how_many_rows_it_has_the_first)
{
    load t;
    begin(&t);
    for (int i = 0; i < 30; i++) {
        char id[8], more[300];
        snprintf(id, sizeof id, "P%d", i);
        snprintf(more, sizeof more, "'ward':'W%d'," REPORTED("2026-04-01T09:00:00Z") "," OPENED("2026-04-01T10:00:00Z"), i);
        put_in(&t, id, "open", more);
    }
    expect(&t, "{'report':'monitoring','from':'2026-01-01','to':'2026-05-31','format':'html','rows':3}", "These are the first 3 of 30", 1);
    expect(&t, "{'report':'monitoring','from':'2026-01-01','to':'2026-05-31','format':'html','rows':100}", "These are the first", 0);
    expect(&t, "{'report':'monitoring','from':'2026-01-01','to':'2026-05-31','format':'json','rows':3}", "W29", 1);
    end(&t);
}
END_TEST

/* A policy of the landlord's own tells what its words mean, as one that is built in does. */
START_TEST(a_registered_policy_gives_its_labels)
{
    static const char document[] = "{'asb_policy':1,'id':'ours','version':'1','title':'Ours','source':'S','roles':[{'id':'a','label':'A'}],"
                                   "'closure_reasons':[{'id':'calm','label':'All calm now','clause':'1'}]}";
    load t;
    begin(&t);
    const char *json = quoted(document);
    ck_assert_int_eq(asb_policy_register(t.w.engine, json, strlen(json)), ASB_OK);
    put_in(&t, "A", "closed",
           "'policy':'ours','closure_reason':'calm','closed':'2026-05-01T10:00:00Z'," REPORTED("2026-04-01T09:00:00Z") "," OPENED(
               "2026-04-01T10:00:00Z"));
    put_in(&t, "B", "closed",
           "'policy':'gone','closure_reason':'never-heard','closed':'2026-05-01T10:00:00Z'," REPORTED("2026-04-01T09:00:00Z") "," OPENED(
               "2026-04-01T10:00:00Z"));
    expect(&t, "{'report':'monitoring','from':'2026-01-01','to':'2026-05-31','format':'html'}", "All calm now", 1);
    expect(&t, "{'report':'monitoring','from':'2026-01-01','to':'2026-05-31','format':'html'}", "Never heard", 1);
    end(&t);
}
END_TEST

/* ---- what is wrong */

START_TEST(wrong_requests)
{
    static const struct {
        const char *request, *pointer, *message;
    } wrong[] = {{"{'report':'nm1'}", "/report", "did you mean \"nm01\"?"},
                 {"{}", "", "it can be"},
                 {"[]", "", "it can be"},
                 {"{'report':'nm01'}", "", "homes"},
                 {"{'report':'nm01','homes':0}", "/homes", "whole number"},
                 {"{'report':'nm01','homes':'1'}", "/homes", "whole number"},
                 {"{'report':'nm01','homes':1,'yaer':'2025-26'}", "/yaer", "did you mean \"year\"?"},
                 {"{'report':'nm01','homes':1,'from':'2025-04-01'}", "/from", "has no key"},
                 {"{'report':'nm01','homes':1,'year':'2025-27'}", "/year", "2025-26"},
                 {"{'report':'nm01','homes':1,'year':'2025-2'}", "/year", "2025-26"},
                 {"{'report':'nm01','homes':1,'year':2025}", "/year", "2025-26"},
                 {"{'report':'nm01','homes':1,'format':'pdf'}", "/format", "it can be"},
                 {"{'report':'nm01','homes':1,'table':'figure'}", "/table", "did you mean \"figures\"?"},
                 {"{'report':'nm01','homes':1,'hate':'yes'}", "/hate", "hate"},
                 {"{'report':'monitoring','homes':1}", "/homes", "has no key"},
                 {"{'report':'monitoring','from':'2026-02-30'}", "/from", "a date"},
                 {"{'report':'monitoring','from':'2026-02-03','to':'2026-02-02'}", "/to", "not before"},
                 {"{'report':'monitoring','from':'1901-02-03'}", "", "1902"},
                 {"{'report':'performance','year':'2025-26','from':'2026-02-03'}", "/year", "either"},
                 {"{'report':'monitoring','now':'soon'}", "/now", "instant"},
                 {"{'report':'monitoring','ids':-1}", "/ids", "whole number"},
                 {"{'report':'monitoring','rows':0}", "/rows", "whole number"},
                 {"{'report':'monitoring','landlord':''}", "/landlord", "a text"},
                 {"{'report':7}", "/report", "it can be"},
                 {"{'report':'monitoring','landlord':7}", "/landlord", "a text"},
                 {"{'report':'monitoring','format':7}", "/format", "it can be"},
                 {"{'report':'monitoring','now':7}", "/now", "instant"},
                 {"{'report':'monitoring','now':'1899-12-31T00:00:00Z'}", "/now", "instant"},
                 {"{'report':'monitoring','from':7}", "/from", "a date"},
                 {"{'report':'monitoring','to':'1901-02-03'}", "", "1902"},
                 {"{'report':'performance','year':'2025-26','to':'2026-02-03'}", "/year", "either"},
                 {"{'report':'monitoring','rows':1000000000000}", "/rows", "whole number"},
                 {"{'report':'nm01','homes':1,'year':'1899-00'}", "/year", "2025-26"},
                 {"{'report':'nm01','homes':1,'year':'2999-00'}", "/year", "2025-26"},
                 {"{'report':'nm01','homes':1,'year':'2025/x6'}", "/year", "2025-26"}};
    load t;
    begin(&t);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        asb_text *text = (asb_text *)&t;
        const char *request = quoted(wrong[i].request);
        ck_assert_msg(asb_caseload_report(&text, t.l, request, strlen(request)) == ASB_EINVALID, "%s", request);
        ck_assert_ptr_eq(text, &t);
        ck_assert_str_eq(asb_error_pointer(t.w.engine), wrong[i].pointer);
        ck_assert_msg(strstr(asb_error_message(t.w.engine), wrong[i].message) != NULL, "%s: %s", request, asb_error_message(t.w.engine));
    }
    asb_text *text;
    ck_assert_int_eq(asb_caseload_report(&text, t.l, "{", 1), ASB_EJSON);
    ck_assert_int_eq(asb_caseload_report(&text, NULL, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_report(NULL, t.l, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_caseload_report(&text, t.l, NULL, 0), ASB_EARGUMENT);
    end(&t);
}
END_TEST

/* A case that changes takes more room, leaves it, and takes it again. */
START_TEST(cases_that_change)
{
    load t;
    begin(&t);
    for (int round = 0; round < 3; round++) {
        for (int count = 1; count <= 40; count += 13) {
            char summary[4096] = "'reported':'2025-05-01T09:00:00Z','reports':[";
            for (int i = 0; i < count; i++) strcat(summary, i ? ",{'at':'2025-05-01T09:00:00Z'}" : "{'at':'2025-05-01T09:00:00Z'}");
            strcat(summary, "]," OPENED("2025-05-01T09:00:00Z"));
            put_in(&t, "A", "open", summary);
            put_in(&t, round ? "B" : "C", "open", summary);
        }
        put_in(&t, "A", "open", OPENED("2025-05-01T09:00:00Z"));
    }
    expect(&t, "{'report':'nm01','homes':1000}", "'cases':3,'homes':1000,'per_thousand_homes':3,", 1);
    put_in(&t, "D", "open", "'opened':'2025-05-01T09:00:00Z'"); /* by a summary that tells no more */
    expect(&t, "{'report':'nm01','homes':1000}", "'cases':4,'homes':1000,'per_thousand_homes':4,", 1);
    end(&t);
}
END_TEST

Suite *asb_suite_report(void) {
    Suite *s = suite_create("report");
    TCase *t = tcase_create("report");
    tcase_add_test(t, nm01_by_hand);
    tcase_add_test(t, nm01_rounds);
    tcase_add_test(t, only_allowed);
    tcase_add_test(t, no_formulas);
    tcase_add_test(t, numbers_stay);
    tcase_add_test(t, early_warning);
    tcase_add_test(t, performance);
    tcase_add_test(t, monitoring);
    tcase_add_test(t, a_page_says_of_how_many_rows_it_has_the_first);
    tcase_add_test(t, a_registered_policy_gives_its_labels);
    tcase_add_test(t, wrong_requests);
    tcase_add_test(t, cases_that_change);
    suite_add_tcase(s, t);
    return s;
}
