/* Stores: where records are kept. */
#include "example.h"

#include <asb/sys/store.h>

static asb_policy *policy;

static void new_case(asb_store *store, const char *id) {
    asb_case *c;

    check(asb_case_new(&c, engine, policy, store, id));
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Noise'}}");
    check(asb_case_save(c));
    asb_case_free(c);
}

static void kinds_of_store(void) {
    /* [asb_store_memory] */
    asb_store *here;
    check(asb_store_memory(&here, engine)); /* for tests and previews: gone when it is freed */
    new_case(here, "CASE-0001");            /* yours: a report, saved */
    asb_store_free(here);
    check(asb_store_memory(&here, engine));
    asb_case *c;
    assert(asb_case_open(&c, here, "CASE-0001") == ASB_ABSENT);
    /* [end] */
    asb_store_free(here);

    /* [asb_store_journal asb_store_free] */
    asb_store *store;
    check(asb_store_journal(&store, engine, "cases.asb")); /* one file, made where it is not there */
    new_case(store, "CASE-0001");                          /* on the disk when asb_case_save() returns */
    asb_store_free(store);
    check(asb_store_journal(&store, engine, "cases.asb"));
    check(asb_case_open(&c, store, "CASE-0001"));
    printf("%s: %s\n", asb_case_id(c), asb_case_state(c));
    /* prints: CASE-0001: enquiry */
    /* [end] */
    asb_case_free(c);
    asb_store_free(store);
}

static void listed(asb_store *store) {
    /* [asb_store_list asb_list_count asb_list_id asb_list_version asb_list_summary asb_list_free] */
    asb_list *list;
    const char *after = ""; /* page by page: the last id of the page before */
    check(asb_store_list(&list, store, after, 100));
    for (uint32_t i = 0; i < asb_list_count(list); i++)
        printf("%s, %u records, %.40s…\n", asb_list_id(list, i), (unsigned)asb_list_version(list, i), asb_list_summary(list, i));
    asb_list_free(list);
    /* prints:
     * CASE-0001, 1 records, {"categories":[],"channel":"phone","duti…
     * CASE-0002, 1 records, {"categories":[],"channel":"phone","duti…
     */
    /* [end] */

    /* [asb_list_json] */
    asb_text *page;
    check(asb_store_list(&list, store, "CASE-0001", 1));
    check(asb_list_json(&page, list)); /* the same in one call */
    printf("%.30s…\n", asb_text_data(page));
    asb_text_free(page);
    asb_list_free(list);
    /* prints: {"cases":[{"case":"CASE-0002",… */
    /* [end] */

    /* [asb_store_changes asb_list_token] */
    asb_list *changes, *more;
    check(asb_store_changes(&changes, store, NULL, 0)); /* all; then keep the token, and ask from it on */
    new_case(store, "CASE-0003");                       /* meanwhile, in this or another process */
    check(asb_store_changes(&more, store, asb_list_token(changes), 0));
    for (uint32_t i = 0; i < asb_list_count(more); i++) puts(asb_list_id(more, i));
    /* prints: CASE-0003 */
    /* [end] */
    asb_list_free(changes);
    asb_list_free(more);
}

static void looked_after(asb_store *store) {
    /* [asb_store_verify] */
    asb_text *report;
    int32_t status = asb_store_verify(&report, store, NULL); /* or one case, by its id */
    assert(status == ASB_OK || status == ASB_ECORRUPT);      /* there is a report either way */
    puts(asb_text_data(report));
    asb_text_free(report);
    /* prints: {"cases":3,"records":3,"erased":0,"damage":[]} */
    /* [end] */

    /* [asb_store_backup] */
    check(asb_store_backup(store, "copy.asb")); /* while it is in use */
    assert(asb_store_backup(store, "copy.asb") == ASB_EEXISTS);
    /* [end] */

    /* [asb_store_compact] */
    asb_json *json;
    int64_t before, after;
    check(asb_store_compact(&report, store)); /* erased bodies and old summaries go; readers and writers go on */
    check(asb_json_parse(&json, engine, asb_text_data(report), asb_text_length(report)));
    check(asb_json_integer(&before, asb_json_get(json, "before")));
    check(asb_json_integer(&after, asb_json_get(json, "after")));
    assert(after <= before);
    /* [end] */
    asb_json_free(json);
    asb_text_free(report);
}

static void heads(asb_store *store) {
    /* [asb_store_head asb_store_heads asb_store_verify_head] */
    asb_text *head, *heads, *report;
    check(asb_store_head(&head, store));   /* short: to be given away */
    check(asb_store_heads(&heads, store)); /* the list that it is over: to be kept anywhere */
    new_case(store, "CASE-0004");          /* later the store has grown */
    int32_t status = asb_store_verify_head(&report, store, asb_text_data(heads), asb_text_length(heads));
    printf("%s: %s\n", asb_status_text(status), asb_text_data(report));
    /* prints: ok: {"heads":3,"grown":0,"damage":[]} */
    /* [end] */
    asb_text_free(head);
    asb_text_free(heads);
    asb_text_free(report);
}

/* [asb_store_export_to] */
static int32_t count_line(void *count, asb_bytes line) {
    (void)line; /* a line with its line feed: write it to a file, send it */
    ++*(unsigned *)count;
    return ASB_OK;
}
/* [end] */

static void moved(asb_store *store) {
    asb_store *to;
    asb_text *report;

    /* [asb_store_export asb_store_import] */
    asb_text *lines;
    check(asb_store_export(&lines, store));
    check(asb_store_memory(&to, engine));
    check(asb_store_import(&report, to, asb_text_data(lines), asb_text_length(lines)));
    puts(asb_text_data(report));
    /* prints: {"cases":4,"written":4,"grown":0,"same":0,"left":[]} */
    /* [end] */
    asb_text_free(lines);
    asb_text_free(report);
    asb_store_free(to);

    /* [asb_store_export_to] */
    unsigned count = 0;
    check(asb_store_export_to(store, count_line, &count)); /* for stores that are larger than memory */
    printf("%u lines\n", count);
    /* prints: 7 lines */
    /* [end] */

    /* [asb_store_rebuild] */
    check(asb_store_rebuild(&report, store)); /* after an update of the library, say */
    puts(asb_text_data(report));
    /* prints: {"cases":4,"damage":[],"same":4,"written":0} */
    /* [end] */
    asb_text_free(report);

    /* [asb_store_copy] */
    check(asb_store_memory(&to, engine)); /* of any kind; here from a journal into memory */
    for (int day = 1; day <= 2; day++) {  /* may be done again and again: what is there is passed over */
        check(asb_store_copy(&report, to, store));
        puts(asb_text_data(report));
        asb_text_free(report);
    }
    /* prints:
     * {"cases":4,"written":4,"grown":0,"same":0,"left":[]}
     * {"cases":4,"written":0,"grown":0,"same":4,"left":[]}
     */
    /* [end] */
    asb_store_free(to);
}

static void calendars(asb_store *store) {
    asb_calendar *calendar;

    /* [asb_store_set_calendar asb_store_calendar] */
    assert(asb_store_calendar(&calendar, store) == ASB_ABSENT); /* none is kept yet */
    check(asb_calendar_new(&calendar, engine));
    check(asb_calendar_add(calendar, "2026-12-24", "2026-10-01", "Closed"));
    check(asb_store_set_calendar(store, calendar)); /* all its cases are worked by it from now on, in every process */
    asb_calendar_free(calendar);
    check(asb_store_calendar(&calendar, store));
    /* [end] */
    asb_calendar_free(calendar);
}

/* A store that keeps nothing, so that the example is short; examples/store-sqlite and examples/store-postgresql keep everything. */
static int32_t commit_nothing(void *self, const asb_commit_data *commit) {
    (void)self, (void)commit;
    return ASB_EIO;
}

static int32_t read_nothing(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    (void)self, (void)id, (void)from, (void)sink, (void)sink_self;
    return ASB_ABSENT;
}

static int32_t list_nothing(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    (void)self, (void)after, (void)limit, (void)sink, (void)sink_self;
    return ASB_OK;
}

static int32_t no_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    (void)self, (void)digest, (void)sink, (void)sink_self;
    return ASB_ABSENT;
}

static void of_your_own(void) {
    /* [asb_store_custom] */
    asb_store_callbacks table = {0};
    asb_store *store;
    table.struct_size = sizeof table;
    table.self = NULL; /* your connection: the first argument of each callback */
    table.commit = commit_nothing, table.read = read_nothing, table.list = list_nothing, table.policy = no_policy; /* yours */
    check(asb_store_custom(&store, engine, &table));
    asb_list *list;
    check(asb_store_list(&list, store, NULL, 0));
    printf("%u cases\n", (unsigned)asb_list_count(list));
    /* prints: 0 cases */
    /* [end] */
    asb_list_free(list);
    asb_store_free(store);
}

int main(void) {
    asb_store *store;

    begin("2026-04-02T10:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    kinds_of_store();
    check(asb_store_journal(&store, engine, "cases.asb"));
    new_case(store, "CASE-0002");
    listed(store);
    looked_after(store);
    heads(store);
    moved(store);
    calendars(store);
    of_your_own();
    asb_store_free(store);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}
