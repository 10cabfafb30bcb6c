/* Rules in plain words. */
#include "policy_support.h"

Suite *asb_suite_policy_explain(void);

static const char *words_of(buffer *b, const asb_policy *p, uint32_t index, int is_pattern) {
    asbi_buffer_clear(b);
    if (is_pattern)
        asbi_put_pattern(b, p, index);
    else
        asbi_put_condition(b, p, index);
    ck_assert_int_eq(b->status, ASB_OK);
    return b->data;
}

static const struct {
    const char *json, *words;
} conditions[] = {
    {"{'has':'report'}", "there is a report"},
    {"{'has':'report','at_least':2,'within':{'months':6}}", "there are at least 2 reports within 6 months"},
    {"{'has':'report','at_most':0}", "there are no reports"},
    {"{'has':'report','at_most':3,'since':'closure'}", "there are at most 3 reports since the last closing of the case"},
    {"{'has':'report','at_least':2,'at_most':2}", "the number is exactly 2 of reports"},
    {"{'has':'report','at_least':2,'at_most':4}", "there are from 2 to 4 reports"},
    {"{'all':[]}", "always"},
    {"{'any':[]}", "never"},
    {"{'all':[{'any':[{'plan':'exists'},{'plan':'complete'}]},{'not':{'has':'note'}}]}",
     "(there is an action plan, or every action of the plans is done or cancelled, standing ones apart), and it is not so that there is a "
     "note"},
    {"{'latest':{'kind':'decision','party':'same'},'is':{'what':'close'}}", NULL},
    {"{'latest':'decision','is':{'what':'close'}}", "the last decision is one whose matter is close"},
    {"{'after':['assessment',{'kind':['report','incident']}]}", "there is a risk assessment, later than every report or incident"},
    {"{'elapsed':{'working_days':10},'since':['letter','contact'],'or_start':true}",
     "10 working days have passed since the last letter; or contact (or, without one, since the case began)"},
    {"{'elapsed':{'weeks':6},'since':[],'or_start':true}", "6 weeks have passed since the last beginning of the case"},
    {"{'every_party':['victim'],'has':'contact'}", "for everybody who is victim there is a contact"},
    {"{'parties':['victim','witness']}", "there is somebody who is victim or witness"},
    {"{'parties':['victim'],'at_most':1}", "there are at most 1 persons who are victim"},
    {"{'consent':'mediation','of':'same'}", "the person in question consents to mediation"},
    {"{'consent':'mediation','of':['victim','complainant']}", "everybody who is victim or complainant consents to mediation"},
    {"{'party':{'under_18':true},'of':'same'}", "the person in question is one marked \"Under 18\""},
    {"{'party':{'tenure':{'not':['none','unknown']}},'of':['victim']}",
     "somebody who is victim is one whose tenure is neither none nor unknown"},
    {"{'case':{'hate':true,'band':['high','low'],'risk_reduced':false}}",
     "the case is one of hate and the risk band of the case is high or low and it is not so that the risk has fallen"},
    {"{'case':{'stage':{'present':false}}}", "the stage of the case is not given"},
    {"{'record':{'summary':{'present':true}}}", "the record is one whose summary is given"},
    {"{'actor':{'role':['officer','manager']}}", "it is done by Officer or Manager"},
    {"{'approved':'plan','by':['manager']}", "the last action plan is approved by Manager other than its author"},
    {"{'approved':'plan'}", "the last action plan is approved by somebody other than its author"},
    {"{'proportionality':'approved','by':['manager']}", "the proportionality assessment is approved by Manager"},
    {"{'proportionality':'recorded'}", "the proportionality assessment is recorded"},
    {"{'qualifying_reports':3}", "somebody has at least 3 qualifying reports"},
};

START_TEST(conditions_in_words)
{
    test_policies t;
    buffer b;

    test_policies_begin(&t);
    asbi_buffer_init(&b, &t.e->memory, 100000);
    for (size_t i = 0; i < COUNT_OF(conditions); i++) {
        char json[8192] = TEST_HEAD_OF_POLICY ",'guards':[{'id':'g','clause':'1','message':'M','on':'contact','require':";
        asb_policy *p;
        if (conditions[i].words == NULL) continue;
        strcat(json, conditions[i].json);
        strcat(json, "}]}");
        p = test_policy(&t, json);
        ck_assert_str_eq(words_of(&b, p, p->guards.items[0].require, 0), conditions[i].words);
        asb_policy_free(p);
    }
    asbi_buffer_free(&b);
    test_policies_end(&t);
}
END_TEST

static const struct {
    const char *json, *words;
} patterns[] = {
    {"'report'", "a report"},
    {"{'kind':'legal','where':{'remedy':'injunction','status':['applied','granted']}}",
     "a legal step whose remedy is injunction and whose status is applied or granted"},
    {"{'kind':['contact','interview','x-visit'],'party_as':['victim'],'role':['officer'],'where':{'x-mood':{'not':'bad'}}}",
     "a contact, an interview or a record of kind x-visit about somebody who is victim made by Officer whose x-mood is not bad"},
    {"{'kind':'approval','where':{'of':{'is':{'kind':'decision','where':{'what':'close'}}}}}",
     "an approval whose subject is a decision whose matter is close"},
    {"{'kind':'opening','where':{'hate':{'not':true},'scheme':{'present':true},'reference':{'present':false}}}",
     "the opening of the case not marked \"Hate case\", whose scheme is given and whose reference is not given"},
    {"{'kind':'assessment','where':{'assessment.score':[1,2]}}", "a risk assessment whose score is 1 or 2"},
};

START_TEST(patterns_in_words)
{
    test_policies t;
    buffer b;

    test_policies_begin(&t);
    asbi_buffer_init(&b, &t.e->memory, 100000);
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        char json[8192] = TEST_HEAD_OF_POLICY ",'guards':[{'id':'g','clause':'1','message':'M','require':{'any':[]},'on':";
        asb_policy *p;
        strcat(json, patterns[i].json);
        strcat(json, "}]}");
        p = test_policy(&t, json);
        ck_assert_str_eq(words_of(&b, p, p->guards.items[0].on, 1), patterns[i].words);
        asb_policy_free(p);
    }
    asbi_buffer_free(&b);
    test_policies_end(&t);
}
END_TEST

static void has_words(const asb_policy *p, const char *rule, const char *const *words) {
    asb_text *out = NULL;

    ck_assert_int_eq(asb_policy_explain(&out, p, rule), ASB_OK);
    for (; *words != NULL; words++)
        ck_assert_msg(strstr(asb_text_data(out), *words) != NULL, "%s: no \"%s\" in %s", rule, *words, asb_text_data(out));
    asb_text_free(out);
}
#define HAS_WORDS(p, rule, ...) has_words(p, rule, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(rules)
{
    test_policies t;
    asb_policy *p;
    asb_text *out = NULL;

    test_policies_begin(&t);
    p = test_built_in(&t, "places-for-people");
    HAS_WORDS(p, "acknowledge", "## Acknowledge the report", "`acknowledge`, clause P13",
              "Customer Contact Centre, Community Housing Manager",
              "a report not marked \"The reporter wishes to be anonymous\" (each time)",
              "1 working day if the priority of the case is high, or the role of the case's officer is TEM; otherwise 5 working days",
              "Urgent is not defined");
    HAS_WORDS(p, "keep-informed", "the case's officer", "person whom such a record names",
              "1 week if the risk band of the case is high; otherwise 2 weeks", "from each time it is done", "By agreement");
    HAS_WORDS(p, "closure-explained", "person who is then complainant", "it goes on");
    HAS_WORDS(p, "address-manager", "Guard `address-manager`, clause 6.1", "the record is refused",
              "agreed with Area Manager (Neighbourhoods)");
    HAS_WORDS(p, "visit-risk", "it warns");
    HAS_WORDS(p, "publicity-restricted", "this is never allowed");
    HAS_WORDS(p, "raise-hate", "High risk or urgent", "the case is one of hate");
    HAS_WORDS(p, "legal-action", "Stage `legal-action`, clause 7", "the last in the policy's order");
    HAS_WORDS(p, "ram", "0 to 47", "| High | 26 |", "scores from 16 to 17", "Every day (5)");
    HAS_WORDS(p, "noise", "## Noise nuisance", "Category `noise`, clause 2 CHM", "CHM or LPC");
    HAS_WORDS(p, "closure-notice", "24 hours", "48 hours skipping christmas-day", "police");
    HAS_WORDS(p, "AP-1", "Tell us about anything more that happens", "complainant");
    HAS_WORDS(p, "court", "sees **identity and account** of complainant, victim", "with consent to use-in-court");
    HAS_WORDS(p, "closure-letter", "Your case is closed", "{{closure_reason}}");
    HAS_WORDS(p, "default", "Area of the case review `default`", "6 months beginning with the day");
    HAS_WORDS(p, "plan-action", "Built-in duty");
    HAS_WORDS(p, "remedy-tenure", "Built-in guard");
    HAS_WORDS(p, "domestic-abuse", "Category `domestic-abuse`");
    ck_assert_int_eq(asb_policy_explain(&out, p, "nothing-of-that-name"), ASB_ABSENT);
    ck_assert_int_eq(asb_policy_explain(&out, p, "complainant_informed"), ASB_ABSENT);
    ck_assert_ptr_null(out);
    ck_assert_int_eq(asb_policy_explain(NULL, p, "ram"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_explain(&out, p, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_explain(&out, NULL, "ram"), ASB_EARGUMENT);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

static uint32_t remarks_in(const json_value *v) {
    uint32_t count = asbi_json_get(v, "ambiguity") != NULL;

    for (const json_value *part = v->type == JSON_LIST || v->type == JSON_OBJECT ? asbi_json_first(v) : NULL; part != NULL;
         part = part->next)
        count += remarks_in(part);
    return count;
}

/* Several items may have one id, such as a role and an audience: all of them are explained. */
static uint32_t remarks_of(const asb_policy *p, text id) {
    uint32_t count = 0;

    for (const json_value *list = asbi_json_first(p->document); list != NULL; list = list->next) {
        if (list->type != JSON_LIST) continue;
        for (const json_value *item = asbi_json_first(list); item != NULL; item = item->next) {
            const json_value *own = asbi_json_get(item, asbi_text_is(list->key, "case_review") ? "area" : "id");
            if (own != NULL && asbi_text_equal(asbi_json_text(own), id)) count += remarks_in(item);
        }
    }
    return count;
}

static uint32_t times_said(const char *page, const char *words) {
    uint32_t count = 0;

    for (const char *at = page; (at = strstr(at, words)) != NULL; at++) count++;
    return count;
}

/* Every item of every built-in policy can be explained, and stands on the page; how its source was read is said as often as somebody wrote that. */
START_TEST(every_item)
{
    test_policies t;

    test_policies_begin(&t);
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        asb_policy *p = test_built_in(&t, asb_policy_builtin_id(i));
        asb_text *page = NULL, *out = NULL;
        ck_assert_int_eq(asb_policy_page(&page, p), ASB_OK);
        for (const json_value *list = asbi_json_first(p->document); list != NULL; list = list->next) {
            if (list->type != JSON_LIST) continue;
            for (const json_value *item = asbi_json_first(list); item != NULL; item = item->next) {
                const json_value *id = asbi_json_get(item, asbi_text_is(list->key, "case_review") ? "area" : "id");
                if (id == NULL) continue;
                ck_assert_int_eq(asb_policy_explain(&out, p, asbi_json_text(id).at), ASB_OK);
                ck_assert_uint_gt(asb_text_length(out), asbi_json_text(id).length);
                ck_assert_msg(times_said(asb_text_data(out), "How the source was read") == remarks_of(p, asbi_json_text(id)), "%s",
                              asb_text_data(out));
                asb_text_free(out);
                if (!asbi_text_is(list->key, "stages"))
                    ck_assert_msg(strstr(asb_text_data(page), asbi_json_text(id).at) != NULL, "%s", asbi_json_text(id).at);
            }
        }
        asb_text_free(page);
        asb_policy_free(p);
    }
    test_policies_end(&t);
}
END_TEST

START_TEST(tables)
{
    test_policies t;
    asb_policy *p;
    asb_text *page = NULL;

    test_policies_begin(&t);
    p = test_policy(
        &t, "{'asb_policy':1,'id':'t','version':'1','title':'A | B <i>','source':'S','roles':[{'id':'a','label':'one|two\\nthree'}]}");
    ck_assert_int_eq(asb_policy_page(&page, p), ASB_OK);
    ck_assert_ptr_eq(strstr(asb_text_data(page), "# A \\| B &lt;i>\n"), asb_text_data(page));
    ck_assert_ptr_nonnull(strstr(asb_text_data(page), "| a | one\\|two three |  |\n"));
    ck_assert_ptr_nonnull(strstr(asb_text_data(page), "| default | 3 | 3 | 1 month beginning with the day |"));
    ck_assert_int_eq(asb_policy_page(NULL, p), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_page(&page, NULL), ASB_EARGUMENT);
    asb_text_free(page);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

/* Each question has its own answers, and no other's. */
START_TEST(a_matrix)
{
    test_policies t;
    asb_policy *p;
    asb_text *out = NULL;

    test_policies_begin(&t);
    p = test_policy(&t,
                    "{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','matrices':[{'id':'grid','title':'Grid','clause':'6',"
                    "'sections':[{'id':'s','title':'S','questions':["
                    "{'id':'one','text':'How "
                    "often?','select':'one','options':[{'id':'a','label':'Never','weight':0},{'id':'b','label':'Daily','weight':5}]},"
                    "{'id':'two','text':'Who?','select':'many','options':[{'id':'c','label':'You','weight':2},"
                    "{'id':'d','label':'Nobody','weight':-1,'exclusive':true}]}]}],"
                    "'bands':[{'id':'high','label':'High','from':3},{'id':'low','label':'Low','from':-1}]}]}");
    ck_assert_int_eq(asb_policy_explain(&out, p, "grid"), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(out),
                                 "| one | How often? | Never (0); Daily (5) |\n"
                                 "| two | Who? (any of them) | You (2); Nobody (-1), alone |\n\n"));
    ck_assert_ptr_nonnull(strstr(asb_text_data(out), "| High | 3 |\n| Low | -1 |\n\n- **Scores that can be reached**: -1 to 7\n"));
    asb_text_free(out);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

Suite *asb_suite_policy_explain(void) {
    const TTest *const tests[] = {conditions_in_words, patterns_in_words, rules, every_item, tables, a_matrix};

    return test_suite("policy_explain", tests, COUNT_OF(tests));
}
