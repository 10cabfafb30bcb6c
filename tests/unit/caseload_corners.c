/* Caseloads: what coverage (tests/coverage) showed that no other suite asked: numbers beyond their bounds, dates before 1970, more places than one block holds, cases without
 * a day, a store whose cases are damaged. */
#include "caseload_support.h"
#include "store/store.h"

Suite *asb_suite_caseload_corners(void);

static load t;

static void setup(void) {
    case_world_begin(&t.w, "places-for-people");
    ck_assert_int_eq(asb_caseload_new(&t.l, t.w.engine), ASB_OK);
}

static void teardown(void) {
    asb_caseload_free(t.l);
    case_world_end(&t.w);
}

static asb_rows *rows_of(const char *query) {
    asb_rows *rows = NULL;
    query = quoted(query);
    ck_assert_msg(asb_caseload_rows(&rows, t.l, query, strlen(query)) == ASB_OK, "%s: %s", query, asb_error_message(t.w.engine));
    return rows;
}

static int64_t number_in(const asb_rows *rows, uint32_t row, const char *column) {
    int64_t n = -1;
    ck_assert_msg(asb_rows_number(&n, rows, row, column) == ASB_OK, "%s", column);
    return n;
}

/* What a host made itself may say anything: the most that there can be is what is kept. */
START_TEST(numbers_beyond_their_bounds)
{
    put(&t, "A",
        "{'state':'open','policy':'p','duties':[{'rule':'contact','state':'met','record':99999999999,'taken':99999999}],"
        "'evidence':{'orphaned':99999999},'review':{'area':'x','threshold':9999,'hate_threshold':9999,'tell_at':9999}}");
    asb_rows *rows = rows_of("{'query':'duties','duty_state':['met']}");
    ck_assert_uint_eq(asb_rows_count(rows), 1);
    ck_assert_int_eq(number_in(rows, 0, "record"), UINT32_MAX);
    ck_assert_int_eq(number_in(rows, 0, "taken"), UINT16_MAX - 1);
    asb_rows_free(rows);
    rows = rows_of("{'query':'orphaned'}");
    ck_assert_uint_eq(asb_rows_count(rows), 1);
    ck_assert_int_eq(number_in(rows, 0, "evidence"), UINT16_MAX);
    asb_rows_free(rows);
}
END_TEST

/* Long lists are read on from any row, whatever its date. */
START_TEST(pages_of_duties_long_ago)
{
    char after[200] = "", query[400], found[100] = "";
    put(&t, "A", "{'state':'open','policy':'p','owner':'amy','duties':[{'rule':'contact','state':'open','record':1,'due':'1931-05-01'}]}");
    put(&t, "B",
        "{'state':'open','policy':'p','owner':'amy','duties':[{'rule':'contact','state':'open','record':1,'due':'1969-12-30T10:00:00Z'}]}");
    put(&t, "C", "{'state':'open','policy':'p','owner':'amy','duties':[{'rule':'contact','state':'open','record':1,'due':'2026-05-01'}]}");
    put(&t, "D", "{'state':'open','policy':'p','owner':'amy','duties':[{'rule':'contact','state':'open','record':1}]}");
    for (int i = 0; i < 4; i++) {
        snprintf(query, sizeof query, "{'query':'duties','limit':1%s%s%s}", *after ? ",'after':'" : "", after, *after ? "'" : "");
        asb_rows *rows = rows_of(query);
        ck_assert_uint_eq(asb_rows_count(rows), 1);
        strcat(found, asb_rows_text(rows, 0, "case"));
        strcat(found, asb_rows_text(rows, 0, "due"));
        strcat(found, " ");
        snprintf(after, sizeof after, "%s", asb_rows_next(rows) ? asb_rows_next(rows) : "");
        asb_rows_free(rows);
    }
    ck_assert_str_eq(found, "A1931-05-01 B1969-12-30T10:00:00Z C2026-05-01 D ");
    ck_assert_str_eq(after, "");
}
END_TEST

START_TEST(more_places_than_one_block_holds)
{
    enum { HOMES = 2500 };
    char id[20], summary[400];
    for (int i = 0; i < HOMES; i++) {
        snprintf(id, sizeof id, "H%04d", i);
        snprintf(summary, sizeof summary,
                 "{'state':'open','policy':'p','duties':[],'parties':[{'id':'p1','as':['complainant'],'name':'ann ash %d','address':'%d "
                 "high st',"
                 "'uprn':'%d'}],'reports':[{'at':'2026-05-01T09:00:00Z','reporter':'p1','place':'%d high st'}]}",
                 i % 2000, i % 2000, 1000 + i % 2000, i % 2000);
        put(&t, id, summary);
    }
    static const char *const by[] = {"uprn", "address"};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        char query[100];
        snprintf(query, sizeof query, "{'query':'places','by':'%s','limit':1}", by[i]);
        asb_rows *rows = rows_of(query);
        ck_assert_uint_eq(asb_rows_total(rows), 2000);
        ck_assert_int_eq(number_in(rows, 0, "cases"), 2);
        asb_rows_free(rows);
    }
    asb_rows *rows = rows_of("{'query':'people','limit':1}");
    ck_assert_uint_eq(asb_rows_total(rows), 500);
    asb_rows_free(rows);
}
END_TEST

/* From any page on, by number of the property as by its address. */
START_TEST(pages_of_places)
{
    static const char *const by[] = {"uprn", "address", "postcode"};
    for (int i = 0; i < 5; i++) {
        char id[8], summary[400];
        snprintf(id, sizeof id, "P%d", i);
        snprintf(
            summary, sizeof summary,
            "{'state':'open','policy':'p','duties':[],'parties':[{'id':'p1','as':['complainant'],'name':'ann ash','address':'%d high st',"
            "'postcode':'TN9 %dAA','uprn':'%d'}],'reports':[{'at':'2026-05-01T09:00:00Z','reporter':'p1','place':'%d high st'}]}",
            i, i, 100 + i, i);
        put(&t, id, summary);
    }
    for (size_t k = 0; k < sizeof by / sizeof *by; k++) {
        char after[300] = "", query[500], seen[300] = "";
        unsigned pages = 0;
        do {
            snprintf(query, sizeof query, "{'query':'places','by':'%s','limit':1%s%s%s}", by[k], *after ? ",'after':'" : "", after,
                     *after ? "'" : "");
            asb_rows *rows = rows_of(query);
            ck_assert_uint_eq(asb_rows_count(rows), 1);
            const char *place = asb_rows_text(rows, 0, "place");
            ck_assert_msg(*place && !strstr(seen, place), "%s: %s after %s", by[k], place, seen);
            strcat(seen, place);
            strcat(seen, "|");
            snprintf(after, sizeof after, "%s", asb_rows_next(rows) ? asb_rows_next(rows) : "");
            asb_rows_free(rows);
        } while (*after && ++pages < 20);
        ck_assert_uint_eq(pages, 4);
    }
}
END_TEST

/* Cells of every kind, by row, as a host without JSON reads them. */
START_TEST(months_and_flags_by_the_cell)
{
    int64_t n;
    put(&t, "A", "{'state':'open','policy':'p','duties':[],'reported':'2026-05-01T09:00:00Z','hate':true}");
    put(&t, "B", "{'state':'open','policy':'p','duties':[],'reported':'2026-04-01T09:00:00Z','hate':false}");
    put(&t, "C", "{'state':'open','policy':'p','duties':[]}");
    asb_rows *rows = rows_of("{'query':'counts','by':['reported_month','hate']}");
    unsigned months = 0, flags = 0;
    for (uint32_t i = 0; i < asb_rows_count(rows); i++) {
        const char *month = asb_rows_text(rows, i, "reported_month");
        months += !strcmp(month, "2026-05") || !strcmp(month, "2026-04");
        if (asb_rows_number(&n, rows, i, "hate") == ASB_OK) flags++;
    }
    ck_assert_uint_eq(asb_rows_count(rows), 3);
    ck_assert_uint_eq(months, 2);
    ck_assert_uint_ge(flags, 2);
    asb_rows_free(rows);
}
END_TEST

/* What happened on no day is like nothing that happened on another, and the people are compared all the same; also when the case is put in again. */
START_TEST(events_without_a_day)
{
#define TOLD(party, more) \
    "{'state':'open','policy':'p','duties':[],'parties':[{'id':'" party \
    "','as':['complainant'],'name':'ann ash','address':'12 high st','postcode':'TN9 1AA'}]," \
    "'reports':[{'reporter':'" party "','place':'12 high st'}" more "],'incidents':[{'place':'12 high st'}]}"
    put(&t, "A", TOLD("p1", ""));
    put(&t, "B", TOLD("p2", ",{'at':'2026-05-01T09:00:00Z','reporter':'p2','place':'12 high st'}"));
    put(&t, "A", TOLD("p1", ",{'at':'2026-05-01T09:00:00Z','reporter':'p1','place':'12 high st'}"));
    put(&t, "A", TOLD("p1", ""));
    asb_rows *rows = rows_of("{'query':'matches','case':'A'}");
    int homes = 0;
    for (uint32_t i = 0; i < asb_rows_count(rows); i++) {
        ck_assert_str_eq(asb_rows_text(rows, i, "case"), "B");
        ck_assert_str_ne(asb_rows_text(rows, i, "reason"), "same-incident");
        homes += strstr(asb_rows_text(rows, i, "reason"), "same-") != NULL;
    }
    ck_assert_int_gt(homes, 0);
    asb_rows_free(rows);
}
END_TEST

/* Of somebody whose cases do not say when they were reported, the number is known and no day. */
START_TEST(people_of_cases_without_a_day)
{
    static const char summary[] = "{'state':'open','policy':'p','duties':[],'parties':[{'id':'p1','as':['complainant'],'name':'ann ash',"
                                  "'address':'12 high st'}]}";
    put(&t, "A", summary);
    put(&t, "B", summary);
    asb_rows *rows = rows_of("{'query':'people','by':'name'}");
    ck_assert_uint_eq(asb_rows_count(rows), 1);
    ck_assert_int_eq(number_in(rows, 0, "cases"), 2);
    ck_assert_str_eq(asb_rows_text(rows, 0, "first"), "");
    ck_assert_str_eq(asb_rows_text(rows, 0, "last"), "");
    asb_rows_free(rows);
}
END_TEST

/* ---- a store that has summaries but cannot say what has changed, and whose case B is damaged */

static asb_store_callbacks truth;
static int is_damaged;

static int32_t spoil(void *sink_self, const asb_stored_record *r) {
    asb_stored_record other = *r;
    void **to = sink_self;
    asb_record_sink sink = *(asb_record_sink *)to[0];
    if (r->seq == 2) other.body = (asb_bytes){"{", 1};
    return sink(to[1], &other);
}

static int32_t damaged_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    void *to[] = {&sink, sink_self};
    (void)self;
    if (is_damaged && id.length == 1 && *(const char *)id.data == 'B') return truth.read(truth.self, id, from, spoil, to);
    return truth.read(truth.self, id, from, sink, sink_self);
}

static int32_t without_summaries(void *sink_self, asb_bytes id, uint32_t version, asb_bytes summary) {
    void **to = sink_self;
    asb_case_sink sink = *(asb_case_sink *)to[0];
    (void)summary;
    return sink(to[1], id, version, (asb_bytes){"", 0});
}

static int32_t bare_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    void *to[] = {&sink, sink_self};
    (void)self;
    return truth.list(truth.self, after, limit, without_summaries, to);
}

/* The others are counted all the same, and it is said that one is not. */
START_TEST(a_damaged_case_does_not_hide_the_others)
{
    static const char *const ids[] = {"A", "B", "C"};
    asb_store *lies = NULL;
    for (size_t i = 0; i < 3; i++) {
        asb_case *c = case_world_case(&t.w, ids[i]);
        ck_assert_int_eq(asb_case_save(c), ASB_OK);
        asb_case_free(c);
    }
    truth = t.w.store->table;
    asb_store_callbacks table = truth;
    table.struct_size = sizeof table, table.read = damaged_read, table.list = bare_list, table.changes = NULL, table.close = NULL;
    ck_assert_int_eq(asb_store_custom(&lies, t.w.engine, &table), ASB_OK);
    is_damaged = 1;
    ck_assert_int_eq(asb_caseload_follow(t.l, lies), ASB_ECORRUPT);
    ck_assert_uint_eq(asb_caseload_count(t.l), 2);
    is_damaged = 0;
    ck_assert_int_eq(asb_caseload_follow(t.l, lies), ASB_OK);
    ck_assert_uint_eq(asb_caseload_count(t.l), 3);
    asb_store_free(lies);
}
END_TEST

Suite *asb_suite_caseload_corners(void) {
    Suite *s = suite_create("caseload_corners");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, numbers_beyond_their_bounds);
    tcase_add_test(c, pages_of_duties_long_ago);
    tcase_add_test(c, more_places_than_one_block_holds);
    tcase_add_test(c, pages_of_places);
    tcase_add_test(c, months_and_flags_by_the_cell);
    tcase_add_test(c, people_of_cases_without_a_day);
    tcase_add_test(c, events_without_a_day);
    tcase_add_test(c, a_damaged_case_does_not_hide_the_others);
    suite_add_tcase(s, c);
    return s;
}
