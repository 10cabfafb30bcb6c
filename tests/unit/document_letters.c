/* Letters: every one of every built-in policy is made, for every part that it goes to; and what they say. */
#include "document_support.h"
#include "base/sha256.h"
#include "document/document.h"
#include "policy/policy.h"

Suite *asb_suite_document_letters(void);

/* ---- all letters of all policies */

static const struct person *person_of(const asb_policy *p, atom part) {
    for (size_t i = 0; i < PEOPLE; i++)
        if (asbi_text_is(asbi_atom_text(p, part), people[i].part)) return &people[i];
    ck_abort_msg("nobody is %s", asbi_atom_text(p, part).at);
    return NULL;
}

static void is_whole(const char *made, const char *letter) {
    ck_assert_msg(!strstr(made, "{{") && !strstr(made, "}}"), "%s: %s", letter, made);
    ck_assert_msg(!strstr(made, "\n\n\n") && !strstr(made, "  ") && !strstr(made, " \n"), "%s: %s", letter, made);
    ck_assert_msg(made[0] != '\n' && made[strlen(made) - 1] == '\n' && made[strlen(made) - 2] != '\n', "%s: %s", letter, made);
}

static void text_is_whole(bench *b, const letter_def *l, const struct person *to) {
    char *made = desk_made(b, desk_letter(b, l->id ? asbi_atom_text(b->policy, l->id).at : NULL, to->id), ASB_FORMAT_TEXT);
    is_whole(made, l->title.at);
    ck_assert_msg(strstr(made, to->name) != NULL, "%s: %s", l->title.at, made);
    if (strstr(l->text.at, "{{case_reference}}")) ck_assert_msg(strstr(made, "ASB/26/7") != NULL, "%s: %s", l->title.at, made);
    free(made);
}

static void html_is_whole(bench *b, const letter_def *l, const struct person *to) {
    char *made = desk_made(b, desk_letter(b, asbi_atom_text(b->policy, l->id).at, to->id), ASB_FORMAT_HTML), *body = strstr(made, "<main>");
    ck_assert_ptr_nonnull(body);
    is_whole(body, l->title.at);
    ck_assert(!strstr(made, "<script") && !strstr(made, "http:") && !strstr(made, "https:") && !strstr(made, "src=") &&
              !strstr(made, "url("));
    ck_assert(strstr(made, "<html lang=\"en-GB\">") && strstr(made, "<title>") && strstr(made, "size:A4"));
    ck_assert_msg(!strstr(body, "O'Neill") && !strstr(body, "<Gwyn>") && !strstr(body, "& "), "%s", body);
    free(made);
}

/* What only the host knows. */
static int32_t host_says(asb_document *d) {
    return asb_document_set(d, "landlord_name", "Borough of Example");
}

START_TEST(every_letter)
{
    const landlord *l = &landlords[_i];
    bench b;
    uint32_t made = 0;
    desk_begin(&b, l);
    desk_close(&b, l);
    for (uint32_t i = 0; i < b.policy->letters.count; i++) {
        const letter_def *letter = &b.policy->letters.items[i];
        for (uint32_t k = 0; k < letter->to.count; k++, made++) {
            const struct person *to = person_of(b.policy, b.policy->atoms.items[letter->to.first + k]);
            text_is_whole(&b, letter, to);
            html_is_whole(&b, letter, to);
        }
    }
    static const uint32_t count[LANDLORDS] = {12, 15, 15, 19, 14};
    ck_assert_uint_eq(made, count[_i]);
    bench_end(&b);
}
END_TEST

/* A policy that says no landlord's name: the host does. */
START_TEST(letter_of_the_statutory_policy)
{
    static const landlord bare = {"england", NULL, "system", NULL, "noise", NULL, "x", NULL};
    bench b;
    bench_begin(&b);
    asb_policy_free(b.policy);
    ck_assert_int_eq(asb_policy_builtin(&b.policy, b.e, bare.policy), ASB_OK);
    ck_assert_int_eq(asb_case_new(&b.c, b.e, b.policy, NULL, "A-7"), ASB_OK);
    desk_add(&b, &bare, "2026-04-02T10:05", "report", "{'channel':'phone','summary':'Music','reporter':'c1'}");
    desk_person(&b, &bare, &people[0]);
    asb_document *d = desk_letter(&b, "case-review-letter", "c1");
    ck_assert_int_eq(asb_document_set(d, "officer_name", "Ben Booth"), ASB_OK);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_TEXT), ASB_EINVALID);
    failed(&b, "letter-field-empty", "landlord_name");
    ck_assert_int_eq(host_says(d), ASB_OK);
    char *made = desk_made(&b, d, ASB_FORMAT_TEXT);
    is_whole(made, "england");
    ck_assert(strstr(made, "\nBen Booth\nBorough of Example\n") && strstr(made, "Case A-7\n"));
    free(made);
    bench_end(&b);
}
END_TEST

/* ---- what they say */

static const landlord *pfp = &landlords[3];

START_TEST(action_plan)
{
    bench b;
    desk_begin(&b, pfp);
    desk_add(&b, pfp, "2026-04-09T10:00", "plan",
             "{'party':'c1','actions':[{'id':'a','by':'complainant','action':'AP-2','params':{'weeks':4},'due':'2026-05-08'},"
             "{'id':'b','by':'complainant','action':'AP-4'},{'id':'c','by':'landlord','action':'AP-15','params':{'interval':{'weeks':2}}},"
             "{'id':'d','by':'landlord','action':'other','detail':'Mend the gate & the "
             "lock'},{'id':'e','by':'agency','action':'other','detail':'Patrol'}]}");
    desk_add(&b, pfp, "2026-04-10T10:00", "action", "{'plan':10,'action':'b','status':'done'}");
    bench_at(&b, "2026-04-20T09:00");
    char *made = desk_made(&b, desk_letter(&b, "action-plan-letter", "c1"), ASB_FORMAT_TEXT);
    says(made,
         "Flat 2\n14 Tŷ <Gwyn> Road\nLeyland\nPR25 1ZZ\n\n20 April 2026\n\nDear Siân O'Neill & Daughter\n\nYour action plan: case "
         "ASB/26/7\n\n"
         "It was good of you to speak with me about the noise nuisance that you have had to put up with. There is now a case, and Ben "
         "Booth will "
         "look after it.\n\nHere is what we settled together.\n\nYour part:\n"
         "- Write down what happens, with days and times, for some weeks (weeks: 4)\n\nOur part:\n"
         "- Stay in contact every week or every two weeks until the case closes (interval: 2 weeks)\n- Mend the gate & the lock\n\n"
         "Please do your part, and stay in touch with us and with any other body that is helping. We can do much more about anti-social "
         "behaviour "
         "when the people who live with it work with us.\n\nYou will hear from me when there is news. If something more happens, if you "
         "want to talk "
         "about the case, or if you need more support, ring me on 01772 667002.\n\nYours sincerely\n\nBen Booth\nCommunity Housing "
         "Manager\nPlaces for "
         "People\n");
    made = desk_made(&b, desk_letter(&b, "action-plan-letter", "c1"), ASB_FORMAT_HTML);
    ck_assert_ptr_nonnull(strstr(made, "<title>Action plan</title>"));
    ck_assert_ptr_nonnull(
        strstr(made,
               "<main>\n<address>Flat 2<br>\n14 Tŷ &lt;Gwyn&gt; Road<br>\nLeyland<br>\nPR25 1ZZ</address>\n<p>20 April 2026</p>\n"
               "<p>Dear Siân O&#39;Neill &amp; Daughter</p>\n"));
    ck_assert_ptr_nonnull(
        strstr(made,
               "<p>Our part:</p>\n<ul>\n<li>Stay in contact every week or every two weeks until the case closes (interval: 2 "
               "weeks)</li>\n<li>Mend the gate &amp; the lock</li>\n</ul>\n<p>Please do"));
    ck_assert_ptr_nonnull(strstr(made, "<p>Ben Booth<br>\nCommunity Housing Manager<br>\nPlaces for People</p>\n</main>"));
    free(made);
    bench_end(&b);
}
END_TEST

static const char deeds[] = "{{#actions_taken}}{{text}} [{{due}}]\n{{/actions_taken}}{{^actions_taken}}nothing{{/actions_taken}}";

static asb_document *own_text(bench *b, const char *party, const char *text_) {
    asb_document *d = desk_letter(b, NULL, party);
    ck_assert_msg(asb_document_set(d, "text", text_) == ASB_OK, "%s", asb_error_message(b->e));
    return d;
}

START_TEST(what_was_done)
{
    static const char *const calls[] = {"2026-04-03T10:00", "2026-04-10T10:00", "2026-04-10T15:00", "2027-01-04T10:00"};
    bench b;
    desk_begin(&b, pfp);
    for (size_t i = 0; i < 4; i++)
        desk_add(&b, pfp, calls[i], "contact",
                 "{'party':'c1','method':'phone','direction':'out','outcome':'reached','summary':'He is at it again'}");
    desk_add(&b, pfp, "2027-01-05T10:00", "contact", "{'party':'c1','method':'phone','direction':'in','outcome':'reached'}");
    desk_add(&b, pfp, "2027-01-05T11:00", "contact", "{'party':'p1','method':'visit','direction':'out','outcome':'no-answer'}");
    desk_add(&b, pfp, "2027-01-06T10:00", "interview", "{'party':'c1','method':'face-to-face','outcome':'held'}");
    desk_add(&b, pfp, "2027-01-07T10:00", "referral",
             "{'party':'c1','agency':'Victim Support Lancashire','purpose':'victim-support','outcome':'made'}");
    desk_add(&b, pfp, "2027-01-08T10:00", "referral",
             "{'party':'c1','agency':'Victim Support Lancashire','purpose':'victim-support','outcome':'accepted'}");
    desk_add(&b, pfp, "2027-01-08T11:00", "intervention", "{'remedy':'mediation','party':'c1','status':'offered'}");
    desk_add(&b, pfp, "2027-01-08T12:00", "intervention", "{'remedy':'written-warning','party':'p1','status':'considered'}");
    desk_add(&b, pfp, "2027-01-09T12:00", "intervention", "{'remedy':'written-warning','party':'p1','status':'issued'}");
    says(desk_made(&b, own_text(&b, "c1", deeds), ASB_FORMAT_TEXT),
         "We spoke with you by telephone on 3 April, 10 April 2026 and 4 January 2027 [4 January 2027]\n"
         "We interviewed you face to face on 6 January 2027 [6 January 2027]\nWe put you in touch with victim support on 7 January 2027 [7 "
         "January 2027]\n"
         "Mediation, by our own service: offered to you on 8 January 2027 [8 January 2027]\n");
    says(desk_made(&b, own_text(&b, "p1", deeds), ASB_FORMAT_TEXT),
         "We called on you and did not find anybody in on 5 January 2027 [5 January 2027]\nWritten warning: given to you on 9 January 2027 "
         "[9 January 2027]\n");
    says(desk_made(&b, own_text(&b, "w1", deeds), ASB_FORMAT_TEXT), "nothing\n");
    bench_end(&b);
}
END_TEST

START_TEST(many_calls_are_counted)
{
    char fields[] = "{'party':'c1','method':'email','direction':'out','outcome':'sent'},'at':'2026-05-01'";
    bench b;
    desk_begin(&b, pfp);
    for (int day = 7; day > 0; day--) {
        fields[sizeof fields - 3] = (char)('0' + day);
        desk_add(&b, pfp, "2026-06-01T10:00", "contact", fields);
    }
    says(desk_made(&b, own_text(&b, "c1", "{{#actions_taken}}{{text}}{{/actions_taken}}"), ASB_FORMAT_TEXT),
         "We wrote to you by e-mail 7 times between 1 May and 7 May 2026\n");
    bench_end(&b);
}
END_TEST

START_TEST(closing)
{
    bench b;
    desk_begin(&b, pfp);
    cannot(&b, desk_letter(&b, "closure-letter", "c1"), "letter-field-empty", "closure_reason");
    ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "the case is not closed"));
    desk_close(&b, pfp);
    char *made = desk_made(&b, desk_letter(&b, "closure-letter", "c1"), ASB_FORMAT_TEXT);
    ck_assert_ptr_nonnull(
        strstr(made,
               "closing your case about noise nuisance. The reason is this: the nuisance has lessened enough.\n\nWhat was done:\n- We "
               "spoke with you and looked into what you reported.\n\nIf it starts again"));
    free(made);
    bench_end(&b);
}
END_TEST

/* How it ended is for those who suffered it, and for those whom they let know; their word is the officer's. */
START_TEST(who_is_told_how_it_ended)
{
    static const char text_[] = "{{closure_rationale}}";
    bench b;
    desk_begin(&b, pfp);
    desk_add(&b, pfp, "2026-07-13T10:00", "closure", "{'reason':'reduced','rationale':'It has been quiet for a month.'}");
    says(desk_made(&b, own_text(&b, "c1", text_), ASB_FORMAT_TEXT), "It has been quiet for a month.\n");
    cannot(&b, own_text(&b, "p1", text_), "letter-field-empty", "closure_rationale");
    cannot(&b, own_text(&b, "t1", text_), "letter-field-empty", "closure_rationale");
    ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "the person has not agreed"));
    desk_add(&b, pfp, "2026-07-14T10:00", "consent", "{'party':'c1','scope':'third-party-updates','given':true,'until':'2026-07-20'}");
    says(desk_made(&b, own_text(&b, "t1", text_), ASB_FORMAT_TEXT), "It has been quiet for a month.\n");
    bench_at(&b, "2026-07-21T10:00");
    cannot(&b, own_text(&b, "t1", text_), "letter-field-empty", "closure_rationale");
    ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "has run out"));
    desk_add(&b, pfp, "2026-07-22T10:00", "reopening", "{'reason':'Again'}");
    cannot(&b, own_text(&b, "c1", text_), "letter-field-empty", "closure_rationale");
    bench_end(&b);
}
END_TEST

START_TEST(steps_and_their_ends)
{
    static const char text_[] = "{{remedy}}{{#expires}} until {{expires}}{{/expires}}";
    bench b;
    desk_begin(&b, pfp);
    cannot(&b, own_text(&b, "p1", text_), "letter-field-empty", "remedy");
    desk_add(&b, pfp, "2026-04-21T10:00", "intervention",
             "{'remedy':'acceptable-behaviour-agreement','party':'p1','status':'signed','expires':'2026-10-20'}");
    says(desk_made(&b, own_text(&b, "p1", text_), ASB_FORMAT_TEXT), "acceptable behaviour agreement until 20 October 2026\n");
    cannot(&b, own_text(&b, "c1", text_), "letter-field-empty", "remedy");
    desk_add(&b, pfp, "2026-05-21T10:00", "legal", "{'remedy':'civil-injunction','party':'p1','status':'considered'}");
    says(desk_made(&b, own_text(&b, "p1", text_), ASB_FORMAT_TEXT), "acceptable behaviour agreement until 20 October 2026\n");
    desk_add(&b, pfp, "2026-06-21T10:00", "legal",
             "{'remedy':'civil-injunction','party':'p1','status':'granted','expires':'2027-06-20T16:00'}");
    desk_add(&b, pfp, "2026-06-22T10:00", "legal",
             "{'remedy':'civil-injunction','party':'p1','status':'extended','expires':'2027-07-20T16:00'}");
    says(desk_made(&b, own_text(&b, "p1", text_), ASB_FORMAT_TEXT), "civil injunction until 20 July 2027 at 16:00\n");
    bench_end(&b);
}
END_TEST

START_TEST(several_categories)
{
    bench b;
    desk_begin(&b, pfp);
    desk_add(&b, pfp, "2026-04-21T10:00", "categorisation", "{'categories':['noise','pets','arson']}");
    says(desk_made(&b, own_text(&b, "c1", "{{category}}"), ASB_FORMAT_TEXT),
         "noise nuisance; pets and animal nuisance, dangerous dogs apart; and arson\n");
    desk_add(&b, pfp, "2026-04-22T10:00", "categorisation", "{'categories':['noise','arson']}");
    says(desk_made(&b, own_text(&b, "c1", "{{category}}"), ASB_FORMAT_TEXT), "noise nuisance and arson\n");
    bench_end(&b);
}
END_TEST

START_TEST(addresses)
{
    static const struct {
        const char *address, *postcode, *made;
    } rows[] = {
        {"1 High Street, Leyland", "PR25 1AA", "1 High Street\nLeyland\nPR25 1AA\n"},
        {"1 High Street, Leyland, pr251aa", "PR25 1AA", "1 High Street\nLeyland\npr251aa\n"},
        {"1 High Street\r\nLeyland, Lancs", "PR25 1AA", "1 High Street\nLeyland, Lancs\nPR25 1AA\n"},
    };
    bench b;
    desk_begin(&b, pfp);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct person moved = {"c1", "complainant", "Ann", rows[i].address, rows[i].postcode};
        desk_person(&b, pfp, &moved);
        says(desk_made(&b, own_text(&b, "c1", "{{recipient_address}}"), ASB_FORMAT_TEXT), rows[i].made);
    }
    bench_end(&b);
}
END_TEST

/* ---- what the host says */

START_TEST(the_host_says_otherwise)
{
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = desk_letter(&b, "appointment-letter", "c1");
    ck_assert_int_eq(asb_document_set(d, "appointment_when", "Monday 27 April, 10 o'clock"), ASB_OK);
    ck_assert_int_eq(asb_document_set(d, "officer_name", "Dee \"D\" Dunn"), ASB_OK);
    ck_assert_int_eq(asb_document_set(d, "officer_title", "Advocate"), ASB_OK);
    ck_assert_int_eq(asb_document_set(d, "officer_title", NULL), ASB_OK);
    char *made = desk_made(&b, d, ASB_FORMAT_HTML);
    ck_assert_ptr_nonnull(strstr(made, "<p>When: Monday 27 April, 10 o&#39;clock<br>\nWhere: ____________________</p>"));
    ck_assert_ptr_nonnull(strstr(made, "<p>Dee &quot;D&quot; Dunn<br>\nCommunity Housing Manager<br>"));
    free(made);
    bench_end(&b);
}
END_TEST

START_TEST(lists_and_nothing)
{
    static const char text_[] = "{{#actions_taken}}* {{text}}{{#due}} by "
                                "{{due}}{{/due}}\n{{/actions_taken}}{{^actions_taken}}none{{/actions_taken}}{{^category}}.{{/category}}";
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = own_text(&b, "c1", text_);
    ck_assert_int_eq(asb_document_set(d, "actions_taken", "We came & saw\r\n\n  \nWe <won>"), ASB_OK);
    ck_assert_int_eq(asb_document_set(d, "category", ""), ASB_OK);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_TEXT), ASB_OK);
    says(bench_taken(t), "* We came & saw\n* We <won>\n.\n");
    ck_assert_int_eq(asb_document_set(d, "actions_taken", ""), ASB_OK);
    says(desk_made(&b, d, ASB_FORMAT_TEXT), "none.\n");
    cannot(&b, own_text(&b, "c1", "{{#landlord_actions}}{{due}}{{/landlord_actions}}{{category}}{{expires}}"), "letter-field-empty",
           "expires");
    d = own_text(&b, "c1", "{{#actions_taken}}{{due}}{{/actions_taken}}");
    ck_assert_int_eq(asb_document_set(d, "actions_taken", "Came"), ASB_OK);
    cannot(&b, d, "letter-field-empty", "due");
    d = own_text(&b, "c1", "{{category}}");
    ck_assert_int_eq(asb_document_set(d, "category", ""), ASB_OK);
    cannot(&b, d, "letter-field-empty", "category");
    bench_end(&b);
}
END_TEST

/* Sections within sections, of fields and of lists. */
START_TEST(nested)
{
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = own_text(
        &b, "c1",
        "{{#remedy}}x{{/remedy}}{{#date}}{{#actions_taken}}<{{#agency_actions}}{{text}}{{/agency_actions}}{{text}}{{^remedy}}!"
        "{{/remedy}}>{{/actions_taken}}{{/date}}{{^date}}y{{/date}}");
    ck_assert_int_eq(asb_document_set(d, "actions_taken", "1\n2"), ASB_OK);
    ck_assert_int_eq(asb_document_set(d, "agency_actions", "a\nb"), ASB_OK);
    says(desk_made(&b, d, ASB_FORMAT_TEXT), "<ab1!><ab2!>\n");
    bench_end(&b);
}
END_TEST

START_TEST(wrong_options)
{
    static const struct {
        const char *name, *value, *code, *says;
    } rows[] = {
        {"templat", "x", "document-option", "did you mean \"template\"?"},
        {"recipient_nam", "x", "document-option", "recipient_name"},
        {"text_", "x", "document-option", ""},
        {"due", "x", "document-option", ""},
        {"template", "closure-lettr", "letter-template", "closure-letter"},
        {"party", "c9", "document-party", "c1"},
        {"audience", "publick", "document-option-audience", "public"},
        {"text", "Dear {{recipent_name}}", "policy-letter-field", "recipient_name"},
        {"text", "{{#date}}", "policy-letter-open", "date"},
        {"text", "{{text}}", "policy-letter-entry", ""},
        {"template", "", "record-blank", ""},
        {"text", "\xff", "record-utf8", ""},
        {"category", " ", "record-blank", ""},
    };
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = desk_letter(&b, "closure-letter", "c1");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_int_eq(asb_document_set(d, rows[i].name, rows[i].value), ASB_EINVALID);
        failed(&b, rows[i].code, rows[i].name);
        ck_assert_msg(strstr(asb_error_message(b.e), rows[i].says) != NULL, "%s", asb_error_message(b.e));
    }
    asb_document_free(d);
    d = NULL;
    ck_assert_int_eq(asb_document_new(&d, b.c, "leter"), ASB_EINVALID);
    failed(&b, "document-kind", "kind");
    ck_assert_ptr_null(d);
    bench_end(&b);
}
END_TEST

START_TEST(whom_it_goes_to)
{
    bench b;
    desk_begin(&b, pfp);
    cannot(&b, desk_letter(&b, "warning-letter", "c1"), "letter-to", "party");
    ck_assert_ptr_nonnull(strstr(asb_error_message(b.e), "alleged-perpetrator"));
    cannot(&b, desk_letter(&b, "warning-letter", NULL), "letter-party", "party");
    cannot(&b, desk_letter(&b, NULL, "c1"), "letter-none", "template");
    desk_add(&b, pfp, "2026-04-21T10:00", "erasure", "{'party':'p1','basis':'Retention','reason':'Time'}");
    asb_document *d = desk_letter(&b, "closure-letter", NULL);
    ck_assert_int_eq(asb_document_set(d, "party", "p1"), ASB_EINVALID);
    asb_document_free(d);
    bench_end(&b);
}
END_TEST

/* Erased after it was named. */
START_TEST(a_person_who_is_erased)
{
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = desk_letter(&b, "warning-letter", "p1");
    desk_add(&b, pfp, "2026-04-21T10:00", "erasure", "{'party':'p1','basis':'Retention','reason':'Time'}");
    cannot(&b, d, "document-party", "party");
    bench_end(&b);
}
END_TEST

/* The part decides what may be told; the host may say less, and not more. */
START_TEST(audiences)
{
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = desk_letter(&b, "warning-letter", "p1");
    ck_assert_int_eq(asb_document_set(d, "audience", "officer"), ASB_OK);
    cannot(&b, d, "letter-audience", "audience");
    d = desk_letter(&b, "warning-letter", "p1");
    ck_assert_int_eq(asb_document_set(d, "audience", "public"), ASB_OK);
    char *made = desk_made(&b, d, ASB_FORMAT_TEXT);
    ck_assert_ptr_nonnull(strstr(made, "Dear Łukasz Brånd"));
    free(made);
    desk_add(&b, pfp, "2026-04-21T10:00", "intervention", "{'remedy':'written-warning','party':'p1','status':'issued'}");
    d = own_text(&b, "p1", deeds);
    ck_assert_int_eq(asb_document_set(d, "audience", "public"), ASB_OK);
    says(desk_made(&b, d, ASB_FORMAT_TEXT), "nothing\n");
    bench_end(&b);
}
END_TEST

START_TEST(what_can_be_said)
{
    bench b;
    asb_text *t = NULL;
    desk_begin(&b, pfp);
    ck_assert_int_eq(asb_document_kinds(&t, b.e), ASB_OK);
    char *json = bench_taken(t);
    ck_assert_ptr_nonnull(
        strstr(json,
               "{\"formats\":[\"text\",\"html\"],\"kind\":\"letter\",\"label\":\"Letter\",\"options\":[{\"label\":\"Whom it goes "
               "to\",\"name\":\"party\",\"required\":true}"));
    for (uint32_t i = 0; i < MERGE_COUNT; i++) {
        char name[80];
        snprintf(name, sizeof name, "\"name\":\"%s\",\"required\":false", asbi_merge_field(i)->name);
        ck_assert_int_eq(strstr(json, name) != NULL, asbi_merge_field(i)->type != MERGE_ENTRY || i == MERGE_text);
    }
    free(json);
    asb_document *d = desk_letter(&b, "closure-letter", "c1");
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_JSON), ASB_EARGUMENT);
    ck_assert_int_eq(asb_document_render(&t, d, 0), ASB_EARGUMENT);
    asb_document_free(d);
    bench_end(&b);
}
END_TEST

/* ---- what may not be told */

START_TEST(whoever_is_protected_is_masked)
{
    bench b;
    desk_begin(&b, pfp);
    desk_add(
        &b, pfp, "2026-04-21T10:00", "plan",
        "{'party':'p1','actions':[{'id':'a','by':'perpetrator','action':'other','detail':'Leave siân o neill alone, also MURPHY, Zoe'}]}");
    says(desk_made(&b, own_text(&b, "p1", "{{recipient_name}}: {{#perpetrator_actions}}{{text}}{{/perpetrator_actions}}"), ASB_FORMAT_TEXT),
         "Łukasz Brånd: Leave [name withheld] alone, also [name withheld]\n");
    bench_end(&b);
}
END_TEST

/* What the host says is not masked: where it tells who somebody is, there is no letter. */
START_TEST(nothing_is_handed_out_that_tells)
{
    static const char *const values[] = {"Ask Siân O'Neill", "ask O'NEILL & Daughter", "Flat 3, 14 Ty <Gwyn> Road"};
    bench b;
    desk_begin(&b, pfp);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_HTML; format++) {
            asb_text *t = NULL;
            asb_document *d = own_text(&b, "p1", "Dear {{recipient_name}}\n\n{{appointment_where}}");
            ck_assert_int_eq(asb_document_set(d, "appointment_where", values[i]), ASB_OK);
            ck_assert_int_eq(asb_document_render(&t, d, format), ASB_EDISCLOSURE);
            ck_assert_str_eq(asb_error_field(b.e), i < 2 ? "c1" : "v1");
            ck_assert_ptr_null(t);
            asb_record *r = NULL;
            ck_assert_int_eq(asb_document_record(&r, d), ASB_ESTATE);
            asb_document_free(d);
        }
    }
    says(desk_made(&b, own_text(&b, "c1", "Dear Siân O'Neill"), ASB_FORMAT_TEXT), "Dear Siân O'Neill\n");
    bench_end(&b);
}
END_TEST

START_TEST(texts_of_the_host_are_searched)
{
    static const char tells[] = "<p>Dear Mr Br&aring;nd, &Lstrok;ukasz</p><p>Si&acirc;n O&#39;Neill</p>", quiet[] = "Dear Łukasz Brånd";
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = desk_letter(&b, "warning-letter", "p1");
    ck_assert_int_eq(asb_document_check(d, quiet, strlen(quiet)), ASB_OK);
    ck_assert_int_eq(asb_document_check(d, tells, strlen(tells)), ASB_EDISCLOSURE);
    ck_assert_str_eq(asb_error_field(b.e), "c1");
    ck_assert_int_eq(asb_document_check(d, "\xc3", 1), ASB_EINVALID);
    ck_assert_int_eq(asb_document_check(d, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_document_check(d, "", 0), ASB_OK);
    asb_document_free(d);
    bench_end(&b);
}
END_TEST

START_TEST(what_was_withheld_is_told_to_the_file)
{
    bench b;
    desk_begin(&b, pfp);
    desk_add(&b, pfp, "2026-04-21T10:00", "contact",
             "{'party':'p1','method':'phone','outcome':'reached','summary':'He blames Zoe Murphy'}");
    asb_document *d = desk_letter(&b, "warning-letter", "p1");
    asb_text *t = NULL;
    ck_assert_int_eq(asb_document_withheld(&t, d), ASB_OK);
    char *json = bench_taken(t);
    ck_assert_ptr_nonnull(strstr(json, "{\"audience\":\"perpetrator\",\"party\":\"p1\",\"records\":"));
    ck_assert_ptr_nonnull(strstr(json, "{\"kind\":\"party\",\"party\":\"c1\",\"seq\":2,\"why\":\"no-consent\"}"));
    ck_assert_ptr_nonnull(strstr(json, "{\"field\":\"summary\",\"kind\":\"contact\",\"party\":\"p1\",\"seq\":10,\"why\":\"masked\"}"));
    ck_assert_ptr_null(strstr(json, "\"seq\":4,"));
    free(json);
    ck_assert_int_eq(asb_document_set(d, "party", NULL), ASB_OK);
    ck_assert_int_eq(asb_document_withheld(&t, d), ASB_EINVALID);
    asb_document_free(d);
    bench_end(&b);
}
END_TEST

/* ---- what is kept of it */

START_TEST(the_record)
{
    bench b;
    desk_begin(&b, pfp);
    asb_document *d = desk_letter(&b, "acknowledgement-letter", "c1");
    asb_record *r = NULL;
    ck_assert_int_eq(asb_document_record(&r, d), ASB_ESTATE);
    failed(&b, "document-not-made", "");
    asb_text *t = NULL;
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_HTML), ASB_OK);
    uint8_t digest[32];
    char hex[65], expected[300];
    asbi_sha256(asb_text_data(t), asb_text_length(t), digest);
    asbi_hex(digest, sizeof digest, hex);
    asb_text_free(t);
    ck_assert_int_eq(asb_document_record(&r, d), ASB_OK);
    asb_document_free(d);
    snprintf(expected, sizeof expected,
             "{'by':'ben','fields':{'method':'letter','party':'c1','sha256':'%s','template':'acknowledgement-letter','version':'2023-10-31'"
             "},'kind':'letter','role':'CHM'}",
             hex);
    ck_assert_int_eq(asb_record_set_actor(r, "ben", "CHM"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "method", "letter"), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, b.c, r), ASB_OK);
    is_json(record_json(r), expected);
    d = own_text(&b, "c1", "Dear {{recipient_name}}");
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_TEXT), ASB_OK);
    asb_text_free(t);
    ck_assert_int_eq(asb_document_record(&r, d), ASB_ESTATE);
    failed(&b, "letter-no-template", "");
    ck_assert_int_eq(asb_document_set(d, "template", "closure-letter"), ASB_OK);
    ck_assert_int_eq(asb_document_record(&r, d), ASB_OK);
    asb_record_free(r);
    asb_document_free(d);
    bench_end(&b);
}
END_TEST

/* What goes to partners, whatever it is, leaves a record of the sharing and its basis. */
static int32_t put_page(buffer *out, const making *m) {
    asbi_put(out, "A page");
    (void)m;
    return ASB_OK;
}

START_TEST(sharing_with_a_partner)
{
    static const document_option said[] = {{"audience", "For whom", 0, 0}, {NULL, NULL, 0, 0}};
    static const document_kind page = {
        .name = "page", .label = "Page", .formats = 1u << ASB_FORMAT_TEXT, .options = said, .render = put_page};
    bench b;
    desk_begin(&b, pfp);
    desk_add(&b, pfp, "2026-04-21T10:00", "consent", "{'party':'c1','scope':'share-with-agencies','given':true}");
    desk_add(&b, pfp, "2026-04-21T10:00", "consent", "{'party':'v1','scope':'share-with-agencies','given':true,'until':'2026-04-30'}");
    desk_add(&b, pfp, "2026-05-01T10:00", "safeguarding", "{'party':'v1','concern':'child'}");
    asb_document *d = desk_letter(&b, NULL, NULL);
    d->kind = &page;
    asb_text *t = NULL;
    asb_record *r = NULL;
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_TEXT), ASB_OK);
    asb_text_free(t);
    ck_assert_int_eq(asb_document_record(&r, d), ASB_ESTATE);
    failed(&b, "document-no-record", "");
    ck_assert_int_eq(asb_document_set(d, "audience", "partner"), ASB_OK);
    ck_assert_int_eq(asb_document_render(&t, d, ASB_FORMAT_TEXT), ASB_OK);
    asb_text_free(t);
    ck_assert_int_eq(asb_document_record(&r, d), ASB_OK);
    asb_document_free(d);
    ck_assert_int_eq(asb_record_set_actor(r, "ben", "CHM"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "agency", "police"), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, b.c, r), ASB_OK);
    is_json(record_json(r),
            "{'by':'ben','fields':{'agency':'police','summary':'Page, made on 1 May 2026 at 10:00. Basis: Crime and Disorder Act 1998 "
            "s.115; c1 consented to "
            "share-with-agencies; there is a safeguarding concern whose concern is "
            "child.','what':'information-shared'},'kind':'partner','role':'CHM'}");
    bench_end(&b);
}
END_TEST

Suite *asb_suite_document_letters(void) {
    Suite *s = suite_create("document letters");
    TCase *all = tcase_create("all of them"), *said = tcase_create("what they say"), *host = tcase_create("what the host says"),
          *may = tcase_create("what may not be told"), *kept = tcase_create("what is kept");
    tcase_add_loop_test(all, every_letter, 0, LANDLORDS);
    tcase_add_test(all, letter_of_the_statutory_policy);
    tcase_add_test(said, action_plan);
    tcase_add_test(said, what_was_done);
    tcase_add_test(said, many_calls_are_counted);
    tcase_add_test(said, closing);
    tcase_add_test(said, who_is_told_how_it_ended);
    tcase_add_test(said, steps_and_their_ends);
    tcase_add_test(said, several_categories);
    tcase_add_test(said, addresses);
    tcase_add_test(host, the_host_says_otherwise);
    tcase_add_test(host, lists_and_nothing);
    tcase_add_test(host, nested);
    tcase_add_test(host, what_can_be_said);
    tcase_add_test(host, wrong_options);
    tcase_add_test(host, whom_it_goes_to);
    tcase_add_test(host, a_person_who_is_erased);
    tcase_add_test(host, audiences);
    tcase_add_test(may, whoever_is_protected_is_masked);
    tcase_add_test(may, nothing_is_handed_out_that_tells);
    tcase_add_test(may, texts_of_the_host_are_searched);
    tcase_add_test(may, what_was_withheld_is_told_to_the_file);
    tcase_add_test(kept, the_record);
    tcase_add_test(kept, sharing_with_a_partner);
    suite_add_tcase(s, all);
    suite_add_tcase(s, said);
    suite_add_tcase(s, host);
    suite_add_tcase(s, may);
    suite_add_tcase(s, kept);
    return s;
}
