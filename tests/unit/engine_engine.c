/* The engine: hooks, limits, errors, texts, and what can be asked of a build. */
#include "record_support.h"
#include <asb/asb.h>
#include <stdio.h>

Suite *asb_suite_engine_engine(void);

/* Hooks as a later header might have them: fields at the end that this library does not know. */
typedef struct later_hooks {
    asb_hooks hooks;
    uint64_t unknown[2];
} later_hooks;

static int32_t called;

static int64_t a_time(void *self) {
    (void)self;
    called++;
    return INT64_C(981173106789);
}

static int32_t no_random(void *self, void *bytes, size_t size) {
    (void)self, (void)bytes, (void)size;
    return -1;
}

static asb_engine *engine_of(const asb_hooks *hooks) {
    asb_engine *e = NULL;
    ck_assert_int_eq(asb_engine_new(&e, hooks), ASB_OK);
    ck_assert_ptr_nonnull(e);
    return e;
}

START_TEST(an_engine_needs_no_hooks)
{
    asb_engine *e = engine_of(NULL);
    int64_t now = 0;
    ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
    ck_assert(now > INT64_C(1700000000000)); /* the platform's clock: this was written in 2026 */
    ck_assert_uint_gt(asb_engine_memory(e), 0);
    ck_assert_uint_ge(asb_engine_memory_peak(e), asb_engine_memory(e));
    asb_engine_free(e);
}
END_TEST

START_TEST(null_is_no_engine)
{
    int64_t now = 77;
    uint64_t value = 77;
    ck_assert_int_eq(asb_engine_new(NULL, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_now(&now, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_limit(&value, NULL, "records"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_set_limit(NULL, "records", 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_set_calendar(NULL, NULL), ASB_EARGUMENT);
    ck_assert(now == 77 && value == 77);
    ck_assert_uint_eq(asb_engine_memory(NULL), 0);
    ck_assert_uint_eq(asb_engine_memory_peak(NULL), 0);
    asb_engine_free(NULL);
    asb_text_free(NULL);
}
END_TEST

static int64_t said;

static int64_t say(void *self) {
    (void)self;
    return said;
}

/* What could be written and never be read again is refused; what is asked is answered as of the last record. */
START_TEST(a_clock_that_cannot_tell)
{
    static const int64_t good[] = {INT64_C(-2208988800000), INT64_C(32503679999999)}; /* the first and the last of 1900 to 2999 */
    static const int64_t bad[] = {INT64_MIN, INT64_C(-2208988800001), INT64_C(32503680000000), INT64_MAX};
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = say};
    asb_engine *e = engine_of(&hooks);
    asb_policy *p = NULL;
    asb_case *c = NULL;
    asb_record *r = NULL;
    asb_text *facts = NULL;
    int64_t now = 5;

    ck_assert_int_eq(asb_policy_builtin(&p, e, "hart"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&c, e, p, NULL, "C"), ASB_OK);
    ck_assert_int_eq(asb_record_new(&r, e, "report"), ASB_OK);
    ck_assert_int_eq(asb_record_set_actor(r, "amy", "system"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "channel", "phone"), ASB_OK);
    ck_assert_int_eq(asb_record_set_text(r, "summary", "Noise"), ASB_OK);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        said = bad[i];
        ck_assert_int_eq(asb_engine_now(&now, e), ASB_EUSER);
        ck_assert_str_eq(asb_error_code(e), "clock-failed");
        ck_assert_int_eq(asb_case_add(NULL, c, r), ASB_EUSER);
        ck_assert_int_eq(asb_case_may(NULL, c, r), ASB_EUSER);
        ck_assert_int_eq(asb_case_admit(NULL, c, r, 0, 0), ASB_EUSER);
        ck_assert(now == 5 && asb_case_count(c) == 0);
    }
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        said = good[i];
        ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
        ck_assert_int_eq(now, said);
        ck_assert_int_ge(asb_case_admit(NULL, c, r, INT64_MIN, 0), 0);
    }
    said = INT64_MAX;
    ck_assert_int_eq(asb_case_facts(&facts, c), ASB_OK);
    ck_assert_uint_eq(asb_case_count(c), COUNT_OF(good));
    asb_text_free(facts);
    asb_record_free(r);
    asb_case_free(c);
    asb_policy_free(p);
    asb_engine_free(e);
}
END_TEST

START_TEST(arguments_are_checked)
{
    test_engine b;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_engine_now(NULL, b.e), ASB_EARGUMENT);
    ck_assert_str_eq(asb_error_code(b.e), "argument");
    ck_assert_int_eq(asb_error_status(b.e), ASB_EARGUMENT);
    uint64_t value = 5;
    ck_assert_int_eq(asb_engine_limit(NULL, b.e, "records"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_limit(&value, b.e, NULL), ASB_EARGUMENT);
    ck_assert_uint_eq(value, 5);
    test_engine_end(&b);
}
END_TEST

START_TEST(hooks_of_an_older_header_take_defaults)
{
    asb_hooks hooks;
    memset(&hooks, 0x5a, sizeof hooks); /* what is past struct_size is not looked at */
    hooks.struct_size = offsetof(asb_hooks, now);
    hooks.reserved = 0;
    hooks.self = NULL;
    hooks.resize = NULL;
    asb_engine *e = engine_of(&hooks);
    int64_t now = 0;
    ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
    ck_assert(now > INT64_C(1700000000000));
    asb_engine_free(e);
}
END_TEST

START_TEST(hooks_of_a_later_header_are_taken_where_what_is_unknown_is_zero)
{
    later_hooks later = {.hooks = {.struct_size = sizeof later, .now = a_time}};
    asb_engine *e = engine_of(&later.hooks);
    int64_t now = 0;
    called = 0;
    ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
    ck_assert(now == INT64_C(981173106789));
    ck_assert_int_eq(called, 1);
    asb_engine_free(e);
}
END_TEST

START_TEST(hooks_of_a_later_header_are_refused_where_they_ask_for_more)
{
    for (size_t i = 0; i < 2; i++) {
        later_hooks later = {.hooks = {.struct_size = sizeof later}};
        asb_engine *e = NULL;
        later.unknown[i] = UINT64_C(1) << (i * 56);
        ck_assert_int_eq(asb_engine_new(&e, &later.hooks), ASB_EVERSION);
        ck_assert_ptr_null(e);
    }
}
END_TEST

START_TEST(hooks_without_a_size_are_refused)
{
    static const uint32_t sizes[] = {0, 1, 4, 7};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        asb_hooks hooks = {.struct_size = sizes[i]};
        asb_engine *e = NULL;
        ck_assert_int_eq(asb_engine_new(&e, &hooks), ASB_EARGUMENT);
        ck_assert_ptr_null(e);
    }
}
END_TEST

START_TEST(a_field_that_is_reserved_must_be_zero)
{
    asb_hooks hooks = {.struct_size = sizeof hooks, .reserved = 1};
    asb_engine *e = NULL;
    ck_assert_int_lt(asb_engine_new(&e, &hooks), 0);
    ck_assert_ptr_null(e);
}
END_TEST

START_TEST(the_memory_limit_holds)
{
    asb_hooks hooks = {.struct_size = sizeof hooks, .memory_limit = 20000};
    asb_engine *e = engine_of(&hooks);
    asb_policy *p = NULL;
    uint64_t before = asb_engine_memory(e);
    ck_assert_int_eq(asb_policy_builtin(&p, e, "england"), ASB_ENOMEM);
    ck_assert_ptr_null(p);
    ck_assert_int_eq(asb_error_status(e), ASB_ENOMEM);
    ck_assert_str_ne(asb_error_message(e), "");
    ck_assert_uint_eq(asb_engine_memory(e), before);
    ck_assert_uint_le(asb_engine_memory_peak(e), 20000);
    asb_engine_free(e);
}
END_TEST

START_TEST(a_limit_smaller_than_an_engine_gives_none)
{
    asb_hooks hooks = {.struct_size = sizeof hooks, .memory_limit = 8};
    asb_engine *e = NULL;
    ck_assert_int_eq(asb_engine_new(&e, &hooks), ASB_ENOMEM);
    ck_assert_ptr_null(e);
}
END_TEST

/* The host's random bytes go into the headers of records. */
START_TEST(a_random_hook_that_fails_is_passed_through)
{
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = a_time, .random = no_random};
    asb_engine *e = engine_of(&hooks);
    asb_policy *p = NULL;
    asb_case *c = NULL;
    asb_record *r = NULL;
    ck_assert_int_eq(asb_policy_builtin(&p, e, "england"), ASB_OK);
    ck_assert_int_eq(asb_case_new(&c, e, p, NULL, "C"), ASB_OK);
    static const char report[] =
        "{\"kind\":\"report\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"t\"}}";
    ck_assert_int_eq(asb_record_parse(&r, e, report, sizeof report - 1), ASB_OK);
    ck_assert_int_eq(asb_case_admit(NULL, c, r, INT64_MIN, 0), ASB_EUSER);
    ck_assert_str_eq(asb_error_code(e), "random-failed");
    ck_assert_uint_eq(asb_case_count(c), 0);
    asb_record_free(r);
    asb_case_free(c);
    asb_policy_free(p);
    asb_engine_free(e);
}
END_TEST

START_TEST(limits_are_named_and_can_be_set)
{
    test_engine b;
    test_engine_begin(&b);
    uint32_t count = 0;
    for (; asb_limit_name(count); count++) {
        uint64_t value = 0;
        ck_assert_int_eq(asb_engine_limit(&value, b.e, asb_limit_name(count)), ASB_OK);
        ck_assert_uint_gt(value, 0);
        ck_assert_int_eq(asb_engine_set_limit(b.e, asb_limit_name(count), 1000 + count), ASB_OK);
    }
    ck_assert_uint_eq(count, LIMIT_COUNT);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t value = 0;
        ck_assert_int_eq(asb_engine_limit(&value, b.e, asb_limit_name(i)), ASB_OK);
        ck_assert_uint_eq(value, 1000 + i);
    }
    ck_assert_ptr_null(asb_limit_name(UINT32_MAX));
    test_engine_end(&b);
}
END_TEST

START_TEST(a_limit_that_there_is_not_is_absent)
{
    test_engine b;
    test_engine_begin(&b);
    uint64_t value = 9;
    ck_assert_int_eq(asb_engine_limit(&value, b.e, "patience"), ASB_ABSENT);
    ck_assert_uint_eq(value, 0);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "patience", 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_set_limit(b.e, NULL, 1), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "records", 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "records", UINT64_C(1) << 32), ASB_EARGUMENT);
    ck_assert_int_eq(asb_engine_set_limit(b.e, "records", UINT32_MAX), ASB_OK);
    test_engine_end(&b);
}
END_TEST

/* ---- errors */

START_TEST(an_error_is_known_until_the_next_call)
{
    test_engine b;
    test_engine_begin(&b);
    asb_record *r = NULL;
    ck_assert_int_eq(asb_error_status(b.e), ASB_OK);
    ck_assert_str_eq(asb_error_code(b.e), "");
    ck_assert_str_eq(asb_error_message(b.e), "");
    ck_assert_str_eq(asb_error_arguments(b.e), "{}");
    static const char bad[] = "{\"kind\":\"note\",\n  \"fields\":}";
    ck_assert_int_eq(asb_record_parse(&r, b.e, bad, sizeof bad - 1), ASB_EJSON);
    ck_assert_int_eq(asb_error_status(b.e), ASB_EJSON);
    ck_assert_str_ne(asb_error_code(b.e), "");
    ck_assert_str_ne(asb_error_message(b.e), "");
    ck_assert_uint_eq(asb_error_line(b.e), 2);
    ck_assert_uint_eq(asb_error_column(b.e), 12);
    ck_assert_int_eq(asb_error_arguments(b.e)[0], '{');
    int64_t now = 0;
    ck_assert_int_eq(asb_engine_now(&now, b.e), ASB_OK);
    ck_assert_int_eq(asb_error_status(b.e), ASB_OK);
    ck_assert_str_eq(asb_error_code(b.e), "");
    ck_assert_str_eq(asb_error_message(b.e), "");
    ck_assert_uint_eq(asb_error_line(b.e), 0);
    ck_assert_uint_eq(asb_error_column(b.e), 0);
    test_engine_end(&b);
}
END_TEST

START_TEST(an_error_names_the_field_or_the_pointer)
{
    test_engine b;
    test_engine_begin(&b);
    asb_calendar *c = NULL;
    ck_assert_int_eq(asb_calendar_new(&c, b.e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(c, "2026-02-30", NULL, NULL), ASB_EINVALID);
    ck_assert_str_eq(asb_error_field(b.e), "date");
    ck_assert_str_eq(asb_error_pointer(b.e), "");
    asb_calendar *parsed = NULL;
    static const char bad[] = "{\"added\":[\"2026-01-02\",\"never\"]}";
    ck_assert_int_eq(asb_calendar_parse(&parsed, b.e, bad, sizeof bad - 1), ASB_EINVALID);
    ck_assert_str_eq(asb_error_pointer(b.e), "/added/1");
    ck_assert_ptr_null(parsed);
    asb_calendar_free(c);
    test_engine_end(&b);
}
END_TEST

START_TEST(no_engine_has_no_error)
{
    ck_assert_int_eq(asb_error_status(NULL), ASB_EARGUMENT);
    ck_assert_str_eq(asb_error_code(NULL), "");
    ck_assert_str_eq(asb_error_message(NULL), "");
    ck_assert_str_eq(asb_error_arguments(NULL), "{}");
    ck_assert_str_eq(asb_error_field(NULL), "");
    ck_assert_str_eq(asb_error_pointer(NULL), "");
    ck_assert_uint_eq(asb_error_line(NULL), 0);
    ck_assert_uint_eq(asb_error_column(NULL), 0);
}
END_TEST

START_TEST(every_status_has_words)
{
    for (int32_t status = ASB_ESTATE; status <= ASB_ABSENT; status++) {
        ck_assert_str_ne(asb_status_text(status), "");
        ck_assert_str_ne(asb_status_text(status), "unknown");
        for (int32_t other = ASB_ESTATE; other < status; other++) ck_assert_str_ne(asb_status_text(status), asb_status_text(other));
    }
    ck_assert_str_eq(asb_status_text(12345), "unknown");
}
END_TEST

START_TEST(every_message_has_a_code_and_a_sentence)
{
    uint32_t count = 0;
    for (; asb_message_code(count); count++) {
        ck_assert_str_ne(asb_message_code(count), "");
        ck_assert_str_ne(asb_message_template(count), "");
        for (uint32_t other = 0; other < count; other++) ck_assert_str_ne(asb_message_code(count), asb_message_code(other));
    }
    ck_assert_uint_gt(count, 10);
    ck_assert_ptr_null(asb_message_template(count));
    ck_assert_ptr_null(asb_message_code(UINT32_MAX));
}
END_TEST

/* ---- the build */

START_TEST(the_version_is_the_headers)
{
    char text[40];
    ck_assert_uint_eq(asb_version(), ASB_VERSION);
    ck_assert_uint_eq(ASB_VERSION, ASB_VERSION_MAJOR * 10000 + ASB_VERSION_MINOR * 100 + ASB_VERSION_PATCH);
    snprintf(text, sizeof text, "%d.%d.%d", ASB_VERSION_MAJOR, ASB_VERSION_MINOR, ASB_VERSION_PATCH);
    ck_assert_str_eq(asb_version_text(), text);
}
END_TEST

START_TEST(features_can_be_asked)
{
    int32_t journal = 0;
    uint32_t i = 0;
    for (; asb_feature(i); i++) journal |= !strcmp(asb_feature(i), "journal");
    ck_assert_int_eq(journal, 1);
    ck_assert_ptr_null(asb_feature(i + 1));
}
END_TEST

static int64_t constant(const char *name) {
    for (uint32_t i = 0; asb_constant_name(i); i++)
        if (!strcmp(asb_constant_name(i), name)) return asb_constant_value(i);
    ck_abort_msg("no constant %s", name);
    return 0;
}

START_TEST(constants_can_be_asked)
{
    ck_assert_int_eq(constant("ASB_REFUSED"), ASB_REFUSED);
    ck_assert_int_eq(constant("ASB_EVERSION"), ASB_EVERSION);
    ck_assert_int_eq(constant("ASB_VERSION"), ASB_VERSION);
    ck_assert_int_eq(constant("ASB_DUTY_LAPSED"), ASB_DUTY_LAPSED);
    ck_assert_int_eq(constant("ASB_EFFECT_BREACH"), ASB_EFFECT_BREACH);
    ck_assert_ptr_null(asb_constant_name(UINT32_MAX));
    ck_assert_int_eq(asb_constant_value(UINT32_MAX), 0);
}
END_TEST

/* ---- texts */

START_TEST(a_text_has_bytes_and_a_length)
{
    test_engine b;
    test_engine_begin(&b);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_instant_text(&t, b.e, 0, 0), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), "1970-01-01T00:00:00Z");
    ck_assert_uint_eq(asb_text_length(t), 20);
    asb_text_free(t);
    ck_assert_ptr_null(asb_text_data(NULL));
    ck_assert_uint_eq(asb_text_length(NULL), 0);
    test_engine_end(&b);
}
END_TEST

Suite *asb_suite_engine_engine(void) {
    const TTest *const tests[] = {an_engine_needs_no_hooks,
                                  null_is_no_engine,
                                  a_clock_that_cannot_tell,
                                  arguments_are_checked,
                                  hooks_of_an_older_header_take_defaults,
                                  hooks_of_a_later_header_are_taken_where_what_is_unknown_is_zero,
                                  hooks_of_a_later_header_are_refused_where_they_ask_for_more,
                                  hooks_without_a_size_are_refused,
                                  a_field_that_is_reserved_must_be_zero,
                                  the_memory_limit_holds,
                                  a_limit_smaller_than_an_engine_gives_none,
                                  a_random_hook_that_fails_is_passed_through,
                                  limits_are_named_and_can_be_set,
                                  a_limit_that_there_is_not_is_absent,
                                  an_error_is_known_until_the_next_call,
                                  an_error_names_the_field_or_the_pointer,
                                  no_engine_has_no_error,
                                  every_status_has_words,
                                  every_message_has_a_code_and_a_sentence,
                                  the_version_is_the_headers,
                                  features_can_be_asked,
                                  constants_can_be_asked,
                                  a_text_has_bytes_and_a_length};
    return test_suite("engine_engine", tests, COUNT_OF(tests));
}
