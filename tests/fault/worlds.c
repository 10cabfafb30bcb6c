/* The worlds that scenarios begin with: one small policy, one case that has a bit of everything. */
#include "fault.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char policy_text[] =
    "{'asb_policy':1,'id':'small','version':'%s','title':'Small','source':'Made up',"
    "'roles':[{'id':'CCC','label':'Adviser'},{'id':'CHM','label':'Manager'}],"
    "'priorities':[{'id':'high','label':'High'},{'id':'low','label':'Low'}],"
    "'categories':[{'id':'noise','label':'Noise','priority':'low','clause':'1'},{'id':'threats','label':'Threats','priority':'high','"
    "clause':'1'}],"
    "'stages':[{'id':'begun','label':'Begun','when':{'all':[]},'clause':'1'}],"
    "'matrices':[{'id':'ram','title':'Risk','clause':'2','provenance':'Made up','sections':[{'id':'s1','title':'One','questions':["
    "{'id':'often','text':'How "
    "often?','select':'one','options':[{'id':'never','label':'Never','weight':0},{'id':'daily','label':'Daily','weight':5}]},"
    "{'id':'who','text':'Who?','select':'many','detail':true,'options':[{'id':'you','label':'You','weight':2},{'id':'nobody','label':'"
    "Nobody',"
    "'weight':0,'exclusive':true}]}]}],"
    "'bands':[{'id':'high','label':'High','from':5},{'id':'low','label':'Low','from':0}],'contested':[{'from':3,'to':4}]}],"
    "'plan_actions':[{'id':'AP-1','by':'complainant','text':'Keep diary sheets for some "
    "weeks','params':[{'id':'weeks','type':'number'}],'clause':'3'},"
    "{'id':'AP-2','by':'landlord','text':'Ring','standing':true,'clause':'3'}],"
    "'remedies':[{'id':'injunction','label':'Injunction','legal':true,'clause':'4'},{'id':'warning','label':'Warning','legal':false,'"
    "clause':'4'}],"
    "'duties':[{'id':'acknowledge','clause':'5','label':'Acknowledge','owner':['CCC'],'starts':['report'],'restarts':true,"
    "'within':[{'period':{'working_days':5}}],'done':[{'kind':'contact'}]},"
    "{'id':'keep-in-touch','clause':'6','label':'Keep in "
    "touch','owner':'case-owner','starts':['opening'],'subject':{'party_as':['complainant']},"
    "'within':[{'period':{'weeks':2}}],'done':[{'kind':'contact'}],'repeats':true,'agreed':true,"
    "'proposes':{'kind':'contact','with':{'method':'phone'}}}],"
    "'guards':[{'id':'closure-by-manager','clause':'7','on':'closure','require':{'actor':{'role':['CHM']}},'message':'A manager closes.'},"
    "{'id':'warn-note','clause':'8','on':'note','severity':'warn','require':{'has':'opening'},'message':'Open it first.'}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}],"
    "'landlord':'Fault Homes',"
    "'letters':[{'id':'hello','title':'Hello','to':['complainant'],'clause':'1','text':'Dear {{recipient_name}}'},"
    "{'id':'plan','title':'Plan','to':['complainant','alleged-perpetrator'],'clause':'1','text':'{{date}}, {{case_reference}}: dear "
    "{{recipient_name}}, {{category}}."
    "{{#complainant_actions}}\\n- {{text}}{{#due}} by {{due}}{{/due}}{{/complainant_actions}}{{#actions_taken}}\\n- "
    "{{text}}{{/actions_taken}}"
    "{{^remedy}}\\n{{officer_name}}, {{officer_title}}, {{landlord_name}}{{/remedy}}'}],"
    "'audiences':[{'id':'officer','clause':'9','sees':[{'class':['identity','contact','special','account','operational','outcome'],'of':['"
    "any']}]},"
    "{'id':'complainant','clause':'9','sees':[{'class':['identity','contact','account','outcome'],'of':['self']}]},"
    "{'id':'perpetrator','clause':'9','sees':[{'class':['identity','contact','account','outcome'],'of':['self']}]},"
    "{'id':'subject-access','clause':'9','sees':[{'class':['identity','contact','special','account','operational','outcome'],'of':['self']}"
    "]},"
    "{'id':'public','clause':'9','sees':[]}]}";

char *fault_json(const char *quoted) {
    size_t size = strlen(quoted) + 1;
    char *copy = malloc(size);
    ck_assert_ptr_nonnull(copy);
    for (size_t i = 0; i < size; i++) copy[i] = quoted[i] == '\'' ? '"' : quoted[i];
    return copy;
}

int32_t fault_hash(const char *text) {
    uint32_t hash = 5381;
    for (const char *c = text ? text : "(none)"; *c; c++) hash = hash * 33 + (unsigned char)*c;
    return (int32_t)(hash & 0x3fffffff);
}

const char *fault_long_text(void) {
    static char text[300000];
    if (!text[0]) memset(text, 'x', sizeof text - 1);
    return text;
}

void fault_must(fault_world *w, int32_t status) {
    ck_assert_msg(status == ASB_OK, "a world could not be made: %d %s %s", (int)status, asb_error_field(w->engine),
                  asb_error_message(w->engine));
}

void fault_policy(asb_policy **out, fault_world *w, const char *version) {
    char text[sizeof policy_text + 20];
    snprintf(text, sizeof text, policy_text, version);
    char *json = fault_json(text);
    fault_must(w, asb_policy_parse(out, w->engine, json, strlen(json)));
    free(json);
}

void fault_record(asb_record **out, fault_world *w, const char *kind, const char *role, const char *fields) {
    char text[2000];
    snprintf(text, sizeof text, "{'kind':'%s','by':'%s','role':'%s','fields':%s}", kind, role[1] == 'H' ? "meg" : "amy", role, fields);
    char *json = fault_json(text);
    fault_must(w, asb_record_parse(out, w->engine, json, strlen(json)));
    free(json);
}

void fault_add(fault_world *w, asb_case *c, const char *kind, const char *role, const char *fields) {
    asb_record *r = NULL;
    fault_record(&r, w, kind, role, fields);
    fault_must(w, asb_case_add(NULL, c, r));
    asb_record_free(r);
}

void fault_path(char *path, size_t size) {
    const char *folder = getenv("TMPDIR");
    snprintf(path, size, "%.60s/asb-fault-XXXXXX", folder ? folder : "/tmp");
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    remove(path);
}

void with_engine(fault_world *w) {
    fault_must(w, asb_engine_new(&w->engine, &w->hooks));
}

void with_policy(fault_world *w) {
    with_engine(w);
    fault_policy(&w->policy, w, "1");
}

void with_calendar(fault_world *w) {
    with_engine(w);
    fault_must(w, asb_calendar_new(&w->calendar, w->engine));
    fault_must(w, asb_calendar_add(w->calendar, "2026-03-04", NULL, "Flood"));
    fault_must(w, asb_calendar_remove(w->calendar, "2026-05-04", "2026-01-01", NULL));
}

void with_store(fault_world *w) {
    with_policy(w);
    fault_must(w, asb_store_memory(&w->store, w->engine));
}

static void set_report(fault_world *w) {
    fault_record(&w->record, w, "report", "CCC",
                 "{'channel':'phone','summary':'Music at night','category':'noise','x-tags':['a','b'],'x-n':7,'hate':false}");
}

void with_record(fault_world *w) {
    with_engine(w);
    set_report(w);
    fault_must(w, asb_record_set_at(w->record, "2026-03-01T10:00:00Z"));
}

void with_new_case(fault_world *w) {
    with_store(w);
    fault_must(w, asb_case_new(&w->c, w->engine, w->policy, w->store, "C-1"));
    set_report(w);
}

static void add_everything(fault_world *w) {
    fault_add(w, w->c, "report", "CCC", "{'channel':'phone','summary':'Music at night','category':'noise','reporter':'c1'}");
    fault_add(w, w->c, "party", "CCC", "{'party':'c1','as':['complainant'],'name':'Ann'}");
    fault_add(w, w->c, "party", "CCC", "{'party':'p1','as':['alleged-perpetrator'],'name':'Bob','tenure':'assured'}");
    fault_add(w, w->c, "opening", "CHM", "{'categories':['noise']}");
    fault_add(w, w->c, "allocation", "CHM", "{'officer':'amy','to_role':'CCC'}");
    fault_add(w, w->c, "assessment", "CCC",
              "{'matrix':'ram','party':'c1','answers':{'often':'daily','who':['you']},'details':{'who':'And the cat'}}");
    fault_add(w, w->c, "plan", "CCC",
              "{'party':'c1','actions':[{'id':'1','by':'complainant','action':'AP-1','params':{'weeks':2},'due':'2026-03-20'},"
              "{'id':'2','by':'landlord','action':'AP-2'}]}");
    fault_add(w, w->c, "proportionality", "CCC", "{'party':'p1','remedy':'injunction','aim':'Peace','conduct':['Music']}");
    fault_add(w, w->c, "contact", "CCC", "{'party':'c1','method':'phone','outcome':'reached'}");
    fault_add(w, w->c, "correction", "CCC", "{'of':1,'field':'summary','value':'Loud music','reason':'Misheard'}");
}

static void with_saved_case(fault_world *w) {
    with_store(w);
    fault_must(w, asb_case_new(&w->c, w->engine, w->policy, w->store, "C-1"));
    add_everything(w);
    fault_must(w, asb_case_save(w->c));
}

void with_case(fault_world *w) {
    with_saved_case(w);
    fault_add(w, w->c, "report", "CCC", "{'channel':'email','summary':'Again'}");
    fault_record(&w->record, w, "contact", "CCC", "{'party':'c1','method':'phone','outcome':'reached','summary':'Rang'}");
}

void with_stored_case(fault_world *w) {
    with_saved_case(w);
    asb_case_free(w->c);
    w->c = NULL;
}

void with_problems(fault_world *w) {
    static const char bad[] = "{\"asb_policy\":1,\"id\":\"bad\",\"colour\":3}";
    with_engine(w);
    fault_must(w, asb_policy_check(&w->problems, w->engine, bad, sizeof bad - 1));
}

void with_decision(fault_world *w) {
    with_case(w);
    asb_record *closing = NULL;
    fault_record(&closing, w, "closure", "CCC", "{'reason':'resolved','rationale':'Quiet now'}");
    int32_t status = asb_case_may(&w->decision, w->c, closing);
    ck_assert_msg(status == ASB_REFUSED, "%d %s", (int)status, asb_error_message(w->engine));
    asb_record_free(closing);
}

void with_duties(fault_world *w) {
    with_case(w);
    fault_must(w, asb_case_duties(&w->duties, w->c));
}

void with_journal(fault_world *w) {
    with_policy(w);
    fault_path(w->path, sizeof w->path);
    fault_must(w, asb_store_journal(&w->store, w->engine, w->path));
}

void with_journal_case(fault_world *w) {
    with_journal(w);
    fault_must(w, asb_case_new(&w->c, w->engine, w->policy, w->store, "J-1"));
    fault_add(w, w->c, "report", "CCC", "{'channel':'phone','summary':'Music'}");
}

void with_saved_journal_case(fault_world *w) {
    with_journal_case(w);
    fault_must(w, asb_case_save(w->c));
    asb_case_free(w->c);
    w->c = NULL;
}
