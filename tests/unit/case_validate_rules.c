/* Well-formed records: values with a form of their own, rules between fields, corrections, and what is said of a record that is not. */
#include "case/validate_parts.h"
#include "case_validate_support.h"

Suite *asb_suite_case_validate_rules(void);

/* ---- answers, actions, alternatives, scores */

START_TEST(answers)
{
    static const try tries[] = {
        {"triage", "{'answers':{'danger':'yes','again':'no'}}", "answers"},
        {"triage", "{'answers':{'danger':'yes','again':'no','alone':'maybe'}}", "answers"},
        {"triage", "{'answers':{'danger':'yes','again':'no','alone':true}}", "answers"},
        {"triage", "{'answers':{'danger':'yes','again':'no','alone':'no','more':'no'}}", "answers"},
        {"triage", "{'answers':['yes','no','no']}", "answers"},
        {"assessment", ASSESS("{'often':'daily','who':['you','family'],'harm':'no'}"), NULL},
        {"assessment", ASSESS("{'often':'daily','who':'you','harm':'no'}"), NULL},
        {"assessment", ASSESS("{'often':'daily','who':['nobody'],'harm':'no'}"), NULL},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'}"), NULL},
        {"assessment", ASSESS("{'often':'declined','who':'declined','harm':'declined'}"), NULL},
        {"assessment", ASSESS("{'often':'daily','who':[]}"), "answers"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no','more':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':'yes','who':[],'harm':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':['daily'],'who':[],'harm':'no'}"), NULL}, /* a list of one says the same */
        {"assessment", ASSESS("{'often':['daily','never'],'who':[],'harm':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':[],'who':[],'harm':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':'daily','who':['you','you'],'harm':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':'daily','who':['you','nobody'],'harm':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':'daily','who':['declined'],'harm':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':'daily','who':[null],'harm':'no'}"), "answers"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':null}"), "answers"},
        {"assessment", ASSESS("[]"), "answers"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'details':{'often':'d','who':'d'}"), NULL},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'details':{}"), NULL},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'details':{'why':'d'}"), "details"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'details':{'who':' '}"), "details"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'details':'d'"), "details"},
    };
    test_case t;

    expect_all(tries, COUNT_OF(tries));
    begin(&t);
    t.policy->triage.present = 0;
    expect(&t, "triage", "{'answers':{'danger':'yes','again':'no','alone':'no'}}", "answers");
    test_case_end(&t);
}
END_TEST

#define ALTERNATIVES(list) "{'party':'p2','remedy':'injunction','alternatives':" list "}"

START_TEST(lists_of_objects)
{
    static const try tries[] = {
        {"plan",
         PLAN_OF("[{'id':'a','by':'agency','action':'other'},{'id':'b','by':'perpetrator','action':'AP-1','due':'2026-04-01T10:00'}]"),
         NULL},
        {"plan", PLAN_OF("[]"), "actions"},
        {"plan", PLAN_OF("{}"), "actions"},
        {"plan", PLAN_OF("['a']"), "actions"},
        {"plan", PLAN_OF("[{'by':'agency','action':'other'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','action':'other'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':' ','by':'agency','action':'other'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'police','action':'other'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':1,'action':'other'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'AP-2'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':null}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other'},{'id':'a','by':'agency','action':'AP-1'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','detail':''}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','due':'soon'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','due':null}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','every':{'weeks':0.5}}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','params':[]}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','params':{'a':{'b':['\\u0000']}}}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','params':{'a':{'b':[null,2,{}]},'c':1}}]"), NULL},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','text':'t'}]"), "actions"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','x-t':null}]"), NULL},
        {"proportionality", "{'party':'p2','remedy':'injunction'}", NULL},
        {"proportionality", "{'remedy':'injunction'}", "party"},
        {"proportionality", "{'party':'p2'}", "remedy"},
        {"proportionality", ALTERNATIVES("[]"), NULL},
        {"proportionality", ALTERNATIVES("[{'remedy':'warning'}]"), NULL},
        {"proportionality", ALTERNATIVES("[{'remedy':'warning','why':''}]"), "alternatives"},
        {"proportionality", ALTERNATIVES("[{'remedy':'talking'}]"), "alternatives"},
        {"proportionality", ALTERNATIVES("[{'outcome':'o'}]"), "alternatives"},
        {"proportionality", ALTERNATIVES("[{'remedy':'warning','when':'w'}]"), "alternatives"},
        {"proportionality", ALTERNATIVES("['warning']"), "alternatives"},
        {"proportionality", ALTERNATIVES("{}"), "alternatives"},
        {"feedback", "{'status':'received','scores':{}}", NULL},
        {"feedback", "{'status':'received','scores':{'a':'5'}}", "scores"},
        {"feedback", "{'status':'received','scores':{'a':4.5}}", "scores"},
        {"feedback", "{'status':'received','scores':{'a':-1}}", "scores"},
        {"feedback", "{'status':'received','scores':{'a\\u0000':5}}", "scores"},
        {"feedback", "{'status':'received','scores':[5]}", "scores"},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

/* ---- rules between fields */

START_TEST(rules_between_fields)
{
    static const try tries[] = {
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'override_band':'severe','override_reason':'r'"), "override_band"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'override_band':'red','override_reason':'r'"), "override_band"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'override_band':'high'"), "override_reason"},
        {"assessment", ASSESS("{'often':'daily','who':[],'harm':'no'},'override_reason':'r'"), NULL},
        {"legal", "{'remedy':'injunction','status':'applied'}", "party"},
        {"legal", "{'remedy':'closure-order','status':'applied'}", NULL},
        {"legal", "{'remedy':'warning','status':'applied'}", "party"},
        {"legal", "{'remedy':'closure-order','party':'p2','status':'applied'}", NULL},
        {"contact", "{'party':'p1','method':'phone','direction':'in','outcome':'reached'}", NULL},
        {"contact", "{'party':'p1','method':'phone','direction':'in','outcome':'declined'}", "outcome"},
        {"contact", "{'party':'p1','method':'phone','direction':'out','outcome':'declined'}", NULL},
        {"action", "{'plan':5,'action':'a1','status':'done'}", NULL},
        {"action", "{'plan':5,'action':'a3','status':'done'}", "action"},
        {"action", "{'plan':4,'action':'a1','status':'done'}", "plan"},
        {"action", "{'plan':18,'action':'a1','status':'done'}", "plan"},
        {"erasure", "{'basis':'b','reason':'r'}", "of"},
        {"erasure", "{'party':'p1','basis':'b','reason':'r'}", NULL},
        {"erasure", "{'of':[1],'party':'p2','basis':'b','reason':'r'}", NULL},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

#define CORRECT(of, field, value) "{'of':" of ",'field':'" field "','value':" value ",'reason':'r'}"

START_TEST(corrections)
{
    static const try tries[] = {
        {"correction", CORRECT("1", "summary", "'other'"), NULL},
        {"correction", CORRECT("1", "note", "'new'"), NULL},
        {"correction", CORRECT("1", "x-any", "null"), NULL},
        {"correction", CORRECT("6", "x-own", "{'a':[]}"), NULL},
        {"correction", CORRECT("10", "note", "5"), NULL}, /* of a kind of the host's: not judged */
        {"correction", CORRECT("10", "x-place", "'office'"), NULL},
        {"correction", CORRECT("11", "x-sky", "'grey'"), NULL},
        /* field */
        {"correction", CORRECT("1", "text", "'t'"), "field"},
        {"correction", CORRECT("1", "at", "'2026-01-01'"), "field"},
        {"correction", CORRECT("1", "by", "'ben'"), "field"},
        {"correction", CORRECT("1", "role", "'CHM'"), "field"},
        {"correction", CORRECT("1", "kind", "'note'"), "field"},
        {"correction", CORRECT("10", "place", "'office'"), "field"},
        {"correction", CORRECT("7", "nothing", "'t'"), "of"}, /* a correction is not corrected, whatever the field */
        {"correction", CORRECT("1", " ", "'t'"), "field"},
        /* of */
        {"correction", CORRECT("7", "value", "'third'"), "of"},
        {"correction", CORRECT("7", "reason", "'third'"), "of"},
        {"correction", CORRECT("8", "text", "'back'"), "of"},
        {"correction", CORRECT("9", "reason", "'other'"), "of"},
        {"correction", CORRECT("18", "text", "'t'"), "of"},
        {"correction", CORRECT("0", "text", "'t'"), "of"},
        /* value */
        {"correction", CORRECT("1", "summary", "''"), "value"},
        {"correction", CORRECT("1", "summary", "null"), "value"},
        {"correction", CORRECT("1", "note", "null"), "value"},
        {"correction", CORRECT("1", "channel", "'fax'"), "value"},
        {"correction", CORRECT("1", "channel", "'app'"), NULL},
        {"correction", "{'of':1,'field':'summary','reason':'r'}", "value"},
        {"correction", CORRECT("13", "direction", "'in'"), "value"}, /* its outcome is no-answer */
        {"correction", CORRECT("13", "direction", "'out'"), NULL},
        {"correction", CORRECT("14", "action", "'a2'"), NULL},
        {"correction", CORRECT("14", "action", "'a3'"), "value"},
        {"correction", CORRECT("14", "plan", "4"), "value"},
        {"correction", CORRECT("15", "remedy", "'injunction'"), "value"}, /* which wants a party */
        {"correction", CORRECT("15", "party", "'p2'"), NULL},
        {"correction", CORRECT("16", "of", "15"), NULL},
        {"correction", CORRECT("16", "of", "16"), "value"}, /* no earlier record of it */
        {"correction", CORRECT("12", "answers", "{'often':'never','who':[],'harm':'yes'}"), NULL},
        {"correction", CORRECT("12", "answers", "{'often':'never'}"), "value"},
        {"correction", CORRECT("12", "matrix", "'positive'"), "value"}, /* its answers are to another */
        {"correction", CORRECT("12", "override_band", "'high'"), "value"},
        {"correction", CORRECT("12", "override_reason", "'r'"), NULL},
        {"correction", CORRECT("3", "as", "'witness'"), NULL},
        {"correction", CORRECT("3", "party", "'p9'"), NULL},
        {"correction", CORRECT("5", "actions", "[]"), "value"},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

/* The record as it reads with the corrections there have been; those that were erased are undone. */
START_TEST(corrections_of_corrected_records)
{
    test_case t;
    entry *e;

    begin(&t);
    expect(&t, "correction", CORRECT("13", "direction", "'in'"), "value");
    e = test_add(&t, "correction", CORRECT("13", "outcome", "'reached'"));
    expect(&t, "correction", CORRECT("13", "direction", "'in'"), NULL);
    e->erased = 1;
    expect(&t, "correction", CORRECT("13", "direction", "'in'"), "value");
    test_add(&t, "correction", CORRECT("13", "outcome", "'sent'"));
    test_add(&t, "correction", CORRECT("13", "outcome", "'reached'"));
    expect(&t, "correction", CORRECT("13", "direction", "'in'"), NULL);
    test_add(&t, "party", "{'party':'p2','name':'Bob'}");
    expect(&t, "correction", CORRECT("21", "party", "'p1'"), NULL);
    expect(&t, "correction", CORRECT("21", "party", "'p9'"), "value"); /* whose part nobody said */
    test_case_end(&t);
}
END_TEST

/* ---- what is said */

START_TEST(messages_say_where_and_what)
{
    static const struct {
        const char *kind, *fields, *pointer, *code, *part;
    } tries[] = {
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other'},{'id':'b','by':'agency','action':'other','due':'x'}]"),
         "/actions/1/due", "record-type", "found x"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'AP-2'}]"), "/actions/0/action", "record-choice-near", "did you mean AP-1"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency'}]"), "/actions/0", "record-key-missing", "no action"},
        {"plan", PLAN_OF("[{'id':'a','by':'agency','action':'other','every':{'weeks':9999}}]"), "/actions/0/every/weeks", "period-number",
         "0 to 5200"},
        {"report", "{'channel':'phones','summary':'s'}", "/channel", "record-choice-near",
         "did you mean phone? It can be: phone, email, letter"},
        {"report", "{'channel':'carrier pigeon','summary':'s'}", "/channel", "record-choice", "it can be: phone, email"},
        {"contact", "{'party':'p1','method':'phone','outcome':'sent','purpose':'zzzzzzzzzzz'}", "/purpose", "record-choice",
         "police-advice"},
        {"report", "{'channel':'phone','summary':'s','sumary':'s'}", "", "record-field-near", "did you mean summary"},
        {"report", "{'channel':'phone'}", "", "record-missing", "summary is missing"},
        {"opening", "{'categories':['nose']}", "/categories/0", "record-choice-near", "noise"},
        {"consent", "{'party':'p7','scope':'mediation','given':true}", "/party", "record-party-near", "p1"},
        {"assessment", ASSESS("{'often':'daily','who':[]}"), "", "record-unanswered", "harm"},
        {"assessment", ASSESS("{'often':'daily','who':['you','nobody'],'harm':'no'}"), "/answers/who/1", "record-exclusive", "nobody"},
        {"correction", CORRECT("13", "direction", "'in'"), "/value", "record-correction-value",
         "record 13 would not be well formed (outcome)"},
        {"reprot", "{}", "", "record-kind-near", "did you mean report"},
    };
    test_case t;

    begin(&t);
    for (size_t i = 0; i < COUNT_OF(tries); i++) {
        char record[1024];
        fault f;
        snprintf(record, sizeof record, "{'kind':'%s','by':'amy','role':'CCC','fields':%s}", tries[i].kind, tries[i].fields);
        ck_assert_int_eq(judge(&t, record, &f), ASB_EINVALID);
        ck_assert_str_eq(f.pointer, tries[i].pointer);
        ck_assert_str_eq(f.message.code, tries[i].code);
        ck_assert_msg(strstr(f.message.text, tries[i].part) != NULL, "%s", f.message.text);
    }
    test_case_end(&t);
}
END_TEST

/* Long lists are compared in another way; and where that needs memory, it may fail. */
START_TEST(long_lists)
{
    char actions[8192] = "[", correction[8400];
    size_t length = 1;
    test_case t;
    fault f;
    int32_t failures;
    uint64_t n = 0;

    for (int i = 0; i < 100; i++)
        length += (size_t)snprintf(actions + length, sizeof actions - length, "{'id':'a%d','by':'agency','action':'other'},", i);
    snprintf(actions + length, sizeof actions - length, "{'id':'last','by':'agency','action':'other'}]");
    snprintf(correction, sizeof correction,
             "{'kind':'correction','by':'amy','role':'CCC','fields':{'of':5,'field':'actions','value':%s,'reason':'r'}}", actions);
    begin(&t);
    expect_record(&t, correction, NULL);
    do {
        asb_record *r = test_record(&t.engine, test_quotes(&t, correction));
        uint64_t blocks = t.engine.t.blocks;
        int32_t status;
        n++;
        test_memory_fail(&t.engine.t, n, (int32_t)(n % 2));
        status = asbi_validate(&t.c, r, TEST_NOW, &f);
        failures = t.engine.t.failures;
        test_memory_fail(&t.engine.t, 0, 0);
        ck_assert_int_eq(status, failures > 0 ? ASB_ENOMEM : ASB_OK);
        ck_assert_uint_eq(t.engine.t.blocks, blocks);
        asb_record_free(r);
    } while (failures > 0);
    ck_assert_uint_gt(n, 4);
    memcpy(strstr(correction, "'last'"), "'a77' ", 6);
    expect_record(&t, correction, "value");
    test_case_end(&t);
}
END_TEST

/* A list of choices that is too long is cut, and says so. */
START_TEST(many_choices)
{
    choices o = asbi_choices(asbi_text("number-77"));
    char id[16];

    for (int i = 0; i < 100; i++) {
        snprintf(id, sizeof id, "number-%02d", i);
        asbi_offer(&o, asbi_text(id));
    }
    ck_assert_uint_lt(strlen(o.list), sizeof o.list);
    ck_assert_ptr_nonnull(strstr(o.list, "number-00, number-01"));
    ck_assert_str_eq(o.list + o.length - 5, ", \xE2\x80\xA6");
    ck_assert_uint_eq(o.length, strlen(o.list));
}
END_TEST

Suite *asb_suite_case_validate_rules(void) {
    const TTest *const tests[] = {
        answers,    lists_of_objects, rules_between_fields, corrections, corrections_of_corrected_records, messages_say_where_and_what,
        long_lists, many_choices};

    return test_suite("case validate rules", tests, COUNT_OF(tests));
}
