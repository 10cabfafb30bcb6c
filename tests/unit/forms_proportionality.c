/* Proportionality: filling it in, what is missing, and what a case knows of it. */
#include "forms_support.h"

Suite *asb_suite_forms_proportionality(void);

static asb_proportionality *begin(bench *b) {
    asb_proportionality *p = NULL;
    bench_begin(b);
    ck_assert_int_eq(asb_proportionality_new(&p, b->policy, "p2", "civil-injunction"), ASB_OK);
    return p;
}

static void set(asb_proportionality *p, const char *field, const char *text) {
    ck_assert_msg(asb_proportionality_set_text(p, field, text) == ASB_OK, "%s", field);
}

static int32_t set_json(asb_proportionality *p, const char *field, const char *json) {
    return asb_proportionality_set_json(p, field, json, strlen(json));
}

/* As in the scenario "Easter noise". */
static void fill_in(asb_proportionality *p) {
    set(p, "aim", "Peace for the neighbours in their homes");
    ck_assert_int_eq(asb_proportionality_add_text(p, "conduct", "The incidents recorded on this case"), ASB_OK);
    set(p, "harm", "Sleep lost and children afraid");
    set(p, "protected", "none-known");
    set(p, "disability", "no");
    ck_assert_int_eq(asb_proportionality_set_flag(p, "support_offered", 1), ASB_OK);
    ck_assert_int_eq(asb_proportionality_add_alternative(p, "written-warning", "ignored", "it went on the same week"), ASB_OK);
    set(p, "rational_connection", "An order forbids the very conduct");
    set(p, "less_intrusive", "A warning was not enough");
    set(p, "balance", "The home is kept");
    set(p, "equality_duty", "Age, health and family were weighed");
    set(p, "outcome", "proportionate");
}

START_TEST(a_new_one)
{
    bench b;
    asb_proportionality *p = begin(&b), *other = NULL;
    ck_assert_str_eq(asb_proportionality_party(p), "p2");
    ck_assert_str_eq(asb_proportionality_remedy(p), "civil-injunction");
    ck_assert_uint_eq(asb_proportionality_seq(p) + asb_proportionality_approval(p) + asb_proportionality_stale_record(p), 0);
    ck_assert_int_eq(asb_proportionality_approved(p) + asb_proportionality_stale(p) + asb_proportionality_current(p), 0);
    ck_assert_str_eq(asb_proportionality_approved_by(p), "");
    ck_assert_str_eq(asb_proportionality_approved_role(p), "");
    ck_assert_str_eq(asb_proportionality_review_by(p), "");
    ck_assert_str_eq(asb_proportionality_why(p), "");
    ck_assert_str_eq(asb_proportionality_why_code(p), "");
    ck_assert_str_eq(asb_proportionality_why_arguments(p), "{}");
    ck_assert_int_eq(asb_proportionality_new(&other, b.policy, "p2", "civil-injuction"), ASB_EINVALID);
    failed(&b, "record-choice-near", "remedy");
    ck_assert_int_eq(asb_proportionality_new(&other, b.policy, " ", "civil-injunction"), ASB_EINVALID);
    failed(&b, "record-blank", "party");
    ck_assert_int_eq(asb_proportionality_new(&other, b.policy, NULL, "civil-injunction"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_new(&other, b.policy, "p2", NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_new(&other, NULL, "p2", "civil-injunction"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_new(NULL, b.policy, "p2", "civil-injunction"), ASB_EARGUMENT);
    ck_assert_ptr_null(other);
    asb_proportionality_free(p);
    asb_proportionality_free(NULL);
    bench_end(&b);
}
END_TEST

START_TEST(what_is_missing)
{
    static const char *const wanted[] = {"aim",
                                         "conduct",
                                         "harm",
                                         "protected",
                                         "disability",
                                         "support_offered",
                                         "alternatives",
                                         "rational_connection",
                                         "less_intrusive",
                                         "balance",
                                         "equality_duty",
                                         "outcome"};
    bench b;
    asb_proportionality *p = begin(&b);
    ck_assert_uint_eq(asb_proportionality_missing_count(p), COUNT_OF(wanted));
    for (uint32_t i = 0; i < COUNT_OF(wanted); i++) ck_assert_str_eq(asb_proportionality_missing(p, i), wanted[i]);
    ck_assert_str_eq(asb_proportionality_missing_label(p, 0), "Legitimate aim");
    ck_assert_ptr_null(asb_proportionality_missing(p, 12));
    ck_assert_ptr_null(asb_proportionality_missing_label(p, 12));
    ck_assert_int_eq(asb_proportionality_complete(p), 0);
    fill_in(p);
    ck_assert_uint_eq(asb_proportionality_missing_count(p), 0);
    ck_assert_int_eq(asb_proportionality_complete(p), 1);
    set(p, "disability", "suspected"); /* then the link to it is wanted */
    ck_assert_uint_eq(asb_proportionality_missing_count(p), 1);
    ck_assert_str_eq(asb_proportionality_missing(p, 0), "disability_linked");
    set(p, "disability_linked", "unknown");
    ck_assert_int_eq(asb_proportionality_complete(p), 1);
    ck_assert_int_eq(set_json(p, "alternatives", "[]"), ASB_OK);
    ck_assert_str_eq(asb_proportionality_missing(p, 0), "alternatives");
    asb_proportionality_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(values_are_judged_at_the_door)
{
    bench b;
    asb_proportionality *p = begin(&b);
    ck_assert_int_eq(asb_proportionality_set_text(p, "outcome", "proportional"), ASB_EINVALID);
    failed(&b, "record-choice-near", "outcome");
    ck_assert_int_eq(asb_proportionality_set_text(p, "aims", "x"), ASB_EINVALID);
    failed(&b, "record-field-near", "aims");
    ck_assert_int_eq(asb_proportionality_set_text(p, "zzz", "x"), ASB_EINVALID);
    failed(&b, "record-field", "zzz");
    ck_assert_int_eq(asb_proportionality_set_text(p, "aim", " "), ASB_EINVALID);
    failed(&b, "record-blank", "aim");
    ck_assert_int_eq(asb_proportionality_set_text(p, "aim", "\xC0"), ASB_EINVALID);
    failed(&b, "record-utf8", "aim");
    ck_assert_int_eq(asb_proportionality_set_text(p, " ", "x"), ASB_EINVALID);
    failed(&b, "record-blank", " ");
    ck_assert_int_eq(asb_proportionality_set_text(p, "review_by", "2026-02-30"), ASB_EINVALID);
    failed(&b, "record-type", "review_by");
    ck_assert_int_eq(asb_proportionality_set_flag(p, "aim", 1), ASB_EINVALID);
    failed(&b, "record-type", "aim");
    ck_assert_int_eq(set_json(p, "protected", "[\"age\",\"age\"]"), ASB_EINVALID);
    failed(&b, "record-repeated", "protected");
    ck_assert_int_eq(set_json(p, "protected", "[\"age\""), ASB_EJSON);
    ck_assert_str_eq(asb_error_field(b.e), "protected");
    ck_assert_int_eq(asb_proportionality_add_text(p, "aim", "a list"), ASB_EINVALID);
    failed(&b, "record-type", "aim");
    ck_assert_int_eq(asb_proportionality_add_alternative(p, "prayer", NULL, NULL), ASB_EINVALID);
    failed(&b, "record-choice", "alternatives");
    ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "alternatives/0/remedy cannot be prayer"));
    ck_assert_int_eq(asb_proportionality_add_alternative(p, "written-warning", "", NULL), ASB_EINVALID);
    ck_assert_int_eq(asb_proportionality_add_alternative(p, "written-warning", NULL, "\xFF"), ASB_EINVALID);
    ck_assert_int_eq(asb_proportionality_add_alternative(p, NULL, NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_unset(p, "remedy"), ASB_EINVALID);
    failed(&b, "form-required", "remedy");
    ck_assert_int_eq(asb_proportionality_unset(p, "aim"), ASB_ABSENT);
    ck_assert_int_eq(asb_proportionality_set_text(p, NULL, "x"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_set_text(p, "aim", NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_set_json(p, "aim", NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_set_text(NULL, "aim", "x"), ASB_EARGUMENT);
    ck_assert_uint_eq(asb_proportionality_missing_count(p), 12);
    asb_proportionality_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(a_list_longer_than_short_is_judged_too)
{
    bench b;
    asb_proportionality *p = begin(&b);
    for (int i = 0; i < 40; i++) ck_assert_int_eq(asb_proportionality_add_text(p, "vulnerabilities", "x"), ASB_OK);
    char json[1024] = "[";
    for (int i = 0; i < 40; i++) strcat(json, i ? ",\"age\"" : "\"sex\"");
    ck_assert_int_eq(set_json(p, "protected", strcat(json, "]")), ASB_EINVALID);
    failed(&b, "record-repeated", "protected");
    asb_proportionality_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(setting_and_reading)
{
    bench b;
    asb_proportionality *p = begin(&b);
    asb_text *t = (asb_text *)&b;
    set(p, "conduct", "Music");
    ck_assert_int_eq(asb_proportionality_add_text(p, "conduct", "Shouting"), ASB_OK);
    ck_assert_str_eq(asb_proportionality_get_text(p, "conduct"), "Music");
    ck_assert_int_eq(asb_proportionality_get_json(&t, p, "conduct"), ASB_OK);
    is_json(bench_taken(t), "['Music','Shouting']");
    ck_assert_int_eq(asb_proportionality_set_flag(p, "evidence_sought", 0), ASB_OK);
    ck_assert_int_eq(asb_proportionality_add_text(p, "evidence_sought", "x"), ASB_EINVALID);
    failed(&b, "record-add-text", "evidence_sought");
    ck_assert_int_eq(asb_proportionality_get_json(&t, p, "evidence_sought"), ASB_OK);
    is_json(bench_taken(t), "false");
    ck_assert_int_eq(set_json(p, "x-score", "{\"a\":1}"), ASB_OK);
    ck_assert_int_eq(asb_proportionality_get_json(&t, p, "x-score"), ASB_OK);
    is_json(bench_taken(t), "{'a':1}");
    ck_assert_int_eq(asb_proportionality_get_json(&t, p, "aim"), ASB_ABSENT);
    ck_assert_ptr_null(t);
    ck_assert_int_eq(asb_proportionality_get_json(NULL, p, "aim"), ASB_EARGUMENT);
    ck_assert_str_eq(asb_proportionality_get_text(p, "aim"), "");
    ck_assert_int_eq(asb_proportionality_unset(p, "conduct"), ASB_OK);
    ck_assert_str_eq(asb_proportionality_get_text(p, "conduct"), "");
    set(p, "remedy", "written-warning");
    ck_assert_str_eq(asb_proportionality_remedy(p), "written-warning");
    asb_proportionality_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(a_record_complete_or_not)
{
    bench b;
    asb_proportionality *p = begin(&b);
    asb_record *r = NULL;
    ck_assert_int_eq(asb_proportionality_to_record(&r, p), ASB_OK);
    is_json(record_json(r), "{'fields':{'party':'p2','remedy':'civil-injunction'},'kind':'proportionality'}");
    ck_assert_int_eq(asb_proportionality_add_alternative(p, "written-warning", NULL, NULL), ASB_OK);
    ck_assert_int_eq(asb_proportionality_add_alternative(p, "mediation", "refused", "both have to want it"), ASB_OK);
    ck_assert_int_eq(asb_proportionality_to_record(&r, p), ASB_OK);
    is_json(record_json(r),
            "{'fields':{'alternatives':[{'remedy':'written-warning'},{'outcome':'refused','remedy':'mediation',"
            "'why':'both have to want it'}],'party':'p2','remedy':'civil-injunction'},'kind':'proportionality'}");
    ck_assert_int_eq(asb_proportionality_to_record(NULL, p), ASB_EARGUMENT);
    ck_assert_int_eq(asb_proportionality_to_record(&r, NULL), ASB_EARGUMENT);
    asb_proportionality_free(p);
    bench_end(&b);
}
END_TEST

/* ---- with a case */

/* Record 4: complete, by tess. */
static void record_it(bench *b, const char *review_by) {
    asb_proportionality *p = NULL;
    asb_record *r = NULL;
    ck_assert_int_eq(asb_proportionality_new(&p, b->policy, "p2", "civil-injunction"), ASB_OK);
    fill_in(p);
    if (review_by) set(p, "review_by", review_by);
    ck_assert_int_eq(asb_proportionality_to_record(&r, p), ASB_OK);
    ck_assert_msg(bench_record(b, "2026-06-02T09:00", r, "tess", "TEM") == ASB_OK, "%s", asb_error_message(b->e));
    asb_proportionality_free(p);
}

static void begin_case(bench *b, const char *review_by) {
    bench_begin(b);
    bench_case(b);
    record_it(b, review_by);
}

static asb_proportionality *latest(bench *b) {
    asb_proportionality *p = NULL;
    ck_assert_int_eq(asb_case_proportionality(&p, b->c, NULL, NULL), ASB_OK);
    return p;
}

static void stands(bench *b, int32_t approved, int32_t stale, int32_t current, const char *code, uint32_t cause) {
    asb_proportionality *p = latest(b);
    ck_assert_int_eq(asb_proportionality_approved(p), approved);
    ck_assert_int_eq(asb_proportionality_stale(p), stale);
    ck_assert_int_eq(asb_proportionality_current(p), current);
    ck_assert_str_eq(asb_proportionality_why_code(p), code);
    ck_assert_uint_eq(asb_proportionality_stale_record(p), cause);
    ck_assert_int_eq(*asb_proportionality_why(p) == '\0', *code == '\0');
    asb_proportionality_free(p);
}

static uint32_t approve(bench *b, const char *when, const char *by, const char *decision) {
    char fields[128];
    snprintf(fields, sizeof fields, "{'of':4,'decision':'%s','reasons':'x'}", decision);
    return bench_add(b, when, by, "CSAM", "approval", fields);
}

START_TEST(approval)
{
    bench b;
    begin_case(&b, NULL);
    stands(&b, 0, 0, 0, "form-not-approved", 0);
    approve(&b, "2026-06-02T09:30", "tess", "approved"); /* her own work */
    stands(&b, 0, 0, 0, "form-not-approved", 0);
    approve(&b, "2026-06-03T09:00", "carol", "approved");
    stands(&b, 1, 0, 1, "", 0);
    asb_proportionality *p = latest(&b);
    ck_assert_uint_eq(asb_proportionality_seq(p), 4);
    ck_assert_str_eq(asb_proportionality_approved_by(p), "carol");
    ck_assert_str_eq(asb_proportionality_approved_role(p), "CSAM");
    ck_assert_uint_eq(asb_proportionality_approval(p), 6);
    ck_assert_str_eq(asb_proportionality_get_text(p, "aim"), "Peace for the neighbours in their homes");
    ck_assert_int_eq(asb_proportionality_complete(p), 1);
    asb_proportionality_free(p);
    approve(&b, "2026-06-03T10:00", "carol", "refused");
    stands(&b, 0, 0, 0, "form-not-approved", 0);
    bench_end(&b);
}
END_TEST

static const struct {
    const char *kind, *fields, *code;
} causes[] = {
    {"incident", "{'occurred':'2026-06-04','description':'Again'}", "form-stale-incident"},
    {"assessment",
     "{'matrix':'ram','party':'p1','answers':{'q1':'daily','q2':'no','q3':'no','q4':'declined','q5':'declined',"
     "'q6':'declined','q7':'declined',"
     "'q8':'declined','q9':'declined','q10':'declined','q11':'declined','q12':'declined','q13':'declined',"
     "'q14':'declined'}}",
     "form-stale-assessment"},
    {"party", "{'party':'p2','vulnerable':'yes'}", "form-stale-party"},
    {"correction", "{'of':3,'field':'disability','value':'suspected','reason':'x'}", "form-stale-correction"},
};

START_TEST(what_makes_it_stale)
{
    for (size_t i = 0; i < COUNT_OF(causes); i++) {
        bench b;
        char expected[32];
        begin_case(&b, NULL);
        approve(&b, "2026-06-03T09:00", "carol", "approved");
        bench_add(&b, "2026-06-03T10:00", "ben", "CHM", "party", "{'party':'p1','vulnerable':'yes'}"); /* of somebody else */
        stands(&b, 1, 0, 1, "", 0);
        uint32_t cause = bench_add(&b, "2026-06-04T12:00", "ben", "CHM", causes[i].kind, causes[i].fields);
        stands(&b, 1, 1, 0, causes[i].code, cause);
        asb_proportionality *p = latest(&b);
        snprintf(expected, sizeof expected, "(record %u) since it was", cause);
        ck_assert_ptr_nonnull(strstr(asb_proportionality_why(p), expected));
        snprintf(expected, sizeof expected, "{\"record\":\"%u\"}", cause);
        ck_assert_str_eq(asb_proportionality_why_arguments(p), expected);
        asb_proportionality_free(p);
        bench_add(&b, "2026-06-05T12:00", "carol", "CSAM", "review", "{'of':'proportionality'}");
        stands(&b, 1, 0, 1, "", 0);
        bench_end(&b);
    }
}
END_TEST

START_TEST(a_date_makes_it_stale)
{
    bench b;
    begin_case(&b, "2026-07-01");
    approve(&b, "2026-06-03T09:00", "carol", "approved");
    bench_at(&b, "2026-06-30T23:59");
    stands(&b, 1, 0, 1, "", 0);
    bench_at(&b, "2026-07-01T00:00");
    stands(&b, 1, 1, 0, "form-stale-date", 0);
    asb_proportionality *p = latest(&b);
    ck_assert_str_eq(asb_proportionality_review_by(p), "2026-07-01");
    ck_assert_str_eq(asb_proportionality_why(p), "It was to be looked at again by 2026-07-01, and that day has come.");
    asb_proportionality_free(p);
    bench_add(&b, "2026-07-02T10:00", "carol", "CSAM", "review", "{'of':'proportionality','next':'2026-08-01'}");
    stands(&b, 1, 0, 1, "", 0);
    p = latest(&b);
    ck_assert_str_eq(asb_proportionality_review_by(p), "2026-08-01");
    asb_proportionality_free(p);
    bench_at(&b, "2026-06-15"); /* a clock that went back is not believed */
    bench_add(&b, "2026-08-01T10:00", "ben", "CHM", "note", "{'text':'x'}");
    bench_at(&b, "2026-06-15");
    stands(&b, 1, 1, 0, "form-stale-date", 0);
    bench_end(&b);
}
END_TEST

START_TEST(other_reasons)
{
    bench b;
    bench_begin(&b);
    bench_case(&b);
    bench_add(&b, "2026-06-02T09:00", "tess", "TEM", "proportionality", "{'party':'p2','remedy':'civil-injunction'}");
    stands(&b, 0, 0, 0, "form-not-complete", 0);
    asb_proportionality *p = latest(&b);
    ck_assert_str_eq(asb_proportionality_why(p), "The assessment is not complete; wanted is: Legitimate aim.");
    asb_proportionality_free(p);
    bench_end(&b);
    begin_case(&b, NULL);
    approve(&b, "2026-06-03T09:00", "carol", "approved");
    bench_add(&b, "2026-06-03T10:00", "tess", "TEM", "correction", "{'of':4,'field':'outcome','value':'not-proportionate','reason':'x'}");
    stands(&b, 1, 0, 0, "form-not-proportionate", 0);
    bench_end(&b);
}
END_TEST

START_TEST(the_latest_for_whom_and_what)
{
    bench b;
    asb_proportionality *p = (asb_proportionality *)&b;
    begin_case(&b, NULL);
    bench_add(&b, "2026-06-02T10:00", "tess", "TEM", "proportionality",
              "{'party':'p1','remedy':'written-warning','note':'Not carried "
              "on'}");
    ck_assert_int_eq(asb_case_proportionality(&p, b.c, "p2", "written-warning"), ASB_ABSENT);
    ck_assert_ptr_null(p);
    ck_assert_int_eq(asb_case_proportionality(&p, b.c, "p9", NULL), ASB_ABSENT);
    ck_assert_int_eq(asb_case_proportionality(&p, b.c, NULL, "no-such-remedy"), ASB_ABSENT);
    ck_assert_int_eq(asb_case_proportionality(&p, b.c, "p2", NULL), ASB_OK);
    ck_assert_uint_eq(asb_proportionality_seq(p), 4);
    asb_proportionality_free(p);
    ck_assert_int_eq(asb_case_proportionality(&p, b.c, NULL, "civil-injunction"), ASB_OK);
    ck_assert_uint_eq(asb_proportionality_seq(p), 4);
    asb_proportionality_free(p);
    p = latest(&b);
    ck_assert_uint_eq(asb_proportionality_seq(p), 5);
    ck_assert_str_eq(asb_proportionality_get_text(p, "note"), "");
    asb_proportionality_free(p);
    bench_add(&b, "2026-06-04T10:00", "tess", "TEM", "erasure", "{'of':[5],'basis':'mistake','reason':'x'}");
    p = latest(&b);
    ck_assert_uint_eq(asb_proportionality_seq(p), 4);
    asb_proportionality_free(p);
    ck_assert_int_eq(asb_case_proportionality(&p, NULL, NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_proportionality(NULL, b.c, NULL, NULL), ASB_EARGUMENT);
    bench_end(&b);
}
END_TEST

START_TEST(as_json)
{
    bench b;
    asb_text *t = NULL;
    bench_begin(&b);
    bench_case(&b);
    bench_add(&b, "2026-06-02T09:00", "tess", "TEM", "proportionality",
              "{'party':'p2','remedy':'civil-injunction',"
              "'review_by':'2026-07-01'}");
    approve(&b, "2026-06-03T09:00", "carol", "approved");
    bench_add(&b, "2026-06-04T12:00", "ben", "CHM", "incident", causes[0].fields);
    asb_proportionality *p = latest(&b);
    ck_assert_int_eq(asb_proportionality_json(&t, p), ASB_OK);
    is_json(bench_taken(t),
            "{'approval':{'by':'carol','record':5,'role':'CSAM'},'approved':true,'complete':false,'current':false,"
            "'fields':{'party':'p2','remedy':'civil-injunction','review_by':'2026-07-01'},'missing':[{'field':'aim',"
            "'label':'Legitimate aim'},"
            "{'field':'conduct','label':'Conduct relied on'},{'field':'harm','label':'Effect on victims and community'},"
            "{'field':'protected','label':'Protected characteristics considered'},{'field':'disability','label':'Disabled'},"
            "{'field':'support_offered','label':'Support offered'},{'field':'alternatives','label':'Other steps and why they are not "
            "enough'},"
            "{'field':'rational_connection','label':'How the step serves the aim'},{'field':'less_intrusive','label':'Why no lesser "
            "step would do'},"
            "{'field':'balance','label':'Why the benefit outweighs the effect'},{'field':'equality_duty','label':'How due regard was "
            "had to equality'},"
            "{'field':'outcome','label':'Conclusion'}],'review_by':'2026-07-01','seq':4,'stale':true,'stale_record':6,"
            "'why':{'arguments':{'record':'6'},'code':'form-stale-incident','message':'There was an incident (record 6) since it was "
            "approved or last reviewed.'}}");
    ck_assert_int_eq(asb_proportionality_json(NULL, p), ASB_EARGUMENT);
    asb_proportionality_free(p);
    ck_assert_int_eq(asb_proportionality_new(&p, b.policy, "p2", "civil-injunction"), ASB_OK);
    fill_in(p);
    ck_assert_int_eq(asb_proportionality_json(&t, p), ASB_OK);
    char *json = bench_taken(t);
    ck_assert_ptr_nonnull(strstr(json, "\"review_by\":null,\"seq\":0,\"stale\":false,\"stale_record\":0,\"why\":null}"));
    free(json);
    asb_proportionality_free(p);
    bench_end(&b);
}
END_TEST

START_TEST(nothing_is_known_of_none)
{
    ck_assert_ptr_null(asb_proportionality_party(NULL));
    ck_assert_ptr_null(asb_proportionality_remedy(NULL));
    ck_assert_ptr_null(asb_proportionality_missing(NULL, 0));
    ck_assert_ptr_null(asb_proportionality_missing_label(NULL, 0));
    ck_assert_str_eq(asb_proportionality_get_text(NULL, "aim"), "");
    ck_assert_str_eq(asb_proportionality_why(NULL), "");
    ck_assert_str_eq(asb_proportionality_why_code(NULL), "");
    ck_assert_str_eq(asb_proportionality_why_arguments(NULL), "{}");
    ck_assert_str_eq(asb_proportionality_approved_by(NULL), "");
    ck_assert_str_eq(asb_proportionality_approved_role(NULL), "");
    ck_assert_str_eq(asb_proportionality_review_by(NULL), "");
    ck_assert_uint_eq(asb_proportionality_seq(NULL) + asb_proportionality_approval(NULL) + asb_proportionality_stale_record(NULL), 0);
    ck_assert_uint_eq(asb_proportionality_missing_count(NULL), 0);
    ck_assert_int_eq(asb_proportionality_complete(NULL) + asb_proportionality_approved(NULL) + asb_proportionality_stale(NULL), 0);
    ck_assert_int_eq(asb_proportionality_current(NULL), 0);
}
END_TEST

Suite *asb_suite_forms_proportionality(void) {
    const TTest *const tests[] = {a_new_one,
                                  what_is_missing,
                                  values_are_judged_at_the_door,
                                  a_list_longer_than_short_is_judged_too,
                                  setting_and_reading,
                                  a_record_complete_or_not,
                                  approval,
                                  what_makes_it_stale,
                                  a_date_makes_it_stale,
                                  other_reasons,
                                  the_latest_for_whom_and_what,
                                  as_json,
                                  nothing_is_known_of_none};
    return test_suite("forms proportionality", tests, COUNT_OF(tests));
}
