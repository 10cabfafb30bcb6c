/* How fast a case file, a chronology and forms are made of a case of 200 records: a report, four people, and then incidents, visits, diary sheets, notes, letters,
 * assessments and interventions in turn, with texts of a usual length. For an officer, who sees everything, and for whoever is complained of, from whom everybody is hidden. */
#define _POSIX_C_SOURCE 200809L
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RECORDS = 200 };

static asb_engine *engine;
static int64_t now = INT64_C(1772442000000); /* 2026-03-02 */

static int64_t clock_of(void *self) {
    (void)self;
    return now;
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s (%s)\n", what, asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(1);
}

#define RECORD(kind, fields) "{'kind':'" kind "','by':'amy','role':'CHM','fields':" fields "}"
static const char *const beginning[] = {
    RECORD("report", "{'channel':'phone','summary':'Music through the wall most evenings until one in the morning','reporter':'c1','category':'noise'}"),
    RECORD("party", "{'party':'c1','as':'complainant','name':'Ann Ashworth','address':'12 High Street, Bristol','postcode':'BS1 2AB','phone':'07700 900123'}"),
    RECORD("party", "{'party':'p1','as':'alleged-perpetrator','name':'Bob Birch','address':'14 High Street, Bristol','tenure':'assured'}"),
    RECORD("party", "{'party':'w1','as':'witness','name':'Cyril Colefax','phone':'07700 900456'}"),
    RECORD("party", "{'party':'r1','as':'resident','name':'Dinah Dunmore'}"),
    RECORD("opening", "{'categories':['noise'],'reference':'PFP/26/9'}"),
    RECORD("allocation", "{'officer':'ben','to_role':'CHM'}"),
};
static const char *const going_on[] = {
    RECORD("incident", "{'occurred':'2026-03-01T23:30','description':'Loud music and shouting until two in the morning; third time this week. Ann Ashworth "
                       "knocked and was sworn at.','people':['p1','c1'],'violence':'none','source':'diary-sheet','location':'14 High Street'}"),
    RECORD("contact", "{'party':'c1','method':'phone','direction':'out','outcome':'reached','purpose':'update','summary':'Told what is being done, and that the noise "
                      "team will listen on Friday night'}"),
    RECORD("evidence", "{'type':'diary-sheet','party':'c1','description':'Nine evenings in four weeks','court_use':'yes','shows_asb':true,'uri':'file:0001','sha256':"
                       "'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'}"),
    RECORD("note", "{'text':'Asked the night team to listen from the landing; they heard music plainly in the flat of Ann Ashworth at ten past one'}"),
    RECORD("contact", "{'party':'p1','method':'visit','direction':'out','outcome':'no-answer','purpose':'warning'}"),
    RECORD("assessment", "{'matrix':'ram','party':'c1','answers':{'q1':'daily','q2':'yes','q3':'yes','q4':'known-to-each-other','q5':'no-history','q6':'no','q7':'none',"
                         "'q8':'no','q9':'no','q10':'a-lot','q11':['mental'],'q12':'no','q13':'few-people','q14':[]}}"),
    RECORD("letter", "{'template':'warning-letter','party':'p1','method':'letter'}"),
    RECORD("intervention", "{'remedy':'written-warning','party':'p1','status':'issued'}"),
};

static void add(asb_case *c, const char *like_json) {
    char json[2000];
    asb_record *r;
    snprintf(json, sizeof json, "%s", like_json);
    for (char *at = json; *at; at++)
        if (*at == '\'') *at = '"';
    need(asb_record_parse(&r, engine, json, strlen(json)), json);
    need(asb_case_admit(NULL, c, r, INT64_MIN, 0), json);
    asb_record_free(r);
    now += INT64_C(6) * 3600 * 1000;
}

static size_t length;

/* Microseconds for one: the best of three rounds. */
static double time_one(asb_case *c, const char *kind, const char *audience, const char *party, int32_t format) {
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        int times = 200;
        double from = seconds();
        for (int i = 0; i < times; i++) {
            asb_document *d;
            asb_text *t;
            need(asb_document_new(&d, c, kind), kind);
            need(asb_document_set(d, "audience", audience), audience);
            need(asb_document_set(d, "party", party), "party");
            need(asb_document_render(&t, d, format), kind);
            length = asb_text_length(t);
            asb_text_free(t);
            asb_document_free(d);
        }
        double one = (seconds() - from) * 1e6 / times;
        if (one < best) best = one;
    }
    return best;
}

int main(void) {
    static const char *const kinds[] = {"case-file", "chronology", "assessment", "plan", "proportionality"};
    static const char *const readers[][2] = {{"officer", NULL}, {"perpetrator", "p1"}};
    static const char *const formats[] = {"", "text", "html", "json"};
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = clock_of};
    asb_policy *policy;
    asb_case *c;
    need(asb_engine_new(&engine, &hooks), "engine");
    need(asb_policy_builtin(&policy, engine, "places-for-people"), "policy");
    need(asb_case_new(&c, engine, policy, NULL, "BENCH"), "case");
    for (size_t i = 0; i < sizeof beginning / sizeof *beginning; i++) add(c, beginning[i]);
    for (unsigned i = 0; asb_case_count(c) < RECORDS; i++) add(c, going_on[i % (sizeof going_on / sizeof *going_on)]);
    printf("%-16s %-12s %-6s %10s %10s\n", "document", "for", "format", "bytes", "us");
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t r = 0; r < 2; r++)
            for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON; format++) {
                double us = time_one(c, kinds[k], readers[r][0], readers[r][1], format);
                printf("%-16s %-12s %-6s %10zu %10.0f\n", kinds[k], readers[r][0], formats[format], length, us);
            }
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}
