/* A case as data for one reader, and what is held about one person. */
#include "document_scene.h"

#include <asb/document.h>

static const char *made(const scene *s, const char *kind, const char *audience, const char *party, int32_t format) {
    static char out[16384];
    asb_document *d;
    asb_text *t = NULL;

    ck_assert_int_eq(asb_document_new(&d, s->c, kind), ASB_OK);
    if (audience != NULL) ck_assert_int_eq(asb_document_set(d, "audience", audience), ASB_OK);
    if (party != NULL) ck_assert_int_eq(asb_document_set(d, "party", party), ASB_OK);
    ck_assert_msg(asb_document_render(&t, d, format) == ASB_OK, "%s", asb_error_message(s->b.e));
    snprintf(out, sizeof out, "%s", asb_text_data(t));
    asb_text_free(t);
    asb_document_free(d);
    return out;
}

static void has(const char *made_, const char *part) {
    ck_assert_msg(strstr(made_, part) != NULL, "no %s in %s", part, made_);
}

static void has_not(const char *made_, const char *part) {
    ck_assert_msg(strstr(made_, part) == NULL, "%s in %s", part, made_);
}

START_TEST(the_case_as_data)
{
    char wanted[2048];
    const char *json;
    scene s;

    document_begin(&s);
    tell_people(&s);
    told(&s, "contact", "{'party':'p2','method':'phone','outcome':'reached','summary':'Ann Ashworth lies, says Bob','note':'N'}");
    told(&s, "note", "{'text':'N'}");
    json = made(&s, "case-data", "perpetrator", "p2", ASB_FORMAT_JSON);
    sprintf(wanted,
            "{\"audience\":\"perpetrator\",\"case\":\"A\",\"kind\":\"case-data\",\"made\":\"2026-03-02T09:07:00Z\","
            "\"parties\":[{\"called\":\"Bob Birch\",\"parts\":[\"alleged-perpetrator\"],\"party\":\"p2\"}],"
            "\"policy\":{\"digest\":\"%s\",\"id\":\"test\",\"version\":\"1\"},\"records\":["
            "{\"at\":\"2026-03-02T09:03:00Z\",\"fields\":{\"address\":\"14 High Street, "
            "Bristol\",\"as\":\"alleged-perpetrator\",\"name\":\"Bob Birch\","
            "\"party\":\"Bob Birch\",\"postcode\":\"BS1 2AB\"},\"kind\":\"party\",\"recorded\":\"2026-03-02T09:03:00Z\",\"seq\":3},"
            "{\"at\":\"2026-03-02T09:06:00Z\",\"fields\":{\"party\":\"Bob Birch\",\"summary\":\"[name withheld] lies, says "
            "Bob\"},\"kind\":\"contact\",\"masked\":1,"
            "\"recorded\":\"2026-03-02T09:06:00Z\",\"seq\":6,\"withheld\":{\"method\":\"audience\",\"note\":\"audience\",\"outcome\":"
            "\"audience\"}}],"
            "\"withheld\":5}",
            asb_policy_digest(s.policy));
    ck_assert_str_eq(json, wanted);
    scene_end(&s);
}
END_TEST

START_TEST(all_of_it_for_an_officer)
{
    const char *json;
    scene s;

    document_begin(&s);
    tell_people(&s);
    told(&s, "note", "{'text':'N','x-own':{'a':[1,'Ann Ashworth']}}");
    told(&s, "erasure", "{'of':[6],'basis':'B','reason':'R'}");
    told(&s, "note", "{'text':'N','x-own':{'a':[1,'Ann Ashworth']}}");
    json = made(&s, "case-data", NULL, NULL, ASB_FORMAT_JSON);
    has(json, "\"by\":\"amy\"");
    has(json,
        "{\"at\":\"2026-03-02T09:06:00Z\",\"by\":\"amy\",\"erased\":true,\"kind\":\"note\",\"recorded\":\"2026-03-02T09:06:00Z\",\"role\":"
        "\"officer\",\"seq\":6}");
    has(json, "\"x-own\":{\"a\":[1,\"Ann Ashworth\"]}");
    has(json, "\"withheld\":0}");
    has_not(json, "masked");
    scene_end(&s);
}
END_TEST

/* That somebody is anonymous is not among the reasons, and neither are they. */
START_TEST(an_anonymous_party_is_nowhere)
{
    static const char *const audiences[] = {"perpetrator", "partner", "court", "public", "third-party", "complainant", "subject-access"};
    scene s;

    document_begin(&s);
    told(&s, "report", "{'channel':'phone','summary':'I live above them','reporter':'p1','anonymous':true}");
    told(&s, "party", "{'party':'p1','as':'complainant','name':'Ann Ashworth'}");
    told(&s, "party", "{'party':'p2','as':'alleged-perpetrator','name':'Bob Birch'}");
    told(&s, "incident", "{'occurred':'2026-02-01','description':'They shouted at Ann','people':['p1','p2']}");
    told(&s, "safeguarding", "{'party':'p2','concern':'child'}");
    for (size_t i = 0; i < COUNT_OF(audiences); i++) {
        const char *json = made(&s, "case-data", audiences[i], "p2", ASB_FORMAT_JSON);
        has_not(json, "Ann");
        has_not(json, "omplainant 1");
        has_not(json, "I live above");
        has_not(json, "anonymous");
        has_not(json, "shouted");
        has_not(json, "[name withheld]");
    }
    has(made(&s, "case-data", "partner", NULL, ASB_FORMAT_JSON), "Bob Birch");
    has(made(&s, "case-data", "manager", NULL, ASB_FORMAT_JSON), "I live above");
    scene_end(&s);
}
END_TEST

/* ---- what is held about one person */

static void tell_more(scene *s) {
    document_begin(s);
    tell_people(s);
    told(s, "contact", "{'party':'p2','method':'phone','outcome':'reached','summary':'Says that Ann Ashworth lies','note':'Calm'}");
    told(s, "note", "{'text':'Bob Birch was seen by Cyril Colefax'}");
    told(s, "contact", "{'party':'p1','method':'phone','outcome':'reached','summary':'Says that Bob Birch shouts'}");
    told(s, "advice", "{'from':'solicitor','about':'legal-action','content':'Against Mr Birch we can win'}");
    told(s, "note", "{'text':'A note of nobody'}");
    told(s, "incident", "{'occurred':'2026-02-01','description':'B. Birch shouted'}");
}

START_TEST(what_is_held_about_somebody)
{
    const char *json;
    scene s;

    tell_more(&s);
    json = made(&s, "subject-access", NULL, "p2", ASB_FORMAT_JSON);
    has(json,
        "\"mentions\":[{\"at\":\"2026-03-02T09:07:00Z\",\"fields\":{\"text\":\"Bob Birch was seen by [name "
        "withheld]\"},\"kind\":\"note\",\"masked\":1,\"seq\":7}]");
    has(json, "\"summary\":\"Says that [name withheld] lies\"");
    has(json, "\"note\":\"Calm\"");
    has(json, "\"withheld\":3}"); /* the complainant's contact, the advice, the account of an incident */
    has_not(json, "shouts");
    has_not(json, "win");
    has_not(json, "of nobody");
    scene_end(&s);
}
END_TEST

START_TEST(what_is_held_about_somebody_to_read)
{
    const char *text_;
    scene s;

    tell_more(&s);
    text_ = made(&s, "subject-access", NULL, "p2", ASB_FORMAT_TEXT);
    has(text_, "Bob Birch was seen by [name withheld]");
    has(text_, "3 other records mention you.");
    has_not(text_, "Ashworth");
    has_not(text_, "shouts");
    has(made(&s, "subject-access", NULL, "p2", ASB_FORMAT_HTML), "<!DOCTYPE html>");
    has(made(&s, "subject-access", NULL, "p1", ASB_FORMAT_TEXT), "1 other record mentions you. It is withheld");
    scene_end(&s);
}
END_TEST

/* Records of somebody anonymous are not even counted. */
START_TEST(what_an_anonymous_person_said_is_not_counted)
{
    scene s;

    tell_more(&s);
    told(&s, "party", "{'party':'p1','anonymous':true}");
    has(made(&s, "subject-access", NULL, "p2", ASB_FORMAT_JSON), "\"withheld\":2}");
    scene_end(&s);
}
END_TEST

START_TEST(it_must_be_said_who_asks)
{
    asb_document *d;
    asb_text *t = NULL;
    scene s;

    tell_more(&s);
    ck_assert_int_eq(asb_document_new(&d, s.c, "subject-access"), ASB_OK);
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_TEXT), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(s.b.e), "party");
    ck_assert_ptr_null(t);
    asb_document_free(d);
    scene_end(&s);
}
END_TEST

Suite *asb_suite_document_data(void);

Suite *asb_suite_document_data(void) {
    const TTest *const tests[] = {the_case_as_data,
                                  all_of_it_for_an_officer,
                                  an_anonymous_party_is_nowhere,
                                  what_is_held_about_somebody,
                                  what_is_held_about_somebody_to_read,
                                  what_an_anonymous_person_said_is_not_counted,
                                  it_must_be_said_who_asks};

    return test_suite("document data", tests, COUNT_OF(tests));
}
