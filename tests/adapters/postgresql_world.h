/* What the tests of the PostgreSQL store stand on: SQL by hand, and users, each with an engine and a store. Included once, by postgresql_test.c. */
#ifndef POSTGRESQL_WORLD_H
#define POSTGRESQL_WORLD_H

#include "store/conformance.h"
#include "store_postgresql.h"

#include <asb/asb.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *folder, *port, *replica_port;
static const char *test;
static int failed_here, passed, failed;
static char schema[16];
static PGconn *admin;

static void judge(int ok, const char *what, int line) {
    if (ok) return;
    failed_here++;
    printf("    %s, line %d: %s\n", test, line, what);
}
#define EXPECT(condition) judge((condition), #condition, __LINE__)
#define NEED(condition) \
    do { \
        if (condition) break; \
        printf("    %s, line %d: %s\n", test, __LINE__, #condition); \
        exit(1); \
    } while (0)

static void wait_ms(long ms) {
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&t, NULL);
}

/* ---- SQL by hand */

static PGconn *open_sql(void) {
    char conninfo[512];
    snprintf(conninfo, sizeof conninfo, "host=%s port=%s dbname=postgres user=postgres options=-csearch_path=%s", folder, port, schema);
    PGconn *c = PQconnectdb(conninfo);
    NEED(PQstatus(c) == CONNECTION_OK);
    return c;
}

/* The first column of the first row; "" where there is none. Lent until the next call. */
static const char *sql(PGconn *c, const char *text) {
    static _Thread_local char answer[512];
    PGresult *r = PQexec(c, text);
    ExecStatusType kind = PQresultStatus(r);
    if (kind != PGRES_TUPLES_OK && kind != PGRES_COMMAND_OK) printf("    %s: %s", test, PQresultErrorMessage(r));
    snprintf(answer, sizeof answer, "%s", PQntuples(r) ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    return answer;
}

static int says(PGconn *c, const char *text, const char *expected) {
    const char *answer = sql(c, text);
    if (strcmp(answer, expected) == 0) return 1;
    printf("    %s: %s gives %s, not %s\n", test, text, answer, expected);
    return 0;
}

static void new_schema(void) {
    static int count;
    char text[128];
    snprintf(schema, sizeof schema, "t%d", ++count);
    snprintf(text, sizeof text, "CREATE SCHEMA %s; SET search_path = %s", schema, schema);
    sql(admin, text);
}

/* ---- the world of one user: an engine, a store, a policy */

typedef struct user {
    asb_engine *engine;
    asb_store *store;
    asb_policy *policy;
    char sqlstate[6]; /* of what went wrong last */
} user;

static void log_into(void *self, const char *sqlstate, const char *message) {
    snprintf(((user *)self)->sqlstate, sizeof((user *)self)->sqlstate, "%s", sqlstate);
    (void)message;
}

static int32_t open_on(user *u, const char *host, const char *at_port, asb_postgresql_options options) {
    char conninfo[512];
    snprintf(conninfo, sizeof conninfo, "host=%s port=%s dbname=postgres user=postgres application_name=%s options=-csearch_path=%s", host,
             at_port, schema, schema);
    memset(u, 0, sizeof *u);
    NEED(asb_engine_new(&u->engine, NULL) == ASB_OK);
    NEED(asb_policy_builtin(&u->policy, u->engine, "west-kent") == ASB_OK);
    options.struct_size = (uint32_t)sizeof options;
    options.log = log_into;
    options.log_self = u;
    return asb_store_postgresql(&u->store, u->engine, conninfo, &options);
}

static void open_user(user *u) {
    NEED(open_on(u, folder, port, (asb_postgresql_options){.struct_size = 0}) == ASB_OK);
}

static void close_user(user *u) {
    asb_store_free(u->store);
    asb_policy_free(u->policy);
    asb_engine_free(u->engine);
}

static int32_t add(user *u, asb_case *c, const char *json) {
    asb_record *r;
    int32_t status = asb_record_parse(&r, u->engine, json, strlen(json));
    if (status) return status;
    asb_record_set_actor(r, "kim", "housing-officer");
    status = asb_case_add(NULL, c, r);
    asb_record_free(r);
    return status;
}
#define REPORT "{\"kind\":\"report\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music until three\"}}"
#define NOTE "{\"kind\":\"note\",\"fields\":{\"text\":\"She rang again\"}}"

static asb_case *new_case(user *u, const char *id) {
    asb_case *c = NULL;
    NEED(asb_case_new(&c, u->engine, u->policy, u->store, id) == ASB_OK);
    NEED(add(u, c, REPORT) == ASB_OK);
    return c;
}

static asb_case *saved_case(user *u, const char *id) {
    asb_case *c = new_case(u, id);
    NEED(asb_case_save(c) == ASB_OK);
    return c;
}

/* Adds a note, and saves it however often others are faster. */
static int32_t add_note(user *u, asb_case *c) {
    int32_t status = add(u, c, NOTE);
    if (!status) status = asb_case_save(c);
    for (int i = 0; status == ASB_CONFLICT && i < 1000; i++) {
        status = asb_case_reload(NULL, c);
        if (!status) status = asb_case_save(c);
    }
    return status;
}

static int verifies(user *u, const char *id) {
    asb_text *text = NULL;
    int32_t status = asb_store_verify(&text, u->store, id);
    if (status) printf("    %s: %s\n", test, text ? asb_text_data(text) : asb_status_text(status));
    asb_text_free(text);
    return status == ASB_OK;
}

static uint32_t records_of(user *u, const char *id) {
    asb_case *c = NULL;
    if (asb_case_open(&c, u->store, id)) return 0;
    uint32_t count = asb_case_count(c);
    asb_case_free(c);
    return count;
}

#endif
