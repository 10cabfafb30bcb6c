/* The case file, the chronology and the forms: what stands in them, for each reader. How they are built as pages is held by tests/browser. */
#include "document_papers_support.h"
#include <string.h>

Suite *asb_suite_document_papers(void);

static papers p;

static void begin(void) {
    papers_begin(&p);
}

static void end(void) {
    bench_end(&p.b);
}

/* ---- the case file, for an officer */

START_TEST(what_the_case_has_come_to) {
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Case file PFP/26/9\n==================\n", "For: officer\n", "Summary\n-------\n", "Case: PAPER-1\n", "Our reference: PFP/26/9\n", "State: Open\n",
             "Categories: Noise", "Hate case: no\n", "Risk: High, score 17\n", "Officer: ben, Community Housing Manager\n", "Opened: 2 March 2026, 09:30 (record 6)\n",
             "Policy: Places for People", "version 2023-10-31");
    IN_ORDER(text, "People\n------\n", "Ann Ashworth\n~~~~~~~~~~~~\n", "Part in the case: Complainant\n", "Address: 12 High Street, Bristol\n", "Telephone: 07700 900123\n",
             "Vulnerable: yes\n", "Bob Birch\n", "Tenure: assured\n", "Risk\n----\n");
    free(text);
}
END_TEST

START_TEST(risk_and_its_history) {
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT), *html = made(&p, "case-file", "officer", NULL, ASB_FORMAT_HTML);
    IN_ORDER(text, "Risk\n----\n", "Ann Ashworth", "When: 9 March 2026, 10:00", "Score: 15", "Band: Low", "When: 20 March 2026, 10:00", "Score: 17", "High, by judgement",
             "Some questions were declined", "Why: She is alone");
    IN_ORDER(html, "Risk of Ann Ashworth over time", "9 March 2026: score 15.", "20 March 2026: score 17.", ">15</text>", ">17</text>", "Timeline of the case");
    free(text);
    free(html);
}
END_TEST

/* Whatever asb_case_duties() says, this says. */
START_TEST(every_duty_with_its_state) {
    static const char *const words[] = {"", "Open", "Overdue", "Met", "Met late", "Lapsed"};
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_JSON), wanted[400];
    asb_duties *duties;
    uint32_t watched = 0;
    ck_assert_int_eq(asb_case_duties(&duties, p.b.c), ASB_OK);
    ck_assert_uint_gt(asb_duties_count(duties), 8);
    for (uint32_t i = 0; i < asb_duties_count(duties); i++) {
        const char *due = asb_duties_due_local(duties, i), *who = asb_duties_party(duties, i);
        int32_t state = asb_duties_state(duties, i);
        if (asb_duties_watch(duties, i) && state == ASB_DUTY_OPEN && ++watched) continue;
        snprintf(wanted, sizeof wanted, "[\"%s%s%s\",\"%s\",\"%s\",\"%s\"", asb_duties_label(duties, i), *who ? " – " : "",
                 !strcmp(who, "c1") ? "Ann Ashworth" : !strcmp(who, "p1") ? "Bob Birch" : who, asb_duties_clause(duties, i), *due ? due : "no date", words[state]);
        ck_assert_msg(strstr(text, wanted) != NULL, "%s is not in it", wanted);
    }
    asb_duties_free(duties);
    free(text);
}
END_TEST

START_TEST(performance_adds_up) {
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_JSON);
    asb_duties *duties;
    unsigned counts[6] = {0};
    char wanted[100];
    ck_assert_int_eq(asb_case_duties(&duties, p.b.c), ASB_OK);
    for (uint32_t i = 0; i < asb_duties_count(duties); i++) counts[asb_duties_watch(duties, i) ? 0 : asb_duties_state(duties, i)]++;
    snprintf(wanted, sizeof wanted, "[\"All duties\",\"\",\"%u\",\"%u\",\"%u\",\"%u\",\"%u\"]", counts[ASB_DUTY_MET], counts[ASB_DUTY_MET_LATE],
             counts[ASB_DUTY_OVERDUE], counts[ASB_DUTY_OPEN], counts[ASB_DUTY_LAPSED]);
    ck_assert_msg(strstr(text, wanted) != NULL, "%s is not in it", wanted);
    asb_duties_free(duties);
    free(text);
}
END_TEST

START_TEST(tried_before_legal_steps) {
    bench_add(&p.b, "2026-04-01T10:00", "ben", "CHM", "intervention", "{'remedy':'mediation','party':'p1','status':'offered'}");
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Interventions before any legal step against the person:", "Written warning, Bob Birch, issued", "Record: record 17", "Interventions since:", "Mediation", "offered",
             "Legal steps:", "Civil injunction, Bob Birch, applied, County Court", "Clause:");
    free(text);
}
END_TEST

START_TEST(proportionality_in_four_stages) {
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Civil injunction, against Bob Birch", "1. Legitimate aim", "Legitimate aim: Quiet nights", "The night of 4 March", "Lost sleep", "2. Rational connection",
             "An order forbids it", "3. No less intrusive step", "Written warning: Ignored. Not", "It went on", "All else failed", "4. Fair balance",
             "Conduct linked to the disability: not answered", "He keeps his home", "Conclusion: proportionate", "Approved: yes, by carol, Community Safety Area Manager (record 19)",
             "Supports the step now: yes\n");
    free(text);
    uint32_t again = paper_add(&p.b, "2026-04-16T10:00", "incident", "{'occurred':'2026-04-16','description':'It began again'}");
    char wanted[80];
    snprintf(wanted, sizeof wanted, "There was an incident (record %u)", again);
    text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Supports the step now: no, it is out of date", wanted);
    free(text);
}
END_TEST

START_TEST(decisions_deviations_and_breaches) {
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Decisions:", "Approval: record 18, approved", "I agree", "By: carol, Community Safety Area Manager", "Deviations, and who agreed:", "Rule: legal persistent (clause 7.1)",
             "Why: A threat is enough", "Agreed with: Community Safety Area Manager", "Rules that were not met when a record was added:", "What: Agreed deviation", "Clause: 7.1",
             "Record: record 21");
    ck_assert_ptr_nonnull(strstr(text, "What: Breach\n"));
    free(text);
}
END_TEST

START_TEST(corrections_and_erasures) {
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "How it affects those who suffer it: She sleeps badly", "Corrections:", "What: record 9, How it affects those who suffer it", "As first written: She cannot sleep",
             "Corrected to: She sleeps badly", "Why: Slip of the pen");
    free(text);
    bench_add(&p.b, "2026-04-16T10:00", "carol", "CSAM", "erasure", "{'of':[8,9],'basis':'Article 17','reason':'Asked for'}");
    text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "* Record: 8\n", "What: [the record was erased]", "* Record: 9\n", "What: [the record was erased]", "Erasures:", "record 8, record 9", "Article 17", "Audit chain: Holds",
             "Of them erased: 3");
    HAS_NONE(text, "Bob Birch shouted", "is tired", "She cannot sleep", "She sleeps badly");
    free(text);
}
END_TEST

START_TEST(the_chain_is_verified) {
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT), *history;
    asb_text *t;
    ck_assert_int_eq(asb_case_history(&t, p.b.c), ASB_OK);
    history = bench_taken(t);
    char *last = NULL, wanted[100];
    for (char *at = history; (at = strstr(at, "\"digest\":\"")) != NULL; at += 10) last = at + 10;
    snprintf(wanted, sizeof wanted, "%.64s, of", last);
    IN_ORDER(text, "Audit\n-----\n", "Audit chain: Holds\n", "Verified: 15 April 2026, 12:00\n", "Records: 22\n", "Head:", wanted);
    free(history);
    free(text);
}
END_TEST

START_TEST(a_case_with_nothing_in_it) {
    asb_case_free(p.b.c);
    ck_assert_int_eq(asb_case_new(&p.b.c, p.b.e, p.b.policy, NULL, "EMPTY"), ASB_OK);
    for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON; format++) free(made(&p, "case-file", "officer", NULL, format));
    char *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Case: EMPTY", "Nobody is recorded", "No risk assessment", "Nothing is recorded", "Nothing is to be done now.", "No legal step", "No proportionality assessment",
             "No decision", "Nothing was corrected.", "Records: 0");
    free(text);
    free(made(&p, "chronology", "officer", NULL, ASB_FORMAT_HTML));
}
END_TEST

/* ---- for readers who may know less */

static const char *const all_kinds[] = {"case-file", "chronology", "assessment", "plan", "proportionality"};
enum { ALL_KINDS = sizeof all_kinds / sizeof *all_kinds };

START_TEST(whoever_is_complained_of) {
    for (size_t i = 0; i < ALL_KINDS; i++) {
        for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON; format++) {
            char *text = made(&p, all_kinds[i], "perpetrator", "p1", format);
            HAS_NONE(text, "Ashworth", "Ann", "12 High Street", "900123", "Colefax", "Dunmore", "cannot sleep", "sleeps badly", "dog barked", "Nine nights", "Risk of");
            free(text);
        }
    }
    char *text = made(&p, "case-file", "perpetrator", "p1", ASB_FORMAT_TEXT);
    IN_ORDER(text, "What this reader may not know is left out", "How it stands: [withheld: it is not for this reader]", "Bob Birch", "Address: 14 High Street, Bristol",
             "No risk assessment is recorded that this reader may know of.", "Legal steps:", "Civil injunction, Bob Birch, applied");
    free(text);
    /* the incident is in none of the rows of the picture */
    text = made(&p, "case-file", "perpetrator", "p1", ASB_FORMAT_HTML);
    const char *said = strstr(text, "<desc id=\"timeline-desc\">");
    ck_assert_ptr_nonnull(said);
    const char *until = strstr(said, "</desc>"), *incident = strstr(said, "Incident:"), *duty = strstr(said, "Met in time:");
    ck_assert(incident == NULL || incident > until);
    ck_assert(duty == NULL || duty > until);
    free(text);
}
END_TEST

START_TEST(with_consent_identity_is_told) {
    paper_add(&p.b, "2026-04-15T12:01", "consent", "{'party':'c1','scope':'identity-to-perpetrator','given':true}");
    char *text = made(&p, "case-file", "perpetrator", "p1", ASB_FORMAT_TEXT);
    IN_ORDER(text, "Ann Ashworth\n", "Further details: [withheld: it is not for this reader]");
    HAS_NONE(text, "12 High Street", "900123", "Colefax");
    free(text);
    paper_add(&p.b, "2026-04-15T12:02", "consent", "{'party':'c1','scope':'identity-to-perpetrator','given':false}");
    text = made(&p, "case-file", "perpetrator", "p1", ASB_FORMAT_TEXT);
    HAS_NONE(text, "Ashworth", "Ann ");
    free(text);
}
END_TEST

START_TEST(whoever_complains) {
    char *text = made(&p, "case-file", "complainant", "c1", ASB_FORMAT_TEXT), *html = made(&p, "case-file", "complainant", "c1", ASB_FORMAT_HTML);
    IN_ORDER(text, "Ann Ashworth\n", "Address: 12 High Street, Bristol\n", "Telephone: 07700 900123", "Risk\n----\n", "Score: 15", "Score: 17");
    HAS_NONE(text, "Birch", "Bob", "14 High Street", "Colefax", "900456", "ben,", "amy,");
    ck_assert_ptr_nonnull(strstr(html, "Risk of Ann Ashworth over time"));
    free(text);
    free(html);
}
END_TEST

START_TEST(a_court_and_consent) {
    char *text = made(&p, "chronology", "court", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "People whose identity is protected are called by their part", "Intervention: Written warning, Bob Birch, issued", "Source: ben, Community Housing Manager; record 17",
             "Legal step: Civil injunction, Bob Birch, applied, County");
    HAS_NONE(text, "Ashworth", "Colefax", "shouted at", "Nine nights");
    free(text);
    paper_add(&p.b, "2026-04-15T12:01", "consent", "{'party':'c1','scope':'use-in-court','given':true}");
    paper_add(&p.b, "2026-04-15T12:02", "consent", "{'party':'w1','scope':'use-in-court','given':true}");
    text = made(&p, "chronology", "court", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "When: 4 March 2026, 23:30\n", "Entered 6 March 2026", "Bob Birch shouted at Ann Ashworth", "Who saw or heard it: Cyril Colefax", "Index of exhibits", "Given by: Ann Ashworth");
    HAS_NONE(text, "12 High Street", "900123", "From a window", "Dunmore"); /* the video may not be used in court */
    free(text);
}
END_TEST

START_TEST(partners) {
    char *text = made(&p, "case-file", "partner", NULL, ASB_FORMAT_TEXT);
    HAS_NONE(text, "Ashworth", "Birch", "Colefax");
    free(text);
    paper_add(&p.b, "2026-04-15T12:01", "consent", "{'party':'c1','scope':'share-with-agencies','given':true}");
    text = made(&p, "case-file", "partner", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Ann Ashworth\n", "12 High Street");
    HAS_NONE(text, "Birch", "Colefax", "Score: ");
    free(text);
}
END_TEST

/* Not even that there is such a person. */
START_TEST(anonymous) {
    paper_add(&p.b, "2026-04-15T12:01", "party", "{'party':'c1','anonymous':true}");
    for (size_t i = 0; i < ALL_KINDS; i++) {
        for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON; format++) {
            char *text = made(&p, all_kinds[i], "perpetrator", "p1", format);
            HAS_NONE(text, "Ashworth", "Complainant 1", "12 High Street", "\"c1\"");
            free(text);
        }
    }
}
END_TEST

/* ---- the chronology */

START_TEST(chronology_in_order_of_time) {
    char *text = made(&p, "chronology", "officer", NULL, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Chronology PFP/26/9", "* No.: 1\n", "Report: Ann Ashworth, phone, Noise", "Shouting & <banging> at night", "Source: amy, Customer Contact Centre; record 1", "* No.: 2\n",
             "Contact: Ann Ashworth", "When: 4 March 2026, 23:30\n    Entered 6 March 2026\n", "Incident: threat\n    Bob Birch shouted at Ann Ashworth", "Who was involved: Bob Birch, Ann Ashworth",
             "Source: Diary sheet; amy, Customer Contact Centre; record 9", "Exhibits: A2\n", "Evidence: diary sheet, Ann Ashworth", "Exhibits: A2\n", "Evidence: audio", "Exhibits: A1\n",
             "Legal step: Civil injunction");
    IN_ORDER(text, "Index of exhibits", "* Exhibit: A1\n", "Made: 1 March 2026, 10:00", "* Exhibit: A2\n", "What it is: Nine nights", "Given by: Ann Ashworth", "Made: 5 March 2026\n",
             "Kept at: file:diary\n", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "Record: record 10", "Evidence that is not exhibited", "record 11",
             "May it be used in court: objected");
    HAS_NONE(text, "A3", "Allocation");
    free(text);
}
END_TEST

START_TEST(exhibits_of_a_witness) {
    asb_document *d = paper(&p, "chronology", "officer", NULL);
    ck_assert_int_eq(asb_document_set(d, "exhibits", "BB/"), ASB_OK);
    char *text = rendered(&p, d, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Exhibits: BB/2", "* Exhibit: BB/1\n", "* Exhibit: BB/2\n");
    free(text);
    d = paper(&p, "chronology", "officer", NULL);
    ck_assert_int_eq(asb_document_set(d, "exhibits", "B 1"), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(p.b.e), "exhibits");
    ck_assert_int_eq(asb_document_set(d, "exhibits", "ABCDEFGHIJKLM"), ASB_EINVALID);
    asb_document_free(d);
}
END_TEST

/* ---- forms */

START_TEST(a_blank_assessment_asks_everything) {
    char *text = form_of(&p, "assessment", 0, ASB_FORMAT_JSON);
    asb_matrix *m;
    ck_assert_int_eq(asb_matrix_open(&m, p.b.policy, NULL), ASB_OK);
    ck_assert_uint_eq(asb_matrix_question_count(m), 14);
    for (uint32_t q = 0; q < asb_matrix_question_count(m); q++) {
        ck_assert_ptr_nonnull(strstr(text, asb_matrix_question_text(m, q)));
        for (uint32_t o = 0; o < asb_matrix_option_count(m, q); o++) {
            char wanted[300];
            int32_t weight = asb_matrix_option_weight(m, q, o);
            snprintf(wanted, sizeof wanted, "\"[_] %s (%d point%s)", asb_matrix_option_label(m, q, o), weight, weight == 1 ? "" : "s");
            ck_assert_msg(strstr(text, wanted) != NULL, "%s is not in it", wanted);
        }
    }
    HAS_NONE(text, "[x]", "Ashworth");
    IN_ORDER(text, "\"caption\":\"Bands\"", "[\"High\",\"26\"],[\"Medium\",\"18\"],[\"Low\",\"0\"]");
    asb_matrix_free(m);
    free(text);
}
END_TEST

START_TEST(a_filled_assessment) {
    char *text = form_of(&p, "assessment", p.assessment, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Person at risk: Ann Ashworth", "Completed by, role, date: amy, Customer Contact Centre, 20 March 2026", "* [x] Every day (5 points)", "Details: Since her dog barked", "13. ",
             "* [x] Asked, and not answered", "14. ", "* [x] None of these", "Score: 17 (scores go from", "Band by the score: Low", "Band by judgement: High", "She is alone");
    free(text);
    text = form_of(&p, "assessment", p.assessment, ASB_FORMAT_HTML);
    IN_ORDER(text, "class=\"box ticked\" role=\"img\" aria-label=\"ticked\"></span><strong>Every day</strong>", "class=\"box\" role=\"img\" aria-label=\"not ticked\"></span>Most days");
    free(text);
}
END_TEST

START_TEST(plans) {
    char *text = form_of(&p, "plan", 0, ASB_FORMAT_TEXT);
    IN_ORDER(text, "What the landlord does", "[_] Fit security measures", "Details: ____", "What the person complaining does", "[_] Write down what happens", "Weeks: ____",
             "What the person complained of does", "What other agencies do", "[_] Other:");
    free(text);
    text = form_of(&p, "plan", p.plan, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Made with: Ann Ashworth", "What the landlord does", "Action: Fit security measures", "By when, how often: 10 April 2026", "Status: Done", "Action: Ring the solicitor",
             "Status: Open", "What the person complaining does", "Action: Write down what happens, with days and times, for some weeks\n    (weeks: 4)", "By when, how often: 20 April 2026",
             "Status: Open, due 20 April 2026", "What the person complained of does", "Nothing in this plan.");
    free(text);
    bench_at(&p.b, "2026-04-25T12:00");
    text = form_of(&p, "plan", p.plan, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Status: Overdue, due 20 April 2026");
    free(text);
}
END_TEST

START_TEST(proportionality_forms) {
    char *text = form_of(&p, "proportionality", 0, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Against whom: ____", "1. Legitimate aim", "What is the step to achieve", "2. Rational connection", "3. No less intrusive step", "4. Fair balance",
             "Equality Act 2010", "Disabled: [_] yes [_] no [_] suspected [_] unknown", "Conclusion: [_] proportionate [_] not proportionate [_] more information", "Approved by, role, date: ____");
    HAS_NONE(text, "Birch");
    free(text);
    text = form_of(&p, "proportionality", p.proportionality, ASB_FORMAT_TEXT);
    IN_ORDER(text, "Civil injunction, against Bob Birch", "Quiet nights", "Approved: yes, by carol");
    free(text);
}
END_TEST

START_TEST(records_that_a_form_does_not_show) {
    static const char *const wrong[] = {"0", "1", "999", "4294967297", "x", "-1", "1.0"};
    asb_document *d = paper(&p, "assessment", "officer", NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(asb_document_set(d, "seq", wrong[i]), ASB_EINVALID);
        ck_assert_str_eq(asb_error_field(p.b.e), "seq");
        ck_assert_str_eq(asb_error_code(p.b.e), "document-seq");
    }
    ck_assert_int_eq(asb_document_set(d, "matrix", "none-such"), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(p.b.e), "matrix");
    ck_assert_int_eq(asb_document_set(d, "matrix", "ram"), ASB_OK);
    asb_document_free(d);
    bench_add(&p.b, "2026-04-16T10:00", "carol", "CSAM", "erasure", "{'of':[14],'basis':'Article 17','reason':'Asked for'}");
    char *text = form_of(&p, "assessment", p.assessment, ASB_FORMAT_TEXT);
    ck_assert_ptr_nonnull(strstr(text, "[the record was erased]"));
    HAS_NONE(text, "dog barked", "[x]");
    free(text);
}
END_TEST

/* ---- how it is written */

START_TEST(text_is_escaped) {
    paper_add(&p.b, "2026-04-15T12:01", "note", "{'text':'</td><script>alert(1)</script> & \\u001b[31mred\\tand\\nblue'}");
    char *html = made(&p, "case-file", "officer", NULL, ASB_FORMAT_HTML), *text = made(&p, "case-file", "officer", NULL, ASB_FORMAT_TEXT),
         *json = made(&p, "case-file", "officer", NULL, ASB_FORMAT_JSON);
    ck_assert_ptr_nonnull(strstr(html, "&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; \xEF\xBF\xBD[31mred\tand\nblue"));
    HAS_NONE(html, "<script", "\x1b");
    ck_assert_ptr_nonnull(strstr(text, "\xEF\xBF\xBD[31mred and\n    blue"));
    HAS_NONE(text, "\x1b");
    ck_assert_ptr_nonnull(strstr(json, "</td><script>alert(1)</script> & \\u001b[31mred\\tand\\nblue"));
    free(html);
    free(text);
    free(json);
}
END_TEST

START_TEST(json_is_canonical) {
    for (size_t i = 0; i < ALL_KINDS; i++) {
        char *json = made(&p, all_kinds[i], "officer", NULL, ASB_FORMAT_JSON);
        asb_text *t;
        ck_assert_msg(asb_json_canonical(&t, p.b.e, json, strlen(json)) == ASB_OK, "%s", asb_error_message(p.b.e));
        ck_assert_str_eq(asb_text_data(t), json);
        asb_text_free(t);
        free(json);
    }
}
END_TEST

/* A long name of the policy's or the case's cannot run a line over. */
START_TEST(lines_are_short) {
    static const char *const audiences[] = {"officer", "court"};
    for (size_t i = 0; i < ALL_KINDS * 2; i++) {
        char *text = made(&p, all_kinds[i / 2], audiences[i % 2], NULL, ASB_FORMAT_TEXT);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
            size_t columns = 0;
            for (char *c = line; *c; c++) columns += ((unsigned char)*c & 0xC0) != 0x80;
            ck_assert_msg(columns <= 76 || strrchr(line, ' ') <= line + 6, "%zu: %s", columns, line);
        }
        free(text);
    }
}
END_TEST

/* Marks of one row are never nearer to one another than their width, however many there are. */
START_TEST(marks_do_not_cover_one_another) {
    for (unsigned i = 0; i < 300; i++) {
        char when[40], fields[200];
        snprintf(when, sizeof when, "2026-0%u-%02uT%02u:%02u", 5 + i / 150, 1 + i / 6 % 25, i % 6 * 3, i % 60);
        snprintf(fields, sizeof fields, "{'party':'c1','method':'phone','direction':'out','outcome':'%s','summary':'Rang'}", i % 3 ? "reached" : "no-answer");
        paper_add(&p.b, when, "contact", fields);
    }
    char *html = made(&p, "case-file", "officer", NULL, ASB_FORMAT_HTML);
    static int32_t last[2000];
    unsigned marks = 0;
    char *at = strstr(html, "<svg class=\"wide\""), *until = strstr(at, "</figure>");
    for (size_t i = 0; i < 2000; i++) last[i] = -10000;
    while ((at = strstr(at, "<svg overflow=\"visible\" x=\"")) != NULL && at < until) {
        int whole = 0, part = 0, y = 0;
        ck_assert_int_eq(sscanf(at, "<svg overflow=\"visible\" x=\"%d.%d%%\" y=\"%d\">", &whole, &part, &y), 3);
        int32_t place = whole * 100 + part;
        ck_assert_int_ge(place - last[y], 300);
        last[y] = place;
        marks++;
        at++;
    }
    ck_assert_uint_gt(marks, 30);
    free(html);
}
END_TEST

/* Whatever they are called, and whatever their ids are: a page's own words are no leak. */
static void try_name(const char *name) {
    char fields[300];
    snprintf(fields, sizeof fields, "{'of':4,'field':'name','value':'%s','reason':'r'}", name);
    paper_add(&p.b, "2026-04-15T12:01", "correction", fields);
    for (size_t i = 0; i < ALL_KINDS; i++) free(made(&p, all_kinds[i], "perpetrator", "p1", ASB_FORMAT_HTML));
}

START_TEST(called_like_a_word_of_the_page) {
    static const char *const names[] = {"Skip", "Chain", "Grid", "Ellipse", "Balance", "Step", "Deviation", "Lapsed", "Rowgroup", "Exhibit",
                                        "Tick", "Answers", "Written", "Warning", "Dashed", "Polygon", "Verdana", "Roboto", "Arial", "Banner"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) try_name(names[i]);
}
END_TEST

START_TEST(ids_like_marks_of_the_page) {
    static const char *const ids[] = {"r4", "v1", "c3", "w2", "r12", "s1", "m1", "n2", "k1", "b2", "h7", "d9", "p22"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        char fields[200];
        snprintf(fields, sizeof fields, "{'party':'%s','as':'witness','name':'Zebedee Quux'}", ids[i]);
        paper_add(&p.b, "2026-04-15T12:01", "party", fields);
    }
    for (size_t i = 0; i < ALL_KINDS; i++) {
        free(made(&p, all_kinds[i], "perpetrator", "p1", ASB_FORMAT_HTML));
        free(made(&p, all_kinds[i], "court", NULL, ASB_FORMAT_HTML));
        free(made(&p, all_kinds[i], "complainant", "c1", ASB_FORMAT_HTML));
    }
}
END_TEST

Suite *asb_suite_document_papers(void) {
    Suite *s = suite_create("document papers");
    TCase *file = tcase_create("case file"), *readers = tcase_create("readers"), *court = tcase_create("chronology"), *forms = tcase_create("forms"),
          *written = tcase_create("how it is written");
    TCase *const all[] = {file, readers, court, forms, written};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        tcase_add_checked_fixture(all[i], begin, end);
        suite_add_tcase(s, all[i]);
    }
    tcase_add_test(file, what_the_case_has_come_to);
    tcase_add_test(file, risk_and_its_history);
    tcase_add_test(file, every_duty_with_its_state);
    tcase_add_test(file, performance_adds_up);
    tcase_add_test(file, tried_before_legal_steps);
    tcase_add_test(file, proportionality_in_four_stages);
    tcase_add_test(file, decisions_deviations_and_breaches);
    tcase_add_test(file, corrections_and_erasures);
    tcase_add_test(file, the_chain_is_verified);
    tcase_add_test(file, a_case_with_nothing_in_it);
    tcase_add_test(readers, whoever_is_complained_of);
    tcase_add_test(readers, with_consent_identity_is_told);
    tcase_add_test(readers, whoever_complains);
    tcase_add_test(readers, a_court_and_consent);
    tcase_add_test(readers, partners);
    tcase_add_test(readers, anonymous);
    tcase_add_test(court, chronology_in_order_of_time);
    tcase_add_test(court, exhibits_of_a_witness);
    tcase_add_test(forms, a_blank_assessment_asks_everything);
    tcase_add_test(forms, a_filled_assessment);
    tcase_add_test(forms, plans);
    tcase_add_test(forms, proportionality_forms);
    tcase_add_test(forms, records_that_a_form_does_not_show);
    tcase_add_test(written, text_is_escaped);
    tcase_add_test(written, json_is_canonical);
    tcase_add_test(written, lines_are_short);
    tcase_add_test(written, marks_do_not_cover_one_another);
    tcase_add_test(written, called_like_a_word_of_the_page);
    tcase_add_test(written, ids_like_marks_of_the_page);
    return s;
}
