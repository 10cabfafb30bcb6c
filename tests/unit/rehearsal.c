/* Rehearsals of a few cases, where every answer can be seen with the eye; random ones are compared with the model by tests/rehearsal. */
#include "case_world.h"
#include "store/store.h"

Suite *asb_suite_rehearsal(void);

/* One duty in working days, one in hours that skip bank holidays, one that repeats; a guard on closing; one on allocating, which is only a warning. */
static const char document[] =
    "{'asb_policy':1,'id':'POLICY','version':'VERSION','title':'T','source':'S',"
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Manager'}],"
    "'priorities':[{'id':'PRIORITY','label':'Low'}],"
    "'categories':[{'id':'noise','label':'Noise','priority':'PRIORITY','clause':'1'}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'9'}],"
    "'duties':[{'id':'acknowledge','clause':'2.1','label':'Acknowledge','owner':['officer','manager'],'starts':['report'],"
    "'within':[{'period':{'working_days':DAYS}}],'done':['contact']},"
    "{'id':'urgent','clause':'3.1','label':'See them','owner':'case-owner','starts':['report'],"
    "'within':[{'period':{'hours':HOURS,'skipping':['bank-holiday']}}],'done':['interview']}MORE],"
    "'guards':[{'id':'warn','clause':'7.2','on':'allocation','require':{'has':'opening'},'severity':'warn','message':'Open it "
    "first.'}GUARDS]}";

#define CLOSE \
    ",{'id':'closure-by-manager','clause':'7.1','on':'closure','require':{'actor':{'role':['manager']}},'message':'A manager closes.'}"
#define CALL \
    ",{'id':'call','clause':'4.1','label':'Call','owner':'case-owner','starts':['opening'],'within':[{'period':{'days':7}}],'done':['" \
    "contact']}"

typedef struct setting {
    const char *id, *version, *days, *hours, *more, *guards, *priority;
} setting;

static const setting first = {"p", "1", "5", "24", "", "", "low"};

typedef struct world {
    case_world w;
    asb_policy *old;
    asb_rehearsal *r;
    asb_store *lies;
    asb_store_callbacks truth;
    const char *spoilt; /* the case whose second body cannot be read */
    int changes;        /* it can, but is another */
    asb_record_sink sink;
    void *sink_self;
    uint64_t calls, cancel_at;
} world;

static void put(char *to, size_t size, const char *from, size_t length) {
    size_t at = strlen(to);
    ck_assert_uint_lt(at + length, size);
    memcpy(to + at, from, length);
    to[at + length] = '\0';
}

/* The document with the words of a setting in it, and " for '. */
static asb_policy *policy(world *t, setting s) {
    const char *const words[][2] = {{"POLICY", s.id},   {"VERSION", s.version}, {"PRIORITY", s.priority}, {"DAYS", s.days},
                                    {"HOURS", s.hours}, {"MORE", s.more},       {"GUARDS", s.guards}};
    static char json[8192];
    json[0] = '\0';
    for (const char *at = document; *at;) {
        size_t i = 0;
        while (i < 7 && strncmp(at, words[i][0], strlen(words[i][0])) != 0) i++;
        put(json, sizeof json, i < 7 ? words[i][1] : at, i < 7 ? strlen(words[i][1]) : 1);
        at += i < 7 ? strlen(words[i][0]) : 1;
    }
    for (char *c = json; *c; c++)
        if (*c == '\'') *c = '"';
    asb_policy *p = NULL;
    ck_assert_msg(asb_policy_parse(&p, t->w.engine, json, strlen(json)) == ASB_OK, "%s: %s %s", json, asb_error_pointer(t->w.engine),
                  asb_error_message(t->w.engine));
    return p;
}

static const char *quotes(const char *json) {
    static char room[4][4096];
    static unsigned next;
    char *to = room[next++ % 4];
    snprintf(to, sizeof room[0], "%s", json);
    for (char *c = to; *c; c++)
        if (*c == '\'') *c = '"';
    return to;
}

static void add(world *t, asb_case *c, const char *when, const char *role, const char *kind, const char *fields) {
    case_world_clock(&t->w, when);
    int32_t status = case_world_add_as(&t->w, c, "amy", role, kind, quotes(fields));
    ck_assert_msg(status == ASB_OK, "%s: %s", kind, asb_error_message(t->w.engine));
}

/* A report on Monday 4 May 2026 at 10:00 (a bank holiday), allocated and opened by the officer, answered after `contact`, closed by the officer. */
static void make(world *t, const char *id, const char *officer, const char *contact, const char *closed) {
    char fields[200];
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, t->old, t->w.store, id), ASB_OK);
    add(t, c, "2026-05-05T10:00", "officer", "report", "{'channel':'phone','summary':'Music'}");
    add(t, c, "2026-05-05T10:01", "officer", "party", "{'party':'p1','as':'complainant','name':'Ann'}");
    snprintf(fields, sizeof fields, "{'officer':'%s','to_role':'officer'}", officer);
    add(t, c, "2026-05-05T10:05", "officer", "allocation", fields);
    add(t, c, "2026-05-05T11:00", "officer", "opening", "{'categories':['noise']}");
    if (contact) add(t, c, contact, "officer", "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
    if (closed) add(t, c, closed, "officer", "closure", "{'reason':'resolved','rationale':'Quiet now'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

static int32_t cancelling(void *self, const char *work, uint64_t done, uint64_t total) {
    world *t = (world *)self;
    if (strcmp(work, "rehearse") != 0) return 0;
    ck_assert_uint_le(done, total);
    return ++t->calls == t->cancel_at;
}

static int64_t clock_of(void *self) {
    return ((world *)self)->w.now;
}

/* Now: Monday 11 May 2026, 09:00. Due after five working days: Tuesday 12 May. */
static world *begin(void) {
    world *t = calloc(1, sizeof *t);
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = t, .now = clock_of, .progress = cancelling};
    ck_assert_int_eq(asb_engine_new(&t->w.engine, &hooks), ASB_OK);
    ck_assert_int_eq(asb_store_memory(&t->w.store, t->w.engine), ASB_OK);
    t->old = policy(t, first);
    make(t, "A", "amy", NULL, NULL);
    make(t, "B", "ben", "2026-05-08T10:00", NULL);
    make(t, "C", "ben", "2026-05-11T08:00", "2026-05-11T08:30");
    case_world_clock(&t->w, "2026-05-11T09:00");
    ck_assert_int_eq(asb_rehearsal_new(&t->r, t->w.engine, t->w.store), ASB_OK);
    return t;
}

static void end(world *t) {
    asb_rehearsal_free(t->r);
    asb_policy_free(t->old);
    asb_store_free(t->w.store);
    asb_store_free(t->lies);
    asb_engine_free(t->w.engine);
    free(t);
}

static void instead(world *t, setting s, const char *of) {
    asb_policy *p = policy(t, s);
    ck_assert_int_eq(asb_rehearsal_policy(t->r, p, of), ASB_OK);
    asb_policy_free(p);
}

static void run(world *t, const char *request) {
    request = quotes(request);
    int32_t status = asb_rehearsal_run(t->r, request, strlen(request));
    ck_assert_msg(status == ASB_OK, "%s: %s %s", request, asb_error_pointer(t->w.engine), asb_error_message(t->w.engine));
}

static char *canonical(world *t, const char *json, size_t length) {
    asb_text *text;
    ck_assert_msg(asb_json_canonical(&text, t->w.engine, json, length) == ASB_OK, "%s", json);
    char *copy = strdup(asb_text_data(text));
    asb_text_free(text);
    return copy;
}

/* The rows of an answer, whatever the order of their columns. */
static void found(world *t, const char *query, const char *rows) {
    char expected[4096];
    asb_text *text;
    query = quotes(query);
    ck_assert_msg(asb_rehearsal_query(&text, t->r, query, strlen(query)) == ASB_OK, "%s", asb_error_message(t->w.engine));
    char *is = canonical(t, asb_text_data(text), asb_text_length(text)), *wanted = canonical(t, quotes(rows), strlen(rows));
    snprintf(expected, sizeof expected, "\"rows\":%s,", wanted);
    ck_assert_msg(strstr(is, expected), "%s\nwanted %s", is, expected);
    asb_text_free(text);
    free(is);
    free(wanted);
}

static int64_t total(world *t, const char *column) {
    static const char query[] = "{\"query\":\"totals\"}";
    asb_rows *rows;
    int64_t n = -1;
    ck_assert_int_eq(asb_rehearsal_rows(&rows, t->r, query, sizeof query - 1), ASB_OK);
    ck_assert_int_eq(asb_rows_number(&n, rows, 0, column), ASB_OK);
    asb_rows_free(rows);
    return n;
}

static void nothing(world *t) {
    static const char *const lists[] = {"moved", "duties", "decisions", "cases", "failed"};
    for (size_t i = 0; i < 5; i++) {
        char query[40];
        snprintf(query, sizeof query, "{'query':'%s'}", lists[i]);
        found(t, query, "[]");
    }
    ck_assert_int_eq(total(t, "moved") + total(t, "refused") + total(t, "allowed") + total(t, "changed"), 0);
    ck_assert_int_eq(total(t, "missed_before"), total(t, "missed_after"));
}

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

static int32_t pass(void *self, const asb_stored_record *r) {
    world *t = self;
    asb_stored_record other = *r;
    static char changed[2000];
    if (t->spoilt && r->seq == 2 && !t->changes) other.body = (asb_bytes){"{\"salt\":", 8};
    if (t->spoilt && r->seq == 2 && t->changes) {
        ck_assert_uint_lt(r->body.length, sizeof changed);
        memcpy(changed, r->body.data, r->body.length);
        char *name = strstr(changed, "Ann");
        ck_assert_ptr_nonnull(name);
        *name = 'E';
        other.body.data = changed;
    }
    return t->sink(t->sink_self, &other);
}

static int32_t lying_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    world *t = self;
    const char *kept = t->spoilt;
    t->sink = sink;
    t->sink_self = sink_self;
    if (kept && (strlen(kept) != id.length || memcmp(kept, id.data, id.length) != 0)) t->spoilt = NULL;
    int32_t status = t->truth.read(t->truth.self, id, from, pass, t);
    t->spoilt = kept;
    return status;
}

static int32_t lying_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    world *t = self;
    return t->truth.list(t->truth.self, after, limit, sink, sink_self);
}

static int32_t lying_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    world *t = self;
    return t->truth.policy(t->truth.self, digest, sink, sink_self);
}

static int32_t lying_commit(void *self, const asb_commit_data *data) {
    (void)self, (void)data;
    return ASB_EIO; /* nothing is written */
}

/* The same cases in a store of the host's own, whose case `spoilt` has a second body that is no JSON. */
static void lie(world *t, const char *spoilt) {
    t->truth = t->w.store->table;
    t->spoilt = spoilt;
    asb_store_callbacks table = {
        .struct_size = sizeof table, .self = t, .commit = lying_commit, .read = lying_read, .list = lying_list, .policy = lying_policy};
    ck_assert_int_eq(asb_store_custom(&t->lies, t->w.engine, &table), ASB_OK);
    asb_rehearsal_free(t->r);
    ck_assert_int_eq(asb_rehearsal_new(&t->r, t->w.engine, t->lies), ASB_OK);
}

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

/* ---- wrong requests and questions */

START_TEST(wrong_requests)
{
    static const struct {
        const char *request, *pointer, *code;
    } wrong[] = {{"{'holidays':[]}", "/holidays", "rehearsal-key"},
                 {"{'oficer':'amy'}", "/oficer", "rehearsal-key"},
                 {"[]", "", "rehearsal-value"},
                 {"{'now':'soon'}", "/now", "rehearsal-value"},
                 {"{'verify':1}", "/verify", "rehearsal-value"},
                 {"{'cases':'A'}", "/cases", "rehearsal-value"},
                 {"{'cases':['A',1]}", "/cases/1", "rehearsal-value"},
                 {"{'compare':'duties'}", "/compare", "rehearsal-value"},
                 {"{'compare':['dutys']}", "/compare/0", "rehearsal-compare"},
                 {"{'added':['2026-02-30']}", "/added/0", "calendar-date"},
                 {"{'removed':[{'date':'2026-05-04','know':1}]}", "/removed/0/know", "calendar-key"},
                 {"{'officer':7}", "/officer", "caseload-value"},
                 {"{'hate':'yes'}", "/hate", "caseload-value"},
                 {"{'try':{}}", "/try", "rehearsal-value"},
                 {"{'try':[{'role':'officer'}]}", "/try/0", "rehearsal-value"},
                 {"{'try':[{'kind':'nonsense'}]}", "/try/0/kind", "rehearsal-value"},
                 {"{'try':[{'kind':'closure','fields':[]}]}", "/try/0/fields", "rehearsal-value"},
                 {"{'try':[{'kind':'closure','rol':'officer'}]}", "/try/0/rol", "rehearsal-key"}};
    world *t = begin();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *request = quotes(wrong[i].request);
        ck_assert_msg(asb_rehearsal_run(t->r, request, strlen(request)) == ASB_EINVALID, "%s", request);
        ck_assert_msg(!strcmp(asb_error_code(t->w.engine), wrong[i].code), "%s: %s", request, asb_error_code(t->w.engine));
        ck_assert_msg(!strcmp(asb_error_pointer(t->w.engine), wrong[i].pointer), "%s: %s", request, asb_error_pointer(t->w.engine));
    }
    ck_assert_int_eq(asb_rehearsal_run(t->r, "{\"oficer\":\"amy\"}", 16), ASB_EINVALID);
    ck_assert_ptr_nonnull(strstr(asb_error_message(t->w.engine), "officer")); /* what was meant */
    ck_assert_int_eq(asb_rehearsal_run(t->r, "{", 1), ASB_EJSON);
    end(t);
}
END_TEST

START_TEST(wrong_questions)
{
    static const struct {
        const char *query, *pointer, *code;
    } wrong[] = {{"{}", "", "rehearsal-query"},
                 {"[]", "", "rehearsal-query"},
                 {"{'query':'move'}", "/query", "rehearsal-query"},
                 {"{'query':'moved','kind':'x'}", "/kind", "rehearsal-key"},
                 {"{'query':'missed','cases':['A']}", "/cases", "rehearsal-key"},
                 {"{'query':'moved','differs':true}", "/differs", "rehearsal-key"},
                 {"{'query':'missed','differs':1}", "/differs", "rehearsal-value"},
                 {"{'query':'moved','limit':-1}", "/limit", "rehearsal-value"},
                 {"{'query':'moved','after':'x'}", "/after", "rehearsal-value"},
                 {"{'query':'moved','after':3}", "/after", "rehearsal-value"},
                 {"{'query':'moved','after':'99999999999'}", "/after", "rehearsal-value"},
                 {"{'query':'moved','duty':['a',1]}", "/duty/1", "rehearsal-value"}};
    world *t = begin();
    asb_text *text = NULL;
    asb_rows *rows = NULL;
    ck_assert_int_eq(asb_rehearsal_query(&text, t->r, "{\"query\":\"totals\"}", 18), ASB_ESTATE);
    ck_assert_str_eq(asb_error_code(t->w.engine), "rehearsal-not-run");
    run(t, "{}");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *query = quotes(wrong[i].query);
        ck_assert_msg(asb_rehearsal_rows(&rows, t->r, query, strlen(query)) == ASB_EINVALID, "%s", query);
        ck_assert_msg(!strcmp(asb_error_code(t->w.engine), wrong[i].code), "%s: %s", query, asb_error_code(t->w.engine));
        ck_assert_msg(!strcmp(asb_error_pointer(t->w.engine), wrong[i].pointer), "%s: %s", query, asb_error_pointer(t->w.engine));
    }
    ck_assert_int_eq(asb_rehearsal_rows(&rows, t->r, "nothing", 7), ASB_EJSON);
    ck_assert_ptr_null(rows);
    ck_assert_ptr_null(text);
    end(t);
}
END_TEST

/* ---- pages, and what stays */

START_TEST(page_by_page)
{
    static const char *const ids[] = {"A", "B", "C"};
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{}");
    char query[100] = "{\"query\":\"moved\",\"limit\":1}";
    asb_rows *kept = NULL;
    for (int i = 0; i < 3; i++) {
        asb_rows *rows;
        ck_assert_msg(asb_rehearsal_rows(&rows, t->r, query, strlen(query)) == ASB_OK, "%s: %s", query, asb_error_message(t->w.engine));
        ck_assert_uint_eq(asb_rows_count(rows), 1);
        ck_assert_uint_eq(asb_rows_total(rows), 3);
        ck_assert_str_eq(asb_rows_text(rows, 0, "case"), ids[i]);
        ck_assert_int_eq(asb_rows_next(rows)[0] == '\0', i == 2);
        snprintf(query, sizeof query, "{\"query\":\"moved\",\"limit\":1,\"after\":\"%s\"}", asb_rows_next(rows));
        asb_rows_free(kept);
        kept = rows;
    }
    run(t, "{'cases':[]}"); /* rows that were given out stay what they are */
    ck_assert_str_eq(asb_rows_text(kept, 0, "case"), "C");
    ck_assert_str_eq(asb_rows_text(kept, 0, "due"), "2026-05-08");
    ck_assert_str_eq(asb_rows_text(kept, 0, "state_before"), "met");
    asb_rehearsal_free(t->r);
    t->r = NULL;
    ck_assert_str_eq(asb_rows_text(kept, 0, "owner"), "officer, manager");
    asb_rows_free(kept);
    end(t);
}
END_TEST

START_TEST(more_than_the_limit)
{
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{'cases':['A']}");
    ck_assert_int_eq(asb_engine_set_limit(t->w.engine, "rehearsal-rows", 5), ASB_OK);
    ck_assert_int_eq(asb_rehearsal_run(t->r, "{}", 2), ASB_ELIMIT);
    ck_assert_str_eq(asb_error_code(t->w.engine), "limit-rehearsal-rows");
    ck_assert_ptr_nonnull(strstr(asb_error_message(t->w.engine), "more than 5 lines"));
    ck_assert_int_eq(total(t, "cases"), 1); /* what was found before is still there */
    ck_assert_int_eq(asb_engine_set_limit(t->w.engine, "rehearsal-rows", 6), ASB_OK);
    run(t, "{}");
    ck_assert_int_eq(total(t, "cases"), 3);
    end(t);
}
END_TEST

START_TEST(cancelled)
{
    static const char *const requests[] = {"{}", "{\"cases\":[\"A\",\"B\",\"C\"]}"};
    world *t = begin();
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    instead(t, shorter, NULL);
    run(t, "{'cases':['A']}");
    for (int i = 0; i < 2; i++)
        for (uint64_t n = 1; n <= 3; n++) {
            t->calls = 0;
            t->cancel_at = n;
            ck_assert_int_eq(asb_rehearsal_run(t->r, requests[i], strlen(requests[i])), ASB_EUSER);
            ck_assert_str_eq(asb_error_code(t->w.engine), "cancelled");
            t->cancel_at = 0;
            ck_assert_int_eq(total(t, "cases"), 1);
        }
    t->calls = 0;
    run(t, "{}");
    ck_assert_uint_eq(t->calls, 3);
    ck_assert_int_eq(total(t, "cases"), 3);
    end(t);
}
END_TEST

/* Nothing is written: every byte of the store is as it was. */
START_TEST(nothing_is_written)
{
    world *t = begin();
    asb_text *before, *after;
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    shorter.guards = CLOSE;
    instead(t, shorter, NULL);
    ck_assert_int_eq(asb_store_export(&before, t->w.store), ASB_OK);
    t->calls = 0;
    lie(t, NULL); /* whose commit fails */
    instead(t, shorter, NULL);
    run(t, "{'added':['2026-05-11'],'verify':true}");
    ck_assert_int_eq(total(t, "changed"), 3);
    t->cancel_at = 0;
    ck_assert_int_eq(asb_store_export(&after, t->w.store), ASB_OK);
    ck_assert_str_eq(asb_text_data(before), asb_text_data(after));
    asb_text_free(before);
    asb_text_free(after);
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
                                  a_body_that_was_changed,
                                  wrong_requests,
                                  wrong_questions,
                                  page_by_page,
                                  more_than_the_limit,
                                  cancelled,
                                  nothing_is_written};
    Suite *suite = suite_create("rehearsal");
    TCase *all = tcase_create("rehearsal");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}
