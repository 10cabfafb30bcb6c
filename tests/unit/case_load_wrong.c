/* Cases given to asb_case_load() that are none, or not whole: each is refused, and says why. */
#include <asb/asb.h>
#include <asb/sys/hooks.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *asb_suite_case_load_wrong(void);

typedef struct scene {
    asb_engine *engine;
    asb_policy *policy;
    asb_case *c;
    asb_text *whole; /* the export of a case with three records */
} scene;

static int64_t now(void *self) {
    (void)self;
    return INT64_C(1780300800000);
}

static void add(scene *s, const char *kind, const char *fields) {
    char json[400];
    asb_record *r = NULL;
    int length = snprintf(json, sizeof json, "{\"kind\":\"%s\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":%s}", kind, fields);
    ck_assert_int_eq(asb_record_parse(&r, s->engine, json, (size_t)length), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, s->c, r), ASB_OK);
    asb_record_free(r);
}

static void begin(scene *s) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    ck_assert_int_eq(asb_engine_new(&s->engine, &hooks), ASB_OK);
    ck_assert_int_eq(asb_policy_builtin(&s->policy, s->engine, "places-for-people"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&s->c, s->engine, s->policy, NULL, "F"), ASB_OK);
    add(s, "report", "{\"channel\":\"phone\",\"summary\":\"s\"}");
    add(s, "note", "{\"text\":\"one\"}");
    add(s, "note", "{\"text\":\"two\"}");
    ck_assert_int_eq(asb_case_saved(s->c, 3), ASB_OK);
    ck_assert_int_eq(asb_case_export(&s->whole, s->c), ASB_OK);
}

static void end(scene *s) {
    asb_text_free(s->whole);
    asb_case_free(s->c);
    asb_policy_free(s->policy);
    asb_engine_free(s->engine);
}

static void load(scene *s, const char *json, int32_t status, const char *code) {
    asb_case *loaded = NULL;
    int32_t found = asb_case_load(&loaded, s->engine, NULL, json, strlen(json));
    ck_assert_msg(found == status && !strcmp(asb_error_code(s->engine), code), "%.60s: %d, %s, and not %d, %s", json, (int)found,
                  asb_error_code(s->engine), (int)status, code);
    ck_assert_ptr_null(loaded);
}

START_TEST(what_is_no_case_is_refused_at_its_place)
{
    static const struct {
        const char *json, *code;
    } all[] = {
        {"{}", "case-load-id"},
        {"{\"case\":1}", "case-load-id"},
        {"{\"case\":\" \"}", "case-load-id"},
        {"{\"case\":\"A\",\"records\":{}}", "case-load-records"},
        {"{\"case\":\"A\",\"records\":[],\"policies\":{}}", "case-load-policies"},
        {"{\"case\":\"A\",\"records\":[]}", "case-load-empty"},
        {"{\"case\":\"A\"}", "case-load-empty"},
        {"{\"case\":\"A\",\"records\":[{}]}", "case-load-record"},
        {"{\"case\":\"A\",\"records\":[{\"header\":1}]}", "case-load-record"},
        {"{\"case\":\"A\",\"records\":[{\"header\":\"\",\"body\":1}]}", "case-load-record"},
    };
    scene s;
    begin(&s);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) load(&s, all[i].json, ASB_EINVALID, all[i].code);
    end(&s);
}
END_TEST

/* Without the bytes from the first `from` on up to the `to` after it; `put` is in their place. The caller frees it. */
static char *changed(const scene *s, const char *from, const char *to, const char *put) {
    const char *whole = asb_text_data(s->whole), *first = strstr(whole, from);
    ck_assert_ptr_nonnull(first);
    const char *last = strstr(first + 1, to);
    ck_assert_ptr_nonnull(last);
    char *out = calloc(1, strlen(whole) + strlen(put) + 1);
    memcpy(out, whole, (size_t)(first - whole));
    strcat(strcat(out, put), last);
    return out;
}

static void load_changed(const char *from, const char *to, const char *put, int32_t status, const char *code) {
    scene s;
    begin(&s);
    char *json = changed(&s, from, to, put);
    load(&s, json, status, code);
    free(json);
    end(&s);
}

START_TEST(a_case_that_is_not_whole_is_refused)
{
    load_changed(",{\"body\"", ",{\"body\"", "", ASB_ECORRUPT, "case-number");                   /* the second record is gone */
    load_changed("\"records\":[{", ",{\"body\"", "\"records\":[", ASB_EJSON, "json-unexpected"); /* a test of the test: a comma too many */
    load_changed("\"case\":\"F\"", ",", "\"case\":\"G\"", ASB_ECORRUPT, "case-other");
}
END_TEST

START_TEST(an_id_is_a_text_of_a_thousand_bytes_at_most)
{
    static const char *const bad[] = {"", " ", "\xC3", "\xED\xA0\x80"};
    char most[1002];
    scene s;
    asb_case *c = NULL;
    begin(&s);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_int_eq(asb_case_new(&c, s.engine, s.policy, NULL, bad[i]), ASB_EINVALID);
        ck_assert_str_eq(asb_error_code(s.engine), "case-id");
    }
    memset(most, 'x', sizeof most);
    most[1001] = '\0';
    ck_assert_int_eq(asb_case_new(&c, s.engine, s.policy, NULL, most), ASB_EINVALID);
    most[1000] = '\0';
    ck_assert_int_eq(asb_case_new(&c, s.engine, s.policy, NULL, most), ASB_OK);
    asb_case_free(c);
    end(&s);
}
END_TEST

Suite *asb_suite_case_load_wrong(void) {
    Suite *s = suite_create("case_load_wrong");
    TCase *t = tcase_create("load");
    tcase_add_test(t, what_is_no_case_is_refused_at_its_place);
    tcase_add_test(t, a_case_that_is_not_whole_is_refused);
    tcase_add_test(t, an_id_is_a_text_of_a_thousand_bytes_at_most);
    suite_add_tcase(s, t);
    return s;
}
