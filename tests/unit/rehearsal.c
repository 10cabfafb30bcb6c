/* Rehearsals of a few cases, where every answer can be seen with the eye; random ones are compared with the model by tests/rehearsal. */
#include "rehearsal_support.h"

Suite *asb_suite_rehearsal(void);

/* ---- what is the same gives nothing */

START_TEST(the_same_under_another_version)
{
    world *t = begin();
    setting same = first;
    same.version = "2";
    run(t, "{}");
    nothing(t);
    ck_assert_int_eq(total(t, "cases"), 3);
    instead(t, same, NULL);
    run(t, "{}");
    nothing(t);
    ck_assert_int_eq(total(t, "cases"), 3);
    ck_assert_int_eq(total(t, "records"), 4 + 5 + 6);
    run(t, "{'added':['2026-04-14'],'removed':['2026-04-14']}"); /* a day of the past that nothing is counted over */
    nothing(t);
    end(t);
}
END_TEST

/* ---- dates */

START_TEST(a_shorter_period)
{
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{}");
    found(t, "{'query':'moved'}",
          "[{'case':'A','clause':'2.1','due':'2026-05-08','due_before':'2026-05-12','duty':'acknowledge','officer':'amy','owner':'officer, "
          "manager',"
          "'record':1,'state':'overdue','state_before':'open','working_days':-2},"
          "{'case':'B','clause':'2.1','due':'2026-05-08','due_before':'2026-05-12','duty':'acknowledge','officer':'ben','owner':'officer, "
          "manager',"
          "'record':1,'state':'met','state_before':'met','working_days':-2},"
          "{'case':'C','clause':'2.1','due':'2026-05-08','due_before':'2026-05-12','duty':'acknowledge','officer':'ben','owner':'officer, "
          "manager',"
          "'record':1,'state':'met-late','state_before':'met','working_days':-2}]");
    /* urgent: 24 hours, missed by all who did nothing; closing made it lapse */
    found(t, "{'query':'missed'}",
          "[{'after':1,'before':0,'difference':1,'duty':'acknowledge','officer':'amy'},{'after':1,'before':1,'difference':0,'duty':'urgent'"
          ",'officer':'amy'},"
          "{'after':1,'before':0,'difference':1,'duty':'acknowledge','officer':'ben'},{'after':1,'before':1,'difference':0,'duty':'urgent',"
          "'officer':'ben'}]");
    found(t, "{'query':'cases','officer':'amy'}",
          "[{'case':'A','changed':[],'decisions':0,'duties':0,'missed_after':2,'missed_before':1,'moved':1,'officer':'amy','policy':'p "
          "2','policy_before':'p 1'}]");
    found(t, "{'query':'totals'}",
          "[{'allowed':0,'cases':3,'changed':3,'earlier':3,'failed':0,'later':0,'missed_after':4,'missed_before':2,'moved':3,'records':15,'"
          "refused':0}]");
    found(t, "{'query':'missed','differs':true,'officer':'amy'}",
          "[{'after':1,'before':0,'difference':1,'duty':'acknowledge','officer':'amy'}]");
    run(t, "{'now':'2026-05-08'}"); /* not before the last record: B and C are judged as of theirs */
    found(t, "{'query':'missed','officer':'amy'}", "[{'after':1,'before':1,'difference':0,'duty':'urgent','officer':'amy'}]");
    end(t);
}
END_TEST

START_TEST(a_new_bank_holiday)
{
    world *t = begin();
    run(t, "{'added':[{'date':'2026-05-11','name':'Jubilee'}]}");
    found(t, "{'query':'moved','cases':['A','B']}",
          "[{'case':'A','clause':'2.1','due':'2026-05-13','due_before':'2026-05-12','duty':'acknowledge','officer':'amy','owner':'officer, "
          "manager',"
          "'record':1,'state':'open','state_before':'open','working_days':1},"
          "{'case':'B','clause':'2.1','due':'2026-05-13','due_before':'2026-05-12','duty':'acknowledge','officer':'ben','owner':'officer, "
          "manager',"
          "'record':1,'state':'met','state_before':'met','working_days':1}]");
    ck_assert_int_eq(total(t, "earlier"), 0);
    ck_assert_int_eq(total(t, "later"), 3);
    /* known only now: what was judged before stays as it is */
    run(t, "{'added':[{'date':'2026-05-11','known':'2026-05-11T08:45'}]}");
    found(t, "{'query':'moved'}",
          "[{'case':'A','clause':'2.1','due':'2026-05-13','due_before':'2026-05-12','duty':'acknowledge','officer':'amy','owner':'officer, "
          "manager',"
          "'record':1,'state':'open','state_before':'open','working_days':1}]");
    /* hours that skip it; and a day that is worked after all */
    run(t, "{'added':['2026-05-06']}");
    found(t, "{'query':'moved','duty':'urgent','cases':['A']}",
          "[{'case':'A','clause':'3.1','due':'2026-05-07T09:00:00Z','due_before':'2026-05-06T09:00:00Z','duty':'urgent','officer':'amy','"
          "owner':'case-owner',"
          "'record':1,'state':'overdue','state_before':'overdue','working_days':1}]");
    run(t, "{'removed':['2026-05-09']}"); /* a Saturday */
    found(t, "{'query':'moved','officer':'amy'}",
          "[{'case':'A','clause':'2.1','due':'2026-05-11','due_before':'2026-05-12','duty':'acknowledge','officer':'amy','owner':'officer, "
          "manager',"
          "'record':1,'state':'open','state_before':'open','working_days':-1}]");
    end(t);
}
END_TEST

/* The store's own calendar is what is added to. */
START_TEST(the_calendar_that_is_kept)
{
    world *t = begin();
    asb_calendar *days;
    ck_assert_int_eq(asb_calendar_new(&days, t->w.engine), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-05-11", NULL, NULL), ASB_OK);
    ck_assert_int_eq(asb_store_set_calendar(t->w.store, days), ASB_OK);
    asb_calendar_free(days);
    run(t, "{'added':['2026-05-11']}");
    nothing(t);
    run(t, "{'added':['2026-05-13']}");
    found(t, "{'query':'moved','officer':'amy'}",
          "[{'case':'A','clause':'2.1','due':'2026-05-14','due_before':'2026-05-13','duty':'acknowledge','officer':'amy','owner':'officer, "
          "manager',"
          "'record':1,'state':'open','state_before':'open','working_days':1}]");
    run(t, "{'removed':['2026-05-11'],'cases':['A']}");
    found(t, "{'query':'moved'}",
          "[{'case':'A','clause':'2.1','due':'2026-05-12','due_before':'2026-05-13','duty':'acknowledge','officer':'amy','owner':'officer, "
          "manager',"
          "'record':1,'state':'open','state_before':'open','working_days':-1}]");
    end(t);
}
END_TEST

START_TEST(a_duty_that_there_was_not)
{
    world *t = begin();
    setting more = first, fewer = first;
    more.version = "2";
    more.more = CALL;
    instead(t, more, NULL);
    run(t, "{}");
    found(t, "{'query':'duties'}",
          "[{'case':'A','change':'begins','clause':'4.1','due':'2026-05-12','duty':'call','officer':'amy','owner':'case-owner','record':4,'"
          "state':'open'},"
          "{'case':'B','change':'begins','clause':'4.1','due':'2026-05-12','duty':'call','officer':'ben','owner':'case-owner','record':4,'"
          "state':'met'},"
          "{'case':'C','change':'begins','clause':'4.1','due':'2026-05-12','duty':'call','officer':'ben','owner':'case-owner','record':4,'"
          "state':'met'}]");
    found(t, "{'query':'moved'}", "[]");
    ck_assert_int_eq(total(t, "changed"), 3);
    fewer.version = "3";
    fewer.id = "q";
    fewer.priority = "normal";
    instead(t, fewer, "p"); /* said last, so it counts */
    run(t, "{'cases':['A']}");
    found(t, "{'query':'duties'}", "[]");
    found(t, "{'query':'cases'}",
          "[{'case':'A','changed':['priority'],'decisions':0,'duties':0,'missed_after':1,'missed_before':1,'moved':0,'officer':'amy','"
          "policy':'q "
          "3','policy_before':'p 1'}]");
    end(t);
}
END_TEST

/* ---- decisions */

START_TEST(what_would_have_been_refused)
{
    world *t = begin();
    setting strict = first;
    strict.version = "2";
    strict.guards = CLOSE;
    instead(t, strict, NULL);
    run(t, "{}");
    /* the closure of C was the officer's; in A and B, which are not closed, the owner could close now and may no longer */
    found(t, "{'query':'decisions'}",
          "[{'after':'refused','before':'allowed','case':'A','clauses':['7.1'],'guards':['closure-by-manager'],'kind':'closure','officer':'"
          "amy'},"
          "{'after':'refused','before':'allowed','case':'B','clauses':['7.1'],'guards':['closure-by-manager'],'kind':'closure','officer':'"
          "ben'},"
          "{'after':'refused','before':'allowed','case':'C','clauses':['7.1'],'guards':['closure-by-manager'],'kind':'closure','officer':'"
          "ben','record':6}]");
    ck_assert_int_eq(total(t, "refused"), 3);
    run(t, "{'compare':['decisions']}");
    ck_assert_int_eq(total(t, "refused"), 1);
    run(t,
        "{'compare':['may'],'try':[{'kind':'closure','role':'manager'},{'kind':'closure','by':'zoe','role':'officer','fields':{'reason':'"
        "resolved'}}]}");
    ck_assert_int_eq(total(t, "refused"), 3); /* by whoever is no manager, in each case */
    found(t, "{'query':'decisions','cases':'C','kind':['closure']}",
          "[{'after':'refused','before':'allowed','case':'C','clauses':['7.1'],'guards':['closure-by-manager'],'kind':'closure','officer':'"
          "ben'}]");
    run(t, "{'compare':[]}");
    nothing(t);
    end(t);
}
END_TEST

/* The other way round: a case under the strict policy, where the closure was admitted all the same. */
START_TEST(what_would_have_been_allowed)
{
    world *t = begin();
    setting strict = first;
    strict.version = "2";
    strict.guards = CLOSE;
    asb_policy *p = policy(t, strict);
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, p, t->w.store, "D"), ASB_OK);
    add(t, c, "2026-05-11T10:00", "officer", "report", "{'channel':'phone','summary':'Music'}");
    asb_record *r = case_world_record(&t->w, "amy", "officer", "closure", quotes("{'reason':'resolved','rationale':'Quiet now'}"));
    ck_assert_int_eq(asb_case_admit(NULL, c, r, t->w.now, 0), ASB_OK);
    asb_record_free(r);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_policy_free(p);
    ck_assert_int_eq(asb_rehearsal_policy(t->r, t->old, ""), ASB_OK);
    run(t, "{}");
    found(t, "{'query':'decisions'}",
          "[{'after':'allowed','before':'refused','case':'D','clauses':['7.1'],'guards':['closure-by-manager'],'kind':'closure','record':2}"
          "]");
    ck_assert_int_eq(total(t, "allowed"), 1);
    found(t, "{'query':'decisions','officer':null}",
          "[{'after':'allowed','before':'refused','case':'D','clauses':['7.1'],'guards':['closure-by-manager'],'kind':'closure','record':2}"
          "]");
    end(t);
}
END_TEST

/* ---- which policy instead of which */

START_TEST(whose_policy_is_replaced)
{
    world *t = begin();
    setting other = first;
    other.id = "q";
    other.days = "3";
    instead(t, other, NULL); /* of cases of q: there are none */
    run(t, "{}");
    nothing(t);
    instead(t, other, "p");
    run(t, "{'cases':['A']}");
    ck_assert_int_eq(total(t, "moved"), 1);
    instead(t, first, ""); /* all of them, back to what they are */
    run(t, "{'cases':['A']}");
    nothing(t);
    ck_assert_int_eq(asb_rehearsal_policy(t->r, NULL, NULL), ASB_EARGUMENT);
    end(t);
}
END_TEST

/* A case that a note has moved is moved in the rehearsal too; one whose records were erased has what the erasure kept. */
START_TEST(moved_and_erased)
{
    world *t = begin();
    setting next = first, shorter = first;
    next.version = "2";
    shorter.version = "3";
    shorter.days = "3";
    asb_policy *two = policy(t, next);
    asb_case *c;
    ck_assert_int_eq(asb_case_open(&c, t->w.store, "A"), ASB_OK);
    ck_assert_int_eq(asb_case_move(c, two, "amy", "manager", "Adopted"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    instead(t, shorter, NULL);
    run(t, "{'cases':['A']}");
    asb_rows *rows;
    static const char query[] = "{\"query\":\"cases\"}";
    ck_assert_int_eq(asb_rehearsal_rows(&rows, t->r, query, sizeof query - 1), ASB_OK);
    ck_assert_uint_eq(asb_rows_count(rows), 1);
    ck_assert_str_eq(asb_rows_text(rows, 0, "policy_before"), "p 2");
    ck_assert_str_eq(asb_rows_text(rows, 0, "policy"), "p 3"); /* the note that moved it stands for the new one as well */
    asb_rows_free(rows);
    add(t, c, "2026-05-11T09:00", "manager", "erasure", "{'party':'p1','basis':'request','reason':'Asked'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_policy_free(two);
    setting same = first;
    same.version = "4";
    instead(t, same, NULL);
    run(t, "{'cases':['A']}");
    nothing(t);
    instead(t, shorter, NULL);
    run(t, "{'cases':['A'],'verify':true}");
    found(t, "{'query':'failed'}", "[]");
    ck_assert_int_eq(total(t, "records"), 6);
    end(t);
}
END_TEST

/* ---- which cases */

START_TEST(some_cases)
{
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{'officer':'ben'}");
    ck_assert_int_eq(total(t, "cases"), 2);
    run(t, "{'officer':'ben','state':['open']}");
    ck_assert_int_eq(total(t, "cases"), 1);
    ck_assert_int_eq(total(t, "moved"), 1);
    run(t, "{'cases':['C','A','C'],'state':'closed'}");
    ck_assert_int_eq(total(t, "cases"), 1);
    run(t, "{'cases':['C','nobody','A','C']}");
    ck_assert_int_eq(total(t, "cases"), 3);
    found(t, "{'query':'failed'}", "[{'case':'nobody','code':'absent','what':'There is no such thing.'}]");
    found(t, "{'query':'cases','limit':1}",
          "[{'case':'C','changed':[],'decisions':0,'duties':0,'missed_after':1,'missed_before':0,'moved':1,'officer':'ben','policy':'p "
          "2','policy_before':'p 1'}]");
    end(t);
}
END_TEST

/* ---- damage */

START_TEST(a_case_that_cannot_be_read)
{
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    lie(t, "B");
    instead(t, shorter, NULL);
    run(t, "{}");
    ck_assert_int_eq(total(t, "cases"), 3);
    ck_assert_int_eq(total(t, "failed"), 1);
    ck_assert_int_eq(total(t, "moved"), 2);
    found(t, "{'query':'moved','officer':'ben'}",
          "[{'case':'C','clause':'2.1','due':'2026-05-08','due_before':'2026-05-12','duty':'acknowledge','officer':'ben','owner':'officer, "
          "manager',"
          "'record':1,'state':'met-late','state_before':'met','working_days':-2}]");
    asb_rows *rows;
    static const char query[] = "{\"query\":\"failed\"}";
    ck_assert_int_eq(asb_rehearsal_rows(&rows, t->r, query, sizeof query - 1), ASB_OK);
    ck_assert_uint_eq(asb_rows_count(rows), 1);
    ck_assert_str_eq(asb_rows_text(rows, 0, "case"), "B");
    ck_assert_str_ne(asb_rows_text(rows, 0, "code"), "");
    ck_assert_str_ne(asb_rows_text(rows, 0, "what"), "");
    asb_rows_free(rows);
    run(t, "{'cases':['B'],'officer':'ben'}"); /* what the filter must be asked of cannot be read either */
    ck_assert_int_eq(total(t, "failed"), 1);
    end(t);
}
END_TEST

/* A letter of a body is another: only who verifies sees it. */
START_TEST(a_body_that_was_changed)
{
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    lie(t, "A");
    t->changes = 1;
    instead(t, shorter, NULL);
    run(t, "{}");
    ck_assert_int_eq(total(t, "failed"), 0);
    run(t, "{'verify':true}");
    found(t, "{'query':'failed'}",
          "[{'case':'A','code':'store-damaged','what':'The case A is damaged at record 2: the body does not match its digest.'}]");
    ck_assert_int_eq(total(t, "moved"), 2);
    end(t);
}
END_TEST

Suite *asb_suite_rehearsal(void) {
    const TTest *const tests[] = {the_same_under_another_version,
                                  a_shorter_period,
                                  a_new_bank_holiday,
                                  the_calendar_that_is_kept,
                                  a_duty_that_there_was_not,
                                  what_would_have_been_refused,
                                  what_would_have_been_allowed,
                                  whose_policy_is_replaced,
                                  moved_and_erased,
                                  some_cases,
                                  a_case_that_cannot_be_read,
                                  a_body_that_was_changed};
    Suite *suite = suite_create("rehearsal");
    TCase *all = tcase_create("rehearsal");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}
