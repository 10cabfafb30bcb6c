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

/* ---- what facts depend on. `guards` also ends the list of guards, and goes on with what else there is */

#define MORE(raises, theft, weight, from, legal, months) \
    "],'raises':[" raises "],'categories':[{'id':'noise','label':'Noise','priority':'low','clause':'1'}," \
    "{'id':'theft','label':'Theft','priority':'" theft \
    "','clause':'1'}],'priorities':[{'id':'high','label':'High'},{'id':'low','label':'Low'}]," \
    "'matrices':[{'id':'risk','title':'Risk','clause':'5','sections':[{'id':'s','title':'S','questions':[{'id':'often','text':'How " \
    "often?'," \
    "'select':'one','options':[{'id':'daily','label':'Daily','weight':" weight "},{'id':'always','label':'Always','weight':9}]}]}]," \
    "'bands':[{'id':'red','label':'Red','from':" from "},{'id':'green','label':'Green','from':0}]}]," \
    "'remedies':[{'id':'injunction','label':'Injunction','legal':" legal ",'clause':'6','term':{'months':" months \
    "}}],'notes':[{'clause':'1','text':'T'}"

static asb_policy *full_policy(world *t, const char *version, const char *days, const char *duties, const char *more) {
    char json[8192];
    snprintf(
        json, sizeof json,
        "{'asb_policy':1,'id':'full','version':'%s','title':'T','source':'S','roles':[{'id':'officer','label':'Officer'},{'id':'manager',"
        "'label':'Manager'}],'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'9'}],'duties':[%s{'id':'call','clause':'4.1',"
        "'label':'Call','owner':'case-owner','starts':['opening'],'within':[{'when':{'case':{'priority':'high'}},'period':{'days':1}},"
        "{'period':{'days':%s}}],'done':['contact']}],'guards':[{'id':'warn','clause':'7.2','on':'closure','require':{'not':{'case':{"
        "'band':'red'}}},'message':'Not while it is red.'}%s]}",
        version, duties, days, more);
    return parsed(t, json);
}

#define USUAL MORE("", "low", "5", "4", "true", "6")

/* Case F: theft, a daily nuisance, an injunction. */
static void make_full(world *t) {
    asb_policy *p = full_policy(t, "1", "7", "", USUAL);
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, p, t->w.store, "F"), ASB_OK);
    add(t, c, "2026-05-05T09:00", "officer", "report", "{'channel':'phone','summary':'Music'}");
    add(t, c, "2026-05-05T09:01", "officer", "party", "{'party':'p1','as':['complainant','alleged-perpetrator'],'name':'Ann'}");
    add(t, c, "2026-05-05T09:05", "officer", "allocation", "{'officer':'fay','to_role':'officer'}");
    add(t, c, "2026-05-05T09:10", "officer", "opening", "{'categories':['theft']}");
    add(t, c, "2026-05-06T09:00", "officer", "assessment", "{'party':'p1','matrix':'risk','answers':{'often':'daily'}}");
    add(t, c, "2026-05-07T09:00", "officer", "legal", "{'party':'p1','remedy':'injunction','status':'granted','starts':'2026-05-07'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_policy_free(p);
    case_world_clock(&t->w, "2026-05-11T09:00");
}

static void run_full(world *t, asb_policy *other) {
    ck_assert_int_eq(asb_rehearsal_policy(t->r, other, NULL), ASB_OK);
    asb_policy_free(other);
    run(t, "{'cases':['F']}");
}

#define ROW(changed, decisions, duties, moved, before, after) \
    "[{'case':'F','changed':" changed ",'decisions':" decisions ",'duties':" duties ",'missed_after':" after ",'missed_before':" before \
    ",'moved':" moved ",'officer':'fay','policy':'full 2','policy_before':'full 1'}]"

START_TEST(duties_more_fewer_and_elsewhere)
{
    static const char two[] = "{'id':'write','clause':'4.2','label':'Write','owner':['officer'],'starts':['opening'],'within':[{'period':{'"
                              "days':30}}],'done':['letter']},";
    world *t = begin();
    make_full(t);
    run_full(t, full_policy(t, "2", "7", two, USUAL)); /* the one that stays now comes second */
    found(t, "{'query':'duties'}",
          "[{'case':'F','change':'begins','clause':'4.2','due':'2026-06-04','duty':'write','officer':'fay','owner':'officer','record':4,"
          "'state':'open'}]");
    found(t, "{'query':'moved'}", "[]");
    found(t, "{'query':'cases'}", ROW("[]", "0", "1", "0", "0", "0"));
    end(t);
}
END_TEST

START_TEST(a_category_that_is_worse)
{
    world *t = begin();
    make_full(t);
    run_full(t, full_policy(t, "2", "7", "", MORE("", "high", "5", "4", "true", "6")));
    found(t, "{'query':'moved'}",
          "[{'case':'F','clause':'4.1','due':'2026-05-06','due_before':'2026-05-12','duty':'call','officer':'fay','owner':'case-owner','"
          "record'"
          ":4,'state':'overdue','state_before':'open','working_days':-4}]");
    found(t, "{'query':'cases'}", ROW("['priority']", "0", "0", "1", "0", "1"));
    end(t);
}
END_TEST

/* It was opened as noise, and is theft only once that is corrected: the sides part then, what is open is due a day after, and nothing is noted any more. */
START_TEST(a_category_that_is_corrected)
{
#define NOTE ",{'id':'note','clause':'7.4','on':'note','require':{'not':{'case':{'priority':'high'}}},'message':'No time for notes.'}"
    world *t = begin();
    asb_policy *p = full_policy(t, "1", "7", "", NOTE USUAL);
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, p, t->w.store, "F"), ASB_OK);
    add(t, c, "2026-05-05T09:00", "officer", "report", "{'channel':'phone','summary':'Music'}");
    add(t, c, "2026-05-05T09:05", "officer", "allocation", "{'officer':'fay','to_role':'officer'}");
    add(t, c, "2026-05-05T09:10", "officer", "opening", "{'categories':['noise']}");
    add(t, c, "2026-05-06T09:00", "officer", "correction", "{'of':3,'field':'categories','value':['theft'],'reason':'Slip'}");
    add(t, c, "2026-05-06T10:00", "officer", "note", "{'text':'Theft'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_policy_free(p);
    case_world_clock(&t->w, "2026-05-11T09:00");
    run_full(t, full_policy(t, "2", "7", "", NOTE MORE("", "high", "5", "4", "true", "6")));
    found(t, "{'query':'moved'}",
          "[{'case':'F','clause':'4.1','due':'2026-05-07','due_before':'2026-05-12','duty':'call','officer':'fay','owner':'case-owner','"
          "record'"
          ":3,'state':'overdue','state_before':'open','working_days':-3}]");
    found(t, "{'query':'decisions'}",
          "[{'after':'refused','before':'allowed','case':'F','clauses':['7.4'],'guards':['note'],'kind':'note','officer':'fay','record':5},"
          "{'after':'refused','before':'allowed','case':'F','clauses':['7.4'],'guards':['note'],'kind':'note','officer':'fay'}]");
    found(t, "{'query':'cases'}", ROW("['priority']", "2", "0", "1", "0", "1"));
    end(t);
}
END_TEST

/* Red before: it may not be closed. A score alone changes nothing else; the band lets it be closed. */
START_TEST(a_matrix_that_weighs_otherwise)
{
    world *t = begin();
    make_full(t);
    run_full(t, full_policy(t, "2", "7", "", MORE("", "low", "6", "4", "true", "6")));
    found(t, "{'query':'cases'}", ROW("['score']", "0", "0", "0", "0", "0"));
    run_full(t, full_policy(t, "2", "7", "", MORE("", "low", "3", "4", "true", "6")));
    found(t, "{'query':'cases'}", ROW("['band','score']", "1", "0", "0", "0", "0"));
    found(t, "{'query':'decisions'}",
          "[{'after':'allowed','before':'refused','case':'F','clauses':['7.2'],'guards':['warn'],'kind':'closure','officer':'fay'}]");
    end(t);
}
END_TEST

/* Both bands are red under both, but from the second on it is as bad as it was: whether it got better, a guard asks. */
START_TEST(a_risk_that_is_no_longer_less)
{
    static const char better[] =
        ",{'id':'better','clause':'7.3','on':'note','require':{'case':{'risk_reduced':true}},'message':'Not before it is better.'}";
    char was[3000], is[3000];
    world *t = begin();
    snprintf(was, sizeof was, "%s%s", better, MORE("", "low", "10", "4", "true", "6"));
    snprintf(is, sizeof is, "%s%s", better, MORE("", "low", "9", "4", "true", "6"));
    asb_policy *p = full_policy(t, "1", "7", "", was);
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, p, t->w.store, "F"), ASB_OK);
    add(t, c, "2026-05-05T09:00", "officer", "report", "{'channel':'phone','summary':'Music'}");
    add(t, c, "2026-05-05T09:01", "officer", "party", "{'party':'p1','as':'complainant','name':'Ann'}");
    add(t, c, "2026-05-05T09:05", "officer", "allocation", "{'officer':'fay','to_role':'officer'}");
    add(t, c, "2026-05-06T09:00", "officer", "assessment", "{'party':'p1','matrix':'risk','answers':{'often':'daily'}}");
    add(t, c, "2026-05-07T09:00", "officer", "assessment", "{'party':'p1','matrix':'risk','answers':{'often':'always'}}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_policy_free(p);
    run_full(t, full_policy(t, "2", "7", "", is));
    found(t, "{'query':'decisions'}",
          "[{'after':'refused','before':'allowed','case':'F','clauses':['7.3'],'guards':['better'],'kind':'note','officer':'fay'}]");
    found(t, "{'query':'cases'}", ROW("[]", "1", "0", "0", "0", "0"));
    end(t);
}
END_TEST

/* From the assessment on it comes first, and what is open is due a day after that. */
START_TEST(a_reason_to_raise_the_priority)
{
    static const char when_red[] = "{'id':'red-first','clause':'3','priority':'high','when':{'case':{'band':'red'}}}";
    char more[2000], *at;
    world *t = begin();
    make_full(t);
    snprintf(more, sizeof more, "%s", USUAL);
    at = strstr(more, "'raises':[") + strlen("'raises':[");
    memmove(at + strlen(when_red), at, strlen(at) + 1);
    memcpy(at, when_red, strlen(when_red));
    run_full(t, full_policy(t, "2", "7", "", more));
    found(t, "{'query':'moved'}",
          "[{'case':'F','clause':'4.1','due':'2026-05-07','due_before':'2026-05-12','duty':'call','officer':'fay','owner':'case-owner','"
          "record'"
          ":4,'state':'overdue','state_before':'open','working_days':-3}]");
    found(t, "{'query':'cases'}", ROW("['priority']", "0", "0", "1", "0", "1"));
    end(t);
}
END_TEST

START_TEST(a_remedy_that_lasts_longer)
{
    world *t = begin();
    make_full(t);
    run_full(t, full_policy(t, "2", "7", "", MORE("", "low", "5", "4", "true", "12")));
    found(
        t, "{'query':'moved'}",
        "[{'case':'F','clause':'6','due':'2027-05-07','due_before':'2026-11-07','duty':'order-expiry','officer':'fay','owner':'case-owner',"
        "'party':'p1','record':6,'state':'open','state_before':'open','subject':'injunction','working_days':124}]");
    end(t);
}
END_TEST

/* Rehearses a version with so many guards more and a duty more, which is folded along with the first; and how much memory there is afterwards. */
static uint64_t memory_after(world *t, int guard_count) {
    static char guards[6000];
    setting other = first;
    size_t at = 0;
    for (int i = 0; i < guard_count; i++)
        at += (size_t)snprintf(guards + at, sizeof guards - at,
                               ",{'id':'g%d','clause':'7','on':'closure','require':{'record':{'rationale':'r%d'}},'message':'No.'}", i, i);
    other.version = "2";
    other.more = CALL;
    other.guards = guards;
    ck_assert_int_eq(asb_rehearsal_new(&t->r, t->w.engine, t->w.store), ASB_OK);
    instead(t, other, NULL);
    run(t, "{'cases':['A'],'try':[{'kind':'closure','fields':{'reason':'resolved','rationale':'Quiet now'}}]}");
    asb_rehearsal_free(t->r);
    t->r = NULL;
    return asb_engine_memory(t->w.engine);
}

/* What is made of the second policy's guards when they are first judged is that policy's, and goes with it: whether there is room where that policy ends, or not. */
START_TEST(guards_leave_nothing_behind)
{
    world *t = begin();
    asb_rehearsal_free(t->r);
    t->r = NULL;
    for (int count = 1; count <= 40; count++) {
        uint64_t once = memory_after(t, count);
        ck_assert_uint_eq(memory_after(t, count), once);
    }
    end(t);
}
END_TEST

Suite *asb_suite_rehearsal_shared(void) {
    const TTest *const tests[] = {guards_leave_nothing_behind,    an_agreement_that_would_be_too_long, a_guard_on_agreements,
                                  members_in_another_order,       duties_more_fewer_and_elsewhere,     a_category_that_is_worse,
                                  a_category_that_is_corrected,   a_matrix_that_weighs_otherwise,      a_risk_that_is_no_longer_less,
                                  a_reason_to_raise_the_priority, a_remedy_that_lasts_longer};
    Suite *suite = suite_create("rehearsal_shared");
    TCase *all = tcase_create("rehearsal_shared");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}
