/* The store in SQLite, against the real thing: the promises of every store, and what can only go wrong with a file that processes share. */
#define _POSIX_C_SOURCE 200809L
#include "store/conformance.h"
#include "store_sqlite.h"

#include <asb/asb.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[256], other[300];
static int passed, failed;

static void expect(int kept, const char *what, int line) {
    if (kept) passed++;
    if (kept) return;
    failed++;
    printf("line %d: %s\n", line, what);
}
#define EXPECT(condition) expect((condition), #condition, __LINE__)

/* ---- short forms */

static void remove_file(const char *name) {
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char whole[400];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(whole, sizeof whole, "%s%s", name, ends[i]);
        unlink(whole);
    }
}

static void new_file(void) {
    remove_file(path);
    remove_file(other);
}

static void say(void *self, const char *message) {
    (void)self;
    if (getenv("SQLITE_TEST_LOG")) printf("SQLite: %s\n", message);
}

static asb_store_callbacks open_table(uint32_t busy_ms, uint32_t statement_ms) {
    asb_sqlite_options options = {.busy_ms = busy_ms, .statement_ms = statement_ms, .log = say};
    asb_store_callbacks t;
    int32_t status = asb_sqlite_table(&t, path, &options);
    if (!status) return t;
    printf("cannot be opened: %d\n0 passed, 1 failed\n", (int)status);
    exit(EXIT_FAILURE);
}

static void close_table(const asb_store_callbacks *t) {
    t->close(t->self);
}

static asb_bytes bytes(const char *text) {
    return (asb_bytes){text, strlen(text)};
}

static int32_t add(const asb_store_callbacks *t, const char *id, uint32_t expected, const char *body, const char *summary) {
    asb_stored_record r = {expected + 1, 0, bytes("{\"kind\":\"note\"}"), bytes(body)};
    asb_case_commit k = {.id = bytes(id), .expected = expected, .record_count = 1, .records = &r, .summary = bytes(summary)};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &k};
    return t->commit(t->self, &data);
}

static int32_t count_record(void *sink, const asb_stored_record *r) {
    *(uint32_t *)sink = r->seq;
    return ASB_OK;
}

static uint32_t version_of(const asb_store_callbacks *t, const char *id) {
    uint32_t version = 0;
    int32_t status = t->read(t->self, bytes(id), 1, count_record, &version);
    return status == ASB_OK ? version : status == ASB_ABSENT ? 0 : UINT32_MAX;
}

/* Plain SQL over a connection of its own. @return the first column of the last row, as text; "" where there is none. */
static const char *sql(const char *query) {
    static char value[4096];
    sqlite3 *db;
    sqlite3_stmt *s = NULL;
    const char *rest = query;
    value[0] = '\0';
    int result = sqlite3_open(path, &db);
    sqlite3_busy_timeout(db, 10000);
    while (!result && *rest && (result = sqlite3_prepare_v2(db, rest, -1, &s, &rest)) == SQLITE_OK && s) {
        while ((result = sqlite3_step(s)) == SQLITE_ROW)
            snprintf(value, sizeof value, "%s", sqlite3_column_text(s, 0) ? (const char *)sqlite3_column_text(s, 0) : "");
        sqlite3_finalize(s);
        result = result == SQLITE_DONE ? SQLITE_OK : result;
    }
    if (result) snprintf(value, sizeof value, "error: %s", sqlite3_errmsg(db));
    sqlite3_close(db);
    return value;
}

static int is_sound(void) {
    return strcmp(sql("PRAGMA integrity_check"), "ok") == 0;
}

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wait_ms(long ms) {
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

/* ---- the promises of every store */

static int32_t again(void *self, asb_store_callbacks *out) {
    (void)self;
    *out = open_table(0, 0);
    return 0;
}

static int32_t make(void *self, asb_store_callbacks *out) {
    new_file();
    return again(self, out);
}

static void report(void *self, const char *check, const char *what, int line) {
    (void)self;
    printf("conformance: %s, line %d: %s\n", check, line, what);
}

static void it_keeps_the_promises(void) {
    conformance c = {.make = make, .again = again, .report = report};
    EXPECT(conformance_run(&c) == 0);
}

/* ---- processes */

/* Adds `count` records to one case, whoever else does; what is in conflict is tried again. */
static int contend(int count) {
    asb_store_callbacks t = open_table(20000, 0);
    int conflicts = 0;
    for (int done = 0; done < count;) {
        int32_t status = add(&t, "SHARED", version_of(&t, "SHARED"), "{}", "{}");
        if (status != ASB_OK && status != ASB_CONFLICT) _exit(99);
        done += status == ASB_OK;
        conflicts += status == ASB_CONFLICT;
    }
    close_table(&t);
    return conflicts;
}

static void two_processes_in_conflict(void) {
    enum { EACH = 150 };
    int status[2];
    pid_t child[2];
    new_file();
    for (int i = 0; i < 2; i++) {
        child[i] = fork();
        if (child[i] == 0) _exit(contend(EACH) ? 1 : 0);
    }
    for (int i = 0; i < 2; i++) waitpid(child[i], &status[i], 0);
    for (int i = 0; i < 2; i++) EXPECT(WIFEXITED(status[i]) && WEXITSTATUS(status[i]) <= 1);
    asb_store_callbacks t = open_table(0, 0);
    EXPECT(version_of(&t, "SHARED") == 2 * EACH);
    EXPECT(add(&t, "SHARED", 7, "{}", "{}") == ASB_CONFLICT);
    close_table(&t);
    EXPECT(is_sound());
}

/* Two cases in each commit, and each commit told to the parent when it is acknowledged. */
static void write_until_killed(int told) {
    asb_store_callbacks t = open_table(20000, 0);
    for (uint32_t n = version_of(&t, "LEFT");; n++) {
        asb_stored_record r = {n + 1, 0, bytes("{\"kind\":\"note\"}"), bytes("{\"text\":\"x\"}")};
        asb_case_commit both[] = {{.id = bytes("LEFT"), .expected = n, .record_count = 1, .records = &r, .summary = bytes("{}")},
                                  {.id = bytes("RIGHT"), .expected = n, .record_count = 1, .records = &r, .summary = bytes("{}")}};
        asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 2, .cases = both};
        uint32_t version = n + 1;
        if (t.commit(t.self, &data) != ASB_OK || write(told, &version, sizeof version) != sizeof version) _exit(1);
    }
}

static uint32_t kill_a_writer(int round) {
    int ends[2];
    uint32_t told = 0, version;
    if (pipe(ends)) exit(EXIT_FAILURE);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        write_until_killed(ends[1]);
    }
    close(ends[1]);
    if (read(ends[0], &version, sizeof version) == sizeof version) told = version; /* it has begun */
    wait_ms(5 + round * 7 % 40);
    kill(child, SIGKILL);
    while (read(ends[0], &version, sizeof version) == sizeof version) told = version;
    waitpid(child, NULL, 0);
    close(ends[0]);
    return told;
}

static void killed_in_the_middle_of_commits(void) {
    enum { ROUNDS = 25 };
    new_file();
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t told = kill_a_writer(i);
        asb_store_callbacks t = open_table(0, 0);
        uint32_t left = version_of(&t, "LEFT"), right = version_of(&t, "RIGHT");
        EXPECT(told > 0 && left == right && (left == told || left == told + 1));
        close_table(&t);
    }
    EXPECT(is_sound());
}

/* ---- locks, time, files that move */

static void a_lock_that_is_held_too_long(void) {
    sqlite3 *holder;
    new_file();
    asb_store_callbacks t = open_table(150, 0);
    EXPECT(add(&t, "A", 0, "{}", "{}") == ASB_OK);
    EXPECT(sqlite3_open(path, &holder) == SQLITE_OK && sqlite3_exec(holder, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
    int64_t began = now_ms();
    EXPECT(add(&t, "A", 1, "{}", "{}") == ASB_EIO);
    EXPECT(now_ms() - began >= 100 && now_ms() - began < 5000);
    EXPECT(version_of(&t, "A") == 1); /* readers do not wait */
    sqlite3_exec(holder, "ROLLBACK", NULL, NULL, NULL);
    EXPECT(add(&t, "A", 1, "{}", "{}") == ASB_OK && version_of(&t, "A") == 2);
    sqlite3_close(holder);
    close_table(&t);
}

static int32_t slow_sink(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    (void)id, (void)version, (void)summary;
    if (++*(uint32_t *)sink == 1) wait_ms(40);
    return ASB_OK;
}

static void a_call_that_takes_too_long(void) {
    uint32_t seen = 0;
    new_file();
    asb_store_callbacks t = open_table(0, 20);
    sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        " INSERT INTO asb_case (id, version, summary, change) SELECT printf('C%05d', i), 1, '{}', i FROM n");
    EXPECT(t.list(t.self, bytes(""), UINT32_MAX, slow_sink, &seen) == ASB_EIO && seen > 0 && seen < 5000);
    seen = 1;
    EXPECT(t.list(t.self, bytes(""), 10, slow_sink, &seen) == ASB_OK && seen == 11);
    EXPECT(add(&t, "D", 0, "{}", "{}") == ASB_OK);
    close_table(&t);
}

static void copy_file(const char *from, const char *to) {
    char buffer[65536];
    size_t length;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    while (in && out && (length = fread(buffer, 1, sizeof buffer, in)) > 0) fwrite(buffer, 1, length, out);
    if (in) fclose(in);
    if (out) fclose(out);
}

static void another_file_in_its_place(void) {
    new_file();
    asb_store_callbacks t = open_table(0, 0);
    EXPECT(add(&t, "A", 0, "{}", "{}") == ASB_OK);
    sql("PRAGMA wal_checkpoint(TRUNCATE)");
    copy_file(path, other);
    EXPECT(add(&t, "A", 1, "{}", "{}") == ASB_OK && version_of(&t, "A") == 2);
    remove_file(path);
    EXPECT(add(&t, "A", 2, "{}", "{}") == ASB_EIO &&
           access(path, F_OK) != 0); /* an empty one in its place would look as if all were well */
    copy_file(other, path);
    EXPECT(version_of(&t, "A") == 1 && add(&t, "A", 1, "{}", "{}") == ASB_OK);
    close_table(&t);
    EXPECT(is_sound());
}

static void what_is_no_database(void) {
    asb_store_callbacks t;
    new_file();
    FILE *f = fopen(path, "wb");
    for (int i = 0; f && i < 1000; i++) fputs("no database at all, ", f);
    if (f) fclose(f);
    EXPECT(asb_sqlite_table(&t, path, NULL) == ASB_ECORRUPT);
    new_file();
    sql("PRAGMA encoding = 'UTF-16'; CREATE TABLE host (a)");
    EXPECT(asb_sqlite_table(&t, path, NULL) == ASB_EVERSION);
    EXPECT(asb_sqlite_table(&t, "/there/is/no/such/folder/x.db", NULL) == ASB_EIO);
    EXPECT(asb_sqlite_table(&t, NULL, NULL) == ASB_EARGUMENT && asb_sqlite_table(NULL, path, NULL) == ASB_EARGUMENT);
}

/* ---- with the library */

typedef struct world {
    asb_engine *engine;
    asb_policy *policy;
    asb_store *store;
} world;

static int begin(world *w) {
    asb_sqlite_options options = {.busy_ms = 30000, .log = say};
    *w = (world){NULL, NULL, NULL};
    return asb_engine_new(&w->engine, NULL) == ASB_OK && asb_policy_builtin(&w->policy, w->engine, "west-kent") == ASB_OK &&
        asb_sqlite_open(&w->store, w->engine, path, &options) == ASB_OK;
}

static void end(world *w) {
    asb_store_free(w->store);
    asb_policy_free(w->policy);
    asb_engine_free(w->engine);
}

static int32_t record(world *w, asb_case *c, const char *kind, const char *field, const char *text) {
    asb_record *r = NULL;
    int32_t status = asb_record_new(&r, w->engine, kind);
    if (!status) status = asb_record_set_actor(r, "kim", "housing-officer");
    if (!status && !strcmp(kind, "report")) status = asb_record_set_text(r, "channel", "phone");
    if (!status) status = asb_record_set_text(r, field, text);
    if (!status) status = asb_case_add(NULL, c, r);
    asb_record_free(r);
    return status;
}

static int32_t new_case(world *w, asb_case **c, const char *id) {
    int32_t status = asb_case_new(c, w->engine, w->policy, w->store, id);
    if (!status) status = record(w, *c, "report", "summary", "Music until three");
    return status ? status : asb_case_save(*c);
}

static int finds(world *w, const char *what) {
    asb_text *found = NULL;
    int32_t status = asb_store_verify(&found, w->store, NULL);
    int there = status == ASB_ECORRUPT && found && strstr(asb_text_data(found), what);
    asb_text_free(found);
    return there;
}

static int is_verified(world *w) {
    asb_text *found = NULL;
    int32_t status = asb_store_verify(&found, w->store, NULL);
    asb_text_free(found);
    return status == ASB_OK;
}

static void damage_is_found(void) {
    world w;
    asb_case *c = NULL, *opened = NULL;
    new_file();
    EXPECT(begin(&w) && new_case(&w, &c, "A") == ASB_OK && record(&w, c, "note", "text", "One") == ASB_OK &&
           record(&w, c, "note", "text", "Two") == ASB_OK && asb_case_save(c) == ASB_OK);
    EXPECT(is_verified(&w));
    EXPECT(asb_case_open(&opened, w.store, "A") == ASB_OK && asb_case_count(opened) == 3);
    sql("UPDATE asb_record SET body = CAST(replace(CAST(body AS TEXT), 'One', 'Eno') AS BLOB) WHERE seq = 2");
    EXPECT(finds(&w, "{\"case\":\"A\",\"seq\":2,\"what\":\"the body does not match its digest\"}"));
    sql("DELETE FROM asb_record WHERE seq = 2");
    EXPECT(finds(&w, "{\"case\":\"A\",\"seq\":2,\"what\":\"the number is missing\"}"));
    sql("DELETE FROM asb_record WHERE seq = 3");
    EXPECT(finds(&w, "{\"case\":\"A\",\"seq\":3,\"what\":\"the number is missing\"}"));
    asb_case_free(opened);
    asb_case_free(c);
    end(&w);
}

/* The columns that a host makes its reports from. */
static void reports_in_plain_sql(void) {
    world w;
    asb_case *c = NULL;
    new_file();
    EXPECT(begin(&w) && new_case(&w, &c, "A") == ASB_OK);
    EXPECT(!strcmp(sql("SELECT kind || ' ' || actor || ' ' || role || ' ' || erased FROM asb_record"), "report kim housing-officer 0"));
    EXPECT(!strcmp(sql("SELECT json_extract(body_json, '$.summary') FROM asb_record"), "Music until three"));
    EXPECT(!strcmp(sql("SELECT at = json_extract(header_json, '$.at') AND recorded >= at FROM asb_record"), "1"));
    EXPECT(!strcmp(sql("SELECT state || ' ' || (stage = json_extract(summary, '$.stage')) FROM asb_case"), "enquiry 1"));
    EXPECT(!strcmp(sql("UPDATE asb_record SET body = zeroblob(length(body)); SELECT body_json IS NULL AND erased FROM asb_record"), "1"));
    EXPECT(!strcmp(sql("PRAGMA user_version"), "0")); /* the host's */
    asb_case_free(c);
    end(&w);
}

/* ---- summaries */

static int32_t parsed(world *w, asb_case *c, const char *json) {
    asb_record *r = NULL;
    int32_t status = asb_record_parse(&r, w->engine, json, strlen(json));
    if (!status) status = asb_record_set_actor(r, "kim", "housing-officer");
    if (!status) status = asb_case_add(NULL, c, r);
    asb_record_free(r);
    return status;
}

static int rebuilds(world *w, const char *report) {
    asb_text *text = NULL;
    int good = asb_store_rebuild(&text, w->store) == ASB_OK && !strcmp(asb_text_data(text), report);
    asb_text_free(text);
    return good;
}

/* A summary is rows that a host can ask: columns with an index, its duties, its categories. */
static void summaries_as_rows(void) {
    world w;
    asb_case *c = NULL;
    new_file();
    EXPECT(begin(&w) && new_case(&w, &c, "A") == ASB_OK);
    EXPECT(parsed(&w, c, "{\"kind\":\"allocation\",\"fields\":{\"officer\":\"amy\",\"to_role\":\"housing-officer\"}}") == ASB_OK);
    EXPECT(asb_case_save(c) == ASB_OK);
    EXPECT(!strcmp(sql("SELECT owner || ' ' || state || ' ' || policy || ' ' || (next_due = json_extract(summary, '$.next_due')) || ' ' ||"
                       " (open_duties = json_extract(summary, '$.open_duties')) FROM asb_case WHERE reported LIKE '20%'"),
                   "amy enquiry west-kent 1 1"));
    EXPECT(!strcmp(sql("SELECT count(*) = (SELECT json_array_length(summary, '$.duties') FROM asb_case) AND count(*) > 0 FROM asb_duty "
                       "WHERE case_id = 'A'"),
                   "1"));
    EXPECT(!strcmp(
        sql("SELECT min(due) = (SELECT next_due FROM asb_case) FROM asb_duty WHERE state = 'open' AND NOT watch AND officer = 'amy'"),
        "1"));
    EXPECT(
        !strcmp(sql("SELECT id FROM asb_case INDEXED BY asb_case_work WHERE owner = 'amy' AND state <> 'closed' ORDER BY next_due"), "A"));
    EXPECT(!strcmp(sql("UPDATE asb_case SET summary = 'no JSON'; SELECT count(*) FROM asb_duty"), "0")); /* and no error */
    EXPECT(!strcmp(sql("SELECT count(*) FROM asb_case_category"), "0"));
    asb_case_free(c);
    end(&w);
}

/* Made again from the records they are the same, whatever stood there. */
static void summaries_are_rebuilt(void) {
    static const char as_before[] =
        "SELECT count(*) FROM asb_case c JOIN before b ON b.id = c.id AND b.version = c.version AND b.summary = c.summary";
    world w;
    asb_case *a = NULL, *b = NULL;
    new_file();
    EXPECT(begin(&w) && new_case(&w, &a, "A") == ASB_OK && new_case(&w, &b, "B") == ASB_OK);
    EXPECT(record(&w, b, "note", "text", "She rang again") == ASB_OK && asb_case_save(b) == ASB_OK);
    sql("CREATE TABLE before AS SELECT id, version, summary FROM asb_case");
    EXPECT(rebuilds(&w, "{\"cases\":2,\"damage\":[],\"same\":2,\"written\":0}"));
    EXPECT(!strcmp(sql("UPDATE asb_case SET summary = '{\"state\":\"closed\"}' WHERE id = 'A'; SELECT state FROM asb_case WHERE id = 'A'"),
                   "closed"));
    EXPECT(rebuilds(&w, "{\"cases\":2,\"damage\":[],\"same\":1,\"written\":1}") && !strcmp(sql(as_before), "2"));
    sql("UPDATE asb_case SET summary = ''");
    EXPECT(rebuilds(&w, "{\"cases\":2,\"damage\":[],\"same\":0,\"written\":2}") && !strcmp(sql(as_before), "2"));
    EXPECT(is_verified(&w) && is_sound());
    asb_case_free(a);
    asb_case_free(b);
    end(&w);
}

/* A person who is erased is gone from the summary in the same transaction: no moment in between shows the one without the other. */
static void erasure_rewrites_the_summary(void) {
    static const char there[] = "SELECT (SELECT summary LIKE '%archer%' FROM asb_case) || (SELECT count(*) FROM asb_record WHERE erased)";
    world w;
    asb_case *c = NULL;
    new_file();
    EXPECT(begin(&w) && new_case(&w, &c, "A") == ASB_OK);
    EXPECT(
        parsed(&w, c,
               "{\"kind\":\"party\",\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Archer\",\"vulnerable\":\"no\"}}") ==
        ASB_OK);
    EXPECT(asb_case_save(c) == ASB_OK && !strcmp(sql(there), "10"));
    EXPECT(
        parsed(&w, c, "{\"kind\":\"erasure\",\"fields\":{\"party\":\"p1\",\"basis\":\"UK GDPR, Article 17\",\"reason\":\"asked for\"}}") ==
        ASB_OK);
    EXPECT(!strcmp(sql(there), "10"));
    EXPECT(asb_case_save(c) == ASB_OK && !strcmp(sql(there), "01"));
    EXPECT(rebuilds(&w, "{\"cases\":1,\"damage\":[],\"same\":1,\"written\":0}"));
    asb_case_free(c);
    end(&w);
}

/* Eight threads, each with an engine and a store: cases of their own, and one that all write to. */
enum { THREADS = 8, ROUNDS = 20 };

static void *work(void *number) {
    world w;
    asb_case *own = NULL, *shared = NULL;
    char id[16];
    intptr_t good = 0;
    snprintf(id, sizeof id, "OWN-%d", *(int *)number);
    if (!begin(&w) || new_case(&w, &own, id) || asb_case_open(&shared, w.store, "SHARED")) return NULL;
    for (int i = 0; i < ROUNDS; i++) {
        int32_t status = record(&w, own, "note", "text", "Mine");
        if (!status) status = asb_case_save(own);
        if (!status) status = record(&w, shared, "note", "text", "Ours");
        while (!status && (status = asb_case_save(shared)) == ASB_CONFLICT) status = asb_case_reload(NULL, shared);
        good += status == ASB_OK;
    }
    asb_case_free(own);
    asb_case_free(shared);
    end(&w);
    return (void *)good;
}

static void threads_with_an_engine_each(void) {
    world w;
    asb_case *c = NULL;
    asb_list *all = NULL;
    pthread_t threads[THREADS];
    int numbers[THREADS];
    void *good;
    new_file();
    EXPECT(begin(&w) && new_case(&w, &c, "SHARED") == ASB_OK);
    for (int i = 0; i < THREADS; i++) numbers[i] = i, pthread_create(&threads[i], NULL, work, &numbers[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &good);
        EXPECT((intptr_t)good == ROUNDS);
    }
    EXPECT(asb_case_reload(NULL, c) == ASB_OK && asb_case_count(c) == 1 + THREADS * ROUNDS);
    EXPECT(asb_store_list(&all, w.store, NULL, 0) == ASB_OK && asb_list_count(all) == 1 + THREADS);
    EXPECT(is_verified(&w) && is_sound());
    asb_list_free(all);
    asb_case_free(c);
    end(&w);
}

/* Many open a file that is not there yet at the same moment. */
static void *only_open(void *unused) {
    asb_store_callbacks t;
    (void)unused;
    if (asb_sqlite_table(&t, path, &(asb_sqlite_options){.busy_ms = 30000})) return NULL;
    t.close(t.self);
    return path;
}

static void all_at_once(void) {
    pthread_t threads[THREADS];
    void *good;
    for (int round = 0; round < 5; round++) {
        new_file();
        for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, only_open, NULL);
        for (int i = 0; i < THREADS; i++) {
            pthread_join(threads[i], &good);
            EXPECT(good != NULL);
        }
    }
    EXPECT(!strcmp(sql("SELECT count(*) || ' ' || version FROM asb_store"), "1 3"));
}

/* ---- erased is erased */

/* A text that can be found again: which body, or which version of a case's summary. */
static void marked(char *out, size_t size, const char *kind, int number, uint32_t version, int times) {
    size_t at = 0;
    for (int i = 0; i < times && at + 40 < size; i++)
        at += (size_t)snprintf(out + at, size - at, "<%s-%d-%u>", kind, number, (unsigned)version);
}

static int is_in(const char *text, const char *file, size_t length) {
    size_t size = strlen(text);
    for (const char *at = file; (at = memchr(at, *text, length - (size_t)(at - file))) != NULL; at++)
        if ((size_t)(file + length - at) >= size && memcmp(at, text, size) == 0) return 1;
    return 0;
}

static char *whole_file(const char *end, size_t *length) {
    char name[400];
    snprintf(name, sizeof name, "%s%s", path, end);
    FILE *f = fopen(name, "rb");
    *length = 0;
    char *data = malloc(64u << 20);
    if (f && data) *length = fread(data, 1, 64u << 20, f);
    if (f) fclose(f);
    return data;
}

enum { CASES = 300, COMMITS = 4000 };

/* Cases that grow, in any order, with bodies and summaries of all sizes, so that pages fill and split. */
static void fill(const asb_store_callbacks *t, uint32_t versions[CASES]) {
    static char body[9000], summary[3000];
    unsigned dice = 7;
    int good = 1;
    for (int i = 0; i < COMMITS; i++) {
        dice = dice * 1103515245u + 12345u;
        int k = (int)(dice >> 16) % CASES, size = (int)(dice >> 20) % 12;
        char id[24];
        snprintf(id, sizeof id, "CASE-%03d", k);
        marked(body, sizeof body, "b", k, versions[k] + 1, size == 11 ? 500 : 2 + size * 7);
        marked(summary, sizeof summary, "s", k, versions[k] + 1, 1 + (int)(dice >> 18) % 40);
        good &= add(t, id, versions[k]++, body, summary) == ASB_OK;
    }
    EXPECT(good);
}

/* Every second body of a case, and its summary replaced. */
static int32_t erase_half(const asb_store_callbacks *t, int number, uint32_t version) {
    uint32_t erased[COMMITS], count = 0;
    char id[24];
    snprintf(id, sizeof id, "CASE-%03d", number);
    for (uint32_t seq = 1; seq <= version; seq += 2) erased[count++] = seq;
    asb_stored_record why = {version + 1, 0, bytes("{\"kind\":\"erasure\"}"), bytes("{}")};
    asb_case_commit k = {.id = bytes(id), .expected = version, .record_count = 1, .records = &why, .erased = erased, .erased_count = count};
    k.summary = bytes("{\"after\":1}");
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &k};
    return t->commit(t->self, &data);
}

/* Which marks are in a file: bodies by case and number, and how many summaries there are of before the erasure. */
static int find_marks(const char *file, size_t length, uint8_t found[CASES][COMMITS + 1]) {
    int summaries = 0;
    char kind;
    for (const char *at = file; (at = memchr(at, '<', length - (size_t)(at - file))) != NULL; at++) {
        char mark[24] = "";
        int k, whole = 0; /* a body goes on in other pages, and its marks may be cut */
        unsigned seq;
        size_t rest = (size_t)(file + length - at);
        memcpy(mark, at, rest < 23 ? rest : 23);
        if (sscanf(mark, "<%c-%d-%u>%n", &kind, &k, &seq, &whole) != 3 || !whole || k < 0 || k >= CASES || seq > COMMITS) continue;
        summaries += kind == 's';
        if (kind == 'b') found[k][seq] = 1;
    }
    return summaries;
}

static void look_for_what_was_erased(const uint32_t versions[CASES]) {
    static uint8_t found[CASES][COMMITS + 1];
    size_t length, log_length;
    char *file = whole_file("", &length), *log = whole_file("-wal", &log_length);
    int left = 0, lost = 0, summaries = find_marks(file, length, found) + find_marks(log, log_length, found);
    for (int k = 0; k < CASES; k++)
        for (uint32_t seq = 1; seq <= versions[k]; seq++) {
            left += seq % 2 && found[k][seq];
            lost += seq % 2 == 0 && !found[k][seq];
        }
    EXPECT(length > 100000 && lost == 0);
    EXPECT(left == 0);
    EXPECT(summaries == 0);
    free(file);
    free(log);
}

static void erased_text_is_nowhere(void) {
    uint32_t versions[CASES] = {0};
    int good = 1;
    new_file();
    asb_store_callbacks t = open_table(0, 0);
    fill(&t, versions);
    for (int k = 0; k < CASES; k++) good &= erase_half(&t, k, versions[k]) == ASB_OK;
    EXPECT(good);
    look_for_what_was_erased(versions); /* while it is open: the commit has seen to it */
    for (int k = 0; k < 50; k++) good &= add(&t, "CASE-000", versions[0] + 1 + (uint32_t)k, "{}", "") == ASB_OK;
    EXPECT(good && is_sound());
    close_table(&t);
}

/* A reader in the way of the scrubbing: the next commit sees to it. */
static void a_reader_in_the_way(void) {
    sqlite3 *reader;
    size_t length;
    static const uint32_t one = 1;
    new_file();
    asb_store_callbacks t = open_table(50, 0);
    EXPECT(add(&t, "A", 0, "{\"text\":\"<secret>\"}", "{}") == ASB_OK);
    EXPECT(sqlite3_open(path, &reader) == SQLITE_OK &&
           sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM asb_record", NULL, NULL, NULL) == SQLITE_OK);
    asb_case_commit k = {.id = bytes("A"), .expected = 1, .erased = &one, .erased_count = 1};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &k};
    EXPECT(t.commit(t.self, &data) == ASB_OK);
    char *log = whole_file("-wal", &length);
    EXPECT(is_in("<secret>", log, length));
    free(log);
    sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(reader);
    EXPECT(add(&t, "B", 0, "{}", "{}") == ASB_OK);
    static const char *const ends[] = {"", "-wal"};
    for (int i = 0; i < 2; i++) {
        char *file = whole_file(ends[i], &length);
        EXPECT(!is_in("<secret>", file, length));
        free(file);
    }
    close_table(&t);
}

/* ---- an old file */

static const char first_version[] =
    "CREATE TABLE asb_store (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, id TEXT NOT NULL);"
    "INSERT INTO asb_store VALUES (1, 1, '0123456789abcdef0123456789abcdef');"
    "CREATE TABLE asb_case (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, summary TEXT NOT NULL);"
    "CREATE TABLE asb_record (number INTEGER PRIMARY KEY, case_id TEXT NOT NULL, seq INTEGER NOT NULL,"
    "    header BLOB NOT NULL, body BLOB NOT NULL, UNIQUE (case_id, seq));"
    "CREATE TABLE asb_policy (digest BLOB PRIMARY KEY NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, document BLOB NOT NULL);"
    "CREATE TABLE asb_calendar (one INTEGER PRIMARY KEY CHECK (one = 1), document BLOB NOT NULL);"
    "INSERT INTO asb_case VALUES ('B', 1, '{\"state\":\"open\"}'), ('A', 2, '{}');"
    "INSERT INTO asb_record (case_id, seq, header, body) VALUES"
    "    ('B', 1, CAST('{\"kind\":\"report\"}' AS BLOB), CAST('{\"n\":1}' AS BLOB)),"
    "    ('A', 1, CAST('{\"kind\":\"report\"}' AS BLOB), CAST('{\"n\":2}' AS BLOB)),"
    "    ('A', 2, CAST('{\"kind\":\"note\"}' AS BLOB), CAST('{\"n\":3}' AS BLOB));"
    "PRAGMA user_version = 41; CREATE TABLE customer (name TEXT)";

typedef struct followed {
    char ids[8], token[64];
    size_t count, token_length;
} followed;

static int32_t take_id(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    followed *f = sink;
    (void)version, (void)summary;
    f->ids[f->count++] = *(const char *)id.data;
    return ASB_OK;
}

static int32_t take_token(void *sink, asb_bytes token) {
    followed *f = sink;
    memcpy(f->token, token.data, token.length);
    f->token_length = token.length;
    return ASB_OK;
}

static void an_old_file_is_moved_on(void) {
    followed f = {.count = 0};
    asb_store_callbacks t;
    new_file();
    EXPECT(!strcmp(sql(first_version), ""));
    t = open_table(0, 0);
    EXPECT(version_of(&t, "A") == 2 && version_of(&t, "B") == 1);
    EXPECT(t.changes(t.self, bytes(""), 5, take_id, &f, take_token, &f) == ASB_OK && f.count == 2 && !strcmp(f.ids, "BA"));
    EXPECT(add(&t, "B", 1, "{}", "{\"state\":\"closed\"}") == ASB_OK && add(&t, "C", 0, "{}", "{}") == ASB_OK);
    EXPECT(t.changes(t.self, (asb_bytes){f.token, f.token_length}, 5, take_id, &f, take_token, &f) == ASB_OK && !strcmp(f.ids, "BABC"));
    EXPECT(t.changes(t.self, bytes("0123.4"), 5, take_id, &f, take_token, &f) == ASB_EINVALID);
    EXPECT(!strcmp(sql("SELECT group_concat(kind || json_extract(body_json, '$.n')) FROM asb_record WHERE number <= 3"),
                   "report1,report2,note3"));
    EXPECT(!strcmp(sql("SELECT state FROM asb_case WHERE id = 'B'"), "closed"));
    EXPECT(!strcmp(sql("SELECT version FROM asb_store"), "3") && !strcmp(sql("PRAGMA user_version"), "41"));
    close_table(&t);
    sql("UPDATE asb_store SET version = 4");
    EXPECT(asb_sqlite_table(&t, path, NULL) == ASB_EVERSION);
    EXPECT(is_sound());
}

int main(void) {
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/asb-sqlite-%d.db", folder && strlen(folder) < 200 ? folder : "/tmp", (int)getpid());
    snprintf(other, sizeof other, "%s.other", path);
    it_keeps_the_promises();
    two_processes_in_conflict();
    killed_in_the_middle_of_commits();
    a_lock_that_is_held_too_long();
    a_call_that_takes_too_long();
    another_file_in_its_place();
    what_is_no_database();
    damage_is_found();
    reports_in_plain_sql();
    summaries_as_rows();
    summaries_are_rebuilt();
    erasure_rewrites_the_summary();
    threads_with_an_engine_each();
    all_at_once();
    erased_text_is_nowhere();
    a_reader_in_the_way();
    an_old_file_is_moved_on();
    new_file();
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
