/* Small documents with one thing wrong: the problem has its code and stands at its place. */
#include "policy_support.h"
#include <asb/json.h>

Suite *asb_suite_policy_check(void);

typedef struct wrong {
    const char *members; /* of the top, after the definitions of the head */
    const char *code, *pointer;
} wrong;

/* A duty, a guard, a condition of a guard, a letter and the like, with something in it. */
#define DUTY(rest) ",'duties':[{'id':'d','clause':'1','label':'D','owner':'case-owner'," rest "}]"
#define STARTED(rest) DUTY("'starts':['report'],'done':['contact']," rest)
#define GUARD(on, rest) ",'guards':[{'id':'g','clause':'1','message':'M','on':" on "," rest "}]"
#define REQUIRE(condition) GUARD("'closure'", "'require':" condition)
#define ON(pattern) GUARD(pattern, "'require':{'any':[]}")
#define STAGE(condition) ",'stages':[{'id':'s','label':'S','clause':'1','when':" condition "}]"
#define RAISE(condition) ",'raises':[{'id':'r','priority':'high','clause':'1','when':" condition "}]"
#define LETTER(text) ",'letters':[{'id':'l','title':'L','to':['complainant'],'clause':'1','text':'" text "'}]"
#define AUDIENCE(sees) ",'audiences':[{'id':'court','clause':'1','sees':" sees "}]"

static const wrong documents[] = {
    {",'foo':1", "policy-key-unknown", "/foo"},
    {",'dutys':[]", "policy-key-unknown", "/dutys"},
    {",'zone':'Europe/Paris'", "policy-word-unknown", "/zone"},
    {",'ambiguity':7", "policy-type", "/ambiguity"},
    {",'calendar':{'region':'scotland'}", "policy-word-unknown", "/calendar/region"},
    {",'calendar':{'closed':['2026-02-30']}", "policy-date", "/calendar/closed/0"},
    {",'calendar':{'holidays':[]}", "policy-key-unknown", "/calendar/holidays"},
    {",'extends':'englnd'", "policy-extends-unknown", "/extends"},
    {",'extends':'test'", "policy-extends-circle", "/extends"},
    {",'extends':7", "policy-type", "/extends"},
    {",'notes':[{'clause':'1'}]", "policy-key-missing", "/notes/0"},
    {",'notes':{}", "policy-type", "/notes"},
    {",'not_asb':[{'id':'noise','label':'N','clause':'1'}]", "policy-id-duplicate", "/not_asb/0/id"},
    {",'not_asb':[{'id':'Noise','label':'N','clause':'1'}]", "policy-id-malformed", "/not_asb/0/id"},
    {",'not_asb':[{'id':'n','label':' ','clause':'1'}]", "policy-text-blank", "/not_asb/0/label"},
    {",'not_asb':[{'id':'n','label':'a\\u0000b','clause':'1'}]", "policy-text-unclean", "/not_asb/0/label"},
    {",'not_asb':[{'id':'n','label':'a\\ud800b','clause':'1'}]", "policy-text-unclean", "/not_asb/0/label"},
    {",'plan_actions':[{'id':'other','by':'landlord','text':'T','clause':'1'}]", "policy-id-reserved", "/plan_actions/0/id"},
    {",'plan_actions':[{'id':'a','by':'tenant','text':'T','clause':'1'}]", "policy-word-unknown", "/plan_actions/0/by"},
    {",'plan_actions':[{'id':'a','by':'landlord','text':'T','clause':'1','params':[{'id':'n','type':'numbr'}]}]", "policy-word-unknown",
     "/plan_actions/0/params/0/type"},
    {",'plan_actions':[{'id':'a','by':'landlord','text':'T','clause':'1','params':[{'id':'n','type':'text'},{'id':'n','type':'text'}]}]",
     "policy-id-duplicate", "/plan_actions/0/params/1/id"},
    {",'triage':{'clause':'1','threshold':3,'questions':[{'id':'a','text':'?'}]}", "policy-triage-threshold", "/triage/threshold"},
    {",'triage':{'clause':'1','threshold':1,'questions':[]}", "policy-list-empty", "/triage/questions"},
    {",'triage':{'clause':'1','threshold':0,'questions':[{'id':'a','text':'?'}]}", "policy-number", "/triage/threshold"},
    {",'case_review':[{'area':'a','clause':'1','threshold':101}]", "policy-number", "/case_review/0/threshold"},
    {",'case_review':[{'area':'a','clause':'1'},{'area':'a','clause':'1'}]", "policy-id-duplicate", "/case_review/1/area"},
    {",'case_review':[{'area':'a','clause':'1','tell_within':{'months':0,'beginning_with':true}}]", "period-number",
     "/case_review/0/tell_within/months"},

    {STAGE("{'case':{'stage':'s'}}"), "policy-attribute-here", "/stages/0/when/case/stage"},
    {STAGE("{'case':{'colour':'s'}}"), "policy-attribute-unknown", "/stages/0/when/case/colour"},
    {STAGE("{'case':{'state':'opened'}}"), "policy-value-never", "/stages/0/when/case/state"},
    {STAGE("{'case':{'hate':'yes'}}"), "policy-value-never", "/stages/0/when/case/hate"},
    {STAGE("{'case':{'band':'medium'}}"), "policy-value-never", "/stages/0/when/case/band"},
    {STAGE("{'case':{'group':{'not':['house']}}}"), "policy-value-never", "/stages/0/when/case/group/not/0"},
    {STAGE("{'has':'report','within':{'days':1}}"), "policy-condition-timeless", "/stages/0/when/within"},
    {STAGE("{'elapsed':{'days':1},'since':['report']}"), "policy-condition-timeless", "/stages/0/when/elapsed"},
    {STAGE("{'all':[{'not':{'consent':'mediation','of':['victim']}}]}"), "policy-condition-timeless", "/stages/0/when/all/0/not/consent"},
    {STAGE("{'record':{'channel':'phone'}}"), "policy-condition-timeless", "/stages/0/when/record"},
    {STAGE("{'actor':{'role':['officer']}}"), "policy-condition-timeless", "/stages/0/when/actor"},
    {RAISE("{'case':{'priority':'low'}}"), "policy-attribute-here", "/raises/0/when/case/priority"},
    {RAISE("{'case':{'stage':'low'}}"), "policy-attribute-here", "/raises/0/when/case/stage"},
    {",'raises':[{'id':'r','priority':'highest','clause':'1','when':{'all':[]}}]", "policy-reference-unknown", "/raises/0/priority"},

    {DUTY("'starts':['report']"), "policy-duty-endless", "/duties/0"},
    {DUTY("'starts':[],'done':['contact']"), "policy-list-empty", "/duties/0/starts"},
    {DUTY("'starts':['reprt'],'done':['contact']"), "policy-kind-unknown", "/duties/0/starts/0"},
    {DUTY("'starts':['report'],'cancels':['contact'],'repeats':true"), "policy-repeats-done", "/duties/0/repeats"},
    {DUTY("'starts':['closure'],'done':['contact']"), "policy-duty-closure", "/duties/0"},
    {DUTY("'starts':['opening'],'done':['contact'],'subject':'party'"), "policy-subject-no-party", "/duties/0/starts/0"},
    {DUTY("'starts':['report'],'done':['note'],'subject':{'party_as':['victim']}"), "policy-subject-no-party", "/duties/0/done/0"},
    {DUTY("'starts':[{'kind':'report','party':'same'}],'done':['contact'],'subject':'party'"), "policy-same-party",
     "/duties/0/starts/0/party"},
    {STARTED("'subject':'partie'"), "policy-word-unknown", "/duties/0/subject"},
    {STARTED("'subject':{'party_as':['victm']}"), "policy-word-unknown", "/duties/0/subject/party_as/0"},
    {STARTED("'while':{'party':{'under_18':true},'of':'same'}"), "policy-same-party", "/duties/0/while/of"},
    {STARTED("'within':[]"), "policy-list-empty", "/duties/0/within"},
    {STARTED("'within':[{'period':{'days':1}},{'period':{'days':2}}]"), "policy-within-order", "/duties/0/within/1"},
    {STARTED("'repeats':[{'period':{'days':1}},{'period':{'days':2}}]"), "policy-within-order", "/duties/0/repeats/1"},
    {STARTED("'within':[{'when':{'has':'report','within':{'days':2}},'period':{'days':1}}]"), "policy-condition-timeless",
     "/duties/0/within/0/when/within"},
    {STARTED("'within':[{'period':{'days':36601}}]"), "period-number", "/duties/0/within/0/period/days"},
    {STARTED("'within':[{'period':{'days':1,'weeks':1}}]"), "period-unit", "/duties/0/within/0/period"},
    {STARTED("'within':[{'period':{'hours':1,'skipping':['monday']}}]"), "period-skipping", "/duties/0/within/0/period/skipping/0"},
    {STARTED("'anchor':{'field':'summary'}"), "policy-anchor-field", "/duties/0/anchor/field"},
    {STARTED("'anchor':{'less':{'days':1}}"), "policy-key-missing", "/duties/0/anchor"},
    {STARTED("'escalates':{'to':'boss','after':{'days':1}}"), "policy-reference-unknown", "/duties/0/escalates/to"},
    {STARTED("'proposes':{'kind':'closure','with':{'reason':'bored'}}"), "policy-value-never", "/duties/0/proposes/with/reason"},
    {STARTED("'proposes':{'kind':'closure','with':{'why':'bored'}}"), "policy-field-unknown", "/duties/0/proposes/with/why"},
    {STARTED("'agreed':1"), "policy-type", "/duties/0/agreed"},
    {",'duties':[{'id':'order-expiry','clause':'1','label':'D','owner':['officer'],'starts':['report'],'done':['contact']}]",
     "policy-id-reserved", "/duties/0/id"},
    {",'duties':[{'id':'d','clause':'1','label':'D','owner':['boss'],'starts':['report'],'done':['contact']}]", "policy-reference-unknown",
     "/duties/0/owner/0"},
    {STARTED("'id2':1") GUARD("'closure'", "'require':{'any':[]},'override':['officr']"), "policy-reference-unknown",
     "/guards/0/override/0"},

    {",'guards':[{'id':'remedy-tenure','clause':'1','message':'M','on':'closure','require':{'any':[]}}]", "policy-id-reserved",
     "/guards/0/id"},
    {",'raises':[{'id':'g','priority':'high','clause':'1','when':{'all':[]}}]" ON("'closure'"), "policy-id-duplicate", "/guards/0/id"},
    {GUARD("'closure'", "'require':{'any':[]},'severity':'error'"), "policy-word-unknown", "/guards/0/severity"},
    {GUARD("'closure'", "'require':{'any':[]},'override':[]"), "policy-list-empty", "/guards/0/override"},
    {ON("{'kind':'contact','where':{'outcom':'reached'}}"), "policy-field-unknown", "/guards/0/on/where/outcom"},
    {ON("{'kind':'contact','where':{'outcome':'reachd'}}"), "policy-value-never", "/guards/0/on/where/outcome"},
    {ON("{'kind':'contact','where':{'outcome':[]}}"), "policy-list-empty", "/guards/0/on/where/outcome"},
    {ON("{'kind':'contact','where':{'outcome':{'no':'reached'}}}"), "policy-value-form", "/guards/0/on/where/outcome/no"},
    {ON("{'kind':'contact','where':{'outcome':{'not':'sent','present':true}}}"), "policy-value-form", "/guards/0/on/where/outcome"},
    {ON("{'kind':'contact','where':{'outcome':{'present':1}}}"), "policy-type", "/guards/0/on/where/outcome/present"},
    {ON("{'kind':'contact','where':{'outcome':{'is':'note'}}}"), "policy-no-record-field", "/guards/0/on/where/outcome/is"},
    {ON("{'kind':['contact','report'],'where':{'outcome':'reached'}}"), "policy-field-unknown", "/guards/0/on/where/outcome"},
    {ON("{'kind':['contact','x-visit'],'where':{'x-mood':'bad','colour':1}}"), "policy-field-unknown", "/guards/0/on/where/colour"},
    {ON("{'kind':[],'where':{}}"), "policy-list-empty", "/guards/0/on/kind"},
    {ON("{'where':{'outcome':'reached'}}"), "policy-key-missing", "/guards/0/on"},
    {ON("{'kind':'report','where':{'hate':null}}"), "policy-value-never", "/guards/0/on/where/hate"},
    {ON("{'kind':'report','where':{'hate':1}}"), "policy-value-never", "/guards/0/on/where/hate"},
    {ON("{'kind':'report','where':{'occurred':'yesterday'}}"), "policy-value-never", "/guards/0/on/where/occurred"},
    {ON("{'kind':'legal','where':{'remedy':['injunction','demotion']}}"), "policy-value-never", "/guards/0/on/where/remedy/1"},
    {ON("{'kind':'assessment','where':{'assessment.band':'medium'}}"), "policy-value-never", "/guards/0/on/where/assessment.band"},
    {ON("{'kind':'assessment','where':{'override_band':'medium'}}"), "policy-value-never", "/guards/0/on/where/override_band"},
    {ON("{'kind':'assessment','where':{'answers':'yes'}}"), "policy-value-never", "/guards/0/on/where/answers"},
    {ON("{'kind':'assessment','where':{'triage.score':2}}"), "policy-field-unknown", "/guards/0/on/where/triage.score"},
    {ON("{'kind':'triage','where':{'triage.passed':true}}"), "policy-value-never", "/guards/0/on/where/triage.passed"},
    {ON("{'kind':'finding','where':{'holds':false}}"), "policy-finding-holds", "/guards/0/on/where/holds"},
    {ON("{'kind':'finding','where':{'what':'tit-for-tats'}}"), "policy-value-never", "/guards/0/on/where/what"},
    {ON("{'kind':'contact-agreement','where':{'every':{'weeks':1}}}"), "policy-value-form", "/guards/0/on/where/every/weeks"},
    {ON("{'kind':'opening','where':{'managed_by':'system'}}"), "policy-value-never", "/guards/0/on/where/managed_by"},
    {ON("{'kind':'closure','party_as':['victim']}"), "policy-pattern-no-party", "/guards/0/on/party_as"},
    {ON("{'kind':'contact','party':'same'}"), "policy-same-party", "/guards/0/on/party"},
    {ON("{'kind':'contact','party':'other'}"), "policy-word-unknown", "/guards/0/on/party"},
    {ON("{'kind':'contact','role':['boss']}"), "policy-reference-unknown", "/guards/0/on/role/0"},
    {ON("{'kind':'x','where':{}}"), "policy-kind-unknown", "/guards/0/on/kind"},

    {REQUIRE("{}"), "policy-condition-form", "/guards/0/require"},
    {REQUIRE("{'haz':'report'}"), "policy-condition-form", "/guards/0/require"},
    {REQUIRE("{'all':[{'any':[7]}]}"), "policy-type", "/guards/0/require/all/0/any/0"},
    {REQUIRE("{'has':'report','case':{'hate':true}}"), "policy-key-unknown", "/guards/0/require/case"},
    {REQUIRE("{'has':'report','at_least':0}"), "policy-at-least-zero", "/guards/0/require/at_least"},
    {REQUIRE("{'has':'report','at_least':1001}"), "policy-number", "/guards/0/require/at_least"},
    {REQUIRE("{'has':'report','at_least':3,'at_most':2}"), "policy-range-empty", "/guards/0/require/at_most"},
    {REQUIRE("{'parties':[]}"), "policy-list-empty", "/guards/0/require/parties"},
    {REQUIRE("{'latest':'report'}"), "policy-key-missing", "/guards/0/require"},
    {REQUIRE("{'latest':'report','is':{'colour':'red'}}"), "policy-field-unknown", "/guards/0/require/is/colour"},
    {REQUIRE("{'latest':'finding','is':{'holds':false}}"), "policy-finding-holds", "/guards/0/require/is/holds"},
    {REQUIRE("{'after':['report']}"), "policy-after-two", "/guards/0/require/after"},
    {REQUIRE("{'elapsed':{'days':1},'since':[]}"), "policy-list-empty", "/guards/0/require/since"},
    {REQUIRE("{'elapsed':{'days':1}}"), "policy-key-missing", "/guards/0/require"},
    {REQUIRE("{'every_party':['victim'],'has':'note'}"), "policy-pattern-no-party", "/guards/0/require/has"},
    {REQUIRE("{'consent':'everything','of':['victim']}"), "policy-word-unknown", "/guards/0/require/consent"},
    {REQUIRE("{'consent':'mediation'}"), "policy-key-missing", "/guards/0/require"},
    {REQUIRE("{'consent':'mediation','of':'same'}"), "policy-same-party", "/guards/0/require/of"},
    {REQUIRE("{'party':{'tenure':'freehold'},'of':['victim']}"), "policy-value-never", "/guards/0/require/party/tenure"},
    {REQUIRE("{'record':{'colour':1}}"), "policy-field-unknown", "/guards/0/require/record/colour"},
    {REQUIRE("{'record':{'reason':'bored'}}"), "policy-value-never", "/guards/0/require/record/reason"},
    {REQUIRE("{'actor':{'role':['boss']}}"), "policy-reference-unknown", "/guards/0/require/actor/role/0"},
    {REQUIRE("{'approved':'decision','by':['system']}"), "policy-reference-unknown", "/guards/0/require/by/0"},
    {REQUIRE("{'plan':'done'}"), "policy-word-unknown", "/guards/0/require/plan"},
    {REQUIRE("{'proportionality':'fresh'}"), "policy-word-unknown", "/guards/0/require/proportionality"},
    {REQUIRE("{'qualifying_reports':0}"), "policy-number", "/guards/0/require/qualifying_reports"},
    {REQUIRE("{'has':{'kind':'report','party':'same'}}"), "policy-same-party", "/guards/0/require/has/party"},

    {LETTER("{{nam}}"), "policy-letter-field", "/letters/0/text"},
    {LETTER("{{text}}"), "policy-letter-entry", "/letters/0/text"},
    {LETTER("{{^actions_taken}}{{due}}{{/actions_taken}}"), "policy-letter-entry", "/letters/0/text"},
    {LETTER("{{actions_taken}}"), "policy-letter-list", "/letters/0/text"},
    {LETTER("{{#remedy}}x"), "policy-letter-open", "/letters/0/text"},
    {LETTER("x{{/remedy}}"), "policy-letter-close", "/letters/0/text"},
    {LETTER("{{#remedy}}{{#expires}}{{/remedy}}{{/expires}}"), "policy-letter-order", "/letters/0/text"},
    {LETTER("{{date"), "policy-letter-brace", "/letters/0/text"},
    {LETTER("{{ date }}"), "policy-letter-field", "/letters/0/text"},
    {",'letters':[{'id':'l','title':'L','to':['neighbour'],'clause':'1','text':'T'}]", "policy-word-unknown", "/letters/0/to/0"},

    {AUDIENCE("[{'class':['secret'],'of':['any']}]"), "policy-word-unknown", "/audiences/0/sees/0/class/0"},
    {AUDIENCE("[{'class':['outcome'],'of':['anybody']}]"), "policy-word-unknown", "/audiences/0/sees/0/of/0"},
    {AUDIENCE("[{'class':['outcome'],'of':['any'],'consent':'all'}]"), "policy-word-unknown", "/audiences/0/sees/0/consent"},
    {AUDIENCE("[{'class':['outcome'],'of':['any'],'when':{'record':{'channel':'phone'}}}]"), "policy-condition-record",
     "/audiences/0/sees/0/when/record"},
    {",'audiences':[{'id':'press','clause':'1','sees':[]}]", "policy-word-unknown", "/audiences/0/id"},
};

/* Documents that need another head. */
static const wrong whole[] = {
    {"[]", "policy-type", ""},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T'}", "policy-key-missing", ""},
    {"{'asb_policy':2,'id':'t','version':'1','title':'T','source':'S'}", "policy-format", "/asb_policy"},
    {"{'asb_policy':'1','id':'t','version':'1','title':'T','source':'S'}", "policy-format", "/asb_policy"},
    {"{'asb_policy':1,'id':'T t','version':'1','title':'T','source':'S'}", "policy-id-malformed", "/id"},
    {"{'asb_policy':1,'id':'t','version':1,'title':'T','source':'S'}", "policy-type", "/version"},
    {"{'asb_policy':1,'id':'t','id':'u','version':'1','title':'T','source':'S'}", "json-duplicate-key", "/id"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','roles':[{'id':'system','label':'S'}]}", "policy-id-reserved",
     "/roles/0/id"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','roles':[{'id':'a','label':'S'},{'id':'a','label':'S'}]}",
     "policy-id-duplicate", "/roles/1/id"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','lists':{'contact.colour':[]}}", "policy-list-unknown",
     "/lists/contact.colour"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','lists':{'contact.purpose':[{'id':'update','label':'U'}]}}",
     "policy-list-built-in", "/lists/contact.purpose/0/id"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','lists':{'contact.purpose':[{'id':'a','label':'U'},{'id':'a','label':"
     "'U'}]}}",
     "policy-id-duplicate", "/lists/contact.purpose/1/id"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','remedies':[{'id':'r','label':'R','legal':true,'clause':'1','from':'"
     "2026-02-02','until':'2026-02-01'}]}",
     "policy-remedy-dates", "/remedies/0/until"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','remedies':[{'id':'r','label':'R','legal':true,'clause':'1','tenures'"
     ":['freehold']}]}",
     "policy-word-unknown", "/remedies/0/tenures/0"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','categories':[{'id':'c','label':'C','priority':'high','clause':'1'}]"
     "}",
     "policy-reference-unknown", "/categories/0/priority"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','extends':'england','letters':[{'id':'case-review-letter','title':'L'"
     ",'to':['victim'],'clause':'1','text':' '}]}",
     "policy-text-blank", "/letters/0/text"},
    {"{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','extends':'england','guards':[{'id':'closure-hearing','clause':'1','"
     "message':'M','on':'closure','require':{'any':[]}}]}",
     "policy-id-duplicate", "/guards/0/id"},
};

#define MATRIX_OF(questions, bands, rest) \
    "{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','matrices':[{'id':'m','title':'M','clause':'1'," \
    "'sections':[{'id':'s','title':'S','questions':[" questions "]}],'bands':[" bands "]" rest "}]}"
#define QUESTION_OF(id, select, options) "{'id':'" id "','text':'?','select':'" select "','options':[" options "]}"
#define OPTION_OF(id, weight) "{'id':'" id "','label':'O','weight':" weight "}"
#define BAND_OF(id, from) "{'id':'" id "','label':'B','from':" from "}"
#define ONE_QUESTION QUESTION_OF("q1", "one", OPTION_OF("a", "0") "," OPTION_OF("b", "3"))

static const wrong matrices[] = {
    {MATRIX_OF(ONE_QUESTION, BAND_OF("x", "4") "," BAND_OF("y", "0"), ""), "policy-band-highest", "/matrices/0/bands/0/from"},
    {MATRIX_OF(ONE_QUESTION, BAND_OF("x", "3") "," BAND_OF("y", "1"), ""), "policy-band-lowest", "/matrices/0/bands/1/from"},
    {MATRIX_OF(ONE_QUESTION, BAND_OF("x", "0") "," BAND_OF("y", "0"), ""), "policy-bands-order", "/matrices/0/bands/1/from"},
    {MATRIX_OF(ONE_QUESTION, BAND_OF("x", "0") "," BAND_OF("x", "-1"), ""), "policy-id-duplicate", "/matrices/0/bands/1/id"},
    {MATRIX_OF(ONE_QUESTION, "", ""), "policy-list-empty", "/matrices/0/bands"},
    {MATRIX_OF(ONE_QUESTION, BAND_OF("x", "-100001"), ""), "policy-number", "/matrices/0/bands/0/from"},
    {MATRIX_OF(ONE_QUESTION, BAND_OF("x", "0"), ",'contested':[{'from':2,'to':1}]"), "policy-range-empty", "/matrices/0/contested/0/to"},
    {MATRIX_OF(ONE_QUESTION "," ONE_QUESTION, BAND_OF("x", "0"), ""), "policy-id-duplicate", "/matrices/0/sections/0/questions/1/id"},
    {MATRIX_OF(QUESTION_OF("q1", "some", OPTION_OF("a", "0")), BAND_OF("x", "0"), ""), "policy-word-unknown",
     "/matrices/0/sections/0/questions/0/select"},
    {MATRIX_OF(QUESTION_OF("q1", "one", ""), BAND_OF("x", "0"), ""), "policy-list-empty", "/matrices/0/sections/0/questions/0/options"},
    {MATRIX_OF(QUESTION_OF("q1", "one", OPTION_OF("a", "1001")), BAND_OF("x", "0"), ""), "policy-number",
     "/matrices/0/sections/0/questions/0/options/0/weight"},
    {MATRIX_OF(QUESTION_OF("q1", "one", OPTION_OF("a", "1.0")), BAND_OF("x", "0"), ""), "policy-number",
     "/matrices/0/sections/0/questions/0/options/0/weight"},
    {MATRIX_OF(QUESTION_OF("q1", "one", OPTION_OF("declined", "0")), BAND_OF("x", "0"), ""), "policy-id-reserved",
     "/matrices/0/sections/0/questions/0/options/0/id"},
    {MATRIX_OF(QUESTION_OF("q1", "one", OPTION_OF("a", "0") "," OPTION_OF("a", "0")), BAND_OF("x", "0"), ""), "policy-id-duplicate",
     "/matrices/0/sections/0/questions/0/options/1/id"},
};

/* What is said one by one is said at once as well. */
static void compare_json(test_policies *t, const asb_problems *found) {
    asb_text *all = NULL, *none = NULL;
    asb_json *list = NULL;

    ck_assert_int_eq(asb_problems_json(&all, found), ASB_OK);
    ck_assert_int_eq(asb_json_parse(&list, t->e, asb_text_data(all), asb_text_length(all)), ASB_OK);
    ck_assert_uint_eq(asb_json_count(list), asb_problems_count(found));
    for (uint32_t i = 0; i < asb_problems_count(found); i++) {
        const asb_json *one = asb_json_at(list, i);
        int64_t column = 0;
        ck_assert_str_eq(asb_json_text(asb_json_get(one, "message"), NULL), asb_problems_message(found, i));
        ck_assert_str_eq(asb_json_text(asb_json_get(one, "code"), NULL), asb_problems_code(found, i));
        ck_assert_str_eq(asb_json_text(asb_json_get(one, "pointer"), NULL), asb_problems_pointer(found, i));
        ck_assert_int_eq(asb_json_type(asb_json_get(one, "arguments")), ASB_JSON_OBJECT);
        ck_assert_int_eq(asb_json_integer(&column, asb_json_get(one, "column")), ASB_OK);
        ck_assert_int_eq(column, asb_problems_column(found, i));
    }
    asb_json_free(list);
    asb_text_free(all);
    ck_assert_int_eq(asb_problems_json(&none, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_problems_json(NULL, found), ASB_EARGUMENT);
    ck_assert_ptr_null(none);
}

/* One problem, there, with that code; said in words, with a line and a column. */
static void is_refused(test_policies *t, const char *json, const wrong *w) {
    char *quoted = test_with_quotes(json);
    asb_problems *found = NULL;
    asb_policy *p = NULL;
    int has = 0;

    ck_assert_int_eq(asb_policy_check(&found, t->e, quoted, strlen(quoted)), ASB_OK);
    for (uint32_t i = 0; i < asb_problems_count(found); i++) {
        has |= strcmp(asb_problems_code(found, i), w->code) == 0 && strcmp(asb_problems_pointer(found, i), w->pointer) == 0;
        ck_assert_msg(strlen(asb_problems_message(found, i)) > strlen(asb_problems_code(found, i)) + 8, "%s",
                      asb_problems_message(found, i));
        ck_assert_msg(strncmp(asb_problems_message(found, i), asb_problems_code(found, i), strlen(asb_problems_code(found, i))) != 0,
                      "no sentence for %s", asb_problems_code(found, i));
        ck_assert_uint_eq(asb_problems_line(found, i), 1);
        ck_assert_uint_ge(asb_problems_column(found, i), 1);
    }
    ck_assert_msg(has, "%s at %s not found for %s; first: %s at %s", w->code, w->pointer, json,
                  asb_problems_count(found) > 0 ? asb_problems_code(found, 0) : "nothing",
                  asb_problems_count(found) > 0 ? asb_problems_pointer(found, 0) : "all");
    ck_assert_int_lt(asb_policy_parse(&p, t->e, quoted, strlen(quoted)), 0);
    ck_assert_ptr_null(p);
    ck_assert_str_eq(asb_error_pointer(t->e), asb_problems_pointer(found, 0));
    compare_json(t, found);
    asb_problems_free(found);
    free(quoted);
}

static void are_refused(const wrong *w, size_t count, const char *head, const char *tail) {
    char json[8192];
    test_policies t;

    test_policies_begin(&t);
    for (size_t i = 0; i < count; i++) {
        strcpy(json, head);
        ck_assert_uint_lt(strlen(head) + strlen(w[i].members) + 2, sizeof json);
        strcat(json, w[i].members);
        strcat(json, tail);
        is_refused(&t, json, &w[i]);
    }
    test_policies_end(&t);
}

START_TEST(small_documents)
{ are_refused(documents, COUNT_OF(documents), TEST_HEAD_OF_POLICY, "}"); }
END_TEST

START_TEST(whole_documents)
{ are_refused(whole, COUNT_OF(whole), "", ""); }
END_TEST

START_TEST(matrices_and_bands)
{ are_refused(matrices, COUNT_OF(matrices), "", ""); }
END_TEST

static const char *const good[] = {
    "",
    ",'x-remark':{'anything':[null]},'ambiguity':'read so'",
    STARTED("'repeats':false,'x-a':1,'ambiguity':'A'"),
    STARTED("'subject':'party','starts_if':{'consent':'mediation','of':'same'},'while':{'party':{'x-mood':null},'of':'same'}"),
    STARTED("'within':[{'when':{'case':{'hate':true,'x-note':1}},'period':{'days':0,'x-why':1,'ambiguity':'A'}},{'period':{'hours':1,'"
            "skipping':['sunday']}}]"),
    STARTED("'anchor':{'field':'occurred','less':{'days':2}},'opens':{'days':1}"),
    STARTED("'anchor':{'field':'x-day'}"),
    STARTED("'proposes':{'kind':'closure','with':{'reason':'resolved','rationale':'R','x-a':[1]}}"),
    STARTED("'cancels':[],'repeats':[]"),
    DUTY("'starts':['closure'],'done':['contact'],'survives_closure':true"),
    DUTY("'starts':[{'kind':['closure','report']}],'done':['contact']"),
    ON("{'kind':['contact','x-visit'],'where':{'x-mood':['bad',1,null,true]}}"),
    ON("{'kind':'x-visit','where':{'colour':'red'},'party_as':['victim']}"),
    ON("{'kind':'approval','where':{'of':{'is':{'kind':'decision','where':{'what':'close'}}}}}"),
    ON("{'kind':'evidence','where':{'corroborates':[true,3]}}"),
    ON("{'kind':'finding','where':{'what':'tit-for-tat','holds':true,'ambiguity':'A'}}"),
    ON("{'kind':'finding','where':{'holds':{'not':false}}}"),
    ON("{'kind':'assessment','where':{'assessment.score':-3,'assessment.band':'high','override_band':{'present':false}}}"),
    ON("{'kind':'deviation','where':{'rule':['g','remedy-tenure']}}"),
    ON("{'kind':'report','where':{'occurred':'2026-03-01T10:00','category':'noise'}}"),
    ON("{'kind':'correction','where':{'value':null}}"),
    ON("{'kind':'contact','role':['system','officer']}"),
    GUARD("'contact'", "'require':{'has':{'kind':'report','party':'same'},'since':{'kind':'contact','party':'same'}}"),
    GUARD("{'kind':['contact','legal']}", "'require':{'record':{'court':'Hove','outcome':'reached'}}"),
    GUARD("'finding'", "'require':{'record':{'holds':false}}"),
    REQUIRE("{'elapsed':{'days':1},'since':[],'or_start':true}"),
    REQUIRE("{'has':'report','at_most':0}"),
    REQUIRE("{'parties':['victim']}"),
    REQUIRE("{'case':{}}"),
    AUDIENCE("[{'class':['outcome'],'of':['self','any','victim'],'when':{'elapsed':{'days':1},'since':['report']},'consent':'mediation'}]"),
    LETTER("a {b} }} {{#actions_taken}}{{text}}{{#due}} by {{due}}{{/due}}{{/actions_taken}}{{^expires}}never{{/expires}}"),
    ",'case_review':[{'area':'Hart District','clause':'1'}]",
    ",'extends':'england'",
};

START_TEST(good_documents)
{
    char json[8192];
    test_policies t;

    test_policies_begin(&t);
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        strcpy(json, TEST_HEAD_OF_POLICY);
        strcat(json, good[i]);
        strcat(json, "}");
        asb_policy_free(test_policy(&t, json));
    }
    asb_policy_free(test_policy(
        &t, "{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','lists':{'x-visit.why':[{'id':'a','label':'A'}]}}"));
    test_policies_end(&t);
}
END_TEST

/* All of them, in the order of the document, and the place in lines and columns. */
START_TEST(every_problem)
{
    static const char json[] = "{\n \"asb_policy\": 1, \"id\": \"A\", \"version\": \"1\",\n \"title\": \"é\", \"foo\": 1,\n"
                               " \"roles\": [{\"id\": \"a\"},\n  {\"id\": 7, \"label\": \" \"}]\n}";
    static const char *const pointers[] = {"", "/id", "/foo", "/roles/0", "/roles/1/id", "/roles/1/label"};
    static const uint32_t lines[] = {1, 2, 3, 4, 5, 5}, columns[] = {1, 25, 23, 12, 10, 22};
    asb_problems *found = NULL;
    test_policies t;

    test_policies_begin(&t);
    ck_assert_int_eq(asb_policy_check(&found, t.e, json, sizeof json - 1), ASB_OK);
    ck_assert_uint_eq(asb_problems_count(found), COUNT_OF(pointers));
    for (uint32_t i = 0; i < COUNT_OF(pointers); i++) {
        ck_assert_str_eq(asb_problems_pointer(found, i), pointers[i]);
        ck_assert_uint_eq(asb_problems_line(found, i), lines[i]);
        ck_assert_uint_eq(asb_problems_column(found, i), columns[i]);
    }
    ck_assert_ptr_null(asb_problems_message(found, 6));
    ck_assert_ptr_null(asb_problems_code(found, 6));
    ck_assert_ptr_null(asb_problems_pointer(found, 6));
    ck_assert_ptr_null(asb_problems_arguments(found, 6));
    ck_assert_uint_eq(asb_problems_line(found, 6), 0);
    ck_assert_uint_eq(asb_problems_column(found, 6), 0);
    ck_assert_uint_eq(asb_problems_count(NULL), 0);
    asb_problems_free(found);
    asb_problems_free(NULL);
    test_policies_end(&t);
}
END_TEST

/* What the host's document breaks in a base is said to be there; what it replaces is its own. */
START_TEST(problems_of_a_base)
{
    char *base = test_with_quotes(
        "{'asb_policy':1,'id':'base','version':'1','title':'B','source':'S','roles':[{'id':'a','label':'A'}],"
        "'stages':[{'id':'one','label':'One','when':{'all':[]},'clause':'1'},{'id':'two','label':'Two','clause':'1','when':{'haz':1}}]}");
    char *own = test_with_quotes(
        "{'asb_policy':1,'id':'own','version':'1','title':'O','source':'S','extends':'base',"
        "'stages':[{'id':'three','label':' ','when':{'all':[]},'clause':'1'},{'id':'one','label':'One','when':{'any':7},'clause':'1'}]}");
    asb_problems *found = NULL;
    test_policies t;

    test_policies_begin(&t);
    ck_assert_int_eq(asb_policy_register(t.e, base, strlen(base)), ASB_OK);
    ck_assert_int_eq(asb_policy_check(&found, t.e, own, strlen(own)), ASB_OK);
    ck_assert_uint_eq(asb_problems_count(found), 3);
    ck_assert_str_eq(asb_problems_pointer(found, 0), "/stages/0/label");
    ck_assert_str_eq(asb_problems_pointer(found, 1), "/stages/1/when/any");
    ck_assert_str_eq(asb_problems_pointer(found, 2), "/stages/1/when");
    ck_assert_ptr_nonnull(strstr(asb_problems_message(found, 2), "In \"base\""));
    ck_assert_ptr_nonnull(strstr(asb_problems_arguments(found, 2), "\"in\":\"base\""));
    ck_assert_ptr_null(strstr(asb_problems_arguments(found, 1), "\"in\""));
    asb_problems_free(found);
    test_policies_end(&t);
    free(base);
    free(own);
}
END_TEST

START_TEST(suggestions)
{
    static const struct {
        const char *members, *hint;
    } cases[] = {
        {ON("{'kind':'contct'}"), "did you mean \\\"contact\\\"?"},
        {ON("{'kind':'contact','where':{'outcom':1}}"), "did you mean \\\"outcome\\\"?"},
        {ON("{'kind':'party','where':{'as':'perpetrator'}}"), "did you mean \\\"alleged-perpetrator\\\"?"},
        {ON("{'kind':'contact','role':['offcer']}"), "did you mean \\\"officer\\\"?"},
        {ON("{'kind':'contact','role':['xyz']}"), "it can be officer, manager, system."},
        {",'extends':'english'", "did you mean \\\"england\\\"?"},
    };
    char json[8192];
    test_policies t;

    test_policies_begin(&t);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        asb_problems *found = NULL;
        char *quoted;
        strcpy(json, TEST_HEAD_OF_POLICY);
        strcat(json, cases[i].members);
        strcat(json, "}");
        quoted = test_with_quotes(json);
        ck_assert_int_eq(asb_policy_check(&found, t.e, quoted, strlen(quoted)), ASB_OK);
        ck_assert_msg(strstr(asb_problems_arguments(found, 0), cases[i].hint) != NULL, "%s", asb_problems_arguments(found, 0));
        asb_problems_free(found);
        free(quoted);
    }
    test_policies_end(&t);
}
END_TEST

/* Nothing is left of a longer one that was near before. */
START_TEST(the_nearest_after_a_longer_one)
{
    test_policies t;
    asb_problems *found = NULL;
    char *quoted = test_with_quotes(
        "{'asb_policy':1,'id':'t','version':'1','title':'T','source':'S','roles':[{'id':'wardens','label':'W'},"
        "{'id':'warden','label':'W'}],'guards':[{'id':'g','clause':'1','on':{'kind':'contact','role':['wardn']},"
        "'require':{'has':'report'},'message':'M'}]}");

    test_policies_begin(&t);
    ck_assert_int_eq(asb_policy_check(&found, t.e, quoted, strlen(quoted)), ASB_OK);
    ck_assert_msg(strstr(asb_problems_arguments(found, 0), "did you mean \\\"warden\\\"?") != NULL, "%s", asb_problems_arguments(found, 0));
    asb_problems_free(found);
    free(quoted);
    test_policies_end(&t);
}
END_TEST

/* What is wrong in the lists that a policy adds to is said once, and nothing is looked for in them that they do not have. */
START_TEST(added_lists_are_read_as_lists_alone)
{
    char *json = test_with_quotes("{'asb_policy':1,'id':'own','version':'1','title':'O','source':'S','lists':{'ambiguity':7}}");
    asb_problems *found = NULL;
    test_policies t;

    test_policies_begin(&t);
    ck_assert_int_eq(asb_policy_check(&found, t.e, json, strlen(json)), ASB_OK);
    ck_assert_uint_eq(asb_problems_count(found), 1);
    ck_assert_str_eq(asb_problems_pointer(found, 0), "/lists/ambiguity");
    asb_problems_free(found);
    free(json);
    test_policies_end(&t);
}
END_TEST

START_TEST(no_json)
{
    asb_problems *found = NULL;
    asb_policy *p = NULL;
    test_policies t;

    test_policies_begin(&t);
    ck_assert_int_eq(asb_policy_check(&found, t.e, "{\n  \"a\": }", 10), ASB_OK);
    ck_assert_uint_eq(asb_problems_count(found), 1);
    ck_assert_uint_eq(asb_problems_line(found, 0), 2);
    ck_assert_int_eq(asb_error_status(t.e), ASB_OK);
    asb_problems_free(found);
    ck_assert_int_eq(asb_policy_parse(&p, t.e, "{", 1), ASB_EJSON);
    ck_assert_int_eq(asb_engine_set_limit(t.e, "document-bytes", 3), ASB_OK);
    ck_assert_int_eq(asb_policy_check(&found, t.e, "[1,2]", 5), ASB_ELIMIT);
    ck_assert_int_eq(asb_policy_parse(&p, t.e, "[1,2]", 5), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_code(t.e), "json-size");
    test_policies_end(&t);
}
END_TEST

Suite *asb_suite_policy_check(void) {
    const TTest *const tests[] = {small_documents,
                                  whole_documents,
                                  matrices_and_bands,
                                  good_documents,
                                  every_problem,
                                  problems_of_a_base,
                                  suggestions,
                                  the_nearest_after_a_longer_one,
                                  added_lists_are_read_as_lists_alone,
                                  no_json};

    return test_suite("policy_check", tests, COUNT_OF(tests));
}
