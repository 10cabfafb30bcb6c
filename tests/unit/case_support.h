/* A small policy, and a case put together by hand: what validation and scores are tried on. JSON in tests is written with ' for ". */
#ifndef CASE_SUPPORT_H
#define CASE_SUPPORT_H

#include "case/case.h"
#include "case/fields.h"
#include "record_support.h"

typedef struct test_case {
    test_engine engine;
    asb_policy *policy;
    arena a;
    asb_case c;
    entry entries[40];
    party_entry parties[8];
} test_case;

static const char test_policy_json[] =
    "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S',"
    "'roles':[{'id':'CCC','label':'Adviser'},{'id':'CHM','label':'Manager'}],"
    "'priorities':[{'id':'high','label':'High'},{'id':'low','label':'Low'}],"
    "'categories':[{'id':'noise','label':'Noise','priority':'low','clause':'1'},{'id':'threats','label':'Threats','priority':'high','"
    "clause':'1'}],"
    "'not_asb':[{'id':'cooking','label':'Cooking smells','clause':'1'}],"
    "'triage':{'clause':'1','questions':[{'id':'danger','text':'?'},{'id':'again','text':'?'},{'id':'alone','text':'?'}],'threshold':2},"
    "'matrices':[{'id':'ram','title':'Risk','clause':'1','sections':[{'id':'s1','title':'One','questions':["
    "{'id':'often','text':'?','select':'one','options':[{'id':'never','label':'Never','weight':0},{'id':'daily','label':'Daily','weight':5}"
    "]},"
    "{'id':'who','text':'?','select':'many','detail':true,'options':[{'id':'you','label':'You','weight':2},{'id':'family','label':'Family',"
    "'weight':3},"
    "{'id':'nobody','label':'Nobody','weight':-1,'exclusive':true}]}]},"
    "{'id':'s2','title':'Two','questions':[{'id':'harm','text':'?','select':'one','options':[{'id':'yes','label':'Yes','weight':10},{'id':'"
    "no','label':'No','weight':0}]}]}],"
    "'bands':[{'id':'high','label':'High','from':15},{'id':'medium','label':'Medium','from':5},{'id':'low','label':'Low','from':-1}],"
    "'contested':[{'from':13,'to':14}]},"
    "{'id':'positive','title':'Never nothing','clause':'1','sections':[{'id':'s','title':'S','questions':["
    "{'id':'a','text':'?','select':'one','options':[{'id':'x','label':'X','weight':4},{'id':'y','label':'Y','weight':9}]},"
    "{'id':'b','text':'?','select':'one','options':[{'id':'x','label':'X','weight':4},{'id':'y','label':'Y','weight':9}]}]}],"
    "'bands':[{'id':'red','label':'Red','from':12},{'id':'green','label':'Green','from':8}]}],"
    "'plan_actions':[{'id':'AP-1','by':'complainant','text':'Keep diary sheets','clause':'1'}],"
    "'remedies':[{'id':'injunction','label':'Injunction','legal':true,'clause':'1'},{'id':'closure-order','label':'Closure','legal':true,'"
    "area':true,'clause':'1'},"
    "{'id':'warning','label':'Warning','legal':false,'clause':'1'}],"
    "'guards':[{'id':'closure-by-manager','clause':'1','on':'closure','require':{'actor':{'role':['CHM']}},'message':'A manager "
    "closes.','override':['CHM']}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}],"
    "'letters':[{'id':'hello','title':'Hello','to':['complainant'],'clause':'1','text':'Dear sir'}],"
    "'lists':{'contact.purpose':[{'id':'police-advice','label':'Advice to go to the "
    "police'}],'finding.what':[{'id':'tit-for-tat','label':'Tit for tat'}]}}";

/* JSON with ' for ", in the case's arena. */
static inline const char *test_quotes(test_case *t, const char *json) {
    char *copy = asbi_arena_text(&t->a, json, strlen(json));

    ck_assert_ptr_nonnull(copy);
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '\'') *c = '"';
    return copy;
}

static inline json_value *test_value(test_case *t, const char *json) {
    const char *quoted = test_quotes(t, json);
    json_value *v = NULL;
    fault f;

    ck_assert_msg(asbi_json_parse(&v, &t->a, quoted, strlen(quoted), NULL, &f) == ASB_OK, "%s", quoted);
    return v;
}

static inline void test_case_begin(test_case *t) {
    const char *json;
    int32_t status;

    memset(t, 0, sizeof *t);
    test_engine_begin(&t->engine);
    asbi_arena_init(&t->a, &t->engine.e->memory);
    json = test_quotes(t, test_policy_json);
    ck_assert_int_eq(asbi_enter(t->engine.e), ASB_OK);
    status = asbi_policy_read(&t->policy, NULL, t->engine.e, json, strlen(json));
    ck_assert_msg(asbi_leave(t->engine.e, status) == ASB_OK, "%s %s", asb_error_pointer(t->engine.e), asb_error_message(t->engine.e));
    t->c.policy = t->policy;
    t->c.memory = &t->engine.e->memory;
    t->c.entries = t->entries;
    t->c.parties = t->parties;
    for (size_t i = 0; i < COUNT_OF(t->c.last_of_kind); i++) t->c.last_of_kind[i] = NO_INDEX;
}

static inline void test_case_end(test_case *t) {
    asbi_arena_free(&t->a);
    asbi_handle_free(t->policy);
    test_engine_end(&t->engine);
}

/* As the fold would have it, as far as is needed here: values, their atoms, and the chains of parties. */
static inline void test_fill_entry(test_case *t, entry *e) {
    e->field_count = e->written_count = e->body->count;
    e->fields = e->written = asbi_arena_array(&t->a, e->body->count, sizeof *e->fields);
    asbi_fields_lend(e->fields, e->body);
    asbi_fields_name(t->policy, e->fields, e->field_count, asbi_arena_array(&t->a, asbi_tree_atoms(e->body), sizeof(atom)));
}

static inline void test_add_party(test_case *t, entry *e, uint32_t index) {
    text id = asbi_json_text(asbi_json_get(e->body, "party"));

    e->party = asbi_party_find(&t->c, id);
    if (e->party == NO_INDEX) {
        e->party = t->c.party_count++;
        t->parties[e->party] = (party_entry){.id = id, .newest = NO_INDEX};
    }
    t->parties[e->party].recorded = 1;
    e->older_of_party = t->parties[e->party].newest;
    t->parties[e->party].newest = index;
}

static inline entry *test_add(test_case *t, const char *kind, const char *fields) {
    entry *e = &t->entries[t->c.count];

    ck_assert_uint_lt(t->c.count, COUNT_OF(t->entries));
    e->kind_text = asbi_text(kind);
    e->kind = (uint8_t)asbi_kind_find(e->kind_text);
    e->at = e->recorded = TEST_NOW;
    e->body = test_value(t, fields);
    e->party = e->older_of_party = NO_INDEX;
    test_fill_entry(t, e);
    if (e->kind == KIND_PARTY) test_add_party(t, e, t->c.count);
    e->older = t->c.last_of_kind[e->kind];
    t->c.last_of_kind[e->kind] = t->c.count;
    e->seq = ++t->c.count;
    return e;
}

#endif
