/* A host that keeps the texts itself: for those that cannot wait inside a callback (a web server's event loop, say).
 *
 * The library never writes here. It says what is to be written (asb_case_pending), the host writes it in its own time,
 * and says so (asb_case_saved). Where somebody else wrote first, the host reads the case anew, and the library tries
 * what is pending again (asb_case_conflicted). Two clerks have the same case on their screens. */
#include <asb/asb.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static asb_engine *engine;

static void check(int32_t status) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(EXIT_FAILURE);
}

/* ---- the host's database: two columns of texts, kept byte by byte */

static asb_text *rows[16];    /* each record: {"body":…,"header":…,"seq":…} */
static asb_text *policies[4]; /* each policy document that a case was begun or moved under, as a JSON text */
static uint32_t row_count, policy_count;

static asb_json *parse(const asb_text *text) {
    asb_json *json;

    check(asb_json_parse(&json, engine, asb_text_data(text), asb_text_length(text)));
    return json;
}

/* Writes what is pending, all or nothing: nothing if the case has not as many records as the writer thinks. */
static int32_t write_pending(asb_case *c) {
    asb_text *pending;
    int64_t expected;
    const asb_json *item;

    check(asb_case_pending(&pending, c));
    asb_json *json = parse(pending);
    check(asb_json_integer(&expected, asb_json_get(json, "expected")));
    int32_t status = expected == row_count ? ASB_OK : ASB_CONFLICT;
    if (status == ASB_OK) {
        for (item = asb_json_at(asb_json_get(json, "policies"), 0); item; item = asb_json_next(item))
            check(asb_json_write(&policies[policy_count++], asb_json_get(item, "document")));
        for (item = asb_json_at(asb_json_get(json, "records"), 0); item; item = asb_json_next(item))
            check(asb_json_write(&rows[row_count++], item));
        check(asb_case_saved(c, row_count));
    }
    asb_json_free(json);
    asb_text_free(pending);
    return status;
}

static char *join(char *to, asb_text *const *texts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) to += sprintf(to, "%s%s", i ? "," : "", asb_text_data(texts[i]));
    return to;
}

/* The case as the database has it, in the form that the library reads. */
static char *read_case(void) {
    size_t size = 100;

    for (uint32_t i = 0; i < row_count; i++) size += asb_text_length(rows[i]) + 1;
    for (uint32_t i = 0; i < policy_count; i++) size += asb_text_length(policies[i]) + 1;
    char *json = malloc(size), *to = json;
    if (!json) check(ASB_ENOMEM);
    to += sprintf(to, "{\"case\":\"CASE-0001\",\"policies\":[");
    to = join(to, policies, policy_count);
    to += sprintf(to, "],\"records\":[");
    to = join(to, rows, row_count);
    sprintf(to, "]}");
    return json;
}

/* ---- the clerks */

static int64_t one_morning(void *self) {
    return (void)self, INT64_C(1778572800000); /* 12 May 2026, 09:00 in England */
}

static void add(asb_case *c, const char *by, const char *role, const char *json) {
    asb_record *record;

    check(asb_record_parse(&record, engine, json, strlen(json)));
    check(asb_record_set_actor(record, by, role));
    check(asb_case_add(NULL, c, record));
    printf("%-4s adds record %u, %s\n", by, (unsigned)asb_case_count(c), asb_record_kind(record));
    asb_record_free(record);
}

static void save(asb_case *c, const char *by) {
    printf("%-4s saves: %s\n", by, asb_status_text(write_pending(c)));
}

static void resolve(asb_case *c, const char *by) {
    asb_conflicts *conflicts;
    asb_record *record;
    char *json = read_case();

    check(asb_case_conflicted(&conflicts, c, json, strlen(json)));
    for (uint32_t i = 0; i < asb_conflicts_count(conflicts); i++) {
        check(asb_conflicts_record(&record, conflicts, i));
        printf("%-4s is handed back: %s, %s %s\n", by, asb_record_kind(record), asb_status_text(asb_conflicts_status(conflicts, i)),
               asb_conflicts_reasons(conflicts, i));
        printf("     %s\n", asb_conflicts_message(conflicts, i));
        asb_record_free(record);
    }
    asb_conflicts_free(conflicts);
    free(json);
}

int main(void) {
    asb_hooks hooks = {sizeof hooks, 0, NULL, NULL, one_morning, NULL, NULL, 0, NULL};
    asb_policy *policy;
    asb_case *amy, *ben; /* the same case, on two screens */

    check(asb_engine_new(&engine, &hooks));
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_case_new(&amy, engine, policy, NULL, "CASE-0001"));
    add(amy, "amy", "CCC", "{\"kind\":\"report\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Shouting at night\"}}");
    save(amy, "amy");

    char *json = read_case();
    check(asb_case_load(&ben, engine, NULL, json, strlen(json)));
    free(json);

    add(amy, "amy", "CCC", "{\"kind\":\"opening\",\"fields\":{\"categories\":[\"neighbour-dispute\"]}}");
    add(ben, "ben", "CHM", "{\"kind\":\"note\",\"fields\":{\"text\":\"Rang again: it is a baby crying\"}}");
    add(ben, "ben", "CHM", "{\"kind\":\"closure\",\"fields\":{\"reason\":\"not-asb\",\"rationale\":\"Everyday noise\"}}");
    save(amy, "amy");
    save(ben, "ben"); /* amy was first */
    resolve(ben, "ben");
    printf("ben  sees %u records, %u of them to be saved; the case is %s\n", (unsigned)asb_case_count(ben),
           (unsigned)(asb_case_count(ben) - asb_case_stored(ben)), asb_case_state(ben));
    save(ben, "ben");
    printf("the database has %u records and %u policy\n", (unsigned)row_count, (unsigned)policy_count);

    for (uint32_t i = 0; i < row_count; i++) asb_text_free(rows[i]);
    for (uint32_t i = 0; i < policy_count; i++) asb_text_free(policies[i]);
    asb_case_free(amy);
    asb_case_free(ben);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return EXIT_SUCCESS;
}
