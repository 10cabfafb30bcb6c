/* Moving: exported cases and stores brought into others, stores copied into other kinds of store, and what a move to another policy would change. */
#include "case_world.h"
#include "store/store.h"

#include <unistd.h>

Suite *asb_suite_store_moving(void);

static case_world w;
static asb_store *other;

static void setup(void) {
    case_world_begin(&w, "places-for-people");
    ck_assert_int_eq(asb_store_memory(&other, w.engine), ASB_OK);
}
static void teardown(void) {
    asb_store_free(other);
    case_world_end(&w);
}

static const char note[] = "{\"text\":\"x\"}";

static void saved(const char *id, int notes) {
    asb_case *c = case_world_case(&w, id);
    for (int i = 0; i < notes; i++) ck_assert_int_eq(case_world_add(&w, c, "note", note), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

static void add(asb_store *s, const char *id, const char *role, const char *kind, const char *fields) {
    asb_case *c;
    ck_assert_int_eq(asb_case_open(&c, s, id), ASB_OK);
    ck_assert_int_eq(case_world_add_as(&w, c, "meg", role, kind, fields), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

static void erase(asb_store *s, const char *id) {
    add(s, id, "CHM", "erasure", "{\"party\":\"p2\",\"basis\":\"UK GDPR, Article 17\",\"reason\":\"asked for\"}");
}

static void close_office(asb_store *s, const char *day) {
    asb_calendar *days;
    ck_assert_int_eq(asb_calendar_new(&days, w.engine), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, day, NULL, "Flood"), ASB_OK);
    ck_assert_int_eq(asb_store_set_calendar(s, days), ASB_OK);
    asb_calendar_free(days);
}

static char *exported(asb_store *s) {
    asb_text *t = NULL;
    ck_assert_msg(asb_store_export(&t, s) == ASB_OK, "%s", asb_error_message(w.engine));
    char *copy = strdup(asb_text_data(t));
    asb_text_free(t);
    return copy;
}

static char *exported_case(asb_store *s, const char *id) {
    asb_case *c;
    asb_text *t;
    ck_assert_int_eq(asb_case_open(&c, s, id), ASB_OK);
    ck_assert_int_eq(asb_case_export(&t, c), ASB_OK);
    char *copy = strdup(asb_text_data(t));
    asb_text_free(t);
    asb_case_free(c);
    return copy;
}

/* Byte by byte: the lines have all that a store has. */
static void same(asb_store *a, asb_store *b) {
    char *x = exported(a), *y = exported(b);
    ck_assert_str_eq(x, y);
    free(x);
    free(y);
}

static void reported(asb_text *t, const char *report) {
    ck_assert_ptr_nonnull(t);
    ck_assert_str_eq(asb_text_data(t), report);
    asb_text_free(t);
}

static void copied(asb_store *to, asb_store *from, int32_t status, const char *report) {
    asb_text *t = NULL;
    int32_t is = asb_store_copy(&t, to, from);
    ck_assert_msg(is == status, "%d %s", (int)is, asb_error_message(w.engine));
    reported(t, report);
}

static void imported(asb_store *to, const char *lines, int32_t status, const char *report) {
    asb_text *t = NULL;
    int32_t is = asb_store_import(&t, to, lines, strlen(lines));
    ck_assert_msg(is == status, "%d %s", (int)is, asb_error_message(w.engine));
    reported(t, report);
}

static void open_journal(asb_store **out, char path[100]) {
    const char *folder = getenv("TMPDIR");
    snprintf(path, 100, "%.60s/asb-moving-XXXXXX", folder ? folder : "/tmp");
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    remove(path);
    ck_assert_int_eq(asb_store_journal(out, w.engine, path), ASB_OK);
}

/* ---- a case */

START_TEST(a_case_goes_to_another_store)
{
    asb_case *c, *again = NULL;
    saved("A", 1);
    erase(w.store, "A");
    char *json = exported_case(w.store, "A");
    ck_assert_int_eq(asb_case_import(&c, other, json, strlen(json)), ASB_OK);
    ck_assert_uint_eq(asb_case_stored(c), 6);
    same(w.store, other); /* the summary, too */
    char *x = exported_case(other, "A");
    ck_assert_str_eq(x, json);
    ck_assert_int_eq(case_world_add(&w, c, "note", note), ASB_OK); /* and it is worked on there */
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(asb_case_import(&again, other, json, strlen(json)), ASB_EEXISTS);
    ck_assert_int_eq(asb_case_import(&again, w.store, json, strlen(json)), ASB_EEXISTS);
    ck_assert_ptr_null(again);
    asb_case_free(c);
    free(x);
    free(json);
}
END_TEST

START_TEST(a_damaged_case_stays_outside)
{
    asb_case *c = NULL;
    saved("A", 1);
    char *json = exported_case(w.store, "A"), *place = strstr(json, "Ann Archer");
    place[0] = 'U';
    ck_assert_int_eq(asb_case_import(&c, other, json, strlen(json)), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_code(w.engine), "case-body");
    /* a body left out, and no erasure: the header alone would pass */
    char *body = strstr(json, "{\"body\":\"{"), *header = strstr(body, "\"header\":");
    place[0] = 'A';
    memset(body + 1, ' ', (size_t)(header - body) - 1);
    ck_assert_int_eq(asb_case_import(&c, other, json, strlen(json)), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_code(w.engine), "case-body-gone");
    ck_assert_int_eq(asb_case_import(&c, other, "{", 1), ASB_EJSON);
    ck_assert_int_eq(asb_case_import(&c, other, "{}", 2), ASB_EINVALID);
    ck_assert_int_eq(asb_case_import(&c, NULL, "{}", 2), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_import(&c, other, NULL, 0), ASB_EARGUMENT);
    ck_assert_ptr_null(c);
    free(json);
}
END_TEST

/* Of one record only, so that no later header gives it away: it says another version than its policy's document does. */
START_TEST(a_case_that_names_its_policy_wrongly)
{
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, w.engine, w.policy, w.store, "A"), ASB_OK);
    ck_assert_int_eq(case_world_add(&w, c, "report", "{\"channel\":\"phone\",\"summary\":\"x\"}"), ASB_OK);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    c = NULL;
    char *json = exported_case(w.store, "A"), *version = strstr(strstr(json, "\"header\":"), "\\\"version\\\":\\\"");
    ck_assert_ptr_nonnull(version);
    version[strlen("\\\"version\\\":\\\"")] = 'x';
    ck_assert_int_eq(asb_case_import(&c, other, json, strlen(json)), ASB_ECORRUPT);
    ck_assert_str_eq(asb_error_code(w.engine), "case-policy-other");
    ck_assert_ptr_null(c);
    free(json);
}
END_TEST

START_TEST(the_calendar_of_the_store_counts)
{
    asb_case *there, *here;
    saved("A", 0);
    char *json = exported_case(w.store, "A");
    close_office(other, "2026-06-02");
    ck_assert_int_eq(asb_case_import(&there, other, json, strlen(json)), ASB_OK);
    ck_assert_int_eq(asb_case_open(&here, other, "A"), ASB_OK);
    char *x = case_world_picture(there, 1), *y = case_world_picture(here, 1);
    ck_assert_str_eq(x, y);
    ck_assert_ptr_nonnull(strstr(x, "2026-06-02"));
    asb_case_free(there);
    asb_case_free(here);
    free(x);
    free(y);
    free(json);
}
END_TEST

/* ---- a store as lines */

START_TEST(a_store_goes_as_lines)
{
    close_office(w.store, "2026-06-02");
    for (int i = 0; i < 70; i++) { /* more than a batch */
        char id[8];
        snprintf(id, sizeof id, "C%02d", i);
        saved(id, i % 3);
    }
    erase(w.store, "C07");
    char *lines = exported(w.store), *last = strstr(lines, "{\"cases\":70,\"digest\":\"");
    ck_assert_ptr_nonnull(last);
    imported(other, lines, ASB_OK, "{\"cases\":70,\"written\":70,\"grown\":0,\"same\":0,\"left\":[]}");
    same(w.store, other);
    asb_text *head;
    ck_assert_int_eq(asb_store_head(&head, other), ASB_OK);
    ck_assert_mem_eq(asb_text_data(head), last, asb_text_length(head));
    asb_text_free(head);
    imported(other, lines, ASB_OK, "{\"cases\":70,\"written\":0,\"grown\":0,\"same\":70,\"left\":[]}");
    free(lines);
}
END_TEST

START_TEST(lines_in_parts)
{
    saved("A", 0);
    saved("B", 0);
    char *lines = exported(w.store), *b = strstr(lines, "{\"case\":\"B\"");
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_import(&t, other, b, strlen(b)), ASB_ECORRUPT); /* the policy did not come */
    reported(t,
             "{\"cases\":1,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"B\",\"seq\":1,\"what\":\"a policy document of it is "
             "missing, or "
             "another\"}]}");
    t = NULL;
    ck_assert_int_eq(asb_store_import(&t, other, lines, (size_t)(b - lines)), ASB_ECORRUPT); /* the end is missing */
    reported(t,
             "{\"cases\":1,\"written\":1,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"\",\"seq\":0,\"what\":\"the last line is missing: "
             "the document was "
             "cut off\"}]}");
    imported(other, b, ASB_OK, "{\"cases\":1,\"written\":1,\"grown\":0,\"same\":0,\"left\":[]}");
    same(w.store, other);
    free(lines);
}
END_TEST

START_TEST(lines_that_were_changed)
{
    static const char *const wrong[] = {"{}",
                                        "[]",
                                        "{\"case\":1}",
                                        "{\"case\":\"A\",\"records\":[{}]}",
                                        "{\"policy\":{}}",
                                        "{\"asb_store\":true}",
                                        "{\"cases\":1}",
                                        "{\"asb_store\":1,\"calendar\":{}}"};
    asb_text *t = NULL;
    saved("A", 0);
    saved("B", 0);
    char *lines = exported(w.store), *a = strstr(lines, "{\"case\":\"A\""), *b = strstr(lines, "{\"case\":\"B\"");
    strstr(b, "Ann Archer")[0] = 'U';
    imported(other, lines, ASB_ECORRUPT,
             "{\"cases\":2,\"written\":1,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"B\",\"seq\":2,\"what\":\"the body does not match its "
             "digest\"}]}");
    strstr(b, "Unn Archer")[0] = 'A';
    memmove(a, b, strlen(b) + 1); /* the line of A is taken out */
    imported(other, lines, ASB_ECORRUPT,
             "{\"cases\":1,\"written\":1,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"\",\"seq\":0,\"what\":\"the last line does not fit "
             "the cases before it: "
             "some are missing, or others\"}]}");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ck_assert_int_eq(asb_store_import(&t, other, wrong[i], strlen(wrong[i])), ASB_EINVALID);
        ck_assert_str_eq(asb_error_code(w.engine), "store-import-line");
        ck_assert_uint_eq(asb_error_line(w.engine), 1);
    }
    ck_assert_int_eq(asb_store_import(&t, other, "\n{", 2), ASB_EJSON);
    ck_assert_uint_eq(asb_error_line(w.engine), 2);
    ck_assert_int_eq(asb_store_import(&t, other, "{\"asb_store\":2}", 15), ASB_EVERSION);
    ck_assert_int_eq(asb_store_import(&t, other, NULL, 0), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
    free(lines);
}
END_TEST

static int32_t count_lines(void *self, asb_bytes line) {
    int *left = self;
    ck_assert_int_eq(((const char *)line.data)[line.length - 1], '\n');
    return --*left ? ASB_OK : ASB_EUSER;
}

START_TEST(lines_through_a_sink)
{
    int lines = 100;
    saved("A", 0);
    saved("B", 0);
    ck_assert_int_eq(asb_store_export_to(w.store, count_lines, &lines), ASB_OK);
    ck_assert_int_eq(lines, 95);
    lines = 2;
    ck_assert_int_eq(asb_store_export_to(w.store, count_lines, &lines), ASB_EUSER);
    ck_assert_int_eq(lines, 0);
    ck_assert_int_eq(asb_store_export_to(w.store, NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_export(NULL, w.store), ASB_EARGUMENT);
}
END_TEST

/* ---- a store copied */

START_TEST(into_another_kind_and_back)
{
    asb_store *journal;
    char path[100];
    open_journal(&journal, path);
    close_office(w.store, "2026-06-02");
    for (int i = 0; i < 130; i++) {
        char id[8];
        snprintf(id, sizeof id, "C%03d", i);
        saved(id, i % 3);
    }
    erase(w.store, "C007");
    copied(journal, w.store, ASB_OK, "{\"cases\":130,\"written\":130,\"grown\":0,\"same\":0,\"left\":[]}");
    same(w.store, journal);
    copied(other, journal, ASB_OK, "{\"cases\":130,\"written\":130,\"grown\":0,\"same\":0,\"left\":[]}");
    same(w.store, other);
    /* the day after: some have grown, one has something erased in it */
    add(w.store, "C001", "CCC", "note", note);
    erase(w.store, "C002");
    saved("D", 0);
    copied(journal, w.store, ASB_OK, "{\"cases\":131,\"written\":1,\"grown\":2,\"same\":128,\"left\":[]}");
    same(w.store, journal);
    asb_store_free(journal);
    remove(path);
}
END_TEST

START_TEST(what_is_another_case_is_left)
{
    asb_store *first = w.store;
    saved("A", 0);
    saved("B", 0);
    copied(other, first, ASB_OK, "{\"cases\":2,\"written\":2,\"grown\":0,\"same\":0,\"left\":[]}");
    add(other, "A", "CCC", "note", note); /* it went on there */
    erase(first, "B");                    /* and here */
    add(other, "B", "CCC", "note", note); /* and there */
    close_office(first, "2026-06-02");
    close_office(other, "2026-06-03");
    copied(
        other, first, ASB_CONFLICT,
        "{\"cases\":2,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"\",\"seq\":0,\"what\":\"the store has another calendar\"},"
        "{\"case\":\"A\",\"seq\":5,\"what\":\"the store has later records of the case\"},"
        "{\"case\":\"B\",\"seq\":5,\"what\":\"the store has another case of this id\"}]}");
    asb_text *t = NULL;
    ck_assert_int_eq(asb_store_copy(&t, other, other), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_copy(&t, other, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_copy(NULL, other, first), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
}
END_TEST

/* What is erased in the store that is copied into does not come back. */
START_TEST(what_was_erased_there_does_not_come_back)
{
    saved("A", 0);
    copied(other, w.store, ASB_OK, "{\"cases\":1,\"written\":1,\"grown\":0,\"same\":0,\"left\":[]}");
    erase(other, "A");
    copied(other, w.store, ASB_CONFLICT,
           "{\"cases\":1,\"written\":0,\"grown\":0,\"same\":0,\"left\":[{\"case\":\"A\",\"seq\":3,\"what\":\"the store has another body, "
           "or has erased it\"}]}");
}
END_TEST

/* ---- to another policy */

static asb_policy *changed(const char *from, const char *to) {
    const char *json = asb_policy_json(w.policy, NULL), *place = strstr(json, from);
    asb_policy *p = NULL;
    ck_assert_ptr_nonnull(place);
    char *copy = calloc(1, strlen(json) + strlen(to) + 100);
    memcpy(copy, json, (size_t)(place - json));
    strcat(strcat(copy, to), place + strlen(from));
    int32_t status = asb_policy_parse(&p, w.engine, copy, strlen(copy));
    ck_assert_msg(status == ASB_OK, "%s %s", asb_error_pointer(w.engine), asb_error_message(w.engine));
    free(copy);
    return p;
}

static char *preview(asb_case *c, asb_policy *p) {
    asb_text *t = NULL;
    int32_t status = asb_case_preview_move(&t, c, p);
    ck_assert_msg(status == ASB_OK, "%s", asb_error_message(w.engine));
    char *copy = strdup(asb_text_data(t));
    asb_text_free(t);
    return copy;
}

static uint32_t open_duties(asb_case *c) {
    asb_duties *d;
    uint32_t n = 0;
    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    for (uint32_t i = 0; i < asb_duties_count(d); i++)
        n += asb_duties_state(d, i) == ASB_DUTY_OPEN || asb_duties_state(d, i) == ASB_DUTY_OVERDUE;
    asb_duties_free(d);
    return n;
}

static uint32_t occurs(const char *in, const char *what) {
    uint32_t n = 0;
    for (const char *at = in; (at = strstr(at, what)) != NULL; at++) n++;
    return n;
}

START_TEST(a_preview_says_what_a_move_does)
{
    asb_case *c = case_world_case(&w, "A");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_policy *p = changed("\"id\":\"risk-assessment\"", "\"id\":\"risk-of-harm\"");
    char *before = case_world_picture(c, 1), *said = preview(c, p), *after = case_world_picture(c, 1);
    ck_assert_str_eq(before, after); /* nothing is changed */
    const char *lapse = strstr(said, "\"lapse\":["), *go_on = strstr(said, "\"go_on\":[");
    ck_assert_ptr_nonnull(lapse);
    ck_assert_ptr_nonnull(go_on);
    ck_assert_ptr_nonnull(strstr(lapse, "\"duty\":\"risk-assessment\""));
    ck_assert_ptr_nonnull(strstr(said, "\"begin\":[],\"changed\":[\"policy\"]"));
    ck_assert_ptr_nonnull(strstr(go_on, "\"due_before\":"));
    uint32_t lapses = occurs(lapse, "\"duty\":"), all = open_duties(c);
    ck_assert_uint_ge(lapses, 1);
    ck_assert_int_eq(asb_case_move(c, p, "meg", "CHM", "a new version"), ASB_OK);
    ck_assert_uint_eq(open_duties(c), all - lapses);
    ck_assert_uint_eq(occurs(go_on, "\"duty\":") - lapses, all - lapses);
    free(before);
    free(said);
    free(after);
    asb_policy_free(p);
    asb_case_free(c);
}
END_TEST

START_TEST(a_preview_of_erased_and_pending_records)
{
    asb_case *c = case_world_case(&w, "A");
    asb_text *t = NULL;
    asb_case *empty;
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    ck_assert_int_eq(case_world_add_as(&w, c, "meg", "CHM", "erasure", "{\"party\":\"p2\",\"basis\":\"law\",\"reason\":\"asked for\"}"),
                     ASB_OK);
    asb_policy *p;
    ck_assert_int_eq(asb_policy_builtin(&p, w.engine, "west-kent"), ASB_OK);
    char *said = preview(c, p);
    ck_assert_ptr_nonnull(strstr(said, "\"id\":\"west-kent\""));
    ck_assert_ptr_nonnull(strstr(said, "\"id\":\"places-for-people\""));
    ck_assert_int_eq(asb_case_new(&empty, w.engine, w.policy, w.store, "B"), ASB_OK);
    ck_assert_int_eq(asb_case_preview_move(&t, empty, p), ASB_ESTATE);
    ck_assert_int_eq(asb_case_preview_move(&t, c, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_preview_move(NULL, c, p), ASB_EARGUMENT);
    ck_assert_ptr_null(t);
    free(said);
    asb_policy_free(p);
    asb_case_free(empty);
    asb_case_free(c);
}
END_TEST

Suite *asb_suite_store_moving(void) {
    Suite *s = suite_create("store: moving");
    TCase *t = tcase_create("all");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, a_case_goes_to_another_store);
    tcase_add_test(t, a_damaged_case_stays_outside);
    tcase_add_test(t, a_case_that_names_its_policy_wrongly);
    tcase_add_test(t, the_calendar_of_the_store_counts);
    tcase_add_test(t, a_store_goes_as_lines);
    tcase_add_test(t, lines_in_parts);
    tcase_add_test(t, lines_that_were_changed);
    tcase_add_test(t, lines_through_a_sink);
    tcase_add_test(t, into_another_kind_and_back);
    tcase_add_test(t, what_is_another_case_is_left);
    tcase_add_test(t, what_was_erased_there_does_not_come_back);
    tcase_add_test(t, a_preview_says_what_a_move_does);
    tcase_add_test(t, a_preview_of_erased_and_pending_records);
    suite_add_tcase(s, t);
    return s;
}
