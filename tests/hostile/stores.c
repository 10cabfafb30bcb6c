/* A host's store that lies. A small store, honest to begin with, is made to lie in one way at a time, and everything that is done with stores is done with it. Nothing
 * may crash or go on for ever; each call gives a status that it may give; and for each lie one call at least says so. Afterwards, when the store
 * is honest again, and in another store of the same engine, all is as it should be.
 *
 *   hostile_stores [NAME]     prints a table, and `N passed, N failed` */
#include <asb/asb.h>
#include <asb/sys/store.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __unix__
#include <unistd.h>
#endif

/* ---- the lies */

#define LIES(X) \
    X(COMMIT_DROPS, "says written, and writes nothing") \
    X(COMMIT_HALF, "says written, and leaves out the last record") \
    X(COMMIT_OTHER, "writes other bytes") \
    X(COMMIT_TWICE, "writes each record twice") \
    X(COMMIT_CONFLICT, "says conflict, always") \
    X(COMMIT_STATUS, "commit gives 12345") \
    X(READ_SHORT, "hands over all but the last record") \
    X(READ_LATE, "hands over all but the first record") \
    X(READ_BACKWARDS, "hands over the last record first") \
    X(READ_TWICE, "hands over each record twice") \
    X(READ_AGAIN, "hands over from the first, whatever was asked for") \
    X(READ_OTHER_CASE, "hands over another case's records") \
    X(READ_OTHER_HEADER, "hands over a header with one byte changed") \
    X(READ_OTHER_BODY, "hands over a body with one byte changed") \
    X(READ_NO_BODY, "hands over a body as erased") \
    X(READ_NOTHING, "hands over nothing, and says that all is well") \
    X(READ_ABSENT, "says after the records that there is no such case") \
    X(READ_NULL, "hands over no record at all (NULL)") \
    X(READ_NULL_BYTES, "hands over bytes at NULL with a length") \
    X(READ_HUGE, "hands over a length of half the address space") \
    X(READ_EMPTY, "hands over empty headers") \
    X(READ_NUMBER_0, "hands over records as number 0") \
    X(READ_NUMBER_HUGE, "hands over a record as number 4294967295") \
    X(READ_GAP, "hands over a record as number 4000000000") \
    X(READ_GOES_ON, "goes on when the sink has said stop") \
    X(READ_STATUS, "read gives -12345") \
    X(READ_POSITIVE, "read gives 7") \
    X(LIST_FOR_EVER, "lists the same cases, whatever it is to go on after") \
    X(LIST_UNORDERED, "lists the last case first") \
    X(LIST_TOO_MANY, "lists more than it was asked for") \
    X(LIST_NULL, "lists an id at NULL with a length") \
    X(LIST_EMPTY, "lists an empty id") \
    X(LIST_NUL, "lists an id with a NUL in it") \
    X(LIST_BYTES, "lists an id that is no UTF-8") \
    X(LIST_LONG, "lists an id of a megabyte") \
    X(LIST_MORE, "lists a version that is too high by one") \
    X(LIST_HUGE, "lists a version of 4294967295") \
    X(LIST_ZERO, "lists a version of 0") \
    X(LIST_UNKNOWN, "lists a case that is not there") \
    X(LIST_SUMMARY, "lists a summary that is no JSON") \
    X(LIST_SUMMARY_BYTES, "lists a summary that is no UTF-8") \
    X(LIST_LESS, "leaves a case out of the list") \
    X(CHANGES_FOR_EVER, "gives the same thousand changes and the same token for ever") \
    X(CHANGES_NULL, "gives a token at NULL with a length") \
    X(CHANGES_NOTHING, "changes gives 99") \
    X(POLICY_OTHER, "has another document under the digest") \
    X(POLICY_NOTHING, "hands over no document, and says that all is well") \
    X(POLICY_ABSENT, "does not have the document any more") \
    X(POLICY_NULL, "hands over a document at NULL with a length") \
    X(CALENDAR_JSON, "keeps a calendar that is no JSON") \
    X(CALENDAR_BYTES, "keeps a calendar that is no UTF-8") \
    X(CALENDAR_NULL, "hands over a calendar at NULL with a length") \
    X(SINK_LATER, "calls a sink again when the call is over") \
    X(SINK_WRONG, "calls the sink of the records before in another callback") \
    X(ENTERS, "calls the same engine from within") \
    X(FREES, "frees its own case and store from within")

typedef enum lie {
    HONEST,
#define X(name, words) name,
    LIES(X)
#undef X
        LIE_COUNT
} lie;

static const char *const words[] = {"nothing",
#define X(name, words) words,
                                    LIES(X)
#undef X
};

/* ---- the store */

enum { MOST_CASES = 8, MOST_RECORDS = 64 };

typedef struct bytes {
    char *at;
    size_t length;
} bytes;

typedef struct kept_record {
    uint32_t seq;
    bytes header, body;
} kept_record;

typedef struct kept_case {
    bytes id, summary;
    kept_record records[MOST_RECORDS];
    uint32_t count;
} kept_case;

typedef struct liar {
    lie lie;
    kept_case cases[MOST_CASES]; /* by their ids */
    uint32_t count;
    bytes policy, digest, calendar;
    asb_engine *engine;
    asb_store *store;
    asb_case *mine;
    /* a sink of a call that is over */
    asb_record_sink old;
    void *old_self;
    int32_t told; /* what it said then, or the engine when it was entered */
} liar;

static bytes copy(asb_bytes from) {
    bytes b = {malloc(from.length + 1), from.length};
    if (!b.at) exit(3);
    if (from.length) memcpy(b.at, from.data, from.length);
    return b;
}

static void drop(bytes *b) {
    free(b->at);
    *b = (bytes){NULL, 0};
}

static asb_bytes lent(bytes b) {
    return (asb_bytes){b.at, b.length};
}

static asb_bytes text(const char *words_of_it) {
    return (asb_bytes){words_of_it, strlen(words_of_it)};
}

static int compare(asb_bytes a, asb_bytes b) {
    size_t both = a.length < b.length ? a.length : b.length;
    int order = both ? memcmp(a.data, b.data, both) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static kept_case *find(liar *l, asb_bytes id) {
    for (uint32_t i = 0; i < l->count; i++)
        if (compare(lent(l->cases[i].id), id) == 0) return &l->cases[i];
    return NULL;
}

static kept_case *add_case(liar *l, asb_bytes id) {
    uint32_t at = l->count;
    if (l->count == MOST_CASES) return NULL;
    for (; at > 0 && compare(lent(l->cases[at - 1].id), id) > 0; at--) l->cases[at] = l->cases[at - 1];
    l->count++;
    memset(&l->cases[at], 0, sizeof l->cases[at]);
    l->cases[at].id = copy(id);
    return &l->cases[at];
}

static void write_case(liar *l, const asb_case_commit *from) {
    kept_case *k = find(l, from->id);
    uint32_t times = l->lie == COMMIT_TWICE ? 2 : 1, count = from->record_count - (l->lie == COMMIT_HALF && from->record_count);
    if (!k) k = add_case(l, from->id);
    for (uint32_t i = 0; k && i < count * times && k->count < MOST_RECORDS; i++) {
        const asb_stored_record *r = &from->records[i / times];
        k->records[k->count] = (kept_record){r->seq, copy(r->header), copy(r->body)};
        if (l->lie == COMMIT_OTHER) k->records[k->count].body.at[1] ^= 1;
        k->count++;
    }
    for (uint32_t i = 0; k && i < from->erased_count; i++)
        if (from->erased[i] - 1 < k->count) drop(&k->records[from->erased[i] - 1].body);
    if (!k || !from->summary.length) return;
    drop(&k->summary);
    k->summary = copy(from->summary);
}

/* What is done from within a callback that must not be: the engine says so, or puts it off. */
static void misbehave(liar *l) {
    asb_list *list = NULL;
    asb_stored_record late = {1, 0, text("{}"), text("{}")};
    if (l->lie == SINK_LATER && l->old) l->told = l->old(l->old_self, &late);
    if (l->lie == ENTERS) l->told = asb_store_list(&list, l->store, NULL, 0);
    if (l->lie == FREES) {
        asb_case_free(l->mine);
        asb_store_free(l->store);
        l->mine = NULL;
        l->store = NULL;
        l->lie = HONEST;
    }
}

static int32_t commit(void *self, const asb_commit_data *data) {
    liar *l = self;
    misbehave(l);
    if (l->lie == COMMIT_CONFLICT) return ASB_CONFLICT;
    for (uint32_t i = 0; i < data->case_count; i++) {
        kept_case *k = find(l, data->cases[i].id);
        if ((k ? k->count : 0) != data->cases[i].expected) return ASB_CONFLICT;
    }
    if (l->lie == COMMIT_DROPS) return ASB_OK;
    for (uint32_t i = 0; i < data->case_count; i++) write_case(l, &data->cases[i]);
    if (data->policy_count && !l->policy.at) {
        l->policy = copy(data->policies[0].document);
        l->digest = copy(data->policies[0].digest);
    }
    if (data->calendar.length) {
        drop(&l->calendar);
        l->calendar = copy(data->calendar);
    }
    return l->lie == COMMIT_STATUS ? 12345 : ASB_OK;
}

/* A record, as it is told. The copies of what is changed are given back by the caller. */
static asb_stored_record told(const liar *l, const kept_record *r, bytes *header, bytes *body) {
    *header = copy(lent(r->header));
    *body = copy(lent(r->body));
    asb_stored_record out = {r->seq, 0, lent(*header), lent(*body)};
    if (l->lie == READ_OTHER_HEADER) header->at[header->length - 2] ^= 1;
    if (l->lie == READ_OTHER_BODY && body->length) body->at[body->length / 2] ^= 1;
    if (l->lie == READ_NO_BODY) out.body.length = 0;
    if (l->lie == READ_EMPTY) out.header.length = 0;
    if (l->lie == READ_NULL_BYTES) out.body.data = NULL, out.body.length = 10;
    if (l->lie == READ_HUGE) out.header.length = (size_t)1 << (sizeof(size_t) * 8 - 1);
    if (l->lie == READ_NUMBER_0) out.seq = 0;
    if (l->lie == READ_NUMBER_HUGE && r->seq > 1) out.seq = UINT32_MAX;
    if (l->lie == READ_GAP && r->seq > 1) out.seq = 4000000000u;
    return out;
}

static int32_t hand_over(liar *l, const kept_record *r, asb_record_sink sink, void *sink_self) {
    bytes header, body;
    asb_stored_record out = told(l, r, &header, &body);
    int32_t status = sink(sink_self, l->lie == READ_NULL ? NULL : &out);
    if (!status && l->lie == READ_TWICE) status = sink(sink_self, &out);
    drop(&header);
    drop(&body);
    return l->lie == READ_GOES_ON ? ASB_OK : status;
}

static int32_t read_records(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    liar *l = self;
    kept_case *k = find(l, id);
    int32_t status = ASB_OK;
    if (l->lie != SINK_LATER) misbehave(l); /* that one in `commit`, where no sink is open */
    l->old = sink;
    l->old_self = sink_self;
    if (!k) return ASB_ABSENT;
    if (l->lie == READ_OTHER_CASE) k = &l->cases[k == l->cases];
    if (l->lie == READ_NOTHING) return ASB_OK;
    uint32_t first = l->lie == READ_LATE ? 1 : 0, end = k->count - (l->lie == READ_SHORT && k->count);
    if (l->lie != READ_AGAIN)
        while (first < end && k->records[first].seq < from) first++;
    for (uint32_t i = first; i < end && !status; i++)
        status = hand_over(l, &k->records[l->lie == READ_BACKWARDS ? end - 1 - (i - first) : i], sink, sink_self);
    if (status) return status;
    return l->lie == READ_ABSENT ? ASB_ABSENT : l->lie == READ_STATUS ? -12345 : l->lie == READ_POSITIVE ? 7 : ASB_OK;
}

/* A case as it is told in a list. */
static int32_t tell_case(liar *l, const kept_case *k, asb_case_sink sink, void *sink_self) {
    static char long_id[1 << 20];
    asb_bytes id = lent(k->id), summary = lent(k->summary);
    uint32_t version = k->count ? k->records[k->count - 1].seq : 0;
    memset(long_id, 'x', sizeof long_id);
    switch (l->lie) {
    case LIST_NULL: id = (asb_bytes){NULL, 3}; break;
    case LIST_EMPTY: id.length = 0; break;
    case LIST_NUL: id = (asb_bytes){"A\0B", 3}; break;
    case LIST_BYTES: id = text("\xff\xfe"); break;
    case LIST_LONG: id = (asb_bytes){long_id, sizeof long_id}; break;
    case LIST_MORE: version++; break;
    case LIST_HUGE: version = UINT32_MAX; break;
    case LIST_ZERO: version = 0; break;
    case LIST_SUMMARY: summary = text("[1,"); break;
    case LIST_SUMMARY_BYTES: summary = text("{\"area\":\"\xff\"}"); break;
    default: break;
    }
    return sink(sink_self, id, version, summary);
}

static int32_t list_all(liar *l, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    int32_t status = ASB_OK;
    uint32_t given = 0, least = l->lie == LIST_LESS ? 1 : 0;
    if (l->lie == LIST_TOO_MANY && limit < 1000000) limit += 1000;
    for (uint32_t i = least; i < l->count && given < limit && !status; i++) {
        const kept_case *k = &l->cases[l->lie == LIST_UNORDERED ? l->count - 1 - i : i];
        if (l->lie != LIST_FOR_EVER && l->lie != LIST_TOO_MANY && compare(lent(k->id), after) <= 0) continue;
        status = tell_case(l, k, sink, sink_self);
        given++;
    }
    for (char id[16]; (l->lie == LIST_FOR_EVER || l->lie == LIST_TOO_MANY) && given < limit && given < 3000 && !status; given++) {
        snprintf(id, sizeof id, "Z%05u", (unsigned)given); /* whole pages of them */
        status = sink(sink_self, text(id), 1, text(""));
    }
    if (l->lie == LIST_UNKNOWN && compare(text("Z"), after) > 0 && given < limit && !status)
        status = sink(sink_self, text("Z"), 3, text(""));
    return status;
}

static int32_t list_cases(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    liar *l = self;
    asb_stored_record late = {1, 0, text("{}"), text("{}")};
    misbehave(l);
    if (l->lie == SINK_WRONG && l->old) {
        l->told = l->old(l->old_self, &late);
        return ASB_OK;
    }
    return list_all(l, after, limit, sink, sink_self);
}

static int32_t list_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                            void *next_self) {
    liar *l = self;
    int32_t status = ASB_OK;
    (void)token;
    misbehave(l);
    if (l->lie == CHANGES_NOTHING) return 99;
    for (uint32_t i = 0; i < limit && i < 2000 && l->lie == CHANGES_FOR_EVER && !status; i++)
        status = sink(sink_self, text("A"), 1, text("{}"));
    if (l->lie != CHANGES_FOR_EVER) status = list_all(l, text(""), limit, sink, sink_self);
    if (status) return status;
    return next(next_self, l->lie == CHANGES_NULL ? (asb_bytes){NULL, 9} : text("1"));
}

static int32_t kept_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    liar *l = self;
    if (!l->digest.at || compare(lent(l->digest), digest) != 0 || l->lie == POLICY_ABSENT) return ASB_ABSENT;
    if (l->lie == POLICY_NOTHING) return ASB_OK;
    if (l->lie == POLICY_OTHER) return sink(sink_self, text("{}"));
    return sink(sink_self, l->lie == POLICY_NULL ? (asb_bytes){NULL, 100} : lent(l->policy));
}

static int32_t kept_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    liar *l = self;
    if (l->lie == CALENDAR_JSON) return sink(sink_self, text("{\"added\":"));
    if (l->lie == CALENDAR_BYTES) return sink(sink_self, text("{\"added\":[\"\xff\"]}"));
    if (l->lie == CALENDAR_NULL) return sink(sink_self, (asb_bytes){NULL, 5});
    return l->calendar.at ? sink(sink_self, lent(l->calendar)) : ASB_ABSENT;
}

static void forget(liar *l) {
    for (uint32_t i = 0; i < l->count; i++) {
        drop(&l->cases[i].id);
        drop(&l->cases[i].summary);
        for (uint32_t k = 0; k < l->cases[i].count; k++) drop(&l->cases[i].records[k].header), drop(&l->cases[i].records[k].body);
    }
    drop(&l->policy);
    drop(&l->digest);
    drop(&l->calendar);
}

/* ---- what is done with it */

static const char small[] =
    "{\"asb_policy\":1,\"id\":\"small\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"roles\":[{\"id\":\"o\",\"label\":\"O\"}]}";

typedef struct trial {
    asb_engine *e;
    asb_policy *policy;
    liar l;
    asb_text *heads, *head, *lines; /* of when it was honest */
    char said[400];                 /* which calls told, and what */
    int wrong, told;
} trial;

static void give_up(const char *what, const trial *t) {
    fprintf(stderr, "%s: %s\n", what, asb_error_message(t->e));
    exit(3);
}

static void note(trial *t, const char *call, int32_t status) {
    static const int32_t may[] = {ASB_OK,     ASB_REFUSED, ASB_CONFLICT, ASB_ABSENT,   ASB_EINVALID, ASB_ELIMIT,
                                  ASB_ESTATE, ASB_EEXISTS, ASB_EIO,      ASB_ECORRUPT, ASB_EUSER,    ASB_EJSON};
    int known = 0;
    size_t length = strlen(t->said);
    for (size_t i = 0; i < sizeof may / sizeof *may; i++) known |= status == may[i];
    if (!known || (status < 0 && !asb_error_message(t->e)[0])) {
        printf("FAILED %s: %s gives %d\n", words[t->l.lie], call, (int)status);
        t->wrong = 1;
    }
    if (status != ASB_ECORRUPT && status != ASB_EUSER && (status != ASB_CONFLICT || strcmp(call, "save") != 0)) return;
    t->told = 1;
    if (length >= strlen(call) && !strcmp(t->said + length - strlen(call), call)) return;
    snprintf(t->said + length, sizeof t->said - length, "%s%s", length ? ", " : "", call);
}

static int32_t add(trial *t, asb_case *c, const char *kind, const char *fields) {
    char json[300];
    asb_record *r = NULL;
    snprintf(json, sizeof json, "{\"kind\":\"%s\",\"by\":\"amy\",\"role\":\"o\",\"fields\":%s}", kind, fields);
    int32_t status = asb_record_parse(&r, t->e, json, strlen(json));
    if (!status) status = asb_case_add(NULL, c, r);
    asb_record_free(r);
    return status;
}

static asb_case *begun(trial *t, asb_store *s, const char *id) {
    asb_case *c = NULL;
    if (asb_case_new(&c, t->e, t->policy, s, id) || add(t, c, "report", "{\"channel\":\"phone\",\"summary\":\"Music\"}") ||
        add(t, c, "note", "{\"text\":\"Rang\"}") || asb_case_save(c))
        give_up(id, t);
    return c;
}

static void begin(trial *t) {
    asb_store_callbacks table = {.struct_size = sizeof table,
                                 .self = &t->l,
                                 .commit = commit,
                                 .read = read_records,
                                 .list = list_cases,
                                 .changes = list_changes,
                                 .policy = kept_policy,
                                 .calendar = kept_calendar};
    memset(t, 0, sizeof *t);
    if (asb_engine_new(&t->e, NULL) || asb_policy_parse(&t->policy, t->e, small, sizeof small - 1)) give_up("the engine", t);
    if (asb_store_custom(&t->l.store, t->e, &table)) give_up("the store", t);
    t->l.engine = t->e;
    asb_case_free(begun(t, t->l.store, "B"));
    t->l.mine = begun(t, t->l.store, "A");
    if (asb_store_heads(&t->heads, t->l.store) || asb_store_head(&t->head, t->l.store) || asb_store_export(&t->lines, t->l.store))
        give_up("heads and lines", t);
    asb_policy_free(t->policy); /* so that it is read from the store when it is asked for */
}

static void ask_case(trial *t, asb_store *s, const char *id) {
    asb_case *c = NULL;
    asb_text *facts = NULL;
    int32_t status = asb_case_open(&c, s, id);
    note(t, "open", status);
    if (c && asb_case_facts(&facts, c)) give_up("facts", t);
    asb_text_free(facts);
    asb_case_free(c);
}

static void ask_lists(trial *t, asb_store *s) {
    asb_list *list = NULL;
    asb_text *out = NULL;
    note(t, "list", asb_store_list(&list, s, NULL, 0));
    asb_list_free(list);
    list = NULL;
    note(t, "list", asb_store_list(&list, s, "A", 1));
    asb_list_free(list);
    list = NULL;
    note(t, "changes", asb_store_changes(&list, s, NULL, 0));
    if (list && asb_list_json(&out, list)) give_up("a list as JSON", t);
    asb_text_free(out);
    asb_list_free(list);
}

static void ask_text(trial *t, const char *call, int32_t status, asb_text *out) {
    note(t, call, status);
    asb_text_free(out);
}

static void ask_proof(trial *t, asb_store *s) {
    asb_text *out = NULL;
    int32_t status = asb_store_verify(&out, s, NULL);
    ask_text(t, "verify", status, out);
    out = NULL;
    status = asb_store_verify(&out, s, "A");
    ask_text(t, "verify", status, out);
    out = NULL;
    status = asb_store_heads(&out, s);
    ask_text(t, "heads", status, out);
    out = NULL;
    status = asb_store_verify_head(&out, s, asb_text_data(t->heads), asb_text_length(t->heads));
    ask_text(t, "verify_head", status, out);
    out = NULL;
    status = asb_store_verify_head(&out, s, asb_text_data(t->head), asb_text_length(t->head));
    ask_text(t, "verify_head", status, out);
    out = NULL;
    status = asb_store_export(&out, s);
    ask_text(t, "export", status, out);
}

static void ask_copies(trial *t, asb_store *s) {
    asb_store *other = NULL;
    asb_text *out = NULL;
    if (asb_store_memory(&other, t->e)) give_up("another store", t);
    int32_t status = asb_store_copy(&out, other, s);
    ask_text(t, "copy from", status, out);
    out = NULL;
    status = asb_store_import(&out, s, asb_text_data(t->lines), asb_text_length(t->lines));
    ask_text(t, "import", status, out);
    asb_store_free(other);
}

static void ask_caseload(trial *t, asb_store *s) {
    asb_caseload *all = NULL;
    if (asb_caseload_new(&all, t->e)) give_up("a caseload", t);
    note(t, "follow", asb_caseload_follow(all, s));
    note(t, "follow", asb_caseload_follow(all, s));
    asb_caseload_free(all);
}

static void ask_calendar(trial *t, asb_store *s) {
    asb_calendar *days = NULL, *kept = NULL;
    note(t, "calendar", asb_store_calendar(&kept, s));
    asb_calendar_free(kept);
    if (asb_calendar_new(&days, t->e) || asb_calendar_add(days, "2026-12-24", NULL, "Closed")) give_up("days", t);
    note(t, "set_calendar", asb_store_set_calendar(s, days));
    asb_calendar_free(days);
}

/* The case that we have goes on: nothing that it has is lost by what the store says. */
static void go_on(trial *t, asb_case *mine) {
    if (add(t, mine, "note", "{\"text\":\"Rang again\"}")) give_up("a note", t);
    uint32_t count = asb_case_count(mine);
    note(t, "save", asb_case_save(mine));
    if (!t->l.mine) return; /* freed from within */
    note(t, "reload", asb_case_reload(NULL, mine));
    if (t->l.lie != HONEST && asb_case_count(mine) < count) {
        printf("FAILED %s: a record is lost by reloading\n", words[t->l.lie]);
        t->wrong = 1;
    }
    note(t, "save", asb_case_save(mine));
}

static void do_everything(trial *t) {
    asb_store *s = t->l.store;
    go_on(t, t->l.mine);
    if (!t->l.store) return;
    ask_case(t, s, "A");
    ask_lists(t, s);
    ask_proof(t, s);
    ask_copies(t, s);
    ask_caseload(t, s);
    ask_calendar(t, s);
}

/* The engine is as good as before. */
static void is_well(trial *t) {
    asb_store *s = NULL;
    asb_text *out = NULL;
    if (asb_policy_parse(&t->policy, t->e, small, sizeof small - 1) || asb_store_memory(&s, t->e)) give_up("afterwards", t);
    asb_case_free(begun(t, s, "C"));
    if (asb_store_verify(&out, s, NULL)) give_up("verifying afterwards", t);
    asb_text_free(out);
    asb_store_free(s);
    asb_policy_free(t->policy);
}

static void end(trial *t) {
    asb_text_free(t->heads);
    asb_text_free(t->head);
    asb_text_free(t->lines);
    asb_case_free(t->l.mine);
    asb_store_free(t->l.store);
    asb_engine_free(t->e);
    forget(&t->l);
}

/* Nothing is wrong then: what was not asked for is passed over, and a summary that cannot be read is made again. */
static int is_harmless(lie l) {
    return l == READ_AGAIN || l == READ_GOES_ON || l == LIST_SUMMARY || l == FREES;
}

static int try_lie(lie which) {
    static trial t;
    begin(&t);
    t.l.lie = which;
    do_everything(&t);
    if (which == ENTERS || which == SINK_LATER || which == SINK_WRONG) {
        snprintf(t.said, sizeof t.said, "%s", t.l.told == ASB_EBUSY ? "the callback is told: busy" : "the callback is told: not now");
        t.wrong |= t.l.told != (which == ENTERS ? ASB_EBUSY : ASB_EUSER);
        t.told = 1;
    }
    if (which == FREES) snprintf(t.said, sizeof t.said, "nobody: it is put off until the call is over");
    if (is_harmless(which) && !t.said[0]) snprintf(t.said, sizeof t.said, "nobody: every answer is right");
    if (which == HONEST && t.told) printf("FAILED an honest store is doubted: %s\n", t.said), t.wrong = 1;
    if (which != HONEST && !t.told && !is_harmless(which)) printf("FAILED %s: nobody says so\n", words[which]), t.wrong = 1;
    t.l.lie = HONEST;
    is_well(&t);
    end(&t);
    if (which != HONEST) printf("| %s | %s |\n", words[which], t.said);
    return !t.wrong;
}

int main(int argc, char **argv) {
    unsigned passed = 0, failed = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("| the store | who tells |\n| --- | --- |");
    for (int i = 0; i < LIE_COUNT; i++) {
        if (argc > 1 && strcmp(argv[1], words[i]) != 0) continue;
#ifdef __unix__
        alarm(60); /* what goes on for ever is a failure too */
#endif
        try_lie((lie)i) ? passed++ : failed++;
    }
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
