/* Letters and papers: what coverage (tests/coverage) showed that no other suite had: templates of the host's own, several categories, what other bodies do, steps that end on a
 * day, names that are whole sentences, words of a policy that the case has left, values too long to be told back. */
#include "document_support.h"
#include <string.h>

Suite *asb_suite_document_corners_more(void);

static const landlord *pfp = &landlords[3];

static bench b;

static void begin(void) {
    desk_begin(&b, pfp);
}

static void end(void) {
    bench_end(&b);
}

/* A template that the host wrote, made for a person; freed by the caller. */
static char *own(const char *template_, const char *party) {
    asb_document *d = desk_letter(&b, NULL, party);
    ck_assert_msg(asb_document_set(d, "text", template_) == ASB_OK, "%s", asb_error_message(b.e));
    return desk_made(&b, d, ASB_FORMAT_TEXT);
}

static void own_says(const char *template_, const char *party, const char *expected) {
    char *made = own(template_, party);
    ck_assert_msg(!strcmp(made, expected), "\"%s\" and not \"%s\"", made, expected);
    free(made);
}

START_TEST(lines_that_end_in_any_way)
{ own_says("One\rTwo\r\nThree\nFour \r\n\r\n", "c1", "One\nTwo\nThree\nFour\n"); }
END_TEST

START_TEST(several_categories_in_one_sentence)
{
    desk_add(&b, pfp, "2026-04-03T10:00", "categorisation", "{'categories':['noise','vandalism'],'reason':'More is known'}");
    char *two = own("About {{category}}.", "c1");
    ck_assert_msg(strstr(two, " and ") != NULL, "%s", two);
    desk_add(&b, pfp, "2026-04-03T10:01", "categorisation", "{'categories':['noise','vandalism','pets'],'reason':'More is known'}");
    char *three = own("About {{category}}.", "c1");
    ck_assert_msg((strstr(three, ", ") || strstr(three, "; ")) && strstr(three, " and "), "%s", three);
    free(two);
    free(three);
}
END_TEST

START_TEST(what_other_bodies_do)
{
    desk_add(&b, pfp, "2026-04-09T10:00", "plan",
             "{'party':'c1','actions':[{'id':'e','by':'agency','action':'other','detail':'Patrol','due':'2026-05-08'},"
             "{'id':'f','by':'landlord','action':'other','detail':'Mend the gate'}]}");
    own_says("{{#agency_actions}}{{text}}, by {{due}}\n{{/agency_actions}}", "c1", "Patrol, by 8 May 2026\n");
}
END_TEST

/* Letters that were posted, a review that was asked for, a referral: each in words; and who is meant is "you", or nobody in particular. */
START_TEST(what_was_done_in_words)
{
    desk_add(&b, pfp, "2026-04-09T10:00", "letter", "{'template':'action-plan-letter','party':'c1','method':'letter'}");
    desk_add(&b, pfp, "2026-04-10T10:00", "contact", "{'party':'c1','method':'phone','direction':'out','outcome':'reached'}");
    desk_add(&b, pfp, "2026-04-11T10:00", "contact", "{'party':'c1','method':'phone','direction':'in','outcome':'reached'}");
    desk_add(&b, pfp, "2026-04-12T10:00", "case-review", "{'status':'held','party':'c1'}");
    desk_add(&b, pfp, "2026-04-13T10:00", "referral", "{'party':'c1','agency':'Victim Support','purpose':'support'}");
    char *made = own("{{#actions_taken}}* {{text}} {{due}}\n{{/actions_taken}}", "c1");
    static const char *const said[] = {"We wrote to you", "We spoke with you by telephone", "An ASB case review was held",
                                       "We put you in touch with a support service"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) ck_assert_msg(strstr(made, said[i]) != NULL, "%s: %s", said[i], made);
    ck_assert_ptr_null(strstr(made, "11 April"));
    free(made);
}
END_TEST

/* Where no duty watches the end of a step, it is as the step says. */
START_TEST(a_step_that_ends_on_a_day)
{
    desk_add(&b, pfp, "2026-04-09T10:00", "intervention",
             "{'remedy':'acceptable-behaviour-agreement','party':'p1','status':'signed','expires':'2026-10-09'}");
    char *made = own("Until {{#expires}}{{expires}}{{/expires}}{{^expires}}further notice{{/expires}}.", "p1");
    ck_assert_msg(strstr(made, "Until 9 October 2026.") != NULL, "%s", made);
    free(made);
}
END_TEST

/* What was asked of the court has no watch either, and what was said first counts where the last record of it says nothing. */
START_TEST(a_step_whose_end_was_said_before)
{
    desk_add(&b, pfp, "2026-04-09T10:00", "legal",
             "{'remedy':'civil-injunction','party':'p1','status':'notice-served','expires':'2026-06-09'}");
    desk_add(&b, pfp, "2026-04-10T10:00", "intervention", "{'remedy':'written-warning','party':'p1','status':'issued'}");
    desk_add(&b, pfp, "2026-04-11T10:00", "legal", "{'remedy':'civil-injunction','party':'p1','status':'applied'}");
    own_says("Until {{#expires}}{{expires}}{{/expires}}{{^expires}}further notice{{/expires}}.", "p1", "Until 9 June 2026.\n");
    desk_add(&b, pfp, "2026-04-12T10:00", "intervention", "{'remedy':'mediation','party':'p1','status':'offered'}");
    own_says("Until {{#expires}}{{expires}}{{/expires}}{{^expires}}further notice{{/expires}}.", "p1", "Until further notice.\n");
}
END_TEST

/* Of somebody else and of nobody in particular: neither is named to whoever may not know. */
START_TEST(what_was_done_for_others)
{
    desk_add(&b, pfp, "2026-04-09T10:00", "contact", "{'party':'w1','method':'visit','direction':'out','outcome':'reached'}");
    desk_add(&b, pfp, "2026-04-10T10:00", "contact", "{'party':'p1','method':'visit','direction':'out','outcome':'reached'}");
    desk_add(&b, pfp, "2026-04-12T10:00", "legal", "{'remedy':'civil-injunction','status':'warned','party':'p1'}");
    desk_add(&b, pfp, "2026-04-13T10:00", "legal", "{'remedy':'public-space-protection-order','status':'warned'}");
    char *area = own("{{#actions_taken}}* {{text}} {{due}}\n{{/actions_taken}}-", "c1");
    ck_assert_msg(strstr(area, "those concerned warned of it") != NULL, "%s", area);
    free(area);
    static const char *const readers[] = {"c1", "p1", "w1", "v1"};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        char *made = own("{{#actions_taken}}* {{text}} {{due}}\n{{/actions_taken}}-", readers[i]);
        if (strcmp(readers[i], "p1") != 0) ck_assert_msg(!strstr(made, "Brånd"), "%s", made);
        if (strcmp(readers[i], "w1") != 0) ck_assert_msg(!strstr(made, "Adeyemi"), "%s", made);
        free(made);
    }
}
END_TEST

/* A third party who is told what was done for somebody: of that person, and of nobody else. */
START_TEST(what_was_done_for_whom_one_speaks_for)
{
    desk_add(&b, pfp, "2026-04-09T10:00", "contact", "{'party':'c1','method':'visit','direction':'out','outcome':'reached'}");
    desk_add(&b, pfp, "2026-04-09T10:01", "contact", "{'party':'w1','method':'visit','direction':'out','outcome':'reached'}");
    desk_add(&b, pfp, "2026-04-10T10:00", "consent", "{'party':'c1','scope':'third-party-updates','given':true}");
    char *made = own("{{#actions_taken}}* {{text}} {{due}}\n{{/actions_taken}}-", "t1");
    ck_assert_msg(strstr(made, "We visited ") != NULL, "%s", made);
    ck_assert_ptr_null(strstr(made, "We visited you"));
    ck_assert_ptr_null(strstr(made, "Adeyemi"));
    free(made);
}
END_TEST

/* The postcode stands once, however it is written in the address; and an address that is shorter than its postcode is followed by it. */
START_TEST(postcodes_in_addresses)
{
    static const char *const all[][3] = {{"1 Mill Lane, BS1 2AB", "BS12AB", "1 Mill Lane\nBS1 2AB\n"},
                                         {"1 Mill Lane, bs12ab", "BS1 2AB", "1 Mill Lane\nbs12ab\n"},
                                         {"AB", "BS1 2AB", "AB\nBS1 2AB\n"},
                                         {"1 Mill Lane", "BS1 2AB", "1 Mill Lane\nBS1 2AB\n"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char fields[300];
        snprintf(fields, sizeof fields, "{'party':'c1','as':'complainant','name':'Ann Ash','address':'%s','postcode':'%s'}", all[i][0],
                 all[i][1]);
        desk_add(&b, pfp, "2026-04-09T10:00", "party", fields);
        own_says("{{recipient_address}}", "c1", all[i][2]);
    }
    asb_document *d = desk_letter(&b, NULL, "c1");
    ck_assert_int_eq(asb_document_set(d, "text", "To {{recipient_name}}\n{{recipient_address}} (home)\n\n{{recipient_address}}\n\nDear"),
                     ASB_OK);
    char *html = desk_made(&b, d, ASB_FORMAT_HTML);
    ck_assert_msg(strstr(html, "(home)") != NULL && strstr(html, "<address>") != NULL, "%s", html);
    free(html);
}
END_TEST

/* Before anybody has said what it is about there is nothing to say about that. */
START_TEST(a_case_without_categories)
{
    asb_case_free(b.c);
    ck_assert_int_eq(asb_case_new(&b.c, b.e, b.policy, NULL, "NEW"), ASB_OK);
    desk_add(&b, pfp, "2026-04-02T10:05", "report", "{'channel':'phone','summary':'Music','reporter':'c1'}");
    desk_person(&b, pfp, &people[0]);
    own_says("It is {{#category}}about {{category}}{{/category}}{{^category}}not known{{/category}}.", "c1", "It is not known.\n");
}
END_TEST

/* What is told back of a value that is far too long is its beginning. */
START_TEST(values_too_long_to_be_told_back)
{
    char value[2000], template_[2100];
    asb_document *d = desk_letter(&b, NULL, "c1");
    memset(value, 'x', sizeof value - 1);
    value[sizeof value - 1] = '\0';
    ck_assert_int_eq(asb_document_set(d, "audience", value), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "audience");
    ck_assert(strstr(asb_error_message(b.e), "xxxx") && strlen(asb_error_message(b.e)) < sizeof value);
    snprintf(template_, sizeof template_, "{{%s}}", value);
    ck_assert_int_eq(asb_document_set(d, "text", template_), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "text");
    ck_assert(strstr(asb_error_message(b.e), "xxxx") && strlen(asb_error_message(b.e)) < sizeof value);
    asb_document_free(d);
}
END_TEST

/* A name that is a sentence: the capital letters in it are names, and no name gets out. */
START_TEST(a_name_that_is_a_sentence)
{
    asb_document *d = NULL;
    asb_text *t = NULL;
    desk_add(&b, pfp, "2026-04-09T10:00", "party",
             "{'party':'w2','as':'witness','name':'the lady with the dog called Wilhelmina Pettigrew'}");
    desk_add(&b, pfp, "2026-04-10T10:00", "consent", "{'party':'c1','scope':'share-with-agencies','given':true}");
    desk_add(&b, pfp, "2026-04-10T10:01", "incident",
             "{'occurred':'2026-04-09','description':'The dog of Wilhelmina Pettigrew barked at the lady','people':['p1']}");
    ck_assert_int_eq(asb_document_new(&d, b.c, "case-file"), ASB_OK);
    ck_assert_int_eq(asb_document_set(d, "audience", "court"), ASB_OK);
    ck_assert_msg(asb_document_render(&t, d, ASB_FORMAT_TEXT) == ASB_OK, "%s", asb_error_message(b.e));
    ck_assert_ptr_null(strstr(asb_text_data(t), "Wilhelmina"));
    ck_assert_ptr_null(strstr(asb_text_data(t), "Pettigrew"));
    asb_text_free(t);
    asb_document_free(d);
}
END_TEST

/* The case has moved to a policy without the remedy: it is called as it was when it was taken; a category that no policy of the case has any more is called by its id. */
START_TEST(words_of_a_policy_that_was_left)
{
    asb_policy *next = NULL;
    asb_document *d = NULL;
    asb_text *t = NULL;
    desk_add(&b, pfp, "2026-04-09T10:00", "intervention", "{'remedy':'mediation','party':'p1','status':'offered'}");
    ck_assert_int_eq(asb_policy_builtin(&next, b.e, "west-kent"), ASB_OK);
    ck_assert_msg(asb_case_move(b.c, next, "ben", pfp->role, "A merger") == ASB_OK, "%s", asb_error_message(b.e));
    static const char *const kinds[] = {"case-file", "chronology"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        ck_assert_int_eq(asb_document_new(&d, b.c, kinds[i]), ASB_OK);
        ck_assert_int_eq(asb_document_set(d, "audience", "officer"), ASB_OK);
        ck_assert_msg(asb_document_render(&t, d, ASB_FORMAT_TEXT) == ASB_OK, "%s", asb_error_message(b.e));
        ck_assert_msg(strstr(asb_text_data(t), "ediation") != NULL, "%s", asb_text_data(t));
        asb_text_free(t);
        asb_document_free(d);
    }
    asb_policy_free(next);
}
END_TEST

Suite *asb_suite_document_corners_more(void) {
    const TTest *const tests[] = {lines_that_end_in_any_way,
                                  several_categories_in_one_sentence,
                                  what_other_bodies_do,
                                  what_was_done_in_words,
                                  a_step_that_ends_on_a_day,
                                  a_step_whose_end_was_said_before,
                                  what_was_done_for_whom_one_speaks_for,
                                  postcodes_in_addresses,
                                  a_case_without_categories,
                                  what_was_done_for_others,
                                  values_too_long_to_be_told_back,
                                  a_name_that_is_a_sentence,
                                  words_of_a_policy_that_was_left};
    Suite *s = suite_create("document_corners_more");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, begin, end);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(t, tests[i]);
    suite_add_tcase(s, t);
    return s;
}
