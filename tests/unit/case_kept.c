/* Cases that a store keeps once they were freed (limit kept-bytes): that they are opened without being read again; that they are read again when somebody else has written or erased, or the days are
 * others; that memory is bounded; and that the summary which is made from the one before is what the records come to. tests/replay does the last for all scenarios. */
#include "case_world.h"
#include "case/summary_memo.h"
#include "store/store.h"

Suite *asb_suite_case_kept(void);

/* The store of the world counts how many records it gives. */
static case_world w;
static asb_store_callbacks inner;
static struct {
    unsigned given;
    int32_t fails;
    uint32_t other_number; /* what is added to the number of each record */
    size_t shorter;        /* so many bytes of each body are withheld */
    asb_record_sink sink;
    void *self;
} count;

static int32_t count_one(void *self, const asb_stored_record *r) {
    (void)self;
    asb_stored_record given = *r;
    count.given++;
    given.seq += count.other_number;
    given.body.length -= count.shorter;
    return count.sink(count.self, &given);
}
static int32_t counting_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    count.sink = sink;
    count.self = sink_self;
    return count.fails ? count.fails : inner.read(self, id, from, count_one, NULL);
}

static void setup(void) {
    case_world_begin(&w, "places-for-people");
    ck_assert_int_eq(asb_engine_set_limit(w.engine, "kept-bytes", 1u << 20), ASB_OK);
    inner = w.store->table;
    w.store->table.read = counting_read;
    count.given = 0;
    count.fails = ASB_OK;
    count.other_number = 0;
    count.shorter = 0;
}
static void teardown(void) {
    case_world_end(&w);
}

static void saved(const char *id) {
    asb_case *c = case_world_case(&w, id);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

/* Opened; so many records were read for it. */
static asb_case *opened(const char *id, unsigned read) {
    asb_case *c;
    count.given = 0;
    ck_assert_msg(asb_case_open(&c, w.store, id) == ASB_OK, "%s", asb_error_message(w.engine));
    ck_assert_uint_eq(count.given, read);
    ck_assert_str_eq(asb_case_id(c), id);
    return c;
}

static void add(asb_case *c, const char *kind, const char *fields) {
    char json[1024];
    size_t i = 0;
    for (; fields[i]; i++) json[i] = fields[i] == '\'' ? '"' : fields[i];
    json[i] = '\0';
    asb_record *r = case_world_record(&w, "moss", "CHM", kind, json);
    ck_assert_msg(asb_case_admit(NULL, c, r, w.now, 0) == ASB_OK, "%s %s: %s", kind, json, asb_error_message(w.engine));
    asb_record_free(r);
}

/* As another process would: with an engine that has kept nothing, over the same store's table. */
static void written_by_another(const char *id, const char *kind, const char *fields) {
    asb_case *c;
    asb_store *other;
    asb_store_callbacks table = inner;
    table.close = NULL;
    ck_assert_int_eq(asb_store_custom(&other, w.engine, &table), ASB_OK);
    ck_assert_int_eq(asb_case_open(&c, other, id), ASB_OK);
    add(c, kind, fields);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_store_free(other);
}

/* What the store keeps is what the records come to. */
static void kept_as_made(asb_case *c) {
    asb_list *list;
    asb_text *made;
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(asb_case_summary(&made, c), ASB_OK);
    ck_assert_int_eq(asb_store_list(&list, w.store, NULL, 0), ASB_OK);
    ck_assert_str_eq(asb_list_summary(list, 0), asb_text_data(made));
    asb_list_free(list);
    asb_text_free(made);
}

static void added(asb_case *c, const char *kind, const char *fields) {
    add(c, kind, fields);
    kept_as_made(c);
}

/* ---- opened again */

START_TEST(one_look)
{
    saved("A");
    asb_case *c = opened("A", 1);
    char *live = case_world_picture(c, 1);
    add(c, "note", "{'text':'Rang back'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    c = opened("A", 1); /* with what was added */
    ck_assert_uint_eq(asb_case_count(c), 5);
    asb_case *beside = opened("A", 5); /* one case is kept once: who opens it besides reads it */
    char *read = case_world_picture(beside, 1), *kept = case_world_picture(c, 1);
    ck_assert_str_eq(read, kept);
    ck_assert_str_ne(live, kept);
    asb_case_free(beside);
    asb_case_free(c);
    asb_case_free(opened("A", 1)); /* both were freed, and one is kept */
    asb_case_free(opened("A", 1));
    free(live), free(read), free(kept);
}
END_TEST

/* What is loaded has no headers of its own; the last one's digest is what is compared then. */
START_TEST(after_reading)
{
    saved("A");
    ck_assert_int_eq(asb_engine_set_limit(w.engine, "kept-bytes", 1), ASB_OK);
    asb_case_free(opened("A", 1)); /* nothing more is kept */
    asb_case *c = opened("A", 4);
    ck_assert_int_eq(asb_engine_set_limit(w.engine, "kept-bytes", 1u << 20), ASB_OK);
    asb_case_free(c);
    asb_case_free(opened("A", 1));
}
END_TEST

START_TEST(not_by_itself)
{
    ck_assert_int_eq(asb_engine_set_limit(w.engine, "kept-bytes", 1), ASB_OK); /* as it is where nobody asks */
    saved("A");
    asb_case_free(opened("A", 4));
    asb_case_free(opened("A", 4));
}
END_TEST

/* ---- read again */

START_TEST(written_meanwhile)
{
    saved("A");
    written_by_another("A", "note", "{'text':'From elsewhere'}");
    asb_case *c = opened("A", 2 + 5); /* the look saw two, and all were read */
    ck_assert_uint_eq(asb_case_count(c), 5);
    kept_as_made(c);
    asb_case_free(c);
    asb_case_free(opened("A", 1));
}
END_TEST

START_TEST(erased_meanwhile)
{
    saved("A");
    written_by_another("A", "erasure", "{'party':'p2','basis':'Art. 17','reason':'Asked for'}");
    asb_case *c = opened("A", 2 + 5);
    char *now = case_world_picture(c, 1);
    ck_assert_ptr_null(strstr(now, "Bob Brook"));
    free(now);
    asb_case_free(c);
}
END_TEST

/* The store has another case of that id: its last record is not the one that was kept. */
START_TEST(another_in_its_place)
{
    saved("A");
    asb_store *kept = w.store, *other;
    ck_assert_int_eq(asb_store_memory(&other, w.engine), ASB_OK);
    w.store = other;
    asb_case *c = case_world_case(&w, "A");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    void *self = kept->table.self;
    kept->table.self = other->table.self; /* as if the file had been put back from yesterday */
    w.store = kept;
    asb_case_free(opened("A", 1 + 4));
    kept->table.self = self;
    asb_store_free(other);
}
END_TEST

/* A store that hands over something else than it was asked for: what was kept is not believed, and what is read is judged as always. */
START_TEST(the_store_is_wrong)
{
    asb_case *c = NULL;
    saved("A");
    count.other_number = 1;
    asb_case_free(opened("A", 1 + 4)); /* the number is in the header, too, which is what goes */
    count.other_number = 0;
    asb_case_free(opened("A", 1));
    count.shorter = 1;
    ck_assert_int_eq(asb_case_open(&c, w.store, "A"), ASB_ECORRUPT);
    ck_assert_ptr_null(c);
    count.shorter = 0;
    asb_case_free(opened("A", 4));
    asb_case_free(opened("A", 1));
}
END_TEST

START_TEST(the_store_fails)
{
    asb_case *c = NULL;
    saved("A");
    count.fails = ASB_EIO;
    ck_assert_int_eq(asb_case_open(&c, w.store, "A"), ASB_EIO);
    ck_assert_ptr_null(c);
    count.fails = ASB_OK;
    asb_case_free(opened("A", 4)); /* what was kept has gone */
}
END_TEST

START_TEST(other_days)
{
    asb_calendar *days;
    saved("A");
    ck_assert_int_eq(asb_calendar_new(&days, w.engine), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-06-04", NULL, "Closed"), ASB_OK);
    ck_assert_int_eq(asb_store_set_calendar(w.store, days), ASB_OK);
    asb_case_free(opened("A", 4));
    asb_case *c = opened("A", 1);
    ck_assert_int_eq(asb_case_set_calendar(c, days), ASB_OK); /* its own: not kept */
    asb_case_free(c);
    asb_case_free(opened("A", 4));
    asb_calendar_free(days);
}
END_TEST

START_TEST(not_saved)
{
    saved("A");
    asb_case *c = opened("A", 1);
    add(c, "note", "{'text':'Thought better of it'}");
    asb_case_free(c);
    c = opened("A", 4);
    ck_assert_uint_eq(asb_case_count(c), 4);
    asb_case_free(c);
}
END_TEST

/* What looks through a store keeps nothing, and finds what was changed since. */
START_TEST(looking_through)
{
    asb_text *report;
    saved("A");
    asb_case_free(opened("A", 1));
    count.given = 0;
    ck_assert_int_eq(asb_store_verify(&report, w.store, NULL), ASB_OK);
    ck_assert_uint_eq(count.given, 4);
    asb_text_free(report);
    ck_assert_int_eq(asb_store_rebuild(&report, w.store), ASB_OK);
    ck_assert_uint_eq(count.given, 8);
    asb_text_free(report);
}
END_TEST

/* ---- memory */

START_TEST(bounded)
{
    enum { MANY = 400 };
    char id[16];
    for (int i = 0; i < MANY; i++) saved((snprintf(id, sizeof id, "K%03d", i), id));
    uint64_t with_some = asb_engine_memory(w.engine);
    asb_case_free(opened("K399", 1));
    asb_case_free(opened("K000", 4)); /* went first */
    asb_case_free(opened("K399", 1));
    ck_assert_int_eq(asb_engine_set_limit(w.engine, "kept-bytes", 60000), ASB_OK);
    asb_case_free(opened("K399", 1));
    asb_case *c = opened("K399", 1); /* what was freed is looked at when somebody comes again */
    uint64_t with_few = asb_engine_memory(w.engine);
    ck_assert_uint_lt(with_few, with_some - (1u << 20) * 8 / 10);
    ck_assert_uint_gt(with_few, with_some - (1u << 20) - 60000);
    asb_case_free(c);
    ck_assert_int_eq(asb_engine_set_limit(w.engine, "kept-bytes", 1000), ASB_OK);
    asb_case_free(opened("K399", 1)); /* it was freed before that */
    asb_case_free(opened("K399", 4)); /* it is more than all that may be */
    asb_case_free(opened("K399", 4));
}
END_TEST

/* ---- the summary from the one before */

START_TEST(shaken)
{
    asb_case *c = case_world_case(&w, "A");
    kept_as_made(c);
    ck_assert_uint_eq(c->memo->count, asb_case_count(c)); /* so that there is something to make the next one from */
    added(c, "note", "{'text':'One'}");
    added(c, "incident",
          "{'occurred':'2025-01-01','description':'Long ago','location':'9 Hidden Lane'}"); /* the report is not about it in time */
    added(c, "incident", "{'occurred':'2026-05-30T23:00','description':'Not long ago'}");   /* and now it is */
    added(c, "allocation", "{'officer':'amy','to_role':'CCC'}");
    added(c, "contact", "{'party':'p1','method':'phone','outcome':'reached','purpose':'acknowledgement'}");
    added(c, "party", "{'party':'p3','as':'witness','name':'Cy Cole','postcode':'tn91aa','uprn':'1'}");
    added(c, "correction", "{'of':2,'field':'name','value':'Ann Archer-Lee','reason':'Misheard'}");
    added(c, "correction", "{'of':6,'field':'occurred','value':'2026-05-29','reason':'Misheard'}");
    added(c, "intervention", "{'remedy':'acceptable-behaviour-agreement','party':'p2','status':'signed','expires':'2026-12-01'}");
    added(c, "case-review", "{'status':'requested','party':'p1','area':'Hart'}");
    added(c, "evidence", "{'type':'noise-app'}");
    added(c, "closure", "{'reason':'reduced','rationale':'Quiet now'}");
    added(c, "reopening", "{'reason':'Closed by mistake'}");
    added(c, "report", "{'channel':'phone','summary':'Again','reporter':'p1'}");
    added(c, "erasure", "{'party':'p2','basis':'Art. 17','reason':'Asked for'}");
    added(c, "note", "{'text':'Two'}");
    asb_case_free(c);
}
END_TEST

/* All is made anew after the person, and the first incident is as old then as it was. */
START_TEST(shaken_after_an_incident)
{
    asb_case *c = case_world_case(&w, "A");
    kept_as_made(c);
    added(c, "incident", "{'occurred':'2025-01-01','description':'Long ago','location':'9 Hidden Lane'}");
    added(c, "party", "{'party':'p3','as':'witness','name':'Cy Cole'}");
    added(c, "incident", "{'occurred':'2026-05-30T23:00','description':'Not long ago'}");
    asb_case_free(c);
}
END_TEST

/* What stood at the beginning does not when something comes before it. */
START_TEST(no_longer_the_first)
{
    asb_case *c = case_world_case(&w, "A");
    kept_as_made(c);
    added(c, "assessment",
          "{'matrix':'ram','party':'p1','answers':{'q1':'daily','q2':'yes','q3':'yes','q4':'know-well','q5':'no-history','q6':'yes','q7':'"
          "you','q8':'yes','q9':'yes',"
          "'q10':'not-at-all','q11':['physical'],'q12':'no','q13':'lives-alone-isolated','q14':['your-family']}}");
    asb_case_free(c);
}
END_TEST

/* Duties go by the days that are known: by those that become known with time, by those of another calendar, by those of another policy. An order ends when it ends: of it only the day by which to act moves. */
static void closed_on(asb_case *c, const char *day, const char *known) {
    asb_calendar *days;
    char json[200];
    snprintf(json, sizeof json, "{\"added\":[{\"date\":\"%s\",\"known\":\"%s\",\"name\":\"Closed\"}]}", day, known);
    ck_assert_msg(asb_calendar_parse(&days, w.engine, json, strlen(json)) == ASB_OK, "%s", asb_error_message(w.engine));
    ck_assert_int_eq(asb_case_set_calendar(c, days), ASB_OK);
    asb_calendar_free(days);
}

START_TEST(by_other_days)
{
    asb_policy *other;
    asb_case *c = case_world_case(&w, "A");
    add(c, "intervention", "{'remedy':'acceptable-behaviour-agreement','party':'p2','status':'signed','expires':'2026-12-01'}");
    added(c, "note", "{'text':'One'}");
    closed_on(c, "2026-12-01", "2026-06-02T08:00:00Z");
    added(c, "note", "{'text':'Two'}");
    case_world_clock(&w, "2026-06-03T09:00"); /* now it is known */
    added(c, "note", "{'text':'Three'}");
    closed_on(c, "2026-12-02", "2026-06-02T08:00:00Z"); /* as many days, and others */
    added(c, "note", "{'text':'Four'}");
    ck_assert_int_eq(asb_case_set_calendar(c, NULL), ASB_OK);
    added(c, "note", "{'text':'Five'}");
    ck_assert_int_eq(asb_policy_builtin(&other, w.engine, "connexus"), ASB_OK);
    ck_assert_int_eq(asb_case_move(c, other, "moss", "CHM", "Merged"), ASB_OK);
    kept_as_made(c);
    asb_record *note = case_world_record(&w, "moss", "manager", "note", "{\"text\":\"Six\"}");
    ck_assert_int_eq(asb_case_add(NULL, c, note), ASB_OK);
    asb_record_free(note);
    kept_as_made(c);
    asb_policy_free(other);
    asb_case_free(c);
}
END_TEST

Suite *asb_suite_case_kept(void) {
    Suite *s = suite_create("case_kept");
    TCase *t = tcase_create("kept");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, one_look);
    tcase_add_test(t, after_reading);
    tcase_add_test(t, not_by_itself);
    tcase_add_test(t, written_meanwhile);
    tcase_add_test(t, erased_meanwhile);
    tcase_add_test(t, another_in_its_place);
    tcase_add_test(t, the_store_is_wrong);
    tcase_add_test(t, the_store_fails);
    tcase_add_test(t, other_days);
    tcase_add_test(t, not_saved);
    tcase_add_test(t, looking_through);
    tcase_add_test(t, bounded);
    tcase_add_test(t, shaken);
    tcase_add_test(t, shaken_after_an_incident);
    tcase_add_test(t, no_longer_the_first);
    tcase_add_test(t, by_other_days);
    suite_add_tcase(s, t);
    return s;
}
