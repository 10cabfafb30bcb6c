/* A case to add records to, and asking whether one is well formed. */
#ifndef CASE_VALIDATE_SUPPORT_H
#define CASE_VALIDATE_SUPPORT_H

#include "case_support.h"

#include <stdio.h>

/* 17 records; tests name them by number. */
static inline void begin(test_case *t) {
    test_case_begin(t);
    test_add(t, "report", "{'channel':'phone','summary':'Loud music'}");
    test_add(t, "party", "{'party':'p1','as':'complainant','name':'Ann'}");
    test_add(t, "party", "{'party':'p2','as':['alleged-perpetrator']}");
    test_add(t, "opening", "{'categories':['noise']}");
    test_add(t, "plan",
             "{'party':'p1','actions':[{'id':'a1','by':'complainant','action':'AP-1'},{'id':'a2','by':'landlord','action':'other','due':'"
             "2026-04-01'}]}");
    test_add(t, "note", "{'text':'first','x-own':1}");
    test_add(t, "correction", "{'of':6,'field':'text','value':'second','reason':'typo'}");
    test_add(t, "note", "{'text':'gone'}")->erased = 1;
    test_add(t, "erasure", "{'of':[8],'basis':'law','reason':'asked'}");
    test_add(t, "x-visit", "{'place':'home'}");
    test_add(t, "weather", "{'sky':'blue'}");
    test_add(t, "assessment",
             "{'matrix':'ram','party':'p1','answers':{'often':'daily','who':['you'],'harm':'no'},'details':{'who':'her'}}");
    test_add(t, "contact", "{'party':'p1','method':'phone','outcome':'no-answer'}");
    test_add(t, "action", "{'plan':5,'action':'a1','status':'done'}");
    test_add(t, "legal", "{'remedy':'closure-order','status':'considered'}");
    test_add(t, "approval", "{'of':5,'decision':'approved','reasons':'good'}");
    test_add(t, "party", "{'party':'p3','as':'witness'}")->erased = 1; /* known, and then erased */
    t->parties[2].recorded = 0;
    t->parties[2].newest = NO_INDEX;
}

static inline int32_t judge(test_case *t, const char *record, fault *f) {
    const char *json = test_quotes(t, record);
    asb_record *r = test_record(&t->engine, json);
    uint64_t blocks = t->engine.t.blocks;
    int32_t status;

    memset(f, 0, sizeof *f);
    status = asbi_validate(&t->c, r, TEST_NOW, f);
    ck_assert_uint_eq(t->engine.t.blocks, blocks);
    asb_record_free(r);
    return status;
}

/* `wrong` is the field that is named, NULL where the record is well formed. */
static inline void expect_record(test_case *t, const char *record, const char *wrong) {
    int32_t status;
    fault f;

    status = judge(t, record, &f);
    if (wrong == NULL) {
        ck_assert_msg(status == ASB_OK, "%s: %s: %s", record, f.field, f.message.text);
        return;
    }
    ck_assert_msg(status == ASB_EINVALID && f.status == ASB_EINVALID, "%s: %d, wanted %s", record, status, wrong);
    ck_assert_msg(strcmp(f.field, wrong) == 0, "%s: %s, wanted %s", record, f.field, wrong);
    ck_assert_msg(strncmp(f.message.text, f.message.code, strlen(f.message.code)) != 0, "no sentence for %s", f.message.code);
    ck_assert_msg(strchr(f.message.text, '{') == NULL || strstr(f.message.code, "period") != NULL, "%s", f.message.text);
}

static inline void expect(test_case *t, const char *kind, const char *fields, const char *wrong) {
    char record[4096];

    snprintf(record, sizeof record, "{'kind':'%s','by':'amy','role':'CCC','fields':%s}", kind, fields);
    expect_record(t, record, wrong);
}

typedef struct try {
    const char *kind, *fields, *wrong;
}
try;

static inline void expect_all(const try *tries, size_t count) {
    test_case t;

    begin(&t);
    for (size_t i = 0; i < count; i++) expect(&t, tries[i].kind, tries[i].fields, tries[i].wrong);
    test_case_end(&t);
}

#define ASSESS(answers) "{'matrix':'ram','party':'p1','answers':" answers "}"
#define PLAN_OF(actions) "{'party':'p1','actions':" actions "}"

#endif
