/* For tests of rehearsals: three cases under a small policy, other policies made of the same document, and what was found as text. */
#ifndef REHEARSAL_SUPPORT_H
#define REHEARSAL_SUPPORT_H

#include "case_world.h"
#include "store/store.h"

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

static inline void put(char *to, size_t size, const char *from, size_t length) {
    size_t at = strlen(to);
    ck_assert_uint_lt(at + length, size);
    memcpy(to + at, from, length);
    to[at + length] = '\0';
}

/* " for '. */
static inline void turn_quotes(char *json) {
    for (char *c = json; *c; c++)
        if (*c == '\'') *c = '"';
}

/* The policy that a document is. */
static inline asb_policy *parsed(world *t, char *json) {
    asb_policy *p = NULL;
    turn_quotes(json);
    ck_assert_msg(asb_policy_parse(&p, t->w.engine, json, strlen(json)) == ASB_OK, "%s: %s %s", json, asb_error_pointer(t->w.engine),
                  asb_error_message(t->w.engine));
    return p;
}

/* The document with the words of a setting in it. */
static inline asb_policy *policy(world *t, setting s) {
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
    return parsed(t, json);
}

static const char *quotes(const char *json) {
    static char room[4][4096];
    static unsigned next;
    char *to = room[next++ % 4];
    snprintf(to, sizeof room[0], "%s", json);
    turn_quotes(to);
    return to;
}

static inline void add(world *t, asb_case *c, const char *when, const char *role, const char *kind, const char *fields) {
    case_world_clock(&t->w, when);
    int32_t status = case_world_add_as(&t->w, c, "amy", role, kind, quotes(fields));
    ck_assert_msg(status == ASB_OK, "%s: %s", kind, asb_error_message(t->w.engine));
}

/* A report on Monday 4 May 2026 at 10:00 (a bank holiday), allocated and opened by the officer, answered after `contact`, closed by the officer. */
static inline void make(world *t, const char *id, const char *officer, const char *contact, const char *closed) {
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

static inline int32_t cancelling(void *self, const char *work, uint64_t done, uint64_t total) {
    world *t = (world *)self;
    if (strcmp(work, "rehearse") != 0) return 0;
    ck_assert_uint_le(done, total);
    return ++t->calls == t->cancel_at;
}

static inline int64_t clock_of(void *self) {
    return ((world *)self)->w.now;
}

/* Now: Monday 11 May 2026, 09:00. Due after five working days: Tuesday 12 May. */
static inline world *begin(void) {
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

static inline void end(world *t) {
    asb_rehearsal_free(t->r);
    asb_policy_free(t->old);
    asb_store_free(t->w.store);
    asb_store_free(t->lies);
    asb_engine_free(t->w.engine);
    free(t);
}

static inline void instead(world *t, setting s, const char *of) {
    asb_policy *p = policy(t, s);
    ck_assert_int_eq(asb_rehearsal_policy(t->r, p, of), ASB_OK);
    asb_policy_free(p);
}

static inline void run(world *t, const char *request) {
    request = quotes(request);
    int32_t status = asb_rehearsal_run(t->r, request, strlen(request));
    ck_assert_msg(status == ASB_OK, "%s: %s %s", request, asb_error_pointer(t->w.engine), asb_error_message(t->w.engine));
}

static inline char *canonical(world *t, const char *json, size_t length) {
    asb_text *text;
    ck_assert_msg(asb_json_canonical(&text, t->w.engine, json, length) == ASB_OK, "%s", json);
    char *copy = strdup(asb_text_data(text));
    asb_text_free(text);
    return copy;
}

/* The rows of an answer, whatever the order of their columns. */
static inline void found(world *t, const char *query, const char *rows) {
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

static inline int64_t total(world *t, const char *column) {
    static const char query[] = "{\"query\":\"totals\"}";
    asb_rows *rows;
    int64_t n = -1;
    ck_assert_int_eq(asb_rehearsal_rows(&rows, t->r, query, sizeof query - 1), ASB_OK);
    ck_assert_int_eq(asb_rows_number(&n, rows, 0, column), ASB_OK);
    asb_rows_free(rows);
    return n;
}

static inline void nothing(world *t) {
    static const char *const lists[] = {"moved", "duties", "decisions", "cases", "failed"};
    for (size_t i = 0; i < 5; i++) {
        char query[40];
        snprintf(query, sizeof query, "{'query':'%s'}", lists[i]);
        found(t, query, "[]");
    }
    ck_assert_int_eq(total(t, "moved") + total(t, "refused") + total(t, "allowed") + total(t, "changed"), 0);
    ck_assert_int_eq(total(t, "missed_before"), total(t, "missed_after"));
}

/* ---- a store of the host's own, which lies */

static inline int32_t pass(void *self, const asb_stored_record *r) {
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

static inline int32_t lying_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    world *t = self;
    const char *kept = t->spoilt;
    t->sink = sink;
    t->sink_self = sink_self;
    if (kept && (strlen(kept) != id.length || memcmp(kept, id.data, id.length) != 0)) t->spoilt = NULL;
    int32_t status = t->truth.read(t->truth.self, id, from, pass, t);
    t->spoilt = kept;
    return status;
}

static inline int32_t lying_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    world *t = self;
    return t->truth.list(t->truth.self, after, limit, sink, sink_self);
}

static inline int32_t lying_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    world *t = self;
    return t->truth.policy(t->truth.self, digest, sink, sink_self);
}

static inline int32_t lying_commit(void *self, const asb_commit_data *data) {
    (void)self, (void)data;
    return ASB_EIO; /* nothing is written */
}

/* The same cases in a store of the host's own, whose case `spoilt` has a second body that is no JSON. */
static inline void lie(world *t, const char *spoilt) {
    t->truth = t->w.store->table;
    t->spoilt = spoilt;
    asb_store_callbacks table = {
        .struct_size = sizeof table, .self = t, .commit = lying_commit, .read = lying_read, .list = lying_list, .policy = lying_policy};
    ck_assert_int_eq(asb_store_custom(&t->lies, t->w.engine, &table), ASB_OK);
    asb_rehearsal_free(t->r);
    ck_assert_int_eq(asb_rehearsal_new(&t->r, t->w.engine, t->lies), ASB_OK);
}

#endif
