/* A host of version 0.1: with hooks, a store of its own, and each noun. It is kept as it was compiled against the headers of that version
 * (client-0.1, an x86-64 Linux program), and must print the same with every later library that promises to be compatible. So it brings its own
 * policy, clock and random bytes, and prints only what is promised: no sentences, which may be put better. */
#include <asb/asb.h>
#include <asb/sys/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char policy_document[] =
    "{\"asb_policy\":1,\"id\":\"client\",\"version\":\"1\",\"title\":\"Client\",\"source\":\"Made up\","
    "\"roles\":[{\"id\":\"officer\",\"label\":\"Officer\"},{\"id\":\"manager\",\"label\":\"Manager\"}],"
    "\"priorities\":[{\"id\":\"usual\",\"label\":\"Usual\"}],"
    "\"categories\":[{\"id\":\"noise\",\"label\":\"Noise\",\"priority\":\"usual\",\"clause\":\"1\"}],"
    "\"stages\":[{\"id\":\"begun\",\"label\":\"Begun\",\"when\":{\"all\":[]},\"clause\":\"1\"}],"
    "\"matrices\":[{\"id\":\"risk\",\"title\":\"Risk\",\"clause\":\"2\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["
    "{\"id\":\"often\",\"text\":\"Often?\",\"select\":\"one\",\"options\":[{\"id\":\"yes\",\"label\":\"Yes\",\"weight\":3},"
    "{\"id\":\"no\",\"label\":\"No\",\"weight\":0}]}]}],"
    "\"bands\":[{\"id\":\"high\",\"label\":\"High\",\"from\":2},{\"id\":\"low\",\"label\":\"Low\",\"from\":0}]}],"
    "\"plan_actions\":[{\"id\":\"diary\",\"by\":\"complainant\",\"text\":\"Keep a diary\",\"clause\":\"3\"}],"
    "\"remedies\":[{\"id\":\"warning\",\"label\":\"Warning\",\"legal\":false,\"clause\":\"4\"}],"
    "\"duties\":[{\"id\":\"call\",\"clause\":\"5\",\"label\":\"Call\",\"owner\":[\"officer\"],\"starts\":[\"report\"],"
    "\"within\":[{\"period\":{\"working_days\":5}}],\"done\":[\"contact\"]}],"
    "\"guards\":[{\"id\":\"agreed\",\"clause\":\"6\",\"on\":\"closure\",\"require\":{\"approved\":{\"kind\":\"decision\","
    "\"where\":{\"what\":\"close\"}},\"by\":[\"manager\"]},\"message\":\"A manager agrees first\"}],"
    "\"closure_reasons\":[{\"id\":\"quiet\",\"label\":\"Quiet\",\"clause\":\"7\"}]}";

static asb_engine *engine;

static void check(int line, int32_t status) {
    if (status == ASB_OK) return;
    printf("line %d: %d: %s\n", line, (int)status, engine ? asb_error_message(engine) : "");
    exit(EXIT_FAILURE);
}
#define CHECK(call) check(__LINE__, call)

static void print_text(const char *what, asb_text *text) {
    printf("%s: %.*s\n", what, (int)asb_text_length(text), asb_text_data(text));
    asb_text_free(text);
}

/* ---- hooks */

typedef struct host {
    int64_t clock;
    uint8_t next;
    long blocks;
} host;

static void *resize(void *self, void *block, size_t old_size, size_t new_size) {
    host *h = self;

    (void)old_size;
    if (block == NULL) h->blocks++;
    if (new_size > 0) return realloc(block, new_size);
    h->blocks--;
    free(block);
    return NULL;
}

static int64_t now(void *self) {
    return ((host *)self)->clock;
}

static int32_t count_up(void *self, void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) ((uint8_t *)bytes)[i] = ((host *)self)->next++;
    return 0;
}

/* ---- a store: one case, and one policy */

enum { MOST = 32 };

typedef struct kept {
    void *data;
    size_t length;
} kept;

typedef struct table {
    kept id, headers[MOST], bodies[MOST], summary, policy;
    uint32_t count;
    int closed;
} table;

static void keep(kept *k, asb_bytes bytes) {
    k->data = realloc(k->data, bytes.length + 1);
    k->length = bytes.length;
    if (bytes.length > 0) memcpy(k->data, bytes.data, bytes.length);
}

static asb_bytes lend(const kept *k) {
    asb_bytes bytes;

    bytes.data = k->data;
    bytes.length = k->length;
    return bytes;
}

static int is_case(const table *t, asb_bytes id) {
    return t->count > 0 && id.length == t->id.length && memcmp(id.data, t->id.data, id.length) == 0;
}

static int32_t store_commit(void *self, const asb_commit_data *commit) {
    table *t = self;
    const asb_case_commit *c = commit->cases;

    if (commit->struct_size < sizeof *commit || commit->case_count > 1) return ASB_EUSER;
    if (commit->case_count == 1 && c->expected != t->count) return ASB_CONFLICT;
    for (uint32_t i = 0; i < commit->policy_count; i++) keep(&t->policy, commit->policies[i].document);
    if (commit->case_count == 0) return ASB_OK;
    if (t->count + c->record_count > MOST) return ASB_EIO;
    keep(&t->id, c->id);
    for (uint32_t i = 0; i < c->record_count; i++, t->count++) {
        keep(&t->headers[t->count], c->records[i].header);
        keep(&t->bodies[t->count], c->records[i].body);
    }
    for (uint32_t i = 0; i < c->erased_count; i++) t->bodies[c->erased[i] - 1].length = 0;
    if (c->summary.length > 0) keep(&t->summary, c->summary);
    return ASB_OK;
}

static int32_t store_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    table *t = self;

    if (!is_case(t, id)) return ASB_ABSENT;
    for (uint32_t i = from - 1; i < t->count; i++) {
        asb_stored_record record;
        int32_t status;
        record.seq = i + 1;
        record.reserved = 0;
        record.header = lend(&t->headers[i]);
        record.body = lend(&t->bodies[i]);
        status = sink(sink_self, &record);
        if (status != ASB_OK) return status;
    }
    return ASB_OK;
}

static int32_t store_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    table *t = self;

    if (t->count == 0 || limit == 0 || after.length > 0) return ASB_OK;
    return sink(sink_self, lend(&t->id), t->count, lend(&t->summary));
}

static int32_t store_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    table *t = self;

    return digest.length == 32 && t->policy.data ? sink(sink_self, lend(&t->policy)) : ASB_ABSENT;
}

static void store_close(void *self) {
    ((table *)self)->closed++;
}

static void open_store(asb_store **out, table *t) {
    asb_store_callbacks callbacks;

    memset(&callbacks, 0, sizeof callbacks);
    callbacks.struct_size = sizeof callbacks;
    callbacks.self = t;
    callbacks.commit = store_commit;
    callbacks.read = store_read;
    callbacks.list = store_list;
    callbacks.policy = store_policy;
    callbacks.close = store_close;
    CHECK(asb_store_custom(out, engine, &callbacks));
}

/* ---- the nouns */

static void dates(const asb_policy *policy) {
    asb_calendar *calendar;
    asb_text *text;
    asb_json *due;
    int32_t worked;

    CHECK(asb_calendar_new(&calendar, engine));
    CHECK(asb_calendar_add(calendar, "2026-04-08", NULL, "Moving"));
    CHECK(asb_due(&text, engine, "2026-04-02", "{\"working_days\":5}", 18, policy, calendar));
    CHECK(asb_json_parse(&due, engine, asb_text_data(text), asb_text_length(text)));
    printf("due: %s\n", asb_json_text(asb_json_get(due, "due"), NULL));
    CHECK(asb_is_working_day(&worked, engine, "2026-04-06", policy, calendar));
    printf("worked: %d\n", (int)worked);
    asb_json_free(due);
    asb_text_free(text);
    asb_calendar_free(calendar);
}

static void mistakes(void) {
    static const char bad[] = "{\"asb_policy\":1,\"id\":\"No Id\"}";
    asb_problems *problems;
    asb_policy *none = NULL;
    int32_t status;

    CHECK(asb_policy_check(&problems, engine, bad, sizeof bad - 1));
    for (uint32_t i = 0; i < asb_problems_count(problems); i++)
        printf("problem: %s at \"%s\", %u:%u\n", asb_problems_code(problems, i), asb_problems_pointer(problems, i),
               (unsigned)asb_problems_line(problems, i), (unsigned)asb_problems_column(problems, i));
    asb_problems_free(problems);
    status = asb_policy_parse(&none, engine, "{", 1);
    printf("status: %d %s\n", (int)status, asb_error_code(engine));
}

static void add(asb_case *c, asb_record *record, const char *role) {
    CHECK(asb_record_set_actor(record, "amy", role));
    CHECK(asb_case_add(NULL, c, record));
    asb_record_free(record);
}

static void add_parsed(asb_case *c, const char *json, const char *role) {
    asb_record *record;

    CHECK(asb_record_parse(&record, engine, json, strlen(json)));
    add(c, record, role);
}

static void begin(asb_case *c) {
    asb_record *report;
    const char *summary;
    size_t length;

    CHECK(asb_record_new(&report, engine, "report"));
    CHECK(asb_record_set_text(report, "channel", "phone"));
    CHECK(asb_record_set_text(report, "summary", "Music \xe2\x99\xab at night"));
    CHECK(asb_record_set_flag(report, "hate", 0));
    CHECK(asb_record_set_number(report, "x-number", INT64_C(9007199254740991)));
    CHECK(asb_record_get_text(&summary, &length, report, "summary"));
    printf("summary: %s (%u bytes), %u fields\n", summary, (unsigned)length, (unsigned)asb_record_field_count(report));
    add(c, report, "officer");
    add_parsed(c, "{\"kind\":\"party\",\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Ash\"}}", "officer");
    add_parsed(c, "{\"kind\":\"party\",\"fields\":{\"party\":\"p2\",\"as\":\"alleged-perpetrator\"}}", "officer");
    add_parsed(c, "{\"kind\":\"opening\",\"fields\":{\"categories\":[\"noise\"]}}", "officer");
}

static void forms(asb_case *c, asb_policy *policy) {
    asb_matrix *matrix;
    asb_assessment *assessment;
    asb_plan *plan;
    asb_proportionality *step;
    asb_record *record;

    CHECK(asb_matrix_open(&matrix, policy, NULL));
    CHECK(asb_assessment_new(&assessment, matrix, "p1"));
    CHECK(asb_assessment_answer(assessment, "often", "yes"));
    printf("assessment: %d of %d, %s\n", (int)asb_assessment_score(assessment), (int)asb_matrix_greatest(matrix), asb_assessment_band(assessment));
    CHECK(asb_assessment_to_record(&record, assessment));
    add(c, record, "officer");
    CHECK(asb_plan_new(&plan, policy, "p1"));
    CHECK(asb_plan_add(plan, "a1", NULL, "diary"));
    CHECK(asb_plan_set_due(plan, "a1", "2026-04-20"));
    printf("plan: %u action, %s by %s\n", (unsigned)asb_plan_count(plan), asb_plan_action(plan, 0), asb_plan_by(plan, 0));
    CHECK(asb_plan_to_record(&record, plan));
    add(c, record, "officer");
    CHECK(asb_proportionality_new(&step, policy, "p2", "warning"));
    CHECK(asb_proportionality_set_text(step, "aim", "Quiet nights"));
    printf("proportionality: %u missing, complete %d, %s\n", (unsigned)asb_proportionality_missing_count(step),
           (int)asb_proportionality_complete(step), asb_proportionality_missing(step, 0));
    CHECK(asb_proportionality_to_record(&record, step));
    add(c, record, "officer");
    asb_proportionality_free(step);
    asb_plan_free(plan);
    asb_assessment_free(assessment);
    asb_matrix_free(matrix);
}

static void closing(asb_case *c) {
    static const char closure[] = "{\"kind\":\"closure\",\"by\":\"amy\",\"role\":\"officer\",\"fields\":{\"reason\":\"quiet\",\"rationale\":\"r\"}}";
    static const char wrong[] = "{\"kind\":\"contact\",\"by\":\"amy\",\"role\":\"officer\",\"fields\":{\"party\":\"p9\"}}";
    asb_decision *why;
    asb_record *record;
    int32_t status;

    CHECK(asb_record_parse(&record, engine, closure, sizeof closure - 1));
    status = asb_case_add(&why, c, record);
    printf("closure: %d, %u reason, %s (%s), effect %d\n", (int)status, (unsigned)asb_decision_count(why), asb_decision_guard(why, 0),
           asb_decision_clause(why, 0), (int)asb_decision_effect(why, 0));
    asb_decision_free(why);
    asb_record_free(record);
    CHECK(asb_record_parse(&record, engine, wrong, sizeof wrong - 1));
    status = asb_case_may(NULL, c, record);
    printf("contact: %d, %s in %s\n", (int)status, asb_error_code(engine), asb_error_field(engine));
    asb_record_free(record);
}

static void say(asb_case *c) {
    asb_duties *duties;

    printf("case: %s, %s, %s, %s, band %s, %u records, %u stored\n", asb_case_id(c), asb_case_state(c), asb_case_stage(c), asb_case_priority(c),
           asb_case_band(c), (unsigned)asb_case_count(c), (unsigned)asb_case_stored(c));
    CHECK(asb_case_duties(&duties, c));
    for (uint32_t i = 0; i < asb_duties_count(duties); i++)
        printf("duty: %s, %s, %s, due %s, state %d\n", asb_duties_rule(duties, i), asb_duties_clause(duties, i), asb_duties_owner(duties, i),
               asb_duties_due(duties, i), (int)asb_duties_state(duties, i));
    asb_duties_free(duties);
}

/* Another hand writes first; what is pending is tried again after it. */
static void conflict(asb_case *c, asb_store *store) {
    asb_case *other;
    asb_conflicts *conflicts;
    int32_t status;

    CHECK(asb_case_open(&other, store, "CASE-1"));
    add_parsed(other, "{\"kind\":\"note\",\"fields\":{\"text\":\"First\"}}", "manager");
    CHECK(asb_case_save(other));
    add_parsed(c, "{\"kind\":\"note\",\"fields\":{\"text\":\"Second\"}}", "officer");
    status = asb_case_save(c);
    CHECK(asb_case_reload(&conflicts, c));
    printf("conflict: %d, %u handed back, %u records\n", (int)status, (unsigned)asb_conflicts_count(conflicts), (unsigned)asb_case_count(c));
    CHECK(asb_case_save(c));
    asb_conflicts_free(conflicts);
    asb_case_free(other);
}

static void whole_store(asb_store *store) {
    asb_store *memory;
    asb_list *list;
    asb_text *text;

    CHECK(asb_store_list(&list, store, NULL, 0));
    for (uint32_t i = 0; i < asb_list_count(list); i++) printf("list: %s, %u\n", asb_list_id(list, i), (unsigned)asb_list_version(list, i));
    asb_list_free(list);
    CHECK(asb_store_verify(&text, store, NULL));
    print_text("verify", text);
    CHECK(asb_store_head(&text, store));
    print_text("head", text);
    CHECK(asb_store_memory(&memory, engine));
    CHECK(asb_store_copy(&text, memory, store));
    asb_text_free(text);
    CHECK(asb_store_head(&text, memory));
    print_text("copied", text);
    asb_store_free(memory);
}

static void work(table *t) {
    asb_policy *policy;
    asb_store *store;
    asb_case *c;

    CHECK(asb_policy_parse(&policy, engine, policy_document, sizeof policy_document - 1));
    printf("policy: %s, %s, %s\n", asb_policy_id(policy), asb_policy_version(policy), asb_policy_digest(policy));
    dates(policy);
    mistakes();
    open_store(&store, t);
    CHECK(asb_case_new(&c, engine, policy, store, "CASE-1"));
    begin(c);
    forms(c, policy);
    closing(c);
    CHECK(asb_case_save(c));
    conflict(c, store);
    say(c);
    whole_store(store);
    asb_case_free(c);
    asb_store_free(store);
    asb_policy_free(policy);
}

int main(void) {
    static table kept_here;
    host self = {INT64_C(1775142000000), 0, 0}; /* 2 April 2026, 16:00 in England */
    asb_hooks hooks;

    memset(&hooks, 0, sizeof hooks);
    hooks.struct_size = sizeof hooks;
    hooks.self = &self;
    hooks.resize = resize;
    hooks.now = now;
    hooks.random = count_up;
    hooks.memory_limit = 64u << 20;
    printf("major: %u\n", (unsigned)(asb_version() / 10000));
    CHECK(asb_engine_new(&engine, &hooks));
    work(&kept_here);
    asb_engine_free(engine);
    printf("closed: %d, blocks left: %ld\n", kept_here.closed, self.blocks);
    return EXIT_SUCCESS;
}
