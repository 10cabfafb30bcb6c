/* Well-formed records: each rule of "Records and vocabulary" with what it admits and what it refuses. */
#include "case_validate_support.h"

Suite *asb_suite_case_validate(void);

/* ---- every kind with every field */

static const char *const complete[KIND_BUILT_IN_COUNT] = {
    [KIND_REPORT] =
        "{'channel':'app','summary':'s','reporter':'later','occurred':'2026-03-01','hate':true,'anonymous':false,'third_party':true,"
        "'consent_to_act':true,'category':'cooking','immediate_risk':false,'location':'l','note':'n'}",
    [KIND_INCIDENT] =
        "{'occurred':'2026-03-01T10:00','until':'2026-03-01T11:00Z','description':'d','category':'noise','frequency':'daily','location':'l'"
        ","
        "'people':['p1','p2'],'witnesses':[],'impact':'i','effect':'e','measures':'m','targeted':true,'targeted_why':'w','hate':false,"
        "'hate_strands':['race','religion'],'violence':'none','crime':true,'children_present':false,'source':'police','reference':'r','"
        "note':'n'}",
    [KIND_OPENING] =
        "{'categories':['noise','threats'],'reference':'r','hate':true,'scheme':'general','managed_by':'CHM','location':'l','note':'n'}",
    [KIND_CATEGORISATION] = "{'categories':['noise'],'hate':false,'reason':'r','note':'n'}",
    [KIND_ALLOCATION] = "{'officer':'amy','to_role':'CHM','reason':'r','note':'n'}",
    [KIND_PARTY] = "{'party':'new','as':['witness','resident'],'name':'N','address':'A','uprn':'1','postcode':'AB1 "
                   "2CD','phone':'0','email':'e','date_of_birth':'1980-02-29',"
                   "'under_18':false,'known':true,'anonymous':false,'prefers':'text','safe_contact':'after "
                   "six','tenure':'secure','landlord':'ours','interpreter':true,"
                   "'sign_language':false,'adjustments':['a','b'],'vulnerable':'yes','vulnerabilities':'v','disability':'suspected','"
                   "protected':['age','sex'],'supported_by':[],'note':'n'}",
    [KIND_CONSENT] = "{'party':'p1','scope':'publicity','given':true,'until':'2027-01-01','method':'verbal','note':'n'}",
    [KIND_CONTACT] =
        "{'party':'p1','method':'phone','direction':'out','outcome':'sent','purpose':'police-advice','summary':'s','note':'n'}",
    [KIND_CONTACT_AGREEMENT] = "{'party':'p1','method':'text','every':{'weeks':2},'note':'n'}",
    [KIND_INTERVIEW] =
        "{'party':'p1','method':'video','outcome':'held','place':'p','present':['a','b'],'interpreter':'French','summary':'s','note':'n'}",
    [KIND_EVIDENCE] = "{'type':'photo','party':'p1','description':'d','captured':'2026-03-01','uri':'u','sha256':'"
                      "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF',"
                      "'size':0,'court_use':'yes','corroborates':[1,2],'shows_asb':true,'read_and_agreed':true,'note':'n'}",
    [KIND_NOTE] = "{'text':'t','note':'n'}",
    [KIND_TRIAGE] = "{'answers':{'danger':'yes','again':'no','alone':'no'},'party':'p1','note':'n'}",
    [KIND_ASSESSMENT] =
        "{'matrix':'ram','party':'p1','answers':{'often':'daily','who':['you','family'],'harm':'declined'},'details':{'who':'d'},"
        "'override_band':'high','override_reason':'r','note':'n'}",
    [KIND_PLAN] = "{'party':'p1','actions':[{'id':'a1','by':'landlord','action':'AP-1','detail':'d','due':'2026-04-01','every':{'days':7},'"
                  "params':{'weeks':4},'x-a':null}],"
                  "'agreed':true,'sent':false,'method':'letter','note':'n'}",
    [KIND_ACTION] = "{'plan':5,'action':'a2','status':'cancelled','note':'n'}",
    [KIND_REFERRAL] = "{'party':'p1','agency':'a','purpose':'support','consent':true,'outcome':'made','note':'n'}",
    [KIND_SAFEGUARDING] = "{'party':'p1','concern':'child','discussed_with':'d','referred':'to social services','note':'n'}",
    [KIND_PARTNER] = "{'agency':'police','what':'bail','reference':'r','under_protocol':true,'summary':'s','note':'n'}",
    [KIND_CONFERENCE] =
        "{'of':'multi-agency','name':'n','attendees':['a'],'agencies':'b','summary':'s','decision':'none','rationale':'r','note':'n'}",
    [KIND_INTERVENTION] = "{'remedy':'warning','party':'p2','status':'issued','expires':'2026-09-01','note':'n'}",
    [KIND_LEGAL] =
        "{'remedy':'injunction','party':'p2','status':'granted','applicant':'landlord','court':'c','ground':'g','served':'2026-03-01','"
        "starts':'2026-03-01T10:00',"
        "'expires':'2027-03-01','terms':'t','power_of_arrest':true,'exclusion':false,'without_notice':false,'reference':'r','note':'n'}",
    [KIND_PROPORTIONALITY] = "{'party':'p2','remedy':'injunction','aim':'a','conduct':['c'],'harm':'h','protected':'none-known','"
                             "disability':'yes','disability_linked':'unknown',"
                             "'evidence_sought':true,'vulnerabilities':[],'household':'h','support_offered':'s','alternatives':[{'remedy':'"
                             "warning','outcome':'o','why':'w'}],"
                             "'rational_connection':'r','less_intrusive':'l','balance':'b','equality_duty':'e','outcome':'proportionate','"
                             "review_by':'2026-09-01','note':'n'}",
    [KIND_FINDING] = "{'what':'tit-for-tat','holds':false,'rationale':'r','note':'n'}",
    [KIND_DECISION] = "{'what':'close','rationale':'r','note':'n'}",
    [KIND_ADVICE] = "{'from':'solicitor','about':'notice','view':'for','content':'c','note':'n'}",
    [KIND_TENANCY] = "{'what':'sign-up','tenure':'starter','outcome':'o','note':'n'}",
    [KIND_APPROVAL] = "{'of':5,'decision':'refused','reasons':'r','note':'n'}",
    [KIND_REVIEW] = "{'of':'risk','outcome':'o','next':'2026-05-01','note':'n'}",
    [KIND_DEVIATION] = "{'rule':'closure-by-manager','reasons':'r','agreed_with':'CHM','note':'n'}",
    [KIND_LETTER] = "{'template':'hello','party':'p1','method':'email','version':'1','sha256':'"
                    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff','note':'n'}",
    [KIND_CLOSURE] = "{'reason':'resolved','rationale':'r','complainant_informed':true,'feedback_invited':false,'note':'n'}",
    [KIND_REOPENING] = "{'reason':'r','note':'n'}",
    [KIND_FEEDBACK] = "{'status':'received','party':'p1','scores':{'overall':4,'staff':0},'comment':'c','note':'n'}",
    [KIND_LINK] = "{'to':'CASE-2','relation':'related','note':'n'}",
    [KIND_CASE_REVIEW] = "{'status':'held','party':'p1','on_behalf_of':'o','area':'Anywhere','note':'n'}",
    [KIND_PUBLICITY] =
        "{'status':'published','party':'p2','under_18':false,'advice_sought':true,'reporting_restriction':false,'channel':'c','note':'n'}",
    [KIND_CORRECTION] = "{'of':1,'field':'summary','value':'other','reason':'r','note':'n'}",
    [KIND_ERASURE] = "{'of':[1,1],'party':'p1','basis':'b','reason':'r','note':'n'}",
};

START_TEST(every_kind_with_every_field)
{
    test_case t;

    begin(&t);
    for (int kind = 0; kind < KIND_BUILT_IN_COUNT; kind++) {
        const kind_def *def = asbi_kind((record_kind)kind);
        ck_assert_msg(test_value(&t, complete[kind])->count == asbi_field_count(def), "%s", asbi_kind_name(def));
        expect(&t, asbi_kind_name(def), complete[kind], NULL);
    }
    test_case_end(&t);
}
END_TEST

/* The complete record of a kind with one field in another way (NULL: without it); the arena is the case's. */
static void expect_with(test_case *t, record_kind kind, const char *field, const char *value, const char *wrong) {
    json_value *fields = test_value(t, complete[kind]);
    fault f = {0};
    asb_record r = {0};
    int32_t status;

    asbi_json_remove(fields, asbi_text(field));
    if (value != NULL) ck_assert_ptr_nonnull(asbi_json_set(&t->a, fields, asbi_text(field), test_value(t, value)));
    r.kind = asbi_text(asbi_kind_name(asbi_kind(kind)));
    r.at = NO_INSTANT;
    r.by = asbi_text("amy");
    r.role = asbi_text("system");
    r.fields = fields;
    status = asbi_validate(&t->c, &r, TEST_NOW, &f);
    if (wrong == NULL)
        ck_assert_msg(status == ASB_OK, "%s.%s %s: %s", r.kind.at, field, value, f.message.text);
    else
        ck_assert_msg(status == ASB_EINVALID && strcmp(f.field, wrong) == 0, "%s.%s %s: %s", r.kind.at, field, value, f.field);
}

typedef void each_field(test_case *t, record_kind kind, const field_def *f);

static void for_each_field(each_field *judge_field) {
    test_case t;

    begin(&t);
    for (int kind = 0; kind < KIND_BUILT_IN_COUNT; kind++)
        for (uint32_t i = 0; i < asbi_field_count(asbi_kind((record_kind)kind)); i++)
            judge_field(&t, (record_kind)kind, asbi_field_at(asbi_kind((record_kind)kind), i));
    test_case_end(&t);
}

/* Wanted by a rule, though not by the table; or what another field is judged by. */
static int is_wanted_by_rule(record_kind kind, const char *field) {
    return (kind == KIND_PARTY && strcmp(field, "as") == 0) || (kind == KIND_ASSESSMENT && strcmp(field, "override_reason") == 0) ||
        (kind == KIND_LEGAL && strcmp(field, "party") == 0);
}

static void leave_out(test_case *t, record_kind kind, const field_def *f) {
    expect_with(t, kind, asbi_field_name(f), NULL, f->required || is_wanted_by_rule(kind, asbi_field_name(f)) ? asbi_field_name(f) : NULL);
}

START_TEST(required_fields)
{ for_each_field(leave_out); }
END_TEST

static int is_flag_type(field_type type) {
    return type == FIELD_FLAG || type == FIELD_FLAG_TEXT || type == FIELD_FLAG_SEQS;
}

static int is_text_type(field_type type) {
    return type == FIELD_TEXT || type == FIELD_TEXTS || type == FIELD_FLAG_TEXT || type == FIELD_AREA || type == FIELD_PERSON ||
        type == FIELD_NEW_PARTY;
}

/* null is a wrong value and not an absent one, true is not 1, a text is no number, and so on. */
static void put_wrong_types(test_case *t, record_kind kind, const field_def *f) {
    field_type type = (field_type)f->type;

    if (type == FIELD_VALUE) return;
    expect_with(t, kind, asbi_field_name(f), "null", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "1.5", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "[[]]", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "[null]", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "[true]", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "'a\\u0000b'", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "'a\\ud800b'", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "' \\t\\r\\n'", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "''", asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "{'no':'no'}", asbi_field_name(f));
    if (!is_flag_type(type)) {
        expect_with(t, kind, asbi_field_name(f), "true", asbi_field_name(f));
        expect_with(t, kind, asbi_field_name(f), "false", asbi_field_name(f));
    }
    if (type != FIELD_NUMBER) expect_with(t, kind, asbi_field_name(f), "0", asbi_field_name(f));
    if (!is_text_type(type) && type != FIELD_GUARD) expect_with(t, kind, asbi_field_name(f), "'no such thing'", asbi_field_name(f));
}

START_TEST(wrong_types)
{ for_each_field(put_wrong_types); }
END_TEST

static void put_choices(test_case *t, record_kind kind, const field_def *f) {
    int is_many = f->type == FIELD_MANY;
    char value[128];

    if (!asbi_has_choices(f)) return;
    for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice)) {
        snprintf(value, sizeof value, "'%s'", choice);
        if (kind == KIND_CONTACT && strcmp(choice, "in") == 0) continue; /* which wants another outcome */
        expect_with(t, kind, asbi_field_name(f), value, NULL);
        snprintf(value, sizeof value, "['%s']", choice);
        expect_with(t, kind, asbi_field_name(f), value, is_many ? NULL : asbi_field_name(f));
        snprintf(value, sizeof value, "['%s','%s']", choice, choice);
        expect_with(t, kind, asbi_field_name(f), value, asbi_field_name(f));
        snprintf(value, sizeof value, "'%s '", choice);
        expect_with(t, kind, asbi_field_name(f), value, asbi_field_name(f));
    }
    expect_with(t, kind, asbi_field_name(f), "[]", is_many ? NULL : asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "'police-advice'",
                kind == KIND_CONTACT && strcmp(asbi_field_name(f), "purpose") == 0 ? NULL : asbi_field_name(f));
    expect_with(t, kind, asbi_field_name(f), "'tit-for-tat'",
                kind == KIND_FINDING && strcmp(asbi_field_name(f), "what") == 0 ? NULL : asbi_field_name(f));
}

START_TEST(all_choices)
{ for_each_field(put_choices); }
END_TEST

/* ---- the header */

START_TEST(the_kind_comes_first)
{
    test_case t;

    test_case_begin(&t);
    expect(&t, "report", "{'channel':'phone','summary':'s'}", NULL);
    expect(&t, "tenancy", "{'what':'offer'}", NULL);
    expect(&t, "note", "{'text':'t'}", "kind");
    expect(&t, "opening", "{}", "kind");
    expect(&t, "x-visit", "{}", "kind");
    expect(&t, "reports", "{'channel':'phone','summary':'s'}", "kind");
    test_add(&t, "tenancy", "{'what':'offer'}");
    expect(&t, "opening", "{'categories':['noise']}", "kind");
    expect(&t, "report", "{'channel':'phone','summary':'s'}", NULL);
    expect(&t, "x-visit", "{}", NULL);
    expect(&t, "x-", "{}", NULL);
    expect_record(&t, "{'kind':'nonsense','at':'2999-01-01','fields':{'y':1}}", "kind");
    expect_record(&t, "{'kind':'opening','at':'2999-01-01'}", "kind");
    test_case_end(&t);
}
END_TEST

START_TEST(at_by_and_role)
{
    static const struct {
        const char *record, *wrong;
    } tries[] = {
        {"{'kind':'note','by':'amy','role':'CCC','fields':{'text':'t'}}", NULL},
        {"{'kind':'note','by':'amy','role':'system','fields':{'text':'t'}}", NULL},
        {"{'kind':'note','at':'2026-03-02T09:00:00Z','by':'amy','role':'CCC','fields':{'text':'t'}}", NULL},
        {"{'kind':'note','at':'2026-03-02T09:00:00.001Z','by':'amy','role':'CCC','fields':{'text':'t'}}", "at"},
        {"{'kind':'note','at':'2026-03-03','role':'XXX','fields':{}}", "at"},
        {"{'kind':'note','role':'XXX','fields':{}}", "by"},
        {"{'kind':'note','by':'amy','fields':{}}", "role"},
        {"{'kind':'note','by':'amy','role':'XXX','fields':{}}", "role"},
        {"{'kind':'note','by':'amy','role':'ccc','fields':{'text':'t'}}", "role"},
        {"{'kind':'x-visit','by':'amy','role':'XXX'}", "role"},
        {"{'kind':'x-visit','at':'2026-03-03','by':'amy','role':'CCC'}", "at"},
    };
    test_case t;

    begin(&t);
    for (size_t i = 0; i < COUNT_OF(tries); i++) expect_record(&t, tries[i].record, tries[i].wrong);
    test_case_end(&t);
}
END_TEST

/* Which no setter lets through; but a record may come from elsewhere. */
START_TEST(a_blank_actor)
{
    asb_record r = {.kind = asbi_text("x-visit"), .at = NO_INSTANT, .by = asbi_text(" "), .role = asbi_text("system")};
    test_case t;
    fault f;

    begin(&t);
    r.fields = test_value(&t, "{}");
    ck_assert_int_eq(asbi_validate(&t.c, &r, TEST_NOW, &f), ASB_EINVALID);
    ck_assert_str_eq(f.field, "by");
    ck_assert_int_eq(asbi_validate(&t.c, &r, TEST_NOW, NULL), ASB_EINVALID);
    test_case_end(&t);
}
END_TEST

/* ---- which is named first */

START_TEST(fields_in_order)
{
    static const try tries[] = {
        {"report", "{'channel':'fax','summary':1}", "channel"},
        {"report", "{'summary':1,'channel':'phone'}", "summary"},
        {"report", "{'aaa':1,'summary':'s'}", "channel"},
        {"report", "{'channel':'phone','summary':'s','note':1,'aaa':1}", "note"},
        {"report", "{'channel':'phone','summary':'s','zzz':1,'mmm':1,'aaaa':1}", "aaaa"},
        {"report", "{'channel':'phone','summary':'s','b':1,'ab':1,'a':1}", "a"},
        {"contact", "{'party':'p1','method':'phone','direction':'in','outcome':'sent','b':1}", "b"},
        {"contact", "{'party':'p1','method':'phone','direction':'in','outcome':'sent'}", "outcome"},
        {"note", "{'text':'t','salt':'s'}", "salt"},
        {"note", "{'text':'t','by':'amy'}", "by"},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

START_TEST(the_hosts_own)
{
    static const try tries[] = {
        {"note", "{'text':'t','x-a':null,'x-b':[{'c':1.5}],'x-c':'','x-d':'\\u0000\\ud800'}", NULL},
        {"note", "{'text':'t','x-a\\u0000':1}", NULL},
        {"note", "{'text':'t','X-a':1}", "X-a"},
        {"note", "{'text':'t','xa':1}", "xa"},
        {"x-visit", "{'anything':null,'text':1,'note':false}", NULL},
        {"x-visit", "{'salt':1}", "salt"}, /* a name of the body's own */
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

/* ---- types */

START_TEST(numbers_dates_and_periods)
{
    static const try tries[] = {
        {"evidence", "{'type':'photo','size':9007199254740991}", NULL},
        {"evidence", "{'type':'photo','size':9007199254740992}", "size"},
        {"evidence", "{'type':'photo','size':-1}", "size"},
        {"evidence", "{'type':'photo','size':1.0}", "size"},
        {"evidence", "{'type':'photo','size':1e3}", "size"},
        {"evidence", "{'type':'photo','size':'1'}", "size"},
        {"evidence", "{'type':'photo','sha256':'00112233445566778899aabbccddeeff00112233445566778899aabbccddeef'}", "sha256"},
        {"evidence", "{'type':'photo','sha256':'00112233445566778899aabbccddeeff00112233445566778899aabbccddeefg'}", "sha256"},
        {"evidence", "{'type':'photo','captured':'2026-02-29'}", "captured"},
        {"evidence", "{'type':'photo','captured':'2024-02-29T23:59:59.9999+14:00'}", NULL},
        {"evidence", "{'type':'photo','captured':'2999-12-31'}", NULL},
        {"evidence", "{'type':'photo','captured':'1899-12-31'}", "captured"},
        {"consent", "{'party':'p1','scope':'mediation','given':true,'until':'2026-03-02T10:00'}", "until"},
        {"consent", "{'party':'p1','scope':'mediation','given':1}", "given"},
        {"contact-agreement", "{'party':'p1','every':{'working_days':5}}", NULL},
        {"contact-agreement", "{'party':'p1','every':{'months':1,'beginning_with':true}}", NULL},
        {"contact-agreement", "{'party':'p1','every':{'hours':48,'skipping':['christmas-day']}}", NULL},
        {"contact-agreement", "{'party':'p1','every':{'days':-1}}", "every"},
        {"contact-agreement", "{'party':'p1','every':{'days':1,'weeks':1}}", "every"},
        {"contact-agreement", "{'party':'p1','every':{'years':1}}", "every"},
        {"contact-agreement", "{'party':'p1','every':'weekly'}", "every"},
        {"legal", "{'remedy':'injunction','party':'p1','status':'granted','starts':'1990-01-01','expires':'2990-01-01T00:00Z'}", NULL},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

START_TEST(people)
{
    static const try tries[] = {
        {"report", "{'channel':'phone','summary':'s','reporter':'nobody yet'}", NULL},
        {"consent", "{'party':'p9','scope':'mediation','given':true}", "party"},
        {"consent", "{'party':'p3','scope':'mediation','given':true}", "party"}, /* erased */
        {"consent", "{'party':'P1','scope':'mediation','given':true}", "party"},
        {"incident", "{'occurred':'2026-03-01','description':'d','people':['p1','p2']}", NULL},
        {"incident", "{'occurred':'2026-03-01','description':'d','people':[]}", NULL},
        {"incident", "{'occurred':'2026-03-01','description':'d','people':'p1'}", "people"},
        {"incident", "{'occurred':'2026-03-01','description':'d','people':['p1','p1']}", "people"},
        {"incident", "{'occurred':'2026-03-01','description':'d','witnesses':['p1','p9']}", "witnesses"},
        {"party", "{'party':'p9'}", "as"},
        {"party", "{'party':'p3'}", "as"}, /* erased, so new again */
        {"party", "{'party':'p9','as':'victim'}", NULL},
        {"party", "{'party':'p9','as':['victim','witness']}", NULL},
        {"party", "{'party':'p9','as':['victim','victim']}", "as"},
        {"party", "{'party':'p1','name':'Anne'}", NULL},
        {"party", "{'party':'p1','as':'bystander'}", "as"},
        {"party", "{'party':5}", "party"},
        {"party", "{'party':'p1','safe_contact':false,'adjustments':'a','vulnerabilities':['v','v']}", NULL},
        {"party", "{'party':'p1','adjustments':['a','']}", "adjustments"},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

START_TEST(ids_of_the_policy)
{
    static const try tries[] = {
        {"opening", "{'categories':['noise','threats']}", NULL},
        {"opening", "{'categories':[]}", "categories"},
        {"opening", "{'categories':'noise'}", "categories"},
        {"opening", "{'categories':['noise','noise']}", "categories"},
        {"opening", "{'categories':['cooking']}", "categories"},
        {"categorisation", "{'categories':['cooking']}", "categories"},
        {"report", "{'channel':'phone','summary':'s','category':'threats'}", NULL},
        {"incident", "{'occurred':'2026-03-01','description':'d','category':'cooking'}", NULL},
        {"incident", "{'occurred':'2026-03-01','description':'d','category':'smell'}", "category"},
        {"allocation", "{'officer':'amy','to_role':'system'}", "to_role"},
        {"deviation", "{'rule':'remedy-in-force','reasons':'r','agreed_with':'CHM'}", NULL},
        {"deviation", "{'rule':'agreement-too-long','reasons':'r','agreed_with':'CHM'}", NULL},
        {"deviation", "{'rule':'no-such-guard','reasons':'r','agreed_with':'CHM'}", "rule"},
        {"deviation", "{'rule':'closure-by-manager','reasons':'r','agreed_with':'XXX'}", "agreed_with"},
        {"closure", "{'reason':'other','rationale':'r'}", "reason"},
        {"letter", "{'template':'bye','party':'p1'}", "template"},
        {"intervention", "{'remedy':'injunctions','party':'p1','status':'offered'}", "remedy"},
        {"assessment", "{'matrix':'hazard','party':'p1','answers':{}}", "matrix"},
        {"case-review", "{'status':'held','area':'Nowhere in particular'}", NULL},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

START_TEST(numbers_of_records)
{
    static const try tries[] = {
        {"approval", "{'of':17,'decision':'approved','reasons':'r'}", NULL},
        {"approval", "{'of':18,'decision':'approved','reasons':'r'}", "of"},
        {"approval", "{'of':0,'decision':'approved','reasons':'r'}", "of"},
        {"approval", "{'of':-1,'decision':'approved','reasons':'r'}", "of"},
        {"approval", "{'of':1.0,'decision':'approved','reasons':'r'}", "of"},
        {"approval", "{'of':'1','decision':'approved','reasons':'r'}", "of"},
        {"evidence", "{'type':'photo','corroborates':true}", NULL},
        {"evidence", "{'type':'photo','corroborates':3}", NULL},
        {"evidence", "{'type':'photo','corroborates':[]}", NULL},
        {"evidence", "{'type':'photo','corroborates':[1,1]}", "corroborates"},
        {"evidence", "{'type':'photo','corroborates':[1,99]}", "corroborates"},
        {"evidence", "{'type':'photo','corroborates':[true]}", "corroborates"},
        {"erasure", "{'of':[1,2,2],'basis':'b','reason':'r'}", NULL},
        {"erasure", "{'of':[],'basis':'b','reason':'r'}", "of"},
        {"erasure", "{'of':1,'basis':'b','reason':'r'}", "of"},
        {"erasure", "{'of':[18],'basis':'b','reason':'r'}", "of"},
    };

    expect_all(tries, COUNT_OF(tries));
}
END_TEST

Suite *asb_suite_case_validate(void) {
    const TTest *const tests[] = {every_kind_with_every_field,
                                  required_fields,
                                  wrong_types,
                                  all_choices,
                                  the_kind_comes_first,
                                  at_by_and_role,
                                  a_blank_actor,
                                  fields_in_order,
                                  the_hosts_own,
                                  numbers_dates_and_periods,
                                  people,
                                  ids_of_the_policy,
                                  numbers_of_records};

    return test_suite("case validate", tests, COUNT_OF(tests));
}
