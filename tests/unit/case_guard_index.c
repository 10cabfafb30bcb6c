/* Guards judged by the index say what they say judged one by one (policy/guard_index.c): over policies, cases and records made by chance, from a seed.
 *
 * A policy has from one guard to more than the index takes, each about few kinds and made of tests of facts put together in every way, with some conditions that an index knows
 * nothing of; fields are missing, have one value, several, none in a list, numbers, flags, objects. What is compared is the public decision with a walk over all guards. */
#include "base/container.h"
#include "case/guards.h"
#include "case/tried.h"
#include "case_scene.h"
#include <stdarg.h>

Suite *asb_suite_case_guard_index(void);

static uint64_t chance;

static unsigned below(unsigned n) {
    uint64_t z = chance += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (unsigned)((z ^ z >> 31) % n);
}

#define ONE_OF(list) ((list)[below(COUNT_OF(list))])

/* ---- text that grows */

typedef struct words {
    char *at;
    size_t length, capacity;
} words;

static void say(words *w, const char *format, ...) {
    va_list list;
    if (w->capacity - w->length < 512) {
        w->at = realloc(w->at, w->capacity = w->capacity * 2 + 4096);
        ck_assert_ptr_nonnull(w->at);
    }
    va_start(list, format);
    w->length += (size_t)vsnprintf(w->at + w->length, 512, format, list);
    va_end(list);
}

/* ---- policies: `fields` of the record are asked, of `values` values each */

typedef struct shape {
    unsigned guards, fields, values;
} shape;

static const shape shapes[] = {{1, 2, 2}, {6, 3, 3}, {25, 2, 5}, {64, 4, 4}, {65, 30, 3}, {130, 5, 6}, {500, 2, 120}, {1100, 3, 3}};

static void say_values(words *w, const shape *s) {
    unsigned count = below(s->values > 100 ? 20 : 4);
    if (!below(12)) {
        say(w, "%s", below(2) ? "7" : below(2) ? "true" : "null");
        return;
    }
    if (!count) {
        say(w, "'v%u'", below(s->values));
        return;
    }
    say(w, "[");
    for (unsigned i = 0, first = below(s->values); i < count && first + i < s->values; i++) say(w, "%s'v%u'", i ? "," : "", first + i);
    say(w, "]");
}

static void say_test(words *w, const shape *s) {
    say(w, "'x-f%u':", below(s->fields));
    switch (below(5)) {
    case 0: say(w, "{'present':%s}", below(2) ? "true" : "false"); break;
    case 1:
        say(w, "{'not':");
        say_values(w, s);
        say(w, "}");
        break;
    default: say_values(w, s); break;
    }
}

static void say_record_tests(words *w, const shape *s) {
    say(w, "{");
    say_test(w, s);
    if (!below(3)) say(w, ",'x-also':{'present':%s}", below(4) ? "true" : "false");
    say(w, "}");
}

static const char *const case_tests[] = {"{'case':{'category':'noise','band':'high'}}",
                                         "{'case':{'category':['violence','hatred']}}",
                                         "{'case':{'category':{'not':'noise'}}}",
                                         "{'case':{'category':{'present':false}}}",
                                         "{'case':{'group':'grave'}}",
                                         "{'case':{'band':{'not':['high']}}}",
                                         "{'case':{'band':{'present':true}}}",
                                         "{'case':{'hate':true}}",
                                         "{'case':{'hate':false,'state':'open'}}",
                                         "{'case':{'state':{'not':'open'}}}",
                                         "{'case':{'owner_role':{'present':false}}}"};
/* Of a kind: fields that are worked out; and one that is called as an attribute of the case is. */
static const char *const of_assessments[] = {"{'record':{'assessment.band':'high'}}", "{'record':{'assessment.band':{'not':'high'}}}",
                                             "{'record':{'assessment.score':[5,6]}}", "{'record':{'assessment.score':{'present':false}}}",
                                             "{'record':{'assessment.partial':false}}"};
static const char *const of_reports[] = {"{'record':{'category':'noise'}}", "{'record':{'category':{'not':['violence']}}}"};
static const char *const of_remedies[] = {"{'record':{'remedy.legal':true}}", "{'record':{'remedy.legal':{'not':true}}}",
                                          "{'record':{'remedy':['warning','order'],'served':{'present':false}}}"};
static const char *const others[] = {"{'has':'incident'}",
                                     "{'latest':'incident','is':{'violence':'threat'}}",
                                     "{'parties':['witness']}",
                                     "{'party':{'vulnerable':'yes'},'of':['complainant']}",
                                     "{'actor':{'role':['manager']}}",
                                     "{'actor':{'role':['officer','manager']}}",
                                     "{'all':[]}",
                                     "{'any':[]}"};

typedef enum about { NOTES, VISITS, CALLS, FINDINGS, REPORTS, REMEDIES, ASSESSMENTS, SEVERAL, ABOUTS } about;
static const char *const kinds[ABOUTS] = {"'note'",   "'x-visit'", "'x-call'",     "'finding'",
                                          "'report'", "'legal'",   "'assessment'", "['note','x-visit','legal']"};
static about asked_about; /* by the guard that is said */

static const char *any_other(void) {
    if (asked_about == ASSESSMENTS && below(2)) return ONE_OF(of_assessments);
    if (asked_about == REMEDIES && below(2)) return ONE_OF(of_remedies);
    if (asked_about == REPORTS && below(2)) return ONE_OF(of_reports);
    return ONE_OF(others);
}

static void say_condition(words *w, const shape *s, unsigned depth) {
    unsigned what = below(depth ? 8 : 4), count = 1 + below(3);
    if (what == 0) say(w, "%s", ONE_OF(case_tests));
    if (what == 1) say(w, "%s", any_other());
    if (what == 2 || what == 3) {
        say(w, "{'record':");
        say_record_tests(w, s);
        say(w, "}");
    }
    if (what < 4) return;
    say(w, what < 6 ? "{'not':" : what == 6 ? "{'all':[" : "{'any':[");
    for (unsigned i = 0; i < (what < 6 ? 1 : count); i++) {
        if (i) say(w, ",");
        say_condition(w, s, depth - 1);
    }
    say(w, what < 6 ? "}" : "]}");
}

static void say_guard(words *w, const shape *s, unsigned number) {
    asked_about = (about)below(ABOUTS + 2) % ABOUTS; /* notes and visits twice as often */
    say(w, "%s{'id':'g-%u','clause':'1','message':'M %u','severity':'%s','on':{'kind':", number ? "," : "", number, number,
        below(2) ? "warn" : "refuse");
    say(w, "%s", kinds[asked_about]);
    if (!below(3)) {
        say(w, ",'where':");
        say_record_tests(w, s);
    }
    if (!below(6)) say(w, ",'role':['manager']");
    if (asked_about >= REMEDIES && asked_about < SEVERAL && !below(6)) say(w, ",'party_as':['complainant']");
    say(w, "},'require':");
    say_condition(w, s, 3);
    say(w, "}");
}

static char *make_policy(const shape *s) {
    words w = {0};
    say(&w,
        "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S',"
        "'roles':[{'id':'officer','label':'O'},{'id':'manager','label':'M'}],"
        "'priorities':[{'id':'high','label':'High'},{'id':'normal','label':'Normal'}],");
    say(&w,
        "'categories':[{'id':'noise','label':'N','group':'everyday','priority':'normal','clause':'1'},"
        "{'id':'violence','label':'V','group':'grave','priority':'high','clause':'1'},"
        "{'id':'hatred','label':'H','hate':true,'priority':'normal','clause':'1'}],");
    say(&w,
        "'matrices':[{'id':'grid','title':'G','clause':'1','sections':[{'id':'s','title':'S','questions':[{'id':'q','text':'?',"
        "'select':'one','options':[{'id':'bad','label':'B','weight':5},{'id':'good','label':'G','weight':0}]}]}],");
    say(&w,
        "'bands':[{'id':'high','label':'High','from':5},{'id':'low','label':'Low','from':0}]}],"
        "'remedies':[{'id':'order','label':'O','legal':true,'clause':'1'},{'id':'warning','label':'W','legal':false,'clause':'1'}],");
    say(&w, "'closure_reasons':[{'id':'resolved','label':'R','clause':'1'}],'guards':[");
    for (unsigned i = 0; i < s->guards; i++) say_guard(&w, s, i);
    say(&w, "]}");
    return w.at;
}

/* ---- records */

static void say_field(words *w, const shape *s, unsigned field) {
    unsigned what = below(12);
    if (what < 3) return;
    say(w, ",'x-f%u':", field);
    if (what == 3) say(w, "%s", below(2) ? "[]" : "{'a':1}");
    if (what == 4) say(w, "%s", below(3) ? "7" : below(2) ? "true" : "null");
    if (what == 5) say(w, "['v%u','v%u']", below(s->values), below(s->values));
    if (what == 6) say(w, "['v%u']", below(s->values));
    if (what == 7) say(w, "'unheard-of'");
    if (what > 7) say(w, "'v%u'", below(s->values));
}

static const struct {
    const char *kind, *fields;
} beginnings[] = {{"note", "'text':'T'"},
                  {"note", "'text':'T'"},
                  {"x-visit", "'party':'p1'"},
                  {"x-call", "'party':'p1'"},
                  {"report", "'channel':'phone','summary':'S','category':'noise'"},
                  {"report", "'channel':'phone','summary':'S','category':'hatred'"},
                  {"finding", "'what':'persistent','holds':false,'rationale':'R'"},
                  {"finding", "'what':'persistent','rationale':'R'"},
                  {"legal", "'remedy':'order','party':'p2','status':'considered'"},
                  {"assessment", "'matrix':'grid','party':'p1','answers':{'q':'bad'}"},
                  {"assessment", "'matrix':'grid','party':'p1','answers':{'q':'good'}"}};

static asb_record *make_record(scene *s, const shape *of) {
    words w = {0};
    size_t n = below(COUNT_OF(beginnings));
    say(&w, "{'kind':'%s','by':'amy','role':'%s','fields':{%s", beginnings[n].kind, below(2) ? "manager" : "officer", beginnings[n].fields);
    for (unsigned i = 0; i < of->fields; i++) say_field(&w, of, i);
    if (below(2)) say(&w, ",'x-also':[]");
    say(&w, "}}");
    char *quoted = quotes(w.at);
    asb_record *r = test_record(&s->b, quoted);
    free(quoted);
    free(w.at);
    return r;
}

/* ---- one by one */

static uint32_t judge_one_by_one(asb_case *c, const asb_record *r, atom *out) {
    tried_record tried;
    uint32_t count = 0;
    ck_assert_int_eq(asbi_tried_read(&tried, c, r, clock_now), ASB_OK);
    judge j = asbi_judge_tried(c, tried.e, clock_now);
    for (uint32_t i = 0; i < c->policy->guards.count; i++) {
        const guard_rule *g = &c->policy->guards.items[i];
        if (asbi_matches(&j, g->on, tried.e) && !asbi_holds(&j, g->require)) out[count++] = g->id;
    }
    return count;
}

static unsigned judged, unmet;

static void compare(scene *s, const asb_record *r) {
    static atom expected[2000];
    asb_decision *d = NULL;
    int32_t status = asb_case_may(&d, s->c, r);
    ck_assert_msg(status == ASB_OK || status == ASB_REFUSED, "%s", asb_error_message(s->b.e));
    uint32_t count = judge_one_by_one(s->c, r, expected);
    judged += s->policy->guards.count;
    unmet += count;
    for (uint32_t i = 0; i < count || i < asb_decision_count(d); i++) {
        const char *id = i < count ? asbi_atom_text(s->policy, expected[i]).at : "none";
        const char *found = i < asb_decision_count(d) ? asb_decision_guard(d, i) : "none";
        ck_assert_msg(!strcmp(id, found), "reason %u: one by one %s, by the index %s", (unsigned)i, id, found);
    }
    asb_decision_free(d);
}

/* ---- cases: each step, and what is asked then */

static void ask(scene *s, const shape *of) {
    for (unsigned i = 0; i < 12; i++) {
        asb_record *r = make_record(s, of);
        compare(s, r);
        asb_record_free(r);
    }
}

/* Whatever the guards say of it. */
static void admit(scene *s, const char *kind, const char *fields) {
    char json[512];
    snprintf(json, sizeof json, "{'kind':'%s','by':'amy','role':'officer','fields':%s}", kind, fields);
    char *quoted = quotes(json);
    asb_record *r = test_record(&s->b, quoted);
    ck_assert_msg(asb_case_admit(NULL, s->c, r, INT64_MIN, 0) == ASB_OK, "%s: %s", quoted, asb_error_message(s->b.e));
    asb_record_free(r);
    free(quoted);
}

static void live(scene *s, const shape *of) {
    at("2026-05-01T10:00");
    admit(s, "report", "{'channel':'phone','summary':'Music'}");
    admit(s, "party", "{'party':'p1','as':'complainant','vulnerable':'yes'}");
    admit(s, "party", "{'party':'p2','as':'alleged-perpetrator'}");
    ask(s, of);
    admit(s, "opening", below(2) ? "{'categories':['noise']}" : "{'categories':['noise','hatred']}");
    ask(s, of);
    admit(s, "assessment", "{'matrix':'grid','party':'p1','answers':{'q':'bad'}}");
    admit(s, "incident", "{'occurred':'2026-05-01','description':'D','violence':'threat'}");
    ask(s, of);
    admit(s, "categorisation", "{'categories':['violence']}");
    ask(s, of);
}

START_TEST(by_the_index_and_one_by_one)
{
    const shape *of = &shapes[_i];
    judged = unmet = 0;
    for (unsigned round = 0; round < (of->guards > 200 ? 4 : 60); round++) {
        scene s;
        chance = 1000 * (unsigned)_i + round;
        char *policy = make_policy(of);
        scene_begin(&s, policy);
        live(&s, of);
        scene_end(&s);
        free(policy);
    }
    ck_assert_uint_gt(unmet, judged / 100); /* it is something that is compared */
    ck_assert_uint_lt(unmet, judged / 2);
}
END_TEST

/* A number that is longer than any that is compared is equal to nothing, not even to itself. */
START_TEST(what_is_equal_to_nothing)
{
    scene s;
    words policy = {0};
    char digits[601], fields[700];
    const shape none = {0, 1, 1};
    char *head = make_policy(&none);
    for (size_t i = 0; i < 600; i++) digits[i] = '1';
    digits[600] = '\0';
    for (const char *c = head; strncmp(c, "]}", 3) != 0; c++) say(&policy, "%c", *c);
    say(&policy, "{'id':'same','clause':'1','message':'M','on':'note','require':{'not':{'record':{'x-f0':[7,");
    for (const char *c = digits; *c; c++) say(&policy, "%c", *c);
    say(&policy, "]}}}}]}");
    scene_begin(&s, policy.at);
    add(&s, "2026-05-01T10:00", "report", "{'channel':'phone','summary':'Music'}");
    snprintf(fields, sizeof fields, "{'text':'T','x-f0':%s}", digits);
    add(&s, "2026-05-01T10:01", "note", fields);
    scene_end(&s);
    free(policy.at);
    free(head);
}
END_TEST

/* ---- what it is for: a table */

static char *make_table(unsigned rows, unsigned columns) {
    words w = {0};
    const shape none = {0, 1, 1};
    char *head = make_policy(&none);
    for (const char *c = head; strncmp(c, "]}", 3); c++) say(&w, "%c", *c);
    for (unsigned i = 0; i < rows * columns; i++)
        say(&w,
            "%s{'id':'row-%u','clause':'1','message':'M','severity':'warn','on':'note','require':{'not':{'record':{'x-f0':'r%u','x-f1':'c%"
            "u'}}}}",
            i ? "," : "", i, i / columns, i % columns);
    say(&w, "]}");
    free(head);
    return w.at;
}

/* Of a table of two facts nothing is left to be judged but the row. */
START_TEST(the_facts_alone_decide_a_table)
{
    scene s;
    char *table = make_table(8, 8);
    scene_begin(&s, table);
    const guard_index *index = asbi_guard_index(s.policy, KIND_NOTE);
    ck_assert_ptr_nonnull(index);
    ck_assert_uint_eq(index->count, 1);
    const guard_block *b = &index->blocks[0];
    ck_assert_uint_eq(b->ways, UINT64_MAX);
    ck_assert_uint_eq(b->sure, UINT64_MAX);
    ck_assert_uint_eq(b->fact_count, 2);
    for (uint32_t i = 0; i < b->fact_count; i++) {
        ck_assert_uint_eq(b->facts[i].count, 8);
        ck_assert_uint_eq(b->facts[i].none, 0);
        ck_assert_uint_eq(b->facts[i].other, 0);
    }
    ck_assert_uint_eq(b->facts[0].values[3].ways & b->facts[1].values[5].ways, UINT64_C(1) << 29);
    ck_assert_ptr_eq(asbi_guard_index(s.policy, KIND_NOTE), index); /* once made, kept */
    scene_end(&s);
    free(table);
}
END_TEST

/* A guard on notes, alone in its policy. */
static const guard_block *begin_with_guard(scene *s, const char *require) {
    words w = {0};
    const shape none = {0, 1, 1};
    char *head = make_policy(&none);
    for (const char *c = head; strncmp(c, "]}", 3); c++) say(&w, "%c", *c);
    say(&w, "{'id':'it','clause':'1','message':'M','on':'note','require':%s}]}", require);
    scene_begin(s, w.at);
    free(head);
    free(w.at);
    const guard_index *index = asbi_guard_index(s->policy, KIND_NOTE);
    ck_assert_ptr_nonnull(index);
    ck_assert_uint_eq(index->count, 1);
    return &index->blocks[0];
}

/* Unmet by this part or by that: as long as there are few, there is nothing more to judge. */
START_TEST(ways_of_being_unmet)
{
    static const struct {
        const char *require;
        uint64_t ways, sure;
    } of[] = {{"{'record':{'x-a':'1','x-b':'2'}}", 3, 3},
              {"{'any':[{'case':{'hate':false}},{'all':[{'record':{'x-a':'1'}},{'not':{'record':{'x-b':'2'}}}]}]}", 3, 3},
              {"{'any':[{'record':{'x-a':'1','x-b':'2'}},{'record':{'x-c':'1','x-d':'2'}}]}", 15, 15},
              {"{'all':[{'record':{'x-a':'1'}},{'has':'incident'}]}", 3, 1},
              {"{'record':{'x-a':'1','x-b':'2','x-c':'3','x-d':'4','x-e':'5','x-f':'6','x-g':'7','x-h':'8','x-i':'9'}}", 1, 0},
              {"{'any':[]}", 1, 1},
              {"{'all':[]}", 1, 0}};
    for (size_t i = 0; i < COUNT_OF(of); i++) {
        scene s;
        const guard_block *b = begin_with_guard(&s, of[i].require);
        ck_assert_msg(b->ways == of[i].ways && b->sure == of[i].sure, "%s: %x, sure %x", of[i].require, (unsigned)b->ways,
                      (unsigned)b->sure);
        scene_end(&s);
    }
}
END_TEST

/* Each attribute that is yes or no is read where it stands, and no other is. */
START_TEST(flags_of_a_case)
{
    static const atom names[] = {WORD_perpetrator_known,    WORD_complainant_anonymous, WORD_any_under_18, WORD_any_vulnerable,
                                 WORD_perpetrator_disabled, WORD_counter_allegation_,   WORD_risk_reduced, WORD_hate};
    ck_assert_uint_eq(COUNT_OF(names), CASE_FLAGS);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        case_facts f = {.opened = 1, .contested = 1, .has_score = 1, .has_births = 1, .hate_recorded = 1, .hate_category = 1};
        uint8_t *own[] = {&f.perpetrator_known,    &f.complainant_anonymous, &f.any_under_18, &f.any_vulnerable,
                          &f.perpetrator_disabled, &f.counter_allegation,    &f.risk_reduced, &f.hate};
        *own[i] = 1;
        for (size_t k = 0; k < COUNT_OF(names); k++) ck_assert_int_eq(asbi_case_has_flag(&f, (uint32_t)asbi_case_flag(names[k])), i == k);
    }
    ck_assert_int_eq(asbi_case_flag(WORD_band), -1);
    ck_assert_int_eq(asbi_case_flag(WORD_state), -1);
    ck_assert_int_eq(asbi_case_flag(ATOM_NONE), -1);
}
END_TEST

Suite *asb_suite_case_guard_index(void) {
    Suite *s = suite_create("case: the index of guards");
    TCase *t = tcase_create("all");
    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, by_the_index_and_one_by_one, 0, (int)COUNT_OF(shapes));
    tcase_add_test(t, what_is_equal_to_nothing);
    tcase_add_test(t, the_facts_alone_decide_a_table);
    tcase_add_test(t, ways_of_being_unmet);
    tcase_add_test(t, flags_of_a_case);
    suite_add_tcase(s, t);
    return s;
}
