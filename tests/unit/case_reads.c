/* Whatever a condition reads, a record that changes it has the condition judged again.
 *
 * A case keeps what its conditions came to and judges anew only those that the newest record can have touched (policy/reads.c, case/facts.c, case/duties.h). Here a
 * long case goes by under a policy for each form of condition, and of pattern, and for each attribute: the condition decides a stage, a raise, a `while`, a period
 * and the period of a repeat. After each record everything is judged anew, and must be what was kept. The case changes each condition both ways, or the test fails. */
#include "case/facts.h"
#include "case/duties.h"
#include "case_scene.h"

Suite *asb_suite_case_reads(void);

/* ---- the policy */

enum { NOT_IN_RAISES = 1, NOT_IN_STAGES = 2, OF_SAME = 4, NEVER_CHANGES = 8 };

#define POLICY_HEAD \
    "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S'," \
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Manager'}]," \
    "'priorities':[{'id':'high','label':'High'},{'id':'normal','label':'Normal'}]," \
    "'categories':[{'id':'noise','label':'Noise','group':'everyday','priority':'normal','clause':'1'}," \
    "{'id':'violence','label':'Violence','group':'grave','priority':'high','clause':'1'}," \
    "{'id':'hatred','label':'Hatred','hate':true,'priority':'normal','clause':'1'}]," \
    "'triage':{'clause':'1','questions':[{'id':'danger','text':'?'}],'threshold':1}," \
    "'matrices':[{'id':'grid','title':'Grid','clause':'1','sections':[{'id':'s','title':'S','questions':[{'id':'q','text':'?','select':'" \
    "one'," \
    "'options':[{'id':'bad','label':'Bad','weight':5},{'id':'worse','label':'Worse','weight':7},{'id':'good','label':'Good','weight':0}]}" \
    "]}]," \
    "'bands':[{'id':'high','label':'High','from':5},{'id':'low','label':'Low','from':0}]}]," \
    "'plan_actions':[{'id':'AP-1','by':'landlord','text':'Call','clause':'1'}]," \
    "'remedies':[{'id':'order','label':'Order','legal':true,'clause':'1'},{'id':'warning','label':'Warning','legal':false,'clause':'1'}]," \
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}],"

#define STARTS "'clause':'5','label':'L','owner':['officer'],'restarts':true,'starts':[{'kind':'note','where':{'x-do':'start'}}]"
#define PERIODS(condition) "[{'when':{'any':[]},'period':{'days':1}},{'when':" condition ",'period':{'days':2}},{'period':{'days':9}}]"

static const char policy_text[] = POLICY_HEAD
    "'stages':[{'id':'never','label':'Never','when':{'any':[]},'clause':'4'},{'id':'held','label':'Held','when':%s,'clause':'4'}],"
    "'raises':[{'id':'never-raised','when':{'any':[]},'priority':'high','clause':'2'},{'id':'raised','when':%s,'priority':'high','clause':'"
    "2'}],"
    "'duties':[{'id':'kept'," STARTS "%s,'done':['safeguarding'],'within':[{'period':{'days':5}}],'while':%s},"
    "{'id':'timed'," STARTS "%s,'done':['safeguarding'],'survives_closure':true,'within':" PERIODS(
        "%s") "},"
              "{'id':'rowed'," STARTS "%s,'within':[{'period':{'days':5}}],'done':[%s],'repeats':" PERIODS("%s") "}]}";

static void begin_under(scene *s, const char *condition, int flags) {
    static const char of_parties[] = ",'subject':{'party_as':['complainant','alleged-perpetrator']}";
    char document[8192];
    const char *stage = flags & (NOT_IN_STAGES | OF_SAME) ? "{'has':'incident'}" : condition;
    const char *raise = flags & (NOT_IN_RAISES | OF_SAME) ? "{'has':'x-visit'}" : condition;
    const char *subject = flags & OF_SAME ? of_parties : "";
    const char *turn = flags & OF_SAME ? "'interview'" : "{'kind':'note','where':{'x-do':'turn'}}";
    int length = snprintf(document, sizeof document, policy_text, stage, raise, subject, condition, subject, condition, subject, turn,
                          condition);
    ck_assert_int_lt(length, (int)sizeof document);
    scene_begin(s, document);
}

/* ---- the case */

typedef struct told {
    const char *when, *role, *kind, *fields;
} told;

#define ANSWERS(option) "{'matrix':'grid','party':'p1','answers':{'q':'" option "'}}"

static const told story[] = {
    {"2026-05-01T10:00", "officer", "report", "{'channel':'phone','summary':'Music','anonymous':true}"},
    {"2026-05-01T10:01", "officer", "note", "{'text':'All for the case begin','x-do':'start'}"},
    {"2026-05-01T10:02", "officer", "note", "{'text':'And those in a row','x-do':'turn'}"},
    {"2026-05-01T10:03", "officer", "report", "{'channel':'email','summary':'Music again'}"},
    {"2026-05-01T10:04", "officer", "party", "{'party':'p1','as':'complainant','anonymous':true}"},
    {"2026-05-01T10:05", "officer", "party", "{'party':'p1','anonymous':false,'vulnerable':'yes'}"},
    {"2026-05-01T10:06", "officer", "party", "{'party':'p1','vulnerable':'no'}"},
    {"2026-05-02T10:00", "officer", "opening", "{'categories':['noise'],'scheme':'general'}"},
    {"2026-05-02T10:01", "officer", "party", "{'party':'p2','as':'alleged-perpetrator','known':false}"},
    {"2026-05-02T10:02", "officer", "note", "{'text':'All for the people begin','x-do':'start'}"},
    {"2026-05-02T10:03", "officer", "interview", "{'party':'p1','method':'phone','outcome':'held'}"},
    {"2026-05-02T10:04", "officer", "party", "{'party':'p2','known':true}"},
    {"2026-05-02T10:05", "officer", "party", "{'party':'p2','disability':'suspected'}"},
    {"2026-05-02T10:06", "officer", "party", "{'party':'p2','disability':'no'}"},
    {"2026-05-03T10:00", "officer", "party", "{'party':'p3','as':'resident','date_of_birth':'2008-05-20'}"},
    {"2026-05-20T10:00", "officer", "note", "{'text':'They are of age'}"},
    {"2026-05-20T10:01", "officer", "party", "{'party':'p4','as':'household-member','under_18':true}"},
    {"2026-05-21T10:00", "officer", "allocation", "{'officer':'mo','to_role':'manager'}"},
    {"2026-05-21T10:01", "officer", "allocation", "{'officer':'amy','to_role':'officer'}"},
    {"2026-05-21T10:02", "officer", "categorisation", "{'categories':['violence']}"},
    {"2026-05-21T10:03", "officer", "categorisation", "{'categories':['hatred']}"},
    {"2026-05-21T10:04", "officer", "categorisation", "{'categories':['noise']}"},
    {"2026-05-22T10:00", "officer", "incident", "{'occurred':'2026-05-22','description':'Shouting','violence':'none'}"},
    {"2026-05-22T10:01", "manager", "incident", "{'occurred':'2026-05-22','description':'Threats','violence':'threat','hate':true}"},
    {"2026-05-22T10:02", "officer", "review", "{'of':'case'}"},
    {"2026-05-22T10:03", "officer", "incident", "{'occurred':'2026-05-22','description':'A door'}"},
    {"2026-05-23T10:00", "officer", "assessment", ANSWERS("bad")},
    {"2026-05-23T10:01", "officer", "assessment", ANSWERS("good")},
    {"2026-05-23T10:02", "officer", "assessment", ANSWERS("bad")},
    {"2026-05-24T10:00", "officer", "plan", "{'party':'p1','actions':[{'id':'a1','by':'landlord','action':'AP-1'}]}"}, /* 30 */
    {"2026-05-24T10:01", "manager", "approval", "{'of':30,'decision':'approved','reasons':'R'}"},
    {"2026-05-24T10:02", "officer", "action", "{'plan':30,'action':'a1','status':'done'}"},
    {"2026-05-24T10:03", "manager", "approval", "{'of':30,'decision':'refused','reasons':'R'}"},
    {"2026-05-24T10:04", "officer", "plan", "{'party':'p2','actions':[{'id':'a2','by':'landlord','action':'AP-1'}]}"},
    {"2026-05-24T10:05", "officer", "action", "{'plan':34,'action':'a2','status':'done'}"},
    {"2026-05-25T10:00", "officer", "finding", "{'what':'persistent','rationale':'R'}"},
    {"2026-05-25T10:01", "officer", "finding", "{'what':'persistent','holds':false,'rationale':'R'}"},
    {"2026-05-25T10:02", "officer", "intervention", "{'remedy':'warning','party':'p2','status':'issued'}"},
    {"2026-05-25T10:03", "officer", "legal", "{'remedy':'order','party':'p2','status':'considered'}"},
    {"2026-05-25T10:04", "officer", "intervention", "{'remedy':'warning','party':'p2','status':'breached'}"},
    {"2026-05-26T10:00", "officer", "proportionality",
     "{'party':'p2','remedy':'order','aim':'A','conduct':['C'],'harm':'H','protected':['age'],'disability':'no','evidence_sought':true,"
     "'vulnerabilities':['V'],'household':['W'],'support_offered':true,'alternatives':[{'remedy':'warning','outcome':'failed','why':'Y'}],"
     "'rational_connection':'R','less_intrusive':'L','balance':'B','equality_duty':'E','outcome':'proportionate',"
     "'review_by':'2026-08-01'}"}, /* 41 */
    {"2026-05-26T10:01", "manager", "approval", "{'of':41,'decision':'approved','reasons':'R'}"},
    {"2026-05-26T10:02", "officer", "incident", "{'occurred':'2026-05-26','description':'Again','violence':'used'}"},
    {"2026-05-26T10:03", "officer", "review", "{'of':'proportionality','next':'2026-06-20'}"},
    {"2026-05-27T10:00", "officer", "link", "{'to':'B','relation':'counter-allegation'}"},
    {"2026-05-27T10:01", "officer", "x-visit", "{'text':'A visit'}"},
    {"2026-05-27T10:02", "officer", "contact", "{'party':'p1','method':'phone','outcome':'no-answer'}"},
    {"2026-05-27T10:03", "officer", "contact", "{'party':'p1','method':'phone','outcome':'reached'}"},
    {"2026-05-27T10:04", "officer", "contact", "{'party':'p2','method':'visit','outcome':'reached'}"},
    {"2026-05-27T10:05", "officer", "party", "{'party':'p2','as':'witness'}"},
    {"2026-05-27T10:06", "officer", "party", "{'party':'p5','as':'complainant'}"},
    {"2026-05-27T10:07", "officer", "contact", "{'party':'p1','method':'phone','outcome':'declined'}"},
    {"2026-05-28T10:00", "officer", "report", "{'channel':'phone','summary':'Music','reporter':'p1','category':'noise'}"},
    {"2026-05-28T10:01", "officer", "triage", "{'answers':{'danger':'yes'}}"},
    {"2026-05-29T10:00", "officer", "closure", "{'reason':'resolved','rationale':'Quiet'}"},
    {"2026-05-29T10:01", "officer", "note", "{'text':'Closed, and begun again','x-do':'start'}"},
    {"2026-05-30T10:00", "officer", "reopening", "{'reason':'Loud'}"},
    {"2026-06-20T10:00", "officer", "note", "{'text':'The review has come'}"},
    {"2026-06-20T10:01", "officer", "opening", "{'categories':['violence'],'scheme':'supported','hate':true}"},
    {"2026-06-20T10:02", "officer", "assessment", "{'matrix':'grid','party':'p2','answers':{'q':'worse'}}"},
    {"2026-06-20T10:03", "officer", "assessment", "{'matrix':'grid','party':'p2','answers':{'q':'bad'}}"}, /* less, in the same band */
    {"2026-06-21T10:00", "officer", "correction", "{'of':6,'field':'vulnerable','value':'yes','reason':'R'}"},
    {"2026-06-21T10:01", "officer", "correction", "{'of':7,'field':'vulnerable','value':'yes','reason':'R'}"},
    {"2026-06-21T10:02", "officer", "erasure", "{'of':[20,24,29,30,32,38,45,46,48,59],'basis':'request','reason':'R'}"},
};

/* ---- the conditions */

typedef struct asked {
    const char *condition;
    int flags;
} asked;

#define WITH_PLAN(state) "{'kind':'plan','where':{'plan.complete':" state "}}"
#define CASE(attribute, value) "{'case':{'" attribute "':" value "}}"

static const asked conditions[] = {
    /* put together */
    {"{'all':[]}", NEVER_CHANGES},
    {"{'any':[]}", NEVER_CHANGES},
    {"{'not':{'all':[]}}", NEVER_CHANGES},
    {"{'any':[{'all':[]},{'has':'incident'}]}", NEVER_CHANGES},
    {"{'all':[{'has':'incident'},{'not':{'has':'finding'}}]}", 0},
    {"{'all':[{'all':[]},{'has':'incident'}]}", 0},
    {"{'any':[{'has':'closure'},{'case':{'hate':true}}]}", 0},
    {"{'not':{'any':[{'has':'incident'},{'all':[{'has':'link'},{'plan':'exists'}]}]}}", 0},
    /* has: kinds, numbers, since, and every part of a pattern */
    {"{'has':'incident'}", 0},
    {"{'has':{'kind':['x-visit','legal']}}", 0},
    {"{'has':'x-visit'}", 0},
    {"{'has':'incident','at_least':2}", 0},
    {"{'has':'incident','at_most':1}", 0},
    {"{'has':'incident','at_least':1,'at_most':2}", 0},
    {"{'has':'incident','since':'review'}", 0},
    {"{'has':'incident','since':" WITH_PLAN("true") "}", 0},
    {"{'has':'incident','since':{'kind':'contact','party_as':['witness']}}", 0},
    {"{'has':{'kind':'incident','where':{'violence':['threat','used']}}}", 0},
    {"{'has':{'kind':'incident','where':{'violence':{'not':'none'}}}}", 0},
    {"{'has':{'kind':'incident','where':{'hate':{'present':true}}}}", 0},
    {"{'has':{'kind':'incident','where':{'violence':{'present':false}}}}", 0},
    {"{'has':{'kind':'approval','where':{'of':{'is':'proportionality'}}}}", 0},
    {"{'has':{'kind':'approval','where':{'of':{'is':" WITH_PLAN("true") "}}}}", 0},
    {"{'has':{'kind':'action','where':{'plan':{'is':{'kind':'plan','party_as':['witness']}}}}}", 0},
    {"{'has':{'kind':'incident','role':['manager']}}", 0},
    {"{'has':{'kind':'contact','party_as':['witness']}}", 0},
    {"{'has':{'kind':'finding','where':{'what':'persistent'}}}", 0},
    {"{'has':" WITH_PLAN("true") "}", 0},
    {"{'has':" WITH_PLAN("false") "}", 0},
    {"{'has':{'kind':['intervention','legal'],'where':{'remedy.legal':true}}}", 0},
    {"{'has':{'kind':'triage','where':{'triage.passed':true}}}", 0},
    {"{'has':{'kind':'assessment','where':{'assessment.band':'low'}}}", 0},
    /* latest, after */
    {"{'latest':'incident','is':{'violence':'threat'}}", 0},
    {"{'latest':'plan','is':{'plan.complete':true}}", 0},
    {"{'latest':'plan','is':{'agreed':{'present':false},'plan.complete':true}}", 0},
    {"{'has':{'kind':'plan','where':{'agreed':{'present':false},'plan.complete':true}}}", 0},
    {"{'latest':{'kind':'contact','party_as':['witness']},'is':{'outcome':'reached'}}", 0},
    {"{'latest':'approval','is':{'of':{'is':" WITH_PLAN("true") "}}}", 0},
    {"{'after':['incident','review']}", 0},
    {"{'after':[" WITH_PLAN("true") ",'finding']}", 0},
    {"{'after':['incident',{'kind':'contact','party_as':['witness']}]}", 0},
    /* people */
    {"{'every_party':['complainant'],'has':{'kind':'contact','where':{'outcome':'reached'}}}", 0},
    {"{'every_party':['alleged-perpetrator'],'has':" WITH_PLAN("true") "}", 0},
    {"{'parties':['witness']}", 0},
    {"{'parties':['complainant'],'at_most':1}", 0},
    {"{'party':{'vulnerable':'yes'},'of':['complainant']}", 0},
    {"{'party':{'known':true},'of':['alleged-perpetrator','witness'],'every':true}", 0},
    {"{'party':{'as':'witness'},'of':['alleged-perpetrator']}", 0},
    /* approved, plan, proportionality, reports that qualify */
    {"{'approved':'plan'}", 0},
    {"{'approved':'plan','by':['manager']}", 0},
    {"{'approved':{'kind':'plan','where':{'plan.complete':true}}}", 0},
    {"{'approved':{'kind':'plan','party_as':['complainant']}}", 0},
    {"{'plan':'exists'}", 0},
    {"{'plan':'complete'}", 0},
    {"{'proportionality':'recorded'}", 0},
    {"{'proportionality':'complete'}", 0},
    {"{'proportionality':'approved','by':['manager']}", 0},
    {"{'proportionality':'current'}", 0},
    {"{'qualifying_reports':1}", 0},
    /* each attribute of the case */
    {CASE("state", "['enquiry','closed']"), 0},
    {CASE("stage", "'held'"), NOT_IN_RAISES | NOT_IN_STAGES},
    {CASE("priority", "'high'"), NOT_IN_RAISES},
    {CASE("category", "'violence'"), 0},
    {CASE("category", "{'present':true}"), 0},
    {CASE("group", "'grave'"), 0},
    {CASE("group", "{'present':false}"), 0},
    {CASE("band", "'high'"), 0},
    {CASE("band", "{'not':'low'}"), 0},
    {CASE("risk_reduced", "true"), 0},
    {CASE("hate", "true"), 0},
    {CASE("scheme", "'supported'"), 0},
    {CASE("owner_role", "'manager'"), 0},
    {CASE("counter_allegation", "true"), 0},
    {CASE("perpetrator_known", "true"), 0},
    {CASE("complainant_anonymous", "true"), 0},
    {CASE("any_under_18", "true"), 0},
    {CASE("any_vulnerable", "true"), 0},
    {CASE("perpetrator_disabled", "true"), 0},
    {"{'case':{'state':'open','band':'high'}}", 0},
    {"{'case':{'hate':false,'owner_role':{'present':true}}}", 0},
    /* the party in question */
    {"{'party':{'vulnerable':'yes'},'of':'same'}", OF_SAME},
    {"{'party':{'as':'witness'},'of':'same'}", OF_SAME},
    {"{'has':{'kind':'contact','party':'same'}}", OF_SAME},
    {"{'has':{'kind':'plan','party':'same','where':{'plan.complete':true}}}", OF_SAME},
    {"{'latest':{'kind':'contact','party':'same'},'is':{'outcome':'reached'}}", OF_SAME},
    {"{'after':[{'kind':'contact','party':'same'},{'kind':'intervention','party':'same'}]}", OF_SAME},
    {"{'approved':{'kind':'plan','party':'same'}}", OF_SAME},
    {"{'not':{'all':[{'has':{'kind':'intervention','party':'same'}}]}}", OF_SAME},
};

/* ---- judged anew */

static const told *now_told; /* for what is said of a failure */
static const char *now_asked;

#define MUST(kept, anew) \
    ck_assert_msg((kept) == (anew), "%s: after %s of %s kept " #kept " = %lld, anew %lld", now_asked, now_told->kind, now_told->when, \
                  (long long)(kept), (long long)(anew))

static void facts_are_as_anew(asb_case *c) {
    const case_facts kept = c->facts, *f = &kept;
    asb_case copy = *c;
    copy.raises = copy.stages = (truths){0, 0};
    asbi_facts_update(&copy, &c->entries[c->count - 1], 1);
    const case_facts *anew = &copy.facts;
    MUST(f->state, anew->state);
    MUST(f->opened, anew->opened);
    MUST(f->hate, anew->hate);
    MUST(f->hate_recorded, anew->hate_recorded);
    MUST(f->hate_category, anew->hate_category);
    MUST(f->perpetrator_known, anew->perpetrator_known);
    MUST(f->complainant_anonymous, anew->complainant_anonymous);
    MUST(f->any_under_18, anew->any_under_18);
    MUST(f->any_vulnerable, anew->any_vulnerable);
    MUST(f->perpetrator_disabled, anew->perpetrator_disabled);
    MUST(f->has_births, anew->has_births);
    MUST(f->counter_allegation, anew->counter_allegation);
    MUST(f->risk_reduced, anew->risk_reduced);
    MUST(f->has_score, anew->has_score);
    MUST(f->score, anew->score);
    MUST(f->band, anew->band);
    MUST(f->categorised, anew->categorised);
    MUST(f->owner, anew->owner);
    MUST(f->opening, anew->opening);
    MUST(f->priority, anew->priority);
    MUST(f->stage, anew->stage);
}

static period period_anew(const judge *j, const duty_rule *r, const duty_instance *in) {
    span choices = in->in_row && r->repeats == REPEAT_LIST ? r->repeat_within : r->within;
    for (uint32_t i = 0; i < choices.count; i++) {
        const period_choice *choice = &j->p->choices.items[choices.first + i];
        if (asbi_holds(j, choice->when)) return choice->period;
    }
    return (period){.unit = PERIOD_NONE};
}

static void slot_is_as_anew(const asb_case *c, const duty_slot *slot) {
    const duty_rule *r = asbi_slot_rule(c, slot);
    if (!r || (slot->open == NO_INDEX && !slot->waiting)) return;
    judge j = asbi_judge(c, c->entries[c->count - 1].recorded);
    j.party = slot->party;
    int applies = (c->facts.state != STATE_CLOSED || r->survives_closure) && asbi_holds(&j, r->while_);
    MUST(slot->open != NO_INDEX, applies);
    MUST(slot->waiting, !applies);
    if (slot->open == NO_INDEX) return;
    const duty_instance *in = &c->instances[slot->open];
    const period anew = period_anew(&j, r, in);
    MUST(in->period.count, anew.count);
    MUST(in->period.unit, anew.unit);
}

/* Both answers: bit 1 true, bit 0 false. Of a condition about the party in question: of each who has a duty. */
static unsigned answers(const asb_case *c) {
    uint32_t condition = c->policy->duties.items[0].while_;
    judge j = asbi_judge(c, c->entries[c->count - 1].recorded);
    unsigned seen = 0;
    if (c->policy->duties.items[0].subject == SUBJECT_CASE) return asbi_holds(&j, condition) ? 2 : 1;
    for (uint32_t i = 0; i < c->slot_count; i++) {
        j.party = c->slots[i].party;
        if (j.party != NO_INDEX) seen |= asbi_holds(&j, condition) ? 2u : 1u;
    }
    return seen;
}

static void tell(scene *s, const told *t) {
    char json[2048];
    now_told = t;
    at(t->when);
    snprintf(json, sizeof json, "{'kind':'%s','by':'%s','role':'%s','fields':%s}", t->kind, t->role, t->role, t->fields);
    char *quoted = quotes(json);
    asb_record *r = test_record(&s->b, quoted);
    int32_t status = asb_case_add(NULL, s->c, r);
    ck_assert_msg(status == ASB_OK, "%s: %s %s", quoted, asb_error_field(s->b.e), asb_error_message(s->b.e));
    asb_record_free(r);
    free(quoted);
}

static void judged_anew(scene *s) {
    facts_are_as_anew(s->c);
    for (uint32_t i = 0; i < s->c->slot_count; i++) slot_is_as_anew(s->c, &s->c->slots[i]);
}

START_TEST(what_is_kept_is_what_it_would_come_to_anew)
{
    scene s;
    unsigned seen = 0;
    now_asked = conditions[_i].condition;
    begin_under(&s, now_asked, conditions[_i].flags);
    for (size_t i = 0; i < COUNT_OF(story); i++) {
        tell(&s, &story[i]);
        judged_anew(&s);
        seen |= answers(s.c);
    }
    ck_assert_msg((seen == 3) == !(conditions[_i].flags & NEVER_CHANGES), "%s was always the same, or was not to change", now_asked);
    scene_end(&s);
}
END_TEST

/* ---- nothing is left out */

/* Those that may be asked where only a record has a condition judged again; the others are refused there. */
START_TEST(each_form_and_each_attribute_is_tried)
{
    static const char *const attributes[] = {"state",
                                             "stage",
                                             "category",
                                             "group",
                                             "priority",
                                             "band",
                                             "hate",
                                             "scheme",
                                             "owner_role",
                                             "perpetrator_known",
                                             "complainant_anonymous",
                                             "any_under_18",
                                             "any_vulnerable",
                                             "perpetrator_disabled",
                                             "counter_allegation",
                                             "risk_reduced"};
    uint32_t forms = 0;
    for (size_t i = 0; i < COUNT_OF(conditions); i++) {
        scene s;
        begin_under(&s, conditions[i].condition, conditions[i].flags);
        for (uint32_t k = 0; k < s.policy->conditions.count; k++) forms |= UINT32_C(1) << s.policy->conditions.items[k].op;
        scene_end(&s);
    }
    for (uint32_t op = 0; op <= COND_QUALIFYING; op++) {
        int elsewhere = op == COND_ELAPSED || op == COND_CONSENT || op == COND_RECORD || op == COND_ACTOR;
        ck_assert_msg((forms >> op & 1) == !elsewhere, "form %u", (unsigned)op);
    }
    for (size_t a = 0; a < COUNT_OF(attributes); a++) {
        char key[64];
        size_t i = 0;
        snprintf(key, sizeof key, "{'case':{'%s':", attributes[a]);
        while (i < COUNT_OF(conditions) && strncmp(conditions[i].condition, key, strlen(key)) != 0) i++;
        ck_assert_msg(i < COUNT_OF(conditions), "%s", attributes[a]);
    }
}
END_TEST

/* ---- more rules than are remembered */

enum { MANY = 70 };

static char *many_rules(void) {
    size_t room = 40000, length = 0;
    char *document = malloc(room);
    ck_assert_ptr_nonnull(document);
#define PUT(...) length += (size_t)snprintf(document + length, room - length, __VA_ARGS__)
    PUT("%s'stages':[", POLICY_HEAD);
    for (int i = 0; i < MANY; i++)
        PUT("%s{'id':'s%d','label':'S','when':{'latest':{'kind':'note','where':{'x-do':{'present':true}}},'is':{'x-do':%d}},'clause':'4'}",
            i ? "," : "", i, i);
    PUT("],'raises':[");
    for (int i = 0; i < MANY; i++)
        PUT("%s{'id':'r%d','when':{'latest':{'kind':'note','where':{'x-do':{'present':true}}},'is':{'x-do':%d}},'priority':'high','clause':"
            "'2'}",
            i ? "," : "", i, i);
    PUT("]}");
#undef PUT
    ck_assert_uint_lt(length, room - 1);
    return document;
}

START_TEST(more_stages_and_raises_than_are_remembered)
{
    static const int turns[] = {0, 1, 31, 32, 62, 63, 64, 65, 69, 64, 63, 0, 99, 69, 99, 0};
    char *document = many_rules();
    scene s;
    now_asked = "many";
    scene_begin(&s, document);
    tell(&s, &story[0]);
    for (size_t i = 0; i < COUNT_OF(turns); i++) {
        char fields[64], stage[16] = "";
        snprintf(fields, sizeof fields, "{'text':'T','x-do':%d}", turns[i]);
        if (turns[i] < MANY) snprintf(stage, sizeof stage, "s%d", turns[i]);
        told t = {"2026-05-01T10:01", "officer", "note", fields};
        tell(&s, &t);
        ck_assert_str_eq(asb_case_stage(s.c), stage);
        ck_assert_str_eq(asb_case_priority(s.c), turns[i] < MANY ? "high" : "normal");
        tell(&s, &story[3]); /* touches none of them */
        ck_assert_str_eq(asb_case_stage(s.c), stage);
        ck_assert_str_eq(asb_case_priority(s.c), turns[i] < MANY ? "high" : "normal");
        judged_anew(&s);
    }
    scene_end(&s);
    free(document);
}
END_TEST

/* ---- another policy: also what no condition decides may be another there */

#define MOVED(while_, within) \
    POLICY_HEAD "'duties':[{'id':'d'," STARTS ",'done':['safeguarding'],'survives_closure':true" while_ \
                ",'within':[{'period':{'days':" within "}}]}]}"

static asb_policy *other(scene *s, const char *document) {
    asb_policy *p = scene_policy(s, document);
    at("2026-05-02T10:00");
    ck_assert_int_eq(asb_case_move(s->c, p, "amy", "officer", "A new policy"), ASB_OK);
    return p;
}

START_TEST(a_shorter_period_without_a_condition_counts_from_the_move)
{
    scene s;
    now_asked = "moved";
    scene_begin(&s, MOVED("", "20"));
    tell(&s, &story[0]);
    tell(&s, &story[1]);
    asb_policy *p = other(&s, MOVED("", "3"));
    judged_anew(&s);
    ck_assert_int_eq(s.c->instances[0].due.day, s.c->instances[0].first_due.day - 20 + 1 + 3);
    asb_policy_free(p);
    scene_end(&s);
}
END_TEST

START_TEST(what_waited_begins_under_a_policy_without_its_while)
{
    scene s;
    now_asked = "moved";
    scene_begin(&s, MOVED(",'while':{'has':'incident'}", "20"));
    tell(&s, &story[0]);
    tell(&s, &story[1]);
    ck_assert_uint_eq(s.c->instance_count, 0);
    asb_policy *p = other(&s, MOVED("", "3"));
    judged_anew(&s);
    ck_assert_uint_eq(s.c->instance_count, 1);
    asb_policy_free(p);
    scene_end(&s);
}
END_TEST

Suite *asb_suite_case_reads(void) {
    Suite *s = suite_create("case_reads");
    TCase *t = tcase_create("reads");
    tcase_add_loop_test(t, what_is_kept_is_what_it_would_come_to_anew, 0, (int)COUNT_OF(conditions));
    tcase_add_test(t, each_form_and_each_attribute_is_tried);
    tcase_add_test(t, more_stages_and_raises_than_are_remembered);
    tcase_add_test(t, a_shorter_period_without_a_condition_counts_from_the_move);
    tcase_add_test(t, what_waited_begins_under_a_policy_without_its_while);
    suite_add_tcase(s, t);
    return s;
}
