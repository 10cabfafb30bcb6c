/* Rehearsals of policies that have much in common, which is folded once for both: what must be seen all the same. */
#include "rehearsal_support.h"

Suite *asb_suite_rehearsal_shared(void);

#define UPDATE(days) \
    ",{'id':'update','clause':'4.2','label':'Update','owner':'case-owner','starts':['opening'],'within':[{'period':{'days':" days \
    "}}],'repeats':true,'agreed':true,'done':['contact']}"

/* Case D under a policy with `more`: an agreement to be called every ten days. */
static void make_agreement(world *t, setting s) {
    asb_policy *p = policy(t, s);
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, p, t->w.store, "D"), ASB_OK);
    add(t, c, "2026-05-11T09:00", "officer", "report", "{'channel':'phone','summary':'Music'}");
    add(t, c, "2026-05-11T09:01", "officer", "party", "{'party':'p1','as':'complainant','name':'Ann'}");
    add(t, c, "2026-05-11T09:05", "officer", "allocation", "{'officer':'dan','to_role':'officer'}");
    add(t, c, "2026-05-11T09:10", "officer", "opening", "{'categories':['noise']}");
    add(t, c, "2026-05-11T09:20", "officer", "contact-agreement", "{'party':'p1','every':{'days':10}}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_policy_free(p);
}

/* The built-in guard on agreements reads a duty, which is all that is another. */
START_TEST(an_agreement_that_would_be_too_long)
{
    world *t = begin();
    setting old = first, shorter;
    old.id = "q";
    old.more = UPDATE("14");
    make_agreement(t, old);
    shorter = old;
    shorter.version = "2";
    shorter.more = UPDATE("7");
    instead(t, shorter, NULL);
    run(t, "{'cases':['D']}");
    found(t, "{'query':'decisions'}",
          "[{'after':'refused','before':'allowed','case':'D','clauses':['4.2'],'guards':['agreement-too-long'],'kind':'contact-agreement','"
          "officer':'dan','record':5}]");
    found(t, "{'query':'moved'}",
          "[{'case':'D','clause':'4.2','due':'2026-05-18','due_before':'2026-05-21','duty':'update','officer':'dan','owner':'case-owner',"
          "'record':4,'state':'open','state_before':'open','working_days':-3}]");
    end(t);
}
END_TEST

/* A duty that is not another stands beside: its agreement is judged on both sides, and the dates of both are compared. */
START_TEST(a_guard_on_agreements)
{
    world *t = begin();
    setting old = first, other;
    old.id = "q";
    old.more = UPDATE("7");
    old.guards = ",{'id':'agree','clause':'7.3','on':'contact-agreement','require':{'has':'opening'},'message':'Open it.'}";
    make_agreement(t, (setting){"q", "1", "5", "24", UPDATE("14"), old.guards, "low"});
    other = old;
    other.version = "2";
    other.more = UPDATE("14");
    other.guards = ",{'id':'agree','clause':'7.3','on':'contact-agreement','require':{'not':{'has':'opening'}},'message':'Open it.'}";
    instead(t, other, NULL);
    run(t, "{'cases':['D'],'try':[{'kind':'contact-agreement','fields':{'party':'p1','every':{'days':20}}}]}");
    found(t, "{'query':'decisions'}",
          "[{'after':'refused','before':'allowed','case':'D','clauses':['7.3'],'guards':['agree'],'kind':'contact-agreement','officer':'"
          "dan','"
          "record':5}]");
    found(t, "{'query':'moved'}", "[]");
    end(t);
}
END_TEST

/* The built-in documents are not written in the order of the canonical form. */
START_TEST(members_in_another_order)
{
    world *t = begin();
    asb_policy *built_in, *same;
    asb_case *c;
    size_t length;
    ck_assert_int_eq(asb_policy_builtin(&built_in, t->w.engine, "west-kent"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, built_in, t->w.store, "E"), ASB_OK);
    add(t, c, "2026-05-11T09:00", "housing-officer", "report", "{'channel':'phone','summary':'Music'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    const char *document_of = asb_policy_json(built_in, &length);
    char *json = strdup(document_of), *version = strstr(json, "\"version\":\""), *at = strstr(json, "\"working_days\":");
    version[11] = 'X';
    for (; at; at = strstr(at + 1, "\"working_days\":")) at[15] = '9'; /* longer, and by more than a week */
    ck_assert_int_eq(asb_policy_parse(&same, t->w.engine, json, strlen(json)), ASB_OK);
    ck_assert_int_eq(asb_rehearsal_policy(t->r, same, NULL), ASB_OK);
    run(t, "{'cases':['E']}");
    ck_assert_int_gt(total(t, "moved"), 0);
    ck_assert_int_eq(total(t, "moved"), total(t, "later"));
    ck_assert_int_eq(total(t, "changed"), 1);
    free(json);
    asb_policy_free(built_in);
    asb_policy_free(same);
    end(t);
}
END_TEST

Suite *asb_suite_rehearsal_shared(void) {
    const TTest *const tests[] = {an_agreement_that_would_be_too_long, a_guard_on_agreements, members_in_another_order};
    Suite *suite = suite_create("rehearsal_shared");
    TCase *all = tcase_create("rehearsal_shared");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}
