/* What a document becomes: flat arrays, looked at where the document says something else than the default. */
#include "policy_support.h"

Suite *asb_suite_policy_compile(void);

static const condition *condition_at(const asb_policy *p, uint32_t index) {
    ck_assert_uint_lt(index, p->conditions.count);
    return &p->conditions.items[index];
}

static int span_is(const asb_policy *p, span s, const char *const *words, uint32_t count) {
    int is_same = s.count == count;

    for (uint32_t i = 0; is_same && i < count; i++) is_same = p->atoms.items[s.first + i] == test_atom(p, words[i]);
    return is_same;
}
#define IS_SPAN(p, s, ...) ck_assert(span_is(p, s, (const char *const[]){__VA_ARGS__}, COUNT_OF(((const char *const[]){__VA_ARGS__}))))

START_TEST(a_duty)
{
    test_policies t;
    asb_policy *p;
    const duty_rule *d;
    const pattern *q;
    const condition *c;

    test_policies_begin(&t);
    p = test_built_in(&t, "places-for-people");
    d = &p->duties.items[asbi_policy_duty(p, test_atom(p, "acknowledge"))];
    ck_assert_str_eq(d->clause.at, "P13");
    ck_assert(d->restarts && !d->owner_is_case && !d->agreed && !d->watch && !d->survives_closure);
    IS_SPAN(p, d->owners, "CCC", "CHM", "TEM", "LPC");
    ck_assert_uint_eq(d->subject, SUBJECT_CASE);
    ck_assert_uint_eq(d->repeats, REPEAT_NO);
    ck_assert_uint_eq(d->while_, NO_INDEX);
    ck_assert_uint_eq(d->starts_if, NO_INDEX);
    ck_assert_uint_eq(d->anchor, ATOM_NONE);
    ck_assert_uint_eq(d->starts.count, 1);
    ck_assert_uint_eq(d->done.count, 3);
    q = &p->patterns.items[p->indices.items[d->starts.first]];
    ck_assert(q->kinds == UINT64_C(1) << KIND_REPORT);
    ck_assert_uint_eq(q->tests.count, 1);
    ck_assert_uint_eq(p->tests.items[q->tests.first].field, WORD_anonymous);
    ck_assert_uint_eq(p->tests.items[q->tests.first].op, WHERE_NONE_OF);
    ck_assert_uint_eq(p->atoms.items[p->tests.items[q->tests.first].values.first], ATOM_TRUE);
    q = &p->patterns.items[p->indices.items[d->done.first]];
    IS_SPAN(p, q->parts, "complainant", "victim", "third-party", "advocate", "staff", "contractor", "witness", "resident");
    ck_assert_uint_eq(q->tests.count, 3);
    IS_SPAN(p, p->tests.items[q->tests.first].values, "acknowledgement", "initial");
    ck_assert_uint_eq(d->within.count, 2);
    c = condition_at(p, p->choices.items[d->within.first].when);
    ck_assert_uint_eq(c->op, COND_ANY);
    ck_assert_uint_eq(c->children.count, 2);
    c = condition_at(p, p->indices.items[c->children.first + 1]);
    ck_assert_uint_eq(c->op, COND_CASE);
    ck_assert_uint_eq(p->tests.items[c->tests.first].field, WORD_owner_role);
    ck_assert_uint_eq(p->choices.items[d->within.first + 1].when, NO_INDEX);
    ck_assert_int_eq(p->choices.items[d->within.first + 1].period.count, 5);
    ck_assert_ptr_eq(
        asbi_json_text(asbi_json_get(d->source, "id")).at,
        asbi_json_text(asbi_json_get(asbi_json_at(asbi_json_get(p->document, "duties"), asbi_policy_duty(p, d->id)), "id")).at);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

START_TEST(all_of_a_duty)
{
    test_policies t;
    asb_policy *p;
    const duty_rule *d;

    test_policies_begin(&t);
    p = test_policy(&t,
                    TEST_HEAD_OF_POLICY
                    ",'duties':[{'id':'d','clause':'1','label':'D','owner':'case-owner','starts':['report','contact'],"
                    "'restarts':true,'starts_if':{'all':[]},'subject':{'party_as':['victim']},'while':{'any':[]},"
                    "'within':[{'period':{'days':3}}],'opens':{'days':1},'anchor':{'field':'occurred','less':{'weeks':1}},"
                    "'done':['contact'],'cancels':['note','x-end'],'repeats':[{'when':{'not':{'plan':'complete'}},'period':{'months':1}}],"
                    "'agreed':true,'survives_closure':true,'watch':true,'escalates':{'to':'manager','after':{'working_days':2}},"
                    "'proposes':{'kind':'closure'}}]}");
    d = &p->duties.items[0];
    ck_assert(d->owner_is_case && d->restarts && d->agreed && d->survives_closure && d->watch);
    ck_assert_uint_eq(d->owners.count, 0);
    ck_assert_uint_eq(d->subject, SUBJECT_PARTS);
    IS_SPAN(p, d->parts, "victim");
    ck_assert_uint_eq(condition_at(p, d->starts_if)->op, COND_ALL);
    ck_assert_uint_eq(condition_at(p, d->while_)->op, COND_ANY);
    ck_assert_uint_eq(condition_at(p, d->while_)->children.count, 0);
    ck_assert_uint_eq(d->anchor, WORD_occurred);
    ck_assert_uint_eq(d->anchor_less.unit, PERIOD_WEEKS);
    ck_assert_uint_eq(d->opens.unit, PERIOD_DAYS);
    ck_assert_uint_eq(d->repeats, REPEAT_LIST);
    ck_assert_uint_eq(d->repeat_within.count, 1);
    ck_assert_uint_eq(condition_at(p, p->choices.items[d->repeat_within.first].when)->op, COND_NOT);
    ck_assert_uint_eq(d->cancels.count, 2);
    IS_SPAN(p, p->patterns.items[p->indices.items[d->cancels.first + 1]].x_kinds, "x-end");
    ck_assert_uint_eq(p->patterns.items[p->indices.items[d->cancels.first + 1]].kinds, 0);
    ck_assert_uint_eq(d->escalates_to, test_atom(p, "manager"));
    ck_assert_uint_eq(d->escalates_after.unit, PERIOD_WORKING_DAYS);
    ck_assert_ptr_nonnull(d->proposes);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

static const condition *required(test_policies *t, asb_policy **p, const char *require) {
    char json[8192] = TEST_HEAD_OF_POLICY ",'guards':[{'id':'g','clause':'1','message':'M','on':'contact','require':";

    asb_policy_free(*p);
    strcat(json, require);
    strcat(json, "}]}");
    *p = test_policy(t, json);
    return condition_at(*p, (*p)->guards.items[0].require);
}

START_TEST(conditions)
{
    test_policies t;
    asb_policy *p = NULL;
    const condition *c;

    test_policies_begin(&t);
    c = required(&t, &p, "{'has':'report'}");
    ck_assert(c->op == COND_HAS && c->at_least == 1 && c->at_most == -1 && c->other == NO_INDEX && c->within.unit == PERIOD_NONE);
    ck_assert_ptr_nonnull(asbi_json_get(c->source, "has"));
    c = required(&t, &p, "{'has':'report','at_most':2,'within':{'months':6},'since':'contact'}");
    ck_assert(c->at_least == 0 && c->at_most == 2 && c->within.count == 6 && c->other != NO_INDEX && c->other != c->pattern);
    c = required(&t, &p, "{'latest':'legal','is':{'status':'applied','remedy.legal':true}}");
    ck_assert(c->op == COND_LATEST && c->tests.count == 2);
    ck_assert_uint_eq(p->tests.items[c->tests.first + 1].field, WORD_remedy_legal);
    c = required(&t, &p, "{'after':['assessment','report']}");
    ck_assert_uint_eq(c->op, COND_AFTER);
    ck_assert(p->patterns.items[c->pattern].kinds == UINT64_C(1) << KIND_ASSESSMENT);
    ck_assert(p->patterns.items[c->other].kinds == UINT64_C(1) << KIND_REPORT);
    c = required(&t, &p, "{'elapsed':{'hours':48},'since':['report','note'],'or_start':true}");
    ck_assert(c->op == COND_ELAPSED && c->or_start && c->patterns.count == 2 && c->within.unit == PERIOD_HOURS);
    c = required(&t, &p, "{'every_party':['victim'],'has':'contact'}");
    ck_assert(c->op == COND_EVERY_PARTY && c->parts.count == 1 && c->pattern != NO_INDEX);
    c = required(&t, &p, "{'parties':['victim','witness'],'at_least':2}");
    ck_assert(c->op == COND_PARTIES && c->at_least == 2 && c->at_most == -1 && c->parts.count == 2);
    c = required(&t, &p, "{'consent':'mediation','of':'same'}");
    ck_assert(c->op == COND_CONSENT && c->same && c->scope == test_atom(p, "mediation"));
    c = required(&t, &p, "{'party':{'under_18':true,'ambiguity':'A'},'of':['victim'],'every':true}");
    ck_assert(c->op == COND_PARTY && !c->same && c->every && c->tests.count == 1);
    c = required(&t, &p, "{'case':{'hate':{'present':false},'x-remark':1}}");
    ck_assert(c->op == COND_CASE && c->tests.count == 1 && p->tests.items[c->tests.first].op == WHERE_ABSENT);
    c = required(&t, &p, "{'record':{'method':['phone','visit']}}");
    ck_assert_uint_eq(c->op, COND_RECORD);
    IS_SPAN(p, p->tests.items[c->tests.first].values, "phone", "visit");
    c = required(&t, &p, "{'actor':{'role':['officer','system']}}");
    ck_assert_uint_eq(c->op, COND_ACTOR);
    IS_SPAN(p, c->roles, "officer", "system");
    ck_assert(asbi_span_has(p, c->roles, WORD_system));
    ck_assert(!asbi_span_has(p, c->roles, ATOM_OTHER));
    c = required(&t, &p, "{'approved':{'kind':'approval','where':{'of':{'is':'decision'}}},'by':['manager']}");
    ck_assert(c->op == COND_APPROVED && c->roles.count == 1);
    ck_assert_uint_eq(p->tests.items[p->patterns.items[c->pattern].tests.first].op, WHERE_IS_PATTERN);
    ck_assert(p->patterns.items[p->tests.items[p->patterns.items[c->pattern].tests.first].pattern].kinds == UINT64_C(1) << KIND_DECISION);
    c = required(&t, &p, "{'plan':'complete'}");
    ck_assert(c->op == COND_PLAN && c->what == PLAN_COMPLETE);
    c = required(&t, &p, "{'proportionality':'current','by':['manager']}");
    ck_assert(c->op == COND_PROPORTIONALITY && c->what == PROPORTIONALITY_CURRENT && c->roles.count == 1);
    c = required(&t, &p, "{'qualifying_reports':3}");
    ck_assert(c->op == COND_QUALIFYING && c->at_least == 3);
    c = required(&t, &p, "{'all':[{'any':[{'plan':'exists'},{'not':{'plan':'exists'}}]},{'has':'report'}]}");
    ck_assert(c->op == COND_ALL && c->children.count == 2);
    c = condition_at(p, p->indices.items[c->children.first + 1]);
    ck_assert_uint_eq(c->op, COND_HAS);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

/* Sums worked by hand: one 1..5, many -4..7 with none 0, many with an exclusive -9 alone. */
START_TEST(attainable_scores)
{
    test_policies t;
    asb_policy *p;

    test_policies_begin(&t);
    p = test_policy(
        &t,
        "{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','matrices':[{'id':'m','title':'M','clause':'1','sections':["
        "{'id':'s1','title':'S','questions':[{'id':'a','text':'?','select':'one','options':[{'id':'x','label':'X','weight':5},{'id':'y','"
        "label':'Y','weight':1}]},"
        "{'id':'b','text':'?','select':'many','options':[{'id':'x','label':'X','weight':3},{'id':'y','label':'Y','weight':-4},{'id':'z','"
        "label':'Z','weight':4}]}]},"
        "{'id':'s2','title':'S','questions':[{'id':'c','text':'?','select':'many','detail':true,'options':[{'id':'x','label':'X','weight':"
        "2},{'id':'y','label':'Y','weight':-9,'exclusive':true}]}]}],"
        "'bands':[{'id':'high','label':'High','from':14},{'id':'low','label':'Low','from':-12}],'contested':[{'from':3,'to':4}]}]}");
    ck_assert_int_eq(p->matrices.items[0].least, 1 - 4 - 9);
    ck_assert_int_eq(p->matrices.items[0].greatest, 5 + 7 + 2);
    ck_assert_uint_eq(p->matrices.items[0].questions.count, 3);
    ck_assert_str_eq(p->questions.items[p->matrices.items[0].questions.first + 2].section.at, "s2");
    ck_assert(p->questions.items[2].many && p->questions.items[2].detail && !p->questions.items[0].many);
    ck_assert(p->options.items[p->questions.items[2].options.first + 1].exclusive);
    ck_assert_int_eq(p->bands.items[p->matrices.items[0].bands.first + 1].from, -12);
    ck_assert_int_eq(p->ranges.items[p->matrices.items[0].contested.first].to, 4);
    asb_policy_free(p);
    p = test_built_in(&t, "places-for-people");
    ck_assert_int_eq(p->matrices.items[0].least, 0);
    ck_assert_int_eq(p->matrices.items[0].greatest, 47);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

START_TEST(statutory_case_review)
{
    test_policies t;
    asb_policy *p;
    const review_area *a;

    test_policies_begin(&t);
    p = test_policy(&t, TEST_HEAD_OF_POLICY "}");
    ck_assert_uint_eq(p->review_areas.count, 1);
    a = &p->review_areas.items[0];
    ck_assert_str_eq(a->area_text.at, "default");
    ck_assert_str_eq(a->clause.at, "ASBCPA 2014 s.104");
    ck_assert(a->threshold == 3 && a->hate_threshold == 0 && a->tell_at == 2);
    ck_assert(a->report_within.unit == PERIOD_MONTHS && a->report_within.count == 1 && a->report_within.beginning_with);
    ck_assert(a->apply_within.unit == PERIOD_MONTHS && a->apply_within.count == 6 && a->apply_within.beginning_with);
    ck_assert(a->tell_within.unit == PERIOD_MONTHS && a->tell_within.count == 6 && !a->tell_within.beginning_with);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

START_TEST(audiences_and_remedies)
{
    test_policies t;
    asb_policy *p;
    const audience_line *l;
    const remedy_def *r;

    test_policies_begin(&t);
    p = test_policy(&t,
                    TEST_HEAD_OF_POLICY
                    ",'audiences':[{'id':'court','clause':'1','sees':[{'class':['identity','outcome'],'of':['self','victim'],"
                    "'when':{'plan':'exists'},'consent':'use-in-court'},{'class':['contact'],'of':['any']}]}],"
                    "'triage':{'clause':'1','threshold':2,'questions':[{'id':'a','text':'?'},{'id':'b','text':'?'}]}}");
    l = &p->audience_lines.items[p->audiences.items[0].lines.first];
    ck_assert(l->classes == (1u << CLASS_IDENTITY | 1u << CLASS_OUTCOME) && l->self && !l->any);
    IS_SPAN(p, l->parts, "victim");
    ck_assert_uint_eq(l->scope, test_atom(p, "use-in-court"));
    ck_assert_uint_eq(condition_at(p, l->when)->op, COND_PLAN);
    ck_assert(l[1].any && l[1].when == NO_INDEX && l[1].scope == ATOM_NONE && l[1].parts.count == 0);
    ck_assert(p->triage.present && p->triage.threshold == 2);
    IS_SPAN(p, p->triage.questions, "a", "b");
    asb_policy_free(p);
    p = test_built_in(&t, "england");
    r = &p->remedies.items[asbi_policy_remedy(p, test_atom(p, "closure-notice"))];
    ck_assert(r->term.unit == PERIOD_HOURS && r->term.count == 24 && r->ceiling.skipping == SKIP_CHRISTMAS_DAY);
    ck_assert(r->from == NO_DATE && r->until == NO_DATE && r->tenures.count == 0 && !p->triage.present);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

Suite *asb_suite_policy_compile(void) {
    const TTest *const tests[] = {a_duty, all_of_a_duty, conditions, attainable_scores, statutory_case_review, audiences_and_remedies};

    return test_suite("policy_compile", tests, COUNT_OF(tests));
}
