/* The PostgreSQL store against a real server, which postgresql.sh starts.
 *
 *   postgresql_test <folder of the primary's socket> <port of the primary> <port of its streaming replica>
 *
 * Every test has a schema of its own. Connections are lost by pg_terminate_backend, and by a proxy that swallows an answer. */
#define _POSIX_C_SOURCE 200809L
#include "postgresql_world.h"

/* ---- conformance */

static int32_t again(void *self, asb_store_callbacks *out) {
    char conninfo[512];
    (void)self;
    snprintf(conninfo, sizeof conninfo, "host=%s port=%s dbname=postgres user=postgres options=-csearch_path=%s", folder, port, schema);
    return asb_postgresql_table(out, conninfo, NULL);
}

static int32_t make(void *self, asb_store_callbacks *out) {
    new_schema();
    return again(self, out);
}

static void dispose(void *self) {
    char text[128];
    (void)self;
    snprintf(text, sizeof text, "DROP SCHEMA %s CASCADE", schema);
    sql(admin, text);
}

static void report(void *self, const char *check, const char *what, int line) {
    (void)self;
    printf("    conformance: %s, line %d: %s\n", check, line, what);
}

static void it_conforms(void) {
    const conformance c = {NULL, make, again, dispose, report};
    EXPECT(conformance_run(&c) == 0);
}

/* ---- the tables */

static void it_migrates(void) {
    user u;
    asb_postgresql_options not_allowed = {.no_migration = 1};
    EXPECT(open_on(&u, folder, port, not_allowed) == ASB_EVERSION);
    close_user(&u);
    open_user(&u);
    asb_case_free(saved_case(&u, "A"));
    close_user(&u);
    sql(admin,
        "DROP VIEW asb_cases, asb_records, asb_duties, asb_case_categories; DROP INDEX asb_case_work; DROP FUNCTION asb_text;"
        "DELETE FROM asb_schema WHERE version >= 2"); /* as version 1 left it */
    EXPECT(open_on(&u, folder, port, not_allowed) == ASB_EVERSION);
    close_user(&u);
    open_user(&u);
    EXPECT(says(admin, "SELECT string_agg(version::text, ',' ORDER BY version) FROM asb_schema", "1,2,3"));
    EXPECT(records_of(&u, "A") == 1 && says(admin, "SELECT count(*) FROM asb_records", "1"));
    close_user(&u);
    sql(admin, "INSERT INTO asb_schema (version) VALUES (99)");
    EXPECT(open_on(&u, folder, port, (asb_postgresql_options){.struct_size = 0}) == ASB_EVERSION);
    close_user(&u);
}

static void *open_and_close(void *self) {
    user u;
    int32_t *status = self;
    *status = open_on(&u, folder, port, (asb_postgresql_options){.struct_size = 0});
    close_user(&u);
    return NULL;
}

static void eight_may_migrate_at_once(void) {
    pthread_t threads[8];
    int32_t statuses[8];
    for (int i = 0; i < 8; i++) NEED(pthread_create(&threads[i], NULL, open_and_close, &statuses[i]) == 0);
    for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < 8; i++) EXPECT(statuses[i] == ASB_OK);
    EXPECT(says(admin, "SELECT count(*) FROM asb_schema", "3"));
}

static void it_is_partitioned(void) {
    user u;
    char id[16];
    open_user(&u);
    for (int i = 0; i < 64; i++) snprintf(id, sizeof id, "CASE-%d", i), asb_case_free(saved_case(&u, id));
    EXPECT(says(admin, "SELECT count(DISTINCT tableoid) > 8 FROM asb_record", "t"));
    EXPECT(says(admin,
                "SELECT bool_and(substring(c.tableoid::regclass::text, 'p[0-9]+$') = substring(r.tableoid::regclass::text, 'p[0-9]+$'))"
                " FROM asb_case c JOIN asb_record r ON r.case_id = c.id",
                "t"));
    close_user(&u);
}

static void reports_are_plain_sql(void) {
    user u;
    open_user(&u);
    asb_case *a = saved_case(&u, "A"), *b = saved_case(&u, "B");
    EXPECT(add_note(&u, a) == ASB_OK && add_note(&u, b) == ASB_OK && add_note(&u, b) == ASB_OK);
    EXPECT(says(admin, "SELECT count(*) FROM asb_records WHERE kind = 'note' AND body ->> 'text' LIKE '%rang%' AND by = 'kim'", "3"));
    EXPECT(says(admin, "SELECT id FROM asb_cases WHERE version = 3 AND summary ->> 'state' IS NOT NULL", "B"));
    EXPECT(says(admin, "SELECT body_json ->> 'channel' FROM asb_record WHERE header_json ->> 'kind' = 'report' LIMIT 1", "phone"));
    EXPECT(says(admin, "SELECT bool_and(header_json ->> 'body' = encode(sha256(body), 'hex')) FROM asb_record", "t"));
    asb_case_free(a);
    asb_case_free(b);
    close_user(&u);
}

/* A summary is rows that a host can ask: columns with an index, its duties, its categories. */
static void summaries_are_rows(void) {
    user u;
    open_user(&u);
    asb_case *c = saved_case(&u, "A");
    EXPECT(add(&u, c, "{\"kind\":\"allocation\",\"fields\":{\"officer\":\"amy\",\"to_role\":\"housing-officer\"}}") == ASB_OK &&
           asb_case_save(c) == ASB_OK);
    EXPECT(says(admin, "SELECT owner || ' ' || state || ' ' || policy FROM asb_cases WHERE reported LIKE '20%' AND NOT hate",
                "amy enquiry west-kent"));
    EXPECT(says(admin, "SELECT next_due = summary ->> 'next_due' AND open_duties > 0 FROM asb_cases", "t"));
    EXPECT(says(admin,
                "SELECT min(due) = (SELECT next_due FROM asb_cases) FROM asb_duties WHERE state = 'open' AND NOT watch AND officer = 'amy'",
                "t"));
    EXPECT(says(admin,
                "SELECT count(*) = (SELECT jsonb_array_length(summary -> 'duties') FROM asb_cases) FROM asb_duties WHERE case_id = 'A'",
                "t"));
    sql(admin,
        "CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE line text; plan text := ''; BEGIN"
        " SET LOCAL enable_seqscan = off; FOR line IN EXECUTE 'EXPLAIN ' || query LOOP plan := plan || line; END LOOP; RETURN plan; END "
        "$$");
    EXPECT(says(admin,
                "SELECT p LIKE '%Index Scan%asb_case_p0_expr%' AND p NOT LIKE '%Seq Scan%'"
                " FROM plan_of('SELECT id FROM asb_cases WHERE owner = ''amy'' AND state <> ''closed'' ORDER BY next_due') p",
                "t"));
    sql(admin, "UPDATE asb_case SET summary = 'no JSON'");
    EXPECT(says(admin, "SELECT (SELECT count(*) FROM asb_duties) + (SELECT count(*) FROM asb_case_categories)", "0")); /* and no error */
    asb_case_free(c);
    close_user(&u);
}

static int rebuilds(user *u, const char *report) {
    asb_text *text = NULL;
    int good = asb_store_rebuild(&text, u->store) == ASB_OK && !strcmp(asb_text_data(text), report);
    asb_text_free(text);
    return good;
}

/* Made again from the records they are the same, whatever stood there. */
static void summaries_are_rebuilt(void) {
    static const char as_before[] =
        "SELECT count(*) FROM asb_case c JOIN before b ON b.id = c.id AND b.version = c.version AND b.summary = c.summary";
    user u;
    open_user(&u);
    asb_case *a = saved_case(&u, "A"), *b = saved_case(&u, "B");
    EXPECT(add_note(&u, b) == ASB_OK);
    sql(admin, "CREATE TABLE before AS SELECT id, version, summary FROM asb_case");
    EXPECT(rebuilds(&u, "{\"cases\":2,\"damage\":[],\"same\":2,\"written\":0}"));
    sql(admin, "UPDATE asb_case SET summary = '{\"state\":\"closed\"}' WHERE id = 'A'");
    EXPECT(rebuilds(&u, "{\"cases\":2,\"damage\":[],\"same\":1,\"written\":1}") && says(admin, as_before, "2"));
    sql(admin, "UPDATE asb_case SET summary = NULL");
    EXPECT(rebuilds(&u, "{\"cases\":2,\"damage\":[],\"same\":0,\"written\":2}") && says(admin, as_before, "2"));
    EXPECT(verifies(&u, NULL));
    asb_case_free(a);
    asb_case_free(b);
    close_user(&u);
}

/* A person who is erased is gone from the summary in the same transaction. */
static void erasure_rewrites_the_summary(void) {
    static const char there[] = "SELECT (SELECT bool_or(convert_from(summary, 'UTF8') LIKE '%archer%') FROM asb_case) || ' ' || count(*) "
                                "FROM asb_record WHERE body = ''";
    user u;
    open_user(&u);
    asb_case *c = saved_case(&u, "A");
    EXPECT(add(&u, c,
               "{\"kind\":\"party\",\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Archer\",\"vulnerable\":\"no\"}}") ==
           ASB_OK);
    EXPECT(asb_case_save(c) == ASB_OK && says(admin, there, "true 0"));
    EXPECT(add(&u, c, "{\"kind\":\"erasure\",\"fields\":{\"party\":\"p1\",\"basis\":\"UK GDPR art. 17\",\"reason\":\"asked for\"}}") ==
           ASB_OK);
    EXPECT(says(admin, there, "true 0") && asb_case_save(c) == ASB_OK && says(admin, there, "false 1"));
    EXPECT(rebuilds(&u, "{\"cases\":1,\"damage\":[],\"same\":1,\"written\":0}"));
    asb_case_free(c);
    close_user(&u);
}

static void what_jsonb_refuses_is_kept_all_the_same(void) {
    user u;
    asb_text *before, *after;
    asb_case *c, *opened;
    open_user(&u);
    c = saved_case(&u, "A");
    EXPECT(add(&u, c, "{\"kind\":\"note\",\"fields\":{\"text\":\"x\",\"x-raw\":\"a\\u0000b\"}}") == ASB_OK && asb_case_save(c) == ASB_OK);
    EXPECT(says(admin, "SELECT body_json IS NULL AND length(body) > 0 AND header_json IS NOT NULL FROM asb_record WHERE seq = 2", "t"));
    NEED(asb_case_open(&opened, u.store, "A") == ASB_OK && asb_case_export(&before, c) == ASB_OK &&
         asb_case_export(&after, opened) == ASB_OK);
    EXPECT(strcmp(asb_text_data(before), asb_text_data(after)) == 0 && verifies(&u, NULL));
    asb_text_free(before);
    asb_text_free(after);
    asb_case_free(c);
    asb_case_free(opened);
    close_user(&u);
}

static void erased_bodies_leave_both_columns(void) {
    user u;
    open_user(&u);
    asb_case *c = saved_case(&u, "A");
    EXPECT(add_note(&u, c) == ASB_OK);
    EXPECT(add(&u, c, "{\"kind\":\"erasure\",\"fields\":{\"of\":[2],\"basis\":\"UK GDPR art. 17\",\"reason\":\"asked for\"}}") == ASB_OK);
    EXPECT(asb_case_save(c) == ASB_OK);
    EXPECT(says(admin, "SELECT length(body) = 0 AND body_json IS NULL AND header_json IS NOT NULL FROM asb_record WHERE seq = 2", "t"));
    EXPECT(verifies(&u, NULL));
    asb_case_free(c);
    close_user(&u);
}

static void damage_is_found(void) {
    user u;
    asb_text *text = NULL;
    open_user(&u);
    asb_case *a = saved_case(&u, "A"), *b = saved_case(&u, "B");
    EXPECT(add_note(&u, a) == ASB_OK && verifies(&u, NULL));
    sql(admin, "UPDATE asb_record SET body = overlay(body PLACING 'X'::bytea FROM 60) WHERE case_id = 'A' AND seq = 1");
    EXPECT(asb_store_verify(&text, u.store, NULL) == ASB_ECORRUPT && text && strstr(asb_text_data(text), "{\"case\":\"A\",\"seq\":1") &&
           !strstr(asb_text_data(text), "\"B\""));
    asb_text_free(text), text = NULL;
    sql(admin, "DELETE FROM asb_record WHERE case_id = 'A' AND seq = 1");
    EXPECT(asb_store_verify(&text, u.store, "A") == ASB_ECORRUPT && text && strstr(asb_text_data(text), "missing"));
    asb_text_free(text);
    EXPECT(verifies(&u, "B"));
    sql(admin, "DELETE FROM asb_record; UPDATE asb_case SET version = 1");
    sql(admin, "INSERT INTO asb_record (case_id, seq, header, body) VALUES ('B', 2, 'stray', '')");
    EXPECT(add(&u, b, NOTE) == ASB_OK && asb_case_save(b) == ASB_ECORRUPT); /* and not an endless conflict */
    asb_case_free(a);
    asb_case_free(b);
    close_user(&u);
}

/* ---- many at once */

enum { PROCESSES = 2, NOTES = 25, THREADS = 8, CASES = 10 };

static int one_process(void) {
    user u;
    asb_case *c;
    open_user(&u);
    NEED(asb_case_open(&c, u.store, "SHARED") == ASB_OK);
    for (int i = 0; i < NOTES; i++) NEED(add_note(&u, c) == ASB_OK);
    asb_case_free(c);
    close_user(&u);
    return 0;
}

static void processes_in_conflict_lose_nothing(void) {
    user u;
    int status;
    pid_t children[PROCESSES];
    open_user(&u);
    asb_case_free(saved_case(&u, "SHARED"));
    fflush(stdout);
    for (int i = 0; i < PROCESSES; i++)
        if ((children[i] = fork()) == 0) _exit(one_process());
    for (int i = 0; i < PROCESSES; i++) EXPECT(waitpid(children[i], &status, 0) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT(records_of(&u, "SHARED") == 1 + PROCESSES * NOTES && verifies(&u, NULL));
    close_user(&u);
}

/* Both of two cases in each commit, in either order: nobody waits crosswise. */
static void *one_thread(void *self) {
    user u;
    char id[32];
    int number = *(int *)self;
    asb_case *shared = NULL;
    open_user(&u);
    NEED(asb_case_open(&shared, u.store, "SHARED") == ASB_OK);
    for (int i = 0; i < CASES; i++) {
        snprintf(id, sizeof id, "CASE-%d-%d", number, i);
        asb_case *own = new_case(&u, id), *both[] = {number & 1 ? own : shared, number & 1 ? shared : own};
        NEED(add(&u, shared, NOTE) == ASB_OK);
        int32_t status = asb_case_save_all(both, 2);
        while (status == ASB_CONFLICT) {
            NEED(asb_case_reload(NULL, shared) == ASB_OK);
            status = asb_case_save_all(both, 2);
        }
        NEED(status == ASB_OK);
        asb_case_free(own);
    }
    asb_case_free(shared);
    close_user(&u);
    return NULL;
}

typedef struct follower {
    atomic_int stop;
    uint32_t shared; /* the version of SHARED that was told of last */
    uint32_t found;  /* how many other cases */
} follower;

/* A last look after everybody has stopped must make it complete. */
static void *follow(void *self) {
    follower *f = self;
    user u;
    char token[128] = "";
    open_user(&u);
    for (int last = 0; !last;) {
        asb_list *list = NULL;
        last = atomic_load(&f->stop);
        NEED(asb_store_changes(&list, u.store, token, 0) == ASB_OK);
        for (uint32_t i = 0; i < asb_list_count(list); i++) {
            if (strcmp(asb_list_id(list, i), "SHARED") == 0)
                f->shared = asb_list_version(list, i);
            else
                f->found++;
        }
        snprintf(token, sizeof token, "%s", asb_list_token(list));
        asb_list_free(list);
    }
    close_user(&u);
    return NULL;
}

static void eight_threads_and_a_follower(void) {
    user u;
    pthread_t threads[THREADS], following;
    int numbers[THREADS];
    follower f = {.shared = 0};
    open_user(&u);
    asb_case_free(saved_case(&u, "SHARED"));
    NEED(pthread_create(&following, NULL, follow, &f) == 0);
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        NEED(pthread_create(&threads[i], NULL, one_thread, &numbers[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    atomic_store(&f.stop, 1);
    pthread_join(following, NULL);
    EXPECT(f.shared == 1 + THREADS * CASES && f.found == THREADS * CASES);
    EXPECT(records_of(&u, "SHARED") == 1 + THREADS * CASES && verifies(&u, NULL));
    close_user(&u);
}

/* ---- changes */

static uint32_t changes(user *u, char token[128]) {
    asb_list *list = NULL;
    if (asb_store_changes(&list, u->store, token, 0)) return UINT32_MAX;
    uint32_t count = asb_list_count(list);
    snprintf(token, 128, "%s", asb_list_token(list));
    asb_list_free(list);
    return count;
}

/* A commit that is numbered early and becomes visible late is not passed over by what came between. */
static void late_commits_are_not_passed_over(void) {
    user u;
    char token[128] = "";
    open_user(&u);
    PGconn *slow = open_sql();
    asb_case_free(saved_case(&u, "FIRST"));
    EXPECT(changes(&u, token) == 1 && changes(&u, token) == 0);
    sql(slow,
        "BEGIN; SELECT asb_commit('{SLOW}', '{0}', '{1}', '{NULL}', '{SLOW}', '{1}', '{h}', '{b}', '{}', '{}', '{}', '{}', '{}', "
        "'{}', NULL)");
    asb_case_free(saved_case(&u, "FAST"));
    EXPECT(changes(&u, token) == 0);
    sql(slow, "COMMIT");
    EXPECT(changes(&u, token) == 2 && changes(&u, token) == 0);
    PQfinish(slow);
    close_user(&u);
}

static void tokens_are_of_one_store(void) {
    user u;
    char token[128] = "", other[128] = "", none[128] = "nonsense";
    open_user(&u);
    for (int i = 0; i < 3; i++) {
        char id[8];
        snprintf(id, sizeof id, "C%d", i);
        asb_case_free(saved_case(&u, id));
    }
    EXPECT(changes(&u, token) == 3 && changes(&u, none) == UINT32_MAX);
    snprintf(other, sizeof other, "%s", token);
    close_user(&u);
    sql(admin, "UPDATE asb_store SET cluster = 1; UPDATE asb_case SET changed = 4611686018427387904"); /* as if from another cluster */
    open_user(&u);
    EXPECT(changes(&u, token) == UINT32_MAX);
    token[0] = '\0';
    EXPECT(changes(&u, token) == 3 && changes(&u, token) == 0 && strcmp(token, other) != 0);
    sql(admin, "SELECT asb_forget_tokens()");
    EXPECT(changes(&u, token) == UINT32_MAX);
    close_user(&u);
}

/* ---- lost connections, and time */

#define TERMINATE "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = current_schema()"

static void a_killed_connection_is_made_anew(void) {
    user u;
    open_user(&u);
    asb_case *c = saved_case(&u, "A");
    EXPECT(says(admin, TERMINATE, "1"));
    EXPECT(records_of(&u, "A") == 1 && *u.sqlstate);
    EXPECT(says(admin, TERMINATE, "1"));
    EXPECT(add(&u, c, NOTE) == ASB_OK && asb_case_save(c) == ASB_OK && records_of(&u, "A") == 2);
    asb_case_free(c);
    close_user(&u);
}

/* Kills whoever waits for the lock of case A, then lets go of it. */
static void *kill_then_unlock(void *self) {
    PGconn *killer = open_sql();
    for (int i = 0; i < 100; i++) {
        if (strcmp(sql(killer, TERMINATE " AND wait_event_type = 'Lock'"), "1") == 0) break;
        wait_ms(20);
    }
    wait_ms(100);
    sql(self, "COMMIT");
    PQfinish(killer);
    return NULL;
}

static void killed_in_the_middle_of_a_commit(void) {
    user u;
    pthread_t thread;
    open_user(&u);
    PGconn *locker = open_sql();
    asb_case *c = saved_case(&u, "A");
    sql(locker, "BEGIN; SELECT 1 FROM asb_case WHERE id = 'A' FOR UPDATE");
    NEED(pthread_create(&thread, NULL, kill_then_unlock, locker) == 0);
    EXPECT(add(&u, c, NOTE) == ASB_OK && asb_case_save(c) == ASB_OK);
    pthread_join(thread, NULL);
    EXPECT(*u.sqlstate && records_of(&u, "A") == 2 && verifies(&u, NULL));
    asb_case_free(c);
    PQfinish(locker);
    close_user(&u);
}

static void a_statement_has_its_time(void) {
    user u;
    NEED(open_on(&u, folder, port, (asb_postgresql_options){.statement_timeout = 300}) == ASB_OK);
    PGconn *locker = open_sql();
    asb_case *c = saved_case(&u, "A");
    sql(locker, "BEGIN; SELECT 1 FROM asb_case WHERE id = 'A' FOR UPDATE");
    EXPECT(add(&u, c, NOTE) == ASB_OK && asb_case_save(c) == ASB_EIO && strcmp(u.sqlstate, "57014") == 0);
    EXPECT(records_of(&u, "A") == 1);
    sql(locker, "COMMIT");
    EXPECT(asb_case_save(c) == ASB_OK && records_of(&u, "A") == 2);
    asb_case_free(c);
    PQfinish(locker);
    close_user(&u);
}

/* Waits until the saver waits for B, then asks for A: crosswise. The saver, who looks for deadlocks sooner, is the one that is rolled back. */
static void *lock_crosswise(void *self) {
    PGconn *watcher = open_sql();
    for (int i = 0; i < 100; i++) {
        if (strcmp(sql(watcher,
                       "SELECT count(*) FROM pg_stat_activity WHERE application_name = current_schema() AND wait_event_type = 'Lock'"),
                   "1") == 0)
            break;
        wait_ms(10);
    }
    sql(self, "SELECT 1 FROM asb_case WHERE id = 'A' FOR UPDATE");
    sql(self, "COMMIT");
    PQfinish(watcher);
    return NULL;
}

static void a_deadlock_is_tried_again(void) {
    user u;
    pthread_t thread;
    open_user(&u);
    PGconn *locker = open_sql();
    asb_case *both[] = {saved_case(&u, "A"), saved_case(&u, "B")};
    sql(locker, "SET deadlock_timeout = '20s'; BEGIN; SELECT 1 FROM asb_case WHERE id = 'B' FOR UPDATE");
    NEED(pthread_create(&thread, NULL, lock_crosswise, locker) == 0);
    EXPECT(add(&u, both[0], NOTE) == ASB_OK && add(&u, both[1], NOTE) == ASB_OK && asb_case_save_all(both, 2) == ASB_OK);
    pthread_join(thread, NULL);
    EXPECT(strcmp(u.sqlstate, "40P01") == 0 && records_of(&u, "A") == 2 && records_of(&u, "B") == 2);
    asb_case_free(both[0]);
    asb_case_free(both[1]);
    PQfinish(locker);
    close_user(&u);
}

/* The server refuses statements that were prepared before a table's types changed. */
static void an_altered_table_needs_no_restart(void) {
    user u;
    asb_calendar *days = NULL, *kept = NULL;
    open_user(&u);
    NEED(asb_calendar_new(&days, u.engine) == ASB_OK);
    EXPECT(asb_calendar_add(days, "2026-08-28", NULL, "Staff conference") == ASB_OK && asb_store_set_calendar(u.store, days) == ASB_OK);
    EXPECT(asb_store_calendar(&kept, u.store) == ASB_OK);
    asb_calendar_free(kept), kept = NULL;
    sql(admin, "ALTER TABLE asb_calendar ALTER days TYPE text USING convert_from(days, 'UTF8')");
    EXPECT(asb_store_calendar(&kept, u.store) == ASB_OK && kept && strcmp(u.sqlstate, "0A000") == 0);
    asb_calendar_free(kept);
    asb_calendar_free(days);
    close_user(&u);
}

/* ---- a proxy that can swallow an answer: the server has done what it was asked, and the asker does not know */

typedef enum proxy_mode { PASS, SWALLOW, SWALLOW_AND_REFUSE, REFUSE, HOLD, STOP } proxy_mode;

typedef struct proxy {
    char path[80], real[80];
    int listener;
    atomic_int mode;
    pthread_t thread;
} proxy;

static int to_unix(const char *path, int listening) {
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    int wrong = listening ? bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 8) : connect(s, (struct sockaddr *)&a, sizeof a);
    NEED(s >= 0 && !wrong);
    return s;
}

/* 0 where the connection has ended. */
static int carry(int from, int to) {
    char bytes[16384];
    ssize_t length = read(from, bytes, sizeof bytes), written = 0;
    while (length > written) {
        ssize_t n = send(to, bytes + written, (size_t)(length - written), MSG_NOSIGNAL);
        if (n <= 0) return 0;
        written += n;
    }
    return length > 0;
}

static void serve(proxy *x, int client) {
    int server = to_unix(x->real, 0), on = 1;
    while (on && atomic_load(&x->mode) != STOP) {
        struct pollfd both[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (poll(both, 2, 20) <= 0) continue;
        int mode = atomic_load(&x->mode);
        if (both[1].revents && (mode == SWALLOW || mode == SWALLOW_AND_REFUSE)) {
            atomic_store(&x->mode, mode == SWALLOW ? PASS : REFUSE);
            break;
        }
        if (both[0].revents) on = carry(client, server);
        if (on && both[1].revents && mode != HOLD) on = carry(server, client);
        if (mode == HOLD) wait_ms(1);
    }
    if (atomic_load(&x->mode) == HOLD) atomic_store(&x->mode, PASS);
    close(server);
}

static void *run_proxy(void *self) {
    proxy *x = self;
    while (atomic_load(&x->mode) != STOP) {
        struct pollfd waiting = {x->listener, POLLIN, 0};
        if (poll(&waiting, 1, 20) <= 0) continue;
        int client = accept(x->listener, NULL, NULL);
        if (atomic_load(&x->mode) != REFUSE) serve(x, client);
        close(client);
    }
    return NULL;
}

static void start_proxy(proxy *x) {
    atomic_store(&x->mode, PASS);
    snprintf(x->path, sizeof x->path, "%s/.s.PGSQL.9999", folder);
    snprintf(x->real, sizeof x->real, "%s/.s.PGSQL.%s", folder, port);
    unlink(x->path);
    x->listener = to_unix(x->path, 1);
    NEED(pthread_create(&x->thread, NULL, run_proxy, x) == 0);
}

static void stop_proxy(proxy *x) {
    atomic_store(&x->mode, STOP);
    pthread_join(x->thread, NULL);
    close(x->listener);
    unlink(x->path);
}

static void a_lost_answer_is_found_again(void) {
    user u;
    proxy x;
    start_proxy(&x);
    NEED(open_on(&u, folder, "9999", (asb_postgresql_options){.statement_timeout = 2000, .network_timeout = 500}) == ASB_OK);
    asb_case *c = saved_case(&u, "A");
    atomic_store(&x.mode, SWALLOW);
    EXPECT(add(&u, c, NOTE) == ASB_OK && asb_case_save(c) == ASB_OK);
    EXPECT(atomic_load(&x.mode) == PASS && records_of(&u, "A") == 2);
    atomic_store(&x.mode, SWALLOW);
    asb_case_free(saved_case(&u, "B"));
    EXPECT(atomic_load(&x.mode) == PASS && records_of(&u, "B") == 1 && verifies(&u, NULL));
    atomic_store(&x.mode, HOLD); /* the server says nothing any more, and the connection stands */
    EXPECT(add(&u, c, NOTE) == ASB_OK && asb_case_save(c) == ASB_OK);
    EXPECT(atomic_load(&x.mode) == PASS && records_of(&u, "A") == 3);
    asb_case_free(c);
    close_user(&u);
    stop_proxy(&x);
}

/* Where the server cannot be had in time nobody knows. Trying again, as the host may, finds out. */
static void a_doubt_is_remembered(void) {
    user u, other;
    proxy x;
    start_proxy(&x);
    NEED(open_on(&u, folder, "9999", (asb_postgresql_options){.reconnect_timeout = 200}) == ASB_OK);
    asb_case *c = saved_case(&u, "A"), *theirs = NULL;
    atomic_store(&x.mode, SWALLOW_AND_REFUSE);
    EXPECT(add(&u, c, NOTE) == ASB_OK && asb_case_save(c) == ASB_EIO && asb_case_save(c) == ASB_EIO);
    atomic_store(&x.mode, PASS);
    EXPECT(asb_case_save(c) == ASB_OK && records_of(&u, "A") == 2);
    open_user(&other); /* a conflict with somebody else is still one */
    NEED(asb_case_open(&theirs, other.store, "A") == ASB_OK);
    EXPECT(add(&other, theirs, NOTE) == ASB_OK && asb_case_save(theirs) == ASB_OK);
    EXPECT(add(&u, c, NOTE) == ASB_OK && asb_case_save(c) == ASB_CONFLICT);
    EXPECT(asb_case_reload(NULL, c) == ASB_OK && asb_case_save(c) == ASB_OK && records_of(&u, "A") == 4 && verifies(&u, NULL));
    asb_case_free(theirs);
    close_user(&other);
    asb_case_free(c);
    close_user(&u);
    stop_proxy(&x);
}

/* ---- a streaming replica */

static int caught_up(PGconn *replica, const char *position) {
    char text[128];
    snprintf(text, sizeof text, "SELECT pg_last_wal_replay_lsn() >= '%s'::pg_lsn", position);
    for (int i = 0; i < 500; i++) {
        if (strcmp(sql(replica, text), "t") == 0) return 1;
        wait_ms(20);
    }
    return 0;
}

static void a_replica_can_be_read(void) {
    user u, reader;
    char conninfo[512], position[64], token[128] = "";
    asb_case *opened = NULL;
    asb_list *list = NULL;
    open_user(&u);
    asb_case *a = saved_case(&u, "A");
    asb_case_free(saved_case(&u, "B"));
    EXPECT(add_note(&u, a) == ASB_OK);
    snprintf(conninfo, sizeof conninfo, "host=%s port=%s dbname=postgres user=postgres", folder, replica_port);
    PGconn *replica = PQconnectdb(conninfo);
    NEED(PQstatus(replica) == CONNECTION_OK);
    EXPECT(says(replica, "SELECT pg_is_in_recovery()", "t"));
    snprintf(position, sizeof position, "%s", sql(admin, "SELECT pg_current_wal_flush_lsn()"));
    EXPECT(caught_up(replica, position));
    NEED(open_on(&reader, folder, replica_port, (asb_postgresql_options){.read_only = 1}) == ASB_OK);
    NEED(asb_case_open(&opened, reader.store, "A") == ASB_OK);
    EXPECT(asb_case_count(opened) == 2 && strcmp(asb_case_state(opened), asb_case_state(a)) == 0);
    EXPECT(asb_store_list(&list, reader.store, NULL, 0) == ASB_OK && asb_list_count(list) == 2 && asb_list_version(list, 0) == 2);
    EXPECT(changes(&reader, token) == 2 && verifies(&reader, NULL));
    EXPECT(changes(&u, token) == 0); /* a token is the same on both */
    EXPECT(add(&reader, opened, NOTE) == ASB_OK && asb_case_save(opened) == ASB_EIO && strcmp(reader.sqlstate, "25006") == 0);
    asb_list_free(list);
    asb_case_free(opened);
    asb_case_free(a);
    close_user(&reader);
    PQfinish(replica);
    close_user(&u);
}

/* ---- all of them */

int main(int argc, char **argv) {
#define TEST(name) \
    { #name, name }
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {TEST(it_conforms),
                 TEST(it_migrates),
                 TEST(eight_may_migrate_at_once),
                 TEST(it_is_partitioned),
                 TEST(reports_are_plain_sql),
                 TEST(summaries_are_rows),
                 TEST(summaries_are_rebuilt),
                 TEST(erasure_rewrites_the_summary),
                 TEST(what_jsonb_refuses_is_kept_all_the_same),
                 TEST(erased_bodies_leave_both_columns),
                 TEST(damage_is_found),
                 TEST(processes_in_conflict_lose_nothing),
                 TEST(eight_threads_and_a_follower),
                 TEST(late_commits_are_not_passed_over),
                 TEST(tokens_are_of_one_store),
                 TEST(a_killed_connection_is_made_anew),
                 TEST(killed_in_the_middle_of_a_commit),
                 TEST(a_statement_has_its_time),
                 TEST(a_deadlock_is_tried_again),
                 TEST(an_altered_table_needs_no_restart),
                 TEST(a_lost_answer_is_found_again),
                 TEST(a_doubt_is_remembered),
                 TEST(a_replica_can_be_read)};
    if (argc != 4) return fprintf(stderr, "postgresql_test <folder of the socket> <port> <port of the replica>\n"), 2;
    folder = argv[1], port = argv[2], replica_port = argv[3], test = "the beginning";
    snprintf(schema, sizeof schema, "public");
    admin = open_sql();
    sql(admin, "SET client_min_messages = warning");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        test = tests[i].name, failed_here = 0;
        new_schema();
        tests[i].run();
        printf("%-6s %s\n", failed_here ? "FAILED" : "ok", test);
        fflush(stdout);
        if (failed_here)
            failed++;
        else
            passed++;
    }
    PQfinish(admin);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
