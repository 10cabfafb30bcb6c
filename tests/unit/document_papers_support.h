/* A case with something of everything, worked under Places for People, for tests of the case file, the chronology and the forms. */
#ifndef DOCUMENT_PAPERS_SUPPORT_H
#define DOCUMENT_PAPERS_SUPPORT_H

#include "forms_support.h"
#include <asb/document.h>
#include <asb/duty.h>
#include <asb/json.h>

#define RAM(often, worse) \
    "{'q1':'" often "','q2':'yes','q3':'" worse \
    "','q4':'known-to-each-other','q5':'no-history','q6':'no','q7':'none','q8':'no','q9':'no','q10':'a-lot','q11':['mental'],'q12':'no'," \
    "'q13':'declined','q14':[]}"

static inline uint32_t paper_add(bench *b, const char *when, const char *kind, const char *fields) {
    return bench_add(b, when, "amy", "CCC", kind, fields);
}

/* c1 complains of p1; w1 saw it; r1 is a neighbour of whom nothing is told. Numbers of some records are in the struct. */
typedef struct papers {
    bench b;
    uint32_t incident, diary, objected, assessment, plan, proportionality, deviation, correction, letter;
} papers;

static inline void papers_people(bench *b) {
    ck_assert_int_eq(asb_case_new(&b->c, b->e, b->policy, NULL, "PAPER-1"), ASB_OK);
    paper_add(b, "2026-03-02T09:15", "report", "{'channel':'phone','summary':'Shouting & <banging> at night','reporter':'c1','category':'noise'}");
    paper_add(b, "2026-03-02T09:20", "party",
              "{'party':'c1','as':'complainant','name':'Ann Ashworth','address':'12 High Street, Bristol','postcode':'BS1 2AB','phone':'07700 "
              "900123','vulnerable':'yes'}");
    paper_add(b, "2026-03-02T09:21", "party",
              "{'party':'p1','as':'alleged-perpetrator','name':'Bob Birch','address':'14 High Street, Bristol','tenure':'assured'}");
    paper_add(b, "2026-03-02T09:22", "party", "{'party':'w1','as':'witness','name':'Cyril Colefax','phone':'07700 900456'}");
    paper_add(b, "2026-03-02T09:23", "party", "{'party':'r1','as':'resident','name':'Dinah Dunmore'}");
    paper_add(b, "2026-03-02T09:30", "opening", "{'categories':['noise'],'reference':'PFP/26/9'}");
    paper_add(b, "2026-03-02T09:31", "allocation", "{'officer':'ben','to_role':'CHM'}");
}

static inline void papers_begin(papers *p) {
    bench *b = &p->b;
    memset(p, 0, sizeof *p);
    bench_begin(b);
    papers_people(b);
    paper_add(b, "2026-03-03T10:00", "contact",
              "{'party':'c1','method':'phone','direction':'out','outcome':'reached','purpose':'initial','summary':'Ann Ashworth is tired'}");
    p->incident = paper_add(b, "2026-03-06T09:00", "incident",
                            "{'occurred':'2026-03-04T23:30','description':'Bob Birch shouted at Ann Ashworth','people':['p1','c1'],'witnesses':['w1'],"
                            "'violence':'threat','impact':'She cannot sleep','source':'diary-sheet'}");
    p->diary = paper_add(b, "2026-03-07T09:00", "evidence",
                         "{'type':'diary-sheet','party':'c1','description':'Nine nights','captured':'2026-03-05','court_use':'yes','uri':'file:diary','sha256':"
                         "'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08','corroborates':[9]}");
    p->objected = paper_add(b, "2026-03-07T09:05", "evidence", "{'type':'video','party':'w1','description':'From a window','court_use':'objected'}");
    paper_add(b, "2026-03-07T09:06", "evidence", "{'type':'audio','party':'c1','description':'Shouting','captured':'2026-03-01T10:00','court_use':'yes'}");
    paper_add(b, "2026-03-09T10:00", "assessment", "{'matrix':'ram','party':'c1','answers':" RAM("most-days", "yes") "}");
    p->assessment = paper_add(b, "2026-03-20T10:00", "assessment",
                              "{'matrix':'ram','party':'c1','answers':" RAM("daily", "yes") ",'details':{'q2':'Since her dog barked'},'override_band':'high',"
                                                                                             "'override_reason':'She is alone'}");
    p->plan = paper_add(b, "2026-03-21T10:00", "plan",
                        "{'party':'c1','actions':[{'id':'a','by':'complainant','action':'AP-2','params':{'weeks':4},'due':'2026-04-20'},"
                        "{'id':'b','by':'landlord','action':'AP-14','due':'2026-04-10'},{'id':'c','by':'landlord','action':'other','detail':'Ring the solicitor'}]}");
    bench_add(b, "2026-03-22T10:00", "ben", "CHM", "action", "{'plan':15,'action':'b','status':'done'}");
    bench_add(b, "2026-03-23T10:00", "ben", "CHM", "intervention", "{'remedy':'written-warning','party':'p1','status':'issued'}");
    p->proportionality = bench_add(b, "2026-03-24T10:00", "ben", "CHM", "proportionality",
                                   "{'party':'p1','remedy':'civil-injunction','aim':'Quiet nights','conduct':['The night of 4 March'],'harm':'Lost sleep','protected':'none-known',"
                                   "'disability':'no','support_offered':'Twice','alternatives':[{'remedy':'written-warning','outcome':'Ignored','why':'It went on'}],"
                                   "'rational_connection':'An order forbids it','less_intrusive':'All else failed','balance':'He keeps his home','equality_duty':'Considered',"
                                   "'outcome':'proportionate'}");
    bench_add(b, "2026-03-24T15:00", "carol", "CSAM", "approval", "{'of':18,'decision':'approved','reasons':'I agree'}");
    p->deviation = bench_add(b, "2026-03-25T09:00", "ben", "CHM", "deviation",
                             "{'rule':'legal-persistent','reasons':'A threat is enough','agreed_with':'CSAM'}");
    bench_add(b, "2026-03-25T10:00", "ben", "CHM", "legal", "{'remedy':'civil-injunction','party':'p1','status':'applied','court':'County Court'}");
    p->correction = paper_add(b, "2026-03-26T10:00", "correction", "{'of':9,'field':'impact','value':'She sleeps badly','reason':'Slip of the pen'}");
    bench_at(b, "2026-04-15T12:00");
}

static inline asb_document *paper(papers *p, const char *kind, const char *audience, const char *party) {
    asb_document *d = NULL;
    ck_assert_msg(asb_document_new(&d, p->b.c, kind) == ASB_OK, "%s", asb_error_message(p->b.e));
    ck_assert_msg(asb_document_set(d, "audience", audience) == ASB_OK, "%s", asb_error_message(p->b.e));
    ck_assert_msg(asb_document_set(d, "party", party) == ASB_OK, "%s", asb_error_message(p->b.e));
    return d;
}

/* Made and given back; free() it. */
static inline char *rendered(papers *p, asb_document *d, int32_t format) {
    asb_text *t = NULL;
    int32_t status = asb_document_render(&t, d, format);
    ck_assert_msg(status == ASB_OK, "%d %s", (int)status, asb_error_message(p->b.e));
    asb_document_free(d);
    return bench_taken(t);
}

static inline char *made(papers *p, const char *kind, const char *audience, const char *party, int32_t format) {
    return rendered(p, paper(p, kind, audience, party), format);
}

static inline char *form_of(papers *p, const char *kind, uint32_t seq, int32_t format) {
    char number[12];
    asb_document *d = paper(p, kind, "officer", NULL);
    snprintf(number, sizeof number, "%u", seq);
    ck_assert_msg(asb_document_set(d, "seq", seq ? number : NULL) == ASB_OK, "%s", asb_error_message(p->b.e));
    return rendered(p, d, format);
}

/* Each stands after the one before; NULL ends them. */
static inline void in_order(const char *text, const char *const *wanted) {
    const char *at = text;
    for (; *wanted; wanted++) {
        const char *found = strstr(at, *wanted);
        ck_assert_msg(found != NULL, "\"%s\" is missing after\n%.900s", *wanted, at);
        at = found + strlen(*wanted);
    }
}
#define IN_ORDER(text, ...) in_order(text, (const char *const[]){__VA_ARGS__, NULL})

static inline void has_none(const char *text, const char *const *unwanted) {
    for (; *unwanted; unwanted++) ck_assert_msg(strstr(text, *unwanted) == NULL, "\"%s\" is in it", *unwanted);
}
#define HAS_NONE(text, ...) has_none(text, (const char *const[]){__VA_ARGS__, NULL})

#endif
