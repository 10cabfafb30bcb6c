/* Cases in PostgreSQL: two officers at once, and a report by plain SQL afterwards.
 *
 *   store_postgresql_demo "host=... dbname=..."
 *
 * It makes the tables where they are not there, and cases of its own, DEMO-..., each time it is run. */
#include "store_postgresql.h"

#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void check(int32_t status, const asb_engine *engine) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(EXIT_FAILURE);
}

static void show(void *self, const char *sqlstate, const char *message) {
    (void)self;
    fprintf(stderr, "PostgreSQL says: %s %s\n", sqlstate, message);
}

/* An engine with its own connection: in a server, one for each worker. */
typedef struct officer {
    const char *name;
    asb_engine *engine;
    asb_store *store;
} officer;

static void log_in(officer *o, const char *name, const char *conninfo) {
    asb_postgresql_options options = {.struct_size = sizeof options, .log = show};
    o->name = name;
    check(asb_engine_new(&o->engine, NULL), NULL);
    check(asb_store_postgresql(&o->store, o->engine, conninfo, &options), o->engine);
}

static void log_out(officer *o) {
    asb_store_free(o->store);
    asb_engine_free(o->engine);
}

static void add(officer *o, asb_case *c, const char *json) {
    asb_record *r;
    check(asb_record_parse(&r, o->engine, json, strlen(json)), o->engine);
    check(asb_record_set_actor(r, o->name, "housing-officer"), o->engine);
    check(asb_case_add(NULL, c, r), o->engine);
    asb_record_free(r);
}

static void save(officer *o, asb_case *c) {
    int32_t status = asb_case_save(c);
    printf("%s saves %s: %s\n", o->name, asb_case_id(c), asb_status_text(status));
    if (status == ASB_CONFLICT) {
        check(asb_case_reload(NULL, c), o->engine);
        status = asb_case_save(c);
        printf("%s reads what the other wrote, and saves again: %s\n", o->name, asb_status_text(status));
    }
    check(status, o->engine);
}

static void print_changes(officer *o, const char *since) {
    asb_list *list;
    check(asb_store_changes(&list, o->store, since, 0), o->engine);
    for (uint32_t i = 0; i < asb_list_count(list); i++)
        printf("changed: %s, %u records, %s\n", asb_list_id(list, i), (unsigned)asb_list_version(list, i), asb_list_summary(list, i));
    asb_list_free(list);
}

static void work(officer *kim, officer *lee) {
    char id[40], since[128];
    asb_list *list;
    asb_policy *policy;
    asb_case *c, *the_same;
    snprintf(id, sizeof id, "DEMO-%lld", (long long)time(NULL));
    check(asb_store_changes(&list, kim->store, NULL, 0), kim->engine);
    snprintf(since, sizeof since, "%s", asb_list_token(list)); /* what changes from here on */
    asb_list_free(list);

    check(asb_policy_builtin(&policy, kim->engine, "west-kent"), kim->engine);
    check(asb_case_new(&c, kim->engine, policy, kim->store, id), kim->engine);
    add(kim, c, "{\"kind\":\"report\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music until three, most nights\"}}");
    save(kim, c);
    check(asb_case_open(&the_same, lee->store, id), lee->engine);
    add(lee, the_same, "{\"kind\":\"note\",\"fields\":{\"text\":\"I know this family\"}}");
    add(kim, c, "{\"kind\":\"note\",\"fields\":{\"text\":\"She rang again\"}}");
    save(lee, the_same);
    save(kim, c);
    print_changes(lee, since);
    printf("for a report: SELECT seq, kind, body ->> 'text' FROM asb_records WHERE case_id = '%s' ORDER BY seq\n", id);

    asb_case_free(c);
    asb_case_free(the_same);
    asb_policy_free(policy);
}

int main(int argc, char **argv) {
    officer kim, lee;
    if (argc != 2) {
        fprintf(stderr, "%s \"host=... dbname=...\"\n", argv[0]);
        return EXIT_FAILURE;
    }
    log_in(&kim, "kim", argv[1]);
    log_in(&lee, "lee", argv[1]);
    work(&kim, &lee);
    log_out(&lee);
    log_out(&kim);
    return EXIT_SUCCESS;
}
