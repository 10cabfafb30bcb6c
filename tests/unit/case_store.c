/* Saving, opening, conflicts, the storeless way, moving to another policy. */
#include "case_world.h"

static case_world w;

static void setup(void) {
    case_world_begin(&w, "places-for-people");
}
static void teardown(void) {
    case_world_end(&w);
}

static const char note[] = "{\"text\":\"x\"}";

static void same(asb_case *a, asb_case *b) {
    char *x = case_world_picture(a, 1), *y = case_world_picture(b, 1);
    ck_assert_str_eq(x, y);
    free(x);
    free(y);
}

START_TEST(what_is_saved_opens_the_same)
{
    asb_case *c = case_world_case(&w, "A"), *again, *none;
    ck_assert_uint_eq(asb_case_stored(c), 0);
    ck_assert_int_eq(asb_case_open(&none, w.store, "A"), ASB_ABSENT);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_uint_eq(asb_case_stored(c), 4);
    ck_assert_int_eq(asb_case_save(c), ASB_OK); /* nothing pending: nothing to do */
    ck_assert_int_eq(asb_case_open(&again, w.store, "A"), ASB_OK);
    same(c, again);
    ck_assert_int_eq(asb_case_new(&none, w.engine, w.policy, w.store, "A"), ASB_EEXISTS);
    asb_case_free(again);
    asb_case_free(c);
}
END_TEST

START_TEST(a_conflict_loses_nothing)
{
    asb_case *mine = case_world_case(&w, "A"), *theirs;
    ck_assert_int_eq(asb_case_save(mine), ASB_OK);
    ck_assert_int_eq(asb_case_open(&theirs, w.store, "A"), ASB_OK);
    /* mine: a plan and an action of it, which refers to the plan by its number; and a closure that their allocation does not hinder */
    ck_assert_int_eq(
        case_world_add(&w, mine, "plan",
                       "{\"party\":\"p1\",\"actions\":[{\"id\":\"a1\",\"by\":\"landlord\",\"action\":\"AP-9\",\"due\":\"2026-06-20\"}]}"),
        ASB_OK);
    ck_assert_int_eq(case_world_add(&w, mine, "action", "{\"plan\":5,\"action\":\"a1\",\"status\":\"done\"}"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, theirs, "note", note), ASB_OK);
    ck_assert_int_eq(asb_case_save(theirs), ASB_OK);
    ck_assert_int_eq(asb_case_save(mine), ASB_CONFLICT);
    ck_assert_uint_eq(asb_case_count(mine), 6);
    asb_conflicts *k;
    ck_assert_int_eq(asb_case_reload(&k, mine), ASB_OK);
    ck_assert_uint_eq(asb_conflicts_count(k), 0);
    ck_assert_uint_eq(asb_case_count(mine), 7);
    ck_assert_uint_eq(asb_case_stored(mine), 5);
    asb_record *r;
    int64_t plan;
    ck_assert_int_eq(asb_case_record(&r, mine, 7), ASB_OK);
    ck_assert_int_eq(asb_record_get_number(&plan, r, "plan"), ASB_OK);
    ck_assert_int_eq(plan, 6);
    asb_record_free(r);
    ck_assert_int_eq(asb_case_save(mine), ASB_OK);
    asb_case *again;
    ck_assert_int_eq(asb_case_open(&again, w.store, "A"), ASB_OK);
    same(mine, again);
    asb_case_free(again);
    asb_conflicts_free(k);
    asb_case_free(mine);
    asb_case_free(theirs);
}
END_TEST

START_TEST(what_is_no_longer_allowed_is_handed_back_with_its_reasons)
{
    asb_case *mine = case_world_case(&w, "A"), *theirs;
    ck_assert_int_eq(asb_case_save(mine), ASB_OK);
    ck_assert_int_eq(asb_case_open(&theirs, w.store, "A"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, mine, "allocation", "{\"officer\":\"ben\",\"to_role\":\"CHM\"}"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, mine, "correction", "{\"of\":5,\"field\":\"officer\",\"value\":\"bea\",\"reason\":\"typing\"}"),
                     ASB_OK);
    ck_assert_int_eq(case_world_add(&w, mine, "note", note), ASB_OK);
    /* they have found it to be hate: such a case goes to the Tenancy Enforcement Manager only */
    ck_assert_int_eq(case_world_add(&w, theirs, "incident", "{\"occurred\":\"2026-05-31\",\"description\":\"x\",\"hate\":true}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(theirs), ASB_OK);
    ck_assert_int_eq(asb_case_save(mine), ASB_CONFLICT);
    asb_conflicts *k;
    ck_assert_int_eq(asb_case_reload(&k, mine), ASB_OK);
    ck_assert_uint_eq(asb_conflicts_count(k), 2);
    ck_assert_int_eq(asb_conflicts_status(k, 0), ASB_REFUSED);
    ck_assert_str_eq(asb_conflicts_reasons(k, 0), "[\"high-risk-to-tem\"]");
    ck_assert_ptr_nonnull(strstr(asb_conflicts_message(k, 0), "Tenancy Enforcement"));
    ck_assert_int_eq(asb_conflicts_status(k, 1), ASB_EINVALID); /* it corrected what is no longer there */
    ck_assert_str_eq(asb_conflicts_reasons(k, 1), "[\"of\"]");
    asb_record *r;
    const char *officer;
    ck_assert_int_eq(asb_conflicts_record(&r, k, 0), ASB_OK);
    ck_assert_int_eq(asb_record_get_text(&officer, NULL, r, "officer"), ASB_OK);
    ck_assert_str_eq(officer, "ben");
    asb_record_free(r);
    asb_text *all;
    asb_json *list;
    ck_assert_int_eq(asb_conflicts_json(&all, k), ASB_OK);
    ck_assert_int_eq(asb_json_parse(&list, w.engine, asb_text_data(all), asb_text_length(all)), ASB_OK);
    const asb_json *first = asb_json_at(list, 0), *second = asb_json_at(list, 1);
    ck_assert_uint_eq(asb_json_count(list), 2);
    ck_assert_str_eq(asb_json_text(asb_json_get(first, "status"), NULL), "refused");
    ck_assert_str_eq(asb_json_text(asb_json_get(first, "message"), NULL), asb_conflicts_message(k, 0));
    ck_assert_str_eq(asb_json_text(asb_json_at(asb_json_get(first, "reasons"), 0), NULL), "high-risk-to-tem");
    ck_assert_str_eq(asb_json_text(asb_json_get(asb_json_get(asb_json_get(first, "record"), "fields"), "officer"), NULL), "ben");
    ck_assert_str_eq(asb_json_text(asb_json_get(second, "status"), NULL), "invalid");
    asb_json_free(list);
    asb_text_free(all);
    ck_assert_int_eq(asb_conflicts_json(&all, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_conflicts_json(NULL, k), ASB_EARGUMENT);
    ck_assert_int_eq(asb_conflicts_record(&r, k, 2), ASB_ABSENT);
    ck_assert_int_eq(asb_conflicts_status(k, 2), ASB_OK);
    ck_assert_ptr_null(asb_conflicts_message(k, 2));
    ck_assert_ptr_null(asb_conflicts_reasons(k, 2));
    ck_assert_uint_eq(asb_case_count(mine), 6); /* theirs and the note */
    ck_assert_int_eq(asb_case_save(mine), ASB_OK);
    asb_conflicts_free(k);
    asb_case_free(mine);
    asb_case_free(theirs);
}
END_TEST

START_TEST(several_cases_are_written_at_once_or_not_at_all)
{
    asb_case *a = case_world_case(&w, "A"), *b = case_world_case(&w, "B"), *other;
    ck_assert_int_eq(asb_case_save(a), ASB_OK);
    ck_assert_int_eq(asb_case_open(&other, w.store, "A"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, other, "note", note), ASB_OK);
    ck_assert_int_eq(asb_case_save(other), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, a, "note", note), ASB_OK);
    asb_case *both[] = {b, a};
    ck_assert_int_eq(asb_case_save_all(both, 2), ASB_CONFLICT);
    ck_assert_uint_eq(asb_case_stored(b), 0);
    asb_case *none;
    ck_assert_int_eq(asb_case_open(&none, w.store, "B"), ASB_ABSENT);
    ck_assert_int_eq(asb_case_reload(NULL, a), ASB_OK);
    ck_assert_int_eq(asb_case_save_all(both, 2), ASB_OK);
    ck_assert_uint_eq(asb_case_stored(b), 4);
    asb_case *twice[] = {a, a};
    ck_assert_int_eq(asb_case_save_all(twice, 2), ASB_EARGUMENT);
    asb_case_free(a);
    asb_case_free(b);
    asb_case_free(other);
}
END_TEST

/* The host keeps the texts itself: what pending gives is what load takes. */
static char *host_keeps(asb_case *c) {
    asb_text *all;
    ck_assert_int_eq(asb_case_export(&all, c), ASB_OK);
    char *kept = strdup(asb_text_data(all));
    asb_text_free(all);
    return kept;
}

START_TEST(a_case_works_without_a_store)
{
    asb_case *c, *loaded;
    asb_text *pending;
    ck_assert_int_eq(asb_case_new(&c, w.engine, w.policy, NULL, "A"), ASB_OK);
    ck_assert_int_eq(asb_case_pending(&pending, c), ASB_ABSENT);
    ck_assert_ptr_null(pending);
    ck_assert_int_eq(case_world_add(&w, c, "report", "{\"channel\":\"phone\",\"summary\":\"x\"}"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "note", note), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_ESTATE);
    ck_assert_int_eq(asb_case_reload(NULL, c), ASB_ESTATE);
    ck_assert_int_eq(asb_case_pending(&pending, c), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(pending), "\"expected\":0"));
    ck_assert_ptr_nonnull(strstr(asb_text_data(pending), asb_policy_digest(w.policy)));
    asb_text_free(pending);
    ck_assert_int_eq(asb_case_saved(c, 3), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_saved(c, 2), ASB_OK);
    ck_assert_int_eq(asb_case_pending(&pending, c), ASB_ABSENT);
    char *kept = host_keeps(c);
    ck_assert_int_eq(asb_case_load(&loaded, w.engine, NULL, kept, strlen(kept)), ASB_OK);
    same(c, loaded);
    /* two clerks */
    ck_assert_int_eq(case_world_add(&w, loaded, "note", "{\"text\":\"theirs\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_saved(loaded, 3), ASB_OK);
    char *newer = host_keeps(loaded);
    ck_assert_int_eq(case_world_add(&w, c, "note", "{\"text\":\"mine\"}"), ASB_OK);
    asb_conflicts *k;
    ck_assert_int_eq(asb_case_conflicted(&k, c, newer, strlen(newer)), ASB_OK);
    ck_assert_uint_eq(asb_conflicts_count(k), 0);
    ck_assert_uint_eq(asb_case_count(c), 4);
    ck_assert_uint_eq(asb_case_stored(c), 3);
    asb_conflicts_free(k);
    free(kept);
    free(newer);
    asb_case_free(c);
    asb_case_free(loaded);
}
END_TEST

START_TEST(damaged_bytes_are_named_and_not_opened)
{
    asb_case *c = case_world_case(&w, "A"), *loaded = NULL;
    char *kept = host_keeps(c);
    char *at = strstr(kept, "Ann Archer");
    at[0] = 'E';
    ck_assert_int_eq(asb_case_load(&loaded, w.engine, NULL, kept, strlen(kept)), ASB_ECORRUPT);
    ck_assert_ptr_null(loaded);
    ck_assert_ptr_nonnull(strstr(asb_error_message(w.engine), "ecord 2"));
    ck_assert_int_eq(asb_case_load(&loaded, w.engine, NULL, "{}", 2), ASB_EINVALID);
    ck_assert_int_eq(asb_case_load(&loaded, w.engine, NULL, "{", 1), ASB_EJSON);
    free(kept);
    asb_case_free(c);
}
END_TEST

static asb_policy *variant(const char *version, const char *more_duties) {
    char json[4096];
    asb_policy *p;
    snprintf(json, sizeof json,
             "{\"asb_policy\":1,\"id\":\"small\",\"version\":\"%s\",\"title\":\"Small\",\"source\":\"test\",\"zone\":\"Europe/London\","
             "\"roles\":[{\"id\":\"CCC\",\"label\":\"Centre\"}],\"priorities\":[{\"id\":\"normal\",\"label\":\"Normal\"}],"
             "\"categories\":[{\"id\":\"noise\",\"label\":\"Noise\",\"priority\":\"normal\",\"clause\":\"1\"}],"
             "\"closure_reasons\":[{\"id\":\"done\",\"label\":\"Done\",\"clause\":\"9\"}],"
             "\"duties\":[{\"id\":\"acknowledge\",\"clause\":\"2\",\"label\":\"Acknowledge\",\"owner\":[\"CCC\"],\"starts\":[{\"kind\":"
             "\"report\"}],"
             "\"within\":[{\"period\":{\"days\":3}}],\"done\":[{\"kind\":\"contact\"}],\"ambiguity\":\"none\"}%s]}",
             version, more_duties);
    ck_assert_msg(asb_policy_parse(&p, w.engine, json, strlen(json)) == ASB_OK, "%s at %s", asb_error_message(w.engine),
                  asb_error_pointer(w.engine));
    return p;
}

#define VISIT \
    ",{\"id\":\"visit\",\"clause\":\"3\",\"label\":\"Visit\",\"owner\":[\"CCC\"],\"starts\":[{\"kind\":\"report\"},{\"kind\":\"note\"}]," \
    "\"within\":[{\"period\":{\"days\":9}}],\"done\":[{\"kind\":\"contact\"}]}"

static const char *state_of(asb_case *c, const char *rule, char *due) {
    static const char *const words[] = {"none", "open", "overdue", "met", "met-late", "lapsed"};
    asb_duties *d;
    int32_t state = 0;
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    for (uint32_t i = 0; i < asb_duties_count(d); i++) {
        if (strcmp(asb_duties_rule(d, i), rule)) continue;
        state = asb_duties_state(d, i);
        strcpy(due, asb_duties_due(d, i));
    }
    asb_duties_free(d);
    return words[state];
}

START_TEST(a_case_moves_to_another_policy)
{
    asb_policy *first = variant("1", VISIT), *second = variant("2", "");
    asb_case *c, *again;
    char due[64];
    ck_assert_int_eq(asb_case_new(&c, w.engine, first, w.store, "M"), ASB_OK);
    ck_assert_int_eq(asb_case_move(c, second, "amy", "CCC", "x"), ASB_ESTATE);
    ck_assert_int_eq(case_world_add(&w, c, "report", "{\"channel\":\"phone\",\"summary\":\"x\"}"), ASB_OK);
    ck_assert_str_eq(state_of(c, "acknowledge", due), "open");
    ck_assert_str_eq(due, "2026-06-04");
    ck_assert_str_eq(state_of(c, "visit", due), "open");
    ck_assert_int_eq(asb_case_move(c, second, "amy", "CCC", "New policy from June"), ASB_OK);
    ck_assert_str_eq(state_of(c, "acknowledge", due), "open"); /* both have it: it goes on */
    ck_assert_str_eq(due, "2026-06-04");
    ck_assert_str_eq(state_of(c, "visit", due), "lapsed"); /* the second has it no more */
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(asb_case_open(&again, w.store, "M"), ASB_OK);
    same(c, again);
    asb_policy *p;
    ck_assert_int_eq(asb_case_policy(&p, again), ASB_OK);
    ck_assert_str_eq(asb_policy_version(p), "2");
    asb_policy_free(p);
    ck_assert_int_eq(asb_case_move(c, second, "amy", "wizard", "x"), ASB_EINVALID);
    asb_policy_free(first);
    asb_policy_free(second);
    asb_case_free(c);
    asb_case_free(again);
}
END_TEST

START_TEST(the_note_that_moves_a_case_may_start_duties_of_the_new_policy)
{
    asb_policy *first = variant("1", ""), *second = variant("2", VISIT);
    asb_case *c, *again;
    char due[64];
    ck_assert_int_eq(asb_case_new(&c, w.engine, first, w.store, "N"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "report", "{\"channel\":\"phone\",\"summary\":\"x\"}"), ASB_OK);
    ck_assert_str_eq(state_of(c, "visit", due), "none");
    ck_assert_int_eq(asb_case_move(c, second, "amy", "CCC", "x"), ASB_OK);
    ck_assert_str_eq(state_of(c, "visit", due), "open"); /* a note starts it there */
    ck_assert_str_eq(due, "2026-06-10");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(asb_case_open(&again, w.store, "N"), ASB_OK);
    same(c, again);
    asb_policy_free(first);
    asb_policy_free(second);
    asb_case_free(c);
    asb_case_free(again);
}
END_TEST

START_TEST(a_case_keeps_the_document_it_was_pinned_to)
{
    asb_policy *first = variant("1", VISIT);
    asb_case *c, *again;
    char due[64];
    ck_assert_int_eq(asb_case_new(&c, w.engine, first, w.store, "P"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "report", "{\"channel\":\"phone\",\"summary\":\"x\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    char *before = case_world_picture(c, 1);
    asb_case_free(c);
    asb_policy_free(first);
    /* the same id and version, another document: as if the library had been upgraded */
    asb_policy *other = variant("1", "");
    ck_assert_int_eq(asb_case_open(&again, w.store, "P"), ASB_OK);
    char *after = case_world_picture(again, 1);
    ck_assert_str_eq(before, after);
    ck_assert_str_eq(state_of(again, "visit", due), "open");
    free(before);
    free(after);
    asb_policy_free(other);
    asb_case_free(again);
}
END_TEST

/* A table that refuses to write: what is pending stays, and can be tried again. */
static int32_t refuse_commit(void *self, const asb_commit_data *commit) {
    (void)self, (void)commit;
    return ASB_EIO;
}
static int32_t find_nothing(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
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

START_TEST(a_store_that_fails_loses_nothing)
{
    asb_store_callbacks table = {
        .struct_size = sizeof table, .commit = refuse_commit, .read = find_nothing, .list = list_nothing, .policy = no_policy};
    asb_store *store;
    asb_case *c;
    ck_assert_int_eq(asb_store_custom(&store, w.engine, &table), ASB_OK);
    ck_assert_int_eq(asb_case_new(&c, w.engine, w.policy, store, "A"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "report", "{\"channel\":\"phone\",\"summary\":\"x\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_EIO);
    ck_assert_uint_eq(asb_case_stored(c), 0);
    ck_assert_uint_eq(asb_case_count(c), 1);
    asb_case_free(c);
    asb_store_free(store);
}
END_TEST

START_TEST(erased_bodies_are_gone_from_the_store)
{
    asb_case *c = case_world_case(&w, "A"), *again;
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "erasure", "{\"party\":\"p1\",\"basis\":\"UK GDPR art. 17\",\"reason\":\"asked for\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(asb_case_open(&again, w.store, "A"), ASB_OK);
    same(c, again);
    char *all = case_world_picture(again, 1);
    ck_assert_ptr_null(strstr(all, "Ann Archer"));
    ck_assert_ptr_nonnull(strstr(all, "Bob Brook"));
    free(all);
    asb_text *verified;
    ck_assert_int_eq(asb_store_verify(&verified, w.store, "A"), ASB_OK);
    asb_text_free(verified);
    asb_case_free(c);
    asb_case_free(again);
}
END_TEST

Suite *asb_suite_case_store(void) {
    Suite *s = suite_create("case store");
    TCase *t = tcase_create("saving");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, what_is_saved_opens_the_same);
    tcase_add_test(t, a_conflict_loses_nothing);
    tcase_add_test(t, what_is_no_longer_allowed_is_handed_back_with_its_reasons);
    tcase_add_test(t, several_cases_are_written_at_once_or_not_at_all);
    tcase_add_test(t, a_case_works_without_a_store);
    tcase_add_test(t, damaged_bytes_are_named_and_not_opened);
    tcase_add_test(t, a_case_moves_to_another_policy);
    tcase_add_test(t, the_note_that_moves_a_case_may_start_duties_of_the_new_policy);
    tcase_add_test(t, a_case_keeps_the_document_it_was_pinned_to);
    tcase_add_test(t, a_store_that_fails_loses_nothing);
    tcase_add_test(t, erased_bodies_are_gone_from_the_store);
    suite_add_tcase(s, t);
    return s;
}
